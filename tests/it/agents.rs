//! The tree of agents.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::acts::{audited, count, platform, refused};
use crate::fixture;
use crate::harness::{Site, on_both, sql};

fn add(site: &Site, arguments: &[&str]) {
    site.cardctl.ok([["agent", "add"].as_slice(), arguments].concat());
}

/// CN above BJ (region 11) above XC (region 110102), and SH alone.
fn tree(site: &Site) {
    platform(site);
    add(site, &["CN", "--name", "总代"]);
    add(site, &["BJ", "--name", "张三", "--parent", "CN", "--region", "110000", "--center", "BJ"]);
    add(site, &["XC", "--name", "李四", "--parent", "BJ", "--region", "110102"]);
    add(site, &["SH", "--name", "王五", "--since", "2026-01-01"]);
}

/// The codes of the tree on a day, each behind those above it.
fn paths(site: &Site, day: &str) -> Vec<String> {
    let nodes = site.cardctl.json(["agent", "tree", "--on", day]);
    let path = |node: &Value| node["path"].as_str().expect("a path").to_owned();
    nodes.as_array().expect("a list").iter().map(path).collect()
}

#[test]
fn agents_stand_in_a_tree() {
    on_both(|site| {
        tree(&site);
        assert_eq!(
            site.cardctl.json(["agent", "list"]),
            json!([
                {"code": "BJ", "name": "张三", "parent": "CN", "region": "11", "center": "BJ", "status": "active", "holder": null},
                {"code": "CN", "name": "总代", "parent": null, "region": null, "center": null, "status": "active", "holder": null},
                {"code": "SH", "name": "王五", "parent": null, "region": null, "center": null, "status": "active", "holder": null},
                {"code": "XC", "name": "李四", "parent": "BJ", "region": "110102", "center": null, "status": "active", "holder": null},
            ])
        );
        assert_eq!(
            site.cardctl.ok(["agent", "tree"]),
            "\
CODE      NAME  REGION  STATUS
------------------------------
CN        总代  -       active
`- BJ     张三  11      active
   `- XC  李四  110102  active
SH        王五  -       active
"
        );
        assert_eq!(paths(&site, "2026-01-01"), ["CN", "CN/BJ", "CN/BJ/XC", "SH"]);
        assert_eq!(site.cardctl.json(["agent", "tree", "BJ"]).as_array().map(Vec::len), Some(2));
        let shown = site.cardctl.json(["agent", "show", "XC"]);
        assert_eq!(
            (&shown["parent"], &shown["above"], &shown["below"], &shown["region_name"]),
            (&json!("BJ"), &json!(["BJ", "CN"]), &json!([]), &json!("北京市西城区"))
        );
        let keyless = site.cardctl.with_env("CARDCTL_KEY_FILE", site.directory().join("none.key"));
        assert_eq!(keyless.json(["agent", "show", "XC"])["name"], Value::Null);
    });
}

#[test]
fn the_same_agent_again_is_unchanged_and_another_a_conflict() {
    on_both(|site| {
        tree(&site);
        let before = audited(&site);
        add(&site, &["BJ", "--name", "张三", "--parent", "CN", "--region", "11", "--center", "BJ"]);
        add(&site, &["SH", "--name", "王五", "--since", "2026-01-01"]);
        assert_eq!(audited(&site), before);
        for (arguments, differs) in [
            (
                ["BJ", "--name", "张四", "--parent", "CN", "--region", "11", "--center", "BJ"].as_slice(),
                "name",
            ),
            (&["BJ", "--name", "张三", "--parent", "CN", "--center", "BJ"], "region"),
            (&["BJ", "--name", "张三", "--parent", "CN", "--region", "11"], "center"),
            (&["BJ", "--name", "张三", "--parent", "SH", "--region", "11", "--center", "BJ"], "parent"),
        ] {
            let error = refused(&site, 1, &[["agent", "add"].as_slice(), arguments].concat());
            let message = format!("agent `BJ` exists with another {differs}");
            assert_eq!((&error["code"], &error["message"]), (&json!("conflict"), &json!(message)));
        }
        assert_eq!(audited(&site), before);
    });
}

