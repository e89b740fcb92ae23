//! Settlement against a second reckoning of it, which is naive, slow, and written from the rules alone.
//!
//! A platform, its plans, purchases and refunds are made up by chance, and the program has to give what the reference
//! gives, to the last unit, on both databases. A failure tells its seed: with `CARDCTL_ORACLE_SEED` it happens again.

pub(crate) mod dice;
pub(crate) mod division;
mod files;
mod reference;
mod scenario;

use std::collections::BTreeMap;
use std::env;
use std::thread;

use serde_json::Value;

use self::dice::Dice;
use self::reference::{Act, Answer, FILE, Outcome, Reference};
use self::scenario::Scenario;
use crate::fixture;
use crate::harness::{Site, on_both, postgres, sql};

/// With their refunds more than ten thousand items.
const PURCHASES: usize = 6000;

/// What the reference says of one order of the rows and runs.
struct Reckoned {
    acts: Vec<Act>,
    settled: Vec<String>,
    outcomes: BTreeMap<(usize, String), Outcome>,
}

fn reckon(seed: u64, order: u64) -> Reckoned {
    let scenario = Scenario::new(&mut Dice::new(seed), PURCHASES);
    let (scenario, steps) = scenario.arrange(&mut Dice::new(seed ^ order), order == 1);
    let mut reference = Reference::new(scenario);
    let acts = reference.play(steps);
    Reckoned { acts, settled: reference.settled(), outcomes: reference.outcomes() }
}

#[test]
fn every_settlement_is_that_of_the_reference() {
    let seed = match env::var("CARDCTL_ORACLE_SEED") {
        Ok(seed) => seed.parse().expect("CARDCTL_ORACLE_SEED is a number"),
        Err(_) => postgres::random(),
    };
    let trial = thread::scope(|scope| scope.spawn(|| trial(seed)).join());
    assert!(trial.is_ok(), "CARDCTL_ORACLE_SEED={seed} makes this happen again");
}

fn trial(seed: u64) {
    let (first, second) = (reckon(seed, 1), reckon(seed, 2));
    assert!(first.settled.len() > 10_000, "{} items are too few", first.settled.len());
    thread::scope(|scope| {
        let sites = [
            scope.spawn(|| play(&Site::on_postgres(), &first)),
            scope.spawn(|| play(&Site::on_sqlite(), &first)),
            scope.spawn(|| play(&Site::on_sqlite(), &second)),
        ];
        let passed = sites.map(|site| site.join().is_ok());
        assert_eq!(passed, [true; 3], "PostgreSQL, SQLite, and SQLite in another order");
    });
    compare(&first.outcomes, &second.outcomes);
}

/// Purchases of which the same refunds were settled end at the same sums, whatever the order.
fn compare(first: &BTreeMap<(usize, String), Outcome>, second: &BTreeMap<(usize, String), Outcome>) {
    let (mut alike, mut reordered) = (0, 0);
    for (id, one) in first {
        let Some(other) = second.get(id) else { continue };
        let sorted = |outcome: &Outcome| {
            let mut refunds = outcome.refunds.clone();
            refunds.sort_unstable();
            refunds
        };
        if sorted(one) == sorted(other) {
            assert_eq!(one.sums, other.sums, "{id:?}");
            alike += 1;
            reordered += usize::from(one.refunds != other.refunds);
        }
    }
    assert!(alike > first.len() / 2 && reordered > 10, "{alike} alike, {reordered} of them in another order");
}

fn play(site: &Site, reckoned: &Reckoned) {
    for act in &reckoned.acts {
        let Act { file, line, status, answer } = act;
        if let Some(file) = file {
            site.write(FILE, file);
        }
        let output = site.cardctl.run(line);
        assert!(output.status == *status, "exit status {status} was expected on {}\n{output}", site.database);
        let json = || {
            serde_json::from_str::<Value>(&output.stdout).unwrap_or_else(|error| panic!("{error}\n{output}"))
        };
        match answer {
            Answer::Any => {}
            Answer::Fields(expected) => {
                let found = json();
                for (key, value) in expected.as_object().expect("an object") {
                    assert_eq!(&found[key], value, "{key} on {}\n{output}", site.database);
                }
            }
            Answer::Elements(expected) => {
                let found = json();
                for element in expected {
                    let found = found.as_array().expect("a list");
                    assert!(found.contains(element), "{element} is missing on {}\n{output}", site.database);
                }
            }
            Answer::Text(expected) => assert_same(site, line, expected, &output.stdout),
        }
    }
    let settled = "SELECT s.name || ' ' || p.external_id || ' ' || CAST(d.run_id AS TEXT)
                   FROM settled AS d
                   JOIN purchase AS p ON p.purchase_id = d.purchase_id
                   JOIN source AS s ON s.source_id = p.source_id";
    let mut found = sql::texts(&site.url, settled).expect("the settled items");
    found.sort_unstable();
    assert!(found == reckoned.settled, "{}: other items are settled", site.database);
}

