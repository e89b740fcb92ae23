//! Statements of parties.

use std::collections::BTreeMap;
use std::fs;

use serde_json::{Value, json};

use crate::acts::refused;
use crate::fixture::{platform, purchases};
use crate::harness::{Site, on_both, sql};

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

/// Two months: three purchases in February, a refund and a purchase in March, of which the refund goes to February's.
fn posted(site: &Site) {
    platform(site);
    purchases(site, &["P1,H1,100.00,2026-02-01,,", "P2,H2,50.00,2026-02-10,,", "P3,H4,33.33,2026-02-11,,"]);
    site.cardctl.ok(split("settle run --through 2026-02-28 --post --yes"));
    purchases(site, &["R1,H1,60.00,2026-03-05,,P1", "P4,H3,10.01,2026-03-31,,"]);
    site.cardctl.ok(split("settle run --through 2026-03-31 --post --yes"));
}

fn statement(site: &Site, line: &str) -> Value {
    site.cardctl.json(split(&format!("report statement {line}")))
}

#[test]
fn a_statement_tells_where_every_cent_is_from() {
    on_both(|site| {
        posted(&site);
        let february = statement(&site, "A3 --month 2026-02");
        for (key, expected) in [
            ("number", Value::Null),
            ("status", json!("draft")),
            ("kind", json!("agent")),
            ("party", json!("A3")),
            ("from", json!("2026-02-01")),
            ("to", json!("2026-02-28")),
            ("time_zone", json!("Asia/Shanghai")),
            ("runs", json!([1])),
            ("plans", json!(["standard@2026-01-01"])),
            ("opening", json!("0.00")),
            ("purchases", json!(2)),
            ("purchases_amount", json!("150.00")),
            ("refunds", json!(0)),
            ("earned", json!("3.60")),
            ("adjustments", json!("0.00")),
            ("net", json!("3.60")),
            ("paid", json!("0.00")),
            ("closing", json!("3.60")),
            ("line_count", json!(2)),
            ("line_sum", json!("3.60")),
            ("held_purchases", json!(0)),
        ] {
            assert_eq!(february[key], expected, "{key}: {february}");
        }
        let by_share = json!([{ "role": "agent", "level": 1, "plan": "standard@2026-01-01", "lines": 2,
            "base": "18.00", "share": "20%", "amount": "3.60" }]);
        assert_eq!(february["by_share"], by_share);
        let first = json!({ "run": 1, "day": "2026-02-01", "source": "till", "external_id": "P1", "holder": "H***",
            "provider": "shop", "amount": "100.00", "refund_of": null, "role": "agent", "level": 1, "base": "12.00",
            "share": "20%", "commission": "2.40" });
        assert_eq!(february["lines"][0], first);

        let march = statement(&site, "A3 --from 2026-03 --to 2026-03");
        assert_eq!(march["opening"], february["closing"]);
        assert_eq!(
            [&march["refunds"], &march["refunds_amount"], &march["earned"], &march["closing"]],
            [&json!(1), &json!("-60.00"), &json!("-1.44"), &json!("2.16")]
        );
        // The gold tier has its own share, and one's own ref is no secret.
        let gold = statement(&site, "H2 --month 2026-02");
        assert_eq!(gold["by_share"][0]["share"], "50%");
        assert_eq!(gold["lines"][0]["holder"], "H2");
        // Nobody has the share of H4's agents and staff: the center and the platform have them.
        let center = statement(&site, "BJ --month 2026-02");
        let shares: Vec<&str> = center["by_share"]
            .as_array()
            .expect("shares")
            .iter()
            .map(|row| row["share"].as_str().expect("a share"))
            .collect();
        assert_eq!(shares, ["10%", "20%"]);
        // A provider owes.
        let provider = statement(&site, "shop --month 2026-02");
        assert_eq!(
            [&provider["earned"], &provider["by_share"][0]["base"], &provider["by_share"][0]["share"]],
            [&json!("-21.99"), &json!("183.33"), &json!("12%")]
        );
        let listed = site.cardctl.ok(split("report statement A3 --month 2026-03 --lines -o csv"));
        assert_eq!(
            listed,
            "run,day,source,external_id,holder,provider,amount,refund_of,role,level,base,share,commission\n\
             2,2026-03-05,till,R1,H***,shop,-60.00,P1,agent,1,-7.20,20%,-1.44\n"
        );
    });
}

