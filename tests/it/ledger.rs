//! The journal, and balances as they were.

use serde_json::json;

use crate::acts::refused;
use crate::fixture::{platform, purchases};
use crate::harness::{Site, on_both, sql};

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

fn csv(site: &Site, line: &str) -> String {
    site.cardctl.ok([split(line), vec!["-o", "csv"]].concat())
}

/// The rows of a list, with these columns of each, behind one another.
fn rows(site: &Site, line: &str, columns: &str) -> Vec<String> {
    let text = csv(site, &format!("{line} --columns {columns}"));
    text.lines().skip(1).map(str::to_owned).collect()
}

/// H2 paid a fee on the first day of the year. Run 1 goes through February and was recorded half an hour into March, at the platform. Run 2 goes through March and was
/// recorded at noon of April 1st.
fn posted(site: &Site) {
    platform(site);
    purchases(site, &["P1,H1,100.00,2026-02-01,,"]);
    site.cardctl.ok(split("settle run --through 2026-02-28 --post --yes"));
    purchases(site, &["R1,H1,50.00,2026-03-02,,P1", "P2,H3,10.00,2026-03-03,,"]);
    site.cardctl.ok(split("settle run --through 2026-03-31 --post --yes"));
    recorded(site, 1, "2025-12-31T16:00:00Z");
    recorded(site, 2, "2026-02-28T16:30:00Z");
    recorded(site, 3, "2026-04-01T04:00:00Z");
}

fn recorded(site: &Site, entry: i64, at: &str) {
    let at: jiff::Timestamp = at.parse().expect("a time");
    let change = format!("UPDATE journal SET recorded = {} WHERE entry_id = {entry}", at.as_microsecond());
    sql::execute(&site.url, &change).expect("the entry is there");
}

const FEBRUARY: &str = "\
kind,party,earned,paid,balance
holder,H1,4.80,0.00,4.80
agent,A2,1.20,0.00,1.20
agent,A3,2.40,0.00,2.40
staff,S1,1.20,0.00,1.20
center,BJ,1.20,0.00,1.20
platform,platform,1.20,0.00,1.20
provider,shop,-12.00,0.00,-12.00
";

const MARCH: &str = "\
kind,party,earned,paid,balance
holder,H1,2.40,0.00,2.40
holder,H3,0.48,0.00,0.48
agent,A1,0.36,0.00,0.36
agent,A2,0.60,0.00,0.60
agent,A3,1.20,0.00,1.20
staff,S1,0.60,0.00,0.60
center,BJ,0.84,0.00,0.84
platform,platform,0.72,0.00,0.72
provider,shop,-7.20,0.00,-7.20
";

const NOTHING: &str = "kind,party,earned,paid,balance\n";

#[test]
fn balances_are_told_as_they_were() {
    on_both(|site| {
        posted(&site);
        for (flags, expected) in [
            ("", MARCH),
            (" --as-of 2026-02-27", NOTHING),
            (" --as-of 2026-02-28", FEBRUARY),
            (" --as-of 2026-03-30 --by event", FEBRUARY),
            (" --as-of 2026-03-31", MARCH),
            // Half past midnight at the platform is still February in Greenwich.
            (" --as-of 2026-02-28 --by recorded", NOTHING),
            (" --as-of 2026-03-01 --by recorded", FEBRUARY),
            (" --as-of 2026-03-31 --by recorded", FEBRUARY),
            (" --as-of 2026-04-01 --by recorded", MARCH),
        ] {
            assert_eq!(csv(&site, &format!("ledger balances{flags}")), expected, "{flags}");
        }
        let table = site.cardctl.exits(0, split("ledger balances --as-of 2026-01-31"));
        assert_eq!((table.stdout.as_str(), table.stderr.as_str()), ("", "no postings by 2026-01-31\n"));
        assert_eq!(refused(&site, 2, &split("ledger balances --by recorded"))["code"], "usage");
        let error = refused(&site, 2, &split("ledger balances --as-of February"));
        assert_eq!(error["message"], "--as-of: not a date: write it like `2026-10-31`");
    });
}

#[test]
fn what_was_paid_stands_beside_what_was_earned() {
    on_both(|site| {
        posted(&site);
        let paid = "INSERT INTO journal (entry_id, kind, run_id, dated, recorded, operator, entered_by)
                    VALUES (77, 'payout', NULL, 20544, 1775030400000001, 'x', NULL);
                    INSERT INTO posting (party_id, entry_id, kind, amount)
                    SELECT holder_id, 77, 'holder', -100 FROM holder WHERE ref = 'H1';
                    INSERT INTO posting (party_id, entry_id, kind, amount) VALUES (1, 77, 'platform', 100)";
        sql::execute(&site.url, paid).expect("a payout");
        let balances = csv(&site, "ledger balances");
        assert!(balances.contains("holder,H1,2.40,1.00,1.40\n"), "{balances}");
        assert!(balances.contains("platform,platform,0.72,-1.00,1.72\n"), "{balances}");
        assert_eq!(csv(&site, "ledger balances --as-of 2026-03-31"), MARCH);
        assert_eq!(
            rows(&site, "ledger journal H1", "entry,kind,run,amount,balance"),
            ["2,settlement,1,4.80,4.80", "3,settlement,2,-2.40,2.40", "77,payout,,-1.00,1.40"]
        );
    });
}

