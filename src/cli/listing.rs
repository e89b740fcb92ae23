//! Goods that holders sell and swap.

use clap::{Args, Subcommand};

/// Goods that holders sell and swap.
#[derive(Debug, Subcommand)]
pub enum ListingCommand {
    /// Offer something of a holder, for a price or in exchange
    ///
    /// The holder needs the permission `sell` or `swap` and a card in use. Who sells is a provider, too: one that is none
    /// yet is made one under their ref, with the commission of the setting `goods-rate`.
    Add(ListingAdd),
    /// List what is offered and what became of it, the newest first; 100 unless --limit says otherwise
    List(ListingList),
    /// Show a listing and its history
    Show {
        /// The listing's number
        #[arg(value_parser = clap::value_parser!(i64).range(1..))]
        listing: i64,
    },
    /// Sell a listing: makes a purchase of the buyer, whose provider is the seller
    ///
    /// It is settled like any other, under the seller's commission rate. The purchase is `listing-NUMBER` of the source
    /// `goods`, and a refund names it.
    Sell(ListingSell),
    /// Swap two listings of two holders for each other
    ///
    /// Where the stated values differ, --paid says what is paid besides: 0.00 for an even exchange. What is paid makes a
    /// purchase of who pays, whose provider is who receives it.
    Swap(ListingSwap),
    /// Offer something no more; wants --reason
    Withdraw {
        /// The listing's number
        #[arg(value_parser = clap::value_parser!(i64).range(1..))]
        listing: i64,
    },
}

/// Offer something of a holder.
#[derive(Args, Debug)]
#[command(group(clap::ArgGroup::new("terms").required(true).args(["price", "value"])))]
pub struct ListingAdd {
    /// Whose it is, by ref or card
    #[arg(long, value_name = "REF")]
    pub holder: String,
    /// What it is, in one line
    #[arg(long, value_name = "TEXT")]
    pub title: String,
    /// For sale, at this price
    #[arg(long, value_name = "AMOUNT")]
    pub price: Option<String>,
    /// In exchange, at this stated value
    #[arg(long, value_name = "AMOUNT", requires = "wish")]
    pub value: Option<String>,
    /// What is wanted for it
    #[arg(long, value_name = "TEXT", requires = "value")]
    pub wish: Option<String>,
    /// Of which category, as purchases have it
    #[arg(long, value_name = "WORD")]
    pub category: Option<String>,
    /// Only members of this cohort see it; everybody when not given
    #[arg(long, value_name = "PATH")]
    pub cohort: Option<String>,
    /// The scheme of the cohort; the only one when not given
    #[arg(long, value_name = "NAME", requires = "cohort")]
    pub scheme: Option<String>,
}

/// List what is offered.
#[derive(Args, Debug)]
pub struct ListingList {
    /// Only those of this holder, by ref or card
    #[arg(long, value_name = "REF")]
    pub holder: Option<String>,
    /// Only those of this category
    #[arg(long, value_name = "WORD")]
    pub category: Option<String>,
    /// Only those for sale, or in exchange
    #[arg(long, value_name = "KIND", value_parser = ["sell", "swap"])]
    pub kind: Option<String>,
    /// Only those in this state
    #[arg(long, value_name = "STATE", value_parser = ["open", "sold", "swapped", "withdrawn"])]
    pub state: Option<String>,
    /// Only those that this holder sees: what everybody sees, and what is for cohorts that they are in
    #[arg(long, value_name = "REF")]
    pub visible_to: Option<String>,
    /// Only those that are for this cohort
    #[arg(long, value_name = "PATH")]
    pub cohort: Option<String>,
    /// The scheme of the cohort; the only one when not given
    #[arg(long, value_name = "NAME", requires = "cohort")]
    pub scheme: Option<String>,
}

/// Sell a listing.
#[derive(Args, Debug)]
pub struct ListingSell {
    /// The listing's number
    #[arg(value_parser = clap::value_parser!(i64).range(1..))]
    pub listing: i64,
    /// Who buys it, by ref or card
    #[arg(long, value_name = "REF")]
    pub to: String,
    /// The price that was agreed on; the listed one when not given
    #[arg(long, value_name = "AMOUNT")]
    pub price: Option<String>,
}

/// Swap two listings.
#[derive(Args, Debug)]
pub struct ListingSwap {
    /// The number of one listing
    #[arg(value_parser = clap::value_parser!(i64).range(1..))]
    pub listing: i64,
    /// The number of the other one
    #[arg(value_name = "OTHER", value_parser = clap::value_parser!(i64).range(1..))]
    pub other: i64,
    /// What is paid besides; 0.00 for an even exchange
    #[arg(long, value_name = "AMOUNT")]
    pub paid: Option<String>,
    /// The listing whose holder pays it
    #[arg(long, value_name = "LISTING", requires = "paid", value_parser = clap::value_parser!(i64).range(1..))]
    pub by: Option<i64>,
}
