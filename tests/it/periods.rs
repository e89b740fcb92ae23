//! Periods: months are closed in order under a seal, nothing comes into a closed one, and two operators reopen the last.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::acts::{audited, count, refused};
use crate::fixture::{PLAN, bare_platform, import_plan, platform, purchases};
use crate::harness::cardctl::Cardctl;
use crate::harness::{Site, on_both, sql};

/// The seal of a month without runs.
const EMPTY: &str = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Settles and posts, and returns the digest.
#[track_caller]
fn posted(site: &Site, through: &str) -> String {
    let run = site.cardctl.json(["settle", "run", "--through", through, "--post", "--yes"]);
    assert_eq!(run["status"], "posted", "{run}");
    run["digest"].as_str().expect("a digest").to_owned()
}

#[track_caller]
fn close(site: &Site, month: &str) -> Value {
    site.cardctl.json(["period", "close", month, "--yes"])
}

#[track_caller]
fn show(site: &Site, month: &str) -> Value {
    site.cardctl.json(["period", "show", month])
}

/// A refused closing: its error code, message and hints.
#[track_caller]
fn not_closed(site: &Site, status: i32, month: &str) -> [String; 3] {
    let error = refused(site, status, &["period", "close", month, "--yes"]);
    ["code", "message", "hint"].map(|key| error[key].as_str().expect("a text").to_owned())
}

/// The seal of these digests, by its definition.
fn sealed(digests: &[&str]) -> String {
    let text = digests.iter().fold(String::new(), |text, digest| text + digest + "\n");
    Sha256::digest(text).iter().fold("sha256:".to_owned(), |seal, byte| format!("{seal}{byte:02x}"))
}

/// The entries of an action in the audit log: outcome, reason, detail.
#[track_caller]
fn entries(site: &Site, action: &str) -> Vec<(String, Value, Value)> {
    let log = site.cardctl.json(["audit", "log"]);
    let of_action = log.as_array().expect("a list").iter().filter(|entry| entry["action"] == action);
    of_action
        .map(|entry| {
            let outcome = entry["outcome"].as_str().expect("a word").to_owned();
            let detail = entry["detail"].as_str().expect("json as text");
            (outcome, entry["reason"].clone(), serde_json::from_str(detail).expect("an object"))
        })
        .collect()
}

fn execute(site: &Site, statement: &str) {
    sql::execute(&site.url, statement).unwrap_or_else(|error| panic!("{statement}: {error}"));
}

