//! Where schemes put holders, and where they put them before.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::tree::Tree;
use super::{block, founder};
use crate::domain::id::{CohortId, SchemeId};
use crate::domain::party::PartyId;
use crate::domain::scheme::Merits;
use crate::store::bulk::{Bulk, Table};
use crate::store::scheme::StoredScheme;
use crate::store::{Result, Tx, lock};

/// `placement`, for bulk load.
pub const PLACEMENT: Table =
    Table { name: "placement", columns: &["holder_id", "scheme_id", "cohort_id", "key", "since"] };

/// `placement_past`, for bulk load.
pub const PLACEMENT_PAST: Table = Table {
    name: "placement_past",
    columns: &["holder_id", "scheme_id", "since", "until", "cohort_id", "key"],
};

/// `member`, for bulk load.
const MEMBER: Table = Table { name: "member", columns: &["cohort_id", "key", "holder_id"] };

/// Where a holder stands in a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The leaf.
    pub leaf: CohortId,
    /// The key in every cohort from the leaf up.
    pub key: Vec<u8>,
    /// Since when, in microseconds since 1970.
    pub since: i64,
}

/// A holder with what their place in one scheme depends on, and where they stand.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Who.
    pub holder: PartyId,
    /// What orders them; purchases are not in it yet.
    pub merits: Merits,
    /// Their facets in clear: a json object.
    pub facets: Option<String>,
    /// Where they stand; nothing when the scheme has not placed them.
    pub now: Option<Standing>,
}

/// A holder who leaves a place, enters one, or both.
#[derive(Clone, Debug)]
pub struct Move {
    /// Who.
    pub holder: PartyId,
    /// When they registered, in microseconds since 1970.
    pub registered_at: i64,
    /// The place that they leave.
    pub from: Option<Standing>,
    /// The leaf and the key of the place that they enter.
    pub to: Option<(CohortId, Vec<u8>)>,
}

type Row = (i64, i64, i64, i64, Option<String>, Option<i64>, Option<Vec<u8>>, Option<i64>);

/// Each table is told where to begin: PostgreSQL merges them, and would read all before that place for every page.
///
/// The number of the scheme is wrapped, here and wherever placements are joined. Bare, PostgreSQL would look it up in its
/// statistics, find nothing of a scheme that came after the last `ANALYZE`, reckon with one row, and hold each holder
/// against all rows of it.
const SUBJECTS_AFTER: &str = "
    SELECT h.holder_id, h.registered_at, h.visits, h.fees, f.facets, p.cohort_id, p.key, p.since
    FROM holder AS h
    LEFT JOIN holder_facets AS f ON f.holder_id = h.holder_id AND f.holder_id > $2
    LEFT JOIN placement AS p ON p.holder_id = h.holder_id AND p.scheme_id = (SELECT CAST($1 AS BIGINT))
       AND p.holder_id > $2
    WHERE h.holder_id > $2
      AND h.restricted_at IS NULL
    ORDER BY h.holder_id
    LIMIT $3";

const SUBJECTS: &str = "
    SELECT h.holder_id, h.registered_at, h.visits, h.fees, f.facets, p.cohort_id, p.key, p.since
    FROM holder AS h
    LEFT JOIN holder_facets AS f ON f.holder_id = h.holder_id
    LEFT JOIN placement AS p ON p.holder_id = h.holder_id AND p.scheme_id = (SELECT CAST($1 AS BIGINT))
    WHERE h.holder_id IN (@keys)
      AND h.restricted_at IS NULL";

const PLACEMENTS_OF: &str = "
    SELECT scheme_id, cohort_id, key, since
    FROM placement
    WHERE holder_id = $1
    ORDER BY scheme_id";

const PLACEMENTS_OF_MANY: &str = "
    SELECT holder_id, scheme_id, cohort_id, key, since
    FROM placement
    WHERE holder_id IN (@keys)
    ORDER BY holder_id, scheme_id";

const KEY_IN: &str = "
    SELECT p.key
    FROM placement AS p
    JOIN cohort AS c ON c.scheme_id = p.scheme_id
    WHERE p.holder_id = $1
      AND c.cohort_id = $2";

