//! `settle lines`: the lines of a run, in constant memory.

use super::division::code;
use super::named;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::domain::role::Slot;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::{StoreError, lines};

const COLUMNS: [Column; 6] = [
    Column::new("source", "SOURCE"),
    Column::new("external_id", "ID"),
    Column::new("role", "ROLE"),
    Column::new("level", "LEVEL"),
    Column::new("party", "PARTY"),
    Column::new("amount", "AMOUNT").summed(),
];

/// Exports lines bytewise by source and external id, then in the fixed order.
pub async fn run(session: &mut Session, text: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let run = named(&mut tx, text).await?;
    let codes = lines::party_codes(&mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("this run has no lines; `cardctl settle show RUN` shows what it came to");
    lines::for_each(&mut tx, run.run_id, |item, line| {
        let slot = Slot::try_from(line.slot)
            .map_err(|why| StoreError::inconsistent("line", "slot", run.run_id, why))?;
        let party = code(&codes, slot, line.party_id, &item.holder)?.to_owned();
        list.offer([
            Value::code(item.source.clone()),
            Value::foreign(item.external_id.clone()),
            Value::code(slot.role().as_str()),
            slot.level().map(|level| u64::from(level.get())).into(),
            Value::code(party),
            Money::from_minor(line.amount).into(),
        ])
    })
    .await?;
    list.end()?;
    Ok(Outcome::Done)
}
