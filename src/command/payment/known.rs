//! What is known of the rows of a slice before they are judged.

use std::collections::HashMap;

use sha2::{Digest as _, Sha256};

use super::rise::Standing;
use crate::command::holder::Directory;
use crate::domain::card::CardNumber;
use crate::domain::id::SourceId;
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::input::bill::{BillRow, Kind, Line};
use crate::store::bill::{self, Stored};
use crate::store::holder::Holder;
use crate::store::payment::{self, Payment};
use crate::store::{Tx, card, holder, lock};

/// What the slice works with.
pub(super) struct Known {
    /// The digests of rows that were read before, by number.
    pub(super) rows: HashMap<String, Vec<u8>>,
    /// By ref.
    pub(super) holders: HashMap<String, Holder>,
    /// The refs of holders by card.
    cards: HashMap<i64, String>,
    /// Payments that were recorded under the number of a row by other means.
    pub(super) payments: HashMap<String, Payment>,
    pub(super) directory: Directory,
}

impl Known {
    /// Looks up what the lines name, and takes the holders, whose standings are returned.
    pub(super) async fn look_up(
        tx: &mut Tx,
        source: SourceId,
        lines: &[Line],
    ) -> Result<(Self, HashMap<PartyId, Standing>), Error> {
        let rows: Vec<&BillRow> = lines.iter().filter_map(|line| line.row.as_ref().ok()).collect();
        let ids: Vec<String> = rows.iter().map(|row| row.external_id.clone()).collect();
        let stored = bill::rows(tx, source, &ids).await?;
        let numbers = rows.iter().filter_map(|row| row.card.as_deref());
        let numbers: Vec<i64> =
            numbers.filter_map(|text| CardNumber::parse(text).ok()).map(card::stored).collect();
        let of_cards = card::holders(tx, &numbers).await?;
        let payments = rows.iter().filter(|row| row.kind == Kind::Payment);
        let references: Vec<String> = payments.filter_map(|row| row.reference.clone()).collect();
        let by_refs = holder::by_refs(tx, &references).await?;
        let mut people: Vec<i64> = by_refs
            .iter()
            .map(|(_, id)| *id)
            .chain(of_cards.iter().map(|(_, id)| *id))
            .map(PartyId::get)
            .collect();
        people.sort_unstable();
        people.dedup();
        lock::take_holders(tx, &people).await?;
        let holders = holder::many(tx, &people).await?;
        let names: HashMap<PartyId, &str> =
            holders.iter().map(|holder| (holder.holder_id, holder.reference.as_str())).collect();
        let cards =
            of_cards.iter().filter_map(|(card, id)| Some((*card, (*names.get(id)?).to_owned()))).collect();
        let payments = payment::under(tx, source, &ids).await?;
        let standings = Standing::of_many(tx, &holders).await?;
        let known = Self {
            rows: stored.into_iter().map(|row: Stored| (row.external_id, row.content)).collect(),
            holders: holders.into_iter().map(|holder| (holder.reference.clone(), holder)).collect(),
            cards,
            payments: payments.into_iter().map(|paid| (paid.external_id.clone(), paid)).collect(),
            directory: Directory::load(tx).await?,
        };
        Ok((known, standings))
    }

    /// Whether a row is a new payment of a holder.
    pub(super) fn will_book(&self, row: &BillRow) -> bool {
        let named = self.named(row).ok().and_then(|row| row.reference);
        let found = named.and_then(|reference| self.holders.get(&reference));
        row.kind == Kind::Payment
            && !self.rows.contains_key(&row.external_id)
            && !self.payments.contains_key(&row.external_id)
            && found.is_some_and(|found| found.restricted_at.is_none())
    }

    /// Whether a row is a new one of which the firm kept something beside any new fee.
    pub(super) fn will_charge(&self, row: &BillRow) -> bool {
        let apart = match row.kind {
            Kind::Other => true,
            Kind::Payment => self.payments.contains_key(&row.external_id),
            Kind::Refund => false,
        };
        apart && row.charge != Money::ZERO && !self.rows.contains_key(&row.external_id)
    }

    /// The row with the ref of the holder whose card it names.
    pub(super) fn named(&self, row: &BillRow) -> Result<BillRow, String> {
        let mut row = row.clone();
        if let Some(text) = row.card.take() {
            let number = CardNumber::parse(&text).map_err(|why| format!("card: {why}"))?;
            let reference = self.cards.get(&card::stored(number));
            row.reference = Some(reference.cloned().ok_or("card: no holder has this card")?);
        }
        Ok(row)
    }
}

/// The first 16 bytes of the SHA-256 of what a row says of money, wherever in whichever file it stands; what it was for may
/// be worded anew.
pub(super) fn content(row: &BillRow) -> Vec<u8> {
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
