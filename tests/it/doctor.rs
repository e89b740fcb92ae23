//! `doctor`: every finding is provoked, and nothing is changed by looking.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use serde_json::Value;
use sqlx::Connection as _;

use crate::fixture::{platform, purchases, waiting_request};
use crate::harness::cardctl::Cardctl;
use crate::harness::{Site, on_both, sql};

/// The program in surroundings that are as they should be.
fn sound(site: &Site) -> Cardctl {
    site.cardctl.with_env("LC_ALL", "C.UTF-8").with_env("TZ", "Asia/Shanghai")
}

/// What was found, by check: the state, what, and what to do.
fn examined(cardctl: &Cardctl, exit: i32, arguments: &[&str]) -> BTreeMap<String, (String, String)> {
    let output = cardctl.run(arguments.iter().chain(&["doctor", "-o", "json"]));
    assert_eq!(output.status, exit, "{output}");
    let found: Value = serde_json::from_str(&output.stdout).expect("findings in json");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let finding = |each: &Value| {
        let said = format!("{} > {}", text(&each["what"]), text(&each["to_do"]));
        assert_eq!(each["to_do"].is_null(), each["state"] == "ok", "{each:#}");
        (text(&each["check"]), (text(&each["state"]), said))
    };
    found.as_array().expect("a list").iter().map(finding).collect()
}

#[track_caller]
fn found(site: &Site, cardctl: &Cardctl, exit: i32, check: &str, state: &str, words: &[&str]) {
    let findings = examined(cardctl, exit, &[]);
    let (is, said) =
        findings.get(check).unwrap_or_else(|| panic!("{}: no {check}: {findings:#?}", site.database));
    assert_eq!(is, state, "{}: {check}: {said}", site.database);
    for word in words {
        assert!(said.contains(word), "{}: {check}: `{word}` is not in `{said}`", site.database);
    }
}

/// The files of a directory, with what is in them and when they were changed.
fn contents(directory: &Path) -> BTreeMap<String, (Vec<u8>, std::time::SystemTime)> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(directory).expect("a directory") {
        let entry = entry.expect("an entry");
        let metadata = entry.metadata().expect("its metadata");
        if metadata.is_file() {
            let bytes = fs::read(entry.path()).expect("a file");
            let name = entry.file_name().to_string_lossy().into_owned();
            all.insert(name, (bytes, metadata.modified().expect("a time")));
        }
    }
    all
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a file of ours");
}

#[test]
fn a_sound_platform_has_no_problem_and_is_not_touched() {
    on_both(|site| {
        platform(&site);
        let cardctl = sound(&site);
        let before = contents(site.directory());
        let findings = examined(&cardctl, 0, &[]);
        let thorough = cardctl.exits(0, ["doctor", "--thorough"]);
        assert!(contents(site.directory()) == before, "something was changed");
        let state = |check: &str| findings.get(check).map(|(state, _)| state.as_str());
        let everywhere = [
            "configuration",
            "profile",
            "encoding",
            "terminal",
            "age",
            "database",
            "schema",
            "environment",
            "key",
            "clock",
            "time-zone",
            "runs",
            "rotation",
            "cohorts",
            "requests",
            "settlement",
            "print-files",
        ];
        for check in everywhere {
            assert_eq!(state(check), Some("ok"), "{}: {check}: {findings:#?}", site.database);
        }
        if site.database == "SQLite" {
            for check in ["permissions", "directory", "journal", "disk"] {
                assert_eq!(state(check), Some("ok"), "{check}: {findings:#?}");
            }
            // Tests have one file system.
            assert_eq!(state("key-place"), Some("warning"));
            assert!(thorough.stdout.contains("integrity"), "{thorough}");
        } else {
            for check in ["password", "encryption", "server-clock", "connections", "idle"] {
                assert_eq!(state(check), Some("ok"), "{check}: {findings:#?}");
            }
            assert_eq!(state("role"), Some("warning"), "a superuser");
        }
        // For people the warnings come first, and no line is too long.
        let lines: Vec<&str> = thorough.stdout.lines().collect();
        assert!(lines[0].starts_with("warning  "), "{thorough}");
        assert!(lines.iter().all(|line| line.chars().count() < 80), "{thorough}");
        assert!(thorough.stderr.contains("0 problems, 1 warning, "), "{thorough}");
    });
}

