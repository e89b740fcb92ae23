//! The line that is typed, as a shell hands it over, and the answer as the shell wants it.

use std::ffi::OsString;

use clap_complete::engine::CompletionCandidate;

use crate::host::Variables;
use crate::output::safe;

/// Where bash breaks words apart beside spaces; what it breaks there is one word of ours.
const BREAKS: [char; 3] = ['=', ':', '@'];

/// The words of the line, and which one is being typed.
pub struct Line {
    words: Vec<OsString>,
    index: usize,
    /// What of the word stands already before what the shell will replace.
    standing: String,
    separator: String,
}

impl Line {
    /// The line of a shell.
    pub fn new(shell: &str, words: Vec<OsString>, variables: &Variables) -> Self {
        let named = variables.text("_CLAP_COMPLETE_INDEX").and_then(|index| index.parse().ok());
        let index = match shell {
            "fish" | "powershell" => words.len().saturating_sub(1),
            _ => named.unwrap_or_default(),
        };
        let separator = variables.raw("_CLAP_IFS").and_then(|text| text.to_str()).unwrap_or("\n").to_owned();
        let mut line = match shell {
            "bash" => Self::joined(words, index),
            _ => Self { words, index, standing: String::new(), separator: String::new() },
        };
        if matches!(shell, "bash" | "zsh") {
            // These two hand over what is typed, quotes and all; the others what is meant.
            let index = line.index;
            for (_, word) in line.words.iter_mut().enumerate().filter(|(at, _)| *at != index) {
                *word = unquoted(&word.to_string_lossy()).into();
            }
        }
        if line.words.len() <= line.index {
            line.index = line.words.len();
            line.words.push(OsString::new());
        }
        line.separator = separator;
        line
    }

    /// Puts together what bash has taken apart: `--center = BJ` was `--center=BJ`. Nobody types such a word alone.
    fn joined(words: Vec<OsString>, index: usize) -> Self {
        let is_break = |word: &str| !word.is_empty() && word.chars().all(|sign| BREAKS.contains(&sign));
        let mut joined: Vec<OsString> = Vec::with_capacity(words.len());
        let (mut new_index, mut standing, mut open) = (index, String::new(), false);
        for (at, word) in words.into_iter().enumerate() {
            let breaks = is_break(&word.to_string_lossy());
            match joined.last_mut().filter(|_| (open || breaks) && at > 1) {
                Some(last) => {
                    if at == index {
                        standing = last.to_string_lossy().into_owned();
                    }
                    last.push(word);
                }
                None => joined.push(word),
            }
            open = breaks;
            if at == index {
                new_index = joined.len() - 1;
            }
        }
        Self { words: joined, index: new_index, standing, separator: String::new() }
    }

    /// The words, the program's name first.
    pub fn words(&self) -> &[OsString] {
        &self.words
    }

    /// Which word is typed.
    pub const fn index(&self) -> usize {
        self.index
    }