#[test]
fn months_are_closed_in_order_under_the_seal_of_their_runs() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["P1,H1,100.00,2026-02-10,,", "P2,H1,50.00,2026-02-20,,"]);
        purchases(&site, &["R1,H1,10.00,2026-02-21,,P1", "P3,H2,10.00,2026-04-01,,"]);
        let first = posted(&site, "2026-02-15");
        let second = posted(&site, "2026-02-28");
        // A discarded run of the month counts nowhere.
        purchases(&site, &["P4,H1,1.00,2026-02-01,,"]);
        site.cardctl.ok("settle run --through 2026-02-28 --yes".split(' '));
        site.cardctl.ok("settle discard last --yes".split(' '));
        let third = posted(&site, "2026-02-28");

        let [code, message, hint] = not_closed(&site, 1, "2026-03");
        assert_eq!((&*code, &*message), ("period-order", "2026-02 is open, and comes before 2026-03"));
        assert!(hint.contains("`cardctl period close 2026-02`"), "{hint}");
        let [code, message, hint] = not_closed(&site, 1, "2026-01");
        assert_eq!((&*code, &*message), ("period-order", "2026-01 lies before the earliest item or run"));
        assert!(hint.contains("`cardctl period close 2026-02`"), "{hint}");
        assert_eq!(count(&site, "period_event"), 0);

        let mut closed = close(&site, "2026-02");
        let seal = sealed(&[&first, &second, &third]);
        let at = closed["closed_at"].take();
        assert!(at.as_str().is_some_and(|at| at.contains('T')), "{at}");
        let by = closed["closed_by"].take();
        let head = closed["audit_head"].take();
        assert_eq!(head, site.cardctl.json(["audit", "head"])["audit_head"]);
        assert_eq!(
            closed,
            json!({ "month": "2026-02", "state": "closed", "runs": 3, "purchases": 3, "refunds": 1,
                    "pool": "16.92", "seal": seal, "closed_at": null, "closed_by": null, "audit_head": null })
        );
        assert_eq!(
            entries(&site, "period close").last(),
            Some(&(
                "done".to_owned(),
                Value::Null,
                json!({ "runs": 3, "purchases": 3, "refunds": 1, "pool": "16.92", "seal": seal })
            ))
        );
        let before = audited(&site);
        let again = site.cardctl.exits(0, ["period", "close", "2026-02"]);
        assert!(again.stderr.contains("2026-02 is closed already"), "{again}");
        assert_eq!(audited(&site), before);

        // March has no runs of its own.
        assert_eq!(close(&site, "2026-03")["seal"], EMPTY);
        let april = posted(&site, "2026-04-02");
        let list = site.cardctl.json(["period", "list"]);
        let rows = list.as_array().expect("a list");
        let states: Vec<(&Value, &Value, &Value)> =
            rows.iter().map(|row| (&row["month"], &row["state"], &row["runs"])).collect();
        assert_eq!(
            states,
            [
                (&json!("2026-04"), &json!("open"), &json!(1)),
                (&json!("2026-03"), &json!("closed"), &json!(0)),
                (&json!("2026-02"), &json!("closed"), &json!(3)),
            ]
        );
        assert_eq!((&rows[0]["pool"], &rows[0]["seal"]), (&json!("1.20"), &Value::Null));
        assert_eq!((&rows[2]["closed_at"], &rows[2]["closed_by"]), (&at, &by));
        assert_eq!(close(&site, "2026-04")["seal"], sealed(&[&april]));
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn the_first_month_is_that_of_the_earliest_item_or_any_without_one() {
    on_both(|site| {
        platform(&site);
        let empty = site.cardctl.exits(0, ["period", "list"]);
        assert!(empty.stderr.contains("`cardctl period close MONTH`"), "{empty}");
        assert_eq!(close(&site, "2025-06")["runs"], 0);
        let [code, message, hint] = not_closed(&site, 1, "2025-05");
        assert_eq!((&*code, &*message), ("period-order", "2025-05 lies before the months that are closed"));
        assert!(hint.contains("`cardctl period close 2025-07`"), "{hint}");
    });
}

#[test]
fn a_month_is_not_closed_before_it_is_over() {
    on_both(|site| {
        platform(&site);
        let [code, message, hint] = not_closed(&site, 1, "2199-02");
        assert_eq!(code, "period-order");
        assert!(message.starts_with("2199-02 is not over: it ends with 2199-02-28"), "{message}");
        assert_eq!(hint, "close it on 2199-03-01 or later");
        for month in ["2026", "2026-13", "2026-2", "last", "2026-02-01"] {
            let error = refused(&site, 2, &["period", "close", month, "--yes"]);
            assert_eq!(error["message"], format!("`{month}`: not a month: write it like `2026-10`"));
        }
    });
}

#[test]
fn nothing_is_closed_or_reopened_without_consent() {
    on_both(|site| {
        platform(&site);
        assert_eq!(refused(&site, 7, &["period", "close", "2026-02"])["code"], "needs-confirmation");
        let preview = site.cardctl.exits(7, ["period", "close", "2026-02"]);
        assert!(preview.stderr.contains(EMPTY), "{preview}");
        assert_eq!(count(&site, "period_event"), 0);
        close(&site, "2026-02");
        let reopen = ["period", "reopen", "2026-02", "--reason", "x"];
        assert_eq!(refused(&site, 7, &reopen)["code"], "needs-confirmation");
        site.cardctl.ok([&reopen[..], &["--yes"]].concat());
        assert_eq!(refused(&site, 7, &["period", "approve", "2026-02"])["code"], "needs-confirmation");
        let withdraw = ["period", "reopen", "2026-02", "--withdraw"];
        assert_eq!(refused(&site, 7, &withdraw)["code"], "needs-confirmation");
        assert_eq!(count(&site, "period_event"), 2);
    });
}

