//! `parameter`: identity parameters, what they mean, and those of a holder over their life.

mod add;
mod claim;
mod code;
mod inspect;
mod list;
mod person;
mod regions;
mod retire;
mod verify;

use crate::cli::ParameterCommand;
use crate::command::session::Session;
use crate::error::{Error, Outcome};

/// Runs `parameter VERB`.
pub async fn run(session: &mut Session, command: ParameterCommand) -> Result<Outcome, Error> {
    match command {
        ParameterCommand::Inspect(arguments) => inspect::run(session, arguments).await,
        ParameterCommand::Add(arguments) => add::run(session, arguments).await,
        ParameterCommand::List { holder } => list::run(session, &holder).await,
        ParameterCommand::Verify(arguments) => verify::run(session, arguments).await,
        ParameterCommand::Retire { holder, n } => retire::run(session, &holder, n).await,
        ParameterCommand::Replace(arguments) => add::replace(session, arguments).await,
        ParameterCommand::Code(command) => code::run(session, command).await,
        ParameterCommand::Regions(command) => regions::run(session, command).await,
    }
}