/// The rows of a list in csv, by its columns.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let row = |line: &str| {
        header.iter().map(|name| (*name).to_owned()).zip(line.split(',').map(str::to_owned)).collect()
    };
    lines.map(row).collect()
}

fn minor(text: &str) -> i64 {
    text.replace('.', "").parse().expect("an amount")
}

#[test]
fn all_statements_together_are_the_run() {
    on_both(|site| {
        posted(&site);
        for (month, run) in [("2026-02", "1"), ("2026-03", "2")] {
            let line = format!("report statement --all --month {month} --out all-{month} -o json");
            let listed = site.cardctl.ok(split(&format!("{line} --issue --yes")));
            let listed: Value = serde_json::from_str(&listed).expect("json");
            let listed = listed.as_array().expect("rows");
            let settled = site.cardctl.json(split(&format!("settle show {run}")));
            let of = |kind: &str| -> i64 {
                listed
                    .iter()
                    .filter(|row| row["kind"] == kind)
                    .map(|row| minor(row["earned"].as_str().expect("an amount")))
                    .sum()
            };
            let roles = ["holder", "agent", "staff", "center", "platform"];
            let pool = minor(settled["pool"].as_str().expect("a pool"));
            assert_eq!(roles.map(of).iter().sum::<i64>(), pool, "{month}");
            assert_eq!(of("provider"), -pool, "{month}");
            for total in settled["totals"].as_array().expect("totals") {
                let role = total["role"].as_str().expect("a role");
                assert_eq!(of(role), minor(total["amount"].as_str().expect("an amount")), "{month} {role}");
            }
            // Each has a file that says the same, and numbers have no gap.
            let mut numbers = Vec::new();
            for row in listed {
                let file = row["file"].as_str().expect("a file");
                let text = fs::read_to_string(site.directory().join(file)).expect("it was written");
                let made: Value = serde_json::from_str(&text).expect("json");
                for key in ["kind", "party", "number", "opening", "earned", "adjustments", "paid", "closing"]
                {
                    assert_eq!(made[key], row[key], "{file} {key}");
                }
                let sum: i64 = made["lines"]
                    .as_array()
                    .expect("lines")
                    .iter()
                    .map(|line| minor(line["commission"].as_str().expect("an amount")))
                    .sum();
                assert_eq!(json!(sum), json!(minor(made["earned"].as_str().expect("an amount"))), "{file}");
                numbers.push(made["number"].as_str().expect("a number").to_owned());
            }
            let already = if month == "2026-02" { 0 } else { 9 };
            let expected: Vec<String> =
                (1..=numbers.len()).map(|n| format!("2026-{:06}", n + already)).collect();
            assert_eq!(numbers, expected, "{month}");
            // Again it is the same, to the byte.
            let again = site.cardctl.exits(0, split(&format!("{line} --issue --yes")));
            assert!(again.stderr.contains("all of them were issued already"), "{again}");
            assert_eq!(serde_json::from_str::<Value>(&again.stdout).expect("json"), json!(listed));
        }
        let only =
            site.cardctl.ok(split("report statement --all --kind staff --month 2026-02 --out s -o csv"));
        assert_eq!(rows(&only).len(), 1);
        assert!(site.directory().join("s/staff-S1.csv").is_file());
        site.cardctl.ok(split("report statement --all --kind staff --month 2026-02 --out s"));
        assert!(
            fs::read_to_string(site.directory().join("s/staff-S1.html")).expect("a page").contains("审批")
        );
        site.cardctl.ok(split("report statement --all --kind staff --month 2026-02 --out s -o xlsx"));
        assert!(
            site.directory().join("s/staff-S1.xlsx").is_file()
                && site.directory().join("s/statements.xlsx").is_file()
        );
    });
}

