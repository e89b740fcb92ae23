//! `settle run`: finish what was interrupted, settle what is due, and post it where that is wanted.

use std::time::Duration;

use serde_json::json;

use super::calculate::{Calculation, Left, Set, begin, recount, sum};
use super::division::Divider;
use super::flow::{self, Committed, Pace};
use super::post::{approve, guard, post};
use super::tally::Tally;
use super::{decide, run_lock, shown};
use crate::cli::SettleRun;
use crate::command::period::closed_to_runs;
use crate::command::platform::{Platform, day_flag};
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::id::RunId;
use crate::domain::run_state::RunState;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::lock::{self, RunLock};
use crate::store::run::{self as runs, Run, Start};
use crate::store::{Counter, Store, StoreError, Tx, audit, counter, due, period};

/// Runs the settlement.
pub async fn run(session: &mut Session, arguments: SettleRun) -> Result<Outcome, Error> {
    let wait = arguments.wait.as_deref().map(duration).transpose()?;
    let store = session.open_to_settle().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let yesterday = platform.today(session).plus(-1);
    let through = day_flag("--through", arguments.through.as_deref(), yesterday)?;
    if arguments.dry_run {
        return dry_run(session, tx, &arguments, through).await;
    }
    tx.rollback().await?;
    if arguments.post && !platform.post_at_once {
        let error =
            Error::new(Code::NeedsApproval, "`--post` is not allowed here: another operator approves")
                .hint("leave `--post` out, then `cardctl settle approve last` and `cardctl settle post last`")
                .hint("or `cardctl setting set post-at-once on --reason TEXT`");
        return Err(session.refuse(&store, &platform, "settle run", through, error).await);
    }
    let preview = Record::new()
        .field("through", "through", through.date())
        .field("post", "post at once", arguments.post)
        .field("expect", "expected digest", arguments.expect.clone().map(Value::code));
    session.confirm(&preview, "settle everything that is due?")?;
    let mut tries = session.tries();
    loop {
        let done = locked(session, &store, &platform, &arguments, through, wait).await;
        match done {
            // What is committed of the run is found, counted and gone on from.
            Err(error) => tries.go_on(error).await?,
            done => return done,
        }
    }
}

async fn locked(
    session: &mut Session,
    store: &Store,
    platform: &Platform,
    arguments: &SettleRun,
    through: Day,
    wait: Option<Duration>,
) -> Result<Outcome, Error> {
    let lock = take_lock(session, store, platform, wait).await?;
    let done = settle(session, store, platform, arguments, through).await;
    match lock.release().await {
        // With its connection it was freed.
        Ok(()) | Err(StoreError::Lost(_)) => done,
        Err(error) => done.and(Err(error.into())),
    }
}

async fn settle(
    session: &mut Session,
    store: &Store,
    platform: &Platform,
    arguments: &SettleRun,
    through: Day,
) -> Result<Outcome, Error> {
    let pace = pace(session, store, arguments);
    let mut resumed = Vec::new();
    let mut last = None;
    for unfinished in unfinished(store, arguments.post).await? {
        let id = unfinished.run_id;
        if unfinished.state()? == RunState::Calculating {
            session.ui.note(&format!("run {id} was interrupted and is finished first"));
            resume(session, store, platform, &unfinished, pace).await?;
            resumed.push(id.get());
        }
        conclude(session, store, platform, id).await?;
        last = Some(id);
    }
    if let Some(started) = start(session, store, platform, arguments, through, pace).await? {
        conclude(session, store, platform, started).await?;
        last = Some(started);
    }
    let Some(id) = last else {
        let nothing = Tally::default().calculated();
        session.ui.record(shown::record(None, "nothing-due", through, &nothing))?;
        session
            .ui
            .status(&format!("nothing is due through {through}; `cardctl settle pending` shows what waits"));
        return Ok(Outcome::NothingToDo);
    };
    report(session, store, id, &resumed).await?;
    Ok(Outcome::Done)
}

