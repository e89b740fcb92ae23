//! Opening a database by its URL.

use std::cell::Cell;
use std::fmt;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};

use sqlx::{AssertSqlSafe, SqlitePool};

use super::access::{self, Access, Route};
use super::{Result, Store, StoreError, migrate};

/// How long a writer on SQLite waits for another one before it gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(15);
/// A command reads, writes and reserves ids at the same time. They are opened when they are wanted.
const CONNECTIONS: u32 = 4;
/// A settlement writes on up to sixteen of them.
const SERVER_CONNECTIONS: u32 = 20;

/// Rows that SQLite's thread reads ahead of the program: with few, the two wait for each other at every row.
const ROWS_AHEAD: usize = 2_000;

/// The pages that a connection of a settlement keeps, in KiB with a minus sign: it comes back to few.
const SETTLING_CACHE: &str = "-16384";
/// The pages of 4 KiB that the log holds before a settlement folds it into the file.
const SETTLING_LOG: &str = "10000";

/// The oldest server that knows all of the SQL, as it counts its versions: it is the first with `plan_cache_mode`, which
/// every connection sets, and with `AS MATERIALIZED`.
const OLDEST_SERVER: u32 = 12_00_00;

/// What every SQLite database begins with (file format, section 1.3).
const SIGNATURE: &[u8; 16] = b"SQLite format 3\0";

/// A connection that is not there by then is looked after, and how often: nearly all are there earlier.
const SOON: Duration = Duration::from_millis(150);
const LATER: Duration = Duration::from_secs(1);

const WRITABLE: &str = "
    SELECT pg_is_in_recovery(), current_setting('default_transaction_read_only')";

/// The most that SQLite maps, in bytes.
const MOST_MAPPED: &str = "2147418112";

/// Where the database is.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// `sqlite:PATH`.
    Sqlite(PathBuf),
    /// `postgres://…`, as written. May hold a password: it is shown without.
    Postgres(String),
}

impl FromStr for DatabaseUrl {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self> {
        if let Some(rest) = text.strip_prefix("sqlite:") {
            let path = rest.strip_prefix("//").unwrap_or(rest);
            if path.is_empty() || path.starts_with('?') {
                return Err(StoreError::Url(
                    "`sqlite:` wants a path, such as `sqlite:platform.db`".to_owned(),
                ));
            }
            return Ok(Self::Sqlite(PathBuf::from(path)));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            // Parsed here so that a malformed one is an error of usage, not of the connection.
            access::check(text)?;
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err(StoreError::Url("write `sqlite:PATH` or `postgres://USER@HOST/NAME`".to_owned()))
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(url) => f.write_str(&without_password(url)),
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DatabaseUrl({self})")
    }
}

/// The URL with `***` in place of any password, in the user part and among the parameters.
pub(super) fn without_password(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("postgres", url));
    let (address, parameters) = rest.split_once('?').map_or((rest, None), |(a, p)| (a, Some(p)));
    let address = match address.rsplit_once('@') {
        Some((user, host)) => match user.split_once(':') {
            Some((name, _)) => format!("{name}:***@{host}"),
            None => format!("{user}@{host}"),
        },
        None => address.to_owned(),
    };
    let parameters = parameters.map(|parameters| {
        let shown: Vec<String> = parameters
            .split('&')
            .map(|pair| match pair.split_once('=') {
                Some((key, _)) if key.contains("password") => format!("{key}=***"),
                _ => pair.to_owned(),
            })
            .collect();
        format!("?{}", shown.join("&"))
    });
    format!("{scheme}://{address}{}", parameters.unwrap_or_default())
}

impl Store {
    /// Opens a database that has a platform of this program's schema version.
    ///
    /// # Errors
    /// Not initialised, or of another schema version; the database is untouched then.
    pub async fn open(access: &Access) -> Result<Self> {
        Self::of_this_schema(Self::connect(access).await?, access).await
    }

    /// As [`open`](Self::open), for a command that must not write: the database refuses it.
    pub async fn open_to_read(access: &Access) -> Result<Self> {
        Self::of_this_schema(Self::connect_to_read(access).await?, access).await
    }

