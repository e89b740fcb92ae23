//! Payouts: who is paid what, what became of it, and that nothing is paid twice.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::acts::{audited, count, refused};
use crate::fixture;
use crate::harness::cardctl::Cardctl;
use crate::harness::{Site, on_both, on_both_durable, sql};

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

/// A posted run of 12,000.00: H1 4,800, A3 2,400, A2, S1, BJ and the platform 1,200 each.
fn earned(site: &Site) {
    fixture::platform(site);
    fixture::purchases(site, &["P1,H1,100000.00,2026-02-01,,"]);
    site.cardctl.ok(split("settle run --through 2026-02-28 --post --yes"));
}

/// The same, where everybody may be paid: A2 is an organisation, the center needs no identity, all others are persons.
pub(crate) fn payable(site: &Site) {
    earned(site);
    site.cardctl.ok(split("setting set withholding per-time --reason x"));
    site.cardctl.ok(split("parameter verify H1 1 --method seen"));
    for line in [
        "party identify A3 --kind citizen-id --name 段誉 --number 11010519491231002X --verified seen",
        "party identify S1 --kind passport --name Wang --number E12345678 --verified seen",
        "party identify A2 --kind organisation --name Tea --number 91350100M000100Y43 --verified asked",
        "party account set H1 --kind alipay --account 13800138000",
        "party account set A3 --kind bank --bank ICBC --bank-code 102100099996 --account 6222020200012345678",
        "party account set S1 --kind wechat --account oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
        "party account set A2 --kind bank --bank ICBC --bank-code 102100099996 --account 6222020200012345679",
        "party account set BJ --kind bank --bank ICBC --bank-code 102100099996 --account 6222020200012345670",
    ] {
        site.cardctl.ok(split(line));
    }
}

pub(crate) const CREATE: &str = "payout create --through 2026-02-28 --min 10.00 --yes";

/// The rows of a payout: `party gross withheld net state`.
fn rows(site: &Site, payout: &str) -> Vec<String> {
    let shown = site.cardctl.json(["payout", "show", payout]);
    let text = |row: &Value, key: &str| row[key].as_str().expect("a text").to_owned();
    let row =
        |row: &Value| ["party", "gross", "withheld", "net", "state"].map(|key| text(row, key)).join(" ");
    let mut rows: Vec<String> = shown["rows"].as_array().expect("rows").iter().map(row).collect();
    rows.sort();
    rows
}

/// The name of a party's row.
fn row_of(site: &Site, payout: &str, party: &str) -> String {
    let shown = site.cardctl.json(["payout", "show", payout]);
    let found = shown["rows"].as_array().and_then(|rows| rows.iter().find(|row| row["party"] == party));
    found.and_then(|row| row["row"].as_str()).expect("the party has a row").to_owned()
}

/// Writes a file of results: `party status reference reason`, for one payout.
fn results(site: &Site, payout: &str, told: &[&str]) {
    let mut text = "payout,status,reference,reason\n".to_owned();
    for line in told {
        let mut fields = line.splitn(4, ' ');
        let mut next = || fields.next().unwrap_or_default();
        let (party, status, reference, reason) = (next(), next(), next(), next());
        writeln!(text, "{},{status},{reference},{reason}", row_of(site, payout, party))
            .expect("a string grows");
    }
    site.write("results.csv", &text);
}

/// Balances with accounts: `party earned paid balance`.
fn balances(site: &Site) -> Vec<String> {
    let text =
        site.cardctl.ok(split("ledger balances --accounts -o csv --columns party,earned,paid,balance"));
    text.lines().skip(1).map(|line| line.replace(',', " ")).collect()
}

fn sound(site: &Site) {
    site.cardctl.ok(["db", "check"]);
    site.cardctl.ok(["audit", "verify"]);
}

