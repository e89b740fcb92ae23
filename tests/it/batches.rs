//! What becomes of a batch: received, released by serials, void.

use std::fs;

use serde_json::{Value, json};

use crate::cards::{counts, error, issue, issue_with, prepared};
use crate::harness::{Site, on_both, sql};

/// `card,activation_code` of a print file, by serial.
pub(crate) fn samples(site: &Site, directory: &str) -> Vec<String> {
    let cards = fs::read_to_string(site.directory().join(directory).join("cards.csv")).expect("a file");
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    cards.lines().skip(1).map(cells).map(|cells| format!("{},{}", cells[1], cells[3])).collect()
}

fn events(site: &Site, batch: &str) -> Vec<String> {
    let shown = site.cardctl.json(["batch", "show", batch]);
    let events = shown["events"].as_array().expect("a list").clone();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    events
        .iter()
        .map(|event| {
            ["act", "from", "to", "detail"].map(|key| text(&event[key])).join(" ").trim_end().to_owned()
        })
        .collect()
}

fn refusals(site: &Site) -> Vec<String> {
    let refused = "SELECT action || ' ' || subject FROM audit WHERE outcome = 'refused' ORDER BY seq";
    sql::texts(&site.url, refused).expect("the log is there")
}

/// Sells a card past its own command: these tests are about batches.
fn sell(site: &Site, serial: u32) {
    let sold = format!(
        "INSERT INTO card_event (card_no, seq, from_state, to_state, at, channel, reason, operator)
         SELECT card_no, 1, 'stocked', 'sold', 1, 'counter', NULL, 'mei' FROM card WHERE serial = {serial};
         UPDATE card SET state = 'sold' WHERE serial = {serial}"
    );
    sql::execute(&site.url, &sold).expect("the card is there");
}

fn list(site: &Site) -> String {
    let columns = "batch,state,stock,for_sale,sold,void";
    site.cardctl.ok(["batch", "list", "-o", "csv", "--columns", columns])
}

fn checked(site: &Site) {
    let passes = "batch-cards,batch-states,cards-released,card-states,audit-chain";
    site.cardctl.ok(["db", "check", "--pass", passes]);
}

