-- Notices to the members of cohorts. On Citus `notice` is local to the coordinator, `notice_read` is distributed by holder_id.
-- No foreign key runs to a table that grows: `db check` has a pass for those references.

-- What somebody shares with a cohort; sender 0 is the platform itself. Title and body are sealed. The cohort's path is not
-- kept: where nobody is left in a cohort, its name would tell of who was. The class is there where the sender said one, with
-- the place that it had at that moment; otherwise each member's own cohorts say it. Without a service it is not sent, and
-- members come for it. How many were in the cohort is as of sending.
CREATE TABLE notice (
    notice_id  BIGINT NOT NULL PRIMARY KEY,
    scheme_id  BIGINT NOT NULL,
    cohort_id  BIGINT NOT NULL,
    sender_id  BIGINT NOT NULL,
    operator   TEXT COLLATE "C" NOT NULL,
    title      BYTEA  NOT NULL,
    body       BYTEA  NOT NULL,
    message_class TEXT COLLATE "C",
    priority   BIGINT CHECK (priority BETWEEN 1 AND 1000),
    service_id BIGINT REFERENCES service (service_id),
    members    BIGINT NOT NULL CHECK (members >= 0),
    sent_at    BIGINT NOT NULL,
    expires_at BIGINT,
    withdrawn_at BIGINT,
    CHECK ((message_class IS NULL) = (priority IS NULL)),
    CHECK (withdrawn_at IS NULL OR expires_at <= withdrawn_at)
);

CREATE INDEX notice_cohort ON notice (cohort_id, notice_id);

-- Who has read it.
CREATE TABLE notice_read (
    notice_id  BIGINT NOT NULL,
    holder_id  BIGINT NOT NULL,
    read_at    BIGINT NOT NULL,
    PRIMARY KEY (notice_id, holder_id)
);

INSERT INTO counter (name, next)
SELECT 'notice', 1
WHERE EXISTS (SELECT 1 FROM counter);
