//! `scheme`: what sorts holders into cohorts.

use serde_json::json;

use crate::cli::{SchemeAdd, SchemeCommand};
use crate::command::failure::{code, conflict, unknown};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::scheme::Scheme;
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Value};
use crate::store::scheme::StoredScheme;
use crate::store::{Counter, cohort, holder, scheme};

const COLUMNS: [Column; 4] = [
    Column::new("name", "NAME"),
    Column::new("facets", "FACETS"),
    Column::new("priority", "PRIORITY"),
    Column::new("cohorts", "COHORTS"),
];

/// Runs `scheme VERB`.
pub async fn run(session: &mut Session, command: SchemeCommand) -> Result<Outcome, Error> {
    match command {
        SchemeCommand::Add(arguments) => add(session, arguments).await,
        SchemeCommand::List => list(session).await,
        SchemeCommand::Show { name } => show(session, &name).await,
    }
}

async fn add(session: &mut Session, arguments: SchemeAdd) -> Result<Outcome, Error> {
    let name = code("scheme", &arguments.name)?;
    let wanted = Scheme::parse(&arguments.facets, &arguments.priority)
        .map_err(|error| Error::new(Code::Usage, error.to_string()))?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    if let Some(known) = scheme::list(&mut tx).await?.iter().find(|known| known.name == name.as_str()) {
        if known.scheme != wanted {
            let same_levels = known.scheme.groupings() == wanted.groupings();
            return Err(conflict(
                "scheme",
                name.as_str(),
                if same_levels { "priority" } else { "list of facets" },
            )
            .hint("the cohorts of a scheme keep their meaning; add a new one under another name"));
        }
        session.ui.status(&format!("scheme `{name}` is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    let id = store.reserve(&mut tx, Counter::Scheme, 1).await?.into();
    scheme::insert(&mut tx, id, &name, &wanted, session.now().as_microsecond()).await?;
    let holders = holder::count(&mut tx).await?;
    let detail = json!({ "facets": wanted.facets_text(), "priority": wanted.priority_text() });
    tx.commit(&session.entry(&platform, "scheme add", &name, &detail)).await?;
    session.ui.status(&format!("added scheme `{name}`"));
    if holders > 0 {
        let run = format!("`cardctl cohort regroup --scheme {name}`");
        session.ui.status(&format!("next: {run} places the {holders} holders who are there already"));
    }
    Ok(Outcome::Done)
}

async fn list(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let mut rows = Vec::new();
    for stored in scheme::list(&mut tx).await? {
        let cohorts = cohort::Tree::load(&mut tx, &stored).await?.len();
        rows.push((stored, cohorts));
    }
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint(NONE_YET);
    for (stored, cohorts) in rows {
        let [facets, priority] = texts(&stored);
        list.row([Value::code(stored.name), facets, priority, cohorts.into()])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

async fn show(session: &mut Session, name: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let schemes = scheme::list(&mut tx).await?;
    let Some(stored) = schemes.iter().find(|stored| stored.name == name) else {
        return Err(unknown("scheme", name, schemes.iter().map(|stored| stored.name.as_str())));
    };
    let cohorts = cohort::Tree::load(&mut tx, stored).await?.len();
    let [facets, priority] = texts(stored);
    session.ui.record(
        Record::new()
            .field("name", "name", Value::code(stored.name.clone()))
            .field("facets", "facets", facets)
            .field("priority", "priority", priority)
            .field("cohorts", "cohorts", cohorts),
    )?;
    Ok(Outcome::Done)
}

/// What to do where there is no scheme.
pub const NONE_YET: &str =
    "no schemes yet; `cardctl scheme add NAME --facets region:2,region:4,region:6,birth-year,sex` adds one";

fn texts(stored: &StoredScheme) -> [Value; 2] {
    [stored.scheme.facets_text(), stored.scheme.priority_text()]
        .map(|text| Value::List(text.split(',').map(|word| Value::code(word.to_owned())).collect()))
}
