//! What many tests do: make a platform, expect a refusal, count what was audited.

use serde_json::Value;

use crate::harness::{Site, sql};

/// Makes a platform of one operator with the center `BJ`.
pub(crate) fn platform(site: &Site) {
    site.cardctl.ok(["init", "--single-operator"]);
    site.cardctl.ok(["center", "add", "BJ", "--name", "北京中心"]);
}

/// The error of a command that has to fail with `status` and write nothing to standard output.
#[track_caller]
pub(crate) fn refused(site: &Site, status: i32, arguments: &[&str]) -> Value {
    let arguments = ["-o", "json"].iter().chain(arguments);
    let output = site.cardctl.exits(status, arguments);
    assert_eq!(output.stdout, "", "{output}");
    let line = output.stderr.lines().last().expect("an error line");
    let error: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}\n{output}"));
    assert_eq!(error["error"]["exit"], status);
    error["error"].clone()
}

/// How many entries the audit log has.
#[track_caller]
pub(crate) fn audited(site: &Site) -> usize {
    count(site, "audit")
}

/// The facets that stand in clear, as `ref facet value`, by holder and facet.
#[track_caller]
pub(crate) fn clear_facets(site: &Site) -> Vec<String> {
    let query = "SELECT h.ref || ' ' || f.facets
                 FROM holder_facets AS f
                 JOIN holder AS h ON h.holder_id = f.holder_id
                 ORDER BY f.holder_id";
    let mut found = Vec::new();
    for row in sql::texts(&site.url, query).expect("the facets") {
        let (reference, facets) = row.split_once(' ').expect("a ref and facets");
        let facets: serde_json::Map<String, Value> = serde_json::from_str(facets).expect("an object");
        let text = |(facet, value): (&String, &Value)| {
            format!("{reference} {facet} {}", value.as_str().expect("a text"))
        };
        found.extend(facets.iter().map(text));
    }
    found
}

/// How many rows a table has.
#[track_caller]
pub(crate) fn count(site: &Site, table: &str) -> usize {
    let rows = format!("SELECT CAST(COUNT(*) AS TEXT) FROM {table}");
    let count = sql::texts(&site.url, &rows).expect("the table is there").concat();
    count.parse().expect("a number")
}

/// Proves everything but the one pass that has to find what the test itself did past the program.
#[track_caller]
pub(crate) fn sound_but_for(site: &Site, pass: &str) {
    let checked = site.cardctl.exits(6, "db check -o json".split(' '));
    let passes: Value = serde_json::from_str(&checked.stdout).expect("json");
    let broken = passes.as_array().expect("passes").iter().filter(|pass| pass["result"] != "ok");
    assert_eq!(broken.map(|found| &found["pass"]).collect::<Vec<_>>(), [pass], "{checked}");
}
