//! `agent import`: agents from a CSV file, all of them or none.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use serde_json::json;
use zeroize::Zeroizing;

use super::add::difference;
use super::{Agents, NONE};
use crate::cli::AgentImport;
use crate::command::failure;
use crate::command::party::person::Persons;
use crate::command::platform::Platform;
use crate::command::regions;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::history::Change;
use crate::domain::identifier::Code as Identifier;
use crate::domain::party::PartyId;
use crate::domain::region::RegionTable;
use crate::error::{Code, Error, Outcome};
use crate::input::{Column, CsvFile, Header, Row};
use crate::output::{Record, Value};
use crate::store::agent::Agent;
use crate::store::{Counter, Store, Tx, agent, center, lock};
use crate::vault::Vault;

const HEADER: Header =
    Header { required: &["code", "name"], optional: &["parent", "region", "center", "since"] };
const CODE: Column = HEADER.column("code");
const NAME: Column = HEADER.column("name");
const PARENT: Column = HEADER.column("parent");
const REGION: Column = HEADER.column("region");
const CENTER: Column = HEADER.column("center");
const SINCE: Column = HEADER.column("since");

/// How many wrong rows are told.
const TOLD: usize = 10;

/// A row as it is meant.
struct Wanted {
    line: u64,
    code: Identifier,
    name: Zeroizing<String>,
    parent: Option<String>,
    region: Option<String>,
    center: Option<PartyId>,
    since: Day,
}

impl Wanted {
    /// What differs from another row of the same code.
    fn differs(&self, other: &Self) -> bool {
        *self.name != *other.name
            || (&self.parent, &self.region) != (&other.parent, &other.region)
            || (self.center, self.since) != (other.center, other.since)
    }
}

/// What an import would do.
struct Plan {
    added: Vec<Wanted>,
    unchanged: usize,
    agents: Agents,
}

pub(super) async fn run(session: &mut Session, arguments: AgentImport) -> Result<Outcome, Error> {
    let file = CsvFile::open(&arguments.file, session.ui.stdin(), &HEADER)?;
    let rows = file.rows().collect::<Result<Vec<Row>, Error>>()?;
    let store = session.open().await?;

    // The question is asked outside the transaction that writes, so that nobody waits for the answer.
    let mut tx = store.snapshot().await?;
    let mut vault = session.vault(&mut tx).await?;
    let planned = plan(&mut tx, &vault, &file, &rows).await?;
    tx.rollback().await?;
    if planned.added.is_empty() {
        report(session, &file, 0, planned.unchanged)?;
        return Ok(Outcome::NothingToDo);
    }
    let preview = Record::new()
        .field("file", "file", Value::text(file.name().to_owned()))
        .field("agents", "agents to add", planned.added.len())
        .field("unchanged", "unchanged", planned.unchanged);
    session.confirm(&preview, &format!("Add {} agents?", planned.added.len()))?;

    let mut tx = store.begin().await?;
    session.share_keys(&mut tx, &mut vault).await?;
    lock::close_intake(&mut tx).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let plan = plan(&mut tx, &vault, &file, &rows).await?;
    if plan.added.len() != planned.added.len() {
        return Err(Error::new(Code::Busy, "the agents were changed while the question was open")
            .hint("nothing was imported; run the command again"));
    }
    write(session, &store, &mut tx, &vault, &plan).await?;
    let detail = json!({ "read": rows.len(), "imported": plan.added.len(), "unchanged": plan.unchanged,
        "sha256": file.sha256() });
    let subject = file.path().display().to_string();
    tx.commit(&session.entry(&platform, "agent import", subject, &detail)).await?;
    report(session, &file, plan.added.len(), plan.unchanged)?;
    Ok(Outcome::Done)
}

fn report(session: &mut Session, file: &CsvFile, added: usize, unchanged: usize) -> Result<(), Error> {
    session.ui.record(
        Record::new().field("read", "read", file.rows_total()).field("imported", "imported", added).field(
            "unchanged",
            "unchanged",
            unchanged,
        ),
    )
}

