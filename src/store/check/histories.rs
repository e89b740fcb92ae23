//! What is always true of histories: one value for each day, and nothing that was recorded when nobody did anything.

/// An agent begins with its place in the tree; without a change of its status it is not suspended.
pub(super) const HISTORIES_BEGIN: &str = "
    SELECT 'holder ' || h.ref
    FROM holder AS h
    WHERE h.state = 'active'
      AND NOT EXISTS (
          SELECT 1
          FROM attribution AS a
          WHERE a.holder_id = h.holder_id
            AND a.since <= h.active_from)
    UNION ALL
    SELECT 'agent ' || g.code
    FROM agent AS g
    LEFT JOIN agent_parent AS p ON p.agent_id = g.agent_id
    WHERE p.agent_id IS NULL
    UNION ALL
    SELECT 'provider ' || v.code
    FROM provider AS v
    LEFT JOIN provider_rate AS r ON r.provider_id = v.provider_id
    WHERE r.provider_id IS NULL
    UNION ALL
    SELECT 'chain ' || CAST(chain_id AS TEXT)
    FROM chain
    GROUP BY chain_id
    HAVING MIN(level) <> 1
        OR MAX(level) <> COUNT(*)
    LIMIT $1";

/// Whoever records something enters it into the log in the same act, at the same moment or a little later.
pub(super) const HISTORIES_RECORDED: &str = "
    SELECT r.what || ' ' || CAST(r.id AS TEXT) || ' recorded ' || CAST(r.recorded AS TEXT)
    FROM (
        SELECT 'parent of agent' AS what, agent_id AS id, recorded
        FROM agent_parent
        UNION ALL
        SELECT 'status of agent', agent_id, recorded
        FROM agent_status
        UNION ALL
        SELECT 'rate of provider', provider_id, recorded
        FROM provider_rate
        UNION ALL
        SELECT 'attribution of holder', holder_id, recorded
        FROM attribution
        UNION ALL
        SELECT 'tier of holder', holder_id, recorded
        FROM holder_tier) AS r
    WHERE r.recorded > (SELECT MAX(at) FROM audit)
    ORDER BY r.what, r.id, r.recorded
    LIMIT $1";
