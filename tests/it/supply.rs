//! What comes into the program from others keeps the rules of `deny.toml`. `cargo deny` judges the same, and known holes
//! besides; this is there where it is not.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde::Deserialize;

#[derive(Deserialize)]
struct Rules {
    graph: Graph,
    licenses: Licenses,
    bans: Bans,
    sources: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Graph {
    targets: Vec<String>,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
    skip: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
}

#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    source: Option<String>,
    checksum: Option<String>,
}

fn rules() -> Rules {
    toml::from_str(include_str!("../../deny.toml")).expect("deny.toml has these rules")
}

fn locked() -> Vec<Locked> {
    let lock: Lock = toml::from_str(include_str!("../../Cargo.lock")).expect("Cargo.lock has packages");
    lock.package
}

/// Whether an expression of SPDX holds where these licenses are allowed. The slash is an old way to write OR.
fn allowed(expression: &str, allow: &[String]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = &words[..];
    let holds = any(&mut rest, allow);
    assert!(rest.is_empty(), "`{expression}` is read to its end");
    holds
}

fn any(words: &mut &[&str], allow: &[String]) -> bool {
    let mut holds = all(words, allow);
    while words.first() == Some(&"OR") {
        *words = &words[1..];
        holds |= all(words, allow);
    }
    holds
}

fn all(words: &mut &[&str], allow: &[String]) -> bool {
    let mut holds = one(words, allow);
    while words.first() == Some(&"AND") {
        *words = &words[1..];
        holds &= one(words, allow);
    }
    holds
}

fn one(words: &mut &[&str], allow: &[String]) -> bool {
    let Some((first, after)) = words.split_first() else { return false };
    *words = after;
    if *first == "(" {
        let holds = any(words, allow);
        *words = words.strip_prefix(&[")"]).expect("a bracket is closed");
        return holds;
    }
    if words.first() == Some(&"WITH") {
        // An exception allows more than the license, and has to be allowed by name all the same.
        let whole = format!("{first} WITH {}", words[1]);
        *words = &words[2..];
        return allow.contains(&whole);
    }
    allow.iter().any(|license| license == first)
}

#[test]
fn licenses_are_judged_as_they_are_written() {
    let allow = ["MIT", "Apache-2.0"].map(str::to_owned);
    for (expression, holds) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("MIT OR GPL-3.0", true),
        ("GPL-3.0/MIT", true),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR GPL-3.0) AND Apache-2.0", true),
        ("MIT OR Apache-2.0 AND GPL-3.0", true),
        ("GPL-3.0 OR MIT AND GPL-2.0", false),
        ("Apache-2.0 WITH LLVM-exception", false),
        ("Apache-2.0 WITH LLVM-exception OR MIT", true),
    ] {
        assert_eq!(allowed(expression, &allow), holds, "{expression}");
    }
}

#[test]
fn everything_is_from_the_one_registry_with_its_checksum() {
    let rules = rules();
    for unknown in ["unknown-registry", "unknown-git"] {
        assert_eq!(rules.sources.get(unknown).map(String::as_str), Some("deny"), "{unknown}");
    }
    let packages = locked();
    let sources: BTreeSet<&str> = packages.iter().filter_map(|package| package.source.as_deref()).collect();
    assert_eq!(sources.len(), 1, "{sources:?}");
    for package in &packages {
        let is_ours = package.name == "cardctl";
        assert_eq!(package.source.is_none(), is_ours, "{}: by its path", package.name);
        assert_eq!(package.checksum.is_none(), is_ours, "{}: without a checksum", package.name);
    }
}

#[test]
fn nothing_banned_is_in_and_no_version_twice_without_a_reason() {
    let rules = rules();
    let packages = linked();
    for ban in &rules.bans.deny {
        assert!(!packages.iter().any(|package| package.name == ban.name), "{} is banned", ban.name);
    }
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in &packages {
        versions.entry(&package.name).or_default().push(&package.version);
    }
    let skipped = |name: &str, version: &str| {
        rules.bans.skip.iter().any(|skip| skip.name == format!("{name}@{version}"))
    };
    for (name, versions) in &versions {
        let left: Vec<_> = versions.iter().filter(|version| !skipped(name, version)).collect();
        assert!(
            left.len() <= 1,
            "{name} is there as {left:?}: give a reason in deny.toml, or bring them together"
        );
    }
    for skip in &rules.bans.skip {
        let (name, version) = skip.name.split_once('@').expect("a version");
        let there = versions.get(name).is_some_and(|there| there.len() > 1 && there.contains(&version));
        assert!(there, "nobody needs the line of `{}` in deny.toml any more", skip.name);
    }
}

#[test]
fn every_license_is_allowed_and_every_allowed_one_is_there() {
    let rules = rules();
    let packages = linked();
    assert!(packages.len() > 100, "{} packages", packages.len());
    for package in &packages {
        let license = package.license.as_deref().unwrap_or("none");
        assert!(allowed(license, &rules.licenses.allow), "{} is under `{license}`", package.name);
    }
    for license in &rules.licenses.allow {
        let needed = packages.iter().filter_map(|package| package.license.as_deref());
        let others: Vec<String> =
            rules.licenses.allow.iter().filter(|other| *other != license).cloned().collect();
        let mut needed = needed.filter(|expression| expression.contains(license.as_str()));
        assert!(needed.any(|expression| !allowed(expression, &others)), "nothing needs `{license}`");
    }
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Linked>,
}

#[derive(Deserialize)]
struct Linked {
    name: String,
    version: String,
    license: Option<String>,
}

/// What is compiled for the target that is this machine's.
fn linked() -> Vec<Linked> {
    let targets = rules().graph.targets;
    let here = targets.iter().find(|target| target.starts_with(std::env::consts::ARCH));
    let target = here.expect("deny.toml names this machine's target");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", target])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Metadata = serde_json::from_slice(&output.stdout).expect("metadata");
    metadata.packages
}
