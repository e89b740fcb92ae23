//! Looking after a platform: status, checks, settings, configuration, the audit log, help.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::{Value, json};

use crate::acts::{audited, clear_facets, count, platform, refused};
use crate::fixture;
use crate::harness::{Site, on_both, sql};

/// A platform on which everything has happened once: holders in cohorts, purchases, a refund, a posted run.
fn lived_in(site: &Site) {
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
    site.cardctl
        .ok("notice send --scheme main --cohort 11 --title x --body y --service errand --yes".split(' '));
    site.cardctl.ok("notice show 1 --holder H1 --read".split(' '));
}

/// The names of the passes that fail.
fn broken(site: &Site, arguments: &[&str]) -> Vec<String> {
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
struct Damage {
    pass: &'static str,
    row: &'static str,
    harm: String,
    mend: String,
}

fn damage(pass: &'static str, row: &'static str, harm: &str, mend: &str) -> Damage {
    Damage { pass, row, harm: harm.to_owned(), mend: mend.to_owned() }
}

/// Rows that are taken away and put back.
fn taken(pass: &'static str, row: &'static str, table: &str, which: &str) -> Damage {
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
fn raised(pass: &'static str, row: &'static str, table: &str, column: &str, which: &str) -> Damage {
    damage(
        pass,
        row,
        &format!("UPDATE {table} SET {column} = {column} + 1 WHERE {which}"),
        &format!("UPDATE {table} SET {column} = {column} - 1 WHERE {which}"),
    )
}

/// A card of the stock.
const SPARE_CARD: &str = "(SELECT MAX(card_no) FROM card WHERE batch_id = 1 AND serial = 20)";

/// A sealed value without its first bytes, so that it is sealed under no known key.
fn cut(row: &'static str, table: &str, column: &str, which: &str) -> Damage {
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

/// What breaks batches.
fn damages_of_batches() -> Vec<Damage> {
    vec![
        raised("batch-cards", "batch 1", "batch", "cards", "batch_id = 1"),
        damage(
            "batch-states",
            "batch 1",
            "UPDATE batch SET state = 'received'",
            "UPDATE batch SET state = 'released'",
        ),
        taken("cards-released", "batch 1 serial ", "batch_release", "batch_id = 1"),
        damage(
            "cards-released",
            "batch 1 serial 1",
            "UPDATE batch_release SET last_serial = 10",
            "UPDATE batch_release SET last_serial = 20",
        ),
        damage(
            "cards-released",
            "batch 1 serial 20",
            "UPDATE card SET released = 0 WHERE serial = 20",
            "UPDATE card SET released = 1 WHERE serial = 20",
        ),
        damage(
            "cards-released",
            "batch 1 serial 20",
            "UPDATE card SET agent_id = (SELECT MIN(agent_id) FROM agent) WHERE serial = 20",
            "UPDATE card SET agent_id = NULL WHERE serial = 20",
        ),
    ]
}

fn damages() -> Vec<Damage> {
    let h1 = "(SELECT holder_id FROM holder WHERE ref = 'H1')";
    let e1 = "(SELECT purchase_id FROM purchase WHERE external_id = 'e1')";
    let of_h1 = format!("holder_id = {h1}");
    let mut damages = damages_of_cards(h1, &of_h1);
    damages.extend(damages_of_identity(&of_h1));
    damages.extend(damages_of_cohorts(&of_h1));
    damages.extend(damages_of_settlement(e1));
    damages.extend(damages_of_periods());
    damages.extend(damages_of_payouts());
    damages.extend(damages_of_requests(&of_h1));
    damages.extend(damages_of_goods());
    damages.extend(damages_of_notices(h1));
    let agent = |code: &str| format!("(SELECT agent_id FROM agent WHERE code = '{code}')");
    damages.extend([
        raised("lines-sum-to-pool", "item ", "line", "amount", &format!("slot = 0 AND purchase_id = {e1}")),
        taken("lines-sum-to-pool", "item ", "line", &format!("slot = 0 AND purchase_id = {e1}")),
        damage(
            "lines-have-items",
            "run 1 item 999",
            "INSERT INTO line (run_id, purchase_id, slot, party_id, amount, holder_id) VALUES (1, 999, 0, 1, 5, 9)",
            "DELETE FROM line WHERE purchase_id = 999",
        ),
        damage(
            "refunds-within-purchase",
            "item ",
            "UPDATE settled SET pool = pool - 90000 WHERE pool < 0",
            "UPDATE settled SET pool = pool + 90000 WHERE pool < 0",
        ),
        raised("run-totals", "run 1", "run_total", "amount", "role = 'agent'"),
        raised("run-totals", "run 1", "run", "lines", "run_id = 1"),
        raised("entries-balance", "entry 2", "posting", "amount", "party_id = 1"),
        taken("entries-balance", "entry 2", "posting", "party_id = 1"),
        damage(
            "posted-runs",
            "run 1",
            "UPDATE journal SET run_id = NULL",
            "UPDATE journal SET run_id = 1 WHERE kind = 'settlement'",
        ),
        taken("due-or-settled", "item ", "settled", &format!("purchase_id = {e1}")),
        taken("due-or-settled", "item ", "due", "purchase_id > 0"),
        raised("items-claimed", "item ", "purchase_claim", "holder_id", "external_id = 'e2'"),
        damage(
            "items-claimed",
            "claim gone",
            "INSERT INTO purchase_claim SELECT source_id, 'gone', 999, holder_id, content, 0 FROM purchase_claim
             WHERE external_id = 'e2'",
            "DELETE FROM purchase_claim WHERE external_id = 'gone'",
        ),
        raised("refunded-sums", "claim e1", "purchase_claim", "refunded", "external_id = 'e1'"),
        damage(
            "refs-claimed",
            "holder H1",
            "UPDATE ref_claim SET ref = 'X' WHERE ref = 'H1'",
            "UPDATE ref_claim SET ref = 'H1' WHERE ref = 'X'",
        ),
        raised("parameters-claimed", "claim of holder ", "parameter_claim", "n", &of_h1),
        raised("histories-begin", "holder H1", "attribution", "since", &of_h1),
        raised("fees-sum", "holder H2", "holder", "fees", "ref = 'H2'"),
        raised("cohort-facts", "scheme main holder ", "holder", "visits", "ref = 'H1'"),
        damage(
            "cohort-facts",
            "scheme main holder ",
            &format!("UPDATE holder_facets SET facets = replace(facets, '\"M\"', '\"F\"') WHERE {of_h1}"),
            &format!("UPDATE holder_facets SET facets = replace(facets, '\"F\"', '\"M\"') WHERE {of_h1}"),
        ),
        damage(
            "agent-tree",
            "agent `A1` would stand above itself on 2026-05-01: A1 under A3 under A2 under A1",
            &format!(
                "INSERT INTO agent_parent (agent_id, since, recorded, parent_id) VALUES ({}, 20574, 99, {})",
                agent("A1"),
                agent("A3")
            ),
            "DELETE FROM agent_parent WHERE recorded = 99",
        ),
        damage(
            "audit-chain",
            "entry 2: ",
            "UPDATE audit SET operator = operator || 'x', entered_by = NULL WHERE seq = 2",
            "UPDATE audit SET operator = substr(operator, 1, length(operator) - 1) WHERE seq = 2;
             UPDATE audit
             SET entered_by = CASE
                 WHEN (SELECT entered_by FROM audit WHERE seq = 1) IS NOT NULL THEN operator
             END
             WHERE seq = 2",
        ),
    ]);
    damages
}

/// What breaks that lines follow from stamps, and postings from lines, while every sum stays as it is.
fn damages_of_settlement(e1: &str) -> Vec<Damage> {
    let e1 = format!("purchase_id = {e1}");
    let moved = |table: &str, from: &str, to: &str| {
        let step =
            |sign: char, which: &str| format!("UPDATE {table} SET amount = amount {sign} 1 WHERE {which}");
        let way = |from: &str, to: &str| format!("{}; {}", step('-', from), step('+', to));
        (way(from, to), way(to, from))
    };
    let (to_holder, back) = moved("line", &format!("{e1} AND slot = 66"), &format!("{e1} AND slot = 0"));
    let (to_center, from_center) = moved("posting", "kind = 'platform'", "kind = 'center'");
    vec![
        raised("settled-versions", "item ", "settled", "version_id", &e1),
        damage(
            "settled-versions",
            "item ",
            "UPDATE plan_version SET effective_from = effective_from + 999",
            "UPDATE plan_version SET effective_from = effective_from - 999",
        ),
        damage(
            "settled-versions",
            "item ",
            "UPDATE plan_version SET state = 'imported'",
            "UPDATE plan_version SET state = 'approved'",
        ),
        damage("lines-derive", "item ", &to_holder, &back),
        damage("run-digests", "run 1: its lines hash to sha256:", &to_holder, &back),
        damage(
            "run-digests",
            "run 1: the audit has another digest",
            "UPDATE audit SET detail = replace(detail, 'sha256:', 'sha257:') WHERE action = 'settle calculate'",
            "UPDATE audit SET detail = replace(detail, 'sha257:', 'sha256:') WHERE action = 'settle calculate'",
        ),
        damage("postings-follow", "run 1 center ", &to_center, &from_center),
        raised("queue-follows", "item ", "due", "amount", "kind = 0"),
        raised("queue-follows", "item ", "due", "day", "kind = 0"),
        raised("queue-follows", "item ", "due", "state", "kind = 0"),
        raised("stamps-follow", "item ", "purchase", "rate_ppm", &e1),
        raised("stamps-follow", "item ", "purchase", "tier_id", &e1),
        damage(
            "stamps-follow",
            "item ",
            &format!("UPDATE purchase SET recorded = recorded - 9000000000000000 WHERE {e1}"),
            &format!("UPDATE purchase SET recorded = recorded + 9000000000000000 WHERE {e1}"),
        ),
        damage(
            "stamps-follow",
            "item ",
            "UPDATE chain SET suspended = 1 WHERE level = 1",
            "UPDATE chain SET suspended = 0 WHERE level = 1",
        ),
    ]
}

/// What breaks cards and whom they belong to.
fn damages_of_cards(h1: &str, of_h1: &str) -> Vec<Damage> {
    vec![
        damage(
            "cards-and-holders",
            "holder H1",
            &format!("UPDATE card SET holder_id = -7 WHERE {of_h1}"),
            &format!("UPDATE card SET holder_id = {h1} WHERE holder_id = -7"),
        ),
        damage(
            "one-live-card",
            "holder H1",
            &format!("UPDATE card SET state = 'void' WHERE {of_h1}"),
            &format!("UPDATE card SET state = 'active' WHERE {of_h1}"),
        ),
        damage(
            "card-states",
            "card 9156",
            &format!("UPDATE card SET state = 'frozen' WHERE {of_h1}"),
            &format!("UPDATE card SET state = 'active' WHERE {of_h1}"),
        ),
        damage(
            "one-live-card",
            "holder H1",
            &format!("UPDATE holder SET card_no = card_no + 1 WHERE {of_h1}"),
            &format!("UPDATE holder SET card_no = card_no - 1 WHERE {of_h1}"),
        ),
        damage(
            "one-live-card",
            "holder H1",
            &format!("UPDATE card SET holder_id = {h1}, state = 'active' WHERE card_no = {SPARE_CARD}"),
            &format!("UPDATE card SET holder_id = NULL, state = 'stocked' WHERE card_no = {SPARE_CARD}"),
        ),
        raised("card-events", "card 9156", "card_event", "seq", "to_state = 'active'"),
        damage(
            "card-blocks",
            "holder ",
            &format!(
                "INSERT INTO card_block SELECT holder_id, 1, card_no, 2, 0, 'active' FROM card WHERE {of_h1}"
            ),
            "DELETE FROM card_block",
        ),
        damage(
            "card-blocks",
            "card 9156",
            &format!(
                "INSERT INTO card_event SELECT card_no, 3, 'active', 'lost', 0, 'x', NULL, 'x' FROM card
                 WHERE {of_h1}"
            ),
            "DELETE FROM card_event WHERE channel = 'x'",
        ),
        damage(
            "restricted-sealed",
            "holder H1",
            "UPDATE holder SET restricted_at = 1 WHERE ref = 'H1'",
            "UPDATE holder SET restricted_at = NULL WHERE ref = 'H1'",
        ),
    ]
}

/// What breaks parameters and fees.
fn damages_of_identity(of_h1: &str) -> Vec<Damage> {
    vec![
        taken("parameters-unclaimed", "holder ", "parameter_claim", of_h1),
        damage(
            "parameters-unclaimed",
            "holder ",
            &format!(
                "INSERT INTO holder_parameter (holder_id, n, kind, namespace, tag, value, mask, recorded)
                 SELECT holder_id, 77, kind, namespace, 'id#00000000', value, mask, recorded
                 FROM holder_parameter WHERE {of_h1}"
            ),
            "DELETE FROM holder_parameter WHERE n = 77",
        ),
        damage(
            "holders-identified",
            "holder H1",
            &format!("UPDATE holder_parameter SET retired_at = 7 WHERE {of_h1}"),
            &format!("UPDATE holder_parameter SET retired_at = NULL WHERE {of_h1}"),
        ),
        damage(
            "parameters-known",
            "verification of holder -7",
            "INSERT INTO parameter_verification VALUES (-7, 1, 5, 'seen', 'nobody')",
            "DELETE FROM parameter_verification WHERE holder_id = -7",
        ),
        damage(
            "parameters-known",
            "holder ",
            &format!("UPDATE holder_parameter SET kind = 'code.none' WHERE {of_h1}"),
            &format!("UPDATE holder_parameter SET kind = 'citizen-id' WHERE {of_h1}"),
        ),
        taken("payments-claimed", "payment ", "payment_claim", "external_id = 'H2'"),
        taken("payments-claimed", "receipt H2", "payment", "external_id = 'H2'"),
        damage(
            "fees-follow",
            "fees: posted 19901, paid 19900",
            "UPDATE posting SET amount = 19901 WHERE party_id = -1",
            "UPDATE posting SET amount = 19900 WHERE party_id = -1",
        ),
        // Both databases take it: an entry that nobody wrote stands after one that somebody did.
        damage(
            "entered-by",
            "audit entry 4",
            "UPDATE audit SET entered_by = operator WHERE seq = 3; UPDATE audit SET entered_by = NULL WHERE seq = 4",
            "UPDATE audit
             SET entered_by = CASE
                 WHEN (SELECT entered_by FROM audit WHERE seq = 5) IS NOT NULL THEN operator
             END
             WHERE seq IN (3, 4)",
        ),
        damage(
            "bills-follow",
            "row B-7",
            "INSERT INTO bill_row
                 (source_id, external_id, file_id, line, kind, at, amount, charge, channel, content, state, holder_id,
                  payment_id)
             SELECT p.source_id, 'B-7', 1, 2, 'payment', p.paid_at, p.amount + 1, 0, p.channel, h.name, 'matched',
                    p.holder_id, p.payment_id
             FROM payment AS p JOIN holder AS h ON h.holder_id = p.holder_id WHERE p.external_id = 'H2'",
            "DELETE FROM bill_row",
        ),
        damage(
            "bills-follow",
            "charges: posted 0, told by bills 5",
            "INSERT INTO bill_row
                 (source_id, external_id, file_id, line, kind, at, amount, charge, channel, content, state)
             SELECT p.source_id, 'F-7', 1, 3, 'other', p.paid_at, -5, 5, 'wechat', h.name, 'ignored'
             FROM payment AS p
             JOIN holder AS h ON h.holder_id = p.holder_id
             ORDER BY p.payment_id
             LIMIT 1",
            "DELETE FROM bill_row WHERE external_id = 'F-7'",
        ),
    ]
}

/// What breaks cohorts.
fn damages_of_cohorts(of_h1: &str) -> Vec<Damage> {
    let beijing = "(SELECT cohort_id FROM cohort WHERE path = '11')";
    vec![
        taken("members-placed", "cohort 11 holder ", "placement", of_h1),
        damage(
            "members-placed",
            "cohort 44 holder ",
            &format!(
                "INSERT INTO member SELECT c.cohort_id, m.key, m.holder_id FROM member AS m
                 JOIN cohort AS c ON c.path = '44' WHERE m.cohort_id = {beijing} AND m.{of_h1}"
            ),
            &format!(
                "DELETE FROM member WHERE cohort_id = (SELECT cohort_id FROM cohort WHERE path = '44') AND {of_h1}"
            ),
        ),
        taken("placements-members", "holder ", "member", of_h1),
        taken("placements-members", "holder ", "member", &format!("cohort_id = {beijing} AND {of_h1}")),
        raised("cohort-tree", "cohort 11", "cohort", "depth", "path = '11'"),
        taken("cohort-tree", "cohort 11", "cohort_state", &format!("cohort_id = {beijing}")),
        raised("cohort-counts", "cohort ", "cohort_state", "members", &format!("cohort_id = {beijing}")),
        damage(
            "cohort-blocks",
            "cohort ",
            &format!(
                "INSERT INTO cohort_block SELECT {beijing}, 0, key, 0, 7 FROM member WHERE cohort_id = {beijing} LIMIT 1"
            ),
            "DELETE FROM cohort_block",
        ),
        raised("cohort-founders", "cohort F", "cohort_state", "founder_at", "founder_id IS NOT NULL"),
        damage(
            "cohort-founders",
            "cohort 11",
            &format!("UPDATE cohort_state SET founder_id = 5, founder_at = 5 WHERE cohort_id = {beijing}"),
            &format!(
                "UPDATE cohort_state SET founder_id = NULL, founder_at = NULL WHERE cohort_id = {beijing}"
            ),
        ),
        damage(
            "placements-past",
            "holder ",
            &format!("UPDATE placement_past SET until = until + 999999999999999 WHERE {of_h1}"),
            &format!("UPDATE placement_past SET until = until - 999999999999999 WHERE {of_h1}"),
        ),
        raised("visits-counted", "holder H1", "holder", "visits", "ref = 'H1'"),
        taken("visits-counted", "holder H2", "visit", "channel = 'import'"),
        damage(
            "schemes-in-force",
            "scheme main",
            "UPDATE scheme SET version = 7 WHERE name = 'main'",
            "UPDATE scheme SET version = 1 WHERE name = 'main'",
        ),
    ]
}

/// What breaks secrets, requests and their queue: request 1 of H1 waits, request 2 of nobody was refused.
fn damages_of_requests(of_h1: &str) -> Vec<Damage> {
    vec![
        damage(
            "secrets-held",
            "secret of holder 999",
            &format!("INSERT INTO holder_secret SELECT 999, secret, 0, 'x' FROM holder_secret WHERE {of_h1}"),
            "DELETE FROM holder_secret WHERE holder_id = 999",
        ),
        damage(
            "restricted-sealed",
            "holder H4",
            &format!(
                "CREATE TABLE kept_facets AS SELECT * FROM holder_facets WHERE {OF_H4};
                 CREATE TABLE kept_places AS SELECT * FROM placement WHERE {OF_H4};
                 DELETE FROM holder_facets WHERE {OF_H4}; DELETE FROM placement WHERE {OF_H4};
                 UPDATE holder SET restricted_at = 1 WHERE {OF_H4};
                 INSERT INTO holder_secret SELECT (SELECT holder_id FROM holder WHERE ref = 'H4'), secret, 0, 'x'
                 FROM holder_secret WHERE {of_h1}"
            ),
            &format!(
                "DELETE FROM holder_secret WHERE {OF_H4}; UPDATE holder SET restricted_at = NULL WHERE {OF_H4};
                 INSERT INTO holder_facets SELECT * FROM kept_facets;
                 INSERT INTO placement SELECT * FROM kept_places;
                 DROP TABLE kept_facets; DROP TABLE kept_places"
            ),
        ),
        cut("secret of holder ", "holder_secret", "secret", of_h1),
        cut("secret of provider ", "service_offer", "secret", "place = 1"),
        cut("request 1", "request", "payload", "request_id = 1"),
        damage(
            "requests-held",
            "request 2",
            "UPDATE request SET holder_id = 999 WHERE request_id = 2",
            "UPDATE request SET holder_id = 0 WHERE request_id = 2",
        ),
        raised("requests-held", "claim r1", "request_claim", "request_id", "external_id = 'r1'"),
        damage(
            "requests-held",
            "attempt 1 of request 999",
            "INSERT INTO delivery_attempt VALUES (999, 0, 9, 1, 1, 0, 0, NULL, 'timeout')",
            "DELETE FROM delivery_attempt WHERE item_id = 999",
        ),
        taken("requests-queued", "request 1", "dispatch_queue", "item_id = 1 AND kind = 0"),
        damage(
            "requests-queued",
            "request 1",
            "INSERT INTO dispatch_queue SELECT service_id, kind, 999, key, item_id, holder_id, scheme_id, provider_id, tries,
                                               next_at, leased_until, leased_by
             FROM dispatch_queue WHERE kind = 0",
            "DELETE FROM dispatch_queue WHERE priority = 999",
        ),
        damage(
            "requests-queued",
            "request 1",
            "UPDATE request SET state = 'dead', ended_at = 1 WHERE request_id = 1",
            "UPDATE request SET state = 'waiting', ended_at = NULL WHERE request_id = 1",
        ),
        damage(
            "requests-queued",
            "place of request 999",
            "INSERT INTO dispatch_queue SELECT service_id, kind, priority, key, 999, holder_id, scheme_id, provider_id, tries, next_at,
                                               leased_until, leased_by
             FROM dispatch_queue WHERE kind = 0",
            "DELETE FROM dispatch_queue WHERE item_id = 999",
        ),
        damage(
            "requests-queued",
            "place of item 1 in service 77",
            "UPDATE dispatch_queue SET service_id = 77 WHERE kind = 0",
            "UPDATE dispatch_queue SET service_id = 1 WHERE kind = 0",
        ),
    ]
}

/// What breaks notices, their marks and what waits of them: notice 1 of the platform waits for everybody and was read by H1.
fn damages_of_notices(h1: &str) -> Vec<Damage> {
    let queued = "kind = 1 AND holder_id = (SELECT MIN(holder_id) FROM dispatch_queue WHERE kind = 1)";
    let twice = |what: &str| {
        format!(
            "INSERT INTO dispatch_queue SELECT service_id, kind, {what}, scheme_id, provider_id, tries, next_at,
                                               leased_until, leased_by
             FROM dispatch_queue WHERE {queued}"
        )
    };
    vec![
        cut("notice 1", "notice", "title", "notice_id = 1"),
        cut("notice 1", "notice", "body", "notice_id = 1"),
        damage(
            "notices-held",
            "notice 1",
            "UPDATE notice SET sender_id = 999",
            "UPDATE notice SET sender_id = 0",
        ),
        raised("notices-held", "notice 1", "notice", "scheme_id", "notice_id = 1"),
        damage(
            "notices-held",
            "reader ",
            "UPDATE notice_read SET notice_id = 999",
            "UPDATE notice_read SET notice_id = 1",
        ),
        damage(
            "notices-held",
            "reader 999 of notice 1",
            "INSERT INTO notice_read VALUES (1, 999, 0)",
            "DELETE FROM notice_read WHERE holder_id = 999",
        ),
        damage(
            "notices-held",
            "attempt 1 of notice 999",
            &format!("INSERT INTO delivery_attempt VALUES (999, 1, {h1}, 1, 1, 0, 0, NULL, 'timeout')"),
            "DELETE FROM delivery_attempt WHERE item_id = 999",
        ),
        damage(
            "notices-queued",
            "notice 1 to holder ",
            &twice("999, key, item_id, holder_id"),
            "DELETE FROM dispatch_queue WHERE priority = 999",
        ),
        damage(
            "notices-queued",
            "notice 999 to holder ",
            &twice("priority, key, 999, holder_id"),
            "DELETE FROM dispatch_queue WHERE item_id = 999",
        ),
        damage(
            "notices-queued",
            "notice 1 to holder 999",
            &twice("priority, key, item_id, 999"),
            "DELETE FROM dispatch_queue WHERE holder_id = 999",
        ),
        damage(
            "notices-queued",
            "notice 1 to holder ",
            &format!("UPDATE notice SET sender_id = {h1}"),
            "UPDATE notice SET sender_id = 0",
        ),
        damage(
            "restricted-sealed",
            "holder H4",
            &format!(
                "CREATE TABLE kept_facets AS SELECT * FROM holder_facets WHERE {OF_H4};
                 CREATE TABLE kept_places AS SELECT * FROM placement WHERE {OF_H4};
                 DELETE FROM holder_facets WHERE {OF_H4}; DELETE FROM placement WHERE {OF_H4};
                 UPDATE holder SET restricted_at = 1 WHERE {OF_H4};
                 INSERT INTO notice_read SELECT 1, holder_id, 0 FROM holder WHERE ref = 'H4'"
            ),
            &format!(
                "DELETE FROM notice_read WHERE {OF_H4}; UPDATE holder SET restricted_at = NULL WHERE {OF_H4};
                 INSERT INTO holder_facets SELECT * FROM kept_facets;
                 INSERT INTO placement SELECT * FROM kept_places;
                 DROP TABLE kept_facets; DROP TABLE kept_places"
            ),
        ),
    ]
}

const OF_H4: &str = "holder_id = (SELECT holder_id FROM holder WHERE ref = 'H4')";

/// What breaks that the journal says what payouts and adjustments say. H1 is paid, H2 failed, H3 is under way.
fn damages_of_payouts() -> Vec<Damage> {
    let of = |holder: &str| format!("party_id = (SELECT holder_id FROM holder WHERE ref = '{holder}')");
    let kind = |kind: &str| format!("entry_id = (SELECT MAX(entry_id) FROM journal WHERE kind = '{kind}')");
    vec![
        raised("payouts-follow", "payout 1: its sums", "payout", "items", "payout_id = 1"),
        damage(
            "payouts-follow",
            "payout 1: its sums",
            "UPDATE payout_item SET gross = gross + 1, net = net + 1",
            "UPDATE payout_item SET gross = gross - 1, net = net - 1",
        ),
        taken("payouts-follow", "payout 1: its sums", "payout_item", &of("H3")),
        damage(
            "payouts-follow",
            "payout 1 party ",
            "UPDATE payout_item SET state = 'paid' WHERE state = 'pending'",
            "UPDATE payout_item SET state = 'pending' WHERE confirmed_at IS NULL",
        ),
        damage(
            "payouts-follow",
            "payout-returned of payout 1-",
            "UPDATE payout_item SET state = 'unknown' WHERE state = 'failed'",
            "UPDATE payout_item SET state = 'failed' WHERE state = 'unknown'",
        ),
        taken("payouts-follow", "payout of payout 1: party or account ", "posting", &kind("payout")),
        taken("payouts-follow", "payout-paid of payout 1-", "posting", &kind("payout-paid")),
        damage(
            "payouts-follow",
            "payout-paid of ",
            "UPDATE journal SET subject = subject || 'x' WHERE kind = 'payout-paid'",
            "UPDATE journal SET subject = substr(subject, 1, length(subject) - 1) WHERE kind = 'payout-paid'",
        ),
        damage(
            "payouts-follow",
            "transit: ",
            "INSERT INTO posting (party_id, entry_id, kind, amount) VALUES (-6, 1, 'account', 5)",
            "DELETE FROM posting WHERE party_id = -6 AND entry_id = 1",
        ),
        damage(
            "payouts-follow",
            "payout 1 party ",
            "UPDATE payout_item SET account_n = account_n + 1",
            "UPDATE payout_item SET account_n = account_n - 1",
        ),
        raised("adjustments-follow", "adjustment 1: ", "adjustment", "amount", "adjustment_id = 1"),
        taken("adjustments-follow", "adjustment 1: ", "posting", &kind("adjustment")),
        cut("identity of party ", "party_identity", "name", "party_id > 0"),
        cut("identity of party ", "party_identity", "name_mask", "party_id > 0"),
        cut("identity of party ", "party_identity", "number", "party_id > 0"),
        cut("identity of party ", "party_identity", "number_mask", "party_id > 0"),
        cut("account 1 of party ", "party_account", "account", &of("H1")),
        cut("account 1 of party ", "party_account", "account_mask", &of("H1")),
        cut("account 1 of party ", "party_account", "name", &of("H1")),
    ]
}

/// What breaks what holders offer: listing 1 is sold, and 2 is swapped for 3.
fn damages_of_goods() -> Vec<Damage> {
    let events = |row, which: &str| taken("listings-end", row, "listing_event", which);
    vec![
        damage(
            "listings-follow",
            "listing 1: its holder",
            "UPDATE listing SET holder_id = -holder_id WHERE listing_id = 1",
            "UPDATE listing SET holder_id = -holder_id WHERE listing_id = 1",
        ),
        damage(
            "listings-follow",
            "listing 1: its holder",
            "UPDATE listing SET to_holder_id = -to_holder_id WHERE listing_id = 1",
            "UPDATE listing SET to_holder_id = -to_holder_id WHERE listing_id = 1",
        ),
        raised("listings-follow", "listing 1: its purchase", "listing", "purchase_id", "listing_id = 1"),
        raised(
            "listings-follow",
            "listing 2: what it was swapped for",
            "listing",
            "swapped_for",
            "listing_id = 2",
        ),
        raised(
            "listings-follow",
            "listing 2: what it was swapped for",
            "listing",
            "purchase_id",
            "listing_id = 3",
        ),
        events("listing 1: its state", "listing_id = 1 AND seq = 2"),
        events("listing 1: event 2", "listing_id = 1 AND seq = 1"),
        taken("listings-end", "listing 3: event ", "listing", "listing_id = 3"),
    ]
}

/// What breaks closed months. February begins with day 20485 and ends with 20512, and April begins with 20544.
fn damages_of_periods() -> Vec<Damage> {
    let period = |harm, mend| damage("periods", "period 2026-02: its runs", harm, mend);
    vec![
        period(
            "UPDATE run SET digest = digest || 'x'",
            "UPDATE run SET digest = substr(digest, 1, length(digest) - 1)",
        ),
        period("UPDATE run SET through = through + 1", "UPDATE run SET through = through - 1"),
        period("UPDATE run SET purchases = purchases + 1", "UPDATE run SET purchases = purchases - 1"),
        period("UPDATE run SET state = 'discarded'", "UPDATE run SET state = 'posted'"),
        period(
            "UPDATE period_event SET seal = seal || 'x'",
            "UPDATE period_event SET seal = substr(seal, 1, length(seal) - 1)",
        ),
        period("UPDATE period_event SET pool = pool + 1", "UPDATE period_event SET pool = pool - 1"),
        damage(
            "periods",
            "run 9: approved in a closed period",
            "INSERT INTO run (run_id, state, through, cutoff, epoch, post, started_at, started_by, entered_by)
             VALUES (9, 'approved', 20512, 0, 1, 0, 0, 'x', NULL)",
            "DELETE FROM run WHERE run_id = 9",
        ),
        damage(
            "periods",
            "period 2026-04: closed, and not the one after 2026-02",
            "INSERT INTO period_event SELECT 20544, n, act, at, operator, reason, 0, 0, 0, 0, seal, entered_by
             FROM period_event",
            "DELETE FROM period_event WHERE month = 20544",
        ),
        damage(
            "periods",
            "inconsistent row: table `period_event`, column `act`, row `20485/2`",
            "INSERT INTO period_event (month, n, act, at, operator, entered_by)
             VALUES (20485, 2, 'approve', 0, 'x', NULL)",
            "DELETE FROM period_event WHERE n = 2",
        ),
    ]
}

/// What breaks the ways that rows and keys belong together.
fn key_damages() -> Vec<Damage> {
    let of_h1 = "holder_id = (SELECT holder_id FROM holder WHERE ref = 'H1')";
    vec![
        taken("names-indexed", "holder H1", "name_index", of_h1),
        damage(
            "names-indexed",
            "tag of holder 999",
            "INSERT INTO name_index (tag, holder_id, key_version) VALUES (7, 999, 1)",
            "DELETE FROM name_index WHERE holder_id = 999",
        ),
        raised("claims-live", "claim of holder ", "parameter_claim", "key_version", of_h1),
        raised("claims-live", "tag of holder ", "name_index", "key_version", of_h1),
        cut("holder H1", "holder", "name", of_h1),
        cut("holder H1", "holder", "name_mask", of_h1),
        cut("parameter 1 of holder ", "holder_parameter", "value", of_h1),
        cut("parameter 1 of holder ", "holder_parameter", "mask", of_h1),
        cut("staff member S1", "staff", "name", "code = 'S1'"),
        cut("agent A1", "agent", "name", "code = 'A1'"),
        raised("activation-keys", "card under key version 2", "card", "activation_key", of_h1),
    ]
}

fn all_damages() -> Vec<Damage> {
    damages().into_iter().chain(key_damages()).chain(damages_of_batches()).collect()
}

#[test]
fn every_planted_damage_is_found_and_named() {
    on_both(|site| {
        lived_in(&site);
        let none: [&str; 0] = [];
        assert_eq!(broken(&site, &[]), none);
        for Damage { pass, row, harm, mend } in all_damages() {
            sql::execute(&site.url, &harm).unwrap_or_else(|error| panic!("{pass}: {error}"));
            let output = site.cardctl.exits(6, ["db", "check", "--pass", pass, "-o", "json"]);
            let found: Value = serde_json::from_str(&output.stdout).expect("a list");
            assert_eq!((&found[0]["pass"], &found[0]["result"]), (&json!(pass), &json!("broken")));
            let first = found[0]["rows"][0].as_str().expect("a row");
            assert!(first.starts_with(row), "{pass}: `{first}` is not `{row}…`");
            sql::execute(&site.url, &mend).unwrap_or_else(|error| panic!("{pass}: {error}"));
        }
        assert_eq!(broken(&site, &[]), none, "all is mended");
    });
}

#[test]
fn every_pass_has_a_damage_that_it_finds() {
    let site = Site::on_sqlite();
    site.cardctl.ok(["init"]);
    let listed = site.cardctl.json(["db", "check"]);
    let listed: Vec<&str> =
        listed.as_array().expect("a list").iter().filter_map(|pass| pass["pass"].as_str()).collect();
    let planted = all_damages();
    let untested: Vec<&str> =
        listed.into_iter().filter(|pass| !planted.iter().any(|damage| damage.pass == *pass)).collect();
    // A file of SQLite that is damaged below its rows is not easily made, and not the same twice.
    assert_eq!(untested, ["integrity"]);
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
        assert_eq!(error["hint"], "did you mean `audit-chain`?\n`cardctl db check` runs all and lists them");
    });
}

#[test]
fn the_audit_chain_shows_every_change() {
    on_both(|site| {
        platform(&site);
        for code in ["A", "B", "C"] {
            site.cardctl.ok(["center", "add", code, "--name", "x"]);
        }
        let verify = |status| {
            let output = site.cardctl.exits(status, ["audit", "verify", "-o", "json"]);
            serde_json::from_str::<Value>(&output.stdout).expect("a record")
        };
        let entries = audited(&site);
        let intact = verify(0);
        assert_eq!((&intact["result"], &intact["entries"]), (&json!("intact"), &json!(entries)));
        assert_eq!(site.cardctl.json(["audit", "head"])["hash"], intact["head"]);
        sql::execute(
            &site.url,
            "CREATE TABLE kept AS SELECT * FROM audit; CREATE TABLE kept_head AS SELECT * FROM audit_head",
        )
        .expect("a copy");
        let all = "seq, at, operator, claimed, action, subject, detail, reason, outcome, hash";
        let inserted = format!(
            "UPDATE audit SET seq = -seq WHERE seq >= 3;
             INSERT INTO audit ({all}) SELECT 3, at, operator, claimed, action, 'forged', detail, reason, outcome, hash
             FROM audit WHERE seq = 2;
             UPDATE audit SET seq = 1 - seq WHERE seq < 0;
             UPDATE audit_head SET seq = seq + 1"
        );
        let appended = format!(
            "INSERT INTO audit ({all}) SELECT seq + 1, at, operator, claimed, action, 'forged', detail, reason, outcome,
             hash FROM audit WHERE seq = {entries}"
        );
        for (what, change, bad) in [
            ("a changed value", "UPDATE audit SET detail = '{}' WHERE seq = 4", 4),
            ("a reason that was none", "UPDATE audit SET reason = '' WHERE seq = 4", 4),
            ("another operator", "UPDATE audit SET operator = 'eve', entered_by = NULL WHERE seq = 1", 1),
            ("another time", "UPDATE audit SET at = at + 1 WHERE seq = 5", 5),
            ("a deleted entry", "DELETE FROM audit WHERE seq = 3", 3),
            ("the first one deleted", "DELETE FROM audit WHERE seq = 1", 1),
            ("the last one deleted", "DELETE FROM audit WHERE seq = 5", 5),
            ("all deleted", "DELETE FROM audit", 1),
            (
                "the last one deleted, and the head moved back",
                "DELETE FROM audit WHERE seq = 5; UPDATE audit_head SET seq = 4",
                5,
            ),
            ("an inserted entry", inserted.as_str(), 3),
            ("an appended entry", appended.as_str(), 6),
            (
                "two swapped",
                "UPDATE audit SET seq = -3 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 4;
                 UPDATE audit SET seq = 4 WHERE seq = -3",
                3,
            ),
            ("no head", "DELETE FROM audit_head", 6),
        ] {
            sql::execute(&site.url, change).unwrap_or_else(|error| panic!("{what}: {error}"));
            let found = verify(6);
            assert_eq!(
                (&found["result"], &found["bad_entry"]),
                (&json!("broken"), &json!(bad)),
                "{what}: {found}"
            );
            sql::execute(
                &site.url,
                "DELETE FROM audit; INSERT INTO audit SELECT * FROM kept;
                 DELETE FROM audit_head; INSERT INTO audit_head SELECT * FROM kept_head",
            )
            .expect("the copy is put back");
            verify(0);
        }
        assert_eq!(entries, 5, "the numbers above are of five entries");
    });
}

#[test]
fn the_log_is_listed() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok([
            "center",
            "add",
            "SH",
            "--name",
            "=1+1",
            "--operator",
            "wang",
            "--reason",
            "a new one",
        ]);
        let log = site.cardctl.json(["audit", "log", "--after", "2"]);
        let entries = log.as_array().expect("a list");
        assert_eq!(entries.len(), 1);
        let entry = &entries[0];
        assert_eq!(
            (
                &entry["seq"],
                &entry["action"],
                &entry["subject"],
                &entry["claimed"],
                &entry["reason"],
                &entry["outcome"]
            ),
            (
                &json!(3),
                &json!("center add"),
                &json!("SH"),
                &json!("wang"),
                &json!("a new one"),
                &json!("done")
            )
        );
        assert_eq!(entry["detail"], r#"{"name":"=1+1"}"#);
        assert!(
            entry["operator"].as_str().is_some_and(|operator| !operator.is_empty() && operator != "wang")
        );
        assert_eq!(site.cardctl.json(["audit", "log", "--limit", "2"]).as_array().map(Vec::len), Some(2));
    });
}

