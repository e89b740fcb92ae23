//! `purchase add` and `purchase show`: one item, by the rules of a file.

use serde_json::json;

use crate::acts::{audited, count, refused};
use crate::fixture::{platform, purchases};
use crate::harness::{Site, on_both};

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

const TEA: &str = "purchase add K-1 --source till --holder H1 --provider shop --amount 120.00 --at 2026-02-01 --category tea";

fn message(site: &Site, status: i32, line: &str) -> String {
    refused(site, status, &split(line))["message"].as_str().expect("a message").to_owned()
}

#[test]
fn one_purchase_is_what_the_row_of_a_file_would_have_been() {
    on_both(|site| {
        platform(&site);
        let added = site.cardctl.json(split(TEA));
        assert_eq!((&added["holder"], &added["amount"]), (&json!("H1"), &json!("120.00")));
        assert_eq!(added["state"], "not settled");
        // The same by a file is the same.
        let loaded = purchases(&site, &["K-1,H1,120.00,2026-02-01,tea,"]);
        assert_eq!((&loaded["imported"], &loaded["skipped"]), (&json!(0), &json!(1)));
        let before = audited(&site);
        site.cardctl.ok(split(TEA));
        assert_eq!((count(&site, "purchase"), audited(&site)), (1, before));

        let refund = "purchase add K-2 --source till --holder H1 --provider shop --amount 20.00 --at 2026-02-02 --refund-of K-1";
        site.cardctl.ok(split(refund));
        site.cardctl.ok(split("settle run --through 2026-02-28 --post --yes"));
        let shown = site.cardctl.json(split("purchase show K-1"));
        assert_eq!((&shown["state"], &shown["run"]), (&json!("in run 1, posted"), &json!(1)));
        assert_eq!(shown["refunds"][0]["external_id"], "K-2");
        let lines = shown["lines"].as_array().expect("lines");
        let cents = |line: &serde_json::Value| -> i64 {
            line["amount"].as_str().expect("an amount").replace('.', "").parse().expect("a number")
        };
        assert_eq!(lines.iter().map(cents).sum::<i64>(), 1440);
        assert_eq!(site.cardctl.json(split("purchase show K-2"))["refund_of"], "K-1");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn what_a_file_would_reject_is_refused_and_leaves_nothing_but_its_trace() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok(split(TEA));
        let other = TEA.replace("120.00", "121.00");
        assert!(message(&site, 1, &other).contains("says something else"));
        let again = |id: &str, from: &str, to: &str| TEA.replace("K-1", id).replace(from, to);
        let early = message(&site, 1, &again("K-3", "2026-02-01", "2025-02-01"));
        assert!(early.contains("before the holder's activation"), "{early}");
        let much =
            "purchase add K-4 --source till --holder H1 --provider shop --amount 200.00 --refund-of K-1";
        assert!(message(&site, 1, much).contains("only 120.00 is left"));
        assert_eq!(count(&site, "purchase"), 1);
        // Three refusals, and the purchase itself.
        let log = site.cardctl.json(split("audit log"));
        let of = |entry: &&serde_json::Value| entry["action"] == "purchase add";
        let entries: Vec<&serde_json::Value> = log.as_array().expect("entries").iter().filter(of).collect();
        assert_eq!(entries.iter().filter(|entry| entry["outcome"] == "refused").count(), 3, "{entries:?}");
        assert_eq!(entries.len(), 4);

        assert!(message(&site, 2, &again("K-5", "120.00", "0")).contains("above 0"));
        assert!(message(&site, 2, &again("K-5", "2026-02-01", "2999-02-01")).contains("future"));
        assert!(message(&site, 5, &again("K-5", "shop", "shob")).contains("shob"));
        assert!(message(&site, 5, &again("K-5", "H1", "H9")).contains("H9"));
        assert_eq!(count(&site, "purchase"), 1);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_purchase_with_a_card_that_was_lost_then_is_held() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok("card lost --holder H1 --reason x --at 2026-02-03T00:00:00+08:00".split(' '));
        let held = site.cardctl.json(split(&TEA.replace("2026-02-01", "2026-02-04")));
        assert!(held["state"].as_str().expect("a state").starts_with("held: "), "{held}");
        let free = site.cardctl.json(split(&TEA.replace("K-1", "K-2")));
        assert_eq!(free["state"], "not settled");
        site.cardctl.ok(["db", "check"]);
    });
}
