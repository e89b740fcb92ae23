//! Passes over references that no foreign key keeps: they would run from one distributed table to another. What an area has of
//! its own stands with its other passes.

/// Every reference that no foreign key keeps, as `table.column`, and the pass that looks at it. The cohort of a listing or a
/// notice may be there no more: then nobody sees it.
pub const REFERENCES: &[(&str, &str)] = &[
    ("adjustment.party_id", "parties-known"),
    ("attribution.holder_id", "holders-known"),
    ("bill_row.file_id", "money-known"),
    ("bill_row.holder_id", "bills-follow"),
    ("bill_row.payment_id", "bills-follow"),
    ("card.holder_id", "cards-and-holders"),
    ("card_block.card_no", "card-blocks"),
    ("card_block.holder_id", "card-blocks"),
    ("card_event.card_no", "holders-known"),
    ("cohort.parent_id", "cohort-tree"),
    ("cohort_block.cohort_id", "schemes-known"),
    ("cohort_block.holder_id", "cohort-blocks"),
    ("cohort_policy.scheme_id", "schemes-known"),
    ("cohort_state.cohort_id", "cohort-tree"),
    ("cohort_state.founder_id", "cohort-founders"),
    ("delivery_attempt.holder_id", "requests-held"),
    ("delivery_attempt.item_id", "requests-held"),
    ("delivery_attempt.provider_id", "services-known"),
    ("dispatch_queue.holder_id", "requests-queued"),
    ("dispatch_queue.item_id", "requests-queued"),
    ("dispatch_queue.provider_id", "services-known"),
    ("dispatch_queue.scheme_id", "services-known"),
    ("dispatch_queue.service_id", "requests-queued"),
    ("due.holder_id", "queue-follows"),
    ("due.purchase_id", "queue-follows"),
    ("holder.card_no", "cards-and-holders"),
    ("holder_facets.holder_id", "holders-known"),
    ("holder_parameter.holder_id", "holders-known"),
    ("holder_secret.holder_id", "secrets-held"),
    ("holder_tier.holder_id", "holders-known"),
    ("journal.run_id", "runs-known"),
    ("line.holder_id", "lines-have-items"),
    ("line.party_id", "lines-derive"),
    ("line.purchase_id", "lines-have-items"),
    ("line.run_id", "lines-have-items"),
    ("listing.holder_id", "listings-follow"),
    ("listing.purchase_id", "listings-follow"),
    ("listing.swapped_for", "listings-follow"),
    ("listing.to_holder_id", "listings-follow"),
    ("listing_event.listing_id", "listings-end"),
    ("member.cohort_id", "members-placed"),
    ("member.holder_id", "members-placed"),
    ("name_index.holder_id", "names-indexed"),
    ("notice.scheme_id", "notices-held"),
    ("notice.sender_id", "notices-held"),
    ("notice_read.holder_id", "notices-held"),
    ("notice_read.notice_id", "notices-held"),
    ("parameter_claim.holder_id", "parameters-claimed"),
    ("parameter_verification.holder_id", "parameters-known"),
    ("party_account.party_id", "parties-known"),
    ("party_identity.party_id", "parties-known"),
    ("payment.holder_id", "holders-known"),
    ("payment_claim.holder_id", "payments-claimed"),
    ("payment_claim.payment_id", "payments-claimed"),
    ("payment_refund.holder_id", "money-known"),
    ("payment_refund.payment_id", "money-known"),
    ("payout_export.payout_id", "money-known"),
    ("payout_item.account_n", "payouts-follow"),
    ("payout_item.party_id", "parties-known"),
    ("payout_item.payout_id", "payouts-follow"),
    ("payout_rule.payout_id", "money-known"),
    ("placement.cohort_id", "placements-members"),
    ("placement.holder_id", "holders-known"),
    ("placement.scheme_id", "schemes-known"),
    ("placement_due.holder_id", "holders-known"),
    ("placement_due.scheme_id", "schemes-known"),
    ("placement_past.cohort_id", "placements-past"),
    ("placement_past.holder_id", "holders-known"),
    ("placement_past.scheme_id", "schemes-known"),
    ("posting.entry_id", "entries-balance"),
    ("posting.party_id", "parties-known"),
    ("purchase.chain_id", "items-known"),
    ("purchase.holder_id", "items-known"),
    ("purchase.original_id", "items-known"),
    ("purchase.refund_of", "items-known"),
    ("purchase_claim.holder_id", "items-claimed"),
    ("purchase_claim.purchase_id", "items-claimed"),
    ("ref_claim.holder_id", "refs-claimed"),
    ("regroup.scheme_id", "schemes-known"),
    ("request.holder_id", "requests-held"),
    ("request.provider_id", "services-known"),
    ("request_claim.holder_id", "requests-held"),
    ("request_claim.request_id", "requests-held"),
    ("run_total.run_id", "runs-known"),
    ("scheme_version.scheme_id", "schemes-known"),
    ("service_turn.service_id", "services-known"),
    ("settled.holder_id", "items-known"),
    ("settled.purchase_id", "items-known"),
    ("settled.run_id", "runs-known"),
    ("settled.version_id", "settled-versions"),
    ("statement.party_id", "parties-known"),
    ("visit.holder_id", "holders-known"),
    ("visit_claim.holder_id", "visits-counted"),
    ("waiting_refund.holder_id", "items-known"),
    ("waiting_refund.purchase_id", "items-known"),
    ("waiting_refund.refund_of", "items-known"),
];

