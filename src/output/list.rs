//! Lists: rows of one shape, streamed where the format allows it.

use std::{cmp::Ordering, mem, ops::ControlFlow};

use super::{
    Encoding, Format, Ui,
    chart::{Chart, Plotter},
    column::{Choice, Column},
    html::HtmlList,
    sink::{Csv, Foot, Head, Json, Jsonl, Laid, Looks, Out, Row, Sink, Tsv},
    streams::Stderr,
    value::{Totals, Value},
    xlsx::XlsxList,
};
use crate::error::{Code, Error};

const COLUMNS_OF: [Column; 3] =
    [Column::new("column", "COLUMN"), Column::new("title", "TITLE"), Column::new("in_table", "IN THE TABLE")];

/// A list that is being written.
///
/// All formats but the table are written row by row in constant memory, unless `--sort` wants all rows
/// first. The table is laid out at the end. Nothing is written before the first row, so a command that
/// fails early leaves stdout empty.
#[must_use = "a list is complete only after `end`"]
pub struct List<'a> {
    columns: Vec<Column>,
    choice: Choice,
    sink: To<'a>,
    head: Head,
    totals: Totals,
    plotter: Option<Plotter>,
    /// Holds rows back for sorting.
    unsorted: Vec<Vec<Value>>,
    row: Vec<Value>,
    rows: u64,
    /// Whether it lists the columns in place of the rows.
    is_of_columns: bool,
    empty_hint: String,
    stderr: Stderr,
    /// Whether people look at a table, who are told when it is empty.
    is_table: bool,
    quiet: bool,
}

enum To<'a> {
    Laid(Laid<'a>),
    Stream(Box<dyn Sink + 'a>),
}

impl<'a> To<'a> {
    fn sink(&mut self) -> &mut (dyn Sink + 'a) {
        match self {
            Self::Laid(laid) => laid,
            Self::Stream(sink) => &mut **sink,
        }
    }
}

impl Ui {
    /// Begins a list. An unknown name in `--columns`, `--sort` or `--filter` is a usage error.
    pub fn list(&mut self, columns: &[Column]) -> Result<List<'_>, Error> {
        if self.options.selection.asks_for_columns(columns) {
            return self.columns(columns);
        }
        let mut choice = self.choice(columns)?;
        if self.options.format == Format::Table {
            choice = choice.without_details(&self.options.selection, columns);
        }
        Ok(self.begin(columns.to_vec(), choice))
    }

    /// What `--columns help` shows of a list: its columns.
    pub(super) fn columns(&mut self, of: &[Column]) -> Result<List<'_>, Error> {
        let mut list = self.begin(COLUMNS_OF.to_vec(), Choice::all(&COLUMNS_OF));
        for column in of {
            list.row([Value::code(column.key), Value::text(column.title), (!column.detail).into()])?;
        }
        list.is_of_columns = true;
        Ok(list)
    }

    pub(super) fn begin(&mut self, columns: Vec<Column>, choice: Choice) -> List<'_> {
        let screen = self.stdout_screen;
        let format = self.options.format;
        let temporary = self.options.temporary.clone();
        let for_spreadsheet = self.options.encoding != Encoding::Utf8;
        let paged = self.options.pager.is_some().then_some(&mut self.paged);
        let stderr = self.stderr.clone();
        let out: Out<'_> = &mut *self.stdout;
        let sink = match format {
            Format::Table => {
                let looks = Looks::Table;
                To::Laid(Laid { out, paged, stderr, screen, columns: Vec::new(), rows: Vec::new(), looks })
            }
            Format::Json => To::Stream(Box::new(Json { out, keys: Vec::new(), rows: 0 })),
            Format::Jsonl => To::Stream(Box::new(Jsonl { out, keys: Vec::new() })),
            Format::Csv => {
                let out = csv::Writer::from_writer(out);
                To::Stream(Box::new(Csv { out, cell: String::new(), for_spreadsheet }))
            }
            Format::Tsv => To::Stream(Box::new(Tsv { out, cell: String::new() })),
            Format::Xlsx => To::Stream(Box::new(XlsxList::new(out, temporary.as_deref()))),
            Format::Html => To::Stream(Box::new(HtmlList::new(out))),
        };
        let head =
            Head { columns: choice.shown.iter().map(|&index| columns[index]).collect(), ..Head::default() };
        List {
            totals: Totals::new(&columns),
            columns,
            choice,
            sink,
            head,
            plotter: None,
            unsorted: Vec::new(),
            row: Vec::new(),
            rows: 0,
            is_of_columns: false,
            empty_hint: "nothing to show".to_owned(),
            stderr: self.stderr.clone(),
            is_table: format == Format::Table,
            quiet: self.options.quiet,
        }
    }
}

