use proptest::prelude::*;

use super::*;

const STANDARD: &str = r#"
name = "standard"
effective_from = "2026-01-01"
rounding = "largest-remainder"    # default; or "floor"
hold_days = 7

[[share]]
role = "holder"
rate = "40%"

[[share]]
role = "agent"
level = 1
rate = "20%"
missing = "last-agent"

[[share]]
role = "staff"
rate = "10%"

[[share]]
role = "center"
rate = "10%"

[[share]]
role = "holder"
tier = "gold"
rate = "50%"
"#;

fn tiers() -> BTreeSet<String> {
    ["gold", "silver"].map(str::to_owned).into()
}

fn parse(text: &str) -> Result<Plan, String> {
    Plan::parse(text, &tiers()).map_err(|error| error.to_string())
}

fn agent(level: i64) -> Slot {
    Slot::agent(level.try_into().expect("a level"))
}

fn share(slot: Slot, rate: &str) -> Share {
    let rate = Ppm::parse(rate).expect("a rate");
    Share { slot, tier: None, category: None, rate, missing: Missing::Platform }
}

fn only_for(tier: &str, category: &str, general: &Share) -> Share {
    let word = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Share { tier: word(tier), category: word(category), ..general.clone() }
}

fn stored(shares: &[Share]) -> Result<Plan, PlanError> {
    Plan::new("test".to_owned(), jiff::civil::date(2026, 1, 1), Rounding::Floor, 0, shares.to_vec())
}

#[test]
fn a_plan_file_is_read() {
    let plan = parse(STANDARD).expect("a good file");
    assert_eq!((plan.name(), plan.hold_days()), ("standard", 7));
    assert_eq!(plan.effective_from(), jiff::civil::date(2026, 1, 1));
    assert_eq!(plan.rounding(), Rounding::LargestRemainder);
    let last_agent = Share { missing: Missing::LastAgent, ..share(agent(1), "20%") };
    assert_eq!(
        plan.shares(),
        [
            share(Slot::HOLDER, "40%"),
            only_for("gold", "", &share(Slot::HOLDER, "50%")),
            last_agent,
            share(Slot::STAFF, "10%"),
            share(Slot::CENTER, "10%"),
        ]
    );
}

#[test]
fn what_a_plan_leaves_out_has_its_default() {
    let plan = parse("name = '标准-2.a_b'\neffective_from = 2026-02-28\n").expect("a plan without shares");
    assert_eq!((plan.rounding(), plan.hold_days()), (Rounding::LargestRemainder, 0));
    assert_eq!(plan.effective_from(), jiff::civil::date(2026, 2, 28));
    assert_eq!(plan.shares(), []);
    assert_eq!(plan.resolve(Some("gold"), Some("food")).shares(), []);
}

#[test]
fn an_inline_list_and_windows_line_ends_are_read_too() {
    let text = "\u{feff}name = 'a'\r\neffective_from = '2026-01-01'\r\nrounding = 'floor'\r\n\
                share = [{ role = 'staff', rate = '10%', missing = 'center', category = '餐饮 外卖' }]\r\n";
    let wanted =
        Share { missing: Missing::Center, ..only_for("", "餐饮 外卖", &share(Slot::STAFF, "10%")) };
    assert_eq!(parse(text).expect("a good file").shares(), [wanted]);
}

/// Each text takes the place of the line 9 of this file; some have several lines.
fn with_share(text: &str) -> String {
    format!(
        "# 1\nname = 'a'\neffective_from = '2026-01-01'\n\n# 5\n[[share]]\nrole = 'holder'\nrate = '40%'\n{text}\n"
    )
}

