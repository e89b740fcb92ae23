//! `settle approve`, `settle post` and `settle discard`.

use serde_json::json;

use super::{named, post as posting, run_lock};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::run_state::RunState;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::lock::RunLock;
use crate::store::run::{self as runs, Run};
use crate::store::{Store, settle};

/// A run that is to be decided, under the run lock.
struct Case {
    store: Store,
    lock: RunLock,
    platform: Platform,
    run: Run,
}

impl Case {
    async fn open(session: &mut Session, text: &str) -> Result<Self, Error> {
        let store = session.open().await?;
        let lock = run_lock(session, &store).await?;
        let mut tx = store.snapshot().await?;
        let platform = Platform::load(session, &store, &mut tx).await?;
        let run = named(&mut tx, text).await?;
        tx.rollback().await?;
        Ok(Self { store, lock, platform, run })
    }

    fn preview(&self) -> Result<Record, Error> {
        Ok(Record::new()
            .field("run", "run", self.run.run_id.get())
            .field("state", "state now", Value::code(self.run.state()?.as_str()))
            .field("through", "through", self.run.through()?.date())
            .field("purchases", "purchases", self.run.purchases)
            .field("refunds", "refunds", self.run.refunds)
            .field("pool", "pool", self.run.pool())
            .field("digest", "digest", self.run.digest.clone().map(Value::code)))
    }
}

/// Approves a calculated run, as another operator than the one who ran it.
pub async fn approve(session: &mut Session, text: &str) -> Result<Outcome, Error> {
    let case = Case::open(session, text).await?;
    let id = case.run.run_id;
    match case.run.state()? {
        RunState::Calculated => {}
        RunState::Approved | RunState::Posted => {
            session.ui.status(&format!("run {id} is approved already"));
            return Ok(Outcome::NothingToDo);
        }
        RunState::Calculating | RunState::Discarded => return Err(posting::illegal(&case.run, "approved")?),
    }
    if case.platform.four_eyes && case.run.started_by == case.platform.operator {
        let message = format!("`{}` made this run", case.platform.operator);
        let error = Error::new(Code::NeedsApproval, message)
            .hint(format!("another operator runs `cardctl settle approve {id}`"));
        return Err(session.refuse(&case.store, &case.platform, "settle approve", id, error).await);
    }
    session.confirm(&case.preview()?, "approve this run?")?;
    posting::approve(session, &case.store, &case.platform, &case.run).await?;
    case.lock.release().await?;
    session.ui.status(&format!("run {id} is approved; next: `cardctl settle post {id}`"));
    Ok(Outcome::Done)
}

/// Posts an approved run.
pub async fn post(session: &mut Session, text: &str) -> Result<Outcome, Error> {
    let case = Case::open(session, text).await?;
    let id = case.run.run_id;
    match case.run.state()? {
        RunState::Approved => {}
        RunState::Posted => {
            session.ui.status(&format!("run {id} is posted already"));
            return Ok(Outcome::NothingToDo);
        }
        _ => return Err(posting::illegal(&case.run, "posted")?),
    }
    session.confirm(&case.preview()?, "post this run, for good?")?;
    let posted = posting::post(session, &case.store, &case.platform, &case.run).await?;
    case.lock.release().await?;
    session.ui.record(
        Record::new()
            .field("run", "run", id.get())
            .field("status", "status", Value::code(RunState::Posted.as_str()))
            .field("entry", "journal entry", posted.entry.get())
            .field("postings", "postings", posted.postings)
            .field("audit_head", "audit head", Value::code(posted.head.to_string())),
    )?;
    session.ui.status(&format!("run {id} is posted; `cardctl ledger balances` shows what it made"));
    Ok(Outcome::Done)
}

/// Gives up a run that is not posted.
pub async fn discard(session: &mut Session, text: &str) -> Result<Outcome, Error> {
    let case = Case::open(session, text).await?;
    let id = case.run.run_id;
    let state = case.run.state()?;
    if state == RunState::Discarded {
        session.ui.status(&format!("run {id} is discarded already"));
        return Ok(Outcome::NothingToDo);
    }
    if !state.may_become(RunState::Discarded) {
        return Err(posting::illegal(&case.run, "discarded")?);
    }
    session.confirm(&case.preview()?, "discard this run? its items will be due again")?;
    let returned = give_up(session, &case.store, &case.platform, &case.run).await?;
    case.lock.release().await?;
    session.ui.status(&format!("run {id} is discarded; {returned} items are due again"));
    Ok(Outcome::Done)
}

/// Discards a run in one transaction and counts the items that are due again. Its lines stay and count nowhere.
pub(super) async fn give_up(
    session: &Session,
    store: &Store,
    platform: &Platform,
    run: &Run,
) -> Result<u64, Error> {
    let mut tx = store.begin().await?;
    let now = session.now().as_microsecond();
    let state = run.state()?;
    if !runs::end(&mut tx, run.run_id, state, RunState::Discarded, now, &platform.operator).await? {
        return Err(posting::illegal(run, "discarded")?);
    }
    let progress = session.ui.progress(None, "putting items back");
    let returned = settle::return_to_due(&mut tx, run).await?;
    progress.finish();
    let detail = json!({ "items": returned, "digest": run.digest });
    let entry = session.entry(platform, "settle discard", run.run_id, &detail);
    tx.commit(&entry).await?;
    Ok(returned)
}
