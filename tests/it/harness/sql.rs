//! SQL past the program: to look at what it wrote, or to break it.
//!
//! Plain functions that also work inside an asynchronous test, since each runs on a thread of its own.

use std::panic::resume_unwind;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
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

/// Who reads the same again and again: a connection to a server is kept, with what it has prepared.
pub(crate) struct Reader {
    url: String,
    runtime: Runtime,
    kept: Option<PgConnection>,
}

impl Reader {
    pub(crate) fn new(url: &str) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build();
        Self {
            url: url.to_owned(),
            runtime: runtime.expect("a runtime of one thread can be built"),
            kept: None,
        }
    }

    /// As [`texts`], outside of asynchronous tests. A connection that broke meanwhile is made anew.
    pub(crate) fn texts(&mut self, sql: &str) -> Result<Vec<String>, sqlx::Error> {
        if is_sqlite(&self.url) {
            return texts(&self.url, sql);
        }
        let Self { url, runtime, kept } = self;
        runtime.block_on(async {
            if let Some(connection) = kept {
                let found = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(connection).await;
                if let Ok(found) = found {
                    return Ok(found);
                }
            }
            let options = url.parse::<PgConnectOptions>()?.application_name("reader");
            let connection = kept.insert(PgConnection::connect_with(&options).await?);
            sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(connection).await
        })
    }
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

/// A connection to an SQLite database that has read something and stays open until it is dropped.
pub(crate) struct HeldOpen {
    until: Option<mpsc::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

/// Opens a database and reads from it.
pub(crate) fn held_open(url: &str) -> HeldOpen {
    let (until, ends) = mpsc::channel::<()>();
    let (ready, opened) = mpsc::channel();
    let url = url.to_owned();
    let thread = thread::spawn(move || {
        apart(move |runtime| {
            runtime.block_on(async {
                let mut connection = SqliteConnection::connect(&url).await.expect("it opens");
                let count: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM setting")
                    .fetch_one(&mut connection)
                    .await
                    .expect("it is read");
                ready.send(count).expect("somebody waits");
                _ = ends.recv();
                connection.close().await.expect("it closes");
            });
        });
    });
    opened.recv().expect("it is open");
    HeldOpen { until: Some(until), thread: Some(thread) }
}

impl Drop for HeldOpen {
    fn drop(&mut self) {
        drop(self.until.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}