/// An event of a card is no holder's, but a card can be taken away as a holder can.
pub(super) const HOLDERS_KNOWN: &str = "
    SELECT r.what || ' of holder ' || CAST(r.holder_id AS TEXT)
    FROM (
        SELECT DISTINCT 'parameter' AS what, holder_id
        FROM holder_parameter
        UNION ALL
        SELECT DISTINCT 'attribution', holder_id
        FROM attribution
        UNION ALL
        SELECT DISTINCT 'tier', holder_id
        FROM holder_tier
        UNION ALL
        SELECT 'facets', holder_id
        FROM holder_facets
        UNION ALL
        SELECT DISTINCT 'payment', holder_id
        FROM payment
        UNION ALL
        SELECT DISTINCT 'visit', holder_id
        FROM visit
        UNION ALL
        SELECT DISTINCT 'place', holder_id
        FROM placement
        UNION ALL
        SELECT DISTINCT 'earlier place', holder_id
        FROM placement_past
        UNION ALL
        SELECT DISTINCT 'mark', holder_id
        FROM placement_due) AS r
    LEFT JOIN holder AS h ON h.holder_id = r.holder_id
    WHERE h.holder_id IS NULL
    UNION ALL
    SELECT 'event of card ' || CAST(e.card_no AS TEXT)
    FROM (SELECT DISTINCT card_no FROM card_event) AS e
    LEFT JOIN card AS c ON c.card_no = e.card_no
    WHERE c.card_no IS NULL
    LIMIT $1";

/// From an item on, which is the second parameter. A refund waits for its purchase exactly as long as it knows none.
///
/// A refund that does not agree with the purchase that it names is held, and names it all the same.
pub(super) const ITEMS_KNOWN: &str = "
    SELECT 'item ' || CAST(p.purchase_id AS TEXT)
    FROM purchase AS p
    LEFT JOIN holder AS h ON h.holder_id = p.holder_id
    LEFT JOIN chain AS c ON c.chain_id = p.chain_id AND c.level = 1
    LEFT JOIN purchase AS o ON o.purchase_id = p.original_id AND o.holder_id = p.holder_id
    WHERE p.purchase_id >= $2
      AND (h.holder_id IS NULL
           OR (p.chain_id IS NOT NULL AND c.chain_id IS NULL)
           OR (p.original_id IS NOT NULL
               AND p.held IS NULL
               AND (o.purchase_id IS NULL
                    OR o.refund_of IS NOT NULL
                    OR o.source_id <> p.source_id
                    OR o.external_id <> COALESCE(p.refund_of, ''))))
    UNION ALL
    SELECT 'item ' || CAST(p.purchase_id AS TEXT) || ': waits for its purchase'
    FROM purchase AS p
    LEFT JOIN waiting_refund AS w
        ON w.source_id = p.source_id AND w.refund_of = p.refund_of AND w.purchase_id = p.purchase_id
    WHERE p.purchase_id >= $2
      AND p.refund_of IS NOT NULL
      AND (p.original_id IS NULL) <> (w.purchase_id IS NOT NULL)
    UNION ALL
    SELECT 'waiting refund ' || CAST(w.purchase_id AS TEXT)
    FROM waiting_refund AS w
    LEFT JOIN purchase AS p ON p.purchase_id = w.purchase_id AND p.holder_id = w.holder_id
    LEFT JOIN purchase_claim AS c ON c.source_id = w.source_id AND c.external_id = w.refund_of
    WHERE w.purchase_id >= $2
      AND (p.purchase_id IS NULL OR c.purchase_id IS NOT NULL)
    UNION ALL
    SELECT 'settled item ' || CAST(s.purchase_id AS TEXT)
    FROM settled AS s
    LEFT JOIN purchase AS p ON p.purchase_id = s.purchase_id AND p.holder_id = s.holder_id
    WHERE s.purchase_id >= $2
      AND p.purchase_id IS NULL
    LIMIT $1";

