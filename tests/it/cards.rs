//! Batches and cards.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use cardctl::domain::card::{ActivationCode, CardNumber};
use cardctl::domain::clock::Fixed;
use cardctl::domain::randomness::Seeded;
use cardctl::host::Host;
use cardctl::output::Streams;
use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::harness::cardctl::{Output, Running};
use crate::harness::{Site, on_both, sql};

/// A site with a center, a staff member and two agents.
pub(crate) fn prepared(site: &Site) {
    site.cardctl.ok(["init", "--single-operator"]);
    site.cardctl.ok(["center", "add", "BJ1", "--name", "Beijing 1"]);
    site.cardctl.ok(["agent", "add", "A1", "--name", "Agent 1"]);
    site.cardctl.ok(["agent", "add", "A2", "--name", "Agent 2"]);
    site.cardctl.ok(["staff", "add", "S1", "--name", "Staff 1", "--center", "BJ1"]);
}

pub(crate) fn issue(count: &str, out: &str) -> Vec<String> {
    issue_with(count, out, &[])
}

pub(crate) fn issue_with(count: &str, out: &str, more: &[&str]) -> Vec<String> {
    let fixed = ["batch", "issue", "--center", "BJ1", "--count", count, "--out", out, "--yes"];
    fixed.iter().chain(more).map(|argument| (*argument).to_owned()).collect()
}

