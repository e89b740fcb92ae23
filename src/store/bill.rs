//! Bills of payment firms: the files that were read, and their rows.

use super::bulk::Table;
use super::{Result, StoreError, Tx, Visited, one_row};
use crate::domain::id::SourceId;
use crate::domain::money::Money;
use crate::domain::party::PartyId;

/// `bill_row`, for bulk load.
pub const BILL_ROW: Table = Table {
    name: "bill_row",
    columns: &[
        "source_id",
        "external_id",
        "file_id",
        "line",
        "kind",
        "at",
        "amount",
        "charge",
        "channel",
        "reference",
        "refund_of",
        "memo",
        "content",
        "state",
        "holder_id",
        "payment_id",
    ],
};

/// A row belongs to a payment of a holder.
pub const MATCHED: &str = "matched";
/// A row waits until somebody says whose it is.
pub const OPEN: &str = "open";
/// A row is no fee.
pub const IGNORED: &str = "ignored";

/// A row as it stands.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stored {
    /// The firm's number of it.
    pub external_id: String,
    /// `payment`, `refund` or `other`.
    pub kind: String,
    /// When it happened, in microseconds since 1970.
    pub at: i64,
    amount: i64,
    charge: i64,
    /// Through what it came.
    pub channel: String,
    /// What the merchant called it.
    pub reference: Option<String>,
    /// The number of the payment that a refund is of.
    pub refund_of: Option<String>,
    /// What it was for.
    pub memo: Option<String>,
    /// The digest of what it says.
    pub content: Vec<u8>,
    /// [`MATCHED`], [`OPEN`] or [`IGNORED`].
    pub state: String,
    holder_id: Option<i64>,
    payment_id: Option<i64>,
}

impl Stored {
    /// How much.
    #[must_use]
    pub const fn amount(&self) -> Money {
        Money::from_minor(self.amount)
    }

    /// What the firm kept of it.
    #[must_use]
    pub const fn charge(&self) -> Money {
        Money::from_minor(self.charge)
    }

    /// The holder and the payment to which it belongs.
    #[must_use]
    pub fn matched(&self) -> Option<(PartyId, i64)> {
        self.holder_id.map(PartyId::new).zip(self.payment_id)
    }
}

const BILL_ROWS: &str = "
    SELECT external_id, kind, at, amount, charge, channel, reference, refund_of, memo, content, state, holder_id,
           payment_id
    FROM bill_row
    WHERE source_id = $1
      AND external_id IN (@keys)
    ORDER BY external_id";

const PAYMENTS_OF_REFERENCE: &str = "
    SELECT external_id, kind, at, amount, charge, channel, reference, refund_of, memo, content, state, holder_id,
           payment_id
    FROM bill_row
    WHERE source_id = $1
      AND reference = $2
      AND kind = 'payment'
    ORDER BY external_id
    LIMIT 2";

const OPEN_REFUNDS: &str = "
    SELECT external_id, kind, at, amount, charge, channel, reference, refund_of, memo, content, state, holder_id,
           payment_id
    FROM bill_row
    WHERE source_id = $1
      AND state = 'open'
      AND kind = 'refund'
      AND (refund_of = $2 OR (refund_of IS NULL AND reference = $3))
    ORDER BY at, external_id";

const OPEN_REFUNDS_AFTER: &str = "
    SELECT external_id, kind, at, amount, charge, channel, reference, refund_of, memo, content, state, holder_id,
           payment_id
    FROM bill_row
    WHERE source_id = $1
      AND state = 'open'
      AND kind = 'refund'
      AND external_id > $2
    ORDER BY external_id
    LIMIT $3";

const OPEN_ROWS: &str = "
    SELECT s.name, b.external_id, b.kind, b.at, b.amount, b.charge, b.channel, b.reference, b.refund_of, b.memo,
           b.content, b.state, b.holder_id, b.payment_id
    FROM bill_row AS b
    JOIN source AS s ON s.source_id = b.source_id
    WHERE b.state = 'open'
    ORDER BY b.at, s.name, b.external_id";

const PLACE_ROW: &str = "
    UPDATE bill_row
    SET state = $3,
        holder_id = $4,
        payment_id = $5
    WHERE source_id = $1
      AND external_id = $2
      AND state <> 'matched'";

const BILL_FILE: &str = "
    SELECT file_id
    FROM bill_file
    WHERE source_id = $1
      AND sha256 = $2";

const ADD_BILL_FILE: &str = "
    INSERT INTO bill_file (file_id, source_id, format, sha256, read_rows, imported_at, imported_by)
    SELECT COALESCE(MAX(file_id), 0) + 1, $1, $2, $3, $4, $5, $6
    FROM bill_file
    RETURNING file_id";

const ROW_OF_PAYMENT: &str = "
    SELECT external_id
    FROM bill_row
    WHERE holder_id = $1
      AND payment_id = $2
      AND kind = 'payment'
    ORDER BY source_id, external_id
    LIMIT 1";

const SOURCES_OF_FORMAT: &str = "
    SELECT DISTINCT source_id
    FROM bill_file
    WHERE format = $1
    ORDER BY source_id";

