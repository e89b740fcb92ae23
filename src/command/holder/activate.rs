//! `holder activate`: a registered person becomes a holder, for good.

use jiff::Timestamp;
use serde_json::json;
use zeroize::Zeroizing;

use super::activation::{Attempt, attempt, count_wrong_codes, pretend, refusal};
use super::input::{self, CardAndCode};
use super::{card_number, restricted, secret};
use crate::cli::HolderActivate;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::card::{ActivationCode, CardNumber, CardState};
use crate::domain::party::PartyId;
use crate::domain::signature::SigningSecret;
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Value};
use crate::store::card::Event;
use crate::store::holder::Holder;
use crate::store::{Store, Tx, card, custody, holder};
use crate::vault::Vault;

const ACTION: &str = "holder activate";

const COLUMNS: [Column; 4] = [
    Column::new("card", "CARD"),
    Column::new("ref", "REF"),
    Column::new("state", "STATE"),
    Column::new("secret", "SECRET"),
];

/// Runs `holder activate`.
pub async fn run(session: &mut Session, arguments: HolderActivate) -> Result<Outcome, Error> {
    let (pairs, many) = match (&arguments.input, arguments.by_operator) {
        (Some(path), _) => input::cards_and_codes(session, path)?,
        (None, by_operator) => {
            let number = match arguments.card {
                Some(card) => card,
                None => session.ui.prompt("Card number", "--card")?,
            };
            if by_operator {
                let reason = session.reason("an activation without its code")?;
                return self::by_operator(session, card_number(&number)?, &reason).await;
            }
            let code = match arguments.code {
                Some(code) if code.trim() == "-" => session.ui.stdin_value("--code")?,
                Some(code) => Zeroizing::new(code),
                None => session.ui.prompt_secret("Activation code", "--code")?,
            };
            (vec![CardAndCode { card: number, code }], false)
        }
    };
    let pairs: Vec<(CardNumber, Option<ActivationCode>)> = pairs
        .into_iter()
        .map(|pair| Ok((card_number(&pair.card)?, ActivationCode::parse(&pair.code).ok())))
        .collect::<Result<_, Error>>()?;
    let store = session.open().await?;
    session.key_ring().await?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault(&mut tx).await?;
    let activator = Activator { platform: &platform, vault: &vault };
    match pairs.as_slice() {
        [(number, code)] if !many => activator.by_code(session, &store, tx, *number, code.as_ref()).await,
        pairs => {
            tx.rollback().await?;
            activator.many(session, &store, pairs).await
        }
    }
}

/// What an activation by code needs.
pub struct Activator<'a> {
    /// The settings.
    pub platform: &'a Platform,
    /// The keys.
    pub vault: &'a Vault,
}

/// What became of a card whose code was right.
enum Activated {
    /// The person is a holder from now on.
    Now(Holder, Timestamp, Option<SigningSecret>),
    /// They were one already.
    Already(Holder),
}

