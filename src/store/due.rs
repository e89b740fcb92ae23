//! The queue of what is not settled: purchases and refunds with what decides when their turn comes.
//!
//! Whoever records an item puts it here, a run takes it out in the transaction that settles it, and whoever discards a
//! run puts it back. Day, amount and state repeat what the item says, so that thousands of items are passed over, or
//! summed, without a look at them.

use sqlx::{ColumnIndex, Decode, FromRow, Row, Type};

use super::bulk::Table;
use super::run::Run;
use super::stamp::Stamp;
use super::{Result, Tx, one_row};
use crate::domain::day::Day;
use crate::domain::party::PartyId;

/// `due`, for bulk load.
pub const DUE: Table =
    Table { name: "due", columns: &["kind", "purchase_id", "day", "amount", "state", "holder_id"] };

/// In `due.kind`: a purchase.
pub const PURCHASES: i64 = 0;
/// In `due.kind`: a refund.
pub const REFUNDS: i64 = 1;

/// In `due.state`: nothing but its day and the plan decide.
pub const FREE: i64 = 0;
/// In `due.state`: somebody or something holds it back.
pub const HELD: i64 = 1;
/// In `due.state`: a refund whose purchase is not known yet.
pub const WAITING: i64 = 2;

/// A purchase in the queue, with its stamp.
#[derive(Clone, Debug)]
pub struct DuePurchase {
    /// Its number.
    pub purchase_id: i64,
    /// Whose it is.
    pub holder_id: PartyId,
    /// On which civil day.
    pub day: i64,
    /// How much, in minor units.
    pub amount: i64,
    /// The holder's ref.
    pub holder: String,
    /// Its source.
    pub source_id: i64,
    /// Its id in its source.
    pub external_id: String,
    /// Its stamp.
    pub stamp: Stamp,
    /// The category.
    pub category: Option<String>,
}

/// By place and not by name: a run reads a million of these, and would look thirteen names up for each.
impl<'r, R: Row> FromRow<'r, R> for DuePurchase
where
    usize: ColumnIndex<R>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    Option<i64>: Decode<'r, R::Database> + Type<R::Database>,
    String: Decode<'r, R::Database> + Type<R::Database>,
    Option<String>: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        Ok(Self {
            purchase_id: row.try_get(0)?,
            holder_id: PartyId::new(row.try_get(1)?),
            day: row.try_get(2)?,
            amount: row.try_get(3)?,
            holder: row.try_get(4)?,
            source_id: row.try_get(5)?,
            external_id: row.try_get(6)?,
            stamp: Stamp {
                rate_ppm: row.try_get(7)?,
                center_id: row.try_get(8)?,
                staff_id: row.try_get(9)?,
                chain_id: row.try_get(10)?,
                tier_id: row.try_get(11)?,
            },
            category: row.try_get(12)?,
        })
    }
}

/// A refund in the queue whose purchase is known, with that purchase's stamp and settlement.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct DueRefund {
    /// Its number.
    pub purchase_id: i64,
    /// Whose it is.
    #[sqlx(try_from = "i64")]
    pub holder_id: PartyId,
    /// On which civil day.
    pub day: i64,
    /// The holder's ref.
    #[sqlx(rename = "ref")]
    pub holder: String,
    /// Its source.
    pub source_id: i64,
    /// Its id in its source.
    pub external_id: String,
    /// How much is given back, in minor units.
    pub amount: i64,
    /// When, in microseconds since 1970.
    pub occurred_at: i64,
    /// The purchase.
    pub original_id: i64,
    /// What the purchase was, in minor units.
    pub original_amount: i64,
    /// The purchase's run.
    pub original_run: Option<i64>,
    /// Where that run stands.
    pub original_state: Option<String>,
    /// The plan version under which the purchase was settled.
    pub version_id: Option<i64>,
    /// The stamp of the purchase.
    #[sqlx(flatten)]
    pub stamp: Stamp,
    /// The category of the purchase.
    pub category: Option<String>,
}

