//! Centers, staff, providers and tiers.

pub mod center;