#[test]
fn what_makes_no_sense_is_refused() {
    on_both(|site| {
        tree(&site);
        let agents = count(&site, "agent");
        for (arguments, status, code, message) in [
            (["A", "--name", "x", "--parent", "BK"].as_slice(), 5, "not-found", "no agent `BK`"),
            (&["A", "--name", "x", "--center", "BK"], 5, "not-found", "no center `BK`"),
            (&["A", "--name", "x", "--region", "11"], 1, "conflict", "agent `BJ` holds the region `11`"),
            (&["A", "--name", "x", "--region", "110000"], 1, "conflict", "agent `BJ` holds the region `11`"),
            (&["A", "--name", "x", "--region", "999999"], 2, "usage", "no region `999999`"),
            (&["A", "--name", "x", "--region", "110"], 2, "usage", "no region `110`"),
            (&["A", "--name", "x", "--parent", "A"], 1, "agent-tree", "agent `A` would stand above itself"),
            (&["none", "--name", "x"], 2, "usage", "`none` can't be the code of an agent"),
            (&["A", "--name", "x", "--since", "soon"], 2, "usage", ""),
        ] {
            let error = refused(&site, status, &[["agent", "add"].as_slice(), arguments].concat());
            assert_eq!(error["code"], code, "{arguments:?}");
            assert!(message.is_empty() || error["message"] == message, "{error}");
        }
        for arguments in [
            ["agent", "show", "X"].as_slice(),
            &["agent", "tree", "X"],
            &["agent", "suspend", "X"],
            &["agent", "move", "X", "--parent", "CN"],
        ] {
            assert_eq!(refused(&site, 5, arguments)["message"], "no agent `X`");
        }
        assert_eq!(count(&site, "agent"), agents);
    });
}

#[test]
fn a_move_is_in_force_from_its_day() {
    on_both(|site| {
        tree(&site);
        site.cardctl.ok(["agent", "move", "XC", "--parent", "SH", "--since", "2026-05-01"]);
        let before = audited(&site);
        site.cardctl.ok(["agent", "move", "XC", "--parent", "SH", "--since", "2026-05-01"]);
        assert_eq!(audited(&site), before, "the same again is unchanged");
        assert_eq!(paths(&site, "2026-04-30"), ["CN", "CN/BJ", "CN/BJ/XC", "SH"]);
        assert_eq!(paths(&site, "2026-05-01"), ["CN", "CN/BJ", "SH", "SH/XC"]);
        site.cardctl.ok(["agent", "move", "XC", "--parent", "none", "--since", "2026-06-01"]);
        assert_eq!(paths(&site, "2026-06-01"), ["CN", "CN/BJ", "SH", "XC"]);
        // The add, as it was made, still holds.
        add(&site, &["XC", "--name", "李四", "--parent", "BJ", "--region", "110102"]);
        let parents = site.cardctl.json(["agent", "show", "XC"])["parents"].clone();
        let history: Vec<_> =
            parents.as_array().expect("a table").iter().map(|row| (&row["since"], &row["parent"])).collect();
        assert_eq!(
            history,
            [
                (&Value::Null, &json!("BJ")),
                (&json!("2026-05-01"), &json!("SH")),
                (&json!("2026-06-01"), &Value::Null),
            ]
        );
    });
}

