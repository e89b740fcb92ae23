//! `visit`: visits of many holders; `holder visit` records a single one.

mod import;
mod list;
mod recording;
mod slice;

pub use recording::{Visit, record};

use crate::cli::VisitCommand;
use crate::command::session::Session;
use crate::error::{Error, Outcome};

/// Runs `visit VERB`.
pub async fn run(session: &mut Session, command: VisitCommand) -> Result<Outcome, Error> {
    match command {
        VisitCommand::Import(arguments) => import::run(session, arguments).await,
        VisitCommand::List { holder } => list::run(session, holder.as_deref()).await,
    }
}
