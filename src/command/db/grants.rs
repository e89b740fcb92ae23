//! `db grants`: who has which role of the platform.

use super::ensure_users;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::rights;

const COLUMNS: [Column; 5] = [
    Column::new("user", "USER"),
    Column::new("role", "ROLE"),
    Column::new("meaning", "WHICH"),
    Column::detail("group", "GROUP"),
    Column::detail("logs_in", "LOGS IN"),
];

/// Runs `db grants`.
pub(super) async fn run(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    ensure_users(&store)?;
    let mut tx = store.snapshot().await?;
    let members = rights::members(&mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("nobody has a role yet but the owner; `cardctl db grant ROLE USER` gives one");
    for member in members {
        let (group, _) = rights::group(&mut tx, member.role).await?;
        list.row([
            Value::code(member.user),
            Value::code(member.role.as_str()),
            Value::text(member.role.meaning()),
            Value::code(group),
            member.logs_in.into(),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}
