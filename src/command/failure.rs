//! How the errors of the rooms below become errors at the edge.

use crate::domain::identifier::{Code as Identifier, IdentifierError, NAME, line_of_text};
use crate::error::{Code, Error};
use crate::store::StoreError;
use crate::vault::VaultError;
use crate::vault::key_command::KeyCommandError;
use crate::vault::key_file::KeyFileError;

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let message = error.to_string();
        match error {
            StoreError::Url(_) => Self::new(Code::Usage, message),
            StoreError::NotInitialised(_) => Self::new(Code::NotInitialised, message).hint(
                "`cardctl init` makes a platform; `cardctl config show --origin` says why this database",
            ),
            StoreError::Initialised(_) => Self::new(Code::Conflict, message)
                .hint("`cardctl db status` shows what is in it; name another one by `--database`"),
            StoreError::SchemaNewer { .. } => Self::new(Code::SchemaNewer, message)
                .hint("install the version of cardctl that made it, or a later one"),
            StoreError::SchemaOlder { .. } => {
                Self::new(Code::SchemaOlder, message).hint("make a backup, then run `cardctl db migrate`")
            }
            StoreError::Unreachable(_) => Self::new(Code::DatabaseUnreachable, message)
                .hint("`cardctl config show --origin` says which database is meant and why"),
            StoreError::Busy(_) => {
                Self::new(Code::Busy, message).hint("nothing was changed; run the command again")
            }
            StoreError::Denied(_) => Self::new(Code::NotPermitted, message),
            StoreError::Duplicate(_) => Self::new(Code::Busy, message)
                .hint("somebody else wrote the same meanwhile; run the command again"),
            StoreError::Full(_) => Self::new(Code::Io, message),
            StoreError::Inconsistent { .. } => {
                Self::new(Code::Inconsistency, message).hint("run `cardctl db check` for the whole extent")
            }
            StoreError::Driver(_) => Self::new(Code::Internal, message),
        }
    }
}

impl From<VaultError> for Error {
    fn from(error: VaultError) -> Self {
        let message = error.to_string();
        match error {
            VaultError::KeyNotHeld { .. } => Self::new(Code::KeyNotHeld, message)
                .hint("a key file with derived keys serves for some commands only")
                .hint("name another by `--key-file`, or let `cardctl key export` make one"),
            VaultError::OtherKey { .. } => Self::new(Code::Inconsistency, message)
                .hint("if keys were rotated meanwhile, run the command again; else run `cardctl db check`"),
            _ => Self::new(Code::Inconsistency, message)
                .hint("a sealed value was moved or damaged; run `cardctl db check`"),
        }
    }
}

/// A key file that can't be used.
pub fn key_file(error: KeyFileError) -> Error {
    let message = error.to_string();
    match error {
        KeyFileError::Missing { .. } => Error::new(Code::KeyMissing, message)
            .hint("name the platform's key file by `--key-file` or `CARDCTL_KEY_FILE`"),
        KeyFileError::Exposed { .. } => Error::new(Code::KeyPermissions, message)
            .hint("`chmod 600` it, and rotate the key if others may have read it"),
        KeyFileError::Exists { .. } => Error::new(Code::Conflict, message)
            .hint("name another file by `--key-file`, or use the platform that this key belongs to"),
        KeyFileError::NotAFile { .. } | KeyFileError::Malformed { .. } => Error::new(Code::WrongKey, message),
        KeyFileError::Derived { .. } => {
            Error::new(Code::KeyNotHeld, message).hint("name the file with the root key by `--key-file`")
        }
        KeyFileError::Io { .. } => Error::new(Code::Io, message).caused_by(error),
    }
}

/// A program that gave no keys.
pub fn key_command(error: KeyCommandError) -> Error {
    let message = error.to_string();
    match error {
        KeyCommandError::Empty => Error::new(Code::Usage, message),
        _ => Error::new(Code::KeyCommand, message)
            .caused_by(error)
            .hint("the program prints what would stand in a key file, and exits with 0"),
    }
}

/// Reads a code that an operator gave.
pub fn code(what: &str, text: &str) -> Result<Identifier, Error> {
    Identifier::parse(text).map_err(|error| identifier(what, text, error))
}

/// Reads a name that an operator gave.
pub fn name<'a>(what: &str, text: &'a str) -> Result<&'a str, Error> {
    line_of_text(text.trim(), NAME).map_err(|error| Error::new(Code::Usage, format!("{what}: {error}")))
}

fn identifier(what: &str, text: &str, error: IdentifierError) -> Error {
    Error::new(Code::Usage, format!("{what} `{text}`: {error}"))
}

/// Nothing has this name.
pub fn unknown<'a>(what: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Error {
    Error::new(Code::NotFound, format!("no {what} `{name}`")).did_you_mean(name, known)
}

/// Something else stands under this code already.
pub fn conflict(what: &str, code: &str, differs: &str) -> Error {
    let error = Error::new(Code::Conflict, format!("{what} `{code}` exists with another {differs}"))
        .hint(format!("`cardctl {what} list` shows it"));
    if UNCHANGING.contains(&what) { error } else { error.hint(format!("`cardctl {what} set` changes it")) }
}

/// What has no `set`.
const UNCHANGING: [&str; 2] = ["scheme", "parameter code"];
