//! Sums of lines.

use super::Selection;
use crate::domain::day::Day;
use crate::domain::id::{CohortId, RunId, TierId};
use crate::domain::party::PartyId;
use crate::domain::role::Slot;
use crate::store::{Result, StoreError, Tx};

/// Which runs count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runs {
    /// This one, wherever it stands.
    One(RunId),
    /// All that are posted and go through one of these days.
    Posted {
        /// The first day.
        from: Option<Day>,
        /// The last day.
        to: Option<Day>,
    },
}

impl Runs {
    /// The number of the one run, the first and the last day.
    pub(super) fn bound(self) -> (Option<i64>, i64, i64) {
        match self {
            Self::One(run) => (Some(run.get()), 0, 0),
            Self::Posted { from, to } => {
                (None, from.map_or(i64::MIN, Day::number), to.map_or(i64::MAX, Day::number))
            }
        }
    }
}

/// What lines are summed by, other than what stands in their item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKey {
    /// The place in the fixed order.
    Slot,
    /// Who received them.
    Party,
    /// The chain of agents of the item, and the place in the fixed order.
    Chain,
}

impl LineKey {
    /// As the statements know it.
    const fn word(self) -> &'static str {
        match self {
            Self::Slot => "slot",
            Self::Party => "party",
            Self::Chain => "chain",
        }
    }
}

/// A stretch of the fixed order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slots {
    pub(super) first: i64,
    pub(super) last: i64,
}

impl Slots {
    /// All of it.
    pub const ALL: Self = Self { first: 0, last: 67 };
    /// The agents.
    pub const AGENTS: Self = Self { first: 1, last: 64 };

    /// A single place.
    #[must_use]
    pub fn only(slot: Slot) -> Self {
        Self { first: slot.into(), last: slot.into() }
    }
}

/// A sum of lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Sum {
    /// The number of what they are summed by.
    pub key: Option<i64>,
    /// Their place in the fixed order, where they are summed by that.
    pub slot: Option<i64>,
    /// How many.
    pub lines: i64,
    /// How much, in minor units.
    pub amount: i64,
}

/// What a role received in a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleTotal {
    /// The run.
    pub run: RunId,
    /// The day through which it goes.
    pub through: Day,
    /// The role.
    pub role: String,
    /// In how many lines.
    pub lines: i64,
    /// How much, in minor units.
    pub amount: i64,
}

const ROLE_TOTALS: &str = "
    SELECT r.run_id, r.through, t.role, t.lines, t.amount
    FROM run AS r
    JOIN run_total AS t ON t.run_id = r.run_id
    WHERE CASE
              WHEN CAST($1 AS BIGINT) IS NULL THEN r.state = 'posted' AND r.through >= $2 AND r.through <= $3
              ELSE r.run_id = $1
          END
    ORDER BY r.through, r.run_id, t.role";

/// Runs are few and lines are many: `CROSS JOIN` keeps SQLite from beginning with the lines.
const LINES: &str = "
    SELECT CASE CAST($4 AS TEXT) WHEN 'party' THEN l.party_id END AS key,
           CASE CAST($4 AS TEXT) WHEN 'slot' THEN l.slot END AS slot,
           COUNT(*) AS lines,
           CAST(SUM(l.amount) AS BIGINT) AS amount
    FROM run AS r
    CROSS JOIN line AS l
    WHERE CASE
              WHEN CAST($1 AS BIGINT) IS NULL THEN r.state = 'posted' AND r.through >= $2 AND r.through <= $3
              ELSE r.run_id = $1
          END
      AND l.run_id = r.run_id
      AND l.slot >= $5
      AND l.slot <= $6
    GROUP BY 1, 2
    ORDER BY 1 NULLS LAST, 2 NULLS LAST";

/// All lines of one place.
const LINES_OF_SLOT: &str = "
    SELECT CAST(NULL AS BIGINT) AS key,
           CAST($4 AS BIGINT) AS slot,
           COUNT(*) AS lines,
           CAST(COALESCE(SUM(l.amount), 0) AS BIGINT) AS amount
    FROM run AS r
    CROSS JOIN line AS l
    WHERE CASE
              WHEN CAST($1 AS BIGINT) IS NULL THEN r.state = 'posted' AND r.through >= $2 AND r.through <= $3
              ELSE r.run_id = $1
          END
      AND l.run_id = r.run_id
      AND l.slot = $4";

