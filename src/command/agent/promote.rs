//! `agent promote`: a holder becomes an agent, and keeps their number.

use serde_json::json;

use super::add::{new_code, verify};
use super::{Agents, NONE, region, region_held};
use crate::cli::AgentPromote;
use crate::command::holder::{Directory, named_to_change, open_name};
use crate::command::party::center;
use crate::command::party::person::Persons;
use crate::command::permission::{effective, require};
use crate::command::platform::{Platform, day_flag};
use crate::command::regions;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::history::{Change, in_force};
use crate::domain::identifier::Code as Identifier;
use crate::domain::party::PartyId;
use crate::domain::policy::Permission;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::agent::Agent;
use crate::store::holder::Holder;
use crate::store::{Store, Tx, agent, attribution, custody, lock};

const ACTION: &str = "agent promote";

/// An agent or a center, by number and code.
type Named = (PartyId, String);

/// What would be written.
struct Promotion {
    holder: Holder,
    code: Identifier,
    parent: Option<Named>,
    region: Option<String>,
    center: Option<Named>,
    since: Day,
}

impl Promotion {
    /// Whether another says the same, of the same holder.
    fn is(&self, other: &Self) -> bool {
        (&self.code, &self.parent, &self.region) == (&other.code, &other.parent, &other.region)
            && (&self.center, self.since) == (&other.center, other.since)
    }

    fn record(&self) -> Record {
        let code = |named: &Option<Named>| named.as_ref().map(|(_, code)| Value::code(code.clone()));
        Record::new()
            .field("ref", "holder", Value::code(self.holder.reference.clone()))
            .field("code", "agent", Value::code(self.code.as_str().to_owned()))
            .field("parent", "parent", code(&self.parent))
            .field("region", "region", self.region.clone().map(Value::code))
            .field("center", "center", code(&self.center))
            .field("since", "since", Value::Date(self.since.date()))
    }
}

/// Who is to stand above.
#[derive(Clone, Copy)]
enum Above {
    /// The agent to whom the holder belongs.
    Attributed,
    /// Whom the arguments name, or no one.
    Told(Option<PartyId>),
}

/// What comes of the arguments.
enum Plan {
    /// The holder is that agent already.
    Same {
        reference: String,
        code: String,
    },
    New(Box<Promotion>),
}

/// Runs `agent promote`.
pub(super) async fn run(session: &mut Session, arguments: &AgentPromote) -> Result<Outcome, Error> {
    session.key_ring().await?;
    let store = session.open().await?;
    // The question is asked outside the transaction that writes, so that nobody waits for the answer.
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let (tx, asked) = plan(session, &store, &platform, tx, arguments).await?;
    tx.rollback().await?;
    let asked = match asked {
        Plan::New(asked) => asked,
        Plan::Same { reference, code } => {
            session.ui.status(&format!("holder `{reference}` is unchanged: the agent `{code}` already"));
            return Ok(Outcome::NothingToDo);
        }
    };
    session.confirm(&asked.record(), "Make this holder an agent?")?;

    let (mut tx, vault) = session.begin_sealing(&store).await?;
    lock::close_intake(&mut tx).await?;
    custody::take(&mut tx, asked.holder.holder_id).await?;
    let (mut tx, planned) = plan(session, &store, &platform, tx, arguments).await?;
    let planned = match planned {
        Plan::New(planned) if planned.is(&asked) => planned,
        _ => {
            return Err(Error::new(Code::Busy, "the agents were changed while the question was open")
                .hint("nothing was changed; run the command again"));
        }
    };
    let Promotion { holder, code, parent, region, center, since } = &*planned;
    let recorded = session.now().as_microsecond();
    let name = Persons::Agents.seal(session, &vault, holder.holder_id, &open_name(&vault, holder)?)?;
    let added = Agent {
        agent_id: holder.holder_id,
        code: code.as_str().to_owned(),
        name,
        region: region.clone(),
        center_id: center.as_ref().map(|(id, _)| *id),
    };
    agent::insert(&mut tx, &added, code, recorded).await?;
    let value = parent.as_ref().map(|(id, _)| *id);
    agent::add_parent(&mut tx, holder.holder_id, Change { since: *since, recorded, value }).await?;
    let detail = json!({ "agent": code.as_str(), "parent": parent.as_ref().map(|(_, code)| code),
        "region": region, "center": center.as_ref().map(|(_, code)| code), "since": since.to_string() });
    tx.commit(&session.entry(&platform, ACTION, &holder.reference, &detail)).await?;
    session.ui.record(planned.record())?;
    session
        .ui
        .status(&format!("next: `cardctl holder set HOLDER --agent {code}` gives them holders to serve"));
    Ok(Outcome::Done)
}

