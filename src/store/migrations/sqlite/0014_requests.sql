-- Services of providers, requests of holders for them, and what is sent to providers. On Citus `service`, `service_offer`
-- and `service_turn` are reference tables or local to the coordinator; `holder_secret` and everything of a request are
-- distributed by holder_id, `request_claim` by external_id. No foreign key runs to a table that grows: `db check` has a
-- pass for those references.

-- What signs the requests of a holder, sealed: one is in force.
CREATE TABLE holder_secret (
    holder_id  INTEGER NOT NULL PRIMARY KEY,
    secret     BLOB   NOT NULL,
    made_at    INTEGER NOT NULL,
    made_by    TEXT   NOT NULL
) STRICT, WITHOUT ROWID;

-- Something that holders may ask for. The rule says which of its providers gets a request; `open_to` who may ask.
CREATE TABLE service (
    service_id INTEGER NOT NULL PRIMARY KEY,
    code       TEXT   NOT NULL UNIQUE,
    rule       TEXT   NOT NULL CHECK (rule IN ('first', 'round-robin', 'region')),
    open_to    TEXT   NOT NULL CHECK (open_to IN ('registered', 'active')),
    recorded   INTEGER NOT NULL
) STRICT;

-- A provider that serves it: where, in which place of the order, for which regions (codes, the first digits of a
-- holder's; none is everywhere), and what has to be proven of a request (words with commas between them).
CREATE TABLE service_offer (
    service_id INTEGER NOT NULL REFERENCES service (service_id),
    provider_id INTEGER NOT NULL REFERENCES provider (provider_id),
    place      INTEGER NOT NULL CHECK (place BETWEEN 1 AND 999),
    address    TEXT   NOT NULL,
    regions    TEXT   NOT NULL,
    checks     TEXT   NOT NULL,
    window_s   INTEGER NOT NULL CHECK (window_s BETWEEN 1 AND 31536000),
    secret     BLOB   NOT NULL,
    state      TEXT   NOT NULL CHECK (state IN ('open', 'paused', 'ended')),
    recorded   INTEGER NOT NULL,
    PRIMARY KEY (service_id, provider_id)
) STRICT, WITHOUT ROWID;

-- How many were sent to a service's providers in turn: a short transaction of the dispatcher counts it.
CREATE TABLE service_turn (
    service_id INTEGER NOT NULL PRIMARY KEY,
    turn       INTEGER NOT NULL CHECK (turn >= 0)
) STRICT;

-- What has an id is known: a request that was accepted keeps it for good, one that was refused until a better one comes.
CREATE TABLE request_claim (
    external_id TEXT  NOT NULL PRIMARY KEY,
    request_id INTEGER NOT NULL,
    holder_id  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A request of a holder as it was received; holder 0 where nobody is known by what it says. The payload is sealed.
CREATE TABLE request (
    request_id INTEGER NOT NULL,
    holder_id  INTEGER NOT NULL,
    external_id TEXT  NOT NULL,
    service    TEXT   NOT NULL,
    sent_at    INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    payload    BLOB   NOT NULL,
    state      TEXT   NOT NULL CHECK (state IN ('waiting', 'delivered', 'refused', 'dead', 'cancelled')),
    refusal    TEXT,
    provider_id INTEGER,
    ended_at   INTEGER,
    PRIMARY KEY (request_id, holder_id),
    CHECK ((state = 'refused') = (refusal IS NOT NULL)),
    CHECK ((state = 'waiting') = (ended_at IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX request_holder ON request (holder_id, request_id);

-- Those that nobody took after all tries: somebody has to look at them.
CREATE INDEX request_dead ON request (request_id) WHERE state = 'dead';

-- What waits to be sent to a provider, in the order in which it is sent: requests (kind 0) before notices (kind 1), then by
-- the priority of the holder's cohort or the message's class, by the holder's priority key in the scheme, by age. The key
-- is brought up to date whenever a dispatcher begins. The provider is
-- chosen when it is first sent. Who sends one holds it until `leased_until`, so that no two send it at the same time.
CREATE TABLE dispatch_queue (
    service_id INTEGER NOT NULL,
    kind       INTEGER NOT NULL CHECK (kind IN (0, 1)),
    priority   INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 1000),
    key        BLOB   NOT NULL,
    item_id    INTEGER NOT NULL,
    holder_id  INTEGER NOT NULL,
    scheme_id  INTEGER,
    provider_id INTEGER,
    tries      INTEGER NOT NULL CHECK (tries >= 0),
    next_at    INTEGER NOT NULL,
    leased_until INTEGER NOT NULL,
    leased_by  TEXT,
    PRIMARY KEY (service_id, kind, priority, key, item_id, holder_id)
) STRICT, WITHOUT ROWID;

-- What of an item waits, for whoever cancels it.
CREATE INDEX dispatch_queue_item ON dispatch_queue (item_id, kind, holder_id);

-- Every time that something was sent, or that it was tried: append-only.
CREATE TABLE delivery_attempt (
    item_id    INTEGER NOT NULL,
    kind       INTEGER NOT NULL CHECK (kind IN (0, 1)),
    holder_id  INTEGER NOT NULL,
    n          INTEGER NOT NULL CHECK (n > 0),
    provider_id INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    took_us    INTEGER NOT NULL CHECK (took_us >= 0),
    status     INTEGER,
    outcome    TEXT   NOT NULL CHECK (outcome IN ('delivered', 'refused', 'timeout', 'unreachable', 'forbidden')),
    PRIMARY KEY (item_id, kind, holder_id, n)
) STRICT, WITHOUT ROWID;

INSERT INTO counter (name, next)
SELECT 'request', 1
WHERE EXISTS (SELECT 1 FROM counter);

INSERT INTO counter (name, next)
SELECT 'service', 1
WHERE EXISTS (SELECT 1 FROM counter);
