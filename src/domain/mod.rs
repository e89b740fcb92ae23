//! The platform's rules as pure functions and types: no I/O, no SQL, no clock, no randomness.

pub mod clock;
pub mod day;
pub mod history;
pub mod id;
pub mod identifier;
pub mod card;
pub mod luhn;
pub mod money;
pub mod parameter;
pub mod ppm;
pub mod randomness;
pub mod scheme;
pub mod region;
