//! Questions: confirmations, missing values, secrets.

use std::{
    collections::VecDeque,
    io::{self, ErrorKind, Read as _},
};

use dialoguer::Input;
use zeroize::Zeroizing;

use super::{Ui, safe, streams::Stderr, unseen};
use crate::error::{Code, Error};

/// A longer line on stdin is no single value.
const LONGEST_VALUE: u64 = 64 * 1024;

/// Who answers.
pub(super) enum Asking {
    /// Somebody at the terminal.
    Terminal,
    /// These answers, in this order.
    Scripted(VecDeque<String>),
    /// There is nobody to ask.
    Nobody,
}

impl Ui {
    /// Whether there is somebody to ask, and asking is allowed.
    #[must_use]
    pub const fn can_ask(&self) -> bool {
        !self.options.no_input && !matches!(self.asking, Asking::Nobody)
    }

    /// Asks whether to go ahead; the default is no. True without asking under `--yes`; where nobody can be asked,
    /// an error that names the missing flag.
    pub fn confirm(&mut self, question: &str) -> Result<bool, Error> {
        if self.options.yes {
            return Ok(true);
        }
        if !self.can_ask() {
            return Err(Error::new(Code::NeedsConfirmation, format!("not confirmed: {question}"))
                .hint(format!("{}; add `--yes` to go ahead", self.why_not())));
        }
        let answer = self.ask(&format!("{question} [y/N]"), true)?;
        Ok(["y", "yes"].iter().any(|yes| answer.trim().eq_ignore_ascii_case(yes)))
    }

    /// As [`Ui::confirm`], but a no is an error: nothing was changed, and the exit status says so.
    pub fn ensure_confirmed(&mut self, question: &str) -> Result<(), Error> {
        if self.confirm(question)? {
            Ok(())
        } else {
            Err(not_confirmed("answer `y` to go ahead, or add `--yes`"))
        }
    }

    /// Wants `name` typed before something that is hard to mend, such as a change in production. `--yes` doesn't answer
    /// this; `flag` is what gives the name in a script.
    pub fn ensure_typed(&mut self, name: &str, flag: &str, question: &str) -> Result<(), Error> {
        if !self.can_ask() {
            return Err(Error::new(
                Code::NeedsConfirmation,
                format!("not confirmed: `{name}` was not named"),
            )
            .hint(format!("{}; add `{flag} {name}` to go ahead", self.why_not())));
        }
        if self.ask(question, true)?.trim() == name {
            Ok(())
        } else {
            Err(not_confirmed(&format!("type `{name}` to go ahead, or add `{flag} {name}`")))
        }
    }

    /// Asks for a value that the command line doesn't give; `flag` is what gives it there.
    pub fn prompt(&mut self, question: &str, flag: &str) -> Result<String, Error> {
        if !self.can_ask() {
            return Err(Error::new(Code::Usage, format!("missing `{flag}`"))
                .hint(format!("{} for it", self.why_not())));
        }
        self.ask(question, false)
    }

    /// Asks for a secret or a personal datum, which isn't shown while it is typed.
    pub fn prompt_secret(&mut self, question: &str, flag: &str) -> Result<Zeroizing<String>, Error> {
        if !self.can_ask() {
            return Err(Error::new(Code::Usage, format!("missing `{flag}`"))
                .hint(format!("{} for it; `-` as its value reads it from standard input", self.why_not())));
        }
        // What was written so far may be what the question is about.
        self.finish()?;
        match &mut self.asking {
            Asking::Scripted(answers) => scripted(answers, question, &self.stderr).map(Zeroizing::new),
            _ => loop {
                let ask = || self.stderr.write(&format!("{}: ", safe(question)));
                let line = unseen::read_line(ask, &self.interrupted).map_err(unanswered)?;
                if !line.is_empty() {
                    break Ok(line);
                }
            },
        }
    }

    /// One typed line. Not dialoguer's own yes-or-no question: that one hides the cursor, and a terminal would be
    /// left without when it is interrupted there.
    fn ask(&mut self, question: &str, may_be_empty: bool) -> Result<String, Error> {
        self.finish()?;
        match &mut self.asking {
            Asking::Scripted(answers) => scripted(answers, question, &self.stderr),
            _ => answered(Input::new().with_prompt(safe(question)).allow_empty(may_be_empty).interact_text()),
        }
    }

