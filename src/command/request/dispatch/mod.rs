//! `request dispatch`: what waits is sent to its providers.
//!
//! Each round is one short transaction: it records what came back, reads on in the queues, and takes what is sent next by a
//! lease. One that fails for something passing is done again, with what came back still in hand. Whatever was on its way when
//! a dispatcher died is sent again when the lease is over: at least once, and with the same id.

mod lanes;
mod of_notice;
mod of_request;
mod sending;

use std::panic::resume_unwind;
use std::time::Duration;

use serde_json::json;
use tokio::task::{JoinError, JoinSet};

use lanes::{Lane, Lanes};
use sending::{Made, Message, Sent, send};

use crate::cli::RequestDispatch;
use crate::command::platform::Platform;
use crate::command::service as services;
use crate::command::session::{Session, hex};
use crate::domain::delivery::wait_after;
use crate::domain::hosts::AllowedHosts;
use crate::domain::party::PartyId;
use crate::domain::request::RequestState;
use crate::error::{Code, Error, Outcome};
use crate::outbound::{Failure, Outbound, OutboundError};
use crate::output::{Column, Progress, Record, Table, Value};
use crate::store::dispatch::{self, Attempt, Kind, Outcome as Attempted, Queued};
use crate::store::{Entry, Store, StoreError, Tx, notice, request, service, setting};
use crate::vault::Vault;

const ACTION: &str = "request dispatch";

/// How much longer than the longest answer something is held by whoever sends it, in microseconds: clocks differ, and a
/// round may wait for the database.
const MARGIN: i64 = 20_000_000;

const PROVIDERS: [Column; 7] = [
    Column::new("provider", "PROVIDER"),
    Column::new("service", "SERVICE"),
    Column::new("sent", "SENT"),
    Column::new("delivered", "DELIVERED"),
    Column::new("failed", "FAILED"),
    Column::new("slowest_ms", "SLOWEST MS"),
    Column::new("left_alone", "LEFT ALONE"),
];

pub(super) async fn run(session: &mut Session, arguments: &RequestDispatch) -> Result<Outcome, Error> {
    let store = session.open().await?;
    session.key_ring().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let services = match &arguments.service {
        Some(code) => vec![services::find(&mut tx, code).await?],
        None => service::list(&mut tx).await?,
    };
    let now = session.now().as_microsecond();
    let mut due = 0;
    for each in &services {
        due += dispatch::count_due(&mut tx, each.service_id, now).await?;
    }
    let allowed = allowed_hosts(&mut tx).await?;
    let vault = session.vault(&mut tx).await?;
    let lanes = Lanes::load(&mut tx, &vault, services, usize::from(arguments.concurrency)).await?;
    tx.rollback().await?;
    for service in lanes.without_providers() {
        session.ui.note(&format!(
            "no provider of `{}` is open; `cardctl provider service set` opens one",
            service.code
        ));
    }
    if due == 0 {
        session.ui.status("nothing is due");
        return Ok(Outcome::NothingToDo);
    }
    let limit = session.ui.options().selection.limit.unwrap_or(u64::MAX);
    let preview = Record::new()
        .field("due", "due", due)
        .field("concurrency", "at once", u64::from(arguments.concurrency))
        .field("limit", "at most", Some(limit).filter(|limit| *limit < u64::MAX));
    session.confirm(&preview, "Send to the providers?")?;
    let timeout = Duration::from_secs(arguments.timeout);
    let outbound = Outbound::new(timeout, allowed).map_err(|error| cannot_send(&error))?;
    // The entry covers all that follows; what came of it stands in a second one.
    let by = lease_owner(session);
    let mut begun = store.begin().await?;
    let mut expired = 0;
    for service in lanes.services() {
        expired += notice::remove_expired(&mut begun, service, now).await?;
        dispatch::rekey(&mut begun, service, now).await?;
    }
    begun
        .commit(&session.entry(&platform, ACTION, "begin", &json!({ "dispatcher": by, "due": due })))
        .await?;

    let total = u64::try_from(due).unwrap_or(0).min(limit);
    let progress = session.ui.progress(Some(total), "messages");
    let mut dispatcher = Dispatcher {
        store: &store,
        vault: &vault,
        outbound,
        lanes,
        by,
        held: i64::try_from(2 * timeout.as_micros()).unwrap_or(MARGIN) + MARGIN,
        tries: arguments.tries,
        left: limit,
        expired,
        concurrency: usize::from(arguments.concurrency),
    };
    let stopped = dispatcher.work(session, &progress).await?;
    progress.finish();
    dispatcher.end(session, &platform).await?;
    match stopped {
        Some(stopped) => Err(stopped),
        None if dispatcher.lanes.used().any(|lane| lane.tally.dead > 0) => Ok(Outcome::Partial),
        None => Ok(Outcome::Done),
    }
}

