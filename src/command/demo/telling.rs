//! How the demo tells what it does, in lines of at most 100 cells.

use std::fmt::Write as _;

use jiff::SignedDuration;
use unicode_width::UnicodeWidthStr as _;

use super::circle::Figures;
use super::inputs::Inputs;
use super::outcome::{Loaded, Settled};
use super::stage::{Played, Stage};
use super::steps::Step;
use crate::command::command_line::{command_line, quoted};
use crate::output::{Format, Options, safe};

const WIDTH: usize = 100;
const INDENT: &str = "    ";

/// Shorter steps are not worth a line.
const WORTH_TELLING: SignedDuration = SignedDuration::from_millis(500);

/// What can be tried in the database that the demo leaves, and why. A line that is no command of `cardctl` stands whole.
const NEXT: [(&str, Next); 9] = [
    ("who is this?", Next::Command(&["holder", "find", "C00042"])),
    (
        "the same rows again: all are skipped",
        Next::Command(&["purchase", "import", "./purchases.csv", "--source", "cdnow"]),
    ),
    ("why these rows were rejected", Next::Line("head ./purchases.csv.rejects.csv")),
    ("every line of the run", Next::Command(&["settle", "lines", "last", "-o", "csv", "--limit", "20"])),
    ("members of a cohort by rank", Next::Command(&["cohort", "show", "110108", "--limit", "20"])),
    (
        "what the agents got, as a spreadsheet",
        Next::Command(&["report", "commission", "--by", "agent", "-o", "csv"]),
    ),
    ("who was paid, and what became of it", Next::Command(&["payout", "show", "1"])),
    ("the books, proved by hledger", Next::Line("hledger -f ./books.journal check")),
    ("every change that was made", Next::Command(&["audit", "log"])),
];

enum Next {
    Command(&'static [&'static str]),
    Line(&'static str),
}

/// Whether what was told is the whole result: for people who want to read more than results.
pub(super) fn is_the_result(options: &Options) -> bool {
    options.format == Format::Table && !options.quiet
}

pub(super) fn beginning(stage: &Stage, inputs: &Inputs) -> String {
    let (holders, purchases) = (grouped(inputs.holders as u64), grouped(inputs.purchases as u64));
    let story = wrapped(&format!(
        "The main job of a card platform, from the first card to proven books. The {purchases} purchases are real: \
         those of {holders} customers of the shop CDNOW from January 1997 to June 1998. The people are made up \
         from a fixed seed: their names, ID numbers and phone numbers pass every check and are meant to be \
         nobody's, and so are the accounts where they are paid."
    ));
    let how = wrapped(
        "Every command below can be typed by hand. This is where the demo is; for a platform of your own copy the \
         files that it reads (agents.csv, holders.csv, purchases.csv, plan.toml, results-*.csv, identities and \
         accounts) into a directory of yours:",
    );
    format!("{story}\n{how}\n{}", surroundings(stage))
}

/// What a shell has to be told.
fn surroundings(stage: &Stage) -> String {
    let place = |text: &str| quoted(&safe(text));
    format!(
        "{INDENT}cd {}\n{INDENT}export CARDCTL_DATABASE_URL={}\n{INDENT}export CARDCTL_KEY_FILE={}\n",
        place(&stage.directory.display().to_string()),
        place(&stage.database()),
        place(&stage.key_file().display().to_string()),
    )
}

/// The sentence and the command line.
pub(super) fn before(step: &Step) -> String {
    let mut text = String::new();
    if !step.what.is_empty() {
        text.push('\n');
        text.push_str(&wrapped(step.what));
    }
    text.push_str(&broken(&command_line(step.words)));
    text
}

/// So many lines of what the command printed, what it warned of, and how long it took.
pub(super) fn after(played: &Played, lines: usize, took: SignedDuration) -> String {
    let mut text = String::new();
    let warnings = played.stderr.lines().filter(|line| line.starts_with("warning: "));
    for line in warnings.chain(played.stdout.lines().take(lines)) {
        text.push_str(format!("{INDENT}{line}").trim_end());
        text.push('\n');
    }
    let more = played.stdout.lines().count().saturating_sub(lines);
    if lines > 0 && more > 0 {
        // Here and below: writing to a string can't fail.
        let _ = writeln!(text, "{INDENT}... and {} more lines", grouped(more as u64));
    }
    if took >= WORTH_TELLING {
        let _ = writeln!(text, "{INDENT}({:.1} s)", took.as_secs_f64());
    }
    text
}

