//! The audit log: its chain, the first entry that is wrong in it, and the heads that are kept elsewhere.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::acts::{audited, platform, refused};
use crate::check::lived_in;
use crate::fixture;
use crate::harness::{Site, on_both, sql};

/// Keeps the log as it is.
fn keep(site: &Site) {
    let copy = "CREATE TABLE kept AS SELECT * FROM audit; CREATE TABLE kept_head AS SELECT * FROM audit_head";
    sql::execute(&site.url, copy).expect("a copy");
}

/// Makes the log again what it was when it was kept.
fn put_back(site: &Site) {
    let back = "DELETE FROM audit; INSERT INTO audit SELECT * FROM kept;
                DELETE FROM audit_head; INSERT INTO audit_head SELECT * FROM kept_head";
    sql::execute(&site.url, back).expect("the copy is put back");
}

/// Hashes the log anew, from its beginning to its head: what somebody can do who can write everything. Written from the
/// manual's description of the chain, apart from the program.
pub(crate) fn hash_anew(site: &Site) {
    let sqlite = site.database == "SQLite";
    let has_wrote = sql::texts(&site.url, "SELECT wrote FROM audit WHERE seq < 0").is_ok();
    let hex = |column: &str| {
        let hex = if sqlite {
            format!("hex({column})")
        } else {
            format!("encode(convert_to({column}, 'UTF8'), 'hex')")
        };
        format!("CASE WHEN {column} IS NULL THEN '-' ELSE {hex} END")
    };
    let mut columns: Vec<&str> =
        vec!["operator", "claimed", "action", "subject", "detail", "reason", "outcome"];
    if has_wrote {
        columns.push("wrote");
    }
    let fields: Vec<String> = columns.into_iter().map(hex).collect();
    let query = format!(
        "SELECT CAST(seq AS TEXT) || ' ' || CAST(at AS TEXT) || ' ' || {} FROM audit ORDER BY seq",
        fields.join(" || ' ' || ")
    );
    let mut before = vec![0; 32];
    let mut anew = String::new();
    for row in sql::texts(&site.url, &query).expect("the log") {
        let mut words = row.split(' ');
        let mut number = || words.next().and_then(|word| word.parse::<i64>().ok()).expect("a number");
        let (seq, at) = (number(), number());
        let mut hash = Sha256::new();
        hash.update(&before);
        hash.update(seq.to_be_bytes());
        hash.update(at.to_be_bytes());
        for (place, word) in words.enumerate() {
            if place == 7 && word == "-" {
                continue;
            }
            hash.update([u8::from(word != "-")]);
            let digits = if word == "-" { "" } else { word };
            let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).expect("two digits");
            let bytes: Vec<u8> = (0..digits.len()).step_by(2).map(byte).collect();
            hash.update((bytes.len() as u64).to_be_bytes());
            hash.update(bytes);
        }
        before = hash.finalize().to_vec();
        let digits = before.iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        let bytes = if sqlite { format!("unhex('{digits}')") } else { format!("decode('{digits}', 'hex')") };
        writeln!(anew, "UPDATE audit SET hash = {bytes} WHERE seq = {seq};").expect("a string grows");
        writeln!(anew, "UPDATE audit_head SET seq = {seq}, hash = {bytes};").expect("a string grows");
    }
    sql::execute(&site.url, &anew).expect("the log is hashed anew");
}

/// What `audit verify` says against a witness.
#[track_caller]
fn against(site: &Site, status: i32, witness: &str) -> Value {
    let output = site.cardctl.exits(status, ["audit", "verify", "--against", witness, "-o", "json"]);
    serde_json::from_str(&output.stdout).expect("a record")
}

#[track_caller]
fn head(site: &Site) -> String {
    site.cardctl.json(["audit", "head"])["audit_head"].as_str().expect("a head").to_owned()
}

/// What is done to a log of five entries: what it is called, the change, the first bad entry, what became of it, and how the
/// words about it begin.
type Wrong = (&'static str, &'static str, i64, &'static str, &'static str);

const INSERTED: &str = "UPDATE audit SET seq = -seq WHERE seq >= 3;
    INSERT INTO audit (seq, at, operator, claimed, action, subject, detail, reason, outcome, hash)
    SELECT 3, at, operator, claimed, action, 'forged', detail, reason, outcome, hash FROM audit WHERE seq = 2;
    UPDATE audit SET seq = 1 - seq WHERE seq < 0;
    UPDATE audit_head SET seq = seq + 1";

