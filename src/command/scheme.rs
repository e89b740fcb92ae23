//! `scheme`: what sorts holders into cohorts.

use crate::cli::SchemeCommand;
use crate::command::session::Session;
use crate::error::{Code, Error, Outcome};

/// Runs the command.
pub async fn run(session: &mut Session, command: SchemeCommand) -> Result<Outcome, Error> {
    let _ = (session, command);
    Err(Error::new(Code::Internal, "not wired yet"))
}
