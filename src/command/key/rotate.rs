//! `key rotate`: a new root key, and everything sealed anew under it.
//!
//! The new key is added to the key file before the database knows of it, so that no value is ever sealed under a key
//! that is not on disk. From the first transaction on, values are sealed under the new version, claims are made under
//! both, and look-ups match both. Pages are short transactions with their place in the database, so that the same
//! command goes on after a crash. The old version is retired when nothing is sealed under it.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use super::ensure_root;
use super::page::{self, Page};
use crate::cli::KeyRotate;
use crate::command::failure;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::error::{Code, Error, Outcome};
use crate::output::{Progress, Record, Value};
use crate::store::key::{KeyState, Rotation};
use crate::store::reseal::{Names, Sweep};
use crate::store::{Store, Tx, key, lock, reseal};
use crate::vault::{KeyRing, RootKey, Vault, envelope_head, key_file};

const ACTION: &str = "key rotate";

/// How many claims of the old version are deleted at a time.
const CLAIMS: i64 = 10_000;

/// How long others may write between two pages on SQLite, whose waiting writers look again every 100 ms at the latest
/// and are given nothing by those who come back at once.
const PAUSE: Duration = Duration::from_millis(20);

/// What a rotation is at, in order. Stored by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Holders,
    Staff,
    Agents,
    /// Identities of parties.
    Identities,
    /// Their accounts.
    Accounts,
    /// Secrets of holders.
    Secrets,
    /// Secrets of providers.
    Offers,
    /// Payloads of requests.
    Requests,
    /// Titles and bodies of notices.
    Notices,
    /// Nothing is sealed under the old version any more.
    Retire,
    /// Claims of the old version go.
    Claims,
    /// So do tags of names.
    Tags,
}

impl Step {
    const ALL: [Self; 12] = [
        Self::Holders,
        Self::Staff,
        Self::Agents,
        Self::Identities,
        Self::Accounts,
        Self::Secrets,
        Self::Offers,
        Self::Requests,
        Self::Notices,
        Self::Retire,
        Self::Claims,
        Self::Tags,
    ];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Holders => "holders",
            Self::Staff => "staff",
            Self::Agents => "agents",
            Self::Identities => "identities",
            Self::Accounts => "accounts",
            Self::Secrets => "secrets",
            Self::Offers => "offers",
            Self::Requests => "requests",
            Self::Notices => "notices",
            Self::Retire => "retire",
            Self::Claims => "claims",
            Self::Tags => "tags",
        }
    }

    fn of(rotation: &Rotation) -> Result<Self, Error> {
        let known = Self::ALL.into_iter().find(|step| step.as_str() == rotation.step);
        known.ok_or_else(|| {
            Error::new(
                Code::Inconsistency,
                format!("the rotation is at the unknown step `{}`", rotation.step),
            )
            .hint("run the version of cardctl that began it")
        })
    }

    fn next(self) -> Option<Self> {
        Self::ALL.into_iter().skip_while(|step| *step != self).nth(1)
    }
}

pub(super) async fn run(session: &mut Session, arguments: KeyRotate) -> Result<Outcome, Error> {
    let ring = session.key_ring().await?;
    ensure_root(session, &ring, "a rotation")?;
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let from = session.vault(&mut tx).await?.version();
    let rotation = key::rotation(&mut tx).await?;
    let counts = reseal::counts(&mut tx).await?;
    tx.rollback().await?;

    if let Some(rotation) = &rotation {
        if arguments.prepare {
            let version = rotation.version()?;
            return Err(Error::new(Code::RunState, format!("a rotation to version {version} is under way"))
                .hint("`cardctl key rotate` brings it to its end; then the next version can be prepared"));
        }
        session.ui.status(&format!("the rotation to version {} of the key goes on", rotation.version()?));
    } else {
        let to = from.checked_add(1).ok_or_else(|| {
            Error::new(Code::Failed, "the key was rotated 254 times, and there are no more versions")
                .hint("nothing was changed; the current version goes on serving")
        })?;
        let ring = session.key_ring().await?;
        let prepared = ring.versions().contains(&to);
        if arguments.prepare && prepared {
            session.ui.status(&format!("version {to} of the key is prepared already"));
            return Ok(Outcome::NothingToDo);
        }
        ensure_can_add(session, &ring, to)?;
        let new = if prepared { "stands there already" } else { "is added" };
        let preview = Record::new()
            .field("from", "from version", i64::from(from))
            .field("to", "to version", i64::from(to))
            .field("source", "keys", Value::text(session.key_source()))
            .field("new_key", "new key", Value::text(new))
            .field("holders", "holders", counts.holders)
            .field("parameters", "parameters", counts.parameters)
            .field("staff", "staff", counts.staff)
            .field("agents", "agents", counts.agents)
            .field("identities", "identities of parties", counts.identities)
            .field("accounts", "accounts", counts.accounts)
            .field("secrets", "secrets of holders", counts.secrets)
            .field("offers", "secrets of providers", counts.offers)
            .field("requests", "requests", counts.requests)
            .field("notices", "notices", counts.notices);
        let question = if arguments.prepare { "Make a new root key?" } else { "Seal everything anew?" };
        session.confirm(&preview, question)?;
        let ring = if prepared { ring } else { add_key(session, to)? };
        if arguments.prepare {
            return prepare(session, &store, &platform, to).await;
        }
        begin(session, &store, &platform, &ring, to).await?;
        if !prepared {
            session.ui.note("keep a copy of the key elsewhere: the new one opens what is sealed from now on");
        }
    }
    finish(session, &store, &platform).await
}