#[test]
fn nothing_is_done_with_a_period_while_runs_are_at_work() {
    let site = Site::on_sqlite();
    platform(&site);
    close(&site, "2026-01");
    let lock = std::fs::File::create(site.directory().join("site.db.lock")).expect("the lock's file");
    lock.lock().expect("nobody has it");
    // Who decides waits a moment for it, which is of no use here.
    std::fs::create_dir_all(site.directory().join("home/.config/cardctl")).expect("a directory");
    site.write("home/.config/cardctl/config.toml", "lock_timeout = \"1ms\"\n");
    for line in [
        &["period", "close", "2026-02", "--yes"][..],
        &["period", "reopen", "2026-01", "--reason", "x", "--yes"],
        &["period", "reopen", "2026-01", "--withdraw", "--yes"],
        &["period", "approve", "2026-01", "--yes"],
    ] {
        assert_eq!(refused(&site, 75, line)["code"], "run-locked");
    }
    // Looking wants no lock.
    assert_eq!(show(&site, "2026-01")["state"], "closed");
    drop(lock);
    close(&site, "2026-02");
}

#[test]
fn an_open_run_keeps_its_month_open() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["P1,H1,100.00,2026-02-10,,"]);
        site.cardctl.ok("settle run --through 2026-02-15 --yes".split(' '));
        for (state, next) in [
            ("calculating", "finish it with `cardctl settle run`"),
            ("calculated", "next: `cardctl settle approve 1`"),
            ("approved", "next: `cardctl settle post 1`"),
        ] {
            execute(&site, &format!("UPDATE run SET state = '{state}'"));
            let [code, message, hint] = not_closed(&site, 1, "2026-02");
            assert_eq!(code, "run-state");
            assert_eq!(message, format!("run 1 through 2026-02-15 is {state}, so 2026-02 can't be closed"));
            assert_eq!(hint, format!("{next}\nor give it up by `cardctl settle discard 1`"));
        }
        site.cardctl.ok("settle post 1 --yes".split(' '));
        close(&site, "2026-02");
    });
}

#[test]
fn items_of_the_month_in_an_open_run_of_a_later_one_are_not_settled_yet() {
    on_both(|site| {
        bare_platform(&site);
        import_plan(&site, &format!("hold_days = 7\n{PLAN}"));
        // The second is due in March only.
        purchases(&site, &["P1,H1,100.00,2026-02-10,,", "P2,H1,30.00,2026-02-25,,"]);
        site.cardctl.ok("settle run --through 2026-03-15 --yes".split(' '));
        assert_eq!(
            show(&site, "2026-02")["unsettled"],
            json!([
                { "reason": "in run 1", "items": 1, "amount": "100.00" }
            ])
        );
        let [code, message, hint] = not_closed(&site, 7, "2026-02");
        assert_eq!(code, "period-unsettled");
        assert_eq!(message, "items through 2026-02-28 are not settled (in run 1: 1, 100.00)");
        assert!(hint.contains("`cardctl settle discard 1`"), "{hint}");
        site.cardctl.ok("settle approve 1 --yes".split(' '));
        site.cardctl.ok("settle post 1 --yes".split(' '));
        // The run belongs to March.
        assert_eq!(close(&site, "2026-02")["seal"], EMPTY);
        assert_eq!(close(&site, "2026-03")["runs"], 1);
    });
}

