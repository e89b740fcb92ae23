//! Settlement: what is due is divided exactly, once, whatever happens.

use std::fs::{self, File};
use std::time::Duration;

use serde_json::json;

use crate::fixture::{PLAN, bare_platform, import_plan, lines, platform, purchases};
use crate::harness::{Site, on_both, sql};

fn settle(site: &Site, through: &str) -> serde_json::Value {
    site.cardctl.json(["settle", "run", "--through", through, "--yes"])
}

#[test]
fn a_purchase_is_divided_among_all_parties() {
    on_both(|site| {
        platform(&site);
        purchases(
            &site,
            &[
                "P1,H1,100.00,2026-02-01,,",
                "P2,H2,100.00,2026-02-01,,",
                "P3,H3,100.00,2026-02-01,,",
                "P4,H4,100.00,2026-02-01,,",
                "P5,H1,0.08,2026-02-01,,",
            ],
        );
        let run = settle(&site, "2026-02-28");
        assert_eq!(run["status"], "calculated");
        assert_eq!((&run["purchases"], &run["refunds"]), (&json!(5), &json!(0)));
        assert_eq!(run["pool"], "48.00");
        let expected = [
            // 12.00: 40 % holder, 20 % A3, 10 % A2, 10 % staff, 10 % center, 10 % left for the platform.
            "P1 holder  H1 4.80",
            "P1 agent 1 A3 2.40",
            "P1 agent 2 A2 1.20",
            "P1 staff  S1 1.20",
            "P1 center  BJ 1.20",
            "P1 platform  platform 1.20",
            // Gold has 50 %.
            "P2 holder  H2 6.00",
            "P2 agent 1 A3 2.40",
            "P2 agent 2 A2 1.20",
            "P2 staff  S1 1.20",
            "P2 center  BJ 1.20",
            // Level 2 is missing and goes to the last agent, the staff's part to the center.
            "P3 holder  H3 4.80",
            "P3 agent 1 A1 3.60",
            "P3 center  BJ 2.40",
            "P3 platform  platform 1.20",
            // Without an agent both parts are the platform's.
            "P4 holder  H4 4.80",
            "P4 center  BJ 2.40",
            "P4 platform  platform 4.80",
        ];
        assert_eq!(lines(&site, "1"), expected);
        let totals = run["totals"].as_array().expect("five roles");
        let roles: Vec<&str> = totals.iter().filter_map(|total| total["role"].as_str()).collect();
        assert_eq!(roles, ["holder", "agent", "staff", "center", "platform"]);
        assert_eq!(totals[1], json!({ "role": "agent", "parties": 3, "lines": 5, "amount": "10.80" }));
        assert_eq!(site.cardctl.json(["settle", "show", "last"])["digest"], run["digest"]);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_dry_run_computes_the_same_and_writes_nothing() {
    on_both(|site| {
        platform(&site);
        purchases(
            &site,
            &["P1,H1,10.01,2026-02-01,,", "P2,H1,33.33,2026-02-02,,", "R1,H1,5.00,2026-02-03,,P2"],
        );
        let dry = site.cardctl.json(["settle", "run", "--through", "2026-02-28", "--dry-run"]);
        assert_eq!((&dry["run"], &dry["status"]), (&json!(null), &json!("dry-run")));
        assert_eq!(site.cardctl.json(["settle", "list"]), json!([]));
        let run = settle(&site, "2026-02-28");
        for key in ["digest", "totals", "pool", "purchases", "refunds", "lines"] {
            assert_eq!(dry[key], run[key], "{key}");
        }
        let again = settle(&site, "2026-02-28");
        assert_eq!((&again["run"], &again["status"]), (&json!(null), &json!("nothing-due")));
        site.cardctl.exits(4, ["settle", "run", "--through", "2026-02-28", "--yes", "--detailed-exitcode"]);
    });
}

#[test]
fn refunds_end_at_the_sums_of_what_is_left() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["P1,H1,100.00,2026-02-01,,", "P2,H2,50.00,2026-02-01,,"]);
        settle(&site, "2026-02-01");
        site.cardctl.ok(["settle", "approve", "1", "--yes"]);
        site.cardctl.ok(["settle", "post", "1", "--yes"]);
        // R2 is dated before R1 and settled with it; R3 gives all of P2 back, in the run after.
        let counts = purchases(
            &site,
            &[
                "R1,H1,33.33,2026-02-04,,P1",
                "R2,H1,11.11,2026-02-03,,P1",
                "R3,H2,50.00,2026-02-05,,P2",
                "R4,H1,60.00,2026-02-06,,P1",
                "R5,H1,1.00,2026-02-06,,R1",
                "R6,H2,1.00,2026-02-06,,P1",
                "R7,H1,1.00,2026-01-31,,P1",
            ],
        );
        assert_eq!((&counts["imported"], &counts["rejected"]), (&json!(3), &json!(4)));
        let run = settle(&site, "2026-02-28");
        assert_eq!((&run["purchases"], &run["refunds"]), (&json!(0), &json!(3)));
        // What is left of P1 is 55.56, a pool of 6.66: R1 and R2 together take 12.00 - 6.66 back.
        assert_eq!(run["pool"], "-11.34");
        site.cardctl.ok(["settle", "approve", "last", "--yes"]);
        site.cardctl.ok(["settle", "post", "last", "--yes"]);
        let balances = site.cardctl.ok(["ledger", "balances", "-o", "csv"]);
        // 40/20/10/10/10/10 % of 6.66: 2.664 1.332 0.666 0.666 0.666 0.666, the four units go to the largest rests.
        let expected = "kind,party,earned,paid,balance\n\
            holder,H1,2.66,0.00,2.66\n\
            holder,H2,0.00,0.00,0.00\n\
            agent,A2,0.67,0.00,0.67\n\
            agent,A3,1.33,0.00,1.33\n\
            staff,S1,0.67,0.00,0.67\n\
            center,BJ,0.67,0.00,0.67\n\
            platform,platform,0.66,0.00,0.66\n\
            provider,shop,-6.66,0.00,-6.66\n";
        assert_eq!(balances, expected);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_refund_waits_for_its_purchase() {
    on_both(|site| {
        platform(&site);
        let counts = purchases(&site, &["R1,H1,10.00,2026-02-03,,P1", "R2,H1,95.00,2026-02-04,,P1"]);
        assert_eq!(counts["imported"], 2);
        assert_eq!(settle(&site, "2026-02-28")["status"], "nothing-due");
        let pending = site.cardctl.json(["settle", "pending"]);
        assert_eq!(
            pending,
            json!([{ "reason": "waiting for its purchase", "items": 2, "amount": "105.00" }])
        );
        purchases(&site, &["P1,H1,100.00,2026-02-01,,"]);
        // R1 fits, and R2 would take more than is left, so it is held.
        let run = settle(&site, "2026-02-28");
        assert_eq!(
            (&run["purchases"], &run["refunds"], &run["pool"]),
            (&json!(1), &json!(1), &json!("10.80"))
        );
        let pending = site.cardctl.json(["settle", "pending"]);
        assert_eq!(pending[1], json!({ "reason": "held", "items": 1, "amount": "95.00" }));
        site.cardctl.ok(["db", "check"]);
    });
}

/// The refund that takes too much is dated before the other, and is never settled.
#[test]
fn a_refund_that_is_held_stops_no_other() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["R1,H1,100.01,2026-02-03,,P1"]);
        purchases(&site, &["P1,H1,100.00,2026-02-01,,"]);
        purchases(&site, &["R2,H1,40.00,2026-02-04,,P1"]);
        let run = settle(&site, "2026-02-28");
        assert_eq!(
            (&run["purchases"], &run["refunds"], &run["pool"]),
            (&json!(1), &json!(1), &json!("7.20"))
        );
        site.cardctl.ok(["db", "check"]);
    });
}