#[test]
fn a_circle_is_refused_on_the_day_on_which_it_would_close() {
    on_both(|site| {
        tree(&site);
        let before = (audited(&site), count(&site, "agent_parent"));
        let error = refused(&site, 1, &["agent", "move", "CN", "--parent", "XC", "--since", "2026-05-01"]);
        assert_eq!(
            (&error["code"], &error["message"]),
            (
                &json!("agent-tree"),
                &json!("agent `CN` would stand above itself on 2026-05-01: CN under XC under BJ under CN")
            )
        );
        assert_eq!((audited(&site), count(&site, "agent_parent")), before);
        // SH goes under XC in June, so what is above XC can go under SH only until then.
        site.cardctl.ok(["agent", "move", "SH", "--parent", "XC", "--since", "2026-06-01"]);
        let error = refused(&site, 1, &["agent", "move", "CN", "--parent", "SH", "--since", "2026-05-01"]);
        assert!(error["message"].as_str().is_some_and(|text| text.contains("on 2026-06-01")), "{error}");
    });
}

#[test]
fn a_chain_has_64_levels_at_most() {
    on_both(|site| {
        platform(&site);
        let mut file = "code,name,parent\n".to_owned();
        for level in 1..=64 {
            let parent = if level == 1 { String::new() } else { format!("L{}", level - 1) };
            writeln!(file, "L{level},n,{parent}").expect("a string takes all");
        }
        site.write("agents.csv", &file);
        assert_eq!(
            site.cardctl.json(["agent", "import", "agents.csv", "--yes"]),
            json!({"read": 64, "imported": 64, "unchanged": 0})
        );
        let message = "the chain of agent `L65` would have more than 64 levels on 0001-01-01";
        let error = refused(&site, 1, &["agent", "add", "L65", "--name", "n", "--parent", "L64"]);
        assert_eq!((&error["code"], &error["message"]), (&json!("agent-tree"), &json!(message)));
        add(&site, &["TOP", "--name", "n"]);
        let error = refused(&site, 1, &["agent", "move", "L1", "--parent", "TOP", "--since", "2026-05-01"]);
        assert_eq!(error["message"], "the chain of agent `L64` would have more than 64 levels on 2026-05-01");
        site.write("more.csv", "code,name,parent\nL65,n,L64\n");
        let error = refused(&site, 8, &["agent", "import", "more.csv", "--yes"]);
        assert_eq!(error["message"], format!("`more.csv`: {message}"));
    });
}

/// Two purchases of May with XC and BJ in their chain, a refund of one, and a purchase of June without them.
fn stamped_purchases(site: &Site) {
    site.cardctl.ok(["provider", "add", "P", "--name", "p", "--rate", "12%"]);
    let id = |table: &str, code: &str| {
        let column = format!("SELECT CAST({table}_id AS TEXT) FROM {table} WHERE code = '{code}'");
        sql::texts(&site.url, &column).expect("it is there").concat()
    };
    let (xc, bj, sh, center, provider) =
        (id("agent", "XC"), id("agent", "BJ"), id("agent", "SH"), id("center", "BJ"), id("provider", "P"));
    let may = 20_574;
    let purchase = |n: i64, day: i64, chain: i64, refund: &str| {
        format!(
            "INSERT INTO purchase (purchase_id, holder_id, source_id, external_id, provider_id, amount, occurred_at, \
             day, refund_of, rate_ppm, center_id, chain_id, recorded) \
             VALUES ({n}, 900, 1, 'e{n}', {provider}, 100, 0, {day}, {refund}, 120000, {center}, {chain}, 0);"
        )
    };
    let statements = [
        "INSERT INTO source (source_id, name) VALUES (1, 'pos');".to_owned(),
        format!("INSERT INTO chain VALUES (1, 1, {xc}, 0), (1, 2, {bj}, 0), (2, 1, {sh}, 0);"),
        purchase(1, may, 1, "NULL"),
        purchase(2, may + 1, 1, "NULL"),
        purchase(3, may + 1, 1, "'e1'"),
        purchase(4, may + 31, 2, "NULL"),
    ];
    sql::execute(&site.url, &statements.concat()).expect("purchases as an import would stamp them");
}