#[test]
fn a_wrong_share_names_line_and_rule() {
    for (text, wanted) in [
        ("rat = '1%'", "line 9: unknown key `rat`; known are role, level, tier, category, rate, missing"),
        ("level = 1", "line 9: only a share of role `agent` has a `level`"),
        ("missing = 'platform'", "line 9: only shares of the roles `agent` and `staff` have `missing`"),
        ("tier = 'golden'", "line 9: unknown tier `golden`"),
        ("tier = 7", "line 9: `tier` must be a text in quotes"),
        (
            "category = ''",
            "line 6: a category has 1 to 64 characters, no control character among them, and no space at its ends",
        ),
        (
            "category = \"a\\tb\"",
            "line 6: a category has 1 to 64 characters, no control character among them, and no space at its ends",
        ),
        (
            "category = 'food '",
            "line 6: a category has 1 to 64 characters, no control character among them, and no space at its ends",
        ),
        ("rate = '40%'", "line 9: not TOML: duplicate key"),
        ("role = ", "line 9: not TOML: string values must be quoted, expected literal string"),
        ("[[share]]", "line 9: `role` is missing\nline 9: `rate` is missing"),
        (
            "[[share]]\nrole = 'platform'\nrate = '1%'",
            "line 9: the platform has what the shares leave, and no share of its own",
        ),
        (
            "[[share]]\nrole = 'provider'\nrate = '1%'",
            "line 10: `role` is `provider`: not a role: `holder`, `agent`, `staff`, `center` or `platform`",
        ),
        ("[[share]]\nrole = 'agent'\nrate = '1%'", "line 9: a share of role `agent` needs a `level`"),
        (
            "[[share]]\nrole = 'agent'\nrate = '1%'\nlevel = 0",
            "line 12: `level` must be a whole number, 1 to 64",
        ),
        (
            "[[share]]\nrole = 'agent'\nrate = '1%'\nlevel = 65",
            "line 12: `level` must be a whole number, 1 to 64",
        ),
        (
            "[[share]]\nrole = 'agent'\nrate = '1%'\nlevel = '1'",
            "line 12: `level` must be a whole number, 1 to 64",
        ),
        (
            "[[share]]\nrole = 'agent'\nrate = '1%'\nlevel = 1\nmissing = 'holder'",
            "line 13: `missing` is `holder`: \
             not a receiver of a missing share: `platform`, `last-agent` or `center`",
        ),
        (
            "[[share]]\nrole = 'staff'\nrate = '1%'\nmissing = 'last-agent'",
            "line 9: a missing share of role `staff` can't go to `last-agent`",
        ),
        ("[[share]]\nrole = 'staff'\nrate = 0.1", "line 11: `rate` must be a text in quotes"),
        (
            "[[share]]\nrole = 'staff'\nrate = '0.1'",
            "line 11: `rate` is `0.1`: \
             not a rate: write a percentage with at most 4 decimals, such as `12.5%`",
        ),
        (
            "[[share]]\nrole = 'staff'\nrate = '100.0001%'",
            "line 11: `rate` is `100.0001%`: a rate is at most 100%",
        ),
        (
            "[[share]]\nrole = 'holder'\nrate = '1%'",
            "line 9: holder has a second share for no named tier and no named category",
        ),
        (
            "[[share]]\nrole = 'staff'\nrate = '60.0001%'\n[[share]]\nrole = 'center'\nrate = '0%'",
            "line 9: for no named tier and no named category the shares sum to 100.0001%, above 100%",
        ),
        // The line is that of the share which takes the sum above, not to, the whole.
        (
            "[[share]]\nrole = 'staff'\nrate = '60%'\n[[share]]\nrole = 'center'\nrate = '0.5%'",
            "line 12: for no named tier and no named category the shares sum to 100.5%, above 100%",
        ),
        // All that is wrong with the shares at once, in the order of the lines.
        (
            "[[share]]\nrate = '1'\nrole = 'staf'\ncolor = 'red'\n[[share]]\nrole = 'center'",
            "line 10: `rate` is `1`: \
             not a rate: write a percentage with at most 4 decimals, such as `12.5%`\n\
             line 11: `role` is `staf`: not a role: `holder`, `agent`, `staff`, `center` or `platform`\n\
             line 12: unknown key `color`; known are role, level, tier, category, rate, missing\n\
             line 13: `rate` is missing",
        ),
    ] {
        assert_eq!(parse(&with_share(text)), Err(wanted.to_owned()), "{text}");
    }
}

const NAME_RULE: &str =
    "line 1: a plan's name has 1 to 64 letters, digits, `-`, `_` and `.`, and begins with a letter or digit";
const DATE_RULE: &str = "line 2: `effective_from` must be a date such as \"2026-01-01\"";

