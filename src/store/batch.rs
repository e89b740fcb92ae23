//! Batches of cards.

use super::{Result, StoreError, Tx, one_row};
use crate::domain::card::{BatchState, CardState};
use crate::domain::id::BatchId;
use crate::domain::party::PartyId;

/// A batch to be stored.
#[derive(Clone, Debug)]
pub struct NewBatch<'a> {
    /// Its number.
    pub batch_id: BatchId,
    /// The issuing center.
    pub center: PartyId,
    /// The three-digit program of its card numbers.
    pub program: &'a str,
    /// How many cards.
    pub cards: i64,
    /// Where it stands.
    pub state: BatchState,
    /// The agent to whom the cards are allocated.
    pub agent: Option<PartyId>,
    /// The staff member to whom the cards are allocated.
    pub staff: Option<PartyId>,
    /// SHA-256 of the print file, in hexadecimal.
    pub file_sha256: &'a str,
    /// When it was issued, in microseconds since 1970.
    pub issued_at: i64,
    /// Who issued it.
    pub issued_by: &'a str,
}

/// A batch as it stands.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Batch {
    /// Its number.
    #[sqlx(try_from = "i64")]
    pub batch_id: BatchId,
    /// The issuing center's code.
    pub center: String,
    /// The three-digit program of its card numbers.
    pub program: String,
    /// How many cards.
    pub cards: i64,
    state: String,
    /// The code of the agent to whom the cards are allocated.
    pub agent: Option<String>,
    /// The code of the staff member to whom the cards are allocated.
    pub staff: Option<String>,
    /// SHA-256 of the print file, in hexadecimal.
    pub file_sha256: String,
    /// When it was issued, in microseconds since 1970.
    pub issued_at: i64,
    /// Who issued it.
    pub issued_by: String,
}

impl Batch {
    /// Where the batch stands.
    pub fn state(&self) -> Result<BatchState> {
        self.state.parse().map_err(|why| StoreError::inconsistent("batch", "state", self.batch_id, why))
    }
}

const INSERT_BATCH: &str = "
    INSERT INTO batch (batch_id, center_id, program, cards, state, agent_id, staff_id, file_sha256, issued_at, issued_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

const BATCH: &str = "
    SELECT b.batch_id, c.code AS center, b.program, b.cards, b.state, a.code AS agent, s.code AS staff,
           b.file_sha256, b.issued_at, b.issued_by
    FROM batch AS b
    JOIN center AS c ON c.center_id = b.center_id
    LEFT JOIN agent AS a ON a.agent_id = b.agent_id
    LEFT JOIN staff AS s ON s.staff_id = b.staff_id
    WHERE b.batch_id = $1";

const NEWEST_BATCH: &str = "
    SELECT b.batch_id, c.code AS center, b.program, b.cards, b.state, a.code AS agent, s.code AS staff,
           b.file_sha256, b.issued_at, b.issued_by
    FROM batch AS b
    JOIN center AS c ON c.center_id = b.center_id
    LEFT JOIN agent AS a ON a.agent_id = b.agent_id
    LEFT JOIN staff AS s ON s.staff_id = b.staff_id
    ORDER BY b.batch_id DESC
    LIMIT 1";

const BATCH_OF_FILE: &str = "
    SELECT batch_id
    FROM batch
    WHERE file_sha256 = $1
    ORDER BY batch_id
    LIMIT 1";

const LIST_BATCHES: &str = "
    SELECT b.batch_id, c.code AS center, b.program, b.cards, b.state, a.code AS agent, s.code AS staff,
           b.file_sha256, b.issued_at, b.issued_by
    FROM batch AS b
    JOIN center AS c ON c.center_id = b.center_id
    LEFT JOIN agent AS a ON a.agent_id = b.agent_id
    LEFT JOIN staff AS s ON s.staff_id = b.staff_id
    ORDER BY b.batch_id DESC";

const RELEASE_BATCH: &str = "
    UPDATE batch
    SET state = 'released',
        agent_id = COALESCE($2, agent_id),
        staff_id = COALESCE($3, staff_id)
    WHERE batch_id = $1";

const RELEASE_CARDS: &str = "
    UPDATE card
    SET released = 1,
        agent_id = COALESCE($2, agent_id),
        staff_id = COALESCE($3, staff_id)
    WHERE batch_id = $1
      AND state = 'stocked'
      AND serial > $4
      AND serial <= $5";

/// In the order of `CardState::ALL`. Not grouped by state: SQLite would sort the whole batch for it, in memory.
const COUNT_STATES: &str = "
    SELECT COUNT(*) FILTER (WHERE state = 'stocked'),
           COUNT(*) FILTER (WHERE state = 'sold'),
           COUNT(*) FILTER (WHERE state = 'active'),
           COUNT(*) FILTER (WHERE state = 'frozen'),
           COUNT(*) FILTER (WHERE state = 'lost'),
           COUNT(*) FILTER (WHERE state = 'replaced'),
           COUNT(*) FILTER (WHERE state = 'void')
    FROM card
    WHERE batch_id = $1";

/// Serials released by one statement: SQLite keeps what a statement would have to undo in memory.
const RELEASE_SLICE: i64 = 10_000;

/// Stores a batch; its cards are loaded in bulk.
pub async fn insert(tx: &mut Tx, batch: &NewBatch<'_>) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_BATCH,
        batch.batch_id.get(),
        batch.center.get(),
        batch.program,
        batch.cards,
        batch.state.as_str(),
        batch.agent.map(PartyId::get),
        batch.staff.map(PartyId::get),
        batch.file_sha256,
        batch.issued_at,
        batch.issued_by,
    )?;
    one_row("batch", batch.batch_id, written)
}