#[test]
fn a_backdated_change_says_what_it_passes_over() {
    on_both(|site| {
        tree(&site);
        stamped_purchases(&site);
        for (arguments, said) in [
            (
                ["agent", "move", "XC", "--parent", "CN", "--since", "2026-05-01"].as_slice(),
                Some("2 purchases dated on or after 2026-05-01"),
            ),
            (
                &["agent", "suspend", "BJ", "--since", "2026-05-02"],
                Some("1 purchase dated on or after 2026-05-02"),
            ),
            (&["agent", "resume", "BJ", "--since", "2026-05-03"], None),
            (&["agent", "suspend", "CN", "--since", "2026-05-01"], None),
            (
                &["provider", "set", "P", "--rate", "9%", "--since", "2026-05-02"],
                Some("2 purchases dated on or after 2026-05-02"),
            ),
        ] {
            let output = site.cardctl.exits(0, arguments);
            assert_eq!(
                output.stderr.lines().find_map(|line| line.strip_prefix("note: ")).is_some(),
                said.is_some(),
                "{output}"
            );
            assert!(output.stderr.contains(said.unwrap_or_default()), "{output}");
        }
    });
}

#[test]
fn a_suspension_begins_and_ends() {
    on_both(|site| {
        tree(&site);
        site.cardctl.ok(["agent", "suspend", "BJ", "--since", "2026-05-01"]);
        site.cardctl.ok(["agent", "resume", "BJ", "--since", "2026-06-01"]);
        let before = audited(&site);
        site.cardctl.ok(["agent", "suspend", "BJ", "--since", "2026-05-15"]);
        site.cardctl.ok(["agent", "resume", "CN"]);
        assert_eq!(audited(&site), before, "both are so already");
        let status = |day: &str| site.cardctl.json(["agent", "tree", "BJ", "--on", day])[0]["status"].clone();
        assert_eq!(
            ["2026-04-30", "2026-05-01", "2026-05-31", "2026-06-01"].map(status),
            ["active", "suspended", "suspended", "active"]
        );
        let shown = site.cardctl.json(["agent", "show", "BJ"]);
        assert_eq!(shown["statuses"].as_array().map(Vec::len), Some(2));
    });
}

#[test]
fn an_agent_is_changed() {
    on_both(|site| {
        tree(&site);
        site.cardctl.ok(["agent", "set", "BJ", "--region", "none", "--name", "张七", "--center", "none"]);
        let shown = site.cardctl.json(["agent", "show", "BJ"]);
        assert_eq!(
            (&shown["name"], &shown["region"], &shown["center"]),
            (&json!("张七"), &Value::Null, &Value::Null)
        );
        site.cardctl.ok(["agent", "set", "SH", "--region", "11", "--center", "BJ"]);
        let before = audited(&site);
        site.cardctl.ok(["agent", "set", "SH", "--region", "110000", "--center", "BJ", "--name", "王五"]);
        assert_eq!(audited(&site), before);
        let error = refused(&site, 1, &["agent", "set", "BJ", "--region", "110102"]);
        assert_eq!(error["message"], "agent `XC` holds the region `110102`");
        let details = sql::texts(&site.url, "SELECT detail FROM audit").expect("the log").concat();
        assert!(!details.contains("张七") && !details.contains("张三"), "{details}");
    });
}