#[test]
fn what_is_due_in_the_month_has_to_be_settled() {
    on_both(|site| {
        bare_platform(&site);
        purchases(&site, &["P0,H1,5.00,2026-01-31,,", "P1,H1,100.00,2026-02-10,,"]);
        site.write("plan.toml", &PLAN.replace("2026-01-01", "2026-02-01"));
        site.cardctl.ok(["plan", "import", "plan.toml"]);
        close_after_holding(
            &site,
            "P0",
            "2026-01",
            "no plan in force: 1, 5.00",
            "`cardctl plan import FILE`",
        );
        let [code, message, hint] = not_closed(&site, 7, "2026-02");
        assert_eq!(code, "period-unsettled");
        assert!(message.ends_with("(plan not approved: 1, 100.00)"), "{message}");
        assert!(hint.contains("plan withdraw NAME") && hint.contains("`cardctl purchase hold`"), "{hint}");
        assert_eq!(
            entries(&site, "period close").last(),
            Some(&("refused".to_owned(), Value::Null, json!({ "refused": "period-unsettled" })))
        );

        site.cardctl.ok(["plan", "approve", "standard", "--yes"]);
        let [_, message, hint] = not_closed(&site, 7, "2026-02");
        assert!(message.ends_with("(due: 1, 100.00)"), "{message}");
        assert!(hint.contains("`cardctl settle run --through 2026-02-28`"), "{hint}");
        posted(&site, "2026-02-28");
        close(&site, "2026-02");
        assert_eq!(
            show(&site, "2026-02")["unsettled"],
            json!([{ "reason": "held", "items": 1, "amount": "5.00" }])
        );
        site.cardctl.ok(["db", "check"]);
    });
}

/// Closes a month that one purchase keeps open, once that is held.
#[track_caller]
fn close_after_holding(site: &Site, purchase: &str, month: &str, left: &str, mend: &str) {
    let [code, message, hint] = not_closed(site, 7, month);
    assert_eq!(code, "period-unsettled");
    assert!(message.contains(left), "{message}");
    assert!(hint.contains(mend), "{hint}");
    site.cardctl.ok(["purchase", "hold", purchase, "--reason", "looked into"]);
    close(site, month);
}

