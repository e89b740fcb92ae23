//! `cohort regroup`: brings holders where the schemes want them, in one transaction.

mod carry;
mod flow;
mod mode;
mod pages;
mod pass;
mod ranks;
mod report;

use std::collections::BTreeSet;

use super::opening::Opener;
use super::schemes;
use crate::cli::CohortRegroup;
use crate::command::placing::Grounds;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::command::yardstick::Yardstick;
use crate::error::{Code, Error, Outcome};
use crate::output::{Progress, Record, Value};
use crate::store::cohort::block;
use crate::store::cohort_policy::StoredPolicy;
use crate::store::regroup::{self, Regrouping};
use crate::store::scheme::StoredScheme;
use crate::store::{Counter, Store, Tx, cohort_policy, holder, lock, scheme};
pub(in crate::command) use mode::pending;
use mode::{Mode, Task, asked, mode};
use pass::{Found, Pass};
use report::{detail, record, tell_ended};

/// What happens to one scheme.
struct Part {
    task: Task,
    found: Found,
    policies: Policies,
}

/// What cohorts say that the new levels do not have.
#[derive(Default)]
struct Policies {
    ended: Vec<String>,
    kept: Vec<StoredPolicy>,
}

/// Runs `cohort regroup`.
pub(super) async fn run(session: &mut Session, arguments: CohortRegroup) -> Result<Outcome, Error> {
    let CohortRegroup { scheme: name, full, dry_run } = arguments;
    let name = name.as_deref();
    let store = session.open().await?;
    // Whether somebody agreed to changes; that nothing changes needs nobody's consent.
    let mut agreed = true;
    if dry_run || !session.ui.options().yes {
        // The question is asked outside the transaction that writes, so that nobody waits for the answer.
        let mut tx = store.snapshot().await?;
        let platform = Platform::load(session, &store, &mut tx).await?;
        let parts = survey(session, &mut tx, &platform, name, full).await?;
        tx.rollback().await?;
        agreed = parts.iter().any(Part::changes);
        if dry_run {
            session.ui.record(record(if agreed { "dry-run" } else { "unchanged" }, &parts))?;
            return Ok(if agreed { Outcome::Done } else { Outcome::NothingToDo });
        }
        if agreed {
            let changes: u64 = parts.iter().map(|part| part.found.flow.changes()).sum();
            session.confirm(&record("planned", &parts), &format!("Change {changes} places?"))?;
        }
    } else {
        let scope = Record::new().field("schemes", "schemes", Value::text(name.unwrap_or("all").to_owned()));
        session.confirm(&scope, "Regroup?")?;
    }

    let mut tries = session.tries();
    let parts = loop {
        match committed(session, &store, name, full, agreed).await {
            Ok(parts) => break parts,
            Err(error) => tries.again(error).await?,
        }
    };
    if !parts.iter().any(Part::changes) {
        session.ui.record(record("unchanged", &parts))?;
        return Ok(Outcome::NothingToDo);
    }
    session.ui.record(record("regrouped", &parts))?;
    tell_ended(session, &parts);
    Ok(Outcome::Done)
}

/// The one transaction of it all.
async fn committed(
    session: &mut Session,
    store: &Store,
    name: Option<&str>,
    full: bool,
    agreed: bool,
) -> Result<Vec<Part>, Error> {
    let mut tx = store.begin().await?;
    // What is opened stays sealed as it is meanwhile; the keys may have been rotated while the question was open.
    lock::share_keys(&mut tx).await?;
    lock::hold_placements(&mut tx).await?;
    let platform = Platform::load(session, store, &mut tx).await?;
    let parts = write(session, store, &mut tx, &platform, name, full).await?;
    if !parts.iter().any(Part::changes) {
        // What was counted anew for look-ups, and as of which day, is no change that anybody is told of.
        tx.finish().await?;
    } else if agreed {
        let subject = name.unwrap_or("all schemes");
        tx.commit(&session.entry(&platform, "cohort regroup", subject, &detail(&parts))).await?;
    } else {
        tx.rollback().await?;
        return Err(Error::new(Code::Busy, "somebody changed facts of holders meanwhile")
            .hint("nothing was changed; run the command again"));
    }
    Ok(parts)
}

impl Part {
    fn changes(&self) -> bool {
        self.found.flow.changes() > 0 || self.task.is_due()
    }
}

/// What has to be done for each scheme, and what it is judged by.
async fn prepare(
    session: &Session,
    tx: &mut Tx,
    platform: &Platform,
    name: Option<&str>,
    all: bool,
) -> Result<(Vec<Task>, Grounds, Opener), Error> {
    let today = platform.today(session);
    let everything = scheme::list(tx).await?;
    let mut pairs = Vec::new();
    for before in schemes(tx, name).await? {
        let after = match pending(tx, &before).await? {
            Some(waits) => StoredScheme {
                version: waits.version,
                tree: waits.tree,
                scheme: waits.scheme,
                ..before.clone()
            },
            None => before.clone(),
        };
        pairs.push((before, after));
    }
    let grounds = Grounds::of(tx, today, pairs.iter().map(|(_, after)| &after.scheme)).await?;
    let known: BTreeSet<String> = asked(&everything).into_iter().map(str::to_owned).collect();
    // What no scheme names any more once this is done leaves the clear text.
    let untouched = everything
        .iter()
        .filter(|stored| !pairs.iter().any(|(before, _)| before.scheme_id == stored.scheme_id));
    let mut kept: BTreeSet<String> =
        untouched.flat_map(|stored| stored.scheme.facets()).map(str::to_owned).collect();
    kept.extend(pairs.iter().flat_map(|(_, after)| after.scheme.facets()).map(str::to_owned));
    let wanted = pairs.iter().flat_map(|(_, after)| after.scheme.facets());
    let wanted = wanted.filter(|facet| !known.contains(*facet)).map(str::to_owned).collect();
    let vault = session.vault_if_any(tx).await?;
    let opener = Opener::new(vault, Yardstick::load(tx, today.date()).await?, wanted, kept);
    let tasks = pairs.into_iter().map(|(before, after)| {
        let mode = mode(&before, &after, &grounds, all);
        Task { before, after, mode }
    });
    Ok((tasks.collect(), grounds, opener))
}

