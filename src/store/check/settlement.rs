//! Passes over what was settled and posted. The second parameter is the first run, or the first item.

pub(super) const LINES_SUM_TO_POOL: &str = "
    SELECT 'item ' || CAST(s.purchase_id AS TEXT)
    FROM settled AS s
    LEFT JOIN line AS l ON l.run_id = s.run_id AND l.purchase_id = s.purchase_id AND l.holder_id = s.holder_id
    WHERE s.purchase_id >= $2
    GROUP BY s.purchase_id, s.holder_id, s.pool
    HAVING CAST(COALESCE(SUM(l.amount), 0) AS BIGINT) <> s.pool
    ORDER BY s.purchase_id
    LIMIT $1";

pub(super) const LINES_HAVE_ITEMS: &str = "
    SELECT 'run ' || CAST(l.run_id AS TEXT) || ' item ' || CAST(l.purchase_id AS TEXT)
    FROM line AS l
    LEFT JOIN run AS r ON r.run_id = l.run_id
    LEFT JOIN settled AS s ON s.purchase_id = l.purchase_id AND s.holder_id = l.holder_id AND s.run_id = l.run_id
    WHERE l.run_id >= $2
      AND s.run_id IS NULL
      AND COALESCE(r.state, '') <> 'discarded'
    GROUP BY l.run_id, l.purchase_id
    ORDER BY l.run_id, l.purchase_id
    LIMIT $1";

pub(super) const REFUNDS_WITHIN_PURCHASE: &str = "
    SELECT 'item ' || CAST(o.purchase_id AS TEXT)
    FROM settled AS o
    JOIN purchase AS p ON p.original_id = o.purchase_id AND p.holder_id = o.holder_id
    JOIN settled AS s ON s.purchase_id = p.purchase_id AND s.holder_id = p.holder_id
    WHERE s.purchase_id >= $2
    GROUP BY o.purchase_id, o.holder_id, o.pool
    HAVING o.pool + CAST(SUM(s.pool) AS BIGINT) < 0
    ORDER BY o.purchase_id
    LIMIT $1";

/// A refund goes by the version of its purchase.
pub(super) const SETTLED_VERSIONS: &str = "
    SELECT 'item ' || CAST(s.purchase_id AS TEXT)
    FROM settled AS s
    JOIN purchase AS p ON p.purchase_id = s.purchase_id AND p.holder_id = s.holder_id
    LEFT JOIN plan_version AS v ON v.version_id = s.version_id
    LEFT JOIN settled AS o ON o.purchase_id = p.original_id AND o.holder_id = p.holder_id
    WHERE s.purchase_id >= $2
      AND (v.version_id IS NULL
           OR v.state <> 'approved'
           OR (p.refund_of IS NOT NULL AND COALESCE(o.version_id, 0) <> s.version_id)
           OR (p.refund_of IS NULL
               AND (v.effective_from > p.day
                    OR EXISTS (
                        SELECT 1
                        FROM plan_version AS n
                        WHERE n.state <> 'withdrawn'
                          AND n.effective_from > v.effective_from
                          AND n.effective_from <= p.day))))
    ORDER BY s.purchase_id
    LIMIT $1";

pub(super) const RUN_TOTALS: &str = "
    SELECT 'run ' || CAST(r.run_id AS TEXT)
    FROM run AS r
    LEFT JOIN (
        SELECT run_id, COUNT(*) AS lines, CAST(SUM(amount) AS BIGINT) AS amount
        FROM line
        WHERE run_id >= $2
        GROUP BY run_id) AS l ON l.run_id = r.run_id
    LEFT JOIN (
        SELECT run_id, CAST(SUM(lines) AS BIGINT) AS lines, CAST(SUM(amount) AS BIGINT) AS amount
        FROM run_total
        GROUP BY run_id) AS t ON t.run_id = r.run_id
    LEFT JOIN (
        SELECT s.run_id, COUNT(*) AS items, CAST(SUM(s.pool) AS BIGINT) AS pool,
               CAST(SUM(p.amount) AS BIGINT) AS amount, CAST(SUM(s.late) AS BIGINT) AS late
        FROM settled AS s
        JOIN purchase AS p ON p.purchase_id = s.purchase_id AND p.holder_id = s.holder_id
        WHERE s.run_id >= $2
        GROUP BY s.run_id) AS s ON s.run_id = r.run_id
    WHERE r.run_id >= $2
      AND r.state IN ('calculated', 'approved', 'posted')
      AND (r.lines <> COALESCE(l.lines, 0)
           OR r.pool <> COALESCE(l.amount, 0)
           OR r.lines <> COALESCE(t.lines, 0)
           OR r.pool <> COALESCE(t.amount, 0)
           OR r.pool <> COALESCE(s.pool, 0)
           OR COALESCE(r.amount, 0) <> COALESCE(s.amount, 0)
           OR COALESCE(r.late, 0) <> COALESCE(s.late, 0)
           OR r.purchases + r.refunds <> COALESCE(s.items, 0))
    ORDER BY r.run_id
    LIMIT $1";

