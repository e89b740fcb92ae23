//! One slice of a purchase file: looked up, judged row by row in the file's order, and written in bulk.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::known::Known;
use super::refund::{OF_A_REFUND, Refund};
use super::row::Parsed;
use super::stamp::Stamper;
use super::writing::Taken;
use crate::command::platform::Platform;
use crate::domain::day::Calendar;
use crate::domain::id::SourceId;
use crate::domain::identifier::Code as Identifier;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::input::Row;
use crate::store::due::{PURCHASES, REFUNDS};
use crate::store::purchase::{self, Item};
use crate::store::{Store, Tx, lock, provider, source};

/// What happened to the rows of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) read: u64,
    pub(super) imported: u64,
    pub(super) skipped: u64,
    pub(super) conflicts: u64,
    pub(super) rejected: u64,
    /// Of the imported rows those that are held.
    pub(super) held: u64,
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
    pub(super) calendar: Calendar,
    pub(super) recorded: i64,
    pub(super) counts: Counts,
}

/// Takes the locks of whoever records in a source, which is made when there is none: refunds have it to themselves, so that
/// no two give back the same, and none begins to wait while its purchase comes.
pub(super) async fn record_in(
    store: &Store,
    tx: &mut Tx,
    source: &Identifier,
    refunds: bool,
) -> Result<SourceId, Error> {
    lock::share_intake(tx).await?;
    let source = source::ensure(store, tx, source).await?;
    if refunds {
        lock::hold_source(tx, source).await?;
    } else {
        lock::share_source(tx, source).await?;
    }
    // A regrouping sees all that is recorded and its marks, or none.
    lock::share_placements(tx).await?;
    Ok(source)
}

/// What the claim check says of a row.
enum Standing {
    New { holder: PartyId, provider: PartyId, content: [u8; 16] },
    Same,
    Other,
}

impl Loader {
    /// Reads what all rows need. The caller has taken the locks by [`record_in`].
    pub(super) async fn begin(
        tx: &mut Tx,
        source: SourceId,
        platform: &Platform,
        recorded: i64,
    ) -> Result<Self, Error> {
        let providers = provider::list(tx).await?;
        Ok(Self {
            source,
            stamper: Stamper::load(tx, recorded).await?,
            providers: providers.into_iter().map(|one| (one.code, one.provider_id)).collect(),
            calendar: platform.calendar.clone(),
            recorded,
            counts: Counts::default(),
        })
    }

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
            let checked = known
                .check_active(holder, parsed.item.day)
                .and_then(|()| known.check_unrestricted(holder, &parsed, &self.calendar));
            if let Err(why) = checked {
                self.reject(&mut refused, parsed, why);
                continue;
            }
            let held = known.hold(holder, &parsed, &self.calendar)?;
            match self.stamper.stamp(store, tx, holder, provider, parsed.item.day).await? {
                Ok(stamp) => {
                    let id = parsed.item.external_id.clone();
                    let item = parsed.item;
                    taken.insert(id, Taken { item, holder, provider, content, stamp, original: None, held });
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
            .filter_map(|row| row.item.refund_of.as_ref().and_then(|id| known.claims.get(id)))
            .map(|claim| claim.purchase_id)
            .collect();
        let originals: HashMap<i64, Item> = purchase::items(tx, &Vec::from_iter(named))
            .await?
            .into_iter()
            .map(|item| (item.purchase_id, item))
            .collect();
        let of_the_slice: HashSet<String> = rows.iter().map(|row| row.item.external_id.clone()).collect();
        let mut refunded: HashMap<String, i64> = HashMap::new();
        let mut refused = Vec::new();
        let mut taken: BTreeMap<String, Taken> = BTreeMap::new();
        for parsed in rows {
            let Some((holder, provider, content)) = self.stand(&known, &taken, &parsed, &mut refused) else {
                continue;
            };
            let of = parsed.item.refund_of.clone().unwrap_or_default();
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
                    occurred_at: parsed.item.occurred_at.as_microsecond(),
                    amount: parsed.item.amount.minor(),
                };
                if let Err(why) = refund.check(item, before) {
                    self.reject(&mut refused, parsed, why);
                    continue;
                }
                refunded.insert(of, before + parsed.item.amount.minor());
                item.stamp
            } else {
                // It waits for its purchase, whose stamp it will be settled by; its own is never used.
                if let Err(why) = known.check_active(holder, parsed.item.day) {
                    self.reject(&mut refused, parsed, why);
                    continue;
                }
                match self.stamper.stamp(store, tx, holder, provider, parsed.item.day).await? {
                    Ok(stamp) => stamp,
                    Err(why) => {
                        self.reject(&mut refused, parsed, why.to_string());
                        continue;
                    }
                }
            };
            let original = original.map(|(_, item)| item.purchase_id);
            let id = parsed.item.external_id.clone();
            let item = parsed.item;
            taken.insert(id, Taken { item, holder, provider, content, stamp, original, held: None });
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
        self.stamper.read_holders(tx, &known.holders()).await
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
            if provider == holder {
                return Err("provider: it is the holder, and nobody buys from themselves".to_owned());
            }
            let content = parsed.item.content(holder, provider);
            let before =
                match (known.claims.get(&parsed.item.external_id), taken.get(&parsed.item.external_id)) {
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
}
