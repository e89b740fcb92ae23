//! What the program says: every error leads on, every command it names exists, and help is found where one looks for it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use cardctl::cli;
use cardctl::error::Code;
use serde_json::Value;

use crate::acts::refused;
use crate::fixture::{platform, purchases};
use crate::harness::{Site, on_both};

/// The source files below a directory of the package, with their texts.
fn sources(below: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut directories = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(below)];
    while let Some(directory) = directories.pop() {
        for entry in fs::read_dir(&directory).expect("a directory of the package") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                directories.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

/// The part of a source file that is not its tests.
fn program(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default()
}

/// The string that begins here, if one does, with lines that are broken in the source made one.
fn literal(text: &str) -> Option<String> {
    let mut letters = text.trim_start().strip_prefix('"')?.chars().peekable();
    let mut literal = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => return Some(literal),
            '\\' => match letters.next()? {
                '\n' => while letters.next_if(|letter| letter.is_whitespace()).is_some() {},
                other => literal.push(other),
            },
            letter => literal.push(letter),
        }
    }
    None
}

/// How a variant of [`Code`] is written in the source.
fn variant(code: Code) -> String {
    let words = code.name().split('-');
    words.flat_map(|word| [word[..1].to_uppercase(), word[1..].to_owned()]).collect()
}

#[test]
fn every_code_is_used_and_every_provoked_one_is_documented() {
    let program_text: String = sources("src")
        .iter()
        .filter(|(path, _)| !path.ends_with("error/code.rs") && !path.ends_with("error/page.rs"))
        .map(|(_, text)| program(text))
        .collect();
    for code in Code::ALL {
        assert!(
            program_text.contains(&format!("Code::{}", variant(*code))),
            "nothing ends with {}",
            code.name()
        );
    }
    let mut provoked = BTreeSet::new();
    for (path, text) in sources("tests/it") {
        for (marker, end) in [("[\"code\"], \"", '"'), ("\"code\":\"", '"'), ("\"code\\\":\\\"", '\\')] {
            for part in text.split(marker).skip(1) {
                let name = part.split(end).next().unwrap_or_default().to_owned();
                let is_code =
                    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
                if is_code && name.contains('-') {
                    assert!(Code::named(&name).is_some(), "{}: `{name}` is no code", path.display());
                    provoked.insert(name);
                }
            }
        }
    }
    assert!(provoked.len() > 15, "only {} codes are provoked: {provoked:?}", provoked.len());
}

/// Codes after which there is always something that the reader can do, and the program knows what.
const LEADING_ON: [Code; 16] = [
    Code::Conflict,
    Code::AgentTree,
    Code::RunState,
    Code::PeriodOrder,
    Code::Inconsistency,
    Code::KeyMissing,
    Code::NotFound,
    Code::NeedsConfirmation,
    Code::NeedsApproval,
    Code::NeedsAcknowledgement,
    Code::NotPermitted,
    Code::KeyPermissions,
    Code::PeriodClosed,
    Code::NotInitialised,
    Code::RunLocked,
    Code::Busy,
];

/// Errors that get their hints elsewhere, or that stand in a file of rejected rows, where there is no room for any.
const ELSEWHERE: [&str; 3] =
    ["is given to somebody earlier in the file", "the holder is there and is not", "no {what} `{name}`"];

#[test]
fn an_error_with_a_next_step_names_it() {
    let mut seen = 0;
    for (path, text) in sources("src") {
        let text = program(&text);
        for code in LEADING_ON {
            let marker = format!("Code::{}", variant(code));
            for (at, _) in text.match_indices(&marker) {
                let before = text[..at].trim_end();
                if !before.ends_with("Error::new(") && !before.ends_with("Self::new(") {
                    continue;
                }
                seen += 1;
                // To the next error, or so far as no statement reaches.
                let rest = &text[at..];
                let end = rest.find("Error::new(").unwrap_or(rest.len());
                let statement: String = rest[..end].chars().take(1_200).collect();
                let leads_on =
                    [".hint(", "did_you_mean", "Error::hint"].iter().any(|way| statement.contains(way));
                let elsewhere = ELSEWHERE.iter().any(|text| statement.contains(text));
                let line = text[..at].lines().count();
                assert!(leads_on || elsewhere, "{}:{line}: {} without a hint", path.display(), code.name());
            }
        }
    }
    assert!(seen > 80, "only {seen} errors");
}

