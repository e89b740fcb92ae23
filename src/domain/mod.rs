//! The platform's rules as pure functions and types: no I/O, no SQL, no clock, no randomness.

pub mod allocation;
pub mod digest;
pub mod money;
pub mod party;
pub mod plan;
pub mod ppm;
pub mod randomness;
pub mod role;