/// R2 was settled in a run that is not posted, and then R1 came, with an earlier date. Were R1 settled upon R2, the
/// parts would no longer add up after that run is discarded.
#[test]
fn a_refund_waits_for_those_that_were_settled_before_it() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["P1,H1,0.66,2026-02-01,,"]);
        site.cardctl.ok("settle run --through 2026-02-01 --post --yes".split(' '));
        purchases(&site, &["R2,H1,0.09,2026-02-04,,P1"]);
        settle(&site, "2026-02-28");
        purchases(&site, &["R1,H1,0.32,2026-02-03,,P1"]);
        assert_eq!(settle(&site, "2026-02-28")["status"], "nothing-due");
        let pending = site.cardctl.json(["settle", "pending"]);
        assert_eq!(pending[1]["reason"], "waiting for the refund before it");
        site.cardctl.ok("settle discard 2 --yes".split(' '));
        let run = settle(&site, "2026-02-28");
        // 0.25 is left, a pool of 3 after one of 7.
        assert_eq!((&run["refunds"], &run["pool"]), (&json!(2), &json!("-0.04")));
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn importing_twice_loses_and_doubles_nothing() {
    on_both(|site| {
        platform(&site);
        let rows = ["P1,H1,10.00,2026-02-01,food,", "P2,H2,20.00,2026-02-01T18:00:00+08:00,,"];
        let first = purchases(&site, &rows);
        assert_eq!(
            first,
            json!({ "read": 2, "imported": 2, "skipped": 0, "conflicts": 0, "rejected": 0, "amount": "30.00" })
        );
        let again = purchases(&site, &rows);
        assert_eq!(
            again,
            json!({ "read": 2, "imported": 0, "skipped": 2, "conflicts": 0, "rejected": 0, "amount": "0.00" })
        );
        // The same instant written otherwise is the same; another amount is not; the first row of an id wins.
        let mixed = purchases(
            &site,
            &[
                "P2,H2,20,2026-02-01T10:00:00Z,,",
                "P1,H1,10.01,2026-02-01,food,",
                "P3,H1,1.00,2026-02-01,,",
                "P3,H1,2.00,2026-02-01,,",
            ],
        );
        assert_eq!(
            mixed,
            json!({ "read": 4, "imported": 1, "skipped": 1, "conflicts": 2, "rejected": 0, "amount": "1.00" })
        );
        let rejects =
            std::fs::read_to_string(site.directory().join("purchases.csv.rejects.csv")).expect("rejects");
        assert_eq!(rejects.lines().count(), 3, "{rejects}");
        assert!(rejects.contains("conflict"), "{rejects}");
    });
}

