-- Platform, parties and their histories. On Citus these are reference tables, or local to the coordinator:
-- small, read by every settlement, and written before the distributed tables of a transaction.
--
-- Instants are microseconds since 1970 in UTC, days are civil days since 1970-01-01, money is minor units,
-- rates are parts per million. A history is append-only: in force on a day, as known at a moment, is the row
-- with the greatest (since, recorded) among those with since <= day and recorded <= moment.

CREATE TABLE setting (
    key        TEXT COLLATE "C"   NOT NULL PRIMARY KEY,
    value      TEXT COLLATE "C"   NOT NULL
);

-- Ids are assigned by the program, in blocks; gaps are fine.
CREATE TABLE counter (
    name       TEXT COLLATE "C"   NOT NULL PRIMARY KEY,
    next       BIGINT NOT NULL CHECK (next > 0)
);

-- Who holds a lock, for the message only: the lock itself is the system's and dies with its process.
CREATE TABLE lock_owner (
    name       TEXT COLLATE "C"   NOT NULL PRIMARY KEY,
    owner      TEXT COLLATE "C"   NOT NULL,
    since      BIGINT NOT NULL
);

CREATE TABLE center (
    center_id  BIGINT NOT NULL PRIMARY KEY,
    code       TEXT COLLATE "C"   NOT NULL UNIQUE,
    name       TEXT COLLATE "C"   NOT NULL,
    recorded   BIGINT NOT NULL
);

CREATE TABLE staff (
    staff_id   BIGINT NOT NULL PRIMARY KEY,
    code       TEXT COLLATE "C"   NOT NULL UNIQUE,
    name       BYTEA  NOT NULL,
    center_id  BIGINT NOT NULL REFERENCES center (center_id),
    recorded   BIGINT NOT NULL
);

CREATE TABLE agent (
    agent_id   BIGINT NOT NULL PRIMARY KEY,
    code       TEXT COLLATE "C"   NOT NULL UNIQUE,
    name       BYTEA  NOT NULL,
    region     TEXT COLLATE "C",
    center_id  BIGINT REFERENCES center (center_id),
    recorded   BIGINT NOT NULL
);

CREATE UNIQUE INDEX agent_region ON agent (region) WHERE region IS NOT NULL;

CREATE TABLE agent_parent (
    agent_id   BIGINT NOT NULL REFERENCES agent (agent_id),
    since      BIGINT NOT NULL,
    recorded   BIGINT NOT NULL,
    parent_id  BIGINT REFERENCES agent (agent_id),
    PRIMARY KEY (agent_id, since, recorded)
);

CREATE TABLE agent_status (
    agent_id   BIGINT NOT NULL REFERENCES agent (agent_id),
    since      BIGINT NOT NULL,
    recorded   BIGINT NOT NULL,
    suspended  BIGINT NOT NULL CHECK (suspended IN (0, 1)),
    PRIMARY KEY (agent_id, since, recorded)
);

CREATE TABLE provider (
    provider_id BIGINT NOT NULL PRIMARY KEY,
    code       TEXT COLLATE "C"   NOT NULL UNIQUE,
    name       TEXT COLLATE "C"   NOT NULL,
    recorded   BIGINT NOT NULL
);

CREATE TABLE provider_rate (
    provider_id BIGINT NOT NULL REFERENCES provider (provider_id),
    since      BIGINT NOT NULL,
    recorded   BIGINT NOT NULL,
    rate_ppm   BIGINT NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
    PRIMARY KEY (provider_id, since, recorded)
);

CREATE TABLE tier (
    tier_id    BIGINT NOT NULL PRIMARY KEY,
    code       TEXT COLLATE "C"   NOT NULL UNIQUE,
    name       TEXT COLLATE "C"   NOT NULL,
    rank       BIGINT NOT NULL UNIQUE,
    min_fee    BIGINT CHECK (min_fee BETWEEN 0 AND 999999999999),
    permissions TEXT COLLATE "C"  NOT NULL,
    is_default BIGINT NOT NULL CHECK (is_default IN (0, 1)),
    recorded   BIGINT NOT NULL
);

