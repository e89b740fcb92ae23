//! `plan lint`: versions of the plan held against the law.

use super::law::{Finding, Judged, Law};
use super::{answer, file, next_after, versions};
use crate::cli::PlanLint;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::command::settle::version_name;
use crate::domain::day::Day;
use crate::domain::rule;
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Value};
use crate::store::plan::{Version, VersionState};
use crate::store::plan_rule::Answer;

const COLUMNS: [Column; 10] = [
    Column::new("plan", "plan"),
    Column::new("rule", "rule"),
    Column::new("level", "level"),
    Column::new("state", "state"),
    Column::new("found", "found"),
    Column::new("source", "source"),
    Column::new("since", "in force since"),
    Column::new("by", "by"),
    Column::new("at", "at"),
    Column::new("reason", "reason"),
];

/// Runs `plan lint`.
pub(super) async fn run(session: &mut Session, arguments: PlanLint) -> Result<Outcome, Error> {
    let on = match &arguments.on {
        Some(text) => {
            Some(Day::parse(text).map_err(|error| Error::new(Code::Usage, format!("--on: {error}")))?)
        }
        None => None,
    };
    let of = arguments.plan.as_deref();
    match (of, &arguments.override_rule, &arguments.acknowledge) {
        (Some(plan), Some(rule), _) => answer::run(session, plan, rule, Answer::Overridden, on).await,
        (Some(plan), _, Some(rule)) => answer::run(session, plan, rule, Answer::Acknowledged, on).await,
        _ => list(session, &arguments, on).await,
    }
}

async fn list(session: &mut Session, arguments: &PlanLint, on: Option<Day>) -> Result<Outcome, Error> {
    let path = arguments.plan_file.as_deref();
    let text = path.map(|path| file::read(session, path)).transpose()?;
    let store = session.open_to_look_up().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let law = Law::load(session, &platform, &mut tx, on).await?;
    let judged = if let (Some(path), Some(text)) = (path, text) {
        vec![law.judge(&file::parse(&mut tx, &text, path).await?, None)]
    } else {
        let meant = match &arguments.plan {
            Some(plan) => versions(&mut tx, plan).await?,
            None => law
                .versions()
                .iter()
                .filter(|version| version.state != VersionState::Withdrawn)
                .cloned()
                .collect(),
        };
        for version in &meant {
            if version.state == VersionState::Withdrawn {
                session.ui.note(&format!("`{}` was withdrawn", version_name(&version.plan)));
            } else if on.is_none() {
                newer_rules(session, &law, &platform, version);
            }
        }
        meant.iter().map(|version| law.judge(&version.plan, Some(version.version_id))).collect()
    };
    show(session, &platform, &judged, arguments.all)?;
    Ok(if judged.iter().any(Judged::is_broken) { Outcome::Differences } else { Outcome::Done })
}

/// Says when a version that is in force today would be judged by other rules than those of its first day.
fn newer_rules(session: &mut Session, law: &Law, platform: &Platform, version: &Version) {
    let (today, from) = (platform.today(session), version.effective_from);
    let in_force = from <= today && next_after(law.versions(), from).is_none_or(|next| today < next);
    if in_force && rule::in_force(from) != rule::in_force(today) {
        session.ui.note(&format!(
            "rules came in force after `{}` began; `--on {today}` judges by those of today",
            version_name(&version.plan)
        ));
    }
}

fn show(session: &mut Session, platform: &Platform, judged: &[Judged], all: bool) -> Result<(), Error> {
    for each in judged {
        let found = each.findings.iter().filter(|finding| finding.judgement.severity.is_some()).count();
        let open = each.findings.iter().filter(|finding| finding.is_open()).count();
        session.ui.status(&format!(
            "`{}`: rules judged: {}, met: {found}, open: {open}",
            each.name,
            each.findings.len()
        ));
    }
    let mut list = session.ui.list(&COLUMNS)?.upright();
    list.empty_hint(if judged.is_empty() {
        "no plans yet; `cardctl plan import FILE.toml` loads one"
    } else {
        "no rule is met; `--all` lists those that are kept"
    });
    for each in judged {
        for finding in &each.findings {
            if all || finding.judgement.severity.is_some() {
                list.row(row(platform, &each.name, finding))?;
            }
        }
    }
    list.end().map(|_| ())
}

fn row(platform: &Platform, plan: &str, finding: &Finding) -> [Value; 10] {
    let Finding { judgement, answered } = finding;
    let edition = &judgement.edition;
    let answered = answered.as_ref();
    [
        Value::code(plan.to_owned()),
        Value::code(edition.rule.id()),
        judgement.severity.map(|severity| Value::code(severity.as_str())).into(),
        Value::code(finding.state()),
        Value::text(judgement.told.clone()),
        edition.source().map(Value::code).into(),
        edition.since.map(Value::Date).into(),
        answered.map(|answered| Value::text(answered.operator.clone())).into(),
        answered.map(|answered| platform.instant(answered.recorded)).into(),
        answered.map(|answered| Value::text(answered.reason.clone())).into(),
    ]
}