#[test]
fn what_waits_for_something_else_may_be_left() {
    on_both(|site| {
        bare_platform(&site);
        import_plan(&site, &format!("hold_days = 7\n{PLAN}"));
        purchases(
            &site,
            &[
                "P1,H1,100.00,2026-02-10,,",
                "P2,H1,40.00,2026-02-12,,",
                "P3,H1,30.00,2026-02-25,,",
                // Of a purchase that is held, of one that is due in March, and of one that is nowhere.
                "R2,H1,4.00,2026-02-13,,P2",
                "R3,H1,3.00,2026-02-26,,P3",
                "R9,H1,9.00,2026-02-26,,P9",
            ],
        );
        site.cardctl.ok("purchase hold P2 --reason disputed".split(' '));
        posted(&site, "2026-02-28");
        purchases(&site, &["R1,H1,10.00,2026-02-20,,P1", "R1b,H1,5.00,2026-02-21,,P1"]);
        let [_, message, _] = not_closed(&site, 7, "2026-02");
        assert!(message.ends_with("(due: 2, 15.00)"), "{message}");
        site.cardctl.ok("purchase hold R1 --reason disputed".split(' '));
        let [_, message, _] = not_closed(&site, 7, "2026-02");
        assert!(message.ends_with("(due: 1, 5.00)"), "one that is held stops no other: {message}");
        site.cardctl.ok("purchase hold R1b --reason disputed".split(' '));
        let shown = show(&site, "2026-02");
        let left = json!([
            { "reason": "held", "items": 3, "amount": "55.00" },
            { "reason": "waiting for its purchase", "items": 3, "amount": "16.00" },
            { "reason": "not due yet", "items": 1, "amount": "30.00" },
        ]);
        assert_eq!(shown["unsettled"], left);
        close(&site, "2026-02");
        posted(&site, "2026-03-31");
        close(&site, "2026-03");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn no_run_comes_into_a_closed_month_and_late_items_settle_in_the_next() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["P1,H1,100.00,2026-02-10,,"]);
        posted(&site, "2026-02-28");
        close(&site, "2026-02");
        // Also where nothing came late.
        for through in ["2026-02-28", "2026-02-01", "2025-12-31"] {
            let error = refused(&site, 7, &["settle", "run", "--through", through, "--yes"]);
            assert_eq!(error["code"], "period-closed");
            assert!(error["hint"].as_str().is_some_and(|hint| hint.contains("2026-03-01")), "{error}");
        }
        purchases(&site, &["P2,H1,50.00,2026-02-11,,"]);
        for more in [&["--yes"][..], &["--post", "--yes"], &["--dry-run"]] {
            let line = [&["settle", "run", "--through", "2026-02-28"], more].concat();
            assert_eq!(refused(&site, 7, &line)["code"], "period-closed");
        }
        assert_eq!(count(&site, "run"), 1);
        let refusals: Vec<Value> = entries(&site, "settle run")
            .into_iter()
            .filter_map(|(outcome, _, detail)| (outcome == "refused").then_some(detail))
            .collect();
        // A dry run attempts nothing.
        assert_eq!(refusals, vec![json!({ "refused": "period-closed" }); 5]);

        let run = site.cardctl.json("settle run --through 2026-03-01 --post --yes".split(' '));
        assert_eq!((&run["purchases"], &run["pool"], &run["late"]), (&json!(1), &json!("6.00"), &json!(1)));
        for (purchase, late) in [("P1", false), ("P2", true)] {
            assert_eq!(site.cardctl.json(["settle", "explain", purchase])["late"], late, "{purchase}");
        }
        assert_eq!(show(&site, "2026-02")["intact"], true);
        assert_eq!(close(&site, "2026-03")["purchases"], 1);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn the_night_after_a_closing_fails_only_when_something_came_late() {
    on_both(|site| {
        platform(&site);
        // As if yesterday's month was closed: the first of January 2099 is day 47117.
        execute(
            &site,
            "INSERT INTO period_event (month, n, act, at, operator, runs, purchases, refunds, pool, seal, entered_by)
             VALUES (47117, 1, 'close', 0, 'x', 0, 0, 0, 0, 'sha256:x', NULL)",
        );
        assert_eq!(site.cardctl.json(["settle", "run", "--yes"])["status"], "nothing-due");
        assert_eq!(site.cardctl.json(["settle", "run", "--dry-run"])["status"], "nothing-due");
        purchases(&site, &["P1,H1,100.00,2026-02-10,,"]);
        assert_eq!(refused(&site, 7, &["settle", "run", "--yes"])["code"], "period-closed");
    });
}

/// Another operator where there is one; else the same, once one is enough.
fn other_operator(site: &Site) -> Cardctl {
    site.second_operator().unwrap_or_else(|| {
        site.cardctl.ok("setting set four-eyes off --reason alone".split(' '));
        site.cardctl.clone()
    })
}

#[test]
fn the_last_closed_month_is_reopened_by_two_operators() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["P1,H1,100.00,2026-02-10,,"]);
        posted(&site, "2026-02-28");
        close(&site, "2026-02");
        let first = close(&site, "2026-03")["seal"].clone();
        site.cardctl.ok("setting set four-eyes on --reason audit".split(' '));

        assert_eq!(refused(&site, 2, &["period", "reopen", "2026-03", "--yes"])["code"], "usage");
        let reopen = |month: &'static str| ["period", "reopen", month, "--reason", "a late till", "--yes"];
        let error = refused(&site, 1, &reopen("2026-02"));
        assert_eq!(error["code"], "period-order");
        assert!(error["hint"].as_str().is_some_and(|hint| hint.contains("period reopen 2026-03")), "{error}");
        assert_eq!(refused(&site, 1, &reopen("2026-04"))["code"], "run-state");
        assert_eq!(refused(&site, 1, &["period", "approve", "2026-03", "--yes"])["code"], "run-state");

        site.cardctl.ok(reopen("2026-03"));
        let before = audited(&site);
        let again = site.cardctl.exits(0, reopen("2026-03"));
        assert!(again.stderr.contains("asked to reopen 2026-03 already"), "{again}");
        let closed = site.cardctl.exits(0, ["period", "close", "2026-03", "--yes"]);
        assert!(
            closed.stderr.contains("closed already") && closed.stderr.contains("period approve"),
            "{closed}"
        );
        assert_eq!(audited(&site), before);
        assert_eq!(site.cardctl.json(["period", "list"])[0]["state"], "reopening");
        // It is closed until it is approved.
        let late = ["settle", "run", "--through", "2026-03-31", "--yes"];
        assert_eq!(refused(&site, 7, &late)["code"], "period-closed");
        assert_eq!(not_closed(&site, 7, "2026-04")[0], "needs-approval");
        let own = refused(&site, 7, &["period", "approve", "2026-03", "--yes"]);
        assert_eq!(own["code"], "needs-approval");
        assert_eq!(entries(&site, "period approve")[0].2, json!({ "refused": "needs-approval" }));

        site.cardctl.ok("period reopen 2026-03 --withdraw --yes".split(' '));
        let none = site.cardctl.exits(0, "period reopen 2026-03 --withdraw --yes".split(' '));
        assert!(none.stderr.contains("nobody asks"), "{none}");
        assert_eq!(show(&site, "2026-03")["state"], "closed");
        site.cardctl.ok(reopen("2026-03"));
        other_operator(&site).ok("period approve 2026-03 --yes".split(' '));
        let before = audited(&site);
        for line in [&reopen("2026-03")[..], &["period", "approve", "2026-03", "--yes"]] {
            let again = site.cardctl.exits(0, line);
            assert!(again.stderr.contains("2026-03 is open already"), "{again}");
        }
        assert_eq!(audited(&site), before);

        // The old seal stays in the log and with the month.
        let [asked, withdrawn, asked_again] = &entries(&site, "period reopen")[..] else {
            panic!("three acts")
        };
        assert_eq!((&asked.1, &asked.2["seal"]), (&json!("a late till"), &first));
        assert_eq!((&withdrawn.2["withdrawn"], &withdrawn.2["seal"]), (&json!(true), &first));
        assert_eq!(asked_again.2["seal"], first);
        let approved = &entries(&site, "period approve")[1];
        assert_eq!(approved.0, "done");
        assert_eq!((&approved.2["seal"], &approved.2["asked_because"]), (&first, &json!("a late till")));
        let shown = show(&site, "2026-03");
        assert_eq!((&shown["state"], &shown["seal"]), (&json!("open"), &Value::Null));
        let history: Vec<(&Value, &Value)> = shown["history"]
            .as_array()
            .expect("a table")
            .iter()
            .map(|event| (&event["act"], &event["seal"]))
            .collect();
        let none = &Value::Null;
        let acts = ["close", "reopen", "withdraw", "reopen", "approve"].map(|act| json!(act));
        assert_eq!(
            history,
            [(&acts[0], &first), (&acts[1], none), (&acts[2], none), (&acts[3], none), (&acts[4], none)]
        );

        // Open, it takes a run, and is closed again under another seal.
        purchases(&site, &["P2,H1,50.00,2026-03-10,,"]);
        assert_eq!(not_closed(&site, 1, "2026-04")[0], "period-order");
        assert_eq!(not_closed(&site, 7, "2026-03")[0], "period-unsettled");
        site.cardctl.ok("setting set four-eyes off --reason alone".split(' '));
        let digest = posted(&site, "2026-03-31");
        assert_eq!(close(&site, "2026-03")["seal"], sealed(&[&digest]));
        assert_eq!(count(&site, "period_event"), 7);
        site.cardctl.ok(["db", "check"]);
        site.cardctl.ok(["audit", "verify"]);
    });
}

