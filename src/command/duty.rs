//! Whether a command is the work of whoever runs it, where the database knows its users.

use super::access::For;
use super::effect::Effect;
use super::platform::Platform;
use super::session::Session;
use crate::cli::roles::{self, Wants};
use crate::domain::database_role::DatabaseRole;
use crate::error::{Code, Error};
use crate::store::rights::veil;
use crate::store::role::veiled;
use crate::store::{Standing, Store};

/// Opens the door to the database for whoever has a role that the command wants, with that role's views in front of the
/// tables where it sees less than what is there. Who was given no role of the platform has what was granted by hand, and
/// gets as far as that.
pub(super) async fn admit(session: &mut Session, store: Store) -> Result<Store, Error> {
    let Some(standing) = store.standing().await? else { return Ok(store) };
    session.standing = Some(standing.clone());
    if standing.owns() || standing.roles.is_empty() {
        return Ok(store);
    }
    let mut serving = standing.roles.clone();
    if let Some(wants) = roles::of(&session.path) {
        let looks = wants.looks || session.effect == Effect::Looks;
        serving.retain(|role| wants.roles.contains(role) || (looks && *role == DatabaseRole::Auditor));
        if serving.is_empty() {
            return Err(refuse(session, &standing, wants).await);
        }
    }
    // The one that sees most; roles stand in the order of what they see.
    let sees_all = serving.iter().any(|role| veil::schema(*role).is_none());
    let Some(role) = serving.into_iter().next_back().filter(|_| !sees_all) else { return Ok(store) };
    session.looks_as = Some(role);
    let writes = matches!(session.effect, Effect::Serves | Effect::Changes | Effect::Tries);
    open_as(session, &standing, role, writes).await
}

async fn open_as(
    session: &Session,
    standing: &Standing,
    role: DatabaseRole,
    writes: bool,
) -> Result<Store, Error> {
    let mut access = session.access(For::Work).await?;
    if let Some(schema) = veil::schema(role) {
        access.url = veiled(&access.url, standing, schema);
    }
    let store = if writes { Store::connect(&access).await? } else { Store::connect_to_read(&access).await? };
    session.opened.borrow_mut().push(store.clone());
    Ok(store)
}

/// Refuses what is another role's work, and records it in the name of whoever tried, who may append for themselves.
async fn refuse(session: &Session, standing: &Standing, wants: Wants) -> Error {
    let has: Vec<String> = standing.roles.iter().map(|role| format!("`{role}`")).collect();
    let message = format!("{}, and `{}` has {}", wanted(&session.path, wants), standing.user, has.join(", "));
    let error = with_next_step(Error::new(Code::RoleMissing, message), wants, &standing.user);
    let appends = |role: &&DatabaseRole| **role != DatabaseRole::Auditor;
    let Some(role) = standing.roles.iter().rev().find(appends) else { return error };
    match recorded(session, standing, *role).await {
        Ok((store, platform)) => {
            session.refuse(&store, &platform, &session.path, &standing.user, error).await
        }
        Err(failure) => error.hint(format!("the refusal could not be recorded: {failure}")),
    }
}

async fn recorded(
    session: &Session,
    standing: &Standing,
    role: DatabaseRole,
) -> Result<(Store, Platform), Error> {
    let store = open_as(session, standing, role, true).await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    tx.rollback().await?;
    Ok((store, platform))
}

/// What the database refused, as the role that the command wants: a table's name tells its reader nothing.
pub(super) fn named(error: Error, path: &str, standing: Option<&Standing>) -> Error {
    if error.code() != Code::RoleMissing || !error.hints().is_empty() {
        return error;
    }
    let Some(wants) = roles::of(path) else { return error };
    let user = standing.map_or("USER", |standing| standing.user.as_str());
    let has = |role: &DatabaseRole| standing.is_some_and(|standing| standing.roles.contains(role));
    let proposes = wants.roles.contains(&DatabaseRole::Settlement) && has(&DatabaseRole::Settlement);
    if proposes && !has(&DatabaseRole::Approver) {
        // What is decided at once where one operator may do both wants the rights of both.
        let message = format!("what `cardctl {path}` does here wants the role `approver`, too");
        let error = Error::new(Code::RoleMissing, message).caused_by(error);
        return error.hint(format!("the owner gives it: `cardctl db grant approver {user}`"));
    }
    let message = wanted(path, wants);
    with_next_step(Error::new(Code::RoleMissing, message).caused_by(error), wants, user)
}

fn wanted(path: &str, wants: Wants) -> String {
    let auditor = wants.looks.then_some(DatabaseRole::Auditor);
    let words: Vec<String> =
        wants.roles.iter().copied().chain(auditor).map(|role| format!("`{role}`")).collect();
    format!("`cardctl {path}` wants the role {}", words.join(" or "))
}

fn with_next_step(error: Error, wants: Wants, user: &str) -> Error {
    let role = wants.roles.first().copied().unwrap_or(DatabaseRole::Auditor);
    error.hint(format!("the owner gives it: `cardctl db grant {role} {user}`"))
}
