//! The stamp of an item, as it stands in its row.

use super::{Result, StoreError};
use crate::domain::ppm::Ppm;

/// What an item is settled by, whatever changes later: what was in force on its day, as known when it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::FromRow)]
pub struct Stamp {
    /// The provider's rate, in parts per million.
    pub rate_ppm: i64,
    /// The holder's center.
    pub center_id: i64,
    /// The staff member who served the holder.
    pub staff_id: Option<i64>,
    /// The agents of the holder, interned.
    pub chain_id: Option<i64>,
    /// The holder's tier.
    pub tier_id: Option<i64>,
}

impl Stamp {
    /// The provider's rate.
    ///
    /// # Errors
    /// The row of the item has a number that is no rate.
    pub fn rate(&self, item: i64) -> Result<Ppm> {
        u32::try_from(self.rate_ppm)
            .ok()
            .and_then(|parts| Ppm::new(parts).ok())
            .ok_or_else(|| StoreError::inconsistent("purchase", "rate_ppm", item, "not a rate"))
    }
}
