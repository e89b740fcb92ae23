//! Holders.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Holders: register, activate, import, find.
#[derive(Debug, Subcommand)]
pub enum HolderCommand {
    /// Register a person with a card, and activate it in the same act if wanted
    Register(Box<HolderRegister>),
    /// Activate a registered card: its holder is one from then on, for good
    Activate(HolderActivate),
    /// Load holders from a CSV file
    Import(HolderImport),
    /// Find holders by card number, its last four digits, ref, parameter or name
    Find {
        /// What to look for, or `-` to read it from stdin
        query: String,
    },
    /// Show a holder
    Show {
        /// The holder's ref or card number
        holder: String,
    },
    /// Show a holder's name and parameters in clear, which is recorded; wants --reason
    Reveal(HolderReveal),
    /// Change attribution or tier from a day on; wants --reason
    Set(HolderSet),
    /// Record a visit
    Visit(HolderVisit),
    /// Make the secret that signs a holder's requests, or a new one, which is shown once; the one before signs nothing
    /// any more
    Secret {
        /// The holder's ref or card number
        holder: String,
    },
    /// Say whether a holder may do something, and who says so; exit 7 when not
    May(HolderMay),
    /// List everything that happened to a holder, the newest first, masked
    History {
        /// The holder's ref or card number
        holder: String,
    },
    /// Let nothing but storage be done with a holder's record, as the law asks after a request for deletion; wants
    /// --reason
    Restrict(HolderRestrict),
}

/// Register a person with a card.
#[derive(Args, Debug)]
pub struct HolderRegister {
    /// The card's number
    #[arg(long, value_name = "NUMBER")]
    pub card: Option<String>,
    /// The site's own unique name for the holder; made up when not given
    #[arg(long = "ref", value_name = "REF")]
    pub reference: Option<String>,
    /// The person's name, or `-`; kept sealed
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// An identity parameter, such as `mobile=-`, once or several times; the value `-` is asked for or read from
    /// stdin, one line each in the order name, parameters, code; that of a mere `mobile` is asked for
    #[arg(long, value_name = "KIND=VALUE")]
    pub parameter: Vec<String>,
    /// The tier wanted, in force when its fee is paid
    #[arg(long, value_name = "TIER")]
    pub tier: Option<String>,
    /// The agent; else the card's, else the one of the region
    #[arg(long, value_name = "AGENT")]
    pub agent: Option<String>,
    /// The staff member; else the card's
    #[arg(long, value_name = "STAFF")]
    pub staff: Option<String>,
    /// A fee paid at the counter; wants --receipt
    #[arg(long, value_name = "AMOUNT", requires = "receipt")]
    pub fee: Option<String>,
    /// The fee's receipt number
    #[arg(long, value_name = "NO", requires = "fee")]
    pub receipt: Option<String>,
    /// How the fee was paid; `cash` when not given
    #[arg(long, value_name = "CHANNEL", requires = "fee")]
    pub channel: Option<String>,
    /// The version of the terms that the person consented to
    #[arg(long, value_name = "VERSION")]
    pub consent: Option<String>,
    /// The guardian's consent, by its number; needed under 14 years
    #[arg(long, value_name = "NO")]
    pub guardian_consent: Option<String>,
    /// Activate in the same act, with --code
    #[arg(long)]
    pub activate: bool,
    /// The activation code, or `-`
    #[arg(long, value_name = "CODE", requires = "activate")]
    pub code: Option<String>,
    /// Read what the flags don't give from one JSON object with their long names: a file, or `-` for stdin
    #[arg(long, value_name = "FILE")]
    pub input: Option<PathBuf>,
}

/// Activate a registered card.
#[derive(Args, Debug)]
pub struct HolderActivate {
    /// The card's number
    #[arg(long, value_name = "NUMBER")]
    pub card: Option<String>,
    /// The activation code, or `-`
    #[arg(long, value_name = "CODE")]
    pub code: Option<String>,
    /// Activate as your own act, without the code; wants --reason
    #[arg(long, conflicts_with_all = ["code", "input"])]
    pub by_operator: bool,
    /// Read `{"card": …, "code": …}`, or an array of many, from a file or from `-` for stdin
    #[arg(long, value_name = "FILE", conflicts_with_all = ["card", "code"])]
    pub input: Option<PathBuf>,
}

/// Load holders from a CSV file.
#[derive(Args, Debug)]
pub struct HolderImport {
    /// The file, or `-` for stdin: `ref,card,name,kind,value,center,` and `staff,agent,tier,registered_at,fee,activation_code`
    pub file: PathBuf,
    /// Activate the holders as your own act, without activation codes. An import makes no signing secrets: `holder secret`
    /// makes one where it is wanted
    #[arg(long)]
    pub activate: bool,
    /// Where rejected rows go; FILE.rejects.csv when not given
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Load all rows or none
    #[arg(long)]
    pub all_or_nothing: bool,
}

/// Show a holder's name and parameters in clear.
///
/// It asks, or wants `--yes` where there is no terminal. Who saw what and why is in the audit log before anything is
/// shown.
#[derive(Args, Debug)]
pub struct HolderReveal {
    /// The holder's ref or card number
    pub holder: String,
    /// Only the parameter of this number in `parameter list`, also a retired one
    #[arg(long, value_name = "N")]
    pub parameter: Option<i64>,
    /// Only the name
    #[arg(long, conflicts_with = "parameter")]
    pub name: bool,
}

/// Change attribution or tier.
#[derive(Args, Debug)]
#[command(group(clap::ArgGroup::new("change").required(true).multiple(true).args(["agent", "staff", "tier"])))]
pub struct HolderSet {
    /// The holder's ref or card number
    pub holder: String,
    /// The agent from then on
    #[arg(long, value_name = "AGENT")]
    pub agent: Option<String>,
    /// The staff member from then on
    #[arg(long, value_name = "STAFF")]
    pub staff: Option<String>,
    /// The tier from then on
    #[arg(long, value_name = "TIER")]
    pub tier: Option<String>,
    /// The first day; today when not given
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
}

/// Record a visit.
#[derive(Args, Debug)]
pub struct HolderVisit {
    /// The holder's ref or card number
    pub holder: String,
    /// When; now when not given
    #[arg(long, value_name = "TIME")]
    pub at: Option<String>,
}

/// Say whether a holder may do something.
#[derive(Args, Debug)]
pub struct HolderMay {
    /// The holder's ref or card number
    pub holder: String,
    /// What: sell, swap, refer, request or notify
    pub permission: String,
}

/// Restrict a holder.
#[derive(Args, Debug)]
pub struct HolderRestrict {
    /// The holder's ref or card number
    pub holder: String,
    /// End the restriction: the holder is placed into the cohorts again
    #[arg(long)]
    pub lift: bool,
}
