//! Ctrl-C: work in slices ends at a safe point and says how to go on, all else ends at once, and so does everything at the
//! second signal.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde_json::Value;
use sqlx::{Connection as _, PgConnection, SqliteConnection};
use tokio::runtime::{Builder, Runtime};

use crate::acts::count;
use crate::fixture::{bare_platform, platform};
use crate::harness::cardctl::{Output, Running};
use crate::harness::{Site, on_both, on_both_durable, sql};

const STOPPING: &str = "stopping at a safe point; press Ctrl-C again to stop at once";

/// Longer than any of this takes on the slowest machine.
const PATIENCE: Duration = Duration::from_mins(1);

#[track_caller]
fn wait_until(what: &str, condition: impl Fn() -> bool) {
    let begun = Instant::now();
    while !condition() {
        assert!(begun.elapsed() < PATIENCE, "{what}: in vain");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A command whose messages can be read while it runs.
struct Watched {
    running: Running,
    stderr: PathBuf,
}

impl Watched {
    fn begin(site: &Site, line: &str) -> Self {
        let stderr = site.directory().join("stderr");
        fs::write(&stderr, "").expect("a file");
        let script = format!("exec {} {line} 2>stderr", env!("CARGO_BIN_EXE_cardctl"));
        Self { running: site.cardctl.with_program("/bin/sh").spawn(["-c", &script]), stderr }
    }

    fn said(&self) -> String {
        fs::read_to_string(&self.stderr).expect("the messages")
    }

    fn end(self) -> Output {
        let stderr = self.stderr.clone();
        let mut output = self.running.wait();
        output.stderr = fs::read_to_string(stderr).expect("the messages");
        output
    }
}

/// A lock that somebody else holds on the table of purchases: who writes a slice waits for it.
struct Held(Runtime, Box<Connection>);

enum Connection {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Held {
    fn take(site: &Site, table: &str) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
        let connection = runtime.block_on(async {
            if site.url.starts_with("sqlite:") {
                let mut connection = SqliteConnection::connect(&site.url).await.expect("a connection");
                sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut connection).await.expect("the lock");
                Connection::Sqlite(connection)
            } else {
                let mut connection = PgConnection::connect(&site.url).await.expect("a connection");
                let lock = format!("BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE");
                sqlx::raw_sql(sqlx::AssertSqlSafe(lock)).execute(&mut connection).await.expect("the lock");
                Connection::Postgres(connection)
            }
        });
        Self(runtime, Box::new(connection))
    }

    fn release(self) {
        let Self(runtime, connection) = self;
        runtime.block_on(async {
            match *connection {
                Connection::Sqlite(connection) => connection.close().await.expect("an end"),
                Connection::Postgres(connection) => connection.close().await.expect("an end"),
            }
        });
    }
}

fn purchases(rows: u32) -> String {
    let mut text = "external_id,card,holder,provider,amount,occurred_at,refund_of\n".to_owned();
    for n in 0..rows {
        let (holder, day, yuan) = (n % 4 + 1, n % 28 + 1, n % 97 + 3);
        writeln!(text, "P{n:06},,H{holder},shop,{yuan}.{:02},2026-02-{day:02},", n % 100)
            .expect("a string grows");
        if n % 50 == 0 {
            writeln!(text, "R{n:06},,H{holder},shop,1.00,2026-03-01,P{n:06}").expect("a string grows");
        }
    }
    text
}

/// The numbers of a message, in their order.
fn numbers(message: &str) -> Vec<usize> {
    message.split(|letter: char| !letter.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect()
}

/// The message of the error, without its kind.
#[track_caller]
fn message(output: &Output) -> String {
    let line = output.stderr.lines().find_map(|line| line.strip_prefix("error: "));
    line.unwrap_or_else(|| panic!("no error\n{output}")).to_owned()
}

const RUN: &str = "settle run --through 2026-03-31 --yes --slice 500 --jobs 2";

#[test]
fn an_interrupted_run_keeps_its_slices_and_goes_on_to_the_same_digest() {
    on_both_durable(|site| {
        platform(&site);
        site.write("many.csv", &purchases(20_000));
        site.cardctl.ok("purchase import many.csv --source till --yes".split(' '));
        let expected = site.cardctl.json("settle run --through 2026-03-31 --dry-run".split(' '));
        for signal in ["INT", "TERM"] {
            let before = count(&site, "settled");
            let run = Watched::begin(&site, RUN);
            wait_until("the first slices", || count(&site, "settled") > before);
            run.running.signal(signal);
            let output = run.end();
            assert_eq!(output.status, 130, "{output}");
            assert!(output.stderr.contains(&format!("{STOPPING}\n")), "{output}");
            assert!(output.stderr.contains("hint: run `cardctl settle run` again to go on"), "{output}");
            let said = numbers(&message(&output));
            let [items, total, run, slices] = said[..] else { panic!("{output}") };
            assert_eq!(before + items, count(&site, "settled"), "{output}");
            assert_eq!((before + total, run), (20_400, 1), "{output}");
            assert!(items <= total && slices >= 1, "{output}");
            site.cardctl.ok(["db", "check", "-q"]);
        }
        // What the hint says, as it says it.
        let ended = site.cardctl.json("settle run --yes".split(' '));
        assert_eq!(ended["digest"], expected["digest"]);
        assert_eq!(ended["totals"], expected["totals"]);
        assert_eq!(ended["resumed"][0], 1);
        site.cardctl.ok(["db", "check", "-q"]);
    });
}

/// Interrupts a load of `rows` rows in slices once some are in, and makes sure that what is said of it is true.
fn interrupt_load(site: &Site, line: &str, table: &str, rows: usize, slice: usize) {
    let load = Watched::begin(site, &format!("{line} --yes"));
    wait_until("the first slice", || count(site, table) > 0);
    load.running.signal("INT");
    let output = load.end();
    assert_eq!(output.status, 130, "{output}");
    assert!(output.stderr.contains(&format!("{STOPPING}\n")), "{output}");
    let said = numbers(&message(&output));
    let [read, total, imported] = said[..] else { panic!("{output}") };
    assert_eq!((imported, total), (count(site, table), rows), "{output}");
    assert!(read == imported && read % slice == 0 && read < total, "{output}");
    let hint = output.stderr.lines().last().expect("a hint");
    assert_eq!(hint, format!("hint: run `cardctl {line}` again to go on: the rows that are in are skipped"));
    assert!(!site.directory().join("many.csv.rejects.csv").exists());

    let counts = site.cardctl.json(line.split(' ').chain(["--yes"]));
    assert_eq!(counts["skipped"], imported);
    assert_eq!(counts["imported"], total - imported);
    assert_eq!(count(site, table), total);
    site.cardctl.ok(["db", "check", "-q"]);
}

#[test]
fn an_interrupted_import_keeps_its_slices_and_goes_on_where_it_was() {
    on_both_durable(|site| {
        platform(&site);
        site.write("many.csv", &purchases(40_000));
        interrupt_load(&site, "purchase import many.csv --source till", "purchase", 40_800, 10_000);
        let mut visits = "external_id,card,holder,at\n".to_owned();
        for n in 0..40_000 {
            writeln!(visits, "V{n},,H{},2026-02-{:02} 10:00", n % 4 + 1, n % 28 + 1).expect("a string grows");
        }
        site.write("many.csv", &visits);
        interrupt_load(&site, "visit import many.csv --source door", "visit", 40_000, 10_000);
    });
}

/// A list of fees of these holders.
fn fees(rows: usize) -> String {
    let mut text = "external_id,holder,card,amount,paid_at,channel,memo\n".to_owned();
    for n in 0..rows {
        writeln!(text, "B{n},H{},,0.10,2026-02-{:02} 10:00,wechat,", [1, 3, 4][n % 3], n % 28 + 1)
            .expect("a string grows");
    }
    text
}

#[test]
fn an_interrupted_bill_keeps_its_slices_unless_it_is_whole_or_nothing() {
    on_both_durable(|site| {
        platform(&site);
        site.write("many.csv", &fees(12_000));
        let before = (count(&site, "payment"), count(&site, "audit"));
        let import = Watched::begin(&site, "payment import many.csv --source list --all-or-nothing --yes");
        std::thread::sleep(Duration::from_millis(300));
        import.running.signal("INT");
        let output = import.end();
        assert_eq!(output.status, 130, "{output}");
        assert!(!output.stderr.contains("safe point"), "{output}");
        assert_eq!((count(&site, "payment"), count(&site, "audit")), before);
        interrupt_load(&site, "payment import many.csv --source list", "bill_row", 12_000, 1_000);
        assert_eq!(count(&site, "payment"), before.0 + 12_000);
    });
}

#[test]
fn an_import_that_is_whole_or_not_at_all_ends_at_once() {
    on_both_durable(|site| {
        platform(&site);
        site.write("many.csv", &purchases(30_000));
        let entries = count(&site, "audit");
        let line = "purchase import many.csv --source till --all-or-nothing --yes";
        let import = Watched::begin(&site, line);
        std::thread::sleep(Duration::from_millis(300));
        import.running.signal("INT");
        let output = import.end();
        assert_eq!(output.status, 130, "{output}");
        assert!(!output.stderr.contains("safe point"), "{output}");
        assert!(output.stderr.contains("hint: what was committed is consistent"), "{output}");
        assert_eq!((count(&site, "purchase"), count(&site, "audit")), (0, entries));
        site.cardctl.ok(line.split(' '));
    });
}

#[test]
fn the_second_signal_ends_a_slice_at_once() {
    on_both(|site| {
        platform(&site);
        site.write("many.csv", &purchases(2_000));
        for last in ["INT", "TERM"] {
            let held = Held::take(&site, "purchase");
            let import = Watched::begin(&site, "purchase import many.csv --source till --yes");
            if site.database == "SQLite" {
                // Who waits for the lock on SQLite has not begun: the first signal ends it.
                std::thread::sleep(Duration::from_millis(300));
                import.running.signal(last);
                let output = import.end();
                assert_eq!(output.status, 130, "{output}");
                held.release();
                continue;
            }
            wait_until("a slice that waits", || {
                let waiting =
                    "SELECT CAST(COUNT(*) AS TEXT) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
                sql::texts(&site.url, waiting).expect("the server's activity").concat() != "0"
            });
            import.running.signal("INT");
            wait_until("the message", || import.said().contains(STOPPING));
            std::thread::sleep(Duration::from_millis(100));
            assert!(!import.said().contains("error"), "the slice is waited for: {}", import.said());
            let begun = Instant::now();
            import.running.signal(last);
            let output = import.end();
            assert!(begun.elapsed() < Duration::from_secs(10), "at once: {:?}", begun.elapsed());
            assert_eq!(output.status, 130, "{output}");
            assert_eq!(message(&output), "interrupted");
            assert!(
                output.stderr.contains("hint: run `cardctl purchase import many.csv --source till` again")
            );
            held.release();
            assert_eq!(count(&site, "purchase"), 0);
        }
        let counts = site.cardctl.json("purchase import many.csv --source till --yes".split(' '));
        assert_eq!(counts["imported"], 2_040);
        site.cardctl.ok(["db", "check", "-q"]);
    });
}

#[test]
fn a_command_that_waits_for_a_lock_is_ended_by_the_first_signal() {
    on_both(|site| {
        bare_platform(&site);
        let centers = count(&site, "center");
        let held = Held::take(&site, "center");
        let add = Watched::begin(&site, "center add NJ --name Nanjing");
        std::thread::sleep(Duration::from_millis(300));
        let begun = Instant::now();
        add.running.signal("TERM");
        let output = add.end();
        assert!(begun.elapsed() < Duration::from_secs(10), "at once: {:?}", begun.elapsed());
        assert_eq!(output.status, 130, "{output}");
        assert!(!output.stderr.contains("safe point"), "{output}");
        held.release();
        assert_eq!(count(&site, "center"), centers);
    });
}

/// People with ID numbers that are made up, of women in Shijingshan.
fn people(rows: usize) -> String {
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let mut text =
        "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code\n".to_owned();
    for n in 0..rows {
        let body = format!("1101071990{:02}{:02}{:03}", n / 500 / 28 % 12 + 1, n / 500 % 28 + 1, n % 500 * 2);
        let sum: usize =
            body.bytes().zip(WEIGHTS).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
        let check = b"10X98765432"[sum % 11] as char;
        writeln!(text, "I{n},,N{n},citizen-id,{body}{check},BJ,,,,2026-01-01,,").expect("a string grows");
    }
    text
}

#[test]
fn interrupted_people_are_in_and_the_others_follow() {
    const PEOPLE: usize = 5_000;
    on_both_durable(|site| {
        platform(&site);
        let before = count(&site, "holder");
        site.cardctl
            .ok(format!("batch issue --center BJ --count {PEOPLE} --out more --release --yes").split(' '));
        site.write("people.csv", &people(PEOPLE));
        let import = Watched::begin(&site, "holder import people.csv --activate --yes");
        wait_until("the first slice", || count(&site, "holder") > before);
        import.running.signal("INT");
        let output = import.end();
        assert_eq!(output.status, 130, "{output}");
        let said = numbers(&message(&output));
        let [read, total, imported] = said[..] else { panic!("{output}") };
        assert_eq!((total, before + imported), (PEOPLE, count(&site, "holder")), "{output}");
        assert!(read == imported && read < total, "{output}");
        assert!(
            output.stderr.contains("hint: run `cardctl holder import people.csv --activate` again"),
            "{output}"
        );
        let counts = site.cardctl.json("holder import people.csv --activate --yes".split(' '));
        assert_eq!(
            (&counts["skipped"], &counts["imported"]),
            (&imported.into(), &Value::from(PEOPLE - imported))
        );

        // The same platform has enough that is sealed for a rotation in pages.
        let rotation = Watched::begin(&site, "key rotate --yes");
        let done = || {
            let done = "SELECT CAST(COALESCE(MAX(done), 0) AS TEXT) FROM key_rotation";
            sql::texts(&site.url, done).expect("the rotation").concat() != "0"
        };
        wait_until("the first page", done);
        rotation.running.signal("INT");
        let output = rotation.end();
        assert_eq!(output.status, 130, "{output}");
        assert!(output.stderr.contains("hint: run `cardctl key rotate` again to go on"), "{output}");
        assert_eq!(site.cardctl.json(["key", "status"])["rotating"], true);
        site.cardctl.ok(["key", "rotate"]);
        assert_eq!(site.cardctl.json(["key", "status"])["rotating"], false);
        site.cardctl.ok(["db", "check", "-q"]);
    });
}

/// Runs a command at a terminal of its own, types Ctrl-C at its question, and returns the exit status and what stood on
/// the screen. It has to end before the terminal is closed, which would end it as well.
fn interrupted_at_a_question(site: &Site, line: &str, question: &str) -> (String, String) {
    for file in ["screen", "status", "early"] {
        drop(fs::remove_file(site.directory().join(file)));
    }
    let script = format!(
        "{{ until grep -q '{question}' screen 2>/dev/null; do sleep 0.05; done; printf '\\003'; \
            n=0; until [ -e status ] || [ $n = 100 ]; do sleep 0.05; n=$((n + 1)); done; cat status >early; }} | \
         {{ script -qefc 'trap : INT; {} {line}; s=$?; stty -a; exit $s' screen >/dev/null; echo $? >status.new; mv status.new status; }}",
        env!("CARGO_BIN_EXE_cardctl")
    );
    let output = site.cardctl.with_program("/bin/sh").run(["-c", &script]);
    let read = |name: &str| {
        fs::read_to_string(site.directory().join(name))
            .unwrap_or_else(|error| panic!("{name}: {error}\n{output}"))
    };
    (read("early").trim().to_owned(), read("screen"))
}

#[test]
fn a_question_is_ended_at_once_and_the_terminal_shows_what_is_typed_again() {
    let site = Site::on_sqlite();
    platform(&site);
    let cards = fs::read_to_string(site.directory().join("print/cards.csv")).expect("the print file");
    let card = cards.lines().last().and_then(|line| line.split(',').nth(1)).expect("a number").to_owned();
    for (line, question) in [
        (format!("holder activate --card {card}"), "Activation code"),
        ("plan withdraw standard".to_owned(), "[y/N]"),
        ("holder activate".to_owned(), "Card number"),
    ] {
        let question = question.replace(['[', ']'], ".");
        let (status, screen) = interrupted_at_a_question(&site, &line, &question);
        assert_eq!(status, "130", "{line}: {screen}");
        assert!(screen.contains("interrupted"), "{line}: {screen}");
        assert!(!screen.contains("safe point"), "{line}: {screen}");
        assert!(screen.contains(" echo ") && !screen.contains(" -echo "), "{line}: {screen}");
    }
}
