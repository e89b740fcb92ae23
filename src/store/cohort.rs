//! Cohorts, their members and ranks.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::bulk::{Bulk, Table};
use super::scheme::StoredScheme;
use super::{Counter, Result, Store, StoreError, Tx, one_row};
use crate::domain::id::{CohortId, SchemeId};
use crate::domain::party::PartyId;
use crate::domain::scheme::Scheme;

/// `member`, for bulk load.
pub const MEMBER: Table = Table { name: "member", columns: &["cohort_id", "key", "holder_id"] };

/// `cohort`, for bulk load.
const COHORT: Table =
    Table { name: "cohort", columns: &["cohort_id", "scheme_id", "path", "parent_id", "depth", "value"] };

/// A cohort with the number of its members.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Cohort {
    /// Its number.
    #[sqlx(try_from = "i64")]
    pub cohort_id: CohortId,
    /// Its path.
    pub path: String,
    /// Its level, from 1.
    pub depth: i64,
    /// The value of its level.
    pub value: String,
    parent_id: Option<i64>,
    /// How many holders are in it.
    pub members: i64,
}

impl Cohort {
    /// The cohort above it.
    #[must_use]
    pub fn parent(&self) -> Option<CohortId> {
        self.parent_id.map(CohortId::from)
    }
}

const COHORTS: &str = "
    SELECT cohort_id, path
    FROM cohort
    WHERE scheme_id = $1";

const COHORTS_BY_PATH: &str = "
    SELECT cohort_id, path
    FROM cohort
    WHERE scheme_id = $1
      AND path IN (@keys)";

const CHAIN_OF: &str = "
    WITH RECURSIVE above (cohort_id, parent_id, depth) AS (
        SELECT cohort_id, parent_id, depth
        FROM cohort
        WHERE cohort_id = $1
        UNION ALL
        SELECT c.cohort_id, c.parent_id, c.depth
        FROM cohort AS c
        JOIN above AS a ON c.cohort_id = a.parent_id)
    SELECT cohort_id
    FROM above
    ORDER BY depth DESC";

const LIST_COHORTS: &str = "
    SELECT c.cohort_id, c.path, c.depth, c.value, c.parent_id, COUNT(m.holder_id) AS members
    FROM cohort AS c
    LEFT JOIN member AS m ON m.cohort_id = c.cohort_id
    WHERE c.scheme_id = $1
    GROUP BY c.cohort_id, c.path, c.depth, c.value, c.parent_id
    ORDER BY c.path";

const COHORT_BY_PATH: &str = "
    SELECT c.cohort_id, c.path, c.depth, c.value, c.parent_id,
           (SELECT COUNT(*) FROM member AS m WHERE m.cohort_id = c.cohort_id) AS members
    FROM cohort AS c
    WHERE c.scheme_id = $1
      AND c.path = $2";

const COHORT_BY_ID: &str = "
    SELECT c.cohort_id, c.path, c.depth, c.value, c.parent_id,
           (SELECT COUNT(*) FROM member AS m WHERE m.cohort_id = c.cohort_id) AS members
    FROM cohort AS c
    WHERE c.cohort_id = $1";

const MEMBERS: &str = "
    SELECT holder_id
    FROM member
    WHERE cohort_id = $1
    ORDER BY key, holder_id
    LIMIT $2 OFFSET $3";

const RANK: &str = "
    SELECT COUNT(*) + 1
    FROM member
    WHERE cohort_id = $1
      AND (key, holder_id) < ($2, $3)";

const PLACEMENTS: &str = "
    SELECT holder_id, cohort_id, key
    FROM placement
    WHERE scheme_id = $1
      AND holder_id IN (@keys)";

const DELETE_EMPTY: &str = "
    DELETE FROM cohort
    WHERE scheme_id = $1
      AND depth = $2
      AND NOT EXISTS (
          SELECT 1
          FROM member AS m
          WHERE m.cohort_id = cohort.cohort_id)";

const DELETE_IF_EMPTY: &str = "
    DELETE FROM cohort
    WHERE cohort_id = $1
      AND NOT EXISTS (
          SELECT 1
          FROM member AS m
          WHERE m.cohort_id = cohort.cohort_id)";

const DELETE_MEMBER: &str = "
    DELETE FROM member
    WHERE cohort_id = $1
      AND key = $2
      AND holder_id = $3";

