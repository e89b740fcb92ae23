//! One page of a rotation: rows are opened, sealed under the newest key, and claimed under it.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::command::holder::canonical_name;
use crate::command::session::Session;
use crate::domain::party::PartyId;
use crate::error::{Code, Error};
use crate::store::Tx;
use crate::store::holder::sealed_row;
use crate::store::reseal::{self, Claim, Names, SealedParameter};
use crate::store::{holder_secret, notice, service};
use crate::vault::{Vault, VaultError, short_tag};

/// Rows of a page: so few that whoever registers meanwhile waits for some ten milliseconds.
const ROWS: i64 = 1_000;

/// Blind indexes under the new key: by holder, and the blind index under an older one.
type Renewed = HashMap<(i64, [u8; 16]), [u8; 16]>;

/// How a page went.
pub(super) struct Page {
    /// The last row.
    pub(super) after: i64,
    /// How many rows it had.
    pub(super) rows: i64,
}

impl Page {
    fn of(ids: impl ExactSizeIterator<Item = i64>) -> Option<Self> {
        let rows = i64::try_from(ids.len()).unwrap_or(ROWS);
        ids.last().map(|after| Self { after, rows })
    }
}

/// Seals the holders after a number anew, with their parameters. Nothing when there are no more.
pub(super) async fn holders(
    session: &mut Session,
    tx: &mut Tx,
    vault: &Vault,
    after: i64,
) -> Result<Option<Page>, Error> {
    let mut holders = reseal::holders(tx, after, ROWS).await?;
    let Some(page) = Page::of(holders.iter().map(|holder| holder.holder_id)) else { return Ok(None) };
    let ids: Vec<i64> = holders.iter().map(|holder| holder.holder_id).collect();
    let parameters = reseal::parameters(tx, &ids).await?;

    // Who was registered or renamed since the rotation began is sealed and claimed under the new key already.
    holders.retain(|holder| !(vault.is_current(&holder.name) && vault.is_current(&holder.name_mask)));
    let mut tags = Vec::with_capacity(holders.len());
    for holder in &mut holders {
        let id = holder.holder_id;
        let wrong = |error| unopened(error, "holder", id);
        let name = vault.open_text("holder", "name", id, &holder.name).map_err(wrong)?;
        let mask = vault.open("holder", "name_mask", id, &holder.name_mask).map_err(wrong)?;
        if !vault.is_current(&holder.name) {
            tags.push((vault.name_tag(&canonical_name(&name))?, id));
        }
        let randomness = &mut *session.randomness;
        holder.name = vault.seal("holder", "name", id, name.as_bytes(), randomness)?;
        holder.name_mask = vault.seal("holder", "name_mask", id, &mask, randomness)?;
    }
    reseal::write_holders(tx, &holders).await?;
    tags.sort_unstable();
    reseal::add_tags(tx, vault.version(), &tags).await?;
    seal_parameters(session, tx, vault, parameters).await?;
    Ok(Some(page))
}