    /// What is typed of it.
    pub fn word(&self) -> String {
        self.words.get(self.index).map(|word| word.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// The value of a long flag that stands on the line, in either spelling; not of the one that is being typed.
    pub fn value(&self, flag: &str) -> Option<String> {
        let words: Vec<_> = self.words.iter().map(|word| word.to_string_lossy()).collect();
        let mut found = None;
        for (at, word) in words.iter().enumerate().take_while(|(_, word)| *word != "--") {
            let Some(rest) = word.strip_prefix(flag) else { continue };
            match rest.strip_prefix('=') {
                Some(value) if at != self.index => found = Some(value.to_owned()),
                None if rest.is_empty() && at + 1 != self.index => {
                    found = words.get(at + 1).map(|value| value.clone().into_owned()).or(found);
                }
                _ => {}
            }
        }
        found.filter(|value| !value.is_empty())
    }

    /// The candidates as the shell wants them.
    pub fn answer(&self, shell: &str, candidates: &[CompletionCandidate]) -> String {
        let rows = candidates.iter().map(|candidate| {
            let value = candidate.get_value().to_string_lossy().into_owned();
            let value = value.strip_prefix(&self.standing).map_or_else(|| value.clone(), str::to_owned);
            let help = candidate.get_help().map(ToString::to_string);
            let help = help.and_then(|help| help.lines().next().map(|line| safe(line).into_owned()));
            (value, help.filter(|help| !help.is_empty()))
        });
        match shell {
            "fish" | "powershell" => rows
                .map(|(value, help)| match help {
                    Some(help) => format!("{value}\t{help}\n"),
                    None => format!("{value}\n"),
                })
                .collect(),
            "zsh" => {
                let escaped = |text: &str| text.replace('\\', "\\\\");
                let rows = rows.map(|(value, help)| {
                    let value = escaped(&value).replace(':', "\\:");
                    help.map_or_else(|| value.clone(), |help| format!("{value}:{}", escaped(&help)))
                });
                rows.collect::<Vec<_>>().join(&self.separator)
            }
            _ => rows.map(|(value, _)| value).collect::<Vec<_>>().join(&self.separator),
        }
    }
}

/// A word without its quotes.
fn unquoted(word: &str) -> String {
    let mut meant = String::with_capacity(word.len());
    let mut quote = None;
    let mut signs = word.chars();
    while let Some(sign) = signs.next() {
        match (quote, sign) {
            (None, '\'' | '"') => quote = Some(sign),
            (Some(open), close) if open == close => quote = None,
            (None | Some('"'), '\\') => meant.extend(signs.next()),
            (_, sign) => meant.push(sign),
        }
    }
    meant
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(shell: &str, words: &[&str], index: usize) -> Line {
        let variables = [("_CLAP_COMPLETE_INDEX".to_owned(), index.to_string().into())];
        Line::new(shell, words.iter().map(OsString::from).collect(), &variables.into())
    }

    fn texts(line: &Line) -> Vec<String> {
        line.words().iter().map(|word| word.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn words_that_bash_broke_are_put_together() {
        let words =
            ["cardctl", "--database", "sqlite", ":", "/x/a.db", "plan", "show", "standard", "@", "20"];
        let broken = line("bash", &words, 9);
        assert_eq!(
            texts(&broken),
            ["cardctl", "--database", "sqlite:/x/a.db", "plan", "show", "standard@20"]
        );
        assert_eq!((broken.index(), broken.word().as_str()), (5, "standard@20"));
        assert_eq!(broken.value("--database").as_deref(), Some("sqlite:/x/a.db"));
        let found = [CompletionCandidate::new("standard@2026-01-01")];
        assert_eq!(broken.answer("bash", &found), "2026-01-01", "bash replaces what stands behind the break");

        let flag = line("bash", &["cardctl", "staff", "add", "--center", "=", "B"], 5);
        assert_eq!((texts(&flag)[3].as_str(), flag.index()), ("--center=B", 3));
        let zsh = line("zsh", &["cardctl", "plan", "show", "standard@20"], 3);
        assert_eq!(zsh.answer("zsh", &found), "standard@2026-01-01");
    }

    #[test]
    fn quotes_are_taken_off_what_is_typed() {
        let quoted =
            line("bash", &["cardctl", "--database", "'postgres://me@db/c?host=/x'", "center", ""], 4);
        assert_eq!(quoted.value("--database").as_deref(), Some("postgres://me@db/c?host=/x"));
        assert_eq!(unquoted(r#"a\ b"c\"d"'e\f'"#), r#"a bc"de\f"#);
    }

    #[test]
    fn a_flag_that_is_being_typed_has_no_value_yet() {
        for (words, index, expected) in [
            (&["cardctl", "--profile", "main", "center", ""][..], 4, Some("main")),
            (&["cardctl", "--profile=main", "center", ""], 3, Some("main")),
            (&["cardctl", "--profile", "ma"], 2, None),
            (&["cardctl", "--profile=ma"], 1, None),
            (&["cardctl", "--profiles", "main", ""], 3, None),
            (&["cardctl", "--", "--profile", "main", ""], 4, None),
            (&["cardctl", "center", "--profile"], 1, None),
        ] {
            assert_eq!(line("zsh", words, index).value("--profile").as_deref(), expected, "{words:?}");
        }
    }

    #[test]
    fn a_word_that_is_not_there_yet_is_empty() {
        let next = line("zsh", &["cardctl", "center"], 2);
        assert_eq!((next.words().len(), next.word().as_str()), (3, ""));
        assert_eq!(line("bash", &[], 7).index(), 0);
    }

    #[test]
    fn each_shell_has_its_form() {
        let line = line("zsh", &["cardctl", ""], 1);
        let found =
            [CompletionCandidate::new("a:b").help(Some("one\ntwo".into())), CompletionCandidate::new("c")];
        assert_eq!(line.answer("zsh", &found), "a\\:b:one\nc");
        assert_eq!(line.answer("fish", &found), "a:b\tone\nc\n");
        assert_eq!(line.answer("bash", &found), "a:b\nc");
    }
}
