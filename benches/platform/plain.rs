//! The plain statements that commands are compared with.

use std::time::{Duration, Instant};

use futures_util::TryStreamExt as _;
use sqlx::sqlite::{SqliteArguments, SqliteConnectOptions, SqliteRow, SqliteSynchronous};
use sqlx::{
    Arguments as _, AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection, Row as _,
    SqliteConnection, TypeInfo as _, ValueRef as _,
};

use crate::harness::{Site, sql};
use crate::{ROUNDS, median};

/// Rows of one statement on SQLite.
const ROWS: usize = 500;

/// A copy of rows within the database, into an equal and empty table. The rows are what stands after `WHERE`.
pub(crate) fn copy(site: &Site, table: &str, rows: &str) -> Duration {
    let statement = format!("INSERT INTO plain_copy SELECT * FROM {table} WHERE {rows}");
    let measure = |_| {
        with_equal_table(site, table, || {
            let begun = Instant::now();
            sql::execute(&site.url, &statement).expect("the copy");
            begun.elapsed()
        })
    };
    median(measure, ROUNDS)
}

/// A bulk insert of all rows of these tables by a client that has nothing else to do, each into an equal and empty
/// table, in one transaction and in the order of the primary key.
pub(crate) fn insert(site: &Site, tables: &[&str]) -> Duration {
    tables.iter().map(|table| with_equal_table(site, table, || insert_one(site, table))).sum()
}

fn insert_one(site: &Site, table: &str) -> Duration {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let inserted = runtime.block_on(async {
        if site.database == "SQLite" {
            into_sqlite(site, table).await
        } else {
            into_postgres(site, table).await
        }
    });
    inserted.expect("the rows are inserted")
}

async fn into_sqlite(site: &Site, table: &str) -> Result<Duration, sqlx::Error> {
    let options: SqliteConnectOptions = site.url.parse()?;
    let options = options.synchronous(SqliteSynchronous::Full).pragma("cache_size", "-65536");
    let mut source = options.connect().await?;
    let mut target = options.connect().await?;
    let select = format!("SELECT * FROM {table}");
    let mut rows = sqlx::query(AssertSqlSafe(select)).fetch(&mut source);
    let mut transaction = target.begin_with("BEGIN IMMEDIATE").await?;
    let mut took = Duration::ZERO;
    loop {
        let mut slice: Vec<SqliteRow> = Vec::with_capacity(ROWS);
        while slice.len() < ROWS
            && let Some(row) = rows.try_next().await?
        {
            slice.push(row);
        }
        let Some(columns) = slice.first().map(SqliteRow::len) else { break };
        let mut arguments = SqliteArguments::default();
        for row in &slice {
            for column in 0..columns {
                add(&mut arguments, row, column)?;
            }
        }
        let begun = Instant::now();
        let marks = format!("({})", vec!["?"; columns].join(","));
        let values = vec![marks; slice.len()].join(",");
        sqlx::query_with(AssertSqlSafe(format!("INSERT INTO plain_copy VALUES {values}")), arguments)
            .execute(&mut *transaction)
            .await?;
        took += begun.elapsed();
    }
    let begun = Instant::now();
    transaction.commit().await?;
    Ok(took + begun.elapsed())
}

fn add(arguments: &mut SqliteArguments, row: &SqliteRow, column: usize) -> Result<(), sqlx::Error> {
    let value = row.try_get_raw(column)?;
    let kind = value.type_info().name().to_owned();
    match kind.as_str() {
        _ if value.is_null() => arguments.add(None::<i64>),
        "INTEGER" => arguments.add(row.try_get::<i64, _>(column)?),
        "TEXT" => arguments.add(row.try_get::<String, _>(column)?),
        _ => arguments.add(row.try_get::<Vec<u8>, _>(column)?),
    }
    .map_err(sqlx::Error::Encode)
}

async fn into_postgres(site: &Site, table: &str) -> Result<Duration, sqlx::Error> {
    let mut connection = PgConnection::connect(&site.url).await?;
    let mut rows = Vec::new();
    let read = format!("COPY (SELECT * FROM {table}) TO STDOUT (FORMAT binary)");
    let mut out = connection.copy_out_raw(&read).await?;
    while let Some(bytes) = out.try_next().await? {
        rows.push(bytes);
    }
    drop(out);
    let begun = Instant::now();
    let mut copy = connection.copy_in_raw("COPY plain_copy FROM STDIN (FORMAT binary)").await?;
    let mut buffer: Vec<u8> = Vec::with_capacity(1 << 17);
    for bytes in rows {
        buffer.extend_from_slice(&bytes);
        if buffer.len() >= 1 << 16 {
            copy.send(buffer.as_slice()).await?;
            buffer.clear();
        }
    }
    copy.send(buffer.as_slice()).await?;
    copy.finish().await?;
    Ok(begun.elapsed())
}

/// Does something with an empty table `plain_copy` that has the columns, keys, references and indexes of another.
fn with_equal_table(site: &Site, table: &str, work: impl FnOnce() -> Duration) -> Duration {
    if site.database == "SQLite" {
        let read = format!(
            "SELECT sql FROM sqlite_master WHERE tbl_name = '{table}' AND sql IS NOT NULL ORDER BY type DESC"
        );
        let mut indexes = 0;
        for text in sql::texts(&site.url, &read).expect("the table is known") {
            let (_, columns) = text.split_once('(').expect("columns stand in brackets");
            let create = if text.starts_with("CREATE TABLE") {
                format!("CREATE TABLE plain_copy ({columns}")
            } else {
                indexes += 1;
                let unique = if text.starts_with("CREATE UNIQUE") { "UNIQUE " } else { "" };
                format!("CREATE {unique}INDEX plain_index_{indexes} ON plain_copy ({columns}")
            };
            sql::execute(&site.url, &create).expect("an equal table");
        }
    } else {
        sql::execute(&site.url, &format!("CREATE TABLE plain_copy (LIKE {table} INCLUDING ALL)"))
            .expect("an equal table");
        let read = format!(
            "SELECT CAST(pg_get_constraintdef(oid) AS TEXT) FROM pg_constraint
             WHERE conrelid = CAST('{table}' AS regclass) AND contype = 'f'"
        );
        for reference in sql::texts(&site.url, &read).expect("the table is known") {
            sql::execute(&site.url, &format!("ALTER TABLE plain_copy ADD {reference}"))
                .expect("an equal reference");
        }
    }
    let took = work();
    sql::execute(&site.url, "DROP TABLE plain_copy").expect("dropped");
    took
}
