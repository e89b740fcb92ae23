-- Notices to the members of cohorts. On Citus `notice` is local to the coordinator, `notice_read` is distributed by holder_id.
-- No foreign key runs to a table that grows: `db check` has a pass for those references.

-- What somebody shares with a cohort; sender 0 is the platform itself. Title and body are sealed. The cohort's path is not
-- kept: where nobody is left in a cohort, its name would tell of who was. The class is there where the sender said one, with
-- the place that it had at that moment; otherwise each member's own cohorts say it. Without a service it is not sent, and
-- members come for it. How many were in the cohort is as of sending.
CREATE TABLE notice (
    notice_id  INTEGER NOT NULL PRIMARY KEY,
    scheme_id  INTEGER NOT NULL,
    cohort_id  INTEGER NOT NULL,
    sender_id  INTEGER NOT NULL,
    operator   TEXT   NOT NULL,
    title      BLOB   NOT NULL,
    body       BLOB   NOT NULL,
    message_class TEXT,
    priority   INTEGER CHECK (priority BETWEEN 1 AND 1000),
    service_id INTEGER REFERENCES service (service_id),
    members    INTEGER NOT NULL CHECK (members >= 0),
    sent_at    INTEGER NOT NULL,
    expires_at INTEGER,
    withdrawn_at INTEGER,
    CHECK ((message_class IS NULL) = (priority IS NULL)),
    CHECK (withdrawn_at IS NULL OR expires_at <= withdrawn_at)
) STRICT;

CREATE INDEX notice_cohort ON notice (cohort_id, notice_id);

-- Who has read it.
CREATE TABLE notice_read (
    notice_id  INTEGER NOT NULL,
    holder_id  INTEGER NOT NULL,
    read_at    INTEGER NOT NULL,
    PRIMARY KEY (notice_id, holder_id)
) STRICT, WITHOUT ROWID;

INSERT INTO counter (name, next)
SELECT 'notice', 1
WHERE EXISTS (SELECT 1 FROM counter);