async fn allowed_hosts(tx: &mut Tx) -> Result<AllowedHosts, Error> {
    let stored = setting::read(tx, setting::ALLOWED_HOSTS).await?;
    let read = |text: String| {
        AllowedHosts::parse(&text)
            .map_err(|why| StoreError::inconsistent("setting", "value", setting::ALLOWED_HOSTS, why))
    };
    Ok(stored.map(read).transpose()?.unwrap_or_default())
}

fn cannot_send(error: &OutboundError) -> Error {
    let message = error.to_string();
    match error {
        OutboundError::NotBuilt => Error::new(Code::Failed, message)
            .hint("build it with the feature `dispatch`, which is on unless it is turned off"),
        OutboundError::Unusable(_) => {
            Error::new(Code::Failed, message).hint("install the system's certificates (`ca-certificates`)")
        }
    }
}

/// Who holds what is being sent: nobody else has this name, not even the next process of the same number.
fn lease_owner(session: &mut Session) -> String {
    let mut bytes = [0; 8];
    session.randomness.fill(&mut bytes);
    format!("{}:{}:{}", session.machine, session.process, hex(&bytes))
}

/// What a round takes to be sent.
#[derive(Default)]
struct Taken {
    /// All that was looked at, with the places of their lanes.
    queued: Vec<(usize, Queued)>,
    /// What is sent.
    ready: Vec<Message>,
    /// So many notices were good no more.
    expired: u64,
}

struct Dispatcher<'a> {
    store: &'a Store,
    vault: &'a Vault,
    outbound: Outbound,
    lanes: Lanes,
    by: String,
    /// How long something is held, in microseconds.
    held: i64,
    tries: i64,
    /// So much may still be sent.
    left: u64,
    /// So many notices were good no more.
    expired: u64,
    concurrency: usize,
}

