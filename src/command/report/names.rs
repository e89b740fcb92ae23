//! What the store's numbers are called.

use std::collections::HashMap;

use crate::error::Error;
use crate::output::Value;
use crate::store::{StoreError, Tx, agent, center, provider, report, staff, tier};

/// The codes of one kind of thing, by number, with their place among each other.
pub(super) struct Names {
    what: &'static str,
    codes: HashMap<i64, (usize, String)>,
}

impl Names {
    fn new(what: &'static str, codes: impl IntoIterator<Item = (i64, String)>) -> Self {
        let places = codes.into_iter().enumerate().map(|(place, (id, code))| (id, (place, code)));
        Self { what, codes: places.collect() }
    }

    /// The providers, by code.
    pub(super) async fn of_providers(tx: &mut Tx) -> Result<Self, Error> {
        let known = provider::list(tx).await?;
        Ok(Self::new("provider", known.into_iter().map(|known| (known.provider_id.get(), known.code))))
    }

    /// The centers, by code.
    pub(super) async fn of_centers(tx: &mut Tx) -> Result<Self, Error> {
        let known = center::list(tx).await?;
        Ok(Self::new("center", known.into_iter().map(|known| (known.center_id.get(), known.code))))
    }

    /// The agents, by code.
    pub(super) async fn of_agents(tx: &mut Tx) -> Result<Self, Error> {
        let known = agent::list(tx).await?;
        Ok(Self::new("agent", known.into_iter().map(|known| (known.agent_id.get(), known.code))))
    }

    /// The staff, by code.
    pub(super) async fn of_staff(tx: &mut Tx) -> Result<Self, Error> {
        let known = staff::list(tx).await?;
        Ok(Self::new("staff", known.into_iter().map(|known| (known.staff_id.get(), known.code))))
    }

    /// The tiers, by rank.
    pub(super) async fn of_tiers(tx: &mut Tx) -> Result<Self, Error> {
        let mut known = tier::list(tx).await?;
        known.sort_by_key(|tier| tier.rank);
        Ok(Self::new("tier", known.into_iter().map(|known| (known.tier_id.get(), known.code))))
    }

    /// These holders, by ref.
    pub(super) async fn of_holders(tx: &mut Tx, ids: &[i64]) -> Result<Self, Error> {
        let mut known = report::commission::refs(tx, ids).await?;
        known.sort_by(|one, other| one.1.cmp(&other.1));
        Ok(Self::new("holder", known))
    }

    /// The place of a number in the order of these names, and the name. Nothing comes after everything.
    pub(super) fn of(&self, number: Option<i64>) -> Result<(usize, Value), StoreError> {
        let Some(number) = number else { return Ok((usize::MAX, Value::Null)) };
        match self.codes.get(&number) {
            Some((place, code)) => Ok((*place, Value::code(code.clone()))),
            None => Err(StoreError::inconsistent(self.what, "(key)", number, "there is none of this number")),
        }
    }
}
