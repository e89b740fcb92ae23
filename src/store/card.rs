//! Cards and their events.

use std::collections::HashMap;

use super::bulk::Table;
use super::{Result, StoreError, Tx, one_row};
use crate::domain::card::{CardNumber, CardState};
use crate::domain::party::PartyId;

/// `card`, for bulk load.
pub const CARD: Table = Table {
    name: "card",
    columns: &[
        "card_no",
        "batch_id",
        "serial",
        "state",
        "released",
        "agent_id",
        "staff_id",
        "holder_id",
        "activation",
        "failed_tries",
        "last_failed_at",
    ],
};

/// `card_event`, for bulk load.
pub const CARD_EVENT: Table = Table {
    name: "card_event",
    columns: &["card_no", "seq", "from_state", "to_state", "at", "channel", "reason", "operator"],
};

/// A card as it stands.
#[expect(clippy::struct_field_names, reason = "fields are called as the columns are")]
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Card {
    card_no: i64,
    /// Its batch.
    pub batch_id: i64,
    /// Its place in the batch.
    pub serial: i64,
    state: String,
    released: i64,
    agent_id: Option<i64>,
    staff_id: Option<i64>,
    holder_id: Option<i64>,
    center_id: i64,
    /// The keyed hash of its activation code.
    pub activation: Vec<u8>,
    /// Wrong activation codes in a row.
    pub failed_tries: i64,
    /// When the last wrong one came, in microseconds since 1970.
    pub last_failed_at: Option<i64>,
}

impl Card {
    /// Its number.
    pub fn number(&self) -> Result<CardNumber> {
        u64::try_from(self.card_no)
            .ok()
            .and_then(|number| CardNumber::new(number).ok())
            .ok_or_else(|| StoreError::inconsistent("card", "card_no", self.card_no, "not a card number"))
    }

    /// Its state.
    pub fn state(&self) -> Result<CardState> {
        self.state.parse().map_err(|why| StoreError::inconsistent("card", "state", self.card_no, why))
    }

    /// Whether it may be sold.
    #[must_use]
    pub const fn is_released(&self) -> bool {
        self.released != 0
    }

    /// The agent to whom it is allocated.
    #[must_use]
    pub fn agent(&self) -> Option<PartyId> {
        self.agent_id.map(PartyId::new)
    }

    /// The staff member to whom it is allocated.
    #[must_use]
    pub fn staff(&self) -> Option<PartyId> {
        self.staff_id.map(PartyId::new)
    }

    /// Whose it is.
    #[must_use]
    pub fn holder(&self) -> Option<PartyId> {
        self.holder_id.map(PartyId::new)
    }

    /// The center that issued it.
    #[must_use]
    pub const fn center(&self) -> PartyId {
        PartyId::new(self.center_id)
    }
}

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

/// Who a card has to do with, by code and ref.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Parties {
    /// The center that issued it.
    pub center: String,
    /// The agent to whom it is allocated.
    pub agent: Option<String>,
    /// The staff member to whom it is allocated.
    pub staff: Option<String>,
    /// The ref of its holder.
    pub holder: Option<String>,
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

const TAKEN_NUMBERS: &str = "
    SELECT card_no
    FROM card
    WHERE card_no IN (@keys)";

const CARDS: &str = "
    SELECT c.card_no, c.batch_id, c.serial, c.state, c.released, c.agent_id, c.staff_id, c.holder_id,
           b.center_id, c.activation, c.failed_tries, c.last_failed_at
    FROM card AS c
    JOIN batch AS b ON b.batch_id = c.batch_id
    WHERE c.card_no IN (@keys)";

/// Where released cards of a center may be, after a batch and serial.
const RELEASED_SERIALS: &str = "
    SELECT r.batch_id, r.first_serial, r.last_serial
    FROM batch_release AS r
    JOIN batch AS b ON b.batch_id = r.batch_id
    WHERE b.center_id = $1
      AND (r.batch_id, r.last_serial) > ($2, $3)
    ORDER BY r.batch_id, r.first_serial";

