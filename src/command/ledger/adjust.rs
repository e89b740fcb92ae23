//! `ledger adjust`, its approval and refusal, and `ledger adjustments`.

use serde_json::json;

use super::journal;
use crate::cli::LedgerAdjust;
use crate::command::payout::Books;
use crate::command::platform::{Platform, day_flag};
use crate::command::session::Session;
use crate::domain::book::{Account, EntryKind};
use crate::domain::day::Day;
use crate::domain::money::Money;
use crate::domain::party::PartyKind;
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Value};
use crate::store::adjustment::{self, Adjustment, NewAdjustment};
use crate::store::ledger::{self, NewEntry};
use crate::store::{Counter, Tx, period};

const ASK: &str = "ledger adjust";
const APPROVE: &str = "ledger approve";
const REFUSE: &str = "ledger refuse";

const COLUMNS: [Column; 11] = [
    Column::new("adjustment", "ADJUSTMENT"),
    Column::new("state", "STATE"),
    Column::new("kind", "KIND"),
    Column::new("party", "PARTY"),
    Column::new("amount", "AMOUNT"),
    Column::new("dated", "DATED"),
    Column::new("reason", "REASON"),
    Column::new("asked_by", "ASKED BY"),
    Column::detail("asked_at", "ASKED AT"),
    Column::new("ended_by", "DECIDED BY"),
    Column::detail("ended_at", "DECIDED AT"),
];

/// Asks for an adjustment. On a platform of one operator it counts at once.
pub(super) async fn ask(session: &mut Session, arguments: &LedgerAdjust) -> Result<Outcome, Error> {
    let amount = signed(&arguments.amount)?;
    let reason = session.reason("an adjustment")?;
    let books = Books::open(session).await?;
    let platform = &books.platform;
    let dated = day_flag("--date", arguments.date.as_deref(), platform.today(session))?;
    if dated > platform.today(session) {
        return Err(Error::new(Code::Usage, format!("--date: {dated} lies in the future")));
    }
    let mut tx = books.store.snapshot().await?;
    let found = journal::find(&mut tx, &arguments.party, "--kind", arguments.kind.as_deref()).await?;
    let (party, kind) = match found.kinds[..] {
        [PartyKind::Account] => {
            return Err(Error::new(Code::Usage, format!("`{}` is no party but an account", arguments.party))
                .hint("an adjustment is of a party; its other side is the account `adjustments`"));
        }
        [kind] => (found.id, kind),
        _ => {
            let words: Vec<String> = found.kinds.iter().map(|kind| format!("`--kind {kind}`")).collect();
            return Err(Error::new(Code::Usage, format!("`{}` is several kinds of party", arguments.party))
                .hint(format!("say which balance is meant: {}", words.join(", "))));
        }
    };
    let closed = closed(&mut tx, dated).await?;
    let balance = ledger::balance_of(&mut tx, party, kind).await?;
    tx.rollback().await?;
    if let Some(error) = closed {
        return Err(session.refuse(&books.store, platform, ASK, &arguments.party, error).await);
    }
    let after = Money::from_minor(balance).checked_add(amount);
    let preview = Record::new()
        .field("kind", "kind", Value::code(kind.as_str()))
        .field("party", "party", Value::code(arguments.party.clone()))
        .field("balance", "balance now", Money::from_minor(balance))
        .field("amount", "amount", amount)
        .field("after", "balance then", after)
        .field("dated", "dated", dated.date())
        .field("reason", "reason", Value::text(reason.clone()));
    let question = if platform.four_eyes { "ask for this adjustment?" } else { "change this balance?" };
    session.confirm(&preview, question)?;

    let mut tx = books.store.begin().await?;
    let adjustment_id = adjustment::next(&mut tx).await?;
    let at = session.now().as_microsecond();
    let by = &platform.operator;
    let new = NewAdjustment { adjustment_id, kind, party, amount, dated, reason: &reason, at, by };
    adjustment::insert(&mut tx, &new).await?;
    let stored = adjustment::by_id(&mut tx, adjustment_id).await?;
    let stored = stored.ok_or_else(|| missing(adjustment_id))?;
    if !platform.four_eyes {
        enter(session, &mut tx, &books, &stored).await?;
    }
    let state = if platform.four_eyes { "asked" } else { "approved" };
    let detail = json!({ "adjustment": adjustment_id, "state": state, "amount": amount.to_string(),
        "dated": dated.to_string() });
    tx.commit(&session.entry(platform, ASK, &arguments.party, &detail)).await?;
    session.ui.record(
        Record::new()
            .field("adjustment", "adjustment", adjustment_id)
            .field("state", "state", Value::code(state))
            .field("kind", "kind", Value::code(kind.as_str()))
            .field("party", "party", Value::code(arguments.party.clone()))
            .field("amount", "amount", amount)
            .field("dated", "dated", dated.date())
            .field("reason", "reason", Value::text(reason)),
    )?;
    let four_eyes = platform.four_eyes;
    books.lock.release().await?;
    if four_eyes {
        session.ui.status(&format!("next, by another operator: `cardctl ledger approve {adjustment_id}`"));
    }
    Ok(Outcome::Done)
}