const INSERT_MEMBER: &str = "
    INSERT INTO member (cohort_id, key, holder_id)
    VALUES ($1, $2, $3)";

const WRITE_PLACEMENT: &str = "
    INSERT INTO placement (holder_id, scheme_id, cohort_id, key)
    VALUES ($1, $2, $3, $4)
    ON CONFLICT (holder_id, scheme_id) DO UPDATE
    SET cohort_id = excluded.cohort_id,
        key = excluded.key";

/// The cohorts of one scheme by path, so that each is stored once.
pub struct Tree {
    scheme_id: SchemeId,
    scheme: Scheme,
    by_path: HashMap<String, CohortId>,
    /// Whether a path that is not known here is not stored either.
    complete: bool,
}

impl Tree {
    /// With all cohorts that are stored.
    pub async fn load(tx: &mut Tx, stored: &StoredScheme) -> Result<Self> {
        let rows: Vec<(i64, String)> = fetch_all!(tx, (i64, String), COHORTS, stored.scheme_id.get())?;
        let by_path = rows.into_iter().map(|(id, path)| (path, id.into())).collect();
        Ok(Self { by_path, complete: true, ..Self::on_demand(stored) })
    }

    /// With no cohort yet: each is looked up when it is asked for.
    #[must_use]
    pub fn on_demand(stored: &StoredScheme) -> Self {
        let (scheme_id, scheme) = (stored.scheme_id, stored.scheme.clone());
        Self { scheme_id, scheme, by_path: HashMap::new(), complete: false }
    }

    /// The cohort of a path, if it is known here.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<CohortId> {
        self.by_path.get(path).copied()
    }

    /// How many cohorts are known here.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_path.len()
    }

    /// Whether none is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_path.is_empty()
    }

    /// The cohorts of these values from the root down to the leaf; what is missing is stored.
    pub async fn ensure(&mut self, store: &Store, tx: &mut Tx, values: &[String]) -> Result<Vec<CohortId>> {
        let mut chains = self.ensure_many(store, tx, &[values.to_vec()]).await?;
        Ok(chains.pop().unwrap_or_default())
    }

    /// As [`Tree::ensure`], for many leaves at once.
    pub async fn ensure_many(
        &mut self,
        store: &Store,
        tx: &mut Tx,
        leaves: &[Vec<String>],
    ) -> Result<Vec<Vec<CohortId>>> {
        let paths: Vec<Vec<String>> = leaves
            .iter()
            .map(|values| (1..=values.len()).map(|depth| self.scheme.path(&values[..depth])).collect())
            .collect();
        if !self.complete {
            self.look_up(tx, &paths).await?;
        }
        self.store_missing(store, tx, leaves, &paths).await?;
        let id = |path: &String| {
            self.by_path.get(path).copied().ok_or_else(|| {
                StoreError::inconsistent("cohort", "path", path, "a cohort that was stored is not there")
            })
        };
        paths.iter().map(|chain| chain.iter().map(id).collect()).collect()
    }

    async fn look_up(&mut self, tx: &mut Tx, paths: &[Vec<String>]) -> Result<()> {
        let unknown: BTreeSet<&String> =
            paths.iter().flatten().filter(|path| !self.by_path.contains_key(*path)).collect();
        let unknown: Vec<&String> = unknown.into_iter().collect();
        let found = fetch_in!(tx, (i64, String), COHORTS_BY_PATH, [self.scheme_id.get()], unknown);
        self.by_path.extend(found.into_iter().map(|(id, path)| (path, CohortId::from(id))));
        Ok(())
    }

    async fn store_missing(
        &mut self,
        store: &Store,
        tx: &mut Tx,
        leaves: &[Vec<String>],
        paths: &[Vec<String>],
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
        let count = i64::try_from(missing.len()).unwrap_or(i64::MAX);
        let first = store.reserve(tx, Counter::Cohort, count).await?;
        let mut bulk = Bulk::new(tx, &COHORT);
        for (id, ((depth, path), (parent, value))) in (first..).zip(missing) {
            let parent = parent.and_then(|parent| self.by_path.get(parent)).map(|parent| parent.get());
            let level = i64::try_from(depth + 1).unwrap_or(i64::MAX);
            let row = [
                id.into(),
                self.scheme_id.get().into(),
                path.into(),
                parent.into(),
                level.into(),
                value.into(),
            ];
            bulk.push(row)?;
            self.by_path.insert(path.to_owned(), id.into());
        }
        bulk.write(tx).await?;
        Ok(())
    }
}

