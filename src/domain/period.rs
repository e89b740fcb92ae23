//! Periods: months that are closed one after the other, and the seal of a closed one.

use std::fmt;
use std::str::FromStr;

use super::day::{Day, TimeError};
use super::digest::sha256_hex;

/// A month of the years 1 to 9999. The earlier one is the lesser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    first: Day,
}

impl Period {
    /// The month in which a day lies.
    #[must_use]
    pub fn of(day: Day) -> Self {
        Self { first: Day::from(day.date().first_of_month()) }
    }

    /// Reads `2026-10`.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        // With a day added it is a date of ten characters, or it is no month.
        Day::parse(&format!("{text}-01")).map(Self::of).map_err(|_| TimeError::Month)
    }

    /// Its first day.
    #[must_use]
    pub const fn first(self) -> Day {
        self.first
    }

    /// Its last day.
    #[must_use]
    pub fn last(self) -> Day {
        Day::from(self.first.date().last_of_month())
    }

    /// The month after it; none after 9999-12.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Day::from_number(self.last().number() + 1).map(Self::of)
    }

    /// The month before it; none before 0001-01.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        Day::from_number(self.first.number() - 1).map(Self::of)
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, day: Day) -> bool {
        Self::of(day) == self
    }

    /// Whether it is over on a day.
    #[must_use]
    pub fn has_ended(self, today: Day) -> bool {
        self.last() < today
    }
}

impl fmt::Display for Period {
    /// As it is read.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.first.date();
        f.pad(&format!("{:04}-{:02}", date.year(), date.month()))
    }
}

/// Where a period stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeriodState {
    /// Runs may belong to it.
    Open,
    /// Sealed: no run can belong to it any more.
    Closed,
    /// Closed, and somebody asked to open it again, which another operator has to approve.
    Reopening,
}

impl PeriodState {
    /// As shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Reopening => "reopening",
        }
    }

    /// Whether it is closed: also while it is not decided whether it opens again.
    #[must_use]
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Closed | Self::Reopening)
    }

    /// Where an act leads from here; nothing when it is not legal here.
    #[must_use]
    pub fn after(self, act: PeriodAct) -> Option<Self> {
        MOVES.iter().find(|(from, _, by)| *from == self && *by == act).map(|(_, to, _)| *to)
    }
}

impl fmt::Display for PeriodState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What is done with a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PeriodAct {
    /// It is closed under a seal.
    Close,
    /// Somebody asks to open it again.
    Reopen,
    /// What was asked is taken back.
    Withdraw,
    /// What was asked is carried out.
    Approve,
}

impl PeriodAct {
    /// Every act.
    pub const ALL: [Self; 4] = [Self::Close, Self::Reopen, Self::Withdraw, Self::Approve];

    /// As stored and shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Close => "close",
            Self::Reopen => "reopen",
            Self::Withdraw => "withdraw",
            Self::Approve => "approve",
        }
    }

    /// The command that does it.
    #[must_use]
    pub const fn command(self) -> &'static str {
        match self {
            Self::Close => "period close",
            Self::Reopen => "period reopen",
            Self::Withdraw => "period reopen --withdraw",
            Self::Approve => "period approve",
        }
    }
}

/// A text is no act on a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an act on a period")]
pub struct UnknownPeriodAct;

impl FromStr for PeriodAct {
    type Err = UnknownPeriodAct;

    fn from_str(text: &str) -> Result<Self, UnknownPeriodAct> {
        Self::ALL.into_iter().find(|act| act.as_str() == text).ok_or(UnknownPeriodAct)
    }
}

/// The legal moves, with the act that makes each.
pub const MOVES: [(PeriodState, PeriodState, PeriodAct); 4] = [
    (PeriodState::Open, PeriodState::Closed, PeriodAct::Close),
    (PeriodState::Closed, PeriodState::Reopening, PeriodAct::Reopen),
    (PeriodState::Reopening, PeriodState::Closed, PeriodAct::Withdraw),
    (PeriodState::Reopening, PeriodState::Open, PeriodAct::Approve),
];

