//! `request dispatch`: what waits is sent to its providers.
//!
//! Each round is one short transaction: it records what came back, reads on in the queues, and takes what is sent next by a
//! lease. Whatever was on its way when a dispatcher died is sent again when the lease is over: at least once, and with the
//! same id.

mod lanes;
mod of_notice;
mod of_request;
mod sending;

use std::time::Duration;

use futures_util::FutureExt as _;
use futures_util::stream::{FuturesUnordered, StreamExt as _};
use serde_json::json;

use lanes::{Lane, Lanes};
use sending::{Made, Sent, send};

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
use crate::store::dispatch::{self, Attempt, Kind, Outcome as Attempted};
use crate::store::{Store, StoreError, Tx, notice, request, service, setting};
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
        let mut on_their_way = FuturesUnordered::new();
        let mut came_back: Vec<Sent> = Vec::new();
        let mut stopped = None;
        loop {
            if stopped.is_none() {
                stopped = slices.check(|| "what was on its way has come back".to_owned()).err();
            }
            let mut tx = self.store.begin().await?;
            let now = session.now().as_microsecond();
            for sent in came_back.drain(..) {
                self.record(session, &mut tx, now, sent).await?;
                progress.inc(1);
            }
            if stopped.is_none() {
                self.lanes.fill(&mut tx, now).await?;
                while on_their_way.len() < self.concurrency && self.left > 0 {
                    let Some((place, queued)) = self.lanes.next() else { break };
                    let lane = self.lanes.lane(place);
                    let provider = lane.offer.provider_id;
                    let until = now + self.held;
                    if !dispatch::lease(&mut tx, &queued, provider, (now, until), &self.by).await? {
                        continue;
                    }
                    let made = sending::message(&mut tx, self.vault, lane, place, &queued, now).await?;
                    let Made::Ready(message) = made else {
                        self.expired += u64::from(matches!(made, Made::Expired));
                        dispatch::remove(&mut tx, &queued, &self.by).await?;
                        continue;
                    };
                    self.lanes.began(place);
                    self.left -= 1;
                    on_their_way.push(send(self.outbound.clone(), *message));
                }
            }
            tx.finish().await?;
            let Some(first) = on_their_way.next().await else { break };
            came_back.push(first);
            // Whatever else has come back is recorded in the same transaction.
            while let Some(Some(more)) = on_their_way.next().now_or_never() {
                came_back.push(more);
            }
        }
        slices.complete();
        Ok(stopped)
    }

    /// Records what came of something that was sent.
    async fn record(
        &mut self,
        session: &mut Session,
        tx: &mut Tx,
        now: i64,
        sent: Sent,
    ) -> Result<(), Error> {
        let Sent { place, queued, at, took_us, came, .. } = sent;
        let provider = self.lanes.lane(place).offer.provider_id;
        let (outcome, status, asked) = match came {
            Ok(answer) if answer.is_taken() => (Attempted::Delivered, Some(answer.status), None),
            Ok(answer) => (Attempted::Refused, Some(answer.status), answer.retry_after),
            Err(Failure::Timeout) => (Attempted::Timeout, None, None),
            Err(Failure::Unreachable) => (Attempted::Unreachable, None, None),
            Err(Failure::Forbidden) => (Attempted::Forbidden, None, None),
        };
        let delivered = outcome == Attempted::Delivered;
        self.lanes.ended(place, came.is_ok(), delivered, took_us);
        dispatch::add_attempt(tx, &queued, &Attempt { provider, at, took_us, status, outcome }).await?;
        let tries = queued.tries + 1;
        if !delivered && tries < self.tries {
            let wait = wait_after(tries, asked, &mut *session.randomness);
            dispatch::put_off(tx, &queued, &self.by, 1, now + wait).await?;
            return Ok(());
        }
        // Who took longer than the lease has lost it, and another one sends it now.
        if !dispatch::remove(tx, &queued, &self.by).await? {
            return Ok(());
        }
        if !delivered {
            self.lanes.died(place);
        }
        if queued.kind == Kind::Request.number() {
            let state = if delivered { RequestState::Delivered } else { RequestState::Dead };
            let key = (queued.item_id, PartyId::new(queued.holder_id));
            request::end(tx, key, state, Some(provider), now).await?;
        }
        Ok(())
    }

    /// Records and tells what came of it all.
    async fn end(&self, session: &mut Session, platform: &Platform) -> Result<(), Error> {
        let sum = |count: fn(&Lane) -> u64| self.lanes.used().map(count).sum::<u64>();
        let (sent, delivered) = (sum(|lane| lane.tally.sent), sum(|lane| lane.tally.delivered));
        let dead = sum(|lane| lane.tally.dead);
        let detail = json!({ "dispatcher": self.by, "sent": sent, "delivered": delivered, "dead": dead,
            "expired": self.expired });
        let tx = self.store.begin().await?;
        tx.commit(&session.entry(platform, ACTION, "end", &detail)).await?;
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
