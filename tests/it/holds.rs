//! Purchases and refunds that are kept out of every run, and let in again.

use serde_json::json;

use crate::acts::{audited, refused};
use crate::fixture::{lines, platform, purchases};
use crate::harness::{on_both, sql};

fn settle(site: &crate::harness::Site) -> serde_json::Value {
    site.cardctl.json("settle run --through 2026-03-31 --yes".split(' '))
}

#[test]
fn a_held_purchase_is_settled_when_it_is_released() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["P1,H1,100.00,2026-02-01,,", "P2,H1,50.00,2026-02-02,,"]);
        assert_eq!(refused(&site, 2, &["purchase", "hold", "P1"])["code"], "usage");
        let held = site.cardctl.json(["purchase", "hold", "P1", "--reason", "disputed"]);
        assert_eq!((&held["held"], &held["amount"]), (&json!("disputed"), &json!("100.00")));
        let entries = audited(&site);
        site.cardctl.ok(["purchase", "hold", "P1", "--reason", "again"]);
        assert_eq!(audited(&site), entries);
        assert_eq!(
            site.cardctl.json(["settle", "pending"]),
            json!([{ "reason": "held", "items": 1, "amount": "100.00" },
                   { "reason": "due", "items": 1, "amount": "50.00" }])
        );
        let listed = site.cardctl.json(["purchase", "list", "--held"]);
        assert_eq!(listed.as_array().map(Vec::len), Some(1));
        assert_eq!((&listed[0]["external_id"], &listed[0]["held"]), (&json!("P1"), &json!("disputed")));
        assert_eq!(settle(&site)["purchases"], 1);
        site.cardctl.ok(["db", "check"]);
        site.cardctl.ok(["purchase", "release", "P1", "--reason", "withdrawn"]);
        site.cardctl.ok(["purchase", "release", "P1", "--reason", "withdrawn"]);
        assert_eq!(settle(&site)["purchases"], 1);
        assert_eq!(lines(&site, "2")[0], "P1 holder  H1 4.80");
        let log = site.cardctl.ok("audit log -o jsonl".split(' '));
        assert!(log.contains("purchase hold") && log.contains("purchase release"), "{log}");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn what_is_settled_or_being_settled_is_not_held() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["P1,H1,100.00,2026-02-01,,"]);
        settle(&site);
        let error = refused(&site, 1, &["purchase", "hold", "P1", "--reason", "late"]);
        assert_eq!(error["code"], "run-state");
        assert_eq!(refused(&site, 5, &["purchase", "hold", "P9", "--reason", "x"])["code"], "not-found");
        let error = refused(&site, 5, &["purchase", "hold", "P1", "--source", "til", "--reason", "x"]);
        assert!(error["hint"].as_str().is_some_and(|hint| hint.contains("till")), "{error}");
        site.cardctl.ok("settle discard last --yes".split(' '));
        // As a run that was killed leaves it.
        sql::execute(&site.url, "UPDATE run SET state = 'calculating'").expect("an interrupted run");
        for verb in ["hold", "release"] {
            let error = refused(&site, 75, &["purchase", verb, "P1", "--reason", "x"]);
            assert_eq!(error["code"], "run-locked");
        }
        site.cardctl.ok("settle discard last --yes".split(' '));
        site.cardctl.ok(["purchase", "hold", "P1", "--reason", "x"]);
        assert_eq!(settle(&site)["status"], "nothing-due");
    });
}

#[test]
fn a_held_refund_leaves_its_part_to_others() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["P1,H1,100.00,2026-02-01,,", "R1,H1,60.00,2026-02-02,,P1"]);
        let too_much = purchases(&site, &["R2,H1,50.00,2026-02-03,,P1"]);
        assert_eq!(too_much["rejected"], 1);
        site.cardctl.ok(["purchase", "hold", "R1", "--reason", "wrong till"]);
        site.cardctl.ok(["db", "check"]);
        assert_eq!(purchases(&site, &["R2,H1,50.00,2026-02-03,,P1"])["imported"], 1);
        let error = refused(&site, 1, &["purchase", "release", "R1", "--reason", "right after all"]);
        assert_eq!(error["code"], "conflict");
        assert!(error["message"].as_str().is_some_and(|text| text.contains("only 50.00")), "{error}");
        site.cardctl.ok(["purchase", "hold", "R2", "--reason", "counted twice"]);
        site.cardctl.ok(["purchase", "release", "R1", "--reason", "right after all"]);
        let run = settle(&site);
        assert_eq!(
            (&run["purchases"], &run["refunds"], &run["pool"]),
            (&json!(1), &json!(1), &json!("4.80"))
        );
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_held_refund_stays_held_when_its_purchase_comes() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["R1,H1,10.00,2026-02-03,,P1"]);
        site.cardctl.ok(["purchase", "hold", "R1", "--reason", "doubtful"]);
        site.cardctl.ok(["purchase", "release", "R1", "--reason", "no"]);
        assert_eq!(site.cardctl.json(["settle", "pending"])[0]["reason"], "waiting for its purchase");
        site.cardctl.ok(["purchase", "hold", "R1", "--reason", "doubtful"]);
        purchases(&site, &["P1,H1,100.00,2026-02-01,,"]);
        let run = settle(&site);
        assert_eq!((&run["purchases"], &run["refunds"]), (&json!(1), &json!(0)));
        site.cardctl.ok(["db", "check"]);
        site.cardctl.ok(["purchase", "release", "R1", "--reason", "settled by talk"]);
        site.cardctl.ok("settle approve last --yes".split(' '));
        site.cardctl.ok("settle post last --yes".split(' '));
        assert_eq!(settle(&site)["refunds"], 1);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn what_is_held_counts_for_no_rank() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok("scheme add spent --facets region:6 --priority spent".split(' '));
        purchases(&site, &["P1,H1,100.00,2026-02-01,,", "P2,H1,50.00,2026-02-02,,"]);
        site.cardctl.ok("cohort regroup --yes".split(' '));
        let spent = |site: &crate::harness::Site| {
            site.cardctl.ok("cohort regroup --yes".split(' '));
            let query = "SELECT CAST(COUNT(*) AS TEXT) FROM placement_due";
            assert_eq!(sql::texts(&site.url, query).expect("a count"), ["0"]);
            site.cardctl.ok(["db", "check", "--pass", "cohort-facts"])
        };
        site.cardctl.ok(["purchase", "hold", "P1", "--reason", "disputed"]);
        assert!(spent(&site).contains("ok"));
        site.cardctl.ok(["purchase", "release", "P1", "--reason", "fine"]);
        assert!(spent(&site).contains("ok"));
    });
}
