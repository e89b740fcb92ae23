//! `settle pending`: what is not settled, and why.

use super::waiting::Waiting;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::run as runs;

const COLUMNS: [Column; 3] =
    [Column::new("reason", "REASON"), Column::new("items", "ITEMS"), Column::new("amount", "AMOUNT")];

/// Lists reason, count and sum.
pub async fn run(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let through = platform.today(session).plus(-1);
    let waiting = Waiting::of(&mut tx, through, None).await?;
    let mut open = Vec::new();
    for run in runs::open(&mut tx).await? {
        let (items, amount) = if let (Some(purchases), Some(refunds), Some(amount)) =
            (run.purchases, run.refunds, run.amount())
        {
            (purchases + refunds, amount)
        } else {
            // A run that is calculating has no sums yet.
            let (items, minor) = runs::settled_items(&mut tx, &run).await?;
            (items, Money::from_minor(minor))
        };
        open.push((run.run_id, items, amount));
    }
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("everything is settled and posted");
    for (run, items, amount) in open {
        list.row([Value::text(format!("in run {run}")), items.into(), amount.into()])?;
    }
    for (reason, sum) in waiting.rows() {
        list.row([Value::text(reason.as_str()), sum.items.into(), sum.amount().into()])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}
