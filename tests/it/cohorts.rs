//! Schemes, cohorts and regrouping.

use std::fmt::Write as _;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::acts::{audited, clear_facets, count, platform, refused};
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
        let shown = site.cardctl.json(["scheme", "show", "main"]);
        let keys = ["name", "version", "facets", "priority", "region", "founder_first", "cohorts", "waits"];
        assert_eq!(
            keys.map(|key| shown[key].clone()),
            [
                json!("main"),
                json!(1),
                json!(FACETS.split(',').collect::<Vec<_>>()),
                json!(["fees", "registered"]),
                json!("issued"),
                json!(false),
                json!(0),
                Value::Null
            ]
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
        assert_eq!((&report["status"], regrouped(&report, "main")), (&json!("unchanged"), [0, 0, 0, 0, 0]));
        let report = site.cardctl.json(["cohort", "regroup", "--full"]);
        assert_eq!((&report["status"], regrouped(&report, "main")), (&json!("unchanged"), [0, 0, 0, 4, 0]));
        assert_eq!(audited(&site), before);
        checked(&site);
    });
}

#[test]
fn a_later_scheme_takes_its_facets_from_the_sealed_parameters() {
    on_both(|site| {
        peopled(&site, || ());
        assert_eq!(count(&site, "holder_facets"), 0, "no scheme, no facet in clear");
        add_scheme(&site, "main", FACETS, "registered");
        let keyless = site.cardctl.with_env("CARDCTL_KEY_FILE", site.directory().join("none.key"));
        keyless.exits(1, ["cohort", "regroup", "--yes"]);

        let planned = site.cardctl.json(["cohort", "regroup", "--dry-run"]);
        assert_eq!((&planned["status"], regrouped(&planned, "main")), (&json!("dry-run"), [4, 0, 0, 0, 18]));
        assert_eq!(
            (count(&site, "member"), count(&site, "cohort"), count(&site, "holder_facets")),
            (0, 0, 0)
        );
        assert_eq!(refused(&site, 7, &["cohort", "regroup"])["code"], "needs-confirmation");
        assert_eq!(count(&site, "member"), 0);

        let before = audited(&site);
        let done = site.cardctl.json(["cohort", "regroup", "--yes"]);
        assert_eq!((&done["status"], regrouped(&done, "main")), (&json!("regrouped"), [4, 0, 0, 0, 18]));
        assert_eq!(
            (count(&site, "member"), count(&site, "holder_facets"), audited(&site)),
            (20, 3, before + 1)
        );
        let expected = ["H1 birth_year 1975", "H1 region 110102", "H1 sex M"];
        assert_eq!(clear_facets(&site)[..3], expected, "only those that the scheme names");
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
COHORT         NAME    MEMBERS
----------------------------------------------------------------------------------
11             北京市        2  ##################################################
`- 1101        -             2  ##################################################
   |- 110102   西城区        1  #########################
   `- 110105   朝阳区        1  #########################
44             广东省        1  #########################
`- 4405        汕头市        1  #########################
   `- 440524   潮阳县        1  #########################
unknown        -             1  #########################
`- unknown     -             1  #########################
   `- unknown  -             1  #########################
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
            "UPDATE holder_facets SET facets = replace(facets, '110102', '330114');
             UPDATE holder SET visits = 1 WHERE ref = 'H3';
             INSERT INTO visit (holder_id, n, at, channel) SELECT holder_id, 1, 5, 'x' FROM holder WHERE ref = 'H3'",
        )
        .expect("facts that changed");
        // Nothing that the program does changes a fact without moving the holder, or marking them to be moved.
        assert_eq!(site.cardctl.json(["cohort", "regroup"])["status"], "unchanged");
        site.cardctl.exits(6, ["db", "check", "--pass", "cohort-facts"]);
        let planned = site.cardctl.json(["cohort", "regroup", "--full", "--dry-run"]);
        assert_eq!(regrouped(&planned, "main"), [0, 1, 1, 2, 5]);
        let row = &planned["schemes"][0];
        assert_eq!((&row["emptied"], &row["new_firsts"]), (&json!(3), &json!(2)));
        let done = site.cardctl.json(["cohort", "regroup", "--full", "--yes"]);
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

/// The values of the level below the root of each scheme, by ref.
fn leaf(site: &Site, reference: &str, scheme: &str) -> String {
    let shown = site.cardctl.json(["holder", "show", reference]);
    let rows = shown["cohorts"].as_array().expect("cohorts");
    let row = rows.iter().find(|row| row["scheme"] == scheme).expect("the scheme's leaf stands first");
    row["path"].as_str().expect("a path").to_owned()
}

#[test]
fn every_facet_has_its_precision() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok("batch issue --center BJ --count 20 --out print --release --yes".split(' '));
        site.cardctl.ok("tier add basic --name b --rank 1 --default".split(' '));
        let code = "parameter code add member --pattern \\MA9999 --facet class=2";
        site.cardctl.ok(code.split(' '));
        for (name, facets) in [
            ("regions", "region:2,region:4"),
            ("decades", "birth-decade,sex"),
            ("ages", "age-band:10"),
            ("phones", "range-carrier"),
            ("lines", "area-code"),
            ("post2", "postcode:2"),
            ("post3", "postcode:3"),
            ("countries", "country"),
            ("tiers", "tier"),
            ("classes", "class"),
        ] {
            add_scheme(&site, name, facets, "registered");
        }
        import(
            &site,
            "P1,赵一,citizen-id,110102197502030839,BJ,2026-01-01\nP2,钱二,mobile,13800138000,BJ,2026-01-01\n",
        );
        for parameter in ["landline=01062345678", "postcode=100032", "code.member=MK1234"] {
            site.cardctl.ok(["parameter", "add", "P1", parameter]);
        }
        let year = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::now()).year();
        let age = (year - 1975) / 10 * 10;
        for (scheme, of_p1) in [
            ("regions", "1101"),
            ("decades", "1970/M"),
            ("ages", format!("{age}-{}", age + 9).as_str()),
            ("phones", "unknown"),
            ("lines", "010"),
            ("post2", "10"),
            ("post3", "100"),
            ("countries", "CHN"),
            ("tiers", "basic"),
            ("classes", "K"),
        ] {
            assert_eq!(leaf(&site, "P1", scheme), of_p1, "{scheme}");
        }
        assert_ne!(leaf(&site, "P2", "phones"), "unknown");
        assert_eq!(leaf(&site, "P2", "regions"), "unknown/unknown");
        let error = refused(&site, 2, &["scheme", "add", "x", "--facets", "clas"]);
        assert!(
            error["hint"].as_str().is_some_and(|hint| hint.starts_with("did you mean `class`?")),
            "{error}"
        );
        checked(&site);
    });
}

