//! `provider`: service providers and the history of their commission rates.

use serde_json::json;

use super::selling;
use crate::cli::{ProviderAdd, ProviderCommand, ProviderSet};
use crate::command::failure::{code, conflict, name, unknown};
use crate::command::platform::{Platform, day_flag, since};
use crate::command::service;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::history::{Change, in_force};
use crate::domain::party::PartyId;
use crate::domain::ppm::Ppm;
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::provider::Provider;
use crate::store::{Counter, Tx, lock, provider};

const COLUMNS: [Column; 3] =
    [Column::new("code", "CODE"), Column::new("name", "NAME"), Column::new("rate", "RATE TODAY")];

const HISTORY: [Column; 3] =
    [Column::new("since", "SINCE"), Column::new("rate", "RATE"), Column::new("recorded", "RECORDED")];

/// Runs `provider VERB`.
pub async fn run(session: &mut Session, command: ProviderCommand) -> Result<Outcome, Error> {
    match command {
        ProviderCommand::Add(arguments) => add(session, arguments).await,
        ProviderCommand::Set(arguments) => set(session, arguments).await,
        ProviderCommand::List => list(session).await,
        ProviderCommand::Show { code } => show(session, &code).await,
        ProviderCommand::Service(command) => service::run(session, command).await,
    }
}

async fn add(session: &mut Session, arguments: ProviderAdd) -> Result<Outcome, Error> {
    if let Some(holder) = &arguments.holder {
        return selling::add(session, &arguments, holder).await;
    }
    let code = code("provider", &arguments.code)?;
    let name = name("--name", arguments.name.as_deref().unwrap_or_default())?;
    let rate = rate(&arguments.rate)?;
    let day = day_flag("--since", arguments.since.as_deref(), Day::BEGINNING)?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let now = session.now().as_microsecond();
    if let Some(known) = provider::by_code(&mut tx, code.as_str()).await? {
        if known.name != name {
            return Err(conflict("provider", code.as_str(), "name"));
        }
        if in_force(&history(&mut tx, &known).await?, day, now) != Some(&rate) {
            return Err(conflict("provider", code.as_str(), "rate"));
        }
        session.ui.status(&format!("provider `{code}` is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    let id = PartyId::new(store.reserve(&mut tx, Counter::Party, 1).await?);
    provider::insert(&mut tx, id, &code, name, now).await?;
    provider::add_rate(&mut tx, id, Change { since: day, recorded: now, value: rate }).await?;
    let detail = json!({ "name": name, "rate": rate.to_string(), "since": arguments.since });
    tx.commit(&session.entry(&platform, "provider add", &code, &detail)).await?;
    session.ui.status(&format!("added provider `{code}` with a commission of {rate}"));
    Ok(Outcome::Done)
}

async fn set(session: &mut Session, arguments: ProviderSet) -> Result<Outcome, Error> {
    let rate = arguments.rate.as_deref().map(rate).transpose()?;
    let name = arguments.name.as_deref().map(|text| name("--name", text)).transpose()?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    lock::close_intake(&mut tx).await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let known = find(&mut tx, &arguments.code).await?;
    let code = &known.code;
    let day = day_flag("--since", arguments.since.as_deref(), platform.today(session))?;
    let now = session.now().as_microsecond();

    let mut detail = serde_json::Map::new();
    let mut said = Vec::new();
    if let Some(name) = name.filter(|name| *name != known.name) {
        provider::rename(&mut tx, known.provider_id, name).await?;
        detail.insert("name".to_owned(), name.into());
        detail.insert("before".to_owned(), known.name.as_str().into());
        said.push(format!("renamed provider `{code}`"));
    }
    let mut passed_over = 0;
    if let Some(rate) = rate {
        let before = in_force(&history(&mut tx, &known).await?, day, now).copied();
        if before != Some(rate) {
            let change = Change { since: day, recorded: now, value: rate };
            provider::add_rate(&mut tx, known.provider_id, change).await?;
            passed_over = provider::stamped_since(&mut tx, known.provider_id, day).await?;
            detail.insert("rate".to_owned(), rate.to_string().into());
            detail.insert("rate_before".to_owned(), before.map(|before| before.to_string()).into());
            detail.insert("since".to_owned(), day.to_string().into());
            detail.insert("passed_over".to_owned(), passed_over.into());
            said.push(format!("provider `{code}` owes {rate} from {day} on"));
        }
    }
    if said.is_empty() {
        session.ui.status(&format!("provider `{code}` is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    tx.commit(&session.entry(&platform, "provider set", code, &detail.into())).await?;
    for line in said {
        session.ui.status(&line);
    }
    passed_over_note(session, passed_over, day);
    Ok(Outcome::Done)
}

async fn list(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let (today, now) = (platform.today(session), session.now().as_microsecond());
    let rates = provider::rates(&mut tx).await?;
    let providers = provider::list(&mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no providers yet; `cardctl provider add CODE --name NAME --rate 12%` adds one");
    for provider in providers {
        let rate = rates.get(&provider.provider_id).and_then(|changes| in_force(changes, today, now));
        list.row([Value::code(provider.code), Value::text(provider.name), rate.copied().into()])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

async fn show(session: &mut Session, code: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let provider = find(&mut tx, code).await?;
    let changes = history(&mut tx, &provider).await?;
    let today = in_force(&changes, platform.today(session), session.now().as_microsecond()).copied();
    let mut rates = Table::new(&HISTORY);
    for change in changes {
        rates.row([since(change.since), change.value.into(), platform.instant(change.recorded)]);
    }
    session.ui.record(
        Record::new()
            .field("code", "code", Value::code(provider.code))
            .field("name", "name", Value::text(provider.name))
            .field("rate", "rate today", today)
            .field("rates", "rates", rates),
    )?;
    Ok(Outcome::Done)
}

/// Says how many purchases a backdated change leaves as they are: their stamps were fixed at import.
pub fn passed_over_note(session: &mut Session, purchases: i64, since: Day) {
    if purchases > 0 {
        let noun = if purchases == 1 { "purchase" } else { "purchases" };
        session.ui.note(&format!(
            "{purchases} {noun} dated on or after {since} keep what was in force when they were imported"
        ));
    }
}

pub(super) async fn history(tx: &mut Tx, provider: &Provider) -> Result<Vec<Change<Ppm>>, Error> {
    Ok(provider::rates(tx).await?.remove(&provider.provider_id).unwrap_or_default())
}

/// The provider of a code.
pub async fn find(tx: &mut Tx, code: &str) -> Result<Provider, Error> {
    if let Some(provider) = provider::by_code(tx, code).await? {
        return Ok(provider);
    }
    let known = provider::list(tx).await?;
    Err(unknown("provider", code, known.iter().map(|provider| provider.code.as_str())))
}

pub(super) fn rate(text: &str) -> Result<Ppm, Error> {
    Ppm::parse(text).map_err(|error| Error::new(Code::Usage, format!("--rate `{text}`: {error}")))
}