#[test]
fn a_wrong_head_names_line_and_rule() {
    let long_name = format!("name = '{}'\neffective_from = 2026-01-01", "n".repeat(65));
    for (text, wanted) in [
        ("", "line 1: `name` is missing\nline 1: `effective_from` is missing"),
        ("name = 'a'\neffective_from = '20260101'", DATE_RULE),
        ("name = 'a'\neffective_from = '2026-02-29'", DATE_RULE),
        ("name = 'a'\neffective_from = 2026-01-01T00:00:00", DATE_RULE),
        ("name = 'a'\neffective_from = 2026", DATE_RULE),
        ("name = ''\neffective_from = 2026-01-01", NAME_RULE),
        ("name = 'a b'\neffective_from = 2026-01-01", NAME_RULE),
        ("name = 'a@2026'\neffective_from = 2026-01-01", NAME_RULE),
        ("name = '-a'\neffective_from = 2026-01-01", NAME_RULE),
        (&long_name, NAME_RULE),
        (
            "name = 'a'\neffective_from = 2026-01-01\nrounding = 'up'",
            "line 3: `rounding` is `up`: not a rounding: `largest-remainder` or `floor`",
        ),
        (
            "name = 'a'\neffective_from = 2026-01-01\nhold_days = -1",
            "line 3: `hold_days` must be a whole number of days, 0 to 65535",
        ),
        (
            "name = 'a'\neffective_from = 2026-01-01\nhold_days = 1.5",
            "line 3: `hold_days` must be a whole number of days, 0 to 65535",
        ),
        (
            "name = 'a'\neffective_from = 2026-01-01\n[share]\nrole = 'holder'\nrate = '1%'",
            "line 3: `share` must be one `[[share]]` table for each share",
        ),
        (
            "name = 'a'\neffective_from = 2026-01-01\nshare = [\n'holder',\n]",
            "line 4: `share` must be one `[[share]]` table for each share",
        ),
        (
            "name = 'a'\neffective_from = 2026-01-01\n\n[platform]\nrate = '1%'",
            "line 4: unknown key `platform`; known are name, effective_from, rounding, hold_days, share",
        ),
        (
            "name = 'a'\neffective_from = 2026-01-01\n\"\\u001b[2J01234567890123456789012345678901234567890\" = 1",
            "line 3: unknown key `\\u{1b}[2J012345678901234567890123456789012345…`; \
             known are name, effective_from, rounding, hold_days, share",
        ),
    ] {
        assert_eq!(parse(text), Err(wanted.to_owned()), "{text}");
    }
}

#[test]
fn a_file_and_its_list_are_bounded() {
    let head = "name = 'a'\neffective_from = 2026-01-01\n";
    let padded = |bytes: usize| format!("{head}#{}", " ".repeat(bytes - head.len() - 1));
    assert!(parse(&padded(256 * 1024)).is_ok());
    assert_eq!(
        parse(&padded(256 * 1024 + 1)),
        Err("line 1: a plan file has at most 262144 bytes".to_owned())
    );

    let shares: Vec<String> = (0..MAX_SHARES)
        .map(|number| format!("  {{role='staff', rate='1%', category='{number}'}},\n"))
        .collect();
    let shares = shares.concat();
    let with = |shares: &str| parse(&format!("{head}share = [\n{shares}]\n"));
    assert_eq!(with(&shares).map(|plan| plan.shares().len()), Ok(MAX_SHARES));
    assert_eq!(
        with(&format!("{shares}{{role='holder', rate='1%'}}")),
        Err("line 2004: a plan has at most 2000 shares".to_owned())
    );
    assert_eq!(
        stored(&vec![share(Slot::HOLDER, "1%"); MAX_SHARES + 1]),
        Err(PlanError { share: None, rule: PlanRule::TooManyShares })
    );
}

