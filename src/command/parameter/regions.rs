//! `parameter regions`: the table of regions, replaced when divisions change.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;

use serde_json::json;

use crate::cli::RegionsCommand;
use crate::command::platform::Platform;
use crate::command::regions::{self, Regions};
use crate::command::session::Session;
use crate::domain::region::RegionTable;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::region::Imported;
use crate::store::{agent, region};

/// A longer file is no table of regions.
const LONGEST: u64 = 16 << 20;

/// Runs `parameter regions VERB`.
pub(super) async fn run(session: &mut Session, command: RegionsCommand) -> Result<Outcome, Error> {
    match command {
        RegionsCommand::Import { file } => import(session, &file).await,
        RegionsCommand::Show => show(session).await,
        RegionsCommand::Export => export(session).await,
    }
}

async fn import(session: &mut Session, path: &Path) -> Result<Outcome, Error> {
    let table = read(session, path)?;
    let sha256 = table.sha256();
    let store = session.open().await?;

    // The question is asked outside the transaction that writes, so that nobody waits for the answer.
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let before = regions::in_force(&mut tx).await?;
    if before.sha256() == sha256 {
        session.ui.status(&format!("the region table is unchanged: `{}` is in force", table.version()));
        return Ok(Outcome::NothingToDo);
    }
    if before.version() == table.version()
        || region::sha256_of(&mut tx, table.version()).await?.is_some_and(|known| known != sha256)
    {
        return Err(Error::new(
            Code::Conflict,
            format!("the version `{}` has another content already", table.version()),
        )
        .hint("give the table a version of its own in its first line"));
    }
    let held = agent::list(&mut tx).await?;
    tx.rollback().await?;

    let strangers: Vec<String> = held
        .into_iter()
        .filter(|agent| agent.region.as_deref().is_some_and(|region| !table.contains(region)))
        .map(|agent| format!("`{}`", agent.code))
        .collect();
    if !strangers.is_empty() {
        session.ui.warn(&format!("the table doesn't know the regions of agents {}", strangers.join(", ")));
    }
    let changes = Changes::between(&before, &table);
    let preview = changes.record(Record::new(), &table, &before);
    session.confirm(&preview, "Judge regions by this table from now on?")?;

    let mut tx = store.begin().await?;
    let revision = region::in_force(&mut tx).await?.map_or(1, |imported| imported.revision + 1);
    let now = session.now();
    region::insert(&mut tx, revision, &table, now.as_microsecond(), &platform.operator).await?;
    let detail = json!({ "sha256": sha256, "intervals": table.iter().len(), "before": before.version(),
        "new": changes.new, "closed": changes.closed, "renamed": changes.renamed, "missing": changes.missing });
    tx.commit(&session.entry(&platform, "parameter regions import", table.version(), &detail)).await?;
    session.ui.record(changes.record(Record::new(), &table, &before))?;
    session.ui.status("next: `cardctl parameter regions show`; holders stay in the cohorts that they are in");
    Ok(Outcome::Done)
}

fn read(session: &mut Session, path: &Path) -> Result<RegionTable, Error> {
    let shown = path.display();
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        session.ui.stdin().take(LONGEST + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes))
    };
    read.map_err(|error| Error::io(format!("can't read `{shown}`"), error))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Error::new(Code::BadFile, format!("`{shown}` is not UTF-8")).hint(LAYOUT))?;
    RegionTable::parse(&text)
        .map_err(|error| Error::new(Code::BadFile, format!("`{shown}`: {error}")).hint(LAYOUT))
}

const LAYOUT: &str =
    "nothing was changed; `cardctl parameter regions export` writes the table in force, to begin with";

/// How one table differs from the one before it, in codes.
struct Changes {
    /// In force now, and not before.
    new: usize,
    /// In force before, and not now.
    closed: usize,
    /// In force in both, under another name.
    renamed: usize,
    /// In the table before in some year, and not in the new one at all.
    missing: usize,
}

impl Changes {
    fn between(before: &RegionTable, after: &RegionTable) -> Self {
        let standing = |table: &RegionTable| -> BTreeMap<String, String> {
            let open = table.iter().filter(|region| region.to_year.is_none());
            open.map(|region| (region.code.to_owned(), region.name.to_owned())).collect()
        };
        let (old, new) = (standing(before), standing(after));
        let mut known: Vec<&str> = before.iter().map(|region| region.code).collect();
        known.dedup();
        Self {
            new: new.keys().filter(|code| !old.contains_key(*code)).count(),
            closed: old.keys().filter(|code| !new.contains_key(*code)).count(),
            renamed: new.iter().filter(|(code, name)| old.get(*code).is_some_and(|old| old != *name)).count(),
            missing: known.into_iter().filter(|code| !after.contains(code)).count(),
        }
    }

    fn record(&self, record: Record, table: &RegionTable, before: &RegionTable) -> Record {
        record
            .field("version", "version", Value::text(table.version().to_owned()))
            .field("sha256", "sha256", Value::code(table.sha256()))
            .field("rows", "rows", table.iter().len())
            .field("before", "before", Value::text(before.version().to_owned()))
            .field("new", "codes new", self.new)
            .field("closed", "codes closed", self.closed)
            .field("renamed", "codes renamed", self.renamed)
            .field("missing", "codes missing", self.missing)
    }
}

/// The table in force with where it is from; without a platform the program's own.
async fn standing(session: &mut Session) -> Result<(Regions, Option<(Imported, Platform)>), Error> {
    let store = match session.open().await {
        Ok(store) => store,
        Err(error) if error.code() == Code::NotInitialised => return Ok((Regions::Embedded, None)),
        Err(error) => return Err(error),
    };
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let imported = region::in_force(&mut tx).await?;
    Ok((regions::in_force(&mut tx).await?, imported.map(|imported| (imported, platform))))
}

async fn show(session: &mut Session) -> Result<Outcome, Error> {
    let (table, imported) = standing(session).await?;
    let open = table.iter().filter(|region| region.to_year.is_none()).count();
    let from = if imported.is_some() { "imported" } else { "embedded" };
    let mut record = Record::new()
        .field("version", "version", Value::text(table.version().to_owned()))
        .field("sha256", "sha256", Value::code(table.sha256()))
        .field("rows", "rows", table.iter().len())
        .field("in_force", "of these in force", open)
        .field("from", "from", Value::code(from));
    let by = imported.as_ref().map(|(imported, _)| Value::code(imported.imported_by.clone()));
    let at = imported.map(|(imported, platform)| platform.instant(imported.imported_at));
    record.push("imported_at", "imported at", at);
    record.push("imported_by", "imported by", by);
    session.ui.record(record)?;
    Ok(Outcome::Done)
}

async fn export(session: &mut Session) -> Result<Outcome, Error> {
    let (table, _) = standing(session).await?;
    session.ui.text(table.text())?;
    Ok(Outcome::Done)
}
