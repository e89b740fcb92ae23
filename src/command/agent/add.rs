//! `agent add` and `agent set`.

use serde_json::json;

use super::{Agents, NONE, ensure_unrestricted, region, region_held};
use crate::cli::{AgentAdd, AgentSet};
use crate::command::failure::{code, conflict};
use crate::command::party::center;
use crate::command::party::person::{Persons, name_argument};
use crate::command::platform::{Platform, day_flag};
use crate::command::regions;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::history::Change;
use crate::domain::identifier::Code as Identifier;
use crate::domain::party::PartyId;
use crate::error::{Code, Error, Outcome};
use crate::store::agent::Agent;
use crate::store::{Counter, agent, lock};

pub(super) async fn add(session: &mut Session, arguments: AgentAdd) -> Result<Outcome, Error> {
    let code = new_code(&arguments.code)?;
    let name = name_argument(session, &arguments.name)?;
    let since = day_flag("--since", arguments.since.as_deref(), Day::BEGINNING)?;
    let store = session.open().await?;
    let (mut tx, vault) = session.begin_sealing(&store).await?;
    lock::close_intake(&mut tx).await?;
    let regions = regions::in_force(&mut tx).await?;
    let region = arguments.region.as_deref().map(|text| region(&regions, text)).transpose()?;
    let agents = Agents::load(&mut tx).await?;
    let center_id = match &arguments.center {
        Some(code) => Some(center::find(&mut tx, code).await?.center_id),
        None => None,
    };
    if arguments.parent.as_deref() == Some(code.as_str()) {
        return Err(Error::new(Code::AgentTree, format!("agent `{code}` would stand above itself"))
            .hint("name another agent by `--parent`; `cardctl agent tree` draws the tree"));
    }
    let parent = arguments.parent.as_deref().map(|code| agents.find(code)).transpose()?;
    let parent_id = parent.map(|parent| parent.agent_id);
    let platform = Platform::load(session, &store, &mut tx).await?;
    if let Some(known) = agents.by_code(code.as_str()) {
        // Not even whether the name is the same is told of a restricted holder.
        ensure_unrestricted(session, &store, &platform, tx, "agent add", (&agents, known)).await?;
        let differs = if *Persons::Agents.open(&vault, known.agent_id, &known.name)? == *name {
            let moved = agents.tree.parent(known.agent_id, since) != parent_id;
            difference(known, region.as_deref(), center_id).or(moved.then_some("parent"))
        } else {
            Some("name")
        };
        if let Some(differs) = differs {
            let error = conflict("agent", code.as_str(), differs);
            return Err(if differs == "parent" {
                error.hint(format!("`cardctl agent move {code} --parent AGENT --since DATE` moves it"))
            } else {
                error
            });
        }
        session.ui.status(&format!("agent `{code}` is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    if let Some(region) = &region
        && let Some(holder) = agents.of_region(region)
    {
        return Err(region_held(region, &holder.code));
    }
    let recorded = session.now().as_microsecond();
    let id = PartyId::new(store.reserve(&mut tx, Counter::Party, 1).await?);
    let change = Change { since, recorded, value: parent_id };
    verify(&agents, id, change, code.as_str())?;
    let name = Persons::Agents.seal(session, &vault, id, &name)?;
    let added = Agent { agent_id: id, code: code.as_str().to_owned(), name, region, center_id };
    agent::insert(&mut tx, &added, &code, recorded).await?;
    agent::add_parent(&mut tx, id, change).await?;
    let detail = json!({ "parent": arguments.parent, "region": added.region, "center": arguments.center,
        "since": arguments.since });
    tx.commit(&session.entry(&platform, "agent add", &code, &detail)).await?;
    session.ui.status(&format!("added agent `{code}`"));
    Ok(Outcome::Done)
}

/// The code of a new agent.
pub(super) fn new_code(text: &str) -> Result<Identifier, Error> {
    let code = code("agent", text)?;
    if code.as_str() == NONE {
        return Err(Error::new(Code::Usage, "`none` can't be the code of an agent")
            .hint("`agent move CODE --parent none` takes an agent out from under another"));
    }
    Ok(code)
}

/// Which value of an agent that is there differs from those wanted.
pub(super) fn difference(
    known: &Agent,
    region: Option<&str>,
    center: Option<PartyId>,
) -> Option<&'static str> {
    if known.region.as_deref() != region {
        Some("region")
    } else if known.center_id != center {
        Some("center")
    } else {
        None
    }
}

/// Whether the tree stands with one more agent.
pub(super) fn verify(
    agents: &Agents,
    id: PartyId,
    change: Change<Option<PartyId>>,
    code: &str,
) -> Result<(), Error> {
    let mut tree = agents.tree.clone();
    tree.extend([(id, change)]);
    tree.verify().map_err(|fault| {
        let named = |at| if at == id { code.to_owned() } else { agents.code(at).to_owned() };
        Error::new(Code::AgentTree, super::fault(&fault, named))
            .hint("`cardctl agent tree --on DATE` draws the tree of a day; choose another parent or another `--since`")
    })
}

pub(super) async fn set(session: &mut Session, arguments: AgentSet) -> Result<Outcome, Error> {
    let name = match &arguments.name {
        Some(text) => Some(name_argument(session, text)?),
        None => None,
    };
    let store = session.open().await?;
    // Only a name wants the keys.
    let (mut tx, vault) = match &name {
        Some(_) => session.begin_sealing(&store).await.map(|(tx, vault)| (tx, Some(vault)))?,
        None => (store.begin().await?, None),
    };
    let platform = Platform::load(session, &store, &mut tx).await?;
    let agents = Agents::load(&mut tx).await?;
    let known = agents.find(&arguments.code)?;
    let mut tx = ensure_unrestricted(session, &store, &platform, tx, "agent set", (&agents, known)).await?;
    let mut changed = known.clone();
    let mut detail = serde_json::Map::new();
    let mut said = Vec::new();
    if let (Some(name), Some(vault)) = (name, vault)
        && *Persons::Agents.open(&vault, known.agent_id, &known.name)? != *name
    {
        changed.name = Persons::Agents.seal(session, &vault, known.agent_id, &name)?;
        said.push("name");
    }
    if let Some(text) = &arguments.region {
        let regions = regions::in_force(&mut tx).await?;
        changed.region = if text == NONE { None } else { Some(region(&regions, text)?) };
        if changed.region != known.region {
            if let Some(region) = &changed.region
                && let Some(holder) = agents.of_region(region)
            {
                return Err(region_held(region, &holder.code));
            }
            said.push("region");
            detail.insert("region".to_owned(), json!([known.region, changed.region]));
        }
    }
    if let Some(code) = &arguments.center {
        changed.center_id =
            if code == NONE { None } else { Some(center::find(&mut tx, code).await?.center_id) };
        if changed.center_id != known.center_id {
            said.push("center");
            detail.insert("center".to_owned(), code.as_str().into());
        }
    }
    if said.is_empty() {
        session.ui.status(&format!("agent `{}` is unchanged", known.code));
        return Ok(Outcome::NothingToDo);
    }
    detail.insert("changed".to_owned(), said.clone().into());
    agent::update(&mut tx, &changed).await?;
    tx.commit(&session.entry(&platform, "agent set", &known.code, &detail.into())).await?;
    session.ui.status(&format!("changed the {} of agent `{}`", said.join(" and the "), known.code));
    Ok(Outcome::Done)
}
