//! Versions of the plan.

use std::path::PathBuf;

use clap::Subcommand;

/// Versions of the plan by which commission is divided.
#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// Load a plan file as a new version; the same again is `unchanged`
    Import {
        /// The TOML file, or `-` for stdin
        file: PathBuf,
    },
    /// Put a version in force from its date on
    Approve {
        /// The plan's name, or NAME@DATE for one of several versions
        plan: String,
    },
    /// Take a version back under which nothing was settled
    Withdraw {
        /// The plan's name, or NAME@DATE for one of several versions
        plan: String,
    },
    /// List all versions by date
    List,
    /// Show a version and its shares
    Show {
        /// The plan's name, or NAME@DATE for one of several versions
        plan: String,
    },
}
