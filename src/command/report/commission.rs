//! `report commission`: what was received, and of what.

use std::collections::BTreeMap;

use super::change::percent;
use super::commission_rows::{Entry, entries};
use super::filter::Filter;
use super::sales::only_agents;
use super::shown::Report;
use super::snapshot;
use super::time::before;
use crate::cli::{CommissionBy, ReportCommission};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::command::settle::{named, next_step};
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::run_state::RunState;
use crate::error::{Code, Error, Outcome};
use crate::output::{Align, Chart, Column, Value};
use crate::store::report::commission::Runs;
use crate::store::run::{self as runs, Run};
use crate::store::{StoreError, Tx};

/// The word that stands for what was before.
const PREVIOUS: &str = "previous";

/// Runs `report commission`.
pub(super) async fn run(session: &mut Session, arguments: ReportCommission) -> Result<Outcome, Error> {
    check(&arguments)?;
    let by = arguments.by;
    let (store, mut tx) = snapshot(session).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let mut filter = Filter::of(&mut tx, &arguments.items).await?;
    let one = match &arguments.run {
        Some(text) => Some(named(&mut tx, text).await?),
        None => None,
    };
    let (from, to) = (filter.selection.from, filter.selection.to);
    let counted = one.as_ref().map_or(Runs::Posted { from, to }, |run| Runs::One(run.run_id));
    let compared = match &arguments.compare {
        Some(text) => Some(compared(&mut tx, text, one.as_ref(), &filter, platform.today(session)).await?),
        None => None,
    };
    if let Some(run) = &one {
        filter.said.push(("run", run.run_id.to_string()));
    }
    if let Some(Compared { said, .. }) = &compared {
        filter.said.push(("compared with", said.clone()));
    }

    let now = entries(&mut tx, counted, by, arguments.subtree, &filter.selection).await?;
    let earlier = match &compared {
        Some(Compared { runs: Some(runs), .. }) => {
            entries(&mut tx, *runs, by, arguments.subtree, &filter.selection).await?
        }
        _ => Vec::new(),
    };
    tell_uncounted(session, &mut tx, one.as_ref(), &filter).await?;

    let mut columns = Vec::new();
    if one.is_some() {
        columns.push(Column::new("run", "RUN"));
    }
    columns.extend(labels(by));
    // What is below two agents is in the sums of both.
    let summed = |column: Column| if arguments.subtree { column } else { column.summed() };
    columns.push(summed(Column::new("lines", "LINES")));
    columns.push(summed(Column::new("amount", "AMOUNT")));
    if compared.is_some() {
        columns.push(summed(Column::new("before", "BEFORE")));
        columns.push(summed(Column::new("change", "CHANGE")));
        columns.push(Column::new("change_percent", "%").aligned(Align::Right));
    }
    // Where there is nothing to compare with, not even nothing was before.
    let is_there = compared.as_ref().map(|compared| compared.runs.is_some());
    let mut rows = Vec::new();
    for (entry, before) in together(now, earlier) {
        let mut row = Vec::new();
        if let Some(run) = &one {
            row.push(run.run_id.get().into());
        }
        row.extend(entry.labels);
        row.push(entry.lines.into());
        row.push(Money::from_minor(entry.amount).into());
        match is_there {
            Some(true) => row.extend(change(before, entry.amount)?),
            Some(false) => row.extend([Value::Null, Value::Null, Value::Null]),
            None => {}
        }
        rows.push(row);
    }
    let empty = match &one {
        Some(run) => format!("run {} has no lines", run.run_id),
        None => "no posted run has lines; `cardctl settle list` shows all runs".to_owned(),
    };
    let (title, chart) = (title(by), chart(by));
    Report { title, columns, rows, empty, chart }.show(session, &filter, arguments.chart)
}

/// What the parser can't know.
fn check(arguments: &ReportCommission) -> Result<(), Error> {
    use CommissionBy::{Day, Month, Quarter, Run, Week, Year};
    if arguments.subtree && arguments.by != CommissionBy::Agent {
        return Err(only_agents());
    }
    if arguments.compare.is_some() && matches!(arguments.by, Run | Day | Week | Month | Quarter | Year) {
        return Err(Error::new(
            Code::Usage,
            "`--compare` doesn't go with a division of time: what is compared has other days",
        ));
    }
    Ok(())
}

/// The columns of what is summed by.
fn labels(by: CommissionBy) -> Vec<Column> {
    let one = |key, title| vec![Column::new(key, title)];
    match by {
        CommissionBy::Role => one("role", "ROLE"),
        CommissionBy::Level => vec![Column::new("role", "ROLE"), Column::new("level", "LEVEL")],
        CommissionBy::Agent => one("agent", "AGENT"),
        CommissionBy::Holder => one("holder", "HOLDER"),
        CommissionBy::Staff => one("staff", "STAFF"),
        CommissionBy::Center => one("center", "CENTER"),
        CommissionBy::Tier => one("tier", "TIER"),
        CommissionBy::Provider => one("provider", "PROVIDER"),
        CommissionBy::Run => vec![Column::new("of_run", "OF RUN"), Column::new("through", "THROUGH")],
        CommissionBy::Day => one("day", "DAY"),
        CommissionBy::Week => one("week", "WEEK"),
        CommissionBy::Month => one("month", "MONTH"),
        CommissionBy::Quarter => one("quarter", "QUARTER"),
        CommissionBy::Year => one("year", "YEAR"),
    }
}

