//! Where the rows of a list go: one sink for each format.

use std::io::Write;
use std::mem;

use super::chart::{Kind, Plot};
use super::column::Column;
use super::streams::Stderr;
use super::value::Value;
use super::{Screen, Written as _, bars, json, pager, record, spark, table};
use crate::error::Error;

/// What stands above the rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// What the list is, where it says so.
    pub(super) title: Option<String>,
    /// What was chosen: filters, a run, a period.
    pub(super) about: Vec<(String, Value)>,
    /// The columns that are shown.
    pub(super) columns: Vec<Column>,
}

/// What stands below them.
#[derive(Clone, Debug, Default)]
pub(super) struct Foot {
    /// How many rows there were.
    pub(super) rows: u64,
    /// A total for each column that has one, where there is more than one row and none is missing.
    pub(super) totals: Option<Vec<Value>>,
    /// What is drawn of the rows.
    pub(super) plot: Option<Plot>,
}

/// A row with the places of the cells that are shown.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) cells: &'a [Value],
    pub(super) shown: &'a [usize],
}

impl<'a> Row<'a> {
    pub(super) fn iter(self) -> impl Iterator<Item = &'a Value> + Clone {
        self.shown.iter().map(|&index| &self.cells[index])
    }
}

/// A format of lists. `begin` is called once, before the first row or, without rows, at the end; so whoever fails early
/// leaves no output.
pub(super) trait Sink {
    fn begin(&mut self, head: &Head) -> Result<(), Error>;
    fn row(&mut self, row: Row<'_>) -> Result<(), Error>;
    fn end(&mut self, foot: Foot) -> Result<(), Error>;
}

pub(super) type Out<'a> = &'a mut (dyn Write + Send);

/// One array of objects, one a line.
pub(super) struct Json<'a> {
    pub(super) out: Out<'a>,
    pub(super) keys: Vec<&'static str>,
    pub(super) rows: u64,
}

impl Sink for Json<'_> {
    fn begin(&mut self, head: &Head) -> Result<(), Error> {
        self.keys = head.columns.iter().map(|column| column.key).collect();
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        self.out.write_all(if self.rows == 0 { b"[\n" } else { b",\n" }).written()?;
        self.rows += 1;
        object(self.out, &self.keys, row)
    }

    fn end(&mut self, foot: Foot) -> Result<(), Error> {
        let last: &[u8] = if foot.rows == 0 { b"[]\n" } else { b"\n]\n" };
        self.out.write_all(last).and_then(|()| self.out.flush()).written()
    }
}

/// One object a line.
pub(super) struct Jsonl<'a> {
    pub(super) out: Out<'a>,
    pub(super) keys: Vec<&'static str>,
}

impl Sink for Jsonl<'_> {
    fn begin(&mut self, head: &Head) -> Result<(), Error> {
        self.keys = head.columns.iter().map(|column| column.key).collect();
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        object(self.out, &self.keys, row)?;
        self.out.write_all(b"\n").written()
    }

    fn end(&mut self, _: Foot) -> Result<(), Error> {
        self.out.flush().written()
    }
}

fn object(out: &mut dyn Write, keys: &[&'static str], row: Row<'_>) -> Result<(), Error> {
    json::write(out, &json::Object(keys.iter().copied().zip(row.iter()))).written()
}

/// Comma-separated values with a header.
pub(super) struct Csv<'a> {
    pub(super) out: csv::Writer<Out<'a>>,
    pub(super) cell: String,
    /// Whether a spreadsheet will open it: digits that it would round or shorten end with a tab then.
    pub(super) for_spreadsheet: bool,
}

impl Sink for Csv<'_> {
    fn begin(&mut self, head: &Head) -> Result<(), Error> {
        self.out.write_record(head.columns.iter().map(|column| column.key)).written()
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        for value in row.iter() {
            self.cell.clear();
            value.push_csv(&mut self.cell);
            if self.for_spreadsheet && value.is_identifier_of_digits() {
                self.cell.push('\t');
            }
            self.out.write_field(&self.cell).written()?;
        }
        self.out.write_record(None::<&[u8]>).written()
    }

    fn end(&mut self, _: Foot) -> Result<(), Error> {
        self.out.flush().written()
    }
}

