//! `scheme`: what sorts holders into cohorts.

use serde_json::json;

use super::cohort::pending;
use crate::cli::{RegionWord, SchemeAdd, SchemeCommand, SchemeSet};
use crate::command::failure::{code, conflict, unknown};
use crate::command::placing::Grounds;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::scheme::{Grouping, RegionBy, Scheme, SchemeError};
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Record, Table, Value};
use crate::store::scheme::{Recording, SchemeVersion, StoredScheme};
use crate::store::{Counter, StoreError, Tx, cohort, holder, lock, regroup, scheme, site_code};

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

/// Facets that the program's own kinds of parameters tell and that have no word of their own.
const OTHER_FACETS: [&str; 5] = ["virtual-operator", "postal-zone", "device-type", "operator", "ip-scope"];

/// Runs `scheme VERB`.
pub async fn run(session: &mut Session, command: SchemeCommand) -> Result<Outcome, Error> {
    match command {
        SchemeCommand::Add(arguments) => add(session, arguments).await,
        SchemeCommand::Set(arguments) => set(session, arguments).await,
        SchemeCommand::List => list(session).await,
        SchemeCommand::Show { name } => show(session, &name).await,
    }
}

const fn region_by(word: RegionWord) -> RegionBy {
    match word {
        RegionWord::Issued => RegionBy::Issued,
        RegionWord::Current => RegionBy::Current,
    }
}

/// Reads levels and priority; facets of codes must be those of a code that the site has.
async fn parse(tx: &mut Tx, facets: &str, priority: &str) -> Result<Scheme, Error> {
    let words = "region:2, region:4, region:6, birth-year, birth-decade, age-band:10, sex, country, range-carrier, \
                 area-code, postcode:2, postcode:3, tier";
    let scheme = Scheme::parse(facets, priority).map_err(|error| {
        let unknown = matches!(error, SchemeError::Grouping(_));
        let error = Error::new(Code::Usage, error.to_string());
        if unknown {
            error.hint(format!("there are {words}, and the facets of the site's own codes"))
        } else {
            error
        }
    })?;
    let own = scheme.groupings().iter().filter_map(|grouping| match grouping {
        Grouping::Own(_) => Some(grouping.to_string()),
        _ => None,
    });
    let own: Vec<String> = own.collect();
    if own.is_empty() {
        return Ok(scheme);
    }
    let mut known: Vec<String> = OTHER_FACETS.map(str::to_owned).to_vec();
    for code in site_code::list(tx).await? {
        let placed = code.facets.split(',').filter_map(|placed| placed.split_once('='));
        known.extend(placed.map(|(name, _)| name.replace('_', "-")));
    }
    match own.iter().find(|word| !known.contains(word)) {
        None => Ok(scheme),
        Some(word) => Err(Error::new(Code::Usage, format!("no facet `{word}`"))
            .did_you_mean(word, words.split(", ").chain(known.iter().map(String::as_str)))
            .hint(format!("there are {words}, and the facets of the site's own codes"))),
    }
}

fn detail(scheme: &Scheme) -> serde_json::Value {
    json!({ "facets": scheme.facets_text(), "priority": scheme.priority_text(),
        "region": scheme.region_by().as_str(), "founder_first": scheme.has_founder_first() })
}

