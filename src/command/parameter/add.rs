//! `parameter add` and `parameter replace`.

use std::path::Path;

use zeroize::Zeroizing;

use super::person::Person;
use crate::cli::{ParameterAdd, ParameterReplace};
use crate::command::holder::{self as holders, line, mask_of_name};
use crate::command::placing::{Moved, moves_table};
use crate::command::session::Session;
use crate::domain::parameter::{Kind, Parameter};
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::{Store, Tx};
use crate::vault::short_tag;

const ADD: &str = "parameter add";
const REPLACE: &str = "parameter replace";

/// Runs `parameter add`.
pub(super) async fn run(session: &mut Session, arguments: ParameterAdd) -> Result<Outcome, Error> {
    let given =
        Given::of(session, arguments.parameter, arguments.input.as_deref(), arguments.guardian_consent)?;
    let consent = line("--guardian-consent", given.guardian_consent.as_deref())?;
    let store = session.open().await?;
    let (mut tx, mut person) = Person::load(session, &store, ADD, &arguments.holder).await?;
    let wanted = given.read(&person)?;
    if let Some(same) = person.same(&wanted)? {
        let (n, reference) = (same.parameter.n, &person.holder.reference);
        session.ui.status(&format!("holder `{reference}` is unchanged: it is parameter {n} already"));
        return Ok(Outcome::NothingToDo);
    }
    let added = match add(session, &mut tx, &mut person, &wanted, consent.as_deref()).await {
        Ok(n) => n,
        Err(error) => return Err(refuse(session, &store, tx, &person, ADD, error).await),
    };
    let moved = person.reclassify(session, &store, &mut tx).await?;
    let act = Act { action: ADD, added, retired: None };
    report(session, tx, &person, &wanted, &act, &moved).await
}

/// Runs `parameter replace`: one goes and another comes, or nothing happens.
pub(super) async fn replace(session: &mut Session, arguments: ParameterReplace) -> Result<Outcome, Error> {
    session.reason("`parameter replace`")?;
    let given =
        Given::of(session, arguments.parameter, arguments.input.as_deref(), arguments.guardian_consent)?;
    let consent = line("--guardian-consent", given.guardian_consent.as_deref())?;
    let store = session.open().await?;
    let (mut tx, mut person) = Person::load(session, &store, REPLACE, &arguments.holder).await?;
    let wanted = given.read(&person)?;
    let n = arguments.n;
    let gone = person.numbered(n)?.retired_at.is_some();
    let same = person.same(&wanted)?.map(|same| same.parameter.n);
    match (gone, same) {
        (true, Some(same)) => return Ok(unchanged(session, &person, n, same)),
        (false, Some(same)) if same == n => return Ok(unchanged(session, &person, n, same)),
        (true, None) => {
            return Err(Error::new(Code::RunState, format!("parameter {n} is retired already"))
                .hint("`cardctl parameter add` adds another one"));
        }
        (false, Some(same)) => {
            return Err(Error::new(Code::Conflict, format!("the value is that of parameter {same} already"))
                .hint(format!("`cardctl parameter retire` alone ends parameter {n}")));
        }
        (false, None) => {}
    }
    person.retire(session, &mut tx, n).await?;
    let added = match add(session, &mut tx, &mut person, &wanted, consent.as_deref()).await {
        Ok(added) => added,
        Err(error) => return Err(refuse(session, &store, tx, &person, REPLACE, error).await),
    };
    if let Err(error) = person.check_identified() {
        return Err(refuse(session, &store, tx, &person, REPLACE, error).await);
    }
    let moved = person.reclassify(session, &store, &mut tx).await?;
    let act = Act { action: REPLACE, added, retired: Some(n) };
    report(session, tx, &person, &wanted, &act, &moved).await
}

fn unchanged(session: &mut Session, person: &Person, n: i64, same: i64) -> Outcome {
    let reference = &person.holder.reference;
    let what = if n == same { "has this value" } else { "was replaced by it" };
    session.ui.status(&format!("holder `{reference}` is unchanged: parameter {n} {what} already"));
    Outcome::NothingToDo
}

