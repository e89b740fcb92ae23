//! `report statement`: what a party had, earned, was paid and has left, line by line.

mod all;
mod maker;
mod shares;
mod shown;

use std::collections::HashMap;

use serde_json::json;

use super::filter::Filter;
use crate::cli::ReportStatement;
use crate::command::ledger::find;
use crate::command::platform::{PLATFORM_PARTY, Platform};
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::party::{PartyId, PartyKind};
use crate::domain::period::Period;
use crate::error::{Code, Error, Outcome};
use crate::output::Record;
use crate::store::statement::{self as statements, Account};
use crate::store::{Tx, lock, period, plan};
use maker::{Maker, SHOWN, Sinks, Statement};

/// Runs `report statement`.
pub(super) async fn run(session: &mut Session, arguments: ReportStatement) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let days = days(&platform, session, &arguments)?;
    if arguments.issue {
        ensure_over(&platform, session, days.1)?;
        warn_of_open(session, &mut tx, days.1).await?;
    }
    let Some(name) = &arguments.party else {
        return all::run(session, &store, tx, &platform, days, &arguments).await;
    };
    let (kind, account) = whose(&mut tx, name, arguments.kind.as_deref(), days.1).await?;
    if arguments.lines {
        return lines(session, &mut tx, days, kind, account).await;
    }
    let plans = plan_names(&mut tx).await?;
    if arguments.issue && made(&mut tx, days, kind, account.clone()).await?.issued.is_none() {
        tx.rollback().await?;
        let preview = Record::new()
            .field("party", "party", crate::output::Value::code(account.code.clone()))
            .field("from", "from", crate::output::Value::Date(days.0.date()))
            .field("to", "to", crate::output::Value::Date(days.1.date()));
        session.confirm(&preview, "Give this statement a number for good?")?;
        let mut writing = store.begin().await?;
        lock::number_statements(&mut writing).await?;
        let range = (account.party, account.party);
        let known = statements::issued(&mut writing, kind, range, (days.1, days.1)).await?;
        if known.iter().any(|issued| issued.is_of(days.0, days.1)) {
            // Somebody else issued it while the question was open.
            writing.rollback().await?;
        } else {
            let held = statements::held(&mut writing, kind, PLATFORM_PARTY).await?;
            let held = held.get(&account.party).copied().unwrap_or_default();
            let at = session.now().as_microsecond();
            statements::issue(&mut writing, kind, account.party, days, held, at, &platform.operator).await?;
            let subject = format!("{kind} {}", account.code);
            let detail = json!({ "from": days.0.to_string(), "to": days.1.to_string() });
            let entry = session.entry(&platform, "statement issue", subject, &detail);
            writing.commit(&entry).await?;
        }
        tx = store.snapshot().await?;
    }
    let statement = made(&mut tx, days, kind, account).await?;
    // What is held changes from day to day, and what was issued does not.
    let held = if let Some(issued) = &statement.issued {
        issued.held()
    } else {
        let held = statements::held(&mut tx, kind, PLATFORM_PARTY).await?;
        Some(held.get(&statement.account.party).copied().unwrap_or_default())
    };
    let record = shown::record(&platform, days, |version| named(&plans, version), held, &statement)?;
    session.ui.record(record)?;
    if usize::try_from(statement.tally.lines).is_ok_and(|lines| lines > SHOWN) {
        session.ui.note(&format!(
            "{} lines are too many to stand in it: `cardctl report statement {} --kind {kind} --from {} --to {} \
             --lines` lists them",
            statement.tally.lines, statement.account.code, days.0, days.1
        ));
    }
    Ok(Outcome::Done)
}

/// The days: those that were said, or those of the month before this one.
fn days(platform: &Platform, session: &Session, arguments: &ReportStatement) -> Result<(Day, Day), Error> {
    let selection = Filter::of_period(&arguments.period)?.selection;
    match (selection.from, selection.to) {
        (Some(from), Some(to)) => Ok((from, to)),
        (None, None) => {
            let month = Period::of(platform.today(session));
            let month = month.previous().unwrap_or(month);
            Ok((month.first(), month.last()))
        }
        _ => Err(Error::new(Code::Usage, "a statement begins and ends on a day")
            .hint("give both `--from DATE` and `--to DATE`, or `--month MONTH`")),
    }
}