/// Counts what a regrouping would change.
async fn survey(
    session: &mut Session,
    tx: &mut Tx,
    platform: &Platform,
    name: Option<&str>,
    all: bool,
) -> Result<Vec<Part>, Error> {
    let (tasks, grounds, opener) = prepare(session, tx, platform, name, all).await?;
    let progress = progress(session, tx, &tasks, "looking at holders").await?;
    let mut parts = Vec::with_capacity(tasks.len());
    for task in tasks {
        let pass = Pass::new(session, tx, &task, &grounds, &opener, &progress).await?;
        let found = pass.survey(tx).await?;
        let policies = policies(tx, &task).await?;
        parts.push(Part { task, found, policies });
    }
    progress.finish();
    Ok(parts)
}

/// Changes what has to change, and counts it.
async fn write(
    session: &mut Session,
    store: &Store,
    tx: &mut Tx,
    platform: &Platform,
    name: Option<&str>,
    all: bool,
) -> Result<Vec<Part>, Error> {
    let (tasks, grounds, opener) = prepare(session, tx, platform, name, all).await?;
    let progress = progress(session, tx, &tasks, "placing holders").await?;
    // After everything that came in force before, also when the clock was set back.
    let last = scheme::last_in_force(tx).await?;
    let at = last.map_or(0, |last| last + 1).max(session.now().as_microsecond());
    let mut parts = Vec::with_capacity(tasks.len());
    for task in tasks {
        let pass = Pass::new(session, tx, &task, &grounds, &opener, &progress).await?;
        let found = pass.write(store, tx, at).await?;
        let policies = policies(tx, &task).await?;
        let part = Part { task, found, policies };
        record_part(store, tx, &part, &grounds, platform, at).await?;
        parts.push(part);
    }
    progress.finish();
    Ok(parts)
}

/// Leaves a trace of what was done, and of the day and the regions by which it was done.
async fn record_part(
    store: &Store,
    tx: &mut Tx,
    part: &Part,
    grounds: &Grounds,
    platform: &Platform,
    at: i64,
) -> Result<(), Error> {
    let Part { task, found, policies } = part;
    let id = task.after.scheme_id;
    let regions = grounds.regions_hash(&task.after.scheme);
    if task.brings_version() {
        scheme::bring_in_force(tx, id, task.after.version, at).await?;
        carry::carry(tx, task, &policies.kept, &platform.operator, at).await?;
    }
    scheme::set_grouped(tx, id, task.after.version, grounds.today, &regions).await?;
    block::part(tx, id).await?;
    if !part.changes() {
        return Ok(());
    }
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let done = Regrouping {
        regroup_id: store.reserve(tx, Counter::Regroup, 1).await?,
        version: task.after.version,
        at,
        operator: platform.operator.clone(),
        mode: task.mode.as_str().to_owned(),
        placed: count(found.flow.placed),
        moved: count(found.flow.moved),
        reordered: count(found.flow.reordered),
        new_cohorts: count(found.new_cohorts()),
        emptied: count(found.emptied()),
    };
    Ok(regroup::insert(tx, id, &done).await?)
}

/// The policies of the levels before that go on under new ones, and the paths of those that end: a path goes on where all
/// levels down to it are the same.
async fn policies(tx: &mut Tx, task: &Task) -> Result<Policies, Error> {
    let mut policies = Policies::default();
    if task.before.tree == task.after.tree {
        return Ok(policies);
    }
    let (before, after) = (&task.before.scheme, &task.after.scheme);
    let same = before.groupings().iter().zip(after.groupings()).take_while(|(a, b)| a == b).count();
    for stored in cohort_policy::in_force(tx, task.before.scheme_id, task.before.tree).await? {
        let depth = before.depth_of(&stored.path);
        if depth <= same && after.canonical_path(&stored.path) == stored.path {
            policies.kept.push(stored);
        } else {
            policies.ended.push(stored.path);
        }
    }
    Ok(policies)
}

async fn progress(
    session: &mut Session,
    tx: &mut Tx,
    tasks: &[Task],
    what: &'static str,
) -> Result<Progress, Error> {
    let holders = u64::try_from(holder::count(tx).await?).unwrap_or_default();
    let mut total = 0;
    for task in tasks {
        total += match task.mode {
            Mode::Rebuild | Mode::Full => holders,
            Mode::Incremental => {
                u64::try_from(regroup::count_marked(tx, task.after.scheme_id).await?).unwrap_or_default()
            }
        };
    }
    Ok(session.ui.progress(Some(total), what))
}
