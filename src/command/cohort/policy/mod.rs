//! `cohort policy`: what a cohort lets its members do, and where that comes from.

mod changes;
mod shown;

use std::collections::BTreeSet;

use serde_json::json;

use super::one_scheme;
use crate::cli::CohortPolicy;
use crate::command::failure::unknown;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::policy::{Permission, Policy};
use crate::domain::rule::{Rule, edition};
use crate::domain::scheme::{Grouping, UNKNOWN};
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::cohort_policy::{self, StoredPolicy};
use crate::store::scheme::StoredScheme;
use crate::store::{Store, Tx, cohort, lock, scheme, tier};
use changes::Changes;
use shown::cells;
pub(in crate::command) use shown::terms;

const ACTION: &str = "cohort policy";

/// Runs `cohort policy`.
pub(super) async fn run(session: &mut Session, arguments: CohortPolicy) -> Result<Outcome, Error> {
    let changes = Changes::of(&arguments)?;
    match (&arguments.path, changes.is_empty()) {
        (None, _) => shown::list(session, arguments.scheme.as_deref()).await,
        (Some(path), true) => shown::show(session, arguments.scheme.as_deref(), path).await,
        (Some(path), false) => change(session, &arguments, path, &changes).await,
    }
}

async fn change(
    session: &mut Session,
    arguments: &CohortPolicy,
    path: &str,
    changes: &Changes,
) -> Result<Outcome, Error> {
    let reason = session.reason("a policy")?;
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let stored = one_scheme(&mut tx, arguments.scheme.as_deref()).await?;
    let path = stored
        .scheme
        .check_path(path)
        .map_err(|error| Error::new(Code::Usage, format!("no cohort can have the path `{path}`: {error}")))?;
    check_tier(&mut tx, &stored, &path).await?;
    let (before, after) = planned(&mut tx, &stored, &path, changes).await?;
    let cohort = cohort::by_path(&mut tx, stored.scheme_id, stored.tree, &path).await?;
    tx.rollback().await?;
    let members = cohort.map_or(0, |cohort| cohort.members);
    if before == after {
        session.ui.status(&format!("policy of `{path}` is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    let acknowledged =
        acknowledge(session, &store, &platform, arguments, &stored, &path, &before, &after).await?;
    let preview = Record::new()
        .field("scheme", "scheme", Value::code(stored.name.clone()))
        .field("path", "path", Value::code(path.clone()))
        .field("members", "members", members)
        .field("policy", "policy", compared(&before, &after));
    session.confirm(&preview, "Change the policy?")?;

    let mut tx = store.begin().await?;
    // A regrouping takes policies along to new levels.
    lock::hold_placements(&mut tx).await?;
    let (now_before, after) = planned(&mut tx, &stored, &path, changes).await?;
    let current = scheme::list(&mut tx).await?;
    let same = current.iter().any(|each| each.scheme_id == stored.scheme_id && each.tree == stored.tree);
    if now_before != before || !same {
        return Err(Error::new(Code::Busy, "the policy was changed by somebody else meanwhile")
            .hint("nothing was changed; run the command again"));
    }
    let history = cohort_policy::history(&mut tx, stored.scheme_id, stored.tree).await?;
    let last = history.iter().rfind(|each| each.path == path);
    let now = session.now().as_microsecond();
    let acknowledged = acknowledged.map(|rule| rule.id().to_owned());
    // What was acknowledged stays so while another term changes.
    let standing = last.filter(|_| after.touches_money()).and_then(|last| last.acknowledged.clone());
    let new = StoredPolicy {
        path: path.clone(),
        recorded: last.map_or(now, |last| now.max(last.recorded + 1)),
        policy: after.clone(),
        acknowledged: acknowledged.clone().or(standing),
        reason,
        operator: platform.operator.clone(),
    };
    cohort_policy::insert(&mut tx, stored.scheme_id, stored.tree, &new).await?;
    let detail = json!({ "scheme": stored.name, "before": audited(&before), "after": audited(&after),
        "acknowledged": acknowledged });
    tx.commit(&session.entry(&platform, ACTION, &path, &detail)).await?;
    session.ui.status(&format!("set the policy of `{path}`, members: {members}"));
    let show = format!("`cardctl cohort policy {path} --scheme {}`", stored.name);
    session.ui.status(&format!("next: {show} shows what holds there"));
    Ok(Outcome::Done)
}

/// A tier that is named has to be one.
async fn check_tier(tx: &mut Tx, stored: &StoredScheme, path: &str) -> Result<(), Error> {
    let tiers = tier::list(tx).await?;
    for (grouping, value) in stored.scheme.named(path) {
        let known = || tiers.iter().map(|tier| tier.code.as_str());
        if *grouping == Grouping::Tier && value != UNKNOWN && !known().any(|code| code == value) {
            return Err(unknown("tier", &value, known()));
        }
    }
    Ok(())
}

async fn planned(
    tx: &mut Tx,
    stored: &StoredScheme,
    path: &str,
    changes: &Changes,
) -> Result<(Policy, Policy), Error> {
    let in_force = cohort_policy::in_force(tx, stored.scheme_id, stored.tree).await?;
    let before = in_force.into_iter().find(|each| each.path == path).map(|each| each.policy);
    let before = before.unwrap_or_default();
    let after = changes.applied(&before);
    Ok((before, after))
}

/// Whether a rule by sex, age or region changes what somebody earns or buys, and that was acknowledged.
#[expect(clippy::too_many_arguments, reason = "what is refused is recorded with all of it")]
async fn acknowledge(
    session: &mut Session,
    store: &Store,
    platform: &Platform,
    arguments: &CohortPolicy,
    stored: &StoredScheme,
    path: &str,
    before: &Policy,
    after: &Policy,
) -> Result<Option<Rule>, Error> {
    let named = match arguments.acknowledge.as_deref() {
        Some(id) => Some(Rule::named(id).filter(|rule| *rule == Rule::Ds08).ok_or_else(|| {
            Error::new(Code::Usage, format!("policies are not judged by a rule `{id}`"))
                .hint(format!("a warning names it; there is {}", Rule::Ds08))
        })?),
        None => None,
    };
    let depth = stored.scheme.depth_of(path);
    let personal = stored.scheme.groupings().iter().take(depth).any(Grouping::is_personal);
    let same = before.services == after.services
        && Permission::ALL
            .iter()
            .filter(|permission| permission.earns())
            .all(|permission| before.says(*permission) == after.says(*permission));
    // Taking the last such rule away needs no acknowledgement.
    if !personal || same || !after.touches_money() {
        return Ok(None);
    }
    let rule = Rule::Ds08;
    let Some(edition) = edition(rule, platform.today(session)) else { return Ok(None) };
    if named == Some(rule) {
        return Ok(Some(rule));
    }
    let error = Error::new(Code::NeedsAcknowledgement, format!("{rule}: {}", rule.says()))
        .hint(edition.source().unwrap_or_default())
        .hint(format!("if that is meant, say so with `--acknowledge {rule} --reason TEXT`"));
    Err(session.refuse(store, platform, ACTION, path, error).await)
}

fn compared(before: &Policy, after: &Policy) -> Table {
    const COLUMNS: [Column; 3] =
        [Column::new("term", "TERM"), Column::new("before", "BEFORE"), Column::new("after", "AFTER")];
    let mut table = Table::new(&COLUMNS);
    let names = ["service-priority", "allow", "deny", "services", "message-class"];
    for ((name, before), after) in names.into_iter().zip(cells(before)).zip(cells(after)) {
        if before != after {
            table.row([Value::code(name), before, after]);
        }
    }
    table
}

fn audited(policy: &Policy) -> serde_json::Value {
    let words = |permissions: &BTreeSet<Permission>| -> Vec<&str> {
        permissions.iter().map(|permission| permission.as_str()).collect()
    };
    json!({ "service_priority": policy.service_priority, "allow": words(&policy.allowed),
        "deny": words(&policy.denied), "services": policy.services, "message_class": policy.message_class })
}
