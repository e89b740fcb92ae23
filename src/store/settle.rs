//! What a run reads and writes: due items with their stamps, settled items and lines.

use super::bulk::Table;
use super::{Result, Tx, one_row};
use crate::domain::day::Day;
use crate::domain::id::RunId;
use crate::domain::party::PartyId;

/// `settled`, for bulk load.
pub const SETTLED: Table =
    Table { name: "settled", columns: &["purchase_id", "holder_id", "run_id", "version_id", "pool"] };

/// `line`, for bulk load.
pub const LINE: Table =
    Table { name: "line", columns: &["run_id", "purchase_id", "slot", "party_id", "amount", "holder_id"] };

/// In `due.kind`: a purchase.
pub const PURCHASES: i64 = 0;
/// In `due.kind`: a refund.
pub const REFUNDS: i64 = 1;

/// A purchase in the queue, with its stamp.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct DuePurchase {
    /// Its number.
    pub purchase_id: i64,
    /// Whose it is.
    #[sqlx(try_from = "i64")]
    pub holder_id: PartyId,
    /// The holder's ref.
    #[sqlx(rename = "ref")]
    pub holder: String,
    /// Its source.
    pub source_id: i64,
    /// Its id in its source.
    pub external_id: String,
    /// How much, in minor units.
    pub amount: i64,
    /// On which civil day.
    pub day: i64,
    /// Why it is held.
    pub held: Option<String>,
    /// The provider's rate.
    pub rate_ppm: i64,
    /// The center.
    pub center_id: i64,
    /// The staff member.
    pub staff_id: Option<i64>,
    /// The agent chain.
    pub chain_id: Option<i64>,
    /// The tier.
    pub tier_id: Option<i64>,
    /// The category.
    pub category: Option<String>,
}

/// A refund in the queue whose purchase is known, with that purchase's stamp and settlement.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct DueRefund {
    /// Its number.
    pub purchase_id: i64,
    /// Whose it is.
    #[sqlx(try_from = "i64")]
    pub holder_id: PartyId,
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
    /// Why it is held.
    pub held: Option<String>,
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
    /// The provider's rate at the purchase.
    pub rate_ppm: i64,
    /// The center at the purchase.
    pub center_id: i64,
    /// The staff member at the purchase.
    pub staff_id: Option<i64>,
    /// The agent chain at the purchase.
    pub chain_id: Option<i64>,
    /// The tier at the purchase.
    pub tier_id: Option<i64>,
    /// The category of the purchase.
    pub category: Option<String>,
}

/// A refund of a purchase and where it stands.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Refund {
    /// The purchase.
    pub original_id: i64,
    /// The refund.
    pub purchase_id: i64,
    /// Its id in its source.
    pub external_id: String,
    /// How much, in minor units.
    pub amount: i64,
    /// When, in microseconds since 1970.
    pub occurred_at: i64,
    /// The run that settled it.
    pub run_id: Option<i64>,
    /// Where that run stands.
    pub run_state: Option<String>,
}

/// A settled item with one of its lines, or with none.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SettledLine {
    /// The item.
    pub purchase_id: i64,
    /// Its source.
    pub source_id: i64,
    /// Its id in its source.
    pub external_id: String,
    /// Whether it is a refund.
    pub refund_of: Option<String>,
    /// Its pool, in minor units.
    pub pool: i64,
    /// The holder's ref.
    #[sqlx(rename = "ref")]
    pub holder: String,
    /// The place of the line in the fixed order.
    pub slot: Option<i64>,
    /// Who receives.
    pub party_id: Option<i64>,
    /// How much, in minor units.
    pub amount: Option<i64>,
}

const DUE_PURCHASES: &str = "
    SELECT d.purchase_id, d.holder_id, h.ref, p.source_id, p.external_id, p.amount, p.day, p.held, p.rate_ppm,
           p.center_id, p.staff_id, p.chain_id, p.tier_id, p.category
    FROM due AS d
    JOIN purchase AS p ON p.purchase_id = d.purchase_id AND p.holder_id = d.holder_id
    JOIN holder AS h ON h.holder_id = d.holder_id
    WHERE d.kind = 0
      AND d.purchase_id > $1
      AND d.purchase_id <= $2
      AND d.due_on <= $3
    ORDER BY d.purchase_id
    LIMIT $4";

const DUE_REFUNDS: &str = "
    SELECT d.purchase_id, d.holder_id, h.ref, p.source_id, p.external_id, p.amount, p.occurred_at, p.held,
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
      AND d.due_on <= $5
      AND (p.original_id, p.occurred_at, p.external_id) > ($1, $2, $3)
    ORDER BY p.original_id, p.occurred_at, p.external_id
    LIMIT $6";

const REFUNDS_OF: &str = "
    SELECT p.original_id, p.purchase_id, p.external_id, p.amount, p.occurred_at, s.run_id, r.state AS run_state
    FROM purchase AS p
    LEFT JOIN settled AS s ON s.purchase_id = p.purchase_id AND s.holder_id = p.holder_id
    LEFT JOIN run AS r ON r.run_id = s.run_id
    WHERE p.original_id IN (@keys)
    ORDER BY p.original_id, p.occurred_at, p.external_id";

const DELETE_DUE_PURCHASES: &str = "
    DELETE FROM due
    WHERE kind = 0
      AND purchase_id >= $1
      AND purchase_id <= $2
      AND due_on <= $3";

const DELETE_DUE_REFUNDS: &str = "
    DELETE FROM due
    WHERE kind = 1
      AND purchase_id IN (@keys)";

