-- Schemes in versions, groupings that can be looked back at, what a cohort lets its members do, and visits from files.
-- On Citus scheme, scheme_version, cohort and cohort_policy are reference tables; cohort_state, cohort_block and regroup
-- are local to the coordinator; placement, placement_past, placement_due and holder_facets are distributed by
-- holder_id, visit_claim by its external id. No foreign key runs to a table that grows: `db check` has a pass for those
-- references.

-- The version in force is the one by which all holders stand where they stand. `grouped_on` is the day as of which they
-- were placed together, and nothing while somebody is not placed yet; `grouped_regions` is the hash of the table of
-- regions that was asked, empty where none was.
CREATE TABLE scheme_in_versions (
    scheme_id  INTEGER NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL UNIQUE,
    version    INTEGER NOT NULL,
    grouped_on INTEGER,
    grouped_regions TEXT NOT NULL,
    recorded   INTEGER NOT NULL
) STRICT;

-- Append-only. Versions of the same levels share the cohorts of the first of them, whose number is `tree`. A version
-- that never came in force has no moment of it.
CREATE TABLE scheme_version (
    scheme_id  INTEGER NOT NULL,
    version    INTEGER NOT NULL,
    tree       INTEGER NOT NULL,
    facets     TEXT   NOT NULL,
    priority   TEXT   NOT NULL,
    region_by  TEXT   NOT NULL CHECK (region_by IN ('issued', 'current')),
    founder_first INTEGER NOT NULL CHECK (founder_first IN (0, 1)),
    recorded   INTEGER NOT NULL,
    recorded_by TEXT  NOT NULL,
    reason     TEXT,
    in_force_at INTEGER,
    PRIMARY KEY (scheme_id, version)
) STRICT, WITHOUT ROWID;

INSERT INTO scheme_in_versions (scheme_id, name, version, grouped_on, grouped_regions, recorded)
SELECT scheme_id, name, 1, NULL, '', recorded
FROM scheme;

INSERT INTO scheme_version (scheme_id, version, tree, facets, priority, region_by, founder_first, recorded, recorded_by,
                            reason, in_force_at)
SELECT scheme_id, 1, 1, facets, priority, 'issued', 0, recorded, '', NULL, CAST(unixepoch('subsec') * 1000000 AS INTEGER)
FROM scheme;

CREATE TABLE cohort_of_tree (
    cohort_id  INTEGER NOT NULL PRIMARY KEY,
    scheme_id  INTEGER NOT NULL REFERENCES scheme_in_versions (scheme_id),
    tree       INTEGER NOT NULL,
    path       TEXT   NOT NULL,
    parent_id  INTEGER,
    depth      INTEGER NOT NULL,
    value      TEXT   NOT NULL,
    UNIQUE (scheme_id, tree, path)
) STRICT;

INSERT INTO cohort_of_tree (cohort_id, scheme_id, tree, path, parent_id, depth, value)
SELECT cohort_id, scheme_id, 1, path, parent_id, depth, value
FROM cohort;

-- How many are in a cohort, so that nobody counts a million; and who registered first, where a scheme puts them first.
CREATE TABLE cohort_state (
    cohort_id  INTEGER NOT NULL PRIMARY KEY,
    members    INTEGER NOT NULL CHECK (members >= 0),
    founder_id INTEGER,
    founder_at INTEGER
) STRICT;

INSERT INTO cohort_state (cohort_id, members, founder_id, founder_at)
SELECT c.cohort_id, COUNT(m.holder_id), NULL, NULL
FROM cohort AS c
LEFT JOIN member AS m ON m.cohort_id = c.cohort_id
GROUP BY c.cohort_id;

-- A large cohort in blocks of members, so that nobody counts up to a rank far down. A block begins with the place
-- (key, holder_id), the first one before all, and ends where the next begins. Which cohorts have blocks, and how many, is
-- decided when holders are regrouped; until the next time only the counts follow.
CREATE TABLE cohort_block (
    cohort_id  INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    key        BLOB  NOT NULL,
    holder_id  INTEGER NOT NULL,
    members    INTEGER NOT NULL CHECK (members >= 0),
    PRIMARY KEY (cohort_id, n)
) STRICT, WITHOUT ROWID;

-- Where a scheme puts a holder: the leaf and the priority key, from which every row of `member` follows, and since
-- when, in microseconds. What can be looked back at begins now: since when a holder stands there was not kept before.
CREATE TABLE placement_since (
    holder_id  INTEGER NOT NULL,
    scheme_id  INTEGER NOT NULL,
    cohort_id  INTEGER NOT NULL,
    key        BLOB  NOT NULL,
    since      INTEGER NOT NULL,
    PRIMARY KEY (holder_id, scheme_id)
) STRICT, WITHOUT ROWID;

