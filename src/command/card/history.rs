//! `card history`: what happened to a card, the newest first.

use super::name::Named;
use crate::cli::CardName;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::card::CardState;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::card;

const COLUMNS: [Column; 7] = [
    Column::new("at", "AT"),
    Column::new("by", "BY"),
    Column::new("from", "FROM"),
    Column::new("to", "TO"),
    Column::new("channel", "CHANNEL"),
    Column::new("operator", "OPERATOR"),
    Column::new("reason", "REASON"),
];

/// Runs `card history`.
pub(super) async fn run(session: &mut Session, card: CardName) -> Result<Outcome, Error> {
    let named = Named::read(session, card)?;
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let subject = named.subject(&mut tx).await?;
    subject.check_use()?;
    let events = card::events(&mut tx, subject.number).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("nothing happened to this card since it was made");
    for event in events.into_iter().rev() {
        let by = CardState::check_move(event.from()?, event.to()?).ok();
        list.row([
            platform.instant(event.at),
            by.map(Value::code).into(),
            Value::code(event.from_state),
            Value::code(event.to_state),
            Value::code(event.channel),
            Value::text(event.operator),
            event.reason.map(Value::text).into(),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}
