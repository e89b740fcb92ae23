//! What a cell can hold, and how each format writes it.

use std::{borrow::Cow, cmp::Ordering, fmt::Write as _};

use jiff::{Timestamp, ZonedDateTime, civil::Date, tz::Offset, tz::TimeZone};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{
    chart::{Chart, Plot, Plotter},
    column::Column,
    json,
    safe::{is_formula, is_number, safe, safe_lines},
};
use crate::domain::{money::Money, ppm::Ppm};

/// One value of a row or record. The type decides how each format writes it:
///
/// | value | table | csv, tsv | json |
/// |---|---|---|---|
/// | `Null` | `-` | empty | `null` |
/// | `Text` | made safe | made safe, guarded against formulas | string |
/// | `Code` | made safe | unaltered | string |
/// | `Int` | right-aligned | digits | number |
/// | `Money` | right-aligned `12.34` | `12.34` | `"12.34"` |
/// | `Ppm` | right-aligned `12.5%` | `12.5%` | `"12.5%"` |
/// | `Bool` | `yes`, `no` | `true`, `false` | boolean |
/// | `Instant` | to the second, a space for the `T`; in a list without the offset | RFC 3339 with offset | the same |
/// | `Date` | `2026-10-31` | the same | the same |
/// | `List` | joined by `, ` | joined by `,` | array |
/// | `Map`, `Table` | json text in a cell; a block of its own in a record | json text | object; array of objects |
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing known.
    Null,
    /// Free text that came from people or other systems.
    Text(Cow<'static, str>),
    /// An identifier or a word of the program: text that is never altered, however many digits it has.
    Code(Cow<'static, str>),
    /// A count or a number.
    Int(i64),
    /// An amount.
    Money(Money),
    /// A rate.
    Ppm(Ppm),
    /// Yes or no.
    Bool(bool),
    /// A moment, shown with this offset.
    Instant(Timestamp, Offset),
    /// A calendar day.
    Date(Date),
    /// Several values.
    List(Vec<Self>),
    /// Named values.
    Map(Vec<(Cow<'static, str>, Self)>),
    /// Rows within a record.
    Table(Table),
}

/// A table that is a field of a record, such as the totals of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Value>>,
    pub(super) chart: Option<Chart>,
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(columns: &[Column]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new(), chart: None }
    }

    /// The same table with a picture of it, in html and xlsx, and in the terminal as characters.
    #[must_use]
    pub fn charted(self, chart: Chart) -> Self {
        Self { chart: Some(chart), ..self }
    }

    /// What is drawn of it.
    pub(super) fn plot(&self) -> Option<Plot> {
        let mut plotter = Plotter::new(self.chart?, &self.columns)?;
        for row in &self.rows {
            plotter.observe(row);
        }
        plotter.finish()
    }

    /// The column whose numbers are drawn.
    pub(super) fn drawn_column(&self) -> Option<usize> {
        self.chart.and_then(|chart| Plotter::new(chart, &self.columns)).map(|plotter| plotter.places().1)
    }

    /// The totals of the columns that have one.
    pub(super) fn totals(&self) -> Option<Vec<Value>> {
        let mut totals = Totals::new(&self.columns);
        for row in &self.rows {
            totals.add(row);
        }
        totals.finish()
    }

    /// As people are shown it: without the columns that few look for.
    pub(super) fn without_details(&self) -> Self {
        let shown: Vec<usize> =
            (0..self.columns.len()).filter(|&index| !self.columns[index].detail).collect();
        let cells = |row: &Vec<Value>| shown.iter().filter_map(|&index| row.get(index).cloned()).collect();
        Self {
            columns: shown.iter().map(|&index| self.columns[index]).collect(),
            rows: self.rows.iter().map(cells).collect(),
            chart: self.chart,
        }
    }

    /// Whether it has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a row, one value a column. A missing value is null, and a surplus one is dropped.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Value>) {
        let mut row: Vec<Value> = cells.into_iter().take(self.columns.len()).collect();
        row.resize(self.columns.len(), Value::Null);
        self.rows.push(row);
    }
}

/// Adds up the columns that can be.
#[derive(Debug)]
pub(super) struct Totals {
    /// None for a column without a total, or one whose total is too great.
    sums: Vec<Option<Value>>,
    rows: u64,
}

impl Totals {
    pub(super) fn new(columns: &[Column]) -> Self {
        Self { sums: columns.iter().map(|column| column.summed.then_some(Value::Null)).collect(), rows: 0 }
    }

    pub(super) fn add(&mut self, row: &[Value]) {
        self.rows += 1;
        for (sum, value) in self.sums.iter_mut().zip(row) {
            if let Some(known) = sum {
                *sum = known.plus(value);
            }
        }
    }

