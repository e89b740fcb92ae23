-- Services of providers, requests of holders for them, and what is sent to providers. On Citus `service`, `service_offer`
-- and `service_turn` are reference tables or local to the coordinator; `holder_secret` and everything of a request are
-- distributed by holder_id, `request_claim` by external_id. No foreign key runs to a table that grows: `db check` has a
-- pass for those references.

-- What signs the requests of a holder, sealed: one is in force.
CREATE TABLE holder_secret (
    holder_id  BIGINT NOT NULL PRIMARY KEY,
    secret     BYTEA   NOT NULL,
    made_at    BIGINT NOT NULL,
    made_by    TEXT COLLATE "C"   NOT NULL
);

-- Something that holders may ask for. The rule says which of its providers gets a request; `open_to` who may ask.
CREATE TABLE service (
    service_id BIGINT NOT NULL PRIMARY KEY,
    code       TEXT COLLATE "C"   NOT NULL UNIQUE,
    rule       TEXT COLLATE "C"   NOT NULL CHECK (rule IN ('first', 'round-robin', 'region')),
    open_to    TEXT COLLATE "C"   NOT NULL CHECK (open_to IN ('registered', 'active')),
    recorded   BIGINT NOT NULL
);

-- A provider that serves it: where, in which place of the order, for which regions (codes, the first digits of a
-- holder's; none is everywhere), and what has to be proven of a request (words with commas between them).
CREATE TABLE service_offer (
    service_id BIGINT NOT NULL REFERENCES service (service_id),
    provider_id BIGINT NOT NULL REFERENCES provider (provider_id),
    place      BIGINT NOT NULL CHECK (place BETWEEN 1 AND 999),
    address    TEXT COLLATE "C"   NOT NULL,
    regions    TEXT COLLATE "C"   NOT NULL,
    checks     TEXT COLLATE "C"   NOT NULL,
    window_s   BIGINT NOT NULL CHECK (window_s BETWEEN 1 AND 31536000),
    secret     BYTEA   NOT NULL,
    state      TEXT COLLATE "C"   NOT NULL CHECK (state IN ('open', 'paused', 'ended')),
    recorded   BIGINT NOT NULL,
    PRIMARY KEY (service_id, provider_id)
);

-- How many were sent to a service's providers in turn: a short transaction of the dispatcher counts it.
CREATE TABLE service_turn (
    service_id BIGINT NOT NULL PRIMARY KEY,
    turn       BIGINT NOT NULL CHECK (turn >= 0)
);

-- What has an id is known: a request that was accepted keeps it for good, one that was refused until a better one comes.
CREATE TABLE request_claim (
    external_id TEXT COLLATE "C"  NOT NULL PRIMARY KEY,
    request_id BIGINT NOT NULL,
    holder_id  BIGINT NOT NULL
);

-- A request of a holder as it was received; holder 0 where nobody is known by what it says. The payload is sealed.
CREATE TABLE request (
    request_id BIGINT NOT NULL,
    holder_id  BIGINT NOT NULL,
    external_id TEXT COLLATE "C"  NOT NULL,
    service    TEXT COLLATE "C"   NOT NULL,
    sent_at    BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    payload    BYTEA   NOT NULL,
    state      TEXT COLLATE "C"   NOT NULL CHECK (state IN ('waiting', 'delivered', 'refused', 'dead', 'cancelled')),
    refusal    TEXT COLLATE "C",
    provider_id BIGINT,
    ended_at   BIGINT,
    PRIMARY KEY (request_id, holder_id),
    CHECK ((state = 'refused') = (refusal IS NOT NULL)),
    CHECK ((state = 'waiting') = (ended_at IS NULL))
);

CREATE INDEX request_holder ON request (holder_id, request_id);

-- Those that nobody took after all tries: somebody has to look at them.
CREATE INDEX request_dead ON request (request_id) WHERE state = 'dead';

-- What waits to be sent to a provider, in the order in which it is sent: requests (kind 0) before notices (kind 1), then by
-- the priority of the holder's cohort or the message's class, by the holder's priority key in the scheme, by age. The key
-- is brought up to date whenever a dispatcher begins. The provider is
-- chosen when it is first sent. Who sends one holds it until `leased_until`, so that no two send it at the same time.
CREATE TABLE dispatch_queue (
    service_id BIGINT NOT NULL,
    kind       BIGINT NOT NULL CHECK (kind IN (0, 1)),
    priority   BIGINT NOT NULL CHECK (priority BETWEEN 1 AND 1000),
    key        BYTEA   NOT NULL,
    item_id    BIGINT NOT NULL,
    holder_id  BIGINT NOT NULL,
    scheme_id  BIGINT,
    provider_id BIGINT,
    tries      BIGINT NOT NULL CHECK (tries >= 0),
    next_at    BIGINT NOT NULL,
    leased_until BIGINT NOT NULL,
    leased_by  TEXT COLLATE "C",
    PRIMARY KEY (service_id, kind, priority, key, item_id, holder_id)
);

-- What of an item waits, for whoever cancels it.
CREATE INDEX dispatch_queue_item ON dispatch_queue (item_id, kind, holder_id);

-- Every time that something was sent, or that it was tried: append-only.
CREATE TABLE delivery_attempt (
    item_id    BIGINT NOT NULL,
    kind       BIGINT NOT NULL CHECK (kind IN (0, 1)),
    holder_id  BIGINT NOT NULL,
    n          BIGINT NOT NULL CHECK (n > 0),
    provider_id BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    took_us    BIGINT NOT NULL CHECK (took_us >= 0),
    status     BIGINT,
    outcome    TEXT COLLATE "C"   NOT NULL CHECK (outcome IN ('delivered', 'refused', 'timeout', 'unreachable', 'forbidden')),
    PRIMARY KEY (item_id, kind, holder_id, n)
);

INSERT INTO counter (name, next)
SELECT 'request', 1
WHERE EXISTS (SELECT 1 FROM counter);

INSERT INTO counter (name, next)
SELECT 'service', 1
WHERE EXISTS (SELECT 1 FROM counter);
