//! `report goods`: what holders offered, and what became of it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::filter::Filter;
use super::shown::Report;
use super::snapshot;
use super::time::{Unit, month_number};
use crate::cli::{GoodsBy, ReportGoods};
use crate::command::holder::named;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::allocation;
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::period::Period;
use crate::domain::ppm::Ppm;
use crate::error::{Error, Outcome};
use crate::output::{Chart, Column, Value};
use crate::store::StoreError;
use crate::store::report::goods::{self, Offered};

const EMPTY: &str = "nothing was offered";

/// By what it is summed: a month by its number, a category or seller by its word.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Month(i64),
    Word(Option<String>),
}

/// Listings under one key.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    listed: u64,
    sold: u64,
    swapped: u64,
    withdrawn: u64,
    /// In minor units.
    turnover: i64,
    commission: i64,
}

/// Runs `report goods`.
pub(super) async fn run(session: &mut Session, arguments: ReportGoods) -> Result<Outcome, Error> {
    let (store, mut tx) = snapshot(session).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let mut filter = Filter::of_period(&arguments.period)?;
    let seller = match &arguments.seller {
        Some(text) => {
            let seller = named(&mut tx, text).await?;
            filter.said.push(("seller", seller.reference));
            Some(seller.holder_id.get())
        }
        None => None,
    };
    let mut sums: BTreeMap<Key, Sums> = BTreeMap::new();
    let (from, to) = (filter.selection.from, filter.selection.to);
    let counts = |day: Day| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to);
    goods::for_each(&mut tx, seller, |offered: Offered| {
        let day = |at: i64| {
            platform
                .day(at)
                .ok_or_else(|| StoreError::inconsistent("listing", "created_at", at, "not a moment"))
        };
        let key = |day: Day| match arguments.by {
            GoodsBy::Category => Key::Word(offered.category.clone()),
            GoodsBy::Seller => Key::Word(Some(offered.seller.clone())),
            GoodsBy::Month => Key::Month(month_number(Period::of(day))),
        };
        let created = day(offered.created_at)?;
        if counts(created) {
            sums.entry(key(created)).or_default().listed += 1;
        }
        let Some(ended) = offered.ended_at.map(day).transpose()?.filter(|ended| counts(*ended)) else {
            return Ok::<(), Error>(());
        };
        let sum = sums.entry(key(ended)).or_default();
        match offered.state.as_str() {
            "sold" => sum.sold += 1,
            "swapped" => sum.swapped += 1,
            _ => sum.withdrawn += 1,
        }
        if let (Some(amount), Some(rate)) = (offered.amount, offered.rate_ppm) {
            let rate = u32::try_from(rate)
                .ok()
                .and_then(|parts| Ppm::new(parts).ok())
                .ok_or_else(|| StoreError::inconsistent("purchase", "rate_ppm", rate, "not a rate"))?;
            sum.turnover += amount;
            sum.commission += allocation::pool(Money::from_minor(amount), rate).minor();
        }
        Ok(())
    })
    .await?;
    let mut sums: Vec<(Key, Sums)> = sums.into_iter().collect();
    let (label, chart) = match arguments.by {
        GoodsBy::Category => (Column::new("category", "CATEGORY"), Chart::bars("category", "turnover")),
        GoodsBy::Seller => (Column::new("seller", "SELLER"), Chart::bars("seller", "turnover")),
        GoodsBy::Month => (Column::new("month", "MONTH"), Chart::over_time("month", "turnover")),
    };
    if arguments.by != GoodsBy::Month {
        // Equal ones stay in the order of their words.
        sums.sort_by_key(|(_, sum)| Reverse(sum.turnover));
    }
    let title = format!("Goods by {}", label.key);
    let columns = vec![
        label,
        Column::new("listed", "LISTED").summed(),
        Column::new("sold", "SOLD").summed(),
        Column::new("swapped", "SWAPPED").summed(),
        Column::new("withdrawn", "WITHDRAWN").summed(),
        Column::new("turnover", "TURNOVER").summed(),
        Column::new("commission", "COMMISSION").summed(),
    ];
    let rows = sums.iter().map(|(key, sum)| row(key, sum, arguments.by)).collect::<Result<_, Error>>()?;
    let report = Report { title, columns, rows, empty: EMPTY.to_owned(), chart };
    report.show(session, &filter, arguments.chart)
}

fn row(key: &Key, sum: &Sums, by: GoodsBy) -> Result<Vec<Value>, Error> {
    let label = match key {
        Key::Month(month) => Unit::Month.label(*month)?,
        Key::Word(Some(word)) if by == GoodsBy::Seller => Value::code(word.clone()),
        Key::Word(word) => word.clone().map(Value::text).into(),
    };
    Ok(vec![
        label,
        sum.listed.into(),
        sum.sold.into(),
        sum.swapped.into(),
        sum.withdrawn.into(),
        Money::from_minor(sum.turnover).into(),
        Money::from_minor(sum.commission).into(),
    ])
}