/// From a run on, which is the second parameter. That of lines is looked at by `lines-have-items`.
pub(super) const RUNS_KNOWN: &str = "
    SELECT r.what || ' of run ' || CAST(r.run_id AS TEXT)
    FROM (
        SELECT DISTINCT 'settled items' AS what, run_id
        FROM settled
        WHERE run_id >= $2
        UNION ALL
        SELECT DISTINCT 'totals', run_id
        FROM run_total
        WHERE run_id >= $2
        UNION ALL
        SELECT 'entry', run_id
        FROM journal
        WHERE run_id >= $2) AS r
    LEFT JOIN run AS n ON n.run_id = r.run_id
    WHERE n.run_id IS NULL
       OR (n.state = 'discarded' AND r.what = 'settled items')
    LIMIT $1";

/// The platform is the first party, and its own accounts have numbers below zero. Lines are of the parties that stamps name, by `lines-derive`.
pub(super) const PARTIES_KNOWN: &str = "
    SELECT n.what || ' of ' || n.kind || ' ' || CAST(n.party_id AS TEXT)
    FROM (
        SELECT DISTINCT 'postings' AS what, kind, party_id
        FROM posting
        UNION ALL
        SELECT DISTINCT 'adjustments', kind, party_id
        FROM adjustment
        UNION ALL
        SELECT DISTINCT 'payouts', kind, party_id
        FROM payout_item
        UNION ALL
        SELECT DISTINCT 'statements', kind, party_id
        FROM statement) AS n
    LEFT JOIN holder AS h ON n.kind = 'holder' AND h.holder_id = n.party_id
    LEFT JOIN agent AS a ON n.kind = 'agent' AND a.agent_id = n.party_id
    LEFT JOIN staff AS s ON n.kind = 'staff' AND s.staff_id = n.party_id
    LEFT JOIN center AS c ON n.kind = 'center' AND c.center_id = n.party_id
    LEFT JOIN provider AS v ON n.kind = 'provider' AND v.provider_id = n.party_id
    WHERE COALESCE(h.holder_id, a.agent_id, s.staff_id, c.center_id, v.provider_id) IS NULL
      AND NOT (n.kind = 'platform' AND n.party_id = 1)
      AND NOT (n.kind = 'account' AND n.party_id BETWEEN -9 AND -1)
    UNION ALL
    SELECT n.what || ' of party ' || CAST(n.party_id AS TEXT)
    FROM (
        SELECT 'identity' AS what, party_id
        FROM party_identity
        UNION ALL
        SELECT DISTINCT 'account', party_id
        FROM party_account) AS n
    LEFT JOIN holder AS h ON h.holder_id = n.party_id
    LEFT JOIN agent AS a ON a.agent_id = n.party_id
    LEFT JOIN staff AS s ON s.staff_id = n.party_id
    LEFT JOIN center AS c ON c.center_id = n.party_id
    LEFT JOIN provider AS v ON v.provider_id = n.party_id
    WHERE COALESCE(h.holder_id, a.agent_id, s.staff_id, c.center_id, v.provider_id) IS NULL
    LIMIT $1";

pub(super) const SCHEMES_KNOWN: &str = "
    SELECT r.what || ' of scheme ' || CAST(r.scheme_id AS TEXT)
    FROM (
        SELECT 'version' AS what, scheme_id
        FROM scheme_version
        UNION ALL
        SELECT DISTINCT 'places', scheme_id
        FROM placement
        UNION ALL
        SELECT DISTINCT 'earlier places', scheme_id
        FROM placement_past
        UNION ALL
        SELECT DISTINCT 'marks', scheme_id
        FROM placement_due
        UNION ALL
        SELECT 'policy', scheme_id
        FROM cohort_policy
        UNION ALL
        SELECT 'regrouping', scheme_id
        FROM regroup) AS r
    LEFT JOIN scheme AS s ON s.scheme_id = r.scheme_id
    WHERE s.scheme_id IS NULL
    UNION ALL
    SELECT 'blocks of cohort ' || CAST(b.cohort_id AS TEXT)
    FROM (SELECT DISTINCT cohort_id FROM cohort_block) AS b
    LEFT JOIN cohort AS c ON c.cohort_id = b.cohort_id
    WHERE c.cohort_id IS NULL
    LIMIT $1";

