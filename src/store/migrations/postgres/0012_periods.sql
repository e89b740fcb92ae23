-- Periods: months that are closed under a seal. On Citus `period_event` is local to the coordinator.

-- Append-only: what was done with a month, in order. A month stands where its last act led: `close` and `withdraw` leave
-- it closed, `reopen` asks to open it again, `approve` opens it. `month` is its first day. What is counted and sealed at
-- a closing stays, also when the month is opened and closed again.
CREATE TABLE period_event (
    month      BIGINT NOT NULL,
    n          BIGINT NOT NULL,
    act        TEXT COLLATE "C"   NOT NULL CHECK (act IN ('close', 'reopen', 'withdraw', 'approve')),
    at         BIGINT NOT NULL,
    operator   TEXT COLLATE "C"   NOT NULL,
    reason     TEXT COLLATE "C",
    runs       BIGINT,
    purchases  BIGINT,
    refunds    BIGINT,
    pool       BIGINT,
    seal       TEXT COLLATE "C",
    PRIMARY KEY (month, n),
    CHECK ((act = 'close') = (runs IS NOT NULL AND purchases IS NOT NULL AND refunds IS NOT NULL AND pool IS NOT NULL
                              AND seal IS NOT NULL))
);
