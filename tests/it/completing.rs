//! Completion at run time: the program as a shell calls it, on both databases, and what it never does.

use std::fs;
use std::net::TcpListener;
use std::time::{Duration, Instant};

use crate::fixture;
use crate::harness::cardctl::{Cardctl, Output};
use crate::harness::{Site, on_both, sql};

/// Far above what a glance may take, so that a slow machine fails no test.
const BOUND: Duration = Duration::from_secs(5);

/// Asks as a shell does: for the last of these words. Whatever happens, nothing is said and the exit status is 0.
#[track_caller]
fn asked(cardctl: &Cardctl, shell: &str, words: &[&str]) -> Output {
    let index = words.len().to_string();
    let cardctl = cardctl
        .with_env("COMPLETE", shell)
        .with_env("_CLAP_COMPLETE_INDEX", index)
        .with_env("_CLAP_IFS", "\n");
    let output = cardctl.exits(0, ["--", "cardctl"].iter().chain(words));
    assert_eq!(output.stderr, "", "{output}");
    output
}

/// The candidates, as bash gets them.
#[track_caller]
fn candidates(cardctl: &Cardctl, words: &[&str]) -> Vec<String> {
    asked(cardctl, "bash", words).stdout.lines().map(str::to_owned).collect()
}

/// The candidates, each with what stands beside it, as fish gets them.
#[track_caller]
fn beside(cardctl: &Cardctl, words: &[&str]) -> Vec<(String, String)> {
    let split = |line: &str| {
        let (name, beside) = line.split_once('\t').unwrap_or((line, ""));
        (name.to_owned(), beside.to_owned())
    };
    asked(cardctl, "fish", words).stdout.lines().map(split).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, beside)| ((*name).to_owned(), (*beside).to_owned())).collect()
}

/// A platform with something of everything that has a name.
fn lived_in(site: &Site) {
    fixture::platform(site);
    let run = |line: &str| site.cardctl.ok(line.split(' '));
    run("center add SH --name Shanghai");
    run("scheme add main --facets region:6,sex");
    run("cohort regroup --yes");
    fixture::purchases(site, &["e1,H1,100.00,2026-02-01,,"]);
    run("settle run --through 2026-02-28 --post --yes");
    run("period close 2026-02 --yes");
    fixture::purchases(site, &["e2,H1,100.00,2026-03-01,,"]);
    run("settle run --through 2026-03-31 --yes");
}

#[test]
fn names_come_from_the_database() {
    on_both(|site| {
        lived_in(&site);
        let all = |words: &[&str]| candidates(&site.cardctl, words);
        assert_eq!(all(&["center", "show", ""]), ["BJ", "SH"]);
        assert_eq!(all(&["center", "show", "B"]), ["BJ"]);
        assert_eq!(all(&["center", "show", "X"]), [""; 0]);
        assert_eq!(all(&["staff", "add", "S2", "--center", ""]), ["BJ", "SH"]);
        assert_eq!(all(&["staff", "add", "S2", "--center=S"]), ["--center=SH"]);
        assert_eq!(all(&["agent", "move", ""]), ["A1", "A2", "A3"]);
        assert_eq!(all(&["agent", "move", "A3", "--parent", "A"]), ["A1", "A2", "A3"]);
        assert_eq!(all(&["staff", "show", ""]), ["S1"]);
        assert_eq!(all(&["provider", "set", "s"]), ["shop"]);
        assert_eq!(all(&["holder", "set", "H1", "--tier", ""]), ["standard", "gold"]);
        assert_eq!(all(&["scheme", "show", ""]), ["main"]);
        assert_eq!(all(&["purchase", "import", "x.csv", "--source", ""]), ["import", "till"]);
        assert_eq!(all(&["plan", "show", ""]), ["standard", "standard@2026-01-01"]);
        assert_eq!(all(&["plan", "show", "standard@2"]), ["standard@2026-01-01"]);
        assert_eq!(all(&["settle", "show", ""]), ["last", "2", "1"]);
        assert_eq!(all(&["settle", "diff", "1", "l"]), ["last"]);
        assert_eq!(all(&["report", "commission", "--run", "1"]), ["1"]);
        assert_eq!(all(&["db", "check", "--since", ""]), ["last", "2", "1"]);
        assert_eq!(all(&["batch", "show", ""]), ["last", "1"]);
        assert_eq!(all(&["period", "reopen", ""]), ["2026-02"]);
        assert_eq!(all(&["ledger", "journal", ""]), ["A1", "A2", "A3", "BJ", "S1", "SH", "shop"]);
        assert_eq!(all(&["setting", "set", "e"]), ["environment"]);
        assert_eq!(all(&["help", "error", "run-l"]), ["run-locked"]);
        assert_eq!(all(&["db", "check", "--pass", "integrity,audit"]), ["integrity,audit-chain"]);
        // What is new, or a person's, is not guessed.
        for words in [
            ["center", "add", ""].as_slice(),
            &["holder", "show", ""],
            &["holder", "show", "H"],
            &["holder", "find", ""],
            &["card", "show", ""],
            &["payment", "add", "--holder", ""],
            &["agent", "promote", ""],
        ] {
            let found = all(words);
            assert!(found.iter().all(|name| name.starts_with('-')), "{words:?}: {found:?}");
        }
        // Commands and flags are completed as ever.
        assert_eq!(all(&["center", "sh"]), ["show"]);
        assert_eq!(all(&["staff", "add", "--cen"]), ["--center"]);
        assert_eq!(all(&["center", "list", "-o", "js"]), ["json", "jsonl"]);
        assert!(all(&["center", "show", "-"]).contains(&"--columns".to_owned()));
    });
}

