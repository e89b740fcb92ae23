//! Effective-dated histories: append-only changes, each in force from a day and known from a moment.

use super::day::Day;

/// A change of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<T> {
    /// The first day on which it is in force.
    pub since: Day,
    /// When it was recorded, in microseconds since 1970.
    pub recorded: i64,
    /// The value from then on.
    pub value: T,
}

/// The value in force on a day as known at a moment: the change with the greatest (since, recorded) among those
/// that begin by that day and were recorded by that moment.
///
/// Because nothing is ever ended or rewritten, a change that was recorded later can't alter what was known.
#[must_use]
pub fn in_force<T>(changes: &[Change<T>], day: Day, known_at: i64) -> Option<&T> {
    changes
        .iter()
        .filter(|change| change.since <= day && change.recorded <= known_at)
        .max_by_key(|change| (change.since, change.recorded))
        .map(|change| &change.value)
}

/// Every value that is in force on some day from `from` on and before `until`, as known at a moment. Without `until` there is
/// no end.
pub fn during<T>(
    changes: &[Change<T>],
    from: Day,
    until: Option<Day>,
    known_at: i64,
) -> impl Iterator<Item = &T> {
    let within = move |day: &Day| *day > from && until.is_none_or(|until| *day < until);
    let known = changes.iter().filter(move |change| change.recorded <= known_at);
    let begins = known.map(|change| change.since).filter(within);
    std::iter::once(from).chain(begins).filter_map(move |day| in_force(changes, day, known_at))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn change(since: i64, recorded: i64, value: u8) -> Change<u8> {
        Change { since: Day::from_number(since).expect("a day"), recorded, value }
    }

    #[test]
    fn a_backdated_change_is_seen_only_from_when_it_was_recorded() {
        let changes = [change(0, 10, 1), change(100, 20, 2), change(50, 30, 3)];
        let at = |day, known| in_force(&changes, Day::from_number(day).expect("a day"), known).copied();
        assert_eq!(at(60, 25), Some(1));
        assert_eq!(at(60, 30), Some(3));
        assert_eq!(at(100, 30), Some(2));
        assert_eq!(at(-1, 30), None);
        assert_eq!(at(0, 9), None);
    }

    #[test]
    fn what_is_in_force_for_some_time_is_what_is_so_on_its_days() {
        let changes = [change(0, 10, 1), change(100, 20, 2), change(100, 30, 3), change(200, 40, 4)];
        let values = |from, until: Option<i64>, known| {
            let day = |number| Day::from_number(number).expect("a day");
            during(&changes, day(from), until.map(day), known).copied().collect::<Vec<_>>()
        };
        assert_eq!(values(50, Some(100), 99), [1]);
        assert_eq!(values(50, Some(101), 99), [1, 3, 3]);
        assert_eq!(values(100, None, 99), [3, 4]);
        assert_eq!(values(100, None, 25), [2]);
        assert_eq!(values(-5, Some(0), 99), Vec::<u8>::new());
    }

    proptest! {
        #[test]
        fn later_knowledge_never_changes_what_was_known(
            rows in proptest::collection::vec((0..50_i64, 0..50_i64, any::<u8>()), 0..12),
            later in proptest::collection::vec((0..50_i64, any::<u8>()), 0..6),
            day in 0..60_i64,
            known in 0..50_i64,
        ) {
            let day = Day::from_number(day).expect("a day");
            let mut changes: Vec<_> = rows.iter().map(|(since, recorded, value)| change(*since, *recorded, *value)).collect();
            let before = in_force(&changes, day, known).copied();
            changes.extend(later.iter().map(|(since, value)| change(*since, known + 1, *value)));
            prop_assert_eq!(in_force(&changes, day, known).copied(), before);
        }
    }
}
