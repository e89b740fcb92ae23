//! How one item is divided: the version that rules its day, its parties, its lines. The same code serves runs,
//! dry runs and resumptions.

use std::collections::{HashMap, HashSet};

use crate::command::platform::PLATFORM_PARTY;
use crate::domain::allocation::{ChainLink, Division, Lines, Parties, pool};
use crate::domain::day::Day;
use crate::domain::digest::{ItemKind, ItemRecord, RunDigest};
use crate::domain::id::{ChainId, VersionId};
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::domain::plan::Resolved;
use crate::domain::ppm::Ppm;
use crate::domain::role::{Role, Slot};
use crate::error::{Code, Error};
use crate::store::plan::{Version, VersionState};
use crate::store::run::{Calculated, Total};
use crate::store::settle::{DuePurchase, DueRefund, SettledLine};
use crate::store::{StoreError, Tx, agent, lines, plan, source, tier};

/// The name of the platform's party in lines and exports.
pub(super) const PLATFORM: &str = "platform";

/// Which version rules a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ruling {
    /// This approved one, by its place in the list.
    Approved(usize),
    /// One that waits for approval.
    NotApproved,
    /// None: the day is before all of them.
    None,
}

/// The versions of the plan that count, by day.
pub(super) struct Versions(Vec<Version>);

impl Versions {
    pub(super) async fn load(tx: &mut Tx) -> Result<Self, Error> {
        let mut versions = plan::list(tx).await?;
        versions.retain(|version| version.state != VersionState::Withdrawn);
        Ok(Self(versions))
    }

    pub(super) fn ruling(&self, day: Day) -> Ruling {
        match self.0.partition_point(|version| version.effective_from <= day).checked_sub(1) {
            None => Ruling::None,
            Some(at) if self.0[at].state == VersionState::Approved => Ruling::Approved(at),
            Some(_) => Ruling::NotApproved,
        }
    }

    /// The day on which a purchase of a day is due under the version at a place.
    pub(super) fn due_on(&self, at: usize, day: Day) -> Day {
        day.plus(i64::from(self.0[at].plan.hold_days()))
    }

    /// The version at a place.
    pub(super) fn at(&self, place: usize) -> Option<&Version> {
        self.0.get(place)
    }

    /// The version of a number.
    pub(super) fn numbered(&self, id: VersionId) -> Option<&Version> {
        self.place(id).and_then(|place| self.at(place))
    }

    fn place(&self, id: VersionId) -> Option<usize> {
        self.0.iter().position(|version| version.version_id == id)
    }
}

/// What of a stamp decides who has a part.
struct Stamped<'a> {
    item: i64,
    holder: PartyId,
    rate_ppm: i64,
    center: i64,
    staff: Option<i64>,
    chain: Option<i64>,
    tier: Option<i64>,
    category: Option<&'a str>,
}

/// An item that was divided; its lines are in [`Divider::lines`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Divided {
    pub(super) version: VersionId,
    pub(super) pool: Money,
}

/// Everything that dividing needs, read once for a run.
pub(super) struct Divider {
    pub(super) versions: Versions,
    chains: HashMap<ChainId, Vec<ChainLink>>,
    tiers: HashMap<i64, String>,
    codes: HashMap<i64, String>,
    sources: HashMap<i64, String>,
    /// Shares by version, tier and category: there are a few combinations and a million purchases.
    resolved: HashMap<(usize, Option<i64>), HashMap<Option<String>, Resolved>>,
    /// The lines of the item that was divided last.
    pub(super) lines: Lines,
    record: ItemRecord,
    digest: RunDigest,
    parties: [HashSet<i64>; Role::ALL.len()],
}

impl Divider {
    pub(super) async fn load(tx: &mut Tx) -> Result<Self, Error> {
        let sources = source::list(tx).await?;
        let tiers = tier::list(tx).await?;
        Ok(Self {
            versions: Versions::load(tx).await?,
            chains: agent::chains(tx).await?,
            tiers: tiers.into_iter().map(|tier| (tier.tier_id.get(), tier.code)).collect(),
            codes: lines::party_codes(tx).await?,
            sources: sources.into_iter().map(|(id, name)| (id.get(), name)).collect(),
            resolved: HashMap::new(),
            lines: Lines::default(),
            record: ItemRecord::default(),
            digest: RunDigest::default(),
            parties: Default::default(),
        })
    }