/// Makes sure that a new version can be put where the keys are.
fn ensure_can_add(session: &Session, ring: &KeyRing, to: u8) -> Result<(), Error> {
    if ring.versions().contains(&to) {
        return Ok(());
    }
    let line = format!("a line of `cardctl-key-{to}` and 64 hexadecimal digits");
    if session.config.key_command.is_some() {
        return Err(Error::new(
            Code::KeyNotHeld,
            format!("{} gives no version {to} of the key", session.key_source()),
        )
        .hint(format!("let the key service give {line} beside the others, then run the command again"))
        .hint("`openssl rand -hex 32` makes the digits"));
    }
    if session.config.key_is_credential {
        return Err(Error::new(
            Code::KeyNotHeld,
            format!("{} is handed over by the service manager, and can't be changed", session.key_source()),
        )
        .hint(format!("add {line} to its source, or name the source by `--key-file`")));
    }
    Ok(())
}

/// Makes a key and adds it to the key file. If somebody else has added one meanwhile, that one serves.
fn add_key(session: &mut Session, to: u8) -> Result<Arc<KeyRing>, Error> {
    let key = RootKey::generate(&mut *session.randomness);
    let ring = key_file::add(&session.config.key_file.value, to, key).map_err(failure::key_file)?;
    let ring = Arc::new(ring);
    session.keep_keys(Arc::clone(&ring));
    Ok(ring)
}

async fn prepare(
    session: &mut Session,
    store: &Store,
    platform: &Platform,
    to: u8,
) -> Result<Outcome, Error> {
    let tx = store.begin().await?;
    tx.commit(&session.entry(platform, ACTION, to, &json!({ "act": "prepare", "to": to }))).await?;
    session.ui.status(&format!("{} holds version {to} of the key from now on", session.key_source()));
    session.ui.status("next: copy it to where else it is used, then `cardctl key rotate`");
    Ok(Outcome::Done)
}

/// Records the new version, under which everything is sealed from now on.
async fn begin(
    session: &mut Session,
    store: &Store,
    platform: &Platform,
    ring: &KeyRing,
    to: u8,
) -> Result<(), Error> {
    let mut tx = store.begin().await?;
    lock::hold_keys(&mut tx).await?;
    if key::rotation(&mut tx).await?.is_some() {
        // Somebody else has begun it; together it goes on.
        tx.rollback().await?;
        return Ok(());
    }
    let mut versions = key::versions(&mut tx).await?;
    let Some(current) = versions.iter_mut().find(|each| each.state == KeyState::Current) else {
        return Err(Error::new(Code::Inconsistency, "the database has no current version of the key")
            .hint("run `cardctl db check` for the whole extent"));
    };
    let from = current.version;
    if from >= to {
        return Err(Error::new(Code::Busy, "the key was rotated while the question was open")
            .hint("`cardctl key status` shows its versions"));
    }
    current.state = KeyState::Retiring;
    let check_value = ring.check_value(to).unwrap_or_default();
    versions.push(key::KeyVersion::prepared(to, check_value));
    let vault = session.fit(ring, &versions)?;
    let now = session.now().as_microsecond();
    key::insert(&mut tx, to, &envelope_head(to), &check_value, now).await?;
    key::begin_retiring(&mut tx, from).await?;
    for each in versions.iter().filter(|each| each.version == from || each.retained.is_some()) {
        let retained = vault.retained(each.version, &mut *session.randomness)?;
        key::retain(&mut tx, each.version, &retained).await?;
    }
    key::begin_rotation(&mut tx, to, Step::Holders.as_str()).await?;
    let detail = json!({ "act": "begin", "from": from, "to": to });
    Ok(tx.commit(&session.entry(platform, ACTION, to, &detail)).await?)
}

