//! What waits to be sent to providers: a queue in the order in which it is sent, with leases, so that of several who send
//! no two send one thing at the same time.

use super::bulk::Table;
use super::{Result, Tx};
use crate::domain::party::PartyId;

/// `dispatch_queue`, for bulk load.
pub const DISPATCH_QUEUE: Table = Table {
    name: "dispatch_queue",
    columns: &[
        "service_id",
        "kind",
        "priority",
        "key",
        "item_id",
        "holder_id",
        "scheme_id",
        "tries",
        "next_at",
        "leased_until",
    ],
};

/// What is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A request of a holder.
    Request,
    /// A notice to a holder.
    Notice,
}

impl Kind {
    /// As the database keeps it, and as the queue orders it.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Request => 0,
            Self::Notice => 1,
        }
    }
}

/// The place of something in the queue: its order, and what it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, sqlx::FromRow)]
pub struct Queued {
    /// 0 requests, 1 notices.
    pub kind: i64,
    /// The priority of the holder's cohort, or that of the message's class: 1 before 2, 1000 where nothing is said.
    pub priority: i64,
    /// The holder's priority key in their scheme.
    pub key: Vec<u8>,
    /// Its number.
    pub item_id: i64,
    /// Whose.
    pub holder_id: i64,
    /// The service by which it goes.
    pub service_id: i64,
    /// The provider that got it before.
    pub provider_id: Option<i64>,
    /// How often it was sent.
    pub tries: i64,
}

/// How an attempt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The provider took it.
    Delivered,
    /// The provider answered, and did not take it.
    Refused,
    /// No answer within the time.
    Timeout,
    /// No connection, or one that broke.
    Unreachable,
    /// The address is one to which nothing is sent.
    Forbidden,
}

impl Outcome {
    /// The word in the database and in exports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Refused => "refused",
            Self::Timeout => "timeout",
            Self::Unreachable => "unreachable",
            Self::Forbidden => "forbidden",
        }
    }
}

/// An attempt that ended.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    /// The provider to which it went.
    pub provider: PartyId,
    /// When it began, in microseconds since 1970.
    pub at: i64,
    /// How long it took, in microseconds.
    pub took_us: i64,
    /// The status of the answer.
    pub status: Option<u16>,
    /// How it ended.
    pub outcome: Outcome,
}

/// An attempt as it is listed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Attempted {
    /// The how manieth.
    pub n: i64,
    /// The provider to which it went.
    pub provider: Option<String>,
    /// When it began, in microseconds since 1970.
    pub at: i64,
    /// How long it took, in microseconds.
    pub took_us: i64,
    /// The status of the answer.
    pub status: Option<i64>,
    /// How it ended.
    pub outcome: String,
}

/// Whether something waits, when it goes next and who sends it now.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Waiting {
    /// When it is sent at the earliest, in microseconds since 1970.
    pub next_at: i64,
    /// Until when somebody has it to send, in microseconds since 1970; 0 when nobody.
    pub leased_until: i64,
}

const DUE_AFTER: &str = "
    SELECT kind, priority, key, item_id, holder_id, service_id, provider_id, tries
    FROM dispatch_queue
    WHERE service_id = $1
      AND next_at <= $2
      AND leased_until <= $2
      AND (kind, priority, key, item_id, holder_id) > ($3, $4, $5, $6, $7)
    ORDER BY kind, priority, key, item_id, holder_id
    LIMIT $8";

const COUNT_DUE: &str = "
    SELECT COUNT(*)
    FROM dispatch_queue
    WHERE service_id = $1
      AND next_at <= $2
      AND leased_until <= $2";

/// Holders who stand elsewhere than when the thing came. What somebody is sending keeps its place.
const REKEY: &str = "
    UPDATE dispatch_queue
    SET key = p.key
    FROM placement AS p
    WHERE p.holder_id = dispatch_queue.holder_id
      AND p.scheme_id = dispatch_queue.scheme_id
      AND p.key <> dispatch_queue.key
      AND dispatch_queue.service_id = $1
      AND dispatch_queue.leased_until <= $2";

const NEXT_AT: &str = "
    SELECT MIN(CASE WHEN leased_until > next_at THEN leased_until ELSE next_at END)
    FROM dispatch_queue
    WHERE service_id = $1";

const LEASE: &str = "
    UPDATE dispatch_queue
    SET leased_until = $8,
        leased_by = $9,
        provider_id = $10
    WHERE service_id = $1
      AND kind = $2
      AND priority = $3
      AND key = $4
      AND item_id = $5
      AND holder_id = $6
      AND (leased_until <= $7 OR leased_by = $9)
      AND next_at <= $7";

const PUT_OFF: &str = "
    UPDATE dispatch_queue
    SET tries = tries + $8,
        next_at = $9,
        leased_until = 0,
        leased_by = NULL
    WHERE service_id = $1
      AND kind = $2
      AND priority = $3
      AND key = $4
      AND item_id = $5
      AND holder_id = $6
      AND leased_by = $7";

const REMOVE: &str = "
    DELETE FROM dispatch_queue
    WHERE service_id = $1
      AND kind = $2
      AND priority = $3
      AND key = $4
      AND item_id = $5
      AND holder_id = $6
      AND leased_by = $7";

const WITHDRAW: &str = "
    DELETE FROM dispatch_queue
    WHERE item_id = $1
      AND kind = $2
      AND holder_id = $3
      AND leased_until <= $4";

