//! What can go wrong with the database.

/// An error of the store, in kinds that a caller branches on.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The text is not a database URL that the program knows.
    #[error("not a database URL: {0}")]
    Url(String),
    /// The database has no platform in it, or does not exist.
    #[error("the database `{0}` has not been initialised")]
    NotInitialised(String),
    /// There is a platform in it already.
    #[error("the database `{0}` has been initialised already")]
    Initialised(String),
    /// The database has a schema that this program does not know yet.
    #[error("the database has schema version {found}, and this program knows up to {known}")]
    SchemaNewer {
        /// The version in the database.
        found: i64,
        /// The latest version of this program.
        known: i64,
    },
    /// The database has an older schema than this program works on.
    #[error("the database has schema version {found}, and this program works on {known}")]
    SchemaOlder {
        /// The version in the database.
        found: i64,
        /// The latest version of this program.
        known: i64,
    },
    /// The server can't be reached or refuses the connection.
    #[error("the database can't be reached: {0}")]
    Unreachable(String),
    /// Another writer was in the way for too long, or the database ended the transaction for another's sake.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// The database does not let this user do it with this table, column or role.
    #[error("the database does not permit it: {0}")]
    RoleMissing(String),
    /// The database lets this user read only, or not at all.
    #[error("the database does not permit it: {0}")]
    Denied(String),
    /// A key exists already.
    #[error("a row with this key exists already ({0})")]
    Duplicate(String),
    /// The disk, or the quota, is full.
    #[error("the database has no room left: {0}")]
    Full(String),
    /// A row that makes no sense.
    #[error("inconsistent row: table `{table}`, column `{column}`, row `{row}`: {why}")]
    Inconsistent {
        /// The row's table.
        table: &'static str,
        /// The column that makes no sense.
        column: &'static str,
        /// The row's key.
        row: String,
        /// What is wrong with it.
        why: String,
    },
    /// Anything else that the driver reports.
    #[error("database error: {0}")]
    Driver(sqlx::Error),
}

impl StoreError {
    /// An inconsistency of one value.
    pub fn inconsistent(
        table: &'static str,
        column: &'static str,
        row: impl std::fmt::Display,
        why: impl std::fmt::Display,
    ) -> Self {
        Self::Inconsistent { table, column, row: row.to_string(), why: why.to_string() }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let sqlx::Error::Database(reported) = &error else {
            return match error {
                sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) => {
                    Self::Unreachable(error.to_string())
                }
                sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed => {
                    Self::Busy("no connection became free in time".to_owned())
                }
                other => Self::Driver(other),
            };
        };
        let message = reported.message().to_owned();
        if reported.is_unique_violation() {
            return Self::Duplicate(reported.constraint().map_or(message, str::to_owned));
        }
        // SQLite reports extended result codes in decimal, the primary one in the lowest byte; PostgreSQL
        // reports five-character SQLSTATEs (appendix A of its manual).
        let code = reported.code().unwrap_or_default();
        match code.len() {
            5 => match &*code {
                "40001" | "40P01" | "53300" | "55P03" | "57014" => Self::Busy(message),
                "42501" => Self::RoleMissing(message),
                "25006" => Self::Denied(message),
                "28000" | "28P01" | "3D000" | "57P01" | "57P03" => Self::Unreachable(message),
                "53100" => Self::Full(message),
                _ if code.starts_with("08") => Self::Unreachable(message),
                _ => Self::Driver(error),
            },
            _ => match code.parse::<u32>().map(|code| code & 0xff) {
                Ok(5 | 6) => Self::Busy(message),
                Ok(8 | 3) => Self::Denied(message),
                Ok(13) => Self::Full(message),
                Ok(14 | 26) => Self::Unreachable(message),
                _ => Self::Driver(error),
            },
        }
    }
}
