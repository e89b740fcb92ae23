//! Bills of payment firms: read, matched by reference or by hand, refunded, reconciled.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

use crate::acts::{audited, count, refused};
use crate::fixture::{platform, purchases};
use crate::harness::{Site, on_both, on_both_durable, sql};

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

/// Columns of a trade bill of WeChat Pay, those that are empty in all rows left out.
const TRADES: &str = "交易时间,微信订单号,商户订单号,交易状态,应结订单金额,微信退款单号,退款金额,退款状态,商品名称,手续费,费率,订单金额";

/// `id reference amount charge`, or `id reference amount charge refund-of`, each paid at noon of November's next day.
fn trades(rows: &[&str]) -> String {
    let mut text = format!("\u{feff}{TRADES}\r\n");
    for (day, row) in (1..).zip(rows) {
        let fields: Vec<&str> = row.split(' ').collect();
        let at = format!("2026-11-{day:02} 12:00:00");
        let line = match fields[..] {
            [id, reference, amount, charge] => {
                format!(
                    "`{at},`{id},`{reference},`SUCCESS,`{amount},`,`0.00,`,`Card, gold,`{charge},`0.60%,`{amount}"
                )
            }
            [id, reference, amount, charge, of] => {
                format!(
                    "`{at},`{of},`{reference},`REFUND,`0.00,`{id},`{amount},`SUCCESS,`Card,`{charge},`0.60%,`0.00"
                )
            }
            _ => panic!("four or five words: {row}"),
        };
        text.push_str(&line);
        text.push_str("\r\n");
    }
    text
}

/// Imports a bill and returns the counts.
fn import(site: &Site, status: i32, text: &str) -> Value {
    site.write("bill.csv", text);
    let output = site.cardctl.exits(status, split("payment import bill.csv --source wechat --yes -o json"));
    serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("{error}\n{output}"))
}

/// The text of a file beside the database.
fn text(site: &Site, name: &str) -> String {
    std::fs::read_to_string(site.directory().join(name)).expect("the file is there")
}

fn tier(site: &Site, holder: &str) -> Value {
    site.cardctl.json(["holder", "show", holder])["tier"].clone()
}

/// `account balance` of the platform's own.
fn accounts(site: &Site) -> Vec<String> {
    let text = site.cardctl.ok(split("ledger balances --accounts -o csv --columns kind,party,balance"));
    let own = text.lines().filter_map(|line| line.strip_prefix("account,"));
    own.map(|line| line.replace(',', " ")).collect()
}

fn open(site: &Site) -> Vec<String> {
    let text = site.cardctl.ok(split("payment list --open -o csv --columns external_id,kind,amount"));
    text.lines().skip(1).map(|line| line.replace(',', " ")).collect()
}

