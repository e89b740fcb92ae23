//! Regrouping: the whole and the part come to the same, whatever happens beside it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::acts::{count, platform, refused, sound_but_for};
use crate::fixture;
use crate::harness::{Site, on_both, on_both_durable, sql};

const HEADER: &str = "ref,name,kind,value,center,registered_at\n";

/// Everything that says who stands where, without numbers that only count up.
fn standings(site: &Site, scheme: &str) -> Vec<String> {
    let hex = if site.database == "SQLite" { "hex(m.key)" } else { "upper(encode(m.key, 'hex'))" };
    let query = format!(
        "SELECT c.path || ' ' || {hex} || ' ' || h.ref
         FROM member AS m
         JOIN cohort AS c ON c.cohort_id = m.cohort_id
         JOIN scheme AS s ON s.scheme_id = c.scheme_id AND s.name = '{scheme}'
         JOIN holder AS h ON h.holder_id = m.holder_id
         ORDER BY 1"
    );
    sql::texts(&site.url, &query).expect("the members")
}

/// The refs of a cohort by rank.
fn ranked(site: &Site, path: &str, scheme: &str) -> Vec<String> {
    let list = site.cardctl.json(["cohort", "show", path, "--scheme", scheme, "--limit", "1000"]);
    let rows = list.as_array().expect("a list");
    rows.iter().map(|row| row["ref"].as_str().expect("a ref").to_owned()).collect()
}

