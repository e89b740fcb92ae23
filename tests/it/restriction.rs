//! A restricted holder: storage only.

use serde_json::{Value, json};

use crate::acts::{count, refused};
use crate::fixture::{platform, purchases};
use crate::harness::{Site, on_both, sql};

fn texts(site: &Site, query: &str) -> Vec<String> {
    sql::texts(&site.url, query).expect("the query runs")
}

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

/// A platform with the scheme `main`, and H1 restricted.
fn restricted(site: &Site) -> String {
    platform(site);
    let add = "scheme add main --facets region:2,region:6,birth-year,sex --priority visits,registered";
    site.cardctl.ok(split(add));
    site.cardctl.ok(split("cohort regroup --yes"));
    let card = texts(site, "SELECT CAST(card_no AS TEXT) FROM holder WHERE ref = 'H1'").concat();
    site.cardctl.ok(["holder", "restrict", "H1", "--reason", "request 17", "--yes"]);
    card
}

#[test]
fn nothing_of_a_restricted_holder_is_shown() {
    on_both(|site| {
        let card = restricted(&site);
        let shown = site.cardctl.json(["holder", "show", "H1"]);
        let keys: Vec<&String> = shown.as_object().expect("a record").keys().collect();
        assert_eq!(keys, ["ref", "state", "restricted_at"]);
        assert_eq!(shown["state"], "restricted");
        for query in ["H1", "110102197502030839", "赵一", card.as_str()] {
            let found = site.cardctl.json(["holder", "find", query]);
            let filled: Vec<(&String, &Value)> =
                found[0].as_object().expect("a row").iter().filter(|(_, value)| !value.is_null()).collect();
            let keys: Vec<&str> = filled.iter().map(|(key, _)| key.as_str()).collect();
            assert_eq!(keys, ["ref", "state", "restricted_at"], "{query}: {found}");
        }
        for table in ["holder_facets", "placement", "placement_past"] {
            let of_h1 = format!("{table} WHERE holder_id = (SELECT holder_id FROM holder WHERE ref = 'H1')");
            assert_eq!(count(&site, &of_h1), 0, "{table}");
        }
        // Nobody else was born in Xicheng in 1975: the cohorts' names would tell what was deleted.
        let paths = site.cardctl.ok(split("cohort list -o csv --columns path,members"));
        assert!(!paths.contains("110102"), "{paths}");
        assert_eq!(
            count(&site, "parameter_claim WHERE holder_id = (SELECT holder_id FROM holder WHERE ref = 'H1')"),
            1
        );
        site.cardctl.ok(["db", "check"]);
        let regrouped = site.cardctl.json(split("cohort regroup --yes"));
        assert_eq!((&regrouped["status"], &regrouped["holders"]), (&json!("unchanged"), &json!(0)));
    });
}

#[test]
fn everything_but_storage_is_refused() {
    on_both(|site| {
        let card = restricted(&site);
        for line in [
            "holder set H1 --tier gold --reason x".to_owned(),
            "holder visit H1".to_owned(),
            "holder history H1".to_owned(),
            "card show --holder H1".to_owned(),
            format!("card show {card}"),
            format!("card history {card}"),
            format!("card freeze {card} --reason x"),
            format!("card unlock {card} --reason x"),
            "card lost --holder H1 --reason x".to_owned(),
            "card replace --holder H1 --by-operator --yes --reason x".to_owned(),
            format!("holder activate --card {card} --by-operator --reason x"),
            "holder reveal H1 --reason x --yes".to_owned(),
            "parameter list H1".to_owned(),
            "parameter add H1 mobile=13900139000".to_owned(),
            "parameter replace H1 1 mobile=13900139000 --reason x".to_owned(),
            "parameter retire H1 1 --reason x".to_owned(),
            "parameter verify H1 1 --method seen".to_owned(),
            "payment add --holder H1 --amount 5.00 --receipt R".to_owned(),
            "payment list --holder H1".to_owned(),
            "parameter add H2 citizen-id=110102197502030839".to_owned(),
        ] {
            let error = refused(&site, 7, &split(&line));
            assert_eq!(error["code"], "holder-restricted", "{line}");
        }
        let audited = texts(&site, "SELECT action FROM audit WHERE outcome = 'refused' ORDER BY seq");
        assert_eq!(
            audited,
            [
                "holder set",
                "holder visit",
                "card freeze",
                "card unlock",
                "card lost",
                "card replace",
                "holder activate",
                "holder reveal",
                "parameter add",
                "parameter replace",
                "parameter retire",
                "parameter verify",
                "payment add",
                "parameter add"
            ]
        );
        // The claims stay, and say nothing of whose they are.
        let stock =
            texts(&site, "SELECT CAST(MIN(card_no) AS TEXT) FROM card WHERE state = 'stocked'").concat();
        for (reference, name, value) in
            [("X1", "赵一", "citizen-id=110102197502030839"), ("H1", "Ann", "mobile=13900139000")]
        {
            let line = [
                "holder",
                "register",
                "--card",
                &stock,
                "--ref",
                reference,
                "--name",
                name,
                "--parameter",
                value,
            ];
            let error = refused(&site, 7, &line);
            assert_eq!(error["code"], "holder-restricted");
            for telling in ["赵", "1975", "id#"] {
                assert!(!error.to_string().contains(telling), "{error}");
            }
        }
        assert_eq!(site.cardctl.exits(0, ["holder", "restrict", "H1", "--reason", "x"]).stdout, "");
    });
}

