//! Centers, staff, providers and tiers.

use serde_json::{Value, json};

use crate::acts::{audited, platform, refused};
use crate::harness::{on_both, sql};

#[test]
fn centers_are_added_once_and_renamed() {
    on_both(|site| {
        platform(&site);
        let before = audited(&site);
        site.cardctl.ok(["center", "add", "BJ", "--name", "北京中心"]);
        assert_eq!(audited(&site), before, "what is unchanged is no act");
        let error = refused(&site, 1, &["center", "add", "BJ", "--name", "other"]);
        assert_eq!(
            (&error["code"], &error["message"]),
            (&json!("conflict"), &json!("center `BJ` exists with another name"))
        );
        site.cardctl.ok(["center", "set", "BJ", "--name", "Beijing"]);
        assert_eq!(audited(&site), before + 1);
        site.cardctl.ok(["center", "set", "BJ", "--name", "Beijing"]);
        assert_eq!(audited(&site), before + 1);
        assert_eq!(site.cardctl.json(["center", "show", "BJ"]), json!({"code": "BJ", "name": "Beijing"}));
        for command in [["center", "show", "BK"].as_slice(), &["center", "set", "BK", "--name", "x"]] {
            let error = refused(&site, 5, command);
            assert_eq!((&error["code"], &error["hint"]), (&json!("not-found"), &json!("did you mean `BJ`?")));
        }
        let error = refused(&site, 2, &["center", "add", "B J", "--name", "x"]);
        assert_eq!(error["code"], "usage");
        let error = refused(&site, 2, &["center", "add", "SH", "--name", "  "]);
        assert_eq!(error["message"], "--name: it is empty");
    });
}

#[test]
fn names_of_staff_are_sealed_and_shown_to_who_has_the_key() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok(["staff", "add", "S1", "--name", "王小明", "--center", "BJ"]);
        site.cardctl.with_stdin("李四\n").ok(["staff", "add", "S2", "--name", "-", "--center", "BJ"]);
        let before = audited(&site);
        let output = site.cardctl.exits(0, ["staff", "add", "S1", "--name", "王小明", "--center", "BJ"]);
        assert!(output.stderr.contains("unchanged"), "{output}");
        assert_eq!(audited(&site), before);
        assert_eq!(
            site.cardctl.json(["staff", "list"]),
            json!([{"code": "S1", "name": "王小明", "center": "BJ"}, {"code": "S2", "name": "李四", "center": "BJ"}])
        );
        // Neither the name nor a hash of it stands in the database or in the log of what was done.
        let columns = "SELECT CAST(name AS TEXT) FROM staff UNION ALL SELECT detail FROM audit";
        let texts = if site.database == "SQLite" {
            sql::texts(&site.url, &columns.replace("CAST(name AS TEXT)", "hex(name)"))
        } else {
            sql::texts(&site.url, &columns.replace("CAST(name AS TEXT)", "encode(name, 'hex')"))
        };
        let clear = "e78e8be5b08fe6988e"; // 王小明 in UTF-8
        for text in texts.expect("names and details") {
            assert!(!text.to_lowercase().contains(clear) && !text.contains("王小明"), "{text}");
        }

        site.cardctl.ok(["staff", "set", "S1", "--name", "王大明"]);
        site.cardctl.ok(["staff", "set", "S1", "--name", "王大明"]);
        assert_eq!(audited(&site), before + 1);
        let shown = site.cardctl.json(["staff", "show", "S1"]);
        assert_eq!(shown, json!({"code": "S1", "name": "王大明", "center": "BJ"}));

        let keyless = site.cardctl.with_env("CARDCTL_KEY_FILE", site.directory().join("none.key"));
        assert_eq!(keyless.json(["staff", "list"])[1], json!({"code": "S2", "name": null, "center": "BJ"}));
        keyless.exits(1, ["staff", "add", "S3", "--name", "x", "--center", "BJ"]);
    });
}

