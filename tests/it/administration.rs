//! Looking after a platform: status, checks, settings, configuration, the audit log, help.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use serde_json::{Value, json};

use crate::acts::{audited, clear_facets, count, platform, refused};
use crate::audit::hash_anew;
use crate::check::lived_in;
use crate::fixture;
use crate::harness::{Site, on_both, sql};

#[test]
fn a_newer_schema_is_refused_untouched() {
    on_both(|site| {
        platform(&site);
        let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                     VALUES (9999, 'later', ";
        let newer = match site.database {
            "SQLite" => format!("{newer} 1, x'00', 0)"),
            _ => format!("{newer} true, '\\x00', 0)"),
        };
        sql::execute(&site.url, &newer).expect("a migration of a later program");
        let file = |site: &Site| fs::read(site.directory().join("site.db")).unwrap_or_default();
        let before = (audited(&site), count(&site, "center"), file(&site));
        for command in [
            ["center", "add", "SH", "--name", "x"].as_slice(),
            &["center", "list"],
            &["db", "status"],
            &["db", "migrate", "--yes"],
            &["db", "check"],
            &["audit", "verify"],
            &["setting", "set", "name", "x", "--reason", "y"],
        ] {
            let error = refused(&site, 10, command);
            assert_eq!(error["code"], "schema-newer", "{command:?}");
            assert!(error["message"].as_str().is_some_and(|text| text.contains("9999")), "{error}");
        }
        assert_eq!((audited(&site), count(&site, "center"), file(&site)), before);
        sql::execute(&site.url, "DELETE FROM _sqlx_migrations WHERE version = 9999").expect("as before");
        site.cardctl.ok(["center", "list"]);
    });
}

/// Takes away what the migrations from `0010_settlement` on added; that one makes the two tables anew that it changed.
const SETTLEMENT_AS_BEFORE: &str = "ALTER TABLE audit DROP COLUMN wrote;
         ALTER TABLE audit_head DROP COLUMN summed;
         ALTER TABLE run DROP COLUMN amount;
         ALTER TABLE run DROP COLUMN late;
         ALTER TABLE run DROP COLUMN first_item;
         DROP TABLE plan_rule;
         DROP TABLE payout_rule;
         DROP TABLE period_event;
         DROP TABLE party_identity;
         DROP TABLE party_account;
         DROP TABLE bill_file;
         DROP TABLE bill_row;
         DROP TABLE payment_refund;
         DROP TABLE adjustment;
         DROP TABLE payout;
         DROP TABLE payout_item;
         DROP TABLE payout_export;
         DROP TABLE statement;
         DROP TABLE notice;
         DROP TABLE notice_read;
         DROP TABLE holder_secret;
         DROP TABLE service_offer;
         DROP TABLE service;
         DROP TABLE service_turn;
         DROP TABLE request_claim;
         DROP TABLE request;
         DROP TABLE dispatch_queue;
         DROP TABLE delivery_attempt;
         DROP TABLE listing;
         DROP TABLE listing_event;
         DELETE FROM counter WHERE name IN ('request', 'service', 'listing', 'notice');
         DELETE FROM posting WHERE entry_id IN (SELECT entry_id FROM journal WHERE kind = 'fee');
         DELETE FROM journal WHERE kind = 'fee';
         DROP INDEX journal_receipt;
         ALTER TABLE journal DROP COLUMN subject;
         ALTER TABLE journal DROP COLUMN entered_by;
         ALTER TABLE audit DROP COLUMN entered_by;
         ALTER TABLE run DROP COLUMN entered_by;
         ALTER TABLE plan_version DROP COLUMN entered_by;";

/// What `0019_entered_by` made beside, on PostgreSQL: to be taken away first.
fn without_row_rules(site: &Site) -> &'static str {
    if site.database == "SQLite" {
        return "";
    }
    "DROP POLICY everybody_reads ON run;
     DROP POLICY whoever_may_begins ON run;
     DROP POLICY whoever_may_goes_on ON run;
     DROP POLICY everybody_reads ON plan_version;
     DROP POLICY whoever_may_imports ON plan_version;
     DROP POLICY whoever_may_decides ON plan_version;
     DROP FUNCTION forget_settled;"
}

