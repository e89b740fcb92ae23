//! `settle run` against a plain copy of its own lines, and the questions that follow it, at that size.

use std::time::{Duration, Instant};

use crate::harness::Site;
use crate::{median, plain, print, run};

/// How often a question is asked.
const ROUNDS: usize = 9;

/// Settles everything that is due, on two connections and on one, where there can be two.
pub(crate) fn measure(site: &Site, rows: u32) {
    let settle = "settle run --through 2026-12-31 --yes";
    if site.database == "SQLite" {
        let settled = run(site, settle);
        print(site, "settle run", &settled, copy(site, 1));
    } else {
        let settled = run(site, &format!("{settle} --jobs 2"));
        print(site, "settle run, 2", &settled, copy(site, 1));
        run(site, "settle discard last --yes");
        let settled = run(site, settle);
        print(site, "settle run, 1", &settled, copy(site, 2));
    }
    ask(site, rows);
    run(site, "settle approve last --yes");
    let posted = run(site, "settle post last --yes");
    println!("{:<11} {:<16} {:>10.3}", site.database, "settle post", posted.took.as_secs_f64());
}

/// The lines of a run into an equal and empty table, in the order of its key.
fn copy(site: &Site, number: u32) -> Duration {
    let rows = format!("run_id = {number} ORDER BY run_id, purchase_id, slot, holder_id");
    plain::copy(site, "line", &rows)
}

fn ask(site: &Site, rows: u32) {
    let middle = format!("settle explain P{:08}", rows / 2);
    for question in ["settle pending", middle.as_str()] {
        let took = median(
            |_| {
                let begun = Instant::now();
                site.cardctl.ok(question.split(' '));
                begun.elapsed()
            },
            ROUNDS,
        );
        let name = question.split(' ').take(2).collect::<Vec<_>>().join(" ");
        println!("{:<11} {name:<16} {:>10.3}  whole process", site.database, took.as_secs_f64());
    }
}