impl List<'_> {
    /// Shows people each row by itself, a line for each value that is there: for texts that no column is wide enough for.
    /// The other formats are as ever.
    pub fn upright(mut self) -> Self {
        if let To::Laid(laid) = &mut self.sink {
            laid.looks = Looks::Upright;
        }
        self
    }

    /// Shows people the whole of each text, in several lines of its column where it has to be. The other formats are as ever.
    pub fn wrapped(mut self) -> Self {
        if let To::Laid(laid) = &mut self.sink {
            laid.looks = Looks::Wrapped;
        }
        self
    }

    /// Says what the list is: the heading of a page and of a sheet.
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.head.title = Some(title.into());
        self
    }

    /// Says what was chosen for the list, such as the days or the run: below the heading of a page and of a sheet.
    pub fn about(mut self, what: impl Into<String>, value: impl Into<Value>) -> Self {
        self.head.about.push((what.into(), value.into()));
        self
    }

    /// Draws the rows in html and xlsx, and, when it is `drawn`, on the screen in place of the table. Not where
    /// `--columns` or `--sort` want something else than the picture shows.
    pub fn charted(mut self, chart: Chart, drawn: bool) -> Self {
        self.plotter = Plotter::new(chart, &self.columns);
        if let (To::Laid(laid), Some(plotter), true) = (&mut self.sink, &self.plotter, drawn)
            && self.choice.is_plain
        {
            let (label, value, series) = plotter.places();
            self.choice.shown = [Some(label), series, Some(value)].into_iter().flatten().collect();
            self.head.columns = self.choice.shown.iter().map(|&index| self.columns[index]).collect();
            laid.looks = Looks::Drawn { value: self.choice.shown.len() - 1 };
        }
        self
    }

    /// What the note on stderr says when the table has no rows: what there is none of, and how to get some.
    pub fn empty_hint(&mut self, hint: impl Into<String>) {
        self.empty_hint = hint.into();
    }

    /// As [`row`](Self::row), and says whether further rows would be dropped, so that nobody need read them.
    pub fn offer(&mut self, cells: impl IntoIterator<Item = Value>) -> Result<ControlFlow<()>, Error> {
        self.row(cells)?;
        let is_full = self.is_of_columns || (self.choice.sort.is_empty() && self.at_limit());
        Ok(if is_full { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    }

    fn at_limit(&self) -> bool {
        self.choice.limit.is_some_and(|limit| self.rows >= limit)
    }

    /// Adds a row, one value a column.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Value>) -> Result<(), Error> {
        if self.is_of_columns {
            return Ok(());
        }
        let mut row = mem::take(&mut self.row);
        row.clear();
        row.extend(cells);
        if row.len() != self.columns.len() {
            let (cells, columns) = (row.len(), self.columns.len());
            return Err(Error::new(Code::Internal, format!("a row of {cells} cells in {columns} columns")));
        }
        if let Some(filter) = &mut self.choice.filter
            && !filter.admits(&row)?
        {
            self.row = row;
            return Ok(());
        }
        if self.choice.sort.is_empty() {
            self.emit(row)
        } else {
            self.unsorted.push(row);
            Ok(())
        }
    }

    fn emit(&mut self, row: Vec<Value>) -> Result<(), Error> {
        if !self.at_limit() {
            if self.rows == 0 {
                self.sink.sink().begin(&self.head)?;
            }
            self.totals.add(&row);
            if let Some(plotter) = &mut self.plotter {
                plotter.observe(&row);
            }
            self.sink.sink().row(Row { cells: &row, shown: &self.choice.shown })?;
            self.rows += 1;
        }
        self.row = row;
        Ok(())
    }

    /// Writes what was held back and closes the list. Returns the number of rows written.
    pub fn end(mut self) -> Result<u64, Error> {
        let mut unsorted = mem::take(&mut self.unsorted);
        unsorted.sort_by(|a, b| order(a, b, &self.choice.sort));
        for row in unsorted {
            self.emit(row)?;
        }
        if self.rows == 0 {
            self.sink.sink().begin(&self.head)?;
            if self.is_table && !self.quiet {
                let hint =
                    if self.choice.filter.is_some() { "no row passes the filter" } else { &self.empty_hint };
                self.stderr.line(&super::safe(hint));
            }
        }
        // Of rows that a limit cut, the total would be of those that happen to be shown.
        let totals = if self.at_limit() { None } else { self.totals.finish() };
        let totals = totals.map(|all| self.choice.shown.iter().map(|&index| all[index].clone()).collect());
        let totals = totals.filter(|shown: &Vec<Value>| shown.iter().any(|total| *total != Value::Null));
        let plot = self.plotter.and_then(Plotter::finish);
        self.sink.sink().end(Foot { rows: self.rows, totals, plot })?;
        Ok(self.rows)
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
        Selection { columns: owned(columns), sort: owned(sort), limit, ..Selection::default() }
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
    fn the_columns_are_listed_in_place_of_the_rows() -> Result<(), Error> {
        let (streams, captured) = Streams::memory("");
        let selection = selection(&["help"], &[], None);
        let mut ui = Ui::new(streams, Options { format: Format::Csv, selection, ..Options::default() });
        let mut list = ui.list(&[COLUMNS[0], Column::detail("by", "BY")])?;
        assert!(list.offer([Value::code("a"), Value::Null])?.is_break(), "no row need be read");
        list.end()?;
        ui.record(crate::output::Record::new().field("n", "number", 1_i64))?;
        assert_eq!(
            captured.stdout(),
            "column,title,in_table\ncode,CODE,true\nby,BY,false\ncolumn,title,in_table\nn,number,true\n"
        );
        Ok(())
    }

    #[test]
    fn a_filter_counts_before_a_limit_and_an_empty_result_names_it() {
        let rows = [("a", "x", 1), ("b", "y", 2), ("c", "y", 3)];
        let filtered = |filter: &str, limit| {
            let filter = Some(filter.to_owned());
            written(Format::Table, Selection { filter, limit, ..Selection::default() }, &rows)
        };
        assert!(filtered("name=y", Some(1)).stdout().ends_with("\nb     y       0.02\n"));
        assert_eq!(filtered("name=z", None).stderr(), "no row passes the filter\n");
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
        assert!(list.offer([Value::code("a")])?.is_break());
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
