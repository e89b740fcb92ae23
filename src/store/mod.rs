//! The database: the only room that names sqlx.
//!
//! One text of each statement serves SQLite and PostgreSQL. [`Store`] is an opened database, [`Tx`] a
//! transaction on whichever it is, and the macros `fetch_all!`, `fetch_optional!`, `fetch_one!`, `execute!`
//! and `for_each!` run a typed statement on it. Only opening, locking, migrating and bulk loading branch on
//! the database.
//!
//! A look-up of one thing returns `Result<Option<T>>`. After an error a transaction is over. A row that makes
//! no sense is a [`StoreError::Inconsistent`], which names it.

/// Runs `$body` with the connection of whichever database the transaction is on.
macro_rules! on_connection {
    ($tx:expr, $connection:ident => $body:expr) => {
        match $tx {
            $crate::store::Tx::Sqlite(transaction) => {
                let $connection = &mut **transaction;
                $body
            }
            $crate::store::Tx::Postgres(transaction, _) => {
                let $connection = &mut **transaction;
                $body
            }
        }
    };
}

/// All rows of a statement, as `$row`.
macro_rules! fetch_all {
    ($tx:expr, $row:ty, $sql:expr $(, $argument:expr)* $(,)?) => {
        on_connection!($tx, connection => {
            sqlx::query_as::<_, $row>($sql)$(.bind($argument))*.fetch_all(connection).await
        })
        .map_err($crate::store::StoreError::from)
    };
}

/// The first row of a statement, or nothing.
macro_rules! fetch_optional {
    ($tx:expr, $row:ty, $sql:expr $(, $argument:expr)* $(,)?) => {
        on_connection!($tx, connection => {
            sqlx::query_as::<_, $row>($sql)$(.bind($argument))*.fetch_optional(connection).await
        })
        .map_err($crate::store::StoreError::from)
    };
}

/// The one row of a statement that always has one.
macro_rules! fetch_one {
    ($tx:expr, $row:ty, $sql:expr $(, $argument:expr)* $(,)?) => {
        on_connection!($tx, connection => {
            sqlx::query_as::<_, $row>($sql)$(.bind($argument))*.fetch_one(connection).await
        })
        .map_err($crate::store::StoreError::from)
    };
}

/// Runs a statement and counts the rows it wrote.
macro_rules! execute {
    ($tx:expr, $sql:expr $(, $argument:expr)* $(,)?) => {
        on_connection!($tx, connection => {
            sqlx::query($sql)$(.bind($argument))*.execute(connection).await.map(|done| done.rows_affected())
        })
        .map_err($crate::store::StoreError::from)
    };
}

/// Runs `$visit` on each row as it arrives, in constant memory, until it has enough.
macro_rules! for_each {
    ($tx:expr, $row:ty, $visit:expr, $sql:expr $(, $argument:expr)* $(,)?) => {
        on_connection!($tx, connection => {
            let mut rows = sqlx::query_as::<_, $row>($sql)$(.bind($argument))*.fetch(connection);
            loop {
                match futures_util::TryStreamExt::try_next(&mut rows).await {
                    Ok(Some(row)) => match $visit(row) {
                        Ok(said) if $crate::store::Visited::has_enough(&said) => break Ok(()),
                        Ok(_) => {}
                        Err(error) => break Err(error),
                    },
                    Ok(None) => break Ok(()),
                    Err(error) => break Err($crate::store::StoreError::from(error).into()),
                }
            }
        })
    };
}

#[macro_use]
mod lookup;

