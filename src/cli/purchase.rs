//! Purchases and refunds.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Purchases and refunds.
#[derive(Debug, Subcommand)]
pub enum PurchaseCommand {
    /// Load purchases and refunds from a CSV file
    ///
    /// The same row again is skipped and counted, another row under the same id is a conflict, and nothing is lost
    /// or doubled when a file is loaded twice or a load is killed.
    Import(PurchaseImport),
    /// List purchases and refunds, the newest first; 100 unless --limit says otherwise
    List {
        /// Only those that are held, with the reason
        #[arg(long)]
        held: bool,
    },
    /// Keep a purchase or refund that is not settled out of every run
    ///
    /// It counts for no rank meanwhile, and what a held refund would take back is free for others.
    Hold(PurchaseNamed),
    /// Let a held purchase or refund be settled
    Release(PurchaseNamed),
}

/// A purchase or refund.
#[derive(Args, Debug)]
pub struct PurchaseNamed {
    /// The external id of the purchase or refund
    pub purchase: String,
    /// Its source; the only one that has the id when not given
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
}

/// Load purchases and refunds from a CSV file.
#[derive(Args, Debug)]
pub struct PurchaseImport {
    /// The file, or `-` for stdin: `external_id,card,holder,provider,amount,occurred_at` and, where wanted,
    /// `channel,category,refund_of`
    pub file: PathBuf,
    /// Where the rows come from; an external id is unique within its source
    #[arg(long, value_name = "NAME")]
    pub source: String,
    /// Where rejected rows go; FILE.rejects.csv when not given
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Load all rows or none
    #[arg(long)]
    pub all_or_nothing: bool,
    /// Check all rows and change nothing
    #[arg(long)]
    pub dry_run: bool,
}
