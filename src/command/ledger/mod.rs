//! `ledger`: journal, balances, and the books for other programs.

mod adjust;
mod balances;
mod export;
mod journal;
mod receivables;

pub(in crate::command) use journal::find;

use crate::cli::{LedgerAsOf, LedgerBy, LedgerCommand};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::error::{Code, Error, Outcome};
use crate::store::ledger::Until;

/// Runs `ledger VERB`.
pub async fn run(session: &mut Session, command: LedgerCommand) -> Result<Outcome, Error> {
    match command {
        LedgerCommand::Balances(arguments) => balances::run(session, &arguments).await,
        LedgerCommand::Journal(arguments) => journal::run(session, &arguments).await,
        LedgerCommand::Export(arguments) => export::run(session, &arguments).await,
        LedgerCommand::Adjust(arguments) => adjust::ask(session, &arguments).await,
        LedgerCommand::Approve { adjustment } => adjust::approve(session, adjustment).await,
        LedgerCommand::Refuse { adjustment } => adjust::refuse(session, adjustment).await,
        LedgerCommand::Adjustments => adjust::list(session).await,
        LedgerCommand::Receivables(arguments) => receivables::run(session, &arguments).await,
    }
}

/// A day that was given.
fn day(flag: &str, text: Option<&str>) -> Result<Option<Day>, Error> {
    text.map(Day::parse).transpose().map_err(|error| Error::new(Code::Usage, format!("{flag}: {error}")))
}

/// Which entries count.
fn until(platform: &Platform, as_of: &LedgerAsOf) -> Result<Until, Error> {
    let Some(day) = day("--as-of", as_of.as_of.as_deref())? else { return Ok(Until::ALL) };
    Ok(match as_of.by {
        LedgerBy::Event => Until::ALL.dated(day),
        LedgerBy::Recorded => {
            let end = platform.calendar.first_moment(day.plus(1));
            Until::ALL.recorded_before(end.as_microsecond())
        }
    })
}
