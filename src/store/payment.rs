//! Payments of holders: fees, each under a receipt that is unique within its source.

use super::{Result, StoreError, Tx, Visited, one_row, written};
use crate::domain::id::SourceId;
use crate::domain::money::Money;
use crate::domain::party::PartyId;

/// A payment on its way into the database.
#[derive(Clone, Debug)]
pub struct NewPayment<'a> {
    /// Its number.
    pub payment_id: i64,
    /// Who paid.
    pub holder: PartyId,
    /// The source within which the receipt is unique.
    pub source: SourceId,
    /// The receipt's number.
    pub receipt: &'a str,
    /// How much.
    pub amount: Money,
    /// Through what: `cash`, `wechat` …
    pub channel: &'a str,
    /// When, in microseconds since 1970.
    pub paid_at: i64,
    /// When it was recorded, in microseconds since 1970.
    pub recorded: i64,
}

/// A payment as it stands.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Payment {
    /// Its number.
    pub payment_id: i64,
    /// Who paid.
    #[sqlx(try_from = "i64")]
    pub holder_id: PartyId,
    /// The source's name.
    pub source: String,
    /// The receipt's number.
    pub external_id: String,
    amount: i64,
    /// Through what it was paid.
    pub channel: String,
    /// When, in microseconds since 1970.
    pub paid_at: i64,
}

impl Payment {
    /// How much.
    #[must_use]
    pub const fn amount(&self) -> Money {
        Money::from_minor(self.amount)
    }
}

const CLAIMED_RECEIPT: &str = "
    SELECT holder_id, payment_id
    FROM payment_claim
    WHERE source_id = $1
      AND external_id = $2";

const PAYMENT: &str = "
    SELECT p.payment_id, p.holder_id, s.name AS source, p.external_id, p.amount, p.channel, p.paid_at
    FROM payment AS p
    JOIN source AS s ON s.source_id = p.source_id
    WHERE p.payment_id = $1
      AND p.holder_id = $2";

const LIST_PAYMENTS: &str = "
    SELECT p.payment_id, p.holder_id, s.name AS source, p.external_id, p.amount, p.channel, p.paid_at, h.ref
    FROM (
        SELECT payment_id, holder_id, source_id, external_id, amount, channel, paid_at, 0 AS n
        FROM payment
        UNION ALL
        SELECT r.payment_id, r.holder_id, r.source_id, r.external_id, -r.amount, o.channel, r.at, r.n
        FROM payment_refund AS r
        JOIN payment AS o ON o.payment_id = r.payment_id AND o.holder_id = r.holder_id) AS p
    JOIN source AS s ON s.source_id = p.source_id
    JOIN holder AS h ON h.holder_id = p.holder_id
    ORDER BY p.paid_at, p.payment_id, p.n";

const CLAIM_RECEIPT: &str = "
    INSERT INTO payment_claim (source_id, external_id, holder_id, payment_id)
    VALUES ($1, $2, $3, $4)";

const INSERT_PAYMENT: &str = "
    INSERT INTO payment (payment_id, holder_id, source_id, external_id, amount, channel, paid_at, recorded)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

const ADD_TO_FEES: &str = "
    UPDATE holder
    SET fees = fees + $2
    WHERE holder_id = $1
    RETURNING fees";

const ADD_FEES: &str = "
    UPDATE holder
    SET fees = fees + v.column2
    FROM (VALUES @pairs) AS v
    WHERE holder_id = v.column1";

const PAYMENTS_UNDER: &str = "
    SELECT p.payment_id, p.holder_id, s.name AS source, p.external_id, p.amount, p.channel, p.paid_at
    FROM payment_claim AS c
    JOIN payment AS p ON p.payment_id = c.payment_id AND p.holder_id = c.holder_id
    JOIN source AS s ON s.source_id = p.source_id
    WHERE c.source_id = $1
      AND c.external_id IN (@keys)
    ORDER BY p.external_id";

const PAYMENT_OF: &str = "
    SELECT p.payment_id, p.holder_id, s.name AS source, p.external_id, p.amount, p.channel, p.paid_at
    FROM payment AS p
    JOIN source AS s ON s.source_id = p.source_id
    WHERE p.payment_id = $1
      AND p.holder_id = $2";