const APPENDED: &str = "INSERT INTO audit (seq, at, operator, claimed, action, subject, detail, reason, outcome, hash)
    SELECT 6, at, operator, claimed, action, 'forged', detail, reason, outcome, hash FROM audit WHERE seq = 5";

const RENUMBERED: &str = "DELETE FROM audit WHERE seq = 3; UPDATE audit SET seq = 1 - seq WHERE seq > 3;
    UPDATE audit SET seq = -seq WHERE seq < 0; UPDATE audit_head SET seq = 4";

/// Values that are changed, and the end of the log.
const VALUES: [Wrong; 10] = [
    (
        "a changed value",
        "UPDATE audit SET detail = '{}' WHERE seq = 4",
        4,
        "changed",
        "entry 4 is not as it was written",
    ),
    ("a reason that was none", "UPDATE audit SET reason = '' WHERE seq = 4", 4, "changed", "entry 4 is not"),
    ("rows that it wrote", "UPDATE audit SET wrote = '{}' WHERE seq = 4", 4, "changed", "entry 4 is not"),
    (
        "another operator",
        "UPDATE audit SET operator = 'eve', entered_by = NULL WHERE seq = 1",
        1,
        "changed",
        "entry 1 is not as it was written",
    ),
    ("another time", "UPDATE audit SET at = at + 1 WHERE seq = 5", 5, "changed", "entry 5 is not"),
    (
        "the last one deleted",
        "DELETE FROM audit WHERE seq = 5",
        5,
        "missing",
        "entry 5 is missing: the log ends before it, and the head names entry 5",
    ),
    ("all deleted", "DELETE FROM audit", 1, "missing", "entry 1 is missing: the log ends before it"),
    (
        "the last one deleted, and the head moved back",
        "DELETE FROM audit WHERE seq = 5; UPDATE audit_head SET seq = 4",
        5,
        "head",
        "the head is not the hash of entry 4",
    ),
    (
        "a head that was moved back",
        "UPDATE audit_head SET seq = 4, hash = (SELECT hash FROM audit WHERE seq = 4)",
        5,
        "head",
        "entry 5 stands after the head",
    ),
    ("no head", "DELETE FROM audit_head", 6, "head", "the head of the log is missing"),
];

/// Entries that are not where they were.
const PLACES: [Wrong; 8] = [
    (
        "a deleted entry",
        "DELETE FROM audit WHERE seq = 3",
        3,
        "missing",
        "entry 3 is missing: the log goes on with entry 4",
    ),
    (
        "one deleted, those after renumbered",
        RENUMBERED,
        3,
        "missing",
        "entry 3 is missing: what stands in its place was written as entry 4",
    ),
    (
        "the first one deleted",
        "DELETE FROM audit WHERE seq = 1",
        1,
        "missing",
        "entry 1 is missing: the log goes on with entry 2",
    ),
    (
        "an inserted entry",
        INSERTED,
        3,
        "inserted",
        "entry 3 was inserted: what was written as entry 3 stands as entry 4",
    ),
    ("an appended entry", APPENDED, 6, "inserted", "entry 6 stands after the head, and does not follow"),
    (
        "two swapped",
        "UPDATE audit SET seq = -3 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 4;
                 UPDATE audit SET seq = 4 WHERE seq = -3",
        3,
        "swapped",
        "entries 3 and 4 changed places",
    ),
    (
        "the first and the last one swapped",
        "UPDATE audit SET seq = -1 WHERE seq = 1; UPDATE audit SET seq = 1 WHERE seq = 5;
                 UPDATE audit SET seq = 5 WHERE seq = -1",
        1,
        "swapped",
        "entries 1 and 5 changed places",
    ),
    (
        "one moved away",
        "UPDATE audit SET seq = 9 WHERE seq = 2",
        2,
        "missing",
        "entry 2 is missing: it stands as entry 9",
    ),
];

