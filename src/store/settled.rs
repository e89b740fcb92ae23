//! Settled purchases with all that their lines follow from, for proofs.

use super::bulk::read_along_keys;
use super::due::DuePurchase;
use super::{Result, Tx};

/// A settled purchase.
#[derive(Clone, Debug)]
pub struct SettledPurchase {
    /// The purchase with its stamp.
    pub purchase: DuePurchase,
    /// The version under which it was settled.
    pub version_id: i64,
    /// What its settled refunds took back, in minor units.
    pub refunded: i64,
    /// Slot, party and minor units of all its lines and of those of its refunds, in no order.
    pub lines: Vec<(i64, i64, i64)>,
}

#[derive(sqlx::FromRow)]
struct Row {
    /// Its columns come first, in their order.
    #[sqlx(flatten)]
    purchase: DuePurchase,
    version_id: i64,
    refunded: i64,
}

const SETTLED_END: &str = "
    SELECT MAX(purchase_id)
    FROM (
        SELECT purchase_id
        FROM settled
        WHERE purchase_id > $1
        ORDER BY purchase_id
        LIMIT $2) AS page";

const SETTLED_PURCHASES: &str = "
    SELECT s.purchase_id, s.holder_id, p.day, p.amount, h.ref, p.source_id, p.external_id, p.rate_ppm, p.center_id,
           p.staff_id, p.chain_id, p.tier_id, p.category, s.version_id,
           CAST(COALESCE(t.amount, 0) AS BIGINT) AS refunded
    FROM settled AS s
    JOIN purchase AS p ON p.purchase_id = s.purchase_id AND p.holder_id = s.holder_id AND p.refund_of IS NULL
    JOIN holder AS h ON h.holder_id = s.holder_id
    LEFT JOIN (
        SELECT r.original_id, SUM(r.amount) AS amount
        FROM purchase AS r
        JOIN settled AS c ON c.purchase_id = r.purchase_id AND c.holder_id = r.holder_id
        WHERE r.original_id > $1
          AND r.original_id <= $2
        GROUP BY r.original_id) AS t ON t.original_id = s.purchase_id
    WHERE s.purchase_id > $1
      AND s.purchase_id <= $2
    ORDER BY s.purchase_id";

/// Lines of purchases in a stretch of numbers, and those of their refunds, wherever these are.
const LINES_OF_PURCHASES: &str = "
    SELECT i.item, l.slot, l.party_id, l.amount
    FROM (
        SELECT p.purchase_id AS item, s.run_id, s.purchase_id, s.holder_id
        FROM settled AS s
        JOIN purchase AS p ON p.purchase_id = s.purchase_id AND p.holder_id = s.holder_id AND p.refund_of IS NULL
        WHERE s.purchase_id > $1
          AND s.purchase_id <= $2
        UNION ALL
        SELECT p.original_id, s.run_id, s.purchase_id, s.holder_id
        FROM purchase AS p
        JOIN settled AS s ON s.purchase_id = p.purchase_id AND s.holder_id = p.holder_id
        WHERE p.original_id > $1
          AND p.original_id <= $2) AS i
    JOIN line AS l ON l.run_id = i.run_id AND l.purchase_id = i.purchase_id AND l.holder_id = i.holder_id
    ORDER BY i.item, l.run_id, l.purchase_id, l.slot";

/// The settled purchases among the next `count` settled items after a number, and the last of these numbers; nothing when
/// there are no more.
pub async fn purchases(tx: &mut Tx, after: i64, count: i64) -> Result<Option<(i64, Vec<SettledPurchase>)>> {
    read_along_keys(tx).await?;
    let (end,): (Option<i64>,) = fetch_one!(tx, (Option<i64>,), SETTLED_END, after, count)?;
    let Some(end) = end else { return Ok(None) };
    let rows: Vec<Row> = fetch_all!(tx, Row, SETTLED_PURCHASES, after, end)?;
    let mut found: Vec<SettledPurchase> = rows
        .into_iter()
        .map(|Row { purchase, version_id, refunded }| SettledPurchase {
            purchase,
            version_id,
            refunded,
            lines: Vec::new(),
        })
        .collect();
    for (item, slot, party, amount) in fetch_all!(tx, (i64, i64, i64, i64), LINES_OF_PURCHASES, after, end)? {
        if let Ok(place) = found.binary_search_by_key(&item, |settled| settled.purchase.purchase_id) {
            found[place].lines.push((slot, party, amount));
        }
    }
    Ok(Some((end, found)))
}
