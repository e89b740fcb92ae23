//! `plan lint --override` and `--acknowledge`: what somebody says about a rule that a version meets.

use serde_json::json;

use super::law::{Finding, Law};
use super::{several, versions};
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::day::Day;
use crate::domain::lint::Judgement;
use crate::domain::rule::{Rule, Severity};
use crate::error::{Code, Error, Outcome};
use crate::output::{Record, Value};
use crate::store::Tx;
use crate::store::plan::{Version, VersionState};
use crate::store::plan_rule::{self, Answer, Answered};

/// Records what is said.
pub(super) async fn run(
    session: &mut Session,
    plan: &str,
    rule: &str,
    answer: Answer,
    on: Option<Day>,
) -> Result<Outcome, Error> {
    let rule = Rule::named(rule).ok_or_else(|| {
        Error::new(Code::Usage, format!("no rule `{rule}`"))
            .hint("`cardctl plan lint --all` lists the rules that plans are judged by")
    })?;
    let reason = session.reason(match answer {
        Answer::Overridden => "an override",
        Answer::Acknowledged => "an acknowledgement",
    })?;
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let version = one(&mut tx, plan).await?;
    let law = Law::load(session, &platform, &mut tx, on).await?;
    tx.rollback().await?;
    let judged = law.judge(&version.plan, Some(version.version_id));
    let name = judged.name;
    if let Some(said) = law.said(version.version_id, rule, answer) {
        return Ok(already(session, &name, said));
    }
    let found = judged.findings.into_iter().find(|finding| finding.judgement.edition.rule == rule);
    let judgement = answerable(&name, rule, answer, found)?;
    let severity = judgement.severity.map(Severity::as_str);
    let source = judgement.edition.source();
    let preview = Record::new()
        .field("plan", "plan", Value::code(name.clone()))
        .field("rule", "rule", Value::code(rule.id()))
        .field("level", "level", severity.map(Value::code))
        .field("found", "found", Value::text(judgement.told.clone()))
        .field("source", "source", source.clone().map(Value::code));
    session.confirm(
        &preview,
        match answer {
            Answer::Overridden => "Override the rule for this version?",
            Answer::Acknowledged => "Acknowledge the warning for this version?",
        },
    )?;
    let mut tx = store.begin().await?;
    // Somebody else may have said the same while this one was asked.
    let said = plan_rule::list(&mut tx).await?;
    let same =
        |each: &&Answered| (each.version_id, each.rule, each.answer) == (version.version_id, rule, answer);
    if let Some(said) = said.iter().find(same) {
        tx.rollback().await?;
        return Ok(already(session, &name, said));
    }
    let answered = Answered {
        version_id: version.version_id,
        rule,
        answer,
        recorded: session.now().as_microsecond(),
        operator: platform.operator.clone(),
        reason,
    };
    plan_rule::insert(&mut tx, &answered).await?;
    let detail = json!({ "rule": rule.id(), "answer": answer.as_str(), "level": severity,
        "found": judgement.told, "source": source });
    tx.commit(&session.entry(&platform, "plan lint", &name, &detail)).await?;
    session.ui.status(&format!("{rule} of `{name}` is {}", answer.as_str()));
    Ok(Outcome::Done)
}

/// The one version that is meant, which must stand.
async fn one(tx: &mut Tx, text: &str) -> Result<Version, Error> {
    let mut meant = versions(tx, text).await?;
    match (meant.len(), meant.pop()) {
        (1, Some(version)) if version.state != VersionState::Withdrawn => Ok(version),
        (1, Some(_)) => Err(Error::new(Code::Conflict, format!("plan `{text}` was withdrawn"))
            .hint("import it again to decide anew")),
        (_, last) => {
            meant.extend(last);
            Err(several(text, &meant))
        }
    }
}

/// What was found, if that is what can be said about it.
fn answerable(name: &str, rule: Rule, answer: Answer, found: Option<Finding>) -> Result<Judgement, Error> {
    let judgement = found.map(|finding| finding.judgement).filter(|judgement| judgement.severity.is_some());
    let Some(judgement) = judgement else {
        return Err(Error::new(Code::Usage, format!("`{name}` does not meet {rule}"))
            .hint(format!("`cardctl plan lint {name} --all` lists what each rule says of it")));
    };
    let broken = judgement.severity == Some(Severity::Error);
    let other = match (broken, answer) {
        (true, Answer::Overridden) | (false, Answer::Acknowledged) => return Ok(judgement),
        (true, Answer::Acknowledged) => ("is broken, not only warned of", "--override"),
        (false, Answer::Overridden) => ("only warns", "--acknowledge"),
    };
    let (why, flag) = other;
    Err(Error::new(Code::Usage, format!("{rule} {why}"))
        .hint(format!("say `cardctl plan lint {name} {flag} {rule} --reason TEXT`")))
}

fn already(session: &mut Session, name: &str, said: &Answered) -> Outcome {
    let (rule, answer, by) = (said.rule, said.answer.as_str(), &said.operator);
    session.ui.status(&format!("{rule} of `{name}` is {answer} already, by {by}: {}", said.reason));
    Outcome::NothingToDo
}
