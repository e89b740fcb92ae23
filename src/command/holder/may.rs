//! `holder may`: whether a holder may do something, for the counter and for other programs.

use super::directory::Directory;
use crate::cli::HolderMay;
use crate::command::permission::{effective, require};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::policy::Permission;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};

/// Runs `holder may`.
pub async fn run(session: &mut Session, arguments: HolderMay) -> Result<Outcome, Error> {
    let permission: Permission = arguments.permission.parse().map_err(|error| {
        Error::new(Code::Usage, format!("{error}"))
            .did_you_mean(&arguments.permission, Permission::ALL.iter().map(|known| known.as_str()))
    })?;
    let store = session.open_to_look_up().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let directory = Directory::load(&mut tx).await?;
    let found = super::named(&mut tx, &arguments.holder).await?;
    let effective = effective(&mut tx, &directory, platform.today(session), &found).await?;
    require(&effective, &found.reference, permission)?;
    let (_, origin) = effective.permission(permission);
    session.ui.record(
        Record::new()
            .field("ref", "ref", Value::code(found.reference.clone()))
            .field("permission", "permission", Value::code(permission.as_str()))
            .field("allowed", "allowed", true)
            .field("from", "from", Value::code(origin.to_string())),
    )?;
    Ok(Outcome::Done)
}
