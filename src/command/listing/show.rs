//! `listing show`: one listing and its history.

use super::{find, seen_by};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::listing;

const HISTORY: [Column; 6] = [
    Column::new("at", "AT"),
    Column::new("from", "FROM"),
    Column::new("to", "TO"),
    Column::new("operator", "OPERATOR"),
    Column::new("reason", "REASON"),
    Column::new("detail", "DETAIL"),
];

/// Runs `listing show`.
pub(super) async fn run(session: &mut Session, id: i64) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let found = find(&mut tx, id).await?;
    let mut history = Table::new(&HISTORY);
    for event in listing::events(&mut tx, id).await? {
        history.row([
            platform.instant(event.at),
            event.from_state.map(Value::code).into(),
            Value::code(event.to_state),
            Value::text(event.operator),
            event.reason.map(Value::text).into(),
            event.detail.map(Value::text).into(),
        ]);
    }
    let (kind, state, seen_by) = (found.kind()?, found.state()?, seen_by(&found));
    session.ui.record(
        Record::new()
            .field("listing", "listing", found.listing_id)
            .field("holder", "holder", Value::code(found.reference))
            .field("kind", "kind", Value::code(kind.as_str()))
            .field("title", "title", Value::text(found.title))
            .field("category", "category", found.category.map(Value::text))
            .field("amount", "price or value", Money::from_minor(found.amount))
            .field("wish", "wish", found.wish.map(Value::text))
            .field("cohort", "seen by", seen_by)
            .field("scheme", "of scheme", found.scheme.map(Value::code))
            .field("state", "state", Value::code(state.as_str()))
            .field("created_at", "since", platform.instant(found.created_at))
            .field("ended_at", "until", found.ended_at.map(|at| platform.instant(at)))
            .field("to", "went to", found.to_ref.map(Value::code))
            .field("swapped_for", "swapped for", found.swapped_for)
            .field("purchase", "purchase", found.purchase.map(Value::code))
            .field("history", "history", history),
    )?;
    Ok(Outcome::Done)
}
