//! The schema's versions: forward only, embedded, the same names on both databases.

use sqlx::SqlSafeStr as _;
use sqlx::migrate::{Migration, MigrationType, Migrator};

use super::{Result, Store, StoreError};

/// One migration: its number, its name and its text for each database.
struct Step {
    version: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! steps {
    ($($version:literal $name:literal),+ $(,)?) => {
        &[$(Step {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("migrations/postgres/", $name, ".sql")),
        }),+]
    };
}

const STEPS: &[Step] = steps![
    1 "0001_reference",
    2 "0002_cards_and_holders",
    3 "0003_purchases_and_settlement",
    4 "0004_audit",
    5 "0005_batches",
    6 "0006_card_life",
    7 "0007_keys",
    8 "0008_parameters",
    9 "0009_cohorts",
    10 "0010_settlement",
    11 "0011_plan_rules",
    12 "0012_periods",
    13 "0013_money",
    14 "0014_requests",
    15 "0015_statements",
    16 "0016_goods",
    17 "0017_payout_rules",
    18 "0018_notices",
    19 "0019_entered_by",
    20 "0020_written",
];

const SCHEMA_VERSION: &str = "
    SELECT COALESCE(MAX(version), 0)
    FROM _sqlx_migrations";

/// The latest version that this program knows.
#[must_use]
pub const fn latest() -> i64 {
    STEPS[STEPS.len() - 1].version
}

/// The names of the migrations above `version`, in order.
pub fn after(version: i64) -> impl Iterator<Item = &'static str> {
    STEPS.iter().filter(move |step| step.version > version).map(|step| step.name)
}

/// The version of the database, or nothing when it has no platform in it.
pub async fn version(store: &Store) -> Result<Option<i64>> {
    let found: sqlx::Result<(i64,)> = match store {
        Store::Sqlite(pool, _) => sqlx::query_as(SCHEMA_VERSION).fetch_one(pool).await,
        Store::Postgres(pool) => sqlx::query_as(SCHEMA_VERSION).fetch_one(pool).await,
    };
    match found {
        Ok((version,)) => Ok(Some(version)),
        Err(sqlx::Error::Database(error))
            if error.code().as_deref() == Some("42P01") || error.message().starts_with("no such table") =>
        {
            Ok(None)
        }
        Err(error) => Err(StoreError::from(error)),
    }
}

/// Applies every migration above the database's version, each in a transaction of its own.
pub async fn migrate(store: &Store) -> Result<()> {
    let migrator = |text: fn(&Step) -> &'static str| {
        let migrations = STEPS
            .iter()
            .map(|step| {
                let sql = text(step).into_sql_str();
                Migration::new(step.version, step.name.into(), MigrationType::Simple, sql, false)
            })
            .collect();
        Migrator::with_migrations(migrations)
    };
    let done = match store {
        Store::Sqlite(pool, _) => migrator(|step| step.sqlite).run(pool).await,
        Store::Postgres(pool) => migrator(|step| step.postgres).run(pool).await,
    };
    done.map_err(|error| match error {
        sqlx::migrate::MigrateError::Execute(error) => StoreError::from(error),
        sqlx::migrate::MigrateError::VersionMissing(found) => {
            StoreError::SchemaNewer { found, known: latest() }
        }
        other => StoreError::Driver(sqlx::Error::Migrate(Box::new(other))),
    })
}
