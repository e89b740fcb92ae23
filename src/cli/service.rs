//! Services of providers.

use clap::{ArgGroup, Args, Subcommand};

/// Services that holders ask for, and the providers that serve them.
#[derive(Debug, Subcommand)]
pub enum ServiceCommand {
    /// Let a provider serve a service; the first one makes it, and the same again is `unchanged`
    Add(ServiceAdd),
    /// Change a service, or how a provider serves it
    Set(ServiceSet),
    /// List who serves what, in the order in which they are chosen
    List {
        /// Only this service
        #[arg(long, value_name = "SERVICE")]
        service: Option<String>,
    },
    /// Show a service and its providers
    Show {
        /// The service's code
        service: String,
    },
    /// Make a new signing secret for a provider, which is shown once; the one before signs nothing any more
    Secret(ServiceSecret),
}

/// Who serves it.
#[derive(Args, Debug)]
pub struct Serving {
    /// The provider's code
    #[arg(long, value_name = "PROVIDER", required_unless_present = "holder", conflicts_with = "holder")]
    pub provider: Option<String>,
    /// In its place the ref or card number of a holder who is a provider
    #[arg(long, value_name = "REF")]
    pub holder: Option<String>,
}

/// Let a provider serve a service.
#[derive(Args, Debug)]
pub struct ServiceAdd {
    /// The service's code
    pub service: String,
    /// Who serves it
    #[command(flatten)]
    pub serving: Serving,
    /// Where its requests are sent: `https://…`; `http://` only to this machine
    #[arg(long, value_name = "URL")]
    pub address: String,
    /// Its place in the order, 1 to 999; the next one when not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(1..=999))]
    pub place: Option<i64>,
    /// The first 2, 4 or 6 digits of a region that it serves, once or several times; everywhere when not given
    #[arg(long, value_name = "DIGITS")]
    pub region: Vec<String>,
    /// What is proven of a request, with commas: `signature`, `window`, `identity`, `permission`;
    /// `signature,window,permission` when not given
    #[arg(long, value_name = "CHECKS")]
    pub verify: Option<String>,
    /// How old a signature may be, such as `90s`, `5m`, `2h` or `1d`; five minutes when not given
    #[arg(long, value_name = "TIME")]
    pub window: Option<String>,
    /// Which of its providers gets a request; `first` when not given
    #[arg(long, value_name = "RULE", value_parser = ["first", "round-robin", "region"])]
    pub rule: Option<String>,
    /// Who may ask for it; `active` when not given
    #[arg(long, value_name = "WHO", value_parser = ["registered", "active"])]
    pub open_to: Option<String>,
}

/// Change a service, or how a provider serves it.
#[derive(Args, Debug)]
#[command(group(ArgGroup::new("whom").args(["provider", "holder"])))]
#[command(group(
    ArgGroup::new("change")
        .required(true)
        .multiple(true)
        .args(["rule", "open_to", "address", "place", "region", "everywhere", "verify", "window", "state"])
))]
pub struct ServiceSet {
    /// The service's code
    pub service: String,
    /// The code of the provider whose part of it changes
    #[arg(long, value_name = "PROVIDER")]
    pub provider: Option<String>,
    /// In its place the ref or card number of a holder who is a provider
    #[arg(long, value_name = "REF")]
    pub holder: Option<String>,
    /// Which of its providers gets a request
    #[arg(long, value_name = "RULE", value_parser = ["first", "round-robin", "region"])]
    pub rule: Option<String>,
    /// Who may ask for it
    #[arg(long, value_name = "WHO", value_parser = ["registered", "active"])]
    pub open_to: Option<String>,
    /// Where the provider's requests are sent
    #[arg(long, value_name = "URL", requires = "whom")]
    pub address: Option<String>,
    /// The provider's place in the order, 1 to 999
    #[arg(long, value_name = "N", requires = "whom", value_parser = clap::value_parser!(i64).range(1..=999))]
    pub place: Option<i64>,
    /// The regions that the provider serves, in the place of those before
    #[arg(long, value_name = "DIGITS", requires = "whom")]
    pub region: Vec<String>,
    /// The provider serves everywhere
    #[arg(long, requires = "whom", conflicts_with = "region")]
    pub everywhere: bool,
    /// What is proven of a request, with commas
    #[arg(long, value_name = "CHECKS", requires = "whom")]
    pub verify: Option<String>,
    /// How old a signature may be
    #[arg(long, value_name = "TIME", requires = "whom")]
    pub window: Option<String>,
    /// Whether the provider is sent requests
    #[arg(long, value_name = "STATE", requires = "whom", value_parser = ["open", "paused", "ended"])]
    pub state: Option<String>,
}

/// Make a new signing secret for a provider.
#[derive(Args, Debug)]
pub struct ServiceSecret {
    /// The service's code
    pub service: String,
    /// Who serves it
    #[command(flatten)]
    pub serving: Serving,
}