    /// The total of each column, null where it has none. None where nothing adds up, and of a single row.
    pub(super) fn finish(self) -> Option<Vec<Value>> {
        let adds_up = self.rows > 1 && self.sums.iter().flatten().any(|sum| *sum != Value::Null);
        adds_up.then(|| self.sums.into_iter().map(|sum| sum.unwrap_or(Value::Null)).collect())
    }
}

impl Value {
    /// Free text.
    #[must_use]
    pub fn text(text: impl Into<Cow<'static, str>>) -> Self {
        Self::Text(text.into())
    }

    /// An identifier, or a fixed word of the program.
    #[must_use]
    pub fn code(code: impl Into<Cow<'static, str>>) -> Self {
        Self::Code(code.into())
    }

    /// A number of another system, such as an external id: as it is, like a code, unless a spreadsheet would calculate it or it
    /// hides something. Then csv guards and shows it like free text.
    #[must_use]
    pub fn foreign(id: impl Into<Cow<'static, str>>) -> Self {
        let id = id.into();
        if (is_formula(&id) && !is_number(&id)) || safe(&id) != id { Self::Text(id) } else { Self::Code(id) }
    }

    /// Named values.
    #[must_use]
    pub fn map<K: Into<Cow<'static, str>>>(entries: impl IntoIterator<Item = (K, Self)>) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// A moment, shown in this time zone.
    #[must_use]
    pub fn instant(timestamp: Timestamp, zone: &TimeZone) -> Self {
        Self::Instant(timestamp, zone.to_offset(timestamp))
    }

    /// Whether it is a number: it aligns to the right.
    pub(super) const fn is_number(&self) -> bool {
        matches!(self, Self::Int(_) | Self::Money(_) | Self::Ppm(_))
    }

    /// Whether a spreadsheet that reads it from a text would change it: it keeps fifteen digits, and no zeros before
    /// them.
    pub(super) fn is_identifier_of_digits(&self) -> bool {
        match self {
            Self::Text(text) | Self::Code(text) => {
                let leads_with_zero = text.len() > 1 && text.starts_with('0');
                (leads_with_zero || text.len() >= 12) && text.bytes().all(|byte| byte.is_ascii_digit())
            }
            _ => false,
        }
    }

