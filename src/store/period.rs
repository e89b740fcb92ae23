//! What was done with periods, and what of a period is not settled.

use super::{Result, StoreError, Tx, one_row, written};
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::period::{Period, PeriodAct, PeriodState};

/// What a period was closed with, and the seal of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// How many posted runs it has.
    pub runs: i64,
    /// How many purchases they settled.
    pub purchases: i64,
    /// How many refunds they settled.
    pub refunds: i64,
    /// The sum of their pools.
    pub pool: Money,
    /// The seal of their digests.
    pub seal: String,
}

/// Something that was done with a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodEvent {
    /// What.
    pub act: PeriodAct,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// By whom.
    pub operator: String,
    /// Why.
    pub reason: Option<String>,
    /// Of [`PeriodAct::Close`], and of nothing else: with what.
    pub closing: Option<Closing>,
}

/// A period with which something was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which.
    pub period: Period,
    /// Where it stands.
    pub state: PeriodState,
    /// What was done with it, in order.
    pub events: Vec<PeriodEvent>,
}

impl Standing {
    /// Its last closing and what that was done with, while it is closed.
    #[must_use]
    pub fn closed(&self) -> Option<(&PeriodEvent, &Closing)> {
        let closings = self.events.iter().rev().filter_map(|event| Some((event, event.closing.as_ref()?)));
        self.state.is_closed().then_some(closings).and_then(|mut closings| closings.next())
    }

    /// The request to open it again, while that is not decided.
    #[must_use]
    pub fn request(&self) -> Option<&PeriodEvent> {
        self.events.last().filter(|event| event.act == PeriodAct::Reopen)
    }
}

#[derive(sqlx::FromRow)]
struct EventRow {
    month: i64,
    n: i64,
    act: String,
    at: i64,
    operator: String,
    reason: Option<String>,
    runs: Option<i64>,
    purchases: Option<i64>,
    refunds: Option<i64>,
    pool: Option<i64>,
    seal: Option<String>,
}

const INSERT_PERIOD_EVENT: &str = "
    INSERT INTO period_event (month, n, act, at, operator, reason, runs, purchases, refunds, pool, seal)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

const LIST_PERIOD_EVENTS: &str = "
    SELECT month, n, act, at, operator, reason, runs, purchases, refunds, pool, seal
    FROM period_event
    ORDER BY month, n";

/// A month is open again when the last that was done with it is an approval.
const LAST_CLOSED: &str = "
    SELECT MAX(e.month)
    FROM period_event AS e
    WHERE e.act <> 'approve'
      AND e.n = (
          SELECT MAX(l.n)
          FROM period_event AS l
          WHERE l.month = e.month)";

const EARLIEST: &str = "
    SELECT MIN(e.day)
    FROM (
        SELECT MIN(day) AS day
        FROM purchase
        UNION ALL
        SELECT MIN(through) AS day
        FROM run
        WHERE state <> 'discarded') AS e";

/// By the version under which each was settled, whose hold days a refund doesn't have.
const UNPOSTED: &str = "
    SELECT s.run_id, COUNT(*), CAST(SUM(p.amount) AS BIGINT)
    FROM run AS r
    JOIN settled AS s ON s.run_id = r.run_id
    JOIN purchase AS p ON p.purchase_id = s.purchase_id AND p.holder_id = s.holder_id
    JOIN plan_version AS v ON v.version_id = s.version_id
    WHERE r.state IN ('calculating', 'calculated', 'approved')
      AND p.day + CASE WHEN p.refund_of IS NULL THEN v.hold_days ELSE 0 END <= $1
    GROUP BY s.run_id
    ORDER BY s.run_id";

