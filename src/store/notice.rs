//! Notices to the members of cohorts: what was sent, to whom it goes, and who has read it.

use super::{Result, StoreError, Tx, Visited, one_row};
use crate::domain::id::{CohortId, SchemeId};
use crate::domain::notice::MessageClasses;
use crate::domain::party::PartyId;

/// The table, and the columns that are sealed.
pub const TITLE: (&str, &str) = ("notice", "title");
/// What stands below the title.
pub const BODY: (&str, &str) = ("notice", "body");

/// Who sends what the platform says itself.
pub const PLATFORM: PartyId = PartyId::new(0);

/// A notice that is sent now.
#[derive(Clone, Debug)]
pub struct NewNotice<'a> {
    /// Its number.
    pub notice_id: i64,
    /// The scheme of the cohort.
    pub scheme: SchemeId,
    /// Whose members it is for.
    pub cohort: CohortId,
    /// The holder who sends it, or [`PLATFORM`].
    pub sender: PartyId,
    /// Who wrote it down.
    pub operator: &'a str,
    /// The title, sealed.
    pub title: &'a [u8],
    /// The body, sealed.
    pub body: &'a [u8],
    /// The class that the sender said, and its place.
    pub class: Option<(&'a str, i64)>,
    /// The service by which it is sent.
    pub service: Option<i64>,
    /// How many it is for.
    pub members: i64,
    /// When, in microseconds since 1970.
    pub sent_at: i64,
    /// From when on it is good no more, in microseconds since 1970.
    pub expires_at: Option<i64>,
}

/// A notice.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Notice {
    /// Its number.
    pub notice_id: i64,
    /// Whose members it is for.
    pub cohort_id: i64,
    /// The path of the cohort; nothing where it is there no more.
    pub cohort: Option<String>,
    /// The scheme of the cohort.
    pub scheme: Option<String>,
    /// The holder who sent it, or [`PLATFORM`].
    pub sender_id: i64,
    /// The ref of that holder, unless they are restricted.
    pub sender: Option<String>,
    /// Who wrote it down.
    pub operator: String,
    /// The title, sealed.
    pub title: Vec<u8>,
    /// The body, sealed.
    pub body: Vec<u8>,
    /// The class that the sender said.
    pub message_class: Option<String>,
    /// The service by which it is sent.
    pub service: Option<String>,
    /// How many it was for when it was sent.
    pub members: i64,
    /// When it was sent, in microseconds since 1970.
    pub sent_at: i64,
    /// From when on it is good no more, in microseconds since 1970.
    pub expires_at: Option<i64>,
    /// When it was withdrawn, in microseconds since 1970.
    pub withdrawn_at: Option<i64>,
}

impl Notice {
    /// Whether it is good at a moment.
    #[must_use]
    pub fn is_good(&self, at: i64) -> bool {
        self.expires_at.is_none_or(|expires_at| expires_at > at)
    }
}

/// What became of a notice.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Reached {
    /// How many members' providers took it.
    pub delivered: i64,
    /// For how many it waits to be sent.
    pub waiting: i64,
    /// How many have read it.
    pub read: i64,
}

/// A notice as it is listed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Listed {
    /// The notice.
    #[sqlx(flatten)]
    pub notice: Notice,
    /// What became of it.
    #[sqlx(flatten)]
    pub reached: Reached,
}

/// A notice as one of those sees it whom it is for.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Seen {
    /// Its number.
    pub notice_id: i64,
    /// The class that the sender said.
    pub message_class: Option<String>,
    /// The title, sealed.
    pub title: Vec<u8>,
    /// The ref of the holder who sent it; nothing for the platform, and for one who is restricted.
    pub sender: Option<String>,
    /// When it was sent, in microseconds since 1970.
    pub sent_at: i64,
    /// From when on it is good no more, in microseconds since 1970.
    pub expires_at: Option<i64>,
    /// When they read it, in microseconds since 1970.
    pub read_at: Option<i64>,
}

/// What a member may see.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Who looks.
    pub holder: PartyId,
    /// The cohorts that they are in, of all schemes and levels.
    pub cohorts: &'a [i64],
    /// The place of what has no class of its own: that of theirs.
    pub place: i64,
    /// Only what they have not read.
    pub unread: bool,
    /// When they look, in microseconds since 1970.
    pub at: i64,
}