#[test]
fn messages_have_no_final_period_and_whole_backticks() {
    const SPEAKING: [&str; 7] =
        [".hint(", ".note(&", ".note(", ".warn(", ".status(", ".alert(", ".empty_hint("];
    let mut seen = 0;
    for (path, text) in sources("src") {
        let text = program(&text);
        for speaking in SPEAKING {
            for (at, _) in text.match_indices(speaking) {
                let rest = text[at + speaking.len()..].trim_start().trim_start_matches('&');
                let rest = rest.strip_prefix("format!(").unwrap_or(rest);
                let Some(said) = literal(rest) else { continue };
                seen += 1;
                let line = text[..at].lines().count();
                assert!(!said.ends_with('.') || said.ends_with("…"), "{}:{line}: {said}", path.display());
                assert!(said.matches('`').count() % 2 == 0, "{}:{line}: {said}", path.display());
                assert!(!said.contains("  "), "{}:{line}: {said}", path.display());
            }
        }
    }
    assert!(seen > 250, "only {seen} messages");
}

/// The command that a text names, and whether its flags are the command's.
fn check_command(place: &str, code: &str) {
    let mut command = cli::command();
    command.build();
    let mut words = code.split(' ').skip(1).peekable();
    while let Some(word) = words.peek() {
        if !command.has_subcommands() || !word.starts_with(char::is_lowercase) {
            break;
        }
        let below = command.find_subcommand(word.trim_end_matches([',', ';', ':'])).cloned();
        match below {
            Some(below) => command = below,
            // What follows `help` is a command or a topic.
            None if command.get_name() == "help" => break,
            None => panic!("{place}: `{code}`: there is no `{word}`"),
        }
        words.next();
    }
    for word in words {
        let Some(flag) = word.trim_start_matches('[').strip_prefix("--") else { continue };
        let flag: String = flag.chars().take_while(|c| c.is_ascii_lowercase() || *c == '-').collect();
        if flag.is_empty() || flag == "help" || flag == "version" {
            continue;
        }
        let known = command.get_arguments().any(|argument| argument.get_long() == Some(flag.as_str()));
        assert!(known, "{place}: `{code}`: there is no `--{flag}`");
    }
}

#[test]
fn every_command_that_a_message_names_exists() {
    let mut seen = 0;
    for (path, text) in sources("src") {
        // Texts are broken in the source.
        let mut joined = String::new();
        for line in program(&text).lines() {
            let line = line.trim_start().trim_start_matches("///").trim_start_matches("//!").trim_start();
            match line.strip_suffix('\\') {
                Some(line) => joined.push_str(line),
                None => joined.extend([line, "\n"]),
            }
        }
        for part in joined.split("`cardctl ").skip(1) {
            let Some(code) = part.split('`').next().filter(|code| !code.contains('\n')) else { continue };
            if code.contains(['(', '|']) || code.starts_with(char::is_uppercase) || code.starts_with('{') {
                continue;
            }
            seen += 1;
            check_command(&path.display().to_string(), &format!("cardctl {code}"));
        }
    }
    assert!(seen > 150, "only {seen} commands");
}

/// Lists whose rows are always there.
const NEVER_EMPTY: [&str; 6] = [
    "command/doctor/shown.rs",
    "command/help.rs",
    "command/config.rs",
    "command/setting.rs",
    "command/db/check/mod.rs",
    "command/holder/find.rs",
];

