//! The manual pages as roff text, made from the command line's own definition: one page for each command, and one
//! for the error codes.
//!
//! `man/` holds them as files; a test compares.

mod facts;
mod roff;

use clap::Command;

use crate::cli::{self, examples};
use crate::error::{Code, EXIT_STATUSES};
use facts::{Block, CONFIGURATION, ENVIRONMENT, FILES, SECTIONS};
use roff::Page;

pub use facts::{EXAMPLE_CONFIGURATION, EXAMPLE_PLAN};

/// The page of the error codes, without its section.
const ERRORS: &str = "cardctl-errors";

/// Every page: its file name and its text.
#[must_use]
pub fn pages() -> Vec<(String, String)> {
    let mut root = cli::command();
    root.build();
    let mut pages = Vec::new();
    add(&mut pages, &root, "", &[]);
    pages.push((format!("{ERRORS}.7"), errors()));
    pages
}

/// Adds the page of a command and those of the commands below it. `beside` are the pages of the same noun.
fn add(pages: &mut Vec<(String, String)>, command: &Command, path: &str, beside: &[String]) {
    pages.push((format!("{}.1", title(path)), page(command, path, beside)));
    let below: Vec<&Command> = command.get_subcommands().collect();
    let paths: Vec<String> = below.iter().map(|each| examples::joined(path, each.get_name())).collect();
    for (command, path) in below.into_iter().zip(&paths) {
        let beside: Vec<String> = paths.iter().filter(|other| *other != path).cloned().collect();
        add(pages, command, path, &beside);
    }
}

/// The page's name: `cardctl-purchase-import`.
fn title(path: &str) -> String {
    examples::joined("cardctl", path).replace(' ', "-").trim_end_matches('-').to_owned()
}

fn page(command: &Command, path: &str, beside: &[String]) -> String {
    let mut page = Page::new(&title(path), 1, &about(command).replace('`', ""));
    page.section("SYNOPSIS");
    page.usage(&command.clone().render_usage().to_string());
    page.section("DESCRIPTION");
    let long = command.get_long_about().map_or_else(|| about(command), ToString::to_string);
    for paragraph in long.split("\n\n") {
        let stop = if paragraph.ends_with(['.', ':']) { "" } else { "." };
        page.paragraph(&format!("{paragraph}{stop}"));
    }
    if path.is_empty() {
        page.options(command.clone());
    } else {
        page.options(command.clone().mut_args(|arg| if arg.is_global_set() { arg.hide(true) } else { arg }));
        global_options(&mut page, command);
    }
    if command.has_subcommands() {
        page.subcommands(command.clone());
    }
    for (_, heading, blocks) in SECTIONS.iter().filter(|(of, ..)| *of == path) {
        page.section(heading);
        write(&mut page, blocks);
    }
    let examples = examples::of(path);
    if !examples.is_empty() {
        page.section("EXAMPLES");
        for example in examples {
            page.paragraph(&format!("{}:", example.what));
            page.verbatim(example.line);
        }
    }
    page.section("EXIT STATUS");
    for (status, meaning) in EXIT_STATUSES {
        page.term(&status.to_string(), &sentence(meaning));
    }
    page.section("ENVIRONMENT");
    for (name, meaning) in ENVIRONMENT {
        page.term(name, meaning);
    }
    page.section("FILES");
    for (name, meaning) in FILES {
        page.term(name, meaning);
    }
    if path.is_empty() {
        page.section("CONFIGURATION");
        write(&mut page, CONFIGURATION);
    }
    page.section("SEE ALSO");
    page.see_also(&related(path, beside));
    page.end()
}

/// What a command does, in a line.
fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

/// A phrase of a table as a sentence.
fn sentence(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// The options that every command takes are described once, on the first page.
fn global_options(page: &mut Page, command: &Command) {
    let flags: Vec<String> = command
        .get_arguments()
        .filter(|argument| argument.is_global_set())
        .filter_map(|argument| {
            let long = argument.get_long()?;
            Some(match argument.get_short() {
                Some(short) => format!("`-{short}`, `--{long}`"),
                None => format!("`--{long}`"),
            })
        })
        .collect();
    page.section("GLOBAL OPTIONS");
    page.paragraph(&format!("Every command takes them; cardctl(1) describes them: {}.", flags.join(", ")));
}

/// The pages to look at next: those above, those beside, the error codes.
fn related(path: &str, beside: &[String]) -> Vec<(String, u8)> {
    let mut related = Vec::new();
    let mut above = path;
    while let Some((noun, _)) = above.rsplit_once(' ') {
        related.push((title(noun), 1));
        above = noun;
    }
    if !path.is_empty() {
        related.push((title(""), 1));
    }
    related.reverse();
    // The nouns beside each other have little in common but the first page.
    if path.contains(' ') {
        related.extend(beside.iter().map(|path| (title(path), 1)));
    }
    related.push((ERRORS.to_owned(), 7));
    related
}

fn write(page: &mut Page, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(text) => page.paragraph(text),
            Block::Verbatim(text) => {
                page.gap();
                page.verbatim(text);
            }
            Block::Terms(terms) => {
                for (name, meaning) in *terms {
                    page.term(name, meaning);
                }
            }
            Block::Table(rows) => page.table(&rows()),
            Block::Entries(entries) => {
                for (term, meaning) in entries() {
                    page.term(&term, &meaning);
                }
            }
        }
    }
}

