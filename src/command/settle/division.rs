//! How one item is divided: its parties, its lines. The same code serves runs, dry runs and resumptions.

use std::collections::HashMap;

use super::tally::{Counted, CountedLine, Tally};
use super::versions::Versions;
use crate::command::platform::PLATFORM_PARTY;
use crate::domain::allocation::{ChainLink, Division, Lines, Parties, pool};
use crate::domain::day::Day;
use crate::domain::digest::{ItemKind, Label};
use crate::domain::id::{ChainId, VersionId};
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::domain::ppm::Ppm;
use crate::domain::role::{Role, Slot};
use crate::error::Error;
use crate::store::due::{DuePurchase, DueRefund};
use crate::store::settle::SettledItem;
use crate::store::stamp::Stamp;
use crate::store::{StoreError, Tx, agent, lines, source, tier};

/// The name of the platform's party in lines and exports.
pub(super) const PLATFORM: &str = "platform";

/// So many stamps are kept at once; a platform with more of them fills the table anew.
const KEPT: usize = 20_000;

/// What decides how a pool is divided: a million purchases have some hundreds of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Terms {
    version: usize,
    stamp: Stamp,
    category: Option<u32>,
}

/// The division under some terms, and what the record of each of its lines begins with.
struct Stamped {
    version: VersionId,
    rate: Ppm,
    division: Division,
    /// In the fixed order; that of the holder is of the one who was last.
    labels: Vec<(Slot, Label)>,
}

/// An item that is to be divided.
#[derive(Clone, Copy)]
struct Item<'a> {
    kind: ItemKind,
    number: i64,
    source_id: i64,
    external_id: &'a str,
    day: i64,
    amount: i64,
    holder: PartyId,
    reference: &'a str,
    /// Of a refund those of its purchase.
    stamp: Stamp,
    category: Option<&'a str>,
}

/// An item that was divided; its lines are in [`Divider::lines`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Divided {
    pub(super) version: VersionId,
    pub(super) pool: Money,
    pub(super) late: bool,
}

/// Everything that dividing needs, read once for a run.
pub(super) struct Divider {
    pub(super) versions: Versions,
    chains: HashMap<ChainId, Vec<ChainLink>>,
    tiers: HashMap<i64, String>,
    codes: HashMap<i64, String>,
    sources: HashMap<i64, String>,
    categories: HashMap<String, u32>,
    stamps: HashMap<Terms, Stamped>,
    /// The last day of the months that were closed when the run began.
    closed: Option<Day>,
    /// The lines of the item that was divided last.
    pub(super) lines: Lines,
    /// By what they were divided.
    last: Option<Terms>,
    pub(super) tally: Tally,
}

impl Divider {
    pub(super) async fn load(tx: &mut Tx, closed: Option<Day>) -> Result<Self, Error> {
        let sources = source::list(tx).await?;
        let tiers = tier::list(tx).await?;
        Ok(Self {
            versions: Versions::load(tx).await?,
            chains: agent::chains(tx).await?,
            tiers: tiers.into_iter().map(|tier| (tier.tier_id.get(), tier.code)).collect(),
            codes: lines::party_codes(tx).await?,
            sources: sources.into_iter().map(|(id, name)| (id.get(), name)).collect(),
            categories: HashMap::new(),
            stamps: HashMap::new(),
            closed,
            lines: Lines::default(),
            last: None,
            tally: Tally::default(),
        })
    }

    /// Divides the pool of a purchase under the version at a place.
    pub(super) fn purchase(&mut self, purchase: &DuePurchase, at: usize) -> Result<Divided, Error> {
        let item = Item {
            kind: ItemKind::Purchase,
            number: purchase.purchase_id,
            source_id: purchase.source_id,
            external_id: &purchase.external_id,
            day: purchase.day,
            amount: purchase.amount,
            holder: purchase.holder_id,
            reference: &purchase.holder,
            stamp: purchase.stamp,
            category: purchase.category.as_deref(),
        };
        let paid = amount(purchase.amount, purchase.purchase_id)?;
        self.divide(item, at, |division, rate, lines| division.allocate(pool(paid, rate), lines))
    }

