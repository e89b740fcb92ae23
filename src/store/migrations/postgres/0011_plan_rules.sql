-- Rules of the law that a version of the plan meets, and what somebody said about it. Rows are only added. On Citus this is
-- a reference table.
CREATE TABLE plan_rule (
    version_id BIGINT NOT NULL REFERENCES plan_version (version_id),
    rule       TEXT COLLATE "C"   NOT NULL,
    answer     TEXT COLLATE "C"   NOT NULL CHECK (answer IN ('overridden', 'acknowledged')),
    recorded   BIGINT NOT NULL,
    operator   TEXT COLLATE "C"   NOT NULL,
    reason     TEXT COLLATE "C"   NOT NULL,
    PRIMARY KEY (version_id, rule, answer)
);
