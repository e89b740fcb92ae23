//! Passes over payouts and adjustments.

/// Both sides of each sum under each other, what the rows say with the other sign: what is left belongs to one alone. The
/// name of a row is made as `row_id` of the domain makes it.
pub(super) const PAYOUTS_FOLLOW: &str = "
    SELECT 'payout ' || CAST(p.payout_id AS TEXT) || ': its sums or its state'
    FROM payout AS p
    LEFT JOIN (
        SELECT payout_id, COUNT(*) AS items, CAST(SUM(gross) AS BIGINT) AS gross,
               CAST(SUM(withheld) AS BIGINT) AS withheld, CAST(SUM(net) AS BIGINT) AS net
        FROM payout_item
        GROUP BY payout_id) AS i ON i.payout_id = p.payout_id
    WHERE p.items <> COALESCE(i.items, 0)
       OR p.gross <> COALESCE(i.gross, 0)
       OR p.withheld <> COALESCE(i.withheld, 0)
       OR p.net <> COALESCE(i.net, 0)
       OR (p.state = 'created') <> (p.ended_at IS NULL)
    UNION ALL
    SELECT 'payout ' || CAST(i.payout_id AS TEXT) || ' party ' || CAST(i.party_id AS TEXT) || ': its state'
    FROM payout_item AS i
    LEFT JOIN payout AS p ON p.payout_id = i.payout_id
    LEFT JOIN party_account AS b ON b.party_id = i.party_id AND b.n = i.account_n
    WHERE p.payout_id IS NULL
       OR b.party_id IS NULL
       OR (i.state = 'pending') <> (i.confirmed_at IS NULL)
       OR (p.state <> 'approved' AND i.state <> 'pending')
    UNION ALL
    SELECT 'payout ' || CAST(i.payout_id AS TEXT) || ' party ' || CAST(i.party_id AS TEXT) || ': a rule that is not overridden'
    FROM payout_item AS i
    LEFT JOIN payout_rule AS r ON r.payout_id = i.payout_id AND r.rule = 'DS07'
    LEFT JOIN payout_rule AS s ON s.payout_id = i.payout_id AND s.rule = 'TX01'
    WHERE i.overridden IS NOT NULL
      AND i.overridden <> CASE
              WHEN r.rule IS NULL AND s.rule IS NULL THEN ''
              WHEN r.rule IS NULL THEN 'TX01'
              WHEN s.rule IS NULL OR i.overridden = 'DS07' THEN 'DS07'
              WHEN i.overridden = 'TX01' THEN 'TX01'
              ELSE 'DS07,TX01'
          END
    UNION ALL
    SELECT kind || ' of ' || subject || ': party or account ' || CAST(party_id AS TEXT)
    FROM (
        SELECT j.kind, COALESCE(j.subject, '') AS subject, o.party_id, o.amount
        FROM journal AS j
        JOIN posting AS o ON o.entry_id = j.entry_id
        WHERE j.kind IN ('payout', 'payout-paid', 'payout-returned')
        UNION ALL
        SELECT 'payout', 'payout ' || CAST(i.payout_id AS TEXT), a.account,
               CASE a.account WHEN -6 THEN -i.net ELSE -i.withheld END
        FROM payout AS p
        JOIN payout_item AS i ON i.payout_id = p.payout_id
        CROSS JOIN (SELECT -6 AS account UNION ALL SELECT -7) AS a
        WHERE p.state = 'approved'
        UNION ALL
        SELECT 'payout', 'payout ' || CAST(i.payout_id AS TEXT), i.party_id, i.gross
        FROM payout AS p
        JOIN payout_item AS i ON i.payout_id = p.payout_id
        WHERE p.state = 'approved'
        UNION ALL
        SELECT CASE i.state WHEN 'paid' THEN 'payout-paid' ELSE 'payout-returned' END,
               'payout ' || CAST(i.payout_id AS TEXT) || '-'
               || CASE
                      WHEN length(CAST(i.party_id AS TEXT)) >= 6 THEN CAST(i.party_id AS TEXT)
                      ELSE substr('000000' || CAST(i.party_id AS TEXT), length(CAST(i.party_id AS TEXT)) + 1)
                  END,
               CASE a.side WHEN 0 THEN -6 WHEN 1 THEN -5 WHEN 2 THEN -7 ELSE i.party_id END,
               CASE a.side WHEN 0 THEN i.net WHEN 1 THEN -i.net WHEN 2 THEN i.withheld ELSE -i.gross END
        FROM payout_item AS i
        JOIN (
            SELECT 'paid' AS state, 0 AS side
            UNION ALL
            SELECT 'paid', 1
            UNION ALL
            SELECT 'failed', 0
            UNION ALL
            SELECT 'failed', 2
            UNION ALL
            SELECT 'failed', 3) AS a ON a.state = i.state) AS both_sides
    GROUP BY kind, subject, party_id
    HAVING SUM(amount) <> 0
    UNION ALL
    SELECT 'transit: not what is under way'
    FROM (
        SELECT (SELECT COALESCE(SUM(amount), 0) FROM posting WHERE party_id = -6) AS balance,
               (SELECT COALESCE(SUM(i.net), 0)
                FROM payout AS p
                JOIN payout_item AS i ON i.payout_id = p.payout_id
                WHERE p.state = 'approved'
                  AND i.state IN ('pending', 'unknown')) AS under_way) AS t
    WHERE t.balance <> t.under_way
    LIMIT $1";

pub(super) const ADJUSTMENTS_FOLLOW: &str = "
    SELECT subject || ': party or account ' || CAST(party_id AS TEXT)
    FROM (
        SELECT COALESCE(j.subject, 'an adjustment') AS subject, o.kind, o.party_id, o.amount
        FROM journal AS j
        JOIN posting AS o ON o.entry_id = j.entry_id
        WHERE j.kind = 'adjustment'
        UNION ALL
        SELECT 'adjustment ' || CAST(adjustment_id AS TEXT), kind, party_id, -amount
        FROM adjustment
        WHERE state = 'approved'
        UNION ALL
        SELECT 'adjustment ' || CAST(adjustment_id AS TEXT), 'account', -9, amount
        FROM adjustment
        WHERE state = 'approved') AS both_sides
    GROUP BY subject, kind, party_id
    HAVING SUM(amount) <> 0
    ORDER BY subject, party_id
    LIMIT $1";
