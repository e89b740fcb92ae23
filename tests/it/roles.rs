//! What each role may do in the database on PostgreSQL, with the program and past it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use cardctl::domain::database_role::DatabaseRole::{
    self, Approver, Auditor, Operator, Owner, Settlement, Support,
};
use cardctl::store::rights::privileges::PRIVILEGES;
use serde_json::{Value, json};

use crate::acts::sound_but_for;
use crate::fixture;
use crate::harness::cardctl::Cardctl;
use crate::harness::{Site, sql};

fn split(line: &str) -> impl Iterator<Item = &str> {
    line.split(' ')
}

/// The error object of a command that fails with this status.
#[track_caller]
fn refused(program: &Cardctl, status: i32, line: &str) -> Value {
    let output = program.exits(status, split(line).chain(["-o", "json"]));
    let last = output.stderr.lines().last().unwrap_or_default();
    let object: Value = serde_json::from_str(last).unwrap_or_else(|error| panic!("{error}\n{output}"));
    object["error"].clone()
}

/// The user of the server with this role and no other.
fn user(role: DatabaseRole) -> String {
    format!("works-as-{role}")
}

/// A platform on PostgreSQL.
fn platform() -> Site {
    let site = Site::on_postgres();
    fixture::platform(&site);
    site
}

/// The error of a statement that the database refuses.
#[track_caller]
fn denied(url: &str, statement: &str) -> String {
    match sql::execute(url, statement) {
        Err(sqlx::Error::Database(error)) => {
            let code = error.code().unwrap_or_default().into_owned();
            assert!(["42501", "23514"].contains(&code.as_str()), "{statement}: {code} {error}");
            error.message().to_owned()
        }
        other => panic!("`{statement}` is not refused: {other:?}"),
    }
}

/// Tries on every table what the user may do with it, as one line for each table.
const TRIED: &str = r"
CREATE FUNCTION public.tried() RETURNS SETOF TEXT LANGUAGE plpgsql AS $$
DECLARE
    each RECORD;
    col TEXT;
    may TEXT;
    cols TEXT;
    statement TEXT;
BEGIN
    FOR each IN
        SELECT c.relname AS name, array_agg(CAST(a.attname AS TEXT) ORDER BY a.attnum) AS columns
        FROM pg_class AS c
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relnamespace = CAST('public' AS regnamespace) AND c.relkind = 'r'
        GROUP BY c.relname
        ORDER BY c.relname
    LOOP
        may := '';
        BEGIN
            EXECUTE format('SELECT * FROM public.%I LIMIT 0', each.name);
            may := may || ' read';
        EXCEPTION WHEN insufficient_privilege THEN NULL;
        END;
        SELECT string_agg(quote_ident(c), ', ') INTO cols FROM unnest(each.columns) AS c WHERE c <> 'entered_by';
        BEGIN
            EXECUTE format('INSERT INTO public.%I (%s) SELECT %s WHERE false', each.name, cols,
                           regexp_replace(cols, '[^, ]+', 'NULL', 'g'));
            may := may || ' insert';
        EXCEPTION WHEN insufficient_privilege THEN NULL;
        END;
        IF 'entered_by' = ANY (each.columns) THEN
            BEGIN
                EXECUTE format('INSERT INTO public.%I (entered_by) SELECT NULL WHERE false', each.name);
                may := may || ' FORGE';
            EXCEPTION WHEN insufficient_privilege THEN NULL;
            END;
        END IF;
        cols := '';
        FOREACH col IN ARRAY each.columns LOOP
            BEGIN
                EXECUTE format('UPDATE public.%I SET %I = NULL WHERE false', each.name, col);
                cols := cols || ',' || col;
            EXCEPTION WHEN insufficient_privilege THEN NULL;
            END;
        END LOOP;
        IF cols <> '' THEN
            may := may || ' update(' || substr(cols, 2) || ')';
        END IF;
        BEGIN
            EXECUTE format('DELETE FROM public.%I WHERE false', each.name);
            may := may || ' delete';
        EXCEPTION WHEN insufficient_privilege THEN NULL;
        END;
        RETURN NEXT each.name || ':' || may;
    END LOOP;