/// The items of a run lie between its first and its last number, so that the lines of those that don't count are never
/// looked at. A refund has the stamp of its purchase.
const LINES_OF_ITEMS: &str = "
    SELECT CASE CAST($4 AS TEXT)
               WHEN 'party' THEN l.party_id
               WHEN 'chain' THEN CASE WHEN o.purchase_id IS NULL THEN p.chain_id ELSE o.chain_id END
           END AS key,
           CASE WHEN CAST($4 AS TEXT) <> 'party' THEN l.slot END AS slot,
           COUNT(*) AS lines,
           CAST(SUM(l.amount) AS BIGINT) AS amount
    FROM run AS r
    CROSS JOIN purchase AS p
    LEFT JOIN purchase AS o ON o.purchase_id = p.original_id AND o.holder_id = p.holder_id
    CROSS JOIN line AS l
    WHERE CASE
              WHEN CAST($1 AS BIGINT) IS NULL THEN r.state = 'posted' AND r.through >= $2 AND r.through <= $3
              ELSE r.run_id = $1
          END
      AND p.purchase_id >= r.first_item
      AND p.purchase_id <= r.cutoff
      AND l.run_id = r.run_id
      AND l.purchase_id = p.purchase_id
      AND l.holder_id = p.holder_id
      AND l.slot >= $5
      AND l.slot <= $6
      AND (CAST($7 AS BIGINT) IS NULL OR CASE WHEN o.purchase_id IS NULL THEN p.center_id ELSE o.center_id END = $7)
      AND (CAST($8 AS BIGINT) IS NULL
           OR CASE WHEN o.purchase_id IS NULL THEN p.chain_id ELSE o.chain_id END
              IN (SELECT n.chain_id FROM chain AS n WHERE n.agent_id = $8 AND n.level <= CAST($9 AS BIGINT)))
      AND (CAST($10 AS BIGINT) IS NULL OR CASE WHEN o.purchase_id IS NULL THEN p.tier_id ELSE o.tier_id END = $10)
      AND (CAST($11 AS BIGINT) IS NULL OR p.provider_id = $11)
      AND (CAST($12 AS BIGINT) IS NULL
           OR p.holder_id IN (SELECT m.holder_id FROM member AS m WHERE m.cohort_id = $12))
    GROUP BY 1, 2
    ORDER BY 1 NULLS LAST, 2 NULLS LAST";

const REFS: &str = "
    SELECT holder_id, ref
    FROM holder
    WHERE holder_id IN (@keys)";

/// The refs of holders, in no order.
pub async fn refs(tx: &mut Tx, holders: &[i64]) -> Result<Vec<(i64, String)>> {
    type Row = (i64, String);
    Ok(fetch_in!(tx, Row, REFS, [], holders))
}

/// What each role received in each of the runs, by the day through which they go.
pub async fn role_totals(tx: &mut Tx, runs: Runs) -> Result<Vec<RoleTotal>> {
    let (run, first, last) = runs.bound();
    let rows: Vec<(i64, i64, String, i64, i64)> =
        fetch_all!(tx, (i64, i64, String, i64, i64), ROLE_TOTALS, run, first, last)?;
    rows.into_iter()
        .map(|(run, through, role, lines, amount)| {
            let through = Day::from_number(through)
                .ok_or_else(|| StoreError::inconsistent("run", "through", run, "not a day"))?;
            Ok(RoleTotal { run: run.into(), through, role, lines, amount })
        })
        .collect()
}

/// Lines of some slots, summed by who received them or by their place. Of the selection everything but the days counts:
/// those are the runs'.
pub async fn lines(
    tx: &mut Tx,
    runs: Runs,
    key: LineKey,
    slots: Slots,
    selected: &Selection,
) -> Result<Vec<Sum>> {
    let (run, first, last) = runs.bound();
    if key != LineKey::Chain && !selected.looks_at_items() {
        return fetch_all!(tx, Sum, LINES, run, first, last, key.word(), slots.first, slots.last);
    }
    fetch_all!(
        tx,
        Sum,
        LINES_OF_ITEMS,
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
    )
}

/// All lines of one place. Where few places are asked for, to go through the lines for each is far cheaper than to sort
/// all of them by their place.
pub async fn of_slot(tx: &mut Tx, runs: Runs, slot: Slot) -> Result<Sum> {
    let (run, first, last) = runs.bound();
    fetch_one!(tx, Sum, LINES_OF_SLOT, run, first, last, i64::from(slot))
}
