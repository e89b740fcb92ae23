//! What a provider owes, by how long it has owed it.

use super::day::Day;
use super::money::Money;

/// The last days of the ages; what is older has an age of its own.
pub const AGES: [i64; 3] = [30, 60, 90];

/// What came to be owed on a day, and what was paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The day.
    pub day: Day,
    /// What came to be owed, at least nothing.
    pub owed: Money,
    /// What was paid or given back, at least nothing.
    pub paid: Money,
}

/// What is owed on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Receivable {
    /// For up to 30 days, up to 60, up to 90, and longer.
    pub aged: [Money; 4],
    /// All of it.
    pub owed: Money,
    /// What was paid beyond it.
    pub ahead: Money,
    /// The oldest day of which something is owed.
    pub oldest: Option<Day>,
}

/// What is left to pay on a day. Whatever was paid, on whichever day, covers the oldest first.
#[must_use]
pub fn receivable(moved: &[Moved], on: Day) -> Receivable {
    let minor = Money::from_minor;
    let mut paid: i64 = moved.iter().fold(0, |sum, each| sum.saturating_add(each.paid.minor()));
    let mut days: Vec<&Moved> = moved.iter().collect();
    days.sort_by_key(|each| each.day);
    let mut left = Receivable::default();
    for each in days {
        let covered = paid.min(each.owed.minor());
        paid -= covered;
        let rest = each.owed.minor() - covered;
        if rest > 0 {
            let age = on.number() - each.day.number();
            let bucket = AGES.iter().position(|last| age <= *last).unwrap_or(AGES.len());
            left.aged[bucket] = minor(left.aged[bucket].minor().saturating_add(rest));
            left.owed = minor(left.owed.minor().saturating_add(rest));
            left.oldest.get_or_insert(each.day);
        }
    }
    left.ahead = minor(paid);
    left
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn on(number: i64, owed: i64, paid: i64) -> Moved {
        let day = Day::from_number(number).expect("a day");
        Moved { day, owed: Money::from_minor(owed), paid: Money::from_minor(paid) }
    }

    #[test]
    fn the_oldest_is_paid_first_and_the_edges_of_ages_are_days() {
        let today = Day::from_number(20_100).expect("a day");
        let moved = [
            on(20_100, 1, 0),
            on(20_070, 2, 0),
            on(20_069, 4, 0),
            on(20_040, 8, 0),
            on(20_010, 16, 0),
            on(20_009, 32, 0),
        ];
        let minors = |left: Receivable| left.aged.map(Money::minor);
        let all = receivable(&moved, today);
        assert_eq!((minors(all), all.owed.minor()), ([3, 12, 16, 32], 63));
        assert_eq!(all.oldest, Day::from_number(20_009));
        // Paid on the day of the newest debt, and still for the oldest.
        let some = receivable(&[moved.as_slice(), &[on(20_100, 0, 40)]].concat(), today);
        assert_eq!((minors(some), some.owed.minor(), some.ahead.minor()), ([3, 12, 8, 0], 23, 0));
        let more = receivable(&[moved.as_slice(), &[on(20_000, 0, 70)]].concat(), today);
        assert_eq!((minors(more), more.ahead.minor(), more.oldest), ([0; 4], 7, None));
    }

    proptest! {
        #[test]
        fn what_is_owed_less_what_was_paid_is_left(
            moved in proptest::collection::vec((0_i64..200, 0_i64..1_000, 0_i64..1_000), 0..30)
        ) {
            let moved: Vec<Moved> = moved.into_iter().map(|(day, owed, paid)| on(20_000 + day, owed, paid)).collect();
            let left = receivable(&moved, Day::from_number(20_200).expect("a day"));
            let sum: i64 = moved.iter().map(|each| each.owed.minor() - each.paid.minor()).sum();
            prop_assert_eq!(left.owed.minor() - left.ahead.minor(), sum);
            prop_assert_eq!(left.aged.iter().map(|aged| aged.minor()).sum::<i64>(), left.owed.minor());
            prop_assert!(left.owed == Money::ZERO || left.ahead == Money::ZERO);
        }
    }
}
