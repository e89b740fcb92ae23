//! The fees of one slice on their way into the books, all at once.

use std::collections::{BTreeMap, HashMap};

use super::fee::{Desk, Fee, Numbers};
use super::rise::{Rise, Standing};
use crate::command::holder::Directory;
use crate::domain::book::{self, EntryKind, Part};
use crate::domain::id::SourceId;
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::store::attribution::HOLDER_TIER;
use crate::store::bulk::Bulk;
use crate::store::entries::Entries;
use crate::store::holder::{self, Holder, PAYMENT, PAYMENT_CLAIM};
use crate::store::{Tx, payment};

/// What is to be written.
pub(super) struct Booking<'a> {
    desk: Desk<'a>,
    source: SourceId,
    payments: Bulk,
    /// The payments of receipts.
    claims: BTreeMap<String, (PartyId, i64)>,
    entries: Entries,
    /// What holders paid more.
    added: BTreeMap<i64, i64>,
    standings: HashMap<PartyId, Standing>,
    /// The tiers that come in force: by holder, day and moment.
    tiers: BTreeMap<(i64, i64, i64), i64>,
    /// Whose wanted tier need not be remembered.
    reached: Vec<i64>,
}

impl<'a> Booking<'a> {
    /// Nothing yet, for holders who stand so.
    pub(super) fn new(
        tx: &Tx,
        desk: Desk<'a>,
        source: SourceId,
        standings: HashMap<PartyId, Standing>,
    ) -> Self {
        Self {
            desk,
            source,
            payments: Bulk::new(tx, &PAYMENT),
            claims: BTreeMap::new(),
            entries: Entries::new(tx),
            added: BTreeMap::new(),
            standings,
            tiers: BTreeMap::new(),
            reached: Vec::new(),
        }
    }

    /// What a holder has paid in all, with what is to be written.
    pub(super) fn fees(&self, found: &Holder) -> Money {
        let added = self.added.get(&found.holder_id.get()).copied().unwrap_or_default();
        Money::from_minor(found.fees().minor() + added)
    }

    /// Adds a fee that [fits](super::fee::fits), and returns its number. Fees come in the order of their numbers.
    pub(super) fn fee(
        &mut self,
        directory: &Directory,
        found: &Holder,
        fee: &Fee<'_>,
        numbers: Numbers,
    ) -> Result<i64, Error> {
        let holder = found.holder_id;
        let recorded = self.desk.now.as_microsecond();
        self.payments.push([
            numbers.payment.into(),
            holder.get().into(),
            fee.source.get().into(),
            fee.receipt.into(),
            fee.amount.minor().into(),
            fee.channel.into(),
            fee.paid_at.as_microsecond().into(),
            recorded.into(),
        ])?;
        self.claims.insert(fee.receipt.to_owned(), (holder, numbers.payment));
        self.enter(numbers.entry, EntryKind::Fee, fee, &book::fee(fee.channel, fee.amount, fee.charge))?;
        *self.added.entry(holder.get()).or_default() += fee.amount.minor();
        let fees = self.fees(found);
        let standing = self.standings.entry(holder).or_default();
        let paid_on = self.desk.platform.calendar.day_of(fee.paid_at);
        let rise = Rise::of(directory, standing, fees, paid_on);
        if let Some(change) = standing.follow(&rise, self.desk.now) {
            let key = (holder.get(), change.since.number(), change.recorded);
            self.tiers.insert(key, change.value.get());
        }
        if rise.reached {
            self.reached.push(holder.get());
        }
        Ok(numbers.payment)
    }

    /// Adds what a payment firm kept, or gave back, beside any fee.
    pub(super) fn charge(&mut self, entry: i64, fee: &Fee<'_>) -> Result<(), Error> {
        self.enter(entry, EntryKind::Charge, fee, &book::charge(fee.channel, fee.charge))
    }

    fn enter(&mut self, entry: i64, kind: EntryKind, fee: &Fee<'_>, parts: &[Part]) -> Result<(), Error> {
        let new = self.desk.entry(entry, kind, fee.receipt, fee.paid_at);
        Ok(self.entries.push(new, parts)?)
    }

    /// Writes all of it.
    pub(super) async fn write(mut self, tx: &mut Tx) -> Result<(), Error> {
        self.payments.write(tx).await?;
        let mut claims = Bulk::new(tx, &PAYMENT_CLAIM);
        for (receipt, (holder, payment)) in &self.claims {
            let source = self.source.get();
            claims.push([source.into(), receipt.as_str().into(), holder.get().into(), (*payment).into()])?;
        }
        claims.write(tx).await?;
        self.entries.write(tx).await?;
        let added: Vec<(i64, i64)> = self.added.into_iter().collect();
        payment::add_to_fees(tx, &added).await?;
        let mut tiers = Bulk::new(tx, &HOLDER_TIER);
        for ((holder, since, recorded), tier) in self.tiers {
            tiers.push([holder.into(), since.into(), recorded.into(), tier.into()])?;
        }
        tiers.write(tx).await?;
        self.reached.sort_unstable();
        self.reached.dedup();
        Ok(holder::clear_wanted_tiers(tx, &self.reached).await?)
    }
}
