-- Schemes in versions, groupings that can be looked back at, what a cohort lets its members do, and visits from files.
-- On Citus scheme, scheme_version, cohort and cohort_policy are reference tables; cohort_state, cohort_block and regroup
-- are local to the coordinator; placement, placement_past, placement_due and holder_facets are distributed by
-- holder_id, visit_claim by its external id. No foreign key runs to a table that grows: `db check` has a pass for those
-- references.

-- The version in force is the one by which all holders stand where they stand. `grouped_on` is the day as of which they
-- were placed together, and nothing while somebody is not placed yet; `grouped_regions` is the hash of the table of
-- regions that was asked, empty where none was.
CREATE TABLE scheme_in_versions (
    scheme_id  BIGINT NOT NULL PRIMARY KEY,
    name       TEXT COLLATE "C"   NOT NULL UNIQUE,
    version    BIGINT NOT NULL,
    grouped_on BIGINT,
    grouped_regions TEXT COLLATE "C" NOT NULL,
    recorded   BIGINT NOT NULL
);

-- Append-only. Versions of the same levels share the cohorts of the first of them, whose number is `tree`. A version
-- that never came in force has no moment of it.
CREATE TABLE scheme_version (
    scheme_id  BIGINT NOT NULL,
    version    BIGINT NOT NULL,
    tree       BIGINT NOT NULL,
    facets     TEXT COLLATE "C"   NOT NULL,
    priority   TEXT COLLATE "C"   NOT NULL,
    region_by  TEXT COLLATE "C"   NOT NULL CHECK (region_by IN ('issued', 'current')),
    founder_first BIGINT NOT NULL CHECK (founder_first IN (0, 1)),
    recorded   BIGINT NOT NULL,
    recorded_by TEXT COLLATE "C"  NOT NULL,
    reason     TEXT COLLATE "C",
    in_force_at BIGINT,
    PRIMARY KEY (scheme_id, version)
);

INSERT INTO scheme_in_versions (scheme_id, name, version, grouped_on, grouped_regions, recorded)
SELECT scheme_id, name, 1, CAST(NULL AS BIGINT), '', recorded
FROM scheme;

INSERT INTO scheme_version (scheme_id, version, tree, facets, priority, region_by, founder_first, recorded, recorded_by,
                            reason, in_force_at)
SELECT scheme_id, 1, 1, facets, priority, 'issued', 0, recorded, '', NULL, CAST(EXTRACT(EPOCH FROM now()) * 1000000 AS BIGINT)
FROM scheme;

CREATE TABLE cohort_of_tree (
    cohort_id  BIGINT NOT NULL PRIMARY KEY,
    scheme_id  BIGINT NOT NULL REFERENCES scheme_in_versions (scheme_id),
    tree       BIGINT NOT NULL,
    path       TEXT COLLATE "C"   NOT NULL,
    parent_id  BIGINT,
    depth      BIGINT NOT NULL,
    value      TEXT COLLATE "C"   NOT NULL,
    UNIQUE (scheme_id, tree, path)
);

INSERT INTO cohort_of_tree (cohort_id, scheme_id, tree, path, parent_id, depth, value)
SELECT cohort_id, scheme_id, 1, path, parent_id, depth, value
FROM cohort;

-- How many are in a cohort, so that nobody counts a million; and who registered first, where a scheme puts them first.
CREATE TABLE cohort_state (
    cohort_id  BIGINT NOT NULL PRIMARY KEY,
    members    BIGINT NOT NULL CHECK (members >= 0),
    founder_id BIGINT,
    founder_at BIGINT
);

INSERT INTO cohort_state (cohort_id, members, founder_id, founder_at)
SELECT c.cohort_id, COUNT(m.holder_id), NULL, NULL
FROM cohort AS c
LEFT JOIN member AS m ON m.cohort_id = c.cohort_id
GROUP BY c.cohort_id;

-- A large cohort in blocks of members, so that nobody counts up to a rank far down. A block begins with the place
-- (key, holder_id), the first one before all, and ends where the next begins. Which cohorts have blocks, and how many, is
-- decided when holders are regrouped; until the next time only the counts follow.
CREATE TABLE cohort_block (
    cohort_id  BIGINT NOT NULL,
    n          BIGINT NOT NULL,
    key        BYTEA NOT NULL,
    holder_id  BIGINT NOT NULL,
    members    BIGINT NOT NULL CHECK (members >= 0),
    PRIMARY KEY (cohort_id, n)
);

-- Where a scheme puts a holder: the leaf and the priority key, from which every row of `member` follows, and since
-- when, in microseconds. What can be looked back at begins now: since when a holder stands there was not kept before.
CREATE TABLE placement_since (
    holder_id  BIGINT NOT NULL,
    scheme_id  BIGINT NOT NULL,
    cohort_id  BIGINT NOT NULL,
    key        BYTEA  NOT NULL,
    since      BIGINT NOT NULL,
    PRIMARY KEY (holder_id, scheme_id)
);