#[test]
fn bad_rows_are_rejected_and_the_good_ones_stay() {
    on_both(|site| {
        platform(&site);
        let counts = purchases(
            &site,
            &[
                "P1,H1,10.00,2026-02-01,,",
                "P2,H9,10.00,2026-02-01,,",
                "P3,H1,0,2026-02-01,,",
                "P4,H1,1.234,2026-02-01,,",
                "P5,H1,1.00,2025-12-31,,",
                "P6,H1,1.00,yesterday,,",
                "P7,H1,-1.00,2026-02-01,,",
            ],
        );
        assert_eq!((&counts["imported"], &counts["rejected"]), (&json!(1), &json!(6)));
        let rejects =
            std::fs::read_to_string(site.directory().join("purchases.csv.rejects.csv")).expect("rejects");
        for reason in [
            "no holder `H9`",
            "above 0",
            "not an amount",
            "never negative",
            "before the holder's activation",
            "not a time",
        ] {
            assert!(rejects.contains(reason), "{reason} is missing in {rejects}");
        }
        let text = "external_id,card,holder,provider,amount,occurred_at\nQ1,,H1,market,1.00,2026-02-01\n";
        site.write("other.csv", text);
        let output =
            site.cardctl.exits(3, "purchase import other.csv --source till --yes -o json".split(' '));
        assert!(output.stderr.contains("no provider `market`"), "{output}");
        site.write("card.csv", "external_id,card,holder,provider,amount,occurred_at\nQ2,9156000000000003,,shop,1.00,2026-02-01\n");
        site.cardctl.exits(3, "purchase import card.csv --source till --yes".split(' '));
        let whole = site
            .cardctl
            .exits(8, "purchase import other.csv --source till --yes --all-or-nothing -o json".split(' '));
        assert!(whole.stderr.contains("\"bad-file\""), "{whole}");
    });
}