END
$$";

/// What each role is known to do with each table: written down apart from the program's own table, so that a change there
/// is seen. Whoever changes it says why in the commit.
const EXPECTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/rights.txt");

#[test]
fn each_role_does_with_each_table_what_is_written_down() {
    let site = Site::on_postgres();
    site.cardctl.ok(["init"]);
    sql::execute(&site.url, TRIED).expect("a function");
    let mut found = String::new();
    for role in [Support, Operator, Settlement, Approver, Auditor] {
        let url = site.login(&user(role), &[role]);
        writeln!(found, "# {role}").expect("a string grows");
        let tried = sql::texts(&url, "SELECT tried() AS tried").expect("everybody may call it");
        for line in tried.into_iter().filter(|line| !line.ends_with(':')) {
            writeln!(found, "{line}").expect("a string grows");
        }
    }
    let expected = std::fs::read_to_string(EXPECTED).expect("the list is there");
    let differs: Vec<(&str, &str)> =
        expected.lines().zip(found.lines()).filter(|(expected, found)| expected != found).take(3).collect();
    assert!(found == expected, "{differs:?}\n{found}");
}

#[test]
fn every_table_has_a_decision() {
    let site = Site::on_postgres();
    site.cardctl.ok(["init"]);
    let tables = "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'";
    let tables: BTreeSet<String> =
        sql::texts(&site.url, tables).expect("the catalogue answers").into_iter().collect();
    let listed: BTreeSet<String> = PRIVILEGES.iter().map(|row| row.table.to_owned()).collect();
    assert_eq!(tables, listed, "a new table wants a row in `src/store/rights/privileges.rs`");
}

/// What is only added to, and what has ended, is not changed by anybody but the owner.
#[test]
fn histories_and_what_is_posted_are_out_of_reach() {
    let site = platform();
    fixture::purchases(&site, &["e1,H1,100.00,2026-02-01,,"]);
    site.cardctl.ok(split("settle run --through 2026-02-28 --yes"));
    site.cardctl.ok(split("settle approve last --yes"));
    site.cardctl.ok(split("settle post last --yes"));
    let everybodys = [Operator, Settlement, Approver];
    let all = site.login("works-as-all", &everybodys);
    for table in ["audit", "journal", "posting", "line", "card_event", "run_total", "settled", "period_event"]
    {
        denied(&all, &format!("DELETE FROM {table}"));
        denied(&all, &format!("TRUNCATE {table}"));
    }
    for (table, column) in [
        ("audit", "operator"),
        ("journal", "dated"),
        ("posting", "amount"),
        ("line", "amount"),
        ("card_event", "at"),
    ] {
        denied(&all, &format!("UPDATE {table} SET {column} = {column}"));
    }
    // A posted run is not there for whoever would change it.
    sql::execute(&all, "UPDATE run SET state = 'discarded', ended_by = session_user")
        .expect("no row is touched");
    let states = sql::texts(&site.url, "SELECT state FROM run").expect("a state");
    assert_eq!(states, ["posted"]);
    let message = denied(&all, "SELECT forget_settled(1, 0, 1000000)");
    assert_eq!(message, "run 1 is not discarded");
    denied(&site.login(&user(Approver), &[Approver]), "SELECT forget_settled(1, 0, 1000000)");
    denied(&all, "ALTER TABLE run DISABLE ROW LEVEL SECURITY");
}