/// Tab-separated values with a header.
pub(super) struct Tsv<'a> {
    pub(super) out: Out<'a>,
    pub(super) cell: String,
}

impl Sink for Tsv<'_> {
    fn begin(&mut self, head: &Head) -> Result<(), Error> {
        tsv(self.out, head.columns.iter().map(|column| column.key), |key, line| line.push_str(key))
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        let cell = &mut self.cell;
        tsv(self.out, row.iter(), |value, line| {
            cell.clear();
            value.push_csv(cell);
            push_tsv(cell, line);
        })
    }

    fn end(&mut self, _: Foot) -> Result<(), Error> {
        self.out.flush().written()
    }
}

fn tsv<T>(
    out: &mut dyn Write,
    cells: impl Iterator<Item = T>,
    mut push: impl FnMut(T, &mut String),
) -> Result<(), Error> {
    let mut line = String::new();
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            line.push('\t');
        }
        push(cell, &mut line);
    }
    line.push('\n');
    out.write_all(line.as_bytes()).written()
}

/// Backslash, tab and line breaks as `\\`, `\t`, `\n`, `\r`, as `COPY` of `PostgreSQL` reads them.
fn push_tsv(cell: &str, line: &mut String) {
    for c in cell.chars() {
        match c {
            '\\' => line.push_str("\\\\"),
            '\t' => line.push_str("\\t"),
            '\n' => line.push_str("\\n"),
            '\r' => line.push_str("\\r"),
            c => line.push(c),
        }
    }
}

/// For people, on a screen: laid out when all rows are there.
pub(super) struct Laid<'a> {
    pub(super) out: Out<'a>,
    /// Where a text goes that is longer than the screen, if there is a pager for it.
    pub(super) paged: Option<&'a mut String>,
    pub(super) stderr: Stderr,
    pub(super) screen: Screen,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Value>>,
    pub(super) looks: Looks,
}

/// How rows are shown to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Looks {
    /// In columns.
    Table,
    /// In columns, with the whole of every text.
    Wrapped,
    /// One below the other, each as its fields.
    Upright,
    /// With a bar as long as the number in this column.
    Drawn { value: usize },
}

impl Sink for Laid<'_> {
    fn begin(&mut self, head: &Head) -> Result<(), Error> {
        self.columns.clone_from(&head.columns);
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        self.rows.push(row.iter().cloned().collect());
        Ok(())
    }

    fn end(&mut self, foot: Foot) -> Result<(), Error> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let rows = mem::take(&mut self.rows);
        let text = match (self.looks, foot.plot) {
            (Looks::Drawn { value }, Some(plot)) => self.drawn(value, rows, &plot),
            (Looks::Wrapped, _) => table::wrap(&self.columns, &rows, self.screen),
            (Looks::Upright, _) => record::blocks(&self.columns, &rows, self.screen),
            _ => table::render(&self.columns, &rows, foot.totals.as_deref(), self.screen),
        };
        lay(self.out, self.paged.as_deref_mut(), &self.stderr, self.screen, &text)
    }
}

/// Writes a laid-out text, or keeps it for the pager with what is said after it.
pub(super) fn lay(
    out: &mut dyn Write,
    paged: Option<&mut String>,
    stderr: &Stderr,
    screen: Screen,
    text: &str,
) -> Result<(), Error> {
    if let (Some(paged), Some(width), Some(height)) = (paged, screen.width, screen.height)
        && (!paged.is_empty() || pager::is_longer(text, width, height))
    {
        stderr.hold();
        paged.push_str(text);
        return Ok(());
    }
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).written()
}

impl Laid<'_> {
    /// A bar for each row, or, where there are several series over time, a line for each of them.
    fn drawn(&self, value: usize, mut rows: Vec<Vec<Value>>, plot: &Plot) -> String {
        if plot.series.len() > 1 && plot.kind == Kind::Periods {
            return spark::render(plot, self.screen);
        }
        let mut columns = self.columns.clone();
        bars::append(&mut columns, &mut rows, value, self.screen);
        table::render(&columns, &rows, None, self.screen)
    }
}