#[test]
fn everybody_gets_what_is_theirs_less_the_tax() {
    on_both(|site| {
        payable(&site);
        let before = audited(&site);
        let tried = site.cardctl.json(split("payout create --through 2026-02-28 --min 10.00 --dry-run"));
        assert_eq!((&tried["payout"], &tried["state"]), (&Value::Null, &json!("dry-run")));
        assert_eq!(audited(&site), before);
        assert_eq!(count(&site, "payout"), 0);

        let made = site.cardctl.json(split(CREATE));
        for (key, value) in
            [("gross", "10800.00"), ("withheld", "1168.00"), ("net", "9632.00"), ("state", "created")]
        {
            assert_eq!(made[key], value, "{key}");
            assert!(tried[key] == value || key == "state", "{key}: {tried}");
        }
        assert_eq!((&made["payout"], &made["items"]), (&json!(1), &json!(5)));
        let expected = [
            "A2 1200.00 0.00 1200.00 pending",
            "A3 2400.00 320.00 2080.00 pending",
            "BJ 1200.00 0.00 1200.00 pending",
            "H1 4800.00 768.00 4032.00 pending",
            "S1 1200.00 80.00 1120.00 pending",
        ];
        assert_eq!(rows(&site, "last"), expected);
        let untouched = balances(&site);
        assert!(
            !untouched.iter().any(|line| line.starts_with("transit")),
            "nothing moves before the approval"
        );
        assert_eq!(refused(&site, 1, &split(CREATE))["code"], "run-state", "one is open at a time");
        sound(&site);

        site.cardctl.ok(split("payout approve last --yes"));
        let again = site.cardctl.exits(0, split("payout approve 1 --yes"));
        assert!(again.stderr.contains("payout 1 is approved already"), "{again}");
        assert_eq!(refused(&site, 1, &split("payout discard 1 --yes"))["code"], "run-state");
        assert_eq!(
            balances(&site),
            [
                "H1 4800.00 4800.00 0.00",
                "A2 1200.00 1200.00 0.00",
                "A3 2400.00 2400.00 0.00",
                "S1 1200.00 1200.00 0.00",
                "BJ 1200.00 1200.00 0.00",
                "platform 1200.00 0.00 1200.00",
                "shop -12000.00 0.00 -12000.00",
                // The fee that H2 paid.
                "bank -199.00 0.00 -199.00",
                "fees 199.00 0.00 199.00",
                "tax 0.00 -1168.00 1168.00",
                "transit 0.00 -9632.00 9632.00",
            ]
        );
        sound(&site);
        // All is paid: another one has nothing to pay.
        let nothing = site.cardctl.json(split(CREATE));
        assert_eq!((&nothing["payout"], &nothing["state"]), (&Value::Null, &json!("nothing-to-pay")));
    });
}

#[test]
fn who_may_not_be_paid_is_left_out_with_the_reason() {
    on_both(|site| {
        payable(&site);
        let left_out = |site: &Site| -> Vec<String> {
            let tried = site.cardctl.json(split("payout create --through 2026-02-28 --min 10.00 --dry-run"));
            let rows = tried["left_out"].as_array().expect("a list").clone();
            let of = |row: Value| format!("{} {}", row["party"], row["reason"]).replace('"', "");
            rows.into_iter().map(of).collect()
        };
        assert_eq!(left_out(&site), [""; 0]);
        // Another identity is no verified one.
        site.cardctl
            .exits(2, split("party identify S1 --kind passport --name Wong --number E12345678 --yes"));
        site.cardctl.ok(split(
            "party identify S1 --kind passport --name Wong --number E12345678 --yes --reason typo",
        ));
        site.cardctl.ok(split("agent suspend A3 --since 2026-03-01"));
        site.cardctl.ok(split("holder restrict H1 --reason asked --yes"));
        sql::execute(
            &site.url,
            "DELETE FROM party_account WHERE account_mask IS NOT NULL AND bank_code IS NOT NULL",
        )
        .expect("no accounts");
        assert_eq!(
            left_out(&site),
            ["BJ no-account", "S1 no-verified-identity", "A2 no-account", "A3 suspended", "H1 restricted"]
        );
        let small = site.cardctl.json(split("payout create --through 2026-02-28 --min 5000 --dry-run"));
        assert_eq!(
            small["left_out_sums"],
            json!([{"reason": "below-minimum", "parties": 5, "amount": "10800.00"}])
        );
        site.cardctl.ok(split("party identify S1 --verified seen"));
        assert!(!left_out(&site).iter().any(|line| line.starts_with("S1")));
        let future = refused(&site, 2, &split("payout create --through 2199-01-01 --yes"));
        assert_eq!(future["code"], "usage");
        let warned = site.cardctl.exits(0, split("setting set withholding none --reason x"));
        assert_eq!(warned.status, 0);
        let warned = site.cardctl.exits(0, split("payout create --through 2026-02-28 --dry-run"));
        assert!(warned.stderr.contains("TX02"), "{warned}");
        let before = site.cardctl.json(split("payout create --through 2026-01-31 --dry-run"));
        assert_eq!(before["items"], 0, "nothing was earned by then");
    });
}

