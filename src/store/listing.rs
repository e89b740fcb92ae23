//! What holders offer, and what happened to it. Events are only added.

use super::{Result, StoreError, Tx, Visited, one_row};
use crate::domain::listing::{ListingKind, ListingState};
use crate::domain::party::PartyId;

/// What is offered anew.
#[derive(Clone, Copy, Debug)]
pub struct NewListing<'a> {
    /// Its number.
    pub listing_id: i64,
    /// Whose it is.
    pub holder: PartyId,
    /// How it is offered.
    pub kind: ListingKind,
    /// What it is.
    pub title: &'a str,
    /// Of which category.
    pub category: Option<&'a str>,
    /// Its price or stated value, in minor units.
    pub amount: i64,
    /// What is wanted for it.
    pub wish: Option<&'a str>,
    /// Who sees it; everybody when nothing is said.
    pub cohort: Option<i64>,
    /// Since when, in microseconds since 1970.
    pub created_at: i64,
}

/// A listing as it stands.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Listing {
    /// Its number.
    pub listing_id: i64,
    /// Whose it is or was.
    #[sqlx(try_from = "i64")]
    pub holder_id: PartyId,
    /// Their ref.
    #[sqlx(rename = "ref")]
    pub reference: String,
    kind: String,
    /// What it is.
    pub title: String,
    /// Of which category.
    pub category: Option<String>,
    /// Its price or stated value, in minor units.
    pub amount: i64,
    /// What is wanted for it.
    pub wish: Option<String>,
    /// Who sees it; everybody when there is none.
    pub cohort_id: Option<i64>,
    /// The path of that cohort, while there is one.
    pub cohort: Option<String>,
    /// Its scheme.
    pub scheme: Option<String>,
    state: String,
    /// Since when, in microseconds since 1970.
    pub created_at: i64,
    /// Until when.
    pub ended_at: Option<i64>,
    /// Whom it went to, by ref.
    pub to_ref: Option<String>,
    /// The listing that it was swapped for.
    pub swapped_for: Option<i64>,
    /// The purchase that was made of it, by its id in the source of goods.
    pub purchase: Option<String>,
}

impl Listing {
    /// How it is offered.
    pub fn kind(&self) -> Result<ListingKind> {
        self.kind.parse().map_err(|why| StoreError::inconsistent("listing", "kind", self.listing_id, why))
    }

    /// Where it stands.
    pub fn state(&self) -> Result<ListingState> {
        self.state.parse().map_err(|why| StoreError::inconsistent("listing", "state", self.listing_id, why))
    }
}

/// What happened to a listing.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ListingEvent {
    /// When, in microseconds since 1970.
    pub at: i64,
    /// From which state; nothing at its beginning.
    pub from_state: Option<String>,
    /// To which one.
    pub to_state: String,
    /// Who did it.
    pub operator: String,
    /// Why.
    pub reason: Option<String>,
    /// What else there is to know.
    pub detail: Option<String>,
}

/// Who does something to a listing, when and why.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    /// When, in microseconds since 1970.
    pub at: i64,
    /// Who.
    pub operator: &'a str,
    /// Why.
    pub reason: Option<&'a str>,
    /// What else there is to know.
    pub detail: Option<&'a str>,
}

/// What becomes of a listing.
#[derive(Clone, Copy, Debug)]
pub struct Ending {
    /// Its state from now on.
    pub state: ListingState,
    /// Whom it goes to.
    pub to: Option<PartyId>,
    /// What it is swapped for.
    pub swapped_for: Option<i64>,
    /// The purchase that is made of it.
    pub purchase: Option<i64>,
}

impl Ending {
    /// Nobody has it.
    pub const WITHDRAWN: Self =
        Self { state: ListingState::Withdrawn, to: None, swapped_for: None, purchase: None };
}

/// Which listings are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// Those of this holder.
    pub holder: Option<PartyId>,
    /// Those of this category.
    pub category: Option<&'a str>,
    /// Those that are offered so.
    pub kind: Option<ListingKind>,
    /// Those in this state.
    pub state: Option<ListingState>,
    /// Those that only this cohort sees.
    pub cohort: Option<i64>,
}

const INSERT_LISTING: &str = "
    INSERT INTO listing (listing_id, holder_id, kind, title, category, amount, wish, cohort_id, state, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9)";

const LISTING_BY_ID: &str = "
    SELECT l.listing_id, l.holder_id, h.ref, l.kind, l.title, l.category, l.amount, l.wish, l.cohort_id,
           c.path AS cohort, s.name AS scheme, l.state, l.created_at, l.ended_at, t.ref AS to_ref, l.swapped_for,
           p.external_id AS purchase
    FROM listing AS l
    JOIN holder AS h ON h.holder_id = l.holder_id
    LEFT JOIN cohort AS c ON c.cohort_id = l.cohort_id
    LEFT JOIN scheme AS s ON s.scheme_id = c.scheme_id
    LEFT JOIN holder AS t ON t.holder_id = l.to_holder_id
    LEFT JOIN purchase AS p ON p.purchase_id = l.purchase_id
    WHERE l.listing_id = $1";