pub(super) const ENTRIES_BALANCE: &str = "
    SELECT 'entry ' || CAST(p.entry_id AS TEXT)
    FROM posting AS p
    LEFT JOIN journal AS j ON j.entry_id = p.entry_id
    WHERE COALESCE(j.run_id, $2) >= $2
    GROUP BY p.entry_id
    HAVING SUM(p.amount) <> 0
        OR COUNT(j.entry_id) = 0
    ORDER BY p.entry_id
    LIMIT $1";

/// Both sides of each sum under each other, those of the lines with the other sign: what is left belongs to one alone.
pub(super) const POSTINGS_FOLLOW: &str = "
    SELECT 'run ' || CAST(run_id AS TEXT) || ' ' || kind || ' ' || CAST(party_id AS TEXT)
    FROM (
        SELECT j.run_id, p.kind, p.party_id, p.amount
        FROM journal AS j
        JOIN posting AS p ON p.entry_id = j.entry_id
        WHERE j.run_id >= $2
        UNION ALL
        SELECT l.run_id,
               CASE
                   WHEN l.slot = 0 THEN 'holder'
                   WHEN l.slot <= 64 THEN 'agent'
                   WHEN l.slot = 65 THEN 'staff'
                   WHEN l.slot = 66 THEN 'center'
                   ELSE 'platform'
               END,
               l.party_id, -l.amount
        FROM run AS r
        JOIN line AS l ON l.run_id = r.run_id
        WHERE r.run_id >= $2
          AND r.state = 'posted'
        UNION ALL
        SELECT s.run_id, 'provider', p.provider_id, s.pool
        FROM run AS r
        JOIN settled AS s ON s.run_id = r.run_id
        JOIN purchase AS p ON p.purchase_id = s.purchase_id AND p.holder_id = s.holder_id
        WHERE r.run_id >= $2
          AND r.state = 'posted') AS both_sides
    GROUP BY run_id, kind, party_id
    HAVING SUM(amount) <> 0
    ORDER BY run_id, kind, party_id
    LIMIT $1";

pub(super) const POSTED_RUNS: &str = "
    SELECT 'run ' || CAST(r.run_id AS TEXT)
    FROM run AS r
    LEFT JOIN journal AS j ON j.run_id = r.run_id
    WHERE r.run_id >= $2
      AND (r.state = 'posted') <> (j.run_id IS NOT NULL)
    ORDER BY r.run_id
    LIMIT $1";

pub(super) const DUE_OR_SETTLED: &str = "
    SELECT 'item ' || CAST(p.purchase_id AS TEXT)
    FROM purchase AS p
    LEFT JOIN due AS d
        ON d.kind = CASE WHEN p.refund_of IS NULL THEN 0 ELSE 1 END
        AND d.purchase_id = p.purchase_id
        AND d.holder_id = p.holder_id
    LEFT JOIN settled AS s ON s.purchase_id = p.purchase_id AND s.holder_id = p.holder_id
    WHERE p.purchase_id >= $2
      AND (d.purchase_id IS NULL) = (s.purchase_id IS NULL)
    ORDER BY p.purchase_id
    LIMIT $1";

pub(super) const QUEUE_FOLLOWS: &str = "
    SELECT 'item ' || CAST(d.purchase_id AS TEXT)
    FROM due AS d
    LEFT JOIN purchase AS p ON p.purchase_id = d.purchase_id AND p.holder_id = d.holder_id
    WHERE d.purchase_id >= $2
      AND (p.purchase_id IS NULL
           OR d.kind <> CASE WHEN p.refund_of IS NULL THEN 0 ELSE 1 END
           OR d.day <> p.day
           OR d.amount <> p.amount
           OR d.state <> CASE
                             WHEN p.held IS NOT NULL THEN 1
                             WHEN p.refund_of IS NOT NULL AND p.original_id IS NULL THEN 2
                             ELSE 0
                         END)
    ORDER BY d.purchase_id
    LIMIT $1";

pub(super) const ITEMS_CLAIMED: &str = "
    SELECT 'item ' || CAST(p.purchase_id AS TEXT)
    FROM purchase AS p
    LEFT JOIN purchase_claim AS c ON c.source_id = p.source_id AND c.external_id = p.external_id
    WHERE p.purchase_id >= $2
      AND (c.purchase_id IS NULL
           OR c.purchase_id <> p.purchase_id
           OR c.holder_id <> p.holder_id)
    UNION ALL
    SELECT 'claim ' || c.external_id
    FROM purchase_claim AS c
    LEFT JOIN purchase AS p ON p.purchase_id = c.purchase_id AND p.holder_id = c.holder_id
    WHERE c.purchase_id >= $2
      AND p.purchase_id IS NULL
    LIMIT $1";

pub(super) const REFUNDED_SUMS: &str = "
    SELECT 'claim ' || c.external_id
    FROM purchase_claim AS c
    JOIN purchase AS o ON o.purchase_id = c.purchase_id AND o.holder_id = c.holder_id
    LEFT JOIN purchase AS p
        ON p.original_id = c.purchase_id AND p.holder_id = c.holder_id AND p.held IS NULL
    WHERE c.purchase_id >= $2
    GROUP BY c.source_id, c.external_id, c.refunded, o.amount
    HAVING c.refunded <> CAST(COALESCE(SUM(p.amount), 0) AS BIGINT)
        OR c.refunded > o.amount
    ORDER BY c.external_id
    LIMIT $1";
