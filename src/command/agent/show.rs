//! `agent list`, `agent tree` and `agent show`.

use std::collections::{HashMap, HashSet};

use super::Agents;
use crate::command::party::person::Persons;
use crate::command::platform::{Platform, day_flag, since};
use crate::command::regions;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::party::PartyId;
use crate::domain::region::RegionTable;
use crate::error::{Error, Outcome};
use crate::output::{Column, Node, Record, Table, Value};
use crate::store::agent::Agent;
use crate::store::{Tx, center};
use crate::vault::Vault;

const COLUMNS: [Column; 7] = [
    Column::new("code", "CODE"),
    Column::new("name", "NAME"),
    Column::new("parent", "PARENT"),
    Column::new("region", "REGION"),
    Column::new("center", "CENTER"),
    Column::new("status", "STATUS"),
    Column::new("holder", "HOLDER"),
];

const TREE: [Column; 4] = [
    Column::new("code", "CODE"),
    Column::new("name", "NAME"),
    Column::new("region", "REGION"),
    Column::new("status", "STATUS"),
];

const PARENTS: [Column; 3] =
    [Column::new("since", "SINCE"), Column::new("parent", "PARENT"), Column::new("recorded", "RECORDED")];

const STATUSES: [Column; 3] =
    [Column::new("since", "SINCE"), Column::new("status", "STATUS"), Column::new("recorded", "RECORDED")];

const EMPTY: &str =
    "no agents yet; `cardctl agent add CODE --name NAME` or `cardctl agent import FILE` adds some";

