//! `report`: what was earned, by whom.

use std::collections::BTreeMap;

use super::settle::named;
use crate::cli::{CommissionBy, ReportCommand, ReportCommission};
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::role::Role;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::{StoreError, Tx, report, run as runs};

/// Runs `report VERB`.
pub async fn run(session: &mut Session, command: ReportCommand) -> Result<Outcome, Error> {
    match command {
        ReportCommand::Commission(arguments) => commission(session, arguments).await,
    }
}

/// One row: what it is summed for, how many lines, how much.
type Row = (String, i64, i64);

/// What a run brought, by role, agent, provider or month.
async fn commission(session: &mut Session, arguments: ReportCommission) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let run = named(&mut tx, &arguments.run).await?;
    let (key, title) = match arguments.by {
        CommissionBy::Role => ("role", "ROLE"),
        CommissionBy::Agent => ("agent", "AGENT"),
        CommissionBy::Provider => ("provider", "PROVIDER"),
        CommissionBy::Month => ("month", "MONTH"),
    };
    let rows = match arguments.by {
        CommissionBy::Role => by_role(&mut tx, run.run_id).await?,
        CommissionBy::Agent => plain(report::by_agent(&mut tx, run.run_id).await?),
        CommissionBy::Provider => plain(report::by_provider(&mut tx, run.run_id).await?),
        CommissionBy::Month => by_month(&mut tx, run.run_id).await?,
    };
    let empty = format!("run {} has no lines", run.run_id);
    if arguments.chart {
        let columns = [Column::new(key, title), Column::new("amount", "AMOUNT")];
        let bars = rows
            .into_iter()
            .map(|(name, _, amount)| [Value::code(name), Money::from_minor(amount).into()])
            .collect();
        session.ui.bars(&columns, bars, &empty)?;
        return Ok(Outcome::Done);
    }
    let columns = [
        Column::new("run", "RUN"),
        Column::new(key, title),
        Column::new("lines", "LINES"),
        Column::new("amount", "AMOUNT"),
    ];
    let mut list = session.ui.list(&columns)?;
    list.empty_hint(empty);
    for (name, lines, amount) in rows {
        let amount = Money::from_minor(amount);
        list.row([run.run_id.get().into(), Value::code(name), lines.into(), amount.into()])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

fn plain(sums: Vec<report::Commission>) -> Vec<Row> {
    sums.into_iter().map(|sum| (sum.code, sum.lines, sum.amount)).collect()
}

/// Every role in the fixed order.
async fn by_role(tx: &mut Tx, run: crate::domain::id::RunId) -> Result<Vec<Row>, Error> {
    let totals = runs::totals(tx, run).await?;
    let of = |role: Role| {
        let total = totals.iter().find(|total| total.role == role.as_str());
        let (lines, amount) = total.map_or((0, 0), |total| (total.lines, total.amount().minor()));
        (role.as_str().to_owned(), lines, amount)
    };
    Ok(Role::ALL.into_iter().map(of).collect())
}

/// Every month with items, in order.
async fn by_month(tx: &mut Tx, run: crate::domain::id::RunId) -> Result<Vec<Row>, Error> {
    let mut months: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for day in report::by_day(tx, run).await? {
        let date = Day::from_number(day.day)
            .ok_or_else(|| StoreError::inconsistent("purchase", "day", day.day, "not a day"))?;
        let month = date.to_string()[..7].to_owned();
        let sum = months.entry(month).or_default();
        sum.0 += day.lines;
        sum.1 = sum
            .1
            .checked_add(day.amount)
            .ok_or_else(|| StoreError::inconsistent("line", "amount", run, "a month's sum above 64 bits"))?;
    }
    Ok(months.into_iter().map(|(month, (lines, amount))| (month, lines, amount)).collect())
}
