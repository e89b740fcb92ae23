//! `help`: commands, error codes and exit statuses explained.

use std::fmt::Write as _;

use clap::error::ErrorKind;

use super::failure::unknown;
use super::session::Session;
use crate::cli::{self, Help, HelpTopic};
use crate::error::{Code, EXIT_STATUSES, Error, Outcome, Page};
use crate::output::{Column, Format, Record, Value, wrapped};

const ERRORS: [Column; 3] =
    [Column::new("code", "CODE"), Column::new("exit", "EXIT"), Column::new("meaning", "MEANING")];

const STATUSES: [Column; 3] =
    [Column::new("exit", "EXIT"), Column::new("meaning", "MEANING"), Column::detail("codes", "CODES")];

/// Cells a line of a page.
const WIDTH: usize = 80;

/// Runs `help`.
#[expect(clippy::unused_async, reason = "all nouns are run alike")]
pub async fn run(session: &mut Session, help: Help) -> Result<Outcome, Error> {
    match help.topic {
        None => command(session, &[])?,
        Some(HelpTopic::Errors) => errors(session)?,
        Some(HelpTopic::Error { code }) => error(session, &code)?,
        Some(HelpTopic::ExitCodes) => exit_codes(session)?,
        Some(HelpTopic::Of(words)) => command(session, &words)?,
    }
    Ok(Outcome::Done)
}

/// Prints what `--help` after the command prints.
fn command(session: &mut Session, words: &[String]) -> Result<(), Error> {
    let mut found = cli::command();
    let mut path = Vec::new();
    for word in words.iter().filter(|word| !word.starts_with('-')) {
        let Some(below) = found.find_subcommand(word).cloned() else {
            return Err(no_command(&found, &path, word));
        };
        path.push(word.as_str());
        found = below;
    }
    let line = std::iter::once("cardctl").chain(path).chain(["--help"]);
    match cli::parse(line) {
        Err(said) if said.kind() == ErrorKind::DisplayHelp => session.ui.usage(&said),
        _ => Err(Error::new(Code::Internal, "the command has no help")),
    }
}

fn no_command(above: &clap::Command, path: &[&str], word: &str) -> Error {
    let line = ["cardctl"].iter().chain(path).copied().collect::<Vec<_>>().join(" ");
    let below: Vec<&str> = above.get_subcommands().map(clap::Command::get_name).collect();
    let error = Error::new(Code::Usage, format!("`{line}` has no command `{word}`"));
    let error = error.did_you_mean(word, below.iter().copied());
    if below.is_empty() {
        return error.hint(format!("`{line} --help` prints what it takes"));
    }
    let list = std::iter::once("cardctl help").chain(path.iter().copied()).collect::<Vec<_>>().join(" ");
    error.hint(format!("`{list}` lists all"))
}

fn errors(session: &mut Session) -> Result<(), Error> {
    let mut list = session.ui.list(&ERRORS)?;
    for code in Code::ALL {
        list.row([
            Value::code(code.name()),
            Value::Int(code.exit().into()),
            Value::text(code.page().summary()),
        ])?;
    }
    list.end()?;
    session.ui.status("`cardctl help error CODE` tells more of each");
    Ok(())
}

fn error(session: &mut Session, name: &str) -> Result<(), Error> {
    let Some(code) = Code::named(name) else {
        return Err(unknown("error code", name, Code::ALL.iter().map(|code| code.name())));
    };
    let page = code.page();
    if session.ui.options().format == Format::Table {
        let text = page_text(session, code, page);
        return session.ui.text(&text);
    }
    let texts =
        |texts: &'static [String]| Value::List(texts.iter().map(|text| Value::text(text.as_str())).collect());
    let related = page.related.iter().map(|code| Value::code(code.name())).collect();
    session.ui.record(
        Record::new()
            .field("code", "code", Value::code(code.name()))
            .field("exit", "exit", Value::Int(code.exit().into()))
            .field("explanation", "what happened", Value::text(page.happened.as_str()))
            .field("why", "why it may be", texts(&page.why))
            .field("do", "what to do", texts(&page.steps))
            .field("related", "related codes", Value::List(related)),
    )
}

/// A page for people. Writing to a string can't fail.
fn page_text(session: &Session, code: Code, page: &Page) -> String {
    let heading = |text: &str| session.ui.heading(text);
    let mut text = format!("{} (exit status {})\n\n", heading(code.name()), code.exit());
    text.push_str(&filled("", &page.happened));
    for (title, items) in [("Why it may be:", &page.why), ("What to do:", &page.steps)] {
        let _ = writeln!(text, "\n{}", heading(title));
        for item in items {
            text.push_str(&filled("  - ", item));
        }
    }
    let related: Vec<&str> = page.related.iter().map(|code| code.name()).collect();
    let _ = writeln!(text, "\n{} {}", heading("Related:"), related.join(", "));
    text
}

/// A paragraph in lines that fit. What stands between backticks is not broken: it is typed as it stands.
fn filled(mark: &str, paragraph: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut in_code = false;
    for word in paragraph.split(' ') {
        match words.last_mut() {
            Some(last) if in_code => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
        in_code ^= word.matches('`').count() % 2 == 1;
    }
    let lines = wrapped(words, WIDTH - mark.len()).join(&format!("\n{}", " ".repeat(mark.len())));
    format!("{mark}{lines}\n")
}

fn exit_codes(session: &mut Session) -> Result<(), Error> {
    let mut list = session.ui.list(&STATUSES)?;
    for (status, meaning) in EXIT_STATUSES {
        let codes = Code::ALL.iter().filter(|code| code.exit() == *status);
        let codes = codes.map(|code| Value::code(code.name())).collect();
        list.row([Value::Int((*status).into()), Value::text(*meaning), Value::List(codes)])?;
    }
    list.end().map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_commands_stay_whole() {
        let long = "word ".repeat(30);
        let text = filled(
            "  - ",
            &format!("{long}`cardctl settle run --through 2026-10-31 --post --yes`, then more."),
        );
        for line in text.lines() {
            assert!(line.len() <= WIDTH, "{line}");
            assert_eq!(line.matches('`').count() % 2, 0, "{line}");
        }
        assert!(
            text.starts_with("  - word") && text.lines().skip(1).all(|line| line.starts_with("    ")),
            "{text}"
        );
        assert_eq!(filled("", "short"), "short\n");
    }
}