#[test]
fn a_log_that_a_killed_program_left_is_not_touched() {
    let site = Site::on_sqlite();
    platform(&site);
    // Somebody has it open, and what they wrote is in the log alone.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut open = runtime.block_on(sqlx::SqliteConnection::connect(&site.url)).expect("a connection");
    let write = "UPDATE lock_owner SET owner = 'x'; INSERT INTO setting (key, value) VALUES ('x', 'y')";
    runtime.block_on(sqlx::raw_sql(write).execute(&mut open)).expect("it writes");
    let bytes = |name: &str| fs::read(site.directory().join(name)).expect("a file");
    let before = (bytes("site.db"), bytes("site.db-wal"));
    assert!(!before.1.is_empty());
    examined(&sound(&site), 0, &[]);
    assert!((bytes("site.db"), bytes("site.db-wal")) == before, "something was changed");
    drop(open);
}

#[test]
fn what_is_wrong_around_the_program_is_found() {
    let site = Site::on_sqlite();
    platform(&site);
    let cardctl = sound(&site);
    let warns =
        |cardctl: &Cardctl, check: &str, words: &[&str]| found(&site, cardctl, 0, check, "warning", words);
    let fails =
        |cardctl: &Cardctl, check: &str, words: &[&str]| found(&site, cardctl, 6, check, "problem", words);

    warns(&site.cardctl, "encoding", &["the locale is `C`", "export LC_ALL=C.UTF-8"]);
    warns(&cardctl.with_env("LC_ALL", "zh_CN.GB18030"), "encoding", &["`zh_CN.GB18030`"]);
    warns(&cardctl.with_env("TZ", "Europe/Paris"), "time-zone", &["`Asia/Shanghai`", "`Europe/Paris`"]);
    warns(&cardctl.with_env("PATH", "/nowhere"), "age", &["`age` is not installed"]);

    let config = site.write("config.toml", "[profiles.a]\ndatabase = \"sqlite:a.db\"\n");
    set_mode(&config, 0o644);
    let configured = cardctl.with_env("CARDCTL_CONFIG", "config.toml");
    warns(&configured, "profile", &["none is in use, and the configuration has 1", "CARDCTL_PROFILE"]);
    set_mode(&config, 0o664);
    fails(&configured, "configuration", &["others may change `config.toml`", "chmod go-w config.toml"]);
    site.write("config.toml", "[profiles.a]\ndatabase = \"postgres://me:hidden@db/cards\"\n");
    set_mode(&config, 0o640);
    fails(&configured, "configuration", &["others may read the password", "chmod 600 config.toml"]);
    let output = configured.run(["doctor", "-o", "json"]);
    assert!(!output.stdout.contains("hidden") && !output.stderr.contains("hidden"), "{output}");
    set_mode(&config, 0o600);
    found(&site, &configured, 0, "configuration", "ok", &["mode 0600"]);

    let key = site.directory().join("home/.config/cardctl/cardctl.key");
    set_mode(&key, 0o644);
    fails(&cardctl, "key", &["is open to others (mode 0644", "chmod 600"]);
    set_mode(&key, 0o600);
    let away = key.with_extension("away");
    fs::rename(&key, &away).expect("a file of ours");
    fails(&cardctl, "key", &["is not there", "default"]);
    site.write("home/.config/cardctl/cardctl.key", &format!("cardctl-key-1 {}\n", "ab".repeat(32)));
    set_mode(&key, 0o600);
    fails(&cardctl, "key", &["belongs to another database"]);
    fs::rename(&away, &key).expect("a file of ours");

    let path = site.directory().join("site.db");
    set_mode(&path, 0o644);
    fails(&cardctl, "permissions", &["everybody on this machine may open", "chmod 600"]);
    set_mode(&path, 0o600);
    let mode = fs::metadata(site.directory()).expect("a directory").permissions();
    set_mode(site.directory(), 0o777);
    fails(&cardctl, "directory", &["in the place of the database", "chmod o-w"]);
    fs::set_permissions(site.directory(), mode).expect("a directory of ours");
    sql::execute(&site.url, "PRAGMA journal_mode = DELETE").expect("another way of writing");
    warns(&cardctl, "journal", &["no write-ahead log", "PRAGMA journal_mode=WAL"]);
    sql::execute(&site.url, "PRAGMA journal_mode = WAL").expect("the usual way of writing");
}

