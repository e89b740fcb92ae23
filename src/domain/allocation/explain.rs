//! The derivation of an allocation, for people.

use std::cmp::Reverse;

use super::{Division, Money, Parties, PartyId, Whole};
use crate::domain::plan::{Missing, Resolved};
use crate::domain::ppm::Ppm;
use crate::domain::role::Slot;

/// Why a share's own party gets nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    /// The chain ends below the level.
    ChainTooShort,
    /// The agent of the level was suspended on the day of the purchase.
    Suspended(PartyId),
    /// No staff member served the holder.
    NoStaff,
    /// The holder has no center.
    NoCenter,
}

/// How a receiver came to a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is the receiver's own share.
    Own,
    /// The plan leaves it, so it is the platform's.
    Left,
    /// The share's party doesn't exist.
    StandIn {
        /// Why not.
        absence: Absence,
        /// Whom the plan names instead. The receiver is the platform where that one doesn't exist either.
        missing: Missing,
    },
}

/// A share that a part is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The role and level for which the plan has the share.
    pub slot: Slot,
    /// The share.
    pub rate: Ppm,
    /// How it came here.
    pub origin: Origin,
}

/// A part of a pool and how it was computed: `pool × rate = floor + remainder / 1_000_000`, and
/// `amount = floor + units`. A part of 0 makes no line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The receiver's role and level.
    pub slot: Slot,
    /// The receiver.
    pub party: PartyId,
    /// All that the receiver gets.
    pub rate: Ppm,
    /// The exact value rounded down.
    pub floor: Money,
    /// Millionths of a minor unit that rounding down cut off.
    pub remainder: i64,
    /// The place among the remainders, from 1: the largest first, equal ones in the fixed order.
    pub rank: usize,
    /// The rounding units received: those left over went to the first ranks, or all to the platform.
    pub units: Money,
    /// The result.
    pub amount: Money,
    /// The shares that `rate` is the sum of.
    pub sources: Vec<Source>,
}

/// The derivation of what [`Division::allocate`] gives for this `pool`, in the fixed order.
///
/// # Panics
/// When `pool` is negative.
#[must_use]
pub fn explain(pool: Money, resolved: &Resolved, parties: &Parties<'_>) -> Vec<Explained> {
    let division = Division::of(resolved, parties);
    let whole = Whole::of(pool);
    let mut explained: Vec<Explained> = division
        .parts
        .iter()
        .zip(division.split(pool))
        .map(|(part, amount)| {
            let exact = whole.part(part.ppm);
            Explained {
                slot: part.slot,
                party: part.party,
                rate: rate(part.ppm),
                floor: Money::from_minor(exact.floor),
                remainder: exact.remainder,
                rank: 0,
                units: Money::from_minor(amount - exact.floor),
                amount: Money::from_minor(amount),
                sources: sources(part.slot, resolved, parties),
            }
        })
        .collect();

    // Stable, so that equal remainders keep the fixed order.
    let mut by_remainder: Vec<&mut Explained> = explained.iter_mut().collect();
    by_remainder.sort_by_key(|part| Reverse(part.remainder));
    for (place, part) in by_remainder.into_iter().enumerate() {
        part.rank = place + 1;
    }
    explained
}

/// The shares that `receiver` gets.
fn sources(receiver: Slot, resolved: &Resolved, parties: &Parties<'_>) -> Vec<Source> {
    let mut sources = Vec::new();
    let mut left = Ppm::WHOLE.parts();
    for &share in resolved.shares() {
        left -= share.rate.parts();
        let (went_to, _, absence) = parties.receiver(share);
        if went_to == receiver {
            let origin =
                absence.map_or(Origin::Own, |absence| Origin::StandIn { absence, missing: share.missing });
            sources.push(Source { slot: share.slot, rate: share.rate, origin });
        }
    }
    if receiver == Slot::PLATFORM && left > 0 {
        sources.push(Source { slot: receiver, rate: rate(left), origin: Origin::Left });
    }
    sources
}

fn rate(parts: u32) -> Ppm {
    Ppm::new(parts).expect("no part of the whole is above the whole")
}