/// Takes away what the migration `0009_cohorts` made, with all that schemes and cohorts had before.
fn as_of_schema_8(site: &Site) -> String {
    let sqlite = site.database == "SQLite";
    let (strict, integer, bytes) =
        if sqlite { ("STRICT", "INTEGER", "BLOB") } else { ("", "BIGINT", "BYTEA") };
    // One facet of a holder after the other, as rows.
    let facets = if sqlite {
        "SELECT f.holder_id, e.key, e.value FROM holder_facets AS f, json_each(f.facets) AS e"
    } else {
        "SELECT f.holder_id, e.key, e.value FROM holder_facets AS f, json_each_text(CAST(f.facets AS json)) AS e"
    };
    format!(
        "CREATE TABLE holder_facet (
             holder_id {integer} NOT NULL, facet TEXT NOT NULL, value TEXT NOT NULL,
             PRIMARY KEY (holder_id, facet)) {strict};
         INSERT INTO holder_facet (holder_id, facet, value) {facets};
         DROP TABLE holder_facets;
         CREATE TABLE old_scheme (
             scheme_id {integer} NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE, facets TEXT NOT NULL,
             priority TEXT NOT NULL, recorded {integer} NOT NULL) {strict};
         INSERT INTO old_scheme SELECT s.scheme_id, s.name, v.facets, v.priority, s.recorded
         FROM scheme AS s JOIN scheme_version AS v ON v.scheme_id = s.scheme_id;
         CREATE TABLE old_cohort (
             cohort_id {integer} NOT NULL PRIMARY KEY, scheme_id {integer} NOT NULL REFERENCES old_scheme (scheme_id),
             path TEXT NOT NULL, parent_id {integer} REFERENCES old_cohort (cohort_id), depth {integer} NOT NULL,
             value TEXT NOT NULL, UNIQUE (scheme_id, path)) {strict};
         INSERT INTO old_cohort SELECT cohort_id, scheme_id, path, parent_id, depth, value FROM cohort;
         CREATE TABLE old_placement (
             holder_id {integer} NOT NULL, scheme_id {integer} NOT NULL REFERENCES old_scheme (scheme_id),
             cohort_id {integer} NOT NULL REFERENCES old_cohort (cohort_id), key {bytes} NOT NULL,
             PRIMARY KEY (holder_id, scheme_id)) {strict};
         INSERT INTO old_placement SELECT holder_id, scheme_id, cohort_id, key FROM placement;
         CREATE TABLE old_member (
             cohort_id {integer} NOT NULL REFERENCES old_cohort (cohort_id), key {bytes} NOT NULL,
             holder_id {integer} NOT NULL, PRIMARY KEY (cohort_id, key, holder_id)) {strict};
         INSERT INTO old_member SELECT cohort_id, key, holder_id FROM member;
         DROP TABLE member;
         DROP TABLE placement;
         DROP TABLE placement_past;
         DROP TABLE placement_due;
         DROP TABLE cohort_state;
         DROP TABLE cohort_block;
         DROP TABLE cohort_policy;
         DROP TABLE regroup;
         DROP TABLE visit_claim;
         DROP TABLE cohort;
         DROP TABLE scheme;
         DROP TABLE scheme_version;
         ALTER TABLE old_scheme RENAME TO scheme;
         ALTER TABLE old_cohort RENAME TO cohort;
         ALTER TABLE old_placement RENAME TO placement;
         ALTER TABLE old_member RENAME TO member;
         DROP INDEX purchase_holder;
         DELETE FROM counter WHERE name = 'regroup';
         {}
         {SETTLEMENT_AS_BEFORE}
         DELETE FROM _sqlx_migrations WHERE version > 8;",
        without_row_rules(site)
    )
}

