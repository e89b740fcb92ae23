//! `listing`: goods that holders sell and swap.

mod add;
mod list;
mod sell;
mod show;
mod swap;
mod withdraw;

use std::collections::HashSet;

use super::holder::{Directory, named_to_change};
use super::permission::{effective, require};
use super::platform::Platform;
use super::session::Session;
use crate::cli::ListingCommand;
use crate::domain::card::CardState;
use crate::domain::day::Day;
use crate::domain::listing::{ListingKind, ListingState};
use crate::domain::money::Money;
use crate::domain::party::PartyId;
use crate::domain::policy::Permission;
use crate::error::{Code, Error, Outcome};
use crate::output::Value;
use crate::store::cohort::placement;
use crate::store::holder::Holder;
use crate::store::listing::{self, Listing};
use crate::store::{Store, StoreError, Tx, card, cohort, provider};

/// Runs `listing VERB`.
pub async fn run(session: &mut Session, command: ListingCommand) -> Result<Outcome, Error> {
    match command {
        ListingCommand::Add(arguments) => add::run(session, &arguments).await,
        ListingCommand::List(arguments) => list::run(session, &arguments).await,
        ListingCommand::Show { listing } => show::run(session, listing).await,
        ListingCommand::Sell(arguments) => sell::run(session, &arguments).await,
        ListingCommand::Swap(arguments) => swap::run(session, &arguments).await,
        ListingCommand::Withdraw { listing } => withdraw::run(session, listing).await,
    }
}

/// The listing of a number.
async fn find(tx: &mut Tx, id: i64) -> Result<Listing, Error> {
    listing::by_id(tx, id).await?.ok_or_else(|| {
        Error::new(Code::NotFound, format!("no listing {id}")).hint("`cardctl listing list` lists them")
    })
}

/// The listing of a number, which must be open and offered in this way.
async fn find_open(tx: &mut Tx, id: i64, kind: ListingKind) -> Result<Listing, Error> {
    let found = find(tx, id).await?;
    let state = found.state()?;
    if state != ListingState::Open {
        return Err(ended(id, state));
    }
    if found.kind()? != kind {
        let (how, verb) = match kind {
            ListingKind::Sell => ("in exchange and not for sale", "swap"),
            ListingKind::Swap => ("for sale and not in exchange", "sell"),
        };
        return Err(Error::new(Code::RunState, format!("listing {id} is offered {how}"))
            .hint(format!("`cardctl listing {verb} --help` says how it goes to somebody")));
    }
    Ok(found)
}

/// The refusal of what is over.
fn ended(id: i64, state: ListingState) -> Error {
    Error::new(Code::RunState, format!("listing {id} is {state} already"))
        .hint(format!("`cardctl listing show {id}` tells what became of it"))
}

/// The refusal of what somebody else ended a moment ago.
fn ended_meanwhile(id: i64) -> Error {
    Error::new(Code::Busy, format!("listing {id} was ended by somebody else meanwhile"))
        .hint(format!("nothing was changed; `cardctl listing show {id}` tells what became of it"))
}

/// Reads a price or value.
fn amount(flag: &str, text: &str) -> Result<Money, Error> {
    let amount =
        Money::parse(text).map_err(|why| Error::new(Code::Usage, format!("{flag} `{text}`: {why}")))?;
    if amount == Money::ZERO {
        return Err(Error::new(Code::Usage, format!("{flag}: it must be above 0")));
    }
    Ok(amount)
}

/// Somebody who offers, buys or swaps: a holder with a card in use.
async fn ensure_ready(tx: &mut Tx, today: Day, holder: &Holder) -> Result<(), Error> {
    let reference = &holder.reference;
    match holder.active_from() {
        Some(from) if from <= today => {}
        _ => {
            return Err(Error::new(Code::RunState, format!("the card of `{reference}` is not activated"))
                .hint("`cardctl holder activate` makes them a holder"));
        }
    }
    let number = holder.card()?;
    let state = card::by_number(tx, number)
        .await?
        .ok_or_else(|| StoreError::inconsistent("holder", "card_no", holder.holder_id.get(), "no such card"))?
        .state()?;
    if state == CardState::Active {
        return Ok(());
    }
    Err(Error::new(Code::RunState, format!("the card of `{reference}` is {}", state.as_str()))
        .hint(format!("`cardctl card show --holder {reference}` tells more")))
}

