//! The states of cards and batches, and the moves between them.

use std::fmt;
use std::str::FromStr;

/// A legal move from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move<S> {
    /// The state before.
    pub from: S,
    /// The state after.
    pub to: S,
    /// What the move is called: the verb of its command where it has one.
    pub name: &'static str,
}

/// A move that no rule allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a {what} that is `{from}` can't become `{to}`")]
pub struct IllegalMove {
    /// `card` or `batch`.
    pub what: &'static str,
    /// The state it is in.
    pub from: &'static str,
    /// The state it was to have.
    pub to: &'static str,
}

/// A text that names no state.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a state of a {what}")]
pub struct UnknownState {
    /// `card` or `batch`.
    pub what: &'static str,
    /// What was read.
    pub text: String,
}

/// The state of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CardState {
    /// Made, and nobody's yet.
    Stocked,
    /// Registered for a holder, waiting for activation.
    Sold,
    /// In use. Without expiry.
    Active,
    /// Blocked for a while.
    Frozen,
    /// Reported lost, blocked at once.
    Lost,
    /// Lost and replaced by a card with a new number. Final.
    Replaced,
    /// Spoiled before it was sold. Final.
    Void,
}

/// The state of a batch of cards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BatchState {
    /// Its cards exist; the file for the print house was not handed over.
    Issued,
    /// The file is at the print house.
    Exported,
    /// The printed cards came back and were counted.
    Received,
    /// Its cards may be sold, all but the void ones.
    Released,
    /// None of its cards is to be sold. Final.
    Void,
}

/// Every legal move of a card.
///
/// A card that is found goes back to the state it was lost from, which its last event tells.
pub const CARD_MOVES: &[Move<CardState>] = &[
    Move { from: CardState::Stocked, to: CardState::Sold, name: "register" },
    Move { from: CardState::Stocked, to: CardState::Void, name: "void" },
    Move { from: CardState::Sold, to: CardState::Active, name: "activate" },
    Move { from: CardState::Sold, to: CardState::Lost, name: "lost" },
    Move { from: CardState::Active, to: CardState::Frozen, name: "freeze" },
    Move { from: CardState::Active, to: CardState::Lost, name: "lost" },
    Move { from: CardState::Frozen, to: CardState::Active, name: "unfreeze" },
    Move { from: CardState::Frozen, to: CardState::Lost, name: "lost" },
    Move { from: CardState::Lost, to: CardState::Sold, name: "found" },
    Move { from: CardState::Lost, to: CardState::Active, name: "found" },
    Move { from: CardState::Lost, to: CardState::Frozen, name: "found" },
    Move { from: CardState::Lost, to: CardState::Replaced, name: "replace" },
];

/// Every legal move of a batch.
///
/// A batch that is exported again goes back: its stocked cards have new codes, so those that were printed are
/// worthless. A batch can be voided while none of its cards is sold; after that only cards in stock can.
pub const BATCH_MOVES: &[Move<BatchState>] = &[
    Move { from: BatchState::Issued, to: BatchState::Exported, name: "export" },
    Move { from: BatchState::Issued, to: BatchState::Void, name: "void" },
    Move { from: BatchState::Exported, to: BatchState::Received, name: "receive" },
    Move { from: BatchState::Exported, to: BatchState::Void, name: "void" },
    Move { from: BatchState::Received, to: BatchState::Released, name: "release" },
    Move { from: BatchState::Received, to: BatchState::Exported, name: "export" },
    Move { from: BatchState::Received, to: BatchState::Void, name: "void" },
    Move { from: BatchState::Released, to: BatchState::Exported, name: "export" },
    Move { from: BatchState::Released, to: BatchState::Void, name: "void" },
];

/// The name of the move in its table.
fn find<S: Copy + PartialEq>(moves: &[Move<S>], from: S, to: S) -> Option<&'static str> {
    moves.iter().find(|legal| legal.from == from && legal.to == to).map(|legal| legal.name)
}

impl CardState {
    /// Every state, in the order of a card's life.
    pub const ALL: [Self; 7] =
        [Self::Stocked, Self::Sold, Self::Active, Self::Frozen, Self::Lost, Self::Replaced, Self::Void];

