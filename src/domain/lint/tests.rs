use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::allocation::{ChainLink, Parties, explain};
use crate::domain::party::PartyId;

/// Two tiers: everybody begins with `standard`, and `gold` costs 199.00.
fn around() -> Surroundings {
    let tier = |code: &str, fee: Option<i64>, refers, first| TierTerms {
        code: code.to_owned(),
        fee: fee.map(Money::from_minor),
        refers,
        first,
    };
    Surroundings {
        tiers: vec![tier("standard", None, false, true), tier("gold", Some(19_900), false, false)],
        people: vec![1, 1, 1],
        providers: vec![("tea".to_owned(), rate("12%")), ("shop".to_owned(), rate("9%"))],
        withholding: Some(Withholding::PerTime),
        ..Surroundings::default()
    }
}

fn rate(text: &str) -> Ppm {
    Ppm::parse(text).expect("a rate")
}

/// A plan of shares as a file has them, one a line.
fn plan(head: &str, shares: &[&str]) -> Plan {
    let shares: Vec<String> = shares.iter().map(|share| format!("{{ {share} }}")).collect();
    let text =
        format!("name = \"p\"\neffective_from = \"2026-01-01\"\n{head}\nshare = [{}]", shares.join(", "));
    let tiers = BTreeSet::from(["standard".to_owned(), "gold".to_owned()]);
    Plan::parse(&text, &tiers).expect("a plan")
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

/// What a rule says of a plan.
fn told(rule: Rule, plan: &Plan, around: &Surroundings) -> (Option<Severity>, String) {
    let judged = judge(plan, around, day("2026-01-01"));
    let judgement = judged.into_iter().find(|judgement| judgement.edition.rule == rule);
    let judgement = judgement.expect("the rule is judged");
    (judgement.severity, judgement.told)
}

const HOLDER: &str = r#"role = "holder", rate = "40%""#;
const FIRST: &str = r#"role = "agent", level = 1, rate = "20%""#;
const SECOND: &str = r#"role = "agent", level = 2, rate = "10%""#;

#[track_caller]
fn meets(rule: Rule, plan: &Plan, around: &Surroundings, severity: Severity, text: &str) {
    assert_eq!(told(rule, plan, around), (Some(severity), text.to_owned()));
}

#[track_caller]
fn keeps(rule: Rule, plan: &Plan, around: &Surroundings, text: &str) {
    assert_eq!(told(rule, plan, around), (None, text.to_owned()));
}

#[test]
fn only_rules_that_a_plan_can_answer_are_judged_and_only_while_they_are_in_force() {
    let plan = plan("", &[HOLDER, FIRST]);
    let rules = |text| {
        let judged = judge(&plan, &around(), day(text)).into_iter();
        judged.map(|judgement| judgement.edition.rule.id()).collect::<Vec<_>>()
    };
    assert_eq!(rules("2026-01-01"), ["DS01", "DS02", "DS03", "DS04", "DS05", "DS06", "DS09", "TX02"]);
    assert_eq!(rules("2018-12-31"), ["DS01", "DS02", "DS03", "DS04", "DS05", "DS06", "DS09"]);
    assert_eq!(rules("2005-11-30"), ["DS01", "DS02", "DS03", "DS04", "DS09"]);
    assert_eq!(rules("2005-10-31"), ["DS09"]);
    let text = "shares come from purchases alone; a plan has no other occasion";
    keeps(Rule::Ds01, &plan, &around(), text);
    keeps(Rule::Ds09, &plan, &around(), "the shares sum to 60% at most");
}

#[test]
fn a_fee_before_an_agents_share_or_before_referring_breaks_ds02() {
    let none = "no fee stands before an agent's share or before `refer`";
    let gold = r#"role = "agent", level = 1, tier = "gold", rate = "25%""#;
    // More for oneself is no earning on others.
    let own = r#"role = "holder", tier = "gold", rate = "50%""#;
    keeps(Rule::Ds02, &plan("", &[HOLDER, own, FIRST]), &around(), none);
    let raised = "agent 1 has 25% where the holder paid 199.00 for `gold`, and 20% with `standard`";
    meets(Rule::Ds02, &plan("", &[HOLDER, FIRST, gold]), &around(), Severity::Error, raised);
    let less = r#"role = "agent", level = 1, tier = "gold", rate = "15%""#;
    keeps(Rule::Ds02, &plan("", &[HOLDER, FIRST, less]), &around(), none);
    // Holding back from those who paid nothing is the same.
    let standard = r#"role = "agent", level = 1, tier = "standard", rate = "5%""#;
    let raised = "agent 1 has 20% where the holder paid 199.00 for `gold`, and 5% with `standard`";
    meets(Rule::Ds02, &plan("", &[HOLDER, FIRST, standard]), &around(), Severity::Error, raised);
    let tea = r#"role = "agent", level = 2, tier = "gold", category = "tea", rate = "1%""#;
    let raised =
        "agent 2 has 1% of category `tea` where the holder paid 199.00 for `gold`, and 0% with `standard`";
    meets(Rule::Ds02, &plan("", &[HOLDER, FIRST, tea]), &around(), Severity::Error, raised);

    // A tier that costs nothing is no condition of paying.
    let mut given = around();
    given.tiers[1].fee = None;
    keeps(Rule::Ds02, &plan("", &[HOLDER, FIRST, gold]), &given, none);
    let mut refers = around();
    refers.tiers[1].refers = true;
    let text = "who pays 199.00 for `gold` may refer, and with `standard` nobody may";
    meets(Rule::Ds02, &plan("", &[HOLDER]), &refers, Severity::Error, text);
    refers.tiers[0].refers = true;
    keeps(Rule::Ds02, &plan("", &[HOLDER]), &refers, none);
    refers.tiers.remove(0);
    let text = "who pays 199.00 for `gold` may refer, and without a tier nobody may";
    meets(Rule::Ds02, &plan("", &[HOLDER]), &refers, Severity::Error, text);
}

#[test]
fn a_paid_first_level_meets_ds03() {
    keeps(Rule::Ds03, &plan("", &[HOLDER]), &around(), "no agent of level 1 is paid");
    keeps(Rule::Ds03, &plan("", &[HOLDER, SECOND]), &around(), "no agent of level 1 is paid");
    let nothing = r#"role = "agent", level = 1, rate = "0%""#;
    keeps(Rule::Ds03, &plan("", &[HOLDER, nothing]), &around(), "no agent of level 1 is paid");
    let gold = r#"role = "agent", level = 1, tier = "gold", category = "tea", rate = "25%""#;
    let text = "agent 1 has 20%, 25% for tier `gold` and category `tea`";
    meets(Rule::Ds03, &plan("", &[HOLDER, FIRST, gold]), &around(), Severity::Warn, text);
    let last = r#"role = "agent", level = 2, rate = "10%", missing = "last-agent""#;
    let text = "agent 1 gets the share of agent 2 where it is the last agent";
    meets(Rule::Ds03, &plan("", &[HOLDER, last]), &around(), Severity::Warn, text);
}

#[test]
fn further_levels_meet_ds04_and_break_it_with_promoted_holders() {
    let none = "no agent above level 1 is paid";
    keeps(Rule::Ds04, &plan("", &[HOLDER, FIRST]), &around(), none);
    let two = plan("", &[HOLDER, FIRST, SECOND]);
    let people = "3 agents on 3 levels today (level 1: 1, level 2: 1, level 3: 1)";
    meets(Rule::Ds04, &two, &around(), Severity::Warn, &format!("agent 2 has 10%; {people}"));
    let nobody = Surroundings { people: Vec::new(), ..around() };
    meets(Rule::Ds04, &two, &nobody, Severity::Warn, "agent 2 has 10%; there are no agents today");
    let promoted = Surroundings { promoted: vec!["P1".to_owned()], ..around() };
    let text = format!("agent 2 has 10%; {people}; promoted holders among them: `P1`");
    meets(Rule::Ds04, &two, &promoted, Severity::Error, &text);
    keeps(Rule::Ds04, &plan("", &[HOLDER, FIRST]), &promoted, none);
    // A share of level 1 that goes to the last agent reaches every level.
    let last = r#"role = "agent", level = 1, rate = "20%", missing = "last-agent""#;
    let text = format!("a share whose agent is missing goes to the last agent, of whatever level; {people}");
    meets(Rule::Ds04, &plan("", &[last]), &around(), Severity::Warn, &text);
}

#[test]
fn three_levels_and_thirty_people_are_prosecuted() {
    let third = r#"role = "agent", level = 3, rate = "5%""#;
    let last = r#"role = "agent", level = 2, rate = "10%", missing = "last-agent""#;
    let three = plan("", &[HOLDER, FIRST, SECOND, third]);
    let two = plan("", &[HOLDER, FIRST, SECOND]);
    let to_last = plan("", &[HOLDER, FIRST, last]);
    let is_prosecuted = |plan: &Plan, people: &[usize], on: &str| {
        let around = Surroundings { people: people.to_vec(), ..around() };
        let judged = judge(plan, &around, day(on));
        let judgement = judged.iter().find(|judgement| judgement.edition.rule == Rule::Ds04).expect("judged");
        let text = "; from 3 levels and 30 people on it is prosecuted (公通字〔2013〕37号)";
        assert_eq!(judgement.told.contains("prosecuted"), judgement.told.ends_with(text));
        judgement.told.ends_with(text)
    };
    assert!(is_prosecuted(&three, &[24, 5, 1], "2026-01-01"));
    assert!(is_prosecuted(&to_last, &[24, 5, 1], "2026-01-01"));
    assert!(!is_prosecuted(&three, &[23, 5, 1], "2026-01-01"), "29 people");
    assert!(!is_prosecuted(&three, &[29, 1], "2026-01-01"), "two levels of people");
    assert!(!is_prosecuted(&two, &[24, 5, 1], "2026-01-01"), "two levels are paid");
    assert!(!is_prosecuted(&three, &[24, 5, 1], "2013-11-13"), "before its day");
    assert!(is_prosecuted(&three, &[24, 5, 1], "2013-11-14"));
}

#[test]
fn more_than_thirty_percent_of_a_sale_meets_ds05() {
    keeps(Rule::Ds05, &plan("", &[HOLDER]), &around(), "no agent is paid");
    let text = "one agent can get 20% of the pool, so 2.4% of a sale at most";
    let two = plan("", &[HOLDER, FIRST, SECOND]);
    keeps(Rule::Ds05, &two, &around(), text);
    let alone = Surroundings { providers: Vec::new(), ..around() };
    keeps(Rule::Ds05, &two, &alone, "one agent can get 20% of the pool; there is no provider yet");
    // The last agent can get its own share and those of all who are missing.
    let last = r#"role = "agent", level = 2, tier = "gold", rate = "40%", missing = "last-agent""#;
    let gold = plan("", &[HOLDER, FIRST, last]);
    let of = |first: &str, second: &str| Surroundings {
        providers: vec![("tea".to_owned(), rate(first)), ("shop".to_owned(), rate(second))],
        ..around()
    };
    let pool = "one agent can get 60% of the pool for tier `gold`";
    keeps(Rule::Ds05, &gold, &of("50%", "9%"), &format!("{pool}, so 30% of a sale at most"));
    let text = format!("{pool}, so 30.0001% of a sale of `tea` (50.0001%)");
    meets(Rule::Ds05, &gold, &of("50.0001%", "9%"), Severity::Warn, &text);
    let text = format!("{pool}, so 60% of a sale of `tea` (100%), 36% of a sale of `shop` (60%)");
    meets(Rule::Ds05, &gold, &of("100%", "60%"), Severity::Warn, &text);
}

#[test]
fn waiting_longer_than_a_month_meets_ds06() {
    let of = |days: u16| plan(&format!("hold_days = {days}"), &[HOLDER]);
    keeps(Rule::Ds06, &of(0), &around(), "a purchase is due 0 days after its day");
    keeps(Rule::Ds06, &of(31), &around(), "a purchase is due 31 days after its day");
    meets(Rule::Ds06, &of(32), &around(), Severity::Warn, "a purchase is due 32 days after its day");
}

#[test]
fn people_without_a_withholding_method_meet_tx02() {
    let unset = Surroundings { withholding: None, ..around() };
    let text = "shares go to people (holder, agent), and the setting `withholding` is `none`";
    meets(Rule::Tx02, &plan("", &[HOLDER, FIRST, SECOND]), &unset, Severity::Warn, text);
    let center = r#"role = "center", rate = "10%""#;
    keeps(Rule::Tx02, &plan("", &[center]), &unset, "no share goes to a person");
    keeps(Rule::Tx02, &plan("", &[HOLDER]), &around(), "the setting `withholding` is `per-time`");
}

#[test]
fn what_is_long_is_cut_with_the_number_left_out() {
    let categories: Vec<String> =
        (0..7).map(|n| format!(r#"role = "agent", level = 1, category = "c{n}", rate = "{n}.5%""#)).collect();
    let shares: Vec<&str> = categories.iter().map(String::as_str).collect();
    let (_, text) = told(Rule::Ds03, &plan("", &shares), &around());
    assert!(text.starts_with("agent 1 has 0.5% for category `c0`, "), "{text}");
    assert!(text.ends_with("4.5% for category `c4`, and 2 more"), "{text}");
}

proptest! {
    /// What DS05 takes for the most is what some chain gives, and no chain gives more.
    #[test]
    fn the_most_of_one_agent_is_reached_and_never_exceeded(
        shares in proptest::collection::vec((0..30_u32, any::<bool>()), 1..5),
    ) {
        let lines: Vec<String> = shares
            .iter()
            .zip(1..)
            .map(|((percent, last), level)| {
                let missing = if *last { "last-agent" } else { "platform" };
                format!(r#"role = "agent", level = {level}, rate = "{percent}%", missing = "{missing}""#)
            })
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        prop_assume!(shares.iter().map(|(percent, _)| percent).sum::<u32>() <= 100);
        let resolved = plan("", &lines).resolve(None, None);
        let mut most = 0;
        // Chains of up to one level more than the plan has, with every choice of who is suspended.
        for length in 0..=shares.len() + 1 {
            for suspended in 0..1_u32 << length {
                let link = |level: usize| ChainLink {
                    agent: PartyId::new(100 + i64::try_from(level).expect("few")),
                    suspended: suspended >> level & 1 == 1,
                };
                let chain: Vec<ChainLink> = (0..length).map(link).collect();
                let parties = Parties {
                    holder: PartyId::new(2),
                    chain: &chain,
                    staff: None,
                    center: None,
                    platform: PartyId::new(1),
                };
                let parts = explain(Money::from_minor(100), &resolved, &parties);
                let agents = parts.iter().filter(|part| part.slot.role() == Role::Agent);
                most = agents.map(|part| part.rate.parts()).max().unwrap_or_default().max(most);
            }
        }
        prop_assert_eq!(most_of_one(&resolved), most);
    }
}