#[test]
fn a_registered_card_of_a_restricted_holder_is_not_activated() {
    on_both(|site| {
        platform(&site);
        let file = std::fs::read_to_string(site.directory().join("print/cards.csv")).expect("the print file");
        let cells: Vec<&str> = file.lines().nth(11).expect("a card").split(',').collect();
        let (card, code) = (cells[1], cells[3]);
        let line = format!("holder register --card {card} --ref N --name Ann --parameter mobile=13900139000");
        site.cardctl.ok(split(&line));
        site.cardctl.ok(["holder", "restrict", "N", "--reason", "x", "--yes"]);
        let right = ["holder", "activate", "--card", card, "--code", code];
        assert_eq!(refused(&site, 7, &right)["code"], "holder-restricted");
        let wrong = ["holder", "activate", "--card", card, "--code", "ABCD-EFGH-JKMN-PQRB"];
        assert_eq!(refused(&site, 7, &wrong)["code"], "activation-refused");
        let pairs = json!([{ "card": card, "code": code }]).to_string();
        let many = ["holder", "activate", "--input", "-", "-o", "json"];
        let output = site.cardctl.with_stdin(&pairs).exits(3, many);
        assert!(output.stdout.contains("refused"), "{output}");
        site.cardctl.ok(["holder", "restrict", "N", "--lift", "--reason", "x", "--yes"]);
        site.cardctl.ok(right);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn purchases_count_until_the_restriction() {
    on_both(|site| {
        platform(&site);
        purchases(&site, &["e1,H1,10.00,2026-02-01 10:00:00,,"]);
        site.cardctl.ok(["holder", "restrict", "H1", "--reason", "request 17", "--yes"]);
        // As if the request had come earlier.
        let at = "UPDATE holder SET restricted_at = 1770000000000000 WHERE ref = 'H1'";
        sql::execute(&site.url, at).expect("it can be changed");
        let counts = purchases(
            &site,
            &[
                "e2,H1,10.00,2026-02-02 10:39:59,,",
                "e3,H1,10.00,2026-02-02 10:40:00,,",
                "e4,H1,10.00,2026-02-02,,",
                "e5,H1,10.00,2026-02-01,,",
                "r1,H1,1.00,2026-02-03 10:00:00,,e1",
            ],
        );
        assert_eq!((&counts["imported"], &counts["rejected"]), (&json!(3), &json!(2)));
        let rejects = std::fs::read_to_string(site.directory().join("purchases.csv.rejects.csv"));
        let rejects = rejects.expect("a rejects file");
        assert_eq!(rejects.matches("the holder is restricted from 2026-02-02 on").count(), 2, "{rejects}");
        site.cardctl.ok(split("settle run --through 2026-03-31 --yes"));
        site.cardctl.ok(split("settle approve last --yes"));
        site.cardctl.ok(split("settle post last --yes"));
        let balances = site.cardctl.ok(split("ledger balances -o csv"));
        assert!(balances.contains("H1"), "{balances}");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_lifted_restriction_leaves_everything_as_it_was() {
    on_both(|site| {
        platform(&site);
        let add = "scheme add main --facets region:2,region:6,birth-year,sex --priority visits,registered";
        site.cardctl.ok(split(add));
        site.cardctl.ok(split("cohort regroup --yes"));
        let before = site.cardctl.json(["holder", "show", "H1"]);
        for (status, code, line) in [
            (2, "usage", "holder restrict H1"),
            (7, "needs-confirmation", "holder restrict H1 --reason x"),
            (5, "not-found", "holder restrict H9 --reason x --yes"),
        ] {
            assert_eq!(refused(&site, status, &split(line))["code"], code, "{line}");
        }
        assert_eq!(site.cardctl.exits(0, split("holder restrict H1 --lift --reason x")).stdout, "");
        let asked = site.cardctl.exits(7, split("holder restrict H1 --reason x"));
        assert!(asked.stderr.contains("facets to delete"), "what would happen is shown\n{asked}");
        site.cardctl.ok(split("holder restrict H1 --reason x --yes"));
        let lift = split("holder restrict H1 --lift --reason withdrawn --yes");
        let keyless = site.cardctl.with_env("CARDCTL_KEY_FILE", "none");
        assert_eq!(keyless.run(&lift).status, 1, "placing again wants the key");
        site.cardctl.ok(&lift);
        assert_eq!(site.cardctl.json(["holder", "show", "H1"]), before);
        site.cardctl.ok(["db", "check"]);
        let history = site.cardctl.json(["holder", "history", "H1", "--limit", "2"]);
        let told = |at: usize| (history[at]["event"].clone(), history[at]["reason"].clone());
        assert_eq!(told(0), (json!("restriction lifted"), json!("withdrawn")));
        assert_eq!(told(1), (json!("restricted"), json!("x")));
    });
}
