-- Versions of the root key, and what a rotation needs to be taken up again. On Citus the three tables are reference
-- tables, written before the distributed ones.

-- `head` is how every value begins that is sealed under the version: format, algorithm, key version. A claim and a
-- sealed value are of a live version: one that is not retired.
CREATE TABLE key_version (
    version    INTEGER NOT NULL PRIMARY KEY CHECK (version BETWEEN 1 AND 255),
    head       BLOB NOT NULL,
    check_value BLOB NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('current', 'retiring', 'retired')),
    since      INTEGER NOT NULL,
    retired_at INTEGER
) STRICT;

-- The check value was a setting.
INSERT INTO key_version (version, head, check_value, state, since, retired_at)
SELECT 1, x'010101', unhex(value), 'current', COALESCE((SELECT MIN(at) FROM audit), 0), NULL
FROM setting
WHERE key = 'key-check';

DELETE FROM setting
WHERE key = 'key-check';

-- The rotation that is under way: how far it is. None or one.
CREATE TABLE key_rotation (
    version    INTEGER NOT NULL PRIMARY KEY REFERENCES key_version (version),
    step       TEXT NOT NULL,
    after      INTEGER NOT NULL,
    done       INTEGER NOT NULL
) STRICT;

-- Activation codes are kept nowhere, so that their hashes can't be made anew: the activation key of a retired version
-- is kept, sealed under the current one.
CREATE TABLE retained_key (
    version    INTEGER NOT NULL PRIMARY KEY REFERENCES key_version (version),
    key        BLOB NOT NULL
) STRICT;

-- The version under which the activation code is hashed.
ALTER TABLE card ADD COLUMN activation_key INTEGER NOT NULL DEFAULT 1;

-- While keys are rotated a parameter is claimed under both versions.
ALTER TABLE parameter_claim ADD COLUMN key_version INTEGER NOT NULL DEFAULT 1;

-- A name's short tags under two versions may be the same.
CREATE TABLE name_index_of_versions (
    tag        INTEGER NOT NULL,
    holder_id  INTEGER NOT NULL,
    key_version INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (tag, key_version, holder_id)
) STRICT, WITHOUT ROWID;

INSERT INTO name_index_of_versions (tag, holder_id, key_version)
SELECT tag, holder_id, 1
FROM name_index
ORDER BY tag, holder_id;

DROP TABLE name_index;

ALTER TABLE name_index_of_versions RENAME TO name_index;
