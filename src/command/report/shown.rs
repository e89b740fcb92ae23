//! How a report is shown: its rows, what was chosen for it, and its picture.

use super::filter::Filter;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Chart, Column, Value};

/// A report on its way to the user.
pub(super) struct Report {
    /// What it tells: the heading of a page or a sheet.
    pub(super) title: String,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Value>>,
    /// What is said where there are no rows.
    pub(super) empty: String,
    pub(super) chart: Chart,
}

impl Report {
    /// Shows the rows, or, where the terminal's picture is asked for, draws them.
    pub(super) fn show(self, session: &mut Session, filter: &Filter, drawn: bool) -> Result<Outcome, Error> {
        let mut list = session.ui.list(&self.columns)?.titled(self.title);
        for (what, value) in &filter.said {
            list = list.about(*what, Value::text(value.clone()));
        }
        let mut list = list.charted(self.chart, drawn);
        list.empty_hint(self.empty);
        for row in self.rows {
            list.row(row)?;
        }
        list.end()?;
        Ok(Outcome::Done)
    }
}
