//! A card's life after it was sold: frozen, lost, found, replaced, and what that does to purchases.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::acts::{count, refused};
use crate::fixture::{bare_platform, platform};
use crate::harness::{Site, on_both, on_both_durable, sql};

/// A card from the print house's file.
struct Card {
    number: String,
    code: String,
}

fn cards(site: &Site) -> Vec<Card> {
    let text = std::fs::read_to_string(site.directory().join("print/cards.csv")).expect("the print file");
    let card = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        Card { number: cells[1].to_owned(), code: cells[3].to_owned() }
    };
    text.lines().skip(1).map(card).collect()
}

fn masked(card: &Card) -> String {
    format!("{} **** **** {}", &card.number[..4], &card.number[12..])
}

fn texts(site: &Site, query: &str) -> Vec<String> {
    sql::texts(&site.url, query).expect("the query runs")
}

/// The events of a card: `from>to channel reason`.
fn events(site: &Site, card: &str) -> Vec<String> {
    texts(
        site,
        &format!(
            "SELECT from_state || '>' || to_state || ' ' || channel || COALESCE(' ' || reason, '')
             FROM card_event WHERE card_no = {card} ORDER BY seq"
        ),
    )
}

fn act<'a>(verb: &'a str, card: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    ["card", verb, card, "--reason", "because"].into_iter().chain(more.iter().copied()).collect()
}

#[test]
fn a_card_is_frozen_lost_and_found() {
    on_both(|site| {
        bare_platform(&site);
        let cards = cards(&site);
        let number = cards[0].number.as_str();
        let frozen = site.cardctl.json(act("freeze", number, &[]));
        assert_eq!(
            (&frozen["card"], &frozen["holder"], &frozen["from"], &frozen["state"]),
            (&json!(masked(&cards[0])), &json!("H1"), &json!("active"), &json!("frozen"))
        );
        let again = site.cardctl.exits(0, act("freeze", number, &[]));
        assert!(again.stderr.contains("unchanged: it is `frozen`") && again.stdout.is_empty(), "{again}");
        // The holder is on the phone.
        site.cardctl.ok(["card", "lost", "--holder", "H1", "--reason", "bag stolen"]);
        let shown = site.cardctl.json(["holder", "show", "H1"]);
        assert_eq!((&shown["state"], &shown["card_state"]), (&json!("active"), &json!("lost")));
        assert!(shown["blocked_since"].is_string(), "{shown}");
        site.cardctl.ok(act("found", number, &["--channel", "letter"]));
        assert_eq!(site.cardctl.json(["card", "show", number])["state"], "frozen");
        site.cardctl.ok(act("unfreeze", number, &[]));
        assert_eq!(
            events(&site, number),
            [
                "stocked>sold import",
                "sold>active import",
                "active>frozen counter because",
                "frozen>lost phone bag stolen",
                "lost>frozen letter because",
                "frozen>active counter because",
            ]
        );
        let history = site.cardctl.json(["card", "history", number, "--limit", "2"]);
        assert_eq!((&history[0]["by"], &history[1]["by"]), (&json!("unfreeze"), &json!("found")));
        assert_eq!(history.as_array().map(Vec::len), Some(2));
        let shown = site.cardctl.with_stdin(&format!("{number}\n")).json(["card", "show", "-"]);
        assert_eq!(shown["state"], "active");
        assert_eq!(count(&site, "card_block"), 4);
        site.cardctl.ok(["db", "check"]);
        let done =
            texts(&site, "SELECT action || ' ' || reason FROM audit WHERE action LIKE 'card %' ORDER BY seq");
        assert_eq!(
            done,
            ["card freeze because", "card lost bag stolen", "card found because", "card unfreeze because"]
        );
    });
}