    /// The value of an argument given as `-`: the next line of stdin, or, at a terminal, what is typed unseen.
    /// `what` names the argument.
    pub fn stdin_value(&mut self, what: &str) -> Result<Zeroizing<String>, Error> {
        if self.stdin_is_terminal {
            if !self.can_ask() {
                let hint = format!("{}; pipe the value in", self.why_not());
                return Err(
                    Error::new(Code::Usage, format!("no value of `{what}` on standard input")).hint(hint)
                );
            }
            return self.prompt_secret(what, what);
        }
        let mut line = Zeroizing::new(Vec::new());
        let mut limited = (&mut *self.stdin).take(LONGEST_VALUE);
        io::BufRead::read_until(&mut limited, b'\n', &mut line)
            .map_err(|error| Error::io("can't read standard input", error))?;
        let ended = line.pop_if(|byte| *byte == b'\n').is_some();
        if ended {
            _ = line.pop_if(|byte| *byte == b'\r');
        } else if line.is_empty() {
            return Err(Error::new(Code::Usage, format!("standard input ends before the value of `{what}`"))
                .hint("each value that is given as `-` is a line of its own"));
        } else if u64::try_from(line.len()).is_ok_and(|length| length == LONGEST_VALUE) {
            return Err(Error::new(
                Code::Usage,
                format!("the value of `{what}` on standard input is too long"),
            ));
        }
        let text = str::from_utf8(&line).map_err(|_| {
            Error::new(Code::Usage, format!("the value of `{what}` on standard input is not UTF-8"))
        })?;
        Ok(Zeroizing::new(text.to_owned()))
    }

    const fn why_not(&self) -> &'static str {
        if self.options.no_input { "`--no-input` forbids to ask" } else { "there is no terminal to ask" }
    }
}

fn not_confirmed(hint: &str) -> Error {
    Error::new(Code::NeedsConfirmation, "not confirmed; nothing was changed").hint(hint)
}

fn answered<T>(answer: dialoguer::Result<T>) -> Result<T, Error> {
    answer.map_err(|error| unanswered(error.into()))
}

fn unanswered(error: io::Error) -> Error {
    match error.kind() {
        ErrorKind::Interrupted | ErrorKind::UnexpectedEof => interrupted(),
        _ => Error::io("can't ask at the terminal", error),
    }
}

fn scripted(answers: &mut VecDeque<String>, question: &str, stderr: &Stderr) -> Result<String, Error> {
    stderr.line(&format!("{}:", safe(question)));
    answers.pop_front().ok_or_else(interrupted)
}

