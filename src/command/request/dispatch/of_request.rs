//! What a provider gets of a request.

use serde::Serialize;
use serde_json::value::RawValue;

use super::sending::{Content, moment};
use crate::command::request::receiving::PAYLOAD;
use crate::domain::party::PartyId;
use crate::error::{Code, Error};
use crate::store::dispatch::Queued;
use crate::store::{Tx, holder, request};
use crate::vault::Vault;

#[derive(Serialize)]
struct Body<'a> {
    r#type: &'static str,
    /// When the platform received it.
    timestamp: String,
    data: Data<'a>,
}

#[derive(Serialize)]
struct Data<'a> {
    id: &'a str,
    service: &'a str,
    holder: &'a str,
    payload: &'a RawValue,
}

/// Makes it. Nothing when there is no such request any more.
pub(super) async fn content(tx: &mut Tx, vault: &Vault, queued: &Queued) -> Result<Option<Content>, Error> {
    let holder = PartyId::new(queued.holder_id);
    let Some(found) = request::by_id(tx, queued.item_id, holder).await? else { return Ok(None) };
    let Some(asked) = holder::by_id(tx, holder).await? else { return Ok(None) };
    let payload = vault.open_text(PAYLOAD.0, PAYLOAD.1, found.request_id, &found.payload)?;
    let malformed = |error| {
        Error::new(Code::Inconsistency, format!("the payload of request `{}` is no JSON", found.external_id))
            .caused_by(error)
            .hint("run `cardctl db check` for the whole extent")
    };
    let payload: &RawValue = serde_json::from_str(&payload).map_err(malformed)?;
    let body = Body {
        r#type: "request",
        timestamp: moment(found.received_at)?,
        data: Data { id: &found.external_id, service: &found.service, holder: &asked.reference, payload },
    };
    let body = serde_json::to_string(&body).map_err(malformed)?;
    Ok(Some(Content { id: found.external_id, body }))
}