#[test]
fn nobody_writes_in_another_s_name() {
    let site = platform();
    fixture::purchases(&site, &["e1,H1,100.00,2026-02-01,,"]);
    let url = site.login("works-as-all", &[Operator, Settlement, Approver]);
    // In another's name, and in another's name with the name of who really wrote it.
    let entry = "INSERT INTO audit (seq, at, operator, action, subject, detail, outcome, hash";
    let message = denied(&url, &format!("{entry}) VALUES (9999, 1, 'zhang', 'x', 'x', '{{}}', 'done', '')"));
    assert!(message.contains("audit_entered_by"), "{message}");
    denied(
        &url,
        &format!("{entry}, entered_by) VALUES (9999, 1, 'zhang', 'x', 'x', '{{}}', 'done', '', 'zhang')"),
    );
    denied(
        &url,
        "INSERT INTO journal (entry_id, kind, dated, recorded, operator) VALUES (9999, 'x', 1, 1, 'zhang')",
    );
    denied(
        &url,
        "INSERT INTO period_event (month, n, act, at, operator) VALUES (0, 9, 'reopen', 1, 'zhang')",
    );
    denied(
        &url,
        "INSERT INTO run (run_id, state, through, cutoff, epoch, post, started_at, started_by, first_item)
         VALUES (9999, 'calculating', 1, 1, 1, 0, 1, 'zhang', 1)",
    );
    let settling = site.with_roles("works-as-all", &[]);
    settling.ok(split("settle run --through 2026-02-28 --yes"));
    // What nobody approved is not posted, whoever may post.
    denied(&url, "UPDATE run SET state = 'posted', ended_at = 1, ended_by = session_user");
    // Decided in somebody's name, and decided without anybody's.
    let approve = "UPDATE run SET state = 'approved', approved_at = 1, approved_by =";
    denied(&url, &format!("{approve} 'zhang'"));
    denied(&url, &format!("{approve} NULL"));
    denied(&url, "UPDATE run SET approved_by = session_user");
    sql::execute(&url, &format!("{approve} session_user")).expect("in one's own name");
    denied(&url, "UPDATE run SET state = 'posted', ended_at = 1, ended_by = 'zhang'");
    // A settlement login can't approve at all, and an approver can't settle.
    let settlement = site.login(&user(Settlement), &[Settlement]);
    denied(&settlement, &format!("{approve} session_user"));
    denied(&settlement, "UPDATE run SET state = 'approved'");
    let written = "SELECT entered_by || ' ' || started_by FROM run";
    assert_eq!(sql::texts(&site.url, written).expect("a run"), ["works-as-all works-as-all"]);
    site.cardctl.ok(["audit", "verify"]);
}

/// A support login with the key that is made for it.
fn support(site: &Site) -> (Cardctl, String) {
    site.cardctl.ok(split("key export --for support --out support.key --reason x --yes"));
    let url = site.login(&user(Support), &[Support]);
    let key = site.directory().join("support.key");
    (site.cardctl.with_database(&url).with_env("CARDCTL_KEY_FILE", key), url)
}

/// Holders in cohorts.
fn crowd(site: &Site) {
    site.cardctl.ok(split("scheme add main --facets region:2,birth-year,sex --priority registered"));
    site.cardctl.ok(split("cohort regroup --yes"));
}

#[test]
fn support_looks_up_one_holder_after_the_other_masked() {
    let site = platform();
    crowd(&site);
    fixture::purchases(&site, &["e1,H1,100.00,2026-02-01,,"]);
    let (support, _) = support(&site);
    let shown = support.json(split("holder show H1"));
    let of_owner = site.cardctl.json(split("holder show H1"));
    for key in
        ["ref", "name", "card", "state", "registered_at", "balance", "parameters", "agents", "purchases"]
    {
        assert_eq!(shown[key], of_owner[key], "{key}");
    }
    assert_eq!(shown["name"], "赵**");
    // No rank, and no number of members that is small.
    let cohorts = shown["cohorts"].as_array().expect("cohorts");
    assert_eq!(cohorts.len(), of_owner["cohorts"].as_array().expect("cohorts").len());
    assert!(
        cohorts.iter().all(|cohort| cohort["rank"].is_null() && cohort["members"] == "<5"),
        "{cohorts:?}"
    );
    assert_eq!(of_owner["cohorts"][0]["rank"], 1);
    for query in ["H1", "110102197502030839", "赵一"] {
        assert_eq!(support.json(["holder", "find", query])[0]["ref"], "H1", "{query}");
    }
    let card = card_of_h1(&site);
    assert_eq!(support.json(["holder", "find", &card[12..]])[0]["ref"], "H1");
    assert_eq!(support.json(["card", "show", &card])["holder"], "H1");
    for line in [
        "card history --holder H1",
        "card show --holder H1",
        "holder history H1",
        "holder may H1 sell",
        "parameter list H1",
        "parameter inspect 110102197502030839",
        "whoami",
        "db status",
        "audit log",
    ] {
        let status = if line.contains("may") { 7 } else { 0 };
        support.exits(status, split(line));
    }
    let me = support.json(["whoami"]);
    assert_eq!((&me["roles"], &me["role"]), (&json!(["support"]), &json!("reader")));
    assert_eq!(support.json(["db", "status"])["roles"], json!(["support"]));
    // What it was refused is all that it sees of the log.
    let error = refused(&support, 7, "settle run --yes");
    assert_eq!(error["code"], "role-missing");
    assert_eq!(
        error["message"],
        "`cardctl settle run` wants the role `settlement`, and `works-as-support` has `support`"
    );
    assert_eq!(error["hint"], "the owner gives it: `cardctl db grant settlement works-as-support`");
    let seen = support.json(["audit", "log"]);
    assert_eq!(seen.as_array().map(Vec::len), Some(1), "{seen}");
    assert_eq!(
        (&seen[0]["action"], &seen[0]["operator"], &seen[0]["outcome"]),
        (&json!("settle run"), &json!("works-as-support"), &json!("refused"))
    );
    site.cardctl.ok(["audit", "verify"]);
    site.cardctl.ok(["db", "check"]);
}