    /// The sum of two values of a column that adds up. None where they are of different types, or too great.
    pub(super) fn plus(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Null, value) | (value, Self::Null) => Some(value.clone()),
            (Self::Int(a), Self::Int(b)) => a.checked_add(*b).map(Self::Int),
            (Self::Money(a), Self::Money(b)) => a.checked_add(*b).map(Self::Money),
            _ => None,
        }
    }

    /// Whether a narrow terminal may cut it. A number or an identifier that was cut would be a wrong one.
    pub(super) const fn may_be_cut(&self) -> bool {
        matches!(self, Self::Text(_) | Self::List(_) | Self::Map(_) | Self::Table(_))
    }

    /// A length for bars, in the unit of the value.
    pub(super) fn magnitude(&self) -> i64 {
        match self {
            Self::Int(number) => *number,
            Self::Money(money) => money.minor(),
            Self::Ppm(ppm) => i64::from(ppm.parts()),
            _ => 0,
        }
    }

    /// For people: one line, safe for the terminal.
    pub(super) fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Null => Cow::Borrowed("-"),
            Self::Text(text) | Self::Code(text) => safe(text),
            Self::Bool(true) => Cow::Borrowed("yes"),
            Self::Bool(false) => Cow::Borrowed("no"),
            Self::Instant(timestamp, offset) => {
                Cow::Owned(format!("{:.0}", timestamp.display_with_offset(*offset)).replacen('T', " ", 1))
            }
            Self::List(values) if values.is_empty() => Cow::Borrowed("-"),
            Self::List(values) => Cow::Owned(values.iter().map(Self::shown).collect::<Vec<_>>().join(", ")),
            Self::Map(_) | Self::Table(_) => Cow::Owned(json::text(self)),
            Self::Int(_) | Self::Money(_) | Self::Ppm(_) | Self::Date(_) => {
                let mut text = String::new();
                self.push_plain(&mut text);
                Cow::Owned(text)
            }
        }
    }

    /// For people, in a column: all times of a table are of the platform's time zone, and room is scarce.
    pub(super) fn listed(&self) -> Cow<'_, str> {
        match self {
            Self::Instant(timestamp, offset) => {
                let local = offset.to_datetime(*timestamp);
                Cow::Owned(format!("{local:.0}").replacen('T', " ", 1))
            }
            other => other.shown(),
        }
    }

    /// Appends the csv form, before quoting.
    pub(super) fn push_csv(&self, out: &mut String) {
        let start = out.len();
        self.push_plain(out);
        let guarded = match self {
            Self::Text(text) => is_formula(text),
            Self::List(values) => {
                values.iter().any(|value| matches!(value, Self::Text(_))) && is_formula(&out[start..])
            }
            _ => false,
        };
        if guarded {
            out.insert(start, '\'');
        }
    }

    fn push_plain(&self, out: &mut String) {
        // Writing into a string never fails.
        _ = match self {
            Self::Null => Ok(()),
            Self::Text(text) => out.write_str(&safe_lines(text)),
            Self::Code(code) => out.write_str(code),
            Self::Int(number) => write!(out, "{number}"),
            Self::Money(money) => write!(out, "{money}"),
            Self::Ppm(ppm) => write!(out, "{ppm}"),
            Self::Bool(is) => write!(out, "{is}"),
            Self::Instant(timestamp, offset) => write!(out, "{}", timestamp.display_with_offset(*offset)),
            Self::Date(date) => write!(out, "{date}"),
            Self::List(values) if values.iter().any(Self::is_nested) => out.write_str(&json::text(self)),
            Self::List(values) => {
                for (n, value) in values.iter().enumerate() {
                    if n > 0 {
                        out.push(',');
                    }
                    value.push_plain(out);
                }
                Ok(())
            }
            Self::Map(_) | Self::Table(_) => out.write_str(&json::text(self)),
        };
    }

    const fn is_nested(&self) -> bool {
        matches!(self, Self::List(_) | Self::Map(_) | Self::Table(_))
    }

    /// The order of `--sort`: numbers, amounts and times by size, text by its bytes.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Text(a) | Self::Code(a), Self::Text(b) | Self::Code(b)) => a.cmp(b),
            (Self::Int(a), Self::Int(b)) => a.cmp(b),
            (Self::Money(a), Self::Money(b)) => a.cmp(b),
            (Self::Ppm(a), Self::Ppm(b)) => a.cmp(b),
            (Self::Bool(a), Self::Bool(b)) => a.cmp(b),
            (Self::Instant(a, _), Self::Instant(b, _)) => a.cmp(b),
            (Self::Date(a), Self::Date(b)) => a.cmp(b),
            (Self::List(a), Self::List(b)) => a
                .iter()
                .zip(b)
                .map(|(a, b)| a.order(b))
                .find(|order| order.is_ne())
                .unwrap_or_else(|| a.len().cmp(&b.len())),
            _ => self.kind().cmp(&other.kind()),
        }
    }

    /// A column of mixed types, which no command should build, still has a total order.
    const fn kind(&self) -> u8 {
        match self {
            Self::Bool(_) => 0,
            Self::Int(_) => 1,
            Self::Money(_) => 2,
            Self::Ppm(_) => 3,
            Self::Date(_) => 4,
            Self::Instant(..) => 5,
            Self::Text(_) | Self::Code(_) => 6,
            Self::List(_) => 7,
            Self::Map(_) => 8,
            Self::Table(_) => 9,
            Self::Null => 10,
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Text(text) | Self::Code(text) => serializer.serialize_str(text),
            Self::Int(number) => serializer.serialize_i64(*number),
            Self::Money(money) => serializer.collect_str(money),
            Self::Ppm(ppm) => serializer.collect_str(ppm),
            Self::Bool(is) => serializer.serialize_bool(*is),
            Self::Instant(timestamp, offset) => {
                serializer.collect_str(&timestamp.display_with_offset(*offset))
            }
            Self::Date(date) => serializer.collect_str(date),
            Self::List(values) => serializer.collect_seq(values),
            Self::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
            Self::Table(table) => {
                let mut rows = serializer.serialize_seq(Some(table.rows.len()))?;
                for row in &table.rows {
                    rows.serialize_element(&json::row(&table.columns, row))?;
                }
                rows.end()
            }
        }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Int(number.into())
    }
}

