//! Commands that change the same holder, cards and batches at once: what comes of them is what some order would have
//! given, and who comes too late is told so.

use std::fmt::Write as _;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::acts::{count, platform};
use crate::fixture::bare_platform;
use crate::harness::cardctl::{Output, Running};
use crate::harness::{Site, on_both, sql};

/// Starts all of them, and waits for all: none may fail but for being busy or too late.
fn at_once(site: &Site, lines: &[&str]) -> Vec<Output> {
    let running: Vec<Running> = lines.iter().map(|line| site.cardctl.spawn(line.split(' '))).collect();
    let outputs: Vec<Output> = running.into_iter().map(Running::wait).collect();
    for output in &outputs {
        assert!([0, 1, 3, 7, 75].contains(&output.status), "{output}");
        for wrong in ["inconsisten", "internal", "panicked"] {
            assert!(!output.stderr.contains(wrong), "{output}");
        }
    }
    outputs
}

/// Whether each of them came to its end.
fn done(outputs: &[Output]) -> usize {
    outputs.iter().filter(|output| output.status == 0).count()
}

#[test]
fn whatever_happens_to_a_holder_at_once_leaves_them_sound() {
    on_both(|site| {
        bare_platform(&site);
        site.cardctl.ok("scheme add main --facets region:6,birth-year,sex --priority visits,fees".split(' '));
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
        for round in 0..4 {
            let entries = count(&site, "audit");
            let lines = [
                format!("parameter add H1 mobile=1370013700{round}"),
                "holder set H1 --tier gold --reason x".to_owned(),
                "card lost --holder H1 --reason x".to_owned(),
                "holder visit H1".to_owned(),
                "holder visit H1".to_owned(),
                format!("payment add --holder H1 --amount 5.00 --receipt R{round}"),
                "cohort regroup --yes".to_owned(),
                "holder restrict H1 --reason x --yes".to_owned(),
                "parameter verify H1 1 --method seen".to_owned(),
                "card replace --holder H1 --by-operator --reason x --yes".to_owned(),
            ];
            let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
            let outputs = at_once(&site, &lines);
            site.cardctl.ok(["db", "check"]);
            site.cardctl.ok(["audit", "verify"]);
            // What was done is recorded once each, and so is what a rule refused.
            let recorded = count(&site, "audit") - entries;
            assert!(recorded <= outputs.len(), "{recorded} entries");
            site.cardctl.run("holder restrict H1 --lift --reason x --yes".split(' '));
            site.cardctl.run("card found --holder H1 --reason x".split(' '));
            site.cardctl.ok(["db", "check"]);
        }
    });
}