/// Reads all rows against the database. Whatever is wrong with any of them refuses the file.
async fn plan(tx: &mut Tx, vault: &Vault, file: &CsvFile, rows: &[Row]) -> Result<Plan, Error> {
    let agents = Agents::load(tx).await?;
    let centers: HashMap<String, PartyId> =
        center::list(tx).await?.into_iter().map(|center| (center.code, center.center_id)).collect();
    let known_regions = regions::in_force(tx).await?;
    let mut wrong: Vec<(u64, String)> = Vec::new();
    let mut wanted: Vec<Wanted> = Vec::with_capacity(rows.len());
    let mut places: HashMap<String, usize> = HashMap::with_capacity(rows.len());
    let mut unchanged = 0;
    for row in rows {
        let read = match read(row, &centers, &known_regions) {
            Ok(read) => read,
            Err(error) => {
                wrong.push((row.line(), error.full_message()));
                continue;
            }
        };
        match places.entry(read.code.as_str().to_owned()) {
            Entry::Vacant(entry) => {
                entry.insert(wanted.len());
                wanted.push(read);
            }
            Entry::Occupied(entry) => {
                let first = &wanted[*entry.get()];
                if read.differs(first) {
                    let said = format!("agent `{}` has other values on line {}", read.code, first.line);
                    wrong.push((read.line, said));
                } else {
                    unchanged += 1;
                }
            }
        }
    }

    let mut regions: HashMap<&str, &str> = HashMap::new();
    for row in &wanted {
        if let Some(parent) = &row.parent
            && agents.by_code(parent).is_none()
            && !places.contains_key(parent)
        {
            wrong.push((row.line, format!("no agent `{parent}` in the file or the database")));
        }
        if let Some(region) = &row.region {
            let holder = agents.of_region(region).map(|holder| holder.code.as_str());
            let holder = holder.or_else(|| regions.insert(region, row.code.as_str()));
            if let Some(holder) = holder.filter(|holder| *holder != row.code.as_str()) {
                wrong.push((row.line, format!("agent `{holder}` holds the region `{region}`")));
            }
        }
    }

    let mut added = Vec::with_capacity(wanted.len());
    for row in wanted {
        let Some(known) = agents.by_code(row.code.as_str()) else {
            added.push(row);
            continue;
        };
        if agents.holders.get(&known.agent_id).is_some_and(|holder| holder.restricted_at.is_some()) {
            wrong.push((
                row.line,
                format!("agent `{}` is a holder who is restricted: storage only", row.code),
            ));
            continue;
        }
        let parent = agents.tree.parent(known.agent_id, row.since).map(|id| agents.code(id));
        let differs = if *Persons::Agents.open(vault, known.agent_id, &known.name)? == *row.name {
            let moved = parent != row.parent.as_deref();
            difference(known, row.region.as_deref(), row.center).or(moved.then_some("parent"))
        } else {
            Some("name")
        };
        match differs {
            Some(differs) => {
                wrong.push((row.line, format!("agent `{}` exists with another {differs}", row.code)));
            }
            None => unchanged += 1,
        }
    }
    if !wrong.is_empty() {
        return Err(refusal(file, wrong));
    }
    verify(file, &agents, &added)?;
    Ok(Plan { added, unchanged, agents })
}

fn read(row: &Row, centers: &HashMap<String, PartyId>, regions: &RegionTable) -> Result<Wanted, Error> {
    let filled = |column| Some(row.get(column)).filter(|text| !text.is_empty());
    let code = failure::code("agent", row.get(CODE))?;
    if code.as_str() == NONE {
        return Err(Error::new(Code::Usage, "`none` can't be the code of an agent"));
    }
    let center = filled(CENTER)
        .map(|code| {
            let unknown = || failure::unknown("center", code, centers.keys().map(String::as_str));
            centers.get(code).copied().ok_or_else(unknown)
        })
        .transpose()?;
    let since = filled(SINCE).map_or(Ok(Day::BEGINNING), Day::parse);
    Ok(Wanted {
        line: row.line(),
        name: Zeroizing::new(failure::name("name", row.get(NAME))?.to_owned()),
        parent: filled(PARENT).map(str::to_owned),
        region: filled(REGION).map(|text| super::region(regions, text)).transpose()?,
        center,
        since: since.map_err(|error| Error::new(Code::Usage, format!("since: {error}")))?,
        code,
    })
}