/// What the arguments ask for, checked.
async fn plan(
    session: &Session,
    store: &Store,
    platform: &Platform,
    tx: Tx,
    arguments: &AgentPromote,
) -> Result<(Tx, Plan), Error> {
    let (mut tx, holder) = named_to_change(session, store, platform, tx, ACTION, &arguments.holder).await?;
    let today = platform.today(session);
    let agents = Agents::load(&mut tx).await?;
    let regions = regions::in_force(&mut tx).await?;
    let region = arguments.region.as_deref().map(|text| region(&regions, text)).transpose()?;
    let center = match &arguments.center {
        Some(code) => Some((center::find(&mut tx, code).await?.center_id, code.clone())),
        None => None,
    };
    let parent = match arguments.parent.as_deref() {
        None => Above::Attributed,
        Some(NONE) => Above::Told(None),
        Some(code) => Above::Told(Some(agents.find(code)?.agent_id)),
    };
    if let Some(known) = agents.all.iter().find(|known| known.agent_id == holder.holder_id) {
        let wanted = Wanted {
            arguments,
            parent,
            region: region.as_deref(),
            center: center.as_ref().map(|(id, _)| *id),
        };
        wanted.ensure_same(&agents, known, &holder.reference)?;
        return Ok((tx, Plan::Same { reference: holder.reference, code: known.code.clone() }));
    }

    let directory = Directory::load(&mut tx).await?;
    let effective = effective(&mut tx, &directory, today, &holder).await?;
    if let Err(error) = require(&effective, &holder.reference, Permission::Refer) {
        tx.rollback().await?;
        return Err(session.refuse(store, platform, ACTION, &holder.reference, error).await);
    }
    let since = day_flag("--since", arguments.since.as_deref(), today)?;
    check_since(&holder, since)?;
    let code = code(&agents, &holder, arguments.code.as_deref())?;
    if let Some(region) = &region
        && let Some(held_by) = agents.of_region(region)
    {
        return Err(region_held(region, &held_by.code));
    }
    let id = holder.holder_id;
    let parent = match parent {
        Above::Told(parent) => parent,
        Above::Attributed => {
            let served = attribution::of(&mut tx, &[id.get()]).await?.remove(&id).unwrap_or_default();
            in_force(&served, since, i64::MAX).and_then(|served| served.agent)
        }
    };
    verify(&agents, id, Change { since, recorded: i64::MAX, value: parent }, code.as_str())?;
    let parent = parent.map(|id| (id, agents.code(id).to_owned()));
    Ok((tx, Plan::New(Box::new(Promotion { holder, code, parent, region, center, since }))))
}

/// Nobody is an agent as a holder before they are one.
fn check_since(holder: &Holder, since: Day) -> Result<(), Error> {
    let Some(from) = holder.active_from() else {
        return Err(Error::new(
            Code::RunState,
            format!(
                "the card of `{}` is not activated, and only a holder becomes an agent",
                holder.reference
            ),
        )
        .hint("`cardctl holder activate` makes them a holder; `cardctl agent add` takes anybody"));
    };
    if since < from {
        return Err(Error::new(Code::Usage, format!("--since {since} lies before the activation"))
            .hint(format!("`{}` is a holder since {from}", holder.reference)));
    }
    Ok(())
}

/// The code that was given, or the holder's ref.
fn code(agents: &Agents, holder: &Holder, given: Option<&str>) -> Result<Identifier, Error> {
    let code = new_code(given.unwrap_or(&holder.reference))
        .map_err(|error| error.hint("`--code CODE` gives the agent one"))?;
    if agents.by_code(code.as_str()).is_some() {
        return Err(Error::new(Code::Conflict, format!("`{code}` is the code of another agent"))
            .hint("give the agent a code of its own by `--code CODE`"));
    }
    Ok(code)
}

/// What the arguments say of somebody who is an agent already.
struct Wanted<'a> {
    arguments: &'a AgentPromote,
    parent: Above,
    region: Option<&'a str>,
    center: Option<PartyId>,
}

impl Wanted<'_> {
    /// Whatever is given has to be as it stands; first day and parent as they were at the promotion, since moves came later.
    fn ensure_same(&self, agents: &Agents, known: &Agent, reference: &str) -> Result<(), Error> {
        let changes = agents.tree.parent_changes(known.agent_id);
        let promoted = changes.iter().min_by_key(|change| change.recorded).copied();
        let promoted = promoted.unwrap_or(Change { since: Day::BEGINNING, recorded: 0, value: None });
        let since = day_flag("--since", self.arguments.since.as_deref(), promoted.since)?;
        let differs = if self.arguments.code.as_ref().is_some_and(|code| *code != known.code) {
            "code"
        } else if since != promoted.since {
            "first day"
        } else if matches!(self.parent, Above::Told(parent) if parent != promoted.value) {
            "parent"
        } else if self.region.is_some_and(|region| known.region.as_deref() != Some(region)) {
            "region"
        } else if self.center.is_some_and(|center| known.center_id != Some(center)) {
            "center"
        } else {
            return Ok(());
        };
        let code = &known.code;
        let message = format!("holder `{reference}` is the agent `{code}` already, with another {differs}");
        Err(Error::new(Code::Conflict, message)
            .hint(format!("`cardctl agent show {code}` shows it; `agent set` and `agent move` change it")))
    }
}
