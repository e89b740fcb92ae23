//! `payout approve` and `payout discard`.

use std::collections::BTreeSet;

use serde_json::json;

use super::create::withholding_word;
use super::proposal::{Proposal, Terms};
use super::{Books, named, subject};
use crate::command::session::Session;
use crate::domain::book::{Account, EntryKind};
use crate::domain::money::Money;
use crate::domain::party::{PartyId, PartyKind};
use crate::domain::payout::{PayoutState, take};
use crate::domain::rule::Rule;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::ledger::{self, NewEntry};
use crate::store::payout::{self as payouts, Item, Payout};
use crate::store::{Counter, Tx};

const APPROVE: &str = "payout approve";
const DISCARD: &str = "payout discard";

/// How many changes are named.
const NAMED: usize = 20;

/// Approves a payout, as another operator than the one who made it.
pub(super) async fn approve(session: &mut Session, text: &str) -> Result<Outcome, Error> {
    let books = Books::open(session).await?;
    let mut tx = books.store.snapshot().await?;
    let payout = named(&mut tx, text).await?;
    let id = payout.payout_id;
    match payout.state()? {
        PayoutState::Created => {}
        PayoutState::Approved => {
            session.ui.status(&format!("payout {id} is approved already"));
            return Ok(Outcome::NothingToDo);
        }
        PayoutState::Discarded => return Err(illegal(&payout, "approved")?),
    }
    if books.platform.four_eyes && payout.created_by == books.platform.operator {
        tx.rollback().await?;
        let message = format!("`{}` made this payout", books.platform.operator);
        let error = Error::new(Code::NeedsApproval, message)
            .hint(format!("another operator runs `cardctl payout approve {id}`"));
        return Err(session.refuse(&books.store, &books.platform, APPROVE, id, error).await);
    }
    let before = Fitting::of(session, &mut tx, &books, &payout).await?;
    tx.rollback().await?;
    if !before.changes.is_empty() {
        return Err(refuse(session, &books, id, &before.changes).await);
    }
    session.confirm(&preview(&payout)?, "approve this payout? the money leaves the balances")?;

    let mut tx = books.store.begin().await?;
    // Before the state: an approved payout would count as paid before.
    let now = session.now().as_microsecond();
    let fitting = Fitting::of(session, &mut tx, &books, &payout).await?;
    if !fitting.changes.is_empty() {
        tx.rollback().await?;
        return Err(refuse(session, &books, id, &fitting.changes).await);
    }
    if !payouts::end(&mut tx, id, PayoutState::Approved, now, &books.platform.operator).await? {
        return Err(Error::new(Code::Busy, format!("payout {id} was decided by somebody else meanwhile"))
            .hint(format!("`cardctl payout show {id}` shows it")));
    }
    let entry = books.store.reserve(&mut tx, Counter::Entry, 1).await?.into();
    let new = NewEntry {
        entry,
        kind: EntryKind::Payout,
        subject: &subject(id),
        dated: books.platform.today(session),
        recorded: now,
        operator: &books.platform.operator,
    };
    ledger::enter(&mut tx, new, &fitting.postings).await?;
    let detail = json!({ "entry": entry.get(), "items": payout.items, "gross": payout.gross().to_string(),
        "withheld": payout.withheld().to_string(), "net": payout.net().to_string() });
    tx.commit(&session.entry(&books.platform, APPROVE, id, &detail)).await?;
    books.lock.release().await?;
    session.ui.status(&format!(
        "payout {id} is approved; {} is under way to {} parties",
        payout.net(),
        payout.items
    ));
    session.ui.status("next: tell the bank, then `cardctl payout confirm FILE` with what became of it");
    Ok(Outcome::Done)
}

/// Gives up a payout that is not approved.
pub(super) async fn discard(session: &mut Session, text: &str) -> Result<Outcome, Error> {
    let books = Books::open(session).await?;
    let mut tx = books.store.snapshot().await?;
    let payout = named(&mut tx, text).await?;
    tx.rollback().await?;
    let id = payout.payout_id;
    match payout.state()? {
        PayoutState::Created => {}
        PayoutState::Discarded => {
            session.ui.status(&format!("payout {id} is discarded already"));
            return Ok(Outcome::NothingToDo);
        }
        PayoutState::Approved => return Err(illegal(&payout, "discarded")?),
    }
    session.confirm(&preview(&payout)?, "discard this payout?")?;
    let mut tx = books.store.begin().await?;
    let now = session.now().as_microsecond();
    if !payouts::end(&mut tx, id, PayoutState::Discarded, now, &books.platform.operator).await? {
        return Err(Error::new(Code::Busy, format!("payout {id} was decided by somebody else meanwhile"))
            .hint(format!("`cardctl payout show {id}` shows it")));
    }
    let detail = json!({ "items": payout.items, "net": payout.net().to_string() });
    tx.commit(&session.entry(&books.platform, DISCARD, id, &detail)).await?;
    books.lock.release().await?;
    session.ui.status(&format!("payout {id} is discarded; nothing had moved"));
    Ok(Outcome::Done)
}

