//! The parameters of a holder over their life: added, verified, retired, replaced.

use serde_json::{Value, json};

use crate::acts::{audited, clear_facets, count, platform, refused};
use crate::harness::{Site, on_both, sql};

/// Xicheng, born in 1975, a man.
const XICHENG: &str = "110102197502030839";
/// Chaoyang, born in 1949, a woman.
const CHAOYANG: &str = "11010519491231002X";
/// A passport of the same country whose lines tell a birth in 1975 and a man.
const LINES: &str = "E123456782CHN7502031M3501014<<<<<<<<<<<<<<<8";

/// A platform with a scheme, and the numbers of four released cards.
fn site_with_cards(site: &Site) -> Vec<String> {
    platform(site);
    let scheme = "scheme add main --facets region:2,region:6,birth-year,sex --priority registered,fees";
    site.cardctl.ok(scheme.split(' '));
    site.cardctl.ok("batch issue --center BJ --count 4 --out print --release --yes".split(' '));
    let text = std::fs::read_to_string(site.directory().join("print/cards.csv")).expect("the print file");
    text.lines().skip(1).map(|line| line.split(',').nth(1).expect("a number").to_owned()).collect()
}

fn register(site: &Site, card: &str, reference: &str, name: &str, parameter: &str) {
    site.cardctl.ok([
        "holder",
        "register",
        "--card",
        card,
        "--ref",
        reference,
        "--name",
        name,
        "--parameter",
        parameter,
    ]);
}

fn listed(site: &Site, reference: &str) -> Vec<Value> {
    let rows = site.cardctl.json(["parameter", "list", reference]);
    rows.as_array().expect("a list").clone()
}

fn path(site: &Site, reference: &str) -> String {
    let shown = site.cardctl.json(["holder", "show", reference]);
    shown["cohorts"][0]["path"].as_str().expect("a path").to_owned()
}

fn claims(site: &Site) -> Vec<String> {
    let query = "SELECT namespace || ' ' || CAST(n AS TEXT) FROM parameter_claim ORDER BY 1";
    sql::texts(&site.url, query).expect("the query runs")
}

fn sound(site: &Site) {
    site.cardctl.ok(["db", "check"]);
    site.cardctl.ok(["audit", "verify"]);
}

#[test]
fn a_parameter_is_added_seen_verified_and_retired() {
    on_both(|site| {
        let cards = site_with_cards(&site);
        register(&site, &cards[0], "D1", "段誉", &format!("citizen-id={XICHENG}"));
        let added = site.cardctl.json(["parameter", "add", &cards[0], "mobile=138 0013 8000"]);
        for (key, value) in
            [("ref", json!("D1")), ("name", json!("段**")), ("n", json!(2)), ("masked", json!("138****8000"))]
        {
            assert_eq!(added[key], value, "{key}");
        }
        assert_eq!(added["moved"], json!([]));
        let found = site.cardctl.json(["holder", "find", "+86 13800138000"]);
        assert_eq!(found[0]["ref"], "D1");

        // The same again, however it is written, is nothing.
        let before = audited(&site);
        let again = site.cardctl.exits(0, ["parameter", "add", "D1", "mobile=+86 138-0013-8000"]);
        assert!(again.stderr.contains("unchanged: it is parameter 2 already"), "{again}");
        site.cardctl.ok(["parameter", "add", "D1", "postcode=100032"]);
        site.cardctl.ok(["parameter", "add", "D1", "postcode=100032"]);
        assert_eq!(audited(&site), before + 1);

        site.cardctl.ok(["parameter", "verify", "D1", "1", "--method", "document-seen"]);
        let verified = site.cardctl.json(["parameter", "verify", "D1", "2", "--method", "code-by-sms"]);
        assert_eq!((&verified["n"], &verified["method"]), (&json!(2), &json!("code-by-sms")));
        let again = site.cardctl.exits(0, ["parameter", "verify", "D1", "2", "--method", "code-by-sms"]);
        assert!(again.stderr.contains("unchanged"), "{again}");
        site.cardctl.ok(["parameter", "verify", "D1", "2", "--method", "call"]);

        assert_eq!(refused(&site, 2, &["parameter", "retire", "D1", "2"])["code"], "usage");
        let retire = ["parameter", "retire", "D1", "2", "--reason", "lost"];
        site.cardctl.ok(retire);
        assert!(site.cardctl.exits(0, retire).stderr.contains("is retired already"));
        assert_eq!(refused(&site, 5, &["holder", "find", "13800138000"])["code"], "not-found");
        let verify = ["parameter", "verify", "D1", "2", "--method", "call"];
        assert_eq!(refused(&site, 1, &verify)["code"], "run-state");

        let rows = listed(&site, "D1");
        let words: Vec<[&Value; 4]> =
            rows.iter().map(|row| [&row["n"], &row["kind"], &row["strength"], &row["method"]]).collect();
        assert_eq!(
            words,
            [
                [&json!(1), &json!("citizen-id"), &json!("strong"), &json!("document-seen")],
                [&json!(2), &json!("mobile"), &json!("strong"), &json!("call")],
                [&json!(3), &json!("postcode"), &json!("weak"), &Value::Null],
            ]
        );
        assert_eq!(rows[0]["masked"], "1****************9");
        assert!(
            rows[0]["retired"].is_null() && rows[1]["retired"].is_string() && rows[2]["verified"].is_null()
        );
        assert!(rows[0]["tag"].as_str().is_some_and(|tag| tag.starts_with("id#")), "{}", rows[0]);
        // What was retired can come back, under a number of its own.
        let back = site.cardctl.json(["parameter", "add", "D1", "mobile=13800138000"]);
        assert_eq!(back["n"], 4);
        assert_eq!(count(&site, "holder_parameter"), 4);
        let error = refused(&site, 5, &["parameter", "retire", "D1", "9", "--reason", "x"]);
        assert_eq!(error["message"], "`D1` has no parameter 9");
        sound(&site);

        let without = site.cardctl.with_env("CARDCTL_KEY_FILE", site.directory().join("none.key"));
        assert_eq!(without.json(["parameter", "list", "D1"])[0]["masked"], Value::Null);
    });
}

