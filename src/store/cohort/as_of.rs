//! Cohorts as they were at a moment.

use super::Ranked;
use crate::domain::id::{CohortId, SchemeId};
use crate::domain::party::PartyId;
use crate::store::{Result, Tx};

/// How many a cohort had, and who registered first among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Then {
    /// How many.
    pub members: i64,
    /// The first registrant.
    pub first: Option<PartyId>,
}

/// A holder of a cohort at one moment and another: nothing where they were not in it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Difference {
    /// Who.
    #[sqlx(try_from = "i64")]
    pub holder_id: PartyId,
    /// The rank at the first moment.
    pub rank_before: Option<i64>,
    /// The rank at the second.
    pub rank_after: Option<i64>,
    /// The key at the first moment.
    pub key_before: Option<Vec<u8>>,
    /// The key at the second.
    pub key_after: Option<Vec<u8>>,
}

const FIRST_AND_COUNT_AT: &str = "
    WITH RECURSIVE below (cohort_id) AS (
        SELECT CAST($2 AS BIGINT)
        UNION ALL
        SELECT c.cohort_id
        FROM cohort AS c
        JOIN below AS b ON c.parent_id = b.cohort_id),
    then_in (holder_id, key) AS (
        SELECT p.holder_id, p.key
        FROM member AS m
        JOIN placement AS p ON p.holder_id = m.holder_id AND p.scheme_id = (SELECT CAST($1 AS BIGINT))
        WHERE m.cohort_id = $2
          AND p.since <= $3
        UNION ALL
        SELECT x.holder_id, x.key
        FROM placement_past AS x
        JOIN below AS b ON b.cohort_id = x.cohort_id
        WHERE x.since <= $3
          AND x.until > $3)
    SELECT h.holder_id, COUNT(*) OVER () AS members
    FROM then_in AS t
    JOIN holder AS h ON h.holder_id = t.holder_id
    ORDER BY h.registered_at, h.holder_id
    LIMIT 1";

const RANKED_AT: &str = "
    WITH RECURSIVE below (cohort_id) AS (
        SELECT CAST($2 AS BIGINT)
        UNION ALL
        SELECT c.cohort_id
        FROM cohort AS c
        JOIN below AS b ON c.parent_id = b.cohort_id),
    then_in (holder_id, key) AS (
        SELECT p.holder_id, p.key
        FROM member AS m
        JOIN placement AS p ON p.holder_id = m.holder_id AND p.scheme_id = (SELECT CAST($1 AS BIGINT))
        WHERE m.cohort_id = $2
          AND p.since <= $3
        UNION ALL
        SELECT x.holder_id, x.key
        FROM placement_past AS x
        JOIN below AS b ON b.cohort_id = x.cohort_id
        WHERE x.since <= $3
          AND x.until > $3)
    SELECT holder_id, key
    FROM then_in
    ORDER BY CASE WHEN holder_id = $4 THEN 0 ELSE 1 END, key, holder_id
    LIMIT $5 OFFSET $6";

