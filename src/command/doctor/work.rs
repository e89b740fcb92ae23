//! Work that was interrupted or waits, and whether the clock can be right.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::findings::Findings;
use crate::command::batch::partial_files;
use crate::command::session::Session;
use crate::domain::day::Calendar;
use crate::error::Error;
use crate::store::{Counter, Store, Tx, audit, batch, counter, doctor, due, key, regroup, run, scheme};

/// A clock may be behind the newest entry by so much: two machines write it. In microseconds.
const SKEW: i64 = 5_000_000;

const HOUR: i64 = 3_600_000_000;

/// What has been due for so many days should have been settled.
const NIGHTS: i64 = 2;

/// The newest batches, whose directories are looked into.
const BATCHES: usize = 50;

pub(super) async fn look(
    session: &Session,
    store: &Store,
    tx: &mut Tx,
    findings: &mut Findings,
) -> Result<(), Error> {
    let now = session.now().as_microsecond();
    clock(tx, now, findings).await?;
    let zone = doctor::time_zone(tx).await?.unwrap_or_default();
    let calendar = time_zone(session, &zone, findings);
    runs(session, store, tx, findings).await?;
    rotation(tx, findings).await?;
    groups(tx, findings).await?;
    requests(tx, now, findings).await?;
    if let Some(calendar) = calendar {
        settlement(session, tx, &calendar, findings).await?;
    }
    print_files(tx, findings).await
}

async fn clock(tx: &mut Tx, now: i64, findings: &mut Findings) -> Result<(), Error> {
    match audit::newest(tx).await? {
        Some(at) if at > now + SKEW => {
            let behind = (at - now) / 1_000_000;
            findings.problem(
                "clock",
                format!("this machine's clock is {behind} s behind the newest entry of the audit log"),
                "set the clock before anything is changed, and look whether another machine's is ahead: \
                 `cardctl audit log --sort=-seq --limit 5`",
            );
        }
        _ => findings.ok("clock", "not behind the newest entry of the audit log"),
    }
    Ok(())
}

/// The system's time zone by its name, as far as it has one.
fn system_zone(session: &Session) -> Option<String> {
    if let Some(zone) = &session.variables.zone {
        return Some(zone.trim_start_matches(':').to_owned());
    }
    let link = std::fs::canonicalize("/etc/localtime").ok()?;
    link.to_str()?.split_once("zoneinfo/").map(|(_, zone)| zone.to_owned())
}

fn time_zone(session: &Session, zone: &str, findings: &mut Findings) -> Option<Calendar> {
    let Some(calendar) = Calendar::of_zone(zone) else {
        findings.problem(
            "time-zone",
            format!("the platform's time zone `{zone}` is not known"),
            "`cardctl db check` shows the whole extent; somebody changed the settings past the program",
        );
        return None;
    };
    let system = system_zone(session).unwrap_or_else(|| "UTC".to_owned());
    let offset = |calendar: &Calendar| calendar.zone().to_offset(session.now());
    match Calendar::of_zone(&system) {
        Some(own) if offset(&own) == offset(&calendar) => {
            findings.ok("time-zone", format!("`{zone}`, as this machine's"));
        }
        _ => findings.warning(
            "time-zone",
            format!("days are those of `{zone}`, and this machine, with its crontab, is in `{system}`"),
            "see that nightly runs start after midnight over there",
        ),
    }
    Some(calendar)
}

async fn runs(session: &Session, store: &Store, tx: &mut Tx, findings: &mut Findings) -> Result<(), Error> {
    let calculating = run::calculating(tx).await?;
    let locked = store.are_runs_locked().await?;
    let owner = doctor::last_owner(tx).await?.map(|(owner, _)| owner);
    let by = owner.as_deref().map(|owner| format!(" by {owner}")).unwrap_or_default();
    match (calculating, locked) {
        (Some(run), true) => findings.ok("runs", format!("run {} is being calculated{by}", run.run_id)),
        (Some(run), false) => {
            let gone = if owner.as_deref().is_some_and(|owner| is_gone(session, owner)) {
                ", which is gone"
            } else {
                ""
            };
            findings.warning(
                "runs",
                format!("run {} was interrupted; it was begun{by}{gone}", run.run_id),
                "`cardctl settle run` finishes it; nothing is lost or settled twice",
            );
        }
        (None, true) => findings.ok("runs", format!("the lock of runs is held{by}")),
        (None, false) => findings.ok("runs", "none is interrupted"),
    }
    Ok(())
}

