//! Regroupings: what each one changed, and who waits for the next.

use super::bulk::{Bulk, Table};
use super::{Result, Tx, one_row};
use crate::domain::day::Day;
use crate::domain::id::SchemeId;
use crate::domain::party::PartyId;

/// `placement_due`, for bulk load.
const PLACEMENT_DUE: Table = Table { name: "placement_due", columns: &["scheme_id", "holder_id", "mark"] };

/// A regrouping of one scheme.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Regrouping {
    /// Its number.
    pub regroup_id: i64,
    /// The version by which holders were placed.
    pub version: i64,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// By whom.
    pub operator: String,
    /// `full` or `incremental`.
    pub mode: String,
    /// Who had no place before.
    pub placed: i64,
    /// Who went to another cohort.
    pub moved: i64,
    /// Who stayed in their cohorts with another priority.
    pub reordered: i64,
    /// Cohorts that nobody was in before.
    pub new_cohorts: i64,
    /// Cohorts that nobody is in any more.
    pub emptied: i64,
}

const INSERT_REGROUP: &str = "
    INSERT INTO regroup (regroup_id, scheme_id, version, at, operator, mode, placed, moved, reordered, new_cohorts,
                         emptied)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

const REGROUPINGS: &str = "
    SELECT regroup_id, version, at, operator, mode, placed, moved, reordered, new_cohorts, emptied
    FROM regroup
    WHERE scheme_id = $1
    ORDER BY regroup_id DESC
    LIMIT $2";

const MARKS: &str = "
    SELECT holder_id, mark
    FROM placement_due
    WHERE scheme_id = $1
      AND (holder_id, mark) > ($2, $3)
    ORDER BY holder_id, mark
    LIMIT $4";

const COUNT_MARKED: &str = "
    SELECT COUNT(DISTINCT holder_id)
    FROM placement_due
    WHERE scheme_id = $1";

const MARKED: &str = "
    SELECT holder_id
    FROM placement_due
    WHERE scheme_id = $1
      AND holder_id IN (@keys)";

const DELETE_ALL_MARKS: &str = "
    DELETE FROM placement_due
    WHERE scheme_id = $1";

const CHANGED_TIER: &str = "
    SELECT DISTINCT holder_id
    FROM holder_tier
    WHERE since > $1
      AND since <= $2
      AND holder_id > $3
    ORDER BY holder_id
    LIMIT $4";

/// Records a regrouping.
pub async fn insert(tx: &mut Tx, scheme: SchemeId, done: &Regrouping) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_REGROUP,
        done.regroup_id,
        scheme.get(),
        done.version,
        done.at,
        &done.operator,
        &done.mode,
        done.placed,
        done.moved,
        done.reordered,
        done.new_cohorts,
        done.emptied,
    )?;
    one_row("regroup", done.regroup_id, written)
}

/// The last regroupings of a scheme, the newest first.
pub async fn last(tx: &mut Tx, scheme: SchemeId, limit: i64) -> Result<Vec<Regrouping>> {
    fetch_all!(tx, Regrouping, REGROUPINGS, scheme.get(), limit)
}

/// Marks holders whose facts changed for the next regrouping. The number is of this transaction alone: two that mark one
/// holder don't wait for each other. The caller shares the placements.
pub async fn mark(tx: &mut Tx, schemes: &[SchemeId], holders: &[PartyId], number: i64) -> Result<()> {
    let mut ids: Vec<i64> = holders.iter().map(|holder| holder.get()).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut bulk = Bulk::new(tx, &PLACEMENT_DUE);
    for scheme in schemes {
        for id in &ids {
            bulk.push([scheme.get().into(), (*id).into(), number.into()])?;
            bulk.spill(tx).await?;
        }
    }
    bulk.write(tx).await?;
    Ok(())
}

/// The next marks of a scheme after one, by holder.
pub async fn marks(tx: &mut Tx, scheme: SchemeId, after: (i64, i64), limit: i64) -> Result<Vec<(i64, i64)>> {
    fetch_all!(tx, (i64, i64), MARKS, scheme.get(), after.0, after.1, limit)
}

/// How many holders are marked for a scheme.
pub async fn count_marked(tx: &mut Tx, scheme: SchemeId) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, (i64,), COUNT_MARKED, scheme.get())?;
    Ok(count)
}

/// Which of these holders are marked for a scheme.
pub async fn marked(tx: &mut Tx, scheme: SchemeId, holders: &[i64]) -> Result<Vec<PartyId>> {
    let rows: Vec<(i64,)> = fetch_in!(tx, (i64,), MARKED, [scheme.get()], holders);
    Ok(rows.into_iter().map(|(id,)| PartyId::new(id)).collect())
}

/// Takes all marks of a scheme away, after a regrouping that looked at everybody who has one. The caller holds the
/// placements, so that nobody marks holders meanwhile.
pub async fn unmark_all(tx: &mut Tx, scheme: SchemeId) -> Result<()> {
    execute!(tx, DELETE_ALL_MARKS, scheme.get()).map(drop)
}

/// The next holders after a number for whom a change of their tier came in force after one day and by another.
pub async fn changed_tier(tx: &mut Tx, after: Day, by: Day, holder: i64, limit: i64) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = fetch_all!(tx, (i64,), CHANGED_TIER, after.number(), by.number(), holder, limit)?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
