//! Agents, the histories of their place in the tree and of their suspension, and interned chains.

use std::collections::HashMap;

use super::bulk::Cell;
use super::{Counter, Result, Store, StoreError, Tx, one_row, written};
use crate::domain::agent_tree::AgentTree;
use crate::domain::allocation::ChainLink;
use crate::domain::day::Day;
use crate::domain::history::Change;
use crate::domain::id::ChainId;
use crate::domain::identifier::Code;
use crate::domain::party::PartyId;

/// An agent.
#[derive(Clone, Debug)]
pub struct Agent {
    /// Their party number.
    pub agent_id: PartyId,
    /// Their code.
    pub code: String,
    /// Their name, sealed.
    pub name: Vec<u8>,
    /// The region that is theirs.
    pub region: Option<String>,
    /// Their center.
    pub center_id: Option<PartyId>,
}

/// The holder who was made an agent.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct AgentHolder {
    /// The number that both have.
    #[sqlx(try_from = "i64")]
    pub agent_id: PartyId,
    /// The holder's ref.
    #[sqlx(rename = "ref")]
    pub reference: String,
    /// Since when nothing but storage is allowed of the holder, in microseconds since 1970.
    pub restricted_at: Option<i64>,
}

type AgentRow = (i64, String, Vec<u8>, Option<String>, Option<i64>);

fn agent((agent_id, code, name, region, center_id): AgentRow) -> Agent {
    Agent { agent_id: PartyId::new(agent_id), code, name, region, center_id: center_id.map(PartyId::new) }
}

const INSERT_AGENT: &str = "
    INSERT INTO agent (agent_id, code, name, region, center_id, recorded)
    VALUES ($1, $2, $3, $4, $5, $6)";

const AGENT_BY_CODE: &str = "
    SELECT agent_id, code, name, region, center_id
    FROM agent
    WHERE code = $1";

const AGENT_BY_ID: &str = "
    SELECT agent_id, code, name, region, center_id
    FROM agent
    WHERE agent_id = $1";

const LIST_AGENTS: &str = "
    SELECT agent_id, code, name, region, center_id
    FROM agent
    ORDER BY code";

const INSERT_PARENT: &str = "
    INSERT INTO agent_parent (agent_id, since, recorded, parent_id)
    VALUES ($1, $2, $3, $4)";

const INSERT_STATUS: &str = "
    INSERT INTO agent_status (agent_id, since, recorded, suspended)
    VALUES ($1, $2, $3, $4)";

const LIST_PARENTS: &str = "
    SELECT agent_id, since, recorded, parent_id
    FROM agent_parent
    ORDER BY agent_id, since, recorded";

const LIST_STATUSES: &str = "
    SELECT agent_id, since, recorded, suspended
    FROM agent_status
    ORDER BY agent_id, since, recorded";

const BEGINNINGS: &str = "
    SELECT agent_id, MIN(since)
    FROM agent_parent
    GROUP BY agent_id
    ORDER BY agent_id";

const LIST_CHAINS: &str = "
    SELECT chain_id, level, agent_id, suspended
    FROM chain
    ORDER BY chain_id, level";

const INSERT_LINK: &str = "
    INSERT INTO chain (chain_id, level, agent_id, suspended)
    VALUES ($1, $2, $3, $4)";

const HOLDERS_AMONG_AGENTS: &str = "
    SELECT a.agent_id, h.ref, h.restricted_at
    FROM agent AS a
    JOIN holder AS h ON h.holder_id = a.agent_id
    ORDER BY a.agent_id";

const UPDATE_AGENT: &str = "
    UPDATE agent
    SET name = $2,
        region = $3,
        center_id = $4
    WHERE agent_id = $1";

const STAMPED_PURCHASES: &str = "
    SELECT COUNT(*)
    FROM purchase
    WHERE day >= $2
      AND refund_of IS NULL
      AND chain_id IN (
          SELECT chain_id
          FROM chain
          WHERE agent_id = $1)";

/// Adds an agent; place and status are changes of their own.
pub async fn insert(tx: &mut Tx, agent: &Agent, code: &Code, recorded: i64) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_AGENT,
        agent.agent_id.get(),
        code.as_str(),
        agent.name.as_slice(),
        &agent.region,
        agent.center_id.map(PartyId::get),
        recorded,
    )?;
    one_row("agent", code, written)
}

/// Changes name, region and center.
pub async fn update(tx: &mut Tx, agent: &Agent) -> Result<()> {
    let written = execute!(
        tx,
        UPDATE_AGENT,
        agent.agent_id.get(),
        agent.name.as_slice(),
        &agent.region,
        agent.center_id.map(PartyId::get),
    )?;
    one_row("agent", &agent.code, written)
}

/// How many purchases dated on or after a day carry a stamp with this agent in its chain already.
pub async fn stamped_since(tx: &mut Tx, id: PartyId, day: Day) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, (i64,), STAMPED_PURCHASES, id.get(), day.number())?;
    Ok(count)
}

/// The agent of a code.
pub async fn by_code(tx: &mut Tx, code: &str) -> Result<Option<Agent>> {
    Ok(fetch_optional!(tx, AgentRow, AGENT_BY_CODE, code)?.map(agent))
}

