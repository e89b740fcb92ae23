//! Backups and what is restored from them.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use cardctl::domain::database_role::DatabaseRole::{Owner, Settlement};
use serde_json::Value;

use crate::acts::count;
use crate::fixture;
use crate::harness::cardctl::Cardctl;
use crate::harness::{Site, sql};

/// A platform with a posted run.
fn lived_in(site: &Site) {
    fixture::platform(site);
    site.cardctl.ok("scheme add main --facets region:6,sex --priority registered".split(' '));
    site.cardctl.ok(["cohort", "regroup", "--yes"]);
    fixture::purchases(site, &["e1,H1,100.00,2026-02-01,,", "e2,H2,250.50,2026-02-02,,"]);
    site.cardctl.ok("settle run --through 2026-02-28 --post --yes".split(' '));
}

/// What a platform says of itself to accountants, to support, and of its past.
fn told(cardctl: &Cardctl) -> Vec<String> {
    [
        "ledger balances -o csv",
        "settle lines last -o csv",
        "holder find 110102197502030839 -o json",
        "cohort list -o csv",
        "purchase list -o csv",
        "setting list -o csv",
    ]
    .iter()
    .map(|line| cardctl.ok(line.split(' ')))
    .collect()
}

fn names(directory: &Path) -> Vec<String> {
    let entries = fs::read_dir(directory).expect("a directory");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn manifest(site: &Site, name: &str) -> Value {
    let text = fs::read_to_string(site.directory().join(format!("{name}.json"))).expect("the manifest");
    serde_json::from_str(&text).expect("it is JSON")
}

fn database(site: &Site) -> PathBuf {
    site.directory().join("site.db")
}

/// A site whose backups lie in a directory of their own.
fn on_sqlite() -> Site {
    let site = Site::on_sqlite();
    fs::create_dir(site.directory().join("b")).expect("a directory");
    site
}

#[test]
fn a_destroyed_database_comes_back_whole() {
    let site = on_sqlite();
    lived_in(&site);
    let before = told(&site.cardctl);
    let backed_up = site.cardctl.json(["db", "backup", "b/one.db"]);
    assert_eq!(names(&site.directory().join("b")), ["one.db", "one.db.json"]);
    for name in ["b/one.db", "b/one.db.json"] {
        let mode = fs::metadata(site.directory().join(name)).expect("the file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let manifest = manifest(&site, "b/one.db");
    assert_eq!(manifest["platform"], "Test");
    assert_eq!(manifest["sha256"], backed_up["sha256"]);
    assert_eq!(manifest["counts"]["holders"], 4);
    assert_eq!(manifest["key_included"], false);
    let head = site.cardctl.json(["audit", "head"]);
    let hash = head["hash"].as_str().expect("a hash");
    assert_eq!(manifest["audit_head"], format!("{}:{hash}", head["seq"]), "the entry of the backup is in it");
    // What comes after the backup is lost with the database.
    site.cardctl.ok("center add XX --name later".split(' '));

    // The beginning is what tells a database, and the end is gone.
    fs::write(database(&site), b"SQLite format 3\0nothing").expect("destroyed");
    assert_ne!(site.cardctl.run(["holder", "find", "H1"]).status, 0);
    let refused = site.cardctl.exits(1, "db restore b/one.db --yes".split(' '));
    assert!(refused.stderr.contains("--replace"), "{refused}");
    let restored = site.cardctl.json("db restore b/one.db --verify --replace --reason fire --yes".split(' '));
    let kept = restored["kept_as"].as_str().expect("the broken one is kept");
    assert_eq!(fs::read(kept).expect("it is there"), b"SQLite format 3\0nothing");
    assert_eq!(told(&site.cardctl), before);
    site.cardctl.ok(["db", "check", "-q"]);
    let log = site.cardctl.json(["audit", "log"]);
    let last = log.as_array().and_then(|log| log.last()).expect("an entry");
    assert_eq!((&last["action"], &last["reason"]), (&"db restore".into(), &"fire".into()));
    assert!(last["detail"].as_str().expect("detail").contains(hash), "{last}");
    assert_eq!(count(&site, "center"), 1, "what came later is gone");
    // It is as `init` makes one: others can read while one writes.
    let header = fs::read(database(&site)).expect("the database");
    assert_eq!(header[18..20], [2, 2], "write-ahead logging");
    assert!(!names(site.directory()).iter().any(|name| name.contains("partial")));
}

#[test]
fn a_backup_is_proved_where_it_lies() {
    let site = on_sqlite();
    lived_in(&site);
    site.cardctl.ok(["db", "backup", "b/one.db"]);
    let bytes = fs::read(database(&site)).expect("the database");
    let listing = names(site.directory());
    let text = site.cardctl.ok("db restore b/one.db --verify --dry-run".split(' '));
    for said in
        ["size and SHA-256", "references", "head of the audit log", "passes of `db check`", "key opens"]
    {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(names(&site.directory().join("b")), ["one.db", "one.db.json"]);
    assert_eq!((names(site.directory()), fs::read(database(&site)).expect("it")), (listing, bytes));
    // Elsewhere, without key and database, and from a directory that can't be written.
    let elsewhere =
        site.cardctl.with_database("sqlite:/nowhere/x.db").with_env("XDG_CONFIG_HOME", "/nowhere");
    let output = elsewhere.exits(0, "db restore b/one.db --dry-run".split(' '));
    assert!(output.stderr.contains("whether your key opens it"), "{output}");
}

#[test]
fn what_is_not_what_was_written_is_refused() {
    let site = on_sqlite();
    lived_in(&site);
    site.cardctl.ok(["db", "backup", "b/one.db"]);
    let file = site.directory().join("b/one.db");
    let whole = fs::read(&file).expect("the backup");
    let described = fs::read_to_string(site.directory().join("b/one.db.json")).expect("the manifest");
    let refused = |status: i32, said: &str, more: &str| {
        let line = format!("db restore b/one.db --dry-run{more}");
        let output = site.cardctl.exits(status, line.split(' '));
        assert!(output.stderr.contains(said), "{said}: {output}");
    };
    // A bit, the end, nothing at all, and something else.
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    for damaged in [&flipped[..], &whole[..whole.len() - 4096], b"", b"something else"] {
        fs::write(&file, damaged).expect("a file");
        refused(8, "is not the file that was written", "");
    }
    for damaged in [&whole[..whole.len() / 2], b"", b"something else that is long enough"] {
        fs::write(&file, damaged).expect("a file");
        let output = site.cardctl.run("db restore b/one.db --dry-run --no-manifest".split(' '));
        assert!([6, 8].contains(&output.status), "{output}");
    }
    fs::write(&file, &whole).expect("a file");
    // A manifest that says something else of the same file.
    for (from, to, said) in [
        ("\"audit_head\": \"2", "\"audit_head\": \"3", "head of the audit log"),
        ("\"holders\": 4", "\"holders\": 5", "holders: 4 in the file, and 5"),
        ("\"schema\": ", "\"schema\": 9", "schema version"),
        ("\"check_value\": \"", "\"check_value\": \"00", "keys"),
    ] {
        let changed = described.replacen(from, to, 1);
        assert_ne!(changed, described, "{from}");
        site.write("b/one.db.json", &changed);
        refused(6, said, "");
    }
    fs::remove_file(site.directory().join("b/one.db.json")).expect("it is there");
    refused(8, "there is no", "");
    site.cardctl.ok("db restore b/one.db --dry-run --no-manifest".split(' '));
    site.write("b/one.db.json", "{}");
    refused(8, "no description", "");
    // Whose rows were changed past the program.
    fs::remove_file(site.directory().join("b/one.db.json")).expect("it is there");
    let url = format!("sqlite://{}", file.display());
    sql::execute(&url, "UPDATE audit SET subject = 'x' WHERE seq = 3").expect("damage");
    refused(6, "audit entry 3", " --no-manifest");
    fs::write(&file, &whole).expect("a file");
    sql::execute(&url, "UPDATE run_total SET amount = amount + 1 WHERE role = 'agent'").expect("damage");
    site.cardctl.ok("db restore b/one.db --dry-run --no-manifest".split(' '));
    refused(6, "run-totals", " --no-manifest --verify");
    fs::write(&file, &whole).expect("a file");
    sql::execute(&url, "UPDATE _sqlx_migrations SET version = 9999 WHERE version = 1").expect("damage");
    refused(10, "9999", " --no-manifest");
}

#[test]
fn a_name_that_is_taken_stays() {
    let site = on_sqlite();
    fixture::bare_platform(&site);
    let backup = |line: &str| site.cardctl.run(format!("db backup {line}").split(' '));
    assert_eq!(backup("b/one.db").status, 0);
    let first = fs::read(site.directory().join("b/one.db")).expect("the backup");
    assert_eq!(backup("b/one.db").status, 1);
    assert_eq!(fs::read(site.directory().join("b/one.db")).expect("the backup"), first);
    assert_eq!(backup("b/one.db --force").status, 0);
    site.cardctl.ok("db restore b/one.db --dry-run".split(' '));
    // A description that is left alone by an interrupted backup is no backup.
    fs::remove_file(site.directory().join("b/one.db")).expect("it is there");
    assert_eq!(backup("b/one.db").status, 0);
    site.write("b/two.db.json", "mine");
    assert_eq!(backup("b/two.db").status, 1);
    for (line, status) in [("-", 2), ("site.db --force", 2), ("b", 2), ("nowhere/x.db", 1), ("site.db", 2)] {
        let output = backup(line);
        assert_eq!(output.status, status, "{output}");
    }
    assert_eq!(names(&site.directory().join("b")), ["one.db", "one.db.json", "two.db.json"]);
    site.cardctl.ok(["db", "check", "-q"]);
}

#[test]
fn a_database_in_use_or_of_production_is_not_replaced_by_accident() {
    let site = on_sqlite();
    fixture::bare_platform(&site);
    site.cardctl.ok("setting set environment production --reason x".split(' '));
    let confirm = "--confirm production --yes";
    site.cardctl.ok(["db", "backup", "b/one.db"]);
    let replace = |more: &str| site.cardctl.run(format!("db restore b/one.db --replace {more}").split(' '));
    assert_eq!(replace("--yes").status, 7);
    assert_eq!(replace("--confirm production").status, 7);
    // Somebody reads while it should be replaced.
    let held = sql::held_open(&site.url);
    let output = replace(confirm);
    assert!(output.status == 75 && output.stderr.contains("open"), "{output}");
    drop(held);
    assert!(
        !names(site.directory()).iter().any(|name| name.contains("replaced") || name.contains("partial"))
    );
    let header = fs::read(database(&site)).expect("the database");
    assert_eq!(header[18..20], [2, 2], "write-ahead logging is as it was");
    let output = replace(confirm);
    assert_eq!(output.status, 0, "{output}");
    // Back to what was replaced.
    let kept =
        output.stdout.lines().find_map(|line| line.strip_prefix("replaced one kept as")).expect("a name");
    let back = format!("db restore {} --no-manifest --replace {confirm}", kept.trim());
    site.cardctl.ok(back.split(' '));
    site.cardctl.ok(["db", "check", "-q"]);
    // A stale log of a database that was deleted is not played into the restored one.
    fs::remove_file(database(&site)).expect("it is there");
    site.write("site.db-wal", "a log of another one");
    site.cardctl.ok("db restore b/one.db --yes".split(' '));
    site.cardctl.ok(["db", "check", "-q"]);
    // Names that mean something in a URL.
    site.cardctl.ok(["db", "backup", "b/50% of #1?.db"]);
    site.cardctl.ok(["db", "restore", "b/50% of #1?.db", "--dry-run"]);
    // A profile of another environment.
    fs::create_dir_all(site.directory().join("home/.config/cardctl")).expect("a directory");
    site.write("home/.config/cardctl/config.toml", "[profiles.try]\nenvironment = \"test\"\n");
    let output =
        site.cardctl.run(format!("--profile try db restore b/one.db --replace {confirm}").split(' '));
    assert_eq!(output.status, 7, "{output}");
    // Somebody else's key.
    let other = Site::on_sqlite();
    other.cardctl.ok(["init"]);
    let key = other.directory().join("home/.config/cardctl/cardctl.key");
    let output = site.cardctl.run([
        "--key-file",
        key.to_str().expect("UTF-8"),
        "db",
        "restore",
        "b/one.db",
        "--dry-run",
    ]);
    assert!(output.status == 7 && output.stderr.contains("another database"), "{output}");
}

#[test]
fn an_older_backup_is_restored_and_then_migrated() {
    let site = on_sqlite();
    fixture::bare_platform(&site);
    // As a program of the version before would have left it, as far as the number goes.
    let last = "DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
    sql::execute(&site.url, last).expect("the number");
    let output = site.cardctl.exits(0, ["db", "backup", "b/old.db"]);
    assert!(output.stderr.contains("older than this program"), "{output}");
    let output = site.cardctl.exits(0, "db restore b/old.db --replace --yes".split(' '));
    assert!(output.stderr.contains("db migrate"), "{output}");
}

#[test]
fn a_backup_is_one_state_while_others_write() {
    let site = on_sqlite();
    fixture::bare_platform(&site);
    let rows = (0..60_000).map(|n| format!("p{n},,H{},shop,1.{:02},2026-02-01,,\n", n % 4 + 1, n % 100));
    let header = "external_id,card,holder,provider,amount,occurred_at,category,refund_of\n";
    site.write("many.csv", &std::iter::once(header.to_owned()).chain(rows).collect::<String>());
    let import = site.cardctl.spawn("purchase import many.csv --source till --yes".split(' '));
    let mut seen = Vec::new();
    for n in 0..4 {
        let name = format!("b/{n}.db");
        site.cardctl.ok(["db", "backup", &name]);
        seen.push(manifest(&site, &name)["counts"]["purchases"].as_i64().expect("a count"));
    }
    let output = import.wait();
    assert_eq!(output.status, 0, "{output}");
    assert_eq!(count(&site, "purchase"), 60_000, "the import was not disturbed");
    assert!(seen.is_sorted(), "{seen:?}");
    for n in 0..4 {
        site.cardctl.ok(format!("db restore b/{n}.db --verify --dry-run").split(' '));
    }
}

/// Runs a command again and again, killed at moments up to its usual end, and looks what is left after each.
fn kill(site: &Site, rounds: u32, next: impl Fn(u32) -> String, left: impl Fn(u32)) {
    let line = next(0);
    let begun = Instant::now();
    let output = site.cardctl.run(line.split(' '));
    assert_eq!(output.status, 0, "{output}");
    let whole = begun.elapsed();
    let mut killed = 0;
    for round in 1..=rounds {
        let line = next(round);
        let running = site.cardctl.spawn(line.split(' '));
        std::thread::sleep(whole * round / rounds);
        running.signal("KILL");
        killed += usize::from(running.wait().status == -9);
        left(round);
    }
    assert!(killed > 0, "never hit before its end");
}

#[test]
fn a_killed_backup_leaves_nothing_that_looks_like_one() {
    let site = on_sqlite();
    lived_in(&site);
    kill(
        &site,
        12,
        |round| format!("db backup b/{round}.db"),
        |round| {
            let name = format!("b/{round}.db");
            if site.directory().join(&name).exists() {
                site.cardctl.ok(["db", "restore", &name, "--dry-run"]);
            } else {
                // The same name again: what is left is in nobody's way, and goes.
                site.cardctl.ok(["db", "backup", &name]);
                site.cardctl.ok(["db", "restore", &name, "--dry-run"]);
            }
            let left = names(&site.directory().join("b"));
            assert!(!left.iter().any(|name| name.contains("partial")), "{left:?}");
        },
    );
}

#[test]
fn a_killed_restore_leaves_the_old_or_the_new_database() {
    let site = on_sqlite();
    lived_in(&site);
    site.cardctl.ok(["db", "backup", "b/one.db"]);
    site.cardctl.ok("center add XX --name later".split(' '));
    kill(
        &site,
        12,
        |_| "db restore b/one.db --replace --yes".to_owned(),
        |round| {
            site.cardctl.ok(["db", "check", "-q"]);
            let centers = count(&site, "center");
            let kept = names(site.directory()).into_iter().find(|name| {
                name.contains(".replaced-") && !name.ends_with("-wal") && !name.ends_with("-shm")
            });
            if centers == 1 {
                let kept = kept.expect("the old one is kept");
                let url = format!("sqlite://{}", site.directory().join(kept).display());
                let cardctl = site.cardctl.with_database(&url);
                cardctl.ok(["db", "check", "-q"]);
            }
            for name in names(site.directory()) {
                if name.contains(".replaced-") {
                    fs::remove_file(site.directory().join(name)).expect("it is there");
                }
            }
            if centers == 1 {
                let name = format!("later{round}");
                site.cardctl.ok(["center", "add", "XX", "--name", &name]);
            }
        },
    );
    site.cardctl.ok("db restore b/one.db --replace --yes".split(' '));
    assert!(!names(site.directory()).iter().any(|name| name.contains("partial")));
}

#[test]
fn a_backup_without_room_says_so_and_leaves_nothing() {
    let site = on_sqlite();
    lived_in(&site);
    let shell = site.cardctl.with_program("sh");
    let line =
        format!("trap '' XFSZ; ulimit -f 300; exec {} db backup b/one.db", env!("CARGO_BIN_EXE_cardctl"));
    let output = shell.run(["-c", &line]);
    assert_eq!(output.status, 1, "{output}");
    assert_eq!(names(&site.directory().join("b")), [""; 0], "{output}");
    site.cardctl.ok(["db", "check", "-q"]);
    // So does a restore, and the old database stays.
    site.cardctl.ok(["db", "backup", "b/one.db"]);
    let line = format!(
        "trap '' XFSZ; ulimit -f 300; exec {} db restore b/one.db --replace --yes",
        env!("CARGO_BIN_EXE_cardctl")
    );
    let output = shell.run(["-c", &line]);
    assert_eq!(output.status, 1, "{output}");
    assert!(
        !names(site.directory()).iter().any(|name| name.contains("partial") || name.contains("replaced"))
    );
    site.cardctl.ok(["db", "check", "-q"]);
}

#[test]
fn a_backup_has_nothing_that_was_deleted_and_no_identifier() {
    const DELETED: &str = "what somebody had the right to have deleted";
    let site = on_sqlite();
    lived_in(&site);
    let past = format!(
        "PRAGMA secure_delete = OFF; CREATE TABLE once (text TEXT); INSERT INTO once VALUES ('{DELETED}');
         DROP TABLE once; PRAGMA wal_checkpoint(TRUNCATE)"
    );
    sql::execute(&site.url, &past).expect("written past the program");
    let has = |bytes: &[u8], word: &str| bytes.windows(word.len()).any(|at| at == word.as_bytes());
    assert!(has(&fs::read(database(&site)).expect("the database"), DELETED), "the page is still there");
    site.cardctl.ok(["db", "backup", "b/one.db"]);
    let copy = fs::read(site.directory().join("b/one.db")).expect("the backup");
    let text = fs::read(site.directory().join("b/one.db.json")).expect("the manifest");
    let key = fs::read_to_string(site.directory().join("home/.config/cardctl/cardctl.key")).expect("the key");
    let secret = key.split_whitespace().max_by_key(|word| word.len()).expect("a word");
    for word in [DELETED, "赵一", "110102197502030839", "1975-02-03", "13800138000", secret] {
        assert!(!has(&copy, word) && !has(&text, word), "{word}");
    }
}

/// Takes away everything that is in the site's database on the server.
fn emptied(site: &Site) {
    sql::execute(&site.url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public").expect("the owner may");
}

#[test]
fn a_destroyed_database_of_a_server_comes_back_whole() {
    let site = Site::on_postgres();
    lived_in(&site);
    let before = told(&site.cardctl);
    let backed_up = site.cardctl.json(["db", "backup", "one.dump"]);
    let manifest = manifest(&site, "one.dump");
    assert_eq!((&manifest["kind"], &manifest["sha256"]), (&"postgres".into(), &backed_up["sha256"]));
    let head = site.cardctl.json(["audit", "head"]);
    let hash = head["hash"].as_str().expect("a hash");
    assert_eq!(manifest["audit_head"], format!("{}:{hash}", head["seq"]), "the entry of the backup is in it");
    for name in ["one.dump", "one.dump.json"] {
        let mode = fs::metadata(site.directory().join(name)).expect("the file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    site.cardctl.ok("db restore one.dump --dry-run".split(' '));
    let refused = |line: &str, status: i32, said: &str| {
        let output = site.cardctl.exits(status, line.split(' '));
        assert!(output.stderr.contains(said), "{said}: {output}");
    };
    refused("db restore one.dump --yes", 1, "is not empty");
    refused("db restore one.dump --yes --replace", 2, "empty database only");
    assert_eq!(told(&site.cardctl), before, "untouched");

    emptied(&site);
    refused("db status", 10, "not been initialised");
    // What is damaged leaves the database empty.
    let whole = fs::read(site.directory().join("one.dump")).expect("the backup");
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    fs::write(site.directory().join("one.dump"), &flipped).expect("a file");
    refused("db restore one.dump --yes", 8, "is not the file that was written");
    fs::write(site.directory().join("one.dump"), &whole[..whole.len() - 300]).expect("a file");
    refused("db restore one.dump --yes --no-manifest", 1, "pg_restore");
    fs::write(site.directory().join("one.dump"), &whole[..100]).expect("a file");
    refused("db restore one.dump --yes --no-manifest", 8, "no archive");
    fs::write(site.directory().join("one.dump"), "something else").expect("a file");
    refused("db restore one.dump --yes --no-manifest", 8, "no archive");
    refused("db status", 10, "not been initialised");
    fs::write(site.directory().join("one.dump"), &whole).expect("a file");

    let text = site.cardctl.ok("db restore one.dump --verify --reason fire --yes".split(' '));
    assert!(text.contains("head of the audit log") && text.contains("passes of `db check`"), "{text}");
    assert_eq!(told(&site.cardctl), before);
    site.cardctl.ok(["db", "check", "-q"]);
    let log = site.cardctl.json(["audit", "log"]);
    let last = log.as_array().and_then(|log| log.last()).expect("an entry");
    assert_eq!((&last["action"], &last["reason"]), (&"db restore".into(), &"fire".into()));
    // It goes on as before.
    fixture::purchases(&site, &["e9,H1,100.00,2026-03-01,,"]);
    site.cardctl.ok("settle run --through 2026-03-31 --post --yes".split(' '));
}

/// Roles are the server's, and rights on tables the database's: neither is in a backup.
#[test]
fn whoever_has_a_role_works_with_what_was_restored() {
    let site = Site::on_postgres();
    lived_in(&site);
    let restored = |site: &Site| {
        emptied(site);
        let output = site.cardctl.exits(0, "db restore one.dump --yes".split(' '));
        assert!(output.stderr.contains("`cardctl db grant ROLE USER`"), "{output}");
        output.stderr.contains("has it again, as `cardctl db grants` lists")
    };
    let may = |user: &str| {
        let asked = format!(
            "SELECT CAST(has_function_privilege('{user}', 'forget_settled(bigint, bigint, bigint)', 'EXECUTE') AS TEXT)"
        );
        sql::texts(&site.url, &asked).expect("the server says")
    };
    site.cardctl.ok(["db", "backup", "one.dump"]);
    assert!(!restored(&site), "nobody has a role");
    let nobody = site.login("restores-nothing", &[]);
    assert_eq!(may("restores-nothing"), ["false"], "a function with the owner's rights is nobody's else");

    let settles = site.login("restores-settled", &[Settlement]);
    site.login("restores-owned", &[Owner]);
    site.cardctl.ok("db backup one.dump --force".split(' '));
    assert!(restored(&site));
    let purchases = "SELECT CAST(COUNT(*) AS TEXT) FROM purchase";
    assert_eq!(sql::texts(&settles, purchases).expect("the role reads it"), ["2"]);
    assert!(sql::texts(&nobody, purchases).is_err());
    assert_eq!(
        (may("restores-settled"), may("restores-nothing")),
        (vec!["true".into()], vec!["false".into()])
    );
    site.with_roles("restores-owned", &[]).ok("setting set guard-factor 5 --reason x --yes".split(' '));
    site.cardctl.ok(["db", "check", "-q"]);
}

#[test]
fn a_backup_of_one_kind_is_not_restored_into_the_other() {
    let site = Site::on_postgres();
    fixture::bare_platform(&site);
    site.cardctl.ok(["db", "backup", "one.dump"]);
    let embedded = site.cardctl.with_database("sqlite:other.db");
    let output = embedded.exits(2, "db restore one.dump --yes".split(' '));
    assert!(output.stderr.contains("of the kind `postgres`"), "{output}");
    assert!(!site.directory().join("other.db").exists());
}

#[test]
fn a_password_is_in_no_argument_of_the_servers_programs() {
    let site = Site::on_postgres();
    fixture::bare_platform(&site);
    let programs = site.directory().join("programs");
    fs::create_dir(&programs).expect("a directory");
    let script = "#!/bin/sh\nprintf '%s\\n' \"$@\" >arguments\n/usr/bin/env >variables\necho 'no such luck' >&2\nexit 1\n";
    for name in ["pg_dump", "pg_restore"] {
        let path = programs.join(name);
        fs::write(&path, script).expect("a file");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it is ours");
    }
    let url = site.url.replacen("postgres@", "postgres:open%20sesame@", 1);
    assert_ne!(url, site.url);
    let cardctl = site.cardctl.with_database(&url).with_env("PATH", &programs);
    let output = cardctl.exits(1, ["db", "backup", "one.dump"]);
    assert!(output.stderr.contains("no such luck") && !output.stderr.contains("sesame"), "{output}");
    let read = |name: &str| fs::read_to_string(site.directory().join(name)).expect("the script wrote it");
    assert!(!read("arguments").contains("sesame"), "{}", read("arguments"));
    assert!(read("arguments").contains("--format=custom"));
    assert!(read("variables").contains("PGPASSWORD=open sesame\n"), "{}", read("variables"));
    assert!(
        !site.directory().join("one.dump").exists() && !site.directory().join("one.dump.partial").exists()
    );
    let none = site.cardctl.with_env("PATH", site.directory()).exits(1, ["db", "backup", "one.dump"]);
    assert!(none.stderr.contains("`pg_dump`") && none.stderr.contains("install"), "{none}");
}

#[test]
fn a_backup_of_a_server_is_one_state_while_others_write() {
    let site = Site::on_postgres();
    fixture::bare_platform(&site);
    let rows = (0..60_000).map(|n| format!("p{n},,H{},shop,1.{:02},2026-02-01,,\n", n % 4 + 1, n % 100));
    let header = "external_id,card,holder,provider,amount,occurred_at,category,refund_of\n";
    site.write("many.csv", &std::iter::once(header.to_owned()).chain(rows).collect::<String>());
    let import = site.cardctl.spawn("purchase import many.csv --source till --yes".split(' '));
    for n in 0..3 {
        site.cardctl.ok(["db", "backup", &format!("{n}.dump")]);
    }
    let output = import.wait();
    assert_eq!(output.status, 0, "{output}");
    for n in 0..3 {
        emptied(&site);
        let restored = site.cardctl.json(format!("db restore {n}.dump --verify --yes").split(' '));
        assert!(restored["verified"].to_string().contains("counts of the main tables"), "{restored}");
    }
}

/// Waits until no command of the program is connected any more.
fn alone(site: &Site) {
    let others = "SELECT CAST(COUNT(*) AS TEXT) FROM pg_stat_activity
                  WHERE application_name LIKE 'cardctl%' AND datname = current_database()";
    let begun = Instant::now();
    while sql::texts(&site.url, others).expect("the server says") != ["0"] {
        assert!(begun.elapsed().as_secs() < 60, "somebody stays");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn a_killed_restore_of_a_server_leaves_it_empty_or_whole() {
    let site = Site::on_postgres();
    lived_in(&site);
    site.cardctl.ok(["db", "backup", "one.dump"]);
    emptied(&site);
    let whole = std::cell::Cell::new(0);
    kill(
        &site,
        10,
        |_| {
            alone(&site);
            emptied(&site);
            "db restore one.dump --yes".to_owned()
        },
        |_| {
            alone(&site);
            if site.cardctl.run(["db", "status"]).status == 0 {
                whole.set(whole.get() + 1);
                site.cardctl.ok(["db", "check", "-q"]);
            } else {
                let tables = "SELECT CAST(COUNT(*) AS TEXT) FROM pg_tables WHERE schemaname = 'public'";
                assert_eq!(sql::texts(&site.url, tables).expect("the server says"), ["0"]);
            }
        },
    );
    assert!(whole.get() < 10, "never in the middle");
}
