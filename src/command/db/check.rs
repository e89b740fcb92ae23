//! `db check`: what is always true, pass by pass.

use crate::command::cohort::misplaced;
use crate::command::failure::unknown;
use crate::command::purchase::misstamped;
use crate::command::session::Session;
use crate::command::{agent as agents, period, settle};
use crate::error::{Error, Outcome};
use crate::output::{Column, Value};
use crate::store::audit::Verdict;
use crate::store::check::{self, PASSES, Since};
use crate::store::{Counter, Store, Tx, agent, audit, counter, run as runs};

const COLUMNS: [Column; 4] = [
    Column::new("pass", "PASS"),
    Column::new("result", "RESULT"),
    Column::new("proves", "PROVES"),
    Column::new("rows", "ROWS"),
];

/// How many broken rows a pass names.
const NAMED: usize = 20;

/// A pass that is more than one statement.
#[derive(Clone, Copy)]
enum Walk {
    Integrity,
    AuditChain,
    AgentTree,
    CohortFacts,
    Stamps,
    Derivation,
    Digests,
    Periods,
}

const WALKS: [(&str, &str, Walk); 8] = [
    ("integrity", "the database's own check of its file finds nothing", Walk::Integrity),
    ("audit-chain", "every audit entry follows from the one before, up to the head", Walk::AuditChain),
    ("agent-tree", "no agent stands above itself on any day, and no chain is too long", Walk::AgentTree),
    ("cohort-facts", "every placed holder stands where their facets and merits say", Walk::CohortFacts),
    (
        "stamps-follow",
        "every purchase is stamped with what was in force on its day, as known when it was recorded",
        Walk::Stamps,
    ),
    (
        "lines-derive",
        "the lines of every purchase and its refunds are the plan's division of what is left of it",
        Walk::Derivation,
    ),
    (
        "run-digests",
        "the lines of every run have the digest that it was calculated with, in its row and in the audit",
        Walk::Digests,
    ),
    (
        "periods",
        "every closed month has the runs it was sealed with and no open one, and no month between them is open",
        Walk::Periods,
    ),
];

/// The names of all passes, with what each proves.
pub(in crate::command) fn passes() -> impl Iterator<Item = (&'static str, &'static str)> {
    let walks = WALKS.iter().map(|(name, meaning, _)| (*name, *meaning));
    PASSES.iter().map(|pass| (pass.name, pass.proves)).chain(walks)
}

/// Runs all passes, or those that are named; from a run on, where that is wanted.
pub(super) async fn run(
    session: &mut Session,
    only: &[String],
    since: Option<&str>,
) -> Result<Outcome, Error> {
    let names = || PASSES.iter().map(|pass| pass.name).chain(WALKS.iter().map(|(name, ..)| *name));
    for name in only {
        if !names().any(|known| known == name) {
            return Err(unknown("pass", name, names()).hint("`cardctl db check` runs all and lists them"));
        }
    }
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let wanted = |name: &str| only.is_empty() || only.iter().any(|pass| pass == name);
    let whole = since.is_none();
    let since = begin(&mut tx, since).await?;
    let results = results(session, &store, &mut tx, wanted, whole, since).await?;
    let total = results.len();

    let broken = results.iter().filter(|(_, _, rows)| !rows.is_empty()).count();
    let mut list = session.ui.list(&COLUMNS)?;
    for (name, proves, rows) in results {
        let result = if rows.is_empty() { "ok" } else { "broken" };
        let rows = rows.into_iter().map(Value::text).collect();
        list.row([Value::code(name), Value::code(result), Value::text(proves), Value::List(rows)])?;
    }
    list.end()?;
    let left_out = names().filter(|name| wanted(name)).count() - total;
    if left_out > 0 {
        session.ui.note(&format!(
            "{left_out} passes that know no beginning were left out; `cardctl db check` runs them, too"
        ));
    }
    if broken == 0 {
        return Ok(Outcome::Done);
    }
    session.ui.warn(&format!(
        "{broken} of {total} passes found rows that are wrong, at most {NAMED} named for each"
    ));
    Ok(Outcome::Differences)
}

/// What every pass finds in a database that was opened for something else: its name, and the rows that are wrong.
pub(super) async fn all(
    session: &Session,
    store: &Store,
    tx: &mut Tx,
) -> Result<Vec<(&'static str, Vec<String>)>, Error> {
    let results = results(session, store, tx, |_| true, true, Since::default()).await?;
    Ok(results.into_iter().map(|(name, _, rows)| (name, rows)).collect())
}

/// The name of a pass, what it proves, and the rows that it found wrong.
type Found = (&'static str, &'static str, Vec<String>);

async fn results(
    session: &Session,
    store: &Store,
    tx: &mut Tx,
    wanted: impl Fn(&str) -> bool,
    whole: bool,
    since: Since,
) -> Result<Vec<Found>, Error> {
    let walks: Vec<_> =
        WALKS.iter().filter(|(name, _, walk)| wanted(name) && (whole || walk.has_since())).collect();
    let passes: Vec<_> =
        PASSES.iter().filter(|pass| wanted(pass.name) && (whole || pass.has_since())).collect();
    let total = walks.len() + passes.len();
    let progress = session.ui.progress(u64::try_from(total).ok(), "checking");
    let limit = i64::try_from(NAMED).unwrap_or(i64::MAX);
    let mut results = Vec::with_capacity(total);
    for (name, proves, walk) in walks {
        progress.step(&format!("checking {name}"));
        results.push((*name, *proves, walk.run(session, store, tx, since).await?));
        progress.inc(1);
    }
    for pass in passes {
        progress.step(&format!("checking {}", pass.name));
        results.push((pass.name, pass.proves, check::run(tx, pass, since, limit).await?));
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

impl Walk {
    /// Whether it can leave out what was before a run, or takes no time.
    const fn has_since(self) -> bool {
        matches!(self, Self::AgentTree | Self::Stamps | Self::Derivation | Self::Digests | Self::Periods)
    }

    async fn run(
        self,
        session: &Session,
        store: &Store,
        tx: &mut Tx,
        since: Since,
    ) -> Result<Vec<String>, Error> {
        Ok(match self {
            Self::Integrity => check::integrity(tx).await?,
            Self::AuditChain => match audit::verify(tx, || ()).await? {
                Verdict::Intact(_) => Vec::new(),
                Verdict::Broken { seq, why } => vec![format!("entry {seq}: {why}")],
            },
            Self::AgentTree => {
                let all = agent::list(tx).await?;
                let code = |id| {
                    let agent = all.iter().find(|agent| agent.agent_id == id);
                    agent.map_or_else(|| format!("{id:?}"), |agent| agent.code.clone())
                };
                let verified = agent::tree(tx, i64::MAX).await?.verify();
                verified.err().map(|fault| agents::fault(&fault, code)).into_iter().collect()
            }
            Self::CohortFacts => misplaced(session, store, tx, NAMED).await?,
            Self::Stamps => misstamped(tx, since.item, NAMED).await?,
            Self::Derivation => settle::underived(tx, since.item, NAMED).await?,
            Self::Digests => settle::misdigested(tx, since.run).await?,
            Self::Periods => period::broken(tx).await?,
        })
    }
}
