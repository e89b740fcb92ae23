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
    let shown = cardctl.json(["parameter", "inspect", "110102 19750203 0839"]);
    // It grows with the years.
    let age = shown["facets"]["age"].clone();
    assert!(age.as_i64().is_some_and(|age| age > 50), "{shown}");
    assert_eq!(
        shown,
        json!({
            "kind": "citizen-id", "valid": true, "masked": "1****************9", "tag": null,
            "facets": {
                "region": "110102", "region_name": "北京市西城区", "region_status": "current",
                "birth_year": 1975, "sex": "M", "country": "CHN", "birth_decade": 1970, "age": age,
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

/// Inspects values, one a line, and gives their objects.
fn inspected(cardctl: &Cardctl, values: &[&str], more: &[&str]) -> Vec<Value> {
    let arguments = [["parameter", "inspect", "-", "-o", "jsonl"].as_slice(), more].concat();
    let output = cardctl.with_stdin(&values.join("\n")).run(arguments);
    let objects: Vec<Value> =
        output.stdout.lines().map(|line| serde_json::from_str(line).expect("one object a line")).collect();
    let invalid = objects.iter().any(|object| object["valid"] == false);
    assert_eq!(output.status, if invalid { 8 } else { 0 }, "{output}");
    assert_eq!(objects.len(), values.len());
    objects
}

#[test]
fn every_valid_vector_is_read_through_the_program() {
    let (_directory, cardctl) = bare();
    let vectors = [
        ("110102197502030839", "110102", "current", 1975, "M", "CHN"),
        ("110102750203083", "110102", "current", 1975, "M", "CHN"),
        ("11010519491231002X", "110105", "current", 1949, "F", "CHN"),
        ("11010519491231002x", "110105", "current", 1949, "F", "CHN"),
        ("440524188001010014", "440524", "historic", 1880, "M", "CHN"),
        ("44011320141005001X", "440113", "current", 2014, "M", "CHN"),
        ("44011320141005001x", "440113", "current", 2014, "M", "CHN"),
        ("412723199010050012", "412723", "historic", 1990, "M", "CHN"),
        ("110102200002290014", "110102", "current", 2000, "M", "CHN"),
        ("110103197502030835", "110103", "historic", 1975, "M", "CHN"),
        ("500154199804106120", "500154", "current", 1998, "F", "CHN"),
        ("411082198901010002", "411082", "current", 1989, "F", "CHN"),
        ("44040119580101000X", "440401", "generic", 1958, "F", "CHN"),
        ("140120197901010008", "140120", "generic", 1979, "F", "CHN"),
        ("330114202402290019", "330114", "current", 2024, "M", "CHN"),
        ("810000199408230021", "810000", "current", 1994, "F", "CHN"),
        ("830000199201300022", "830000", "current", 1992, "F", "CHN"),
        ("911124198108030024", "110000", "current", 1981, "F", "CAN"),
        ("932682198501010017", "320000", "current", 1985, "M", "SAU"),
        ("110102 19750203 0839", "110102", "current", 1975, "M", "CHN"),
        ("１１０１０２１９７５０２０３０８３９", "110102", "current", 1975, "M", "CHN"),
        ("610104620927690", "610104", "current", 1962, "F", "CHN"),
        ("330102200403064", "330102", "current", 1920, "F", "CHN"),
        ("990426199112010074", "990426", "unknown", 1991, "M", "CHN"),
        ("000000197502030835", "000000", "unknown", 1975, "M", "CHN"),
        ("110103201202030832", "110103", "implausible", 2012, "M", "CHN"),
    ];
    let values = vectors.map(|(value, ..)| value);
    for more in
        [&[][..], &["--kind", "citizen-id"], &["--kind", "driving-licence"], &["--kind", "social-security"]]
    {
        for (read, (value, region, status, year, sex, country)) in
            inspected(&cardctl, &values, more).iter().zip(vectors)
        {
            assert_eq!(read["kind"], *more.get(1).unwrap_or(&"citizen-id"), "{value}");
            assert_eq!((&read["valid"], &read["reasons"]), (&json!(true), &json!([])), "{value}");
            let facets = &read["facets"];
            assert_eq!(
                (&facets["region"], &facets["region_status"]),
                (&json!(region), &json!(status)),
                "{value}"
            );
            assert_eq!((&facets["birth_year"], &facets["sex"]), (&json!(year), &json!(sex)), "{value}");
            assert_eq!(facets["country"], country, "{value}");
            let masked = read["masked"].as_str().expect("a mask");
            assert!(masked.len() == 18 && masked.matches('*').count() == 16, "{value}");
        }
    }
    // With strict regions the doubtful ones are refused, and no others.
    for (read, (value, _, status, ..)) in
        inspected(&cardctl, &values, &["--strict-region"]).iter().zip(vectors)
    {
        let fine = !["unknown", "implausible"].contains(&status);
        assert_eq!(read["valid"], fine, "{value}");
        assert_eq!(read["reasons"], if fine { json!([]) } else { json!(["region"]) }, "{value}");
    }
}

#[test]
fn every_refused_vector_has_its_reason_through_the_program() {
    let (_directory, cardctl) = bare();
    let vectors = [
        ("440308199901101513", "checksum"),
        ("11010119900307867X", "checksum"),
        ("110102199902290014", "date"),
        ("110102190002290835", "date"),
        ("110102209912310839", "future"),
        ("44030819990110", "length"),
        ("11010219750203A839", "character"),
        ("110102000229083", "date"),
        ("110102950203999", "ambiguous"),
    ];
    let values = vectors.map(|(value, _)| value);
    for more in [&[][..], &["--kind", "citizen-id"]] {
        for (read, (value, reason)) in inspected(&cardctl, &values, more).iter().zip(vectors) {
            assert_eq!((&read["valid"], &read["reasons"]), (&json!(false), &json!([reason])), "{value}");
            assert_eq!((&read["masked"], &read["facets"]), (&Value::Null, &json!({})), "{value}");
        }
    }
    let six = inspected(&cardctl, &["一二三四五六"], &["--kind", "citizen-id"]);
    assert_eq!(six[0]["reasons"], json!(["length", "character"]));
}

#[test]
fn the_other_kinds_vectors_are_read_through_the_program() {
    let (_directory, cardctl) = bare();
    let one = [
        "13800138000",
        "+8613800138000",
        "0086 138 0013 8000",
        "+86 138-0013-8000",
        "１３８００１３８０００",
    ];
    for read in inspected(&cardctl, &one, &[]) {
        assert_eq!((&read["kind"], &read["masked"]), (&json!("mobile"), &json!("138****8000")));
        assert_eq!(read["facets"]["range_carrier"], "china-mobile");
        assert_eq!(read["facets"]["virtual_operator"], false);
    }
    for read in inspected(&cardctl, &["01062345678", "(010)62345678", "+86 (0)10 6234 5678"], &[]) {
        assert_eq!((&read["kind"], &read["facets"]["area_code"]), (&json!("landline"), &json!("010")));
        assert_eq!(read["facets"]["region"], "110000", "{read}");
    }
    for read in inspected(&cardctl, &["17412345678", "12012345678", "138001380001"], &["--kind", "mobile"]) {
        assert_eq!(read["valid"], false, "{read}");
    }
    for (value, kind, facet, is) in [
        ("17012345678", "mobile", "virtual_operator", json!(true)),
        ("+85221234567", "landline", "country", json!("HKG")),
        ("+85366123456", "mobile", "country", json!("MAC")),
        ("490154203237518", "device", "tac", json!("49015420")),
        ("460001234567890", "device", "operator", json!("china-mobile")),
        ("E12345678", "passport", "country", json!("CHN")),
        ("0755", "area-code", "area_code", json!("0755")),
        ("100032", "postcode", "region", json!("110000")),
        ("8.8.8.8", "ip", "ip_block", json!("8.8.8.0/24")),
        ("100.64.0.1", "ip", "ip_scope", json!("cgnat")),
        ("2001:db8::1", "ip", "ip_block", json!("2001:db8::/48")),
        ("北京市西城区西长安街1号", "address", "region", json!("110102")),
        ("L898902C36UTO7408122F1204159ZE184226B<<<<<10", "passport", "birth_year", json!(1974)),
    ] {
        let read = &inspected(&cardctl, &[value], &[])[0];
        assert_eq!((&read["kind"], &read["facets"][facet]), (&json!(kind), &is), "{value}: {read}");
    }
    let wrong = [
        ("79927398710", "mobile", "range"),
        ("490154203237517", "device", "checksum"),
        ("L898902C37UTO7408122F1204159ZE184226B<<<<<10", "passport", "checksum"),
        ("990000", "postcode", "region"),
    ];
    for (value, kind, reason) in wrong {
        let read = &inspected(&cardctl, &[value], &["--kind", kind])[0];
        assert!(
            read["reasons"].as_array().is_some_and(|reasons| reasons.contains(&json!(reason))),
            "{value}: {read}"
        );
    }
}
