//! The table for people: a heading, one rule, rows; no borders.

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Row, TableStyle,
    Width,
};
use unicode_width::UnicodeWidthStr;

use super::{
    Screen,
    column::{Align, Column},
    value::Value,
};

/// Only ASCII: line-drawing characters and `…` are one or two cells wide, as the terminal likes, and in
/// Chinese settings mostly two.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .header_separator(LineStyle::none().fill('-').junction('-'))
    .content_lines(ContentLineStyle::none().junction(' '));

const CUT: &str = "..";

/// A column of text is not cut to fewer cells than this, even if the table gets wider than the terminal.
const NARROWEST: u16 = 8;

/// What the row of totals is called.
const TOTAL: &str = "total";

/// Lays out the rows, each with one value a column, and ends each line. Totals stand below a rule of their own. Where
/// the screen has a width, long texts are cut to fit it; numbers and identifiers never are.
pub(super) fn render(
    columns: &[Column],
    rows: &[Vec<Value>],
    totals: Option<&[Value]>,
    screen: Screen,
) -> String {
    lay_out(columns, rows, totals, screen, false)
}

/// As [`render`], without totals: a long text goes on in the next line of its column in place of being cut.
pub(super) fn wrap(columns: &[Column], rows: &[Vec<Value>], screen: Screen) -> String {
    lay_out(columns, rows, None, screen, true)
}

fn lay_out(
    columns: &[Column],
    rows: &[Vec<Value>],
    totals: Option<&[Value]>,
    screen: Screen,
    wraps: bool,
) -> String {
    let mut table = comfy_table::Table::new();
    table.load_style(STYLE).set_truncation_indicator(CUT);
    if !wraps {
        // No cell holds this character, so nothing is broken at blanks and a cut cell fills its column.
        table.set_delimiter('\0');
    }
    if let Some(width) = screen.width {
        table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    }

    let sides: Vec<CellAlignment> =
        columns.iter().enumerate().map(|(index, column)| side(column, index, rows)).collect();
    let one_line = |cells: Vec<Cell>| {
        let mut row = Row::from(cells);
        row.max_height(1);
        row
    };
    let titles =
        columns.iter().zip(&sides).map(|(column, side)| Cell::new(column.title).set_alignment(*side));
    table.set_header(one_line(titles.collect()));
    for row in rows {
        let cells =
            row.iter().zip(&sides).map(|(value, side)| Cell::new(value.listed()).set_alignment(*side));
        let cells: Vec<Cell> = cells.collect();
        table.add_row(if wraps { Row::from(cells) } else { one_line(cells) });
    }
    if let Some(totals) = totals {
        let cells = totals.iter().enumerate().map(|(index, value)| match value {
            Value::Null => Cell::new(if index == 0 { TOTAL } else { "" }),
            value => Cell::new(value.listed()).set_alignment(sides[index]),
        });
        table.add_row(one_line(cells.collect()));
    }

    let widths = table.column_max_content_widths();
    for (index, column) in table.column_iter_mut().enumerate() {
        let gap = u16::from(index + 1 < columns.len());
        column.set_padding((0, gap));
        let whole = widths.get(index).copied().unwrap_or_default();
        let may_be_cut = rows.iter().any(|row| row.get(index).is_some_and(Value::may_be_cut));
        column.set_constraint(if may_be_cut {
            ColumnConstraint::LowerBoundary(Width::Fixed(whole.min(NARROWEST) + gap))
        } else {
            ColumnConstraint::ContentWidth
        });
    }

    let mut text = String::new();
    let mut rule = String::new();
    let last = rows.len() + 2;
    for (index, line) in table.lines().enumerate() {
        let line = line.trim_end();
        if index == 1 {
            line.clone_into(&mut rule);
        } else if totals.is_some() && index == last {
            text.push_str(&rule);
            text.push('\n');
        }
        text.push_str(&if index == 0 { screen.bold(line) } else { line.to_owned() });
        text.push('\n');
    }
    text
}

/// The width of the table where nothing is cut.
pub(super) fn width(columns: &[Column], rows: &[Vec<Value>]) -> u16 {
    let text = render(columns, rows, None, Screen::ENDLESS);
    let widest = text.lines().map(UnicodeWidthStr::width).max().unwrap_or_default();
    u16::try_from(widest).unwrap_or(u16::MAX)
}

