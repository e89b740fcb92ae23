//! Which part of its base a line is, by what its purchase was stamped with.

use std::collections::HashMap;

use crate::command::platform::PLATFORM_PARTY;
use crate::domain::allocation::{ChainLink, Division, Parties};
use crate::domain::id::ChainId;
use crate::domain::party::PartyId;
use crate::domain::plan::Plan;
use crate::domain::ppm::Ppm;
use crate::domain::role::Slot;
use crate::error::Error;
use crate::store::statement::PartyLine;
use crate::store::{StoreError, Tx, agent, plan, tier};

/// So many divisions are kept.
const KEPT: usize = 10_000;

/// What decides how a pool is divided.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Terms {
    version: i64,
    center: i64,
    staff: Option<i64>,
    chain: Option<i64>,
    tier: Option<i64>,
    category: Option<String>,
}

/// The plans, and what they are applied to.
pub(super) struct Shares {
    plans: HashMap<i64, Plan>,
    chains: HashMap<ChainId, Vec<ChainLink>>,
    tiers: HashMap<i64, String>,
    divisions: HashMap<Terms, Division>,
}

impl Shares {
    /// Reads them.
    pub(super) async fn load(tx: &mut Tx) -> Result<Self, Error> {
        let versions = plan::list(tx).await?;
        let tiers = tier::list(tx).await?;
        Ok(Self {
            plans: versions.into_iter().map(|version| (version.version_id.get(), version.plan)).collect(),
            chains: agent::chains(tx).await?,
            tiers: tiers.into_iter().map(|tier| (tier.tier_id.get(), tier.code)).collect(),
            divisions: HashMap::new(),
        })
    }

    /// Which part of the pool a place gets, by the plan and what the purchase was stamped with.
    pub(super) fn of(&mut self, line: &PartyLine, slot: Slot) -> Result<Ppm, Error> {
        let terms = Terms {
            version: line.version_id,
            center: line.center_id,
            staff: line.staff_id,
            chain: line.chain_id,
            tier: line.tier_id,
            category: line.category.clone(),
        };
        if !self.divisions.contains_key(&terms) {
            let wrong = |column, why| StoreError::inconsistent("purchase", column, &line.external_id, why);
            let plan = self.plans.get(&terms.version);
            let plan = plan.ok_or_else(|| wrong("version_id", "no such version of the plan"))?;
            let chain = match terms.chain {
                Some(id) => {
                    self.chains.get(&id.into()).ok_or_else(|| wrong("chain_id", "no such chain"))?.as_slice()
                }
                None => &[],
            };
            let tier = match terms.tier {
                Some(id) => {
                    Some(self.tiers.get(&id).ok_or_else(|| wrong("tier_id", "no such tier"))?.as_str())
                }
                None => None,
            };
            let parties = Parties {
                holder: PLATFORM_PARTY,
                chain,
                staff: terms.staff.map(PartyId::new),
                center: Some(PartyId::new(terms.center)),
                platform: PLATFORM_PARTY,
            };
            let division = Division::of(&plan.resolve(tier, terms.category.as_deref()), &parties);
            if self.divisions.len() >= KEPT {
                self.divisions.clear();
            }
            self.divisions.insert(terms.clone(), division);
        }
        let share = self.divisions.get(&terms).and_then(|division| division.rate_of(slot));
        Ok(share.ok_or_else(|| {
            StoreError::inconsistent("line", "slot", &line.external_id, "the plan gives it no share")
        })?)
    }

    /// The rate of the provider, of which the pool is made.
    pub(super) fn rate(line: &PartyLine) -> Result<Ppm, StoreError> {
        let parts = u32::try_from(line.rate_ppm).ok().and_then(|parts| Ppm::new(parts).ok());
        parts.ok_or_else(|| StoreError::inconsistent("purchase", "rate_ppm", &line.external_id, "not a rate"))
    }
}