/// `$2` and `$5` are the cohort, which is another one when the levels changed in between; 0 stands for none.
const DIFFERENCES: &str = "
    WITH RECURSIVE below (root_id, cohort_id) AS (
        SELECT CAST($2 AS BIGINT), CAST($2 AS BIGINT)
        UNION
        SELECT CAST($5 AS BIGINT), CAST($5 AS BIGINT)
        UNION
        SELECT b.root_id, c.cohort_id
        FROM cohort AS c
        JOIN below AS b ON c.parent_id = b.cohort_id),
    now_in (cohort_id, holder_id, key, since) AS (
        SELECT m.cohort_id, p.holder_id, p.key, p.since
        FROM member AS m
        JOIN placement AS p ON p.holder_id = m.holder_id AND p.scheme_id = (SELECT CAST($1 AS BIGINT))
        WHERE m.cohort_id IN ($2, $5)),
    once_in (cohort_id, holder_id, key, since, until) AS (
        SELECT b.root_id, x.holder_id, x.key, x.since, x.until
        FROM placement_past AS x
        JOIN below AS b ON b.cohort_id = x.cohort_id
        WHERE x.until > $3),
    earlier (holder_id, key, rank) AS (
        SELECT holder_id, key,
               ROW_NUMBER() OVER (ORDER BY CASE WHEN holder_id = $4 THEN 0 ELSE 1 END, key, holder_id)
        FROM (
            SELECT holder_id, key
            FROM now_in
            WHERE cohort_id = $2
              AND since <= $3
            UNION ALL
            SELECT holder_id, key
            FROM once_in
            WHERE cohort_id = $2
              AND since <= $3
              AND until > $3) AS b),
    later (holder_id, key, rank) AS (
        SELECT holder_id, key,
               ROW_NUMBER() OVER (ORDER BY CASE WHEN holder_id = $7 THEN 0 ELSE 1 END, key, holder_id)
        FROM (
            SELECT holder_id, key
            FROM now_in
            WHERE cohort_id = $5
              AND since <= $6
            UNION ALL
            SELECT holder_id, key
            FROM once_in
            WHERE cohort_id = $5
              AND since <= $6
              AND until > $6) AS a)
    SELECT COALESCE(a.holder_id, b.holder_id) AS holder_id, b.rank AS rank_before, a.rank AS rank_after,
           b.key AS key_before, a.key AS key_after
    FROM earlier AS b
    FULL JOIN later AS a ON a.holder_id = b.holder_id
    WHERE b.rank IS NULL
       OR a.rank IS NULL
       OR a.rank <> b.rank
       OR a.key <> b.key
    ORDER BY a.rank NULLS LAST, b.rank";

/// How many a cohort had at a moment, and who had registered first.
pub async fn then(tx: &mut Tx, scheme: SchemeId, cohort: CohortId, at: i64) -> Result<Then> {
    let found: Option<(i64, i64)> =
        fetch_optional!(tx, (i64, i64), FIRST_AND_COUNT_AT, scheme.get(), cohort.get(), at)?;
    let (first, members) = found.unzip();
    Ok(Then { members: members.unwrap_or_default(), first: first.map(PartyId::new) })
}

/// The members of a cohort at a moment by rank. `founder` comes first whatever their key is.
pub async fn ranked(
    tx: &mut Tx,
    scheme: SchemeId,
    cohort: CohortId,
    at: i64,
    founder: Option<PartyId>,
    limit: i64,
    skip: i64,
) -> Result<Vec<Ranked>> {
    let founder = founder.map_or(0, PartyId::get);
    let rows: Vec<(i64, Vec<u8>)> =
        fetch_all!(tx, (i64, Vec<u8>), RANKED_AT, scheme.get(), cohort.get(), at, founder, limit, skip,)?;
    Ok(rows.into_iter().map(|(holder, key)| Ranked { holder: PartyId::new(holder), key }).collect())
}

/// A cohort at a moment: which one it was, who had registered first where that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Side {
    /// The cohort; nothing when there was none of its path.
    pub cohort: Option<CohortId>,
    /// In microseconds since 1970.
    pub at: i64,
    /// Who is first whatever their key is.
    pub founder: Option<PartyId>,
}

/// Visits who came, left or has another rank or key at `after` than at `before`, by the rank after, until `visit`
/// fails.
pub async fn differences<E: From<crate::store::StoreError>>(
    tx: &mut Tx,
    scheme: SchemeId,
    before: Side,
    after: Side,
    mut visit: impl FnMut(Difference) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let number =
        |side: Side| (side.cohort.map_or(0, CohortId::get), side.at, side.founder.map_or(0, PartyId::get));
    let (before, after) = (number(before), number(after));
    for_each!(
        tx,
        Difference,
        visit,
        DIFFERENCES,
        scheme.get(),
        before.0,
        before.1,
        before.2,
        after.0,
        after.1,
        after.2,
    )
}
