//! All members of a scheme written anew, in the order of their keys.

use super::block;
use super::tree::COHORT_STATE;
use crate::domain::id::{CohortId, SchemeId};
use crate::store::bulk::{self, Bulk};
use crate::store::{Result, Tx};

const DELETE_PLACEMENTS_BETWEEN: &str = "
    DELETE FROM placement
    WHERE scheme_id = $1
      AND holder_id BETWEEN $2 AND $3";

const DELETE_ALL_MEMBERS: &str = "
    DELETE FROM member
    WHERE cohort_id IN (
        SELECT cohort_id
        FROM cohort
        WHERE scheme_id = $1)";

const DELETE_ALL_STATES: &str = "
    DELETE FROM cohort_state
    WHERE cohort_id IN (
        SELECT cohort_id
        FROM cohort
        WHERE scheme_id = $1)";

const COHORTS_OF: &str = "
    SELECT cohort_id
    FROM cohort
    WHERE scheme_id = $1
    ORDER BY cohort_id";

/// The leaves are paired with the cohorts above them first, of which there are few. The database sorts: in the order of
/// the primary key rows are written three times as fast, and no memory of ours grows with their number.
const FILL_MEMBERS: &str = "
    WITH RECURSIVE above (leaf_id, cohort_id) AS (
        SELECT cohort_id, cohort_id
        FROM cohort
        WHERE scheme_id = $1
          AND tree = $2
          AND depth = $3
        UNION ALL
        SELECT a.leaf_id, c.parent_id
        FROM above AS a
        JOIN cohort AS c ON c.cohort_id = a.cohort_id
        WHERE c.parent_id IS NOT NULL)
    INSERT INTO member (cohort_id, key, holder_id)
    SELECT a.cohort_id, p.key, p.holder_id
    FROM placement AS p
    JOIN above AS a ON a.leaf_id = p.cohort_id
    WHERE p.scheme_id = (SELECT CAST($1 AS BIGINT))
    ORDER BY a.cohort_id, p.key, p.holder_id";

/// Forgets where a scheme puts the holders of these numbers, before it is written anew.
pub async fn clear_placements(tx: &mut Tx, scheme: SchemeId, first: i64, last: i64) -> Result<()> {
    execute!(tx, DELETE_PLACEMENTS_BETWEEN, scheme.get(), first, last).map(drop)
}

/// What is counted of a cohort while all holders are placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many are in it.
    pub members: i64,
    /// When the first of them registered, and who that is.
    pub founder: Option<(i64, i64)>,
}

/// Makes the members and counts of a scheme follow from its placements. `count` says what was counted of a cohort;
/// `levels` is the depth of the leaves.
pub async fn fill(
    tx: &mut Tx,
    scheme: SchemeId,
    tree: i64,
    levels: usize,
    count: impl Fn(CohortId) -> Count,
) -> Result<()> {
    execute!(tx, DELETE_ALL_MEMBERS, scheme.get())?;
    execute!(tx, DELETE_ALL_STATES, scheme.get())?;
    block::forget(tx, scheme).await?;
    bulk::sort_large(tx).await?;
    let depth = i64::try_from(levels).unwrap_or(i64::MAX);
    execute!(tx, FILL_MEMBERS, scheme.get(), tree, depth)?;
    let cohorts: Vec<(i64,)> = fetch_all!(tx, (i64,), COHORTS_OF, scheme.get())?;
    let mut states = Bulk::new(tx, &COHORT_STATE);
    for (id,) in cohorts {
        let Count { members, founder } = count(id.into());
        let (at, holder) = founder.unzip();
        states.push([id.into(), members.into(), holder.into(), at.into()])?;
        states.spill(tx).await?;
    }
    states.write(tx).await?;
    Ok(())
}
