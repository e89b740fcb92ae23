//! The check of activation codes, which gives one answer to everybody who guesses.

use jiff::Timestamp;

use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::card::{ActivationCode, ActivationLock, CardNumber};
use crate::error::{Code, Error};
use crate::store::card::{self, Card};
use crate::store::{Entry, Store, StoreError, audit};
use crate::vault::Vault;

/// How a try ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The code is the card's.
    Right,
    /// It is not, which counts.
    Wrong,
    /// The card is locked: the code was not looked at, and the try does not count.
    Locked,
}

/// Tries a code. None is one that was mistyped, and as wrong as any other.
pub fn attempt(
    vault: &Vault,
    card: &Card,
    code: Option<&ActivationCode>,
    now: Timestamp,
) -> Result<Attempt, Error> {
    let tries = u32::try_from(card.failed_tries).unwrap_or(u32::MAX);
    let last = card.last_failed_at.and_then(|at| Timestamp::from_microsecond(at).ok());
    if ActivationLock::after(tries, last.unwrap_or(Timestamp::MIN)).refuses(now) {
        return Ok(Attempt::Locked);
    }
    let number = card.number()?;
    let stored: [u8; 16] =
        card.activation.as_slice().try_into().map_err(|_| {
            StoreError::inconsistent("card", "activation", card::stored(number), "not 16 bytes")
        })?;
    let right = match code {
        Some(code) => vault.activation_matches(card.activation_key()?, number, code, &stored)?,
        None => false,
    };
    Ok(if right { Attempt::Right } else { Attempt::Wrong })
}

/// Takes as long as a try, where there is no card to try.
pub fn pretend(vault: &Vault, number: CardNumber, code: Option<&ActivationCode>) -> Result<(), Error> {
    if let Some(code) = code {
        vault.activation_matches(vault.version(), number, code, &[0; 16])?;
    }
    Ok(())
}

/// The one answer to an unknown card, a wrong code, and a card that is locked or not registered.
pub fn refusal() -> Error {
    Error::new(Code::ActivationRefused, "this card and this code activate nobody")
        .hint("compare both with what is printed; after some wrong tries the card is locked for a while")
}

/// Counts wrong codes, each with an audit entry, in transactions of their own: they stay although the command
/// fails.
pub async fn count_wrong_codes(
    session: &Session,
    store: &Store,
    platform: &Platform,
    action: &str,
    cards: &[CardNumber],
) -> Result<(), Error> {
    for number in cards {
        let mut tx = store.begin().await?;
        card::fail_activation(&mut tx, *number, session.now().as_microsecond()).await?;
        // Masked numbers are not unique; batch and serial are.
        let found = card::by_number(&mut tx, *number).await?;
        let (batch, serial) = found.map_or((None, None), |card| (Some(card.batch_id), Some(card.serial)));
        let detail = serde_json::json!({ "refused": Code::ActivationRefused.name(), "wrong_code": true,
            "batch": batch, "serial": serial });
        let entry = session.entry(platform, action, number.masked(), &detail);
        tx.commit(&Entry { outcome: audit::Outcome::Refused, ..entry }).await?;
    }
    Ok(())
}
