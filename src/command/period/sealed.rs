//! What the posted runs of a period come to, and their seal.

use crate::domain::money::Money;
use crate::domain::period::{Period, seal};
use crate::domain::run_state::RunState;
use crate::error::Error;
use crate::store::StoreError;
use crate::store::period::Closing;
use crate::store::run::Run;

/// The runs that belong to a period and count, in the order of their numbers. All runs come with the newest first.
pub(super) fn runs_of(period: Period, all: &[Run]) -> Result<Vec<&Run>, Error> {
    let mut runs = Vec::new();
    for run in all.iter().rev() {
        if period.contains(run.through()?) && run.state()? != RunState::Discarded {
            runs.push(run);
        }
    }
    Ok(runs)
}

/// Counts and seals the posted runs of a period.
pub(super) fn closing(period: Period, all: &[Run]) -> Result<Closing, Error> {
    let mut closing = Closing { runs: 0, purchases: 0, refunds: 0, pool: Money::ZERO, seal: String::new() };
    let mut digests = Vec::new();
    for run in runs_of(period, all)? {
        if run.state()? != RunState::Posted {
            continue;
        }
        let bad = |column, why: &str| StoreError::inconsistent("run", column, run.run_id, why);
        let digest = run.digest.as_deref().ok_or_else(|| bad("digest", "a posted run without a digest"))?;
        digests.push(digest);
        closing.runs += 1;
        closing.purchases += run.purchases.unwrap_or_default();
        closing.refunds += run.refunds.unwrap_or_default();
        closing.pool = closing
            .pool
            .checked_add(run.pool().unwrap_or_default())
            .ok_or_else(|| bad("pool", "the pools of a period are above 64 bits"))?;
    }
    closing.seal = seal(digests);
    Ok(closing)
}
