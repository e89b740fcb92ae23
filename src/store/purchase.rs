//! Items: purchases and refunds, their claims, and the queue of what is due.

use std::collections::HashMap;

use super::bulk::{Table, read_along_keys};
use super::stamp::Stamp;
use super::{Result, StoreError, Tx, Visited, due, one_row};
use crate::domain::id::SourceId;
use crate::domain::party::PartyId;

/// `purchase`, for bulk load.
pub const PURCHASE: Table = Table {
    name: "purchase",
    columns: &[
        "purchase_id",
        "holder_id",
        "source_id",
        "external_id",
        "provider_id",
        "amount",
        "occurred_at",
        "day",
        "channel",
        "category",
        "refund_of",
        "original_id",
        "held",
        "rate_ppm",
        "center_id",
        "staff_id",
        "chain_id",
        "tier_id",
        "recorded",
    ],
};

/// `purchase_claim`, for bulk load.
pub const PURCHASE_CLAIM: Table = Table {
    name: "purchase_claim",
    columns: &["source_id", "external_id", "purchase_id", "holder_id", "content", "refunded"],
};

/// `waiting_refund`, for bulk load.
pub const WAITING_REFUND: Table =
    Table { name: "waiting_refund", columns: &["source_id", "refund_of", "purchase_id", "holder_id"] };

/// What is claimed under an external id.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Claim {
    /// The id.
    pub external_id: String,
    /// The item's number.
    pub purchase_id: i64,
    /// Whose it is.
    #[sqlx(try_from = "i64")]
    pub holder_id: PartyId,
    /// The hash of its canonical content.
    pub content: Vec<u8>,
    /// What refunds took of it so far, settled or not, in minor units.
    pub refunded: i64,
}

/// An item as it stands.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Item {
    /// Its number.
    pub purchase_id: i64,
    /// Whose it is.
    #[sqlx(try_from = "i64")]
    pub holder_id: PartyId,
    /// Its id in its source.
    pub external_id: String,
    /// Where it was bought.
    #[sqlx(try_from = "i64")]
    pub provider_id: PartyId,
    /// How much, in minor units.
    pub amount: i64,
    /// When, in microseconds since 1970.
    pub occurred_at: i64,
    /// On which civil day.
    pub day: i64,
    /// The external id of the purchase that it refunds.
    pub refund_of: Option<String>,
    /// That purchase, where it is known.
    pub original_id: Option<i64>,
    /// Why it is held.
    pub held: Option<String>,
    /// Its stamp.
    #[sqlx(flatten)]
    pub stamp: Stamp,
    /// The category of the purchase.
    pub category: Option<String>,
}

/// What an item says, and the hash of what was imported.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Content {
    /// Its number.
    pub purchase_id: i64,
    /// Whose it is.
    pub holder_id: i64,
    /// Where it was bought.
    pub provider_id: i64,
    /// How much, in minor units.
    pub amount: i64,
    /// When, in microseconds since 1970.
    pub occurred_at: i64,
    /// On which civil day.
    pub day: i64,
    /// Through what.
    pub channel: Option<String>,
    /// What kind of thing.
    pub category: Option<String>,
    /// The external id of the purchase that it refunds.
    pub refund_of: Option<String>,
    /// The first 16 bytes of the SHA-256 of the parsed values.
    pub content: Vec<u8>,
}

/// A purchase with its stamp and what it is judged by.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Stamped {
    /// Its number.
    pub purchase_id: i64,
    /// Whose it is.
    pub holder_id: i64,
    /// Where it was bought.
    pub provider_id: i64,
    /// On which civil day.
    pub day: i64,
    /// When it was recorded, in microseconds since 1970.
    pub recorded: i64,
    /// Its stamp.
    #[sqlx(flatten)]
    pub stamp: Stamp,
}

/// A line of `purchase list`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Listed {
    /// The source's name.
    pub source: String,
    /// The id in its source.
    pub external_id: String,
    /// The holder's ref.
    #[sqlx(rename = "ref")]
    pub holder: String,
    /// The provider's code.
    pub provider: String,
    /// How much, in minor units.
    pub amount: i64,
    /// When, in microseconds since 1970.
    pub occurred_at: i64,
    /// The category.
    pub category: Option<String>,
    /// The external id of the purchase that it refunds.
    pub refund_of: Option<String>,
    /// Why it is held.
    pub held: Option<String>,
    /// The run that settled it.
    pub run_id: Option<i64>,
}

