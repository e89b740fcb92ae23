//! `ledger export`: the books in plain-text accounting, with everything that proves them.

use super::day;
use crate::cli::{BookFormat, LedgerExport};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::id::EntryId;
use crate::domain::money::Money;
use crate::domain::period::Period;
use crate::domain::plain_text::{Dialect, EntryText, Holder};
use crate::error::{Code, Error, Outcome};
use crate::output::Ui;
use crate::store::books::{self, BookPosting};
use crate::store::{StoreError, Tx};

/// The last day that there is.
const END: Day = Day::BEGINNING.plus(3_652_058);

/// Runs `ledger export`.
pub(super) async fn run(session: &mut Session, arguments: &LedgerExport) -> Result<Outcome, Error> {
    let from = day("--from", arguments.from.as_deref())?;
    let to = day("--to", arguments.to.as_deref())?;
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        return Err(Error::new(Code::Usage, format!("--from {from} lies after --to {to}")));
    }
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let days = books::days(&mut tx, from.unwrap_or(Day::BEGINNING), to.unwrap_or(END)).await?;
    let begin = from.or_else(|| days.first().copied());
    let end = to.or_else(|| days.last().copied()).or(from);
    let (Some(begin), Some(end)) = (begin, end) else {
        session.ui.status("no entries yet; `cardctl settle post RUN` makes them");
        return Ok(Outcome::Done);
    };
    let dialect = match arguments.format {
        BookFormat::Beancount => Dialect::Beancount,
        BookFormat::Hledger => Dialect::Hledger,
    };
    let mut books = Books { ui: &mut session.ui, tx: &mut tx, platform: &platform, dialect };
    books.open(begin, end).await?;
    if from.is_some() {
        books.carry(begin).await?;
    }
    let mut months: Vec<Period> = days.into_iter().map(Period::of).collect();
    months.dedup();
    for month in months {
        books.entries(month.first().max(begin), month.last().min(end)).await?;
        if month.last() < end {
            books.balances(month.last(), month.first()).await?;
        }
    }
    books.balances(end, Day::BEGINNING).await?;
    Ok(Outcome::Done)
}

/// The books while they are written.
struct Books<'a> {
    ui: &'a mut Ui,
    tx: &'a mut Tx,
    platform: &'a Platform,
    dialect: Dialect,
}

impl Books<'_> {
    /// The head, and every account that has postings by the end.
    async fn open(&mut self, begin: Day, end: Day) -> Result<(), Error> {
        let Self { ui, tx, platform, dialect } = self;
        ui.part(&dialect.head(&platform.name, &platform.currency))?;
        books::for_each_account(tx, end, Day::BEGINNING, |account| {
            let holder = account.holder();
            let mut known = Vec::new();
            if let Holder::Party(kind, code) = holder {
                known.extend([("kind", kind.as_str()), ("code", code)]);
            }
            known.extend(account.name.as_deref().map(|name| ("name", name)));
            ui.part(&dialect.open(begin, &holder.account(), &platform.currency, &known))
        })
        .await
    }

    /// What the accounts held at the beginning of a day. The sum of all entries is zero, and so is that of what they left.
    async fn carry(&mut self, begin: Day) -> Result<(), Error> {
        let Self { ui, tx, platform, dialect } = self;
        let mut is_first = true;
        books::for_each_account(tx, begin.plus(-1), Day::BEGINNING, |account| {
            if account.balance == Money::ZERO {
                return Ok(());
            }
            if std::mem::take(&mut is_first) {
                ui.part(&dialect.entry(EntryText {
                    dated: begin,
                    number: None,
                    kind: "carried",
                    subject: "balances carried forward",
                    recorded: "",
                }))?;
            }
            let amount = as_debit(account.balance)?;
            ui.part(&dialect.posting(&account.holder().account(), amount, &platform.currency))
        })
        .await
    }

    async fn entries(&mut self, from: Day, to: Day) -> Result<(), Error> {
        let Self { ui, tx, platform, dialect } = self;
        let mut current: Option<EntryId> = None;
        books::for_each_posting(tx, from, to, |posting| {
            if current.replace(posting.entry) != Some(posting.entry) {
                let recorded = recorded(platform, posting.recorded);
                ui.part(&dialect.entry(EntryText {
                    dated: posting.dated,
                    number: Some(posting.entry.get()),
                    kind: &posting.kind,
                    subject: &subject(&posting),
                    recorded: &recorded,
                }))?;
            }
            let amount = as_debit(posting.amount)?;
            ui.part(&dialect.posting(&posting.holder().account(), amount, &platform.currency))
        })
        .await
    }

    /// What each account holds at the end of a day, of those that moved since another one.
    async fn balances(&mut self, day: Day, moved_since: Day) -> Result<(), Error> {
        let Self { ui, tx, platform, dialect } = self;
        let mut is_first = true;
        books::for_each_account(tx, day, moved_since, |account| {
            if std::mem::take(&mut is_first) {
                ui.part(&dialect.balances(day))?;
            }
            let amount = as_debit(account.balance)?;
            ui.part(&dialect.balance(day, &account.holder().account(), amount, &platform.currency))
        })
        .await
    }
}

/// What the entry is of, in words.
fn subject(posting: &BookPosting) -> String {
    match (posting.run, &posting.subject) {
        (Some(run), _) => format!("{} of run {run}", posting.kind),
        (None, Some(subject)) if subject.starts_with(&posting.kind) => subject.clone(),
        (None, Some(subject)) => format!("{} {subject}", posting.kind),
        (None, None) => posting.kind.clone(),
    }
}

fn recorded(platform: &Platform, micros: i64) -> String {
    jiff::Timestamp::from_microsecond(micros).map_or_else(
        |_| String::new(),
        |at| at.display_with_offset(platform.calendar.zone().to_offset(at)).to_string(),
    )
}

/// What is owed is a credit.
fn as_debit(amount: Money) -> Result<Money, Error> {
    let negated = amount.minor().checked_neg().map(Money::from_minor);
    Ok(negated
        .ok_or_else(|| StoreError::inconsistent("posting", "amount", amount, "a balance above 64 bits"))?)
}
