//! Issuing centers.

use super::{Result, Tx, one_row};
use crate::domain::identifier::Code;
use crate::domain::party::PartyId;

/// An issuing center.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Center {
    /// Its party number.
    #[sqlx(try_from = "i64")]
    pub center_id: PartyId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

const INSERT_CENTER: &str = "
    INSERT INTO center (center_id, code, name, recorded)
    VALUES ($1, $2, $3, $4)";

const CENTER_BY_CODE: &str = "
    SELECT center_id, code, name
    FROM center
    WHERE code = $1";

const LIST_CENTERS: &str = "
    SELECT center_id, code, name
    FROM center
    ORDER BY code";

const RENAME_CENTER: &str = "
    UPDATE center
    SET name = $2
    WHERE center_id = $1";

/// Adds a center.
pub async fn insert(tx: &mut Tx, id: PartyId, code: &Code, name: &str, recorded: i64) -> Result<()> {
    let written = execute!(tx, INSERT_CENTER, id.get(), code.as_str(), name, recorded)?;
    one_row("center", code, written)
}

/// The center of a code.
pub async fn by_code(tx: &mut Tx, code: &str) -> Result<Option<Center>> {
    fetch_optional!(tx, Center, CENTER_BY_CODE, code)
}

/// All centers, by code.
pub async fn list(tx: &mut Tx) -> Result<Vec<Center>> {
    fetch_all!(tx, Center, LIST_CENTERS)
}

/// Changes the name.
pub async fn rename(tx: &mut Tx, id: PartyId, name: &str) -> Result<()> {
    one_row("center", id.get(), execute!(tx, RENAME_CENTER, id.get(), name)?)
}
