//! `batch release`: lets the cards of a batch be sold, all or by serials.

use serde_json::json;

use super::{Allocation, changed_meanwhile, held_unchanged, moves_to, named, not_now, serials, short};
use crate::cli::BatchRelease;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::card::{Allocated, BatchState, Change, Releases, SerialRanges};
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::batch::Batch;
use crate::store::{Tx, batch, batch_event, batch_release};

/// What a release does.
struct Plan {
    serials: SerialRanges,
    /// The releases of the batch after it.
    after: Releases,
    changes: Vec<Change>,
    /// Cards that may be sold from now on.
    fresh: i64,
    /// Cards that were for sale and change hands.
    moved: i64,
    /// Cards that are left unreleased.
    left: i64,
}

impl Plan {
    async fn of(
        tx: &mut Tx,
        batch: &Batch,
        before: &Releases,
        wanted: SerialRanges,
        to: Allocated,
    ) -> Result<Self, Error> {
        let (after, changes) = before.release(&wanted, to, batch.allocated());
        let (fresh, moved): (Vec<Change>, Vec<Change>) =
            changes.iter().copied().partition(|change| change.from.is_none());
        let serials = |changes: Vec<Change>| SerialRanges::of(changes.iter().map(|change| change.serials));
        let id = batch.batch_id;
        let fresh = batch_release::stocked(tx, id, &serials(fresh)).await?;
        let moved = batch_release::stocked(tx, id, &serials(moved)).await?;
        let left = batch_release::stocked(tx, id, &after.missing(batch.count()?)).await?;
        Ok(Self { serials: wanted, after, changes, fresh, moved, left })
    }

    /// Where the batch stands after it: released when no card in stock is left out.
    const fn state(&self) -> BatchState {
        if self.left == 0 { BatchState::Released } else { BatchState::Received }
    }
}

/// Runs `batch release`.
pub(super) async fn run(session: &mut Session, arguments: BatchRelease) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let batch = named(&mut tx, &arguments.batch).await?;
    let (id, state) = (batch.batch_id, batch.state()?);
    let allocation = Allocation::of(&mut tx, arguments.agent.as_deref(), arguments.staff.as_deref()).await?;
    let before = batch_release::releases(&mut tx, id).await?;
    if let BatchState::Issued | BatchState::Void = state {
        return Err(unreleasable(&batch, state));
    }
    let wanted = match &arguments.serials {
        Some(text) => serials(text, &batch)?,
        None if state == BatchState::Released => {
            return released_before(session, &batch, &before, &allocation);
        }
        None => before.missing(batch.count()?),
    };
    let plan = Plan::of(&mut tx, &batch, &before, wanted, allocation.allocated()).await?;
    tx.rollback().await?;
    if plan.fresh + plan.moved == 0 {
        session.ui.status(&format!("batch {id} is unchanged"));
        return Ok(Outcome::NothingToDo);
    }

    allocation.warn(session, &batch.center);
    let preview = preview(&batch, state, &plan, &arguments);
    session.confirm(&preview, &format!("Release cards of batch {id}?"))?;

    let mut tx = store.begin().await?;
    held_unchanged(&mut tx, &batch).await?;
    if batch_release::releases(&mut tx, id).await? != before {
        return Err(changed_meanwhile(id));
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    // Others may have sold or voided some since.
    let plan = Plan::of(&mut tx, &batch, &before, plan.serials, allocation.allocated()).await?;
    let progress = session.ui.progress(None, "releasing cards");
    let cards = batch_release::change_cards(&mut tx, id, &plan.changes).await?;
    progress.finish();
    batch_release::store(&mut tx, id, &plan.after).await?;
    if before.list().is_empty() && arguments.serials.is_none() {
        batch::allocate(&mut tx, id, allocation.allocated().or(batch.allocated())).await?;
    }
    let moves = record(session, &mut tx, &platform, &batch, &plan, &arguments).await?;
    let detail = json!({ "serials": plan.serials.to_string(), "cards": cards, "moves": moves,
        "agent": arguments.agent, "staff": arguments.staff });
    tx.commit(&session.entry(&platform, "batch release", id, &detail)).await?;

    session.ui.record(
        Record::new()
            .field("batch", "batch", id.get())
            .field("serials", "serials", Value::text(short(&plan.serials)))
            .field("cards", "cards released", plan.fresh)
            .field("moved", "allocated anew", plan.moved)
            .field("left", "not released", plan.left)
            .field("state", "state", Value::code(plan.state().as_str()))
            .field("agent", "agent", arguments.agent.or(batch.agent).map(Value::code))
            .field("staff", "staff", arguments.staff.or(batch.staff).map(Value::code)),
    )?;
    if plan.left > 0 {
        session.ui.status(&format!(
            "next, for the other {} cards: `cardctl batch release {id}`, with --serials for some",
            plan.left
        ));
    } else {
        session.ui.status("next, at the counter: `cardctl holder register`");
    }
    Ok(Outcome::Done)
}

