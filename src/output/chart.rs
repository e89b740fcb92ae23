//! What of a list is drawn: for the terminal in characters, in html as a picture, in xlsx as a chart of its own.

use super::{column::Column, value::Value};
use crate::domain::money::Money;
use crate::domain::ppm::Ppm;

/// More labels than this are not told apart in one picture.
const MOST_LABELS: usize = 60;

/// More series than this have no colours that are told apart.
const MOST_SERIES: usize = 8;

/// How the numbers of a list are drawn. Columns are named by their keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chart {
    kind: Kind,
    label: &'static str,
    value: &'static str,
    series: Option<&'static str>,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Things with each other: a bar for each, one below the other.
    Things,
    /// Periods in their order, from left to right.
    Periods,
}

impl Chart {
    /// A bar for each label, as long as its value.
    #[must_use]
    pub const fn bars(label: &'static str, value: &'static str) -> Self {
        Self { kind: Kind::Things, label, value, series: None }
    }

    /// A column for each period, as high as its value.
    #[must_use]
    pub const fn over_time(label: &'static str, value: &'static str) -> Self {
        Self { kind: Kind::Periods, label, value, series: None }
    }

    /// The same for each value of a further column: rows are of one label and one series each.
    #[must_use]
    pub const fn by(self, series: &'static str) -> Self {
        Self { series: Some(series), ..self }
    }
}

/// The unit of what is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Count,
    Money,
    Rate,
}

impl Unit {
    /// The value of a magnitude in this unit.
    pub(super) fn value(self, magnitude: i64) -> Value {
        match self {
            Self::Count => Value::Int(magnitude),
            Self::Money => Value::Money(Money::from_minor(magnitude)),
            Self::Rate => u32::try_from(magnitude)
                .ok()
                .and_then(|parts| Ppm::new(parts).ok())
                .map_or(Value::Int(magnitude), Value::Ppm),
        }
    }

    const fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Int(_) => Some(Self::Count),
            Value::Money(_) => Some(Self::Money),
            Value::Ppm(_) => Some(Self::Rate),
            _ => None,
        }
    }
}

/// One colour of a picture: a magnitude for each label, where there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Series {
    pub(super) name: String,
    pub(super) values: Vec<Option<i64>>,
}

/// The numbers of a picture, as few as can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plot {
    pub(super) kind: Kind,
    pub(super) unit: Unit,
    /// What the values are, for people.
    pub(super) title: &'static str,
    /// What the labels are, for people.
    pub(super) label_title: &'static str,
    pub(super) labels: Vec<String>,
    pub(super) series: Vec<Series>,
    /// Whether there were more labels or series than are drawn.
    pub(super) is_cut: bool,
}

impl Plot {
    /// The greatest and the smallest magnitude, never on the same side of zero.
    pub(super) fn range(&self) -> (i64, i64) {
        let values = || self.series.iter().flat_map(|series| series.values.iter().flatten().copied());
        (values().min().unwrap_or_default().min(0), values().max().unwrap_or_default().max(0))
    }
}

/// Gathers a [`Plot`] from rows that pass by.
#[derive(Debug)]
pub(super) struct Plotter {
    label: usize,
    value: usize,
    series: Option<usize>,
    unit: Option<Unit>,
    plot: Plot,
}

impl Plotter {
    /// None where the list has no such columns.
    pub(super) fn new(chart: Chart, columns: &[Column]) -> Option<Self> {
        let at = |key: &str| columns.iter().position(|column| column.key == key);
        let (label, value) = (at(chart.label)?, at(chart.value)?);
        let series = match chart.series {
            None => None,
            Some(key) => Some(at(key)?),
        };
        let plot = Plot {
            kind: chart.kind,
            unit: Unit::Count,
            title: columns[value].title,
            label_title: columns[label].title,
            labels: Vec::new(),
            series: Vec::new(),
            is_cut: false,
        };
        Some(Self { label, value, series, unit: None, plot })
    }

    /// Where the label, the value and the series are.
    pub(super) const fn places(&self) -> (usize, usize, Option<usize>) {
        (self.label, self.value, self.series)
    }