#[test]
fn a_newer_schema_is_refused_untouched() {
    on_both(|site| {
        platform(&site);
        let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                     VALUES (9999, 'later', ";
        let newer = match site.database {
            "SQLite" => format!("{newer} 1, x'00', 0)"),
            _ => format!("{newer} true, '\\x00', 0)"),
        };
        sql::execute(&site.url, &newer).expect("a migration of a later program");
        let file = |site: &Site| fs::read(site.directory().join("site.db")).unwrap_or_default();
        let before = (audited(&site), count(&site, "center"), file(&site));
        for command in [
            ["center", "add", "SH", "--name", "x"].as_slice(),
            &["center", "list"],
            &["db", "status"],
            &["db", "migrate", "--yes"],
            &["db", "check"],
            &["audit", "verify"],
            &["setting", "set", "name", "x", "--reason", "y"],
        ] {
            let error = refused(&site, 10, command);
            assert_eq!(error["code"], "schema-newer", "{command:?}");
            assert!(error["message"].as_str().is_some_and(|text| text.contains("9999")), "{error}");
        }
        assert_eq!((audited(&site), count(&site, "center"), file(&site)), before);
        sql::execute(&site.url, "DELETE FROM _sqlx_migrations WHERE version = 9999").expect("as before");
        site.cardctl.ok(["center", "list"]);
    });
}

/// Takes away what the migrations from `0010_settlement` on added; that one makes the two tables anew that it changed.
const SETTLEMENT_AS_BEFORE: &str = "ALTER TABLE run DROP COLUMN amount;
         ALTER TABLE run DROP COLUMN late;
         ALTER TABLE run DROP COLUMN first_item;
         DROP TABLE plan_rule;
         DROP TABLE payout_rule;
         DROP TABLE period_event;
         DROP TABLE party_identity;
         DROP TABLE party_account;
         DROP TABLE bill_file;
         DROP TABLE bill_row;
         DROP TABLE payment_refund;
         DROP TABLE adjustment;
         DROP TABLE payout;
         DROP TABLE payout_item;
         DROP TABLE payout_export;
         DROP TABLE statement;
         DROP TABLE notice;
         DROP TABLE notice_read;
         DROP TABLE holder_secret;
         DROP TABLE service_offer;
         DROP TABLE service;
         DROP TABLE service_turn;
         DROP TABLE request_claim;
         DROP TABLE request;
         DROP TABLE dispatch_queue;
         DROP TABLE delivery_attempt;
         DROP TABLE listing;
         DROP TABLE listing_event;
         DELETE FROM counter WHERE name IN ('request', 'service', 'listing', 'notice');
         DELETE FROM posting WHERE entry_id IN (SELECT entry_id FROM journal WHERE kind = 'fee');
         DELETE FROM journal WHERE kind = 'fee';
         DROP INDEX journal_receipt;
         ALTER TABLE journal DROP COLUMN subject;
         ALTER TABLE journal DROP COLUMN entered_by;
         ALTER TABLE audit DROP COLUMN entered_by;
         ALTER TABLE run DROP COLUMN entered_by;
         ALTER TABLE plan_version DROP COLUMN entered_by;";

/// What `0019_entered_by` made beside, on PostgreSQL: to be taken away first.
fn without_row_rules(site: &Site) -> &'static str {
    if site.database == "SQLite" {
        return "";
    }
    "DROP POLICY everybody_reads ON run;
     DROP POLICY whoever_may_begins ON run;
     DROP POLICY whoever_may_goes_on ON run;
     DROP POLICY everybody_reads ON plan_version;
     DROP POLICY whoever_may_imports ON plan_version;
     DROP POLICY whoever_may_decides ON plan_version;
     DROP FUNCTION forget_settled;"
}