#[test]
fn a_rule_that_is_overridden_is_kept_with_the_rows_it_stood_against() {
    on_both(|site| {
        payable(&site);
        // Born in 2015, and two whom nobody has verified.
        site.cardctl.ok(split(
            "party identify S1 --kind citizen-id --name Wang --number 110105201501010017 --verified seen --yes --reason x",
        ));
        sql::execute(&site.url, "UPDATE party_identity SET verified_at = NULL, verified_by = NULL, method = NULL WHERE kind = 'citizen-id' AND party_id = (SELECT agent_id FROM agent WHERE code = 'A3')")
            .expect("A3 is not verified");
        let dry = "payout create --through 2026-02-28 --min 10.00 --dry-run";
        let left_out = |line: &str| -> Vec<String> {
            let rows = site.cardctl.json(split(line))["left_out"].as_array().expect("a list").clone();
            rows.iter().map(|row| format!("{} {}", row["party"], row["reason"]).replace('"', "")).collect()
        };
        assert_eq!(left_out(dry), ["S1 under-18", "A3 no-verified-identity"]);
        let without = refused(&site, 2, &split("payout create --through 2026-02-28 --override TX01 --yes"));
        assert!(without["message"].as_str().is_some_and(|text| text.contains("wants a reason")), "{without}");
        for (rule, says) in [("DS01", "leaves anybody out"), ("DS99", "leaves anybody out")] {
            let line = format!("payout create --through 2026-02-28 --override {rule} --reason x --yes");
            let error = refused(&site, 2, &split(&line));
            assert!(error["message"].as_str().is_some_and(|text| text.contains(says)), "{error}");
        }
        assert_eq!(left_out(&format!("{dry} --override tx01 --reason x")), ["S1 under-18"]);
        assert_eq!(left_out(&format!("{dry} --override DS07 --reason x")), ["A3 no-verified-identity"]);

        let made = site
            .cardctl
            .exits(0, split(&format!("{CREATE} --override TX01 --override DS07 --reason asked -o json")));
        assert!(made.stderr.contains("DS07 is overridden for 1 parties"), "{made}");
        let made: Value = serde_json::from_str(&made.stdout).expect("json");
        assert_eq!((&made["items"], &made["left_out"]), (&json!(5), &json!([])));
        let shown = site.cardctl.json(["payout", "show", "1"]);
        assert_eq!(
            shown["overridden"],
            json!([{"rule": "DS07", "parties": 1, "reason": "asked"}, {"rule": "TX01", "parties": 1, "reason": "asked"}])
        );
        let against = |party: &str| {
            let rows = shown["rows"].as_array().expect("rows").iter();
            rows.into_iter().find(|row| row["party"] == party).map(|row| row["overridden"].clone())
        };
        assert_eq!((against("S1"), against("A3")), (Some(json!("DS07")), Some(json!("TX01"))));
        assert_eq!(against("H1"), Some(Value::Null));
        sound(&site);

        // It holds for those rows: whoever breaks the rule since was not looked at by anybody.
        site.cardctl.ok(split("parameter add H1 citizen-id=110102201003070018 --guardian-consent G1 --yes"));
        let error = refused(&site, 6, &split("payout approve 1 --yes"));
        assert!(
            error["message"].as_str().is_some_and(|text| text.contains("holder H1: DS07 stands")),
            "{error}"
        );
        site.cardctl.ok(split("parameter retire H1 2 --reason typo --yes"));
        site.cardctl.ok(split("payout approve 1 --yes"));
        sound(&site);
        sql::execute(&site.url, "DELETE FROM payout_rule WHERE rule = 'DS07'").expect("a damage");
        let damaged = site.cardctl.exits(6, ["db", "check"]);
        assert!(damaged.stdout.contains("a rule that is not overridden"), "{damaged}");
    });
}

