//! `settle explain`: the derivation of purchases and refunds, against amounts that are worked out here.

use serde_json::{Value, json};

use crate::acts::refused;
use crate::fixture;
use crate::harness::{Site, on_both, sql};

fn explained(site: &Site, id: &str) -> Value {
    site.cardctl.json(["settle", "explain", id])
}

/// The columns of a table, row by row.
fn rows(record: &Value, table: &str, columns: &[&str]) -> Vec<Vec<Value>> {
    let rows = record[table].as_array().expect("a table");
    rows.iter().map(|row| columns.iter().map(|column| row[*column].clone()).collect()).collect()
}

#[test]
fn a_purchase_is_explained_to_the_cent() {
    on_both(|site| {
        fixture::platform(&site);
        // 83.58 × 12 % = 10.0296: a pool of 1002, 96 hundredths cut off.
        fixture::purchases(&site, &["e1,H1,83.58,2026-02-01,,", "e2,H4,83.58,2026-02-01,,"]);
        let due = explained(&site, "e1");
        assert_eq!(
            (&due["state"], &due["run"], &due["lines"]),
            (&json!("not settled"), &Value::Null, &json!([]))
        );
        site.cardctl.ok("settle run --through 2026-03-01 --post --yes".split(' '));
        let told = explained(&site, "e1");
        assert_eq!(
            ["source", "kind", "holder", "provider", "amount", "state", "run", "entry"]
                .map(|key| told[key].clone()),
            [
                json!("till"),
                json!("purchase"),
                json!("H1"),
                json!("shop"),
                json!("83.58"),
                json!("in run 1, posted"),
                json!(1),
                // The first entry is the fee of H2.
                json!(2)
            ]
        );
        assert_eq!(
            ["rate", "center", "staff", "tier", "plan", "rounding", "pool", "pool_exact"]
                .map(|key| told[key].clone()),
            [
                json!("12%"),
                json!("BJ"),
                json!("S1"),
                json!("standard"),
                json!("standard@2026-01-01"),
                json!("largest-remainder"),
                json!("10.02"),
                json!("8358 x 12% = 1002 and 960000/1000000, cut off")
            ]
        );
        assert_eq!(
            rows(&told, "agents", &["level", "agent", "suspended"]),
            [
                [json!(1), json!("A3"), json!(false)],
                [json!(2), json!("A2"), json!(false)],
                [json!(3), json!("A1"), json!(false)]
            ]
        );
        // 1002: 400.8, 200.4, 100.2, 100.2, 100.2, 100.2. Two units are left for the two largest remainders.
        assert_eq!(
            rows(&told, "shares", &["role", "level", "party", "exact", "unit", "amount", "because"]),
            [
                json!([
                    "holder",
                    null,
                    "H1",
                    "400 800000/1000000",
                    1,
                    "4.01",
                    "remainder 1 of the 2 largest"
                ]),
                json!(["agent", 1, "A3", "200 400000/1000000", 1, "2.01", "remainder 2 of the 2 largest"]),
                json!(["agent", 2, "A2", "100 200000/1000000", 0, "1.00", ""]),
                json!(["staff", null, "S1", "100 200000/1000000", 0, "1.00", ""]),
                json!(["center", null, "BJ", "100 200000/1000000", 0, "1.00", ""]),
                json!([
                    "platform",
                    null,
                    "platform",
                    "100 200000/1000000",
                    0,
                    "1.00",
                    "10% that the plan leaves"
                ]),
            ]
            .map(|row| row.as_array().expect("a row").clone())
        );
        assert_eq!(rows(&told, "lines", &["role", "party", "amount"]).len(), 6, "{told}");
        // H4 has neither staff nor agents: what is missing goes where the plan says.
        let because = rows(&explained(&site, "e2"), "shares", &["role", "because"]);
        let of = |role: &str| {
            let row = because.iter().find(|row| row[0] == role);
            row.and_then(|row| row[1].as_str()).unwrap_or_default().to_owned()
        };
        assert_eq!(of("center"), "10% of staff: nobody served, goes to center");
        let platform = of("platform");
        assert!(platform.contains("20% of agent 1: the chain ends before, goes to platform"), "{platform}");
        assert!(platform.contains("10% of agent 2: the chain ends before, goes to last-agent"), "{platform}");
    });
}

#[test]
fn a_refund_is_explained_by_what_is_left() {
    on_both(|site| {
        fixture::platform(&site);
        fixture::purchases(
            &site,
            &[
                "e1,H1,100.00,2026-02-01,,",
                "r1,H1,33.33,2026-02-02,,e1",
                "r2,H1,66.67,2026-02-03,,e1",
                "w1,H1,5.00,2026-02-03,,later",
            ],
        );
        site.cardctl.ok("settle run --through 2026-03-01 --post --yes".split(' '));
        let first = explained(&site, "r1");
        assert_eq!(
            ["kind", "refund_of", "pool_before", "pool_after", "pool"].map(|key| first[key].clone()),
            [
                json!("refund"),
                json!("e1"),
                json!("10000 x 12% = 1200"),
                json!("6667 x 12% = 800 and 40000/1000000, cut off"),
                json!("-4.00")
            ]
        );
        let second = explained(&site, "r2");
        assert_eq!(
            (&second["pool_before"], &second["pool_after"]),
            (&first["pool_after"], &json!("0 x 12% = 0"))
        );
        let whole = explained(&site, "e1");
        assert_eq!(
            rows(&whole, "refunds", &["external_id", "amount", "run"]),
            [[json!("r1"), json!("33.33"), json!(1)], [json!("r2"), json!("66.67"), json!(1)]]
        );
        let waiting = explained(&site, "w1");
        assert_eq!(
            (&waiting["state"], &waiting["shares"]),
            (&json!("waiting for its purchase"), &Value::Null)
        );

        // A line that was changed is not the one of the derivation.
        let harm = "UPDATE line SET amount = amount + 1
                    WHERE slot = 0 AND purchase_id = (SELECT purchase_id FROM purchase WHERE external_id = 'r1')";
        sql::execute(&site.url, harm).expect("a changed line");
        let output = site.cardctl.exits(6, ["settle", "explain", "r1"]);
        assert!(output.stderr.contains("are not those of the derivation"), "{output}");
    });
}

#[test]
fn what_is_explained_is_named() {
    on_both(|site| {
        fixture::platform(&site);
        fixture::purchases(&site, &["e1,H1,10.00,2026-02-01,,"]);
        site.write(
            "web.csv",
            "external_id,card,holder,provider,amount,occurred_at\ne1,,H2,shop,7.00,2026-02-01\n",
        );
        site.cardctl.ok("purchase import web.csv --source web --yes".split(' '));
        let error = refused(&site, 2, &["settle", "explain", "e1"]);
        assert_eq!(error["message"], "several sources have `e1`: `till`, `web`");
        let told = site.cardctl.json("settle explain e1 --source web".split(' '));
        assert_eq!((&told["holder"], &told["tier"]), (&json!("H2"), &json!("gold")));
        assert_eq!(refused(&site, 5, &["settle", "explain", "e9"])["code"], "not-found");
        let error = refused(&site, 5, &["settle", "explain", "e1", "--source", "wbe"]);
        assert_eq!(error["hint"], "did you mean `web`?");
    });
}