const TOLD_ROWS: &str = "
    SELECT s.name, b.external_id
    FROM bill_row AS b
    JOIN bill_file AS f ON f.file_id = b.file_id
    JOIN source AS s ON s.source_id = b.source_id
    WHERE b.source_id = $1
      AND f.format = $2
      AND b.external_id IN (@keys)
    ORDER BY b.external_id
    LIMIT 1";

/// The number of the row that is matched with a payment.
pub async fn row_of(tx: &mut Tx, holder: PartyId, payment: i64) -> Result<Option<String>> {
    let found: Option<(String,)> = fetch_optional!(tx, (String,), ROW_OF_PAYMENT, holder.get(), payment)?;
    Ok(found.map(|(id,)| id))
}

/// The sources of which bills of a format were read.
pub async fn sources_of(tx: &mut Tx, format: &str) -> Result<Vec<SourceId>> {
    let rows: Vec<(i64,)> = fetch_all!(tx, (i64,), SOURCES_OF_FORMAT, format)?;
    Ok(rows.into_iter().map(|(source,)| source.into()).collect())
}

/// A row under one of these numbers that a bill of a format told, with the name of its source.
pub async fn told(
    tx: &mut Tx,
    source: SourceId,
    format: &str,
    ids: &[String],
) -> Result<Option<(String, String)>> {
    Ok(fetch_in!(tx, (String, String), TOLD_ROWS, [source.get(), format], ids).into_iter().next())
}

/// The rows of a source under these numbers.
pub async fn rows(tx: &mut Tx, source: SourceId, ids: &[String]) -> Result<Vec<Stored>> {
    Ok(fetch_in!(tx, Stored, BILL_ROWS, [source.get()], ids))
}

/// The row of a source under a number.
pub async fn row(tx: &mut Tx, source: SourceId, id: &str) -> Result<Option<Stored>> {
    Ok(rows(tx, source, &[id.to_owned()]).await?.pop())
}

/// Payments that the merchant called so, two at most: one alone is meant by a refund that names it.
pub async fn payments_called(tx: &mut Tx, source: SourceId, reference: &str) -> Result<Vec<Stored>> {
    fetch_all!(tx, Stored, PAYMENTS_OF_REFERENCE, source.get(), reference)
}

/// The refunds that wait for a payment, in the order of their times.
pub async fn open_refunds(
    tx: &mut Tx,
    source: SourceId,
    payment: &str,
    reference: Option<&str>,
) -> Result<Vec<Stored>> {
    fetch_all!(tx, Stored, OPEN_REFUNDS, source.get(), payment, reference)
}

/// The first refunds of a source that wait, after a number.
pub async fn open_refunds_after(
    tx: &mut Tx,
    source: SourceId,
    after: &str,
    limit: i64,
) -> Result<Vec<Stored>> {
    fetch_all!(tx, Stored, OPEN_REFUNDS_AFTER, source.get(), after, limit)
}

/// A row with the name of its source.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Listed {
    /// The source's name.
    pub name: String,
    /// The row.
    #[sqlx(flatten)]
    pub row: Stored,
}

/// Visits the rows that are open, the oldest first, until `visit` fails or has enough.
pub async fn each_open<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    mut visit: impl FnMut(Listed) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    for_each!(tx, Listed, visit, OPEN_ROWS)
}

/// Says to which payment a row belongs, or that it is ignored. What is matched stays so.
pub async fn place(
    tx: &mut Tx,
    source: SourceId,
    id: &str,
    state: &str,
    matched: Option<(PartyId, i64)>,
) -> Result<()> {
    let (holder, payment) = (matched.map(|(holder, _)| holder.get()), matched.map(|(_, payment)| payment));
    one_row("bill_row", id, execute!(tx, PLACE_ROW, source.get(), id, state, holder, payment)?)
}

/// A file on its way into the database.
#[derive(Clone, Copy, Debug)]
pub struct NewFile<'a> {
    /// Where its rows come from.
    pub source: SourceId,
    /// The name of its format.
    pub format: &'a str,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: &'a str,
    /// How many rows it has.
    pub rows: i64,
    /// When it is read, in microseconds since 1970.
    pub at: i64,
    /// By whom.
    pub operator: &'a str,
}

/// The number of the file of this content, where it was read before.
pub async fn file(tx: &mut Tx, source: SourceId, sha256: &str) -> Result<Option<i64>> {
    let found: Option<(i64,)> = fetch_optional!(tx, (i64,), BILL_FILE, source.get(), sha256)?;
    Ok(found.map(|(id,)| id))
}

/// Records that a file is read, and returns its number. The caller lets nobody else do so meanwhile.
pub async fn add_file(tx: &mut Tx, new: NewFile<'_>) -> Result<i64> {
    let NewFile { source, format, sha256, rows, at, operator } = new;
    let (id,): (i64,) =
        fetch_one!(tx, (i64,), ADD_BILL_FILE, source.get(), format, sha256, rows, at, operator)?;
    Ok(id)
}
