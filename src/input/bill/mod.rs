//! Bills of payment firms, read row by row.
//!
//! A bill is recognised by its header, which may stand below lines of comment, and its columns by their names: white space,
//! byte order marks and the width of brackets don't count, nor does the order. Lines that are no rows (comments, summaries)
//! are compared with the rows; where they differ the bill is still read, with a warning. A row that makes no sense is
//! given out with what is wrong with it, so that the others can be loaded.
//!
//! Nothing of a bill is kept in memory but the row at hand and the sums.

mod alipay_fund;
mod alipay_trade;
mod amount;
mod columns;
mod own;
mod reader;
mod tally;
#[cfg(test)]
mod tests;
mod wechat_fund;
mod wechat_trade;

use std::{
    fmt,
    io::BufRead,
    path::{Path, PathBuf},
    str::FromStr,
};

use jiff::Timestamp;

use super::{
    encoding::Form,
    source::{Source, changed},
};
use crate::domain::day::Calendar;
use crate::domain::money::Money;
use crate::error::{Code, Error};
use columns::Columns;
use reader::{Lines, Reader};

/// So many lines may stand above the header.
const ABOVE: u64 = 200;

/// What kind of bill it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The trade bill (交易账单) of WeChat Pay: all trades, the successful ones, the refunds, or as it was before 2018.
    WechatTrade,
    /// The fund bill (资金账单) of WeChat Pay.
    WechatFund,
    /// The trades (业务明细) of Alipay.
    AlipayTrade,
    /// The movements of an account (账务明细) at Alipay.
    AlipayFund,
    /// `external_id,holder,card,amount,paid_at,channel,memo`.
    Csv,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::WechatTrade, Self::WechatFund, Self::AlipayTrade, Self::AlipayFund, Self::Csv];

    /// The name by which it is asked for.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WechatTrade => "wechat-trade",
            Self::WechatFund => "wechat-fund",
            Self::AlipayTrade => "alipay-trade",
            Self::AlipayFund => "alipay-fund",
            Self::Csv => "csv",
        }
    }

    /// Through what all of its payments came; nothing where each row says it.
    #[must_use]
    pub const fn channel(self) -> Option<&'static str> {
        match self {
            Self::WechatTrade | Self::WechatFund => Some("wechat"),
            Self::AlipayTrade | Self::AlipayFund => Some("alipay"),
            Self::Csv => None,
        }
    }

    /// The other kind of bill that the firm makes of the same account.
    #[must_use]
    pub const fn counterpart(self) -> Option<Self> {
        match self {
            Self::WechatTrade => Some(Self::WechatFund),
            Self::WechatFund => Some(Self::WechatTrade),
            Self::AlipayTrade => Some(Self::AlipayFund),
            Self::AlipayFund => Some(Self::AlipayTrade),
            Self::Csv => None,
        }
    }

    /// The format whose header these columns are.
    fn of(columns: &Columns) -> Option<Self> {
        let heads = |format: &Self| -> &[&str] {
            match format {
                Self::WechatTrade => wechat_trade::HEAD,
                Self::WechatFund => wechat_fund::HEAD,
                Self::AlipayTrade => alipay_trade::HEAD,
                Self::AlipayFund => alipay_fund::HEAD,
                Self::Csv => own::HEAD,
            }
        };
        Self::ALL.into_iter().find(|format| heads(format).iter().all(|name| columns.has(name)))
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|format| format.as_str() == text).ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|format| format.as_str()).collect();
            format!("no such format; there are {}", names.join(", "))
        })
    }
}

/// What a row of a bill is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Money of a customer.
    Payment,
    /// Money back to a customer.
    Refund,
    /// Money that moved otherwise: to the bank, for a service.
    Other,
}

impl Kind {
    /// The word that is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Refund => "refund",
            Self::Other => "other",
        }
    }
}

/// A row of a bill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillRow {
    /// The firm's number of it, unique among the rows of bills of a kind.
    pub external_id: String,
    /// What it is of.
    pub kind: Kind,
    /// When.
    pub at: Timestamp,
    /// How much, above zero; of other movements what left is negative, and it may be nothing.
    pub amount: Money,
    /// What the firm kept of it; of a refund, what it gave back is negative. Bills have up to five decimals: half a cent
    /// and more is a cent, as the firms settle each trade. Of a fund bill's row that is a charge, all of it.
    pub charge: Money,
    /// The firm's number of the trade that a charge is of, where the charge is a row of its own.
    pub trade: Option<String>,
    /// What the merchant called it (商户订单号): the payment reference of a holder.
    pub reference: Option<String>,
    /// The firm's number of the payment that a refund is of, where the bill tells it.
    pub refund_of: Option<String>,
    /// What it was for.
    pub memo: Option<String>,
    /// Through what it came: `wechat`, `alipay` …
    pub channel: String,
    /// The holder's card, where the bill names that.
    pub card: Option<String>,
    /// The line on which it stands, from 1.
    pub line: u64,
}

/// A line of a bill that is to be a row.
#[derive(Clone)]
pub struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// Its values as they came, without quotes and white space.
    pub values: Vec<String>,
    /// What it says, or what is wrong with it.
    pub row: Result<BillRow, String>,
}