#[test]
fn the_journal_lists_every_posting() {
    on_both(|site| {
        posted(&site);
        let whole = csv(&site, "ledger journal");
        let expected = "\
entry,dated,recorded,kind,run,party_kind,party,amount
1,2026-01-01,2026-01-01T00:00:00+08:00,fee,,account,bank,-199.00
1,2026-01-01,2026-01-01T00:00:00+08:00,fee,,account,fees,199.00
2,2026-02-28,2026-03-01T00:30:00+08:00,settlement,1,holder,H1,4.80
2,2026-02-28,2026-03-01T00:30:00+08:00,settlement,1,agent,A2,1.20
2,2026-02-28,2026-03-01T00:30:00+08:00,settlement,1,agent,A3,2.40
2,2026-02-28,2026-03-01T00:30:00+08:00,settlement,1,staff,S1,1.20
2,2026-02-28,2026-03-01T00:30:00+08:00,settlement,1,center,BJ,1.20
2,2026-02-28,2026-03-01T00:30:00+08:00,settlement,1,platform,platform,1.20
2,2026-02-28,2026-03-01T00:30:00+08:00,settlement,1,provider,shop,-12.00
3,2026-03-31,2026-04-01T12:00:00+08:00,settlement,2,holder,H1,-2.40
3,2026-03-31,2026-04-01T12:00:00+08:00,settlement,2,holder,H3,0.48
3,2026-03-31,2026-04-01T12:00:00+08:00,settlement,2,agent,A1,0.36
3,2026-03-31,2026-04-01T12:00:00+08:00,settlement,2,agent,A2,-0.60
3,2026-03-31,2026-04-01T12:00:00+08:00,settlement,2,agent,A3,-1.20
3,2026-03-31,2026-04-01T12:00:00+08:00,settlement,2,staff,S1,-0.60
3,2026-03-31,2026-04-01T12:00:00+08:00,settlement,2,center,BJ,-0.36
3,2026-03-31,2026-04-01T12:00:00+08:00,settlement,2,platform,platform,-0.48
3,2026-03-31,2026-04-01T12:00:00+08:00,settlement,2,provider,shop,4.80
";
        assert_eq!(whole, expected);
        let first = site.cardctl.json(split("ledger journal --limit 1"));
        let row = json!([{ "entry": 1, "dated": "2026-01-01", "recorded": "2026-01-01T00:00:00+08:00",
            "kind": "fee", "run": null, "party_kind": "account", "party": "bank", "amount": "-199.00" }]);
        assert_eq!(first, row);
        // Sorted first, then cut.
        assert_eq!(rows(&site, "ledger journal --sort amount --limit 1", "party,amount"), ["bank,-199.00"]);
        let lines = |flags: &str| csv(&site, &format!("ledger journal{flags}")).lines().count() - 1;
        for (flags, postings) in [
            (" --from 2026-03-01", 9),
            (" --to 2026-03-30", 9),
            (" --from 2026-03-31 --to 2026-03-31", 9),
            (" --from 2026-03-01 --to 2026-03-30", 0),
            (" --as-of 2026-03-30", 9),
            (" --as-of 2026-02-28 --by recorded", 2),
            (" --as-of 2026-03-01 --by recorded", 9),
            (" --as-of 2026-03-01 --by recorded --to 2026-02-27", 2),
        ] {
            assert_eq!(lines(flags), postings, "{flags}");
        }
        let error = refused(&site, 2, &split("ledger journal --from 2026-03-02 --to 2026-03-01"));
        assert_eq!(error["message"], "--from 2026-03-02 lies after --to 2026-03-01");
    });
}