pub(super) async fn list(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let today = Platform::load(session, &store, &mut tx).await?.today(session);
    let vault = session.vault_if_any(&mut tx).await?;
    let agents = Agents::load(&mut tx).await?;
    let centers = centers(&mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint(EMPTY);
    for agent in &agents.all {
        list.row([
            Value::code(agent.code.clone()),
            name(vault.as_ref(), &agents, agent)?,
            parent(&agents, agents.tree.parent(agent.agent_id, today)),
            agent.region.clone().map(Value::code).into(),
            center_code(&centers, agent),
            status(agents.tree.suspended(agent.agent_id, today)),
            holder(&agents, agent),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

pub(super) async fn tree(
    session: &mut Session,
    root: Option<&str>,
    on: Option<&str>,
) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let today = Platform::load(session, &store, &mut tx).await?.today(session);
    let day = day_flag("--on", on, today)?;
    let vault = session.vault_if_any(&mut tx).await?;
    let agents = Agents::load(&mut tx).await?;
    let mut nodes = Vec::with_capacity(agents.all.len());
    for (depth, agent) in walk(&agents, root, day)? {
        let cells = vec![
            Value::code(agent.code.clone()),
            name(vault.as_ref(), &agents, agent)?,
            region(agent),
            status(agents.tree.suspended(agent.agent_id, day)),
        ];
        nodes.push(Node { depth, cells });
    }
    session.ui.tree(&TREE, nodes, EMPTY)?;
    Ok(Outcome::Done)
}

/// The agents of a day from the roots down, those below one parent by code.
fn walk<'a>(agents: &'a Agents, root: Option<&str>, day: Day) -> Result<Vec<(usize, &'a Agent)>, Error> {
    let mut below: HashMap<Option<PartyId>, Vec<&Agent>> = HashMap::new();
    for agent in &agents.all {
        below.entry(agents.tree.parent(agent.agent_id, day)).or_default().push(agent);
    }
    // Taken from the end, so the last comes first.
    let mut open: Vec<(usize, &Agent)> = match root {
        Some(code) => vec![(0, agents.find(code)?)],
        None => below.get(&None).into_iter().flatten().rev().map(|agent| (0, *agent)).collect(),
    };
    let mut walked = Vec::with_capacity(agents.all.len());
    let mut seen = HashSet::new();
    while let Some((depth, agent)) = open.pop() {
        // A circle, which only a damaged database can have, must not hold us here.
        if seen.insert(agent.agent_id) {
            walked.push((depth, agent));
            let children = below.get(&Some(agent.agent_id)).into_iter().flatten();
            open.extend(children.rev().map(|child| (depth + 1, *child)));
        }
    }
    Ok(walked)
}

pub(super) async fn show(session: &mut Session, code: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let today = platform.today(session);
    let vault = session.vault_if_any(&mut tx).await?;
    let agents = Agents::load(&mut tx).await?;
    let centers = centers(&mut tx).await?;
    let regions = regions::in_force(&mut tx).await?;
    let agent = agents.find(code)?;
    let id = agent.agent_id;

    let above = agents.tree.chain(id, today).into_iter().skip(1);
    let above: Vec<Value> = above.map(|link| Value::code(agents.code(link.agent).to_owned())).collect();
    let below = agents.all.iter().filter(|other| agents.tree.parent(other.agent_id, today) == Some(id));
    let below: Vec<Value> = below.map(|child| Value::code(child.code.clone())).collect();
    let mut parents = Table::new(&PARENTS);
    for change in agents.tree.parent_changes(id) {
        let recorded = platform.instant(change.recorded);
        parents.row([since(change.since), parent(&agents, change.value), recorded]);
    }
    let mut statuses = Table::new(&STATUSES);
    for change in agents.tree.suspension_changes(id) {
        let recorded = platform.instant(change.recorded);
        statuses.row([since(change.since), status(change.value), recorded]);
    }
    session.ui.record(
        Record::new()
            .field("code", "code", Value::code(agent.code.clone()))
            .field("name", "name", name(vault.as_ref(), &agents, agent)?)
            .field("holder", "is the holder", holder(&agents, agent))
            .field("region", "region", agent.region.clone().map(Value::code))
            .field("region_name", "region name", region_name(&regions, agent).map(Value::text))
            .field("center", "center", center_code(&centers, agent))
            .field("status", "status", status(agents.tree.suspended(id, today)))
            .field("parent", "parent", parent(&agents, agents.tree.parent(id, today)))
            .field("above", "above", above)
            .field("below", "directly below", below)
            .field("parents", "parents", parents)
            .field("statuses", "suspensions", statuses),
    )?;
    Ok(Outcome::Done)
}

async fn centers(tx: &mut Tx) -> Result<HashMap<PartyId, String>, Error> {
    Ok(center::list(tx).await?.into_iter().map(|center| (center.center_id, center.code)).collect())
}

fn center_code(centers: &HashMap<PartyId, String>, agent: &Agent) -> Value {
    agent.center_id.and_then(|id| centers.get(&id)).cloned().map(Value::code).into()
}

/// Of a restricted holder nothing is opened, in whatever part they stand.
fn name(vault: Option<&Vault>, agents: &Agents, agent: &Agent) -> Result<Value, Error> {
    let restricted = agents.holders.get(&agent.agent_id).is_some_and(|holder| holder.restricted_at.is_some());
    Persons::Agents.shown(vault.filter(|_| !restricted), agent.agent_id, &agent.name)
}

/// The ref of the holder who was made the agent.
fn holder(agents: &Agents, agent: &Agent) -> Value {
    agents.holders.get(&agent.agent_id).map(|holder| Value::code(holder.reference.clone())).into()
}

fn parent(agents: &Agents, parent: Option<PartyId>) -> Value {
    parent.map(|parent| Value::code(agents.code(parent).to_owned())).into()
}

fn region(agent: &Agent) -> Value {
    agent.region.clone().map(Value::code).into()
}

fn region_name(regions: &RegionTable, agent: &Agent) -> Option<String> {
    regions.full_name(agent.region.as_deref()?, None)
}

fn status(suspended: bool) -> Value {
    Value::code(if suspended { "suspended" } else { "active" })
}
