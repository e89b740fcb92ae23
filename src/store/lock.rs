//! Locks that the system frees when their process dies.

use std::fs::File;
use std::path::PathBuf;

use jiff::Timestamp;
use sqlx::Postgres;
use sqlx::pool::PoolConnection;

use super::{Result, Store, StoreError, Tx};
use crate::domain::id::{RunId, SourceId};

/// The advisory lock that run, approve, post and discard take (PostgreSQL; the number is arbitrary).
const RUN_KEY: i64 = 0x0063_6172_6401;
/// The advisory lock that imports share and the start of a run takes alone (PostgreSQL).
const INTAKE_KEY: i64 = 0x0063_6172_6402;
/// The advisory lock that sealing transactions share and the steps of a rotation take alone (PostgreSQL).
const KEYS_KEY: i64 = 0x0063_6172_6403;

/// The advisory lock that whoever makes cohorts takes alone (PostgreSQL).
const COHORTS_KEY: i64 = 0x0063_6172_6404;
const STATEMENTS_KEY: i64 = 0x0063_6172_6405;
/// The first half of the advisory locks of sources, whose second half is the source (PostgreSQL).
const SOURCES_KEY: i32 = 0x6361_7264;

const TRY_LOCK: &str = "
    SELECT pg_try_advisory_lock($1)";

const UNLOCK: &str = "
    SELECT pg_advisory_unlock($1)";

const SHARE_INTAKE: &str = "
    SELECT pg_advisory_xact_lock_shared($1)";

const CLOSE_INTAKE: &str = "
    SELECT pg_advisory_xact_lock($1)";

const SHARE_SOURCE: &str = "
    SELECT pg_advisory_xact_lock_shared($1, $2)";

const HOLD_SOURCE: &str = "
    SELECT pg_advisory_xact_lock($1, $2)";

const SHARE_KEYS: &str = "
    SELECT pg_advisory_xact_lock_shared($1)";

const HOLD_KEYS: &str = "
    SELECT pg_advisory_xact_lock($1)";

const HOLD_PLACEMENTS: &str = "
    LOCK TABLE placement, member IN SHARE ROW EXCLUSIVE MODE";

const SHARE_PLACEMENTS: &str = "
    LOCK TABLE placement, member IN ROW EXCLUSIVE MODE";

const MAKE_COHORTS: &str = "
    SELECT pg_advisory_xact_lock($1)";

const NUMBER_STATEMENTS: &str = "
    SELECT pg_advisory_xact_lock($1)";

const TAKE_HOLDERS: &str = "
    SELECT holder_id
    FROM holder
    WHERE holder_id = ANY($1)
    ORDER BY holder_id
    FOR UPDATE";

/// In order, so that two who count in the same cohorts wait for each other and not both for ever.
const TAKE_COHORTS: &str = "
    SELECT cohort_id
    FROM cohort_state
    WHERE cohort_id = ANY($1)
    ORDER BY cohort_id
    FOR UPDATE";

const SHARE_RUN: &str = "
    SELECT run_id
    FROM run
    WHERE run_id = $1
    FOR SHARE";

const WRITE_OWNER: &str = "
    INSERT INTO lock_owner (name, owner, since)
    VALUES ('run', $1, $2)
    ON CONFLICT (name) DO UPDATE
    SET owner = excluded.owner,
        since = excluded.since";

const READ_OWNER: &str = "
    SELECT owner, since
    FROM lock_owner
    WHERE name = 'run'";

/// The number of the run lock as the server lists it, in two halves.
pub(super) const fn run_key() -> (i64, i64) {
    (RUN_KEY >> 32, RUN_KEY & 0xffff_ffff)
}

/// The run lock, held until it is released or its process dies.
pub struct RunLock(Held);

enum Held {
    /// The lock is the system's, on a file beside the database; dropping the file frees it.
    Sqlite(#[expect(dead_code, reason = "held for the lock on it")] File),
    /// The lock is the session's.
    Postgres(PoolConnection<Postgres>),
}

/// Who holds a lock and since when, for the message only.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Owner {
    /// Operator, host and process.
    pub owner: String,
    /// Microseconds since 1970.
    pub since: i64,
}

