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
    /// Record one purchase or refund, such as one that a till could not send
    ///
    /// The same again is unchanged, another one under the same id is refused.
    Add(PurchaseAdd),
    /// Show a purchase or refund: how far it is, what was refunded of it, and who received what
    ///
    /// `settle explain` also tells why, to the cent.
    Show(PurchaseNamed),
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

/// Record one purchase or refund.
#[derive(Args, Debug)]
pub struct PurchaseAdd {
    /// Its external id, such as the number of its receipt
    pub id: String,
    /// Where the id comes from; an external id is unique within its source
    #[arg(long, value_name = "NAME", default_value = "counter")]
    pub source: String,
    /// The holder's ref or card number
    #[arg(long, value_name = "REF")]
    pub holder: String,
    /// Where it was bought
    #[arg(long, value_name = "CODE")]
    pub provider: String,
    /// How much, above 0, also of a refund
    #[arg(long, value_name = "AMOUNT")]
    pub amount: String,
    /// When, or on which day; now when not given
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
    /// How it was bought
    #[arg(long, value_name = "CHANNEL", conflicts_with = "refund_of")]
    pub channel: Option<String>,
    /// What was bought
    #[arg(long, value_name = "CATEGORY", conflicts_with = "refund_of")]
    pub category: Option<String>,
    /// The external id of the purchase of the same source that is refunded, in whole or in part
    #[arg(long, value_name = "ID")]
    pub refund_of: Option<String>,
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
