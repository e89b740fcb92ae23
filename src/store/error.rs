//! What can go wrong with the database.

use std::path::PathBuf;

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
    /// The server does not know all of the SQL.
    #[error("the server is PostgreSQL {found}, and this program works with {needed} or later")]
    ServerTooOld {
        /// The server's version.
        found: String,
        /// The oldest one that does.
        needed: String,
    },
    /// What the URL, the environment or the configuration says of a connection can't be done.
    #[error("the connection can't be made so: {0}")]
    Options(String),
    /// The server can't be reached.
    #[error("the database can't be reached: {0}")]
    Unreachable(String),
    /// No name server knows the host.
    #[error("the database's host `{0}` is not known")]
    UnknownHost(String),
    /// The server starts or shuts down.
    #[error("the database is not ready: {0}")]
    NotReady(String),
    /// The server has as many connections as it takes.
    #[error("the database takes no more connections: {0}")]
    TooManyConnections(String),
    /// The server does not let this user in.
    #[error("the database refuses the login: {0}")]
    LoginRefused(String),
    /// The server wants a password, and there is none.
    #[error("the database at {place} wants a password of `{user}`, and there is none")]
    PasswordMissing {
        /// The user.
        user: String,
        /// The server.
        place: String,
        /// The password file that is not read, because others may read it, too.
        unread: Option<PathBuf>,
    },
    /// The server has no database of this name.
    #[error("there is no such database: {0}")]
    DatabaseMissing(String),
    /// The server does not offer TLS, and it is wanted.
    #[error("the database at {0} offers no encrypted connection")]
    TlsRefused(String),
    /// The server's certificate is not what it should be, or the server does not take the client's.
    #[error("the encrypted connection to {place} was given up: {why}")]
    TlsUnverified {
        /// The server.
        place: String,
        /// What is wrong.
        why: String,
    },
    /// The connection broke. What was not committed is gone.
    #[error("the connection to the database was lost: {0}")]
    Lost(String),
    /// The connection broke while a transaction was being committed, and nobody could be asked what came of it.
    #[error("the connection to the database was lost during the commit: {0}")]
    Uncertain(String),
    /// Another writer was in the way for too long, or the database ended the transaction for another's sake.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// A statement or a wait took longer than it may, or somebody ended it.
    #[error("the database gave up: {0}")]
    GaveUp(String),
    /// The database can be read only, by anybody: a standby server, or a file system for reading.
    #[error("the database can't be changed: {0}")]
    ReadOnly(String),
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
    /// The file is no database, or is damaged.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// The disk or the file system does not do what a database needs.
    #[error("the database's disk fails: {0}")]
    Disk(String),
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

    /// What a handshake says that failed.
    pub(super) fn tls(place: &str, why: &str) -> Self {
        if why.contains("does not support TLS") {
            return Self::TlsRefused(place.to_owned());
        }
        Self::TlsUnverified { place: place.to_owned(), why: why.to_owned() }
    }

    /// Whether the same may succeed in a moment, with nothing kept of what was begun.
    #[must_use]
    pub const fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Busy(_)
                | Self::Duplicate(_)
                | Self::Lost(_)
                | Self::NotReady(_)
                | Self::TooManyConnections(_)
                | Self::Unreachable(_)
        )
    }

    /// Whether the connection is of no use any more.
    #[must_use]
    pub(super) const fn is_lost(&self) -> bool {
        matches!(self, Self::Lost(_))
    }

    /// Whether a commit may have been done.
    #[must_use]
    pub(super) const fn is_uncertain(&self) -> bool {
        matches!(self, Self::Uncertain(_))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let sqlx::Error::Database(reported) = &error else {
            return match error {
                sqlx::Error::Io(ref why) if why.kind() == std::io::ErrorKind::UnexpectedEof => {
                    Self::Lost("the server closed it".to_owned())
                }
                sqlx::Error::Io(why) => Self::Lost(why.to_string()),
                // Whoever had it before was given up amid a commit; its rollback is on the way.
                sqlx::Error::BeginFailed => Self::Lost("its last transaction was left open".to_owned()),
                // What came over the connection was cut off, or is not what a server says.
                sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) => Self::Lost(error.to_string()),
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
        let kind = if code.len() == 5 { of_server(&code, message) } else { of_file(&code, message) };
        kind.unwrap_or(Self::Driver(error))
    }
}

/// What a server reports.
fn of_server(code: &str, message: String) -> Option<StoreError> {
    Some(match code {
        "40001" | "40P01" => StoreError::Busy(message),
        // Somebody else changed the rights of the same table or role. The server has no code of its own for it, and its
        // words are the same in every language.
        "XX000" if message.starts_with("tuple concurrently ") => StoreError::Busy(message),
        "55P03" | "57014" | "25P03" | "25P04" => StoreError::GaveUp(message),
        "42501" => StoreError::RoleMissing(message),
        "25006" => StoreError::ReadOnly(message),
        "28000" | "28P01" => StoreError::LoginRefused(message),
        "3D000" => StoreError::DatabaseMissing(message),
        "53300" => StoreError::TooManyConnections(message),
        "57P03" => StoreError::NotReady(message),
        "57P01" | "57P02" | "57P05" => StoreError::Lost(message),
        "53100" => StoreError::Full(message),
        "XX001" | "XX002" => StoreError::Damaged(message),
        // Its disk or file system, or what it is made of.
        "58030" | "58P01" | "58P02" => StoreError::Disk(message),
        _ if code.starts_with("08") => StoreError::Lost(message),
        _ => return None,
    })
}

/// What SQLite reports of its file.
fn of_file(code: &str, message: String) -> Option<StoreError> {
    Some(match code.parse::<u32>().ok()? & 0xff {
        5 | 6 => StoreError::Busy(message),
        8 | 3 => StoreError::Denied(message),
        10 | 15 => StoreError::Disk(message),
        11 | 26 => StoreError::Damaged(message),
        13 => StoreError::Full(message),
        // The file was looked at before: it is what has to be made beside it.
        14 => StoreError::Denied(format!("{message} (the log beside the file has to be written, too)")),
        _ => return None,
    })
}