const PAST_OF: &str = "
    SELECT DISTINCT cohort_id
    FROM placement_past
    WHERE holder_id = $1
    ORDER BY cohort_id";

const DELETE_PAST: &str = "
    DELETE FROM placement_past
    WHERE holder_id = $1";

const DELETE_PLACEMENTS: &str = "
    DELETE FROM placement
    WHERE scheme_id = $1
      AND holder_id IN (@keys)";

const DELETE_MEMBERS: &str = "
    DELETE FROM member
    WHERE (cohort_id, key, holder_id) IN (VALUES @rows)";

const ADD_MEMBERS: &str = "
    UPDATE cohort_state
    SET members = members + v.column2
    FROM (VALUES @pairs) AS v
    WHERE cohort_id = v.column1";

fn subject(row: Row) -> Subject {
    let (holder, registered_at, visits, fees, facets, leaf, key, since) = row;
    let now = leaf.zip(key).zip(since);
    Subject {
        holder: PartyId::new(holder),
        merits: Merits { registered_at, visits, fees, ..Merits::default() },
        facets,
        now: now.map(|((leaf, key), since)| Standing { leaf: leaf.into(), key, since }),
    }
}

/// The next holders after a number who may be used, as a scheme sees them.
pub async fn subjects_after(tx: &mut Tx, scheme: SchemeId, after: i64, limit: i64) -> Result<Vec<Subject>> {
    let rows: Vec<Row> = fetch_all!(tx, Row, SUBJECTS_AFTER, scheme.get(), after, limit)?;
    Ok(rows.into_iter().map(subject).collect())
}

/// Those of these holders who may be used, as a scheme sees them, by number.
pub async fn subjects(tx: &mut Tx, scheme: SchemeId, holders: &[i64]) -> Result<Vec<Subject>> {
    let rows: Vec<Row> = fetch_in!(tx, Row, SUBJECTS, [scheme.get()], holders);
    let mut subjects: Vec<Subject> = rows.into_iter().map(subject).collect();
    subjects.sort_unstable_by_key(|subject| subject.holder);
    Ok(subjects)
}

/// Where the schemes put a holder.
pub async fn of_holder(tx: &mut Tx, holder: PartyId) -> Result<Vec<(SchemeId, Standing)>> {
    type Placed = (i64, i64, Vec<u8>, i64);
    let rows: Vec<Placed> = fetch_all!(tx, Placed, PLACEMENTS_OF, holder.get())?;
    let standing = |(scheme, leaf, key, since): Placed| {
        (SchemeId::from(scheme), Standing { leaf: leaf.into(), key, since })
    };
    Ok(rows.into_iter().map(standing).collect())
}

/// Where the schemes put these holders, for those whom some scheme has placed.
pub async fn of_holders(tx: &mut Tx, holders: &[i64]) -> Result<HashMap<PartyId, Vec<(SchemeId, Standing)>>> {
    type Placed = (i64, i64, i64, Vec<u8>, i64);
    let rows: Vec<Placed> = fetch_in!(tx, Placed, PLACEMENTS_OF_MANY, [], holders);
    let mut standings: HashMap<PartyId, Vec<(SchemeId, Standing)>> = HashMap::new();
    for (holder, scheme, leaf, key, since) in rows {
        let standings = standings.entry(PartyId::new(holder)).or_default();
        standings.push((SchemeId::from(scheme), Standing { leaf: leaf.into(), key, since }));
    }
    Ok(standings)
}

/// The key of a holder who is in a cohort.
pub(super) async fn of_holder_in(tx: &mut Tx, holder: PartyId, cohort: CohortId) -> Result<Option<Vec<u8>>> {
    let found: Option<(Vec<u8>,)> = fetch_optional!(tx, (Vec<u8>,), KEY_IN, holder.get(), cohort.get())?;
    Ok(found.map(|(key,)| key))
}

/// Forgets where a holder stood before, and names the leaves.
pub async fn forget_past(tx: &mut Tx, holder: PartyId) -> Result<Vec<CohortId>> {
    let leaves: Vec<(i64,)> = fetch_all!(tx, (i64,), PAST_OF, holder.get())?;
    execute!(tx, DELETE_PAST, holder.get())?;
    Ok(leaves.into_iter().map(|(id,)| id.into()).collect())
}