#[test]
fn staff_that_differ_or_whose_center_is_unknown_are_refused() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok(["center", "add", "SH", "--name", "上海"]);
        site.cardctl.ok(["staff", "add", "S1", "--name", "王小明", "--center", "BJ"]);
        let error = refused(&site, 1, &["staff", "add", "S1", "--name", "王大明", "--center", "BJ"]);
        assert_eq!(error["message"], "staff `S1` exists with another name");
        let error = refused(&site, 1, &["staff", "add", "S1", "--name", "王小明", "--center", "SH"]);
        assert_eq!(
            (&error["code"], &error["message"]),
            (&json!("conflict"), &json!("staff `S1` exists with another center"))
        );
        let error = refused(&site, 5, &["staff", "add", "S2", "--name", "x", "--center", "SX"]);
        assert_eq!(
            (&error["message"], &error["hint"]),
            (&json!("no center `SX`"), &json!("did you mean `SH`?"))
        );
        let error = refused(&site, 5, &["staff", "show", "S2"]);
        assert_eq!(error["message"], "no staff member `S2`");
        assert_eq!(site.cardctl.json(["staff", "list"]).as_array().map(Vec::len), Some(1));
    });
}

#[test]
fn a_providers_rate_is_a_history() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok(["provider", "add", "P1", "--name", "茶馆", "--rate", "12%"]);
        site.cardctl.ok([
            "provider",
            "add",
            "P2",
            "--name",
            "Shop",
            "--rate",
            "0.5%",
            "--since",
            "2026-01-01",
        ]);
        let before = audited(&site);
        site.cardctl.ok(["provider", "set", "P1", "--rate", "9%", "--since", "2020-05-01"]);
        site.cardctl.ok(["provider", "set", "P1", "--rate", "7.25%", "--since", "2999-01-01"]);
        assert_eq!(audited(&site), before + 2);
        let output = site.cardctl.exits(0, ["provider", "set", "P1", "--rate", "9%"]);
        assert!(output.stderr.contains("unchanged"), "{output}");
        // The add of the beginning is still what it was.
        site.cardctl.ok(["provider", "add", "P1", "--name", "茶馆", "--rate", "12%"]);
        assert_eq!(audited(&site), before + 2);

        let shown = site.cardctl.json(["provider", "show", "P1"]);
        assert_eq!(shown["rate"], "9%");
        let rates = shown["rates"].as_array().expect("a table");
        let history: Vec<_> = rates.iter().map(|row| (row["since"].clone(), row["rate"].clone())).collect();
        assert_eq!(
            history,
            [
                (Value::Null, json!("12%")),
                (json!("2020-05-01"), json!("9%")),
                (json!("2999-01-01"), json!("7.25%"))
            ]
        );
        assert!(rates[0]["recorded"].as_str().is_some_and(|at| at.ends_with("+08:00")));
        let list = site.cardctl.json(["provider", "list"]);
        assert_eq!(list[0], json!({"code": "P1", "name": "茶馆", "rate": "9%"}));

        site.cardctl.ok(["provider", "set", "P2", "--name", "The Shop"]);
        assert_eq!(site.cardctl.json(["provider", "show", "P2"])["name"], "The Shop");
    });
}

#[test]
fn providers_that_differ_or_make_no_sense_are_refused() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok([
            "provider",
            "add",
            "P1",
            "--name",
            "茶馆",
            "--rate",
            "12%",
            "--since",
            "2026-01-01",
        ]);
        for (arguments, status, code, message) in [
            (
                ["add", "P1", "--name", "x", "--rate", "12%"].as_slice(),
                1,
                "conflict",
                "provider `P1` exists with another name",
            ),
            (
                &["add", "P1", "--name", "茶馆", "--rate", "12%"],
                1,
                "conflict",
                "provider `P1` exists with another rate",
            ),
            (
                &["add", "P1", "--name", "茶馆", "--rate", "11%", "--since", "2026-01-01"],
                1,
                "conflict",
                "provider `P1` exists with another rate",
            ),
            (&["set", "P9", "--rate", "1%"], 5, "not-found", "no provider `P9`"),
            (&["show", "P9"], 5, "not-found", "no provider `P9`"),
        ] {
            let error = refused(&site, status, &[["provider"].as_slice(), arguments].concat());
            assert_eq!((&error["code"], &error["message"]), (&json!(code), &json!(message)));
        }
        for arguments in [
            ["add", "P2", "--name", "x", "--rate", "12"].as_slice(),
            &["add", "P2", "--name", "x", "--rate", "100.1%"],
            &["add", "P2", "--name", "x", "--rate", "1%", "--since", "2026-02-30"],
            &["set", "P1"],
            &["set", "P1", "--name", "x", "--since", "2026-01-01"],
        ] {
            let error = refused(&site, 2, &[["provider"].as_slice(), arguments].concat());
            assert_eq!(error["code"], "usage", "{arguments:?}");
        }
    });
}