/// On how many connections slices are written, and how large they are.
fn pace(session: &mut Session, store: &Store, arguments: &SettleRun) -> Pace {
    let jobs = match store {
        Store::Sqlite(..) if arguments.jobs > 1 => {
            session.ui.note("SQLite has one writer, so `--jobs` changes nothing here");
            1
        }
        Store::Sqlite(..) => 1,
        Store::Postgres(_) => usize::from(arguments.jobs),
    };
    Pace { jobs, slice: u64::from(arguments.slice) }
}

/// The runs to be finished before a new one: the interrupted one, and with `--post` those that were to be posted.
async fn unfinished(store: &Store, post: bool) -> Result<Vec<Run>, Error> {
    let mut tx = store.snapshot().await?;
    let mut unfinished = Vec::new();
    for run in runs::open(&mut tx).await? {
        if run.state()? == RunState::Calculating || post && run.post() {
            unfinished.push(run);
        }
    }
    Ok(unfinished)
}

/// Goes on with an interrupted run under its own day and cutoff.
async fn resume(
    session: &mut Session,
    store: &Store,
    platform: &Platform,
    run: &Run,
    pace: Pace,
) -> Result<(), Error> {
    let mut tx = store.begin().await?;
    let epoch = runs::resume(&mut tx, run.run_id).await?;
    let entry =
        session.entry(platform, "settle run", run.run_id, &json!({ "resumed": true, "epoch": epoch }));
    tx.commit(&entry).await?;
    let mut tx = store.snapshot().await?;
    let closed = period::closed_through(&mut tx).await?;
    let mut divider = Divider::load(&mut tx, closed).await?;
    let progress = session.ui.progress(None, "counting what is settled");
    recount(&mut tx, run, &mut divider, || progress.inc(1)).await?;
    progress.finish();
    tx.rollback().await?;
    let set = Set { run: run.run_id, epoch, through: run.through()?, cutoff: run.cutoff };
    calculate(session, store, platform, Calculation::new(set, divider), pace).await
}

/// Starts a run over everything that is due, if anything is, and calculates it.
async fn start(
    session: &mut Session,
    store: &Store,
    platform: &Platform,
    arguments: &SettleRun,
    through: Day,
    pace: Pace,
) -> Result<Option<RunId>, Error> {
    let mut tx = store.begin().await?;
    // From here to the commit no import can add items, so the set is exactly what lies below the cutoff.
    lock::close_intake(&mut tx).await?;
    let cutoff = counter::last(&mut tx, Counter::Item).await?;
    let set = Set { run: RunId::from(0), epoch: 0, through, cutoff };
    let closed = period::closed_through(&mut tx).await?;
    let mut probe = Calculation::new(set, Divider::load(&mut tx, closed).await?);
    let nothing = !probe.is_anything_due(&mut tx).await?;
    if let Some(closed) = refusal(&mut tx, arguments, through, nothing).await? {
        tx.rollback().await?;
        return Err(session.refuse(store, platform, "settle run", through, closed).await);
    }
    if nothing {
        warn(session, probe.left(&mut tx).await?);
        return Ok(None);
    }
    let first_item = due::first_item(&mut tx).await?.unwrap_or(1);
    let run_id = RunId::from(store.reserve(&mut tx, Counter::Run, 1).await?);
    let at = session.now().as_microsecond();
    let expect = arguments.expect.as_deref();
    let by = &platform.operator;
    let post = arguments.post;
    runs::insert(&mut tx, &Start { run_id, through, first_item, cutoff, post, expect, at, by }).await?;
    let detail = json!({ "through": through.to_string(), "cutoff": cutoff, "post": arguments.post });
    let entry = session.entry(platform, "settle run", run_id, &detail);
    tx.commit(&entry).await?;
    // Nothing that dividing needs changes under the run lock, but what the probe counted is not settled yet.
    let mut divider = probe.divider;
    divider.tally = Tally::default();
    let set = Set { run: run_id, epoch: 1, through, cutoff };
    calculate(session, store, platform, Calculation::new(set, divider), pace).await?;
    Ok(Some(run_id))
}