impl From<u64> for Value {
    /// Saturates: no count comes near the bound.
    fn from(number: u64) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Value {
    /// Saturates: no count comes near the bound.
    fn from(number: usize) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<bool> for Value {
    fn from(is: bool) -> Self {
        Self::Bool(is)
    }
}

impl From<Money> for Value {
    fn from(money: Money) -> Self {
        Self::Money(money)
    }
}

impl From<Ppm> for Value {
    fn from(ppm: Ppm) -> Self {
        Self::Ppm(ppm)
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl From<&ZonedDateTime> for Value {
    fn from(moment: &ZonedDateTime) -> Self {
        Self::Instant(moment.timestamp(), moment.offset())
    }
}

impl From<Vec<Self>> for Value {
    fn from(values: Vec<Self>) -> Self {
        Self::List(values)
    }
}

impl From<Table> for Value {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(value: &Value) -> String {
        let mut out = String::new();
        value.push_csv(&mut out);
        out
    }

    #[test]
    fn each_type_in_each_form() -> Result<(), Box<dyn std::error::Error>> {
        let shanghai = Offset::constant(8);
        let moment = Value::Instant(Timestamp::from_microsecond(1_790_000_000_123_456)?, shanghai);
        let whole = Value::Instant(Timestamp::from_second(-1)?, shanghai);
        let date = Value::Date(Date::new(2026, 10, 31)?);
        for (value, shown, in_csv, in_json) in [
            (Value::Null, "-", "", "null"),
            (Value::text("张三"), "张三", "张三", r#""张三""#),
            (
                Value::code("00012345678901234567"),
                "00012345678901234567",
                "00012345678901234567",
                r#""00012345678901234567""#,
            ),
            (Value::Int(-7), "-7", "-7", "-7"),
            (Value::Money(Money::from_minor(-5)), "-0.05", "-0.05", r#""-0.05""#),
            (Value::Ppm(Ppm::parse("12.5%")?), "12.5%", "12.5%", r#""12.5%""#),
            (Value::Bool(true), "yes", "true", "true"),
            (
                moment,
                "2026-09-21 22:13:20+08:00",
                "2026-09-21T22:13:20.123456+08:00",
                r#""2026-09-21T22:13:20.123456+08:00""#,
            ),
            (
                whole,
                "1970-01-01 07:59:59+08:00",
                "1970-01-01T07:59:59+08:00",
                r#""1970-01-01T07:59:59+08:00""#,
            ),
            (date, "2026-10-31", "2026-10-31", r#""2026-10-31""#),
            (Value::List(vec![]), "-", "", "[]"),
            (Value::List(vec![Value::code("sell"), Value::Int(2)]), "sell, 2", "sell,2", r#"["sell",2]"#),
            (Value::map([("a", Value::Null)]), r#"{"a":null}"#, r#"{"a":null}"#, r#"{"a":null}"#),
        ] {
            assert_eq!(value.shown(), shown);
            assert_eq!(csv(&value), in_csv);
            assert_eq!(json::text(&value), in_json);
        }
        Ok(())
    }

    #[test]
    fn only_free_text_is_guarded_against_formulas() {
        for text in ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r\n=1", "\n=1", "＝1"] {
            assert_eq!(csv(&Value::text(text)), format!("'{text}"));
            assert_eq!(csv(&Value::code(text)), text, "a code is never altered");
            assert_eq!(json::text(&Value::text(text)), json::text(&Value::code(text)), "nor is json");
        }
        assert_eq!(csv(&Value::text("a=1")), "a=1");
        for id in ["-5", "+8613800138000", "-1,2", "H-001", "007"] {
            assert_eq!(csv(&Value::foreign(id)), id, "nothing is calculated");
        }
        for (id, shown) in
            [("=1+1", "'=1+1"), ("-1+1", "'-1+1"), ("@A1", "'@A1"), ("a\u{202e}b", "a\\u{202e}b")]
        {
            assert_eq!(csv(&Value::foreign(id)), shown);
        }
        assert_eq!(csv(&Value::List(vec![Value::text("=1"), Value::text("b")])), "'=1,b");
        assert_eq!(csv(&Value::List(vec![Value::Int(-1), Value::Int(2)])), "-1,2");
        assert_eq!(csv(&Value::code("\u{1b}x")), "\u{1b}x");
        assert_eq!(csv(&Value::text("\u{1b}x")), "\\x1bx");
    }

    #[test]
    fn a_ragged_row_is_made_to_fit() {
        let mut table = Table::new(&[Column::new("a", "A"), Column::new("b", "B")]);
        table.row([Value::Int(1)]);
        table.row([Value::Int(1), Value::Int(2), Value::Int(3)]);
        assert_eq!(json::text(&Value::from(table)), r#"[{"a":1,"b":null},{"a":1,"b":2}]"#);
    }

    #[test]
    fn order_is_by_size_not_by_letters() {
        let less = |a: Value, b: Value| assert_eq!(a.order(&b), Ordering::Less, "{a:?} {b:?}");
        less(Value::Int(-2), Value::Int(10));
        less(Value::Money(Money::from_minor(999)), Value::Money(Money::from_minor(1000)));
        less(Value::text("10"), Value::code("9"));
        less(Value::List(vec![Value::Int(1)]), Value::List(vec![Value::Int(1), Value::Int(0)]));
    }
}