#[test]
fn a_bad_file_writes_nothing() {
    on_both(|site| {
        platform(&site);
        let header = "external_id,card,holder,provider,amount,occurred_at";
        let row = "P1,,H1,shop,1.00,2026-02-01";
        for (name, text) in [
            ("missing.csv", "external_id,card,holder,provider,amount\nP1,,H1,shop,1.00\n".to_owned()),
            ("unknown.csv", format!("{header},memmo\n{row},x\n")),
            ("short.csv", format!("{header}\n{row}\nP2,,H1\n")),
            ("quote.csv", format!("{header}\n{row}\n\"P2,,H1,shop,1.00,2026-02-01\n")),
            ("empty.csv", String::new()),
        ] {
            site.write(name, &text);
            let output = site
                .cardctl
                .exits(8, ["purchase", "import", name, "--source", "till", "--yes", "-o", "json"]);
            assert!(output.stderr.contains("\"bad-file\""), "{name}: {output}");
        }
        std::fs::write(
            site.directory().join("latin.csv"),
            b"external_id,card,holder,provider,amount,occurred_at\nP\xff\xfe1,,H1,shop,1.00,2026-02-01\n",
        )
        .expect("a file");
        site.cardctl.exits(8, "purchase import latin.csv --source till --yes".split(' '));
        site.cardctl.exits(1, "purchase import nowhere.csv --source till --yes".split(' '));
        assert_eq!(site.cardctl.json(["purchase", "list"]), json!([]));
        // GB18030 is read like UTF-8.
        let (bytes, _, _) = encoding_rs::GB18030.encode("external_id,card,holder,provider,amount,occurred_at,channel\nP1,,H1,shop,1.00,2026-02-01,小程序\n");
        std::fs::write(site.directory().join("gb.csv"), &*bytes).expect("a file");
        assert_eq!(site.cardctl.json("purchase import gb.csv --source till --yes".split(' '))["imported"], 1);
    });
}

#[test]
fn nothing_happens_without_a_terminal_and_without_yes() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["P1,H1,10.00,2026-02-01,,"]);
        for line in [
            "settle run --through 2026-02-28",
            "purchase import purchases.csv --source other",
            "batch issue --center BJ --count 5 --out more",
        ] {
            let mut arguments: Vec<&str> = line.split(' ').collect();
            arguments.extend(["-o", "json"]);
            let output = site.cardctl.exits(7, &arguments);
            assert!(
                output.stderr.contains("needs-confirmation") && output.stderr.contains("--yes"),
                "{output}"
            );
        }
        assert_eq!(site.cardctl.json(["settle", "list"]), json!([]));
    });
}

#[test]
fn what_was_in_force_on_the_day_decides_whatever_changes_later() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok("provider set shop --rate 20% --since 2026-03-01".split(' '));
        site.cardctl.ok("agent suspend A3 --since 2026-03-01".split(' '));
        purchases(&site, &["P1,H1,100.00,2026-02-28,,", "P2,H1,100.00,2026-03-01,,"]);
        // Both are stamped by now; these change nothing for them.
        site.cardctl.ok("provider set shop --rate 50% --since 2026-02-01".split(' '));
        site.cardctl.ok("agent move A3 --parent A1 --since 2026-02-01".split(' '));
        settle(&site, "2026-03-31");
        let lines = lines(&site, "1");
        assert!(
            lines.contains(&"P1 agent 1 A3 2.40".to_owned())
                && lines.contains(&"P1 agent 2 A2 1.20".to_owned()),
            "{lines:?}"
        );
        // 20.00 on the day, A3 suspended: its part is the platform's.
        assert!(lines.contains(&"P2 holder  H1 8.00".to_owned()), "{lines:?}");
        assert!(!lines.iter().any(|line| line.starts_with("P2 agent 1")), "{lines:?}");
        assert!(lines.contains(&"P2 platform  platform 6.00".to_owned()), "{lines:?}");
    });
}

