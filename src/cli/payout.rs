//! Payouts.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Money that is sent to parties.
#[derive(Debug, Subcommand)]
pub enum PayoutCommand {
    /// Propose to pay everybody what they are owed, less the tax that is withheld
    ///
    /// Holders, agents, staff and centers get what they earned by the day, over everything that one party is, with debts
    /// netted, and never more than is theirs today. Whoever is owed less than --min, has no verified identity or no
    /// account, or is restricted or suspended is left out, with the reason. Nothing moves before the approval, and one
    /// payout at a time is open.
    Create(PayoutCreate),
    /// Approve a payout, as another operator than the one who made it: the money leaves the balances
    ///
    /// Balances, identities, accounts and tax are looked at again; when they don't fit a row any more, it is refused with
    /// what changed.
    Approve(PayoutNamed),
    /// Give up a payout that is not approved
    Discard(PayoutNamed),
    /// List all payouts, the newest first
    List,
    /// Show a payout with its rows, and while it is open who is left out and why
    Show(PayoutNamed),
    /// Record from a file what became of rows
    ///
    /// The columns `payout` (the name of the row, such as `3-000017`), `status` (`paid`, `failed` or `unknown`),
    /// `reference` and `reason`. What was paid is gone, what failed is owed again, what is unknown stays under way. Parts
    /// may come one after the other, and the same again changes nothing.
    Confirm(PayoutConfirm),
}

/// A payout.
#[derive(Args, Debug)]
pub struct PayoutNamed {
    /// The payout's number, or `last`
    pub payout: String,
}

/// Propose to pay everybody what they are owed.
#[derive(Args, Debug)]
pub struct PayoutCreate {
    /// Pay what was earned by this day
    #[arg(long, value_name = "DATE")]
    pub through: String,
    /// Leave out who is owed less
    #[arg(long, value_name = "AMOUNT", default_value = "0.01")]
    pub min: String,
    /// Show what would be paid, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// Record what became of rows.
#[derive(Args, Debug)]
pub struct PayoutConfirm {
    /// The file; `-` reads stdin
    pub file: PathBuf,
    /// Where rows go that are not taken; beside the file when not given
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
}
