//! `db`: the schema, what the database holds, and whether it is right.

use serde_json::json;

use super::cohort::misplaced;
use super::failure::unknown;
use super::period;
use super::platform::Platform;
use super::session::Session;
use crate::cli::DbCommand;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Value};
use crate::store::audit::Verdict;
use crate::store::check::{self, PASSES};
use crate::store::{Store, StoreError, Tx, agent, audit, migrate, status};

/// Runs `db VERB`.
pub async fn run(session: &mut Session, command: DbCommand) -> Result<Outcome, Error> {
    match command {
        DbCommand::Status => show_status(session).await,
        DbCommand::Migrate => migrate_schema(session).await,
        DbCommand::Check { pass } => run_check(session, &pass).await,
    }
}

/// Opens a database of this program's schema version or an older one, and says which.
async fn open_any(session: &Session) -> Result<(Store, i64), Error> {
    let url = &session.config.database.value;
    let store = Store::connect(url).await?;
    let known = migrate::latest();
    match migrate::version(&store).await? {
        None => Err(StoreError::NotInitialised(url.to_string()).into()),
        Some(found) if found > known => Err(StoreError::SchemaNewer { found, known }.into()),
        Some(found) => Ok((store, found)),
    }
}

fn names_after(version: i64) -> Value {
    Value::List(migrate::after(version).map(Value::code).collect())
}

async fn show_status(session: &mut Session) -> Result<Outcome, Error> {
    let (store, version) = open_any(session).await?;
    let mut record = Record::new()
        .field("database", "database", Value::text(session.config.database.value.to_string()))
        .field("kind", "kind", Value::code(store.kind()))
        .field("schema", "schema version", version)
        .field("pending", "pending migrations", names_after(version))
        .field("size", "size in bytes", status::size(&store).await?);
    // An older schema may lack what would be counted.
    if version == migrate::latest() {
        let counts = status::counts(&store).await?;
        for (key, title, count) in [
            ("centers", "centers", counts.centers),
            ("staff", "staff", counts.staff),
            ("agents", "agents", counts.agents),
            ("providers", "providers", counts.providers),
            ("schemes", "schemes", counts.schemes),
            ("cards", "cards", counts.cards),
            ("holders", "holders", counts.holders),
            ("purchases", "purchases", counts.purchases),
            ("refunds", "refunds", counts.refunds),
            ("due", "items not settled", counts.due),
            ("runs", "runs", counts.runs),
            ("audit_entries", "audit entries", counts.audit_entries),
        ] {
            record.push(key, title, count);
        }
    } else {
        session.ui.note("the schema is older than this program; `cardctl db migrate` brings it up");
    }
    session.ui.record(record)?;
    Ok(Outcome::Done)
}

async fn migrate_schema(session: &mut Session) -> Result<Outcome, Error> {
    let (store, before) = open_any(session).await?;
    if before == migrate::latest() {
        session.ui.status(&format!("the schema has version {before}, which is this program's"));
        return Ok(Outcome::NothingToDo);
    }
    let record = || {
        Record::new()
            .field("from", "from version", before)
            .field("to", "to version", migrate::latest())
            .field("migrations", "migrations", names_after(before))
    };
    session.confirm(&record(), "Migrate, which can't be undone?")?;
    migrate::migrate(&store).await?;
    let mut tx = store.begin().await?;
    audit::create_if_missing(&mut tx).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let detail = json!({ "from": before, "to": migrate::latest() });
    tx.commit(&session.entry(&platform, "db migrate", migrate::latest(), &detail)).await?;
    session.ui.record(record())?;
    Ok(Outcome::Done)
}

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
    Periods,
}

const WALKS: [(&str, &str, Walk); 5] = [
    ("integrity", "the database's own check of its file finds nothing", Walk::Integrity),
    ("audit-chain", "every audit entry follows from the one before, up to the head", Walk::AuditChain),
    ("agent-tree", "no agent stands above itself on any day, and no chain is too long", Walk::AgentTree),
    ("cohort-facts", "every placed holder stands where their facets and merits say", Walk::CohortFacts),
    (
        "periods",
        "every closed month has the runs it was sealed with and no open one, and no month between them is open",
        Walk::Periods,
    ),
];

async fn run_check(session: &mut Session, only: &[String]) -> Result<Outcome, Error> {
    let names = || PASSES.iter().map(|pass| pass.name).chain(WALKS.iter().map(|(name, ..)| *name));
    for name in only {
        if !names().any(|known| known == name) {
            return Err(unknown("pass", name, names()).hint("`cardctl db check` runs all and lists them"));
        }
    }
    let wanted = |name: &str| only.is_empty() || only.iter().any(|pass| pass == name);
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let total = names().filter(|name| wanted(name)).count();
    let progress = session.ui.progress(u64::try_from(total).ok(), "checking");
    let limit = i64::try_from(NAMED).unwrap_or(i64::MAX);
    let mut results: Vec<(&str, &str, Vec<String>)> = Vec::with_capacity(total);
    for (name, proves, walk) in WALKS.iter().filter(|(name, ..)| wanted(name)) {
        results.push((name, proves, walk.run(session, &store, &mut tx).await?));
        progress.inc(1);
    }
    for pass in PASSES.iter().filter(|pass| wanted(pass.name)) {
        results.push((pass.name, pass.proves, check::run(&mut tx, pass, limit).await?));
        progress.inc(1);
    }
    progress.finish();

    let broken = results.iter().filter(|(_, _, rows)| !rows.is_empty()).count();
    let mut list = session.ui.list(&COLUMNS)?;
    for (name, proves, rows) in results {
        let result = if rows.is_empty() { "ok" } else { "broken" };
        let rows = rows.into_iter().map(Value::text).collect();
        list.row([Value::code(name), Value::code(result), Value::text(proves), Value::List(rows)])?;
    }
    list.end()?;
    if broken == 0 {
        return Ok(Outcome::Done);
    }
    session.ui.warn(&format!(
        "{broken} of {total} passes found rows that are wrong, at most {NAMED} named for each"
    ));
    Ok(Outcome::Differences)
}

impl Walk {
    async fn run(self, session: &Session, store: &Store, tx: &mut Tx) -> Result<Vec<String>, Error> {
        Ok(match self {
            Self::Integrity => check::integrity(tx).await?,
            Self::AuditChain => match audit::verify(tx).await? {
                Verdict::Intact(_) => Vec::new(),
                Verdict::Broken { seq, why } => vec![format!("entry {seq}: {why}")],
            },
            Self::AgentTree => {
                let agents = agent::list(tx).await?;
                let code = |id| {
                    let agent = agents.iter().find(|agent| agent.agent_id == id);
                    agent.map_or_else(|| format!("{id:?}"), |agent| agent.code.clone())
                };
                let verified = agent::tree(tx, i64::MAX).await?.verify();
                verified.err().map(|fault| super::agent::fault(&fault, code)).into_iter().collect()
            }
            Self::CohortFacts => misplaced(session, store, tx, NAMED).await?,
            Self::Periods => period::broken(tx).await?,
        })
    }
}
