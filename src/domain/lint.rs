//! The law's view of a plan: what of it meets a rule (`RULES.md`).
//!
//! Only rules that the plan and what stands around it can answer are judged. Whether stored value is licensed, whether a
//! named card expires or whether somebody is old enough is no question to a plan.

use std::collections::BTreeMap;

use super::day::Day;
use super::money::Money;
use super::plan::{Missing, Plan, Resolved, Share};
use super::ppm::{Ppm, percent};
use super::role::{Level, Role, Slot};
use super::rule::{Edition, PROSECUTION, Rule, Severity, in_force};
use super::withholding::Withholding;

/// What a seller may get of their own sales at most (直销管理条例 art. 24).
const MOST_OF_SALES: u64 = 300_000;

/// The days of the longest month.
const MONTH: u16 = 31;

/// How many of equal things a finding names.
const NAMED: usize = 5;

/// A tier, as far as a plan is judged by it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierTerms {
    /// Its code.
    pub code: String,
    /// The fees from which it is reached, above 0.
    pub fee: Option<Money>,
    /// Whether its holders may bring in new ones.
    pub refers: bool,
    /// Whether everybody begins with it.
    pub first: bool,
}

/// What stands around a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The tiers, by rank.
    pub tiers: Vec<TierTerms>,
    /// How many agents can be paid at level 1 at most, at level 2, and so on.
    pub people: Vec<usize>,
    /// The codes of agents who are holders.
    pub promoted: Vec<String>,
    /// The providers with their greatest rate while the plan is in force.
    pub providers: Vec<(String, Ppm)>,
    /// How tax is withheld.
    pub withholding: Option<Withholding>,
}

/// What a rule says of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The rule as it is in force.
    pub edition: Edition,
    /// How much it weighs; nothing when the rule is kept.
    pub severity: Option<Severity>,
    /// What was found, or by what the rule is kept.
    pub told: String,
}

/// What the rules in force on a day say of a plan, by number. A rule that can't be judged by a plan is left out.
#[must_use]
pub fn judge(plan: &Plan, around: &Surroundings, day: Day) -> Vec<Judgement> {
    let of = |edition: Edition| {
        let (severity, told) = match edition.rule {
            Rule::Ds01 => (None, "shares come from purchases alone; a plan has no other occasion".to_owned()),
            Rule::Ds02 => fees_before_earning(plan, around),
            Rule::Ds03 => first_level(plan),
            Rule::Ds04 => further_levels(plan, around, day),
            Rule::Ds05 => part_of_sales(plan, around),
            Rule::Ds06 => rhythm(plan),
            Rule::Ds09 => sums(plan),
            Rule::Tx02 => withheld(plan, around),
            // A plan has shares by tier, which is none of them; policies of cohorts are judged where they are set,
            // and who is paid where they are.
            Rule::Ds07 | Rule::Ds08 | Rule::Tx01 => return None,
        };
        let severity = severity.map(|severity| severity.min(edition.severity));
        Some(Judgement { edition, severity, told })
    };
    in_force(day).into_iter().filter_map(of).collect()
}

/// How much it weighs, if anything, and why.
type Told = (Option<Severity>, String);

fn found(severity: Severity, told: String) -> Told {
    (Some(severity), told)
}

/// DS02: a tier that costs a fee raises what agents get, or brings the permission to refer.
fn fees_before_earning(plan: &Plan, around: &Surroundings) -> Told {
    let first = around.tiers.iter().find(|tier| tier.first);
    let base = first.map(|tier| tier.code.as_str());
    let without = base.map_or_else(|| "without a tier".to_owned(), |code| format!("with `{code}`"));
    let mut pieces = Vec::new();
    for tier in around.tiers.iter().filter(|tier| !tier.first) {
        let Some(fee) = tier.fee else { continue };
        let code = &tier.code;
        if tier.refers && !first.is_some_and(|tier| tier.refers) {
            pieces.push(format!("who pays {fee} for `{code}` may refer, and {without} nobody may"));
        }
        let mut raised: BTreeMap<Slot, String> = BTreeMap::new();
        for (_, category) in plan.combinations().into_iter().filter(|(tier, _)| tier.is_none()) {
            let (paid, unpaid) = (plan.resolve(Some(code), category), plan.resolve(base, category));
            for share in paid.shares().iter().filter(|share| share.slot.role() == Role::Agent) {
                let before = rate_of(&unpaid, share.slot);
                if share.rate > before {
                    let of =
                        category.map_or_else(String::new, |category| format!(" of category `{category}`"));
                    raised.entry(share.slot).or_insert_with(|| {
                        format!(
                            "{} has {}{of} where the holder paid {fee} for `{code}`, and {before} {without}",
                            name(share.slot),
                            share.rate
                        )
                    });
                }
            }
        }
        pieces.extend(raised.into_values());
    }
    if pieces.is_empty() {
        return (None, "no fee stands before an agent's share or before `refer`".to_owned());
    }
    found(Severity::Error, listed(&pieces, "; "))
}

