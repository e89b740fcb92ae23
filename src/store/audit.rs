//! The audit chain: every change and every refusal, each entry hashed onto the one before.

mod follow;

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use sqlx::PgPool;

pub use follow::{Fault, Followed, Verdict, Witnessed, verify};

use super::{Result, StoreError, Tx, Visited, begin_on, one_row, written};

/// The length of a hash in bytes.
const HASH_BYTES: usize = 32;

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
    /// What it wrote into tables whose rows are only ever added, one JSON object.
    pub wrote: Option<String>,
    /// SHA-256 of the hash before and of the entry.
    pub hash: Vec<u8>,
}

/// The chain's end: number and hash of the last entry.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Head {
    /// The number of the last entry, 0 when there is none.
    pub seq: i64,
    /// Its hash, 32 zero bytes when there is no entry.
    pub hash: Vec<u8>,
}

impl Head {
    /// The head of a log without entries.
    #[must_use]
    pub fn of_nothing() -> Self {
        Self { seq: 0, hash: vec![0; HASH_BYTES] }
    }
}

impl fmt::Display for Head {
    /// `SEQ:HASH`, as it is kept elsewhere: the number, and the hash in 64 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.seq)?;
        self.hash.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A text is no head of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is not `SEQ:HASH` with 64 hexadecimal digits")]
pub struct HeadError;

impl FromStr for Head {
    type Err = HeadError;

    fn from_str(text: &str) -> std::result::Result<Self, HeadError> {
        let (seq, hash) = text.split_once(':').ok_or(HeadError)?;
        let digits = |text: &str, digit: fn(&u8) -> bool| !text.is_empty() && text.bytes().all(|c| digit(&c));
        if !digits(seq, u8::is_ascii_digit)
            || !digits(hash, u8::is_ascii_hexdigit)
            || hash.len() != 2 * HASH_BYTES
        {
            return Err(HeadError);
        }
        let hash: Option<Vec<u8>> =
            (0..HASH_BYTES).map(|at| u8::from_str_radix(hash.get(2 * at..2 * at + 2)?, 16).ok()).collect();
        Ok(Self { seq: seq.parse().map_err(|_| HeadError)?, hash: hash.ok_or(HeadError)? })
    }
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
    INSERT INTO audit (seq, at, operator, claimed, action, subject, detail, reason, outcome, hash, wrote)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

const LIST_ENTRIES: &str = "
    SELECT seq, at, operator, claimed, action, subject, detail, reason, outcome, wrote, hash
    FROM audit
    WHERE seq > $1
    ORDER BY seq";

const HEAD_AFTER: &str = "
    SELECT seq, hash
    FROM audit
    WHERE subject = $2
      AND action = $1
      AND outcome = 'done'
    ORDER BY seq DESC
    LIMIT 1";

const NEWEST: &str = "
    SELECT at
    FROM audit
    ORDER BY seq DESC
    LIMIT 1";

/// When the newest entry was written, in microseconds since 1970.
pub async fn newest(tx: &mut Tx) -> Result<Option<i64>> {
    let found: Option<(i64,)> = fetch_optional!(tx, (i64,), NEWEST)?;
    Ok(found.map(|(at,)| at))
}

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

/// The head that the last time made that an act was done on a subject.
pub async fn head_after(tx: &mut Tx, action: &str, subject: &str) -> Result<Option<Head>> {
    fetch_optional!(tx, Head, HEAD_AFTER, action, subject)
}

/// Starts an empty chain.
pub async fn create(tx: &mut Tx) -> Result<()> {
    execute!(tx, CREATE_HEAD, Head::of_nothing().hash)?;
    written::begin(tx).await
}

/// Starts an empty chain where a migration has just made the log.
pub async fn create_if_missing(tx: &mut Tx) -> Result<()> {
    execute!(tx, CREATE_MISSING_HEAD, Head::of_nothing().hash).map(drop)
}

/// Appends an entry, and gives the head that it makes. Taking the head locks it until the transaction ends, so that the
/// chain is one line.
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
        wrote: std::mem::take(tx.written()).told(),
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
        &logged.wrote,
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
    // Nothing comes after the last field, so that an entry without it has the hash that it always had.
    if let Some(wrote) = &entry.wrote {
        hash.update([1]);
        hash.update((wrote.len() as u64).to_be_bytes());
        hash.update(wrote);
    }
    hash.finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_as_it_is_written() {
        let head = Head { seq: 17, hash: (0..32).collect() };
        let text = "17:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
        assert_eq!(head.to_string(), text);
        assert_eq!(text.parse(), Ok(head.clone()));
        assert_eq!(text.to_uppercase().parse(), Ok(head));
        let nothing = Head::of_nothing();
        assert_eq!(nothing.to_string().parse(), Ok(nothing));
    }

    #[test]
    fn what_is_no_head_is_refused() {
        let zeros = "0".repeat(64);
        for text in [
            String::new(),
            ":".to_owned(),
            "17".to_owned(),
            format!("17:{}", &zeros[1..]),
            format!("17:{zeros}0"),
            format!(":{zeros}"),
            format!("-1:{zeros}"),
            format!("+1:{zeros}"),
            format!(" 1:{zeros}"),
            format!("99999999999999999999:{zeros}"),
            format!("1:{}", "é".repeat(32)),
            format!("1:+{}", &zeros[1..]),
        ] {
            assert_eq!(text.parse::<Head>(), Err(HeadError), "{text}");
        }
    }
}