async fn seal_parameters(
    session: &mut Session,
    tx: &mut Tx,
    vault: &Vault,
    mut parameters: Vec<SealedParameter>,
) -> Result<(), Error> {
    parameters.retain(|each| {
        let sealed = [Some(&each.value), Some(&each.mask), each.told.as_ref()];
        !sealed.into_iter().flatten().all(|sealed| vault.is_current(sealed))
    });
    // What the claim under an older key becomes under the new one.
    let mut renewed: BTreeMap<String, Renewed> = BTreeMap::new();
    for each in &mut parameters {
        let row = sealed_row(PartyId::new(each.holder_id), each.n);
        let wrong = |error| unopened(error, "holder_parameter", &row);
        let value = vault.open_text("holder_parameter", "value", &row, &each.value).map_err(wrong)?;
        let mask = vault.open("holder_parameter", "mask", &row, &each.mask).map_err(wrong)?;
        let told = each.told.as_ref().map(|told| vault.open("holder_parameter", "told", &row, told));
        let told = told.transpose().map_err(wrong)?;
        let digest = vault.blind_index(&each.namespace, &value)?;
        if !vault.is_current(&each.value) {
            for (_, older) in vault.blind_indexes(&each.namespace, &value)?.into_iter().skip(1) {
                let renewed = renewed.entry(each.namespace.clone()).or_default();
                renewed.insert((each.holder_id, older), digest);
            }
        }
        let randomness = &mut *session.randomness;
        each.tag = short_tag(&each.namespace, &digest);
        each.value = vault.seal("holder_parameter", "value", &row, value.as_bytes(), randomness)?;
        each.mask = vault.seal("holder_parameter", "mask", &row, &mask, randomness)?;
        each.told =
            told.map(|told| vault.seal("holder_parameter", "told", &row, &told, randomness)).transpose()?;
    }
    reseal::write_parameters(tx, &parameters).await?;

    // Only what is claimed is claimed again: no weak parameter, none that was retired. A retired one may be claimed by
    // somebody else now, in whose page it is claimed again, or under another number of the same holder, who gave it in
    // another document meanwhile: then perhaps under the new key already.
    let mut claims = Vec::new();
    for (namespace, renewed) in renewed {
        let newer: Vec<Vec<u8>> = renewed.values().map(|digest| digest.to_vec()).collect();
        let newer = reseal::claims(tx, &namespace, &newer).await?;
        let newer: HashSet<Vec<u8>> = newer.into_iter().map(|(digest, ..)| digest).collect();
        let older: Vec<Vec<u8>> = renewed.keys().map(|(_, digest)| digest.to_vec()).collect();
        for (older, holder_id, n) in reseal::claims(tx, &namespace, &older).await? {
            let Ok(older) = <[u8; 16]>::try_from(older) else { continue };
            match renewed.get(&(holder_id, older)) {
                Some(digest) if !newer.contains(digest.as_slice()) => {
                    claims.push(Claim { namespace: namespace.clone(), digest: *digest, holder_id, n });
                }
                _ => {}
            }
        }
    }
    claims.sort_unstable();
    Ok(reseal::add_claims(tx, vault.version(), &claims).await?)
}

/// Seals the names after a number anew. Nothing when there are no more.
pub(super) async fn names(
    session: &mut Session,
    tx: &mut Tx,
    vault: &Vault,
    table: Names,
    after: i64,
) -> Result<Option<Page>, Error> {
    let mut rows = reseal::names(tx, table, after, ROWS).await?;
    let Some(page) = Page::of(rows.iter().map(|(id, _)| *id)) else { return Ok(None) };
    rows.retain(|(_, name)| !vault.is_current(name));
    let place = match table {
        Names::Staff => "staff",
        Names::Agents => "agent",
    };
    for (id, sealed) in &mut rows {
        let name = vault.open(place, "name", *id, sealed).map_err(|error| unopened(error, place, *id))?;
        *sealed = vault.seal(place, "name", *id, &name, &mut *session.randomness)?;
    }
    reseal::write_names(tx, table, &rows).await?;
    Ok(Some(page))
}

/// Seals the identities after a party anew. Nothing when there are no more.
pub(super) async fn identities(
    session: &mut Session,
    tx: &mut Tx,
    vault: &Vault,
    after: i64,
) -> Result<Option<Page>, Error> {
    const TABLE: &str = "party_identity";
    let mut rows = reseal::identities(tx, after, ROWS).await?;
    let Some(page) = Page::of(rows.iter().map(|row| row.party_id)) else { return Ok(None) };
    for each in &mut rows {
        let id = each.party_id;
        for (column, sealed) in [
            ("name", &mut each.name),
            ("name_mask", &mut each.name_mask),
            ("number", &mut each.number),
            ("number_mask", &mut each.number_mask),
        ] {
            let opened = vault.open(TABLE, column, id, sealed).map_err(|error| unopened(error, TABLE, id))?;
            *sealed = vault.seal(TABLE, column, id, &opened, &mut *session.randomness)?;
        }
    }
    reseal::write_identities(tx, &rows).await?;
    Ok(Some(page))
}

/// Seals the accounts of the parties after one anew. Nothing when there are no more.
pub(super) async fn accounts(
    session: &mut Session,
    tx: &mut Tx,
    vault: &Vault,
    after: i64,
) -> Result<Option<Page>, Error> {
    const TABLE: &str = "party_account";
    let mut rows = reseal::accounts(tx, after, ROWS).await?;
    let Some(page) = Page::of(rows.iter().map(|row| row.party_id)) else { return Ok(None) };
    for each in &mut rows {
        let row = sealed_row(PartyId::new(each.party_id), each.n);
        for (column, sealed) in [
            ("account", &mut each.account),
            ("account_mask", &mut each.account_mask),
            ("name", &mut each.name),
        ] {
            let opened =
                vault.open(TABLE, column, &row, sealed).map_err(|error| unopened(error, TABLE, &row))?;
            *sealed = vault.seal(TABLE, column, &row, &opened, &mut *session.randomness)?;
        }
    }
    reseal::write_accounts(tx, &rows).await?;
    Ok(Some(page))
}

