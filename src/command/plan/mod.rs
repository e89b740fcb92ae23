//! `plan`: versions of the plan.

mod answer;
mod decide;
mod file;
mod import;
mod law;
mod lint;
mod show;
mod simulate;

use crate::cli::PlanCommand;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::error::{Code, Error, Outcome};
use crate::store::lock::RunLock;
use crate::store::plan::{self, Version, VersionState};
use crate::store::{Store, Tx, run};

/// Runs `plan VERB`.
pub async fn run(session: &mut Session, command: PlanCommand) -> Result<Outcome, Error> {
    match command {
        PlanCommand::Import { file } => import::run(session, &file).await,
        PlanCommand::Lint(arguments) => lint::run(session, arguments).await,
        PlanCommand::Simulate(arguments) => simulate::run(session, arguments).await,
        PlanCommand::Approve { plan } => decide::run(session, &plan, VersionState::Approved).await,
        PlanCommand::Withdraw { plan } => decide::run(session, &plan, VersionState::Withdrawn).await,
        PlanCommand::List => show::list(session).await,
        PlanCommand::Show { plan } => show::run(session, &plan).await,
    }
}

/// Takes the run lock, so that no run starts while its rules change.
async fn lock(session: &Session, store: &Store) -> Result<RunLock, Error> {
    let lock = super::settle::run_lock(session, store).await?;
    if let Some(open) = run::calculating(&mut store.snapshot().await?).await? {
        return Err(Error::new(Code::RunLocked, format!("run {} is calculating", open.run_id))
            .hint("finish it with `cardctl settle run`, or give it up with `cardctl settle discard`"));
    }
    Ok(lock)
}

/// The versions that a name means: `NAME`, or `NAME@DATE`. Withdrawn ones count only where nothing else does.
async fn versions(tx: &mut Tx, text: &str) -> Result<Vec<Version>, Error> {
    let (name, date) = match text.split_once('@') {
        Some((name, date)) => {
            let day =
                Day::parse(date).map_err(|error| Error::new(Code::Usage, format!("`{text}`: {error}")))?;
            (name, Some(day))
        }
        None => (text, None),
    };
    let all = plan::list(tx).await?;
    let meant = |version: &&Version| {
        version.plan.name() == name && date.is_none_or(|day| version.effective_from == day)
    };
    let (withdrawn, standing): (Vec<Version>, Vec<Version>) =
        all.iter().filter(meant).cloned().partition(|version| version.state == VersionState::Withdrawn);
    if !standing.is_empty() {
        return Ok(standing);
    }
    if !withdrawn.is_empty() {
        return Ok(withdrawn);
    }
    let known: Vec<String> = all
        .iter()
        .map(|version| match date {
            Some(_) => format!("{}@{}", version.plan.name(), version.effective_from),
            None => version.plan.name().to_owned(),
        })
        .collect();
    Err(super::failure::unknown("plan", text, known.iter().map(String::as_str)))
}

/// There are several versions of a name where one is meant.
fn several(text: &str, meant: &[Version]) -> Error {
    let dates: Vec<String> = meant.iter().map(|version| version.effective_from.to_string()).collect();
    Error::new(Code::Usage, format!("there are several versions of plan `{text}`"))
        .hint(format!("write `NAME@DATE`; there are {}", dates.join(", ")))
}

/// The first day of the next version that stands after a day.
fn next_after(all: &[Version], day: Day) -> Option<Day> {
    let standing = all.iter().filter(|version| version.state != VersionState::Withdrawn);
    standing.map(|version| version.effective_from).filter(|from| *from > day).min()
}

/// The version that stands for a day, approved or not.
fn standing_on(all: &[Version], day: Day) -> Option<&Version> {
    let standing = all.iter().filter(|version| version.state != VersionState::Withdrawn);
    standing.filter(|version| version.effective_from <= day).max_by_key(|version| version.effective_from)
}

/// Refuses a change to the versions when a purchase dated from a day up to another has been settled.
async fn check_unsettled(tx: &mut Tx, from: Day, all: &[Version]) -> Result<(), Error> {
    let before = next_after(all, from).unwrap_or_else(|| Day::from(jiff::civil::Date::MAX));
    match plan::run_between(tx, from, before).await? {
        None => Ok(()),
        Some(run) => Err(Error::new(
            Code::Conflict,
            format!("purchases dated from {from} on were settled by run {run}, and their plan can't change"),
        )
        .hint("give the version a later `effective_from`, or discard the run if it is not posted")),
    }
}