    /// Divides the pool of a purchase under the version at a place.
    pub(super) fn purchase(&mut self, purchase: &DuePurchase, at: usize) -> Result<Divided, Error> {
        let stamped = Stamped {
            item: purchase.purchase_id,
            holder: purchase.holder_id,
            rate_ppm: purchase.rate_ppm,
            center: purchase.center_id,
            staff: purchase.staff_id,
            chain: purchase.chain_id,
            tier: purchase.tier_id,
            category: purchase.category.as_deref(),
        };
        let rate = rate(&stamped)?;
        let division = self.division(&stamped, at)?;
        let pool = pool(amount(purchase.amount, purchase.purchase_id)?, rate);
        division.allocate(pool, &mut self.lines);
        self.count(ItemKind::Purchase, pool, purchase.source_id, &purchase.external_id, &purchase.holder)?;
        Ok(Divided { version: self.versions.0[at].version_id, pool })
    }

    /// Divides what a refund takes back, when `refunded` of its purchase was taken back before.
    pub(super) fn refund(
        &mut self,
        refund: &DueRefund,
        version: VersionId,
        refunded: i64,
    ) -> Result<Divided, Error> {
        let stamped = Stamped {
            item: refund.purchase_id,
            holder: refund.holder_id,
            rate_ppm: refund.rate_ppm,
            center: refund.center_id,
            staff: refund.staff_id,
            chain: refund.chain_id,
            tier: refund.tier_id,
            category: refund.category.as_deref(),
        };
        let rate = rate(&stamped)?;
        let at = self.versions.place(version).ok_or_else(|| {
            StoreError::inconsistent("settled", "version_id", refund.original_id, "the version was withdrawn")
        })?;
        let division = self.division(&stamped, at)?;
        let left = amount(refund.original_amount - refunded, refund.original_id)?;
        let after = amount(left.minor() - refund.amount, refund.purchase_id)?;
        let (before, after) = (pool(left, rate), pool(after, rate));
        division.allocate_refund(before, after, &mut self.lines);
        let pool = Money::from_minor(after.minor() - before.minor());
        self.count(ItemKind::Refund, pool, refund.source_id, &refund.external_id, &refund.holder)?;
        Ok(Divided { version, pool })
    }

    fn division(&mut self, stamped: &Stamped<'_>, at: usize) -> Result<Division, Error> {
        let chain: &[ChainLink] = match stamped.chain {
            None => &[],
            Some(id) => self.chains.get(&id.into()).ok_or_else(|| {
                StoreError::inconsistent("purchase", "chain_id", stamped.item, "no such chain")
            })?,
        };
        let parties = Parties {
            holder: stamped.holder,
            chain,
            staff: stamped.staff.map(PartyId::new),
            center: Some(PartyId::new(stamped.center)),
            platform: PLATFORM_PARTY,
        };
        let of_tier = self.resolved.entry((at, stamped.tier)).or_default();
        // Looked up by reference first: a key is made only once for each combination.
        let key = stamped.category.map(str::to_owned);
        let resolved = match of_tier.entry(key) {
            std::collections::hash_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::hash_map::Entry::Vacant(new) => {
                let tier = match stamped.tier {
                    None => None,
                    Some(id) => Some(self.tiers.get(&id).ok_or_else(|| {
                        StoreError::inconsistent("purchase", "tier_id", stamped.item, "no such tier")
                    })?),
                };
                new.insert(self.versions.0[at].plan.resolve(tier.map(String::as_str), stamped.category))
            }
        };
        Ok(Division::of(resolved, &parties))
    }

