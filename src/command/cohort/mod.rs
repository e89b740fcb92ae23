//! `cohort`: cohorts and their members by rank.

use crate::cli::CohortCommand;
use crate::command::session::Session;
use crate::error::{Code, Error, Outcome};

/// Runs the command.
pub async fn run(session: &mut Session, command: CohortCommand) -> Result<Outcome, Error> {
    let _ = (session, command);
    Err(Error::new(Code::Internal, "not wired yet"))
}
