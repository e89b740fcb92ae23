//! `demo`: the whole main job at once, and that nothing of the people it makes up can be read afterwards.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::harness::Site;

/// What nobody may read outside the files that brought it: names, ID numbers, phone numbers, accounts.
struct Secrets {
    names: HashSet<String>,
    ids: HashSet<String>,
    phones: HashSet<String>,
    accounts: HashSet<String>,
}

impl Secrets {
    fn read(holders: &Path, identities: &Path, accounts: &Path) -> Self {
        let mut secrets = Self {
            names: HashSet::new(),
            ids: HashSet::new(),
            phones: HashSet::new(),
            accounts: texts(accounts, "account").collect(),
        };
        // Those of organisations have letters, and are public.
        secrets.ids.extend(texts(identities, "number").filter(|number| !number.contains("MA")));
        let mut reader = csv::Reader::from_path(holders).expect("the holders can be read");
        for row in reader.records() {
            let row = row.expect("a row of the holders");
            let kind = if &row[3] == "mobile" { &mut secrets.phones } else { &mut secrets.ids };
            kind.insert(row[4].to_owned());
            // Two characters are six bytes, which a sealed value may have by chance.
            if row[2].chars().count() > 2 {
                secrets.names.insert(row[2].to_owned());
            }
        }
        secrets
    }

    /// Everything of theirs that stands in these bytes.
    fn seen_in(&self, bytes: &[u8]) -> Vec<String> {
        let mut seen = Vec::new();
        let window = |at: usize, length: usize| {
            bytes.get(at..at + length).and_then(|window| std::str::from_utf8(window).ok())
        };
        let mut look = |at, length, secrets: &HashSet<String>| {
            seen.extend(window(at, length).filter(|text| secrets.contains(*text)).map(str::to_owned));
        };
        for at in 0..bytes.len() {
            match bytes[at] {
                b'0'..=b'9' if bytes.get(at + 10).is_some_and(u8::is_ascii_digit) => {
                    look(at, 18, &self.ids);
                    for length in [16, 19] {
                        look(at, length, &self.accounts);
                    }
                    // Eleven digits amid those of a card number are a phone's by chance.
                    if at == 0 || !bytes[at - 1].is_ascii_digit() || bytes[..at].ends_with(b"+86") {
                        look(at, 11, &self.phones);
                    }
                }
                // The first byte of a Chinese character.
                0xe4..=0xe9 => look(at, 9, &self.names),
                _ => {}
            }
        }
        seen
    }
}

/// What stands under a key in the files of a directory.
fn texts(directory: &Path, key: &str) -> impl Iterator<Item = String> {
    files_below(directory).into_iter().map(move |path| {
        let text = fs::read_to_string(path).expect("a file of the demo");
        let object: Value = serde_json::from_str(&text).expect("it is JSON");
        object[key].as_str().expect("a text").to_owned()
    })
}