#[test]
fn what_stands_beside_a_name_is_nobodys_person() {
    on_both(|site| {
        lived_in(&site);
        site.cardctl.ok(["center", "set", "SH", "--name", "上海 \u{202e}x"]);
        site.cardctl.ok(["agent", "set", "A1", "--region", "110000"]);
        let with = |words: &[&str]| beside(&site.cardctl, words);
        let centers = with(&["center", "show", ""]);
        assert_eq!(centers[0], ("BJ".to_owned(), "Beijing".to_owned()));
        assert!(centers[1].1.starts_with("上海 ") && !centers[1].1.contains('\u{202e}'), "{centers:?}");
        assert_eq!(with(&["staff", "show", ""]), pairs(&[("S1", "BJ")]));
        assert_eq!(with(&["agent", "show", ""])[1..], pairs(&[("A2", ""), ("A3", "")]));
        assert_eq!(with(&["tier", "show", "g"]), pairs(&[("gold", "Gold")]));
        assert_eq!(
            with(&["settle", "show", ""]),
            pairs(&[
                ("last", "run 2: calculated, through 2026-03-31"),
                ("2", "calculated, through 2026-03-31"),
                ("1", "posted, through 2026-02-28"),
            ])
        );
        assert_eq!(
            with(&["plan", "show", ""]),
            pairs(&[("standard", "the newest version"), ("standard@2026-01-01", "approved")])
        );
        assert_eq!(with(&["batch", "show", "l"]), pairs(&[("last", "batch 1: BJ, 20 cards, released")]));
        let zsh = asked(&site.cardctl, "zsh", &["center", "show", "B"]);
        assert_eq!(zsh.stdout, "BJ:Beijing");
        // Not even where the key stands beside.
        let everything: String = ["agent", "staff"]
            .iter()
            .map(|noun| asked(&site.cardctl, "fish", &[noun, "show", ""]).stdout)
            .collect();
        for name in ["Top", "Middle", "Low", "Wang", "赵", "H1"] {
            assert!(!everything.contains(name), "{name}: {everything}");
        }
    });
}

#[test]
fn cohorts_are_completed_level_by_level() {
    on_both(|site| {
        lived_in(&site);
        let with = |words: &[&str]| beside(&site.cardctl, words);
        let show = |path: &str| with(&["cohort", "show", path]);
        let top = show("");
        assert!(top.iter().all(|(path, _)| path.matches('/').count() == 1 && path.ends_with('/')), "{top:?}");
        assert_eq!(show("1101"), pairs(&[("110102/", "1 member"), ("110105/", "1 member")]));
        assert_eq!(show("110102/"), pairs(&[("110102/M", "1 member")]));
        assert_eq!(show("110102/F"), []);
        assert_eq!(show("999999/"), []);
        // The path with the slash is understood.
        site.cardctl.ok(["cohort", "show", "110102/"]);
        assert_eq!(with(&["cohort", "list", "--under", "110105/"]), pairs(&[("110105/F", "1 member")]));
        // Of several schemes the line has to name one.
        site.cardctl.ok(["scheme", "add", "other", "--facets", "sex"]);
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
        assert!(show("").iter().all(|(name, _)| name.starts_with("--")), "flags are left");
        assert_eq!(show("1101"), []);
        let other = with(&["cohort", "show", "--scheme", "other", ""]);
        assert!(
            other.iter().any(|(path, _)| path == "M") && other.iter().all(|(path, _)| !path.contains('/'))
        );
        assert_eq!(with(&["cohort", "show", "--scheme=main", "1101"]).len(), 2);
    });
}