/// A cohort and those above it, up to the root.
pub async fn chain_of(tx: &mut Tx, leaf: CohortId) -> Result<Vec<CohortId>> {
    let rows: Vec<(i64,)> = fetch_all!(tx, (i64,), CHAIN_OF, leaf.get())?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// All cohorts of a scheme with the number of their members, by path.
pub async fn list(tx: &mut Tx, scheme: SchemeId) -> Result<Vec<Cohort>> {
    fetch_all!(tx, Cohort, LIST_COHORTS, scheme.get())
}

/// The cohort of a path.
pub async fn by_path(tx: &mut Tx, scheme: SchemeId, path: &str) -> Result<Option<Cohort>> {
    fetch_optional!(tx, Cohort, COHORT_BY_PATH, scheme.get(), path)
}

/// The cohort of a number.
pub async fn by_id(tx: &mut Tx, id: CohortId) -> Result<Option<Cohort>> {
    fetch_optional!(tx, Cohort, COHORT_BY_ID, id.get())
}

/// The members of a cohort by rank.
pub async fn members(tx: &mut Tx, id: CohortId, limit: i64, skip: i64) -> Result<Vec<PartyId>> {
    let rows: Vec<(i64,)> = fetch_all!(tx, (i64,), MEMBERS, id.get(), limit, skip)?;
    Ok(rows.into_iter().map(|(id,)| PartyId::new(id)).collect())
}

/// The rank of a holder who stands in a cohort under a key.
pub async fn rank(tx: &mut Tx, cohort: CohortId, key: &[u8], holder: PartyId) -> Result<i64> {
    let (rank,): (i64,) = fetch_one!(tx, (i64,), RANK, cohort.get(), key, holder.get())?;
    Ok(rank)
}

/// Where a scheme puts these holders now: holder, leaf, key.
pub async fn placements(
    tx: &mut Tx,
    scheme: SchemeId,
    holders: &[i64],
) -> Result<HashMap<i64, (CohortId, Vec<u8>)>> {
    let rows: Vec<(i64, i64, Vec<u8>)> =
        fetch_in!(tx, (i64, i64, Vec<u8>), PLACEMENTS, [scheme.get()], holders);
    Ok(rows.into_iter().map(|(holder, cohort, key)| (holder, (cohort.into(), key))).collect())
}

/// Takes a holder out of a cohort.
pub async fn remove(tx: &mut Tx, cohort: CohortId, key: &[u8], holder: PartyId) -> Result<()> {
    one_row("member", holder.get(), execute!(tx, DELETE_MEMBER, cohort.get(), key, holder.get())?)
}

/// Puts a holder into a cohort.
pub async fn insert(tx: &mut Tx, cohort: CohortId, key: &[u8], holder: PartyId) -> Result<()> {
    one_row("member", holder.get(), execute!(tx, INSERT_MEMBER, cohort.get(), key, holder.get())?)
}

/// Records where a scheme puts a holder.
pub async fn place(tx: &mut Tx, scheme: SchemeId, holder: PartyId, leaf: CohortId, key: &[u8]) -> Result<()> {
    let written = execute!(tx, WRITE_PLACEMENT, holder.get(), scheme.get(), leaf.get(), key)?;
    one_row("placement", holder.get(), written)
}

/// Forgets those of a holder's former cohorts that nobody is in any more; the leaf stands first.
pub async fn delete_if_empty(tx: &mut Tx, chain: &[CohortId]) -> Result<()> {
    for cohort in chain {
        execute!(tx, DELETE_IF_EMPTY, cohort.get())?;
    }
    Ok(())
}

/// Forgets the cohorts of a scheme that nobody is in, and says how many they were. `levels` is the depth of the
/// leaves.
pub async fn delete_empty(tx: &mut Tx, scheme: SchemeId, levels: usize) -> Result<u64> {
    let mut deleted = 0;
    // From the leaves up: whoever is in a cohort is in the one above it, too.
    for depth in (1..=i64::try_from(levels).unwrap_or(i64::MAX)).rev() {
        deleted += execute!(tx, DELETE_EMPTY, scheme.get(), depth)?;
    }
    Ok(deleted)
}