#[test]
fn the_audit_chain_shows_every_change() {
    on_both(|site| {
        platform(&site);
        for code in ["A", "B", "C"] {
            site.cardctl.ok(["center", "add", code, "--name", "x"]);
        }
        let verify = |status| {
            let output = site.cardctl.exits(status, ["audit", "verify", "-o", "json"]);
            serde_json::from_str::<Value>(&output.stdout).expect("a record")
        };
        let entries = audited(&site);
        let intact = verify(0);
        assert_eq!((&intact["result"], &intact["entries"]), (&json!("intact"), &json!(entries)));
        assert_eq!(site.cardctl.json(["audit", "head"])["hash"], intact["head"]);
        assert_eq!(entries, 5, "the changes are to five entries");
        keep(&site);
        for (what, change, bad, fault, why) in VALUES.into_iter().chain(PLACES) {
            sql::execute(&site.url, change).unwrap_or_else(|error| panic!("{what}: {error}"));
            let found = verify(6);
            assert_eq!(
                (&found["result"], &found["bad_entry"], &found["fault"]),
                (&json!("broken"), &json!(bad), &json!(fault)),
                "{what}: {found}"
            );
            let told = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
            assert!(told("why").starts_with(why), "{what}: {found}");
            assert!(!told("expected").is_empty() && !told("found").is_empty(), "{what}: {found}");
            put_back(&site);
            verify(0);
        }
    });
}

#[test]
fn the_log_is_listed() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok([
            "center",
            "add",
            "SH",
            "--name",
            "=1+1",
            "--operator",
            "wang",
            "--reason",
            "a new one",
        ]);
        let log = site.cardctl.json(["audit", "log", "--after", "2"]);
        let entries = log.as_array().expect("a list");
        assert_eq!(entries.len(), 1);
        let entry = &entries[0];
        assert_eq!(
            (
                &entry["seq"],
                &entry["action"],
                &entry["subject"],
                &entry["claimed"],
                &entry["reason"],
                &entry["outcome"]
            ),
            (
                &json!(3),
                &json!("center add"),
                &json!("SH"),
                &json!("wang"),
                &json!("a new one"),
                &json!("done")
            )
        );
        assert_eq!(entry["detail"], r#"{"name":"=1+1"}"#);
        assert!(
            entry["operator"].as_str().is_some_and(|operator| !operator.is_empty() && operator != "wang")
        );
        assert_eq!(site.cardctl.json(["audit", "log", "--limit", "2"]).as_array().map(Vec::len), Some(2));
    });
}

#[test]
fn the_head_is_told_and_kept() {
    on_both(|site| {
        platform(&site);
        let told = site.cardctl.json(["audit", "head"]);
        let (seq, hash) = (told["seq"].as_i64().expect("a number"), told["hash"].as_str().expect("a hash"));
        assert_eq!(told["audit_head"], format!("{seq}:{hash}"));
        assert!(told["at"].as_str().is_some_and(|at| at.contains('T')), "{told}");
        site.cardctl.ok(["audit", "head", "--witness", "heads.txt"]);
        let path = site.directory().join("heads.txt");
        let mode = fs::metadata(&path).expect("it was made").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        // Whoever was interrupted left half a line.
        let torn = format!("{}2026-11-26T00:00", fs::read_to_string(&path).expect("a text"));
        fs::write(&path, torn).expect("a file");
        site.cardctl.ok(["center", "add", "SH", "--name", "x"]);
        site.cardctl.ok(["audit", "head", "--witness", "heads.txt"]);
        let text = fs::read_to_string(&path).expect("a text");
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3, "{text}");
        for (line, entry) in [(lines[0], seq), (lines[2], seq + 1)] {
            let words: Vec<&str> = line.splitn(3, ' ').collect();
            assert!(words[0].ends_with('Z') && words[0].contains('T'), "{line}");
            assert!(words[1].starts_with(&format!("{entry}:")), "{line}");
            assert_eq!(words[2], "audit head");
        }
        let error = refused(&site, 8, &["audit", "verify", "--against", "heads.txt"]);
        assert_eq!(error["code"], "bad-file");
        assert_eq!(error["message"], "`heads.txt`: line 2: `2026-11-26T00:00` is not a time");
        let error = refused(&site, 5, &["audit", "verify", "--against", "nothing.txt"]);
        assert_eq!(error["code"], "not-found");
        let error = refused(&site, 1, &["audit", "head", "--witness", "nowhere/heads.txt"]);
        assert_eq!(error["code"], "io");
    });
}

