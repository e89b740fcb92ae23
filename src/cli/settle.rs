//! Settlement, ledger and reports.

use clap::{Args, Subcommand, ValueEnum};

/// Settlement runs.
#[derive(Debug, Subcommand)]
pub enum SettleCommand {
    /// Settle everything that is due: divide each purchase's commission by the plan
    ///
    /// An interrupted run is finished first, under its own date. Interrupted at whatever moment, it ends with the
    /// lines and the digest of an undisturbed one.
    Run(SettleRun),
    /// Approve a calculated run, as another operator than the one who ran it
    Approve {
        /// The run's number, or `last`
        run: String,
    },
    /// Post an approved run to the ledger, for good
    Post {
        /// The run's number, or `last`
        run: String,
    },
    /// Give up a run that is not posted; its items are due again
    Discard {
        /// The run's number, or `last`
        run: String,
    },
    /// List all runs, the newest first
    List,
    /// Show a run and what each role received
    Show {
        /// The run's number, or `last`
        run: String,
    },
    /// Export the lines of a run
    Lines {
        /// The run's number, or `last`
        run: String,
    },
    /// Show the lines in which two runs differ, also discarded ones; exit 6 when there are any
    Diff {
        /// The number of the first run
        before: String,
        /// The number of the second run, or `last`
        #[arg(default_value = "last")]
        after: String,
    },
    /// Show what is not settled, and why
    Pending,
    /// Tell how every cent of a purchase or refund came about: stamp, plan, shares, rounding, lines; exit 6 when the lines
    /// are others
    Explain(SettleExplain),
}

/// Settle everything that is due.
#[derive(Args, Debug)]
pub struct SettleRun {
    /// Take what is due through this day; yesterday when not given
    #[arg(long, value_name = "DATE")]
    pub through: Option<String>,
    /// Calculate and show, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Refuse the result unless it has this digest
    #[arg(long, value_name = "DIGEST")]
    pub expect: Option<String>,
    /// Approve and post at once, where the settings allow it
    #[arg(long)]
    pub post: bool,
    /// Wait so long for another run's lock, such as `10m` or `90s`
    #[arg(long, value_name = "TIME")]
    pub wait: Option<String>,
    /// Write on so many connections at once; SQLite has one writer, and takes one
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=16))]
    pub jobs: u8,
    /// Commit after so many items; with fewer, others wait less and less is computed again after a kill
    #[arg(long, value_name = "ITEMS", default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub slice: u32,
    /// Exit 4 instead of 0 when nothing is due
    #[arg(long)]
    pub detailed_exitcode: bool,
}

/// Tell how every cent of a purchase or refund came about.
#[derive(Args, Debug)]
pub struct SettleExplain {
    /// The external id of the purchase or refund
    pub purchase: String,
    /// Its source; the only one that has the id when not given
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
}

/// Balances.
#[derive(Debug, Subcommand)]
pub enum LedgerCommand {
    /// List what every party earned, was paid and has left
    Balances,
}

/// Reports.
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// What each role, agent, provider or month received in a run
    Commission(ReportCommission),
}

/// What commission is summed by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CommissionBy {
    /// Each role
    #[default]
    Role,
    /// Each agent
    Agent,
    /// Each provider
    Provider,
    /// Each month of the purchases
    Month,
}

/// What each role, agent, provider or month received in a run.
#[derive(Args, Debug)]
pub struct ReportCommission {
    /// The run's number, or `last`
    #[arg(long, value_name = "RUN", default_value = "last")]
    pub run: String,
    /// What to sum by
    #[arg(long, value_enum, default_value_t)]
    pub by: CommissionBy,
    /// Draw bars
    #[arg(long)]
    pub chart: bool,
}
