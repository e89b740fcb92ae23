//! The region table in force: the one that was imported last, or the program's own.

use std::ops::Deref;

use crate::domain::region::RegionTable;
use crate::error::Error;
use crate::store::{StoreError, Tx, region};

/// A region table, wherever it is from.
pub enum Regions {
    /// The program's own. It is read when it is looked into.
    Embedded,
    /// One that the site imported.
    Imported(Box<RegionTable>),
}

impl Deref for Regions {
    type Target = RegionTable;

    fn deref(&self) -> &RegionTable {
        match self {
            Self::Embedded => RegionTable::embedded(),
            Self::Imported(table) => table,
        }
    }
}

/// Reads the table in force.
pub async fn in_force(tx: &mut Tx) -> Result<Regions, Error> {
    let Some(imported) = region::in_force(tx).await? else { return Ok(Regions::Embedded) };
    let content = region::content(tx, imported.revision).await?;
    let table = RegionTable::parse(&content)
        .map_err(|error| StoreError::inconsistent("region_table", "content", imported.revision, error))?;
    Ok(Regions::Imported(Box::new(table)))
}

/// What the table in force calls itself.
pub async fn version(tx: &mut Tx) -> Result<String, Error> {
    let imported = region::in_force(tx).await?;
    Ok(imported.map_or_else(|| RegionTable::embedded().version().to_owned(), |imported| imported.version))
}
