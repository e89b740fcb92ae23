//! One message: made for its provider, and on its way.

use tokio::time::Instant;

use super::lanes::Lane;
use super::of_notice::{self, Found};
use super::of_request;
use crate::domain::service::Address;
use crate::error::{Code, Error};
use crate::outbound::{Answer, Failure, Outbound, Outgoing};
use crate::store::Tx;
use crate::store::dispatch::{Kind, Queued};
use crate::vault::Vault;

/// A message that is ready to be sent.
pub struct Message {
    /// The place of the provider's lane.
    pub place: usize,
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

impl Sent {
    /// Whether the provider took it.
    pub fn is_taken(&self) -> bool {
        self.came.is_ok_and(Answer::is_taken)
    }
}

/// What a provider gets, and its id.
pub(super) struct Content {
    pub(super) id: String,
    pub(super) body: String,
}

/// What became of something that was to be sent.
pub enum Made {
    /// It can be sent.
    Ready(Box<Message>),
    /// It is good no more.
    Expired,
    /// There is no such thing any more.
    Gone,
}

/// Makes the message and signs it for its provider.
pub async fn message(
    tx: &mut Tx,
    vault: &Vault,
    lane: &Lane,
    place: usize,
    queued: &Queued,
    now: i64,
) -> Result<Made, Error> {
    let content = if queued.kind == Kind::Request.number() {
        of_request::content(tx, vault, queued).await?
    } else {
        match of_notice::content(tx, vault, queued, now).await? {
            Found::Good(content) => Some(content),
            Found::Expired => return Ok(Made::Expired),
            Found::Gone => None,
        }
    };
    let Some(Content { id, body }) = content else { return Ok(Made::Gone) };
    let signature = lane.secret.sign(&id, now.div_euclid(1_000_000), body.as_bytes());
    let (queued, address) = (queued.clone(), lane.offer.address.clone());
    Ok(Made::Ready(Box::new(Message { place, queued, at: now, address, id, signature, body })))
}

/// A moment as a body has it, in RFC 3339.
pub(super) fn moment(micros: i64) -> Result<String, Error> {
    let moment = jiff::Timestamp::from_microsecond(micros).map_err(|error| {
        Error::new(Code::Inconsistency, "something that waits is of no moment")
            .caused_by(error)
            .hint("run `cardctl db check` for the whole extent")
    })?;
    Ok(moment.to_string())
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
