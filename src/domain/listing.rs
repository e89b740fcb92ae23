//! The states of what a holder offers, and the moves between them.

use std::fmt;
use std::str::FromStr;

/// How something is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListingKind {
    /// For a price.
    Sell,
    /// For something else.
    Swap,
}

impl ListingKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sell, Self::Swap];

    /// As stored and shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sell => "sell",
            Self::Swap => "swap",
        }
    }
}

impl fmt::Display for ListingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for ListingKind {
    type Err = UnknownListingWord;

    fn from_str(text: &str) -> Result<Self, UnknownListingWord> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownListingWord)
    }
}

/// Where a listing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ListingState {
    /// Whoever may see it can have it.
    Open,
    /// It went to somebody for its price. Final.
    Sold,
    /// It went to somebody for something else. Final.
    Swapped,
    /// It is offered no more. Final.
    Withdrawn,
}

/// The legal moves, with the command that makes each.
pub const MOVES: [(ListingState, ListingState, &str); 4] = [
    (ListingState::Open, ListingState::Sold, "listing sell"),
    (ListingState::Open, ListingState::Swapped, "listing swap"),
    (ListingState::Open, ListingState::Withdrawn, "listing withdraw"),
    (ListingState::Open, ListingState::Withdrawn, "holder restrict"),
];

impl ListingState {
    /// All states, in the order of a listing's life.
    pub const ALL: [Self; 4] = [Self::Open, Self::Sold, Self::Swapped, Self::Withdrawn];

    /// As stored and shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Sold => "sold",
            Self::Swapped => "swapped",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether a listing may go from here to `to`.
    #[must_use]
    pub fn may_become(self, to: Self) -> bool {
        MOVES.iter().any(|(from, next, _)| *from == self && *next == to)
    }
}

impl fmt::Display for ListingState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A text is no state or kind of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a word for a listing")]
pub struct UnknownListingWord;

impl FromStr for ListingState {
    type Err = UnknownListingWord;

    fn from_str(text: &str) -> Result<Self, UnknownListingWord> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownListingWord)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_open_goes_anywhere() {
        for state in ListingState::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
            let moves = ListingState::ALL.into_iter().filter(|to| state.may_become(*to)).count();
            assert_eq!(moves, if state == ListingState::Open { 3 } else { 0 }, "{state}");
        }
        for kind in ListingKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert_eq!("lost".parse::<ListingState>(), Err(UnknownListingWord));
    }
}
