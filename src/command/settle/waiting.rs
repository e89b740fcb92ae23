//! Why items wait in the queue: for `settle pending`, and for what a period leaves unsettled.

use super::division::{Ruling, Versions};
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::error::Error;
use crate::store::settle::{Pending, REFUNDS};
use crate::store::{StoreError, Tx};

/// Why an item is not settled. The first one that fits counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is held.
    Held,
    /// A refund whose purchase is not there or not settled.
    Purchase,
    /// The version that rules its day waits for approval.
    NotApproved,
    /// No version rules its day.
    NoPlan,
    /// Its hold days are not over.
    NotDue,
    /// Nothing: the next run takes it.
    Due,
}

impl Reason {
    /// Every reason, in the order in which they are asked.
    pub const ALL: [Self; 6] =
        [Self::Held, Self::Purchase, Self::NotApproved, Self::NoPlan, Self::NotDue, Self::Due];

    /// As shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Purchase => "waiting for its purchase",
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
    /// Sums what is in the queue, as of a run through a day.
    pub async fn of(tx: &mut Tx, queue: &[Pending], through: Day) -> Result<Self, Error> {
        let versions = Versions::load(tx).await?;
        let mut waiting = Self::default();
        for pending in queue {
            let sum = &mut waiting.0[reason(pending, &versions, through)? as usize];
            sum.items += pending.items;
            sum.minor = sum.minor.saturating_add(pending.amount);
        }
        Ok(waiting)
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

/// Why the items of a row wait, where the queue itself doesn't say so.
fn reason(pending: &Pending, versions: &Versions, through: Day) -> Result<Reason, Error> {
    let day = Day::from_number(pending.day)
        .ok_or_else(|| StoreError::inconsistent("purchase", "day", pending.day, "not a day"))?;
    if !pending.reason.is_empty() {
        let known = Reason::ALL.into_iter().find(|known| known.as_str() == pending.reason);
        return known.ok_or_else(|| {
            StoreError::inconsistent("due", "(reason)", &pending.reason, "not a reason").into()
        });
    }
    if pending.kind == REFUNDS {
        return Ok(if day > through { Reason::NotDue } else { Reason::Due });
    }
    Ok(match versions.ruling(day) {
        Ruling::NotApproved => Reason::NotApproved,
        Ruling::None => Reason::NoPlan,
        Ruling::Approved(at) if versions.due_on(at, day) > through => Reason::NotDue,
        Ruling::Approved(_) => Reason::Due,
    })
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
