//! `period close`.

use serde_json::json;

use super::sealed::closing;
use super::unsettled::Unsettled;
use super::{Case, show};
use crate::command::session::Session;
use crate::command::settle::next_step;
use crate::domain::day::Day;
use crate::domain::period::{Period, PeriodAct, PeriodState};
use crate::domain::run_state::RunState;
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::period::{self as periods, Closing, Standing};
use crate::store::run::{self as runs, Run};
use crate::store::{Tx, lock};

/// Closes a period, or says that it is closed.
pub(super) async fn run(session: &mut Session, period: Period) -> Result<Outcome, Error> {
    let case = Case::open(session).await?;
    if let Some(standing) = case.standing(period).filter(|standing| standing.state.is_closed()) {
        return already(session, &case, standing);
    }
    let mut tx = case.store.snapshot().await?;
    let examined = examine(session, &case, &mut tx, period).await;
    tx.rollback().await?;
    let (closing, unsettled) = match examined {
        Ok(examined) => examined,
        Err(error) => return Err(refused(session, &case, period, error).await),
    };
    let preview = Record::new()
        .field("month", "month", Value::code(period.to_string()))
        .field("runs", "runs", closing.runs)
        .field("purchases", "purchases", closing.purchases)
        .field("refunds", "refunds", closing.refunds)
        .field("pool", "pool", closing.pool)
        .field("seal", "seal", Value::code(closing.seal))
        .field("unsettled", "left unsettled", unsettled.table());
    session.confirm(&preview, "close this month? no run can belong to it then")?;

    let mut tx = case.store.begin().await?;
    // Whoever imports has committed before this, and the items are seen here, or begins after it and sees the closing.
    lock::close_intake(&mut tx).await?;
    let closing = match examine(session, &case, &mut tx, period).await {
        Ok((closing, _)) => closing,
        Err(error) => {
            tx.rollback().await?;
            return Err(refused(session, &case, period, error).await);
        }
    };
    let detail = json!({ "runs": closing.runs, "purchases": closing.purchases, "refunds": closing.refunds,
        "pool": closing.pool.to_string(), "seal": closing.seal });
    let standing = case.append(session, &mut tx, period, PeriodAct::Close, Some(closing)).await?;
    let head = tx.commit_under(&session.entry(&case.platform, "period close", period, &detail)).await?;
    session.witness(&head, format_args!("period close {period}"));
    session.ui.record(show::closed(&case.platform, &standing).field(
        "audit_head",
        "audit head",
        Value::code(head.to_string()),
    ))?;
    case.lock.release().await?;
    session.ui.status(&format!("{period} is closed"));
    Ok(Outcome::Done)
}

fn already(session: &mut Session, case: &Case, standing: &Standing) -> Result<Outcome, Error> {
    let period = standing.period;
    session.ui.record(show::closed(&case.platform, standing))?;
    session.ui.status(&format!("{period} is closed already"));
    if standing.state == PeriodState::Reopening {
        session.ui.note(&format!(
            "somebody asked to reopen it: `cardctl period approve {period}`, or `cardctl period reopen {period} --withdraw`"
        ));
    }
    Ok(Outcome::NothingToDo)
}

/// What the period would be closed with and what it leaves unsettled, or why it can't be closed.
async fn examine(
    session: &Session,
    case: &Case,
    tx: &mut Tx,
    period: Period,
) -> Result<(Closing, Unsettled), Error> {
    check_turn(case, tx, period, case.platform.today(session)).await?;
    let all = runs::list(tx).await?;
    check_runs(period, &all)?;
    let unsettled = Unsettled::of(tx, period, &all).await?;
    match unsettled.refusal(period) {
        Some(error) => Err(error),
        None => Ok((closing(period, &all)?, unsettled)),
    }
}

/// A month is closed when it is over, after the one before it. The first is that of the earliest item or run.
async fn check_turn(case: &Case, tx: &mut Tx, period: Period, today: Day) -> Result<(), Error> {
    if !period.has_ended(today) {
        let last = period.last();
        let message = format!("{period} is not over: it ends with {last}, and today is {today}");
        let hint = format!("close it on {} or later", last.plus(1));
        return Err(Error::new(Code::PeriodOrder, message).hint(hint));
    }
    let last = case.last_closed();
    if let Some(asked) = last.filter(|last| last.state == PeriodState::Reopening) {
        let asked = asked.period;
        return Err(Error::new(
            Code::NeedsApproval,
            format!("it is not decided whether {asked} is reopened"),
        )
        .hint(format!("another operator runs `cardctl period approve {asked}`"))
        .hint(format!("or take the request back by `cardctl period reopen {asked} --withdraw`")));
    }
    let turn = match last {
        Some(last) => last.period.next(),
        None => periods::earliest(tx).await?.map(Period::of),
    };
    match turn {
        Some(turn) if turn < period => {
            Err(Error::new(Code::PeriodOrder, format!("{turn} is open, and comes before {period}"))
                .hint(format!("close the earlier one first: `cardctl period close {turn}`")))
        }
        Some(turn) if turn > period => {
            let first =
                if last.is_some() { "the months that are closed" } else { "the earliest item or run" };
            Err(Error::new(Code::PeriodOrder, format!("{period} lies before {first}"))
                .hint(format!("the next one is {turn}: `cardctl period close {turn}`")))
        }
        _ => Ok(()),
    }
}

/// A run that is not decided may still be posted to its month.
fn check_runs(period: Period, all: &[Run]) -> Result<(), Error> {
    for run in all.iter().rev() {
        let (id, state, through) = (run.run_id, run.state()?, run.through()?);
        if through <= period.last() && !matches!(state, RunState::Posted | RunState::Discarded) {
            let message = format!("run {id} through {through} is {state}, so {period} can't be closed");
            return Err(Error::new(Code::RunState, message)
                .hint(next_step(id, state))
                .hint(format!("or give it up by `cardctl settle discard {id}`")));
        }
    }
    Ok(())
}

/// What the rules of the platform refuse is recorded.
async fn refused(session: &Session, case: &Case, period: Period, error: Error) -> Error {
    match error.code() {
        Code::PeriodUnsettled | Code::NeedsApproval => {
            case.refuse(session, "period close", period, error).await
        }
        _ => error,
    }
}
