-- Platform, parties and their histories. On Citus these are reference tables, or local to the coordinator:
-- small, read by every settlement, and written before the distributed tables of a transaction.
--
-- Instants are microseconds since 1970 in UTC, days are civil days since 1970-01-01, money is minor units,
-- rates are parts per million. A history is append-only: in force on a day, as known at a moment, is the row
-- with the greatest (since, recorded) among those with since <= day and recorded <= moment.

CREATE TABLE setting (
    key        TEXT   NOT NULL PRIMARY KEY,
    value      TEXT   NOT NULL
) STRICT, WITHOUT ROWID;

-- Ids are assigned by the program, in blocks; gaps are fine.
CREATE TABLE counter (
    name       TEXT   NOT NULL PRIMARY KEY,
    next       INTEGER NOT NULL CHECK (next > 0)
) STRICT, WITHOUT ROWID;

-- Who holds a lock, for the message only: the lock itself is the system's and dies with its process.
CREATE TABLE lock_owner (
    name       TEXT   NOT NULL PRIMARY KEY,
    owner      TEXT   NOT NULL,
    since      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE center (
    center_id  INTEGER NOT NULL PRIMARY KEY,
    code       TEXT   NOT NULL UNIQUE,
    name       TEXT   NOT NULL,
    recorded   INTEGER NOT NULL
) STRICT;

CREATE TABLE staff (
    staff_id   INTEGER NOT NULL PRIMARY KEY,
    code       TEXT   NOT NULL UNIQUE,
    name       BLOB  NOT NULL,
    center_id  INTEGER NOT NULL REFERENCES center (center_id),
    recorded   INTEGER NOT NULL
) STRICT;

CREATE TABLE agent (
    agent_id   INTEGER NOT NULL PRIMARY KEY,
    code       TEXT   NOT NULL UNIQUE,
    name       BLOB  NOT NULL,
    region     TEXT,
    center_id  INTEGER REFERENCES center (center_id),
    recorded   INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX agent_region ON agent (region) WHERE region IS NOT NULL;

CREATE TABLE agent_parent (
    agent_id   INTEGER NOT NULL REFERENCES agent (agent_id),
    since      INTEGER NOT NULL,
    recorded   INTEGER NOT NULL,
    parent_id  INTEGER REFERENCES agent (agent_id),
    PRIMARY KEY (agent_id, since, recorded)
) STRICT, WITHOUT ROWID;

CREATE TABLE agent_status (
    agent_id   INTEGER NOT NULL REFERENCES agent (agent_id),
    since      INTEGER NOT NULL,
    recorded   INTEGER NOT NULL,
    suspended  INTEGER NOT NULL CHECK (suspended IN (0, 1)),
    PRIMARY KEY (agent_id, since, recorded)
) STRICT, WITHOUT ROWID;

CREATE TABLE provider (
    provider_id INTEGER NOT NULL PRIMARY KEY,
    code       TEXT   NOT NULL UNIQUE,
    name       TEXT   NOT NULL,
    recorded   INTEGER NOT NULL
) STRICT;

CREATE TABLE provider_rate (
    provider_id INTEGER NOT NULL REFERENCES provider (provider_id),
    since      INTEGER NOT NULL,
    recorded   INTEGER NOT NULL,
    rate_ppm   INTEGER NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
    PRIMARY KEY (provider_id, since, recorded)
) STRICT, WITHOUT ROWID;

CREATE TABLE tier (
    tier_id    INTEGER NOT NULL PRIMARY KEY,
    code       TEXT   NOT NULL UNIQUE,
    name       TEXT   NOT NULL,
    rank       INTEGER NOT NULL UNIQUE,
    min_fee    INTEGER CHECK (min_fee BETWEEN 0 AND 999999999999),
    permissions TEXT  NOT NULL,
    is_default INTEGER NOT NULL CHECK (is_default IN (0, 1)),
    recorded   INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX tier_default ON tier (is_default) WHERE is_default = 1;

-- Where purchases and payments come from; an external id is unique within its source.
CREATE TABLE source (
    source_id  INTEGER NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL UNIQUE
) STRICT;

-- Agent chains, interned: a purchase's stamp holds one chain_id. Level 1 is the agent nearest to the holder;
-- a suspended agent keeps its level and receives nothing.
CREATE TABLE chain (
    chain_id   INTEGER NOT NULL,
    level      INTEGER NOT NULL CHECK (level BETWEEN 1 AND 64),
    agent_id   INTEGER NOT NULL REFERENCES agent (agent_id),
    suspended  INTEGER NOT NULL CHECK (suspended IN (0, 1)),
    PRIMARY KEY (chain_id, level)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_version (
    version_id INTEGER NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    effective_from INTEGER NOT NULL,
    rounding   TEXT   NOT NULL,
    hold_days  INTEGER NOT NULL CHECK (hold_days >= 0),
    digest     TEXT   NOT NULL,
    state      TEXT   NOT NULL CHECK (state IN ('imported', 'approved', 'withdrawn')),
    imported_at INTEGER NOT NULL,
    imported_by TEXT  NOT NULL,
    decided_at INTEGER,
    decided_by TEXT
) STRICT;

-- One sequence of versions for the platform: no two in force from the same day.
CREATE UNIQUE INDEX plan_version_day ON plan_version (effective_from) WHERE state <> 'withdrawn';

CREATE TABLE plan_share (
    version_id INTEGER NOT NULL REFERENCES plan_version (version_id),
    n          INTEGER NOT NULL,
    slot       INTEGER NOT NULL CHECK (slot BETWEEN 0 AND 66),
    tier       TEXT,
    category   TEXT,
    rate_ppm   INTEGER NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
    missing    TEXT   NOT NULL,
    PRIMARY KEY (version_id, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE scheme (
    scheme_id  INTEGER NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL UNIQUE,
    facets     TEXT   NOT NULL,
    priority   TEXT   NOT NULL,
    recorded   INTEGER NOT NULL
) STRICT;

CREATE TABLE cohort (
    cohort_id  INTEGER NOT NULL PRIMARY KEY,
    scheme_id  INTEGER NOT NULL REFERENCES scheme (scheme_id),
    path       TEXT   NOT NULL,
    parent_id  INTEGER REFERENCES cohort (cohort_id),
    depth      INTEGER NOT NULL,
    value      TEXT   NOT NULL,
    UNIQUE (scheme_id, path)
) STRICT;

CREATE TABLE batch (
    batch_id   INTEGER NOT NULL PRIMARY KEY,
    center_id  INTEGER NOT NULL REFERENCES center (center_id),
    program    TEXT   NOT NULL,
    cards      INTEGER NOT NULL CHECK (cards > 0),
    state      TEXT   NOT NULL,
    agent_id   INTEGER REFERENCES agent (agent_id),
    staff_id   INTEGER REFERENCES staff (staff_id),
    file_sha256 TEXT  NOT NULL,
    issued_at  INTEGER NOT NULL,
    issued_by  TEXT   NOT NULL
) STRICT;