#[test]
fn an_override_that_pays_nobody_more_is_refused() {
    on_both(|site| {
        payable(&site);
        let error = refused(&site, 2, &split(&format!("{CREATE} --override TX01 --reason x")));
        assert!(
            error["message"].as_str().is_some_and(|text| text.contains("TX01 would leave nobody out")),
            "{error}"
        );
        assert_eq!(count(&site, "payout"), 0);
        let dry = site.cardctl.exits(0, split("payout create --through 2026-02-28 --dry-run"));
        assert!(dry.stderr.contains("of 1 persons who are paid no document tells the birth date"), "{dry}");
    });
}

#[test]
fn nobody_is_paid_whose_age_no_key_opens() {
    on_both(|site| {
        payable(&site);
        site.cardctl.ok(split("key export --for support --out support.key --reason x --yes"));
        for key in ["support.key", "none.key"] {
            let error = refused(&site, 7, &split(&format!("{CREATE} --key-file {key}")));
            assert_eq!(error["code"], "key-not-held");
            assert!(error["message"].as_str().is_some_and(|text| text.contains("of 3 persons")), "{error}");
        }
        // Whoever pays them unseen says so, and the rows have it.
        site.cardctl.ok(split(&format!("{CREATE} --override DS07 --reason unseen --key-file none.key")));
        let shown = site.cardctl.json(["payout", "show", "1"]);
        assert_eq!(shown["overridden"], json!([{"rule": "DS07", "parties": 3, "reason": "unseen"}]));
        site.cardctl.ok(split("payout approve 1 --yes --key-file none.key"));
        sound(&site);

        fixture::purchases(&site, &["P2,H1,10000.00,2026-03-01,,"]);
        site.cardctl.ok(split("settle run --through 2026-03-31 --post --yes"));
        site.cardctl.ok(split("payout create --through 2026-03-31 --yes"));
        let error = refused(&site, 6, &split("payout approve 2 --yes --key-file none.key"));
        assert!(error["message"].as_str().is_some_and(|text| text.contains("age-sealed")), "{error}");
        site.cardctl.ok(split("payout approve 2 --yes"));
    });
}

