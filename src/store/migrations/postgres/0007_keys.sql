-- Versions of the root key, and what a rotation needs to be taken up again. On Citus the three tables are reference
-- tables, written before the distributed ones.

-- `head` is how every value begins that is sealed under the version: format, algorithm, key version. A claim and a
-- sealed value are of a live version: one that is not retired.
CREATE TABLE key_version (
    version    BIGINT NOT NULL PRIMARY KEY CHECK (version BETWEEN 1 AND 255),
    head       BYTEA NOT NULL,
    check_value BYTEA NOT NULL,
    state      TEXT COLLATE "C" NOT NULL CHECK (state IN ('current', 'retiring', 'retired')),
    since      BIGINT NOT NULL,
    retired_at BIGINT
);

-- The check value was a setting.
INSERT INTO key_version (version, head, check_value, state, since, retired_at)
SELECT 1, '\x010101', decode(value, 'hex'), 'current', COALESCE((SELECT MIN(at) FROM audit), 0), NULL
FROM setting
WHERE key = 'key-check';

DELETE FROM setting
WHERE key = 'key-check';

-- The rotation that is under way: how far it is. None or one.
CREATE TABLE key_rotation (
    version    BIGINT NOT NULL PRIMARY KEY REFERENCES key_version (version),
    step       TEXT COLLATE "C" NOT NULL,
    after      BIGINT NOT NULL,
    done       BIGINT NOT NULL
);

-- Activation codes are kept nowhere, so that their hashes can't be made anew: the activation key of a retired version
-- is kept, sealed under the current one.
CREATE TABLE retained_key (
    version    BIGINT NOT NULL PRIMARY KEY REFERENCES key_version (version),
    key        BYTEA NOT NULL
);

-- The version under which the activation code is hashed.
ALTER TABLE card ADD COLUMN activation_key BIGINT NOT NULL DEFAULT 1;

-- While keys are rotated a parameter is claimed under both versions.
ALTER TABLE parameter_claim ADD COLUMN key_version BIGINT NOT NULL DEFAULT 1;

-- A name's short tags under two versions may be the same.
ALTER TABLE name_index ADD COLUMN key_version BIGINT NOT NULL DEFAULT 1;
ALTER TABLE name_index DROP CONSTRAINT name_index_pkey;
ALTER TABLE name_index ADD PRIMARY KEY (tag, key_version, holder_id);
