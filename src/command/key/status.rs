//! `key status`: which versions there are, and which of them are here.

use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::key::KeyVersion;
use crate::store::{key, reseal};
use crate::vault::{KeyRing, Purpose};

const VERSIONS: [Column; 5] = [
    Column::new("version", "VERSION"),
    Column::new("state", "STATE"),
    Column::new("since", "SINCE"),
    Column::new("retired_at", "RETIRED AT"),
    Column::new("key", "KEY"),
];

pub(super) async fn run(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let ring = match session.key_ring().await {
        Ok(ring) => Some(ring),
        Err(error) => match error.code() {
            Code::KeyMissing | Code::KeyPermissions | Code::KeyCommand | Code::WrongKey => {
                session.ui.warn(&error.full_message());
                None
            }
            _ => return Err(error),
        },
    };
    let versions = key::versions(&mut tx).await?;
    let rotation = key::rotation(&mut tx).await?;
    let counts = reseal::counts(&mut tx).await?;
    let mut table = Table::new(&VERSIONS);
    for version in &versions {
        table.row([
            i64::from(version.version).into(),
            Value::code(version.state.as_str()),
            platform.instant(version.since),
            version.retired_at.map(|at| platform.instant(at)).into(),
            Value::code(held(ring.as_deref(), version)),
        ]);
    }
    let current = versions.iter().rfind(|version| version.is_live()).map(|version| version.version);
    let holds = ring.as_deref().map(|ring| ring.purpose().map_or("root", Purpose::as_str));
    let prepared =
        ring.as_deref().map(KeyRing::newest).filter(|newest| current.is_some_and(|now| *newest > now));
    let mut record = Record::new()
        .field("version", "version", current.map(i64::from))
        .field("source", "source", Value::text(session.key_source()))
        .field("named_by", "named by", Value::text(session.key_origin().to_string()))
        .field("holds", "holds", holds.map(Value::code))
        .field("prepared", "prepared", prepared.map(i64::from))
        .field("rotating", "rotating", rotation.is_some());
    if let Some(rotation) = &rotation {
        record.push("step", "step", Value::code(rotation.step.clone()));
        record.push("done", "done", rotation.done);
        record.push("total", "total", counts.rows());
    }
    session.ui.record(record.field("versions", "versions", table))?;
    if rotation.is_some() {
        session.ui.status("next: `cardctl key rotate` goes on with the rotation");
    }
    Ok(Outcome::Done)
}

/// Whether the key of a version is among those that were read.
fn held(ring: Option<&KeyRing>, version: &KeyVersion) -> &'static str {
    match ring.and_then(|ring| ring.check_value(version.version)) {
        Some(value) if value.as_slice() == version.check_value => "here",
        Some(_) => "wrong",
        None => "missing",
    }
}
