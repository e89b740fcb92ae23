//! Settlement runs: their states and totals.

use super::{Result, StoreError, Tx, one_row};
use crate::domain::day::Day;
use crate::domain::id::RunId;
use crate::domain::money::Money;
use crate::domain::run_state::RunState;

/// A run as it stands.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Run {
    /// Its number.
    #[sqlx(try_from = "i64")]
    pub run_id: RunId,
    state: String,
    through: i64,
    /// The last item number that it takes.
    pub cutoff: i64,
    /// Raised by every resumption; a slice of an older one can't be written any more.
    pub epoch: i64,
    post: i64,
    /// The digest that it must have.
    pub expect: Option<String>,
    /// When it was started, in microseconds since 1970.
    pub started_at: i64,
    /// Who started it.
    pub started_by: String,
    /// When it was calculated, in microseconds since 1970.
    pub finished_at: Option<i64>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When it was posted or discarded, in microseconds since 1970.
    pub ended_at: Option<i64>,
    /// Who posted or discarded it.
    pub ended_by: Option<String>,
    /// How many purchases it settled.
    pub purchases: Option<i64>,
    /// How many refunds it settled.
    pub refunds: Option<i64>,
    /// How many lines it wrote.
    pub lines: Option<i64>,
    pool: Option<i64>,
    /// Its digest.
    pub digest: Option<String>,
    amount: Option<i64>,
    /// How many of its items are of a month that was closed before.
    pub late: Option<i64>,
    /// The first item number that it may hold.
    pub first_item: i64,
}

impl Run {
    /// Where it stands.
    pub fn state(&self) -> Result<RunState> {
        self.state.parse().map_err(|why| StoreError::inconsistent("run", "state", self.run_id, why))
    }

    /// It takes what is due through this day.
    pub fn through(&self) -> Result<Day> {
        Day::from_number(self.through)
            .ok_or_else(|| StoreError::inconsistent("run", "through", self.run_id, "not a day"))
    }

    /// Whether it is to be approved and posted at once.
    #[must_use]
    pub const fn post(&self) -> bool {
        self.post != 0
    }

    /// What its items come to before the providers' rates, refunds not taken off.
    #[must_use]
    pub fn amount(&self) -> Option<Money> {
        self.amount.map(Money::from_minor)
    }

    /// The sum of its pools.
    #[must_use]
    pub fn pool(&self) -> Option<Money> {
        self.pool.map(Money::from_minor)
    }
}

/// What a role received in a run.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Total {
    /// The role.
    pub role: String,
    /// How many parties of it.
    pub parties: i64,
    /// In how many lines.
    pub lines: i64,
    amount: i64,
}

impl Total {
    /// A total of a role.
    #[must_use]
    pub fn new(role: &str, parties: i64, lines: i64, amount: Money) -> Self {
        Self { role: role.to_owned(), parties, lines, amount: amount.minor() }
    }

    /// How much.
    #[must_use]
    pub const fn amount(&self) -> Money {
        Money::from_minor(self.amount)
    }
}

const INSERT_RUN: &str = "
    INSERT INTO run (run_id, state, through, cutoff, epoch, post, expect, started_at, started_by, first_item)
    VALUES ($1, 'calculating', $2, $3, 1, $4, $5, $6, $7, $8)";

const RUN: &str = "
    SELECT run_id, state, through, cutoff, epoch, post, expect, started_at, started_by, finished_at, approved_by,
           ended_at, ended_by, purchases, refunds, lines, pool, digest, amount, late, first_item
    FROM run
    WHERE run_id = $1";

const LIST_RUNS: &str = "
    SELECT run_id, state, through, cutoff, epoch, post, expect, started_at, started_by, finished_at, approved_by,
           ended_at, ended_by, purchases, refunds, lines, pool, digest, amount, late, first_item
    FROM run
    ORDER BY run_id DESC";

const CALCULATING: &str = "
    SELECT run_id, state, through, cutoff, epoch, post, expect, started_at, started_by, finished_at, approved_by,
           ended_at, ended_by, purchases, refunds, lines, pool, digest, amount, late, first_item
    FROM run
    WHERE state = 'calculating'
    ORDER BY run_id
    LIMIT 1";

const LAST_RUN: &str = "
    SELECT MAX(run_id)
    FROM run";

