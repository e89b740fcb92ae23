//! `batch list` and `batch show`.

use super::named;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::card::Releases;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::batch::{Batch, Used};
use crate::store::{Tx, agent, batch, batch_event, batch_release, staff};

const COLUMNS: [Column; 13] = [
    Column::new("batch", "BATCH"),
    Column::new("center", "CENTER"),
    Column::detail("program", "PROGRAM"),
    Column::new("cards", "CARDS"),
    Column::new("state", "STATE"),
    Column::new("stock", "STOCK"),
    Column::new("for_sale", "FOR SALE"),
    Column::new("sold", "SOLD"),
    Column::new("void", "VOID"),
    Column::detail("agent", "AGENT"),
    Column::detail("staff", "STAFF"),
    Column::new("issued_at", "ISSUED AT"),
    Column::detail("issued_by", "ISSUED BY"),
];

const STATES: [Column; 2] = [Column::new("state", "STATE"), Column::new("cards", "CARDS")];

const RELEASES: [Column; 3] =
    [Column::new("serials", "SERIALS"), Column::new("agent", "AGENT"), Column::new("staff", "STAFF")];

const EVENTS: [Column; 7] = [
    Column::new("at", "AT"),
    Column::new("act", "ACT"),
    Column::new("from", "FROM"),
    Column::new("to", "TO"),
    Column::new("detail", "DETAIL"),
    Column::new("reason", "REASON"),
    Column::new("operator", "OPERATOR"),
];

/// Where the cards of a batch are.
struct Counts {
    stock: i64,
    /// Those in stock that are released.
    for_sale: i64,
    sold: i64,
    void: i64,
}

impl Counts {
    const fn of(batch: &Batch, used: Used, released: i64) -> Self {
        Self {
            stock: batch.cards - used.void - used.sold,
            for_sale: released - used.released,
            sold: used.sold,
            void: used.void,
        }
    }

    /// Released cards, sold or not, of those that aren't void.
    fn released(&self) -> String {
        format!("{} of {}", self.sold + self.for_sale, self.sold + self.stock)
    }
}

pub(super) async fn list(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let batches = batch::list(&mut tx).await?;
    let used = batch::all_used(&mut tx, (i64::MIN, i64::MAX)).await?;
    let released = batch::all_released(&mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no batches yet; `cardctl batch issue` makes one");
    for batch in batches {
        let state = batch.state()?;
        let used = used.get(&batch.batch_id).copied().unwrap_or_default();
        let released = released.get(&batch.batch_id).copied().unwrap_or_default();
        let counts = Counts::of(&batch, used, released);
        list.row([
            Value::Int(batch.batch_id.get()),
            Value::code(batch.center),
            Value::code(batch.program),
            Value::Int(batch.cards),
            Value::code(state.as_str()),
            Value::Int(counts.stock),
            Value::Int(counts.for_sale),
            Value::Int(counts.sold),
            Value::Int(counts.void),
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
    let id = batch.batch_id;
    let mut states = Table::new(&STATES);
    for (state, cards) in batch::states(&mut tx, &batch).await? {
        states.row([Value::code(state.as_str()), Value::Int(cards)]);
    }
    let releases = batch_release::releases(&mut tx, id).await?;
    let counts = Counts::of(&batch, batch::used(&mut tx, id).await?, releases.count().into());
    let releases = allocations(&mut tx, &releases).await?;
    let events = events(&mut tx, &batch, &platform).await?;
    let recipients: Vec<Value> = batch.recipients().map(|key| Value::text(key.to_owned())).collect();
    let state = batch.state()?;
    let sha256 = batch.file_sha256().map(str::to_owned);
    session.ui.record(
        Record::new()
            .field("batch", "batch", id.get())
            .field("center", "center", Value::code(batch.center))
            .field("program", "program", Value::code(batch.program))
            .field("cards", "cards", batch.cards)
            .field("state", "state", Value::code(state.as_str()))
            .field("released", "released", Value::text(counts.released()))
            .field("agent", "agent", batch.agent.map(Value::code))
            .field("staff", "staff", batch.staff.map(Value::code))
            .field("issued_at", "issued at", platform.instant(batch.issued_at))
            .field("issued_by", "issued by", Value::text(batch.issued_by))
            .field("file", "file", batch.file_path.map(Value::text))
            .field("sha256", "sha256", sha256.map(Value::code))
            .field("plain_sha256", "sha256 of its plain text", batch.plain_sha256.map(Value::code))
            .field("recipients", "encrypted to", recipients)
            .field("received", "cards received", batch.received)
            .field("samples", "samples compared", batch.samples)
            .field("states", "states of its cards", states)
            .field("releases", "released serials", releases)
            .field("events", "events", events),
    )?;
    Ok(Outcome::Done)
}

async fn allocations(tx: &mut Tx, releases: &Releases) -> Result<Table, Error> {
    let mut table = Table::new(&RELEASES);
    if releases.list().is_empty() {
        return Ok(table);
    }
    let (agents, staff) = (agent::list(tx).await?, staff::list(tx).await?);
    for release in releases.list() {
        let agent = release.to.agent.and_then(|id| agents.iter().find(|agent| agent.agent_id == id));
        let staff = release.to.staff.and_then(|id| staff.iter().find(|staff| staff.staff_id == id));
        table.row([
            Value::text(release.serials.to_string()),
            agent.map(|agent| Value::code(agent.code.clone())).into(),
            staff.map(|staff| Value::code(staff.code.clone())).into(),
        ]);
    }
    Ok(table)
}

async fn events(tx: &mut Tx, batch: &Batch, platform: &Platform) -> Result<Table, Error> {
    let mut table = Table::new(&EVENTS);
    for event in batch_event::list(tx, batch.batch_id).await? {
        table.row([
            platform.instant(event.at),
            Value::code(event.act),
            event.from_state.map(Value::code).into(),
            Value::code(event.to_state),
            Value::text(event.detail),
            event.reason.map(Value::text).into(),
            Value::text(event.operator),
        ]);
    }
    Ok(table)
}