/// DS03: level 1 is paid.
fn first_level(plan: &Plan) -> Told {
    let first = Level::try_from(1).ok().and_then(|level| Slot::of(Role::Agent, Some(level)));
    let own = first.map(|slot| shares_of(plan, slot)).unwrap_or_default();
    if !own.is_empty() {
        return found(Severity::Warn, format!("agent 1 has {own}"));
    }
    match paid_agents(plan).find(|share| share.missing == Missing::LastAgent) {
        Some(share) => found(
            Severity::Warn,
            format!("agent 1 gets the share of {} where it is the last agent", name(share.slot)),
        ),
        None => (None, "no agent of level 1 is paid".to_owned()),
    }
}

/// DS04: further levels are paid. With how many people they are is told, and from when on that is prosecuted.
fn further_levels(plan: &Plan, around: &Surroundings, day: Day) -> Told {
    let deep: BTreeMap<Slot, String> = paid_agents(plan)
        .filter(|share| share.level().is_some_and(|level| level.get() > 1))
        .map(|share| (share.slot, format!("{} has {}", name(share.slot), shares_of(plan, share.slot))))
        .collect();
    let to_last = paid_agents(plan).any(|share| share.missing == Missing::LastAgent);
    if deep.is_empty() && !to_last {
        return (None, "no agent above level 1 is paid".to_owned());
    }
    let planned = paid_agents(plan).filter_map(Share::level).map(Level::get).max().unwrap_or_default();
    // The last agent can stand above every level that the plan names.
    let reach = usize::from(if to_last { Level::MAX } else { planned });
    let mut pieces: Vec<String> = deep.into_values().collect();
    if to_last {
        pieces.push("a share whose agent is missing goes to the last agent, of whatever level".to_owned());
    }
    let agents: usize = around.people.iter().sum();
    let levels = around.people.len();
    pieces.push(if agents == 0 {
        "there are no agents today".to_owned()
    } else {
        let each = around.people.iter().zip(1..).map(|(people, level)| format!("level {level}: {people}"));
        let each = each.collect::<Vec<_>>().join(", ");
        format!("{} on {} today ({each})", counted(agents, "agent"), counted(levels, "level"))
    });
    let severity = if around.promoted.is_empty() {
        Severity::Warn
    } else {
        let codes: Vec<String> = around.promoted.iter().map(|code| format!("`{code}`")).collect();
        pieces.push(format!("promoted holders among them: {}", listed(&codes, ", ")));
        Severity::Error
    };
    if reach.min(levels) >= PROSECUTION.levels
        && agents >= PROSECUTION.people
        && PROSECUTION.from <= day.date()
    {
        let (source, levels, people) = (PROSECUTION.source, PROSECUTION.levels, PROSECUTION.people);
        pieces.push(format!("from {levels} levels and {people} people on it is prosecuted ({source})"));
    }
    found(severity, pieces.join("; "))
}

/// DS05: the most that one agent can get, of the pool and of a sale.
fn part_of_sales(plan: &Plan, around: &Surroundings) -> Told {
    let combinations = plan.combinations();
    let largest = combinations
        .iter()
        .map(|(tier, category)| (most_of_one(&plan.resolve(*tier, *category)), *tier, *category))
        // Of equal ones the first, which is the most general.
        .rev()
        .max_by_key(|(most, ..)| *most);
    let Some((most, tier, category)) = largest.filter(|(most, ..)| *most > 0) else {
        return (None, "no agent is paid".to_owned());
    };
    let pool = format!("one agent can get {} of the pool{}", percent(most), condition(tier, category));
    let Some((_, highest)) = around.providers.iter().max_by_key(|(_, rate)| *rate) else {
        return (None, format!("{pool}; there is no provider yet"));
    };
    let of_sale = |rate: Ppm| u64::from(most) * u64::from(rate.parts());
    let above: Vec<String> = around
        .providers
        .iter()
        .filter(|(_, rate)| of_sale(*rate) > MOST_OF_SALES * u64::from(Ppm::WHOLE.parts()))
        .map(|(code, rate)| format!("{} of a sale of `{code}` ({rate})", sale(of_sale(*rate))))
        .collect();
    if above.is_empty() {
        return (None, format!("{pool}, so {} of a sale at most", sale(of_sale(*highest))));
    }
    found(Severity::Warn, format!("{pool}, so {}", listed(&above, ", ")))
}

