//! `db check` finds every damage that is planted: a table of passes, of what breaks something past the program, of what is
//! named then, and of what mends it again.

mod cohorts;
mod kept;
mod money;
mod people;
mod references;
mod requests;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use cardctl::command::passes;
use cardctl::store::check::{REFERENCES, RULES};
use serde_json::{Value, json};

use crate::acts::{platform, refused};
use crate::fixture;
use crate::harness::{Site, on_both, sql};

/// A platform on which everything has happened once: holders in cohorts, purchases, a refund, a posted run.
pub(crate) fn lived_in(site: &Site) {
    fixture::platform(site);
    site.cardctl.ok(["scheme", "add", "main", "--facets", "region:2,region:6,sex", "--priority", "visits"]);
    site.cardctl.ok("scheme add first --facets sex --priority fees --founder-first".split(' '));
    site.cardctl.ok(["cohort", "regroup", "--yes"]);
    site.cardctl.ok(["holder", "visit", "H1"]);
    site.write("visits.csv", "external_id,card,holder,at\nv1,,H2,2026-02-01\n");
    site.cardctl.ok("visit import visits.csv --source door --yes".split(' '));
    let rows = [
        "e1,H1,100.00,2026-02-01,,",
        "e2,H2,250.50,2026-02-02,,",
        "e3,H3,80.00,2026-02-03,,",
        "e4,H1,30.00,2026-02-04,,e1",
    ];
    fixture::purchases(site, &rows);
    site.cardctl.ok(["settle", "run", "--through", "2026-02-28", "--post", "--yes"]);
    site.cardctl.ok(["period", "close", "2026-02", "--yes"]);
    fixture::purchases(site, &["e5,H4,12.00,2026-03-05,,"]);
    for line in [
        "parameter verify H1 1 --method seen",
        "parameter verify H2 1 --method seen",
        "parameter verify H3 1 --method seen",
        "party identify S1 --kind passport --name Wang --number E12345678 --verified seen",
        "party account set H1 --kind alipay --account 13800138000",
        "party account set H2 --kind alipay --account 13800138001",
        "party account set H3 --kind alipay --account 13800138002",
        "party account set S1 --kind wechat --account oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
        "ledger adjust H1 1.00 --reason x --yes",
        "tier set standard --permissions sell,swap",
        "tier set gold --permissions sell,swap",
        "setting set goods-rate 5% --reason x",
        "listing add --holder H1 --title radio --price 50.00",
        "listing sell 1 --to H3 --yes",
        "listing add --holder H1 --title lamp --value 30.00 --wish x",
        "listing add --holder H2 --title chair --value 20.00 --wish x",
        "listing swap 2 3 --paid 10.00 --by 3 --yes",
        "setting set withholding per-time --reason x",
        "payout create --through 2026-02-28 --yes",
        "payout approve last --yes",
    ] {
        site.cardctl.ok(line.split(' '));
    }
    let rows = sql::texts(
        &site.url,
        "SELECT h.ref || ' 1-' || substr('000000' || CAST(h.holder_id AS TEXT), length(CAST(h.holder_id AS TEXT)) + 1)
         FROM holder AS h WHERE h.ref IN ('H1', 'H2') ORDER BY h.ref",
    );
    let rows: Vec<String> = rows.expect("the rows").iter().map(|row| row[3..].to_owned()).collect();
    site.write("results.csv", &format!("payout,status\n{},paid\n{},failed\n", rows[0], rows[1]));
    site.cardctl.ok("payout confirm results.csv --yes".split(' '));
    site.cardctl.ok("provider service add errand --provider shop --address https://shop.example/".split(' '));
    site.cardctl.ok("holder secret H1 --yes".split(' '));
    fixture::waiting_request(site, 1, "r1", "H1");
    sql::execute(
        &site.url,
        "INSERT INTO request (request_id, holder_id, external_id, service, sent_at, received_at, payload, state,
                              refusal, provider_id, ended_at)
         SELECT 2, 0, 'r2', service, sent_at, received_at, payload, 'refused', 'unknown-holder', NULL, 1
         FROM request",
    )
    .expect("a request of nobody");
    sql::execute(&site.url, "UPDATE counter SET next = 3 WHERE name = 'request'")
        .expect("two ids are given out");
    site.cardctl
        .ok("notice send --scheme main --cohort 11 --title x --body y --service errand --yes".split(' '));
    site.cardctl.ok("notice show 1 --holder H1 --read".split(' '));
}