#[test]
fn what_was_issued_stays_and_what_came_late_comes_next() {
    on_both(|site| {
        posted(&site);
        let issue = "report statement A3 --month 2026-02 --issue -o json";
        let unconfirmed = site.cardctl.exits(7, split(issue));
        assert!(unconfirmed.stderr.contains("--yes"), "{unconfirmed}");
        assert_eq!(statement(&site, "A3 --month 2026-02")["status"], "draft");
        let issued = site.cardctl.ok(split(&format!("{issue} --yes")));
        let february: Value = serde_json::from_str(&issued).expect("json");
        assert_eq!([&february["number"], &february["status"]], [&json!("2026-000001"), &json!("issued")]);
        let html = site.cardctl.ok(split("report statement A3 --month 2026-02 -o html"));
        assert!(html.contains("2026-000001") && html.contains("复核"), "{html}");
        let lines = site.cardctl.ok(split("report statement A3 --month 2026-02 --lines -o csv"));

        // An adjustment of February and a run of February's last day, after the number was given.
        let late =
            "INSERT INTO journal (entry_id, kind, run_id, dated, recorded, operator, subject, entered_by)
                    VALUES (901, 'adjustment', NULL, 20498, 4102444800000000, 'x', 'adjustment 1', NULL),
                           (902, 'payout', NULL, 20530, 4102444800000001, 'x', 'payout 1', NULL);
                    INSERT INTO posting (party_id, entry_id, kind, amount)
                    SELECT agent_id, 901, 'agent', 30 FROM agent WHERE code = 'A3';
                    INSERT INTO posting (party_id, entry_id, kind, amount)
                    SELECT agent_id, 902, 'agent', -100 FROM agent WHERE code = 'A3';
                    INSERT INTO posting (party_id, entry_id, kind, amount)
                    VALUES (-9, 901, 'account', -30), (-6, 902, 'account', 100)";
        sql::execute(&site.url, late).expect("late entries");
        purchases(&site, &["P9,H1,10.00,2026-02-20,,"]);
        site.cardctl.ok(split("settle run --through 2026-02-28 --post --yes"));

        assert_eq!(site.cardctl.ok(split(issue)), issued, "the same bytes, and nothing asked");
        assert_eq!(site.cardctl.ok(split("report statement A3 --month 2026-02 -o html")), html);
        assert_eq!(site.cardctl.ok(split("report statement A3 --month 2026-02 --lines -o csv")), lines);
        let march = statement(&site, "A3 --month 2026-03");
        for (key, expected) in [
            ("opening", february["closing"].clone()),
            ("runs", json!([3, 2])),
            // 20 % of 12 % of 10.00 came late, and 1.44 were taken back.
            ("earned", json!("-1.20")),
            ("adjustments", json!("0.30")),
            ("net", json!("-0.90")),
            ("paid", json!("1.00")),
            ("closing", json!("1.70")),
        ] {
            assert_eq!(march[key], expected, "{key}: {march}");
        }
        // What all statements came to is what the ledger says.
        let balances = site.cardctl.ok(split("ledger balances --as-of 2026-03-31 -o csv"));
        assert!(balances.contains("agent,A3,2.70,1.00,1.70\n"), "{balances}");
    });
}