const CLAIMS: &str = "
    SELECT external_id, purchase_id, holder_id, content, refunded
    FROM purchase_claim
    WHERE source_id = $1
      AND external_id IN (@keys)";

const ITEMS: &str = "
    SELECT purchase_id, holder_id, external_id, provider_id, amount, occurred_at, day, refund_of, original_id,
           held, rate_ppm, center_id, staff_id, chain_id, tier_id, category
    FROM purchase
    WHERE purchase_id IN (@keys)";

const STAMPED: &str = "
    SELECT purchase_id, holder_id, provider_id, day, recorded, rate_ppm, center_id, staff_id, chain_id, tier_id
    FROM purchase
    WHERE purchase_id > $1
      AND refund_of IS NULL
    ORDER BY purchase_id
    LIMIT $2";

const CONTENTS: &str = "
    SELECT p.purchase_id, p.holder_id, p.provider_id, p.amount, p.occurred_at, p.day, p.channel, p.category,
           p.refund_of, c.content
    FROM purchase AS p
    JOIN purchase_claim AS c ON c.source_id = p.source_id AND c.external_id = p.external_id
    WHERE p.purchase_id > $1
    ORDER BY p.purchase_id
    LIMIT $2";

const WAITING: &str = "
    SELECT purchase_id
    FROM waiting_refund
    WHERE source_id = $1
      AND refund_of IN (@keys)";

const RESOLVE: &str = "
    UPDATE purchase
    SET original_id = $3,
        held = $4
    WHERE purchase_id = $1
      AND holder_id = $2";

const END_WAITING: &str = "
    DELETE FROM waiting_refund
    WHERE source_id = $1
      AND refund_of = $2
      AND purchase_id = $3";

const ADD_REFUNDED: &str = "
    UPDATE purchase_claim
    SET refunded = refunded + $3
    WHERE source_id = $1
      AND external_id = $2";

const LIST_ITEMS: &str = "
    SELECT s.name AS source, p.external_id, h.ref, v.code AS provider, p.amount, p.occurred_at, p.category,
           p.refund_of, p.held, d.run_id
    FROM purchase AS p
    JOIN source AS s ON s.source_id = p.source_id
    JOIN holder AS h ON h.holder_id = p.holder_id
    JOIN provider AS v ON v.provider_id = p.provider_id
    LEFT JOIN settled AS d ON d.purchase_id = p.purchase_id AND d.holder_id = p.holder_id
    ORDER BY p.purchase_id DESC
    LIMIT $1";

const LAST_OF_HOLDER: &str = "
    SELECT s.name AS source, p.external_id, h.ref, v.code AS provider, p.amount, p.occurred_at, p.category,
           p.refund_of, p.held, d.run_id
    FROM purchase AS p
    JOIN source AS s ON s.source_id = p.source_id
    JOIN holder AS h ON h.holder_id = p.holder_id
    JOIN provider AS v ON v.provider_id = p.provider_id
    LEFT JOIN settled AS d ON d.purchase_id = p.purchase_id AND d.holder_id = p.holder_id
    WHERE p.holder_id = $1
    ORDER BY p.occurred_at DESC, p.purchase_id DESC
    LIMIT $2";

/// By way of the queue, where all that is held waits.
const LIST_HELD: &str = "
    SELECT s.name AS source, p.external_id, h.ref, v.code AS provider, p.amount, p.occurred_at, p.category,
           p.refund_of, p.held, CAST(NULL AS BIGINT) AS run_id
    FROM due AS d
    JOIN purchase AS p ON p.purchase_id = d.purchase_id AND p.holder_id = d.holder_id
    JOIN source AS s ON s.source_id = p.source_id
    JOIN holder AS h ON h.holder_id = p.holder_id
    JOIN provider AS v ON v.provider_id = p.provider_id
    WHERE d.state = 1
    ORDER BY p.purchase_id DESC
    LIMIT $1";

const SET_HELD: &str = "
    UPDATE purchase
    SET held = $3
    WHERE purchase_id = $1
      AND holder_id = $2";