/// Alone each of the two special shares fits; only a gold holder who buys food has both.
#[test]
fn the_sum_of_every_combination_is_checked() {
    let shares = |food: &str| {
        format!(
            "name = 'a'\neffective_from = '2026-01-01'\n\
             [[share]]\nrole = 'staff'\nrate = '30%'\ncategory = 'food'\n\
             [[share]]\nrole = 'holder'\nrate = '60%'\ntier = 'gold'\n\
             [[share]]\nrole = 'holder'\nrate = '{food}'\ncategory = 'food'\n\
             [[share]]\nrole = 'center'\nrate = '10.5%'\n"
        )
    };
    assert_eq!(
        parse(&shares("40%")),
        Err("line 15: for tier `gold` and category `food` the shares sum to 100.5%, above 100%".to_owned())
    );
    assert_eq!(
        parse(&shares("60%")),
        Err("line 15: for no named tier and category `food` the shares sum to 100.5%, above 100%".to_owned())
    );
}

#[test]
fn a_share_for_both_may_be_what_makes_a_combination_fit() {
    let general =
        [only_for("gold", "", &share(Slot::HOLDER, "60%")), only_for("", "food", &share(Slot::STAFF, "50%"))];
    let rule = PlanRule::AboveWhole {
        tier: Some("gold".to_owned()),
        category: Some("food".to_owned()),
        sum: 1_100_000,
    };
    assert_eq!(stored(&general), Err(PlanError { share: Some(1), rule }));

    let [holder, staff] = general;
    let both = only_for("gold", "food", &share(Slot::HOLDER, "50%"));
    assert!(stored(&[holder, staff, both]).is_ok());
}

#[test]
fn stored_shares_are_checked_again() {
    let error = |shares: &[Share]| stored(shares).map_err(|error| (error.share, error.to_string()));
    let holder = share(Slot::HOLDER, "1%");
    let asks = |slot, missing| Share { missing, ..share(slot, "1%") };
    for (wrong, wanted) in [
        (share(Slot::PLATFORM, "1%"), "the platform has what the shares leave, and no share of its own"),
        (asks(Slot::HOLDER, Missing::Center), "a missing share of role `holder` can't go to `center`"),
        (asks(Slot::CENTER, Missing::LastAgent), "a missing share of role `center` can't go to `last-agent`"),
        (asks(Slot::STAFF, Missing::LastAgent), "a missing share of role `staff` can't go to `last-agent`"),
        (
            only_for("a\nb", "", &share(Slot::STAFF, "1%")),
            "a tier has 1 to 64 characters, no control character among them, and no space at its ends",
        ),
        (holder.clone(), "holder has a second share for no named tier and no named category"),
        (
            share(agent(3), "99.5%"),
            "for no named tier and no named category the shares sum to 100.5%, above 100%",
        ),
    ] {
        assert_eq!(error(&[holder.clone(), wrong]), Err((Some(1), wanted.to_owned())));
    }
    assert!(stored(&[asks(agent(1), Missing::LastAgent), asks(agent(2), Missing::Center)]).is_ok());
    assert!(stored(&[asks(Slot::STAFF, Missing::Center), holder]).is_ok());
}

#[test]
fn the_most_specific_share_replaces_rate_and_receiver() {
    let asks_last = |rate| Share { missing: Missing::LastAgent, ..share(agent(2), rate) };
    let plan = stored(&[
        asks_last("1%"),
        only_for("", "food", &asks_last("2%")),
        only_for("gold", "", &share(agent(2), "3%")),
        only_for("gold", "food", &Share { missing: Missing::Center, ..share(agent(2), "4%") }),
        only_for("silver", "", &share(Slot::HOLDER, "5%")),
        share(Slot::CENTER, "6%"),
    ])
    .expect("a plan");
    let resolved = |tier, category| {
        let resolved = plan.resolve(tier, category);
        resolved
            .shares()
            .iter()
            .map(|share| (share.slot, share.rate.parts() / 10_000, share.missing))
            .collect::<Vec<_>>()
    };
    let (platform, center) = (Missing::Platform, (Slot::CENTER, 6, Missing::Platform));
    let general = [(agent(2), 1, Missing::LastAgent), center];
    assert_eq!(resolved(None, None), general);
    assert_eq!(resolved(Some("bronze"), Some("toys")), general);
    assert_eq!(resolved(None, Some("food")), [(agent(2), 2, Missing::LastAgent), center]);
    assert_eq!(resolved(Some("gold"), None), [(agent(2), 3, platform), center]);
    assert_eq!(resolved(Some("gold"), Some("toys")), [(agent(2), 3, platform), center]);
    assert_eq!(resolved(Some("gold"), Some("food")), [(agent(2), 4, Missing::Center), center]);
    assert_eq!(
        resolved(Some("silver"), Some("food")),
        [(Slot::HOLDER, 5, platform), (agent(2), 2, Missing::LastAgent), center]
    );
}

