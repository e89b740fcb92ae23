//! The audit chain: every change and every refusal, each entry hashed onto the one before.

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use sqlx::PgPool;

use super::{Result, StoreError, Tx, Visited, begin_on, one_row};

/// What an entry says of one act.
#[derive(Clone, Debug)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// Who: the database's user on PostgreSQL, the system's on SQLite.
    pub operator: String,
    /// Who the operator said they were, where that was said.
    pub claimed: Option<String>,
    /// The command, such as `purchase import`.
    pub action: String,
    /// What it acted on, by code, number or masked tag; never a clear identifier.
    pub subject: String,
    /// Counts, sums and values, as one JSON object.
    pub detail: String,
    /// The reason that the operator gave.
    pub reason: Option<String>,
    /// Done, or refused.
    pub outcome: Outcome,
}

/// How an act ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was done; the entry stands in the same transaction.
    Done,
    /// It was refused; the entry was written after the rollback.
    Refused,
}

impl Outcome {
    /// As stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}

/// An entry as it stands in the log.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Logged {
    /// Its place in the chain, from 1.
    pub seq: i64,
    /// Microseconds since 1970.
    pub at: i64,
    /// Who.
    pub operator: String,
    /// Who they said they were.
    pub claimed: Option<String>,
    /// The command.
    pub action: String,
    /// What it acted on.
    pub subject: String,
    /// One JSON object.
    pub detail: String,
    /// The reason given.
    pub reason: Option<String>,
    /// `done` or `refused`.
    pub outcome: String,
    /// SHA-256 of the hash before and of the entry.
    pub hash: Vec<u8>,
}

/// The chain's end: number and hash of the last entry.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Head {
    /// The number of the last entry, 0 when there is none.
    pub seq: i64,
    /// Its hash, 32 zero bytes when there is none.
    pub hash: Vec<u8>,
}

const CREATE_HEAD: &str = "
    INSERT INTO audit_head (id, seq, hash)
    VALUES (1, 0, $1)";

const CREATE_MISSING_HEAD: &str = "
    INSERT INTO audit_head (id, seq, hash)
    VALUES (1, 0, $1)
    ON CONFLICT (id) DO NOTHING";

const TAKE_HEAD: &str = "
    UPDATE audit_head
    SET seq = seq + 1
    WHERE id = 1
    RETURNING seq, hash";

const WRITE_HEAD: &str = "
    UPDATE audit_head
    SET hash = $1
    WHERE id = 1";

const READ_HEAD: &str = "
    SELECT seq, hash
    FROM audit_head
    WHERE id = 1";