const WAITING_OF: &str = "
    SELECT next_at, leased_until
    FROM dispatch_queue
    WHERE item_id = $1
      AND kind = $2
      AND holder_id = $3";

const INSERT_ATTEMPT: &str = "
    INSERT INTO delivery_attempt (item_id, kind, holder_id, n, provider_id, at, took_us, status, outcome)
    SELECT $1, $2, $3, COALESCE(MAX(n), 0) + 1, $4, $5, $6, $7, $8
    FROM delivery_attempt
    WHERE item_id = $1
      AND kind = $2
      AND holder_id = $3
    HAVING COUNT(CASE WHEN provider_id = $4 AND at = $5 THEN 1 END) = 0";

const ATTEMPTS_OF: &str = "
    SELECT a.n, p.code AS provider, a.at, a.took_us, a.status, a.outcome
    FROM delivery_attempt AS a
    LEFT JOIN provider AS p ON p.provider_id = a.provider_id
    WHERE a.item_id = $1
      AND a.kind = $2
      AND a.holder_id = $3
    ORDER BY a.n";

/// The next things of a service that may be sent at a moment, in their order, behind one or from the first.
pub async fn due(
    tx: &mut Tx,
    service: i64,
    now: i64,
    behind: Option<&Queued>,
    limit: i64,
) -> Result<Vec<Queued>> {
    let none = Queued {
        kind: -1,
        priority: 0,
        key: Vec::new(),
        item_id: 0,
        holder_id: 0,
        service_id: service,
        provider_id: None,
        tries: 0,
    };
    let behind = behind.unwrap_or(&none);
    fetch_all!(
        tx,
        Queued,
        DUE_AFTER,
        service,
        now,
        behind.kind,
        behind.priority,
        behind.key.as_slice(),
        behind.item_id,
        behind.holder_id,
        limit
    )
}

/// Brings the order of what waits for a service up to date: by the keys that the holders have in their schemes by now.
pub async fn rekey(tx: &mut Tx, service: i64, now: i64) -> Result<u64> {
    execute!(tx, REKEY, service, now)
}

/// How many things of a service may be sent at a moment.
pub async fn count_due(tx: &mut Tx, service: i64, now: i64) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, (i64,), COUNT_DUE, service, now)?;
    Ok(count)
}

/// When the next thing of a service may be sent; nothing when none waits.
pub async fn next_at(tx: &mut Tx, service: i64) -> Result<Option<i64>> {
    let (at,): (Option<i64>,) = fetch_one!(tx, (Option<i64>,), NEXT_AT, service)?;
    Ok(at)
}

/// Takes something to send to a provider, and says whether nobody else has it: what we took before is ours still.
pub async fn lease(
    tx: &mut Tx,
    queued: &Queued,
    provider: PartyId,
    (now, until): (i64, i64),
    by: &str,
) -> Result<bool> {
    let leased = execute!(
        tx,
        LEASE,
        queued.service_id,
        queued.kind,
        queued.priority,
        &queued.key,
        queued.item_id,
        queued.holder_id,
        now,
        until,
        by,
        provider.get()
    )?;
    Ok(leased == 1)
}

/// Gives something back that was taken, to be sent again from a moment on; `tries` are added. Says whether the lease was
/// still ours.
pub async fn put_off(tx: &mut Tx, queued: &Queued, by: &str, tries: i64, next_at: i64) -> Result<bool> {
    let written = execute!(
        tx,
        PUT_OFF,
        queued.service_id,
        queued.kind,
        queued.priority,
        &queued.key,
        queued.item_id,
        queued.holder_id,
        by,
        tries,
        next_at
    )?;
    Ok(written == 1)
}

/// Takes something out of the queue that was sent, or given up. Says whether the lease was still ours.
pub async fn remove(tx: &mut Tx, queued: &Queued, by: &str) -> Result<bool> {
    let removed = execute!(
        tx,
        REMOVE,
        queued.service_id,
        queued.kind,
        queued.priority,
        &queued.key,
        queued.item_id,
        queued.holder_id,
        by
    )?;
    Ok(removed == 1)
}

/// Takes something out of the queue that nobody sends at this moment. Says whether it was there.
pub async fn withdraw(tx: &mut Tx, kind: Kind, item: i64, holder: PartyId, now: i64) -> Result<bool> {
    Ok(execute!(tx, WITHDRAW, item, kind.number(), holder.get(), now)? == 1)
}

/// When something goes next, if it waits.
pub async fn waiting(tx: &mut Tx, kind: Kind, item: i64, holder: PartyId) -> Result<Option<Waiting>> {
    fetch_optional!(tx, Waiting, WAITING_OF, item, kind.number(), holder.get())
}

/// Records an attempt. Says whether it had not been: nothing is sent to one provider twice at one moment.
pub async fn add_attempt(tx: &mut Tx, queued: &Queued, attempt: &Attempt) -> Result<bool> {
    let written = execute!(
        tx,
        INSERT_ATTEMPT,
        queued.item_id,
        queued.kind,
        queued.holder_id,
        attempt.provider.get(),
        attempt.at,
        attempt.took_us,
        attempt.status.map(i64::from),
        attempt.outcome.as_str()
    )?;
    Ok(written == 1)
}

/// All attempts to send something, the first first.
pub async fn attempts(tx: &mut Tx, kind: Kind, item: i64, holder: PartyId) -> Result<Vec<Attempted>> {
    fetch_all!(tx, Attempted, ATTEMPTS_OF, item, kind.number(), holder.get())
}