/// Takes away what the migration `0009_cohorts` made, with all that schemes and cohorts had before.
fn as_of_schema_8(site: &Site) -> String {
    let sqlite = site.database == "SQLite";
    let (strict, integer, bytes) =
        if sqlite { ("STRICT", "INTEGER", "BLOB") } else { ("", "BIGINT", "BYTEA") };
    // One facet of a holder after the other, as rows.
    let facets = if sqlite {
        "SELECT f.holder_id, e.key, e.value FROM holder_facets AS f, json_each(f.facets) AS e"
    } else {
        "SELECT f.holder_id, e.key, e.value FROM holder_facets AS f, json_each_text(CAST(f.facets AS json)) AS e"
    };
    format!(
        "CREATE TABLE holder_facet (
             holder_id {integer} NOT NULL, facet TEXT NOT NULL, value TEXT NOT NULL,
             PRIMARY KEY (holder_id, facet)) {strict};
         INSERT INTO holder_facet (holder_id, facet, value) {facets};
         DROP TABLE holder_facets;
         CREATE TABLE old_scheme (
             scheme_id {integer} NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, facets TEXT NOT NULL,
             priority TEXT NOT NULL, recorded {integer} NOT NULL) {strict};
         INSERT INTO old_scheme SELECT s.scheme_id, s.name, v.facets, v.priority, s.recorded
         FROM scheme AS s JOIN scheme_version AS v ON v.scheme_id = s.scheme_id;
         CREATE TABLE old_cohort (
             cohort_id {integer} NOT NULL PRIMARY KEY, scheme_id {integer} NOT NULL REFERENCES old_scheme (scheme_id),
             path TEXT NOT NULL, parent_id {integer} REFERENCES old_cohort (cohort_id), depth {integer} NOT NULL,
             value TEXT NOT NULL, UNIQUE (scheme_id, path)) {strict};
         INSERT INTO old_cohort SELECT cohort_id, scheme_id, path, parent_id, depth, value FROM cohort;
         CREATE TABLE old_placement (
             holder_id {integer} NOT NULL, scheme_id {integer} NOT NULL REFERENCES old_scheme (scheme_id),
             cohort_id {integer} NOT NULL REFERENCES old_cohort (cohort_id), key {bytes} NOT NULL,
             PRIMARY KEY (holder_id, scheme_id)) {strict};
         INSERT INTO old_placement SELECT holder_id, scheme_id, cohort_id, key FROM placement;
         CREATE TABLE old_member (
             cohort_id {integer} NOT NULL REFERENCES old_cohort (cohort_id), key {bytes} NOT NULL,
             holder_id {integer} NOT NULL, PRIMARY KEY (cohort_id, key, holder_id)) {strict};
         INSERT INTO old_member SELECT cohort_id, key, holder_id FROM member;
         DROP TABLE member;
         DROP TABLE placement;
         DROP TABLE placement_past;
         DROP TABLE placement_due;
         DROP TABLE cohort_state;
         DROP TABLE cohort_block;
         DROP TABLE cohort_policy;
         DROP TABLE regroup;
         DROP TABLE visit_claim;
         DROP TABLE cohort;
         DROP TABLE scheme;
         DROP TABLE scheme_version;
         ALTER TABLE old_scheme RENAME TO scheme;
         ALTER TABLE old_cohort RENAME TO cohort;
         ALTER TABLE old_placement RENAME TO placement;
         ALTER TABLE old_member RENAME TO member;
         DROP INDEX purchase_holder;
         DELETE FROM counter WHERE name = 'regroup';
         {}
         {SETTLEMENT_AS_BEFORE}
         DELETE FROM _sqlx_migrations WHERE version > 8;",
        without_row_rules(site)
    )
}