    /// Divides what a refund takes back, when `refunded` of its purchase was taken back before.
    pub(super) fn refund(
        &mut self,
        refund: &DueRefund,
        version: VersionId,
        refunded: i64,
    ) -> Result<Divided, Error> {
        let at = self.versions.place(version).ok_or_else(|| {
            StoreError::inconsistent("settled", "version_id", refund.original_id, "the version was withdrawn")
        })?;
        let item = Item {
            kind: ItemKind::Refund,
            number: refund.purchase_id,
            source_id: refund.source_id,
            external_id: &refund.external_id,
            day: refund.day,
            amount: refund.amount,
            holder: refund.holder_id,
            reference: &refund.holder,
            stamp: refund.stamp,
            category: refund.category.as_deref(),
        };
        let before = amount(refund.original_amount - refunded, refund.original_id)?;
        let after = amount(before.minor() - refund.amount, refund.purchase_id)?;
        self.divide(item, at, |division, rate, lines| {
            division.allocate_refund(pool(before, rate), pool(after, rate), lines);
        })
    }

    /// Divides an item and counts it.
    fn divide(
        &mut self,
        item: Item<'_>,
        at: usize,
        allocate: impl FnOnce(&Division, Ppm, &mut Lines),
    ) -> Result<Divided, Error> {
        let terms = Terms { version: at, stamp: item.stamp, category: self.category(item.category) };
        self.prepare(item, terms)?;
        let stamped = self.stamps.get_mut(&terms).expect("it was prepared");
        stamped.set_holder(item.holder, item.reference);
        allocate(&stamped.division, stamped.rate, &mut self.lines);
        self.last = Some(terms);
        let counted = Counted {
            kind: item.kind,
            source: source_name(&self.sources, item.number, item.source_id)?,
            external_id: item.external_id,
            amount: item.amount,
            pool: self.lines.pool(),
            late: self.closed.is_some_and(|closed| item.day <= closed.number()),
        };
        self.tally.count(counted, stamped.labelled(&self.lines))?;
        Ok(Divided { version: stamped.version, pool: counted.pool, late: counted.late })
    }

    /// The first place among the lines of the purchase that was divided last that is a minor unit or more off its exact
    /// share.
    pub(super) fn inexact(&self) -> Option<Slot> {
        let stamped = self.stamps.get(&self.last?)?;
        stamped.division.inexact(self.lines.pool(), &self.lines)
    }

    /// The number by which a category is known here.
    fn category(&mut self, category: Option<&str>) -> Option<u32> {
        let category = category?;
        if let Some(known) = self.categories.get(category) {
            return Some(*known);
        }
        let next = u32::try_from(self.categories.len()).unwrap_or(u32::MAX);
        self.categories.insert(category.to_owned(), next);
        Some(next)
    }

    /// Makes the division under some terms, unless it is there.
    fn prepare(&mut self, item: Item<'_>, terms: Terms) -> Result<(), Error> {
        if self.stamps.contains_key(&terms) {
            return Ok(());
        }
        let Item { number, stamp, category, .. } = item;
        let chain: &[ChainLink] = match stamp.chain_id {
            None => &[],
            Some(id) => self
                .chains
                .get(&id.into())
                .ok_or_else(|| StoreError::inconsistent("purchase", "chain_id", number, "no such chain"))?,
        };
        let parties = Parties {
            // Another one for each purchase.
            holder: PLATFORM_PARTY,
            chain,
            staff: stamp.staff_id.map(PartyId::new),
            center: Some(PartyId::new(stamp.center_id)),
            platform: PLATFORM_PARTY,
        };
        let tier =
            match stamp.tier_id {
                None => None,
                Some(id) => Some(self.tiers.get(&id).ok_or_else(|| {
                    StoreError::inconsistent("purchase", "tier_id", number, "no such tier")
                })?),
            };
        let version = self.versions.at(terms.version).ok_or_else(|| {
            StoreError::inconsistent("plan_version", "version_id", number, "no version rules the item")
        })?;
        let division = Division::of(&version.plan.resolve(tier.map(String::as_str), category), &parties);
        let mut labels = Vec::new();
        for (slot, party) in division.receivers() {
            labels.push((slot, Label::of(slot, code(&self.codes, slot, party.get(), "")?)));
        }
        if self.stamps.len() >= KEPT {
            self.stamps.clear();
        }
        let (version, rate) = (version.version_id, stamp.rate(number)?);
        self.stamps.insert(terms, Stamped { version, rate, division, labels });
        Ok(())
    }

