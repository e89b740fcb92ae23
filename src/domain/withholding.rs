//! How tax on labor income is withheld from what people are paid.

use std::fmt;
use std::str::FromStr;

/// A method of withholding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Withholding {
    /// Each month by itself.
    PerTime,
    /// The months of a year together.
    Cumulative,
}

/// A text is no method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no withholding method: `per-time` or `cumulative`")]
pub struct WithholdingError;

impl Withholding {
    /// The word for none of them.
    pub const NONE: &str = "none";

    /// All of them.
    pub const ALL: [Self; 2] = [Self::PerTime, Self::Cumulative];

    /// The word used in the settings.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PerTime => "per-time",
            Self::Cumulative => "cumulative",
        }
    }
}

impl fmt::Display for Withholding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Withholding {
    type Err = WithholdingError;

    fn from_str(word: &str) -> Result<Self, WithholdingError> {
        Self::ALL.into_iter().find(|method| method.as_str() == word).ok_or(WithholdingError)
    }
}