    async fn of_this_schema(store: Self, access: &Access) -> Result<Self> {
        match migrate::version(&store).await? {
            None => Err(StoreError::NotInitialised(access.url.to_string())),
            Some(found) if found > migrate::latest() => {
                Err(StoreError::SchemaNewer { found, known: migrate::latest() })
            }
            Some(found) if found < migrate::latest() => {
                Err(StoreError::SchemaOlder { found, known: migrate::latest() })
            }
            Some(_) => Ok(store),
        }
    }

    /// As [`open`](Self::open), for a look-up that reads pages from all over a large file: on SQLite there is one
    /// connection, which maps them into memory in place of copying them one by one. A load would only fill memory with
    /// them.
    pub async fn open_to_look_up(access: &Access) -> Result<Self> {
        match &access.url {
            DatabaseUrl::Sqlite(path) if path.exists() => {
                check_file(path)?;
                let options = reading(sqlite_options(path)).pragma("mmap_size", MOST_MAPPED);
                Self::of_this_schema(Self::Sqlite(sqlite_pool(1, options), path.clone()), access).await
            }
            _ => Self::open_to_read(access).await,
        }
    }

    /// As [`open`](Self::open), for a settlement: on SQLite there is one connection, whose pages a run writes one after the
    /// other, and the log is folded into the file less often than for work that comes in small pieces.
    pub async fn open_to_settle(access: &Access) -> Result<Self> {
        match &access.url {
            DatabaseUrl::Sqlite(path) if path.exists() => {
                check_file(path)?;
                Self::of_this_schema(Self::Sqlite(settling_pool(path), path.clone()), access).await
            }
            _ => Self::open(access).await,
        }
    }

    /// The same database for somebody who reads while another writes: on SQLite by a connection of its own.
    #[must_use]
    pub fn beside(&self) -> Self {
        match self {
            Self::Sqlite(_, path) => Self::Sqlite(settling_pool(path), path.clone()),
            Self::Postgres(pool) => Self::Postgres(pool.clone()),
        }
    }

    /// Closes what [`beside`](Self::beside) opened.
    pub async fn close_beside(self) {
        if let Self::Sqlite(pool, _) = self {
            pool.close().await;
        }
    }

    /// Opens a database of whatever schema version.
    pub async fn connect(access: &Access) -> Result<Self> {
        match &access.url {
            DatabaseUrl::Sqlite(path) => Self::open_sqlite(access, path, sqlite_options(path)),
            DatabaseUrl::Postgres(text) => Self::open_postgres(access, text, false).await,
        }
    }

    /// As [`connect`](Self::connect), for a command that must not write: the database refuses it.
    pub async fn connect_to_read(access: &Access) -> Result<Self> {
        match &access.url {
            DatabaseUrl::Sqlite(path) => Self::open_sqlite(access, path, reading(sqlite_options(path))),
            DatabaseUrl::Postgres(text) => Self::open_postgres(access, text, true).await,
        }
    }

    /// Opens a database and creates the SQLite file when there is none; a PostgreSQL database must exist.
    pub async fn create(access: &Access) -> Result<Self> {
        if let DatabaseUrl::Sqlite(path) = &access.url
            && !path.exists()
        {
            create_file(path)
                .map_err(|error| StoreError::Denied(format!("can't create `{}`: {error}", path.display())))?;
            // Write-ahead logging is a property of the file: it is set once, here.
            let options = SqliteConnectOptions::new().filename(path).journal_mode(SqliteJournalMode::Wal);
            let connection = sqlx::ConnectOptions::connect(&options).await?;
            sqlx::Connection::close(connection).await?;
        }
        Self::connect(access).await
    }

    /// Makes sure that the database can be written at all, before somebody is asked whether it should be: no standby
    /// server, and no file that is for reading only.
    pub async fn ensure_writable(&self) -> Result<()> {
        match self {
            Self::Sqlite(_, path) => {
                // Opening for appending tells whether the file may be written, and leaves it as it is.
                let opened = std::fs::OpenOptions::new().append(true).open(path);
                opened.map(drop).map_err(|error| match error.kind() {
                    ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly(format!(
                        "`{}` lies on a file system for reading only",
                        path.display()
                    )),
                    _ => StoreError::Denied(format!("`{}` can't be written: {error}", path.display())),
                })
            }
            Self::Postgres(pool) => {
                let (standby, reads): (bool, String) = sqlx::query_as(WRITABLE).fetch_one(pool).await?;
                if standby {
                    return Err(StoreError::ReadOnly(
                        "the server is a standby, which can only be read".to_owned(),
                    ));
                }
                if reads == "on" {
                    let why = "`default_transaction_read_only` is on for this user or database";
                    return Err(StoreError::ReadOnly(why.to_owned()));
                }
                Ok(())
            }
        }
    }