#[test]
fn cohorts_of_an_older_schema_go_on() {
    on_both(|site| {
        fixture::bare_platform(&site);
        site.cardctl.ok("scheme add main --facets region:2,region:6,sex --priority visits,fees".split(' '));
        site.cardctl.ok("scheme add late --facets birth-year".split(' '));
        site.cardctl.ok(["cohort", "regroup", "--scheme", "main", "--yes"]);
        site.cardctl.ok(["holder", "visit", "H3"]);
        sql::execute(&site.url, "DELETE FROM placement_past").expect("what the program did not keep before");
        let shown = || {
            [
                site.cardctl.ok("cohort list --scheme main -o csv".split(' ')),
                site.cardctl.ok("cohort show 11 --scheme main -o csv".split(' ')),
            ]
        };
        let (before, facets) = (shown(), clear_facets(&site));
        assert_eq!(facets.len(), 6, "{facets:?}");
        sql::execute(&site.url, &as_of_schema_8(&site)).expect("as the program left it before");
        hash_anew(&site);
        site.cardctl.ok(["db", "migrate", "--yes"]);
        site.cardctl.ok(["db", "check"]);
        assert_eq!((shown(), clear_facets(&site)), (before, facets));
        // Who waited for a regrouping still does, and who did not is where they were.
        let done = site.cardctl.json(["cohort", "regroup", "--yes"]);
        let counts = |row: &Value| {
            (row["scheme"].clone(), row["mode"].clone(), row["placed"].clone(), row["unchanged"].clone())
        };
        assert_eq!(
            done["schemes"].as_array().expect("a table").iter().map(counts).collect::<Vec<_>>(),
            [
                (json!("main"), json!("full"), json!(0), json!(4)),
                (json!("late"), json!("full"), json!(4), json!(0))
            ]
        );
        site.cardctl.ok(["db", "check"]);
    });
}

/// Takes away what the migrations from `0005_batches` on made, for a database without holders.
fn as_of_schema_4(site: &Site) -> String {
    let hex =
        if site.database == "SQLite" { "lower(hex(check_value))" } else { "encode(check_value, 'hex')" };
    let (strict, integer) = if site.database == "SQLite" { ("STRICT", "INTEGER") } else { ("", "BIGINT") };
    let schema_8 = as_of_schema_8(site);
    format!(
        "{schema_8}
         INSERT INTO setting (key, value) SELECT 'key-check', {hex} FROM key_version;
         DROP TABLE retained_key;
         DROP TABLE key_rotation;
         DROP TABLE key_version;
         ALTER TABLE card DROP COLUMN activation_key;
         ALTER TABLE parameter_claim DROP COLUMN key_version;
         DROP TABLE name_index;
         CREATE TABLE name_index (
             tag {integer} NOT NULL, holder_id {integer} NOT NULL,
             CONSTRAINT name_index_pkey PRIMARY KEY (tag, holder_id)) {strict};
         DROP TABLE region_table;
         DROP TABLE site_code;
         DROP TABLE parameter_verification;
         ALTER TABLE holder_parameter DROP COLUMN told;
         DROP TABLE card_block;
         DROP TABLE batch_release;
         DROP TABLE batch_event;
         DROP INDEX card_used;
         ALTER TABLE batch DROP COLUMN file_path;
         ALTER TABLE batch DROP COLUMN plain_sha256;
         ALTER TABLE batch DROP COLUMN recipients;
         ALTER TABLE batch DROP COLUMN received;
         ALTER TABLE batch DROP COLUMN samples;
         DROP INDEX audit_subject;
         ALTER TABLE holder DROP COLUMN restricted_at;
         DELETE FROM _sqlx_migrations WHERE version > 4"
    )
}

#[test]
fn an_older_schema_is_migrated() {
    on_both(|site| {
        let error = refused(&site, 10, &["db", "status"]);
        assert_eq!(error["code"], "not-initialised");
        platform(&site);
        site.cardctl.ok(["staff", "add", "S1", "--name", "王静", "--center", "BJ"]);
        site.cardctl.ok("batch issue --center BJ --count 20 --out a --release --yes".split(' '));
        site.cardctl.ok("batch issue --center BJ --count 20 --out b --yes".split(' '));
        sql::execute(&site.url, &as_of_schema_4(&site)).expect("as the program left it before");
        hash_anew(&site);
        let newer = [
            "0005_batches",
            "0006_card_life",
            "0007_keys",
            "0008_parameters",
            "0009_cohorts",
            "0010_settlement",
            "0011_plan_rules",
            "0012_periods",
            "0013_money",
            "0014_requests",
            "0015_statements",
            "0016_goods",
            "0017_payout_rules",
            "0018_notices",
            "0019_entered_by",
            "0020_written",
        ];
        let entries = audited(&site);
        assert_eq!(refused(&site, 10, &["center", "list"])["code"], "schema-older");
        assert_eq!(refused(&site, 1, &["init"])["code"], "conflict", "it is a platform all the same");
        let status = site.cardctl.json(["db", "status"]);
        assert_eq!((&status["schema"], &status["pending"]), (&json!(4), &json!(newer)));
        assert_eq!(refused(&site, 7, &["db", "migrate"])["code"], "needs-confirmation");
        assert_eq!(site.cardctl.json(["db", "status"])["schema"], 4);
        assert_eq!(
            site.cardctl.json(["db", "migrate", "--yes"]),
            json!({"from": 4, "to": 20, "migrations": newer})
        );
        site.cardctl.ok(["db", "check"]);
        let list = "batch list -o csv --columns batch,stock,for_sale";
        assert_eq!(site.cardctl.ok(list.split(' ')), "batch,stock,for_sale\n2,20,0\n1,20,20\n");
        assert_eq!(site.cardctl.json(["audit", "log", "--after", "5"])[0]["action"], "db migrate");
        site.cardctl.ok(["audit", "verify"]);
        site.cardctl.ok(["db", "migrate"]);
        assert_eq!(audited(&site), entries + 1, "nothing to do is no act");

        // The check value was carried over: the key is known, another one is not.
        assert_eq!(site.cardctl.json(["staff", "show", "S1"])["name"], "王静");
        site.cardctl.ok(["--database", "sqlite:other.db", "--key-file", "other.key", "init"]);
        let wrong = ["staff", "show", "S1", "--key-file", "other.key"];
        assert_eq!(refused(&site, 7, &wrong)["code"], "wrong-key");
        site.cardctl.ok(["db", "check"]);
    });
}