fn refusal(file: &CsvFile, mut wrong: Vec<(u64, String)>) -> Error {
    wrong.sort_by_key(|(line, _)| *line);
    if let [(line, said)] = wrong.as_slice() {
        return Error::new(Code::BadFile, format!("line {line} of {}: {said}", file.name()))
            .hint("nothing was imported");
    }
    let message = format!("{} rows of {} can't be imported, so none was", wrong.len(), file.name());
    let told = wrong.iter().take(TOLD).map(|(line, said)| format!("line {line}: {said}"));
    let error = told.fold(Error::new(Code::BadFile, message), Error::hint);
    match wrong.len().saturating_sub(TOLD) {
        0 => error,
        more => error.hint(format!("and {more} more")),
    }
}

/// Whether the tree stands with the new agents, under numbers that nobody has.
fn verify(file: &CsvFile, agents: &Agents, added: &[Wanted]) -> Result<(), Error> {
    let new: HashMap<&str, PartyId> =
        added.iter().zip(1..).map(|(row, n)| (row.code.as_str(), PartyId::new(-n))).collect();
    let mut tree = agents.tree.clone();
    tree.extend(added.iter().map(|row| {
        let known = |code: &str| agents.by_code(code).map(|known| known.agent_id);
        let value = row.parent.as_deref().and_then(|code| new.get(code).copied().or_else(|| known(code)));
        (new[row.code.as_str()], Change { since: row.since, recorded: i64::MAX, value })
    }));
    tree.verify().map_err(|fault| {
        let named = |at: PartyId| match usize::try_from(-at.get()) {
            Ok(n) => added[n - 1].code.as_str().to_owned(),
            Err(_) => agents.code(at).to_owned(),
        };
        Error::new(Code::BadFile, format!("{}: {}", file.name(), super::fault(&fault, named)))
            .hint("nothing was imported")
    })
}

/// Writes the new agents.
async fn write(
    session: &mut Session,
    store: &Store,
    tx: &mut Tx,
    vault: &Vault,
    plan: &Plan,
) -> Result<(), Error> {
    let recorded = session.now().as_microsecond();
    let count = i64::try_from(plan.added.len()).unwrap_or(i64::MAX);
    let first = store.reserve(tx, Counter::Party, count).await?;
    let new: HashMap<&str, PartyId> =
        plan.added.iter().zip(first..).map(|(row, id)| (row.code.as_str(), PartyId::new(id))).collect();
    let id =
        |code: &str| new.get(code).copied().or_else(|| plan.agents.by_code(code).map(|known| known.agent_id));
    let changes: Vec<(PartyId, Change<Option<PartyId>>)> = plan
        .added
        .iter()
        .map(|row| {
            let value = row.parent.as_deref().and_then(id);
            (new[row.code.as_str()], Change { since: row.since, recorded, value })
        })
        .collect();
    let progress = session.ui.progress(Some(count.unsigned_abs()), "importing agents");
    for (row, (id, _)) in plan.added.iter().zip(&changes) {
        let name = Persons::Agents.seal(session, vault, *id, &row.name)?;
        let added = Agent {
            agent_id: *id,
            code: row.code.as_str().to_owned(),
            name,
            region: row.region.clone(),
            center_id: row.center,
        };
        agent::insert(tx, &added, &row.code, recorded).await?;
        progress.inc(1);
    }
    // A parent may stand further down in the file than its children.
    for (id, change) in changes {
        agent::add_parent(tx, id, change).await?;
    }
    progress.finish();
    Ok(())
}
