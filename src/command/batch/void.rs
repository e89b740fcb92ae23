//! `batch void`: cards that will never be sold, or a whole batch.

use serde_json::json;

use super::{held_unchanged, named, not_now, record_moves, serials, short};
use crate::cli::BatchVoid;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::card::{BatchState, Move, Releases, SerialRanges};
use crate::error::{Error, Outcome};
use crate::output::{Record, Value};
use crate::store::batch::Batch;
use crate::store::batch_release::Voiding;
use crate::store::{Tx, batch, batch_event, batch_release};

/// Runs `batch void`.
pub(super) async fn run(session: &mut Session, arguments: BatchVoid) -> Result<Outcome, Error> {
    let reason = session.reason("voiding cards")?;
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let batch = named(&mut tx, &arguments.batch).await?;
    let (id, state) = (batch.batch_id, batch.state()?);
    let wanted = match &arguments.serials {
        Some(text) => serials(text, &batch)?,
        None => SerialRanges::whole(batch.count()?),
    };
    let sold = batch_release::sold(&mut tx, id, &wanted).await?;
    let stocked = batch_release::stocked(&mut tx, id, &wanted).await?;
    tx.rollback().await?;
    if sold > 0 {
        let error = was_sold(&batch, sold, arguments.serials.is_some());
        return Err(session.refuse(&store, &platform, "batch void", id, error).await);
    }
    if stocked == 0 && (arguments.serials.is_some() || state == BatchState::Void) {
        session.ui.status(&format!("batch {id} is unchanged: these cards are void"));
        return Ok(Outcome::NothingToDo);
    }
    let preview = Record::new()
        .field("batch", "batch", id.get())
        .field("center", "center", Value::code(batch.center.clone()))
        .field("state", "state", Value::code(state.as_str()))
        .field("serials", "serials", Value::text(short(&wanted)))
        .field("cards", "cards to be void", stocked)
        .field("reason", "reason", Value::text(reason.clone()));
    session.confirm(&preview, "Void these cards for good?")?;

    let mut tx = store.begin().await?;
    held_unchanged(&mut tx, &batch).await?;
    let at = session.now().as_microsecond();
    let voiding = Voiding { at, reason: &reason, operator: &platform.operator };
    let progress = session.ui.progress(None, "voiding cards");
    let voided = batch_release::void(&mut tx, id, &wanted, voiding).await?;
    progress.finish();
    let sold = batch_release::sold(&mut tx, id, &wanted).await?;
    if sold > 0 {
        // Between the preview and now.
        return Err(was_sold(&batch, sold, arguments.serials.is_some()));
    }
    let event = batch_event::Event {
        act: "void",
        from: Some(state),
        to: state,
        at,
        reason: Some(&reason),
        operator: &platform.operator,
        detail: &format!("{voided} cards, {}", short(&wanted)),
    };
    let now = settle(&mut tx, &batch, &event).await?;
    let detail = json!({ "serials": wanted.to_string(), "cards": voided, "state": now.as_str() });
    tx.commit(&session.entry(&platform, "batch void", id, &detail)).await?;
    session.ui.record(
        Record::new()
            .field("batch", "batch", id.get())
            .field("serials", "serials", Value::text(short(&wanted)))
            .field("cards", "cards voided", voided)
            .field("state", "state", Value::code(now.as_str())),
    )?;
    Ok(Outcome::Done)
}

fn was_sold(batch: &Batch, sold: i64, by_serials: bool) -> Error {
    let id = batch.batch_id;
    let (which, hint) = if by_serials {
        ("of these cards", "leave out the cards that were sold")
    } else {
        ("of its cards", "name the spoiled cards by `--serials`, or release no more of them")
    };
    not_now(id, format!("batch {id} can't lose what was sold: {sold} {which} were")).hint(hint)
}

/// Records the event and moves the batch where it belongs now: void without a card that isn't, released when none
/// is left that could still be.
async fn settle(tx: &mut Tx, batch: &Batch, event: &batch_event::Event<'_>) -> Result<BatchState, Error> {
    let (id, state) = (batch.batch_id, batch.state()?);
    let used = batch::used(tx, id).await?;
    if used.void == batch.cards {
        batch_release::store(tx, id, &Releases::default()).await?;
        if state == BatchState::Void {
            return Ok(state);
        }
        let name = BatchState::check_move(state, BatchState::Void)
            .map_err(|error| not_now(id, error.to_string()))?;
        record_moves(tx, id, &[Move { from: state, to: BatchState::Void, name }], event).await?;
        batch::move_to(tx, id, BatchState::Void).await?;
        return Ok(BatchState::Void);
    }
    batch_event::add(tx, id, event).await?;
    let releases = batch_release::releases(tx, id).await?;
    let left = batch_release::stocked(tx, id, &releases.missing(batch.count()?)).await?;
    if state == BatchState::Received && left == 0 && !releases.list().is_empty() {
        let to = BatchState::Released;
        let last = batch_event::Event {
            act: "release",
            from: Some(state),
            to,
            detail: "no other card is left",
            ..event.clone()
        };
        batch_event::add(tx, id, &last).await?;
        batch::move_to(tx, id, to).await?;
        return Ok(to);
    }
    Ok(state)
}
