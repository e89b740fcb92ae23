//! Plans: the proportions in which a pool is shared (`SETTLEMENT.md` section 2).

use std::collections::BTreeSet;
use std::fmt::{self, Write as _};
use std::str::FromStr;

use jiff::civil::Date;

use super::digest::sha256_hex;
use super::ppm::{Ppm, percent};
use super::role::{Level, Role, Slot};

mod file;

pub use file::{FileProblem, FileRule, PlanFileError};

/// The most shares of a plan. Beyond any plan in use, it bounds the check of all combinations.
pub const MAX_SHARES: usize = 2000;

/// The most characters of a plan's name, a tier and a category.
const MAX_NAME: usize = 64;

/// Who gets the units that rounding down leaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rounding {
    /// One each to the parts with the largest remainders, ties in the fixed order.
    #[default]
    LargestRemainder,
    /// All to the platform.
    Floor,
}

/// A text is no rounding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a rounding: `largest-remainder` or `floor`")]
pub struct RoundingError;

impl Rounding {
    /// The word used in plan files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LargestRemainder => "largest-remainder",
            Self::Floor => "floor",
        }
    }
}

impl FromStr for Rounding {
    type Err = RoundingError;

    fn from_str(text: &str) -> Result<Self, RoundingError> {
        [Self::LargestRemainder, Self::Floor]
            .into_iter()
            .find(|rounding| rounding.as_str() == text)
            .ok_or(RoundingError)
    }
}

/// Where a share goes when its party doesn't exist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Missing {
    /// To the platform.
    #[default]
    Platform,
    /// To the unsuspended agent of the greatest level in the chain; if there is none, to the platform.
    LastAgent,
    /// To the holder's center; if there is none, to the platform.
    Center,
}

/// A text is no receiver of a missing share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a receiver of a missing share: `platform`, `last-agent` or `center`")]
pub struct MissingError;

impl Missing {
    /// The word used in plan files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Platform => "platform",
            Self::LastAgent => "last-agent",
            Self::Center => "center",
        }
    }

    /// Whether a share of `role` may ask for this. A holder always exists, and a center has nobody to name.
    const fn allowed_for(self, role: Role) -> bool {
        match role {
            Role::Agent => true,
            Role::Staff => matches!(self, Self::Platform | Self::Center),
            Role::Holder | Role::Center | Role::Platform => matches!(self, Self::Platform),
        }
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Missing {
    type Err = MissingError;

    fn from_str(text: &str) -> Result<Self, MissingError> {
        [Self::Platform, Self::LastAgent, Self::Center]
            .into_iter()
            .find(|missing| missing.as_str() == text)
            .ok_or(MissingError)
    }
}

/// One share of a plan. Within its slot the most specific share holds alone:
/// tier + category > tier > category > neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Role and level.
    pub slot: Slot,
    /// The only tier for which it holds.
    pub tier: Option<String>,
    /// The only category of purchases for which it holds.
    pub category: Option<String>,
    /// The part of the pool.
    pub rate: Ppm,
    /// Where it goes without a party; [`Missing::Platform`] where nothing else can be asked for.
    pub missing: Missing,
}

impl Share {
    /// The role.
    #[must_use]
    pub const fn role(&self) -> Role {
        self.slot.role()
    }

    /// The level of an agent.
    #[must_use]
    pub const fn level(&self) -> Option<Level> {
        self.slot.level()
    }

    /// What is unique in a plan, and the order of its shares.
    fn key(&self) -> (Slot, Option<&str>, Option<&str>) {
        (self.slot, self.tier.as_deref(), self.category.as_deref())
    }

    fn check(&self) -> Result<(), PlanRule> {
        if self.role() == Role::Platform {
            return Err(PlanRule::PlatformShare);
        }
        if !self.missing.allowed_for(self.role()) {
            return Err(PlanRule::Missing { role: self.role(), missing: self.missing });
        }
        if !self.tier.as_deref().is_none_or(is_label) {
            return Err(PlanRule::Tier);
        }
        if !self.category.as_deref().is_none_or(is_label) {
            return Err(PlanRule::Category);
        }
        Ok(())
    }
}

