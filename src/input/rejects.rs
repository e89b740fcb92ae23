//! The rows that a load didn't accept, in a file that can be corrected and loaded again.

use std::{
    fs::{self, File, OpenOptions, Permissions, TryLockError},
    io::{self, BufWriter, ErrorKind, Write as _},
    os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _},
    path::{Path, PathBuf},
};

use super::{
    bill::BillFile,
    file::{CsvFile, Row},
    header::REJECTED,
    lines::{self, Line, LineFile},
    source::Identity,
};
use crate::error::{Code, Error};

/// How many rejected rows are kept to be shown.
const EXAMPLES: usize = 5;

/// One rejected row, for the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// The line of the input on which the row begins.
    pub line: u64,
    /// Why it was rejected.
    pub reason: String,
}

/// Writes the rejects file of one load: the columns of the input with `rejected_line` and `rejected_reason`
/// behind them.
///
/// Values are written as they came, not made safe for spreadsheets: the file is input. It is UTF-8, with a byte
/// order mark unless the input was UTF-8 without one, and nobody but its owner can read it.
///
/// Nothing is written before the first rejected row. From then on the rows are in `….partial`, which takes the
/// place of the rejects file of an earlier load only when it is finished; dropped unfinished, it is removed.
/// A load without rejected rows leaves the file of an earlier one alone: somebody may be correcting it.
#[derive(Debug)]
pub struct Rejects {
    path: PathBuf,
    /// The columns of the input that are written, by their places. Those of an earlier rejects file are not.
    kept: Vec<usize>,
    header: Vec<String>,
    marked: bool,
    writer: Option<Writer>,
    count: u64,
    examples: Vec<Rejected>,
}

/// How rejected rows are written: as the input was.
#[derive(Debug)]
enum Writer {
    Rows(Box<csv::Writer<File>>),
    Lines(BufWriter<File>),
}

impl Writer {
    fn sync(&mut self) -> io::Result<()> {
        match self {
            Self::Rows(writer) => writer.flush().and_then(|()| writer.get_ref().sync_all()),
            Self::Lines(writer) => writer.flush().and_then(|()| writer.get_ref().sync_all()),
        }
    }
}

impl Rejects {
    /// The rejects of `input` go to `explicit`, or else to `FILE.rejects.csv` beside the input, which is
    /// `stdin.rejects.csv` in the current directory for what comes through a pipe.
    ///
    /// An error when there is no such directory, or when something stands there that must not be replaced: what
    /// is no file, or the input itself.
    pub fn beside(input: &CsvFile, explicit: Option<&Path>) -> Result<Self, Error> {
        let input = Input {
            path: input.path(),
            name: input.name(),
            identity: input.source().identity(),
            marked: input.form().wants_mark(),
            columns: input.columns(),
        };
        Self::of(&input, explicit)
    }

    /// As [`beside`](Self::beside), for a bill. Its rows are written as a spreadsheet would, in the columns of the bill, and
    /// can be loaded again.
    pub fn beside_bill(input: &BillFile, explicit: Option<&Path>) -> Result<Self, Error> {
        let input = Input {
            path: input.path(),
            name: input.name(),
            identity: input.source().identity(),
            marked: input.form().wants_mark(),
            columns: input.columns(),
        };
        Self::of(&input, explicit)
    }

    /// As [`beside`](Self::beside), for a file of JSON lines, to `FILE.rejects.jsonl`. Each is an object with the line as it
    /// came in `text`, and can be loaded again, corrected or not.
    pub fn beside_lines(input: &LineFile, explicit: Option<&Path>) -> Result<Self, Error> {
        let input = Input {
            path: input.path(),
            name: input.name(),
            identity: input.source().identity(),
            marked: false,
            columns: &[],
        };
        Self::of(&input, explicit)
    }

    fn of(input: &Input<'_>, explicit: Option<&Path>) -> Result<Self, Error> {
        let ending = if input.columns.is_empty() { "jsonl" } else { "csv" };
        let path = match (explicit, input.identity) {
            (Some(path), _) => path.to_owned(),
            (None, Some(_)) => extended(input.path, &format!(".rejects.{ending}")),
            (None, None) => PathBuf::from(format!("stdin.rejects.{ending}")),
        };
        check_replaceable(&path, input)?;
        check_replaceable(&partial(&path), input)?;
        if !directory(&path).is_dir() {
            return Err(cannot_write(&path, ErrorKind::NotFound.into()));
        }
        let columns = input.columns;
        let kept: Vec<usize> =
            (0..columns.len()).filter(|&place| !REJECTED.contains(&columns[place].as_str())).collect();
        let header = kept.iter().map(|&place| columns[place].clone());
        let header = header.chain(REJECTED.map(str::to_owned)).collect();
        Ok(Self { path, kept, header, marked: input.marked, writer: None, count: 0, examples: Vec::new() })
    }

