//! Region tables that were imported. The newest is in force; without any it is the program's own.

use super::{Result, StoreError, Tx, one_row};
use crate::domain::region::RegionTable;

/// An imported table without its content.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Imported {
    /// Its place in the sequence of imports.
    pub revision: i64,
    /// What its first line calls it.
    pub version: String,
    /// SHA-256 of its text, in hexadecimal.
    pub sha256: String,
    /// How many intervals it has.
    pub intervals: i64,
    /// When it was imported, in microseconds since 1970.
    pub imported_at: i64,
    /// By whom.
    pub imported_by: String,
}

const IN_FORCE: &str = "
    SELECT revision, version, sha256, intervals, imported_at, imported_by
    FROM region_table
    ORDER BY revision DESC
    LIMIT 1";

const CONTENT: &str = "
    SELECT content
    FROM region_table
    WHERE revision = $1";

const TABLE_HASHES: &str = "
    SELECT revision, sha256
    FROM region_table
    ORDER BY revision";

const VERSION_IMPORTED: &str = "
    SELECT sha256
    FROM region_table
    WHERE version = $1
    ORDER BY revision DESC
    LIMIT 1";

const INSERT_REGION_TABLE: &str = "
    INSERT INTO region_table (revision, version, sha256, intervals, imported_at, imported_by, content)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// The imported table that is in force.
pub async fn in_force(tx: &mut Tx) -> Result<Option<Imported>> {
    fetch_optional!(tx, Imported, IN_FORCE)
}

/// The text of an imported table.
pub async fn content(tx: &mut Tx, revision: i64) -> Result<String> {
    let found: Option<(String,)> = fetch_optional!(tx, (String,), CONTENT, revision)?;
    let missing = || StoreError::inconsistent("region_table", "content", revision, "it is not there");
    found.map(|(content,)| content).ok_or_else(missing)
}

/// The number and hash of every imported table.
pub async fn hashes(tx: &mut Tx) -> Result<Vec<(i64, String)>> {
    fetch_all!(tx, (i64, String), TABLE_HASHES)
}

/// The SHA-256 of the table that was imported last under a version.
pub async fn sha256_of(tx: &mut Tx, version: &str) -> Result<Option<String>> {
    let found: Option<(String,)> = fetch_optional!(tx, (String,), VERSION_IMPORTED, version)?;
    Ok(found.map(|(sha256,)| sha256))
}

/// Puts a table in force.
pub async fn insert(tx: &mut Tx, revision: i64, table: &RegionTable, at: i64, by: &str) -> Result<()> {
    let intervals = i64::try_from(table.iter().len()).unwrap_or(i64::MAX);
    let written = execute!(
        tx,
        INSERT_REGION_TABLE,
        revision,
        table.version(),
        table.sha256(),
        intervals,
        at,
        by,
        table.text(),
    )?;
    one_row("region_table", revision, written)
}
