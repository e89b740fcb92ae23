//! Schemes as stored.

use super::{Result, StoreError, Tx, one_row};
use crate::domain::id::SchemeId;
use crate::domain::identifier::Code;
use crate::domain::scheme::Scheme;

/// A scheme with its number and name.
#[derive(Clone, Debug)]
pub struct StoredScheme {
    /// Its number.
    pub scheme_id: SchemeId,
    /// Its name.
    pub name: String,
    /// Levels and priority.
    pub scheme: Scheme,
}

const INSERT_SCHEME: &str = "
    INSERT INTO scheme (scheme_id, name, facets, priority, recorded)
    VALUES ($1, $2, $3, $4, $5)";

const LIST_SCHEMES: &str = "
    SELECT scheme_id, name, facets, priority
    FROM scheme
    ORDER BY scheme_id";

/// Adds a scheme.
pub async fn insert(tx: &mut Tx, id: SchemeId, name: &Code, scheme: &Scheme, recorded: i64) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_SCHEME,
        id.get(),
        name.as_str(),
        scheme.facets_text(),
        scheme.priority_text(),
        recorded,
    )?;
    one_row("scheme", name, written)
}

/// All schemes, the oldest first. There are a few.
pub async fn list(tx: &mut Tx) -> Result<Vec<StoredScheme>> {
    let rows: Vec<(i64, String, String, String)> =
        fetch_all!(tx, (i64, String, String, String), LIST_SCHEMES)?;
    rows.into_iter()
        .map(|(id, name, facets, priority)| {
            let scheme = Scheme::parse(&facets, &priority)
                .map_err(|why| StoreError::inconsistent("scheme", "facets", id, why))?;
            Ok(StoredScheme { scheme_id: id.into(), name, scheme })
        })
        .collect()
}
