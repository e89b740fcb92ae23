//! Policies of cohorts, and what holders may do.

use serde_json::{Value, json};

use crate::acts::{audited, count, refused};
use crate::fixture::bare_platform;
use crate::harness::cardctl::Output;
use crate::harness::{Site, on_both, sql};

/// H1 is a man of 110102 born in 1975, of the tier `standard`, which lets its holders do nothing; H2 is a woman of 110105
/// of the tier `gold`.
fn site_with_schemes(site: &Site, schemes: &[&str]) {
    bare_platform(site);
    site.cardctl.ok("tier set gold --permissions sell,request".split(' '));
    for scheme in schemes {
        site.cardctl.ok(format!("scheme add {scheme}").split(' '));
    }
    site.cardctl.ok("cohort regroup --yes".split(' '));
}

const MAIN: &str = "main --facets region:2,region:4,region:6,birth-year,sex";
const TIERS: &str = "tiers --facets tier";

/// `cohort policy PATH …` with a reason, not asking.
fn policy(line: &str) -> Vec<&str> {
    ["cohort", "policy"].into_iter().chain(line.split(' ')).chain(["--reason", "asked", "--yes"]).collect()
}

#[track_caller]
fn set(site: &Site, line: &str) -> Output {
    site.cardctl.exits(0, policy(line))
}

/// The terms of a cohort or of a holder, as `term value from`.
#[track_caller]
fn terms(shown: &Value) -> Vec<String> {
    let text = |cell: &Value| match cell {
        Value::Array(words) => words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("+"),
        cell => cell.as_str().unwrap_or("-").to_owned(),
    };
    let rows = shown["terms"].as_array().expect("a table of terms").iter();
    rows.map(|row| ["term", "value", "from"].map(|key| text(&row[key])).join(" ")).collect()
}

#[track_caller]
fn terms_of_cohort(site: &Site, path: &str) -> Vec<String> {
    terms(&site.cardctl.json(["cohort", "policy", path]))
}

#[track_caller]
fn terms_of_holder(site: &Site, holder: &str) -> Vec<String> {
    terms(&site.cardctl.json(["holder", "show", holder]))
}

/// What a list of policies says, one line a path.
#[track_caller]
fn listed(site: &Site, scheme: &str) -> Vec<String> {
    let columns = "path,members,service_priority,allow,deny,services,message_class,acknowledged";
    let list = ["cohort", "policy", "--scheme", scheme, "-o", "csv", "--columns", columns];
    site.cardctl.ok(list).lines().skip(1).map(str::to_owned).collect()
}

/// Why a holder may not do something.
#[track_caller]
fn may_not(site: &Site, holder: &str, permission: &str) -> String {
    let error = refused(site, 7, &["holder", "may", holder, permission]);
    assert_eq!(error["code"], "permission-missing");
    error["message"].as_str().expect("a message").to_owned()
}

/// Who says that a holder may do something.
#[track_caller]
fn may(site: &Site, holder: &str, permission: &str) -> String {
    let answer = site.cardctl.json(["holder", "may", holder, permission]);
    assert_eq!(
        (&answer["ref"], &answer["permission"], &answer["allowed"]),
        (&json!(holder), &json!(permission), &json!(true))
    );
    answer["from"].as_str().expect("an origin").to_owned()
}

