//! `batch`: batches of cards.

use crate::cli::BatchCommand;
use crate::command::session::Session;
use crate::error::{Code, Error, Outcome};

/// Runs the command.
pub async fn run(session: &mut Session, command: BatchCommand) -> Result<Outcome, Error> {
    let _ = (session, command);
    Err(Error::new(Code::Internal, "not wired yet"))
}
