//! Cohorts, their members and ranks.

pub mod as_of;
pub mod block;
mod founder;
pub mod placement;
pub mod rebuild;
mod tree;

pub use tree::{Tree, chain_of};

use std::cmp::Reverse;

use block::Blocks;

use super::{Result, Tx};
use crate::domain::id::{CohortId, SchemeId};
use crate::domain::party::PartyId;

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
    founder_id: Option<i64>,
}

impl Cohort {
    /// The cohort above it.
    #[must_use]
    pub fn parent(&self) -> Option<CohortId> {
        self.parent_id.map(CohortId::from)
    }

    /// Who registered first, where the scheme puts them first.
    #[must_use]
    pub fn founder(&self) -> Option<PartyId> {
        self.founder_id.map(PartyId::new)
    }
}

/// A member, in the order of ranks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ranked {
    /// Who.
    pub holder: PartyId,
    /// By what they stand there.
    pub key: Vec<u8>,
}

/// Cohorts that somebody is in.
const LIST_COHORTS: &str = "
    SELECT c.cohort_id, c.path, c.depth, c.value, c.parent_id, s.members, s.founder_id
    FROM cohort AS c
    JOIN cohort_state AS s ON s.cohort_id = c.cohort_id
    WHERE c.scheme_id = $1
      AND c.tree = $2
      AND s.members > 0
    ORDER BY c.path";

const COUNT_COHORTS: &str = "
    SELECT COUNT(*)
    FROM cohort AS c
    JOIN cohort_state AS s ON s.cohort_id = c.cohort_id
    WHERE c.scheme_id = $1
      AND c.tree = $2
      AND s.members > 0";

const COHORT_BY_PATH: &str = "
    SELECT c.cohort_id, c.path, c.depth, c.value, c.parent_id, s.members, s.founder_id
    FROM cohort AS c
    JOIN cohort_state AS s ON s.cohort_id = c.cohort_id
    WHERE c.scheme_id = $1
      AND c.tree = $2
      AND c.path = $3";

const COHORTS_BY_ID: &str = "
    SELECT c.cohort_id, c.path, c.depth, c.value, c.parent_id, s.members, s.founder_id
    FROM cohort AS c
    JOIN cohort_state AS s ON s.cohort_id = c.cohort_id
    WHERE c.cohort_id IN (@keys)";

const MEMBERS_FROM: &str = "
    SELECT holder_id, key
    FROM member
    WHERE cohort_id = $1
      AND (key, holder_id) >= ($2, $3)
    ORDER BY key, holder_id
    LIMIT $4 OFFSET $5";

const MEMBERS_UNTIL: &str = "
    SELECT COUNT(*)
    FROM member
    WHERE cohort_id = $1
      AND (key, holder_id) >= ($2, $3)
      AND (key, holder_id) < ($4, $5)";

const MEMBERS_BETWEEN: &str = "
    SELECT COUNT(*)
    FROM member
    WHERE cohort_id = $1
      AND (key, holder_id) > ($2, $3)
      AND (key, holder_id) < ($4, $5)";

const MEMBERS_BEHIND: &str = "
    SELECT COUNT(*)
    FROM member
    WHERE cohort_id = $1
      AND (key, holder_id) > ($2, $3)";

/// No longer a cohort of anybody, now or before, nor above one that is.
const DELETE_UNUSED: &str = "
    DELETE FROM cohort
    WHERE cohort_id = $1
      AND NOT EXISTS (
          SELECT 1
          FROM member AS m
          WHERE m.cohort_id = $1)
      AND NOT EXISTS (
          SELECT 1
          FROM placement_past AS x
          WHERE x.cohort_id = $1)
      AND NOT EXISTS (
          SELECT 1
          FROM cohort AS below
          WHERE below.parent_id = $1)";

const DELETE_STATE: &str = "
    DELETE FROM cohort_state
    WHERE cohort_id = $1";

/// All cohorts of a tree that somebody is in, by path.
pub async fn list(tx: &mut Tx, scheme: SchemeId, tree: i64) -> Result<Vec<Cohort>> {
    fetch_all!(tx, Cohort, LIST_COHORTS, scheme.get(), tree)
}

/// How many cohorts of a tree somebody is in.
pub async fn count(tx: &mut Tx, scheme: SchemeId, tree: i64) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, (i64,), COUNT_COHORTS, scheme.get(), tree)?;
    Ok(count)
}

/// The cohort of a path, also one that nobody is in any more.
pub async fn by_path(tx: &mut Tx, scheme: SchemeId, tree: i64, path: &str) -> Result<Option<Cohort>> {
    fetch_optional!(tx, Cohort, COHORT_BY_PATH, scheme.get(), tree, path)
}

/// The cohorts of these numbers, in no order.
pub async fn by_ids(tx: &mut Tx, ids: &[i64]) -> Result<Vec<Cohort>> {
    Ok(fetch_in!(tx, Cohort, COHORTS_BY_ID, [], ids))
}