#[test]
fn a_second_operator_closes_and_is_named() {
    on_both(|site| {
        platform(&site);
        let Some(second) = site.second_operator() else { return };
        let closed = second.json(["period", "close", "2026-02", "--yes"]);
        assert_eq!(closed["closed_by"], "second-operator");
        assert_eq!(show(&site, "2026-02")["history"][0]["operator"], "second-operator");
    });
}

#[test]
fn every_month_of_several_is_reopened_from_the_last_on() {
    on_both(|site| {
        platform(&site);
        for month in ["2026-01", "2026-02"] {
            close(&site, month);
        }
        for month in ["2026-02", "2026-01"] {
            site.cardctl.ok(["period", "reopen", month, "--reason", "x", "--yes"]);
            site.cardctl.ok(["period", "approve", month, "--yes"]);
        }
        // Nothing is closed, so that the earliest item decides once more.
        purchases(&site, &["P1,H1,100.00,2026-03-10,,"]);
        assert_eq!(not_closed(&site, 1, "2026-02")[0], "period-order");
        let run = site.cardctl.json("settle run --through 2026-03-31 --post --yes".split(' '));
        assert_eq!(run["status"], "posted");
        close(&site, "2026-03");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_month_whose_runs_were_changed_is_shown_broken() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["P1,H1,100.00,2026-02-10,,", "P2,H1,1.00,2026-03-10,,"]);
        let digest = posted(&site, "2026-02-28");
        close(&site, "2026-02");
        let shown = show(&site, "2026-02");
        let seal = json!(sealed(&[&digest]));
        assert_eq!((&shown["seal"], &shown["seal_of_runs"], &shown["intact"]), (&seal, &seal, &json!(true)));
        assert_eq!(
            shown["posted"],
            json!([{ "run": 1, "status": "posted", "through": "2026-02-28", "purchases": 1, "refunds": 0,
                     "pool": "12.00", "digest": digest }])
        );
        execute(&site, "UPDATE run SET digest = 'sha256:forged'");
        let output = site.cardctl.exits(6, ["period", "show", "2026-02", "-o", "json"]);
        let forged: Value = serde_json::from_str(&output.stdout).expect("a record");
        assert_eq!(
            (&forged["seal"], &forged["seal_of_runs"], &forged["intact"]),
            (&seal, &json!(sealed(&["sha256:forged"])), &json!(false))
        );
        assert!(output.stderr.contains("closed with other runs"), "{output}");
        site.cardctl.exits(6, ["db", "check", "--pass", "periods"]);

        // A month that was never closed is open, and nothing can be wrong with it.
        let open = show(&site, "2026-03");
        assert_eq!((&open["state"], &open["intact"]), (&json!("open"), &Value::Null));
        assert_eq!(open["unsettled"], json!([{ "reason": "due", "items": 1, "amount": "1.00" }]));
        assert_eq!(open["history"], json!([]));
    });
}

