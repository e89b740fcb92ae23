//! `report issuance`: what became of the cards that were made.

use std::collections::{BTreeMap, BTreeSet};

use super::filter::Filter;
use super::names::Names;
use super::shown::Report;
use super::snapshot;
use super::stock::{Part, Stock};
use crate::cli::{IssuanceBy, ReportIssuance};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Chart, Column, Value};
use crate::store::{StoreError, Tx};

/// Cards under one key.
#[derive(Default)]
struct Sum {
    batches: BTreeSet<i64>,
    cards: i64,
    received: Option<i64>,
    released: i64,
    stocked: i64,
    sold: i64,
    active: i64,
    frozen: i64,
    lost: i64,
    replaced: i64,
    void: i64,
}

impl Sum {
    fn add(&mut self, part: &Part) {
        self.batches.insert(part.batch);
        self.cards += part.cards;
        if let Some(received) = part.received {
            self.received = Some(self.received.unwrap_or_default() + received);
        }
        self.released += part.released;
        self.stocked += part.stocked();
        self.sold += part.used.sold;
        self.active += part.used.active;
        self.frozen += part.used.frozen;
        self.lost += part.used.lost;
        self.replaced += part.used.replaced;
        self.void += part.used.void;
    }
}

/// Runs `report issuance`.
pub(super) async fn run(session: &mut Session, arguments: ReportIssuance) -> Result<Outcome, Error> {
    let (store, mut tx) = snapshot(session).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let filter = Filter::of_period(&arguments.period)?.place(&mut tx, &arguments.place).await?;
    let now = (platform.today(session), session.now().as_microsecond());
    let stock = Stock::load(&mut tx, &platform, &filter, now).await?;
    let groups = grouped(&mut tx, arguments.by, &stock.parts).await?;

    // Batches come back whole: what came back of an agent's cards is not known.
    let whole = arguments.by != IssuanceBy::Agent && filter.selection.agent.is_none();
    let mut columns = labels(arguments.by);
    let first = columns[0].key;
    if arguments.by != IssuanceBy::Batch {
        let batches = Column::new("batches", "BATCHES");
        // The cards of a batch may go to several agents.
        columns.push(if arguments.by == IssuanceBy::Agent { batches } else { batches.summed() });
    }
    columns.push(Column::new("cards", "CARDS").summed());
    if whole {
        columns.push(Column::detail("received", "RECEIVED").summed());
    }
    let counts = [
        Column::new("released", "RELEASED"),
        Column::new("stocked", "STOCK"),
        Column::detail("registered", "REGISTERED"),
        Column::new("sold", "SOLD"),
        Column::new("active", "ACTIVE"),
        Column::detail("frozen", "FROZEN"),
        Column::new("lost", "LOST"),
        Column::detail("replaced", "REPLACED"),
        Column::new("void", "VOID"),
    ];
    columns.extend(counts.map(Column::summed));
    let mut rows = Vec::new();
    for (labels, sum) in groups {
        let mut row = labels;
        if arguments.by != IssuanceBy::Batch {
            row.push(sum.batches.len().into());
        }
        row.push(sum.cards.into());
        if whole {
            row.push(sum.received.into());
        }
        let registered = sum.cards - sum.stocked - sum.void;
        let counts = [
            sum.released,
            sum.stocked,
            registered,
            sum.sold,
            sum.active,
            sum.frozen,
            sum.lost,
            sum.replaced,
            sum.void,
        ];
        row.extend(counts.map(Value::from));
        rows.push(row);
    }
    let empty = "no cards were made; `cardctl batch issue` makes some".to_owned();
    let chart = match arguments.by {
        IssuanceBy::Month => Chart::over_time(first, "cards"),
        _ => Chart::bars(first, "cards"),
    };
    let title = format!("Issuance by {first}");
    Report { title, columns, rows, empty, chart }.show(session, &filter, arguments.chart)
}

fn labels(by: IssuanceBy) -> Vec<Column> {
    match by {
        IssuanceBy::Batch => vec![
            Column::new("batch", "BATCH"),
            Column::new("center", "CENTER"),
            Column::new("issued_on", "ISSUED"),
        ],
        IssuanceBy::Center => vec![Column::new("center", "CENTER")],
        IssuanceBy::Agent => vec![Column::new("agent", "AGENT")],
        IssuanceBy::Month => vec![Column::new("month", "MONTH")],
    }
}

/// By batch and month as they were issued, by center and agent by code; cards of no agent stand last.
async fn grouped(tx: &mut Tx, by: IssuanceBy, parts: &[Part]) -> Result<Vec<(Vec<Value>, Sum)>, Error> {
    let centers = Names::of_centers(tx).await?;
    let agents = Names::of_agents(tx).await?;
    let mut groups: BTreeMap<(usize, i64), (Vec<Value>, Sum)> = BTreeMap::new();
    for part in parts {
        let (key, labels) = match by {
            IssuanceBy::Batch => {
                let (_, center) = centers.of(Some(part.center))?;
                ((0, part.batch), vec![part.batch.into(), center, part.issued.date().into()])
            }
            IssuanceBy::Center => one(centers.of(Some(part.center)))?,
            IssuanceBy::Agent => one(agents.of(part.agent))?,
            IssuanceBy::Month => {
                let month = part.month();
                ((0, month.first().number()), vec![Value::code(month.to_string())])
            }
        };
        groups.entry(key).or_insert_with(|| (labels, Sum::default())).1.add(part);
    }
    Ok(groups.into_values().collect())
}

/// A name at its place.
fn one(found: Result<(usize, Value), StoreError>) -> Result<((usize, i64), Vec<Value>), StoreError> {
    found.map(|(place, name)| ((place, 0), vec![name]))
}
