//! Reports.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Reports.
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Show what became of the cards that were made
    ///
    /// A card is in stock, sold (registered and not activated), active, frozen, lost, replaced or void: these are all cards.
    /// Registered are all that were ever sold. Days are those on which batches were issued, and an agent has the cards that
    /// were released to it, as the tree of agents is today.
    Issuance(ReportIssuance),
    /// Show how far cards and their holders come: issued, released, registered, activated, first purchase
    ///
    /// Cards of the same batches are followed through all steps: days are those on which the batches were issued, and center
    /// and agent are those of the stock. A holder is counted with the card that is theirs now. The time to activation runs
    /// from the registration, in whole hours; the median and the 90th percentile are times that somebody took.
    Activation(ReportActivation),
    /// Show members, purchases and commission of the cohorts of a scheme
    ///
    /// Members are those of today, and what they bought, and earned as holders in posted runs, is summed for the cohort in
    /// which they are now. --from and --to choose the days of purchases and the last days of runs; the other filters choose
    /// purchases. Members are counted whatever is chosen.
    Cohorts(ReportCohorts),
    /// Show what was bought, by provider, category, tier, center, agent or time
    ///
    /// Every recorded purchase and refund counts on its own day, settled or not, also those that are held. Tier, center and
    /// agent are those of the holder as of the purchase, and a refund goes where its purchase went.
    Sales(ReportSales),
    /// Show what holders offered, and what became of it, by category, seller or month
    ///
    /// What was offered counts on its first day, and what was sold, swapped or withdrawn on its last one. The turnover is
    /// what sellers were paid: of a swap what was paid besides, not the stated values. The commission is what they owe of
    /// it; refunds are not taken off.
    Goods(ReportGoods),
    /// Show what holders asked providers for, by service, provider, outcome or day
    ///
    /// Requests are counted on the day on which they were received. Accepted are those that were not refused; a provider is
    /// the one that took a request, or got it last. Attempts are all that were made; for one delivery they are those of what
    /// was delivered. The time to delivery runs from receipt to the answer that took it, in whole milliseconds; the median
    /// and the 90th percentile are times that a request took.
    Requests(ReportRequests),
    /// Show what each role, level, agent or holder received, or what was paid for by tier, provider or time
    ///
    /// Counts the posted runs, or any single one with --run. --from and --to choose runs by the day through which they go,
    /// as periods and the ledger do. Agents, holders, staff and centers are those who received; tier, provider and time are
    /// of the purchase, with what all roles received of it.
    Commission(ReportCommission),
    /// Make the statement (结算单) of a party, or those of all
    ///
    /// The opening balance, what was earned by role, level and share, adjustments, what was paid, and the closing balance;
    /// below them entries and lines, with their count, sum and digest. Days are those by which entries count, as in the
    /// ledger. Without --issue it is a draft of how things stand. --issue gives it a number for good, without gaps in a year:
    /// from then on the same command writes the same bytes, whatever comes later. What comes later for its days is in the
    /// statement that follows it, so that the opening is always the last closing.
    Statement(ReportStatement),
    /// Show a month at a glance: key figures, sales, commission, top lists, cohorts, and what is open
    ///
    /// Each figure stands beside its change from the month before. Sales are those of the month's days, and commission is
    /// that of the posted runs that go through one of them.
    Dashboard(ReportDashboard),
}

/// Make statements.
#[derive(Args, Clone, Debug)]
pub struct ReportStatement {
    /// Whose: a holder's ref, the code of an agent, staff member, center or provider, or `platform`
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    pub party: Option<String>,
    /// As what, when others have the same ref or code or the party is several things; with --all only these
    #[arg(
        long,
        value_name = "KIND",
        value_parser = ["holder", "agent", "staff", "center", "platform", "provider"]
    )]
    pub kind: Option<String>,
    /// Of which days; of the month before this one when nothing is said
    #[command(flatten)]
    pub period: ReportPeriod,
    /// List the lines instead, however many there are
    #[arg(long, conflicts_with_all = ["all", "issue"])]
    pub lines: bool,
    /// Give it a number for good
    #[arg(long)]
    pub issue: bool,
    /// Of all parties that have postings, each in a file of its own in the format of --output, and list them
    #[arg(long, requires = "out")]
    pub all: bool,
    /// The directory in which the files of --all are made, or the file that one statement is written to
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
}

