-- What became of a batch: its print files, its receipt, its releases by serials, and every act on it.

-- Where the print file is, or is being renamed to when the export was interrupted.
ALTER TABLE batch ADD COLUMN file_path TEXT;
-- SHA-256 of the plain text, where `file_sha256` is of an encrypted file.
ALTER TABLE batch ADD COLUMN plain_sha256 TEXT;
-- To whom it was encrypted, one a line.
ALTER TABLE batch ADD COLUMN recipients TEXT;
-- Cards counted, and samples compared, when the printed cards came back.
ALTER TABLE batch ADD COLUMN received INTEGER;
ALTER TABLE batch ADD COLUMN samples INTEGER;

-- Serials that may be sold and to whom they are allocated; ranges of one batch never overlap.
CREATE TABLE batch_release (
    batch_id     INTEGER NOT NULL REFERENCES batch (batch_id),
    first_serial INTEGER NOT NULL CHECK (first_serial > 0),
    last_serial  INTEGER NOT NULL,
    agent_id     INTEGER REFERENCES agent (agent_id),
    staff_id     INTEGER REFERENCES staff (staff_id),
    PRIMARY KEY (batch_id, first_serial),
    CHECK (last_serial >= first_serial)
) STRICT, WITHOUT ROWID;

CREATE TABLE batch_event (
    batch_id   INTEGER NOT NULL REFERENCES batch (batch_id),
    seq        INTEGER NOT NULL,
    act        TEXT   NOT NULL,
    from_state TEXT,
    to_state   TEXT   NOT NULL,
    at         INTEGER NOT NULL,
    channel    TEXT   NOT NULL,
    reason     TEXT,
    operator   TEXT   NOT NULL,
    detail     TEXT   NOT NULL,
    PRIMARY KEY (batch_id, seq)
) STRICT, WITHOUT ROWID;

-- What is no more in stock, by batch: with `card_stock` every card of a batch, at no cost to its issue.
CREATE INDEX card_used ON card (batch_id, serial, state) WHERE state <> 'stocked';

INSERT INTO batch_release (batch_id, first_serial, last_serial, agent_id, staff_id)
SELECT batch_id, 1, cards, agent_id, staff_id
FROM batch
WHERE state = 'released';