/// Tells the first line that differs: the whole is too long to read.
#[track_caller]
fn assert_same(site: &Site, line: &[String], expected: &str, found: &str) {
    let mut lines = (1..).zip(expected.lines()).zip(found.lines());
    if let Some(((number, expected), found)) = lines.find(|((_, expected), found)| expected != found) {
        panic!(
            "`{}` on {}, line {number}: `{expected}` was expected, not `{found}`",
            line.join(" "),
            site.database
        );
    }
    let counts = (expected.lines().count(), found.lines().count());
    assert!(
        expected == found,
        "`{}` on {}: lines expected and found: {counts:?}",
        line.join(" "),
        site.database
    );
}

/// The pools and parts that the rules give as examples; the provider's whole rate makes the pool the amount.
#[test]
fn the_examples_of_the_rules_come_out() {
    let third = ("33.3333%", "33.3333%", "33.3333%", "0");
    let examples: [(&str, Shares, &[&str]); 5] = [
        ("99.99", ("75%", "0", "0", "0"), &["holder H1 74.99", "platform platform 25.00"]),
        ("10.03", ("49%", "0", "0", "0"), &["holder H1 4.91", "platform platform 5.12"]),
        ("1.01", ("50%", "0", "0", "0"), &["holder H1 0.51", "platform platform 0.50"]),
        ("0.01", ("40%", "20%", "10%", "10%"), &["holder H1 0.01"]),
        ("1.00", third, &["holder H1 0.34", "agent A3 0.33", "staff S1 0.33"]),
    ];
    on_both(|site| {
        fixture::bare_platform(&site);
        site.cardctl.ok("provider set shop --rate 100% --since 2026-01-01".split(' '));
        for (day, (amount, shares, _)) in (11..).zip(&examples) {
            fixture::import_plan(&site, &plan(day, *shares));
            fixture::purchases(&site, &[&format!("E{day},H1,{amount},2026-01-{day},,")]);
        }
        site.cardctl.ok("settle run --through 2026-01-31 --yes".split(' '));
        let lines: Vec<String> = fixture::lines(&site, "1")
            .iter()
            .map(|line| line.replace("  ", " ").replace("agent 1", "agent"))
            .collect();
        let expected: Vec<String> = (11..)
            .zip(&examples)
            .flat_map(|(day, (_, _, parts))| parts.iter().map(move |part| format!("E{day} {part}")))
            .collect();
        assert_eq!(lines, expected);
    });
}

/// A refund can give somebody a unit: of a pool of 4, 40/15/45 are 2/0/2, and of a pool of 3 they are 1/1/1.
#[test]
fn a_refund_can_give_a_unit() {
    on_both(|site| {
        fixture::bare_platform(&site);
        site.cardctl.ok("provider set shop --rate 100% --since 2026-01-01".split(' '));
        fixture::import_plan(&site, &plan(11, ("40%", "15%", "0", "0")));
        fixture::purchases(&site, &["E1,H1,0.04,2026-01-11,,", "E1/1,H1,0.01,2026-01-12,,E1"]);
        site.cardctl.ok("settle run --through 2026-01-31 --yes".split(' '));
        let expected = [
            "E1 holder  H1 0.02",
            "E1 platform  platform 0.02",
            "E1/1 holder  H1 -0.01",
            "E1/1 agent 1 A3 0.01",
            "E1/1 platform  platform -0.01",
        ];
        assert_eq!(fixture::lines(&site, "1"), expected);
    });
}

/// Rates of the holder, the agent of level 1, the staff member and the center.
type Shares = (&'static str, &'static str, &'static str, &'static str);

fn plan(day: i64, (holder, agent, staff, center): Shares) -> String {
    let shares = [("holder", holder), ("agent", agent), ("staff", staff), ("center", center)];
    let share = |(role, rate): &(&str, &str)| {
        let level = if *role == "agent" { "level = 1\n" } else { "" };
        format!("[[share]]\nrole = \"{role}\"\n{level}rate = \"{rate}\"\n")
    };
    let shares: String = shares.iter().filter(|(_, rate)| *rate != "0").map(share).collect();
    format!("name = \"e{day}\"\neffective_from = \"2026-01-{day}\"\n{shares}")
}
