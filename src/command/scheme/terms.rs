//! `scheme add` and `scheme set`.

use serde_json::json;

use super::named;
use crate::cli::{RegionWord, SchemeAdd, SchemeSet};
use crate::command::cohort::pending;
use crate::command::failure::{code, conflict};
use crate::command::placing::Grounds;
use crate::command::platform::Platform;
use crate::command::session::Session;
use crate::domain::scheme::{Grouping, RegionBy, Scheme, SchemeError};
use crate::error::{Code, Error, Outcome};
use crate::store::scheme::Recording;
use crate::store::{Counter, StoreError, Tx, holder, lock, scheme, site_code};

/// Facets that the program's own kinds of parameters tell and that have no word of their own.
const OTHER_FACETS: [&str; 5] = ["virtual-operator", "postal-zone", "device-type", "operator", "ip-scope"];

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

pub(super) async fn add(session: &mut Session, arguments: SchemeAdd) -> Result<Outcome, Error> {
    let name = code("scheme", &arguments.name)?;
    let store = session.open().await?;
    let mut tx = store.begin().await?;
    // Whoever registers is placed by it from here on; who registered before is counted.
    lock::hold_placements(&mut tx).await?;
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

pub(super) async fn set(session: &mut Session, arguments: SchemeSet) -> Result<Outcome, Error> {
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
