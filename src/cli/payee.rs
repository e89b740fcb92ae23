//! Who parties are by law, and where they are paid.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Who parties are by law, and where they are paid.
#[derive(Debug, Subcommand)]
pub enum PartyCommand {
    /// Record who an agent, staff member or provider is by law
    ///
    /// Holders are known by their parameters, and centers need no identity. What was recorded before is replaced, and is
    /// no more verified then. With --verified alone an operator says that the identity which stands was made sure of.
    Identify(PartyIdentify),
    /// Where parties are paid
    #[command(subcommand)]
    Account(AccountCommand),
    /// Show a party with its identity and account, masked, and what it is owed
    Show(PartyNamed),
}

/// Where parties are paid.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Set the account to which a party is paid from now on
    Set(PartyAccountSet),
}

/// A party.
#[derive(Args, Debug)]
pub struct PartyNamed {
    /// A holder's ref, or the code of an agent, staff member, center or provider
    pub party: String,
    /// What the party is, when others have the same ref or code
    #[arg(long, value_name = "KIND", value_parser = ["holder", "agent", "staff", "center", "provider"])]
    pub party_kind: Option<String>,
}

/// What a party is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum IdentityWord {
    /// The citizen identity number of a person
    CitizenId,
    /// The passport of a person
    Passport,
    /// The residence permit, or another document, of a foreigner
    ForeignId,
    /// The unified social credit code of an organisation
    Organisation,
}

/// Record who a party is by law.
#[derive(Args, Debug)]
pub struct PartyIdentify {
    /// Whom.
    #[command(flatten)]
    pub party: PartyNamed,
    /// What the party is known by
    #[arg(long, value_enum)]
    pub kind: Option<IdentityWord>,
    /// The name in the document; `-` reads it from stdin, and without it it is asked for
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The document's number; `-` reads it from stdin, and without it it is asked for
    #[arg(long, value_name = "NUMBER")]
    pub number: Option<String>,
    /// You have made sure of it, and how, such as `document-seen`
    #[arg(long, value_name = "METHOD")]
    pub verified: Option<String>,
    /// Read `kind`, `name`, `number` and `verified` as one JSON object, `-` from stdin
    #[arg(long, value_name = "FILE", conflicts_with_all = ["kind", "name", "number"])]
    pub input: Option<PathBuf>,
}

/// What sort of account money is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AccountWord {
    /// At a bank
    Bank,
    /// At Alipay
    Alipay,
    /// At WeChat
    Wechat,
}

/// Set the account to which a party is paid.
#[derive(Args, Debug)]
pub struct PartyAccountSet {
    /// Whose.
    #[command(flatten)]
    pub party: PartyNamed,
    /// What sort of account it is
    #[arg(long, value_enum)]
    pub kind: Option<AccountWord>,
    /// The account; `-` reads it from stdin, and without it it is asked for
    #[arg(long, value_name = "ACCOUNT")]
    pub account: Option<String>,
    /// Whose name it is in, `-` from stdin; the party's own when not given
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// The bank's name
    #[arg(long, value_name = "NAME")]
    pub bank: Option<String>,
    /// The bank's clearing number (CNAPS, 12 digits)
    #[arg(long, value_name = "CNAPS")]
    pub bank_code: Option<String>,
    /// Read `kind`, `account`, `name`, `bank` and `bank-code` as one JSON object, `-` from stdin
    #[arg(long, value_name = "FILE", conflicts_with_all = ["kind", "account", "name", "bank", "bank_code"])]
    pub input: Option<PathBuf>,
}
