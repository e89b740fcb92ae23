//! One slice of a bill: looked up, judged row by row in the file's order, booked where it is known whose it is, and kept.

use std::collections::BTreeMap;
use std::vec::IntoIter;

use super::booking::Booking;
use super::fee::{Desk, Fee, Numbers, fits};
use super::known::{Known, content};
use super::refund::original;
use super::twice;
use crate::command::placing::{self, Unplaced};
use crate::domain::day::Day;
use crate::domain::id::SourceId;
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::input::bill::{BillRow, Format, Kind, Line};
use crate::store::bill::{BILL_ROW, IGNORED, MATCHED, OPEN};
use crate::store::bulk::Bulk;
use crate::store::{StoreError, Tx, lock};

/// What happened to the rows of a bill.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) read: u64,
    pub(super) imported: u64,
    pub(super) skipped: u64,
    pub(super) matched: u64,
    pub(super) open: u64,
    pub(super) conflicts: u64,
    pub(super) rejected: u64,
    /// Refunds that an earlier bill told and that are booked now.
    pub(super) refunds: u64,
    /// Payments less refunds of the imported rows, in minor units.
    pub(super) amount: i64,
}

impl Counts {
    /// How many rows were kept or are booked at last.
    pub(super) const fn changed(&self) -> u64 {
        self.imported + self.refunds
    }
}

/// Payments come first: a refund may stand before its payment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Others,
    Refunds,
}

/// A line that is not taken, and why.
pub(super) type Refused = (Line, String);

/// What all slices of a bill share.
pub(super) struct Loader<'a> {
    pub(super) desk: Desk<'a>,
    pub(super) source: SourceId,
    pub(super) file: i64,
    pub(super) format: Format,
    pub(super) today: Day,
    pub(super) counts: Counts,
}