#[test]
fn what_failed_is_paid_in_the_next_payout_once() {
    on_both(|site| {
        payable(&site);
        site.cardctl.ok(split(CREATE));
        site.cardctl.ok(split("payout approve 1 --yes"));
        // In parts, some unknown at first.
        results(&site, "1", &["H1 unknown - timeout", "BJ paid R1", "A3 failed R2 closed"]);
        let told = site.cardctl.json(split("payout confirm results.csv --yes"));
        for (key, value) in [("paid", 1), ("failed", 1), ("unknown", 1), ("unchanged", 0), ("rejected", 0)] {
            assert_eq!(told[key], value, "{key}");
        }
        sound(&site);
        let state = (balances(&site), audited(&site));
        let again = site.cardctl.json(split("payout confirm results.csv --yes"));
        assert_eq!(again["unchanged"], 3);
        assert_eq!((balances(&site), audited(&site)), state, "twice changes nothing");

        results(
            &site,
            "1",
            &["H1 paid R3", "A3 paid R9", "BJ failed R1", "BJ paid R7", "S1 failed R4 name", "A2 paid R5"],
        );
        let mut text = std::fs::read_to_string(site.directory().join("results.csv")).expect("the file");
        text.push_str("1-999999,paid,,\n7-000008,paid,,\nx,paid,,\n");
        site.write("results.csv", &text);
        let output = site.cardctl.exits(3, split("payout confirm results.csv --yes -o json"));
        let told: Value = serde_json::from_str(&output.stdout).expect("json");
        assert_eq!((&told["paid"], &told["failed"], &told["rejected"]), (&json!(2), &json!(1), &json!(6)));
        let rejects = std::fs::read_to_string(site.directory().join("results.csv.rejects.csv"))
            .or_else(|_| std::fs::read_to_string(site.directory().join("results.rejects.csv")))
            .expect("the rejects");
        for why in [
            "status: it is failed already",
            "status: it is paid already",
            "reference: it is paid already under `R1`",
            "payout: payout 1 has no such row",
            "payout: no payout 7",
            "payout: not the name of a row",
        ] {
            assert!(rejects.contains(why), "{why}: {rejects}");
        }
        assert_eq!(
            rows(&site, "1"),
            [
                "A2 1200.00 0.00 1200.00 paid",
                "A3 2400.00 320.00 2080.00 failed",
                "BJ 1200.00 0.00 1200.00 paid",
                "H1 4800.00 768.00 4032.00 paid",
                "S1 1200.00 80.00 1120.00 failed",
            ]
        );
        let of = |site: &Site, party: &str| {
            let lines = balances(site);
            lines.into_iter().find(|line| line.starts_with(&format!("{party} "))).unwrap_or_default()
        };
        // Nothing is under way any more; what failed is owed again, and its tax is not withheld.
        assert!(of(&site, "transit").ends_with(" 0.00"), "{}", of(&site, "transit"));
        assert_eq!(of(&site, "tax"), "tax 0.00 -768.00 768.00");
        // 6432.00 were paid, and a fee of 199.00 had come in.
        assert_eq!(of(&site, "bank"), "bank 6233.00 0.00 6233.00");
        assert_eq!(of(&site, "A3"), "A3 2400.00 0.00 2400.00");
        sound(&site);

        let next = site.cardctl.json(split(CREATE));
        assert_eq!((&next["items"], &next["gross"]), (&json!(2), &json!("3600.00")));
        assert_eq!(
            rows(&site, "2"),
            ["A3 2400.00 320.00 2080.00 pending", "S1 1200.00 80.00 1120.00 pending"]
        );
        site.cardctl.ok(split("payout approve 2 --yes"));
        results(&site, "2", &["A3 paid R6", "S1 paid R7"]);
        site.cardctl.ok(split("payout confirm results.csv --yes"));
        // Opening + earned − paid = closing, for everybody.
        for line in balances(&site) {
            let cells: Vec<i64> = line
                .split(' ')
                .skip(1)
                .map(|cell| cell.replace('.', "").parse().expect("an amount"))
                .collect();
            assert_eq!(cells[0] - cells[1], cells[2], "{line}");
        }
        assert_eq!(of(&site, "A3"), "A3 2400.00 2400.00 0.00");
        assert_eq!(site.cardctl.json(split(CREATE))["state"], "nothing-to-pay");
        let listed =
            site.cardctl.ok(split("payout list -o csv --columns payout,state,net,paid,failed,pending"));
        assert_eq!(
            listed,
            "payout,state,net,paid,failed,pending\n2,approved,3200.00,3200.00,0.00,0.00\n1,approved,9632.00,6432.00,3200.00,0.00\n"
        );
        sound(&site);
    });
}

