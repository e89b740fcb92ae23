//! Sums of purchases and refunds.

use super::{ItemKey, Selection};
use crate::domain::id::{CohortId, TierId};
use crate::domain::party::PartyId;
use crate::store::{Result, Tx};

/// Purchases and refunds under one key.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Sales {
    /// The number of what they are summed by.
    pub key: Option<i64>,
    /// The category, where they are summed by that.
    pub word: Option<String>,
    /// How many purchases.
    pub purchases: i64,
    /// What they come to, in minor units.
    pub amount: i64,
    /// How many refunds.
    pub refunds: i64,
    /// What they give back, in minor units.
    pub refunded: i64,
    /// How many holders bought.
    pub holders: i64,
}

/// A refund has the stamp and the category of its purchase, as it is settled; while that is not known, its own stamp.
///
/// The months of a day are counted by the method of Neri and Schneider (Euclidean affine functions, 2022): with days
/// from the first of March of year 0, every month but the last has its length from one line with a slope of 153/5.
/// 719468 days lie between that day and 1970-01-01, and 719162 between the first Monday of the calendar and it.
const SALES: &str = "
    WITH item AS (
        SELECT p.holder_id, p.day, p.provider_id, p.amount, p.refund_of, p.center_id, p.chain_id, p.tier_id, p.category
        FROM purchase AS p
        WHERE p.original_id IS NULL
          AND p.day >= $3
          AND p.day <= $4
        UNION ALL
        SELECT p.holder_id, p.day, p.provider_id, p.amount, p.refund_of, o.center_id, o.chain_id, o.tier_id, o.category
        FROM purchase AS p
        JOIN purchase AS o ON o.purchase_id = p.original_id AND o.holder_id = p.holder_id
        WHERE p.original_id IS NOT NULL
          AND p.day >= $3
          AND p.day <= $4)
    SELECT CASE CAST($1 AS TEXT)
               WHEN 'provider' THEN i.provider_id
               WHEN 'tier' THEN i.tier_id
               WHEN 'center' THEN i.center_id
               WHEN 'agent' THEN a.agent_id
               WHEN 'cohort' THEN c.cohort_id
               WHEN 'days' THEN (i.day + 719162) / CAST($2 AS BIGINT)
               WHEN 'months' THEN (
                   12 * (100 * ((4 * i.day + 2877875) / 146097)
                         + (4 * ((4 * i.day + 2877875) % 146097 / 4) + 3) / 1461)
                   + (5 * ((4 * ((4 * i.day + 2877875) % 146097 / 4) + 3) % 1461 / 4) + 461) / 153
                   - 1) / CAST($2 AS BIGINT)
           END AS key,
           CASE CAST($1 AS TEXT) WHEN 'category' THEN i.category END AS word,
           COUNT(*) FILTER (WHERE i.refund_of IS NULL) AS purchases,
           CAST(COALESCE(SUM(i.amount) FILTER (WHERE i.refund_of IS NULL), 0) AS BIGINT) AS amount,
           COUNT(*) FILTER (WHERE i.refund_of IS NOT NULL) AS refunds,
           CAST(COALESCE(SUM(i.amount) FILTER (WHERE i.refund_of IS NOT NULL), 0) AS BIGINT) AS refunded,
           COUNT(DISTINCT i.holder_id) FILTER (WHERE i.refund_of IS NULL) AS holders
    FROM item AS i
    LEFT JOIN chain AS a ON a.chain_id = i.chain_id AND a.level <= CAST($5 AS BIGINT)
    LEFT JOIN placement AS c ON c.holder_id = i.holder_id AND c.scheme_id = (SELECT CAST($6 AS BIGINT))
    WHERE (CAST($7 AS BIGINT) IS NULL OR i.center_id = $7)
      AND (CAST($8 AS BIGINT) IS NULL
           OR i.chain_id IN (SELECT n.chain_id FROM chain AS n WHERE n.agent_id = $8 AND n.level <= CAST($9 AS BIGINT)))
      AND (CAST($10 AS BIGINT) IS NULL OR i.tier_id = $10)
      AND (CAST($11 AS BIGINT) IS NULL OR i.provider_id = $11)
      AND (CAST($12 AS BIGINT) IS NULL
           OR i.holder_id IN (SELECT m.holder_id FROM member AS m WHERE m.cohort_id = $12))
    GROUP BY 1, 2
    ORDER BY 1 NULLS LAST, 2 NULLS LAST";

/// What was bought, summed by a key: every recorded item, settled or not, also those that are held.
pub async fn sums(tx: &mut Tx, key: ItemKey, selected: &Selection) -> Result<Vec<Sales>> {
    fetch_all!(
        tx,
        Sales,
        SALES,
        key.word(),
        key.divisor(),
        selected.first(),
        selected.last(),
        key.levels(),
        key.scheme(),
        selected.center.map(PartyId::get),
        selected.agent.map(PartyId::get),
        selected.deepest(),
        selected.tier.map(TierId::get),
        selected.provider.map(PartyId::get),
        selected.cohort.map(CohortId::get),
    )
}
