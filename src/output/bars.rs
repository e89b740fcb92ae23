//! Bar charts of characters.

use super::{Screen, column::Column, table, value::Value};

/// The length of the longest bar where the terminal has room.
const LONGEST: u16 = 50;
/// The length of the longest bar where it has not.
const SHORTEST: u16 = 10;

/// Adds a column of bars to a table, as long as the numbers in the column `of` and as the screen has room.
pub(super) fn append(columns: &mut Vec<Column>, rows: &mut [Vec<Value>], of: usize, screen: Screen) {
    let shown: Vec<usize> = (0..columns.len()).filter(|&index| !columns[index].detail).collect();
    let longest = screen.width.map_or(LONGEST, |width| {
        let visible: Vec<Column> = shown.iter().map(|&index| columns[index]).collect();
        let cells = |row: &Vec<Value>| shown.iter().filter_map(|&index| row.get(index).cloned()).collect();
        let cells: Vec<Vec<Value>> = rows.iter().map(cells).collect();
        let beside = table::width(&visible, &cells).saturating_add(2);
        width.saturating_sub(beside).clamp(SHORTEST, LONGEST)
    });
    let magnitude = |row: &Vec<Value>| row.get(of).map_or(0, Value::magnitude);
    let most = rows.iter().map(|row| magnitude(row).unsigned_abs()).max().unwrap_or_default();
    for row in rows {
        let drawn = bar(magnitude(row), most, longest);
        row.push(Value::code(drawn));
    }
    columns.push(Column::new("bar", ""));
}

/// ASCII, because block elements are of uncertain width in Chinese terminals. What is not zero is seen.
fn bar(magnitude: i64, most: u64, longest: u16) -> String {
    let size = u128::from(magnitude.unsigned_abs());
    let (most, longest) = (u128::from(most.max(1)), u128::from(longest));
    let length = ((size * longest + most / 2) / most).max(u128::from(size > 0));
    // At most `longest`, for no size is above the most.
    let length = usize::try_from(length).unwrap_or_default();
    if magnitude < 0 { "-" } else { "#" }.repeat(length)
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::*;
    use crate::{
        domain::money::Money,
        output::{Chart, Format, Options, Streams, Ui},
    };

    const COLUMNS: [Column; 2] = [Column::new("region", "REGION"), Column::new("amount", "AMOUNT")];

    fn written(format: Format, width: Option<u16>) -> String {
        let (streams, captured) = Streams::memory("");
        let streams = if let Some(width) = width { streams.on_terminal(width) } else { streams };
        let mut ui = Ui::new(streams, Options { format, ..Options::default() });
        let rows = [("北京", 10_000), ("Shanghai", 5_000), ("无", 0), ("少", 1), ("退款", -2_500)];
        let mut list = ui.list(&COLUMNS).expect("a list").charted(Chart::bars("region", "amount"), true);
        for (name, amount) in rows {
            list.row([Value::text(name), Value::Money(Money::from_minor(amount))]).expect("a row");
        }
        list.end().expect("memory takes all");
        captured.stdout()
    }

    #[test]
    fn bars_stand_in_line_beside_chinese_labels() {
        assert_eq!(
            written(Format::Table, None),
            format!(
                "REGION    AMOUNT\n{}\n\
                 北京      100.00  {}\nShanghai   50.00  {}\n无          0.00\n少          0.01  #\n退款      -25.00  {}\n",
                "-".repeat(68),
                "#".repeat(50),
                "#".repeat(25),
                "-".repeat(13),
            )
        );
    }

    #[test]
    fn bars_fit_the_terminal() {
        let text = written(Format::Table, Some(40));
        assert_eq!(
            text.lines().map(|line| line.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "").width()).max(),
            Some(40),
            "{text}"
        );
        assert!(text.contains(&"#".repeat(22)), "{text}");
    }

    #[test]
    fn programs_get_the_numbers() {
        assert!(written(Format::Csv, None).starts_with("region,amount\n北京,100.00\nShanghai,50.00\n"));
    }

    #[test]
    fn extremes_do_not_overflow() {
        assert_eq!(bar(i64::MIN, i64::MIN.unsigned_abs(), 50).len(), 50);
        assert_eq!(bar(i64::MAX, i64::MIN.unsigned_abs(), 50).len(), 50);
        assert_eq!(bar(0, 0, 50), "");
    }
}
