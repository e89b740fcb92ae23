//! The lock that keeps activation codes from being guessed.

use jiff::{SignedDuration, Timestamp};

/// Wrong tries that lock for the first time.
const FIRST_LOCK: u32 = 5;
/// Wrong tries that lock until an operator unlocks.
const FINAL_LOCK: u32 = 10;
/// The first lock; each further wrong try doubles it.
const FIRST_LOCK_MINUTES: i64 = 15;

/// Whether a card's activation is locked after wrong codes.
///
/// Wrong tries 5, 6, 7, 8 and 9 lock for 15 minutes, 30 minutes, 1, 2 and 4 hours; the tenth locks until an
/// operator unlocks the card, which sets its wrong tries back to 0. While it is locked, a try is answered
/// like a wrong code, its code is not compared, and it does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivationLock {
    /// Not locked.
    Open,
    /// Locked until this moment.
    Until(Timestamp),
    /// Locked until an operator unlocks it.
    UntilUnlocked,
}

impl ActivationLock {
    /// The lock after so many wrong tries since the last success or unlocking, the last of them at
    /// `last_failed`.
    #[must_use]
    pub fn after(failed_tries: u32, last_failed: Timestamp) -> Self {
        match failed_tries {
            ..FIRST_LOCK => Self::Open,
            FIRST_LOCK..FINAL_LOCK => {
                let minutes = FIRST_LOCK_MINUTES << (failed_tries - FIRST_LOCK);
                let end = last_failed.checked_add(SignedDuration::from_mins(minutes));
                // Only past the year 9999, where the calendar ends.
                Self::Until(end.unwrap_or(Timestamp::MAX))
            }
            FINAL_LOCK.. => Self::UntilUnlocked,
        }
    }

    /// Whether a try at `now` is refused.
    #[must_use]
    pub fn refuses(self, now: Timestamp) -> bool {
        match self {
            Self::Open => false,
            Self::Until(end) => now < end,
            Self::UntilUnlocked => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + 60 * minute).expect("within the calendar")
    }

    #[test]
    fn each_further_wrong_try_doubles_the_lock() {
        for (failed_tries, lock) in [
            (0, ActivationLock::Open),
            (4, ActivationLock::Open),
            (5, ActivationLock::Until(at(15))),
            (6, ActivationLock::Until(at(30))),
            (7, ActivationLock::Until(at(60))),
            (8, ActivationLock::Until(at(120))),
            (9, ActivationLock::Until(at(240))),
            (10, ActivationLock::UntilUnlocked),
            (11, ActivationLock::UntilUnlocked),
            (u32::MAX, ActivationLock::UntilUnlocked),
        ] {
            assert_eq!(ActivationLock::after(failed_tries, at(0)), lock, "{failed_tries}");
        }
    }

    #[test]
    fn a_lock_ends_at_its_moment() {
        let lock = ActivationLock::after(5, at(0));
        assert!(lock.refuses(at(0)));
        assert!(lock.refuses(at(14)));
        assert!(!lock.refuses(at(15)));
        // A clock that was set back opens nothing.
        assert!(lock.refuses(at(-600)));
        assert!(!ActivationLock::Open.refuses(at(0)));
        assert!(ActivationLock::UntilUnlocked.refuses(Timestamp::MAX));
    }

    #[test]
    fn the_end_of_the_calendar_is_no_way_out() {
        assert_eq!(ActivationLock::after(9, Timestamp::MAX), ActivationLock::Until(Timestamp::MAX));
    }

    proptest! {
        #[test]
        fn more_wrong_tries_never_open_a_lock(failed_tries in 0..20_u32, minute in -10..1000_i64) {
            let fewer = ActivationLock::after(failed_tries, at(0)).refuses(at(minute));
            let more = ActivationLock::after(failed_tries + 1, at(0)).refuses(at(minute));
            prop_assert!(more || !fewer);
        }
    }
}
