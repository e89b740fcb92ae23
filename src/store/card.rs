//! Cards and their events.

mod event;
mod stock;

pub use event::{CARD_EVENT, Event, RecordedEvent, add_event, events, last_event};
pub use stock::{Stocked, next_of_allocation, stock};

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
        "activation_key",
    ],
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
    activation_key: i64,
    /// Wrong activation codes in a row.
    pub failed_tries: i64,
    /// When the last wrong one came, in microseconds since 1970.
    pub last_failed_at: Option<i64>,
}

impl Card {
    /// Its number.
    pub fn number(&self) -> Result<CardNumber> {
        read(self.card_no)
    }

    /// Its state.
    pub fn state(&self) -> Result<CardState> {
        self.state.parse().map_err(|why| StoreError::inconsistent("card", "state", self.card_no, why))
    }

    /// The version of the key that its activation code is hashed under.
    pub fn activation_key(&self) -> Result<u8> {
        u8::try_from(self.activation_key).map_err(|_| {
            StoreError::inconsistent("card", "activation_key", self.card_no, "not a key version")
        })
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

const TAKEN_NUMBERS: &str = "
    SELECT card_no
    FROM card
    WHERE card_no IN (@keys)";

const CARDS: &str = "
    SELECT c.card_no, c.batch_id, c.serial, c.state, c.released, c.agent_id, c.staff_id, c.holder_id,
           b.center_id, c.activation, c.activation_key, c.failed_tries, c.last_failed_at
    FROM card AS c
    JOIN batch AS b ON b.batch_id = c.batch_id
    WHERE c.card_no IN (@keys)";

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

/// Only what is still released: since the card was chosen its batch may have been exported again.
const SELL: &str = "
    UPDATE card
    SET state = $3,
        holder_id = $2
    WHERE card_no = $1
      AND state = 'stocked'
      AND released = 1";

const SELL_MANY: &str = "
    UPDATE card
    SET state = $1,
        holder_id = sold.column2
    FROM (VALUES @pairs) AS sold
    WHERE card.card_no = sold.column1
      AND card.state = 'stocked'
      AND card.released = 1";

const MOVE_CARD: &str = "
    UPDATE card
    SET state = $3
    WHERE card_no = $1
      AND state = $2";

const FAIL_ACTIVATION: &str = "
    UPDATE card
    SET failed_tries = failed_tries + 1,
        last_failed_at = $2
    WHERE card_no = $1";

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
    if written == 1 { Ok(()) } else { Err(changed_meanwhile()) }
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

/// Moves a card from one state to another and returns the number of its event. Wrong codes stay counted, but for
/// the move that a right one made.
pub async fn move_to(tx: &mut Tx, number: CardNumber, event: &Event<'_>) -> Result<i64> {
    let written = execute!(tx, MOVE_CARD, stored(number), event.from.as_str(), event.to.as_str())?;
    if written != 1 {
        return Err(changed_meanwhile());
    }
    if (event.from, event.to) == (CardState::Sold, CardState::Active) {
        unlock(tx, number).await?;
    }
    add_event(tx, number, event).await
}

/// A card is moved out of the state in which it was read, or not at all.
#[must_use]
pub fn changed_meanwhile() -> StoreError {
    StoreError::Busy("the card was changed by somebody else meanwhile".to_owned())
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

/// A card number as the database keeps it: 16 digits fit 64 bits with a sign.
#[must_use]
pub const fn stored(number: CardNumber) -> i64 {
    number.get().cast_signed()
}

/// A card number as the database keeps it, read again.
pub fn read(stored: i64) -> Result<CardNumber> {
    u64::try_from(stored)
        .ok()
        .and_then(|number| CardNumber::new(number).ok())
        .ok_or_else(|| StoreError::inconsistent("card", "card_no", stored, "not a card number"))
}
