//! Requests of holders as they were received, and what became of them.

use super::bulk::Table;
use super::{Result, StoreError, Tx, Visited, one_row};
use crate::domain::card::CardState;
use crate::domain::party::PartyId;
use crate::domain::request::{Refusal, RequestState};

/// `request`, for bulk load.
pub const REQUEST: Table = Table {
    name: "request",
    columns: &[
        "request_id",
        "holder_id",
        "external_id",
        "service",
        "sent_at",
        "received_at",
        "payload",
        "state",
        "refusal",
        "ended_at",
    ],
};

/// `request_claim`, for bulk load.
pub const REQUEST_CLAIM: Table =
    Table { name: "request_claim", columns: &["external_id", "request_id", "holder_id"] };

/// Whose a request is that comes from nobody who is known.
pub const NOBODY: PartyId = PartyId::new(0);

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Its number.
    pub request_id: i64,
    /// Whose; [`NOBODY`] when nobody is known by what it says.
    pub holder_id: PartyId,
    /// The id that the sender gave it.
    pub external_id: String,
    /// The code of the service.
    pub service: String,
    /// When it was signed, in microseconds since 1970.
    pub sent_at: i64,
    /// When it was received, in microseconds since 1970.
    pub received_at: i64,
    /// What the provider is to get, sealed.
    pub payload: Vec<u8>,
    /// What became of it.
    pub state: RequestState,
    /// Why it was not accepted.
    pub refusal: Option<Refusal>,
    /// The provider that took it, or to which it was sent last.
    pub provider_id: Option<PartyId>,
    /// When it was ended, in microseconds since 1970.
    pub ended_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct Row {
    request_id: i64,
    holder_id: i64,
    external_id: String,
    service: String,
    sent_at: i64,
    received_at: i64,
    payload: Vec<u8>,
    state: String,
    refusal: Option<String>,
    provider_id: Option<i64>,
    ended_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<Request> {
        let bad = |column, why: String| StoreError::inconsistent("request", column, self.request_id, why);
        Ok(Request {
            request_id: self.request_id,
            holder_id: self.holder_id.into(),
            state: self
                .state
                .parse()
                .map_err(|why: crate::domain::request::NoRequestState| bad("state", why.to_string()))?,
            refusal: self
                .refusal
                .as_deref()
                .map(str::parse)
                .transpose()
                .map_err(|why: crate::domain::request::NoRefusal| bad("refusal", why.to_string()))?,
            external_id: self.external_id,
            service: self.service,
            sent_at: self.sent_at,
            received_at: self.received_at,
            payload: self.payload,
            provider_id: self.provider_id.map(PartyId::new),
            ended_at: self.ended_at,
        })
    }
}

/// What is known of a holder who asks for something.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Who.
    pub holder: PartyId,
    /// The card was activated.
    pub active: bool,
    /// Nothing but storage is allowed.
    pub restricted: bool,
    /// The card is frozen, lost, replaced or void.
    pub card_blocked: bool,
    /// What signs their requests, sealed.
    pub secret: Option<Vec<u8>>,
}

/// A request as it is listed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Listed {
    /// When it was received, in microseconds since 1970.
    pub received_at: i64,
    /// The id that the sender gave it.
    pub external_id: String,
    /// The code of the service.
    pub service: String,
    /// The ref of the holder; nothing when nobody is known by what it says, or when the holder is restricted.
    #[sqlx(rename = "ref")]
    pub reference: Option<String>,
    /// What became of it.
    pub state: String,
    /// Why it was not accepted.
    pub refusal: Option<String>,
    /// The provider that took it, or to which it was sent last.
    pub provider: Option<String>,
    /// How often it was sent.
    pub tries: i64,
    /// When it is sent again at the earliest, in microseconds since 1970.
    pub next_at: Option<i64>,
    /// When it was ended, in microseconds since 1970.
    pub ended_at: Option<i64>,
}

/// What is wanted of a list.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Those of this state.
    pub state: Option<RequestState>,
    /// Those for this service.
    pub service: Option<String>,
    /// Those that this provider took or got last.
    pub provider: Option<PartyId>,
    /// Those of this holder.
    pub holder: Option<PartyId>,
    /// Those received from this moment on, in microseconds since 1970.
    pub from: Option<i64>,
    /// Those received before this moment, in microseconds since 1970.
    pub before: Option<i64>,
    /// So many at most.
    pub limit: i64,
}