#[test]
fn what_the_table_of_moves_does_not_have_is_refused() {
    on_both(|site| {
        bare_platform(&site);
        let cards = cards(&site);
        let (active, stocked) = (cards[0].number.as_str(), cards[9].number.as_str());
        let unknown = "9156123456783250";
        let future = ["--at", "2999-01-01"];
        for (status, code, arguments) in [
            (2, "usage", vec!["card", "freeze", active]),
            (2, "usage", vec!["card", "freeze", "--reason", "x"]),
            (2, "usage", vec!["card", "freeze", active, "--holder", "H1", "--reason", "x"]),
            (5, "not-found", vec!["card", "freeze", "--holder", "H9", "--reason", "x"]),
            (5, "not-found", act("freeze", unknown, &[])),
            (1, "run-state", act("freeze", stocked, &[])),
            (1, "run-state", act("lost", stocked, &[])),
            (1, "run-state", act("void", active, &["--yes"])),
            (1, "run-state", act("replace", active, &["--yes"])),
            (1, "run-state", act("replace", stocked, &["--yes"])),
            (7, "needs-confirmation", act("void", stocked, &[])),
            (2, "usage", act("lost", active, &future)),
            (2, "usage", act("lost", active, &["--at", "2025-12-31"])),
            (2, "usage", act("lost", active, &["--channel", ""])),
        ] {
            let error = refused(&site, status, &arguments);
            assert_eq!(error["code"], code, "{arguments:?}");
            assert!(!error.to_string().contains(unknown), "{error}");
        }
        let error = refused(&site, 1, &act("freeze", stocked, &[]));
        assert_eq!(error["hint"], "from `stocked` a card goes on by `register`, `void`");
        site.cardctl.ok(act("void", stocked, &["--yes"]));
        assert_eq!(events(&site, stocked), ["stocked>void counter because"]);
        let error = refused(&site, 1, &act("found", stocked, &[]));
        assert_eq!(error["hint"], "`void` is final");
        site.cardctl.ok(act("void", stocked, &[]));
        assert_eq!((count(&site, "card_event"), count(&site, "card_block")), (9, 0));
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_replacement_keeps_everything_but_the_number() {
    on_both(|site| {
        platform(&site);
        let cards = cards(&site);
        let (old, new) = (cards[1].number.as_str(), cards[7].number.as_str());
        let before = site.cardctl.json(["holder", "show", "H2"]);
        site.cardctl.ok(act("lost", old, &[]));
        let with = ["--with", new, "--code", &cards[7].code];
        assert_eq!(refused(&site, 7, &act("replace", old, &with))["code"], "needs-confirmation");
        for (status, code, more) in [
            (2, "usage", &["--with", new, "--yes"][..]),
            (7, "activation-refused", &["--with", new, "--code", &cards[8].code, "--yes"]),
            (1, "run-state", &["--with", &cards[0].number, "--by-operator", "--yes"]),
            (5, "not-found", &["--with", "9156123456783250", "--by-operator", "--yes"]),
        ] {
            assert_eq!(refused(&site, status, &act("replace", old, more))["code"], code, "{more:?}");
        }
        let tries = format!("SELECT CAST(failed_tries AS TEXT) FROM card WHERE card_no = {new}");
        assert_eq!(texts(&site, &tries), ["1"]);

        let dash = act("replace", old, &["--with", new, "--code", "-", "--yes"]);
        let done = site.cardctl.with_stdin(&format!("{}\n", cards[7].code)).json(&dash);
        assert_eq!(
            (&done["holder"], &done["old_card"], &done["card"], &done["state"], &done["serial"]),
            (&json!("H2"), &json!(masked(&cards[1])), &json!(masked(&cards[7])), &json!("active"), &json!(8))
        );
        let again = site.cardctl.with_stdin("x\n").exits(0, &dash);
        assert!(again.stderr.contains("replaced already"), "{again}");
        let again = site.cardctl.exits(0, act("replace", old, &["--by-operator", "--yes"]));
        assert!(again.stderr.contains("replaced already"), "{again}");
        let live = ["card", "replace", "--holder", "H2", "--by-operator", "--yes", "--reason", "x"];
        assert_eq!(refused(&site, 1, &live)["code"], "run-state");

        let after = site.cardctl.json(["holder", "show", "H2"]);
        for key in ["ref", "name", "state", "tier", "staff", "agent", "fees_paid", "cohorts", "parameters"] {
            assert_eq!(after[key], before[key], "{key}");
        }
        assert_eq!((&after["card"], &after["card_state"]), (&json!(masked(&cards[7])), &json!("active")));
        assert_eq!(after["former_cards"][0]["card"], masked(&cards[1]));
        let found = site.cardctl.exits(0, ["holder", "find", old, "-o", "json"]);
        assert!(found.stderr.contains(&masked(&cards[7])) && found.stdout.contains("\"H2\""), "{found}");
        assert_eq!(site.cardctl.json(["holder", "show", old])["ref"], "H2");
        assert_eq!(refused(&site, 1, &act("found", old, &[]))["hint"], "`replaced` is final");
        assert_eq!(events(&site, new), ["stocked>sold counter because", "sold>active counter because"]);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn the_next_card_comes_from_the_same_center_and_allocation() {
    on_both(|site| {
        bare_platform(&site);
        let run = |line: &str| site.cardctl.ok(line.split(' '));
        run("center add SH --name Shanghai");
        run("batch issue --center SH --count 2 --out sh --release --yes");
        run("batch issue --center BJ --count 2 --agent A2 --out a2 --release --yes");
        sql::execute(
            &site.url,
            "UPDATE card SET agent_id = (SELECT agent_id FROM agent WHERE code = 'A2')
            WHERE serial = 1 AND batch_id = 1",
        )
        .expect("as if it had been allocated so");
        let number = cards(&site)[0].number.clone();
        run(&format!("card lost {number} --reason x"));
        let done = site.cardctl.json(act("replace", &number, &["--by-operator", "--yes"]));
        assert_eq!((&done["batch"], &done["serial"]), (&json!(3), &json!(1)));
        run("card lost --holder H1 --reason x");
        run("card replace --holder H1 --by-operator --yes --reason x");
        run("card lost --holder H1 --reason x");
        // Of the agent's cards none is left: the next one is nobody's.
        let done = site.cardctl.json("card replace --holder H1 --by-operator --yes --reason x".split(' '));
        assert_eq!((&done["batch"], &done["serial"]), (&json!(1), &json!(5)));
        sql::execute(&site.url, "UPDATE card SET released = 0; DELETE FROM batch_release")
            .expect("none is released");
        run("card lost --holder H1 --reason x");
        let error = refused(
            &site,
            5,
            &"card replace --holder H1 --by-operator --yes --reason x".split(' ').collect::<Vec<_>>(),
        );
        assert_eq!(error["code"], "not-found");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_card_that_was_not_active_is_replaced_by_one_that_is_not() {
    on_both(|site| {
        bare_platform(&site);
        let cards = cards(&site);
        let register = |card: &Card| -> Vec<String> {
            let line = format!(
                "holder register --card {} --ref N --name Ann --parameter mobile=13900139000",
                card.number
            );
            line.split(' ').map(str::to_owned).collect()
        };
        site.cardctl.ok(register(&cards[10]));
        site.cardctl.ok(act("lost", &cards[10].number, &[]));
        let found = site.cardctl.json(act("found", &cards[10].number, &[]));
        assert_eq!(found["state"], "sold");
        site.cardctl.ok(act("lost", &cards[10].number, &[]));
        let activate = |card: &Card| {
            let line = ["holder", "activate", "--card", card.number.as_str(), "--code", card.code.as_str()];
            line.map(str::to_owned)
        };
        let line = activate(&cards[10]);
        assert_eq!(refused(&site, 7, &line.each_ref().map(String::as_str))["code"], "activation-refused");
        let done =
            site.cardctl.json(act("replace", &cards[10].number, &["--with", &cards[11].number, "--yes"]));
        assert_eq!(done["state"], "sold");
        site.cardctl.ok(["db", "check"]);
        site.cardctl.ok(activate(&cards[11]));
        assert_eq!(site.cardctl.json(["holder", "show", "N"])["state"], "active");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn every_card_that_activates_nobody_gives_one_answer() {
    on_both(|site| {
        bare_platform(&site);
        let cards = cards(&site);
        for (at, verb) in [(0, "freeze"), (1, "lost"), (2, "lost")] {
            site.cardctl.ok(act(verb, &cards[at].number, &[]));
        }
        site.cardctl.ok(act(
            "replace",
            &cards[2].number,
            &["--by-operator", "--yes", "--with", &cards[8].number],
        ));
        site.cardctl.ok(act("void", &cards[9].number, &["--yes"]));
        let locked = format!(
            "UPDATE card SET failed_tries = 10, last_failed_at = 1 WHERE card_no = {}",
            cards[7].number
        );
        sql::execute(&site.url, &locked).expect("it can be changed");
        let unknown = Card { number: "9156123456783250".to_owned(), code: cards[0].code.clone() };
        let wrong = Card { number: cards[3].number.clone(), code: cards[4].code.clone() };
        let mut answers = Vec::new();
        for card in [&cards[0], &cards[1], &cards[2], &cards[9], &cards[7], &cards[6], &unknown, &wrong] {
            let line = ["holder", "activate", "--card", &card.number, "--code", &card.code];
            answers.push(refused(&site, 7, &line));
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:?}");
        assert_eq!(answers[0]["code"], "activation-refused");
    });
}

#[test]
fn wrong_codes_lock_and_a_move_does_not_unlock() {
    on_both(|site| {
        bare_platform(&site);
        let cards = cards(&site);
        let number = cards[10].number.as_str();
        let line =
            format!("holder register --card {number} --ref N --name Ann --parameter mobile=13900139000");
        site.cardctl.ok(line.split(' '));
        let attempt =
            |code: &str| site.cardctl.run(["holder", "activate", "--card", number, "--code", code]).status;
        for _ in 0..5 {
            assert_eq!(attempt(&cards[0].code), 7);
        }
        assert_eq!(attempt(&cards[10].code), 7, "locked");
        let shown = site.cardctl.json(["card", "show", number]);
        assert_eq!((&shown["failed_tries"], &shown["locked"]), (&json!(5), &json!(true)));
        let until = shown["locked_until"].as_str().expect("a time").parse::<Timestamp>().expect("an instant");
        let minutes = until.duration_since(Timestamp::now()).as_mins();
        assert!((13..=15).contains(&minutes), "{minutes}");
        site.cardctl.ok(act("lost", number, &[]));
        site.cardctl.ok(act("found", number, &[]));
        assert_eq!(attempt(&cards[10].code), 7, "still locked");
        let unlock = ["card", "unlock", "--holder", "N", "--reason", "identity checked"];
        site.cardctl.ok(unlock);
        assert_eq!(attempt(&cards[10].code), 0);
        let history = site.cardctl.json(["holder", "history", "N"]);
        let what: Vec<&str> = history
            .as_array()
            .expect("a list")
            .iter()
            .map(|event| event["event"].as_str().expect("a word"))
            .collect();
        assert_eq!(what.iter().filter(|what| **what == "wrong code").count(), 5, "{what:?}");
        assert_eq!(what[..2], ["activated", "unlocked"], "{what:?}");
    });
}

/// Why each purchase of a source is held, by its id.
fn held(site: &Site) -> BTreeMap<String, Option<String>> {
    let list = site.cardctl.json(["purchase", "list", "--limit", "1000"]);
    let rows = list.as_array().expect("a list").iter();
    rows.map(|row| {
        (row["external_id"].as_str().expect("an id").to_owned(), row["held"].as_str().map(str::to_owned))
    })
    .collect()
}

fn import(site: &Site, rows: &str, status: i32) -> Value {
    site.write("p.csv", &format!("external_id,card,holder,provider,amount,occurred_at,refund_of\n{rows}"));
    let output = site.cardctl.exits(status, "purchase import p.csv --source till --yes -o json".split(' '));
    serde_json::from_str(&output.stdout).expect("counts")
}

#[test]
fn purchases_with_a_blocked_card_are_held() {
    on_both(|site| {
        platform(&site);
        let cards = cards(&site);
        let (old, new) = (cards[0].number.as_str(), cards[9].number.as_str());
        site.cardctl.ok(act("freeze", old, &["--at", "2026-02-01 12:00:00"]));
        assert_eq!(refused(&site, 2, &act("lost", old, &["--at", "2026-02-01 11:59:59"]))["code"], "usage");
        site.cardctl.ok(act("lost", old, &["--at", "2026-02-10"]));
        let late = "e0,,H1,shop,10.00,2026-02-11 10:00:00,\n";
        import(&site, late, 0);
        site.cardctl.ok(act("replace", old, &["--with", new, "--by-operator", "--yes"]));
        let now = Timestamp::now();
        let rows = format!(
            "e1,{old},,shop,10.00,2026-02-01 11:59:59,\n\
             e2,{old},,shop,10.00,2026-02-01 12:00:00,\n\
             e3,{old},,shop,10.00,2026-02-01,\n\
             e4,{old},,shop,10.00,2026-01-31,\n\
             e5,{old},,shop,10.00,{now},\n\
             e6,,H1,shop,10.00,2026-02-12 10:00:00,\n\
             e7,,H1,shop,10.00,{now},\n\
             e8,{new},,shop,10.00,2026-02-12 10:00:00,\n\
             e9,{new},,shop,10.00,{now},\n\
             r1,,H1,shop,1.00,2026-02-20 10:00:00,e1\n\
             r2,,H1,shop,1.00,2026-02-20 10:00:00,e2\n\
             f1,,H2,shop,10.00,2026-02-01 12:00:00,\n"
        );
        let counts = import(&site, &rows, 0);
        assert_eq!((&counts["imported"], &counts["rejected"]), (&json!(12), &json!(0)));
        let frozen = Some("the card was frozen then".to_owned());
        let lost = Some("the card was lost then".to_owned());
        let expected = [
            ("e0", lost.clone()),
            ("e1", None),
            ("e2", frozen.clone()),
            ("e3", frozen),
            ("e4", None),
            ("e5", lost.clone()),
            ("e6", lost),
            ("e7", None),
            ("e8", Some("the card was not the holder's yet".to_owned())),
            ("e9", None),
            ("f1", None),
            ("r1", None),
            ("r2", None),
        ];
        assert_eq!(held(&site), expected.map(|(id, why)| (id.to_owned(), why)).into());
        // Again, by the other name of the same holder: nothing new.
        let counts = import(&site, "e2,,H1,shop,10.00,2026-02-01 12:00:00,\n", 0);
        assert_eq!(counts["skipped"], 1);

        site.cardctl.ok("settle run --through 2026-03-31 --yes".split(' '));
        let lines = site.cardctl.ok(["settle", "lines", "last", "-o", "csv"]);
        let settled: Vec<&str> =
            lines.lines().filter(|line| line.contains(",holder,")).map(|line| &line[5..7]).collect();
        assert_eq!(settled, ["e1", "e4", "f1", "r1"]);
        let pending = site.cardctl.json(["settle", "pending"]);
        let row = pending
            .as_array()
            .expect("a list")
            .iter()
            .find(|row| row["reason"] == "held")
            .expect("held ones");
        assert_eq!((&row["items"], &row["amount"]), (&json!(6), &json!("60.00")));
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_freeze_that_is_recorded_later_holds_nothing_that_is_recorded() {
    on_both(|site| {
        bare_platform(&site);
        import(&site, "e1,,H1,shop,10.00,2026-02-05 12:00:00,\n", 0);
        let output = site.cardctl.exits(0, "card freeze --holder H1 --at 2026-02-01 --reason x".split(' '));
        assert!(output.stderr.contains("recorded already stay as they are"), "{output}");
        let counts = import(
            &site,
            "e1,,H1,shop,10.00,2026-02-05 12:00:00,\ne2,,H1,shop,10.00,2026-02-05 12:00:00,\n",
            0,
        );
        assert_eq!((&counts["skipped"], &counts["imported"]), (&json!(1), &json!(1)));
        assert_eq!(held(&site)["e1"], None);
        assert!(held(&site)["e2"].is_some());
    });
}

/// Numbers that look random, the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

#[test]
fn random_lives_of_a_card_are_those_of_a_model() {
    on_both(|site| {
        bare_platform(&site);
        let mut dice = Dice(20_261_124);
        let start: Timestamp = "2026-02-01T00:00:00Z".parse().expect("an instant");
        // The model: the state, what it was lost from, when the card was blocked so far, the cards that were had.
        let (mut state, mut lost_from) = ("active", "active");
        let mut had = 1;
        let mut blocked: Vec<(Timestamp, bool)> = vec![(start, false)];
        for step in 0..36 {
            let verb = ["freeze", "unfreeze", "lost", "found", "replace"]
                [usize::try_from(dice.below(5)).expect("below 5")];
            let next = match (state, verb) {
                ("active", "freeze") => Some("frozen"),
                ("frozen", "unfreeze") | ("lost", "replace") => Some("active"),
                ("active" | "frozen", "lost") => Some("lost"),
                ("lost", "found") => Some(lost_from),
                _ => None,
            };
            let same = matches!(
                (state, verb),
                ("frozen", "freeze" | "found") | ("active", "unfreeze" | "found") | ("lost", "lost")
            );
            let mut line = vec!["card", verb, "--holder", "H1", "--reason", "model", "--yes"];
            if verb == "replace" {
                line.push("--by-operator");
            }
            let output = site.cardctl.run(&line);
            let after = Timestamp::now();
            let expected = i32::from(next.is_none() && !same);
            assert_eq!(output.status, expected, "step {step}: {verb} from {state}\n{output}");
            let Some(next) = next else { continue };
            if verb == "lost" {
                lost_from = state;
            }
            had += usize::from(verb == "replace");
            state = next;
            let shown = site.cardctl.json(["holder", "show", "H1"]);
            assert_eq!(shown["card_state"], state, "step {step}");
            assert_eq!(shown["former_cards"].as_array().map(Vec::len), Some(had - 1));
            blocked.push((after, state != "active"));
        }
        let live =
            "SELECT CAST(COUNT(*) AS TEXT) FROM card AS c JOIN holder AS h ON h.holder_id = c.holder_id
                    WHERE h.ref = 'H1' AND c.state IN ('sold', 'active', 'frozen', 'lost')";
        assert_eq!(texts(&site, live), ["1"]);
        assert!(had > 1 && blocked.len() > 8, "the dice did something: {had} cards, {} moves", blocked.len());

        // A purchase just after each move is judged by what the move led to.
        let mut rows = String::new();
        let mut expected = BTreeMap::new();
        for (n, (at, held)) in blocked.iter().enumerate() {
            writeln!(rows, "m{n:02},,H1,shop,1.00,{at},").expect("a string grows");
            expected.insert(format!("m{n:02}"), *held);
        }
        import(&site, &rows, 0);
        let found: BTreeMap<String, bool> =
            held(&site).into_iter().map(|(id, why)| (id, why.is_some())).collect();
        assert_eq!(found, expected);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_killed_replacement_leaves_the_old_card_or_the_new_one() {
    on_both_durable(|site| {
        bare_platform(&site);
        let (mut replaced, mut lost) = (0, 0);
        for delay in [0, 4, 8, 12, 16, 20, 25, 30, 40, 60] {
            let state = site.cardctl.json(["holder", "show", "H1"])["card_state"].clone();
            if state == "active" {
                site.cardctl.ok("card lost --holder H1 --reason x".split(' '));
            }
            let cards =
                site.cardctl.json(["holder", "show", "H1"])["former_cards"].as_array().map_or(0, Vec::len);
            let line = "card replace --holder H1 --by-operator --yes --reason x";
            let running = site.cardctl.spawn(line.split(' '));
            std::thread::sleep(Duration::from_millis(delay));
            running.signal("KILL");
            running.wait();
            site.cardctl.ok(["db", "check", "-q"]);
            let shown = site.cardctl.json(["holder", "show", "H1"]);
            let former = shown["former_cards"].as_array().map_or(0, Vec::len);
            if shown["card_state"] == "lost" {
                assert_eq!(former, cards);
                lost += 1;
            } else {
                assert_eq!((&shown["card_state"], former), (&json!("active"), cards + 1));
                replaced += 1;
            }
        }
        assert!(lost > 0, "{lost} were hit before their end, {replaced} not");
    });
}

#[test]
fn of_many_replacements_at_once_one_counts() {
    on_both(|site| {
        bare_platform(&site);
        let cards = cards(&site);
        site.cardctl.ok(act("lost", &cards[0].number, &[]));
        let running: Vec<_> = (10..16)
            .map(|at| {
                let more = ["--with", &cards[at].number, "--by-operator", "--yes"];
                site.cardctl.spawn(act("replace", &cards[0].number, &more))
            })
            .collect();
        let mut done = 0;
        for running in running {
            let output = running.wait();
            done += i32::from(output.stdout.contains("active"));
            // The others come too late: the card is replaced, or is being replaced.
            assert!([0, 1, 75].contains(&output.status), "{output}");
        }
        assert_eq!(done, 1);
        let given = "SELECT CAST(COUNT(*) AS TEXT) FROM card_event WHERE to_state = 'replaced'
                     UNION ALL SELECT CAST(COUNT(*) AS TEXT) FROM card WHERE state = 'active'";
        assert_eq!(texts(&site, given), ["1", "4"]);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_history_tells_everything_once() {
    on_both(|site| {
        bare_platform(&site);
        let cards = cards(&site);
        let number = cards[10].number.as_str();
        let line = format!(
            "holder register --card {number} --ref N --name Ann --parameter mobile=13900139000 --consent 2026-01 \
             --fee 199.00 --receipt K-1 --activate --code {}",
            cards[10].code
        );
        site.cardctl.ok(line.split_whitespace());
        let run = |line: &str| site.cardctl.ok(line.split(' '));
        run("card lost --holder N --reason stolen");
        run("card replace --holder N --by-operator --yes --reason posted");
        run("holder set N --agent A1 --reason moved");
        for _ in 0..4 {
            run("holder visit N");
        }
        run("parameter verify N 1 --method seen");
        run("payment add --holder N --amount 1.00 --receipt K-2");
        let tag = site.cardctl.json(["parameter", "list", "N"])[0]["tag"].as_str().expect("a tag").to_owned();
        let history = site.cardctl.json(["holder", "history", "N"]);
        let rows: Vec<String> = history
            .as_array()
            .expect("a list")
            .iter()
            .map(|row| {
                let text = |key: &str| row[key].as_str().unwrap_or("-").to_owned();
                format!("{}|{}|{}|{}", text("event"), text("detail"), text("channel"), text("reason"))
            })
            .collect();
        let today = site.cardctl.json(["holder", "show", "N"])["attributions"][0]["since"]
            .as_str()
            .expect("a date")
            .to_owned();
        let new = site.cardctl.json(["holder", "show", "N"])["card"].as_str().expect("a card").to_owned();
        let old = masked(&cards[10]);
        assert_eq!(
            rows,
            [
                "fee|1.00 CNY, receipt K-2|cash|-".to_owned(),
                format!("verified|mobile {tag} by seen|-|-"),
                format!("visits|4 from {today} to {today}|-|-"),
                format!("attribution|center BJ, agent A1 from {today}|-|moved"),
                format!("activated|{new}|phone|posted"),
                format!("card given|{new}|phone|posted"),
                format!("replaced|{old}|phone|posted"),
                format!("lost|{old}|phone|stolen"),
                "fee|199.00 CNY, receipt K-1|cash|-".to_owned(),
                format!("attribution|center BJ from {today}|-|-"),
                format!("tier|gold from {today}|-|-"),
                "parameter added|mobile 139****9000|-|-".to_owned(),
                format!("activated|{old}|counter|-"),
                format!("card given|{old}|counter|-"),
                "registered|consent 2026-01|counter|-".to_owned(),
            ]
        );
        let operators =
            history.as_array().expect("a list").iter().filter(|row| row["operator"].is_string()).count();
        assert_eq!(operators, 13, "{history}");
        let text = site.cardctl.ok(["holder", "history", "N", "-o", "csv", "--limit", "3"]);
        assert_eq!(text.lines().count(), 4);
        assert!(!site.cardctl.ok(["holder", "history", "N"]).contains("13900139000"));

        // What came of other commands, and nothing of an agent who is called the same.
        run("payment add --holder H1 --amount 200.00 --receipt K-3 --reason upgrade");
        run("parameter verify H1 1 --method seen");
        run("agent add H1 --name Other");
        let rows = site.cardctl.ok([
            "holder",
            "history",
            "H1",
            "-o",
            "csv",
            "--columns",
            "event,detail,operator,reason",
        ]);
        let operator = site.cardctl.json(["whoami"])["operator"].as_str().expect("a name").to_owned();
        let tag =
            site.cardctl.json(["parameter", "list", "H1"])[0]["tag"].as_str().expect("a tag").to_owned();
        let rows: Vec<&str> = rows.lines().skip(1).take(3).collect();
        assert_eq!(
            rows,
            [
                format!("verified,citizen-id {tag} by seen,{operator},"),
                format!("fee,\"200.00 CNY, receipt K-3\",{operator},upgrade"),
                format!("tier,gold from {today},{operator},upgrade"),
            ]
        );
        let keyless = site.cardctl.with_env("CARDCTL_KEY_FILE", "none");
        assert!(keyless.ok(["holder", "history", "N", "-o", "csv"]).contains("mobile "));
    });
}

#[test]
fn at_a_terminal_a_missing_reason_is_asked_for() {
    on_both(|site| {
        bare_platform(&site);
        let number = cards(&site)[10].number.clone();
        let line =
            format!("holder register --card {number} --ref N --name Ann --parameter mobile=13900139000");
        refused(&site, 2, &["card", "freeze", &number]);
        let by_operator = ["holder", "activate", "--card", &number, "--by-operator", "--reason", "no code"];
        site.cardctl.ok(line.split(' '));
        site.cardctl.ok(by_operator);
        // The program `script` gives what it runs a terminal.
        let terminal = site.cardctl.with_program("script").with_stdin("phone is gone\n");
        let command = format!("{} card freeze --holder N", env!("CARGO_BIN_EXE_cardctl"));
        let output = terminal.exits(0, ["-qec", &command, "/dev/null"]);
        assert!(output.stdout.contains("Reason: "), "{output}");
        assert_eq!(site.cardctl.json(["card", "history", "--holder", "N"])[0]["reason"], "phone is gone");
        let logged = site.cardctl.json(["audit", "log"]);
        assert_eq!(
            logged.as_array().and_then(|log| log.last()).expect("an entry")["reason"],
            "phone is gone"
        );
    });
}
