//! Schemes, cohorts and regrouping.

use std::fmt::Write as _;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::acts::{audited, count, platform, refused};
use crate::harness::{Site, on_both, sql};

const HEADER: &str = "ref,name,kind,value,center,registered_at\n";

/// H1 and H5 are men of Xicheng born in 1975, H2 a woman of Chaoyang, H3 a man of Guangdong; nothing is known of H4.
const HOLDERS: &str = "\
H1,赵一,citizen-id,110102197502030839,BJ,2026-01-01
H2,钱二,citizen-id,11010519491231002X,BJ,2026-01-02
H3,孙三,citizen-id,440524188001010014,BJ,2026-01-03
H4,李四,mobile,13800138000,BJ,2026-01-04
";

const FACETS: &str = "region:2,region:4,region:6,birth-year,sex";

fn import(site: &Site, rows: &str) {
    site.write("holders.csv", &format!("{HEADER}{rows}"));
    site.cardctl.ok(["holder", "import", "holders.csv", "--activate", "--yes"]);
}

/// A platform with cards and the four holders; `before` runs when there are no holders yet.
fn peopled(site: &Site, before: impl Fn()) {
    platform(site);
    site.cardctl.ok(["tier", "add", "basic", "--name", "b", "--rank", "1", "--default"]);
    site.cardctl.ok([
        "batch",
        "issue",
        "--center",
        "BJ",
        "--count",
        "800",
        "--out",
        "print",
        "--release",
        "--yes",
    ]);
    before();
    import(site, HOLDERS);
}

fn add_scheme(site: &Site, name: &str, facets: &str, priority: &str) {
    site.cardctl.ok(["scheme", "add", name, "--facets", facets, "--priority", priority]);
}

/// Paths and members of a scheme.
fn cohorts(site: &Site, scheme: &str) -> Vec<(String, i64)> {
    let list = site.cardctl.json(["cohort", "list", "--scheme", scheme]);
    let cohort = |row: &Value| {
        (row["path"].as_str().expect("a path").to_owned(), row["members"].as_i64().expect("a count"))
    };
    list.as_array().expect("a list").iter().map(cohort).collect()
}

/// The refs of a cohort by rank.
fn members(site: &Site, path: &str, scheme: &str) -> Vec<String> {
    let list = site.cardctl.json(["cohort", "show", path, "--scheme", scheme]);
    let rows = list.as_array().expect("a list");
    for (row, rank) in rows.iter().zip(1..) {
        assert_eq!(row["rank"], rank);
    }
    rows.iter().map(|row| row["ref"].as_str().expect("a ref").to_owned()).collect()
}

fn regrouped(report: &Value, scheme: &str) -> [i64; 5] {
    let schemes = report["schemes"].as_array().expect("a table");
    let row = schemes.iter().find(|row| row["scheme"] == scheme).expect("the scheme's row");
    ["placed", "moved", "reordered", "unchanged", "new_cohorts"]
        .map(|key| row[key].as_i64().expect("a count"))
}

fn checked(site: &Site) {
    site.cardctl.ok(["db", "check"]);
}

#[test]
fn a_scheme_is_added_once() {
    on_both(|site| {
        platform(&site);
        let error = refused(&site, 5, &["cohort", "list"]);
        assert_eq!((&error["code"], &error["message"]), (&json!("not-found"), &json!("there is no scheme")));
        add_scheme(&site, "main", FACETS, "fees,registered");
        let before = audited(&site);
        add_scheme(&site, "main", " region:2, region:4,region:6,birth-year,sex", "fees:desc,registered:asc");
        assert_eq!(audited(&site), before, "the same in other words is unchanged");
        for (facets, priority, differs) in
            [("sex", "fees,registered", "list of facets"), (FACETS, "fees", "priority")]
        {
            let error =
                refused(&site, 1, &["scheme", "add", "main", "--facets", facets, "--priority", priority]);
            assert_eq!(error["message"], format!("scheme `main` exists with another {differs}"));
        }
        for arguments in
            [["--facets", "shoe-size"], ["--facets", "sex,sex"], ["--facets", "region:6,region:2"]]
        {
            assert_eq!(
                refused(&site, 2, &["scheme", "add", "x", arguments[0], arguments[1]])["code"],
                "usage"
            );
        }
        assert_eq!(
            site.cardctl.json(["scheme", "show", "main"]),
            json!({"name": "main", "facets": FACETS.split(',').collect::<Vec<_>>(), "priority": ["fees", "registered"],
                "cohorts": 0})
        );
        assert_eq!(refused(&site, 5, &["scheme", "show", "mian"])["hint"], "did you mean `main`?");
        assert_eq!(site.cardctl.json(["cohort", "list"]), json!([]));
    });
}

