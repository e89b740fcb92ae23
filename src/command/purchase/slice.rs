//! One slice of a purchase file: looked up, judged row by row in the file's order, and written in bulk.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::row::{Named, Parsed};
use super::stamp::{Stamp, Stamper};
use crate::domain::day::Day;
use crate::domain::id::SourceId;
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::input::Row;
use crate::store::bulk::Bulk;
use crate::store::purchase::{self, Claim, DUE, Item, PURCHASE, PURCHASE_CLAIM, WAITING_REFUND};
use crate::store::settle::{PURCHASES, REFUNDS};
use crate::store::{Counter, Store, Tx, card, holder};

/// What happened to the rows of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) read: u64,
    pub(super) imported: u64,
    pub(super) skipped: u64,
    pub(super) conflicts: u64,
    pub(super) rejected: u64,
    /// The sum of the amounts of the imported rows, in minor units.
    pub(super) amount: i64,
}

/// A row that is not taken, and why.
pub(super) type Refused = (Row, String);

/// What all slices of a file share.
pub(super) struct Loader {
    pub(super) source: SourceId,
    pub(super) stamper: Stamper,
    pub(super) providers: HashMap<String, PartyId>,
    pub(super) recorded: i64,
    pub(super) counts: Counts,
}

/// A row that will be written.
struct Taken {
    parsed: Parsed,
    holder: PartyId,
    provider: PartyId,
    content: [u8; 16],
    stamp: Stamp,
    /// The purchase of a refund, where it is known.
    original: Option<i64>,
}

/// What the database knows of the rows of a slice.
struct Known {
    claims: HashMap<String, Claim>,
    cards: HashMap<i64, PartyId>,
    refs: HashMap<String, PartyId>,
    active_from: HashMap<PartyId, Option<Day>>,
}

impl Known {
    async fn look_up(tx: &mut Tx, source: SourceId, rows: &[Parsed]) -> Result<Self, Error> {
        let mut ids = HashSet::new();
        let mut numbers = HashSet::new();
        let mut references = HashSet::new();
        for row in rows {
            ids.insert(row.external_id.clone());
            ids.extend(row.refund_of.clone());
            match &row.named {
                Named::Card(number) => _ = numbers.insert(*number),
                Named::Ref(reference) => _ = references.insert(reference.clone()),
            }
        }
        let claims = purchase::claims(tx, source, &Vec::from_iter(ids)).await?;
        let cards: HashMap<i64, PartyId> =
            card::holders(tx, &Vec::from_iter(numbers)).await?.into_iter().collect();
        let refs: HashMap<String, PartyId> =
            holder::by_refs(tx, &Vec::from_iter(references)).await?.into_iter().collect();
        let holders: HashSet<i64> = cards.values().chain(refs.values()).map(|holder| holder.get()).collect();
        let buyers = holder::buyers(tx, &Vec::from_iter(holders)).await?;
        Ok(Self {
            claims: claims.into_iter().map(|claim| (claim.external_id.clone(), claim)).collect(),
            cards,
            refs,
            active_from: buyers.into_iter().map(|buyer| (buyer.holder, buyer.active_from)).collect(),
        })
    }

    fn holder(&self, row: &Parsed) -> Result<PartyId, String> {
        match &row.named {
            Named::Card(number) => {
                self.cards.get(number).copied().ok_or_else(|| "card: no holder has this card".to_owned())
            }
            Named::Ref(reference) => {
                self.refs.get(reference).copied().ok_or_else(|| format!("holder: no holder `{reference}`"))
            }
        }
    }

    /// Nobody buys before the activation.
    fn check_active(&self, holder: PartyId, day: Day) -> Result<(), String> {
        match self.active_from.get(&holder).copied().flatten() {
            None => Err("the holder's card is not activated".to_owned()),
            Some(from) if day < from => Err(format!("it is dated before the holder's activation on {from}")),
            Some(_) => Ok(()),
        }
    }
}

/// What the claim check says of a row.
enum Standing {
    New { holder: PartyId, provider: PartyId, content: [u8; 16] },
    Same,
    Other,
}

