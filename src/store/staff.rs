//! Business persons of the centers. Their names are sealed, like every person's.

use super::{Result, Tx, one_row};
use crate::domain::identifier::Code;
use crate::domain::party::PartyId;

/// A staff member.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Staff {
    /// Their party number.
    #[sqlx(try_from = "i64")]
    pub staff_id: PartyId,
    /// Their code.
    pub code: String,
    /// Their name, sealed.
    pub name: Vec<u8>,
    /// Their center.
    #[sqlx(try_from = "i64")]
    pub center_id: PartyId,
    /// Their center's code.
    pub center: String,
}

const INSERT_STAFF: &str = "
    INSERT INTO staff (staff_id, code, name, center_id, recorded)
    VALUES ($1, $2, $3, $4, $5)";

const STAFF_BY_CODE: &str = "
    SELECT s.staff_id, s.code, s.name, s.center_id, c.code AS center
    FROM staff AS s
    JOIN center AS c ON c.center_id = s.center_id
    WHERE s.code = $1";

const LIST_STAFF: &str = "
    SELECT s.staff_id, s.code, s.name, s.center_id, c.code AS center
    FROM staff AS s
    JOIN center AS c ON c.center_id = s.center_id
    ORDER BY s.code";

const RENAME_STAFF: &str = "
    UPDATE staff
    SET name = $2
    WHERE staff_id = $1";

/// Adds a staff member.
pub async fn insert(
    tx: &mut Tx,
    id: PartyId,
    code: &Code,
    name: &[u8],
    center: PartyId,
    recorded: i64,
) -> Result<()> {
    let written = execute!(tx, INSERT_STAFF, id.get(), code.as_str(), name, center.get(), recorded)?;
    one_row("staff", code, written)
}

/// The staff member of a code.
pub async fn by_code(tx: &mut Tx, code: &str) -> Result<Option<Staff>> {
    fetch_optional!(tx, Staff, STAFF_BY_CODE, code)
}

/// All staff, by code.
pub async fn list(tx: &mut Tx) -> Result<Vec<Staff>> {
    fetch_all!(tx, Staff, LIST_STAFF)
}

/// Changes the sealed name.
pub async fn rename(tx: &mut Tx, id: PartyId, name: &[u8]) -> Result<()> {
    one_row("staff", id.get(), execute!(tx, RENAME_STAFF, id.get(), name)?)
}