const INSERT_NOTICE: &str = "
    INSERT INTO notice (notice_id, scheme_id, cohort_id, sender_id, operator, title, body, message_class, priority,
                        service_id, members, sent_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

const NOTICE_BY_ID: &str = "
    SELECT n.notice_id, n.cohort_id, c.path AS cohort, s.name AS scheme, n.sender_id, h.ref AS sender, n.operator,
           n.title, n.body, n.message_class, v.code AS service, n.members, n.sent_at, n.expires_at, n.withdrawn_at
    FROM notice AS n
    LEFT JOIN cohort AS c ON c.cohort_id = n.cohort_id
    LEFT JOIN scheme AS s ON s.scheme_id = n.scheme_id
    LEFT JOIN holder AS h ON h.holder_id = n.sender_id AND h.restricted_at IS NULL
    LEFT JOIN service AS v ON v.service_id = n.service_id
    WHERE n.notice_id = $1";

const REACHED: &str = "
    SELECT (SELECT COUNT(DISTINCT a.holder_id)
            FROM delivery_attempt AS a
            WHERE a.item_id = $1
              AND a.kind = 1
              AND a.outcome = 'delivered') AS delivered,
           (SELECT COUNT(*)
            FROM dispatch_queue AS q
            WHERE q.item_id = $1
              AND q.kind = 1) AS waiting,
           (SELECT COUNT(*)
            FROM notice_read AS r
            WHERE r.notice_id = $1) AS read";

const LIST_NOTICES: &str = "
    SELECT n.notice_id, n.cohort_id, c.path AS cohort, s.name AS scheme, n.sender_id, h.ref AS sender, n.operator,
           n.title, n.body, n.message_class, v.code AS service, n.members, n.sent_at, n.expires_at, n.withdrawn_at,
           (SELECT COUNT(DISTINCT a.holder_id)
            FROM delivery_attempt AS a
            WHERE a.item_id = n.notice_id
              AND a.kind = 1
              AND a.outcome = 'delivered') AS delivered,
           (SELECT COUNT(*)
            FROM dispatch_queue AS q
            WHERE q.item_id = n.notice_id
              AND q.kind = 1) AS waiting,
           (SELECT COUNT(*)
            FROM notice_read AS r
            WHERE r.notice_id = n.notice_id) AS read
    FROM notice AS n
    LEFT JOIN cohort AS c ON c.cohort_id = n.cohort_id
    LEFT JOIN scheme AS s ON s.scheme_id = n.scheme_id
    LEFT JOIN holder AS h ON h.holder_id = n.sender_id AND h.restricted_at IS NULL
    LEFT JOIN service AS v ON v.service_id = n.service_id
    ORDER BY n.notice_id DESC
    LIMIT $1";

const SEEN_BY: &str = "
    SELECT n.notice_id, n.message_class, n.title, h.ref AS sender, n.sent_at, n.expires_at, r.read_at
    FROM notice AS n
    LEFT JOIN holder AS h ON h.holder_id = n.sender_id AND h.restricted_at IS NULL
    LEFT JOIN notice_read AS r ON r.notice_id = n.notice_id AND r.holder_id = $1
    WHERE n.cohort_id IN (@keys)
      AND (n.expires_at IS NULL OR n.expires_at > $2)
      AND (CAST($3 AS BIGINT) = 0 OR r.read_at IS NULL)
    ORDER BY COALESCE(n.priority, $4), n.notice_id DESC
    LIMIT $5";

/// All in one place of the order, by rank.
const QUEUE_IN_ONE_CLASS: &str = "
    INSERT INTO dispatch_queue (service_id, kind, priority, key, item_id, holder_id, scheme_id, tries, next_at,
                                leased_until)
    SELECT CAST($1 AS BIGINT), 1, CAST($2 AS BIGINT), m.key, CAST($3 AS BIGINT), m.holder_id, CAST($4 AS BIGINT), 0,
           CAST($5 AS BIGINT), 0
    FROM member AS m
    WHERE m.cohort_id = $6
      AND m.holder_id <> $7
    ORDER BY m.key, m.holder_id";

/// Each in the class that the nearest cohort says, of the oldest scheme of which some cohort says one: from the cohorts that
/// say one down to those below that say another.
const QUEUE_BY_CLASS: &str = "
    INSERT INTO dispatch_queue (service_id, kind, priority, key, item_id, holder_id, scheme_id, tries, next_at,
                                leased_until)
    WITH RECURSIVE said AS (
        SELECT c.cohort_id, c.scheme_id,
               CASE p.message_class
                   WHEN $8 THEN 1 WHEN $9 THEN 2 WHEN $10 THEN 3 WHEN $11 THEN 4 WHEN $12 THEN 5
                   WHEN $13 THEN 6 WHEN $14 THEN 7 WHEN $15 THEN 8 WHEN $16 THEN 9 ELSE $2
               END AS place
        FROM cohort_policy AS p
        JOIN scheme AS s ON s.scheme_id = p.scheme_id
        JOIN scheme_version AS v ON v.scheme_id = s.scheme_id AND v.version = s.version AND v.tree = p.tree
        JOIN cohort AS c ON c.scheme_id = p.scheme_id AND c.tree = p.tree AND c.path = p.path
        WHERE p.message_class IS NOT NULL
          AND p.recorded = (
              SELECT MAX(l.recorded)
              FROM cohort_policy AS l
              WHERE l.scheme_id = p.scheme_id
                AND l.tree = p.tree
                AND l.path = p.path)),
    told AS (
        SELECT cohort_id, scheme_id, place
        FROM said
        UNION ALL
        SELECT c.cohort_id, t.scheme_id, t.place
        FROM told AS t
        JOIN cohort AS c ON c.parent_id = t.cohort_id
        WHERE NOT EXISTS (
            SELECT 1
            FROM said AS s
            WHERE s.cohort_id = c.cohort_id)),
    decided AS (
        SELECT p.holder_id, MIN(p.scheme_id * 2000 + t.place) % 2000 AS place
        FROM member AS m
        JOIN placement AS p ON p.holder_id = m.holder_id
        JOIN told AS t ON t.cohort_id = p.cohort_id
        WHERE m.cohort_id = $6
        GROUP BY p.holder_id)
    SELECT CAST($1 AS BIGINT), 1, COALESCE(d.place, CAST($2 AS BIGINT)) AS place, m.key, CAST($3 AS BIGINT), m.holder_id,
           CAST($4 AS BIGINT), 0, CAST($5 AS BIGINT), 0
    FROM member AS m
    LEFT JOIN decided AS d ON d.holder_id = m.holder_id
    WHERE m.cohort_id = $6
      AND m.holder_id <> $7
    ORDER BY 3, m.key, m.holder_id";

const REMOVE_EXPIRED: &str = "
    DELETE FROM dispatch_queue
    WHERE service_id = $1
      AND kind = 1
      AND leased_until <= $2
      AND item_id IN (
          SELECT notice_id
          FROM notice
          WHERE expires_at <= $2)";

const MARK_READ: &str = "
    INSERT INTO notice_read (notice_id, holder_id, read_at)
    VALUES ($1, $2, $3)
    ON CONFLICT (notice_id, holder_id) DO NOTHING";

const READ_AT: &str = "
    SELECT read_at
    FROM notice_read
    WHERE notice_id = $1
      AND holder_id = $2";

const WITHDRAW_NOTICE: &str = "
    UPDATE notice
    SET expires_at = $2,
        withdrawn_at = $2
    WHERE notice_id = $1
      AND (expires_at IS NULL OR expires_at > $2)";

const UNQUEUE_NOTICE: &str = "
    DELETE FROM dispatch_queue
    WHERE item_id = $1
      AND kind = 1
      AND leased_until <= $2";

const UNQUEUE_HOLDER: &str = "
    DELETE FROM dispatch_queue
    WHERE kind = 1
      AND holder_id = $1
      AND item_id IN (
          SELECT notice_id
          FROM notice
          WHERE service_id IS NOT NULL)";

const FORGET_READ: &str = "
    DELETE FROM notice_read
    WHERE holder_id = $1
      AND notice_id IN (
          SELECT notice_id
          FROM notice)";

const UNQUEUE_SENDER: &str = "
    DELETE FROM dispatch_queue
    WHERE kind = 1
      AND item_id IN (
          SELECT notice_id
          FROM notice
          WHERE sender_id = $1)";

const WITHDRAW_OF_SENDER: &str = "
    UPDATE notice
    SET expires_at = $2,
        withdrawn_at = $2
    WHERE sender_id = $1
      AND (expires_at IS NULL OR expires_at > $2)";

/// Records a notice.
pub async fn insert(tx: &mut Tx, new: &NewNotice<'_>) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_NOTICE,
        new.notice_id,
        new.scheme.get(),
        new.cohort.get(),
        new.sender.get(),
        new.operator,
        new.title,
        new.body,
        new.class.map(|(class, _)| class),
        new.class.map(|(_, place)| place),
        new.service,
        new.members,
        new.sent_at,
        new.expires_at,
    )?;
    one_row("notice", new.notice_id, written)
}

