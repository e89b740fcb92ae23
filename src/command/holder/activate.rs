//! `holder activate`: a registered person becomes a holder, for good.

use jiff::Timestamp;
use serde_json::json;
use zeroize::Zeroizing;

use super::activation::{Attempt, attempt, count_wrong_codes, pretend, refusal};
use super::card_number;
use crate::cli::HolderActivate;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::card::{ActivationCode, CardNumber, CardState};
use crate::domain::party::PartyId;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::card::Event;
use crate::store::holder::Holder;
use crate::store::{Store, Tx, card, holder};
use crate::vault::Vault;

const ACTION: &str = "holder activate";

/// Runs `holder activate`.
pub async fn run(session: &mut Session, arguments: HolderActivate) -> Result<Outcome, Error> {
    let number = match arguments.card {
        Some(card) => card,
        None => session.ui.prompt("Card number", "--card")?,
    };
    let number = card_number(&number)?;
    if arguments.by_operator {
        let reason = session.reason("an activation without its code")?;
        return by_operator(session, number, &reason).await;
    }
    let code = match arguments.code {
        Some(code) if code.trim() == "-" => session.ui.stdin_value("--code")?,
        Some(code) => Zeroizing::new(code),
        None => session.ui.prompt_secret("Activation code", "--code")?,
    };
    let code = ActivationCode::parse(&code).ok();
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault(&mut tx).await?;
    let activator = Activator { platform: &platform, vault: &vault };
    activator.by_code(session, &store, tx, number, code.as_ref()).await
}

/// What an activation by code needs.
pub struct Activator<'a> {
    /// The settings.
    pub platform: &'a Platform,
    /// The keys.
    pub vault: &'a Vault,
}

impl Activator<'_> {
    /// Activates a card by its code. Whatever is wrong has one answer, and a wrong code counts.
    pub async fn by_code(
        &self,
        session: &mut Session,
        store: &Store,
        mut tx: Tx,
        number: CardNumber,
        code: Option<&ActivationCode>,
    ) -> Result<Outcome, Error> {
        let found = card::by_number(&mut tx, number).await?;
        let tried = match &found {
            Some(card) => attempt(self.vault, card, code, session.now())?,
            None => {
                pretend(self.vault, number, code)?;
                Attempt::Locked
            }
        };
        if let (Attempt::Right, Some(card)) = (tried, &found)
            && let Some(holder) = card.holder()
        {
            match card.state()? {
                CardState::Sold => {
                    return done(session, tx, self.platform, holder, "counter", None).await;
                }
                CardState::Active => return unchanged(session, &mut tx, holder).await,
                _ => {}
            }
        }
        tx.rollback().await?;
        if tried == Attempt::Wrong {
            count_wrong_codes(session, store, self.platform, ACTION, &[number]).await?;
            return Err(refusal());
        }
        Err(session.refuse(store, self.platform, ACTION, number.masked(), refusal()).await)
    }
}

async fn by_operator(session: &mut Session, number: CardNumber, reason: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let Some(found) = card::by_number(&mut tx, number).await? else {
        return Err(Error::new(Code::NotFound, format!("no card `{}`", number.masked()))
            .hint("`cardctl batch list` lists what was issued"));
    };
    match (found.state()?, found.holder()) {
        (CardState::Sold, Some(holder)) => {
            done(session, tx, &platform, holder, "operator", Some(reason)).await
        }
        (CardState::Active, Some(holder)) => unchanged(session, &mut tx, holder).await,
        (state, _) => Err(Error::new(
            Code::RunState,
            format!("card `{}` is `{state}`, not registered and waiting", number.masked()),
        )
        .hint("`cardctl holder register` gives it to a person")),
    }
}

async fn unchanged(session: &mut Session, tx: &mut Tx, id: PartyId) -> Result<Outcome, Error> {
    let holder = existing(tx, id).await?;
    session.ui.status(&format!("holder `{}` is unchanged: the card is active already", holder.reference));
    Ok(Outcome::NothingToDo)
}

async fn existing(tx: &mut Tx, id: PartyId) -> Result<Holder, Error> {
    holder::by_id(tx, id).await?.ok_or_else(|| {
        Error::new(Code::Inconsistency, format!("the card belongs to holder {}, who is not there", id.get()))
            .hint("run `cardctl db check` for the whole extent")
    })
}

/// How an activation comes about.
pub struct Act<'a> {
    /// When: the card's event, and the first day on which the holder buys.
    pub at: Timestamp,
    /// Through what.
    pub channel: &'a str,
    /// Why, for an operator's own act.
    pub reason: Option<&'a str>,
}

/// Makes a registered person a holder.
pub async fn activate(tx: &mut Tx, platform: &Platform, found: &Holder, act: &Act<'_>) -> Result<(), Error> {
    let at = act.at.as_microsecond();
    let event = Event {
        from: CardState::Sold,
        to: CardState::Active,
        at,
        channel: act.channel,
        reason: act.reason,
        operator: &platform.operator,
    };
    card::move_to(tx, found.card()?, &event).await?;
    Ok(holder::activate(tx, found.holder_id, at, platform.calendar.day_of(act.at)).await?)
}

async fn done(
    session: &mut Session,
    mut tx: Tx,
    platform: &Platform,
    id: PartyId,
    channel: &str,
    reason: Option<&str>,
) -> Result<Outcome, Error> {
    let found = existing(&mut tx, id).await?;
    let act = Act { at: session.now(), channel, reason };
    activate(&mut tx, platform, &found, &act).await?;
    let card = found.card()?.masked();
    let detail = json!({ "card": card, "by_operator": reason.is_some() });
    tx.commit(&session.entry(platform, ACTION, &found.reference, &detail)).await?;
    session.ui.record(
        Record::new()
            .field("ref", "ref", Value::code(found.reference.clone()))
            .field("card", "card", Value::code(card))
            .field("state", "state", Value::code("active"))
            .field("activated_at", "activated at", platform.instant(act.at.as_microsecond()))
            .field("active_from", "buys from", Value::Date(platform.calendar.day_of(act.at).date())),
    )?;
    session.ui.status(&format!("next: `cardctl holder show {}`", found.reference));
    Ok(Outcome::Done)
}
