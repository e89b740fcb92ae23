CREATE TABLE purchase_claim (
    source_id  INTEGER NOT NULL REFERENCES source (source_id),
    external_id TEXT  NOT NULL,
    purchase_id INTEGER NOT NULL,
    holder_id  INTEGER NOT NULL,
    content    BLOB  NOT NULL,
    refunded   INTEGER NOT NULL CHECK (refunded >= 0),
    PRIMARY KEY (source_id, external_id)
) STRICT, WITHOUT ROWID;

-- An item: a purchase, or a refund (refund_of is the external id of its purchase in the same source). The
-- columns from rate_ppm on are its stamp: what was in force on its day, as known when it was recorded.
CREATE TABLE purchase (
    purchase_id INTEGER NOT NULL,
    holder_id  INTEGER NOT NULL,
    source_id  INTEGER NOT NULL REFERENCES source (source_id),
    external_id TEXT  NOT NULL,
    provider_id INTEGER NOT NULL REFERENCES provider (provider_id),
    amount     INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 999999999999),
    occurred_at INTEGER NOT NULL,
    day        INTEGER NOT NULL,
    channel    TEXT,
    category   TEXT,
    refund_of  TEXT,
    original_id INTEGER,
    held       TEXT,
    rate_ppm   INTEGER NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
    center_id  INTEGER NOT NULL REFERENCES center (center_id),
    staff_id   INTEGER REFERENCES staff (staff_id),
    chain_id   INTEGER,
    tier_id    INTEGER REFERENCES tier (tier_id),
    recorded   INTEGER NOT NULL,
    PRIMARY KEY (purchase_id, holder_id)
) STRICT, WITHOUT ROWID;

-- The refunds of a purchase.
CREATE INDEX purchase_original ON purchase (original_id, holder_id) WHERE original_id IS NOT NULL;

-- Refunds that came before their purchase, by what they wait for.
CREATE TABLE waiting_refund (
    source_id  INTEGER NOT NULL REFERENCES source (source_id),
    refund_of  TEXT   NOT NULL,
    purchase_id INTEGER NOT NULL,
    holder_id  INTEGER NOT NULL,
    PRIMARY KEY (source_id, refund_of, purchase_id)
) STRICT, WITHOUT ROWID;

-- The queue of what is not settled: purchases (kind 0) before refunds (kind 1), each in the order of its id.
-- due_on is the item's civil day; a plan's hold days come on top when it is read.
CREATE TABLE due (
    kind       INTEGER NOT NULL CHECK (kind IN (0, 1)),
    purchase_id INTEGER NOT NULL,
    due_on     INTEGER NOT NULL,
    holder_id  INTEGER NOT NULL,
    PRIMARY KEY (kind, purchase_id, holder_id)
) STRICT, WITHOUT ROWID;

-- An item is settled once: this key forbids the second time.
CREATE TABLE settled (
    purchase_id INTEGER NOT NULL,
    holder_id  INTEGER NOT NULL,
    run_id     INTEGER NOT NULL,
    version_id INTEGER NOT NULL REFERENCES plan_version (version_id),
    pool       INTEGER NOT NULL CHECK (pool BETWEEN -999999999999 AND 999999999999),
    PRIMARY KEY (purchase_id, holder_id)
) STRICT, WITHOUT ROWID;

-- The slot is the place in the fixed order: 0 the holder, 1 to 64 the agent of that level, 65 the staff
-- member, 66 the center, 67 the platform.
CREATE TABLE line (
    run_id     INTEGER NOT NULL,
    purchase_id INTEGER NOT NULL,
    slot       INTEGER NOT NULL CHECK (slot BETWEEN 0 AND 67),
    party_id   INTEGER NOT NULL,
    amount     INTEGER NOT NULL CHECK (amount BETWEEN -999999999999 AND 999999999999 AND amount <> 0),
    holder_id  INTEGER NOT NULL,
    PRIMARY KEY (run_id, purchase_id, slot, holder_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE run (
    run_id     INTEGER NOT NULL PRIMARY KEY,
    state      TEXT   NOT NULL CHECK (state IN ('calculating', 'calculated', 'approved', 'posted', 'discarded')),
    through    INTEGER NOT NULL,
    cutoff     INTEGER NOT NULL,
    epoch      INTEGER NOT NULL,
    post       INTEGER NOT NULL CHECK (post IN (0, 1)),
    expect     TEXT,
    started_at INTEGER NOT NULL,
    started_by TEXT   NOT NULL,
    finished_at INTEGER,
    approved_at INTEGER,
    approved_by TEXT,
    ended_at   INTEGER,
    ended_by   TEXT,
    purchases  INTEGER,
    refunds    INTEGER,
    lines      INTEGER,
    pool       INTEGER,
    digest     TEXT
) STRICT;

-- What each role received in a calculated run.
CREATE TABLE run_total (
    run_id     INTEGER NOT NULL,
    role       TEXT   NOT NULL,
    parties    INTEGER NOT NULL,
    lines      INTEGER NOT NULL,
    amount     INTEGER NOT NULL,
    PRIMARY KEY (run_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE journal (
    entry_id   INTEGER NOT NULL PRIMARY KEY,
    kind       TEXT   NOT NULL,
    run_id     INTEGER UNIQUE,
    dated      INTEGER NOT NULL,
    recorded   INTEGER NOT NULL,
    operator   TEXT   NOT NULL
) STRICT;

CREATE TABLE posting (
    party_id   INTEGER NOT NULL,
    entry_id   INTEGER NOT NULL,
    kind       TEXT   NOT NULL,
    amount     INTEGER NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (party_id, entry_id, kind)
) STRICT, WITHOUT ROWID;
