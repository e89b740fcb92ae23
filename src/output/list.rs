//! Lists: rows of one shape, streamed where the format allows it.

use std::{cmp::Ordering, io::Write, mem};

use super::{
    Format, Screen, Ui, Written as _,
    column::{Choice, Column},
    json, record,
    streams::Stderr,
    table,
    value::Value,
};
use crate::error::{Code, Error};

/// A list that is being written.
///
/// json, jsonl, csv and tsv are written row by row in constant memory, unless `--sort` wants all rows
/// first. The table is laid out at the end. Nothing is written before the first row, so a command that
/// fails early leaves stdout empty.
#[must_use = "a list is complete only after `end`"]
pub struct List<'a> {
    columns: Vec<Column>,
    choice: Choice,
    sink: Sink<'a>,
    /// Holds rows back for sorting.
    unsorted: Vec<Vec<Value>>,
    row: Vec<Value>,
    rows: u64,
    cell: String,
    empty_hint: String,
    stderr: Stderr,
    quiet: bool,
    screen: Screen,
    upright: bool,
}

type Out<'a> = &'a mut (dyn Write + Send);

enum Sink<'a> {
    Table(Out<'a>, Vec<Vec<Value>>),
    Json(Out<'a>),
    Jsonl(Out<'a>),
    Csv(Box<csv::Writer<Out<'a>>>),
    Tsv(Out<'a>),
}

impl Ui {
    /// Begins a list. An unknown name in `--columns` or `--sort` is a usage error.
    pub fn list(&mut self, columns: &[Column]) -> Result<List<'_>, Error> {
        let selection = &self.options.selection;
        let mut choice = Choice::of(selection, columns)?;
        if self.options.format == Format::Table {
            choice = choice.without_details(selection, columns);
        }
        Ok(self.begin(columns.to_vec(), choice))
    }

    pub(super) fn begin(&mut self, columns: Vec<Column>, choice: Choice) -> List<'_> {
        let out: Out<'_> = &mut *self.stdout;
        List {
            columns,
            choice,
            sink: match self.options.format {
                Format::Table => Sink::Table(out, Vec::new()),
                Format::Json => Sink::Json(out),
                Format::Jsonl => Sink::Jsonl(out),
                Format::Csv => Sink::Csv(Box::new(csv::Writer::from_writer(out))),
                Format::Tsv => Sink::Tsv(out),
            },
            unsorted: Vec::new(),
            row: Vec::new(),
            rows: 0,
            cell: String::new(),
            empty_hint: "nothing to show".to_owned(),
            stderr: self.stderr.clone(),
            quiet: self.options.quiet,
            screen: self.stdout_screen,
            upright: false,
        }
    }
}

impl List<'_> {
    /// Shows people each row by itself, a line for each value that is there: for texts that no column is wide enough for.
    /// The other formats are as ever.
    pub const fn upright(mut self) -> Self {
        self.upright = true;
        self
    }

    /// What the note on stderr says when the table has no rows: what there is none of, and how to get some.
    pub fn empty_hint(&mut self, hint: impl Into<String>) {
        self.empty_hint = hint.into();
    }

    /// Whether `--limit` is reached: further rows are dropped, and the command may stop reading.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.choice.sort.is_empty() && self.at_limit()
    }

    fn at_limit(&self) -> bool {
        self.choice.limit.is_some_and(|limit| self.rows >= limit)
    }

    /// Adds a row, one value a column.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Value>) -> Result<(), Error> {
        let mut row = mem::take(&mut self.row);
        row.clear();
        row.extend(cells);
        if row.len() != self.columns.len() {
            let (cells, columns) = (row.len(), self.columns.len());
            return Err(Error::new(Code::Internal, format!("a row of {cells} cells in {columns} columns")));
        }
        if self.choice.sort.is_empty() {
            self.emit(row)
        } else {
            self.unsorted.push(row);
            Ok(())
        }
    }

    fn emit(&mut self, mut row: Vec<Value>) -> Result<(), Error> {
        if self.at_limit() {
            return Ok(());
        }
        let first = self.rows == 0;
        if first {
            self.header()?;
        }
        let shown = &self.choice.shown;
        match &mut self.sink {
            Sink::Table(_, rows) => {
                rows.push(shown.iter().map(|&index| mem::replace(&mut row[index], Value::Null)).collect());
            }
            Sink::Json(out) => {
                out.write_all(if first { b"[\n" } else { b",\n" }).written()?;
                object(*out, &self.columns, shown, &row)?;
            }
            Sink::Jsonl(out) => {
                object(*out, &self.columns, shown, &row)?;
                out.write_all(b"\n").written()?;
            }
            Sink::Csv(out) => {
                for &index in shown {
                    self.cell.clear();
                    row[index].push_csv(&mut self.cell);
                    out.write_field(&self.cell).written()?;
                }
                out.write_record(None::<&[u8]>).written()?;
            }
            Sink::Tsv(out) => {
                let cell = &mut self.cell;
                let cells = shown.iter().map(|&index| &row[index]);
                tsv(*out, cells, |value, line| {
                    cell.clear();
                    value.push_csv(cell);
                    push_tsv(cell, line);
                })?;
            }
        }
        self.rows += 1;
        self.row = row;
        Ok(())
    }

    fn header(&mut self) -> Result<(), Error> {
        let keys = self.choice.shown.iter().map(|&index| self.columns[index].key);
        match &mut self.sink {
            Sink::Csv(out) => out.write_record(keys).written(),
            Sink::Tsv(out) => tsv(*out, keys, |key, line| line.push_str(key)),
            Sink::Table(..) | Sink::Json(_) | Sink::Jsonl(_) => Ok(()),
        }
    }

    /// Writes what was held back and closes the list. Returns the number of rows written.
    pub fn end(mut self) -> Result<u64, Error> {
        let mut unsorted = mem::take(&mut self.unsorted);
        unsorted.sort_by(|a, b| order(a, b, &self.choice.sort));
        for row in unsorted {
            self.emit(row)?;
        }
        if self.rows == 0 {
            self.header()?;
        }
        let rows = self.rows;
        match self.sink {
            Sink::Table(_, rows) if rows.is_empty() => {
                if !self.quiet {
                    self.stderr.line(&super::safe(&self.empty_hint));
                }
            }
            Sink::Table(out, rows) => {
                let columns: Vec<Column> =
                    self.choice.shown.iter().map(|&index| self.columns[index]).collect();
                let text = if self.upright {
                    record::blocks(&columns, &rows, self.screen)
                } else {
                    table::render(&columns, &rows, self.screen)
                };
                out.write_all(text.as_bytes()).and_then(|()| out.flush()).written()?;
            }
            Sink::Json(out) => {
                out.write_all(if rows == 0 { b"[]\n" } else { b"\n]\n" })
                    .and_then(|()| out.flush())
                    .written()?;
            }
            Sink::Jsonl(out) | Sink::Tsv(out) => out.flush().written()?,
            Sink::Csv(mut out) => out.flush().written()?,
        }
        Ok(rows)
    }
}

