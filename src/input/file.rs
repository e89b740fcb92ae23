//! A CSV file that was found well-formed, and its rows.

use std::{
    fmt::{self, Write as _},
    io::BufRead,
    mem,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    encoding::{Form, Text},
    header::{Column, Header, Layout},
    record::{Flaw, Record, Records},
    source::{Source, cannot_read, changed},
};
use crate::error::Error;

/// A CSV file whose header, encoding and form are good from the first byte to the last.
///
/// It may be UTF-8, with or without byte order mark, or GB18030. Values are separated by commas and quoted as
/// in RFC 4180; lines end in LF, CRLF or CR; blank lines don't count. Every row has as many fields as the header.
pub struct CsvFile {
    source: Source,
    form: Form,
    layout: Arc<Layout>,
    path: PathBuf,
    shown: String,
    sha256: [u8; 32],
    rows_total: u64,
}

impl CsvFile {
    /// Opens the file and reads all of it once. `-` is `stdin`; what comes through a pipe is kept in memory
    /// and may have up to [`LONGEST_PIPE`](super::LONGEST_PIPE) bytes.
    ///
    /// [`Code::BadFile`](crate::error::Code::BadFile), naming file and line, unless the file is well-formed and
    /// has the columns of `header`. The columns of a rejects file are welcome, and ignored.
    pub fn open(path: &Path, stdin: &mut dyn BufRead, header: &Header) -> Result<Self, Error> {
        let shown = if path == Path::new("-") {
            "standard input".to_owned()
        } else {
            format!("`{}`", path.display())
        };
        let source = Source::open(path, stdin, &shown)?;
        let (form, sha256) = Form::sniff(&source, &shown)?;

        let mut records = Records::new(Text::new(&source, form));
        let mut record = Record::default();
        let refusal = |flaw: Flaw| flaw.refusal(&shown);
        if !records.read(&mut record).map_err(refusal)? {
            return Err(header.empty(&shown));
        }
        let layout = header.find(&record, &shown)?;
        let mut rows_total = 0;
        while records.read(&mut record).map_err(refusal)? {
            check_width(&record, &layout).map_err(refusal)?;
            rows_total += 1;
        }
        Ok(Self { source, form, layout: Arc::new(layout), path: path.to_owned(), shown, sha256, rows_total })
    }

    /// The rows, from the first. They can be read as often as they are wanted, also by several readers at once.
    #[must_use]
    pub fn rows(&self) -> Rows<'_> {
        Rows {
            file: self,
            records: Records::new(Text::new(&self.source, self.form)),
            next: Record::default(),
            state: State::Header,
        }
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

    /// How many rows it has below the header.
    #[must_use]
    pub const fn rows_total(&self) -> u64 {
        self.rows_total
    }

    /// The SHA-256 of its bytes, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> String {
        let mut text = String::with_capacity(2 * self.sha256.len());
        for byte in self.sha256 {
            // Writing into a string never fails.
            _ = write!(text, "{byte:02x}");
        }
        text
    }

    /// Whether it has the column, which may be an optional one.
    #[must_use]
    pub fn has(&self, column: Column) -> bool {
        self.layout.place(column).is_some()
    }

    pub(super) const fn source(&self) -> &Source {
        &self.source
    }

    pub(super) const fn form(&self) -> Form {
        self.form
    }

    pub(super) fn columns(&self) -> &[String] {
        &self.layout.names
    }
}

/// Without the content, which may be personal data.
impl fmt::Debug for CsvFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CsvFile")
            .field("path", &self.path)
            .field("form", &self.form)
            .field("rows_total", &self.rows_total)
            .finish_non_exhaustive()
    }
}

fn check_width(record: &Record, layout: &Layout) -> Result<(), Flaw> {
    let (fields, columns) = (record.len(), layout.names.len());
    if fields == columns { Ok(()) } else { Err(Flaw::Width { line: record.line, fields, columns }) }
}

/// One row of a file.
#[derive(Clone)]
pub struct Row {
    record: Record,
    layout: Arc<Layout>,
}

impl Row {
    /// What flags say in the columns of a file, for a command that takes one row.
    #[must_use]
    pub fn given(header: &Header, values: &[(Column, &str)]) -> Self {
        let layout = Arc::new(header.whole());
        let value = |place: usize| values.iter().find(|(column, _)| layout.place(*column) == Some(place));
        let fields = (0..layout.names.len()).map(|place| value(place).map_or("", |(_, text)| text));
        Self { record: Record::of(fields), layout }
    }

