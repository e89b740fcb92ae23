//! The error at the edge: a stable code, a message for people, and hints that say what to do.
//!
//! The rooms below have error types of their own where a caller branches on them; a command turns them
//! into an [`Error`], and `main` prints it once and exits with its status.

mod code;
mod nearest;
mod page;

use std::{error::Error as StdError, fmt, io};

pub use code::{Code, EXIT_STATUSES};
pub use nearest::nearest;
pub use page::Page;

/// Why a command failed.
///
/// The message has no final period, puts backticks around values and never holds a secret or a personal
/// datum: it goes to logs.
#[derive(Debug)]
pub struct Error {
    code: Code,
    message: String,
    hints: Vec<String>,
    source: Option<Box<dyn StdError + Send + Sync>>,
    passing: bool,
}

impl Error {
    /// An error with its message.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), hints: Vec::new(), source: None, passing: false }
    }

    /// A file or stream that can't be used: `doing` says what was attempted, such as ``can't read `a.csv` ``.
    pub fn io(doing: impl Into<String>, error: io::Error) -> Self {
        Self::new(Code::Io, doing).caused_by(error)
    }

    /// Adds what the reader can do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds the known name that is nearest to the unknown one, if any is near.
    #[must_use]
    pub fn did_you_mean<'a>(self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        match nearest(name, known) {
            Some(known) => self.hint(format!("did you mean `{known}`?")),
            None => self,
        }
    }

    /// Keeps the error that caused this one; its text follows the message.
    #[must_use]
    pub fn caused_by(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Says that the same may succeed in a moment, and that nothing was kept of what was begun.
    #[must_use]
    pub const fn passing(mut self, passing: bool) -> Self {
        self.passing = passing;
        self
    }

    /// Whether the same may succeed in a moment, and nothing was kept of what was begun.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        self.passing
    }

    /// What kind of error it is.
    #[must_use]
    pub const fn code(&self) -> Code {
        self.code
    }

    /// The exit status of the program.
    #[must_use]
    pub const fn exit(&self) -> u8 {
        self.code.exit()
    }

    /// What to do, in the order in which the hints were added.
    #[must_use]
    pub fn hints(&self) -> &[String] {
        &self.hints
    }

    /// The message with its causes: `can't read X: permission denied`. A cause that the text before it has
    /// quoted already is not repeated.
    #[must_use]
    pub fn full_message(&self) -> String {
        let mut text = self.message.clone();
        let mut cause = self.source();
        while let Some(error) = cause {
            let said = error.to_string();
            if !text.contains(&said) {
                text.push_str(": ");
                text.push_str(&said);
            }
            cause = error.source();
        }
        text
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.source {
            Some(source) => Some(&**source),
            None => None,
        }
    }
}

/// How a command ended that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Outcome {
    /// Done.
    Done,
    /// There was nothing to do.
    NothingToDo,
    /// Done in part: some input rows were rejected.
    Partial,
    /// A check or a reconciliation found differences.
    Differences,
}

impl Outcome {
    /// The exit status. `detailed` is `--detailed-exitcode`: it tells nothing-to-do from done.
    #[must_use]
    pub const fn exit(self, detailed: bool) -> u8 {
        match self {
            Self::NothingToDo if detailed => 4,
            Self::Done | Self::NothingToDo => 0,
            Self::Partial => Code::RowsRejected.exit(),
            Self::Differences => Code::CheckFailed.exit(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("disk {0}")]
    struct Disk(&'static str, #[source] io::Error);

    #[test]
    fn causes_follow_the_message_once_each() {
        let error = Error::new(Code::Failed, "no backup")
            .caused_by(Disk("full", io::Error::other("28 bytes left")))
            .hint("free some space")
            .hint("or name another folder");
        assert_eq!(error.full_message(), "no backup: disk full: 28 bytes left");
        assert_eq!(error.to_string(), "no backup");
        assert_eq!(error.hints(), ["free some space", "or name another folder"]);

        let quoted =
            Error::new(Code::Failed, "no backup: disk full").caused_by(Disk("full", io::Error::other("x")));
        assert_eq!(quoted.full_message(), "no backup: disk full: x");
    }

    #[test]
    fn an_unknown_name_gets_the_nearest() {
        let error = Error::new(Code::NotFound, "no center `BJ9`").did_you_mean("BJ9", ["SH1", "BJ1"]);
        assert_eq!(error.hints(), ["did you mean `BJ1`?"]);
        assert_eq!(error.exit(), 5);
        assert!(Error::new(Code::NotFound, "no").did_you_mean("BJ9", ["other"]).hints().is_empty());
    }

    #[test]
    fn outcomes_have_their_exits() {
        assert_eq!(Outcome::Done.exit(true), 0);
        assert_eq!((Outcome::NothingToDo.exit(false), Outcome::NothingToDo.exit(true)), (0, 4));
        assert_eq!((Outcome::Partial.exit(false), Outcome::Differences.exit(false)), (3, 6));
    }
}
