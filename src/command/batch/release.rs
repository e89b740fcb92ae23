//! `batch release`: lets the cards of a batch be sold.

use serde_json::json;

use super::{Allocation, moves_to, named};
use crate::cli::BatchRelease;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::card::BatchState;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::batch;

/// Runs `batch release`.
pub(super) async fn run(session: &mut Session, arguments: BatchRelease) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let found = named(&mut tx, &arguments.batch).await?;
    let allocation = Allocation::of(&mut tx, arguments.agent.as_deref(), arguments.staff.as_deref()).await?;
    tx.rollback().await?;

    let (id, state) = (found.batch_id, found.state()?);
    if state == BatchState::Released {
        return released_before(session, &found, &arguments);
    }
    let moves = moves_to(BatchState::Released, state).map_err(|error| {
        Error::new(Code::RunState, error.to_string()).hint(format!("`cardctl batch show {id}` shows it"))
    })?;
    allocation.warn(session, &found.center);
    let agent = arguments.agent.clone().or(found.agent.clone());
    let staff = arguments.staff.clone().or(found.staff.clone());
    let preview = Record::new()
        .field("batch", "batch", id.get())
        .field("center", "center", Value::code(found.center.clone()))
        .field("cards", "cards", found.cards)
        .field("state", "state", Value::code(state.as_str()))
        .field("agent", "agent", agent.clone().map(Value::code))
        .field("staff", "staff", staff.clone().map(Value::code));
    session.confirm(&preview, &format!("Release batch {id}?"))?;

    let mut tx = store.begin().await?;
    let now = batch::by_id(&mut tx, id).await?.map(|batch| batch.state()).transpose()?;
    if now != Some(state) {
        return Err(Error::new(Code::Busy, format!("batch {id} was changed by somebody else meanwhile"))
            .hint("nothing was changed; run the command again"));
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    let cards = batch::release(&mut tx, &found, allocation.agent, allocation.staff_id()).await?;
    let detail =
        json!({ "cards": cards, "moves": moves, "agent": arguments.agent, "staff": arguments.staff });
    tx.commit(&session.entry(&platform, "batch release", id, &detail)).await?;

    session.ui.record(
        Record::new()
            .field("batch", "batch", id.get())
            .field("cards", "cards", cards)
            .field("state", "state", Value::code(BatchState::Released.as_str()))
            .field("agent", "agent", agent.map(Value::code))
            .field("staff", "staff", staff.map(Value::code)),
    )?;
    Ok(Outcome::Done)
}

/// The same again is nothing to do; another allocation is not made in passing.
fn released_before(
    session: &mut Session,
    batch: &batch::Batch,
    arguments: &BatchRelease,
) -> Result<Outcome, Error> {
    let id = batch.batch_id;
    let same = |wanted: &Option<String>, has: &Option<String>| wanted.is_none() || wanted == has;
    if same(&arguments.agent, &batch.agent) && same(&arguments.staff, &batch.staff) {
        session.ui.status(&format!("batch {id} is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    Err(Error::new(Code::Conflict, format!("batch {id} was released with another allocation"))
        .hint(format!("`cardctl batch show {id}` shows it; cards are allocated when they are released")))
}
