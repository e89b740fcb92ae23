//! What happened to cards. Events are only added.

use super::stored;
use crate::domain::card::{CardNumber, CardState};
use crate::store::bulk::Table;
use crate::store::{Result, StoreError, Tx, written};

/// `card_event`, for bulk load.
pub const CARD_EVENT: Table = Table {
    name: "card_event",
    columns: &["card_no", "seq", "from_state", "to_state", "at", "channel", "reason", "operator"],
};

/// A change of a card's state.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// From which state.
    pub from: CardState,
    /// To which one.
    pub to: CardState,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Through what: `counter`, `import` …
    pub channel: &'a str,
    /// Why.
    pub reason: Option<&'a str>,
    /// Who did it.
    pub operator: &'a str,
}

/// A change of a card's state as it was recorded.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct RecordedEvent {
    /// When, in microseconds since 1970.
    pub at: i64,
    /// From which state.
    pub from_state: String,
    /// To which one.
    pub to_state: String,
    /// Through what.
    pub channel: String,
    /// Why.
    pub reason: Option<String>,
    /// Who did it.
    pub operator: String,
}

impl RecordedEvent {
    /// The state before.
    pub fn from(&self) -> Result<CardState> {
        read(&self.from_state)
    }

    /// The state after.
    pub fn to(&self) -> Result<CardState> {
        read(&self.to_state)
    }
}

fn read(state: &str) -> Result<CardState> {
    state.parse().map_err(|why| StoreError::inconsistent("card_event", "to_state", state, why))
}

const EVENTS: &str = "
    SELECT at, from_state, to_state, channel, reason, operator
    FROM card_event
    WHERE card_no = $1
    ORDER BY seq";

const LAST_EVENT: &str = "
    SELECT at, from_state, to_state, channel, reason, operator
    FROM card_event
    WHERE card_no = $1
    ORDER BY seq DESC
    LIMIT 1";

const INSERT_EVENT: &str = "
    INSERT INTO card_event (card_no, seq, from_state, to_state, at, channel, reason, operator)
    SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4, $5, $6, $7
    FROM card_event
    WHERE card_no = $1
    RETURNING seq";

/// Records a change of state and returns its number among the card's.
pub async fn add_event(tx: &mut Tx, number: CardNumber, event: &Event<'_>) -> Result<i64> {
    let (seq,): (i64,) = fetch_one!(
        tx,
        (i64,),
        INSERT_EVENT,
        stored(number),
        event.from.as_str(),
        event.to.as_str(),
        event.at,
        event.channel,
        event.reason,
        event.operator,
    )?;
    tx.written().row(
        &written::CARD_EVENT,
        [
            stored(number).into(),
            seq.into(),
            event.from.as_str().into(),
            event.to.as_str().into(),
            event.at.into(),
            event.channel.into(),
            event.reason.into(),
            event.operator.into(),
        ],
    );
    Ok(seq)
}

/// What happened to a card, in order.
pub async fn events(tx: &mut Tx, number: CardNumber) -> Result<Vec<RecordedEvent>> {
    fetch_all!(tx, RecordedEvent, EVENTS, stored(number))
}

/// What happened to a card last.
pub async fn last_event(tx: &mut Tx, number: CardNumber) -> Result<Option<RecordedEvent>> {
    fetch_optional!(tx, RecordedEvent, LAST_EVENT, stored(number))
}
