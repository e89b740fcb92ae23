//! Records: one thing with all its fields.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr as _;

use super::{
    Format, Screen, Ui, Written as _, bars,
    column::{Choice, Column},
    html, json, sink, spark, table,
    value::{Table, Value},
    wrapped, xlsx,
};
use crate::error::Error;

/// The fields of one thing, in the order in which they are shown.
///
/// json and jsonl write one object on one line; csv and tsv a header and one row, where tables and maps
/// are json text; the table one field a line, and tables and maps as blocks below.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    title: Option<String>,
    columns: Vec<Column>,
    cells: Vec<Value>,
}

impl Record {
    /// Without fields.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Says what it is: the heading of a page and of a sheet.
    #[must_use]
    pub fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The record with one more field.
    #[must_use]
    pub fn field(mut self, key: &'static str, title: &'static str, value: impl Into<Value>) -> Self {
        self.push(key, title, value);
        self
    }

    /// Adds a field.
    pub fn push(&mut self, key: &'static str, title: &'static str, value: impl Into<Value>) {
        self.columns.push(Column::new(key, title));
        self.cells.push(value.into());
    }

    /// Adds the fields of another record.
    pub fn extend(&mut self, other: Self) {
        self.columns.extend(other.columns);
        self.cells.extend(other.cells);
    }

    /// For people.
    fn render(&self, shown: &[usize], screen: Screen) -> String {
        let fields = || shown.iter().map(|&index| (self.columns[index].title, &self.cells[index]));
        let mut text = lines(fields().filter(|(_, value)| !is_block(value)), "", screen);
        for (title, value) in fields().filter(|(_, value)| is_block(value)) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&screen.bold(title));
            text.push('\n');
            match value {
                Value::Table(rows) => {
                    text.push_str(&block(rows, screen.plain()));
                }
                Value::Map(entries) => {
                    let entries = entries.iter().map(|(key, value)| (key.as_ref(), value));
                    text.push_str(&lines(entries, "  ", screen.plain()));
                }
                _ => {}
            }
        }
        text
    }
}

/// A table within a record, with what is drawn of it.
fn block(rows: &Table, screen: Screen) -> String {
    let rows = rows.without_details();
    if let Some(plot) = rows.plot().filter(|plot| plot.series.len() > 1) {
        return spark::render(&plot, screen);
    }
    let (mut columns, mut cells) = (rows.columns.clone(), rows.rows.clone());
    if let Some(value) = rows.drawn_column() {
        bars::append(&mut columns, &mut cells, value, screen);
        return table::render(&columns, &cells, None, screen);
    }
    table::render(&columns, &cells, rows.totals().as_deref(), screen)
}

/// Whether a value gets a block of its own. An empty one is a dash on its line.
fn is_block(value: &Value) -> bool {
    match value {
        Value::Table(table) => !table.rows.is_empty(),
        Value::Map(entries) => !entries.is_empty(),
        _ => false,
    }
}

/// A text gets no column that is narrower than this.
const NARROWEST: usize = 20;

/// One field a line, the values below each other. A text that is longer than the screen goes on below its beginning.
fn lines<'a>(
    fields: impl Iterator<Item = (&'a str, &'a Value)> + Clone,
    indent: &str,
    screen: Screen,
) -> String {
    let width = fields.clone().map(|(title, _)| title.width()).max().unwrap_or_default();
    let before = indent.width() + width + 2;
    let room = screen.width.map(|whole| usize::from(whole).saturating_sub(before));
    let room = room.filter(|room| *room >= NARROWEST);
    let mut text = String::new();
    for (title, value) in fields {
        let shown = match value {
            Value::Table(table) if table.rows.is_empty() => Cow::Borrowed("-"),
            Value::Map(entries) if entries.is_empty() => Cow::Borrowed("-"),
            value => value.shown(),
        };
        let shown = match room {
            Some(room) if value.may_be_cut() && shown.width() > room => {
                Cow::Owned(wrapped(shown.split(' '), room).join(&format!("\n{}", " ".repeat(before))))
            }
            _ => shown,
        };
        let gap = " ".repeat(width - title.width() + 2);
        text.push_str(format!("{indent}{}{gap}{shown}", screen.bold(title)).trim_end());
        text.push('\n');
    }
    text
}

