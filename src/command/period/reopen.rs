//! `period reopen` and `period approve`: a closed month opens again when one operator asks and another agrees.

use serde_json::json;

use super::Case;
use crate::command::session::Session;
use crate::domain::period::{Period, PeriodAct, PeriodState};
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::period::{PeriodEvent, Standing};

/// Asks to open the last closed month again.
pub(super) async fn ask(session: &mut Session, period: Period) -> Result<Outcome, Error> {
    let reason = session.reason("`period reopen`")?;
    let case = Case::open(session).await?;
    let Some(standing) = closed(session, &case, period)? else { return Ok(Outcome::NothingToDo) };
    if let Some(request) = standing.request() {
        session.ui.status(&format!("`{}` asked to reopen {period} already", request.operator));
        return Ok(Outcome::NothingToDo);
    }
    if let Some(last) = case.last_closed().map(|last| last.period).filter(|last| *last != period) {
        return Err(Error::new(Code::PeriodOrder, format!("{last} is closed, and comes after {period}"))
            .hint(format!("only the last one is reopened: `cardctl period reopen {last} --reason TEXT`")));
    }
    let preview = preview(standing).field("reason", "reason", Value::text(reason));
    session.confirm(&preview, "ask to reopen this month?")?;
    let mut tx = case.store.begin().await?;
    case.append(session, &mut tx, period, PeriodAct::Reopen, None).await?;
    let detail = json!({ "seal": seal(standing) });
    tx.commit(&session.entry(&case.platform, "period reopen", period, &detail)).await?;
    let who = if case.platform.four_eyes { "another operator runs" } else { "next:" };
    case.lock.release().await?;
    session.ui.status(&format!("asked to reopen {period}; {who} `cardctl period approve {period}`"));
    Ok(Outcome::Done)
}

/// Takes back what was asked: the month stays closed under its seal.
pub(super) async fn withdraw(session: &mut Session, period: Period) -> Result<Outcome, Error> {
    let case = Case::open(session).await?;
    let Some((standing, request)) = asked(&case, period) else {
        session.ui.status(&format!("nobody asks to reopen {period}"));
        return Ok(Outcome::NothingToDo);
    };
    session.confirm(&preview_of_request(&case, standing, request), "take the request back?")?;
    let mut tx = case.store.begin().await?;
    case.append(session, &mut tx, period, PeriodAct::Withdraw, None).await?;
    let detail = json!({ "withdrawn": true, "asked_by": request.operator, "seal": seal(standing) });
    tx.commit(&session.entry(&case.platform, "period reopen", period, &detail)).await?;
    case.lock.release().await?;
    session.ui.status(&format!("{period} stays closed"));
    Ok(Outcome::Done)
}

/// Opens a month again, as another operator than the one who asked.
pub(super) async fn approve(session: &mut Session, period: Period) -> Result<Outcome, Error> {
    let case = Case::open(session).await?;
    let Some(closed) = closed(session, &case, period)? else { return Ok(Outcome::NothingToDo) };
    let Some((standing, request)) = asked(&case, period) else {
        let message = format!("{period} is {}, and nobody asks to reopen it", closed.state);
        return Err(Error::new(Code::RunState, message)
            .hint(format!("`cardctl period reopen {period} --reason TEXT` asks")));
    };
    if case.platform.four_eyes && request.operator == case.platform.operator {
        let message = format!("`{}` asked to reopen {period}", request.operator);
        let error = Error::new(Code::NeedsApproval, message)
            .hint(format!("another operator runs `cardctl period approve {period}`"))
            .hint(format!("or take the request back by `cardctl period reopen {period} --withdraw`"));
        return Err(case.refuse(session, "period approve", period, error).await);
    }
    session.confirm(&preview_of_request(&case, standing, request), "reopen this month?")?;
    let mut tx = case.store.begin().await?;
    case.append(session, &mut tx, period, PeriodAct::Approve, None).await?;
    let detail =
        json!({ "seal": seal(standing), "asked_by": request.operator, "asked_because": request.reason });
    tx.commit(&session.entry(&case.platform, "period approve", period, &detail)).await?;
    case.lock.release().await?;
    session.ui.status(&format!("{period} is open again; `cardctl period close {period}` closes it anew"));
    Ok(Outcome::Done)
}

/// A period that is closed. One that was reopened is open already, and nothing is to be done; one that was never closed
/// is taken for a mistake.
fn closed<'a>(session: &mut Session, case: &'a Case, period: Period) -> Result<Option<&'a Standing>, Error> {
    match case.standing(period) {
        Some(standing) if standing.state == PeriodState::Open => {
            session.ui.status(&format!("{period} is open already"));
            Ok(None)
        }
        Some(standing) => Ok(Some(standing)),
        None => Err(Error::new(Code::RunState, format!("{period} is not closed"))
            .hint("`cardctl period list` lists the periods")),
    }
}

/// A period that somebody asks to reopen, and the request.
fn asked(case: &Case, period: Period) -> Option<(&Standing, &PeriodEvent)> {
    case.standing(period).and_then(|standing| Some((standing, standing.request()?)))
}

fn seal(standing: &Standing) -> Option<&str> {
    standing.closed().map(|(_, closing)| closing.seal.as_str())
}

fn preview(standing: &Standing) -> Record {
    let record = Record::new().field("month", "month", Value::code(standing.period.to_string()));
    let Some((event, closing)) = standing.closed() else { return record };
    record
        .field("runs", "runs", closing.runs)
        .field("pool", "pool", closing.pool)
        .field("seal", "seal", Value::code(closing.seal.clone()))
        .field("closed_by", "closed by", Value::text(event.operator.clone()))
}

fn preview_of_request(case: &Case, standing: &Standing, request: &PeriodEvent) -> Record {
    preview(standing)
        .field("asked_at", "asked at", case.platform.instant(request.at))
        .field("asked_by", "asked by", Value::text(request.operator.clone()))
        .field("reason", "reason", request.reason.clone().map(Value::text))
}