async fn add(
    session: &mut Session,
    tx: &mut Tx,
    person: &mut Person,
    wanted: &Parameter,
    consent: Option<&str>,
) -> Result<i64, Error> {
    person.check_age(session, tx, wanted, consent).await?;
    person.add(session, tx, wanted).await
}

/// A rule refused it: that is recorded. Anything else is no refusal.
pub(super) async fn refuse(
    session: &Session,
    store: &Store,
    tx: Tx,
    person: &Person,
    action: &str,
    error: Error,
) -> Error {
    if !matches!(error.code(), Code::Conflict | Code::GuardianConsent | Code::HolderRestricted) {
        return error;
    }
    match tx.rollback().await {
        Ok(()) => session.refuse(store, &person.platform, action, &person.holder.reference, error).await,
        Err(failure) => failure.into(),
    }
}

/// What is reported and recorded.
struct Act {
    action: &'static str,
    added: i64,
    retired: Option<i64>,
}

async fn report(
    session: &mut Session,
    tx: Tx,
    person: &Person,
    wanted: &Parameter,
    act: &Act,
    moved: &[Moved],
) -> Result<Outcome, Error> {
    let reference = &person.holder.reference;
    let digest = person.vault.blind_index(wanted.namespace(), wanted.canonical())?;
    let name = mask_of_name(&person.vault, &person.holder)?;
    let record = Record::new()
        .field("ref", "ref", Value::code(reference.clone()))
        .field("name", "name", Value::text(name.to_string()))
        .field("n", "n", act.added)
        .field("kind", "kind", Value::code(wanted.kind().to_string()))
        .field("masked", "masked", Value::code(wanted.masked().to_owned()))
        .field("tag", "tag", Value::code(short_tag(wanted.namespace(), &digest)))
        .field("retired", "retired", act.retired.map(Value::Int))
        .field("moved", "cohorts", moves_table(moved));
    let detail = person.detail(Some(act.added), act.retired, moved);
    tx.commit(&session.entry(&person.platform, act.action, reference, &detail)).await?;
    holders::tell_doubts(session, wanted);
    session.ui.record(record)?;
    let added = act.added;
    session
        .ui
        .status(&format!("next: `cardctl parameter verify {reference} {added} --method document-seen`"));
    Ok(Outcome::Done)
}

/// A parameter as it was given, before anything is looked up.
struct Given {
    kind: Kind,
    value: Zeroizing<String>,
    guardian_consent: Option<String>,
}

impl Given {
    /// `KIND=VALUE`, `KIND=-`, a mere `KIND` whose value is asked for, or what `--input` holds.
    fn of(
        session: &mut Session,
        argument: Option<String>,
        input: Option<&Path>,
        mut guardian_consent: Option<String>,
    ) -> Result<Self, Error> {
        let text = match (argument, input) {
            (Some(text), None) => Zeroizing::new(text),
            (None, Some(path)) => {
                let (parameter, consent) = holders::one_parameter(session, path)?;
                guardian_consent = guardian_consent.or(consent);
                parameter
            }
            (Some(_), Some(_)) => {
                return Err(Error::new(
                    Code::Usage,
                    "the parameter is given twice, by itself and by `--input`",
                ));
            }
            (None, None) => Zeroizing::new(session.ui.prompt("Kind of parameter", "KIND")?),
        };
        let (kind, value) = match text.split_once('=') {
            Some((kind, value)) => (kind, Some(value)),
            None => (text.as_str(), None),
        };
        let kind = holders::kind(kind.trim())?;
        let value = match value {
            Some(value) if value.trim() == "-" => session.ui.stdin_value(&kind.to_string())?,
            Some(value) => Zeroizing::new(value.to_owned()),
            None => session.ui.prompt_secret(&format!("New {kind}"), &format!("{kind}=VALUE"))?,
        };
        Ok(Self { kind, value, guardian_consent })
    }

    fn read(&self, person: &Person) -> Result<Parameter, Error> {
        holders::parameter(&self.kind, &self.value, &person.yardstick.context())
    }
}
