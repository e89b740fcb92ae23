//! `card`: single cards.

use jiff::Timestamp;
use serde_json::json;

use super::platform::Platform;
use super::session::Session;
use crate::cli::CardCommand;
use crate::domain::card::{ActivationLock, CardNumber};
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::{StoreError, Tx, card};

const EVENTS: [Column; 6] = [
    Column::new("at", "AT"),
    Column::new("from", "FROM"),
    Column::new("to", "TO"),
    Column::new("channel", "CHANNEL"),
    Column::new("reason", "REASON"),
    Column::new("operator", "OPERATOR"),
];

/// Runs `card VERB`.
pub async fn run(session: &mut Session, command: CardCommand) -> Result<Outcome, Error> {
    match command {
        CardCommand::Show { card } => show(session, &card).await,
        CardCommand::Unlock { card } => unlock(session, &card).await,
    }
}

async fn show(session: &mut Session, number: &str) -> Result<Outcome, Error> {
    let number = read(number)?;
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let card = existing(&mut tx, number).await?;
    let parties = card::parties(&mut tx, number).await?;
    let lock = lock(&card)?;
    let mut events = Table::new(&EVENTS);
    for event in card::events(&mut tx, number).await? {
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
    Ok(Outcome::Done)
}

async fn unlock(session: &mut Session, number: &str) -> Result<Outcome, Error> {
    let number = read(number)?;
    session.reason("unlocking a card")?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let card = existing(&mut tx, number).await?;
    if card.failed_tries == 0 {
        session.ui.status(&format!("card {} is unchanged: no wrong codes are counted", number.masked()));
        return Ok(Outcome::NothingToDo);
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    card::unlock(&mut tx, number).await?;
    let detail = json!({ "failed_tries": card.failed_tries, "batch": card.batch_id, "serial": card.serial });
    tx.commit(&session.entry(&platform, "card unlock", number.masked(), &detail)).await?;
    session.ui.status(&format!("card {} can be activated again", number.masked()));
    Ok(Outcome::Done)
}

/// Reads the number that an operator gave. A mistyped one is not repeated: it may be somebody's bank card.
fn read(text: &str) -> Result<CardNumber, Error> {
    CardNumber::parse(text).map_err(|error| Error::new(Code::Usage, error.to_string()))
}

async fn existing(tx: &mut Tx, number: CardNumber) -> Result<card::Card, Error> {
    card::by_number(tx, number)
        .await?
        .ok_or_else(|| Error::new(Code::NotFound, format!("no card `{}`", number.masked())))
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
