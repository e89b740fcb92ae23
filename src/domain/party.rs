//! Who money belongs to.

use std::fmt;
use std::str::FromStr;

use super::role::Role;

/// The number of a party. Holders, agents, staff, centers, providers and the platform share one id space.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartyId(i64);

impl PartyId {
    /// The party of this number.
    #[must_use]
    pub const fn new(number: i64) -> Self {
        Self(number)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }
}

impl From<i64> for PartyId {
    fn from(number: i64) -> Self {
        Self(number)
    }
}

/// What a party is: one of the roles that share a pool in their fixed order, then the provider that owes it, then what
/// is no party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartyKind {
    /// A party with a share.
    Role(Role),
    /// A service provider.
    Provider,
    /// One of the platform's own accounts.
    Account,
}

/// A text is no kind of party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of party: `holder`, `agent`, `staff`, `center`, `platform`, `provider` or `account`")]
pub struct PartyKindError;

impl PartyKind {
    /// The word used in exports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Role(role) => role.as_str(),
            Self::Provider => "provider",
            Self::Account => "account",
        }
    }
}

impl From<Role> for PartyKind {
    fn from(role: Role) -> Self {
        Self::Role(role)
    }
}

impl fmt::Display for PartyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for PartyKind {
    type Err = PartyKindError;

    fn from_str(text: &str) -> Result<Self, PartyKindError> {
        match text {
            "provider" => Ok(Self::Provider),
            "account" => Ok(Self::Account),
            _ => text.parse().map(Self::Role).map_err(|_| PartyKindError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_the_roles_then_the_provider() {
        let words = ["holder", "agent", "staff", "center", "platform", "provider", "account"];
        let kinds: Vec<PartyKind> = words.iter().map(|word| word.parse().expect("a kind")).collect();
        assert!(kinds.is_sorted());
        assert_eq!(kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>(), words);
        assert_eq!("shop".parse::<PartyKind>(), Err(PartyKindError));
    }
}
