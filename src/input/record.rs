//! Records of a CSV text, split strictly by RFC 4180.

use std::{io, mem};

use super::encoding::Text;
use crate::error::{Code, Error};

/// The longest value, in bytes of UTF-8. A longer one comes from a missing quote.
pub const LONGEST_FIELD: usize = 64 * 1024;

/// The longest row, in bytes of UTF-8 with its commas.
pub const LONGEST_ROW: usize = 1024 * 1024;

/// Counts lines as editors do: CRLF, LF and CR each end one.
#[derive(Debug, Default)]
pub(super) struct Lines {
    ended: u64,
    after_cr: bool,
}

impl Lines {
    /// Goes over the bytes.
    pub(super) fn pass(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            let second_half = self.after_cr && byte == b'\n';
            self.ended += u64::from(matches!(byte, b'\r' | b'\n') && !second_half);
            self.after_cr = byte == b'\r';
        }
    }

    /// The line of the next byte, from 1.
    pub(super) const fn number(&self) -> u64 {
        self.ended + 1
    }
}

/// The fields of one row, without their quotes.
#[derive(Clone, Default)]
pub(super) struct Record {
    /// The line on which it begins.
    pub(super) line: u64,
    text: String,
    /// Where each field ends in `text`.
    ends: Vec<usize>,
}

impl Record {
    /// An empty one with room for as much as this one has, since rows are alike.
    pub(super) fn alike(&self) -> Self {
        Self {
            line: 0,
            text: String::with_capacity(self.text.len() + 16),
            ends: Vec::with_capacity(self.ends.len()),
        }
    }

    /// One of these fields, of no file.
    pub(super) fn of<'a>(fields: impl Iterator<Item = &'a str>) -> Self {
        let mut record = Self::default();
        for field in fields {
            record.text.push_str(field);
            record.ends.push(record.text.len());
        }
        record
    }

    pub(super) const fn len(&self) -> usize {
        self.ends.len()
    }

    /// The field at this place, unaltered; empty when there is none.
    pub(super) fn field(&self, index: usize) -> &str {
        let start = if index == 0 { Some(0) } else { self.ends.get(index - 1).copied() };
        let range = start.zip(self.ends.get(index).copied());
        range.and_then(|(start, end)| self.text.get(start..end)).unwrap_or_default()
    }

    pub(super) fn fields(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.field(index))
    }
}

/// What is wrong with a text.
#[derive(Debug)]
pub(super) enum Flaw {
    Io(io::Error),
    /// It is not what it was a moment ago: shorter, or of another encoding.
    Changed,
    /// The quoted field that opens on the line is never closed.
    Unclosed(u64),
    /// A quote in a field that doesn't begin with one.
    QuoteInside(u64),
    /// More text behind the quote that closes the field.
    BehindQuote {
        line: u64,
        opened: u64,
    },
    /// The field that begins on the line is too long.
    LongField {
        line: u64,
        quoted: bool,
    },
    LongRow(u64),
    /// A row of other length than the header.
    Width {
        line: u64,
        fields: usize,
        columns: usize,
    },
}

impl From<io::Error> for Flaw {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => Self::Changed,
            _ => Self::Io(error),
        }
    }
}

impl Flaw {
    /// The refusal of a file that has the flaw when it is looked at first.
    pub(super) fn refusal(self, shown: &str) -> Error {
        let bad = |message| Error::new(Code::BadFile, message);
        let double = "put the whole field in quotes, and write every quote in it twice";
        match self {
            Self::Io(error) => super::source::cannot_read(shown, error),
            Self::Changed => super::source::changed(shown),
            Self::Unclosed(line) => {
                bad(format!("the quoted field that begins on line {line} of {shown} is never closed"))
                    .hint("close it with a quote; a quote inside a field is written twice")
            }
            Self::QuoteInside(line) => {
                bad(format!("line {line} of {shown} has a quote inside a field without quotes")).hint(double)
            }
            Self::BehindQuote { line, opened } => {
                let error =
                    bad(format!("line {line} of {shown} has text behind the quote that closes a field"));
                let error = if opened == line {
                    error
                } else {
                    error.hint(format!("it was opened on line {opened}"))
                };
                error.hint(double)
            }
            Self::LongField { line, quoted } => {
                let error = bad(format!(
                    "the field that begins on line {line} of {shown} is longer than {LONGEST_FIELD} bytes"
                ));
                if quoted { error.hint("it may lack the quote that closes it") } else { error }
            }
            Self::LongRow(line) => bad(format!(
                "the row that begins on line {line} of {shown} is longer than {LONGEST_ROW} bytes"
            )),
            Self::Width { line, fields, columns } => {
                let noun = if fields == 1 { "field" } else { "fields" };
                bad(format!("line {line} of {shown} has {fields} {noun}, and the header has {columns}"))
            }
        }
    }
}

