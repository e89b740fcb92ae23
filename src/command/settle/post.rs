//! Approving and posting a run, for the commands and for `settle run --post`.

use std::collections::BTreeMap;

use serde_json::json;

use super::division::Divider;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::id::{EntryId, RunId};
use crate::domain::money::Money;
use crate::domain::party::{PartyId, PartyKind};
use crate::domain::role::Slot;
use crate::domain::run_state::RunState;
use crate::error::{Code, Error};
use crate::store::audit::Head;
use crate::store::ledger::{self, Posted};
use crate::store::run::{self as runs, Run};
use crate::store::{Counter, Store, StoreError, Tx, settle};

/// How many posted runs the guard compares with; with fewer it lets everything pass.
const COMPARED: usize = 5;

/// What leads on from the state of a run, for a hint.
pub fn next_step(run: RunId, state: RunState) -> String {
    match state {
        RunState::Calculating => "finish it with `cardctl settle run`".to_owned(),
        RunState::Calculated => format!("next: `cardctl settle approve {run}`"),
        RunState::Approved => format!("next: `cardctl settle post {run}`"),
        RunState::Posted => "a posted run stays as it is; refunds correct it".to_owned(),
        RunState::Discarded => "its items are due again: `cardctl settle run` settles them".to_owned(),
    }
}

/// The run is in a state from which this step does not lead on.
pub(super) fn illegal(run: &Run, verb: &str) -> Result<Error, Error> {
    let (id, state) = (run.run_id, run.state()?);
    let message = format!("run {id} is {state} and can't be {verb}");
    Ok(Error::new(Code::RunState, message).hint(next_step(id, state)))
}

/// Approves a calculated run in a transaction of its own.
pub(super) async fn approve(
    session: &Session,
    store: &Store,
    platform: &Platform,
    run: &Run,
) -> Result<(), Error> {
    let mut tx = store.begin().await?;
    let now = session.now().as_microsecond();
    if !runs::approve(&mut tx, run.run_id, now, &platform.operator).await? {
        return Err(illegal(run, "approved")?);
    }
    let entry = session.entry(platform, "settle approve", run.run_id, &json!({ "digest": run.digest }));
    Ok(tx.commit(&entry).await?)
}

/// What posting a run made.
pub(super) struct Entered {
    pub(super) entry: EntryId,
    pub(super) postings: i64,
    /// The head of the audit log, which covers it.
    pub(super) head: Head,
}

/// Posts an approved run: stored lines are hashed again, then one balanced entry goes into the journal.
pub(super) async fn post(
    session: &mut Session,
    store: &Store,
    platform: &Platform,
    run: &Run,
) -> Result<Entered, Error> {
    let mut tx = store.begin().await?;
    let now = session.now().as_microsecond();
    let (from, to) = (RunState::Approved, RunState::Posted);
    if !runs::end(&mut tx, run.run_id, from, to, now, &platform.operator).await? {
        return Err(illegal(run, "posted")?);
    }
    let sums = check_lines(session, &mut tx, run).await?;
    let entry_id: EntryId = store.reserve(&mut tx, Counter::Entry, 1).await?.into();
    let posted = Posted {
        entry: entry_id,
        run: run.run_id,
        dated: run.through()?,
        recorded: now,
        operator: &platform.operator,
    };
    let sums = sums.into_iter().map(|((kind, party), minor)| (kind, party, Money::from_minor(minor)));
    let postings = ledger::post(&mut tx, posted, sums).await?;
    let detail = json!({ "digest": run.digest, "entry": entry_id.get(), "postings": postings,
        "pool": run.pool().unwrap_or_default().to_string() });
    let head = tx.commit_under(&session.entry(platform, "settle post", run.run_id, &detail)).await?;
    session.witness(&head, format_args!("settle post {}", run.run_id));
    Ok(Entered { entry: entry_id, postings, head })
}

/// The stored lines must still be those that were calculated. Tells what everybody but holders got of them, and what
/// providers owe, which is negative.
async fn check_lines(
    session: &Session,
    tx: &mut Tx,
    run: &Run,
) -> Result<BTreeMap<(PartyKind, PartyId), i64>, Error> {
    let mut divider = Divider::load(tx, None).await?;
    let mut sums: BTreeMap<(PartyKind, PartyId), i64> = BTreeMap::new();
    let items = run.purchases.zip(run.refunds).and_then(|(some, more)| u64::try_from(some + more).ok());
    let progress = session.ui.progress(items, "proving lines");
    settle::for_each_item(tx, run, |item| {
        progress.inc(1);
        *sums.entry((PartyKind::Provider, PartyId::new(item.provider_id))).or_default() -= item.pool;
        divider.recount(&item, |slot, party, amount| {
            if slot != Slot::HOLDER {
                *sums.entry((PartyKind::Role(slot.role()), party)).or_default() += amount.minor();
            }
        })
    })
    .await?;
    progress.finish();
    let stored = divider.tally.calculated().digest;
    if run.digest.as_deref() == Some(stored.as_str()) {
        return Ok(sums);
    }
    Err(Error::new(
        Code::CheckFailed,
        format!("the stored lines of run {} are not those it calculated", run.run_id),
    )
    .hint(format!("they hash to {stored}; run `cardctl db check`, and discard the run")))
}

/// Refuses a pool far above the usual one. The run stays calculated.
pub(super) async fn guard(tx: &mut Tx, platform: &Platform, run: RunId, pool: Money) -> Result<(), Error> {
    let limit =
        i64::try_from(COMPARED).map_err(|_| StoreError::inconsistent("run", "run_id", run, "too many"))?;
    let mut pools: Vec<i64> =
        runs::last_pools(tx, limit).await?.into_iter().map(|pool| pool.minor().abs()).collect();
    if pools.len() < COMPARED {
        return Ok(());
    }
    pools.sort_unstable();
    let usual = pools[COMPARED / 2];
    if i128::from(pool.minor().abs()) <= i128::from(usual) * i128::from(platform.guard_factor) {
        return Ok(());
    }
    let usual = Money::from_minor(usual);
    Err(Error::new(
        Code::Guard,
        format!("the pool of run {run} is {pool}, and usually it is about {usual}, so it was not posted"),
    )
    .hint(format!("look at it with `cardctl settle show {run}`"))
    .hint(format!("if it is right: `cardctl settle approve {run}`, then `cardctl settle post {run}`")))
}