#[test]
fn a_statement_keeps_what_was_held_when_it_was_issued() {
    on_both(|site| {
        posted(&site);
        purchases(&site, &["P7,H1,40.00,2026-03-06,,", "P8,H1,2.50,2026-03-07,,"]);
        for id in ["P7", "P8"] {
            site.cardctl.ok(split(&format!("purchase hold {id} --source till --reason odd")));
        }
        let held = |of: &Value| [of["held_purchases"].clone(), of["held_amount"].clone()];
        let both = [json!(2), json!("42.50")];
        // Whoever would have a part of them is told, and nobody else.
        for (party, expected) in
            [("A3", both.clone()), ("H1", both.clone()), ("H3", [json!(0), json!("0.00")])]
        {
            assert_eq!(held(&statement(&site, &format!("{party} --month 2026-03"))), expected, "{party}");
        }
        let issue = |party: &str, month: &str| {
            let line = format!("report statement {party} --month {month} --issue --yes -o json");
            site.cardctl.exits(0, split(&line))
        };
        let issued = issue("A3", "2026-02");
        assert!(issued.stderr.contains("2026-02 is not closed"), "{issued}");
        assert!(issued.stderr.contains("`cardctl period close 2026-02`"), "{issued}");
        site.cardctl.ok(split("purchase release P7 --source till --reason fine"));
        let again = site.cardctl.exits(0, split("report statement A3 --month 2026-02 -o json"));
        assert_eq!(again.stdout, issued.stdout, "the same bytes");
        let parsed: Value = serde_json::from_str(&again.stdout).expect("json");
        assert_eq!(held(&parsed), both);
        assert_eq!(held(&statement(&site, "A3 --month 2026-03"))[0], 1);

        // In files of all, too: those that were issued as they were, the others as it is now.
        site.cardctl.ok(split("report statement --all --month 2026-02 --out all -o json"));
        let file = |name: &str| fs::read_to_string(site.directory().join("all").join(name)).expect("a file");
        assert_eq!(file("agent-A3.json"), issued.stdout);
        let holder: Value = serde_json::from_str(&file("holder-H1.json")).expect("json");
        assert_eq!(held(&holder), [json!(1), json!("2.50")]);

        // A month that is closed is issued without a word.
        site.cardctl.ok(split("period close 2026-02 --yes"));
        let closed = issue("H1", "2026-02");
        assert!(!closed.stderr.contains("is not closed"), "{closed}");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn many_who_issue_at_once_leave_no_gap() {
    on_both(|site| {
        posted(&site);
        let parties = ["A3", "H1", "H2", "BJ", "S1"];
        let running: Vec<_> = parties
            .iter()
            .chain(&parties)
            .map(|party| {
                let line = format!("report statement {party} --month 2026-02 --issue --yes -o json");
                site.cardctl.spawn(split(&line))
            })
            .collect();
        let mut numbers = Vec::new();
        for each in running {
            let output = each.wait();
            assert_eq!(output.status, 0, "{output}");
            let issued: Value = serde_json::from_str(&output.stdout).expect("json");
            numbers.push(issued["number"].as_str().expect("a number").to_owned());
        }
        numbers.sort();
        numbers.dedup();
        let expected: Vec<String> = (1..=parties.len()).map(|n| format!("2026-{n:06}")).collect();
        assert_eq!(numbers, expected, "each party has one number, and none is left out");
    });
}

#[test]
fn a_statement_is_of_somebody_and_of_days_that_are_over() {
    on_both(|site| {
        posted(&site);
        for (line, status, code, message) in [
            ("A9 --month 2026-02", 5, "not-found", "no party has the ref or code `A9`"),
            ("A1 --month 2026-01", 5, "not-found", "`A1` has no postings by 2026-01-31"),
            ("A3 --from 2026-02-01", 2, "usage", "a statement begins and ends on a day"),
            ("A3 --from 2026-03-01 --to 2026-02-01", 2, "usage", "nothing lies between"),
            ("A3 --from 2026-02-01 --to 9000-01-01 --issue", 1, "period-order", "9000-01-01 is not over"),
            ("A3 --all --out x", 2, "usage", ""),
            ("--all", 2, "usage", ""),
        ] {
            let error = refused(&site, status, &split(&format!("report statement {line}")));
            assert_eq!(error["code"], code, "{line}");
            let said = error["message"].as_str().expect("a message");
            assert!(said.starts_with(message), "{line}: {said}");
        }
        sql::execute(&site.url, "UPDATE line SET amount = amount + 1 WHERE slot = 65").expect("harm");
        let harmed = site.cardctl.exits(1, split("report statement S1 --month 2026-02"));
        assert!(harmed.stderr.contains("stand against postings"), "{harmed}");
    });
}
