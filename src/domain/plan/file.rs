//! The plan file in TOML: every problem is reported with its line.

use std::collections::BTreeSet;
use std::fmt;

use jiff::civil::Date;
use toml::de::{DeTable, DeValue};

use super::{MAX_SHARES, Missing, Plan, PlanRule, Rounding, Share};
use crate::domain::ppm::Ppm;
use crate::domain::role::{Role, Slot};

/// The most bytes of a plan file.
const MAX_BYTES: usize = 256 * 1024;

const PLAN_KEYS: [&str; 5] = ["name", "effective_from", "rounding", "hold_days", "share"];
const SHARE_KEYS: [&str; 6] = ["role", "level", "tier", "category", "rate", "missing"];

/// What is wrong with a plan file, in the order of its lines. There is at least one problem.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct PlanFileError {
    problems: Vec<FileProblem>,
}

impl PlanFileError {
    /// The problems in the order of their lines.
    #[must_use]
    pub fn problems(&self) -> &[FileProblem] {
        &self.problems
    }
}

impl fmt::Display for PlanFileError {
    /// One problem a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, problem) in self.problems.iter().enumerate() {
            let separator = if number == 0 { "" } else { "\n" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

/// A broken rule and its place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {rule}")]
pub struct FileProblem {
    /// The line in the file, from 1.
    pub line: usize,
    /// The broken rule.
    pub rule: FileRule,
}

/// The rule of plan files that is broken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileRule {
    /// More than 256 KiB.
    #[error("a plan file has at most 262144 bytes")]
    TooLarge,
    /// Not TOML.
    #[error("not TOML: {0}")]
    Syntax(String),
    /// A key without meaning.
    #[error("unknown key {}; known are {}", quoted(key), known.join(", "))]
    UnknownKey {
        /// The key.
        key: String,
        /// The keys that may stand there.
        known: &'static [&'static str],
    },
    /// A key that must be there.
    #[error("`{0}` is missing")]
    MissingKey(&'static str),
    /// A value of another type or form.
    #[error("`{key}` must be {wanted}")]
    Value {
        /// The key.
        key: &'static str,
        /// What it must be.
        wanted: &'static str,
    },
    /// A word that is none of those allowed.
    #[error("`{key}` is {}: {reason}", quoted(word))]
    Word {
        /// The key.
        key: &'static str,
        /// The word.
        word: String,
        /// What is allowed.
        reason: String,
    },
    /// A tier that the platform doesn't have.
    #[error("unknown tier {}", quoted(.0))]
    UnknownTier(String),
    /// An agent without level.
    #[error("a share of role `agent` needs a `level`")]
    LevelNeeded,
    /// A level of anybody else.
    #[error("only a share of role `agent` has a `level`")]
    LevelNotAllowed,
    /// `missing` where it has no meaning.
    #[error("only shares of the roles `agent` and `staff` have `missing`")]
    MissingNotAllowed,
    /// A rule that also holds without a file.
    #[error(transparent)]
    Plan(#[from] PlanRule),
}

/// A text from the file, short and without control characters, between backticks.
fn quoted(text: &str) -> String {
    const MAX_SHOWN: usize = 40;
    let shown: String = text.chars().take(MAX_SHOWN).flat_map(char::escape_debug).collect();
    let more = if text.chars().nth(MAX_SHOWN).is_some() { "…" } else { "" };
    format!("`{shown}{more}`")
}

/// Reads a plan file, and reports all problems that can be seen at once.
pub(super) fn read(text: &str, known_tiers: &BTreeSet<String>) -> Result<Plan, PlanFileError> {
    let lines = LineIndex::of(text);
    if text.len() > MAX_BYTES {
        return Err(PlanFileError { problems: vec![FileProblem { line: 1, rule: FileRule::TooLarge }] });
    }
    let document = DeTable::parse(text).map_err(|error| {
        let line = lines.at(error.span().map_or(0, |span| span.start));
        let rule = FileRule::Syntax(error.message().to_owned());
        PlanFileError { problems: vec![FileProblem { line, rule }] }
    })?;

    let mut reader = Reader { lines, known_tiers, problems: Vec::new() };
    let plan = reader.plan(document.get_ref());
    let Reader { mut problems, .. } = reader;
    match plan {
        Some(plan) if problems.is_empty() => Ok(plan),
        _ => {
            problems.sort_by_key(|problem| problem.line);
            Err(PlanFileError { problems })
        }
    }
}

/// Where the lines of a text end.
struct LineIndex {
    line_ends: Vec<usize>,
}

impl LineIndex {
    fn of(text: &str) -> Self {
        Self { line_ends: text.match_indices('\n').map(|(end, _)| end).collect() }
    }

    /// The line, from 1, of the byte at `offset`.
    fn at(&self, offset: usize) -> usize {
        self.line_ends.partition_point(|end| *end < offset) + 1
    }
}

/// A value and the line it stands on.
#[derive(Clone, Copy)]
struct Located<T> {
    line: usize,
    value: T,
}

struct Reader<'a> {
    lines: LineIndex,
    known_tiers: &'a BTreeSet<String>,
    problems: Vec<FileProblem>,
}

/// A method that returns nothing where a value was wrong has reported it.
impl Reader<'_> {
    fn plan(&mut self, table: &DeTable<'_>) -> Option<Plan> {
        self.check_keys(table, &PLAN_KEYS);
        let name = self.required(table, 1, "name").and_then(|name| self.text("name", name));
        let effective_from =
            self.required(table, 1, "effective_from").and_then(|date| self.date("effective_from", date));
        let rounding: Option<Rounding> = match self.optional(table, "rounding") {
            Some(rounding) => self.word("rounding", str::parse, rounding).map(|rounding| rounding.value),
            None => Some(Rounding::default()),
        };
        let hold_days = match self.optional(table, "hold_days") {
            Some(days) => self.number("hold_days", "a whole number of days, 0 to 65535", days),
            None => Some(0),
        };
        let shares = self.shares(table);
        let (name, shares) = (name?, shares?);

        if !self.problems.is_empty() {
            return None;
        }
        let (share_lines, shares): (Vec<usize>, Vec<Share>) =
            shares.into_iter().map(|share| (share.line, share.value)).unzip();
        Plan::new(name.value.to_owned(), effective_from?, rounding?, hold_days?, shares)
            .map_err(|error| {
                let share_line = error.share.and_then(|share| share_lines.get(share).copied());
                self.report(share_line.unwrap_or(name.line), error.rule);
            })
            .ok()
    }

