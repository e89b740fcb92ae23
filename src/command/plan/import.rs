//! `plan import`: a plan file becomes a version that waits for approval.

use std::path::Path;

use serde_json::json;

use super::{check_unsettled, file, lock};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::plan::VersionState;
use crate::store::{Counter, plan};

/// Imports a file.
pub async fn run(session: &mut Session, path: &Path) -> Result<Outcome, Error> {
    let text = file::read(session, path)?;
    let store = session.open().await?;
    let lock = lock(session, &store).await?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let new = file::parse(&mut tx, &text, path).await?;
    let from = Day::from(new.effective_from());
    let versions = plan::list(&mut tx).await?;
    let standing = versions
        .iter()
        .find(|version| version.effective_from == from && version.state != VersionState::Withdrawn);
    if let Some(version) = standing {
        if version.digest == new.content_hash() {
            session.ui.status(&format!("plan `{}` from {from} is unchanged", new.name()));
            return Ok(Outcome::NothingToDo);
        }
        return Err(Error::new(
            Code::Conflict,
            format!("plan `{}` is in force from {from} already", version.plan.name()),
        )
        .hint("give the new version another `effective_from`, or withdraw the other one"));
    }
    check_unsettled(&mut tx, from, &versions).await?;
    let id = store.reserve(&mut tx, Counter::PlanVersion, 1).await?.into();
    plan::insert(&mut tx, id, &new, session.now().as_microsecond(), &platform.operator).await?;
    let detail = json!({ "effective_from": from.to_string(), "digest": new.content_hash() });
    let entry = session.entry(&platform, "plan import", new.name(), &detail);
    tx.commit(&entry).await?;
    lock.release().await?;
    session.ui.record(
        Record::new()
            .field("name", "name", Value::code(new.name().to_owned()))
            .field("effective_from", "effective from", new.effective_from())
            .field("state", "state", Value::code("imported"))
            .field("shares", "shares", new.shares().len() as u64)
            .field("digest", "digest", Value::code(new.content_hash())),
    )?;
    let name = new.name();
    session.ui.status(&format!("next: `cardctl plan lint {name}`, and `cardctl plan approve {name}`"));
    Ok(Outcome::Done)
}
