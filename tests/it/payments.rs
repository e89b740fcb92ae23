//! Fees paid after the registration, and the tiers that follow from them.

use serde_json::{Value, json};

use crate::acts::{audited, platform, refused};
use crate::harness::{Site, on_both, sql};

/// Two holders, D1 who wants the gold tier and D2 who wants none, and a scheme that ranks by fees.
fn site_with_holders(site: &Site) {
    platform(site);
    let run = |line: &str| site.cardctl.ok(line.split(' '));
    run("tier add standard --name Standard --rank 1 --default");
    run("tier add silver --name Silver --rank 2 --min-fee 100.00");
    run("tier add gold --name Gold --rank 3 --min-fee 199.00");
    run("scheme add paid --facets range-carrier --priority fees,registered");
    run("batch issue --center BJ --count 4 --out print --release --yes");
    let text = std::fs::read_to_string(site.directory().join("print/cards.csv")).expect("the print file");
    let cards: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    run(&format!(
        "holder register --card {} --ref D1 --name A --parameter mobile=13800138000 --tier gold",
        cards[0]
    ));
    run(&format!("holder register --card {} --ref D2 --name B --parameter mobile=13900139000", cards[1]));
}

fn pay(holder: &str, amount: &str, receipt: &str) -> Vec<String> {
    ["payment", "add", "--holder", holder, "--amount", amount, "--receipt", receipt]
        .map(str::to_owned)
        .to_vec()
}

fn rank(site: &Site, holder: &str) -> Value {
    site.cardctl.json(["holder", "show", holder])["cohorts"][0]["rank"].clone()
}

#[test]
fn a_fee_brings_the_tier_once_its_minimum_is_reached() {
    on_both(|site| {
        site_with_holders(&site);
        assert_eq!((rank(&site, "D1"), rank(&site, "D2")), (json!(1), json!(2)));
        let first = site.cardctl.json(pay("D2", "99.99", "R1"));
        assert_eq!((&first["tier"], &first["tier_since"]), (&json!("standard"), &Value::Null));
        assert_eq!(
            (rank(&site, "D1"), rank(&site, "D2")),
            (json!(2), json!(1)),
            "the place moves with the fee"
        );
        let second = site.cardctl.json(pay("D2", "0.01", "R2"));
        assert_eq!((&second["tier_before"], &second["tier"]), (&json!("standard"), &json!("silver")));
        assert_eq!(second["fees_paid"], "100.00");

        let part = site.cardctl.json(pay("D1", "120", "R3"));
        for (key, value) in [("tier", "silver"), ("wanted_tier", "gold"), ("still_to_pay", "79.00")] {
            assert_eq!(part[key], value, "{key}");
        }
        let whole = site.cardctl.json(pay("D1", "79", "R4"));
        assert_eq!((&whole["tier"], &whole["wanted_tier"]), (&json!("gold"), &Value::Null));
        let shown = site.cardctl.json(["holder", "show", "D1"]);
        assert_eq!((&shown["tier"], &shown["wanted_tier"]), (&json!("gold"), &Value::Null));
        assert_eq!(shown["fees"].as_array().map(Vec::len), Some(2));

        // A tier that an operator gave is not lost by paying.
        site.cardctl.ok(["holder", "set", "D2", "--tier", "gold", "--reason", "goodwill"]);
        assert_eq!(site.cardctl.json(pay("D2", "1.00", "R5"))["tier"], "gold");
        let list = site.cardctl.json(["payment", "list"]);
        let receipts: Vec<&Value> =
            list.as_array().expect("a list").iter().map(|row| &row["receipt"]).collect();
        assert_eq!(receipts, ["R1", "R2", "R3", "R4", "R5"]);
        let of_d1 = site.cardctl.ok([
            "payment",
            "list",
            "--holder",
            "D1",
            "-o",
            "csv",
            "--columns",
            "ref,receipt,amount",
        ]);
        assert_eq!(of_d1, "ref,receipt,amount\nD1,R3,120.00\nD1,R4,79.00\n");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_receipt_is_taken_once() {
    on_both(|site| {
        site_with_holders(&site);
        site.cardctl.ok(pay("D1", "50.00", "R1"));
        let before = audited(&site);
        let again = site.cardctl.exits(0, pay("D1", "50", "R1"));
        assert!(again.stderr.contains("receipt `R1` of `D1` is unchanged"), "{again}");
        assert_eq!(audited(&site), before);
        for (holder, amount, more, differs) in [
            ("D2", "50.00", None, "holder"),
            ("D1", "50.01", None, "amount"),
            ("D1", "50.00", Some("--channel=wechat"), "channel"),
            ("D1", "50.00", Some("--paid-at=2026-01-01"), "time"),
        ] {
            let line = pay(holder, amount, "R1");
            let line: Vec<&str> = line.iter().map(String::as_str).chain(more).collect();
            let error = refused(&site, 1, &line);
            assert_eq!(error["message"], format!("receipt `R1` is recorded already with another {differs}"));
        }
        assert_eq!(audited(&site), before + 4, "refusals are recorded");
        for line in [
            pay("D1", "0", "R9"),
            pay("D1", "-5", "R9"),
            pay("D1", "1.234", "R9"),
            pay("D1", "5", " "),
            pay("D1", "9999999999.99", "R9"),
            [pay("D1", "5", "R9"), vec!["--paid-at=2199-01-01".to_owned()]].concat(),
        ] {
            let line: Vec<&str> = line.iter().map(String::as_str).collect();
            assert_eq!(refused(&site, 2, &line)["code"], "usage", "{line:?}");
        }
        let none = pay("nobody", "5", "R9");
        let none: Vec<&str> = none.iter().map(String::as_str).collect();
        assert_eq!(refused(&site, 5, &none)["code"], "not-found");
        let paid = sql::texts(&site.url, "SELECT CAST(fees AS TEXT) FROM holder ORDER BY ref").expect("fees");
        assert_eq!(paid, ["5000", "0"]);
    });
}

#[test]
fn a_fee_that_was_paid_earlier_counts_from_its_day() {
    on_both(|site| {
        site_with_holders(&site);
        let line = [pay("D2", "100", "R1"), vec!["--paid-at=2020-01-01".to_owned()]].concat();
        let paid = site.cardctl.json(line);
        let registered = site.cardctl.json(["holder", "show", "D2"])["registered_at"].clone();
        let day = registered.as_str().and_then(|at| at.get(..10)).expect("a day");
        assert_eq!(paid["tier_since"], day, "never before the registration");
        assert!(paid["paid_at"].as_str().is_some_and(|at| at.starts_with("2020-01-01")), "{paid}");
    });
}