#[test]
fn the_status_counts_what_there_is() {
    on_both(|site| {
        lived_in(&site);
        let status = site.cardctl.json(["db", "status"]);
        assert_eq!((&status["kind"], &status["pending"]), (&json!(site.database), &json!([])));
        assert!(status["size"].as_i64().is_some_and(|bytes| bytes > 100_000));
        let counts = [
            "centers",
            "staff",
            "agents",
            "providers",
            "schemes",
            "cards",
            "holders",
            "purchases",
            "refunds",
            "due",
            "runs",
        ];
        let counts: Vec<_> = counts.iter().map(|key| status[key].as_i64().expect("a count")).collect();
        assert_eq!(counts, [1, 1, 3, 3, 2, 20, 4, 6, 1, 3, 1]);
        assert_eq!(status["audit_entries"], json!(audited(&site)));
    });
}

#[test]
fn a_wrong_or_open_key_is_refused() {
    on_both(|site| {
        platform(&site);
        site.cardctl.ok(["--database", "sqlite:other.db", "--key-file", "other.key", "init"]);
        let before = audited(&site);
        let staff = ["staff", "add", "S1", "--name", "x", "--center", "BJ"];
        let wrong = [staff.as_slice(), &["--key-file", "other.key"]].concat();
        let error = refused(&site, 7, &wrong);
        assert_eq!(error["code"], "wrong-key");
        for list in [["staff", "list"], ["agent", "list"]] {
            let error = refused(&site, 7, &[list.as_slice(), &["--key-file", "other.key"]].concat());
            assert_eq!(error["code"], "wrong-key", "a list doesn't hide it");
        }
        let error = refused(&site, 1, &[staff.as_slice(), &["--key-file", "none.key"]].concat());
        assert_eq!(error["code"], "key-missing");
        let key = site.directory().join("other.key");
        fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("a file of ours");
        assert_eq!(refused(&site, 7, &wrong)["code"], "key-permissions");
        assert_eq!((audited(&site), count(&site, "staff")), (before, 0));
        let state = |arguments: &[&str]| {
            site.cardctl.json([["whoami"].as_slice(), arguments].concat())["key"].clone()
        };
        assert_eq!(state(&[]), "ok");
        assert_eq!(state(&["--key-file", "none.key"]), "missing");
        assert_eq!(state(&["--key-file", "other.key"]), "exposed");
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).expect("a file of ours");
        assert_eq!(state(&["--key-file", "other.key"]), "wrong");
    });
}

#[test]
fn whoami_says_what_four_eyes_are_worth() {
    on_both(|site| {
        site.cardctl.ok(["init", "--name", "Test"]);
        let me = site.cardctl.json(["whoami", "--operator", "wang"]);
        assert_eq!(
            (&me["platform"], &me["claimed"], &me["kind"]),
            (&json!("Test"), &json!("wang"), &json!(site.database))
        );
        assert_eq!(
            (&me["four_eyes"], &me["production"], &me["profile"]),
            (&json!(true), &json!(false), &Value::Null)
        );
        let advisory = me["four_eyes_note"].as_str().is_some_and(|note| note.contains("advisory"));
        assert_eq!(advisory, site.database == "SQLite");
        if site.database == "PostgreSQL" {
            assert_eq!(me["operator"], "postgres", "the database's user");
        }
    });
}