#[test]
fn an_empty_list_says_how_to_fill_it() {
    let mut seen = 0;
    for (path, text) in sources("src/command") {
        let text = program(&text);
        if NEVER_EMPTY.iter().any(|never| path.ends_with(never)) {
            continue;
        }
        for (at, _) in text.match_indices("ui.list(") {
            seen += 1;
            let rest: String = text[at..].lines().take(6).collect();
            let line = text[..at].lines().count();
            assert!(rest.contains("empty_hint"), "{}:{line}: nothing to show, and then?", path.display());
        }
    }
    assert!(seen > 25, "only {seen} lists");
}

#[track_caller]
fn hint(error: &Value) -> &str {
    error["hint"].as_str().unwrap_or_else(|| panic!("no hint: {error}"))
}

#[test]
fn an_unknown_name_of_every_kind_gets_a_hint() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok("scheme add main --facets region:6,birth-year --priority registered".split(' '));
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
        site.cardctl.ok(["parameter", "code", "add", "member", "--pattern", "M9999999"]);
        purchases(&site, &["P1,H1,100.00,2026-02-01,,"]);
        site.cardctl.ok("settle run --through 2026-02-28 --yes".split(' '));
        // A mistyped name gets the nearest; one that is like nothing is told what there is, or which command lists it.
        for (line, mistyped, near, other, list) in [
            ("center show", "BK", "BJ", "zzz", "`cardctl center list` lists all"),
            ("staff show", "S11", "S1", "zzz", "`cardctl staff list` lists all"),
            ("agent show", "A33", "A3", "zzz", "`cardctl agent list` lists all"),
            ("tier show", "glod", "gold", "zzz", "`cardctl tier list` lists all"),
            ("provider show", "shpo", "shop", "zzz", "`cardctl provider list` lists all"),
            ("scheme show", "mian", "main", "zzz", "`cardctl scheme list` lists all"),
            ("plan show", "standrad", "standard", "zzz", "`cardctl plan list` lists all"),
            ("cohort show", "110102/1976", "110102/1975", "990000", "`cardctl cohort list` lists all"),
            ("help error", "run-lokced", "run-locked", "zzz", "`cardctl help errors` lists all"),
            (
                "db check --pass",
                "stamps-folow",
                "stamps-follow",
                "zzz",
                "`cardctl db check --list` lists them, `db check` runs all",
            ),
            ("purchase list --columns", "amont", "amount", "zzz", "columns: "),
            ("holder may H1", "refre", "refer", "zzz", "sell"),
            ("parameter inspect - --kind", "mobil", "mobile", "zzz", "passport"),
            ("purchase hold P1 --reason x --source", "tlil", "till", "zzz", "there are `import`, `till`"),
            (
                "setting set --reason x 5",
                "guard-fcator",
                "guard-factor",
                "zzz",
                "`cardctl setting list` lists all",
            ),
        ] {
            let words = |name: &str| -> Vec<String> {
                let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
                // The key stands before its value.
                let place = if line.starts_with("setting") { 2 } else { words.len() };
                words.insert(place, name.to_owned());
                words
            };
            let status = if line.contains("--columns") || line.contains("may") || line.contains("inspect") {
                2
            } else {
                5
            };
            for (name, wanted) in [(mistyped, format!("did you mean `{near}`?")), (other, list.to_owned())] {
                let words = words(name);
                let error = refused(&site, status, &words.iter().map(String::as_str).collect::<Vec<_>>());
                let said = format!("{} {}", error["message"], hint(&error));
                assert!(said.contains(&wanted), "{words:?}: {error}");
            }
        }
        for (line, wanted) in [
            ("batch show 77", "`cardctl batch list`"),
            ("settle show 77", "`cardctl settle list`"),
            ("card show 9156034883675326", "`cardctl batch list`"),
            ("holder show H77", "`cardctl holder find -`"),
            ("purchase hold P77 --reason x", "`cardctl purchase list`"),
            ("ledger journal zzz", "`cardctl ledger balances`"),
            ("holder find zzz", "whole"),
            ("parameter list H77", "`cardctl holder find -`"),
            ("parameter retire H1 9 --reason x", "`cardctl parameter list H1`"),
            ("parameter add H1 code.membre=M1234567", "did you mean `member`?"),
        ] {
            let output = site.cardctl.run(["-o", "json"].into_iter().chain(line.split(' ')));
            let error = output.stderr.lines().last().unwrap_or_default();
            let error: Value = serde_json::from_str(error).unwrap_or_else(|_| panic!("{output}"));
            assert!(hint(&error["error"]).contains(wanted), "{line}: {error}");
        }
    });
}

