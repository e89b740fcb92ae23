//! `holder find` as a whole process against the database's own client with the query that the index answers.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::{Site, sql};
use crate::{median, people};

/// Look-ups are short, so that one which the system disturbed weighs much.
const ROUNDS: usize = 15;

pub(crate) fn measure(site: &Site, rows: u32) {
    let client = if site.database == "SQLite" { "sqlite3" } else { "psql" };
    if Command::new(client).arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("{:<11} holder find: `{client}` is not installed", site.database);
        return;
    }
    println!(
        "\n{:<11} {:<16} {:>10} {:>10} {:>9}  whole processes",
        "DATABASE", "FIND BY", "FIND ms", "CLIENT ms", "ABOVE ms"
    );
    let n = rows / 2 + 1;
    let one = |query: &str| sql::texts(&site.url, query).expect("the query runs").remove(0);
    let holder = one(&format!("SELECT CAST(holder_id AS TEXT) FROM ref_claim WHERE ref = 'H{n:07}'"));
    let card = one(&format!("SELECT CAST(card_no AS TEXT) FROM holder WHERE holder_id = {holder}"));
    let tag = one(&format!("SELECT CAST(tag AS TEXT) FROM name_index WHERE holder_id = {holder}"));
    let digest = if site.database == "SQLite" {
        "'x''' || hex(digest) || ''''"
    } else {
        "'''\\x' || encode(digest, 'hex') || ''''"
    };
    let digest = one(&format!("SELECT {digest} FROM parameter_claim WHERE holder_id = {holder}"));
    let last4 = &card[card.len() - 4..];
    for (by, query, statement) in [
        ("ref", format!("H{n:07}"), format!("SELECT holder_id FROM ref_claim WHERE ref = 'H{n:07}'")),
        (
            "citizen ID",
            people::citizen_id(n),
            format!("SELECT holder_id FROM parameter_claim WHERE namespace = 'cn.id' AND digest = {digest}"),
        ),
        (
            // Nobody has one here; the look-up is the same.
            "mobile",
            "13800138000".to_owned(),
            format!("SELECT holder_id FROM parameter_claim WHERE namespace = 'phone' AND digest = {digest}"),
        ),
        ("card", card.clone(), format!("SELECT holder_id FROM card WHERE card_no = {card}")),
        (
            "last four",
            last4.to_owned(),
            format!("SELECT holder_id FROM card WHERE card_no % 10000 = {last4} AND holder_id IS NOT NULL"),
        ),
        ("name", people::name(n), format!("SELECT holder_id FROM name_index WHERE tag = {tag}")),
    ] {
        let find = median(
            |_| {
                let begun = Instant::now();
                let output = site.cardctl.run(["holder", "find", query.as_str()]);
                // Not found is an answer, too.
                assert!([0, 5].contains(&output.status), "{output}");
                begun.elapsed()
            },
            ROUNDS,
        );
        let plain = median(|_| ask(site, client, &statement), ROUNDS);
        let ms = |took: Duration| took.as_secs_f64() * 1000.0;
        println!(
            "{:<11} {by:<16} {:>10.1} {:>10.1} {:>9.1}",
            site.database,
            ms(find),
            ms(plain),
            ms(find) - ms(plain)
        );
    }
    println!();
}

/// Runs a query in the database's own client.
fn ask(site: &Site, client: &str, statement: &str) -> Duration {
    let begun = Instant::now();
    let mut command = Command::new(client);
    if client == "sqlite3" {
        command.arg(site.url.trim_start_matches("sqlite://")).arg(statement);
    } else {
        command.args([&site.url, "-XAtc", statement]);
    }
    let output = command.output().expect("the client starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    begun.elapsed()
}