/// The rule of plans that is broken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanRule {
    /// The name is not one that can be typed as an argument.
    #[error("a plan's name has 1 to 64 letters, digits, `-`, `_` and `.`, and begins with a letter or digit")]
    Name,
    /// The tier is empty, too long or unprintable.
    #[error("a tier has 1 to 64 characters, no control character among them, and no space at its ends")]
    Tier,
    /// The category is empty, too long or unprintable.
    #[error("a category has 1 to 64 characters, no control character among them, and no space at its ends")]
    Category,
    /// A share of the platform.
    #[error("the platform has what the shares leave, and no share of its own")]
    PlatformShare,
    /// A receiver that the role can't ask for.
    #[error("a missing share of role `{role}` can't go to `{missing}`")]
    Missing {
        /// The share's role.
        role: Role,
        /// The receiver.
        missing: Missing,
    },
    /// More than [`MAX_SHARES`].
    #[error("a plan has at most {MAX_SHARES} shares")]
    TooManyShares,
    /// Two shares with equal role, level, tier and category.
    #[error("{slot} has a second share for {}", combination(tier.as_deref(), category.as_deref()))]
    Duplicate {
        /// Role and level.
        slot: Slot,
        /// The tier of both.
        tier: Option<String>,
        /// The category of both.
        category: Option<String>,
    },
    /// More than is there.
    #[error(
        "for {} the shares sum to {}, above 100%",
        combination(tier.as_deref(), category.as_deref()),
        percent(*sum)
    )]
    AboveWhole {
        /// The tier, or any that the plan doesn't name.
        tier: Option<String>,
        /// The category, or any that the plan doesn't name.
        category: Option<String>,
        /// The sum in parts per million.
        sum: u32,
    },
}

fn combination(tier: Option<&str>, category: Option<&str>) -> String {
    let tier = tier.map_or("no named tier".to_owned(), |tier| format!("tier `{tier}`"));
    let category =
        category.map_or("no named category".to_owned(), |category| format!("category `{category}`"));
    format!("{tier} and {category}")
}

/// Why parts make no plan.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{rule}")]
pub struct PlanError {
    /// The share at fault, counted from 0 in the order given; of a sum, the one that takes it above 100 %.
    pub share: Option<usize>,
    /// The broken rule.
    pub rule: PlanRule,
}

/// A version of the plan: who gets which part of a pool from a day on.
///
/// For every combination of tier and category its shares sum to at most 100 %.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    name: String,
    effective_from: Date,
    rounding: Rounding,
    hold_days: u16,
    /// In the order of [`Share::key`], without duplicates.
    shares: Vec<Share>,
}

impl Plan {
    /// The plan of these parts, as the database stores them. The order of shares doesn't matter.
    ///
    /// `hold_days`: how many days after its civil date a purchase is due.
    pub fn new(
        name: String,
        effective_from: Date,
        rounding: Rounding,
        hold_days: u16,
        shares: Vec<Share>,
    ) -> Result<Self, PlanError> {
        if !is_name(&name) {
            return Err(PlanError { share: None, rule: PlanRule::Name });
        }
        if shares.len() > MAX_SHARES {
            return Err(PlanError { share: None, rule: PlanRule::TooManyShares });
        }
        for (given, share) in shares.iter().enumerate() {
            share.check().map_err(|rule| PlanError { share: Some(given), rule })?;
        }
        let mut ordered: Vec<(usize, Share)> = shares.into_iter().enumerate().collect();
        // Stable, so that of equal shares the later one is named.
        ordered.sort_by(|(_, a), (_, b)| a.key().cmp(&b.key()));
        for pair in ordered.windows(2) {
            if let [(_, first), (given, second)] = pair
                && first.key() == second.key()
            {
                let Share { slot, tier, category, .. } = second.clone();
                let rule = PlanRule::Duplicate { slot, tier, category };
                return Err(PlanError { share: Some(*given), rule });
            }
        }
        let (given, shares): (Vec<usize>, Vec<Share>) = ordered.into_iter().unzip();
        check_sums(&shares, &given)?;
        Ok(Self { name, effective_from, rounding, hold_days, shares })
    }

    /// Reads a plan file. A tier must be one of `known_tiers`.
    pub fn parse(text: &str, known_tiers: &BTreeSet<String>) -> Result<Self, PlanFileError> {
        file::read(text, known_tiers)
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first civil date of purchases under this version.
    #[must_use]
    pub const fn effective_from(&self) -> Date {
        self.effective_from
    }

    /// Who gets the units that rounding down leaves.
    #[must_use]
    pub const fn rounding(&self) -> Rounding {
        self.rounding
    }

    /// How many days after its civil date a purchase is due.
    #[must_use]
    pub const fn hold_days(&self) -> u16 {
        self.hold_days
    }

    /// The shares by slot, tier and category; the general one of a slot first.
    #[must_use]
    pub fn shares(&self) -> &[Share] {
        &self.shares
    }

    /// The shares that hold for a purchase of `category` by a holder of `tier`.
    ///
    /// Costs look-ups in the whole plan: keep it for all items of one version, tier and category.
    #[must_use]
    pub fn resolve(&self, tier: Option<&str>, category: Option<&str>) -> Resolved {
        let shares = in_force(&self.shares, tier, category)
            .map(|index| {
                let Share { slot, rate, missing, .. } = self.shares[index];
                ResolvedShare { slot, rate, missing }
            })
            .collect();
        Resolved { rounding: self.rounding, shares }
    }

    /// Every tier and category that the plan names, and none, with each other: what holds for all others holds for none.
    #[must_use]
    pub fn combinations(&self) -> Vec<(Option<&str>, Option<&str>)> {
        combinations(&self.shares)
    }

    /// The plan as lines of fields between tabs, equal for plans that mean the same: defaults are written
    /// out, and neither the order of shares nor the spelling of a rate is left.
    #[must_use]
    pub fn canonical(&self) -> String {
        let Self { name, effective_from, rounding, hold_days, shares } = self;
        let rounding = rounding.as_str();
        let mut text = format!("plan\t{name}\t{effective_from}\t{rounding}\t{hold_days}\n");
        for Share { slot, tier, category, rate, missing } in shares {
            let level = slot.level().map(|level| level.to_string()).unwrap_or_default();
            let (tier, category) =
                (tier.as_deref().unwrap_or_default(), category.as_deref().unwrap_or_default());
            let (role, rate) = (slot.role(), rate.parts());
            // Writing to a string never fails.
            let _ = writeln!(text, "{role}\t{level}\t{tier}\t{category}\t{rate}\t{missing}");
        }
        text
    }

    /// SHA-256 of [`Plan::canonical`] in hexadecimal: importing a plan of an equal hash again changes
    /// nothing.
    #[must_use]
    pub fn content_hash(&self) -> String {
        sha256_hex(&self.canonical())
    }
}

/// The shares of a plan that hold for one tier and category, in the fixed order, at most one a slot, none of
/// the platform's, and at most 100 % together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    rounding: Rounding,
    shares: Vec<ResolvedShare>,
}

