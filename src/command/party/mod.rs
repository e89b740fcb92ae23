//! Centers, staff, providers and tiers.

pub mod center;
pub mod person;
pub mod provider;
pub mod selling;
pub mod staff;
pub mod tier;
