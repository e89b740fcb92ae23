//! Which card is meant, and whose it is.

use crate::cli::CardName;
use crate::command::holder::restricted;
use crate::command::session::Session;
use crate::domain::card::CardNumber;
use crate::domain::identifier::{line_of_text, may_be_repeated};
use crate::domain::party::PartyId;
use crate::error::{Code, Error};
use crate::store::card::{self, Card};
use crate::store::holder::{self, Holder};
use crate::store::{StoreError, Tx, custody, rights};

/// The longest channel, in characters.
const CHANNEL: usize = 32;

/// How an operator named a card.
pub(super) enum Named {
    /// By its number.
    Number(CardNumber),
    /// As the live card of the holder with this ref.
    LiveOf(String),
}

impl Named {
    /// Reads the name. A mistyped number is not repeated: it may be somebody's bank card.
    pub(super) fn read(session: &mut Session, name: CardName) -> Result<Self, Error> {
        match (name.card, name.holder) {
            (_, Some(reference)) => Ok(Self::LiveOf(reference)),
            (Some(dash), None) if dash.trim() == "-" => {
                Ok(Self::Number(number(&session.ui.stdin_value("CARD")?)?))
            }
            (Some(text), None) => Ok(Self::Number(number(&text)?)),
            (None, None) => Err(Error::new(Code::Usage, "neither a card nor a holder is named")
                .hint("give the card's number, or the holder's ref by `--holder REF`")),
        }
    }

    /// Through what an act was asked for: who does not know the number has the holder on the phone.
    pub(super) fn channel(&self, given: Option<&str>) -> Result<String, Error> {
        let Some(given) = given else {
            return Ok(if matches!(self, Self::Number(_)) { "counter" } else { "phone" }.to_owned());
        };
        line_of_text(given.trim(), CHANNEL)
            .map(str::to_owned)
            .map_err(|error| Error::new(Code::Usage, format!("--channel: {error}")))
    }

    /// The card and its holder.
    pub(super) async fn subject(&self, tx: &mut Tx) -> Result<Subject, Error> {
        let number = match self {
            Self::Number(number) => *number,
            Self::LiveOf(reference) => holder_of(tx, reference).await?.card()?,
        };
        let card = existing(tx, number).await?;
        let holder = match card.holder() {
            Some(id) => Some(stored_holder(tx, id).await?),
            None => None,
        };
        Ok(Subject { number, card, holder })
    }

    /// The same for a change: nobody else changes the holder or their cards until the transaction ends.
    pub(super) async fn subject_to_change(&self, tx: &mut Tx) -> Result<Subject, Error> {
        let holder = match self {
            Self::Number(number) => existing(tx, *number).await?.holder(),
            Self::LiveOf(reference) => Some(holder_of(tx, reference).await?.holder_id),
        };
        if let Some(holder) = holder {
            custody::take(tx, holder).await?;
        }
        self.subject(tx).await
    }
}

/// A card and its holder.
pub(super) struct Subject {
    pub(super) number: CardNumber,
    pub(super) card: Card,
    pub(super) holder: Option<Holder>,
}

impl Subject {
    /// The refusal to do anything with the card of a restricted holder.
    pub(super) fn check_use(&self) -> Result<(), Error> {
        match &self.holder {
            Some(holder) if holder.restricted_at.is_some() => Err(restricted(&holder.reference)),
            _ => Ok(()),
        }
    }

    /// The holder's ref.
    pub(super) fn reference(&self) -> Option<&str> {
        self.holder.as_ref().map(|holder| holder.reference.as_str())
    }
}

/// Reads a card's number.
pub(super) fn number(text: &str) -> Result<CardNumber, Error> {
    CardNumber::parse(text).map_err(|error| {
        Error::new(Code::Usage, error.to_string())
            .hint("a card has 16 digits; `--holder REF` names the card of a holder")
    })
}

/// The card of a number.
pub(super) async fn existing(tx: &mut Tx, number: CardNumber) -> Result<Card, Error> {
    card::by_number(tx, number).await?.ok_or_else(|| {
        Error::new(Code::NotFound, format!("no card `{}`", number.masked()))
            .hint("`cardctl batch list` lists what was issued")
    })
}

async fn holder_of(tx: &mut Tx, reference: &str) -> Result<Holder, Error> {
    if let Some(id) = holder::by_ref(tx, reference).await? {
        return stored_holder(tx, id).await;
    }
    let message = if may_be_repeated(reference) {
        format!("no holder has the ref `{reference}`")
    } else {
        "no holder has this ref".to_owned()
    };
    Err(Error::new(Code::NotFound, message).hint("`cardctl holder find -` finds them by parameter and name"))
}

async fn stored_holder(tx: &mut Tx, id: PartyId) -> Result<Holder, Error> {
    rights::look_up(tx, &[id.get()]).await?;
    let found = holder::by_id(tx, id).await?;
    Ok(found
        .ok_or_else(|| StoreError::inconsistent("holder", "holder_id", id.get(), "there is no such row"))?)
}