CREATE UNIQUE INDEX tier_default ON tier (is_default) WHERE is_default = 1;

-- Where purchases and payments come from; an external id is unique within its source.
CREATE TABLE source (
    source_id  BIGINT NOT NULL PRIMARY KEY,
    name       TEXT COLLATE "C"   NOT NULL UNIQUE
);

-- Agent chains, interned: a purchase's stamp holds one chain_id. Level 1 is the agent nearest to the holder;
-- a suspended agent keeps its level and receives nothing.
CREATE TABLE chain (
    chain_id   BIGINT NOT NULL,
    level      BIGINT NOT NULL CHECK (level BETWEEN 1 AND 64),
    agent_id   BIGINT NOT NULL REFERENCES agent (agent_id),
    suspended  BIGINT NOT NULL CHECK (suspended IN (0, 1)),
    PRIMARY KEY (chain_id, level)
);

CREATE TABLE plan_version (
    version_id BIGINT NOT NULL PRIMARY KEY,
    name       TEXT COLLATE "C"   NOT NULL,
    effective_from BIGINT NOT NULL,
    rounding   TEXT COLLATE "C"   NOT NULL,
    hold_days  BIGINT NOT NULL CHECK (hold_days >= 0),
    digest     TEXT COLLATE "C"   NOT NULL,
    state      TEXT COLLATE "C"   NOT NULL CHECK (state IN ('imported', 'approved', 'withdrawn')),
    imported_at BIGINT NOT NULL,
    imported_by TEXT COLLATE "C"  NOT NULL,
    decided_at BIGINT,
    decided_by TEXT COLLATE "C"
);

-- One sequence of versions for the platform: no two in force from the same day.
CREATE UNIQUE INDEX plan_version_day ON plan_version (effective_from) WHERE state <> 'withdrawn';

CREATE TABLE plan_share (
    version_id BIGINT NOT NULL REFERENCES plan_version (version_id),
    n          BIGINT NOT NULL,
    slot       BIGINT NOT NULL CHECK (slot BETWEEN 0 AND 66),
    tier       TEXT COLLATE "C",
    category   TEXT COLLATE "C",
    rate_ppm   BIGINT NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
    missing    TEXT COLLATE "C"   NOT NULL,
    PRIMARY KEY (version_id, n)
);

CREATE TABLE scheme (
    scheme_id  BIGINT NOT NULL PRIMARY KEY,
    name       TEXT COLLATE "C"   NOT NULL UNIQUE,
    facets     TEXT COLLATE "C"   NOT NULL,
    priority   TEXT COLLATE "C"   NOT NULL,
    recorded   BIGINT NOT NULL
);

CREATE TABLE cohort (
    cohort_id  BIGINT NOT NULL PRIMARY KEY,
    scheme_id  BIGINT NOT NULL REFERENCES scheme (scheme_id),
    path       TEXT COLLATE "C"   NOT NULL,
    parent_id  BIGINT REFERENCES cohort (cohort_id),
    depth      BIGINT NOT NULL,
    value      TEXT COLLATE "C"   NOT NULL,
    UNIQUE (scheme_id, path)
);

CREATE TABLE batch (
    batch_id   BIGINT NOT NULL PRIMARY KEY,
    center_id  BIGINT NOT NULL REFERENCES center (center_id),
    program    TEXT COLLATE "C"   NOT NULL,
    cards      BIGINT NOT NULL CHECK (cards > 0),
    state      TEXT COLLATE "C"   NOT NULL,
    agent_id   BIGINT REFERENCES agent (agent_id),
    staff_id   BIGINT REFERENCES staff (staff_id),
    file_sha256 TEXT COLLATE "C"  NOT NULL,
    issued_at  BIGINT NOT NULL,
    issued_by  TEXT COLLATE "C"   NOT NULL
);
