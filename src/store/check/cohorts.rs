//! What is always true of cohorts, as statements that find where it is not.

/// The cohorts above a leaf are found by walking up once for each cohort, of which there are few.
pub(super) const MEMBERS_PLACED: &str = "
    WITH RECURSIVE above (leaf_id, cohort_id, scheme_id) AS (
        SELECT cohort_id, cohort_id, scheme_id
        FROM cohort
        UNION ALL
        SELECT a.leaf_id, c.parent_id, a.scheme_id
        FROM above AS a
        JOIN cohort AS c ON c.cohort_id = a.cohort_id
        WHERE c.parent_id IS NOT NULL)
    SELECT 'cohort ' || COALESCE(c.path, CAST(m.cohort_id AS TEXT)) || ' holder ' || CAST(m.holder_id AS TEXT)
    FROM member AS m
    LEFT JOIN cohort AS c ON c.cohort_id = m.cohort_id
    LEFT JOIN placement AS p ON p.holder_id = m.holder_id AND p.scheme_id = c.scheme_id AND p.key = m.key
    LEFT JOIN above AS a ON a.leaf_id = p.cohort_id AND a.cohort_id = m.cohort_id
    WHERE a.leaf_id IS NULL
    ORDER BY c.path, m.holder_id
    LIMIT $1";

/// As many member rows as levels down to the leaf: with `members-placed`, one in every cohort from the leaf up.
pub(super) const PLACEMENTS_MEMBERS: &str = "
    SELECT 'holder ' || CAST(p.holder_id AS TEXT)
    FROM placement AS p
    LEFT JOIN cohort AS l ON l.cohort_id = p.cohort_id
    LEFT JOIN (
        SELECT m.holder_id, c.scheme_id, COUNT(*) AS levels
        FROM member AS m
        JOIN cohort AS c ON c.cohort_id = m.cohort_id
        GROUP BY m.holder_id, c.scheme_id) AS m ON m.holder_id = p.holder_id AND m.scheme_id = p.scheme_id
    WHERE l.depth IS NULL
       OR m.levels IS NULL
       OR m.levels <> l.depth
    ORDER BY p.holder_id
    LIMIT $1";

pub(super) const COHORT_TREE: &str = "
    SELECT 'cohort ' || c.path
    FROM cohort AS c
    LEFT JOIN cohort AS a ON a.cohort_id = c.parent_id
    LEFT JOIN cohort_state AS s ON s.cohort_id = c.cohort_id
    WHERE s.cohort_id IS NULL
       OR (c.parent_id IS NULL) <> (c.depth = 1)
       OR (c.parent_id IS NOT NULL
           AND (a.cohort_id IS NULL
                OR a.depth <> c.depth - 1
                OR a.scheme_id <> c.scheme_id
                OR a.tree <> c.tree))
    UNION ALL
    SELECT 'state of cohort ' || CAST(s.cohort_id AS TEXT)
    FROM cohort_state AS s
    LEFT JOIN cohort AS c ON c.cohort_id = s.cohort_id
    WHERE c.cohort_id IS NULL
    LIMIT $1";

pub(super) const COHORT_COUNTS: &str = "
    SELECT 'cohort ' || CAST(s.cohort_id AS TEXT)
    FROM cohort_state AS s
    LEFT JOIN (
        SELECT cohort_id, COUNT(*) AS members
        FROM member
        GROUP BY cohort_id) AS m ON m.cohort_id = s.cohort_id
    WHERE s.members <> COALESCE(m.members, 0)
    ORDER BY s.cohort_id
    LIMIT $1";

