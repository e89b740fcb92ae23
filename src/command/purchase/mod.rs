//! `purchase`: purchases and refunds.

mod add;
mod contents;
mod hold;
mod import;
mod known;
mod list;
pub mod named;
mod refund;
mod row;
mod show;
mod single;
mod slice;
mod stamp;
mod stamps;
pub mod told;
mod writing;

pub(in crate::command) use contents::altered;
pub(in crate::command) use known::check_active;
pub(in crate::command) use single::{Single, of_goods, record};
pub(in crate::command) use stamp::Histories;
pub(in crate::command) use stamps::misstamped;

use crate::cli::PurchaseCommand;
use crate::command::session::Session;
use crate::error::{Error, Outcome};

/// Runs `purchase VERB`.
pub async fn run(session: &mut Session, command: PurchaseCommand) -> Result<Outcome, Error> {
    match command {
        PurchaseCommand::Import(arguments) => import::run(session, arguments).await,
        PurchaseCommand::Add(arguments) => add::run(session, arguments).await,
        PurchaseCommand::Show(arguments) => show::run(session, arguments).await,
        PurchaseCommand::List { held } => list::run(session, held).await,
        PurchaseCommand::Hold(arguments) => hold::hold(session, arguments).await,
        PurchaseCommand::Release(arguments) => hold::release(session, arguments).await,
    }
}
