//! `scheme list` and `scheme show`.

use super::{NONE_YET, named};
use crate::command::cohort::pending;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::scheme::Scheme;
use crate::error::{Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::scheme::{SchemeVersion, StoredScheme};
use crate::store::{Tx, cohort, regroup, scheme};

const COLUMNS: [Column; 8] = [
    Column::new("name", "NAME"),
    Column::new("facets", "FACETS"),
    Column::new("priority", "PRIORITY"),
    Column::detail("region", "REGION"),
    Column::detail("founder_first", "FOUNDER FIRST"),
    Column::new("version", "VERSION"),
    Column::new("cohorts", "COHORTS"),
    Column::new("waits", "WAITS"),
];

const VERSIONS: [Column; 9] = [
    Column::new("version", "VERSION"),
    Column::new("in_force_at", "IN FORCE"),
    Column::new("changes", "WHAT IT CHANGED"),
    Column::new("reason", "REASON"),
    Column::detail("facets", "FACETS"),
    Column::detail("priority", "PRIORITY"),
    Column::detail("region", "REGION"),
    Column::detail("founder_first", "FOUNDER FIRST"),
    Column::detail("recorded_by", "BY"),
];

const REGROUPINGS: [Column; 9] = [
    Column::new("at", "AT"),
    Column::new("version", "VERSION"),
    Column::new("mode", "MODE"),
    Column::new("placed", "PLACED"),
    Column::new("moved", "MOVED"),
    Column::new("reordered", "REORDERED"),
    Column::new("new_cohorts", "NEW"),
    Column::new("emptied", "EMPTIED"),
    Column::new("operator", "BY"),
];

/// How many regroupings are shown.
const SHOWN: i64 = 10;

/// The terms of a version that the one before did not have.
fn changes(before: &Scheme, after: &Scheme) -> String {
    let founder = if after.has_founder_first() { "founder first" } else { "founder not first" };
    let terms = [
        (before.groupings() != after.groupings(), format!("facets {}", after.facets_text())),
        (before.priority() != after.priority(), format!("priority {}", after.priority_text())),
        (before.region_by() != after.region_by(), format!("region {}", after.region_by())),
        (before.has_founder_first() != after.has_founder_first(), founder.to_owned()),
    ];
    let told: Vec<String> = terms.into_iter().filter(|(differs, _)| *differs).map(|(_, term)| term).collect();
    told.join("; ")
}

/// What a scheme waits for.
async fn waits(tx: &mut Tx, stored: &StoredScheme) -> Result<Option<String>, Error> {
    if let Some(version) = pending(tx, stored).await? {
        return Ok(Some(format!("regroup to version {}", version.version)));
    }
    let marked = regroup::count_marked(tx, stored.scheme_id).await?;
    Ok(match stored.grouped_on {
        None => Some("regroup".to_owned()),
        Some(_) if marked > 0 => Some(format!("regroup {marked} holders")),
        Some(_) => None,
    })
}

pub(super) async fn list(session: &mut Session) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let mut rows = Vec::new();
    for stored in scheme::list(&mut tx).await? {
        let cohorts = cohort::count(&mut tx, stored.scheme_id, stored.tree).await?;
        let waits = waits(&mut tx, &stored).await?;
        rows.push((stored, cohorts, waits));
    }
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint(NONE_YET);
    for (stored, cohorts, waits) in rows {
        let [facets, priority] = texts(&stored.scheme);
        list.row([
            Value::code(stored.name),
            facets,
            priority,
            Value::code(stored.scheme.region_by().as_str()),
            stored.scheme.has_founder_first().into(),
            stored.version.into(),
            cohorts.into(),
            waits.map(Value::code).into(),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

pub(super) async fn show(session: &mut Session, name: &str) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let stored = named(&mut tx, name).await?;
    let cohorts = cohort::count(&mut tx, stored.scheme_id, stored.tree).await?;
    let waits = waits(&mut tx, &stored).await?;
    let mut versions = Table::new(&VERSIONS);
    let mut before: Option<Scheme> = None;
    for version in scheme::versions(&mut tx, stored.scheme_id).await? {
        let [facets, priority] = texts(&version.scheme);
        let SchemeVersion { version, scheme, recorded_by, reason, in_force_at, .. } = version;
        versions.row([
            version.into(),
            in_force_at.map(|at| platform.instant(at)).into(),
            before.map(|before| Value::text(changes(&before, &scheme))).into(),
            reason.map(Value::text).into(),
            facets,
            priority,
            Value::code(scheme.region_by().as_str()),
            scheme.has_founder_first().into(),
            Some(recorded_by).filter(|by| !by.is_empty()).map(Value::text).into(),
        ]);
        before = Some(scheme);
    }
    let mut regroupings = Table::new(&REGROUPINGS);
    for done in regroup::last(&mut tx, stored.scheme_id, SHOWN).await? {
        regroupings.row([
            platform.instant(done.at),
            done.version.into(),
            Value::code(done.mode),
            done.placed.into(),
            done.moved.into(),
            done.reordered.into(),
            done.new_cohorts.into(),
            done.emptied.into(),
            Value::text(done.operator),
        ]);
    }
    let [facets, priority] = texts(&stored.scheme);
    let next = waits.is_some();
    session.ui.record(
        Record::new()
            .field("name", "name", Value::code(stored.name.clone()))
            .field("version", "version", stored.version)
            .field("facets", "facets", facets)
            .field("priority", "priority", priority)
            .field("region", "region", Value::code(stored.scheme.region_by().as_str()))
            .field("founder_first", "founder first", stored.scheme.has_founder_first())
            .field("cohorts", "cohorts", cohorts)
            .field("grouped_on", "placed as of", stored.grouped_on.map(|day| Value::Date(day.date())))
            .field("waits", "waits for", waits.map(Value::code))
            .field("versions", "versions", versions)
            .field("regroupings", "regroupings", regroupings),
    )?;
    if next {
        session.ui.status(&format!("next: `cardctl cohort regroup --scheme {name}`"));
    }
    Ok(Outcome::Done)
}

fn texts(scheme: &Scheme) -> [Value; 2] {
    [scheme.facets_text(), scheme.priority_text()]
        .map(|text| Value::List(text.split(',').map(|word| Value::code(word.to_owned())).collect()))
}
