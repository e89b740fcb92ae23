//! The harness itself: a test that passes because its surroundings were not what it thought proves nothing.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::harness::cardctl::{Cardctl, signal};
use crate::harness::{Site, on_both, postgres, sql};

const TABLES: &str = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'";
const DATABASES: &str = "SELECT datname::text FROM pg_database";

fn one(url: &str, query: &str) -> String {
    let texts = sql::texts(url, query).expect("the query runs");
    assert_eq!(texts.len(), 1, "`{query}` gives one row");
    texts.concat()
}

fn none() -> Vec<String> {
    Vec::new()
}

#[test]
fn fresh_databases_are_distinct_and_empty() {
    let (first, second) = (postgres::shared().database(), postgres::shared().database());
    assert_eq!(sql::texts(&first.url(), TABLES).expect("it lists its tables"), none());
    sql::execute(&first.url(), "CREATE TABLE card (number TEXT)").expect("it can be written to");
    assert_eq!(sql::texts(&first.url(), TABLES).expect("it lists its tables"), ["card"]);
    assert_eq!(sql::texts(&second.url(), TABLES).expect("it lists its tables"), none());
}

#[test]
fn a_database_is_dropped_with_its_handle() {
    let server = postgres::shared();
    let kept = server.database();
    let dropped = server.database();
    let name = dropped.name().to_owned();
    let listed = || sql::texts(&kept.url(), DATABASES).expect("the server lists its databases");
    assert!(listed().contains(&name));
    drop(dropped);
    assert!(!listed().contains(&name));
}

#[test]
fn the_servers_version_is_the_installed_one() {
    let installed = postgres::Installation::find().expect("PostgreSQL is installed").version;
    let database = postgres::shared().database();
    let number = one(&database.url(), "SHOW server_version_num");
    assert_eq!(number.parse::<u32>().expect("a number") / 10_000, installed);
}

#[test]
fn only_the_durable_server_syncs() {
    let (fast, durable) = (postgres::shared().database(), postgres::durable().database());
    for setting in ["SHOW fsync", "SHOW synchronous_commit", "SHOW full_page_writes"] {
        assert_eq!((one(&fast.url(), setting), one(&durable.url(), setting)), ("off".into(), "on".into()));
    }
}

#[test]
fn the_default_order_of_texts_is_not_that_of_their_bytes() {
    if postgres::Installation::find().expect("PostgreSQL is installed").version < 15 {
        return;
    }
    let database = postgres::shared().database();
    let order = |collation: &str| {
        one(
            &database.url(),
            &format!("SELECT string_agg(x, '' ORDER BY x {collation}) FROM (VALUES ('B'), ('a')) v (x)"),
        )
    };
    assert_eq!((order(""), order("COLLATE \"C\"")), ("aB".to_owned(), "Ba".to_owned()));
}

#[test]
fn a_template_is_built_once_and_copied() {
    let built = AtomicUsize::new(0);
    let name = format!("harness_{:x}", postgres::random());
    let copy = || {
        postgres::from_template(&name, |url| {
            built.fetch_add(1, Ordering::SeqCst);
            sql::execute(url, "CREATE TABLE card (number TEXT)").expect("the template can be written to");
        })
    };
    let copies =
        thread::scope(|scope| [(); 4].map(|()| scope.spawn(copy)).map(|made| made.join().expect("a copy")));
    assert_eq!(built.load(Ordering::SeqCst), 1);
    sql::execute(&copies[0].url(), "DROP TABLE card").expect("a copy can be changed");
    assert_eq!(sql::texts(&copies[0].url(), TABLES).expect("it lists its tables"), none());
    for copy in &copies[1..] {
        assert_eq!(sql::texts(&copy.url(), TABLES).expect("it lists its tables"), ["card"]);
    }
}

#[test]
fn a_template_whose_making_failed_is_made_again() {
    let name = format!("harness_{:x}", postgres::random());
    let failed = catch_unwind(AssertUnwindSafe(|| {
        postgres::from_template(&name, |url| {
            sql::execute(url, "CREATE TABLE half (made TEXT)").expect("the template can be written to");
            panic!("on purpose");
        })
    }));
    assert!(failed.is_err());
    let copy = postgres::from_template(&name, |url| {
        sql::execute(url, "CREATE TABLE whole (made TEXT)").expect("the template can be written to");
    });
    assert_eq!(sql::texts(&copy.url(), TABLES).expect("it lists its tables"), ["whole"]);
}

#[test]
fn another_user_has_no_rights_of_the_superuser() {
    let database = postgres::shared().database();
    let url = database.url_as("counter-clerk");
    assert_eq!(url, database.url_as("counter-clerk"), "asking twice is fine");
    assert_eq!(one(&url, "SELECT current_user::text"), "counter-clerk");
    sql::execute(&url, "CREATE ROLE boss").expect_err("an ordinary user makes no users");
}

