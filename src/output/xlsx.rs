//! Workbooks: typed cells, a heading that stays in sight, totals that follow a filter, a chart.
//!
//! Rows go to a temporary file as they come, so that a list of any length takes the same memory.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::tz::Offset;
use rust_xlsxwriter::{
    Chart as Picture, ChartType, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula,
    Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr as _;

use super::Written as _;
use super::chart::{Kind, Plot, Unit};
use super::column::Column;
use super::safe::safe;
use super::sink::{Foot, Head, Out, Row, Sink};
use super::value::{Table, Value};
use crate::error::Error;

/// Rows of one sheet, with its heading; what is beyond goes to a further sheet.
const MOST_ROWS: u32 = 1_048_576;

/// Characters of one cell.
const MOST_CHARACTERS: usize = 32_767;

/// The widest column, in characters.
const WIDEST: u16 = 60;

/// Integers beyond this are not told apart by a spreadsheet.
const EXACT: u64 = 1 << 53;

fn failed(error: XlsxError) -> Error {
    match error {
        XlsxError::IoError(error) => Error::io("can't write the workbook", error),
        error => Error::io("can't write the workbook", std::io::Error::other(error)),
    }
}

/// The looks of cells.
struct Looks {
    heading: Format,
    amount: Format,
    date: Format,
    rate: Format,
    fine_rate: Format,
    /// Moments, by the offset that is written behind them.
    moments: BTreeMap<i32, Format>,
}

impl Looks {
    fn new() -> Self {
        let plain = Format::new;
        Self {
            heading: plain().set_bold().set_border_bottom(FormatBorder::Thin).set_align(FormatAlign::Top),
            amount: plain().set_num_format("#,##0.00"),
            date: plain().set_num_format("yyyy-mm-dd"),
            rate: plain().set_num_format("0.00%"),
            fine_rate: plain().set_num_format("0.0000%"),
            moments: BTreeMap::new(),
        }
    }

    /// A spreadsheet has local times only: the offset is shown and is no part of the value.
    fn moment(&mut self, offset: Offset) -> &Format {
        self.moments
            .entry(offset.seconds())
            .or_insert_with(|| Format::new().set_num_format(format!("yyyy-mm-dd hh:mm:ss\"{offset}\"")))
    }
}

/// The same look in bold below a line, for totals.
fn total(format: &Format) -> Format {
    format.clone().set_bold().set_border_top(FormatBorder::Thin)
}

/// A workbook that is being written.
pub(super) struct Book {
    workbook: Workbook,
    looks: Looks,
    names: Vec<String>,
}

/// A sheet of rows within it.
struct Sheet {
    index: usize,
    next: u32,
    columns: Vec<Column>,
    widths: Vec<u16>,
}

impl Book {
    /// Empty, with temporary files in this directory.
    fn new(title: Option<&str>, about: &[(String, Value)], temporary: Option<&Path>) -> Result<Self, Error> {
        let mut workbook = Workbook::new();
        if let Some(directory) = temporary {
            workbook.set_tempdir(directory).map_err(failed)?;
        }
        // A fixed day, so that the same rows make the same bytes.
        let created = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        let chosen = about.iter().map(|(what, value)| format!("{what}: {}", value.shown()));
        let properties = DocProperties::new()
            .set_title(title.unwrap_or_default())
            .set_comment(chosen.collect::<Vec<_>>().join("; "))
            .set_creation_datetime(&created);
        workbook.set_properties(&properties);
        Ok(Self { workbook, looks: Looks::new(), names: Vec::new() })
    }

    /// A name that a sheet may have and no other has.
    fn name(&mut self, wanted: &str) -> String {
        let clean: String = safe(wanted)
            .chars()
            .filter(|c| !['[', ']', ':', '*', '?', '/', '\\', '\''].contains(c))
            .take(25)
            .collect();
        let clean = clean.trim();
        let clean = if clean.is_empty() { "rows" } else { clean };
        let is_new = |name: &String| !self.names.iter().any(|known| known.eq_ignore_ascii_case(name));
        let mut numbered =
            std::iter::once(clean.to_owned()).chain((2..=99_999).map(|n| format!("{clean} {n}")));
        let name = numbered.find(is_new).unwrap_or_else(|| clean.to_owned());
        self.names.push(name.clone());
        name
    }

    /// A sheet with its heading.
    fn sheet(&mut self, wanted: &str, columns: Vec<Column>) -> Result<Sheet, Error> {
        let name = self.name(wanted);
        let worksheet = self.workbook.add_worksheet_with_constant_memory().map_err(failed)?;
        let index = self.names.len() - 1;
        heading(worksheet, &name, &columns, &self.looks.heading).map_err(failed)?;
        let widths = columns.iter().map(|column| cells(column.title) + 2).collect();
        Ok(Sheet { index, next: 1, columns, widths })
    }

    fn row<'a>(&mut self, sheet: &mut Sheet, values: impl Iterator<Item = &'a Value>) -> Result<(), Error> {
        let worksheet = self.workbook.worksheet_from_index(sheet.index).map_err(failed)?;
        for ((column, value), width) in (0..).zip(values).zip(&mut sheet.widths) {
            *width =
                (*width).max(write(worksheet, &mut self.looks, sheet.next, column, value).map_err(failed)?);
        }
        sheet.next += 1;
        Ok(())
    }

    /// What belongs below the rows, and how wide the columns have become.
    fn close(&mut self, sheet: &Sheet, totals: Option<&[Value]>) -> Result<(), Error> {
        let worksheet = self.workbook.worksheet_from_index(sheet.index).map_err(failed)?;
        let last = sheet.next.saturating_sub(1);
        let columns = u16::try_from(sheet.columns.len()).unwrap_or(u16::MAX).max(1);
        let finish = |worksheet: &mut Worksheet| {
            if let Some(totals) = totals
                && sheet.next < MOST_ROWS
            {
                for ((column, value), of) in (0..).zip(totals).zip(&sheet.columns) {
                    write_total(worksheet, &self.looks, sheet.next, column, value, of.summed)?;
                }
            }
            for (column, width) in (0..).zip(&sheet.widths) {
                worksheet.set_column_width(column, (*width).min(WIDEST))?;
            }
            if last > 0 {
                worksheet.autofilter(0, 0, last, columns - 1)?;
            }
            Ok(())
        };
        finish(worksheet).map_err(failed)
    }

    /// A sheet with the numbers of a picture, and the picture.
    fn picture(&mut self, wanted: &str, plot: &Plot) -> Result<(), Error> {
        let name = self.name(wanted);
        let number = match plot.unit {
            Unit::Count => Format::new(),
            Unit::Money => self.looks.amount.clone(),
            Unit::Rate => self.looks.rate.clone(),
        };
        let bold = self.looks.heading.clone();
        let worksheet = self.workbook.add_worksheet();
        draw(worksheet, &name, plot, &bold, &number).map_err(failed)
    }

    fn finish(mut self, out: Out<'_>) -> Result<(), Error> {
        self.workbook.save_to_writer(&mut *out).map_err(|error| match error {
            XlsxError::IoError(error) => std::io::Error::written_as(error),
            error => failed(error),
        })?;
        out.flush().written()
    }
}