#[test]
fn the_line_says_where_to_look() {
    on_both(|site| {
        site.cardctl.ok(["init", "--single-operator"]);
        site.cardctl.ok(["center", "add", "HERE", "--name", "x"]);
        let elsewhere = format!("sqlite:{}", site.directory().join("else.db").display());
        let other = site.cardctl.with_database(&elsewhere);
        other.ok(["init", "--single-operator", "--key-file", "else.key"]);
        other.ok(["center", "add", "THERE", "--name", "x"]);
        site.write(
            "site.toml",
            &format!(
                "[profiles.far]\ndatabase = '{elsewhere}'\nproduction = true\n[profiles.near]\ndatabase = '{}'\n",
                site.url
            ),
        );
        let all = |words: &[&str]| candidates(&site.cardctl, words);
        assert_eq!(all(&["center", "show", ""]), ["HERE"]);
        assert_eq!(all(&["--database", &elsewhere, "center", "show", ""]), ["THERE"]);
        assert_eq!(all(&[&format!("--database={elsewhere}"), "center", "show", ""]), ["THERE"]);
        assert_eq!(all(&["--config", "site.toml", "--profile", "far", "center", "show", ""]), ["THERE"]);
        assert_eq!(all(&["center", "show", "--config=site.toml", "--profile=far", ""]), ["THERE"]);
        let configured = site.cardctl.with_env("CARDCTL_CONFIG", "site.toml");
        assert_eq!(candidates(&configured, &["--profile", ""]), ["far", "near"]);
        assert_eq!(candidates(&configured, &["center", "list", "--profile", "f"]), ["far"]);
        assert_eq!(candidates(&configured, &["--confirm", ""]), ["far", "production"]);
        let by_environment =
            configured.with_env("CARDCTL_PROFILE", "far").with_env("CARDCTL_DATABASE_URL", "");
        assert_eq!(candidates(&by_environment, &["center", "show", ""]), ["THERE"]);
        // In the wrong database there is nothing to choose.
        other.ok("setting set environment test --reason x".split(' '));
        assert!(candidates(&by_environment, &["center", "show", "T"]).is_empty());
        let shown = beside(&configured, &["--profile", "f"]);
        assert!(shown[0].1.ends_with("else.db (production)"), "{shown:?}");
    });
}

#[test]
fn bash_itself_gets_the_candidates() {
    on_both(|site| {
        lived_in(&site);
        let script = site.cardctl.ok(["completions", "bash", "--dynamic"]);
        let program = env!("CARGO_BIN_EXE_cardctl");
        site.write("complete.bash", &script.replace("\"cardctl\" --", &format!("\"{program}\" --")));
        let bash = site.cardctl.with_program("bash");
        // The words as bash breaks them.
        let completed = |words: &str, current: &str| {
            let asks = format!(
                "source ./complete.bash; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); COMP_TYPE=9; \
                 _clap_complete_cardctl cardctl '{current}' x; printf '%s\\n' \"${{COMPREPLY[@]}}\""
            );
            let output = bash.exits(0, ["-c", &asks]);
            assert_eq!(output.stderr, "", "{output}");
            output.stdout
        };
        assert_eq!(completed("cardctl center show ''", ""), "BJ\nSH\n");
        assert_eq!(completed("cardctl staff add S2 --center = B", "B"), "BJ\n");
        assert_eq!(completed("cardctl plan show standard @ 20", "20"), "2026-01-01\n");
        let (scheme, rest) = site.url.split_once(':').expect("a URL has a scheme");
        let elsewhere = site.cardctl.with_env("CARDCTL_DATABASE_URL", "sqlite:none.db").with_program("bash");
        if site.database == "SQLite" {
            let asks = format!(
                "source ./complete.bash; COMP_WORDS=(cardctl --database {scheme} : {rest} center show ''); \
                 COMP_CWORD=7; COMP_TYPE=9; _clap_complete_cardctl cardctl '' x; echo \"${{COMPREPLY[@]}}\""
            );
            assert_eq!(elsewhere.exits(0, ["-c", &asks]).stdout, "BJ SH\n");
        }
    });
}