#[test]
fn cohorts_of_an_older_schema_go_on() {
    on_both(|site| {
        fixture::bare_platform(&site);
        site.cardctl.ok("scheme add main --facets region:2,region:6,sex --priority visits,fees".split(' '));
        site.cardctl.ok("scheme add late --facets birth-year".split(' '));
        site.cardctl.ok(["cohort", "regroup", "--scheme", "main", "--yes"]);
        site.cardctl.ok(["holder", "visit", "H3"]);
        sql::execute(&site.url, "DELETE FROM placement_past").expect("what the program did not keep before");
        let shown = || {
            [
                site.cardctl.ok("cohort list --scheme main -o csv".split(' ')),
                site.cardctl.ok("cohort show 11 --scheme main -o csv".split(' ')),
            ]
        };
        let (before, facets) = (shown(), clear_facets(&site));
        assert_eq!(facets.len(), 6, "{facets:?}");
        sql::execute(&site.url, &as_of_schema_8(&site)).expect("as the program left it before");
        site.cardctl.ok(["db", "migrate", "--yes"]);
        site.cardctl.ok(["db", "check"]);
        assert_eq!((shown(), clear_facets(&site)), (before, facets));
        // Who waited for a regrouping still does, and who did not is where they were.
        let done = site.cardctl.json(["cohort", "regroup", "--yes"]);
        let counts = |row: &Value| {
            (row["scheme"].clone(), row["mode"].clone(), row["placed"].clone(), row["unchanged"].clone())
        };
        assert_eq!(
            done["schemes"].as_array().expect("a table").iter().map(counts).collect::<Vec<_>>(),
            [
                (json!("main"), json!("full"), json!(0), json!(4)),
                (json!("late"), json!("full"), json!(4), json!(0))
            ]
        );
        site.cardctl.ok(["db", "check"]);
    });
}

