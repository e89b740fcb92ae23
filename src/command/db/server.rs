//! Copies of a server's database, by the server's own programs: `pg_dump` knows what belongs to a database, and which of its
//! versions can read which server.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;
use tokio::time::{MissedTickBehavior, interval};
use url::Url;
use zeroize::Zeroizing;

use super::manifest::Manifest;
use super::pending::{Pending, unreadable};
use crate::command::access::For;
use crate::command::session::{Session, hex};
use crate::error::{Code, Error};
use crate::store::{Store, backup};

/// How often is looked how far the copy is.
const TICK: Duration = Duration::from_millis(250);

/// How much is read and handed on at once.
const BLOCK: usize = 1 << 18;

/// Lines of what a program said that are told.
const TOLD: usize = 5;

/// Copies the database as one transaction sees it, which describes it, too.
pub(super) async fn dump(
    session: &Session,
    store: &Store,
    url: &str,
    pending: &Pending,
) -> Result<Manifest, Error> {
    let mut tx = store.snapshot().await?;
    let snapshot = backup::export_snapshot(&mut tx).await?;
    let manifest = Manifest::of(session, store, &mut tx).await?;
    let mut command = program(session, "pg_dump", url).await?;
    command.args(["--format=custom", "--no-password", "--no-privileges"]);
    command.arg(format!("--snapshot={snapshot}")).arg("--file").arg(pending.partial());
    let progress = session.ui.progress(None, "KiB copied");
    let mut tick = interval(TICK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let running = command.stdin(Stdio::null()).output();
    tokio::pin!(running);
    let mut seen = 0;
    let ended = loop {
        tokio::select! {
            ended = &mut running => break ended,
            _ = tick.tick() => {
                let now = fs::metadata(pending.partial()).map_or(0, |found| found.len() >> 10);
                progress.inc(now.saturating_sub(seen));
                seen = now.max(seen);
            }
        }
    };
    progress.finish();
    ensure("pg_dump", &ended.map_err(|error| unstartable("pg_dump", error))?)?;
    Ok(manifest)
}

/// Makes sure that an archive can be read from its beginning to the list of what is in it.
pub(super) async fn list(session: &Session, url: &str, file: &Path) -> Result<(), Error> {
    let mut command = program(session, "pg_restore", url).await?;
    let listed = command.arg("--list").arg(file).stdin(Stdio::null()).output().await;
    let listed = listed.map_err(|error| unstartable("pg_restore", error))?;
    if listed.status.success() {
        return Ok(());
    }
    Err(Error::new(
        Code::BadFile,
        format!("`{}` is no archive of `pg_dump`: {}", file.display(), said(&listed)),
    )
    .hint("nothing was changed; take another backup"))
}

/// Fills an empty database from an archive, in one transaction, and gives the archive's hash as it was read. The archive goes
/// through a pipe: when this program is killed, the pipe breaks and the transaction ends with it.
pub(super) async fn fill(session: &Session, url: &str, file: &Path) -> Result<String, Error> {
    let mut command = program(session, "pg_restore", url).await?;
    command.args([
        "--exit-on-error",
        "--single-transaction",
        "--no-owner",
        "--no-privileges",
        "--no-password",
    ]);
    command.arg(format!("--dbname=dbname={}", quoted(&database(url)?)));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().map_err(|error| unstartable("pg_restore", error))?;
    let mut pipe = running.stdin.take();
    let mut opened = File::open(file).map_err(|error| unreadable(file, error))?;
    let length = opened.metadata().map_err(|error| unreadable(file, error))?.len();
    let progress = session.ui.progress(Some(length >> 10), "KiB restored");
    let mut hash = Sha256::new();
    let feeding = async {
        let mut block = vec![0; BLOCK];
        loop {
            let read = opened.read(&mut block).map_err(|error| unreadable(file, error))?;
            if read == 0 {
                break;
            }
            hash.update(&block[..read]);
            // Why it reads no more it says itself; what it leaves out at the end belongs to the hash all the same.
            if let Some(to) = &mut pipe
                && to.write_all(&block[..read]).await.is_err()
            {
                pipe = None;
            }
            progress.inc(u64::try_from(read).unwrap_or_default() >> 10);
            tokio::task::yield_now().await;
        }
        drop(pipe.take());
        Ok::<(), Error>(())
    };
    let (fed, ended) = tokio::join!(feeding, running.wait_with_output());
    progress.finish();
    fed?;
    ensure("pg_restore", &ended.map_err(|error| unstartable("pg_restore", error))?)?;
    Ok(hex(&hash.finalize()))
}

/// A program of the server's, on the way to the database of a URL. What is secret is in its environment, which other users
/// can't see; what the URL does not say it finds as this program does: in its own environment and in the password file.
async fn program(session: &Session, name: &'static str, url: &str) -> Result<Command, Error> {
    let path = find(session.search_path.as_deref(), name).ok_or_else(|| {
        Error::new(
            Code::Failed,
            format!("the program `{name}`, which copies databases of a server, is not installed"),
        )
        .hint("install the client programs of PostgreSQL, of the server's version or a later one")
    })?;
    let mut command = Command::new(path);
    command.kill_on_drop(true).env("PGAPPNAME", "cardctl").env("LC_MESSAGES", "C");
    for (variable, value) in environment(url)? {
        command.env(variable, value.as_str());
    }
    if let Some(password) = session.access(For::Work).await?.password {
        command.env("PGPASSWORD", password.as_str());
    }
    Ok(command)
}

/// What a URL says, as the variables of the server's programs.
fn environment(url: &str) -> Result<Vec<(&'static str, Zeroizing<String>)>, Error> {
    const PARAMETERS: [(&str, &str); 11] = [
        ("host", "PGHOST"),
        ("hostaddr", "PGHOSTADDR"),
        ("port", "PGPORT"),
        ("user", "PGUSER"),
        ("dbname", "PGDATABASE"),
        ("password", "PGPASSWORD"),
        ("options", "PGOPTIONS"),
        ("sslmode", "PGSSLMODE"),
        ("sslrootcert", "PGSSLROOTCERT"),
        ("sslcert", "PGSSLCERT"),
        ("sslkey", "PGSSLKEY"),
    ];
    let url = parsed(url)?;
    let mut found = Vec::new();
    let mut add = |name: &'static str, text: String| {
        if !text.is_empty() {
            found.push((name, Zeroizing::new(text)));
        }
    };
    add("PGHOST", url.host_str().map(|host| decoded(host.trim_matches(['[', ']']))).unwrap_or_default());
    add("PGPORT", url.port().map(|port| port.to_string()).unwrap_or_default());
    add("PGUSER", decoded(url.username()));
    add("PGPASSWORD", url.password().map(decoded).unwrap_or_default());
    add("PGDATABASE", decoded(url.path().trim_start_matches('/')));
    for (key, value) in url.query_pairs() {
        if let Some((_, name)) = PARAMETERS.iter().find(|(known, _)| *known == key) {
            // The later one holds, as in the environment.
            add(name, value.into_owned());
        }
    }
    Ok(found)
}

