//! Fees that holders pay.

use clap::{Args, Subcommand};

/// Fees that holders pay, and the tiers that follow from them.
#[derive(Debug, Subcommand)]
pub enum PaymentCommand {
    /// Record a fee paid at the counter; the tier whose minimum is reached comes in force
    Add(PaymentAdd),
    /// List payments, the oldest first
    List {
        /// Only those of this holder, by ref or card number
        #[arg(long, value_name = "REF")]
        holder: Option<String>,
    },
}

/// Record a fee paid at the counter.
#[derive(Args, Debug)]
pub struct PaymentAdd {
    /// The holder's ref or card number
    #[arg(long, value_name = "REF")]
    pub holder: String,
    /// How much
    #[arg(long, value_name = "AMOUNT")]
    pub amount: String,
    /// The receipt's number; the same again changes nothing
    #[arg(long, value_name = "NO")]
    pub receipt: String,
    /// How it was paid; `cash` when not given
    #[arg(long, value_name = "CHANNEL")]
    pub channel: Option<String>,
    /// When it was paid; now when not given
    #[arg(long, value_name = "TIME")]
    pub paid_at: Option<String>,
}
