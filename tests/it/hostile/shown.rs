//! Names and texts from outside in everything that shows them.

use std::fmt::Write as _;

use crate::fixture;
use crate::harness::Site;
use crate::harness::cardctl::Cardctl;

/// Sets the terminal's title, clears it, turns text around, and is a formula.
const NAMES: [&str; 6] = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "x\u{202e}gnp.exe",
    "<script>alert(1)</script>",
    "a\u{200b}b\u{feff}c",
];

/// What no text of the program may hold.
fn ensure_harmless(what: &str, text: &str) {
    let obeyed = |c: char| {
        (c.is_control() && !"\n\r\t".contains(c)) || "\u{202a}\u{202e}\u{2066}\u{200b}\u{feff}".contains(c)
    };
    let found = text.chars().find(|c| obeyed(*c));
    assert!(found.is_none(), "{what}: {found:?} in {}", text.escape_debug());
}

/// A platform whose people and things have such names.
fn named(site: &Site) -> Cardctl {
    fixture::bare_platform(site);
    for (n, name) in NAMES.iter().enumerate() {
        let code = format!("X{n}");
        let output = site.cardctl.run(["center", "add", &code, &format!("--name={name}")]);
        // Refused or taken, and told either way.
        ensure_harmless("center add", &format!("{}{}", output.stdout, output.stderr));
        drop(site.cardctl.run(["agent", "add", &code, &format!("--name={name}")]));
        drop(site.cardctl.run(["provider", "add", &code, &format!("--name={name}"), "--rate", "1%"]));
    }
    let mut rows = "external_id,card,holder,provider,amount,occurred_at,category\n".to_owned();
    for (n, name) in NAMES.iter().enumerate() {
        let name = name.replace('"', "\"\"");
        writeln!(rows, "\"id{n}{name}\",,H1,shop,1.00,2026-02-01,\"{name}\"").expect("a string grows");
        writeln!(rows, "\"{name}\",,H9{n},shop,1.00,2026-02-01,").expect("a string grows");
        writeln!(rows, "good{n},,H1,shop,1.00,2026-02-01,").expect("a string grows");
    }
    site.write("names.csv", &rows);
    let output = site.cardctl.run("purchase import names.csv --source till --yes".split(' '));
    assert_eq!(output.status, 3, "{output}");
    ensure_harmless("purchase import", &format!("{}{}", output.stdout, output.stderr));
    site.cardctl.clone()
}

#[test]
fn nothing_that_is_shown_is_obeyed() {
    let site = Site::on_sqlite();
    let cardctl = named(&site);
    for line in ["center list", "agent list", "agent tree", "provider list", "purchase list", "audit log"] {
        for format in ["table", "json", "jsonl", "csv", "tsv"] {
            let output = cardctl.run(line.split(' ').chain(["-o", format]));
            assert_eq!(output.status, 0, "{output}");
            ensure_harmless(&format!("{line} -o {format}"), &format!("{}{}", output.stdout, output.stderr));
        }
    }
    // Also what was typed and is told back.
    for name in ["\u{1b}[2J", "\u{202e}x", "a\u{9b}31m", "\u{7}"] {
        for line in [
            vec!["center", "show", name],
            vec!["purchase", "import", name, "--source", "till"],
            vec!["--profile", name, "whoami"],
            vec!["--database", name, "whoami"],
            vec!["--filter", name, "center", "list"],
            vec!["--columns", name, "center", "list"],
            vec!["report", "sales", "--month", name],
            vec!["db", "restore", name],
            vec![name],
            vec!["--key-file", name, "holder", "find", "H1"],
        ] {
            for format in ["table", "json"] {
                let output = cardctl.run(line.iter().copied().chain(["-o", format]));
                ensure_harmless(&format!("{line:?}"), &format!("{}{}", output.stdout, output.stderr));
            }
        }
    }
}

#[test]
fn an_id_of_another_system_becomes_no_formula() {
    let site = Site::on_sqlite();
    fixture::bare_platform(&site);
    let mut rows = "external_id,card,holder,provider,amount,occurred_at\n".to_owned();
    for id in ["=1+1", "-5", "+8613800138000", "@SUM(A1)", "-1+cmd|x", "＝1", "a\u{202e}b"] {
        writeln!(rows, "{id},,H1,shop,1.00,2026-02-01").expect("a string grows");
    }
    site.write("ids.csv", &rows);
    site.cardctl.ok("purchase import ids.csv --source till --yes".split(' '));
    let text = site.cardctl.ok("purchase list -o csv --columns external_id --sort external_id".split(' '));
    let mut shown: Vec<&str> = text.lines().skip(1).collect();
    shown.sort_unstable();
    let mut expected = ["'=1+1", "-5", "+8613800138000", "'@SUM(A1)", "'-1+cmd|x", "'＝1", "a\\u{202e}b"];
    expected.sort_unstable();
    assert_eq!(shown, expected);
    // What a program reads is what came.
    let ids = site.cardctl.json("purchase list --sort external_id".split(' '));
    let ids: Vec<&str> = ids
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| row["external_id"].as_str().expect("a text"))
        .collect();
    assert!(ids.contains(&"=1+1") && ids.contains(&"a\u{202e}b"), "{ids:?}");
}

#[test]
fn no_text_becomes_a_formula_or_a_script() {
    let site = Site::on_sqlite();
    let cardctl = named(&site);
    for encoding in ["utf-8", "utf-8-bom"] {
        let text = cardctl.ok(["center", "list", "-o", "csv", "--encoding", encoding]);
        for line in text.lines().skip(1) {
            for cell in line.trim_start_matches('\u{feff}').split(',') {
                let cell = cell.trim_matches('"');
                assert!(!cell.starts_with(['=', '+', '-', '@']), "{line}");
            }
        }
    }
    let names: Vec<String> = cardctl
        .json(["center", "list"])
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| row["name"].to_string())
        .collect();
    assert!(names.iter().any(|name| name.contains("=cmd|")), "json has it as it is: {names:?}");
    let page = site.directory().join("page.html");
    let output = cardctl.run(["report", "sales", "--by", "provider", "-o", "html", "--out", "page.html"]);
    assert_eq!(output.status, 0, "{output}");
    let page = std::fs::read_to_string(page).expect("a page");
    assert!(!page.contains("<script>alert"), "{page}");
    ensure_harmless("html", &page);
}
