//! Periods.

use clap::{Args, Subcommand};

/// Months that are closed one after the other, under a seal.
#[derive(Debug, Subcommand)]
pub enum PeriodCommand {
    /// Close a month: no run can belong to it any more
    ///
    /// Months are closed in order, each when it is over, its runs are posted and nothing due in it is left
    /// unsettled but held items and refunds that wait for their purchase. The first one is the month of the earliest
    /// item or run. A purchase that comes later settles in the next run.
    Close {
        /// The month, such as `2026-10`
        month: String,
    },
    /// Ask to open the last closed month again; another operator approves
    Reopen(PeriodReopen),
    /// Open a month again for which another operator asked
    Approve {
        /// The month, such as `2026-10`
        month: String,
    },
    /// List the months that were closed or have runs, the latest first
    List,
    /// Show a month with its runs and what it leaves unsettled, and prove its seal; exit 6 when its runs have another
    Show {
        /// The month, such as `2026-10`
        month: String,
    },
}

/// Ask to open the last closed month again; another operator approves.
#[derive(Args, Debug)]
pub struct PeriodReopen {
    /// The month, such as `2026-10`
    pub month: String,
    /// Take the request back: the month stays closed
    #[arg(long)]
    pub withdraw: bool,
}