const LIST_LISTINGS: &str = "
    SELECT l.listing_id, l.holder_id, h.ref, l.kind, l.title, l.category, l.amount, l.wish, l.cohort_id,
           c.path AS cohort, s.name AS scheme, l.state, l.created_at, l.ended_at, t.ref AS to_ref, l.swapped_for,
           p.external_id AS purchase
    FROM listing AS l
    JOIN holder AS h ON h.holder_id = l.holder_id
    LEFT JOIN cohort AS c ON c.cohort_id = l.cohort_id
    LEFT JOIN scheme AS s ON s.scheme_id = c.scheme_id
    LEFT JOIN holder AS t ON t.holder_id = l.to_holder_id
    LEFT JOIN purchase AS p ON p.purchase_id = l.purchase_id
    WHERE (CAST($1 AS BIGINT) IS NULL OR l.holder_id = $1)
      AND (CAST($2 AS TEXT) IS NULL OR l.category = $2)
      AND (CAST($3 AS TEXT) IS NULL OR l.kind = $3)
      AND (CAST($4 AS TEXT) IS NULL OR l.state = $4)
      AND (CAST($5 AS BIGINT) IS NULL OR l.cohort_id = $5)
    ORDER BY l.listing_id DESC
    LIMIT $6";

/// Only what is open ends, and it ends once: of several who try at the same time one writes the row.
const END_LISTING: &str = "
    UPDATE listing
    SET state = $2,
        ended_at = $3,
        to_holder_id = $4,
        swapped_for = $5,
        purchase_id = $6
    WHERE listing_id = $1
      AND state = 'open'";

const OPEN_OF_HOLDER: &str = "
    SELECT listing_id
    FROM listing
    WHERE holder_id = $1
      AND state = 'open'
    ORDER BY listing_id";

const LAST_EVENT: &str = "
    SELECT COALESCE(MAX(seq), 0)
    FROM listing_event
    WHERE listing_id = $1";

const INSERT_EVENT: &str = "
    INSERT INTO listing_event (listing_id, seq, from_state, to_state, at, operator, reason, detail)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

const EVENTS: &str = "
    SELECT at, from_state, to_state, operator, reason, detail
    FROM listing_event
    WHERE listing_id = $1
    ORDER BY seq";

/// Offers something.
pub async fn insert(tx: &mut Tx, new: &NewListing<'_>, act: Act<'_>) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_LISTING,
        new.listing_id,
        new.holder.get(),
        new.kind.as_str(),
        new.title,
        new.category,
        new.amount,
        new.wish,
        new.cohort,
        new.created_at,
    )?;
    one_row("listing", new.listing_id, written)?;
    record(tx, new.listing_id, None, ListingState::Open, act).await
}

/// The listing of a number.
pub async fn by_id(tx: &mut Tx, id: i64) -> Result<Option<Listing>> {
    fetch_optional!(tx, Listing, LISTING_BY_ID, id)
}

/// Visits listings, the newest first.
pub async fn for_each<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    wanted: Wanted<'_>,
    limit: i64,
    mut visit: impl FnMut(Listing) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    for_each!(
        tx,
        Listing,
        visit,
        LIST_LISTINGS,
        wanted.holder.map(PartyId::get),
        wanted.category,
        wanted.kind.map(ListingKind::as_str),
        wanted.state.map(ListingState::as_str),
        wanted.cohort,
        limit,
    )
}

/// Ends a listing that is open, and says whether it was: nobody else ends it any more.
pub async fn end(tx: &mut Tx, id: i64, ending: Ending, act: Act<'_>) -> Result<bool> {
    let written = execute!(
        tx,
        END_LISTING,
        id,
        ending.state.as_str(),
        act.at,
        ending.to.map(PartyId::get),
        ending.swapped_for,
        ending.purchase,
    )?;
    if written == 0 {
        return Ok(false);
    }
    one_row("listing", id, written)?;
    record(tx, id, Some(ListingState::Open), ending.state, act).await?;
    Ok(true)
}

/// Withdraws all that a holder offers and counts it.
pub async fn withdraw_all(tx: &mut Tx, holder: PartyId, act: Act<'_>) -> Result<i64> {
    let open: Vec<(i64,)> = fetch_all!(tx, (i64,), OPEN_OF_HOLDER, holder.get())?;
    let mut withdrawn = 0;
    for (id,) in open {
        withdrawn += i64::from(end(tx, id, Ending::WITHDRAWN, act).await?);
    }
    Ok(withdrawn)
}

/// What happened to a listing, the oldest first.
pub async fn events(tx: &mut Tx, id: i64) -> Result<Vec<ListingEvent>> {
    fetch_all!(tx, ListingEvent, EVENTS, id)
}

async fn record(
    tx: &mut Tx,
    id: i64,
    from: Option<ListingState>,
    to: ListingState,
    act: Act<'_>,
) -> Result<()> {
    let (last,): (i64,) = fetch_one!(tx, (i64,), LAST_EVENT, id)?;
    let written = execute!(
        tx,
        INSERT_EVENT,
        id,
        last + 1,
        from.map(ListingState::as_str),
        to.as_str(),
        act.at,
        act.operator,
        act.reason,
        act.detail,
    )?;
    one_row("listing_event", id, written)
}