impl Dispatcher<'_> {
    /// Sends until nothing is due. A first interruption lets what is on its way come back, and is the error that is
    /// returned then.
    async fn work(&mut self, session: &mut Session, progress: &Progress) -> Result<Option<Error>, Error> {
        let slices = session.stop.slices("run it again to go on: what was not sent waits");
        // Each goes on by itself, so that an answer is not too late because a round took long.
        let mut on_their_way = JoinSet::new();
        let mut came_back: Vec<Sent> = Vec::new();
        let mut stopped = None;
        let mut tries = session.tries();
        loop {
            if stopped.is_none() {
                stopped = slices.check(|| "what was on its way has come back".to_owned()).err();
            }
            let room = if stopped.is_none() { self.concurrency - on_their_way.len() } else { 0 };
            let messages = loop {
                match self.round(session, &came_back, room).await {
                    Ok(messages) => break messages,
                    // The leases are ours until then, so what is recorded late is recorded all the same.
                    Err(error) => tries.go_on(error).await?,
                }
            };
            tries.done();
            progress.inc(came_back.drain(..).len() as u64);
            for message in messages {
                on_their_way.spawn(send(self.outbound.clone(), message));
            }
            let Some(first) = on_their_way.join_next().await else { break };
            came_back.push(self.arrived(first));
            // Whatever else has come back is recorded in the same transaction.
            while let Some(more) = on_their_way.try_join_next() {
                came_back.push(self.arrived(more));
            }
        }
        slices.complete();
        Ok(stopped)
    }

    /// Something came back. What that says of its provider is known at once.
    fn arrived(&mut self, joined: Result<Sent, JoinError>) -> Sent {
        let sent = joined.unwrap_or_else(|error| resume_unwind(error.into_panic()));
        self.lanes.ended(sent.place, sent.came.is_ok(), sent.is_taken(), sent.took_us);
        sent
    }

    /// One round: records what came back, and takes what is sent next, as long as there is room. When it fails, nothing of
    /// it is left in the database or here, unless nobody knows whether it was committed: then the second time finds what
    /// the first one did.
    async fn round(
        &mut self,
        session: &mut Session,
        came_back: &[Sent],
        room: usize,
    ) -> Result<Vec<Message>, Error> {
        let mut taken = Taken::default();
        let before = self.lanes.on_their_way();
        match self.committed(session, came_back, room, &mut taken).await {
            Ok(dead) => {
                for place in dead {
                    self.lanes.died(place);
                }
                self.expired += taken.expired;
                for message in &taken.ready {
                    self.lanes.began(message.place);
                    self.left -= 1;
                }
                Ok(taken.ready)
            }
            Err(error) => {
                self.lanes.put_back(taken.queued, &before);
                Err(error)
            }
        }
    }

    /// The transaction of a round. Gives the places of the lanes of what was given up.
    async fn committed(
        &mut self,
        session: &mut Session,
        came_back: &[Sent],
        room: usize,
        taken: &mut Taken,
    ) -> Result<Vec<usize>, Error> {
        let mut tx = self.store.begin().await?;
        let now = session.now().as_microsecond();
        let mut dead = Vec::new();
        for sent in came_back {
            if self.record(session, &mut tx, now, sent).await? {
                dead.push(sent.place);
            }
        }
        if room > 0 {
            self.lanes.fill(&mut tx, now).await?;
            let room = room.min(usize::try_from(self.left).unwrap_or(usize::MAX));
            while taken.ready.len() < room {
                let Some((place, queued)) = self.lanes.next() else { break };
                taken.queued.push((place, queued.clone()));
                if let Some(message) = self.take(&mut tx, now, place, &queued, &mut taken.expired).await? {
                    taken.ready.push(message);
                } else {
                    self.lanes.passed_over(place);
                }
            }
        }
        tx.finish().await?;
        Ok(dead)
    }

    /// Takes something by a lease, and makes its message. Nothing when another one has it, or nothing of it is sent.
    async fn take(
        &self,
        tx: &mut Tx,
        now: i64,
        place: usize,
        queued: &Queued,
        expired: &mut u64,
    ) -> Result<Option<Message>, Error> {
        let lane = self.lanes.lane(place);
        let until = now + self.held;
        if !dispatch::lease(tx, queued, lane.offer.provider_id, (now, until), &self.by).await? {
            return Ok(None);
        }
        match sending::message(tx, self.vault, lane, place, queued, now).await? {
            Made::Ready(message) => return Ok(Some(*message)),
            Made::Expired => *expired += 1,
            Made::Gone => {}
        }
        dispatch::remove(tx, queued, &self.by).await?;
        Ok(None)
    }

    /// Records what came of something that was sent. Says whether it is given up.
    async fn record(&self, session: &mut Session, tx: &mut Tx, now: i64, sent: &Sent) -> Result<bool, Error> {
        let Sent { place, queued, at, took_us, came } = sent;
        let (at, took_us) = (*at, *took_us);
        let provider = self.lanes.lane(*place).offer.provider_id;
        let (outcome, status, asked) = match came {
            Ok(answer) if answer.is_taken() => (Attempted::Delivered, Some(answer.status), None),
            Ok(answer) => (Attempted::Refused, Some(answer.status), answer.retry_after),
            Err(Failure::Timeout) => (Attempted::Timeout, None, None),
            Err(Failure::Unreachable) => (Attempted::Unreachable, None, None),
            Err(Failure::Forbidden) => (Attempted::Forbidden, None, None),
        };
        let delivered = outcome == Attempted::Delivered;
        let tries = queued.tries + 1;
        let waits = !delivered && tries < self.tries;
        let attempt = Attempt { provider, at, took_us, status, outcome };
        if !dispatch::add_attempt(tx, queued, &attempt).await? {
            // A commit without an answer had it all.
            return Ok(!delivered && !waits);
        }
        if waits {
            let wait = wait_after(tries, asked, &mut *session.randomness);
            dispatch::put_off(tx, queued, &self.by, 1, now + wait).await?;
            return Ok(false);
        }
        // Who took longer than the lease has lost it, and another one sends it now.
        if !dispatch::remove(tx, queued, &self.by).await? {
            return Ok(false);
        }
        if queued.kind == Kind::Request.number() {
            let state = if delivered { RequestState::Delivered } else { RequestState::Dead };
            let key = (queued.item_id, PartyId::new(queued.holder_id));
            request::end(tx, key, state, Some(provider), now).await?;
        }
        Ok(!delivered)
    }

    async fn commit(&self, entry: &Entry) -> Result<(), Error> {
        Ok(self.store.begin().await?.commit(entry).await?)
    }

    /// Records and tells what came of it all.
    async fn end(&self, session: &mut Session, platform: &Platform) -> Result<(), Error> {
        let sum = |count: fn(&Lane) -> u64| self.lanes.used().map(count).sum::<u64>();
        let (sent, delivered) = (sum(|lane| lane.tally.sent), sum(|lane| lane.tally.delivered));
        let dead = sum(|lane| lane.tally.dead);
        let detail = json!({ "dispatcher": self.by, "sent": sent, "delivered": delivered, "dead": dead,
            "expired": self.expired });
        let entry = session.entry(platform, ACTION, "end", &detail);
        let mut tries = session.tries();
        while let Err(error) = self.commit(&entry).await {
            tries.again(error).await?;
        }
        let mut tx = self.store.snapshot().await?;
        let mut next_at = None;
        for service in service::list(&mut tx).await? {
            let next = dispatch::next_at(&mut tx, service.service_id).await?;
            next_at = [next_at, next].into_iter().flatten().min();
        }
        let mut providers = Table::new(&PROVIDERS);
        for lane in self.lanes.used() {
            let tally = lane.tally;
            providers.row([
                Value::code(lane.offer.provider.clone()),
                Value::code(lane.service.clone()),
                tally.sent.into(),
                tally.delivered.into(),
                (tally.sent - tally.delivered).into(),
                (tally.slowest_us / 1000).into(),
                lane.is_left_alone().into(),
            ]);
        }
        session.ui.record(
            Record::new()
                .field("sent", "sent", sent)
                .field("delivered", "delivered", delivered)
                .field("failed", "failed", sent - delivered)
                .field("dead", "given up", dead)
                .field("expired", "notices that expired", self.expired)
                .field("next_at", "next is due", next_at.map(|at| platform.instant(at)))
                .field("providers", "providers", providers),
        )?;
        for lane in self.lanes.used().filter(|lane| lane.is_left_alone()) {
            session.ui.warn(&format!(
                "`{}` did not answer several times in a row; what is for it waits for the next time",
                lane.offer.provider
            ));
        }
        if dead > 0 {
            let requests =
                if dead == 1 { "1 message was".to_owned() } else { format!("{dead} messages were") };
            session.ui.warn(&format!(
                "{requests} given up after {} tries; `cardctl request list --state dead` lists requests, `cardctl request \
                 retry` lets them wait again",
                self.tries
            ));
        }
        Ok(())
    }
}