pub mod access;
pub mod activation;
pub mod adjustment;
pub mod agent;
pub mod attribution;
pub mod audit;
pub mod backup;
pub mod batch;
pub mod batch_event;
pub mod batch_release;
pub mod bill;
pub mod books;
pub mod bulk;
pub mod card;
pub mod card_block;
pub mod center;
pub mod check;
pub mod cohort;
pub mod cohort_policy;
pub mod counter;
pub mod custody;
pub mod dispatch;
pub mod doctor;
pub mod due;
pub mod entries;
mod error;
pub mod explain;
pub mod facets;
pub mod glance;
pub mod history;
pub mod holder;
pub mod holder_secret;
pub mod key;
pub mod ledger;
pub mod lines;
pub mod listing;
pub mod lock;
pub mod migrate;
pub mod notice;
pub mod open;
pub mod parameter;
pub mod party_account;
pub mod party_identity;
pub mod payment;
pub mod payout;
pub mod payout_export;
pub mod period;
pub mod plan;
pub mod plan_rule;
pub mod provider;
pub mod purchase;
pub mod region;
pub mod regroup;
pub mod report;
pub mod request;
pub mod reseal;
pub mod restriction;
pub mod rights;
pub mod role;
pub mod run;
pub mod scheme;
pub mod service;
pub mod setting;
pub mod settle;
pub mod settled;
pub mod site_code;
pub mod source;
pub mod staff;
pub mod stamp;
pub mod statement;
pub mod status;
pub mod tier;
pub mod visit;
pub mod written;

pub use access::Access;
pub use audit::Entry;
pub use counter::Counter;
pub use error::StoreError;
pub use open::DatabaseUrl;
pub use role::{Role, Standing};

use std::ops::ControlFlow;

use sqlx::{PgPool, Postgres, Sqlite, SqlitePool};
use written::Recorded;

/// What a visitor of rows says of each: nothing, and it gets the next one, or whether it goes on.
pub trait Visited {
    /// Whether no further row is wanted.
    fn has_enough(&self) -> bool;
}

impl Visited for () {
    fn has_enough(&self) -> bool {
        false
    }
}

impl Visited for ControlFlow<()> {
    fn has_enough(&self) -> bool {
        self.is_break()
    }
}

/// What every operation of this room returns.
pub type Result<T> = std::result::Result<T, StoreError>;

/// An opened database.
#[derive(Clone)]
pub enum Store {
    /// An embedded database in one file, and that file's path.
    Sqlite(SqlitePool, std::path::PathBuf),
    /// A PostgreSQL server.
    Postgres(PgPool),
}

/// A transaction. It is rolled back when it is dropped without [`Tx::commit`].
pub enum Tx {
    /// On SQLite.
    Sqlite(Recorded<Sqlite>),
    /// On PostgreSQL, with where it is from: whoever commits and gets no answer asks there.
    Postgres(Recorded<Postgres>, PgPool),
}

impl Store {
    /// Begins a transaction that will write.
    ///
    /// On SQLite it is the only writer from here on; on PostgreSQL writers meet at the rows they write.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(match self {
            // Taking the write lock at once lets the busy handler wait; upgrading later would fail instead.
            Self::Sqlite(pool, _) => Tx::Sqlite(Recorded::new(pool.begin_with("BEGIN IMMEDIATE").await?)),
            Self::Postgres(pool) => begin_on(pool, "BEGIN").await?,
        })
    }

    /// Begins a transaction that sees one state of the database and writes nothing.
    pub async fn snapshot(&self) -> Result<Tx> {
        Ok(match self {
            Self::Sqlite(pool, _) => Tx::Sqlite(Recorded::new(pool.begin().await?)),
            Self::Postgres(pool) => {
                begin_on(pool, "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY").await?
            }
        })
    }

    /// Reserves `count` ids and returns the first.
    ///
    /// On PostgreSQL the reservation is a short transaction of its own, so that nobody waits for a bulk load
    /// to commit; on SQLite, where there is one writer anyway, it belongs to `tx`.
    pub async fn reserve(&self, tx: &mut Tx, counter: Counter, count: i64) -> Result<i64> {
        match self {
            Self::Sqlite(..) => counter::advance(tx, counter, count).await,
            Self::Postgres(_) => {
                let mut tries = 0;
                loop {
                    match reserved(self, counter, count).await {
                        // What may have been reserved already is a gap.
                        Err(error) if tries < RESERVATIONS && (error.is_lost() || error.is_uncertain()) => {
                            tries += 1;
                        }
                        first => return first,
                    }
                }
            }
        }
    }

    /// The database's user, where the database knows users.
    pub async fn session_user(&self) -> Result<Option<String>> {
        const SESSION_USER: &str = "SELECT CAST(session_user AS TEXT)";
        match self {
            Self::Sqlite(..) => Ok(None),
            Self::Postgres(pool) => {
                let (user,): (String,) = sqlx::query_as(SESSION_USER).fetch_one(pool).await?;
                Ok(Some(user))
            }
        }
    }

    /// Closes the connections. On SQLite the write-ahead log is folded into the file when this was the last.
    pub async fn close(self) {
        match self {
            Self::Sqlite(pool, _) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }

    /// The database's kind, for messages.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Sqlite(..) => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }
}