/// Which days count.
#[derive(Args, Clone, Debug, Default)]
pub struct ReportPeriod {
    /// From this day on; a month such as `2026-10` stands for its first day
    #[arg(long, value_name = "DATE", help_heading = "Filters")]
    pub from: Option<String>,
    /// Until this day; a month such as `2026-10` stands for its last day
    #[arg(long, value_name = "DATE", help_heading = "Filters")]
    pub to: Option<String>,
    /// Only this month, such as `2026-10`
    #[arg(long, value_name = "MONTH", conflicts_with_all = ["from", "to"], help_heading = "Filters")]
    pub month: Option<String>,
}

/// Whose business counts.
#[derive(Args, Clone, Debug, Default)]
pub struct ReportPlace {
    /// Only this center
    #[arg(long, value_name = "CODE", help_heading = "Filters")]
    pub center: Option<String>,
    /// Only this agent and everything below it
    #[arg(long, value_name = "CODE", help_heading = "Filters")]
    pub agent: Option<String>,
    /// Only the agent itself, and nothing below it
    #[arg(long, requires = "agent", help_heading = "Filters")]
    pub direct: bool,
}

/// Which holders count.
#[derive(Args, Clone, Debug, Default)]
pub struct ReportHolders {
    /// Only members of this cohort, such as `110102/1975`, as they stand today
    #[arg(long, value_name = "PATH", help_heading = "Filters")]
    pub cohort: Option<String>,
    /// The scheme of the cohort; the only one when not given
    #[arg(long, value_name = "NAME", help_heading = "Filters")]
    pub scheme: Option<String>,
    /// Only holders of this tier
    #[arg(long, value_name = "CODE", help_heading = "Filters")]
    pub tier: Option<String>,
}

/// What purchases and refunds count.
#[derive(Args, Clone, Debug, Default)]
pub struct ReportItems {
    /// Which days.
    #[command(flatten)]
    pub period: ReportPeriod,
    /// Whose business.
    #[command(flatten)]
    pub place: ReportPlace,
    /// Which holders.
    #[command(flatten)]
    pub holders: ReportHolders,
    /// Only this provider
    #[arg(long, value_name = "CODE", help_heading = "Filters")]
    pub provider: Option<String>,
}

/// What cards are counted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum IssuanceBy {
    /// Each batch
    #[default]
    Batch,
    /// Each center
    Center,
    /// Each agent to whom stock was released
    Agent,
    /// Each month in which batches were issued
    Month,
}

/// Show what became of the cards that were made.
#[derive(Args, Debug)]
pub struct ReportIssuance {
    /// What to count by
    #[arg(long, value_enum, default_value_t)]
    pub by: IssuanceBy,
    /// Which days.
    #[command(flatten)]
    pub period: ReportPeriod,
    /// Whose cards.
    #[command(flatten)]
    pub place: ReportPlace,
    /// Draw the chart
    #[arg(long)]
    pub chart: bool,
}

/// What the way to activation is shown by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ActivationBy {
    /// Each month in which cards were issued
    Month,
    /// Each center
    Center,
    /// Each agent to whom stock was released
    Agent,
    /// Each tier of holders today; cards that nobody has are of none
    Tier,
}

/// Show how far cards and their holders come.
#[derive(Args, Debug)]
pub struct ReportActivation {
    /// A row for each of these; without it one for each step
    #[arg(long, value_enum)]
    pub by: Option<ActivationBy>,
    /// Which days.
    #[command(flatten)]
    pub period: ReportPeriod,
    /// Whose cards.
    #[command(flatten)]
    pub place: ReportPlace,
    /// Which holders.
    #[command(flatten)]
    pub holders: ReportHolders,
    /// Draw the chart
    #[arg(long)]
    pub chart: bool,
}

/// Show members, purchases and commission of the cohorts of a scheme.
#[derive(Args, Debug)]
pub struct ReportCohorts {
    /// The level of the scheme, from 1 at the root
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..))]
    pub depth: u8,
    /// What counts.
    #[command(flatten)]
    pub items: ReportItems,
    /// Draw the chart
    #[arg(long)]
    pub chart: bool,
}

