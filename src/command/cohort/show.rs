//! `cohort list`, `cohort tree` and `cohort show`.

use std::collections::HashMap;

use super::one_scheme;
use crate::cli::CohortShow;
use crate::command::failure::unknown;
use crate::command::platform::Platform;
use crate::command::regions;
use crate::command::session::Session;
use crate::domain::id::CohortId;
use crate::domain::region::RegionTable;
use crate::domain::scheme::{Grouping, Scheme};
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Node, Value};
use crate::store::cohort::{self, Cohort};
use crate::store::holder;
use crate::vault::if_held;

const COLUMNS: [Column; 4] = [
    Column::new("path", "PATH"),
    Column::new("name", "NAME"),
    Column::new("level", "LEVEL"),
    Column::new("members", "MEMBERS"),
];

const TREE: [Column; 4] = [
    Column::new("value", "COHORT"),
    Column::new("name", "NAME"),
    Column::new("members", "MEMBERS"),
    Column::new("path", "PATH"),
];

const MEMBERS: [Column; 7] = [
    Column::new("rank", "RANK"),
    Column::new("ref", "REF"),
    Column::new("name", "NAME"),
    Column::new("card", "CARD"),
    Column::new("registered_at", "REGISTERED"),
    Column::new("visits", "VISITS"),
    Column::new("fees", "FEES"),
];

const EMPTY: &str = "no cohorts yet; holders are placed when they register, or by `cardctl cohort regroup`";

/// How many members are shown when nobody says how many.
const MEMBERS_SHOWN: u64 = 50;

pub(super) async fn list(session: &mut Session, scheme: Option<&str>) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let stored = one_scheme(&mut tx, scheme).await?;
    let cohorts = cohort::list(&mut tx, stored.scheme_id).await?;
    let regions = regions::in_force(&mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint(EMPTY);
    for cohort in cohorts {
        let name = name(&regions, &stored.scheme, &cohort);
        list.row([
            Value::code(cohort.path),
            name,
            Value::code(level(&stored.scheme, cohort.depth)),
            cohort.members.into(),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

pub(super) async fn tree(
    session: &mut Session,
    scheme: Option<&str>,
    depth: Option<i64>,
) -> Result<Outcome, Error> {
    if depth.is_some_and(|depth| depth < 1) {
        return Err(Error::new(Code::Usage, "`--depth` is at least 1"));
    }
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let stored = one_scheme(&mut tx, scheme).await?;
    let mut cohorts = cohort::list(&mut tx, stored.scheme_id).await?;
    let regions = regions::in_force(&mut tx).await?;
    cohorts.retain(|cohort| depth.is_none_or(|depth| cohort.depth <= depth));
    let nodes = walk(cohorts).into_iter().map(|(depth, cohort)| {
        let name = name(&regions, &stored.scheme, &cohort);
        let cells = vec![Value::code(cohort.value), name, cohort.members.into(), Value::code(cohort.path)];
        Node { depth, cells }
    });
    session.ui.tree(&TREE, nodes.collect(), EMPTY)?;
    Ok(Outcome::Done)
}

/// The cohorts from the roots down, those below one parent by value.
fn walk(cohorts: Vec<Cohort>) -> Vec<(usize, Cohort)> {
    let mut below: HashMap<Option<CohortId>, Vec<Cohort>> = HashMap::new();
    for cohort in cohorts {
        below.entry(cohort.parent()).or_default().push(cohort);
    }
    // Taken from the end, so the last comes first.
    let last_first = |mut children: Vec<Cohort>| {
        children.sort_by(|one, other| other.value.cmp(&one.value));
        children
    };
    let mut open: Vec<(usize, Cohort)> =
        last_first(below.remove(&None).unwrap_or_default()).into_iter().map(|cohort| (0, cohort)).collect();
    let mut walked = Vec::new();
    while let Some((depth, cohort)) = open.pop() {
        let children = last_first(below.remove(&Some(cohort.cohort_id)).unwrap_or_default());
        open.extend(children.into_iter().map(|child| (depth + 1, child)));
        walked.push((depth, cohort));
    }
    walked
}

pub(super) async fn show(session: &mut Session, arguments: CohortShow) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let platform = Platform::load(session, &store, &mut tx).await?;
    let vault = session.vault_if_any(&mut tx).await?;
    let stored = one_scheme(&mut tx, arguments.scheme.as_deref()).await?;
    let path = stored.scheme.canonical_path(&arguments.path);
    let Some(cohort) = cohort::by_path(&mut tx, stored.scheme_id, &path).await? else {
        let known = cohort::list(&mut tx, stored.scheme_id).await?;
        return Err(unknown("cohort", &path, known.iter().map(|cohort| cohort.path.as_str())));
    };
    let limit = session.flags.limit.unwrap_or(MEMBERS_SHOWN);
    let skip = i64::from(arguments.skip);
    let members =
        cohort::members(&mut tx, cohort.cohort_id, i64::try_from(limit).unwrap_or(i64::MAX), skip).await?;
    let ids: Vec<i64> = members.iter().map(|id| id.get()).collect();
    let mut holders: HashMap<i64, holder::Holder> =
        holder::many(&mut tx, &ids).await?.into_iter().map(|found| (found.holder_id.get(), found)).collect();

    let regions = regions::in_force(&mut tx).await?;
    let label = match name(&regions, &stored.scheme, &cohort) {
        Value::Text(name) => format!(" ({name})"),
        _ => String::new(),
    };
    let count =
        if cohort.members == 1 { "1 member".to_owned() } else { format!("{} members", cohort.members) };
    session.ui.status(&format!("cohort {}{label} of scheme {}: {count}", cohort.path, stored.name));
    let shown = members.len();
    let mut list = session.ui.list(&MEMBERS)?;
    list.empty_hint("no members here");
    for (rank, id) in (skip + 1..).zip(ids) {
        // A member without a holder is what `db check` names.
        let Some(holder) = holders.remove(&id) else { continue };
        let name = match &vault {
            Some(vault) => {
                let mask = if_held(vault.open_text("holder", "name_mask", id, &holder.name_mask))?;
                mask.map(|mask| Value::text(mask.as_str().to_owned())).into()
            }
            None => Value::Null,
        };
        list.row([
            rank.into(),
            Value::code(holder.reference.clone()),
            name,
            Value::code(holder.card()?.masked()),
            platform.instant(holder.registered_at),
            holder.visits.into(),
            holder.fees().into(),
        ])?;
    }
    list.end()?;
    let end = skip.saturating_add(i64::try_from(shown).unwrap_or(i64::MAX));
    if shown > 0 && end < cohort.members {
        session.ui.note(&format!(
            "ranks {} to {end} of {}; `--skip {end}` goes on",
            skip + 1,
            cohort.members
        ));
    }
    Ok(Outcome::Done)
}

/// The level of a depth, as the scheme writes it.
fn level(scheme: &Scheme, depth: i64) -> String {
    grouping(scheme, depth).map_or_else(String::new, |grouping| grouping.to_string())
}

fn grouping(scheme: &Scheme, depth: i64) -> Option<Grouping> {
    let place = usize::try_from(depth).ok()?.checked_sub(1)?;
    scheme.groupings().get(place).copied()
}

/// What a cohort's value is called: the name of a region, nothing otherwise.
fn name(regions: &RegionTable, scheme: &Scheme, cohort: &Cohort) -> Value {
    match grouping(scheme, cohort.depth) {
        Some(Grouping::Region(_)) => {
            regions.name(&cohort.value, None).map(|name| Value::text(name.to_owned())).into()
        }
        _ => Value::Null,
    }
}
