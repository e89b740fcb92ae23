//! Visits of holders.

use super::bulk::Table;
use super::{Result, StoreError, Tx, Visited, lock, one_row};
use crate::domain::id::SourceId;
use crate::domain::party::PartyId;

/// `visit`, for bulk load.
pub const VISIT: Table = Table { name: "visit", columns: &["holder_id", "n", "at", "channel"] };

/// `visit_claim`, for bulk load.
pub const VISIT_CLAIM: Table =
    Table { name: "visit_claim", columns: &["source_id", "external_id", "holder_id", "n"] };

/// A visit that came from a file.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Claimed {
    /// Its id in its source.
    pub external_id: String,
    /// Who visited.
    #[sqlx(try_from = "i64")]
    pub holder_id: PartyId,
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Through what.
    pub channel: String,
}

/// A visit as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Listed {
    /// When, in microseconds since 1970.
    pub at: i64,
    /// The holder's ref.
    #[sqlx(rename = "ref")]
    pub reference: String,
    /// Through what.
    pub channel: String,
    /// The source that it came from, if it came from a file.
    pub source: Option<String>,
    /// Its id there.
    pub external_id: Option<String>,
}

const COUNT_VISIT: &str = "
    UPDATE holder
    SET visits = visits + 1
    WHERE holder_id = $1
      AND restricted_at IS NULL
    RETURNING visits";

const INSERT_VISIT: &str = "
    INSERT INTO visit (holder_id, n, at, channel)
    VALUES ($1, $2, $3, $4)";

const LAST_VISIT: &str = "
    SELECT MAX(at)
    FROM visit
    WHERE holder_id = $1";

const ADD_VISITS: &str = "
    UPDATE holder
    SET visits = visits + v.column2
    FROM (VALUES @pairs) AS v
    WHERE holder_id = v.column1
      AND restricted_at IS NULL";

const VISITORS: &str = "
    SELECT holder_id, visits
    FROM holder
    WHERE holder_id IN (@keys)
      AND restricted_at IS NULL";

const CLAIMED: &str = "
    SELECT c.external_id, c.holder_id, v.at, v.channel
    FROM visit_claim AS c
    JOIN visit AS v ON v.holder_id = c.holder_id AND v.n = c.n
    WHERE c.source_id = $1
      AND c.external_id IN (@keys)";

const LIST_VISITS: &str = "
    SELECT v.at, h.ref, v.channel, s.name AS source, c.external_id
    FROM visit AS v
    JOIN holder AS h ON h.holder_id = v.holder_id
    LEFT JOIN visit_claim AS c ON c.holder_id = v.holder_id AND c.n = v.n
    LEFT JOIN source AS s ON s.source_id = c.source_id
    WHERE h.restricted_at IS NULL
    ORDER BY v.at DESC, v.holder_id, v.n DESC
    LIMIT $1";

const VISITS_OF_ONE: &str = "
    SELECT v.at, h.ref, v.channel, s.name AS source, c.external_id
    FROM visit AS v
    JOIN holder AS h ON h.holder_id = v.holder_id
    LEFT JOIN visit_claim AS c ON c.holder_id = v.holder_id AND c.n = v.n
    LEFT JOIN source AS s ON s.source_id = c.source_id
    WHERE v.holder_id = $1
    ORDER BY v.at DESC, v.n DESC
    LIMIT $2";

/// Records a visit and says the how manieth of the holder it is.
pub async fn add(tx: &mut Tx, id: PartyId, at: i64, channel: &str) -> Result<i64> {
    let found: Option<(i64,)> = fetch_optional!(tx, (i64,), COUNT_VISIT, id.get())?;
    let (visits,) =
        found.ok_or_else(|| StoreError::Busy("the holder was restricted meanwhile".to_owned()))?;
    one_row("visit", id.get(), execute!(tx, INSERT_VISIT, id.get(), visits, at, channel)?)?;
    Ok(visits)
}

/// When a holder visited last, in microseconds since 1970.
pub async fn last(tx: &mut Tx, id: PartyId) -> Result<Option<i64>> {
    let (last,): (Option<i64>,) = fetch_one!(tx, (Option<i64>,), LAST_VISIT, id.get())?;
    Ok(last)
}

/// How often these holders visited so far, for those who may be used; nobody else counts visits of theirs until the
/// transaction ends. The numbers are in order and each once.
pub async fn take(tx: &mut Tx, holders: &[i64]) -> Result<Vec<(PartyId, i64)>> {
    lock::take_holders(tx, holders).await?;
    let rows: Vec<(i64, i64)> = fetch_in!(tx, (i64, i64), VISITORS, [], holders);
    Ok(rows.into_iter().map(|(id, visits)| (PartyId::new(id), visits)).collect())
}

/// Counts visits of holders who were taken: holder and how many more.
pub async fn count(tx: &mut Tx, visits: &[(i64, i64)]) -> Result<()> {
    let expected = visits.len() as u64;
    let written = execute_pairs!(tx, ADD_VISITS, [], visits);
    if written == expected {
        Ok(())
    } else {
        Err(StoreError::Busy("a holder was restricted meanwhile".to_owned()))
    }
}

/// The visits of a source under these ids.
pub async fn claimed(tx: &mut Tx, source: SourceId, external_ids: &[String]) -> Result<Vec<Claimed>> {
    Ok(fetch_in!(tx, Claimed, CLAIMED, [source.get()], external_ids))
}

/// Visits the visits of all holders or of one, the newest first.
pub async fn for_each<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    holder: Option<PartyId>,
    limit: i64,
    mut see: impl FnMut(Listed) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    match holder {
        Some(holder) => for_each!(tx, Listed, see, VISITS_OF_ONE, holder.get(), limit),
        None => for_each!(tx, Listed, see, LIST_VISITS, limit),
    }
}