const STOCK: &str = "
    SELECT c.card_no, c.batch_id, c.serial, c.state, c.released, c.agent_id, c.staff_id, c.holder_id,
           b.center_id, c.activation, c.failed_tries, c.last_failed_at
    FROM card AS c
    JOIN batch AS b ON b.batch_id = c.batch_id
    WHERE c.batch_id = $1
      AND c.serial >= $2
      AND c.serial <= $3
      AND c.state = 'stocked'
      AND c.released = 1
    ORDER BY c.serial
    LIMIT $4";

const HOLDERS_OF_CARDS: &str = "
    SELECT card_no, holder_id
    FROM card
    WHERE card_no IN (@keys)
      AND holder_id IS NOT NULL";

const HOLDERS_BY_LAST4: &str = "
    SELECT holder_id
    FROM card
    WHERE card_no % 10000 = $1
      AND holder_id IS NOT NULL
    ORDER BY holder_id
    LIMIT $2";

const SELL: &str = "
    UPDATE card
    SET state = $3,
        holder_id = $2
    WHERE card_no = $1
      AND state = 'stocked'";

const SELL_MANY: &str = "
    UPDATE card
    SET state = $1,
        holder_id = sold.column2
    FROM (VALUES @pairs) AS sold
    WHERE card.card_no = sold.column1
      AND card.state = 'stocked'";

const MOVE_CARD: &str = "
    UPDATE card
    SET state = $3,
        failed_tries = 0,
        last_failed_at = NULL
    WHERE card_no = $1
      AND state = $2";

const FAIL_ACTIVATION: &str = "
    UPDATE card
    SET failed_tries = failed_tries + 1,
        last_failed_at = $2
    WHERE card_no = $1";

const LAST_EVENTS: &str = "
    SELECT card_no, MAX(seq)
    FROM card_event
    WHERE card_no IN (@keys)
    GROUP BY card_no
    ORDER BY card_no";

const UNLOCK: &str = "
    UPDATE card
    SET failed_tries = 0,
        last_failed_at = NULL
    WHERE card_no = $1";

const PARTIES: &str = "
    SELECT ce.code AS center, a.code AS agent, s.code AS staff, h.ref AS holder
    FROM card AS c
    JOIN batch AS b ON b.batch_id = c.batch_id
    JOIN center AS ce ON ce.center_id = b.center_id
    LEFT JOIN agent AS a ON a.agent_id = c.agent_id
    LEFT JOIN staff AS s ON s.staff_id = c.staff_id
    LEFT JOIN holder AS h ON h.holder_id = c.holder_id
    WHERE c.card_no = $1";

const EVENTS: &str = "
    SELECT at, from_state, to_state, channel, reason, operator
    FROM card_event
    WHERE card_no = $1
    ORDER BY seq";

const INSERT_EVENT: &str = "
    INSERT INTO card_event (card_no, seq, from_state, to_state, at, channel, reason, operator)
    SELECT $1, COALESCE(MAX(seq), 0) + 1, $2, $3, $4, $5, $6, $7
    FROM card_event
    WHERE card_no = $1";

/// The number of the last event of each of these cards, for those that have one.
pub async fn last_events(tx: &mut Tx, numbers: &[i64]) -> Result<HashMap<i64, i64>> {
    Ok(fetch_in!(tx, (i64, i64), LAST_EVENTS, [], numbers).into_iter().collect())
}

/// Which of these numbers belong to a card already.
pub async fn taken(tx: &mut Tx, numbers: &[i64]) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = fetch_in!(tx, (i64,), TAKEN_NUMBERS, [], numbers);
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

/// The cards of these numbers, those that exist.
pub async fn many(tx: &mut Tx, numbers: &[i64]) -> Result<Vec<Card>> {
    Ok(fetch_in!(tx, Card, CARDS, [], numbers))
}

/// The card of a number.
pub async fn by_number(tx: &mut Tx, number: CardNumber) -> Result<Option<Card>> {
    Ok(many(tx, &[stored(number)]).await?.pop())
}

