//! Long tables on a terminal go through the reader's own pager.

use std::io::{self, Write as _};
use std::process::{Command, Stdio};

use unicode_width::UnicodeWidthStr as _;

/// A program that shows a text screen by screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pager {
    program: String,
    arguments: Vec<String>,
    /// Variables that it gets beside those of this process.
    variables: Vec<(String, String)>,
}

impl Pager {
    /// The program with its arguments between blanks; no shell and no quoting. None for nothing and for `cat`, which
    /// shows no screens.
    #[must_use]
    pub fn named(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace().map(str::to_owned);
        let program = words.next().filter(|program| program != "cat")?;
        Some(Self { program, arguments: words.collect(), variables: Vec::new() })
    }

    /// The same with a variable in its environment.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Shows a text and waits until the reader has seen enough of it.
    pub(super) fn show(&self, text: &str) -> io::Result<()> {
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .spawn()?;
        if let Some(mut input) = child.stdin.take() {
            // A reader who leaves before the end has seen enough.
            _ = input.write_all(text.as_bytes());
        }
        let status = child.wait()?;
        // A program that could not begin says so by these; the text was not seen then.
        match status.code() {
            Some(126 | 127) => Err(io::Error::other(format!("`{}` can't be run", self.program))),
            _ => Ok(()),
        }
    }
}

/// Whether a text takes more lines than a screen has; the prompt takes one of them.
pub(super) fn is_longer(text: &str, width: u16, height: u16) -> bool {
    let width = usize::from(width.max(1));
    let lines: usize = text.lines().map(|line| line.width().div_ceil(width).max(1)).sum();
    lines >= usize::from(height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Column, Options, Streams, Ui, Value};

    #[test]
    fn a_pager_is_a_program_with_arguments() {
        let pager = Pager::named(" less -F  -R ").expect("a program").with("LESS", "X");
        assert_eq!((pager.program.as_str(), pager.arguments.len()), ("less", 2));
        for none in ["", "  ", "cat"] {
            assert_eq!(Pager::named(none), None);
        }
    }

    #[test]
    fn lines_that_wrap_take_more_of_the_screen() {
        assert!(!is_longer("a\nb\n", 10, 3));
        assert!(is_longer("a\nb\nc\n", 10, 3));
        assert!(is_longer("0123456789012345678901\n", 10, 3));
        assert!(is_longer("北京市西城区北京市西城区\n", 10, 3));
    }

    fn shown(height: u16, pager: &str, rows: u32) -> (String, String) {
        let (streams, captured) = Streams::memory("");
        let streams = streams.on_terminal(40).of_height(height);
        let options = Options { pager: Pager::named(pager), ..Options::default() };
        let mut ui = Ui::new(streams, options);
        let mut list = ui.list(&[Column::new("n", "N")]).expect("a list");
        for n in 0..rows {
            list.row([Value::from(n)]).expect("a row");
        }
        list.end().expect("the end");
        ui.note("after it");
        let before = captured.stderr();
        ui.finish().expect("shown");
        assert!(
            captured.stderr().contains("note: \u{1b}[0mafter it") || captured.stderr().contains("after it")
        );
        (captured.stdout(), before)
    }

    #[test]
    fn only_what_is_longer_than_the_screen_is_paged_and_what_is_said_after_it_waits() {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("paged");
        let pager = format!("tee {}", file.display());
        let (stdout, before) = shown(30, &pager, 5);
        assert!(stdout.contains('4') && before.contains("after it") && !file.exists());
        let (stdout, before) = shown(5, &pager, 5);
        assert_eq!((stdout.as_str(), before.as_str()), ("", ""));
        let seen = std::fs::read_to_string(&file).expect("the pager ran");
        assert!(seen.ends_with("0\n1\n2\n3\n4\n"), "{seen}");
    }

    #[test]
    fn without_a_pager_that_runs_the_text_is_written_all_the_same() {
        let (stdout, _) = shown(5, "/nonexistent/pager", 5);
        assert!(stdout.ends_with("4\n"), "{stdout}");
    }
}