/// A failure of the reader's side is told as for every other format.
trait WrittenAs {
    fn written_as(error: std::io::Error) -> Error;
}

impl WrittenAs for std::io::Error {
    fn written_as(error: Self) -> Error {
        match Err::<(), _>(error).written() {
            Err(error) => error,
            Ok(()) => Error::io("can't write the workbook", Self::other("unknown")),
        }
    }
}

fn heading(sheet: &mut Worksheet, name: &str, columns: &[Column], bold: &Format) -> Result<(), XlsxError> {
    sheet.set_name(name)?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    for (index, column) in (0..).zip(columns) {
        sheet.write_string_with_format(0, index, column.key, bold)?;
    }
    Ok(())
}

/// Writes a value as what it is, and returns how many characters it takes.
fn write(
    sheet: &mut Worksheet,
    looks: &mut Looks,
    row: u32,
    column: u16,
    value: &Value,
) -> Result<u16, XlsxError> {
    match value {
        Value::Null => {}
        Value::Int(number) if number.unsigned_abs() < EXACT => {
            sheet.write_number(row, column, float(*number))?;
        }
        Value::Money(money) if money.minor().unsigned_abs() < EXACT => {
            sheet.write_number_with_format(row, column, float(money.minor()) / 100.0, &looks.amount)?;
        }
        Value::Ppm(rate) => {
            let format = if rate.parts() % 100 == 0 { &looks.rate } else { &looks.fine_rate };
            sheet.write_number_with_format(row, column, f64::from(rate.parts()) / 1_000_000.0, format)?;
        }
        Value::Bool(is) => {
            sheet.write_boolean(row, column, *is)?;
        }
        Value::Date(date) => match ExcelDateTime::parse_from_str(&date.to_string()) {
            Ok(day) => _ = sheet.write_datetime_with_format(row, column, day, &looks.date)?,
            // Before 1900 there are no days in a spreadsheet.
            Err(_) => _ = sheet.write_string(row, column, date.to_string())?,
        },
        Value::Instant(at, offset) => {
            // Seconds of the local clock, told to the spreadsheet as if they were universal.
            let local = at.as_second() + i64::from(offset.seconds());
            match ExcelDateTime::from_timestamp(local) {
                Ok(moment) => {
                    sheet.write_datetime_with_format(row, column, moment, looks.moment(*offset))?;
                    return Ok(27);
                }
                Err(_) => _ = sheet.write_string(row, column, value.shown())?,
            }
        }
        // A text is one whatever it begins with, so that nothing in it is a formula or loses digits.
        _ => _ = sheet.write_string(row, column, fitting(&value.shown()))?,
    }
    Ok(if *value == Value::Null { 0 } else { cells(&value.listed()) + 2 })
}

