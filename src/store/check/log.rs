//! What is always true of the audit log beside its chain.

/// As many entries as acts, by subject; of months and adjustments by act alone, for their entries call them otherwise.
pub(super) const ACTS_AUDITED: &str = "
    SELECT d.action || ' ' || d.subject || ': done ' || CAST(d.acts AS TEXT) || ' times, entered '
           || CAST(COALESCE(l.entries, 0) AS TEXT)
    FROM (
        SELECT 'settle run' AS action, CAST(run_id AS TEXT) AS subject, 1 AS acts
        FROM run
        UNION ALL
        SELECT 'settle calculate', CAST(run_id AS TEXT), 1
        FROM run
        WHERE state IN ('calculated', 'approved', 'posted')
        UNION ALL
        SELECT 'settle approve', CAST(run_id AS TEXT), 1
        FROM run
        WHERE state IN ('approved', 'posted')
        UNION ALL
        SELECT 'settle post', CAST(run_id AS TEXT), 1
        FROM run
        WHERE state = 'posted'
        UNION ALL
        SELECT 'settle discard', CAST(run_id AS TEXT), 1
        FROM run
        WHERE state = 'discarded'
        UNION ALL
        SELECT 'payout create', CAST(payout_id AS TEXT), 1
        FROM payout
        UNION ALL
        SELECT 'payout approve', CAST(payout_id AS TEXT), 1
        FROM payout
        WHERE state = 'approved'
        UNION ALL
        SELECT 'payout discard', CAST(payout_id AS TEXT), 1
        FROM payout
        WHERE state = 'discarded'
        UNION ALL
        SELECT 'payout export', CAST(payout_id AS TEXT), COUNT(*)
        FROM payout_export
        GROUP BY payout_id
        UNION ALL
        SELECT 'batch issue', CAST(batch_id AS TEXT), 1
        FROM batch
        UNION ALL
        SELECT 'plan import', name, COUNT(*)
        FROM plan_version
        GROUP BY name
        UNION ALL
        SELECT 'plan approve', name, COUNT(*)
        FROM plan_version
        WHERE state = 'approved'
        GROUP BY name
        UNION ALL
        SELECT 'holder restrict', ref, 1
        FROM holder
        WHERE restricted_at IS NOT NULL) AS d
    LEFT JOIN (
        SELECT action, subject, COUNT(*) AS entries
        FROM audit
        WHERE outcome = 'done'
          AND action IN ('settle run', 'settle calculate', 'settle approve', 'settle post', 'settle discard',
                         'payout create', 'payout approve', 'payout discard', 'payout export', 'batch issue',
                         'plan import', 'plan approve', 'holder restrict')
        GROUP BY action, subject) AS l ON l.action = d.action AND l.subject = d.subject
    WHERE COALESCE(l.entries, 0) < d.acts
    UNION ALL
    SELECT d.action || ': done ' || CAST(d.acts AS TEXT) || ' times, entered ' || CAST(COALESCE(l.entries, 0) AS TEXT)
    FROM (
        SELECT 'period close' AS action, COUNT(*) AS acts
        FROM period_event
        WHERE act = 'close'
        UNION ALL
        SELECT 'period reopen', COUNT(*)
        FROM period_event
        WHERE act IN ('reopen', 'withdraw')
        UNION ALL
        SELECT 'period approve', COUNT(*)
        FROM period_event
        WHERE act = 'approve'
        UNION ALL
        SELECT 'ledger adjust', COUNT(*)
        FROM adjustment
        UNION ALL
        SELECT 'ledger refuse', COUNT(*)
        FROM adjustment
        WHERE state = 'refused') AS d
    LEFT JOIN (
        SELECT action, COUNT(*) AS entries
        FROM audit
        WHERE outcome = 'done'
          AND action IN ('period close', 'period reopen', 'period approve', 'ledger adjust', 'ledger refuse')
        GROUP BY action) AS l ON l.action = d.action
    WHERE COALESCE(l.entries, 0) < d.acts
    LIMIT $1";
