//! placeholder
use crate::cli::HolderImport;
use crate::command::session::Session;
use crate::error::{Code, Error, Outcome};

/// Runs it.
pub async fn run(session: &mut Session, arguments: HolderImport) -> Result<Outcome, Error> {
    let _ = (session, arguments);
    Err(Error::new(Code::Internal, "not yet"))
}
