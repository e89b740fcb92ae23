//! Dividing the pool of a purchase among its parties, exactly (`SETTLEMENT.md` sections 3 and 4).
//!
//! ```text
//! amount, provider's rate ── pool ──┐
//! plan, tier, category ── Resolved ─┤
//! stamp ───────────────── Parties ──┴─ Division ── allocate ── Lines
//! ```
//!
//! A [`Division`] holds the parts in ppm, after missing shares found their receivers; it doesn't depend on
//! the pool. So a purchase and its refunds, and all purchases of one stamp, can share it.

use super::money::Money;
use super::party::PartyId;
use super::plan::{Missing, Resolved, ResolvedShare, Rounding};
use super::ppm::Ppm;
use super::role::{Level, Slot};

mod explain;

pub use explain::{Absence, Explained, Origin, Source, explain};

/// The part of `amount` that a provider owes at `rate`, rounded down.
///
/// # Panics
/// When `amount` is negative.
#[must_use]
pub fn pool(amount: Money, rate: Ppm) -> Money {
    Money::from_minor(Whole::of(amount).part(rate.parts()).floor)
}

/// An agent of a holder's chain as it was on the day of the purchase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ChainLink {
    /// The agent.
    pub agent: PartyId,
    /// A suspended agent keeps the level and receives nothing.
    pub suspended: bool,
}

/// Who may have a part in a purchase: what its stamp says.
#[derive(Clone, Copy, Debug)]
pub struct Parties<'a> {
    /// Who spent.
    pub holder: PartyId,
    /// The agents from level 1 on. Those above level 64 have no part.
    pub chain: &'a [ChainLink],
    /// The staff member who served the holder.
    pub staff: Option<PartyId>,
    /// The holder's center.
    pub center: Option<PartyId>,
    /// The platform.
    pub platform: PartyId,
}

impl Parties<'_> {
    /// Who has the part of `slot`, or why nobody does.
    fn at(&self, slot: Slot) -> Result<PartyId, Absence> {
        match slot {
            Slot::HOLDER => Ok(self.holder),
            Slot::STAFF => self.staff.ok_or(Absence::NoStaff),
            Slot::CENTER => self.center.ok_or(Absence::NoCenter),
            Slot::PLATFORM => Ok(self.platform),
            // The slot of an agent is its level, from 1.
            agent => match self.chain.get(agent.index() - 1) {
                None => Err(Absence::ChainTooShort),
                Some(link) if link.suspended => Err(Absence::Suspended(link.agent)),
                Some(link) => Ok(link.agent),
            },
        }
    }

    /// The unsuspended agent of the greatest level, whether or not the plan has a share for it.
    fn last_agent(&self) -> Option<(Slot, PartyId)> {
        let reach = self.chain.len().min(usize::from(Level::MAX));
        let index = self.chain[..reach].iter().rposition(|link| !link.suspended)?;
        Slot::at(index + 1).map(|slot| (slot, self.chain[index].agent))
    }

    /// Who receives `share` and in which slot, and why when it isn't the share's own party.
    fn receiver(&self, share: ResolvedShare) -> (Slot, PartyId, Option<Absence>) {
        let absence = match self.at(share.slot) {
            Ok(party) => return (share.slot, party, None),
            Err(absence) => absence,
        };
        let named = match share.missing {
            Missing::Platform => None,
            Missing::LastAgent => self.last_agent(),
            Missing::Center => self.center.map(|center| (Slot::CENTER, center)),
        };
        let (slot, party) = named.unwrap_or((Slot::PLATFORM, self.platform));
        (slot, party, Some(absence))
    }
}

/// The parts of one stamp under one plan, in the fixed order; together exactly 1,000,000 ppm.
#[derive(Clone, Debug)]
pub struct Division {
    rounding: Rounding,
    /// The platform's is always there, and the last.
    parts: Vec<Part>,
}

#[derive(Clone, Copy, Debug)]
struct Part {
    slot: Slot,
    party: PartyId,
    ppm: u32,
}

