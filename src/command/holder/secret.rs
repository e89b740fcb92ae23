//! `holder secret`: what signs a holder's requests, made and shown once.

use serde_json::json;

use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::party::PartyId;
use crate::domain::signature::SigningSecret;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::holder_secret::{self, HolderSecret};
use crate::store::{Tx, custody, lock};
use crate::vault::{KeyUse, Vault};

const ACTION: &str = "holder secret";

/// Runs `holder secret`. Who is registered gets one, too: there are services that are open to them.
pub async fn run(session: &mut Session, text: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let (mut tx, found) = super::named_to_change(session, &store, &platform, tx, ACTION, text).await?;
    let known = holder_secret::of(&mut tx, found.holder_id).await?;
    tx.rollback().await?;
    let mut preview = Record::new().field("ref", "ref", Value::code(found.reference.clone()));
    preview.push("before", "secret before", known.as_ref().map(|known| platform.instant(known.made_at)));
    let question = if known.is_some() {
        "Make a new secret? From now on the one before signs nothing"
    } else {
        "Make a secret that signs the holder's requests?"
    };
    session.confirm(&preview, question)?;

    let (mut tx, vault) = session.begin_sealing(&store).await?;
    custody::take(&mut tx, found.holder_id).await?;
    // Nobody restricts the holder from here on; somebody may have done so while the question was open.
    let (mut tx, found) = super::named_to_change(session, &store, &platform, tx, ACTION, text).await?;
    let secret = make(session, &mut tx, &vault, &platform, found.holder_id).await?;
    let detail = json!({ "replaced": known.is_some() });
    tx.commit(&session.entry(&platform, ACTION, &found.reference, &detail)).await?;
    session.ui.record(Record::new().field("ref", "ref", Value::code(found.reference)).field(
        "secret",
        "secret",
        Value::code(secret.text().to_string()),
    ))?;
    session.ui.note("the secret is shown this once");
    Ok(Outcome::Done)
}

/// Makes a secret in the place of the one before, in a transaction that shares the keys.
async fn make(
    session: &mut Session,
    tx: &mut Tx,
    vault: &Vault,
    platform: &Platform,
    holder: PartyId,
) -> Result<SigningSecret, Error> {
    let secret = SigningSecret::random(&mut *session.randomness);
    let (table, column) = holder_secret::SECRET;
    let sealed = vault.seal(table, column, holder.get(), secret.bytes(), &mut *session.randomness)?;
    let row = HolderSecret {
        holder_id: holder,
        secret: sealed,
        made_at: session.now().as_microsecond(),
        made_by: platform.operator.clone(),
    };
    holder_secret::put(tx, &row).await?;
    Ok(secret)
}

/// The keys for the secret that an activation makes, in a transaction that has locked no row yet. Nothing where they are
/// not here: an operator's activation needs no keys, and key files from before hold none for this column.
pub async fn keys(session: &Session, tx: &mut Tx) -> Result<Option<Vault>, Error> {
    lock::share_keys(tx).await?;
    match session.vault(tx).await {
        Ok(vault) => Ok(Some(vault)),
        Err(error) if matches!(error.code(), Code::KeyMissing | Code::KeyNotHeld) => Ok(None),
        Err(error) => Err(error),
    }
}

/// The first secret of somebody who becomes a holder; nothing where they have one already, or the key is not held.
pub async fn first(
    session: &mut Session,
    tx: &mut Tx,
    vault: Option<&Vault>,
    platform: &Platform,
    holder: PartyId,
) -> Result<Option<SigningSecret>, Error> {
    let (table, column) = holder_secret::SECRET;
    let Some(vault) = vault.filter(|vault| vault.holds(KeyUse::Column { table, column })) else {
        return Ok(None);
    };
    if holder_secret::of(tx, holder).await?.is_some() {
        return Ok(None);
    }
    make(session, tx, vault, platform, holder).await.map(Some)
}

/// A secret for a record or a row.
pub fn shown(secret: Option<&SigningSecret>) -> Option<Value> {
    secret.map(|secret| Value::code(secret.text().to_string()))
}
