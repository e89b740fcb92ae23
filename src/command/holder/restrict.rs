//! `holder restrict`: storage only, while the law still wants the record of somebody who asked for its deletion.

use serde_json::json;

use crate::cli::HolderRestrict;
use crate::command::agent;
use crate::command::placing::{self, Unplaced};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::command::yardstick::Yardstick;
use crate::domain::parameter::Facets;
use crate::domain::party::PartyId;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::cohort::placement;
use crate::store::holder::{self, Holder};
use crate::store::listing::Act;
use crate::store::{Store, Tx, custody, facets, lock, restriction};

const ACTION: &str = "holder restrict";

/// Runs `holder restrict`.
pub async fn run(session: &mut Session, arguments: HolderRestrict) -> Result<Outcome, Error> {
    session.reason(if arguments.lift { "lifting a restriction" } else { "a restriction" })?;
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let today = platform.today(session);
    let found = super::whoever(&mut tx, &arguments.holder).await?;
    let id = found.holder_id;
    let facets = facets::of(&mut tx, id).await?.len();
    let places = placement::of_holder(&mut tx, id).await?.len();
    let requests = restriction::waiting_requests(&mut tx, id).await?.len();
    let serving = agent::serving(&mut tx, id, today).await?;
    tx.rollback().await?;
    if found.restricted_at.is_some() != arguments.lift {
        let state = if arguments.lift { "not restricted" } else { "restricted already" };
        session.ui.status(&format!("holder `{}` is unchanged: {state}", found.reference));
        return Ok(Outcome::NothingToDo);
    }
    if !arguments.lift {
        ensure_not_serving(&found, serving)?;
    }
    let becomes = if arguments.lift { "in use" } else { "restricted" };
    let mut preview = Record::new();
    preview.push("ref", "ref", Value::code(found.reference));
    preview.push("becomes", "becomes", Value::text(becomes));
    if !arguments.lift {
        preview.push("facets", "facets to delete", facets);
        preview.push("places", "places in cohorts to delete", places);
        preview.push("requests", "waiting requests to cancel", requests);
    }
    let question = if arguments.lift { "Lift the restriction?" } else { "Allow nothing but storage?" };
    session.confirm(&preview, question)?;

    if arguments.lift || requests > 0 {
        session.key_ring().await?;
    }
    let mut tx = store.begin().await?;
    // Keys, places, rows: everybody locks in this order. Nobody else may be placed into a cohort that is about to go.
    lock::share_keys(&mut tx).await?;
    // Nobody makes the holder an agent, or ends the suspension of one, meanwhile.
    lock::close_intake(&mut tx).await?;
    if arguments.lift {
        lock::share_placements(&mut tx).await?;
    } else {
        lock::hold_placements(&mut tx).await?;
    }
    custody::take(&mut tx, id).await?;
    // As they are now, when nobody else can change them.
    let found = super::whoever(&mut tx, &arguments.holder).await?;
    let at = session.now().as_microsecond();
    if arguments.lift {
        restriction::lift(&mut tx, found.holder_id).await?;
        place_again(session, &store, &platform, &mut tx, &found).await?;
    } else {
        ensure_not_serving(&found, agent::serving(&mut tx, id, today).await?)?;
        let act =
            Act { at, operator: &platform.operator, reason: Some("the holder is restricted"), detail: None };
        restriction::restrict(&mut tx, found.holder_id, found.registered_at, act).await?;
        cancel_requests(session, &mut tx, id, at).await?;
    }
    let detail = json!({ "lifted": arguments.lift });
    tx.commit(&session.entry(&platform, ACTION, &found.reference, &detail)).await?;

    let record = Record::new().field("ref", "ref", Value::code(found.reference.clone()));
    if arguments.lift {
        let state = if found.is_active() { "active" } else { "registered" };
        session.ui.record(record.field("state", "state", Value::code(state)).field(
            "restricted_at",
            "restricted since",
            Value::Null,
        ))?;
        session.ui.status(&format!("next: `cardctl holder show {}`", found.reference));
    } else {
        session.ui.record(record.field("state", "state", Value::code("restricted")).field(
            "restricted_at",
            "restricted since",
            platform.instant(at),
        ))?;
    }
    Ok(Outcome::Done)
}

/// Nothing of the holder's is sent any more, and what was to be sent is not kept.
async fn cancel_requests(session: &mut Session, tx: &mut Tx, id: PartyId, at: i64) -> Result<(), Error> {
    let waiting = restriction::waiting_requests(tx, id).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    let vault = session.vault(tx).await?;
    for request in waiting {
        let nothing = vault.seal("request", "payload", request, b"", &mut *session.randomness)?;
        restriction::cancel_request(tx, id, request, &nothing, at).await?;
    }
    Ok(())
}

/// Commission of an agent is more than storage: a holder who was made one is suspended first.
fn ensure_not_serving(found: &Holder, serving: Option<String>) -> Result<(), Error> {
    let Some(code) = serving else { return Ok(()) };
    let message = format!("holder `{}` is the agent `{code}`, who is not suspended", found.reference);
    Err(Error::new(Code::RunState, message)
        .hint(format!("`cardctl agent suspend {code}` first; what was earned before stays theirs")))
}

/// Puts a holder back into the cohorts of every scheme, by the facets of the sealed parameters.
async fn place_again(
    session: &Session,
    store: &Store,
    platform: &Platform,
    tx: &mut Tx,
    found: &Holder,
) -> Result<(), Error> {
    let id = found.holder_id;
    let vault = session.vault(tx).await?;
    let yardstick = Yardstick::load(tx, platform.today(session).date()).await?;
    let parameters = holder::parameters(tx, &[id.get()]).await?;
    let meanings: Vec<Facets> = parameters
        .iter()
        .map(|parameter| yardstick.meaning(&vault, parameter))
        .collect::<Result<_, Error>>()?;
    placing::classify(tx, id, &meanings).await?;
    let (today, at) = (platform.today(session), session.now().as_microsecond());
    placing::follow(store, tx, today, at, &[id], Unplaced::Place).await.map(drop)
}