#[test]
fn who_registers_is_placed_at_once_and_has_nothing_to_regroup() {
    on_both(|site| {
        peopled(&site, || add_scheme(&site, "main", FACETS, "registered"));
        let placed = cohorts(&site, "main");
        assert_eq!(placed.len(), 18);
        for (path, members) in [("11", 2), ("110102/1975/M", 1), ("44", 1), ("unknown", 1)] {
            assert!(placed.contains(&(path.to_owned(), members)), "{path}: {placed:?}");
        }
        let before = audited(&site);
        let report = site.cardctl.json(["cohort", "regroup"]);
        assert_eq!((&report["status"], regrouped(&report, "main")), (&json!("unchanged"), [0, 0, 0, 4, 0]));
        assert_eq!(audited(&site), before);
        checked(&site);
    });
}

#[test]
fn a_later_scheme_takes_its_facets_from_the_sealed_parameters() {
    on_both(|site| {
        peopled(&site, || ());
        assert_eq!(count(&site, "holder_facet"), 0, "no scheme, no facet in clear");
        add_scheme(&site, "main", FACETS, "registered");
        let keyless = site.cardctl.with_env("CARDCTL_KEY_FILE", site.directory().join("none.key"));
        keyless.exits(1, ["cohort", "regroup", "--yes"]);

        let planned = site.cardctl.json(["cohort", "regroup", "--dry-run"]);
        assert_eq!((&planned["status"], regrouped(&planned, "main")), (&json!("dry-run"), [4, 0, 0, 0, 18]));
        assert_eq!((count(&site, "member"), count(&site, "cohort"), count(&site, "holder_facet")), (0, 0, 0));
        assert_eq!(refused(&site, 7, &["cohort", "regroup"])["code"], "needs-confirmation");
        assert_eq!(count(&site, "member"), 0);

        let before = audited(&site);
        let done = site.cardctl.json(["cohort", "regroup", "--yes"]);
        assert_eq!((&done["status"], regrouped(&done, "main")), (&json!("regrouped"), [4, 0, 0, 0, 18]));
        assert_eq!(
            (count(&site, "member"), count(&site, "holder_facet"), audited(&site)),
            (20, 9, before + 1)
        );
        let names = sql::texts(&site.url, "SELECT DISTINCT facet FROM holder_facet ORDER BY facet");
        assert_eq!(
            names.expect("facets"),
            ["birth_year", "region", "sex"],
            "only those that the scheme names"
        );
        assert_eq!(members(&site, "110102/1975/M", "main"), ["H1"]);
        // Everybody was asked, so the key is not needed again, although nothing is known of H4.
        assert_eq!(keyless.json(["cohort", "regroup"])["status"], "unchanged");

        // A second scheme wants another facet, and leaves the first one alone.
        add_scheme(&site, "phones", "range-carrier", "registered");
        let done = site.cardctl.json(["cohort", "regroup", "--scheme", "phones", "--yes"]);
        assert_eq!(regrouped(&done, "phones")[0], 4);
        assert_eq!(done["opened"], 1);
        assert_eq!(cohorts(&site, "main").len(), 18);
        assert_eq!(cohorts(&site, "phones").len(), 2);
        checked(&site);
    });
}

#[test]
fn the_tree_and_a_cohort_are_shown() {
    on_both(|site| {
        peopled(&site, || add_scheme(&site, "main", FACETS, "visits,registered"));
        assert_eq!(
            site.cardctl.ok(["cohort", "tree", "--depth", "3"]),
            "\
COHORT         NAME    MEMBERS  PATH
-------------------------------------------------------
11             北京市        2  11
`- 1101        -             2  1101
   |- 110102   西城区        1  110102
   `- 110105   朝阳区        1  110105
44             广东省        1  44
`- 4405        汕头市        1  4405
   `- 440524   潮阳县        1  440524
unknown        -             1  unknown
`- unknown     -             1  unknown/unknown
   `- unknown  -             1  unknown/unknown/unknown
"
        );
        let rows = site.cardctl.json(["cohort", "show", "11/1101"]);
        let first = &rows[0];
        assert_eq!(
            (&first["rank"], &first["ref"], &first["name"]),
            (&json!(1), &json!("H1"), &json!("赵**"))
        );
        assert_eq!(first["registered_at"], "2026-01-01T00:00:00+08:00");
        assert_eq!((&first["visits"], &first["fees"]), (&json!(0), &json!("0.00")));
        let card = first["card"].as_str().expect("a card");
        assert!(card.starts_with("9156 **** **** "), "{card}");

        site.cardctl.ok(["holder", "visit", "H2"]);
        assert_eq!(members(&site, "11", "main"), ["H2", "H1"], "who visits more comes first");
        for path in ["11", "1101", "11/1101", " 11/1101/110102/1975/M", "110102/1975/M/"] {
            assert!(!members(&site, path, "main").is_empty(), "{path}");
        }
        let second = site.cardctl.json(["cohort", "show", "11", "--skip", "1", "--limit", "1"]);
        assert_eq!((&second[0]["rank"], &second[0]["ref"]), (&json!(2), &json!("H1")));
        let output = site.cardctl.exits(0, ["cohort", "show", "11", "--limit", "1"]);
        assert!(output.stderr.contains("ranks 1 to 1 of 2; `--skip 1` goes on"), "{output}");
        let error = refused(&site, 5, &["cohort", "show", "110103"]);
        assert_eq!((&error["code"], &error["hint"]), (&json!("not-found"), &json!("did you mean `110102`?")));
        let keyless = site.cardctl.with_env("CARDCTL_KEY_FILE", site.directory().join("none.key"));
        assert_eq!(keyless.json(["cohort", "show", "11"])[0]["name"], Value::Null);

        add_scheme(&site, "other", "sex", "fees");
        let error = refused(&site, 2, &["cohort", "show", "11"]);
        assert_eq!(
            (&error["message"], &error["hint"]),
            (
                &json!("there are several schemes: `main`, `other`"),
                &json!("say which one with `--scheme NAME`")
            )
        );
        assert_eq!(
            refused(&site, 5, &["cohort", "tree", "--scheme", "othr"])["hint"],
            "did you mean `other`?"
        );
        refused(&site, 2, &["cohort", "tree", "--scheme", "main", "--depth", "0"]);
    });
}

