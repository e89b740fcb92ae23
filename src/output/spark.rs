//! Numbers over time as one character each.

use std::fmt::Write as _;

use super::chart::Plot;
use super::column::{Align, Column};
use super::value::Value;
use super::{Screen, table};

/// From nothing to the most. ASCII, because block elements are of uncertain width in Chinese terminals.
const LEVELS: &[u8; 8] = b"_.:-=+*#";

/// What is below zero.
const BELOW: char = 'v';

const COLUMNS: [Column; 6] = [
    Column::new("series", ""),
    Column::new("first", "FIRST"),
    Column::new("last", "LAST"),
    Column::new("most", "MOST"),
    Column::new("total", "TOTAL"),
    Column::new("line", "").aligned(Align::Left),
];

/// A table of all series, each with its line, and what the lines reach from and to.
pub(super) fn render(plot: &Plot, screen: Screen) -> String {
    let (_, most) = plot.range();
    let unit = plot.unit;
    let rows: Vec<Vec<Value>> = plot
        .series
        .iter()
        .map(|series| {
            let known = || series.values.iter().flatten().copied();
            let value = |magnitude: Option<i64>| magnitude.map_or(Value::Null, |one| unit.value(one));
            let total = known().fold(0_i64, i64::saturating_add);
            vec![
                Value::code(series.name.clone()),
                value(series.values.first().copied().flatten()),
                value(series.values.last().copied().flatten()),
                value(known().max()),
                unit.value(total),
                Value::code(line(&series.values, most)),
            ]
        })
        .collect();
    let mut columns = COLUMNS;
    columns[0].title = plot.title;
    let mut text = table::render(&columns, &rows, None, screen);
    if let (Some(first), Some(last)) = (plot.labels.first(), plot.labels.last()) {
        let label = plot.label_title.to_lowercase();
        _ = writeln!(text, "each character is one {label}, {first} to {last}");
    }
    text
}

/// A character a value: the higher, the more of the cell it covers. What is missing is a blank.
pub(super) fn line(values: &[Option<i64>], most: i64) -> String {
    let steps = i128::try_from(LEVELS.len() - 1).unwrap_or_default();
    let most = i128::from(most.max(1));
    values
        .iter()
        .map(|value| match value {
            None => ' ',
            Some(value) if *value < 0 => BELOW,
            Some(value) => {
                // What is not zero is seen as more than nothing.
                let level = (i128::from(*value) * steps + most / 2) / most;
                let level = level.max(i128::from(*value > 0)).min(steps);
                usize::try_from(level)
                    .ok()
                    .and_then(|level| LEVELS.get(level))
                    .map_or(' ', |byte| char::from(*byte))
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_is_one_cell() {
        let values = [Some(0), Some(1), Some(50), None, Some(100), Some(-3)];
        assert_eq!(line(&values, 100), "_.= #v");
        assert_eq!(line(&[Some(i64::MAX), Some(i64::MIN)], i64::MAX), "#v");
        assert_eq!(line(&[Some(0)], 0), "_");
    }
}
