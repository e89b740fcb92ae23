//! One slice of a bill: looked up, judged row by row in the file's order, booked where it is known whose it is, and kept.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use super::fee::{Desk, Fee, Numbers, fits};
use crate::command::holder::Directory;
use crate::command::placing::{self, Unplaced};
use crate::domain::card::CardNumber;
use crate::domain::day::Day;
use crate::domain::id::SourceId;
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::input::bill::{BillRow, Kind, Line};
use crate::store::bill::{self, BILL_ROW, IGNORED, MATCHED, OPEN, Stored};
use crate::store::bulk::Bulk;
use crate::store::holder::Holder;
use crate::store::payment::{self, Payment};
use crate::store::{Tx, card, holder, lock};

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
    /// Payments less refunds of the imported rows, in minor units.
    pub(super) amount: i64,
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
    pub(super) today: Day,
    pub(super) counts: Counts,
}

/// Where a row belongs.
type Place = (&'static str, Option<(PartyId, i64)>);

/// What the slice works with.
struct Known {
    rows: HashMap<String, Vec<u8>>,
    /// By ref.
    holders: HashMap<String, Holder>,
    /// The refs of holders by card.
    cards: HashMap<i64, String>,
    /// Payments that were recorded under the number of a row by other means.
    payments: HashMap<String, Payment>,
    directory: Directory,
}

impl Loader<'_> {
    /// Books and keeps the rows of a slice, and returns the lines that are not taken.
    pub(super) async fn load(&mut self, tx: &mut Tx, lines: Vec<Line>) -> Result<Vec<Refused>, Error> {
        // Purchases that are stamped from here on know of the tiers.
        lock::close_intake(tx).await?;
        lock::share_placements(tx).await?;
        let mut known = self.look_up(tx, &lines).await?;
        let booked = lines.iter().filter(|line| line.row.as_ref().is_ok_and(|row| known.will_book(row)));
        let mut numbers = self.desk.numbers(tx, booked.count()).await?.into_iter();
        let mut refused = Vec::new();
        let mut kept: BTreeMap<String, (BillRow, Vec<u8>, Place)> = BTreeMap::new();
        let mut fees: HashMap<PartyId, Money> = HashMap::new();
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
                Kind::Other => Ok((IGNORED, None)),
                Kind::Payment => self.pay(tx, &known, &row, &mut fees, &mut numbers).await?,
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
        self.keep(tx, &kept).await?;
        touched.sort_unstable();
        touched.dedup();
        if !touched.is_empty() {
            let moment = self.desk.now.as_microsecond();
            placing::follow(self.desk.store, tx, self.today, moment, &touched, Unplaced::Wait).await?;
        }
        Ok(refused)
    }

    async fn look_up(&self, tx: &mut Tx, lines: &[Line]) -> Result<Known, Error> {
        let rows: Vec<&BillRow> = lines.iter().filter_map(|line| line.row.as_ref().ok()).collect();
        let ids: Vec<String> = rows.iter().map(|row| row.external_id.clone()).collect();
        let stored = bill::rows(tx, self.source, &ids).await?;
        let numbers = rows.iter().filter_map(|row| row.card.as_deref());
        let numbers: Vec<i64> =
            numbers.filter_map(|text| CardNumber::parse(text).ok()).map(card::stored).collect();
        let of_cards = card::holders(tx, &numbers).await?;
        let payments = rows.iter().filter(|row| row.kind == Kind::Payment);
        let references: Vec<String> = payments.filter_map(|row| row.reference.clone()).collect();
        let named = holder::by_refs(tx, &references).await?;
        let mut people: Vec<i64> = named
            .iter()
            .map(|(_, id)| *id)
            .chain(of_cards.iter().map(|(_, id)| *id))
            .map(PartyId::get)
            .collect();
        people.sort_unstable();
        people.dedup();
        lock::take_holders(tx, &people).await?;
        let holders = holder::many(tx, &people).await?;
        let name = |id: PartyId| holders.iter().find(|holder| holder.holder_id == id);
        let cards = of_cards.iter().filter_map(|(card, id)| Some((*card, name(*id)?.reference.clone())));
        let cards = cards.collect();
        let mut payments = HashMap::new();
        for moved in payment::claimed(tx, self.source, &ids).await? {
            if let Some(paid) = payment::by_receipt(tx, self.source, &moved.external_id).await? {
                payments.insert(moved.external_id, paid);
            }
        }
        Ok(Known {
            rows: stored.into_iter().map(|row: Stored| (row.external_id, row.content)).collect(),
            holders: holders.into_iter().map(|holder| (holder.reference.clone(), holder)).collect(),
            cards,
            payments,
            directory: Directory::load(tx).await?,
        })
    }

    /// Books a payment whose reference is a holder's. One of a restricted holder is kept open: nothing but storage is allowed.
    async fn pay(
        &self,
        tx: &mut Tx,
        known: &Known,
        row: &BillRow,
        fees: &mut HashMap<PartyId, Money>,
        numbers: &mut std::vec::IntoIter<Numbers>,
    ) -> Result<Result<Place, String>, Error> {
        let found = row.reference.as_ref().and_then(|reference| known.holders.get(reference));
        if let Some(paid) = known.payments.get(&row.external_id) {
            let same =
                paid.amount() == row.amount && found.is_none_or(|found| found.holder_id == paid.holder_id);
            return Ok(if same {
                Ok((MATCHED, Some((paid.holder_id, paid.payment_id))))
            } else {
                Err("a payment is recorded under its number with another holder or amount".to_owned())
            });
        }
        let Some(found) = found.filter(|found| found.restricted_at.is_none()) else {
            return Ok(Ok((OPEN, None)));
        };
        let before = fees.get(&found.holder_id).copied().unwrap_or_else(|| found.fees());
        if !fits(before, row.amount) {
            return Ok(Err("the fees of a holder can't be so much".to_owned()));
        }
        let fee = fee(self.source, row);
        let number = match numbers.next() {
            Some(number) => number,
            None => self.desk.number(tx).await?,
        };
        let recorded = self.desk.record(tx, &known.directory, found, &fee, number).await?;
        fees.insert(found.holder_id, recorded.fees);
        Ok(Ok((MATCHED, Some((found.holder_id, recorded.payment_id)))))
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

impl Known {
    /// Whether a row is a new payment of a holder.
    fn will_book(&self, row: &BillRow) -> bool {
        let named = self.named(row).ok().and_then(|row| row.reference);
        let found = named.and_then(|reference| self.holders.get(&reference));
        row.kind == Kind::Payment
            && !self.rows.contains_key(&row.external_id)
            && !self.payments.contains_key(&row.external_id)
            && found.is_some_and(|found| found.restricted_at.is_none())
    }

    /// The row with the ref of the holder whose card it names.
    fn named(&self, row: &BillRow) -> Result<BillRow, String> {
        let mut row = row.clone();
        if let Some(text) = row.card.take() {
            let number = CardNumber::parse(&text).map_err(|why| format!("card: {why}"))?;
            let reference = self.cards.get(&card::stored(number));
            row.reference = Some(reference.cloned().ok_or("card: no holder has this card")?);
        }
        Ok(row)
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

/// The matched payment of a refund: the one that it names by the firm's number, or the only one of the merchant's number.
async fn original(
    tx: &mut Tx,
    source: SourceId,
    of: Option<&str>,
    reference: Option<&str>,
) -> Result<Option<Payment>, Error> {
    let row = match (of, reference) {
        (Some(of), _) => bill::row(tx, source, of).await?.filter(|row| row.kind == Kind::Payment.as_str()),
        (None, Some(reference)) => {
            let mut called = bill::payments_called(tx, source, reference).await?;
            if called.len() == 1 { called.pop() } else { None }
        }
        (None, None) => None,
    };
    match row.and_then(|row| row.matched()) {
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

/// The first 16 bytes of the SHA-256 of what a row says of money, wherever in whichever file it stands; what it was for may
/// be worded anew.
fn content(row: &BillRow) -> Vec<u8> {
    let mut hash = Sha256::new();
    for number in [row.at.as_microsecond(), row.amount.minor(), row.charge.minor()] {
        hash.update(number.to_be_bytes());
    }
    let texts =
        [Some(row.kind.as_str()), Some(&row.channel), row.reference.as_deref(), row.refund_of.as_deref()];
    for text in texts {
        hash.update([u8::from(text.is_some())]);
        let text = text.unwrap_or_default();
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    }
    hash.finalize()[..16].to_vec()
}
