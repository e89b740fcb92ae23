//! `holder`: register, activate, import, find, show, history, restrict.

mod activate;
mod activation;
mod admission;
mod ahead;
mod application;
mod desk;
mod directory;
mod find;
mod history;
mod import;
mod input;
mod known;
mod may;
mod naming;
mod profile;
mod register;
mod registration;
mod restrict;
mod reveal;
mod row;
mod screen;
mod sealing;
mod secret;
mod set;
mod show;
mod stock;
mod visit;
mod writing;

pub(super) use activation::{Attempt, attempt, count_wrong_codes, refusal};
pub(super) use admission::check_card;
pub use application::canonical_name;

use crate::cli::HolderCommand;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::card::CardNumber;
use crate::domain::identifier::may_be_repeated;
use crate::error::{Code, Error, Outcome};
use crate::store::holder::{self, Holder};
use crate::store::{Store, Tx, card, rights};

pub use admission::check_age;
pub use application::{kind, parameter};
pub use directory::Directory;
pub use input::{one_parameter, texts};
pub use known::{open_name, open_name_mask as mask_of_name};
pub use naming::{Named, NamedHolders};
pub use register::{line, tell_doubts};
pub use registration::{COUNTER, payments_source};

/// Runs `holder VERB`.
pub async fn run(session: &mut Session, command: HolderCommand) -> Result<Outcome, Error> {
    match command {
        HolderCommand::Register(arguments) => register::run(session, *arguments).await,
        HolderCommand::Activate(arguments) => activate::run(session, arguments).await,
        HolderCommand::Import(arguments) => import::run(session, arguments).await,
        HolderCommand::Find { query } => find::run(session, &query).await,
        HolderCommand::Show { holder } => show::run(session, &holder).await,
        HolderCommand::Reveal(arguments) => reveal::run(session, arguments).await,
        HolderCommand::Set(arguments) => set::run(session, arguments).await,
        HolderCommand::Visit(arguments) => visit::run(session, arguments).await,
        HolderCommand::Secret { holder } => secret::run(session, &holder).await,
        HolderCommand::May(arguments) => may::run(session, arguments).await,
        HolderCommand::History { holder } => history::run(session, &holder).await,
        HolderCommand::Restrict(arguments) => restrict::run(session, arguments).await,
    }
}

/// The holder of a ref or card number, who must not be restricted.
pub async fn named(tx: &mut Tx, text: &str) -> Result<Holder, Error> {
    let found = whoever(tx, text).await?;
    if found.restricted_at.is_some() { Err(restricted(&found.reference)) } else { Ok(found) }
}

/// As [`named`], for a change: the refusal to touch a restricted holder leaves a trace.
pub async fn named_to_change(
    session: &Session,
    store: &Store,
    platform: &Platform,
    mut tx: Tx,
    action: &str,
    text: &str,
) -> Result<(Tx, Holder), Error> {
    let found = whoever(&mut tx, text).await?;
    if found.restricted_at.is_none() {
        return Ok((tx, found));
    }
    tx.rollback().await?;
    let error = restricted(&found.reference);
    Err(session.refuse(store, platform, action, &found.reference, error).await)
}

/// The refusal of everything but storage.
pub(super) fn restricted(reference: &str) -> Error {
    Error::new(Code::HolderRestricted, format!("holder `{reference}` is restricted: storage only"))
        .hint(format!("`cardctl holder restrict {reference} --lift --reason TEXT` ends it"))
}

/// The holder of a ref or card number, restricted or not.
pub async fn whoever(tx: &mut Tx, text: &str) -> Result<Holder, Error> {
    let number = CardNumber::parse(text).ok();
    let mut id = holder::by_ref(tx, text).await?;
    if let (None, Some(number)) = (id, number) {
        id = card::by_number(tx, number).await?.and_then(|card| card.holder());
    }
    if let Some(id) = id {
        rights::look_up(tx, &[id.get()]).await?;
        if let Some(holder) = holder::by_id(tx, id).await? {
            return Ok(holder);
        }
    }
    let message = match number {
        Some(number) => format!("no holder has the ref or card `{}`", number.masked()),
        None if may_be_repeated(text) => format!("no holder has the ref or card `{text}`"),
        None => "no holder has this ref or card".to_owned(),
    };
    Err(Error::new(Code::NotFound, message)
        .hint("`cardctl holder find -` also finds by parameter, name and the last four digits of the card"))
}

/// Reads a card's number. A mistyped one is not repeated: it may be a bank card's.
fn card_number(text: &str) -> Result<CardNumber, Error> {
    CardNumber::parse(text).map_err(|error| Error::new(Code::Usage, format!("--card: {error}")))
}