/// A total is a formula, so that it follows a filter, with its value for readers that don't calculate.
fn write_total(
    sheet: &mut Worksheet,
    looks: &Looks,
    row: u32,
    column: u16,
    value: &Value,
    is_summed: bool,
) -> Result<(), XlsxError> {
    let plain = Format::new();
    let (format, result) = match value {
        Value::Money(money) => (&looks.amount, (float(money.minor()) / 100.0).to_string()),
        Value::Int(number) => (&plain, number.to_string()),
        _ => {
            let text = if column == 0 { "total" } else { "" };
            sheet.write_string_with_format(row, column, text, &total(&plain))?;
            return Ok(());
        }
    };
    if is_summed {
        let name = column_name(column);
        let sum = Formula::new(format!("=SUBTOTAL(109,{name}2:{name}{row})")).set_result(result);
        sheet.write_formula_with_format(row, column, sum, &total(format))?;
    }
    Ok(())
}

/// A column as formulas call it: A, B, .. Z, AA.
fn column_name(column: u16) -> String {
    let mut name = Vec::new();
    let mut rest = u32::from(column) + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        name.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    name.into_iter().rev().collect()
}

fn draw(
    sheet: &mut Worksheet,
    name: &str,
    plot: &Plot,
    bold: &Format,
    number: &Format,
) -> Result<(), XlsxError> {
    let last = u32::try_from(plot.labels.len()).unwrap_or(u32::MAX);
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    sheet.write_string_with_format(0, 0, plot.label_title.to_lowercase(), bold)?.set_column_width(0, 24)?;
    for (row, label) in (1..).zip(&plot.labels) {
        sheet.write_string(row, 0, fitting(label))?;
    }
    let mut picture = Picture::new(match (plot.kind, plot.series.len()) {
        (Kind::Things, 0 | 1) => ChartType::Bar,
        (Kind::Things, _) => ChartType::BarStacked,
        (Kind::Periods, 0 | 1) => ChartType::Column,
        (Kind::Periods, _) => ChartType::ColumnStacked,
    });
    for (column, series) in (1_u16..).zip(&plot.series) {
        let title = if series.name.is_empty() { plot.title.to_lowercase() } else { series.name.clone() };
        sheet.write_string_with_format(0, column, fitting(&title), bold)?.set_column_width(column, 14)?;
        for (row, magnitude) in (1..).zip(&series.values) {
            let Some(magnitude) = magnitude else { continue };
            let value = match plot.unit {
                Unit::Count => float(*magnitude),
                Unit::Money => float(*magnitude) / 100.0,
                Unit::Rate => float(*magnitude) / 1_000_000.0,
            };
            sheet.write_number_with_format(row, column, value, number)?;
        }
        picture
            .add_series()
            .set_categories((name, 1, 0, last, 0))
            .set_values((name, 1, column, last, column))
            .set_name((name, 0, column));
    }
    if plot.kind == Kind::Things {
        // The first row stands on top, as in the sheet.
        picture.y_axis().set_reverse();
    }
    if plot.series.len() < 2 {
        picture.legend().set_hidden();
    }
    picture.set_width(760).set_height(400);
    let beside = u16::try_from(plot.series.len() + 2).unwrap_or(u16::MAX);
    sheet.insert_chart(1, beside, &picture)?;
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "the caller keeps to 53 bits, or draws")]
const fn float(number: i64) -> f64 {
    number as f64
}

fn cells(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(WIDEST).min(WIDEST)
}

