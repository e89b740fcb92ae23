-- Money in and out. On Citus `payout`, `payout_export`, `adjustment` and `bill_file` are local to the coordinator;
-- `party_identity`, `party_account` and `payout_item` are distributed by party_id, `bill_row` by external_id, and
-- `payment_refund` by holder_id.

-- What an entry is of, beside a run: a payment, a payout, an adjustment, a receipt of a provider.
ALTER TABLE journal ADD COLUMN subject TEXT;

-- A receipt of a provider is taken once.
CREATE UNIQUE INDEX journal_receipt ON journal (subject) WHERE kind = 'receipt';

-- What holders had paid before there were entries of it: one entry for all, against the money at its channels.
INSERT INTO journal (entry_id, kind, run_id, dated, recorded, operator, subject)
SELECT c.next, 'opening', NULL, p.last_paid / 86400000000, p.last_recorded, 'migration', 'fees'
FROM counter AS c
CROSS JOIN (SELECT MAX(paid_at) AS last_paid, MAX(recorded) AS last_recorded FROM payment) AS p
WHERE c.name = 'entry'
  AND p.last_paid IS NOT NULL;

INSERT INTO posting (party_id, entry_id, kind, amount)
SELECT -1, j.entry_id, 'account', (SELECT SUM(amount) FROM payment)
FROM journal AS j
WHERE j.kind = 'opening';

INSERT INTO posting (party_id, entry_id, kind, amount)
SELECT m.account, j.entry_id, 'account', -m.amount
FROM journal AS j
CROSS JOIN (
    SELECT account, SUM(amount) AS amount
    FROM (
        SELECT CASE channel WHEN 'cash' THEN -2 WHEN 'wechat' THEN -3 WHEN 'alipay' THEN -4 ELSE -5 END AS account, amount
        FROM payment) AS c
    GROUP BY account) AS m
WHERE j.kind = 'opening';

UPDATE counter
SET next = next + 1
WHERE name = 'entry'
  AND EXISTS (SELECT 1 FROM journal WHERE kind = 'opening');

-- Who an agent, a staff member or a provider is by law. Holders are known by their parameters. Sealed in the way of holders:
-- the value, and what is shown of it.
CREATE TABLE party_identity (
    party_id   INTEGER NOT NULL PRIMARY KEY,
    kind       TEXT   NOT NULL CHECK (kind IN ('citizen-id', 'passport', 'foreign-id', 'organisation')),
    name       BLOB   NOT NULL,
    name_mask  BLOB   NOT NULL,
    number     BLOB   NOT NULL,
    number_mask BLOB  NOT NULL,
    verified_at INTEGER,
    verified_by TEXT,
    method     TEXT,
    recorded   INTEGER NOT NULL,
    recorded_by TEXT  NOT NULL,
    CHECK ((verified_at IS NULL) = (verified_by IS NULL) AND (verified_at IS NULL) = (method IS NULL))
) STRICT, WITHOUT ROWID;

-- Where a party is paid, append-only: the greatest n is in force. The bank's name and clearing number are no personal data.
CREATE TABLE party_account (
    party_id   INTEGER NOT NULL,
    n          INTEGER NOT NULL CHECK (n > 0),
    kind       TEXT   NOT NULL CHECK (kind IN ('bank', 'alipay', 'wechat')),
    account    BLOB   NOT NULL,
    account_mask BLOB NOT NULL,
    name       BLOB   NOT NULL,
    bank       TEXT,
    bank_code  TEXT,
    recorded   INTEGER NOT NULL,
    recorded_by TEXT  NOT NULL,
    PRIMARY KEY (party_id, n),
    CHECK (kind = 'bank' OR (bank IS NULL AND bank_code IS NULL))
) STRICT, WITHOUT ROWID;

-- A bill of a payment firm that was read. The same bytes are read once.
CREATE TABLE bill_file (
    file_id    INTEGER NOT NULL PRIMARY KEY,
    source_id  INTEGER NOT NULL REFERENCES source (source_id),
    format     TEXT   NOT NULL,
    sha256     TEXT   NOT NULL,
    read_rows  INTEGER NOT NULL CHECK (read_rows >= 0),
    imported_at INTEGER NOT NULL,
    imported_by TEXT  NOT NULL,
    UNIQUE (source_id, sha256)
) STRICT;

