-- Goods that holders sell and swap. On Citus both tables are distributed by listing_id. No foreign key runs to a table that
-- grows: `db check` has a pass for those references.

-- Something that a holder offers: for a price, or for something else of a stated value. Without a cohort everybody sees it.
-- What was sold or swapped names whom it went to, and the purchase that was made of it; what was swapped also the other one.
CREATE TABLE listing (
    listing_id INTEGER NOT NULL PRIMARY KEY,
    holder_id  INTEGER NOT NULL,
    kind       TEXT   NOT NULL CHECK (kind IN ('sell', 'swap')),
    title      TEXT   NOT NULL,
    category   TEXT,
    amount     INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 999999999999),
    wish       TEXT,
    cohort_id  INTEGER,
    state      TEXT   NOT NULL CHECK (state IN ('open', 'sold', 'swapped', 'withdrawn')),
    created_at INTEGER NOT NULL,
    ended_at   INTEGER,
    to_holder_id INTEGER,
    swapped_for INTEGER,
    purchase_id INTEGER,
    CHECK ((kind = 'swap') = (wish IS NOT NULL)),
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK ((state IN ('sold', 'swapped')) = (to_holder_id IS NOT NULL)),
    CHECK ((state = 'swapped') = (swapped_for IS NOT NULL)),
    CHECK (state <> 'sold' OR purchase_id IS NOT NULL),
    CHECK (state IN ('sold', 'swapped') OR purchase_id IS NULL)
) STRICT;

CREATE INDEX listing_holder ON listing (holder_id, listing_id);

-- What happened to it: append-only. The first has no state before.
CREATE TABLE listing_event (
    listing_id INTEGER NOT NULL,
    seq        INTEGER NOT NULL CHECK (seq > 0),
    from_state TEXT,
    to_state   TEXT   NOT NULL,
    at         INTEGER NOT NULL,
    operator   TEXT   NOT NULL,
    reason     TEXT,
    detail     TEXT,
    PRIMARY KEY (listing_id, seq)
) STRICT, WITHOUT ROWID;

INSERT INTO counter (name, next)
SELECT 'listing', 1
WHERE EXISTS (SELECT 1 FROM counter);