#[test]
fn a_delivery_is_counted_and_compared() {
    on_both(|site| {
        prepared(&site);
        site.cardctl.ok(issue("20", "a"));
        let samples = samples(&site, "a");
        let receive = |count: &str, more: &[&str]| {
            let fixed = ["batch", "receive", "1", "--count", count, "--yes", "-o", "json"];
            fixed.iter().chain(more).map(|argument| (*argument).to_owned()).collect::<Vec<_>>()
        };
        for (count, difference) in [("18", "2 missing"), ("23", "3 too many")] {
            let output = site.cardctl.exits(6, receive(count, &[]));
            assert_eq!(error(&output)["code"], "check-failed");
            assert!(output.stderr.contains(difference), "{output}");
        }
        // A code of another card, a code mistyped, a card of nobody, half a line.
        let (card, code) = samples[1].split_once(',').expect("two cells");
        let other = samples[2].split_once(',').expect("two cells").1;
        let text = format!(
            "{}\n{card},{other}\n{card},{}\n9156123456783250,{code}\n{card}\n",
            samples[0],
            code.replace(&code[..1], if code.starts_with('A') { "B" } else { "A" })
        );
        let output = site.cardctl.with_stdin(&text).exits(6, receive("20", &["--samples", "-"]));
        let message = error(&output)["message"].as_str().expect("a text").to_owned();
        assert!(message.ends_with(": 4, in line 2, 3, 4, 5"), "{message}");
        for secret in [code, other, card] {
            assert!(!output.stderr.contains(secret), "neither codes nor numbers are repeated\n{output}");
        }
        assert_eq!(refusals(&site), ["batch receive 1"; 3]);
        assert_eq!(site.cardctl.json(["batch", "show", "1"])["state"], "exported");

        site.write("samples.csv", &format!("card,activation_code\n{}\n{}\n", samples[0], samples[19]));
        let received = site.cardctl.json(&receive("20", &["--samples", "samples.csv"])[..6]);
        assert_eq!(received, json!({ "batch": 1, "cards": 20, "samples": null, "state": "received" }));
        let output = site.cardctl.exits(0, ["batch", "receive", "1", "--count", "20"]);
        assert!(output.stderr.contains("unchanged"), "{output}");
        let output = site.cardctl.exits(1, receive("19", &[]));
        assert_eq!(error(&output)["code"], "run-state");

        // Exported again it comes back again, and this time somebody looks closely.
        site.cardctl.ok("batch export 1 --out b --again --reason lost --yes".split(' '));
        let output = site.cardctl.exits(6, receive("20", &["--samples", "samples.csv"]));
        assert!(output.stderr.contains("in line 2, 3"), "the old file is dead\n{output}");
        let samples = self::samples(&site, "b");
        let text = format!("{}\n{}\n{}\n", samples[0], samples[19].replace(',', "  "), samples[0]);
        let received = site.cardctl.with_stdin(&text);
        let received = received.json(["batch", "receive", "1", "--count", "20", "--samples", "-", "--yes"]);
        assert_eq!((&received["samples"], &received["state"]), (&json!(2), &json!("received")));
        let shown = site.cardctl.json(["batch", "show", "1"]);
        assert_eq!((&shown["received"], &shown["samples"]), (&json!(20), &json!(2)));
        assert_eq!(
            events(&site, "1"),
            [
                "issue - issued 20 cards",
                "export issued exported 20 cards",
                "receive exported received 20 cards",
                "export received exported 20 cards",
                "receive exported received 20 cards, 2 samples",
            ]
        );
        checked(&site);
    });
}

#[test]
fn a_receipt_wants_what_it_can_use() {
    on_both(|site| {
        prepared(&site);
        site.cardctl.ok("batch issue --center BJ1 --count 5 --yes".split(' '));
        for (line, exit, code) in [
            ("batch receive 1 --count 5", 1, "run-state"),
            ("batch receive 1", 2, "usage"),
            ("batch receive 2 --count 5", 5, "not-found"),
            ("batch receive 1 --count -1", 2, "usage"),
            ("batch receive 1 --count 5 --samples none.csv", 1, "io"),
            ("batch receive 1 --count 5 --samples -", 8, "bad-file"),
        ] {
            let output = site.cardctl.exits(exit, line.split(' ').chain(["-o", "json"]));
            assert_eq!(error(&output)["code"], code, "{output}");
        }
        assert!(refusals(&site).is_empty());
    });
}