const CLAIMED: &str = "
    SELECT r.request_id, r.holder_id, r.external_id, r.service, r.sent_at, r.received_at, r.payload, r.state,
           r.refusal, r.provider_id, r.ended_at
    FROM request_claim AS c
    JOIN request AS r ON r.request_id = c.request_id AND r.holder_id = c.holder_id
    WHERE c.external_id IN (@keys)";

const REQUEST_BY_ID: &str = "
    SELECT request_id, holder_id, external_id, service, sent_at, received_at, payload, state, refusal, provider_id,
           ended_at
    FROM request
    WHERE request_id = $1
      AND holder_id = $2";

const RELEASE_CLAIMS: &str = "
    DELETE FROM request_claim
    WHERE external_id IN (@keys)";

/// What of a holder and the card decides on requests.
const ASKERS: &str = "
    SELECT h.holder_id, h.state, h.restricted_at, c.state AS card_state, s.secret
    FROM holder AS h
    LEFT JOIN card AS c ON c.card_no = h.card_no
    LEFT JOIN holder_secret AS s ON s.holder_id = h.holder_id
    WHERE h.holder_id IN (@keys)";

const LIST_REQUESTS: &str = "
    SELECT r.received_at, r.external_id, r.service, h.ref, r.state, r.refusal, p.code AS provider,
           (SELECT COUNT(*)
            FROM delivery_attempt AS a
            WHERE a.item_id = r.request_id
              AND a.kind = 0
              AND a.holder_id = r.holder_id) AS tries,
           (SELECT MIN(q.next_at)
            FROM dispatch_queue AS q
            WHERE q.item_id = r.request_id
              AND q.kind = 0
              AND q.holder_id = r.holder_id) AS next_at,
           r.ended_at
    FROM request AS r
    LEFT JOIN holder AS h ON h.holder_id = r.holder_id AND h.restricted_at IS NULL
    LEFT JOIN provider AS p ON p.provider_id = r.provider_id
    WHERE (CAST($1 AS TEXT) IS NULL OR r.state = $1)
      AND (CAST($2 AS TEXT) IS NULL OR r.service = $2)
      AND (CAST($3 AS BIGINT) IS NULL OR r.provider_id = $3)
      AND (CAST($4 AS BIGINT) IS NULL OR r.received_at >= $4)
      AND (CAST($5 AS BIGINT) IS NULL OR r.received_at < $5)
    ORDER BY r.request_id DESC, r.holder_id
    LIMIT $6";

/// As [`LIST_REQUESTS`], along the index of holders.
const REQUESTS_OF_ONE: &str = "
    SELECT r.received_at, r.external_id, r.service, h.ref, r.state, r.refusal, p.code AS provider,
           (SELECT COUNT(*)
            FROM delivery_attempt AS a
            WHERE a.item_id = r.request_id
              AND a.kind = 0
              AND a.holder_id = r.holder_id) AS tries,
           (SELECT MIN(q.next_at)
            FROM dispatch_queue AS q
            WHERE q.item_id = r.request_id
              AND q.kind = 0
              AND q.holder_id = r.holder_id) AS next_at,
           r.ended_at
    FROM request AS r
    LEFT JOIN holder AS h ON h.holder_id = r.holder_id AND h.restricted_at IS NULL
    LEFT JOIN provider AS p ON p.provider_id = r.provider_id
    WHERE r.holder_id = $7
      AND (CAST($1 AS TEXT) IS NULL OR r.state = $1)
      AND (CAST($2 AS TEXT) IS NULL OR r.service = $2)
      AND (CAST($3 AS BIGINT) IS NULL OR r.provider_id = $3)
      AND (CAST($4 AS BIGINT) IS NULL OR r.received_at >= $4)
      AND (CAST($5 AS BIGINT) IS NULL OR r.received_at < $5)
    ORDER BY r.request_id DESC
    LIMIT $6";

const DEAD_REQUESTS: &str = "
    SELECT request_id, holder_id, external_id, service, sent_at, received_at, payload, state, refusal, provider_id,
           ended_at
    FROM request
    WHERE state = 'dead'
      AND request_id > $1
      AND (CAST($2 AS TEXT) IS NULL OR service = $2)
    ORDER BY request_id
    LIMIT $3";