#[test]
fn plans_wait_for_approval_and_never_change_what_was_settled() {
    on_both(|site| {
        bare_platform(&site);
        purchases(&site, &["P1,H1,100.00,2026-02-01,,", "P2,H1,100.00,2025-12-31,,"]);
        purchases(&site, &["P3,H1,100.00,2026-01-01,,"]);
        let none = site.cardctl.ok("settle run --through 2026-02-28 --yes -o json".split(' '));
        assert!(none.contains("nothing-due"), "{none}");
        site.write("plan.toml", PLAN);
        site.cardctl.ok(["plan", "import", "plan.toml"]);
        site.cardctl.ok(["plan", "import", "plan.toml"]);
        let pending = site.cardctl.json(["settle", "pending"]);
        assert_eq!(pending, json!([{ "reason": "plan not approved", "items": 2, "amount": "200.00" }]));
        site.cardctl.ok("plan approve standard --yes".split(' '));
        assert_eq!(settle(&site, "2026-02-28")["purchases"], 2);
        // Under a version from February P1 would fall, and it is settled.
        let later = PLAN.replace("2026-01-01", "2026-02-01");
        site.write("later.toml", &later);
        let refused = site.cardctl.exits(1, "plan import later.toml -o json".split(' '));
        assert!(refused.stderr.contains("\"conflict\""), "{refused}");
        site.cardctl.exits(1, "plan withdraw standard --yes".split(' '));
        import_plan(&site, &PLAN.replace("2026-01-01", "2026-03-01"));
        for (name, text) in [
            ("over.toml", PLAN.replace("40%", "99%")),
            ("tier.toml", PLAN.replace("gold", "silver")),
            (
                "key.toml",
                PLAN.replace("rounding", "round").replace("missing = \"center\"", "mising = \"center\""),
            ),
            ("text.toml", "name = ".to_owned()),
        ] {
            site.write(name, &text);
            let output = site.cardctl.exits(8, ["plan", "import", name, "-o", "json"]);
            assert!(
                output.stderr.contains("bad-plan") && output.stderr.contains("line "),
                "{name}: {output}"
            );
        }
    });
}

#[test]
fn posting_wants_approval_and_happens_once() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["P1,H1,100.00,2026-02-01,,"]);
        settle(&site, "2026-02-28");
        let early = site.cardctl.exits(1, "settle post 1 --yes -o json".split(' '));
        assert!(early.stderr.contains("run-state"), "{early}");
        site.cardctl.ok("settle approve 1 --yes".split(' '));
        site.cardctl.ok("settle approve 1 --yes".split(' '));
        site.cardctl.ok("settle post 1 --yes".split(' '));
        site.cardctl.ok("settle post 1 --yes".split(' '));
        site.cardctl.exits(1, "settle discard 1 --yes".split(' '));
        assert_eq!(
            sql::texts(&site.url, "SELECT CAST(COUNT(*) AS TEXT) FROM journal WHERE run_id = 1")
                .expect("a count"),
            ["1"]
        );
        site.cardctl.exits(5, "settle post 9 --yes".split(' '));
    });
}

#[test]
fn a_discarded_run_gives_its_items_back() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["P1,H1,100.00,2026-02-01,,", "R1,H1,10.00,2026-02-02,,P1"]);
        let first = settle(&site, "2026-02-28");
        site.cardctl.ok("settle discard last --yes".split(' '));
        site.cardctl.ok(["db", "check"]);
        let second = settle(&site, "2026-02-28");
        assert_eq!(second["run"], 2);
        assert_eq!(first["digest"], second["digest"]);
    });
}

