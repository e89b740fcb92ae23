//! Statements of one party (结算单): which entries one counts, and what they come to.

use std::collections::BTreeMap;

use super::day::Day;
use super::money::Money;
use super::ppm::Ppm;
use super::role::Slot;

/// Which entries a statement counts.
///
/// Those of its days that were recorded before it was made; and those of earlier days that the statement before it could
/// not know, because they were recorded after that. So the opening is always the last closing, nothing is lost or
/// counted twice, and a statement that was made never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    first: Day,
    last: Day,
    recorded_before: i64,
    known_before: i64,
}

/// What an entry is to a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// It is in the opening balance.
    Before,
    /// It is of the statement.
    Within,
    /// It is not in it.
    Not,
}

impl Window {
    /// From a day through another. `made` is when the statement was made, `before` when the one that ends on the day before
    /// was, in microseconds since 1970; nothing where there is none.
    #[must_use]
    pub fn new(first: Day, last: Day, made: Option<i64>, before: Option<i64>) -> Self {
        let recorded_before = made.unwrap_or(i64::MAX);
        Self {
            first,
            last,
            recorded_before,
            known_before: before.unwrap_or(recorded_before).min(recorded_before),
        }
    }

    /// What an entry of a day, recorded at a moment, is.
    #[must_use]
    pub fn of(&self, dated: Day, recorded: i64) -> Counted {
        if dated > self.last || recorded >= self.recorded_before {
            Counted::Not
        } else if dated < self.first && recorded < self.known_before {
            Counted::Before
        } else {
            Counted::Within
        }
    }
}

/// A line of a statement: what an item brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The run that settled it.
    pub run: i64,
    /// The version of the plan by which it was divided.
    pub version: i64,
    /// The item's source.
    pub source: String,
    /// Its id there.
    pub external_id: String,
    /// Its civil day.
    pub day: Day,
    /// The ref of who spent, masked unless the statement is theirs.
    pub holder: String,
    /// Where.
    pub provider: String,
    /// How much was spent; of a refund negative.
    pub amount: Money,
    /// The purchase that it refunds.
    pub refund_of: Option<String>,
    /// As what the party receives; of a provider nothing.
    pub slot: Option<Slot>,
    /// What is divided: the pool, or for a provider the amount.
    pub base: Money,
    /// Which part of the base.
    pub share: Ppm,
    /// What the party has of it.
    pub commission: Money,
}

/// What the lines with the same share come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// How many lines.
    pub lines: i64,
    /// What was divided.
    pub base: i64,
    /// What the party has of it.
    pub amount: i64,
}

/// What tells sums apart: the place in the fixed order, the version of the plan and the share.
pub type Key = (Option<Slot>, i64, Ppm);

/// Lines, counted and summed while they pass.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// How many lines.
    pub lines: i64,
    /// How many purchases, and what they came to.
    pub purchases: (i64, i64),
    /// How many refunds, and what they took back, as a negative number.
    pub refunds: (i64, i64),
    /// The sum of the commission.
    pub amount: i64,
    /// The sums.
    pub sums: BTreeMap<Key, Sum>,
    item: Option<(String, String)>,
    digest: sha2::Sha256,
}

impl Tally {
    /// Counts a line. Lines of one item follow one another.
    ///
    /// Returns nothing when a sum leaves the range of 64 bits.
    #[must_use]
    pub fn count(&mut self, line: &Detail) -> Option<()> {
        use sha2::Digest as _;
        let item = (line.source.clone(), line.external_id.clone());
        if self.item.as_ref() != Some(&item) {
            let sum = if line.refund_of.is_some() { &mut self.refunds } else { &mut self.purchases };
            sum.0 += 1;
            sum.1 = sum.1.checked_add(line.amount.minor())?;
            self.item = Some(item);
        }
        self.lines += 1;
        self.amount = self.amount.checked_add(line.commission.minor())?;
        let sum = self.sums.entry((line.slot, line.version, line.share)).or_default();
        sum.lines += 1;
        sum.base = sum.base.checked_add(line.base.minor())?;
        sum.amount = sum.amount.checked_add(line.commission.minor())?;
        let slot = line.slot.map_or_else(|| "-".to_owned(), |slot| slot.index().to_string());
        self.digest.update(format!(
            "{}\t{}\t{}\t{}\t{slot}\t{}\t{}\n",
            line.run,
            line.source,
            line.external_id,
            line.amount.minor(),
            line.base.minor(),
            line.commission.minor(),
        ));
        Some(())
    }

    /// The SHA-256 of all lines, in hexadecimal: run, source, id, amount, place, base and commission of each, with tabs
    /// between them and a line feed behind, in the order of the lines.
    #[must_use]
    pub fn digest(&self) -> String {
        use sha2::Digest as _;
        use std::fmt::Write as _;
        self.digest.clone().finalize().iter().fold(String::new(), |mut text, byte| {
            // Writing into a string never fails.
            _ = write!(text, "{byte:02x}");
            text
        })
    }
}

/// The ref of somebody else: its ends, which whoever knows it recognises.
#[must_use]
pub fn masked(reference: &str) -> String {
    let characters: Vec<char> = reference.chars().collect();
    match characters.as_slice() {
        [] => String::new(),
        [first, .., before, last] if characters.len() >= 8 => format!("{first}***{before}{last}"),
        [first, ..] => format!("{first}***"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn an_entry_is_in_one_statement_and_no_other() {
        let (january, february) =
            ((day("2026-01-01"), day("2026-01-31")), (day("2026-02-01"), day("2026-02-28")));
        let first = Window::new(january.0, january.1, Some(100), None);
        let second = Window::new(february.0, february.1, Some(200), Some(100));
        for dated in ["2025-12-31", "2026-01-15", "2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"] {
            for recorded in [50, 99, 100, 150, 199, 200] {
                let (dated, label) = (day(dated), format!("{dated} {recorded}"));
                let (before, after) = (first.of(dated, recorded), second.of(dated, recorded));
                // What the first one closes with is what the second one opens with.
                assert_eq!(before != Counted::Not, after == Counted::Before, "{label}");
                let is_past = dated <= february.1 && recorded < 200;
                assert_eq!(is_past, after != Counted::Not, "{label}");
            }
        }
        // Without one before it, everything earlier is in the opening.
        let alone = Window::new(february.0, february.1, None, None);
        assert_eq!(alone.of(day("2026-01-31"), i64::MAX - 1), Counted::Before);
        assert_eq!(alone.of(day("2026-02-01"), 5), Counted::Within);
        assert_eq!(alone.of(day("2026-03-01"), 5), Counted::Not);
    }

    #[test]
    fn a_ref_is_masked() {
        assert_eq!(masked("H1"), "H***");
        assert_eq!(masked("H-000123"), "H***23");
        assert_eq!(masked("张"), "张***");
        assert_eq!(masked(""), "");
    }
}
