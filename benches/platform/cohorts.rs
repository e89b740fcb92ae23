//! `cohort regroup` against the plain statement with the window function that ranks the same holders, and what is immediate
//! in a cohort of all of them.

use std::time::{Duration, Instant};

use crate::harness::{Site, sql};
use crate::{ROUNDS, median, people, print, run};

/// How many holders come after the others.
const LATER: u32 = 1000;

/// Three levels and an order that no scheme had before.
const SCHEME: &str = "scheme add again --facets region:6,birth-year,sex --priority fees,registered,visits";

/// A cohort of all holders.
const ALL: &str = "scheme add all --facets country --priority fees,registered";

pub(crate) fn measure(site: &Site) {
    run(site, SCHEME);
    let regroup = run(site, "cohort regroup --scheme again --yes");
    print(site, "cohort regroup", &regroup, median(|_| ranked(site), ROUNDS));
    let again = run(site, "cohort regroup --scheme again --full --yes");
    print(site, "  nothing moved", &again, median(|_| ranked(site), 1));
}

/// What moves one holder, or some, in a cohort of all.
pub(crate) fn measure_single(site: &Site, rows: u32) {
    run(site, ALL);
    run(site, "cohort regroup --scheme all --yes");
    println!("\n{:<11} {:<40} {:>9}  whole process", "DATABASE", "IN A COHORT OF ALL HOLDERS", "MEDIAN ms");
    for (what, skip) in [("first", 0), ("middle", rows / 2), ("last", rows - 50)] {
        let line = format!("cohort show CHN --scheme all --skip {skip} --limit 50");
        let took = median(|_| run(site, &line).took, ROUNDS);
        tell(site, &format!("cohort show, the {what} fifty ranks"), took);
    }
    let far = rows / 4 * 3;
    let found = site.cardctl.json([
        "cohort",
        "show",
        "CHN",
        "--scheme",
        "all",
        "--skip",
        &far.to_string(),
        "--limit",
        "1",
    ]);
    let holder = found[0]["ref"].as_str().expect("a ref").to_owned();
    let line = format!("payment add --holder {holder} --amount 7.00 --receipt B1");
    tell(site, "payment that passes three quarters of it", run(site, &line).took);
    tell(
        site,
        "holder show, with the rank there",
        median(|_| run(site, &format!("holder show {holder}")).took, ROUNDS),
    );

    // Large cohorts that were never regrouped are parted into blocks the first time.
    run(site, "cohort regroup --yes");
    run(site, &format!("batch issue --center BJ --count {LATER} --out later --release --yes"));
    site.write("later.csv", &people::holders_csv_from(rows + 1, LATER));
    tell(site, "holder import of 1,000 more", run(site, "holder import later.csv --activate --yes").took);
    tell(site, "cohort regroup after them", run(site, "cohort regroup --yes").took);
    println!();
}

fn tell(site: &Site, what: &str, took: Duration) {
    println!("{:<11} {what:<40} {:>9.1}", site.database, took.as_secs_f64() * 1000.0);
}

/// Ranks the same holders in the same three levels by a plain statement, into an empty table, with as much memory for
/// sorting as the program takes.
fn ranked(site: &Site) -> Duration {
    let sqlite = site.database == "SQLite";
    let facet = |facet: &str| {
        let facets = if sqlite { "f.facets" } else { "CAST(f.facets AS json)" };
        format!("({facets} ->> '{facet}')")
    };
    let (region, year, sex) = (facet("region"), facet("birth_year"), facet("sex"));
    let level = |path: &str| {
        format!(
            "SELECT {path} AS path, h.holder_id, h.registered_at, h.visits, h.fees
             FROM holder AS h JOIN holder_facets AS f ON f.holder_id = h.holder_id"
        )
    };
    let levels = [
        level(&region),
        level(&format!("{region} || '/' || {year}")),
        level(&format!("{region} || '/' || {year} || '/' || {sex}")),
    ];
    let columns = if sqlite {
        "path TEXT NOT NULL, rank INTEGER NOT NULL, holder_id INTEGER NOT NULL, PRIMARY KEY (path, rank)) STRICT,
         WITHOUT ROWID"
    } else {
        "path TEXT COLLATE \"C\" NOT NULL, rank BIGINT NOT NULL, holder_id BIGINT NOT NULL, PRIMARY KEY (path, rank))"
    };
    sql::execute(&site.url, &format!("CREATE TABLE plain_rank ({columns}")).expect("an empty table");
    let memory = if sqlite { "PRAGMA cache_size = -65536" } else { "SET work_mem = '64MB'" };
    let insert = format!(
        "{memory};
         INSERT INTO plain_rank
         SELECT path, ROW_NUMBER() OVER (PARTITION BY path ORDER BY fees DESC, registered_at, visits DESC, holder_id),
                holder_id
         FROM ({}) AS levels",
        levels.join(" UNION ALL ")
    );
    let begun = Instant::now();
    sql::execute(&site.url, &insert).expect("ranks");
    let took = begun.elapsed();
    sql::execute(&site.url, "DROP TABLE plain_rank").expect("dropped");
    took
}
