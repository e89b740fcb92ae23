//! The site's own codes: described once, read alike by everybody.

use serde_json::{Value, json};

use crate::acts::{audited, platform, refused};
use crate::harness::{Site, on_both};

fn add<'a>(name: &'a str, pattern: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [["parameter", "code", "add", name, "--pattern", pattern].as_slice(), more].concat()
}

fn site_with_codes(site: &Site) {
    platform(site);
    site.cardctl.ok(add("member", "M-9999-9999", &["--check", "luhn"]));
    site.cardctl.ok(add(
        "school",
        "S999999-9999A",
        &["--facet", "region=2-7", "--facet", "birth-year=8-11", "--facet", "sex=12", "--facet", "house=1-1"],
    ));
    site.cardctl.ok(add("door", "https://d.example/****-****", &["--exact-case"]));
}

#[test]
fn a_code_is_described_once() {
    on_both(|site| {
        site_with_codes(&site);
        let before = audited(&site);
        let again = site.cardctl.exits(0, add("member", "M-9999-9999", &["--check", "luhn"]));
        assert!(again.stderr.contains("code `member` is unchanged"), "{again}");
        assert_eq!(audited(&site), before);
        for (line, differs) in [
            (add("member", "M-9999-9990", &["--check", "luhn"]), "pattern"),
            (add("member", "M-9999-9999", &[]), "check"),
            (add("member", "M-9999-9999", &["--check", "luhn", "--facet", "house=1"]), "list of facets"),
            (
                add("member", "M-9999-9999", &["--check", "luhn", "--exact-case"]),
                "rule for upper and lower case",
            ),
        ] {
            let error = refused(&site, 1, &line);
            assert_eq!(error["message"], format!("parameter code `member` exists with another {differs}"));
        }
        for line in [
            add("Member", "9999", &[]),
            add("new", "99", &[]),
            add("new", "BCDE", &[]),
            add("new", "9999", &["--check", "crc"]),
            add("new", "9999", &["--facet", "region"]),
            add("new", "9999", &["--facet", "region=0-2"]),
            add("new", "9999", &["--facet", "region=1-2", "--facet", "region=3-4"]),
            add("new", "9999", &["--facet", "region-name=1-2"]),
        ] {
            assert_eq!(refused(&site, 2, &line)["code"], "usage", "{line:?}");
        }
        let list = site.cardctl.json(["parameter", "code", "list"]);
        assert_eq!(
            list[2],
            json!({"name": "school", "pattern": "S999999-9999A", "check": "none", "exact_case": false,
                "facets": ["region=2-7", "birth_year=8-11", "sex=12-12", "house=1-1"], "in_use": 0})
        );
        assert_eq!(list.as_array().map(Vec::len), Some(3));
    });
}

#[test]
fn codes_are_parameters_like_others() {
    on_both(|site| {
        site_with_codes(&site);
        site.cardctl.ok("scheme add main --facets region:6,birth-year,sex --priority registered".split(' '));
        site.cardctl.ok("batch issue --center BJ --count 3 --out print --release --yes".split(' '));
        let text = std::fs::read_to_string(site.directory().join("print/cards.csv")).expect("the print file");
        let cards: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
        let register = |card: &str, reference: &str, parameter: &str| {
            let line =
                ["holder", "register", "--card", card, "--ref", reference, "--name", "A", "--parameter"];
            site.cardctl.json(line.into_iter().chain([parameter]))
        };
        let holder = register(cards[0], "D1", "code.school=s110102-1975m");
        assert_eq!(holder["cohorts"][0]["path"], "110102/1975/M");
        register(cards[1], "D2", "code.door=https://d.example/aB-d-eF_h");

        // What is recognised: by its check, by its pattern, by its very letters.
        let inspect = |value: &str| site.cardctl.json(["parameter", "inspect", value]);
        let school = inspect("S110102 1975 M");
        assert_eq!((&school["kind"], &school["facets"]["house"]), (&json!("code.school"), &json!("S")));
        assert_eq!(school["facets"]["region_name"], "北京市西城区");
        assert_eq!(inspect("m-7992-7398")["kind"], "code.member");
        // Mistyped, it is not taken for a passport of any country.
        let wrong = site.cardctl.exits(8, ["parameter", "inspect", "M-7992-7399", "-o", "json"]).stdout;
        let wrong: Value = serde_json::from_str(&wrong).expect("one object");
        assert_eq!((&wrong["kind"], &wrong["reasons"]), (&json!("code.member"), &json!(["checksum"])));
    });
}

#[test]
fn a_code_finds_its_holder_and_belongs_to_one() {
    on_both(|site| {
        site_with_codes(&site);
        site.cardctl.ok("batch issue --center BJ --count 3 --out print --release --yes".split(' '));
        let text = std::fs::read_to_string(site.directory().join("print/cards.csv")).expect("the print file");
        let cards: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
        let register = |card: &str, reference: &str, parameter: &str| {
            let line =
                ["holder", "register", "--card", card, "--ref", reference, "--name", "A", "--parameter"];
            line.into_iter().chain([parameter]).map(str::to_owned).collect::<Vec<_>>()
        };
        site.cardctl.ok(register(cards[0], "D1", "code.door=https://d.example/aB-d-eF_h"));
        // Letters that differ by case, and hyphens that stand elsewhere, are another text.
        site.cardctl.ok(register(cards[1], "D2", "code.door=https://d.example/ab-d-eF_h"));
        let find = |query: &str| site.cardctl.json(["holder", "find", query])[0]["ref"].clone();
        assert_eq!(find("https://d.example/aB-d-eF_h"), "D1");
        assert_eq!(find("https://d.example/ab-d-eF_h"), "D2");
        let taken = register(cards[2], "D3", "code.door=https://d.example/aB-d-eF_h");
        let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
        assert_eq!(refused(&site, 1, &taken)["code"], "conflict");
        let unknown = register(cards[2], "D3", "code.dor=https://d.example/aB-d-eF_h");
        let unknown: Vec<&str> = unknown.iter().map(String::as_str).collect();
        let error = refused(&site, 5, &unknown);
        assert!(error["hint"].as_str().is_some_and(|hint| hint.contains("did you mean `door`?")), "{error}");
        assert_eq!(site.cardctl.json(["parameter", "code", "list"])[0]["in_use"], 2);
        // Who has no key reads codes alike.
        let keyless = site.cardctl.with_env("CARDCTL_KEY_FILE", site.directory().join("none.key"));
        let read = keyless.json(["parameter", "inspect", "https://d.example/aB-d-eF_h"]);
        assert_eq!((&read["kind"], &read["tag"]), (&json!("code.door"), &Value::Null));
        site.cardctl.ok(["db", "check"]);
    });
}
