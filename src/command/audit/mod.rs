//! `audit`: the chained log of changes and refusals.

mod head;
mod log;
mod verify;
pub mod witness;

use super::session::Session;
use crate::cli::AuditCommand;
use crate::error::{Error, Outcome};

/// Runs `audit VERB`.
pub async fn run(session: &mut Session, command: AuditCommand) -> Result<Outcome, Error> {
    match command {
        AuditCommand::Log { after } => log::run(session, after).await,
        AuditCommand::Verify { against } => verify::run(session, against.as_deref()).await,
        AuditCommand::Head { witness } => head::run(session, witness.as_deref()).await,
    }
}
