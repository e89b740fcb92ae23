//! The region table, replaced while the program runs.

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::acts::{audited, count, platform, refused};
use crate::harness::cardctl::Cardctl;
use crate::harness::{Site, on_both};

/// The table in force with another version and with Xicheng under another name since 2026.
fn newer(site: &Site) -> String {
    let text = site.cardctl.ok(["parameter", "regions", "export"]);
    let text = text.replacen("# version 2026.09", "# version 2027.01", 1);
    text.replacen("110102,,,西城区,", "110102,,2025,西城区,\n110102,2026,,新西城区,\n110199,2026,,未来区,", 1)
}

#[test]
fn the_table_in_force_is_shown_and_written_without_a_platform() {
    let directory = TempDir::new().expect("a temporary directory");
    let cardctl = Cardctl::new(directory.path());
    let shown = cardctl.json(["parameter", "regions", "show"]);
    assert_eq!((&shown["version"], &shown["from"]), (&json!("2026.09"), &json!("embedded")));
    assert_eq!(shown["rows"], 7_779);
    let written = cardctl.ok(["parameter", "regions", "export"]);
    assert_eq!(written, include_str!("../../src/domain/region/regions.csv"));
    cardctl.ok(["parameter", "regions", "export", "--out", "regions.csv"]);
    let file = std::fs::read_to_string(directory.path().join("regions.csv")).expect("the file");
    assert_eq!(file, written);
}

#[test]
fn a_newer_table_is_in_force_at_once() {
    on_both(|site| {
        platform(&site);
        let name = || {
            site.cardctl.json(["parameter", "inspect", "110102197502030839"])["facets"]["region_name"].clone()
        };
        let status =
            |id: &str| site.cardctl.json(["parameter", "inspect", id])["facets"]["region_status"].clone();
        assert_eq!(name(), "北京市西城区");
        assert_eq!(
            refused(&site, 2, &["agent", "add", "A1", "--name", "Li", "--region", "110199"])["code"],
            "usage"
        );

        site.write("new.csv", &newer(&site));
        let import = ["parameter", "regions", "import", "new.csv"];
        assert_eq!(refused(&site, 7, &import)["code"], "needs-confirmation");
        let before = audited(&site);
        let imported = site.cardctl.json([import.as_slice(), &["--yes"]].concat());
        for (key, value) in [("new", 1), ("closed", 0), ("renamed", 1), ("missing", 0), ("rows", 7_781)] {
            assert_eq!(imported[key], value, "{key}");
        }
        assert_eq!((&imported["version"], &imported["before"]), (&json!("2027.01"), &json!("2026.09")));
        assert_eq!(audited(&site), before + 1);
        let again = site.cardctl.exits(0, import);
        assert!(again.stderr.contains("unchanged"), "{again}");

        let shown = site.cardctl.json(["parameter", "regions", "show"]);
        assert_eq!((&shown["version"], &shown["from"]), (&json!("2027.01"), &json!("imported")));
        assert_eq!(shown["sha256"], imported["sha256"]);
        assert_eq!(site.cardctl.ok(["parameter", "regions", "export"]), newer_again(&site));

        // Who was born under the old name keeps it; everything that asks for regions asks this table.
        assert_eq!(name(), "北京市西城区");
        assert_eq!(status("110102197502030839"), "current");
        site.cardctl.ok(["agent", "add", "A1", "--name", "Li", "--region", "110102"]);
        assert_eq!(site.cardctl.json(["agent", "show", "A1"])["region_name"], "北京市新西城区");
        site.cardctl.ok(["agent", "add", "A2", "--name", "Wu", "--region", "110199"]);
        site.cardctl.ok("scheme add main --facets region:6 --priority registered".split(' '));
        site.cardctl.ok("batch issue --center BJ --count 2 --out print --release --yes".split(' '));
        let manifest =
            std::fs::read_to_string(site.directory().join("print/manifest.json")).expect("a manifest");
        let manifest: Value = serde_json::from_str(&manifest).expect("json");
        assert_eq!(manifest["region_version"], "2027.01");
        let cards =
            std::fs::read_to_string(site.directory().join("print/cards.csv")).expect("the print file");
        let card = cards.lines().nth(1).and_then(|line| line.split(',').nth(1)).expect("a number");
        let parameter = "citizen-id=110102197502030839";
        site.cardctl.ok(["holder", "register", "--card", card, "--name", "A", "--parameter", parameter]);
        assert_eq!(site.cardctl.json(["cohort", "list"])[0]["name"], "新西城区");
        assert_eq!(
            site.cardctl.json(["holder", "find", "110102197502030839"]).as_array().map(Vec::len),
            Some(1)
        );

        // Back to a table that doesn't know a region which somebody holds.
        let old = include_str!("../../src/domain/region/regions.csv").replacen("2026.09", "2027.02", 1);
        site.write("old.csv", &old);
        let back = site.cardctl.exits(0, ["parameter", "regions", "import", "old.csv", "--yes"]);
        assert!(back.stderr.contains("doesn't know the regions of agents `A2`"), "{back}");
        assert_eq!(count(&site, "region_table"), 2);
        site.cardctl.ok(["audit", "verify"]);
    });
}