/// A cohort and those above it, up to the root.
pub async fn with_above(tx: &mut Tx, leaf: CohortId) -> Result<Vec<Cohort>> {
    let ids: Vec<i64> = chain_of(tx, leaf).await?.into_iter().map(CohortId::get).collect();
    let mut cohorts = by_ids(tx, &ids).await?;
    cohorts.sort_unstable_by_key(|cohort| Reverse(cohort.depth));
    Ok(cohorts)
}

/// The cohort of a number.
pub async fn by_id(tx: &mut Tx, id: CohortId) -> Result<Option<Cohort>> {
    Ok(by_ids(tx, &[id.get()]).await?.pop())
}

/// The members of a cohort by rank, after so many.
pub async fn ranked(tx: &mut Tx, cohort: &Cohort, limit: i64, skip: i64) -> Result<Vec<Ranked>> {
    let limit = limit.min(cohort.members - skip);
    if limit <= 0 {
        return Ok(Vec::new());
    }
    let blocks = Blocks::of(tx, cohort.cohort_id).await?;
    let Some(first) = first(tx, cohort).await? else {
        return page(tx, cohort, &blocks, limit, skip).await;
    };
    // In the order of keys the founder stands somewhere among the others.
    let place = before(tx, cohort, &blocks, &first.key, first.holder).await?;
    let founder = first.holder;
    let mut ranked = Vec::new();
    let passed = if skip == 0 {
        ranked.push(first);
        0
    } else {
        skip - 1
    };
    let others = limit - i64::from(skip == 0);
    let from = passed + i64::from(passed >= place);
    let mut found = page(tx, cohort, &blocks, others + 1, from).await?;
    found.retain(|each| each.holder != founder);
    found.truncate(usize::try_from(others).unwrap_or(usize::MAX));
    ranked.extend(found);
    Ok(ranked)
}

/// The founder, where the scheme puts them first.
async fn first(tx: &mut Tx, cohort: &Cohort) -> Result<Option<Ranked>> {
    let Some(holder) = cohort.founder() else { return Ok(None) };
    let key = placement::of_holder_in(tx, holder, cohort.cohort_id).await?;
    Ok(key.map(|key| Ranked { holder, key }))
}

/// Members in the order of keys, after so many.
async fn page(tx: &mut Tx, cohort: &Cohort, blocks: &Blocks, limit: i64, skip: i64) -> Result<Vec<Ranked>> {
    let start = blocks.at(skip);
    let rows: Vec<(i64, Vec<u8>)> = fetch_all!(
        tx,
        (i64, Vec<u8>),
        MEMBERS_FROM,
        cohort.cohort_id.get(),
        start.key,
        start.holder,
        limit,
        skip - start.before,
    )?;
    Ok(rows.into_iter().map(|(holder, key)| Ranked { holder: PartyId::new(holder), key }).collect())
}

/// How many members stand before a place in the order of keys.
async fn before(tx: &mut Tx, cohort: &Cohort, blocks: &Blocks, key: &[u8], holder: PartyId) -> Result<i64> {
    let start = blocks.around(key, holder);
    let id = cohort.cohort_id.get();
    let (within,): (i64,) =
        fetch_one!(tx, (i64,), MEMBERS_UNTIL, id, start.key, start.holder, key, holder.get())?;
    Ok(start.before + within)
}

/// The rank of a holder who stands in a cohort under a key.
pub async fn rank(tx: &mut Tx, cohort: &Cohort, key: &[u8], holder: PartyId) -> Result<i64> {
    if cohort.founder() == Some(holder) {
        return Ok(1);
    }
    let blocks = Blocks::of(tx, cohort.cohort_id).await?;
    let before = before(tx, cohort, &blocks, key, holder).await?;
    let founder = first(tx, cohort).await?;
    // The founder stands before everybody, and is counted already where their key comes first as well.
    let behind = founder.is_some_and(|first| (first.key.as_slice(), first.holder) > (key, holder));
    Ok(before + 1 + i64::from(behind))
}

/// A place within a cohort: key and holder.
pub type Position<'a> = (&'a [u8], PartyId);

/// How many members stand between two places of a cohort, neither of them counted.
pub async fn between(tx: &mut Tx, cohort: CohortId, from: Position<'_>, to: Position<'_>) -> Result<i64> {
    let (count,): (i64,) =
        fetch_one!(tx, (i64,), MEMBERS_BETWEEN, cohort.get(), from.0, from.1.get(), to.0, to.1.get())?;
    Ok(count)
}

/// How many members stand behind a place of a cohort.
pub async fn behind(tx: &mut Tx, cohort: CohortId, place: Position<'_>) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, (i64,), MEMBERS_BEHIND, cohort.get(), place.0, place.1.get())?;
    Ok(count)
}

/// Forgets those of a chain of cohorts, the leaf first, that nobody is in or was in: their names tell what the facets
/// told. The caller holds the placements.
pub async fn delete_unused(tx: &mut Tx, chain: &[CohortId]) -> Result<()> {
    for cohort in chain {
        if execute!(tx, DELETE_UNUSED, cohort.get())? == 1 {
            execute!(tx, DELETE_STATE, cohort.get())?;
            block::forget_one(tx, *cohort).await?;
        }
    }
    Ok(())
}
