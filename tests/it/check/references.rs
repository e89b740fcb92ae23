//! What breaks references that no foreign key keeps.

use super::{Damage, E1, H1, added, damage, raised, set};

pub(super) fn damages() -> Vec<Damage> {
    let mut all = of_holders();
    all.extend(of_items());
    all.extend(of_parties());
    all.extend(of_the_rest());
    all.extend(of_counters());
    all
}

/// Rows of a holder that nobody is.
fn of_holders() -> Vec<Damage> {
    let of = |row: &'static str, table: &str, columns: &str, which: &str| {
        added(
            "holders-known",
            row,
            table,
            &format!("SELECT {columns} FROM {table} WHERE {which}"),
            "holder_id = -7",
        )
    };
    let h1 = format!("holder_id = {H1}");
    vec![
        of(
            "parameter of holder -7",
            "holder_parameter",
            "-7, n, kind, namespace, tag, value, mask, recorded, retired_at, told",
            &h1,
        ),
        of(
            "attribution of holder -7",
            "attribution",
            "-7, since, recorded, center_id, staff_id, agent_id",
            &h1,
        ),
        of("tier of holder -7", "holder_tier", "-7, since, recorded, tier_id", &h1),
        of("facets of holder -7", "holder_facets", "-7, facets", &h1),
        of(
            "payment of holder -7",
            "payment",
            "payment_id, -7, source_id, external_id, amount, channel, paid_at, recorded",
            "external_id = 'H2'",
        ),
        of("visit of holder -7", "visit", "-7, n, at, channel", &h1),
        of("place of holder -7", "placement", "-7, scheme_id, cohort_id, key, since", &h1),
        of(
            "earlier place of holder -7",
            "placement_past",
            "-7, scheme_id, since, until, cohort_id, key",
            &h1,
        ),
        added("holders-known", "mark of holder -7", "placement_due", "VALUES (1, -7, 1)", "holder_id = -7"),
        added(
            "holders-known",
            "event of card 7",
            "card_event",
            "VALUES (7, 1, 'stocked', 'sold', 0, 'x', NULL, 'x')",
            "card_no = 7",
        ),
    ]
}

fn of_items() -> Vec<Damage> {
    let e1 = format!("purchase_id = {E1}");
    let refund = "refund_of IS NOT NULL";
    vec![
        set("items-known", "item ", "purchase", "chain_id = 999", &e1),
        set("items-known", "item ", "purchase", "holder_id = -7", "external_id = 'e5'"),
        raised("items-known", "item ", "purchase", "original_id", refund),
        set("items-known", "item ", "purchase", "refund_of = 'e2'", refund),
        set("items-known", "item ", "purchase", "original_id = NULL", refund),
        added(
            "items-known",
            "waiting refund ",
            "waiting_refund",
            "SELECT source_id, 'e1', purchase_id, holder_id FROM purchase WHERE external_id = 'e2'",
            "refund_of = 'e1'",
        ),
        added(
            "items-known",
            "waiting refund 999",
            "waiting_refund",
            "VALUES (1, 'x', 999, 9)",
            "purchase_id = 999",
        ),
        added(
            "items-known",
            "settled item 999",
            "settled",
            "VALUES (999, 9, 1, 1, 0, 0)",
            "purchase_id = 999",
        ),
        damage(
            "runs-known",
            "settled items of run 99",
            &format!("UPDATE settled SET run_id = 99 WHERE {e1}"),
            "UPDATE settled SET run_id = 1 WHERE run_id = 99",
        ),
        damage(
            "runs-known",
            "settled items of run 1",
            "UPDATE run SET state = 'discarded'",
            "UPDATE run SET state = 'posted'",
        ),
        added("runs-known", "totals of run 99", "run_total", "VALUES (99, 'holder', 0, 0, 0)", "run_id = 99"),
        damage(
            "runs-known",
            "entry of run 99",
            "UPDATE journal SET run_id = 99 WHERE run_id = 1",
            "UPDATE journal SET run_id = 1 WHERE run_id = 99",
        ),
        damage(
            "lines-have-items",
            "run 99 item ",
            &format!("UPDATE line SET run_id = 99 WHERE {e1}"),
            "UPDATE line SET run_id = 1 WHERE run_id = 99",
        ),
    ]
}

fn of_parties() -> Vec<Damage> {
    vec![
        damage(
            "parties-known",
            "postings of holder 999",
            &format!("UPDATE posting SET party_id = 999 WHERE kind = 'holder' AND party_id = {H1}"),
            &format!("UPDATE posting SET party_id = {H1} WHERE party_id = 999"),
        ),
        damage(
            "parties-known",
            "postings of agent ",
            "UPDATE posting SET kind = 'agent' WHERE kind = 'center'",
            "UPDATE posting SET kind = 'center'
             WHERE kind = 'agent' AND party_id IN (SELECT center_id FROM center)",
        ),
        damage(
            "parties-known",
            "adjustments of holder 999",
            "UPDATE adjustment SET party_id = 999",
            &format!("UPDATE adjustment SET party_id = {H1}"),
        ),
        damage(
            "parties-known",
            "payouts of holder 999",
            &format!("UPDATE payout_item SET party_id = 999 WHERE party_id = {H1}"),
            &format!("UPDATE payout_item SET party_id = {H1} WHERE party_id = 999"),
        ),
        added(
            "parties-known",
            "statements of holder 999",
            "statement",
            "VALUES (2026, 1, 'holder', 999, 1, 2, 0, 'x', NULL, NULL)",
            "year = 2026",
        ),
        damage(
            "parties-known",
            "identity of party ",
            "UPDATE party_identity SET party_id = party_id + 90000",
            "UPDATE party_identity SET party_id = party_id - 90000",
        ),
        damage(
            "parties-known",
            "account of party ",
            "UPDATE party_account SET party_id = party_id + 90000",
            "UPDATE party_account SET party_id = party_id - 90000",
        ),
    ]
}

