//! Signed requests of holders.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Signed requests of holders: received, verified, and sent to the providers of services.
#[derive(Debug, Subcommand)]
pub enum RequestCommand {
    /// Receive one request
    ///
    /// One JSON object: `id`, `holder` (a ref), `card` or `parameter`, `service`, `timestamp` (seconds since 1970),
    /// `payload` and `signature`. Signed is `ID.TIMESTAMP.PAYLOAD` by HMAC-SHA256 with the holder's secret, as the
    /// specification of Standard Webhooks says; the payload is signed byte for byte as it stands, and of a JSON string the
    /// text in it. What is proven of it, the providers of the service say: `cardctl provider service show`. A request that
    /// is not accepted is kept with its reason, and the exit status is 7.
    ///
    /// The same request again is unchanged, another one under the same id is refused.
    Submit {
        /// The file with the request, or `-` for stdin
        file: PathBuf,
    },
    /// Receive a file of requests, one a line
    ///
    /// Each line is a request as `cardctl request submit` takes it. Lines that are none, and others under an id that is
    /// known, go to the rejects file, which can be corrected and loaded again. Requests that are not accepted are kept with
    /// their reasons: `cardctl request list --state refused`. Loading a file again skips what is known.
    Import(RequestImport),
    /// List requests, the newest first; 100 unless --limit says otherwise
    List(RequestList),
    /// Show a request and every attempt to send it
    Show(RequestShow),
    /// Send what waits to the providers, and end when nothing is due any more
    ///
    /// First what is of the cohorts with the best service priority, among these in the order of the holders' rank, then by
    /// age; notices after requests. The priority is that of the day on which a request was received, the rank that of the
    /// moment at which a dispatcher begins. Every message is signed for its provider as the specification of Standard Webhooks says,
    /// and has the same id whenever it is sent again, so that a provider knows it. An answer of 2xx means that it was taken.
    /// After anything else it waits, longer each time, and is dead after the last try. Several may dispatch at once; whatever
    /// one of them was sending when it died is sent again by the next a little later.
    Dispatch(RequestDispatch),
    /// Let requests that are dead wait to be sent again
    Retry(RequestRetry),
    /// End a request that waits
    Cancel {
        /// The request's id
        #[arg(value_name = "REQUEST")]
        id: String,
    },
}

/// Receive a file of requests.
#[derive(Args, Debug)]
pub struct RequestImport {
    /// The file, or `-` for stdin: a JSON object a line
    pub file: PathBuf,
    /// Where rejected lines go; FILE.rejects.jsonl when not given
    #[arg(long, value_name = "FILE")]
    pub rejects: Option<PathBuf>,
    /// Take all lines or none
    #[arg(long)]
    pub all_or_nothing: bool,
}

/// List requests.
#[derive(Args, Debug)]
pub struct RequestList {
    /// Only those of this state
    #[arg(long, value_enum, value_name = "STATE")]
    pub state: Option<RequestStateWord>,
    /// Only those for this service
    #[arg(long, value_name = "SERVICE")]
    pub service: Option<String>,
    /// Only those that this provider took, or got last when they were given up
    #[arg(long, value_name = "CODE")]
    pub provider: Option<String>,
    /// Only those of this holder, by ref or card number
    #[arg(long, value_name = "REF")]
    pub holder: Option<String>,
    /// Only those received on or after this day
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Only those received on or before this day
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RequestStateWord {
    /// It waits to be sent
    Waiting,
    /// A provider took it
    Delivered,
    /// It was not accepted
    Refused,
    /// Nobody took it after all tries
    Dead,
    /// An operator ended it, or its holder was restricted
    Cancelled,
}

/// Show a request.
#[derive(Args, Debug)]
pub struct RequestShow {
    /// The request's id
    #[arg(value_name = "REQUEST")]
    pub id: String,
    /// Show the payload, too, which may be personal: wants --reason, and is recorded
    #[arg(long)]
    pub reveal: bool,
}

/// Send what waits.
#[derive(Args, Debug)]
pub struct RequestDispatch {
    /// Only what goes through this service
    #[arg(long, value_name = "SERVICE")]
    pub service: Option<String>,
    /// So many at once
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=256))]
    pub concurrency: u16,
    /// How long an answer may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 15, value_parser = clap::value_parser!(u64).range(1..=300))]
    pub timeout: u64,
    /// After so many tries a message is dead
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(i64).range(1..=100))]
    pub tries: i64,
}

/// Let dead requests wait again.
#[derive(Args, Debug)]
pub struct RequestRetry {
    /// The ids of the requests
    #[arg(value_name = "REQUEST", required_unless_present = "dead", conflicts_with = "dead")]
    pub ids: Vec<String>,
    /// All that are dead
    #[arg(long)]
    pub dead: bool,
    /// With --dead: only those for this service
    #[arg(long, value_name = "SERVICE", requires = "dead")]
    pub service: Option<String>,
}
