//! Sets of serials, as an operator names the cards of a batch: `17,90-95`.

use std::fmt;
use std::str::FromStr;

/// The largest batch, and so the largest serial.
pub const MOST_CARDS: u32 = 10_000_000;
/// Ranges that one text may name: more are no work of hands, and each is a statement of its own.
const MOST_RANGES: usize = 10_000;

/// Serials, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SerialRange {
    /// The first serial: 1 or more.
    pub first: u32,
    /// The last serial: not below the first.
    pub last: u32,
}

/// A set of serials: ranges in ascending order that neither meet nor overlap. Never empty when it was parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SerialRanges(Vec<SerialRange>);

/// Why a text is no set of serials.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SerialRangesError {
    /// Nothing at all, or nothing between two commas.
    #[error("a serial is missing: write serials and ranges as in `17,90-95`")]
    Missing,
    /// Not a number.
    #[error("`{0}` is no serial: write serials and ranges as in `17,90-95`")]
    Character(String),
    /// Serials count from 1.
    #[error("serials begin at 1")]
    Zero,
    /// Above the largest batch.
    #[error("`{0}` is no serial: the largest batch has {MOST_CARDS} cards")]
    TooLarge(String),
    /// The end before the beginning.
    #[error("the range `{0}-{1}` ends before it begins")]
    Backwards(u32, u32),
    /// More ranges than a command takes.
    #[error("more than {MOST_RANGES} ranges of serials")]
    TooMany,
}

impl SerialRange {
    /// How many serials.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.last - self.first + 1
    }

    /// The same serials in ranges of at most `most`, which is above 0.
    pub fn slices(self, most: u32) -> impl Iterator<Item = Self> {
        let step = usize::try_from(most).unwrap_or(usize::MAX);
        (self.first..=self.last)
            .step_by(step)
            .map(move |first| Self { first, last: self.last.min(first.saturating_add(most - 1)) })
    }
}

impl SerialRanges {
    /// The serials of a whole batch; none when it has no cards.
    #[must_use]
    pub fn whole(cards: u32) -> Self {
        Self::of([SerialRange { first: 1, last: cards }].into_iter().filter(|_| cards > 0))
    }

    /// The union of ranges, in whatever order they come.
    pub fn of(ranges: impl IntoIterator<Item = SerialRange>) -> Self {
        let mut sorted: Vec<_> = ranges.into_iter().collect();
        sorted.sort_unstable();
        let mut merged: Vec<SerialRange> = Vec::with_capacity(sorted.len());
        for range in sorted {
            match merged.last_mut() {
                // Neighbours are one range: 1-3 and 4-5 are 1-5.
                Some(before) if range.first <= before.last.saturating_add(1) => {
                    before.last = before.last.max(range.last);
                }
                _ => merged.push(range),
            }
        }
        Self(merged)
    }

    /// The ranges, in ascending order.
    #[must_use]
    pub fn ranges(&self) -> &[SerialRange] {
        &self.0
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many serials.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.0.iter().map(|range| range.count()).sum()
    }

    /// The greatest serial.
    #[must_use]
    pub fn last(&self) -> Option<u32> {
        self.0.last().map(|range| range.last)
    }

    /// Whether a serial is one of them.
    #[must_use]
    pub fn contains(&self, serial: u32) -> bool {
        let after = self.0.partition_point(|range| range.last < serial);
        self.0.get(after).is_some_and(|range| range.first <= serial)
    }
}

impl FromStr for SerialRanges {
    type Err = SerialRangesError;

    /// Reads serials and ranges between commas, in any order, overlapping or not; spaces are skipped.
    fn from_str(text: &str) -> Result<Self, SerialRangesError> {
        let mut ranges = Vec::new();
        for part in text.split(',').map(str::trim) {
            if ranges.len() == MOST_RANGES {
                return Err(SerialRangesError::TooMany);
            }
            let (first, last) = match part.split_once('-') {
                Some((first, last)) => (serial(first)?, serial(last)?),
                None => (serial(part)?, serial(part)?),
            };
            if last < first {
                return Err(SerialRangesError::Backwards(first, last));
            }
            ranges.push(SerialRange { first, last });
        }
        Ok(Self::of(ranges))
    }
}

fn serial(text: &str) -> Result<u32, SerialRangesError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(SerialRangesError::Missing);
    }
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(SerialRangesError::Character(text.to_owned()));
    }
    match text.parse() {
        Ok(0) => Err(SerialRangesError::Zero),
        Ok(number) if number <= MOST_CARDS => Ok(number),
        _ => Err(SerialRangesError::TooLarge(text.to_owned())),
    }
}

