//! What `doctor` asks the database: it only looks.

use std::path::Path;

use super::{Result, Store, Tx};

const LAST_OWNER: &str = "
    SELECT owner, since
    FROM lock_owner
    WHERE name = 'run'";

/// The settings of the platform that somebody looks for who has none of its keys.
const TIME_ZONE: &str = "
    SELECT value
    FROM setting
    WHERE key = 'time-zone'";

const OLDEST_DUE: &str = "
    SELECT MIN(next_at)
    FROM dispatch_queue";

const SQLITE_VERSION: &str = "SELECT sqlite_version()";

const SERVER: &str = "
    SELECT current_setting('server_version'),
           CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT) AS clock,
           COALESCE((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false) AS encrypted,
           pg_is_in_recovery() AS standby,
           (SELECT COUNT(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
           CAST(current_setting('max_connections') AS BIGINT) AS most";

// Who has been silent for five minutes amid a transaction, or for whom somebody waits.
const IDLE: &str = "
    SELECT a.pid,
           COALESCE(CAST(a.usename AS TEXT), '') AS who,
           COALESCE(a.application_name, '') AS application,
           CAST(EXTRACT(EPOCH FROM clock_timestamp() - a.state_change) AS BIGINT) AS seconds,
           (SELECT COUNT(*) FROM pg_stat_activity AS w WHERE a.pid = ANY(pg_blocking_pids(w.pid))) AS waiting
    FROM pg_stat_activity AS a
    WHERE a.datname = current_database()
      AND a.state LIKE 'idle in transaction%'
      AND (clock_timestamp() - a.state_change > interval '5 minutes'
           OR EXISTS (SELECT 1 FROM pg_stat_activity AS w WHERE a.pid = ANY(pg_blocking_pids(w.pid))))
    ORDER BY a.pid";

// The key of the run lock, in two halves.
const RUNS_HELD: &str = "
    SELECT EXISTS (
        SELECT 1
        FROM pg_locks
        WHERE locktype = 'advisory'
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND classid = $1
          AND objid = $2)";

/// What a server says of itself.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Server {
    /// Its version.
    #[sqlx(rename = "current_setting")]
    pub version: String,
    /// Its clock, in microseconds since 1970.
    pub clock: i64,
    /// Whether this connection is encrypted.
    pub encrypted: bool,
    /// Whether it follows another one.
    pub standby: bool,
    /// How many connections it has.
    pub connections: i64,
    /// How many it takes.
    pub most: i64,
}

/// Somebody who is silent amid a transaction.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Idle {
    /// The process of the server.
    pub pid: i32,
    /// The user.
    pub who: String,
    /// The program.
    pub application: String,
    /// For how long.
    pub seconds: i64,
    /// How many wait for it.
    pub waiting: i64,
}

impl Store {
    /// The version of the database, and what else a server says of itself.
    pub async fn server(&self) -> Result<(String, Option<Server>)> {
        match self {
            Self::Sqlite(pool, _) => {
                let (version,): (String,) = sqlx::query_as(SQLITE_VERSION).fetch_one(pool).await?;
                Ok((version, None))
            }
            Self::Postgres(pool) => {
                let server: Server = sqlx::query_as(SERVER).fetch_one(pool).await?;
                Ok((server.version.clone(), Some(server)))
            }
        }
    }

    /// Who is silent amid a transaction on a server.
    pub async fn idle(&self) -> Result<Vec<Idle>> {
        match self {
            Self::Sqlite(..) => Ok(Vec::new()),
            Self::Postgres(pool) => Ok(sqlx::query_as(IDLE).fetch_all(pool).await?),
        }
    }

    /// Whether somebody has the run lock at this moment.
    pub async fn are_runs_locked(&self) -> Result<bool> {
        match self {
            Self::Sqlite(_, path) => Ok(is_locked(path)),
            Self::Postgres(pool) => {
                let (high, low) = super::lock::run_key();
                let (held,): (bool,) = sqlx::query_as(RUNS_HELD).bind(high).bind(low).fetch_one(pool).await?;
                Ok(held)
            }
        }
    }
}

/// Asks for a share in the lock and gives it back at once: whoever wants it alone asks again.
fn is_locked(path: &Path) -> bool {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".lock");
    let Ok(file) = std::fs::File::open(beside) else { return false };
    matches!(file.try_lock_shared(), Err(std::fs::TryLockError::WouldBlock))
}

/// Who had the run lock last, and since when.
pub async fn last_owner(tx: &mut Tx) -> Result<Option<(String, i64)>> {
    fetch_optional!(tx, (String, i64), LAST_OWNER)
}

/// The platform's time zone.
pub async fn time_zone(tx: &mut Tx) -> Result<Option<String>> {
    let found: Option<(String,)> = fetch_optional!(tx, (String,), TIME_ZONE)?;
    Ok(found.map(|(zone,)| zone))
}

/// Since when something waits to be sent that could have been.
pub async fn oldest_due(tx: &mut Tx) -> Result<Option<i64>> {
    let (at,): (Option<i64>,) = fetch_one!(tx, (Option<i64>,), OLDEST_DUE)?;
    Ok(at)
}
