-- Every change and every refusal, chained: hash = SHA-256 of the hash before it and the entry.
CREATE TABLE audit (
    seq        INTEGER NOT NULL PRIMARY KEY,
    at         INTEGER NOT NULL,
    operator   TEXT   NOT NULL,
    claimed    TEXT,
    action     TEXT   NOT NULL,
    subject    TEXT   NOT NULL,
    detail     TEXT   NOT NULL,
    reason     TEXT,
    outcome    TEXT   NOT NULL CHECK (outcome IN ('done', 'refused')),
    hash       BLOB  NOT NULL
) STRICT;

CREATE TABLE audit_head (
    id         INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    seq        INTEGER NOT NULL,
    hash       BLOB  NOT NULL
) STRICT;
