//! Moments that a cohort is looked back at from.

use crate::command::platform::Platform;
use crate::domain::day::Day;
use crate::error::{Code, Error};
use crate::store::Tx;
use crate::store::scheme::{StoredScheme, versions};

/// Reads a moment: the end of a day, or an instant; in microseconds since 1970. Nothing happens later than now.
pub(super) fn moment(platform: &Platform, flag: &str, text: &str, now: i64) -> Result<i64, Error> {
    let wrong = |error: crate::domain::day::TimeError| Error::new(Code::Usage, format!("{flag}: {error}"));
    let at = match Day::parse(text) {
        // The last microsecond of the day.
        Ok(day) => platform.calendar.first_moment(day.plus(1)).as_microsecond() - 1,
        Err(_) => platform.calendar.parse_instant(text).map_err(wrong)?.as_microsecond(),
    };
    Ok(at.min(now))
}

/// The scheme in the version that was in force at a moment; nothing when there was none yet.
pub(super) async fn at(tx: &mut Tx, stored: &StoredScheme, at: i64) -> Result<Option<StoredScheme>, Error> {
    let mut versions = versions(tx, stored.scheme_id).await?.into_iter();
    let then = versions.rfind(|version| version.in_force_at.is_some_and(|since| since <= at));
    Ok(then.map(|then| StoredScheme {
        version: then.version,
        tree: then.tree,
        scheme: then.scheme,
        ..stored.clone()
    }))
}
