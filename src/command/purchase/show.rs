//! `purchase show`: one purchase or refund, how far it is, and who received what.

use super::named::{Named, named};
use super::told::{refunds_table, standing_of, told};
use crate::cli::PurchaseNamed;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::command::settle::lines_of_item;
use crate::error::{Error, Outcome};
use crate::store::settle;

/// Shows an item.
pub async fn run(session: &mut Session, arguments: PurchaseNamed) -> Result<Outcome, Error> {
    let store = session.open_to_look_up().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let Named { item, .. } = named(&mut tx, &arguments.purchase, arguments.source.as_deref()).await?;
    let standing = standing_of(&mut tx, &item).await?;
    let mut record = told(&platform, &item, &standing);
    record.push("lines", "lines", lines_of_item(&mut tx, &item, &standing).await?);
    if item.refund_of.is_none() {
        let refunds = settle::refunds_of(&mut tx, &[item.purchase_id]).await?;
        record.push("refunds", "refunds", refunds_table(&refunds));
    }
    session.ui.record(record)?;
    Ok(Outcome::Done)
}