const INSERT_ENTRY: &str = "
    INSERT INTO audit (seq, at, operator, claimed, action, subject, detail, reason, outcome, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

const LIST_ENTRIES: &str = "
    SELECT seq, at, operator, claimed, action, subject, detail, reason, outcome, hash
    FROM audit
    WHERE seq > $1
    ORDER BY seq";

const DETAIL_OF: &str = "
    SELECT detail
    FROM audit
    WHERE subject = $2
      AND action = $1
      AND outcome = 'done'
    ORDER BY seq DESC
    LIMIT 1";

/// The detail of the last time that an act was done on a subject.
pub async fn detail_of(tx: &mut Tx, action: &str, subject: &str) -> Result<Option<String>> {
    let found: Option<(String,)> = fetch_optional!(tx, (String,), DETAIL_OF, action, subject)?;
    Ok(found.map(|(detail,)| detail))
}

/// Starts an empty chain.
pub async fn create(tx: &mut Tx) -> Result<()> {
    execute!(tx, CREATE_HEAD, vec![0_u8; 32]).map(drop)
}

/// Starts an empty chain where a migration has just made the log.
pub async fn create_if_missing(tx: &mut Tx) -> Result<()> {
    execute!(tx, CREATE_MISSING_HEAD, vec![0_u8; 32]).map(drop)
}

/// Appends an entry. Taking the head locks it until the transaction ends, so that the chain is one line.
pub(super) async fn append(tx: &mut Tx, entry: &Entry) -> Result<Head> {
    let head: Head = fetch_one!(tx, Head, TAKE_HEAD)?;
    let mut logged = Logged {
        seq: head.seq,
        at: entry.at.as_microsecond(),
        operator: entry.operator.clone(),
        claimed: entry.claimed.clone(),
        action: entry.action.clone(),
        subject: entry.subject.clone(),
        detail: entry.detail.clone(),
        reason: entry.reason.clone(),
        outcome: entry.outcome.as_str().to_owned(),
        hash: Vec::new(),
    };
    logged.hash = chained(&head.hash, &logged);
    let written = execute!(
        tx,
        INSERT_ENTRY,
        logged.seq,
        logged.at,
        &logged.operator,
        &logged.claimed,
        &logged.action,
        &logged.subject,
        &logged.detail,
        &logged.reason,
        &logged.outcome,
        &logged.hash,
    )?;
    one_row("audit", logged.seq, written)?;
    one_row("audit_head", 1, execute!(tx, WRITE_HEAD, &logged.hash)?)?;
    Ok(Head { seq: logged.seq, hash: logged.hash })
}

/// How long the transaction of a broken connection is waited for: the server may not have seen yet that it is broken.
const ENDING: &str = "SET LOCAL lock_timeout = 10000";

/// Whoever appends holds the head until the end: once it is ours, the other transaction is over.
const HOLD_HEAD: &str = "
    SELECT seq
    FROM audit_head
    WHERE id = 1
    FOR UPDATE";

const HASH_OF: &str = "
    SELECT hash
    FROM audit
    WHERE seq = $1";

/// Whether an entry was committed whose transaction got no answer.
pub(super) async fn is_kept(pool: &PgPool, end: &Head) -> Result<bool> {
    let mut tx = begin_on(pool, "BEGIN").await?;
    if let Tx::Postgres(transaction, _) = &mut tx {
        sqlx::raw_sql(ENDING).execute(&mut **transaction).await?;
        let _: (i64,) = sqlx::query_as(HOLD_HEAD).fetch_one(&mut **transaction).await?;
    }
    let found: Option<(Vec<u8>,)> = fetch_optional!(&mut tx, (Vec<u8>,), HASH_OF, end.seq)?;
    tx.rollback().await?;
    Ok(found.is_some_and(|(hash,)| hash == end.hash))
}

/// The chain's end.
pub async fn head(tx: &mut Tx) -> Result<Head> {
    fetch_one!(tx, Head, READ_HEAD)
}

/// Visits every entry above number `after`, in order, in constant memory.
pub async fn for_each<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    after: i64,
    mut visit: impl FnMut(Logged) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    for_each!(tx, Logged, visit, LIST_ENTRIES, after)
}

/// What `audit verify` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every entry follows from the one before, and the last is the head.
    Intact(Head),
    /// The first entry that does not, and what is wrong with it.
    Broken {
        /// Its number.
        seq: i64,
        /// What is wrong.
        why: String,
    },
}

/// Follows the chain from its beginning, and says so of each entry.
pub async fn verify(tx: &mut Tx, followed: impl Fn()) -> Result<Verdict> {
    let mut before = Head { seq: 0, hash: vec![0; 32] };
    let mut broken = None;
    for_each(tx, 0, |entry: Logged| {
        followed();
        if broken.is_some() {
            return Ok(());
        }
        if entry.seq != before.seq + 1 {
            broken = Some((before.seq + 1, "the entry is missing".to_owned()));
        } else if entry.hash != chained(&before.hash, &entry) {
            broken =
                Some((entry.seq, "the entry's hash does not follow from it and the one before".to_owned()));
        }
        before = Head { seq: entry.seq, hash: entry.hash };
        Ok::<(), StoreError>(())
    })
    .await?;
    let head: Option<Head> = fetch_optional!(tx, Head, READ_HEAD)?;
    let Some(head) = head else {
        return Ok(Verdict::Broken {
            seq: before.seq + 1,
            why: "the head of the chain is missing".to_owned(),
        });
    };
    Ok(match broken {
        Some((seq, why)) => Verdict::Broken { seq, why },
        None if head != before => Verdict::Broken {
            seq: before.seq + 1,
            why: format!("the head names entry {}, and the log ends at {}", head.seq, before.seq),
        },
        None => Verdict::Intact(head),
    })
}

/// SHA-256 of the hash before and of the entry's fields, each with its length so that none runs into the next.
fn chained(before: &[u8], entry: &Logged) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(entry.seq.to_be_bytes());
    hash.update(entry.at.to_be_bytes());
    let claimed = entry.claimed.as_deref();
    let reason = entry.reason.as_deref();
    for field in [
        Some(entry.operator.as_str()),
        claimed,
        Some(&entry.action),
        Some(&entry.subject),
        Some(&entry.detail),
        reason,
        Some(&entry.outcome),
    ] {
        // An absent field differs from an empty one.
        hash.update([u8::from(field.is_some())]);
        let text = field.unwrap_or_default();
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    hash.finalize().to_vec()
}
