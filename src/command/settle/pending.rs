//! `settle pending`: what is not settled, and why.

use super::waiting::Waiting;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::settle;

const COLUMNS: [Column; 3] =
    [Column::new("reason", "REASON"), Column::new("items", "ITEMS"), Column::new("amount", "AMOUNT")];

/// Lists reason, count and sum.
pub async fn run(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let through = platform.today(session).plus(-1);
    let queue = settle::pending(&mut tx).await?;
    let waiting = Waiting::of(&mut tx, &queue, through).await?;
    let open = settle::in_open_runs(&mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("everything is settled and posted");
    for (run, items, amount) in open {
        list.row([Value::text(format!("in run {run}")), items.into(), Money::from_minor(amount).into()])?;
    }
    for (reason, sum) in waiting.rows() {
        list.row([Value::text(reason.as_str()), sum.items.into(), sum.amount().into()])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}
