//! `agent move`, `agent suspend` and `agent resume`: changes from a day on.

use serde_json::json;

use super::{Agents, NONE, ensure_unrestricted};
use crate::cli::{AgentMove, AgentSince};
use crate::command::party::provider::passed_over_note;
use crate::command::platform::{Platform, day_flag};
use crate::command::session::Session;
use crate::domain::agent_tree::TreeFault;
use crate::domain::history::Change;
use crate::error::{Code, Error, Outcome};
use crate::store::{agent, lock};

pub(super) async fn move_agent(session: &mut Session, arguments: AgentMove) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    lock::close_intake(&mut tx).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let since = day_flag("--since", arguments.since.as_deref(), platform.today(session))?;
    let agents = Agents::load(&mut tx).await?;
    let moved = agents.find(&arguments.code)?;
    let (code, id) = (&moved.code, moved.agent_id);
    let parent = match arguments.parent.as_str() {
        NONE => None,
        parent => Some(agents.find(parent)?),
    };
    let parent_id = parent.map(|parent| parent.agent_id);
    let before = agents.tree.parent(id, since);
    if before == parent_id {
        session.ui.status(&format!("agent `{code}` is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    let change = Change { since, recorded: session.now().as_microsecond(), value: parent_id };
    let mut tree = agents.tree.clone();
    // The circle is told from the agent that is moved.
    tree.move_agent(id, parent_id, since, change.recorded)
        .map_err(TreeFault::from)
        .and_then(|()| tree.verify())
        .map_err(|fault| {
            Error::new(Code::AgentTree, super::fault(&fault, |at| agents.code(at).to_owned()))
                .hint(format!("`cardctl agent tree --on {since}` draws the tree of that day"))
        })?;
    agent::add_parent(&mut tx, id, change).await?;
    let passed_over = agent::stamped_since(&mut tx, id, since).await?;
    let detail = json!({ "parent": parent.map(|parent| &parent.code),
        "before": before.map(|before| agents.code(before)), "since": since.to_string(),
        "passed_over": passed_over });
    tx.commit(&session.entry(&platform, "agent move", code, &detail)).await?;
    let place = parent.map_or("no one".to_owned(), |parent| format!("`{}`", parent.code));
    session.ui.status(&format!("agent `{code}` stands under {place} from {since} on"));
    passed_over_note(session, passed_over, since);
    Ok(Outcome::Done)
}

pub(super) async fn suspend(
    session: &mut Session,
    arguments: AgentSince,
    suspended: bool,
) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    lock::close_intake(&mut tx).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let since = day_flag("--since", arguments.since.as_deref(), platform.today(session))?;
    let agents = Agents::load(&mut tx).await?;
    let changed = agents.find(&arguments.code)?;
    let (action, state) =
        if suspended { ("agent suspend", "suspended") } else { ("agent resume", "active again") };
    if !suspended {
        tx = ensure_unrestricted(session, &store, &platform, tx, action, (&agents, changed)).await?;
    }
    let (code, id) = (&changed.code, changed.agent_id);
    if agents.tree.suspended(id, since) == suspended {
        session.ui.status(&format!("agent `{code}` is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    let change = Change { since, recorded: session.now().as_microsecond(), value: suspended };
    agent::add_status(&mut tx, id, change).await?;
    let passed_over = agent::stamped_since(&mut tx, id, since).await?;
    let detail = json!({ "since": since.to_string(), "passed_over": passed_over });
    tx.commit(&session.entry(&platform, action, code, &detail)).await?;
    session.ui.status(&format!("agent `{code}` is {state} from {since} on"));
    passed_over_note(session, passed_over, since);
    Ok(Outcome::Done)
}