#[test]
fn a_number_that_changed_hands_can_be_freed() {
    on_both(|site| {
        let cards = site_with_cards(&site);
        register(&site, &cards[0], "D1", "段誉", "mobile=13800138000");
        register(&site, &cards[1], "D2", "木婉清", &format!("citizen-id={CHAOYANG}"));
        let before = audited(&site);
        let error = refused(&site, 1, &["parameter", "add", "D2", "mobile=13800138000"]);
        assert_eq!(error["code"], "conflict");
        let message = error["message"].as_str().expect("a message");
        assert!(message.starts_with("`phone#") && message.ends_with("段** (ref `D1`)"), "{message}");
        assert!(error["hint"].as_str().is_some_and(|hint| hint.contains("`cardctl parameter retire D1 1 ")));
        assert_eq!(audited(&site), before + 1, "a refusal is recorded");
        let third = ["holder", "register", "--card", &cards[2], "--name", "A", "--parameter"];
        let third = [third.as_slice(), &["mobile=13800138000"]].concat();
        let error = refused(&site, 1, &third);
        assert!(
            error["hint"].as_str().is_some_and(|hint| hint.contains("`cardctl parameter list D1`")),
            "{error}"
        );

        // It is all that identifies the first: another one has to come for it.
        let error = refused(&site, 1, &["parameter", "retire", "D1", "1", "--reason", "changed hands"]);
        assert_eq!(error["message"], "nothing would identify `D1` any more");
        let weak = ["parameter", "replace", "D1", "1", "postcode=100032", "--reason", "x"];
        assert_eq!(refused(&site, 1, &weak)["message"], "nothing would identify `D1` any more");
        let replace = ["parameter", "replace", "D1", "1", "mobile=13900139000", "--reason", "changed hands"];
        let replaced = site.cardctl.json(replace);
        assert_eq!((&replaced["n"], &replaced["retired"]), (&json!(2), &json!(1)));
        assert!(site.cardctl.exits(0, replace).stderr.contains("was replaced by it already"));
        site.cardctl.ok(["parameter", "add", "D2", "mobile=13800138000"]);
        let of = |query: &str| site.cardctl.json(["holder", "find", query])[0]["ref"].clone();
        assert_eq!((of("13900139000"), of("13800138000")), (json!("D1"), json!("D2")));

        // A new number that is somebody else's leaves the old one where it is.
        let taken = ["parameter", "replace", "D1", "2", "mobile=13800138000", "--reason", "new"];
        assert_eq!(refused(&site, 1, &taken)["code"], "conflict");
        assert_eq!(of("13900139000"), "D1");
        let gone = ["parameter", "replace", "D1", "1", "mobile=13700137000", "--reason", "new"];
        assert_eq!(refused(&site, 1, &gone)["code"], "run-state");
        let audit = sql::texts(&site.url, "SELECT subject || detail || COALESCE(reason, '') FROM audit");
        assert!(!audit.expect("the log").concat().contains("1390013"));
        sound(&site);
    });
}

