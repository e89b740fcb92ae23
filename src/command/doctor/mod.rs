//! `doctor`: what is wrong with the surroundings of the program, and what to do about it. It only looks.

mod files;
mod findings;
mod server;
mod shown;
mod surroundings;
mod work;

use findings::Findings;

use super::access::For;
use super::place::{self, Place};
use super::session::Session;
use crate::cli::Doctor;
use crate::error::{Code, Error, Outcome};
use crate::store::{DatabaseUrl, Store, Tx, check, glance, migrate};

/// What of the environment bears on the surroundings, as the variables have it.
#[derive(Clone, Debug, Default)]
pub struct Variables {
    /// The locale of characters: `LC_ALL`, `LC_CTYPE` or `LANG`, the first that is set.
    pub locale: Option<String>,
    /// `TERM`.
    pub terminal: Option<String>,
    /// `TZ`.
    pub zone: Option<String>,
}

/// Runs `doctor`. Whatever can't be looked at is a finding, too.
pub async fn run(session: &mut Session, arguments: Doctor) -> Result<Outcome, Error> {
    let mut findings = Findings::default();
    surroundings::look(session, &mut findings);
    let store = if files::look(session, &mut findings) { open(session, &mut findings).await } else { None };
    if let Some(store) = &store
        && let Err(error) = database(session, store, &mut findings, arguments.thorough).await
    {
        findings.failed("database", &error);
    }
    if store.is_none() {
        // Without the database nobody can say whether the key is the platform's.
        surroundings::key_alone(session, &mut findings).await;
    }
    let problems = findings.problems();
    shown::show(session, findings)?;
    Ok(if problems > 0 { Outcome::Differences } else { Outcome::Done })
}

async fn open(session: &Session, findings: &mut Findings) -> Option<Store> {
    let url = session.config.database.value.clone();
    let opened = match &url {
        DatabaseUrl::Sqlite(path) => glance::open_file(path),
        DatabaseUrl::Postgres(_) => match connect(session).await {
            Ok(store) => Some(store),
            Err(error) => {
                findings.failed("database", &error);
                None
            }
        },
    };
    if let Some(store) = &opened {
        session.opened.borrow_mut().push(store.clone());
    }
    opened
}

async fn connect(session: &Session) -> Result<Store, Error> {
    Ok(Store::connect_to_read(&session.access(For::Work).await?).await?)
}

async fn database(
    session: &mut Session,
    store: &Store,
    findings: &mut Findings,
    thorough: bool,
) -> Result<(), Error> {
    server::look(session, store, findings).await?;
    let known = migrate::latest();
    match migrate::version(store).await? {
        None => {
            let place = &session.config.database.value;
            findings.problem("schema", format!("there is no platform in `{place}`"), INITIALISE);
            return Ok(());
        }
        Some(found) if found > known => {
            let what = format!("the schema has version {found}, and this program knows up to {known}");
            findings.problem("schema", what, "install the version of cardctl that made it, or a later one");
            return Ok(());
        }
        Some(found) if found < known => {
            let what = format!("the schema has version {found}, and this program works on {known}");
            findings.problem("schema", what, "make a backup, then run `cardctl db migrate`");
            return Ok(());
        }
        Some(found) => findings.ok("schema", format!("version {found}, as this program has it")),
    }
    match place::marked(store).await.and_then(|marked| Place::agreed(&session.config, marked)) {
        Ok(place) => {
            let marked = place.marked().map_or_else(|| "none".to_owned(), ToString::to_string);
            findings.ok("environment", format!("the database's mark: {marked}"));
        }
        Err(error) => findings.failed("environment", &error),
    }
    role(store, findings).await?;
    let mut tx = store.snapshot().await?;
    key(session, &mut tx, findings).await;
    tx.rollback().await?;
    let mut tx = store.snapshot().await?;
    match work::look(session, store, &mut tx, findings).await {
        Err(error) if error.code() == Code::RoleMissing => {
            findings.ok("work", "not looked at: this user's role may not see it");
            return Ok(());
        }
        looked => looked?,
    }
    if thorough {
        integrity(&mut tx, findings).await?;
    }
    tx.rollback().await?;
    Ok(())
}

const INITIALISE: &str = "if it is the right place, make a platform with `cardctl init`; `cardctl config show --origin` \
                          says why it is looked for there";

async fn role(store: &Store, findings: &mut Findings) -> Result<(), Error> {
    let role = store.role().await?;
    let member_of = if role.member_of.is_empty() {
        String::new()
    } else {
        format!(", member of `{}`", role.member_of.join("`, `"))
    };
    match role.word.as_str() {
        "none" => findings.problem(
            "role",
            format!("this user may not see the platform's tables{member_of}"),
            "let the owner of the database grant what is missing",
        ),
        "superuser" => findings.warning(
            "role",
            "this user is a superuser of the server: nothing keeps it from anything",
            "work as a user of its own, who has only what the work wants",
        ),
        word => findings.ok("role", format!("{word}{member_of}")),
    }
    Ok(())
}

async fn key(session: &Session, tx: &mut Tx, findings: &mut Findings) {
    match session.vault(tx).await {
        Ok(_) => findings.ok("key", format!("{} is the platform's", session.key_source())),
        Err(error) if error.code() == Code::KeyMissing => surroundings::no_key(session, findings),
        Err(error) if error.code() == Code::RoleMissing => findings.warning(
            "key",
            format!("{} has more than this user's role may use", session.key_source()),
            "`cardctl key export` makes a key file for what the role does",
        ),
        Err(error) => findings.failed("key", &error),
    }
}

async fn integrity(tx: &mut Tx, findings: &mut Findings) -> Result<(), Error> {
    let wrong = check::integrity(tx).await?;
    match wrong.first() {
        None => findings.ok("integrity", "the database's own check of its file finds nothing"),
        Some(first) => findings.problem(
            "integrity",
            format!("the database's own check finds {} faults, the first: {first}", wrong.len()),
            "keep the file, and restore the latest backup beside it; `cardctl db check` shows the whole extent",
        ),
    }
    Ok(())
}