/// Takes away what the migrations from `0005_batches` on made, for a database without holders.
fn as_of_schema_4(site: &Site) -> String {
    let hex =
        if site.database == "SQLite" { "lower(hex(check_value))" } else { "encode(check_value, 'hex')" };
    let (strict, integer) = if site.database == "SQLite" { ("STRICT", "INTEGER") } else { ("", "BIGINT") };
    let schema_8 = as_of_schema_8(site);
    format!(
        "{schema_8}
         INSERT INTO setting (key, value) SELECT 'key-check', {hex} FROM key_version;
         DROP TABLE retained_key;
         DROP TABLE key_rotation;
         DROP TABLE key_version;
         ALTER TABLE card DROP COLUMN activation_key;
         ALTER TABLE parameter_claim DROP COLUMN key_version;
         DROP TABLE name_index;
         CREATE TABLE name_index (
             tag {integer} NOT NULL, holder_id {integer} NOT NULL,
             CONSTRAINT name_index_pkey PRIMARY KEY (tag, holder_id)) {strict};
         DROP TABLE region_table;
         DROP TABLE site_code;
         DROP TABLE parameter_verification;
         ALTER TABLE holder_parameter DROP COLUMN told;
         DROP TABLE card_block;
         DROP TABLE batch_release;
         DROP TABLE batch_event;
         DROP INDEX card_used;
         ALTER TABLE batch DROP COLUMN file_path;
         ALTER TABLE batch DROP COLUMN plain_sha256;
         ALTER TABLE batch DROP COLUMN recipients;
         ALTER TABLE batch DROP COLUMN received;
         ALTER TABLE batch DROP COLUMN samples;
         DROP INDEX audit_subject;
         ALTER TABLE holder DROP COLUMN restricted_at;
         DELETE FROM _sqlx_migrations WHERE version > 4"
    )
}