fn title(by: CommissionBy) -> String {
    let of = match by {
        CommissionBy::Run => "run",
        CommissionBy::Level => "level",
        _ => labels(by).first().map_or("role", |column| column.key),
    };
    format!("Commission by {of}")
}

fn chart(by: CommissionBy) -> Chart {
    use CommissionBy::{Day, Month, Quarter, Week, Year};
    let label = labels(by).last().map_or("amount", |column| column.key);
    match by {
        CommissionBy::Level => Chart::bars("role", "amount").by("level"),
        CommissionBy::Run | Day | Week | Month | Quarter | Year => Chart::over_time(label, "amount"),
        _ => Chart::bars(label, "amount"),
    }
}

/// What is compared with.
struct Compared {
    /// Its runs; nothing where there is none before.
    runs: Option<Runs>,
    said: String,
}

async fn compared(
    tx: &mut Tx,
    text: &str,
    one: Option<&Run>,
    filter: &Filter,
    today: Day,
) -> Result<Compared, Error> {
    match one {
        Some(run) if text == PREVIOUS => {
            let earlier = |other: &Run| -> Result<bool, StoreError> {
                let counts = !matches!(other.state()?, RunState::Calculating | RunState::Discarded);
                Ok(counts && other.run_id < run.run_id)
            };
            for other in runs::list(tx).await? {
                if earlier(&other)? {
                    return Ok(Compared {
                        runs: Some(Runs::One(other.run_id)),
                        said: format!("run {}", other.run_id),
                    });
                }
            }
            Ok(Compared { runs: None, said: "nothing: no run is before it".to_owned() })
        }
        Some(_) => {
            let other = named(tx, text).await?;
            Ok(Compared { runs: Some(Runs::One(other.run_id)), said: format!("run {}", other.run_id) })
        }
        None if text == PREVIOUS => {
            let Some(from) = filter.selection.from else {
                return Err(Error::new(Code::Usage, "`--compare previous` wants to know before what")
                    .hint("say it with `--run RUN`, `--month MONTH`, or `--from DATE` and `--to DATE`"));
            };
            let Some((first, last)) = before(from, filter.selection.to.unwrap_or(today.max(from))) else {
                return Ok(Compared { runs: None, said: "nothing: no days are before it".to_owned() });
            };
            Ok(Compared {
                runs: Some(Runs::Posted { from: Some(first), to: Some(last) }),
                said: format!("{first} to {last}"),
            })
        }
        None => Err(Error::new(Code::Usage, "`--compare RUN` compares a run, and none is given")
            .hint("name one with `--run RUN`, or compare with `--compare previous`")),
    }
}

/// Says what one might think is in the sums, and isn't.
async fn tell_uncounted(
    session: &mut Session,
    tx: &mut Tx,
    one: Option<&Run>,
    filter: &Filter,
) -> Result<(), Error> {
    if let Some(run) = one {
        match run.state()? {
            RunState::Discarded => {
                session.ui.note(&format!("run {} is discarded: its lines count nowhere", run.run_id));
            }
            RunState::Calculating => {
                let next = next_step(run.run_id, RunState::Calculating);
                session.ui.note(&format!("run {} is not calculated to its end; {next}", run.run_id));
            }
            RunState::Calculated | RunState::Approved | RunState::Posted => {}
        }
        return Ok(());
    }
    let (from, to) = (filter.selection.from, filter.selection.to);
    for run in runs::open(tx).await? {
        let through = run.through()?;
        if from.is_some_and(|from| through < from) || to.is_some_and(|to| through > to) {
            continue;
        }
        let (id, state) = (run.run_id, run.state()?);
        let pool = run.pool().map_or_else(String::new, |pool| format!(" with {pool}"));
        let next = next_step(id, state);
        session.ui.note(&format!("run {id}{pool} is {state} and not posted, so it is not counted; {next}"));
    }
    Ok(())
}

/// Each of what was received beside what was received before; what came only before stands behind.
fn together(now: Vec<Entry>, before: Vec<Entry>) -> Vec<(Entry, i64)> {
    let mut earlier: BTreeMap<Option<i64>, Entry> =
        before.into_iter().map(|entry| (entry.key, entry)).collect();
    let mut all: Vec<(Entry, i64)> = Vec::new();
    for entry in now {
        let amount = earlier.remove(&entry.key).map_or(0, |before| before.amount);
        all.push((entry, amount));
    }
    let mut gone: Vec<Entry> = earlier.into_values().collect();
    gone.sort_by_key(|entry| (entry.place, std::cmp::Reverse(entry.amount)));
    for entry in gone {
        let amount = entry.amount;
        all.push((Entry { lines: 0, amount: 0, ..entry }, amount));
    }
    all
}

/// What was before, the difference, and that in percent.
fn change(before: i64, now: i64) -> Result<[Value; 3], StoreError> {
    let difference = now.checked_sub(before).ok_or_else(|| {
        StoreError::inconsistent("line", "amount", now, "a difference of sums above 64 bits")
    })?;
    Ok([Money::from_minor(before).into(), Money::from_minor(difference).into(), percent(before, now)])
}
