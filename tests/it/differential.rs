//! One script of commands gives the same exported bytes on SQLite and on PostgreSQL.

use crate::fixture::{platform, purchases};
use crate::harness::{Site, on_both};

/// Exports in which no time, operator or made-up card number stands.
const EXPORTS: [&str; 22] = [
    "settle lines 1 -o csv",
    "settle lines 2 -o json",
    "settle run --through 2026-12-31 --dry-run -o json",
    "settle pending -o csv",
    "ledger balances -o csv",
    "ledger balances -o json",
    "report commission --run 1 -o csv",
    "report commission --run 1 --by agent -o csv",
    "report commission --run 1 --by provider -o tsv",
    "report commission --run 1 --by month -o jsonl",
    "report commission --by level --month 2026-03 --compare previous -o csv",
    "report commission --by agent --subtree --tier standard -o csv",
    "report commission --by holder -o json",
    "report sales --by category -o csv",
    "report sales --by agent --subtree -o csv",
    "report sales --by week -o jsonl",
    "report cohorts --depth 4 -o csv",
    "report activation -o csv",
    "purchase list -o csv",
    "agent tree -o csv",
    "cohort tree -o json",
    "tier list -o csv",
];

fn script(site: &Site) -> Vec<(&'static str, String)> {
    platform(site);
    site.cardctl
        .ok("scheme add patent --facets region:2,region:4,region:6,birth-year,sex --priority registered"
            .split(' '));
    site.cardctl.ok("cohort regroup --yes".split(' '));
    // Ids whose order differs between a byte order and a language's, and instants with and without an offset.
    purchases(
        site,
        &[
            "p-2,H1,19.99,2026-02-01,food,",
            "P-10,H2,0.07,2026-02-01T23:30:00-08:00,,",
            "P-1,H3,1234.56,2026-02-03 12:00:00,travel,",
            "É-1,H4,88.88,2026-02-03,,",
            "消费-1,H1,5.00,2026-02-03,,",
            "R-1,H3,234.56,2026-02-05,,P-1",
        ],
    );
    site.cardctl.ok("settle run --through 2026-02-28 --post --yes".split(' '));
    purchases(
        site,
        &[
            "R-2,H3,1000.00,2026-03-05,,P-1",
            "R-3,H1,5.00,2026-03-05,,消费-1",
            "R-9,H1,1.00,2026-03-05,,later",
        ],
    );
    site.cardctl.ok("settle run --through 2026-03-31 --post --yes".split(' '));
    purchases(site, &["P-3,H2,9.99,2026-04-01,,"]);
    EXPORTS.iter().map(|line| (*line, site.cardctl.ok(line.split(' ')))).collect()
}

#[test]
fn the_same_commands_export_the_same_bytes() {
    let on_sqlite = script(&Site::on_sqlite());
    let on_postgres = script(&Site::on_postgres());
    for ((line, sqlite), (_, postgres)) in on_sqlite.iter().zip(&on_postgres) {
        assert_eq!(sqlite, postgres, "`{line}` differs");
        assert!(!sqlite.trim().is_empty(), "`{line}` exports nothing");
    }
    let lines = &on_sqlite[0].1;
    let ids: Vec<&str> = lines.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    assert!(ids.is_sorted(), "bytewise: {ids:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    on_both(|site| {
        platform(&site);
        let rows: Vec<String> = (0..3000).map(|n| format!("P{n:04},H1,10.00,2026-02-01,,")).collect();
        purchases(&site, &rows.iter().map(String::as_str).collect::<Vec<_>>());
        site.cardctl.ok("settle run --through 2026-02-28 --yes".split(' '));
        let script = format!(
            "set -o pipefail; {} settle lines last -o csv | head -1; exit ${{PIPESTATUS[0]}}",
            env!("CARGO_BIN_EXE_cardctl")
        );
        let output = site.cardctl.with_program("bash").run(["-c", &script]);
        assert_eq!((output.status, output.stderr.as_str()), (0, ""), "{output}");
        assert_eq!(output.stdout.lines().count(), 1);
    });
}

/// The demo's own commands, on PostgreSQL and with the files that the demo made.
#[test]
fn the_purchases_of_cdnow_are_settled_alike_on_both_databases() {
    let sqlite = Site::on_sqlite();
    let summary = sqlite.cardctl.json(["demo", "--dir", "demo"]);
    let demo = sqlite.directory().join("demo");
    let url = format!("sqlite:{}", demo.join("platform.db").display());
    let on_sqlite = sqlite.cardctl.with_database(&url).ok("settle lines 1 -o csv".split(' '));

    let postgres = Site::on_postgres();
    let run =
        |line: &str| postgres.cardctl.ok(line.replace("./", &format!("{}/", demo.display())).split(' '));
    run("init --single-operator");
    run("center add C1 --name Center");
    run("staff add S1 --name One --center C1");
    run("staff add S2 --name Two --center C1");
    run("provider add cdnow --name CDNOW --rate 12%");
    run("tier add standard --name Standard --rank 1 --default");
    run("tier add gold --name Gold --rank 2 --min-fee 199.00");
    run("agent import ./agents.csv --yes");
    run(
        "scheme add region --facets region:2,region:4,region:6,birth-year,sex --priority registered,visits,fees",
    );
    run("batch issue --center C1 --count 3000 --staff S1 --out print1 --release --yes");
    run("batch issue --center C1 --count 3000 --staff S2 --agent SH-PD --out print2 --release --yes");
    run("batch issue --center C1 --count 18000 --out print3 --release --yes");
    run("holder import ./holders.csv --activate --yes");
    let purchases = demo.join("purchases.csv");
    let import = ["purchase", "import", &purchases.display().to_string(), "--source", "cdnow", "--yes"];
    postgres.cardctl.exits(3, import);
    run("plan import ./plan.toml");
    run("plan approve demo --yes");
    let settled = postgres.cardctl.json("settle run --through 1998-06-30 --post --yes".split(' '));
    assert_eq!(settled["digest"], summary["digest"]);
    assert_eq!(postgres.cardctl.ok("settle lines 1 -o csv".split(' ')), on_sqlite);
    assert!(on_sqlite.lines().count() > 300_000);
    // By the day of the settlement: the demo goes on to payouts.
    let balances = "ledger balances --as-of 1998-06-30 -o csv";
    for line in ["cohort tree -o csv", "report commission --by agent -o csv", balances] {
        let on_sqlite = sqlite.cardctl.with_database(&url).ok(line.split(' '));
        assert_eq!(run(line), on_sqlite, "`{line}` differs");
    }
    postgres.cardctl.ok(["db", "check"]);
}
