//! `card unlock`: wrong activation codes are forgotten.

use serde_json::json;

use super::name::{Named, Subject};
use crate::cli::CardName;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::store::card;

const ACTION: &str = "card unlock";

/// Runs `card unlock`.
pub(super) async fn run(session: &mut Session, card: CardName) -> Result<Outcome, Error> {
    let named = Named::read(session, card)?;
    session.reason("unlocking a card")?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let subject = named.subject_to_change(&mut tx).await?;
    if let Err(error) = subject.check_use() {
        tx.rollback().await?;
        return Err(session.refuse(&store, &platform, ACTION, subject.number.masked(), error).await);
    }
    let Subject { number, card, .. } = subject;
    if card.failed_tries == 0 {
        session.ui.status(&format!("card {} is unchanged: no wrong codes are counted", number.masked()));
        return Ok(Outcome::NothingToDo);
    }
    card::unlock(&mut tx, number).await?;
    let detail = json!({ "failed_tries": card.failed_tries, "batch": card.batch_id, "serial": card.serial });
    tx.commit(&session.entry(&platform, ACTION, number.masked(), &detail)).await?;
    session.ui.status(&format!("card {} can be activated again", number.masked()));
    Ok(Outcome::Done)
}
