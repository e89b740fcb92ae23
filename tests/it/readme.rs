//! The README is true: its commands run, in order, as a newcomer would type them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use cardctl::cli;
use cardctl::error::EXIT_STATUSES;
use tempfile::TempDir;

use crate::harness::cardctl::Cardctl;

const README: &str = include_str!("../../README.md");
const CHANGELOG: &str = include_str!("../../CHANGELOG.md");

/// A fenced block.
struct Block {
    language: String,
    /// What follows the language: the name of the file that it shows.
    name: Option<String>,
    text: String,
}

/// A command of a `console` block and the output that is shown of it.
struct Step {
    command: String,
    output: Vec<String>,
}

fn blocks(document: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let (language, name) = match info.split_once(' ') {
            Some((language, name)) => (language, Some(name.to_owned())),
            None => (info, None),
        };
        let mut text = String::new();
        for line in lines.by_ref().take_while(|line| *line != "```") {
            text.push_str(line);
            text.push('\n');
        }
        blocks.push(Block { language: language.to_owned(), name, text });
    }
    blocks
}

/// `$ ` begins a command, `> ` continues it, all else is its output.
fn steps(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in text.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            steps.push(Step { command: command.to_owned(), output: Vec::new() });
            continue;
        }
        let step = steps.last_mut().expect("a console block begins with a command");
        match line.strip_prefix("> ") {
            Some(more) if step.output.is_empty() => {
                step.command.push('\n');
                step.command.push_str(more);
            }
            _ => step.output.push(line.to_owned()),
        }
    }
    steps
}

/// Whether the output is what is shown of it: nothing, or all.
fn is_shown(shown: &[String], output: &str) -> bool {
    shown.is_empty() || output.lines().eq(shown)
}

#[test]
fn the_tour_runs_as_it_stands() {
    let directory = TempDir::with_prefix("cardctl-readme-").expect("a temporary directory");
    let (place, outputs) = (directory.path().join("tour"), directory.path().join("outputs"));
    for each in [&place, &outputs] {
        fs::create_dir(each).expect("a directory can be made");
    }

    // One shell for the whole tour, so that variables last; the output of each command goes to a file of its own.
    let mut script = "set -eu\ncd tour\n".to_owned();
    let mut all = Vec::new();
    for block in blocks(README) {
        if let Some(name) = &block.name {
            fs::write(place.join(name), &block.text).expect("a file of the tour can be written");
        }
        if block.language != "console" {
            continue;
        }
        for step in steps(&block.text) {
            let number = all.len();
            let _ = writeln!(script, "exec >../outputs/{number}\n{}", step.command);
            all.push(step);
        }
    }
    assert!(all.len() > 30, "the tour has only {} commands", all.len());

    let program = Path::new(env!("CARGO_BIN_EXE_cardctl"));
    let path = format!("{}:/usr/bin:/bin", program.parent().expect("the program is somewhere").display());
    let shell = Cardctl::new(directory.path()).with_program("/bin/sh").with_env("PATH", path);
    let ended = shell.run(["-c", &script]);
    let output = |number: usize| fs::read_to_string(outputs.join(number.to_string()));
    let begun = (0..all.len()).take_while(|number| output(*number).is_ok()).count();
    let last = begun.checked_sub(1).map_or("nothing", |last| &all[last].command);
    assert!(ended.status == 0, "the tour ended with {} at `{last}`\n{}", ended.status, ended.stderr);
    assert_eq!(begun, all.len());
    for (number, step) in all.iter().enumerate() {
        let output = output(number).expect("every command has its output");
        assert!(
            is_shown(&step.output, &output),
            "`{}` is shown with\n{}\nand printed\n{output}",
            step.command,
            step.output.join("\n")
        );
    }
}

#[test]
fn the_tour_goes_from_init_to_reports() {
    let commands: Vec<String> = blocks(README)
        .iter()
        .filter(|block| block.language == "console")
        .flat_map(|block| steps(&block.text))
        .map(|step| step.command)
        .collect();
    for wanted in [
        "init",
        "center add",
        "staff add",
        "provider add",
        "tier add",
        "agent add",
        "batch issue",
        "holder register",
        "holder activate",
        "holder import",
        "scheme add",
        "cohort regroup",
        "purchase import",
        "plan import",
        "plan approve",
        "settle run",
        "settle approve",
        "settle post",
        "report commission",
        "holder find",
        "holder show",
    ] {
        let line = format!("cardctl {wanted}");
        assert!(commands.iter().any(|command| command.contains(&line)), "no `{line}`");
    }
}

#[test]
fn output_that_is_not_what_is_shown_is_seen() {
    let shown = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    assert!(is_shown(&shown(&[]), "anything\n"));
    assert!(is_shown(&shown(&["a", "b"]), "a\nb\n"));
    assert!(!is_shown(&shown(&["a"]), "a\nb\n"));
    assert!(!is_shown(&shown(&["a", "b"]), "a\n"));
    assert!(!is_shown(&shown(&["a"]), "b\n"));
}

#[test]
fn every_command_that_is_named_exists() {
    for document in [README, CHANGELOG] {
        // Outside the fenced blocks, every second part between backticks is code.
        let prose: String = document.split("```").step_by(2).collect();
        for code in prose.split('`').skip(1).step_by(2) {
            let Some(line) = code.strip_prefix("cardctl ") else { continue };
            let mut command = cli::command();
            for word in line.split(' ').take_while(|word| word.starts_with(char::is_lowercase)) {
                if !command.has_subcommands() {
                    break;
                }
                let below = command.find_subcommand(word).cloned();
                if below.is_none() && command.get_name() == "help" {
                    // Any command can follow.
                    let known = cli::command().find_subcommand(word).is_some();
                    assert!(known, "`{code}`: there is no `{word}`");
                    break;
                }
                command = below.unwrap_or_else(|| panic!("`{code}`: there is no `{word}`"));
            }
        }
    }
}

#[test]
fn the_exit_codes_are_the_programs() {
    for (status, meaning) in EXIT_STATUSES {
        assert!(README.contains(&format!("\n| {status} | {meaning} |\n")), "{status}");
    }
}
