//! `ledger journal`: the postings of all entries, or those of a party.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::{day, until};
use crate::cli::LedgerJournal;
use crate::command::platform::{PLATFORM_PARTY, Platform};
use crate::command::session::Session;
use crate::domain::book::Account;
use crate::domain::day::Day;
use crate::domain::id::RunId;
use crate::domain::identifier::may_be_repeated;
use crate::domain::money::Money;
use crate::domain::party::{PartyId, PartyKind};
use crate::domain::role::Role;
use crate::error::{Code, Error, Outcome, nearest};
use crate::output::{Column, Value};
use crate::store::ledger::{self, Posting, Until};
use crate::store::{StoreError, Tx};

const COLUMNS: [Column; 8] = [
    Column::new("entry", "ENTRY"),
    Column::new("dated", "DATED"),
    Column::new("recorded", "RECORDED"),
    Column::new("kind", "KIND"),
    Column::new("run", "RUN"),
    Column::new("party_kind", "PARTY KIND"),
    Column::new("party", "PARTY"),
    Column::new("amount", "AMOUNT"),
];

const WITH_BALANCE: [Column; 9] = {
    let [entry, dated, recorded, kind, run, party_kind, party, amount] = COLUMNS;
    let balance = Column::new("balance", "BALANCE");
    [entry, dated, recorded, kind, run, party_kind, party, amount, balance]
};

const NONE_YET: &str = "no postings; `cardctl settle post RUN` makes them";

/// Runs `ledger journal`.
pub(super) async fn run(session: &mut Session, arguments: &LedgerJournal) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let from = day("--from", arguments.from.as_deref())?.unwrap_or(Day::BEGINNING);
    let mut until = until(&platform, &arguments.as_of)?;
    if let Some(to) = day("--to", arguments.to.as_deref())? {
        if to < from {
            return Err(Error::new(Code::Usage, format!("--from {from} lies after --to {to}"))
                .hint("exchange the two"));
        }
        until = until.dated(to);
    }
    match &arguments.party {
        None => all(session, &platform, &mut tx, from, until).await,
        Some(name) => {
            let party = find(&mut tx, name, "--kind", arguments.kind.as_deref()).await?;
            of_party(session, &platform, &mut tx, name, &party, from, until).await
        }
    }
}

async fn all(
    session: &mut Session,
    platform: &Platform,
    tx: &mut Tx,
    from: Day,
    until: Until,
) -> Result<Outcome, Error> {
    let limit = session.ui.options().selection.rows_to_read(u64::MAX);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint(NONE_YET);
    ledger::for_each_posting(tx, until, from, limit, |posting| list.offer(cells(platform, posting))).await?;
    list.end()?;
    Ok(Outcome::Done)
}

/// Everything before the first day is counted and left out.
async fn of_party(
    session: &mut Session,
    platform: &Platform,
    tx: &mut Tx,
    name: &str,
    party: &Party,
    from: Day,
    until: Until,
) -> Result<Outcome, Error> {
    let mut balances: BTreeMap<PartyKind, i64> = BTreeMap::new();
    let mut list = session.ui.list(&WITH_BALANCE)?;
    list.empty_hint(NONE_YET);
    ledger::for_each_posting_of(tx, party.id, name, until, |posting| {
        if !party.kinds.contains(&posting.kind) {
            return Ok(ControlFlow::Continue(()));
        }
        let balance = balances.entry(posting.kind).or_insert(0);
        *balance = balance
            .checked_add(posting.amount)
            .ok_or_else(|| StoreError::inconsistent("posting", "amount", name, "a balance above 64 bits"))?;
        if posting.dated < from {
            return Ok(ControlFlow::Continue(()));
        }
        let balance = Money::from_minor(*balance).into();
        list.offer(cells(platform, posting).into_iter().chain([balance]))
    })
    .await?;
    list.end()?;
    Ok(Outcome::Done)
}

fn cells(platform: &Platform, posting: Posting) -> [Value; 8] {
    [
        posting.entry.get().into(),
        Value::Date(posting.dated.date()),
        platform.instant(posting.recorded),
        Value::code(posting.entry_kind),
        posting.run.map(RunId::get).into(),
        Value::code(posting.kind.as_str()),
        Value::code(posting.party),
        Money::from_minor(posting.amount).into(),
    ]
}

/// A party and what it is under the name by which it was asked for: a holder who is an agent of the same code is both.
pub(in crate::command) struct Party {
    pub(in crate::command) id: PartyId,
    pub(in crate::command) kinds: Vec<PartyKind>,
}

/// Finds a party by ref or code; `flag` is what says its kind.
pub(in crate::command) async fn find(
    tx: &mut Tx,
    name: &str,
    flag: &str,
    kind: Option<&str>,
) -> Result<Party, Error> {
    let wanted: Option<PartyKind> = kind
        .map(str::parse)
        .transpose()
        .map_err(|error| Error::new(Code::Usage, format!("{flag}: {error}")))?;
    let mut found = ledger::named_parties(tx, name).await?;
    if name == Role::Platform.as_str() {
        found.push((PartyKind::Role(Role::Platform), PLATFORM_PARTY));
    }
    found.extend(
        Account::ALL.iter().filter(|own| own.as_str() == name).map(|own| (PartyKind::Account, own.party())),
    );
    found.retain(|(kind, _)| wanted.is_none_or(|wanted| wanted == *kind));
    found.sort_unstable();
    let Some((_, id)) = found.first().copied() else { return Err(unknown(tx, name, wanted).await?) };
    let kinds: Vec<PartyKind> = found.iter().map(|(kind, _)| *kind).collect();
    if found.iter().all(|(_, other)| *other == id) {
        return Ok(Party { id, kinds });
    }
    let words: Vec<String> = kinds.iter().map(|kind| format!("`{flag} {kind}`")).collect();
    Err(Error::new(Code::Usage, format!("several parties are called `{name}`"))
        .hint(format!("say which is meant: {}", words.join(", "))))
}

const WHERE: &str =
    "`cardctl holder find -` finds holders, `cardctl ledger balances` lists everybody who has a balance";

/// Nobody has the name. What may be a person's number or name is not repeated.
async fn unknown(tx: &mut Tx, name: &str, wanted: Option<PartyKind>) -> Result<Error, Error> {
    let what = wanted.map_or("party", PartyKind::as_str);
    if !may_be_repeated(name) {
        return Ok(Error::new(Code::NotFound, format!("no {what} has this ref or code")).hint(WHERE));
    }
    let near = ledger::names_near(tx, name).await?;
    let near = near.iter().filter(|(kind, _)| wanted.is_none_or(|wanted| wanted == *kind));
    let platform = Role::Platform.as_str();
    let known = near.map(|(_, name)| name.as_str()).chain(wanted.is_none().then_some(platform));
    let error = Error::new(Code::NotFound, format!("no {what} has the ref or code `{name}`"));
    Ok(match nearest(name, known) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(WHERE),
    })
}