    /// A row. A missing value is no point; a second one of the same label and series is added.
    pub(super) fn observe(&mut self, row: &[Value]) {
        let (Some(label), Some(value)) = (row.get(self.label), row.get(self.value)) else { return };
        let Some(unit) = Unit::of(value) else { return };
        if *self.unit.get_or_insert(unit) != unit {
            return;
        }
        let name = self.series.and_then(|index| row.get(index)).map(Value::shown).unwrap_or_default();
        let Some(label) =
            place(&mut self.plot.labels, MOST_LABELS, &label.listed(), String::as_str, |text| text)
        else {
            self.plot.is_cut = true;
            return;
        };
        let series = place(
            &mut self.plot.series,
            MOST_SERIES,
            &name,
            |series| &series.name,
            |name| Series { name, values: Vec::new() },
        );
        let Some(series) = series else {
            self.plot.is_cut = true;
            return;
        };
        let values = &mut self.plot.series[series].values;
        if values.len() <= label {
            values.resize(label + 1, None);
        }
        values[label] = Some(values[label].unwrap_or_default().saturating_add(value.magnitude()));
    }

    /// What was gathered; none where there is nothing to draw, or nothing but zeros.
    pub(super) fn finish(mut self) -> Option<Plot> {
        self.plot.unit = self.unit?;
        if self.plot.range() == (0, 0) {
            return None;
        }
        let labels = self.plot.labels.len();
        for series in &mut self.plot.series {
            series.values.resize(labels, None);
        }
        Some(self.plot)
    }
}

/// The place of a name among those that were seen, if there is room for it. Rows mostly come in groups: the last one
/// is looked at first.
fn place<T>(
    seen: &mut Vec<T>,
    most: usize,
    name: &str,
    name_of: impl Fn(&T) -> &str,
    new: impl FnOnce(String) -> T,
) -> Option<usize> {
    if let Some(index) = seen.iter().rposition(|one| name_of(one) == name) {
        return Some(index);
    }
    if seen.len() == most {
        return None;
    }
    seen.push(new(name.to_owned()));
    Some(seen.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] =
        [Column::new("month", "MONTH"), Column::new("role", "ROLE"), Column::new("amount", "AMOUNT")];

    fn row(month: &'static str, role: &'static str, amount: i64) -> [Value; 3] {
        [Value::code(month), Value::code(role), Value::Money(Money::from_minor(amount))]
    }

    #[test]
    fn long_rows_become_one_line_a_series() {
        let mut plotter =
            Plotter::new(Chart::over_time("month", "amount").by("role"), &COLUMNS).expect("columns");
        for row in [row("2026-01", "holder", 40), row("2026-01", "agent", 20), row("2026-02", "agent", -5)] {
            plotter.observe(&row);
        }
        plotter.observe(&[Value::code("2026-03"), Value::code("agent"), Value::Null]);
        let plot = plotter.finish().expect("points");
        assert_eq!(plot.labels, ["2026-01", "2026-02"]);
        assert_eq!(plot.series[0], Series { name: "holder".to_owned(), values: vec![Some(40), None] });
        assert_eq!(plot.series[1], Series { name: "agent".to_owned(), values: vec![Some(20), Some(-5)] });
        assert_eq!((plot.range(), plot.unit, plot.is_cut), ((-5, 40), Unit::Money, false));
    }

    #[test]
    fn more_than_can_be_seen_is_left_out_and_said_to_be() {
        let columns = [Column::new("n", "N"), Column::new("of", "OF")];
        let mut plotter = Plotter::new(Chart::bars("n", "of"), &columns).expect("columns");
        for n in 0..100 {
            plotter.observe(&[Value::Int(n), Value::Int(n)]);
        }
        let plot = plotter.finish().expect("points");
        assert_eq!((plot.labels.len(), plot.is_cut), (MOST_LABELS, true));
    }

    #[test]
    fn what_is_not_there_is_not_drawn() {
        assert!(Plotter::new(Chart::bars("month", "nothing"), &COLUMNS).is_none());
        let mut plotter = Plotter::new(Chart::bars("month", "amount"), &COLUMNS).expect("columns");
        plotter.observe(&row("2026-01", "holder", 0));
        assert_eq!(plotter.finish(), None);
    }
}
