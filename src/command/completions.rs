//! `completions`: the completion script of a shell.

use clap_complete::Shell;

use crate::cli;
use crate::command::session::Session;
use crate::error::{Error, Outcome};

/// Prints the script.
pub fn run(session: &mut Session, shell: Shell) -> Result<Outcome, Error> {
    session.ui.text(&script(shell))?;
    Ok(Outcome::Done)
}

/// The completion script of a shell.
#[must_use]
pub fn script(shell: Shell) -> String {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut cli::command(), "cardctl", &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}
