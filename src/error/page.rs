//! The pages of the error codes: one text file feeds `cardctl help errors`, `cardctl help error` and the manual.

use std::sync::LazyLock;

use super::Code;

const TEXT: &str = include_str!("pages.md");

const WHY: &str = "Why it may be:";
const STEPS: &str = "What to do:";
const RELATED: &str = "Related: ";

static PAGES: LazyLock<Vec<(&'static str, Page)>> = LazyLock::new(|| read(TEXT));

static NONE: Page = Page { happened: String::new(), why: Vec::new(), steps: Vec::new(), related: Vec::new() };

/// What there is to say about an error code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// What happened, in a paragraph.
    pub happened: String,
    /// Why it may be.
    pub why: Vec<String>,
    /// What to do, with commands between backticks.
    pub steps: Vec<String>,
    /// Codes that are met in the same places.
    pub related: Vec<Code>,
}

impl Page {
    /// What happened, in a sentence without its period.
    #[must_use]
    pub fn summary(&self) -> &str {
        let first = self.happened.split(". ").next().unwrap_or_default();
        first.strip_suffix('.').unwrap_or(first)
    }
}

impl Code {
    /// The page of this code.
    #[must_use]
    pub fn page(self) -> &'static Page {
        let found = PAGES.iter().find(|(name, _)| *name == self.name());
        // Every code has one, which a test makes sure of.
        found.map_or(&NONE, |(_, page)| page)
    }
}

/// Reads pages: a heading, a paragraph, two lists and a line of codes each. Lines that are broken are one again.
fn read(text: &'static str) -> Vec<(&'static str, Page)> {
    #[derive(Clone, Copy)]
    enum Part {
        Happened,
        Why,
        Steps,
    }
    let mut pages: Vec<(&str, Page)> = Vec::new();
    let mut part = Part::Happened;
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("# ") {
            pages.push((name, Page::default()));
            part = Part::Happened;
            continue;
        }
        // What stands before the first page is for whoever edits the file.
        let Some((_, page)) = pages.last_mut() else { continue };
        if line == WHY {
            part = Part::Why;
        } else if line == STEPS {
            part = Part::Steps;
        } else if let Some(related) = line.strip_prefix(RELATED) {
            page.related = related.split(", ").filter_map(Code::named).collect();
        } else if !line.is_empty() {
            let items = match part {
                Part::Happened => {
                    add(&mut page.happened, line);
                    continue;
                }
                Part::Why => &mut page.why,
                Part::Steps => &mut page.steps,
            };
            match (line.strip_prefix("- "), items.last_mut()) {
                (Some(item), _) => items.push(item.to_owned()),
                (None, Some(item)) => add(item, line),
                (None, None) => items.push(line.to_owned()),
            }
        }
    }
    pages
}

fn add(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(line.trim());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli;
    use crate::cli::examples::words;

    #[test]
    fn every_code_has_a_whole_page_in_their_order() {
        let names: Vec<&str> = PAGES.iter().map(|(name, _)| *name).collect();
        let codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names, codes);
        for (name, page) in PAGES.iter() {
            assert!(!page.happened.is_empty(), "{name}: nothing happened");
            assert!(!page.why.is_empty(), "{name}: no reason");
            assert!(!page.steps.is_empty(), "{name}: nothing to do");
            assert!(!page.related.is_empty(), "{name}: no related codes");
            let mut said = TEXT.split(&format!("# {name}\n")).nth(1).expect("the page").lines();
            let related = said.find_map(|line| line.strip_prefix(RELATED)).unwrap_or_default();
            assert_eq!(page.related.len(), related.split(", ").count(), "{name}: `{related}` has no code");
            assert!(page.related.iter().all(|code| code.name() != *name), "{name} is related to itself");
        }
    }

    #[test]
    fn pages_are_sentences() {
        for (name, page) in PAGES.iter() {
            for text in std::iter::once(&page.happened).chain(&page.why).chain(&page.steps) {
                assert!(text.ends_with('.') || text.ends_with(".`"), "{name}: `{text}` has no period");
                assert!(
                    text.starts_with(|first: char| first.is_uppercase() || first == '`'),
                    "{name}: `{text}`"
                );
                assert!(!text.contains("  "), "{name}: doubled space in `{text}`");
                assert_eq!(text.matches('`').count() % 2, 0, "{name}: an open backtick in `{text}`");
            }
            let summary = page.summary();
            assert!(
                summary.len() < 150 && !summary.ends_with('.'),
                "{name}: `{summary}` is no sentence for a list"
            );
        }
    }

    #[test]
    fn commands_of_pages_are_understood() {
        let mut commands = 0;
        for (name, page) in PAGES.iter() {
            for text in page.why.iter().chain(&page.steps) {
                let code = text.split('`').skip(1).step_by(2);
                for line in code.filter(|code| code.starts_with("cardctl ")) {
                    let understood = cli::parse(words(line));
                    let is_version = line == "cardctl --version";
                    assert!(understood.is_ok() || is_version, "{name}: `{line}`: {:?}", understood.err());
                    commands += 1;
                }
            }
        }
        assert!(commands > 50, "only {commands} commands");
    }

    #[test]
    fn broken_lines_are_one() {
        let pages = read(
            "for editors\n\n# a\n\nOne\ntwo.\n\nWhy it may be:\n- x\n  y.\n- z.\n\nWhat to do:\n- w.\n\nRelated: io, no\n",
        );
        let page = Page {
            happened: "One two.".to_owned(),
            why: vec!["x y.".to_owned(), "z.".to_owned()],
            steps: vec!["w.".to_owned()],
            related: vec![Code::Io],
        };
        assert_eq!(pages, [("a", page)]);
    }
}
