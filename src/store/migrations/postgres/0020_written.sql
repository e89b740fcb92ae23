-- What an act wrote into tables whose rows are only ever added, as its audit entry says it: per table how many rows, and the
-- sum of their SHA-256 hashes modulo 2^256, one JSON object. All entries together say what has to be in each of these
-- tables. The column is part of what the entry's hash covers, where there is something.
ALTER TABLE audit ADD COLUMN wrote TEXT COLLATE "C";

-- Whether what is older than that column is in some entry, too: `db migrate` puts it into its own.
ALTER TABLE audit_head ADD COLUMN summed BIGINT NOT NULL DEFAULT 0 CHECK (summed IN (0, 1));