#[test]
fn a_licence_with_the_number_of_the_id_shares_its_claim() {
    on_both(|site| {
        let cards = site_with_cards(&site);
        register(&site, &cards[0], "D1", "段誉", &format!("citizen-id={XICHENG}"));
        site.cardctl.ok(["parameter", "add", "D1", &format!("driving-licence={XICHENG}")]);
        assert_eq!(claims(&site), ["cn.id 1"]);
        site.cardctl.ok(["parameter", "retire", "D1", "1", "--reason", "a"]);
        assert_eq!(claims(&site), ["cn.id 2"]);
        sound(&site);
        site.cardctl.ok(["parameter", "add", "D1", &format!("social-security={XICHENG}")]);
        site.cardctl.ok(["parameter", "retire", "D1", "3", "--reason", "b"]);
        assert_eq!(claims(&site), ["cn.id 2"]);
        let last = ["parameter", "retire", "D1", "2", "--reason", "c"];
        assert_eq!(refused(&site, 1, &last)["code"], "conflict");
        site.cardctl.ok(["parameter", "replace", "D1", "2", "mobile=13800138000", "--reason", "c"]);
        assert_eq!(claims(&site), ["phone 4"]);
        register(&site, &cards[1], "D2", "段誉", &format!("citizen-id={XICHENG}"));
        sound(&site);
    });
}

#[test]
fn cohorts_follow_the_first_parameter_that_tells() {
    on_both(|site| {
        let cards = site_with_cards(&site);
        register(&site, &cards[0], "D1", "段誉", "mobile=13800138000");
        register(&site, &cards[1], "D2", "Ann", &format!("passport={LINES}"));
        assert_eq!(path(&site, "D1"), "unknown/unknown/unknown/unknown");
        assert_eq!(path(&site, "D2"), "unknown/unknown/1975/M");

        let added = site.cardctl.json(["parameter", "add", "D1", &format!("citizen-id={CHAOYANG}")]);
        assert_eq!(
            added["moved"],
            json!([{"scheme": "main", "from": "unknown/unknown/unknown/unknown", "to": "110105/1949/F"}])
        );
        // The first that tells decides, and a postal address comes too late.
        let late = site.cardctl.json(["parameter", "add", "D1", "address=广东省珠海市某路"]);
        assert_eq!((&late["moved"], path(&site, "D1")), (&json!([]), "110105/1949/F".to_owned()));
        let gone = site.cardctl.json(["parameter", "retire", "D1", "2", "--reason", "somebody else's"]);
        assert_eq!(gone["moved"][0]["to"], "440400/unknown/unknown");
        assert_eq!(path(&site, "D1"), "440400/unknown/unknown");

        // What a passport's lines told stays with it, though only its number is kept as its value.
        let added = site.cardctl.json(["parameter", "add", "D2", "address=北京市西城区西长安街1号"]);
        assert_eq!(added["moved"][0]["to"], "110102/1975/M");
        assert_eq!(
            clear_facets(&site),
            ["D1 region 440400", "D2 birth_year 1975", "D2 region 110102", "D2 sex M"]
        );
        let revealed = site.cardctl.json(["holder", "reveal", "D2", "--reason", "asked for", "--yes"]);
        assert_eq!(
            (&revealed["parameters"][0]["value"], &revealed["parameters"][0]["told"]),
            (&json!("E12345678"), &json!("19750203 M"))
        );
        // Nobody is left in the cohorts that they came from, and a scheme that comes later finds the same.
        let paths: Value = site.cardctl.json(["cohort", "list"]);
        assert!(
            paths.as_array().is_some_and(|all| all.iter().all(|cohort| cohort["members"] != 0)),
            "{paths}"
        );
        site.cardctl.ok("scheme add later --facets birth-year,sex,country --priority fees".split(' '));
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
        let shown = site.cardctl.json(["cohort", "list", "--scheme", "later"]);
        assert!(shown.to_string().contains("1975/M/CHN"), "{shown}");
        sound(&site);
    });
}

#[test]
fn a_child_needs_a_guardian_when_the_birth_date_comes_later() {
    on_both(|site| {
        let cards = site_with_cards(&site);
        register(&site, &cards[0], "D1", "A", "mobile=13800138000");
        // Born in 2024.
        let minor = ["parameter", "add", "D1", "citizen-id=330114202402290019"];
        assert_eq!(refused(&site, 7, &minor)["code"], "guardian-consent");
        assert_eq!(count(&site, "holder_parameter"), 1);
        let object = r#"{"parameter": {"citizen-id": "330114202402290019"}, "guardian-consent": "G-7"}"#;
        site.cardctl.with_stdin(object).ok(["parameter", "add", "D1", "--input", "-"]);
        // The consent is remembered.
        site.cardctl.ok(["parameter", "add", "D1", "social-security=330114202402290019"]);
        let given = ["--guardian-consent", "G-7"];
        let licence = ["parameter", "add", "D1", "driving-licence=330114202402290019"];
        site.cardctl.ok([licence.as_slice(), &given].concat());
        let consents = sql::texts(&site.url, "SELECT guardian_consent FROM holder").expect("a holder");
        assert_eq!(consents, ["G-7"]);
        sound(&site);
    });
}