fn illegal(payout: &Payout, verb: &str) -> Result<Error, Error> {
    let (id, state) = (payout.payout_id, payout.state()?);
    let error = Error::new(Code::RunState, format!("payout {id} is {state} and can't be {verb}"));
    Ok(error.hint(match state {
        PayoutState::Discarded => "`cardctl payout create --through DATE` makes another",
        _ => "the rows that fail are owed again; `cardctl payout confirm FILE` says which",
    }))
}

fn preview(payout: &Payout) -> Result<Record, Error> {
    Ok(Record::new()
        .field("payout", "payout", payout.payout_id)
        .field("state", "state now", Value::code(payout.state()?.as_str()))
        .field("through", "through", payout.through()?.date())
        .field("withholding", "withholding", Value::code(payout.withholding.clone()))
        .field("items", "parties", payout.items)
        .field("gross", "gross", payout.gross())
        .field("withheld", "withheld", payout.withheld())
        .field("net", "net", payout.net())
        .field("created_by", "made by", Value::code(payout.created_by.clone())))
}

/// Whether what is owed still covers every row, and the postings that pay them.
struct Fitting {
    postings: Vec<(PartyKind, PartyId, Money)>,
    /// What does not fit any more, in words.
    changes: Vec<String>,
}

impl Fitting {
    async fn of(session: &Session, tx: &mut Tx, books: &Books, payout: &Payout) -> Result<Self, Error> {
        let platform = &books.platform;
        let terms = Terms {
            through: payout.through()?,
            least: payout.least(),
            withholding: platform.withholding,
            today: platform.today(session),
            overridden: payouts::overridden(tx, payout.payout_id).await?.into_keys().collect(),
        };
        let vault = session.vault_if_any(tx).await?;
        let proposal = Proposal::of(tx, vault.as_ref(), platform, terms).await?;
        let items = payouts::items(tx, payout.payout_id).await?;
        let mut fitting = Self { postings: Vec::new(), changes: Vec::new() };
        let now = withholding_word(platform.withholding);
        if payout.withholding != now {
            let was = &payout.withholding;
            fitting.changes.push(format!("tax was withheld by `{was}`, and the setting is `{now}`"));
        }
        for item in &items {
            match fits(&proposal, item, &item.overridden()?) {
                Ok(taken) => {
                    let taken = taken.into_iter();
                    let from =
                        taken.map(|(kind, part)| (kind, item.party_id, Money::from_minor(-part.minor())));
                    fitting.postings.extend(from);
                }
                Err(why) => fitting.changes.push(format!("{} {}: {why}", item.kind()?, item.party()?)),
            }
        }
        let own = |account: Account, amount| (PartyKind::Account, account.party(), amount);
        fitting.postings.push(own(Account::Transit, payout.net()));
        fitting.postings.push(own(Account::Tax, payout.withheld()));
        Ok(fitting)
    }
}

/// What a row takes from each kind of its party, or why it can't be paid as it stands.
/// What was overridden counts for the rows that were
/// seen to break the rule, and for no others.
fn fits(
    proposal: &Proposal,
    item: &Item,
    overridden: &BTreeSet<Rule>,
) -> Result<Vec<(PartyKind, Money)>, String> {
    let Some(payee) = proposal.payee(item.party_id) else {
        return Err(format!("nothing is owed any more, where {} is to be paid", item.gross()));
    };
    if payee.gross < item.gross() {
        return Err(format!("{} is owed, where {} is to be paid", payee.gross, item.gross()));
    }
    if let Some(reason) = payee.left_out {
        return Err(format!("may not be paid now: {reason}"));
    }
    if let Some(rule) = payee.overridden.difference(overridden).next() {
        return Err(format!("{rule} stands against it now ({})", rule.says()));
    }
    let withheld = proposal.withheld(payee, item.gross());
    if withheld != item.withheld() {
        return Err(format!("the tax is {withheld} now, and not {}", item.withheld()));
    }
    if !payee.is_paid_to(item.account_n) {
        return Err("another account was set since".to_owned());
    }
    take(item.gross(), &payee.kinds).ok_or_else(|| "what is owed does not cover it".to_owned())
}

/// Names what changed and refuses.
async fn refuse(session: &mut Session, books: &Books, id: i64, changes: &[String]) -> Error {
    for change in changes.iter().take(NAMED) {
        session.ui.alert(change);
    }
    if changes.len() > NAMED {
        session.ui.alert(&format!("and {} more", changes.len() - NAMED));
    }
    let error = Error::new(
        Code::CheckFailed,
        format!("payout {id} does not fit any more what is owed: {}", changes[0]),
    )
    .hint(format!(
        "`cardctl payout discard {id}`, then `cardctl payout create` makes one of what is owed now"
    ));
    session.refuse(&books.store, &books.platform, APPROVE, id, error).await
}