INSERT INTO placement_since (holder_id, scheme_id, cohort_id, key, since)
SELECT p.holder_id, p.scheme_id, p.cohort_id, p.key, CAST(EXTRACT(EPOCH FROM now()) * 1000000 AS BIGINT)
FROM placement AS p
ORDER BY p.holder_id, p.scheme_id;

CREATE TABLE member_alone (
    cohort_id  BIGINT NOT NULL,
    key        BYTEA  NOT NULL,
    holder_id  BIGINT NOT NULL,
    PRIMARY KEY (cohort_id, key, holder_id)
);

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
    holder_id  BIGINT NOT NULL,
    scheme_id  BIGINT NOT NULL,
    since      BIGINT NOT NULL,
    until      BIGINT NOT NULL CHECK (until > since),
    cohort_id  BIGINT NOT NULL,
    key        BYTEA  NOT NULL,
    PRIMARY KEY (holder_id, scheme_id, since)
);

CREATE INDEX placement_past_cohort ON placement_past (cohort_id, until);

-- Holders whose facts changed without their being moved at once, as purchases do: the next regrouping looks at them.
-- `mark` is of one load, so that two that mark the same holder don't wait for each other.
CREATE TABLE placement_due (
    scheme_id  BIGINT NOT NULL,
    holder_id  BIGINT NOT NULL,
    mark       BIGINT NOT NULL,
    PRIMARY KEY (scheme_id, holder_id, mark)
);

-- Append-only: every regrouping that changed something.
CREATE TABLE regroup (
    regroup_id BIGINT NOT NULL PRIMARY KEY,
    scheme_id  BIGINT NOT NULL,
    version    BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    operator   TEXT COLLATE "C"   NOT NULL,
    mode       TEXT COLLATE "C"   NOT NULL CHECK (mode IN ('full', 'incremental')),
    placed     BIGINT NOT NULL,
    moved      BIGINT NOT NULL,
    reordered  BIGINT NOT NULL,
    new_cohorts BIGINT NOT NULL,
    emptied    BIGINT NOT NULL
);

INSERT INTO counter (name, next)
SELECT 'regroup', 1
WHERE EXISTS (SELECT 1 FROM counter);

-- What a cohort lets its members do, in force is the last recorded for a path; what is NULL is inherited from the
-- cohort above. A path may be of a cohort that nobody is in yet.
CREATE TABLE cohort_policy (
    scheme_id  BIGINT NOT NULL,
    tree       BIGINT NOT NULL,
    path       TEXT COLLATE "C"   NOT NULL,
    recorded   BIGINT NOT NULL,
    priority   BIGINT CHECK (priority BETWEEN 1 AND 999),
    allowed    TEXT COLLATE "C"   NOT NULL,
    denied     TEXT COLLATE "C"   NOT NULL,
    services   TEXT COLLATE "C",
    message_class TEXT COLLATE "C",
    acknowledged TEXT COLLATE "C",
    reason     TEXT COLLATE "C"   NOT NULL,
    operator   TEXT COLLATE "C"   NOT NULL,
    PRIMARY KEY (scheme_id, tree, path, recorded)
);

-- Visits that came from a file, by their id in its source.
CREATE TABLE visit_claim (
    source_id  BIGINT NOT NULL REFERENCES source (source_id),
    external_id TEXT COLLATE "C"  NOT NULL,
    holder_id  BIGINT NOT NULL,
    n          BIGINT NOT NULL,
    PRIMARY KEY (source_id, external_id)
);

CREATE INDEX visit_claim_holder ON visit_claim (holder_id, n);

-- What a holder bought, by which some priorities order and by which changes of a holder know what they pass over.
CREATE INDEX purchase_holder ON purchase (holder_id);

-- In clear only the facets that a scheme names: those of a holder are always read together, so that they are one value,
-- a json object, and not a row each.
CREATE TABLE holder_facets (
    holder_id  BIGINT NOT NULL PRIMARY KEY,
    facets     TEXT COLLATE "C"   NOT NULL
);

INSERT INTO holder_facets (holder_id, facets)
SELECT holder_id,
       '{' || string_agg(CAST(to_json(facet) AS TEXT) || ':' || CAST(to_json(value) AS TEXT), ',' ORDER BY facet) || '}'
FROM holder_facet
GROUP BY holder_id
ORDER BY holder_id;

DROP TABLE holder_facet;

-- Nobody has counted the new tables yet.
ANALYZE scheme, cohort, cohort_state, placement, member, holder_facets;