/// Lets a notice wait to be sent to every member but its sender, and counts them.
pub async fn queue(tx: &mut Tx, new: &NewNotice<'_>, service: i64, classes: &MessageClasses) -> Result<u64> {
    let (id, scheme, at) = (new.notice_id, new.scheme.get(), new.sent_at);
    let (cohort, sender) = (new.cohort.get(), new.sender.get());
    if let Some((_, place)) = new.class {
        return execute!(tx, QUEUE_IN_ONE_CLASS, service, place, id, scheme, at, cohort, sender);
    }
    let mut words = [None; MessageClasses::MOST];
    for (place, word) in words.iter_mut().zip(classes.words()) {
        *place = Some(word);
    }
    let [one, two, three, four, five, six, seven, eight, nine] = words;
    execute!(
        tx,
        QUEUE_BY_CLASS,
        service,
        MessageClasses::LAST,
        id,
        scheme,
        at,
        cohort,
        sender,
        one,
        two,
        three,
        four,
        five,
        six,
        seven,
        eight,
        nine,
    )
}

/// The notice of a number.
pub async fn by_id(tx: &mut Tx, notice: i64) -> Result<Option<Notice>> {
    fetch_optional!(tx, Notice, NOTICE_BY_ID, notice)
}

/// What became of a notice.
pub async fn reached(tx: &mut Tx, notice: i64) -> Result<Reached> {
    fetch_one!(tx, Reached, REACHED, notice)
}

