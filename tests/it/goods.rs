//! Goods that holders sell and swap, and holders who are providers.

use serde_json::json;

use crate::acts::{audited, refused};
use crate::fixture::platform;
use crate::harness::{Site, on_both, sql};

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

fn csv(site: &Site, line: &str) -> String {
    site.cardctl.ok([split(line), vec!["-o", "csv"]].concat())
}

#[test]
fn a_holder_becomes_a_provider_under_their_own_number() {
    on_both(|site| {
        platform(&site);
        let before = audited(&site);
        site.cardctl.ok(split("provider add market-1 --holder H1 --rate 5%"));
        let same = site.cardctl.exits(0, split("provider add market-1 --holder H1 --rate 5%"));
        assert!(same.stderr.contains("unchanged"), "{same}");
        assert_eq!(audited(&site), before + 1);
        // The name of a holder is sealed.
        let shown = site.cardctl.json(split("provider show market-1"));
        assert_eq!(
            (&shown["name"], &shown["rate"], &shown["rates"][0]["since"]),
            (&json!("market-1"), &json!("5%"), &json!("2026-01-01"))
        );
        let number = "SELECT h.ref FROM provider AS p JOIN holder AS h ON h.holder_id = p.provider_id";
        assert_eq!(sql::texts(&site.url, number).expect("it is there"), ["H1"]);

        for (line, status, code, message) in [
            ("market-1 --holder H1 --rate 6%", 1, "conflict", "provider `market-1` exists with another rate"),
            (
                "market-1 --holder H2 --rate 5%",
                1,
                "conflict",
                "provider `market-1` exists with another party",
            ),
            (
                "market-2 --holder H1 --rate 5%",
                1,
                "conflict",
                "holder `H1` is the provider `market-1` already",
            ),
            (
                "H2 --holder H2 --rate 5% --since 2025-12-31",
                2,
                "usage",
                "--since 2025-12-31 lies before the activation",
            ),
            ("H9 --holder H9 --rate 5%", 5, "not-found", "no holder has the ref or card `H9`"),
        ] {
            let error = refused(&site, status, &split(&format!("provider add {line}")));
            assert_eq!((&error["code"], &error["message"]), (&json!(code), &json!(message)), "{line}");
        }
        site.cardctl.exits(2, split("provider add x --rate 5%"));
        site.cardctl.exits(2, split("provider add x --holder H2 --name x --rate 5%"));

        site.write(
            "more.csv",
            "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code
H5,,周五,mobile,13900139000,BJ,,,,2026-01-01,,
",
        );
        site.cardctl.ok(split("holder import more.csv --yes"));
        let error = refused(&site, 1, &split("provider add H5 --holder H5 --rate 5%"));
        assert_eq!(error["message"], "the card of `H5` is not activated");
        site.cardctl.ok(split("holder restrict H4 --reason x --yes"));
        let error = refused(&site, 7, &split("provider add H4 --holder H4 --rate 5%"));
        assert_eq!(error["code"], "holder-restricted");
        let refusals = "SELECT action || ' ' || subject FROM audit WHERE outcome = 'refused'";
        assert_eq!(sql::texts(&site.url, refusals).expect("the log"), ["provider add H4"]);
    });
}

#[test]
fn who_buys_and_sells_is_counted_as_each() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok(split("provider add H1 --holder H1 --rate 5%"));
        site.write(
            "till.csv",
            "external_id,card,holder,provider,amount,occurred_at
A,,H3,H1,100.00,2026-02-01
B,,H1,shop,100.00,2026-02-01
C,,H1,H1,100.00,2026-02-01
",
        );
        let counts = site.cardctl.run(split("purchase import till.csv --source till --yes -o json"));
        assert_eq!(counts.status, 3, "{counts}");
        let rejects =
            std::fs::read_to_string(site.directory().join("till.csv.rejects.csv")).expect("rejects");
        assert!(rejects.contains("nobody buys from themselves"), "{rejects}");
        site.cardctl.ok(split("settle run --through 2026-02-28 --post --yes"));
        // As a holder they have 40 % of 12.00, as a provider they owe 5.00.
        let balances = csv(&site, "ledger balances");
        for line in ["holder,H1,4.80,0.00,4.80", "provider,H1,-5.00,0.00,-5.00", "holder,H3,2.00,0.00,2.00"] {
            assert!(balances.lines().any(|each| each == line), "{line}: {balances}");
        }
        let owed = csv(&site, "ledger receivables --columns provider,owed");
        assert!(owed.lines().any(|line| line == "H1,5.00"), "{owed}");
        for (kind, closing) in [("holder", "4.80"), ("provider", "-5.00")] {
            let line = format!("report statement H1 --kind {kind} --month 2026-02");
            let statement = site.cardctl.json(split(&line));
            assert_eq!(statement["closing"], closing, "{line}: {statement}");
        }
        let error = refused(&site, 2, &split("report statement H1 --month 2026-02"));
        assert_eq!(error["code"], "usage", "{error}");
        site.cardctl.ok(split("db check"));
        // What is owed is not paid out, and what is earned is not netted with it.
        let created = site.cardctl.json(split("payout create --through 2026-02-28 --dry-run"));
        assert!(!created.to_string().contains("-5.00"), "{created}");

        site.cardctl.ok(split("holder restrict H1 --reason x --yes"));
        site.cardctl.ok(split("db check"));
        assert_eq!(site.cardctl.json(split("provider show H1"))["rate"], "5%");
    });
}
