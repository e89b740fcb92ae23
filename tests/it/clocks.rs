//! Clocks of machines that are seconds apart, and one that is set back: what was known when stays as it was.

use serde_json::json;

use crate::fixture::{PLAN, bare_platform, import_plan};
use crate::harness::on_both;
use crate::simulator::site::by_clock;

#[test]
fn a_clock_that_is_a_little_behind_changes_no_order() {
    on_both(|site| {
        bare_platform(&site);
        import_plan(&site, PLAN);
        // The holders came a moment ago by the other machine's clock, and are known by this one's.
        let slow = by_clock(&site.cardctl, "-8s");
        site.write(
            "p.csv",
            "external_id,card,holder,provider,amount,occurred_at,refund_of\nP1,,H1,shop,100.00,2026-02-01,\n",
        );
        let loaded = slow.json("purchase import p.csv --source till --yes".split(' '));
        assert_eq!(loaded["imported"], json!(1));
        // A rate that was set after the purchase is none that it should have known of.
        let slower = by_clock(&site.cardctl, "-20s");
        slower.ok("provider set shop --rate 9% --since 2026-01-15 --yes".split(' '));
        slower.ok("agent move A3 --parent A1 --since 2026-01-15 --yes".split(' '));
        site.cardctl.ok(["db", "check"]);
        site.cardctl.ok("settle run --through 2026-02-28 --post --yes".split(' '));
        assert_eq!(site.cardctl.json("settle explain P1".split(' '))["rate"], "12%");
        let log = site.cardctl.ok("audit log -o csv --columns at --limit 1000".split(' '));
        let times: Vec<&str> = log.lines().skip(1).collect();
        assert!(times.is_sorted(), "{times:?}");
    });
}
