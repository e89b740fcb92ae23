//! What changes rows of tables that only grow, and keeps every sum that something else could be compared with; and acts that
//! the log doesn't tell of.

use cardctl::store::written::KEPT;
use serde_json::Value;

use super::{Damage, E1, H1, added, damage, lived_in, set, taken};
use crate::harness::{on_both, sql};

pub(super) fn damages() -> Vec<Damage> {
    let mut all = of_rows();
    all.extend(of_histories());
    all.extend(of_acts());
    all.extend(of_settings());
    all.extend(of_texts());
    all
}

fn of_rows() -> Vec<Damage> {
    let kept = |row, table: &str, change: &str, which: &str| set("rows-kept", row, table, change, which);
    let paid = "entry_id = (SELECT MIN(entry_id) FROM journal WHERE kind = 'payout')";
    let swapped = |sign: char| {
        let step = |sign, party: &str| {
            format!(
                "UPDATE posting SET amount = amount {sign} 1 WHERE {paid} AND kind = 'holder' AND party_id =
                 (SELECT holder_id FROM holder WHERE ref = '{party}')"
            )
        };
        let other = if sign == '+' { '-' } else { '+' };
        format!("{}; {}", step(sign, "H1"), step(other, "H2"))
    };
    let lines = |sign: char| {
        let step = |table: &str, sign: char, which: &str| {
            format!("UPDATE {table} SET amount = amount {sign} 1 WHERE {which}")
        };
        let other = if sign == '+' { '-' } else { '+' };
        let of = format!("purchase_id = {E1}");
        let posted = "entry_id = (SELECT entry_id FROM journal WHERE run_id = 1)";
        [
            step("line", sign, &format!("{of} AND slot = 65")),
            step("line", other, &format!("{of} AND slot = 66")),
            step("posting", sign, &format!("{posted} AND kind = 'staff'")),
            step("posting", other, &format!("{posted} AND kind = 'center'")),
        ]
        .join("; ")
    };
    vec![
        // What one of two parties got more than the other, in lines and postings: every sum stays.
        damage("run-digests", "run 1: its lines hash to sha256:", &lines('+'), &lines('-')),
        damage("lines-derive", "item ", &lines('+'), &lines('-')),
        damage("rows-kept", "`posting`: ", &swapped('+'), &swapped('-')),
        kept("`journal`: ", "journal", "dated = dated + 1", "kind = 'payout'"),
        kept("`journal`: ", "journal", "recorded = recorded + 1", "kind = 'settlement'"),
        kept("`card_event`: ", "card_event", "operator = 'eve'", "seq = 2"),
        kept("`card_event`: ", "card_event", "at = at + 1", "seq = 1"),
        kept("`card_event`: ", "card_event", "reason = ''", "seq = 2"),
        added(
            "rows-kept",
            "`card_event`: 9 rows, and 8 were written",
            "card_event",
            &format!(
                "SELECT card_no, 3, 'active', 'frozen', 0, 'x', NULL, 'x' FROM holder WHERE holder_id = {H1}"
            ),
            "channel = 'x'",
        ),
        taken(
            "rows-kept",
            "`card_event`: 7 rows, and 8 were written",
            "card_event",
            &format!("seq = 2 AND card_no = (SELECT card_no FROM holder WHERE holder_id = {H1})"),
        ),
    ]
}

fn of_histories() -> Vec<Damage> {
    let kept = |row, table: &str, change: &str, which: &str| set("rows-kept", row, table, change, which);
    vec![
        kept("`batch_event`: ", "batch_event", "detail = 'x'", "seq = 1"),
        kept("`period_event`: ", "period_event", "reason = 'x'", "n = 1"),
        kept("`agent_parent`: ", "agent_parent", "since = since + 1", "parent_id IS NOT NULL"),
        added(
            "rows-kept",
            "`agent_status`: 1 rows, and 0 were written",
            "agent_status",
            "SELECT agent_id, 1, 0, 1 FROM agent WHERE code = 'A3'",
            "since = 1",
        ),
        kept(
            "`provider_rate`: ",
            "provider_rate",
            "rate_ppm = rate_ppm + 1",
            "rate_ppm = 120000 OR rate_ppm = 120001",
        ),
        kept("`attribution`: ", "attribution", "staff_id = NULL", &format!("holder_id = {H1}")),
        kept("`holder_tier`: ", "holder_tier", "since = since + 1", "recorded > 0"),
        kept("`payment`: ", "payment", "channel = 'x'", "external_id = 'H2'"),
        added(
            "rows-kept",
            "`payment_refund`: 1 rows, and 0 were written",
            "payment_refund",
            "SELECT payment_id, holder_id, 1, source_id, 'R-8', 1, 0, 0, 'x' FROM payment WHERE external_id = 'H2'",
            "external_id = 'R-8'",
        ),
        added(
            "rows-kept",
            "`payout_export`: 1 rows, and 0 were written",
            "payout_export",
            "VALUES (1, 1, 'csv', 1, 1, 'x', 0, 'x', NULL)",
            "payout_id = 1",
        ),
        // Another amount, with the hash of what is said then: the log has that of what was imported.
        kept("`purchase_claim`: ", "purchase_claim", "content = hash_of_another", "external_id = 'e5'").with(
            "content = hash_of_another",
            "content = (SELECT content FROM purchase_claim WHERE external_id = 'e2')",
        ),
        set(
            "rows-kept",
            "inconsistent row: table `audit`, column `wrote`",
            "audit",
            "wrote = 'x'",
            "action = 'period close'",
        ),
        damage(
            "rows-kept",
            "what is older than the sums is in no entry",
            "UPDATE audit_head SET summed = 0",
            "UPDATE audit_head SET summed = 1",
        ),
    ]
}

