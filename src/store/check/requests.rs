//! Passes over requests, and over the references of theirs that no foreign key keeps.

pub(super) const SECRETS_HELD: &str = "
    SELECT 'secret of holder ' || CAST(s.holder_id AS TEXT)
    FROM holder_secret AS s
    LEFT JOIN holder AS h ON h.holder_id = s.holder_id
    WHERE h.holder_id IS NULL
    ORDER BY s.holder_id
    LIMIT $1";

/// Holder 0 is nobody who is known.
pub(super) const REQUESTS_HELD: &str = "
    SELECT 'request ' || CAST(r.request_id AS TEXT)
    FROM request AS r
    LEFT JOIN holder AS h ON h.holder_id = r.holder_id
    WHERE r.holder_id <> 0
      AND h.holder_id IS NULL
    UNION ALL
    SELECT 'claim ' || c.external_id
    FROM request_claim AS c
    LEFT JOIN request AS r
        ON r.request_id = c.request_id AND r.holder_id = c.holder_id AND r.external_id = c.external_id
    WHERE r.request_id IS NULL
    UNION ALL
    SELECT 'attempt ' || CAST(a.n AS TEXT) || ' of request ' || CAST(a.item_id AS TEXT)
    FROM delivery_attempt AS a
    LEFT JOIN request AS r ON r.request_id = a.item_id AND r.holder_id = a.holder_id
    WHERE a.kind = 0
      AND r.request_id IS NULL
    LIMIT $1";

pub(super) const REQUESTS_QUEUED: &str = "
    SELECT 'request ' || CAST(r.request_id AS TEXT)
    FROM request AS r
    LEFT JOIN (
        SELECT item_id, holder_id, COUNT(*) AS places
        FROM dispatch_queue
        WHERE kind = 0
        GROUP BY item_id, holder_id) AS q ON q.item_id = r.request_id AND q.holder_id = r.holder_id
    WHERE COALESCE(q.places, 0) <> CASE r.state WHEN 'waiting' THEN 1 ELSE 0 END
    UNION ALL
    SELECT 'place of request ' || CAST(q.item_id AS TEXT)
    FROM dispatch_queue AS q
    LEFT JOIN request AS r ON r.request_id = q.item_id AND r.holder_id = q.holder_id
    WHERE q.kind = 0
      AND r.request_id IS NULL
    UNION ALL
    SELECT 'place of item ' || CAST(q.item_id AS TEXT) || ' in service ' || CAST(q.service_id AS TEXT)
    FROM dispatch_queue AS q
    LEFT JOIN service AS s ON s.service_id = q.service_id
    WHERE q.kind = 0
      AND s.service_id IS NULL
    LIMIT $1";