/// The number of H1's card.
fn card_of_h1(site: &Site) -> String {
    let card = "SELECT CAST(card_no AS TEXT) FROM holder WHERE ref = 'H1'";
    sql::texts(&site.url, card).expect("a card").remove(0)
}

/// What a support login gets past the program: nobody in bulk, and no sealed value.
#[test]
fn support_reads_nobody_in_bulk_and_nothing_sealed() {
    let site = platform();
    crowd(&site);
    let (_, url) = support(&site);
    let about_holders = [
        "attribution",
        "holder",
        "holder_facets",
        "holder_parameter",
        "holder_tier",
        "member",
        "parameter_verification",
        "payment",
        "placement",
        "posting",
        "purchase",
        "visit",
    ];
    let count = |table: &str| {
        let statement = format!("SELECT CAST(COUNT(*) AS TEXT) FROM cardctl_support.{table}");
        sql::texts(&url, &statement).unwrap_or_else(|error| panic!("{table}: {error}")).remove(0)
    };
    for table in about_holders {
        denied(&url, &format!("SELECT * FROM public.{table}"));
        denied(&url, &format!("DELETE FROM cardctl_support.{table}"));
        assert_eq!(count(table), "0", "{table}");
    }
    denied(&url, "SELECT * FROM public.staff");
    denied(&url, "SELECT * FROM public.placement_past");
    // One look-up shows one holder, and a statement can't go from one to the next.
    let (h1, h2) = (number(&site, "H1"), number(&site, "H2"));
    let looked_up =
        format!("WITH s AS MATERIALIZED (SELECT set_config('cardctl.looked_up', '{h1}', true) AS done) ");
    let of_h1 = format!(
        "{looked_up}SELECT string_agg(h.ref, ' ') FROM s, LATERAL (SELECT ref FROM cardctl_support.holder
        WHERE s.done IS NOT NULL) AS h"
    );
    assert_eq!(sql::texts(&url, &of_h1).expect("a ref"), ["H1"]);
    let through_all = "SELECT COALESCE(string_agg(h.ref, ' '), '') FROM
        (SELECT set_config('cardctl.looked_up', CAST(holder_id AS TEXT), true) AS done FROM public.ref_claim
         ORDER BY holder_id) AS s,
        LATERAL (SELECT ref FROM cardctl_support.holder WHERE s.done IS NOT NULL) AS h";
    let refs = sql::texts(&url, through_all).expect("at most one").remove(0);
    let refs: BTreeSet<&str> = refs.split(' ').collect();
    assert!(refs.len() <= 1, "{refs:?}");
    let many: Vec<String> = (0..201).map(|n| n.to_string()).collect();
    let many = format!("SET cardctl.looked_up = '{},{h2}'", many.join(","));
    sql::execute(
        &url,
        &format!("{many}; DO $$ BEGIN ASSERT (SELECT COUNT(*) FROM cardctl_support.holder) = 0; END $$"),
    )
    .expect("more than a look-up finds nobody");
    // Of sealed values there is what tells their key, and nothing else.
    let sealed = format!(
        "SET cardctl.looked_up = '{h1}'; DO $$ BEGIN
             ASSERT (SELECT MAX(length(trim(TRAILING '\\x00'::bytea FROM name))) FROM cardctl_support.holder) <= 3;
             ASSERT (SELECT MIN(length(name_mask)) FROM cardctl_support.holder) > 3;
             ASSERT (SELECT MAX(length(trim(TRAILING '\\x00'::bytea FROM value))) FROM cardctl_support.holder_parameter) <= 3;
             ASSERT (SELECT MAX(length(trim(TRAILING '\\x00'::bytea FROM name))) FROM cardctl_support.staff) <= 3;
             ASSERT (SELECT MAX(length(trim(TRAILING '\\x00'::bytea FROM activation))) FROM cardctl_support.card) <= 3;
             ASSERT (SELECT MAX(members) FROM cardctl_support.cohort_state) = 0;
             ASSERT (SELECT COUNT(*) FROM cardctl_support.audit) = 0;
         END $$"
    );
    sql::execute(&url, &sealed).expect("nothing else is shown");
    // It adds nothing but its own refusals.
    let entry =
        "INSERT INTO cardctl_support.audit (seq, at, operator, action, subject, detail, outcome, hash) VALUES
        (9999, 1, 'works-as-support', 'x', 'x', '{}'";
    let done = sql::execute(&url, &format!("{entry}, 'done', '')"));
    assert!(done.is_err_and(|error| error.to_string().contains("check option")));
}