async fn add(session: &mut Session, arguments: SchemeAdd) -> Result<Outcome, Error> {
    let name = code("scheme", &arguments.name)?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    let wanted = parse(&mut tx, &arguments.facets, &arguments.priority)
        .await?
        .by_region(region_by(arguments.region))
        .founder_first(arguments.founder_first);
    if let Some(known) = scheme::list(&mut tx).await?.into_iter().find(|known| known.name == name.as_str()) {
        let waits = pending(&mut tx, &known).await?.map(|version| version.scheme);
        let last = waits.unwrap_or(known.scheme);
        if last != wanted {
            return Err(conflict("scheme", name.as_str(), differs(&last, &wanted)));
        }
        session.ui.status(&format!("scheme `{name}` is unchanged"));
        return Ok(Outcome::NothingToDo);
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    // Whoever registers is placed by it from here on; who registered before is counted.
    lock::hold_placements(&mut tx).await?;
    let today = platform.today(session);
    let grounds = Grounds::of(&mut tx, today, std::iter::once(&wanted)).await?;
    let holders = holder::count(&mut tx).await?;
    let regions = grounds.regions_hash(&wanted);
    let grouped = (holders == 0).then_some((today, regions.as_str()));
    let id = store.reserve(&mut tx, Counter::Scheme, 1).await?.into();
    let recording = Recording {
        at: session.now().as_microsecond(),
        by: &platform.operator,
        reason: session.flags.reason.as_deref(),
    };
    scheme::insert(&mut tx, id, &name, &wanted, grouped, recording).await?;
    tx.commit(&session.entry(&platform, "scheme add", &name, &detail(&wanted))).await?;
    session.ui.status(&format!("added scheme `{name}`"));
    if holders > 0 {
        let run = format!("`cardctl cohort regroup --scheme {name}`");
        session.ui.status(&format!("next: {run} places the {holders} holders who are there already"));
    }
    Ok(Outcome::Done)
}

fn differs(known: &Scheme, wanted: &Scheme) -> &'static str {
    if known.groupings() != wanted.groupings() {
        "list of facets"
    } else if known.priority() != wanted.priority() {
        "priority"
    } else if known.region_by() != wanted.region_by() {
        "choice of regions"
    } else {
        "place of founders"
    }
}

async fn set(session: &mut Session, arguments: SchemeSet) -> Result<Outcome, Error> {
    session.reason("`scheme set`")?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    // No regrouping brings a version in force meanwhile.
    lock::hold_placements(&mut tx).await?;
    let stored = named(&mut tx, &arguments.name).await?;
    let versions = scheme::versions(&mut tx, stored.scheme_id).await?;
    let Some(last) = versions.last() else {
        let name = &stored.name;
        return Err(
            StoreError::inconsistent("scheme_version", "version", name, "a scheme without any").into()
        );
    };
    let facets = arguments.facets.unwrap_or_else(|| last.scheme.facets_text());
    let priority = arguments.priority.unwrap_or_else(|| last.scheme.priority_text());
    let wanted = parse(&mut tx, &facets, &priority)
        .await?
        .by_region(arguments.region.map_or(last.scheme.region_by(), region_by))
        .founder_first(arguments.founder_first.unwrap_or(last.scheme.has_founder_first()));
    if wanted == last.scheme {
        session.ui.status(&format!("scheme `{}` is unchanged", stored.name));
        return Ok(Outcome::NothingToDo);
    }
    let platform = Platform::load(session, &store, &mut tx).await?;
    let version = last.version + 1;
    // The same levels have the same cohorts.
    let same = versions.iter().find(|known| known.scheme.groupings() == wanted.groupings());
    let tree = same.map_or(version, |known| known.tree);
    let recording = Recording {
        at: session.now().as_microsecond(),
        by: &platform.operator,
        reason: session.flags.reason.as_deref(),
    };
    scheme::add_version(&mut tx, stored.scheme_id, version, tree, &wanted, recording).await?;
    let mut detail = detail(&wanted);
    detail["version"] = version.into();
    tx.commit(&session.entry(&platform, "scheme set", &stored.name, &detail)).await?;
    let name = &stored.name;
    session.ui.status(&format!("version {version} of scheme `{name}` waits for a regrouping"));
    session.ui.status(&format!(
        "next: `cardctl cohort regroup --scheme {name} --dry-run` shows what it would change"
    ));
    Ok(Outcome::Done)
}

async fn named(tx: &mut Tx, name: &str) -> Result<StoredScheme, Error> {
    let mut schemes = scheme::list(tx).await?;
    match schemes.iter().position(|stored| stored.name == name) {
        Some(place) => Ok(schemes.swap_remove(place)),
        None => Err(unknown("scheme", name, schemes.iter().map(|stored| stored.name.as_str()))),
    }
}

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

async fn list(session: &mut Session) -> Result<Outcome, Error> {
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

async fn show(session: &mut Session, name: &str) -> Result<Outcome, Error> {
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

/// What to do where there is no scheme.
pub const NONE_YET: &str =
    "no schemes yet; `cardctl scheme add NAME --facets region:2,region:4,region:6,birth-year,sex` adds one";

fn texts(scheme: &Scheme) -> [Value; 2] {
    [scheme.facets_text(), scheme.priority_text()]
        .map(|text| Value::List(text.split(',').map(|word| Value::code(word.to_owned())).collect()))
}