#[test]
fn tax_of_several_payouts_of_a_month_is_that_of_their_sum() {
    on_both(|site| {
        payable(&site);
        site.cardctl.ok(split(CREATE));
        site.cardctl.ok(split("payout approve 1 --yes"));
        fixture::purchases(&site, &["P2,H1,10000.00,2026-03-01,,"]);
        site.cardctl.ok(split("settle run --through 2026-03-31 --post --yes"));
        site.cardctl.ok(split("payout create --through 2026-03-31 --yes"));
        // H1: 5,280 − 20 % at 20 % is 844.80, of which 768 were withheld. S1: 1,320 − 800 at 20 % is 104, less 80.
        let rows = rows(&site, "2");
        assert!(rows.contains(&"H1 480.00 76.80 403.20 pending".to_owned()), "{rows:?}");
        assert!(rows.contains(&"S1 120.00 24.00 96.00 pending".to_owned()), "{rows:?}");
        assert!(rows.contains(&"A2 120.00 0.00 120.00 pending".to_owned()), "{rows:?}");
        site.cardctl.ok(split("payout approve 2 --yes"));
        sound(&site);
    });
}

#[test]
fn an_approval_is_refused_when_the_balances_cover_it_no_more() {
    on_both(|site| {
        payable(&site);
        site.cardctl.ok(split(CREATE));
        site.cardctl.ok(split("ledger adjust S1 -0.01 --reason x --yes"));
        let before = balances(&site);
        let error = refused(&site, 6, &split("payout approve last --yes"));
        let message = error["message"].as_str().expect("a text");
        assert!(message.contains("staff S1: 1199.99 is owed, where 1200.00 is to be paid"), "{message}");
        assert_eq!(balances(&site), before);
        site.cardctl.ok(split("payout discard last --yes"));
        let again = site.cardctl.exits(0, split("payout discard last --yes"));
        assert!(again.stderr.contains("discarded already"), "{again}");
        assert_eq!(refused(&site, 1, &split("payout approve 1 --yes"))["code"], "run-state");

        site.cardctl.ok(split(CREATE));
        site.cardctl.ok(split("party account set S1 --kind alipay --account 13900139000 --yes"));
        let error = refused(&site, 6, &split("payout approve last --yes"));
        assert!(error["message"].as_str().expect("a text").contains("another account was set"), "{error}");
        site.cardctl.ok(split("payout discard last --yes"));

        site.cardctl.ok(split(CREATE));
        site.cardctl.ok(split("agent suspend A3 --since 2026-03-01"));
        let error = refused(&site, 6, &split("payout approve last --yes"));
        assert!(error["message"].as_str().expect("a text").contains("suspended"), "{error}");
        site.cardctl.ok(split("agent resume A3 --since 2026-03-02"));
        // What is owed more since is paid next time.
        site.cardctl.ok(split("ledger adjust S1 5.00 --date 2026-02-28 --reason x --yes"));
        site.cardctl.ok(split("payout approve last --yes"));
        let left = balances(&site);
        assert!(left.contains(&"S1 1204.99 1199.99 5.00".to_owned()), "{left:?}");
        sound(&site);
        // A debt is netted, over all that one party is, and nobody is paid below zero.
        site.cardctl.ok(split("ledger adjust S1 -20.00 --reason x --yes"));
        let next = site.cardctl.json(split("payout create --through 2026-02-28 --dry-run"));
        assert_eq!(next["items"], 0, "{next}");
    });
}

