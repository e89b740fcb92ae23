//! Refunds in bills: which payment they are of, and those that waited for theirs.

use jiff::Timestamp;

use super::fee::{Desk, Fee};
use crate::domain::id::SourceId;
use crate::error::Error;
use crate::input::bill::Kind;
use crate::store::Tx;
use crate::store::bill::{self, MATCHED, Stored};
use crate::store::payment::{self, Payment};

/// The row of the payment that a refund is of: the one that it names by the firm's number, or the only one of the
/// merchant's number.
pub(super) async fn named(
    tx: &mut Tx,
    source: SourceId,
    of: Option<&str>,
    reference: Option<&str>,
) -> Result<Option<Stored>, Error> {
    Ok(match (of, reference) {
        (Some(of), _) => bill::row(tx, source, of).await?.filter(|row| row.kind == Kind::Payment.as_str()),
        (None, Some(reference)) => {
            let mut called = bill::payments_called(tx, source, reference).await?;
            if called.len() == 1 { called.pop() } else { None }
        }
        (None, None) => None,
    })
}

/// The matched payment of a refund.
pub(super) async fn original(
    tx: &mut Tx,
    source: SourceId,
    of: Option<&str>,
    reference: Option<&str>,
) -> Result<Option<Payment>, Error> {
    match named(tx, source, of, reference).await?.and_then(|row| row.matched()) {
        Some((holder, payment)) => Ok(Some(payment::of(tx, holder, payment).await?)),
        None => Ok(None),
    }
}

/// Books the refunds that waited for a payment, and returns how many. What can't be booked stays open.
pub(super) async fn end_waiting(
    desk: Desk<'_>,
    tx: &mut Tx,
    source: SourceId,
    payment: &Stored,
) -> Result<u64, Error> {
    let mut ended = 0;
    for refund in bill::open_refunds(tx, source, &payment.external_id, payment.reference.as_deref()).await? {
        let of = original(tx, source, refund.refund_of.as_deref(), refund.reference.as_deref()).await?;
        let Some(paid) = of else { continue };
        let fee = Fee {
            source,
            receipt: &refund.external_id,
            amount: refund.amount(),
            charge: refund.charge(),
            channel: &refund.channel,
            paid_at: Timestamp::from_microsecond(refund.at).unwrap_or(desk.now),
        };
        if desk.pay_back(tx, &paid, &fee).await?.is_ok() {
            let matched = Some((paid.holder_id, paid.payment_id));
            bill::place(tx, source, &refund.external_id, MATCHED, matched).await?;
            ended += 1;
        }
    }
    Ok(ended)
}