#[test]
fn mistyped_words_of_the_command_line_get_the_nearest() {
    let site = Site::on_sqlite();
    for (line, near) in [
        ("centr list", "center"),
        ("center lst", "list"),
        ("center list --colums code", "--columns"),
        ("settle run --trough 2026-01-01", "--through"),
        ("init --regime single-purpos", "single-purpose"),
        ("issue --count 3", "batch issue"),
        ("help purchase imprt", "import"),
        ("help purchas", "purchase"),
    ] {
        let output = site.cardctl.exits(2, line.split(' '));
        assert!(output.stderr.contains(near), "{output}");
        let error = refused(&site, 2, &line.split(' ').collect::<Vec<_>>());
        assert_eq!(error["code"], "usage");
        assert!(hint(&error).contains(&format!("did you mean `{near}`?")), "{line}: {error}");
    }
}

#[test]
fn help_of_a_command_is_what_its_flag_prints() {
    let site = Site::on_sqlite();
    for words in ["", "purchase", "purchase import", "settle run", "parameter code add", "help", "demo"] {
        let words = || words.split(' ').filter(|word| !word.is_empty());
        let flag = site.cardctl.ok(words().chain(["--help"]));
        assert_eq!(site.cardctl.ok(std::iter::once("help").chain(words())), flag);
        assert!(flag.contains("Usage: cardctl"), "{flag}");
    }
    let error = refused(&site, 2, &["help", "purchase", "import", "x"]);
    assert!(hint(&error).contains("`cardctl purchase import --help`"), "{error}");
}

#[test]
fn the_page_of_a_code_has_all_parts_in_every_format() {
    let site = Site::on_sqlite();
    for code in Code::ALL {
        let text = site.cardctl.ok(["help", "error", code.name()]);
        assert!(text.starts_with(&format!("{} (exit status {})\n\n", code.name(), code.exit())), "{text}");
        for part in ["\nWhy it may be:\n  - ", "\nWhat to do:\n  - ", "\nRelated: "] {
            assert!(text.contains(part), "{text}");
        }
        // A command that is longer than a line stays in one.
        assert!(text.lines().all(|line| line.len() <= 80 || line.trim_start().starts_with('`')), "{text}");
        let page = site.cardctl.json(["help", "error", code.name()]);
        assert_eq!((&page["code"], &page["exit"]), (&code.name().into(), &code.exit().into()));
        for part in ["why", "do", "related"] {
            assert!(page[part].as_array().is_some_and(|part| !part.is_empty()), "{page}");
        }
    }
    let statuses = site.cardctl.json(["help", "exit-codes"]);
    let statuses = statuses.as_array().expect("a list");
    for code in Code::ALL {
        let status = statuses.iter().find(|status| status["exit"] == code.exit()).expect("the status");
        assert!(
            status["codes"].as_array().is_some_and(|codes| codes.contains(&code.name().into())),
            "{status}"
        );
    }
}

#[test]
fn an_error_without_a_hint_of_its_own_names_the_help() {
    let site = Site::on_sqlite();
    platform(&site);
    let error = refused(&site, 2, &["cohort", "tree", "--depth", "0"]);
    assert_eq!(hint(&error), "`cardctl help cohort tree` prints what it takes, with examples");
    let error = refused(&site, 1, &["purchase", "import", "not-there.csv", "--source", "till", "--yes"]);
    assert_eq!(error["code"], "io");
    assert_eq!(hint(&error), "`cardctl help error io` says why it may be and what to do");
}
