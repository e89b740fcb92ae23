//! `demo`: the whole main job on real purchases.

mod inputs;
mod people;
mod purchases;

use crate::cli::Demo;
use crate::command::session::Session;
use crate::error::{Code, Error, Outcome};

/// Runs the command.
pub async fn run(session: &mut Session, command: Demo) -> Result<Outcome, Error> {
    let _ = (session, command);
    Err(Error::new(Code::Internal, "not wired yet"))
}