fn number(site: &Site, reference: &str) -> String {
    let statement = format!("SELECT CAST(holder_id AS TEXT) FROM holder WHERE ref = '{reference}'");
    sql::texts(&site.url, &statement).expect("a holder").remove(0)
}

/// The auditor reads and proves everything, and opens nothing.
#[test]
fn an_auditor_proves_everything_and_reads_nothing_sealed() {
    let site = platform();
    crowd(&site);
    fixture::purchases(&site, &["e1,H1,100.00,2026-02-01,,"]);
    site.cardctl.ok(split("settle run --through 2026-02-28 --yes"));
    let auditor = site.with_roles(&user(Auditor), &[Auditor]).with_env("CARDCTL_KEY_FILE", "/nowhere");
    for line in [
        "db check",
        "audit verify",
        "audit log",
        "settle list",
        "settle run --through 2026-02-28 --dry-run",
        "ledger balances",
        "report dashboard",
        "holder show H1",
        "party show S1",
        "staff list",
        "cohort show 11",
        "db grants",
        "db status",
        "setting list",
    ] {
        auditor.ok(split(line));
    }
    assert_eq!(auditor.json(["db", "status"])["holders"], 4);
    let url = site.login(&user(Auditor), &[]);
    denied(&url, "SELECT * FROM public.holder");
    denied(&url, "INSERT INTO public.audit_head VALUES (2, 0, '')");
    let longest = "SELECT CAST(MAX(length(trim(TRAILING '\\x00'::bytea FROM name))) AS TEXT) FROM cardctl_auditor.holder";
    assert_eq!(sql::texts(&url, longest).expect("all holders"), ["3"]);
    assert_eq!(refused(&auditor, 7, "settle approve last --yes")["code"], "role-missing");
}