/// Whether somebody's process was on this machine and is no more.
fn is_gone(session: &Session, owner: &str) -> bool {
    let here = format!(" on {} (process ", session.machine);
    let process = owner.split_once(&here).and_then(|(_, rest)| rest.strip_suffix(')'));
    process.is_some_and(|process| !Path::new("/proc").join(process).exists())
}

async fn rotation(tx: &mut Tx, findings: &mut Findings) -> Result<(), Error> {
    match key::rotation(tx).await? {
        Some(rotation) => findings.warning(
            "rotation",
            format!(
                "keys are being rotated to version {}: at `{}`, {} rows done",
                rotation.version()?,
                rotation.step,
                rotation.done
            ),
            "`cardctl key rotate` goes on where nobody does; both versions of the key serve meanwhile",
        ),
        None => findings.ok("rotation", "none is under way"),
    }
    Ok(())
}

async fn groups(tx: &mut Tx, findings: &mut Findings) -> Result<(), Error> {
    let (mut waiting, mut unfinished) = (0, Vec::new());
    for stored in scheme::list(tx).await? {
        waiting += regroup::count_marked(tx, stored.scheme_id).await?;
        let newest =
            scheme::versions(tx, stored.scheme_id).await?.into_iter().max_by_key(|each| each.version);
        let waits =
            newest.is_some_and(|newest| newest.version > stored.version || newest.in_force_at.is_none());
        if waits || stored.grouped_on.is_none() {
            unfinished.push(stored.name);
        }
    }
    if unfinished.is_empty() {
        findings.ok("cohorts", format!("{waiting} holders wait for the next regrouping"));
    } else {
        findings.warning(
            "cohorts",
            format!(
                "the scheme `{}` has a version that is not in force yet, or holders without a place",
                unfinished.join("`, `")
            ),
            "`cardctl cohort regroup` places everybody, and brings a version in force as a whole",
        );
    }
    Ok(())
}

async fn requests(tx: &mut Tx, now: i64, findings: &mut Findings) -> Result<(), Error> {
    match doctor::oldest_due(tx).await? {
        Some(at) if at < now - HOUR => findings.warning(
            "requests",
            format!("requests or notices have waited for {} hours to be sent", (now - at) / HOUR),
            "`cardctl request dispatch` sends them; let cron run it every few minutes",
        ),
        _ => findings.ok("requests", "none has waited for long to be sent"),
    }
    Ok(())
}

async fn settlement(
    session: &Session,
    tx: &mut Tx,
    calendar: &Calendar,
    findings: &mut Findings,
) -> Result<(), Error> {
    let through = calendar.day_of(session.now()).plus(-NIGHTS);
    let cutoff = counter::last(tx, Counter::Item).await?;
    let items = due::count(tx, through, cutoff).await?;
    if items > 0 {
        findings.warning(
            "settlement",
            format!("{items} items that were due through {through} are not settled"),
            "`cardctl settle pending` says why; let cron run `cardctl settle run --yes` every night",
        );
    } else {
        findings.ok("settlement", "nothing has been due for days");
    }
    Ok(())
}

/// Files of an issue or an export that was interrupted before they got their names.
async fn print_files(tx: &mut Tx, findings: &mut Findings) -> Result<(), Error> {
    let mut batches = batch::list(tx).await?;
    batches.sort_by_key(|batch| std::cmp::Reverse(batch.batch_id));
    let paths = batches.iter().take(BATCHES).filter_map(|batch| batch.file_path.as_deref());
    let directories: BTreeSet<PathBuf> =
        paths.filter_map(|path| Path::new(path).parent().map(Path::to_owned)).collect();
    let mut whole = true;
    for directory in directories {
        let partial = partial_files(&directory);
        if partial.is_empty() {
            continue;
        }
        whole = false;
        // In the order in which they get their names: the one with the codes last.
        let moves: Vec<String> = partial
            .iter()
            .map(|name| {
                let path = directory.join(name);
                format!("mv '{0}.partial' '{0}'", path.display())
            })
            .collect();
        findings.warning(
            "print-files",
            format!("the files of a batch in `{}` were written and not named", directory.display()),
            format!(
                "the command that was interrupted names them when it is run again, or you do: {}",
                moves.join("; ")
            ),
        );
    }
    if whole {
        findings.ok("print-files", "none was left behind");
    }
    Ok(())
}