#[test]
fn a_scheme_may_group_by_where_codes_lie_today() {
    on_both(|site| {
        peopled(&site, || {
            add_scheme(&site, "issued", "region:6", "registered");
            site.cardctl.ok("scheme add today --facets region:6 --region current".split(' '));
        });
        // 110103 became a part of 110101 in 2010, and 440524 lives on under another code.
        let old = citizen_id("11010319750203083");
        import(&site, &format!("H6,周六,citizen-id,{old},BJ,2026-01-06\n"));
        assert_eq!(
            (leaf(&site, "H6", "issued"), leaf(&site, "H6", "today")),
            ("110103".to_owned(), "110101".to_owned())
        );
        assert_eq!(leaf(&site, "H1", "today"), "110102");
        // Another table of regions moves who lies elsewhere by it, when they are regrouped.
        let table = "# version 2027.01\ncode,from_year,to_year,name,successor\n110000,,,北京市,\n110102,,,西城区,\n\
                     110103,,2009,崇文区,110102\n440000,,,广东省,\n";
        site.write("regions.csv", table);
        site.cardctl.ok("parameter regions import regions.csv --yes".split(' '));
        checked(&site);
        let done = site.cardctl.json(["cohort", "regroup", "--yes"]);
        assert_eq!((regrouped(&done, "issued")[1], regrouped(&done, "today")[1]), (0, 2));
        assert_eq!(leaf(&site, "H6", "today"), "110102");
        checked(&site);
    });
}