#[test]
fn serials_are_released_to_different_people() {
    on_both(|site| {
        prepared(&site);
        site.cardctl.ok(issue_with("100", "a", &["--staff", "S1"]));
        let first = site.cardctl.json("batch release 1 --serials 1-50 --agent A1 --yes".split(' '));
        assert_eq!(
            first,
            json!({ "batch": 1, "serials": "1-50", "cards": 50, "moved": 0, "left": 50, "state": "received",
                "agent": "A1", "staff": "S1" })
        );
        assert_eq!(list(&site), "batch,state,stock,for_sale,sold,void\n1,received,100,50,0,0\n");
        let shown = site.cardctl.json(["batch", "show", "1"]);
        assert_eq!(shown["released"], "50 of 100");
        assert_eq!(shown["releases"], json!([{ "serials": "1-50", "agent": "A1", "staff": "S1" }]));
        checked(&site);

        // The same again is nothing; another agent takes over a part of what is in stock.
        let output = site.cardctl.exits(0, "batch release 1 --serials 1-50 --agent A1".split(' '));
        assert!(output.stderr.contains("unchanged"), "{output}");
        sell(&site, 45);
        let output = site.cardctl.exits(7, "batch release 1 --serials 41-60 --agent A2".split(' '));
        for line in
            ["cards to be sold          10", "for sale, allocated anew  9", "not released              40"]
        {
            assert!(output.stderr.contains(line), "{output}");
        }
        let moved = site.cardctl.json("batch release 1 --serials 41-60 --agent A2 --yes".split(' '));
        assert_eq!((&moved["cards"], &moved["moved"], &moved["left"]), (&json!(10), &json!(9), &json!(40)));
        let agents = "SELECT CAST(serial AS TEXT) || ' ' || CAST(agent_id AS TEXT) FROM card
                      WHERE serial IN (40, 41, 45, 60) ORDER BY serial";
        let agents = sql::texts(&site.url, agents).expect("the cards are there");
        assert_eq!(agents, ["40 3", "41 4", "45 3", "60 4"], "a sold card stays where it was");

        // Spoiled cards don't count, and the last release makes the batch released.
        site.cardctl.ok("batch void 1 --serials 61,99-100 --reason spoiled --yes".split(' '));
        assert_eq!(list(&site), "batch,state,stock,for_sale,sold,void\n1,received,96,59,1,3\n");
        assert_eq!(site.cardctl.json(["batch", "show", "1"])["released"], "60 of 97");
        let rest = site.cardctl.json("batch release 1 --agent A2 --yes".split(' '));
        assert_eq!(
            (&rest["state"], &rest["cards"], &rest["left"]),
            (&json!("released"), &json!(37), &json!(0))
        );
        assert_eq!(list(&site), "batch,state,stock,for_sale,sold,void\n1,released,96,96,1,3\n");
        assert_eq!(
            site.cardctl.json(["batch", "show", "1"])["releases"],
            json!([{ "serials": "1-40", "agent": "A1", "staff": "S1" },
                { "serials": "41-100", "agent": "A2", "staff": "S1" }])
        );
        assert_eq!(
            events(&site, "1"),
            [
                "issue - issued 100 cards",
                "export issued exported 100 cards",
                "receive exported received not recorded before",
                "release received received 50 cards, 1-50, agent A1",
                "release received received 19 cards, 41-60, agent A2",
                "void received received 3 cards, 61,99-100",
                "release received released 37 cards, 61-100, agent A2",
            ]
        );
        checked(&site);
        let again =
            site.cardctl.json("batch release 1 --serials 1-10 --staff S1 --agent A2 --yes".split(' '));
        assert_eq!((&again["moved"], &again["state"]), (&json!(10), &json!("released")));
        checked(&site);
    });
}

#[test]
fn serials_are_checked() {
    on_both(|site| {
        prepared(&site);
        site.cardctl.ok(issue("20", "a"));
        for (serials, part) in [
            ("21", "its serials are 1 to 20"),
            ("0", "begin at 1"),
            ("5-3", "ends before it begins"),
            ("x", "is no serial"),
            ("", "a serial is missing"),
        ] {
            for verb in ["release", "void"] {
                let arguments = ["batch", verb, "1", "--serials", serials, "--reason", "x", "--yes"];
                let output = site.cardctl.exits(2, arguments);
                assert!(output.stderr.contains(part), "{output}");
            }
        }
        assert_eq!(events(&site, "1").len(), 2);
    });
}

