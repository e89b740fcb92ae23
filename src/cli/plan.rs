//! Versions of the plan.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Versions of the plan by which commission is divided.
#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// Load a plan file as a new version; the same again is `unchanged`
    Import {
        /// The TOML file, or `-` for stdin
        file: PathBuf,
    },
    /// Hold a version, all that stand, or a file against the law; exit 6 when a rule is broken
    Lint(PlanLint),
    /// Show who would get what of a purchase, and why, without writing anything
    Simulate(PlanSimulate),
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

/// Hold a version, all that stand, or a file against the law.
#[derive(Args, Debug)]
pub struct PlanLint {
    /// The plan's name, or NAME@DATE for one of several versions; all that stand when not given
    pub plan: Option<String>,
    /// A plan file that is not imported, or `-` for stdin
    #[arg(long, value_name = "FILE", conflicts_with = "plan")]
    pub plan_file: Option<PathBuf>,
    /// By the rules in force on this day; those of the version's first day when not given
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Also list the rules that are kept, and by what
    #[arg(long)]
    pub all: bool,
    /// Override a rule that the version breaks; wants --reason
    #[arg(long = "override", value_name = "RULE", requires = "plan")]
    pub override_rule: Option<String>,
    /// Acknowledge a rule that warns of the version; wants --reason
    #[arg(long, value_name = "RULE", requires = "plan", conflicts_with = "override_rule")]
    pub acknowledge: Option<String>,
}

/// Show who would get what of a purchase, and why, without writing anything.
#[derive(Args, Debug)]
pub struct PlanSimulate {
    /// The plan's name, or NAME@DATE for one of several versions, whatever its state; the one in force that day when not
    /// given
    pub plan: Option<String>,
    /// A plan file that is not imported, or `-` for stdin
    #[arg(long, value_name = "FILE", conflicts_with = "plan")]
    pub plan_file: Option<PathBuf>,
    /// The amount of the purchase
    #[arg(long, value_name = "AMOUNT")]
    pub amount: String,
    /// The holder's ref or card number
    #[arg(long, value_name = "REF")]
    pub holder: String,
    /// The provider; the only one when not given
    #[arg(long, value_name = "CODE")]
    pub provider: Option<String>,
    /// The category of the purchase
    #[arg(long, value_name = "WORD")]
    pub category: Option<String>,
    /// The day of the purchase; today when not given
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}