/// The last of the next purchases, so that the statements that follow can be told where they end: from a limit alone a
/// planner does not know it, and joins the whole table for each page.
const PAGE_END: &str = "
    SELECT MAX(purchase_id)
    FROM (
        SELECT purchase_id
        FROM due
        WHERE kind = 0
          AND purchase_id > $1
          AND purchase_id <= $2
          AND day >= $3
          AND day <= $4
          AND state = 0
        ORDER BY purchase_id
        LIMIT $5) AS page";

const DUE_PURCHASES: &str = "
    SELECT d.purchase_id, d.holder_id, d.day, d.amount, h.ref, p.source_id, p.external_id, p.rate_ppm,
           p.center_id, p.staff_id, p.chain_id, p.tier_id, p.category
    FROM due AS d
    JOIN purchase AS p ON p.purchase_id = d.purchase_id AND p.holder_id = d.holder_id
    JOIN holder AS h ON h.holder_id = d.holder_id
    WHERE d.kind = 0
      AND d.purchase_id > $1
      AND d.purchase_id <= $2
      AND d.day >= $3
      AND d.day <= $4
      AND d.state = 0
    ORDER BY d.purchase_id";

const DUE_REFUNDS: &str = "
    SELECT d.purchase_id, d.holder_id, d.day, h.ref, p.source_id, p.external_id, p.amount, p.occurred_at,
           p.original_id, o.amount AS original_amount, s.run_id AS original_run, r.state AS original_state,
           s.version_id, o.rate_ppm, o.center_id, o.staff_id, o.chain_id, o.tier_id, o.category
    FROM due AS d
    JOIN purchase AS p ON p.purchase_id = d.purchase_id AND p.holder_id = d.holder_id
    JOIN purchase AS o ON o.purchase_id = p.original_id AND o.holder_id = d.holder_id
    JOIN holder AS h ON h.holder_id = d.holder_id
    LEFT JOIN settled AS s ON s.purchase_id = p.original_id AND s.holder_id = d.holder_id
    LEFT JOIN run AS r ON r.run_id = s.run_id
    WHERE d.kind = 1
      AND d.purchase_id <= $4
      AND d.day <= $5
      AND d.state = 0
      AND (p.original_id, p.occurred_at, p.external_id) > ($1, $2, $3)
    ORDER BY p.original_id, p.occurred_at, p.external_id
    LIMIT $6";

const DELETE_DUE_PURCHASES: &str = "
    DELETE FROM due
    WHERE kind = 0
      AND purchase_id > $1
      AND purchase_id <= $2
      AND day >= $3
      AND day <= $4
      AND state = 0";

const DELETE_DUE_REFUNDS: &str = "
    DELETE FROM due
    WHERE kind = 1
      AND purchase_id IN (@keys)";

const RETURN_TO_DUE: &str = "
    INSERT INTO due (kind, purchase_id, day, amount, state, holder_id)
    SELECT CASE WHEN p.refund_of IS NULL THEN 0 ELSE 1 END, p.purchase_id, p.day, p.amount, 0, p.holder_id
    FROM settled AS s
    JOIN purchase AS p ON p.purchase_id = s.purchase_id AND p.holder_id = s.holder_id
    WHERE s.run_id = $1
      AND s.purchase_id >= $2
      AND s.purchase_id <= $3
    ORDER BY p.purchase_id";

/// Of both kinds, each from the beginning of its own part of the key.
const FIRST_ITEM: &str = "
    SELECT MIN(first)
    FROM (
        SELECT MIN(purchase_id) AS first
        FROM due
        WHERE kind = 0
          AND state = 0
        UNION ALL
        SELECT MIN(purchase_id)
        FROM due
        WHERE kind = 1
          AND state = 0) AS firsts";

