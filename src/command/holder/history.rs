//! `holder history`: everything that happened to a holder in one view, the newest first, masked.

mod events;
mod log;

use events::{Gathering, lives};
use log::Log;

use super::directory::Directory;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};

const COLUMNS: [Column; 6] = [
    Column::new("at", "AT"),
    Column::new("event", "EVENT"),
    Column::new("detail", "DETAIL"),
    Column::new("operator", "OPERATOR"),
    Column::detail("channel", "CHANNEL"),
    Column::new("reason", "REASON"),
];

/// Something that happened.
#[derive(Clone, Debug, Default)]
struct Event {
    /// In microseconds since 1970.
    at: i64,
    /// What, in the words of the program.
    what: String,
    detail: Option<String>,
    operator: Option<String>,
    channel: Option<String>,
    reason: Option<String>,
}

/// Runs `holder history`.
pub async fn run(session: &mut Session, text: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let found = super::named(&mut tx, text).await?;
    let vault = session.vault_if_any(&mut tx).await?;
    if vault.is_none() {
        session.ui.note("without the key file parameters are shown by their tags alone");
    }
    let directory = Directory::load(&mut tx).await?;
    let lives = lives(&mut tx, &found).await?;
    let mut gathering = Gathering {
        lives: &lives,
        log: Log::read(&mut tx, &found).await?,
        found: &found,
        vault: vault.as_ref(),
        directory: &directory,
        platform: &platform,
        events: Vec::new(),
    };
    gathering.registration();
    gathering.cards()?;
    gathering.parameters(&mut tx).await?;
    gathering.tiers(&mut tx).await?;
    gathering.attributions(&mut tx).await?;
    gathering.fees(&mut tx).await?;
    gathering.visits(&mut tx).await?;
    gathering.rest_of_the_log();
    let mut events = gathering.events;
    // What happened at one moment keeps the order in which it was gathered, turned round like all the rest.
    events.sort_by_key(|event| event.at);

    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("nothing happened to this holder since they were registered");
    for event in events.into_iter().rev() {
        list.row([
            platform.instant(event.at),
            Value::code(event.what),
            event.detail.map(Value::text).into(),
            event.operator.map(Value::text).into(),
            event.channel.map(Value::code).into(),
            event.reason.map(Value::text).into(),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}