#[test]
fn a_file_of_agents_is_imported_once() {
    on_both(|site| {
        tree(&site);
        let file = "code,name,parent,region,center,since\n\
                    K1,甲,K2,,,\n\
                    K2,乙,K3,130000,BJ,\n\
                    K3,丙,CN,,,2026-01-01\n\
                    BJ,张三,CN,11,BJ,\n\
                    K1,甲,K2,,,\n";
        site.write("agents.csv", file);
        let before = audited(&site);
        let error = refused(&site, 7, &["agent", "import", "agents.csv"]);
        assert_eq!(error["code"], "needs-confirmation");
        assert_eq!((count(&site, "agent"), audited(&site)), (4, before));
        assert_eq!(
            site.cardctl.json(["agent", "import", "agents.csv", "--yes"]),
            json!({"read": 5, "imported": 3, "unchanged": 2})
        );
        assert_eq!(audited(&site), before + 1);
        // Nothing to do needs no yes.
        assert_eq!(
            site.cardctl.json(["agent", "import", "agents.csv"]),
            json!({"read": 5, "imported": 0, "unchanged": 5})
        );
        assert_eq!(
            site.cardctl.with_stdin(file).json(["agent", "import", "-"]),
            json!({"read": 5, "imported": 0, "unchanged": 5})
        );
        assert_eq!(audited(&site), before + 1);
        assert_eq!(
            paths(&site, "2026-01-01"),
            ["CN", "CN/BJ", "CN/BJ/XC", "CN/K3", "CN/K3/K2", "CN/K3/K2/K1", "SH"]
        );
        assert_eq!(site.cardctl.json(["agent", "show", "K2"])["name"], "乙");
    });
}

#[test]
fn a_wrong_file_of_agents_writes_nothing() {
    on_both(|site| {
        tree(&site);
        let before = (count(&site, "agent"), audited(&site));
        let import = |text: &str| {
            site.write("agents.csv", text);
            let error = refused(&site, 8, &["agent", "import", "agents.csv", "--yes"]);
            assert_eq!(error["code"], "bad-file");
            (
                error["message"].as_str().expect("a text").to_owned(),
                error["hint"].as_str().unwrap_or_default().to_owned(),
            )
        };
        for (rows, message) in [
            (",x,,,,", "line 2 of `agents.csv`: agent ``: it is empty"),
            ("A,,,,,", "line 2 of `agents.csv`: name: it is empty"),
            ("A,x,Z,,,", "line 2 of `agents.csv`: no agent `Z` in the file or the database"),
            ("A,x,,11,,", "line 2 of `agents.csv`: agent `BJ` holds the region `11`"),
            ("A,x,,13,,\nB,x,,130000,,", "line 3 of `agents.csv`: agent `A` holds the region `13`"),
            ("A,x,,,ZZ,", "line 2 of `agents.csv`: no center `ZZ`"),
            ("A,x,,00,,", "line 2 of `agents.csv`: no region `00`"),
            ("A,x,,,,\nA,y,,,,", "line 3 of `agents.csv`: agent `A` has other values on line 2"),
            ("CN,other,,,,", "line 2 of `agents.csv`: agent `CN` exists with another name"),
            (
                "A,x,B,,,\nB,x,C,,,\nC,x,A,,,2026-02-01",
                "`agents.csv`: agent `C` would stand above itself on 2026-02-01: C under A under B under C",
            ),
            ("A,x,A,,,", "`agents.csv`: agent `A` would stand above itself on 0001-01-01: A under A"),
        ] {
            assert_eq!(import(&format!("code,name,parent,region,center,since\n{rows}\n")).0, message);
        }
        let (message, hint) = import("code,name,parent,region,center,since\nA,x,Z,,,\nB,x,,00,,\n");
        assert_eq!(message, "2 rows of `agents.csv` can't be imported, so none was");
        assert_eq!(hint, "line 2: no agent `Z` in the file or the database\nline 3: no region `00`");
        let (message, _) = import("code,parent\nA,\n");
        assert_eq!(message, "line 1 of `agents.csv` lacks the column `name`");
        assert_eq!((count(&site, "agent"), audited(&site)), before);
    });
}

/// A platform whose standard tier lets its holders refer others. H1 belongs to A3, the lowest of three agents.
fn referring(site: &Site) {
    fixture::platform(site);
    site.cardctl.ok(split("tier set standard --permissions refer"));
}

fn split(line: &str) -> Vec<&str> {
    line.split(' ').collect()
}

