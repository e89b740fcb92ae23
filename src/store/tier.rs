//! Tiers.

use super::{Result, Tx, one_row};
use crate::domain::id::TierId;
use crate::domain::money::Money;

/// A holder's level.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Tier {
    /// Its number.
    #[sqlx(try_from = "i64")]
    pub tier_id: TierId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its rank: a higher tier has a greater one.
    pub rank: i64,
    min_fee: Option<i64>,
    permissions: String,
    is_default: i64,
}

impl Tier {
    /// A tier that is not in the database yet.
    #[must_use]
    pub fn new(
        tier_id: TierId,
        code: &str,
        name: &str,
        rank: i64,
        min_fee: Option<Money>,
        permissions: &[String],
        is_default: bool,
    ) -> Self {
        Self {
            tier_id,
            code: code.to_owned(),
            name: name.to_owned(),
            rank,
            min_fee: min_fee.map(Money::minor),
            permissions: permissions.join(","),
            is_default: i64::from(is_default),
        }
    }

    /// The sum of fees from which a holder reaches it; nothing when fees do not lead to it.
    #[must_use]
    pub fn min_fee(&self) -> Option<Money> {
        self.min_fee.map(Money::from_minor)
    }

    /// What its holders may do.
    #[must_use]
    pub fn permissions(&self) -> Vec<&str> {
        self.permissions.split(',').filter(|word| !word.is_empty()).collect()
    }

    /// Whether new holders have it.
    #[must_use]
    pub const fn is_default(&self) -> bool {
        self.is_default != 0
    }

    /// Whether two tiers say the same, whatever their numbers.
    #[must_use]
    pub fn same_terms(&self, other: &Self) -> bool {
        Self { tier_id: other.tier_id, ..self.clone() } == *other
    }
}

const INSERT_TIER: &str = "
    INSERT INTO tier (tier_id, code, name, rank, min_fee, permissions, is_default, recorded)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

const UPDATE_TIER: &str = "
    UPDATE tier
    SET name = $2,
        rank = $3,
        min_fee = $4,
        permissions = $5,
        is_default = $6
    WHERE tier_id = $1";

const CLEAR_DEFAULT: &str = "
    UPDATE tier
    SET is_default = 0
    WHERE is_default = 1";

const LIST_TIERS: &str = "
    SELECT tier_id, code, name, rank, min_fee, permissions, is_default
    FROM tier
    ORDER BY rank";

/// Adds a tier.
pub async fn insert(tx: &mut Tx, tier: &Tier, recorded: i64) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_TIER,
        tier.tier_id.get(),
        &tier.code,
        &tier.name,
        tier.rank,
        tier.min_fee,
        &tier.permissions,
        tier.is_default,
        recorded,
    )?;
    one_row("tier", &tier.code, written)
}

/// All tiers, by rank. There are a handful.
pub async fn list(tx: &mut Tx) -> Result<Vec<Tier>> {
    fetch_all!(tx, Tier, LIST_TIERS)
}

/// Changes everything but number and code.
pub async fn update(tx: &mut Tx, tier: &Tier) -> Result<()> {
    let written = execute!(
        tx,
        UPDATE_TIER,
        tier.tier_id.get(),
        &tier.name,
        tier.rank,
        tier.min_fee,
        &tier.permissions,
        tier.is_default,
    )?;
    one_row("tier", &tier.code, written)
}

/// Leaves new holders without a tier, before another one becomes theirs.
pub async fn clear_default(tx: &mut Tx) -> Result<()> {
    execute!(tx, CLEAR_DEFAULT).map(drop)
}
