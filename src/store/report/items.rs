//! Sums of lines by what their items say.

use super::commission::{Runs, Slots, Sum};
use super::{ItemKey, Selection};
use crate::domain::id::{CohortId, TierId};
use crate::domain::party::PartyId;
use crate::store::{Result, Tx};

/// The lines of an item are summed before it is looked at: they lie side by side, and the item is read once. Months are
/// counted as for sales.
const ITEMS: &str = "
    WITH part AS (
        SELECT r.run_id, l.purchase_id, MIN(l.holder_id) AS holder_id, COUNT(*) AS lines, SUM(l.amount) AS amount
        FROM run AS r
        CROSS JOIN line AS l
        WHERE CASE
                  WHEN CAST($1 AS BIGINT) IS NULL THEN r.state = 'posted' AND r.through >= $2 AND r.through <= $3
                  ELSE r.run_id = $1
              END
          AND l.run_id = r.run_id
          AND l.slot >= $5
          AND l.slot <= $6
        GROUP BY r.run_id, l.purchase_id)
    SELECT CASE CAST($4 AS TEXT)
               WHEN 'provider' THEN p.provider_id
               WHEN 'tier' THEN CASE WHEN o.purchase_id IS NULL THEN p.tier_id ELSE o.tier_id END
               WHEN 'cohort' THEN c.cohort_id
               WHEN 'days' THEN (p.day + 719162) / CAST($13 AS BIGINT)
               WHEN 'months' THEN (
                   12 * (100 * ((4 * p.day + 2877875) / 146097)
                         + (4 * ((4 * p.day + 2877875) % 146097 / 4) + 3) / 1461)
                   + (5 * ((4 * ((4 * p.day + 2877875) % 146097 / 4) + 3) % 1461 / 4) + 461) / 153
                   - 1) / CAST($13 AS BIGINT)
           END AS key,
           CAST(NULL AS BIGINT) AS slot,
           CAST(SUM(s.lines) AS BIGINT) AS lines,
           CAST(SUM(s.amount) AS BIGINT) AS amount
    FROM part AS s
    CROSS JOIN purchase AS p
    LEFT JOIN purchase AS o ON o.purchase_id = p.original_id AND o.holder_id = p.holder_id
    LEFT JOIN placement AS c ON c.holder_id = p.holder_id AND c.scheme_id = (SELECT CAST($14 AS BIGINT))
    WHERE p.purchase_id = s.purchase_id
      AND p.holder_id = s.holder_id
      AND (CAST($7 AS BIGINT) IS NULL OR CASE WHEN o.purchase_id IS NULL THEN p.center_id ELSE o.center_id END = $7)
      AND (CAST($8 AS BIGINT) IS NULL
           OR CASE WHEN o.purchase_id IS NULL THEN p.chain_id ELSE o.chain_id END
              IN (SELECT n.chain_id FROM chain AS n WHERE n.agent_id = $8 AND n.level <= CAST($9 AS BIGINT)))
      AND (CAST($10 AS BIGINT) IS NULL OR CASE WHEN o.purchase_id IS NULL THEN p.tier_id ELSE o.tier_id END = $10)
      AND (CAST($11 AS BIGINT) IS NULL OR p.provider_id = $11)
      AND (CAST($12 AS BIGINT) IS NULL
           OR p.holder_id IN (SELECT m.holder_id FROM member AS m WHERE m.cohort_id = $12))
    GROUP BY 1
    ORDER BY 1 NULLS LAST";

/// Lines of some slots, summed by what their items say: provider, tier, cohort or time. Of the selection everything but
/// the days counts.
pub async fn sums(
    tx: &mut Tx,
    runs: Runs,
    key: ItemKey,
    slots: Slots,
    selected: &Selection,
) -> Result<Vec<Sum>> {
    let (run, first, last) = runs.bound();
    fetch_all!(
        tx,
        Sum,
        ITEMS,
        run,
        first,
        last,
        key.word(),
        slots.first,
        slots.last,
        selected.center.map(PartyId::get),
        selected.agent.map(PartyId::get),
        selected.deepest(),
        selected.tier.map(TierId::get),
        selected.provider.map(PartyId::get),
        selected.cohort.map(CohortId::get),
        key.divisor(),
        key.scheme(),
    )
}