#[test]
fn a_month_that_is_closed_settled_and_filled_at_once_stays_sound() {
    on_both(|site| {
        platform(&site);
        // Late purchases may come alone into a run, and the usual one is small then.
        site.cardctl.ok("setting set guard-factor 1000 --reason test".split(' '));
        for (round, month) in ["2026-02", "2026-03", "2026-04", "2026-05"].into_iter().enumerate() {
            purchases(&site, &[&format!("P{round},H1,100.00,{month}-10,,")]);
            site.write(
                "late.csv",
                &format!(
                    "external_id,card,holder,provider,amount,occurred_at\nL{round},,H1,shop,1.00,{month}-11\n"
                ),
            );
            let through = format!("{month}-28");
            let started: Vec<_> = [
                vec!["settle", "run", "--through", &through, "--post", "--yes"],
                vec!["period", "close", month, "--yes"],
                vec!["purchase", "import", "late.csv", "--source", "late", "--yes"],
                vec!["period", "close", month, "--yes"],
            ]
            .iter()
            .map(|line| site.cardctl.spawn(line))
            .collect();
            for running in started {
                let output = running.wait();
                assert!([0, 1, 7, 75].contains(&output.status), "{output}");
                assert!(!output.stderr.contains("internal"), "{output}");
            }
            site.cardctl.ok(["db", "check"]);
            // Whatever came of it, the month can be closed when what is left is settled.
            if show(&site, month)["state"] == "open" {
                site.cardctl.ok(["settle", "run", "--through", &through, "--post", "--yes"]);
                close(&site, month);
            }
        }
        site.cardctl.ok(["audit", "verify"]);
    });
}
