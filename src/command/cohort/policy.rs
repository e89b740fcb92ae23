//! `cohort policy`: what a cohort lets its members do, and where that comes from.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::one_scheme;
use crate::cli::CohortPolicy;
use crate::command::failure::{code, unknown};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::party::PartyId;
use crate::domain::policy::{Effective, Lineage, Origin, Permission, Policy};
use crate::domain::rule::Rule;
use crate::domain::scheme::{Grouping, UNKNOWN};
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::cohort::placement;
use crate::store::cohort_policy::{self, StoredPolicy};
use crate::store::scheme::StoredScheme;
use crate::store::{Store, Tx, cohort, lock, scheme, tier};

const ACTION: &str = "cohort policy";
/// The word that leaves something to the cohort above.
const INHERIT: &str = "inherit";
/// The word for an empty list.
const NONE: &str = "none";

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

/// Runs `cohort policy`.
pub(super) async fn run(session: &mut Session, arguments: CohortPolicy) -> Result<Outcome, Error> {
    let changes = Changes::of(&arguments)?;
    match (&arguments.path, changes.is_empty()) {
        (None, _) => list(session, arguments.scheme.as_deref()).await,
        (Some(path), true) => show(session, arguments.scheme.as_deref(), path).await,
        (Some(path), false) => change(session, &arguments, path, &changes).await,
    }
}

/// What is to become of a term.
enum Term<T> {
    /// It stays as it is.
    Kept,
    /// It is left to the cohort above.
    Inherited,
    /// It is this from now on.
    Set(T),
}

impl<T: Clone> Term<T> {
    fn read(text: Option<&str>, read: impl FnOnce(&str) -> Result<T, Error>) -> Result<Self, Error> {
        match text {
            None => Ok(Self::Kept),
            Some(INHERIT) => Ok(Self::Inherited),
            Some(text) => read(text).map(Self::Set),
        }
    }

    const fn is_kept(&self) -> bool {
        matches!(self, Self::Kept)
    }

    fn apply(&self, term: &mut Option<T>) {
        match self {
            Self::Kept => {}
            Self::Inherited => *term = None,
            Self::Set(value) => *term = Some(value.clone()),
        }
    }
}

/// What is to become of a policy.
struct Changes {
    service_priority: Term<u16>,
    allow: BTreeSet<Permission>,
    deny: BTreeSet<Permission>,
    inherit: BTreeSet<Permission>,
    services: Term<BTreeSet<String>>,
    message_class: Term<String>,
}

impl Changes {
    fn of(arguments: &CohortPolicy) -> Result<Self, Error> {
        let service_priority = Term::read(arguments.service_priority.as_deref(), |text| {
            let number = text.parse::<u16>().ok().filter(|number| (1..=999).contains(number));
            number.ok_or_else(|| {
                Error::new(Code::Usage, format!("--service-priority: `{text}` is none"))
                    .hint("write a number from 1, served first, to 999, or `inherit`")
            })
        })?;
        let services = arguments.services.as_ref().map(|words| words.join(","));
        let services = Term::read(services.as_deref(), |text| {
            let words = text.split(',').map(str::trim).filter(|word| !word.is_empty() && *word != NONE);
            words.map(|word| Ok(code("--services", word)?.as_str().to_owned())).collect()
        })?;
        let message_class = Term::read(arguments.message_class.as_deref(), |text| {
            Ok(code("--message-class", text)?.as_str().to_owned())
        })?;
        let changes = Self {
            service_priority,
            allow: permissions("--allow", &arguments.allow)?,
            deny: permissions("--deny", &arguments.deny)?,
            inherit: permissions("--inherit", &arguments.inherit)?,
            services,
            message_class,
        };
        let mut named = BTreeSet::new();
        for permission in changes.allow.iter().chain(&changes.deny).chain(&changes.inherit) {
            if !named.insert(permission) {
                let message =
                    format!("`{permission}` is named by more than one of `--allow`, `--deny`, `--inherit`");
                return Err(Error::new(Code::Usage, message));
            }
        }
        Ok(changes)
    }

    fn is_empty(&self) -> bool {
        let permissions = [&self.allow, &self.deny, &self.inherit];
        self.service_priority.is_kept()
            && self.services.is_kept()
            && self.message_class.is_kept()
            && permissions.iter().all(|named| named.is_empty())
    }