#[test]
fn weights_are_shown_with_their_units_and_their_sums() {
    on_both(|site| {
        let priority = "visits=5,fees=0.1/unit,registered=0.5/day";
        peopled(&site, || add_scheme(&site, "points", "sex", priority));
        let shown = site.cardctl.json(["scheme", "show", "points"]);
        assert_eq!(shown["priority"], json!(["visits=5/visit", "fees=0.1/unit", "registered=0.5/day"]));
        assert_eq!(members(&site, "M", "points"), ["H1", "H3"], "two days longer are one point");
        site.cardctl.ok("payment add --holder H3 --amount 20.00 --receipt R1".split(' '));
        assert_eq!(members(&site, "M", "points"), ["H3", "H1"], "twenty units are two points");
        site.cardctl.ok(["holder", "visit", "H1"]);
        let rows = site.cardctl.json(["cohort", "show", "M", "--scheme", "points"]);
        let points =
            |row: usize| -> f64 { rows[row]["points"].as_str().expect("points").parse().expect("a number") };
        assert_eq!((&rows[0]["ref"], &rows[1]["ref"]), (&json!("H1"), &json!("H3")));
        // 5 for the visit and 1 for two days, less 2 for the fee.
        assert!((points(0) - points(1) - 4.0).abs() < 0.001, "{rows}");
        for (priority, message) in [
            ("visits=5,fees", "either every priority has a weight"),
            ("visits=5/day", "write points for a visit"),
            ("visits=much", "no weight `visits=much`"),
        ] {
            let error = refused(&site, 2, &["scheme", "add", "x", "--facets", "sex", "--priority", priority]);
            assert!(error["message"].as_str().is_some_and(|said| said.contains(message)), "{error}");
        }
        checked(&site);
    });
}

#[test]
fn cohorts_are_filtered() {
    on_both(|site| {
        peopled(&site, || add_scheme(&site, "main", FACETS, "registered"));
        let listed = |more: &str| -> Vec<String> {
            let line = format!("cohort list -o csv --columns path {more}");
            site.cardctl.ok(line.trim().split(' ')).lines().skip(1).map(str::to_owned).collect()
        };
        assert_eq!(listed("--level region:6"), ["110102", "110105", "440524", "unknown/unknown/unknown"]);
        assert_eq!(listed("--under 1101 --level sex"), ["110102/1975/M", "110105/1949/F"]);
        assert_eq!(listed("--min-members 2"), ["11", "1101"]);
        assert_eq!(listed("--under 44 --max-members 1 --level region:2"), ["44"]);
        let error = refused(&site, 2, &["cohort", "list", "--level", "region:5"]);
        assert_eq!(error["hint"], format!("its levels are {}", FACETS.replace(',', ", ")));
        assert_eq!(refused(&site, 5, &["cohort", "list", "--under", "43"])["code"], "not-found");
        let part = site.cardctl.ok("cohort tree --under 110102 -o csv".split(' '));
        assert_eq!(part.lines().count(), 4, "{part}");
    });
}

/// This moment, as `--as-of` takes it, with some time before and after.
fn moment() -> String {
    thread::sleep(Duration::from_millis(20));
    let now = jiff::Timestamp::now().to_string();
    thread::sleep(Duration::from_millis(20));
    now
}

/// The refs of a cohort by rank at a moment.
fn members_at(site: &Site, path: &str, at: &str) -> Vec<String> {
    let list = site.cardctl.json(["cohort", "show", path, "--scheme", "main", "--as-of", at]);
    let rows = list.as_array().expect("a list");
    rows.iter().map(|row| row["ref"].as_str().expect("a ref").to_owned()).collect()
}

