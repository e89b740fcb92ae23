//! Passes over what holders offer.

pub(super) const LISTINGS_FOLLOW: &str = "
    SELECT 'listing ' || CAST(l.listing_id AS TEXT) || ': its holder'
    FROM listing AS l
    LEFT JOIN holder AS h ON h.holder_id = l.holder_id
    LEFT JOIN holder AS t ON t.holder_id = l.to_holder_id
    WHERE h.holder_id IS NULL
       OR (l.to_holder_id IS NOT NULL AND t.holder_id IS NULL)
       OR l.to_holder_id = l.holder_id
    UNION ALL
    SELECT 'listing ' || CAST(l.listing_id AS TEXT) || ': its purchase'
    FROM listing AS l
    LEFT JOIN purchase AS p
        ON p.purchase_id = l.purchase_id
       AND p.refund_of IS NULL
       AND ((p.holder_id = l.to_holder_id AND p.provider_id = l.holder_id)
            OR (l.state = 'swapped' AND p.holder_id = l.holder_id AND p.provider_id = l.to_holder_id))
    WHERE l.purchase_id IS NOT NULL
      AND p.purchase_id IS NULL
    UNION ALL
    SELECT 'listing ' || CAST(l.listing_id AS TEXT) || ': what it was swapped for'
    FROM listing AS l
    LEFT JOIN listing AS o
        ON o.listing_id = l.swapped_for
       AND o.swapped_for = l.listing_id
       AND o.holder_id = l.to_holder_id
       AND o.to_holder_id = l.holder_id
       AND COALESCE(o.purchase_id, 0) = COALESCE(l.purchase_id, 0)
    WHERE l.swapped_for IS NOT NULL
      AND o.listing_id IS NULL
    ORDER BY 1
    LIMIT $1";

pub(super) const LISTINGS_END: &str = "
    SELECT 'listing ' || CAST(l.listing_id AS TEXT) || ': its state'
    FROM listing AS l
    LEFT JOIN listing_event AS e
        ON e.listing_id = l.listing_id
       AND e.seq = (SELECT MAX(x.seq) FROM listing_event AS x WHERE x.listing_id = l.listing_id)
    WHERE COALESCE(e.to_state, '') <> l.state
       OR e.at <> COALESCE(l.ended_at, l.created_at)
    UNION ALL
    SELECT 'listing ' || CAST(e.listing_id AS TEXT) || ': event ' || CAST(e.seq AS TEXT)
    FROM listing_event AS e
    LEFT JOIN listing AS l ON l.listing_id = e.listing_id
    LEFT JOIN listing_event AS b ON b.listing_id = e.listing_id AND b.seq = e.seq - 1
    WHERE l.listing_id IS NULL
       OR COALESCE(e.from_state, '') <> COALESCE(b.to_state, '')
       OR (e.seq > 1 AND b.listing_id IS NULL)
    ORDER BY 1
    LIMIT $1";
