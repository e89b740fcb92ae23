//! Batches of cards.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Batches of cards.
#[derive(Debug, Subcommand)]
pub enum BatchCommand {
    /// Make cards and the print house's file
    Issue(BatchIssue),
    /// Let the cards of a batch be sold
    Release(BatchRelease),
    /// List all batches, the newest first
    List,
    /// Show a batch and the states of its cards
    Show {
        /// The batch's number, or `last`
        batch: String,
    },
}

/// Make cards and the print house's file.
#[derive(Args, Debug)]
pub struct BatchIssue {
    /// The issuing center's code
    #[arg(long, value_name = "CENTER")]
    pub center: String,
    /// How many cards: 1 to 10,000,000
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub count: u32,
    /// The agent to whom the cards are allocated
    #[arg(long, value_name = "AGENT")]
    pub agent: Option<String>,
    /// The staff member to whom the cards are allocated
    #[arg(long, value_name = "STAFF")]
    pub staff: Option<String>,
    /// The three-digit program of the card numbers
    #[arg(long, value_name = "PPP", default_value = "156")]
    pub program: String,
    /// The directory for cards.csv, manifest.json and SHA256SUMS; it must not hold them already
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Let the cards be sold at once
    #[arg(long)]
    pub release: bool,
}

/// Let the cards of a batch be sold.
#[derive(Args, Debug)]
pub struct BatchRelease {
    /// The batch's number, or `last`
    pub batch: String,
    /// Allocate its cards to this agent
    #[arg(long, value_name = "AGENT")]
    pub agent: Option<String>,
    /// Allocate its cards to this staff member
    #[arg(long, value_name = "STAFF")]
    pub staff: Option<String>,
}
