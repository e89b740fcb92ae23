//! Notices to the members of cohorts: in which order classes of messages are sent, until when a notice is good, and what may
//! stand in one.

use std::fmt;

use super::day::{Calendar, Day};
use super::identifier::Code;

/// The classes of messages, the most urgent first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageClasses(Vec<String>);

/// A text is no list of classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "write one to nine different words with commas between them, the most urgent first, such as `{}`",
    MessageClasses::USUAL
)]
pub struct NoClasses;

impl MessageClasses {
    /// So many at most.
    pub const MOST: usize = 9;

    /// What they are where nobody has said it.
    pub const USUAL: &str = "urgent,normal,bulk";

    /// The place of what has no class, or one that is not in the list: behind all others.
    pub const LAST: i64 = 1000;

    /// Reads the list.
    pub fn parse(text: &str) -> Result<Self, NoClasses> {
        let classes: Option<Vec<String>> = text
            .split(',')
            .map(|word| Code::parse(word.trim()).ok().map(|word| word.as_str().to_owned()))
            .collect();
        let classes = classes.ok_or(NoClasses)?;
        let again = classes.iter().enumerate().any(|(at, class)| classes[..at].contains(class));
        if again || classes.len() > Self::MOST { Err(NoClasses) } else { Ok(Self(classes)) }
    }

    /// The classes, the most urgent first.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The place of a class, from 1.
    #[must_use]
    pub fn place(&self, class: &str) -> Option<i64> {
        let at = self.0.iter().position(|each| each == class)?;
        i64::try_from(at + 1).ok()
    }

    /// The place of what may have a class.
    #[must_use]
    pub fn place_or_last(&self, class: Option<&str>) -> i64 {
        class.and_then(|class| self.place(class)).unwrap_or(Self::LAST)
    }
}

impl Default for MessageClasses {
    fn default() -> Self {
        Self(Self::USUAL.split(',').map(str::to_owned).collect())
    }
}

impl fmt::Display for MessageClasses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.join(","))
    }
}

/// Until when a notice is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// Through this day.
    Through(Day),
    /// So many days from its sending, to the moment.
    Days(i64),
}

/// A text says no end of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write the last day, such as `2026-12-31`, or a number of days from 1 to 3650, such as `7d`")]
pub struct NoExpiry;

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

impl Expiry {
    /// Reads a date or a number of days.
    pub fn parse(text: &str) -> Result<Self, NoExpiry> {
        if let Some(days) = text.strip_suffix('d') {
            let digits = days.bytes().all(|byte| byte.is_ascii_digit());
            let days = days.parse().ok().filter(|days| digits && (1..=3650).contains(days));
            return days.map(Self::Days).ok_or(NoExpiry);
        }
        Day::parse(text).map(Self::Through).map_err(|_| NoExpiry)
    }

    /// The first moment at which a notice that is sent at a moment is good no more; both in microseconds since 1970.
    #[must_use]
    pub fn moment(self, calendar: &Calendar, sent_at: i64) -> i64 {
        match self {
            Self::Through(day) => Day::from_number(day.number() + 1)
                .map_or(i64::MAX, |next| calendar.first_moment(next).as_microsecond()),
            Self::Days(days) => sent_at + days * DAY,
        }
    }
}

/// The longest body, in characters.
const BODY: usize = 4000;

/// A text is no body of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoBody {
    /// Nothing but space.
    #[error("it is empty")]
    Empty,
    /// Longer than a message.
    #[error("it is longer than {BODY} characters")]
    Long,
    /// Not a text.
    #[error("it has control characters")]
    Control,
}

/// The body of a notice: lines of text without what surrounds them.
pub fn body(text: &str) -> Result<String, NoBody> {
    let text = text.trim().replace("\r\n", "\n");
    if text.is_empty() {
        return Err(NoBody::Empty);
    }
    if text.chars().any(|each| each.is_control() && !['\n', '\t'].contains(&each)) {
        return Err(NoBody::Control);
    }
    if text.chars().count() > BODY { Err(NoBody::Long) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_have_their_places_and_everything_else_the_last() {
        let usual = MessageClasses::default();
        assert_eq!(MessageClasses::parse(MessageClasses::USUAL).as_ref(), Ok(&usual));
        assert_eq!(usual.to_string(), MessageClasses::USUAL);
        let places =
            [Some("urgent"), Some("bulk"), Some("quiet"), None].map(|each| usual.place_or_last(each));
        assert_eq!(places, [1, 3, 1000, 1000]);
        assert_eq!(MessageClasses::parse(" a, b ").map(|classes| classes.to_string()), Ok("a,b".to_owned()));
        for text in ["", "a,,b", "a,b,a", "a b", "1,2,3,4,5,6,7,8,9,10"] {
            assert_eq!(MessageClasses::parse(text), Err(NoClasses), "{text:?}");
        }
    }

    #[test]
    fn a_notice_is_good_through_its_last_day_or_for_days() {
        let calendar = Calendar::of_zone("Asia/Shanghai").expect("a zone");
        let day = Expiry::parse("2026-12-31").expect("a day");
        let end = "2026-12-31T16:00:00Z".parse::<jiff::Timestamp>().expect("a moment").as_microsecond();
        assert_eq!(day.moment(&calendar, 5), end);
        assert_eq!(Expiry::parse("7d").map(|each| each.moment(&calendar, 5)), Ok(5 + 7 * DAY));
        for text in ["", "d", "0d", "-1d", "+1d", "3651d", "7", "7h", "2026-13-01", "99999999999999999999d"] {
            assert_eq!(Expiry::parse(text), Err(NoExpiry), "{text:?}");
        }
    }

    #[test]
    fn a_body_is_lines_of_text() {
        assert_eq!(body(" 开门\r\nat 9\n"), Ok("开门\nat 9".to_owned()));
        assert_eq!(body(" \n"), Err(NoBody::Empty));
        assert_eq!(body("a\u{1b}[2J"), Err(NoBody::Control));
        assert_eq!(body(&"a".repeat(BODY)).map(|text| text.len()), Ok(BODY));
        assert_eq!(body(&"a".repeat(BODY + 1)), Err(NoBody::Long));
    }
}
