//! `cardctl`: administration of a consumption-card platform, directly on its database.
//!
//! Data flows one way, and a layer knows only the layers below it:
//!
//! ```text
//! main → cli (clap types) → command (one file a command) → store (SQL) → domain (pure)
//!                                ↓                ↘
//!                             output (printing)    vault (keys, sealing, blind index)
//! ```
//!
//! The library never prints outside [`output`], and never reads the environment, the clock or a source
//! of randomness: all of them are handed in by `main`.

pub mod cli;
pub mod command;
pub mod config;
pub mod domain;
pub mod error;
pub mod host;
pub mod input;
pub mod manual;
pub mod outbound;
pub mod output;
pub mod store;
pub mod vault;

pub use command::run;
