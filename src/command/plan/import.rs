//! `plan import`: a plan file becomes a version that waits for approval.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;

use serde_json::json;

use super::{check_unsettled, lock};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::plan::Plan;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::plan::VersionState;
use crate::store::{Counter, plan, tier};

/// The largest plan file, in bytes.
const LARGEST: u64 = 256 * 1024;

/// Imports a file.
pub async fn run(session: &mut Session, path: &Path) -> Result<Outcome, Error> {
    let text = read(session, path)?;
    let store = session.open().await?;
    let lock = lock(session, &store).await?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let tiers: BTreeSet<String> = tier::list(&mut tx).await?.into_iter().map(|tier| tier.code).collect();
    let new = Plan::parse(&text, &tiers).map_err(|error| {
        let mut lines = error.problems().iter().map(ToString::to_string);
        let first = lines.next().unwrap_or_default();
        lines.fold(
            Error::new(Code::BadPlan, format!("the plan `{}` is wrong: {first}", path.display())),
            |error, line| error.hint(format!("also {line}")),
        )
    })?;
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
    session.ui.status(&format!("next: `cardctl plan approve {}`", new.name()));
    Ok(Outcome::Done)
}

fn read(session: &mut Session, path: &Path) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let limited = if path == Path::new("-") {
        session.ui.stdin().take(LARGEST + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
    };
    limited.map_err(|error| Error::io(format!("can't read the plan `{}`", path.display()), error))?;
    let bad = |why: &str| Error::new(Code::BadPlan, format!("the plan `{}` {why}", path.display()));
    if bytes.len() as u64 > LARGEST {
        return Err(bad("is larger than 256 KiB"));
    }
    String::from_utf8(bytes).map_err(|_| bad("is not UTF-8 text"))
}