/// How often ids are reserved anew when a connection breaks: a server that is not there within two is away.
const RESERVATIONS: u32 = 2;

async fn reserved(store: &Store, counter: Counter, count: i64) -> Result<i64> {
    let mut own = store.begin().await?;
    let first = counter::advance(&mut own, counter, count).await?;
    own.finish().await?;
    Ok(first)
}

/// Begins a transaction. Connections that broke while they lay idle, as long as somebody thought about a question, are
/// found out here, where nothing has been asked yet.
async fn begin_on(pool: &PgPool, begin: &'static str) -> Result<Tx> {
    let mut broken = 0;
    loop {
        match pool.begin_with(begin).await.map_err(StoreError::from) {
            Ok(transaction) => return Ok(Tx::Postgres(Recorded::new(transaction), pool.clone())),
            Err(error) if error.is_lost() && broken < pool.options().get_max_connections() => broken += 1,
            Err(error) => return Err(error),
        }
    }
}

impl Tx {
    /// Writes the audit entry and commits: a change and its entry stand or fall together.
    ///
    /// The entry is the last statement, so that others wait for the chain's head only during the commit.
    pub async fn commit(self, entry: &Entry) -> Result<()> {
        self.commit_under(entry).await.map(drop)
    }

    /// As [`commit`](Self::commit), and gives the head of the log that the entry made: kept elsewhere, it proves that
    /// nothing up to this change was taken away or written anew. Where the connection breaks before the answer, the entry
    /// tells whether the change was made.
    pub async fn commit_under(mut self, entry: &Entry) -> Result<audit::Head> {
        let head = audit::append(&mut self, entry).await?;
        let pool = match &self {
            Self::Sqlite(_) => None,
            Self::Postgres(_, pool) => Some(pool.clone()),
        };
        match (self.finish().await, pool) {
            (Ok(()), _) => Ok(head),
            (Err(StoreError::Uncertain(why)), Some(pool)) => match audit::is_kept(&pool, &head).await {
                Ok(true) => Ok(head),
                Ok(false) => Err(StoreError::Lost(why)),
                Err(_) => Err(StoreError::Uncertain(why)),
            },
            (Err(error), _) => Err(error),
        }
    }

    /// Commits what an audit entry elsewhere covers: a reservation of ids, a slice of a run that was announced.
    ///
    /// # Errors
    /// It has written what only an entry of its own can cover.
    pub(crate) async fn finish(mut self) -> Result<()> {
        if let Some(told) = self.written().told() {
            return Err(StoreError::inconsistent(
                "audit",
                "wrote",
                told,
                "rows without an entry of their own",
            ));
        }
        match self {
            Self::Sqlite(recorded) => recorded.transaction.commit().await?,
            Self::Postgres(recorded, _) => {
                match recorded.transaction.commit().await.map_err(StoreError::from) {
                    Err(StoreError::Lost(why)) => return Err(StoreError::Uncertain(why)),
                    done => done?,
                }
            }
        }
        Ok(())
    }

    /// Ends the transaction and leaves nothing of it.
    pub async fn rollback(self) -> Result<()> {
        match self {
            Self::Sqlite(recorded) => recorded.transaction.rollback().await?,
            Self::Postgres(recorded, _) => recorded.transaction.rollback().await?,
        }
        Ok(())
    }
}

/// Asserts that a statement wrote exactly one row; anything else is a row that is not as it was read.
fn one_row(table: &'static str, key: impl std::fmt::Display, written: u64) -> Result<()> {
    if written == 1 {
        Ok(())
    } else {
        Err(StoreError::Inconsistent {
            table,
            column: "(key)",
            row: key.to_string(),
            why: format!("{written} rows were written where one was expected"),
        })
    }
}
