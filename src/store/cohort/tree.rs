//! The cohorts of one scheme by path, so that each is stored once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::domain::id::{CohortId, SchemeId};
use crate::domain::scheme::Scheme;
use crate::store::bulk::{Bulk, Table};
use crate::store::scheme::StoredScheme;
use crate::store::{Counter, Result, Store, StoreError, Tx, lock};

/// `cohort`, for bulk load.
const COHORT: Table = Table {
    name: "cohort",
    columns: &["cohort_id", "scheme_id", "tree", "path", "parent_id", "depth", "value"],
};

/// `cohort_state`, for bulk load.
pub(super) const COHORT_STATE: Table =
    Table { name: "cohort_state", columns: &["cohort_id", "members", "founder_id", "founder_at"] };

const COHORTS: &str = "
    SELECT cohort_id, path, parent_id
    FROM cohort
    WHERE scheme_id = $1
      AND tree = $2";

const COHORTS_BY_PATH: &str = "
    SELECT cohort_id, path, parent_id
    FROM cohort
    WHERE scheme_id = $1
      AND tree = $2
      AND path IN (@keys)";

/// A cohort and those above it.
const CHAIN_OF: &str = "
    WITH RECURSIVE above (cohort_id, parent_id, depth) AS (
        SELECT cohort_id, parent_id, depth
        FROM cohort
        WHERE cohort_id = $1
        UNION ALL
        SELECT c.cohort_id, c.parent_id, c.depth
        FROM cohort AS c
        JOIN above AS a ON c.cohort_id = a.parent_id)
    SELECT cohort_id, parent_id
    FROM above
    ORDER BY depth DESC";

/// The cohorts of one scheme that are known here.
pub struct Tree {
    scheme_id: SchemeId,
    number: i64,
    scheme: Scheme,
    by_path: HashMap<String, CohortId>,
    /// The cohort above each.
    above: HashMap<CohortId, Option<CohortId>>,
    /// From the leaf up, of leaves that were asked for.
    chains: HashMap<CohortId, Arc<[CohortId]>>,
    /// Whether a path that is not known here is not stored either.
    complete: bool,
}

impl Tree {
    /// With all cohorts that are stored.
    pub async fn load(tx: &mut Tx, stored: &StoredScheme) -> Result<Self> {
        type Row = (i64, String, Option<i64>);
        let mut tree = Self::on_demand(stored);
        let rows: Vec<Row> = fetch_all!(tx, Row, COHORTS, stored.scheme_id.get(), stored.tree)?;
        tree.learn(rows);
        tree.complete = true;
        Ok(tree)
    }

    /// With no cohort yet: each is looked up when it is asked for.
    #[must_use]
    pub fn on_demand(stored: &StoredScheme) -> Self {
        Self {
            scheme_id: stored.scheme_id,
            number: stored.tree,
            scheme: stored.scheme.clone(),
            by_path: HashMap::new(),
            above: HashMap::new(),
            chains: HashMap::new(),
            complete: false,
        }
    }

    fn learn(&mut self, rows: Vec<(i64, String, Option<i64>)>) {
        self.by_path.reserve(rows.len());
        for (id, path, parent) in rows {
            self.above.insert(id.into(), parent.map(CohortId::from));
            self.by_path.insert(path, id.into());
        }
    }