    /// Writes the row, which is one of the input's. The reason is shown on terminals and must not hold personal
    /// data.
    pub fn push(&mut self, row: &Row, reason: &str) -> Result<(), Error> {
        self.write(row.line(), |place| row.field(place), reason)
    }

    /// As [`push`](Self::push), for a line of a bill by its values.
    pub fn push_line(&mut self, line: u64, values: &[String], reason: &str) -> Result<(), Error> {
        self.write(line, |place| values.get(place).map_or("", String::as_str), reason)
    }

    /// As [`push`](Self::push), for a JSON line.
    pub fn push_text(&mut self, line: &Line, reason: &str) -> Result<(), Error> {
        if self.writer.is_none() {
            self.writer = Some(Writer::Lines(BufWriter::new(begun(&self.path, false)?)));
        }
        if let Some(Writer::Lines(writer)) = &mut self.writer {
            writeln!(writer, "{}", lines::rejected(line, reason))
                .map_err(|error| cannot_write(&self.path, error))?;
        }
        self.count_in(line.number, reason);
        Ok(())
    }

    fn write<'a>(&mut self, line: u64, value: impl Fn(usize) -> &'a str, reason: &str) -> Result<(), Error> {
        let cannot_write = |error: csv::Error| cannot_write(&self.path, error.into());
        if self.writer.is_none() {
            let mut writer = csv::Writer::from_writer(begun(&self.path, self.marked)?);
            writer.write_record(&self.header).map_err(cannot_write)?;
            self.writer = Some(Writer::Rows(Box::new(writer)));
        }
        if let Some(Writer::Rows(writer)) = &mut self.writer {
            let number = line.to_string();
            let values = self.kept.iter().map(|&place| value(place)).chain([number.as_str(), reason]);
            writer.write_record(values).map_err(cannot_write)?;
        }
        self.count_in(line, reason);
        Ok(())
    }

    fn count_in(&mut self, line: u64, reason: &str) {
        self.count += 1;
        if self.examples.len() < EXAMPLES {
            self.examples.push(Rejected { line, reason: reason.to_owned() });
        }
    }

    /// How many rows were rejected.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// The first few of them.
    #[must_use]
    pub fn examples(&self) -> &[Rejected] {
        &self.examples
    }

    /// Puts the file in its place, safe from a loss of power, and says where that is; none when nothing was
    /// rejected.
    pub fn finish(mut self) -> Result<Option<PathBuf>, Error> {
        let Some(writer) = &mut self.writer else { return Ok(None) };
        writer
            .sync()
            .and_then(|()| fs::rename(partial(&self.path), &self.path))
            .and_then(|()| File::open(directory(&self.path))?.sync_all())
            .map_err(|error| cannot_write(&self.path, error))?;
        self.writer = None;
        Ok(Some(self.path.clone()))
    }
}

impl Drop for Rejects {
    fn drop(&mut self) {
        if self.writer.is_some() {
            // While it is still locked. The load failed and says why; at worst a `.partial` stays, and the next
            // load overwrites it.
            _ = fs::remove_file(partial(&self.path));
        }
    }
}

fn begun(path: &Path, marked: bool) -> Result<File, Error> {
    let partial = partial(path);
    let Some(mut file) = opened(&partial).map_err(|error| cannot_write(&partial, error))? else {
        return Err(Error::new(Code::Busy, format!("another load is writing `{}`", partial.display()))
            .hint("wait for it, or name another file with `--rejects`"));
    };
    let emptied =
        file.set_len(0).and_then(|()| if marked { file.write_all(b"\xef\xbb\xbf") } else { Ok(()) });
    emptied.map_err(|error| cannot_write(&partial, error))?;
    Ok(file)
}

/// Opens the file for its owner alone, and locks it; none when another process has the lock.
fn opened(partial: &Path) -> io::Result<Option<File>> {
    loop {
        let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(partial)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(None),
            // A file system without locks.
            Err(TryLockError::Error(error)) if error.kind() == ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(error),
            Ok(()) => {}
        }
        // Between opening and locking another load may have finished, and this would be its result.
        let here = fs::metadata(partial).map(|metadata| Identity::of(&metadata));
        if here.is_ok_and(|here| file.metadata().is_ok_and(|metadata| Identity::of(&metadata) == here)) {
            // It may have been left over with other permissions.
            file.set_permissions(Permissions::from_mode(0o600))?;
            return Ok(Some(file));
        }
    }
}

/// What the rejects of a file need to know of it.
struct Input<'a> {
    path: &'a Path,
    name: &'a str,
    identity: Option<Identity>,
    marked: bool,
    columns: &'a [String],
}

