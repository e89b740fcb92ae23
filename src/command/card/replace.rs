//! `card replace`: the holder of a lost card gets one with a new number. Everything else stays theirs.

use serde_json::json;
use zeroize::Zeroizing;

use super::moving::{after_everything, described, illegal};
use super::name::{Named, Subject, existing, number};
use crate::cli::CardReplace;
use crate::command::holder::{Attempt, attempt, check_card, count_wrong_codes, refusal};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::card::{ActivationCode, Block, CardNumber, CardState};
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::card::{Card, Event};
use crate::store::holder::Holder;
use crate::store::{Store, StoreError, Tx, card, card_block, custody};

const ACTION: &str = "card replace";

/// Runs `card replace`.
pub(super) async fn run(session: &mut Session, arguments: CardReplace) -> Result<Outcome, Error> {
    let reason = session.reason("`card replace`")?;
    let named = Named::read(session, arguments.change.name)?;
    let channel = named.channel(arguments.change.channel.as_deref())?;
    let asked = arguments.new.as_deref().map(number).transpose()?;
    let given = match arguments.code {
        Some(dash) if dash.trim() == "-" => Some(session.ui.stdin_value("--code")?),
        given => given.map(Zeroizing::new),
    };
    let store = session.open().await?;

    // The question is asked outside the transaction that writes, so that nobody waits for the answer.
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let subject = named.subject(&mut tx).await?;
    let replacement = match Replacement::of(&mut tx, subject, asked).await {
        Ok(Some(replacement)) => replacement,
        Ok(None) => {
            session.ui.status("unchanged: the card is replaced already");
            return Ok(Outcome::NothingToDo);
        }
        Err(error) => return Err(refused(session, &store, &platform, tx, &named, error).await),
    };
    tx.rollback().await?;
    if replacement.lost_from == CardState::Frozen {
        session.ui.warn("the card was frozen before it was lost; the new one is not");
    }
    session.confirm(&replacement.preview(), "Replace the card, which can't be undone?")?;
    if !replacement.activates() && (given.is_some() || arguments.by_operator) {
        session.ui.note("the new card is not activated, as the lost one was not");
    }
    let activation = match (replacement.activates(), arguments.by_operator, given) {
        (false, ..) => Activation::Later,
        (true, true, _) => Activation::ByOperator,
        (true, false, Some(code)) => Activation::ByCode(code),
        (true, false, None) => {
            Activation::ByCode(session.ui.prompt_secret("Activation code of the new card", "--code")?)
        }
    };
    let new = replacement.new_number;
    if let Activation::ByCode(_) = activation {
        // Before others wait for this transaction: a key service may be slow.
        session.key_ring().await?;
    }

    let mut tx = store.begin().await?;
    let subject = named.subject_to_change(&mut tx).await?;
    let replacement = match Replacement::of(&mut tx, subject, Some(new)).await {
        Ok(Some(replacement)) => replacement,
        Ok(None) => {
            session.ui.status("unchanged: the card was replaced by somebody else meanwhile");
            return Ok(Outcome::NothingToDo);
        }
        Err(error) => return Err(refused(session, &store, &platform, tx, &named, error).await),
    };
    if let Activation::ByCode(code) = &activation {
        let vault = session.vault(&mut tx).await?;
        let code = ActivationCode::parse(code).ok();
        match attempt(&vault, &replacement.new, code.as_ref(), session.now())? {
            Attempt::Right => {}
            Attempt::Wrong => {
                tx.rollback().await?;
                count_wrong_codes(session, &store, &platform, ACTION, &[new]).await?;
                return Err(refusal());
            }
            Attempt::Locked => {
                tx.rollback().await?;
                return Err(session.refuse(&store, &platform, ACTION, new.masked(), refusal()).await);
            }
        }
    }
    let at = after_everything(session, &mut tx, &replacement.old).await?;
    let act = Act { at, channel: &channel, reason: &reason, operator: &platform.operator };
    replacement.write(&mut tx, &act).await?;
    let by_operator = matches!(activation, Activation::ByOperator);
    let (old, holder) = (&replacement.old, &replacement.holder);
    let detail = json!({ "holder": holder.reference, "new": new.masked(), "channel": channel,
        "activated": replacement.activates(), "by_operator": by_operator,
        "batch": old.card.batch_id, "serial": old.card.serial,
        "new_batch": replacement.new.batch_id, "new_serial": replacement.new.serial });
    tx.commit(&session.entry(&platform, ACTION, old.number.masked(), &detail)).await?;

    session.ui.record(replacement.preview().field("since", "since", platform.instant(at)))?;
    session.ui.status(&if replacement.activates() {
        format!("next: `cardctl holder show {}`", holder.reference)
    } else {
        "next: `cardctl holder activate --card NUMBER --code -`, with the new card".to_owned()
    });
    Ok(Outcome::Done)
}

/// How the new card is activated.
enum Activation {
    /// Later: the old one was not active yet.
    Later,
    /// With its code.
    ByCode(Zeroizing<String>),
    /// As the operator's own act.
    ByOperator,
}