pub(super) const COHORT_BLOCKS: &str = "
    SELECT 'cohort ' || CAST(b.cohort_id AS TEXT) || ' block ' || CAST(b.n AS TEXT)
    FROM (
        SELECT cohort_id, n, key, holder_id, members,
               LEAD(key) OVER (PARTITION BY cohort_id ORDER BY n) AS next_key,
               LEAD(holder_id) OVER (PARTITION BY cohort_id ORDER BY n) AS next_holder
        FROM cohort_block) AS b
    WHERE b.members <> CASE
        WHEN b.next_key IS NULL THEN (
            SELECT COUNT(*)
            FROM member AS m
            WHERE m.cohort_id = b.cohort_id
              AND (m.key, m.holder_id) >= (b.key, b.holder_id))
        ELSE (
            SELECT COUNT(*)
            FROM member AS m
            WHERE m.cohort_id = b.cohort_id
              AND (m.key, m.holder_id) >= (b.key, b.holder_id)
              AND (m.key, m.holder_id) < (b.next_key, b.next_holder))
        END
    ORDER BY b.cohort_id, b.n
    LIMIT $1";

pub(super) const COHORT_FOUNDERS: &str = "
    SELECT 'cohort ' || c.path
    FROM cohort AS c
    JOIN cohort_state AS s ON s.cohort_id = c.cohort_id
    JOIN scheme AS f ON f.scheme_id = c.scheme_id
    JOIN scheme_version AS v ON v.scheme_id = f.scheme_id AND v.version = f.version
    LEFT JOIN (
        SELECT m.cohort_id, h.holder_id, h.registered_at,
               ROW_NUMBER() OVER (PARTITION BY m.cohort_id ORDER BY h.registered_at, h.holder_id) AS place
        FROM member AS m
        JOIN holder AS h ON h.holder_id = m.holder_id
        JOIN cohort AS o ON o.cohort_id = m.cohort_id
        JOIN scheme AS g ON g.scheme_id = o.scheme_id
        JOIN scheme_version AS w ON w.scheme_id = g.scheme_id AND w.version = g.version AND w.founder_first = 1) AS m
        ON m.cohort_id = c.cohort_id AND m.place = 1
    WHERE COALESCE(s.founder_id, 0) <> COALESCE(m.holder_id, 0)
       OR COALESCE(s.founder_at, 0) <> COALESCE(m.registered_at, 0)
    ORDER BY c.path
    LIMIT $1";

pub(super) const PLACEMENTS_PAST: &str = "
    SELECT 'holder ' || CAST(x.holder_id AS TEXT) || ' scheme ' || CAST(x.scheme_id AS TEXT)
    FROM (
        SELECT holder_id, scheme_id, cohort_id, until,
               LEAD(since) OVER (PARTITION BY holder_id, scheme_id ORDER BY since) AS next
        FROM placement_past) AS x
    LEFT JOIN placement AS p ON p.holder_id = x.holder_id AND p.scheme_id = x.scheme_id
    LEFT JOIN cohort AS c ON c.cohort_id = x.cohort_id
    WHERE c.cohort_id IS NULL
       OR x.until > COALESCE(x.next, p.since, x.until)
    ORDER BY x.holder_id
    LIMIT $1";

pub(super) const VISITS_COUNTED: &str = "
    SELECT 'holder ' || h.ref
    FROM holder AS h
    LEFT JOIN (
        SELECT holder_id, COUNT(*) AS visits
        FROM visit
        GROUP BY holder_id) AS v ON v.holder_id = h.holder_id
    WHERE h.visits <> COALESCE(v.visits, 0)
    UNION ALL
    SELECT 'visit ' || c.external_id
    FROM visit_claim AS c
    LEFT JOIN visit AS v ON v.holder_id = c.holder_id AND v.n = c.n
    WHERE v.holder_id IS NULL
    LIMIT $1";

pub(super) const SCHEMES_IN_FORCE: &str = "
    SELECT 'scheme ' || s.name
    FROM scheme AS s
    LEFT JOIN scheme_version AS v ON v.scheme_id = s.scheme_id AND v.version = s.version
    WHERE v.in_force_at IS NULL
       OR EXISTS (
           SELECT 1
           FROM scheme_version AS o
           WHERE o.scheme_id = s.scheme_id
             AND (o.version > s.version AND o.in_force_at IS NOT NULL
                  OR o.version < s.version AND o.in_force_at >= v.in_force_at))
    ORDER BY s.name
    LIMIT $1";
