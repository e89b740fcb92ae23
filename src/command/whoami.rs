//! `whoami`: operator, role, profile, environment, database and key, whatever of them is there.

use super::access::For;
use super::duty;
use super::place::{self, Place};
use super::platform::Platform;
use super::session::Session;
use crate::config::Setting;
use crate::domain::environment::Environment;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::{DatabaseUrl, Role, Store, StoreError, migrate};
use crate::vault::Purpose;

/// What four eyes are worth on SQLite.
const ADVISORY: &str = "on SQLite four eyes are advisory: whoever can write the file can act as anybody";

/// What was found out, step by step, until something was not right.
#[derive(Default)]
struct Found {
    operator: Option<String>,
    role: Option<Role>,
    schema: Option<i64>,
    marked: Option<Environment>,
    platform: Option<Platform>,
    /// Of the key: its state and what it is for.
    key: Option<(&'static str, Option<&'static str>)>,
}

/// Runs `whoami`. All that is known is shown; what is not right is the error, after it.
pub async fn run(session: &mut Session) -> Result<Outcome, Error> {
    let mut found = Found::default();
    let looked = look(session, &mut found).await;
    if found.key.is_none() {
        // Without the database nobody can say whether the key is the platform's.
        found.key = Some(key_state(session.key_ring().await.map(drop), ("unchecked", None))?);
    }
    let state = looked.as_ref().err().map_or("ok", |error| error.code().name());
    let record = record(session, found, state);
    session.ui.record(record)?;
    looked.map(|()| Outcome::Done)
}

async fn look(session: &mut Session, found: &mut Found) -> Result<(), Error> {
    let url = session.config.database.value.clone();
    if let DatabaseUrl::Sqlite(_) = url {
        found.operator = Some(session.user.clone());
    }
    let store = Store::connect_to_read(&session.access(For::Work).await?).await?;
    session.opened.borrow_mut().push(store.clone());
    let store = duty::admit(session, store).await?;
    found.operator = Some(session.operator(&store).await?);
    found.role = Some(store.role().await?);
    found.schema = migrate::version(&store).await?;
    let known = migrate::latest();
    match found.schema {
        None => return Err(StoreError::NotInitialised(url.to_string()).into()),
        Some(schema) if schema > known => return Err(StoreError::SchemaNewer { found: schema, known }.into()),
        Some(_) => {}
    }
    found.marked = place::marked(&store).await?;
    Place::agreed(&session.config, found.marked.clone())?;
    if let Some(schema) = found.schema.filter(|schema| *schema < known) {
        return Err(StoreError::SchemaOlder { found: schema, known }.into());
    }
    let mut tx = store.snapshot().await?;
    found.platform = Some(Platform::load(session, &store, &mut tx).await?);
    let vault = session.vault(&mut tx).await.map(drop);
    let purpose = match &vault {
        Ok(()) => Some(session.key_ring().await?.purpose().map_or("root", Purpose::as_str)),
        Err(_) => None,
    };
    found.key = Some(key_state(vault, ("ok", purpose))?);
    Ok(())
}

/// The state of the keys in a word, and what they are for.
fn key_state(
    read: Result<(), Error>,
    well: (&'static str, Option<&'static str>),
) -> Result<(&'static str, Option<&'static str>), Error> {
    let Err(error) = read else { return Ok(well) };
    let state = match error.code() {
        Code::KeyMissing => "missing",
        Code::WrongKey => "wrong",
        Code::KeyNotHeld => "outdated",
        Code::KeyPermissions => "exposed",
        Code::KeyCommand => "failed",
        Code::Io => "unreadable",
        _ => return Err(error),
    };
    Ok((state, None))
}

fn record(session: &Session, found: Found, state: &'static str) -> Record {
    let config = &session.config;
    let place = Place::new(config, found.marked.clone());
    let text = |setting: &Option<Setting<String>>| -> Value {
        setting.as_ref().map(|setting| Value::text(setting.value.clone())).into()
    };
    let key_file = match &config.key_command {
        Some(_) => Value::Null,
        None => Value::text(config.key_file.value.display().to_string()),
    };
    let (kind, advisory) = match &config.database.value {
        DatabaseUrl::Sqlite(_) => ("SQLite", Some(ADVISORY)),
        DatabaseUrl::Postgres(_) => ("PostgreSQL", None),
    };
    let (role, roles, member_of) = match found.role {
        Some(role) => {
            let roles = role.roles.into_iter().map(|role| Value::code(role.as_str())).collect();
            let groups = role.member_of.into_iter().map(Value::text).collect();
            (Some(role.word), Value::List(roles), Value::List(groups))
        }
        None => (None, Value::Null, Value::Null),
    };
    let meaning = role.as_deref().and_then(|word| meaning(word, kind));
    let (key, holds) = found.key.unwrap_or(("unchecked", None));
    let platform = found.platform.as_ref();
    let claimed = config.environment.as_ref().map(|claimed| claimed.value.to_string());
    Record::new()
        .field("operator", "operator", found.operator.map(Value::text))
        .field("claimed", "claimed", text(&config.operator))
        .field("role", "role", role.map(Value::code))
        .field("role_meaning", "that is", meaning.map(Value::text))
        .field("roles", "roles of the platform", roles)
        .field("member_of", "member of", member_of)
        .field("platform", "platform", platform.map(|platform| Value::text(platform.name.clone())))
        .field("profile", "profile", text(&config.profile))
        .field("production", "production", place.guard().is_some())
        .field("confirm", "changes want typed", place.guard().map(|name| Value::text(name.to_owned())))
        .field("environment", "environment", found.marked.map(|marked| Value::code(marked.to_string())))
        .field("profile_environment", "profile is for", claimed.map(Value::code))
        .field("database", "database", Value::text(config.database.value.to_string()))
        .field("kind", "kind", Value::code(kind))
        .field("state", "state", Value::code(state))
        .field("schema", "schema version", found.schema)
        .field("schema_known", "program's schema", migrate::latest())
        .field("key_file", "key file", key_file)
        .field("key_command", "key command", text(&config.key_command))
        .field("key_origin", "key named by", Value::text(session.key_origin().to_string()))
        .field("key", "key", Value::code(key))
        .field("key_holds", "key holds", holds.map(Value::code))
        .field("four_eyes", "four eyes", platform.map(|platform| platform.four_eyes))
        .field("four_eyes_note", "note", advisory.map(Value::text))
}

/// What a role means, in words.
fn meaning(role: &str, kind: &str) -> Option<&'static str> {
    Some(match (role, kind) {
        ("owner", "SQLite") => "whoever can write the file may do everything",
        ("reader", "SQLite") => "the file can be read, and not written",
        ("superuser", _) => "may do everything on the server",
        ("owner", _) => "owns the platform's tables, or is a member of the role that does",
        ("writer", _) => "may write what the owner granted",
        ("reader", _) => "may look, and change nothing",
        ("none", _) => "may not see the platform's tables",
        _ => return None,
    })
}
