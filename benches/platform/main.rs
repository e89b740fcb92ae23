//! What the work costs beside writing or reading its result: each command as a whole process against the plain
//! statements on the same rows, in the same database and with the same durability.
//!
//! `cargo bench` takes 100,000 rows on SQLite and PostgreSQL; `CARDCTL_BENCH_ROWS` sets another number. Only the
//! ratios say something: times depend on the machine and on what else runs there.

#![expect(clippy::print_stdout, reason = "a benchmark prints its result")]
#![expect(dead_code, unused_imports, reason = "the tests' harness does more than a benchmark needs")]

mod cohorts;
mod export;
#[path = "../../tests/it/harness/mod.rs"]
mod harness;
mod look_up;
mod people;
mod plain;
mod requests;
mod settlement;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use harness::{Site, sql};

/// How often a pair is measured where that does not change the database; the median counts.
const ROUNDS: usize = 3;

/// Eight lines for each purchase: the holder, five agents, staff and center; the platform has the rest.
const SHARES: [(&str, Option<u8>, &str); 8] = [
    ("holder", None, "40%"),
    ("agent", Some(1), "10%"),
    ("agent", Some(2), "8%"),
    ("agent", Some(3), "6%"),
    ("agent", Some(4), "5%"),
    ("agent", Some(5), "4%"),
    ("staff", None, "10%"),
    ("center", None, "10%"),
];

/// What `holder import` writes into.
const OF_A_HOLDER: [&str; 11] = [
    "holder",
    "holder_parameter",
    "parameter_claim",
    "ref_claim",
    "name_index",
    "attribution",
    "holder_tier",
    "card_event",
    "holder_facets",
    "placement",
    "member",
];

fn main() {
    let rows: u32 = std::env::var("CARDCTL_BENCH_ROWS")
        .map_or(100_000, |text| text.parse().expect("CARDCTL_BENCH_ROWS is a number"));
    println!(
        "{rows} rows; ratio = whole command / plain statements on the same rows\n\
         batch issue, holder import, request import: a plain bulk insert of the rows, 500 a statement (SQLite) or COPY;\n\
         purchase import: a copy of the rows within the database;\n\
         settle run: a copy of its lines in the order of their key, on PostgreSQL with --jobs 2 and 1;\n\
         cohort regroup: an insert of the same three levels with the ranks of a window function\n"
    );
    println!(
        "{:<11} {:<16} {:>10} {:>10} {:>7} {:>10}",
        "DATABASE", "COMMAND", "COMMAND s", "PLAIN s", "RATIO", "PEAK MiB"
    );
    for site in [Site::on_sqlite(), Site::on_postgres_durable()] {
        measure(&site, rows);
    }
}

/// A command as it was measured.
struct Measured {
    took: Duration,
    /// The largest resident set that was seen, in MiB.
    peak: u64,
}

fn measure(site: &Site, rows: u32) {
    let command = |line: &str| run(site, line);
    command("init --single-operator");
    command("center add BJ --name Beijing");
    command("staff add S1 --name Wang --center BJ");
    command("provider add shop --name Shop --rate 12%");
    command("tier add standard --name Standard --rank 1 --default");
    command("scheme add people --facets region:6,birth-year,sex --priority registered,visits,fees");
    command("agent add A1 --name Agent1");
    for level in 2..=8 {
        command(&format!("agent add A{level} --name Agent{level} --parent A{}", level - 1));
    }

    let issue = command(&format!("batch issue --center BJ --count {rows} --out print --release --yes"));
    print(site, "batch issue", &issue, plain::insert(site, &["card"]));

    site.write("holders.csv", &people::holders_csv(rows));
    let import = command("holder import holders.csv --activate --yes");
    print(site, "holder import", &import, plain::insert(site, &OF_A_HOLDER));
    cohorts::measure(site);

    site.write("purchases.csv", &purchases_csv(rows, rows));
    let import = command("purchase import purchases.csv --source till --yes");
    let tables = ["purchase", "purchase_claim", "due"];
    print(
        site,
        "purchase import",
        &import,
        tables.map(|table| plain::copy(site, table, "1 = 1")).iter().sum(),
    );

    site.write("plan.toml", &plan());
    command("plan import plan.toml");
    command("plan approve standard --yes");
    settlement::measure(site, rows);
    export::measure(site);

    look_up::measure(site, rows);
    cohorts::measure_single(site, rows);
    requests::measure(site, rows);
}

/// Runs a command, which has to succeed, and watches its memory.
fn run(site: &Site, line: &str) -> Measured {
    let begun = Instant::now();
    let running = site.cardctl.spawn(line.split(' '));
    let status = format!("/proc/{}/status", running.id());
    let watch = std::thread::spawn(move || {
        let mut peak = 0;
        while let Some(seen) = peak_of(&status) {
            peak = peak.max(seen);
            std::thread::sleep(Duration::from_millis(20));
        }
        peak
    });
    let output = running.wait();
    let took = begun.elapsed();
    assert!(output.status == 0, "{output}");
    Measured { took, peak: watch.join().expect("the watch ends with the process") }
}

/// The largest resident set of a process until now, in MiB, while there is such a process.
fn peak_of(status: &str) -> Option<u64> {
    let text = std::fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kibibytes| kibibytes / 1024)
}

fn median(mut measure: impl FnMut(usize) -> Duration, rounds: usize) -> Duration {
    let mut times: Vec<Duration> = (0..rounds).map(&mut measure).collect();
    times.sort_unstable();
    times[rounds / 2]
}

fn print(site: &Site, name: &str, command: &Measured, plain: Duration) {
    let (took, plain) = (command.took.as_secs_f64(), plain.as_secs_f64());
    println!(
        "{:<11} {name:<16} {took:>10.3} {plain:>10.3} {:>7.2} {:>10}",
        site.database,
        took / plain,
        command.peak
    );
}

fn plan() -> String {
    let mut text = "name = \"standard\"\neffective_from = \"2026-01-01\"\n".to_owned();
    for (role, level, rate) in SHARES {
        let level = level.map_or_else(String::new, |level| format!("level = {level}\n"));
        write!(text, "\n[[share]]\nrole = \"{role}\"\n{level}rate = \"{rate}\"\n").expect("a string grows");
    }
    text
}

fn purchases_csv(count: u32, holders: u32) -> String {
    let mut text = "external_id,card,holder,provider,amount,occurred_at\n".to_owned();
    for n in 1..=count {
        let (holder, day, yuan) = (n % holders + 1, n % 28 + 1, n % 900 + 100);
        writeln!(text, "P{n:08},,H{holder:07},shop,{yuan}.{:02},2026-02-{day:02}", n % 100)
            .expect("a string grows");
    }
    text
}
