//! Centers, staff, providers and tiers.

pub mod center;
pub mod provider;
pub mod staff;
pub mod tier;
