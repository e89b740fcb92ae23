//! Everything that is printed, and everything that is asked.
//!
//! A command builds rows and hands them to the [`Ui`]; no command prints by itself. stdout carries data and
//! nothing else; notes, warnings, prompts, progress and logs go to stderr. Being a terminal changes width,
//! colour and progress, never the content.

mod bars;
mod chart;
mod column;
mod encoded;
mod filter;
mod html;
mod json;
mod list;
mod logging;
mod options;
mod pager;
mod progress;
mod prompt;
mod record;
mod safe;
mod sink;
mod spark;
mod streams;
mod svg;
mod table;
mod tree;
mod unseen;
mod value;
mod voice;
mod wrapping;
mod xlsx;

use std::io::{self, BufRead, ErrorKind, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

pub use chart::Chart;
use column::Choice;
pub use column::{Align, Column};
pub use list::List;
pub use options::{Color, Encoding, Format, Options, Selection};
pub use pager::Pager;
pub use progress::Progress;
pub use record::Record;
pub use safe::safe;
pub use streams::{Captured, Streams};
pub use tree::Node;
pub use value::{Table, Value};
pub use voice::Voice;
pub use wrapping::wrapped;

use crate::error::{Code, Error};
use prompt::Asking;
use streams::Stderr;

/// The terminal, file or pipe at the end of a stream.
#[derive(Clone, Copy, Debug)]
struct Screen {
    /// Cells a line, on a terminal.
    width: Option<u16>,
    /// Lines, on a terminal that tells them.
    height: Option<u16>,
    color: bool,
}

impl Screen {
    /// Without an end on any side, and without colour.
    const ENDLESS: Self = Self { width: None, height: None, color: false };

    fn new(width: Option<u16>, height: Option<u16>, color: Color) -> Self {
        let color = match color {
            Color::Auto => width.is_some(),
            Color::Always => true,
            Color::Never => false,
        };
        Self { width, height, color }
    }

    /// The same, without colour.
    const fn plain(self) -> Self {
        Self { color: false, ..self }
    }

    fn styled(self, style: &str, text: &str) -> String {
        if self.color { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn bold(self, text: &str) -> String {
        self.styled("1", text)
    }
}

/// The user's side of the program: the three streams and the flags that shape them.
pub struct Ui {
    stdin: Box<dyn BufRead + Send>,
    stdout: Box<dyn Write + Send>,
    /// What is longer than the screen, and waits for the end of the command.
    paged: String,
    stderr: Stderr,
    asking: Asking,
    stdin_is_terminal: bool,
    /// Whether stderr is the process's own terminal, where a bar can be drawn.
    draws_bars: bool,
    stdout_screen: Screen,
    stderr_screen: Screen,
    options: Options,
    /// Whether what is shown has been done by then.
    shows_a_change: bool,
    /// Somebody pressed Ctrl-C while a question was open.
    interrupted: Arc<AtomicBool>,
}

impl Ui {
    /// A user interface on these streams.
    #[must_use]
    pub fn new(streams: Streams, options: Options) -> Self {
        let encoded = matches!(options.format, Format::Csv | Format::Tsv);
        let encoding = if encoded { options.encoding } else { Encoding::Utf8 };
        Self {
            stdin: streams.stdin,
            stdout: encoded::writer(streams.stdout, encoding),
            paged: String::new(),
            stderr: Stderr::new(streams.stderr),
            asking: streams.asking,
            stdin_is_terminal: streams.stdin_is_terminal,
            draws_bars: streams.draws_bars,
            stdout_screen: Screen::new(streams.stdout_width, streams.stdout_height, options.color),
            stderr_screen: Screen::new(streams.stderr_width, None, options.color),
            options,
            shows_a_change: false,
            interrupted: Arc::default(),
        }
    }

    /// An interface for a command that runs within this one: what it writes and says is captured, on a screen of
    /// so many cells; it has no input and asks nobody; its bars are drawn where this one's are.
    #[must_use]
    pub fn within(&self, width: u16, options: Options) -> (Self, Captured) {
        let (streams, captured) = Streams::memory("");
        let draws_bars = self.draws_bars && !self.options.quiet;
        let color =
            if self.options.format == Format::Table { self.stdout_screen } else { self.stderr_screen };
        let screen = Screen { width: Some(width), height: None, color: color.color };
        let ui = Self { draws_bars, stdout_screen: screen, ..Self::new(streams, options) };
        (ui, captured)
    }

    /// Tells people something that is more than a message, in lines of its own: on stdout where that is for
    /// people, else on stderr, and nowhere with `-q`. Nothing from outside may be in it unless it went through
    /// [`safe`].
    pub fn narrate(&mut self, text: &str) -> Result<(), Error> {
        match self.options.format {
            _ if self.options.quiet => Ok(()),
            Format::Table => self.text(text),
            _ => {
                self.stderr.write(text);
                Ok(())
            }
        }
    }

    /// A heading within what is told.
    #[must_use]
    pub fn heading(&self, text: &str) -> String {
        let screen =
            if self.options.format == Format::Table { self.stdout_screen } else { self.stderr_screen };
        screen.bold(text)
    }

    /// Whether data can go where it would: a workbook can't be read on a screen. To be asked before the command does
    /// anything, which would be done already when its result can't be written.
    pub fn check_destination(&self) -> Result<(), Error> {
        if self.options.format == Format::Xlsx && self.stdout_screen.width.is_some() {
            return Err(Error::new(Code::Usage, "a workbook is not for a terminal").hint(
                "write it to a file with `--out FILE.xlsx`, or choose another format with `--output`",
            ));
        }
        if self.options.encoding != Encoding::Utf8
            && !matches!(self.options.format, Format::Csv | Format::Tsv)
        {
            return Err(Error::new(Code::Usage, "`--encoding` is for csv and tsv only")
                .hint("the other formats are UTF-8; add `--output csv`, or leave it out"));
        }
        Ok(())
    }

    /// Says whether a command shows what it has changed. A wrong name in `--columns` can't undo that, and what is shown once
    /// must not be lost by it.
    pub const fn shows_a_change(&mut self, is: bool) {
        self.shows_a_change = is;
    }

    /// What of these columns was asked for. An unknown name is a usage error where nothing was done, and else a warning.
    fn choice(&mut self, columns: &[Column]) -> Result<Choice, Error> {
        match Choice::of(&self.options.selection, columns) {
            Err(error) if self.shows_a_change => {
                self.warn(&format!("{error}: all of what was done is shown"));
                Ok(Choice::all(columns))
            }
            chosen => chosen,
        }
    }

    /// The flags.
    #[must_use]
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// Sends data elsewhere from now on, for `--out PATH`: a buffered writer, for rows are written one by one. A
    /// file is no terminal.
    pub fn redirect(&mut self, to: Box<dyn Write + Send>) -> Result<(), Error> {
        self.stdout.flush().written()?;
        let encoded = matches!(self.options.format, Format::Csv | Format::Tsv);
        let encoding = if encoded { self.options.encoding } else { Encoding::Utf8 };
        self.stdout = encoded::writer(to, encoding);
        self.stdout_screen = Screen { color: self.options.color == Color::Always, ..Screen::ENDLESS };
        Ok(())
    }

    /// Writes text to stdout as it is: a completion script, a manual page, an explanation. Nothing from outside
    /// may be in it unless it went through [`safe`].
    pub fn text(&mut self, text: &str) -> Result<(), Error> {
        self.stdout.write_all(text.as_bytes()).and_then(|()| self.stdout.flush()).written()
    }

    /// As [`text`](Self::text), of something that is written in many parts.
    pub fn part(&mut self, text: &str) -> Result<(), Error> {
        self.stdout.write_all(text.as_bytes()).written()
    }

    /// The data of stdin, for an import from `-`.
    pub fn stdin(&mut self) -> &mut (dyn BufRead + Send) {
        &mut *self.stdin
    }

    /// Takes stdin away, for input that is read while a list is being written.
    pub fn take_stdin(&mut self) -> Box<dyn BufRead + Send> {
        std::mem::replace(&mut self.stdin, Box::new(io::empty()))
    }

    /// How wide the terminal is that data goes to; nothing where it goes to none.
    #[must_use]
    pub const fn terminal_width(&self) -> Option<u16> {
        self.stdout_screen.width
    }

    /// Whether somebody would have to type what is read from stdin.
    #[must_use]
    pub const fn stdin_is_terminal(&self) -> bool {
        self.stdin_is_terminal
    }

    /// Says on stderr what is being done or was done.
    pub fn status(&mut self, text: &str) {
        self.say("", "", text);
    }

    /// Points to something worth knowing, on stderr.
    pub fn note(&mut self, text: &str) {
        self.say("36", "note: ", text);
    }

    /// Warns on stderr. Silent with `-q`, which wants only results and errors.
    pub fn warn(&mut self, text: &str) {
        self.say("33", "warning: ", text);
    }

    /// Warns on stderr even with `-q`: money waits, and nobody but the reader can help it.
    pub fn alert(&mut self, text: &str) {
        self.labelled("33", "warning: ", text);
    }

    fn say(&mut self, style: &str, label: &str, text: &str) {
        if !self.options.quiet {
            self.labelled(style, label, text);
        }
    }

    fn labelled(&mut self, style: &str, label: &str, text: &str) {
        let label = if label.is_empty() { String::new() } else { self.stderr_screen.styled(style, label) };
        self.stderr.line(&format!("{label}{}", safe(text)));
    }

    /// Prints an error: a line for the message and one for each hint, or one json object with `-o json|jsonl`.
    /// A closed output is no error and prints nothing.
    pub fn error(&mut self, error: &Error) {
        // What was written before the error belongs before it; if that fails too, this error is the one to tell.
        _ = self.finish();
        self.voice().error(error);
    }

    /// Shows what clap has to say: help and version are data, a command line that is not understood is not.
    pub fn usage(&mut self, said: &clap::Error) -> Result<(), Error> {
        let text = said.render();
        let shown = |screen: Screen| if screen.color { text.ansi().to_string() } else { text.to_string() };
        if said.use_stderr() {
            // It quotes what was typed, or what a script was given.
            let styled = self.stderr_screen.color;
            self.stderr.write(&safe::safe_page(&shown(self.stderr_screen), styled));
            Ok(())
        } else {
            let text = shown(self.stdout_screen);
            self.text(&text)
        }
    }

    /// Writes out what is buffered, and shows what waits for the pager. To be called once at the end; what fails here
    /// was never delivered.
    pub fn finish(&mut self) -> Result<(), Error> {
        self.stdout.flush().written()?;
        self.show_paged()
    }

    fn show_paged(&mut self) -> Result<(), Error> {
        let text = std::mem::take(&mut self.paged);
        if text.is_empty() {
            return Ok(());
        }
        let shown = self.options.pager.as_ref().is_some_and(|pager| pager.show(&text).is_ok());
        let written = if shown { Ok(()) } else { self.text(&text) };
        self.stderr.release();
        written
    }
}

/// Turns a failed write to stdout into the edge error. A reader that went away is [`Code::OutputClosed`].
trait Written<T> {
    fn written(self) -> Result<T, Error>;
}

impl<T> Written<T> for io::Result<T> {
    fn written(self) -> Result<T, Error> {
        self.map_err(|error| {
            if error.kind() == ErrorKind::BrokenPipe {
                Error::new(Code::OutputClosed, "the reader of the output closed it")
            } else {
                Error::io("can't write the output", error)
            }
        })
    }
}

impl<T> Written<T> for csv::Result<T> {
    fn written(self) -> Result<T, Error> {
        let in_io = |error: csv::Error| match error.into_kind() {
            csv::ErrorKind::Io(error) => error,
            // Only of rows of unequal length, which a list refuses before.
            kind => io::Error::other(format!("{kind:?}")),
        };
        self.map_err(in_io).written()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ui(streams: Streams, format: Format, quiet: bool) -> Ui {
        Ui::new(streams, Options { format, quiet, ..Options::default() })
    }

    #[test]
    fn messages_go_to_stderr_and_are_made_safe() -> Result<(), Error> {
        let (streams, captured) = Streams::memory("");
        let mut ui = ui(streams, Format::Table, false);
        ui.status("imported 3 rows of `a\u{1b}[2J.csv`");
        ui.note("two\nlines");
        ui.warn("careful");
        ui.finish()?;
        assert_eq!(
            captured.stderr(),
            "imported 3 rows of `a\\x1b[2J.csv`\nnote: two\\nlines\nwarning: careful\n"
        );
        assert_eq!(captured.stdout(), "");
        Ok(())
    }

    #[test]
    fn what_is_told_goes_where_people_read() -> Result<(), Error> {
        let told = |format, quiet| {
            let (streams, captured) = Streams::memory("");
            ui(streams, format, quiet).narrate("once\n")?;
            Ok::<_, Error>((captured.stdout(), captured.stderr()))
        };
        assert_eq!(told(Format::Table, false)?, ("once\n".to_owned(), String::new()));
        assert_eq!(told(Format::Json, false)?, (String::new(), "once\n".to_owned()));
        assert_eq!(told(Format::Table, true)?, Default::default());
        Ok(())
    }

    #[test]
    fn a_command_within_another_writes_to_memory() -> Result<(), Error> {
        let (streams, outside) = Streams::memory("not for it");
        let outer = ui(streams.on_terminal(80), Format::Table, false);
        let (mut inner, captured) = outer.within(40, Options::default());
        inner.text("data\n")?;
        inner.note("said");
        let mut read = String::new();
        inner.stdin().read_to_string(&mut read).expect("memory can be read");
        assert_eq!((captured.stdout(), captured.stderr()), ("data\n".to_owned(), "note: said\n".to_owned()));
        assert_eq!((outside.stdout(), outside.stderr(), read), Default::default());
        assert!(!inner.can_ask());
        Ok(())
    }

    #[test]
    fn quiet_leaves_results_and_errors() -> Result<(), Error> {
        let (streams, captured) = Streams::memory("");
        let mut ui = ui(streams, Format::Table, true);
        ui.status("a");
        ui.note("b");
        ui.warn("c");
        ui.alert("d");
        ui.text("data\n")?;
        ui.list(&[Column::new("a", "A")])?.end()?;
        ui.error(&Error::new(Code::Failed, "no"));
        assert_eq!(
            (captured.stdout(), captured.stderr()),
            ("data\n".to_owned(), "warning: d\nerror: no\n".to_owned())
        );
        Ok(())
    }

    fn locked() -> Error {
        Error::new(Code::RunLocked, "run 7 holds the lock\u{1b}")
            .caused_by(io::Error::other("since 03:00"))
            .hint("try again later")
            .hint("`settle list` shows it")
    }

    #[test]
    fn an_error_for_people_has_its_hints_below() {
        let (streams, captured) = Streams::memory("");
        ui(streams, Format::Csv, true).error(&locked());
        assert_eq!(
            captured.stderr(),
            "error: run 7 holds the lock\\x1b: since 03:00\nhint: try again later\nhint: `settle list` shows it\n"
        );
        let (streams, captured) = Streams::memory("");
        ui(streams.on_terminal(80), Format::Table, false).error(&Error::new(Code::Failed, "no").hint("yes"));
        assert_eq!(captured.stderr(), "\u{1b}[1;31merror: \u{1b}[0mno\n\u{1b}[36mhint: \u{1b}[0myes\n");
    }

    #[test]
    fn an_error_for_programs_is_one_object() {
        for format in [Format::Json, Format::Jsonl] {
            let (streams, captured) = Streams::memory("");
            ui(streams, format, false).error(&locked());
            assert_eq!(
                captured.stderr(),
                "{\"error\":{\"code\":\"run-locked\",\"message\":\"run 7 holds the lock\\u001b: since 03:00\",\
                 \"hint\":\"try again later\\n`settle list` shows it\",\"exit\":75}}\n"
            );
        }
        let (streams, captured) = Streams::memory("");
        ui(streams, Format::Json, false).error(&Error::new(Code::Failed, "no"));
        assert!(captured.stderr().contains("\"hint\":null,\"exit\":1"));
    }

    #[test]
    fn colour_is_a_choice_that_content_never_depends_on() -> Result<(), Error> {
        for (color, width, colored) in [
            (Color::Auto, None, false),
            (Color::Auto, Some(80), true),
            (Color::Always, None, true),
            (Color::Never, Some(80), false),
        ] {
            let (streams, captured) = Streams::memory("");
            let streams = if let Some(width) = width { streams.on_terminal(width) } else { streams };
            let mut ui = Ui::new(streams, Options { color, ..Options::default() });
            let mut list = ui.list(&[Column::new("a", "A")])?;
            list.row([Value::Int(1)])?;
            list.end()?;
            let plain = captured.stdout().replace("\u{1b}[1m", "").replace("\u{1b}[0m", "");
            assert_eq!(plain, "A\n-\n1\n");
            assert_eq!(captured.stdout() != plain, colored, "{color:?} {width:?}");
        }
        Ok(())
    }

    /// A pipe whose reader goes away after so many bytes, or a disk that is full.
    struct Closing(usize, ErrorKind);

    impl Write for Closing {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            match self.0.checked_sub(bytes.len()) {
                Some(left) => {
                    self.0 = left;
                    Ok(bytes.len())
                }
                None => Err(self.1.into()),
            }
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn many_rows(format: Format, out: Closing) -> (Error, String) {
        let (memory, captured) = Streams::memory("");
        let mut ui = ui(memory, format, false);
        ui.redirect(Box::new(out)).expect("nothing was written yet");
        let write = |ui: &mut Ui| -> Result<(), Error> {
            let mut list = ui.list(&[Column::new("name", "NAME")])?;
            for _ in 0..20_000 {
                list.row([Value::text("a name")])?;
            }
            list.end()?;
            Ok(())
        };
        let error = write(&mut ui).expect_err("the output ends early");
        ui.error(&error);
        (error, captured.stderr())
    }

    #[test]
    fn a_closed_output_ends_quietly_and_a_full_disk_does_not() {
        for format in [Format::Table, Format::Json, Format::Jsonl, Format::Csv, Format::Tsv] {
            let (error, stderr) = many_rows(format, Closing(50_000, ErrorKind::BrokenPipe));
            assert_eq!(
                (error.code(), error.exit(), stderr),
                (Code::OutputClosed, 0, String::new()),
                "{format:?}"
            );
            let (error, _) = many_rows(format, Closing(50_000, ErrorKind::StorageFull));
            assert_eq!((error.code(), error.exit()), (Code::Io, 1), "{format:?}");
        }
        let (streams, _) = Streams::memory("");
        let mut ui = ui(streams, Format::Json, false);
        ui.redirect(Box::new(Closing(0, ErrorKind::BrokenPipe))).expect("nothing was written yet");
        let error = ui.record(Record::new().field("a", "A", 1_u32)).expect_err("closed");
        assert_eq!(error.code(), Code::OutputClosed);
    }
}