/// Whoever can write everything can cut the log and hash it anew; only what was kept elsewhere shows it.
#[test]
fn a_log_that_was_cut_or_written_anew_is_found_by_what_was_kept_elsewhere() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok(["audit", "head", "--witness", "heads.txt"]);
        for code in ["A", "B", "C"] {
            site.cardctl.ok(["center", "add", code, "--name", "x"]);
        }
        site.cardctl.ok(["audit", "head", "--witness", "heads.txt"]);
        let (entries, kept) = (audited(&site), head(&site));
        assert_eq!(entries, 5);
        site.write("manifest.json", &format!("{{\"files\": [1], \"audit_head\": \"{kept}\"}}\n"));
        let witnesses = ["heads.txt", "manifest.json", kept.as_str()];
        for witness in witnesses {
            let whole = against(&site, 0, witness);
            let compared = if witness == "heads.txt" { 2 } else { 1 };
            assert_eq!((&whole["result"], &whole["witnesses"]), (&json!("intact"), &json!(compared)));
        }
        keep(&site);
        let first_two = "; up to entry 2 it is the log that was witnessed";
        let cut = "DELETE FROM audit WHERE seq > 3";
        let changed = "UPDATE audit SET subject = 'Z' WHERE seq = 4";
        let grown = "DELETE FROM audit WHERE seq > 3;
                     INSERT INTO audit (seq, at, operator, action, subject, detail, outcome, hash)
                     SELECT seq + 2, at, operator, action, subject, detail, outcome, hash FROM audit WHERE seq = 2;
                     INSERT INTO audit (seq, at, operator, action, subject, detail, outcome, hash)
                     SELECT seq + 3, at, operator, action, subject, detail, outcome, hash FROM audit WHERE seq = 2;
                     INSERT INTO audit (seq, at, operator, action, subject, detail, outcome, hash)
                     SELECT seq + 4, at, operator, action, subject, detail, outcome, hash FROM audit WHERE seq = 2";
        for (what, change, result, why) in [
            ("cut", cut, "cut", "entry 5 was there and is gone: the log ends with entry 3"),
            ("changed and hashed anew", changed, "rewritten", "entry 5 is another one than was there"),
            ("cut, and gone on since", grown, "rewritten", "entry 5 is another one than was there"),
        ] {
            sql::execute(&site.url, change).unwrap_or_else(|error| panic!("{what}: {error}"));
            hash_anew(&site);
            // Within the database nothing shows it.
            site.cardctl.ok(["audit", "verify"]);
            assert_eq!(site.cardctl.json("db check --pass audit-chain".split(' '))[0]["result"], "ok");
            for witness in witnesses {
                let found = against(&site, 6, witness);
                assert_eq!(
                    (&found["result"], &found["bad_entry"]),
                    (&json!(result), &json!(5)),
                    "{what}: {found}"
                );
                assert!(found["why"].as_str().is_some_and(|told| told.starts_with(why)), "{what}: {found}");
                assert_eq!(found["expected"], kept, "{what}");
                let holds = found["why"].as_str().is_some_and(|told| told.ends_with(first_two));
                assert_eq!(holds, witness == "heads.txt", "{what}: {found}");
                if witness == "heads.txt" {
                    assert_eq!(found["witness"], "line 2 of `heads.txt` (audit head)");
                }
            }
            put_back(&site);
            against(&site, 0, "heads.txt");
        }
        // A chain that is broken is told first, and the witness beside it.
        sql::execute(&site.url, "DELETE FROM audit WHERE seq = 5").expect("the last one");
        let found = against(&site, 6, "heads.txt");
        assert_eq!((&found["result"], &found["bad_entry"]), (&json!("broken"), &json!(5)));
        assert!(
            found["witness_why"].as_str().is_some_and(|why| why.starts_with("entry 5 was there and is gone"))
        );
    });
}

/// A migration enters what is older than the sums, also one that was interrupted before it had.
#[test]
fn what_is_older_than_the_sums_is_entered() {
    on_both(|site| {
        lived_in(&site);
        sql::execute(&site.url, "UPDATE audit SET wrote = NULL; UPDATE audit_head SET summed = 0")
            .expect("as before");
        hash_anew(&site);
        site.cardctl.ok(["provider", "add", "late", "--name", "Late", "--rate", "5%"]);
        let output = site.cardctl.exits(6, "db check --pass rows-kept -o csv".split(' '));
        assert!(output.stdout.contains("`cardctl db migrate` enters it"), "{output}");
        site.cardctl.ok(["db", "migrate", "--yes"]);
        site.cardctl.ok(["db", "check"]);
        let entries = audited(&site);
        site.cardctl.ok(["db", "migrate", "--yes"]);
        assert_eq!(audited(&site), entries, "nothing to do is no act");
        sql::execute(&site.url, "UPDATE provider_rate SET rate_ppm = 49999 WHERE rate_ppm = 50000")
            .expect("a change");
        site.cardctl.exits(6, "db check --pass rows-kept".split(' '));
    });
}