#[test]
fn another_operator_approves() {
    on_both(|site| {
        payable(&site);
        site.cardctl.ok(split("setting set four-eyes on --reason x"));
        site.cardctl.ok(split(CREATE));
        let entries = audited(&site);
        assert_eq!(refused(&site, 7, &split("payout approve last --yes"))["code"], "needs-approval");
        assert_eq!(audited(&site), entries + 1, "the refusal is recorded");
        let asked = site.cardctl.json(split("ledger adjust H1 -5.00 --reason broken --yes"));
        assert_eq!((&asked["adjustment"], &asked["state"]), (&json!(1), &json!("asked")));
        assert_eq!(refused(&site, 7, &split("ledger approve 1 --yes"))["code"], "needs-approval");
        let Some(other) = site.second_operator() else {
            site.cardctl.ok(split("ledger refuse 1 --yes"));
            assert_eq!(refused(&site, 1, &split("ledger approve 1 --yes"))["code"], "run-state");
            return;
        };
        other.ok(split("ledger refuse 1 --yes"));
        // Two of them at once: one approves, the other is told so.
        let at_once: Vec<_> =
            [&other, &other].map(|each: &Cardctl| each.spawn(split("payout approve last --yes"))).into();
        let outputs: Vec<_> = at_once.into_iter().map(crate::harness::cardctl::Running::wait).collect();
        for output in &outputs {
            assert!([0, 75].contains(&output.status), "{output}");
        }
        assert!(outputs.iter().any(|output| output.status == 0));
        assert_eq!(count(&site, "journal WHERE kind = 'payout'"), 1);
        site.cardctl.ok(split("ledger adjust H1 7.50 --reason goodwill --yes"));
        other.ok(split("ledger approve 2 --yes"));
        let listed =
            site.cardctl.ok(split("ledger adjustments -o csv --columns adjustment,state,party,amount"));
        assert_eq!(listed, "adjustment,state,party,amount\n2,approved,H1,7.50\n1,refused,H1,-5.00\n");
        sound(&site);
    });
}

#[test]
fn adjustments_change_a_balance_once_and_no_closed_month() {
    on_both(|site| {
        earned(&site);
        for line in [
            "ledger adjust H1 0 --reason x",
            "ledger adjust H1 1.234 --reason x",
            "ledger adjust H1 1",
            "ledger adjust bank 1 --reason x",
            "ledger adjust H1 1 --date 2199-01-01 --reason x",
        ] {
            assert_eq!(refused(&site, 2, &split(&format!("{line} --yes")))["code"], "usage", "{line}");
        }
        assert_eq!(refused(&site, 5, &split("ledger adjust nobody 1 --reason x --yes"))["code"], "not-found");
        assert_eq!(refused(&site, 5, &split("ledger approve 9"))["code"], "not-found");
        let made = site.cardctl.json(split("ledger adjust shop -1.50 --reason x --yes"));
        assert_eq!(made["state"], "approved", "one operator alone");
        let again = site.cardctl.exits(0, split("ledger approve 1"));
        assert!(again.stderr.contains("approved already"), "{again}");
        assert!(balances(&site).contains(&"adjustments 1.50 0.00 1.50".to_owned()));
        site.cardctl.ok(split("period close 2026-02 --yes"));
        let error = refused(&site, 7, &split("ledger adjust H1 1 --date 2026-02-28 --reason x --yes"));
        assert_eq!(error["code"], "period-closed");
        sound(&site);
    });
}