/// The agent of a number.
pub async fn by_id(tx: &mut Tx, id: PartyId) -> Result<Option<Agent>> {
    Ok(fetch_optional!(tx, AgentRow, AGENT_BY_ID, id.get())?.map(agent))
}

/// All agents, by code.
pub async fn list(tx: &mut Tx) -> Result<Vec<Agent>> {
    Ok(fetch_all!(tx, AgentRow, LIST_AGENTS)?.into_iter().map(agent).collect())
}

/// Those of the agents who are holders, by number.
pub async fn holders(tx: &mut Tx) -> Result<Vec<AgentHolder>> {
    fetch_all!(tx, AgentHolder, HOLDERS_AMONG_AGENTS)
}

/// Records who stands above an agent from a day on.
pub async fn add_parent(tx: &mut Tx, id: PartyId, change: Change<Option<PartyId>>) -> Result<()> {
    let parent = change.value.map(PartyId::get);
    let written = execute!(tx, INSERT_PARENT, id.get(), change.since.number(), change.recorded, parent)?;
    let cells = [id.get().into(), change.since.number().into(), change.recorded.into(), parent.into()];
    tx.written().row(&written::AGENT_PARENT, cells);
    one_row("agent_parent", id.get(), written)
}

/// Records whether an agent is suspended from a day on.
pub async fn add_status(tx: &mut Tx, id: PartyId, change: Change<bool>) -> Result<()> {
    let suspended = i64::from(change.value);
    let written = execute!(tx, INSERT_STATUS, id.get(), change.since.number(), change.recorded, suspended)?;
    let cells = [id.get(), change.since.number(), change.recorded, suspended].map(Cell::Int);
    tx.written().row(&written::AGENT_STATUS, cells);
    one_row("agent_status", id.get(), written)
}

/// The first day of each agent.
pub async fn beginnings(tx: &mut Tx) -> Result<HashMap<PartyId, Day>> {
    let rows: Vec<(i64, i64)> = fetch_all!(tx, (i64, i64), BEGINNINGS)?;
    let day = |(id, since)| match Day::from_number(since) {
        Some(day) => Ok((PartyId::new(id), day)),
        None => Err(StoreError::inconsistent("agent_parent", "since", id, "not a day")),
    };
    rows.into_iter().map(day).collect()
}

/// The tree of all agents as known at a moment, in microseconds since 1970.
pub async fn tree(tx: &mut Tx, known_at: i64) -> Result<AgentTree> {
    let day = |table, id: i64, since| {
        Day::from_number(since).ok_or_else(|| StoreError::inconsistent(table, "since", id, "not a day"))
    };
    let mut parents: HashMap<PartyId, Vec<Change<Option<PartyId>>>> = HashMap::new();
    for (id, since, recorded, parent) in fetch_all!(tx, (i64, i64, i64, Option<i64>), LIST_PARENTS)? {
        let since = day("agent_parent", id, since)?;
        let change = Change { since, recorded, value: parent.map(PartyId::new) };
        parents.entry(PartyId::new(id)).or_default().push(change);
    }
    let mut suspensions: HashMap<PartyId, Vec<Change<bool>>> = HashMap::new();
    for (id, since, recorded, suspended) in fetch_all!(tx, (i64, i64, i64, i64), LIST_STATUSES)? {
        let since = day("agent_status", id, since)?;
        let change = Change { since, recorded, value: suspended != 0 };
        suspensions.entry(PartyId::new(id)).or_default().push(change);
    }
    Ok(AgentTree::new(known_at, parents, suspensions))
}

/// All interned chains.
pub async fn chains(tx: &mut Tx) -> Result<HashMap<ChainId, Vec<ChainLink>>> {
    let mut chains: HashMap<ChainId, Vec<ChainLink>> = HashMap::new();
    for (id, level, agent, suspended) in fetch_all!(tx, (i64, i64, i64, i64), LIST_CHAINS)? {
        let chain = chains.entry(id.into()).or_default();
        if usize::try_from(level) != Ok(chain.len() + 1) {
            return Err(StoreError::inconsistent("chain", "level", id, "levels are not 1, 2, 3 …"));
        }
        chain.push(ChainLink { agent: PartyId::new(agent), suspended: suspended != 0 });
    }
    Ok(chains)
}

/// Chains by their links, so that each is stored once.
pub struct Chains(HashMap<Vec<ChainLink>, ChainId>);

impl Chains {
    /// Those that are stored.
    pub async fn load(tx: &mut Tx) -> Result<Self> {
        Ok(Self(chains(tx).await?.into_iter().map(|(id, chain)| (chain, id)).collect()))
    }

    /// The number of a chain, which is stored when it is a new one.
    pub async fn intern(&mut self, store: &Store, tx: &mut Tx, chain: &[ChainLink]) -> Result<ChainId> {
        if let Some(known) = self.0.get(chain) {
            return Ok(*known);
        }
        let id = store.reserve(tx, Counter::Chain, 1).await?;
        for (level, link) in (1_i64..).zip(chain) {
            let written = execute!(tx, INSERT_LINK, id, level, link.agent.get(), i64::from(link.suspended))?;
            one_row("chain", id, written)?;
        }
        self.0.insert(chain.to_vec(), id.into());
        Ok(id.into())
    }
}