#[test]
fn values_need_not_stand_in_the_arguments() {
    on_both(|site| {
        let cards = site_with_cards(&site);
        register(&site, &cards[0], "D1", "A", "mobile=13800138000");
        site.cardctl.with_stdin("E12345678\n").ok(["parameter", "add", "D1", "passport=-"]);
        site.write("p.json", &format!(r#"{{"parameter": {{"citizen-id": "{XICHENG}"}}}}"#));
        site.cardctl.ok(["parameter", "add", "D1", "--input", "p.json"]);
        let piped = site.cardctl.with_stdin(r#"{"parameter": "mobile=13900139000"}"#);
        piped.ok(["parameter", "replace", "D1", "1", "--input", "-", "--reason", "new number"]);
        let kinds: Vec<Value> = listed(&site, "D1").iter().map(|row| row["kind"].clone()).collect();
        assert_eq!(kinds, [json!("mobile"), json!("passport"), json!("citizen-id"), json!("mobile")]);

        for (arguments, stdin, status, code) in [
            (vec!["parameter", "add", "D1", "mobile"], "", 2, "usage"),
            (vec!["parameter", "add", "D1"], "", 2, "usage"),
            (vec!["parameter", "add", "D1", "mobil=13700137000"], "", 2, "usage"),
            (vec!["parameter", "add", "D1", "13700137000"], "", 2, "usage"),
            (vec!["parameter", "add", "D1", "13700137000=mobile"], "", 2, "usage"),
            (vec!["parameter", "add", "D1", "code.none=13700137000"], "", 5, "not-found"),
            (vec!["parameter", "add", "D1", "mobile=13700137000", "--input", "p.json"], "", 2, "usage"),
            (vec!["parameter", "add", "D1", "--input", "-"], "{}", 2, "usage"),
            (vec!["parameter", "add", "D1", "--input", "-"], "[13700137000]", 8, "bad-file"),
            (vec!["parameter", "add", "D1", "--input", "-"], "13700137000 x", 8, "bad-file"),
            (
                vec!["parameter", "add", "D1", "--input", "-"],
                r#"{"parameter": {"mobile": ["13700137000", "13600136000"]}}"#,
                2,
                "usage",
            ),
            (vec!["parameter", "add", "D1", "mobile=-"], "137001370001", 8, "bad-parameter"),
            (vec!["parameter", "add", "nobody", "mobile=-"], "13700137000", 5, "not-found"),
        ] {
            let arguments = arguments.into_iter().chain(["-o", "json"]);
            let output = site.cardctl.with_stdin(stdin).exits(status, arguments);
            let error: Value =
                serde_json::from_str(output.stderr.lines().last().expect("a line")).expect("an object");
            assert_eq!(error["error"]["code"], code, "{output}");
            assert!(!output.stderr.contains("1370013"), "{output}");
        }
        assert_eq!(listed(&site, "D1").len(), 4);
    });
}

#[test]
fn several_parameters_come_with_a_registration_in_one_object() {
    on_both(|site| {
        let cards = site_with_cards(&site);
        site.cardctl.ok("tier add gold --name Gold --rank 2 --min-fee 199.00".split(' '));
        site.cardctl.ok("staff add S1 --name Wang --center BJ".split(' '));
        site.cardctl.ok("agent add A1 --name Li".split(' '));
        let card = &cards[0];
        let code = std::fs::read_to_string(site.directory().join("print/cards.csv")).expect("the print file");
        let code = code.lines().nth(1).and_then(|line| line.split(',').nth(3)).expect("a code");
        site.write(
            "person.json",
            &json!({
                "card": card, "ref": "D1", "name": "段誉", "tier": "gold", "agent": "A1", "staff": "S1",
                "fee": "199.00", "receipt": "R1", "channel": "wechat", "consent": "2026-01",
                "guardian-consent": "G1", "activate": true, "code": code,
                "parameter": {
                    "citizen-id": "330114202402290019",
                    "mobile": ["13800138000", "13900139000"],
                    "postcode": "100032",
                },
            })
            .to_string(),
        );
        let holder = site.cardctl.json(["holder", "register", "--input", "person.json"]);
        for (key, value) in
            [("ref", "D1"), ("state", "active"), ("tier", "gold"), ("agent", "A1"), ("staff", "S1")]
        {
            assert_eq!(holder[key], value, "{key}");
        }
        let kinds: Vec<Value> = listed(&site, "D1").iter().map(|row| row["kind"].clone()).collect();
        assert_eq!(kinds, [json!("citizen-id"), json!("mobile"), json!("mobile"), json!("postcode")]);
        let shown = site.cardctl.json(["holder", "show", "D1"]);
        assert_eq!((&shown["fees"][0]["channel"], &shown["consent"]), (&json!("wechat"), &json!("2026-01")));
        assert_eq!(claims(&site).len(), 3);
        sound(&site);
    });
}

#[test]
fn a_reveal_is_recorded_before_anything_is_shown() {
    on_both(|site| {
        let cards = site_with_cards(&site);
        register(&site, &cards[0], "D1", "段誉", &format!("citizen-id={XICHENG}"));
        site.cardctl.ok(["parameter", "add", "D1", "mobile=13800138000"]);
        site.cardctl.ok(["parameter", "replace", "D1", "2", "mobile=13900139000", "--reason", "new"]);
        let before = audited(&site);
        assert_eq!(refused(&site, 2, &["holder", "reveal", "D1", "--yes"])["code"], "usage");
        let unasked = refused(&site, 7, &["holder", "reveal", "D1", "--reason", "ticket 7"]);
        assert_eq!(unasked["code"], "needs-confirmation");
        assert_eq!(audited(&site), before);

        let reveal = ["holder", "reveal", "D1", "--reason", "ticket 7", "--yes"];
        let shown = site.cardctl.json(reveal);
        assert_eq!((&shown["ref"], &shown["name"]), (&json!("D1"), &json!("段誉")));
        assert_eq!(
            shown["parameters"],
            json!([
                {"n": 1, "kind": "citizen-id", "value": XICHENG, "told": null, "retired": null},
                {"n": 3, "kind": "mobile", "value": "+8613900139000", "told": null, "retired": null},
            ])
        );
        let one = site.cardctl.json([reveal.as_slice(), &["--parameter", "2"]].concat());
        assert_eq!((&one["name"], &one["parameters"][0]["value"]), (&Value::Null, &json!("+8613800138000")));
        let name = site.cardctl.json([reveal.as_slice(), &["--name"]].concat());
        assert_eq!((&name["name"], &name["parameters"]), (&json!("段誉"), &json!([])));
        assert_eq!(
            refused(&site, 5, &[reveal.as_slice(), &["--parameter", "8"]].concat())["code"],
            "not-found"
        );

        let log = site.cardctl.json(["audit", "log", "--after", &before.to_string()]);
        let log = log.as_array().expect("a list");
        assert_eq!(log.len(), 3);
        for entry in log {
            assert_eq!((&entry["action"], &entry["reason"]), (&json!("holder reveal"), &json!("ticket 7")));
            assert!(!entry.to_string().contains("0839") && !entry.to_string().contains("段誉"), "{entry}");
        }
        // Where nothing can be shown, that it was to be shown is recorded all the same.
        let full = site.cardctl.run([reveal.as_slice(), &["--out", "/dev/full"]].concat());
        assert_ne!(full.status, 0, "{full}");
        assert_eq!(audited(&site), before + 4);
        sound(&site);
    });
}

#[test]
fn of_several_who_want_one_number_at_once_one_gets_it() {
    on_both(|site| {
        let cards = site_with_cards(&site);
        for (n, card) in (1..).zip(&cards) {
            register(&site, card, &format!("D{n}"), "A", &format!("passport=E1234567{n}"));
        }
        let line = |n: usize| ["parameter", "add", &format!("D{n}"), "mobile=13800138000"].map(str::to_owned);
        let running: Vec<_> = (1..=4).map(|n| site.cardctl.spawn(line(n))).collect();
        let outputs: Vec<_> = running.into_iter().map(crate::harness::cardctl::Running::wait).collect();
        let winners = outputs.iter().filter(|output| output.status == 0).count();
        assert_eq!(winners, 1, "{}", outputs.iter().map(ToString::to_string).collect::<String>());
        for output in &outputs {
            assert!([0, 1, 75].contains(&output.status), "{output}");
        }
        assert_eq!(claims(&site).iter().filter(|claim| claim.starts_with("phone ")).count(), 1);
        sound(&site);
    });
}