impl fmt::Display for SerialRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            return f.pad(&self.first.to_string());
        }
        f.pad(&format!("{}-{}", self.first, self.last))
    }
}

impl fmt::Display for SerialRanges {
    /// As it is read again.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, range) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str(",")?;
            }
            range.fmt(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn parsed(text: &str) -> Result<String, SerialRangesError> {
        text.parse::<SerialRanges>().map(|ranges| ranges.to_string())
    }

    #[test]
    fn serials_and_ranges_are_read_and_merged() {
        for (text, merged) in [
            ("17", "17"),
            ("17,90-95", "17,90-95"),
            (" 90 - 95 , 17 ", "17,90-95"),
            ("1-3,4,5-5", "1-5"),
            ("5-9,1-20,7", "1-20"),
            ("3,3,3", "3"),
            ("1,3", "1,3"),
            ("0010-0012", "10-12"),
            ("1-10000000", "1-10000000"),
        ] {
            assert_eq!(parsed(text).as_deref(), Ok(merged), "{text}");
        }
    }

    #[test]
    fn what_is_no_set_of_serials_says_why() {
        use SerialRangesError::{Backwards, Character, Missing, TooLarge, TooMany, Zero};
        for (text, why) in [
            ("", Missing),
            (" ", Missing),
            (",", Missing),
            ("1,", Missing),
            ("1,,2", Missing),
            ("-", Missing),
            ("5-", Missing),
            ("-5", Missing),
            ("0", Zero),
            ("0-5", Zero),
            ("5-3", Backwards(5, 3)),
            ("x", Character("x".to_owned())),
            ("1-2-3", Character("2-3".to_owned())),
            ("+5", Character("+5".to_owned())),
            ("１", Character("１".to_owned())),
            ("1 2", Character("1 2".to_owned())),
            ("10000001", TooLarge("10000001".to_owned())),
            ("99999999999999999999", TooLarge("99999999999999999999".to_owned())),
        ] {
            assert_eq!(parsed(text), Err(why), "{text}");
        }
        assert_eq!(parsed(&vec!["1"; MOST_RANGES].join(",")).as_deref(), Ok("1"));
        assert_eq!(parsed(&vec!["1"; MOST_RANGES + 1].join(",")), Err(TooMany));
    }

    #[test]
    fn a_batch_of_no_cards_has_no_serials() {
        assert!(SerialRanges::whole(0).is_empty());
        assert_eq!(SerialRanges::whole(0).last(), None);
        assert_eq!(SerialRanges::whole(7).to_string(), "1-7");
    }

    fn ranges() -> impl Strategy<Value = Vec<(u32, u32)>> {
        prop::collection::vec((1..60_u32, 0..9_u32).prop_map(|(first, more)| (first, first + more)), 1..12)
    }

    proptest! {
        #[test]
        fn it_is_the_set_that_it_names(ranges in ranges()) {
            let model: BTreeSet<u32> = ranges.iter().flat_map(|(first, last)| *first..=*last).collect();
            let text = ranges.iter().map(|(a, b)| format!("{a}-{b}")).collect::<Vec<_>>().join(",");
            let set: SerialRanges = text.parse().expect("ranges");
            let listed: Vec<u32> = set.ranges().iter().flat_map(|range| range.first..=range.last).collect();
            prop_assert_eq!(&listed, &model.iter().copied().collect::<Vec<_>>());
            for serial in 0..80 {
                prop_assert_eq!(set.contains(serial), model.contains(&serial));
            }
            prop_assert_eq!(set.count() as usize, model.len());
            prop_assert_eq!(set.last(), model.last().copied());
            // As few ranges as there can be, and read again as they are shown.
            prop_assert!(set.ranges().windows(2).all(|pair| pair[0].last + 1 < pair[1].first));
            prop_assert_eq!(set.to_string().parse(), Ok(set));
        }

        #[test]
        fn slices_are_the_same_serials(first in 1..50_u32, more in 0..50_u32, most in 1..20_u32) {
            let range = SerialRange { first, last: first + more };
            let slices: Vec<_> = range.slices(most).collect();
            prop_assert!(slices.iter().all(|slice| slice.count() <= most));
            let listed: Vec<u32> = slices.iter().flat_map(|slice| slice.first..=slice.last).collect();
            prop_assert_eq!(listed, (range.first..=range.last).collect::<Vec<_>>());
        }

        #[test]
        fn no_text_panics(text in "[0-9,\\- x]{0,30}|\\PC*") {
            let _: Result<_, _> = text.parse::<SerialRanges>();
        }
    }
}
