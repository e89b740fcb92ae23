//! `request cancel`: a request that waits is not sent any more.

use serde_json::json;

use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::request::RequestState;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::dispatch::{self, Kind};
use crate::store::request;

const ACTION: &str = "request cancel";

pub(super) async fn run(session: &mut Session, id: &str) -> Result<Outcome, Error> {
    let reason = session.reason("a cancellation")?;
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let found = super::named(&mut tx, id).await?;
    tx.rollback().await?;
    match found.state {
        RequestState::Waiting => {}
        RequestState::Cancelled => {
            session.ui.status(&format!("request `{id}` is unchanged: it is cancelled already"));
            return Ok(Outcome::NothingToDo);
        }
        state => return Err(not_waiting(id, state.as_str())),
    }
    let preview = Record::new()
        .field("id", "id", Value::code(id.to_owned()))
        .field("service", "service", Value::code(found.service.clone()))
        .field("reason", "reason", Value::text(reason));
    session.confirm(&preview, "Cancel this request?")?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let now = session.now().as_microsecond();
    let withdrawn =
        dispatch::withdraw(&mut tx, Kind::Request, found.request_id, found.holder_id, now).await?;
    if !withdrawn {
        return Err(Error::new(Code::Busy, format!("request `{id}` is being sent at this moment"))
            .hint("nothing was changed; look at it again a little later"));
    }
    let key = (found.request_id, found.holder_id);
    if !request::end(&mut tx, key, RequestState::Cancelled, None, now).await? {
        return Err(not_waiting(id, "ended"));
    }
    tx.commit(&session.entry(&platform, ACTION, id, &json!({ "service": found.service }))).await?;
    session.ui.status(&format!("request `{id}` is cancelled"));
    Ok(Outcome::Done)
}

fn not_waiting(id: &str, state: &str) -> Error {
    Error::new(Code::RunState, format!("request `{id}` is `{state}`, and does not wait"))
        .hint(format!("`cardctl request show {id}` tells what became of it"))
}
