//! When the cards of a holder were blocked: what purchases are judged by.

use super::{CardNumber, CardState};

/// A card's state from a moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// The card.
    pub card: CardNumber,
    /// From when on, in microseconds since 1970.
    pub at: i64,
    /// The state from then on.
    pub state: CardState,
}

/// When something happened, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// At this instant, in microseconds since 1970.
    Instant(i64),
    /// Some time between these two, the second not included: a day without its time.
    Within(i64, i64),
}

/// Why a purchase is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hold {
    /// The card was frozen.
    Frozen,
    /// The card was lost, or replaced after that.
    Lost,
    /// The card came to the holder later.
    NotYetGiven,
}

impl Hold {
    /// As stored and shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Frozen => "the card was frozen then",
            Self::Lost => "the card was lost then",
            Self::NotYetGiven => "the card was not the holder's yet",
        }
    }

    const fn of(state: CardState) -> Option<Self> {
        match state {
            CardState::Frozen => Some(Self::Frozen),
            CardState::Lost | CardState::Replaced => Some(Self::Lost),
            CardState::Stocked | CardState::Sold | CardState::Active | CardState::Void => None,
        }
    }
}

/// The history of all cards of one holder, in the order in which it happened.
///
/// A card that stands in it first as live is a replacement: before that it was nobody's. One that stands in it
/// first as blocked, or not at all, was live until then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blocks(Vec<Block>);

impl Blocks {
    /// Adds what happened next.
    pub fn push(&mut self, block: Block) {
        self.0.push(block);
    }

    /// Why a purchase with this card is held, or with the card that was live then when none is named.
    ///
    /// One of which only the day is known is held when the card was blocked at any moment of the day: what is
    /// held can be released, what is settled can't be taken back.
    #[must_use]
    pub fn hold(&self, card: Option<CardNumber>, moment: Moment) -> Option<Hold> {
        let mut line = self.0.iter().filter(|block| card.is_none_or(|card| block.card == card)).peekable();
        let came_later = card.is_some() && line.peek().is_some_and(|first| Hold::of(first.state).is_none());
        let mut held = came_later.then_some(Hold::NotYetGiven);
        let (from, to) = match moment {
            Moment::Instant(at) => (at, at.saturating_add(1)),
            Moment::Within(from, to) => (from, to),
        };
        let (mut within, mut since) = (None, i64::MIN);
        for block in line.take_while(|block| block.at < to) {
            // What ends within the time was so at a moment of it, unless it ended as it began.
            if block.at > from.max(since) && held != Some(Hold::NotYetGiven) {
                within = within.or(held);
            }
            since = block.at;
            held = Hold::of(block.state);
        }
        within.or(held)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cards() -> [CardNumber; 2] {
        ["9156034883675326", "9156123456783250"].map(|text| CardNumber::parse(text).expect("a card number"))
    }

    fn blocks(rows: &[(usize, i64, CardState)]) -> Blocks {
        let mut blocks = Blocks::default();
        for (card, at, state) in rows {
            blocks.push(Block { card: cards()[*card], at: *at, state: *state });
        }
        blocks
    }

    #[test]
    fn a_holder_whose_card_was_never_blocked_buys_at_any_time() {
        assert_eq!(Blocks::default().hold(None, Moment::Instant(5)), None);
        assert_eq!(Blocks::default().hold(Some(cards()[0]), Moment::Within(0, i64::MAX)), None);
    }

    #[test]
    fn a_replaced_card_counts_until_its_loss_and_the_new_one_from_its_giving() {
        let history = blocks(&[
            (0, 10, CardState::Frozen),
            (0, 20, CardState::Active),
            (0, 30, CardState::Lost),
            (0, 40, CardState::Replaced),
            (1, 40, CardState::Active),
        ]);
        let [old, new] = cards().map(Some);
        for (card, at, held) in [
            (old, 9, None),
            (old, 10, Some(Hold::Frozen)),
            (old, 19, Some(Hold::Frozen)),
            (old, 20, None),
            (old, 30, Some(Hold::Lost)),
            (old, 40, Some(Hold::Lost)),
            (new, 9, Some(Hold::NotYetGiven)),
            (new, 39, Some(Hold::NotYetGiven)),
            (new, 40, None),
            (None, 9, None),
            (None, 15, Some(Hold::Frozen)),
            (None, 35, Some(Hold::Lost)),
            (None, 40, None),
        ] {
            assert_eq!(history.hold(card, Moment::Instant(at)), held, "{card:?} at {at}");
        }
        for (card, from, to, held) in [
            (old, 0, 10, None),
            (old, 0, 11, Some(Hold::Frozen)),
            (old, 20, 30, None),
            (old, 5, 25, Some(Hold::Frozen)),
            (new, 0, 40, Some(Hold::NotYetGiven)),
            (new, 0, 41, None),
            (None, 0, 41, Some(Hold::Frozen)),
            (None, 35, 50, Some(Hold::Lost)),
            (None, 40, 50, None),
        ] {
            assert_eq!(history.hold(card, Moment::Within(from, to)), held, "{card:?} in {from}..{to}");
        }
    }

    #[test]
    fn a_state_that_ended_as_it_began_holds_nothing() {
        let history = blocks(&[
            (0, 5, CardState::Frozen),
            (0, 5, CardState::Active),
            (0, 9, CardState::Frozen),
            (0, 9, CardState::Lost),
        ]);
        assert_eq!(history.hold(None, Moment::Within(0, 9)), None);
        assert_eq!(history.hold(None, Moment::Within(0, 20)), Some(Hold::Lost));
    }

    proptest! {
        /// A time is held exactly when one of its instants is, but for the time before a new card was given.
        #[test]
        fn a_day_is_held_when_an_instant_of_it_is(
            steps in proptest::collection::vec((0..4_i64, 0..5_usize), 0..10),
            from in 0..30_i64,
            length in 1..10_i64,
            named in 0..3_usize,
        ) {
            let mut at = 0;
            let mut live = 0;
            let mut rows = Vec::new();
            for (later, what) in steps {
                at += later;
                match what {
                    0 => rows.push((live, at, CardState::Active)),
                    1 | 2 => rows.push((live, at, CardState::Frozen)),
                    3 => rows.push((live, at, CardState::Lost)),
                    _ if live == 0 => {
                        rows.push((0, at, CardState::Replaced));
                        live = 1;
                        rows.push((1, at, CardState::Active));
                    }
                    _ => {}
                }
            }
            let history = blocks(&rows);
            let card = cards().get(named).copied();
            let instants: Vec<Option<Hold>> =
                (from..from + length).map(|at| history.hold(card, Moment::Instant(at))).collect();
            let expected = if instants.iter().all(|held| *held == Some(Hold::NotYetGiven)) {
                Some(Hold::NotYetGiven)
            } else {
                instants.iter().flatten().copied().find(|held| *held != Hold::NotYetGiven)
            };
            prop_assert_eq!(history.hold(card, Moment::Within(from, from + length)), expected);
        }
    }
}
