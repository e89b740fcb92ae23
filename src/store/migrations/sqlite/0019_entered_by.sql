-- Who really wrote an entry, where the database knows its users. On SQLite it doesn't, and this stays empty.

ALTER TABLE audit ADD COLUMN entered_by TEXT;
ALTER TABLE journal ADD COLUMN entered_by TEXT;
ALTER TABLE period_event ADD COLUMN entered_by TEXT;
ALTER TABLE plan_rule ADD COLUMN entered_by TEXT;
ALTER TABLE plan_version ADD COLUMN entered_by TEXT;
ALTER TABLE run ADD COLUMN entered_by TEXT;
ALTER TABLE adjustment ADD COLUMN entered_by TEXT;
ALTER TABLE payout ADD COLUMN entered_by TEXT;
