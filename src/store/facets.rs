//! The facets of holders that stand in clear: those that a scheme names, as one value for each holder.

use std::collections::{BTreeMap, HashMap};

use super::bulk::{Bulk, Table};
use super::{Result, StoreError, Tx, Visited};
use crate::domain::party::PartyId;

/// `holder_facets`, for bulk load.
pub const HOLDER_FACETS: Table = Table { name: "holder_facets", columns: &["holder_id", "facets"] };

/// Facets by key.
pub type Clear = BTreeMap<String, String>;

const FACETS_OF: &str = "
    SELECT holder_id, facets
    FROM holder_facets
    WHERE holder_id IN (@keys)";

const ALL_FACETS: &str = "
    SELECT holder_id, facets
    FROM holder_facets
    ORDER BY holder_id";

const DELETE_FACETS: &str = "
    DELETE FROM holder_facets
    WHERE holder_id IN (@keys)";

/// The facets that are stored for a holder.
pub fn read(holder: PartyId, stored: &str) -> Result<Clear> {
    serde_json::from_str(stored)
        .map_err(|error| StoreError::inconsistent("holder_facets", "facets", holder.get(), error))
}

/// Facets as they are stored.
#[must_use]
pub fn text(facets: &Clear) -> String {
    // A map of texts can't fail.
    serde_json::to_string(facets).unwrap_or_default()
}

/// Visits the facets of all holders.
pub async fn for_each<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    mut visit: impl FnMut(PartyId, Clear) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    let mut visit = |(holder, stored): (i64, String)| {
        let holder = PartyId::new(holder);
        visit(holder, read(holder, &stored)?)
    };
    for_each!(tx, (i64, String), visit, ALL_FACETS)
}

/// The facets of a holder.
pub async fn of(tx: &mut Tx, holder: PartyId) -> Result<Clear> {
    let found: Vec<(i64, String)> = fetch_in!(tx, (i64, String), FACETS_OF, [], &[holder.get()]);
    found.first().map_or(Ok(Clear::new()), |(_, stored)| read(holder, stored))
}

/// The facets in clear of these holders, for those who have some.
pub async fn of_many(tx: &mut Tx, holders: &[i64]) -> Result<HashMap<i64, Clear>> {
    let found: Vec<(i64, String)> = fetch_in!(tx, (i64, String), FACETS_OF, [], holders);
    found.into_iter().map(|(holder, stored)| Ok((holder, read(holder.into(), &stored)?))).collect()
}

/// Writes the facets of holders, in the order of their numbers, in place of those that stood there. Who has none gets no
/// row.
pub async fn replace(tx: &mut Tx, facets: &[(PartyId, &Clear)]) -> Result<()> {
    let ids: Vec<i64> = facets.iter().map(|(holder, _)| holder.get()).collect();
    delete(tx, &ids).await?;
    insert(tx, facets).await
}

/// Writes the facets of holders who have none yet, in the order of their numbers.
pub async fn insert(tx: &mut Tx, facets: &[(PartyId, &Clear)]) -> Result<()> {
    let mut bulk = Bulk::new(tx, &HOLDER_FACETS);
    for (holder, facets) in facets.iter().filter(|(_, facets)| !facets.is_empty()) {
        bulk.push([holder.get().into(), text(facets).as_str().into()])?;
        bulk.spill(tx).await?;
    }
    bulk.write(tx).await?;
    Ok(())
}

/// Forgets the facets of these holders.
pub async fn delete(tx: &mut Tx, ids: &[i64]) -> Result<()> {
    execute_in!(tx, DELETE_FACETS, [], ids);
    Ok(())
}
