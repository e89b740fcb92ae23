//! Civil days, and the platform's calendar that gives every instant its day.

use std::fmt;

use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{Timestamp, Unit};

/// A civil day, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// The day that reaches back before everything: 0001-01-01.
    pub const BEGINNING: Self = Self(-719_162);

    /// The day of this number, or nothing when it is no day of the years 1 to 9999.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        let day = Self(number);
        (Self::BEGINNING..=Self(2_932_896)).contains(&day).then_some(day)
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.0
    }

    /// The calendar date.
    #[must_use]
    pub fn date(self) -> Date {
        let days = jiff::Span::new().try_days(self.0);
        days.and_then(|days| Date::constant(1970, 1, 1).checked_add(days)).unwrap_or(Date::MAX)
    }

    /// The day so many days later.
    #[must_use]
    pub const fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Reads `2026-10-31`.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        // Strictly ten characters: the parser would also take years with a sign.
        if text.len() != 10 {
            return Err(TimeError::Date);
        }
        let day = text.parse::<Date>().map(Self::from).map_err(|_| TimeError::Date)?;
        if day < Self::BEGINNING { Err(TimeError::Date) } else { Ok(day) }
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        let since = date.since((Unit::Day, Date::constant(1970, 1, 1)));
        Self(since.map_or(0, |span| i64::from(span.get_days())))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.date().to_string())
    }
}

/// Why a text is not a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Not a date.
    #[error("not a date: write it like `2026-10-31`")]
    Date,
    /// Not an instant.
    #[error("not a time: write RFC 3339, `2026-10-31` or `2026-10-31 18:00:00`")]
    Instant,
    /// Not a month.
    #[error("not a month: write it like `2026-10`")]
    Month,
}

/// The platform's calendar: the time zone in which days begin.
#[derive(Clone, Debug)]
pub struct Calendar(TimeZone);

impl Calendar {
    /// The calendar of an IANA time zone, or nothing when there is none of that name.
    #[must_use]
    pub fn of_zone(name: &str) -> Option<Self> {
        TimeZoneDatabase::bundled().get(name).ok().map(Self)
    }

    /// The time zone.
    #[must_use]
    pub const fn zone(&self) -> &TimeZone {
        &self.0
    }

    /// The civil day of an instant.
    #[must_use]
    pub fn day_of(&self, instant: Timestamp) -> Day {
        Day::from(self.0.to_datetime(instant).date())
    }

    /// The first moment of a day.
    #[must_use]
    pub fn first_moment(&self, day: Day) -> Timestamp {
        self.instant_of(day.date().at(0, 0, 0, 0))
    }

    fn instant_of(&self, local: DateTime) -> Timestamp {
        // A local time that a clock change skips or repeats is resolved as RFC 5545 does.
        self.0.to_ambiguous_timestamp(local).compatible().unwrap_or(Timestamp::MAX)
    }

    /// Reads an instant: RFC 3339, or a date (its first moment) or date-time in the platform's time zone.
    ///
    /// Only instants of the years 1 to 9999 whose day the calendar can name.
    pub fn parse_instant(&self, text: &str) -> Result<Timestamp, TimeError> {
        if text.len() > 40 || !text.starts_with(|first: char| first.is_ascii_digit()) {
            return Err(TimeError::Instant);
        }
        if let Ok(day) = Day::parse(text) {
            return Ok(self.first_moment(day));
        }
        if text.contains('[') {
            return Err(TimeError::Instant);
        }
        let instant = match text.parse::<Timestamp>() {
            Ok(instant) => instant,
            Err(_) if text.len() >= 16 && !text.ends_with(['Z', 'z']) => {
                let local = text.parse::<DateTime>().map_err(|_| TimeError::Instant)?;
                self.instant_of(local)
            }
            Err(_) => return Err(TimeError::Instant),
        };
        if self.day_of(instant) < Day::BEGINNING { Err(TimeError::Instant) } else { Ok(instant) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shanghai() -> Calendar {
        Calendar::of_zone("Asia/Shanghai").expect("the time zone database is built in")
    }

    #[test]
    fn the_beginning_is_the_first_day_of_year_one() {
        assert_eq!(Day::BEGINNING.date(), Date::constant(1, 1, 1));
        assert_eq!(Day::from(Date::constant(9999, 12, 31)).number(), 2_932_896);
        assert_eq!(Day::from_number(2_932_897), None);
    }

    #[test]
    fn instants_are_read_in_three_forms() {
        let calendar = shanghai();
        let midnight: Timestamp = "2026-10-30T16:00:00Z".parse().expect("an instant");
        for text in ["2026-10-31", "2026-10-31 00:00:00", "2026-10-31T00:00:00+08:00", "2026-10-30T16:00:00Z"]
        {
            assert_eq!(calendar.parse_instant(text), Ok(midnight), "{text}");
        }
        assert_eq!(calendar.day_of(midnight).to_string(), "2026-10-31");
        for text in
            ["", "2026-13-01", "2026-02-30", "31.10.2026", "2026-10-31 25:00:00", "20261031", "-002026-10-31"]
        {
            assert!(calendar.parse_instant(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_day_and_its_date_are_one(number in -719_162..=2_932_896_i64) {
            let day = Day::from_number(number).expect("in range");
            prop_assert_eq!(Day::from(day.date()), day);
            prop_assert_eq!(Day::parse(&day.to_string()), Ok(day));
        }

        #[test]
        fn the_first_moment_lies_on_its_day(number in -25_000..=60_000_i64) {
            let day = Day::from_number(number).expect("in range");
            let calendar = shanghai();
            prop_assert_eq!(calendar.day_of(calendar.first_moment(day)), day);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = shanghai().parse_instant(&text);
        }
    }
}
