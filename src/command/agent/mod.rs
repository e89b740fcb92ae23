//! `agent`: the tree of agents.

mod add;
mod change;
mod import;
mod promote;
mod show;

use std::collections::HashMap;

use crate::cli::AgentCommand;
use crate::command::failure::unknown;
use crate::command::holder;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::agent_tree::{AgentTree, TreeFault};
use crate::domain::day::Day;
use crate::domain::party::PartyId;
use crate::domain::region::RegionTable;
use crate::error::{Code, Error, Outcome};
use crate::store::agent::{Agent, AgentHolder};
use crate::store::{Store, Tx, agent};

/// The word for no parent, no region, no center.
const NONE: &str = "none";

/// Runs `agent VERB`.
pub async fn run(session: &mut Session, command: AgentCommand) -> Result<Outcome, Error> {
    match command {
        AgentCommand::Add(arguments) => add::add(session, arguments).await,
        AgentCommand::Set(arguments) => add::set(session, arguments).await,
        AgentCommand::Import(arguments) => import::run(session, arguments).await,
        AgentCommand::List => show::list(session).await,
        AgentCommand::Tree { code, on } => show::tree(session, code.as_deref(), on.as_deref()).await,
        AgentCommand::Show { code } => show::show(session, &code).await,
        AgentCommand::Move(arguments) => change::move_agent(session, arguments).await,
        AgentCommand::Suspend(arguments) => change::suspend(session, arguments, true).await,
        AgentCommand::Resume(arguments) => change::suspend(session, arguments, false).await,
        AgentCommand::Promote(arguments) => promote::run(session, &arguments).await,
    }
}

/// All agents and their tree, with everything that is recorded.
struct Agents {
    /// By code.
    all: Vec<Agent>,
    places: HashMap<PartyId, usize>,
    codes: HashMap<String, usize>,
    regions: HashMap<String, usize>,
    /// Those who are holders.
    holders: HashMap<PartyId, AgentHolder>,
    tree: AgentTree,
}

impl Agents {
    async fn load(tx: &mut Tx) -> Result<Self, Error> {
        let all = agent::list(tx).await?;
        let placed = || all.iter().enumerate();
        Ok(Self {
            places: placed().map(|(place, agent)| (agent.agent_id, place)).collect(),
            codes: placed().map(|(place, agent)| (agent.code.clone(), place)).collect(),
            regions: placed().filter_map(|(place, agent)| Some((agent.region.clone()?, place))).collect(),
            holders: agent::holders(tx).await?.into_iter().map(|holder| (holder.agent_id, holder)).collect(),
            tree: agent::tree(tx, i64::MAX).await?,
            all,
        })
    }

    fn by_code(&self, code: &str) -> Option<&Agent> {
        self.codes.get(code).map(|place| &self.all[*place])
    }

    /// The agent of a code, or an error with the nearest one.
    fn find(&self, code: &str) -> Result<&Agent, Error> {
        self.by_code(code)
            .ok_or_else(|| unknown("agent", code, self.all.iter().map(|agent| agent.code.as_str())))
    }

    /// The code of an agent that stands in the tree.
    fn code(&self, id: PartyId) -> &str {
        self.places.get(&id).map_or("?", |place| &self.all[*place].code)
    }

    /// The agent who holds a region.
    fn of_region(&self, region: &str) -> Option<&Agent> {
        self.regions.get(region).map(|place| &self.all[*place])
    }
}

/// Refuses to touch an agent of whose holder nothing but storage is allowed. The refusal leaves a trace.
async fn ensure_unrestricted(
    session: &Session,
    store: &Store,
    platform: &Platform,
    tx: Tx,
    action: &str,
    (agents, changed): (&Agents, &Agent),
) -> Result<Tx, Error> {
    let restricted = agents.holders.get(&changed.agent_id).filter(|holder| holder.restricted_at.is_some());
    let Some(restricted) = restricted else { return Ok(tx) };
    tx.rollback().await?;
    let error = holder::restricted(&restricted.reference);
    Err(session.refuse(store, platform, action, &changed.code, error).await)
}

/// The code of an agent who is not suspended today and on every day to come; nothing when nobody of that number is one.
pub(super) async fn serving(tx: &mut Tx, id: PartyId, today: Day) -> Result<Option<String>, Error> {
    let Some(agent) = agent::by_id(tx, id).await? else { return Ok(None) };
    let tree = agent::tree(tx, i64::MAX).await?;
    let days = tree.suspension_changes(id).iter().map(|change| change.since).filter(|day| *day > today);
    let suspended = std::iter::once(today).chain(days).all(|day| tree.suspended(id, day));
    Ok((!suspended).then_some(agent.code))
}

/// What is wrong with a tree, in codes.
pub(super) fn fault(fault: &TreeFault, code: impl Fn(PartyId) -> String) -> String {
    match fault {
        TreeFault::Cycle(cycle) => {
            let path: Vec<String> = cycle.path.iter().map(|id| code(*id)).collect();
            let first = path.first().cloned().unwrap_or_default();
            format!("agent `{first}` would stand above itself on {}: {}", cycle.day, path.join(" under "))
        }
        TreeFault::Deep { day, agent } => {
            format!("the chain of agent `{}` would have more than 64 levels on {day}", code(*agent))
        }
    }
}

/// The digits that all places of a region have in common: `11` of `110000`, `1101` of `110100`. In this form a
/// region is stored, so that nobody holds the same one under another spelling.
fn region(regions: &RegionTable, text: &str) -> Result<String, Error> {
    let wrong = |hint: &str| Err(Error::new(Code::Usage, format!("no region `{text}`")).hint(hint));
    if !matches!(text.len(), 2 | 4 | 6) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return wrong("write 2, 4 or 6 digits, such as `11`, `1101` or `110102`");
    }
    if !regions.contains(text) {
        return wrong("the region table has no such code in any year");
    }
    let mut digits = text;
    while digits.len() > 2
        && let Some(shorter) = digits.strip_suffix("00")
    {
        digits = shorter;
    }
    Ok(digits.to_owned())
}

/// Somebody holds the region already.
fn region_held(region: &str, holder: &str) -> Error {
    Error::new(Code::Conflict, format!("agent `{holder}` holds the region `{region}`"))
        .hint(format!("no two agents hold one region; `cardctl agent set {holder} --region none` frees it"))
}
