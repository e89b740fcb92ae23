//! What holders are placed by: the day, the regions, the tiers.

use std::collections::HashMap;

use crate::command::regions::{self, Regions};
use crate::domain::day::Day;
use crate::domain::id::TierId;
use crate::domain::scheme::{Measure, Scheme};
use crate::error::Error;
use crate::store::scheme::StoredScheme;
use crate::store::{Tx, tier};

/// All of it, read once for a command that places holders.
pub struct Grounds {
    /// Today.
    pub today: Day,
    /// The table in force, where some scheme asks it.
    regions: Option<Regions>,
    tiers: HashMap<TierId, String>,
}

impl Grounds {
    /// Reads what these schemes ask for.
    pub async fn load(tx: &mut Tx, today: Day, schemes: &[StoredScheme]) -> Result<Self, Error> {
        Self::of(tx, today, schemes.iter().map(|stored| &stored.scheme)).await
    }

    /// As [`load`](Self::load), for versions that are not in force yet.
    pub async fn of<'a>(
        tx: &mut Tx,
        today: Day,
        schemes: impl Iterator<Item = &'a Scheme>,
    ) -> Result<Self, Error> {
        let (mut asks_regions, mut by_tier) = (false, false);
        for scheme in schemes {
            asks_regions |= scheme.asks_regions();
            by_tier |= scheme.by_tier();
        }
        let regions = if asks_regions { Some(regions::in_force(tx).await?) } else { None };
        let tiers = if by_tier { tier::list(tx).await? } else { Vec::new() };
        let tiers = tiers.into_iter().map(|tier| (tier.tier_id, tier.code)).collect();
        Ok(Self { today, regions, tiers })
    }

    /// What facts are measured by on a day.
    #[must_use]
    pub fn measure(&self, scheme: &Scheme, day: Day) -> Measure<'_> {
        let successors = self.regions.as_deref().filter(|_| scheme.asks_regions());
        Measure { year: day.date().year(), successors }
    }

    /// The code of a tier.
    #[must_use]
    pub fn tier(&self, id: TierId) -> Option<&str> {
        self.tiers.get(&id).map(String::as_str)
    }

    /// The hash of the table of regions, where a scheme asks it; empty where it doesn't.
    #[must_use]
    pub fn regions_hash(&self, scheme: &Scheme) -> String {
        let asked = self.regions.as_deref().filter(|_| scheme.asks_regions());
        asked.map_or_else(String::new, crate::domain::region::RegionTable::sha256)
    }
}
