//! `whoami`: operator, database, profile and key.

use crate::command::session::Session;
use crate::error::{Code, Error, Outcome};

/// Runs the command.
pub async fn run(session: &mut Session) -> Result<Outcome, Error> {
    let _ = session;
    Err(Error::new(Code::Internal, "not wired yet"))
}