#[test]
fn what_stands_elsewhere_than_the_facts_say_is_moved() {
    on_both(|site| {
        peopled(&site, || add_scheme(&site, "main", FACETS, "visits,registered"));
        sql::execute(
            &site.url,
            "UPDATE holder_facet SET value = '330114' WHERE facet = 'region' AND value = '110102';
             UPDATE holder SET visits = 3 WHERE ref = 'H3'",
        )
        .expect("facts that changed");
        let planned = site.cardctl.json(["cohort", "regroup", "--dry-run"]);
        assert_eq!(regrouped(&planned, "main"), [0, 1, 1, 2, 5]);
        let done = site.cardctl.json(["cohort", "regroup", "--yes"]);
        assert_eq!(regrouped(&done, "main"), [0, 1, 1, 2, 5]);
        assert_eq!(members(&site, "330114/1975/M", "main"), ["H1"]);
        assert_eq!(members(&site, "11", "main"), ["H2"]);
        let paths: Vec<String> = cohorts(&site, "main").into_iter().map(|(path, _)| path).collect();
        assert!(!paths.iter().any(|path| path.starts_with("110102")), "nobody is left there: {paths:?}");
        assert_eq!(count(&site, "member"), 20);
        assert_eq!(site.cardctl.json(["cohort", "regroup"])["status"], "unchanged");
        checked(&site);
    });
}

/// The check character of GB 11643: ISO 7064 MOD 11-2.
fn citizen_id(first_17: &str) -> String {
    let sum: u32 = first_17.bytes().fold(0, |sum, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
    let check = (12 - sum) % 11;
    format!("{first_17}{}", if check == 10 { "X".to_owned() } else { check.to_string() })
}

#[test]
fn a_killed_regrouping_leaves_the_old_one_whole() {
    on_both(|site| {
        peopled(&site, || ());
        let mut rows = String::new();
        for n in 0..300 {
            let id = citizen_id(&format!("110102{}01{:02}{:03}", 1950 + n % 50, 1 + n % 28, n));
            writeln!(rows, "K{n},某人,citizen-id,{id},BJ,2026-02-01").expect("a string takes all");
        }
        import(&site, &rows);
        add_scheme(&site, "main", FACETS, "registered");
        let holders = count(&site, "holder");
        let mut killed = 0;
        let mut delay = 0;
        loop {
            let running = site.cardctl.spawn(["cohort", "regroup", "--yes"]);
            thread::sleep(Duration::from_millis(delay));
            running.signal("KILL");
            running.wait();
            let (nothing, everything) = ("0 0".to_owned(), format!("{} {holders}", holders * 5));
            // In one statement: the server may still be at the end of what it was told before the kill.
            let counts = "SELECT CAST((SELECT COUNT(*) FROM member) AS TEXT) || ' ' ||
                                 CAST((SELECT COUNT(*) FROM placement) AS TEXT)";
            let found = sql::texts(&site.url, counts).expect("two counts").concat();
            assert!(found == nothing || found == everything, "{found} after {delay} ms");
            if found == everything {
                break;
            }
            killed += 1;
            delay += delay / 4 + 10;
            assert!(delay < 60_000, "a regrouping of {holders} holders ends");
        }
        assert!(killed > 0, "the first kill comes before the end");
        assert_eq!(site.cardctl.json(["cohort", "regroup"])["status"], "unchanged");
        checked(&site);
    });
}
