//! What breaks cards, holders, parties and keys.

use super::{Damage, H1, SPARE_CARD, cut, damage, raised, set, taken};

pub(super) fn damages(of_h1: &str) -> Vec<Damage> {
    let agent = |code: &str| format!("(SELECT agent_id FROM agent WHERE code = '{code}')");
    let mut all = vec![
        damage(
            "refs-claimed",
            "holder H1",
            "UPDATE ref_claim SET ref = 'X' WHERE ref = 'H1'",
            "UPDATE ref_claim SET ref = 'H1' WHERE ref = 'X'",
        ),
        raised("parameters-claimed", "claim of holder ", "parameter_claim", "n", of_h1),
        raised("histories-begin", "holder H1", "attribution", "since", of_h1),
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
    ];
    all.extend(damages_of_cards(H1, of_h1));
    all.extend(damages_of_identity(of_h1));
    all.extend(damages_of_batches());
    all.extend(key_damages());
    all.extend(damages_of_histories());
    all
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
        damage(
            "sealed-live",
            "parameter 1 of holder ",
            &format!("UPDATE holder_parameter SET told = substr(value, 3) WHERE {of_h1}"),
            &format!("UPDATE holder_parameter SET told = NULL WHERE {of_h1}"),
        ),
        cut("staff member S1", "staff", "name", "code = 'S1'"),
        cut("agent A1", "agent", "name", "code = 'A1'"),
        raised("activation-keys", "card under key version 2", "card", "activation_key", of_h1),
    ]
}

/// What breaks histories, and that a holder stays one.
fn damages_of_histories() -> Vec<Damage> {
    let h1 = "ref = 'H1'";
    let agent = "agent_id = (SELECT agent_id FROM agent WHERE code = 'A3')";
    let shop = "provider_id = (SELECT provider_id FROM provider WHERE code = 'shop')";
    vec![
        taken("histories-begin", "agent A3", "agent_parent", agent),
        taken("histories-begin", "provider shop", "provider_rate", shop),
        taken("histories-begin", "chain ", "chain", "level = 1"),
        set("histories-recorded", "rate of provider ", "provider_rate", "recorded = 9000000000000000", shop),
        set("histories-recorded", "parent of agent ", "agent_parent", "recorded = 9000000000000000", agent),
        set(
            "histories-recorded",
            "tier of holder ",
            "holder_tier",
            "recorded = 9000000000000000",
            "holder_id = (SELECT holder_id FROM holder WHERE ref = 'H2')",
        ),
        set(
            "histories-recorded",
            "attribution of holder ",
            "attribution",
            "recorded = 9000000000000000",
            "holder_id = (SELECT holder_id FROM holder WHERE ref = 'H2')",
        ),
        damage(
            "histories-recorded",
            "status of agent ",
            "INSERT INTO agent_status SELECT agent_id, 1, 9000000000000000, 0 FROM agent WHERE code = 'A3'",
            "DELETE FROM agent_status WHERE recorded = 9000000000000000",
        ),
        set("holders-stay", "holder H1", "holder", "activated_at = NULL", h1),
        set("holders-stay", "holder H1", "holder", "active_from = NULL", h1),
        set(
            "holders-stay",
            "card 9156",
            "holder",
            "state = 'registered', activated_at = NULL, active_from = NULL",
            h1,
        ),
        damage(
            "card-moves",
            "card 9156",
            "UPDATE card_event SET from_state = 'void' WHERE seq = 2",
            "UPDATE card_event SET from_state = 'sold' WHERE seq = 2",
        ),
        damage(
            "facets-named",
            "holder ",
            "UPDATE holder_facets SET facets = replace(facets, '\"sex\"', '\"birth-date\"')",
            "UPDATE holder_facets SET facets = replace(facets, '\"birth-date\"', '\"sex\"')",
        ),
    ]
}
