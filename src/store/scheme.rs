//! Schemes as stored, in versions.

use super::{Result, StoreError, Tx, one_row};
use crate::domain::day::Day;
use crate::domain::id::SchemeId;
use crate::domain::identifier::Code;
use crate::domain::scheme::{RegionBy, Scheme};

/// A scheme in the version by which its holders stand where they stand.
#[derive(Clone, Debug)]
pub struct StoredScheme {
    /// Its number.
    pub scheme_id: SchemeId,
    /// Its name.
    pub name: String,
    /// The version.
    pub version: i64,
    /// Whose cohorts they are: those of the first version with the same levels.
    pub tree: i64,
    /// Levels and priority.
    pub scheme: Scheme,
    /// The day as of which all holders were placed together; nothing while some are not placed.
    pub grouped_on: Option<Day>,
    /// The hash of the table of regions that was asked then; empty where none was.
    pub grouped_regions: String,
}

/// A version of a scheme.
#[derive(Clone, Debug)]
pub struct SchemeVersion {
    /// Its number, from 1.
    pub version: i64,
    /// Whose cohorts it uses.
    pub tree: i64,
    /// Levels and priority.
    pub scheme: Scheme,
    /// When it was recorded, in microseconds since 1970.
    pub recorded: i64,
    /// By whom; empty where that is not known.
    pub recorded_by: String,
    /// Why.
    pub reason: Option<String>,
    /// When it came in force, in microseconds since 1970.
    pub in_force_at: Option<i64>,
}

/// What is said of a version when it is recorded.
#[derive(Clone, Copy, Debug)]
pub struct Recording<'a> {
    /// When, in microseconds since 1970.
    pub at: i64,
    /// By whom.
    pub by: &'a str,
    /// Why.
    pub reason: Option<&'a str>,
}

const INSERT_SCHEME: &str = "
    INSERT INTO scheme (scheme_id, name, version, grouped_on, grouped_regions, recorded)
    VALUES ($1, $2, 1, $3, $4, $5)";

