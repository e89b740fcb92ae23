//! Copies of a whole database: one state of it, taken while others write, and what has to be known of a copy before it is put
//! in the place of a database.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode, SqlitePoolOptions};
use sqlx::{ConnectOptions as _, Connection as _};

use super::{Result, Store, StoreError, Tx};

/// How long somebody else may still have a database open that is to be replaced.
const PATIENCE: Duration = Duration::from_secs(2);

/// A check and the audit read at the same time.
const CONNECTIONS: u32 = 4;

const COPY: &str = "VACUUM INTO $1";

const QUICK_CHECK: &str = "PRAGMA quick_check(20)";

const FOREIGN_KEYS: &str = "PRAGMA foreign_key_check";

const EXPORT_SNAPSHOT: &str = "
    SELECT pg_export_snapshot()";

/// Whatever somebody made: tables, views, sequences, and types and functions of their own.
const OBJECTS: &str = "
    SELECT (SELECT COUNT(*)
            FROM pg_class AS c
            JOIN pg_namespace AS n ON n.oid = c.relnamespace
            WHERE n.nspname <> 'information_schema'
              AND left(n.nspname, 3) <> 'pg_')
         + (SELECT COUNT(*)
            FROM pg_proc AS p
            JOIN pg_namespace AS n ON n.oid = p.pronamespace
            LEFT JOIN pg_depend AS d ON d.objid = p.oid AND d.deptype = 'e'
            WHERE n.nspname <> 'information_schema'
              AND left(n.nspname, 3) <> 'pg_'
              AND d.objid IS NULL)";

/// The name under which another connection to the server sees what this transaction sees, as long as it lasts.
pub async fn export_snapshot(tx: &mut Tx) -> Result<String> {
    let Tx::Postgres(transaction, _) = tx else {
        return Err(StoreError::Denied("an SQLite database is copied by itself".to_owned()));
    };
    let (name,): (String,) = sqlx::query_as(EXPORT_SNAPSHOT).fetch_one(&mut **transaction).await?;
    Ok(name)
}

/// Whether nobody has made anything in a server's database.
pub async fn is_empty(store: &Store) -> Result<bool> {
    let Store::Postgres(pool) = store else { return Ok(false) };
    let (objects,): (i64,) = sqlx::query_as(OBJECTS).fetch_one(pool).await?;
    Ok(objects == 0)
}

/// Copies an SQLite database, as it is at this moment, into an empty file. Nobody who writes meanwhile is held up, and what was
/// deleted is not in the copy: it has no free pages.
///
/// # Errors
/// No room for the copy. A part of it is left then.
pub async fn copy(store: &Store, to: &str) -> Result<()> {
    let Store::Sqlite(pool, _) = store else {
        return Err(StoreError::Denied(
            "a server's database is copied by the server's own program".to_owned(),
        ));
    };
    sqlx::query(COPY).bind(to).execute(pool).await?;
    Ok(())
}

/// Opens a copy of an SQLite database that nobody writes: nothing is made beside it, and it can lie on a medium for reading
/// only.
#[must_use]
pub fn open(path: &Path) -> Store {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .read_only(true)
        .immutable(true)
        .pragma("cache_size", "-65536")
        .pragma("temp_store", "MEMORY")
        .pragma("query_only", "ON");
    let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS).connect_lazy_with(options);
    Store::Sqlite(pool, path.to_owned())
}

/// What the database finds wrong with its own file, in a quick look that reads each page once; nothing when it is sound or a
/// server's.
pub async fn quick_check(tx: &mut Tx) -> Result<Vec<String>> {
    let Tx::Sqlite(transaction) = tx else { return Ok(Vec::new()) };
    let rows: Vec<(String,)> = sqlx::query_as(QUICK_CHECK).fetch_all(&mut **transaction).await?;
    Ok(rows.into_iter().map(|(row,)| row).filter(|row| row != "ok").collect())
}

/// The rows that refer to a row that is not there, at most some of them. A server lets none in.
pub async fn broken_references(tx: &mut Tx) -> Result<Vec<String>> {
    const SHOWN: usize = 20;
    let Tx::Sqlite(transaction) = tx else { return Ok(Vec::new()) };
    let rows: Vec<(String, Option<i64>, String, i64)> =
        sqlx::query_as(FOREIGN_KEYS).fetch_all(&mut **transaction).await?;
    let said = |(table, row, parent, _): (String, Option<i64>, String, i64)| match row {
        Some(row) => format!("row {row} of `{table}` refers to a missing row of `{parent}`"),
        None => format!("a row of `{table}` refers to a missing row of `{parent}`"),
    };
    Ok(rows.into_iter().take(SHOWN).map(said).collect())
}

/// Makes a copy a database that several can use at once, as `init` makes it.
pub async fn make_live(path: &Path) -> Result<()> {
    let options = SqliteConnectOptions::new().filename(path).journal_mode(SqliteJournalMode::Wal);
    options.connect().await?.close().await?;
    Ok(())
}

/// Folds the write-ahead log of a database into its file, which stands alone afterwards.
///
/// # Errors
/// [`StoreError::Busy`] when somebody else has it open; anything else when it is damaged.
pub async fn fold(path: &Path) -> Result<()> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .locking_mode(SqliteLockingMode::Exclusive)
        .journal_mode(SqliteJournalMode::Delete)
        .busy_timeout(PATIENCE);
    options.connect().await?.close().await?;
    Ok(())
}

/// Takes the lock beside an SQLite database that runs take, too, so that neither a run nor another restore begins; nothing when
/// somebody has it. Dropping the file frees it.
pub fn lock_beside(path: &Path) -> Result<Option<File>> {
    let mut beside = path.to_owned().into_os_string();
    beside.push(".lock");
    let beside = PathBuf::from(beside);
    let denied =
        |error: std::io::Error| StoreError::Denied(format!("lock file `{}`: {error}", beside.display()));
    let file = File::options().create(true).truncate(false).write(true).open(&beside).map_err(denied)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(denied(error)),
    }
}