const END_REQUEST: &str = "
    UPDATE request
    SET state = $3,
        provider_id = COALESCE($4, provider_id),
        ended_at = $5
    WHERE request_id = $1
      AND holder_id = $2
      AND state = 'waiting'";

const RENEW_REQUEST: &str = "
    UPDATE request
    SET state = 'waiting',
        ended_at = NULL
    WHERE request_id = $1
      AND holder_id = $2
      AND state = 'dead'";

/// The requests that stand under these ids.
pub async fn claimed(tx: &mut Tx, external_ids: &[String]) -> Result<Vec<Request>> {
    let rows: Vec<Row> = fetch_in!(tx, Row, CLAIMED, [], external_ids);
    rows.into_iter().map(Row::read).collect()
}

/// The request that stands under an id.
pub async fn by_external_id(tx: &mut Tx, external_id: &str) -> Result<Option<Request>> {
    Ok(claimed(tx, &[external_id.to_owned()]).await?.pop())
}

/// The request of a number and its holder.
pub async fn by_id(tx: &mut Tx, request: i64, holder: PartyId) -> Result<Option<Request>> {
    fetch_optional!(tx, Row, REQUEST_BY_ID, request, holder.get())?.map(Row::read).transpose()
}

/// Gives up ids under which refused requests stood, for better ones.
pub async fn release(tx: &mut Tx, external_ids: &[String]) -> Result<u64> {
    Ok(execute_in!(tx, RELEASE_CLAIMS, [], external_ids))
}

/// What is known of these holders and their cards, for those who exist.
pub async fn askers(tx: &mut Tx, holders: &[i64]) -> Result<Vec<Asking>> {
    type Row = (i64, String, Option<i64>, Option<String>, Option<Vec<u8>>);
    let rows: Vec<Row> = fetch_in!(tx, Row, ASKERS, [], holders);
    let asking = |(holder, state, restricted_at, card, secret): Row| {
        let card = card.as_deref().map(str::parse::<CardState>).transpose();
        let card = card.map_err(|why| StoreError::inconsistent("card", "state", holder, why))?;
        Ok(Asking {
            holder: PartyId::new(holder),
            active: state == "active",
            restricted: restricted_at.is_some(),
            card_blocked: !matches!(card, Some(CardState::Active | CardState::Sold)),
            secret,
        })
    };
    rows.into_iter().map(asking).collect()
}

/// Visits requests, the newest first.
pub async fn for_each<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    wanted: &Wanted,
    mut see: impl FnMut(Listed) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    let (state, service) = (wanted.state.map(RequestState::as_str), wanted.service.as_deref());
    let provider = wanted.provider.map(PartyId::get);
    let (from, before, limit) = (wanted.from, wanted.before, wanted.limit);
    if let Some(holder) = wanted.holder {
        let holder = holder.get();
        return for_each!(
            tx,
            Listed,
            see,
            REQUESTS_OF_ONE,
            state,
            service,
            provider,
            from,
            before,
            limit,
            holder
        );
    }
    for_each!(tx, Listed, see, LIST_REQUESTS, state, service, provider, from, before, limit)
}

/// The next requests, above a number, that nobody took after all tries; of one service or of all.
pub async fn dead(tx: &mut Tx, above: i64, service: Option<&str>, limit: i64) -> Result<Vec<Request>> {
    let rows = fetch_all!(tx, Row, DEAD_REQUESTS, above, service, limit)?;
    rows.into_iter().map(Row::read).collect()
}

/// Ends a request that waits, and says whether it was still waiting.
pub async fn end(
    tx: &mut Tx,
    (request, holder): (i64, PartyId),
    state: RequestState,
    provider: Option<PartyId>,
    at: i64,
) -> Result<bool> {
    let provider = provider.map(PartyId::get);
    let ended = execute!(tx, END_REQUEST, request, holder.get(), state.as_str(), provider, at)?;
    Ok(ended == 1)
}

/// Lets a request wait again that nobody took.
pub async fn renew(tx: &mut Tx, request: i64, holder: PartyId) -> Result<()> {
    one_row("request", request, execute!(tx, RENEW_REQUEST, request, holder.get())?)
}