/// What sales are summed by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SalesBy {
    /// Each provider
    #[default]
    Provider,
    /// Each category that purchases were given
    Category,
    /// Each tier of the holder as of the purchase
    Tier,
    /// Each center of the holder as of the purchase
    Center,
    /// Each agent of the holder as of the purchase
    Agent,
    /// Each day
    Day,
    /// Each week, from Monday on
    Week,
    /// Each month
    Month,
    /// Each quarter
    Quarter,
    /// Each year
    Year,
}

/// Show what was bought.
#[derive(Args, Debug)]
pub struct ReportSales {
    /// What to sum by
    #[arg(long, value_enum, default_value_t)]
    pub by: SalesBy,
    /// With `--by agent`: sum for each agent also what everybody below it had
    #[arg(long)]
    pub subtree: bool,
    /// What counts.
    #[command(flatten)]
    pub items: ReportItems,
    /// Draw the chart
    #[arg(long)]
    pub chart: bool,
}

/// What goods are summed by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum GoodsBy {
    /// Each category that listings were given
    #[default]
    Category,
    /// Each holder who offered something
    Seller,
    /// Each month
    Month,
}

/// Show what holders offered.
#[derive(Args, Debug)]
pub struct ReportGoods {
    /// What to sum by
    #[arg(long, value_enum, default_value_t)]
    pub by: GoodsBy,
    /// Which days.
    #[command(flatten)]
    pub period: ReportPeriod,
    /// Only what this holder offered, by ref or card
    #[arg(long, value_name = "REF", help_heading = "Filters")]
    pub seller: Option<String>,
    /// Draw the chart
    #[arg(long)]
    pub chart: bool,
}

/// What requests are counted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum RequestsBy {
    /// Each service
    #[default]
    Service,
    /// Each provider that took something, or got it last
    Provider,
    /// Each outcome, and each reason for which requests were refused
    Outcome,
    /// Each day
    Day,
}

/// Show what holders asked for.
#[derive(Args, Debug)]
pub struct ReportRequests {
    /// What to count by
    #[arg(long, value_enum, default_value_t)]
    pub by: RequestsBy,
    /// Which days.
    #[command(flatten)]
    pub period: ReportPeriod,
    /// Only what was asked of this service
    #[arg(long, value_name = "SERVICE", help_heading = "Filters")]
    pub service: Option<String>,
    /// Only what this provider took, or got last
    #[arg(long, value_name = "CODE", help_heading = "Filters")]
    pub provider: Option<String>,
    /// Draw the chart
    #[arg(long)]
    pub chart: bool,
}

/// What commission is summed by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CommissionBy {
    /// Each role
    #[default]
    Role,
    /// Each role, and each level of agents
    Level,
    /// Each agent who received something
    Agent,
    /// Each holder who received something
    Holder,
    /// Each staff member who received something
    Staff,
    /// Each center that received something
    Center,
    /// Each tier of the holder as of the purchase
    Tier,
    /// Each provider
    Provider,
    /// Each run
    Run,
    /// Each day of the purchases
    Day,
    /// Each week of the purchases, from Monday on
    Week,
    /// Each month of the purchases
    Month,
    /// Each quarter of the purchases
    Quarter,
    /// Each year of the purchases
    Year,
}

/// Show what was received in runs.
#[derive(Args, Debug)]
pub struct ReportCommission {
    /// Only this run, wherever it stands: its number, or `last`
    #[arg(long, value_name = "RUN", conflicts_with_all = ["from", "to", "month"])]
    pub run: Option<String>,
    /// What to sum by
    #[arg(long, value_enum, default_value_t)]
    pub by: CommissionBy,
    /// With `--by agent`: sum for each agent also what everybody below it received
    #[arg(long)]
    pub subtree: bool,
    /// Compare with this run, or with the one before `--run`, or with the time before --from and --to that is as long
    #[arg(long, value_name = "RUN|previous")]
    pub compare: Option<String>,
    /// What counts.
    #[command(flatten)]
    pub items: ReportItems,
    /// Draw the chart
    #[arg(long)]
    pub chart: bool,
}

/// Show a month at a glance.
#[derive(Args, Debug)]
pub struct ReportDashboard {
    /// The month, such as `2026-10`; the one that we have when not given
    #[arg(long, value_name = "MONTH")]
    pub month: Option<String>,
    /// The scheme whose first level is shown; the oldest one when not given
    #[arg(long, value_name = "NAME")]
    pub scheme: Option<String>,
}