/// What came of asking for the run lock.
pub enum Asked {
    /// It is ours.
    Taken(RunLock),
    /// Somebody else has it; who, where that could be read.
    HeldBy(Option<Owner>),
}

impl Store {
    /// Takes the run lock if it is free.
    pub async fn try_lock_runs(&self, owner: &str, now: Timestamp) -> Result<Asked> {
        let held = match self {
            Self::Sqlite(_, path) => {
                let mut beside = path.clone().into_os_string();
                beside.push(".lock");
                let beside = PathBuf::from(beside);
                let file = File::options().create(true).truncate(false).write(true).open(&beside).map_err(
                    |error| StoreError::Denied(format!("lock file `{}`: {error}", beside.display())),
                )?;
                match file.try_lock() {
                    Ok(()) => Some(Held::Sqlite(file)),
                    Err(std::fs::TryLockError::WouldBlock) => None,
                    Err(std::fs::TryLockError::Error(error)) => {
                        return Err(StoreError::Denied(format!("lock file `{}`: {error}", beside.display())));
                    }
                }
            }
            Self::Postgres(pool) => {
                let mut connection = pool.acquire().await?;
                let (taken,): (bool,) =
                    sqlx::query_as(TRY_LOCK).bind(RUN_KEY).fetch_one(&mut *connection).await?;
                taken.then_some(Held::Postgres(connection))
            }
        };
        let Some(held) = held else {
            let mut tx = self.snapshot().await?;
            return Ok(Asked::HeldBy(fetch_optional!(&mut tx, Owner, READ_OWNER)?));
        };
        let mut tx = self.begin().await?;
        execute!(&mut tx, WRITE_OWNER, owner, now.as_microsecond())?;
        tx.finish().await?;
        Ok(Asked::Taken(RunLock(held)))
    }
}

impl RunLock {
    /// Frees the lock.
    pub async fn release(self) -> Result<()> {
        match self.0 {
            Held::Sqlite(_) => {}
            Held::Postgres(mut connection) => {
                let _: (bool,) = sqlx::query_as(UNLOCK).bind(RUN_KEY).fetch_one(&mut *connection).await?;
            }
        }
        Ok(())
    }
}

/// Shares the intake lock until the transaction ends: ids that it reserves are seen by the next run or not at
/// all. On SQLite the write lock does this.
pub async fn share_intake(tx: &mut Tx) -> Result<()> {
    if let Tx::Postgres(transaction, _) = tx {
        sqlx::query(SHARE_INTAKE).bind(INTAKE_KEY).execute(&mut **transaction).await?;
    }
    Ok(())
}

/// Waits for every import's slice in flight and lets none begin until the transaction ends.
pub async fn close_intake(tx: &mut Tx) -> Result<()> {
    if let Tx::Postgres(transaction, _) = tx {
        sqlx::query(CLOSE_INTAKE).bind(INTAKE_KEY).execute(&mut **transaction).await?;
    }
    Ok(())
}

/// Lets nobody record refunds of a source until the transaction ends; others may record purchases meanwhile. To be taken
/// before the placements. On SQLite the write lock does this.
///
/// Without it a refund could begin to wait for a purchase that is being recorded, and would wait for ever.
pub async fn share_source(tx: &mut Tx, source: SourceId) -> Result<()> {
    of_source(tx, SHARE_SOURCE, source).await
}

/// Waits for everybody who records in this source, and lets nobody else record there until the transaction ends: what is
/// left of its purchases stays as it is read. To be taken before the placements. On SQLite the write lock does this.
///
/// Without it two could each give back what is left of a purchase.
pub async fn hold_source(tx: &mut Tx, source: SourceId) -> Result<()> {
    of_source(tx, HOLD_SOURCE, source).await
}

async fn of_source(tx: &mut Tx, statement: &'static str, source: SourceId) -> Result<()> {
    let Tx::Postgres(transaction, _) = tx else { return Ok(()) };
    let source = i32::try_from(source.get())
        .map_err(|_| StoreError::inconsistent("source", "source_id", source.get(), "it is too large"))?;
    sqlx::query(statement).bind(SOURCES_KEY).bind(source).execute(&mut **transaction).await?;
    Ok(())
}

