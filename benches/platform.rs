//! What the work costs beside writing its result: each command as a whole process against a plain copy, or a
//! plain query, of the same rows in the same database with the same durability.
//!
//! `cargo bench` takes 100,000 rows on SQLite and PostgreSQL; `CARDCTL_BENCH_ROWS` sets another number. Only the
//! ratios say something: times depend on the machine and on what else runs there.

#![expect(clippy::print_stdout, reason = "a benchmark prints its result")]
#![expect(dead_code, unused_imports, reason = "the tests' harness does more than a benchmark needs")]

#[path = "../tests/it/harness/mod.rs"]
mod harness;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use harness::{Site, sql};

/// How often each pair is measured; the median counts.
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

fn main() {
    let rows: u32 = std::env::var("CARDCTL_BENCH_ROWS")
        .map_or(100_000, |text| text.parse().expect("CARDCTL_BENCH_ROWS is a number"));
    println!("{rows} rows, median of {ROUNDS}; ratio = whole command / plain statement on the same rows\n");
    println!("{:<12} {:<20} {:>10} {:>10} {:>7}", "DATABASE", "COMMAND", "COMMAND s", "PLAIN s", "RATIO");
    for site in [Site::on_sqlite(), Site::on_postgres_durable()] {
        measure(&site, rows);
    }
}

fn measure(site: &Site, rows: u32) {
    let holders = (rows / 3).clamp(1, 20_000);
    let command = |line: &str| {
        let begun = Instant::now();
        site.cardctl.ok(line.split(' '));
        begun.elapsed()
    };
    command("init --single-operator");
    command("center add BJ --name Beijing");
    command("staff add S1 --name Wang --center BJ");
    command("provider add shop --name Shop --rate 12%");
    command("tier add standard --name Standard --rank 1 --default");
    command("agent add A1 --name Agent1");
    for level in 2..=8 {
        command(&format!("agent add A{level} --name Agent{level} --parent A{}", level - 1));
    }

    let issue =
        median(|round| command(&format!("batch issue --center BJ --count {rows} --out print{round} --yes")));
    print(site, "batch issue", issue, copy(site, "card", "batch_id = 1"));

    command(&format!("batch issue --center BJ --count {holders} --out stock --release --yes"));
    site.write("holders.csv", &holders_csv(holders));
    let import = command("holder import holders.csv --activate --yes");
    let tables = ["holder", "holder_parameter", "parameter_claim", "ref_claim", "attribution", "holder_tier"];
    print(site, "holder import", import, tables.map(|table| copy(site, table, "1 = 1")).iter().sum());

    site.write("purchases.csv", &purchases_csv(rows, holders));
    let import = command("purchase import purchases.csv --source till --yes");
    let tables = ["purchase", "purchase_claim", "due"];
    print(site, "purchase import", import, tables.map(|table| copy(site, table, "1 = 1")).iter().sum());

    site.write("plan.toml", &plan());
    command("plan import plan.toml");
    command("plan approve standard --yes");
    let settle = median(|round| {
        if round > 0 {
            command("settle discard last --yes");
        }
        command("settle run --through 2026-12-31 --yes")
    });
    print(site, "settle run", settle, copy(site, "line", "run_id = 1"));

    let find = median(|round| command(&format!("holder find H{:06}", round + 1)));
    let query = median(|round| {
        let select = format!("SELECT CAST(holder_id AS TEXT) FROM ref_claim WHERE ref = 'H{:06}'", round + 1);
        let begun = Instant::now();
        assert_eq!(sql::texts(&site.url, &select).expect("the query runs").len(), 1);
        begun.elapsed()
    });
    print(site, "holder find", find, query);
}

/// A plain copy of rows into an equal, empty table in one transaction.
fn copy(site: &Site, table: &str, rows: &str) -> Duration {
    let create = if site.database == "SQLite" {
        let read = format!("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = '{table}'");
        let texts = sql::texts(&site.url, &read).expect("the table is known");
        texts[0].replacen(&format!("CREATE TABLE {table} "), "CREATE TABLE plain_copy ", 1)
    } else {
        format!("CREATE TABLE plain_copy (LIKE {table} INCLUDING ALL)")
    };
    median(|_| {
        sql::execute(&site.url, &create).expect("an equal table");
        let statement = format!("INSERT INTO plain_copy SELECT * FROM {table} WHERE {rows}");
        let begun = Instant::now();
        sql::execute(&site.url, &statement).expect("the copy");
        let took = begun.elapsed();
        sql::execute(&site.url, "DROP TABLE plain_copy").expect("dropped");
        took
    })
}

fn median(mut measure: impl FnMut(usize) -> Duration) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS).map(&mut measure).collect();
    times.sort_unstable();
    times[ROUNDS / 2]
}

fn print(site: &Site, name: &str, command: Duration, plain: Duration) {
    let (command, plain) = (command.as_secs_f64(), plain.as_secs_f64());
    println!("{:<12} {name:<20} {command:>10.3} {plain:>10.3} {:>7.2}", site.database, command / plain);
}

fn plan() -> String {
    let mut text = "name = \"standard\"\neffective_from = \"2026-01-01\"\n".to_owned();
    for (role, level, rate) in SHARES {
        let level = level.map_or_else(String::new, |level| format!("level = {level}\n"));
        write!(text, "\n[[share]]\nrole = \"{role}\"\n{level}rate = \"{rate}\"\n").expect("a string grows");
    }
    text
}

/// Holders with made-up mobile numbers of one range.
fn holders_csv(count: u32) -> String {
    let mut text =
        "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code\n".to_owned();
    for n in 1..=count {
        writeln!(text, "H{n:06},,Holder{n},mobile,138{n:08},BJ,S1,A8,,2026-01-01,,").expect("a string grows");
    }
    text
}

fn purchases_csv(count: u32, holders: u32) -> String {
    let mut text = "external_id,card,holder,provider,amount,occurred_at\n".to_owned();
    for n in 1..=count {
        let (holder, day, yuan) = (n % holders + 1, n % 28 + 1, n % 900 + 100);
        writeln!(text, "P{n:08},,H{holder:06},shop,{yuan}.{:02},2026-02-{day:02}", n % 100)
            .expect("a string grows");
    }
    text
}
