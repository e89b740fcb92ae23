//! Single cards.

use clap::{Args, Subcommand};

/// Single cards.
#[derive(Debug, Subcommand)]
pub enum CardCommand {
    /// Show a card, its state and its events
    Show(CardName),
    /// Block an active card for a while; wants --reason
    Freeze(CardBlock),
    /// Let a frozen card be used again; wants --reason
    Unfreeze(CardMove),
    /// Report a card lost, which blocks it at once; wants --reason
    Lost(CardBlock),
    /// Take a lost card back to the state it was lost from; wants --reason
    Found(CardMove),
    /// Give the holder of a lost card another one with a new number; wants --reason
    Replace(CardReplace),
    /// Take a spoiled card out of the stock, for good; wants --reason
    Void(CardMove),
    /// Forget wrong activation codes, so that the card can be activated again; wants --reason
    Unlock(CardName),
    /// List what happened to a card, the newest first
    History(CardName),
}

/// How a card is named.
#[derive(Args, Debug)]
pub struct CardName {
    /// The card's number, or `-` to read it from stdin
    #[arg(required_unless_present = "holder")]
    pub card: Option<String>,
    /// The live card of the holder with this ref, when nobody knows the number
    #[arg(long, value_name = "REF", conflicts_with = "card")]
    pub holder: Option<String>,
}

/// A change of a card's state.
#[derive(Args, Debug)]
pub struct CardMove {
    /// The card.
    #[command(flatten)]
    pub name: CardName,
    /// Through what the change was asked for; `counter` when not given, or `phone` with --holder
    #[arg(long, value_name = "CHANNEL")]
    pub channel: Option<String>,
}

/// A change that blocks a card.
#[derive(Args, Debug)]
pub struct CardBlock {
    /// The card and the channel.
    #[command(flatten)]
    pub change: CardMove,
    /// When it was reported, if that was earlier: the card is blocked from then on
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

/// Give the holder of a lost card another one.
#[derive(Args, Debug)]
pub struct CardReplace {
    /// The lost card and the channel.
    #[command(flatten)]
    pub change: CardMove,
    /// The new card; else the next one of the same center and allocation
    #[arg(long = "with", value_name = "NUMBER")]
    pub new: Option<String>,
    /// The activation code of the new card, or `-`
    #[arg(long, value_name = "CODE")]
    pub code: Option<String>,
    /// Activate the new card as your own act, without its code
    #[arg(long, conflicts_with = "code")]
    pub by_operator: bool,
}