-- A row of such a bill, with what it says. A payment that is matched points to it, a refund to the payment that it
-- refunds; `other` moves money that is no fee (a withdrawal to the bank, a charge).
CREATE TABLE bill_row (
    source_id  INTEGER NOT NULL REFERENCES source (source_id),
    external_id TEXT  NOT NULL,
    file_id    INTEGER NOT NULL,
    line       INTEGER NOT NULL,
    kind       TEXT   NOT NULL CHECK (kind IN ('payment', 'refund', 'other')),
    at         INTEGER NOT NULL,
    amount     INTEGER NOT NULL CHECK (amount BETWEEN -999999999999 AND 999999999999),
    charge     INTEGER NOT NULL CHECK (charge BETWEEN -999999999999 AND 999999999999),
    channel    TEXT   NOT NULL,
    reference  TEXT,
    refund_of  TEXT,
    memo       TEXT,
    content    BLOB   NOT NULL,
    state      TEXT   NOT NULL CHECK (state IN ('matched', 'open', 'ignored')),
    holder_id  INTEGER,
    payment_id INTEGER,
    PRIMARY KEY (source_id, external_id),
    CHECK ((holder_id IS NULL) = (payment_id IS NULL)),
    CHECK (state <> 'matched' OR payment_id IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX bill_row_open ON bill_row (source_id, external_id) WHERE state = 'open';

CREATE INDEX bill_row_reference ON bill_row (source_id, reference) WHERE kind = 'payment';

-- What was paid back of a fee.
CREATE TABLE payment_refund (
    payment_id INTEGER NOT NULL,
    holder_id  INTEGER NOT NULL,
    n          INTEGER NOT NULL CHECK (n > 0),
    source_id  INTEGER NOT NULL REFERENCES source (source_id),
    external_id TEXT  NOT NULL,
    amount     INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 999999999999),
    at         INTEGER NOT NULL,
    recorded   INTEGER NOT NULL,
    operator   TEXT   NOT NULL,
    PRIMARY KEY (payment_id, holder_id, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX payment_refund_holder ON payment_refund (holder_id);

-- A change of a balance by hand. It counts once it is approved, by its journal entry.
CREATE TABLE adjustment (
    adjustment_id INTEGER NOT NULL PRIMARY KEY,
    kind       TEXT   NOT NULL,
    party_id   INTEGER NOT NULL,
    amount     INTEGER NOT NULL CHECK (amount BETWEEN -999999999999 AND 999999999999 AND amount <> 0),
    dated      INTEGER NOT NULL,
    reason     TEXT   NOT NULL,
    state      TEXT   NOT NULL CHECK (state IN ('asked', 'approved', 'refused')),
    asked_at   INTEGER NOT NULL,
    asked_by   TEXT   NOT NULL,
    ended_at   INTEGER,
    ended_by   TEXT,
    CHECK ((state = 'asked') = (ended_at IS NULL) AND (ended_at IS NULL) = (ended_by IS NULL))
) STRICT;

-- Money on its way to parties. `created` is a proposal; `approved` took it from the balances; `discarded` never did.
CREATE TABLE payout (
    payout_id  INTEGER NOT NULL PRIMARY KEY,
    state      TEXT   NOT NULL CHECK (state IN ('created', 'approved', 'discarded')),
    through    INTEGER NOT NULL,
    least      INTEGER NOT NULL CHECK (least >= 0),
    withholding TEXT  NOT NULL,
    items      INTEGER NOT NULL CHECK (items >= 0),
    gross      INTEGER NOT NULL,
    withheld   INTEGER NOT NULL,
    net        INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT   NOT NULL,
    ended_at   INTEGER,
    ended_by   TEXT,
    CHECK (gross = withheld + net)
) STRICT;

-- What one party is to get. The number of a row never changes, so that whoever is told it twice pays once.
CREATE TABLE payout_item (
    payout_id  INTEGER NOT NULL,
    party_id   INTEGER NOT NULL,
    kind       TEXT   NOT NULL,
    gross      INTEGER NOT NULL CHECK (gross > 0),
    withheld   INTEGER NOT NULL CHECK (withheld >= 0),
    net        INTEGER NOT NULL CHECK (net > 0),
    account_n  INTEGER NOT NULL,
    state      TEXT   NOT NULL CHECK (state IN ('pending', 'paid', 'failed', 'unknown')),
    reference  TEXT,
    reason     TEXT,
    confirmed_at INTEGER,
    confirmed_by TEXT,
    PRIMARY KEY (payout_id, party_id),
    CHECK (gross = withheld + net)
) STRICT, WITHOUT ROWID;

CREATE INDEX payout_item_party ON payout_item (party_id);

-- Every file of a payout that was written, in order. One that tells of accounts of which another told has a reason.
CREATE TABLE payout_export (
    payout_id  INTEGER NOT NULL,
    n          INTEGER NOT NULL CHECK (n > 0),
    format     TEXT   NOT NULL,
    rows       INTEGER NOT NULL,
    net        INTEGER NOT NULL,
    sha256     TEXT   NOT NULL,
    at         INTEGER NOT NULL,
    operator   TEXT   NOT NULL,
    reason     TEXT,
    PRIMARY KEY (payout_id, n)
) STRICT, WITHOUT ROWID;

-- Numbers of statements, without gaps in a year: the same party and period keep theirs.
CREATE TABLE statement (
    year       INTEGER NOT NULL,
    number     INTEGER NOT NULL CHECK (number > 0),
    kind       TEXT   NOT NULL,
    party_id   INTEGER NOT NULL,
    first_day  INTEGER NOT NULL,
    last_day   INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT   NOT NULL,
    PRIMARY KEY (year, number),
    UNIQUE (party_id, kind, first_day, last_day)
) STRICT, WITHOUT ROWID;