/// Visits notices, the newest first.
pub async fn for_each<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    limit: i64,
    mut see: impl FnMut(Listed) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    for_each!(tx, Listed, see, LIST_NOTICES, limit)
}

/// What a member sees of what is good, the most urgent class first, then the newest.
pub async fn seen_by(tx: &mut Tx, view: View<'_>, limit: i64) -> Result<Vec<Seen>> {
    let View { holder, cohorts, place, unread, at } = view;
    Ok(fetch_in!(tx, Seen, SEEN_BY, [holder.get(), at, i64::from(unread), place, limit], cohorts))
}

/// Takes notices of a service out of the queue that are good no more, and counts them.
pub async fn remove_expired(tx: &mut Tx, service: i64, now: i64) -> Result<u64> {
    execute!(tx, REMOVE_EXPIRED, service, now)
}

/// Marks a notice as read by a holder, and says whether it was not before.
pub async fn mark_read(tx: &mut Tx, notice: i64, holder: PartyId, at: i64) -> Result<bool> {
    Ok(execute!(tx, MARK_READ, notice, holder.get(), at)? == 1)
}

/// When a holder read a notice, in microseconds since 1970.
pub async fn read_at(tx: &mut Tx, notice: i64, holder: PartyId) -> Result<Option<i64>> {
    let found: Option<(i64,)> = fetch_optional!(tx, (i64,), READ_AT, notice, holder.get())?;
    Ok(found.map(|(at,)| at))
}

/// Ends a notice that is good, and counts the members to whom it is not sent any more. Nothing when it was good no more.
/// What is on its way at this moment is not called back, but is not tried again.
pub async fn withdraw(tx: &mut Tx, notice: i64, at: i64) -> Result<Option<u64>> {
    if execute!(tx, WITHDRAW_NOTICE, notice, at)? != 1 {
        return Ok(None);
    }
    execute!(tx, UNQUEUE_NOTICE, notice, at).map(Some)
}

/// Leaves nothing of a holder but what they sent, which is withdrawn.
pub async fn forget(tx: &mut Tx, holder: PartyId, at: i64) -> Result<()> {
    let holder = holder.get();
    execute!(tx, UNQUEUE_HOLDER, holder)?;
    execute!(tx, FORGET_READ, holder)?;
    execute!(tx, UNQUEUE_SENDER, holder)?;
    execute!(tx, WITHDRAW_OF_SENDER, holder, at).map(drop)
}