/// Where in a record the next byte stands.
#[derive(Clone, Copy)]
enum Place {
    FieldStart,
    Plain,
    Quoted,
    /// Behind a quote in a quoted field: it closes the field, or it is the first of two that mean one.
    AfterQuote,
}

/// Splits a text into records. Blank lines are none.
pub(super) struct Records<'a> {
    text: Text<'a>,
    lines: Lines,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: Text<'a>) -> Self {
        Self { text, lines: Lines::default() }
    }

    /// Reads the next record into `record`; false at the end. After a flaw there is nothing more to read.
    pub(super) fn read(&mut self, record: &mut Record) -> Result<bool, Flaw> {
        let mut fields =
            Fields { bytes: mem::take(&mut record.text).into_bytes(), ends: mem::take(&mut record.ends) };
        let mut blank = true;
        while blank {
            fields.bytes.clear();
            fields.ends.clear();
            // A CR ended the line before; a LF behind it belongs to it.
            if self.lines.after_cr && self.text.ahead()?.first() == Some(&b'\n') {
                self.pass(1)?;
            }
            self.lines.after_cr = false;
            if self.text.ahead()?.is_empty() {
                return Ok(false);
            }
            record.line = self.lines.number();
            let quoted = self.split(&mut fields)?;
            blank = !quoted && fields.ends.len() == 1 && fields.bytes.trim_ascii().is_empty();
        }
        record.text = String::from_utf8(fields.bytes).map_err(|_| Flaw::Changed)?;
        record.ends = fields.ends;
        Ok(true)
    }

    /// Splits one record, with the line end behind it; whether any of its fields is quoted.
    fn split(&mut self, fields: &mut Fields) -> Result<bool, Flaw> {
        let row = self.lines.number();
        let mut place = Place::FieldStart;
        let (mut any_quoted, mut opened) = (false, row);
        loop {
            let line = self.lines.number();
            let ahead = self.text.ahead()?;
            let Some(&next) = ahead.first() else {
                if matches!(place, Place::Quoted) {
                    return Err(Flaw::Unclosed(opened));
                }
                fields.end();
                return Ok(any_quoted);
            };
            match (place, next) {
                (Place::FieldStart, b'"') => {
                    (place, any_quoted, opened) = (Place::Quoted, true, line);
                    self.pass(1)?;
                }
                (Place::Quoted, b'"') => {
                    place = Place::AfterQuote;
                    self.pass(1)?;
                }
                (Place::Quoted, _) => {
                    let run = ahead.iter().position(|&byte| byte == b'"').unwrap_or(ahead.len());
                    fields.push(&ahead[..run]);
                    self.lines.pass(&ahead[..run]);
                    self.text.pass(run);
                }
                (Place::AfterQuote, b'"') => {
                    place = Place::Quoted;
                    fields.push(b"\"");
                    self.pass(1)?;
                }
                (Place::Plain, b'"') => return Err(Flaw::QuoteInside(line)),
                (_, b',') => {
                    place = Place::FieldStart;
                    fields.end();
                    self.text.pass(1);
                }
                (_, b'\r' | b'\n') => {
                    fields.end();
                    self.pass(1)?;
                    return Ok(any_quoted);
                }
                (Place::AfterQuote, _) => return Err(Flaw::BehindQuote { line, opened }),
                (Place::FieldStart | Place::Plain, _) => {
                    let ends = |byte: &u8| matches!(byte, b',' | b'\n' | b'\r' | b'"');
                    let run = ahead.iter().position(ends).unwrap_or(ahead.len());
                    (place, opened) = (Place::Plain, line);
                    fields.push(&ahead[..run]);
                    self.text.pass(run);
                }
            }
            if fields.open() > LONGEST_FIELD {
                let quoted = matches!(place, Place::Quoted | Place::AfterQuote);
                return Err(Flaw::LongField { line: opened, quoted });
            }
            if fields.bytes.len() + fields.ends.len() > LONGEST_ROW {
                return Err(Flaw::LongRow(row));
            }
        }
    }

    fn pass(&mut self, length: usize) -> Result<(), Flaw> {
        self.lines.pass(&self.text.ahead()?[..length]);
        self.text.pass(length);
        Ok(())
    }
}

