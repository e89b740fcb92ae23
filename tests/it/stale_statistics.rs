//! What PostgreSQL does with statements on what came after its last `ANALYZE`: its statistics know nothing of it, and it must
//! not take that for nothing.

use crate::fixture::bare_platform;
use crate::harness::sql::Reader;
use crate::harness::{Site, sql};
use crate::schema::{Statement, expanded, statements};

/// So many holders are in each scheme.
const HOLDERS: u32 = 30_000;

/// How often two rows were held against each other in vain, by what the server tells of a statement with these values.
fn in_vain(site: &Site, name: &str, values: &str) -> (u64, String) {
    let text = statements().into_iter().find(|statement| statement.name == name).expect("it is there").text;
    let mut server = Reader::new(&site.url);
    server.texts(&format!("PREPARE it AS {}", expanded(&text, "PostgreSQL"))).expect("it is prepared");
    let explain = format!("EXPLAIN (ANALYZE, TIMING OFF, COSTS OFF) EXECUTE it ({values})");
    let plan = server.texts(&explain).expect("it is run");
    let number = |line: &str, before: &str| -> Option<u64> {
        let digits = line.split_once(before)?.1;
        digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    };
    let (mut pairs, mut loops) = (0, 1);
    for line in &plan {
        loops = number(line, "loops=").unwrap_or(loops);
        pairs += loops * number(line, "Rows Removed by Join Filter: ").unwrap_or(0);
    }
    (pairs, plan.join("\n"))
}

#[test]
fn a_scheme_that_the_server_has_not_analysed_is_not_taken_for_empty() {
    let site = Site::on_postgres();
    bare_platform(&site);
    for scheme in ["first", "second"] {
        site.cardctl.ok(["scheme", "add", scheme, "--facets", "country", "--priority", "registered"]);
        site.cardctl.ok(["cohort", "regroup", "--yes"]);
    }
    let schemes = sql::texts(
        &site.url,
        "SELECT CAST(c.scheme_id AS TEXT) || ',' || CAST(MIN(c.cohort_id) AS TEXT) FROM cohort AS c GROUP BY c.scheme_id ORDER BY 1",
    );
    let schemes = schemes.expect("two schemes");
    let [(first, in_first), (second, in_second)] =
        [&schemes[0], &schemes[1]].map(|both| both.split_once(',').expect("scheme and cohort"));
    // The server analyses when all stand in the first one, before they stand in the second.
    let placed = |scheme: &str, cohort: &str| {
        format!(
            "INSERT INTO placement (holder_id, scheme_id, cohort_id, key, since)
             SELECT 100000 + n, {scheme}, {cohort}, CAST(CAST(n AS TEXT) AS BYTEA), 0 FROM generate_series(1, {HOLDERS}) AS n;
             INSERT INTO member (cohort_id, key, holder_id)
             SELECT {cohort}, CAST(CAST(n AS TEXT) AS BYTEA), 100000 + n FROM generate_series(1, {HOLDERS}) AS n;"
        )
    };
    sql::execute(
        &site.url,
        &format!(
            "SET session_replication_role = replica;
             ALTER TABLE placement SET (autovacuum_enabled = off);
             ALTER TABLE member SET (autovacuum_enabled = off);
             DELETE FROM placement;
             DELETE FROM member;
             INSERT INTO holder
             SELECT (jsonb_populate_record(NULL::holder, to_jsonb(h) || jsonb_build_object(
                        'holder_id', 100000 + n, 'ref', 'X' || n, 'card_no', 900000 + n))).*
             FROM holder AS h, generate_series(1, {HOLDERS}) AS n WHERE h.ref = 'H1';
             INSERT INTO holder_facets
             SELECT (jsonb_populate_record(NULL::holder_facets, to_jsonb(f) || jsonb_build_object('holder_id', 100000 + n))).*
             FROM holder_facets AS f, generate_series(1, {HOLDERS}) AS n
             WHERE f.holder_id = (SELECT holder_id FROM holder WHERE ref = 'H1');
             {}
             ANALYZE;
             {}",
            placed(first, in_first),
            placed(second, in_second),
        ),
    )
    .expect("rows that no command would make so fast");
    let keys: Vec<String> = (1..=10_000).map(|n| (100_000 + n).to_string()).collect();
    let keys = format!("'{{{}}}'", keys.join(","));
    for (name, values) in [
        ("SUBJECTS", format!("{second}, {keys}")),
        ("SUBJECTS_AFTER", format!("{second}, 100000, 10000")),
        ("RANKED_AT", format!("{second}, {in_second}, 1, 0, 50, 0")),
        ("FIRST_AND_COUNT_AT", format!("{second}, {in_second}, 1")),
        ("ACTIVE_MEMBERS", second.to_owned()),
    ] {
        let (pairs, plan) = in_vain(&site, name, &values);
        assert!(pairs < u64::from(HOLDERS), "{name}: {pairs} pairs in vain:\n{plan}");
    }
}

#[test]
fn no_statement_joins_placements_by_a_bare_number_of_a_scheme() {
    for Statement { name, text, .. } in statements().iter().filter(|one| one.text.contains("JOIN")) {
        for named in text.split("placement AS ").skip(1) {
            let alias = named.split_whitespace().next().unwrap_or_default();
            for bare in ["$", "CAST("] {
                let bare = format!("{alias}.scheme_id = {bare}");
                assert!(
                    !text.contains(&bare),
                    "{name}: write `{alias}.scheme_id = (SELECT CAST(.. AS BIGINT))`, so that it is not looked up in statistics"
                );
            }
        }
    }
}
