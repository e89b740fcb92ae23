//! Days and moments as the simulator counts them.

use jiff::civil::{Date, date};

/// Days since 1970.
pub(crate) type Day = i64;

/// Seconds since 1970 in UTC.
pub(crate) type Moment = i64;

pub(super) const DAY: Moment = 86_400;

/// Between the platform's clock and UTC: it stands in Shanghai, which has had no summer time since 1991.
const ZONE: Moment = 8 * 3600;

/// 2026-01-01, the first day on which anything happens.
pub(super) const BEGINNING: Day = 20_454;

/// The platform's civil day of a moment.
pub(super) fn day_of(moment: Moment) -> Day {
    (moment + ZONE).div_euclid(DAY)
}

/// The first moment of a day at the platform.
pub(super) const fn first_moment(day: Day) -> Moment {
    day * DAY - ZONE
}

pub(super) fn civil(day: Day) -> Date {
    let since = jiff::Span::new().days(day);
    date(1970, 1, 1).checked_add(since).expect("a day of our time")
}

/// As `2026-01-31`.
pub(super) fn text(day: Day) -> String {
    civil(day).to_string()
}

/// As `2026-01-31T08:00:00`, by the platform's clock.
pub(super) fn local(moment: Moment) -> String {
    let seconds = (moment + ZONE).rem_euclid(DAY);
    format!("{}T{:02}:{:02}:{:02}", text(day_of(moment)), seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// As `2026-01-31 00:00:00` in UTC.
pub(super) fn utc(moment: Moment) -> String {
    let seconds = moment.rem_euclid(DAY);
    let day = text(moment.div_euclid(DAY));
    format!("{day} {:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// The first day of the month of a day.
pub(super) fn month_of(day: Day) -> Day {
    day - Day::from(civil(day).day()) + 1
}

/// The last day of the month of a day.
pub(super) fn end_of_month(day: Day) -> Day {
    let first = month_of(day);
    first + Day::from(civil(first).days_in_month()) - 1
}
