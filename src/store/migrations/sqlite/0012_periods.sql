-- Periods: months that are closed under a seal. On Citus `period_event` is local to the coordinator.

-- Append-only: what was done with a month, in order. A month stands where its last act led: `close` and `withdraw` leave
-- it closed, `reopen` asks to open it again, `approve` opens it. `month` is its first day. What is counted and sealed at
-- a closing stays, also when the month is opened and closed again.
CREATE TABLE period_event (
    month      INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    act        TEXT   NOT NULL CHECK (act IN ('close', 'reopen', 'withdraw', 'approve')),
    at         INTEGER NOT NULL,
    operator   TEXT   NOT NULL,
    reason     TEXT,
    runs       INTEGER,
    purchases  INTEGER,
    refunds    INTEGER,
    pool       INTEGER,
    seal       TEXT,
    PRIMARY KEY (month, n),
    CHECK ((act = 'close') = (runs IS NOT NULL AND purchases IS NOT NULL AND refunds IS NOT NULL AND pool IS NOT NULL
                              AND seal IS NOT NULL))
) STRICT, WITHOUT ROWID;