/// The check character of GB 11643: ISO 7064 MOD 11-2.
fn citizen_id(first_17: &str) -> String {
    let sum: u32 = first_17.bytes().fold(0, |sum, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
    let check = (12 - sum) % 11;
    format!("{first_17}{}", if check == 10 { "X".to_owned() } else { check.to_string() })
}

/// The n-th of made-up people, in three regions, of many years.
fn person(n: u32) -> String {
    let region = ["110102", "110105", "440305"][n as usize % 3];
    let id =
        citizen_id(&format!("{region}{}{:02}{:02}{:03}", 1950 + n % 47, 1 + n % 12, 1 + n % 28, n % 1000));
    format!("K{n},某人,citizen-id,{id},BJ,2026-01-{:02}\n", 1 + n % 28)
}

fn people(numbers: std::ops::Range<u32>) -> String {
    numbers.fold(HEADER.to_owned(), |text, n| text + &person(n))
}

fn import(site: &Site, rows: &str) {
    site.write("people.csv", rows);
    site.cardctl.ok("holder import people.csv --activate --yes".split(' '));
}

/// A platform with cards, a shop, two tiers, and no holder.
fn ready(site: &Site) {
    ready_for(site, 900);
}

fn ready_for(site: &Site, cards: u32) {
    platform(site);
    site.cardctl.ok("tier add basic --name b --rank 1 --default".split(' '));
    site.cardctl.ok("tier add gold --name g --rank 2 --min-fee 50.00".split(' '));
    site.cardctl.ok("provider add shop --name s --rate 10%".split(' '));
    let cards = cards.to_string();
    site.cardctl.ok([
        "batch",
        "issue",
        "--center",
        "BJ",
        "--count",
        &cards,
        "--out",
        "print",
        "--release",
        "--yes",
    ]);
}

#[test]
fn the_first_registrant_of_the_patent_stays_first() {
    on_both(|site| {
        ready(&site);
        let levels = "region:2,region:4,region:6,birth-year,sex";
        site.cardctl.ok([
            "scheme",
            "add",
            "earliest",
            "--facets",
            levels,
            "--priority",
            "registered,visits,fees",
        ]);
        site.cardctl.ok(["scheme", "add", "payers", "--facets", levels, "--priority", "fees"]);
        site.cardctl.ok([
            "scheme",
            "add",
            "founders",
            "--facets",
            levels,
            "--priority",
            "fees",
            "--founder-first",
        ]);
        let first = "H1,赵一,citizen-id,110102197502030839,BJ,2026-01-01\n";
        let later = citizen_id("11010219750809001");
        import(&site, &format!("{HEADER}{first}H2,钱二,citizen-id,{later},BJ,2026-01-02\n"));
        for path in ["110102", "110102/1975", "110102/1975/M", "11/1101/110102/1975/M"] {
            assert_eq!(ranked(&site, path, "earliest"), ["H1", "H2"], "{path}");
            assert_eq!(ranked(&site, path, "payers"), ["H1", "H2"], "{path}");
        }
        site.cardctl.ok("payment add --holder H2 --amount 9.00 --receipt R1".split(' '));
        site.cardctl.ok(["holder", "visit", "H2"]);
        let earlier = citizen_id("11010219750809003");
        import(&site, &format!("{HEADER}H3,孙三,citizen-id,{earlier},BJ,2026-01-03\n"));
        for path in ["110102", "110102/1975", "110102/1975/M"] {
            assert_eq!(ranked(&site, path, "earliest"), ["H1", "H2", "H3"], "{path}");
            assert_eq!(ranked(&site, path, "payers"), ["H2", "H1", "H3"], "the higher fee wins: {path}");
            assert_eq!(ranked(&site, path, "founders"), ["H1", "H2", "H3"], "{path}");
        }
        let shown = site.cardctl.json(["holder", "show", "H1"]);
        let ranks: Vec<&Value> =
            shown["cohorts"].as_array().expect("cohorts").iter().map(|row| &row["rank"]).collect();
        assert_eq!(
            ranks,
            [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1].map(Value::from).iter().collect::<Vec<_>>()
        );
        // Who registered earlier and is loaded later is the founder, and when they go it is the next one.
        let earliest = citizen_id("11010219750809005");
        import(&site, &format!("{HEADER}H0,李四,citizen-id,{earliest},BJ,2025-12-31\n"));
        assert_eq!(ranked(&site, "110102/1975/M", "founders"), ["H0", "H2", "H1", "H3"]);
        let second = site.cardctl.json("cohort show 110102 --scheme founders --skip 1 --limit 2".split(' '));
        assert_eq!(
            (&second[0]["ref"], &second[1]["ref"], &second[1]["rank"]),
            (&json!("H2"), &json!("H1"), &json!(3))
        );
        site.cardctl.ok("holder restrict H0 --reason asked --yes".split(' '));
        assert_eq!(ranked(&site, "110102/1975/M", "founders"), ["H1", "H2", "H3"]);
        site.cardctl.ok(["db", "check"]);
        assert_eq!(site.cardctl.json(["cohort", "regroup", "--full"])["status"], "unchanged");
    });
}

/// A small generator, so that a seed tells everything that a test did.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// Does something to the holders that may move some of them.
fn happen(site: &Site, dice: &mut Dice, holders: &mut u32, act: u32) {
    let someone = |dice: &mut Dice| format!("K{}", dice.roll(u64::from(*holders)));
    match dice.roll(6) {
        0 => {
            let more = 1 + u32::try_from(dice.roll(5)).expect("few");
            import(site, &people(*holders..*holders + more));
            *holders += more;
        }
        1 => _ = site.cardctl.ok(["holder", "visit", &someone(dice)]),
        2 => {
            let (holder, amount, receipt) =
                (someone(dice), format!("{}.00", 1 + dice.roll(60)), format!("R{act}"));
            site.cardctl.ok([
                "payment",
                "add",
                "--holder",
                &holder,
                "--amount",
                &amount,
                "--receipt",
                &receipt,
            ]);
        }
        3 => {
            let holder = someone(dice);
            let row = format!("P{act},{holder},{}.50,2026-02-01,,", 1 + dice.roll(90));
            fixture::purchases(site, &[&row]);
            if dice.roll(2) == 0 {
                fixture::purchases(site, &[&format!("F{act},{holder},0.50,2026-02-02,,P{act}")]);
            }
        }
        4 => {
            let tier = ["basic", "gold"][usize::try_from(dice.roll(2)).expect("small")];
            site.cardctl.ok(["holder", "set", &someone(dice), "--tier", tier, "--reason", "test"]);
        }
        _ => {
            let rows = format!(
                "external_id,card,holder,at\nV{act},,{},2026-02-03\nW{act},,{},2026-02-04\n",
                someone(dice),
                someone(dice)
            );
            site.write("visits.csv", &rows);
            site.cardctl.ok("visit import visits.csv --source door --yes".split(' '));
        }
    }
}

#[test]
fn a_part_comes_to_the_same_as_the_whole() {
    let schemes = [
        ("people", "region:6,birth-year,sex", "visits,fees,registered:desc", false),
        ("tiers", "tier,sex", "fees", true),
        ("shoppers", "region:2,tier", "spent,purchases", false),
        ("points", "age-band:10,region:4", "visits=5/visit,spent=0.5/unit,registered=0.1/day", true),
    ];
    let add = |site: &Site, suffix: &str| {
        for (name, facets, priority, founder_first) in schemes {
            let name = format!("{name}{suffix}");
            let mut line = vec!["scheme", "add", &name, "--facets", facets, "--priority", priority];
            if founder_first {
                line.push("--founder-first");
            }
            site.cardctl.ok(line);
        }
    };
    on_both(|site| {
        let seed = 20_260_704;
        let mut dice = Dice(seed);
        ready(&site);
        import(&site, &people(0..12));
        add(&site, "");
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
        let mut holders = 12;
        for round in 0..6 {
            for act in 0..5 {
                happen(&site, &mut dice, &mut holders, round * 10 + act);
            }
            let part = site.cardctl.json(["cohort", "regroup", "--yes"]);
            let modes = part["schemes"].as_array().expect("a table").iter().map(|row| &row["mode"]);
            assert!(modes.into_iter().all(|mode| mode == "incremental"), "{part}");
            assert_eq!(count(&site, "placement_due"), 0);
            let whole = site.cardctl.json(["cohort", "regroup", "--full", "--yes"]);
            assert_eq!(whole["status"], "unchanged", "seed {seed}, round {round}: {whole}");
            site.cardctl.ok(["db", "check"]);
        }
        // A scheme that is grouped in one go has the same members under the same keys.
        add(&site, "-again");
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
        for (name, ..) in schemes {
            assert_eq!(
                standings(&site, name),
                standings(&site, &format!("{name}-again")),
                "{name}, seed {seed}"
            );
        }
        site.cardctl.ok(["db", "check"]);
    });
}

/// The rank of everybody in every cohort, by path and ref; who registered first is first where the scheme says so.
fn all_ranks(site: &Site, scheme: &str) -> BTreeMap<String, i64> {
    let query = format!(
        "SELECT c.path || ' ' || h.ref || ' ' || CAST(ROW_NUMBER() OVER (
                    PARTITION BY c.cohort_id
                    ORDER BY CASE WHEN s.founder_id = m.holder_id THEN 0 ELSE 1 END, m.key, m.holder_id) AS TEXT)
         FROM member AS m
         JOIN cohort AS c ON c.cohort_id = m.cohort_id
         JOIN cohort_state AS s ON s.cohort_id = m.cohort_id
         JOIN scheme AS n ON n.scheme_id = c.scheme_id AND n.name = '{scheme}'
         JOIN holder AS h ON h.holder_id = m.holder_id"
    );
    let rows = sql::texts(&site.url, &query).expect("the ranks");
    let ranked = |row: &String| {
        let (who, rank) = row.rsplit_once(' ').expect("a rank");
        (who.to_owned(), rank.parse().expect("a number"))
    };
    rows.iter().map(ranked).collect()
}

