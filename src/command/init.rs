//! `init`: a database, its schema, and the key file.

use serde_json::json;

use super::access::For;
use super::failure::{key_file as key_failure, name};
use super::place::Place;
use super::platform::{PLATFORM_PARTY, Platform};
use super::session::Session;
use crate::cli::Init;
use crate::domain::day::Calendar;
use crate::domain::environment::Environment;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::{Counter, DatabaseUrl, Store, StoreError, Tx, audit, counter, key, migrate, setting};
use crate::vault::{KeyRing, RootKey, Vault, envelope_head, key_file};

/// Runs `init`.
///
/// What it makes is whole or not there: the key file comes first, and a database without its settings is taken
/// up where an interrupted `init` left it.
pub async fn run(session: &mut Session, arguments: Init) -> Result<Outcome, Error> {
    let platform_name = name("--name", &arguments.name)?.to_owned();
    check_currency(&arguments.currency)?;
    if Calendar::of_zone(&arguments.time_zone).is_none() {
        return Err(Error::new(Code::Usage, format!("no time zone `{}`", arguments.time_zone))
            .hint("write an IANA name, such as `Asia/Shanghai`"));
    }
    let environment = environment(session, arguments.environment.as_deref())?;
    let url = session.config.database.value.clone();
    if let DatabaseUrl::Sqlite(path) = &url
        && let Some(directory) = path.parent().filter(|directory| !directory.as_os_str().is_empty())
    {
        std::fs::create_dir_all(directory).map_err(|error| {
            Error::io(format!("can't make the directory `{}`", directory.display()), error)
        })?;
    }
    let store = Store::create(&session.access(For::Work).await?).await?;
    if migrate::version(&store).await?.is_some_and(|version| version > 0) && initialised(&store).await? {
        return Err(StoreError::Initialised(url.to_string()).into());
    }
    let vault = vault(session).await?;
    migrate::migrate(&store).await?;

    let mut tx = store.begin().await?;
    let mut settings = vec![
        ("currency", arguments.currency.clone()),
        ("four-eyes", if arguments.single_operator { "off" } else { "on" }.to_owned()),
        ("guard-factor", "3".to_owned()),
        ("name", platform_name),
        ("post-at-once", if arguments.single_operator { "on" } else { "off" }.to_owned()),
        ("regime", arguments.regime.as_str().to_owned()),
        ("time-zone", arguments.time_zone.clone()),
    ];
    settings.extend(environment.iter().map(|name| (setting::ENVIRONMENT, name.to_string())));
    write(&mut tx, &settings).await?;
    let (version, now) = (vault.version(), session.now().as_microsecond());
    key::insert(&mut tx, version, &envelope_head(version), &vault.check_value()?, now).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let detail = json!({ "currency": arguments.currency, "environment": environment.as_ref().map(Environment::as_str),
        "regime": arguments.regime.as_str(),
        "single_operator": arguments.single_operator, "time_zone": arguments.time_zone });
    let entry = session.entry(&platform, "init", &platform.name, &detail);
    tx.commit(&entry).await?;
    store.close().await;

    let command = session.config.key_command.as_ref().map(|command| Value::text(command.value.clone()));
    let key_path = match &command {
        Some(_) => Value::Null,
        None => Value::text(session.config.key_file.value.display().to_string()),
    };
    session.ui.record(
        Record::new()
            .field("name", "name", Value::text(platform.name))
            .field("database", "database", Value::text(url.to_string()))
            .field("environment", "environment", environment.map(|name| Value::code(name.to_string())))
            .field("key_file", "key file", key_path)
            .field("key_command", "key command", command)
            .field("regime", "regime", Value::code(arguments.regime.as_str()))
            .field("time_zone", "time zone", Value::code(arguments.time_zone))
            .field("currency", "currency", Value::code(arguments.currency))
            .field("four_eyes", "four eyes", !arguments.single_operator),
    )?;
    session.ui.note("keep a copy of the key elsewhere: without it no personal data can be read again");
    session.ui.status("next: `cardctl center add CODE --name NAME`");
    Ok(Outcome::Done)
}

/// The environment of the new database: what was said, else what the profile says of its database.
fn environment(session: &Session, named: Option<&str>) -> Result<Option<Environment>, Error> {
    let claimed = session.config.environment.as_ref().map(|claimed| claimed.value.clone());
    let Some(text) = named else { return Ok(claimed) };
    let named = text
        .parse::<Environment>()
        .map_err(|why| Error::new(Code::Usage, format!("--environment `{text}`: {why}")))?;
    Ok(Place::agreed(&session.config, Some(named))?.marked().cloned())
}

/// Amounts have two decimals, so the currency must, too (ISO 4217 lists those that have another number).
fn check_currency(code: &str) -> Result<(), Error> {
    const OTHERWISE: [&str; 26] = [
        "BHD", "BIF", "CLF", "CLP", "DJF", "GNF", "IQD", "ISK", "JOD", "JPY", "KMF", "KRW", "KWD", "LYD",
        "OMR", "PYG", "RWF", "TND", "UGX", "UYI", "UYW", "VND", "VUV", "XAF", "XOF", "XPF",
    ];
    let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_code && !OTHERWISE.contains(&code) {
        return Ok(());
    }
    Err(Error::new(Code::Usage, format!("`{code}` is no currency with two decimals"))
        .hint("write three capital letters, such as `CNY`"))
}

/// Whether an `init` got to its end here.
async fn initialised(store: &Store) -> Result<bool, Error> {
    let mut tx = store.snapshot().await?;
    Ok(match setting::read(&mut tx, "name").await {
        Ok(found) => found.is_some(),
        // The schema of an interrupted `init` may not have got so far.
        Err(_) => false,
    })
}

/// The vault of the newest key. What a key command gives serves, and so does an existing key file, as of an interrupted
/// `init`; a new one is made otherwise.
async fn vault(session: &mut Session) -> Result<Vault, Error> {
    let path = session.config.key_file.value.clone();
    let made;
    let read;
    let ring: &KeyRing = if session.config.key_command.is_none() && !path.exists() {
        let key = RootKey::generate(&mut *session.randomness);
        made = KeyRing::of_root(1, key);
        let text = made.root_text().ok_or_else(|| Error::new(Code::Internal, "the root key has no text"))?;
        key_file::create(&path, &text).map_err(key_failure)?;
        &made
    } else {
        read = session.key_ring().await?;
        &read
    };
    if let Some(purpose) = ring.purpose() {
        return Err(Error::new(
            Code::KeyNotHeld,
            format!("{} holds the keys for {} only", session.key_source(), purpose.as_str()),
        )
        .hint("a new platform wants a root key; name another file by `--key-file`"));
    }
    let newest = ring.newest();
    Vault::of(ring, &[newest])
        .map_err(|_| Error::new(Code::Internal, "the newest version of the key is not there"))
}

async fn write(tx: &mut Tx, settings: &[(&str, String)]) -> Result<(), Error> {
    counter::create(tx).await?;
    audit::create(tx).await?;
    for (key, value) in settings {
        setting::write(tx, key, value).await?;
    }
    // On PostgreSQL a reservation is a transaction of its own, which could not see the new counter yet.
    let first = counter::start(tx, Counter::Party).await?;
    if first == PLATFORM_PARTY.get() {
        Ok(())
    } else {
        Err(StoreError::inconsistent("counter", "next", "party", "the platform is not the first party")
            .into())
    }
}
