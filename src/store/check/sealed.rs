//! What is always true of sealed values and of what they were taken from.

/// An envelope is a head of 3 bytes, a nonce of 24, a tag of 16 and at least one sealed byte; a readable value that somebody
/// wrote over it has no such head, or is shorter.
pub(super) const SEALED_WHOLE: &str = "
    SELECT 'holder ' || h.ref
    FROM holder AS h
    WHERE length(h.name) < 44
       OR length(h.name_mask) < 44
    UNION ALL
    SELECT 'parameter ' || CAST(p.n AS TEXT) || ' of holder ' || CAST(p.holder_id AS TEXT)
    FROM holder_parameter AS p
    WHERE length(p.value) < 44
       OR length(p.mask) < 44
       OR length(p.told) < 44
    UNION ALL
    SELECT 'staff member ' || s.code
    FROM staff AS s
    WHERE length(s.name) < 44
    UNION ALL
    SELECT 'agent ' || a.code
    FROM agent AS a
    WHERE length(a.name) < 44
    UNION ALL
    SELECT 'identity of party ' || CAST(i.party_id AS TEXT)
    FROM party_identity AS i
    WHERE length(i.name) < 44
       OR length(i.name_mask) < 44
       OR length(i.number) < 44
       OR length(i.number_mask) < 44
    UNION ALL
    SELECT 'account ' || CAST(b.n AS TEXT) || ' of party ' || CAST(b.party_id AS TEXT)
    FROM party_account AS b
    WHERE length(b.account) < 44
       OR length(b.account_mask) < 44
       OR length(b.name) < 44
    UNION ALL
    SELECT 'secret of holder ' || CAST(k.holder_id AS TEXT)
    FROM holder_secret AS k
    WHERE length(k.secret) < 44
    UNION ALL
    SELECT 'secret of provider ' || CAST(o.provider_id AS TEXT) || ' for service ' || CAST(o.service_id AS TEXT)
    FROM service_offer AS o
    WHERE length(o.secret) < 44
    UNION ALL
    SELECT 'request ' || CAST(q.request_id AS TEXT)
    FROM request AS q
    WHERE length(q.payload) < 43
    UNION ALL
    SELECT 'notice ' || CAST(n.notice_id AS TEXT)
    FROM notice AS n
    WHERE length(n.title) < 44
       OR length(n.body) < 44
    UNION ALL
    SELECT 'retained key of version ' || CAST(r.version AS TEXT)
    FROM retained_key AS r
    WHERE length(r.key) < 44
    LIMIT $1";
