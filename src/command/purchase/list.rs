//! `purchase list`: the newest items.

use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::money::Money;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::purchase::{self, Listed};

const COLUMNS: [Column; 10] = [
    Column::new("source", "SOURCE"),
    Column::new("external_id", "ID"),
    Column::new("holder", "HOLDER"),
    Column::new("provider", "PROVIDER"),
    Column::new("amount", "AMOUNT"),
    Column::new("occurred_at", "OCCURRED AT"),
    Column::new("category", "CATEGORY"),
    Column::new("refund_of", "REFUND OF"),
    Column::new("held", "HELD"),
    Column::new("run", "RUN"),
];

/// How many are listed unless `--limit`, `--filter` or `--sort` say otherwise.
const USUAL: u64 = 100;

/// Lists items, the newest first; all that are held where only those are wanted.
pub async fn run(session: &mut Session, held: bool) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let limit = session.ui.options().selection.rows_to_read(if held { u64::MAX } else { USUAL });
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint(if held {
        "nothing is held"
    } else {
        "no purchases yet; `cardctl purchase import FILE --source NAME` loads them"
    });
    let show = |item: Listed| {
        list.offer([
            Value::code(item.source),
            Value::foreign(item.external_id),
            Value::code(item.holder),
            Value::code(item.provider),
            Money::from_minor(item.amount).into(),
            platform.instant(item.occurred_at),
            item.category.map(Value::text).into(),
            item.refund_of.map(Value::foreign).into(),
            item.held.map(Value::text).into(),
            item.run_id.into(),
        ])
    };
    if held {
        purchase::for_each_held(&mut tx, limit, show).await?;
    } else {
        purchase::for_each(&mut tx, limit, show).await?;
    }
    list.end()?;
    Ok(Outcome::Done)
}