pub(super) const MONEY_KNOWN: &str = "
    SELECT 'file ' || CAST(e.n AS TEXT) || ' of payout ' || CAST(e.payout_id AS TEXT)
    FROM payout_export AS e
    LEFT JOIN payout AS p ON p.payout_id = e.payout_id
    WHERE p.payout_id IS NULL
    UNION ALL
    SELECT 'rule ' || r.rule || ' of payout ' || CAST(r.payout_id AS TEXT)
    FROM payout_rule AS r
    LEFT JOIN payout AS p ON p.payout_id = r.payout_id
    WHERE p.payout_id IS NULL
    UNION ALL
    SELECT 'row ' || b.external_id || ' of a bill'
    FROM bill_row AS b
    LEFT JOIN bill_file AS f ON f.file_id = b.file_id AND f.source_id = b.source_id
    WHERE f.file_id IS NULL
    UNION ALL
    SELECT 'refund ' || r.external_id || ' of a payment'
    FROM payment_refund AS r
    LEFT JOIN payment AS p ON p.payment_id = r.payment_id AND p.holder_id = r.holder_id
    WHERE p.payment_id IS NULL
    LIMIT $1";

pub(super) const SERVICES_KNOWN: &str = "
    SELECT 'turn of service ' || CAST(t.service_id AS TEXT)
    FROM service_turn AS t
    LEFT JOIN service AS s ON s.service_id = t.service_id
    WHERE s.service_id IS NULL
    UNION ALL
    SELECT r.what || ' of provider ' || CAST(r.provider_id AS TEXT)
    FROM (
        SELECT DISTINCT 'requests' AS what, provider_id
        FROM request
        WHERE provider_id IS NOT NULL
        UNION ALL
        SELECT DISTINCT 'places in the queue', provider_id
        FROM dispatch_queue
        WHERE provider_id IS NOT NULL
        UNION ALL
        SELECT DISTINCT 'attempts', provider_id
        FROM delivery_attempt) AS r
    LEFT JOIN provider AS v ON v.provider_id = r.provider_id
    WHERE v.provider_id IS NULL
    UNION ALL
    SELECT 'places in the queue by scheme ' || CAST(q.scheme_id AS TEXT)
    FROM (
        SELECT DISTINCT scheme_id
        FROM dispatch_queue
        WHERE scheme_id IS NOT NULL) AS q
    LEFT JOIN scheme AS s ON s.scheme_id = q.scheme_id
    WHERE s.scheme_id IS NULL
    LIMIT $1";

/// An id that was given out is never given out again.
pub(super) const COUNTERS_AHEAD: &str = "
    SELECT 'counter ' || u.name
    FROM (
        SELECT 'party' AS name, MAX(holder_id) AS last
        FROM holder
        UNION ALL
        SELECT 'party', MAX(agent_id)
        FROM agent
        UNION ALL
        SELECT 'party', MAX(staff_id)
        FROM staff
        UNION ALL
        SELECT 'party', MAX(center_id)
        FROM center
        UNION ALL
        SELECT 'party', MAX(provider_id)
        FROM provider
        UNION ALL
        SELECT 'item', MAX(purchase_id)
        FROM purchase
        UNION ALL
        SELECT 'batch', MAX(batch_id)
        FROM batch
        UNION ALL
        SELECT 'tier', MAX(tier_id)
        FROM tier
        UNION ALL
        SELECT 'source', MAX(source_id)
        FROM source
        UNION ALL
        SELECT 'chain', MAX(chain_id)
        FROM chain
        UNION ALL
        SELECT 'plan-version', MAX(version_id)
        FROM plan_version
        UNION ALL
        SELECT 'scheme', MAX(scheme_id)
        FROM scheme
        UNION ALL
        SELECT 'cohort', MAX(cohort_id)
        FROM cohort
        UNION ALL
        SELECT 'payment', MAX(payment_id)
        FROM payment
        UNION ALL
        SELECT 'run', MAX(run_id)
        FROM run
        UNION ALL
        SELECT 'entry', MAX(entry_id)
        FROM journal
        UNION ALL
        SELECT 'regroup', MAX(regroup_id)
        FROM regroup
        UNION ALL
        SELECT 'request', MAX(request_id)
        FROM request
        UNION ALL
        SELECT 'service', MAX(service_id)
        FROM service
        UNION ALL
        SELECT 'listing', MAX(listing_id)
        FROM listing
        UNION ALL
        SELECT 'notice', MAX(notice_id)
        FROM notice) AS u
    LEFT JOIN counter AS c ON c.name = u.name
    WHERE u.last >= COALESCE(c.next, 0)
    ORDER BY u.name
    LIMIT $1";

pub(super) const STATEMENTS_NUMBERED: &str = "
    SELECT 'statements of ' || CAST(year AS TEXT)
    FROM statement
    GROUP BY year
    HAVING MIN(number) <> 1
        OR MAX(number) <> COUNT(*)
    ORDER BY year
    LIMIT $1";
