//! `request`: signed requests of holders, from their receipt to the provider that takes them.

mod asker;
mod cancel;
mod dispatch;
mod identity;
mod import;
mod list;
mod queue;
mod receiving;
mod retry;
mod show;
mod submit;

use crate::cli::RequestCommand;
use crate::command::session::Session;
use crate::domain::identifier::may_be_repeated;
use crate::error::{Code, Error, Outcome};
use crate::store::Tx;
use crate::store::request::{self, Request};

/// Runs `request VERB`.
pub async fn run(session: &mut Session, command: RequestCommand) -> Result<Outcome, Error> {
    match command {
        RequestCommand::Submit { file } => submit::run(session, &file).await,
        RequestCommand::Import(arguments) => import::run(session, arguments).await,
        RequestCommand::List(arguments) => list::run(session, arguments).await,
        RequestCommand::Show(arguments) => show::run(session, &arguments).await,
        RequestCommand::Dispatch(arguments) => dispatch::run(session, &arguments).await,
        RequestCommand::Retry(arguments) => retry::run(session, arguments).await,
        RequestCommand::Cancel { id } => cancel::run(session, &id).await,
    }
}

/// The request of an id.
async fn named(tx: &mut Tx, id: &str) -> Result<Request, Error> {
    if let Some(found) = request::by_external_id(tx, id).await? {
        return Ok(found);
    }
    let message =
        if may_be_repeated(id) { format!("no request `{id}`") } else { "no such request".to_owned() };
    Err(Error::new(Code::NotFound, message).hint("`cardctl request list` lists the newest"))
}