/// The names of the passes that fail.
pub(super) fn broken(site: &Site, arguments: &[&str]) -> Vec<String> {
    let all = [["db", "check", "-o", "json"].as_slice(), arguments].concat();
    let output = site.cardctl.run(&all);
    let passes: Value =
        serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("{error}\n{output}"));
    let failed = passes.as_array().expect("a list").iter().filter(|pass| pass["result"] != "ok");
    let mut names = Vec::new();
    for pass in failed {
        assert!(pass["rows"].as_array().is_some_and(|rows| !rows.is_empty()), "{pass}");
        names.push(pass["pass"].as_str().expect("a name").to_owned());
    }
    assert_eq!(output.status, if names.is_empty() { 0 } else { 6 }, "{output}");
    names
}

/// What breaks something, and what mends it again.
pub(crate) struct Damage {
    pub(crate) pass: &'static str,
    row: &'static str,
    harm: String,
    mend: String,
}

pub(super) fn damage(pass: &'static str, row: &'static str, harm: &str, mend: &str) -> Damage {
    Damage { pass, row, harm: harm.to_owned(), mend: mend.to_owned() }
}

/// Rows that are taken away and put back.
pub(super) fn taken(pass: &'static str, row: &'static str, table: &str, which: &str) -> Damage {
    Damage {
        pass,
        row,
        harm: format!(
            "CREATE TABLE kept AS SELECT * FROM {table} WHERE {which}; DELETE FROM {table} WHERE {which}"
        ),
        mend: format!("INSERT INTO {table} SELECT * FROM kept; DROP TABLE kept"),
    }
}

/// A value that is raised by one and lowered again.
pub(super) fn raised(
    pass: &'static str,
    row: &'static str,
    table: &str,
    column: &str,
    which: &str,
) -> Damage {
    damage(
        pass,
        row,
        &format!("UPDATE {table} SET {column} = {column} + 1 WHERE {which}"),
        &format!("UPDATE {table} SET {column} = {column} - 1 WHERE {which}"),
    )
}

/// A card of the stock.
pub(super) const SPARE_CARD: &str = "(SELECT MAX(card_no) FROM card WHERE batch_id = 1 AND serial = 20)";

/// A sealed value without its first bytes, so that it is sealed under no known key.
pub(super) fn cut(row: &'static str, table: &str, column: &str, which: &str) -> Damage {
    Damage {
        pass: "sealed-live",
        row,
        harm: format!(
            "CREATE TABLE kept AS SELECT {column} FROM {table} WHERE {which};
             UPDATE {table} SET {column} = substr({column}, 3) WHERE {which}"
        ),
        mend: format!(
            "UPDATE {table} SET {column} = (SELECT {column} FROM kept) WHERE {which}; DROP TABLE kept"
        ),
    }
}

/// A sealed value of which no more than the head is left.
fn shortened(cut: &Damage) -> Damage {
    let harm = cut.harm.replace(", 3) WHERE", ", 1, 3) WHERE");
    assert_ne!(harm, cut.harm, "{harm}");
    Damage { pass: "sealed-whole", row: cut.row, harm, mend: cut.mend.clone() }
}

/// Rows that are changed and put back as they were; `which` has to be true of them before and after.
pub(super) fn set(pass: &'static str, row: &'static str, table: &str, change: &str, which: &str) -> Damage {
    Damage {
        pass,
        row,
        harm: format!(
            "CREATE TABLE kept AS SELECT * FROM {table} WHERE {which}; UPDATE {table} SET {change} WHERE {which}"
        ),
        mend: format!(
            "DELETE FROM {table} WHERE {which}; INSERT INTO {table} SELECT * FROM kept; DROP TABLE kept"
        ),
    }
}

/// A row that nobody wrote, and what takes it away.
pub(super) fn added(pass: &'static str, row: &'static str, table: &str, values: &str, which: &str) -> Damage {
    damage(pass, row, &format!("INSERT INTO {table} {values}"), &format!("DELETE FROM {table} WHERE {which}"))
}