#[test]
fn two_runs_are_compared_line_by_line() {
    on_both(|site| {
        platform(&site);
        purchases(
            &site,
            &["P1,H1,100.00,2026-02-01,,", "P2,H3,50.00,2026-02-02,,", "P3,H1,0.01,2026-02-02,,"],
        );
        settle(&site, "2026-02-28");
        site.cardctl.ok("settle discard last --yes".split(' '));
        let again = settle(&site, "2026-02-28");
        assert_eq!(site.cardctl.json(["settle", "diff", "1", "2"]), json!([]));
        site.cardctl.ok("settle discard last --yes".split(' '));
        site.cardctl.ok("plan withdraw standard --yes".split(' '));
        import_plan(&site, &PLAN.replace("40%", "45%"));
        let other = settle(&site, "2026-02-28");
        assert_ne!(other["digest"], again["digest"]);
        let output = site.cardctl.exits(6, ["settle", "diff", "2", "-o", "csv"]);
        assert_eq!(
            output.stdout,
            "source,external_id,role,level,party,before,after,difference\n\
             till,P1,holder,,H1,4.80,5.40,0.60\n\
             till,P1,platform,,platform,1.20,0.60,-0.60\n\
             till,P2,holder,,H3,2.40,2.70,0.30\n\
             till,P2,platform,,platform,0.60,0.30,-0.30\n"
        );
        assert!(output.stderr.contains("differ in 4 lines, by 0.00 in all"), "{output}");
        // A purchase that the other run did not have; one whose pool is nothing has no lines.
        site.cardctl.ok("settle discard last --yes".split(' '));
        site.cardctl.ok("purchase hold P2 --reason disputed".split(' '));
        settle(&site, "2026-02-28");
        let output = site.cardctl.exits(6, ["settle", "diff", "3", "4", "-o", "csv"]);
        assert!(output.stdout.contains("till,P2,holder,,H3,2.70,0.00,-2.70"), "{output}");
        site.cardctl.ok("settle discard last --yes".split(' '));
        site.cardctl.ok("purchase hold P3 --reason disputed".split(' '));
        settle(&site, "2026-02-28");
        let output = site.cardctl.exits(6, ["settle", "diff", "4", "5"]);
        assert!(output.stderr.contains("the same lines and not the same items"), "{output}");
        site.cardctl.exits(5, ["settle", "diff", "1", "77"]);
    });
}

#[test]
fn an_unexpected_digest_discards_the_run() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["P1,H1,100.00,2026-02-01,,"]);
        let dry = site.cardctl.json("settle run --through 2026-02-28 --dry-run".split(' '));
        purchases(&site, &["P2,H1,1.00,2026-02-01,,"]);
        let expect = dry["digest"].as_str().expect("a digest");
        let output = site.cardctl.exits(
            7,
            ["settle", "run", "--through", "2026-02-28", "--yes", "--expect", expect, "-o", "json"],
        );
        assert!(output.stderr.contains("digest-mismatch"), "{output}");
        assert_eq!(site.cardctl.json(["settle", "list"])[0]["status"], "discarded");
        let dry = site.cardctl.json("settle run --through 2026-02-28 --dry-run".split(' '));
        let expect = dry["digest"].as_str().expect("a digest");
        let run = site.cardctl.json([
            "settle",
            "run",
            "--through",
            "2026-02-28",
            "--yes",
            "--expect",
            expect,
            "--post",
        ]);
        assert_eq!(run["status"], "posted");
    });
}

