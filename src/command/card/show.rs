//! `card show`: a card, its state and its events.

use jiff::Timestamp;

use super::name::{Named, Subject};
use crate::cli::CardName;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::card::ActivationLock;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::{StoreError, card};

const EVENTS: [Column; 6] = [
    Column::new("at", "AT"),
    Column::new("from", "FROM"),
    Column::new("to", "TO"),
    Column::new("channel", "CHANNEL"),
    Column::new("reason", "REASON"),
    Column::new("operator", "OPERATOR"),
];

/// Runs `card show`.
pub(super) async fn run(session: &mut Session, card: CardName) -> Result<Outcome, Error> {
    let named = Named::read(session, card)?;
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let subject = named.subject(&mut tx).await?;
    subject.check_use()?;
    let Subject { number, card, holder } = &subject;
    let parties = card::parties(&mut tx, *number).await?;
    let lock = lock(card)?;
    let mut events = Table::new(&EVENTS);
    for event in card::events(&mut tx, *number).await? {
        events.row([
            platform.instant(event.at),
            Value::code(event.from_state),
            Value::code(event.to_state),
            Value::code(event.channel),
            event.reason.map(Value::text).into(),
            Value::text(event.operator),
        ]);
    }
    let until = match lock {
        ActivationLock::Until(until) => Value::instant(until, platform.calendar.zone()),
        ActivationLock::Open | ActivationLock::UntilUnlocked => Value::Null,
    };
    session.ui.record(
        Record::new()
            .field("card", "card", Value::code(number.masked()))
            .field("state", "state", Value::code(card.state()?.as_str()))
            .field("released", "released", card.is_released())
            .field("batch", "batch", card.batch_id)
            .field("serial", "serial", card.serial)
            .field("center", "center", Value::code(parties.center))
            .field("agent", "agent", parties.agent.map(Value::code))
            .field("staff", "staff", parties.staff.map(Value::code))
            .field("holder", "holder", parties.holder.map(Value::code))
            .field("failed_tries", "failed tries", card.failed_tries)
            .field("locked", "activation locked", lock.refuses(session.now()))
            .field("locked_until", "locked until", until)
            .field("events", "events", events),
    )?;
    if let Some(holder) = holder
        && holder.card()? != *number
    {
        session.ui.status(&format!("the live card of `{}` is {}", holder.reference, holder.card()?.masked()));
    }
    Ok(Outcome::Done)
}

/// The lock on the activation after the wrong codes that are counted.
fn lock(card: &card::Card) -> Result<ActivationLock, Error> {
    let inconsistent = |column, why: &str| StoreError::inconsistent("card", column, card.serial, why);
    let tries = u32::try_from(card.failed_tries)
        .map_err(|_| inconsistent("failed_tries", "not a count of wrong codes"))?;
    let Some(last) = card.last_failed_at else { return Ok(ActivationLock::Open) };
    let last =
        Timestamp::from_microsecond(last).map_err(|_| inconsistent("last_failed_at", "not an instant"))?;
    Ok(ActivationLock::after(tries, last))
}