    /// The line of the file on which the row begins, from 1.
    #[must_use]
    pub const fn line(&self) -> u64 {
        self.record.line
    }

    /// The value without the white space around it; empty when the file doesn't have the column.
    #[must_use]
    pub fn get(&self, column: Column) -> &str {
        self.layout.place(column).map_or("", |place| self.record.field(place).trim())
    }

    /// The value at this place of the file, as it stands there.
    pub(super) fn field(&self, place: usize) -> &str {
        self.record.field(place)
    }
}

/// Without the values, which may be personal data.
impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row").field("line", &self.line()).finish_non_exhaustive()
    }
}

/// The rows of a file, one after the other.
///
/// An error comes last, if one comes: the file can't be read any more, or somebody has written to it since it
/// was opened. The rows before it may then be of either content, so a load that can still be undone should be.
pub struct Rows<'a> {
    file: &'a CsvFile,
    records: Records<'a>,
    /// Room for the next row.
    next: Record,
    state: State,
}

enum State {
    Header,
    Rows { read: u64 },
    Over,
}

impl Rows<'_> {
    fn read(&mut self) -> Result<Option<Row>, Flaw> {
        if matches!(self.state, State::Header) {
            self.records.read(&mut self.next)?;
            self.state = State::Rows { read: 0 };
        }
        let State::Rows { read } = &mut self.state else { return Ok(None) };
        if self.records.read(&mut self.next)? {
            *read += 1;
            check_width(&self.next, &self.file.layout)?;
            let room = self.next.alike();
            let record = mem::replace(&mut self.next, room);
            return Ok(Some(Row { record, layout: Arc::clone(&self.file.layout) }));
        }
        if *read == self.file.rows_total && self.file.source.is_unchanged()? {
            Ok(None)
        } else {
            Err(Flaw::Changed)
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let row = self.read();
        if !matches!(row, Ok(Some(_))) {
            self.state = State::Over;
        }
        let shown = &self.file.shown;
        let row = row.map_err(|flaw| match flaw {
            Flaw::Io(error) => cannot_read(shown, error),
            // It had no flaw when it was opened.
            _ => changed(shown),
        });
        row.transpose()
    }
}