/// Whoever has something to offer may have lost the permission since.
pub(in crate::command) async fn ensure_may(
    session: &Session,
    (store, platform): (&Store, &Platform),
    mut tx: Tx,
    action: &str,
    (holder, permission): (&Holder, Permission),
) -> Result<Tx, Error> {
    let directory = Directory::load(&mut tx).await?;
    let effective = effective(&mut tx, &directory, platform.today(session), holder).await?;
    match require(&effective, &holder.reference, permission) {
        Ok(()) => Ok(tx),
        Err(error) => {
            tx.rollback().await?;
            Err(session.refuse(store, platform, action, &holder.reference, error).await)
        }
    }
}

/// A holder who does something now: neither restricted nor without a card in use.
pub(in crate::command) async fn taking_part(
    session: &Session,
    (store, platform): (&Store, &Platform),
    tx: Tx,
    action: &str,
    text: &str,
) -> Result<(Tx, Holder), Error> {
    let (mut tx, holder) = named_to_change(session, store, platform, tx, action, text).await?;
    ensure_ready(&mut tx, platform.today(session), &holder).await?;
    Ok((tx, holder))
}

/// Refuses to give somebody what they don't see.
async fn ensure_sees(
    session: &Session,
    (store, platform): (&Store, &Platform),
    mut tx: Tx,
    action: &str,
    (holder, listing): (&Holder, &Listing),
) -> Result<Tx, Error> {
    let visible = match listing.cohort_id {
        None => true,
        Some(cohort) => cohorts_of(&mut tx, holder.holder_id).await?.contains(&cohort),
    };
    if visible {
        return Ok(tx);
    }
    tx.rollback().await?;
    // The path would tell sex, age or region beside the ref.
    let (reference, id) = (&holder.reference, listing.listing_id);
    let error = Error::new(
        Code::PermissionMissing,
        format!("`{reference}` is not in the cohort that sees listing {id}"),
    )
    .hint("`cardctl listing list --visible-to REF` lists what somebody sees");
    Err(session.refuse(store, platform, action, reference, error).await)
}

/// The cohorts that a holder is in, of all schemes and levels.
pub(in crate::command) async fn cohorts_of(tx: &mut Tx, holder: PartyId) -> Result<HashSet<i64>, Error> {
    let mut cohorts = HashSet::new();
    for (_, standing) in placement::of_holder(tx, holder).await? {
        let chain = cohort::with_above(tx, standing.leaf).await?;
        cohorts.extend(chain.iter().map(|cohort| cohort.cohort_id.get()));
    }
    Ok(cohorts)
}

/// The cohort that sees a listing, nothing where everybody does. One that is there no more is seen by nobody.
fn seen_by(listing: &Listing) -> Value {
    match (&listing.cohort, listing.cohort_id) {
        (Some(path), _) => Value::code(path.clone()),
        (None, Some(_)) => Value::code("(no cohort)"),
        (None, None) => Value::Null,
    }
}

/// Money goes to a provider only.
async fn ensure_provider(tx: &mut Tx, holder: &Holder) -> Result<(), Error> {
    if provider::by_id(tx, holder.holder_id).await?.is_some() {
        return Ok(());
    }
    let reference = &holder.reference;
    Err(Error::new(
        Code::NotFound,
        format!("holder `{reference}` is no provider yet, and owes no commission"),
    )
    .hint(format!("`cardctl provider add {reference} --holder {reference} --rate PERCENT` makes them one")))
}
