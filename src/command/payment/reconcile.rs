//! `payment reconcile`: a bill held against what is recorded.

use std::collections::BTreeMap;

use super::comparison::{Comparison, Sort};
use super::named_source;
use crate::cli::PaymentReconcile;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::error::{Error, Outcome};
use crate::input::bill::BillFile;
use crate::output::{Column, Value};

const COLUMNS: [Column; 10] = [
    Column::new("result", "RESULT"),
    Column::new("kind", "KIND"),
    Column::new("external_id", "EXTERNAL ID"),
    Column::new("line", "LINE"),
    Column::new("at", "AT"),
    Column::new("ref", "REF"),
    Column::new("there", "IN THE BILL"),
    Column::new("here", "HERE"),
    Column::new("difference", "DIFFERENCE"),
    Column::new("note", "NOTE"),
];

/// Compares, and writes nothing.
pub(super) async fn run(session: &mut Session, arguments: &PaymentReconcile) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let format = arguments.format.map(Into::into);
    let file = BillFile::open(&arguments.file, session.ui.stdin(), format, &platform.calendar)?;
    for warning in file.warnings() {
        session.ui.warn(warning);
    }
    let only = match &arguments.source {
        Some(name) => Some(named_source(&mut tx, name).await?),
        None => None,
    };
    let comparison = Comparison::begin(&mut tx, &file, only).await?;
    let (mut found, unread) = comparison.found(&mut tx, &platform, &file).await?;

    let mut counts: BTreeMap<Sort, u64> = BTreeMap::new();
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("neither the bill nor the database has a payment of these days");
    while let Some(each) = found.take()? {
        *counts.entry(each.sort).or_default() += 1;
        let difference = Money::from_minor(each.there.unwrap_or(0) - each.here.unwrap_or(0));
        let differs = !matches!(each.sort, Sort::Matched | Sort::Duplicate);
        list.row([
            Value::code(each.sort.as_str()),
            Value::code(each.kind),
            Value::foreign(each.external_id),
            each.line.into(),
            platform.instant(each.at),
            each.reference.map(Value::foreign).into(),
            each.there.map(Money::from_minor).into(),
            each.here.map(Money::from_minor).into(),
            differs.then_some(difference).into(),
            each.note.map(Value::text).into(),
        ])?;
    }
    list.end()?;
    if unread > 0 {
        session.ui.warn(&format!(
            "{unread} rows of the bill make no sense and were not compared; `payment import` names them"
        ));
    }
    let told =
        Sort::ALL.map(|sort| format!("{} {}", counts.get(&sort).copied().unwrap_or_default(), sort.as_str()));
    session.ui.status(&told.join(", "));
    let differs = unread > 0 || counts.keys().any(|sort| *sort != Sort::Matched);
    Ok(if differs { Outcome::Differences } else { Outcome::Done })
}