#[test]
fn an_older_schema_is_migrated() {
    on_both(|site| {
        let error = refused(&site, 10, &["db", "status"]);
        assert_eq!(error["code"], "not-initialised");
        platform(&site);
        site.cardctl.ok(["staff", "add", "S1", "--name", "王静", "--center", "BJ"]);
        site.cardctl.ok("batch issue --center BJ --count 20 --out a --release --yes".split(' '));
        site.cardctl.ok("batch issue --center BJ --count 20 --out b --yes".split(' '));
        sql::execute(&site.url, &as_of_schema_4(&site)).expect("as the program left it before");
        let newer = [
            "0005_batches",
            "0006_card_life",
            "0007_keys",
            "0008_parameters",
            "0009_cohorts",
            "0010_settlement",
            "0011_plan_rules",
            "0012_periods",
            "0013_money",
            "0014_requests",
            "0015_statements",
            "0016_goods",
            "0017_payout_rules",
            "0018_notices",
            "0019_entered_by",
        ];
        let entries = audited(&site);
        assert_eq!(refused(&site, 10, &["center", "list"])["code"], "schema-older");
        assert_eq!(refused(&site, 1, &["init"])["code"], "conflict", "it is a platform all the same");
        let status = site.cardctl.json(["db", "status"]);
        assert_eq!((&status["schema"], &status["pending"]), (&json!(4), &json!(newer)));
        assert_eq!(refused(&site, 7, &["db", "migrate"])["code"], "needs-confirmation");
        assert_eq!(site.cardctl.json(["db", "status"])["schema"], 4);
        assert_eq!(
            site.cardctl.json(["db", "migrate", "--yes"]),
            json!({"from": 4, "to": 19, "migrations": newer})
        );
        site.cardctl.ok(["db", "check"]);
        let list = "batch list -o csv --columns batch,stock,for_sale";
        assert_eq!(site.cardctl.ok(list.split(' ')), "batch,stock,for_sale\n2,20,0\n1,20,20\n");
        assert_eq!(site.cardctl.json(["audit", "log", "--after", "5"])[0]["action"], "db migrate");
        site.cardctl.ok(["audit", "verify"]);
        site.cardctl.ok(["db", "migrate"]);
        assert_eq!(audited(&site), entries + 1, "nothing to do is no act");

        // The check value was carried over: the key is known, another one is not.
        assert_eq!(site.cardctl.json(["staff", "show", "S1"])["name"], "王静");
        site.cardctl.ok(["--database", "sqlite:other.db", "--key-file", "other.key", "init"]);
        let wrong = ["staff", "show", "S1", "--key-file", "other.key"];
        assert_eq!(refused(&site, 7, &wrong)["code"], "wrong-key");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn the_status_counts_what_there_is() {
    on_both(|site| {
        lived_in(&site);
        let status = site.cardctl.json(["db", "status"]);
        assert_eq!((&status["kind"], &status["pending"]), (&json!(site.database), &json!([])));
        assert!(status["size"].as_i64().is_some_and(|bytes| bytes > 100_000));
        let counts = [
            "centers",
            "staff",
            "agents",
            "providers",
            "schemes",
            "cards",
            "holders",
            "purchases",
            "refunds",
            "due",
            "runs",
        ];
        let counts: Vec<_> = counts.iter().map(|key| status[key].as_i64().expect("a count")).collect();
        assert_eq!(counts, [1, 1, 3, 3, 2, 20, 4, 6, 1, 3, 1]);
        assert_eq!(status["audit_entries"], json!(audited(&site)));
    });
}

#[test]
fn a_wrong_or_open_key_is_refused() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok(["--database", "sqlite:other.db", "--key-file", "other.key", "init"]);
        let before = audited(&site);
        let staff = ["staff", "add", "S1", "--name", "x", "--center", "BJ"];
        let wrong = [staff.as_slice(), &["--key-file", "other.key"]].concat();
        let error = refused(&site, 7, &wrong);
        assert_eq!(error["code"], "wrong-key");
        for list in [["staff", "list"], ["agent", "list"]] {
            let error = refused(&site, 7, &[list.as_slice(), &["--key-file", "other.key"]].concat());
            assert_eq!(error["code"], "wrong-key", "a list doesn't hide it");
        }
        let error = refused(&site, 1, &[staff.as_slice(), &["--key-file", "none.key"]].concat());
        assert_eq!(error["code"], "key-missing");
        let key = site.directory().join("other.key");
        fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("a file of ours");
        assert_eq!(refused(&site, 7, &wrong)["code"], "key-permissions");
        assert_eq!((audited(&site), count(&site, "staff")), (before, 0));
        let state = |arguments: &[&str]| {
            site.cardctl.json([["whoami"].as_slice(), arguments].concat())["key"].clone()
        };
        assert_eq!(state(&[]), "ok");
        assert_eq!(state(&["--key-file", "none.key"]), "missing");
        assert_eq!(state(&["--key-file", "other.key"]), "exposed");
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).expect("a file of ours");
        assert_eq!(state(&["--key-file", "other.key"]), "wrong");
    });
}

