//! `purchase`: purchases and refunds.

mod import;
mod known;
mod list;
mod refund;
mod row;
mod slice;
mod stamp;
mod writing;

pub(in crate::command) use known::check_active;
pub(in crate::command) use stamp::Histories;

use crate::cli::PurchaseCommand;
use crate::command::session::Session;
use crate::error::{Error, Outcome};

/// Runs `purchase VERB`.
pub async fn run(session: &mut Session, command: PurchaseCommand) -> Result<Outcome, Error> {
    match command {
        PurchaseCommand::Import(arguments) => import::run(session, arguments).await,
        PurchaseCommand::List => list::run(session).await,
    }
}