/// Does all steps that are left.
async fn finish(session: &mut Session, store: &Store, platform: &Platform) -> Result<Outcome, Error> {
    let mut tx = store.snapshot().await?;
    let counts = reseal::counts(&mut tx).await?;
    let done = key::rotation(&mut tx).await?.map_or(0, |rotation| rotation.done);
    let mut vault = session.vault(&mut tx).await?;
    tx.rollback().await?;
    let to = vault.version();
    let progress = session.ui.progress(u64::try_from(counts.rows()).ok(), "sealing anew");
    progress.inc(u64::try_from(done).unwrap_or_default());
    let mut sweep = Sweep::new();
    let slices = session
        .stop
        .slices("run `cardctl key rotate` again to go on; both versions of the key serve meanwhile");
    let mut tries = session.tries();
    loop {
        match turn_page(session, store, platform, &mut vault, (&progress, &mut sweep)).await {
            Ok(true) => tries.done(),
            Ok(false) => break,
            // How far it has come stands in the database; what was swept may have come back.
            Err(error) => {
                tries.go_on(error).await?;
                sweep = Sweep::new();
                continue;
            }
        }
        if matches!(store, Store::Sqlite(..)) {
            tokio::time::sleep(PAUSE).await;
        }
        slices.check(|| format!("what is sealed anew under version {to} of the key is committed"))?;
    }
    slices.complete();
    progress.finish();
    session.ui.record(
        Record::new()
            .field("version", "version", i64::from(to))
            .field("state", "state", Value::code("current"))
            .field("holders", "holders", counts.holders)
            .field("parameters", "parameters", counts.parameters)
            .field("staff", "staff", counts.staff)
            .field("agents", "agents", counts.agents)
            .field("identities", "identities of parties", counts.identities)
            .field("accounts", "accounts", counts.accounts)
            .field("secrets", "secrets of holders", counts.secrets)
            .field("offers", "secrets of providers", counts.offers)
            .field("requests", "requests", counts.requests)
            .field("notices", "notices", counts.notices),
    )?;
    session.ui.note(&format!("only backups from before want version {} of the key any more", to - 1));
    session.ui.note("keep it with them, and take its line out of the key file when they are gone");
    session.ui.note("copies of the key file, and files of `key export`, must be made anew");
    session.ui.status("next: `cardctl key status`, `cardctl db check`");
    Ok(Outcome::Done)
}

/// Does the next page of whatever step the rotation is at, in a transaction of its own. False when it is at its end.
async fn turn_page(
    session: &mut Session,
    store: &Store,
    platform: &Platform,
    vault: &mut Vault,
    (progress, sweep): (&Progress, &mut Sweep),
) -> Result<bool, Error> {
    let mut tx = store.begin().await?;
    // Alone: a row that is read here is not changed by others before it is written.
    lock::hold_keys(&mut tx).await?;
    let Some(rotation) = key::rotation(&mut tx).await? else {
        tx.rollback().await?;
        return Ok(false);
    };
    session.share_keys(&mut tx, vault).await?;
    let step = Step::of(&rotation)?;
    let page = match step {
        Step::Holders => page::holders(session, &mut tx, vault, rotation.after).await?,
        Step::Staff => page::names(session, &mut tx, vault, Names::Staff, rotation.after).await?,
        Step::Agents => page::names(session, &mut tx, vault, Names::Agents, rotation.after).await?,
        Step::Identities => page::identities(session, &mut tx, vault, rotation.after).await?,
        Step::Accounts => page::accounts(session, &mut tx, vault, rotation.after).await?,
        Step::Secrets => page::secrets(session, &mut tx, vault, rotation.after).await?,
        Step::Offers => page::offers(session, &mut tx, vault, rotation.after).await?,
        Step::Requests => page::requests(session, &mut tx, vault, rotation.after).await?,
        Step::Notices => page::notices(session, &mut tx, vault, rotation.after).await?,
        Step::Retire => {
            retire(session, tx, platform, vault, &rotation).await?;
            return Ok(true);
        }
        Step::Claims => removed(reseal::delete_claims(&mut tx, vault.version(), CLAIMS, sweep).await?),
        Step::Tags => removed(reseal::delete_tags(&mut tx, vault.version(), CLAIMS, sweep).await?),
    };
    match (page, step.next()) {
        (Some(page), _) => {
            key::advance(&mut tx, step.as_str(), page.after, page.rows).await?;
            progress.inc(u64::try_from(page.rows).unwrap_or_default());
        }
        (None, Some(next)) => key::advance(&mut tx, next.as_str(), 0, 0).await?,
        (None, None) => key::end_rotation(&mut tx).await?,
    }
    // The entries of its beginning and of the retirement cover the pages.
    tx.finish().await?;
    Ok(true)
}

/// A page of claims is told by that there were any.
const fn removed(any: bool) -> Option<Page> {
    if any { Some(Page { after: 0, rows: 0 }) } else { None }
}

/// Retires the old version, of which nothing is left.
async fn retire(
    session: &Session,
    mut tx: Tx,
    platform: &Platform,
    vault: &Vault,
    rotation: &Rotation,
) -> Result<(), Error> {
    let left = reseal::left(&mut tx, &envelope_head(vault.version())).await?;
    if left > 0 {
        return Err(Error::new(
            Code::Inconsistency,
            format!("{left} rows are still sealed under an older version of the key"),
        )
        .hint("both keys stay in use; `cardctl db check` names rows that are damaged"));
    }
    let now = session.now().as_microsecond();
    for version in &vault.live()[1..] {
        key::retire(&mut tx, *version, now).await?;
    }
    key::advance(&mut tx, Step::Claims.as_str(), 0, 0).await?;
    let detail = json!({ "act": "retire", "retired": &vault.live()[1..], "to": vault.version(),
        "rows": rotation.done });
    Ok(tx.commit(&session.entry(platform, ACTION, vault.version(), &detail)).await?)
}