impl Division {
    /// Gives each share to its party or, where there is none, to whom the share names.
    ///
    /// What one receiver gets twice is added before anything is rounded, so that each line stays less than
    /// one minor unit off its exact share.
    ///
    /// # Panics
    /// When parts of the whole are lost or doubled, which would be a defect here.
    #[must_use]
    pub fn of(resolved: &Resolved, parties: &Parties<'_>) -> Self {
        // Beside the shares' own parties: the last agent, the center and the platform. One small allocation
        // costs half of what filling an array for the greatest plan would.
        let most = resolved.shares().len() + 3;
        let mut division = Self { rounding: resolved.rounding(), parts: Vec::with_capacity(most) };
        let mut left = Ppm::WHOLE.parts();
        for &share in resolved.shares() {
            let (slot, party, _) = parties.receiver(share);
            division.add(Part { slot, party, ppm: share.rate.parts() });
            // The shares of a plan sum to at most the whole.
            left -= share.rate.parts();
        }
        division.add(Part { slot: Slot::PLATFORM, party: parties.platform, ppm: left });

        let given: u32 = division.parts.iter().map(|part| part.ppm).sum();
        assert_eq!(given, Ppm::WHOLE.parts(), "every part per million has one receiver");
        division
    }

    /// The same division for another holder: all else of the stamp is equal.
    pub fn set_holder(&mut self, holder: PartyId) {
        if let Some(part) = self.parts.first_mut().filter(|part| part.slot == Slot::HOLDER) {
            part.party = holder;
        }
    }

    /// Who may get a line, in the fixed order.
    pub fn receivers(&self) -> impl Iterator<Item = (Slot, PartyId)> {
        self.parts.iter().map(|part| (part.slot, part.party))
    }

    /// Which part of the whole a place gets; nothing where it has none.
    #[must_use]
    pub fn rate_of(&self, slot: Slot) -> Option<Ppm> {
        let place = self.parts.binary_search_by_key(&slot, |part| part.slot).ok()?;
        Ppm::new(self.parts[place].ppm).ok()
    }

    /// The first place among these lines of a purchase of this `pool` that is a whole minor unit or more off its exact share,
    /// or with [`Rounding::Floor`] above it; the platform has the rest then. Computed apart from [`allocate`](Self::allocate).
    #[must_use]
    pub fn inexact(&self, pool: Money, lines: &Lines) -> Option<Slot> {
        let million = i128::from(Whole::MILLION);
        let wrong = |part: &&Part| {
            let line = lines.as_slice().iter().find(|line| line.slot == part.slot);
            let got = line.map_or(0, |line| i128::from(line.amount.minor()) * million);
            let below = i128::from(pool.minor()) * i128::from(part.ppm) - got;
            match self.rounding {
                Rounding::LargestRemainder => below.abs() >= million,
                Rounding::Floor => part.slot != Slot::PLATFORM && !(0..million).contains(&below),
            }
        };
        self.parts.iter().find(wrong).map(|part| part.slot)
    }

    /// Puts a part in its place, or adds it to the one that is there.
    fn add(&mut self, part: Part) {
        match self.parts.binary_search_by_key(&part.slot, |other| other.slot) {
            Ok(place) => self.parts[place].ppm += part.ppm,
            Err(place) => self.parts.insert(place, part),
        }
    }

    /// Writes the lines of a purchase of this `pool`, at most [`Slot::COUNT`], over those in `lines`.
    ///
    /// # Panics
    /// When `pool` is negative.
    pub fn allocate(&self, pool: Money, lines: &mut Lines) {
        lines.fill(&self.parts, &self.split(pool), pool);
    }