impl Activator<'_> {
    /// Activates a card by its code and shows the holder.
    pub async fn by_code(
        &self,
        session: &mut Session,
        store: &Store,
        tx: Tx,
        number: CardNumber,
        code: Option<&ActivationCode>,
    ) -> Result<Outcome, Error> {
        match self.try_code(session, store, tx, number, code).await? {
            Activated::Now(found, at, secret) => show(session, self.platform, &found, at, secret.as_ref()),
            Activated::Already(found) => Ok(unchanged(session, &found)),
        }
    }

    /// Activates many cards, each in a transaction of its own.
    async fn many(
        &self,
        session: &mut Session,
        store: &Store,
        pairs: &[(CardNumber, Option<ActivationCode>)],
    ) -> Result<Outcome, Error> {
        let mut rows = Vec::with_capacity(pairs.len());
        let (mut refused, mut now) = (0, 0);
        let progress = session.ui.progress(Some(pairs.len() as u64), "activating");
        let slices = session.stop.slices("give the same input again to go on: cards that are active stay so");
        for (number, code) in pairs {
            slices.check(|| {
                format!("{} of {} cards were tried, and {now} activated", rows.len(), pairs.len())
            })?;
            let tx = store.begin().await?;
            let (reference, secret) = match self.try_code(session, store, tx, *number, code.as_ref()).await {
                Ok(Activated::Now(found, _, secret)) => {
                    now += 1;
                    (Some(found.reference), secret)
                }
                Ok(Activated::Already(found)) => (Some(found.reference), None),
                Err(error) if matches!(error.code(), Code::ActivationRefused | Code::HolderRestricted) => {
                    refused += 1;
                    (None, None)
                }
                Err(error) => return Err(error),
            };
            rows.push((*number, reference, secret));
            progress.inc(1);
        }
        slices.complete();
        progress.finish();
        let mut list = session.ui.list(&COLUMNS)?;
        list.empty_hint("the input has no cards");
        for (number, reference, secret) in rows {
            let state = if reference.is_some() { "active" } else { "refused" };
            list.row([
                Value::code(number.masked()),
                reference.map(Value::code).into(),
                Value::code(state),
                secret::shown(secret.as_ref()).into(),
            ])?;
        }
        list.end()?;
        if refused > 0 {
            session.ui.warn(&format!("{refused} of {} cards were not activated", pairs.len()));
            return Ok(Outcome::Partial);
        }
        Ok(if now == 0 { Outcome::NothingToDo } else { Outcome::Done })
    }

    /// Tries a code. Whatever is wrong has one answer, and a wrong code counts.
    async fn try_code(
        &self,
        session: &mut Session,
        store: &Store,
        mut tx: Tx,
        number: CardNumber,
        code: Option<&ActivationCode>,
    ) -> Result<Activated, Error> {
        let found = card::by_number(&mut tx, number).await?;
        let tried = if let Some(card) = &found {
            attempt(self.vault, card, code, session.now())?
        } else {
            pretend(self.vault, number, code)?;
            Attempt::Locked
        };
        if let (Attempt::Right, Some(card)) = (tried, &found)
            && let Some(id) = card.holder()
        {
            let holder = existing(&mut tx, id).await?;
            if holder.restricted_at.is_some() {
                tx.rollback().await?;
                let error = restricted(&holder.reference);
                return Err(session.refuse(store, self.platform, ACTION, &holder.reference, error).await);
            }
            match card.state()? {
                CardState::Sold => {
                    let act = Act { at: session.now(), channel: "counter", reason: None };
                    let secret = commit(session, tx, self.platform, (&holder, number), &act).await?;
                    return Ok(Activated::Now(holder, act.at, secret));
                }
                CardState::Active => {
                    tx.rollback().await?;
                    return Ok(Activated::Already(holder));
                }
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
    // Read before anybody waits for it; without it there is no secret.
    if session.has_key() {
        session.key_ring().await?;
    }
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let Some(found) = card::by_number(&mut tx, number).await? else {
        return Err(Error::new(Code::NotFound, format!("no card `{}`", number.masked()))
            .hint("`cardctl batch list` lists what was issued"));
    };
    if let Some(id) = found.holder() {
        let holder = existing(&mut tx, id).await?;
        if holder.restricted_at.is_some() {
            tx.rollback().await?;
            let error = restricted(&holder.reference);
            return Err(session.refuse(&store, &platform, ACTION, &holder.reference, error).await);
        }
    }
    match (found.state()?, found.holder()) {
        (CardState::Sold, Some(holder)) => {
            let found = existing(&mut tx, holder).await?;
            let act = Act { at: session.now(), channel: "operator", reason: Some(reason) };
            let secret = commit(session, tx, &platform, (&found, number), &act).await?;
            show(session, &platform, &found, act.at, secret.as_ref())
        }
        (CardState::Active, Some(holder)) => {
            let found = existing(&mut tx, holder).await?;
            Ok(unchanged(session, &found))
        }
        (state, _) => Err(Error::new(
            Code::RunState,
            format!("card `{}` is `{state}`, not registered and waiting", number.masked()),
        )
        .hint("`cardctl holder register` gives it to a person")),
    }
}

fn unchanged(session: &mut Session, found: &Holder) -> Outcome {
    session.ui.status(&format!("holder `{}` is unchanged: the card is active already", found.reference));
    Outcome::NothingToDo
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
    // The holder's row before the card's, as whoever moves the card does.
    custody::take(tx, found.holder_id).await?;
    card::move_to(tx, found.card()?, &event).await?;
    Ok(holder::activate(tx, found.holder_id, at, platform.calendar.day_of(act.at)).await?)
}

async fn commit(
    session: &mut Session,
    mut tx: Tx,
    platform: &Platform,
    (found, number): (&Holder, CardNumber),
    act: &Act<'_>,
) -> Result<Option<SigningSecret>, Error> {
    // The card was read before the holder: between the two it may have been lost and replaced.
    if found.card()? != number {
        return Err(card::changed_meanwhile().into());
    }
    let vault = secret::keys(session, &mut tx).await?;
    activate(&mut tx, platform, found, act).await?;
    let secret = secret::first(session, &mut tx, vault.as_ref(), platform, found.holder_id).await?;
    let detail = json!({ "card": found.card()?.masked(), "by_operator": act.reason.is_some(),
        "secret": secret.is_some() });
    tx.commit(&session.entry(platform, ACTION, &found.reference, &detail)).await?;
    Ok(secret)
}

fn show(
    session: &mut Session,
    platform: &Platform,
    found: &Holder,
    at: Timestamp,
    secret: Option<&SigningSecret>,
) -> Result<Outcome, Error> {
    session.ui.record(
        Record::new()
            .field("ref", "ref", Value::code(found.reference.clone()))
            .field("card", "card", Value::code(found.card()?.masked()))
            .field("state", "state", Value::code("active"))
            .field("activated_at", "activated at", platform.instant(at.as_microsecond()))
            .field("active_from", "buys from", Value::Date(platform.calendar.day_of(at).date()))
            .field("secret", "secret", secret::shown(secret)),
    )?;
    session.ui.status(&format!("next: `cardctl holder show {}`", found.reference));
    Ok(Outcome::Done)
}