/// The seal of a period: `sha256:` and 64 hexadecimal digits.
///
/// SHA-256 of the digests of its posted runs, in the order of the runs' numbers, each as it is shown (`sha256:` and 64
/// digits) with LF. A period without runs has the seal of the empty text.
#[must_use]
pub fn seal<'a>(digests: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for digest in digests {
        text.push_str(digest);
        text.push('\n');
    }
    format!("sha256:{}", sha256_hex(&text))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text).expect("a month")
    }

    #[test]
    fn a_month_has_its_days_and_its_neighbours() {
        for (text, first, last, previous, next) in [
            ("2026-10", "2026-10-01", "2026-10-31", "2026-09", "2026-11"),
            ("2026-12", "2026-12-01", "2026-12-31", "2026-11", "2027-01"),
            ("2028-02", "2028-02-01", "2028-02-29", "2028-01", "2028-03"),
            ("2100-02", "2100-02-01", "2100-02-28", "2100-01", "2100-03"),
        ] {
            let period = period(text);
            assert_eq!((period.first().to_string(), period.last().to_string()), (first.into(), last.into()));
            let neighbours = [period.previous(), period.next()].map(|each| each.map(|each| each.to_string()));
            assert_eq!(neighbours, [Some(previous.into()), Some(next.into())]);
        }
        assert_eq!(period("0001-01").previous(), None);
        assert_eq!(period("9999-12").next(), None);
    }

    #[test]
    fn only_months_are_read() {
        for text in ["", "2026", "2026-1", "2026-13", "2026-00", "2026-10-01", "202610", "10-2026", "0000-01"]
        {
            assert_eq!(Period::parse(text), Err(TimeError::Month), "{text}");
        }
    }

    #[test]
    fn a_month_ends_with_its_last_day() {
        let day = |text| Day::parse(text).expect("a day");
        assert!(!period("2026-10").has_ended(day("2026-10-31")));
        assert!(period("2026-10").has_ended(day("2026-11-01")));
    }

    #[test]
    fn a_closed_period_opens_by_a_request_and_its_approval_only() {
        for act in PeriodAct::ALL {
            assert_eq!(act.as_str().parse(), Ok(act));
            assert_eq!(MOVES.iter().filter(|(.., by)| *by == act).count(), 1, "{act:?}");
        }
        assert_eq!(PeriodState::Closed.after(PeriodAct::Approve), None);
        assert_eq!(PeriodState::Closed.after(PeriodAct::Close), None);
        let asked = PeriodState::Closed.after(PeriodAct::Reopen);
        assert_eq!(asked, Some(PeriodState::Reopening));
        assert_eq!(asked.and_then(|asked| asked.after(PeriodAct::Approve)), Some(PeriodState::Open));
        assert_eq!(asked.and_then(|asked| asked.after(PeriodAct::Withdraw)), Some(PeriodState::Closed));
    }

    /// Computed from the definition by another program (`sha256sum`).
    #[test]
    fn known_digests_have_their_known_seal() {
        let empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(seal([]), empty);
        let (first, second) = (format!("sha256:{}", "0".repeat(64)), format!("sha256:{}", "f".repeat(64)));
        assert_eq!(
            seal([first.as_str(), &second]),
            "sha256:d5a6e44e1d21efcad618f20fbd0ceaa4f875f2b12196e14309562e67b056bc5b"
        );
        assert_ne!(seal([second.as_str(), &first]), seal([first.as_str(), &second]));
    }

    proptest! {
        #[test]
        fn every_day_lies_in_one_month(number in -719_162..=2_932_896_i64) {
            let day = Day::from_number(number).expect("in range");
            let period = Period::of(day);
            prop_assert!((period.first()..=period.last()).contains(&day));
            prop_assert!(period.contains(day));
            prop_assert_eq!(Period::parse(&period.to_string()), Ok(period));
            prop_assert_eq!(period.next().and_then(Period::previous).unwrap_or(period), period);
            prop_assert!(period.next().is_none_or(|next| next > period && !next.contains(day)));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,12}") {
            let _ = Period::parse(&text);
        }
    }
}
