//! Schemes and cohorts.

use clap::{Args, Subcommand};

/// Schemes that sort holders into cohorts.
#[derive(Debug, Subcommand)]
pub enum SchemeCommand {
    /// Add a scheme; the same again is `unchanged`
    Add(SchemeAdd),
    /// List all schemes
    List,
    /// Show a scheme
    Show {
        /// The scheme's name
        name: String,
    },
}

/// Add a scheme.
#[derive(Args, Debug)]
pub struct SchemeAdd {
    /// The scheme's name
    pub name: String,
    /// The levels from the root down: region:2, region:4, region:6, birth-year, birth-decade, sex, country,
    /// range-carrier, area-code
    #[arg(long, value_name = "A,B")]
    pub facets: String,
    /// What orders the holders of a cohort: registered, visits, fees, each with `:asc` or `:desc` if wanted
    #[arg(long, value_name = "A,B", default_value = "registered")]
    pub priority: String,
}

/// Cohorts and their members by rank.
#[derive(Debug, Subcommand)]
pub enum CohortCommand {
    /// Place all holders anew, after showing what would change
    Regroup {
        /// Only this scheme
        #[arg(long, value_name = "NAME")]
        scheme: Option<String>,
        /// Show what would change and change nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// List the cohorts of a scheme
    List {
        /// The scheme; the only one when not given
        #[arg(long, value_name = "NAME")]
        scheme: Option<String>,
    },
    /// Draw the tree of a scheme with the number of members
    Tree {
        /// The scheme; the only one when not given
        #[arg(long, value_name = "NAME")]
        scheme: Option<String>,
        /// Draw only so many levels
        #[arg(long, value_name = "N")]
        depth: Option<i64>,
    },
    /// Show a cohort and its members by rank
    Show(CohortShow),
}

/// Show a cohort and its members by rank.
#[derive(Args, Debug)]
pub struct CohortShow {
    /// The cohort's path, such as `110102/1975/M`
    pub path: String,
    /// The scheme; the only one when not given
    #[arg(long, value_name = "NAME")]
    pub scheme: Option<String>,
    /// Leave out so many members of the highest rank
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub skip: u32,
}
