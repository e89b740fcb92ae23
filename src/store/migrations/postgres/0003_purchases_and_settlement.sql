CREATE TABLE purchase_claim (
    source_id  BIGINT NOT NULL REFERENCES source (source_id),
    external_id TEXT COLLATE "C"  NOT NULL,
    purchase_id BIGINT NOT NULL,
    holder_id  BIGINT NOT NULL,
    content    BYTEA  NOT NULL,
    refunded   BIGINT NOT NULL CHECK (refunded >= 0),
    PRIMARY KEY (source_id, external_id)
);

-- An item: a purchase, or a refund (refund_of is the external id of its purchase in the same source). The
-- columns from rate_ppm on are its stamp: what was in force on its day, as known when it was recorded.
CREATE TABLE purchase (
    purchase_id BIGINT NOT NULL,
    holder_id  BIGINT NOT NULL,
    source_id  BIGINT NOT NULL REFERENCES source (source_id),
    external_id TEXT COLLATE "C"  NOT NULL,
    provider_id BIGINT NOT NULL REFERENCES provider (provider_id),
    amount     BIGINT NOT NULL CHECK (amount BETWEEN 1 AND 999999999999),
    occurred_at BIGINT NOT NULL,
    day        BIGINT NOT NULL,
    channel    TEXT COLLATE "C",
    category   TEXT COLLATE "C",
    refund_of  TEXT COLLATE "C",
    original_id BIGINT,
    held       TEXT COLLATE "C",
    rate_ppm   BIGINT NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
    center_id  BIGINT NOT NULL REFERENCES center (center_id),
    staff_id   BIGINT REFERENCES staff (staff_id),
    chain_id   BIGINT,
    tier_id    BIGINT REFERENCES tier (tier_id),
    recorded   BIGINT NOT NULL,
    PRIMARY KEY (purchase_id, holder_id)
);

-- The refunds of a purchase.
CREATE INDEX purchase_original ON purchase (original_id, holder_id) WHERE original_id IS NOT NULL;

-- Refunds that came before their purchase, by what they wait for.
CREATE TABLE waiting_refund (
    source_id  BIGINT NOT NULL REFERENCES source (source_id),
    refund_of  TEXT COLLATE "C"   NOT NULL,
    purchase_id BIGINT NOT NULL,
    holder_id  BIGINT NOT NULL,
    PRIMARY KEY (source_id, refund_of, purchase_id)
);

-- The queue of what is not settled: purchases (kind 0) before refunds (kind 1), each in the order of its id.
-- due_on is the item's civil day; a plan's hold days come on top when it is read.
CREATE TABLE due (
    kind       BIGINT NOT NULL CHECK (kind IN (0, 1)),
    purchase_id BIGINT NOT NULL,
    due_on     BIGINT NOT NULL,
    holder_id  BIGINT NOT NULL,
    PRIMARY KEY (kind, purchase_id, holder_id)
);

-- An item is settled once: this key forbids the second time.
CREATE TABLE settled (
    purchase_id BIGINT NOT NULL,
    holder_id  BIGINT NOT NULL,
    run_id     BIGINT NOT NULL,
    version_id BIGINT NOT NULL REFERENCES plan_version (version_id),
    pool       BIGINT NOT NULL CHECK (pool BETWEEN -999999999999 AND 999999999999),
    PRIMARY KEY (purchase_id, holder_id)
);

-- The slot is the place in the fixed order: 0 the holder, 1 to 64 the agent of that level, 65 the staff
-- member, 66 the center, 67 the platform.
CREATE TABLE line (
    run_id     BIGINT NOT NULL,
    purchase_id BIGINT NOT NULL,
    slot       BIGINT NOT NULL CHECK (slot BETWEEN 0 AND 67),
    party_id   BIGINT NOT NULL,
    amount     BIGINT NOT NULL CHECK (amount BETWEEN -999999999999 AND 999999999999 AND amount <> 0),
    holder_id  BIGINT NOT NULL,
    PRIMARY KEY (run_id, purchase_id, slot, holder_id)
);

CREATE TABLE run (
    run_id     BIGINT NOT NULL PRIMARY KEY,
    state      TEXT COLLATE "C"   NOT NULL CHECK (state IN ('calculating', 'calculated', 'approved', 'posted', 'discarded')),
    through    BIGINT NOT NULL,
    cutoff     BIGINT NOT NULL,
    epoch      BIGINT NOT NULL,
    post       BIGINT NOT NULL CHECK (post IN (0, 1)),
    expect     TEXT COLLATE "C",
    started_at BIGINT NOT NULL,
    started_by TEXT COLLATE "C"   NOT NULL,
    finished_at BIGINT,
    approved_at BIGINT,
    approved_by TEXT COLLATE "C",
    ended_at   BIGINT,
    ended_by   TEXT COLLATE "C",
    purchases  BIGINT,
    refunds    BIGINT,
    lines      BIGINT,
    pool       BIGINT,
    digest     TEXT COLLATE "C"
);

-- What each role received in a calculated run.
CREATE TABLE run_total (
    run_id     BIGINT NOT NULL,
    role       TEXT COLLATE "C"   NOT NULL,
    parties    BIGINT NOT NULL,
    lines      BIGINT NOT NULL,
    amount     BIGINT NOT NULL,
    PRIMARY KEY (run_id, role)
);

CREATE TABLE journal (
    entry_id   BIGINT NOT NULL PRIMARY KEY,
    kind       TEXT COLLATE "C"   NOT NULL,
    run_id     BIGINT UNIQUE,
    dated      BIGINT NOT NULL,
    recorded   BIGINT NOT NULL,
    operator   TEXT COLLATE "C"   NOT NULL
);

CREATE TABLE posting (
    party_id   BIGINT NOT NULL,
    entry_id   BIGINT NOT NULL,
    kind       TEXT COLLATE "C"   NOT NULL,
    amount     BIGINT NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (party_id, entry_id, kind)
);
