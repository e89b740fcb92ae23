//! `completions`: the completion script of a shell.

use clap_complete::Shell;

use crate::cli;
use crate::command::complete;
use crate::command::session::Session;
use crate::error::{Error, Outcome};

/// Prints the script: one that knows commands and flags, or one that lets the program itself answer.
pub fn run(session: &mut Session, shell: Shell, dynamic: bool) -> Result<Outcome, Error> {
    let script = if dynamic { complete::script(shell) } else { script(shell) };
    session.ui.text(&script)?;
    Ok(Outcome::Done)
}

/// The completion script of a shell.
#[must_use]
pub fn script(shell: Shell) -> String {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut cli::command(), "cardctl", &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
