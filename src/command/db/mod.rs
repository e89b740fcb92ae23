//! `db`: the schema, what the database holds, whether it is right, and copies of it.

mod backup;
mod check;
mod manifest;
mod pending;
mod restore;
mod server;
mod swap;
mod verify;

pub(super) use check::passes;
use serde_json::json;

use super::platform::Platform;
use super::session::Session;
use crate::cli::DbCommand;
use crate::error::{Error, Outcome};
use crate::output::{Record, Value};
use crate::store::{audit, migrate, status};

/// Runs `db VERB`.
pub async fn run(session: &mut Session, command: DbCommand) -> Result<Outcome, Error> {
    match command {
        DbCommand::Status => show_status(session).await,
        DbCommand::Migrate => migrate_schema(session).await,
        DbCommand::Backup(backup) => backup::run(session, &backup).await,
        DbCommand::Restore(restore) => restore::run(session, &restore).await,
        DbCommand::Check { pass, since } => check::run(session, &pass, since.as_deref()).await,
    }
}

fn names_after(version: i64) -> Value {
    Value::List(migrate::after(version).map(Value::code).collect())
}

async fn show_status(session: &mut Session) -> Result<Outcome, Error> {
    let (store, version) = session.connect().await?;
    let mut record = Record::new()
        .field("database", "database", Value::text(session.config.database.value.to_string()))
        .field("kind", "kind", Value::code(store.kind()))
        .field("schema", "schema version", version)
        .field("pending", "pending migrations", names_after(version))
        .field("size", "size in bytes", status::size(&store).await?);
    // An older schema may lack what would be counted.
    if version == migrate::latest() {
        let counts = status::counts(&store).await?;
        for (key, title, count) in [
            ("centers", "centers", counts.centers),
            ("staff", "staff", counts.staff),
            ("agents", "agents", counts.agents),
            ("providers", "providers", counts.providers),
            ("schemes", "schemes", counts.schemes),
            ("cards", "cards", counts.cards),
            ("holders", "holders", counts.holders),
            ("purchases", "purchases", counts.purchases),
            ("refunds", "refunds", counts.refunds),
            ("due", "items not settled", counts.due),
            ("runs", "runs", counts.runs),
            ("audit_entries", "audit entries", counts.audit_entries),
        ] {
            record.push(key, title, count);
        }
    } else {
        session.ui.note("the schema is older than this program; `cardctl db migrate` brings it up");
    }
    session.ui.record(record)?;
    Ok(Outcome::Done)
}

async fn migrate_schema(session: &mut Session) -> Result<Outcome, Error> {
    let (store, before) = session.connect().await?;
    if before == migrate::latest() {
        session.ui.status(&format!("the schema has version {before}, which is this program's"));
        return Ok(Outcome::NothingToDo);
    }
    let record = || {
        Record::new()
            .field("from", "from version", before)
            .field("to", "to version", migrate::latest())
            .field("migrations", "migrations", names_after(before))
    };
    session.confirm(&record(), "Migrate, which can't be undone?")?;
    let progress = session.ui.progress(None, "migrating");
    migrate::migrate(&store).await?;
    progress.finish();
    let mut tx = store.begin().await?;
    audit::create_if_missing(&mut tx).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let detail = json!({ "from": before, "to": migrate::latest() });
    tx.commit(&session.entry(&platform, "db migrate", migrate::latest(), &detail)).await?;
    session.ui.record(record())?;
    Ok(Outcome::Done)
}