/// Rows one below the other, each as the fields that it has, with an empty line between two.
pub(super) fn blocks(columns: &[Column], rows: &[Vec<Value>], screen: Screen) -> String {
    let block = |row: &Vec<Value>| {
        let fields = columns.iter().map(|column| column.title).zip(row);
        lines(fields.filter(|(_, value)| **value != Value::Null), "", screen)
    };
    rows.iter().map(block).collect::<Vec<_>>().join("\n")
}

impl Ui {
    /// Writes a record. `--columns` selects and orders its fields.
    pub fn record(&mut self, record: Record) -> Result<(), Error> {
        if self.options.selection.asks_for_columns(&record.columns) {
            return self.columns(&record.columns)?.end().map(drop);
        }
        // One thing is neither sorted nor cut.
        let choice = Choice { sort: Vec::new(), limit: None, filter: None, ..self.choice(&record.columns)? };
        match self.options.format {
            Format::Table => {
                let text = record.render(&choice.shown, self.stdout_screen);
                let paged = self.options.pager.is_some().then_some(&mut self.paged);
                sink::lay(&mut *self.stdout, paged, &self.stderr, self.stdout_screen, &text)
            }
            Format::Json | Format::Jsonl => {
                let entries =
                    choice.shown.iter().map(|&index| (record.columns[index].key, &record.cells[index]));
                let out = &mut *self.stdout;
                json::write(out, &json::Object(entries))
                    .and_then(|()| out.write_all(b"\n"))
                    .and_then(|()| out.flush())
                    .written()
            }
            Format::Html => {
                let fields =
                    choice.shown.iter().map(|&index| (record.columns[index].title, &record.cells[index]));
                html::record(&mut *self.stdout, record.title.as_deref(), fields)
            }
            Format::Xlsx => {
                let fields =
                    choice.shown.iter().map(|&index| (record.columns[index].key, &record.cells[index]));
                let temporary = self.options.temporary.as_deref();
                xlsx::record(&mut *self.stdout, record.title.as_deref(), temporary, fields)
            }
            Format::Csv | Format::Tsv => {
                let mut list = self.begin(record.columns, choice);
                list.row(record.cells)?;
                list.end().map(|_| ())
            }
        }
    }

    /// Whether a record is what people look at, and nothing of it was chosen: where one thing is found it can be shown
    /// whole then, in place of a row.
    #[must_use]
    pub fn shows_whole_records(&self) -> bool {
        let selection = &self.options.selection;
        self.options.format == Format::Table
            && selection.columns.is_empty()
            && selection.sort.is_empty()
            && selection.filter.is_none()
    }

