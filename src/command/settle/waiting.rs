//! Why items wait in the queue: for `settle pending`, and for what a period leaves unsettled.

use super::versions::{Ruling, Versions};
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::run_state::RunState;
use crate::error::Error;
use crate::store::due::{self, PendingRefunds};
use crate::store::{StoreError, Tx};

/// Why an item is not settled. The first one that fits counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Somebody or something holds it.
    Held,
    /// A refund whose purchase is unknown, not settled, or in a run that is not posted.
    Purchase,
    /// A refund of a purchase of which another one is in a run that is not posted.
    Refund,
    /// The version that rules its day waits for approval.
    NotApproved,
    /// No version rules its day.
    NoPlan,
    /// Its day, or the plan's hold days after it, have not come.
    NotDue,
    /// Nothing: the next run takes it.
    Due,
}

impl Reason {
    /// Every reason, in the order in which they are asked.
    pub const ALL: [Self; 7] =
        [Self::Held, Self::Purchase, Self::Refund, Self::NotApproved, Self::NoPlan, Self::NotDue, Self::Due];

    /// As shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Purchase => "waiting for its purchase",
            Self::Refund => "waiting for the refund before it",
            Self::NotApproved => "plan not approved",
            Self::NoPlan => "no plan in force",
            Self::NotDue => "not due yet",
            Self::Due => "due",
        }
    }
}

/// Items that wait, and their sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many.
    pub items: i64,
    minor: i64,
}

impl Sum {
    /// How much.
    #[must_use]
    pub const fn amount(self) -> Money {
        Money::from_minor(self.minor)
    }
}

/// What waits, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting([Sum; Reason::ALL.len()]);

impl Waiting {
    /// Sums what is in the queue, as of a run through a day; only items of days up to `last`, where that is given.
    pub async fn of(tx: &mut Tx, through: Day, last: Option<Day>) -> Result<Self, Error> {
        let versions = Versions::load(tx).await?;
        let wanted = |day: i64| last.is_none_or(|last| day <= last.number());
        let mut waiting = Self::default();
        for sum in due::pending_purchases(tx, i64::MAX).await?.into_iter().filter(|sum| wanted(sum.day)) {
            let reason = of_purchases(&versions, sum.state, sum.day, through)?;
            waiting.add(reason, sum.items, sum.amount);
        }
        for sum in due::pending_refunds(tx).await?.into_iter().filter(|sum| wanted(sum.day)) {
            waiting.add(of_refunds(&versions, &sum, through)?, sum.items, sum.amount);
        }
        Ok(waiting)
    }

    fn add(&mut self, reason: Reason, items: i64, amount: i64) {
        let sum = &mut self.0[reason as usize];
        sum.items += items;
        sum.minor = sum.minor.saturating_add(amount);
    }

    /// What waits for a reason.
    #[must_use]
    pub const fn sum(&self, reason: Reason) -> Sum {
        self.0[reason as usize]
    }

    /// The reasons for which something waits.
    pub fn rows(&self) -> impl Iterator<Item = (Reason, Sum)> {
        Reason::ALL.into_iter().zip(self.0).filter(|(_, sum)| sum.items > 0)
    }
}

fn of_purchases(versions: &Versions, state: i64, on: i64, through: Day) -> Result<Reason, Error> {
    if state != due::FREE {
        return Ok(Reason::Held);
    }
    let day = day(on)?;
    Ok(match versions.ruling(day) {
        Ruling::NotApproved => Reason::NotApproved,
        Ruling::None => Reason::NoPlan,
        Ruling::Approved(at) if versions.due_on(at, day) > through => Reason::NotDue,
        Ruling::Approved(_) => Reason::Due,
    })
}

fn of_refunds(versions: &Versions, sum: &PendingRefunds, through: Day) -> Result<Reason, Error> {
    if sum.state == due::HELD {
        return Ok(Reason::Held);
    }
    // Its purchase is settled for good, or will be in the same run.
    let follows = match (&sum.purchase_run, sum.purchase_state, sum.purchase_day) {
        (Some(state), ..) => state == RunState::Posted.as_str(),
        (None, Some(state), Some(on)) => of_purchases(versions, state, on, through)? == Reason::Due,
        (None, ..) => false,
    };
    Ok(if !follows {
        Reason::Purchase
    } else if sum.blocked != 0 {
        Reason::Refund
    } else if day(sum.day)? > through {
        Reason::NotDue
    } else {
        Reason::Due
    })
}

fn day(number: i64) -> Result<Day, Error> {
    Day::from_number(number).ok_or_else(|| StoreError::inconsistent("due", "day", number, "not a day").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_stand_at_their_places() {
        for (place, reason) in Reason::ALL.into_iter().enumerate() {
            assert_eq!(reason as usize, place, "{reason:?}");
        }
    }
}