    fn shares(&mut self, table: &DeTable<'_>) -> Option<Vec<Located<Share>>> {
        const WANTED: FileRule =
            FileRule::Value { key: "share", wanted: "one `[[share]]` table for each share" };
        let Some(list) = self.optional(table, "share") else { return Some(Vec::new()) };
        let DeValue::Array(list) = list.value else {
            self.report(list.line, WANTED);
            return None;
        };
        if list.len() > MAX_SHARES {
            let line = list.get(MAX_SHARES).map_or(1, |share| self.lines.at(share.span().start));
            self.report(line, PlanRule::TooManyShares);
            return None;
        }
        let mut shares = Vec::new();
        for share in list {
            let line = self.lines.at(share.span().start);
            match share.get_ref().as_table() {
                Some(table) => shares.extend(self.share(line, table).map(|value| Located { line, value })),
                None => self.report(line, WANTED),
            }
        }
        Some(shares)
    }

    fn share(&mut self, line: usize, table: &DeTable<'_>) -> Option<Share> {
        self.check_keys(table, &SHARE_KEYS);
        let role = self.required(table, line, "role").and_then(|role| self.word("role", str::parse, role));
        let rate = self.required(table, line, "rate").and_then(|rate| self.word("rate", Ppm::parse, rate));
        let tier = self.optional(table, "tier").and_then(|tier| self.text("tier", tier));
        let category = self.optional(table, "category").and_then(|category| self.text("category", category));
        let missing =
            self.optional(table, "missing").and_then(|missing| self.word("missing", str::parse, missing));
        let level = self.optional(table, "level");

        if let Some(tier) = tier
            && !self.known_tiers.contains(tier.value)
        {
            self.report(tier.line, FileRule::UnknownTier(tier.value.to_owned()));
        }
        let role: Role = role?.value;
        let slot = self.slot(line, role, level);
        if let Some(missing) = missing
            && !matches!(role, Role::Agent | Role::Staff)
        {
            self.report(missing.line, FileRule::MissingNotAllowed);
            return None;
        }
        let share = Share {
            slot: slot?,
            tier: tier.map(|tier| tier.value.to_owned()),
            category: category.map(|category| category.value.to_owned()),
            rate: rate?.value,
            missing: missing.map_or(Missing::default(), |missing| missing.value),
        };
        share.check().map_err(|rule| self.report(line, rule)).ok()?;
        Some(share)
    }