fn errors() -> String {
    let mut page = Page::new(ERRORS, 7, "error codes of cardctl");
    page.section("DESCRIPTION");
    page.paragraph(
        "An error of `cardctl` has a message for people, hints that say what to do, and a code. The code is \
         stable: with `-o json` or `-o jsonl` an error is one object on stderr, and a program branches on its \
         `code`:",
    );
    page.gap();
    page.verbatim(
        "{\"error\":{\"code\":\"run-locked\",\"message\":\"\u{2026}\",\"hint\":\"\u{2026}\",\"exit\":75}}",
    );
    page.paragraph("`cardctl help error CODE` prints what is said of it here.");
    page.section("CODES");
    for code in Code::ALL {
        let about = code.page();
        page.term(&format!("{} (exit status {})", code.name(), code.exit()), &about.happened);
        for (title, items) in [("Why it may be:", &about.why), ("What to do:", &about.steps)] {
            page.continued(title);
            for item in items {
                page.continued(&format!("- {item}"));
            }
        }
        let related: Vec<String> = about.related.iter().map(|code| format!("`{}`", code.name())).collect();
        page.continued(&format!("Related: {}.", related.join(", ")));
    }
    page.section("SEE ALSO");
    page.see_also(&[(title(""), 1), (title("help"), 1)]);
    page.end()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::plan::Plan;

    fn text(name: &str) -> String {
        let pages = pages();
        let (_, text) = pages.into_iter().find(|(file, _)| file == name).expect("the page is there");
        text
    }

    #[test]
    fn every_section_stands_under_a_command() {
        let names: BTreeSet<String> = pages().into_iter().map(|(name, _)| name).collect();
        for (path, heading, _) in SECTIONS {
            assert!(names.contains(&format!("{}.1", title(path))), "{heading}: no command `{path}`");
        }
    }

    #[test]
    fn every_page_has_its_sections_in_order() {
        for (name, text) in pages() {
            let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
            let wanted = if name.ends_with(".7") {
                vec!["NAME", "DESCRIPTION", "CODES", "\"SEE ALSO\""]
            } else {
                vec![
                    "NAME",
                    "SYNOPSIS",
                    "DESCRIPTION",
                    "\"EXIT STATUS\"",
                    "ENVIRONMENT",
                    "FILES",
                    "\"SEE ALSO\"",
                ]
            };
            let mut rest = headings.iter();
            for heading in wanted {
                assert!(rest.any(|found| *found == heading), "{name}: no {heading} in {headings:?}");
            }
        }
    }

    #[test]
    fn no_page_has_a_version_a_date_or_a_line_that_roff_obeys_by_mistake() {
        let known =
            [".TH", ".SH", ".PP", ".TP", ".RS", ".RE", ".nf", ".fi", ".br", ".IP", ".ie", ".el", ".B", "."];
        for (name, text) in pages() {
            assert!(!text.contains(env!("CARGO_PKG_VERSION")), "{name}");
            let first = text.lines().find(|line| line.starts_with(".TH")).expect("a page has a title");
            let (title, section) = name.rsplit_once('.').expect("a file name has a section");
            let title = title.to_uppercase().replace('-', "\\-");
            assert_eq!(first, format!(".TH \"{title}\" {section} \"\" \"cardctl\" \"cardctl manual\""));
            for line in text.lines() {
                let request = line.split(' ').next().unwrap_or_default();
                assert!(!line.starts_with('.') || known.contains(&request), "{name}: {line}");
                assert!(!line.starts_with('\''), "{name}: {line}");
                assert!(!line.contains('`'), "{name}: {line}");
            }
        }
    }

    #[test]
    fn moves_and_codes_stand_in_the_manual() {
        let runs = text("cardctl-settle.1");
        for (from, to, command) in crate::domain::run_state::MOVES {
            let line = runs.lines().find(|line| {
                let words: Vec<&str> =
                    line.split("  ").map(str::trim).filter(|word| !word.is_empty()).collect();
                words == [from.as_str(), to.as_str(), command]
            });
            assert!(line.is_some(), "{from} to {to}");
        }
        let errors = text("cardctl-errors.7");
        for code in Code::ALL {
            assert!(errors.contains(&format!("{} (exit status", code.name().replace('-', "\\-"))));
        }
    }

    #[test]
    fn the_plan_of_the_manual_is_one() {
        let plan = Plan::parse(EXAMPLE_PLAN, &["standard", "gold"].map(str::to_owned).into());
        assert!(plan.is_ok(), "{:?}", plan.err());
    }
}
