//! The restriction of a holder, which leaves nothing but storage.

use super::{Result, StoreError, Tx, cohort, holder};
use crate::domain::party::PartyId;

const RESTRICT: &str = "
    UPDATE holder
    SET restricted_at = $2
    WHERE holder_id = $1
      AND restricted_at IS NULL";

const LIFT: &str = "
    UPDATE holder
    SET restricted_at = NULL
    WHERE holder_id = $1
      AND restricted_at IS NOT NULL";

const DELETE_PLACEMENTS: &str = "
    DELETE FROM placement
    WHERE holder_id = $1";

const DELETE_EMPTY_COHORT: &str = "
    DELETE FROM cohort
    WHERE cohort_id = $1
      AND NOT EXISTS (
          SELECT 1
          FROM member AS m
          WHERE m.cohort_id = $1)
      AND NOT EXISTS (
          SELECT 1
          FROM cohort AS below
          WHERE below.parent_id = $1)";

/// Restricts a holder: no facet stays in clear, and no cohort has them. Cohorts that nobody else is in go with
/// them, for their names tell what the facets told: the caller holds the placements.
pub async fn restrict(tx: &mut Tx, id: PartyId, at: i64) -> Result<()> {
    if execute!(tx, RESTRICT, id.get(), at)? != 1 {
        return Err(StoreError::Busy("the holder was restricted by somebody else meanwhile".to_owned()));
    }
    let placements = holder::placements(tx, id).await?;
    execute!(tx, DELETE_PLACEMENTS, id.get())?;
    for (_, leaf, key) in placements {
        // From the leaf up: whoever is in a cohort is in the one above it, too.
        for cohort in cohort::chain_of(tx, leaf).await? {
            cohort::remove(tx, cohort, &key, id).await?;
            execute!(tx, DELETE_EMPTY_COHORT, cohort.get())?;
        }
    }
    holder::delete_facets(tx, &[id.get()]).await
}

/// Ends a restriction. The holder has to be placed again.
pub async fn lift(tx: &mut Tx, id: PartyId) -> Result<()> {
    if execute!(tx, LIFT, id.get())? == 1 {
        Ok(())
    } else {
        Err(StoreError::Busy("the restriction was lifted by somebody else meanwhile".to_owned()))
    }
}
