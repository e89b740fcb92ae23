//! `parameter retire`: a number that was given to somebody else, a lost document.

use super::add::refuse;
use super::person::Person;
use crate::command::placing::moves_table;
use crate::command::session::Session;
use crate::error::{Error, Outcome};
use crate::output::{Record, Value};

const ACTION: &str = "parameter retire";

/// Runs `parameter retire`.
pub(super) async fn run(session: &mut Session, text: &str, n: i64) -> Result<Outcome, Error> {
    session.reason("`parameter retire`")?;
    let store = session.open().await?;
    let (mut tx, mut person) = Person::load(session, &store, ACTION, text).await?;
    let life = person.numbered(n)?;
    let reference = person.holder.reference.clone();
    let (kind, tag) = (life.parameter.kind.clone(), life.parameter.tag.clone());
    if life.retired_at.is_some() {
        session.ui.status(&format!("holder `{reference}` is unchanged: parameter {n} is retired already"));
        return Ok(Outcome::NothingToDo);
    }
    person.retire(session, &mut tx, n).await?;
    if let Err(error) = person.check_identified() {
        return Err(refuse(session, &store, tx, &person, ACTION, error).await);
    }
    let moved = person.reclassify(session, &store, &mut tx).await?;
    let detail = person.detail(None, Some(n), &moved);
    tx.commit(&session.entry(&person.platform, ACTION, &reference, &detail)).await?;
    session.ui.record(
        Record::new()
            .field("ref", "ref", Value::code(reference.clone()))
            .field("retired", "retired", n)
            .field("kind", "kind", Value::code(kind))
            .field("tag", "tag", Value::code(tag))
            .field("moved", "cohorts", moves_table(&moved)),
    )?;
    session.ui.status(&format!(
        "`{reference}` is not found by it any more; next: `cardctl parameter list {reference}`"
    ));
    Ok(Outcome::Done)
}
