//! Holders, their sealed parameters and facets, and the claims that keep them unique.

use super::bulk::Table;
use super::{Result, StoreError, Tx};
use crate::domain::card::CardNumber;
use crate::domain::day::Day;
use crate::domain::id::{SourceId, TierId};
use crate::domain::money::Money;
use crate::domain::party::PartyId;

/// `holder`, for bulk load.
pub const HOLDER: Table = Table {
    name: "holder",
    columns: &[
        "holder_id",
        "ref",
        "card_no",
        "state",
        "name",
        "name_mask",
        "registered_at",
        "activated_at",
        "active_from",
        "wanted_tier_id",
        "visits",
        "fees",
        "consent",
        "guardian_consent",
        "recorded",
    ],
};

/// `holder_parameter`, for bulk load.
pub const PARAMETER: Table = Table {
    name: "holder_parameter",
    columns: &[
        "holder_id",
        "n",
        "kind",
        "namespace",
        "tag",
        "value",
        "mask",
        "told",
        "recorded",
        "retired_at",
    ],
};

/// `parameter_claim`, for bulk load.
pub const PARAMETER_CLAIM: Table =
    Table { name: "parameter_claim", columns: &["namespace", "digest", "holder_id", "n", "key_version"] };

/// `ref_claim`, for bulk load.
pub const REF_CLAIM: Table = Table { name: "ref_claim", columns: &["ref", "holder_id"] };

/// `name_index`, for bulk load.
pub const NAME_INDEX: Table = Table { name: "name_index", columns: &["tag", "holder_id", "key_version"] };

/// `payment`, for bulk load.
pub const PAYMENT: Table = Table {
    name: "payment",
    columns: &[
        "payment_id",
        "holder_id",
        "source_id",
        "external_id",
        "amount",
        "channel",
        "paid_at",
        "recorded",
    ],
};

/// `payment_claim`, for bulk load.
pub const PAYMENT_CLAIM: Table =
    Table { name: "payment_claim", columns: &["source_id", "external_id", "holder_id", "payment_id"] };

/// A holder as they stand.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Holder {
    /// Their party number.
    #[sqlx(try_from = "i64")]
    pub holder_id: PartyId,
    /// The site's own unique name for them.
    #[sqlx(rename = "ref")]
    pub reference: String,
    card_no: i64,
    state: String,
    /// Their name, sealed.
    pub name: Vec<u8>,
    /// Their masked name, sealed.
    pub name_mask: Vec<u8>,
    /// When they registered, in microseconds since 1970.
    pub registered_at: i64,
    /// When they became a holder, in microseconds since 1970.
    pub activated_at: Option<i64>,
    active_from: Option<i64>,
    wanted_tier_id: Option<i64>,
    /// How often they visited.
    pub visits: i64,
    fees: i64,
    /// The version of the terms that they consented to.
    pub consent: Option<String>,
    /// The number of their guardian's consent.
    pub guardian_consent: Option<String>,
    /// When they were recorded, in microseconds since 1970.
    pub recorded: i64,
    /// Since when nothing but storage is allowed, in microseconds since 1970.
    pub restricted_at: Option<i64>,
}

impl Holder {
    /// Their card.
    pub fn card(&self) -> Result<CardNumber> {
        u64::try_from(self.card_no).ok().and_then(|number| CardNumber::new(number).ok()).ok_or_else(|| {
            StoreError::inconsistent("holder", "card_no", self.holder_id.get(), "not a card number")
        })
    }

    /// Whether the card was activated; once true, true for good.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.state == "active"
    }

    /// The first day on which they could buy.
    #[must_use]
    pub fn active_from(&self) -> Option<Day> {
        self.active_from.and_then(Day::from_number)
    }

    /// The tier that they asked for and have not paid yet.
    #[must_use]
    pub fn wanted_tier(&self) -> Option<TierId> {
        self.wanted_tier_id.map(TierId::from)
    }

    /// The fees that they paid.
    #[must_use]
    pub const fn fees(&self) -> Money {
        Money::from_minor(self.fees)
    }
}

/// A parameter of a holder, sealed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct StoredParameter {
    /// Whose.
    #[sqlx(try_from = "i64")]
    pub holder_id: PartyId,
    /// Its number among the holder's parameters.
    pub n: i64,
    /// Its kind.
    pub kind: String,
    /// The namespace of its blind index.
    pub namespace: String,
    /// A short tag for telling people apart.
    pub tag: String,
    /// The canonical value, sealed.
    pub value: Vec<u8>,
    /// The masked value, sealed.
    pub mask: Vec<u8>,
    /// What the document told beside the value, sealed.
    pub told: Option<Vec<u8>>,
}

