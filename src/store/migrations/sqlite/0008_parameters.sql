-- Parameters over their life: what a document told beside its number, who saw it and when. Codes that a site
-- defines, and the region tables that it brought. On Citus `parameter_verification` is distributed by holder_id
-- like the parameters; the others are small, and local to the coordinator or reference tables.

-- What the lines of a passport say and its number doesn't (birth date and sex), sealed like the value.
ALTER TABLE holder_parameter ADD COLUMN told BLOB;

-- Append-only: each time that somebody saw the document or the person answered a code.
CREATE TABLE parameter_verification (
    holder_id  INTEGER NOT NULL,
    n          INTEGER NOT NULL,
    verified_at INTEGER NOT NULL,
    method     TEXT   NOT NULL,
    operator   TEXT   NOT NULL,
    PRIMARY KEY (holder_id, n, verified_at)
) STRICT, WITHOUT ROWID;

-- How the site's own codes are read: by every operator alike, and never changed. The check is `none`, `luhn` or
-- `mod37-36`; facets are `name=from-to`, joined by commas.
CREATE TABLE site_code (
    name       TEXT   NOT NULL PRIMARY KEY,
    pattern    TEXT   NOT NULL,
    check_sum  TEXT   NOT NULL,
    exact_case INTEGER NOT NULL CHECK (exact_case IN (0, 1)),
    facets     TEXT   NOT NULL,
    recorded   INTEGER NOT NULL,
    recorded_by TEXT  NOT NULL
) STRICT, WITHOUT ROWID;

-- Region tables that were imported; the one of the greatest revision is in force, and without any the program's
-- own. The content is one value, read by what needs a region and by nothing else.
CREATE TABLE region_table (
    revision   INTEGER NOT NULL PRIMARY KEY,
    version    TEXT   NOT NULL,
    sha256     TEXT   NOT NULL,
    intervals  INTEGER NOT NULL CHECK (intervals > 0),
    imported_at INTEGER NOT NULL,
    imported_by TEXT  NOT NULL,
    content    TEXT   NOT NULL
) STRICT;
