//! `whoami`: operator, database, profile and key.

use super::platform::Platform;
use super::session::Session;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::Store;
use crate::vault::Purpose;

/// What four eyes are worth on SQLite.
const ADVISORY: &str = "on SQLite four eyes are advisory: whoever can write the file can act as anybody";

/// Runs `whoami`.
pub async fn run(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let (key, purpose) = match session.vault(&mut tx).await {
        Ok(_) => ("ok", Some(session.key_ring().await?.purpose().map_or("root", Purpose::as_str))),
        Err(error) => match error.code() {
            Code::KeyMissing => ("missing", None),
            Code::WrongKey => ("wrong", None),
            Code::KeyNotHeld => ("outdated", None),
            Code::KeyPermissions => ("exposed", None),
            Code::KeyCommand => ("failed", None),
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
    let key_file = match &config.key_command {
        Some(_) => Value::Null,
        None => Value::text(config.key_file.value.display().to_string()),
    };
    let record = Record::new()
        .field("operator", "operator", Value::text(platform.operator))
        .field("claimed", "claimed", text(&config.operator))
        .field("platform", "platform", Value::text(platform.name))
        .field("database", "database", Value::text(config.database.value.to_string()))
        .field("kind", "kind", Value::code(store.kind()))
        .field("profile", "profile", text(&config.profile))
        .field("production", "production", config.production)
        .field("key_file", "key file", key_file)
        .field("key_command", "key command", text(&config.key_command))
        .field("key_origin", "key named by", Value::text(session.key_origin().to_string()))
        .field("key", "key", Value::code(key))
        .field("key_holds", "key holds", purpose.map(Value::code))
        .field("four_eyes", "four eyes", platform.four_eyes)
        .field("four_eyes_note", "note", note.map(Value::text));
    session.ui.record(record)?;
    Ok(Outcome::Done)
}