fn newer_again(site: &Site) -> String {
    std::fs::read_to_string(site.directory().join("new.csv")).expect("the file")
}

#[test]
fn a_table_that_is_wrong_changes_nothing() {
    on_both(|site| {
        platform(&site);
        let head = "# version 9\ncode,from_year,to_year,name\n";
        let five = "# version 9\ncode,from_year,to_year,name,successor\n110000,,,甲,\n";
        for (text, said) in [
            (String::new(), "line 1: the first line has to be"),
            ("# version 9\ncode,name\n".to_owned(), "line 2: the header has to be"),
            (format!("{head}110000,,,甲\n110000,1999,,乙\n"), "line 4: `110000` has two names in one year"),
            (format!("{head}110000,,,甲\n120101,,,乙\n"), "line 4: the province of `120101` is missing"),
            (format!("{head}110000,1999,1998,甲\n"), "line 3: the interval ends before it begins"),
            (
                format!("{head}110000,,,甲,\n"),
                "line 3: a line has the fields of the header, `code,from_year,",
            ),
            (format!("{five}110101,,1999,乙,110102\n"), "line 4: the successor `110102` is not in force"),
            (format!("{five}110101,,1999,乙,110101\n"), "line 4: `110101` is named as its own successor"),
            (format!("{five}110101,,,乙,110000\n"), "line 4: a successor stands on the last line of a code"),
        ] {
            site.write("bad.csv", &text);
            let error = refused(&site, 8, &["parameter", "regions", "import", "bad.csv", "--yes"]);
            assert_eq!(error["code"], "bad-file");
            let message = error["message"].as_str().expect("a message");
            assert!(message.contains(said), "{message}");
        }
        std::fs::write(site.directory().join("bad.csv"), b"# version 9\n\xff\xfe").expect("a file");
        assert_eq!(
            refused(&site, 8, &["parameter", "regions", "import", "bad.csv", "--yes"])["code"],
            "bad-file"
        );
        assert_eq!(refused(&site, 1, &["parameter", "regions", "import", "none.csv", "--yes"])["code"], "io");
        // Another content under a version that is known.
        let same = site.cardctl.ok(["parameter", "regions", "export"]).replacen("西城区", "新城区", 1);
        let piped = site.cardctl.with_stdin(&same);
        let output = piped.exits(1, ["parameter", "regions", "import", "-", "--yes"]);
        assert!(output.stderr.contains("the version `2026.09` has another content already"), "{output}");
        assert_eq!(count(&site, "region_table"), 0);
    });
}

/// The tables that sites made before there were successors.
#[test]
fn a_table_without_successors_is_taken_and_written_as_it_came() {
    on_both(|site| {
        platform(&site);
        let old = "# version 2027.01\ncode,from_year,to_year,name\n110000,,,北京市\n110102,,,西城区\n110103,,2009,崇文区\n";
        site.write("old.csv", old);
        site.cardctl.ok(["parameter", "regions", "import", "old.csv", "--yes"]);
        assert_eq!(site.cardctl.ok(["parameter", "regions", "export"]), old);
    });
}
