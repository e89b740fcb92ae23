//! Batches of cards.

use std::collections::BTreeMap;

use super::{Result, StoreError, Tx, one_row};
use crate::domain::card::{Allocated, BatchState, CardState};
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
    /// Its print file, if it was made at once.
    pub file: Option<PrintFile<'a>>,
    /// When it was issued, in microseconds since 1970.
    pub issued_at: i64,
    /// Who issued it.
    pub issued_by: &'a str,
}

/// What is kept of a print file: enough to finish its renaming, and to tell it from an older one.
#[derive(Clone, Copy, Debug)]
pub struct PrintFile<'a> {
    /// Where it is, or is being renamed to.
    pub path: &'a str,
    /// Its SHA-256, in hexadecimal.
    pub sha256: &'a str,
    /// That of the plain text, where the file is encrypted.
    pub plain_sha256: Option<&'a str>,
    /// To whom it is encrypted, one a line.
    pub recipients: Option<&'a str>,
}

/// A batch as it stands.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
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
    agent_id: Option<i64>,
    staff_id: Option<i64>,
    /// The code of the agent to whom cards are allocated that are released without another.
    pub agent: Option<String>,
    /// The code of the staff member to whom cards are allocated that are released without another.
    pub staff: Option<String>,
    file_sha256: String,
    /// Where its print file is, or is being renamed to.
    pub file_path: Option<String>,
    /// SHA-256 of the plain text of its print file, where that is encrypted.
    pub plain_sha256: Option<String>,
    recipients: Option<String>,
    /// How many printed cards were counted when they came back.
    pub received: Option<i64>,
    /// How many of them were compared with what is stored.
    pub samples: Option<i64>,
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

    /// How many cards, as the domain counts.
    pub fn count(&self) -> Result<u32> {
        u32::try_from(self.cards)
            .map_err(|_| StoreError::inconsistent("batch", "cards", self.batch_id, "not a count of cards"))
    }

    /// SHA-256 of the print file, in hexadecimal; nothing before the first export.
    #[must_use]
    pub fn file_sha256(&self) -> Option<&str> {
        Some(self.file_sha256.as_str()).filter(|sha256| !sha256.is_empty())
    }

    /// To whom the print file is encrypted.
    pub fn recipients(&self) -> impl Iterator<Item = &str> {
        self.recipients.as_deref().unwrap_or_default().lines()
    }

    /// To whom cards are allocated that are released without another allocation.
    #[must_use]
    pub fn allocated(&self) -> Allocated {
        Allocated { agent: self.agent_id.map(PartyId::new), staff: self.staff_id.map(PartyId::new) }
    }
}

/// The cards of a batch that are no more in stock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// Those that are void.
    pub void: i64,
    /// Those that were sold, whatever became of them.
    pub sold: i64,
    /// Those of either that stand in a release.
    pub released: i64,
}