/// Appends to what was done with a period. The acts before it, as they were read, give the number: whoever was
/// faster has taken it.
pub async fn append(tx: &mut Tx, period: Period, before: usize, event: &PeriodEvent) -> Result<()> {
    let n = i64::try_from(before)
        .map_err(|_| StoreError::inconsistent("period_event", "n", period, "too many acts"))?;
    let closing = event.closing.as_ref();
    let written = execute!(
        tx,
        INSERT_PERIOD_EVENT,
        period.first().number(),
        n + 1,
        event.act.as_str(),
        event.at,
        &event.operator,
        event.reason.as_deref(),
        closing.map(|closing| closing.runs),
        closing.map(|closing| closing.purchases),
        closing.map(|closing| closing.refunds),
        closing.map(|closing| closing.pool.minor()),
        closing.map(|closing| closing.seal.as_str()),
    )?;
    tx.written().row(
        &written::PERIOD_EVENT,
        [
            period.first().number().into(),
            (n + 1).into(),
            event.act.as_str().into(),
            event.at.into(),
            event.operator.as_str().into(),
            event.reason.as_deref().into(),
            closing.map(|closing| closing.runs).into(),
            closing.map(|closing| closing.purchases).into(),
            closing.map(|closing| closing.refunds).into(),
            closing.map(|closing| closing.pool.minor()).into(),
            closing.map(|closing| closing.seal.as_str()).into(),
        ],
    );
    one_row("period_event", period, written)
}

/// Every period with which something was done, the earliest first.
pub async fn standings(tx: &mut Tx) -> Result<Vec<Standing>> {
    let mut standings: Vec<Standing> = Vec::new();
    for row in fetch_all!(tx, EventRow, LIST_PERIOD_EVENTS)? {
        let bad = |column, why: &dyn std::fmt::Display| {
            StoreError::inconsistent("period_event", column, format!("{}/{}", row.month, row.n), why)
        };
        let first = Day::from_number(row.month).ok_or_else(|| bad("month", &"not a day"))?;
        let period = Period::of(first);
        if period.first() != first {
            return Err(bad("month", &"not the first day of a month"));
        }
        if standings.last().is_none_or(|last| last.period != period) {
            standings.push(Standing { period, state: PeriodState::Open, events: Vec::new() });
        }
        let Some(standing) = standings.last_mut() else { continue };
        let act: PeriodAct = row.act.parse().map_err(|why| bad("act", &why))?;
        let from = standing.state;
        let illegal = format!("a period that is {from} is not open to `{}`", act.as_str());
        standing.state = from.after(act).ok_or_else(|| bad("act", &illegal))?;
        let closing = match (row.runs, row.purchases, row.refunds, row.pool, row.seal) {
            (Some(runs), Some(purchases), Some(refunds), Some(pool), Some(seal)) => {
                Some(Closing { runs, purchases, refunds, pool: Money::from_minor(pool), seal })
            }
            _ => None,
        };
        standing.events.push(PeriodEvent {
            act,
            at: row.at,
            operator: row.operator,
            reason: row.reason,
            closing,
        });
    }
    Ok(standings)
}

/// The last day of the last closed month: an item due through it comes too late for its month, and no run through it
/// can start.
///
/// A closing takes the intake lock alone. Whoever imports asks after it has shared that lock, and so knows every
/// closing that did not see its items.
pub async fn closed_through(tx: &mut Tx) -> Result<Option<Day>> {
    let (last,): (Option<i64>,) = fetch_one!(tx, (Option<i64>,), LAST_CLOSED)?;
    let Some(first) = last else { return Ok(None) };
    let first = Day::from_number(first)
        .ok_or_else(|| StoreError::inconsistent("period_event", "month", first, "not a day"))?;
    Ok(Some(Period::of(first).last()))
}

/// The day of the earliest item or run, if there is any.
pub async fn earliest(tx: &mut Tx) -> Result<Option<Day>> {
    let (earliest,): (Option<i64>,) = fetch_one!(tx, (Option<i64>,), EARLIEST)?;
    earliest
        .map(|day| {
            Day::from_number(day).ok_or_else(|| StoreError::inconsistent("purchase", "day", day, "not a day"))
        })
        .transpose()
}

/// The items due through this day in runs that are neither posted nor discarded: run, count, sum in minor units.
pub async fn unposted(tx: &mut Tx, through: Day) -> Result<Vec<(i64, i64, i64)>> {
    fetch_all!(tx, (i64, i64, i64), UNPOSTED, through.number())
}
