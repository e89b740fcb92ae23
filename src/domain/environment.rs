//! The environment that a database belongs to, by its name: `production`, `test`, or what a site calls it.

use std::fmt;
use std::str::FromStr;

/// The most signs of a name.
const LONGEST: usize = 32;

/// The name of an environment.
///
/// One spelling for one thing: names are compared as they stand, so that `Test` can't pass for another than `test`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment(String);

/// A text is no name of an environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the name of an environment has 1 to {LONGEST} lower-case letters, digits and hyphens and begins with a letter"
)]
pub struct EnvironmentError;

impl Environment {
    /// The name by which a database is guarded even where no profile says so.
    pub const PRODUCTION: &str = "production";

    /// The environment `production`.
    #[must_use]
    pub fn production() -> Self {
        Self(Self::PRODUCTION.to_owned())
    }

    /// Whether it is `production`.
    #[must_use]
    pub fn is_production(&self) -> bool {
        self.0 == Self::PRODUCTION
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Environment {
    type Err = EnvironmentError;

    fn from_str(text: &str) -> Result<Self, EnvironmentError> {
        let signs = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let begins = text.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
        if begins && text.len() <= LONGEST && text.bytes().all(signs) {
            Ok(Self(text.to_owned()))
        } else {
            Err(EnvironmentError)
        }
    }
}

impl fmt::Display for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_spelling() {
        for text in ["production", "test", "bj-2", "a"] {
            assert_eq!(text.parse::<Environment>().map(|name| name.to_string()), Ok(text.to_owned()));
        }
        let long = "a".repeat(33);
        for text in ["", "Test", "te st", "-test", "2", "生产", "test\n", long.as_str()] {
            assert_eq!(text.parse::<Environment>(), Err(EnvironmentError), "{text:?}");
        }
    }

    #[test]
    fn only_production_is_production() {
        assert!(Environment::production().is_production());
        assert_eq!("production-2".parse::<Environment>().map(|name| name.is_production()), Ok(false));
    }
}
