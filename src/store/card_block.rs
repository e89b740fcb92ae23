//! When the cards of a holder were blocked, by which purchases are judged. Rows are only added.

use std::collections::{BTreeSet, HashMap};

use super::{Result, StoreError, Tx, card, one_row};
use crate::domain::card::{Block, Blocks, CardNumber, CardState};
use crate::domain::party::PartyId;

const ANY_BLOCK: &str = "
    SELECT COUNT(*)
    FROM (
        SELECT n
        FROM card_block
        LIMIT 1) AS first";

const BLOCKS_OF: &str = "
    SELECT holder_id, card_no, at, state
    FROM card_block
    WHERE holder_id IN (@keys)
    ORDER BY holder_id, n";

const INSERT_BLOCK: &str = "
    INSERT INTO card_block (holder_id, n, card_no, seq, at, state)
    SELECT $1, COALESCE(MAX(n), 0) + 1, $2, $3, $4, $5
    FROM card_block
    WHERE holder_id = $1";

const LAST_BLOCK: &str = "
    SELECT MAX(at)
    FROM card_block
    WHERE holder_id = $1";

/// Whether any card was ever blocked: most imports need not look further.
pub async fn any(tx: &mut Tx) -> Result<bool> {
    let (count,): (i64,) = fetch_one!(tx, (i64,), ANY_BLOCK)?;
    Ok(count > 0)
}

/// The histories of these holders, for those that have one.
pub async fn of(tx: &mut Tx, holders: &[i64]) -> Result<HashMap<PartyId, Blocks>> {
    let mut histories: HashMap<PartyId, Blocks> = HashMap::new();
    for (holder, number, at, state) in fetch_in!(tx, (i64, i64, i64, String), BLOCKS_OF, [], holders) {
        let block = Block { card: card::read(number)?, at, state: state_of(holder, &state)? };
        histories.entry(PartyId::new(holder)).or_default().push(block);
    }
    Ok(histories)
}

/// The cards of a holder's history, the live one among them if it was ever blocked or is a replacement.
pub async fn cards(tx: &mut Tx, holder: PartyId) -> Result<BTreeSet<CardNumber>> {
    let rows = fetch_in!(tx, (i64, i64, i64, String), BLOCKS_OF, [], [holder.get()]);
    rows.into_iter().map(|(_, number, ..)| card::read(number)).collect()
}

/// When a holder's history ends so far, in microseconds since 1970.
pub async fn last_at(tx: &mut Tx, holder: PartyId) -> Result<Option<i64>> {
    let (last,): (Option<i64>,) = fetch_one!(tx, (Option<i64>,), LAST_BLOCK, holder.get())?;
    Ok(last)
}

/// Records that a card of a holder is in a state from a moment on, by the card's event `seq`.
pub async fn add(tx: &mut Tx, holder: PartyId, seq: i64, block: Block) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_BLOCK,
        holder.get(),
        card::stored(block.card),
        seq,
        block.at,
        block.state.as_str()
    )?;
    one_row("card_block", holder.get(), written)
}

fn state_of(holder: i64, state: &str) -> Result<CardState> {
    state.parse().map_err(|why| StoreError::inconsistent("card_block", "state", holder, why))
}
