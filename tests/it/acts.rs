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

/// How many rows a table has.
#[track_caller]
pub(crate) fn count(site: &Site, table: &str) -> usize {
    let rows = format!("SELECT CAST(COUNT(*) AS TEXT) FROM {table}");
    let count = sql::texts(&site.url, &rows).expect("the table is there").concat();
    count.parse().expect("a number")
}