/// A share that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResolvedShare {
    /// Role and level.
    pub slot: Slot,
    /// The part of the pool.
    pub rate: Ppm,
    /// Where it goes without a party.
    pub missing: Missing,
}

impl Resolved {
    /// Who gets the units that rounding down leaves.
    #[must_use]
    pub const fn rounding(&self) -> Rounding {
        self.rounding
    }

    /// The shares in the fixed order.
    #[must_use]
    pub fn shares(&self) -> &[ResolvedShare] {
        &self.shares
    }
}

/// The indices of the shares that hold for `tier` and `category`. `shares` must be in the order of
/// [`Share::key`].
fn in_force(shares: &[Share], tier: Option<&str>, category: Option<&str>) -> impl Iterator<Item = usize> {
    let mut end = 0;
    shares.chunk_by(|a, b| a.slot == b.slot).filter_map(move |of_slot| {
        let start = end;
        end += of_slot.len();
        let most_specific_first = [(tier, category), (tier, None), (None, category), (None, None)];
        most_specific_first.into_iter().find_map(|wanted| {
            let found = of_slot
                .binary_search_by(|share| (share.tier.as_deref(), share.category.as_deref()).cmp(&wanted));
            found.ok().map(|index| start + index)
        })
    })
}

/// The tiers and categories that shares name, and none, with each other.
fn combinations(shares: &[Share]) -> Vec<(Option<&str>, Option<&str>)> {
    // Always with the general case, also when every share is for a tier.
    let mut tiers = BTreeSet::from([None]);
    let mut categories = BTreeSet::from([None]);
    tiers.extend(shares.iter().map(|share| share.tier.as_deref()));
    categories.extend(shares.iter().map(|share| share.category.as_deref()));
    let of_tier = |tier| categories.iter().map(move |category| (tier, *category));
    tiers.iter().flat_map(|tier| of_tier(*tier)).collect()
}

/// Refuses shares that sum to more than 100 % for any combination of the tiers and categories named, or of
/// none.
fn check_sums(shares: &[Share], given: &[usize]) -> Result<(), PlanError> {
    for (tier, category) in combinations(shares) {
        // At most 68 slots of at most 1,000,000 each.
        let sum: u32 = in_force(shares, tier, category).map(|index| shares[index].rate.parts()).sum();
        if sum <= Ppm::WHOLE.parts() {
            continue;
        }
        let mut as_given: Vec<(usize, u32)> = in_force(shares, tier, category)
            .map(|index| (given[index], shares[index].rate.parts()))
            .collect();
        as_given.sort_unstable();
        let mut running = 0;
        let crossing = as_given.into_iter().find(|(_, rate)| {
            running += rate;
            running > Ppm::WHOLE.parts()
        });
        return Err(PlanError {
            share: crossing.map(|(given, _)| given),
            rule: PlanRule::AboveWhole {
                tier: tier.map(str::to_owned),
                category: category.map(str::to_owned),
                sum,
            },
        });
    }
    Ok(())
}

/// A name that can be typed as `NAME` and `NAME@DATE`.
fn is_name(text: &str) -> bool {
    text.chars().count() <= MAX_NAME
        && text.starts_with(char::is_alphanumeric)
        && text.chars().all(|character| character.is_alphanumeric() || "-_.".contains(character))
}

/// A word of somebody else's making: a category comes from the providers' files.
fn is_label(text: &str) -> bool {
    (1..=MAX_NAME).contains(&text.chars().count())
        && !text.contains(char::is_control)
        && text.trim().len() == text.len()
}

#[cfg(test)]
mod tests;