#[test]
fn the_journal_of_a_party_ends_at_its_balance() {
    on_both(|site| {
        posted(&site);
        // The next run is dated before the others.
        purchases(&site, &["P3,H1,1.00,2026-02-01,,"]);
        site.cardctl.ok(split("settle run --through 2026-02-01 --post --yes"));
        let columns = "entry,dated,party_kind,party,amount,balance";
        let whole = [
            "4,2026-02-01,agent,A3,0.03,0.03",
            "2,2026-02-28,agent,A3,2.40,2.43",
            "3,2026-03-31,agent,A3,-1.20,1.23",
        ];
        assert_eq!(rows(&site, "ledger journal A3", columns), whole);
        // What is left out is counted, and what doesn't count is not.
        assert_eq!(rows(&site, "ledger journal A3 --from 2026-02-28", columns), whole[1..]);
        assert_eq!(rows(&site, "ledger journal A3 --to 2026-02-28", columns), whole[..2]);
        assert_eq!(rows(&site, "ledger journal A3 --limit 1 --from 2026-02-02", columns), whole[1..2]);
        let as_of = "--as-of 2026-04-01 --by recorded";
        assert_eq!(
            rows(&site, &format!("ledger journal A3 {as_of}"), columns),
            ["2,2026-02-28,agent,A3,2.40,2.40", "3,2026-03-31,agent,A3,-1.20,1.20"]
        );
        // Every party's last row is its balance, whatever counts.
        for flags in ["", " --as-of 2026-02-28", " --as-of 2026-04-01 --by recorded"] {
            for balance in rows(&site, &format!("ledger balances{flags}"), "kind,party,balance") {
                let (kind, party) = balance.split_once(',').expect("three cells");
                let (party, left) = party.split_once(',').expect("three cells");
                let listed = rows(&site, &format!("ledger journal {party} --kind {kind}{flags}"), "balance");
                assert_eq!(listed.last().map(String::as_str), Some(left), "{balance}{flags}");
            }
        }
        let nobody = site.cardctl.exits(0, split("ledger journal H2"));
        assert_eq!(nobody.stderr, "no postings; `cardctl settle post RUN` makes them\n");
    });
}

#[test]
fn a_party_is_named_by_ref_or_code() {
    on_both(|site| {
        posted(&site);
        site.cardctl.ok(split("tier set standard --permissions refer"));
        site.cardctl.ok(split("agent promote H1 --since 2026-04-01 --yes"));
        site.cardctl.ok(split("holder set H3 --agent H1 --since 2026-04-01 --reason x"));
        purchases(&site, &["P4,H1,100.00,2026-04-02,,", "P5,H3,100.00,2026-04-02,,"]);
        site.cardctl.ok(split("settle run --through 2026-04-30 --post --yes"));
        // One party under one name, with a balance of each kind.
        let columns = "dated,party_kind,party,amount,balance";
        let april = ["2026-04-30,holder,H1,4.80,7.20", "2026-04-30,agent,H1,2.40,2.40"];
        let both = rows(&site, "ledger journal H1 --from 2026-04-01", columns);
        assert_eq!(both, april);
        assert_eq!(rows(&site, "ledger journal H1 --from 2026-04-01 --kind agent", columns), april[1..]);

        // Two parties of one name.
        site.cardctl.ok(split("agent add BJ --name n"));
        let error = refused(&site, 2, &split("ledger journal BJ"));
        assert_eq!(
            (&error["message"], &error["hint"]),
            (
                &json!("several parties are called `BJ`"),
                &json!("say which is meant: `--kind agent`, `--kind center`")
            )
        );
        assert_eq!(
            rows(&site, "ledger journal BJ --kind center --limit 1", "party_kind,amount"),
            ["center,1.20"]
        );
        assert_eq!(rows(&site, "ledger journal BJ --kind agent", "entry"), Vec::<String>::new());

        let elsewhere = "`cardctl holder find -` finds holders, `cardctl ledger balances` lists everybody who has a balance";
        for (line, message, hint) in [
            ("shpo", "no party has the ref or code `shpo`", json!("did you mean `shop`?")),
            ("H9", "no party has the ref or code `H9`", json!("did you mean `H1`?")),
            ("platfrom", "no party has the ref or code `platfrom`", json!("did you mean `platform`?")),
            ("A3 --kind staff", "no staff has the ref or code `A3`", json!(elsewhere)),
            ("shpo --kind agent", "no agent has the ref or code `shpo`", json!(elsewhere)),
            // It may be somebody's number.
            ("13800138000", "no party has this ref or code", json!(elsewhere)),
        ] {
            let error = refused(&site, 5, &split(&format!("ledger journal {line}")));
            assert_eq!((&error["code"], &error["message"]), (&json!("not-found"), &json!(message)));
            assert_eq!(error["hint"], hint, "{line}");
        }
        assert_eq!(refused(&site, 2, &split("ledger journal --kind agent"))["code"], "usage");
        assert_eq!(refused(&site, 2, &split("ledger journal A3 --kind agnet"))["code"], "usage");
    });
}

#[test]
fn a_posting_of_nobody_is_no_balance() {
    on_both(|site| {
        posted(&site);
        sql::execute(&site.url, "UPDATE posting SET party_id = 999999 WHERE kind = 'staff'").expect("harm");
        for line in ["ledger balances", "ledger journal"] {
            let output = site.cardctl.exits(1, split(line));
            assert!(output.stderr.contains("no party of its kind has this number"), "{output}");
        }
    });
}