/// Where a row belongs.
type Place = (&'static str, Option<(PartyId, i64)>);

/// The numbers that were taken for a slice.
struct Taken {
    payments: IntoIter<Numbers>,
    charges: IntoIter<i64>,
}

impl Loader<'_> {
    /// Books and keeps the rows of a slice, and returns the lines that are not taken.
    pub(super) async fn load(&mut self, tx: &mut Tx, lines: Vec<Line>) -> Result<Vec<Refused>, Error> {
        // Purchases that are stamped from here on know of the tiers.
        lock::close_intake(tx).await?;
        lock::share_placements(tx).await?;
        twice::ensure_new(tx, self.format, &lines).await?;
        let (mut known, standings) = Known::look_up(tx, self.source, &lines).await?;
        let rows = || lines.iter().filter_map(|line| line.row.as_ref().ok());
        let (booked, charged) = (
            rows().filter(|row| known.will_book(row)).count(),
            rows().filter(|row| known.will_charge(row)).count(),
        );
        let mut taken = Taken {
            payments: self.desk.numbers(tx, booked).await?.into_iter(),
            charges: self.desk.entries(tx, charged).await?.into_iter(),
        };
        let mut booking = Booking::new(tx, self.desk, self.source, standings);
        let mut refused = Vec::new();
        let mut kept: BTreeMap<String, (BillRow, Vec<u8>, Place)> = BTreeMap::new();
        let mut touched: Vec<PartyId> = Vec::new();
        for line in lines {
            let row = match &line.row {
                Ok(row) if row.at > self.desk.now => Err("it lies in the future".to_owned()),
                Ok(row) => known.named(row),
                Err(why) => Err(why.clone()),
            };
            let row = match row {
                Ok(row) => row,
                Err(why) => {
                    self.counts.rejected += 1;
                    refused.push((line, why));
                    continue;
                }
            };
            let content = content(&row);
            if let Some(before) = known.rows.get(&row.external_id) {
                if *before == content {
                    self.counts.skipped += 1;
                } else {
                    self.counts.conflicts += 1;
                    refused.push((line, "the same number was read before with another content".to_owned()));
                }
                continue;
            }
            let placed = match row.kind {
                Kind::Other => {
                    self.charge(&row, &mut booking, &mut taken)?;
                    Ok((IGNORED, None))
                }
                Kind::Payment => self.pay(&known, &row, &mut booking, &mut taken)?,
                Kind::Refund => self.pay_back(tx, &row).await?,
            };
            match placed {
                Ok(place) => {
                    touched.extend(place.1.map(|(holder, _)| holder));
                    known.rows.insert(row.external_id.clone(), content.clone());
                    kept.insert(row.external_id.clone(), (row, content, place));
                }
                Err(why) => {
                    self.counts.rejected += 1;
                    refused.push((line, why));
                }
            }
        }
        booking.write(tx).await?;
        self.keep(tx, &kept).await?;
        touched.sort_unstable();
        touched.dedup();
        if !touched.is_empty() {
            let moment = self.desk.now.as_microsecond();
            placing::follow(self.desk.store, tx, self.today, moment, &touched, Unplaced::Wait).await?;
        }
        Ok(refused)
    }

    /// Books a payment whose reference is a holder's. One of a restricted holder is kept open: nothing but storage is
    /// allowed. Of one that is recorded already, what the firm kept is booked alone.
    fn pay(
        &self,
        known: &Known,
        row: &BillRow,
        booking: &mut Booking<'_>,
        taken: &mut Taken,
    ) -> Result<Result<Place, String>, Error> {
        let found = row.reference.as_ref().and_then(|reference| known.holders.get(reference));
        if let Some(paid) = known.payments.get(&row.external_id) {
            let same =
                paid.amount() == row.amount && found.is_none_or(|found| found.holder_id == paid.holder_id);
            if !same {
                return Ok(Err(
                    "a payment is recorded under its number with another holder or amount".to_owned()
                ));
            }
            self.charge(row, booking, taken)?;
            return Ok(Ok((MATCHED, Some((paid.holder_id, paid.payment_id)))));
        }
        let Some(found) = found.filter(|found| found.restricted_at.is_none()) else {
            return Ok(Ok((OPEN, None)));
        };
        if !fits(booking.fees(found), row.amount) {
            return Ok(Err("the fees of a holder can't be so much".to_owned()));
        }
        let numbers = taken.payments.next().ok_or_else(|| uncounted(row))?;
        let payment = booking.fee(&known.directory, found, &fee(self.source, row), numbers)?;
        Ok(Ok((MATCHED, Some((found.holder_id, payment)))))
    }

    /// Books what the firm kept of a row that is no new fee.
    fn charge(&self, row: &BillRow, booking: &mut Booking<'_>, taken: &mut Taken) -> Result<(), Error> {
        if row.charge == Money::ZERO {
            return Ok(());
        }
        let entry = taken.charges.next().ok_or_else(|| uncounted(row))?;
        booking.charge(entry, &fee(self.source, row))
    }

    /// Books a refund of a payment that is matched. One of an open payment, or of one that no bill named, is open.
    async fn pay_back(&self, tx: &mut Tx, row: &BillRow) -> Result<Result<Place, String>, Error> {
        let of = original(tx, self.source, row.refund_of.as_deref(), row.reference.as_deref()).await?;
        let Some(paid) = of else { return Ok(Ok((OPEN, None))) };
        lock::take_holders(tx, &[paid.holder_id.get()]).await?;
        let undone = self.desk.pay_back(tx, &paid, &fee(self.source, row)).await?;
        Ok(undone.map(|()| (MATCHED, Some((paid.holder_id, paid.payment_id)))))
    }

    async fn keep(
        &mut self,
        tx: &mut Tx,
        kept: &BTreeMap<String, (BillRow, Vec<u8>, Place)>,
    ) -> Result<(), Error> {
        let mut rows = Bulk::new(tx, &BILL_ROW);
        for (row, content, (state, matched)) in kept.values() {
            rows.push([
                self.source.get().into(),
                row.external_id.as_str().into(),
                self.file.into(),
                i64::try_from(row.line).unwrap_or(i64::MAX).into(),
                row.kind.as_str().into(),
                row.at.as_microsecond().into(),
                row.amount.minor().into(),
                row.charge.minor().into(),
                row.channel.as_str().into(),
                row.reference.as_deref().into(),
                row.refund_of.as_deref().into(),
                row.memo.as_deref().into(),
                content.as_slice().into(),
                (*state).into(),
                matched.map(|(holder, _)| holder.get()).into(),
                matched.map(|(_, payment)| payment).into(),
            ])?;
            self.counts.imported += 1;
            self.counts.matched += u64::from(*state == MATCHED);
            self.counts.open += u64::from(*state == OPEN);
            let amount = match row.kind {
                Kind::Payment => row.amount.minor(),
                Kind::Refund => -row.amount.minor(),
                Kind::Other => 0,
            };
            self.counts.amount = self.counts.amount.saturating_add(amount);
        }
        rows.write(tx).await?;
        Ok(())
    }
}

fn fee(source: SourceId, row: &BillRow) -> Fee<'_> {
    Fee {
        source,
        receipt: &row.external_id,
        amount: row.amount,
        charge: row.charge,
        channel: &row.channel,
        paid_at: row.at,
    }
}

/// A row that was not counted when numbers were taken: both ask the same of it.
fn uncounted(row: &BillRow) -> StoreError {
    StoreError::inconsistent("counter", "next", &row.external_id, "no number was taken for it")
}