impl Loader {
    /// Writes the purchases of a slice and returns the rows that are not taken.
    pub(super) async fn purchases(
        &mut self,
        store: &Store,
        tx: &mut Tx,
        rows: Vec<Parsed>,
    ) -> Result<Vec<Refused>, Error> {
        let known = Known::look_up(tx, self.source, &rows).await?;
        self.read_holders(tx, &known).await?;
        let mut refused = Vec::new();
        let mut taken: BTreeMap<String, Taken> = BTreeMap::new();
        for parsed in rows {
            let Some((holder, provider, content)) = self.stand(&known, &taken, &parsed, &mut refused) else {
                continue;
            };
            if let Err(why) = known.check_active(holder, parsed.day) {
                self.reject(&mut refused, parsed, why);
                continue;
            }
            match self.stamper.stamp(store, tx, holder, provider, parsed.day).await? {
                Ok(stamp) => {
                    let id = parsed.external_id.clone();
                    taken.insert(id, Taken { parsed, holder, provider, content, stamp, original: None });
                }
                Err(why) => self.reject(&mut refused, parsed, why.to_string()),
            }
        }
        let ids: Vec<String> = taken.keys().cloned().collect();
        let written = self.write(store, tx, taken.into_values().collect(), PURCHASES).await?;
        self.end_waiting(tx, &ids, &written).await?;
        Ok(refused)
    }

    /// Writes the refunds of a slice and returns the rows that are not taken. All purchases of the file are
    /// written by now.
    pub(super) async fn refunds(
        &mut self,
        store: &Store,
        tx: &mut Tx,
        rows: Vec<Parsed>,
    ) -> Result<Vec<Refused>, Error> {
        let known = Known::look_up(tx, self.source, &rows).await?;
        self.read_holders(tx, &known).await?;
        let named: HashSet<i64> = rows
            .iter()
            .filter_map(|row| row.refund_of.as_ref().and_then(|id| known.claims.get(id)))
            .map(|claim| claim.purchase_id)
            .collect();
        let originals: HashMap<i64, Item> = purchase::items(tx, &Vec::from_iter(named))
            .await?
            .into_iter()
            .map(|item| (item.purchase_id, item))
            .collect();
        let of_the_slice: HashSet<String> = rows.iter().map(|row| row.external_id.clone()).collect();
        let mut refunded: HashMap<String, i64> = HashMap::new();
        let mut refused = Vec::new();
        let mut taken: BTreeMap<String, Taken> = BTreeMap::new();
        for parsed in rows {
            let Some((holder, provider, content)) = self.stand(&known, &taken, &parsed, &mut refused) else {
                continue;
            };
            let of = parsed.refund_of.clone().unwrap_or_default();
            if of_the_slice.contains(&of) {
                self.reject(&mut refused, parsed, OF_A_REFUND.to_owned());
                continue;
            }
            let claim = known.claims.get(&of);
            let original =
                claim.and_then(|claim| originals.get(&claim.purchase_id).map(|item| (claim, item)));
            let stamp = if let Some((claim, item)) = original {
                let before = *refunded.entry(of.clone()).or_insert(claim.refunded);
                let refund = Refund {
                    holder,
                    provider,
                    occurred_at: parsed.occurred_at.as_microsecond(),
                    amount: parsed.amount.minor(),
                };
                if let Err(why) = refund.check(item, before) {
                    self.reject(&mut refused, parsed, why);
                    continue;
                }
                refunded.insert(of, before + parsed.amount.minor());
                stamp_of(item)
            } else {
                // It waits for its purchase, whose stamp it will be settled by; its own is never used.
                if let Err(why) = known.check_active(holder, parsed.day) {
                    self.reject(&mut refused, parsed, why);
                    continue;
                }
                match self.stamper.stamp(store, tx, holder, provider, parsed.day).await? {
                    Ok(stamp) => stamp,
                    Err(why) => {
                        self.reject(&mut refused, parsed, why.to_string());
                        continue;
                    }
                }
            };
            let original = original.map(|(_, item)| item.purchase_id);
            let id = parsed.external_id.clone();
            taken.insert(id, Taken { parsed, holder, provider, content, stamp, original });
        }
        for (of, sum) in refunded {
            let before = known.claims.get(&of).map_or(0, |claim| claim.refunded);
            if sum > before {
                purchase::add_refunded(tx, self.source, &of, sum - before).await?;
            }
        }
        let ids: Vec<String> = taken.keys().cloned().collect();
        let written = self.write(store, tx, taken.into_values().collect(), REFUNDS).await?;
        // What waited for a refund is held: it never becomes due.
        self.end_waiting(tx, &ids, &written).await?;
        Ok(refused)
    }

    async fn read_holders(&mut self, tx: &mut Tx, known: &Known) -> Result<(), Error> {
        let holders: Vec<i64> = known.active_from.keys().map(|holder| holder.get()).collect();
        self.stamper.read_holders(tx, &holders).await
    }