fn parsed(url: &str) -> Result<Url, Error> {
    Url::parse(url).map_err(|_| Error::new(Code::Usage, "the PostgreSQL URL can't be read"))
}

/// The name of the database: that of the user where nothing is said.
fn database(url: &str) -> Result<String, Error> {
    let variables = environment(url)?;
    let last = |name: &str| variables.iter().rev().find(|(known, _)| *known == name);
    let named = last("PGDATABASE").or_else(|| last("PGUSER")).map(|(_, text)| text.to_string());
    named.ok_or_else(|| {
        Error::new(Code::Usage, "the URL names no database")
            .hint("write `postgres://USER@HOST/NAME`: a restore goes only where it is sent")
    })
}

/// A value of a connection string.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// The text that percent signs stand for.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let digits = digits.filter(|two| two.bytes().all(|digit| digit.is_ascii_hexdigit()));
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The program in the directories of `PATH`. Relative ones are left out: what lies in the working directory is nothing to hand
/// a password to.
fn find(search_path: Option<&OsStr>, name: &str) -> Option<PathBuf> {
    let executable = |path: &Path| {
        fs::metadata(path).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
    };
    std::env::split_paths(search_path?)
        .filter(|directory| directory.is_absolute())
        .map(|directory| directory.join(name))
        .find(|path| executable(path))
}

fn ensure(name: &str, ended: &Output) -> Result<(), Error> {
    if ended.status.success() {
        return Ok(());
    }
    let error = Error::new(Code::Failed, format!("`{name}` failed: {}", said(ended)));
    Err(if String::from_utf8_lossy(&ended.stderr).contains("version mismatch") {
        error.hint(format!("install a `{name}` of the server's version or a later one, first on PATH"))
    } else {
        error.hint("nothing is left of it; mend what it says, then run the command again")
    })
}

/// What a program said, or how it ended.
fn said(ended: &Output) -> String {
    let text = String::from_utf8_lossy(&ended.stderr);
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(TOLD).collect();
    if lines.is_empty() { ended.status.to_string() } else { lines.join("; ") }
}

fn unstartable(name: &str, error: std::io::Error) -> Error {
    Error::new(Code::Failed, format!("can't run `{name}`"))
        .caused_by(error)
        .hint("install the client programs of PostgreSQL, of the server's version or a later one")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(url: &str) -> Vec<(&'static str, String)> {
        let found = environment(url).expect("a URL");
        found.into_iter().map(|(name, text)| (name, text.to_string())).collect()
    }

    #[test]
    fn a_url_becomes_variables() {
        let owned = |pairs: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
            pairs.iter().map(|(name, text)| (*name, (*text).to_owned())).collect()
        };
        assert_eq!(
            variables("postgres://me:se%40cr%25et@[::1]:5433/my%20cards?sslmode=require&application_name=x"),
            owned(&[
                ("PGHOST", "::1"),
                ("PGPORT", "5433"),
                ("PGUSER", "me"),
                ("PGPASSWORD", "se@cr%et"),
                ("PGDATABASE", "my cards"),
                ("PGSSLMODE", "require"),
            ])
        );
        assert_eq!(
            variables("postgres://me@localhost/cards?host=/run/pg"),
            owned(&[
                ("PGHOST", "localhost"),
                ("PGUSER", "me"),
                ("PGDATABASE", "cards"),
                ("PGHOST", "/run/pg"),
            ])
        );
        assert_eq!(variables("postgres:///cards"), owned(&[("PGDATABASE", "cards")]));
        assert_eq!(decoded("100%é%4"), "100%é%4");
    }

    #[test]
    fn a_name_is_quoted_as_a_value() {
        assert_eq!(quoted(r"o'ne\two = 3"), r"'o\'ne\\two = 3'");
        assert_eq!(database("postgres://me@h/").expect("the user's"), "me");
        assert!(database("postgres://h/").is_err());
    }
}