const RESUME: &str = "
    UPDATE run
    SET epoch = epoch + 1
    WHERE run_id = $1
      AND state = 'calculating'
    RETURNING epoch";

const EPOCH: &str = "
    SELECT epoch
    FROM run
    WHERE run_id = $1
      AND state = 'calculating'";

const FINISH_RUN: &str = "
    UPDATE run
    SET state = 'calculated',
        finished_at = $2,
        purchases = $3,
        refunds = $4,
        lines = $5,
        pool = $6,
        digest = $7,
        amount = $8,
        late = $9
    WHERE run_id = $1
      AND state = 'calculating'";

const INSERT_TOTAL: &str = "
    INSERT INTO run_total (run_id, role, parties, lines, amount)
    VALUES ($1, $2, $3, $4, $5)";

const TOTALS: &str = "
    SELECT role, parties, lines, amount
    FROM run_total
    WHERE run_id = $1";

const APPROVE: &str = "
    UPDATE run
    SET state = 'approved',
        approved_at = $2,
        approved_by = $3
    WHERE run_id = $1
      AND state = 'calculated'";

const END: &str = "
    UPDATE run
    SET state = $3,
        ended_at = $4,
        ended_by = $5
    WHERE run_id = $1
      AND state = $2";

/// A run that is calculating has no sum yet.
const ITEMS_IN_RUN: &str = "
    SELECT COUNT(*), CAST(COALESCE(SUM(p.amount), 0) AS BIGINT)
    FROM settled AS s
    JOIN purchase AS p ON p.purchase_id = s.purchase_id AND p.holder_id = s.holder_id
    WHERE s.run_id = $1
      AND s.purchase_id >= $2
      AND s.purchase_id <= $3";

const OPEN_RUNS: &str = "
    SELECT run_id, state, through, cutoff, epoch, post, expect, started_at, started_by, finished_at, approved_by,
           ended_at, ended_by, purchases, refunds, lines, pool, digest, amount, late, first_item
    FROM run
    WHERE state IN ('calculating', 'calculated', 'approved')
    ORDER BY run_id";

const FIRST_ITEM_SINCE: &str = "
    SELECT MIN(first_item)
    FROM run
    WHERE run_id >= $1";

const LAST_POOLS: &str = "
    SELECT pool
    FROM run
    WHERE state = 'posted'
    ORDER BY run_id DESC
    LIMIT $1";

/// What a run is started with.
#[derive(Clone, Debug)]
pub struct Start<'a> {
    /// Its number.
    pub run_id: RunId,
    /// It takes what is due through this day.
    pub through: Day,
    /// The first item number that it may take.
    pub first_item: i64,
    /// The last item number that it takes.
    pub cutoff: i64,
    /// Whether it is to be approved and posted at once.
    pub post: bool,
    /// The digest that it must have.
    pub expect: Option<&'a str>,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// By whom.
    pub by: &'a str,
}

/// Starts a run.
pub async fn insert(tx: &mut Tx, start: &Start<'_>) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_RUN,
        start.run_id.get(),
        start.through.number(),
        start.cutoff,
        i64::from(start.post),
        start.expect,
        start.at,
        start.by,
        start.first_item,
    )?;
    one_row("run", start.run_id, written)
}

/// A run.
pub async fn by_id(tx: &mut Tx, id: RunId) -> Result<Option<Run>> {
    fetch_optional!(tx, Run, RUN, id.get())
}

/// The newest run's number.
pub async fn last(tx: &mut Tx) -> Result<Option<RunId>> {
    let (last,): (Option<i64>,) = fetch_one!(tx, (Option<i64>,), LAST_RUN)?;
    Ok(last.map(RunId::from))
}

/// All runs, the newest first.
pub async fn list(tx: &mut Tx) -> Result<Vec<Run>> {
    fetch_all!(tx, Run, LIST_RUNS)
}

/// The runs that are neither posted nor discarded, the oldest first.
pub async fn open(tx: &mut Tx) -> Result<Vec<Run>> {
    fetch_all!(tx, Run, OPEN_RUNS)
}

/// The lowest item number that a run from a number on may hold, or nothing when there is no such run.
pub async fn first_item_since(tx: &mut Tx, run: RunId) -> Result<Option<i64>> {
    let (first,): (Option<i64>,) = fetch_one!(tx, (Option<i64>,), FIRST_ITEM_SINCE, run.get())?;
    Ok(first)
}