/// Approves an adjustment, as another operator than the one who asked.
pub(super) async fn approve(session: &mut Session, id: i64) -> Result<Outcome, Error> {
    let books = Books::open(session).await?;
    let Some(asked) = asked(session, &books, id, "approved").await? else { return Ok(Outcome::NothingToDo) };
    if books.platform.four_eyes && asked.asked_by == books.platform.operator {
        let message = format!("`{}` asked for this adjustment", books.platform.operator);
        let error = Error::new(Code::NeedsApproval, message)
            .hint(format!("another operator runs `cardctl ledger approve {id}`"))
            .hint(format!("or take it back by `cardctl ledger refuse {id}`"));
        return Err(session.refuse(&books.store, &books.platform, APPROVE, id, error).await);
    }
    let mut tx = books.store.snapshot().await?;
    let closed = closed(&mut tx, asked.dated()?).await?;
    tx.rollback().await?;
    if let Some(error) = closed {
        return Err(session.refuse(&books.store, &books.platform, APPROVE, id, error).await);
    }
    session.confirm(&preview(&asked)?, "approve this adjustment?")?;
    let mut tx = books.store.begin().await?;
    enter(session, &mut tx, &books, &asked).await?;
    let detail = json!({ "amount": asked.amount().to_string(), "asked_by": asked.asked_by });
    tx.commit(&session.entry(&books.platform, APPROVE, id, &detail)).await?;
    books.lock.release().await?;
    session.ui.status(&format!(
        "adjustment {id} is approved; `cardctl ledger journal {}` shows it",
        asked.party()?
    ));
    Ok(Outcome::Done)
}

/// Refuses an adjustment.
pub(super) async fn refuse(session: &mut Session, id: i64) -> Result<Outcome, Error> {
    let books = Books::open(session).await?;
    let Some(asked) = asked(session, &books, id, "refused").await? else { return Ok(Outcome::NothingToDo) };
    session.confirm(&preview(&asked)?, "refuse this adjustment?")?;
    let mut tx = books.store.begin().await?;
    let at = session.now().as_microsecond();
    if !adjustment::end(&mut tx, id, "refused", at, &books.platform.operator).await? {
        return Err(missing(id));
    }
    let detail = json!({ "amount": asked.amount().to_string(), "asked_by": asked.asked_by });
    tx.commit(&session.entry(&books.platform, REFUSE, id, &detail)).await?;
    books.lock.release().await?;
    session.ui.status(&format!("adjustment {id} is refused; no balance was changed"));
    Ok(Outcome::Done)
}

