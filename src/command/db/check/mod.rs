//! `db check`: what is always true, pass by pass.

mod kept;
mod readable;
mod walks;

use std::time::Instant;

use crate::command::failure::unknown;
use crate::command::session::Session;
use crate::command::settle;
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::check::{self, PASSES, Since};
use crate::store::{Counter, Store, Tx, counter, run as runs};
use walks::WALKS;

const COLUMNS: [Column; 6] = [
    Column::new("pass", "PASS"),
    Column::new("rule", "RULE"),
    Column::new("result", "RESULT"),
    Column::new("proves", "PROVES"),
    Column::detail("found", "FOUND"),
    Column::new("rows", "ROWS"),
];

const LISTED: [Column; 4] = [
    Column::new("pass", "PASS"),
    Column::new("rule", "RULE"),
    Column::new("since", "SINCE"),
    Column::new("proves", "PROVES"),
];

/// How many broken rows a pass names.
const NAMED: usize = 20;

/// What is told of a pass, whether it is a statement or more.
#[derive(Clone, Copy, Debug)]
pub struct CheckPass {
    /// Its name, for `--pass`.
    pub name: &'static str,
    /// Which rule of [`check::RULES`] it proves.
    pub rule: Option<u8>,
    /// What it proves.
    pub proves: &'static str,
    /// Whether it can leave out what was before a run.
    pub has_since: bool,
}

/// All passes, in the order in which they are run.
pub fn passes() -> impl Iterator<Item = CheckPass> {
    let walks = WALKS.iter().map(|walk| CheckPass {
        name: walk.name,
        rule: walk.rule,
        proves: walk.proves,
        has_since: walk.has_since(),
    });
    let statements = PASSES.iter().map(|pass| CheckPass {
        name: pass.name,
        rule: pass.rule,
        proves: pass.proves,
        has_since: pass.has_since(),
    });
    walks.chain(statements)
}

/// Lists the passes that are named, or all.
pub(super) fn list(session: &mut Session, only: &[String]) -> Result<Outcome, Error> {
    ensure_known(only)?;
    let mut list = session.ui.list(&LISTED)?.wrapped();
    for told in passes().filter(|told| is_wanted(only, told.name)) {
        list.row([
            Value::code(told.name),
            told.rule.map(i64::from).into(),
            Value::Bool(told.has_since),
            Value::text(told.proves),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

fn ensure_known(only: &[String]) -> Result<(), Error> {
    let names = || passes().map(|told| told.name);
    match only.iter().find(|name| !names().any(|known| known == name.as_str())) {
        Some(name) => {
            Err(unknown("pass", name, names())
                .hint("`cardctl db check --list` lists them, `db check` runs all"))
        }
        None => Ok(()),
    }
}

fn is_wanted(only: &[String], name: &str) -> bool {
    only.is_empty() || only.iter().any(|pass| pass == name)
}

/// Runs all passes, or those that are named; from a run on, where that is wanted.
pub(super) async fn run(
    session: &mut Session,
    only: &[String],
    since: Option<&str>,
) -> Result<Outcome, Error> {
    ensure_known(only)?;
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    check::begin(&mut tx).await?;
    let whole = since.is_none();
    let since = begin(&mut tx, since).await?;
    let asked: Vec<CheckPass> = passes().filter(|told| is_wanted(only, told.name)).collect();
    let wanted: Vec<CheckPass> = asked.iter().copied().filter(|told| whole || told.has_since).collect();
    let results = results(session, &store, &mut tx, &wanted, since).await?;

    let broken = results.iter().filter(|(_, rows)| !rows.is_empty()).count();
    let mut list = session.ui.list(&COLUMNS)?.wrapped();
    for (told, rows) in results {
        let result = if rows.is_empty() { "ok" } else { "broken" };
        let found = rows.len();
        let rows = rows.into_iter().map(Value::text).collect();
        list.row([
            Value::code(told.name),
            told.rule.map(i64::from).into(),
            Value::code(result),
            Value::text(told.proves),
            found.into(),
            Value::List(rows),
        ])?;
    }
    list.end()?;
    let left_out = asked.len() - wanted.len();
    if left_out > 0 {
        session.ui.note(&format!(
            "{left_out} passes that know no beginning were left out; `cardctl db check` runs them, too"
        ));
    }
    if broken == 0 {
        return Ok(Outcome::Done);
    }
    session.ui.warn(&format!(
        "{broken} of {} passes found rows that are wrong, at most {NAMED} named for each",
        wanted.len()
    ));
    Ok(Outcome::Differences)
}

/// What every pass finds in a database that was opened for something else.
pub(super) async fn all(
    session: &Session,
    store: &Store,
    tx: &mut Tx,
) -> Result<Vec<(&'static str, Vec<String>)>, Error> {
    check::begin(tx).await?;
    let wanted: Vec<CheckPass> = passes().collect();
    let results = results(session, store, tx, &wanted, Since::default()).await?;
    Ok(results.into_iter().map(|(told, rows)| (told.name, rows)).collect())
}

/// What these passes find.
async fn results(
    session: &Session,
    store: &Store,
    tx: &mut Tx,
    wanted: &[CheckPass],
    since: Since,
) -> Result<Vec<(CheckPass, Vec<String>)>, Error> {
    let progress = session.ui.progress(u64::try_from(wanted.len()).ok(), "checking");
    let limit = i64::try_from(NAMED).unwrap_or(i64::MAX);
    let mut results: Vec<(CheckPass, Vec<String>)> = Vec::with_capacity(wanted.len());
    for told in wanted {
        progress.step(&format!("checking {}", told.name));
        let begun = Instant::now();
        let walk = WALKS.iter().find(|walk| walk.name == told.name);
        let pass = PASSES.iter().find(|pass| pass.name == told.name);
        let rows = match (walk, pass) {
            (Some(walk), _) => walk.run(session, store, tx, since).await?,
            (None, Some(pass)) => check::run(tx, pass, since, limit).await?,
            (None, None) => Vec::new(),
        };
        tracing::debug!(pass = told.name, rows = rows.len(), elapsed = ?begun.elapsed(), "checked");
        results.push((*told, rows));
        progress.inc(1);
    }
    progress.finish();
    Ok(results)
}

/// From where on is looked: the run, the items that it and later runs may hold, and those that came after.
async fn begin(tx: &mut Tx, since: Option<&str>) -> Result<Since, Error> {
    let Some(text) = since else { return Ok(Since::default()) };
    let run = settle::named(tx, text).await?.run_id;
    let first = runs::first_item_since(tx, run).await?;
    let item = match first {
        Some(item) => item,
        None => counter::last(tx, Counter::Item).await?,
    };
    Ok(Since { run: run.get(), item })
}