    /// Whether a row is new; one that is not is counted here, and refused when it says something else.
    fn stand(
        &mut self,
        known: &Known,
        taken: &BTreeMap<String, Taken>,
        parsed: &Parsed,
        refused: &mut Vec<Refused>,
    ) -> Option<(PartyId, PartyId, [u8; 16])> {
        let provider = self.providers.get(&parsed.provider).copied();
        let standing = known.holder(parsed).and_then(|holder| {
            let provider = provider.ok_or_else(|| format!("provider: no provider `{}`", parsed.provider))?;
            let content = parsed.content(holder, provider);
            let before = match (known.claims.get(&parsed.external_id), taken.get(&parsed.external_id)) {
                (Some(claim), _) => Some(claim.content.as_slice() == content),
                (None, Some(taken)) => Some(taken.content == content),
                (None, None) => None,
            };
            Ok(match before {
                None => Standing::New { holder, provider, content },
                Some(true) => Standing::Same,
                Some(false) => Standing::Other,
            })
        });
        match standing {
            Ok(Standing::New { holder, provider, content }) => return Some((holder, provider, content)),
            Ok(Standing::Same) => self.counts.skipped += 1,
            Ok(Standing::Other) => {
                self.counts.conflicts += 1;
                let why = "conflict: another row stands under this external_id".to_owned();
                refused.push((parsed.row.clone(), why));
            }
            Err(why) => {
                self.counts.rejected += 1;
                refused.push((parsed.row.clone(), why));
            }
        }
        None
    }

    fn reject(&mut self, refused: &mut Vec<Refused>, parsed: Parsed, why: String) {
        self.counts.rejected += 1;
        refused.push((parsed.row, why));
    }

    /// Writes the rows in the order of their external ids, so that every index grows at its end, and returns
    /// the item numbers in that order.
    async fn write(
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
            let Taken { parsed, holder, provider, content, stamp, original } = row;
            items.push([
                id.into(),
                holder.get().into(),
                self.source.get().into(),
                parsed.external_id.as_str().into(),
                provider.get().into(),
                parsed.amount.minor().into(),
                parsed.occurred_at.as_microsecond().into(),
                parsed.day.number().into(),
                parsed.channel.as_deref().into(),
                parsed.category.as_deref().into(),
                parsed.refund_of.as_deref().into(),
                (*original).into(),
                None::<&str>.into(),
                stamp.rate_ppm.into(),
                stamp.center.into(),
                stamp.staff.into(),
                stamp.chain.into(),
                stamp.tier.into(),
                self.recorded.into(),
            ])?;
            claims.push([
                self.source.get().into(),
                parsed.external_id.as_str().into(),
                id.into(),
                holder.get().into(),
                content.as_slice().into(),
                0.into(),
            ])?;
            due.push([kind.into(), id.into(), parsed.day.number().into(), holder.get().into()])?;
            if let (Some(of), None) = (&parsed.refund_of, original) {
                waiting.push([
                    self.source.get().into(),
                    of.as_str().into(),
                    id.into(),
                    holder.get().into(),
                ])?;
            }
            self.counts.imported += 1;
            self.counts.amount = self.counts.amount.saturating_add(parsed.amount.minor());
        }
        for rows in [&mut items, &mut claims, &mut due, &mut waiting] {
            rows.write(tx).await?;
        }
        Ok((first..first + count).collect())
    }

    /// Ties refunds that waited for these purchases to them, in the order in which refunds are settled.
    async fn end_waiting(&mut self, tx: &mut Tx, ids: &[String], written: &[i64]) -> Result<(), Error> {
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

const OF_A_REFUND: &str = "refund_of: a refund can't be refunded";

/// A refund as far as its purchase must agree with it.
struct Refund {
    holder: PartyId,
    provider: PartyId,
    occurred_at: i64,
    amount: i64,
}

impl Refund {
    /// Checks it against its purchase, of which `before` was refunded already.
    fn check(&self, original: &Item, before: i64) -> Result<(), String> {
        let left = original.amount - before;
        if original.refund_of.is_some() {
            Err(OF_A_REFUND.to_owned())
        } else if self.holder != original.holder_id {
            Err("refund_of: the purchase is another holder's".to_owned())
        } else if self.provider != original.provider_id {
            Err("refund_of: the purchase is of another provider".to_owned())
        } else if self.occurred_at < original.occurred_at {
            Err("refund_of: it is dated before its purchase".to_owned())
        } else if self.amount > left {
            Err(format!("refund_of: only {} is left of the purchase", Money::from_minor(left)))
        } else {
            Ok(())
        }
    }
}

fn stamp_of(item: &Item) -> Stamp {
    Stamp {
        rate_ppm: item.rate_ppm,
        center: item.center_id,
        staff: item.staff_id,
        chain: item.chain_id,
        tier: item.tier_id,
    }
}