pub(crate) fn names(directory: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(directory) else { return Vec::new() };
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

pub(crate) fn sha256(path: &Path) -> String {
    let bytes = fs::read(path).expect("the file is there");
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// What `-o json` says of an error.
pub(crate) fn error(output: &Output) -> Value {
    let last = output.stderr.lines().last().unwrap_or_default();
    serde_json::from_str::<Value>(last).unwrap_or_else(|_| panic!("no error object\n{output}"))["error"]
        .clone()
}

const COUNTS: &str = "
    SELECT CAST((SELECT COUNT(*) FROM batch) AS TEXT) || ' ' || CAST((SELECT COUNT(*) FROM card) AS TEXT)";

pub(crate) fn counts(site: &Site) -> String {
    sql::texts(&site.url, COUNTS).expect("the tables are there").concat()
}

/// The files, the batch and its cards agree in everything.
#[track_caller]
pub(crate) fn assert_whole(site: &Site, directory: &str, batch: i64, count: usize) {
    let directory = site.directory().join(directory);
    assert_eq!(names(&directory), ["SHA256SUMS", "cards.csv", "manifest.json"]);
    for name in names(&directory) {
        let mode = fs::metadata(directory.join(&name)).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let hash = sha256(&directory.join("cards.csv"));
    let manifest = fs::read_to_string(directory.join("manifest.json")).expect("it is there");
    let sums = fs::read_to_string(directory.join("SHA256SUMS")).expect("it is there");
    let of_manifest = sha256(&directory.join("manifest.json"));
    assert_eq!(sums, format!("{hash}  cards.csv\n{of_manifest}  manifest.json\n"));

    let manifest: Value = serde_json::from_str(&manifest).expect("json");
    let shown = site.cardctl.json(["batch", "show", &batch.to_string()]);
    assert_eq!((&manifest["sha256"], &shown["sha256"]), (&json!(hash), &json!(hash)));
    assert_eq!((&manifest["batch"], &shown["batch"]), (&json!(batch), &json!(batch)));
    assert_eq!((&manifest["center"], &shown["center"]), (&json!("BJ1"), &json!("BJ1")));
    assert_eq!((&manifest["creator"], &manifest["time"]), (&shown["issued_by"], &shown["issued_at"]));
    assert_eq!((&manifest["first_serial"], &manifest["last_serial"]), (&json!(1), &json!(count)));
    assert_eq!((&manifest["count"], &shown["cards"]), (&json!(count), &json!(count)));
    assert_eq!(shown["states"], json!([{ "state": "stocked", "cards": count }]));

    let cards = fs::read_to_string(directory.join("cards.csv")).expect("it is there");
    let mut lines = cards.lines();
    assert_eq!(lines.next(), Some("serial,card,card_display,activation_code"));
    let (mut numbers, mut codes, mut of_file) = (HashSet::new(), HashSet::new(), Vec::new());
    for (serial, line) in (1..).zip(lines) {
        let cells: Vec<&str> = line.split(',').collect();
        let [at, number, display, code] = cells[..] else { panic!("`{line}` has four cells") };
        assert_eq!(at, format!("{serial}"));
        assert!(number.starts_with("9156") && number.len() == 16, "{number}");
        let card = CardNumber::parse(number).expect("the check digit is right");
        assert_eq!(display, card.grouped());
        let parsed = ActivationCode::parse(code).expect("the check symbol is right");
        assert_eq!(*parsed.grouped(), code, "printed as it is read");
        assert!(numbers.insert(number.to_owned()) && codes.insert(code.to_owned()), "{line}");
        of_file.push(format!("{at} {number}"));
    }
    assert_eq!(numbers.len(), count);
    let stored = sql::texts(
        &site.url,
        &format!(
            "SELECT CAST(serial AS TEXT) || ' ' || CAST(card_no AS TEXT) FROM card
             WHERE batch_id = {batch} ORDER BY serial"
        ),
    );
    assert_eq!(stored.expect("the cards are there"), of_file);
}

#[test]
fn an_issue_makes_cards_and_their_files() {
    on_both(|site| {
        prepared(&site);
        let issued = site.cardctl.json(issue("1234", "print/first"));
        let head = issued["audit_head"].as_str().expect("a head");
        assert_eq!(
            issued,
            json!({ "batch": 1, "center": "BJ1", "cards": 1234, "state": "exported",
                "file": "print/first/cards.csv",
                "sha256": sha256(&site.directory().join("print/first/cards.csv")), "encrypted": false,
                "audit_head": head })
        );
        assert_whole(&site, "print/first", 1, 1234);
        let more = ["--agent", "A1", "--staff", "S1", "--release", "--program", "156"];
        let second = site.cardctl.json(issue_with("1", "print/second", &more));
        assert_eq!((&second["batch"], &second["state"]), (&json!(2), &json!("released")));
        assert_whole(&site, "print/second", 2, 1);

        let list =
            site.cardctl.ok(["batch", "list", "-o", "csv", "--columns", "batch,cards,state,agent,staff"]);
        assert_eq!(list, "batch,cards,state,agent,staff\n2,1,released,A1,S1\n1,1234,exported,,\n");
        assert_eq!(site.cardctl.json(["batch", "show", "last"])["batch"], 2);
        let details = "SELECT detail FROM audit WHERE action = 'batch issue' ORDER BY seq";
        let details = sql::texts(&site.url, details).expect("the log is there");
        let details: Vec<Value> =
            details.iter().map(|detail| serde_json::from_str(detail).expect("json")).collect();
        assert_eq!(details.len(), 2);
        assert_eq!((&details[0]["moves"], &details[0]["cards"]), (&json!(["export"]), &json!(1234)));
        assert_eq!(details[1]["moves"], json!(["export", "receive", "release"]));
        let moments = "SELECT CAST(COUNT(*) AS TEXT) FROM card_event";
        assert_eq!(sql::texts(&site.url, moments).expect("the table is there"), ["0"]);
    });
}

#[test]
fn the_order_of_serials_tells_nothing_of_the_numbers() {
    let site = Site::on_sqlite();
    prepared(&site);
    site.cardctl.ok(issue("2000", "out"));
    let numbers = sql::texts(&site.url, "SELECT CAST(card_no AS TEXT) FROM card ORDER BY serial");
    let numbers = numbers.expect("the cards are there");
    let rises = numbers.windows(2).filter(|pair| pair[0] < pair[1]).count();
    // Half of 1999 on average, with a standard deviation of 13.
    assert!((900..1100).contains(&rises), "{rises}");
}

/// Issues in this process, so that the numbers drawn are known.
fn issue_from_seed(site: &Site, seed: u64, out: &str) -> (u8, String) {
    let (streams, captured) = Streams::memory("");
    let out = site.directory().join(out).display().to_string();
    let home = site.directory().join("home");
    let status = cardctl::run(Host {
        arguments: [OsString::from("cardctl")]
            .into_iter()
            .chain(issue("3000", &out).into_iter().map(Into::into))
            .collect(),
        environment: [
            ("HOME".to_owned(), home.into_os_string()),
            ("CARDCTL_DATABASE_URL".to_owned(), site.url.clone().into()),
        ]
        .into(),
        streams,
        clock: Box::new(Fixed(Timestamp::UNIX_EPOCH)),
        randomness: Box::new(Seeded::new(seed)),
        user: "root".to_owned(),
        machine: "test".to_owned(),
        process: 1,
        exit: |status| panic!("nobody interrupts this, and it is to exit with {status}"),
    });
    (status, captured.stderr())
}

#[test]
fn numbers_in_stock_are_not_drawn_again() {
    on_both(|site| {
        prepared(&site);
        // The same seed draws the same 3000 numbers, and every one of them is in stock the second time.
        for (batch, out) in [(1, "a"), (2, "b")] {
            let (status, stderr) = issue_from_seed(&site, 1, out);
            assert_eq!(status, 0, "{stderr}");
            assert_whole(&site, out, batch, 3000);
        }
        assert_eq!(counts(&site), "2 6000");
    });
}

#[test]
fn nothing_is_written_without_consent_or_on_a_mistake() {
    on_both(|site| {
        prepared(&site);
        let mut unconfirmed = issue("5", "out");
        unconfirmed.retain(|argument| argument != "--yes");
        let output = site.cardctl.exits(7, &unconfirmed);
        assert!(output.stderr.contains("add `--yes`"), "{output}");
        assert!(output.stderr.contains("cards      5"), "what would happen is shown\n{output}");

        let with = |more: &[&str]| issue_with("5", "out", &[more, &["-o", "json"]].concat());
        let mut unknown_center = with(&[]);
        "BJ2".clone_into(&mut unknown_center[3]);
        let mut much = with(&[]);
        "10000001".clone_into(&mut much[5]);
        let mut none = with(&[]);
        "0".clone_into(&mut none[5]);
        for (arguments, exit, code, part) in [
            (unknown_center, 5, "not-found", "did you mean `BJ1`?"),
            (with(&["--agent", "A9"]), 5, "not-found", "did you mean `A1`?"),
            (with(&["--staff", "S9"]), 5, "not-found", "did you mean `S1`?"),
            (with(&["--program", "56"]), 2, "usage", "three digits"),
            (much, 2, "usage", "10000001"),
            (none, 2, "usage", "0"),
        ] {
            let output = site.cardctl.exits(exit, &arguments);
            let error = error(&output);
            assert_eq!((&error["code"], &error["exit"]), (&json!(code), &json!(exit)), "{output}");
            assert!(output.stderr.contains(part), "{output}");
            assert_eq!(output.stdout, "");
        }
        let lost = site.cardctl.with_env("CARDCTL_KEY_FILE", site.directory().join("none"));
        assert_eq!(error(&lost.exits(1, with(&[])))["code"], "key-missing");
        assert_eq!(counts(&site), "0 0");
        assert!(!site.directory().join("out").exists());
    });
}

#[test]
fn files_of_a_batch_are_never_overwritten() {
    on_both(|site| {
        prepared(&site);
        for name in ["cards.csv", "manifest.json", "SHA256SUMS"] {
            let directory = site.directory().join(format!("with-{name}"));
            fs::create_dir(&directory).expect("it can be made");
            fs::write(directory.join(name), "mine").expect("it can be written");
            let output = site.cardctl.exits(1, issue_with("5", &format!("with-{name}"), &["-o", "json"]));
            let error = error(&output);
            assert_eq!(error["code"], "conflict");
            assert!(error["message"].as_str().is_some_and(|message| message.contains(name)), "{error}");
            assert_eq!(names(&directory), [name]);
            assert_eq!(fs::read_to_string(directory.join(name)).expect("it is there"), "mine");
        }
        site.write("plain", "");
        let output = site.cardctl.exits(2, issue("5", "plain"));
        assert!(output.stderr.contains("is no directory"), "{output}");
        let output = site.cardctl.exits(1, issue("5", "plain/below"));
        assert!(output.stderr.contains("can't make the directory"), "{output}");
        assert_eq!(counts(&site), "0 0");

        // Other people's files are no obstacle.
        fs::create_dir(site.directory().join("used")).expect("it can be made");
        site.write("used/letter.txt", "to the print house");
        site.cardctl.ok(issue("5", "used"));
        assert_eq!(counts(&site), "1 5");
    });
}

#[test]
fn a_failed_store_leaves_no_file() {
    on_both(|site| {
        prepared(&site);
        sql::execute(&site.url, "ALTER TABLE card_event RENAME TO elsewhere").expect("it can be renamed");
        sql::execute(&site.url, "ALTER TABLE card RENAME COLUMN failed_tries TO tries").expect("so can this");
        let output = site.cardctl.run(issue("500", "out/new"));
        assert_ne!(output.status, 0, "{output}");
        assert_eq!(names(&site.directory().join("out")), [""; 0], "the new directory is gone, too");
        assert_eq!(counts(&site), "0 0");
    });
}

/// Waits for a file to have so many bytes.
#[track_caller]
pub(crate) fn wait_for(path: &Path, bytes: u64) {
    let deadline = Instant::now() + Duration::from_mins(1);
    while !fs::metadata(path).is_ok_and(|file| file.len() >= bytes) {
        assert!(Instant::now() < deadline, "`{}` does not grow", path.display());
        thread::sleep(Duration::from_millis(1));
    }
}

/// Starts an issue that takes seconds and waits until its file has grown a little.
#[track_caller]
pub(crate) fn started(site: &Site, count: &str) -> Running {
    let running = site.cardctl.spawn(issue(count, "out"));
    wait_for(&site.directory().join("out/cards.csv.partial"), 100_000);
    running
}

#[test]
fn a_killed_issue_leaves_no_batch_and_can_be_run_again() {
    on_both(|site| {
        prepared(&site);
        let directory = site.directory().join("out");
        let running = started(&site, "200000");
        running.signal("KILL");
        assert_eq!(running.wait().status, -9);
        assert_eq!(counts(&site), "0 0");
        assert_eq!(names(&directory), ["cards.csv.partial"]);
        assert_eq!(site.cardctl.json(["batch", "list"]), json!([]));

        let output = site.cardctl.exits(0, issue("300", "out"));
        assert!(output.stderr.contains("unfinished files of an interrupted issue"), "{output}");
        let batch = site.cardctl.json(["batch", "show", "last"])["batch"].as_i64().expect("a number");
        assert_whole(&site, "out", batch, 300);
        assert_eq!(counts(&site), "1 300");
    });
}

#[test]
fn wherever_an_issue_is_killed_files_and_batch_agree_in_the_end() {
    on_both(|site| {
        prepared(&site);
        let directory = site.directory().join("out");
        // The last file appears when all cards are stored, so the kill falls around the commit.
        for delay in [0, 2, 5, 10, 20, 40] {
            let before = counts(&site);
            let running = site.cardctl.spawn(issue("3000", "out"));
            let (written, published) = (directory.join("SHA256SUMS.partial"), directory.join("SHA256SUMS"));
            let deadline = Instant::now() + Duration::from_mins(1);
            while !written.exists() && !published.exists() {
                assert!(Instant::now() < deadline, "no sums are written");
                thread::sleep(Duration::from_millis(1));
            }
            thread::sleep(Duration::from_millis(delay));
            running.signal("KILL");
            running.wait();
            let stored = counts(&site) != before;
            let again = site.cardctl.run(issue("3000", "out"));
            assert_eq!(again.status, i32::from(stored), "{again}");
            let batch = site.cardctl.json(["batch", "show", "last"])["batch"].as_i64().expect("a number");
            assert_whole(&site, "out", batch, 3000);
            fs::remove_dir_all(&directory).expect("it can be removed");
        }
        assert_eq!(counts(&site), "6 18000");
    });
}

#[test]
fn an_interrupted_issue_cleans_up_behind_itself() {
    on_both(|site| {
        prepared(&site);
        let running = started(&site, "200000");
        running.signal("INT");
        assert_eq!(running.wait().status, 130);
        assert_eq!(counts(&site), "0 0");
        assert!(!site.directory().join("out").exists());
    });
}

#[test]
fn two_issues_into_one_directory_do_not_meet() {
    on_both(|site| {
        prepared(&site);
        let running = started(&site, "200000");
        let output = site.cardctl.exits(75, issue_with("5", "out", &["-o", "json"]));
        assert_eq!(error(&output)["code"], "busy");
        running.signal("TERM");
        assert_eq!(running.wait().status, 130);
    });
}

#[test]
fn a_batch_is_released_once() {
    on_both(|site| {
        prepared(&site);
        site.cardctl.ok(issue_with("20", "a", &["--staff", "S1"]));
        let output = site.cardctl.exits(7, ["batch", "release", "last"]);
        assert!(output.stderr.contains("add `--yes`"), "{output}");
        assert_eq!(site.cardctl.json(["batch", "show", "1"])["state"], "exported");

        assert_eq!(
            site.cardctl.json(["batch", "release", "last", "--agent", "A1", "--yes"]),
            json!({ "batch": 1, "serials": "1-20", "cards": 20, "moved": 0, "left": 0, "state": "released",
                "agent": "A1", "staff": "S1" })
        );
        let cards = "
            SELECT CAST(COUNT(*) AS TEXT) FROM card
            WHERE released = 1 AND agent_id = (SELECT agent_id FROM agent WHERE code = 'A1')
              AND staff_id IS NOT NULL AND state = 'stocked'";
        assert_eq!(sql::texts(&site.url, cards).expect("the table is there"), ["20"]);

        for arguments in [&["batch", "release", "1"][..], &["batch", "release", "1", "--agent", "A1"]] {
            let output = site.cardctl.exits(0, arguments);
            assert!(output.stderr.contains("unchanged"), "{output}");
        }
        let output = site.cardctl.exits(1, ["batch", "release", "1", "--agent", "A2", "-o", "json"]);
        assert_eq!(error(&output)["code"], "conflict");
        let releases = "SELECT detail FROM audit WHERE action = 'batch release'";
        assert_eq!(
            sql::texts(&site.url, releases).expect("the log is there"),
            [r#"{"serials":"1-20","cards":20,"moves":["receive","release"],"agent":"A1","staff":null}"#]
        );

        for (batch, exit, code) in [("7", 5, "not-found"), ("first", 2, "usage")] {
            let output = site.cardctl.exits(exit, ["batch", "release", batch, "--yes", "-o", "json"]);
            assert_eq!(error(&output)["code"], code);
        }
        sql::execute(&site.url, "UPDATE batch SET state = 'void'").expect("it can be changed");
        let output = site.cardctl.exits(1, ["batch", "release", "1", "--yes", "-o", "json"]);
        assert_eq!(error(&output)["code"], "run-state");
    });
}

#[test]
fn without_batches_there_is_no_last_one() {
    on_both(|site| {
        prepared(&site);
        let output = site.cardctl.exits(5, ["batch", "show", "last"]);
        assert!(output.stderr.contains("`cardctl batch issue`"), "{output}");
        assert_eq!(site.cardctl.json(["batch", "list"]), json!([]));
    });
}

/// The number of the first card of a batch.
pub(crate) fn first_card(site: &Site, directory: &str) -> String {
    let cards = fs::read_to_string(site.directory().join(directory).join("cards.csv")).expect("a file");
    cards.lines().nth(1).and_then(|line| line.split(',').nth(1)).expect("a card").to_owned()
}

#[test]
fn a_card_is_shown_without_its_number_and_its_secret() {
    on_both(|site| {
        prepared(&site);
        site.cardctl.ok(issue_with("3", "a", &["--agent", "A1", "--release"]));
        let number = first_card(&site, "a");
        sql::execute(
            &site.url,
            &format!(
                "INSERT INTO card_event (card_no, seq, from_state, to_state, at, channel, reason, operator)
                 VALUES ({number}, 1, 'stocked', 'sold', 1790000000000000, 'counter', NULL, 'mei'),
                        ({number}, 2, 'sold', 'lost', 1790000001000000, 'counter', 'stolen', 'mei')"
            ),
        )
        .expect("the rows are accepted");
        let masked = format!("{} **** **** {}", &number[..4], &number[12..]);
        let grouped = [&number[..4], &number[4..8], &number[8..12], &number[12..]].join(" ");
        assert_eq!(
            site.cardctl.json(["card", "show", &grouped]),
            json!({
                "card": masked, "state": "stocked", "released": true, "batch": 1, "serial": 1, "center": "BJ1",
                "agent": "A1", "staff": null, "holder": null, "failed_tries": 0, "locked": false,
                "locked_until": null,
                "events": [
                    { "at": "2026-09-21T22:13:20+08:00", "from": "stocked", "to": "sold", "channel": "counter",
                      "reason": null, "operator": "mei" },
                    { "at": "2026-09-21T22:13:21+08:00", "from": "sold", "to": "lost", "channel": "counter",
                      "reason": "stolen", "operator": "mei" },
                ],
            })
        );
        let shown = site.cardctl.ok(["card", "show", &number]);
        assert!(!shown.contains(&number), "{shown}");

        let last = if number.ends_with('0') { "1" } else { "0" };
        let mistyped = format!("{}{last}", &number[..15]);
        for (number, exit, code) in
            [("9156123456783250", 5, "not-found"), (&mistyped, 2, "usage"), ("4111111111111111", 2, "usage")]
        {
            let output = site.cardctl.exits(exit, ["card", "show", number, "-o", "json"]);
            assert_eq!(error(&output)["code"], code);
            assert!(!output.stderr.contains(number), "{output}");
        }
    });
}

#[test]
fn a_card_is_unlocked_for_a_reason() {
    on_both(|site| {
        prepared(&site);
        site.cardctl.ok(issue("3", "a"));
        let number = first_card(&site, "a");
        let unlock = ["card", "unlock", &number, "--reason", "holder called"];
        let output = site.cardctl.exits(0, unlock);
        assert!(output.stderr.contains("unchanged"), "{output}");

        let fail = |tries: u32, at: i64| {
            let change = format!(
                "UPDATE card SET failed_tries = {tries}, last_failed_at = {at} WHERE card_no = {number}"
            );
            sql::execute(&site.url, &change).expect("it can be changed");
        };
        let show = || site.cardctl.json(["card", "show", &number]);
        // In the year 2100: the lock is still on, whenever this runs.
        fail(5, 4_102_444_800_000_000);
        assert_eq!(
            (&show()["locked"], &show()["locked_until"]),
            (&json!(true), &json!("2100-01-01T08:15:00+08:00"))
        );
        fail(10, 1_790_000_000_000_000);
        assert_eq!((&show()["locked"], &show()["locked_until"]), (&json!(true), &Value::Null));

        let output = site.cardctl.exits(2, ["card", "unlock", &number, "-o", "json"]);
        assert_eq!(error(&output)["code"], "usage");
        site.cardctl.ok(unlock);
        let after = show();
        assert_eq!((&after["locked"], &after["failed_tries"]), (&json!(false), &json!(0)));
        let audited = "SELECT subject || ': ' || reason FROM audit WHERE action = 'card unlock'";
        assert_eq!(
            sql::texts(&site.url, audited).expect("the log is there"),
            [format!("{} **** **** {}: holder called", &number[..4], &number[12..])]
        );
        let output =
            site.cardctl.exits(5, ["card", "unlock", "9156123456783250", "--reason", "x", "-o", "json"]);
        assert_eq!(error(&output)["code"], "not-found");
    });
}