/// Every act that leaves something outside tells the head, and adds it to the file that is configured.
#[test]
fn heads_are_kept_as_acts_are_done() {
    on_both(|site| {
        let directory = site.directory().join("home/.config/cardctl");
        fs::create_dir_all(&directory).expect("a directory");
        fs::write(directory.join("config.toml"), "witness_file = \"heads.txt\"\n").expect("a file");
        fixture::platform(&site);
        let shown = site.cardctl.json(["config", "show", "--origin"]);
        let row = shown.as_array().expect("a list").iter().find(|row| row["key"] == "witness_file");
        assert_eq!(row.expect("a row")["value"], "heads.txt");
        let lines = || -> Vec<String> {
            let text = fs::read_to_string(site.directory().join("heads.txt")).unwrap_or_default();
            text.lines().map(str::to_owned).collect()
        };
        let told = |value: &Value| value["audit_head"].as_str().expect("a head").to_owned();
        let last = |what: &str, head: &str| {
            let last = lines().pop().expect("a line");
            assert!(last.ends_with(&format!(" {head} {what}")), "{last} is not of {what}");
        };
        assert_eq!(lines().len(), 1, "the batch of the fixture");

        let before = head(&site);
        let issued = site.cardctl.json("batch issue --center BJ --count 3 --out more --yes".split(' '));
        last("batch issue 2", &told(&issued));
        let manifest = fs::read_to_string(site.directory().join("more/manifest.json")).expect("a manifest");
        let manifest: Value = serde_json::from_str(&manifest).expect("json");
        assert_eq!(told(&manifest), before, "of the state that it was made in");
        let exported = "batch export 2 --out again --again --reason x --yes";
        last("batch export 2", &told(&site.cardctl.json(exported.split(' '))));
        assert_eq!(lines().len(), 3);

        fixture::purchases(&site, &["e1,H1,100.00,2026-02-01,,", "e2,H1,100.00,2026-03-01,,"]);
        site.cardctl.ok("settle run --through 2026-02-28 --yes".split(' '));
        site.cardctl.ok("settle approve last --yes".split(' '));
        assert_eq!(lines().len(), 3, "nothing left the platform");
        let posted = site.cardctl.json("settle post last --yes".split(' '));
        last("settle post 1", &told(&posted));
        assert_eq!((&posted["run"], &posted["status"]), (&json!(1), &json!("posted")));
        assert_eq!(told(&site.cardctl.json(["settle", "show", "1"])), told(&posted));
        let closed = site.cardctl.json("period close 2026-02 --yes".split(' '));
        last("period close 2026-02", &told(&closed));
        assert_eq!(told(&site.cardctl.json(["period", "show", "2026-02"])), told(&closed));
        let run = site.cardctl.json("settle run --through 2026-03-31 --post --yes".split(' '));
        last("settle post 2", &told(&run));

        site.cardctl.ok("party account set H1 --kind alipay --account 13800138000".split(' '));
        site.cardctl.ok("parameter verify H1 1 --method seen".split(' '));
        site.cardctl.ok("setting set withholding per-time --reason x".split(' '));
        site.cardctl.ok("payout create --through 2026-03-31 --yes".split(' '));
        site.cardctl.ok("payout approve last --yes".split(' '));
        let paid = site.cardctl.json("payout export last --format csv --out rows.csv --yes".split(' '));
        last("payout export 1-1", &told(&paid));

        // The copy, and not what was done meanwhile, ends with the head that is kept of it.
        let backed_up = site.cardctl.json(["db", "backup", "whole.copy"]);
        last("db backup whole.copy", &told(&backed_up));
        assert_eq!(told(&backed_up), head(&site));
        let manifest = fs::read_to_string(site.directory().join("whole.copy.json")).expect("a manifest");
        assert_eq!(told(&serde_json::from_str(&manifest).expect("json")), told(&backed_up));

        let all = against(&site, 0, "heads.txt");
        assert_eq!(all["witnesses"], json!(lines().len()));
        for manifest in ["print/manifest.json", "more/manifest.json", "again/manifest.json"] {
            against(&site, 0, manifest);
        }

        // A file that can't be written stops nothing, and the head is told.
        fs::write(directory.join("config.toml"), "witness_file = \"nowhere/heads.txt\"\n").expect("a file");
        let output = site.cardctl.run("batch issue --center BJ --count 3 --yes -q".split(' '));
        assert_eq!(output.status, 0, "{output}");
        let warning = format!("keep the head of the audit log yourself: {}", head(&site));
        assert!(output.stderr.contains("can't add to `nowhere/heads.txt`"), "{output}");
        assert!(output.stderr.contains(&warning), "{output}");
    });
}
