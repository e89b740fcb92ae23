-- Big tables, each distributed on Citus by the key that stands in its primary key: card by its number, a
-- claim by what it claims, everything of a holder by holder_id. Foreign keys run to reference tables only;
-- `db check` has a pass for every other reference.

CREATE TABLE card (
    card_no    BIGINT NOT NULL PRIMARY KEY,
    batch_id   BIGINT NOT NULL REFERENCES batch (batch_id),
    serial     BIGINT NOT NULL,
    state      TEXT COLLATE "C"   NOT NULL,
    released   BIGINT NOT NULL CHECK (released IN (0, 1)),
    agent_id   BIGINT REFERENCES agent (agent_id),
    staff_id   BIGINT REFERENCES staff (staff_id),
    holder_id  BIGINT,
    activation BYTEA  NOT NULL,
    failed_tries BIGINT NOT NULL,
    last_failed_at BIGINT
);

-- The next stocked card of a batch.
CREATE INDEX card_stock ON card (batch_id, serial) WHERE state = 'stocked';
-- Cards of holders by their last four digits.
CREATE INDEX card_last4 ON card ((card_no % 10000)) WHERE holder_id IS NOT NULL;

CREATE TABLE card_event (
    card_no    BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    from_state TEXT COLLATE "C"   NOT NULL,
    to_state   TEXT COLLATE "C"   NOT NULL,
    at         BIGINT NOT NULL,
    channel    TEXT COLLATE "C"   NOT NULL,
    reason     TEXT COLLATE "C",
    operator   TEXT COLLATE "C"   NOT NULL,
    PRIMARY KEY (card_no, seq)
);

-- Who a strong parameter belongs to: uniqueness lives here, by blind index.
CREATE TABLE parameter_claim (
    namespace  TEXT COLLATE "C"   NOT NULL,
    digest     BYTEA  NOT NULL,
    holder_id  BIGINT NOT NULL,
    n          BIGINT NOT NULL,
    PRIMARY KEY (namespace, digest)
);

CREATE TABLE ref_claim (
    ref        TEXT COLLATE "C"   NOT NULL PRIMARY KEY,
    holder_id  BIGINT NOT NULL
);

-- 24-bit tags of names: not unique, so that they do not show how often a name occurs.
CREATE TABLE name_index (
    tag        BIGINT NOT NULL,
    holder_id  BIGINT NOT NULL,
    PRIMARY KEY (tag, holder_id)
);

CREATE TABLE holder (
    holder_id  BIGINT NOT NULL PRIMARY KEY,
    ref        TEXT COLLATE "C"   NOT NULL,
    card_no    BIGINT NOT NULL,
    state      TEXT COLLATE "C"   NOT NULL CHECK (state IN ('registered', 'active')),
    name       BYTEA  NOT NULL,
    name_mask  BYTEA  NOT NULL,
    registered_at BIGINT NOT NULL,
    activated_at BIGINT,
    active_from BIGINT,
    wanted_tier_id BIGINT REFERENCES tier (tier_id),
    visits     BIGINT NOT NULL,
    fees       BIGINT NOT NULL CHECK (fees BETWEEN 0 AND 999999999999),
    consent    TEXT COLLATE "C",
    guardian_consent TEXT COLLATE "C",
    recorded   BIGINT NOT NULL
);

CREATE TABLE holder_parameter (
    holder_id  BIGINT NOT NULL,
    n          BIGINT NOT NULL,
    kind       TEXT COLLATE "C"   NOT NULL,
    namespace  TEXT COLLATE "C"   NOT NULL,
    tag        TEXT COLLATE "C"   NOT NULL,
    value      BYTEA  NOT NULL,
    mask       BYTEA  NOT NULL,
    recorded   BIGINT NOT NULL,
    retired_at BIGINT,
    PRIMARY KEY (holder_id, n)
);

-- In clear only the facets that a scheme names.
CREATE TABLE holder_facet (
    holder_id  BIGINT NOT NULL,
    facet      TEXT COLLATE "C"   NOT NULL,
    value      TEXT COLLATE "C"   NOT NULL,
    PRIMARY KEY (holder_id, facet)
);

CREATE TABLE attribution (
    holder_id  BIGINT NOT NULL,
    since      BIGINT NOT NULL,
    recorded   BIGINT NOT NULL,
    center_id  BIGINT NOT NULL REFERENCES center (center_id),
    staff_id   BIGINT REFERENCES staff (staff_id),
    agent_id   BIGINT REFERENCES agent (agent_id),
    PRIMARY KEY (holder_id, since, recorded)
);

CREATE TABLE holder_tier (
    holder_id  BIGINT NOT NULL,
    since      BIGINT NOT NULL,
    recorded   BIGINT NOT NULL,
    tier_id    BIGINT NOT NULL REFERENCES tier (tier_id),
    PRIMARY KEY (holder_id, since, recorded)
);

CREATE TABLE payment_claim (
    source_id  BIGINT NOT NULL REFERENCES source (source_id),
    external_id TEXT COLLATE "C"  NOT NULL,
    holder_id  BIGINT NOT NULL,
    payment_id BIGINT NOT NULL,
    PRIMARY KEY (source_id, external_id)
);

CREATE TABLE payment (
    payment_id BIGINT NOT NULL,
    holder_id  BIGINT NOT NULL,
    source_id  BIGINT NOT NULL REFERENCES source (source_id),
    external_id TEXT COLLATE "C"  NOT NULL,
    amount     BIGINT NOT NULL CHECK (amount BETWEEN 1 AND 999999999999),
    channel    TEXT COLLATE "C"   NOT NULL,
    paid_at    BIGINT NOT NULL,
    recorded   BIGINT NOT NULL,
    PRIMARY KEY (payment_id, holder_id)
);

CREATE INDEX payment_holder ON payment (holder_id);

CREATE TABLE visit (
    holder_id  BIGINT NOT NULL,
    n          BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    channel    TEXT COLLATE "C"   NOT NULL,
    PRIMARY KEY (holder_id, n)
);

-- Where a scheme puts a holder: the leaf and the priority key, from which every row of `member` follows.
CREATE TABLE placement (
    holder_id  BIGINT NOT NULL,
    scheme_id  BIGINT NOT NULL REFERENCES scheme (scheme_id),
    cohort_id  BIGINT NOT NULL REFERENCES cohort (cohort_id),
    key        BYTEA  NOT NULL,
    PRIMARY KEY (holder_id, scheme_id)
);

-- A holder is a member of the leaf and of every cohort above it. The rank is not stored: it is the place of
-- (key, holder_id) within the cohort, so that one holder moves without touching the others.
CREATE TABLE member (
    cohort_id  BIGINT NOT NULL REFERENCES cohort (cohort_id),
    key        BYTEA  NOT NULL,
    holder_id  BIGINT NOT NULL,
    PRIMARY KEY (cohort_id, key, holder_id)
);
