//! Bulk load: a cached multi-row `VALUES` on SQLite, `COPY` on PostgreSQL.

use std::fmt::Write as _;

use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments as _, AssertSqlSafe};

use super::written::Loaded;
use super::{Result, Store, StoreError, Tx};

/// Rows in one statement on SQLite. More gains nothing (measured), and all must stay below 32,766 variables.
const ROWS: usize = 500;
/// Rows that may wait in memory where a load writes as it goes: whole statements on SQLite, few copies on PostgreSQL.
const WAITING: u64 = 20 * ROWS as u64;
/// From so many rows on, a copy keeps the plans by which PostgreSQL checks references: what is planned anew for each
/// statement is planned anew for each row there, and takes as long as all the rest.
const MANY: u64 = 100;
const KEEP_PLANS: &str = "SET LOCAL plan_cache_mode = auto";
/// A server's default is made for many small queries: a sort of a million rows writes them to disk many times.
const SORT_LARGE_POSTGRES: &str = "SET LOCAL work_mem = '64MB'";
/// Small sorts stay in memory, where they are fastest; a large one goes to disk beyond the size of the page cache.
const SORT_LARGE_SQLITE: &str = "PRAGMA temp_store = FILE";
/// The cache is also what a sort may hold before it goes to the file.
const EXPORT_SQLITE: &str = "PRAGMA temp_store = FILE; PRAGMA cache_size = -16384";
/// Without statistics, as after a first load, PostgreSQL takes a large table for an almost empty one: it would collect all
/// that lies behind a page and sort it, for each page.
const ALONG_THE_KEY: &str = "SET LOCAL enable_bitmapscan = off";
const PLAN_ANEW: &str = "SET LOCAL plan_cache_mode = force_custom_plan";
/// How much `COPY` data is sent at once, in bytes.
const COPY_CHUNK: usize = 1 << 16;
/// The signature, flags and extension length that begin binary `COPY` data (PostgreSQL manual, `COPY`).
const COPY_HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";

/// A table and the columns that are loaded, in order.
#[derive(Debug)]
pub struct Table {
    /// The table's name.
    pub name: &'static str,
    /// The columns, in the order in which cells are given.
    pub columns: &'static [&'static str],
}

/// One value of a row.
#[derive(Clone, Copy, Debug)]
pub enum Cell<'a> {
    /// NULL.
    Null,
    /// A 64-bit integer.
    Int(i64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
}

impl From<i64> for Cell<'_> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<Option<i64>> for Cell<'_> {
    fn from(value: Option<i64>) -> Self {
        value.map_or(Self::Null, Self::Int)
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}

impl<'a> From<Option<&'a str>> for Cell<'a> {
    fn from(value: Option<&'a str>) -> Self {
        value.map_or(Self::Null, Self::Text)
    }
}

impl<'a> From<&'a [u8]> for Cell<'a> {
    fn from(value: &'a [u8]) -> Self {
        Self::Bytes(value)
    }
}

/// Rows on their way into a table, encoded for the database that they go to.
pub struct Bulk {
    table: &'static Table,
    /// What stands in the first column of every row, where that is said once and not for each.
    constant: Option<i64>,
    rows: u64,
    encoded: Encoded,
    /// The hashes of the rows, where the table is one whose rows are only ever added.
    kept: Option<Loaded>,
}

enum Encoded {
    /// Full statements' worth of arguments, then those of the last, incomplete one.
    Sqlite {
        full: Vec<SqliteArguments>,
        open: SqliteArguments,
        open_rows: usize,
    },
    Postgres(Vec<u8>),
}

impl Bulk {
    /// No rows yet, for the database of `tx`.
    #[must_use]
    pub fn new(tx: &Tx, table: &'static Table) -> Self {
        Self::encoded(matches!(tx, Tx::Sqlite(_)), table)
    }