#[test]
fn only_released_serials_are_sold_by_an_import() {
    on_both(|site| {
        prepared(&site);
        site.cardctl.ok(issue("20", "a"));
        site.cardctl.ok("batch release 1 --serials 7,12-13 --yes".split(' '));
        site.cardctl.ok("tier add standard --name Standard --rank 1 --default".split(' '));
        let mut rows = "name,kind,value,center\n".to_owned();
        for person in ["110102197502030839", "11010519491231002X", "440524188001010014"] {
            rows.extend(["段,citizen-id,", person, ",BJ1\n"]);
        }
        site.write("holders.csv", &rows);
        site.cardctl.ok("holder import holders.csv --yes".split(' '));
        let sold = "SELECT CAST(serial AS TEXT) FROM card WHERE state = 'sold' ORDER BY card.serial";
        assert_eq!(sql::texts(&site.url, sold).expect("the cards are there"), ["7", "12", "13"]);
        assert_eq!(list(&site), "batch,state,stock,for_sale,sold,void\n1,received,17,0,3,0\n");
        let output = site.cardctl.exits(1, "batch void 1 --serials 12 --reason x --yes -o json".split(' '));
        assert_eq!(error(&output)["code"], "run-state");
        let output = site.cardctl.exits(1, "batch void 1 --reason x --yes -o json".split(' '));
        assert!(output.stderr.contains("3 of its cards were"), "{output}");
        assert_eq!(refusals(&site), ["batch void 1"; 2]);
        // What is left is spoiled, so the batch is released.
        site.cardctl.ok("batch void 1 --serials 1-6,8-11,14-20 --reason spoiled --yes".split(' '));
        assert_eq!(list(&site), "batch,state,stock,for_sale,sold,void\n1,released,0,0,3,17\n");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_batch_is_void_for_good() {
    on_both(|site| {
        prepared(&site);
        site.cardctl.ok(issue("12", "a"));
        let void = "batch void last --serials 3,5-7".split(' ').collect::<Vec<_>>();
        let output = site.cardctl.exits(2, void.iter().chain(&["--yes"]));
        assert!(output.stderr.contains("wants a reason"), "{output}");
        let with_reason = [void.as_slice(), &["--reason", "torn"]].concat();
        site.cardctl.exits(7, &with_reason);
        let voided = site.cardctl.json(with_reason.iter().chain(&["--yes"]));
        assert_eq!(voided, json!({ "batch": 1, "serials": "3,5-7", "cards": 4, "state": "exported" }));
        let output = site.cardctl.exits(0, &with_reason);
        assert!(output.stderr.contains("unchanged"), "{output}");
        let event = "SELECT from_state || ' ' || to_state || ' ' || channel || ' ' || reason FROM card_event";
        assert_eq!(sql::texts(&site.url, event).expect("events"), ["stocked void batch torn"; 4]);
        // What comes back are the others.
        site.cardctl.ok("batch receive 1 --count 8 --yes".split(' '));
        site.cardctl.ok("batch release 1 --yes".split(' '));
        assert_eq!(list(&site), "batch,state,stock,for_sale,sold,void\n1,released,8,8,0,4\n");

        let whole = site.cardctl.json("batch void 1 --reason stolen --yes".split(' '));
        assert_eq!(whole, json!({ "batch": 1, "serials": "1-12", "cards": 8, "state": "void" }));
        assert_eq!(list(&site), "batch,state,stock,for_sale,sold,void\n1,void,0,0,0,12\n");
        let output = site.cardctl.exits(0, "batch void 1 --reason again".split(' '));
        assert!(output.stderr.contains("unchanged"), "{output}");
        for line in [
            "batch release 1",
            "batch release 1 --serials 1",
            "batch receive 1 --count 0",
            "batch export 1 --out b --again --reason x",
        ] {
            let output = site.cardctl.exits(1, line.split(' ').chain(["--yes", "-o", "json"]));
            assert_eq!(error(&output)["code"], "run-state", "{output}");
        }
        // Serial by serial it is the same.
        site.cardctl.ok(issue("2", "c"));
        site.cardctl.ok("batch void last --serials 1 --reason x --yes".split(' '));
        site.cardctl.ok("batch void last --serials 2 --reason x --yes".split(' '));
        assert_eq!(site.cardctl.json(["batch", "show", "last"])["state"], "void");
        assert_eq!(counts(&site), "2 14");
        checked(&site);
    });
}
