//! `visit list`: the newest visits.

use crate::command::holder as holders;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::visit;

const COLUMNS: [Column; 5] = [
    Column::new("at", "AT"),
    Column::new("ref", "REF"),
    Column::new("channel", "CHANNEL"),
    Column::new("source", "SOURCE"),
    Column::new("external_id", "ID"),
];

/// How many are listed unless `--limit`, `--filter` or `--sort` say otherwise.
const USUAL: u64 = 100;

pub(super) async fn run(session: &mut Session, holder: Option<&str>) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let holder = match holder {
        Some(text) => Some(holders::named(&mut tx, text).await?.holder_id),
        None => None,
    };
    let limit = i64::try_from(session.ui.options().selection.rows_to_read(USUAL)).unwrap_or(i64::MAX);
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint(
        "no visits; `cardctl holder visit REF` records one, `cardctl visit import FILE --source NAME` loads many",
    );
    visit::for_each(&mut tx, holder, limit, |visit| {
        list.offer([
            platform.instant(visit.at),
            Value::code(visit.reference),
            Value::code(visit.channel),
            visit.source.map(Value::code).into(),
            visit.external_id.map(Value::foreign).into(),
        ])
    })
    .await?;
    list.end()?;
    Ok(Outcome::Done)
}
