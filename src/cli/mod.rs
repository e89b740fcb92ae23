//! The command line as clap types. Their doc comments are the help and the manual; there is no logic here.

mod agent;
mod batch;
mod card;
mod cohort;
pub mod examples;
mod holder;
mod key;
mod listing;
mod notice;
mod parameter;
mod party;
mod payee;
mod payment;
mod payout;
mod period;
mod plan;
mod platform;
mod purchase;
mod report;
mod request;
pub mod roles;
mod service;
mod settle;
mod visit;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

pub use agent::{AgentAdd, AgentCommand, AgentImport, AgentMove, AgentPromote, AgentSet, AgentSince};
pub use batch::{BatchCommand, BatchExport, BatchIssue, BatchReceive, BatchRelease, BatchVoid};
pub use card::{CardBlock, CardCommand, CardMove, CardName, CardReplace};
pub use cohort::{
    CohortCommand, CohortDiff, CohortList, CohortPolicy, CohortRegroup, CohortShow, RegionWord, SchemeAdd,
    SchemeCommand, SchemeSet,
};
pub use holder::{
    HolderActivate, HolderCommand, HolderImport, HolderMay, HolderRegister, HolderRestrict, HolderReveal,
    HolderSet, HolderVisit,
};
pub use key::{KeyCommand, KeyExport, KeyPurpose, KeyRotate};
pub use listing::{ListingAdd, ListingCommand, ListingList, ListingSell, ListingSwap};
pub use notice::{NoticeCommand, NoticeList, NoticeSend, NoticeShow};
pub use parameter::{
    CodeCommand, ParameterAdd, ParameterCodeAdd, ParameterCommand, ParameterInspect, ParameterReplace,
    ParameterVerify, RegionsCommand,
};
pub use party::{
    CenterAdd, CenterCommand, CenterSet, ProviderAdd, ProviderCommand, ProviderSet, StaffAdd, StaffCommand,
    StaffSet, TierAdd, TierCommand, TierSet,
};
pub use payee::{
    AccountCommand, AccountWord, IdentityWord, PartyAccountSet, PartyCommand, PartyIdentify, PartyNamed,
};
pub use payment::{BillFormat, PaymentAdd, PaymentCommand, PaymentImport, PaymentMatch, PaymentReconcile};
pub use payout::{PayoutCommand, PayoutConfirm, PayoutCreate, PayoutExport, PayoutFileFormat, PayoutNamed};
pub use period::{PeriodCommand, PeriodReopen};
pub use plan::{PlanCommand, PlanLint, PlanSimulate};
pub use platform::{
    AuditCommand, ConfigCommand, DatabaseRoleWord, DbBackup, DbCommand, DbRestore, Demo, Doctor, Help,
    HelpTopic, Init, Regime, SettingCommand,
};
pub use purchase::{PurchaseAdd, PurchaseCommand, PurchaseImport, PurchaseNamed};
pub use report::{
    ActivationBy, CommissionBy, GoodsBy, IssuanceBy, ReportActivation, ReportCohorts, ReportCommand,
    ReportCommission, ReportDashboard, ReportGoods, ReportHolders, ReportIssuance, ReportItems, ReportPeriod,
    ReportPlace, ReportRequests, ReportSales, ReportStatement, RequestsBy, SalesBy,
};
pub use request::{
    RequestCommand, RequestDispatch, RequestImport, RequestList, RequestRetry, RequestShow, RequestStateWord,
};
pub use service::{ServiceAdd, ServiceCommand, ServiceSecret, ServiceSet, Serving};
pub use settle::{
    BookFormat, LedgerAdjust, LedgerAsOf, LedgerBalances, LedgerBy, LedgerCommand, LedgerExport,
    LedgerJournal, SettleCommand, SettleExplain, SettleRun,
};
pub use visit::{VisitCommand, VisitImport};

use crate::output::{Color, Encoding, Format};

/// The command line with the examples and the role that each command wants in its long help.
#[must_use]
pub fn command() -> clap::Command {
    examples::add(roles::add(Cli::command(), ""), "")
}

/// Reads the arguments, the program's name first.
pub fn parse(arguments: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> Result<Cli, clap::Error> {
    let arguments: Vec<OsString> = arguments.into_iter().map(Into::into).collect();
    // What is added to every command is of the help alone, and would make the start of every command a third longer.
    match read(Cli::command(), &arguments) {
        Err(error) if is_help(error.kind()) => read(command(), &arguments),
        other => other,
    }
}

const fn is_help(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand)
}