#[test]
fn tiers_have_ranks_and_one_default() {
    on_both(|site| {
        platform(&site);
        let add = |arguments: &[&str]| {
            site.cardctl.ok([["tier", "add"].as_slice(), arguments].concat());
        };
        add(&["basic", "--name", "普通", "--rank", "1", "--default"]);
        add(&[
            "gold",
            "--name",
            "金卡",
            "--rank",
            "2",
            "--min-fee",
            "199.00",
            "--permissions",
            "sell,swap,refer",
        ]);
        let before = audited(&site);
        // The order of permissions says nothing, and neither does the way an amount is written.
        add(&[
            "gold",
            "--name",
            "金卡",
            "--rank",
            "2",
            "--min-fee",
            "199",
            "--permissions",
            "swap,refer,sell",
        ]);
        assert_eq!(audited(&site), before);
        assert_eq!(
            site.cardctl.json(["tier", "list"]),
            json!([
                {"code": "basic", "name": "普通", "rank": 1, "min_fee": null, "permissions": [], "default": true},
                {"code": "gold", "name": "金卡", "rank": 2, "min_fee": "199.00",
                 "permissions": ["refer", "sell", "swap"], "default": false},
            ])
        );
        for (arguments, message) in [
            (
                ["gold", "--name", "金卡", "--rank", "2"].as_slice(),
                "tier `gold` exists with another minimum fee",
            ),
            (&["gold", "--name", "金卡", "--rank", "3"], "tier `gold` exists with another rank"),
            (&["top", "--name", "x", "--rank", "2"], "tier `gold` has rank 2"),
            (&["top", "--name", "x", "--rank", "3", "--default"], "tier `basic` is the default already"),
        ] {
            let error = refused(&site, 1, &[["tier", "add"].as_slice(), arguments].concat());
            assert_eq!((&error["code"], &error["message"]), (&json!("conflict"), &json!(message)));
        }
        for arguments in [
            ["top", "--name", "x", "--rank", "3", "--permissions", "sell,Swap"].as_slice(),
            &["top", "--name", "x", "--rank", "3", "--permissions", "a--b"],
            &["top", "--name", "x", "--rank", "3", "--min-fee", "1.234"],
        ] {
            assert_eq!(refused(&site, 2, &[["tier", "add"].as_slice(), arguments].concat())["code"], "usage");
        }
        assert_eq!(audited(&site), before);
    });
}

#[test]
fn a_tier_is_changed_and_the_default_moves() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok([
            "tier",
            "add",
            "basic",
            "--name",
            "b",
            "--rank",
            "1",
            "--default",
            "--min-fee",
            "5",
        ]);
        site.cardctl.ok(["tier", "add", "gold", "--name", "g", "--rank", "2", "--permissions", "sell"]);
        site.cardctl.ok([
            "tier",
            "set",
            "gold",
            "--default",
            "--name",
            "G",
            "--permissions",
            "none",
            "--rank",
            "9",
        ]);
        site.cardctl.ok(["tier", "set", "basic", "--min-fee", "none"]);
        let before = audited(&site);
        site.cardctl.ok(["tier", "set", "gold", "--default"]);
        assert_eq!(audited(&site), before);
        assert_eq!(
            site.cardctl.json(["tier", "list"]),
            json!([
                {"code": "basic", "name": "b", "rank": 1, "min_fee": null, "permissions": [], "default": false},
                {"code": "gold", "name": "G", "rank": 9, "min_fee": null, "permissions": [], "default": true},
            ])
        );
        assert_eq!(site.cardctl.json(["tier", "show", "gold"])["name"], "G");
        let error = refused(&site, 1, &["tier", "set", "basic", "--rank", "9"]);
        assert_eq!(error["message"], "tier `gold` has rank 9");
        let error = refused(&site, 5, &["tier", "set", "golf", "--rank", "3"]);
        assert_eq!(error["hint"], "did you mean `gold`?");
        refused(&site, 2, &["tier", "set", "gold"]);
    });
}
