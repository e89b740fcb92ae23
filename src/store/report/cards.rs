//! What became of cards, and how far their holders came.

use crate::domain::day::Day;
use crate::domain::id::{CohortId, TierId};
use crate::store::{Result, Tx};

/// A batch, as far as reports look at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Made {
    /// Its number.
    pub batch_id: i64,
    /// The center that issued it.
    pub center_id: i64,
    /// How many cards.
    pub cards: i64,
    /// How many were counted when they came back.
    pub received: Option<i64>,
    /// When it was issued, in microseconds since 1970.
    pub issued_at: i64,
    /// What became of its cards.
    #[sqlx(flatten)]
    pub used: Used,
}

/// Cards that are no more in stock, by their state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Used {
    /// Registered for a holder, and not activated.
    pub sold: i64,
    /// In use.
    pub active: i64,
    /// Blocked for a while.
    pub frozen: i64,
    /// Reported lost.
    pub lost: i64,
    /// Lost and replaced.
    pub replaced: i64,
    /// Spoiled before they were sold.
    pub void: i64,
}

/// Serials of a batch that were released together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Released {
    /// The batch.
    pub batch_id: i64,
    /// The first of them.
    pub first_serial: i64,
    /// The last of them.
    pub last_serial: i64,
    /// To which agent.
    pub agent_id: Option<i64>,
    /// What became of them.
    #[sqlx(flatten)]
    pub used: Used,
}

/// A holder, and the card that is theirs now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Registered {
    /// The batch of the card.
    pub batch_id: i64,
    /// Its place in it.
    pub serial: i64,
    /// When the holder registered, in microseconds since 1970.
    pub registered_at: i64,
    /// When the holder was activated, in microseconds since 1970.
    pub activated_at: Option<i64>,
    /// The holder's tier, where it was asked for.
    pub tier_id: Option<i64>,
    /// Whether the holder bought anything yet.
    pub bought: i64,
}

/// How many holders there are, and how many came between two moments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Joined {
    /// Registered between the moments.
    pub registered: i64,
    /// Activated between the moments.
    pub activated: i64,
    /// All who were activated before the second moment.
    pub active: i64,
}

/// The index of cards that are not in stock has all of it, and a batch is one stretch of it.
const BATCHES: &str = "
    SELECT b.batch_id, b.center_id, b.cards, b.received, b.issued_at,
           COUNT(*) FILTER (WHERE c.state = 'sold') AS sold,
           COUNT(*) FILTER (WHERE c.state = 'active') AS active,
           COUNT(*) FILTER (WHERE c.state = 'frozen') AS frozen,
           COUNT(*) FILTER (WHERE c.state = 'lost') AS lost,
           COUNT(*) FILTER (WHERE c.state = 'replaced') AS replaced,
           COUNT(*) FILTER (WHERE c.state = 'void') AS void
    FROM batch AS b
    LEFT JOIN card AS c ON c.batch_id = b.batch_id AND c.state <> 'stocked'
    GROUP BY b.batch_id, b.center_id, b.cards, b.received, b.issued_at
    ORDER BY b.batch_id";

const RELEASES: &str = "
    SELECT r.batch_id, r.first_serial, r.last_serial, r.agent_id,
           COUNT(*) FILTER (WHERE c.state = 'sold') AS sold,
           COUNT(*) FILTER (WHERE c.state = 'active') AS active,
           COUNT(*) FILTER (WHERE c.state = 'frozen') AS frozen,
           COUNT(*) FILTER (WHERE c.state = 'lost') AS lost,
           COUNT(*) FILTER (WHERE c.state = 'replaced') AS replaced,
           COUNT(*) FILTER (WHERE c.state = 'void') AS void
    FROM batch_release AS r
    LEFT JOIN card AS c
        ON c.batch_id = r.batch_id
        AND c.serial >= r.first_serial
        AND c.serial <= r.last_serial
        AND c.state <> 'stocked'
    GROUP BY r.batch_id, r.first_serial, r.last_serial, r.agent_id
    ORDER BY r.batch_id, r.first_serial";

/// The tier is looked up only where it is asked for: the history of each holder has to be read for it.
const REGISTERED: &str = "
    SELECT h.batch_id, h.serial, h.registered_at, h.activated_at, h.tier_id, h.bought
    FROM (
        SELECT h.holder_id, c.batch_id, c.serial, h.registered_at, h.activated_at,
               CASE WHEN CAST($1 AS BIGINT) IS NOT NULL THEN (
                   SELECT t.tier_id
                   FROM holder_tier AS t
                   WHERE t.holder_id = h.holder_id
                     AND t.since <= $1
                   ORDER BY t.since DESC, t.recorded DESC
                   LIMIT 1)
               END AS tier_id,
               CAST(CASE WHEN EXISTS (
                   SELECT 1
                   FROM purchase AS p
                   WHERE p.holder_id = h.holder_id
                     AND p.refund_of IS NULL) THEN 1 ELSE 0 END AS BIGINT) AS bought
        FROM holder AS h
        JOIN card AS c ON c.card_no = h.card_no) AS h
    WHERE (CAST($2 AS BIGINT) IS NULL OR h.tier_id = $2)
      AND (CAST($3 AS BIGINT) IS NULL
           OR h.holder_id IN (SELECT m.holder_id FROM member AS m WHERE m.cohort_id = $3))";

const JOINED: &str = "
    SELECT COUNT(*) FILTER (WHERE registered_at >= $1 AND registered_at < $2) AS registered,
           COUNT(*) FILTER (WHERE activated_at >= $1 AND activated_at < $2) AS activated,
           COUNT(*) FILTER (WHERE activated_at < $2) AS active
    FROM holder";

/// Activated members by the cohort in which a scheme puts them, the lowest one.
const ACTIVE_MEMBERS: &str = "
    SELECT p.cohort_id, COUNT(*)
    FROM placement AS p
    JOIN holder AS h ON h.holder_id = p.holder_id
    WHERE p.scheme_id = (SELECT CAST($1 AS BIGINT))
      AND h.state = 'active'
    GROUP BY p.cohort_id
    ORDER BY p.cohort_id";

/// Every batch, and what became of its cards.
pub async fn batches(tx: &mut Tx) -> Result<Vec<Made>> {
    fetch_all!(tx, Made, BATCHES)
}

/// Every release, and what became of its cards.
pub async fn releases(tx: &mut Tx) -> Result<Vec<Released>> {
    fetch_all!(tx, Released, RELEASES)
}

/// Visits every holder, or those of a tier or a cohort, in no order. With a day the tier as of that day is told.
pub async fn registered(
    tx: &mut Tx,
    tiers_on: Option<Day>,
    tier: Option<TierId>,
    cohort: Option<CohortId>,
    mut visit: impl FnMut(Registered),
) -> Result<()> {
    let mut each = |row: Registered| -> Result<()> {
        visit(row);
        Ok(())
    };
    for_each!(
        tx,
        Registered,
        each,
        REGISTERED,
        tiers_on.map(Day::number),
        tier.map(TierId::get),
        cohort.map(CohortId::get),
    )
}

/// How many holders there are before a moment, and how many came since another; both in microseconds since 1970.
pub async fn joined(tx: &mut Tx, from: i64, before: i64) -> Result<Joined> {
    fetch_one!(tx, Joined, JOINED, from, before)
}

/// How many activated holders each lowest cohort of a scheme has.
pub async fn active_members(tx: &mut Tx, scheme: crate::domain::id::SchemeId) -> Result<Vec<(i64, i64)>> {
    fetch_all!(tx, (i64, i64), ACTIVE_MEMBERS, scheme.get())
}
