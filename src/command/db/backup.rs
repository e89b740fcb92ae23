//! `db backup`: one state of the whole database in a file, taken while others write.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::time::Duration;

use serde_json::json;
use tokio::time::{MissedTickBehavior, interval};

use super::manifest::Manifest;
use super::pending::Pending;
use super::server;
use crate::cli::DbBackup;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::{DatabaseUrl, Store, backup, migrate, status};

/// How often is looked how far the copy is.
const TICK: Duration = Duration::from_millis(250);

pub(super) async fn run(session: &mut Session, arguments: &DbBackup) -> Result<Outcome, Error> {
    let file = &arguments.file;
    if file.as_os_str() == "-" {
        return Err(Error::new(Code::Usage, "a backup goes to a file, and not to standard output")
            .hint("it gets its name when it is whole and synced; name a file, and copy it on afterwards"));
    }
    let (store, schema) = session.connect().await?;
    if let Store::Sqlite(_, database) = &store {
        ensure_another(file, database)?;
    }
    let pending = Pending::create(file, arguments.force)?;
    if schema == migrate::latest() {
        // On record before there is a copy, and so in the copy, too.
        let mut tx = store.begin().await?;
        let platform = Platform::load(session, &store, &mut tx).await?;
        let detail = json!({ "schema": schema });
        tx.commit(&session.entry(&platform, "db backup", file.display(), &detail)).await?;
    } else {
        session.ui.note(
            "the schema is older than this program: the backup is not in the audit log, and not counted",
        );
    }
    let manifest = match session.config.database.value.clone() {
        DatabaseUrl::Sqlite(_) => sqlite(session, &store, &pending).await?,
        DatabaseUrl::Postgres(url) => server::dump(session, &store, &url, &pending).await?,
    };
    let (file, described) = pending.paths();
    let (file, described) = (file.to_owned(), described.to_owned());
    let manifest = pending.publish(session, manifest).await?;
    // Of what is in the copy: others may have gone on meanwhile.
    if let Some(head) = manifest.audit_head.as_ref().and_then(|head| head.parse().ok()) {
        session.witness(&head, format_args!("db backup {}", file.display()));
    }
    let count = |name: &str| manifest.counts.as_ref().and_then(|counts| counts.get(name)).copied();
    session.ui.record(
        Record::new()
            .field("file", "file", Value::text(file.display().to_string()))
            .field("manifest", "manifest", Value::text(described.display().to_string()))
            .field("platform", "platform", Value::text(manifest.platform.clone()))
            .field("schema", "schema version", manifest.schema)
            .field("size", "size in bytes", i64::try_from(manifest.size).unwrap_or(i64::MAX))
            .field("sha256", "SHA-256", Value::code(manifest.sha256.clone()))
            .field("audit_head", "audit head", manifest.audit_head.clone().map(Value::code))
            .field("holders", "holders", count("holders"))
            .field("purchases", "purchases", count("purchases"))
            .field("runs", "runs", count("runs")),
    )?;
    session.ui.note("the key is not in it; keep a copy of the key file, and keep it apart from this file");
    session.ui.status(&format!("next: `cardctl db restore {} --verify --dry-run` proves it", file.display()));
    Ok(Outcome::Done)
}

/// Copies an SQLite database and describes the copy.
async fn sqlite(session: &Session, store: &Store, pending: &Pending) -> Result<Manifest, Error> {
    let partial = std::path::absolute(pending.partial())
        .map_err(|error| Error::io("can't find the working directory", error))?;
    let name = partial.to_str().ok_or_else(|| {
        Error::new(Code::Usage, format!("`{}` is no UTF-8", partial.display())).hint("name another file")
    })?;
    let total = u64::try_from(status::size(store).await?).unwrap_or_default();
    let progress = session.ui.progress(Some(total >> 10), "KiB copied");
    let mut tick = interval(TICK);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let copy = backup::copy(store, name);
    tokio::pin!(copy);
    let mut seen = 0;
    loop {
        tokio::select! {
            done = &mut copy => break done?,
            _ = tick.tick() => {
                let now = fs::metadata(&partial).map_or(0, |found| found.len() >> 10);
                progress.inc(now.saturating_sub(seen));
                seen = now.max(seen);
            }
        }
    }
    progress.finish();
    let copied = backup::open(&partial);
    let described = describe(session, &copied).await;
    copied.close().await;
    described
}

async fn describe(session: &Session, copied: &Store) -> Result<Manifest, Error> {
    let mut tx = copied.snapshot().await?;
    let faults = backup::quick_check(&mut tx).await?;
    if let Some(fault) = faults.first() {
        let message = format!("the copy is not sound, and so may be the database: {fault}");
        return Err(Error::new(Code::CheckFailed, message)
            .hint("nothing is left of the copy; `cardctl db check` looks at the database"));
    }
    Manifest::of(session, copied, &mut tx).await
}

/// The database itself is no place for its copy.
fn ensure_another(file: &Path, database: &Path) -> Result<(), Error> {
    let (Ok(one), Ok(other)) = (fs::metadata(file), fs::metadata(database)) else { return Ok(()) };
    if (one.dev(), one.ino()) == (other.dev(), other.ino()) {
        return Err(Error::new(Code::Usage, format!("`{}` is the database itself", file.display()))
            .hint("name another file"));
    }
    Ok(())
}
