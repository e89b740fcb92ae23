//! `card`: single cards.

mod history;
mod moving;
mod name;
mod replace;
mod show;
mod unlock;

use moving::Verb;

use super::session::Session;
use crate::cli::CardCommand;
use crate::error::{Error, Outcome};

/// Runs `card VERB`.
pub async fn run(session: &mut Session, command: CardCommand) -> Result<Outcome, Error> {
    match command {
        CardCommand::Show(card) => show::run(session, card).await,
        CardCommand::Freeze(block) => moving::run(session, Verb::Freeze, block.change, block.at).await,
        CardCommand::Unfreeze(change) => moving::run(session, Verb::Unfreeze, change, None).await,
        CardCommand::Lost(block) => moving::run(session, Verb::Lost, block.change, block.at).await,
        CardCommand::Found(change) => moving::run(session, Verb::Found, change, None).await,
        CardCommand::Replace(arguments) => replace::run(session, arguments).await,
        CardCommand::Void(change) => moving::run(session, Verb::Void, change, None).await,
        CardCommand::Unlock(card) => unlock::run(session, card).await,
        CardCommand::History(card) => history::run(session, card).await,
    }
}
