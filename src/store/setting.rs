//! Settings: policy that lives in the database, where a configuration file can't weaken it.

use super::{Result, Store, StoreError, Tx};

/// The setting that says to which hosts without a public address something may be sent.
pub const ALLOWED_HOSTS: &str = "allowed-hosts";

/// The setting that says which environment the database belongs to.
pub const ENVIRONMENT: &str = "environment";

/// The setting that says what a holder owes who sells something and has no rate of their own.
pub const GOODS_RATE: &str = "goods-rate";

/// The setting that says which classes of messages there are, and in which order they are sent.
pub const MESSAGE_CLASSES: &str = "message-classes";

const READ_SETTING: &str = "
    SELECT value
    FROM setting
    WHERE key = $1";

const LIST_SETTINGS: &str = "
    SELECT key, value
    FROM setting
    ORDER BY key";

const WRITE_SETTING: &str = "
    INSERT INTO setting (key, value)
    VALUES ($1, $2)
    ON CONFLICT (key) DO UPDATE
    SET value = excluded.value";

const REMOVE_SETTING: &str = "
    DELETE FROM setting
    WHERE key = $1";

/// The value of a setting.
pub async fn read(tx: &mut Tx, key: &str) -> Result<Option<String>> {
    let found: Option<(String,)> = fetch_optional!(tx, (String,), READ_SETTING, key)?;
    Ok(found.map(|(value,)| value))
}

/// The value of a setting outside any transaction.
pub async fn read_alone(store: &Store, key: &str) -> Result<Option<String>> {
    let found: sqlx::Result<Option<(String,)>> = match store {
        Store::Sqlite(pool, _) => sqlx::query_as(READ_SETTING).bind(key).fetch_optional(pool).await,
        Store::Postgres(pool) => sqlx::query_as(READ_SETTING).bind(key).fetch_optional(pool).await,
    };
    Ok(found.map_err(StoreError::from)?.map(|(value,)| value))
}

/// All settings, by key.
pub async fn list(tx: &mut Tx) -> Result<Vec<(String, String)>> {
    fetch_all!(tx, (String, String), LIST_SETTINGS)
}

/// Sets a value.
pub async fn write(tx: &mut Tx, key: &str, value: &str) -> Result<()> {
    execute!(tx, WRITE_SETTING, key, value).map(drop)
}

/// Takes a value away.
pub async fn remove(tx: &mut Tx, key: &str) -> Result<()> {
    execute!(tx, REMOVE_SETTING, key).map(drop)
}
