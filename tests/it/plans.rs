//! Plans held against the law, and purchases that are only thought of.

use serde_json::{Value, json};

use crate::acts::{audited, count, refused, sound_but_for};
use crate::fixture::{self, PLAN, import_plan};
use crate::harness::cardctl::Output;
use crate::harness::{Site, on_both, sql};

/// What the law says, as `rule level state`.
#[track_caller]
fn lint(site: &Site, status: i32, arguments: &str) -> Vec<String> {
    let words = ["plan", "lint", "-o", "json"].into_iter().chain(words(arguments));
    let output = site.cardctl.exits(status, words);
    let rows: Vec<Value> = serde_json::from_str(&output.stdout).expect("rows");
    let cell = |row: &Value, key: &str| row[key].as_str().unwrap_or("-").to_owned();
    rows.iter().map(|row| ["rule", "level", "state"].map(|key| cell(row, key)).join(" ")).collect()
}

/// What a rule says of a plan.
#[track_caller]
fn row(site: &Site, rule: &str, arguments: &str) -> Value {
    let output = site.cardctl.run(["plan", "lint", "-o", "json"].into_iter().chain(words(arguments)));
    let rows: Vec<Value> = serde_json::from_str(&output.stdout).unwrap_or_else(|_| panic!("{output}"));
    rows.into_iter().find(|row| row["rule"] == rule).unwrap_or_else(|| panic!("no {rule}: {output}"))
}

fn words(arguments: &str) -> impl Iterator<Item = &str> {
    arguments.split(' ').filter(|word| !word.is_empty())
}

/// `plan lint` with an answer, not asking.
fn answered(site: &Site, arguments: &str, reason: &str) -> Output {
    let words = ["plan", "lint"].into_iter().chain(words(arguments)).chain(["--reason", reason, "--yes"]);
    site.cardctl.run(words)
}

/// Makes a holder an agent with a code below another one, as a promotion does.
fn promote(site: &Site, holder: &str, code: &str, parent: &str) {
    let promoted = format!(
        "INSERT INTO agent (agent_id, code, name, region, center_id, recorded)
         SELECT holder_id, '{code}', name, NULL, NULL, recorded FROM holder WHERE ref = '{holder}';
         INSERT INTO agent_parent (agent_id, since, recorded, parent_id)
         SELECT h.holder_id, 0, h.recorded, a.agent_id FROM holder AS h JOIN agent AS a ON a.code = '{parent}'
         WHERE h.ref = '{holder}'"
    );
    sql::execute(&site.url, &promoted).expect("a promoted holder");
}

#[test]
fn a_plan_is_held_against_the_rules_in_force() {
    on_both(|site| {
        fixture::platform(&site);
        let all = lint(&site, 0, "--all");
        assert_eq!(
            all,
            [
                "DS01 - kept",
                "DS02 - kept",
                "DS03 warn open",
                "DS04 warn open",
                "DS05 - kept",
                "DS06 - kept",
                "DS09 - kept",
                "TX02 warn open"
            ]
        );
        let open: Vec<&String> = all.iter().filter(|row| row.ends_with("open")).collect();
        assert_eq!(lint(&site, 0, "standard").iter().collect::<Vec<_>>(), open);
        let found = row(&site, "DS04", "standard@2026-01-01");
        assert_eq!(
            found,
            json!({
                "plan": "standard@2026-01-01",
                "rule": "DS04",
                "level": "warn",
                "state": "open",
                "found": "agent 2 has 10%; a share whose agent is missing goes to the last agent, of whatever level; \
                          3 agents on 3 levels today (level 1: 1, level 2: 1, level 3: 1)",
                "source": "禁止传销条例 art. 7(3)",
                "since": "2005-11-01",
                "by": null,
                "at": null,
                "reason": null,
            })
        );
        let found = row(&site, "DS05", "standard --all");
        assert_eq!(found["found"], "one agent can get 30% of the pool, so 3.6% of a sale at most");
        assert_eq!(found["source"], "直销管理条例 art. 24");
        let found = row(&site, "DS09", "--all");
        assert_eq!(
            (&found["found"], &found["source"], &found["since"]),
            (&json!("the shares sum to 100% at most"), &Value::Null, &Value::Null)
        );
        // For people every finding is a block with all that is known of it.
        let shown = site.cardctl.ok(["plan", "lint", "standard"]);
        assert!(shown.contains("rule            DS03\nlevel           warn\n"), "{shown}");
        assert!(
            shown.contains("source          禁止传销条例 art. 7(3)\nin force since  2005-11-01\n"),
            "{shown}"
        );
        assert!(!shown.contains("reason"), "{shown}");

        site.cardctl.ok("setting set withholding cumulative --reason tax".split(' '));
        assert_eq!(lint(&site, 0, ""), ["DS03 warn open", "DS04 warn open"]);
        assert_eq!(refused(&site, 5, &["plan", "lint", "standrad"])["hint"], "did you mean `standard`?");
        assert_eq!(refused(&site, 2, &["plan", "lint", "--on", "soon"])["code"], "usage");
    });
}

