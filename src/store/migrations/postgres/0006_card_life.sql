-- From which moment on the cards of a holder are blocked or live again, by which purchases are judged: one row
-- for each freezing, unfreezing, loss, finding and replacement, with the card's event that it follows. Rows are
-- only added, n counts them by holder, and at never falls. A holder whose card was never blocked has none.
CREATE TABLE card_block (
    holder_id  BIGINT NOT NULL,
    n          BIGINT NOT NULL,
    card_no    BIGINT NOT NULL,
    seq        BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    state      TEXT COLLATE "C"   NOT NULL CHECK (state IN ('sold', 'active', 'frozen', 'lost', 'replaced')),
    PRIMARY KEY (holder_id, n)
);

-- Since when the law lets nothing but storage be done with a holder's record.
ALTER TABLE holder ADD COLUMN restricted_at BIGINT;

-- What the log says of one subject.
CREATE INDEX audit_subject ON audit (subject, seq);
