//! Receiving requests: looked up together, judged one by one in their order, and written in bulk.

use std::collections::{BTreeMap, HashMap};

use super::asker::Askers;
use super::identity::{Incoming, identify};
use super::queue::{Waiting, place, priority, put};
use crate::command::holder::Directory;
use crate::command::permission::Rights;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::command::visit::{Visit, record};
use crate::command::yardstick::Yardstick;
use crate::domain::day::Day;
use crate::domain::party::PartyId;
use crate::domain::request::{Message, Refusal, RequestState, Wanted, judge};
use crate::error::Error;
use crate::store::bulk::Bulk;
use crate::store::dispatch::Kind as Sent;
use crate::store::request::{NOBODY, REQUEST, REQUEST_CLAIM, Request};
use crate::store::service::OfferState;
use crate::store::{Counter, Store, Tx, lock, request, service};
use crate::vault::Vault;

/// The channel of the visit that an accepted request is.
const CHANNEL: &str = "request";

/// The column that a payload is sealed for; its row is the request's number.
pub(super) const PAYLOAD: (&str, &str) = ("request", "payload");

/// What was decided on a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    /// It waits to be sent.
    Accepted,
    /// It is kept, and not sent.
    Refused(Refusal),
    /// It is known, as accepted or refused then.
    Known(Option<Refusal>),
    /// Another one stands under its id.
    Conflict,
}

/// What every slice of a file needs, read once.
pub(super) struct Receiver {
    rights: Rights,
    directory: Directory,
    services: HashMap<String, (i64, Wanted)>,
    yardstick: Yardstick,
    today: Day,
    now: i64,
}

/// A request that is written.
struct Written<'a> {
    message: &'a Message,
    holder: PartyId,
    refusal: Option<Refusal>,
    /// Whether its id leads to it: not when a better one came under the same id.
    claims: bool,
    /// The service of one that was accepted.
    service: Option<i64>,
}

impl Receiver {
    pub(super) async fn load(session: &Session, tx: &mut Tx, platform: &Platform) -> Result<Self, Error> {
        let mut offers: HashMap<i64, Vec<_>> = HashMap::new();
        for offer in service::offers(tx).await? {
            if offer.state == OfferState::Open {
                offers.entry(offer.service_id).or_default().push((offer.checks, offer.window_s));
            }
        }
        let services = service::list(tx).await?.into_iter().map(|service| {
            let offers = offers.remove(&service.service_id).unwrap_or_default();
            (service.code, (service.service_id, Wanted::of(service.open_to, offers)))
        });
        let services = services.collect();
        let today = platform.today(session);
        Ok(Self {
            rights: Rights::load(tx).await?,
            directory: Directory::load(tx).await?,
            services,
            yardstick: Yardstick::load(tx, today.date()).await?,
            today,
            now: session.now().as_microsecond(),
        })
    }

