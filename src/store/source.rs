//! Sources: where imported purchases and payments come from.

use super::{Counter, Result, Store, Tx, one_row};
use crate::domain::id::SourceId;
use crate::domain::identifier::Code;

const SOURCE_BY_NAME: &str = "
    SELECT source_id
    FROM source
    WHERE name = $1";

const INSERT_SOURCE: &str = "
    INSERT INTO source (source_id, name)
    VALUES ($1, $2)";

const LIST_SOURCES: &str = "
    SELECT source_id, name
    FROM source
    ORDER BY source_id";

/// The source of a name.
pub async fn by_name(tx: &mut Tx, name: &str) -> Result<Option<SourceId>> {
    let found: Option<(i64,)> = fetch_optional!(tx, (i64,), SOURCE_BY_NAME, name)?;
    Ok(found.map(|(id,)| id.into()))
}

/// The source of a name, made when there is none.
pub async fn ensure(store: &Store, tx: &mut Tx, name: &Code) -> Result<SourceId> {
    if let Some(id) = by_name(tx, name.as_str()).await? {
        return Ok(id);
    }
    let id = store.reserve(tx, Counter::Source, 1).await?;
    one_row("source", name, execute!(tx, INSERT_SOURCE, id, name.as_str())?)?;
    Ok(id.into())
}

/// All sources with their names.
pub async fn list(tx: &mut Tx) -> Result<Vec<(SourceId, String)>> {
    let rows: Vec<(i64, String)> = fetch_all!(tx, (i64, String), LIST_SOURCES)?;
    Ok(rows.into_iter().map(|(id, name)| (id.into(), name)).collect())
}
