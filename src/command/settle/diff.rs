//! `settle diff`: what two runs made of the same items, line by line.

use super::division::code;
use super::named;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::domain::role::Slot;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::{StoreError, lines};

const COLUMNS: [Column; 8] = [
    Column::new("source", "SOURCE"),
    Column::new("external_id", "ID"),
    Column::new("role", "ROLE"),
    Column::new("level", "LEVEL"),
    Column::new("party", "PARTY"),
    Column::new("before", "BEFORE"),
    Column::new("after", "AFTER"),
    Column::new("difference", "DIFFERENCE"),
];

/// Lists the lines in which two runs differ, in the order of `settle lines`; also of runs that were discarded.
pub async fn run(session: &mut Session, before: &str, after: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let (before, after) = (named(&mut tx, before).await?, named(&mut tx, after).await?);
    let codes = lines::party_codes(&mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("both runs have the same lines");
    let (mut differing, mut sum) = (0_u64, 0_i64);
    lines::for_each_difference(&mut tx, before.run_id, after.run_id, |line| {
        let slot = Slot::try_from(line.slot)
            .map_err(|why| StoreError::inconsistent("line", "slot", &line.external_id, why))?;
        let party = code(&codes, slot, line.party_id, &line.holder)?.to_owned();
        let difference = line.after - line.before;
        differing += 1;
        sum = sum.saturating_add(difference);
        list.row([
            Value::code(line.source),
            Value::foreign(line.external_id),
            Value::code(slot.role().as_str()),
            slot.level().map(|level| u64::from(level.get())).into(),
            Value::code(party),
            Money::from_minor(line.before).into(),
            Money::from_minor(line.after).into(),
            Money::from_minor(difference).into(),
        ])
    })
    .await?;
    list.end()?;
    let (first, second) = (before.run_id, after.run_id);
    if differing == 0 && before.digest == after.digest {
        return Ok(Outcome::Done);
    }
    let told = if differing == 0 {
        // Items whose pool is nothing have no lines.
        format!("runs {first} and {second} have the same lines and not the same items")
    } else {
        let sum = Money::from_minor(sum);
        format!("runs {first} and {second} differ in {differing} lines, by {sum} in all")
    };
    session.ui.status(&told);
    Ok(Outcome::Differences)
}
