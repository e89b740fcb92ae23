//! The lines of a bill: rows, summaries, comments.

use super::columns::{self, Columns, Fields};
use super::tally::Tally;
use super::{BillRow, Format, alipay_fund, alipay_trade, own, wechat_fund, wechat_trade};
use crate::domain::day::{Calendar, TimeError};
use crate::domain::identifier::{EXTERNAL_ID, line_of_text};
use crate::error::{Code, Error};
use crate::input::LONGEST_ROW;
use crate::input::encoding::{Form, Text};
use crate::input::source::{Source, cannot_read, changed};
use jiff::Timestamp;

/// The longest note that is kept, in characters.
const MEMO: usize = 200;

/// The lines of a text, without their ends.
pub(super) struct Lines<'a> {
    text: Text<'a>,
    number: u64,
    bytes: Vec<u8>,
    line: String,
}

impl<'a> Lines<'a> {
    pub(super) fn new(source: &'a Source, form: Form) -> Self {
        Self { text: Text::new(source, form), number: 0, bytes: Vec::new(), line: String::new() }
    }

    /// The number of the last line that was read.
    pub(super) const fn number(&self) -> u64 {
        self.number
    }

    /// The next line and its number; nothing at the end. `shown` names the file in errors.
    pub(super) fn read(&mut self, shown: &str) -> Result<Option<(u64, &str)>, Error> {
        self.bytes.clear();
        self.number += 1;
        let mut any = false;
        loop {
            let ahead = self.text.ahead().map_err(|error| match error.kind() {
                std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof => changed(shown),
                _ => cannot_read(shown, error),
            })?;
            if ahead.is_empty() {
                break;
            }
            any = true;
            let end = ahead.iter().position(|byte| *byte == b'\n');
            let length = end.unwrap_or(ahead.len());
            self.bytes.extend_from_slice(&ahead[..length]);
            self.text.pass(end.map_or(length, |end| end + 1));
            if self.bytes.len() > LONGEST_ROW {
                let message = format!("line {} of {shown} is longer than {LONGEST_ROW} bytes", self.number);
                return Err(Error::new(Code::BadFile, message).hint("a bill has one row on each line"));
            }
            if end.is_some() {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        let line = std::str::from_utf8(&self.bytes).map_err(|_| changed(shown))?;
        self.line.clear();
        self.line.push_str(line.trim_end_matches('\r'));
        Ok(Some((self.number, &self.line)))
    }
}

/// What the values of a line came to.
type Read = (Vec<String>, Result<BillRow, String>);

/// Reads the lines below the header of one bill.
pub(super) struct Reader<'a> {
    format: Format,
    columns: &'a Columns,
    calendar: &'a Calendar,
    tally: Tally,
    /// The names of the summary, once they were read: on the next line are its values.
    summary: Option<Vec<String>>,
    /// Whether a header of other columns came: what stands below it can't be read by these.
    foreign: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(format: Format, columns: &'a Columns, calendar: &'a Calendar) -> Self {
        Self { format, columns, calendar, tally: Tally::default(), summary: None, foreign: false }
    }

    pub(super) fn warnings(&self) -> Vec<String> {
        self.tally.warnings()
    }

    /// Reads a line; nothing where it is no row.
    pub(super) fn line(&mut self, number: u64, text: &str) -> Option<Read> {
        let begins = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '"'));
        if let (Format::AlipayTrade | Format::AlipayFund, Some(comment)) =
            (self.format, begins.strip_prefix('#'))
        {
            self.footer(number, comment);
            return None;
        }
        let mut values = columns::split(text);
        if values.iter().all(String::is_empty) {
            return None;
        }
        if self.is_summary(number, &values) {
            return None;
        }
        if self.columns.begins_like(&values) {
            let names = Columns::of(&values);
            if self.columns.is_same(&names) {
                return None;
            }
            self.foreign |= Format::of(&names).is_some();
        }
        if self.foreign {
            let why = "it stands below a header of other columns; load that bill as a file of its own";
            return Some((values, Err(why.to_owned())));
        }
        let row = self.columns.fit(&mut values, self.free_text()).and_then(|()| self.row(number, &values));
        Some((values, row))
    }

    const fn free_text(&self) -> &'static str {
        match self.format {
            Format::WechatTrade | Format::AlipayTrade | Format::AlipayFund => "商品名称",
            Format::WechatFund => "备注",
            Format::Csv => "memo",
        }
    }

    fn row(&mut self, line: u64, values: &[String]) -> Result<BillRow, String> {
        let fields = Fields { columns: self.columns, values };
        let (calendar, tally) = (self.calendar, &mut self.tally);
        match self.format {
            Format::WechatTrade => wechat_trade::row(fields, line, calendar, tally),
            Format::WechatFund => wechat_fund::row(fields, line, calendar, tally),
            Format::AlipayTrade => alipay_trade::row(fields, line, calendar, tally),
            Format::AlipayFund => alipay_fund::row(fields, line, calendar, tally),
            Format::Csv => own::row(fields, line, calendar),
        }
    }

    /// Whether a line belongs to the summary of WeChat Pay: its names, or the values below them.
    fn is_summary(&mut self, line: u64, values: &[String]) -> bool {
        let head = match self.format {
            Format::WechatTrade => wechat_trade::SUMMARY,
            Format::WechatFund => wechat_fund::SUMMARY,
            _ => return false,
        };
        if values.first().is_some_and(|first| columns::normal(first) == head) {
            self.summary = Some(values.iter().map(|name| columns::normal(name)).collect());
            return true;
        }
        let Some(names) = self.summary.take() else { return false };
        for (name, value) in names.iter().zip(values) {
            self.tally.check(line, name, value);
        }
        // Another day's bill may follow in the same file.
        self.tally.end();
        true
    }

    /// A footer of Alipay, without its `#`: `交易合计：6笔，商家实收共0.06元，…`.
    fn footer(&mut self, line: u64, text: &str) {
        let Some((label, rest)) = text.split_once(['：', ':']) else { return };
        let label = label.trim();
        if !label.ends_with("合计") {
            return;
        }
        if let Some((count, _)) = rest.split_once('笔') {
            self.tally.check(line, &counted(label), count.trim());
        }
        if let Some((_, sum)) = rest.split_once('共')
            && let Some((sum, _)) = sum.split_once('元')
        {
            self.tally.check(line, label, sum.trim());
        }
    }
}

