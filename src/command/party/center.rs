//! `center`: issuing centers.

use serde_json::json;

use crate::cli::{CenterAdd, CenterCommand, CenterSet};
use crate::command::failure::{code, conflict, name, unknown};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::party::PartyId;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Value};
use crate::store::center::Center;
use crate::store::{Counter, Tx, center};

const COLUMNS: [Column; 2] = [Column::new("code", "CODE"), Column::new("name", "NAME")];

/// Runs `center VERB`.
pub async fn run(session: &mut Session, command: CenterCommand) -> Result<Outcome, Error> {
    match command {
        CenterCommand::Add(arguments) => add(session, arguments).await,
        CenterCommand::Set(arguments) => set(session, arguments).await,
        CenterCommand::List => list(session).await,
        CenterCommand::Show { code } => show(session, &code).await,
    }
}

async fn add(session: &mut Session, arguments: CenterAdd) -> Result<Outcome, Error> {
    let code = code("center", &arguments.code)?;
    let name = name("--name", &arguments.name)?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    if let Some(known) = center::by_code(&mut tx, code.as_str()).await? {
        if known.name != name {
            return Err(conflict("center", code.as_str(), "name"));
        }
        session.ui.status(&format!("center `{code}` is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    let id = PartyId::new(store.reserve(&mut tx, Counter::Party, 1).await?);
    center::insert(&mut tx, id, &code, name, session.now().as_microsecond()).await?;
    let entry = session.entry(&platform, "center add", &code, &json!({ "name": name }));
    tx.commit(&entry).await?;
    session.ui.status(&format!("added center `{code}`"));
    Ok(Outcome::Done)
}

async fn set(session: &mut Session, arguments: CenterSet) -> Result<Outcome, Error> {
    let name = name("--name", &arguments.name)?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let center = find(&mut tx, &arguments.code).await?;
    if center.name == name {
        session.ui.status(&format!("center `{}` is unchanged", center.code));
        return Ok(Outcome::NothingToDo);
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    center::rename(&mut tx, center.center_id, name).await?;
    let detail = json!({ "name": name, "before": center.name });
    tx.commit(&session.entry(&platform, "center set", &center.code, &detail)).await?;
    session.ui.status(&format!("renamed center `{}`", center.code));
    Ok(Outcome::Done)
}

/// The center of a code, or an error with the nearest one.
pub async fn find(tx: &mut Tx, code: &str) -> Result<Center, Error> {
    if let Some(center) = center::by_code(tx, code).await? {
        return Ok(center);
    }
    let known = center::list(tx).await?;
    Err(unknown("center", code, known.iter().map(|center| center.code.as_str())))
}

async fn list(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let centers = center::list(&mut store.snapshot().await?).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no centers yet; `cardctl center add CODE --name NAME` makes one");
    for center in centers {
        list.row([Value::code(center.code), Value::text(center.name)])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

async fn show(session: &mut Session, code: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let center = find(&mut store.snapshot().await?, code).await?;
    session.ui.record(Record::new().field("code", "code", Value::code(center.code)).field(
        "name",
        "name",
        Value::text(center.name),
    ))?;
    Ok(Outcome::Done)
}
