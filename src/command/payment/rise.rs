//! What fees do to a holder's tier.

use jiff::Timestamp;

use crate::command::holder::Directory;
use crate::domain::day::Day;
use crate::domain::history::{Change, in_force};
use crate::domain::id::TierId;
use crate::domain::money::Money;
use crate::error::Error;
use crate::store::holder::Holder;
use crate::store::tier::Tier;
use crate::store::{Tx, attribution, holder};

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
    reached: bool,
    changes: Vec<Change<TierId>>,
}

impl Rise {
    /// What comes of fees of so much in all, the last of them paid on a day.
    pub(super) async fn of(
        tx: &mut Tx,
        directory: &Directory,
        found: &Holder,
        fees: Money,
        paid_on: Day,
    ) -> Result<Self, Error> {
        let id = found.holder_id;
        let changes = attribution::tiers_of(tx, &[id.get()]).await?.remove(&id).unwrap_or_default();
        let registered = attribution::of(tx, &[id.get()]).await?.remove(&id).unwrap_or_default();
        // Not before the registration, and not before a change that was recorded since, which would undo it.
        let first = registered.first().map(|change| change.since);
        let last = changes.last().map(|change| change.since);
        let since = paid_on.max(first.unwrap_or(paid_on)).max(last.unwrap_or(paid_on));

        let current = in_force(&changes, since, i64::MAX).and_then(|tier| directory.tier_of(*tier));
        let wanted = found.wanted_tier().and_then(|tier| directory.tier_of(tier));
        let paid = |tier: &&Tier| tier.min_fee().is_none_or(|least| least <= fees);
        let candidates = current.into_iter().chain(directory.tier_reached(fees)).chain(wanted.filter(paid));
        let best = candidates.max_by_key(|tier| tier.rank);
        let reached = wanted.is_some_and(|wanted| best.is_some_and(|best| best.rank >= wanted.rank));
        let missing = |tier: &Tier| Money::from_minor(tier.min_fee().map_or(0, Money::minor) - fees.minor());
        let rises = best.filter(|best| current.is_none_or(|current| current.tier_id != best.tier_id));
        Ok(Self {
            before: current.map(|tier| tier.code.clone()),
            tier: best.map(|tier| tier.code.clone()),
            to: rises.map(|tier| (tier.clone(), since)),
            waiting: wanted.filter(|_| !reached).map(|tier| (tier.clone(), missing(tier))),
            reached,
            changes,
        })
    }

    pub(super) async fn write(&self, tx: &mut Tx, found: &Holder, now: Timestamp) -> Result<(), Error> {
        if let Some((tier, since)) = &self.to {
            // After everything that is recorded, also when the clock was set back.
            let recorded = self.changes.iter().map(|change| change.recorded + 1);
            let recorded = recorded.fold(now.as_microsecond(), i64::max);
            let change = Change { since: *since, recorded, value: tier.tier_id };
            attribution::add_tier(tx, found.holder_id, change).await?;
        }
        if self.reached {
            holder::clear_wanted_tier(tx, found.holder_id).await?;
        }
        Ok(())
    }
}
