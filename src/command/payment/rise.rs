//! What fees do to a holder's tier.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::command::holder::Directory;
use crate::domain::day::Day;
use crate::domain::history::{Change, in_force};
use crate::domain::id::TierId;
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::store::holder::Holder;
use crate::store::tier::Tier;
use crate::store::{Tx, attribution, holder};

/// What of a holder decides their tier, beside the fees.
#[derive(Clone, Debug, Default)]
pub(super) struct Standing {
    changes: Vec<Change<TierId>>,
    registered: Option<Day>,
    wanted: Option<TierId>,
}

impl Standing {
    /// That of one holder.
    pub(super) async fn of(tx: &mut Tx, found: &Holder) -> Result<Self, Error> {
        let one = std::slice::from_ref(found);
        Ok(Self::of_many(tx, one).await?.remove(&found.holder_id).unwrap_or_default())
    }

    /// That of many.
    pub(super) async fn of_many(tx: &mut Tx, found: &[Holder]) -> Result<HashMap<PartyId, Self>, Error> {
        let ids: Vec<i64> = found.iter().map(|holder| holder.holder_id.get()).collect();
        let mut tiers = attribution::tiers_of(tx, &ids).await?;
        let registered = attribution::of(tx, &ids).await?;
        let standing = |holder: &Holder| {
            let id = holder.holder_id;
            let first = registered.get(&id).and_then(|changes| changes.first());
            let changes = tiers.remove(&id).unwrap_or_default();
            let registered = first.map(|change| change.since);
            (id, Self { changes, registered, wanted: holder.wanted_tier() })
        };
        Ok(found.iter().map(standing).collect())
    }

    /// Keeps what a rise changes, and returns the change of the tier that is to be recorded.
    pub(super) fn follow(&mut self, rise: &Rise, now: Timestamp) -> Option<Change<TierId>> {
        if rise.reached {
            self.wanted = None;
        }
        let (tier, since) = rise.to.as_ref()?;
        // After everything that is recorded, also when the clock was set back.
        let recorded = self.changes.iter().map(|change| change.recorded + 1);
        let recorded = recorded.fold(now.as_microsecond(), i64::max);
        let change = Change { since: *since, recorded, value: tier.tier_id };
        self.changes.push(change);
        Some(change)
    }
}

/// What fees do to a holder's tier: it rises, and never falls.
pub(super) struct Rise {
    /// The code of the tier that was in force.
    pub(super) before: Option<String>,
    /// The code of the tier in force from now on.
    pub(super) tier: Option<String>,
    /// The tier that comes in force, and the day from which on.
    pub(super) to: Option<(Tier, Day)>,
    /// The tier that is still wanted, and what is missing to its fee.
    pub(super) waiting: Option<(Tier, Money)>,
    /// Whether the wanted tier is reached, and need not be remembered.
    pub(super) reached: bool,
}

impl Rise {
    /// What comes of fees of so much in all, the last of them paid on a day.
    pub(super) fn of(directory: &Directory, standing: &Standing, fees: Money, paid_on: Day) -> Self {
        let Standing { changes, registered, wanted } = standing;
        // Not before the registration, and not before a change that was recorded since, which would undo it.
        let last = changes.iter().map(|change| change.since).max();
        let since = paid_on.max(registered.unwrap_or(paid_on)).max(last.unwrap_or(paid_on));

        let current = in_force(changes, since, i64::MAX).and_then(|tier| directory.tier_of(*tier));
        let wanted = wanted.and_then(|tier| directory.tier_of(tier));
        let paid = |tier: &&Tier| tier.min_fee().is_none_or(|least| least <= fees);
        let candidates = current.into_iter().chain(directory.tier_reached(fees)).chain(wanted.filter(paid));
        let best = candidates.max_by_key(|tier| tier.rank);
        let reached = wanted.is_some_and(|wanted| best.is_some_and(|best| best.rank >= wanted.rank));
        let missing = |tier: &Tier| Money::from_minor(tier.min_fee().map_or(0, Money::minor) - fees.minor());
        let rises = best.filter(|best| current.is_none_or(|current| current.tier_id != best.tier_id));
        Self {
            before: current.map(|tier| tier.code.clone()),
            tier: best.map(|tier| tier.code.clone()),
            to: rises.map(|tier| (tier.clone(), since)),
            waiting: wanted.filter(|_| !reached).map(|tier| (tier.clone(), missing(tier))),
            reached,
        }
    }

    /// Records it for one holder.
    pub(super) async fn write(
        &self,
        tx: &mut Tx,
        found: &Holder,
        mut standing: Standing,
        now: Timestamp,
    ) -> Result<(), Error> {
        if let Some(change) = standing.follow(self, now) {
            attribution::add_tier(tx, found.holder_id, change).await?;
        }
        if self.reached {
            holder::clear_wanted_tiers(tx, &[found.holder_id.get()]).await?;
        }
        Ok(())
    }
}