    /// Takes messages in, and says of each what was decided. The caller shares the keys.
    pub(super) async fn receive(
        &self,
        session: &mut Session,
        store: &Store,
        tx: &mut Tx,
        vault: &Vault,
        messages: &[Message],
    ) -> Result<Vec<Decision>, Error> {
        // Before the holders' rows, in the order of everybody else.
        lock::share_placements(tx).await?;
        let ids: Vec<String> = messages.iter().map(|message| message.id.clone()).collect();
        let known: HashMap<String, Request> = request::claimed(tx, &ids)
            .await?
            .into_iter()
            .map(|request| (request.external_id.clone(), request))
            .collect();
        let incoming = identify(&self.yardstick, tx, vault, messages).await?;
        let askers = Askers::look_up(tx, (&self.rights, &self.directory, self.today), &incoming).await?;
        let mut decisions = Vec::with_capacity(messages.len());
        let mut written: Vec<Written<'_>> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for each in &incoming {
            let message = each.message;
            let stored = known.get(&message.id);
            let before = match (places.get(message.id.as_str()), stored) {
                (Some(place), _) => {
                    let before = &written[*place];
                    Some((before.refusal, before.says(each)))
                }
                (None, Some(stored)) => Some((stored.refusal, says(vault, stored, each)?)),
                (None, None) => None,
            };
            match before {
                Some((refusal, true)) => {
                    decisions.push(Decision::Known(refusal));
                    continue;
                }
                Some((None, false)) => {
                    decisions.push(Decision::Conflict);
                    continue;
                }
                // Whoever guesses an id must not keep it from its holder: what was refused gives way.
                Some((Some(_), false)) | None => {}
            }
            let judged = self.judge(vault, &askers, each)?;
            if let Some(place) = places.insert(&message.id, written.len()) {
                written[place].claims = false;
            }
            let holder = each.holder.unwrap_or(NOBODY);
            let service = self.services.get(message.service.as_str()).map(|(service, _)| *service);
            let service = service.filter(|_| judged.is_ok());
            written.push(Written { message, holder, refusal: judged.err(), claims: true, service });
            decisions.push(judged.map_or_else(Decision::Refused, |()| Decision::Accepted));
        }
        let given_up: Vec<String> = written
            .iter()
            .filter(|each| each.claims && known.contains_key(&each.message.id))
            .map(|each| each.message.id.clone())
            .collect();
        if !given_up.is_empty() {
            request::release(tx, &given_up).await?;
        }
        self.write(session, store, tx, vault, &askers, &written).await?;
        Ok(decisions)
    }

    fn judge(
        &self,
        vault: &Vault,
        askers: &Askers,
        each: &Incoming<'_>,
    ) -> Result<Result<(), Refusal>, Error> {
        let message = each.message;
        let wanted = self.services.get(message.service.as_str()).map(|(_, wanted)| wanted);
        let asker = match each.holder.and_then(|id| askers.holders.get(&id)) {
            Some(holder) => Some(askers.asker(vault, holder, each)?),
            None => None,
        };
        Ok(judge(asker.as_ref(), wanted, message.timestamp, self.now.div_euclid(1_000_000)))
    }

    async fn write(
        &self,
        session: &mut Session,
        store: &Store,
        tx: &mut Tx,
        vault: &Vault,
        askers: &Askers,
        written: &[Written<'_>],
    ) -> Result<(), Error> {
        if written.is_empty() {
            return Ok(());
        }
        let count = i64::try_from(written.len()).unwrap_or(i64::MAX);
        let first = store.reserve(tx, Counter::Request, count).await?;
        let accepted = written.iter().filter(|each| each.refusal.is_none());
        let visits: Vec<Visit<'_>> = accepted
            .map(|each| Visit { holder: each.holder, at: self.now, claim: None, channel: CHANNEL })
            .collect();
        record(store, tx, self.today, self.now, visits).await?;

        let mut requests = Bulk::new(tx, &REQUEST);
        let mut claims: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
        let mut waiting = Vec::new();
        for (id, each) in (first..).zip(written) {
            let (message, holder) = (each.message, each.holder.get());
            let payload = each.message.payload.as_bytes();
            let sealed = vault.seal(PAYLOAD.0, PAYLOAD.1, id, payload, &mut *session.randomness)?;
            let state = if each.refusal.is_none() { RequestState::Waiting } else { RequestState::Refused };
            requests.push([
                id.into(),
                holder.into(),
                message.id.as_str().into(),
                message.service.as_str().into(),
                sent_at(message).into(),
                self.now.into(),
                sealed.as_slice().into(),
                state.as_str().into(),
                each.refusal.map(Refusal::as_str).into(),
                each.refusal.map(|_| self.now).into(),
            ])?;
            if each.claims {
                claims.insert(&message.id, (id, holder));
            }
            if let Some(service) = each.service {
                let right = askers.rights.get(&each.holder);
                let (scheme, key) = place(right);
                waiting.push(Waiting { service, priority: priority(right), key, scheme, item: id, holder });
            }
        }
        requests.write(tx).await?;
        let mut bulk = Bulk::new(tx, &REQUEST_CLAIM);
        for (external_id, (id, holder)) in claims {
            bulk.push([external_id.into(), id.into(), holder.into()])?;
        }
        bulk.write(tx).await?;
        put(tx, Sent::Request, waiting, self.now).await
    }
}

impl Written<'_> {
    /// Whether another message under the same id says the same.
    fn says(&self, other: &Incoming<'_>) -> bool {
        let (message, same) = (self.message, other.message);
        self.holder == other.holder.unwrap_or(NOBODY)
            && message.service == same.service
            && message.timestamp == same.timestamp
            && message.payload == same.payload
    }
}

/// Whether a message says what stands under its id.
fn says(vault: &Vault, stored: &Request, each: &Incoming<'_>) -> Result<bool, Error> {
    let message = each.message;
    if stored.holder_id != each.holder.unwrap_or(NOBODY)
        || stored.service != message.service.as_str()
        || stored.sent_at != sent_at(message)
    {
        return Ok(false);
    }
    let payload = vault.open(PAYLOAD.0, PAYLOAD.1, stored.request_id, &stored.payload)?;
    Ok(*payload == message.payload.as_bytes())
}

const fn sent_at(message: &Message) -> i64 {
    // Timestamps end with the year 9999.
    message.timestamp * 1_000_000
}