fn object(out: &mut dyn Write, columns: &[Column], shown: &[usize], row: &[Value]) -> Result<(), Error> {
    let entries = shown.iter().map(|&index| (columns[index].key, &row[index]));
    json::write(out, &json::Object(entries)).written()
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

/// The order of two rows under `--sort`; nulls are last whichever way the column is sorted.
fn order(a: &[Value], b: &[Value], keys: &[(usize, bool)]) -> Ordering {
    keys.iter()
        .map(|&(index, descending)| {
            let (a, b) = (&a[index], &b[index]);
            let order = (*a == Value::Null).cmp(&(*b == Value::Null));
            order.then_with(|| if descending { b.order(a) } else { a.order(b) })
        })
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::money::Money,
        output::{Captured, Options, Selection, Streams},
    };

    #[test]
    fn an_upright_list_shows_what_is_there_of_each_row() {
        let (streams, captured) = Streams::memory("");
        let options = Options { color: crate::output::Color::Never, ..Options::default() };
        let mut ui = Ui::new(streams.on_terminal(20), options);
        let columns = [Column::new("code", "code"), Column::new("told", "what is told")];
        let mut list = ui.list(&columns).expect("a list").upright();
        list.row([Value::code("A"), Value::text("longer than the terminal is wide")]).expect("a row");
        list.row([Value::code("B"), Value::Null]).expect("a row");
        list.end().expect("the end");
        assert_eq!(
            captured.stdout(),
            "code          A\nwhat is told  longer than the terminal is wide\n\ncode  B\n"
        );
    }

    const COLUMNS: [Column; 3] =
        [Column::new("code", "CODE"), Column::new("name", "NAME"), Column::new("amount", "AMOUNT")];

    fn selection(columns: &[&str], sort: &[&str], limit: Option<u64>) -> Selection {
        let owned = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        Selection { columns: owned(columns), sort: owned(sort), limit }
    }

    fn written(format: Format, selection: Selection, rows: &[(&'static str, &'static str, i64)]) -> Captured {
        let (streams, captured) = Streams::memory("");
        let mut ui = Ui::new(streams, Options { format, selection, ..Options::default() });
        let mut list = ui.list(&COLUMNS).expect("known columns");
        list.empty_hint("no cards: `cardctl batch issue` makes some");
        for &(code, name, amount) in rows {
            let amount = Value::Money(Money::from_minor(amount));
            list.row([Value::code(code), Value::text(name), amount]).expect("memory takes all");
        }
        list.end().expect("memory takes all");
        captured
    }

    const HOSTILE: [(&str, &str, i64); 2] =
        [("007", "=HYPERLINK(\"x\")", -5), ("-1,2", "tab\there\nand \\ \u{1b}[2J", 1234)];

    #[test]
    fn each_format_of_the_same_rows() {
        let all = |format| written(format, Selection::default(), &HOSTILE).stdout();
        assert_eq!(
            all(Format::Csv),
            "code,name,amount\n007,\"'=HYPERLINK(\"\"x\"\")\",-0.05\n\"-1,2\",\"tab\there\nand \\ \\x1b[2J\",12.34\n"
        );
        assert_eq!(
            all(Format::Tsv),
            "code\tname\tamount\n007\t'=HYPERLINK(\"x\")\t-0.05\n-1,2\ttab\\there\\nand \\\\ \\\\x1b[2J\t12.34\n"
        );
        assert_eq!(
            all(Format::Jsonl),
            "{\"code\":\"007\",\"name\":\"=HYPERLINK(\\\"x\\\")\",\"amount\":\"-0.05\"}\n\
             {\"code\":\"-1,2\",\"name\":\"tab\\there\\nand \\\\ \\u001b[2J\",\"amount\":\"12.34\"}\n"
        );
        assert_eq!(
            all(Format::Table),
            "CODE  NAME                      AMOUNT\n\
             --------------------------------------\n\
             007   =HYPERLINK(\"x\")            -0.05\n\
             -1,2  tab\\there\\nand \\ \\x1b[2J   12.34\n"
        );
        let json: serde_json::Value = serde_json::from_str(&all(Format::Json)).expect("json");
        assert_eq!(json[1]["name"], "tab\there\nand \\ \u{1b}[2J");
        assert_eq!(json[0]["amount"], "-0.05");
    }

    #[test]
    fn an_empty_list_keeps_its_shape() {
        let empty = |format| {
            let captured = written(format, Selection::default(), &[]);
            (captured.stdout(), captured.stderr())
        };
        let hint = "no cards: `cardctl batch issue` makes some\n";
        assert_eq!(empty(Format::Table), (String::new(), hint.to_owned()));
        assert_eq!(empty(Format::Csv), ("code,name,amount\n".to_owned(), String::new()));
        assert_eq!(empty(Format::Tsv), ("code\tname\tamount\n".to_owned(), String::new()));
        assert_eq!(empty(Format::Json), ("[]\n".to_owned(), String::new()));
        assert_eq!(empty(Format::Jsonl), (String::new(), String::new()));
    }

    const ROWS: [(&str, &str, i64); 4] = [("b", "x", 10), ("a", "y", 900), ("c", "x", 900), ("d", "", 2)];

    #[test]
    fn columns_sort_and_limit() {
        let csv = |columns: &[&str], sort: &[&str], limit| {
            written(Format::Csv, selection(columns, sort, limit), &ROWS).stdout()
        };
        assert_eq!(csv(&["amount", "code"], &[], Some(2)), "amount,code\n0.10,b\n9.00,a\n");
        assert_eq!(csv(&["code"], &["-amount", "code"], None), "code\na\nc\nb\nd\n");
        assert_eq!(csv(&["code"], &["amount"], Some(2)), "code\nd\nb\n", "sorted first, then cut");
        assert_eq!(csv(&["code"], &["name"], None), "code\nd\nb\nc\na\n", "stable");
        assert_eq!(csv(&["code"], &[], Some(0)), "code\n");
        let table = written(Format::Table, selection(&["amount"], &["amount"], Some(1)), &ROWS).stdout();
        assert_eq!(table, "AMOUNT\n------\n  0.02\n");
    }

    #[test]
    fn nulls_are_last_in_both_directions() {
        let (null, one, two) = ([Value::Null], [Value::Int(1)], [Value::Int(2)]);
        assert_eq!(order(&null, &one, &[(0, false)]), Ordering::Greater);
        assert_eq!(order(&null, &one, &[(0, true)]), Ordering::Greater);
        assert_eq!(order(&two, &one, &[(0, true)]), Ordering::Less);
    }

    #[test]
    fn a_full_list_says_so_and_a_ragged_row_is_refused() -> Result<(), Error> {
        let (streams, captured) = Streams::memory("");
        let selection = selection(&[], &[], Some(1));
        let mut ui = Ui::new(streams, Options { format: Format::Json, selection, ..Options::default() });
        let mut list = ui.list(&COLUMNS[..1])?;
        assert!(!list.is_full());
        list.row([Value::code("a")])?;
        assert!(list.is_full());
        list.row([Value::code("b")])?;
        assert_eq!(list.row([]).expect_err("ragged").code(), Code::Internal);
        assert_eq!(list.end()?, 1);
        assert_eq!(captured.stdout(), "[\n{\"code\":\"a\"}\n]\n");
        Ok(())
    }

    #[test]
    fn nothing_is_written_before_the_first_row() -> Result<(), Error> {
        for format in [Format::Csv, Format::Tsv, Format::Json, Format::Jsonl, Format::Table] {
            let (streams, captured) = Streams::memory("");
            let mut ui = Ui::new(streams, Options { format, ..Options::default() });
            drop(ui.list(&COLUMNS)?);
            ui.finish()?;
            assert_eq!(captured.stdout(), "");
        }
        Ok(())
    }
}
