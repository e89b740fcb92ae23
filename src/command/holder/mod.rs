//! `holder`: register, activate, import, find.

mod activate;
mod activation;
mod admission;
mod application;
mod directory;
mod find;
mod import;
mod input;
mod known;
mod profile;
mod register;
mod registration;
mod row;
mod set;
mod show;
mod visit;
mod writing;

pub use application::canonical_name;

use crate::cli::HolderCommand;
use crate::command::session::Session;
use crate::domain::card::CardNumber;
use crate::error::{Code, Error, Outcome};
use crate::store::holder::{self, Holder};
use crate::store::{Tx, card};

/// Runs `holder VERB`.
pub async fn run(session: &mut Session, command: HolderCommand) -> Result<Outcome, Error> {
    match command {
        HolderCommand::Register(arguments) => register::run(session, *arguments).await,
        HolderCommand::Activate(arguments) => activate::run(session, arguments).await,
        HolderCommand::Import(arguments) => import::run(session, arguments).await,
        HolderCommand::Find { query } => find::run(session, &query).await,
        HolderCommand::Show { holder } => show::run(session, &holder).await,
        HolderCommand::Set(arguments) => set::run(session, arguments).await,
        HolderCommand::Visit(arguments) => visit::run(session, arguments).await,
    }
}

/// The holder of a ref or card number.
async fn named(tx: &mut Tx, text: &str) -> Result<Holder, Error> {
    let number = CardNumber::parse(text).ok();
    let mut id = holder::by_ref(tx, text).await?;
    if let (None, Some(number)) = (id, number) {
        id = card::by_number(tx, number).await?.and_then(|card| card.holder());
    }
    if let Some(id) = id
        && let Some(holder) = holder::by_id(tx, id).await?
    {
        return Ok(holder);
    }
    let shown = number.map_or_else(|| text.to_owned(), CardNumber::masked);
    Err(Error::new(Code::NotFound, format!("no holder has the ref or card `{shown}`"))
        .hint("`cardctl holder find -` also finds by parameter, name and the last four digits of the card"))
}

/// Reads a card's number. A mistyped one is not repeated: it may be a bank card's.
fn card_number(text: &str) -> Result<CardNumber, Error> {
    CardNumber::parse(text).map_err(|error| Error::new(Code::Usage, format!("--card: {error}")))
}
