//! Passes over who really wrote an entry, which the database says where it knows its users.

/// Where the database knows users, an entry has the name of who wrote it, from the first that has one on.
pub(super) const ENTERED_BY_OPERATOR: &str = "
    SELECT 'audit entry ' || CAST(a.seq AS TEXT)
    FROM audit AS a
    WHERE a.entered_by <> a.operator
       OR (a.entered_by IS NULL AND a.seq > (SELECT MIN(f.seq) FROM audit AS f WHERE f.entered_by IS NOT NULL))
    UNION ALL
    SELECT 'journal entry ' || CAST(entry_id AS TEXT)
    FROM journal
    WHERE entered_by <> operator
    UNION ALL
    SELECT 'act ' || CAST(n AS TEXT) || ' on a month'
    FROM period_event
    WHERE entered_by <> operator
    UNION ALL
    SELECT 'rule ' || rule
    FROM plan_rule
    WHERE entered_by <> operator
    UNION ALL
    SELECT 'plan ' || name
    FROM plan_version
    WHERE entered_by <> imported_by
    UNION ALL
    SELECT 'run ' || CAST(run_id AS TEXT)
    FROM run
    WHERE entered_by <> started_by
    UNION ALL
    SELECT 'adjustment ' || CAST(adjustment_id AS TEXT)
    FROM adjustment
    WHERE entered_by <> asked_by
    UNION ALL
    SELECT 'payout ' || CAST(payout_id AS TEXT)
    FROM payout
    WHERE entered_by <> created_by
    LIMIT $1";