/// The main job, each step by whoever has its role.
#[test]
fn the_work_is_done_by_whoever_it_is_given_to() {
    let site = Site::on_postgres();
    site.cardctl.ok(["init", "--name", "Test"]);
    let by = |role| site.with_roles(&user(role), &[role]);
    let (operator, settlement, approver) = (by(Operator), by(Settlement), by(Approver));
    for line in [
        "center add BJ --name Beijing",
        "staff add S1 --name Wang --center BJ",
        "provider add shop --name Shop --rate 12%",
        "tier add standard --name Standard --rank 1 --default",
        "tier add gold --name Gold --rank 2 --min-fee 199.00",
        "agent add A1 --name Top",
        "scheme add main --facets region:2,birth-year,sex --priority registered,visits,fees",
        "batch issue --center BJ --count 20 --out print --release --yes",
    ] {
        operator.ok(split(line));
    }
    site.write(
        "holders.csv",
        "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code\n\
         H1,,赵一,citizen-id,110102197502030839,BJ,S1,A1,,2026-01-01,,\n",
    );
    operator.ok(split("holder import holders.csv --activate --yes"));
    operator.ok(split("holder visit H1"));
    operator.ok(split("cohort regroup --yes"));
    operator.ok(split("card freeze --holder H1 --reason x --yes"));
    operator.ok(split("card unfreeze --holder H1 --reason x --yes"));
    site.write("plan.toml", fixture::PLAN);
    settlement.ok(split("plan import plan.toml"));
    assert_eq!(refused(&settlement, 7, "plan approve standard --yes")["code"], "role-missing");
    approver.ok(split("plan approve standard --yes"));
    site.write(
        "till.csv",
        "external_id,card,holder,provider,amount,occurred_at,category,refund_of\n\
         R1,,H1,shop,20.00,2026-02-02,,P1\n\
         P1,,H1,shop,100.00,2026-02-01,,\n",
    );
    settlement.ok(split("purchase import till.csv --source till --yes"));
    settlement.ok(split("payment add --holder H1 --amount 199.00 --receipt K1"));
    settlement.ok(split("settle run --through 2026-02-28 --yes"));
    settlement.ok(split("settle discard last --yes"));
    settlement.ok(split("settle run --through 2026-02-28 --yes"));
    assert_eq!(refused(&settlement, 7, "settle approve last --yes")["code"], "role-missing");
    assert_eq!(refused(&approver, 7, "settle post last --yes")["code"], "role-missing");
    approver.ok(split("settle approve last --yes"));
    settlement.ok(split("settle post last --yes"));
    settlement.ok(split("ledger adjust H1 1.00 --reason x --yes"));
    approver.ok(split("ledger approve 1 --yes"));
    let auditor = by(Auditor);
    auditor.ok(["db", "check"]);
    auditor.ok(["audit", "verify"]);
}

#[test]
fn who_has_several_roles_does_what_any_of_them_may() {
    let site = platform();
    crowd(&site);
    let both = site.with_roles("works-as-two", &[Support, Settlement]);
    assert_eq!(both.json(split("holder show H1"))["cohorts"][0]["members"], "<5");
    both.ok(split("settle list"));
    assert_eq!(refused(&both, 7, "cohort regroup --yes")["code"], "role-missing");
    let three = site.with_roles("works-as-two", &[Operator]);
    assert_eq!(three.json(split("holder show H1"))["cohorts"][0]["rank"], 1);
    three.ok(split("cohort regroup --yes"));
    site.cardctl.ok(split("db revoke operator works-as-two --yes"));
    assert_eq!(refused(&three, 7, "cohort regroup --yes")["code"], "role-missing");
    assert_eq!(
        site.cardctl.json(["db", "grants"]),
        json!([
            {"user": "works-as-two", "role": "settlement",
             "meaning": "loads purchases and fees, settles, closes months and pays out",
             "group": group(&site, Settlement), "logs_in": true},
            {"user": "works-as-two", "role": "support", "meaning": "looks up one holder at a time, masked",
             "group": group(&site, Support), "logs_in": true},
        ])
    );
}

fn group(site: &Site, role: DatabaseRole) -> String {
    let database = sql::texts(&site.url, "SELECT CAST(current_database() AS TEXT)").expect("a name");
    role.group(&database[0])
}