/// The label of a count beside a sum.
pub(super) fn counted(label: &str) -> String {
    format!("{label}笔数")
}

/// A value that has to be there.
pub(super) fn id(name: &str, text: &str) -> Result<String, String> {
    // Bills print 0 where there is no number.
    let text = if text == "0" { "" } else { text };
    if is_shortened(text) {
        return Err(format!("{name}: a spreadsheet has rounded it; take the bill as it was downloaded"));
    }
    line_of_text(text, EXTERNAL_ID).map(str::to_owned).map_err(|why| format!("{name}: {why}"))
}

/// Whether a number is one that a spreadsheet shows: `4.2E+27`.
fn is_shortened(text: &str) -> bool {
    let digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    text.split_once("E+").is_some_and(|(number, power)| digits(number) && digits(power))
}

/// A value that may be missing.
pub(super) fn maybe_id(name: &str, text: &str) -> Result<Option<String>, String> {
    if text.is_empty() || text == "0" { Ok(None) } else { id(name, text).map(Some) }
}

/// A moment. Spreadsheets write dates with slashes.
pub(super) fn time(name: &str, text: &str, calendar: &Calendar) -> Result<Timestamp, String> {
    calendar.parse_instant(&text.replace('/', "-")).map_err(|why: TimeError| format!("{name}: {why}"))
}

/// What is kept of a free text.
pub(super) fn memo(text: &str) -> Option<String> {
    let kept = |character: char| if character.is_control() { ' ' } else { character };
    let text: String = text.chars().take(MEMO).map(kept).collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