#[test]
fn ranks_that_change_are_counted_before() {
    on_both(|site| {
        let seed = 7;
        let mut dice = Dice(seed);
        ready(&site);
        import(&site, &people(0..40));
        let mut holders = 40;
        for (name, more) in [("plain", [].as_slice()), ("first", ["--founder-first"].as_slice())] {
            let add = ["scheme", "add", name, "--facets", "region:2,sex", "--priority", "registered"];
            site.cardctl.ok(add.iter().chain(more));
        }
        // Purchases move holders in part: those of other schemes are not looked at.
        site.cardctl.ok("scheme add shop --facets region:2,region:6,sex --priority spent,visits".split(' '));
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
        let mut moved = 0;
        for (round, priority) in
            ["visits,fees", "spent,visits:asc", "fees,registered:desc"].into_iter().enumerate()
        {
            for act in 0..6 {
                let act = u32::try_from(round).expect("few") * 10 + act;
                happen(&site, &mut dice, &mut holders, act);
            }
            for name in ["plain", "first"] {
                site.cardctl.ok(["scheme", "set", name, "--priority", priority, "--reason", "x"]);
            }
            for n in 0..5 {
                let row = format!("Q{round}{n},K{},{}.00,2026-02-05,,", dice.roll(40), 1 + dice.roll(90));
                fixture::purchases(&site, &[&row]);
            }
            let before = ["plain", "first", "shop"].map(|name| all_ranks(&site, name));
            let members = |path: &Value, scheme: &Value| {
                let list =
                    site.cardctl.json(["cohort", "list", "--scheme", scheme.as_str().expect("a name")]);
                let found = list.as_array().expect("a list").iter().find(|row| row["path"] == *path).cloned();
                found.map_or(json!(0), |row| row["members"].clone())
            };
            let planned = site.cardctl.json(["cohort", "regroup", "--dry-run"]);
            let done = site.cardctl.json(["cohort", "regroup", "--yes"]);
            assert_eq!(done["cohorts"], planned["cohorts"], "seed {seed}, round {round}");
            for row in planned["cohorts"].as_array().expect("a table") {
                assert_eq!(row["after"], members(&row["path"], &row["scheme"]), "{row}");
                assert_eq!([&row["entered"], &row["left"]], [&json!(0), &json!(0)], "{row}");
            }
            let new = planned["schemes"].as_array().expect("a table").iter().map(|row| &row["new_cohorts"]);
            assert!(new.into_iter().all(|new| *new == 0), "{planned}");
            for (row, before) in planned["schemes"].as_array().expect("a table").iter().zip(before) {
                let after = all_ranks(&site, row["scheme"].as_str().expect("a name"));
                let stayed = || before.iter().filter_map(|(who, rank)| Some((who, rank, after.get(who)?)));
                let changed = stayed().filter(|(_, then, now)| then != now).count();
                let firsts = stayed().filter(|(_, then, now)| **then == 1 && **now != 1).count();
                assert_eq!(
                    (&row["rank_changes"], &row["new_firsts"]),
                    (&json!(changed), &json!(firsts)),
                    "seed {seed}, round {round}: {row}"
                );
                moved += changed;
            }
        }
        assert!(moved > 50, "something changed: {moved}");
    });
}