/// The next cards of a center that may be sold, after a batch and serial; fewer than `limit` when there are no more.
pub async fn stock(tx: &mut Tx, center: PartyId, after: (i64, i64), limit: i64) -> Result<Vec<Card>> {
    let ranges: Vec<(i64, i64, i64)> =
        fetch_all!(tx, (i64, i64, i64), RELEASED_SERIALS, center.get(), after.0, after.1)?;
    let mut cards: Vec<Card> = Vec::new();
    for (batch, first, last) in ranges {
        let missing = limit - i64::try_from(cards.len()).unwrap_or(i64::MAX);
        if missing <= 0 {
            break;
        }
        let first = if batch == after.0 { first.max(after.1 + 1) } else { first };
        cards.extend(fetch_all!(tx, Card, STOCK, batch, first, last, missing)?);
    }
    Ok(cards)
}

/// The holders of these cards, for those that have one.
pub async fn holders(tx: &mut Tx, numbers: &[i64]) -> Result<Vec<(i64, PartyId)>> {
    let rows: Vec<(i64, i64)> = fetch_in!(tx, (i64, i64), HOLDERS_OF_CARDS, [], numbers);
    Ok(rows.into_iter().map(|(number, holder)| (number, PartyId::new(holder))).collect())
}

/// Holders whose card ends in four digits, at most `limit`.
pub async fn holders_by_last4(tx: &mut Tx, last4: i64, limit: i64) -> Result<Vec<PartyId>> {
    let rows: Vec<(i64,)> = fetch_all!(tx, (i64,), HOLDERS_BY_LAST4, last4, limit)?;
    Ok(rows.into_iter().map(|(holder,)| PartyId::new(holder)).collect())
}

/// Gives a stocked card to a holder, in the state `to`.
pub async fn sell(tx: &mut Tx, number: CardNumber, holder: PartyId, to: CardState) -> Result<()> {
    let written = execute!(tx, SELL, stored(number), holder.get(), to.as_str())?;
    one_row("card", number, written)
}

/// Gives many stocked cards to their holders: pairs of card number and holder number.
pub async fn sell_many(tx: &mut Tx, sold: &[(i64, i64)], to: CardState) -> Result<()> {
    let written = execute_pairs!(tx, SELL_MANY, [to.as_str()], sold);
    if written == sold.len() as u64 {
        Ok(())
    } else {
        Err(StoreError::Busy("a card was sold by somebody else meanwhile".to_owned()))
    }
}

/// Moves a card from one state to another and forgets wrong codes.
pub async fn move_to(tx: &mut Tx, number: CardNumber, event: &Event<'_>) -> Result<()> {
    let written = execute!(tx, MOVE_CARD, stored(number), event.from.as_str(), event.to.as_str())?;
    one_row("card", number, written)?;
    add_event(tx, number, event).await
}

/// Records a change of state.
pub async fn add_event(tx: &mut Tx, number: CardNumber, event: &Event<'_>) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_EVENT,
        stored(number),
        event.from.as_str(),
        event.to.as_str(),
        event.at,
        event.channel,
        event.reason,
        event.operator,
    )?;
    one_row("card_event", number, written)
}

/// Counts a wrong activation code.
pub async fn fail_activation(tx: &mut Tx, number: CardNumber, at: i64) -> Result<()> {
    one_row("card", number, execute!(tx, FAIL_ACTIVATION, stored(number), at)?)
}

/// Forgets wrong activation codes.
pub async fn unlock(tx: &mut Tx, number: CardNumber) -> Result<()> {
    one_row("card", number, execute!(tx, UNLOCK, stored(number))?)
}

/// Who a card has to do with.
pub async fn parties(tx: &mut Tx, number: CardNumber) -> Result<Parties> {
    fetch_one!(tx, Parties, PARTIES, stored(number))
}

/// What happened to a card, in order.
pub async fn events(tx: &mut Tx, number: CardNumber) -> Result<Vec<RecordedEvent>> {
    fetch_all!(tx, RecordedEvent, EVENTS, stored(number))
}

/// A card number as the database keeps it: 16 digits fit 64 bits with a sign.
#[must_use]
pub const fn stored(number: CardNumber) -> i64 {
    number.get().cast_signed()
}