const REFUNDED: &str = "
    SELECT COUNT(*), CAST(COALESCE(SUM(amount), 0) AS BIGINT)
    FROM payment_refund
    WHERE payment_id = $1
      AND holder_id = $2";

const INSERT_REFUND: &str = "
    INSERT INTO payment_refund (payment_id, holder_id, n, source_id, external_id, amount, at, recorded, operator)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

const PAYMENTS_BETWEEN: &str = "
    SELECT p.source_id, p.external_id, 'payment' AS kind, p.amount, p.channel, p.paid_at AS at, h.ref
    FROM payment AS p
    JOIN holder AS h ON h.holder_id = p.holder_id
    WHERE p.paid_at >= $1
      AND p.paid_at < $2
    UNION ALL
    SELECT r.source_id, r.external_id, 'refund', r.amount, p.channel, r.at, h.ref
    FROM payment_refund AS r
    JOIN payment AS p ON p.payment_id = r.payment_id AND p.holder_id = r.holder_id
    JOIN holder AS h ON h.holder_id = r.holder_id
    WHERE r.at >= $1
      AND r.at < $2
    ORDER BY 6, 1, 2, 3";

const PAYMENTS_CLAIMED_BY: &str = "
    SELECT p.source_id, p.external_id, 'payment' AS kind, p.amount, p.channel, p.paid_at AS at, h.ref
    FROM payment_claim AS c
    JOIN payment AS p ON p.payment_id = c.payment_id AND p.holder_id = c.holder_id
    JOIN holder AS h ON h.holder_id = p.holder_id
    WHERE c.source_id = $1
      AND c.external_id IN (@keys)
    ORDER BY p.external_id";

/// A payment or refund, for comparison with a bill.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Moved {
    source_id: i64,
    /// Its number within the source.
    pub external_id: String,
    /// `payment` or `refund`.
    pub kind: String,
    amount: i64,
    /// Through what it came.
    pub channel: String,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// The holder's ref.
    #[sqlx(rename = "ref")]
    pub reference: String,
}

impl Moved {
    /// Its source.
    #[must_use]
    pub fn source(&self) -> SourceId {
        self.source_id.into()
    }

    /// How much, above zero.
    #[must_use]
    pub const fn amount(&self) -> Money {
        Money::from_minor(self.amount)
    }
}

/// Visits the payments and refunds from one moment up to before another, in microseconds since 1970, in any order.
pub async fn each_between<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    from: i64,
    to: i64,
    mut visit: impl FnMut(Moved) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    for_each!(tx, Moved, visit, PAYMENTS_BETWEEN, from, to)
}

/// The payments under these numbers of a source.
pub async fn claimed(tx: &mut Tx, source: SourceId, ids: &[String]) -> Result<Vec<Moved>> {
    Ok(fetch_in!(tx, Moved, PAYMENTS_CLAIMED_BY, [source.get()], ids))
}

/// The payment of a number.
pub async fn of(tx: &mut Tx, holder: PartyId, payment: i64) -> Result<Payment> {
    let found: Option<Payment> = fetch_optional!(tx, Payment, PAYMENT_OF, payment, holder.get())?;
    found.ok_or_else(|| StoreError::inconsistent("payment", "payment_id", payment, "no such payment"))
}

/// How many refunds a payment had, and of how much.
pub async fn refunded(tx: &mut Tx, holder: PartyId, payment: i64) -> Result<(i64, Money)> {
    let (count, sum): (i64, i64) = fetch_one!(tx, (i64, i64), REFUNDED, payment, holder.get())?;
    Ok((count, Money::from_minor(sum)))
}

/// A refund on its way into the database.
#[derive(Clone, Debug)]
pub struct NewRefund<'a> {
    /// The payment.
    pub payment_id: i64,
    /// Who had paid.
    pub holder: PartyId,
    /// Which of the payment's refunds it is, from 1.
    pub n: i64,
    /// Where it comes from.
    pub source: SourceId,
    /// Its number there.
    pub external_id: &'a str,
    /// How much.
    pub amount: Money,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// When it is recorded, in microseconds since 1970.
    pub recorded: i64,
    /// By whom.
    pub operator: &'a str,
}

