//! Ids, assigned by the program in blocks.

use super::{Result, Tx};

/// What ids are counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counter {
    /// All parties share one id space: holder, agent, staff member, center, provider, platform.
    Party,
    /// Purchases and refunds.
    Item,
    /// Batches of cards.
    Batch,
    /// Tiers.
    Tier,
    /// Sources of imported files.
    Source,
    /// Interned agent chains.
    Chain,
    /// Versions of the plan.
    PlanVersion,
    /// Schemes.
    Scheme,
    /// Cohorts.
    Cohort,
    /// Payments of holders.
    Payment,
    /// Settlement runs.
    Run,
    /// Journal entries.
    Entry,
    /// Regroupings.
    Regroup,
    /// Requests of holders.
    Request,
    /// Services.
    Service,
    /// Listings of goods.
    Listing,
    /// Notices to cohorts.
    Notice,
}

impl Counter {
    /// All counters.
    pub const ALL: [Self; 17] = [
        Self::Party,
        Self::Item,
        Self::Batch,
        Self::Tier,
        Self::Source,
        Self::Chain,
        Self::PlanVersion,
        Self::Scheme,
        Self::Cohort,
        Self::Payment,
        Self::Run,
        Self::Entry,
        Self::Regroup,
        Self::Request,
        Self::Service,
        Self::Listing,
        Self::Notice,
    ];

    /// The name under which the counter is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Party => "party",
            Self::Item => "item",
            Self::Batch => "batch",
            Self::Tier => "tier",
            Self::Source => "source",
            Self::Chain => "chain",
            Self::PlanVersion => "plan-version",
            Self::Scheme => "scheme",
            Self::Cohort => "cohort",
            Self::Payment => "payment",
            Self::Run => "run",
            Self::Entry => "entry",
            Self::Regroup => "regroup",
            Self::Request => "request",
            Self::Service => "service",
            Self::Listing => "listing",
            Self::Notice => "notice",
        }
    }
}

const CREATE_COUNTER: &str = "
    INSERT INTO counter (name, next)
    VALUES ($1, 1)";

const ADVANCE_COUNTER: &str = "
    UPDATE counter
    SET next = next + $2
    WHERE name = $1
    RETURNING next - $2";

const READ_COUNTER: &str = "
    SELECT next
    FROM counter
    WHERE name = $1";

/// Starts all counters at 1.
pub async fn create(tx: &mut Tx) -> Result<()> {
    for counter in Counter::ALL {
        execute!(tx, CREATE_COUNTER, counter.name())?;
    }
    Ok(())
}

/// Takes `count` ids in this transaction and returns the first. Prefer [`super::Store::reserve`].
pub(super) async fn advance(tx: &mut Tx, counter: Counter, count: i64) -> Result<i64> {
    let (first,): (i64,) = fetch_one!(tx, (i64,), ADVANCE_COUNTER, counter.name(), count)?;
    Ok(first)
}

/// Takes the first id of a counter that was made in this same transaction.
pub async fn start(tx: &mut Tx, counter: Counter) -> Result<i64> {
    advance(tx, counter, 1).await
}

/// The last id that was given out, 0 when there is none.
pub async fn last(tx: &mut Tx, counter: Counter) -> Result<i64> {
    let (next,): (i64,) = fetch_one!(tx, (i64,), READ_COUNTER, counter.name())?;
    Ok(next - 1)
}