fn check_replaceable(path: &Path, input: &Input<'_>) -> Result<(), Error> {
    let Ok(metadata) = fs::metadata(path) else { return Ok(()) };
    let reason = if !metadata.is_file() {
        "it is not a regular file".to_owned()
    } else if input.identity == Some(Identity::of(&metadata)) {
        format!("it is the input {}", input.name)
    } else {
        return Ok(());
    };
    Err(Error::new(Code::Usage, format!("can't write rejected rows to `{}`: {reason}", path.display()))
        .hint("name another file with `--rejects`"))
}

fn partial(path: &Path) -> PathBuf {
    extended(path, ".partial")
}

fn extended(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

fn directory(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

fn cannot_write(path: &Path, error: io::Error) -> Error {
    Error::io(format!("can't write `{}`", path.display()), error)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;
    use crate::input::{Column, Header};

    const PEOPLE: Header = Header { required: &["name", "amount"], optional: &["memo"] };
    const NAME: Column = PEOPLE.column("name");
    const MEMO: Column = PEOPLE.column("memo");

    struct Place(TempDir);

    impl Place {
        fn new() -> Self {
            Self(tempfile::tempdir().expect("a directory"))
        }

        fn path(&self, name: &str) -> PathBuf {
            self.0.path().join(name)
        }

        fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
            fs::write(self.path(name), bytes).expect("written");
        }

        fn read(&self, name: &str) -> String {
            fs::read_to_string(self.path(name)).expect("it is there and UTF-8")
        }

        fn open(&self, name: &str) -> Result<CsvFile, Error> {
            CsvFile::open(&self.path(name), &mut io::empty(), &PEOPLE)
        }

        fn names(&self) -> Vec<String> {
            let entries = fs::read_dir(self.0.path()).expect("a directory");
            let mut names: Vec<String> = entries
                .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
                .collect();
            names.sort();
            names
        }
    }

    fn rejects_all(file: &CsvFile, rejects: &mut Rejects) -> Result<(), Error> {
        for row in file.rows() {
            let row = row?;
            rejects.push(&row, &format!("no, \"{}\"", row.line()))?;
        }
        Ok(())
    }

    #[test]
    fn rejected_rows_are_unaltered_and_can_be_loaded_again() -> Result<(), Error> {
        let place = Place::new();
        place.write("a.csv", "memo,name, amount\r\n\"=1\r\n2\",  姓 名 ,\"\"\"1\"\r\n\r\n,,x\r\n");
        let file = place.open("a.csv")?;
        let mut rejects = Rejects::beside(&file, None)?;
        rejects_all(&file, &mut rejects)?;
        assert_eq!(place.names(), ["a.csv", "a.csv.rejects.csv.partial"]);
        assert_eq!(rejects.count(), 2);
        assert_eq!(rejects.finish()?, Some(place.path("a.csv.rejects.csv")));
        assert_eq!(place.names(), ["a.csv", "a.csv.rejects.csv"]);
        assert_eq!(
            place.read("a.csv.rejects.csv"),
            "memo,name,amount,rejected_line,rejected_reason\n\
             \"=1\r\n2\",  姓 名 ,\"\"\"1\",2,\"no, \"\"2\"\"\"\n\
             ,,x,5,\"no, \"\"5\"\"\"\n"
        );
        let mode = fs::metadata(place.path("a.csv.rejects.csv")).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);

        let again = place.open("a.csv.rejects.csv")?;
        let rows: Vec<(u64, String, String)> = again
            .rows()
            .map(|row| row.map(|row| (row.line(), row.get(NAME).to_owned(), row.get(MEMO).to_owned())))
            .collect::<Result<_, _>>()?;
        assert_eq!(rows, [(2, "姓 名".to_owned(), "=1\r\n2".to_owned()), (4, String::new(), String::new())]);

        // Rejected once more, a row has the new line and reason only.
        let mut rejects = Rejects::beside(&again, None)?;
        rejects.push(&again.rows().nth(1).expect("two rows")?, "still no")?;
        rejects.finish()?;
        assert_eq!(
            place.read("a.csv.rejects.csv.rejects.csv"),
            "memo,name,amount,rejected_line,rejected_reason\n,,x,4,still no\n"
        );
        Ok(())
    }

    #[test]
    fn a_mark_is_written_for_those_who_need_one() -> Result<(), Error> {
        let place = Place::new();
        for (head, marked) in [
            ("name,amount\n".as_bytes(), false),
            ("\u{feff}name,amount\n".as_bytes(), true),
            (b"name,amount\n\xd0\xd5\xc3\xfb,0\n", true),
        ] {
            place.write("a.csv", [head, b"a,1\n"].concat());
            let file = place.open("a.csv")?;
            let mut rejects = Rejects::beside(&file, None)?;
            rejects_all(&file, &mut rejects)?;
            rejects.finish()?;
            let written = place.read("a.csv.rejects.csv");
            assert_eq!(written.starts_with('\u{feff}'), marked);
            assert_eq!(written.contains("姓名,0,2,"), head.contains(&0xd0));
            assert_eq!(place.open("a.csv.rejects.csv")?.rows_total(), file.rows_total());
        }
        Ok(())
    }

    #[test]
    fn the_file_of_an_earlier_load_is_replaced_by_a_finished_one_only() -> Result<(), Error> {
        let place = Place::new();
        place.write("a.csv", "name,amount\na,1\n");
        place.write("old.csv", "old");
        let file = place.open("a.csv")?;
        let explicit = place.path("old.csv");

        assert_eq!(Rejects::beside(&file, Some(&explicit))?.finish()?, None);
        let mut dropped = Rejects::beside(&file, Some(&explicit))?;
        rejects_all(&file, &mut dropped)?;
        assert_eq!(place.names(), ["a.csv", "old.csv", "old.csv.partial"]);
        drop(dropped);
        assert_eq!((place.read("old.csv"), place.names().len()), ("old".to_owned(), 2));

        // What a killed load has left is no obstacle, and doesn't keep its permissions.
        place.write("old.csv.partial", "half a file, longer than the new one".repeat(9));
        let mut rejects = Rejects::beside(&file, Some(&explicit))?;
        rejects_all(&file, &mut rejects)?;
        assert_eq!(rejects.finish()?, Some(explicit.clone()));
        assert_eq!(
            place.read("old.csv"),
            "name,amount,rejected_line,rejected_reason\na,1,2,\"no, \"\"2\"\"\"\n"
        );
        let mode = fs::metadata(explicit).expect("it is there").permissions().mode();
        assert_eq!((mode & 0o777, place.names().len()), (0o600, 2));
        Ok(())
    }

    #[test]
    fn two_loads_do_not_write_into_one_file() -> Result<(), Error> {
        let place = Place::new();
        place.write("a.csv", "name,amount\na,1\n");
        let file = place.open("a.csv")?;
        let mut first = Rejects::beside(&file, None)?;
        let mut second = Rejects::beside(&file, None)?;
        rejects_all(&file, &mut first)?;
        let error = rejects_all(&file, &mut second).expect_err("the first is writing");
        assert_eq!(
            (error.code(), error.to_string()),
            (
                Code::Busy,
                format!("another load is writing `{}`", place.path("a.csv.rejects.csv.partial").display())
            )
        );
        drop(second);
        first.finish()?;
        assert_eq!(place.names(), ["a.csv", "a.csv.rejects.csv"]);
        Ok(())
    }

    #[test]
    fn what_must_not_be_replaced_is_not() -> Result<(), Error> {
        let place = Place::new();
        place.write("a.csv", "name,amount\na,1\n");
        fs::hard_link(place.path("a.csv"), place.path("b.partial")).expect("a link");
        let file = place.open("a.csv")?;
        let input = format!("it is the input `{}`", place.path("a.csv").display());
        for (path, shown, reason) in [
            (place.path("a.csv"), place.path("a.csv"), input.as_str()),
            (place.path("b"), place.path("b.partial"), &input),
            (place.path("."), place.path("."), "it is not a regular file"),
            (PathBuf::from("/dev/null"), PathBuf::from("/dev/null"), "it is not a regular file"),
        ] {
            let error = Rejects::beside(&file, Some(&path)).expect_err(reason);
            let message = format!("can't write rejected rows to `{}`: {reason}", shown.display());
            assert_eq!((error.code(), error.to_string()), (Code::Usage, message));
        }
        let nowhere = place.path("none/r.csv");
        let error = Rejects::beside(&file, Some(&nowhere)).expect_err("no such directory");
        assert_eq!(error.to_string(), format!("can't write `{}`", nowhere.display()));
        Ok(())
    }

    #[test]
    fn the_default_for_a_pipe_is_in_the_current_directory() -> Result<(), Error> {
        let file = CsvFile::open(Path::new("-"), &mut b"name,amount\n".as_slice(), &PEOPLE)?;
        assert_eq!(Rejects::beside(&file, None)?.path, Path::new("stdin.rejects.csv"));
        Ok(())
    }

    #[test]
    fn the_first_few_are_kept_to_be_shown() -> Result<(), Error> {
        let place = Place::new();
        place.write("a.csv", format!("name,amount\n{}", "a,1\n".repeat(7)));
        let file = place.open("a.csv")?;
        let mut rejects = Rejects::beside(&file, None)?;
        rejects_all(&file, &mut rejects)?;
        assert_eq!((rejects.count(), rejects.examples().len()), (7, 5));
        assert_eq!(rejects.examples()[4], Rejected { line: 6, reason: "no, \"6\"".to_owned() });
        Ok(())
    }
}