const SETTLED_LINES: &str = "
    SELECT s.purchase_id, p.source_id, p.external_id, p.refund_of, s.pool, h.ref, l.slot, l.party_id, l.amount
    FROM settled AS s
    JOIN purchase AS p ON p.purchase_id = s.purchase_id AND p.holder_id = s.holder_id
    JOIN holder AS h ON h.holder_id = s.holder_id
    LEFT JOIN line AS l ON l.run_id = s.run_id AND l.purchase_id = s.purchase_id AND l.holder_id = s.holder_id
    WHERE s.run_id = $1
    ORDER BY s.purchase_id, l.slot";

const RETURN_TO_DUE: &str = "
    INSERT INTO due (kind, purchase_id, due_on, holder_id)
    SELECT CASE WHEN p.refund_of IS NULL THEN 0 ELSE 1 END, p.purchase_id, p.day, p.holder_id
    FROM settled AS s
    JOIN purchase AS p ON p.purchase_id = s.purchase_id AND p.holder_id = s.holder_id
    WHERE s.run_id = $1";

const DELETE_SETTLED: &str = "
    DELETE FROM settled
    WHERE run_id = $1";

const PENDING: &str = "
    SELECT CASE
               WHEN p.held IS NOT NULL THEN 'held'
               WHEN p.refund_of IS NOT NULL AND p.original_id IS NULL THEN 'waiting for its purchase'
               ELSE ''
           END AS reason,
           CAST(CASE WHEN p.refund_of IS NULL THEN 0 ELSE 1 END AS BIGINT) AS kind,
           p.day,
           COUNT(*) AS items,
           CAST(SUM(p.amount) AS BIGINT) AS amount
    FROM due AS d
    JOIN purchase AS p ON p.purchase_id = d.purchase_id AND p.holder_id = d.holder_id
    GROUP BY 1, 2, 3
    ORDER BY 1, 2, 3";

const IN_OPEN_RUNS: &str = "
    SELECT s.run_id, COUNT(*), CAST(SUM(p.amount) AS BIGINT)
    FROM run AS r
    JOIN settled AS s ON s.run_id = r.run_id
    JOIN purchase AS p ON p.purchase_id = s.purchase_id AND p.holder_id = s.holder_id
    WHERE r.state IN ('calculating', 'calculated', 'approved')
    GROUP BY s.run_id
    ORDER BY s.run_id";

/// Which items a run reads next.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    /// Due through this day.
    pub through: Day,
    /// The last item number.
    pub cutoff: i64,
    /// At most so many.
    pub limit: i64,
}

/// The next purchases of the queue after a number, held ones among them.
pub async fn due_purchases(tx: &mut Tx, after: i64, window: Window) -> Result<Vec<DuePurchase>> {
    fetch_all!(tx, DuePurchase, DUE_PURCHASES, after, window.cutoff, window.through.number(), window.limit)
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
}

/// The next refunds of the queue whose purchase is known, held ones among them.
pub async fn due_refunds(tx: &mut Tx, after: &RefundOrder, window: Window) -> Result<Vec<DueRefund>> {
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

/// All refunds of these purchases, in the order in which they are settled.
pub async fn refunds_of(tx: &mut Tx, originals: &[i64]) -> Result<Vec<Refund>> {
    Ok(fetch_in!(tx, Refund, REFUNDS_OF, [], originals))
}

/// Takes the purchases of a range of numbers off the queue, those due through a day, and counts them.
pub async fn delete_due_purchases(tx: &mut Tx, first: i64, last: i64, through: Day) -> Result<u64> {
    execute!(tx, DELETE_DUE_PURCHASES, first, last, through.number())
}

/// Takes refunds off the queue and counts them.
pub async fn delete_due_refunds(tx: &mut Tx, ids: &[i64]) -> Result<u64> {
    Ok(execute_in!(tx, DELETE_DUE_REFUNDS, [], ids))
}

/// Visits the lines of a run by item and slot; an item without lines comes once.
pub async fn for_each_line<E: From<super::StoreError>>(
    tx: &mut Tx,
    run: RunId,
    mut visit: impl FnMut(SettledLine) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    for_each!(tx, SettledLine, visit, SETTLED_LINES, run.get())
}

/// Puts all items of a run back into the queue and counts them.
pub async fn return_to_due(tx: &mut Tx, run: RunId) -> Result<u64> {
    let returned = execute!(tx, RETURN_TO_DUE, run.get())?;
    let deleted = execute!(tx, DELETE_SETTLED, run.get())?;
    one_row("settled", run, u64::from(returned == deleted))?;
    Ok(returned)
}

/// What waits in the queue, by day; the reason is empty where only plan and day decide.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Pending {
    /// `held`, `waiting for its purchase`, or nothing.
    pub reason: String,
    /// [`PURCHASES`] or [`REFUNDS`].
    pub kind: i64,
    /// The civil day.
    pub day: i64,
    /// How many items.
    pub items: i64,
    /// Their sum, in minor units.
    pub amount: i64,
}

/// The queue, summed by reason, kind and day.
pub async fn pending(tx: &mut Tx) -> Result<Vec<Pending>> {
    fetch_all!(tx, Pending, PENDING)
}

/// Items in runs that are neither posted nor discarded: run, count, sum in minor units.
pub async fn in_open_runs(tx: &mut Tx) -> Result<Vec<(i64, i64, i64)>> {
    fetch_all!(tx, (i64, i64, i64), IN_OPEN_RUNS)
}