/// Seals the secrets of the holders after a number anew. Nothing when there are no more.
pub(super) async fn secrets(
    session: &mut Session,
    tx: &mut Tx,
    vault: &Vault,
    after: i64,
) -> Result<Option<Page>, Error> {
    let (table, column) = holder_secret::SECRET;
    let mut rows = reseal::secrets(tx, after, ROWS).await?;
    let Some(page) = Page::of(rows.iter().map(|(id, _)| *id)) else { return Ok(None) };
    rows.retain(|(_, secret)| !vault.is_current(secret));
    for (id, sealed) in &mut rows {
        let opened = vault.open(table, column, *id, sealed).map_err(|error| unopened(error, table, *id))?;
        *sealed = vault.seal(table, column, *id, &opened, &mut *session.randomness)?;
    }
    reseal::write_secrets(tx, &rows).await?;
    Ok(Some(page))
}

/// Seals the secrets of the services after a number anew. Nothing when there are no more.
pub(super) async fn offers(
    session: &mut Session,
    tx: &mut Tx,
    vault: &Vault,
    after: i64,
) -> Result<Option<Page>, Error> {
    let (table, column) = service::SECRET;
    let mut rows = reseal::offers(tx, after, ROWS).await?;
    let Some(page) = Page::of(rows.iter().map(|row| row.service_id)) else { return Ok(None) };
    rows.retain(|each| !vault.is_current(&each.secret));
    for each in &mut rows {
        let row = service::sealed_row(each.service_id, PartyId::new(each.provider_id));
        let opened =
            vault.open(table, column, &row, &each.secret).map_err(|error| unopened(error, table, &row))?;
        each.secret = vault.seal(table, column, &row, &opened, &mut *session.randomness)?;
    }
    reseal::write_offers(tx, &rows).await?;
    Ok(Some(page))
}

/// Seals the payloads of the requests after a number anew. Nothing when there are no more.
pub(super) async fn requests(
    session: &mut Session,
    tx: &mut Tx,
    vault: &Vault,
    after: i64,
) -> Result<Option<Page>, Error> {
    const TABLE: &str = "request";
    let mut rows = reseal::requests(tx, after, ROWS).await?;
    let Some(page) = Page::of(rows.iter().map(|row| row.request_id)) else { return Ok(None) };
    rows.retain(|each| !vault.is_current(&each.payload));
    for each in &mut rows {
        let id = each.request_id;
        let opened =
            vault.open(TABLE, "payload", id, &each.payload).map_err(|error| unopened(error, TABLE, id))?;
        each.payload = vault.seal(TABLE, "payload", id, &opened, &mut *session.randomness)?;
    }
    reseal::write_requests(tx, &rows).await?;
    Ok(Some(page))
}

/// Seals the notices after a number anew. Nothing when there are no more.
pub(super) async fn notices(
    session: &mut Session,
    tx: &mut Tx,
    vault: &Vault,
    after: i64,
) -> Result<Option<Page>, Error> {
    let mut rows = reseal::notices(tx, after, ROWS).await?;
    let Some(page) = Page::of(rows.iter().map(|row| row.notice_id)) else { return Ok(None) };
    rows.retain(|each| !(vault.is_current(&each.title) && vault.is_current(&each.body)));
    for each in &mut rows {
        let id = each.notice_id;
        for ((table, column), sealed) in [(notice::TITLE, &mut each.title), (notice::BODY, &mut each.body)] {
            let opened = vault.open(table, column, id, sealed).map_err(|error| unopened(error, table, id))?;
            *sealed = vault.seal(table, column, id, &opened, &mut *session.randomness)?;
        }
    }
    reseal::write_notices(tx, &rows).await?;
    Ok(Some(page))
}

/// A value that can't be sealed anew, because it does not open: the old key stays until it is mended.
fn unopened(error: VaultError, table: &str, row: impl std::fmt::Display) -> Error {
    match &error {
        VaultError::KeyNotHeld { .. } => error.into(),
        _ => Error::new(Code::Inconsistency, format!("row {row} of `{table}`: {error}"))
            .hint("nothing of this page was changed, and both keys stay in use")
            .hint("restore the row or give it a new value, then run `cardctl key rotate` again"),
    }
}