fn of_acts() -> Vec<Damage> {
    [
        ("settle run", "settle run 1: done 1 times, entered 0"),
        ("settle calculate", "settle calculate 1: "),
        ("settle approve", "settle approve 1: "),
        ("settle post", "settle post 1: "),
        ("payout create", "payout create 1: "),
        ("payout approve", "payout approve 1: "),
        ("batch issue", "batch issue 1: "),
        ("plan import", "plan import standard: "),
        ("plan approve", "plan approve standard: "),
        ("period close", "period close: done 1 times, entered 0"),
        ("ledger adjust", "ledger adjust: "),
    ]
    .into_iter()
    .map(|(action, row)| {
        damage(
            "acts-audited",
            row,
            &format!("UPDATE audit SET action = 'x' WHERE action = '{action}'"),
            &format!("UPDATE audit SET action = '{action}' WHERE action = 'x'"),
        )
    })
    .chain([damage(
        "acts-audited",
        "settle discard 1: ",
        "UPDATE run SET state = 'discarded'",
        "UPDATE run SET state = 'posted'",
    )])
    .collect()
}

/// Policy that was changed past the program.
fn of_settings() -> Vec<Damage> {
    let changed = |row, key: &str, value: &str| {
        set("settings-entered", row, "setting", &format!("value = '{value}'"), &format!("key = '{key}'"))
    };
    vec![
        changed("setting four-eyes: it is `on`, and the log has `off`", "four-eyes", "on"),
        changed("setting guard-factor: ", "guard-factor", "1000"),
        changed("setting post-at-once: ", "post-at-once", "off"),
        changed("setting time-zone: ", "time-zone", "UTC"),
        changed("setting name: ", "name", "x"),
        changed("setting withholding: it is `none`, and the log has `per-time`", "withholding", "none"),
        taken(
            "settings-entered",
            "setting goods-rate: it is `none`, and the log has `",
            "setting",
            "key = 'goods-rate'",
        ),
        added(
            "settings-entered",
            "setting allowed-hosts: it is `10.0.0.1`, and the log has `none`",
            "setting",
            "VALUES ('allowed-hosts', '10.0.0.1')",
            "key = 'allowed-hosts'",
        ),
    ]
}

/// Somebody wrote down who it was.
fn of_texts() -> Vec<Damage> {
    let text = |row, table: &str, column: &str, which: &str| {
        set("nothing-readable", row, table, &format!("{column} = 'it was 110102197502030839'"), which)
    };
    vec![
        text("audit entry 2", "audit", "reason", "seq = 2"),
        text("audit entry 2", "audit", "subject", "seq = 2"),
        text("card 9156", "card_event", "reason", "seq = 2"),
        text("batch 1 event 1", "batch_event", "reason", "seq = 1"),
        text("period event ", "period_event", "reason", "n = 1"),
        text("adjustment 1", "adjustment", "reason", "adjustment_id = 1"),
        text("listing 1", "listing", "title", "listing_id = 1"),
        text("holder ", "holder", "consent", "ref = 'H1'"),
    ]
}

#[test]
fn every_table_that_only_grows_has_a_damage() {
    let damages: Vec<Damage> = of_rows().into_iter().chain(of_histories()).collect();
    for kept in KEPT {
        let row = format!("`{}`: ", kept.table);
        assert!(damages.iter().any(|damage| damage.row.starts_with(&row)), "{}", kept.table);
    }
}

/// An act that wrote one row is named when the row is not there any more as it was written.
#[test]
fn the_act_whose_row_was_changed_is_named() {
    on_both(|site| {
        lived_in(&site);
        sql::execute(&site.url, "UPDATE provider_rate SET rate_ppm = 990000 WHERE rate_ppm = 120000")
            .expect("a change");
        let output = site.cardctl.exits(6, "db check --pass rows-kept -o json".split(' '));
        let found: Value = serde_json::from_str(&output.stdout).expect("a list");
        let rows: Vec<&str> =
            found[0]["rows"].as_array().expect("rows").iter().filter_map(Value::as_str).collect();
        assert_eq!(rows.len(), 2, "{output}");
        assert!(rows[1].ends_with(" wrote (`provider add` on `shop`) is not there"), "{output}");
    });
}
