//! `batch list` and `batch show`.

use super::named;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::batch;

const COLUMNS: [Column; 9] = [
    Column::new("batch", "BATCH"),
    Column::new("center", "CENTER"),
    Column::new("program", "PROGRAM"),
    Column::new("cards", "CARDS"),
    Column::new("state", "STATE"),
    Column::new("agent", "AGENT"),
    Column::new("staff", "STAFF"),
    Column::new("issued_at", "ISSUED AT"),
    Column::new("issued_by", "ISSUED BY"),
];

const STATES: [Column; 2] = [Column::new("state", "STATE"), Column::new("cards", "CARDS")];

pub(super) async fn list(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let batches = batch::list(&mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no batches yet; `cardctl batch issue` makes one");
    for batch in batches {
        let state = batch.state()?;
        list.row([
            Value::Int(batch.batch_id.get()),
            Value::code(batch.center),
            Value::code(batch.program),
            Value::Int(batch.cards),
            Value::code(state.as_str()),
            batch.agent.map(Value::code).into(),
            batch.staff.map(Value::code).into(),
            platform.instant(batch.issued_at),
            Value::text(batch.issued_by),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

pub(super) async fn show(session: &mut Session, name: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let batch = named(&mut tx, name).await?;
    let mut states = Table::new(&STATES);
    for (state, cards) in batch::states(&mut tx, batch.batch_id).await? {
        states.row([Value::code(state.as_str()), Value::Int(cards)]);
    }
    let state = batch.state()?;
    session.ui.record(
        Record::new()
            .field("batch", "batch", batch.batch_id.get())
            .field("center", "center", Value::code(batch.center))
            .field("program", "program", Value::code(batch.program))
            .field("cards", "cards", batch.cards)
            .field("state", "state", Value::code(state.as_str()))
            .field("agent", "agent", batch.agent.map(Value::code))
            .field("staff", "staff", batch.staff.map(Value::code))
            .field("issued_at", "issued at", platform.instant(batch.issued_at))
            .field("issued_by", "issued by", Value::text(batch.issued_by))
            .field("sha256", "sha256", Value::code(batch.file_sha256))
            .field("states", "states of its cards", states),
    )?;
    Ok(Outcome::Done)
}