#[test]
fn a_cohort_is_looked_back_at() {
    on_both(|site| {
        peopled(&site, || add_scheme(&site, "main", "region:2,sex", "visits,fees"));
        let later = citizen_id("11010119800101003");
        import(&site, &format!("H7,吴七,citizen-id,{later},BJ,2026-01-07\n"));
        let start = moment();
        assert_eq!(members(&site, "11/M", "main"), ["H1", "H7"]);
        site.cardctl.ok(["holder", "visit", "H7"]);
        let visited = moment();
        site.cardctl.ok("payment add --holder H1 --amount 5.00 --receipt R1".split(' '));
        site.cardctl.ok(["holder", "visit", "H1"]);
        let passed = moment();
        // H1 turns out to be of Guangdong, and a new version orders by registration.
        site.cardctl.ok("parameter replace H1 1 citizen-id=440524188001010014 --reason x"
            .split(' ')
            .map(str::to_owned)
            .map(|word| {
                if word.starts_with("citizen-id=") {
                    format!("citizen-id={}", citizen_id("44030519800101005"))
                } else {
                    word
                }
            }));
        let left = moment();
        site.cardctl
            .ok("scheme set main --facets sex --priority registered:desc --reason simpler".split(' '));
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
        assert_eq!(members(&site, "M", "main"), ["H7", "H3", "H1"]);

        assert_eq!(members_at(&site, "11/M", &start), ["H1", "H7"]);
        assert_eq!(members_at(&site, "11/M", &visited), ["H7", "H1"]);
        assert_eq!(members_at(&site, "11/M", &passed), ["H1", "H7"]);
        assert_eq!(members_at(&site, "11/M", &left), ["H7"]);
        assert_eq!(members_at(&site, "11", &visited), ["H7", "H1", "H2"]);
        let then = site.cardctl.json(["cohort", "show", "11/M", "--scheme", "main", "--as-of", &visited]);
        assert_eq!(
            (&then[0]["visits"], &then[1]["visits"], &then[1]["fees"]),
            (&json!(1), &json!(0), &json!("0.00"))
        );
        assert_eq!(
            refused(&site, 5, &["cohort", "show", "11/M", "--as-of", "2026-01-01"])["code"],
            "not-found"
        );
        assert_eq!(refused(&site, 2, &["cohort", "show", "M", "--as-of", "yesterday"])["code"], "usage");

        let diff = |from: &str, to: &str, more: &[&str]| {
            let line = ["cohort", "diff", "11/M", "--from", from, "--to", to];
            let rows = site.cardctl.json(line.iter().chain(more));
            let text = |row: &Value| {
                let rank = |key| row[key].as_i64().map_or_else(|| "-".to_owned(), |rank| rank.to_string());
                format!(
                    "{} {} {} {}",
                    row["ref"].as_str().expect("a ref"),
                    row["change"].as_str().expect("a word"),
                    rank("rank_before"),
                    rank("rank_after")
                )
            };
            rows.as_array().expect("a list").iter().map(text).collect::<Vec<_>>()
        };
        assert_eq!(diff(&start, &visited, &[]), ["H7 reordered 2 1"]);
        assert_eq!(diff(&start, &visited, &["--all"]), ["H7 reordered 2 1", "H1 shifted 1 2"]);
        assert_eq!(diff(&visited, &passed, &["--holder", "H7"]), ["H1 reordered 2 1", "H7 shifted 1 2"]);
        assert_eq!(diff(&passed, &left, &[]), ["H1 left 1 -"]);
        assert_eq!(diff(&start, &start, &[]), Vec::<String>::new());
        let why = site.cardctl.json(["cohort", "diff", "11/M", "--from", &visited, "--to", &passed]);
        assert_eq!(
            (&why[0]["before"], &why[0]["after"]),
            (&json!(["visits 0", "fees 0.00"]), &json!(["visits 1", "fees 5.00"]))
        );
        checked(&site);

        // Nothing is left to look back at of who is restricted.
        site.cardctl.ok("holder restrict H1 --reason asked --yes".split(' '));
        assert_eq!(members_at(&site, "11/M", &passed), ["H7"]);
        checked(&site);
    });
}