fn read(mut command: clap::Command, arguments: &[OsString]) -> Result<Cli, clap::Error> {
    let mut found =
        command.try_get_matches_from_mut(arguments).map_err(|error| with_nouns(error, &command))?;
    let mut path = Vec::new();
    let mut below = &found;
    while let Some((name, matches)) = below.subcommand() {
        path.push(name.to_owned());
        // What follows `help` is no command of its own.
        below = if name == "help" { break } else { matches };
    }
    let mut cli = Cli::from_arg_matches_mut(&mut found).map_err(|error| error.format(&mut command))?;
    cli.path = path.join(" ");
    Ok(cli)
}

/// Who types a verb without its noun is told whose verbs it is.
fn with_nouns(mut error: clap::Error, command: &clap::Command) -> clap::Error {
    let Some(ContextValue::String(verb)) = error.get(ContextKind::InvalidSubcommand) else { return error };
    let nouns = command.get_subcommands().filter(|noun| noun.find_subcommand(verb).is_some());
    let whole: Vec<String> = nouns.map(|noun| format!("{} {verb}", noun.get_name())).collect();
    let first = error.get(ContextKind::Usage).is_none_or(|usage| {
        // Below a noun clap's own tip is right.
        usage.to_string().contains("cardctl [OPTIONS]")
    });
    if first && !whole.is_empty() {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(whole));
    }
    error
}

/// Administration of a consumption-card platform: cards, holders, cohorts, purchases and settlement.
///
/// Works directly on the platform's database: SQLite by default, PostgreSQL by URL. A newcomer begins with
/// `cardctl demo`, a site with `cardctl init`.
#[derive(Debug, Parser)]
#[command(name = "cardctl", version, disable_help_subcommand = true, max_term_width = 100)]
#[command(arg_required_else_help = true, subcommand_required = true)]
pub struct Cli {
    /// The flags that every command takes.
    #[command(flatten)]
    pub global: GlobalArgs,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
    /// The words of the command, such as `purchase import`.
    #[arg(skip)]
    pub path: String,
}