#[test]
fn a_dead_server_is_replaced_and_an_unused_one_removed() {
    let name = format!("{:x}", postgres::random());
    let first = postgres::Server::join(&name, postgres::FAST, 2);
    let directory = first.directory().to_owned();
    let process_file = directory.join("data/postmaster.pid");
    let process = |text: String| text.lines().next().and_then(|line| line.parse().ok());
    let old: u32 =
        fs::read_to_string(&process_file).ok().and_then(process).expect("a server writes its number");
    signal(old, "KILL");

    // In use by nobody else, but held: it is replaced where it stands.
    let second = postgres::Server::join(&name, postgres::FAST, 2);
    assert_eq!(second.directory(), directory);
    let new: u32 =
        fs::read_to_string(&process_file).ok().and_then(process).expect("a server writes its number");
    assert_ne!(old, new);
    drop(first);
    thread::sleep(Duration::from_secs(4));
    let database = second.database();
    assert_eq!(one(&database.url(), "SHOW fsync"), "off", "one lease is enough to keep it");
    drop(database);

    // A dead process keeps its number until somebody asks for its status, but has no command line.
    let runs = || fs::read(format!("/proc/{new}/cmdline")).is_ok_and(|line| !line.is_empty());
    assert!(runs());
    drop(second);
    let deadline = Instant::now() + Duration::from_secs(20);
    while directory.exists() || runs() {
        assert!(Instant::now() < deadline, "`{}` is still there", directory.display());
        thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn a_missing_server_is_an_error_that_says_what_to_install() {
    let empty = TempDir::new().expect("a temporary directory");
    let reason = postgres::Installation::find_in(empty.path(), OsStr::new(""))
        .err()
        .expect("nothing is to be found in an empty directory");
    assert!(reason.contains("install the package `postgresql`"), "{reason}");
}

#[test]
fn the_program_runs() {
    let directory = TempDir::new().expect("a temporary directory");
    let output = Cardctl::new(directory.path()).exits(0, ["--version"]);
    assert_eq!(output.stderr, "");
}

#[test]
fn the_program_sees_nothing_of_the_surroundings() {
    let directory = TempDir::new().expect("a temporary directory");
    let cardctl = Cardctl::new(directory.path()).with_program("/usr/bin/env").with_database("sqlite:x");
    let seen = cardctl.ok::<&str>([]);
    let mut names: Vec<_> = seen.lines().filter_map(|line| line.split('=').next()).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "CARDCTL_DATABASE_URL",
            "HOME",
            "PATH",
            "XDG_CACHE_HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME"
        ]
    );
    assert!(!seen.contains(&env::var("HOME").unwrap_or("/root".into())), "{seen}");
}

#[test]
fn the_programs_streams_and_status_are_kept_apart() {
    let directory = TempDir::new().expect("a temporary directory");
    let shell = Cardctl::new(directory.path()).with_program("/bin/sh");
    let output = shell.exits(7, ["-c", "cat; echo trouble >&2; exit 7"]);
    assert_eq!((output.stdout.as_str(), output.stderr.as_str()), ("", "trouble\n"));
    let output = shell.with_stdin("secret\n").run(["-c", "cat"]);
    assert_eq!((output.status, output.stdout.as_str()), (0, "secret\n"));
    // More than a pipe holds, and nobody reads it.
    shell.with_stdin(&"x".repeat(1 << 20)).ok(["-c", "exit 0"]);
    let arguments = shell.json(["-c", r#"printf '["%s","%s"]' "$1" "$2""#, "sh"]);
    assert_eq!(arguments, serde_json::json!(["-o", "json"]));
}

#[test]
fn a_status_that_was_not_expected_fails_and_shows_everything() {
    let directory = TempDir::new().expect("a temporary directory");
    let shell = Cardctl::new(directory.path()).with_program("/bin/sh");
    let panic = catch_unwind(AssertUnwindSafe(|| shell.ok(["-c", "echo out; echo err >&2; exit 3"])))
        .expect_err("3 is not 0");
    let text = panic.downcast_ref::<String>().expect("a text");
    for part in ["/bin/sh -c", "status: 3", "stdout:\nout", "stderr:\nerr"] {
        assert!(text.contains(part), "{text}");
    }
}

#[test]
fn a_killed_program_does_not_look_like_one_that_exited() {
    let directory = TempDir::new().expect("a temporary directory");
    let shell = Cardctl::new(directory.path()).with_program("/bin/sh");
    for (name, status) in [("TERM", -15), ("KILL", -9)] {
        let running = shell.spawn(["-c", "exec sleep 60"]);
        running.signal(name);
        assert_eq!(running.wait().status, status);
    }
}

#[test]
fn both_databases_are_run_and_the_one_that_failed_is_named() {
    on_both(|site: Site| {
        if site.database == "SQLite" {
            assert_eq!(site.write("site.db", "").display().to_string(), site.url["sqlite://".len()..]);
        }
        sql::execute(&site.url, "CREATE TABLE card (number TEXT)").expect("an empty database");
        sql::execute(&site.url, "INSERT INTO card VALUES ('a'), ('b')").expect("two rows");
        let cards = sql::texts(&site.url, "SELECT number FROM card ORDER BY number");
        assert_eq!(cards.expect("two cards"), ["a", "b"]);
        let path = site.write("list.csv", site.database);
        let cat = site.cardctl.with_program("/bin/cat");
        assert_eq!(cat.ok(["list.csv"]), site.database);
        assert_eq!(path.parent(), Some(site.directory()));
        let env = site.cardctl.with_program("/usr/bin/env");
        assert!(env.ok::<&str>([]).contains(&format!("CARDCTL_DATABASE_URL={}", site.url)));
    });
    let panic = catch_unwind(|| on_both(|site| assert!(site.database == "PostgreSQL", "not this one")))
        .expect_err("it fails on one");
    let text = panic.downcast_ref::<String>().expect("a text");
    assert_eq!(text, "FAILED on SQLite: not this one\npassed on PostgreSQL");
}