    fn applied(&self, before: &Policy) -> Policy {
        let mut after = before.clone();
        for permission in self.allow.iter().chain(&self.deny).chain(&self.inherit) {
            after.allowed.remove(permission);
            after.denied.remove(permission);
        }
        after.allowed.extend(&self.allow);
        after.denied.extend(&self.deny);
        self.service_priority.apply(&mut after.service_priority);
        self.services.apply(&mut after.services);
        self.message_class.apply(&mut after.message_class);
        after
    }
}

fn permissions(flag: &str, words: &[String]) -> Result<BTreeSet<Permission>, Error> {
    let read = |word: &String| {
        let word = word.trim();
        word.parse::<Permission>().map_err(|error| {
            Error::new(Code::Usage, format!("{flag}: {error}"))
                .did_you_mean(word, Permission::ALL.iter().map(|known| known.as_str()))
        })
    };
    words.iter().map(read).collect()
}

async fn change(
    session: &mut Session,
    arguments: &CohortPolicy,
    path: &str,
    changes: &Changes,
) -> Result<Outcome, Error> {
    let reason = session.reason("a policy")?;
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let stored = one_scheme(&mut tx, arguments.scheme.as_deref()).await?;
    let path = stored
        .scheme
        .check_path(path)
        .map_err(|error| Error::new(Code::Usage, format!("no cohort can have the path `{path}`: {error}")))?;
    check_tier(&mut tx, &stored, &path).await?;
    let (before, after) = planned(&mut tx, &stored, &path, changes).await?;
    let cohort = cohort::by_path(&mut tx, stored.scheme_id, stored.tree, &path).await?;
    tx.rollback().await?;
    let members = cohort.map_or(0, |cohort| cohort.members);
    if before == after {
        session.ui.status(&format!("policy of `{path}` is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    let acknowledged =
        acknowledge(session, &store, &platform, arguments, &stored, &path, &before, &after).await?;
    let preview = Record::new()
        .field("scheme", "scheme", Value::code(stored.name.clone()))
        .field("path", "path", Value::code(path.clone()))
        .field("members", "members", members)
        .field("policy", "policy", compared(&before, &after));
    session.confirm(&preview, "Change the policy?")?;

    let mut tx = store.begin().await?;
    // A regrouping takes policies along to new levels.
    lock::hold_placements(&mut tx).await?;
    let (now_before, after) = planned(&mut tx, &stored, &path, changes).await?;
    let current = scheme::list(&mut tx).await?;
    let same = current.iter().any(|each| each.scheme_id == stored.scheme_id && each.tree == stored.tree);
    if now_before != before || !same {
        return Err(Error::new(Code::Busy, "the policy was changed by somebody else meanwhile")
            .hint("nothing was changed; run the command again"));
    }
    let history = cohort_policy::history(&mut tx, stored.scheme_id, stored.tree).await?;
    let last = history.iter().rfind(|each| each.path == path);
    let now = session.now().as_microsecond();
    let acknowledged = acknowledged.map(|rule| rule.id().to_owned());
    // What was acknowledged stays so while another term changes.
    let standing = last.filter(|_| after.touches_money()).and_then(|last| last.acknowledged.clone());
    let new = StoredPolicy {
        path: path.clone(),
        recorded: last.map_or(now, |last| now.max(last.recorded + 1)),
        policy: after.clone(),
        acknowledged: acknowledged.clone().or(standing),
        reason,
        operator: platform.operator.clone(),
    };
    cohort_policy::insert(&mut tx, stored.scheme_id, stored.tree, &new).await?;
    let detail = json!({ "scheme": stored.name, "before": audited(&before), "after": audited(&after),
        "acknowledged": acknowledged });
    tx.commit(&session.entry(&platform, ACTION, &path, &detail)).await?;
    session.ui.status(&format!("set the policy of `{path}`, which {members} holders are in"));
    let show = format!("`cardctl cohort policy {path} --scheme {}`", stored.name);
    session.ui.status(&format!("next: {show} shows what holds there"));
    Ok(Outcome::Done)
}

/// A tier that is named has to be one.
async fn check_tier(tx: &mut Tx, stored: &StoredScheme, path: &str) -> Result<(), Error> {
    let tiers = tier::list(tx).await?;
    for (grouping, value) in stored.scheme.named(path) {
        let known = || tiers.iter().map(|tier| tier.code.as_str());
        if *grouping == Grouping::Tier && value != UNKNOWN && !known().any(|code| code == value) {
            return Err(unknown("tier", &value, known()));
        }
    }
    Ok(())
}

async fn planned(
    tx: &mut Tx,
    stored: &StoredScheme,
    path: &str,
    changes: &Changes,
) -> Result<(Policy, Policy), Error> {
    let in_force = cohort_policy::in_force(tx, stored.scheme_id, stored.tree).await?;
    let before = in_force.into_iter().find(|each| each.path == path).map(|each| each.policy);
    let before = before.unwrap_or_default();
    let after = changes.applied(&before);
    Ok((before, after))
}

/// Whether a rule by sex, age or region changes what somebody earns or buys, and that was acknowledged.
#[expect(clippy::too_many_arguments, reason = "what is refused is recorded with all of it")]
async fn acknowledge(
    session: &mut Session,
    store: &Store,
    platform: &Platform,
    arguments: &CohortPolicy,
    stored: &StoredScheme,
    path: &str,
    before: &Policy,
    after: &Policy,
) -> Result<Option<Rule>, Error> {
    let named = match arguments.acknowledge.as_deref() {
        Some(id) => Some(Rule::named(id).ok_or_else(|| {
            Error::new(Code::Usage, format!("no rule `{id}`"))
                .hint(format!("a warning names it; there is {}", Rule::ALL.map(Rule::id).join(", ")))
        })?),
        None => None,
    };
    let depth = stored.scheme.depth_of(path);
    let personal = stored.scheme.groupings().iter().take(depth).any(Grouping::is_personal);
    let same = before.services == after.services
        && Permission::ALL
            .iter()
            .filter(|permission| permission.earns())
            .all(|permission| before.says(*permission) == after.says(*permission));
    // Taking the last such rule away needs no acknowledgement.
    if !personal || same || !after.touches_money() {
        return Ok(None);
    }
    let rule = Rule::Ds08;
    if named == Some(rule) {
        return Ok(Some(rule));
    }
    let error = Error::new(Code::NeedsAcknowledgement, format!("{rule}: {}", rule.says()))
        .hint(rule.source())
        .hint(format!("if that is meant, say so with `--acknowledge {rule} --reason TEXT`"));
    Err(session.refuse(store, platform, ACTION, path, error).await)
}

async fn list(session: &mut Session, scheme: Option<&str>) -> Result<Outcome, Error> {
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

async fn show(session: &mut Session, scheme: Option<&str>, path: &str) -> Result<Outcome, Error> {
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

/// The cohorts of a holder in every scheme that say something.
pub(in crate::command) async fn lineages(tx: &mut Tx, holder: PartyId) -> Result<Vec<Lineage>, Error> {
    let mut lineages = Vec::new();
    let placements = placement::of_holder(tx, holder).await?;
    for stored in scheme::list(tx).await? {
        let Some((_, standing)) = placements.iter().find(|(scheme, _)| *scheme == stored.scheme_id) else {
            continue;
        };
        let in_force = cohort_policy::in_force(tx, stored.scheme_id, stored.tree).await?;
        if in_force.is_empty() {
            continue;
        }
        let mut by_path: BTreeMap<String, Policy> =
            in_force.into_iter().map(|each| (each.path, each.policy)).collect();
        let mut nodes = Vec::new();
        for id in cohort::chain_of(tx, standing.leaf).await? {
            let cohort = cohort::by_id(tx, id).await?;
            nodes.extend(cohort.and_then(|cohort| by_path.remove_entry(&cohort.path)));
        }
        lineages.push(Lineage { scheme: stored.name, nodes });
    }
    Ok(lineages)
}

fn listed(words: &BTreeSet<String>) -> Value {
    if words.is_empty() {
        return Value::code(NONE);
    }
    Value::List(words.iter().map(|word| Value::code(word.clone())).collect())
}

fn cells(policy: &Policy) -> [Value; 5] {
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

fn compared(before: &Policy, after: &Policy) -> Table {
    const COLUMNS: [Column; 3] =
        [Column::new("term", "TERM"), Column::new("before", "BEFORE"), Column::new("after", "AFTER")];
    let mut table = Table::new(&COLUMNS);
    let names = ["service-priority", "allow", "deny", "services", "message-class"];
    for ((name, before), after) in names.into_iter().zip(cells(before)).zip(cells(after)) {
        if before != after {
            table.row([Value::code(name), before, after]);
        }
    }
    table
}

fn audited(policy: &Policy) -> serde_json::Value {
    let words = |permissions: &BTreeSet<Permission>| -> Vec<&str> {
        permissions.iter().map(|permission| permission.as_str()).collect()
    };
    json!({ "service_priority": policy.service_priority, "allow": words(&policy.allowed),
        "deny": words(&policy.denied), "services": policy.services, "message_class": policy.message_class })
}