    fn open_sqlite(access: &Access, path: &Path, options: SqliteConnectOptions) -> Result<Self> {
        if !path.exists() {
            return Err(StoreError::NotInitialised(access.url.to_string()));
        }
        check_file(path)?;
        Ok(Self::Sqlite(sqlite_pool(CONNECTIONS, options), path.to_owned()))
    }

    async fn open_postgres(access: &Access, text: &str, reads: bool) -> Result<Self> {
        let route = access.route(text)?;
        let settings = access.settings(reads);
        let each = settings.clone();
        let version = Arc::new(AtomicU32::new(OLDEST_SERVER));
        let greeted = Arc::clone(&version);
        let connecting = PgPoolOptions::new()
            .max_connections(SERVER_CONNECTIONS)
            .acquire_timeout(route.connect_timeout)
            .test_before_acquire(false)
            .after_connect(move |connection, _| {
                let settings = each.clone();
                // The server says it by itself when it greets. One that says nothing that can be read is given a try.
                let found = connection.server_version_num().unwrap_or(OLDEST_SERVER);
                greeted.store(found, Ordering::Relaxed);
                Box::pin(async move {
                    if found < OLDEST_SERVER {
                        // It may not know the settings; the pool would try again and again.
                        return Ok(());
                    }
                    // Names and numbers of the program's own.
                    sqlx::raw_sql(AssertSqlSafe(settings)).execute(connection).await?;
                    Ok(())
                })
            })
            .connect_with(route.options.clone());
        let passing = Cell::new(None);
        let opened = tokio::select! {
            biased;
            opened = connecting => opened,
            error = refused(&route, &settings, &passing) => Err(error),
        };
        let opened = opened.map_err(|error| match (error, passing.take()) {
            (sqlx::Error::PoolTimedOut, Some(seen)) => seen,
            (error, _) => error,
        });
        let pool = opened.map_err(|error| route.explain(error))?;
        if let Err(error) = judge(version.load(Ordering::Relaxed)) {
            pool.close().await;
            return Err(error);
        }
        Ok(Self::Postgres(pool))
    }
}

/// Refuses a server that does not know all of the SQL.
fn judge(version: u32) -> Result<()> {
    if version < OLDEST_SERVER {
        return Err(StoreError::ServerTooOld { found: numbered(version), needed: numbered(OLDEST_SERVER) });
    }
    Ok(())
}

/// A version as people write it: `9.6.24`, `11.22`, and `12` for the first of a series. The driver counts the old ones in
/// three parts of two digits, and from 10 on in two parts.
fn numbered(version: u32) -> String {
    let (series, rest) = (version / 10_000, version % 10_000);
    match (series, rest) {
        (..10, _) => format!("{series}.{}.{}", rest / 100, rest % 100),
        (_, 0) => series.to_string(),
        (..) => format!("{series}.{rest}"),
    }
}

/// Looks why a connection is not there at once. The pool takes a port where nobody listens for a server that is about to
/// start, and keeps trying until it is out of time; so it does when every connection begins with an error. What may pass
/// by itself is kept in `passing`.
async fn refused(route: &Route, settings: &str, passing: &Cell<Option<sqlx::Error>>) -> sqlx::Error {
    tokio::time::sleep(SOON).await;
    loop {
        match sqlx::ConnectOptions::connect(&route.options).await {
            Ok(mut connection) => {
                let begun = sqlx::raw_sql(AssertSqlSafe(settings)).execute(&mut connection).await.map(drop);
                _ = sqlx::Connection::close(connection).await;
                if let Err(error) = begun {
                    return error;
                }
            }
            Err(sqlx::Error::Io(error)) if error.kind() == ErrorKind::ConnectionRefused => {
                return sqlx::Error::Io(error);
            }
            Err(sqlx::Error::Database(error)) if error.is_transient_in_connect_phase() => {
                passing.set(Some(sqlx::Error::Database(error)));
            }
            // The pool gives up by itself.
            Err(_) => {}
        }
        tokio::time::sleep(LATER).await;
    }
}

