//! `card freeze`, `unfreeze`, `lost`, `found` and `void`: one card goes to another state.

use serde_json::json;

use super::name::{Named, Subject};
use crate::cli::CardMove;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::card::{Block, CardNumber, CardState};
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::card::{Card, Event};
use crate::store::{Tx, card, card_block};

/// What is done to the card: the name of a move in the table of legal moves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Freeze,
    Unfreeze,
    Lost,
    Found,
    Void,
}

impl Verb {
    const fn name(self) -> &'static str {
        match self {
            Self::Freeze => "freeze",
            Self::Unfreeze => "unfreeze",
            Self::Lost => "lost",
            Self::Found => "found",
            Self::Void => "void",
        }
    }
}

/// Runs one of the commands. `at` is when a card was to be blocked, if that was earlier than now: what blocks can be
/// dated back, and what frees can't, for it would free purchases that are held already.
pub(super) async fn run(
    session: &mut Session,
    verb: Verb,
    change: CardMove,
    at: Option<String>,
) -> Result<Outcome, Error> {
    let action = format!("card {}", verb.name());
    let reason = session.reason(&format!("`{action}`"))?;
    let named = Named::read(session, change.name)?;
    let channel = named.channel(change.channel.as_deref())?;
    let store = session.open().await?;
    if verb == Verb::Void {
        let mut tx = store.snapshot().await?;
        let subject = named.subject(&mut tx).await?;
        if target(verb, &subject, None)?.is_some() {
            session.confirm(&preview(&subject)?, "Void this card, which can't be undone?")?;
        }
    }

    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let subject = named.subject_to_change(&mut tx).await?;
    let number = subject.number;
    if let Err(error) = subject.check_use() {
        tx.rollback().await?;
        return Err(session.refuse(&store, &platform, &action, number.masked(), error).await);
    }
    let last = card::last_event(&mut tx, number).await?;
    let lost_from = last.as_ref().map(card::RecordedEvent::from).transpose()?;
    let from = subject.card.state()?;
    let Some(to) = target(verb, &subject, lost_from)? else {
        session.ui.status(&format!("card {} is unchanged: it is `{from}`", number.masked()));
        return Ok(Outcome::NothingToDo);
    };
    let mut not_before = last.map(|last| last.at);
    if let Some(holder) = &subject.holder {
        not_before = not_before.max(card_block::last_at(&mut tx, holder.holder_id).await?);
    }
    let at_given = at.is_some();
    let at = moment(session, &platform, at.as_deref(), not_before)?;
    let event =
        Event { from, to, at, channel: &channel, reason: Some(&reason), operator: &platform.operator };
    let seq = card::move_to(&mut tx, number, &event).await?;
    if let Some(holder) = &subject.holder {
        card_block::add(&mut tx, holder.holder_id, seq, Block { card: number, at, state: to }).await?;
    }
    let detail = json!({ "from": from.as_str(), "to": to.as_str(), "at": at, "channel": channel,
        "holder": subject.reference(), "batch": subject.card.batch_id, "serial": subject.card.serial });
    tx.commit(&session.entry(&platform, &action, number.masked(), &detail)).await?;

    session.ui.record(
        Record::new()
            .field("card", "card", Value::code(number.masked()))
            .field("holder", "holder", subject.reference().map(|code| Value::code(code.to_owned())))
            .field("from", "from", Value::code(from.as_str()))
            .field("state", "state", Value::code(to.as_str()))
            .field("since", "since", platform.instant(at)),
    )?;
    if at_given {
        session
            .ui
            .note("purchases that are recorded already stay as they are; `cardctl purchase list` shows them");
    }
    if let Some(next) = next(to, subject.reference()) {
        session.ui.status(&next);
    }
    Ok(Outcome::Done)
}

/// The state to which the card goes; nothing when it is where it is to go.
fn target(verb: Verb, subject: &Subject, lost_from: Option<CardState>) -> Result<Option<CardState>, Error> {
    let from = subject.card.state()?;
    match from.after(verb.name(), lost_from) {
        Some(to) => Ok(Some(to)),
        None if from.is_end_of(verb.name()) => Ok(None),
        None => Err(illegal(subject.number, from, verb.name())),
    }
}

/// The refusal of a move that the table does not have, with those that it has.
pub(super) fn illegal(number: CardNumber, from: CardState, name: &str) -> Error {
    let ways: Vec<String> = from.ways_out().into_iter().map(|way| format!("`{way}`")).collect();
    let hint = if ways.is_empty() {
        format!("`{from}` is final")
    } else {
        format!("from `{from}` a card goes on by {}", ways.join(", "))
    };
    Error::new(
        Code::RunState,
        format!("card `{}` is `{from}`: there is no `{name}` from there", number.masked()),
    )
    .hint(hint)
}

fn preview(subject: &Subject) -> Result<Record, Error> {
    let Subject { number, card, .. } = subject;
    Ok(described(Record::new(), *number, card).field("state", "state", Value::code(card.state()?.as_str())))
}

/// The card, and where it lies.
pub(super) fn described(record: Record, number: CardNumber, card: &Card) -> Record {
    record.field("card", "card", Value::code(number.masked())).field("batch", "batch", card.batch_id).field(
        "serial",
        "serial",
        card.serial,
    )
}

/// When the change is in force: now, or earlier if so given, and never before what happened to the card last.
fn moment(
    session: &Session,
    platform: &Platform,
    given: Option<&str>,
    not_before: Option<i64>,
) -> Result<i64, Error> {
    let now = session.now().as_microsecond();
    let not_before = not_before.unwrap_or(i64::MIN);
    let Some(given) = given else {
        // A clock that was set back changes no order.
        return Ok(now.max(not_before));
    };
    let usage = |why: String| Error::new(Code::Usage, format!("--at: {why}"));
    let at =
        platform.calendar.parse_instant(given).map_err(|error| usage(error.to_string()))?.as_microsecond();
    if at > now {
        return Err(usage("it lies in the future".to_owned()));
    }
    if at < not_before {
        return Err(usage("it lies before what happened to the card last".to_owned())
            .hint("`cardctl card history` lists what happened, with its times"));
    }
    Ok(at)
}

fn next(to: CardState, reference: Option<&str>) -> Option<String> {
    let reference = reference?;
    Some(match to {
        CardState::Frozen => format!("next: `cardctl card unfreeze --holder {reference}`"),
        CardState::Lost => {
            format!(
                "next: `cardctl card found --holder {reference}` or `cardctl card replace --holder {reference}`"
            )
        }
        _ => format!("next: `cardctl holder show {reference}`"),
    })
}

/// The last moment of everything that happened to a holder's cards, or now if that is later.
pub(super) async fn after_everything(
    session: &Session,
    tx: &mut Tx,
    subject: &Subject,
) -> Result<i64, Error> {
    let mut at = session.now().as_microsecond();
    if let Some(last) = card::last_event(tx, subject.number).await? {
        at = at.max(last.at);
    }
    if let Some(holder) = &subject.holder {
        at = at.max(card_block::last_at(tx, holder.holder_id).await?.unwrap_or(at));
    }
    Ok(at)
}
