//! The states of a settlement run.

use std::fmt;
use std::str::FromStr;

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RunState {
    /// Slices are being written; an interrupted run stays here until it is resumed.
    Calculating,
    /// All lines stand; nothing is owed yet.
    Calculated,
    /// A second operator agreed.
    Approved,
    /// The amounts are in the ledger, for good.
    Posted,
    /// Given up; its items are due again, its lines count nowhere.
    Discarded,
}

/// The legal moves, with the command that makes each.
pub const MOVES: [(RunState, RunState, &str); 6] = [
    (RunState::Calculating, RunState::Calculated, "settle run"),
    (RunState::Calculating, RunState::Discarded, "settle discard"),
    (RunState::Calculated, RunState::Approved, "settle approve"),
    (RunState::Calculated, RunState::Discarded, "settle discard"),
    (RunState::Approved, RunState::Posted, "settle post"),
    (RunState::Approved, RunState::Discarded, "settle discard"),
];

impl RunState {
    /// All states, in the order of a run's life.
    pub const ALL: [Self; 5] =
        [Self::Calculating, Self::Calculated, Self::Approved, Self::Posted, Self::Discarded];

    /// As stored and shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Calculating => "calculating",
            Self::Calculated => "calculated",
            Self::Approved => "approved",
            Self::Posted => "posted",
            Self::Discarded => "discarded",
        }
    }

    /// Whether a run may go from here to `to`.
    #[must_use]
    pub fn may_become(self, to: Self) -> bool {
        MOVES.iter().any(|(from, next, _)| *from == self && *next == to)
    }
}

impl fmt::Display for RunState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A text is no state of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a state of a run")]
pub struct UnknownRunState;

impl FromStr for RunState {
    type Err = UnknownRunState;

    fn from_str(text: &str) -> Result<Self, UnknownRunState> {
        Self::ALL.into_iter().find(|state| state.as_str() == text).ok_or(UnknownRunState)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_posted_or_discarded_run_never_moves_again() {
        for state in RunState::ALL {
            assert_eq!(state.as_str().parse(), Ok(state));
            let moves = RunState::ALL.into_iter().filter(|to| state.may_become(*to)).count();
            let last = matches!(state, RunState::Posted | RunState::Discarded);
            assert_eq!(moves == 0, last, "{state}");
        }
    }
}
