//! Holders: registered, activated, imported, found, and never shown in clear.

use serde_json::{Value, json};

use crate::harness::{Site, on_both, sql};

/// Xicheng, born in 1975, a man.
const XICHENG: &str = "citizen-id=110102197502030839";
/// Chaoyang, born in 1949, a woman.
const CHAOYANG: &str = "citizen-id=11010519491231002X";

/// A card from the print house's file.
struct Card {
    number: String,
    code: String,
}

/// A platform with two centers, staff of both, three tiers, agents of Beijing and of Xicheng, a scheme, and ten
/// released cards of BJ.
fn platform(site: &Site) -> Vec<Card> {
    let run = |line: &str| site.cardctl.ok(line.split(' '));
    run("init --single-operator");
    run("center add BJ --name Beijing");
    run("center add SH --name Shanghai");
    run("staff add S1 --name Wang --center BJ");
    run("staff add S2 --name Li --center SH");
    run("tier add standard --name Standard --rank 1 --default");
    run("tier add gold --name Gold --rank 2 --min-fee 199.00");
    run("tier add friend --name Friend --rank 3");
    run("agent add A-BJ --name Sun --region 110000");
    run("agent add A-XC --name Zhou --region 110102 --parent A-BJ");
    run("agent add A-LATE --name Wu --region 110105 --since 2216-05-31");
    run("agent add A-OTHER --name Zheng");
    run("scheme add patent --facets region:2,region:4,region:6,birth-year,sex --priority visits,registered");
    issue(site, "BJ", 10, "print")
}

fn issue(site: &Site, center: &str, count: usize, directory: &str) -> Vec<Card> {
    let line = format!("batch issue --center {center} --count {count} --out {directory} --release --yes");
    site.cardctl.ok(line.split(' '));
    let text = std::fs::read_to_string(site.directory().join(directory).join("cards.csv"));
    let card = |line: &str| {
        let mut fields = line.split(',').skip(1);
        let number = fields.next().expect("a number").to_owned();
        Card { number, code: fields.nth(1).expect("a code").to_owned() }
    };
    text.expect("the print file").lines().skip(1).map(card).collect()
}

/// The error of a command that has to fail with `status`.
#[track_caller]
fn refused(site: &Site, status: i32, arguments: &[&str]) -> Value {
    let output = site.cardctl.exits(status, arguments.iter().copied().chain(["-o", "json"]));
    assert_eq!(output.stdout, "", "{output}");
    let line = output.stderr.lines().last().expect("an error line");
    let error: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}\n{output}"));
    error["error"].clone()
}

fn register<'a>(card: &'a Card, name: &'a str, parameter: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let line = ["holder", "register", "--card", &card.number, "--name", name, "--parameter", parameter];
    line.into_iter().chain(more.iter().copied()).collect()
}

fn texts(site: &Site, query: &str) -> Vec<String> {
    sql::texts(&site.url, query).expect("the query runs")
}

fn count(site: &Site, table: &str) -> i64 {
    let count = texts(site, &format!("SELECT CAST(COUNT(*) AS TEXT) FROM {table}"));
    count.concat().parse().expect("a number")
}

fn cohorts(record: &Value) -> Vec<String> {
    let rows = record["cohorts"].as_array().expect("a table");
    rows.iter().map(|row| format!("{} {}/{}", row["path"], row["rank"], row["members"])).collect()
}