/// A part of a sale, in millionths of millionths, as a percentage; rounded up, so that what is above a limit looks so.
fn sale(parts: u64) -> String {
    percent(u32::try_from(parts.div_ceil(u64::from(Ppm::WHOLE.parts()))).unwrap_or(u32::MAX))
}

/// The most that one agent can get of a pool, in parts per million: an agent stands in a chain once, and where it is the
/// last one it gets all shares that go to the last agent.
fn most_of_one(resolved: &Resolved) -> u32 {
    let agents = || resolved.shares().iter().filter(|share| share.slot.role() == Role::Agent);
    let to_last: u32 =
        agents().filter(|share| share.missing == Missing::LastAgent).map(|share| share.rate.parts()).sum();
    let own = agents().filter(|share| share.missing != Missing::LastAgent).map(|share| share.rate.parts());
    to_last + own.max().unwrap_or_default()
}

/// DS06: purchases become due later than a month after their day.
fn rhythm(plan: &Plan) -> Told {
    let days = plan.hold_days();
    let told = format!("a purchase is due {} after its day", counted(usize::from(days), "day"));
    if days > MONTH { found(Severity::Warn, told) } else { (None, told) }
}

/// DS09: no plan breaks it, because none that does is imported.
fn sums(plan: &Plan) -> Told {
    let sum = |(tier, category): (Option<&str>, Option<&str>)| -> u32 {
        plan.resolve(tier, category).shares().iter().map(|share| share.rate.parts()).sum()
    };
    let most = plan.combinations().into_iter().map(sum).max().unwrap_or_default();
    let told = format!("the shares sum to {} at most", percent(most));
    if most > Ppm::WHOLE.parts() { found(Severity::Error, told) } else { (None, told) }
}

/// TX02: people are paid and no method is set.
fn withheld(plan: &Plan, around: &Surroundings) -> Told {
    if let Some(method) = around.withholding {
        return (None, format!("the setting `withholding` is `{method}`"));
    }
    let mut roles: Vec<&str> = Vec::new();
    for share in plan.shares().iter().filter(|share| share.rate > Ppm::ZERO) {
        let role = share.role();
        if matches!(role, Role::Holder | Role::Agent | Role::Staff) && !roles.contains(&role.as_str()) {
            roles.push(role.as_str());
        }
    }
    if roles.is_empty() {
        return (None, "no share goes to a person".to_owned());
    }
    let told = format!("shares go to people ({}), and the setting `withholding` is `none`", roles.join(", "));
    found(Severity::Warn, told)
}

/// The shares of agents that are more than nothing.
fn paid_agents(plan: &Plan) -> impl Iterator<Item = &Share> {
    plan.shares().iter().filter(|share| share.role() == Role::Agent && share.rate > Ppm::ZERO)
}

fn rate_of(resolved: &Resolved, slot: Slot) -> Ppm {
    resolved.shares().iter().find(|share| share.slot == slot).map_or(Ppm::ZERO, |share| share.rate)
}

/// All that a role and level has, each with the tier and category for which it holds.
fn shares_of(plan: &Plan, slot: Slot) -> String {
    let shares = plan.shares().iter().filter(|share| share.slot == slot && share.rate > Ppm::ZERO);
    let each: Vec<String> = shares
        .map(|share| format!("{}{}", share.rate, condition(share.tier.as_deref(), share.category.as_deref())))
        .collect();
    listed(&each, ", ")
}

fn condition(tier: Option<&str>, category: Option<&str>) -> String {
    match (tier, category) {
        (None, None) => String::new(),
        (Some(tier), None) => format!(" for tier `{tier}`"),
        (None, Some(category)) => format!(" for category `{category}`"),
        (Some(tier), Some(category)) => format!(" for tier `{tier}` and category `{category}`"),
    }
}

fn name(slot: Slot) -> String {
    match slot.level() {
        Some(level) => format!("{} {level}", slot.role()),
        None => slot.role().to_string(),
    }
}

/// The first of them, and how many more there are.
fn listed(pieces: &[String], separator: &str) -> String {
    let shown = pieces[..pieces.len().min(NAMED)].join(separator);
    match pieces.len() - pieces.len().min(NAMED) {
        0 => shown,
        more => format!("{shown}{separator}and {more} more"),
    }
}

fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

#[cfg(test)]
mod tests;
