//! `settle`: settlement runs.

mod calculate;
mod decide;
mod derivation;
mod diff;
mod division;
mod explain;
mod flow;
mod lines;
mod pending;
mod post;
mod proofs;
mod run;
mod run_lock;
mod shown;
mod tally;
mod versions;
mod waiting;

pub(super) use proofs::{misdigested, underived};

pub(in crate::command) use derivation::{Derivation, Names, Stamped, lines_table, version_name};

use crate::cli::SettleCommand;
use crate::command::session::Session;
use crate::domain::id::RunId;
use crate::error::{Code, Error, Outcome};
use crate::store::run::Run;
use crate::store::{Tx, run as runs};

pub use explain::lines_of_item;
pub use post::next_step;
pub use run_lock::run_lock;
pub use waiting::{Reason, Waiting};

/// Runs `settle VERB`.
pub async fn run(session: &mut Session, command: SettleCommand) -> Result<Outcome, Error> {
    match command {
        SettleCommand::Run(arguments) => run::run(session, arguments).await,
        SettleCommand::Approve { run } => decide::approve(session, &run).await,
        SettleCommand::Post { run } => decide::post(session, &run).await,
        SettleCommand::Discard { run } => decide::discard(session, &run).await,
        SettleCommand::List => shown::list(session).await,
        SettleCommand::Show { run } => shown::show(session, &run).await,
        SettleCommand::Lines { run } => lines::run(session, &run).await,
        SettleCommand::Diff { before, after } => diff::run(session, &before, &after).await,
        SettleCommand::Pending => pending::run(session).await,
        SettleCommand::Explain(arguments) => explain::run(session, arguments).await,
    }
}

/// The run that `NUMBER` or `last` names.
pub async fn named(tx: &mut Tx, text: &str) -> Result<Run, Error> {
    let id = if text == "last" {
        runs::last(tx).await?.ok_or_else(|| {
            Error::new(Code::NotFound, "there are no runs yet").hint("`cardctl settle run` makes one")
        })?
    } else {
        let number: i64 = text.parse().map_err(|_| {
            Error::new(Code::Usage, format!("`{text}` is no run: write its number, or `last`"))
                .hint("`cardctl settle list` lists all")
        })?;
        RunId::from(number)
    };
    runs::by_id(tx, id).await?.ok_or_else(|| {
        Error::new(Code::NotFound, format!("no run `{text}`")).hint("`cardctl settle list` lists all")
    })
}
