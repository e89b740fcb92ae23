//! Batches of cards.

use super::{Result, StoreError, Tx, one_row};
use crate::domain::card::BatchState;
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
      AND state = 'stocked'";

const COUNT_STATES: &str = "
    SELECT state, COUNT(*)
    FROM card
    WHERE batch_id = $1
    GROUP BY state
    ORDER BY state";

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
    id: BatchId,
    agent: Option<PartyId>,
    staff: Option<PartyId>,
) -> Result<u64> {
    let (agent, staff) = (agent.map(PartyId::get), staff.map(PartyId::get));
    one_row("batch", id, execute!(tx, RELEASE_BATCH, id.get(), agent, staff)?)?;
    execute!(tx, RELEASE_CARDS, id.get(), agent, staff)
}

/// How many cards of a batch are in which state.
pub async fn states(tx: &mut Tx, id: BatchId) -> Result<Vec<(String, i64)>> {
    fetch_all!(tx, (String, i64), COUNT_STATES, id.get())
}
