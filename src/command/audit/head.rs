//! `audit head`.

use std::path::Path;

use super::witness;
use crate::command::platform::Platform;
use crate::command::session::{Session, hex};
use crate::error::{Error, Outcome};
use crate::output::{Record, Value};
use crate::store::audit;

/// Prints the chain's head, and adds it to a file of witnesses where one is named.
pub(super) async fn run(session: &mut Session, file: Option<&Path>) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let head = audit::head(&mut tx).await?;
    let now = session.now();
    if let Some(file) = file {
        witness::append(file, now, &head, "audit head")?;
    }
    session.ui.record(
        Record::new()
            .field("audit_head", "audit head", Value::code(head.to_string()))
            .field("at", "at", platform.instant(now.as_microsecond()))
            .field("seq", "seq", head.seq)
            .field("hash", "hash", Value::code(hex(&head.hash))),
    )?;
    match file {
        Some(file) => session.ui.status(&format!("added to `{}`", file.display())),
        None => session.ui.status(
            "keep it where nobody who can write the database can change it; later: `cardctl audit verify --against SEQ:HASH`",
        ),
    }
    Ok(Outcome::Done)
}