#[test]
fn a_database_that_is_not_there_leaves_the_rest_to_be_looked_at() {
    let site = Site::on_sqlite();
    platform(&site);
    let cardctl = sound(&site);
    for (url, words) in [
        ("sqlite:none.db", ["No such file", "cardctl init"]),
        ("sqlite:home", ["is no file", "config show --origin"]),
        ("sqlite:holders.csv", ["is no SQLite database", "config show --origin"]),
        ("postgres://clerk:hidden@127.0.0.1:1/cards", ["connection refused", "config show --origin"]),
    ] {
        let cardctl = cardctl.with_database(url);
        found(&site, &cardctl, 6, "database", "problem", &words);
        let findings = examined(&cardctl, 6, &[]);
        for check in ["configuration", "encoding", "age", "key"] {
            assert_eq!(findings[check].0, "ok", "{url}: {check}");
        }
        assert!(!format!("{findings:?}").contains("hidden"));
    }
    let file = site.write("home/.pgpass", "*:*:*:*:hidden\n");
    set_mode(&file, 0o644);
    let away = cardctl.with_database("postgres://clerk@127.0.0.1:1/cards");
    found(&site, &away, 6, "password", "warning", &["is open to others", "chmod 600"]);
    let empty = Site::on_postgres();
    found(&empty, &sound(&empty), 6, "schema", "problem", &["there is no platform", "cardctl init"]);
}

