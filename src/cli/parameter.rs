//! Identity parameters.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Identity parameters: what they mean, and those of a holder over their life.
#[derive(Debug, Subcommand)]
pub enum ParameterCommand {
    /// Say what a value means and what is wrong with it; exit 8 when one is invalid
    Inspect(ParameterInspect),
    /// Add a parameter to a holder's others
    Add(ParameterAdd),
    /// List everything that a holder is or was known by, masked
    List {
        /// The holder's ref or card number
        holder: String,
    },
    /// Record that somebody made sure of a parameter, and how
    Verify(ParameterVerify),
    /// End a parameter: it counts no more, and may become somebody else's; wants --reason
    Retire {
        /// The holder's ref or card number
        holder: String,
        /// The parameter's number in `parameter list`
        n: i64,
    },
    /// Retire a parameter and add another one in the same act, such as a new mobile number; wants --reason
    Replace(ParameterReplace),
    /// The site's own codes and the texts of its QR codes
    #[command(subcommand)]
    Code(CodeCommand),
    /// The table of regions
    #[command(subcommand)]
    Regions(RegionsCommand),
}

/// Say what a value means.
#[derive(Args, Debug)]
pub struct ParameterInspect {
    /// The value, or `-` to read one a line from stdin
    pub value: String,
    /// What kind of parameter it is; recognised when not given
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// Refuse regions that are unknown or were not in force
    #[arg(long)]
    pub strict_region: bool,
}

/// Add a parameter to a holder's others.
///
/// A strong one (citizen ID, driving licence, social security, passport, mobile, device, code) belongs to one holder
/// at a time. What a parameter means may put the holder into other cohorts: of several that tell the same, the first
/// counts.
#[derive(Args, Debug)]
pub struct ParameterAdd {
    /// The holder's ref or card number
    pub holder: String,
    /// The parameter, such as `mobile=-`: the value `-` is asked for or read from stdin, and so is that of a mere
    /// `mobile`
    #[arg(value_name = "KIND=VALUE")]
    pub parameter: Option<String>,
    /// The guardian's consent, by its number; needed when the parameter tells of a person under 14 years
    #[arg(long, value_name = "NO")]
    pub guardian_consent: Option<String>,
    /// Read `{"parameter": {"mobile": …}, "guardian-consent": …}` from a file, or from `-` for stdin
    #[arg(long, value_name = "FILE")]
    pub input: Option<PathBuf>,
}

/// Record that somebody made sure of a parameter.
#[derive(Args, Debug)]
pub struct ParameterVerify {
    /// The holder's ref or card number
    pub holder: String,
    /// The parameter's number in `parameter list`
    pub n: i64,
    /// How, such as `document-seen` or `code-by-sms`
    #[arg(long, value_name = "TEXT")]
    pub method: String,
}

/// Retire a parameter and add another one in the same act.
#[derive(Args, Debug)]
pub struct ParameterReplace {
    /// The holder's ref or card number
    pub holder: String,
    /// The number in `parameter list` of the one that goes
    pub n: i64,
    /// The one that comes, such as `mobile=-`: the value `-` is asked for or read from stdin, and so is that of a
    /// mere `mobile`
    #[arg(value_name = "KIND=VALUE")]
    pub parameter: Option<String>,
    /// The guardian's consent, by its number; needed when the parameter tells of a person under 14 years
    #[arg(long, value_name = "NO")]
    pub guardian_consent: Option<String>,
    /// Read `{"parameter": {"mobile": …}, "guardian-consent": …}` from a file, or from `-` for stdin
    #[arg(long, value_name = "FILE")]
    pub input: Option<PathBuf>,
}

/// The site's own codes and the texts of its QR codes.
#[derive(Debug, Subcommand)]
pub enum CodeCommand {
    /// Describe a code, which is a parameter of the kind `code.NAME` from then on
    Add(ParameterCodeAdd),
    /// List the codes
    List,
}

/// Describe a code.
///
/// The pattern has one sign for each position: `9` a digit, `A` a letter, `*` any visible character, and every other
/// sign itself; a backslash takes the meaning from the sign after it. The description is the same for every operator
/// and never changes.
#[derive(Args, Debug)]
pub struct ParameterCodeAdd {
    /// The code's name: up to 32 of `a-z`, `0-9`, `-` and `_`
    pub name: String,
    /// What codes look like, such as `M-9999-AA`
    #[arg(long, value_name = "PATTERN")]
    pub pattern: String,
    /// The check over all letters and digits: `luhn` or `mod37-36`
    #[arg(long, value_name = "CHECK")]
    pub check: Option<String>,
    /// What positions mean, counted from 1: `region=2-7`, `birth-date`, `birth-year`, `sex`, or a word of your own
    #[arg(long, value_name = "FACET=FROM-TO")]
    pub facet: Vec<String>,
    /// Read codes as they were scanned: letters differ by case, and hyphens count
    #[arg(long)]
    pub exact_case: bool,
}

/// The table of regions.
#[derive(Debug, Subcommand)]
pub enum RegionsCommand {
    /// Judge regions by another table from now on: `code,from_year,to_year,name,successor`
    Import {
        /// The file, or `-` for stdin
        file: PathBuf,
    },
    /// Show the table in force: version, hash, rows, where it is from
    Show,
    /// Write the table in force, to stdout or to the file of --out
    Export,
}
