//! One message: made for its provider, and on its way.

use serde::Serialize;
use serde_json::value::RawValue;
use tokio::time::Instant;

use super::lanes::Lane;
use crate::command::request::receiving::PAYLOAD;
use crate::domain::party::PartyId;
use crate::domain::service::Address;
use crate::error::{Code, Error};
use crate::outbound::{Answer, Failure, Outbound, Outgoing};
use crate::store::dispatch::Queued;
use crate::store::{Tx, holder, request};
use crate::vault::Vault;

/// A message that is ready to be sent.
pub struct Message {
    place: usize,
    queued: Queued,
    at: i64,
    address: Address,
    id: String,
    signature: String,
    body: String,
}

/// A message that came to its end.
pub struct Sent {
    /// The place of the provider's lane.
    pub place: usize,
    /// What it was.
    pub queued: Queued,
    /// When it was sent, in microseconds since 1970.
    pub at: i64,
    /// How long it took, in microseconds.
    pub took_us: i64,
    /// What came back.
    pub came: Result<Answer, Failure>,
}

/// What a provider gets.
#[derive(Serialize)]
struct Body<'a> {
    r#type: &'static str,
    /// When the platform received it, in RFC 3339.
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

/// Makes the message. Nothing when there is no such request any more.
pub async fn message(
    tx: &mut Tx,
    vault: &Vault,
    lane: &Lane,
    place: usize,
    queued: &Queued,
    now: i64,
) -> Result<Option<Message>, Error> {
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
    let received = jiff::Timestamp::from_microsecond(found.received_at).map_err(|error| {
        Error::new(Code::Inconsistency, "a request was received at no moment")
            .caused_by(error)
            .hint("run `cardctl db check` for the whole extent")
    })?;
    let body = Body {
        r#type: "request",
        timestamp: received.to_string(),
        data: Data { id: &found.external_id, service: &found.service, holder: &asked.reference, payload },
    };
    let body = serde_json::to_string(&body).map_err(malformed)?;
    let id = found.external_id.clone();
    let signature = lane.secret.sign(&id, now.div_euclid(1_000_000), body.as_bytes());
    let (queued, address) = (queued.clone(), lane.offer.address.clone());
    Ok(Some(Message { place, queued, at: now, address, id, signature, body }))
}

/// Sends it, and waits for the answer.
pub async fn send(outbound: Outbound, message: Message) -> Sent {
    let Message { place, queued, at, address, id, signature, body } = message;
    let outgoing =
        Outgoing { address: &address, id: &id, timestamp: at.div_euclid(1_000_000), signature, body };
    let began = Instant::now();
    let came = outbound.post(&outgoing).await;
    let took_us = i64::try_from(began.elapsed().as_micros()).unwrap_or(i64::MAX);
    Sent { place, queued, at, took_us, came }
}
