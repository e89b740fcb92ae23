-- Goods that holders sell and swap. On Citus both tables are distributed by listing_id. No foreign key runs to a table that
-- grows: `db check` has a pass for those references.

-- Something that a holder offers: for a price, or for something else of a stated value. Without a cohort everybody sees it.
-- What was sold or swapped names whom it went to, and the purchase that was made of it; what was swapped also the other one.
CREATE TABLE listing (
    listing_id BIGINT NOT NULL PRIMARY KEY,
    holder_id  BIGINT NOT NULL,
    kind       TEXT COLLATE "C"   NOT NULL CHECK (kind IN ('sell', 'swap')),
    title      TEXT COLLATE "C"   NOT NULL,
    category   TEXT COLLATE "C",
    amount     BIGINT NOT NULL CHECK (amount BETWEEN 1 AND 999999999999),
    wish       TEXT COLLATE "C",
    cohort_id  BIGINT,
    state      TEXT COLLATE "C"   NOT NULL CHECK (state IN ('open', 'sold', 'swapped', 'withdrawn')),
    created_at BIGINT NOT NULL,
    ended_at   BIGINT,
    to_holder_id BIGINT,
    swapped_for BIGINT,
    purchase_id BIGINT,
    CHECK ((kind = 'swap') = (wish IS NOT NULL)),
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK ((state IN ('sold', 'swapped')) = (to_holder_id IS NOT NULL)),
    CHECK ((state = 'swapped') = (swapped_for IS NOT NULL)),
    CHECK (state <> 'sold' OR purchase_id IS NOT NULL),
    CHECK (state IN ('sold', 'swapped') OR purchase_id IS NULL)
);

CREATE INDEX listing_holder ON listing (holder_id, listing_id);

-- What happened to it: append-only. The first has no state before.
CREATE TABLE listing_event (
    listing_id BIGINT NOT NULL,
    seq        BIGINT NOT NULL CHECK (seq > 0),
    from_state TEXT COLLATE "C",
    to_state   TEXT COLLATE "C"   NOT NULL,
    at         BIGINT NOT NULL,
    operator   TEXT COLLATE "C"   NOT NULL,
    reason     TEXT COLLATE "C",
    detail     TEXT COLLATE "C",
    PRIMARY KEY (listing_id, seq)
);

INSERT INTO counter (name, next)
SELECT 'listing', 1
WHERE EXISTS (SELECT 1 FROM counter);