    /// Counts an item that was written before, from its stored lines, and tells each line.
    pub(super) fn recount(
        &mut self,
        item: &SettledItem,
        mut each: impl FnMut(Slot, PartyId, Money),
    ) -> Result<(), Error> {
        let id = item.purchase_id;
        let mut stored: Vec<(Slot, PartyId, Label, Money)> = Vec::new();
        let mut numbers = item.lines.split_ascii_whitespace().map(str::parse::<i64>);
        while let Some(slot) = numbers.next() {
            let (Ok(slot), Some(Ok(party)), Some(Ok(amount))) = (slot, numbers.next(), numbers.next()) else {
                return Err(StoreError::inconsistent("line", "(any)", id, "lines that are no numbers").into());
            };
            let slot =
                Slot::try_from(slot).map_err(|why| StoreError::inconsistent("line", "slot", id, why))?;
            let label = Label::of(slot, code(&self.codes, slot, party, &item.holder)?);
            let (party, amount) = (PartyId::new(party), Money::from_minor(amount));
            each(slot, party, amount);
            stored.push((slot, party, label, amount));
        }
        stored.sort_unstable_by_key(|(slot, ..)| *slot);
        let counted = Counted {
            kind: if item.is_refund == 0 { ItemKind::Purchase } else { ItemKind::Refund },
            source: source_name(&self.sources, id, item.source_id)?,
            external_id: &item.external_id,
            amount: item.amount,
            pool: Money::from_minor(item.pool),
            late: item.late != 0,
        };
        let lines = stored.iter().map(|(slot, party, label, amount)| CountedLine {
            slot: *slot,
            party: *party,
            label,
            amount: *amount,
        });
        self.tally.count(counted, lines)
    }
}

impl Stamped {
    fn set_holder(&mut self, holder: PartyId, reference: &str) {
        self.division.set_holder(holder);
        if let Some((slot, label)) = self.labels.first_mut()
            && *slot == Slot::HOLDER
        {
            label.set(Slot::HOLDER, reference);
        }
    }

    /// The lines of the item that was divided last, each with its label. Both are in the fixed order, and a part that
    /// came to nothing has a label and no line.
    fn labelled<'a>(&'a self, lines: &'a Lines) -> impl Iterator<Item = CountedLine<'a>> {
        let mut labels = self.labels.iter();
        lines.as_slice().iter().map(move |line| {
            let (_, label) =
                labels.find(|(slot, _)| *slot == line.slot).expect("the lines are of the division's parts");
            CountedLine { slot: line.slot, party: line.party, label, amount: line.amount }
        })
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

fn source_name(sources: &HashMap<i64, String>, item: i64, source: i64) -> Result<&str, Error> {
    sources
        .get(&source)
        .map(String::as_str)
        .ok_or_else(|| StoreError::inconsistent("purchase", "source_id", item, "no such source").into())
}

/// An amount that is not negative; the kernel takes no other.
fn amount(minor: i64, item: i64) -> Result<Money, Error> {
    if minor >= 0 {
        Ok(Money::from_minor(minor))
    } else {
        Err(StoreError::inconsistent("purchase", "amount", item, "more is refunded than was paid").into())
    }
}