pub(super) fn ending(
    stage: &Stage,
    loaded: &Loaded,
    settled: &Settled,
    figures: &Figures,
    took: SignedDuration,
) -> String {
    let run = &settled.run;
    let mut text = String::from("\n");
    text += &wrapped(&format!(
        "Checked: the five roles sum to the pool of {}. For each of {} parties what was earned less what was paid is \
         what is left, and all accounts sum to 0.00. Paid were {} to {} parties, with {} withheld as tax; {} of it had \
         failed, and was paid once. The provider owes {}.",
        run.pool,
        grouped(figures.parties as u64),
        figures.paid,
        figures.rows,
        figures.withheld,
        figures.failed_then_paid,
        figures.receivable,
    ));
    text += &wrapped(&format!(
        "Done in {:.1} s: {} of {} purchases settled by {} lines in run {}.",
        took.as_secs_f64(),
        grouped(loaded.imported),
        grouped(loaded.read),
        grouped(u64::try_from(run.lines).unwrap_or_default()),
        run.number
    ));
    text.push_str("\nTo go on from here:\n\n");
    text.push_str(&surroundings(stage));
    for (why, next) in NEXT {
        let command = match next {
            Next::Command(words) => command_line(words),
            Next::Line(line) => line.to_owned(),
        };
        let _ = writeln!(text, "{INDENT}{command:<55} # {why}");
    }
    let remove = format!("rm -r {}", quoted(&safe(&stage.directory.display().to_string())));
    let _ = writeln!(text, "{INDENT}{remove:<55} # away with it all");
    text
}

/// A command line, broken before a flag where it is too long.
fn broken(line: &str) -> String {
    let mut text = format!("{INDENT}$ ");
    let mut width = text.len();
    for (part, n) in line.split(" --").zip(0..) {
        let flag = if n == 0 { part.to_owned() } else { format!(" --{part}") };
        if width + flag.width() > WIDTH - 2 {
            let _ = write!(text, " \\\n{INDENT}     ");
            width = INDENT.len() + 5;
        }
        width += flag.width();
        text.push_str(&flag);
    }
    text.push('\n');
    text
}

/// The words in lines.
fn wrapped(words: &str) -> String {
    let mut text = String::new();
    let mut width = 0;
    for word in words.split(' ') {
        if width > 0 && width + 1 + word.width() > WIDTH {
            text.push('\n');
            width = 0;
        } else if width > 0 {
            text.push(' ');
            width += 1;
        }
        text.push_str(word);
        width += word.width();
    }
    text.push('\n');
    text
}

/// `23,570`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::*;
    use crate::cli::Cli;
    use crate::command::demo::steps::CHAPTERS;
    use crate::error::Outcome;

    #[test]
    fn no_line_is_too_long() {
        for step in CHAPTERS.iter().flat_map(|chapter| chapter.steps) {
            for line in before(step).lines() {
                assert!(line.width() <= WIDTH, "{line}");
            }
        }
    }

    #[test]
    fn what_to_try_next_is_understood() {
        for (_, next) in NEXT {
            let Next::Command(words) = next else { continue };
            let parsed = Cli::try_parse_from(std::iter::once(&"cardctl").chain(words));
            assert!(parsed.is_ok(), "{words:?}");
        }
    }

    #[test]
    fn a_long_command_is_broken_so_that_a_shell_reads_it() {
        let long = command_line(&["batch", "issue", "--out", &"x".repeat(60), "--agent", &"y".repeat(30)]);
        let text = broken(&long);
        assert_eq!(text.lines().count(), 2);
        assert_eq!(text.replace(" \\\n", "").split_whitespace().skip(1).collect::<Vec<_>>().join(" "), long);
    }

    #[test]
    fn long_output_is_cut_and_says_so() {
        let told = |stdout: &str, lines, took| {
            let stderr = "database x\nwarning: w\nnote: n\n".to_owned();
            let played = Played { outcome: Outcome::Done, stdout: stdout.to_owned(), stderr };
            after(&played, lines, took)
        };
        let zero = SignedDuration::ZERO;
        assert_eq!(told("a\nb\nc\n", 2, zero), "    warning: w\n    a\n    b\n    ... and 1 more lines\n");
        assert_eq!(told("a\nb\n", 0, SignedDuration::from_millis(1234)), "    warning: w\n    (1.2 s)\n");
        assert_eq!(told("a\nb\n", usize::MAX, zero), "    warning: w\n    a\n    b\n");
    }

    #[test]
    fn thousands_are_grouped() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