fn files_below(directory: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(directory).expect("a directory of the demo") {
        let path = entry.expect("an entry of it").path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files
}

/// Hundredths of `"-1.23"`.
fn minor(amount: &Value) -> i64 {
    let text = amount.as_str().expect("an amount is a string");
    text.replace('.', "").parse().expect("an amount has two decimals")
}

#[test]
fn the_demo_adds_up_and_leaves_no_person_to_be_read() {
    let site = Site::on_sqlite();
    let directory = site.directory().join("demo");
    let output = site.cardctl.exits(0, ["demo", "--dir", "demo", "-o", "json"]);
    let result: Value = serde_json::from_str(&output.stdout).expect("one json object on stdout");

    assert_eq!(result["dir"], directory.to_str().expect("a path in UTF-8"));
    assert_eq!(result["holders"], 23_570);
    assert_eq!(
        result["purchases"],
        serde_json::json!({
            "read": 69_659, "imported": 69_579, "skipped": 0, "conflicts": 0, "rejected": 80,
            "duplicates": 255, "amount": "2500315.63",
        })
    );
    let totals = result["totals"].as_array().expect("a total for each role");
    let roles: Vec<&str> = totals.iter().filter_map(|total| total["role"].as_str()).collect();
    assert_eq!(roles, ["holder", "agent", "staff", "center", "platform"]);
    assert!(totals.iter().all(|total| minor(&total["amount"]) > 0), "{totals:?}");
    let pool = minor(&result["pool"]);
    assert_eq!(totals.iter().map(|total| minor(&total["amount"])).sum::<i64>(), pool);
    // 12 % of the sum, less what is lost below the hundredth of each purchase.
    assert!((30_003_787 - 69_579..=30_003_787).contains(&pool), "{pool}");

    // People, cards in their order, and purchases are always the same, so the settlement is.
    assert_eq!(result["digest"], "sha256:158b2837cc7155a2b0e98d0b78f7dd1464a3d572875f36e78a7f89ede98bc308");

    // What is left can be used on, as the last words of the demo say.
    let cardctl = site
        .cardctl
        .with_env("CARDCTL_DATABASE_URL", result["database"].as_str().expect("the database"))
        .with_env("CARDCTL_KEY_FILE", result["key_file"].as_str().expect("the key file"));
    let shown = cardctl.json(["settle", "show", "last"]);
    assert_eq!((&shown["digest"], &shown["status"]), (&result["digest"], &Value::from("posted")));
    assert_eq!(shown["totals"], result["totals"]);
    let balances = cardctl.json(["ledger", "balances", "--accounts"]);
    let balances = balances.as_array().expect("a list of balances");
    assert_eq!(balances.iter().map(|row| minor(&row["balance"])).sum::<i64>(), 0);
    cardctl.ok(["db", "check"]);
    let again = cardctl
        .exits(3, ["purchase", "import", "demo/purchases.csv", "--source", "cdnow", "--yes", "-o", "json"]);
    let again: Value = serde_json::from_str(&again.stdout).expect("json");
    assert_eq!((&again["imported"], &again["skipped"]), (&Value::from(0), &Value::from(69_579)));
    assert_eq!(cardctl.json(["holder", "find", "C00042"])[0]["ref"], "C00042");

    let holders = directory.join("holders.csv");
    let of_payees = ["identities", "accounts"].map(|name| directory.join(name));
    let secrets = Secrets::read(&holders, &of_payees[0], &of_payees[1]);
    assert_eq!(secrets.accounts.len(), 11);
    assert!(secrets.ids.len() > 20_000 && secrets.phones.len() > 500 && secrets.names.len() > 10_000);
    let all = secrets.ids.len() + secrets.phones.len();
    let brought = fs::read(&holders).expect("the holders can be read");
    assert!(secrets.seen_in(&brought).len() >= all + 10_000, "what is looked for is found where it is");
    // A bank has to be told names and accounts.
    let told = ["payout-1.csv", "payout-2.csv"].map(|name| directory.join(name));
    for path in &told {
        assert!(!secrets.seen_in(&fs::read(path).expect("it was written")).is_empty(), "{}", path.display());
    }
    let is_open =
        |path: &Path| path == holders || told.iter().chain(&of_payees).any(|open| path.starts_with(open));
    for path in files_below(&directory).iter().filter(|path| !is_open(path)) {
        let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(secrets.seen_in(&bytes), Vec::<String>::new(), "{}", path.display());
    }
    assert!(directory.join("platform.db").exists());
    assert_eq!(secrets.seen_in(output.stdout.as_bytes()), Vec::<String>::new());
    assert_eq!(secrets.seen_in(output.stderr.as_bytes()), Vec::<String>::new());
    assert_eq!(output.stderr.lines().find(|line| line.chars().count() > 100), None, "lines are short");

    let refused = site.cardctl.exits(1, ["demo", "--dir", "demo", "-o", "json"]);
    let error: Value = serde_json::from_str(&refused.stderr).expect("one json object on stderr");
    assert_eq!(error["error"]["code"], "conflict");
    assert!(error["error"]["hint"].as_str().is_some_and(|hint| hint.contains("--dir")));
}

#[test]
fn a_directory_with_something_in_it_is_left_alone() {
    let site = Site::on_sqlite();
    fs::create_dir(site.directory().join("mine")).expect("a directory");
    let mine = site.write("mine/platform.db", "not yours");
    let output = site.cardctl.exits(1, ["demo", "--dir", "mine"]);
    assert_eq!(output.stdout, "");
    assert!(output.stderr.contains("is not empty"), "{output}");
    assert_eq!(fs::read_to_string(&mine).expect("it is still there"), "not yours");
    assert_eq!(files_below(&site.directory().join("mine")), [mine]);
    let output = site.cardctl.exits(2, ["demo", "--database", "sqlite:mine.db"]);
    assert!(output.stderr.contains("of its own"), "{output}");
    let output = site.cardctl.exits(1, ["demo", "--dir", "mine/platform.db"]);
    assert!(output.stderr.contains("can't use the directory"), "{output}");
}

#[test]
fn an_interrupted_demo_says_where_it_is() {
    let site = Site::on_sqlite();
    let running = site.cardctl.spawn(["demo", "--dir", "demo", "-q"]);
    // Some steps into it: the key file is there, and so is the first batch's file.
    let begun = site.directory().join("demo/print/1/cards.csv");
    let deadline = std::time::Instant::now() + std::time::Duration::from_mins(1);
    while !begun.exists() {
        assert!(std::time::Instant::now() < deadline, "the demo issues cards");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    running.signal("INT");
    let output = running.wait();
    assert_eq!(output.status, 130, "{output}");
    let place = site.directory().join("demo");
    assert!(output.stderr.contains(&format!("in `{}`", place.display())), "{output}");
}
