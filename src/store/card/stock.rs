//! Cards that may be sold.

use super::{Card, many, read};
use crate::domain::card::CardNumber;
use crate::domain::party::PartyId;
use crate::store::{Result, Tx};

/// A card that may be sold, with whom it is allocated to.
#[derive(Clone, Copy, Debug)]
pub struct Stocked {
    /// Its number.
    pub number: CardNumber,
    /// Its batch and its place in it.
    pub place: (i64, i64),
    /// The center that issued it.
    pub center: PartyId,
    /// The agent to whom it is allocated.
    pub agent: Option<PartyId>,
    /// The staff member to whom it is allocated.
    pub staff: Option<PartyId>,
}

/// Where released cards of a center may be, after a batch and serial, and whose they are.
const RELEASED_SERIALS: &str = "
    SELECT r.batch_id, r.first_serial, r.last_serial, r.agent_id, r.staff_id
    FROM batch_release AS r
    JOIN batch AS b ON b.batch_id = r.batch_id
    WHERE b.center_id = $1
      AND (r.batch_id, r.last_serial) > ($2, $3)
    ORDER BY r.batch_id, r.first_serial";

/// The index on the stock has all of it: a row of `card` lies anywhere.
const STOCK: &str = "
    SELECT card_no, serial
    FROM card
    WHERE batch_id = $1
      AND serial >= $2
      AND serial <= $3
      AND state = 'stocked'
    ORDER BY serial
    LIMIT $4";

const SERIALS_OF_ALLOCATION: &str = "
    SELECT r.batch_id, r.first_serial, r.last_serial
    FROM batch_release AS r
    JOIN batch AS b ON b.batch_id = r.batch_id
    WHERE b.center_id = $1
      AND COALESCE(r.agent_id, 0) = $2
      AND COALESCE(r.staff_id, 0) = $3
    ORDER BY r.batch_id, r.first_serial";

/// The next cards of a center that may be sold, after a batch and serial; fewer than `limit` when there are no more.
pub async fn stock(tx: &mut Tx, center: PartyId, after: (i64, i64), limit: i64) -> Result<Vec<Stocked>> {
    type Range = (i64, i64, i64, Option<i64>, Option<i64>);
    let ranges: Vec<Range> = fetch_all!(tx, Range, RELEASED_SERIALS, center.get(), after.0, after.1)?;
    let mut cards: Vec<Stocked> = Vec::new();
    for (batch, first, last, agent, staff) in ranges {
        let missing = limit - i64::try_from(cards.len()).unwrap_or(i64::MAX);
        if missing <= 0 {
            break;
        }
        let first = if batch == after.0 { first.max(after.1 + 1) } else { first };
        let found: Vec<(i64, i64)> = fetch_all!(tx, (i64, i64), STOCK, batch, first, last, missing)?;
        for (number, serial) in found {
            cards.push(Stocked {
                number: read(number)?,
                place: (batch, serial),
                center,
                agent: agent.map(PartyId::new),
                staff: staff.map(PartyId::new),
            });
        }
    }
    Ok(cards)
}

/// The next card of a center that may be sold and is allocated to these.
pub async fn next_of_allocation(
    tx: &mut Tx,
    center: PartyId,
    agent: Option<PartyId>,
    staff: Option<PartyId>,
) -> Result<Option<Card>> {
    let [agent, staff] = [agent, staff].map(|party| party.map_or(0, PartyId::get));
    let ranges: Vec<(i64, i64, i64)> =
        fetch_all!(tx, (i64, i64, i64), SERIALS_OF_ALLOCATION, center.get(), agent, staff)?;
    // One look into the index for each range: joined, all cards in stock might be gone through.
    for (batch, first, last) in ranges {
        let next: Option<(i64, i64)> = fetch_optional!(tx, (i64, i64), STOCK, batch, first, last, 1_i64)?;
        if let Some((number, _)) = next {
            return Ok(many(tx, &[number]).await?.pop());
        }
    }
    Ok(None)
}