fn unreleasable(batch: &Batch, state: BatchState) -> Error {
    let id = batch.batch_id;
    if state == BatchState::Void {
        return not_now(id, format!("batch {id} is void"));
    }
    not_now(id, format!("batch {id} has no print file yet, so nobody knows its codes"))
        .hint(format!("`cardctl batch export {id} --out DIR` makes it"))
}

fn preview(batch: &Batch, state: BatchState, plan: &Plan, arguments: &BatchRelease) -> Record {
    let agent = arguments.agent.clone().or(batch.agent.clone());
    let staff = arguments.staff.clone().or(batch.staff.clone());
    let mut preview = Record::new()
        .field("batch", "batch", batch.batch_id.get())
        .field("center", "center", Value::code(batch.center.clone()))
        .field("state", "state", Value::code(state.as_str()))
        .field("serials", "serials", Value::text(short(&plan.serials)))
        .field("cards", "cards to be sold", plan.fresh);
    if plan.moved > 0 {
        preview.push("moved", "for sale, allocated anew", plan.moved);
    }
    if plan.left > 0 {
        preview.push("left", "not released", plan.left);
    }
    preview.push("agent", "agent", agent.map(Value::code));
    preview.push("staff", "staff", staff.map(Value::code));
    preview
}

/// Records the way of the batch, and names its moves.
async fn record(
    session: &Session,
    tx: &mut Tx,
    platform: &Platform,
    batch: &Batch,
    plan: &Plan,
    arguments: &BatchRelease,
) -> Result<Vec<&'static str>, Error> {
    let (id, from, to) = (batch.batch_id, batch.state()?, plan.state());
    let steps = if from == to {
        Vec::new()
    } else {
        moves_to(to, from).map_err(|error| not_now(id, error.to_string()))?
    };
    let mut allocated = String::new();
    for (what, code) in [("agent", &arguments.agent), ("staff", &arguments.staff)] {
        if let Some(code) = code {
            allocated.extend([", ", what, " ", code]);
        }
    }
    let detail = format!("{} cards, {}{allocated}", plan.fresh + plan.moved, short(&plan.serials));
    let event = batch_event::Event {
        act: "release",
        from: Some(from),
        to,
        at: session.now().as_microsecond(),
        reason: session.flags.reason.as_deref(),
        operator: &platform.operator,
        detail: &detail,
    };
    for step in steps.iter().filter(|step| step.to != BatchState::Released) {
        let event = batch_event::Event {
            act: step.name,
            from: Some(step.from),
            to: step.to,
            detail: "not recorded before",
            ..event.clone()
        };
        batch_event::add(tx, id, &event).await?;
    }
    // The last one: the release itself, of all cards or of some.
    let from = if from == BatchState::Released { from } else { BatchState::Received };
    batch_event::add(tx, id, &batch_event::Event { from: Some(from), ..event }).await?;
    if batch.state()? != to {
        batch::move_to(tx, id, to).await?;
    }
    Ok(steps.iter().map(|step| step.name).collect())
}

/// The same again is nothing to do; another allocation is not made in passing.
fn released_before(
    session: &mut Session,
    batch: &Batch,
    before: &Releases,
    allocation: &Allocation,
) -> Result<Outcome, Error> {
    let id = batch.batch_id;
    let wanted = allocation.allocated();
    if before.list().iter().all(|release| wanted.or(release.to) == release.to) {
        session.ui.status(&format!("batch {id} is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    Err(Error::new(Code::Conflict, format!("batch {id} was released with another allocation")).hint(format!(
        "`--serials 1-{}` allocates its stocked cards anew; `cardctl batch show {id}` shows it",
        batch.cards
    )))
}
