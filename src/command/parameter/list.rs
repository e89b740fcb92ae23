//! `parameter list`: everything that a holder is or was known by, masked. Days are enough here: the audit log has
//! the moments.

use jiff::Timestamp;

use super::claim::is_strong;
use crate::command::holder as holders;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::holder::sealed_row;
use crate::store::parameter;

const COLUMNS: [Column; 10] = [
    Column::new("n", "N"),
    Column::new("kind", "KIND"),
    Column::detail("strength", "STRENGTH"),
    Column::new("masked", "MASKED"),
    Column::new("tag", "TAG"),
    Column::detail("added", "ADDED"),
    Column::new("verified", "VERIFIED"),
    Column::detail("method", "METHOD"),
    Column::detail("verified_by", "VERIFIED BY"),
    Column::new("retired", "RETIRED"),
];

/// Runs `parameter list`.
pub(super) async fn run(session: &mut Session, text: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault_if_any(&mut tx).await?;
    let found = holders::named(&mut tx, text).await?;
    let lives = parameter::lives(&mut tx, found.holder_id).await?;
    if vault.is_none() {
        session.ui.note("without the key file masked values are not shown");
    }
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no parameters; `cardctl parameter add REF KIND=VALUE` adds one");
    for life in lives {
        let stored = &life.parameter;
        let masked = match &vault {
            Some(vault) => {
                let row = sealed_row(stored.holder_id, stored.n);
                Some(vault.open_text("holder_parameter", "mask", row, &stored.mask)?.to_string())
            }
            None => None,
        };
        let day = |at: i64| {
            let at = Timestamp::from_microsecond(at).ok();
            at.map(|at| Value::Date(platform.calendar.day_of(at).date()))
        };
        list.row([
            stored.n.into(),
            Value::code(stored.kind.clone()),
            Value::code(if is_strong(&life) { "strong" } else { "weak" }),
            masked.map(Value::code).into(),
            Value::code(stored.tag.clone()),
            day(life.recorded).into(),
            life.verified_at.and_then(day).into(),
            life.method.map(Value::text).into(),
            life.operator.map(Value::code).into(),
            life.retired_at.and_then(day).into(),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}