    /// The name of the move between these states, or why there is none.
    pub fn check_move(from: Self, to: Self) -> Result<&'static str, IllegalMove> {
        find(CARD_MOVES, from, to).ok_or(IllegalMove { what: "card", from: from.as_str(), to: to.as_str() })
    }

    /// Where a move of this name leads a card in this state; nothing when there is no such move. What is found goes
    /// back to the state it was lost from.
    #[must_use]
    pub fn after(self, name: &str, lost_from: Option<Self>) -> Option<Self> {
        let back = |to| self != Self::Lost || to == Self::Replaced || lost_from == Some(to);
        let mut moves = CARD_MOVES.iter().filter(|legal| legal.from == self && legal.name == name);
        moves.find(|legal| back(legal.to)).map(|legal| legal.to)
    }

    /// Whether a move of this name leads to this state: what is so already need not be made so again.
    #[must_use]
    pub fn is_end_of(self, name: &str) -> bool {
        CARD_MOVES.iter().any(|legal| legal.to == self && legal.name == name)
    }

    /// The names of the moves that lead out of this state, each once.
    #[must_use]
    pub fn ways_out(self) -> Vec<&'static str> {
        let mut names: Vec<_> =
            CARD_MOVES.iter().filter(|legal| legal.from == self).map(|legal| legal.name).collect();
        names.dedup();
        names
    }

    /// As stored and shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stocked => "stocked",
            Self::Sold => "sold",
            Self::Active => "active",
            Self::Frozen => "frozen",
            Self::Lost => "lost",
            Self::Replaced => "replaced",
            Self::Void => "void",
        }
    }
}

impl BatchState {
    /// Every state, in the order of a batch's life.
    pub const ALL: [Self; 5] = [Self::Issued, Self::Exported, Self::Received, Self::Released, Self::Void];

    /// The name of the move between these states, or why there is none.
    pub fn check_move(from: Self, to: Self) -> Result<&'static str, IllegalMove> {
        find(BATCH_MOVES, from, to).ok_or(IllegalMove { what: "batch", from: from.as_str(), to: to.as_str() })
    }

    /// As stored and shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Exported => "exported",
            Self::Received => "received",
            Self::Released => "released",
            Self::Void => "void",
        }
    }
}

impl fmt::Display for CardState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for BatchState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for CardState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| UnknownState { what: "card", text: text.to_owned() })
    }
}