/// As much of a text as a cell takes.
fn fitting(text: &str) -> String {
    // A spreadsheet counts in units of UTF-16.
    if text.len() <= MOST_CHARACTERS || text.encode_utf16().count() <= MOST_CHARACTERS {
        return text.to_owned();
    }
    let mut units = 0;
    let mut short: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units + 2 <= MOST_CHARACTERS
        })
        .collect();
    short.push_str("..");
    short
}

/// A workbook of one list.
pub(super) struct XlsxList<'a> {
    out: Option<Out<'a>>,
    book: Option<Book>,
    sheet: Option<Sheet>,
    temporary: Option<std::path::PathBuf>,
    title: String,
}

impl<'a> XlsxList<'a> {
    pub(super) fn new(out: Out<'a>, temporary: Option<&Path>) -> Self {
        let temporary = temporary.map(Path::to_path_buf);
        Self { out: Some(out), book: None, sheet: None, temporary, title: String::new() }
    }
}

impl Sink for XlsxList<'_> {
    fn begin(&mut self, head: &Head) -> Result<(), Error> {
        let mut book = Book::new(head.title.as_deref(), &head.about, self.temporary.as_deref())?;
        self.title = head.title.clone().unwrap_or_else(|| "rows".to_owned());
        self.sheet = Some(book.sheet(&self.title, head.columns.clone())?);
        self.book = Some(book);
        Ok(())
    }

    fn row(&mut self, row: Row<'_>) -> Result<(), Error> {
        if let (Some(book), Some(sheet)) = (&mut self.book, &mut self.sheet) {
            if sheet.next == MOST_ROWS {
                book.close(sheet, None)?;
                *sheet = book.sheet(&self.title, sheet.columns.clone())?;
            }
            book.row(sheet, row.iter())?;
        }
        Ok(())
    }

    fn end(&mut self, foot: Foot) -> Result<(), Error> {
        let (Some(mut book), Some(sheet), Some(out)) = (self.book.take(), self.sheet.take(), self.out.take())
        else {
            return Ok(());
        };
        // A total over several sheets would be a sum of the last one.
        let totals = foot.totals.filter(|_| sheet.index == 0);
        book.close(&sheet, totals.as_deref())?;
        if let Some(plot) = &foot.plot {
            book.picture("chart", plot)?;
        }
        book.finish(out)
    }
}

const FIELDS: [Column; 2] = [Column::new("field", "FIELD"), Column::new("value", "VALUE")];

/// A workbook of one thing: a sheet of its fields, and one for each of its tables.
pub(super) fn record<'a>(
    out: Out<'_>,
    title: Option<&str>,
    temporary: Option<&Path>,
    fields: impl Iterator<Item = (&'static str, &'a Value)> + Clone,
) -> Result<(), Error> {
    let mut book = Book::new(title, &[], temporary)?;
    let mut sheet = book.sheet(title.unwrap_or("fields"), FIELDS.to_vec())?;
    for (key, value) in fields.clone().filter(|(_, value)| !matches!(value, Value::Table(_))) {
        book.row(&mut sheet, [&Value::code(key), value].into_iter())?;
    }
    book.close(&sheet, None)?;
    for (key, value) in fields {
        if let Value::Table(table) = value {
            rows(&mut book, key, table)?;
        }
    }
    book.finish(out)
}

fn rows(book: &mut Book, name: &str, table: &Table) -> Result<(), Error> {
    let mut sheet = book.sheet(name, table.columns.clone())?;
    for cells in &table.rows {
        book.row(&mut sheet, cells.iter())?;
    }
    book.close(&sheet, table.totals().as_deref())?;
    match table.plot() {
        Some(plot) => book.picture(&format!("{name} chart"), &plot),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_in_formulas() {
        assert_eq!([0, 25, 26, 701, 702].map(column_name), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_text_is_cut_to_a_cell_between_characters() {
        assert_eq!(fitting("short"), "short");
        let long = fitting(&"𠮷".repeat(20_000));
        assert!(long.encode_utf16().count() <= MOST_CHARACTERS && long.ends_with("𠮷.."));
    }

    #[test]
    fn names_of_sheets_are_made_possible_and_unique() {
        let mut book = Book::new(None, &[], None).expect("a book");
        assert_eq!(book.name("Sales: 2026/10 [all]"), "Sales 202610 all");
        assert_eq!(book.name("sales 202610 ALL"), "sales 202610 ALL 2");
        assert_eq!(book.name("''"), "rows");
        assert_eq!(book.name(&"字".repeat(40)).chars().count(), 25);
    }
}
