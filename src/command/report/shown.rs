//! How a report is shown: one table of rows, or one chart of them.

use super::filter::Filter;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};

/// What a chart stands for: the column of labels and the one of values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drawing {
    /// The key of the labels.
    pub(super) label: &'static str,
    /// The key of the values.
    pub(super) value: &'static str,
}

/// A report on its way to the user.
pub(super) struct Report {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Value>>,
    /// What is said where there are no rows.
    pub(super) empty: String,
    pub(super) drawing: Drawing,
}

impl Report {
    /// Shows the rows, or draws them.
    pub(super) fn show(self, session: &mut Session, _filter: &Filter, drawn: bool) -> Result<Outcome, Error> {
        if drawn {
            let place =
                |key: &str| self.columns.iter().position(|column| column.key == key).unwrap_or_default();
            let (label, value) = (place(self.drawing.label), place(self.drawing.value));
            let columns = [self.columns[label], self.columns[value]];
            let bars = self.rows.into_iter().map(|row| [row[label].clone(), row[value].clone()]).collect();
            session.ui.bars(&columns, bars, &self.empty)?;
            return Ok(Outcome::Done);
        }
        let mut list = session.ui.list(&self.columns)?;
        list.empty_hint(self.empty);
        for row in self.rows {
            list.row(row)?;
        }
        list.end()?;
        Ok(Outcome::Done)
    }
}
