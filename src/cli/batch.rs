//! Batches of cards.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Batches of cards.
#[derive(Debug, Subcommand)]
pub enum BatchCommand {
    /// Make cards and the print house's file
    Issue(BatchIssue),
    /// Make the print house's file, with new activation codes
    Export(BatchExport),
    /// Record that the printed cards came back, counted and compared
    Receive(BatchReceive),
    /// Let the cards of a batch be sold, all or by serials
    Release(BatchRelease),
    /// Make cards void, or a whole batch; wants --reason
    Void(BatchVoid),
    /// List all batches, the newest first
    List,
    /// Show a batch: the states of its cards, its releases and what was done with it
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
    /// The directory for the print file, manifest.json and SHA256SUMS; it must not hold them
    /// already. Without it `batch export` makes them later
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Encrypt the print file with `age` to this public key, `age1…` or one of SSH; may be
    /// repeated
    #[arg(long, value_name = "KEY", requires = "out")]
    pub recipient: Vec<String>,
    /// Let the cards be sold at once
    #[arg(long, requires = "out")]
    pub release: bool,
}

/// Make the print house's file, with new activation codes.
#[derive(Args, Debug)]
pub struct BatchExport {
    /// The batch's number, or `last`
    pub batch: String,
    /// The directory for the print file, manifest.json and SHA256SUMS; it must not hold them
    /// already
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Encrypt the print file with `age` to this public key, `age1…` or one of SSH; may be
    /// repeated
    #[arg(long, value_name = "KEY")]
    pub recipient: Vec<String>,
    /// Make new codes for the cards in stock although there is a file: that file, and every card
    /// printed from it that is not sold, is worthless then; wants --reason
    #[arg(long)]
    pub again: bool,
}

/// Record that the printed cards came back.
#[derive(Args, Debug)]
pub struct BatchReceive {
    /// The batch's number, or `last`
    pub batch: String,
    /// How many cards were counted; asked for at a terminal
    #[arg(long, value_name = "N")]
    pub count: Option<u32>,
    /// A file of lines `card,activation_code` as read off some of the cards, or `-` for standard
    /// input
    #[arg(long, value_name = "FILE")]
    pub samples: Option<PathBuf>,
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
    /// Only the cards of these serials, such as 1-50000,60000; those that are released already
    /// are allocated anew
    #[arg(long, value_name = "SERIALS")]
    pub serials: Option<String>,
}

/// Make cards void.
#[derive(Args, Debug)]
pub struct BatchVoid {
    /// The batch's number, or `last`
    pub batch: String,
    /// Only the cards of these serials, such as 17,90-95; without it the whole batch
    #[arg(long, value_name = "SERIALS")]
    pub serials: Option<String>,
}