#[test]
fn settings_are_set_with_a_reason() {
    on_both(|site| {
        site.cardctl.ok(["init"]);
        let value = |key: &str| {
            let list = site.cardctl.json(["setting", "list"]);
            let row = list.as_array().and_then(|rows| rows.iter().find(|row| row["key"] == key).cloned());
            row.expect("the setting is listed")["value"].clone()
        };
        assert_eq!((value("four-eyes"), value("withholding")), (json!("on"), json!("none")));
        site.cardctl.ok("setting set withholding none --reason same".split(' '));
        let error = refused(&site, 2, &["setting", "set", "four-eyes", "off"]);
        assert_eq!(
            (&error["code"], &error["hint"]),
            (&json!("usage"), &json!("say why with `--reason TEXT`"))
        );
        let before = audited(&site);
        for (key, new) in [
            ("four-eyes", "off"),
            ("post-at-once", "on"),
            ("guard-factor", "7"),
            ("name", "新平台"),
            ("regime", "single-purpose"),
            ("withholding", "per-time"),
            ("withholding", "cumulative"),
            ("withholding", "none"),
        ] {
            site.cardctl.ok(["setting", "set", key, new, "--reason", "tried"]);
            assert_eq!(value(key), new);
        }
        site.cardctl.ok(["setting", "set", "guard-factor", "007", "--reason", "the same"]);
        assert_eq!(audited(&site), before + 8);
        let log = site.cardctl.json(["audit", "log", "--after", "1"]);
        assert_eq!(
            (&log[0]["reason"], &log[0]["detail"]),
            (&json!("tried"), &json!(r#"{"before":"on","after":"off"}"#))
        );
        for (key, new, status, code) in [
            ("four-eyes", "maybe", 2, "usage"),
            ("guard-factor", "0", 2, "usage"),
            ("guard-factor", "1001", 2, "usage"),
            ("guard-factor", "-1", 2, "usage"),
            ("name", "", 2, "usage"),
            ("regime", "none", 2, "usage"),
            ("withholding", "monthly", 2, "usage"),
            ("time-zone", "UTC", 2, "usage"),
            ("currency", "USD", 2, "usage"),
            ("key-check", "00", 5, "not-found"),
            ("four-eye", "off", 5, "not-found"),
        ] {
            let error = refused(&site, status, &["setting", "set", "--reason", "x", "--", key, new]);
            assert_eq!(error["code"], code, "{key} {new}: {error}");
        }
        assert_eq!(audited(&site), before + 8);
        let listed = site.cardctl.ok(["setting", "list"]);
        assert!(!listed.contains("key-check"), "{listed}");
    });
}

#[test]
fn the_configuration_says_where_each_value_is_from() {
    let site = Site::on_sqlite();
    let path = site.directory().join("home/.config/cardctl/config.toml");
    assert_eq!(site.cardctl.ok(["config", "path"]), format!("{}\n", path.display()));
    assert_eq!(site.cardctl.json(["config", "path"])["exists"], false);
    site.write(
        "site.toml",
        "operator = 'li'\nprofile = 'live'\n\n[profiles.live]\ndatabase = 'postgres://me:secret@db/card'\nproduction = true\n",
    );
    let cardctl = site.cardctl.with_env("CARDCTL_CONFIG", "site.toml").with_env("CARDCTL_OUTPUT", "json");
    let shown = cardctl.json(["config", "show", "--origin", "--profile", "live", "--color", "never"]);
    let row = |key: &str| {
        let found = shown.as_array().and_then(|rows| rows.iter().find(|row| row["key"] == key));
        let row = found.expect("the key is shown");
        (row["value"].clone(), row["origin"].as_str().expect("an origin").to_owned())
    };
    assert_eq!(row("database"), (json!("postgres://me:***@db/card"), "site.toml [profiles.live]".to_owned()));
    assert_eq!(row("profile"), (json!("live"), "flag --profile".to_owned()));
    assert_eq!(row("production").0, true);
    assert_eq!(row("operator"), (json!("li"), "site.toml".to_owned()));
    assert_eq!(row("output"), (json!("json"), "flag --output".to_owned()));
    assert_eq!(row("color"), (json!("never"), "flag --color".to_owned()));
    assert_eq!(row("key_file").1, "default");
    let plain = cardctl.json(["config", "show"]);
    assert_eq!(plain[0].as_object().map(|row| row.contains_key("origin")), Some(false));
}

#[test]
fn help_explains_codes_and_statuses() {
    let site = Site::on_sqlite();
    let errors = site.cardctl.json(["help", "errors"]);
    let errors = errors.as_array().expect("a list");
    assert!(errors.iter().any(|row| row["code"] == "schema-newer" && row["exit"] == 10));
    for row in errors {
        let code = row["code"].as_str().expect("a code");
        let explained = site.cardctl.json(["help", "error", code]);
        assert_eq!(explained["exit"], row["exit"]);
        let meaning = row["meaning"].as_str().expect("a text");
        assert!(explained["explanation"].as_str().is_some_and(|text| text.starts_with(meaning)), "{code}");
    }
    let error = refused(&site, 5, &["help", "error", "run-lock"]);
    assert_eq!(error["hint"], "did you mean `run-locked`?");
    let statuses = site.cardctl.json(["help", "exit-codes"]);
    let statuses: Vec<_> =
        statuses.as_array().expect("a list").iter().map(|row| row["exit"].clone()).collect();
    assert_eq!(statuses, [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 75, 130]);
}

/// The queue and the runs as the program left them before `0010_settlement`.
fn as_of_schema_9(site: &Site) -> String {
    let (strict, integer) = if site.database == "SQLite" { ("STRICT", "INTEGER") } else { ("", "BIGINT") };
    format!(
        "CREATE TABLE old_due (
             kind {integer} NOT NULL, purchase_id {integer} NOT NULL, due_on {integer} NOT NULL,
             holder_id {integer} NOT NULL, PRIMARY KEY (kind, purchase_id, holder_id)) {strict};
         INSERT INTO old_due SELECT kind, purchase_id, day, holder_id FROM due;
         DROP TABLE due;
         ALTER TABLE old_due RENAME TO due;
         CREATE TABLE old_settled (
             purchase_id {integer} NOT NULL, holder_id {integer} NOT NULL, run_id {integer} NOT NULL,
             version_id {integer} NOT NULL REFERENCES plan_version (version_id), pool {integer} NOT NULL,
             PRIMARY KEY (purchase_id, holder_id)) {strict};
         INSERT INTO old_settled SELECT purchase_id, holder_id, run_id, version_id, pool FROM settled;
         DROP TABLE settled;
         ALTER TABLE old_settled RENAME TO settled;
         {}
         {SETTLEMENT_AS_BEFORE}
         DELETE FROM _sqlx_migrations WHERE version > 9",
        without_row_rules(site)
    )
}

#[test]
fn the_queue_of_an_older_schema_goes_on() {
    on_both(|site| {
        fixture::platform(&site);
        fixture::purchases(&site, &["P1,H1,100.00,2026-02-01,,", "R1,H1,30.00,2026-02-02,,P1"]);
        site.cardctl.ok("settle run --through 2026-01-31 --yes".split(' '));
        let run = site.cardctl.json("settle run --through 2026-02-01 --yes".split(' '));
        fixture::purchases(&site, &["P2,H1,7.00,2026-02-03,,", "R9,H1,1.00,2026-02-03,,P9"]);
        site.cardctl.ok(["purchase", "hold", "P2", "--reason", "disputed"]);
        let pending = site.cardctl.json(["settle", "pending"]);
        sql::execute(&site.url, &as_of_schema_9(&site)).expect("as the program left it before");
        hash_anew(&site);
        site.cardctl.ok(["db", "migrate", "--yes"]);
        assert_eq!(site.cardctl.json(["settle", "pending"]), pending);
        site.cardctl.ok(["db", "check"]);
        assert_eq!(site.cardctl.json(["settle", "show", "last"])["digest"], run["digest"]);
        site.cardctl.ok(["purchase", "release", "P2", "--reason", "fine"]);
        site.cardctl.ok("settle approve last --yes".split(' '));
        site.cardctl.ok("settle post last --yes".split(' '));
        let run = site.cardctl.json("settle run --through 2026-02-28 --yes".split(' '));
        assert_eq!((&run["purchases"], &run["refunds"]), (&json!(1), &json!(1)));
        site.cardctl.ok(["db", "check"]);
    });
}
