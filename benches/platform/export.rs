//! `settle lines -o csv` as a whole process against the database's own client with the same lines.

use std::fs::File;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::Site;
use crate::{median, print, run};

/// An export is long, and the median of a few tells enough.
const ROUNDS: usize = 3;

/// The lines of run 1 as the program exports them. What differs is how the database writes an amount.
const LINES: &str = "
    SELECT s.name AS source, p.external_id,
           CASE WHEN l.slot = 0 THEN 'holder' WHEN l.slot <= 64 THEN 'agent' WHEN l.slot = 65 THEN 'staff'
                WHEN l.slot = 66 THEN 'center' ELSE 'platform' END AS role,
           CASE WHEN l.slot BETWEEN 1 AND 64 THEN l.slot END AS level,
           CASE WHEN l.slot = 0 THEN h.ref WHEN l.slot = 67 THEN 'platform' ELSE COALESCE(a.code, t.code, c.code) END
               AS party,
           @amount AS amount
    FROM line AS l
    JOIN purchase AS p ON p.purchase_id = l.purchase_id AND p.holder_id = l.holder_id
    JOIN source AS s ON s.source_id = p.source_id
    JOIN holder AS h ON h.holder_id = l.holder_id
    LEFT JOIN agent AS a ON a.agent_id = l.party_id
    LEFT JOIN staff AS t ON t.staff_id = l.party_id
    LEFT JOIN center AS c ON c.center_id = l.party_id
    WHERE l.run_id = (SELECT MAX(run_id) FROM run)
    ORDER BY s.name, p.external_id, l.slot";

pub(crate) fn measure(site: &Site) {
    let client = if site.database == "SQLite" { "sqlite3" } else { "psql" };
    if Command::new(client).arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("{:<11} settle lines: `{client}` is not installed", site.database);
        return;
    }
    let exported = (0..ROUNDS).map(|_| run(site, "settle lines last -o csv --out lines.csv"));
    let mut exported: Vec<_> = exported.collect();
    exported.sort_by_key(|export| export.took);
    let plain = median(|_| ask(site, client), ROUNDS);
    print(site, "settle lines csv", &exported[ROUNDS / 2], plain);
    let ours = std::fs::read_to_string(site.directory().join("lines.csv")).expect("our lines");
    let theirs = std::fs::read_to_string(site.directory().join("client.csv")).expect("the client's lines");
    assert!(ours == theirs.replace('\r', ""), "both wrote the same lines");
}

/// Has the database's own client write the lines.
fn ask(site: &Site, client: &str) -> Duration {
    let begun = Instant::now();
    let mut command = Command::new(client);
    if client == "sqlite3" {
        let lines = LINES.replace(
            "@amount",
            "printf('%s%d.%02d', CASE WHEN l.amount < 0 THEN '-' ELSE '' END, \
             abs(l.amount) / 100, abs(l.amount) % 100)",
        );
        command.args(["-csv", "-header", site.url.trim_start_matches("sqlite://"), &lines]);
    } else {
        let lines = LINES.replace("@amount", "CAST(l.amount / 100.0 AS NUMERIC(20, 2))");
        command.args([&site.url, "-Xc", &format!("COPY ({lines}) TO STDOUT CSV HEADER")]);
    }
    let file = File::create(site.directory().join("client.csv")).expect("a file");
    let status = command.stdout(file).status().expect("the client starts");
    assert!(status.success(), "the client failed");
    begun.elapsed()
}