/// A batch.
pub async fn by_id(tx: &mut Tx, id: BatchId) -> Result<Option<Batch>> {
    fetch_optional!(tx, Batch, BATCH, id.get())
}

/// The newest batch.
pub async fn newest(tx: &mut Tx) -> Result<Option<Batch>> {
    fetch_optional!(tx, Batch, NEWEST_BATCH)
}

/// The batch whose print file has this SHA-256, in hexadecimal.
pub async fn of_file(tx: &mut Tx, sha256: &str) -> Result<Option<BatchId>> {
    let found: Option<(i64,)> = fetch_optional!(tx, (i64,), BATCH_OF_FILE, sha256)?;
    Ok(found.map(|(id,)| id.into()))
}

/// All batches, the newest first.
pub async fn list(tx: &mut Tx) -> Result<Vec<Batch>> {
    fetch_all!(tx, Batch, LIST_BATCHES)
}

/// Releases a batch and its stocked cards, and allocates them where an agent or staff member is given.
/// Returns how many cards.
pub async fn release(
    tx: &mut Tx,
    batch: &Batch,
    agent: Option<PartyId>,
    staff: Option<PartyId>,
) -> Result<u64> {
    let id = batch.batch_id;
    let (agent, staff) = (agent.map(PartyId::get), staff.map(PartyId::get));
    one_row("batch", id, execute!(tx, RELEASE_BATCH, id.get(), agent, staff)?)?;
    let (mut after, mut released) = (0, 0);
    while after < batch.cards {
        let through = after + RELEASE_SLICE;
        released += execute!(tx, RELEASE_CARDS, id.get(), agent, staff, after, through)?;
        after = through;
    }
    Ok(released)
}

/// How many cards of a batch are in which state: the states that any card is in, in the order of a card's life.
pub async fn states(tx: &mut Tx, id: BatchId) -> Result<Vec<(CardState, i64)>> {
    let counts: (i64, i64, i64, i64, i64, i64, i64) =
        fetch_one!(tx, (i64, i64, i64, i64, i64, i64, i64), COUNT_STATES, id.get())?;
    let counts = [counts.0, counts.1, counts.2, counts.3, counts.4, counts.5, counts.6];
    Ok(CardState::ALL.into_iter().zip(counts).filter(|(_, cards)| *cards > 0).collect())
}
