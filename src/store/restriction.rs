//! The restriction of a holder, which leaves nothing but storage.

use super::cohort::placement::{self, Move};
use super::cohort::{self, Tree};
use super::listing::{self, Act};
use super::{Result, StoreError, Tx, facets, holder_secret, notice, scheme};
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

const WAITING_REQUESTS: &str = "
    SELECT request_id
    FROM request
    WHERE holder_id = $1
      AND state = 'waiting'
    ORDER BY request_id";

const UNQUEUE_REQUEST: &str = "
    DELETE FROM dispatch_queue
    WHERE item_id = $1
      AND kind = 0
      AND holder_id = $2";

const CANCEL_REQUEST: &str = "
    UPDATE request
    SET state = 'cancelled',
        ended_at = $3,
        payload = $4
    WHERE request_id = $1
      AND holder_id = $2
      AND state = 'waiting'";

/// The requests of a holder that wait to be sent.
pub async fn waiting_requests(tx: &mut Tx, id: PartyId) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = fetch_all!(tx, (i64,), WAITING_REQUESTS, id.get())?;
    Ok(rows.into_iter().map(|(request,)| request).collect())
}

/// Cancels a request that waits, with something else in the place of its payload. One that was sent meanwhile stays.
pub async fn cancel_request(tx: &mut Tx, id: PartyId, request: i64, payload: &[u8], at: i64) -> Result<()> {
    if execute!(tx, CANCEL_REQUEST, request, id.get(), at, payload)? == 1 {
        execute!(tx, UNQUEUE_REQUEST, request, id.get())?;
    }
    Ok(())
}

/// Restricts a holder: no facet stays in clear, and no cohort has them, today or before. Cohorts that nobody else was ever
/// in go with them, for their names tell what the facets told: the caller holds the placements. What they offer is
/// withdrawn, no notice goes to them or is theirs, and nothing that the holder signs is taken any more.
pub async fn restrict(tx: &mut Tx, id: PartyId, registered_at: i64, act: Act<'_>) -> Result<()> {
    let at = act.at;
    if execute!(tx, RESTRICT, id.get(), at)? != 1 {
        return Err(StoreError::Busy("the holder was restricted by somebody else meanwhile".to_owned()));
    }
    listing::withdraw_all(tx, id, act).await?;
    overwrite(tx).await?;
    notice::forget(tx, id, at).await?;
    let placements = placement::of_holder(tx, id).await?;
    for stored in scheme::list(tx).await? {
        for (_, standing) in placements.iter().filter(|(scheme, _)| *scheme == stored.scheme_id) {
            let out = Move { holder: id, registered_at, from: Some(standing.clone()), to: None };
            let mut tree = Tree::on_demand(&stored);
            placement::write(tx, &stored, &mut tree, &[out], at).await?;
        }
    }
    // What was left just now is among it.
    for leaf in placement::forget_past(tx, id).await? {
        // From the leaf up: whoever is in a cohort is in the one above it, too.
        let chain = cohort::chain_of(tx, leaf).await?;
        cohort::delete_unused(tx, &chain).await?;
    }
    holder_secret::delete(tx, id).await?;
    facets::delete(tx, &[id.get()]).await
}

/// Lets SQLite overwrite whatever this connection deletes, also on pages that become free. PostgreSQL keeps deleted rows
/// until its vacuum comes by.
async fn overwrite(tx: &mut Tx) -> Result<()> {
    const OVERWRITE: &str = "PRAGMA secure_delete = ON";
    if let Tx::Sqlite(transaction) = tx {
        sqlx::raw_sql(OVERWRITE).execute(&mut **transaction).await?;
    }
    Ok(())
}

/// Ends a restriction. The holder has to be placed again.
pub async fn lift(tx: &mut Tx, id: PartyId) -> Result<()> {
    if execute!(tx, LIFT, id.get())? == 1 {
        Ok(())
    } else {
        Err(StoreError::Busy("the restriction was lifted by somebody else meanwhile".to_owned()))
    }
}
