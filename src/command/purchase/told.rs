//! What an item is and how far it is, for every command that shows one.

use super::super::platform::Platform;
use crate::domain::money::Money;
use crate::error::Error;
use crate::output::{Column, Record, Table, Value};
use crate::store::explain::{self, Standing};
use crate::store::purchase::Item;
use crate::store::settle::Refund;
use crate::store::{StoreError, Tx};

const REFUNDS: [Column; 4] = [
    Column::new("external_id", "ID"),
    Column::new("amount", "AMOUNT"),
    Column::new("run", "RUN"),
    Column::new("state", "STATE"),
];

/// What stands of an item.
pub async fn standing_of(tx: &mut Tx, item: &Item) -> Result<Standing, Error> {
    let standing = explain::standing(tx, item.purchase_id, item.holder_id).await?;
    standing.ok_or_else(|| {
        let why = "no source, holder or provider";
        StoreError::inconsistent("purchase", "(references)", item.purchase_id, why).into()
    })
}

/// What the item is and how far it is.
#[must_use]
pub fn told(platform: &Platform, item: &Item, standing: &Standing) -> Record {
    let state = match (standing.run_id, &standing.run_state, &standing.held) {
        (Some(run), Some(state), _) => format!("in run {run}, {state}"),
        (_, _, Some(held)) => format!("held: {held}"),
        _ if item.refund_of.is_some() && standing.original_id.is_none() => {
            "waiting for its purchase".to_owned()
        }
        _ => "not settled".to_owned(),
    };
    Record::new()
        .field("source", "source", Value::code(standing.source.clone()))
        .field("external_id", "id", Value::foreign(item.external_id.clone()))
        .field("kind", "kind", Value::code(if item.refund_of.is_some() { "refund" } else { "purchase" }))
        .field("refund_of", "refund of", item.refund_of.clone().map(Value::foreign))
        .field("holder", "holder", Value::code(standing.holder.clone()))
        .field("provider", "provider", Value::code(standing.provider.clone()))
        .field("amount", "amount", Money::from_minor(item.amount))
        .field("occurred_at", "occurred at", platform.instant(item.occurred_at))
        .field("category", "category", item.category.clone().map(Value::text))
        .field("state", "state", Value::text(state))
        .field("run", "run", standing.run_id)
        .field("late", "late for a closed month", standing.late.map(|late| late != 0))
        .field("entry", "journal entry", standing.entry_id)
        .field("stamped_at", "stamped at", platform.instant(standing.recorded))
}

/// The refunds of a purchase.
#[must_use]
pub fn refunds_table(refunds: &[Refund]) -> Table {
    let mut table = Table::new(&REFUNDS);
    for refund in refunds {
        table.row([
            Value::foreign(refund.external_id.clone()),
            Money::from_minor(refund.amount).into(),
            refund.run_id.into(),
            refund.run_state.clone().map(Value::code).into(),
        ]);
    }
    table
}