/// A bill that was found readable.
pub struct BillFile {
    source: Source,
    form: Form,
    format: Format,
    header: Header,
    calendar: Calendar,
    path: PathBuf,
    shown: String,
    sha256: [u8; 32],
    rows_total: u64,
    warnings: Vec<String>,
}

/// The line of the columns' names.
struct Header {
    line: u64,
    /// As they stand.
    names: Vec<String>,
    columns: Columns,
}

impl BillFile {
    /// Opens a bill and reads all of it once. `-` is `stdin`. Times of the firms' bills are those of Shanghai, of the
    /// tool's own format those of `calendar`. Without `format` its header tells it.
    ///
    /// [`Code::BadFile`] unless it is text of a known encoding with a known header.
    pub fn open(
        path: &Path,
        stdin: &mut dyn BufRead,
        format: Option<Format>,
        calendar: &Calendar,
    ) -> Result<Self, Error> {
        let shown = if path == Path::new("-") {
            "standard input".to_owned()
        } else {
            format!("`{}`", path.display())
        };
        let source = Source::open(path, stdin, &shown)?;
        let (form, sha256) = Form::sniff(&source, &shown)?;
        let (found, header) = find_header(&source, form, &shown)?;
        if let Some(wanted) = format
            && wanted != found
        {
            return Err(Error::new(
                Code::BadFile,
                format!("{shown} is a bill of the format `{found}`, not `{wanted}`"),
            )
            .hint("leave `--format` out: the header tells the format"));
        }
        let calendar = match found {
            Format::Csv => calendar.clone(),
            _ => Calendar::of_zone("Asia/Shanghai").unwrap_or_else(|| calendar.clone()),
        };
        let (rows_total, warnings) = (0, Vec::new());
        let path = path.to_owned();
        let mut file =
            Self { source, form, format: found, header, calendar, path, shown, sha256, rows_total, warnings };
        let mut lines = file.lines();
        let mut rows_total = 0;
        for line in &mut lines {
            line?;
            rows_total += 1;
        }
        let warnings = lines.reader.warnings();
        (file.rows_total, file.warnings) = (rows_total, warnings);
        Ok(file)
    }

    /// What the bill is.
    #[must_use]
    pub const fn format(&self) -> Format {
        self.format
    }

    /// How many rows it has.
    #[must_use]
    pub const fn rows_total(&self) -> u64 {
        self.rows_total
    }

    /// What its own sums and balances say otherwise than its rows.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// The path as it was given; `-` for standard input.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The name for messages: the path in backticks, or the words `standard input`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.shown
    }

    /// The SHA-256 of its bytes.
    #[must_use]
    pub const fn sha256(&self) -> &[u8; 32] {
        &self.sha256
    }

    /// Its rows, from the first.
    #[must_use]
    pub fn lines(&self) -> BillLines<'_> {
        BillLines {
            file: self,
            lines: Lines::new(&self.source, self.form),
            reader: Reader::new(self.format, &self.header.columns, &self.calendar),
            over: false,
        }
    }

    pub(super) const fn source(&self) -> &Source {
        &self.source
    }

    pub(super) const fn form(&self) -> Form {
        self.form
    }

    pub(super) fn columns(&self) -> &[String] {
        &self.header.names
    }
}

/// Without the content, which is about people.
impl fmt::Debug for BillFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BillFile")
            .field("path", &self.path)
            .field("format", &self.format)
            .finish_non_exhaustive()
    }
}

fn find_header(source: &Source, form: Form, shown: &str) -> Result<(Format, Header), Error> {
    let mut lines = Lines::new(source, form);
    while lines.number() < ABOVE {
        let Some((line, text)) = lines.read(shown)? else { break };
        let names = columns::split(text);
        let columns = Columns::of(&names);
        if let Some(format) = Format::of(&columns) {
            return Ok((format, Header { line, names, columns }));
        }
    }
    let names: Vec<&str> = Format::ALL.iter().map(|format| format.as_str()).collect();
    Err(Error::new(Code::BadFile, format!("{shown} has no header of a bill that is known"))
        .hint(format!(
            "the formats are {}; bills of WeChat Pay and Alipay are read as they were downloaded",
            names.join(", ")
        ))
        .hint("columns of `csv`: external_id, holder, card, amount, paid_at, channel, memo"))
}

/// The rows of a bill, one after the other.
///
/// An error comes last, if one comes: the file can't be read any more, or was written to since it was opened.
pub struct BillLines<'a> {
    file: &'a BillFile,
    lines: Lines<'a>,
    reader: Reader<'a>,
    over: bool,
}

impl BillLines<'_> {
    fn read(&mut self) -> Result<Option<Line>, Error> {
        let shown = &self.file.shown;
        while let Some((number, text)) = self.lines.read(shown)? {
            if number <= self.file.header.line {
                continue;
            }
            if let Some((values, row)) = self.reader.line(number, text) {
                return Ok(Some(Line { number, values, row }));
            }
        }
        match self.file.source.is_unchanged() {
            Ok(true) => Ok(None),
            _ => Err(changed(shown)),
        }
    }
}

impl Iterator for BillLines<'_> {
    type Item = Result<Line, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        let read = self.read().transpose();
        self.over = !matches!(read, Some(Ok(_)));
        read
    }
}