impl fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").field("file", self.file).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, io};

    use proptest::prelude::*;

    use super::*;
    use crate::error::Code;

    const PEOPLE: Header = Header { required: &["name", "amount"], optional: &["memo", "refund_of"] };
    const NAME: Column = PEOPLE.column("name");
    const AMOUNT: Column = PEOPLE.column("amount");
    const MEMO: Column = PEOPLE.column("memo");
    const REFUND_OF: Column = PEOPLE.column("refund_of");

    fn piped(bytes: &[u8]) -> Result<CsvFile, Error> {
        CsvFile::open(Path::new("-"), &mut &*bytes, &PEOPLE)
    }

    type Seen = Vec<(u64, [String; 4])>;

    fn seen(file: &CsvFile) -> Result<Seen, Error> {
        let value = |row: &Row, column| row.get(column).to_owned();
        file.rows()
            .map(|row| row.map(|row| (row.line(), [NAME, AMOUNT, MEMO, REFUND_OF].map(|c| value(&row, c)))))
            .collect()
    }

    #[test]
    fn columns_may_stand_in_any_order_and_be_left_out() -> Result<(), Error> {
        let file = piped(b" memo ,\"amount\",name\n x y ,1.00,\"  \xe5\xa7\x93 \"\n,,\n")?;
        assert_eq!(
            seen(&file)?,
            [(2, ["姓", "1.00", "x y", ""].map(str::to_owned)), (3, ["", "", "", ""].map(str::to_owned)),]
        );
        assert_eq!((file.has(MEMO), file.has(REFUND_OF)), (true, false));
        assert_eq!((file.rows_total(), file.path(), file.name()), (2, Path::new("-"), "standard input"));
        Ok(())
    }

    #[test]
    fn the_three_encodings_read_the_same() -> Result<(), Error> {
        let utf8 = "name,amount\r\n李四,1.00\r\n\"王\r\n五\",2.00\r\n欧阳𠀀,3\r\n";
        let (gb18030, ..) = encoding_rs::GB18030.encode(utf8);
        let expected = seen(&piped(utf8.as_bytes())?)?;
        let lines: Vec<u64> = expected.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 3, 5]);
        assert_eq!(expected[1].1[0], "王\r\n五");
        for bytes in [gb18030.to_vec(), format!("\u{feff}{utf8}").into_bytes()] {
            assert_ne!(bytes, utf8.as_bytes());
            assert_eq!(seen(&piped(&bytes)?)?, expected);
        }
        Ok(())
    }

    #[test]
    fn rows_are_read_as_often_as_wanted() -> Result<(), Error> {
        let place = tempfile::tempdir().expect("a directory");
        let path = place.path().join("people.csv");
        let lines: Vec<String> = (0..20_000).map(|n| format!("name {n},{n}.00\n")).collect();
        fs::write(&path, format!("name,amount\n{}", lines.concat())).expect("written");
        let file = CsvFile::open(&path, &mut io::empty(), &PEOPLE)?;
        assert_eq!(file.rows_total(), 20_000);

        let first = seen(&file)?;
        assert_eq!((first.len(), first[19_999].0), (20_000, 20_001));
        assert_eq!(first[19_999].1[1], "19999.00");
        for (left, right) in file.rows().zip(file.rows()) {
            assert_eq!(left?.get(AMOUNT), right?.get(AMOUNT));
        }
        assert_eq!(seen(&file)?, first);

        let mut rows = file.rows().skip(20_000);
        assert!(rows.next().is_none() && rows.next().is_none());
        Ok(())
    }

    #[test]
    fn the_digest_is_of_the_raw_bytes() -> Result<(), Error> {
        // printf 'name,amount\r\n' | sha256sum
        assert_eq!(
            piped(b"name,amount\r\n")?.sha256(),
            "d4f361c98749213c2c54e37f42b58f744e215ed721d8dcd705c3dce8a3ae7a51"
        );
        Ok(())
    }

    #[test]
    fn nothing_personal_is_in_debug_texts() -> Result<(), Error> {
        let file = piped("name,amount\n李四,1".as_bytes())?;
        let row = file.rows().next().expect("one row")?;
        assert_eq!(format!("{row:?}"), "Row { line: 2, .. }");
        assert!(!format!("{file:?} {:?}", file.rows()).contains("李四"));
        Ok(())
    }

    fn refused(bytes: &str, message: &str, hints: &[&str]) {
        let error = piped(bytes.as_bytes()).expect_err(message);
        assert_eq!((error.code(), error.exit()), (Code::BadFile, 8), "{bytes:?}");
        assert_eq!(error.to_string(), message);
        assert_eq!(error.hints(), hints, "{message}");
    }

    const COLUMNS: &str = "columns: name, amount; optional: memo, refund_of";

    #[test]
    fn a_header_that_breaks_the_contract_is_refused() {
        for empty in ["", "\u{feff}", "\r\n \r\n"] {
            refused(empty, "standard input is empty; its first line must name the columns", &[COLUMNS]);
        }
        refused(
            "\nname,amuont\n",
            "line 2 of standard input has an unknown column `amuont`",
            &[COLUMNS, "did you mean `amount`?"],
        );
        refused(
            "name,Amount\n",
            "line 1 of standard input has an unknown column `Amount`",
            &[COLUMNS, "did you mean `amount`?"],
        );
        refused(
            "name,amount,colour\n",
            "line 1 of standard input has an unknown column `colour`",
            &[COLUMNS],
        );
        let long = "长".repeat(41);
        refused(
            &format!("name,{long}\n"),
            &format!("line 1 of standard input has an unknown column `{}…`", "长".repeat(40)),
            &[COLUMNS],
        );
        refused("name,memo\n", "line 1 of standard input lacks the column `amount`", &[COLUMNS]);
        refused("memo\n", "line 1 of standard input lacks the columns `name`, `amount`", &[COLUMNS]);
        refused("name,amount,name\n", "line 1 of standard input names the column `name` twice", &[COLUMNS]);
        refused("name,amount,,\n", "line 1 of standard input has no name for column 3 of 4", &[COLUMNS]);
    }

    #[test]
    fn a_first_row_that_is_no_header_is_not_quoted() {
        let message = "line 1 of standard input names none of the columns";
        refused("李四,11010219750203083X\n", message, &[COLUMNS, "the first line must name the columns"]);
        for (separator, shown) in [(";", "`;`"), ("\t", "tabs"), ("|", "`|`")] {
            let hint = format!("columns are separated by commas, not by {shown}");
            refused(&["name", "amount"].join(separator), message, &[COLUMNS, &hint]);
        }
    }

    #[test]
    fn a_row_of_other_width_is_refused_with_its_line() {
        let message = "line 5 of standard input has 1 field, and the header has 2";
        refused("name,amount\n\n\"a\n\",1\nb\nc,1\n", message, &[]);
        refused(
            "name,amount\na,1\nb,1,\n",
            "line 3 of standard input has 3 fields, and the header has 2",
            &[],
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_is_refused() {
        let message = "the quoted field that begins on line 2 of standard input is never closed";
        refused(
            "name,amount\na,\"1\nb,2\n",
            message,
            &["close it with a quote; a quote inside a field is written twice"],
        );
    }

    #[test]
    fn the_columns_of_a_rejects_file_are_ignored() -> Result<(), Error> {
        let file = piped(b"rejected_reason,name,rejected_line,amount\nno,a,7,1\n")?;
        assert_eq!(seen(&file)?, [(2, ["a", "1", "", ""].map(str::to_owned))]);
        refused(
            "rejected_line,rejected_line,name,amount\n",
            "line 1 of standard input names the column `rejected_line` twice",
            &[COLUMNS],
        );
        Ok(())
    }

    #[test]
    fn files_that_cannot_be_read_are_named() {
        let place = tempfile::tempdir().expect("a directory");
        for (path, kind) in [
            (place.path().join("none.csv"), io::ErrorKind::NotFound),
            (place.path().to_owned(), io::ErrorKind::IsADirectory),
        ] {
            let error = CsvFile::open(&path, &mut io::empty(), &PEOPLE).expect_err("not readable");
            assert_eq!(error.code(), Code::Io);
            assert_eq!(error.to_string(), format!("can't read `{}`", path.display()));
            assert!(
                error.full_message().ends_with(&io::Error::from(kind).to_string()) || {
                    error.full_message().contains("os error 2")
                }
            );
        }
    }

    #[test]
    fn a_file_that_changes_under_the_reader_is_noticed() {
        let place = tempfile::tempdir().expect("a directory");
        let path = place.path().join("people.csv");
        let original = "name,amount\na,1\nb,2\n";
        for other in [
            "name,amount\na,1\n",
            "name,amount\na,1,2\n,,\n",
            "name,amount\na,1\nb,\"\n",
            "\"a,amount\na,1\nb,2\nc,3\n",
        ] {
            fs::write(&path, original).expect("written");
            let file = CsvFile::open(&path, &mut io::empty(), &PEOPLE).expect("well-formed");
            fs::write(&path, other).expect("written");
            let error = file.rows().find_map(Result::err).expect(other);
            assert_eq!(error.code(), Code::Io);
            assert_eq!(error.to_string(), format!("`{}` changed while it was being read", path.display()));
        }
    }

    #[test]
    fn rows_and_time_tell_of_a_change_when_the_length_does_not() -> io::Result<()> {
        let place = tempfile::tempdir()?;
        let path = place.path().join("people.csv");
        for (other, seconds) in [("name,amount\na,1\n\n\n\n\n", 0), ("name,amount\na,1\nb,3\n", 1)] {
            fs::write(&path, "name,amount\na,1\nb,2\n")?;
            let modified = fs::metadata(&path)?.modified()?;
            let file = CsvFile::open(&path, &mut io::empty(), &PEOPLE).expect("well-formed");
            fs::write(&path, other)?;
            let writer = fs::File::options().write(true).open(&path)?;
            writer.set_modified(modified + std::time::Duration::from_secs(seconds))?;
            let mut rows = file.rows();
            let error = rows.find_map(Result::err).expect(other);
            assert!(error.to_string().ends_with(" changed while it was being read"), "{error}");
            assert!(rows.next().is_none(), "the error is the last item");
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_bytes_are_refused_or_have_rows(
            bytes in proptest::collection::vec(any::<u8>(), 0..200),
            pieces in proptest::collection::vec(proptest::sample::select(vec![
                ",", "\n", "\r", "\"", "a", "\u{feff}", "姓", "\0",
            ]), 0..30),
            headed in any::<bool>(),
            raw in any::<bool>(),
        ) {
            let mut all = if headed { b"name,amount\n".to_vec() } else { Vec::new() };
            if raw { all.extend(bytes) } else { all.extend(pieces.concat().into_bytes()) }
            match piped(&all) {
                Err(error) => prop_assert_eq!(error.code(), Code::BadFile),
                Ok(file) => {
                    let rows = seen(&file).expect("it was well-formed");
                    prop_assert_eq!(rows.len() as u64, file.rows_total());
                    prop_assert!(rows.is_sorted_by(|one, next| one.0 < next.0));
                }
            }
        }
    }
}
