//! `audit log`.

use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::audit::{self, Logged};

const COLUMNS: [Column; 10] = [
    Column::new("seq", "SEQ"),
    Column::new("at", "AT"),
    Column::new("operator", "OPERATOR"),
    Column::new("claimed", "CLAIMED"),
    Column::new("action", "ACTION"),
    Column::new("subject", "SUBJECT"),
    Column::new("outcome", "OUTCOME"),
    Column::new("reason", "REASON"),
    Column::new("detail", "DETAIL"),
    Column::detail("wrote", "WROTE"),
];

/// Lists the log.
pub(super) async fn run(session: &mut Session, after: i64) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no entries after this number; `cardctl audit head` tells the last one");
    audit::for_each(&mut tx, after, |entry: Logged| {
        list.offer([
            entry.seq.into(),
            platform.instant(entry.at),
            Value::text(entry.operator),
            entry.claimed.map(Value::text).into(),
            Value::code(entry.action),
            Value::text(entry.subject),
            Value::code(entry.outcome),
            entry.reason.map(Value::text).into(),
            Value::text(entry.detail),
            entry.wrote.map(Value::text).into(),
        ])
    })
    .await?;
    list.end()?;
    Ok(Outcome::Done)
}
