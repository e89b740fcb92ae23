//! `whoami`: operator, database, profile and key.

use super::platform::Platform;
use super::session::Session;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::Store;

/// What four eyes are worth on SQLite.
const ADVISORY: &str = "on SQLite four eyes are advisory: whoever can write the file can act as anybody";

/// Runs `whoami`.
pub async fn run(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let key = match session.vault(&mut tx).await {
        Ok(_) => "ok",
        Err(error) => match error.code() {
            Code::KeyMissing => "missing",
            Code::WrongKey => "wrong",
            Code::KeyPermissions => "exposed",
            _ => return Err(error),
        },
    };
    let note = match &store {
        Store::Sqlite(..) => Some(ADVISORY),
        Store::Postgres(_) => None,
    };
    let config = &session.config;
    let text = |setting: &Option<crate::config::Setting<String>>| -> Value {
        setting.as_ref().map(|setting| Value::text(setting.value.clone())).into()
    };
    let record = Record::new()
        .field("operator", "operator", Value::text(platform.operator))
        .field("claimed", "claimed", text(&config.operator))
        .field("platform", "platform", Value::text(platform.name))
        .field("database", "database", Value::text(config.database.value.to_string()))
        .field("kind", "kind", Value::code(store.kind()))
        .field("profile", "profile", text(&config.profile))
        .field("production", "production", config.production)
        .field("key_file", "key file", Value::text(config.key_file.value.display().to_string()))
        .field("key", "key", Value::code(key))
        .field("four_eyes", "four eyes", platform.four_eyes)
        .field("four_eyes_note", "note", note.map(Value::text));
    session.ui.record(record)?;
    Ok(Outcome::Done)
}
