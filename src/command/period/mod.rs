//! `period`: months that are closed one after the other, under a seal.

mod broken;
mod close;
mod reopen;
mod sealed;
mod show;
mod unsettled;

use super::platform::Platform;
use super::session::Session;
use super::settle::run_lock;
use crate::cli::PeriodCommand;
use crate::domain::day::Day;
use crate::domain::period::{Period, PeriodAct, PeriodState};
use crate::error::{Code, Error, Outcome};
use crate::store::lock::RunLock;
use crate::store::period::{self as periods, Closing, PeriodEvent, Standing};
use crate::store::{Store, Tx};

pub use broken::broken;

/// Runs `period VERB`.
pub async fn run(session: &mut Session, command: PeriodCommand) -> Result<Outcome, Error> {
    match command {
        PeriodCommand::Close { month } => close::run(session, parsed(&month)?).await,
        PeriodCommand::Reopen(arguments) => {
            let period = parsed(&arguments.month)?;
            if arguments.withdraw {
                reopen::withdraw(session, period).await
            } else {
                reopen::ask(session, period).await
            }
        }
        PeriodCommand::Approve { month } => reopen::approve(session, parsed(&month)?).await,
        PeriodCommand::List => show::list(session).await,
        PeriodCommand::Show { month } => show::show(session, parsed(&month)?).await,
    }
}

fn parsed(text: &str) -> Result<Period, Error> {
    Period::parse(text).map_err(|error| Error::new(Code::Usage, format!("`{text}`: {error}")))
}

/// Why no run through a day may start: its month is closed. Nothing where it is open.
pub async fn closed_to_runs(tx: &mut Tx, through: Day) -> Result<Option<Error>, Error> {
    let Some(closed) = periods::closed_through(tx).await?.filter(|closed| through <= *closed) else {
        return Ok(None);
    };
    let message = format!("{through} lies in a closed period: everything through {closed} is closed");
    Ok(Some(Error::new(Code::PeriodClosed, message).hint(format!(
        "what came late settles in the next run: `cardctl settle run --through DATE` takes {} and later days",
        closed.plus(1)
    ))))
}

/// The periods as they stand under the run lock: no run moves, and nothing else is done with a period, until it is
/// released.
struct Case {
    store: Store,
    lock: RunLock,
    platform: Platform,
    standings: Vec<Standing>,
}

impl Case {
    async fn open(session: &mut Session) -> Result<Self, Error> {
        let store = session.open().await?;
        let lock = run_lock(session, &store).await?;
        let mut tx = store.snapshot().await?;
        let platform = Platform::load(session, &store, &mut tx).await?;
        let standings = periods::standings(&mut tx).await?;
        tx.rollback().await?;
        Ok(Self { store, lock, platform, standings })
    }

    /// The period, where something was done with it before.
    fn standing(&self, period: Period) -> Option<&Standing> {
        self.standings.iter().find(|standing| standing.period == period)
    }

    /// The last period that is closed.
    fn last_closed(&self) -> Option<&Standing> {
        self.standings.iter().rev().find(|standing| standing.state.is_closed())
    }

    /// Appends an act to what was done with a period, and returns the period as it stands then.
    async fn append(
        &self,
        session: &Session,
        tx: &mut Tx,
        period: Period,
        act: PeriodAct,
        closing: Option<Closing>,
    ) -> Result<Standing, Error> {
        let untouched = || Standing { period, state: PeriodState::Open, events: Vec::new() };
        let mut standing = self.standing(period).cloned().unwrap_or_else(untouched);
        let from = standing.state;
        standing.state = from.after(act).ok_or_else(|| {
            Error::new(Code::RunState, format!("{period} is {from}"))
                .hint("`cardctl period list` shows how months stand")
        })?;
        let event = PeriodEvent {
            act,
            at: session.now().as_microsecond(),
            operator: self.platform.operator.clone(),
            reason: session.flags.reason.clone(),
            closing,
        };
        periods::append(tx, period, standing.events.len(), &event).await?;
        standing.events.push(event);
        Ok(standing)
    }

    /// Records a refusal and hands the error back.
    async fn refuse(&self, session: &Session, action: &str, period: Period, error: Error) -> Error {
        session.refuse(&self.store, &self.platform, action, period, error).await
    }
}