    /// Shows people, on stderr, what a command is about to do, before it asks. With `-q` only where somebody
    /// will be asked.
    pub fn preview(&mut self, record: &Record) {
        if !self.options.quiet || (self.can_ask() && !self.options.yes) {
            let all: Vec<usize> = (0..record.columns.len()).collect();
            self.stderr.write(&record.render(&all, self.stderr_screen));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::money::Money,
        output::{Options, Selection, Streams, Table},
    };

    fn run() -> Record {
        let mut totals = Table::new(&[
            Column::new("role", "ROLE"),
            Column::new("lines", "LINES"),
            Column::new("amount", "AMOUNT"),
        ]);
        totals.row([Value::code("holder"), Value::Int(12), Money::from_minor(12345).into()]);
        totals.row([Value::code("agent"), Value::Int(3), Money::from_minor(-5).into()]);
        Record::new()
            .field("run", "Run", 1_u32)
            .field("totals", "Totals", totals)
            .field("status", "状态", Value::code("calculated"))
            .field("none", "Nothing", None::<i64>)
            .field("findings", "Findings", Table::new(&[]))
            .field(
                "meaning",
                "Meaning",
                Value::map([("region", Value::code("110102")), ("sex", Value::code("M"))]),
            )
            .field("memo", "Memo", Value::text("=a\u{1b}b"))
    }

    fn written(format: Format, columns: &[&str]) -> String {
        let (streams, captured) = Streams::memory("");
        let columns = columns.iter().map(|&name| name.to_owned()).collect();
        let sort = vec!["-run".to_owned()];
        let selection = Selection { columns, sort, limit: Some(0), ..Selection::default() };
        let mut ui = Ui::new(streams, Options { format, selection, ..Options::default() });
        ui.record(run()).expect("memory takes all");
        captured.stdout()
    }

    #[test]
    fn for_people_one_field_a_line_and_blocks_below() {
        assert_eq!(
            written(Format::Table, &[]),
            "\
Run       1
状态      calculated
Nothing   -
Findings  -
Memo      =a\\x1bb

Totals
ROLE    LINES  AMOUNT
---------------------
holder     12  123.45
agent       3   -0.05

Meaning
  region  110102
  sex     M
"
        );
    }

    #[test]
    fn a_text_that_is_longer_than_the_screen_goes_on_below() {
        let proved = ["counts of the main tables", "versions of the key", "头 of the audit log"];
        let record = Record::new()
            .field("head", "audit head", Value::code("17e02978a32b96d62addb0de5b9e924f6e4d8da99410ef9a"))
            .field("path", "file", Value::text("/a/path/that/is/longer/than/the/screen.db"))
            .field("proved", "verified", Value::List(proved.map(Value::text).into()));
        let shown = |width| record.render(&[0, 1, 2], Screen { width, ..Screen::ENDLESS });
        assert_eq!(
            shown(Some(40)),
            "\
audit head  17e02978a32b96d62addb0de5b9e924f6e4d8da99410ef9a
file        /a/path/that/is/longer/than/the/screen.db
verified    counts of the main tables,
            versions of the key, 头 of
            the audit log
"
        );
        // Nothing is broken where nobody sees it, or where there is no room.
        assert_eq!(shown(None).lines().count(), 3);
        assert_eq!(shown(Some(30)), shown(None));
    }

    #[test]
    fn for_programs_one_object_in_order() {
        let object = "{\"run\":1,\"totals\":[{\"role\":\"holder\",\"lines\":12,\"amount\":\"123.45\"},\
             {\"role\":\"agent\",\"lines\":3,\"amount\":\"-0.05\"}],\"status\":\"calculated\",\"none\":null,\
             \"findings\":[],\"meaning\":{\"region\":\"110102\",\"sex\":\"M\"},\"memo\":\"=a\\u001bb\"}\n";
        assert_eq!(written(Format::Json, &[]), object);
        assert_eq!(written(Format::Jsonl, &[]), object);
        assert_eq!(written(Format::Json, &["status", "run"]), "{\"status\":\"calculated\",\"run\":1}\n");
    }

    #[test]
    fn in_csv_nested_tables_are_json_text() {
        assert_eq!(
            written(Format::Csv, &["run", "meaning", "none", "memo"]),
            "run,meaning,none,memo\n1,\"{\"\"region\"\":\"\"110102\"\",\"\"sex\"\":\"\"M\"\"}\",,'=a\\x1bb\n"
        );
        assert!(written(Format::Tsv, &[]).starts_with("run\ttotals\tstatus\t"));
    }

    #[test]
    fn a_preview_is_for_people_and_on_stderr() {
        let preview = |quiet, yes, streams: fn(Streams) -> Streams| {
            let (memory, captured) = Streams::memory("");
            let options = Options { format: Format::Json, quiet, yes, ..Options::default() };
            Ui::new(streams(memory), options).preview(&Record::new().field("cards", "Cards", 500_u32));
            assert_eq!(captured.stdout(), "");
            captured.stderr()
        };
        assert_eq!(preview(false, false, |streams| streams), "Cards  500\n");
        assert_eq!(preview(true, false, |streams| streams), "");
        assert_eq!(preview(true, false, |streams| streams.answering(["y"])), "Cards  500\n");
        assert_eq!(preview(true, true, |streams| streams.answering(["y"])), "");
    }
}