/// The flags that every command takes.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Global options")]
#[expect(clippy::struct_excessive_bools, reason = "a flag is said or not")]
pub struct GlobalArgs {
    /// The database: `sqlite:PATH` or `postgres://USER@HOST/NAME` [env: `CARDCTL_DATABASE_URL`]
    #[arg(long, global = true, value_name = "URL")]
    pub database: Option<String>,
    /// The profile of the configuration file [env: `CARDCTL_PROFILE`]
    #[arg(long, global = true, value_name = "NAME")]
    pub profile: Option<String>,
    /// The configuration file [env: `CARDCTL_CONFIG`]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The key file that opens and finds personal data [env: `CARDCTL_KEY_FILE`]
    #[arg(long, global = true, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// The program that prints what would stand in a key file, with its arguments; no shell and no quoting, in
    /// place of --key-file [env: `CARDCTL_KEY_COMMAND`]
    #[arg(long, global = true, value_name = "PROGRAM")]
    pub key_command: Option<String>,
    /// The program that prints the database server's password in one line, with its arguments; no shell and no quoting
    /// [env: `CARDCTL_PASSWORD_COMMAND`]
    #[arg(long, global = true, value_name = "PROGRAM")]
    pub password_command: Option<String>,
    /// Who you are, recorded as claimed; it never counts as a second person [env: `CARDCTL_OPERATOR`]
    #[arg(long, global = true, value_name = "NAME")]
    pub operator: Option<String>,
    /// The format of data [env: `CARDCTL_OUTPUT`]
    #[arg(short, long, global = true, value_name = "FORMAT", hide_possible_values = false)]
    pub output: Option<Format>,
    /// The encoding of csv and tsv; the two for spreadsheets also mark long digits as text, by a tab behind them
    #[arg(long, global = true, value_name = "ENCODING", hide_possible_values = false)]
    pub encoding: Option<Encoding>,
    /// Write data to this file instead of stdout, in the format that its name ends with
    #[arg(long, global = true, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// Show only these columns, in this order; a table leaves some out that are not named; `help` lists them
    #[arg(long, global = true, value_name = "A,B", value_delimiter = ',')]
    pub columns: Vec<String>,
    /// Sort by these columns; `-` before a name for descending
    #[arg(long, global = true, value_name = "-A,B", value_delimiter = ',', allow_hyphen_values = true)]
    pub sort: Vec<String>,
    /// Show only rows for which this holds, as in `status=active and amount>=100`; `~` is "contains"
    #[arg(long, global = true, value_name = "EXPR")]
    pub filter: Option<String>,
    /// Show at most so many rows
    #[arg(long, global = true, value_name = "N")]
    pub limit: Option<u64>,
    /// Show a long table at once, without a pager [env: `CARDCTL_PAGER` or `PAGER` names the pager]
    #[arg(long, global = true)]
    pub no_pager: bool,
    /// Why, for the audit log
    #[arg(long, global = true, value_name = "TEXT")]
    pub reason: Option<String>,
    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN")]
    pub color: Option<Color>,
    /// Never ask; a missing value is an error
    #[arg(long, global = true)]
    pub no_input: bool,
    /// Go ahead without asking
    #[arg(short, long, global = true)]
    pub yes: bool,
    /// Confirm a change in production for scripts: by the profile's name, or by the environment's where no profile is
    /// marked `production`
    #[arg(long, global = true, value_name = "PROFILE")]
    pub confirm: Option<String>,
    /// Print only results and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Log what is done; twice for more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

/// The nouns and the commands without one.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a database, its schema and its key file
    Init(Init),
    /// Run the whole main job on real purchases in a fresh database
    Demo(Demo),
    /// Look for what is wrong around the program, and say what to do about it
    ///
    /// Looks at the configuration, the profile, the terminal, the database and its server or its file and disk, the key,
    /// the role, the clocks, and at work that was interrupted or waits; also where the database can't be reached.
    /// Problems come first, then warnings, then what is well. Nothing is changed. The exit status is 6 with a problem;
    /// warnings alone are no failure. `-o json` is for reports of defects: it has paths and names of servers, and neither
    /// secrets nor people's data.
    Doctor(Doctor),
    /// Show operator, role, profile, environment, database and key
    ///
    /// Also where the key is missing or the database can't be reached: what is known is shown, and the exit status tells
    /// what is not right.
    Whoami,
    /// Print the completion script of a shell
    ///
    /// The script knows commands and flags. With --dynamic it is a few lines that ask the program at each <TAB>, which
    /// then also knows centers, staff, agents, tiers, schemes, cohorts, providers, plans, runs, batches, profiles and
    /// settings: from the database that the line, the environment or the configuration file names. It only looks, never
    /// asks for a password and opens no key. Where names can't be had at once there are none: a database that is away or
    /// wants a password, also one from ~/.pgpass.
    Completions {
        /// The shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
        /// Complete names of the database, too
        #[arg(long)]
        dynamic: bool,
    },
    /// Look after the database
    #[command(subcommand)]
    Db(DbCommand),
    /// Show and set the platform's policy
    #[command(subcommand)]
    Setting(SettingCommand),
    /// Show the configuration
    #[command(subcommand)]
    Config(ConfigCommand),
    /// The keys that personal data is sealed and found with
    #[command(subcommand)]
    Key(KeyCommand),
    /// Issuing centers
    #[command(subcommand)]
    Center(CenterCommand),
    /// Business persons of the centers
    #[command(subcommand)]
    Staff(StaffCommand),
    /// Service providers and their commission rates
    #[command(subcommand)]
    Provider(ProviderCommand),
    /// Tiers of holders
    #[command(subcommand)]
    Tier(TierCommand),
    /// The tree of agents
    #[command(subcommand)]
    Agent(AgentCommand),
    /// Who parties are by law, and where they are paid
    #[command(subcommand)]
    Party(PartyCommand),
    /// Batches of cards
    #[command(subcommand)]
    Batch(BatchCommand),
    /// Single cards
    #[command(subcommand)]
    Card(CardCommand),
    /// Holders: register, activate, import, find
    #[command(subcommand)]
    Holder(HolderCommand),
    /// Identity parameters
    #[command(subcommand)]
    Parameter(ParameterCommand),
    /// Schemes that sort holders into cohorts
    #[command(subcommand)]
    Scheme(SchemeCommand),
    /// Cohorts and their members by rank
    #[command(subcommand)]
    Cohort(CohortCommand),
    /// Visits of holders
    #[command(subcommand)]
    Visit(VisitCommand),
    /// Signed requests of holders, and the providers that they go to
    #[command(subcommand)]
    Request(RequestCommand),
    /// Fees that holders pay
    #[command(subcommand)]
    Payment(PaymentCommand),
    /// Purchases and refunds
    #[command(subcommand)]
    Purchase(PurchaseCommand),
    /// Goods that holders sell and swap
    #[command(subcommand)]
    Listing(ListingCommand),
    /// Notices to the members of cohorts
    #[command(subcommand)]
    Notice(NoticeCommand),
    /// Versions of the plan by which commission is divided
    #[command(subcommand)]
    Plan(PlanCommand),
    /// Settlement runs
    #[command(subcommand)]
    Settle(SettleCommand),
    /// Months that are closed under a seal
    #[command(subcommand)]
    Period(PeriodCommand),
    /// Money that is sent to parties
    #[command(subcommand)]
    Payout(PayoutCommand),
    /// Journal and balances
    #[command(subcommand)]
    Ledger(LedgerCommand),
    /// Reports of cards, holders, sales and commission
    #[command(subcommand)]
    Report(ReportCommand),
    /// The audit log
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Commands, error codes and exit statuses explained
    Help(Help),
}