#[test]
fn plans_that_mean_the_same_have_one_hash() {
    let plan = parse(STANDARD).expect("a good file");
    assert_eq!(
        plan.canonical(),
        "plan\tstandard\t2026-01-01\tlargest-remainder\t7\n\
         holder\t\t\t\t400000\tplatform\n\
         holder\t\tgold\t\t500000\tplatform\n\
         agent\t1\t\t\t200000\tlast-agent\n\
         staff\t\t\t\t100000\tplatform\n\
         center\t\t\t\t100000\tplatform\n"
    );
    // Computed from that text by another program.
    let hash = "beb94e1c7e2f6d172521281aa66507d521c71e3644c9c56e5e5685fe9e07f0d8";
    assert_eq!(plan.content_hash(), hash);

    let spelled_otherwise = "effective_from = 2026-01-01\nname = 'standard'\nhold_days = 0x7\nshare = [\n\
        {role='staff', rate='10.0%', missing='platform'}, {role='center', rate='10%'},\n\
        {role='holder', tier='gold', rate='50.0000%'}, {role='holder', rate='40%'},\n\
        {role='agent', level=1, missing='last-agent', rate='20%'}]";
    assert_eq!(parse(spelled_otherwise).expect("a good file").content_hash(), hash);
    for (from, to) in [
        ("standard", "other"),
        ("2026-01-01", "2026-01-02"),
        ("\"largest-remainder\"", "\"floor\""),
        ("hold_days = 7", "hold_days = 8"),
        ("\"40%\"", "\"40.0001%\""),
        ("level = 1", "level = 2"),
        ("last-agent", "center"),
        ("tier = \"gold\"", "tier = \"silver\""),
        ("tier = \"gold\"", "category = \"gold\""),
    ] {
        let other = parse(&STANDARD.replace(from, to)).expect("a good file");
        assert_ne!(other.content_hash(), hash, "{to}");
    }
}

proptest! {
    /// Against the rule of precedence said the plain way: the best of those that fit.
    #[test]
    fn resolved_shares_are_those_of_a_naive_search(
        drawn in prop::collection::btree_map(
            (0..4_i64, proptest::option::of(0..3_u8), proptest::option::of(0..3_u8)), 0..=250_000_u32, 0..30,
        ),
        tier in proptest::option::of(0..4_u8),
        category in proptest::option::of(0..4_u8),
    ) {
        let word = |number: u8| number.to_string();
        let shares: Vec<Share> = drawn
            .into_iter()
            .map(|((slot, tier, category), rate)| Share {
                slot: Slot::try_from(slot).expect("a slot"),
                tier: tier.map(word),
                category: category.map(word),
                rate: Ppm::new(rate).expect("a rate"),
                missing: Missing::Platform,
            })
            .collect();
        let (tier, category) = (tier.map(word), category.map(word));
        let fits = |wanted: &Option<String>, given: &Option<String>| wanted.is_none() || wanted == given;
        let mut expected = Vec::new();
        for slot in 0..4 {
            let best = shares
                .iter()
                .filter(|share| i64::from(share.slot) == slot)
                .filter(|share| fits(&share.tier, &tier) && fits(&share.category, &category))
                .max_by_key(|share| (share.tier.is_some(), share.category.is_some()));
            expected.extend(best.map(|share| (share.slot, share.rate)));
        }
        let reversed: Vec<Share> = shares.into_iter().rev().collect();
        // Four slots of at most 25 % always fit.
        let resolved = stored(&reversed).expect("a plan").resolve(tier.as_deref(), category.as_deref());
        let found: Vec<_> = resolved.shares().iter().map(|share| (share.slot, share.rate)).collect();
        prop_assert_eq!(found, expected);
    }
}
