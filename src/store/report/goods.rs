//! Listings for the report of goods.

use crate::store::{StoreError, Tx, Visited};

/// A listing with what its report counts.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Offered {
    /// Whose it is or was, by ref.
    #[sqlx(rename = "ref")]
    pub seller: String,
    /// Of which category.
    pub category: Option<String>,
    /// Where it stands.
    pub state: String,
    /// Since when, in microseconds since 1970.
    pub created_at: i64,
    /// Until when.
    pub ended_at: Option<i64>,
    /// What its holder was paid for it, in minor units: of a swap what was paid besides.
    pub amount: Option<i64>,
    /// The rate of the commission on it, in parts per million.
    pub rate_ppm: Option<i64>,
}

/// Of two that were swapped, the purchase belongs to the one whose holder was paid.
const OFFERED: &str = "
    SELECT h.ref, l.category, l.state, l.created_at, l.ended_at, p.amount, p.rate_ppm
    FROM listing AS l
    JOIN holder AS h ON h.holder_id = l.holder_id
    LEFT JOIN purchase AS p ON p.purchase_id = l.purchase_id AND p.provider_id = l.holder_id
    WHERE (CAST($1 AS BIGINT) IS NULL OR l.holder_id = $1)
    ORDER BY l.listing_id";

/// Visits the listings of a holder, or all, by number.
pub async fn for_each<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    seller: Option<i64>,
    mut visit: impl FnMut(Offered) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    for_each!(tx, Offered, visit, OFFERED, seller)
}
