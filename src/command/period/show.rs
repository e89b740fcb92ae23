//! How periods are shown.

use std::collections::BTreeMap;

use super::sealed::{closing, runs_of};
use super::unsettled::Unsettled;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::period::{Period, PeriodState};
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::audit;
use crate::store::period::{self as periods, Closing, Standing};
use crate::store::run::{self as runs, Run};

const COLUMNS: [Column; 9] = [
    Column::new("month", "MONTH"),
    Column::new("state", "STATE"),
    Column::new("runs", "RUNS"),
    Column::detail("purchases", "PURCHASES"),
    Column::detail("refunds", "REFUNDS"),
    Column::new("pool", "POOL"),
    Column::new("closed_at", "CLOSED AT"),
    Column::new("closed_by", "CLOSED BY"),
    Column::detail("seal", "SEAL"),
];

const RUNS: [Column; 7] = [
    Column::new("run", "RUN"),
    Column::new("status", "STATUS"),
    Column::new("through", "THROUGH"),
    Column::new("purchases", "PURCHASES"),
    Column::new("refunds", "REFUNDS"),
    Column::new("pool", "POOL"),
    Column::new("digest", "DIGEST"),
];

const HISTORY: [Column; 5] = [
    Column::new("at", "AT"),
    Column::new("act", "ACT"),
    Column::new("operator", "OPERATOR"),
    Column::new("reason", "REASON"),
    Column::new("seal", "SEAL"),
];

/// What is shown of a period: how it was closed, or what closing it now would come to.
struct Shown {
    period: Period,
    state: PeriodState,
    closing: Closing,
    /// When and by whom it was closed; the seal of an open one is none.
    closed: Option<(Value, Value)>,
}

impl Shown {
    fn of(platform: &Platform, standing: &Standing) -> Option<Self> {
        let (event, closing) = standing.closed()?;
        let closed = (platform.instant(event.at), Value::text(event.operator.clone()));
        Some(Self {
            period: standing.period,
            state: standing.state,
            closing: closing.clone(),
            closed: Some(closed),
        })
    }

    const fn open(period: Period, closing: Closing) -> Self {
        Self { period, state: PeriodState::Open, closing, closed: None }
    }

    /// One value for each of [`COLUMNS`].
    fn row(self) -> [Value; COLUMNS.len()] {
        let Closing { runs, purchases, refunds, pool, seal } = self.closing;
        let (seal, at, by) = match self.closed {
            Some((at, by)) => (Value::code(seal), at, by),
            None => (Value::Null, Value::Null, Value::Null),
        };
        [
            Value::code(self.period.to_string()),
            Value::code(self.state.as_str()),
            runs.into(),
            purchases.into(),
            refunds.into(),
            pool.into(),
            at,
            by,
            seal,
        ]
    }

    fn record(self) -> Record {
        let titles =
            ["month", "state", "runs", "purchases", "refunds", "pool", "closed at", "closed by", "seal"];
        let mut record = Record::new();
        for ((column, title), value) in COLUMNS.iter().zip(titles).zip(self.row()) {
            record.push(column.key, title, value);
        }
        record
    }
}

/// The record that `period close` prints of a closed period.
pub(super) fn closed(platform: &Platform, standing: &Standing) -> Record {
    Shown::of(platform, standing).map_or_else(Record::new, Shown::record)
}

/// Lists the periods that were ever closed or have runs, the latest first.
pub(super) async fn list(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let all = runs::list(&mut tx).await?;
    let mut months: BTreeMap<Period, Option<Shown>> = BTreeMap::new();
    for run in &all {
        let period = Period::of(run.through()?);
        if !months.contains_key(&period) && !runs_of(period, &all)?.is_empty() {
            months.insert(period, None);
        }
    }
    for standing in periods::standings(&mut tx).await? {
        months.insert(standing.period, Shown::of(&platform, &standing));
    }
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no runs and no closed periods yet; `cardctl period close MONTH` closes the first one");
    for (period, shown) in months.into_iter().rev() {
        let shown = match shown {
            Some(shown) => shown,
            None => Shown::open(period, closing(period, &all)?),
        };
        list.row(shown.row())?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

/// Shows a period with its runs and what was done with it, and holds its seal against the runs.
pub(super) async fn show(session: &mut Session, period: Period) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let standings = periods::standings(&mut tx).await?;
    let standing = standings.iter().find(|standing| standing.period == period);
    let all = runs::list(&mut tx).await?;
    let now = closing(period, &all)?;
    let shown = standing.and_then(|standing| Shown::of(&platform, standing));
    let intact = shown.as_ref().map(|shown| shown.closing == now);
    let shown = shown.unwrap_or_else(|| Shown::open(period, now.clone()));
    let unsettled = Unsettled::of(&mut tx, period, &all).await?;
    // The log holds the seal, and its head at the closing covers both.
    let closed = intact.is_some();
    let head = audit::head_after(&mut tx, "period close", &period.to_string()).await?.filter(|_| closed);
    let record = shown
        .record()
        .field("audit_head", "audit head when it was closed", head.map(|head| Value::code(head.to_string())))
        .field("seal_of_runs", "seal of its runs now", Value::code(now.seal.clone()))
        .field("intact", "intact", intact)
        .field("unsettled", "left unsettled", unsettled.table())
        .field("posted", "its runs", table_of_runs(period, &all)?)
        .field("history", "what was done", history(&platform, standing));
    session.ui.record(record)?;
    if intact == Some(false) {
        session.ui.alert(&format!(
            "{period} was closed with other runs than it has: {} of pool {} are sealed {}",
            now.runs, now.pool, now.seal
        ));
        return Ok(Outcome::Differences);
    }
    Ok(Outcome::Done)
}

fn table_of_runs(period: Period, all: &[Run]) -> Result<Table, Error> {
    let mut table = Table::new(&RUNS);
    for run in runs_of(period, all)? {
        table.row([
            run.run_id.get().into(),
            Value::code(run.state()?.as_str()),
            run.through()?.date().into(),
            run.purchases.into(),
            run.refunds.into(),
            run.pool().into(),
            run.digest.clone().map(Value::code).into(),
        ]);
    }
    Ok(table)
}

fn history(platform: &Platform, standing: Option<&Standing>) -> Table {
    let mut table = Table::new(&HISTORY);
    for event in standing.map_or(&[][..], |standing| &standing.events) {
        table.row([
            platform.instant(event.at),
            Value::code(event.act.as_str()),
            Value::text(event.operator.clone()),
            event.reason.clone().map(Value::text).into(),
            event.closing.as_ref().map(|closing| Value::code(closing.seal.clone())).into(),
        ]);
    }
    table
}