/// Makes sure that a file can be read and is a database, with words that the database itself does not have.
fn check_file(path: &Path) -> Result<()> {
    let shown = path.display();
    if path.is_dir() {
        return Err(StoreError::Damaged(format!("`{shown}` is a directory and no database")));
    }
    let mut begins = [0; SIGNATURE.len()];
    let mut file = std::fs::File::open(path).map_err(|error| match error.kind() {
        ErrorKind::PermissionDenied => StoreError::Denied(format!("`{shown}` can't be read: {error}")),
        _ => StoreError::Disk(format!("`{shown}` can't be read: {error}")),
    })?;
    match file.read_exact(&mut begins) {
        Ok(()) if begins == *SIGNATURE => Ok(()),
        // An empty file is a database without tables.
        Err(error)
            if error.kind() == ErrorKind::UnexpectedEof
                && file.metadata().is_ok_and(|found| found.len() == 0) =>
        {
            Ok(())
        }
        Err(error) if error.kind() != ErrorKind::UnexpectedEof => {
            Err(StoreError::Disk(format!("`{shown}` can't be read: {error}")))
        }
        _ => Err(StoreError::Damaged(format!("`{shown}` is no SQLite database"))),
    }
}

fn sqlite_options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(BUSY_TIMEOUT)
        .foreign_keys(true)
        .synchronous(SqliteSynchronous::Full)
        .row_buffer_size(ROWS_AHEAD)
        .pragma("cache_size", "-65536")
        .pragma("temp_store", "MEMORY")
        // What is deleted from a page that is written is overwritten with zeros.
        .pragma("secure_delete", "FAST")
        .optimize_on_close(false, None)
}

/// Somebody who looks only can't write.
fn reading(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options.pragma("query_only", "ON")
}

fn settling_pool(path: &Path) -> SqlitePool {
    let options =
        sqlite_options(path).pragma("cache_size", SETTLING_CACHE).pragma("wal_autocheckpoint", SETTLING_LOG);
    sqlite_pool(1, options)
}

fn sqlite_pool(connections: u32, options: SqliteConnectOptions) -> SqlitePool {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(BUSY_TIMEOUT)
        .connect_lazy_with(options)
}

/// Makes an empty file that only its owner can read: the database holds sealed personal data.
fn create_file(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        for (url, shown) in [
            ("postgres://me:secret@db.example/card", "postgres://me:***@db.example/card"),
            ("postgres://me:se@cret@db/card?sslmode=require", "postgres://me:***@db/card?sslmode=require"),
            (
                "postgres://me@db/card?password=secret&host=/run",
                "postgres://me@db/card?password=***&host=/run",
            ),
            ("postgres://db/card", "postgres://db/card"),
        ] {
            assert_eq!(without_password(url), shown);
        }
    }

    #[test]
    fn a_server_is_new_enough_from_the_first_version_on_that_knows_the_sql() {
        for version in [12_00_00, 12_00_22, 15_00_18, 18_00_00] {
            assert!(judge(version).is_ok(), "{version}");
        }
        for (version, told) in
            [(9_06_24, "9.6.24"), (10_00_00, "10"), (11_00_22, "11.22"), (11_99_99, "11.9999")]
        {
            let error = judge(version).expect_err("it is older").to_string();
            let all = format!("the server is PostgreSQL {told}, and this program works with 12 or later");
            assert_eq!(error, all);
        }
    }

    #[test]
    fn urls_are_told_apart() {
        assert!(matches!("sqlite:a.db".parse(), Ok(DatabaseUrl::Sqlite(path)) if path == Path::new("a.db")));
        assert!(
            matches!("sqlite:///x/a.db".parse(), Ok(DatabaseUrl::Sqlite(path)) if path == Path::new("/x/a.db"))
        );
        assert!(matches!("postgres://db/card".parse(), Ok(DatabaseUrl::Postgres(_))));
        for text in ["", "a.db", "sqlite:", "mysql://db/card", "sqlite://"] {
            assert!(text.parse::<DatabaseUrl>().is_err(), "{text}");
        }
    }
}