/// The row under which a parameter's value and mask are sealed: they open nowhere else.
#[must_use]
pub fn sealed_row(holder: PartyId, n: i64) -> String {
    format!("{}:{n}", holder.get())
}

/// What a purchase needs to know of its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Buyer {
    /// The holder.
    pub holder: PartyId,
    /// The first day on which they could buy; nothing before the activation.
    pub active_from: Option<Day>,
    /// Since when nothing but storage is allowed, in microseconds since 1970.
    pub restricted_at: Option<i64>,
}

const HOLDERS: &str = "
    SELECT holder_id, ref, card_no, state, name, name_mask, registered_at, activated_at, active_from,
           wanted_tier_id, visits, fees, consent, guardian_consent, recorded, restricted_at
    FROM holder
    WHERE holder_id IN (@keys)
    ORDER BY holder_id";

const HOLDERS_BY_REF: &str = "
    SELECT ref, holder_id
    FROM ref_claim
    WHERE ref IN (@keys)";

const BUYERS: &str = "
    SELECT holder_id, active_from, restricted_at
    FROM holder
    WHERE holder_id IN (@keys)";

const HOLDER_BY_DIGEST: &str = "
    SELECT holder_id
    FROM parameter_claim
    WHERE namespace = $1
      AND digest = $2";

const CLAIMED_DIGESTS: &str = "
    SELECT digest, holder_id
    FROM parameter_claim
    WHERE namespace = $1
      AND digest IN (@keys)";

const HOLDERS_BY_NAME_TAG: &str = "
    SELECT holder_id
    FROM name_index
    WHERE tag = $1
      AND key_version = $2
    ORDER BY holder_id
    LIMIT $3";

const PARAMETERS_OF: &str = "
    SELECT holder_id, n, kind, namespace, tag, value, mask, told
    FROM holder_parameter
    WHERE holder_id IN (@keys)
      AND retired_at IS NULL
    ORDER BY holder_id, n";

const ACTIVATE: &str = "
    UPDATE holder
    SET state = 'active',
        activated_at = $2,
        active_from = $3
    WHERE holder_id = $1
      AND state = 'registered'
      AND restricted_at IS NULL";

const CLEAR_WANTED_TIERS: &str = "
    UPDATE holder
    SET wanted_tier_id = NULL
    WHERE holder_id IN (@keys)";

const CLAIMED_PAYMENT: &str = "
    SELECT holder_id
    FROM payment_claim
    WHERE source_id = $1
      AND external_id = $2";

const PAYMENTS_OF: &str = "
    SELECT s.name AS source, p.external_id, p.amount, p.channel, p.paid_at
    FROM (
        SELECT payment_id, source_id, external_id, amount, channel, paid_at, 0 AS n
        FROM payment
        WHERE holder_id = $1
        UNION ALL
        SELECT r.payment_id, r.source_id, r.external_id, -r.amount, o.channel, r.at, r.n
        FROM payment_refund AS r
        JOIN payment AS o ON o.payment_id = r.payment_id AND o.holder_id = r.holder_id
        WHERE r.holder_id = $1) AS p
    JOIN source AS s ON s.source_id = p.source_id
    ORDER BY p.paid_at, p.payment_id, p.n";

const COUNT_HOLDERS: &str = "
    SELECT COUNT(*)
    FROM holder";

/// The holders of these numbers, in that order.
pub async fn many(tx: &mut Tx, ids: &[i64]) -> Result<Vec<Holder>> {
    Ok(fetch_in!(tx, Holder, HOLDERS, [], ids))
}

/// The holder of a number.
pub async fn by_id(tx: &mut Tx, id: PartyId) -> Result<Option<Holder>> {
    Ok(many(tx, &[id.get()]).await?.pop())
}

/// The holders of these refs, for those that exist.
pub async fn by_refs(tx: &mut Tx, references: &[String]) -> Result<Vec<(String, PartyId)>> {
    let rows: Vec<(String, i64)> = fetch_in!(tx, (String, i64), HOLDERS_BY_REF, [], references);
    Ok(rows.into_iter().map(|(reference, id)| (reference, PartyId::new(id))).collect())
}