#[test]
fn whoami_says_what_four_eyes_are_worth() {
    on_both(|site| {
        site.cardctl.ok(["init", "--name", "Test"]);
        let me = site.cardctl.json(["whoami", "--operator", "wang"]);
        assert_eq!(
            (&me["platform"], &me["claimed"], &me["kind"]),
            (&json!("Test"), &json!("wang"), &json!(site.database))
        );
        assert_eq!(
            (&me["four_eyes"], &me["production"], &me["profile"]),
            (&json!(true), &json!(false), &Value::Null)
        );
        let advisory = me["four_eyes_note"].as_str().is_some_and(|note| note.contains("advisory"));
        assert_eq!(advisory, site.database == "SQLite");
        if site.database == "PostgreSQL" {
            assert_eq!(me["operator"], "postgres", "the database's user");
        }
    });
}

#[test]
fn settings_are_set_with_a_reason() {
    on_both(|site| {
        site.cardctl.ok(["init"]);
        let value = |key: &str| {
            let list = site.cardctl.json(["setting", "list"]);
            let row = list.as_array().and_then(|rows| rows.iter().find(|row| row["key"] == key).cloned());
            row.expect("the setting is listed")["value"].clone()
        };
        assert_eq!((value("four-eyes"), value("withholding")), (json!("on"), json!("none")));
        site.cardctl.ok("setting set withholding none --reason same".split(' '));
        let error = refused(&site, 2, &["setting", "set", "four-eyes", "off"]);
        assert_eq!(
            (&error["code"], &error["hint"]),
            (&json!("usage"), &json!("say why with `--reason TEXT`"))
        );
        let before = audited(&site);
        for (key, new) in [
            ("four-eyes", "off"),
            ("post-at-once", "on"),
            ("guard-factor", "7"),
            ("name", "新平台"),
            ("regime", "single-purpose"),
            ("withholding", "per-time"),
            ("withholding", "cumulative"),
            ("withholding", "none"),
        ] {
            site.cardctl.ok(["setting", "set", key, new, "--reason", "tried"]);
            assert_eq!(value(key), new);
        }
        site.cardctl.ok(["setting", "set", "guard-factor", "007", "--reason", "the same"]);
        assert_eq!(audited(&site), before + 8);
        let log = site.cardctl.json(["audit", "log", "--after", "1"]);
        assert_eq!(
            (&log[0]["reason"], &log[0]["detail"]),
            (&json!("tried"), &json!(r#"{"before":"on","after":"off"}"#))
        );
        for (key, new, status, code) in [
            ("four-eyes", "maybe", 2, "usage"),
            ("guard-factor", "0", 2, "usage"),
            ("guard-factor", "1001", 2, "usage"),
            ("guard-factor", "-1", 2, "usage"),
            ("name", "", 2, "usage"),
            ("regime", "none", 2, "usage"),
            ("withholding", "monthly", 2, "usage"),
            ("time-zone", "UTC", 2, "usage"),
            ("currency", "USD", 2, "usage"),
            ("key-check", "00", 5, "not-found"),
            ("four-eye", "off", 5, "not-found"),
        ] {
            let error = refused(&site, status, &["setting", "set", "--reason", "x", "--", key, new]);
            assert_eq!(error["code"], code, "{key} {new}: {error}");
        }
        assert_eq!(audited(&site), before + 8);
        let listed = site.cardctl.ok(["setting", "list"]);
        assert!(!listed.contains("key-check"), "{listed}");
    });
}

#[test]
fn the_configuration_says_where_each_value_is_from() {
    let site = Site::on_sqlite();
    let path = site.directory().join("home/.config/cardctl/config.toml");
    assert_eq!(site.cardctl.ok(["config", "path"]), format!("{}\n", path.display()));
    assert_eq!(site.cardctl.json(["config", "path"])["exists"], false);
    site.write(
        "site.toml",
        "operator = 'li'\nprofile = 'live'\n\n[profiles.live]\ndatabase = 'postgres://me:secret@db/card'\nproduction = true\n",
    );
    let cardctl = site.cardctl.with_env("CARDCTL_CONFIG", "site.toml").with_env("CARDCTL_OUTPUT", "json");
    let shown = cardctl.json(["config", "show", "--origin", "--profile", "live", "--color", "never"]);
    let row = |key: &str| {
        let found = shown.as_array().and_then(|rows| rows.iter().find(|row| row["key"] == key));
        let row = found.expect("the key is shown");
        (row["value"].clone(), row["origin"].as_str().expect("an origin").to_owned())
    };
    assert_eq!(row("database"), (json!("postgres://me:***@db/card"), "site.toml [profiles.live]".to_owned()));
    assert_eq!(row("profile"), (json!("live"), "flag --profile".to_owned()));
    assert_eq!(row("production").0, true);
    assert_eq!(row("operator"), (json!("li"), "site.toml".to_owned()));
    assert_eq!(row("output"), (json!("json"), "flag --output".to_owned()));
    assert_eq!(row("color"), (json!("never"), "flag --color".to_owned()));
    assert_eq!(row("key_file").1, "default");
    let plain = cardctl.json(["config", "show"]);
    assert_eq!(plain[0].as_object().map(|row| row.contains_key("origin")), Some(false));
}

#[test]
fn help_explains_codes_and_statuses() {
    let site = Site::on_sqlite();
    let errors = site.cardctl.json(["help", "errors"]);
    let errors = errors.as_array().expect("a list");
    assert!(errors.iter().any(|row| row["code"] == "schema-newer" && row["exit"] == 10));
    for row in errors {
        let code = row["code"].as_str().expect("a code");
        let explained = site.cardctl.json(["help", "error", code]);
        assert_eq!(explained["exit"], row["exit"]);
        let meaning = row["meaning"].as_str().expect("a text");
        assert!(explained["explanation"].as_str().is_some_and(|text| text.starts_with(meaning)), "{code}");
    }
    let error = refused(&site, 5, &["help", "error", "run-lock"]);
    assert_eq!(error["hint"], "did you mean `run-locked`?");
    let statuses = site.cardctl.json(["help", "exit-codes"]);
    let statuses: Vec<_> =
        statuses.as_array().expect("a list").iter().map(|row| row["exit"].clone()).collect();
    assert_eq!(statuses, [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 75, 130]);
}

/// The queue and the runs as the program left them before `0010_settlement`.
fn as_of_schema_9(site: &Site) -> String {
    let (strict, integer) = if site.database == "SQLite" { ("STRICT", "INTEGER") } else { ("", "BIGINT") };
    format!(
        "CREATE TABLE old_due (
             kind {integer} NOT NULL, purchase_id {integer} NOT NULL, due_on {integer} NOT NULL,
             holder_id {integer} NOT NULL, PRIMARY KEY (kind, purchase_id, holder_id)) {strict};
         INSERT INTO old_due SELECT kind, purchase_id, day, holder_id FROM due;
         DROP TABLE due;
         ALTER TABLE old_due RENAME TO due;
         CREATE TABLE old_settled (
             purchase_id {integer} NOT NULL, holder_id {integer} NOT NULL, run_id {integer} NOT NULL,
             version_id {integer} NOT NULL REFERENCES plan_version (version_id), pool {integer} NOT NULL,
             PRIMARY KEY (purchase_id, holder_id)) {strict};
         INSERT INTO old_settled SELECT purchase_id, holder_id, run_id, version_id, pool FROM settled;
         DROP TABLE settled;
         ALTER TABLE old_settled RENAME TO settled;
         {}
         {SETTLEMENT_AS_BEFORE}
         DELETE FROM _sqlx_migrations WHERE version > 9",
        without_row_rules(site)
    )
}

#[test]
fn the_queue_of_an_older_schema_goes_on() {
    on_both(|site| {
        fixture::platform(&site);
        fixture::purchases(&site, &["P1,H1,100.00,2026-02-01,,", "R1,H1,30.00,2026-02-02,,P1"]);
        site.cardctl.ok("settle run --through 2026-01-31 --yes".split(' '));
        let run = site.cardctl.json("settle run --through 2026-02-01 --yes".split(' '));
        fixture::purchases(&site, &["P2,H1,7.00,2026-02-03,,", "R9,H1,1.00,2026-02-03,,P9"]);
        site.cardctl.ok(["purchase", "hold", "P2", "--reason", "disputed"]);
        let pending = site.cardctl.json(["settle", "pending"]);
        sql::execute(&site.url, &as_of_schema_9(&site)).expect("as the program left it before");
        site.cardctl.ok(["db", "migrate", "--yes"]);
        assert_eq!(site.cardctl.json(["settle", "pending"]), pending);
        site.cardctl.ok(["db", "check"]);
        assert_eq!(site.cardctl.json(["settle", "show", "last"])["digest"], run["digest"]);
        site.cardctl.ok(["purchase", "release", "P2", "--reason", "fine"]);
        site.cardctl.ok("settle approve last --yes".split(' '));
        site.cardctl.ok("settle post last --yes".split(' '));
        let run = site.cardctl.json("settle run --through 2026-02-28 --yes".split(' '));
        assert_eq!((&run["purchases"], &run["refunds"]), (&json!(1), &json!(1)));
        site.cardctl.ok(["db", "check"]);
    });
}