#[test]
fn four_eyes_refuse_the_same_operator() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok("setting set four-eyes on --reason audit".split(' '));
        site.cardctl.ok("setting set post-at-once off --reason audit".split(' '));
        purchases(&site, &["P1,H1,100.00,2026-02-01,,"]);
        let post = site.cardctl.exits(7, "settle run --through 2026-02-28 --post --yes -o json".split(' '));
        assert!(post.stderr.contains("needs-approval"), "{post}");
        settle(&site, "2026-02-28");
        let own = site.cardctl.exits(7, "settle approve 1 --yes -o json --operator somebody-else".split(' '));
        assert!(own.stderr.contains("needs-approval"), "{own}");
        let log = site.cardctl.ok("audit log -o jsonl".split(' '));
        assert!(log.contains("\"refused\""), "{log}");
        site.cardctl.ok(["audit", "verify"]);
    });
}

#[test]
fn tampered_lines_are_not_posted() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["P1,H1,100.00,2026-02-01,,"]);
        settle(&site, "2026-02-28");
        site.cardctl.ok("settle approve 1 --yes".split(' '));
        sql::execute(&site.url, "UPDATE line SET amount = amount + 1 WHERE slot = 0").expect("tampering");
        sql::execute(&site.url, "UPDATE line SET amount = amount - 1 WHERE slot = 67").expect("tampering");
        let output = site.cardctl.exits(6, "settle post 1 --yes -o json".split(' '));
        assert!(output.stderr.contains("check-failed"), "{output}");
    });
}

/// Does something while the run lock is another's, who lets it go then.
fn while_runs_are_held(site: &Site, work: impl FnOnce() + Send) {
    if site.database == "SQLite" {
        let lock = File::create(site.directory().join("site.db.lock")).expect("the lock's file");
        lock.lock().expect("nobody has it");
        work();
    } else {
        let hold = format!("BEGIN; SELECT pg_advisory_xact_lock({})", 0x0063_6172_6401_i64);
        sql::hold(&site.url, &hold, Duration::ZERO, work).expect("nobody has it");
    }
}

#[test]
fn who_decides_waits_a_moment_for_the_run_lock() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["P1,H1,100.00,2026-02-01,,"]);
        settle(&site, "2026-02-28");
        site.write("config.toml", "lock_timeout = \"1min\"\n");
        let patient = site.cardctl.with_env("CARDCTL_CONFIG", "config.toml");
        // As long as is usual, and as long as was said.
        for (verb, state, program) in [("approve", "approved", &site.cardctl), ("post", "posted", &patient)] {
            let told = site.directory().join("told");
            fs::write(&told, "").expect("a file");
            let says_it_waits = || {
                let told = fs::read_to_string(&told).expect("a file");
                told.contains("waiting: another command holds the run lock")
            };
            let program = program.with_program("sh");
            let words = format!("exec {} settle {verb} last --yes 2>told", env!("CARGO_BIN_EXE_cardctl"));
            let mut running = None;
            while_runs_are_held(&site, || {
                running = Some(program.spawn(["-c", &words]));
                let begun = std::time::Instant::now();
                while !says_it_waits() {
                    assert!(begun.elapsed() < Duration::from_mins(1), "it does not wait");
                    std::thread::sleep(Duration::from_millis(5));
                }
                assert_ne!(site.cardctl.json(["settle", "show", "last"])["status"], state);
            });
            let output = running.expect("it was begun").wait();
            assert_eq!(output.status, 0, "{output}\n{}", fs::read_to_string(&told).expect("a file"));
            assert_eq!(site.cardctl.json(["settle", "show", "last"])["status"], state);
        }

        // Nobody waits for ever who has not said so.
        site.write("config.toml", "lock_timeout = \"1ms\"\n");
        while_runs_are_held(&site, || {
            let output = patient.exits(75, "settle discard last --yes".split(' '));
            assert!(output.stderr.contains("`lock_timeout` of the configuration"), "{output}");
            let output = patient.exits(75, "settle run --through 2026-03-31 --yes".split(' '));
            assert!(output.stderr.contains("`--wait 10m`") && !output.stderr.contains("waiting"), "{output}");
        });
    });
}