    /// No rows yet, for a transaction of `store` that somebody else will begin.
    #[must_use]
    pub fn of(store: &Store, table: &'static Table) -> Self {
        Self::encoded(matches!(store, Store::Sqlite(..)), table)
    }

    fn encoded(sqlite: bool, table: &'static Table) -> Self {
        let encoded = if sqlite {
            Encoded::Sqlite { full: Vec::new(), open: SqliteArguments::default(), open_rows: 0 }
        } else {
            Encoded::Postgres(COPY_HEADER.to_vec())
        };
        Self { table, constant: None, rows: 0, encoded, kept: Loaded::new(table.name, table.columns) }
    }

    /// Puts the same number into the first column of every row; the cells of a row are those after it.
    #[must_use]
    pub fn with_first(mut self, number: i64) -> Self {
        self.constant = Some(number);
        self
    }

    /// Adds a row: one cell for each of the table's columns.
    ///
    /// # Panics
    /// When the number of cells is another one; a row of the wrong shape is a defect of the caller.
    pub fn push<const N: usize>(&mut self, cells: [Cell<'_>; N]) -> Result<()> {
        let columns = N + usize::from(self.constant.is_some());
        assert_eq!(columns, self.table.columns.len(), "`{}` is loaded by other columns", self.table.name);
        self.rows += 1;
        if let Some(kept) = &mut self.kept {
            kept.add(self.constant.map(Cell::Int).into_iter().chain(cells));
        }
        match &mut self.encoded {
            Encoded::Sqlite { full, open, open_rows } => {
                if *open_rows == 0 {
                    open.reserve(ROWS * N, 0);
                }
                for cell in cells {
                    match cell {
                        Cell::Null => open.add(None::<i64>),
                        Cell::Int(value) => open.add(value),
                        Cell::Text(value) => open.add(value),
                        Cell::Bytes(value) => open.add(value),
                    }
                    .map_err(|error| StoreError::Driver(sqlx::Error::Encode(error)))?;
                }
                *open_rows += 1;
                if *open_rows == ROWS {
                    full.push(std::mem::take(open));
                    *open_rows = 0;
                }
            }
            Encoded::Postgres(buffer) => {
                let count = i16::try_from(columns).map_err(|_| {
                    StoreError::inconsistent(self.table.name, "(any)", N, "more columns than COPY takes")
                })?;
                buffer.extend_from_slice(&count.to_be_bytes());
                for cell in self.constant.map(Cell::Int).into_iter().chain(cells) {
                    match cell {
                        Cell::Null => buffer.extend_from_slice(&(-1_i32).to_be_bytes()),
                        Cell::Int(value) => {
                            buffer.extend_from_slice(&8_i32.to_be_bytes());
                            buffer.extend_from_slice(&value.to_be_bytes());
                        }
                        Cell::Text(value) => append(buffer, value.as_bytes(), self.table)?,
                        Cell::Bytes(value) => append(buffer, value, self.table)?,
                    }
                }
            }
        }
        Ok(())
    }

    /// How many rows wait to be written.
    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// Writes the rows when many wait, so that a large load needs little memory.
    pub async fn spill(&mut self, tx: &mut Tx) -> Result<()> {
        if self.rows >= WAITING {
            self.write(tx).await?;
        }
        Ok(())
    }

    /// Writes all rows and is empty again.
    pub async fn write(&mut self, tx: &mut Tx) -> Result<u64> {
        let written = std::mem::take(&mut self.rows);
        if written == 0 {
            return Ok(0);
        }
        if let Some(loaded) = &mut self.kept {
            tx.written().rows(loaded.kept, loaded.take());
        }
        match (&mut self.encoded, tx) {
            (Encoded::Sqlite { full, open, open_rows }, Tx::Sqlite(transaction)) => {
                if !full.is_empty() {
                    let statement: std::sync::Arc<str> = values(self.table, self.constant, ROWS).into();
                    for arguments in full.drain(..) {
                        sqlx::query_with(AssertSqlSafe(std::sync::Arc::clone(&statement)), arguments)
                            .execute(&mut **transaction)
                            .await?;
                    }
                }
                if *open_rows > 0 {
                    let statement = values(self.table, self.constant, *open_rows);
                    *open_rows = 0;
                    sqlx::query_with(AssertSqlSafe(statement), std::mem::take(open))
                        .persistent(false)
                        .execute(&mut **transaction)
                        .await?;
                }
            }
            (Encoded::Postgres(buffer), Tx::Postgres(transaction, _)) => {
                buffer.extend_from_slice(&(-1_i16).to_be_bytes());
                let columns = self.table.columns.join(", ");
                let statement = format!("COPY {} ({columns}) FROM STDIN (FORMAT binary)", self.table.name);
                let many = written >= MANY;
                if many {
                    sqlx::raw_sql(KEEP_PLANS).execute(&mut **transaction).await?;
                }
                let mut copy = transaction.copy_in_raw(&statement).await?;
                for chunk in buffer.chunks(COPY_CHUNK) {
                    copy.send(chunk).await?;
                }
                copy.finish().await?;
                if many {
                    sqlx::raw_sql(PLAN_ANEW).execute(&mut **transaction).await?;
                }
                buffer.truncate(COPY_HEADER.len());
            }
            _ => {
                return Err(StoreError::inconsistent(
                    self.table.name,
                    "(any)",
                    written,
                    "rows were encoded for another database",
                ));
            }
        }
        Ok(written)
    }
}

/// Lets the statements that follow on this connection sort a large table, in some memory that does not grow with it.
pub async fn sort_large(tx: &mut Tx) -> Result<()> {
    match tx {
        Tx::Sqlite(transaction) => {
            sqlx::raw_sql(SORT_LARGE_SQLITE).execute(&mut **transaction).await?;
        }
        Tx::Postgres(transaction, _) => {
            sqlx::raw_sql(SORT_LARGE_POSTGRES).execute(&mut **transaction).await?;
        }
    }
    Ok(())
}

/// As [`sort_large`], in less memory: for what is read once and written elsewhere.
pub async fn export_large(tx: &mut Tx) -> Result<()> {
    if let Tx::Sqlite(transaction) = tx {
        sqlx::raw_sql(EXPORT_SQLITE).execute(&mut **transaction).await?;
        return Ok(());
    }
    sort_large(tx).await
}

/// Lets the statements that follow in this transaction read pages along a key, each in the time that the page takes.
pub async fn read_along_keys(tx: &mut Tx) -> Result<()> {
    if let Tx::Postgres(transaction, _) = tx {
        sqlx::raw_sql(ALONG_THE_KEY).execute(&mut **transaction).await?;
    }
    Ok(())
}

/// Appends one field of binary `COPY`: its length in bytes, then itself.
fn append(buffer: &mut Vec<u8>, value: &[u8], table: &'static Table) -> Result<()> {
    let length = i32::try_from(value.len())
        .map_err(|_| StoreError::inconsistent(table.name, "(any)", "(new)", "a value above 2 GiB"))?;
    buffer.extend_from_slice(&length.to_be_bytes());
    buffer.extend_from_slice(value);
    Ok(())
}

/// `INSERT … VALUES` for so many rows. With `?` and not `$1`: numbered ones make the driver quadratic.
fn values(table: &Table, constant: Option<i64>, rows: usize) -> String {
    let mut cells = vec!["?".to_owned(); table.columns.len()];
    if let (Some(constant), Some(first)) = (constant, cells.first_mut()) {
        *first = constant.to_string();
    }
    let marks = cells.join(",");
    let mut statement = format!("INSERT INTO {} ({}) VALUES ", table.name, table.columns.join(","));
    for row in 0..rows {
        let separator = if row == 0 { "" } else { "," };
        // Writing to a string can't fail.
        let _ = write!(statement, "{separator}({marks})");
    }
    statement
}