fn side(column: &Column, index: usize, rows: &[Vec<Value>]) -> CellAlignment {
    match column.align {
        Align::Left => CellAlignment::Left,
        Align::Right => CellAlignment::Right,
        Align::ByValue => {
            let mut known = rows
                .iter()
                .filter_map(|row| row.get(index))
                .filter(|value| **value != Value::Null)
                .peekable();
            if known.peek().is_some() && known.all(Value::is_number) {
                CellAlignment::Right
            } else {
                CellAlignment::Left
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Money;

    const COLUMNS: [Column; 3] =
        [Column::new("code", "CODE"), Column::new("name", "NAME"), Column::new("fee", "FEE")];

    fn row(code: &'static str, name: &'static str, fee: i64) -> Vec<Value> {
        vec![Value::code(code), Value::text(name), Value::Money(Money::from_minor(fee))]
    }

    fn screen(width: Option<u16>) -> Screen {
        Screen { width, ..Screen::ENDLESS }
    }

    #[test]
    fn chinese_names_and_amounts_line_up() {
        let rows = [row("BJ1", "北京中心", 19900), row("SH12", "Shanghai", -5), row("X", "", 100_000_000)];
        assert_eq!(
            render(&COLUMNS, &rows, None, screen(None)),
            "\
CODE  NAME             FEE
--------------------------
BJ1   北京中心      199.00
SH12  Shanghai       -0.05
X               1000000.00
"
        );
    }

    #[test]
    fn totals_stand_below_a_rule() {
        let rows = [row("BJ1", "北京中心", 19900), row("SH12", "Shanghai", 50)];
        let totals = [Value::Null, Value::Null, Value::Money(Money::from_minor(19950))];
        assert_eq!(
            render(&COLUMNS, &rows, Some(&totals), screen(None)),
            "\
CODE   NAME         FEE
-----------------------
BJ1    北京中心  199.00
SH12   Shanghai    0.50
-----------------------
total            199.50
"
        );
    }

    #[test]
    fn nulls_follow_their_column() {
        let rows = [vec![Value::code("A"), Value::Null, Value::Null], row("B", "b", 1)];
        assert_eq!(
            render(&COLUMNS, &rows, None, screen(None)),
            "CODE  NAME   FEE\n----------------\nA     -        -\nB     b     0.01\n"
        );
        let aligned =
            [Column::new("n", "NUMBER").aligned(Align::Left), Column::new("t", "T").aligned(Align::Right)];
        let rows = [vec![Value::Int(1), Value::text("a")], vec![Value::Int(10), Value::text("bb")]];
        assert_eq!(
            render(&aligned, &rows, None, screen(None)),
            "NUMBER   T\n----------\n1        a\n10      bb\n"
        );
    }

    #[test]
    fn on_a_narrow_terminal_only_text_is_cut() {
        let rows = [row("00012345678901234567", "非常长的中心名称 with more words", 123_456_789)];
        let text = render(&COLUMNS, &rows, None, screen(Some(50)));
        assert!(text.lines().all(|line| line.width() <= 50), "{text}");
        assert!(text.contains("00012345678901234567") && text.contains("1234567.89"), "{text}");
        assert!(text.contains("非常长的中心名..  "), "{text}");

        // Too narrow for all: the table is wider than the terminal rather than wrong.
        let text = render(&COLUMNS, &rows, None, screen(Some(20)));
        assert!(text.contains("00012345678901234567") && text.contains("1234567.89"), "{text}");
        assert!(text.contains("非常长..  "), "{text}");
    }

    #[test]
    fn a_text_that_is_read_goes_on_in_the_next_line() {
        let rows = [row("A1", "every holder is found by name", 5), row("B", "短 名", 12)];
        assert_eq!(
            wrap(&COLUMNS, &rows, screen(Some(24))),
            "\
CODE  NAME           FEE
------------------------
A1    every holder  0.05
      is found by
      name
B     短 名         0.12
"
        );
        assert_eq!(wrap(&COLUMNS, &rows, screen(None)), render(&COLUMNS, &rows, None, screen(None)));
    }

    #[test]
    fn hostile_text_stays_in_its_cell() {
        let text = render(&COLUMNS, &[row("A\u{1b}]0;x\u{7}", "a\nb\u{202e}", 1)], None, screen(None));
        assert_eq!(text.lines().count(), 3);
        assert!(text.contains("A\\x1b]0;x\\x07  a\\nb\\u{202e}"), "{text}");
    }

    #[test]
    fn colour_is_only_in_the_heading() {
        let text = render(&COLUMNS, &[row("A", "a", 1)], None, Screen { color: true, ..Screen::ENDLESS });
        assert!(text.starts_with("\u{1b}[1mCODE  NAME   FEE\u{1b}[0m\n----"), "{text:?}");
        assert_eq!(text.matches('\u{1b}').count(), 2);
    }
}