#[test]
fn what_stands_around_a_plan_is_looked_at() {
    on_both(|site| {
        fixture::bare_platform(&site);
        let hint = site.cardctl.exits(0, ["plan", "lint"]);
        assert!(hint.stdout.is_empty() && hint.stderr.contains("no plans yet"), "{hint}");
        let gold = "[[share]]\nrole = \"agent\"\nlevel = 1\ntier = \"gold\"\nrate = \"21%\"\n";
        let text = PLAN.replace("rate = \"50%\"", "rate = \"40%\"");
        site.write(
            "gold.toml",
            &text.replace("2026-01-01\"", "2026-01-01\"\nhold_days = 45").replacen(
                "[[share]]",
                &format!("{gold}\n[[share]]"),
                1,
            ),
        );
        let files = |status| lint(&site, status, "--plan-file gold.toml");
        let open =
            ["DS02 error open", "DS03 warn open", "DS04 warn open", "DS06 warn open", "TX02 warn open"];
        assert_eq!(files(6), open);
        assert_eq!(
            row(&site, "DS02", "--plan-file gold.toml")["found"],
            "agent 1 has 21% where the holder paid 199.00 for `gold`, and 20% with `standard`"
        );
        assert_eq!(
            row(&site, "DS03", "--plan-file gold.toml")["found"],
            "agent 1 has 20%, 21% for tier `gold`"
        );
        site.cardctl.ok("tier set gold --min-fee none".split(' '));
        assert_eq!(files(0), open[1..]);
        site.cardctl.ok("tier set gold --min-fee 10.00 --permissions refer".split(' '));
        assert_eq!(files(6), open);
        assert!(row(&site, "DS02", "--plan-file gold.toml")["found"].as_str().is_some_and(|found| {
            found.starts_with(
                "who pays 10.00 for `gold` may refer, and with `standard` nobody may; agent 1 has 21%",
            )
        }));
        site.cardctl.ok("tier set gold --min-fee none".split(' '));

        // The rate of a provider counts while the plan is in force, and not before.
        site.cardctl.ok("provider add mall --name Mall --rate 100% --since 2020-01-01".split(' '));
        site.cardctl.ok("provider set mall --rate 90% --since 2025-12-31".split(' '));
        assert_eq!(files(0), open[1..]);
        site.cardctl.ok("provider set mall --rate 97% --since 2026-05-01".split(' '));
        assert_eq!(files(0)[2], "DS05 warn open");
        assert_eq!(
            row(&site, "DS05", "--plan-file gold.toml")["found"],
            "one agent can get 31% of the pool for tier `gold`, so 30.07% of a sale of `mall` (97%)"
        );
        // The next version ends it before that rate.
        import_plan(&site, &PLAN.replace("2026-01-01", "2026-05-01"));
        assert_eq!(files(0), open[1..]);

        // A holder who became an agent turns a warning into what is forbidden.
        promote(&site, "H3", "P3", "A3");
        let found = row(&site, "DS04", "--plan-file gold.toml");
        assert_eq!(found["level"], "error");
        assert!(
            found["found"].as_str().is_some_and(|found| found.ends_with(
                "4 agents on 4 levels today (level 1: 1, level 2: 1, level 3: 1, level 4: 1); \
                 promoted holders among them: `P3`"
            )),
            "{found}"
        );
        let agents: Vec<String> = (0..26).map(|n| format!("L{n},Agent {n},A2,,,\n")).collect();
        site.write("agents.csv", &format!("code,name,parent,region,center,since\n{}", agents.concat()));
        site.cardctl.ok("agent import agents.csv --yes".split(' '));
        let found = row(&site, "DS04", "--plan-file gold.toml")["found"].clone();
        assert!(
            found.as_str().is_some_and(|found| found
                .ends_with("; from 3 levels and 30 people on it is prosecuted (公通字〔2013〕37号)")
                && found.contains("30 agents on 4 levels")),
            "{found}"
        );
        assert_eq!(count(&site, "plan_version"), 1, "a file is only looked at");
    });
}

