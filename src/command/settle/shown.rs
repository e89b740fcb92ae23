//! How runs are shown.

use super::named;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::role::Role;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::audit;
use crate::store::run::{self as runs, Calculated, Total};

const COLUMNS: [Column; 9] = [
    Column::new("run", "RUN"),
    Column::new("status", "STATUS"),
    Column::new("through", "THROUGH"),
    Column::new("purchases", "PURCHASES"),
    Column::new("refunds", "REFUNDS"),
    Column::new("lines", "LINES"),
    Column::new("pool", "POOL"),
    Column::new("started_at", "STARTED AT"),
    Column::new("started_by", "STARTED BY"),
];

const TOTALS: [Column; 4] = [
    Column::new("role", "ROLE"),
    Column::new("parties", "PARTIES"),
    Column::new("lines", "LINES"),
    Column::new("amount", "AMOUNT"),
];

/// The record that `settle run` and `settle show` print.
pub(super) fn record(run: Option<i64>, status: &str, through: Day, calculated: &Calculated) -> Record {
    let mut record = Record::new()
        .field("run", "run", run)
        .field("status", "status", Value::code(status.to_owned()))
        .field("through", "through", through.date())
        .field("purchases", "purchases", calculated.purchases)
        .field("refunds", "refunds", calculated.refunds)
        .field("lines", "lines", calculated.lines)
        .field("pool", "pool", calculated.pool)
        .field("totals", "totals", totals(&calculated.totals))
        .field("digest", "digest", Value::code(calculated.digest.clone()));
    if calculated.late > 0 {
        record.push("late", "late for a closed month", calculated.late);
    }
    record
}

/// The five roles in their fixed order, also those that received nothing.
fn totals(totals: &[Total]) -> Table {
    let mut table = Table::new(&TOTALS);
    for role in Role::ALL {
        let nothing = Total::new(role.as_str(), 0, 0, Money::ZERO);
        let total = totals.iter().find(|total| total.role == role.as_str()).unwrap_or(&nothing);
        table.row([
            Value::code(role.as_str()),
            total.parties.into(),
            total.lines.into(),
            total.amount().into(),
        ]);
    }
    table
}

/// Lists all runs, the newest first.
pub async fn list(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let runs = runs::list(&mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no runs yet; `cardctl settle run` makes one");
    for run in runs {
        list.row([
            run.run_id.get().into(),
            Value::code(run.state()?.as_str()),
            run.through()?.date().into(),
            run.purchases.into(),
            run.refunds.into(),
            run.lines.into(),
            run.pool().into(),
            platform.instant(run.started_at),
            Value::text(run.started_by),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

/// Shows a run and what each role received.
pub async fn show(session: &mut Session, text: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let run = named(&mut tx, text).await?;
    let calculated = run.calculated(runs::totals(&mut tx, run.run_id).await?);
    let record = record(Some(run.run_id.get()), run.state()?.as_str(), run.through()?, &calculated)
        .field("started_at", "started at", platform.instant(run.started_at))
        .field("started_by", "started by", Value::text(run.started_by.clone()))
        .field("approved_by", "approved by", run.approved_by.clone().map(Value::text))
        .field("ended_at", "ended at", run.ended_at.map(|at| platform.instant(at)))
        .field("ended_by", "ended by", run.ended_by.clone().map(Value::text));
    let head = audit::head_after(&mut tx, "settle post", &run.run_id.to_string()).await?;
    let head = head.map(|head| Value::code(head.to_string()));
    session.ui.record(record.field("audit_head", "audit head when it was posted", head))?;
    Ok(Outcome::Done)
}
