-- The queue carries what decides when an item is settled, so that neither the run nor the question of what waits reads
-- purchases for it: the amount, and the state: 0 free, 1 held, 2 waiting for its purchase (refunds only). The day is the
-- item's civil day; a plan's hold days come on top when it is read.
CREATE TABLE due_new (
    kind       BIGINT NOT NULL CHECK (kind IN (0, 1)),
    purchase_id BIGINT NOT NULL,
    day        BIGINT NOT NULL,
    amount     BIGINT NOT NULL CHECK (amount BETWEEN 1 AND 999999999999),
    state      BIGINT NOT NULL CHECK (state IN (0, 1, 2)),
    holder_id  BIGINT NOT NULL,
    PRIMARY KEY (kind, purchase_id, holder_id)
);

INSERT INTO due_new (kind, purchase_id, day, amount, state, holder_id)
SELECT d.kind, d.purchase_id, p.day, p.amount,
       CASE
           WHEN p.held IS NOT NULL THEN 1
           WHEN p.refund_of IS NOT NULL AND p.original_id IS NULL THEN 2
           ELSE 0
       END,
       d.holder_id
FROM due AS d
JOIN purchase AS p ON p.purchase_id = d.purchase_id AND p.holder_id = d.holder_id
ORDER BY d.kind, d.purchase_id, d.holder_id;

DROP TABLE due;

ALTER TABLE due_new RENAME TO due;

ALTER INDEX due_new_pkey RENAME TO due_pkey;

-- No foreign key to the version any more: a million checks cost as much as the rows. `db check` has the pass. An item is
-- late when the month of its day was closed before its run began.
CREATE TABLE settled_new (
    purchase_id BIGINT NOT NULL,
    holder_id  BIGINT NOT NULL,
    run_id     BIGINT NOT NULL,
    version_id BIGINT NOT NULL,
    pool       BIGINT NOT NULL CHECK (pool BETWEEN -999999999999 AND 999999999999),
    late       BIGINT NOT NULL CHECK (late IN (0, 1)),
    PRIMARY KEY (purchase_id, holder_id)
);

INSERT INTO settled_new (purchase_id, holder_id, run_id, version_id, pool, late)
SELECT purchase_id, holder_id, run_id, version_id, pool, 0
FROM settled
ORDER BY purchase_id, holder_id;

DROP TABLE settled;

ALTER TABLE settled_new RENAME TO settled;

ALTER INDEX settled_new_pkey RENAME TO settled_pkey;

-- What the items of a run come to before the provider's rate, refunds not taken off; how many were late; and the first item
-- number that it may hold, so that nobody looks for its items among those of years.
ALTER TABLE run ADD COLUMN amount BIGINT;

ALTER TABLE run ADD COLUMN late BIGINT;

ALTER TABLE run ADD COLUMN first_item BIGINT NOT NULL DEFAULT 1;

UPDATE run
SET amount = (
        SELECT COALESCE(SUM(p.amount), 0)
        FROM settled AS s
        JOIN purchase AS p ON p.purchase_id = s.purchase_id AND p.holder_id = s.holder_id
        WHERE s.run_id = run.run_id),
    late = 0
WHERE state <> 'calculating';