fn interrupted() -> Error {
    Error::new(Code::Interrupted, "interrupted at a question; nothing was changed")
        .hint("the command can be run again")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Captured, Options, Streams};

    fn ui(stdin: &str, answers: Option<&[&str]>, options: Options) -> (Ui, Captured) {
        let (streams, captured) = Streams::memory(stdin);
        let streams = match answers {
            Some(answers) => streams.answering(answers.iter().copied()),
            None => streams,
        };
        (Ui::new(streams, options), captured)
    }

    fn yes() -> Options {
        Options { yes: true, ..Options::default() }
    }

    fn no_input() -> Options {
        Options { no_input: true, ..Options::default() }
    }

    #[test]
    fn the_default_is_no() -> Result<(), Error> {
        let (mut ui, captured) = ui("", Some(&["y", "YES", "n", "", "yes, but"]), Options::default());
        let answers: Vec<bool> = (0..5).map(|_| ui.confirm("Void 3 cards?")).collect::<Result<_, _>>()?;
        assert_eq!(answers, [true, true, false, false, false]);
        assert_eq!(captured.stderr(), "Void 3 cards? [y/N]:\n".repeat(5));
        assert_eq!(ui.confirm("More?").expect_err("no answer left").code(), Code::Interrupted);
        Ok(())
    }

    #[test]
    fn yes_is_not_asked() -> Result<(), Error> {
        for answers in [None, Some([].as_slice())] {
            let (mut ui, captured) = ui("", answers, yes());
            ui.ensure_confirmed("Void 3 cards?")?;
            assert_eq!(captured.stderr(), "");
        }
        Ok(())
    }

    #[test]
    fn without_anybody_to_ask_the_missing_flag_is_named() {
        let (mut nobody, _) = ui("y\n", None, Options::default());
        let error = nobody.confirm("Void 3 cards?").expect_err("nobody");
        assert_eq!((error.code(), error.exit()), (Code::NeedsConfirmation, 7));
        assert_eq!(error.to_string(), "not confirmed: Void 3 cards?");
        assert_eq!(error.hints(), ["there is no terminal to ask; add `--yes` to go ahead"]);

        let error = nobody.prompt("Name", "--name").expect_err("nobody");
        assert_eq!((error.exit(), error.to_string()), (2, "missing `--name`".to_owned()));
        let error = nobody.prompt_secret("Code", "--code").expect_err("nobody");
        assert_eq!(error.exit(), 2);

        let (mut forbidden, _) = ui("", Some(&["y", "a", "b"]), no_input());
        let error = forbidden.confirm("Void 3 cards?").expect_err("forbidden");
        assert_eq!(error.hints(), ["`--no-input` forbids to ask; add `--yes` to go ahead"]);
        assert!(forbidden.prompt("Name", "--name").is_err());
        assert!(forbidden.prompt_secret("Code", "--code").is_err());
        let error = forbidden.stdin_value("--code").expect_err("a terminal that may not be asked at");
        assert_eq!(error.hints(), ["`--no-input` forbids to ask; pipe the value in"]);
    }

    #[test]
    fn a_no_is_a_refusal() {
        let (mut ui, _) = ui("", Some(&["n"]), Options::default());
        let error = ui.ensure_confirmed("Void 3 cards?").expect_err("no");
        assert_eq!(
            (error.code(), error.to_string().as_str()),
            (Code::NeedsConfirmation, "not confirmed; nothing was changed")
        );
    }

    #[test]
    fn a_name_is_typed_in_full_even_under_yes() -> Result<(), Error> {
        let (mut at_terminal, captured) = ui("", Some(&["live", "y", ""]), yes());
        at_terminal.ensure_typed("live", "--confirm", "Type `live`")?;
        assert_eq!(captured.stderr(), "Type `live`:\n");
        for _ in 0..2 {
            let error =
                at_terminal.ensure_typed("live", "--confirm", "Type `live`").expect_err("another answer");
            assert_eq!(error.code(), Code::NeedsConfirmation);
        }
        let (mut nobody, _) = ui("live\n", None, yes());
        let error = nobody.ensure_typed("live", "--confirm", "Type `live`").expect_err("nobody");
        assert_eq!(error.exit(), 7);
        assert_eq!(error.hints(), ["there is no terminal to ask; add `--confirm live` to go ahead"]);
        Ok(())
    }

    #[test]
    fn answers_are_never_shown() -> Result<(), Error> {
        let (mut ui, captured) = ui("", Some(&["Li Si", "s3cret", "110102"]), Options::default());
        assert_eq!(ui.prompt("Name\u{1b}", "--name")?, "Li Si");
        assert_eq!(*ui.prompt_secret("Code", "--code")?, "s3cret");
        assert_eq!(*ui.stdin_value("--parameter")?, "110102", "at a terminal `-` asks");
        assert_eq!(captured.stderr(), "Name\\x1b:\nCode:\n--parameter:\n");
        Ok(())
    }

    #[test]
    fn a_dash_reads_one_line_each() -> Result<(), Error> {
        let (mut ui, captured) = ui("11010219750203083 9 \r\nABCD-EFGH\n\nlast", None, no_input());
        assert_eq!(*ui.stdin_value("--parameter")?, "11010219750203083 9 ");
        assert_eq!(*ui.stdin_value("--code")?, "ABCD-EFGH");
        assert_eq!(*ui.stdin_value("--memo")?, "", "an empty line is a value");
        assert_eq!(*ui.stdin_value("--memo")?, "last");
        let error = ui.stdin_value("--code").expect_err("the end");
        assert_eq!(error.to_string(), "standard input ends before the value of `--code`");
        assert_eq!(captured.stderr(), "");
        Ok(())
    }

    #[test]
    fn a_value_is_bounded_and_rejected_without_being_quoted() {
        let (mut long, _) = ui(&"s3cret".repeat(20_000), None, Options::default());
        let error = long.stdin_value("--code").expect_err("too long");
        assert!(!error.full_message().contains("s3cret"), "{error}");
    }
}
