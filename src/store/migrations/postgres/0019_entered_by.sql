-- Who really wrote an entry: the database says it, and no role may. What was written before has nothing here. An entry
-- in another's name is refused by the check, whatever program writes it.

ALTER TABLE audit ADD COLUMN entered_by TEXT COLLATE "C";
ALTER TABLE audit ALTER COLUMN entered_by SET DEFAULT CAST(session_user AS TEXT);
ALTER TABLE audit ADD CONSTRAINT audit_entered_by CHECK (entered_by = operator);

ALTER TABLE journal ADD COLUMN entered_by TEXT COLLATE "C";
ALTER TABLE journal ALTER COLUMN entered_by SET DEFAULT CAST(session_user AS TEXT);
ALTER TABLE journal ADD CONSTRAINT journal_entered_by CHECK (entered_by = operator);

ALTER TABLE period_event ADD COLUMN entered_by TEXT COLLATE "C";
ALTER TABLE period_event ALTER COLUMN entered_by SET DEFAULT CAST(session_user AS TEXT);
ALTER TABLE period_event ADD CONSTRAINT period_event_entered_by CHECK (entered_by = operator);

ALTER TABLE plan_rule ADD COLUMN entered_by TEXT COLLATE "C";
ALTER TABLE plan_rule ALTER COLUMN entered_by SET DEFAULT CAST(session_user AS TEXT);
ALTER TABLE plan_rule ADD CONSTRAINT plan_rule_entered_by CHECK (entered_by = operator);

-- Of these it is who proposed. Who decides writes into the same row: the rules below say in whose name.
ALTER TABLE plan_version ADD COLUMN entered_by TEXT COLLATE "C";
ALTER TABLE plan_version ALTER COLUMN entered_by SET DEFAULT CAST(session_user AS TEXT);
ALTER TABLE plan_version ADD CONSTRAINT plan_version_entered_by CHECK (entered_by = imported_by);

ALTER TABLE run ADD COLUMN entered_by TEXT COLLATE "C";
ALTER TABLE run ALTER COLUMN entered_by SET DEFAULT CAST(session_user AS TEXT);
ALTER TABLE run ADD CONSTRAINT run_entered_by CHECK (entered_by = started_by);

ALTER TABLE adjustment ADD COLUMN entered_by TEXT COLLATE "C";
ALTER TABLE adjustment ALTER COLUMN entered_by SET DEFAULT CAST(session_user AS TEXT);
ALTER TABLE adjustment ADD CONSTRAINT adjustment_entered_by CHECK (entered_by = asked_by);

ALTER TABLE payout ADD COLUMN entered_by TEXT COLLATE "C";
ALTER TABLE payout ALTER COLUMN entered_by SET DEFAULT CAST(session_user AS TEXT);
ALTER TABLE payout ADD CONSTRAINT payout_entered_by CHECK (entered_by = created_by);

-- What has ended is not touched again, and what is decided is decided in one's own name. The owner is above these rules.
-- They are for tables that are not loaded by COPY, which PostgreSQL refuses where there are any.
ALTER TABLE run ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody_reads ON run FOR SELECT USING (true);
CREATE POLICY whoever_may_begins ON run FOR INSERT WITH CHECK (state = 'calculating');
CREATE POLICY whoever_may_goes_on ON run FOR UPDATE
    USING (state NOT IN ('posted', 'discarded'))
    WITH CHECK (CASE
        WHEN state = 'approved' THEN approved_by = session_user
        WHEN state = 'posted' THEN ended_by = session_user AND approved_by IS NOT NULL
        WHEN state = 'discarded' THEN ended_by = session_user
        ELSE approved_by IS NULL
    END);

ALTER TABLE plan_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody_reads ON plan_version FOR SELECT USING (true);
CREATE POLICY whoever_may_imports ON plan_version FOR INSERT WITH CHECK (state = 'imported');
CREATE POLICY whoever_may_decides ON plan_version FOR UPDATE
    USING (state <> 'withdrawn')
    WITH CHECK (decided_by = session_user);

ALTER TABLE adjustment ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody_reads ON adjustment FOR SELECT USING (true);
CREATE POLICY whoever_may_asks ON adjustment FOR INSERT
    WITH CHECK (state = 'asked');
CREATE POLICY whoever_may_decides ON adjustment FOR UPDATE
    USING (state = 'asked')
    WITH CHECK (ended_by = session_user);

ALTER TABLE payout ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody_reads ON payout FOR SELECT USING (true);
CREATE POLICY whoever_may_proposes ON payout FOR INSERT WITH CHECK (state = 'created');
CREATE POLICY whoever_may_decides ON payout FOR UPDATE
    USING (state = 'created')
    WITH CHECK (ended_by = session_user);

-- A run that is discarded gives back what it had settled, and nothing else is ever deleted of it: whoever may discard
-- runs may call this, and delete nothing by themselves. The function looks where it was made, and nowhere where its
-- caller could put something else.
DO $$
BEGIN
    EXECUTE format(
        'CREATE FUNCTION %1$I.forget_settled(of_run BIGINT, first_item BIGINT, last_item BIGINT) RETURNS BIGINT
         LANGUAGE plpgsql
         SECURITY DEFINER
         SET search_path = %1$I, pg_temp
         AS $function$
         DECLARE
             deleted BIGINT;
         BEGIN
             IF NOT EXISTS (SELECT 1 FROM run WHERE run_id = of_run AND state = ''discarded'') THEN
                 RAISE EXCEPTION ''run %% is not discarded'', of_run USING ERRCODE = ''42501'';
             END IF;
             DELETE FROM settled
             WHERE run_id = of_run
               AND purchase_id >= first_item
               AND purchase_id <= last_item;
             GET DIAGNOSTICS deleted = ROW_COUNT;
             RETURN deleted;
         END
         $function$',
        current_schema());
    EXECUTE format('REVOKE ALL ON FUNCTION %I.forget_settled(BIGINT, BIGINT, BIGINT) FROM PUBLIC', current_schema());
END
$$;