const INSERT_BATCH: &str = "
    INSERT INTO batch (batch_id, center_id, program, cards, state, agent_id, staff_id, file_sha256, file_path,
                       plain_sha256, recipients, issued_at, issued_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

/// Writes nothing new: on PostgreSQL everybody else who acts on the batch waits from here on.
const HOLD_BATCH: &str = "
    UPDATE batch
    SET state = state
    WHERE batch_id = $1";

const BATCH: &str = "
    SELECT b.batch_id, c.code AS center, b.program, b.cards, b.state, b.agent_id, b.staff_id,
           a.code AS agent, s.code AS staff, b.file_sha256, b.file_path, b.plain_sha256, b.recipients,
           b.received, b.samples, b.issued_at, b.issued_by
    FROM batch AS b
    JOIN center AS c ON c.center_id = b.center_id
    LEFT JOIN agent AS a ON a.agent_id = b.agent_id
    LEFT JOIN staff AS s ON s.staff_id = b.staff_id
    WHERE b.batch_id = $1";

const NEWEST_BATCH: &str = "
    SELECT b.batch_id, c.code AS center, b.program, b.cards, b.state, b.agent_id, b.staff_id,
           a.code AS agent, s.code AS staff, b.file_sha256, b.file_path, b.plain_sha256, b.recipients,
           b.received, b.samples, b.issued_at, b.issued_by
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
    SELECT b.batch_id, c.code AS center, b.program, b.cards, b.state, b.agent_id, b.staff_id,
           a.code AS agent, s.code AS staff, b.file_sha256, b.file_path, b.plain_sha256, b.recipients,
           b.received, b.samples, b.issued_at, b.issued_by
    FROM batch AS b
    JOIN center AS c ON c.center_id = b.center_id
    LEFT JOIN agent AS a ON a.agent_id = b.agent_id
    LEFT JOIN staff AS s ON s.staff_id = b.staff_id
    ORDER BY b.batch_id DESC";

const MOVE_BATCH: &str = "
    UPDATE batch
    SET state = $2
    WHERE batch_id = $1";

const EXPORT_BATCH: &str = "
    UPDATE batch
    SET state = 'exported',
        file_sha256 = $2,
        file_path = $3,
        plain_sha256 = $4,
        recipients = $5,
        received = NULL,
        samples = NULL
    WHERE batch_id = $1";

const RECEIVE_BATCH: &str = "
    UPDATE batch
    SET state = 'received',
        received = $2,
        samples = $3
    WHERE batch_id = $1";

const ALLOCATE_BATCH: &str = "
    UPDATE batch
    SET agent_id = $2,
        staff_id = $3
    WHERE batch_id = $1";

/// Of one batch. Not grouped by state: SQLite would sort the whole batch for it, in memory.
const COUNT_STATES: &str = "
    SELECT COUNT(*) FILTER (WHERE state = 'sold'),
           COUNT(*) FILTER (WHERE state = 'active'),
           COUNT(*) FILTER (WHERE state = 'frozen'),
           COUNT(*) FILTER (WHERE state = 'lost'),
           COUNT(*) FILTER (WHERE state = 'replaced'),
           COUNT(*) FILTER (WHERE state = 'void')
    FROM card
    WHERE batch_id = $1
      AND state <> 'stocked'";

/// Every batch with cards that are no more in stock. A card in stock is not looked at: what is not used is there. A card
/// belongs to the last release that begins at or before it, if to any: one of thousands, which are not gone through.
const COUNT_USED: &str = "
    SELECT c.batch_id, COUNT(*) FILTER (WHERE c.state = 'void'), COUNT(*) FILTER (WHERE c.state <> 'void'),
           COUNT(r.batch_id)
    FROM card AS c
    LEFT JOIN batch_release AS r
        ON r.batch_id = c.batch_id
        AND r.first_serial = (
            SELECT MAX(n.first_serial)
            FROM batch_release AS n
            WHERE n.batch_id = c.batch_id
              AND n.first_serial <= c.serial)
        AND r.last_serial >= c.serial
    WHERE c.state <> 'stocked'
      AND c.batch_id BETWEEN $1 AND $2
    GROUP BY c.batch_id
    ORDER BY c.batch_id";

/// Serials that were released, by batch.
const COUNT_RELEASED: &str = "
    SELECT batch_id, CAST(SUM(last_serial - first_serial + 1) AS BIGINT)
    FROM batch_release
    GROUP BY batch_id
    ORDER BY batch_id";

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
        batch.file.map_or("", |file| file.sha256),
        batch.file.map(|file| file.path),
        batch.file.and_then(|file| file.plain_sha256),
        batch.file.and_then(|file| file.recipients),
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

/// A batch that this transaction is to change: whoever else acts on it waits, and it is as it stands then.
pub async fn held(tx: &mut Tx, id: BatchId) -> Result<Option<Batch>> {
    execute!(tx, HOLD_BATCH, id.get())?;
    by_id(tx, id).await
}

/// Moves a batch to another state.
pub async fn move_to(tx: &mut Tx, id: BatchId, to: BatchState) -> Result<()> {
    one_row("batch", id, execute!(tx, MOVE_BATCH, id.get(), to.as_str())?)
}

/// Notes another print file; what was received is of the one before.
pub async fn export(tx: &mut Tx, id: BatchId, file: &PrintFile<'_>) -> Result<()> {
    let PrintFile { path, sha256, plain_sha256, recipients } = *file;
    one_row("batch", id, execute!(tx, EXPORT_BATCH, id.get(), sha256, path, plain_sha256, recipients)?)
}

/// Notes that the printed cards came back.
pub async fn receive(tx: &mut Tx, id: BatchId, cards: i64, samples: Option<i64>) -> Result<()> {
    one_row("batch", id, execute!(tx, RECEIVE_BATCH, id.get(), cards, samples)?)
}

/// Changes to whom cards of a batch are allocated that are released without another allocation.
pub async fn allocate(tx: &mut Tx, id: BatchId, to: Allocated) -> Result<()> {
    let (agent, staff) = (to.agent.map(PartyId::get), to.staff.map(PartyId::get));
    one_row("batch", id, execute!(tx, ALLOCATE_BATCH, id.get(), agent, staff)?)
}

/// How many cards of a batch are in which state: the states that any card is in, in the order of a card's life.
pub async fn states(tx: &mut Tx, batch: &Batch) -> Result<Vec<(CardState, i64)>> {
    let used: (i64, i64, i64, i64, i64, i64) =
        fetch_one!(tx, (i64, i64, i64, i64, i64, i64), COUNT_STATES, batch.batch_id.get())?;
    let used = [used.0, used.1, used.2, used.3, used.4, used.5];
    let stocked = batch.cards - used.iter().sum::<i64>();
    let counts = std::iter::once(stocked).chain(used);
    Ok(CardState::ALL.into_iter().zip(counts).filter(|(_, cards)| *cards > 0).collect())
}

/// How many cards of a batch are no more in stock.
pub async fn used(tx: &mut Tx, id: BatchId) -> Result<Used> {
    Ok(all_used(tx, (id.get(), id.get())).await?.remove(&id).unwrap_or_default())
}

/// How many cards of the batches from one number to another are no more in stock; batches with none are left out.
pub async fn all_used(tx: &mut Tx, range: (i64, i64)) -> Result<BTreeMap<BatchId, Used>> {
    let rows: Vec<(i64, i64, i64, i64)> = fetch_all!(tx, (i64, i64, i64, i64), COUNT_USED, range.0, range.1)?;
    Ok(rows
        .into_iter()
        .map(|(id, void, sold, released)| (id.into(), Used { void, sold, released }))
        .collect())
}

/// How many serials of each batch were released; batches without are left out.
pub async fn all_released(tx: &mut Tx) -> Result<BTreeMap<BatchId, i64>> {
    let rows: Vec<(i64, i64)> = fetch_all!(tx, (i64, i64), COUNT_RELEASED)?;
    Ok(rows.into_iter().map(|(id, serials)| (id.into(), serials)).collect())
}
