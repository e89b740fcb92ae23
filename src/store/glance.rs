//! A glance at the database while somebody is typing: names and what stands beside them in clear, and no person's.
//!
//! A glance changes nothing, waits for nobody and never uses a password. An SQLite file is not even locked when nobody
//! has it open, and no file appears beside it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use super::scheme::StoredScheme;
use super::{Access, DatabaseUrl, Result, Store, Tx};

/// How long a glance waits for a connection or for somebody who writes.
const PATIENCE: Duration = Duration::from_millis(150);

/// What the server does not answer within this time, it need not go on with.
const PATIENTLY: &str = "SET statement_timeout = 150; SET default_transaction_read_only = on";

/// More names than anybody reads.
const MOST: usize = 300;

/// The last character there is: nothing that begins with a prefix sorts behind the prefix and this one.
const LAST: char = char::MAX;

// Of many names the first ones and the last: what all have in common, and a shell writes out, is what these two have.
const CENTER_NAMES: &str = "
    SELECT f.code, f.beside
    FROM (
        SELECT code, name AS beside
        FROM center
        WHERE code >= $1
          AND code < $2
        ORDER BY code
        LIMIT 300) AS f
    UNION
    SELECT l.code, l.beside
    FROM (
        SELECT code, name AS beside
        FROM center
        WHERE code >= $1
          AND code < $2
        ORDER BY code DESC
        LIMIT 1) AS l
    ORDER BY 1";

// The names of people are sealed: beside staff stands their center, beside an agent the region.
const STAFF_NAMES: &str = "
    SELECT f.code, f.beside
    FROM (
        SELECT s.code, c.code AS beside
        FROM staff AS s
        JOIN center AS c ON c.center_id = s.center_id
        WHERE s.code >= $1
          AND s.code < $2
        ORDER BY s.code
        LIMIT 300) AS f
    UNION
    SELECT l.code, l.beside
    FROM (
        SELECT s.code, c.code AS beside
        FROM staff AS s
        JOIN center AS c ON c.center_id = s.center_id
        WHERE s.code >= $1
          AND s.code < $2
        ORDER BY s.code DESC
        LIMIT 1) AS l
    ORDER BY 1";

const AGENT_NAMES: &str = "
    SELECT f.code, f.beside
    FROM (
        SELECT code, COALESCE(region, '') AS beside
        FROM agent
        WHERE code >= $1
          AND code < $2
        ORDER BY code
        LIMIT 300) AS f
    UNION
    SELECT l.code, l.beside
    FROM (
        SELECT code, COALESCE(region, '') AS beside
        FROM agent
        WHERE code >= $1
          AND code < $2
        ORDER BY code DESC
        LIMIT 1) AS l
    ORDER BY 1";

const PROVIDER_NAMES: &str = "
    SELECT f.code, f.beside
    FROM (
        SELECT code, name AS beside
        FROM provider
        WHERE code >= $1
          AND code < $2
        ORDER BY code
        LIMIT 300) AS f
    UNION
    SELECT l.code, l.beside
    FROM (
        SELECT code, name AS beside
        FROM provider
        WHERE code >= $1
          AND code < $2
        ORDER BY code DESC
        LIMIT 1) AS l
    ORDER BY 1";

/// The cohorts of the first level that somebody is in.
const COHORTS_ON_TOP: &str = "
    SELECT c.path, s.members
    FROM cohort AS c
    JOIN cohort_state AS s ON s.cohort_id = c.cohort_id
    WHERE c.scheme_id = $1
      AND c.tree = $2
      AND c.parent_id IS NULL
      AND c.path >= $3
      AND c.path < $4
      AND s.members > 0
    ORDER BY c.path";

const COHORTS_BELOW: &str = "
    SELECT c.path, s.members
    FROM cohort AS p
    JOIN cohort AS c ON c.parent_id = p.cohort_id
    JOIN cohort_state AS s ON s.cohort_id = c.cohort_id
    WHERE p.scheme_id = $1
      AND p.tree = $2
      AND p.path = $5
      AND c.path >= $3
      AND c.path < $4
      AND s.members > 0
    ORDER BY c.path";

/// What has a code that is looked up by its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coded {
    /// A center, with its name.
    Center,
    /// A staff member, with the code of the center.
    Staff,
    /// An agent, with the region.
    Agent,
    /// A provider, with its name.
    Provider,
}

/// The codes that begin so, and what stands beside each.
pub async fn codes(tx: &mut Tx, of: Coded, prefix: &str) -> Result<Vec<(String, String)>> {
    let sql = match of {
        Coded::Center => CENTER_NAMES,
        Coded::Staff => STAFF_NAMES,
        Coded::Agent => AGENT_NAMES,
        Coded::Provider => PROVIDER_NAMES,
    };
    fetch_all!(tx, (String, String), sql, prefix, format!("{prefix}{LAST}"))
}

/// The cohorts of one level whose path begins so, each with its number of members: those of the first level, or those
/// right below the node that the prefix has got to.
pub async fn cohorts(tx: &mut Tx, of: &StoredScheme, prefix: &str) -> Result<Vec<(String, i64)>> {
    let (scheme, beyond) = (of.scheme_id.get(), format!("{prefix}{LAST}"));
    let mut found: Vec<(String, i64)> = match prefix.rsplit_once('/') {
        None => fetch_all!(tx, (String, i64), COHORTS_ON_TOP, scheme, of.tree, prefix, beyond)?,
        Some((above, _)) => {
            fetch_all!(tx, (String, i64), COHORTS_BELOW, scheme, of.tree, prefix, beyond, above)?
        }
    };
    if found.len() > MOST {
        // The last one stays, as with codes.
        found.drain(MOST - 1..found.len() - 1);
    }
    Ok(found)
}