    fn slot(&mut self, line: usize, role: Role, found: Option<Located<&DeValue<'_>>>) -> Option<Slot> {
        let level = match found {
            Some(found) => Some(self.number("level", "a whole number, 1 to 64", found)?),
            None => None,
        };
        let slot = Slot::of(role, level);
        if slot.is_none() {
            match found {
                Some(found) => self.report(found.line, FileRule::LevelNotAllowed),
                None => self.report(line, FileRule::LevelNeeded),
            }
        }
        slot
    }

    fn check_keys(&mut self, table: &DeTable<'_>, known: &'static [&'static str]) {
        for key in table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let rule = FileRule::UnknownKey { key: key.get_ref().to_string(), known };
                self.report(self.lines.at(key.span().start), rule);
            }
        }
    }

    /// The value of a key that must be there; `line` is where its table begins.
    fn required<'t>(
        &mut self,
        table: &'t DeTable<'_>,
        line: usize,
        key: &'static str,
    ) -> Option<Located<&'t DeValue<'t>>> {
        let found = self.optional(table, key);
        if found.is_none() {
            self.report(line, FileRule::MissingKey(key));
        }
        found
    }

    fn optional<'t>(&self, table: &'t DeTable<'_>, key: &str) -> Option<Located<&'t DeValue<'t>>> {
        let value = table.get(key)?;
        Some(Located { line: self.lines.at(value.span().start), value: value.get_ref() })
    }

    fn text<'t>(&mut self, key: &'static str, found: Located<&'t DeValue<'_>>) -> Option<Located<&'t str>> {
        let text = found.value.as_str();
        if text.is_none() {
            self.report(found.line, FileRule::Value { key, wanted: "a text in quotes" });
        }
        text.map(|value| Located { line: found.line, value })
    }

    fn word<T, E: fmt::Display>(
        &mut self,
        key: &'static str,
        parse: impl FnOnce(&str) -> Result<T, E>,
        found: Located<&DeValue<'_>>,
    ) -> Option<Located<T>> {
        let Located { line, value: text } = self.text(key, found)?;
        parse(text)
            .map(|value| Located { line, value })
            .map_err(|reason| {
                let (word, reason) = (text.to_owned(), reason.to_string());
                self.report(line, FileRule::Word { key, word, reason });
            })
            .ok()
    }

    fn number<T: TryFrom<i64>>(
        &mut self,
        key: &'static str,
        wanted: &'static str,
        found: Located<&DeValue<'_>>,
    ) -> Option<T> {
        let number = found
            .value
            .as_integer()
            .and_then(|digits| i64::from_str_radix(digits.as_str(), digits.radix()).ok())
            .and_then(|number| T::try_from(number).ok());
        if number.is_none() {
            self.report(found.line, FileRule::Value { key, wanted });
        }
        number
    }

    /// A civil date, in quotes or as TOML writes dates itself.
    fn date(&mut self, key: &'static str, found: Located<&DeValue<'_>>) -> Option<Date> {
        let written = match found.value {
            DeValue::String(text) => text.to_string(),
            DeValue::Datetime(date) => date.to_string(),
            _ => String::new(),
        };
        // Only this of the forms that jiff reads: it also takes times, signs and dates without hyphens.
        let shape = written.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
        let date = if shape.eq(*b"0000-00-00") { written.parse().ok() } else { None };
        if date.is_none() {
            self.report(found.line, FileRule::Value { key, wanted: "a date such as \"2026-01-01\"" });
        }
        date
    }

    fn report(&mut self, line: usize, rule: impl Into<FileRule>) {
        self.problems.push(FileProblem { line, rule: rule.into() });
    }
}
