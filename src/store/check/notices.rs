//! Passes over notices, and over the references of theirs that no foreign key keeps.

/// The cohort of a notice may be there no more: then nobody sees it. Sender 0 is the platform.
pub(super) const NOTICES_HELD: &str = "
    SELECT 'notice ' || CAST(n.notice_id AS TEXT)
    FROM notice AS n
    LEFT JOIN holder AS h ON h.holder_id = n.sender_id
    LEFT JOIN scheme AS s ON s.scheme_id = n.scheme_id
    LEFT JOIN cohort AS c ON c.cohort_id = n.cohort_id
    WHERE (n.sender_id <> 0 AND h.holder_id IS NULL)
       OR s.scheme_id IS NULL
       OR c.scheme_id <> n.scheme_id
    UNION ALL
    SELECT 'reader ' || CAST(r.holder_id AS TEXT) || ' of notice ' || CAST(r.notice_id AS TEXT)
    FROM notice_read AS r
    LEFT JOIN notice AS n ON n.notice_id = r.notice_id
    LEFT JOIN holder AS h ON h.holder_id = r.holder_id
    WHERE n.notice_id IS NULL
       OR h.holder_id IS NULL
    UNION ALL
    SELECT 'attempt ' || CAST(a.n AS TEXT) || ' of notice ' || CAST(a.item_id AS TEXT)
    FROM delivery_attempt AS a
    LEFT JOIN notice AS n ON n.notice_id = a.item_id
    LEFT JOIN holder AS h ON h.holder_id = a.holder_id
    WHERE a.kind = 1
      AND (n.notice_id IS NULL OR n.service_id IS NULL OR h.holder_id IS NULL)
    ORDER BY 1
    LIMIT $1";

pub(super) const NOTICES_QUEUED: &str = "
    SELECT 'notice ' || CAST(q.item_id AS TEXT) || ' to holder ' || CAST(q.holder_id AS TEXT)
    FROM dispatch_queue AS q
    LEFT JOIN notice AS n ON n.notice_id = q.item_id AND n.service_id = q.service_id
    LEFT JOIN holder AS h ON h.holder_id = q.holder_id
    WHERE q.kind = 1
      AND (n.notice_id IS NULL
           OR h.holder_id IS NULL
           OR q.holder_id = n.sender_id)
    UNION ALL
    SELECT 'notice ' || CAST(q.item_id AS TEXT) || ' to holder ' || CAST(q.holder_id AS TEXT)
    FROM dispatch_queue AS q
    WHERE q.kind = 1
    GROUP BY q.item_id, q.holder_id
    HAVING COUNT(*) > 1
    ORDER BY 1
    LIMIT $1";
