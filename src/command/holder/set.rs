//! `holder set`: another agent, staff member or tier from a day on.

use serde_json::json;

use super::directory::Directory;
use crate::cli::HolderSet;
use crate::command::placing::{self, Unplaced};
use crate::command::platform::{Platform, day_flag};
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::history::{Change, in_force};
use crate::domain::id::TierId;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::attribution::{self, Attribution};
use crate::store::{holder, lock};

/// Runs `holder set`.
pub async fn run(session: &mut Session, arguments: HolderSet) -> Result<Outcome, Error> {
    session.reason("`holder set`")?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    // Items that are stamped from here on know of the change.
    lock::close_intake(&mut tx).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let directory = Directory::load(&mut tx).await?;
    let since = day_flag("--since", arguments.since.as_deref(), platform.today(session))?;
    let now = session.now().as_microsecond();
    let (mut tx, found) =
        super::named_to_change(session, &store, &platform, tx, "holder set", &arguments.holder).await?;
    let id = found.holder_id;

    let attributions = attribution::of(&mut tx, &[id.get()]).await?.remove(&id).unwrap_or_default();
    let attribution = new_attribution(&arguments, &directory, &attributions, since, now)?;
    let tiers = attribution::tiers_of(&mut tx, &[id.get()]).await?.remove(&id).unwrap_or_default();
    check_since(since, attributions.first().map(|first| first.since))?;
    let tier = new_tier(&arguments, &directory, &tiers, since, now)?;
    if attribution.is_none() && tier.is_none() {
        session.ui.status(&format!("holder `{}` is unchanged", found.reference));
        return Ok(Outcome::NothingToDo);
    }

    // Before the holder's rows, in the order of everybody else.
    lock::share_placements(&mut tx).await?;
    let passed_over = attribution::stamped_since(&mut tx, id, since).await?;
    if let Some(change) = attribution {
        attribution::add(&mut tx, id, change).await?;
    }
    if let Some(change) = tier {
        attribution::add_tier(&mut tx, id, change).await?;
        if found.wanted_tier() == Some(change.value) {
            holder::clear_wanted_tiers(&mut tx, &[id.get()]).await?;
        }
    }
    let moved = if tier.is_some() {
        placing::follow(&store, &mut tx, platform.today(session), now, &[id], Unplaced::Wait).await?
    } else {
        Vec::new()
    };
    let detail = json!({ "agent": arguments.agent, "staff": arguments.staff, "tier": arguments.tier,
        "since": since.to_string(), "passed_over": passed_over });
    tx.commit(&session.entry(&platform, "holder set", &found.reference, &detail)).await?;

    let overtaken = attribution.is_some() && attributions.iter().any(|change| change.since > since)
        || tier.is_some() && tiers.iter().any(|change| change.since > since);
    if overtaken {
        session.ui.warn("a change that was recorded for a later day takes over from that day on");
    }
    if passed_over > 0 {
        session.ui.note(&format!("{passed_over} purchases from {since} on keep the stamp that they have"));
    }
    session.ui.record(
        Record::new()
            .field("ref", "ref", Value::code(found.reference.clone()))
            .field("agent", "agent", arguments.agent.map(Value::code))
            .field("staff", "staff", arguments.staff.map(Value::code))
            .field("tier", "tier", arguments.tier.map(Value::code))
            .field("since", "since", Value::Date(since.date()))
            .field("passed_over", "purchases passed over", passed_over)
            .field("moved", "cohorts", placing::moves_table(&moved)),
    )?;
    session.ui.status(&format!("next: `cardctl holder show {}`", found.reference));
    Ok(Outcome::Done)
}

/// The attribution in force on the day, with what is given put into it; nothing when that changes nothing.
fn new_attribution(
    arguments: &HolderSet,
    directory: &Directory,
    changes: &[Change<Attribution>],
    since: Day,
    now: i64,
) -> Result<Option<Change<Attribution>>, Error> {
    let Some(current) = in_force(changes, since, i64::MAX) else {
        check_since(since, changes.first().map(|first| first.since))?;
        return Ok(None);
    };
    let agent = arguments.agent.as_deref().map(|code| directory.agent(code)).transpose()?;
    let staff = arguments.staff.as_deref().map(|code| directory.staff(code)).transpose()?;
    if let Some(staff) = staff.filter(|staff| directory.center_of_staff(*staff) != Some(current.center)) {
        return Err(directory.foreign_staff(staff, current.center));
    }
    let value = Attribution {
        center: current.center,
        staff: staff.or(current.staff),
        agent: agent.or(current.agent),
    };
    Ok((value != *current).then(|| Change { since, recorded: after(changes, now), value }))
}

fn new_tier(
    arguments: &HolderSet,
    directory: &Directory,
    changes: &[Change<TierId>],
    since: Day,
    now: i64,
) -> Result<Option<Change<TierId>>, Error> {
    let Some(code) = &arguments.tier else { return Ok(None) };
    let value = directory.tier(code)?.tier_id;
    let same = in_force(changes, since, i64::MAX) == Some(&value);
    Ok((!same).then(|| Change { since, recorded: after(changes, now), value }))
}

/// A moment after everything that is recorded, also when the clock was set back.
fn after<T>(changes: &[Change<T>], now: i64) -> i64 {
    changes.iter().map(|change| change.recorded + 1).fold(now, i64::max)
}

fn check_since(since: Day, first: Option<Day>) -> Result<(), Error> {
    match first {
        Some(first) if since < first => {
            Err(Error::new(Code::Usage, format!("--since {since} lies before the registration"))
                .hint(format!("the holder is registered since {first}")))
        }
        _ => Ok(()),
    }
}