#[test]
fn a_person_is_registered_and_belongs_somewhere_at_once() {
    on_both(|site| {
        let cards = platform(&site);
        let more = ["--parameter", "mobile=138 0013 8000", "--ref", "D1", "--consent", "2026-01"];
        let holder = site.cardctl.json(register(&cards[0], "段誉", XICHENG, &more));
        for (key, value) in [
            ("ref", "D1"),
            ("name", "段**"),
            ("state", "registered"),
            ("tier", "standard"),
            ("center", "BJ"),
            ("agent", "A-XC"),
            ("payment_reference", "D1"),
        ] {
            assert_eq!(holder[key], value, "{key}");
        }
        assert_eq!((&holder["staff"], &holder["wanted_tier"]), (&json!(null), &json!(null)));
        let masked = format!("{} **** **** {}", &cards[0].number[..4], &cards[0].number[12..]);
        assert_eq!(holder["card"], masked);
        let of = |paths: &[&str]| paths.iter().map(|path| format!("\"{path}\" 1/1")).collect::<Vec<_>>();
        let leaf_first = ["110102/1975/M", "110102/1975", "110102", "1101", "11"];
        assert_eq!(cohorts(&holder), of(&leaf_first));
        assert_eq!(
            texts(&site, "SELECT facets FROM holder_facets"),
            [r#"{"birth_year":"1975","region":"110102","sex":"M"}"#]
        );

        // Born in Chaoyang, whose own agent begins in the year 2216: Beijing's.
        let other = site.cardctl.json(register(&cards[1], "John Smith", CHAOYANG, &["--staff", "S1"]));
        assert_eq!((&other["agent"], &other["staff"]), (&json!("A-BJ"), &json!("S1")));
        assert!(other["ref"].as_str().is_some_and(|made_up| made_up.starts_with('H')), "{other}");
        assert_eq!(cohorts(&other).last().map(String::as_str), Some("\"11\" 2/2"));
        let given = site.cardctl.json(register(
            &cards[2],
            "Ann",
            "passport=E12345678",
            &["--agent", "A-OTHER", "--tier", "friend"],
        ));
        assert_eq!((&given["agent"], &given["tier"]), (&json!("A-OTHER"), &json!("friend")));
        let unknown = "unknown/unknown/unknown/unknown/unknown";
        assert_eq!(given["cohorts"][0]["path"], unknown);

        let events = "SELECT from_state || '>' || to_state || ' ' || channel FROM card_event";
        assert_eq!(texts(&site, events), ["stocked>sold counter"; 3]);
        // The same once more changes nothing.
        let again = site.cardctl.json(register(&cards[0], " 段誉", XICHENG, &more));
        assert_eq!(again, holder_again(holder));
        assert_eq!((count(&site, "holder"), count(&site, "card_event")), (3, 3));
    });
}

/// Two have come since, of whom one lives in Beijing.
fn holder_again(mut holder: Value) -> Value {
    for (at, members) in [(3, 2), (4, 2)] {
        holder["cohorts"][at]["members"] = json!(members);
    }
    holder
}

#[test]
fn nothing_that_identifies_a_person_is_readable() {
    on_both(|site| {
        let cards = platform(&site);
        site.cardctl.ok(register(&cards[0], "段誉", XICHENG, &["--parameter", "mobile=13800138000"]));
        site.cardctl.ok(["holder", "activate", "--card", &cards[0].number, "--code", &cards[0].code]);
        let shown = site.cardctl.ok(["holder", "show", &cards[0].number]);
        let found = site.cardctl.ok(["holder", "find", "段誉"]);
        let audit = texts(&site, "SELECT subject || detail FROM audit").concat();
        for text in [&shown, &found, &audit] {
            for clear in ["段誉", "0839", "13800138000", "1975-02-03", "19750203", &cards[0].number] {
                assert!(!text.contains(clear), "{clear} in {text}");
            }
        }
        assert!(shown.contains("1****************9") && shown.contains("138****8000"), "{shown}");
        if site.database == "SQLite" {
            for name in ["site.db", "site.db-wal"] {
                let Ok(bytes) = std::fs::read(site.directory().join(name)) else { continue };
                for clear in ["段誉", "110102197502030839", "13800138000", "19750203"] {
                    let clear = clear.as_bytes();
                    assert!(!bytes.windows(clear.len()).any(|window| window == clear), "{name}");
                }
            }
        }
    });
}

#[test]
fn the_same_person_twice_is_refused_and_shown_masked() {
    on_both(|site| {
        let cards = platform(&site);
        site.cardctl.ok(register(&cards[0], "段誉", XICHENG, &["--ref", "D1"]));
        for (name, parameter) in [
            ("段誉", "social-security=110102197502030839"),
            ("somebody", "driving-licence=110102197502030839"),
            ("段誉", "citizen-id=110102750203083"),
        ] {
            let error = refused(&site, 1, &register(&cards[1], name, parameter, &[]));
            assert_eq!(error["code"], "conflict");
            let message = error["message"].as_str().unwrap_or_default();
            assert!(message.contains("段** (ref `D1`)") && message.starts_with("`id#"), "{message}");
        }
        let error = refused(&site, 1, &register(&cards[1], "段誉", "mobile=13800138000", &["--ref", "D1"]));
        assert_eq!(error["message"], "ref `D1` is a holder's with another parameter");
        assert_eq!((count(&site, "holder"), count(&site, "parameter_claim")), (1, 1));
        let outcomes =
            texts(&site, "SELECT outcome FROM audit WHERE action = 'holder register' ORDER BY seq");
        assert_eq!(outcomes, ["done", "refused", "refused", "refused", "refused"]);
    });
}

#[test]
fn a_registration_that_makes_no_sense_says_why() {
    on_both(|site| {
        let cards = platform(&site);
        let stocked = issue_unreleased(&site);
        let minor = "citizen-id=44011320141005001X";
        site.cardctl.ok(register(&cards[9], "Taken", "mobile=13900139000", &[]));
        let unknown_card = Card { number: fix("999900000000000"), code: String::new() };
        let cases: [(i32, &str, Vec<&str>); 12] = [
            (8, "bad-parameter", register(&cards[0], "A", "citizen-id=110102197502030830", &[])),
            (8, "bad-parameter", register(&cards[0], "A", "postcode=100000", &[])),
            (2, "usage", register(&cards[0], "A", "citizenid=110102197502030839", &[])),
            (2, "usage", register(&cards[0], "A", "110102197502030839", &[])),
            (7, "guardian-consent", register(&cards[0], "A", minor, &[])),
            (1, "run-state", register(&cards[9], "A", XICHENG, &[])),
            (1, "run-state", register(&stocked, "A", XICHENG, &[])),
            (5, "not-found", register(&unknown_card, "A", XICHENG, &[])),
            (5, "not-found", register(&cards[0], "A", XICHENG, &["--tier", "glod"])),
            (1, "conflict", register(&cards[0], "A", XICHENG, &["--staff", "S2"])),
            (2, "usage", register(&cards[0], "A", XICHENG, &["--ref", "no space"])),
            (2, "usage", vec!["holder", "register", "--card", &cards[0].number, "--name", "A"]),
        ];
        for (status, code, arguments) in &cases {
            let error = refused(&site, *status, arguments);
            assert_eq!(error["code"], *code, "{arguments:?}");
            assert!(!error.to_string().contains("11010219750203083"), "{error}");
        }
        assert_eq!(count(&site, "holder"), 1);
        site.cardctl.ok(register(&cards[0], "Kid", minor, &["--guardian-consent", "G-1"]));
    });
}

/// Fifteen digits with the right check digit.
fn fix(number: &str) -> String {
    let mut numbers = (0..10).map(|digit| format!("{number}{digit}"));
    numbers.find(|number| luhn(number)).expect("one of ten is right")
}

fn luhn(number: &str) -> bool {
    let sum: u32 = number
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, byte)| {
            let digit = u32::from(byte - b'0') * (1 + u32::try_from(at % 2).expect("0 or 1"));
            digit / 10 + digit % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

fn issue_unreleased(site: &Site) -> Card {
    site.cardctl.ok("batch issue --center BJ --count 1 --out closed --yes".split(' '));
    let text = std::fs::read_to_string(site.directory().join("closed/cards.csv")).expect("a print file");
    let line = text.lines().nth(1).expect("a card");
    Card { number: line.split(',').nth(1).expect("a number").to_owned(), code: String::new() }
}

#[test]
fn a_fee_leads_to_its_tier_and_a_receipt_pays_once() {
    on_both(|site| {
        let cards = platform(&site);
        let paid = |receipt| ["--fee", "199.00", "--receipt", receipt, "--channel", "wechat"];
        let waiting = site.cardctl.json(register(&cards[0], "A", XICHENG, &["--tier", "gold"]));
        assert_eq!((&waiting["tier"], &waiting["wanted_tier"]), (&json!("standard"), &json!("gold")));
        let gold = site.cardctl.json(register(&cards[1], "B", CHAOYANG, &paid("R1")));
        assert_eq!((&gold["tier"], &gold["wanted_tier"]), (&json!("gold"), &json!(null)));
        let error = refused(&site, 1, &register(&cards[2], "C", "mobile=13800138000", &paid("R1")));
        assert_eq!(
            (&error["code"], &error["message"]),
            (&json!("conflict"), &json!("receipt `R1` is recorded already"))
        );
        let error = refused(&site, 2, &register(&cards[2], "C", "mobile=13800138000", &["--fee", "1.00"]));
        assert_eq!(error["code"], "usage");
        let shown = site.cardctl.json(["holder", "show", gold["ref"].as_str().expect("a ref")]);
        assert_eq!(shown["fees_paid"], "199.00");
        let fee = &shown["fees"][0];
        assert_eq!(
            (&fee["source"], &fee["receipt"], &fee["channel"]),
            (&json!("counter"), &json!("R1"), &json!("wechat"))
        );
        assert_eq!(
            (count(&site, "payment"), count(&site, "payment_claim"), count(&site, "holder")),
            (1, 1, 2)
        );
    });
}

#[test]
fn an_activation_makes_a_holder_for_good() {
    on_both(|site| {
        let cards = platform(&site);
        let activate = |card: &Card, code: &str| {
            let line = ["holder", "activate", "--card", card.number.as_str(), "--code", "-", "-o", "json"];
            site.cardctl.with_stdin(&format!("{code}\n")).run(line)
        };
        site.cardctl.ok(register(&cards[0], "A", XICHENG, &["--tier", "gold"]));
        let spoken = cards[0].code.to_lowercase().replace('-', " ").replace('0', "o");
        let output = activate(&cards[0], &spoken);
        assert_eq!(output.status, 0, "{output}");
        let record: Value = serde_json::from_str(&output.stdout).expect("a record");
        assert_eq!(record["state"], "active");
        let again = activate(&cards[0], &cards[0].code);
        assert_eq!((again.status, again.stdout.as_str()), (0, ""));

        let both = ["--activate", "--code", &cards[1].code];
        let record = site.cardctl.json(register(&cards[1], "B", CHAOYANG, &both));
        assert_eq!(record["state"], "active");
        let wrong = register(&cards[2], "C", "mobile=13800138000", &["--activate", "--code", &cards[3].code]);
        assert_eq!(refused(&site, 7, &wrong)["code"], "activation-refused");
        assert_eq!(count(&site, "holder"), 2, "a wrong code registers nobody");

        site.cardctl.ok(register(&cards[2], "C", "mobile=13800138000", &[]));
        let by_operator = ["holder", "activate", "--card", cards[2].number.as_str(), "--by-operator"];
        assert_eq!(refused(&site, 2, &by_operator)["code"], "usage");
        site.cardctl.ok(by_operator.iter().chain(&["--reason", "code worn off"]));
        let stock = ["holder", "activate", "--card", &cards[4].number, "--by-operator", "--reason", "x"];
        assert_eq!(refused(&site, 1, &stock)["code"], "run-state");
        let events = "SELECT from_state || '>' || to_state || ' ' || channel || COALESCE(' ' || reason, '')
                      FROM card_event ORDER BY at, card_no, seq";
        assert_eq!(
            texts(&site, events),
            [
                "stocked>sold counter",
                "sold>active counter",
                "stocked>sold counter",
                "sold>active counter",
                "stocked>sold counter",
                "sold>active operator code worn off"
            ]
        );
    });
}

#[test]
fn who_guesses_codes_gets_one_answer_and_a_lock() {
    on_both(|site| {
        let cards = platform(&site);
        site.cardctl.ok(register(&cards[0], "A", XICHENG, &[]));
        let unknown = fix("999900000000000");
        let answer = |card: &str, code: &str| {
            refused(&site, 7, &["holder", "activate", "--card", card, "--code", code])
        };
        let wrong = answer(&cards[0].number, &cards[1].code);
        assert_eq!(wrong["code"], "activation-refused");
        assert_eq!(answer(&cards[0].number, "mistyped"), wrong);
        assert_eq!(answer(&unknown, &cards[0].code), wrong);
        assert_eq!(answer(&cards[1].number, &cards[1].code), wrong, "right, but nobody's");
        for _ in 0..3 {
            assert_eq!(answer(&cards[0].number, &cards[1].code), wrong);
        }
        assert_eq!(answer(&cards[0].number, &cards[0].code), wrong, "locked after five");
        let card = site.cardctl.json(["card", "show", &cards[0].number]);
        assert_eq!((&card["failed_tries"], &card["locked"]), (&json!(5), &json!(true)));
        let refusals = texts(&site, "SELECT outcome FROM audit WHERE action = 'holder activate'");
        assert_eq!(refusals, ["refused"; 8]);
        site.cardctl.ok(["card", "unlock", &cards[0].number, "--reason", "the holder showed an ID"]);
        site.cardctl.ok(["holder", "activate", "--card", &cards[0].number, "--code", &cards[0].code]);
    });
}

#[test]
fn personal_data_come_from_stdin_or_one_json_object() {
    on_both(|site| {
        let cards = platform(&site);
        let lines = format!("段誉\n110102197502030839\n13800138000\n{}\n", cards[0].code);
        let dashes = ["--parameter", "mobile=-", "--activate", "--code", "-"];
        let record = site.cardctl.with_stdin(&lines).json(register(&cards[0], "-", "citizen-id=-", &dashes));
        assert_eq!((&record["name"], &record["state"]), (&json!("段**"), &json!("active")));
        let object = json!({ "card": cards[1].number, "ref": "X1", "name": "Ann", "tier": "gold",
            "parameter": { "citizen-id": "11010519491231002X" }, "fee": "199.00", "receipt": "R1",
            "activate": true, "code": cards[1].code });
        let input = ["holder", "register", "--input", "-"];
        let record = site.cardctl.with_stdin(&object.to_string()).json(input);
        assert_eq!(
            (&record["ref"], &record["tier"], &record["state"]),
            (&json!("X1"), &json!("gold"), &json!("active"))
        );
        site.write("p.json", &json!({ "parameter": ["mobile=13900139000"], "name": "Bob" }).to_string());
        let line = ["holder", "register", "--input", "p.json", "--card", &cards[2].number, "--ref", "X2"];
        assert_eq!(site.cardctl.json(line)["ref"], "X2");
        for (text, status, message) in [
            (r#"{"card": "1", "nmae": "11010519491231002X"}"#, 2, "--input: unknown key `nmae`"),
            (r#"{"name": 11010519491231002}"#, 2, "--input: `name` has to be a string"),
            (r#"{"name": "11010519491231002X""#, 8, "--input is not one JSON value"),
        ] {
            let output = site.cardctl.with_stdin(text).exits(status, input);
            assert!(output.stderr.contains(message), "{output}");
            assert!(!output.stderr.contains("11010519491231002"), "{output}");
        }
    });
}

#[test]
fn many_cards_are_activated_from_one_array() {
    on_both(|site| {
        let cards = platform(&site);
        site.cardctl.ok(register(&cards[0], "A", XICHENG, &["--ref", "D1"]));
        site.cardctl.ok(register(&cards[1], "B", CHAOYANG, &["--ref", "D2"]));
        let pair = |card: usize, code: usize| json!({ "card": cards[card].number, "code": cards[code].code });
        let input = ["holder", "activate", "--input", "-", "-o", "json"];
        let activate = |pairs: Value, status| {
            let output = site.cardctl.with_stdin(&pairs.to_string()).exits(status, input);
            serde_json::from_str::<Value>(&output.stdout).expect("a list or a record")
        };
        let states = |list: &Value| -> Vec<String> {
            let rows = list.as_array().expect("a list").iter();
            rows.map(|row| format!("{} {}", row["ref"], row["state"])).collect()
        };
        let list = activate(json!([pair(0, 0), pair(1, 2)]), 3);
        assert_eq!(states(&list), ["\"D1\" \"active\"", "null \"refused\""]);
        assert_eq!(states(&activate(json!([pair(0, 0)]), 0)), ["\"D1\" \"active\""]);
        assert_eq!(activate(pair(1, 1), 0)["ref"], "D2");
        let output = site.cardctl.with_stdin(r#"{"card": "1"}"#).exits(2, input);
        assert!(output.stderr.contains("--input: `code` is missing"), "{output}");
    });
}

const HEADER: &str = "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code\n";

fn import(site: &Site, rows: &str, status: i32, more: &[&str]) -> Value {
    site.write("holders.csv", &format!("{HEADER}{rows}"));
    let line = ["holder", "import", "holders.csv", "--yes", "-o", "json"];
    let output = site.cardctl.exits(status, line.iter().chain(more));
    serde_json::from_str(&output.stdout).unwrap_or(Value::Null)
}

fn counts(counts: &Value) -> [i64; 6] {
    ["read", "imported", "skipped", "conflicts", "rejected", "activated"]
        .map(|key| counts[key].as_i64().unwrap_or(-1))
}

#[test]
fn a_file_of_holders_is_loaded_once() {
    on_both(|site| {
        let cards = platform(&site);
        let rows = format!(
            "D1,,段誉,citizen-id,110102197502030839,BJ,S1,,,2026-03-01,,\n\
             D2,{},Ann,citizen-id,11010519491231002X,,,A-OTHER,gold,2026-03-02 10:00:00,,\n\
             ,,Bob,mobile,13800138000,BJ,,,,,199.00,\n",
            cards[0].number
        );
        assert_eq!(counts(&import(&site, &rows, 0, &["--activate"])), [3, 3, 0, 0, 0, 3]);
        assert_eq!(counts(&import(&site, &rows, 0, &["--activate"])), [3, 0, 3, 0, 0, 0]);
        let one = site.cardctl.json(["holder", "show", "D1"]);
        let since = json!([{ "since": "2026-03-01", "tier": "standard" }]);
        assert_eq!((&one["state"], &one["tiers"], &one["staff"]), (&json!("active"), &since, &json!("S1")));
        assert_eq!(one["activated_at"], "2026-03-01T00:00:00+08:00");
        let masked = format!("{} **** **** {}", &cards[1].number[..4], &cards[1].number[12..]);
        assert_eq!(one["card"], masked, "the first that no row asks for");
        let two = site.cardctl.json(["holder", "show", "D2"]);
        assert_eq!(
            (&two["tier"], &two["agent"], &two["fees_paid"]),
            (&json!("gold"), &json!("A-OTHER"), &json!("0.00"))
        );
        let three = site.cardctl.json(["holder", "find", "13800138000"]);
        assert_eq!(three[0]["tier"], "gold", "its fee was paid");
        let from = "SELECT CAST(active_from AS TEXT) FROM holder ORDER BY holder_id";
        assert_eq!(texts(&site, from)[..2], ["20513", "20514"]);
        // Without placement nobody would be in a cohort until the next regrouping.
        assert_eq!(count(&site, "placement"), 3);
        assert_eq!(count(&site, "member"), 15);
    });
}

#[test]
fn rows_that_cannot_be_taken_come_back_with_the_reason() {
    on_both(|site| {
        let cards = platform(&site);
        site.cardctl.ok(register(&cards[0], "段誉", XICHENG, &["--ref", "D1"]));
        let rows = format!(
            "D1,,Another,citizen-id,11010519491231002X,BJ,,,,,,\n\
             D2,,段誉,social-security,110102197502030839,BJ,,,,,,\n\
             D3,,Bob,mobile,123,BJ,,,,,,\n\
             D4,,Bob,mobile,13800138000,SH,,,,,,\n\
             D5,,Bob,mobile,13800138000,BX,,,,,,\n\
             D6,,Bob,mobile,13800138000,BJ,S2,,,,,\n\
             D7,{0},Bob,mobile,13800138000,,,,,,,\n\
             D8,,Bob,mobile,13800138000,,,,,,,\n\
             D9,,Bob,mobile,13800138000,BJ,,,,2999-01-01,,\n\
             E1,{1},Bob,mobile,13800138000,,,,,,,{2}\n\
             E2,{1},Bob,mobile,13800138000,,,,,,,{3}\n\
             E3,{1},Eve,mobile,13900139000,,,,,,,\n\
             E2,,Eve,mobile,13900139000,BJ,,,,,,\n\
             E2,,Bob,mobile,+86 13800138000,BJ,,,,,,\n",
            cards[0].number, cards[1].number, cards[2].code, cards[1].code
        );
        assert_eq!(counts(&import(&site, &rows, 3, &[])), [14, 1, 1, 2, 10, 1]);
        let rejects = std::fs::read_to_string(site.directory().join("holders.csv.rejects.csv"));
        let rejects = rejects.expect("a rejects file");
        let reasons: Vec<String> = rejects
            .lines()
            .skip(1)
            .map(|line| line.splitn(14, ',').last().unwrap_or_default().to_owned())
            .collect();
        let card = |at: usize| format!("{} **** **** {}", &cards[at].number[..4], &cards[at].number[12..]);
        let expected = [
            "the `mobile` is not valid: length".to_owned(),
            "no center `BX`".to_owned(),
            "registered_at lies in the future".to_owned(),
            "ref `D1` is a holder's with another parameter".to_owned(),
            "段** (ref `D1`)".to_owned(),
            "center `SH` has no released card in stock".to_owned(),
            "staff `S2` does not belong to center `BJ`".to_owned(),
            format!("card `{}` is `sold`, not in stock", card(0)),
            "neither a card nor the center whose next card is taken".to_owned(),
            "this card and this code activate nobody".to_owned(),
            format!("card `{}` is given to somebody earlier in the file", card(1)),
            "ref `E2` is a holder's with another parameter".to_owned(),
        ];
        assert_eq!(reasons.len(), expected.len(), "{rejects}");
        for (reason, expected) in reasons.iter().zip(&expected) {
            assert!(reason.contains(expected), "{reason} is not {expected}");
        }
        let tries = texts(&site, "SELECT CAST(SUM(failed_tries) AS TEXT) FROM card");
        // Counted after the slice, also when a later row of it brought the right code.
        assert_eq!(tries, ["1"]);
        assert_eq!(site.cardctl.json(["holder", "show", "E2"])["state"], "active");
    });
}

#[test]
fn an_import_is_confirmed_and_can_be_whole_or_nothing() {
    on_both(|site| {
        platform(&site);
        let good = "D1,,段誉,citizen-id,110102197502030839,BJ,,,,,,\n";
        site.write("holders.csv", &format!("{HEADER}{good}"));
        let error = refused(&site, 7, &["holder", "import", "holders.csv"]);
        assert_eq!(error["code"], "needs-confirmation");
        let bad = format!("{good}D2,,Bob,mobile,123,BJ,,,,,,\n");
        assert_eq!(import(&site, &bad, 8, &["--all-or-nothing"]), Value::Null);
        assert_eq!((count(&site, "holder"), count(&site, "cohort")), (0, 0));
        assert!(site.directory().join("holders.csv.rejects.csv").exists());
        assert_eq!(counts(&import(&site, good, 0, &["--all-or-nothing"])), [1, 1, 0, 0, 0, 0]);
        // Who forgot to activate loads again.
        assert_eq!(counts(&import(&site, good, 0, &["--activate"])), [1, 0, 1, 0, 0, 1]);
        assert_eq!(site.cardctl.json(["holder", "show", "D1"])["state"], "active");
        site.write("holders.csv", "ref,card\n");
        let error = refused(&site, 8, &["holder", "import", "holders.csv", "--yes"]);
        assert_eq!(error["code"], "bad-file");
    });
}

#[test]
fn nobody_is_made_a_holder_before_they_were_known() {
    on_both(|site| {
        let cards = platform(&site);
        site.cardctl.ok(register(&cards[0], "段誉", XICHENG, &["--ref", "D1"]));
        // The list that the site had before says when they came to it.
        let row = format!("D1,{},段誉,citizen-id,110102197502030839,BJ,,,,2025-03-01,,\n", cards[0].number);
        assert_eq!(counts(&import(&site, &row, 0, &["--activate"])), [1, 0, 1, 0, 0, 1]);
        let shown = site.cardctl.json(["holder", "show", "D1"]);
        assert_eq!(shown["state"], "active");
        let day = |key: &str| shown[key].as_str().map(|text| text[..10].to_owned());
        assert_eq!(day("activated_at"), day("registered_at"), "{shown}");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_holder_is_found_by_whatever_the_caller_says() {
    on_both(|site| {
        let cards = platform(&site);
        site.cardctl.ok(register(
            &cards[0],
            "段誉",
            XICHENG,
            &["--parameter", "mobile=13800138000", "--ref", "D1"],
        ));
        site.cardctl.ok(register(&cards[1], "John Smith", CHAOYANG, &["--ref", "D2"]));
        let spaced = format!("{} {}", &cards[0].number[..4], &cards[0].number[4..]);
        let found = |query: &str| -> Vec<String> {
            let found = site.cardctl.json(["holder", "find", query]);
            let refs = found.as_array().expect("a list").iter();
            refs.map(|holder| holder["ref"].as_str().expect("a ref").to_owned()).collect()
        };
        for query in [
            &cards[0].number,
            &spaced,
            "D1",
            "110102 19750203 0839",
            "110102750203083",
            "+86 138-0013-8000",
            "段誉",
        ] {
            assert_eq!(found(query), ["D1"], "{query}");
        }
        assert!(found(&cards[1].number[12..]).contains(&"D2".to_owned()));
        for query in ["john  SMITH", "11010519491231002x"] {
            assert_eq!(found(query), ["D2"], "{query}");
        }
        let output = site.cardctl.with_stdin("段誉\n").exits(0, ["holder", "find", "-", "-o", "json"]);
        assert_eq!(output.stderr, "searched as ref, name\nnext: `cardctl holder show D1`\n");
        assert!(output.stdout.contains(r#""name":"段**","id":"1****************9""#), "{output}");
        for query in ["Smith", "nobody", "13900139000", "D3"] {
            let error = refused(&site, 5, &["holder", "find", query]);
            assert_eq!(error["code"], "not-found", "{query}");
        }
        let error = refused(&site, 5, &["holder", "show", "D3"]);
        assert_eq!(error["message"], "no holder has the ref or card `D3`");
        let error = refused(&site, 5, &["holder", "show", &cards[5].number]);
        assert!(!error.to_string().contains(&cards[5].number), "{error}");
        // What was typed in the place of a ref or a key may be somebody's.
        for line in [
            "holder show 110102197502030839",
            "parameter list 张伟",
            "card lost --holder 13800138000 --reason x",
            "holder restrict 9156000000000000 --reason x",
        ] {
            let line: Vec<&str> = line.split(' ').collect();
            assert!(
                !refused(&site, 5, &line).to_string().contains(line[if line[0] == "card" { 3 } else { 2 }]),
                "{line:?}"
            );
        }
        site.write("keys.json", r#"{"110102197502030839": "张伟"}"#);
        let error = refused(&site, 2, &["holder", "register", "--input", "keys.json"]);
        assert!(!error.to_string().contains("1975"), "{error}");
    });
}

#[test]
fn attribution_and_tier_change_from_a_day_on() {
    on_both(|site| {
        platform(&site);
        import(&site, "D1,,段誉,citizen-id,110102197502030839,BJ,,,,2026-03-01,,\n", 0, &["--activate"]);
        let set = |more: &[&'static str]| -> Vec<&'static str> {
            ["holder", "set", "D1"].into_iter().chain(more.iter().copied()).collect()
        };
        assert_eq!(refused(&site, 2, &set(&["--agent", "A-OTHER"]))["code"], "usage");
        let to_other = set(&["--agent", "A-OTHER", "--since", "2026-04-01", "--reason", "moved"]);
        assert_eq!(site.cardctl.json(&to_other)["passed_over"], 0);
        assert_eq!(site.cardctl.exits(0, &to_other).stdout, "");
        site.cardctl.ok(set(&[
            "--staff",
            "S1",
            "--tier",
            "friend",
            "--since",
            "2026-05-01",
            "--reason",
            "x",
        ]));
        let shown = site.cardctl.json(["holder", "show", "D1"]);
        let row = |since, staff: Value, agent| json!({ "since": since, "center": "BJ", "staff": staff, "agent": agent });
        assert_eq!(
            shown["attributions"],
            json!([
                row("2026-03-01", json!(null), "A-XC"),
                row("2026-04-01", json!(null), "A-OTHER"),
                row("2026-05-01", json!("S1"), "A-OTHER")
            ])
        );
        assert_eq!((&shown["tier"], &shown["tiers"][1]["since"]), (&json!("friend"), &json!("2026-05-01")));
        for (status, code, more) in [
            (1, "conflict", &["--staff", "S2", "--reason", "x"][..]),
            (5, "not-found", &["--agent", "A-OTER", "--reason", "x"]),
            (2, "usage", &["--tier", "gold", "--since", "2026-02-01", "--reason", "x"]),
            (2, "usage", &["--tier", "gold", "--since", "yesterday", "--reason", "x"]),
            (2, "usage", &["--reason", "x"]),
        ] {
            assert_eq!(refused(&site, status, &set(more))["code"], code, "{more:?}");
        }
        let audited = texts(&site, "SELECT reason FROM audit WHERE action = 'holder set' ORDER BY seq");
        assert_eq!(audited, ["moved", "x"]);
    });
}

#[test]
fn a_visit_moves_a_holder_up_where_visits_count() {
    on_both(|site| {
        platform(&site);
        import(
            &site,
            "D1,,A,citizen-id,110102197502030839,BJ,,,,2026-03-01,,\n\
             D2,,B,citizen-id,11010519491231002X,BJ,,,,2026-03-02,,\n",
            0,
            &["--activate"],
        );
        let rank = |reference: &str| {
            let shown = site.cardctl.json(["holder", "show", reference]);
            cohorts(&shown).last().cloned().expect("the province")
        };
        assert_eq!((rank("D1"), rank("D2")), ("\"11\" 1/2".to_owned(), "\"11\" 2/2".to_owned()));
        site.cardctl.ok(["holder", "visit", "D2", "--at", "2026-04-01"]);
        assert_eq!((rank("D1"), rank("D2")), ("\"11\" 2/2".to_owned(), "\"11\" 1/2".to_owned()));
        assert_eq!(count(&site, "member"), 10);
        let shown = site.cardctl.json(["holder", "show", "D2"]);
        assert_eq!(
            (&shown["visits"], &shown["last_visit"]),
            (&json!(1), &json!("2026-04-01T00:00:00+08:00"))
        );
        let error = refused(&site, 2, &["holder", "visit", "D2", "--at", "2999-01-01"]);
        assert_eq!(error["code"], "usage");
    });
}
