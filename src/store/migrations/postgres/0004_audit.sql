-- Every change and every refusal, chained: hash = SHA-256 of the hash before it and the entry.
CREATE TABLE audit (
    seq        BIGINT NOT NULL PRIMARY KEY,
    at         BIGINT NOT NULL,
    operator   TEXT COLLATE "C"   NOT NULL,
    claimed    TEXT COLLATE "C",
    action     TEXT COLLATE "C"   NOT NULL,
    subject    TEXT COLLATE "C"   NOT NULL,
    detail     TEXT COLLATE "C"   NOT NULL,
    reason     TEXT COLLATE "C",
    outcome    TEXT COLLATE "C"   NOT NULL CHECK (outcome IN ('done', 'refused')),
    hash       BYTEA  NOT NULL
);

CREATE TABLE audit_head (
    id         BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    seq        BIGINT NOT NULL,
    hash       BYTEA  NOT NULL
);