/// Lets nobody change the state of a run until the transaction ends; those who settle its other slices share this. On
/// SQLite the write lock does this.
pub async fn share_run(tx: &mut Tx, run: RunId) -> Result<()> {
    if let Tx::Postgres(transaction, _) = tx {
        sqlx::query(SHARE_RUN).bind(run.get()).execute(&mut **transaction).await?;
    }
    Ok(())
}

/// Lets nobody else place or move holders until the transaction ends; all may read. On SQLite the write lock does
/// this.
pub async fn hold_placements(tx: &mut Tx) -> Result<()> {
    if let Tx::Postgres(transaction, _) = tx {
        sqlx::query(HOLD_PLACEMENTS).execute(&mut **transaction).await?;
    }
    Ok(())
}

/// Keeps a regrouping out until the transaction ends, so that the cohorts that are looked up stay; others may
/// place holders meanwhile. On SQLite the write lock does this.
pub async fn share_placements(tx: &mut Tx) -> Result<()> {
    if let Tx::Postgres(transaction, _) = tx {
        sqlx::query(SHARE_PLACEMENTS).execute(&mut **transaction).await?;
    }
    Ok(())
}

/// Keeps the keys as they are until the transaction ends: no rotation begins, ends, or seals a page of rows anew. To
/// be taken before the versions are read, and before any row is locked. On SQLite the write lock does this.
///
/// Without it a registration that began before a rotation could be committed when its page was passed already: sealed
/// under the old version alone, and unknown to those who look under the new one.
pub async fn share_keys(tx: &mut Tx) -> Result<()> {
    if let Tx::Postgres(transaction, _) = tx {
        sqlx::query(SHARE_KEYS).bind(KEYS_KEY).execute(&mut **transaction).await?;
    }
    Ok(())
}

/// Waits for everybody who seals, and lets nobody else seal until the transaction ends; all may read.
pub async fn hold_keys(tx: &mut Tx) -> Result<()> {
    if let Tx::Postgres(transaction, _) = tx {
        sqlx::query(HOLD_KEYS).bind(KEYS_KEY).execute(&mut **transaction).await?;
    }
    Ok(())
}

/// Lets nobody else count members in or out of these cohorts until the transaction ends. On SQLite the write lock does
/// this.
pub async fn take_cohorts(tx: &mut Tx, cohorts: &[i64]) -> Result<()> {
    if let Tx::Postgres(transaction, _) = tx {
        sqlx::query(TAKE_COHORTS).bind(cohorts).execute(&mut **transaction).await?;
    }
    Ok(())
}

/// Lets nobody else make cohorts until the transaction ends, and says whether somebody may have made some before. To be
/// taken before members are counted. On SQLite the write lock does this.
pub async fn make_cohorts(tx: &mut Tx) -> Result<bool> {
    let Tx::Postgres(transaction, _) = tx else { return Ok(false) };
    sqlx::query(MAKE_COHORTS).bind(COHORTS_KEY).execute(&mut **transaction).await?;
    Ok(true)
}

/// Lets nobody else give numbers to statements until the transaction ends: there are no gaps, so that the next number is known
/// when the last one is. On SQLite the write lock does this.
pub async fn number_statements(tx: &mut Tx) -> Result<()> {
    if let Tx::Postgres(transaction, _) = tx {
        sqlx::query(NUMBER_STATEMENTS).bind(STATEMENTS_KEY).execute(&mut **transaction).await?;
    }
    Ok(())
}

/// Lets nobody else change these holders until the transaction ends, in order, so that two who take the same ones wait for
/// each other and not both for ever. On SQLite the write lock does this.
pub async fn take_holders(tx: &mut Tx, holders: &[i64]) -> Result<()> {
    if let Tx::Postgres(transaction, _) = tx {
        sqlx::query(TAKE_HOLDERS).bind(holders).execute(&mut **transaction).await?;
    }
    Ok(())
}
