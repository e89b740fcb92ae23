//! The stamp of an item: what was in force on its day, as known when it was recorded.

use std::collections::HashMap;

use crate::domain::agent_tree::AgentTree;
use crate::domain::allocation::ChainLink;
use crate::domain::day::Day;
use crate::domain::history::{Change, in_force};
use crate::domain::id::{ChainId, TierId};
use crate::domain::party::PartyId;
use crate::domain::ppm::Ppm;
use crate::error::Error;
use crate::store::agent::{self, Chains};
use crate::store::attribution::{self, Attribution};
use crate::store::stamp::Stamp;
use crate::store::{Store, Tx, provider};

/// Why an item has no stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::command) enum Unstamped {
    /// The provider had no rate on that day.
    NoRate,
    /// The holder belonged to no center on that day.
    NoAttribution,
}

impl std::fmt::Display for Unstamped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NoRate => "the provider has no rate on that day",
            Self::NoAttribution => "the holder belongs to no center on that day",
        })
    }
}

/// What is in force for a holder and a provider on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::command) struct InForce {
    /// The provider's rate.
    pub(in crate::command) rate: Ppm,
    /// Who serves the holder.
    pub(in crate::command) served: Attribution,
    /// The holder's tier.
    pub(in crate::command) tier: Option<TierId>,
}

/// All histories that stamps are taken from: those of providers and agents whole, those of holders slice by
/// slice.
pub(in crate::command) struct Histories {
    known_at: i64,
    rates: HashMap<PartyId, Vec<Change<Ppm>>>,
    tree: AgentTree,
    attributions: HashMap<PartyId, Vec<Change<Attribution>>>,
    tiers: HashMap<PartyId, Vec<Change<TierId>>>,
}

impl Histories {
    /// Reads those of providers and agents, as known at a moment in microseconds since 1970.
    pub(in crate::command) async fn load(tx: &mut Tx, known_at: i64) -> Result<Self, Error> {
        Ok(Self {
            known_at,
            rates: provider::rates(tx).await?,
            tree: agent::tree(tx, known_at).await?,
            attributions: HashMap::new(),
            tiers: HashMap::new(),
        })
    }

    /// Looks at the same rows as they were known at another moment.
    pub(in crate::command) fn know_at(&mut self, moment: i64) {
        self.known_at = moment;
        self.tree.know_at(moment);
    }

    /// Reads those of these holders in place of those before.
    pub(in crate::command) async fn read_holders(
        &mut self,
        tx: &mut Tx,
        holders: &[i64],
    ) -> Result<(), Error> {
        self.attributions = attribution::of(tx, holders).await?;
        self.tiers = attribution::tiers_of(tx, holders).await?;
        Ok(())
    }

    /// What is in force for a holder who was read.
    pub(in crate::command) fn in_force(
        &self,
        holder: PartyId,
        provider: PartyId,
        day: Day,
    ) -> Result<InForce, Unstamped> {
        let rate = self.rates.get(&provider).and_then(|changes| in_force(changes, day, self.known_at));
        let served = self.attributions.get(&holder).and_then(|changes| in_force(changes, day, self.known_at));
        let tier = self.tiers.get(&holder).and_then(|changes| in_force(changes, day, self.known_at));
        Ok(InForce {
            rate: *rate.ok_or(Unstamped::NoRate)?,
            served: *served.ok_or(Unstamped::NoAttribution)?,
            tier: tier.copied(),
        })
    }

    /// The agents of a holder from level 1 on.
    pub(in crate::command) fn chain(&self, served: &Attribution, day: Day) -> Vec<ChainLink> {
        served.agent.map_or_else(Vec::new, |agent| self.tree.chain(agent, day))
    }
}

/// Stamps items, and stores the chains of agents that are new.
pub(super) struct Stamper {
    histories: Histories,
    /// Between two of these days every chain is the same.
    change_days: Vec<Day>,
    chains: Chains,
    interned: HashMap<(PartyId, usize), ChainId>,
}

impl Stamper {
    /// Reads the histories of providers and agents.
    pub(super) async fn load(tx: &mut Tx, known_at: i64) -> Result<Self, Error> {
        let histories = Histories::load(tx, known_at).await?;
        Ok(Self {
            change_days: histories.tree.change_days(),
            histories,
            chains: Chains::load(tx).await?,
            interned: HashMap::new(),
        })
    }

    /// Reads the histories of these holders in place of those before.
    pub(super) async fn read_holders(&mut self, tx: &mut Tx, holders: &[i64]) -> Result<(), Error> {
        self.histories.read_holders(tx, holders).await
    }

    /// The stamp of an item of a holder who was read.
    pub(super) async fn stamp(
        &mut self,
        store: &Store,
        tx: &mut Tx,
        holder: PartyId,
        provider: PartyId,
        day: Day,
    ) -> Result<Result<Stamp, Unstamped>, Error> {
        let InForce { rate, served, tier } = match self.histories.in_force(holder, provider, day) {
            Ok(in_force) => in_force,
            Err(why) => return Ok(Err(why)),
        };
        Ok(Ok(Stamp {
            rate_ppm: i64::from(rate.parts()),
            center_id: served.center.get(),
            staff_id: served.staff.map(PartyId::get),
            chain_id: self.chain(store, tx, &served, day).await?.map(ChainId::get),
            tier_id: tier.map(TierId::get),
        }))
    }

    async fn chain(
        &mut self,
        store: &Store,
        tx: &mut Tx,
        served: &Attribution,
        day: Day,
    ) -> Result<Option<ChainId>, Error> {
        let Some(agent) = served.agent else { return Ok(None) };
        let stretch = self.change_days.partition_point(|change| *change <= day);
        if let Some(known) = self.interned.get(&(agent, stretch)) {
            return Ok(Some(*known));
        }
        let links = self.histories.chain(served, day);
        let id = self.chains.intern(store, tx, &links).await?;
        self.interned.insert((agent, stretch), id);
        Ok(Some(id))
    }
}
