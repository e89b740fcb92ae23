//! Policies as they are shown.

use std::collections::{BTreeMap, BTreeSet};

use super::changes::NONE;
use crate::command::cohort::one_scheme;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::policy::{Effective, Lineage, Origin, Permission, Policy};
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::{cohort, cohort_policy};

const COLUMNS: [Column; 9] = [
    Column::new("path", "PATH"),
    Column::new("members", "MEMBERS"),
    Column::new("service_priority", "PRIORITY"),
    Column::new("allow", "ALLOW"),
    Column::new("deny", "DENY"),
    Column::new("services", "SERVICES"),
    Column::new("message_class", "MESSAGES"),
    Column::detail("acknowledged", "ACKNOWLEDGED"),
    Column::detail("reason", "REASON"),
];

const TERMS: [Column; 3] =
    [Column::new("term", "TERM"), Column::new("value", "VALUE"), Column::new("from", "FROM")];

const HISTORY: [Column; 9] = [
    Column::new("recorded", "RECORDED"),
    Column::new("service_priority", "PRIORITY"),
    Column::new("allow", "ALLOW"),
    Column::new("deny", "DENY"),
    Column::new("services", "SERVICES"),
    Column::new("message_class", "MESSAGES"),
    Column::new("acknowledged", "RULE"),
    Column::new("operator", "OPERATOR"),
    Column::new("reason", "REASON"),
];

/// All cohorts of a scheme that say something.
pub(super) async fn list(session: &mut Session, scheme: Option<&str>) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let stored = one_scheme(&mut tx, scheme).await?;
    let policies = cohort_policy::in_force(&mut tx, stored.scheme_id, stored.tree).await?;
    let mut rows = Vec::with_capacity(policies.len());
    for each in policies {
        let cohort = cohort::by_path(&mut tx, stored.scheme_id, stored.tree, &each.path).await?;
        rows.push((each, cohort.map_or(0, |cohort| cohort.members)));
    }
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint(
        "no cohort says anything; `cardctl cohort policy PATH --allow sell` lets its members sell",
    );
    for (each, members) in rows {
        let [priority, allow, deny, services, class] = cells(&each.policy);
        list.row([
            Value::code(each.path),
            members.into(),
            priority,
            allow,
            deny,
            services,
            class,
            each.acknowledged.map(Value::code).into(),
            Value::text(each.reason),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

/// What holds in a cohort, and what was recorded for it.
pub(super) async fn show(session: &mut Session, scheme: Option<&str>, path: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let stored = one_scheme(&mut tx, scheme).await?;
    let path = stored
        .scheme
        .check_path(path)
        .map_err(|error| Error::new(Code::Usage, format!("no cohort can have the path `{path}`: {error}")))?;
    let in_force = cohort_policy::in_force(&mut tx, stored.scheme_id, stored.tree).await?;
    let mut by_path: BTreeMap<String, Policy> =
        in_force.into_iter().map(|each| (each.path, each.policy)).collect();
    let nodes = stored.scheme.lineage(&path).into_iter().rev();
    let nodes = nodes.filter_map(|path| by_path.remove_entry(&path)).collect();
    let effective = Effective::of(None, &[Lineage { scheme: stored.name.clone(), nodes }]);
    let cohort = cohort::by_path(&mut tx, stored.scheme_id, stored.tree, &path).await?;
    let mut history = Table::new(&HISTORY);
    for each in cohort_policy::history(&mut tx, stored.scheme_id, stored.tree).await? {
        if each.path == path {
            let [priority, allow, deny, services, class] = cells(&each.policy);
            history.row([
                platform.instant(each.recorded),
                priority,
                allow,
                deny,
                services,
                class,
                each.acknowledged.map(Value::code).into(),
                Value::text(each.operator),
                Value::text(each.reason),
            ]);
        }
    }
    session.ui.record(
        Record::new()
            .field("scheme", "scheme", Value::code(stored.name.clone()))
            .field("path", "path", Value::code(path))
            .field("members", "members", cohort.map_or(0, |cohort| cohort.members))
            .field("terms", "what holds there", terms(&effective, "as the tier says"))
            .field("history", "what was recorded", history),
    )?;
    Ok(Outcome::Done)
}

/// What holds for somebody, and where each comes from. `open` stands for what no cohort says.
pub(in crate::command) fn terms(effective: &Effective, open: &'static str) -> Table {
    let mut table = Table::new(&TERMS);
    let from = |origin: &Origin| match origin {
        Origin::Nothing => Value::Null,
        origin => Value::code(origin.to_string()),
    };
    for (permission, allowed, origin) in &effective.permissions {
        let value = match (allowed, origin) {
            (false, Origin::Nothing) => Value::code(open),
            (true, _) => Value::code("yes"),
            (false, _) => Value::code("no"),
        };
        table.row([Value::code(permission.as_str()), value, from(origin)]);
    }
    let priority = effective.service_priority.as_ref();
    table.row([
        Value::code("service-priority"),
        priority.map(|(priority, _)| Value::code(priority.to_string())).into(),
        priority.map(|(_, origin)| from(origin)).into(),
    ]);
    let services = effective.services.as_ref();
    table.row([
        Value::code("services"),
        services.map_or(Value::code("all"), |(services, _)| listed(services)),
        services.map(|(_, origin)| from(origin)).into(),
    ]);
    let class = effective.message_class.as_ref();
    table.row([
        Value::code("message-class"),
        class.map(|(class, _)| Value::code(class.clone())).into(),
        class.map(|(_, origin)| from(origin)).into(),
    ]);
    table
}

fn listed(words: &BTreeSet<String>) -> Value {
    if words.is_empty() {
        return Value::code(NONE);
    }
    Value::List(words.iter().map(|word| Value::code(word.clone())).collect())
}

pub(super) fn cells(policy: &Policy) -> [Value; 5] {
    let named = |permissions: &BTreeSet<Permission>| {
        Value::List(permissions.iter().map(|permission| Value::code(permission.as_str())).collect())
    };
    let services = policy.services.as_ref().map(listed);
    [
        policy.service_priority.map(u32::from).into(),
        named(&policy.allowed),
        named(&policy.denied),
        services.into(),
        policy.message_class.clone().map(Value::code).into(),
    ]
}
