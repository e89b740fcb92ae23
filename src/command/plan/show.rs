//! `plan list` and `plan show`.

use super::versions;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::plan::Missing;
use crate::domain::role::Role;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::{plan, plan_rule};

const COLUMNS: [Column; 7] = [
    Column::new("name", "NAME"),
    Column::new("effective_from", "EFFECTIVE FROM"),
    Column::new("state", "STATE"),
    Column::new("rounding", "ROUNDING"),
    Column::new("hold_days", "HOLD DAYS"),
    Column::new("imported_by", "IMPORTED BY"),
    Column::new("decided_by", "DECIDED BY"),
];

const SHARES: [Column; 6] = [
    Column::new("role", "ROLE"),
    Column::new("level", "LEVEL"),
    Column::new("tier", "TIER"),
    Column::new("category", "CATEGORY"),
    Column::new("rate", "RATE"),
    Column::new("missing", "MISSING"),
];

const RULES: [Column; 5] = [
    Column::new("rule", "RULE"),
    Column::new("answer", "ANSWER"),
    Column::new("by", "BY"),
    Column::new("at", "AT"),
    Column::new("reason", "REASON"),
];

/// Lists all versions.
pub async fn list(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let versions = plan::list(&mut store.snapshot().await?).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint("no plans yet; `cardctl plan import FILE.toml` loads one");
    for version in versions {
        list.row([
            Value::code(version.plan.name().to_owned()),
            version.effective_from.date().into(),
            Value::code(version.state.as_str()),
            Value::code(version.plan.rounding().as_str()),
            u64::from(version.plan.hold_days()).into(),
            Value::text(version.imported_by),
            version.decided_by.map(Value::text).into(),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

/// Shows the newest version of a name, or the one of a date.
pub async fn run(session: &mut Session, text: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let meant = versions(&mut tx, text).await?;
    // By date, so the newest is the last; a name that means nothing is an error before.
    let Some(version) = meant.last() else { return Ok(Outcome::NothingToDo) };
    let mut shares = Table::new(&SHARES);
    for share in version.plan.shares() {
        let missing = match (share.role(), share.missing) {
            (Role::Agent | Role::Staff, missing) => Value::code(missing.as_str()),
            (_, Missing::Platform | Missing::LastAgent | Missing::Center) => Value::Null,
        };
        shares.row([
            Value::code(share.role().as_str()),
            share.level().map(|level| u64::from(level.get())).into(),
            share.tier.clone().map(Value::code).into(),
            share.category.clone().map(Value::text).into(),
            share.rate.into(),
            missing,
        ]);
    }
    let mut rules = Table::new(&RULES);
    for said in plan_rule::list(&mut tx).await? {
        if said.version_id == version.version_id {
            rules.row([
                Value::code(said.rule.id()),
                Value::code(said.answer.as_str()),
                Value::text(said.operator),
                platform.instant(said.recorded),
                Value::text(said.reason),
            ]);
        }
    }
    session.ui.record(
        Record::new()
            .field("name", "name", Value::code(version.plan.name().to_owned()))
            .field("effective_from", "effective from", version.effective_from.date())
            .field("state", "state", Value::code(version.state.as_str()))
            .field("rounding", "rounding", Value::code(version.plan.rounding().as_str()))
            .field("hold_days", "hold days", u64::from(version.plan.hold_days()))
            .field("imported_at", "imported at", platform.instant(version.imported_at))
            .field("imported_by", "imported by", Value::text(version.imported_by.clone()))
            .field("decided_by", "decided by", version.decided_by.clone().map(Value::text))
            .field("digest", "digest", Value::code(version.digest.clone()))
            .field("shares", "shares", shares)
            .field("rules", "what was said about rules", rules),
    )?;
    Ok(Outcome::Done)
}
