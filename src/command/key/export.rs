//! `key export`: a copy of the root key, or the derived keys of one kind of work.

use serde_json::json;

use super::ensure_root;
use crate::cli::{KeyExport, KeyPurpose};
use crate::command::failure;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::parameter::{CodePattern, namespaces};
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::site_code::SiteCode;
use crate::store::{StoreError, holder_secret, key, site_code};
use crate::vault::key_file::{self, KeyFileError};
use crate::vault::{KeyUse, Purpose};

/// What support is shown.
const MASKS: [(&str, &str); 5] = [
    ("holder", "name_mask"),
    ("holder_parameter", "mask"),
    ("party_identity", "name_mask"),
    ("party_identity", "number_mask"),
    ("party_account", "account_mask"),
];
/// What a registration seals beside the masks, and opens to compare, and what an activation seals.
const VALUES: [(&str, &str); 4] =
    [("holder", "name"), ("holder_parameter", "value"), ("holder_parameter", "told"), holder_secret::SECRET];

pub(super) async fn run(session: &mut Session, arguments: KeyExport) -> Result<Outcome, Error> {
    if arguments.out.symlink_metadata().is_ok() {
        let error = KeyFileError::Exists { path: arguments.out };
        return Err(Error::new(Code::Conflict, error.to_string())
            .hint("an export never overwrites; name another file by `--out`"));
    }
    match arguments.purpose {
        Some(KeyPurpose::Support) => derived(session, &arguments, Purpose::Support).await,
        Some(KeyPurpose::Counter) => derived(session, &arguments, Purpose::Counter).await,
        Some(KeyPurpose::Print) => derived(session, &arguments, Purpose::Print).await,
        None => root(session, &arguments).await,
    }
}

async fn root(session: &mut Session, arguments: &KeyExport) -> Result<Outcome, Error> {
    let reason = session.reason("an export of the root key")?;
    let ring = session.key_ring().await?;
    ensure_root(session, &ring, "an export without `--for`")?;
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    // A wrong key is not worth a copy.
    session.vault(&mut tx).await?;
    tx.rollback().await?;
    let preview = Record::new()
        .field("keys", "keys", Value::code("root"))
        .field("versions", "versions", numbers(&ring.versions()))
        .field("file", "file", Value::text(arguments.out.display().to_string()));
    session.confirm(&preview, "Write a copy of the root key, which opens everything?")?;
    let Some(text) = ring.root_text() else {
        return Err(Error::new(Code::Internal, "the root key has no text"));
    };
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let detail = json!({ "for": null, "versions": ring.versions() });
    let mut entry = session.entry(&platform, "key export", arguments.out.display(), &detail);
    entry.reason = Some(reason);
    // The export is on record before there is one.
    tx.commit(&entry).await?;
    write(session, arguments, "root", &ring.versions(), &text)
}

async fn derived(session: &mut Session, arguments: &KeyExport, purpose: Purpose) -> Result<Outcome, Error> {
    session.key_ring().await?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault(&mut tx).await?;
    let ring = session.key_ring().await?;
    // A version that was prepared goes along, so that the file serves when the rotation begins.
    let mut versions = key::versions(&mut tx).await?;
    let newer = ring.versions().into_iter().filter(|version| *version > vault.version());
    for version in newer {
        versions.push(key::KeyVersion::prepared(version, ring.check_value(version).unwrap_or_default()));
    }
    let vault = session.fit(&ring, &versions)?;
    let codes = site_code::list(&mut tx).await?;
    let codes: Vec<CodePattern> = codes.iter().map(SiteCode::reader).collect::<Result<_, StoreError>>()?;
    let names = namespaces(&codes);
    let text = vault.derived_text(purpose, &uses(purpose, &names))?;
    let mut live = vault.live().to_vec();
    live.reverse();
    let detail = json!({ "for": purpose.as_str(), "versions": live });
    let entry = session.entry(&platform, "key export", arguments.out.display(), &detail);
    tx.commit(&entry).await?;
    write(session, arguments, purpose.as_str(), &live, &text)
}

fn write(
    session: &mut Session,
    arguments: &KeyExport,
    keys: &'static str,
    versions: &[u8],
    text: &str,
) -> Result<Outcome, Error> {
    key_file::create(&arguments.out, text).map_err(|error| {
        failure::key_file(error).hint("the export is in the audit log, and there is no file")
    })?;
    session.ui.record(
        Record::new()
            .field("keys", "keys", Value::code(keys))
            .field("versions", "versions", numbers(versions))
            .field("file", "file", Value::text(arguments.out.display().to_string())),
    )?;
    session.ui.status("next: name the file by `--key-file`, `CARDCTL_KEY_FILE` or `key_file`");
    Ok(Outcome::Done)
}

fn numbers(versions: &[u8]) -> Value {
    Value::List(versions.iter().map(|version| i64::from(*version).into()).collect())
}

/// The keys that a kind of work wants.
fn uses(purpose: Purpose, namespaces: &[String]) -> Vec<KeyUse<'_>> {
    let column = |(table, column): (&'static str, &'static str)| KeyUse::Column { table, column };
    let searching = || namespaces.iter().map(|name| KeyUse::BlindIndex(name)).chain([KeyUse::NameTag]);
    let mut uses = vec![KeyUse::Check];
    match purpose {
        Purpose::Support => {
            uses.extend(searching());
            uses.extend(MASKS.map(column));
        }
        Purpose::Counter => {
            uses.extend(searching());
            uses.extend(MASKS.map(column));
            uses.extend(VALUES.map(column));
            uses.push(KeyUse::Activation);
        }
        Purpose::Print => uses.push(KeyUse::Activation),
    }
    uses
}