#[test]
fn identities_and_accounts_are_shown_masked_and_rotated() {
    on_both(|site| {
        payable(&site);
        site.cardctl.ok(split("key rotate --yes"));
        let shown = site.cardctl.json(split("party show A3"));
        for (key, value) in [
            ("identity", json!("citizen-id")),
            ("name", json!("段**")),
            ("document", json!("1****************X")),
            ("account_kind", json!("bank")),
            ("account", json!("****5678")),
            ("bank_code", json!("102100099996")),
            ("balance", json!("2400.00")),
            ("kinds", json!(["agent"])),
        ] {
            assert_eq!(shown[key], value, "{key}");
        }
        let again = split(
            "party account set A3 --kind bank --bank ICBC --bank-code 102100099996 --account 6222020200012345678",
        );
        assert!(site.cardctl.exits(0, &again).stderr.contains("unchanged"));
        let piped = site.cardctl.with_stdin(
            r#"{"kind":"bank","account":"6222020200012345699","bank":"CCB","bank-code":"105100000017"}"#,
        );
        assert_eq!(
            piped.exits(7, split("party account set A3 --input -")).stdout,
            "",
            "a replacement is asked for"
        );
        let set = piped.json(split("party account set A3 --input - --yes"));
        assert_eq!((&set["n"], &set["account"]), (&json!(2), &json!("****5699")));
        for (line, status, code) in [
            ("party identify A1 --kind citizen-id --name x --number 110102197502030838", 2, "bad-parameter"),
            (
                "party identify A1 --kind organisation --name x --number 91350100M000100Y44",
                2,
                "bad-parameter",
            ),
            ("party identify A1 --kind passport --name x", 2, "usage"),
            ("party identify A1 --verified seen", 5, "not-found"),
            ("party identify H1 --kind passport --name x --number E12345678", 1, "conflict"),
            ("party identify BJ --kind organisation --name x --number 91350100M000100Y43", 2, "usage"),
            (
                "party account set A1 --kind bank --bank x --bank-code 12 --account 6222020200012345678",
                2,
                "usage",
            ),
            ("party account set A1 --kind alipay --account 1", 2, "usage"),
            ("party account set A1 --kind alipay --account 13800138000 --bank x", 2, "usage"),
            ("party account set nobody --kind alipay --account 13800138000", 5, "not-found"),
            ("party show platform", 2, "usage"),
        ] {
            let error = refused(&site, if code == "bad-parameter" { 8 } else { status }, &split(line));
            assert_eq!(error["code"], code, "{line}");
        }
        site.cardctl.ok(split("holder restrict H1 --reason x --yes"));
        assert_eq!(refused(&site, 7, &split("party show H1"))["code"], "holder-restricted");
        let line = "party account set H1 --kind alipay --account 13800138001 --yes";
        assert_eq!(refused(&site, 7, &split(line))["code"], "holder-restricted");
        sound(&site);
    });
}

/// Kills a command at moments up to its usual end; each time the books are sound, and what it does is done once.
fn kill(site: &Site, prepare: impl Fn(&Site), line: &str, entries: &str) {
    prepare(site);
    let begun = Instant::now();
    site.cardctl.ok(split(line));
    let whole = begun.elapsed();
    let mut hit = 0;
    for round in 1..=6_u32 {
        prepare(site);
        let before = count(site, entries);
        let running = site.cardctl.spawn(split(line));
        std::thread::sleep(whole * round / 6 + Duration::from_millis(1));
        running.signal("KILL");
        running.wait();
        site.cardctl.ok(["db", "check", "-q"]);
        let after = count(site, entries);
        hit += usize::from(after == before);
        site.cardctl.ok(split(line));
        let ended = count(site, entries);
        assert!(ended > before && (after == before || after == ended), "{line}: whole, once, or not at all");
        site.cardctl.ok(["db", "check", "-q"]);
    }
    assert!(hit > 0, "{line}: never hit before its end");
    site.cardctl.ok(["audit", "verify"]);
}

/// Another payout of something that everybody earned since.
fn another(site: &Site) {
    for party in ["H1", "A3", "S1", "A2", "BJ"] {
        site.cardctl.ok(["ledger", "adjust", party, "100.00", "--reason", "x", "--yes"]);
    }
    let today =
        sql::texts(&site.url, "SELECT CAST(MAX(dated) AS TEXT) FROM journal").expect("a day").concat();
    let day = jiff::civil::Date::constant(1970, 1, 1)
        .checked_add(jiff::Span::new().days(today.parse::<i64>().expect("a number")))
        .expect("a day");
    site.cardctl.ok(["payout", "create", "--through", &day.to_string(), "--yes"]);
}

#[test]
fn a_killed_approval_is_whole_or_nothing() {
    on_both_durable(|site| {
        payable(&site);
        kill(&site, another, "payout approve last --yes", "journal WHERE kind = 'payout'");
    });
}

#[test]
fn a_killed_confirmation_is_whole_or_nothing() {
    on_both_durable(|site| {
        payable(&site);
        let approved = |site: &Site| {
            another(site);
            site.cardctl.ok(split("payout approve last --yes"));
            results(site, "last", &["H1 paid R", "A3 failed", "S1 unknown", "A2 paid R", "BJ failed"]);
        };
        kill(
            &site,
            approved,
            "payout confirm results.csv --yes",
            "journal WHERE kind IN ('payout-paid', 'payout-returned')",
        );
    });
}
