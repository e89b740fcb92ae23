//! What is always true of cards and of whom they belong to.

pub(super) const CARDS_AND_HOLDERS: &str = "
    SELECT 'holder ' || h.ref
    FROM holder AS h
    LEFT JOIN card AS c ON c.card_no = h.card_no
    WHERE c.holder_id IS NULL
       OR c.holder_id <> h.holder_id
    UNION ALL
    SELECT 'card ' || CAST(c.card_no AS TEXT)
    FROM card AS c
    LEFT JOIN holder AS h ON h.holder_id = c.holder_id
    WHERE c.holder_id IS NOT NULL
      AND h.holder_id IS NULL
    LIMIT $1";

pub(super) const ONE_LIVE_CARD: &str = "
    SELECT 'holder ' || h.ref
    FROM holder AS h
    LEFT JOIN card AS c ON c.holder_id = h.holder_id AND c.state IN ('sold', 'active', 'frozen', 'lost')
    GROUP BY h.ref, h.state, h.card_no
    HAVING COUNT(c.card_no) <> 1
        OR (h.state = 'registered') <> (SUM(CASE WHEN c.state = 'sold' THEN 1 ELSE 0 END) = 1)
           AND SUM(CASE WHEN c.state = 'lost' THEN 1 ELSE 0 END) = 0
        OR MAX(c.card_no) <> h.card_no
    ORDER BY h.ref
    LIMIT $1";

pub(super) const CARD_STATES: &str = "
    SELECT 'card ' || CAST(c.card_no AS TEXT)
    FROM card AS c
    LEFT JOIN card_event AS e
        ON e.card_no = c.card_no
        AND e.seq = (SELECT MAX(l.seq) FROM card_event AS l WHERE l.card_no = c.card_no)
    WHERE COALESCE(e.to_state, 'stocked') <> c.state
    ORDER BY c.card_no
    LIMIT $1";

pub(super) const EVENTS_FOLLOW: &str = "
    SELECT 'card ' || CAST(e.card_no AS TEXT) || ' event ' || CAST(e.seq AS TEXT)
    FROM card_event AS e
    LEFT JOIN card_event AS b ON b.card_no = e.card_no AND b.seq = e.seq - 1
    WHERE COALESCE(b.to_state, 'stocked') <> e.from_state
    ORDER BY e.card_no, e.seq
    LIMIT $1";

/// The moves of `CARD_MOVES`, which a test compares.
pub(super) const CARD_MOVES_LEGAL: &str = "
    SELECT 'card ' || CAST(card_no AS TEXT) || ' event ' || CAST(seq AS TEXT) || ': ' || from_state || ' to ' || to_state
    FROM card_event
    WHERE from_state || '>' || to_state NOT IN (
        'stocked>sold', 'stocked>void', 'sold>active', 'sold>lost', 'active>frozen', 'active>lost', 'frozen>active',
        'frozen>lost', 'lost>sold', 'lost>active', 'lost>frozen', 'lost>replaced')
    ORDER BY card_no, seq
    LIMIT $1";

/// A card that was active once was of a holder who is one.
pub(super) const HOLDERS_STAY: &str = "
    SELECT 'holder ' || ref
    FROM holder
    WHERE (state = 'active') <> (activated_at IS NOT NULL)
       OR (state = 'active') <> (active_from IS NOT NULL)
    UNION ALL
    SELECT 'card ' || CAST(e.card_no AS TEXT) || ' event ' || CAST(e.seq AS TEXT)
    FROM card_event AS e
    LEFT JOIN card AS c ON c.card_no = e.card_no
    LEFT JOIN holder AS h ON h.holder_id = c.holder_id
    WHERE e.to_state = 'active'
      AND COALESCE(h.state, '') <> 'active'
    LIMIT $1";

pub(super) const BLOCKS_FOLLOW_EVENTS: &str = "
    SELECT 'holder ' || CAST(b.holder_id AS TEXT) || ' block ' || CAST(b.n AS TEXT)
    FROM card_block AS b
    LEFT JOIN card_event AS e ON e.card_no = b.card_no AND e.seq = b.seq
    LEFT JOIN card AS c ON c.card_no = b.card_no
    LEFT JOIN card_block AS a ON a.holder_id = b.holder_id AND a.n = b.n + 1
    WHERE e.to_state IS NULL
       OR e.to_state <> b.state
       OR e.at <> b.at
       OR c.holder_id IS NULL
       OR c.holder_id <> b.holder_id
       OR a.at < b.at
       OR b.state = 'replaced' AND (a.n IS NULL OR a.at <> b.at OR a.card_no = b.card_no)
    UNION ALL
    SELECT 'card ' || CAST(e.card_no AS TEXT) || ' event ' || CAST(e.seq AS TEXT)
    FROM card_event AS e
    JOIN card AS c ON c.card_no = e.card_no
    LEFT JOIN card_block AS b ON b.holder_id = c.holder_id AND b.card_no = e.card_no AND b.seq = e.seq
    WHERE b.n IS NULL
      AND (e.from_state IN ('frozen', 'lost') OR e.to_state IN ('frozen', 'lost', 'replaced'))
    LIMIT $1";

pub(super) const RESTRICTED_SEALED: &str = "
    SELECT 'holder ' || h.ref
    FROM holder AS h
    WHERE h.restricted_at IS NOT NULL
      AND (EXISTS (
              SELECT 1
              FROM holder_facets AS f
              WHERE f.holder_id = h.holder_id)
          OR EXISTS (
              SELECT 1
              FROM placement AS p
              WHERE p.holder_id = h.holder_id)
          OR EXISTS (
              SELECT 1
              FROM placement_past AS x
              WHERE x.holder_id = h.holder_id)
          OR EXISTS (
              SELECT 1
              FROM holder_secret AS s
              WHERE s.holder_id = h.holder_id)
          OR EXISTS (
              SELECT 1
              FROM request AS r
              WHERE r.holder_id = h.holder_id
                AND r.state = 'waiting')
          OR h.holder_id IN (
              SELECT m.holder_id
              FROM notice_read AS m)
          OR h.holder_id IN (
              SELECT q.holder_id
              FROM dispatch_queue AS q))
    ORDER BY h.ref
    LIMIT $1";