impl FromStr for BatchState {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        Self::ALL
            .into_iter()
            .find(|state| state.as_str() == text)
            .ok_or_else(|| UnknownState { what: "batch", text: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What can be reached from `start`, itself included.
    fn reachable<S: Copy + Ord>(moves: &[Move<S>], start: S) -> BTreeSet<S> {
        let mut reached = BTreeSet::from([start]);
        loop {
            let next: Vec<_> = moves.iter().filter(|m| reached.contains(&m.from)).map(|m| m.to).collect();
            let before = reached.len();
            reached.extend(next);
            if reached.len() == before {
                return reached;
            }
        }
    }

    fn terminal<S: Copy + PartialEq>(moves: &[Move<S>], all: &[S]) -> Vec<S> {
        all.iter().copied().filter(|state| moves.iter().all(|m| m.from != *state)).collect()
    }

    /// One line a state: where it can go.
    fn drawn<S: Copy + PartialEq + fmt::Display>(moves: &[Move<S>], all: &[S]) -> Vec<String> {
        all.iter()
            .map(|from| {
                let to: Vec<_> = moves
                    .iter()
                    .filter(|m| m.from == *from)
                    .map(|m| format!("{} ({})", m.to, m.name))
                    .collect();
                format!("{from}: {}", to.join(", "))
            })
            .collect()
    }

    #[test]
    fn every_state_is_reached_and_the_final_ones_are_final() {
        assert_eq!(reachable(CARD_MOVES, CardState::Stocked), CardState::ALL.into());
        assert_eq!(reachable(BATCH_MOVES, BatchState::Issued), BatchState::ALL.into());
        assert_eq!(terminal(CARD_MOVES, &CardState::ALL), [CardState::Replaced, CardState::Void]);
        assert_eq!(terminal(BATCH_MOVES, &BatchState::ALL), [BatchState::Void]);
    }

    #[test]
    fn a_card_that_was_sold_can_never_be_stock_again_or_void() {
        let after = reachable(CARD_MOVES, CardState::Sold);
        assert!(!after.contains(&CardState::Stocked));
        assert!(!after.contains(&CardState::Void));
    }

    #[test]
    fn the_moves_of_a_card() {
        assert_eq!(
            drawn(CARD_MOVES, &CardState::ALL),
            [
                "stocked: sold (register), void (void)",
                "sold: active (activate), lost (lost)",
                "active: frozen (freeze), lost (lost)",
                "frozen: active (unfreeze), lost (lost)",
                "lost: sold (found), active (found), frozen (found), replaced (replace)",
                "replaced: ",
                "void: ",
            ]
        );
    }

    #[test]
    fn the_moves_of_a_batch() {
        assert_eq!(
            drawn(BATCH_MOVES, &BatchState::ALL),
            [
                "issued: exported (export), void (void)",
                "exported: received (receive), void (void)",
                "received: released (release), exported (export), void (void)",
                "released: exported (export), void (void)",
                "void: ",
            ]
        );
    }

    #[test]
    fn exactly_the_moves_of_the_table_are_legal() {
        let mut legal = 0;
        for from in CardState::ALL {
            for to in CardState::ALL {
                legal += usize::from(CardState::check_move(from, to).is_ok());
            }
            // Nothing moves onto itself: a repeated command is seen as such.
            assert!(CardState::check_move(from, from).is_err(), "{from}");
        }
        assert_eq!(legal, CARD_MOVES.len());
        assert_eq!(CardState::check_move(CardState::Lost, CardState::Active), Ok("found"));
        let refused = CardState::check_move(CardState::Replaced, CardState::Active);
        assert_eq!(
            refused.map_err(|error| error.to_string()),
            Err("a card that is `replaced` can't become `active`".to_owned())
        );

        let mut legal = 0;
        for from in BatchState::ALL {
            for to in BatchState::ALL {
                legal += usize::from(BatchState::check_move(from, to).is_ok());
            }
            assert!(BatchState::check_move(from, from).is_err(), "{from}");
        }
        assert_eq!(legal, BATCH_MOVES.len());
        assert_eq!(BatchState::check_move(BatchState::Received, BatchState::Released), Ok("release"));
        assert!(BatchState::check_move(BatchState::Exported, BatchState::Released).is_err());
    }

    #[test]
    fn a_move_is_found_by_its_name() {
        use CardState::{Active, Frozen, Lost, Replaced, Sold, Stocked, Void};
        for (from, name, lost_from, to) in [
            (Active, "freeze", None, Some(Frozen)),
            (Sold, "freeze", None, None),
            (Lost, "found", Some(Frozen), Some(Frozen)),
            (Lost, "found", Some(Sold), Some(Sold)),
            (Lost, "found", None, None),
            (Lost, "replace", Some(Active), Some(Replaced)),
            (Replaced, "found", Some(Active), None),
            (Stocked, "void", None, Some(Void)),
        ] {
            assert_eq!(from.after(name, lost_from), to, "{name} from {from}");
        }
        assert!(Frozen.is_end_of("freeze") && Active.is_end_of("unfreeze") && !Sold.is_end_of("freeze"));
        assert_eq!(Lost.ways_out(), ["found", "replace"]);
        assert!(Void.ways_out().is_empty());
    }

    #[test]
    fn names_are_read_again() {
        for state in CardState::ALL {
            assert_eq!(state.to_string().parse(), Ok(state));
        }
        for state in BatchState::ALL {
            assert_eq!(state.to_string().parse(), Ok(state));
        }
        let unknown = "Sold".parse::<CardState>();
        assert_eq!(unknown, Err(UnknownState { what: "card", text: "Sold".to_owned() }));
        assert!("sold".parse::<BatchState>().is_err());
    }
}
