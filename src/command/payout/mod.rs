//! `payout`: money that is sent to parties.

mod ages;
mod confirm;
mod create;
mod decide;
mod export;
mod left_out;
mod proposal;
mod show;
mod told;

use super::platform::Platform;
use super::session::Session;
use super::settle::run_lock;
use crate::cli::PayoutCommand;
use crate::error::{Code, Error, Outcome};
use crate::store::lock::RunLock;
use crate::store::payout::{self as payouts, Payout};
use crate::store::{Store, Tx};

/// Runs `payout VERB`.
pub async fn run(session: &mut Session, command: PayoutCommand) -> Result<Outcome, Error> {
    match command {
        PayoutCommand::Create(arguments) => create::run(session, arguments).await,
        PayoutCommand::Approve(named) => decide::approve(session, &named.payout).await,
        PayoutCommand::Discard(named) => decide::discard(session, &named.payout).await,
        PayoutCommand::List => show::list(session).await,
        PayoutCommand::Show(named) => show::show(session, &named.payout).await,
        PayoutCommand::Export(arguments) => export::run(session, arguments).await,
        PayoutCommand::Confirm(arguments) => confirm::run(session, arguments).await,
    }
}

/// The books under the run lock: no run is posted, no payout and no adjustment moves until it is released.
pub struct Books {
    /// The database.
    pub store: Store,
    /// The lock.
    pub lock: RunLock,
    /// The settings, and who runs the command.
    pub platform: Platform,
}

impl Books {
    /// Opens them, or says who has the lock.
    pub async fn open(session: &mut Session) -> Result<Self, Error> {
        let store = session.open().await?;
        let lock = run_lock(session, &store).await?;
        let mut tx = store.snapshot().await?;
        let platform = Platform::load(session, &store, &mut tx).await?;
        tx.rollback().await?;
        Ok(Self { store, lock, platform })
    }
}

/// The payout that a number or `last` names.
async fn named(tx: &mut Tx, text: &str) -> Result<Payout, Error> {
    if text == "last" {
        return payouts::last(tx).await?.ok_or_else(|| {
            Error::new(Code::NotFound, "there are no payouts yet")
                .hint("`cardctl payout create --through DATE` makes one")
        });
    }
    let number: i64 = text.parse().map_err(|_| {
        Error::new(Code::Usage, format!("`{text}` is no payout: write its number, or `last`"))
    })?;
    payouts::by_id(tx, number).await?.ok_or_else(|| {
        Error::new(Code::NotFound, format!("no payout {number}")).hint("`cardctl payout list` lists all")
    })
}

/// Under which subject the entry of an approved payout stands in the journal.
fn subject(payout: i64) -> String {
    format!("payout {payout}")
}