    /// Adds the item whose lines were computed last to the digest and the totals.
    fn count(
        &mut self,
        kind: ItemKind,
        pool: Money,
        source: i64,
        external_id: &str,
        holder: &str,
    ) -> Result<(), Error> {
        let source = self.sources.get(&source).ok_or_else(|| {
            StoreError::inconsistent("purchase", "source_id", external_id, "no such source")
        })?;
        self.record.begin(source, external_id);
        for line in self.lines.as_slice() {
            let party = code(&self.codes, line.slot, line.party.get(), holder)?;
            self.record.line(line.slot, party, line.amount);
            self.parties[role_index(line.slot.role())].insert(line.party.get());
        }
        self.digest
            .add_item(kind, pool, &self.record)
            .map_err(|error| Error::new(Code::Internal, error.to_string()))
    }

    /// Adds an item that was written before, from its stored lines.
    pub(super) fn recount(&mut self, stored: &[SettledLine]) -> Result<(), Error> {
        let Some(item) = stored.first() else { return Ok(()) };
        let source = self.sources.get(&item.source_id).ok_or_else(|| {
            StoreError::inconsistent("purchase", "source_id", item.purchase_id, "no such source")
        })?;
        self.record.begin(source, &item.external_id);
        for line in stored {
            let (Some(slot), Some(party), Some(amount)) = (line.slot, line.party_id, line.amount) else {
                continue;
            };
            let slot = Slot::try_from(slot)
                .map_err(|why| StoreError::inconsistent("line", "slot", item.purchase_id, why))?;
            let name = code(&self.codes, slot, party, &item.holder)?;
            self.record.line(slot, name, Money::from_minor(amount));
            self.parties[role_index(slot.role())].insert(party);
        }
        let kind = if item.refund_of.is_some() { ItemKind::Refund } else { ItemKind::Purchase };
        self.digest
            .add_item(kind, Money::from_minor(item.pool), &self.record)
            .map_err(|error| Error::new(Code::Internal, error.to_string()))
    }

    /// How many items were counted.
    pub(super) const fn items(&self) -> u64 {
        self.digest.purchases + self.digest.refunds
    }

    /// What all counted items come to.
    pub(super) fn calculated(&self) -> Calculated {
        let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let totals = Role::ALL
            .into_iter()
            .zip(&self.digest.roles)
            .zip(&self.parties)
            .map(|((role, total), parties)| {
                Total::new(role.as_str(), whole(parties.len() as u64), whole(total.lines), total.amount)
            })
            .collect();
        Calculated {
            purchases: whole(self.digest.purchases),
            refunds: whole(self.digest.refunds),
            lines: whole(self.digest.lines()),
            pool: self.digest.pool,
            digest: self.digest.finish(),
            totals,
        }
    }
}

/// The ref or code of who receives a line.
pub(super) fn code<'a>(
    codes: &'a HashMap<i64, String>,
    slot: Slot,
    party: i64,
    holder: &'a str,
) -> Result<&'a str, Error> {
    match slot.role() {
        Role::Holder => Ok(holder),
        Role::Platform => Ok(PLATFORM),
        Role::Agent | Role::Staff | Role::Center => codes
            .get(&party)
            .map(String::as_str)
            .ok_or_else(|| StoreError::inconsistent("line", "party_id", party, "no such party").into()),
    }
}

fn role_index(role: Role) -> usize {
    Role::ALL.iter().position(|known| *known == role).unwrap_or_default()
}

fn rate(stamped: &Stamped<'_>) -> Result<Ppm, Error> {
    u32::try_from(stamped.rate_ppm)
        .ok()
        .and_then(|parts| Ppm::new(parts).ok())
        .ok_or_else(|| StoreError::inconsistent("purchase", "rate_ppm", stamped.item, "not a rate").into())
}

/// An amount that is not negative; the kernel takes no other.
fn amount(minor: i64, item: i64) -> Result<Money, Error> {
    if minor >= 0 {
        Ok(Money::from_minor(minor))
    } else {
        Err(StoreError::inconsistent("purchase", "amount", item, "more is refunded than was paid").into())
    }
}
