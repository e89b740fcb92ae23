//! The stamp of an item: what was in force on its day, as known when it was recorded.

use std::collections::HashMap;

use crate::domain::agent_tree::AgentTree;
use crate::domain::day::Day;
use crate::domain::history::{Change, in_force};
use crate::domain::id::{ChainId, TierId};
use crate::domain::party::PartyId;
use crate::domain::ppm::Ppm;
use crate::error::Error;
use crate::store::agent::{self, Chains};
use crate::store::attribution::{self, Attribution};
use crate::store::{Store, Tx, provider};

/// What an item is settled by, whatever changes later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) rate_ppm: i64,
    pub(super) center: i64,
    pub(super) staff: Option<i64>,
    pub(super) chain: Option<i64>,
    pub(super) tier: Option<i64>,
}

/// Why an item has no stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unstamped {
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

/// All histories that stamps are taken from: those of providers and agents whole, those of holders slice by
/// slice.
pub(super) struct Stamper {
    known_at: i64,
    rates: HashMap<PartyId, Vec<Change<Ppm>>>,
    tree: AgentTree,
    /// Between two of these days every chain is the same.
    change_days: Vec<Day>,
    chains: Chains,
    interned: HashMap<(PartyId, usize), ChainId>,
    attributions: HashMap<PartyId, Vec<Change<Attribution>>>,
    tiers: HashMap<PartyId, Vec<Change<TierId>>>,
}

impl Stamper {
    /// Reads the histories of providers and agents.
    pub(super) async fn load(tx: &mut Tx, known_at: i64) -> Result<Self, Error> {
        let tree = agent::tree(tx, known_at).await?;
        Ok(Self {
            known_at,
            rates: provider::rates(tx).await?,
            change_days: tree.change_days(),
            tree,
            chains: Chains::load(tx).await?,
            interned: HashMap::new(),
            attributions: HashMap::new(),
            tiers: HashMap::new(),
        })
    }

    /// Reads the histories of these holders in place of those before.
    pub(super) async fn read_holders(&mut self, tx: &mut Tx, holders: &[i64]) -> Result<(), Error> {
        self.attributions = attribution::of(tx, holders).await?;
        self.tiers = attribution::tiers_of(tx, holders).await?;
        Ok(())
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
        let rate = self.rates.get(&provider).and_then(|changes| in_force(changes, day, self.known_at));
        let Some(rate) = rate.copied() else { return Ok(Err(Unstamped::NoRate)) };
        let served = self.attributions.get(&holder).and_then(|changes| in_force(changes, day, self.known_at));
        let Some(served) = served.copied() else { return Ok(Err(Unstamped::NoAttribution)) };
        let tier = self.tiers.get(&holder).and_then(|changes| in_force(changes, day, self.known_at));
        let tier = tier.map(|tier| tier.get());
        let chain = match served.agent {
            Some(agent) => Some(self.chain(store, tx, agent, day).await?.get()),
            None => None,
        };
        Ok(Ok(Stamp {
            rate_ppm: i64::from(rate.parts()),
            center: served.center.get(),
            staff: served.staff.map(PartyId::get),
            chain,
            tier,
        }))
    }

    async fn chain(
        &mut self,
        store: &Store,
        tx: &mut Tx,
        agent: PartyId,
        day: Day,
    ) -> Result<ChainId, Error> {
        let stretch = self.change_days.partition_point(|change| *change <= day);
        if let Some(known) = self.interned.get(&(agent, stretch)) {
            return Ok(*known);
        }
        let links = self.tree.chain(agent, day);
        let id = self.chains.intern(store, tx, &links).await?;
        self.interned.insert((agent, stretch), id);
        Ok(id)
    }
}