/// How many items a run has settled until now, and what they come to in minor units.
pub async fn settled_items(tx: &mut Tx, run: &Run) -> Result<(i64, i64)> {
    fetch_one!(tx, (i64, i64), ITEMS_IN_RUN, run.run_id.get(), run.first_item, run.cutoff)
}

/// The run that was interrupted, if there is one.
pub async fn calculating(tx: &mut Tx) -> Result<Option<Run>> {
    fetch_optional!(tx, Run, CALCULATING)
}

/// Raises the epoch, which waits for slices in flight, and returns it.
pub async fn resume(tx: &mut Tx, id: RunId) -> Result<i64> {
    let (epoch,): (i64,) = fetch_one!(tx, (i64,), RESUME, id.get())?;
    Ok(epoch)
}

/// Whether a run is still calculating under an epoch. Nobody takes it over until the transaction ends, and those who settle
/// other slices of it do the same.
pub async fn holds_epoch(tx: &mut Tx, id: RunId, epoch: i64) -> Result<bool> {
    super::lock::share_run(tx, id).await?;
    let found: Option<(i64,)> = fetch_optional!(tx, (i64,), EPOCH, id.get())?;
    Ok(found == Some((epoch,)))
}

/// What a calculated run came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calculated {
    /// How many purchases.
    pub purchases: i64,
    /// How many refunds.
    pub refunds: i64,
    /// How many lines.
    pub lines: i64,
    /// The sum of pools.
    pub pool: Money,
    /// The digest.
    pub digest: String,
    /// What the items come to before the providers' rates, refunds not taken off.
    pub amount: Money,
    /// How many of them are of a month that was closed before.
    pub late: i64,
    /// What each role received.
    pub totals: Vec<Total>,
}

impl Run {
    /// What the run came to, with these totals; nothing yet while it is calculating.
    #[must_use]
    pub fn calculated(&self, totals: Vec<Total>) -> Calculated {
        Calculated {
            purchases: self.purchases.unwrap_or_default(),
            refunds: self.refunds.unwrap_or_default(),
            lines: self.lines.unwrap_or_default(),
            pool: self.pool().unwrap_or_default(),
            digest: self.digest.clone().unwrap_or_default(),
            amount: self.amount().unwrap_or_default(),
            late: self.late.unwrap_or_default(),
            totals,
        }
    }
}

/// Ends the calculation.
pub async fn finish(tx: &mut Tx, id: RunId, at: i64, result: &Calculated) -> Result<()> {
    let written = execute!(
        tx,
        FINISH_RUN,
        id.get(),
        at,
        result.purchases,
        result.refunds,
        result.lines,
        result.pool.minor(),
        &result.digest,
        result.amount.minor(),
        result.late,
    )?;
    one_row("run", id, written)?;
    for total in &result.totals {
        let written =
            execute!(tx, INSERT_TOTAL, id.get(), &total.role, total.parties, total.lines, total.amount)?;
        one_row("run_total", id, written)?;
    }
    Ok(())
}

/// What each role received in a calculated run, in no order.
pub async fn totals(tx: &mut Tx, id: RunId) -> Result<Vec<Total>> {
    fetch_all!(tx, Total, TOTALS, id.get())
}

/// Approves a calculated run; `false` when it is not calculated any more.
pub async fn approve(tx: &mut Tx, id: RunId, at: i64, by: &str) -> Result<bool> {
    Ok(execute!(tx, APPROVE, id.get(), at, by)? == 1)
}

/// Moves a run from a state to its last one; `false` when it is not in that state any more.
pub async fn end(tx: &mut Tx, id: RunId, from: RunState, to: RunState, at: i64, by: &str) -> Result<bool> {
    Ok(execute!(tx, END, id.get(), from.as_str(), to.as_str(), at, by)? == 1)
}

/// The pools of the last posted runs, the newest first.
pub async fn last_pools(tx: &mut Tx, count: i64) -> Result<Vec<Money>> {
    let rows: Vec<(Option<i64>,)> = fetch_all!(tx, (Option<i64>,), LAST_POOLS, count)?;
    Ok(rows.into_iter().filter_map(|(pool,)| pool.map(Money::from_minor)).collect())
}
