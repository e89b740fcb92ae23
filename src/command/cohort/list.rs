//! `cohort list` and `cohort tree`.

use std::collections::HashMap;

use super::one_scheme;
use crate::cli::CohortList;
use crate::command::failure::unknown;
use crate::command::regions;
use crate::command::session::Session;
use crate::domain::id::CohortId;
use crate::domain::region::RegionTable;
use crate::domain::scheme::{Grouping, Scheme};
use crate::error::{Code, Error, Outcome};
use crate::output::{Column, Node, Value};
use crate::store::Tx;
use crate::store::cohort::{self, Cohort};
use crate::store::scheme::StoredScheme;

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
    Column::detail("path", "PATH"),
];
/// Which column of the tree its bars stand for.
const MEMBERS: usize = 2;

const EMPTY: &str = "no cohorts yet; holders are placed when they register, or by `cardctl cohort regroup`";

/// Runs `cohort list`.
pub(super) async fn list(session: &mut Session, arguments: &CohortList) -> Result<Outcome, Error> {
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let stored = one_scheme(&mut tx, arguments.scheme.as_deref()).await?;
    let level = match &arguments.level {
        Some(word) => Some(level_of(&stored.scheme, word)?),
        None => None,
    };
    let cohorts = cohort::list(&mut tx, stored.scheme_id, stored.tree).await?;
    let mut cohorts = under(&mut tx, &stored, cohorts, arguments.under.as_deref()).await?;
    cohorts.retain(|cohort| {
        level.is_none_or(|level| cohort.depth == level)
            && arguments.min_members.is_none_or(|least| cohort.members >= least)
            && arguments.max_members.is_none_or(|most| cohort.members <= most)
    });
    let filtered = level.is_some()
        || arguments.under.is_some()
        || arguments.min_members.is_some()
        || arguments.max_members.is_some();
    let regions = regions::in_force(&mut tx).await?;
    let mut list = session.ui.list(&COLUMNS)?;
    list.empty_hint(if filtered {
        "no cohort is like that; `cardctl cohort list` without its flags lists all"
    } else {
        EMPTY
    });
    for cohort in cohorts {
        let name = name(&regions, &stored.scheme, &cohort);
        list.row([
            Value::code(cohort.path),
            name,
            Value::code(level_text(&stored.scheme, cohort.depth)),
            cohort.members.into(),
        ])?;
    }
    list.end()?;
    Ok(Outcome::Done)
}

/// Runs `cohort tree`.
pub(super) async fn tree(
    session: &mut Session,
    scheme: Option<&str>,
    below: Option<&str>,
    depth: Option<i64>,
) -> Result<Outcome, Error> {
    if depth.is_some_and(|depth| depth < 1) {
        return Err(Error::new(Code::Usage, "`--depth` is at least 1"));
    }
    let store = session.open().await?;
    let mut tx = store.snapshot().await?;
    let stored = one_scheme(&mut tx, scheme).await?;
    let cohorts = cohort::list(&mut tx, stored.scheme_id, stored.tree).await?;
    let mut cohorts = under(&mut tx, &stored, cohorts, below).await?;
    let regions = regions::in_force(&mut tx).await?;
    let first = cohorts.iter().map(|cohort| cohort.depth).min().unwrap_or(1);
    cohorts.retain(|cohort| depth.is_none_or(|depth| cohort.depth - first < depth));
    let nodes = walk(cohorts).into_iter().map(|(depth, cohort)| {
        let name = name(&regions, &stored.scheme, &cohort);
        let cells = vec![Value::code(cohort.value), name, cohort.members.into(), Value::code(cohort.path)];
        Node { depth, cells }
    });
    session.ui.tree_with_bars(&TREE, MEMBERS, nodes.collect(), EMPTY)?;
    Ok(Outcome::Done)
}

/// Of these cohorts the one of a path and those below it; all where no path is given.
async fn under(
    tx: &mut Tx,
    stored: &StoredScheme,
    cohorts: Vec<Cohort>,
    path: Option<&str>,
) -> Result<Vec<Cohort>, Error> {
    let Some(path) = path else { return Ok(cohorts) };
    let top = named(tx, stored, path).await?;
    let above: HashMap<CohortId, Option<CohortId>> =
        cohorts.iter().map(|cohort| (cohort.cohort_id, cohort.parent())).collect();
    let is_under = |cohort: &Cohort| {
        let mut at = Some(cohort.cohort_id);
        while let Some(id) = at {
            if id == top.cohort_id {
                return true;
            }
            at = above.get(&id).copied().flatten();
        }
        false
    };
    Ok(cohorts.into_iter().filter(is_under).collect())
}

/// The cohort of a path as people write it.
pub(in crate::command) async fn named(
    tx: &mut Tx,
    stored: &StoredScheme,
    text: &str,
) -> Result<Cohort, Error> {
    let path = stored.scheme.canonical_path(text);
    if let Some(cohort) = cohort::by_path(tx, stored.scheme_id, stored.tree, &path).await? {
        return Ok(cohort);
    }
    let known = cohort::list(tx, stored.scheme_id, stored.tree).await?;
    Err(unknown("cohort", &path, known.iter().map(|cohort| cohort.path.as_str())))
}

/// The cohorts from the roots down, those below one parent by value.
fn walk(cohorts: Vec<Cohort>) -> Vec<(usize, Cohort)> {
    let there: std::collections::HashSet<CohortId> = cohorts.iter().map(|cohort| cohort.cohort_id).collect();
    let mut below: HashMap<Option<CohortId>, Vec<Cohort>> = HashMap::new();
    for cohort in cohorts {
        // The top of a part of the tree has nobody above it here.
        let parent = cohort.parent().filter(|parent| there.contains(parent));
        below.entry(parent).or_default().push(cohort);
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

/// The depth of a level that is named.
fn level_of(scheme: &Scheme, word: &str) -> Result<i64, Error> {
    let words: Vec<String> = scheme.groupings().iter().map(Grouping::to_string).collect();
    let place = words.iter().position(|known| known == word);
    let depth = place.and_then(|place| i64::try_from(place + 1).ok());
    depth.ok_or_else(|| {
        Error::new(Code::Usage, format!("the scheme has no level `{word}`"))
            .hint(format!("its levels are {}", words.join(", ")))
    })
}

/// The level of a depth, as the scheme writes it.
pub(super) fn level_text(scheme: &Scheme, depth: i64) -> String {
    grouping(scheme, depth).map_or_else(String::new, Grouping::to_string)
}

fn grouping(scheme: &Scheme, depth: i64) -> Option<&Grouping> {
    let place = usize::try_from(depth).ok()?.checked_sub(1)?;
    scheme.groupings().get(place)
}

/// What a cohort's value is called: the name of a region, nothing otherwise.
pub(in crate::command) fn name(regions: &RegionTable, scheme: &Scheme, cohort: &Cohort) -> Value {
    match grouping(scheme, cohort.depth) {
        Some(Grouping::Region(_)) => {
            regions.name(&cohort.value, None).map(|name| Value::text(name.to_owned())).into()
        }
        _ => Value::Null,
    }
}
