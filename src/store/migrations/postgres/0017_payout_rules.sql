-- Rules of the law that were overridden for a payout, and why; who said so and when stands with the payout. On Citus this is
-- local to the coordinator.
CREATE TABLE payout_rule (
    payout_id  BIGINT NOT NULL,
    rule       TEXT COLLATE "C" NOT NULL,
    reason     TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (payout_id, rule)
);

-- Which of them stood against paying a party, with commas between them.
ALTER TABLE payout_item ADD COLUMN overridden TEXT COLLATE "C";

-- By what a payment of a holder was matched.
CREATE INDEX bill_row_payment ON bill_row (payment_id) WHERE payment_id IS NOT NULL;
