//! Schemes and cohorts.

use clap::{ArgGroup, Args, Subcommand, ValueEnum};

/// Schemes that sort holders into cohorts.
#[derive(Debug, Subcommand)]
pub enum SchemeCommand {
    /// Add a scheme; the same again is `unchanged`
    Add(SchemeAdd),
    /// Make a new version, which the next `cohort regroup` brings in force
    Set(SchemeSet),
    /// List all schemes
    List,
    /// Show a scheme with its versions and its last regroupings
    Show {
        /// The scheme's name
        name: String,
    },
}

/// Which region a holder belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RegionWord {
    /// That of the code as it was issued
    Issued,
    /// The one in which the area of the code lies today
    Current,
}

/// Add a scheme.
#[derive(Args, Debug)]
pub struct SchemeAdd {
    /// The scheme's name
    pub name: String,
    /// The levels from the root down: region:2, region:4, region:6, birth-year, birth-decade, age-band:10 (or another
    /// width up to 50), sex, country,
    /// range-carrier, area-code, postcode:2, postcode:3, tier, or a facet of the site's own codes
    #[arg(long, value_name = "A,B")]
    pub facets: String,
    /// What orders the holders of a cohort: registered, visits, fees, purchases, spent, the first deciding, each with
    /// `:asc` or `:desc` if wanted; or points for a unit of each, such as `visits=5/visit,fees=0.1/unit,registered=2/day`
    #[arg(long, value_name = "A,B", default_value = "registered")]
    pub priority: String,
    /// Whether regions are those of codes as issued or those that they lie in today
    #[arg(long, value_enum, value_name = "WHICH", default_value = "issued")]
    pub region: RegionWord,
    /// Keep the first registrant of every cohort at rank 1, whatever the priority says
    #[arg(long)]
    pub founder_first: bool,
}

/// Make a new version of a scheme.
#[derive(Args, Debug)]
#[command(group(
    ArgGroup::new("change").required(true).multiple(true)
        .args(["facets", "priority", "region", "founder_first"])
))]
pub struct SchemeSet {
    /// The scheme's name
    pub name: String,
    /// The new levels from the root down
    #[arg(long, value_name = "A,B")]
    pub facets: Option<String>,
    /// The new priority
    #[arg(long, value_name = "A,B")]
    pub priority: Option<String>,
    /// Whether regions are those of codes as issued or those that they lie in today
    #[arg(long, value_enum, value_name = "WHICH")]
    pub region: Option<RegionWord>,
    /// Whether the first registrant of every cohort stays at rank 1
    #[arg(long, value_name = "TRUE|FALSE")]
    pub founder_first: Option<bool>,
}

/// Cohorts and their members by rank.
#[derive(Debug, Subcommand)]
pub enum CohortCommand {
    /// Bring holders where the schemes want them, after showing what would change
    ///
    /// Looks at those whose facts changed since the last time, and at everybody where a version comes in force, a year
    /// makes people older, or regions are others. What would change is shown before the question; with --yes, which asks
    /// nothing, what was changed is told after it.
    Regroup(CohortRegroup),
    /// List the cohorts of a scheme
    List(CohortList),
    /// Draw the tree of a scheme with the number of members
    Tree {
        /// The scheme; the only one when not given
        #[arg(long, value_name = "NAME")]
        scheme: Option<String>,
        /// Only this cohort and those below it
        #[arg(long, value_name = "PATH")]
        under: Option<String>,
        /// Draw only so many levels
        #[arg(long, value_name = "N")]
        depth: Option<i64>,
    },
    /// Show a cohort and its members by rank, today or as it was
    Show(CohortShow),
    /// Say what a cohort lets its members do; without a change show what holds there, and where it comes from
    Policy(CohortPolicy),
    /// Tell what changed in a cohort between two moments, and why
    Diff(CohortDiff),
}

/// Bring holders where the schemes want them.
#[derive(Args, Debug)]
pub struct CohortRegroup {
    /// Only this scheme
    #[arg(long, value_name = "NAME")]
    pub scheme: Option<String>,
    /// Look at every holder, not only at those whose facts changed since the last time
    #[arg(long)]
    pub full: bool,
    /// Show what would change and change nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// List the cohorts of a scheme.
#[derive(Args, Debug)]
pub struct CohortList {
    /// The scheme; the only one when not given
    #[arg(long, value_name = "NAME")]
    pub scheme: Option<String>,
    /// Only this cohort and those below it
    #[arg(long, value_name = "PATH")]
    pub under: Option<String>,
    /// Only those of a level, such as `region:6`
    #[arg(long, value_name = "FACET")]
    pub level: Option<String>,
    /// Only those with so many members or more
    #[arg(long, value_name = "N")]
    pub min_members: Option<i64>,
    /// Only those with so many members or fewer
    #[arg(long, value_name = "N")]
    pub max_members: Option<i64>,
}

/// Show a cohort and its members by rank.
#[derive(Args, Debug)]
pub struct CohortShow {
    /// The cohort's path, such as `110102/1975/M`
    pub path: String,
    /// The scheme; the only one when not given
    #[arg(long, value_name = "NAME")]
    pub scheme: Option<String>,
    /// Leave out so many members of the highest rank
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub skip: u32,
    /// As it stood at the end of a day, or at a moment
    #[arg(long, value_name = "DATE")]
    pub as_of: Option<String>,
}

/// Say what a cohort lets its members do.
#[derive(Args, Debug)]
pub struct CohortPolicy {
    /// The cohort's path, such as `110102/1975`; without it all that say something are listed
    pub path: Option<String>,
    /// The scheme; the only one when not given
    #[arg(long, value_name = "NAME")]
    pub scheme: Option<String>,
    /// Which requests are served first: 1 before 2; `inherit` leaves it to the cohort above
    #[arg(long, value_name = "N", requires = "path")]
    pub service_priority: Option<String>,
    /// What members may do whatever their tier says: sell, swap, refer, request, notify
    #[arg(long, value_name = "A,B", value_delimiter = ',', requires = "path")]
    pub allow: Vec<String>,
    /// What members may not do whatever their tier says
    #[arg(long, value_name = "A,B", value_delimiter = ',', requires = "path")]
    pub deny: Vec<String>,
    /// Permissions about which it says nothing any more
    #[arg(long, value_name = "A,B", value_delimiter = ',', requires = "path")]
    pub inherit: Vec<String>,
    /// The services that members may ask for; `none`, or `inherit`
    #[arg(long, value_name = "A,B", value_delimiter = ',', requires = "path")]
    pub services: Option<Vec<String>>,
    /// The class in which messages to members are sent; `inherit` leaves it to the cohort above
    #[arg(long, value_name = "CLASS", requires = "path")]
    pub message_class: Option<String>,
    /// Acknowledge the rule by this number, of which a warning speaks
    #[arg(long, value_name = "RULE", requires = "path")]
    pub acknowledge: Option<String>,
}

/// Tell what changed in a cohort between two moments.
#[derive(Args, Debug)]
pub struct CohortDiff {
    /// The cohort's path, such as `110102/1975/M`
    pub path: String,
    /// The scheme; the only one when not given
    #[arg(long, value_name = "NAME")]
    pub scheme: Option<String>,
    /// From the end of this day, or from this moment
    #[arg(long, value_name = "DATE")]
    pub from: String,
    /// To the end of this day, or to this moment; now when not given
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Only this holder, and those who passed them or were passed
    #[arg(long, value_name = "REF")]
    pub holder: Option<String>,
    /// Also those whose rank changed only because others came, left or passed
    #[arg(long, conflicts_with = "holder")]
    pub all: bool,
}
