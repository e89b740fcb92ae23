//! Cards that may be sold.

use super::{Card, many};
use crate::domain::party::PartyId;
use crate::store::{Result, Tx};

const STOCK: &str = "
    SELECT c.card_no, c.batch_id, c.serial, c.state, c.released, c.agent_id, c.staff_id, c.holder_id,
           b.center_id, c.activation, c.activation_key, c.failed_tries, c.last_failed_at
    FROM card AS c
    JOIN batch AS b ON b.batch_id = c.batch_id
    WHERE b.center_id = $1
      AND b.state = 'released'
      AND c.state = 'stocked'
      AND c.released = 1
      AND (c.batch_id, c.serial) > ($2, $3)
    ORDER BY c.batch_id, c.serial
    LIMIT $4";

const NEXT_OF_ALLOCATION: &str = "
    SELECT c.card_no
    FROM card AS c
    JOIN batch AS b ON b.batch_id = c.batch_id
    WHERE b.center_id = $1
      AND b.state = 'released'
      AND c.state = 'stocked'
      AND c.released = 1
      AND COALESCE(c.agent_id, 0) = $2
      AND COALESCE(c.staff_id, 0) = $3
    ORDER BY c.batch_id, c.serial
    LIMIT 1";

/// The next cards of a center that may be sold, after a batch and serial.
pub async fn stock(tx: &mut Tx, center: PartyId, after: (i64, i64), limit: i64) -> Result<Vec<Card>> {
    fetch_all!(tx, Card, STOCK, center.get(), after.0, after.1, limit)
}

/// The next card of a center that may be sold and is allocated to these.
pub async fn next_of_allocation(
    tx: &mut Tx,
    center: PartyId,
    agent: Option<PartyId>,
    staff: Option<PartyId>,
) -> Result<Option<Card>> {
    let [agent, staff] = [agent, staff].map(|party| party.map_or(0, PartyId::get));
    let next: Option<(i64,)> = fetch_optional!(tx, (i64,), NEXT_OF_ALLOCATION, center.get(), agent, staff)?;
    match next {
        Some((number,)) => Ok(many(tx, &[number]).await?.pop()),
        None => Ok(None),
    }
}