impl Damage {
    /// With another text in the harm.
    pub(super) fn with(mut self, text: &str, other: &str) -> Self {
        self.harm = self.harm.replace(text, other);
        self
    }

    /// What is mended in the table alone, where the columns were named for the harm.
    pub(super) fn of_table(mut self, table: &str) -> Self {
        let from = self.mend.find(" (").expect("columns are named");
        let to = self.mend.find(") WHERE").expect("and end") + 1;
        self.mend.replace_range(from..to, "");
        assert!(self.mend.contains(table));
        self
    }
}

pub(super) const H1: &str = "(SELECT holder_id FROM holder WHERE ref = 'H1')";
pub(super) const E1: &str = "(SELECT purchase_id FROM purchase WHERE external_id = 'e1')";

/// Every damage.
fn all_damages() -> Vec<Damage> {
    let of_h1 = format!("holder_id = {H1}");
    let mut all = people::damages(&of_h1);
    all.extend(cohorts::damages(&of_h1));
    all.extend(money::damages());
    all.extend(requests::damages(&of_h1));
    all.extend(kept::damages());
    all.extend(references::damages());
    let shortened: Vec<Damage> =
        all.iter().filter(|damage| damage.pass == "sealed-live").map(shortened).collect();
    all.extend(shortened);
    all
}

#[test]
fn every_planted_damage_is_found_and_named() {
    on_both(|site| {
        lived_in(&site);
        let none: [&str; 0] = [];
        assert_eq!(broken(&site, &[]), none);
        let mut missed = Vec::new();
        for Damage { pass, row, harm, mend } in all_damages() {
            sql::execute(&site.url, &harm).unwrap_or_else(|error| panic!("{pass}: {error}\n{harm}"));
            let output = site.cardctl.run(["db", "check", "--pass", pass, "-o", "json"]);
            let found: Value = serde_json::from_str(&output.stdout).unwrap_or_default();
            let first = found[0]["rows"][0].as_str().unwrap_or_default();
            if output.status != 6 || found[0]["result"] != "broken" || !first.starts_with(row) {
                missed.push(format!("{pass}: `{first}` is not `{row}…`: {harm}\n{output}"));
            }
            sql::execute(&site.url, &mend).unwrap_or_else(|error| panic!("{pass}: {error}\n{mend}"));
        }
        assert!(missed.is_empty(), "{}", missed.join("\n"));
        assert_eq!(broken(&site, &[]), none, "all is mended");
    });
}

/// What other programs don't keep: a reference that the schema has.
#[test]
fn a_broken_reference_of_the_schema_is_found() {
    let site = Site::on_sqlite();
    lived_in(&site);
    let harm = "PRAGMA foreign_keys = OFF; UPDATE staff SET center_id = 999 WHERE code = 'S1'";
    sql::execute(&site.url, harm).expect("nobody keeps it");
    assert_eq!(broken(&site, &["--pass", "integrity"]), ["integrity"]);
}

#[test]
fn every_pass_has_a_damage_that_it_finds() {
    let planted = all_damages();
    let untested: Vec<&str> = passes()
        .map(|pass| pass.name)
        .filter(|pass| !planted.iter().any(|damage| damage.pass == *pass))
        .collect();
    // The file of a database has no counterpart on the other one, and a test of its own.
    assert_eq!(untested, ["integrity"]);
    for damage in &planted {
        assert!(passes().any(|pass| pass.name == damage.pass), "`{}` is gone", damage.pass);
    }
}

/// The manual says of each pass how many damages it finds, from a file that this test writes.
#[test]
fn the_manual_counts_the_damages() {
    let mut planted = BTreeMap::from([("integrity", 1)]);
    for damage in all_damages() {
        *planted.entry(damage.pass).or_default() += 1;
    }
    let text = passes().fold(String::new(), |mut text, pass| {
        writeln!(text, "{},{}", pass.name, planted.get(pass.name).copied().unwrap_or(0))
            .expect("a string grows");
        text
    });
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/manual/planted.csv");
    if std::env::var_os("CARDCTL_RENEW").is_some() {
        fs::write(&path, &text).expect("the file can be written");
    }
    let committed = fs::read_to_string(&path).expect("the file is there");
    assert_eq!(
        committed, text,
        "renew it by `CARDCTL_RENEW=1 cargo test --test it the_manual_counts`, then the manual"
    );
}

