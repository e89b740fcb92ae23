//! The platform's rules as pure functions and types: no I/O, no SQL, no clock, no randomness.

pub mod agent_tree;
pub mod allocation;
pub mod card;
pub mod clock;
pub mod day;
pub mod digest;
pub mod history;
pub mod id;
pub mod identifier;
pub mod lint;
pub mod luhn;
pub mod money;
pub mod parameter;
pub mod party;
pub mod party_set;
pub mod period;
pub mod plan;
pub mod policy;
pub mod ppm;
pub mod randomness;
pub mod region;
pub mod role;
pub mod rule;
pub mod run_state;
pub mod scheme;
pub mod withholding;
