//! Payouts.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Money that is sent to parties.
#[derive(Debug, Subcommand)]
pub enum PayoutCommand {
    /// Propose to pay everybody what they are owed, less the tax that is withheld
    ///
    /// Holders, agents, staff and centers get what they earned by the day, over everything that one party is, with debts
    /// netted, and never more than is theirs today. Whoever is owed less than --min, has no verified identity or no
    /// account, is under 18, or is restricted or suspended is left out, with the reason. Nothing moves before the approval,
    /// and one payout at a time is open.
    ///
    /// Two of these reasons are rules of the law: TX01, a person is paid without a verified name and number
    /// (个人所得税法 art. 9, 14), and DS07, a reward goes to somebody under 18 (直销管理条例 art. 15). --override with
    /// --reason pays those whom a rule would leave out; whom it stood against, and why they are paid, stays with the payout,
    /// and the approval holds for these rows alone. How old somebody is tell their documents, which a key opens: without
    /// one nobody is paid unless DS07 is overridden, and of whom no document tells it is counted.
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
    /// Write the file by which a bank or payment firm is told whom to pay
    ///
    /// Only rows of an approved payout that nobody has said anything of. A row whose account the format can't pay, or that has
    /// a character which the format's encoding lacks, is refused with the reason, the others are written, and the exit code
    /// is 3. A second file that tells of the same sort of accounts wants --again and --reason, for whoever is told twice may
    /// pay twice. The file has names and accounts, and nobody but its owner can read it. `wechat-list` writes the row
    /// `3-000017` as `3P000017`, for WeChat takes letters and digits alone.
    Export(PayoutExport),
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
    /// Pay whom this rule would leave out (`DS07` or `TX01`; may be given twice); wants --reason
    #[arg(long = "override", value_name = "RULE")]
    pub override_rule: Vec<String>,
    /// Show what would be paid, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// The format of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PayoutFileFormat {
    /// Batch payment of Alipay
    AlipayBatch,
    /// Transfers by `MYbank` to accounts at banks
    Mybank,
    /// A message to a bank by ISO 20022: pain.001.001.09
    #[value(name = "pain.001")]
    Pain001,
    /// What is to be transferred by WeChat Pay, one by one
    WechatList,
    /// Rows of every sort of account, for people and other programs
    Csv,
}

/// Write the file by which a bank or payment firm is told whom to pay.
#[derive(Args, Debug)]
pub struct PayoutExport {
    /// The payout's number, or `last`
    pub payout: String,
    /// The format
    #[arg(long, value_enum)]
    pub format: PayoutFileFormat,
    /// The file, which must not be there
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Write another file of rows that one was written of
    #[arg(long)]
    pub again: bool,
    /// When it is to be paid; today when not given (`pain.001`)
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// The platform's account from which it is paid (`pain.001`)
    #[arg(long, value_name = "NUMBER")]
    pub debtor_account: Option<String>,
    /// The clearing number of the bank where that is, 12 digits (`pain.001`)
    #[arg(long, value_name = "CNAPS")]
    pub debtor_bank: Option<String>,
    /// In whose name it is; the platform's when not given (`pain.001`)
    #[arg(long, value_name = "NAME")]
    pub debtor_name: Option<String>,
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
