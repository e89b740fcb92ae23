-- Big tables, each distributed on Citus by the key that stands in its primary key: card by its number, a
-- claim by what it claims, everything of a holder by holder_id. Foreign keys run to reference tables only;
-- `db check` has a pass for every other reference.

CREATE TABLE card (
    card_no    INTEGER NOT NULL PRIMARY KEY,
    batch_id   INTEGER NOT NULL REFERENCES batch (batch_id),
    serial     INTEGER NOT NULL,
    state      TEXT   NOT NULL,
    released   INTEGER NOT NULL CHECK (released IN (0, 1)),
    agent_id   INTEGER REFERENCES agent (agent_id),
    staff_id   INTEGER REFERENCES staff (staff_id),
    holder_id  INTEGER,
    activation BLOB  NOT NULL,
    failed_tries INTEGER NOT NULL,
    last_failed_at INTEGER
) STRICT;

-- The next stocked card of a batch.
CREATE INDEX card_stock ON card (batch_id, serial) WHERE state = 'stocked';
-- Cards of holders by their last four digits.
CREATE INDEX card_last4 ON card (card_no % 10000) WHERE holder_id IS NOT NULL;

CREATE TABLE card_event (
    card_no    INTEGER NOT NULL,
    seq        INTEGER NOT NULL,
    from_state TEXT   NOT NULL,
    to_state   TEXT   NOT NULL,
    at         INTEGER NOT NULL,
    channel    TEXT   NOT NULL,
    reason     TEXT,
    operator   TEXT   NOT NULL,
    PRIMARY KEY (card_no, seq)
) STRICT, WITHOUT ROWID;

-- Who a strong parameter belongs to: uniqueness lives here, by blind index.
CREATE TABLE parameter_claim (
    namespace  TEXT   NOT NULL,
    digest     BLOB  NOT NULL,
    holder_id  INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    PRIMARY KEY (namespace, digest)
) STRICT, WITHOUT ROWID;

CREATE TABLE ref_claim (
    ref        TEXT   NOT NULL PRIMARY KEY,
    holder_id  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- 24-bit tags of names: not unique, so that they do not show how often a name occurs.
CREATE TABLE name_index (
    tag        INTEGER NOT NULL,
    holder_id  INTEGER NOT NULL,
    PRIMARY KEY (tag, holder_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE holder (
    holder_id  INTEGER NOT NULL PRIMARY KEY,
    ref        TEXT   NOT NULL,
    card_no    INTEGER NOT NULL,
    state      TEXT   NOT NULL CHECK (state IN ('registered', 'active')),
    name       BLOB  NOT NULL,
    name_mask  BLOB  NOT NULL,
    registered_at INTEGER NOT NULL,
    activated_at INTEGER,
    active_from INTEGER,
    wanted_tier_id INTEGER REFERENCES tier (tier_id),
    visits     INTEGER NOT NULL,
    fees       INTEGER NOT NULL CHECK (fees BETWEEN 0 AND 999999999999),
    consent    TEXT,
    guardian_consent TEXT,
    recorded   INTEGER NOT NULL
) STRICT;

CREATE TABLE holder_parameter (
    holder_id  INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    kind       TEXT   NOT NULL,
    namespace  TEXT   NOT NULL,
    tag        TEXT   NOT NULL,
    value      BLOB  NOT NULL,
    mask       BLOB  NOT NULL,
    recorded   INTEGER NOT NULL,
    retired_at INTEGER,
    PRIMARY KEY (holder_id, n)
) STRICT, WITHOUT ROWID;

-- In clear only the facets that a scheme names.
CREATE TABLE holder_facet (
    holder_id  INTEGER NOT NULL,
    facet      TEXT   NOT NULL,
    value      TEXT   NOT NULL,
    PRIMARY KEY (holder_id, facet)
) STRICT, WITHOUT ROWID;

CREATE TABLE attribution (
    holder_id  INTEGER NOT NULL,
    since      INTEGER NOT NULL,
    recorded   INTEGER NOT NULL,
    center_id  INTEGER NOT NULL REFERENCES center (center_id),
    staff_id   INTEGER REFERENCES staff (staff_id),
    agent_id   INTEGER REFERENCES agent (agent_id),
    PRIMARY KEY (holder_id, since, recorded)
) STRICT, WITHOUT ROWID;

CREATE TABLE holder_tier (
    holder_id  INTEGER NOT NULL,
    since      INTEGER NOT NULL,
    recorded   INTEGER NOT NULL,
    tier_id    INTEGER NOT NULL REFERENCES tier (tier_id),
    PRIMARY KEY (holder_id, since, recorded)
) STRICT, WITHOUT ROWID;

CREATE TABLE payment_claim (
    source_id  INTEGER NOT NULL REFERENCES source (source_id),
    external_id TEXT  NOT NULL,
    holder_id  INTEGER NOT NULL,
    payment_id INTEGER NOT NULL,
    PRIMARY KEY (source_id, external_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE payment (
    payment_id INTEGER NOT NULL,
    holder_id  INTEGER NOT NULL,
    source_id  INTEGER NOT NULL REFERENCES source (source_id),
    external_id TEXT  NOT NULL,
    amount     INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 999999999999),
    channel    TEXT   NOT NULL,
    paid_at    INTEGER NOT NULL,
    recorded   INTEGER NOT NULL,
    PRIMARY KEY (payment_id, holder_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX payment_holder ON payment (holder_id);

CREATE TABLE visit (
    holder_id  INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    channel    TEXT   NOT NULL,
    PRIMARY KEY (holder_id, n)
) STRICT, WITHOUT ROWID;

-- Where a scheme puts a holder: the leaf and the priority key, from which every row of `member` follows.
CREATE TABLE placement (
    holder_id  INTEGER NOT NULL,
    scheme_id  INTEGER NOT NULL REFERENCES scheme (scheme_id),
    cohort_id  INTEGER NOT NULL REFERENCES cohort (cohort_id),
    key        BLOB  NOT NULL,
    PRIMARY KEY (holder_id, scheme_id)
) STRICT, WITHOUT ROWID;

-- A holder is a member of the leaf and of every cohort above it. The rank is not stored: it is the place of
-- (key, holder_id) within the cohort, so that one holder moves without touching the others.
CREATE TABLE member (
    cohort_id  INTEGER NOT NULL REFERENCES cohort (cohort_id),
    key        BLOB  NOT NULL,
    holder_id  INTEGER NOT NULL,
    PRIMARY KEY (cohort_id, key, holder_id)
) STRICT, WITHOUT ROWID;
