//! `provider service secret`: another secret, when the one before is lost or known to somebody.

use serde_json::json;

use super::{find, new_secret, offer, serving};
use crate::cli::ServiceSecret;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Record, Value};
use crate::store::service;

pub(super) async fn run(session: &mut Session, arguments: &ServiceSecret) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let known = find(&mut tx, &arguments.service).await?;
    let provider = serving(&mut tx, &arguments.serving).await?;
    let offered = offer(&mut tx, &known, &provider).await?;
    tx.rollback().await?;
    let preview = Record::new()
        .field("service", "service", Value::code(known.code.clone()))
        .field("provider", "provider", Value::code(provider.code.clone()))
        .field("address", "address", Value::code(offered.address.to_string()));
    session.confirm(&preview, "Make a new secret? From then on the one before signs nothing")?;

    let (mut tx, vault) = session.begin_sealing(&store).await?;
    let (secret, sealed) = new_secret(session, &vault, &offered.sealed_row())?;
    service::set_secret(&mut tx, &offered, &sealed).await?;
    let detail = json!({ "provider": provider.code });
    tx.commit(&session.entry(&platform, "provider service secret", &known.code, &detail)).await?;
    session.ui.record(
        Record::new()
            .field("service", "service", Value::code(known.code))
            .field("provider", "provider", Value::code(provider.code))
            .field("secret", "secret", Value::code(secret.text().to_string())),
    )?;
    session.ui.note("the secret is shown this once: the provider verifies by it what it is sent");
    Ok(Outcome::Done)
}
