//! `request show`: one request, and every attempt to send it.

use serde_json::json;

use super::receiving::PAYLOAD;
use crate::cli::RequestShow;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::dispatch::{self, Attempted, Kind};
use crate::store::provider;
use crate::store::request::Request;
use crate::store::{Tx, holder};

const ATTEMPTS: [Column; 6] = [
    Column::new("n", "N"),
    Column::new("at", "AT"),
    Column::new("provider", "PROVIDER"),
    Column::new("outcome", "OUTCOME"),
    Column::new("status", "STATUS"),
    Column::new("took_ms", "MS"),
];

pub(super) async fn run(session: &mut Session, arguments: &RequestShow) -> Result<Outcome, Error> {
    if arguments.reveal {
        return reveal(session, &arguments.id).await;
    }
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let found = super::named(&mut tx, &arguments.id).await?;
    let record = record(&mut tx, &platform, &found, None).await?;
    session.ui.record(record)?;
    Ok(Outcome::Done)
}

/// Shows the payload, too. That it was looked at is recorded before it is shown.
async fn reveal(session: &mut Session, id: &str) -> Result<Outcome, Error> {
    session.reason("a payload is personal data, and showing it")?;
    let store = session.open().await?;
    session.key_ring().await?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault(&mut tx).await?;
    let found = super::named(&mut tx, id).await?;
    let payload = vault.open_text(PAYLOAD.0, PAYLOAD.1, found.request_id, &found.payload)?;
    let record = record(&mut tx, &platform, &found, Some(payload.to_string())).await?;
    session.ui.ensure_confirmed("Show the payload?")?;
    tx.commit(&session.entry(&platform, "request reveal", id, &json!({}))).await?;
    session.ui.record(record)?;
    Ok(Outcome::Done)
}

async fn record(
    tx: &mut Tx,
    platform: &Platform,
    found: &Request,
    payload: Option<String>,
) -> Result<Record, Error> {
    let asked = holder::by_id(tx, found.holder_id).await?.filter(|holder| holder.restricted_at.is_none());
    let waiting = dispatch::waiting(tx, Kind::Request, found.request_id, found.holder_id).await?;
    let mut attempts = Table::new(&ATTEMPTS);
    for Attempted { n, provider, at, took_us, status, outcome } in
        dispatch::attempts(tx, Kind::Request, found.request_id, found.holder_id).await?
    {
        attempts.row([
            n.into(),
            platform.instant(at),
            provider.map(Value::code).into(),
            Value::code(outcome),
            status.into(),
            (took_us / 1000).into(),
        ]);
    }
    let provider = match found.provider_id {
        Some(id) => provider::list(tx).await?.into_iter().find(|each| each.provider_id == id),
        None => None,
    };
    let refusal = found.refusal;
    let record = Record::new()
        .field("id", "id", Value::foreign(found.external_id.clone()))
        .field("service", "service", Value::code(found.service.clone()))
        .field("ref", "holder", asked.map(|holder| Value::code(holder.reference)))
        .field("sent_at", "signed at", platform.instant(found.sent_at))
        .field("received_at", "received at", platform.instant(found.received_at))
        .field("state", "state", Value::code(found.state.as_str()))
        .field("refusal", "refused for", refusal.map(|refusal| Value::code(refusal.as_str())))
        .field("provider", "provider", provider.map(|provider| Value::code(provider.code)))
        .field("next_at", "next try", waiting.map(|waiting| platform.instant(waiting.next_at)))
        .field("ended_at", "ended at", found.ended_at.map(|at| platform.instant(at)));
    let record = match payload {
        Some(payload) => record.field("payload", "payload", Value::text(payload)),
        None => record,
    };
    Ok(record.field("attempts", "attempts", attempts))
}
