//! Completion at run time: the shell calls the program with `COMPLETE=SHELL` in the environment and the words of the
//! line, and gets the candidates for one of them, names of the database included.
//!
//! Whatever goes wrong, nothing is printed but candidates, and the exit status is 0: somebody is typing.

mod line;
mod look_up;
mod names;

use std::ffi::OsString;
use std::panic;
use std::path::Path;
use std::sync::Arc;

use clap_complete::Shell;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate};
use clap_complete::env::{Bash, Elvish, EnvCompleter, Fish, Powershell, Zsh};

use crate::cli;
use crate::host::Host;
use crate::output::{Options, Ui};

use line::Line;
use look_up::LookUp;
use names::Word;

/// The variable that a shell sets to its name.
const VARIABLE: &str = "COMPLETE";

/// The name that the shell knows the program by.
const NAME: &str = "cardctl";

/// What is asked.
pub enum Asked {
    /// The script by which the shell calls the program.
    Registration(&'static dyn EnvCompleter),
    /// The candidates of a word.
    Candidates(&'static dyn EnvCompleter, Line),
}

/// Whether a shell asks, and what. A command that is to be run is never taken for a question, whatever stands in the
/// environment.
pub fn asked(host: &Host) -> Option<Asked> {
    let named = host.variable(VARIABLE)?;
    let shell = known(Path::new(named).file_stem()?.to_str()?)?;
    match host.arguments.get(1) {
        None => Some(Asked::Registration(shell)),
        Some(first) if first == "--" => {
            let words = host.arguments.get(2..).unwrap_or_default().to_vec();
            Some(Asked::Candidates(shell, Line::new(shell.name(), words, &host.environment)))
        }
        Some(_) => None,
    }
}

fn known(name: &str) -> Option<&'static dyn EnvCompleter> {
    let all: [&'static dyn EnvCompleter; 5] = [&Bash, &Elvish, &Fish, &Powershell, &Zsh];
    all.into_iter().find(|shell| shell.is(name))
}

/// Answers a shell.
pub fn run(host: Host, asked: Asked) {
    // A panic would be printed into the line that is typed.
    panic::set_hook(Box::new(|_| {}));
    let text = match asked {
        Asked::Registration(shell) => {
            let program = host.arguments.first().map(at_place).unwrap_or_default();
            registration(shell, &program)
        }
        Asked::Candidates(shell, line) => {
            let look_up = LookUp::new(&line, host.environment.clone());
            let candidates = panic::catch_unwind(|| candidates(&line, look_up));
            line.answer(shell.name(), &candidates.unwrap_or_default())
        }
    };
    let mut ui = Ui::new(host.streams, Options::default());
    // Who doesn't read doesn't want to know.
    _ = ui.text(&text).and_then(|()| ui.finish());
}

/// The script by which a shell calls the program that is found by its name.
pub fn script(shell: Shell) -> String {
    known(&shell.to_string()).map(|shell| registration(shell, NAME)).unwrap_or_default()
}

fn registration(shell: &dyn EnvCompleter, program: &str) -> String {
    let mut script = Vec::new();
    // Writing to memory can't fail.
    _ = shell.write_registration(VARIABLE, NAME, NAME, program, &mut script);
    let script = String::from_utf8_lossy(&script);
    format!("{}\n", script.trim())
}

/// A program that was named by its place is called by it from everywhere.
fn at_place(program: &OsString) -> String {
    let path = Path::new(program);
    let place = if path.components().count() > 1 { std::path::absolute(path).ok() } else { None };
    place.as_deref().unwrap_or(path).to_string_lossy().into_owned()
}

fn candidates(line: &Line, look_up: LookUp) -> Vec<CompletionCandidate> {
    let mut command = with_names(cli::command(), "", &Arc::new(look_up));
    let here = Some(Path::new("."));
    let mut found = clap_complete::engine::complete(&mut command, line.words().to_vec(), line.index(), here)
        .unwrap_or_default();
    // Who has not typed a hyphen wants a value or a command, where there is one.
    let is_flag = |candidate: &CompletionCandidate| candidate.get_value().to_string_lossy().starts_with('-');
    if line.word().is_empty() && !found.iter().all(is_flag) {
        found.retain(|candidate| !is_flag(candidate));
    }
    found
}

/// Every argument that takes a name of the database, or of the configuration, knows where to look for it.
fn with_names(command: clap::Command, path: &str, look_up: &Arc<LookUp>) -> clap::Command {
    let of_command = |argument: clap::Arg| match names::of(path, argument.get_id().as_str()) {
        Some(Word::Name(kind)) => {
            let look_up = Arc::clone(look_up);
            let look = move |typed: &std::ffi::OsStr| look_up.names(kind, typed);
            argument.add(ArgValueCompleter::new(look))
        }
        Some(Word::Free) | None => argument,
    };
    command.mut_args(of_command).mut_subcommands(|below| {
        let path = if path.is_empty() {
            below.get_name().to_owned()
        } else {
            format!("{path} {}", below.get_name())
        };
        with_names(below, &path, look_up)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every value that is typed, as `command argument`, but those of which clap itself knows what they may be.
    fn typed(command: &clap::Command, path: &str, found: &mut Vec<(String, String)>) {
        for argument in command.get_arguments() {
            let takes = argument.get_num_args().is_none_or(|number| number.takes_values());
            let takes = takes && argument.get_action().takes_values();
            let known = !argument.get_possible_values().is_empty();
            let is_path = argument.get_value_hint() != clap::ValueHint::Unknown;
            if takes && !known && !is_path {
                found.push((path.to_owned(), argument.get_id().to_string()));
            }
        }
        for below in command.get_subcommands() {
            let path = format!("{path} {}", below.get_name());
            typed(below, path.trim(), found);
        }
    }

    #[test]
    fn every_argument_is_completed_or_said_to_be_free() {
        let mut found = Vec::new();
        typed(&cli::command(), "", &mut found);
        let forgotten: Vec<_> = found.iter().filter(|(path, id)| names::of(path, id).is_none()).collect();
        assert!(forgotten.is_empty(), "add them to the tables of `names.rs`: {forgotten:?}");
    }

    #[test]
    fn every_row_of_the_tables_is_of_some_argument() {
        let mut found = Vec::new();
        typed(&cli::command(), "", &mut found);
        for (path, id) in names::rows() {
            let used = found.iter().any(|(of, known)| known == id && (path.is_empty() || of == path));
            assert!(used, "`{path}` has no argument `{id}`");
        }
    }
}