/// Lists adjustments, the newest first.
pub(super) async fn list(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no adjustments; `cardctl ledger adjust PARTY AMOUNT --reason TEXT` asks for one");
    for each in adjustment::list(&mut tx).await? {
        list.row([
            each.adjustment_id.into(),
            Value::code(each.state.clone()),
            Value::code(each.kind()?.as_str()),
            Value::code(each.party()?.to_owned()),
            each.amount().into(),
            each.dated()?.date().into(),
            Value::text(each.reason.clone()),
            Value::code(each.asked_by.clone()),
            platform.instant(each.asked_at),
            each.ended_by.clone().map(Value::code).into(),
            each.ended_at.map(|at| platform.instant(at)).into(),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

/// The adjustment of a number, when it waits for a decision. Nothing when it was decided so already.
async fn asked(
    session: &mut Session,
    books: &Books,
    id: i64,
    wanted: &str,
) -> Result<Option<Adjustment>, Error> {
    let mut tx = books.store.snapshot().await?;
    let found = adjustment::by_id(&mut tx, id).await?.ok_or_else(|| missing(id))?;
    tx.rollback().await?;
    if found.state == wanted {
        session.ui.status(&format!("adjustment {id} is {wanted} already"));
        return Ok(None);
    }
    if found.state != "asked" {
        return Err(Error::new(
            Code::RunState,
            format!("adjustment {id} is {} and can't be {wanted}", found.state),
        )
        .hint("ask for another: `cardctl ledger adjust PARTY AMOUNT --reason TEXT`"));
    }
    Ok(Some(found))
}

/// Decides for an adjustment and writes its entry.
async fn enter(session: &Session, tx: &mut Tx, books: &Books, asked: &Adjustment) -> Result<(), Error> {
    let (id, now) = (asked.adjustment_id, session.now().as_microsecond());
    if !adjustment::end(tx, id, "approved", now, &books.platform.operator).await? {
        return Err(Error::new(
            Code::Busy,
            format!("adjustment {id} was decided by somebody else meanwhile"),
        )
        .hint("`cardctl ledger adjustments` lists all"));
    }
    let new = NewEntry {
        entry: books.store.reserve(tx, Counter::Entry, 1).await?.into(),
        kind: EntryKind::Adjustment,
        subject: &format!("adjustment {id}"),
        dated: asked.dated()?,
        recorded: now,
        operator: &books.platform.operator,
    };
    let amount = asked.amount();
    let other_side = Money::from_minor(-amount.minor());
    let postings = [
        (asked.kind()?, asked.party_id, amount),
        (PartyKind::Account, Account::Adjustments.party(), other_side),
    ];
    Ok(ledger::enter(tx, new, &postings).await?)
}

/// A day of a closed month gets no further entries.
async fn closed(tx: &mut Tx, dated: Day) -> Result<Option<Error>, Error> {
    let closed = period::closed_through(tx).await?.filter(|closed| dated <= *closed);
    Ok(closed.map(|closed| {
        let message = format!("{dated} lies in a closed period: everything through {closed} is closed");
        Error::new(Code::PeriodClosed, message)
            .hint(format!("date the adjustment by `--date` {} or later", closed.plus(1)))
    }))
}

fn preview(asked: &Adjustment) -> Result<Record, Error> {
    Ok(Record::new()
        .field("adjustment", "adjustment", asked.adjustment_id)
        .field("kind", "kind", Value::code(asked.kind()?.as_str()))
        .field("party", "party", Value::code(asked.party()?.to_owned()))
        .field("amount", "amount", asked.amount())
        .field("dated", "dated", asked.dated()?.date())
        .field("reason", "reason", Value::text(asked.reason.clone()))
        .field("asked_by", "asked by", Value::code(asked.asked_by.clone())))
}

fn missing(id: i64) -> Error {
    Error::new(Code::NotFound, format!("no adjustment {id}")).hint("`cardctl ledger adjustments` lists all")
}

/// An amount with its sign, which is not zero.
fn signed(text: &str) -> Result<Money, Error> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let amount = Money::parse(digits).map_err(|error| Error::new(Code::Usage, format!("AMOUNT: {error}")))?;
    if amount == Money::ZERO {
        return Err(Error::new(Code::Usage, "AMOUNT: an adjustment is more or less than nothing"));
    }
    Ok(if negative { Money::from_minor(-amount.minor()) } else { amount })
}
