//! `payment`: fees that holders pay and the tier that follows from them, bills of payment firms, money of providers.

mod add;
mod booking;
mod comparison;
mod fee;
mod import;
mod known;
mod linking;
mod list;
mod matching;
mod provider;
mod reconcile;
mod refund;
mod rise;
mod slice;
mod twice;
mod waiting;

use super::failure::unknown;
use super::session::Session;
use crate::cli::PaymentCommand;
use crate::domain::id::SourceId;
use crate::error::{Code, Error, Outcome};
use crate::store::{Tx, source};

/// Runs `payment VERB`.
pub async fn run(session: &mut Session, command: PaymentCommand) -> Result<Outcome, Error> {
    match command {
        PaymentCommand::Add(arguments) => match (&arguments.holder, &arguments.provider) {
            (Some(holder), None) => add::run(session, &arguments, holder).await,
            (None, Some(provider)) => provider::run(session, &arguments, provider).await,
            _ => Err(Error::new(Code::Usage, "who paid is said by `--holder REF` or by `--provider CODE`")),
        },
        PaymentCommand::Import(arguments) => import::run(session, arguments).await,
        PaymentCommand::Match(arguments) => matching::run(session, &arguments).await,
        PaymentCommand::Reconcile(arguments) => reconcile::run(session, &arguments).await,
        PaymentCommand::List { open: true, .. } => list::open(session).await,
        PaymentCommand::List { holder, .. } => list::run(session, holder.as_deref()).await,
    }
}

/// The source of a name.
async fn named_source(tx: &mut Tx, name: &str) -> Result<SourceId, Error> {
    if let Some(source) = source::by_name(tx, name).await? {
        return Ok(source);
    }
    let known = source::list(tx).await?;
    Err(unknown("source", name, known.iter().map(|(_, known)| known.as_str())))
}
