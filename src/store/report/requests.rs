//! Requests for their report.

use crate::domain::party::PartyId;
use crate::store::{StoreError, Tx, Visited};

/// A request with what its report counts.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Received {
    /// The code of the service.
    pub service: String,
    /// The provider that took it, or to which it was sent last.
    pub provider: Option<String>,
    /// What became of it.
    pub state: String,
    /// Why it was not accepted.
    pub refusal: Option<String>,
    /// When it was received, in microseconds since 1970.
    pub received_at: i64,
    /// When it was ended, in microseconds since 1970.
    pub ended_at: Option<i64>,
    /// How often it was sent.
    pub attempts: i64,
}

/// Which requests are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// Those for this service.
    pub service: Option<&'a str>,
    /// Those that this provider took or got last.
    pub provider: Option<PartyId>,
    /// Those received from this moment on, in microseconds since 1970.
    pub from: Option<i64>,
    /// Those received before this moment, in microseconds since 1970.
    pub before: Option<i64>,
}

const RECEIVED: &str = "
    SELECT r.service, p.code AS provider, r.state, r.refusal, r.received_at, r.ended_at,
           COALESCE(a.attempts, 0) AS attempts
    FROM request AS r
    LEFT JOIN provider AS p ON p.provider_id = r.provider_id
    LEFT JOIN (
        SELECT item_id, holder_id, COUNT(*) AS attempts
        FROM delivery_attempt
        WHERE kind = 0
        GROUP BY item_id, holder_id) AS a ON a.item_id = r.request_id AND a.holder_id = r.holder_id
    WHERE (CAST($1 AS TEXT) IS NULL OR r.service = $1)
      AND (CAST($2 AS BIGINT) IS NULL OR r.provider_id = $2)
      AND (CAST($3 AS BIGINT) IS NULL OR r.received_at >= $3)
      AND (CAST($4 AS BIGINT) IS NULL OR r.received_at < $4)";

/// Visits requests, in no order.
pub async fn for_each<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    wanted: Wanted<'_>,
    mut visit: impl FnMut(Received) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    let provider = wanted.provider.map(PartyId::get);
    for_each!(tx, Received, visit, RECEIVED, wanted.service, provider, wanted.from, wanted.before)
}
