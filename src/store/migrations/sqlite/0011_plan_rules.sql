-- Rules of the law that a version of the plan meets, and what somebody said about it. Rows are only added. On Citus this is
-- a reference table.
CREATE TABLE plan_rule (
    version_id INTEGER NOT NULL REFERENCES plan_version (version_id),
    rule       TEXT   NOT NULL,
    answer     TEXT   NOT NULL CHECK (answer IN ('overridden', 'acknowledged')),
    recorded   INTEGER NOT NULL,
    operator   TEXT   NOT NULL,
    reason     TEXT   NOT NULL,
    PRIMARY KEY (version_id, rule, answer)
) STRICT, WITHOUT ROWID;