/// What all events of a replacement have in common.
struct Act<'a> {
    at: i64,
    channel: &'a str,
    reason: &'a str,
    operator: &'a str,
}

/// A lost card, its holder, and the card that comes in its place.
struct Replacement {
    old: Subject,
    holder: Holder,
    lost_from: CardState,
    new: Card,
    new_number: CardNumber,
}

impl Replacement {
    /// Finds the new card, and whether there is anything to replace; nothing when that was done.
    async fn of(tx: &mut Tx, old: Subject, asked: Option<CardNumber>) -> Result<Option<Self>, Error> {
        old.check_use()?;
        let state = old.card.state()?;
        let Some(holder) = old.holder.clone() else { return Err(illegal(old.number, state, "replace")) };
        if state.after("replace", None).is_none() {
            let live = holder.card()?;
            let came_in_place =
                live != old.number || card_block::cards(tx, holder.holder_id).await?.len() > 1;
            let done = came_in_place && asked.is_none_or(|asked| asked == live);
            // Who names no new card has it done again only when they name the old one.
            if done && (state == CardState::Replaced || asked.is_some()) {
                return Ok(None);
            }
            return Err(
                illegal(old.number, state, "replace").hint("a card is reported lost before it is replaced")
            );
        }
        let last = card::last_event(tx, old.number).await?;
        let lost_from = match last {
            Some(last) if last.to()? == CardState::Lost => last.from()?,
            _ => {
                let why = "a lost card whose last event is no loss";
                return Err(StoreError::inconsistent("card_event", "to_state", old.card.serial, why).into());
            }
        };
        let new = match asked {
            Some(number) => existing(tx, number).await?,
            None => from_stock(tx, &old.card).await?,
        };
        let new_number = check_card(&new)?;
        Ok(Some(Self { old, holder, lost_from, new, new_number }))
    }

    /// Whether the new card is active at once, as the old one was.
    fn activates(&self) -> bool {
        matches!(self.lost_from, CardState::Active | CardState::Frozen)
    }

    fn state(&self) -> CardState {
        if self.activates() { CardState::Active } else { CardState::Sold }
    }

    fn preview(&self) -> Record {
        let record = Record::new()
            .field("holder", "holder", Value::code(self.holder.reference.clone()))
            .field("old_card", "old card", Value::code(self.old.number.masked()))
            .field("lost_from", "before the loss", Value::code(self.lost_from.as_str()));
        let record = described(record, self.new_number, &self.new);
        record.field("state", "state", Value::code(self.state().as_str()))
    }

    /// Replaces the card. The ref, the tier, the cohorts, the balance and the attribution hang on the holder and
    /// need nothing.
    async fn write(&self, tx: &mut Tx, act: &Act<'_>) -> Result<(), Error> {
        let event = |from, to| Event {
            from,
            to,
            at: act.at,
            channel: act.channel,
            reason: Some(act.reason),
            operator: act.operator,
        };
        let (id, old, new) = (self.holder.holder_id, self.old.number, self.new_number);
        let block = |card, state| Block { card, at: act.at, state };
        let seq = card::move_to(tx, old, &event(CardState::Lost, CardState::Replaced)).await?;
        card_block::add(tx, id, seq, block(old, CardState::Replaced)).await?;
        card::sell(tx, new, id, self.state()).await?;
        let mut seq = card::add_event(tx, new, &event(CardState::Stocked, CardState::Sold)).await?;
        if self.activates() {
            seq = card::add_event(tx, new, &event(CardState::Sold, CardState::Active)).await?;
        }
        custody::give_card(tx, id, old, new).await?;
        Ok(card_block::add(tx, id, seq, block(new, self.state())).await?)
    }
}

/// The next card in stock of the lost one's center and allocation, or one of the center that is nobody's yet.
async fn from_stock(tx: &mut Tx, old: &Card) -> Result<Card, Error> {
    let same = card::next_of_allocation(tx, old.center(), old.agent(), old.staff()).await?;
    let found = match same {
        Some(card) => Some(card),
        None => card::next_of_allocation(tx, old.center(), None, None).await?,
    };
    found.ok_or_else(|| {
        Error::new(Code::NotFound, "the card's center has no released card of this allocation in stock")
            .hint("name another one by `--with NUMBER`, or release a batch")
    })
}

/// Ends the transaction; the refusal to touch a restricted holder leaves a trace.
async fn refused(
    session: &Session,
    store: &Store,
    platform: &Platform,
    tx: Tx,
    named: &Named,
    error: Error,
) -> Error {
    if error.code() != Code::HolderRestricted {
        return error;
    }
    if let Err(failure) = tx.rollback().await {
        return failure.into();
    }
    let subject = match named {
        Named::Number(number) => number.masked(),
        Named::LiveOf(reference) => reference.clone(),
    };
    session.refuse(store, platform, ACTION, subject, error).await
}