#[test]
fn a_number_is_replaced_once_by_several_at_once() {
    on_both(|site| {
        bare_platform(&site);
        let lines = [1, 2, 3, 4].map(|n| format!("parameter replace H4 1 mobile=1370013700{n} --reason x"));
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        assert_eq!(done(&at_once(&site, &lines)), 1);
        let standing = "SELECT CAST(COUNT(*) AS TEXT) FROM holder_parameter
                        WHERE namespace = 'phone' AND retired_at IS NULL
                        UNION ALL SELECT CAST(COUNT(*) AS TEXT) FROM parameter_claim WHERE namespace = 'phone'";
        assert_eq!(sql::texts(&site.url, standing).expect("counts"), ["1", "1"]);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_batch_that_is_sold_and_exported_at_once_is_busy_for_one_of_them() {
    on_both(|site| {
        platform(&site);
        for round in 0..=5 {
            let issue = format!("batch issue --center BJ --count 2000 --release --yes --out print{round}");
            site.cardctl.ok(issue.split(' '));
            let mut people =
                "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code\n"
                    .to_owned();
            for n in 0..300 {
                writeln!(people, "P{round}-{n},,A,mobile,13{round}00{n:06},BJ,,,,2026-01-01,,")
                    .expect("a string grows");
            }
            site.write("people.csv", &people);
            // The sale comes before the export has taken the cards, while it has them, and after it.
            let export = format!("batch export last --again --reason x --yes --out again{round}");
            let export = site.cardctl.spawn(export.split(' '));
            std::thread::sleep(Duration::from_millis(25 + 12 * round));
            let mut outputs = at_once(
                &site,
                &[
                    "holder import people.csv --yes --rejects rejects.csv",
                    "batch void last --serials 1990-2000 --reason x --yes",
                ],
            );
            outputs.push(export.wait());
            assert!(done(&outputs) > 0);
            let unreleased =
                "SELECT CAST(serial AS TEXT) FROM card WHERE holder_id IS NOT NULL AND released = 0";
            assert!(sql::texts(&site.url, unreleased).expect("the cards").is_empty());
            site.cardctl.ok(["db", "check"]);
            site.cardctl.ok(["audit", "verify"]);
        }
    });
}

/// Runs commands while nobody can write purchases: all of them have read what they go by before the first of them writes.
fn before_any_writes(site: &Site, lines: &[&str]) -> Vec<Output> {
    let (held, holds) = mpsc::channel();
    thread::scope(|scope| {
        let holder = scope.spawn(move || {
            let lock = "BEGIN; LOCK TABLE purchase IN SHARE MODE";
            sql::hold(&site.url, lock, Duration::from_secs(2), || {
                held.send(()).expect("somebody waits for it");
            })
        });
        holds.recv().expect("the lock is held");
        let outputs = at_once(site, lines);
        holder.join().expect("no panic").expect("the lock was held");
        outputs
    })
}

fn purchases(site: &Site, name: &str, rows: &[&str]) {
    let header = "external_id,card,holder,provider,amount,occurred_at,category,refund_of";
    site.write(name, &format!("{header}\n{}\n", rows.join("\n")));
}

#[test]
fn what_is_left_of_a_purchase_is_given_back_once() {
    let site = Site::on_postgres();
    bare_platform(&site);
    purchases(&site, "bought.csv", &["p1,,H1,shop,10.00,2026-07-02,,", "p2,,H1,shop,10.00,2026-07-02,,"]);
    site.cardctl.ok("purchase import bought.csv --source till --yes".split(' '));
    purchases(&site, "one.csv", &["r1,,H1,shop,10.00,2026-07-03,,p1"]);
    purchases(&site, "two.csv", &["r2,,H1,shop,10.00,2026-07-03,,p1"]);
    let outputs = before_any_writes(
        &site,
        &[
            "purchase import one.csv --source till --yes",
            "purchase import two.csv --source till --yes",
            "purchase add r3 --holder H1 --provider shop --amount 10.00 --at 2026-07-03 --refund-of p1 --source till",
        ],
    );
    assert_eq!(done(&outputs), 1, "{}", outputs.iter().map(ToString::to_string).collect::<String>());
    site.cardctl.ok(["db", "check"]);

    // So it is when one that is held comes back.
    let left = count(&site, "purchase WHERE refund_of IS NOT NULL AND external_id IN ('r1', 'r2', 'r3')");
    assert_eq!(left, 1);
    site.cardctl.ok(
        "purchase add r4 --holder H1 --provider shop --amount 10.00 --at 2026-07-03 --refund-of p2 --source till"
            .split(' '),
    );
    site.cardctl.ok("purchase hold r4 --reason x".split(' '));
    purchases(&site, "three.csv", &["r5,,H1,shop,10.00,2026-07-03,,p2"]);
    let outputs = before_any_writes(
        &site,
        &["purchase release r4 --reason x", "purchase import three.csv --source till --yes"],
    );
    assert_eq!(done(&outputs), 1, "{}", outputs.iter().map(ToString::to_string).collect::<String>());
    site.cardctl.ok(["db", "check"]);
}

#[test]
fn a_refund_that_comes_with_its_purchase_does_not_wait_for_ever() {
    let site = Site::on_postgres();
    bare_platform(&site);
    purchases(&site, "known.csv", &["p0,,H1,shop,10.00,2026-07-02,,"]);
    site.cardctl.ok("purchase import known.csv --source till --yes".split(' '));
    purchases(&site, "bought.csv", &["p1,,H1,shop,10.00,2026-07-02,,"]);
    purchases(&site, "back.csv", &["r1,,H1,shop,10.00,2026-07-03,,p1"]);
    let outputs = before_any_writes(
        &site,
        &["purchase import bought.csv --source till --yes", "purchase import back.csv --source till --yes"],
    );
    assert_eq!(done(&outputs), 2, "{}", outputs.iter().map(ToString::to_string).collect::<String>());
    assert_eq!(count(&site, "waiting_refund"), 0);
    site.cardctl.ok(["db", "check"]);
}

#[test]
fn an_account_that_two_set_alike_is_set_once() {
    let site = Site::on_postgres();
    bare_platform(&site);
    let line = "party account set shop --party-kind provider --kind alipay --account 13800138000 --name A";
    let outputs = at_once(&site, &[line, line, line]);
    assert!(done(&outputs) > 0);
    assert_eq!(count(&site, "party_account"), 1);
}