#[test]
fn a_version_is_judged_by_the_rules_of_its_first_day() {
    on_both(|site| {
        fixture::bare_platform(&site);
        for from in ["2005-10-31", "2005-11-01", "2019-01-01", "2026-01-01"] {
            import_plan(&site, &PLAN.replace("2026-01-01", from));
        }
        assert_eq!(lint(&site, 0, "standard@2005-10-31 --all"), ["DS09 - kept"]);
        assert_eq!(lint(&site, 0, "standard@2005-11-01"), ["DS03 warn open", "DS04 warn open"]);
        let all = lint(&site, 0, "");
        assert_eq!(all.len(), 2 + 3 + 3, "{all:?}");
        let withholding = |arguments| {
            let row = row(&site, "TX02", arguments);
            (row["source"].clone(), row["since"].clone())
        };
        assert_eq!(
            withholding("standard@2019-01-01"),
            (json!("税务总局公告2018年第61号"), json!("2019-01-01"))
        );
        let newer = (json!("税务总局公告2025年第16号"), json!("2025-10-01"));
        assert_eq!(withholding("standard@2026-01-01"), newer);
        assert_eq!(withholding("standard@2019-01-01 --on 2025-10-01"), newer);
        assert_eq!(
            lint(&site, 0, "standard@2005-10-31 --on 2005-11-01"),
            ["DS03 warn open", "DS04 warn open"]
        );
        // Who is in force today under rules that came later is told so.
        site.cardctl.ok("plan withdraw standard@2026-01-01 --yes".split(' '));
        let output = site.cardctl.exits(0, ["plan", "lint", "standard@2019-01-01"]);
        assert!(
            output.stderr.contains("rules came in force after `standard@2019-01-01` began; `--on 2"),
            "{output}"
        );
        let output = site.cardctl.exits(0, ["plan", "lint", "standard@2005-11-01"]);
        assert!(!output.stderr.contains("rules came in force"), "it is past: {output}");
    });
}

