//! The keys that personal data is sealed and found with.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// The keys that personal data is sealed and found with.
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Show the versions of the key, which of them the key file holds, and a rotation under way
    Status,
    /// Replace the root key by a new one and seal everything anew; others can work meanwhile
    Rotate(KeyRotate),
    /// Write a copy of the keys, or the derived keys of one kind of work, to a new file
    Export(KeyExport),
}

/// Replace the root key by a new one and seal everything anew.
#[derive(Args, Debug)]
pub struct KeyRotate {
    /// Only add the new key to the key file, so that copies of it can be handed out before
    #[arg(long)]
    pub prepare: bool,
}

/// Write a copy of the keys, or the derived keys of one kind of work, to a new file.
#[derive(Args, Debug)]
pub struct KeyExport {
    /// Only the keys that this work wants; without it the root key, which wants --reason
    #[arg(long = "for", value_name = "WORK", value_enum)]
    pub purpose: Option<KeyPurpose>,
    /// The file to be made, readable by its owner only; it must not exist
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// What derived keys are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KeyPurpose {
    /// Search by parameter and name, and see masks; open nothing
    Support,
    /// Register, activate and find holders
    Counter,
    /// Make and check activation codes: issue, export and receive batches
    Print,
}