#[test]
fn a_holder_becomes_an_agent_and_keeps_their_number() {
    on_both(|site| {
        referring(&site);
        let before = audited(&site);
        let error = refused(&site, 7, &split("agent promote H1 --since 2026-03-01"));
        assert_eq!(error["code"], "needs-confirmation");
        let promote = "agent promote H1 --region 110102 --center BJ --since 2026-03-01 --yes";
        assert_eq!(
            site.cardctl.json(split(promote)),
            json!({"ref": "H1", "code": "H1", "parent": "A3", "region": "110102", "center": "BJ",
                "since": "2026-03-01"})
        );
        assert_eq!(audited(&site), before + 1);
        let numbers =
            "SELECT h.ref || ' ' || a.code FROM agent AS a JOIN holder AS h ON h.holder_id = a.agent_id";
        assert_eq!(sql::texts(&site.url, numbers).expect("the numbers"), ["H1 H1"]);
        let shown = site.cardctl.json(["agent", "show", "H1"]);
        assert_eq!(
            ["name", "holder", "parent", "region", "above"].map(|key| shown[key].clone()),
            [json!("赵一"), json!("H1"), json!("A3"), json!("110102"), json!(["A3", "A2", "A1"])]
        );
        let listed = site.cardctl.ok(split("agent list -o csv --columns code,holder"));
        assert_eq!(listed, "code,holder\nA1,\nA2,\nA3,\nH1,H1\n");
        let holder = site.cardctl.json(["holder", "show", "H1"]);
        assert_eq!((&holder["own_agent"], &holder["agent"]), (&json!("H1"), &json!("A3")));
        assert_eq!(site.cardctl.json(["holder", "show", "H3"])["own_agent"], Value::Null);
        let history = site.cardctl.ok(split("holder history H1 -o csv --columns event,detail"));
        assert!(history.contains("made an agent,H1 from 2026-03-01"), "{history}");
        assert!(paths(&site, "2026-03-01").contains(&"A1/A2/A3/H1".to_owned()));

        // The same again, also after a move to a day before.
        site.cardctl.ok(split("agent move H1 --parent A1 --since 2026-02-01"));
        for line in [promote, "agent promote H1 --yes", "agent promote H1 --parent A3 --code H1"] {
            let output = site.cardctl.exits(0, split(line));
            assert!(output.stderr.contains("holder `H1` is unchanged"), "{output}");
        }
        for (more, differs) in [
            ("--code X1", "code"),
            ("--since 2026-03-02", "first day"),
            ("--parent none", "parent"),
            ("--parent A1", "parent"),
            ("--region 44", "region"),
        ] {
            let error = refused(&site, 1, &split(&format!("agent promote H1 {more} --yes")));
            let message = format!("holder `H1` is the agent `H1` already, with another {differs}");
            assert_eq!((&error["code"], &error["message"]), (&json!("conflict"), &json!(message)));
        }
        assert_eq!(audited(&site), before + 2);
        // Nobody need be under anybody, and the code need not be the ref.
        let top = site.cardctl.json(split("agent promote H3 --code NORTH --parent none --yes"));
        assert_eq!((&top["code"], &top["parent"]), (&json!("NORTH"), &Value::Null));
        let card = "SELECT CAST(card_no AS TEXT) FROM holder WHERE ref = 'H4'";
        let card = sql::texts(&site.url, card).expect("a card").concat();
        let by_card = site.cardctl.json(["agent", "promote", &card, "--yes"]);
        assert_eq!((&by_card["ref"], &by_card["parent"]), (&json!("H4"), &Value::Null));
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn not_everybody_becomes_an_agent() {
    on_both(|site| {
        referring(&site);
        site.cardctl.ok(split("agent add H4 --name Other --region 11"));
        site.write(
            "more.csv",
            "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code\n\
             H5,,周五,mobile,13900139000,BJ,,,,2026-01-01,,\n\
             none,,吴六,mobile,13900139001,BJ,,,,2026-01-01,,\n",
        );
        site.cardctl.ok(split("holder import more.csv --yes"));
        site.cardctl.ok(split("holder restrict H3 --reason asked --yes"));
        let before = (count(&site, "agent"), count(&site, "audit WHERE outcome = 'done'"));
        for (line, status, code, message) in [
            ("H9", 5, "not-found", "no holder has the ref or card `H9`"),
            ("H3", 7, "holder-restricted", "holder `H3` is restricted: storage only"),
            (
                "H2",
                7,
                "permission-missing",
                "`H2` may not refer: the tier `gold` does not allow it, and no cohort does",
            ),
            ("H5", 1, "run-state", "the card of `H5` is not activated, and only a holder becomes an agent"),
            ("H4", 1, "conflict", "`H4` is the code of another agent"),
            ("H1 --code A1", 1, "conflict", "`A1` is the code of another agent"),
            ("H1 --code none", 2, "usage", "`none` can't be the code of an agent"),
            ("H1 --since 2025-12-31", 2, "usage", "--since 2025-12-31 lies before the activation"),
            ("H1 --parent A9", 5, "not-found", "no agent `A9`"),
            ("H1 --parent H1", 5, "not-found", "no agent `H1`"),
            ("H1 --region 110000", 1, "conflict", "agent `H4` holds the region `11`"),
            ("H1 --center B", 5, "not-found", "no center `B`"),
        ] {
            let error = refused(&site, status, &split(&format!("agent promote {line} --yes")));
            assert_eq!((&error["code"], &error["message"]), (&json!(code), &json!(message)), "{line}");
        }
        let hint = refused(&site, 1, &split("agent promote H4 --yes"))["hint"].clone();
        assert_eq!(hint, "give the agent a code of its own by `--code CODE`");
        let after = (count(&site, "agent"), count(&site, "audit WHERE outcome = 'done'"));
        assert_eq!(after, before);
        let trace =
            "SELECT subject FROM audit WHERE outcome = 'refused' AND action = 'agent promote' ORDER BY seq";
        assert_eq!(sql::texts(&site.url, trace).expect("the refusals"), ["H3", "H2"]);
    });
}

#[test]
fn the_chain_of_a_promoted_holder_has_64_levels_at_most() {
    on_both(|site| {
        referring(&site);
        let mut file = "code,name,parent\n".to_owned();
        for level in 4..=64 {
            let parent = if level == 4 { "A3".to_owned() } else { format!("A{}", level - 1) };
            writeln!(file, "A{level},n,{parent}").expect("a string takes all");
        }
        site.write("agents.csv", &file);
        site.cardctl.ok(split("agent import agents.csv --yes"));
        let error = refused(&site, 1, &split("agent promote H1 --parent A64 --since 2026-03-01 --yes"));
        let message = "the chain of agent `H1` would have more than 64 levels on 2026-03-01";
        assert_eq!((&error["code"], &error["message"]), (&json!("agent-tree"), &json!(message)));
        site.cardctl.ok(split("agent promote H1 --parent A62 --since 2026-03-01 --yes"));
        // Under one of those that stand under it nobody goes.
        site.cardctl.ok(split("agent add LOW --name n --parent H1 --since 2026-03-01"));
        let error = refused(&site, 1, &split("agent move H1 --parent LOW --since 2026-03-01"));
        assert_eq!(
            error["message"],
            "agent `H1` would stand above itself on 2026-03-01: H1 under LOW under H1"
        );
    });
}

#[test]
fn a_promoted_holder_earns_as_both() {
    on_both(|site| {
        referring(&site);
        site.cardctl.ok(split("agent promote H1 --since 2026-03-01 --yes"));
        site.cardctl.ok(split("holder set H2 --agent H1 --since 2026-03-01 --reason referred"));
        fixture::purchases(&site, &["P1,H1,100.00,2026-03-02,,", "P2,H2,100.00,2026-03-02,,"]);
        site.cardctl.ok(split("settle run --through 2026-03-31 --post --yes"));
        let lines = fixture::lines(&site, "1");
        for line in ["P1 holder  H1 4.80", "P1 agent 1 A3 2.40", "P2 agent 1 H1 2.40", "P2 agent 2 A3 1.20"] {
            assert!(lines.contains(&line.to_owned()), "{line} is missing in {lines:?}");
        }
        let balances = site.cardctl.ok(split("ledger balances -o csv"));
        for line in ["holder,H1,4.80,0.00,4.80", "agent,H1,2.40,0.00,2.40", "agent,A3,3.60,0.00,3.60"] {
            assert!(balances.lines().any(|found| found == line), "{line} is missing in {balances}");
        }
        assert_eq!(site.cardctl.json(["holder", "show", "H1"])["balance"], "4.80");
        let report = site.cardctl.ok(split("report commission --by agent -o csv"));
        assert!(report.contains("H1,1,2.40"), "{report}");
        let told = site.cardctl.json(["settle", "explain", "P2"]);
        assert_eq!(told["agents"][0], json!({"level": 1, "agent": "H1", "suspended": false}));
        site.cardctl.ok(["db", "check"]);
        // Both names are sealed anew, each for its own place.
        site.cardctl.ok(split("key rotate --yes"));
        assert_eq!(site.cardctl.json(["agent", "show", "H1"])["name"], "赵一");
        assert_eq!(site.cardctl.json(["holder", "show", "H1"])["name"], "赵**");
        site.cardctl.ok(["db", "check"]);
        // The database file knows the name no more than before.
        if let Some(path) = site.url.strip_prefix("sqlite://") {
            let bytes = std::fs::read(path).expect("the database");
            let name = "赵一".as_bytes();
            assert!(!bytes.windows(name.len()).any(|window| window == name));
        }
    });
}

#[test]
fn an_agent_is_suspended_before_the_holder_is_restricted() {
    on_both(|site| {
        referring(&site);
        site.cardctl.ok(split("agent promote H1 --since 2026-03-01 --yes"));
        let restrict = split("holder restrict H1 --reason asked --yes");
        let error = refused(&site, 1, &restrict);
        assert_eq!(
            (&error["code"], &error["message"]),
            (&json!("run-state"), &json!("holder `H1` is the agent `H1`, who is not suspended"))
        );
        // A suspension that ends some day is none.
        site.cardctl.ok(split("agent suspend H1"));
        site.cardctl.ok(split("agent resume H1 --since 2999-01-01"));
        assert_eq!(refused(&site, 1, &restrict)["code"], "run-state");
        site.cardctl.ok(split("agent suspend H1 --since 2999-01-01"));
        site.cardctl.ok(restrict);

        assert_eq!(site.cardctl.json(["agent", "show", "H1"])["name"], Value::Null);
        let listed = site.cardctl.ok(split("agent list -o csv --columns code,name,status,holder"));
        assert!(listed.contains("H1,,suspended,H1\n"), "{listed}");
        assert!(!site.cardctl.ok(["agent", "tree"]).contains("赵一"));
        for line in
            ["agent resume H1", "agent set H1 --name X", "agent add H1 --name 赵一", "agent promote H1"]
        {
            assert_eq!(refused(&site, 7, &split(line))["code"], "holder-restricted", "{line}");
        }
        site.write("agents.csv", "code,name\nH1,赵一\n");
        let error = refused(&site, 8, &split("agent import agents.csv --yes"));
        assert!(error["message"].as_str().is_some_and(|text| text.contains("storage only")), "{error}");
        // Its place can still be changed, for the sake of those around it.
        site.cardctl.ok(split("agent move H1 --parent none"));
        site.cardctl.ok(["db", "check"]);

        site.cardctl.ok(split("holder restrict H1 --lift --reason asked --yes"));
        site.cardctl.ok(split("agent resume H1"));
        assert_eq!(site.cardctl.json(["agent", "show", "H1"])["name"], "赵一");
    });
}