#[test]
fn every_rule_but_that_of_two_databases_has_passes() {
    let without: Vec<u8> = RULES
        .iter()
        .map(|(number, _)| *number)
        .filter(|number| passes().all(|pass| pass.rule != Some(*number)))
        .collect();
    assert_eq!(without, [9]);
}

/// Columns that refer to a row of another table, by their names; a key that is the table's own is none.
#[test]
fn every_reference_has_a_foreign_key_or_a_pass() {
    let site = Site::on_sqlite();
    site.cardctl.ok(["init"]);
    let columns = "SELECT t.name || '.' || c.name
                   FROM sqlite_master AS t, pragma_table_info(t.name) AS c
                   WHERE t.type = 'table'
                     AND (substr(c.name, -3) = '_id'
                          OR c.name IN ('card_no', 'refund_of', 'swapped_for', 'account_n'))
                     AND c.name <> 'external_id'
                     AND NOT EXISTS (
                         SELECT 1 FROM pragma_foreign_key_list(t.name) AS f WHERE f.\"from\" = c.name)
                   ORDER BY 1";
    // What numbers the rows of its own table, or names what may be there no more.
    let own = [
        "agent.agent_id",
        "adjustment.adjustment_id",
        "batch.batch_id",
        "bill_file.file_id",
        "bill_row.refund_of",
        "card.card_no",
        "center.center_id",
        "chain.chain_id",
        "cohort.cohort_id",
        "holder.holder_id",
        "journal.entry_id",
        "listing.cohort_id",
        "listing.listing_id",
        "notice.cohort_id",
        "notice.notice_id",
        "payment.payment_id",
        "payout.payout_id",
        "plan_version.version_id",
        "provider.provider_id",
        "purchase.purchase_id",
        "regroup.regroup_id",
        "request.request_id",
        "run.run_id",
        "scheme.scheme_id",
        "service.service_id",
        "source.source_id",
        "staff.staff_id",
        "tier.tier_id",
    ];
    let found = sql::texts(&site.url, columns).expect("the catalogue");
    assert!(found.len() > 100, "{found:?}");
    let unseen: Vec<&String> = found
        .iter()
        .filter(|column| !own.contains(&column.as_str()))
        .filter(|column| !REFERENCES.iter().any(|(known, _)| known == column))
        .collect();
    assert!(unseen.is_empty(), "no pass looks at {unseen:?}");
    for (column, pass) in REFERENCES {
        assert!(found.iter().any(|found| found == column), "`{column}` is gone");
        assert!(passes().any(|known| known.name == *pass), "`{pass}` is gone");
    }
}

/// A new column of bytes is a sealed value that the passes look at, or one of these.
#[test]
fn every_column_of_bytes_is_sealed_or_tells_nothing() {
    let site = Site::on_sqlite();
    site.cardctl.ok(["init"]);
    let columns = "SELECT t.name || '.' || c.name
                   FROM sqlite_master AS t, pragma_table_info(t.name) AS c
                   WHERE t.type = 'table' AND c.type = 'BLOB' AND t.name <> '_sqlx_migrations'
                   ORDER BY 1";
    let hashes = [
        "audit.hash",
        "audit_head.hash",
        "bill_row.content",
        "card.activation",
        "cohort_block.key",
        "dispatch_queue.key",
        "key_version.check_value",
        "key_version.head",
        "member.key",
        "parameter_claim.digest",
        "placement.key",
        "placement_past.key",
        "purchase_claim.content",
    ];
    let all = all_damages();
    let planted = |column: &str| {
        let (table, column) = column.split_once('.').expect("a table");
        all.iter().any(|damage| {
            damage.pass == "sealed-whole" && damage.harm.contains(&format!("UPDATE {table} SET {column} = "))
        })
    };
    let unseen: Vec<String> = sql::texts(&site.url, columns)
        .expect("the catalogue")
        .into_iter()
        .filter(|column| !hashes.contains(&column.as_str()) && !planted(column))
        .collect();
    assert!(unseen.is_empty(), "no damage is planted in {unseen:?}");
}

#[test]
fn a_nightly_check_looks_only_at_what_is_new() {
    on_both(|site| {
        fixture::platform(&site);
        let settle = |site: &Site, id: &str| {
            fixture::purchases(site, &[&format!("{id},H1,100.00,2026-02-01,,")]);
            site.cardctl.ok("settle run --through 2026-02-28 --yes".split(' '));
        };
        settle(&site, "P1");
        settle(&site, "P2");
        fixture::purchases(&site, &["P3,H1,100.00,2026-03-01,,"]);
        let of =
            |id: &str| format!("purchase_id = (SELECT purchase_id FROM purchase WHERE external_id = '{id}')");
        let none: [&str; 0] = [];
        let everything = broken(&site, &["--since", "1"]);
        assert_eq!(everything, none);
        let names = |arguments: &[&str]| -> Vec<String> {
            let list = site.cardctl.json([&["db", "check"], arguments].concat());
            let names = list.as_array().expect("a list").iter().map(|pass| pass["pass"].as_str());
            names.map(|name| name.expect("a name").to_owned()).collect()
        };
        let (nightly, all) = (names(&["--since", "last"]), names(&[]));
        assert!(nightly.len() < all.len() && nightly.contains(&"run-digests".to_owned()), "{nightly:?}");
        for (id, since_first, since_last) in [("P1", true, false), ("P2", true, true), ("P3", true, true)] {
            let harm = format!("UPDATE purchase SET rate_ppm = rate_ppm + 1 WHERE {}", of(id));
            sql::execute(&site.url, &harm).expect("a damage");
            for (since, found) in [("1", since_first), ("last", since_last)] {
                let expected = if found { vec!["stamps-follow"] } else { vec![] };
                let found = broken(&site, &["--since", since, "--pass", "stamps-follow"]);
                assert_eq!(found, expected, "{id} since {since}");
            }
            let mend = format!("UPDATE purchase SET rate_ppm = rate_ppm - 1 WHERE {}", of(id));
            sql::execute(&site.url, &mend).expect("mended");
        }
        sql::execute(&site.url, "UPDATE run SET digest = 'sha256:0' WHERE run_id = 1").expect("a damage");
        assert_eq!(broken(&site, &["--since", "2"]), none);
        assert_eq!(broken(&site, &["--since", "1"]), ["run-digests"]);
        assert_eq!(refused(&site, 5, &["db", "check", "--since", "7"])["code"], "not-found");
    });
}

#[test]
fn passes_are_chosen_by_name() {
    on_both(|site| {
        platform(&site);
        let chosen = site.cardctl.json(["db", "check", "--pass", "fees-sum,audit-chain"]);
        let names: Vec<_> = chosen.as_array().expect("a list").iter().map(|pass| &pass["pass"]).collect();
        assert_eq!(names, ["audit-chain", "fees-sum"]);
        let error = refused(&site, 5, &["db", "check", "--pass", "audit-chian"]);
        assert_eq!(
            error["hint"],
            "did you mean `audit-chain`?\n`cardctl db check --list` lists them, `db check` runs all"
        );
    });
}

#[test]
fn passes_are_listed_without_a_database() {
    let site = Site::on_sqlite();
    let listed = site.cardctl.json(["db", "check", "--list"]);
    let listed = listed.as_array().expect("a list");
    assert_eq!(listed.len(), passes().count());
    let names: Vec<_> = listed.iter().map(|pass| pass["pass"].as_str().expect("a name")).collect();
    assert_eq!(names, passes().map(|pass| pass.name).collect::<Vec<_>>());
    let one = site.cardctl.json("db check --list --pass rows-kept --pass fees-sum".split(' '));
    let told = |pass: &Value| (pass["pass"].clone(), pass["rule"].clone(), pass["since"].clone());
    let both: Vec<_> = one.as_array().expect("a list").iter().map(told).collect();
    assert_eq!(
        both,
        [(json!("rows-kept"), json!(4), json!(false)), (json!("fees-sum"), json!(2), json!(false))]
    );
    assert_eq!(refused(&site, 5, &["db", "check", "--list", "--pass", "rows-kep"])["code"], "not-found");
}
