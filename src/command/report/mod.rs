//! `report`: what was made, bought and earned, summed by what one asks for.

mod activation;
mod change;
mod cohorts;
mod commission;
mod commission_rows;
mod dashboard;
mod filter;
mod goods;
mod issuance;
mod months;
mod names;
mod open_items;
mod requests;
mod sales;
mod shown;
mod statement;
mod stock;
mod time;

use crate::cli::ReportCommand;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::store::bulk::sort_large;
use crate::store::{Store, Tx};

/// Runs `report VERB`.
pub async fn run(session: &mut Session, command: ReportCommand) -> Result<Outcome, Error> {
    match command {
        ReportCommand::Issuance(arguments) => issuance::run(session, arguments).await,
        ReportCommand::Activation(arguments) => activation::run(session, arguments).await,
        ReportCommand::Cohorts(arguments) => cohorts::run(session, arguments).await,
        ReportCommand::Sales(arguments) => sales::run(session, arguments).await,
        ReportCommand::Goods(arguments) => goods::run(session, arguments).await,
        ReportCommand::Requests(arguments) => requests::run(session, arguments).await,
        ReportCommand::Commission(arguments) => commission::run(session, arguments).await,
        ReportCommand::Statement(arguments) => statement::run(session, arguments).await,
        ReportCommand::Dashboard(arguments) => dashboard::run(session, arguments).await,
    }
}

/// One state of the database, in which millions of rows are summed.
async fn snapshot(session: &mut Session) -> Result<(Store, Tx), Error> {
    let store = session.open_to_look_up().await?;
    let mut tx = store.snapshot().await?;
    sort_large(&mut tx).await?;
    Ok((store, tx))
}
