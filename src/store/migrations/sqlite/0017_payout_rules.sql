-- Rules of the law that were overridden for a payout, and why; who said so and when stands with the payout. On Citus this is
-- local to the coordinator.
CREATE TABLE payout_rule (
    payout_id  INTEGER NOT NULL,
    rule       TEXT NOT NULL,
    reason     TEXT NOT NULL,
    PRIMARY KEY (payout_id, rule)
) STRICT, WITHOUT ROWID;

-- Which of them stood against paying a party, with commas between them.
ALTER TABLE payout_item ADD COLUMN overridden TEXT;

-- By what a payment of a holder was matched.
CREATE INDEX bill_row_payment ON bill_row (payment_id) WHERE payment_id IS NOT NULL;
