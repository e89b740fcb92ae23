//! The platform's own side of a holder: centers, staff, agents and tiers, by code and by number.

use std::collections::HashMap;

use crate::command::failure::unknown;
use crate::domain::day::Day;
use crate::domain::id::TierId;
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::error::{Code, Error};
use crate::store::agent::Agent;
use crate::store::center::Center;
use crate::store::staff::Staff;
use crate::store::tier::Tier;
use crate::store::{Result, Tx, agent, center, staff, tier};

/// All of them, read once. There are few beside the holders.
pub struct Directory {
    centers: Vec<Center>,
    staff: HashMap<String, Staff>,
    agents: HashMap<String, Agent>,
    tiers: Vec<Tier>,
    codes: HashMap<PartyId, String>,
    /// Agents by the digits that all places of their region have in common, with their first day.
    regions: HashMap<String, (PartyId, Day)>,
}

impl Directory {
    /// Reads it.
    pub async fn load(tx: &mut Tx) -> Result<Self> {
        let centers = center::list(tx).await?;
        let staff = staff::list(tx).await?;
        let agents = agent::list(tx).await?;
        let beginnings = agent::beginnings(tx).await?;
        let codes = centers.iter().map(|center| (center.center_id, center.code.clone()));
        let codes = codes.chain(staff.iter().map(|member| (member.staff_id, member.code.clone())));
        let codes = codes.chain(agents.iter().map(|agent| (agent.agent_id, agent.code.clone()))).collect();
        let regions = agents.iter().filter_map(|agent| {
            let since = beginnings.get(&agent.agent_id).copied().unwrap_or(Day::BEGINNING);
            Some((common_digits(agent.region.as_deref()?).to_owned(), (agent.agent_id, since)))
        });
        Ok(Self {
            regions: regions.collect(),
            centers,
            staff: staff.into_iter().map(|member| (member.code.clone(), member)).collect(),
            agents: agents.into_iter().map(|agent| (agent.code.clone(), agent)).collect(),
            tiers: tier::list(tx).await?,
            codes,
        })
    }

    /// The center of a code.
    pub fn center(&self, code: &str) -> std::result::Result<PartyId, Error> {
        let found = self.centers.iter().find(|center| center.code == code);
        found
            .map(|center| center.center_id)
            .ok_or_else(|| unknown("center", code, self.centers.iter().map(|center| center.code.as_str())))
    }

    /// The staff member of a code.
    pub fn staff(&self, code: &str) -> std::result::Result<PartyId, Error> {
        let known = || self.staff.keys().map(String::as_str);
        self.staff.get(code).map(|member| member.staff_id).ok_or_else(|| unknown("staff", code, known()))
    }

    /// The center of a staff member.
    #[must_use]
    pub fn center_of_staff(&self, staff: PartyId) -> Option<PartyId> {
        self.codes.get(&staff).and_then(|code| self.staff.get(code)).map(|member| member.center_id)
    }

    /// The refusal of staff who belong to another center than the holder.
    #[must_use]
    pub fn foreign_staff(&self, staff: PartyId, center: PartyId) -> Error {
        let (staff, center) = (self.code(staff).unwrap_or("?"), self.code(center).unwrap_or("?"));
        Error::new(Code::Conflict, format!("staff `{staff}` does not belong to center `{center}`"))
            .hint("a holder is served by staff of their own center")
    }

    /// The agent of a code.
    pub fn agent(&self, code: &str) -> std::result::Result<PartyId, Error> {
        let known = || self.agents.keys().map(String::as_str);
        self.agents.get(code).map(|agent| agent.agent_id).ok_or_else(|| unknown("agent", code, known()))
    }

    /// The agent whose region is the longest prefix of a holder's, among those that exist on that day.
    #[must_use]
    pub fn agent_of_region(&self, region: &str, day: Day) -> Option<PartyId> {
        [6, 4, 2].into_iter().find_map(|digits| {
            let (agent, since) = self.regions.get(region.get(..digits)?)?;
            (*since <= day).then_some(*agent)
        })
    }

    /// The tier of a code.
    pub fn tier(&self, code: &str) -> std::result::Result<&Tier, Error> {
        let found = self.tiers.iter().find(|tier| tier.code == code);
        found.ok_or_else(|| unknown("tier", code, self.tiers.iter().map(|tier| tier.code.as_str())))
    }

    /// The tier of a number.
    #[must_use]
    pub fn tier_of(&self, id: TierId) -> Option<&Tier> {
        self.tiers.iter().find(|tier| tier.tier_id == id)
    }

    /// The tier that fees lead to: the highest whose minimum is reached, and not below the one that all
    /// holders begin with.
    #[must_use]
    pub fn tier_reached(&self, fees: Money) -> Option<&Tier> {
        let reached = |tier: &&Tier| tier.is_default() || tier.min_fee().is_some_and(|least| least <= fees);
        self.tiers.iter().filter(reached).max_by_key(|tier| tier.rank)
    }

    /// The code of a center, staff member or agent.
    #[must_use]
    pub fn code(&self, party: PartyId) -> Option<&str> {
        self.codes.get(&party).map(String::as_str)
    }
}

/// `110000` stands for all of Beijing, so its digits are `11`; `110100` has `1101`.
fn common_digits(region: &str) -> &str {
    let mut digits = region;
    while let Some(shorter) = digits.strip_suffix("00") {
        digits = shorter;
    }
    digits
}
