//! `db revoke`: a user of the server has a role of the platform no more.

use serde_json::json;

use super::grant::refused;
use super::{ensure_owner, ensure_users};
use crate::command::failure::unknown;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::database_role::DatabaseRole;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::rights;

/// Runs `db revoke`.
pub(super) async fn run(session: &mut Session, role: DatabaseRole, user: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    ensure_users(&store)?;
    ensure_owner(session, &store).await?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let members = rights::members(&mut tx).await?;
    if !members.iter().any(|one| one.role == role && one.user == user) {
        if rights::login(&mut tx, user).await?.is_some() {
            session.ui.status(&format!("`{user}` does not have the role `{role}`"));
            return Ok(Outcome::NothingToDo);
        }
        return Err(unknown("user", user, members.iter().map(|one| one.user.as_str()))
            .hint("`cardctl db grants` lists who has which role"));
    }
    if role == DatabaseRole::Owner && user == platform.operator {
        return Err(Error::new(Code::NotPermitted, "nobody takes the role `owner` from themselves")
            .hint("another owner does it, so that there is one left"));
    }
    let record = Record::new().field("role", "role", Value::code(role.as_str())).field(
        "user",
        "user",
        Value::code(user.to_owned()),
    );
    session.confirm(&record, "Revoke the role?")?;
    let (group, _) = rights::group(&mut tx, role).await?;
    let revoked = rights::revoke(&mut tx, role, user).await;
    revoked.map_err(|error| refused(error, &platform.operator, &group))?;
    let detail = json!({ "role": role.as_str(), "user": user });
    let entry = session.entry(&platform, "db revoke", user, &detail);
    tx.commit(&entry).await?;
    session.ui.status(&format!("`{user}` has the role `{role}` no more"));
    Ok(Outcome::Done)
}
