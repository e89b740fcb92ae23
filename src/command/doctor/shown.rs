//! How findings are shown: for people the worst first, with what to do below each, and what is well in short.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::findings::{Finding, Findings, State};
use crate::command::session::Session;
use crate::error::Error;
use crate::output::{Column, Format, Value, safe, wrapped};

const COLUMNS: [Column; 4] = [
    Column::new("check", "CHECK"),
    Column::new("state", "STATE"),
    Column::new("what", "WHAT"),
    Column::new("to_do", "WHAT TO DO"),
];

/// Where texts are broken, whatever the terminal: a report is pasted into messages.
const WIDTH: usize = 79;

/// What stands before a text: the state and the check.
const INDENT: usize = 24;

pub(super) fn show(session: &mut Session, findings: Findings) -> Result<(), Error> {
    let counts = [
        plural(findings.count(State::Problem), "problem"),
        plural(findings.count(State::Warning), "warning"),
        format!("{} ok", findings.count(State::Ok)),
    ];
    let findings = findings.by_state();
    let named = !session.ui.options().selection.columns.is_empty();
    if session.ui.options().format == Format::Table && !named {
        let text: String = findings.iter().map(paragraph).collect();
        session.ui.text(&text)?;
    } else {
        let mut list = session.ui.list(&COLUMNS)?;
        for Finding { check, state, what, to_do } in findings {
            let to_do = to_do.map(Value::text).into();
            list.row([Value::code(check), Value::code(state.word()), Value::text(what), to_do])?;
        }
        list.end()?;
    }
    session.ui.status(&counts.join(", "));
    Ok(())
}

fn plural(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

fn paragraph(finding: &Finding) -> String {
    let Finding { check, state, what, to_do } = finding;
    let mut text = String::new();
    // Writing to a string can't fail.
    _ = write!(text, "{:<9}{check:<15}", state.word());
    let what = safe(what);
    if *state == State::Ok {
        text.push_str(&shortened(&what, WIDTH - INDENT));
    } else {
        text.push_str(&below(&what, INDENT));
    }
    text.push('\n');
    if let Some(to_do) = to_do {
        text.push_str(&" ".repeat(INDENT));
        text.push_str("> ");
        text.push_str(&below(&safe(to_do), INDENT + 2));
        text.push('\n');
    }
    text
}

/// As much as fits on one line.
fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut short = String::new();
    for sign in text.chars() {
        short.push(sign);
        if short.width() > width - 1 {
            short.pop();
            break;
        }
    }
    short + "…"
}

/// The words of a text in lines, those after the first one below its beginning.
fn below(words: &str, indent: usize) -> String {
    wrapped(words.split_whitespace(), WIDTH - indent).join(&format!("\n{}", " ".repeat(indent)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_longer_than_a_terminal_is_wide() {
        let words = "the clock of this machine is behind 北京中心 ".repeat(8);
        for state in [State::Ok, State::Warning, State::Problem] {
            let finding =
                Finding { check: "database-file", state, what: words.clone(), to_do: Some(words.clone()) };
            let text = paragraph(&finding);
            assert!(text.lines().all(|line| line.width() <= WIDTH && line == line.trim_end()), "{text}");
            assert!(text.ends_with('\n') && !text.ends_with("\n\n"));
        }
        let path = format!("/{}", "x".repeat(90));
        let finding = Finding { check: "files", state: State::Problem, what: path.clone(), to_do: None };
        assert!(paragraph(&finding).contains(&path), "a path is never broken");
    }
}