#[test]
fn purchases_move_their_holder_with_the_next_regrouping() {
    on_both(|site| {
        fixture::bare_platform(&site);
        site.cardctl.ok("scheme add shoppers --facets sex --priority spent,purchases".split(' '));
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
        assert_eq!(ranked(&site, "M", "shoppers"), ["H1", "H3"]);
        fixture::purchases(&site, &["e1,H3,100.00,2026-02-01,,", "e2,H3,20.00,2026-02-01,,"]);
        assert_eq!(ranked(&site, "M", "shoppers"), ["H1", "H3"], "not at once");
        site.cardctl.ok(["db", "check"]);
        let listed = site.cardctl.json(["scheme", "list"]);
        assert_eq!(listed[0]["waits"], "regroup 1 holders");
        let planned = site.cardctl.json(["cohort", "regroup", "--dry-run"]);
        let row = &planned["schemes"][0];
        assert_eq!(
            [&row["reordered"], &row["rank_changes"], &row["new_firsts"]],
            [&json!(1), &json!(2), &json!(1)]
        );
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
        let shown = site.cardctl.json(["cohort", "show", "M"]);
        assert_eq!(
            (&shown[0]["ref"], &shown[0]["spent"], &shown[0]["purchases"]),
            (&json!("H3"), &json!("120.00"), &json!(2))
        );
        // A refund of all that was spent takes it back.
        fixture::purchases(&site, &["r1,H3,100.00,2026-02-02,,e1", "r2,H3,20.00,2026-02-02,,e2"]);
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
        let shown = site.cardctl.json(["cohort", "show", "M"]);
        assert_eq!(
            (&shown[0]["ref"], &shown[0]["spent"], &shown[0]["purchases"]),
            (&json!("H3"), &json!("0.00"), &json!(2))
        );
        assert_eq!(site.cardctl.json(["cohort", "regroup"])["status"], "unchanged");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn what_the_day_brings_is_seen_by_the_next_regrouping() {
    on_both(|site| {
        fixture::bare_platform(&site);
        site.cardctl.ok("scheme add tiers --facets tier --priority registered".split(' '));
        site.cardctl.ok("scheme add ages --facets age-band:5 --priority registered".split(' '));
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
        site.cardctl.ok("holder set H1 --tier gold --since 2099-01-01 --reason later".split(' '));
        assert_eq!(ranked(&site, "standard", "tiers"), ["H1", "H3", "H4"]);
        // The day has come: the change lies two days back, and the last regrouping ten.
        let brought =
            "UPDATE holder_tier SET since = (SELECT grouped_on - 2 FROM scheme WHERE name = 'tiers')
                       WHERE since > 40000;
                       UPDATE scheme SET grouped_on = grouped_on - 10 WHERE name = 'tiers'";
        sql::execute(&site.url, brought).expect("the calendar moves");
        let done = site.cardctl.json(["cohort", "regroup", "--yes"]);
        assert_eq!(
            (&done["schemes"][0]["mode"], &done["schemes"][0]["moved"]),
            (&json!("incremental"), &json!(1))
        );
        assert_eq!(ranked(&site, "gold", "tiers"), ["H1", "H2"]);
        // A change from today on moves at once.
        let set = site.cardctl.json("holder set H3 --tier gold --reason now".split(' '));
        assert_eq!(set["moved"], json!([{"scheme": "tiers", "from": "standard", "to": "gold"}]));
        sound_but_for(&site, "rows-kept");

        // Five years later everybody is one band older, and all are looked at.
        let older = "UPDATE scheme SET grouped_on = grouped_on - 1827 WHERE name = 'ages'";
        sql::execute(&site.url, older).expect("the calendar moves");
        let done = site.cardctl.json("cohort regroup --scheme ages --yes".split(' '));
        assert_eq!((&done["status"], &done["schemes"][0]["mode"]), (&json!("unchanged"), &json!("full")));
    });
}

#[test]
fn a_new_version_comes_in_force_as_a_whole() {
    on_both_durable(|site| {
        ready(&site);
        site.cardctl.ok("scheme add main --facets region:6,birth-year,sex --priority registered".split(' '));
        import(&site, &people(0..300));
        let before = standings(&site, "main");
        assert_eq!(refused(&site, 2, &["scheme", "set", "main", "--priority", "visits"])["code"], "usage");
        let set = |priority: &str| {
            site.cardctl.ok(["scheme", "set", "main", "--priority", priority, "--reason", "x"])
        };
        set("visits");
        assert_eq!(standings(&site, "main"), before, "it waits");
        import(&site, &people(300..301));
        let mut expected = standings(&site, "main");
        let (mut killed, mut delay) = (0, 0);
        let mut version = 2;
        for round in 0..40 {
            let running = site.cardctl.spawn(["cohort", "regroup", "--yes"]);
            thread::sleep(Duration::from_millis(delay));
            running.signal("KILL");
            running.wait();
            let shown = site.cardctl.json(["scheme", "show", "main"]);
            site.cardctl.ok(["db", "check", "-q"]);
            if shown["version"] == version {
                assert_ne!(standings(&site, "main"), expected, "round {round}");
                assert_eq!(shown["waits"], Value::Null);
                if killed > 3 {
                    break;
                }
                version += 1;
                set(if version % 2 == 0 { "visits" } else { "registered,fees" });
                expected = standings(&site, "main");
                delay /= 2;
            } else {
                assert_eq!(shown["version"], version - 1);
                assert_eq!(standings(&site, "main"), expected, "round {round}: the old one is whole");
                killed += 1;
                delay += 15;
            }
        }
        assert!(killed > 3, "it was killed before its end {killed} times");
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
        assert_eq!(site.cardctl.json(["cohort", "regroup", "--full"])["status"], "unchanged");
        site.cardctl.ok(["audit", "verify"]);
    });
}

#[test]
fn other_levels_have_other_cohorts() {
    on_both(|site| {
        ready(&site);
        site.cardctl.ok("scheme add main --facets region:6,birth-year,sex --priority registered".split(' '));
        import(&site, &people(0..30));
        let before = site.cardctl.ok("cohort list -o csv".split(' '));
        site.cardctl.ok("scheme set main --facets sex,region:2 --reason simpler".split(' '));
        // The same again is unchanged; the set terms and not those in force are compared.
        site.cardctl.ok("scheme set main --facets sex,region:2 --reason simpler".split(' '));
        let planned = site.cardctl.json(["cohort", "regroup", "--dry-run"]);
        let row = &planned["schemes"][0];
        assert_eq!(
            (&row["moved"], &row["new_cohorts"], &row["mode"]),
            (&json!(30), &json!(6), &json!("full"))
        );
        assert_eq!(site.cardctl.ok("cohort list -o csv".split(' ')), before);
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
        let facets = sql::texts(&site.url, "SELECT DISTINCT facets FROM holder_facets").expect("facets");
        assert!(
            facets.iter().all(|facets| !facets.contains("birth_year")),
            "what nobody names is not kept: {facets:?}"
        );
        assert_eq!(site.cardctl.json(["cohort", "list"]).as_array().map(Vec::len), Some(6));
        site.cardctl.ok(["db", "check"]);
        // Back to the first levels: the cohorts of then are there again, under the same numbers.
        let cohorts = count(&site, "cohort");
        site.cardctl.ok("scheme set main --facets region:6,birth-year,sex --reason back".split(' '));
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
        assert_eq!(
            (site.cardctl.ok("cohort list -o csv".split(' ')), count(&site, "cohort")),
            (before, cohorts)
        );
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn nobody_is_lost_beside_a_regrouping() {
    on_both(|site| {
        ready(&site);
        site.cardctl.ok("scheme add main --facets region:6,birth-year,sex --priority visits,fees".split(' '));
        import(&site, &people(0..120));
        for round in 0..5_u32 {
            let priority = if round % 2 == 0 { "fees,visits" } else { "visits,fees" };
            site.cardctl.ok(["scheme", "set", "main", "--priority", priority, "--reason", "x"]);
            let mut running = vec![site.cardctl.spawn(["cohort", "regroup", "--yes"])];
            for n in 0..4 {
                let file = format!("more-{n}.csv");
                let first = 200 + round * 40 + n * 10;
                site.write(&file, &people(first..first + 10));
                running.push(site.cardctl.spawn(["holder", "import", &file, "--activate", "--yes"]));
                running.push(site.cardctl.spawn(["holder", "visit", &format!("K{}", round * 4 + n)]));
            }
            for each in running {
                let output = each.wait();
                // 75: the file's cards were taken by another import; 3 would be a rejected row.
                assert!([0, 75].contains(&output.status), "{output}");
            }
            // Whoever came too late comes now.
            for n in 0..4 {
                let rows = format!("more-{n}.csv");
                site.cardctl.ok(["holder", "import", &rows, "--activate", "--yes"]);
            }
            site.cardctl.ok(["cohort", "regroup", "--yes"]);
            site.cardctl.ok(["db", "check"]);
        }
        let placed = sql::texts(
            &site.url,
            "SELECT CAST(SUM(members) AS TEXT) FROM cohort_state AS s
                                            JOIN cohort AS c ON c.cohort_id = s.cohort_id AND c.depth = 1",
        );
        assert_eq!(placed.expect("a count"), [(120 + 5 * 40).to_string()]);
        assert_eq!(site.cardctl.json(["cohort", "regroup", "--full"])["status"], "unchanged");
    });
}

/// Parts every cohort into blocks of seven, as only cohorts of many thousands are.
fn part(site: &Site) {
    let none = if site.database == "SQLite" { "x''" } else { "CAST('' AS BYTEA)" };
    let part = format!(
        "DELETE FROM cohort_block;
         INSERT INTO cohort_block (cohort_id, n, key, holder_id, members)
         SELECT cohort_id, (place - 1) / 7, CASE WHEN place = 1 THEN {none} ELSE key END,
                CASE WHEN place = 1 THEN 0 ELSE holder_id END,
                CASE WHEN total - place + 1 < 7 THEN total - place + 1 ELSE 7 END
         FROM (SELECT cohort_id, key, holder_id,
                      ROW_NUMBER() OVER (PARTITION BY cohort_id ORDER BY key, holder_id) AS place,
                      COUNT(*) OVER (PARTITION BY cohort_id) AS total
               FROM member) AS m
         WHERE (place - 1) % 7 = 0"
    );
    sql::execute(&site.url, &part).expect("blocks");
}

#[test]
fn blocks_of_members_change_nothing_but_the_time() {
    on_both(|site| {
        ready(&site);
        site.cardctl.ok("scheme add main --facets region:2,sex --priority visits,fees".split(' '));
        site.cardctl.ok("scheme add first --facets region:2 --priority visits --founder-first".split(' '));
        import(&site, &people(0..90));
        let pages = |scheme: &str| -> Vec<String> {
            let mut all = Vec::new();
            for skip in (0..70).step_by(9) {
                let (skip, limit) = (skip.to_string(), "9");
                let line = ["cohort", "show", "11", "--scheme", scheme, "--skip", &skip, "--limit", limit];
                let page = site.cardctl.json(line);
                all.extend(
                    page.as_array()
                        .expect("a list")
                        .iter()
                        .map(|row| format!("{} {}", row["rank"], row["ref"].as_str().expect("a ref"))),
                );
            }
            all
        };
        let both = || [pages("main"), pages("first")];
        for n in [3, 4, 33, 60] {
            site.cardctl.ok(["holder", "visit", &format!("K{n}")]);
        }
        let before = both();
        assert_eq!(before.each_ref().map(Vec::len), [60, 60]);
        part(&site);
        assert_eq!(both(), before);
        for n in [0, 6, 7, 51, 88, 88] {
            site.cardctl.ok(["holder", "visit", &format!("K{n}")]);
        }
        import(&site, &people(90..110));
        site.cardctl.ok("holder restrict K1 --reason asked --yes".split(' '));
        site.cardctl.ok(["db", "check"]);
        let parted = both();
        let rank = |scheme: &str| {
            let shown = site.cardctl.json(["holder", "show", "K51"]);
            let rows = shown["cohorts"].as_array().expect("cohorts").clone();
            rows.into_iter()
                .find(|row| row["scheme"] == scheme && row["path"] == "11")
                .map(|row| row["rank"].clone())
        };
        let ranks = [rank("main"), rank("first")];
        sql::execute(&site.url, "DELETE FROM cohort_block").expect("none");
        assert_eq!(both(), parted);
        assert_eq!([rank("main"), rank("first")], ranks);
        let of = |pages: &[String]| {
            let row = pages.iter().find(|row| row.ends_with(" K51"));
            row.and_then(|row| row.split(' ').next())
                .and_then(|rank| rank.parse::<i64>().ok())
                .map(Value::from)
        };
        assert_eq!(ranks, [of(&parted[0]), of(&parted[1])]);
    });
}

#[test]
fn a_load_parts_the_cohorts_that_grew_large() {
    on_both(|site| {
        ready_for(&site, 20_100);
        site.cardctl.ok("scheme add main --facets country --priority registered".split(' '));
        import(&site, &people(0..20_050));
        let blocks = "SELECT COUNT(*) || ' blocks of ' || SUM(members) FROM cohort_block";
        assert_eq!(sql::texts(&site.url, blocks).expect("blocks"), ["3 blocks of 20050"]);
        import(&site, &people(20_050..20_060));
        assert_eq!(sql::texts(&site.url, blocks).expect("blocks"), ["3 blocks of 20060"]);
        let page = site.cardctl.json("cohort show CHN --skip 20058".split(' '));
        let ranks: Vec<&Value> = page.as_array().expect("a list").iter().map(|row| &row["rank"]).collect();
        assert_eq!(ranks, [&json!(20_059), &json!(20_060)]);
        let regrouped = site.cardctl.json(["cohort", "regroup", "--full"]);
        assert_eq!(regrouped["status"], "unchanged");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_report_of_many_changes_names_the_largest() {
    on_both(|site| {
        ready(&site);
        let mut rows = people(0..40);
        writeln!(rows, "L1,某人,mobile,13800138000,BJ,2026-01-01").expect("a string takes all");
        import(&site, &rows);
        site.cardctl.ok("scheme add main --facets region:2,sex --priority registered".split(' '));
        let planned = site.cardctl.json(["cohort", "regroup", "--dry-run"]);
        let named = planned["cohorts"].as_array().expect("a table");
        let first: Vec<&Value> =
            ["path", "before", "entered", "left", "reordered", "after"].map(|key| &named[0][key]).to_vec();
        assert_eq!(first, [&json!("11"), &json!(0), &json!(27), &json!(0), &json!(0), &json!(27)]);
        assert!(named.iter().any(|row| row["path"] == "unknown/unknown" && row["entered"] == 1), "{planned}");
        let row = &planned["schemes"][0];
        assert_eq!(
            (&row["placed"], &row["rank_changes"], &row["emptied"]),
            (&json!(41), &json!(0), &json!(0))
        );
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
        let shown = site.cardctl.json(["scheme", "show", "main"]);
        assert_eq!(
            [&shown["regroupings"][0]["placed"], &shown["regroupings"][0]["mode"]],
            [&json!(41), &json!("full")]
        );
    });
}