/// Numbers are given to what can't go on.
fn ensure_over(platform: &Platform, session: &Session, last: Day) -> Result<(), Error> {
    if last < platform.today(session) {
        return Ok(());
    }
    Err(Error::new(Code::PeriodOrder, format!("{last} is not over"))
        .hint("without `--issue` it is a draft, which can be made at any time"))
}

/// What is issued stays: what a month that is open still brings is in the next statement.
async fn warn_of_open(session: &mut Session, tx: &mut Tx, last: Day) -> Result<(), Error> {
    let closed = period::closed_through(tx).await?;
    if closed.is_none_or(|closed| closed < last) {
        let month = Period::of(last);
        session.ui.warn(&format!(
            "{month} is not closed: what is settled for it after this is in the next statement"
        ));
        session
            .ui
            .note(&format!("`cardctl period close {month}`, then issue: nothing comes for it any more"));
    }
    Ok(())
}

/// The party and as what it is meant.
async fn whose(
    tx: &mut Tx,
    name: &str,
    kind: Option<&str>,
    last: Day,
) -> Result<(PartyKind, Account), Error> {
    let party = find(tx, name, "--kind", kind).await?;
    let mut kinds = Vec::new();
    for kind in party.kinds.into_iter().filter(|kind| *kind != PartyKind::Account) {
        let above = PartyId::new(party.id.get() - 1);
        let account = statements::accounts(tx, kind, above, last, 1).await?;
        kinds.extend(account.into_iter().filter(|found| found.party == party.id).map(|found| (kind, found)));
    }
    match kinds.len() {
        0 => Err(Error::new(Code::NotFound, format!("`{name}` has no postings by {last}"))
            .hint("`cardctl ledger balances` lists who has")),
        1 => Ok(kinds.swap_remove(0)),
        _ => {
            let words: Vec<String> = kinds.iter().map(|(kind, _)| format!("`--kind {kind}`")).collect();
            Err(Error::new(Code::Usage, format!("`{name}` has a statement of each kind"))
                .hint(format!("say which is meant: {}", words.join(", "))))
        }
    }
}

/// The one statement of a party.
async fn made(tx: &mut Tx, days: (Day, Day), kind: PartyKind, account: Account) -> Result<Statement, Error> {
    let mut made = None;
    let mut maker = Maker::load(tx, days).await?;
    let sinks = Sinks {
        line: &mut |_| Ok(()),
        statement: &mut |statement| {
            made = Some(statement);
            Ok(())
        },
    };
    maker.make(tx, kind, vec![account], sinks).await?;
    Ok(made.expect("one party has one statement"))
}

/// All lines, as they come.
async fn lines(
    session: &mut Session,
    tx: &mut Tx,
    days: (Day, Day),
    kind: PartyKind,
    account: Account,
) -> Result<Outcome, Error> {
    let mut maker = Maker::load(tx, days).await?;
    let title = format!("结算单 {}: lines from {} to {}", account.code, days.0, days.1);
    let mut list = session.ui.list(&shown::LINES)?.titled(title);
    list.empty_hint("no lines");
    let sinks = Sinks { line: &mut |line| list.row(shown::cells(line)), statement: &mut |_| Ok(()) };
    maker.make(tx, kind, vec![account], sinks).await?;
    list.end()?;
    Ok(Outcome::Done)
}

/// How versions of the plan are called.
async fn plan_names(tx: &mut Tx) -> Result<HashMap<i64, String>, Error> {
    let versions = plan::list(tx).await?;
    let name = |version: plan::Version| {
        (version.version_id.get(), format!("{}@{}", version.plan.name(), version.effective_from))
    };
    Ok(versions.into_iter().map(name).collect())
}

fn named(plans: &HashMap<i64, String>, version: i64) -> String {
    plans.get(&version).cloned().unwrap_or_else(|| version.to_string())
}
