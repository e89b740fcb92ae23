//! What a regrouping would change, or has changed, for people and for the audit log.

use serde_json::json;

use super::Part;
use super::flow::Changed;
use super::pass::Found;
use crate::command::session::Session;
use crate::output::{Column, Record, Table, Value};

const COLUMNS: [Column; 12] = [
    Column::new("scheme", "SCHEME"),
    Column::detail("version", "VERSION"),
    Column::new("mode", "MODE"),
    Column::new("placed", "PLACED"),
    Column::new("moved", "MOVED"),
    Column::new("reordered", "REORDERED"),
    Column::detail("unchanged", "UNCHANGED"),
    Column::new("rank_changes", "RANKS"),
    Column::new("new_firsts", "FIRSTS"),
    Column::new("new_cohorts", "NEW"),
    Column::new("emptied", "EMPTIED"),
    Column::detail("policies_ended", "POLICIES ENDED"),
];

const COHORTS: [Column; 7] = [
    Column::new("scheme", "SCHEME"),
    Column::new("path", "PATH"),
    Column::new("before", "BEFORE"),
    Column::new("entered", "IN"),
    Column::new("left", "OUT"),
    Column::new("reordered", "REORDERED"),
    Column::new("after", "AFTER"),
];

/// How many cohorts are named, those first in which most changes.
const NAMED: usize = 10;

pub(super) fn record(status: &'static str, parts: &[Part]) -> Record {
    let mut table = Table::new(&COLUMNS);
    let mut named: Vec<(&str, &Changed)> = Vec::new();
    for Part { task, found, policies } in parts {
        let flow = &found.flow;
        table.row([
            Value::code(task.after.name.clone()),
            task.after.version.into(),
            Value::code(task.mode.as_str()),
            flow.placed.into(),
            flow.moved.into(),
            flow.reordered.into(),
            flow.unchanged.into(),
            found.effect.map(|effect| effect.ranks).into(),
            found.effect.map(|effect| effect.firsts).into(),
            found.new_cohorts().into(),
            found.emptied().into(),
            policies.ended.len().into(),
        ]);
        // Cohorts of levels that are given up are all emptied.
        let given_up = |changed: &&Changed| task.before.tree != task.after.tree && changed.delta.entered == 0;
        let told = found.cohorts.iter().filter(|changed| !given_up(changed));
        named.extend(told.map(|changed| (task.after.name.as_str(), changed)));
    }
    let most = |changed: &Changed| changed.delta.entered + changed.delta.left + changed.delta.reordered;
    named.sort_by(|(_, one), (_, other)| most(other).cmp(&most(one)).then_with(|| one.path.cmp(&other.path)));
    let mut cohorts = Table::new(&COHORTS);
    for (scheme, changed) in named.into_iter().take(NAMED) {
        cohorts.row([
            Value::code(scheme.to_owned()),
            Value::code(changed.path.clone()),
            changed.members_before.into(),
            changed.delta.entered.into(),
            changed.delta.left.into(),
            changed.delta.reordered.into(),
            changed.members_after().into(),
        ]);
    }
    let sum = |count: fn(&Found) -> u64| parts.iter().map(|part| count(&part.found)).sum::<u64>();
    let ended = parts.iter().flat_map(|part| &part.policies.ended);
    let ended: Vec<Value> = ended.map(|path| Value::code(path.clone())).collect();
    Record::new()
        .field("status", "status", Value::code(status))
        .field("holders", "holders looked at", sum(|found| found.holders))
        .field("opened", "facets opened of", sum(|found| found.opened))
        .field("policies_ended", "policies that end", Value::List(ended))
        .field("schemes", "schemes", table)
        .field("cohorts", "cohorts with the most changes", cohorts)
}

pub(super) fn detail(parts: &[Part]) -> serde_json::Value {
    let schemes: serde_json::Map<String, serde_json::Value> = parts
        .iter()
        .map(|Part { task, found, policies }| {
            let counts = json!({ "version": task.after.version, "mode": task.mode.as_str(),
                "placed": found.flow.placed, "moved": found.flow.moved, "reordered": found.flow.reordered,
                "new_cohorts": found.new_cohorts(), "emptied": found.emptied(),
                "policies_ended": policies.ended });
            (task.after.name.clone(), counts)
        })
        .collect();
    json!({ "schemes": schemes })
}

pub(super) fn tell_ended(session: &mut Session, parts: &[Part]) {
    for Part { task, policies, .. } in parts.iter().filter(|part| !part.policies.ended.is_empty()) {
        let paths = policies.ended.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ");
        session.ui.warn(&format!(
            "policies of {paths} ended with the former levels of `{0}`; `cardctl cohort policy PATH --scheme {0}` sets them anew",
            task.after.name
        ));
    }
}
