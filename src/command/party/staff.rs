//! `staff`: business persons of the centers. Their names are personal data and sealed.

use serde_json::json;

use super::center;
use super::person::{Persons, name_argument};
use crate::cli::{StaffAdd, StaffCommand, StaffSet};
use crate::command::failure::{code, conflict, unknown};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::party::PartyId;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Value};
use crate::store::staff::Staff;
use crate::store::{Counter, Tx, staff};

const COLUMNS: [Column; 3] =
    [Column::new("code", "CODE"), Column::new("name", "NAME"), Column::new("center", "CENTER")];

/// Runs `staff VERB`.
pub async fn run(session: &mut Session, command: StaffCommand) -> Result<Outcome, Error> {
    match command {
        StaffCommand::Add(arguments) => add(session, arguments).await,
        StaffCommand::Set(arguments) => set(session, arguments).await,
        StaffCommand::List => list(session).await,
        StaffCommand::Show { code } => show(session, &code).await,
    }
}

async fn add(session: &mut Session, arguments: StaffAdd) -> Result<Outcome, Error> {
    let code = code("staff", &arguments.code)?;
    let name = name_argument(session, &arguments.name)?;
    let store = session.open().await?;
    let (mut tx, vault) = session.begin_sealing(&store).await?;
    let center = center::find(&mut tx, &arguments.center).await?;
    if let Some(known) = staff::by_code(&mut tx, code.as_str()).await? {
        if known.center_id != center.center_id {
            return Err(conflict("staff", code.as_str(), "center"));
        }
        if *Persons::Staff.open(&vault, known.staff_id, &known.name)? != *name {
            return Err(conflict("staff", code.as_str(), "name"));
        }
        session.ui.status(&format!("staff member `{code}` is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    let id = PartyId::new(store.reserve(&mut tx, Counter::Party, 1).await?);
    let sealed = Persons::Staff.seal(session, &vault, id, &name)?;
    staff::insert(&mut tx, id, &code, &sealed, center.center_id, session.now().as_microsecond()).await?;
    let detail = json!({ "center": center.code });
    tx.commit(&session.entry(&platform, "staff add", &code, &detail)).await?;
    session.ui.status(&format!("added staff member `{code}` of center `{}`", center.code));
    Ok(Outcome::Done)
}

async fn set(session: &mut Session, arguments: StaffSet) -> Result<Outcome, Error> {
    let name = name_argument(session, &arguments.name)?;
    let store = session.open().await?;
    let (mut tx, vault) = session.begin_sealing(&store).await?;
    let known = find(&mut tx, &arguments.code).await?;
    if *Persons::Staff.open(&vault, known.staff_id, &known.name)? == *name {
        session.ui.status(&format!("staff member `{}` is unchanged", known.code));
        return Ok(Outcome::NothingToDo);
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    let sealed = Persons::Staff.seal(session, &vault, known.staff_id, &name)?;
    staff::rename(&mut tx, known.staff_id, &sealed).await?;
    let detail = json!({ "changed": ["name"] });
    tx.commit(&session.entry(&platform, "staff set", &known.code, &detail)).await?;
    session.ui.status(&format!("renamed staff member `{}`", known.code));
    Ok(Outcome::Done)
}

async fn list(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let vault = session.vault_if_any(&mut tx).await?;
    let members = staff::list(&mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no staff yet; `cardctl staff add CODE --name NAME --center CENTER` adds a member");
    for member in members {
        let name = Persons::Staff.shown(vault.as_ref(), member.staff_id, &member.name)?;
        list.row([Value::code(member.code), name, Value::code(member.center)])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

async fn show(session: &mut Session, code: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let vault = session.vault_if_any(&mut tx).await?;
    let member = find(&mut tx, code).await?;
    let name = Persons::Staff.shown(vault.as_ref(), member.staff_id, &member.name)?;
    session.ui.record(
        Record::new().field("code", "code", Value::code(member.code)).field("name", "name", name).field(
            "center",
            "center",
            Value::code(member.center),
        ),
    )?;
    Ok(Outcome::Done)
}

async fn find(tx: &mut Tx, code: &str) -> Result<Staff, Error> {
    if let Some(member) = staff::by_code(tx, code).await? {
        return Ok(member);
    }
    let known = staff::list(tx).await?;
    Err(unknown("staff member", code, known.iter().map(|member| member.code.as_str())))
}
