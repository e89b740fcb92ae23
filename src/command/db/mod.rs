//! `db`: the schema, what the database holds, whether it is right, and copies of it.

mod backup;
mod check;
mod grant;
mod grants;
mod manifest;
mod pending;
mod restore;
mod revoke;
mod server;
mod swap;
mod verify;

pub use check::{CheckPass, passes};
use serde_json::json;

use super::platform::Platform;
use super::session::Session;
use crate::cli::{DatabaseRoleWord, DbCommand};
use crate::domain::database_role::DatabaseRole;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::{Store, StoreError, audit, migrate, rights, status, written};

/// Runs `db VERB`.
pub async fn run(session: &mut Session, command: DbCommand) -> Result<Outcome, Error> {
    match command {
        DbCommand::Status => show_status(session).await,
        DbCommand::Migrate => migrate_schema(session).await,
        DbCommand::Grant { role, user } => grant::run(session, role.into(), &user).await,
        DbCommand::Revoke { role, user } => revoke::run(session, role.into(), &user).await,
        DbCommand::Grants => grants::run(session).await,
        DbCommand::Backup(backup) => backup::run(session, &backup).await,
        DbCommand::Restore(restore) => restore::run(session, &restore).await,
        DbCommand::Check { pass, list: true, .. } => check::list(session, &pass),
        DbCommand::Check { pass, since, .. } => check::run(session, &pass, since.as_deref()).await,
    }
}

impl From<DatabaseRoleWord> for DatabaseRole {
    fn from(word: DatabaseRoleWord) -> Self {
        match word {
            DatabaseRoleWord::Support => Self::Support,
            DatabaseRoleWord::Operator => Self::Operator,
            DatabaseRoleWord::Settlement => Self::Settlement,
            DatabaseRoleWord::Approver => Self::Approver,
            DatabaseRoleWord::Auditor => Self::Auditor,
            DatabaseRoleWord::Owner => Self::Owner,
        }
    }
}

/// The refusal to speak of roles where there are none.
fn ensure_users(store: &Store) -> Result<(), Error> {
    match store {
        Store::Postgres(_) => Ok(()),
        Store::Sqlite(..) => Err(Error::new(
            Code::Usage,
            "there are no roles on SQLite: the permissions of its file decide who may what",
        )
        .hint("let those who may do everything write the file, and those who may look read it, with `chmod`")
        .hint("a site with several operators is for PostgreSQL")),
    }
}

/// The refusal to change rights for whoever doesn't own the tables.
async fn ensure_owner(session: &Session, store: &Store) -> Result<(), Error> {
    let standing = store.standing().await?;
    if standing.as_ref().is_some_and(crate::store::Standing::owns) {
        return Ok(());
    }
    Err(Error::new(Code::RoleMissing, format!("`cardctl {}` wants the role `owner`", session.path))
        .hint("whoever made the platform has it, and may give it: `cardctl db grant owner USER`"))
}

/// The roles that the user has, as a value; nothing where there are no users.
fn roles(standing: Option<&crate::store::Standing>) -> Value {
    standing.map_or(Value::Null, |standing| {
        Value::List(standing.roles.iter().map(|role| Value::code(role.as_str())).collect())
    })
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
        .field("size", "size in bytes", status::size(&store).await?)
        .field("roles", "your roles", roles(store.standing().await?.as_ref()));
    // An older schema may lack what would be counted, and not everybody may count.
    let counts = match status::counts(&store).await {
        _ if version != migrate::latest() => None,
        Err(StoreError::RoleMissing(_)) => {
            session.ui.note("what the database holds is shown to `auditor` and `owner`");
            None
        }
        counts => Some(counts?),
    };
    if let Some(counts) = counts {
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
    } else if version != migrate::latest() {
        session.ui.note("the schema is older than this program; `cardctl db migrate` brings it up");
    }
    session.ui.record(record)?;
    Ok(Outcome::Done)
}

async fn migrate_schema(session: &mut Session) -> Result<Outcome, Error> {
    let (store, before) = session.connect().await?;
    if let Store::Postgres(_) = store {
        ensure_owner(session, &store).await?;
    }
    if before == migrate::latest() && written::is_summed(&mut store.snapshot().await?).await? {
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
    rights::lift_veils(&store).await?;
    migrate::migrate(&store).await?;
    progress.finish();
    let mut tx = store.begin().await?;
    rights::reapply(&mut tx).await?;
    audit::create_if_missing(&mut tx).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    if !written::is_summed(&mut tx).await? {
        let progress = session.ui.progress(None, "summing what is older");
        written::sum_older(&mut tx).await?;
        progress.finish();
    }
    let detail = json!({ "from": before, "to": migrate::latest() });
    tx.commit(&session.entry(&platform, "db migrate", migrate::latest(), &detail)).await?;
    session.ui.record(record())?;
    Ok(Outcome::Done)
}
