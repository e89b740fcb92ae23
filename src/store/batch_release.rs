//! The cards of a batch by serial: released to be sold, allocated, or void.

use super::batch_event::CHANNEL;
use super::bulk::{Bulk, Cell, Table};
use super::{Result, StoreError, Tx, written};
use crate::domain::card::{Allocated, CardState, Change, Release, Releases, SerialRange, SerialRanges};
use crate::domain::id::BatchId;
use crate::domain::party::PartyId;

/// `batch_release`, for bulk load.
const BATCH_RELEASE: Table = Table {
    name: "batch_release",
    columns: &["batch_id", "first_serial", "last_serial", "agent_id", "staff_id"],
};

/// Serials changed by one statement: SQLite keeps what a statement would have to undo in memory.
const SLICE: u32 = 10_000;

const BATCH_RELEASES: &str = "
    SELECT first_serial, last_serial, agent_id, staff_id
    FROM batch_release
    WHERE batch_id = $1
    ORDER BY first_serial";

const CLEAR_RELEASES: &str = "
    DELETE FROM batch_release
    WHERE batch_id = $1";

const RELEASE_CARDS: &str = "
    UPDATE card
    SET released = 1,
        agent_id = $2,
        staff_id = $3
    WHERE batch_id = $1
      AND state = 'stocked'
      AND serial >= $4
      AND serial <= $5";

const COUNT_STOCKED: &str = "
    SELECT COUNT(*)
    FROM card
    WHERE batch_id = $1
      AND state = 'stocked'
      AND serial >= $2
      AND serial <= $3";

const COUNT_SOLD: &str = "
    SELECT COUNT(*)
    FROM card
    WHERE batch_id = $1
      AND state <> 'stocked'
      AND state <> 'void'
      AND serial >= $2
      AND serial <= $3";

/// A card in stock has no events yet, so this is its first.
const INSERT_VOID_EVENTS: &str = "
    INSERT INTO card_event (card_no, seq, from_state, to_state, at, channel, reason, operator)
    SELECT card_no, 1, state, $4, $5, $6, $7, $8
    FROM card
    WHERE batch_id = $1
      AND state = 'stocked'
      AND serial >= $2
      AND serial <= $3
    RETURNING card_no, from_state";

const VOID_CARDS: &str = "
    UPDATE card
    SET state = $4
    WHERE batch_id = $1
      AND state = 'stocked'
      AND serial >= $2
      AND serial <= $3";

/// Who voids cards, when and why.
#[derive(Clone, Copy, Debug)]
pub struct Voiding<'a> {
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Why.
    pub reason: &'a str,
    /// Who.
    pub operator: &'a str,
}

/// The released serials of a batch.
pub async fn releases(tx: &mut Tx, batch: BatchId) -> Result<Releases> {
    let rows: Vec<(i64, i64, Option<i64>, Option<i64>)> =
        fetch_all!(tx, (i64, i64, Option<i64>, Option<i64>), BATCH_RELEASES, batch.get())?;
    let serial = |number: i64| {
        u32::try_from(number)
            .map_err(|_| StoreError::inconsistent("batch_release", "first_serial", batch, "not a serial"))
    };
    let read = |(first, last, agent, staff): (i64, i64, Option<i64>, Option<i64>)| {
        Ok(Release {
            serials: SerialRange { first: serial(first)?, last: serial(last)? },
            to: Allocated { agent: agent.map(PartyId::new), staff: staff.map(PartyId::new) },
        })
    };
    Ok(Releases::new(rows.into_iter().map(read).collect::<Result<_>>()?))
}

/// Replaces what is stored of the released serials of a batch; the cards are another matter.
pub async fn store(tx: &mut Tx, batch: BatchId, releases: &Releases) -> Result<()> {
    execute!(tx, CLEAR_RELEASES, batch.get())?;
    let mut rows = Bulk::new(tx, &BATCH_RELEASE);
    for release in releases.list() {
        rows.push([
            batch.get().into(),
            i64::from(release.serials.first).into(),
            i64::from(release.serials.last).into(),
            release.to.agent.map(PartyId::get).into(),
            release.to.staff.map(PartyId::get).into(),
        ])?;
    }
    rows.write(tx).await?;
    Ok(())
}

/// Releases and allocates the stocked cards of these changes, and gives how many.
pub async fn change_cards(tx: &mut Tx, batch: BatchId, changes: &[Change]) -> Result<u64> {
    let mut cards = 0;
    for change in changes {
        let (agent, staff) = (change.to.agent.map(PartyId::get), change.to.staff.map(PartyId::get));
        for slice in change.serials.slices(SLICE) {
            let (first, last) = (i64::from(slice.first), i64::from(slice.last));
            cards += execute!(tx, RELEASE_CARDS, batch.get(), agent, staff, first, last)?;
        }
    }
    Ok(cards)
}

/// How many of these cards are in stock.
pub async fn stocked(tx: &mut Tx, batch: BatchId, serials: &SerialRanges) -> Result<i64> {
    count(tx, COUNT_STOCKED, batch, serials).await
}

/// How many of these cards were sold.
pub async fn sold(tx: &mut Tx, batch: BatchId, serials: &SerialRanges) -> Result<i64> {
    count(tx, COUNT_SOLD, batch, serials).await
}

async fn count(tx: &mut Tx, statement: &'static str, batch: BatchId, serials: &SerialRanges) -> Result<i64> {
    let mut count = 0;
    for range in serials.ranges() {
        let (first, last) = (i64::from(range.first), i64::from(range.last));
        let (cards,): (i64,) = fetch_one!(tx, (i64,), statement, batch.get(), first, last)?;
        count += cards;
    }
    Ok(count)
}

/// Makes the stocked cards of these serials void, each with its event, and gives how many.
pub async fn void(tx: &mut Tx, batch: BatchId, serials: &SerialRanges, voiding: Voiding<'_>) -> Result<u64> {
    let to = CardState::Void.as_str();
    let Voiding { at, reason, operator } = voiding;
    let mut voided = 0;
    for slice in serials.ranges().iter().flat_map(|range| range.slices(SLICE)) {
        let (first, last) = (i64::from(slice.first), i64::from(slice.last));
        let events: Vec<(i64, String)> = fetch_all!(
            tx,
            (i64, String),
            INSERT_VOID_EVENTS,
            batch.get(),
            first,
            last,
            to,
            at,
            CHANNEL,
            reason,
            operator
        )?;
        for (card, from) in &events {
            let cells = [
                Cell::Int(*card),
                Cell::Int(1),
                Cell::Text(from),
                Cell::Text(to),
                Cell::Int(at),
                Cell::Text(CHANNEL),
                Cell::Text(reason),
                Cell::Text(operator),
            ];
            tx.written().row(&written::CARD_EVENT, cells);
        }
        let cards = execute!(tx, VOID_CARDS, batch.get(), first, last, to)?;
        if events.len() as u64 != cards {
            // On PostgreSQL a card can be sold between the two.
            return Err(StoreError::Busy("a card was sold by somebody else meanwhile".to_owned()));
        }
        voided += cards;
    }
    Ok(voided)
}
