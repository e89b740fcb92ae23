//! `ledger receivables`: what providers owe, by age.

use super::until;
use crate::cli::LedgerAsOf;
use crate::command::platform::{Platform, day_flag};
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::domain::receivable::{Moved, receivable};
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::ledger::{self, Dues};

const COLUMNS: [Column; 9] = [
    Column::new("provider", "PROVIDER"),
    Column::new("name", "NAME"),
    Column::new("owed", "OWED").summed(),
    Column::new("days_0_30", "0-30 DAYS").summed(),
    Column::new("days_31_60", "31-60 DAYS").summed(),
    Column::new("days_61_90", "61-90 DAYS").summed(),
    Column::new("days_over_90", "OVER 90 DAYS").summed(),
    Column::new("oldest", "OLDEST"),
    Column::new("paid_ahead", "PAID AHEAD").summed(),
];

/// Lists providers by code; only those with postings.
pub(super) async fn run(session: &mut Session, arguments: &LedgerAsOf) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let until = until(&platform, arguments)?;
    let on = day_flag("--as-of", arguments.as_of.as_deref(), platform.today(session))?;
    let dues = ledger::dues(&mut tx, until).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no provider owes anything; `cardctl settle post RUN` makes what they owe");
    for of_one in dues.chunk_by(|a, b| a.code == b.code) {
        let [first, ..] = of_one else { continue };
        let moved: Result<Vec<Moved>, Error> = of_one.iter().map(moved).collect();
        let left = receivable(&moved?, on);
        let [young, middle, old, oldest] = left.aged;
        list.row([
            Value::code(first.code.clone()),
            Value::text(first.name.clone()),
            left.owed.into(),
            young.into(),
            middle.into(),
            old.into(),
            oldest.into(),
            left.oldest.map(|day| Value::Date(day.date())).into(),
            (left.ahead != Money::ZERO).then_some(left.ahead).into(),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

fn moved(dues: &Dues) -> Result<Moved, Error> {
    Ok(Moved { day: dues.dated()?, owed: dues.owed(), paid: dues.paid() })
}
