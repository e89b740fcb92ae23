//! `plan approve` and `plan withdraw`.

use serde_json::json;

use super::{check_unsettled, law, lock, several, versions};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::plan::{self, Version, VersionState};

/// Decides on a version.
pub async fn run(session: &mut Session, text: &str, to: VersionState) -> Result<Outcome, Error> {
    let verb = if to == VersionState::Approved { "approve" } else { "withdraw" };
    let store = session.open().await?;
    let lock = lock(session, &store).await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let meant = versions(&mut tx, text).await?;
    let picked = pick(&meant, to, text)?;
    let open = match &picked {
        Some(version) if to == VersionState::Approved => {
            law::of_version(session, &platform, &mut tx, version).await?.open()
        }
        _ => None,
    };
    tx.rollback().await?;
    let Some(version) = picked else {
        session.ui.status(&format!("plan `{text}` is {} already", to.as_str()));
        return Ok(Outcome::NothingToDo);
    };
    let name = version.plan.name().to_owned();
    if to == VersionState::Approved && platform.four_eyes && version.imported_by == platform.operator {
        let error = Error::new(Code::NeedsApproval, format!("`{}` imported this version", platform.operator))
            .hint(format!("another operator runs `cardctl plan approve {text}`"));
        return Err(session.refuse(&store, &platform, "plan approve", &name, error).await);
    }
    let preview = Record::new()
        .field("plan", "plan", Value::code(name.clone()))
        .field("effective_from", "effective from", version.effective_from.date())
        .field("state", "state now", Value::code(version.state.as_str()))
        .field("imported_by", "imported by", Value::text(version.imported_by.clone()))
        .field("digest", "digest", Value::code(version.digest.clone()));
    if let Some(open) = open {
        session.ui.warn(&open);
    }
    session.confirm(&preview, &format!("{verb} this version?"))?;
    let mut tx = store.begin().await?;
    let all = plan::list(&mut tx).await?;
    check_unsettled(&mut tx, version.effective_from, &all).await?;
    plan::decide(&mut tx, version.version_id, to, session.now().as_microsecond(), &platform.operator).await?;
    let detail = json!({ "effective_from": version.effective_from.to_string(), "digest": version.digest });
    let entry = session.entry(&platform, &format!("plan {verb}"), &name, &detail);
    tx.commit(&entry).await?;
    lock.release().await?;
    session.ui.status(&format!("plan `{name}` from {} is {}", version.effective_from, to.as_str()));
    Ok(Outcome::Done)
}

/// The one version that can still be decided so; nothing when that was done before.
fn pick(meant: &[Version], to: VersionState, text: &str) -> Result<Option<Version>, Error> {
    let open = |version: &&Version| match to {
        VersionState::Approved => version.state == VersionState::Imported,
        _ => version.state != VersionState::Withdrawn,
    };
    let mut open = meant.iter().filter(open);
    match (open.next(), open.next()) {
        (Some(version), None) => Ok(Some(version.clone())),
        (Some(_), Some(_)) => Err(several(text, meant)),
        (None, _) if meant.iter().any(|version| version.state == to) => Ok(None),
        (None, _) => Err(Error::new(Code::Conflict, format!("plan `{text}` was withdrawn"))
            .hint("import it again to decide anew")),
    }
}