#[test]
fn what_a_cohort_leaves_open_is_inherited() {
    on_both(|site| {
        site_with_schemes(&site, &[MAIN]);
        set(
            &site,
            "11 --service-priority 3 --deny sell --services tea,water --message-class urgent --acknowledge DS08",
        );
        set(&site, "11/1101/110102 --service-priority 2 --allow sell,swap --acknowledge DS08");
        set(&site, "110102/1975 --services none --message-class quiet --acknowledge DS08");
        assert_eq!(
            terms_of_cohort(&site, "110102/1975"),
            [
                "sell yes cohort 110102 of main",
                "swap yes cohort 110102 of main",
                "refer as the tier says -",
                "request as the tier says -",
                "notify as the tier says -",
                "service-priority 2 cohort 110102 of main",
                "services none cohort 110102/1975 of main",
                "message-class quiet cohort 110102/1975 of main",
            ]
        );
        assert_eq!(
            terms_of_holder(&site, "H1"),
            [
                "sell yes cohort 110102 of main",
                "swap yes cohort 110102 of main",
                "refer no tier standard",
                "request no tier standard",
                "notify no tier standard",
                "service-priority 2 cohort 110102 of main",
                "services none cohort 110102/1975 of main",
                "message-class quiet cohort 110102/1975 of main",
            ]
        );
        let of_h2 = [
            "sell no cohort 11 of main",
            "swap no tier gold",
            "refer no tier gold",
            "request yes tier gold",
            "notify no tier gold",
            "service-priority 3 cohort 11 of main",
            "services tea+water cohort 11 of main",
            "message-class urgent cohort 11 of main",
        ];
        assert_eq!(terms_of_holder(&site, "H2"), of_h2);
        assert_eq!(
            terms_of_holder(&site, "H4")[5..],
            ["service-priority - -", "services all -", "message-class - -"]
        );
        assert_eq!(
            listed(&site, "main"),
            [
                r#"11,2,3,,sell,"tea,water",urgent,DS08"#,
                r#"110102,1,2,"sell,swap",,,,DS08"#,
                "110102/1975,1,,,,none,quiet,DS08",
            ]
        );

        set(&site, "110102 --service-priority inherit --inherit sell --acknowledge DS08");
        set(&site, "110102/1975 --services inherit --message-class inherit");
        let of_h1 = terms_of_holder(&site, "H1");
        assert_eq!(of_h1[0], of_h2[0]);
        assert_eq!(of_h1[1], "swap yes cohort 110102 of main");
        assert_eq!(of_h1[5..], of_h2[5..]);
        assert_eq!(listed(&site, "main").len(), 2, "who says nothing any more is not listed");
        let history = &site.cardctl.json(["cohort", "policy", "110102"])["history"];
        let allowed: Vec<&Value> =
            history.as_array().expect("a table").iter().map(|row| &row["allow"]).collect();
        assert_eq!(allowed, [&json!(["sell", "swap"]), &json!(["swap"])]);
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn a_holder_may_what_the_tier_lets_them_unless_a_cohort_says_otherwise() {
    on_both(|site| {
        site_with_schemes(&site, &[MAIN]);
        assert_eq!(may(&site, "H2", "request"), "tier gold");
        assert_eq!(
            may_not(&site, "H1", "request"),
            "`H1` may not request: the tier `standard` does not allow it, and no cohort does"
        );
        set(&site, "11 --deny request");
        set(&site, "110102 --allow request");
        assert_eq!(may(&site, "H1", "request"), "cohort 110102 of main");
        assert_eq!(may_not(&site, "H2", "request"), "`H2` may not request: a cohort of `main` denies it");
        let error = refused(&site, 2, &["holder", "may", "H1", "sel"]);
        assert_eq!(error["hint"], "did you mean `sell`?");
        assert_eq!(refused(&site, 5, &["holder", "may", "H9", "sell"])["code"], "not-found");
        site.cardctl.ok("holder restrict H1 --reason asked --yes".split(' '));
        let error = refused(&site, 7, &["holder", "may", "H1", "request"]);
        assert_eq!(error["code"], "holder-restricted");
    });
}

#[test]
fn between_schemes_what_is_denied_is_denied_and_the_best_priority_counts() {
    on_both(|site| {
        site_with_schemes(&site, &[MAIN, TIERS]);
        let error = refused(&site, 2, &policy("110102 --allow request"));
        assert_eq!(error["message"], "there are several schemes: `main`, `tiers`");
        refused(&site, 2, &["cohort", "policy"]);
        let more = "--service-priority 4 --services tea --message-class urgent --acknowledge DS08";
        set(&site, &format!("11 --scheme main --allow request {more}"));
        let more = "--service-priority 2 --services water --message-class quiet";
        let output = set(&site, &format!("gold --scheme tiers --deny request {more}"));
        assert!(output.stderr.contains("`cardctl cohort policy gold --scheme tiers`"), "{output}");
        assert_eq!(
            terms_of_holder(&site, "H2")[3..],
            [
                "request no cohort gold of tiers",
                "notify no tier gold",
                "service-priority 2 cohort gold of tiers",
                "services tea cohort 11 of main",
                "message-class urgent cohort 11 of main",
            ]
        );
        assert_eq!(may(&site, "H1", "request"), "cohort 11 of main");
        set(&site, "gold --scheme tiers --inherit request");
        assert_eq!(may(&site, "H2", "request"), "cohort 11 of main");
        assert_eq!(listed(&site, "tiers"), ["gold,1,2,,,water,quiet,"]);
    });
}

#[test]
fn a_rule_by_sex_age_or_region_on_money_is_acknowledged() {
    on_both(|site| {
        site_with_schemes(&site, &[MAIN, TIERS, "both --facets tier,sex"]);
        let before = audited(&site);
        let on_money = ["--allow sell", "--deny refer", "--allow swap", "--services tea", "--services none"];
        for change in on_money {
            let error = refused(&site, 7, &policy(&format!("110102 --scheme main {change}")));
            assert_eq!(error["code"], "needs-acknowledgement", "{change}");
        }
        refused(&site, 7, &policy("gold/F --scheme both --deny sell"));
        assert_eq!((audited(&site), count(&site, "cohort_policy")), (before + 6, 0));
        let refusals = "SELECT action || ' ' || subject || ' ' || detail FROM audit WHERE outcome = 'refused' ORDER BY seq";
        let refusals = sql::texts(&site.url, refusals).expect("the refusals");
        assert_eq!(refusals[5], r#"cohort policy gold/F {"refused":"needs-acknowledgement"}"#);
        let error = refused(&site, 2, &policy("110102 --scheme main --allow sell --acknowledge DS09"));
        assert_eq!(error["message"], "policies are not judged by a rule `DS09`");

        for line in [
            "110102 --scheme main --service-priority 1 --message-class quiet --deny request",
            "gold --scheme tiers --deny sell --services none",
            "gold --scheme both --deny sell",
        ] {
            set(&site, line);
        }
        set(&site, "110102 --scheme main --allow sell --acknowledge DS08");
        let detail = "SELECT detail FROM audit WHERE seq = (SELECT MAX(seq) FROM audit)";
        let detail = sql::texts(&site.url, detail).expect("the last entry").concat();
        assert!(detail.contains(r#""acknowledged":"DS08""#), "{detail}");
        // Another term leaves what was acknowledged as it is, another rule does not.
        set(&site, "110102 --scheme main --service-priority 5");
        refused(&site, 7, &policy("110102 --scheme main --deny sell"));
        assert_eq!(listed(&site, "main"), ["110102,1,5,sell,request,,quiet,DS08"]);
        set(&site, "110102 --scheme main --inherit sell");
        assert_eq!(listed(&site, "main"), ["110102,1,5,,request,,quiet,"]);
    });
}

#[test]
fn a_policy_that_makes_no_sense_is_refused() {
    on_both(|site| {
        site_with_schemes(&site, &[MAIN]);
        let entries = audited(&site);
        for (line, message) in [
            (
                "110 --allow request",
                "no cohort can have the path `110`: `110` is no value of the level `region:4`",
            ),
            (
                "1x --allow request",
                "no cohort can have the path `1x`: `1x` is no value of the level `region:2`",
            ),
            (
                "110102/1975/X --allow request",
                "no cohort can have the path `110102/1975/X`: `X` is no value of the level `sex`",
            ),
            (
                "110102/1975/M/9 --allow request",
                "no cohort can have the path `110102/1975/M/9`: the scheme has 5 levels",
            ),
            ("11/4405 --allow request", "no cohort can have the path `11/4405`: `4405` does not lie in `11`"),
            (
                "11 --allow request --inherit request",
                "`request` is named by more than one of `--allow`, `--deny`, `--inherit`",
            ),
            ("11 --service-priority 0", "--service-priority: `0` is none"),
            ("11 --service-priority 1000", "--service-priority: `1000` is none"),
        ] {
            let error = refused(&site, 2, &policy(line));
            assert_eq!((&error["code"], &error["message"]), (&json!("usage"), &json!(message)));
        }
        refused(&site, 2, &["cohort", "policy", "11/4405"]);
        let error = refused(&site, 2, &policy("11 --deny request,swpa"));
        assert_eq!(
            error["message"],
            "--deny: `swpa` is no permission; there are `sell`, `swap`, `refer`, `request` and `notify`"
        );
        assert_eq!(error["hint"], "did you mean `swap`?");
        let error = refused(&site, 2, &["cohort", "policy", "11", "--allow", "request", "--yes"]);
        assert_eq!(error["message"], "a policy wants a reason");
        let unasked = ["cohort", "policy", "11", "--allow", "request", "--reason", "asked"];
        assert_eq!(refused(&site, 7, &unasked)["code"], "needs-confirmation");
        let tier = ["tier", "add", "silver", "--name", "Silver", "--rank", "3", "--permissions", "sel"];
        assert_eq!(refused(&site, 2, &tier)["hint"], "did you mean `sell`?");
        let tier = ["tier", "set", "gold", "--permissions", "sell,refr"];
        assert_eq!(refused(&site, 2, &tier)["hint"], "did you mean `refer`?");
        assert_eq!((audited(&site), count(&site, "cohort_policy")), (entries, 0));

        set(&site, "11 --allow request");
        let output = set(&site, "11 --allow request --inherit sell");
        assert!(output.stderr.contains("policy of `11` is unchanged"), "{output}");
        assert_eq!((audited(&site), count(&site, "cohort_policy")), (entries + 1, 1));
    });
}

#[test]
fn a_policy_waits_for_its_members() {
    on_both(|site| {
        site_with_schemes(&site, &[MAIN]);
        set(&site, "330114/1990 --allow request");
        assert_eq!(listed(&site, "main"), ["330114/1990,0,,request,,,,"]);
        let row = "H5,某人,citizen-id,330114199003070073,BJ,2026-03-01";
        site.write("more.csv", &format!("ref,name,kind,value,center,registered_at\n{row}\n"));
        site.cardctl.ok("holder import more.csv --activate --yes".split(' '));
        assert_eq!(may(&site, "H5", "request"), "cohort 330114/1990 of main");
    });
}

#[test]
fn policies_go_on_where_the_levels_are_the_same() {
    on_both(|site| {
        site_with_schemes(&site, &["main --facets region:2,region:6,birth-year --priority registered"]);
        set(&site, "11 --service-priority 3");
        set(&site, "110102 --allow sell --acknowledge DS08");
        set(&site, "110102/1975 --service-priority 1");
        let regroup_to = |change: &str| {
            site.cardctl.ok(format!("scheme set main {change} --reason asked").split(' '));
            let planned = site.cardctl.json(["cohort", "regroup", "--dry-run"]);
            let output = site.cardctl.exits(0, ["cohort", "regroup", "--yes"]);
            (planned["schemes"][0]["policies_ended"].clone(), output.stderr)
        };
        let all = listed(&site, "main");
        let (ended, _) = regroup_to("--priority fees");
        assert_eq!((ended, listed(&site, "main")), (json!(0), all.clone()), "the levels are the same");

        let (ended, stderr) = regroup_to("--facets region:2,region:6,sex");
        assert_eq!(ended, 1);
        assert!(
            stderr.contains("policies of `110102/1975` ended with the former levels of `main`"),
            "{stderr}"
        );
        assert_eq!(listed(&site, "main"), all[..2]);
        assert_eq!(may(&site, "H1", "sell"), "cohort 110102 of main");
        assert_eq!(terms_of_holder(&site, "H1")[5], "service-priority 3 cohort 11 of main");

        // What ended or was taken away meanwhile does not come back with the earlier levels.
        set(&site, "11 --service-priority inherit");
        set(&site, "110102 --message-class quiet");
        let (ended, _) = regroup_to("--facets region:2,region:6,birth-year");
        assert_eq!(
            (ended, listed(&site, "main")),
            (json!(0), vec!["110102,1,,sell,,,quiet,DS08".to_owned()])
        );
        let history = &site.cardctl.json(["cohort", "policy", "11"])["history"];
        assert_eq!(history[1]["reason"], "it ended with the levels of an earlier version");
        regroup_to("--facets region:2,region:6,sex");
        assert_eq!(listed(&site, "main"), ["110102,1,,sell,,,quiet,DS08"]);
        site.cardctl.ok(["db", "check"]);
    });
}