#[test]
fn the_scripts_call_the_program() {
    let site = Site::on_sqlite();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = site.cardctl.ok(["completions", shell, "--dynamic"]);
        assert!(script.contains("COMPLETE") && script.contains("cardctl"), "{script}");
        let fixed = site.cardctl.ok(["completions", shell]);
        assert_ne!(script, fixed);
        // The same comes when a shell asks by the environment; it names the program by its place then.
        let registered = site.cardctl.with_env("COMPLETE", shell).exits(0, [""; 0]);
        assert!(registered.stdout.contains(env!("CARGO_BIN_EXE_cardctl")), "{registered}");
    }
    site.cardctl.ok(["init", "--single-operator"]);
    // A variable of this name that is left over never keeps a command from its work.
    for left in ["bash", "1", "tcsh", "0", "yes"] {
        let listed = site.cardctl.with_env("COMPLETE", left).exits(0, ["center", "list", "-o", "json"]);
        assert_eq!(listed.stdout.trim(), "[]", "{listed}");
    }
}

#[test]
fn nothing_is_made_moved_or_waited_for() {
    let site = Site::on_sqlite();
    let file = site.directory().join("site.db");
    // No database: none is made.
    assert_eq!(
        candidates(&site.cardctl, &["center", "show", ""])
            .iter()
            .filter(|name| !name.starts_with('-'))
            .count(),
        0
    );
    assert!(!file.exists());
    site.write("site.db", "this is no database");
    assert!(candidates(&site.cardctl, &["center", "show", "B"]).is_empty());
    fs::remove_file(&file).expect("a file of ours");

    site.cardctl.ok(["init", "--single-operator"]);
    site.cardctl.ok(["center", "add", "BJ", "--name", "x"]);
    let listing = || {
        let entries = fs::read_dir(site.directory()).expect("a directory of ours");
        let mut names: Vec<_> = entries.map(|entry| entry.expect("an entry").file_name()).collect();
        names.sort();
        names
    };
    let before = (listing(), fs::read(&file).expect("the database"));
    assert_eq!(candidates(&site.cardctl, &["center", "show", ""]), ["BJ"]);
    assert_eq!((listing(), fs::read(&file).expect("the database")), before, "nothing appears beside it");

    // What a program that was killed left in the log stays there: none but a command puts it back.
    let wal = site.directory().join("site.db-wal");
    fs::write(&wal, [0x37; 4096]).expect("a file of ours");
    let before = (listing(), fs::read(&file).expect("the database"), fs::read(&wal).expect("the log"));
    assert_eq!(candidates(&site.cardctl, &["center", "show", ""]), ["BJ"]);
    assert_eq!((listing(), fs::read(&file).expect("the database"), fs::read(&wal).expect("the log")), before);
    fs::remove_file(&wal).expect("a file of ours");

    // An older schema is not brought up.
    let older = "DELETE FROM _sqlx_migrations WHERE version = (SELECT MAX(version) FROM _sqlx_migrations)";
    sql::execute(&site.url, older).expect("an older schema");
    let before = fs::read(&file).expect("the database");
    assert_eq!(candidates(&site.cardctl, &["center", "show", ""]), ["BJ"]);
    assert_eq!(fs::read(&file).expect("the database"), before);

    // Neither the key nor its program is touched.
    let without = site.cardctl.with_env("CARDCTL_KEY_COMMAND", "touch ran").with_env("CARDCTL_KEY_FILE", "");
    assert_eq!(candidates(&without, &["center", "show", ""]), ["BJ"]);
    assert!(!site.directory().join("ran").exists());

    // A configuration that is wrong is another command's to tell.
    let wrong = site.cardctl.with_env("CARDCTL_CONFIG", "none.toml");
    assert!(candidates(&wrong, &["center", "show", "B"]).is_empty());
    assert!(candidates(&site.cardctl, &["--profile", "none", "center", "show", "B"]).is_empty());
    assert!(candidates(&site.cardctl, &["no", "such", "command"]).is_empty());
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        asked(&site.cardctl, shell, &[]);
    }
}

