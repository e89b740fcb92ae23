//! `db grant`: a user of the server gets a role of the platform.

use serde_json::json;

use super::{ensure_owner, ensure_users};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::database_role::DatabaseRole;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::{StoreError, Tx, rights};

/// Runs `db grant`.
pub(super) async fn run(session: &mut Session, role: DatabaseRole, user: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    ensure_users(&store)?;
    ensure_owner(session, &store).await?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    ensure_login(&mut tx, user).await?;
    let (group, exists) = rights::group(&mut tx, role).await?;
    let has = rights::members(&mut tx).await?.iter().any(|one| one.role == role && one.user == user);
    if !exists {
        ensure_may_create(&mut tx, &platform.operator, &group).await?;
    }
    let record = |granted: &str| {
        Record::new()
            .field("role", "role", Value::code(role.as_str()))
            .field("meaning", "that is", Value::text(role.meaning()))
            .field("user", "user", Value::code(user.to_owned()))
            .field("group", "group on the server", Value::code(group.clone()))
            .field("group_is", "which is", Value::code(if exists { "there" } else { "made" }))
            .field("granted", "granted", Value::code(granted.to_owned()))
    };
    session.confirm(&record(if has { "already" } else { "now" }), "Grant the role?")?;
    let granted = rights::grant(&mut tx, role, user).await;
    granted.map_err(|error| refused(error, &platform.operator, &group))?;
    let detail = json!({ "role": role.as_str(), "user": user, "group": group });
    let entry = session.entry(&platform, "db grant", user, &detail);
    tx.commit(&entry).await?;
    session.ui.record(record(if has { "already" } else { "now" }))?;
    Ok(if has { Outcome::NothingToDo } else { Outcome::Done })
}

/// The user has to be there, and to log in.
async fn ensure_login(tx: &mut Tx, user: &str) -> Result<(), Error> {
    let quoted = format!("\"{}\"", user.replace('"', "\"\""));
    match rights::login(tx, user).await? {
        Some(login) if login.logs_in => Ok(()),
        Some(_) => {
            Err(Error::new(Code::NotFound, format!("`{user}` is a role of the server that can't log in"))
                .hint(format!("let it: `ALTER ROLE {quoted} LOGIN`, by whoever manages the server")))
        }
        None => {
            let logins = rights::logins(tx).await?;
            Err(Error::new(Code::NotFound, format!("no user `{user}` on the server"))
                .did_you_mean(user, logins.iter().map(String::as_str))
                .hint(format!("make it: `CREATE ROLE {quoted} LOGIN`, by whoever manages the server")))
        }
    }
}

async fn ensure_may_create(tx: &mut Tx, operator: &str, group: &str) -> Result<(), Error> {
    if rights::login(tx, operator).await?.is_some_and(|login| login.creates_roles) {
        return Ok(());
    }
    Err(may_not(operator, group))
}

/// Who may not make groups, or not give or take this one, is told what to ask for.
pub(super) fn refused(error: StoreError, operator: &str, group: &str) -> Error {
    if rights::is_refused(&error) { may_not(operator, group).caused_by(error) } else { error.into() }
}

fn may_not(operator: &str, group: &str) -> Error {
    let (operator, group) = (operator.replace('"', "\"\""), group.replace('"', "\"\""));
    Error::new(Code::NotPermitted, format!("`{operator}` may not make or give the group `{group}` of the server"))
        .hint(format!("a superuser lets you make groups: `ALTER ROLE \"{operator}\" CREATEROLE`"))
        .hint(format!(
            "or makes this one for you: `CREATE ROLE \"{group}\" NOLOGIN; GRANT \"{group}\" TO \"{operator}\" WITH ADMIN OPTION`"
        ))
}