INSERT INTO placement_since (holder_id, scheme_id, cohort_id, key, since)
SELECT p.holder_id, p.scheme_id, p.cohort_id, p.key, CAST(unixepoch('subsec') * 1000000 AS INTEGER)
FROM placement AS p
ORDER BY p.holder_id, p.scheme_id;

CREATE TABLE member_alone (
    cohort_id  INTEGER NOT NULL,
    key        BLOB  NOT NULL,
    holder_id  INTEGER NOT NULL,
    PRIMARY KEY (cohort_id, key, holder_id)
) STRICT, WITHOUT ROWID;

INSERT INTO member_alone (cohort_id, key, holder_id)
SELECT cohort_id, key, holder_id
FROM member
ORDER BY cohort_id, key, holder_id;

DROP TABLE member;
DROP TABLE placement;
DROP TABLE cohort;
DROP TABLE scheme;
ALTER TABLE scheme_in_versions RENAME TO scheme;
ALTER TABLE cohort_of_tree RENAME TO cohort;
ALTER TABLE placement_since RENAME TO placement;
ALTER TABLE member_alone RENAME TO member;

-- Cohorts from a node down, for looking back and for what a policy reaches.
CREATE INDEX cohort_parent ON cohort (parent_id);

-- Where a scheme put a holder before, from one moment until another. Rows are only added, but that nothing is left of
-- a holder who is restricted.
CREATE TABLE placement_past (
    holder_id  INTEGER NOT NULL,
    scheme_id  INTEGER NOT NULL,
    since      INTEGER NOT NULL,
    until      INTEGER NOT NULL CHECK (until > since),
    cohort_id  INTEGER NOT NULL,
    key        BLOB  NOT NULL,
    PRIMARY KEY (holder_id, scheme_id, since)
) STRICT, WITHOUT ROWID;

CREATE INDEX placement_past_cohort ON placement_past (cohort_id, until);

-- Holders whose facts changed without their being moved at once, as purchases do: the next regrouping looks at them.
-- `mark` is of one load, so that two that mark the same holder don't wait for each other.
CREATE TABLE placement_due (
    scheme_id  INTEGER NOT NULL,
    holder_id  INTEGER NOT NULL,
    mark       INTEGER NOT NULL,
    PRIMARY KEY (scheme_id, holder_id, mark)
) STRICT, WITHOUT ROWID;

-- Append-only: every regrouping that changed something.
CREATE TABLE regroup (
    regroup_id INTEGER NOT NULL PRIMARY KEY,
    scheme_id  INTEGER NOT NULL,
    version    INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    operator   TEXT   NOT NULL,
    mode       TEXT   NOT NULL CHECK (mode IN ('full', 'incremental')),
    placed     INTEGER NOT NULL,
    moved      INTEGER NOT NULL,
    reordered  INTEGER NOT NULL,
    new_cohorts INTEGER NOT NULL,
    emptied    INTEGER NOT NULL
) STRICT;

INSERT INTO counter (name, next)
SELECT 'regroup', 1
WHERE EXISTS (SELECT 1 FROM counter);

-- What a cohort lets its members do, in force is the last recorded for a path; what is NULL is inherited from the
-- cohort above. A path may be of a cohort that nobody is in yet.
CREATE TABLE cohort_policy (
    scheme_id  INTEGER NOT NULL,
    tree       INTEGER NOT NULL,
    path       TEXT   NOT NULL,
    recorded   INTEGER NOT NULL,
    priority   INTEGER CHECK (priority BETWEEN 1 AND 999),
    allowed    TEXT   NOT NULL,
    denied     TEXT   NOT NULL,
    services   TEXT,
    message_class TEXT,
    acknowledged TEXT,
    reason     TEXT   NOT NULL,
    operator   TEXT   NOT NULL,
    PRIMARY KEY (scheme_id, tree, path, recorded)
) STRICT, WITHOUT ROWID;

-- Visits that came from a file, by their id in its source.
CREATE TABLE visit_claim (
    source_id  INTEGER NOT NULL REFERENCES source (source_id),
    external_id TEXT  NOT NULL,
    holder_id  INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    PRIMARY KEY (source_id, external_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX visit_claim_holder ON visit_claim (holder_id, n);

-- What a holder bought, by which some priorities order and by which changes of a holder know what they pass over.
CREATE INDEX purchase_holder ON purchase (holder_id);

-- In clear only the facets that a scheme names: those of a holder are always read together, so that they are one value,
-- a json object, and not a row each.
CREATE TABLE holder_facets (
    holder_id  INTEGER NOT NULL PRIMARY KEY,
    facets     TEXT   NOT NULL
) STRICT;

INSERT INTO holder_facets (holder_id, facets)
SELECT holder_id, json_group_object(facet, value)
FROM (SELECT holder_id, facet, value FROM holder_facet ORDER BY holder_id, facet) AS f
GROUP BY holder_id
ORDER BY holder_id;

DROP TABLE holder_facet;
