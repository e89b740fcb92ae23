//! `scheme`: what sorts holders into cohorts.

mod show;
mod terms;

use crate::cli::SchemeCommand;
use crate::command::failure::unknown;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::store::scheme::StoredScheme;
use crate::store::{Tx, scheme};

/// Runs `scheme VERB`.
pub async fn run(session: &mut Session, command: SchemeCommand) -> Result<Outcome, Error> {
    match command {
        SchemeCommand::Add(arguments) => terms::add(session, arguments).await,
        SchemeCommand::Set(arguments) => terms::set(session, arguments).await,
        SchemeCommand::List => show::list(session).await,
        SchemeCommand::Show { name } => show::show(session, &name).await,
    }
}

/// What to do where there is no scheme.
pub const NONE_YET: &str =
    "no schemes yet; `cardctl scheme add NAME --facets region:2,region:4,region:6,birth-year,sex` adds one";

async fn named(tx: &mut Tx, name: &str) -> Result<StoredScheme, Error> {
    let mut schemes = scheme::list(tx).await?;
    match schemes.iter().position(|stored| stored.name == name) {
        Some(place) => Ok(schemes.swap_remove(place)),
        None => Err(unknown("scheme", name, schemes.iter().map(|stored| stored.name.as_str()))),
    }
}
