//! The committed completions and manual pages are those of the program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use cardctl::command::completions;
use cardctl::manual;
use clap::ValueEnum as _;
use clap_complete::{Generator as _, Shell};

use crate::harness::Site;

/// What renews the committed files.
const RENEW: &str = "CARDCTL_RENEW=1 cargo test --test it documents";

type Files = BTreeMap<String, String>;

fn read(directory: &Path) -> Files {
    let entries = fs::read_dir(directory).into_iter().flatten();
    entries
        .map(|entry| {
            let path = entry.expect("the directory can be listed").path();
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("a document is text"))
        })
        .collect()
}

fn write(directory: &Path, files: &Files) {
    if directory.exists() {
        fs::remove_dir_all(directory).expect("old documents can be removed");
    }
    fs::create_dir_all(directory).expect("the directory can be made");
    for (name, text) in files {
        fs::write(directory.join(name), text).expect("a document can be written");
    }
}

/// What is not as it should be, a line each.
fn differences(committed: &Files, made: &Files) -> Vec<String> {
    let names: BTreeSet<&String> = committed.keys().chain(made.keys()).collect();
    names
        .into_iter()
        .filter_map(|name| match (committed.get(name), made.get(name)) {
            (None, _) => Some(format!("`{name}` is missing")),
            (_, None) => Some(format!("`{name}` belongs to no command")),
            (Some(old), Some(new)) if old != new => {
                let line = old.lines().zip(new.lines()).take_while(|(old, new)| old == new).count() + 1;
                Some(format!("`{name}` is stale from line {line} on"))
            }
            _ => None,
        })
        .collect()
}

#[track_caller]
fn check(directory: &str, made: &Files) {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join(directory);
    if std::env::var_os("CARDCTL_RENEW").is_some() {
        write(&directory, made);
    }
    let differences = differences(&read(&directory), made);
    assert!(
        differences.is_empty(),
        "`{}` differs from the program; renew it by `{RENEW}` and commit the result\n{}",
        directory.display(),
        differences.join("\n")
    );
}

#[test]
fn the_committed_completions_are_the_programs() {
    let made: Files = Shell::value_variants()
        .iter()
        .map(|shell| (shell.file_name("cardctl"), completions::script(*shell)))
        .collect();
    assert_eq!(made.len(), 5);
    check("completions", &made);
}

#[test]
fn the_committed_manual_is_the_programs() {
    let pages = manual::pages();
    let made: Files = pages.iter().cloned().collect();
    assert_eq!(made.len(), pages.len(), "no page replaces another");
    check("man", &made);
}

#[test]
fn what_is_missing_stale_or_too_much_is_named() {
    let files = |files: &[(&str, &str)]| {
        files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect::<Files>()
    };
    let committed = files(&[("a", "1\n2\n3\n"), ("b", "1\n"), ("c", "same")]);
    let made = files(&[("a", "1\n2\n4\n"), ("c", "same"), ("d", "1\n")]);
    assert_eq!(
        differences(&committed, &made),
        ["`a` is stale from line 3 on", "`b` belongs to no command", "`d` is missing"]
    );
}

#[test]
fn the_program_prints_the_completions() {
    let site = Site::on_sqlite();
    for shell in Shell::value_variants() {
        assert_eq!(site.cardctl.ok(["completions", &shell.to_string()]), completions::script(*shell));
    }
}

#[test]
fn the_configuration_of_the_manual_is_one() {
    let site = Site::on_sqlite();
    site.write("config.toml", manual::EXAMPLE_CONFIGURATION);
    let shown = site.cardctl.json(["--config", "config.toml", "--profile", "main", "config", "show"]);
    assert!(shown.to_string().contains("postgres://clerk@db.example/cards"), "{shown}");
    // Every line of it is read: none is an unknown key that is let pass.
    site.write("wrong.toml", &manual::EXAMPLE_CONFIGURATION.replace("color", "colour"));
    site.cardctl.exits(2, ["--config", "wrong.toml", "config", "show"]);
}