/// The fields of a record so far.
struct Fields {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Fields {
    fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    fn end(&mut self) {
        self.ends.push(self.bytes.len());
    }

    /// The length of the field that has not ended.
    fn open(&self) -> usize {
        self.bytes.len() - self.ends.last().copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::{encoding::Form, source::Source},
        *,
    };

    type Split = Vec<(u64, Vec<String>)>;

    fn split(text: &str) -> Result<Split, Flaw> {
        let source = Source::Memory(text.as_bytes().to_vec());
        let mut records = Records::new(Text::new(&source, Form::Utf8));
        let (mut all, mut record) = (Vec::new(), Record::default());
        while records.read(&mut record)? {
            all.push((record.line, record.fields().map(str::to_owned).collect()));
        }
        Ok(all)
    }

    fn expect(text: &str, expected: &[(u64, &[&str])]) {
        let split = split(text).unwrap_or_else(|flaw| panic!("{text:?}: {flaw:?}"));
        let split: Vec<(u64, Vec<&str>)> =
            split.iter().map(|(line, fields)| (*line, fields.iter().map(String::as_str).collect())).collect();
        let expected: Vec<(u64, Vec<&str>)> =
            expected.iter().map(|(line, fields)| (*line, fields.to_vec())).collect();
        assert_eq!(split, expected, "{text:?}");
    }

    #[test]
    fn records_begin_on_their_lines_whatever_ends_them() {
        for end in ["\n", "\r\n", "\r"] {
            let lines = |text: &str| text.replace('|', end);
            expect(&lines("a,b|1,2|3,4|"), &[(1, &["a", "b"]), (2, &["1", "2"]), (3, &["3", "4"])]);
            expect(&lines("||a| \t|b"), &[(3, &["a"]), (5, &["b"])]);
            let inside = lines("1|2||4");
            expect(
                &lines("a,\"1|2||4\"|b,c|\"|\"|d"),
                &[(1, &["a", &inside]), (5, &["b", "c"]), (6, &[end]), (8, &["d"])],
            );
        }
        expect("a\rb\nc\r\nd", &[(1, &["a"]), (2, &["b"]), (3, &["c"]), (4, &["d"])]);
        expect("\"a\r\"\nb", &[(1, &["a\r"]), (3, &["b"])]);
        expect("\"\r\"\"\nx\"\nb", &[(1, &["\r\"\nx"]), (4, &["b"])]);
    }

    #[test]
    fn fields_may_be_empty_and_quoted() {
        expect(",\n\"\"\n\"a\"\"b\",\"x,y\"", &[(1, &["", ""]), (2, &[""]), (3, &["a\"b", "x,y"])]);
        expect("a,", &[(1, &["a", ""])]);
        expect("\"\"\"\"\"\"", &[(1, &["\"\""])]);
        expect("", &[]);
        expect("\r\n\n \r", &[]);
    }

    fn refusal(text: &str) -> (String, Vec<String>) {
        let error = split(text).expect_err(text).refusal("`a.csv`");
        assert_eq!(error.code(), Code::BadFile);
        (error.to_string(), error.hints().to_vec())
    }

