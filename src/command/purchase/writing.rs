//! The rows of a slice on their way into the tables.

use std::collections::HashMap;

use super::refund::Refund;
use super::row::Entry;
use super::slice::Loader;
use crate::domain::card::Hold;
use crate::domain::id::SchemeId;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::store::bulk::Bulk;
use crate::store::due::{self, DUE};
use crate::store::purchase::{self, Item, PURCHASE, PURCHASE_CLAIM, WAITING_REFUND};
use crate::store::stamp::Stamp;
use crate::store::{Counter, Store, Tx, regroup, scheme};

/// A row that will be written.
pub(super) struct Taken {
    pub(super) item: Entry,
    pub(super) holder: PartyId,
    pub(super) provider: PartyId,
    pub(super) content: [u8; 16],
    pub(super) stamp: Stamp,
    /// The purchase of a refund, where it is known.
    pub(super) original: Option<i64>,
    /// Why it is held.
    pub(super) held: Option<Hold>,
}

impl Loader {
    /// Writes the rows in the order of their external ids, so that every index grows at its end, and returns
    /// the item numbers in that order.
    pub(super) async fn write(
        &mut self,
        store: &Store,
        tx: &mut Tx,
        taken: Vec<Taken>,
        kind: i64,
    ) -> Result<Vec<i64>, Error> {
        let Ok(count @ 1..) = i64::try_from(taken.len()) else { return Ok(Vec::new()) };
        let first = store.reserve(tx, Counter::Item, count).await?;
        let mut items = Bulk::new(tx, &PURCHASE);
        let mut claims = Bulk::new(tx, &PURCHASE_CLAIM);
        let mut due = Bulk::new(tx, &DUE);
        let mut waiting = Bulk::new(tx, &WAITING_REFUND);
        for (id, row) in (first..).zip(&taken) {
            let Taken { item, holder, provider, content, stamp, original, held } = row;
            items.push([
                id.into(),
                holder.get().into(),
                self.source.get().into(),
                item.external_id.as_str().into(),
                provider.get().into(),
                item.amount.minor().into(),
                item.occurred_at.as_microsecond().into(),
                item.day.number().into(),
                item.channel.as_deref().into(),
                item.category.as_deref().into(),
                item.refund_of.as_deref().into(),
                (*original).into(),
                held.map(Hold::as_str).into(),
                stamp.rate_ppm.into(),
                stamp.center_id.into(),
                stamp.staff_id.into(),
                stamp.chain_id.into(),
                stamp.tier_id.into(),
                self.recorded.into(),
            ])?;
            claims.push([
                self.source.get().into(),
                item.external_id.as_str().into(),
                id.into(),
                holder.get().into(),
                content.as_slice().into(),
                0.into(),
            ])?;
            let waits = item.refund_of.is_some() && original.is_none();
            let state = match held {
                Some(_) => due::HELD,
                None if waits => due::WAITING,
                None => due::FREE,
            };
            due.push([
                kind.into(),
                id.into(),
                item.day.number().into(),
                item.amount.minor().into(),
                state.into(),
                holder.get().into(),
            ])?;
            if let (Some(of), None) = (&item.refund_of, original) {
                waiting.push([
                    self.source.get().into(),
                    of.as_str().into(),
                    id.into(),
                    holder.get().into(),
                ])?;
            }
            self.counts.imported += 1;
            self.counts.held += u64::from(held.is_some());
            self.counts.amount = self.counts.amount.saturating_add(item.amount.minor());
        }
        for rows in [&mut items, &mut claims, &mut due, &mut waiting] {
            rows.write(tx).await?;
        }
        let holders: Vec<PartyId> = taken.iter().map(|row| row.holder).collect();
        mark(tx, &holders, first).await?;
        Ok((first..first + count).collect())
    }

    /// Ties refunds that waited for these purchases to them, in the order in which refunds are settled.
    pub(super) async fn end_waiting(
        &mut self,
        tx: &mut Tx,
        ids: &[String],
        written: &[i64],
    ) -> Result<(), Error> {
        let mut waiting = purchase::waiting(tx, self.source, ids).await?;
        if waiting.is_empty() {
            return Ok(());
        }
        waiting.sort_by(|a, b| (a.occurred_at, &a.external_id).cmp(&(b.occurred_at, &b.external_id)));
        let numbers: HashMap<&str, i64> =
            ids.iter().map(String::as_str).zip(written.iter().copied()).collect();
        let originals: HashMap<i64, Item> =
            purchase::items(tx, written).await?.into_iter().map(|item| (item.purchase_id, item)).collect();
        let mut refunded: HashMap<i64, i64> = HashMap::new();
        for refund in &waiting {
            let of = refund.refund_of.as_deref().unwrap_or_default();
            let Some(item) = numbers.get(of).and_then(|number| originals.get(number)) else { continue };
            let before = refunded.entry(item.purchase_id).or_insert(0);
            let checked = Refund {
                holder: refund.holder_id,
                provider: refund.provider_id,
                occurred_at: refund.occurred_at,
                amount: refund.amount,
            };
            match checked.check(item, *before) {
                // Somebody holds it: what is left is looked at again when it is released.
                _ if refund.held.is_some() => {
                    let why = refund.held.as_deref();
                    purchase::resolve(tx, self.source, refund, item.purchase_id, why).await?;
                }
                Ok(()) => {
                    *before += refund.amount;
                    purchase::resolve(tx, self.source, refund, item.purchase_id, None).await?;
                    purchase::add_refunded(tx, self.source, of, refund.amount).await?;
                }
                Err(why) => purchase::resolve(tx, self.source, refund, item.purchase_id, Some(&why)).await?,
            }
        }
        Ok(())
    }
}

/// Lets the next regrouping of the schemes that order by purchases look at these holders. The caller shares the placements.
pub(super) async fn mark(tx: &mut Tx, holders: &[PartyId], number: i64) -> Result<(), Error> {
    let schemes = scheme::list(tx).await?;
    let ordered: Vec<SchemeId> =
        schemes.iter().filter(|stored| stored.scheme.by_purchases()).map(|stored| stored.scheme_id).collect();
    Ok(regroup::mark(tx, &ordered, holders, number).await?)
}
