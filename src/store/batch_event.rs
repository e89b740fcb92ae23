//! What was done with a batch, in order.

use super::{Result, Tx, written};
use crate::domain::card::BatchState;
use crate::domain::id::BatchId;

/// Something that was done with a batch.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// The verb: `issue`, or the name of the move.
    pub act: &'a str,
    /// The state before; nothing when the batch was made.
    pub from: Option<BatchState>,
    /// The state after: the same when only some cards were released or voided.
    pub to: BatchState,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Why.
    pub reason: Option<&'a str>,
    /// Who did it.
    pub operator: &'a str,
    /// Counts and serials, in a few words.
    pub detail: &'a str,
}

/// An event as it was recorded.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct RecordedEvent {
    /// When, in microseconds since 1970.
    pub at: i64,
    /// The verb.
    pub act: String,
    /// The state before.
    pub from_state: Option<String>,
    /// The state after.
    pub to_state: String,
    /// Why.
    pub reason: Option<String>,
    /// Who did it.
    pub operator: String,
    /// Counts and serials.
    pub detail: String,
}

/// Through what batches and the cards in them are changed.
pub const CHANNEL: &str = "batch";

const INSERT_BATCH_EVENT: &str = "
    INSERT INTO batch_event (batch_id, seq, act, from_state, to_state, at, channel, reason, operator, detail)
    SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9
    FROM batch_event
    WHERE batch_id = $1
    RETURNING seq";

const BATCH_EVENTS: &str = "
    SELECT at, act, from_state, to_state, reason, operator, detail
    FROM batch_event
    WHERE batch_id = $1
    ORDER BY seq";

/// Records what was done.
pub async fn add(tx: &mut Tx, batch: BatchId, event: &Event<'_>) -> Result<()> {
    let (seq,): (i64,) = fetch_one!(
        tx,
        (i64,),
        INSERT_BATCH_EVENT,
        batch.get(),
        event.act,
        event.from.map(BatchState::as_str),
        event.to.as_str(),
        event.at,
        CHANNEL,
        event.reason,
        event.operator,
        event.detail,
    )?;
    tx.written().row(
        &written::BATCH_EVENT,
        [
            batch.get().into(),
            seq.into(),
            event.act.into(),
            event.from.map(BatchState::as_str).into(),
            event.to.as_str().into(),
            event.at.into(),
            CHANNEL.into(),
            event.reason.into(),
            event.operator.into(),
            event.detail.into(),
        ],
    );
    Ok(())
}

/// What was done with a batch.
pub async fn list(tx: &mut Tx, batch: BatchId) -> Result<Vec<RecordedEvent>> {
    fetch_all!(tx, RecordedEvent, BATCH_EVENTS, batch.get())
}