#[test]
fn owners_share_the_tables_and_pass_them_on() {
    let site = platform();
    let owner = site.with_roles(&user(Owner), &[Owner]);
    let me = owner.json(["whoami"]);
    assert_eq!((&me["role"], &me["roles"]), (&json!("owner"), &json!(["owner"])));
    owner.ok(split("setting set guard-factor 5 --reason x --yes"));
    owner.ok(split("center add SH --name Shanghai"));
    // Groups belong to the server: who may make none is told whom to ask.
    let error = refused(&owner, 7, "db grant support works-as-owner --yes");
    assert_eq!(error["code"], "not-permitted");
    let hints = error["hint"].as_str().expect("hints");
    assert!(hints.contains("ALTER ROLE \"works-as-owner\" CREATEROLE"), "{error}");
    let group = group(&site, Support);
    assert!(hints.contains(&format!("CREATE ROLE \"{group}\" NOLOGIN")), "{error}");
    sql::execute(
        &site.url,
        &format!(
            "CREATE ROLE \"{group}\" NOLOGIN; GRANT \"{group}\" TO \"works-as-owner\" WITH ADMIN OPTION"
        ),
    )
    .expect("the superuser does it");
    site.login("works-as-support-too", &[]);
    owner.ok(split("db grant support works-as-support-too --yes"));
    site.with_roles("works-as-support-too", &[]).ok(split("holder show H1"));
    assert_eq!(refused(&owner, 7, "db revoke owner works-as-owner --yes")["code"], "not-permitted");
    owner.ok(["db", "check"]);
}

#[test]
fn a_grant_says_what_is_wrong_with_it() {
    let site = platform();
    site.login("works-as-clerk", &[]);
    let error = refused(&site.cardctl, 5, "db grant support works-as-clark --yes");
    assert_eq!(
        (&error["code"], &error["message"]),
        (&json!("not-found"), &json!("no user `works-as-clark` on the server"))
    );
    let hint = error["hint"].as_str().expect("a hint");
    assert!(hint.contains("did you mean `works-as-clerk`?"), "{hint}");
    assert!(hint.contains("CREATE ROLE \"works-as-clark\" LOGIN"), "{hint}");
    sql::execute(&site.url, "DROP ROLE IF EXISTS \"no-login\"; CREATE ROLE \"no-login\"").expect("a role");
    let error = refused(&site.cardctl, 5, "db grant support no-login --yes");
    assert!(
        error["hint"].as_str().is_some_and(|hint| hint.contains("ALTER ROLE \"no-login\" LOGIN")),
        "{error}"
    );
    assert_eq!(
        refused(&site.cardctl, 7, "db grant support works-as-clerk --no-input")["code"],
        "needs-confirmation"
    );
    site.cardctl.ok(split("db grant support works-as-clerk --yes"));
    site.cardctl.ok(split("db grant support works-as-clerk --yes"));
    let clerk = site.with_roles("works-as-clerk", &[]);
    assert_eq!(refused(&clerk, 7, "db grant owner works-as-clerk --yes")["code"], "role-missing");
    let log = site.cardctl.json(["audit", "log"]);
    let actions: Vec<&str> =
        log.as_array().expect("entries").iter().filter_map(|one| one["action"].as_str()).collect();
    assert_eq!(actions[actions.len() - 3..], ["db grant", "db grant", "db grant"], "the last one is refused");

    let file = Site::on_sqlite();
    file.cardctl.ok(["init"]);
    for line in ["db grant support anna --yes", "db revoke support anna --yes", "db grants"] {
        let error = refused(&file.cardctl, 2, line);
        assert!(
            error["message"].as_str().is_some_and(|text| text.contains("permissions of its file")),
            "{error}"
        );
    }
}

/// Rights that were granted by hand before there were roles go on, and what they don't reach names the role.
#[test]
fn what_was_granted_by_hand_goes_on() {
    let site = platform();
    let url = site.login("works-by-hand", &[]);
    let clerk = site.with_roles("works-by-hand", &[]);
    sql::execute(&site.url, "GRANT ALL ON ALL TABLES IN SCHEMA public TO \"works-by-hand\"")
        .expect("by hand");
    fixture::purchases(&site, &["e1,H1,100.00,2026-02-01,,"]);
    clerk.ok(split("settle run --through 2026-02-28 --yes"));
    clerk.ok(split("settle discard last --yes"));
    clerk.ok(split("holder show H1"));
    sql::execute(&site.url, "REVOKE ALL ON line FROM \"works-by-hand\"").expect("by hand");
    let error = refused(&clerk, 7, "settle run --through 2026-02-28 --yes");
    assert_eq!(error["code"], "role-missing");
    assert_eq!(
        error["message"],
        "`cardctl settle run` wants the role `settlement`: the database does not permit it: permission denied for table line"
    );
    assert_eq!(error["hint"], "the owner gives it: `cardctl db grant settlement works-by-hand`");
    assert!(sql::texts(&url, "SELECT entered_by FROM audit ORDER BY seq DESC LIMIT 1").is_ok());
}