/// What of the environment bears on a glance.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Whether a password for PostgreSQL is set.
    pub password: bool,
    /// The files in which passwords for PostgreSQL may stand.
    pub password_files: Vec<PathBuf>,
}

/// Opens a database for a glance; nothing where that could ask for a password, create something or wait.
pub async fn open(access: &Access, surroundings: &Surroundings) -> Option<Store> {
    match &access.url {
        DatabaseUrl::Sqlite(path) => open_file(path),
        DatabaseUrl::Postgres(text) => open_server(access, text, surroundings).await,
    }
}

/// Opens an SQLite file so that nothing of it or beside it is changed; nothing where there is no file.
#[must_use]
pub fn open_file(path: &Path) -> Option<Store> {
    if !path.is_file() {
        return None;
    }
    let beside = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    // Somebody has the database open, and what they wrote may be in the log alone. Otherwise the file is taken as it
    // stands: a connection that heeds the log would make one, and put back what a killed program left.
    // Of a killed one that left both, only the index of the log is made anew, as by any reader.
    let log = std::fs::metadata(beside("-wal")).is_ok_and(|log| log.len() > 0);
    let in_use = log && beside("-shm").exists();
    let options = SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .immutable(!in_use)
        .busy_timeout(PATIENCE)
        .optimize_on_close(false, None);
    let pool = SqlitePoolOptions::new().max_connections(1).acquire_timeout(PATIENCE);
    Some(Store::Sqlite(pool.connect_lazy_with(options), path.to_owned()))
}

async fn open_server(access: &Access, text: &str, surroundings: &Surroundings) -> Option<Store> {
    if surroundings.password || names_password(text) {
        return None;
    }
    let options = access.route(text).ok()?.options;
    if surroundings.password_files.iter().any(|file| has_password(file, &options)) {
        return None;
    }
    // The driver may have found one that was not seen here: it is not used.
    let options = options.password("");
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(PATIENCE)
        .test_before_acquire(false)
        .after_connect(|connection, _| {
            Box::pin(async move {
                sqlx::raw_sql(PATIENTLY).execute(connection).await?;
                Ok(())
            })
        })
        .connect_with(options)
        .await
        .ok()?;
    Some(Store::Postgres(pool))
}

/// Whether the URL has a password, in the user part or among the parameters.
fn names_password(url: &str) -> bool {
    super::open::without_password(url) != url
}

/// Whether a password file has a line for this server: `host:port:database:user:password`, with `*` for any and `\`
/// before a colon or a backslash that is meant.
fn has_password(file: &Path, options: &PgConnectOptions) -> bool {
    let Ok(text) = std::fs::read_to_string(file) else { return false };
    let mut known = HashMap::from([
        (1, vec![options.get_port().to_string()]),
        (2, vec![options.get_database().unwrap_or(options.get_username()).to_owned()]),
        (3, vec![options.get_username().to_owned()]),
    ]);
    let mut hosts = vec![options.get_host().to_owned()];
    if let Some(socket) = options.get_socket() {
        hosts.extend(["localhost".to_owned(), socket.display().to_string()]);
    }
    known.insert(0, hosts);
    text.lines().filter(|line| !line.starts_with('#')).any(|line| {
        let fields = fields(line);
        fields.len() >= 5
            && fields.iter().take(4).enumerate().all(|(place, field)| {
                field == "*" || known.get(&place).is_some_and(|values| values.contains(field))
            })
    })
}

fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut signs = line.chars();
    while let Some(sign) = signs.next() {
        match (sign, fields.last_mut()) {
            (':', _) => fields.push(String::new()),
            ('\\', Some(field)) => field.extend(signs.next()),
            (sign, Some(field)) => field.push(sign),
            (_, None) => {}
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use std::str::FromStr as _;

    use super::*;

    #[test]
    fn a_url_with_a_password_is_known() {
        for url in
            ["postgres://me:secret@db/card", "postgres://me@db/card?password=x", "postgres://me:@db/card"]
        {
            assert!(names_password(url), "{url}");
        }
        for url in ["postgres://me@db/card", "postgres:///card?host=/run/postgresql"] {
            assert!(!names_password(url), "{url}");
        }
    }

    #[test]
    fn a_line_of_a_password_file_is_for_a_server() {
        let directory = tempfile::tempdir().expect("a directory");
        let file = directory.path().join("pgpass");
        let url = "postgres://me@db.example:5433/cards";
        let options = PgConnectOptions::from_str(url).expect("a URL");
        for (line, matches) in [
            ("db.example:5433:cards:me:secret", true),
            ("*:*:*:*:secret", true),
            ("*:*:*:me:se\\:cret:", true),
            ("# *:*:*:*:secret", false),
            ("db.example:5432:cards:me:secret", false),
            ("other:5433:cards:me:secret", false),
            ("db.example:5433:other:me:secret", false),
            ("db.example:5433:cards:you:secret", false),
            ("db.example:5433:cards:me", false),
            ("", false),
        ] {
            std::fs::write(&file, format!("# first\n{line}\n")).expect("a file of ours");
            assert_eq!(has_password(&file, &options), matches, "{line}");
        }
        std::fs::write(&file, "localhost:*:*:*:secret\n").expect("a file of ours");
        let socket = PgConnectOptions::from_str("postgres://me@x/cards?host=/run/pg").expect("a URL");
        assert!(has_password(&file, &socket));
        assert!(!has_password(&directory.path().join("none"), &options));
    }
}