/// Why no run through this day can start. On the first night after a month is closed, a run through yesterday has nothing
/// to do when nothing came late, and is no failure.
async fn refusal(
    tx: &mut Tx,
    arguments: &SettleRun,
    through: Day,
    nothing: bool,
) -> Result<Option<Error>, Error> {
    let closed = closed_to_runs(tx, through).await?;
    Ok(closed.filter(|_| arguments.through.is_some() || !nothing))
}

async fn calculate(
    session: &mut Session,
    store: &Store,
    platform: &Platform,
    calculation: Calculation,
    pace: Pace,
) -> Result<(), Error> {
    let (set, total) = (calculation.set, due_items(session, store, calculation.set).await?);
    let progress = session.ui.progress(total, "settling");
    let go_on = format!("run `cardctl settle run` again to go on: run {} is finished first", set.run);
    let slices = session.stop.slices(go_on);
    let committed = Committed::begin(progress, session.stop.clone());
    let mut calculation = flow::purchases(store, calculation, pace, &committed).await?;
    let check = || slices.check(|| kept(set.run, &committed, total));
    calculation.write_refunds(store, &committed, check).await?;
    // Nobody who asked to stop wants the run to be posted.
    check()?;
    slices.complete();
    drop(committed);
    warn(session, calculation.left(&mut store.snapshot().await?).await?);
    let result = calculation.divider.tally.calculated();
    let mut tx = begin(store, set).await?;
    runs::finish(&mut tx, set.run, session.now().as_microsecond(), &result).await?;
    let detail = json!({ "purchases": result.purchases, "refunds": result.refunds, "lines": result.lines,
        "pool": result.pool.to_string(), "digest": result.digest });
    let entry = session.entry(platform, "settle calculate", set.run, &detail);
    Ok(tx.commit(&entry).await?)
}

/// How many items a run is to settle, for whoever watches its progress: at most, for a refund may have to wait for another.
async fn due_items(session: &Session, store: &Store, set: Set) -> Result<Option<u64>, Error> {
    if session.ui.options().quiet {
        return Ok(None);
    }
    let items = due::count(&mut store.snapshot().await?, set.through, set.cutoff).await?;
    Ok(u64::try_from(items).ok())
}

/// What is committed of an interrupted run.
fn kept(run: RunId, committed: &Committed, total: Option<u64>) -> String {
    let (items, slices) = (committed.items(), committed.slices());
    let of = total.map(|total| format!(" of {total}")).unwrap_or_default();
    format!("{items}{of} items of run {run} are committed, in {slices} slices")
}

/// Plan reasons are never silent.
fn warn(session: &mut Session, left: Left) {
    if left.not_approved.items > 0 {
        session.ui.alert(&format!("not settled, plan not approved: {}", sum(left.not_approved)));
    }
    if left.no_plan.items > 0 {
        session.ui.alert(&format!("not settled, no plan in force: {}", sum(left.no_plan)));
    }
}

/// Holds a calculated run against its `--expect`, and posts it where it was started to be posted.
async fn conclude(session: &mut Session, store: &Store, platform: &Platform, id: RunId) -> Result<(), Error> {
    let mut run = load(store, id).await?;
    if let (Some(expected), RunState::Calculated) = (&run.expect, run.state()?) {
        let digest = run.digest.clone().unwrap_or_default();
        if *expected != digest {
            decide::give_up(session, store, platform, &run).await?;
            return Err(Error::new(
                Code::DigestMismatch,
                format!("run {id} came to {digest}, and {expected} was expected, so it was discarded"),
            )
            .hint("`cardctl settle run --dry-run` shows what is due now"));
        }
    }
    if !run.post() {
        return Ok(());
    }
    if run.state()? == RunState::Calculated {
        guard(&mut store.snapshot().await?, platform, id, run.pool().unwrap_or_default()).await?;
        approve(session, store, platform, &run).await?;
        run = load(store, id).await?;
    }
    if run.state()? == RunState::Approved {
        post(session, store, platform, &run).await?;
    }
    Ok(())
}

