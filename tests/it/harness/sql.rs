//! SQL past the program: to look at what it wrote, or to break it.
//!
//! Plain functions that also work inside an asynchronous test, since each runs on a thread of its own.

use std::panic::resume_unwind;
use std::thread;
use std::time::Duration;

use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};
use tokio::runtime::{Builder, Runtime};

/// Runs one or more statements on the database of `url`.
pub(crate) fn execute(url: &str, sql: &str) -> Result<(), sqlx::Error> {
    apart(|runtime| {
        runtime.block_on(async {
            if is_sqlite(url) {
                let mut connection = SqliteConnection::connect(url).await?;
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await?;
                connection.close().await
            } else {
                let mut connection = PgConnection::connect(url).await?;
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await?;
                connection.close().await
            }
        })
    })
}

/// Runs statements that begin a transaction, tells that it has begun, and rolls it back after a while.
pub(crate) fn hold(
    url: &str,
    sql: &str,
    time: Duration,
    begun: impl FnOnce() + Send,
) -> Result<(), sqlx::Error> {
    apart(|runtime| {
        runtime.block_on(async {
            if is_sqlite(url) {
                let mut connection = SqliteConnection::connect(url).await?;
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await?;
                begun();
                thread::sleep(time);
                sqlx::raw_sql("ROLLBACK").execute(&mut connection).await?;
                connection.close().await
            } else {
                let mut connection = PgConnection::connect(url).await?;
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await?;
                begun();
                thread::sleep(time);
                sqlx::raw_sql("ROLLBACK").execute(&mut connection).await?;
                connection.close().await
            }
        })
    })
}

/// The first column of every row, which has to be text: `CAST(… AS TEXT)` does it on both databases.
pub(crate) fn texts(url: &str, sql: &str) -> Result<Vec<String>, sqlx::Error> {
    apart(|runtime| {
        runtime.block_on(async {
            if is_sqlite(url) {
                let mut connection = SqliteConnection::connect(url).await?;
                let texts = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut connection).await?;
                connection.close().await?;
                Ok(texts)
            } else {
                let mut connection = PgConnection::connect(url).await?;
                let texts = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut connection).await?;
                connection.close().await?;
                Ok(texts)
            }
        })
    })
}

fn is_sqlite(url: &str) -> bool {
    url.starts_with("sqlite:")
}

fn apart<T: Send>(work: impl FnOnce(&Runtime) -> T + Send) -> T {
    let outcome = thread::scope(|scope| {
        scope
            .spawn(|| {
                let runtime = Builder::new_current_thread().enable_all().build();
                work(&runtime.expect("a runtime of one thread can be built"))
            })
            .join()
    });
    outcome.unwrap_or_else(|panic| resume_unwind(panic))
}
