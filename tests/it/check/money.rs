//! What breaks money: lines, runs, entries, payouts, months.

use super::{Damage, E1, H1, added, cut, damage, raised, set, taken};

pub(super) fn damages() -> Vec<Damage> {
    let e1 = E1;
    let mut all = vec![
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
        set("refunded-sums", "claim e1", "purchase", "amount = 1", "external_id = 'e1'"),
    ];
    all.extend(damages_of_settlement(e1));
    all.extend(damages_of_payouts());
    all.extend(damages_of_periods());
    all.extend(damages_of_numbers());
    all
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

/// What breaks plans, regions and the numbers of statements, of which there are none yet.
fn damages_of_numbers() -> Vec<Damage> {
    let plan = "plan standard@2026-01-01: ";
    vec![
        damage(
            "contents-hashed",
            "plan standard@2026-01-01: its shares have another hash",
            "UPDATE plan_share SET rate_ppm = rate_ppm - 1 WHERE n = 1",
            "UPDATE plan_share SET rate_ppm = rate_ppm + 1 WHERE n = 1",
        ),
        damage(
            "contents-hashed",
            plan,
            "UPDATE plan_version SET digest = digest || 'x'",
            "UPDATE plan_version SET digest = substr(digest, 1, length(digest) - 1)",
        ),
        damage(
            "contents-hashed",
            plan,
            "UPDATE plan_version SET hold_days = 9",
            "UPDATE plan_version SET hold_days = 0",
        ),
        damage(
            "contents-hashed",
            "plan standard@2026-01-01: the audit has another hash",
            "UPDATE audit SET detail = replace(detail, '\"digest\":\"', '\"digest\":\"x') WHERE action = 'plan import'",
            "UPDATE audit SET detail = replace(detail, '\"digest\":\"x', '\"digest\":\"') WHERE action = 'plan import'",
        ),
        set(
            "contents-hashed",
            "inconsistent row: table `plan_share`",
            "plan_share",
            "missing = 'x'",
            "n = 1",
        ),
        added(
            "contents-hashed",
            "region table 7: its content has another hash",
            "region_table",
            "VALUES (7, 'x', '00', 1, 0, 'x', 'x')",
            "revision = 7",
        ),
        added(
            "statements-numbered",
            "statements of 2026",
            "statement",
            &format!("VALUES (2026, 2, 'holder', {H1}, 1, 2, 0, 'x', NULL, NULL)"),
            "year = 2026",
        ),
        set("item-contents", "item ", "purchase", "amount = amount + 1", "external_id = 'e5'"),
        set("item-contents", "item ", "purchase", "channel = 'x'", "external_id = 'e5'"),
        set("item-contents", "item ", "purchase", "occurred_at = occurred_at + 1", "external_id = 'e5'"),
        raised("item-contents", "item ", "purchase", "day", "external_id = 'e5'"),
    ]
}
