//! `report sales`: what was bought.

use std::cmp::Reverse;

use super::filter::Filter;
use super::names::Names;
use super::shown::Report;
use super::snapshot;
use super::time::Unit;
use crate::cli::{ReportSales, SalesBy};
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::error::{Code, Error, Outcome};
use crate::output::{Chart, Column, Value};
use crate::store::report::ItemKey;
use crate::store::report::sales::{self, Sales};
use crate::store::{StoreError, Tx};

const EMPTY: &str = "nothing was bought";

/// Runs `report sales`.
pub(super) async fn run(session: &mut Session, arguments: ReportSales) -> Result<Outcome, Error> {
    if arguments.subtree && arguments.by != SalesBy::Agent {
        return Err(only_agents());
    }
    let (_store, mut tx) = snapshot(session).await?;
    let filter = Filter::of(&mut tx, &arguments.items).await?;
    let (label, key) = key(arguments.by, arguments.subtree);
    let sums = sales::sums(&mut tx, key, &filter.selection).await?;
    let rows = named(&mut tx, arguments.by, sums).await?;
    // What is below two agents is in the sums of both.
    let summed = |column: Column| if arguments.subtree { column } else { column.summed() };
    let columns = vec![
        label,
        summed(Column::new("purchases", "PURCHASES")),
        summed(Column::new("amount", "AMOUNT")),
        summed(Column::new("refunds", "REFUNDS")),
        summed(Column::new("refunded", "REFUNDED")),
        summed(Column::new("net", "NET")),
        Column::new("holders", "HOLDERS"),
        Column::new("average", "AVERAGE"),
    ];
    let chart = match key {
        ItemKey::Days(_) | ItemKey::Months(_) => Chart::over_time(label.key, "net"),
        _ => Chart::bars(label.key, "net"),
    };
    let title = format!("Sales by {}", label.key);
    let report = Report { title, columns, rows, empty: EMPTY.to_owned(), chart };
    report.show(session, &filter, arguments.chart)
}

/// `--subtree` where nothing has a subtree.
pub(super) fn only_agents() -> Error {
    Error::new(Code::Usage, "`--subtree` sums for agents, and goes with `--by agent` only")
}

/// The column of labels, and what the store sums by.
const fn key(by: SalesBy, subtree: bool) -> (Column, ItemKey) {
    match by {
        SalesBy::Provider => (Column::new("provider", "PROVIDER"), ItemKey::Provider),
        SalesBy::Category => (Column::new("category", "CATEGORY"), ItemKey::Category),
        SalesBy::Tier => (Column::new("tier", "TIER"), ItemKey::Tier),
        SalesBy::Center => (Column::new("center", "CENTER"), ItemKey::Center),
        SalesBy::Agent if subtree => (Column::new("agent", "AGENT"), ItemKey::Subtree),
        SalesBy::Agent => (Column::new("agent", "AGENT"), ItemKey::Agent),
        SalesBy::Day => (Column::new("day", "DAY"), Unit::Day.key()),
        SalesBy::Week => (Column::new("week", "WEEK"), Unit::Week.key()),
        SalesBy::Month => (Column::new("month", "MONTH"), Unit::Month.key()),
        SalesBy::Quarter => (Column::new("quarter", "QUARTER"), Unit::Quarter.key()),
        SalesBy::Year => (Column::new("year", "YEAR"), Unit::Year.key()),
    }
}

/// Rows in order: tiers by rank, time as it goes by, everything else with the most first.
async fn named(tx: &mut Tx, by: SalesBy, sums: Vec<Sales>) -> Result<Vec<Vec<Value>>, Error> {
    let names = match by {
        SalesBy::Provider => Names::of_providers(tx).await?,
        SalesBy::Tier => Names::of_tiers(tx).await?,
        SalesBy::Center => Names::of_centers(tx).await?,
        SalesBy::Agent => Names::of_agents(tx).await?,
        SalesBy::Category => {
            let label = |sum: &Sales| sum.word.clone().map(Value::text).into();
            let mut named: Vec<_> = sums.into_iter().map(|sum| ((), label(&sum), sum)).collect();
            most_first(&mut named);
            return Ok(named.into_iter().map(|((), label, sum)| row(label, &sum)).collect());
        }
        SalesBy::Day => return in_time(Unit::Day, &sums),
        SalesBy::Week => return in_time(Unit::Week, &sums),
        SalesBy::Month => return in_time(Unit::Month, &sums),
        SalesBy::Quarter => return in_time(Unit::Quarter, &sums),
        SalesBy::Year => return in_time(Unit::Year, &sums),
    };
    let mut placed = Vec::new();
    for sum in sums {
        let (place, label) = names.of(sum.key)?;
        placed.push((place, label, sum));
    }
    placed.sort_by_key(|(place, ..)| *place);
    if by != SalesBy::Tier {
        most_first(&mut placed);
    }
    Ok(placed.into_iter().map(|(_, label, sum)| row(label, &sum)).collect())
}

/// Equal ones stay in the order in which they are.
fn most_first<T>(sums: &mut [(T, Value, Sales)]) {
    sums.sort_by_key(|(.., sum)| Reverse(sum.amount - sum.refunded));
}

fn in_time(unit: Unit, sums: &[Sales]) -> Result<Vec<Vec<Value>>, Error> {
    let row = |sum: &Sales| {
        let number = sum
            .key
            .ok_or_else(|| StoreError::inconsistent("purchase", "day", "(none)", "an item without a day"))?;
        Ok(row(unit.label(number)?, sum))
    };
    sums.iter().map(row).collect()
}

fn row(label: Value, sum: &Sales) -> Vec<Value> {
    vec![
        label,
        sum.purchases.into(),
        Money::from_minor(sum.amount).into(),
        sum.refunds.into(),
        Money::from_minor(sum.refunded).into(),
        Money::from_minor(sum.amount - sum.refunded).into(),
        sum.holders.into(),
        average(sum).into(),
    ]
}

/// What a purchase comes to, before refunds; halves of the minor unit are rounded up.
fn average(sum: &Sales) -> Option<Money> {
    let purchases = i128::from(sum.purchases);
    let average = (2 * i128::from(sum.amount) + purchases).checked_div(2 * purchases)?;
    i64::try_from(average).ok().map(Money::from_minor)
}