fn of_the_rest() -> Vec<Damage> {
    let scheme =
        |row, table: &str, values: &str, which: &str| added("schemes-known", row, table, values, which);
    vec![
        scheme(
            "version of scheme 77",
            "scheme_version",
            "SELECT 77, version, tree, facets, priority, region_by, founder_first, recorded, recorded_by, reason, in_force_at
             FROM scheme_version WHERE scheme_id = 1",
            "scheme_id = 77",
        ),
        scheme(
            "places of scheme 77",
            "placement",
            "SELECT holder_id, 77, cohort_id, key, since FROM placement WHERE scheme_id = 1",
            "scheme_id = 77",
        ),
        scheme(
            "earlier places of scheme 77",
            "placement_past",
            "SELECT holder_id, 77, since, until, cohort_id, key FROM placement_past WHERE scheme_id = 1",
            "scheme_id = 77",
        ),
        scheme("marks of scheme 77", "placement_due", "VALUES (77, 1, 1)", "scheme_id = 77"),
        scheme(
            "policy of scheme 77",
            "cohort_policy",
            "VALUES (77, 1, '11', 0, NULL, '', '', NULL, NULL, NULL, 'x', 'x')",
            "scheme_id = 77",
        ),
        damage(
            "schemes-known",
            "regrouping of scheme 7",
            "UPDATE regroup SET scheme_id = scheme_id + 77",
            "UPDATE regroup SET scheme_id = scheme_id - 77",
        ),
        scheme(
            "blocks of cohort 777",
            "cohort_block",
            "SELECT 777, 0, key, 0, 7 FROM member ORDER BY cohort_id, key LIMIT 1",
            "cohort_id = 777",
        ),
        added(
            "money-known",
            "file 1 of payout 77",
            "payout_export",
            "VALUES (77, 1, 'csv', 1, 1, 'x', 0, 'x', NULL)",
            "payout_id = 77",
        ),
        added("money-known", "rule DS07 of payout 77", "payout_rule", "VALUES (77, 'DS07', 'x')", "payout_id = 77"),
        added(
            "money-known",
            "row F-8 of a bill",
            "bill_row (source_id, external_id, file_id, line, kind, at, amount, charge, channel, content, state)",
            "SELECT source_id, 'F-8', 77, 3, 'other', 0, -5, 5, 'wechat', content, 'ignored'
             FROM purchase_claim WHERE external_id = 'e1'",
            "external_id = 'F-8'",
        )
        .of_table("bill_row"),
        added(
            "money-known",
            "refund R-8 of a payment",
            "payment_refund",
            "SELECT 999, 9, 1, source_id, 'R-8', 1, 0, 0, 'x' FROM purchase_claim WHERE external_id = 'e1'",
            "external_id = 'R-8'",
        ),
        added("services-known", "turn of service 77", "service_turn", "VALUES (77, 0)", "service_id = 77"),
        damage(
            "services-known",
            "requests of provider 999",
            "UPDATE request SET provider_id = 999 WHERE request_id = 2",
            "UPDATE request SET provider_id = NULL WHERE request_id = 2",
        ),
        damage(
            "services-known",
            "places in the queue of provider 999",
            "UPDATE dispatch_queue SET provider_id = 999 WHERE kind = 0",
            "UPDATE dispatch_queue SET provider_id = NULL WHERE kind = 0",
        ),
        damage(
            "services-known",
            "attempts of provider 999",
            &format!("INSERT INTO delivery_attempt VALUES (1, 0, {H1}, 1, 999, 0, 0, NULL, 'timeout')"),
            "DELETE FROM delivery_attempt WHERE provider_id = 999",
        ),
        damage(
            "services-known",
            "places in the queue by scheme 77",
            "UPDATE dispatch_queue SET scheme_id = 77 WHERE kind = 0",
            "UPDATE dispatch_queue SET scheme_id = NULL WHERE kind = 0",
        ),
    ]
}

/// Counters that would give out an id again.
fn of_counters() -> Vec<Damage> {
    [
        ("batch", "counter batch"),
        ("chain", "counter chain"),
        ("cohort", "counter cohort"),
        ("entry", "counter entry"),
        ("item", "counter item"),
        ("listing", "counter listing"),
        ("notice", "counter notice"),
        ("party", "counter party"),
        ("payment", "counter payment"),
        ("plan-version", "counter plan-version"),
        ("regroup", "counter regroup"),
        ("request", "counter request"),
        ("run", "counter run"),
        ("scheme", "counter scheme"),
        ("service", "counter service"),
        ("source", "counter source"),
        ("tier", "counter tier"),
    ]
    .into_iter()
    .map(|(name, row)| set("counters-ahead", row, "counter", "next = 1", &format!("name = '{name}'")))
    .collect()
}