/// Writes moves of different holders in one scheme, in the order of their numbers, at a moment.
pub async fn write(
    tx: &mut Tx,
    stored: &StoredScheme,
    tree: &mut Tree,
    moves: &[Move],
    at: i64,
) -> Result<()> {
    let scheme = stored.scheme_id.get();
    let mut past = Bulk::new(tx, &PLACEMENT_PAST);
    let mut left: Vec<i64> = Vec::new();
    for each in moves {
        if let Some(from) = &each.from {
            left.push(each.holder.get());
            let until = moment_after(from.since, at);
            past.push([
                each.holder.get().into(),
                scheme.into(),
                from.since.into(),
                until.into(),
                from.leaf.get().into(),
                from.key.as_slice().into(),
            ])?;
        }
    }
    past.write(tx).await?;
    execute_in!(tx, DELETE_PLACEMENTS, [scheme], left);
    let mut placements = Bulk::new(tx, &PLACEMENT);
    for each in moves {
        if let Some((leaf, key)) = &each.to {
            let since = each.from.as_ref().map_or(at, |from| moment_after(from.since, at));
            placements.push([
                each.holder.get().into(),
                scheme.into(),
                leaf.get().into(),
                key.as_slice().into(),
                since.into(),
            ])?;
            placements.spill(tx).await?;
        }
    }
    placements.write(tx).await?;
    write_members(tx, stored, tree, moves).await
}

/// A moment that is not before another one, nor the same: also when the clock was set back.
#[must_use]
pub fn moment_after(before: i64, at: i64) -> i64 {
    at.max(before + 1)
}

/// A row of `member`.
pub(super) type Member<'a> = (i64, &'a [u8], i64);

async fn write_members(tx: &mut Tx, stored: &StoredScheme, tree: &mut Tree, moves: &[Move]) -> Result<()> {
    let mut gone: BTreeSet<Member<'_>> = BTreeSet::new();
    let mut come: Vec<Member<'_>> = Vec::new();
    // How many more are in a cohort than before.
    let mut counts: BTreeMap<i64, i64> = BTreeMap::new();
    for each in moves {
        let holder = each.holder.get();
        if let Some(from) = &each.from {
            for cohort in chain(tx, tree, from.leaf).await?.iter() {
                gone.insert((cohort.get(), &from.key, holder));
                *counts.entry(cohort.get()).or_default() -= 1;
            }
        }
        if let Some((leaf, key)) = &each.to {
            for cohort in chain(tx, tree, *leaf).await?.iter() {
                *counts.entry(cohort.get()).or_default() += 1;
                // Who keeps their key stays where they are in the cohorts that the two places have in common.
                if !gone.remove(&(cohort.get(), key.as_slice(), holder)) {
                    come.push((cohort.get(), key, holder));
                }
            }
        }
    }
    let gone: Vec<Member<'_>> = gone.into_iter().collect();
    if !gone.is_empty() {
        execute_rows!(tx, DELETE_MEMBERS, 3, gone, row => [row.0, row.1, row.2]);
    }
    come.sort_unstable();
    let mut bulk = Bulk::new(tx, &MEMBER);
    for (cohort, key, holder) in &come {
        bulk.push([(*cohort).into(), (*key).into(), (*holder).into()])?;
        bulk.spill(tx).await?;
    }
    bulk.write(tx).await?;
    // Whoever else counts in one of these cohorts waits from here on, so that what follows is decided by one at a time.
    let touched: Vec<i64> = counts.keys().copied().collect();
    lock::take_cohorts(tx, &touched).await?;
    let changed: Vec<(i64, i64)> = counts.into_iter().filter(|(_, more)| *more != 0).collect();
    execute_pairs!(tx, ADD_MEMBERS, [], changed);
    block::follow(tx, &touched, &gone, &come).await?;
    if stored.scheme.has_founder_first() {
        founder::follow(tx, tree, moves).await?;
    }
    Ok(())
}

pub(super) async fn chain(tx: &mut Tx, tree: &mut Tree, leaf: CohortId) -> Result<Arc<[CohortId]>> {
    tree.chain(tx, leaf).await
}