/// What is held doesn't count, nor does a refund of it, or one that waits for its purchase.
const TOTALS: &str = "
    SELECT holder_id,
           CAST(SUM(CASE WHEN refund_of IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS purchases,
           CAST(SUM(CASE WHEN refund_of IS NULL THEN amount ELSE -amount END) AS BIGINT) AS spent
    FROM purchase AS p
    WHERE holder_id IN (@keys)
      AND held IS NULL
      AND (refund_of IS NULL
           OR EXISTS (
               SELECT 1
               FROM purchase AS o
               WHERE o.purchase_id = p.original_id
                 AND o.holder_id = p.holder_id
                 AND o.held IS NULL))
    GROUP BY holder_id";

/// How many purchases these holders made and what they spent, refunds taken off, for those who bought something.
pub async fn totals(tx: &mut Tx, holders: &[i64]) -> Result<HashMap<i64, (i64, i64)>> {
    let rows: Vec<(i64, i64, i64)> = fetch_in!(tx, (i64, i64, i64), TOTALS, [], holders);
    Ok(rows.into_iter().map(|(holder, purchases, spent)| (holder, (purchases, spent))).collect())
}

/// What is claimed in a source under these external ids.
pub async fn claims(tx: &mut Tx, source: SourceId, external_ids: &[String]) -> Result<Vec<Claim>> {
    Ok(fetch_in!(tx, Claim, CLAIMS, [source.get()], external_ids))
}

/// The items of these numbers.
pub async fn items(tx: &mut Tx, ids: &[i64]) -> Result<Vec<Item>> {
    Ok(fetch_in!(tx, Item, ITEMS, [], ids))
}

/// The next purchases after a number, with their stamps.
pub async fn stamped(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<Stamped>> {
    fetch_all!(tx, Stamped, STAMPED, after, limit)
}

/// The next items above a number, with the hash of what was imported.
pub async fn contents(tx: &mut Tx, after: i64, limit: i64) -> Result<Vec<Content>> {
    read_along_keys(tx).await?;
    fetch_all!(tx, Content, CONTENTS, after, limit)
}

/// The refunds of a source that wait for these external ids.
pub async fn waiting(tx: &mut Tx, source: SourceId, external_ids: &[String]) -> Result<Vec<Item>> {
    let rows: Vec<(i64,)> = fetch_in!(tx, (i64,), WAITING, [source.get()], external_ids);
    let ids: Vec<i64> = rows.into_iter().map(|(id,)| id).collect();
    items(tx, &ids).await
}

/// Ties a refund that waited to its purchase, held where a reason is given.
pub async fn resolve(
    tx: &mut Tx,
    source: SourceId,
    refund: &Item,
    original: i64,
    held: Option<&str>,
) -> Result<()> {
    let written = execute!(tx, RESOLVE, refund.purchase_id, refund.holder_id.get(), original, held)?;
    one_row("purchase", refund.purchase_id, written)?;
    let state = if held.is_some() { due::HELD } else { due::FREE };
    due::set_state(tx, due::REFUNDS, refund.purchase_id, refund.holder_id, state).await?;
    let waited = execute!(tx, END_WAITING, source.get(), refund.refund_of.as_deref(), refund.purchase_id)?;
    one_row("waiting_refund", refund.purchase_id, waited)
}

/// Counts a refund against its purchase.
pub async fn add_refunded(tx: &mut Tx, source: SourceId, external_id: &str, amount: i64) -> Result<()> {
    one_row("purchase_claim", external_id, execute!(tx, ADD_REFUNDED, source.get(), external_id, amount)?)
}

/// Holds an item for a reason, or holds it no more.
pub async fn set_held(tx: &mut Tx, item: &Item, held: Option<&str>) -> Result<()> {
    one_row(
        "purchase",
        item.purchase_id,
        execute!(tx, SET_HELD, item.purchase_id, item.holder_id.get(), held)?,
    )
}

/// Visits items that are held, the newest first.
pub async fn for_each_held<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    limit: i64,
    mut visit: impl FnMut(Listed) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    for_each!(tx, Listed, visit, LIST_HELD, limit)
}

/// The last items of a holder, by when they were, the last first.
pub async fn last_of(tx: &mut Tx, holder: PartyId, limit: i64) -> Result<Vec<Listed>> {
    fetch_all!(tx, Listed, LAST_OF_HOLDER, holder.get(), limit)
}

/// Visits items, the newest first.
pub async fn for_each<E: From<StoreError>, V: Visited>(
    tx: &mut Tx,
    limit: i64,
    mut visit: impl FnMut(Listed) -> std::result::Result<V, E>,
) -> std::result::Result<(), E> {
    for_each!(tx, Listed, visit, LIST_ITEMS, limit)
}
