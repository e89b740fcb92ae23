//! `report requests`: what holders asked for, what became of it, and how long that took.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::filter::Filter;
use super::shown::Report;
use super::snapshot;
use crate::cli::{ReportRequests, RequestsBy};
use crate::command::platform::Platform;
use crate::command::service;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::request::RequestState;
use crate::domain::waiting_time::WaitingTimes;
use crate::error::{Error, Outcome};
use crate::output::{Chart, Column, Value};
use crate::store::StoreError;
use crate::store::report::requests::{self, Received, Wanted};

const EMPTY: &str = "nobody asked for anything";

/// By what it is counted: a day, or a word; nothing where no provider has it yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Day(Day),
    Word(Option<String>),
}

/// Requests under one key.
#[derive(Clone, Debug, Default)]
struct Sums {
    received: i64,
    refused: i64,
    delivered: i64,
    waiting: i64,
    dead: i64,
    cancelled: i64,
    attempts: i64,
    /// The attempts of what was delivered.
    to_deliver: i64,
    /// From receipt to delivery.
    times: WaitingTimes,
}

impl Sums {
    fn add(&mut self, found: &Received, state: RequestState) {
        self.received += 1;
        self.attempts += found.attempts;
        match state {
            RequestState::Waiting => self.waiting += 1,
            RequestState::Refused => self.refused += 1,
            RequestState::Dead => self.dead += 1,
            RequestState::Cancelled => self.cancelled += 1,
            RequestState::Delivered => {
                self.delivered += 1;
                self.to_deliver += found.attempts;
                if let Some(ended) = found.ended_at {
                    self.times.add(ended - found.received_at);
                }
            }
        }
    }

    fn row(&mut self, label: Value) -> Vec<Value> {
        let milliseconds = |micros: Option<i64>| Value::from(micros.map(|micros| micros / 1000));
        // In hundredths, rounded half up.
        let each = (self.delivered > 0).then(|| {
            let hundredths = (200 * self.to_deliver + self.delivered) / (2 * self.delivered);
            Value::code(format!("{}.{:02}", hundredths / 100, hundredths % 100))
        });
        vec![
            label,
            self.received.into(),
            (self.received - self.refused).into(),
            self.refused.into(),
            self.delivered.into(),
            self.waiting.into(),
            self.dead.into(),
            self.cancelled.into(),
            self.attempts.into(),
            each.into(),
            milliseconds(self.times.nearest(50)),
            milliseconds(self.times.nearest(90)),
            milliseconds(self.times.nearest(100)),
        ]
    }
}

/// Runs `report requests`.
pub(super) async fn run(session: &mut Session, arguments: ReportRequests) -> Result<Outcome, Error> {
    let (store, mut tx) = snapshot(session).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let filter = Filter::of_period(&arguments.period)?;
    let mut filter = filter.provider(&mut tx, arguments.provider.as_deref()).await?;
    if let Some(code) = &arguments.service {
        service::find(&mut tx, code).await?;
        filter.said.push(("service", code.clone()));
    }
    let moment = |day: Day| platform.calendar.first_moment(day).as_microsecond();
    let next = |day: Day| Day::from_number(day.number() + 1);
    let wanted = Wanted {
        service: arguments.service.as_deref(),
        provider: filter.selection.provider,
        from: filter.selection.from.map(moment),
        before: filter.selection.to.and_then(next).map(moment),
    };
    let mut sums: BTreeMap<Key, Sums> = BTreeMap::new();
    requests::for_each(&mut tx, wanted, |found: Received| {
        let bad = |column, why: String| StoreError::inconsistent("request", column, found.received_at, why);
        let state: RequestState =
            found.state.parse().map_err(|_| bad("state", format!("`{}` is no state", found.state)))?;
        let key = match arguments.by {
            RequestsBy::Service => Key::Word(Some(found.service.clone())),
            RequestsBy::Provider => Key::Word(found.provider.clone()),
            RequestsBy::Outcome => Key::Word(Some(outcome(&found))),
            RequestsBy::Day => Key::Day(
                platform
                    .day(found.received_at)
                    .ok_or_else(|| bad("received_at", "not a moment".to_owned()))?,
            ),
        };
        sums.entry(key).or_default().add(&found, state);
        Ok::<(), Error>(())
    })
    .await?;
    let mut sums: Vec<(Key, Sums)> = sums.into_iter().collect();
    let (label, chart) = match arguments.by {
        RequestsBy::Service => (Column::new("service", "SERVICE"), Chart::bars("service", "received")),
        RequestsBy::Provider => (Column::new("provider", "PROVIDER"), Chart::bars("provider", "received")),
        RequestsBy::Outcome => (Column::new("outcome", "OUTCOME"), Chart::bars("outcome", "received")),
        RequestsBy::Day => (Column::new("day", "DAY"), Chart::over_time("day", "received")),
    };
    if arguments.by != RequestsBy::Day {
        // Equal ones stay in the order of their words.
        sums.sort_by_key(|(_, sum)| Reverse(sum.received));
    }
    let title = format!("Requests by {}", label.key);
    let columns = vec![
        label,
        Column::new("received", "RECEIVED").summed(),
        Column::new("accepted", "ACCEPTED").summed(),
        Column::new("refused", "REFUSED").summed(),
        Column::new("delivered", "DELIVERED").summed(),
        Column::new("waiting", "WAITING").summed(),
        Column::new("dead", "DEAD").summed(),
        Column::new("cancelled", "CANCELLED").summed(),
        Column::new("attempts", "ATTEMPTS").summed(),
        Column::new("attempts_per_delivery", "EACH"),
        Column::new("median_ms", "MEDIAN MS"),
        Column::new("p90_ms", "90 % MS"),
        Column::new("slowest_ms", "SLOWEST MS"),
    ];
    let rows = sums.iter_mut().map(|(key, sum)| sum.row(shown(key))).collect();
    let report = Report { title, columns, rows, empty: EMPTY.to_owned(), chart };
    report.show(session, &filter, arguments.chart)
}

/// What became of it, with the reason of a refusal.
fn outcome(found: &Received) -> String {
    match &found.refusal {
        Some(refusal) => format!("{}: {refusal}", found.state),
        None => found.state.clone(),
    }
}

fn shown(key: &Key) -> Value {
    match key {
        Key::Day(day) => Value::Date(day.date()),
        Key::Word(word) => word.clone().map(Value::code).into(),
    }
}
