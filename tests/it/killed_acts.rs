//! Commands that are killed at any moment: what is left is sound, and the same command goes on.

use std::time::{Duration, Instant};

use crate::acts::{count, platform};
use crate::harness::{Site, on_both_durable, sql};

/// A platform with two holders: H1 has an active card, H2 is there so that H1 can be placed and taken out.
fn prepared(site: &Site) {
    platform(site);
    site.cardctl.ok("scheme add main --facets region:6,birth-year,sex --priority registered".split(' '));
    site.cardctl.ok("batch issue --center BJ --count 400 --out print --yes".split(' '));
    site.cardctl.ok("batch receive last --count 400 --yes".split(' '));
    site.cardctl.ok("batch release last --serials 1-10 --yes".split(' '));
    site.write(
        "people.csv",
        "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code
H1,,A,citizen-id,110102197502030839,BJ,,,,2026-01-01,,
H2,,B,citizen-id,11010519491231002X,BJ,,,,2026-01-01,,
",
    );
    site.cardctl.ok("holder import people.csv --activate --yes".split(' '));
}

/// How many entries of the log are of this action.
fn entries(site: &Site, action: &str) -> usize {
    count(site, &format!("audit WHERE action = '{action}' AND outcome = 'done'"))
}

/// Kills a command that `next` gives at moments up to its usual end. After each the database is sound; `state` changes
/// exactly when an entry of the action is added.
fn kill(site: &Site, action: &str, next: impl Fn(usize) -> String, state: &str) {
    let state = || sql::texts(&site.url, state).expect("the query runs").join(" ");
    let begun = Instant::now();
    let output = site.cardctl.run(next(0).split(' '));
    assert_eq!(output.status, 0, "{output}");
    let whole = begun.elapsed();
    let mut killed = 0;
    for round in 1..=8_u32 {
        let before = (state(), entries(site, action));
        let line = next(usize::try_from(round).expect("few"));
        let running = site.cardctl.spawn(line.split(' '));
        std::thread::sleep(whole * round / 8 + Duration::from_millis(1));
        running.signal("KILL");
        running.wait();
        site.cardctl.ok(["db", "check", "-q"]);
        let after = (state(), entries(site, action));
        match after.1 - before.1 {
            0 => {
                assert_eq!(after.0, before.0, "{line}: without an entry");
                killed += 1;
                site.cardctl.ok(line.split(' '));
                assert_ne!(state(), before.0, "{line}: again");
                assert_eq!(entries(site, action), before.1 + 1, "{line}: again");
            }
            1 => assert_ne!(after.0, before.0, "{line}: with an entry"),
            more => panic!("{line}: {more} entries"),
        }
    }
    assert!(killed > 0, "{action}: never hit before its end");
    site.cardctl.ok(["audit", "verify"]);
}

#[test]
fn a_killed_replacement_of_a_number_has_both_or_none() {
    on_both_durable(|site| {
        prepared(&site);
        site.cardctl.ok(["parameter", "add", "H1", "mobile=13700137000"]);
        // Each takes the place of the one before, whose number is by one lower.
        kill(
            &site,
            "parameter replace",
            |round| format!("parameter replace H1 {} mobile=1370013700{} --reason x", round + 2, round + 1),
            "SELECT CAST(n AS TEXT) || COALESCE(CAST(retired_at AS TEXT), '') FROM holder_parameter
             UNION ALL SELECT CAST(n AS TEXT) FROM parameter_claim ORDER BY 1",
        );
    });
}

#[test]
fn a_killed_restriction_is_whole_or_nothing() {
    on_both_durable(|site| {
        prepared(&site);
        kill(
            &site,
            "holder restrict",
            |round| format!("holder restrict H1 --reason x --yes{}", if round % 2 == 1 { " --lift" } else { "" }),
            "SELECT CAST(holder_id AS TEXT) || facets FROM holder_facets
             UNION ALL SELECT CAST(holder_id AS TEXT) || ' in ' || CAST(cohort_id AS TEXT) FROM member ORDER BY 1",
        );
    });
}

#[test]
fn a_killed_release_is_whole_or_nothing() {
    on_both_durable(|site| {
        prepared(&site);
        kill(
            &site,
            "batch release",
            |round| format!("batch release last --serials {}-{} --yes", 11 + round * 40, 50 + round * 40),
            "SELECT CAST(SUM(released) AS TEXT) FROM card
             UNION ALL SELECT CAST(MAX(last_serial) AS TEXT) FROM batch_release",
        );
    });
}

#[test]
fn a_killed_sale_has_its_purchase_or_none() {
    on_both_durable(|site| {
        prepared(&site);
        site.cardctl.ok("tier add seller --name Seller --rank 1 --permissions sell".split(' '));
        site.cardctl.ok("holder set H1 --tier seller --reason x".split(' '));
        site.cardctl.ok("setting set goods-rate 5% --reason x".split(' '));
        for _ in 0..=8 {
            site.cardctl.ok("listing add --holder H1 --title radio --price 5.00".split(' '));
        }
        kill(
            &site,
            "listing sell",
            |round| format!("listing sell {} --to H2 --yes", round + 1),
            "SELECT CAST(COUNT(*) AS TEXT) FROM listing WHERE state = 'sold'
             UNION ALL SELECT CAST(COUNT(*) AS TEXT) FROM purchase
             UNION ALL SELECT CAST(COUNT(*) AS TEXT) FROM due
             UNION ALL SELECT CAST(COUNT(*) AS TEXT) FROM listing_event",
        );
    });
}