const INSERT_VERSION: &str = "
    INSERT INTO scheme_version (scheme_id, version, tree, facets, priority, region_by, founder_first, recorded, recorded_by,
                                reason, in_force_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

const LIST_SCHEMES: &str = "
    SELECT s.scheme_id, s.name, s.version, v.tree, v.facets, v.priority, v.region_by, v.founder_first, s.grouped_on,
           s.grouped_regions
    FROM scheme AS s
    JOIN scheme_version AS v ON v.scheme_id = s.scheme_id AND v.version = s.version
    ORDER BY s.scheme_id";

const VERSIONS: &str = "
    SELECT version, tree, facets, priority, region_by, founder_first, recorded, recorded_by, reason, in_force_at
    FROM scheme_version
    WHERE scheme_id = $1
    ORDER BY version";

const BRING_IN_FORCE: &str = "
    UPDATE scheme_version
    SET in_force_at = $3
    WHERE scheme_id = $1
      AND version = $2
      AND in_force_at IS NULL";

const LAST_IN_FORCE: &str = "
    SELECT MAX(in_force_at)
    FROM scheme_version";

const SET_GROUPED: &str = "
    UPDATE scheme
    SET version = $2,
        grouped_on = $3,
        grouped_regions = $4
    WHERE scheme_id = $1";

/// Adds a scheme with its first version, in force at once. `grouped` is the day and the hash of the regions where nobody
/// is there who would have to be placed.
pub async fn insert(
    tx: &mut Tx,
    id: SchemeId,
    name: &Code,
    scheme: &Scheme,
    grouped: Option<(Day, &str)>,
    recording: Recording<'_>,
) -> Result<()> {
    let (day, regions) = grouped.unzip();
    let written = execute!(
        tx,
        INSERT_SCHEME,
        id.get(),
        name.as_str(),
        day.map(Day::number),
        regions.unwrap_or_default(),
        recording.at,
    )?;
    one_row("scheme", name, written)?;
    insert_version(tx, id, 1, 1, scheme, recording, Some(recording.at)).await
}

/// Records a version that comes in force with the next regrouping.
pub async fn add_version(
    tx: &mut Tx,
    id: SchemeId,
    version: i64,
    tree: i64,
    scheme: &Scheme,
    recording: Recording<'_>,
) -> Result<()> {
    insert_version(tx, id, version, tree, scheme, recording, None).await
}

async fn insert_version(
    tx: &mut Tx,
    id: SchemeId,
    version: i64,
    tree: i64,
    scheme: &Scheme,
    recording: Recording<'_>,
    in_force_at: Option<i64>,
) -> Result<()> {
    let written = execute!(
        tx,
        INSERT_VERSION,
        id.get(),
        version,
        tree,
        scheme.facets_text(),
        scheme.priority_text(),
        scheme.region_by().as_str(),
        i64::from(scheme.has_founder_first()),
        recording.at,
        recording.by,
        recording.reason,
        in_force_at,
    )?;
    one_row("scheme_version", format_args!("{id}:{version}"), written)
}

/// All schemes in the version in force, the oldest first. There are a few.
pub async fn list(tx: &mut Tx) -> Result<Vec<StoredScheme>> {
    type Row = (i64, String, i64, i64, String, String, String, i64, Option<i64>, String);
    let rows: Vec<Row> = fetch_all!(tx, Row, LIST_SCHEMES)?;
    rows.into_iter()
        .map(|(id, name, version, tree, facets, priority, region_by, founder_first, day, regions)| {
            Ok(StoredScheme {
                scheme: read(id, &facets, &priority, &region_by, founder_first)?,
                scheme_id: id.into(),
                name,
                version,
                tree,
                grouped_on: day.and_then(Day::from_number),
                grouped_regions: regions,
            })
        })
        .collect()
}

/// The versions of a scheme, the oldest first. The last one is in force, or waits for a regrouping.
pub async fn versions(tx: &mut Tx, id: SchemeId) -> Result<Vec<SchemeVersion>> {
    type Row = (i64, i64, String, String, String, i64, i64, String, Option<String>, Option<i64>);
    let rows: Vec<Row> = fetch_all!(tx, Row, VERSIONS, id.get())?;
    rows.into_iter()
        .map(
            |(
                version,
                tree,
                facets,
                priority,
                region_by,
                founder_first,
                recorded,
                by,
                reason,
                in_force_at,
            )| {
                Ok(SchemeVersion {
                    version,
                    tree,
                    scheme: read(id.get(), &facets, &priority, &region_by, founder_first)?,
                    recorded,
                    recorded_by: by,
                    reason,
                    in_force_at,
                })
            },
        )
        .collect()
}

fn read(id: i64, facets: &str, priority: &str, region_by: &str, founder_first: i64) -> Result<Scheme> {
    let inconsistent = |column, why: String| StoreError::inconsistent("scheme_version", column, id, why);
    let region_by = match region_by {
        "issued" => RegionBy::Issued,
        "current" => RegionBy::Current,
        other => return Err(inconsistent("region_by", format!("`{other}`"))),
    };
    Scheme::parse(facets, priority)
        .map(|scheme| scheme.by_region(region_by).founder_first(founder_first != 0))
        .map_err(|why| inconsistent("facets", why.to_string()))
}

/// Brings a version in force that waited for it.
pub async fn bring_in_force(tx: &mut Tx, id: SchemeId, version: i64, at: i64) -> Result<()> {
    let written = execute!(tx, BRING_IN_FORCE, id.get(), version, at)?;
    one_row("scheme_version", format_args!("{id}:{version}"), written)
}

/// When a version of any scheme came in force last, in microseconds since 1970.
pub async fn last_in_force(tx: &mut Tx) -> Result<Option<i64>> {
    let (last,): (Option<i64>,) = fetch_one!(tx, (Option<i64>,), LAST_IN_FORCE)?;
    Ok(last)
}

/// Records by which version, as of which day and by which regions all holders were placed.
pub async fn set_grouped(tx: &mut Tx, id: SchemeId, version: i64, day: Day, regions: &str) -> Result<()> {
    one_row("scheme", id, execute!(tx, SET_GROUPED, id.get(), version, day.number(), regions)?)
}