#[test]
fn a_migration_brings_the_rights_with_it() {
    let site = platform();
    let (support, _) = support(&site);
    let operator = site.with_roles(&user(Operator), &[Operator]);
    sql::execute(
        &site.url,
        "DROP SCHEMA cardctl_support CASCADE;
         DROP POLICY everybody_reads ON run;
         DROP POLICY whoever_may_begins ON run;
         DROP POLICY whoever_may_goes_on ON run;
         DROP POLICY everybody_reads ON plan_version;
         DROP POLICY whoever_may_imports ON plan_version;
         DROP POLICY whoever_may_decides ON plan_version;
         DROP POLICY everybody_reads ON adjustment;
         DROP POLICY whoever_may_asks ON adjustment;
         DROP POLICY whoever_may_decides ON adjustment;
         DROP POLICY everybody_reads ON payout;
         DROP POLICY whoever_may_proposes ON payout;
         DROP POLICY whoever_may_decides ON payout;
         DROP FUNCTION forget_settled;
         ALTER TABLE journal DROP COLUMN entered_by;
         ALTER TABLE audit DROP COLUMN entered_by;
         ALTER TABLE period_event DROP COLUMN entered_by;
         ALTER TABLE plan_rule DROP COLUMN entered_by;
         ALTER TABLE plan_version DROP COLUMN entered_by;
         ALTER TABLE run DROP COLUMN entered_by;
         ALTER TABLE adjustment DROP COLUMN entered_by;
         ALTER TABLE payout DROP COLUMN entered_by;
         ALTER TABLE audit DROP COLUMN wrote;
         ALTER TABLE audit_head DROP COLUMN summed;
         DELETE FROM _sqlx_migrations WHERE version > 18;
         REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC",
    )
    .expect("as it was before");
    assert_eq!(refused(&operator, 7, "db migrate --yes")["code"], "role-missing");
    assert_eq!(refused(&support, 10, "holder show H1")["code"], "schema-older");
    site.cardctl.ok(["db", "migrate", "--yes"]);
    support.ok(split("holder show H1"));
    operator.ok(split("holder visit H1"));
    let before = "SELECT CAST(COUNT(*) FILTER (WHERE entered_by IS NULL) > 0 AS TEXT) FROM audit";
    assert_eq!(sql::texts(&site.url, before).expect("the log"), ["true"], "what was before has nobody");
    // The entries had said what they wrote, which an older schema has no place for.
    sound_but_for(&site, "audit-chain");
    // Views of an older program don't stand in the way of a migration.
    sql::execute(&site.url, "DELETE FROM _sqlx_migrations WHERE version > 18").expect("taken back");
    let output = site.cardctl.run(["db", "migrate", "--yes"]);
    assert!(!output.stderr.contains("depend"), "{output}");
}

#[test]
fn two_platforms_on_one_server_share_nobody() {
    let (one, two) = (platform(), platform());
    let clerk = one.with_roles("works-for-one", &[Operator]);
    clerk.ok(split("center list"));
    let elsewhere = two.login("works-for-one", &[]);
    denied(&elsewhere, "SELECT * FROM center");
    let error = refused(&one.cardctl.with_database(&elsewhere), 7, "center list");
    assert_eq!(error["code"], "role-missing");
    assert_eq!(two.cardctl.json(["db", "grants"]), json!([]));
    assert_ne!(group(&one, Operator), group(&two, Operator));
    // The same user with another role there has that one alone.
    let there = two.with_roles("works-for-one", &[Auditor]);
    assert_eq!(there.json(["whoami"])["roles"], json!(["auditor"]));
    assert_eq!(clerk.json(["whoami"])["roles"], json!(["operator"]));
}