/// A writer that holds the database while somebody types.
#[test]
fn a_database_that_is_written_is_read_beside() {
    let site = Site::on_sqlite();
    site.cardctl.ok(["init", "--single-operator"]);
    site.cardctl.ok(["center", "add", "BJ", "--name", "x"]);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        use sqlx::Connection as _;
        let mut writer = sqlx::SqliteConnection::connect(&site.url).await.expect("it opens");
        for statement in [
            "INSERT INTO center (center_id, code, name, recorded) VALUES (901, 'LOGGED', 'x', 0)",
            "BEGIN IMMEDIATE",
            "INSERT INTO center (center_id, code, name, recorded) VALUES (902, 'OPEN', 'x', 0)",
        ] {
            sqlx::raw_sql(statement).execute(&mut writer).await.expect("a writer writes");
        }
        let bytes =
            || ["site.db", "site.db-wal"].map(|name| fs::read(site.directory().join(name)).expect("a file"));
        let (before, began) = (bytes(), Instant::now());
        // What is in the log counts, what is not committed doesn't.
        assert_eq!(candidates(&site.cardctl, &["center", "show", ""]), ["BJ", "LOGGED"]);
        assert!(began.elapsed() < BOUND);
        assert_eq!(bytes(), before);
        sqlx::raw_sql("ROLLBACK").execute(&mut writer).await.expect("a writer ends");
        writer.close().await.expect("it closes");
    });
    // Held for itself alone, it can't be read: nothing is waited for.
    runtime.block_on(async {
        use sqlx::Connection as _;
        let mut owner = sqlx::SqliteConnection::connect(&site.url).await.expect("it opens");
        sqlx::raw_sql(
            "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE center SET name = 'y'; COMMIT",
        )
        .execute(&mut owner)
        .await
        .expect("an owner writes");
        let began = Instant::now();
        asked(&site.cardctl, "bash", &["center", "show", "B"]);
        assert!(began.elapsed() < BOUND);
        owner.close().await.expect("it closes");
    });
}

#[test]
fn a_server_that_is_away_or_mute_is_not_waited_for() {
    let site = Site::on_sqlite();
    let mute = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = mute.local_addr().expect("an address").port();
    for url in [
        "postgres://clerk@127.0.0.1:1/cards".to_owned(),
        format!("postgres://clerk@127.0.0.1:{port}/cards"),
        format!("postgres://clerk@127.0.0.1:{port}/cards?sslmode=require"),
        "postgres://clerk@no-such-host.invalid/cards".to_owned(),
        "postgres:///cards?host=/no/such/directory".to_owned(),
        // Of a network that leads nowhere.
        "postgres://clerk@192.0.2.1/cards".to_owned(),
    ] {
        let began = Instant::now();
        let output = asked(&site.cardctl.with_database(&url), "bash", &["center", "show", "B"]);
        let took = began.elapsed();
        assert_eq!(output.stdout, "", "{output}");
        assert!(took < BOUND, "{url}: {took:?}");
    }
}

#[test]
fn no_password_is_ever_used() {
    let site = Site::on_postgres();
    lived_in(&site);
    let show = ["center", "show", "B"];
    assert_eq!(candidates(&site.cardctl, &show), ["BJ"]);
    // The server wants none; a URL that has one is left alone all the same.
    let with_password = site.url.replace("postgres://postgres@", "postgres://postgres:secret@");
    assert_ne!(with_password, site.url);
    let url = site.cardctl.with_database(&with_password);
    url.ok(["center", "list"]);
    assert!(candidates(&url, &show).is_empty());
    let parameter = site.cardctl.with_database(&format!("{}&password=secret", site.url));
    assert!(candidates(&parameter, &show).is_empty());
    assert!(candidates(&site.cardctl.with_env("PGPASSWORD", "secret"), &show).is_empty());
    // One in a file counts, at home or where it is named; one for another server does not.
    for (line, found) in [("*:*:*:*:secret\n", false), ("other:*:*:*:secret\n", true)] {
        let file = site.write("home/.pgpass", line);
        assert_eq!(!candidates(&site.cardctl, &show).is_empty(), found, "{line}");
        fs::remove_file(file).expect("a file of ours");
        let named = site.write("passwords", line);
        assert_eq!(
            !candidates(&site.cardctl.with_env("PGPASSFILE", named), &show).is_empty(),
            found,
            "{line}"
        );
    }
}

#[test]
fn many_names_are_cut_so_that_no_shell_writes_out_too_much() {
    on_both(|site| {
        site.cardctl.ok(["init", "--single-operator"]);
        let rows: Vec<String> = (0..1000).map(|n| format!("({}, 'A{n:04}', 'x', 0)", 10_000 + n)).collect();
        let rows = format!(
            "INSERT INTO center (center_id, code, name, recorded) VALUES {}, (20000, 'B', 'x', 0)",
            rows.join(", ")
        );
        sql::execute(&site.url, &rows).expect("centers");
        let all = candidates(&site.cardctl, &["center", "show", ""]);
        assert_eq!(all.len(), 301);
        assert_eq!(
            (all.first().map(String::as_str), all.last().map(String::as_str)),
            (Some("A0000"), Some("B"))
        );
        let some = candidates(&site.cardctl, &["center", "show", "A09"]);
        assert_eq!((some.len(), some[99].as_str()), (100, "A0999"));
    });
}
