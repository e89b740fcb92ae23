//! The files that the program reads, and how numbers stand in them.

use super::division::{Missing, Place};
use super::scenario::{CENTERS, Plan, Row, STAFF, Scenario, TIERS, text_of};

pub(super) fn money(minor: impl Into<i128>) -> String {
    let minor = minor.into();
    format!("{}{}.{:02}", if minor < 0 { "-" } else { "" }, minor.abs() / 100, minor.abs() % 100)
}

pub(super) fn percentage(parts: impl Into<i128>) -> String {
    let parts = parts.into();
    format!("{}.{:04}%", parts / 10_000, parts % 10_000)
}

fn of_lines(lines: impl IntoIterator<Item = String>) -> String {
    lines.into_iter().fold(String::new(), |file, line| file + &line + "\n")
}

/// Children come before their parents.
pub(super) fn agents(scenario: &Scenario) -> String {
    let row = |agent: &super::scenario::Agent| {
        let parent = agent.parent.map_or("", |parent| &scenario.agents[parent].code);
        format!("{},n,{parent},{}", agent.code, agent.region.unwrap_or_default())
    };
    let header = "code,name,parent,region".to_owned();
    of_lines(std::iter::once(header).chain(scenario.agents.iter().rev().map(row)))
}

pub(super) fn holders(scenario: &Scenario) -> String {
    let row = |holder: &super::scenario::Holder| {
        let (kind, value) = &holder.parameter;
        let center = CENTERS[holder.center];
        let staff = holder.staff.map_or("", |staff| STAFF[staff]);
        let agent = holder.agent.map_or("", |agent| &scenario.agents[agent].code);
        let tier = holder.tier.map_or("", |tier| TIERS[tier]);
        let since = text_of(holder.since);
        format!("{},,n,{kind},{value},{center},{staff},{agent},{tier},{since},,", holder.reference)
    };
    let header =
        "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code".to_owned();
    of_lines(std::iter::once(header).chain(scenario.holders.iter().map(row)))
}

pub(super) fn purchases(scenario: &Scenario, rows: &[Row]) -> String {
    let line = |row: &Row| {
        let holder = &scenario.holders[row.holder].reference;
        let provider = scenario.providers[row.provider].code;
        let (amount, category) = (money(row.amount), row.category.unwrap_or_default());
        let of = row.refund_of.as_deref().unwrap_or_default();
        format!("{},,{holder},{provider},{amount},{},{category},{of}", row.id, row.written)
    };
    let header = "external_id,card,holder,provider,amount,occurred_at,category,refund_of".to_owned();
    of_lines(std::iter::once(header).chain(rows.iter().map(line)))
}

pub(super) fn plan(plan: &Plan) -> String {
    let mut lines = vec![
        format!("name = \"{}\"", plan.name),
        format!("effective_from = \"{}\"", text_of(plan.from)),
        format!("hold_days = {}", plan.hold_days),
        format!("rounding = \"{}\"", if plan.floor { "floor" } else { "largest-remainder" }),
    ];
    for share in &plan.shares {
        let (role, level) = match share.place {
            Place::Holder => ("holder", None),
            Place::Agent(level) => ("agent", Some(level)),
            Place::Staff => ("staff", None),
            Place::Center => ("center", None),
            Place::Platform => unreachable!("the platform has no share of its own"),
        };
        let missing = match share.missing {
            Missing::Platform => None,
            Missing::LastAgent => Some("last-agent"),
            Missing::Center => Some("center"),
        };
        lines.extend(["[[share]]".to_owned(), format!("role = \"{role}\"")]);
        lines.push(format!("rate = \"{}\"", percentage(share.rate)));
        lines.extend(level.map(|level| format!("level = {level}")));
        lines.extend(share.tier.map(|tier| format!("tier = \"{}\"", TIERS[tier])));
        lines.extend(share.category.map(|category| format!("category = \"{category}\"")));
        lines.extend(missing.map(|missing| format!("missing = \"{missing}\"")));
    }
    of_lines(lines)
}
