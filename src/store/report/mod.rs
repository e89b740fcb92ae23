//! Sums for reports: few statements, each of which sums by what it is told and over what is selected.

pub mod cards;
pub mod commission;
pub mod goods;
pub mod items;
pub mod requests;
pub mod sales;

use crate::domain::day::Day;
use crate::domain::id::{CohortId, SchemeId, TierId};
use crate::domain::party::PartyId;

/// Below how many agents of a chain an agent may stand: all of them.
const WHOLE_CHAIN: i64 = 64;

/// Which purchases and refunds count. What is not said selects nothing away.
///
/// Center, agent and tier are those of the stamp: what was in force for the purchase, of a refund that of its
/// purchase. The cohort is the one in which the holder is now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// From this civil day on.
    pub from: Option<Day>,
    /// Until this civil day.
    pub to: Option<Day>,
    /// Only those of holders of this center.
    pub center: Option<PartyId>,
    /// Only those of holders of this agent or of one below it.
    pub agent: Option<PartyId>,
    /// Of the agent itself only.
    pub direct: bool,
    /// Only those of holders of this tier.
    pub tier: Option<TierId>,
    /// Only those of this provider.
    pub provider: Option<PartyId>,
    /// Only those of members of this cohort.
    pub cohort: Option<CohortId>,
}

impl Selection {
    /// The first day that counts, as a number.
    fn first(&self) -> i64 {
        self.from.map_or(i64::MIN, Day::number)
    }

    /// The last day that counts, as a number.
    fn last(&self) -> i64 {
        self.to.map_or(i64::MAX, Day::number)
    }

    /// The greatest level at which the agent may stand in a chain.
    fn deepest(&self) -> i64 {
        if self.direct { 1 } else { WHOLE_CHAIN }
    }

    /// Whether purchases have to be looked at to know which count: days alone are also those of runs.
    #[must_use]
    pub fn looks_at_items(&self) -> bool {
        Self { from: None, to: None, ..*self } != Self { direct: self.direct, ..Self::default() }
    }
}

/// What items are summed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemKey {
    /// Nothing: all of them.
    Whole,
    /// The provider.
    Provider,
    /// The category that the purchase was given.
    Category,
    /// The holder's tier as of the purchase.
    Tier,
    /// The holder's center as of the purchase.
    Center,
    /// The agent nearest to the holder, as of the purchase.
    Agent,
    /// Each agent above the holder, as of the purchase: an item is summed for every one of them.
    Subtree,
    /// The cohort of a scheme in which the holder is now, the lowest one.
    Cohort(SchemeId),
    /// So many days from the beginning of the calendar, a Monday, divided by this.
    Days(i64),
    /// So many months from the beginning of year 0, divided by this.
    Months(i64),
}

impl ItemKey {
    /// As the statements know it.
    const fn word(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Provider => "provider",
            Self::Category => "category",
            Self::Tier => "tier",
            Self::Center => "center",
            Self::Agent | Self::Subtree => "agent",
            Self::Cohort(_) => "cohort",
            Self::Days(_) => "days",
            Self::Months(_) => "months",
        }
    }

    const fn divisor(self) -> i64 {
        match self {
            Self::Days(divisor) | Self::Months(divisor) => divisor,
            _ => 1,
        }
    }

    /// How many levels of a chain are looked at.
    const fn levels(self) -> i64 {
        match self {
            Self::Agent => 1,
            Self::Subtree => WHOLE_CHAIN,
            _ => 0,
        }
    }

    fn scheme(self) -> Option<i64> {
        match self {
            Self::Cohort(scheme) => Some(scheme.get()),
            _ => None,
        }
    }
}
