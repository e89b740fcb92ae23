//! Who registered first in a cohort, for schemes that put them first whatever the priority says.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::placement::Move;
use super::tree::Tree;
use crate::domain::id::CohortId;
use crate::store::{Result, Tx, one_row};

const FOUNDERS: &str = "
    SELECT cohort_id, founder_id, founder_at
    FROM cohort_state
    WHERE cohort_id IN (@keys)";

const FIRST_REGISTRANT: &str = "
    SELECT h.holder_id, h.registered_at
    FROM member AS m
    JOIN holder AS h ON h.holder_id = m.holder_id
    WHERE m.cohort_id = $1
    ORDER BY h.registered_at, h.holder_id
    LIMIT 1";

const SET_FOUNDER: &str = "
    UPDATE cohort_state
    SET founder_id = $2,
        founder_at = $3
    WHERE cohort_id = $1";

type Row = (i64, Option<i64>, Option<i64>);

/// Lets the founders follow after members came and went. The rows of the cohorts are ours by now, as their counts were
/// written in this transaction.
pub(super) async fn follow(tx: &mut Tx, tree: &mut Tree, moves: &[Move]) -> Result<()> {
    let mut earliest: BTreeMap<CohortId, (i64, i64)> = BTreeMap::new();
    let mut came: HashSet<(CohortId, i64)> = HashSet::new();
    let mut left: Vec<(CohortId, i64)> = Vec::new();
    for each in moves {
        let registrant = (each.registered_at, each.holder.get());
        if let Some((leaf, _)) = &each.to {
            for cohort in tree.chain(tx, *leaf).await?.iter() {
                let first = earliest.entry(*cohort).or_insert(registrant);
                *first = registrant.min(*first);
                came.insert((*cohort, each.holder.get()));
            }
        }
        if let Some(from) = &each.from {
            left.extend(tree.chain(tx, from.leaf).await?.iter().map(|cohort| (*cohort, each.holder.get())));
        }
    }
    left.retain(|gone| !came.contains(gone));
    let mut cohorts: Vec<i64> =
        earliest.keys().chain(left.iter().map(|(cohort, _)| cohort)).map(|id| id.get()).collect();
    cohorts.sort_unstable();
    cohorts.dedup();
    let rows: Vec<Row> = fetch_in!(tx, Row, FOUNDERS, [], cohorts);
    let founders: HashMap<CohortId, Option<(i64, i64)>> =
        rows.into_iter().map(|(id, founder, at)| (id.into(), at.zip(founder))).collect();
    let orphaned: HashSet<CohortId> = left
        .iter()
        .filter(|(cohort, holder)| {
            founders.get(cohort).copied().flatten().is_some_and(|(_, founder)| founder == *holder)
        })
        .map(|(cohort, _)| *cohort)
        .collect();
    for cohort in cohorts.into_iter().map(CohortId::from) {
        let now = founders.get(&cohort).copied().flatten();
        let first = if orphaned.contains(&cohort) {
            let found: Option<(i64, i64)> = fetch_optional!(tx, (i64, i64), FIRST_REGISTRANT, cohort.get())?;
            found.map(|(holder, at)| (at, holder))
        } else {
            now.into_iter().chain(earliest.get(&cohort).copied()).min()
        };
        if first != now {
            let (at, holder) = first.unzip();
            one_row("cohort_state", cohort, execute!(tx, SET_FOUNDER, cohort.get(), holder, at)?)?;
        }
    }
    Ok(())
}
