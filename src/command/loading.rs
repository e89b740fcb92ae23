//! The end of a load, for every command that loads a file of rows: what was not taken, and what came of it.

use super::command_line::command_line;
use super::session::Session;
use crate::error::{Code, Error, Outcome};
use crate::input::Rejects;

/// Tells which rows were not taken and where they are.
pub fn tell_refused(session: &mut Session, rejects: Rejects, refused: u64) -> Result<(), Error> {
    for rejected in rejects.examples() {
        session.ui.warn(&format!("line {}: {}", rejected.line, rejected.reason));
    }
    if let Some(path) = rejects.finish()? {
        let rows = if refused == 1 { "1 row was".to_owned() } else { format!("{refused} rows were") };
        let them = if refused == 1 { "it is" } else { "they are" };
        session.ui.warn(&format!("{rows} not taken; {them} in `{}`", path.display()));
    }
    Ok(())
}

/// The refusal of a load that is whole or not at all.
#[must_use]
pub fn none_loaded(refused: u64) -> Error {
    let rows = if refused == 1 { "1 row".to_owned() } else { format!("{refused} rows") };
    Error::new(Code::BadFile, format!("{rows} can't be taken, so none was loaded"))
        .hint("correct them, or load without `--all-or-nothing`")
}

/// What a load comes to, by the rows that were not taken and those that changed something.
pub const fn outcome(refused: u64, changed: u64) -> Outcome {
    if refused > 0 {
        Outcome::Partial
    } else if changed == 0 {
        Outcome::NothingToDo
    } else {
        Outcome::Done
    }
}

/// How to go on with a load that was interrupted between two slices: by the same command.
#[must_use]
pub fn go_on(words: &[&str]) -> String {
    format!("run `{}` again to go on: the rows that are in are skipped", command_line(words))
}

/// What such a load has kept.
#[must_use]
pub fn kept(read: u64, total: u64, imported: u64) -> String {
    format!("{read} of {total} rows are done, and {imported} of them were imported")
}