const SET_STATE: &str = "
    UPDATE due
    SET state = $4
    WHERE kind = $1
      AND purchase_id = $2
      AND holder_id = $3";

const PENDING_PURCHASES: &str = "
    SELECT state, day, COUNT(*) AS items, CAST(SUM(amount) AS BIGINT) AS amount
    FROM due
    WHERE kind = 0
      AND purchase_id <= $1
    GROUP BY state, day
    ORDER BY state, day";

/// Items of the queue that a run through a day takes, at most.
const COUNT_DUE: &str = "
    SELECT COUNT(*)
    FROM due
    WHERE state = 0
      AND day <= $1
      AND purchase_id <= $2";

/// A refund is blocked while another one of its purchase is settled in a run that can still be discarded.
const PENDING_REFUNDS: &str = "
    SELECT d.state, d.day, r.state AS purchase_run, o.state AS purchase_state, o.day AS purchase_day,
           CAST(CASE WHEN EXISTS (
               SELECT 1
               FROM purchase AS e
               JOIN settled AS b ON b.purchase_id = e.purchase_id AND b.holder_id = e.holder_id
               JOIN run AS q ON q.run_id = b.run_id AND q.state <> 'posted'
               WHERE e.original_id = p.original_id
                 AND e.holder_id = p.holder_id) THEN 1 ELSE 0 END AS BIGINT) AS blocked,
           COUNT(*) AS items, CAST(SUM(d.amount) AS BIGINT) AS amount
    FROM due AS d
    JOIN purchase AS p ON p.purchase_id = d.purchase_id AND p.holder_id = d.holder_id
    LEFT JOIN settled AS s ON s.purchase_id = p.original_id AND s.holder_id = p.holder_id
    LEFT JOIN run AS r ON r.run_id = s.run_id
    LEFT JOIN due AS o ON o.kind = 0 AND o.purchase_id = p.original_id AND o.holder_id = p.holder_id
    WHERE d.kind = 1
    GROUP BY 1, 2, 3, 4, 5, 6
    ORDER BY 1, 2, 3, 4, 5, 6";

/// Which purchases a run takes: those of some days, up to an item number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Their first civil day.
    pub first: Day,
    /// Their last civil day.
    pub last: Day,
    /// The last item number.
    pub cutoff: i64,
}

/// A stretch of item numbers: above the first, up to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The number before the first one.
    pub after: i64,
    /// The last number.
    pub end: i64,
}

/// Where the next purchases of a window end, at most so many, or nothing when there are no more after a number. In a
/// transaction that reads along keys ([`super::bulk::read_along_keys`]).
pub async fn page(tx: &mut Tx, after: i64, window: Window, limit: i64) -> Result<Option<Stretch>> {
    let (first, last) = (window.first.number(), window.last.number());
    let (end,): (Option<i64>,) =
        fetch_one!(tx, (Option<i64>,), PAGE_END, after, window.cutoff, first, last, limit)?;
    Ok(end.map(|end| Stretch { after, end }))
}

/// The purchases of a window in a stretch of numbers, by number.
pub async fn purchases(tx: &mut Tx, stretch: Stretch, window: Window) -> Result<Vec<DuePurchase>> {
    let (first, last) = (window.first.number(), window.last.number());
    fetch_all!(tx, DuePurchase, DUE_PURCHASES, stretch.after, stretch.end, first, last)
}

/// Takes the purchases of a window in a stretch of numbers off the queue, and counts them.
pub async fn take_purchases(tx: &mut Tx, stretch: Stretch, window: Window) -> Result<u64> {
    let (first, last) = (window.first.number(), window.last.number());
    execute!(tx, DELETE_DUE_PURCHASES, stretch.after, stretch.end, first, last)
}

/// The place of a refund in the order in which refunds are settled: purchase, time, external id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefundOrder(pub i64, pub i64, pub String);

impl RefundOrder {
    /// Before every refund.
    #[must_use]
    pub const fn start() -> Self {
        Self(0, i64::MIN, String::new())
    }

