//! `parameter inspect`.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::cardctl::Cardctl;
use crate::harness::on_both;

/// A program without database and key.
fn bare() -> (TempDir, Cardctl) {
    let directory = TempDir::new().expect("a temporary directory");
    let cardctl = Cardctl::new(directory.path());
    (directory, cardctl)
}

#[test]
fn a_value_means_something_without_database_and_key() {
    let (_directory, cardctl) = bare();
    assert_eq!(
        cardctl.json(["parameter", "inspect", "110102 19750203 0839"]),
        json!({
            "kind": "citizen-id", "valid": true, "masked": "1****************9", "tag": null,
            "facets": {
                "region": "110102", "region_name": "北京市西城区", "region_status": "current",
                "birth_year": 1975, "sex": "M", "country": "CHN",
            },
            "reasons": [], "warnings": [],
        })
    );
    let foreigner = cardctl.json(["parameter", "inspect", "911124198108030024"]);
    assert_eq!(
        (&foreigner["facets"]["region"], &foreigner["facets"]["country"], &foreigner["facets"]["sex"]),
        (&json!("110000"), &json!("CAN"), &json!("F"))
    );
    let shown = cardctl.ok(["parameter", "inspect", "+86 138-0013-8000"]);
    insta::assert_snapshot!(shown, @r"
    kind      mobile
    valid     yes
    masked    138****8000
    tag       -
    reasons   -
    warnings  -

    facets
      country           CHN
      range_carrier     china-mobile
      virtual_operator  no
    ");
}

#[test]
fn an_invalid_value_has_its_reasons_and_is_not_repeated() {
    let (_directory, cardctl) = bare();
    for (value, reason) in [
        ("440308199901101513", "checksum"),
        ("110102199902290014", "date"),
        ("110102209912310839", "future"),
        ("44030819990110", "length"),
        ("11010219750203A839", "character"),
        ("110102950203999", "ambiguous"),
        ("一二三四五六", "kind"),
    ] {
        let output = cardctl.exits(8, ["parameter", "inspect", value, "-o", "json"]);
        let shown: Value = serde_json::from_str(&output.stdout).expect("one object");
        assert_eq!((&shown["valid"], &shown["reasons"]), (&json!(false), &json!([reason])), "{value}");
        assert_eq!((&shown["masked"], &shown["tag"]), (&Value::Null, &Value::Null));
        let error: Value = serde_json::from_str(&output.stderr).expect("one object");
        assert_eq!((&error["error"]["code"], &error["error"]["exit"]), (&json!("bad-parameter"), &json!(8)));
        assert!(!output.stdout.contains(value) && !output.stderr.contains(value), "{output}");
    }
}

#[test]
fn the_kind_can_be_given() {
    let (_directory, cardctl) = bare();
    let reasons = |kind: &str, value: &str| {
        let output = cardctl.exits(8, ["parameter", "inspect", value, "--kind", kind, "-o", "json"]);
        serde_json::from_str::<Value>(&output.stdout).expect("one object")["reasons"].clone()
    };
    assert_eq!(reasons("passport", "13800138000"), json!(["length"]));
    assert_eq!(reasons("code.member", "M1"), json!(["kind"]));
    let licence = ["parameter", "inspect", "--kind", "driving-licence", "110102197502030839"];
    assert_eq!(cardctl.json(licence)["kind"], "driving-licence");

    let output = cardctl.exits(2, ["parameter", "inspect", "--kind", "mobil", "13800138000"]);
    assert!(output.stderr.contains("did you mean `mobile`?"), "{output}");
}

#[test]
fn a_doubtful_region_is_a_warning_or_with_strict_regions_an_error() {
    let (_directory, cardctl) = bare();
    for (value, warning) in
        [("990426199112010074", "region-unknown"), ("110103201202030832", "region-implausible")]
    {
        assert_eq!(cardctl.json(["parameter", "inspect", value])["warnings"], json!([warning]));
        let output = cardctl.exits(8, ["parameter", "inspect", value, "--strict-region", "-o", "json"]);
        let shown: Value = serde_json::from_str(&output.stdout).expect("one object");
        assert_eq!(shown["reasons"], json!(["region"]));
    }
    // Abolished while the holder lived: fine either way.
    let historic = cardctl.json(["parameter", "inspect", "110103197502030835", "--strict-region"]);
    assert_eq!(historic["facets"]["region_status"], "historic");
}

#[test]
fn many_values_are_read_one_a_line() {
    let (_directory, cardctl) = bare();
    let cardctl = cardctl.with_stdin("110102197502030839\r\n\n13800138000\n一二三四五六");
    let output = cardctl.exits(8, ["parameter", "inspect", "-", "-o", "jsonl"]);
    let kinds: Vec<Value> = output
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("one object a line")["kind"].clone())
        .collect();
    assert_eq!(kinds, [json!("citizen-id"), json!("mobile"), Value::Null]);
    assert!(output.stderr.contains("1 of 3 values are invalid"), "{output}");

    let output = cardctl.exits(8, ["parameter", "inspect", "-", "-o", "csv", "--columns", "valid,kind"]);
    assert_eq!(output.stdout, "valid,kind\ntrue,citizen-id\ntrue,mobile\nfalse,\n");

    let one = cardctl.with_stdin("13800138000\n").json(["parameter", "inspect", "-"]);
    assert_eq!(one.as_array().map(Vec::len), Some(1), "an array however few there are");
    assert_eq!(cardctl.with_stdin("").json(["parameter", "inspect", "-"]), json!([]));
}

#[test]
fn input_that_is_no_text_is_refused_line_by_line() {
    let (_directory, cardctl) = bare();
    let long = "1".repeat(200_000);
    let output = cardctl
        .with_stdin(&format!("{long}\n13800138000\n"))
        .exits(8, ["parameter", "inspect", "-", "-o", "csv"]);
    let valid: Vec<&str> = output.stdout.lines().skip(1).filter_map(|line| line.split(',').nth(1)).collect();
    assert_eq!(valid, ["false", "true"]);
}

#[test]
fn with_database_and_key_the_tag_tells_people_apart() {
    on_both(|site| {
        let tag = |value: &str| site.cardctl.json(["parameter", "inspect", value])["tag"].clone();
        assert_eq!(tag("110102197502030839"), Value::Null);
        site.cardctl.ok(["init", "--single-operator"]);
        let of_id = tag("110102197502030839");
        assert!(of_id.as_str().is_some_and(|tag| tag.starts_with("id#") && tag.len() == 11), "{of_id}");
        // The 15-digit form is the same person; another kind of number is not.
        assert_eq!(tag("110102750203083"), of_id);
        assert!(tag("13800138000").as_str().is_some_and(|tag| tag.starts_with("phone#")));

        // Neither a wrong key nor a lost one keeps a value from being inspected.
        let elsewhere = site.cardctl.with_env("CARDCTL_KEY_FILE", site.directory().join("none.key"));
        assert_eq!(elsewhere.json(["parameter", "inspect", "13800138000"])["tag"], Value::Null);
        let other = site.cardctl.with_env("CARDCTL_KEY_FILE", site.directory().join("other.key"));
        let url = format!("sqlite:{}", site.directory().join("other.db").display());
        other.with_database(&url).ok(["init"]);
        assert_eq!(other.json(["parameter", "inspect", "13800138000"])["tag"], Value::Null);
    });
}
