//! `key`: the keys that personal data is sealed and found with.

mod export;
mod page;
mod rotate;
mod status;

use super::session::Session;
use crate::cli::KeyCommand;
use crate::error::{Code, Error, Outcome};
use crate::vault::{KeyRing, Purpose};

/// Runs `key VERB`.
pub async fn run(session: &mut Session, command: KeyCommand) -> Result<Outcome, Error> {
    match command {
        KeyCommand::Status => status::run(session).await,
        KeyCommand::Rotate(arguments) => rotate::run(session, arguments).await,
        KeyCommand::Export(arguments) => export::run(session, arguments).await,
    }
}

/// Makes sure that the root key is here, and not keys that were derived from it.
fn ensure_root(session: &Session, ring: &KeyRing, what: &str) -> Result<(), Error> {
    match ring.purpose().map(Purpose::as_str) {
        None => Ok(()),
        Some(purpose) => Err(Error::new(
            Code::KeyNotHeld,
            format!("{} holds the keys for {purpose} only", session.key_source()),
        )
        .hint(format!("{what} wants the root key; name its file by `--key-file`"))),
    }
}