#[test]
fn work_that_waits_or_was_interrupted_is_found() {
    on_both(|site| {
        platform(&site);
        let cardctl = sound(&site);
        let execute =
            |statement: &str| sql::execute(&site.url, statement).expect("a change past the program");
        let warns = |check: &str, words: &[&str]| found(&site, &cardctl, 0, check, "warning", words);
        let fails = |check: &str, words: &[&str]| found(&site, &cardctl, 6, check, "problem", words);

        purchases(&site, &["P1,H1,5.00,2026-02-01,,"]);
        warns("settlement", &["1 items that were due", "cardctl settle run --yes"]);
        cardctl.ok("settle run --through 2026-02-28 --yes".split(' '));
        found(&site, &cardctl, 0, "runs", "ok", &["none is interrupted"]);
        execute("UPDATE run SET state = 'calculating', finished_at = NULL");
        warns("runs", &["run 1 was interrupted", "which is gone", "cardctl settle run"]);
        execute("UPDATE lock_owner SET owner = 'li on elsewhere (process 1)'");
        let findings = examined(&cardctl, 0, &[]);
        assert!(!findings["runs"].1.contains("which is gone"), "{findings:#?}");
        execute("UPDATE run SET state = 'calculated', finished_at = 1");

        cardctl.ok("scheme add main --facets sex --priority registered".split(' '));
        warns("cohorts", &["the scheme `main`", "holders without a place", "cardctl cohort regroup"]);
        cardctl.ok(["cohort", "regroup", "--yes"]);
        found(&site, &cardctl, 0, "cohorts", "ok", &["0 holders wait"]);
        cardctl.ok("scheme set main --facets birth-year --reason x".split(' '));
        warns("cohorts", &["the scheme `main`", "not in force yet"]);

        execute("INSERT INTO key_rotation (version, step, after, done) VALUES (1, 'holders', 0, 7)");
        warns("rotation", &["to version 1: at `holders`, 7 rows done", "cardctl key rotate"]);
        execute("DELETE FROM key_rotation");

        cardctl.ok("provider service add errand --provider shop --address https://shop.example/".split(' '));
        waiting_request(&site, 1, "Q1", "H1");
        warns("requests", &["have waited for", "cardctl request dispatch"]);

        // What an issue leaves that was ended between its commit and its renames.
        let print = site.directory().join("print");
        for name in ["manifest.json", "SHA256SUMS", "cards.csv"] {
            fs::rename(print.join(name), print.join(format!("{name}.partial"))).expect("a file of ours");
        }
        let (_, said) = examined(&cardctl, 0, &[])["print-files"].clone();
        let commands = said.split("or you do: ").nth(1).expect("what to do").to_owned();
        cardctl.with_program("/bin/sh").ok(["-c", &commands]);
        found(&site, &cardctl, 0, "print-files", "ok", &[]);
        for name in ["manifest.json", "SHA256SUMS", "cards.csv"] {
            assert!(print.join(name).is_file(), "{name}");
        }

        execute("UPDATE setting SET value = 'Mars/Base' WHERE key = 'time-zone'");
        fails("time-zone", &["`Mars/Base` is not known"]);
        execute("UPDATE setting SET value = 'Asia/Shanghai' WHERE key = 'time-zone'");
        let newest =
            "INSERT INTO audit SELECT seq + 1, 4102444800000000, operator, claimed, action, subject, detail,
                          reason, outcome, hash, entered_by, wrote FROM audit WHERE seq = (SELECT MAX(seq) FROM audit)";
        execute(newest);
        fails("clock", &["behind the newest entry", "set the clock"]);

        let later = if site.database == "SQLite" { "1, x'00', 0" } else { "true, '\\x00', 0" };
        execute(&format!(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9999, 'later', {later})"
        ));
        fails("schema", &["version 9999", "install the version of cardctl"]);
    });
}

#[test]
fn who_holds_up_others_on_a_server_is_named() {
    let site = Site::on_postgres();
    platform(&site);
    let cardctl = sound(&site);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut holder = runtime.block_on(sqlx::PgConnection::connect(&site.url)).expect("a connection");
    let hold = "SET application_name = 'forgotten'; BEGIN; LOCK TABLE center IN SHARE MODE";
    runtime.block_on(sqlx::raw_sql(hold).execute(&mut holder)).expect("the lock");
    found(&site, &cardctl, 0, "idle", "ok", &[]);
    let waiting = site.cardctl.spawn(["center", "add", "SH", "--name", "x"]);
    let held_up = "SELECT CAST(COUNT(*) AS TEXT) FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let begun = std::time::Instant::now();
    while sql::texts(&site.url, held_up).expect("the activity") != ["1"] {
        assert!(begun.elapsed() < std::time::Duration::from_mins(1), "in vain");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    found(
        &site,
        &cardctl,
        6,
        "idle",
        "problem",
        &["`forgotten` of `postgres`", "1 wait for it", "pg_terminate_backend"],
    );
    runtime.block_on(holder.close()).expect("it ends");
    assert_eq!(waiting.wait().status, 0);

    // Whose environment is another one, and who may not look.
    site.write("config.toml", &format!("[profiles.main]\ndatabase = \"{}\"\nproduction = true\n", site.url));
    cardctl.ok("setting set environment test --reason x --yes".split(' '));
    let other = Cardctl::new(site.directory())
        .with_env("LC_ALL", "C.UTF-8")
        .with_env("CARDCTL_CONFIG", "config.toml")
        .with_env("CARDCTL_PROFILE", "main");
    found(&site, &other, 6, "environment", "problem", &["belongs to `test`", "config profiles"]);
    let clerk = site.second_operator().expect("a second user").with_env("LC_ALL", "C.UTF-8");
    found(&site, &clerk, 0, "role", "ok", &["writer"]);
}