#[test]
fn a_bill_is_booked_where_its_reference_is_a_holders() {
    on_both(|site| {
        platform(&site);
        let bill = trades(&[
            "R1 H3 50.00 -0.30 W3",
            "W1 H1 199.00 1.19400",
            "W2 nobody 10.00 0.06000",
            "W3 H3 60.00 0.36000",
            "W4 H1 1.00 0.00600",
        ]);
        let counts = import(&site, 0, &bill);
        let expected = json!({ "read": 5, "imported": 5, "skipped": 0, "matched": 4, "open": 1, "conflicts": 0,
            "rejected": 0, "refunds": 0, "amount": "220.00" });
        assert_eq!(counts, expected);
        assert_eq!(tier(&site, "H1"), "gold", "the fee brings the tier");
        assert_eq!(open(&site), ["W2 payment 10.00"]);
        // Fees 199 by import, which count as money at the bank, 199 + 60 + 1 by the bill less 50; of 210.00 the firm kept 1.26.
        let own = ["bank -199.00", "charges -1.26", "fees 409.00", "wechat -208.74"];
        assert_eq!(accounts(&site), own);
        let shown =
            site.cardctl.ok(split("payment list --holder H3 -o csv --columns source,receipt,channel,amount"));
        assert_eq!(shown, "source,receipt,channel,amount\nwechat,R1,wechat,-50.00\nwechat,W3,wechat,60.00\n");
        site.cardctl.ok(["db", "check"]);

        // The same bill again, and its rows in another file.
        let before = audited(&site);
        let again = import(&site, 0, &bill);
        assert_eq!(
            (&again["skipped"], &again["imported"], &again["amount"]),
            (&json!(5), &json!(0), &json!("0.00"))
        );
        assert_eq!((audited(&site), count(&site, "bill_file"), count(&site, "payment")), (before, 1, 4));
        let more = import(&site, 0, &bill.replace("Card, gold", "Card"));
        assert_eq!((&more["skipped"], &more["imported"]), (&json!(5), &json!(0)));
        assert_eq!(count(&site, "bill_file"), 2);

        // What a number says otherwise is a conflict; rows that make no sense are rejected; both can be corrected.
        let changed = trades(&["W1 H1 198.00 1.19400", "W9 H1 1.001 0.00", "R9 H3 10.01 0.00 W3"]);
        let counts = import(&site, 3, &changed);
        let told = ["conflicts", "rejected", "imported"].map(|key| counts[key].clone());
        assert_eq!(told, [json!(1), json!(2), json!(0)]);
        let rejects = text(&site, "bill.csv.rejects.csv");
        for why in ["read before with another content", "a fraction of a cent", "pays back more than is left"]
        {
            assert!(rejects.contains(why), "{why}: {rejects}");
        }
        site.write("mended.csv", &rejects.replace("1.001", "2.00").replace("10.01", "10.00"));
        let mended = site.cardctl.exits(3, split("payment import mended.csv --source wechat --yes -o json"));
        let counts: Value = serde_json::from_str(&mended.stdout).expect("counts");
        assert_eq!((&counts["matched"], &counts["conflicts"]), (&json!(2), &json!(1)), "{mended}");
        assert_eq!(tier(&site, "H1"), "gold");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_bill_can_be_tried_and_be_whole_or_nothing() {
    on_both(|site| {
        platform(&site);
        let good = trades(&["W1 H1 199.00 1.19400", "W2 nobody 10.00 0.06", "R1 H1 9.00 -0.05 W1"]);
        let bad = good.replace("`W2`", "`W2").replace("nobody,`SUCCESS,`10.00", "nobody,`SUCCESS,`10.001");
        assert_ne!(bad, good);
        let before = (audited(&site), count(&site, "source"), accounts(&site));
        let line = "payment import bill.csv --source wechat -o json";
        let tables = ["bill_file", "bill_row", "payment_refund"];
        let run = |status: i32, text: &str, more: &str| {
            site.write("bill.csv", text);
            site.cardctl.exits(status, split(&format!("{line} {more}")))
        };

        // It asks nothing, and says what a load would come to.
        let tried = run(0, &good, "--dry-run");
        let counts: Value = serde_json::from_str(&tried.stdout).expect("counts");
        let expected = json!({ "read": 3, "imported": 3, "skipped": 0, "matched": 2, "open": 1, "conflicts": 0,
            "rejected": 0, "refunds": 0, "amount": "200.00" });
        assert_eq!(counts, expected);
        assert!(tried.stderr.contains("this was a dry run: nothing was changed"), "{tried}");
        let tried = run(3, &bad, "--dry-run --all-or-nothing");
        let counts: Value = serde_json::from_str(&tried.stdout).expect("counts");
        assert_eq!((&counts["imported"], &counts["rejected"]), (&json!(2), &json!(1)));
        assert!(text(&site, "bill.csv.rejects.csv").contains("a fraction of a cent"), "{tried}");

        let refused = run(8, &bad, "--all-or-nothing --yes");
        assert!(refused.stdout.is_empty(), "{refused}");
        let error: Value =
            serde_json::from_str(refused.stderr.lines().last().unwrap_or_default()).expect("an error");
        assert_eq!(error["error"]["code"], "bad-file");
        assert_eq!(error["error"]["message"], "1 row can't be taken, so none was loaded");
        for table in tables {
            assert_eq!(count(&site, table), 0, "{table}");
        }
        assert_eq!((audited(&site), count(&site, "source"), accounts(&site)), before);
        assert_eq!(tier(&site, "H1"), "standard");

        let loaded = run(0, &good, "--all-or-nothing --yes");
        assert_eq!(serde_json::from_str::<Value>(&loaded.stdout).expect("counts"), expected);
        assert_eq!(tables.map(|table| count(&site, table)), [1, 3, 1]);
        assert_eq!(audited(&site), before.0 + 1, "one transaction, one entry");
        let again = run(0, &good, "--all-or-nothing --yes");
        let counts: Value = serde_json::from_str(&again.stdout).expect("counts");
        assert_eq!((&counts["skipped"], audited(&site)), (&json!(3), before.0 + 1));
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn an_open_payment_is_matched_by_hand_with_its_refunds() {
    on_both(|site| {
        platform(&site);
        import(&site, 0, &trades(&["W1 - 199.00 1.19400", "R1 - 99.00 -0.60 W1", "W2 - 5.00 0.03"]));
        assert_eq!(open(&site), ["W1 payment 199.00", "R1 refund 99.00", "W2 payment 5.00"]);
        let error = refused(&site, 2, &split("payment match R1 --source wechat --holder H3"));
        assert!(error["message"].as_str().is_some_and(|text| text.contains("kind `refund`")), "{error}");
        assert_eq!(
            refused(&site, 5, &split("payment match W9 --source wechat --holder H3"))["code"],
            "not-found"
        );
        assert_eq!(
            refused(&site, 5, &split("payment match W1 --source wechta --holder H3"))["hint"],
            "did you mean `wechat`?"
        );
        assert_eq!(refused(&site, 2, &split("payment match W1 --source wechat"))["code"], "usage");
        assert_eq!(refused(&site, 2, &split("payment match W2 --source wechat --ignore"))["code"], "usage");

        let matched = site.cardctl.json(split("payment match W1 --source wechat --holder H3"));
        for (key, value) in [
            ("state", json!("matched")),
            ("ref", json!("H3")),
            ("fees_paid", json!("100.00")),
            ("refunds", json!(1)),
        ] {
            assert_eq!(matched[key], value, "{key}");
        }
        assert_eq!(tier(&site, "H3"), "gold", "a refund lowers no tier");
        let before = audited(&site);
        let again = site.cardctl.exits(0, split("payment match W1 --source wechat --holder H3"));
        assert!(again.stderr.contains("`W1` is matched with `H3` already"), "{again}");
        assert_eq!(audited(&site), before);
        for line in [
            "payment match W1 --source wechat --holder H4",
            "payment match W1 --source wechat --ignore --reason x",
        ] {
            assert_eq!(refused(&site, 1, &split(line))["code"], "conflict", "{line}");
        }
        assert_eq!(audited(&site), before + 2, "refusals are recorded");

        site.cardctl.ok(split("payment match W2 --source wechat --ignore --reason water"));
        let again = site.cardctl.exits(0, split("payment match W2 --source wechat --ignore --reason water"));
        assert!(again.stderr.contains("`W2` is ignored already"), "{again}");
        assert_eq!(open(&site), [""; 0]);
        let fees =
            sql::texts(&site.url, "SELECT CAST(fees AS TEXT) FROM holder WHERE ref = 'H3'").expect("fees");
        assert_eq!(fees, ["10000"]);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_refund_is_booked_when_a_later_bill_brings_its_payment() {
    on_both(|site| {
        platform(&site);
        let early = ["R1 - 20.00 -0.12 W1", "R2 - 40.00 0.00 W1", "R3 - 1.00 0.00 W9", "R0 - 5.00 0.00 W1"];
        let counts = import(&site, 0, &trades(&early));
        assert_eq!((&counts["open"], &counts["refunds"]), (&json!(4), &json!(0)));
        let late = trades(&["W1 H3 50.00 0.30"]);
        site.write("late.csv", &late);
        let before = (audited(&site), accounts(&site));
        let line = "payment import late.csv --source wechat --yes";
        let tried = site.cardctl.json(split(&line.replace("--yes", "--dry-run")));
        assert_eq!((&tried["refunds"], (audited(&site), accounts(&site))), (&json!(2), before.clone()));
        let counts = site.cardctl.json(split(line));
        let told = ["imported", "matched", "open", "refunds", "amount"].map(|key| counts[key].clone());
        assert_eq!(told, [json!(1), json!(1), json!(0), json!(2), json!("50.00")]);
        // By their times: 20 and then 5 go back; 40 are more than was left of 50, and stay open.
        assert_eq!(open(&site), ["R2 refund 40.00", "R3 refund 1.00"]);
        // Two audit entries more: the payment and the refunds, after the one of the file.
        assert_eq!(audited(&site), before.0 + 3);
        let own = ["bank -199.00", "charges -0.18", "fees 224.00", "wechat -24.82"];
        assert_eq!(accounts(&site), own);
        let again = site.cardctl.json(split(line));
        assert_eq!(
            (&again["skipped"], &again["refunds"], accounts(&site)),
            (&json!(1), &json!(0), own.map(str::to_owned).to_vec())
        );
        site.cardctl.ok(["db", "check"]);
        site.cardctl.ok(["audit", "verify"]);
    });
}

#[test]
fn a_row_is_matched_with_a_payment_that_is_recorded_already() {
    on_both(|site| {
        platform(&site);
        for (receipt, amount) in [("K1", "50.00"), ("K2", "7.00"), ("W3", "8.00")] {
            let line =
                format!("payment add --holder H3 --amount {amount} --receipt {receipt} --channel wechat");
            site.cardctl.ok(split(&format!("{line} --paid-at 2026-11-01")));
        }
        // A refund of what the counter recorded, one of a payment that no bill told, and a payment of the counter's.
        let bill = trades(&[
            "R1 - 20.00 -0.12 X1",
            "W1 nobody 50.00 0.30",
            "W2 nobody 7.01 0.04",
            "R2 - 40.00 0.00 X1",
        ]);
        let counts = import(&site, 0, &bill);
        assert_eq!((&counts["open"], &counts["matched"]), (&json!(4), &json!(0)));
        let before = accounts(&site);
        let line = |row: &str, more: &str| format!("payment match {row} --source wechat {more}");
        assert_eq!(refused(&site, 5, &split(&line("R1", "--payment K1")))["code"], "not-found");
        let of =
            |row: &str, payment: &str| line(row, &format!("--payment {payment} --payment-source counter"));
        let matched = site.cardctl.json(split(&of("R1", "K1")));
        for (key, value) in [("state", json!("matched")), ("ref", json!("H3")), ("fees_paid", json!("45.00"))]
        {
            assert_eq!(matched[key], value, "{key}");
        }
        let error = refused(&site, 1, &split(&of("R2", "K1")));
        assert!(error["message"].as_str().is_some_and(|text| text.contains("more than is left")), "{error}");
        let error = refused(&site, 1, &split(&of("W2", "K2")));
        assert!(error["message"].as_str().is_some_and(|text| text.contains("recorded with 7.00")), "{error}");
        site.cardctl.ok(split(&of("W1", "K1")));
        let again = site.cardctl.exits(0, split(&of("W1", "K1")));
        assert!(again.stderr.contains("`W1` is matched with `K1` already"), "{again}");
        assert_eq!(refused(&site, 1, &split(&of("W1", "K2")))["code"], "conflict");
        assert_eq!(open(&site), ["W2 payment 7.01", "R2 refund 40.00"]);
        // Twenty went back, with 0.12 of the charge; the payment is booked once, and 0.30 was kept of it.
        assert_eq!(before, ["bank -199.00", "fees 264.00", "wechat -65.00"]);
        assert_eq!(accounts(&site), ["bank -199.00", "charges -0.18", "fees 244.00", "wechat -44.82"]);
        site.cardctl.ok(["db", "check"]);

        // One that is recorded under the number itself is matched at once, with what the firm kept.
        site.write("bill.csv", &trades(&["W3 nobody 8.00 0.05"]));
        let counts = site.cardctl.json(split("payment import bill.csv --source counter --yes"));
        assert_eq!(counts["matched"], 1);
        assert_eq!(accounts(&site)[1..], ["charges -0.23", "fees 244.00", "wechat -44.77"]);
        site.cardctl.ok(["db", "check"]);
    });
}

/// A fund bill of WeChat Pay: `movement kind number reference amount`, the last with a sign.
fn funds(rows: &[&str]) -> String {
    let head = "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号";
    let mut text = format!("{head}\r\n");
    let mut balance = 0.0_f64;
    for row in rows {
        let [movement, kind, number, reference, amount] = split(row)[..] else { panic!("five words: {row}") };
        let value: f64 = amount.parse().expect("an amount");
        balance += value;
        let way = if value > 0.0 { "收入" } else { "支出" };
        let value = value.abs();
        writeln!(
            text,
            "`2026-11-03 10:00:00,`{number},`{movement},`{kind},`{kind},`{way},`{value:.2},`{balance:.2},`system,`,`{reference}\r"
        )
        .expect("a string grows");
    }
    text
}

#[test]
fn charges_of_a_fund_bill_are_booked_once() {
    on_both(|site| {
        platform(&site);
        let fund = funds(&[
            "F1 交易 W1 H1 100.00",
            "F2 扣除交易手续费 W1 H1 -0.60",
            "F3 交易 W2 H3 50.00",
            "F4 手续费退回 W2 H3 0.10",
            "F5 提现 B1 0 -30.00",
        ]);
        site.write("fund.csv", &fund);
        let load = |name: &str, source: &str| {
            let line = format!("payment import {name} --source {source} --yes");
            site.cardctl.json(split(&line))
        };
        let counts = load("fund.csv", "wechat-fund");
        assert_eq!((&counts["imported"], &counts["matched"]), (&json!(5), &json!(2)));
        let own = ["bank -199.00", "charges -0.50", "fees 349.00", "wechat -149.50"];
        assert_eq!(accounts(&site), own);
        assert_eq!(load("fund.csv", "wechat-fund")["skipped"], 5);
        // More of the same account is welcome, a trade bill that tells of the same trades is not, under whichever source.
        site.write("more.csv", &funds(&["F6 交易 W9 H1 1.00"]));
        assert_eq!(load("more.csv", "wechat-fund")["matched"], 1);
        let own = ["bank -199.00", "charges -0.50", "fees 350.00", "wechat -150.50"];
        site.write("trade.csv", &trades(&["W7 H3 5.00 0.03", "W2 H3 50.00 0.30"]));
        for source in ["wechat", "wechat-fund"] {
            let line = format!("payment import trade.csv --source {source} --yes");
            let error = refused(&site, 1, &split(&line));
            assert_eq!(error["code"], "conflict");
            let message = "the bill of the format `wechat-trade` tells again of `W2`, which a `wechat-fund` bill of \
                `wechat-fund` told";
            assert_eq!(error["message"], message);
        }
        assert_eq!(accounts(&site), own);
        // Other days of it, or another account, are told by one bill only.
        site.write("trade.csv", &trades(&["W7 H3 5.00 0.03"]));
        assert_eq!(load("trade.csv", "wechat")["matched"], 1);
        // A charge names its trade, too.
        site.write("fund.csv", &funds(&["F7 扣除交易手续费 W7 H3 -0.03"]));
        let error = refused(&site, 1, &split("payment import fund.csv --source wechat-fund --yes"));
        assert_eq!(error["code"], "conflict");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_restricted_holders_payment_waits() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok(split("holder restrict H4 --reason asked --yes"));
        let counts = import(&site, 0, &trades(&["W1 H4 20.00 0.12"]));
        assert_eq!((&counts["matched"], &counts["open"]), (&json!(0), &json!(1)));
        let error = refused(&site, 7, &split("payment match W1 --source wechat --holder H4"));
        assert_eq!(error["code"], "holder-restricted");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn the_own_list_names_holders_by_ref_or_card() {
    on_both(|site| {
        platform(&site);
        let card = sql::texts(&site.url, "SELECT CAST(card_no AS TEXT) FROM holder WHERE ref = 'H1'");
        let card = card.expect("a card").concat();
        site.write(
            "bank.csv",
            &format!(
                "external_id,holder,card,amount,paid_at,channel,memo\n\
                 B1,,{card},100.00,2026-11-01,transfer,fee\n\
                 B2,H3,,7,2026-11-02 08:00,,\n\
                 B3,,,9,2026-11-03,transfer,who?\n\
                 B4,,9156000000000000,9,2026-11-03,transfer,\n\
                 B5,H3,,9,2199-11-03,transfer,\n"
            ),
        );
        let line = "payment import bank.csv --source bank --format csv --yes -o json";
        let output = site.cardctl.exits(3, split(line));
        let counts: Value = serde_json::from_str(&output.stdout).expect("counts");
        let told = ["read", "matched", "open", "rejected", "amount"].map(|key| counts[key].clone());
        assert_eq!(told, [json!(5), json!(2), json!(1), json!(2), json!("116.00")], "{output}");
        assert!(output.stderr.contains("line 6: it lies in the future"), "{output}");
        assert!(!text(&site, "bank.csv.rejects.csv").is_empty());
        // An import says no channel, and counts as money at the bank.
        assert_eq!(accounts(&site), ["bank -299.00", "cash -7.00", "fees 306.00"]);
        let error = refused(&site, 2, &split("payment import bank.csv --source bank --format alipay --yes"));
        assert_eq!(error["code"], "usage");
        let error =
            refused(&site, 8, &split("payment import bank.csv --source bank --format alipay-fund --yes"));
        assert_eq!(error["code"], "bad-file");
        site.cardctl.ok(["db", "check"]);
    });
}

/// `result kind id there here difference`, and the exit status.
fn reconciled(site: &Site, text: &str, more: &str) -> (i32, Vec<String>) {
    site.write("day.csv", text);
    let columns = "--columns result,kind,external_id,there,here,difference";
    let line = format!("payment reconcile day.csv{more} -o csv {columns}");
    let output = site.cardctl.run(split(&line));
    (output.status, output.stdout.lines().skip(1).map(str::to_owned).collect())
}

#[test]
fn a_bill_is_held_against_what_is_recorded() {
    on_both(|site| {
        platform(&site);
        let bill = trades(&[
            "W1 H1 199.00 1.19400",
            "W2 nobody 10.00 0.06000",
            "W3 H3 60.00 0.36",
            "R1 H3 9.00 0.00 W3",
        ]);
        import(&site, 0, &bill);
        site.cardctl.ok(split(
            "payment add --holder H4 --amount 8.00 --receipt K1 --channel wechat --paid-at 2026-11-02",
        ));
        let before = (audited(&site), count(&site, "bill_row"));
        let whole = [
            "matched,payment,W1,199.00,199.00,",
            "matched,payment,W3,60.00,60.00,",
            "matched,refund,R1,9.00,9.00,",
            "missing here,payment,W2,10.00,,10.00",
            "missing there,payment,K1,,8.00,-8.00",
        ];
        for _ in 0..2 {
            assert_eq!(reconciled(&site, &bill, ""), (6, whole.map(str::to_owned).to_vec()));
        }
        assert_eq!(
            reconciled(&site, &bill, " --source wechat"),
            (6, whole[..4].iter().map(|&s| s.to_owned()).collect())
        );
        // Another amount, a number twice, and what the counter recorded under a receipt of its own.
        let other =
            trades(&["W1 H1 198.00 1.19400", "W3 H3 60.00 0.36", "W3 H3 60.00 0.36", "W8 H4 8.00 0.00"]);
        let expected = [
            "matched,payment,W3,60.00,60.00,",
            "matched,payment,W8,8.00,8.00,",
            "amount differs,payment,W1,198.00,199.00,-1.00",
            "missing there,refund,R1,,9.00,-9.00",
            "duplicate,payment,W3,60.00,,",
        ];
        assert_eq!(reconciled(&site, &other, ""), (6, expected.map(str::to_owned).to_vec()));
        site.cardctl.ok(split("payment match W2 --source wechat --holder H4"));
        assert_eq!(reconciled(&site, &bill, " --source wechat").0, 0, "all is matched");
        assert_eq!(
            (audited(&site), count(&site, "bill_row")),
            (before.0 + 1, before.1),
            "nothing else was written"
        );
        let table = site.cardctl.exits(0, split("payment reconcile day.csv --source wechat"));
        assert!(
            table
                .stderr
                .contains("4 matched, 0 amount differs, 0 missing here, 0 missing there, 0 duplicate"),
            "{table}"
        );
        for format in ["json", "jsonl", "tsv"] {
            let output = site
                .cardctl
                .exits(0, split(&format!("payment reconcile day.csv --source wechat -o {format}")));
            assert!(output.stdout.contains("W1"), "{output}");
        }
    });
}

#[test]
fn providers_pay_what_they_owe_the_oldest_first() {
    on_both(|site| {
        platform(&site);
        for (row, through) in
            [("P1,H1,100.00,2026-02-01,,", "2026-02-28"), ("P2,H1,200.00,2026-03-02,,", "2026-03-31")]
        {
            purchases(&site, &[row]);
            site.cardctl.ok(split(&format!("settle run --through {through} --post --yes")));
        }
        let columns =
            "--columns provider,owed,days_0_30,days_31_60,days_61_90,days_over_90,oldest,paid_ahead -o csv";
        let owed = |more: &str| {
            let text = site.cardctl.ok(split(&format!("ledger receivables{more} {columns}")));
            text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(owed(" --as-of 2026-03-30"), ["shop,12.00,12.00,0.00,0.00,0.00,2026-02-28,"]);
        assert_eq!(owed(" --as-of 2026-03-31"), ["shop,36.00,24.00,12.00,0.00,0.00,2026-02-28,"]);
        assert_eq!(owed(" --as-of 2026-02-27"), [""; 0]);
        let pay = "payment add --provider shop --amount 20.00 --receipt T1 --paid-at 2026-04-01";
        let paid = site.cardctl.json(split(pay));
        for (key, value) in [("channel", "bank"), ("dated", "2026-04-01"), ("still_owed", "16.00")] {
            assert_eq!(paid[key], value, "{key}");
        }
        assert_eq!(owed(" --as-of 2026-04-01"), ["shop,16.00,16.00,0.00,0.00,0.00,2026-03-31,"]);
        assert_eq!(owed(" --as-of 2026-05-31"), ["shop,16.00,0.00,0.00,16.00,0.00,2026-03-31,"]);
        assert_eq!(owed(""), ["shop,16.00,0.00,0.00,0.00,16.00,2026-03-31,"]);
        let balances = site.cardctl.ok(split("ledger balances -o csv"));
        assert!(balances.contains("provider,shop,-36.00,-20.00,-16.00\n"), "{balances}");

        let before = audited(&site);
        let again = site.cardctl.exits(0, split(pay));
        assert!(again.stderr.contains("receipt `T1` of `shop` is unchanged"), "{again}");
        site.cardctl.ok(split("provider add other --name Other --rate 1%"));
        let before = (before + 1, count(&site, "journal"));
        for (line, differs) in [
            ("--provider other --amount 20.00 --receipt T1", "provider"),
            ("--provider shop --amount 20.01 --receipt T1", "amount"),
            ("--provider shop --amount 20.00 --receipt T1 --channel cash", "channel"),
            ("--provider shop --amount 20.00 --receipt T1 --paid-at 2026-04-02", "day"),
        ] {
            let error = refused(&site, 1, &split(&format!("payment add {line}")));
            assert_eq!(error["message"], format!("receipt `T1` is recorded already with another {differs}"));
        }
        assert_eq!((audited(&site), count(&site, "journal")), (before.0 + 4, before.1));
        for (line, status) in [
            ("--provider shpo --amount 1.00 --receipt T2", 5),
            ("--provider shop --amount 0 --receipt T2", 2),
            ("--provider shop --holder H1 --amount 1.00 --receipt T2", 2),
            ("--amount 1.00 --receipt T2", 2),
        ] {
            refused(&site, status, &split(&format!("payment add {line}")));
        }
        let more = site.cardctl.exits(0, split("payment add --provider shop --amount 17.00 --receipt T2"));
        assert!(more.stderr.contains("`shop` has paid 1.00 more than it owes"), "{more}");
        assert_eq!(owed(""), ["shop,0.00,0.00,0.00,0.00,0.00,,1.00"]);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn every_fee_stands_in_the_journal() {
    on_both(|site| {
        platform(&site);
        let entries = |site: &Site| {
            let text =
                "SELECT kind || ' ' || subject || ' ' || CAST(dated AS TEXT) FROM journal ORDER BY entry_id";
            sql::texts(&site.url, text).expect("entries")
        };
        assert_eq!(entries(&site), ["fee H2 20454"], "an import has the ref for a receipt");
        site.write(
            "more.csv",
            "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code\n\
             M1,,A,mobile,13900000001,BJ,,,,2026-01-02,5.00,\n\
             M2,,B,mobile,13900000002,BJ,,,,2026-01-02,6.00,\n\
             M3,,C,mobile,13900000003,BJ,,,,2026-01-03,7.00,\n",
        );
        site.cardctl.ok(split("holder import more.csv --yes"));
        assert_eq!(entries(&site)[1..], ["fee 2 fees of import 20455", "fee M3 20456"]);
        site.cardctl.ok(split(
            "payment add --holder H1 --amount 3.00 --receipt K1 --channel alipay --paid-at 2026-01-04",
        ));
        assert_eq!(entries(&site)[3..], ["fee K1 20457"]);
        assert_eq!(accounts(&site), ["alipay -3.00", "bank -217.00", "fees 220.00"]);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_killed_import_of_a_bill_loses_and_doubles_nothing() {
    on_both_durable(|site| {
        platform(&site);
        let mut text = format!("{TRADES}\r\n");
        for n in 0..3_000 {
            let reference = ["H1", "H3", "H4", "nobody"][n % 4];
            writeln!(
                text,
                "`2026-11-01 12:00:00,`W{n},`{reference},`SUCCESS,`0.10,`,`0.00,`,`x,`0.00060,`0.60%,`0.10\r"
            )
            .expect("a string grows");
        }
        site.write("many.csv", &text);
        let line = "payment import many.csv --source wechat --yes -o json";
        let mut hit = 0;
        for delay in [150, 400, 800, 1_500] {
            let import = site.cardctl.spawn(split(line));
            std::thread::sleep(Duration::from_millis(delay));
            import.signal("KILL");
            import.wait();
            site.cardctl.ok(["db", "check", "-q"]);
            let rows = count(&site, "bill_row");
            assert_eq!(rows % 1_000, 0, "a slice is whole or not there");
            hit += usize::from(rows < 3_000);
        }
        assert!(hit > 0, "no import was interrupted");
        site.cardctl.run(split(line));
        let again = site.cardctl.json(split(line.trim_end_matches(" -o json")));
        assert_eq!((&again["skipped"], &again["imported"]), (&json!(3_000), &json!(0)));
        assert_eq!((count(&site, "payment"), count(&site, "bill_file")), (2_250 + 1, 1));
        assert_eq!(accounts(&site), ["bank -199.00", "fees 424.00", "wechat -225.00"]);
        site.cardctl.ok(["db", "check"]);
    });
}
