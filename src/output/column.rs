//! The columns of a list, and which of them the user selects.

use super::{Selection, filter::Filter};
use crate::error::{Code, Error};

/// A column: its key in json, csv and `--columns`, and its title for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// `snake_case` English, stable.
    pub key: &'static str,
    /// The heading in the table.
    pub title: &'static str,
    /// Where the table puts it.
    pub align: Align,
    /// Whether the table shows it only when `--columns` names it. The other formats always have it.
    pub detail: bool,
    /// Whether its values can be added up: a list for people ends with their total.
    pub summed: bool,
}

/// Where a table puts the values of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Numbers, amounts and rates to the right, everything else to the left.
    ByValue,
    /// To the left.
    Left,
    /// To the right.
    Right,
}

impl Column {
    /// A column whose values decide the alignment.
    #[must_use]
    pub const fn new(key: &'static str, title: &'static str) -> Self {
        Self { key, title, align: Align::ByValue, detail: false, summed: false }
    }

    /// A column that few look for, so that the others fit a terminal: a list leaves it out of the table.
    #[must_use]
    pub const fn detail(key: &'static str, title: &'static str) -> Self {
        Self { detail: true, ..Self::new(key, title) }
    }

    /// The same column, of amounts or counts that add up to a total.
    #[must_use]
    pub const fn summed(self) -> Self {
        Self { summed: true, ..self }
    }

    /// The same column, aligned so.
    #[must_use]
    pub const fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }
}

/// A [`Selection`] resolved against the columns of a list.
#[derive(Debug)]
pub(super) struct Choice {
    /// Which columns are shown, in this order.
    pub(super) shown: Vec<usize>,
    /// By which columns to sort, and whether descending.
    pub(super) sort: Vec<(usize, bool)>,
    pub(super) limit: Option<u64>,
    pub(super) filter: Option<Filter>,
    /// Whether neither other columns nor another order were asked for.
    pub(super) is_plain: bool,
}

impl Choice {
    pub(super) fn all(columns: &[Column]) -> Self {
        Self {
            shown: (0..columns.len()).collect(),
            sort: Vec::new(),
            limit: None,
            filter: None,
            is_plain: true,
        }
    }

    /// The same, without the details that a selection did not name.
    pub(super) fn without_details(mut self, selection: &Selection, columns: &[Column]) -> Self {
        if selection.columns.is_empty() {
            self.shown.retain(|&index| columns.get(index).is_some_and(|column| !column.detail));
        }
        self
    }

    pub(super) fn of(selection: &Selection, columns: &[Column]) -> Result<Self, Error> {
        let filter = selection.filter.as_deref().map(|text| Filter::parse(text, columns)).transpose()?;
        let is_plain = selection.columns.is_empty() && selection.sort.is_empty();
        let mut choice = Self { limit: selection.limit, filter, is_plain, ..Self::all(columns) };
        if !selection.columns.is_empty() {
            choice.shown.clear();
            for name in &selection.columns {
                let (index, _) = position(name.trim(), columns)?;
                if choice.shown.contains(&index) {
                    return Err(Error::new(Code::Usage, format!("column `{}` is named twice", name.trim()))
                        .hint("name each column once"));
                }
                choice.shown.push(index);
            }
        }
        for name in &selection.sort {
            let name = name.trim();
            let (name, descending) = name.strip_prefix('-').map_or((name, false), |name| (name, true));
            choice.sort.push((position(name, columns)?.0, descending));
        }
        Ok(choice)
    }
}

/// The place of a column, and its key.
pub(super) fn position(name: &str, columns: &[Column]) -> Result<(usize, &'static str), Error> {
    let found = columns.iter().enumerate().find(|(_, column)| column.key == name);
    found.map(|(index, column)| (index, column.key)).ok_or_else(|| {
        let keys: Vec<&str> = columns.iter().map(|column| column.key).collect();
        Error::new(Code::Usage, format!("no column `{name}`"))
            .did_you_mean(name, keys.iter().copied())
            .hint(format!("columns: {}", keys.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Column; 3] =
        [Column::new("code", "CODE"), Column::new("name", "NAME"), Column::new("amount", "AMOUNT")];

    fn choice(columns: &[&str], sort: &[&str]) -> Result<Choice, Error> {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        Choice::of(
            &Selection { columns: owned(columns), sort: owned(sort), ..Selection::default() },
            &COLUMNS,
        )
    }

    #[test]
    fn columns_and_sort_keys_are_found() -> Result<(), Error> {
        let chosen = choice(&["amount", " code"], &["-amount", "name"])?;
        assert_eq!(chosen.shown, [2, 0]);
        assert_eq!(chosen.sort, [(2, true), (1, false)]);
        assert_eq!(choice(&[], &[])?.shown, [0, 1, 2]);
        Ok(())
    }

    #[test]
    fn details_are_left_out_unless_they_are_named() -> Result<(), Error> {
        let columns = [Column::new("code", "CODE"), Column::detail("by", "BY")];
        let shown = |names: &[&str]| {
            let columns_named = names.iter().map(|&name| name.to_owned()).collect();
            let selection = Selection { columns: columns_named, ..Selection::default() };
            Choice::of(&selection, &columns).map(|choice| choice.without_details(&selection, &columns).shown)
        };
        assert_eq!(shown(&[])?, [0]);
        assert_eq!(shown(&["by", "code"])?, [1, 0]);
        Ok(())
    }

    #[test]
    fn an_unknown_column_is_a_usage_error_with_the_nearest_and_the_list() {
        for result in [choice(&["amuont"], &[]), choice(&[], &["-amuont"])] {
            let error = result.expect_err("there is no such column");
            assert_eq!((error.code(), error.to_string()), (Code::Usage, "no column `amuont`".to_owned()));
            assert_eq!(error.hints(), ["did you mean `amount`?", "columns: code, name, amount"]);
        }
        let twice = choice(&["code", "code"], &[]).expect_err("twice");
        assert_eq!(twice.to_string(), "column `code` is named twice");
    }
}