    /// Writes the lines of a refund over those in `lines`: the allocation of the pool of what is left `after`
    /// it, less that of what was left `before` it. The lines sum to `after − before`.
    ///
    /// # Panics
    /// When a pool is negative, or `after` above `before`.
    pub fn allocate_refund(&self, before: Money, after: Money, lines: &mut Lines) {
        assert!(after <= before, "a refund leaves no more than there was");
        let mut change = self.split(after);
        for (amount, taken) in change.iter_mut().zip(self.split(before)) {
            *amount -= taken;
        }
        lines.fill(&self.parts, &change, Money::from_minor(after.minor() - before.minor()));
    }

    /// The amount of each part in minor units, together `pool`.
    fn split(&self, pool: Money) -> [i64; Slot::COUNT] {
        let whole = Whole::of(pool);
        let mut amounts = [0; Slot::COUNT];
        let mut remainders = [0; Slot::COUNT];
        let mut left = pool.minor();
        for (index, part) in self.parts.iter().enumerate() {
            let exact = whole.part(part.ppm);
            amounts[index] = exact.floor;
            remainders[index] = exact.remainder;
            left -= exact.floor;
        }
        match self.rounding {
            Rounding::Floor => amounts[self.parts.len() - 1] += left,
            Rounding::LargestRemainder => {
                // The remainders sum to `left` millions, each below a million: so more than `left` of them
                // are above zero, and none is taken twice.
                for _ in 0..left {
                    // Of equals the last in this reversed order, which is the first in the fixed order.
                    let largest =
                        remainders[..self.parts.len()].iter().enumerate().rev().max_by_key(|(_, of)| **of);
                    if let Some((index, _)) = largest {
                        amounts[index] += 1;
                        remainders[index] = 0;
                    }
                }
            }
        }
        amounts
    }
}

/// An amount cut into millions and the rest, so that `amount × ppm` needs no more than 64 bits for any
/// amount.
#[derive(Clone, Copy)]
struct Whole {
    millions: i64,
    rest: i64,
}

/// `floor + remainder / 1_000_000` minor units.
#[derive(Clone, Copy)]
struct Exact {
    floor: i64,
    remainder: i64,
}

impl Whole {
    const MILLION: i64 = 1_000_000;

    fn of(amount: Money) -> Self {
        let minor = amount.minor();
        assert!(minor >= 0, "only an amount of zero or more is divided");
        Self { millions: minor / Self::MILLION, rest: minor % Self::MILLION }
    }

    /// So many parts per million of it.
    fn part(self, ppm: u32) -> Exact {
        let ppm = i64::from(ppm);
        // Below 10^12; and `millions × ppm` is at most the amount.
        let rest = self.rest * ppm;
        Exact { floor: self.millions * ppm + rest / Self::MILLION, remainder: rest % Self::MILLION }
    }
}

/// What one role and level gets from one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Role and level of the receiver.
    pub slot: Slot,
    /// The receiver.
    pub party: PartyId,
    /// Never zero; may be negative in a refund.
    pub amount: Money,
}

/// The lines of one item in the fixed order, in a buffer to be used again for the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    pool: Money,
    lines: Vec<Line>,
}

impl Default for Lines {
    fn default() -> Self {
        Self { pool: Money::ZERO, lines: Vec::with_capacity(Slot::COUNT) }
    }
}

impl Lines {
    /// The pool, which is the sum of the lines; that of a refund is zero or negative.
    #[must_use]
    pub const fn pool(&self) -> Money {
        self.pool
    }

    /// The lines in the fixed order, each slot at most once.
    #[must_use]
    pub fn as_slice(&self) -> &[Line] {
        &self.lines
    }

    fn fill(&mut self, parts: &[Part], amounts: &[i64], pool: Money) {
        self.pool = pool;
        self.lines.clear();
        let mut sum = 0;
        for (part, &amount) in parts.iter().zip(amounts) {
            if amount != 0 {
                sum += amount;
                let Part { slot, party, .. } = *part;
                self.lines.push(Line { slot, party, amount: Money::from_minor(amount) });
            }
        }
        assert_eq!(sum, pool.minor(), "the lines of an item sum to its pool");
    }
}

#[cfg(test)]
mod tests;