/// The holder of a ref.
pub async fn by_ref(tx: &mut Tx, reference: &str) -> Result<Option<PartyId>> {
    Ok(by_refs(tx, &[reference.to_owned()]).await?.pop().map(|(_, id)| id))
}

/// What purchases need to know of these holders.
pub async fn buyers(tx: &mut Tx, ids: &[i64]) -> Result<Vec<Buyer>> {
    type Row = (i64, Option<i64>, Option<i64>);
    let rows: Vec<Row> = fetch_in!(tx, Row, BUYERS, [], ids);
    let buyer = |(id, from, restricted_at): Row| Buyer {
        holder: PartyId::new(id),
        active_from: from.and_then(Day::from_number),
        restricted_at,
    };
    Ok(rows.into_iter().map(buyer).collect())
}

/// The holder to whom a parameter belongs, by its blind index.
pub async fn by_digest(tx: &mut Tx, namespace: &str, digest: &[u8]) -> Result<Option<PartyId>> {
    let found: Option<(i64,)> = fetch_optional!(tx, (i64,), HOLDER_BY_DIGEST, namespace, digest)?;
    Ok(found.map(|(id,)| PartyId::new(id)))
}

/// Which of these blind indexes of a namespace are claimed, and by whom.
pub async fn claimed(tx: &mut Tx, namespace: &str, digests: &[Vec<u8>]) -> Result<Vec<(Vec<u8>, PartyId)>> {
    let rows: Vec<(Vec<u8>, i64)> = fetch_in!(tx, (Vec<u8>, i64), CLAIMED_DIGESTS, [namespace], digests);
    Ok(rows.into_iter().map(|(digest, holder)| (digest, PartyId::new(holder))).collect())
}

/// Holders whose name may be the one of a tag under a key version, at most `limit`: the tag is short, so open and
/// compare.
pub async fn by_name_tag(tx: &mut Tx, version: u8, tag: u32, limit: i64) -> Result<Vec<PartyId>> {
    let rows: Vec<(i64,)> =
        fetch_all!(tx, (i64,), HOLDERS_BY_NAME_TAG, i64::from(tag), i64::from(version), limit)?;
    Ok(rows.into_iter().map(|(id,)| PartyId::new(id)).collect())
}

/// The unretired parameters of these holders, by holder and number.
pub async fn parameters(tx: &mut Tx, ids: &[i64]) -> Result<Vec<StoredParameter>> {
    Ok(fetch_in!(tx, StoredParameter, PARAMETERS_OF, [], ids))
}

/// Makes a registered holder an active one, for good.
pub async fn activate(tx: &mut Tx, id: PartyId, at: i64, from: Day) -> Result<()> {
    if execute!(tx, ACTIVATE, id.get(), at, from.number())? == 1 {
        Ok(())
    } else {
        Err(StoreError::Busy("the holder was changed by somebody else meanwhile".to_owned()))
    }
}

/// Who paid with a receipt.
pub async fn payer(tx: &mut Tx, source: SourceId, receipt: &str) -> Result<Option<PartyId>> {
    let found: Option<(i64,)> = fetch_optional!(tx, (i64,), CLAIMED_PAYMENT, source.get(), receipt)?;
    Ok(found.map(|(id,)| PartyId::new(id)))
}

/// A payment of a holder.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Paid {
    /// The source within which the receipt is unique.
    pub source: String,
    /// The receipt's number.
    pub external_id: String,
    amount: i64,
    /// Through what it was paid.
    pub channel: String,
    /// When, in microseconds since 1970.
    pub paid_at: i64,
}

impl Paid {
    /// How much; what was paid back is negative.
    #[must_use]
    pub const fn amount(&self) -> Money {
        Money::from_minor(self.amount)
    }
}

/// The payments of a holder, the oldest first; what was paid back is negative.
pub async fn payments(tx: &mut Tx, id: PartyId) -> Result<Vec<Paid>> {
    fetch_all!(tx, Paid, PAYMENTS_OF, id.get())
}

/// Forgets which tier holders asked for, because they have it now.
pub async fn clear_wanted_tiers(tx: &mut Tx, ids: &[i64]) -> Result<()> {
    let written = execute_in!(tx, CLEAR_WANTED_TIERS, [], ids);
    if written == ids.len() as u64 {
        Ok(())
    } else {
        Err(StoreError::inconsistent("holder", "wanted_tier_id", written, "other holders than were named"))
    }
}

/// How many holders there are, registered or active.
pub async fn count(tx: &mut Tx) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, (i64,), COUNT_HOLDERS)?;
    Ok(count)
}
