//! The world outside: what `main` hands to the library, so that nothing in it reads the environment, the clock
//! or the system's generator by itself.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::PathBuf;

use crate::domain::clock::Clock;
use crate::domain::randomness::Randomness;
use crate::output::Streams;

/// The process and its surroundings.
pub struct Host {
    /// The arguments, the program's name first.
    pub arguments: Vec<OsString>,
    /// The environment's variables.
    pub environment: Variables,
    /// The three streams.
    pub streams: Streams,
    /// The clock.
    pub clock: Box<dyn Clock>,
    /// The system's generator of random bytes.
    pub randomness: Box<dyn Randomness + Send>,
    /// The system's name of the user who runs the program: the operator on SQLite.
    pub user: String,
    /// The machine's name, for messages about locks.
    pub machine: String,
    /// The process's number, for messages about locks; never trusted.
    pub process: u32,
    /// Ends the process: for a command that was interrupted and is held up by something that can't be given up.
    pub exit: fn(u8) -> !,
}

/// The environment's variables, those whose names are text.
#[derive(Clone, Debug, Default)]
pub struct Variables(BTreeMap<String, OsString>);

impl FromIterator<(String, OsString)> for Variables {
    fn from_iter<I: IntoIterator<Item = (String, OsString)>>(variables: I) -> Self {
        Self(variables.into_iter().collect())
    }
}

impl<const N: usize> From<[(String, OsString); N]> for Variables {
    fn from(variables: [(String, OsString); N]) -> Self {
        variables.into_iter().collect()
    }
}

impl Variables {
    /// A variable as it is.
    #[must_use]
    pub fn raw(&self, name: &str) -> Option<&OsString> {
        self.0.get(name)
    }

    /// A variable that is set, not empty and readable as text.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.raw(name).and_then(|value| value.to_str()).filter(|value| !value.is_empty())
    }

    /// A directory of the XDG base directory specification: its variable if that is an absolute path, else the
    /// default below the home directory.
    #[must_use]
    pub fn xdg(&self, variable: &str, below_home: &str) -> Option<PathBuf> {
        let absolute = |name: &str| self.raw(name).map(PathBuf::from).filter(|path| path.is_absolute());
        absolute(variable).or_else(|| absolute("HOME").map(|home| home.join(below_home)))
    }
}

impl Host {
    /// A variable of the environment that is set, not empty and readable as text.
    #[must_use]
    pub fn variable(&self, name: &str) -> Option<&str> {
        self.environment.text(name)
    }
}