async fn load(store: &Store, id: RunId) -> Result<Run, Error> {
    super::named(&mut store.snapshot().await?, &id.to_string()).await
}

async fn report(session: &mut Session, store: &Store, id: RunId, resumed: &[i64]) -> Result<(), Error> {
    let mut tx = store.snapshot().await?;
    let run = super::named(&mut tx, &id.to_string()).await?;
    let calculated = run.calculated(runs::totals(&mut tx, id).await?);
    let state = run.state()?;
    let mut record = shown::record(Some(id.get()), state.as_str(), run.through()?, &calculated);
    if !resumed.is_empty() {
        record.push("resumed", "resumed", resumed.iter().map(|run| Value::from(*run)).collect::<Vec<_>>());
    }
    if let Some(head) = audit::head_after(&mut tx, "settle post", &id.to_string()).await? {
        record.push("audit_head", "audit head", Value::code(head.to_string()));
    }
    session.ui.record(record)?;
    if state == RunState::Calculated {
        session.ui.status(&format!("next: `cardctl settle approve {id}`, then `cardctl settle post {id}`"));
    }
    Ok(())
}

/// Computes in one state of the database, takes no lock, writes nothing and never asks.
async fn dry_run(
    session: &mut Session,
    mut tx: Tx,
    arguments: &SettleRun,
    through: Day,
) -> Result<Outcome, Error> {
    if let Some(run) = runs::calculating(&mut tx).await? {
        return Err(Error::new(Code::RunLocked, format!("run {} is calculating", run.run_id))
            .hint("`cardctl settle run` finishes it first"));
    }
    let cutoff = counter::last(&mut tx, Counter::Item).await?;
    let closed = period::closed_through(&mut tx).await?;
    let divider = Divider::load(&mut tx, closed).await?;
    let set = Set { run: RunId::from(0), epoch: 0, through, cutoff };
    let mut calculation = Calculation::new(set, divider);
    let total = if session.ui.options().quiet { 0 } else { due::count(&mut tx, through, cutoff).await? };
    let progress = session.ui.progress(u64::try_from(total).ok(), "calculating");
    calculation.suppose(&mut tx, &progress).await?;
    progress.finish();
    let nothing = calculation.divider.tally.items() == 0;
    if let Some(closed) = refusal(&mut tx, arguments, through, nothing).await? {
        return Err(closed);
    }
    warn(session, calculation.left(&mut tx).await?);
    let result = calculation.divider.tally.calculated();
    let status = if nothing { "nothing-due" } else { "dry-run" };
    session.ui.record(shown::record(None, status, through, &result))?;
    session.ui.status("this was a dry run: nothing was changed");
    Ok(if nothing { Outcome::NothingToDo } else { Outcome::Done })
}

async fn take_lock(
    session: &Session,
    store: &Store,
    platform: &Platform,
    wait: Option<Duration>,
) -> Result<RunLock, Error> {
    let taken = run_lock::take(session, store, &platform.operator, wait.unwrap_or_default()).await?;
    taken.map_err(|owner| {
        run_lock::held(owner.as_ref(), "try again when it is done, or let it wait with `--wait 10m`")
    })
}

/// Reads `90s`, `10m` or `2h`.
fn duration(text: &str) -> Result<Duration, Error> {
    let wrong = || {
        Error::new(Code::Usage, format!("--wait `{text}`: write seconds, minutes or hours, such as `10m`"))
    };
    let unit = text.chars().last().ok_or_else(wrong)?;
    let number: u64 = text[..text.len() - unit.len_utf8()].parse().map_err(|_| wrong())?;
    let seconds = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        _ => return Err(wrong()),
    };
    number.checked_mul(seconds).map(Duration::from_secs).ok_or_else(wrong)
}
