-- Parameters over their life: what a document told beside its number, who saw it and when. Codes that a site
-- defines, and the region tables that it brought. On Citus `parameter_verification` is distributed by holder_id
-- like the parameters; the others are small, and local to the coordinator or reference tables.

-- What the lines of a passport say and its number doesn't (birth date and sex), sealed like the value.
ALTER TABLE holder_parameter ADD COLUMN told BYTEA;

-- Append-only: each time that somebody saw the document or the person answered a code.
CREATE TABLE parameter_verification (
    holder_id  BIGINT NOT NULL,
    n          BIGINT NOT NULL,
    verified_at BIGINT NOT NULL,
    method     TEXT COLLATE "C"   NOT NULL,
    operator   TEXT COLLATE "C"   NOT NULL,
    PRIMARY KEY (holder_id, n, verified_at)
);

-- How the site's own codes are read: by every operator alike, and never changed. The check is `none`, `luhn` or
-- `mod37-36`; facets are `name=from-to`, joined by commas.
CREATE TABLE site_code (
    name       TEXT COLLATE "C"   NOT NULL PRIMARY KEY,
    pattern    TEXT COLLATE "C"   NOT NULL,
    check_sum  TEXT COLLATE "C"   NOT NULL,
    exact_case BIGINT NOT NULL CHECK (exact_case IN (0, 1)),
    facets     TEXT COLLATE "C"   NOT NULL,
    recorded   BIGINT NOT NULL,
    recorded_by TEXT COLLATE "C"  NOT NULL
);

-- Region tables that were imported; the one of the greatest revision is in force, and without any the program's
-- own. The content is one value, read by what needs a region and by nothing else.
CREATE TABLE region_table (
    revision   BIGINT NOT NULL PRIMARY KEY,
    version    TEXT COLLATE "C"   NOT NULL,
    sha256     TEXT COLLATE "C"   NOT NULL,
    intervals  BIGINT NOT NULL CHECK (intervals > 0),
    imported_at BIGINT NOT NULL,
    imported_by TEXT COLLATE "C"  NOT NULL,
    content    TEXT COLLATE "C"   NOT NULL
);
