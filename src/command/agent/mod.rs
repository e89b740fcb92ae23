//! `agent`: the tree of agents.

use crate::cli::AgentCommand;
use crate::command::session::Session;
use crate::error::{Code, Error, Outcome};

/// Runs the command.
pub async fn run(session: &mut Session, command: AgentCommand) -> Result<Outcome, Error> {
    let _ = (session, command);
    Err(Error::new(Code::Internal, "not wired yet"))
}
