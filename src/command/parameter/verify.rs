//! `parameter verify`: somebody saw the document, or the person answered a code.

use jiff::Timestamp;
use serde_json::json;

use super::person::no_such_parameter;
use crate::cli::ParameterVerify;
use crate::command::holder as holders;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::identifier::line_of_text;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::parameter;

const ACTION: &str = "parameter verify";

/// The longest method, in characters.
const LONGEST: usize = 64;

/// Runs `parameter verify`.
pub(super) async fn run(session: &mut Session, arguments: ParameterVerify) -> Result<Outcome, Error> {
    let method = line_of_text(arguments.method.trim(), LONGEST)
        .map_err(|error| Error::new(Code::Usage, format!("--method: {error}")))?;
    let n = arguments.n;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let (mut tx, found) =
        holders::named_to_change(session, &store, &platform, tx, ACTION, &arguments.holder).await?;
    let (id, reference) = (found.holder_id, found.reference.clone());
    let lives = parameter::lives(&mut tx, id).await?;
    let life = lives.into_iter().find(|life| life.parameter.n == n);
    let life = life.ok_or_else(|| no_such_parameter(&found, n))?;
    if life.retired_at.is_some() {
        return Err(Error::new(Code::RunState, format!("parameter {n} of `{reference}` is retired"))
            .hint("only what still counts can be verified"));
    }
    let at = session.now();
    let on_this_day = life.verified_at.and_then(|last| Timestamp::from_microsecond(last).ok());
    let on_this_day =
        on_this_day.is_some_and(|last| platform.calendar.day_of(last) == platform.calendar.day_of(at));
    let by_me = life.operator.as_deref() == Some(&platform.operator);
    if on_this_day && by_me && life.method.as_deref() == Some(method) {
        session.ui.status(&format!("parameter {n} of `{reference}` is unchanged: you verified it today"));
        return Ok(Outcome::NothingToDo);
    }
    // After the last one, also when the clock was set back.
    let micros = at.as_microsecond().max(life.verified_at.map_or(i64::MIN, |last| last + 1));
    parameter::verify(&mut tx, id, n, micros, method, &platform.operator).await?;
    let detail = json!({ "n": n, "kind": life.parameter.kind, "tag": life.parameter.tag, "method": method });
    tx.commit(&session.entry(&platform, ACTION, &reference, &detail)).await?;
    session.ui.record(
        Record::new()
            .field("ref", "ref", Value::code(reference))
            .field("n", "n", n)
            .field("kind", "kind", Value::code(life.parameter.kind))
            .field("tag", "tag", Value::code(life.parameter.tag))
            .field("verified_at", "verified at", platform.instant(micros))
            .field("method", "method", Value::text(method.to_owned()))
            .field("verified_by", "verified by", Value::code(platform.operator.clone())),
    )?;
    Ok(Outcome::Done)
}