    /// The cohort of a path, if it is known here.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<CohortId> {
        self.by_path.get(path).copied()
    }

    /// Whether a path that is not known here is not stored either.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.complete
    }

    /// A leaf and the cohorts above it.
    pub async fn chain(&mut self, tx: &mut Tx, leaf: CohortId) -> Result<Arc<[CohortId]>> {
        if let Some(chain) = self.chains.get(&leaf) {
            return Ok(Arc::clone(chain));
        }
        let mut chain = vec![leaf];
        let mut at = leaf;
        loop {
            match self.above.get(&at) {
                Some(Some(parent)) => {
                    chain.push(*parent);
                    at = *parent;
                }
                Some(None) => break,
                None => {
                    let rows: Vec<(i64, Option<i64>)> =
                        fetch_all!(tx, (i64, Option<i64>), CHAIN_OF, at.get())?;
                    if rows.is_empty() {
                        return Err(StoreError::inconsistent("cohort", "parent_id", at, "no such cohort"));
                    }
                    for (id, parent) in rows {
                        self.above.insert(id.into(), parent.map(CohortId::from));
                    }
                }
            }
        }
        let chain: Arc<[CohortId]> = chain.into();
        self.chains.insert(leaf, Arc::clone(&chain));
        Ok(chain)
    }

    /// The leaves of these values, from the root down; what is missing is stored.
    pub async fn ensure(
        &mut self,
        store: &Store,
        tx: &mut Tx,
        leaves: &[Vec<String>],
    ) -> Result<Vec<CohortId>> {
        let paths: Vec<Vec<String>> = leaves
            .iter()
            .map(|values| (1..=values.len()).map(|depth| self.scheme.path(&values[..depth])).collect())
            .collect();
        if !self.complete {
            self.look_up(tx, paths.iter().flatten()).await?;
        }
        self.store_missing(store, tx, leaves, &paths, false).await?;
        let id = |path: &String| {
            self.by_path.get(path).copied().ok_or_else(|| {
                StoreError::inconsistent("cohort", "path", path, "a cohort that was stored is not there")
            })
        };
        paths.iter().filter_map(|chain| chain.last()).map(id).collect()
    }

    /// Looks up which of these paths are stored.
    pub async fn look_up<'a>(&mut self, tx: &mut Tx, paths: impl Iterator<Item = &'a String>) -> Result<()> {
        type Row = (i64, String, Option<i64>);
        let unknown: BTreeSet<&String> = paths.filter(|path| !self.by_path.contains_key(*path)).collect();
        let unknown: Vec<&String> = unknown.into_iter().collect();
        let found: Vec<Row> =
            fetch_in!(tx, Row, COHORTS_BY_PATH, [self.scheme_id.get(), self.number], unknown);
        self.learn(found);
        Ok(())
    }

    async fn store_missing(
        &mut self,
        store: &Store,
        tx: &mut Tx,
        leaves: &[Vec<String>],
        paths: &[Vec<String>],
        again: bool,
    ) -> Result<()> {
        // By depth, so that a cohort is stored after the one above it.
        let mut missing: BTreeMap<(usize, &str), (Option<&str>, &str)> = BTreeMap::new();
        for (values, chain) in leaves.iter().zip(paths) {
            for (depth, path) in chain.iter().enumerate() {
                if !self.by_path.contains_key(path) {
                    let parent = depth.checked_sub(1).map(|above| chain[above].as_str());
                    missing.insert((depth, path), (parent, &values[depth]));
                }
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        if lock::make_cohorts(tx).await? && !again {
            // Somebody else may have made some of them until the lock was ours.
            self.look_up(tx, paths.iter().flatten()).await?;
            return Box::pin(self.store_missing(store, tx, leaves, paths, true)).await;
        }
        let count = i64::try_from(missing.len()).unwrap_or(i64::MAX);
        let first = store.reserve(tx, Counter::Cohort, count).await?;
        let mut bulk = Bulk::new(tx, &COHORT);
        let mut states = Bulk::new(tx, &COHORT_STATE);
        for (id, ((depth, path), (parent, value))) in (first..).zip(missing) {
            let parent = parent.and_then(|parent| self.by_path.get(parent)).copied();
            let level = i64::try_from(depth + 1).unwrap_or(i64::MAX);
            let row = [
                id.into(),
                self.scheme_id.get().into(),
                self.number.into(),
                path.into(),
                parent.map(CohortId::get).into(),
                level.into(),
                value.into(),
            ];
            bulk.push(row)?;
            states.push([id.into(), 0.into(), None::<i64>.into(), None::<i64>.into()])?;
            self.above.insert(id.into(), parent);
            self.by_path.insert(path.to_owned(), id.into());
        }
        bulk.write(tx).await?;
        states.write(tx).await?;
        Ok(())
    }
}

/// A cohort and those above it, up to the root.
pub async fn chain_of(tx: &mut Tx, leaf: CohortId) -> Result<Vec<CohortId>> {
    let rows: Vec<(i64, Option<i64>)> = fetch_all!(tx, (i64, Option<i64>), CHAIN_OF, leaf.get())?;
    Ok(rows.into_iter().map(|(id, _)| id.into()).collect())
}