    #[test]
    fn quotes_out_of_place_are_refused() {
        let double = "put the whole field in quotes, and write every quote in it twice";
        let unclosed = "the quoted field that begins on line 3 of `a.csv` is never closed";
        for text in ["a\n\nb,\"c\nd", "a\n\n\"", "a\n\n\"b\"\"", "a\n\n\"b\"\"\r\n"] {
            let close = "close it with a quote; a quote inside a field is written twice";
            assert_eq!(refusal(text), (unclosed.to_owned(), vec![close.to_owned()]));
        }
        for text in ["a\r\nb, \"c\"", "a\nb,5\" pipe\n", "a\rb,c\""] {
            let message = "line 2 of `a.csv` has a quote inside a field without quotes";
            assert_eq!(refusal(text), (message.to_owned(), vec![double.to_owned()]));
        }
        let message = "line 2 of `a.csv` has text behind the quote that closes a field";
        assert_eq!(refusal("a\n\"b\" ,c"), (message.to_owned(), vec![double.to_owned()]));
        assert_eq!(
            refusal("\"b\n\"x"),
            (message.to_owned(), vec!["it was opened on line 1".to_owned(), double.to_owned()])
        );
    }

    #[test]
    fn lengths_are_bounded() {
        let longest = "ü".repeat(LONGEST_FIELD / 2);
        expect(&format!("a,{longest}"), &[(1, &["a", &longest])]);
        expect(&format!("a,\"{longest}\""), &[(1, &["a", &longest])]);
        let message = "the field that begins on line 2 of `a.csv` is longer than 65536 bytes";
        assert_eq!(refusal(&format!("a\nb,{longest}x\n")), (message.to_owned(), vec![]));
        let hint = vec!["it may lack the quote that closes it".to_owned()];
        assert_eq!(refusal(&format!("a\n\"b\n{longest}\"")), (message.to_owned(), hint.clone()));
        // A quote that is never closed is found before the rest of the file is in memory.
        assert_eq!(refusal(&format!("a\n\"b,{}", "c\n".repeat(1_000_000))), (message.to_owned(), hint));

        let message = "the row that begins on line 2 of `a.csv` is longer than 1048576 bytes";
        let wide = vec![longest.as_str(); 17].join(",");
        for row in [wide, ",".repeat(LONGEST_ROW + 1)] {
            assert_eq!(refusal(&format!("a\n{row}\n")), (message.to_owned(), vec![]));
        }
    }

    fn by_crate(text: &str) -> Vec<Vec<String>> {
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
        let records = reader.records().map(|record| record.expect("all text is CSV to the crate"));
        records.map(|record| record.iter().map(str::to_owned).collect()).collect()
    }

    proptest! {
        #[test]
        fn what_is_accepted_is_split_as_the_crate_does(
            text in proptest::collection::vec(proptest::sample::select(vec![",", "\"", "\"\"", "\r", "\n", "a", "ü", "\",\""]), 0..16)
        ) {
            let text = text.concat();
            if let Ok(split) = split(&text) {
                let fields: Vec<Vec<String>> = split.into_iter().map(|(_, fields)| fields).collect();
                prop_assert_eq!(fields, by_crate(&text));
            }
        }

        #[test]
        fn what_the_crate_writes_comes_back_with_its_lines(
            rows in proptest::collection::vec(proptest::collection::vec("[ ,\"\r\na姓]{0,6}", 2), 0..8),
            always in any::<bool>(),
        ) {
            let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
            let mut writer = csv::WriterBuilder::new().quote_style(style).from_writer(Vec::new());
            let mut expected = Vec::new();
            for row in rows {
                writer.flush().expect("memory");
                let mut lines = Lines::default();
                lines.pass(writer.get_ref());
                writer.write_record(&row).expect("memory");
                expected.push((lines.number(), row));
            }
            let bytes = writer.into_inner().expect("memory");
            let text = String::from_utf8(bytes).expect("UTF-8 went in");
            prop_assert_eq!(split(&text).map_err(|flaw| TestCaseError::fail(format!("{flaw:?}")))?, expected);
        }
    }
}
