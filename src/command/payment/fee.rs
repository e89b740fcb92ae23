//! A fee of a holder on its way into the books: the payment, its journal entry, and the tier that follows.

use jiff::Timestamp;

use super::rise::{Rise, Standing};
use crate::command::holder::Directory;
use crate::command::platform::Platform;
use crate::domain::book::{self, EntryKind};
use crate::domain::id::SourceId;
use crate::domain::money::Money;
use crate::error::Error;
use crate::store::holder::Holder;
use crate::store::ledger::{self, NewEntry};
use crate::store::payment::{self, NewPayment, NewRefund, Payment};
use crate::store::{Counter, Store, Tx};

/// The most that a holder can have paid in all, in minor units; the database holds no more.
pub(super) const MOST: Money = Money::from_minor(999_999_999_999);

/// Who writes into the books, and when.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) store: &'a Store,
    pub(super) platform: &'a Platform,
    pub(super) now: Timestamp,
}

/// A fee that was paid.
pub(super) struct Fee<'a> {
    pub(super) source: SourceId,
    pub(super) receipt: &'a str,
    pub(super) amount: Money,
    /// What the payment firm kept of it.
    pub(super) charge: Money,
    pub(super) channel: &'a str,
    pub(super) paid_at: Timestamp,
}

/// What a fee led to.
pub(super) struct Recorded {
    pub(super) payment_id: i64,
    /// What the holder has paid in all.
    pub(super) fees: Money,
    pub(super) rise: Rise,
}

/// Whether a holder who has paid `fees` may pay so much more.
pub(super) fn fits(fees: Money, amount: Money) -> bool {
    fees.checked_add(amount).is_some_and(|sum| sum <= MOST)
}

/// The numbers of a payment and of its journal entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    pub(super) payment: i64,
    pub(super) entry: i64,
}

impl<'a> Desk<'a> {
    /// The numbers of so many payments: a reservation is a commit of its own on a server.
    pub(super) async fn numbers(&self, tx: &mut Tx, count: usize) -> Result<Vec<Numbers>, Error> {
        let Ok(count @ 1..) = i64::try_from(count) else { return Ok(Vec::new()) };
        let payments = self.store.reserve(tx, Counter::Payment, count).await?;
        let entries = self.store.reserve(tx, Counter::Entry, count).await?;
        Ok((0..count).map(|n| Numbers { payment: payments + n, entry: entries + n }).collect())
    }

    /// The numbers of one payment.
    pub(super) async fn number(&self, tx: &mut Tx) -> Result<Numbers, Error> {
        let payment = self.store.reserve(tx, Counter::Payment, 1).await?;
        let entry = self.store.reserve(tx, Counter::Entry, 1).await?;
        Ok(Numbers { payment, entry })
    }

    /// The numbers of so many entries that are of no payment.
    pub(super) async fn entries(&self, tx: &mut Tx, count: usize) -> Result<Vec<i64>, Error> {
        let Ok(count @ 1..) = i64::try_from(count) else { return Ok(Vec::new()) };
        let first = self.store.reserve(tx, Counter::Entry, count).await?;
        Ok((first..).take(usize::try_from(count).unwrap_or_default()).collect())
    }

    /// An entry of what happened at a moment.
    pub(super) fn entry<'b>(
        &self,
        entry: i64,
        kind: EntryKind,
        subject: &'b str,
        at: Timestamp,
    ) -> NewEntry<'b>
    where
        'a: 'b,
    {
        NewEntry {
            entry: entry.into(),
            kind,
            subject,
            dated: self.platform.calendar.day_of(at),
            recorded: self.now.as_microsecond(),
            operator: &self.platform.operator,
        }
    }

    /// Records what a payment firm kept, or gave back, beside any fee.
    pub(super) async fn charge(&self, tx: &mut Tx, fee: &Fee<'_>) -> Result<(), Error> {
        let number = self.store.reserve(tx, Counter::Entry, 1).await?;
        let entry = self.entry(number, EntryKind::Charge, fee.receipt, fee.paid_at);
        Ok(ledger::enter(tx, entry, &book::charge(fee.channel, fee.charge)).await?)
    }

    /// Records a fee. The caller has closed the intake and shares the placements, and lets the holder's places follow.
    pub(super) async fn record(
        &self,
        tx: &mut Tx,
        directory: &Directory,
        found: &Holder,
        fee: &Fee<'_>,
        numbers: Numbers,
    ) -> Result<Recorded, Error> {
        let Numbers { payment: payment_id, entry } = numbers;
        let new = NewPayment {
            payment_id,
            holder: found.holder_id,
            source: fee.source,
            receipt: fee.receipt,
            amount: fee.amount,
            channel: fee.channel,
            paid_at: fee.paid_at.as_microsecond(),
            recorded: self.now.as_microsecond(),
        };
        let fees = payment::insert(tx, &new).await?;
        let parts = book::fee(fee.channel, fee.amount, fee.charge);
        ledger::enter(tx, self.entry(entry, EntryKind::Fee, fee.receipt, fee.paid_at), &parts).await?;
        let standing = Standing::of(tx, found).await?;
        let rise = Rise::of(directory, &standing, fees, self.platform.calendar.day_of(fee.paid_at));
        rise.write(tx, found, standing, self.now).await?;
        Ok(Recorded { payment_id, fees, rise })
    }

    /// Records that a fee, or a part of it, was paid back; the tier stays as it is, since it was paid for when it came in
    /// force, and lowering it is an operator's act (`holder set`). An inner error says why it can't be.
    ///
    /// The caller shares the placements, and lets the holder's places follow.
    pub(super) async fn pay_back(
        &self,
        tx: &mut Tx,
        paid: &Payment,
        refund: &Fee<'_>,
    ) -> Result<Result<(), String>, Error> {
        let (count, before) = payment::refunded(tx, paid.holder_id, paid.payment_id).await?;
        let all = before.checked_add(refund.amount);
        if all.is_none_or(|all| all > paid.amount()) {
            return Ok(Err("it pays back more than is left of its payment".to_owned()));
        }
        let new = NewRefund {
            payment_id: paid.payment_id,
            holder: paid.holder_id,
            n: count + 1,
            source: refund.source,
            external_id: refund.receipt,
            amount: refund.amount,
            at: refund.paid_at.as_microsecond(),
            recorded: self.now.as_microsecond(),
            operator: &self.platform.operator,
        };
        payment::refund(tx, &new).await?;
        // It goes back from where it came.
        let parts = book::fee_refund(&paid.channel, refund.amount, refund.charge);
        let entry = self.store.reserve(tx, Counter::Entry, 1).await?;
        let entry = self.entry(entry, EntryKind::FeeRefund, refund.receipt, refund.paid_at);
        ledger::enter(tx, entry, &parts).await?;
        Ok(Ok(()))
    }

    /// Records money of a provider.
    pub(super) async fn receive(
        &self,
        tx: &mut Tx,
        number: &str,
        at: Timestamp,
        parts: &[book::Part],
    ) -> Result<(), Error> {
        let entry = self.store.reserve(tx, Counter::Entry, 1).await?;
        Ok(ledger::enter(tx, self.entry(entry, EntryKind::Receipt, number, at), parts).await?)
    }
}