/// Records what was paid back of a payment, and returns what the holder has paid in all from then on.
pub async fn refund(tx: &mut Tx, new: &NewRefund<'_>) -> Result<Money> {
    let written = execute!(
        tx,
        INSERT_REFUND,
        new.payment_id,
        new.holder.get(),
        new.n,
        new.source.get(),
        new.external_id,
        new.amount.minor(),
        new.at,
        new.recorded,
        new.operator,
    )?;
    tx.written().row(
        &written::PAYMENT_REFUND,
        [
            new.payment_id.into(),
            new.holder.get().into(),
            new.n.into(),
            new.source.get().into(),
            new.external_id.into(),
            new.amount.minor().into(),
            new.at.into(),
            new.recorded.into(),
            new.operator.into(),
        ],
    );
    one_row("payment_refund", new.payment_id, written)?;
    let (fees,): (i64,) = fetch_one!(tx, (i64,), ADD_TO_FEES, new.holder.get(), -new.amount.minor())?;
    Ok(Money::from_minor(fees))
}

/// The payments of these receipts, for those that are recorded.
pub async fn under(tx: &mut Tx, source: SourceId, receipts: &[String]) -> Result<Vec<Payment>> {
    Ok(fetch_in!(tx, Payment, PAYMENTS_UNDER, [source.get()], receipts))
}

/// Counts what holders paid: holder and how much more, in minor units.
pub async fn add_to_fees(tx: &mut Tx, added: &[(i64, i64)]) -> Result<()> {
    let written = execute_pairs!(tx, ADD_FEES, [], added);
    if written == added.len() as u64 {
        Ok(())
    } else {
        Err(StoreError::inconsistent("holder", "fees", written, "other holders than paid"))
    }
}

/// The payment of a receipt.
pub async fn by_receipt(tx: &mut Tx, source: SourceId, receipt: &str) -> Result<Option<Payment>> {
    let claimed: Option<(i64, i64)> =
        fetch_optional!(tx, (i64, i64), CLAIMED_RECEIPT, source.get(), receipt)?;
    let Some((holder, payment)) = claimed else { return Ok(None) };
    let missing = || StoreError::inconsistent("payment_claim", "payment_id", receipt, "no such payment");
    let found: Option<Payment> = fetch_optional!(tx, Payment, PAYMENT, payment, holder)?;
    found.map(Some).ok_or_else(missing)
}

/// A payment with the ref of who paid.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Listed {
    /// The payment.
    #[sqlx(flatten)]
    pub payment: Payment,
    /// The holder's ref.
    #[sqlx(rename = "ref")]
    pub reference: String,
}

/// Visits all payments, the oldest first, until `visit` fails; what was paid back is negative.
pub async fn each<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    mut visit: impl FnMut(Listed) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    for_each!(tx, Listed, visit, LIST_PAYMENTS)
}

/// Records a payment and returns what the holder has paid in all from then on.
pub async fn insert(tx: &mut Tx, new: &NewPayment<'_>) -> Result<Money> {
    let (source, holder) = (new.source.get(), new.holder.get());
    let claimed = execute!(tx, CLAIM_RECEIPT, source, new.receipt, holder, new.payment_id)?;
    one_row("payment_claim", new.receipt, claimed)?;
    let written = execute!(
        tx,
        INSERT_PAYMENT,
        new.payment_id,
        holder,
        source,
        new.receipt,
        new.amount.minor(),
        new.channel,
        new.paid_at,
        new.recorded,
    )?;
    tx.written().row(
        &written::PAYMENT,
        [
            new.payment_id.into(),
            holder.into(),
            source.into(),
            new.receipt.into(),
            new.amount.minor().into(),
            new.channel.into(),
            new.paid_at.into(),
            new.recorded.into(),
        ],
    );
    one_row("payment", new.payment_id, written)?;
    let (fees,): (i64,) = fetch_one!(tx, (i64,), ADD_TO_FEES, holder, new.amount.minor())?;
    Ok(Money::from_minor(fees))
}