    /// The place of a refund.
    #[must_use]
    pub fn of(refund: &DueRefund) -> Self {
        Self(refund.original_id, refund.occurred_at, refund.external_id.clone())
    }
}

/// Which refunds a run reads next.
#[derive(Clone, Copy, Debug)]
pub struct RefundWindow {
    /// Due through this day.
    pub through: Day,
    /// The last item number.
    pub cutoff: i64,
    /// At most so many.
    pub limit: i64,
}

/// The next refunds of the queue that nothing holds and whose purchase is known.
pub async fn refunds(tx: &mut Tx, after: &RefundOrder, window: RefundWindow) -> Result<Vec<DueRefund>> {
    fetch_all!(
        tx,
        DueRefund,
        DUE_REFUNDS,
        after.0,
        after.1,
        after.2.as_str(),
        window.cutoff,
        window.through.number(),
        window.limit,
    )
}

/// Takes refunds off the queue and counts them.
pub async fn take_refunds(tx: &mut Tx, ids: &[i64]) -> Result<u64> {
    Ok(execute_in!(tx, DELETE_DUE_REFUNDS, [], ids))
}

/// Puts all items of a run back into the queue and counts them.
pub async fn put_back(tx: &mut Tx, run: &Run) -> Result<u64> {
    execute!(tx, RETURN_TO_DUE, run.run_id.get(), run.first_item, run.cutoff)
}

/// The lowest item number in the queue of those that nothing holds: what is held for years makes no run look at years.
pub async fn first_item(tx: &mut Tx) -> Result<Option<i64>> {
    let (first,): (Option<i64>,) = fetch_one!(tx, (Option<i64>,), FIRST_ITEM)?;
    Ok(first)
}

/// Changes the state of an item of the queue.
pub async fn set_state(tx: &mut Tx, kind: i64, item: i64, holder: PartyId, state: i64) -> Result<()> {
    one_row("due", item, execute!(tx, SET_STATE, kind, item, holder.get(), state)?)
}

/// How many items a run through a day with this cutoff takes, at most: a refund may have to wait for another.
pub async fn count(tx: &mut Tx, through: Day, cutoff: i64) -> Result<i64> {
    let (items,): (i64,) = fetch_one!(tx, (i64,), COUNT_DUE, through.number(), cutoff)?;
    Ok(items)
}

/// Purchases that wait, summed by state and day.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PendingPurchases {
    /// [`FREE`] or [`HELD`].
    pub state: i64,
    /// Their civil day.
    pub day: i64,
    /// How many.
    pub items: i64,
    /// Their sum, in minor units.
    pub amount: i64,
}

/// The purchases of the queue up to an item number, summed by state and day.
pub async fn pending_purchases(tx: &mut Tx, cutoff: i64) -> Result<Vec<PendingPurchases>> {
    fetch_all!(tx, PendingPurchases, PENDING_PURCHASES, cutoff)
}

/// Refunds that wait, summed by what decides about them.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PendingRefunds {
    /// [`FREE`], [`HELD`] or [`WAITING`].
    pub state: i64,
    /// Their civil day.
    pub day: i64,
    /// Where the run of their purchase stands, if it is settled.
    pub purchase_run: Option<String>,
    /// The state of their purchase in the queue, if it is not settled.
    pub purchase_state: Option<i64>,
    /// The civil day of their purchase, if it is not settled.
    pub purchase_day: Option<i64>,
    /// Whether one that was settled before them is in a run that is not posted.
    pub blocked: i64,
    /// How many.
    pub items: i64,
    /// Their sum, in minor units.
    pub amount: i64,
}

/// The refunds of the queue, summed by what decides about them.
pub async fn pending_refunds(tx: &mut Tx) -> Result<Vec<PendingRefunds>> {
    fetch_all!(tx, PendingRefunds, PENDING_REFUNDS)
}
