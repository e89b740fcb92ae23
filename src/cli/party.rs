//! Centers, staff, providers and tiers.

use clap::{Args, Subcommand};

/// Issuing centers.
#[derive(Debug, Subcommand)]
pub enum CenterCommand {
    /// Add a center; the same again is `unchanged`
    Add(CenterAdd),
    /// Change a center's name
    Set(CenterSet),
    /// List all centers
    List,
    /// Show a center
    Show {
        /// The center's code
        code: String,
    },
}

/// Add a center.
#[derive(Args, Debug)]
pub struct CenterAdd {
    /// The center's code
    pub code: String,
    /// The center's name
    #[arg(long, value_name = "NAME")]
    pub name: String,
}

/// Change a center's name.
#[derive(Args, Debug)]
pub struct CenterSet {
    /// The center's code
    pub code: String,
    /// The new name
    #[arg(long, value_name = "NAME")]
    pub name: String,
}

/// Business persons of the centers.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// Add a staff member; the same again is `unchanged`
    Add(StaffAdd),
    /// Change a staff member's name
    Set(StaffSet),
    /// List all staff
    List,
    /// Show a staff member
    Show {
        /// The staff member's code
        code: String,
    },
}

/// Add a staff member.
#[derive(Args, Debug)]
pub struct StaffAdd {
    /// The staff member's code
    pub code: String,
    /// The staff member's name, or `-` to read it from stdin; kept sealed
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// The code of their center
    #[arg(long, value_name = "CENTER")]
    pub center: String,
}

/// Change a staff member's name.
#[derive(Args, Debug)]
pub struct StaffSet {
    /// The staff member's code
    pub code: String,
    /// The new name, or `-` to read it from stdin; kept sealed
    #[arg(long, value_name = "NAME")]
    pub name: String,
}

/// Service providers and their commission rates.
#[derive(Debug, Subcommand)]
pub enum ProviderCommand {
    /// Add a provider; the same again is `unchanged`
    Add(ProviderAdd),
    /// Change a provider's name, or its commission rate from a day on
    Set(ProviderSet),
    /// List all providers
    List,
    /// Show a provider and the history of its rate
    Show {
        /// The provider's code
        code: String,
    },
    /// Services that holders ask for, and who serves them
    #[command(subcommand)]
    Service(super::ServiceCommand),
}

/// Add a provider.
#[derive(Args, Debug)]
pub struct ProviderAdd {
    /// The provider's code
    pub code: String,
    /// The provider's name
    #[arg(long, value_name = "NAME", required_unless_present = "holder", conflicts_with = "holder")]
    pub name: Option<String>,
    /// The holder who sells, by ref or card; the provider is called as its code, for a holder's name is sealed
    #[arg(long, value_name = "REF")]
    pub holder: Option<String>,
    /// The commission that it owes, as a percentage of the price with at most 4 decimals
    #[arg(long, value_name = "PERCENT")]
    pub rate: String,
    /// The first day of this rate; from the beginning when not given, and of a holder from the activation on
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
}

/// Change a provider's name or commission rate.
#[derive(Args, Debug)]
#[command(group(clap::ArgGroup::new("change").required(true).multiple(true).args(["name", "rate"])))]
pub struct ProviderSet {
    /// The provider's code
    pub code: String,
    /// The new name
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The new rate
    #[arg(long, value_name = "PERCENT")]
    pub rate: Option<String>,
    /// The first day of the new rate; today when not given
    #[arg(long, value_name = "DATE", requires = "rate")]
    pub since: Option<String>,
}

/// Tiers of holders.
#[derive(Debug, Subcommand)]
pub enum TierCommand {
    /// Add a tier; the same again is `unchanged`
    Add(TierAdd),
    /// Change a tier
    Set(TierSet),
    /// List all tiers by rank
    List,
    /// Show a tier
    Show {
        /// The tier's code
        code: String,
    },
}

/// Add a tier.
#[derive(Args, Debug)]
pub struct TierAdd {
    /// The tier's code
    pub code: String,
    /// The tier's name
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// Its rank; a higher tier has a greater one
    #[arg(long, value_name = "N")]
    pub rank: i64,
    /// The sum of fees from which a holder reaches it
    #[arg(long, value_name = "AMOUNT")]
    pub min_fee: Option<String>,
    /// What its holders may do: sell, swap, refer, request, notify
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub permissions: Vec<String>,
    /// Give it to new holders
    #[arg(long)]
    pub default: bool,
}

/// Change a tier.
#[derive(Args, Debug)]
#[command(group(
    clap::ArgGroup::new("change").required(true).multiple(true)
        .args(["name", "rank", "min_fee", "permissions", "default"])
))]
pub struct TierSet {
    /// The tier's code
    pub code: String,
    /// The new name
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The new rank
    #[arg(long, value_name = "N")]
    pub rank: Option<i64>,
    /// The new sum of fees from which a holder reaches it; `none` when fees no longer lead to it
    #[arg(long, value_name = "AMOUNT")]
    pub min_fee: Option<String>,
    /// What its holders may do from now on; `none` for nothing
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub permissions: Option<Vec<String>>,
    /// Give it to new holders, instead of the tier that they have had so far
    #[arg(long)]
    pub default: bool,
}
