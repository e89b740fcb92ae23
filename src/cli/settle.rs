//! Settlement and ledger.

use clap::{Args, Subcommand, ValueEnum};

/// Settlement runs.
#[derive(Debug, Subcommand)]
pub enum SettleCommand {
    /// Settle everything that is due: divide each purchase's commission by the plan
    ///
    /// An interrupted run is finished first, under its own date. Interrupted at whatever moment, it ends with the
    /// lines and the digest of an undisturbed one.
    Run(SettleRun),
    /// Approve a calculated run, as another operator than the one who ran it
    Approve {
        /// The run's number, or `last`
        run: String,
    },
    /// Post an approved run to the ledger, for good
    Post {
        /// The run's number, or `last`
        run: String,
    },
    /// Give up a run that is not posted; its items are due again
    Discard {
        /// The run's number, or `last`
        run: String,
    },
    /// List all runs, the newest first
    List,
    /// Show a run and what each role received
    Show {
        /// The run's number, or `last`
        run: String,
    },
    /// Export the lines of a run
    Lines {
        /// The run's number, or `last`
        run: String,
    },
    /// Show the lines in which two runs differ, also discarded ones; exit 6 when there are any
    Diff {
        /// The number of the first run
        before: String,
        /// The number of the second run, or `last`
        #[arg(default_value = "last")]
        after: String,
    },
    /// Show what is not settled, and why
    Pending,
    /// Tell how every cent of a purchase or refund came about: stamp, plan, shares, rounding, lines; exit 6 when the lines
    /// are others
    Explain(SettleExplain),
}

/// Settle everything that is due.
#[derive(Args, Debug)]
pub struct SettleRun {
    /// Take what is due through this day; yesterday when not given
    #[arg(long, value_name = "DATE")]
    pub through: Option<String>,
    /// Calculate and show, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Refuse the result unless it has this digest
    #[arg(long, value_name = "DIGEST")]
    pub expect: Option<String>,
    /// Approve and post at once, where the settings allow it
    #[arg(long)]
    pub post: bool,
    /// Wait so long for another run's lock, such as `10m` or `90s`
    #[arg(long, value_name = "TIME")]
    pub wait: Option<String>,
    /// Write on so many connections at once; SQLite has one writer, and takes one
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=16))]
    pub jobs: u8,
    /// Commit after so many items; with fewer, others wait less and less is computed again after a kill
    #[arg(long, value_name = "ITEMS", default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub slice: u32,
    /// Exit 4 instead of 0 when nothing is due
    #[arg(long)]
    pub detailed_exitcode: bool,
}

/// Tell how every cent of a purchase or refund came about.
#[derive(Args, Debug)]
pub struct SettleExplain {
    /// The external id of the purchase or refund
    pub purchase: String,
    /// Its source; the only one that has the id when not given
    #[arg(long, value_name = "NAME")]
    pub source: Option<String>,
}

/// Journal and balances.
#[derive(Debug, Subcommand)]
pub enum LedgerCommand {
    /// List what every party earned, was paid and has left
    Balances(LedgerBalances),
    /// List the postings of all entries, or those of a party with its balance after each
    ///
    /// By date, then by the entry's number. A balance counts everything before, also what --from leaves out, so that the
    /// last one is that of `ledger balances`.
    Journal(LedgerJournal),
    /// Write the books in plain-text accounting, for an accountant who proves them with a program of their own
    ///
    /// Every entry of the period, the balances carried forward when --from is given, and what every account has to hold at
    /// the end of each month in which it moved and at the end, so that `bean-check`, `hledger check` or `ledger` finds any
    /// difference. A debit is positive: holders, agents, staff and centers are liabilities, providers, cash and what is at the
    /// firms and the bank are assets, fees and the platform's share are income, charges and adjustments are expenses. Accounts
    /// are called by refs and codes; a character that such names can't have is written as `-u` with its number in
    /// hexadecimal and `-`, and a code that begins with neither a capital letter nor a digit has `X-` before it. The name of
    /// no person is in them.
    Export(LedgerExport),
    /// Ask to change a balance by hand; another operator approves
    ///
    /// A positive amount is owed to the party from then on, a negative one less. On a platform of one operator it counts
    /// at once.
    Adjust(LedgerAdjust),
    /// Approve an adjustment, as another operator than the one who asked
    Approve {
        /// The adjustment's number
        adjustment: i64,
    },
    /// Refuse an adjustment that is asked for; whoever asked takes it back so
    Refuse {
        /// The adjustment's number
        adjustment: i64,
    },
    /// List adjustments, the newest first
    Adjustments,
    /// List what providers owe and for how long: up to 30 days, 60, 90, and longer
    ///
    /// A debt is as old as the settlement that made it. What a provider paid (`payment add --provider`), and what refunds gave
    /// back to it, covers the oldest first.
    Receivables(LedgerAsOf),
}

/// Which programs are to read the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BookFormat {
    /// Beancount, version 2 and later
    Beancount,
    /// Hledger, and ledger as well
    Hledger,
}

/// Write the books.
#[derive(Args, Debug)]
pub struct LedgerExport {
    /// Which programs are to read them
    #[arg(long, value_enum)]
    pub format: BookFormat,
    /// Only entries dated on or after this day, after the balances at its beginning
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Only entries dated on or before this day
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
}

/// Ask to change a balance by hand.
#[derive(Args, Debug)]
pub struct LedgerAdjust {
    /// A holder's ref, the code of an agent, staff member, center or provider, or `platform`
    pub party: String,
    /// What is added to the balance, such as `12.50` or `-12.50`
    #[arg(allow_hyphen_values = true)]
    pub amount: String,
    /// What the party is, when others have the same ref or code
    #[arg(
        long,
        value_name = "KIND",
        value_parser = ["holder", "agent", "staff", "center", "platform", "provider"]
    )]
    pub kind: Option<String>,
    /// The day for which it counts; today when not given
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
}

/// What a date is compared with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LedgerBy {
    /// The date of the entry: of a settlement the day through which it goes
    #[default]
    Event,
    /// The day on which it was recorded
    Recorded,
}

/// List balances.
#[derive(Args, Debug)]
pub struct LedgerBalances {
    /// Also the platform's own accounts: fees, cash, bank, tax and others; all together sum to zero
    #[arg(long)]
    pub accounts: bool,
    /// What counts.
    #[command(flatten)]
    pub as_of: LedgerAsOf,
}

/// What of the journal counts.
#[derive(Args, Debug)]
pub struct LedgerAsOf {
    /// Count only what there was at the end of this day
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Whether it was there by its own date, or recorded by then
    #[arg(long, value_enum, default_value_t, requires = "as_of")]
    pub by: LedgerBy,
}

/// List postings.
#[derive(Args, Debug)]
pub struct LedgerJournal {
    /// Only those of this party: a holder's ref, the code of an agent, staff member, center or provider, `platform`, or an account
    pub party: Option<String>,
    /// What the party is, when others have the same ref or code
    #[arg(
        long,
        value_name = "KIND",
        requires = "party",
        value_parser = ["holder", "agent", "staff", "center", "platform", "provider", "account"]
    )]
    pub kind: Option<String>,
    /// Only entries dated on or after this day
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Only entries dated on or before this day
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// What counts.
    #[command(flatten)]
    pub as_of: LedgerAsOf,
}