#[test]
fn a_broken_rule_is_overridden_and_a_warning_acknowledged() {
    on_both(|site| {
        fixture::platform(&site);
        promote(&site, "H3", "P3", "A3");
        assert_eq!(lint(&site, 6, ""), ["DS03 warn open", "DS04 error open", "TX02 warn open"]);
        let entries = audited(&site);

        // What is broken is overridden, what warns is acknowledged, and with a reason.
        let wrong = |status, arguments: &str| {
            let words = ["plan", "lint"].into_iter().chain(words(arguments)).collect::<Vec<_>>();
            refused(&site, status, &words)
        };
        assert_eq!(
            wrong(2, "standard --acknowledge DS04 --reason x --yes")["message"],
            "DS04 is broken, not only warned of"
        );
        let error = wrong(2, "standard --override DS03 --reason x --yes");
        assert_eq!(
            (&error["message"], &error["hint"]),
            (
                &json!("DS03 only warns"),
                &json!("say `cardctl plan lint standard@2026-01-01 --acknowledge DS03 --reason TEXT`")
            )
        );
        assert_eq!(
            wrong(2, "standard --override DS02 --reason x --yes")["message"],
            "`standard@2026-01-01` does not meet DS02"
        );
        assert_eq!(wrong(2, "standard --override DS99 --reason x --yes")["message"], "no rule `DS99`");
        assert_eq!(wrong(2, "standard --override DS04 --yes")["message"], "an override wants a reason");
        assert_eq!(wrong(7, "standard --override DS04 --reason x")["code"], "needs-confirmation");
        wrong(2, "--override DS04 --reason x --yes");
        assert_eq!((audited(&site), count(&site, "plan_rule")), (entries, 0));

        let output = answered(&site, "standard --override ds04", "licensed in Xicheng");
        assert_eq!((output.status, output.stdout.as_str()), (0, ""), "{output}");
        assert!(output.stderr.contains("DS04 of `standard@2026-01-01` is overridden"), "{output}");
        assert_eq!(answered(&site, "standard --acknowledge DS03", "read").status, 0);
        assert_eq!(lint(&site, 0, ""), ["DS03 warn acknowledged", "DS04 error overridden", "TX02 warn open"]);
        let found = row(&site, "DS04", "");
        assert_eq!(found["reason"], "licensed in Xicheng");
        assert!(found["by"].is_string() && found["at"].is_string(), "{found}");
        assert_eq!(audited(&site), entries + 2);
        let last = "SELECT subject || ' ' || detail || ' ' || reason FROM audit WHERE seq = (SELECT MAX(seq) - 1 FROM audit)";
        let last = sql::texts(&site.url, last).expect("the last entry but one").concat();
        assert!(
            last.starts_with(r#"standard@2026-01-01 {"rule":"DS04","answer":"overridden","level":"error","#),
            "{last}"
        );
        assert!(last.contains("promoted holders among them: `P3`"), "{last}");
        assert!(last.ends_with(" licensed in Xicheng"), "{last}");

        let said = site.cardctl.json(["plan", "show", "standard"])["rules"].clone();
        let said = said.as_array().expect("a table").iter().map(|row| {
            ["rule", "answer", "reason"].map(|key| row[key].as_str().expect("a text").to_owned()).join(" ")
        });
        assert_eq!(
            said.collect::<Vec<_>>(),
            ["DS03 acknowledged read", "DS04 overridden licensed in Xicheng"]
        );

        // The same again changes nothing, whatever reason is given.
        let again = answered(&site, "standard --override DS04", "another");
        assert_eq!(again.status, 0, "{again}");
        assert!(again.stderr.contains("is overridden already, by "), "{again}");
        assert_eq!((audited(&site), count(&site, "plan_rule")), (entries + 2, 2));
        sound_but_for(&site, "rows-kept");

        // What was acknowledged as a warning does not do for what is forbidden.
        import_plan(&site, &PLAN.replace("2026-01-01", "2026-06-01"));
        let error =
            refused(&site, 2, &["plan", "lint", "standard", "--override", "DS04", "--reason", "x", "--yes"]);
        assert_eq!(error["message"], "there are several versions of plan `standard`");
        sql::execute(&site.url, "DELETE FROM agent_parent WHERE agent_id IN (SELECT holder_id FROM holder)")
            .and_then(|()| sql::execute(&site.url, "DELETE FROM agent WHERE code = 'P3'"))
            .expect("nobody promoted");
        assert_eq!(answered(&site, "standard@2026-06-01 --acknowledge DS04", "read").status, 0);
        assert!(lint(&site, 0, "standard@2026-06-01").contains(&"DS04 warn acknowledged".to_owned()));
        promote(&site, "H3", "P3", "A3");
        assert!(lint(&site, 6, "standard@2026-06-01").contains(&"DS04 error open".to_owned()));

        site.cardctl.ok("plan withdraw standard@2026-06-01 --yes".split(' '));
        let output = site.cardctl.exits(6, ["plan", "lint", "standard@2026-06-01"]);
        assert!(output.stderr.contains("note: `standard@2026-06-01` was withdrawn"), "{output}");
        let error = wrong(1, "standard@2026-06-01 --override DS04 --reason x --yes");
        assert_eq!(error["message"], "plan `standard@2026-06-01` was withdrawn");
    });
}

#[test]
fn an_approval_tells_what_is_open_and_goes_on() {
    on_both(|site| {
        fixture::bare_platform(&site);
        site.write("plan.toml", PLAN);
        let output = site.cardctl.exits(0, ["plan", "import", "plan.toml"]);
        assert!(output.stderr.contains("`cardctl plan lint standard`"), "{output}");
        promote(&site, "H3", "P3", "A3");
        answered(&site, "standard --acknowledge TX02", "set before the first payout");
        let output = site.cardctl.exits(7, ["plan", "approve", "standard"]);
        let open = "warning: open rules of `standard@2026-01-01`: DS03 (warn), DS04 (error); \
                    `cardctl plan lint standard@2026-01-01` tells what was found\n";
        assert!(output.stderr.contains(open), "{output}");
        let output = site.cardctl.exits(0, ["plan", "approve", "standard", "--yes"]);
        assert!(output.stderr.contains(open), "{output}");
        let output = site.cardctl.exits(0, ["plan", "withdraw", "standard", "--yes"]);
        assert!(!output.stderr.contains("open rules"), "{output}");
    });
}

/// A plan with a share for a category and one for a tier in it, which rounds down.
const SALE: &str = r#"
name = "sale"
effective_from = "2026-04-01"
rounding = "floor"
hold_days = 7

[[share]]
role = "holder"
rate = "33.3333%"

[[share]]
role = "holder"
category = "tea"
rate = "20%"

[[share]]
role = "holder"
tier = "gold"
category = "tea"
rate = "45.5%"

[[share]]
role = "agent"
level = 1
rate = "15%"
missing = "last-agent"

[[share]]
role = "agent"
level = 3
rate = "5%"

[[share]]
role = "staff"
rate = "7%"
"#;

fn simulated(site: &Site, arguments: &str) -> Value {
    site.cardctl.json(["plan", "simulate"].into_iter().chain(words(arguments)))
}

#[test]
fn what_is_simulated_is_what_a_purchase_brings() {
    on_both(|site| {
        fixture::platform(&site);
        import_plan(&site, SALE);
        site.cardctl.ok("agent suspend A2 --since 2026-02-10".split(' '));
        site.cardctl.ok("agent suspend A3 --since 2026-04-10".split(' '));
        site.cardctl.ok("provider set shop --rate 9.5% --since 2026-03-01".split(' '));
        site.cardctl.ok("holder set H4 --agent A2 --tier gold --since 2026-03-15 --reason moved".split(' '));
        let before = (audited(&site), count(&site, "chain"), site.cardctl.json(["db", "status"]));
        let amounts = [("83.58", ""), ("0.08", "tea"), ("1234567.89", "tea"), ("9.99", "other")];
        let mut thought = Vec::new();
        let mut rows = Vec::new();
        for holder in ["H1", "H2", "H3", "H4"] {
            for day in ["2026-02-01", "2026-02-10", "2026-03-20", "2026-04-02", "2026-04-10"] {
                for _ in 0..2 {
                    // Two of four for each, so that all meet.
                    let (amount, category) = amounts[(rows.len() + rows.len() / 4) % 4];
                    let id = format!("T{}", rows.len());
                    let of =
                        if category.is_empty() { String::new() } else { format!("--category {category}") };
                    let arguments = format!("--holder {holder} --on {day} --amount {amount} {of}");
                    thought.push((id.clone(), simulated(&site, &arguments)));
                    rows.push(format!("{id},{holder},{amount},{day},{category},"));
                }
            }
        }
        let after = (audited(&site), count(&site, "chain"), site.cardctl.json(["db", "status"]));
        let without_size = |mut counts: (usize, usize, Value)| {
            counts.2.as_object_mut().map(|record| record.remove("size"));
            counts
        };
        assert_eq!(without_size(after), without_size(before), "nothing is written");

        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        assert_eq!(fixture::purchases(&site, &rows)["imported"], rows.len());
        site.cardctl.ok("settle run --through 2026-04-30 --post --yes".split(' '));
        for (id, thought) in thought {
            let told = site.cardctl.json(["settle", "explain", &id]);
            for key in [
                "holder",
                "provider",
                "amount",
                "category",
                "rate",
                "center",
                "staff",
                "tier",
                "agents",
                "plan",
                "rounding",
                "pool",
                "pool_exact",
                "shares",
                "lines",
            ] {
                assert_eq!(thought[key], told[key], "{key} of {id}\n{thought}\n{told}");
            }
            assert_eq!((&thought["plan_state"], &thought["in_force"]), (&json!("approved"), &json!(true)));
        }
        // A suspended agent was among them, and a pool that leaves something to round.
        let one = simulated(&site, "--holder H1 --on 2026-04-10 --amount 83.58");
        assert_eq!(
            (&one["agents"][0], &one["plan"], &one["due_on"]),
            (
                &json!({ "level": 1, "agent": "A3", "suspended": true }),
                &json!("sale@2026-04-01"),
                &json!("2026-04-17")
            )
        );
        let agent =
            one["lines"].as_array().and_then(|lines| lines.iter().find(|line| line["role"] == "agent"));
        // Of a pool of 794: 15 % of level 1 and 5 % of level 3, both for A1, rounded down.
        assert_eq!(agent, Some(&json!({ "role": "agent", "level": 3, "party": "A1", "amount": "1.58" })));
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn any_version_and_any_file_can_be_simulated() {
    on_both(|site| {
        fixture::bare_platform(&site);
        let try_it = "--holder H1 --amount 100 --on 2026-02-01";
        let none =
            refused(&site, 5, &["plan", "simulate", "--holder", "H1", "--amount", "1", "--on", "2026-02-01"]);
        assert_eq!(none["message"], "no plan is in force on 2026-02-01");
        let told = |arguments: &str| {
            let words = ["plan", "simulate"].into_iter().chain(words(arguments)).chain(words(try_it));
            let output = site.cardctl.exits(0, words.chain(["-o", "json"]));
            let record: Value = serde_json::from_str(&output.stdout).expect("a record");
            let state = [&record["plan"], &record["plan_state"], &record["in_force"]].map(Clone::clone);
            (state, record["lines"].clone(), output.stderr)
        };
        site.write("plan.toml", PLAN);
        let (state, of_file, stderr) = told("--plan-file plan.toml");
        assert_eq!(state, [json!("standard@2026-01-01"), json!("file"), json!(false)]);
        assert!(stderr.contains("`standard@2026-01-01` is a file that is not imported"), "{stderr}");
        assert_eq!(count(&site, "plan_version"), 0);

        site.cardctl.ok(["plan", "import", "plan.toml"]);
        let (state, lines, stderr) = told("");
        assert_eq!((&state[1], &state[2], &lines), (&json!("imported"), &json!(false), &of_file));
        assert!(
            stderr.contains("`standard@2026-01-01` is not approved: purchases of 2026-02-01 wait"),
            "{stderr}"
        );
        site.cardctl.ok("plan approve standard --yes".split(' '));
        let (state, lines, stderr) = told("");
        assert_eq!((&state[1], &state[2], &lines), (&json!("approved"), &json!(true), &of_file));
        assert!(!stderr.contains("warning"), "{stderr}");

        import_plan(&site, SALE);
        let (state, lines, stderr) = told("sale");
        assert_eq!(state, [json!("sale@2026-04-01"), json!("approved"), json!(false)]);
        assert_ne!(lines, of_file);
        assert!(
            stderr.contains(
                "purchases of 2026-02-01 fall under `standard@2026-01-01`, not under `sale@2026-04-01`"
            ),
            "{stderr}"
        );
        site.cardctl.ok("plan withdraw sale --yes".split(' '));
        let (state, again, stderr) = told("sale@2026-04-01");
        assert_eq!((&state[1], again), (&json!("withdrawn"), lines));
        assert!(stderr.contains("`sale@2026-04-01` was withdrawn"), "{stderr}");
        assert_eq!(told("").0[0], "standard@2026-01-01");

        site.write("wrong.toml", &PLAN.replace("40%", "70%"));
        let wrong = ["plan", "simulate", "--plan-file", "wrong.toml", "--holder", "H1", "--amount", "1"];
        assert_eq!(refused(&site, 8, &wrong)["code"], "bad-plan");
        assert_eq!(refused(&site, 8, &["plan", "lint", "--plan-file", "wrong.toml"])["code"], "bad-plan");
        assert_eq!(refused(&site, 1, &["plan", "lint", "--plan-file", "none.toml"])["code"], "io");
    });
}

#[test]
fn a_purchase_that_would_not_be_taken_is_not_simulated() {
    on_both(|site| {
        fixture::platform(&site);
        let of = |status, arguments: &str| {
            let words = ["plan", "simulate"].into_iter().chain(words(arguments)).collect::<Vec<_>>();
            refused(&site, status, &words)
        };
        assert_eq!(of(5, "--holder H9 --amount 1")["code"], "not-found");
        assert_eq!(of(2, "--holder H1 --amount 0")["message"], "--amount: it must be above 0");
        assert_eq!(of(2, "--holder H1 --amount 1.234")["code"], "usage");
        assert_eq!(of(2, "--holder H1 --amount 1 --on 2026-2-1")["code"], "usage");
        assert_eq!(
            of(1, "--holder H1 --amount 1 --on 2025-12-31")["message"],
            "it is dated before the holder's activation on 2026-01-01"
        );
        let error = of(5, "--holder H1 --amount 1 --on 2026-02-01 --provider shpo");
        assert_eq!(error["hint"], "did you mean `shop`?");
        site.cardctl.ok("provider add late --name Late --rate 5% --since 2026-03-01".split(' '));
        assert_eq!(of(2, "--holder H1 --amount 1 --on 2026-02-01")["message"], "there are several providers");
        assert_eq!(
            of(1, "--holder H1 --amount 1 --on 2026-02-01 --provider late")["message"],
            "the provider has no rate on that day"
        );
        let lines = &simulated(&site, "--holder H1 --amount 100 --on 2026-03-01 --provider late")["lines"];
        assert_eq!(lines[0], json!({ "role": "holder", "level": null, "party": "H1", "amount": "2.00" }));

        let frozen = "card freeze --holder H1 --reason asked --yes";
        site.cardctl.ok(frozen.split(' '));
        let output = site.cardctl.exits(0, "plan simulate --holder H1 --amount 1 --provider shop".split(' '));
        assert!(
            output.stderr.contains("a purchase of that day is held: the card was frozen then"),
            "{output}"
        );

        site.cardctl.ok("holder restrict H2 --reason asked --yes".split(' '));
        let before = audited(&site);
        assert_eq!(of(7, "--holder H2 --amount 1 --provider shop")["code"], "holder-restricted");
        assert_eq!(audited(&site), before);
    });
}
