//! What the law says, as rules that a change is held against. Engineering input, not legal advice.

use std::fmt;

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// A rule by sex, birth year or region changes what somebody earns or pays.
    Ds08,
}

impl Rule {
    /// All of them.
    pub const ALL: [Self; 1] = [Self::Ds08];

    /// Its number.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ds08 => "DS08",
        }
    }

    /// What it is about.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Ds08 => "a rule by sex, age or region changes what somebody can earn or buy",
        }
    }

    /// Where it stands.
    #[must_use]
    pub const fn source(self) -> &'static str {
        match self {
            Self::Ds08 => "Personal Information Protection Law (个人信息保护法), articles 24 and 55",
        }
    }

    /// The rule of a number.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.id().eq_ignore_ascii_case(id))
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}
