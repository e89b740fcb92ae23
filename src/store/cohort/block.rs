//! Large cohorts in blocks: a place far down is found by the counts of the blocks before it, not by counting members.

use std::collections::{BTreeMap, HashMap};

use super::placement::Member;
use crate::domain::id::{CohortId, SchemeId};
use crate::domain::party::PartyId;
use crate::store::{Result, Tx};

/// How many members a block has when it is made.
const SIZE: i64 = 10_000;
/// From how many members on a cohort has blocks.
const LARGE: i64 = 2 * SIZE;
/// Beyond how many members in one block a cohort is parted anew.
const FULL: i64 = 4 * SIZE;

/// A block: where it begins and how many members it has.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
struct Block {
    cohort_id: i64,
    n: i64,
    key: Vec<u8>,
    holder_id: i64,
    members: i64,
}

/// The blocks of a cohort in the order of their places; none where it is small.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks(Vec<Block>);

/// A place to count or read on from: it has so many members before it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start<'a> {
    pub(super) key: &'a [u8],
    pub(super) holder: i64,
    pub(super) before: i64,
}

/// Before all members.
const BEGINNING: Start<'static> = Start { key: &[], holder: 0, before: 0 };

const BLOCKS: &str = "
    SELECT cohort_id, n, key, holder_id, members
    FROM cohort_block
    WHERE cohort_id IN (@keys)
    ORDER BY cohort_id, n";

const ADD_TO_BLOCK: &str = "
    UPDATE cohort_block
    SET members = members + $3
    WHERE cohort_id = $1
      AND n = $2";

const DELETE_BLOCKS: &str = "
    DELETE FROM cohort_block
    WHERE cohort_id = $1";

const DELETE_ALL_BLOCKS: &str = "
    DELETE FROM cohort_block
    WHERE cohort_id IN (
        SELECT cohort_id
        FROM cohort
        WHERE scheme_id = $1)";

/// `$2` members to a block, of `$3` in all; `$4` is the place before all others.
const PART: &str = "
    INSERT INTO cohort_block (cohort_id, n, key, holder_id, members)
    SELECT CAST($1 AS BIGINT), (r.place - 1) / $2,
           CASE WHEN r.place = 1 THEN $4 ELSE r.key END,
           CASE WHEN r.place = 1 THEN 0 ELSE r.holder_id END,
           CASE WHEN $3 - r.place + 1 < $2 THEN $3 - r.place + 1 ELSE $2 END
    FROM (
        SELECT key, holder_id, ROW_NUMBER() OVER (ORDER BY key, holder_id) AS place
        FROM member
        WHERE cohort_id = $1) AS r
    WHERE (r.place - 1) % $2 = 0";

const TO_PART: &str = "
    SELECT s.cohort_id, s.members
    FROM cohort AS c
    JOIN cohort_state AS s ON s.cohort_id = c.cohort_id
    LEFT JOIN (
        SELECT cohort_id, MAX(members) AS largest
        FROM cohort_block
        GROUP BY cohort_id) AS b ON b.cohort_id = s.cohort_id
    WHERE c.scheme_id = $1
      AND s.members >= $2
      AND (b.largest IS NULL OR b.largest > $3)
    ORDER BY s.cohort_id";

impl Blocks {
    pub(super) async fn of(tx: &mut Tx, cohort: CohortId) -> Result<Self> {
        Ok(Self(fetch_in!(tx, Block, BLOCKS, [], &[cohort.get()])))
    }

    /// The beginning of the block in which so many members are passed.
    pub(super) fn at(&self, passed: i64) -> Start<'_> {
        let mut start = BEGINNING;
        let mut before = 0;
        for block in &self.0 {
            if before > passed {
                break;
            }
            start = Start { key: &block.key, holder: block.holder_id, before };
            before += block.members;
        }
        start
    }

    /// The beginning of the block in which a place lies.
    pub(super) fn around(&self, key: &[u8], holder: PartyId) -> Start<'_> {
        let index = self.index(key, holder.get());
        let Some(block) = self.0.get(index) else { return BEGINNING };
        let before = self.0[..index].iter().map(|block| block.members).sum();
        Start { key: &block.key, holder: block.holder_id, before }
    }

    fn index(&self, key: &[u8], holder: i64) -> usize {
        let after = self.0.partition_point(|block| (block.key.as_slice(), block.holder_id) <= (key, holder));
        after.saturating_sub(1)
    }
}

/// Lets the counts of blocks follow members who left and came. The rows of the cohorts are ours by now.
pub(super) async fn follow(
    tx: &mut Tx,
    cohorts: &[i64],
    gone: &[Member<'_>],
    come: &[Member<'_>],
) -> Result<()> {
    let rows: Vec<Block> = fetch_in!(tx, Block, BLOCKS, [], cohorts);
    if rows.is_empty() {
        return Ok(());
    }
    let mut blocks: HashMap<i64, Blocks> = HashMap::new();
    for block in rows {
        blocks.entry(block.cohort_id).or_default().0.push(block);
    }
    let mut more: BTreeMap<(i64, i64), i64> = BTreeMap::new();
    for (members, step) in [(gone, -1), (come, 1)] {
        for (cohort, key, holder) in members {
            if let Some(blocks) = blocks.get(cohort) {
                let block = &blocks.0[blocks.index(key, *holder)];
                *more.entry((*cohort, block.n)).or_default() += step;
            }
        }
    }
    for ((cohort, n), more) in more.into_iter().filter(|(_, more)| *more != 0) {
        execute!(tx, ADD_TO_BLOCK, cohort, n, more)?;
    }
    Ok(())
}

/// Parts the large cohorts of a scheme that have no blocks, or one that has grown too large, and says how many they were.
/// The caller holds the placements.
pub async fn part(tx: &mut Tx, scheme: SchemeId) -> Result<usize> {
    let cohorts: Vec<(i64, i64)> = fetch_all!(tx, (i64, i64), TO_PART, scheme.get(), LARGE, FULL)?;
    for (cohort, members) in &cohorts {
        execute!(tx, DELETE_BLOCKS, cohort)?;
        execute!(tx, PART, cohort, SIZE, members, BEGINNING.key)?;
    }
    Ok(cohorts.len())
}

/// Forgets all blocks of a scheme, before its members are written anew.
pub(super) async fn forget(tx: &mut Tx, scheme: SchemeId) -> Result<()> {
    execute!(tx, DELETE_ALL_BLOCKS, scheme.get()).map(drop)
}

/// Forgets the blocks of a cohort that is forgotten itself.
pub(super) async fn forget_one(tx: &mut Tx, cohort: CohortId) -> Result<()> {
    execute!(tx, DELETE_BLOCKS, cohort.get()).map(drop)
}
