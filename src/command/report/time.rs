//! Days, weeks, months, quarters and years as reports sum and name them.

use crate::domain::day::Day;
use crate::domain::period::Period;
use crate::output::Value;
use crate::store::StoreError;
use crate::store::report::ItemKey;

/// What time is divided into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    /// From Monday on.
    Week,
    Month,
    Quarter,
    Year,
}

impl Unit {
    /// The unit as the store sums by it.
    pub(super) const fn key(self) -> ItemKey {
        match self {
            Self::Day => ItemKey::Days(1),
            Self::Week => ItemKey::Days(7),
            Self::Month => ItemKey::Months(1),
            Self::Quarter => ItemKey::Months(3),
            Self::Year => ItemKey::Months(12),
        }
    }

    /// The name of one that the store has numbered: `2026-10-31`, `2026-W44` (as ISO 8601 counts weeks), `2026-10`,
    /// `2026-Q4`, `2026`.
    pub(super) fn label(self, number: i64) -> Result<Value, StoreError> {
        let named = match self {
            Self::Day => first_day(number).map(|day| Value::Date(day.date())),
            Self::Week => number.checked_mul(7).and_then(first_day).map(|monday| {
                let week = monday.date().iso_week_date();
                Value::code(format!("{:04}-W{:02}", week.year(), week.week()))
            }),
            Self::Month => Some(Value::code(format!("{:04}-{:02}", number / 12, number % 12 + 1))),
            Self::Quarter => Some(Value::code(format!("{:04}-Q{}", number / 4, number % 4 + 1))),
            Self::Year => Some(Value::code(format!("{number:04}"))),
        };
        named.ok_or_else(|| StoreError::inconsistent("purchase", "day", number, "not a day"))
    }
}

/// The day so many days after the first one of the calendar.
fn first_day(number: i64) -> Option<Day> {
    Day::BEGINNING.number().checked_add(number).and_then(Day::from_number)
}

/// The number that the store gives a month.
pub(super) fn month_number(month: Period) -> i64 {
    let date = month.first().date();
    12 * i64::from(date.year()) + i64::from(date.month()) - 1
}

/// The time before some days that is as long: as many whole months before whole months, else as many days.
pub(super) fn before(from: Day, to: Day) -> Option<(Day, Day)> {
    let (first, last) = (Period::of(from), Period::of(to));
    let end = Day::from_number(from.number() - 1)?;
    if first.first() == from && last.last() == to {
        let mut month = first;
        for _ in 0..=(month_number(last) - month_number(first)) {
            month = month.previous()?;
        }
        return Some((month.first(), end));
    }
    let days = to.number() - from.number();
    Some((Day::from_number(end.number() - days)?, end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn units_have_names() -> Result<(), StoreError> {
        let number = |text: &str| day(text).number() - Day::BEGINNING.number();
        assert_eq!(Unit::Day.label(number("2026-10-31"))?, Value::Date(day("2026-10-31").date()));
        assert_eq!(Unit::Week.label(number("2026-11-01") / 7)?, Value::code("2026-W44"));
        assert_eq!(Unit::Week.label(number("2027-01-01") / 7)?, Value::code("2026-W53"));
        let month = month_number(Period::of(day("2026-12-05")));
        assert_eq!(Unit::Month.label(month)?, Value::code("2026-12"));
        assert_eq!(Unit::Quarter.label(month / 3)?, Value::code("2026-Q4"));
        assert_eq!(Unit::Year.label(month / 12)?, Value::code("2026"));
        assert!(Unit::Day.label(i64::MAX).is_err() && Unit::Week.label(i64::MAX).is_err());
        Ok(())
    }

    /// As the statements count months.
    const fn counted(day: i64) -> i64 {
        let century = 4 * day + 2_877_875;
        let year = 4 * (century % 146_097 / 4) + 3;
        12 * (100 * (century / 146_097) + year / 1461) + (5 * (year % 1461 / 4) + 461) / 153 - 1
    }

    proptest! {
        #[test]
        fn months_are_counted_as_the_calendar_does(number in -719_162..=2_932_896_i64) {
            let day = Day::from_number(number).expect("a day");
            prop_assert_eq!(counted(number), month_number(Period::of(day)));
        }
    }

    #[test]
    fn months_begin_and_end_where_the_calendar_says() {
        for year in [1, 4, 100, 400, 1600, 1900, 1970, 1999, 2000, 2024, 2026, 2100, 9999] {
            for month in 1..=12_i64 {
                let period = Period::parse(&format!("{year:04}-{month:02}")).expect("a month");
                let number = 12 * year + month - 1;
                let days = [period.first(), period.last()].map(|day| counted(day.number()));
                assert_eq!(days, [number, number], "{period}");
            }
        }
    }

    #[test]
    fn the_time_before_is_as_long() {
        let is = |from: &str, to: &str, before_from: &str, before_to: &str| {
            assert_eq!(before(day(from), day(to)), Some((day(before_from), day(before_to))), "{from} {to}");
        };
        is("2026-10-01", "2026-10-31", "2026-09-01", "2026-09-30");
        is("2026-01-01", "2026-03-31", "2025-10-01", "2025-12-31");
        is("2026-10-01", "2026-10-30", "2026-09-01", "2026-09-30");
        is("2026-10-31", "2026-10-31", "2026-10-30", "2026-10-30");
        assert_eq!(before(Day::BEGINNING, day("2026-10-31")), None);
    }
}
