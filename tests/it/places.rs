//! Several databases by name: every change says where it goes, production wants its name, and the wrong database is
//! refused before anything is touched.

use std::ffi::OsString;

use cardctl::domain::clock::Fixed;
use cardctl::domain::randomness::Seeded;
use cardctl::host::Host;
use cardctl::output::Streams;
use cardctl::store::StoreError;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::acts::{audited, count, platform, refused};
use crate::fixture;
use crate::harness::cardctl::Cardctl;
use crate::harness::{Site, on_both, sql};

/// A configuration whose profile `main` names the site's database, with these lines more.
fn profile(site: &Site, lines: &str) -> Cardctl {
    site.write("site.toml", &format!("[profiles.main]\ndatabase = '{}'\n{lines}\n", site.url));
    site.cardctl.with_env("CARDCTL_CONFIG", "site.toml")
}

/// The URL as it is shown.
fn shown(site: &Site) -> String {
    site.url.replace("sqlite://", "sqlite:")
}

/// The error of a command that has to fail with `status`.
#[track_caller]
fn error_of(cardctl: &Cardctl, status: i32, arguments: &[&str]) -> Value {
    let output = cardctl.exits(status, ["-o", "json"].iter().chain(arguments));
    let line = output.stderr.lines().last().expect("an error line");
    let error: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}\n{output}"));
    assert_eq!(error["error"]["exit"], status);
    error["error"].clone()
}

#[test]
fn a_change_says_where_it_goes_and_nothing_else_does() {
    on_both(|site| {
        fixture::platform(&site);
        let line = format!("changes go to {}", shown(&site));
        let said = |words: &str| {
            let output = site.cardctl.run(words.split(' '));
            assert!([0, 3].contains(&output.status), "{output}");
            output.stderr.lines().filter(|told| *told == line).count()
        };
        site.write("visits.csv", "external_id,card,holder,at\nv1,,H2,2026-02-01\n");
        let header = "external_id,card,holder,provider,amount,occurred_at,category,refund_of";
        site.write("p.csv", &format!("{header}\ne1,,H1,shop,100.00,2026-02-01,,\n"));
        for words in [
            "center add SH --name Shanghai",
            "center add SH --name Shanghai",
            "staff set S1 --name Wang",
            "provider set shop --rate 13% --since 2026-12-01",
            "tier add silver --name Silver --rank 3",
            "agent move A3 --parent A1 --since 2026-12-01",
            "setting set guard-factor 5 --reason x",
            "scheme add main --facets sex",
            "cohort regroup --yes",
            "cohort policy M --service-priority 3 --reason x --yes",
            "batch issue --center BJ --count 2 --out more --yes",
            "holder visit H1",
            "holder set H1 --tier gold --since 2026-03-01 --reason x",
            "holder reveal H1 --name --reason x --yes",
            "payment add --holder H1 --amount 5.00 --receipt 1",
            "visit import visits.csv --source door --yes",
            "purchase import p.csv --source till --yes",
            "settle run --through 2026-02-28 --yes",
            "settle approve last --yes",
            "settle post last --yes",
            "key rotate --prepare --yes",
        ] {
            assert_eq!(said(words), 1, "{words}");
            let quiet = site.cardctl.run(words.split(' ').chain(["-q"]));
            assert!(!quiet.stderr.contains("changes go to"), "{quiet}");
        }
        for words in [
            "center list",
            "holder find H1",
            "holder show H1",
            "setting list",
            "cohort policy",
            "cohort policy M",
            "cohort regroup --dry-run",
            "purchase import p.csv --source till --dry-run",
            "settle run --dry-run",
            "settle show last",
            "plan lint",
            "db status",
            "db check",
            "audit verify",
            "whoami",
            "config show",
            "parameter inspect 110102197502030839",
        ] {
            let output = site.cardctl.run(words.split(' '));
            assert_eq!(output.status, 0, "{output}");
            assert!(!output.stderr.contains("changes go to"), "{output}");
        }
        // The preview of a change says it once, above.
        let issue = "batch issue --center BJ --count 2 --out again --yes";
        let told = site.cardctl.exits(0, issue.split(' ')).stderr;
        assert_eq!(told.matches(&shown(&site)).count(), 1, "{told}");
    });
}

#[test]
fn the_line_names_profile_and_environment() {
    on_both(|site| {
        platform(&site);
        let url = shown(&site);
        let said = |lines: &str, more: &[&str]| {
            let words = ["center", "add", "BJ", "--name", "北京中心", "--profile", "main"];
            profile(&site, lines).exits(0, words.iter().chain(more)).stderr
        };
        let first = |text: String| text.lines().next().map(str::to_owned).unwrap_or_default();
        assert_eq!(first(said("", &[])), format!("changes go to {url} (profile main)"));
        assert_eq!(
            first(said("environment = 'test'", &[])),
            format!("changes go to {url} (profile main, environment test)")
        );
        assert_eq!(
            first(said("production = true", &["--confirm", "main"])),
            format!("changes go to {url} (profile main, production)")
        );
        assert_eq!(
            first(said("production = true\nenvironment = 'live'", &["--confirm", "main"])),
            format!("changes go to {url} (profile main, production, environment live)")
        );
    });
}

#[test]
fn production_wants_its_name_for_what_matters() {
    on_both(|site| {
        fixture::platform(&site);
        let main = profile(&site, "production = true").with_env("CARDCTL_PROFILE", "main");
        let before = audited(&site);
        site.write(
            "holders.csv",
            "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code\n",
        );
        let header = "external_id,card,holder,provider,amount,occurred_at,category,refund_of";
        site.write("p.csv", &format!("{header}\ne1,,H1,shop,100.00,2026-02-01,,\n"));
        let matters = [
            "center add SH --name Shanghai",
            "staff add S2 --name Li --center BJ",
            "provider set shop --rate 1%",
            "tier set gold --min-fee 1.00",
            "agent suspend A3",
            "setting set four-eyes on --reason x",
            "scheme add main --facets sex",
            "cohort regroup --yes",
            "batch issue --center BJ --count 2 --out more --yes",
            "batch void 1 --serials 20 --reason x --yes",
            "holder import holders.csv --yes",
            "holder set H1 --tier gold --reason x",
            "holder restrict H1 --reason x --yes",
            "purchase import p.csv --source till --yes",
            "plan withdraw standard --yes",
            "settle run --yes",
            "settle run --post --yes",
            "period close 2026-01 --yes",
            "key rotate --yes",
            "key export --out copy.key --reason x --yes",
            "parameter code add badge --pattern 9999",
        ];
        for words in matters {
            let words: Vec<&str> = words.split(' ').collect();
            let error = error_of(&main, 7, &words);
            assert_eq!(error["code"], "needs-confirmation", "{words:?}");
            assert_eq!(error["hint"], "there is no terminal to ask; add `--confirm main` to go ahead");
            let wrong = error_of(&main, 7, &[&words[..], &["--confirm", "test"]].concat());
            assert_eq!(wrong["message"], "`--confirm test` is not the profile `main`", "{words:?}");
        }
        assert_eq!(audited(&site), before, "nothing was changed, not even as a refusal");
        assert!(!site.directory().join("copy.key").exists());

        main.ok("center add SH --name Shanghai --confirm main".split(' '));
        main.ok("settle run --through 2026-02-28 --yes --confirm main".split(' '));
        for daily in [
            "holder visit H1",
            "payment add --holder H1 --amount 5.00 --receipt 1",
            "card freeze --holder H1 --reason x",
            "card unfreeze --holder H1 --reason x",
            "parameter add H1 mobile=13800138001",
            "holder reveal H1 --name --reason x --yes",
            "holder show H1",
            "purchase import p.csv --source till --dry-run",
            "settle run --dry-run",
            "scheme list",
        ] {
            let output = main.run(daily.split(' '));
            assert_eq!(output.status, 0, "{output}");
        }
        let activate = ["holder", "activate", "--card", "1", "--by-operator", "--reason", "x"];
        assert_ne!(main.run(activate).status, 0);
    });
}

#[test]
fn a_database_of_production_is_guarded_without_a_profile() {
    on_both(|site| {
        site.cardctl.ok(["init", "--single-operator", "--environment", "production"]);
        let add = ["center", "add", "BJ", "--name", "x"];
        let error = refused(&site, 7, &add);
        assert_eq!(error["code"], "needs-confirmation");
        assert_eq!(error["hint"], "there is no terminal to ask; add `--confirm production` to go ahead");
        let wrong = refused(&site, 7, &[&add[..], &["--confirm", "main"]].concat());
        assert_eq!(wrong["message"], "`--confirm main` is not the environment `production`");
        // Nor does a profile help that says nothing.
        let silent = profile(&site, "").with_env("CARDCTL_PROFILE", "main");
        assert_eq!(error_of(&silent, 7, &add)["code"], "needs-confirmation");
        assert_eq!(count(&site, "center"), 0);
        let output = site.cardctl.exits(0, [&add[..], &["--confirm", "production"]].concat());
        assert_eq!(
            output.stderr.lines().next(),
            Some(format!("changes go to {} (production)", shown(&site)).as_str())
        );
        // A marked profile is named by its own name.
        let marked = profile(&site, "environment = 'production'").with_env("CARDCTL_PROFILE", "main");
        marked.ok("center add SH --name y --confirm main".split(' '));
        assert_eq!(
            error_of(&marked, 7, &["center", "add", "GZ", "--name", "z", "--confirm", "production"])["message"],
            "`--confirm production` is not the profile `main`"
        );
        site.cardctl.ok(["center", "list"]);
    });
}

#[test]
fn the_wrong_environment_is_refused_before_anything_is_touched() {
    on_both(|site| {
        site.cardctl.ok(["init", "--single-operator", "--environment", "test"]);
        let before = (audited(&site), count(&site, "center"));
        for (lines, claimed) in [
            ("production = true", "production"),
            ("environment = 'production'", "production"),
            ("environment = 'live'", "live"),
            ("production = true\nenvironment = 'live'", "live"),
        ] {
            let main = profile(&site, lines).with_env("CARDCTL_PROFILE", "main");
            for words in [
                "center add BJ --name x --confirm main",
                "center list",
                "holder find H1",
                "settle run --yes --confirm main",
                "settle run --dry-run",
                "setting set environment live --reason x --confirm main",
                "db status",
                "db migrate --yes",
                "db check",
                "audit verify",
            ] {
                let words: Vec<&str> = words.split(' ').collect();
                let error = error_of(&main, 7, &words);
                assert_eq!(error["code"], "wrong-environment", "{words:?}");
                assert_eq!(
                    error["message"],
                    format!(
                        "the profile `main` is for the environment `{claimed}`, and `{}` belongs to `test`",
                        shown(&site)
                    )
                );
                let hint = error["hint"].as_str().expect("hints");
                assert!(hint.contains("config profiles") && hint.contains("--config /dev/null"), "{hint}");
            }
            // Where one looks for the reason, it is shown.
            for words in [["config", "profiles"], ["config", "show"], ["help", "errors"]] {
                main.ok(words);
            }
        }
        assert_eq!((audited(&site), count(&site, "center")), before);

        // What the hint says leads out. Nobody is led to take the guard off a database of production.
        profile(&site, "environment = 'live'");
        let set = ["setting", "set", "environment", "live", "--reason", "named wrongly"];
        site.cardctl.ok([&["--config", "/dev/null", "--database", &site.url][..], &set].concat());
        profile(&site, "environment = 'live'").ok("center list --profile main".split(' '));
        let set = ["setting", "set", "environment", "production", "--reason", "opening day"];
        site.cardctl.ok(set);
        let test = profile(&site, "environment = 'test'");
        let error = error_of(&test, 7, &["center", "list", "--profile", "main"]);
        assert_eq!(error["code"], "wrong-environment");
        assert!(!error["hint"].as_str().expect("hints").contains("setting set"), "{error}");
    });
}

#[test]
fn a_database_that_says_nothing_and_one_that_says_the_same_are_right() {
    on_both(|site| {
        platform(&site);
        for lines in ["environment = 'test'", ""] {
            profile(&site, lines).ok("center list --profile main".split(' '));
        }
        let set = |value: &str| {
            site.cardctl.exits(0, ["setting", "set", "environment", value, "--reason", "x"]).stderr
        };
        assert!(set("test").contains("set `environment` to `test`"));
        assert!(set("test").contains("unchanged"));
        let test = profile(&site, "environment = 'test'").with_env("CARDCTL_PROFILE", "main");
        test.ok(["center", "list"]);
        // The profile stays behind, and one is told so at once.
        let told = test.exits(0, ["setting", "set", "environment", "stage", "--reason", "x"]).stderr;
        assert!(told.contains("the profile `main` is for `test`"), "{told}");
        assert_eq!(error_of(&test, 7, &["center", "list"])["code"], "wrong-environment");
        assert!(set("none").contains("set `environment` to `none`"));
        test.ok(["center", "list"]);
        let value = site.cardctl.json(["setting", "list"]);
        let row =
            value.as_array().and_then(|rows| rows.iter().find(|row| row["key"] == "environment").cloned());
        assert_eq!(row.map(|row| row["value"].clone()), Some(json!("none")));
        for wrong in ["Production", "two words", "", "-x"] {
            let error = refused(&site, 2, &["setting", "set", "--reason", "x", "--", "environment", wrong]);
            assert_eq!(error["code"], "usage", "{wrong}");
        }
        let log = site.cardctl.json(["audit", "log"]);
        let last = log.as_array().and_then(|rows| rows.last().cloned()).expect("an entry");
        assert_eq!(last["detail"], r#"{"before":"stage","after":"none"}"#);
    });
}

#[test]
fn init_marks_the_database_as_the_profile_says() {
    on_both(|site| {
        let main = profile(&site, "production = true").with_env("CARDCTL_PROFILE", "main");
        let error = error_of(&main, 7, &["init", "--environment", "test"]);
        assert_eq!(error["code"], "wrong-environment");
        let wrong = error_of(&main, 2, &["init", "--environment", "Test"]);
        assert_eq!(wrong["code"], "usage");
        let made = main.json(["init", "--single-operator"]);
        assert_eq!(made["environment"], "production");
        // The profile forgotten, the guard is there.
        assert_eq!(refused(&site, 7, &["center", "add", "BJ", "--name", "x"])["code"], "needs-confirmation");
    });
}

#[test]
fn a_mark_that_makes_no_sense_is_told() {
    on_both(|site| {
        platform(&site);
        sql::execute(&site.url, "INSERT INTO setting (key, value) VALUES ('environment', 'No Such')")
            .expect("a row");
        assert_eq!(refused(&site, 1, &["center", "add", "SH", "--name", "x"])["code"], "inconsistency");
        let wrong = profile(&site, "environment = 'No Such'");
        assert_eq!(error_of(&wrong, 2, &["center", "list", "--profile", "main"])["code"], "usage");
    });
}

/// Runs the program in this process, with somebody at the terminal who types these answers.
fn typed(site: &Site, answers: &[&str], arguments: &[&str]) -> (u8, String) {
    let (streams, captured) = Streams::memory("");
    let home = site.directory().join("home").into_os_string();
    let status = cardctl::run(Host {
        arguments: std::iter::once("cardctl").chain(arguments.iter().copied()).map(OsString::from).collect(),
        environment: [
            ("HOME".to_owned(), home),
            ("CARDCTL_DATABASE_URL".to_owned(), site.url.clone().into()),
        ]
        .into(),
        streams: streams.answering(answers.iter().copied()),
        clock: Box::new(Fixed(Timestamp::UNIX_EPOCH)),
        randomness: Box::new(Seeded::new(1)),
        user: "root".to_owned(),
        machine: "test".to_owned(),
        process: 1,
        exit: |status| panic!("nobody interrupts this, and it is to exit with {status}"),
    });
    (status, captured.stderr())
}

#[test]
fn the_name_is_typed_at_a_terminal() {
    on_both(|site| {
        platform(&site);
        let path = site
            .write("site.toml", &format!("[profiles.main]\ndatabase = '{}'\nproduction = true\n", site.url));
        let add = |answer: &str, more: &[&str]| {
            let path = path.display().to_string();
            let words = ["--config", &path, "--profile", "main", "center", "add", "SH", "--name", "x"];
            typed(&site, &[answer], &[&words[..], more].concat())
        };
        let url = shown(&site);
        let question = format!("Type the profile `main` to change {url} (profile main, production)");
        let (status, stderr) = add("", &[]);
        assert_eq!((status, stderr.contains(&question)), (7, true), "{stderr}");
        assert_eq!(add("production", &[]).0, 7);
        assert_eq!(add("main", &["--no-input"]).0, 7, "nobody was asked");
        assert_eq!(count(&site, "center"), 1);
        // `--yes` doesn't answer it, and `-q` doesn't hide what is asked.
        let (status, stderr) = add("main", &["--yes", "-q"]);
        assert_eq!((status, stderr.contains(&question)), (0, true), "{stderr}");
        assert_eq!(count(&site, "center"), 2);
    });
}

#[test]
fn profiles_are_listed() {
    let site = Site::on_sqlite();
    let empty = site.cardctl.exits(0, ["config", "profiles", "-o", "json"]);
    assert_eq!(
        (empty.stdout.trim(), empty.stderr.contains("note: no `[profiles.NAME]`")),
        ("[]", true),
        "{empty}"
    );
    site.write(
        "site.toml",
        "profile = 'test'\nkey_file = 'common.key'\n\
         [profiles.main]\ndatabase = 'postgres://me:secret@db/card?password=secret'\nproduction = true\n\
         key_command = 'give-key cards'\noperator = 'li'\n\
         [profiles.test]\ndatabase = 'sqlite:test.db'\nenvironment = 'test'\n\
         [profiles.torn]\ndatabase = 'secret'\n",
    );
    let cardctl = site.cardctl.with_env("CARDCTL_CONFIG", "site.toml");
    let output = cardctl.exits(0, ["config", "profiles", "-o", "json"]);
    assert!(!format!("{output}").contains("secret"), "{output}");
    assert!(output.stderr.contains("the database of the profile `torn` is no URL"), "{output}");
    let listed: Value = serde_json::from_str(&output.stdout).expect("json");
    assert_eq!(
        listed,
        json!([
            { "name": "main", "current": false, "database": "postgres://me:***@db/card?password=***",
              "production": true, "environment": "production", "key_file": null,
              "key_command": "give-key cards", "operator": "li" },
            { "name": "test", "current": true, "database": "sqlite:test.db", "production": false,
              "environment": "test", "key_file": "common.key", "key_command": null, "operator": null },
            { "name": "torn", "current": false, "database": null, "production": false,
              "environment": null, "key_file": "common.key", "key_command": null, "operator": null },
        ])
    );
    let current = cardctl.json(["config", "profiles", "--profile", "main"]);
    assert_eq!((&current[0]["current"], &current[1]["current"]), (&json!(true), &json!(false)));
    let shown = cardctl.json(["config", "show", "--origin", "--profile", "main"]);
    let row = shown.as_array().and_then(|rows| rows.iter().find(|row| row["key"] == "environment").cloned());
    let row = row.expect("the environment is shown");
    assert_eq!((&row["value"], &row["origin"]), (&json!("production"), &json!("site.toml [profiles.main]")));
}

/// What `whoami` says, and its exit status with the code of its error.
fn whoami(cardctl: &Cardctl, more: &[&str]) -> (Value, i32, Value) {
    let output = cardctl.run(["whoami", "-o", "json"].iter().chain(more));
    let said = serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("{error}\n{output}"));
    let error = output.stderr.lines().last().and_then(|line| serde_json::from_str::<Value>(line).ok());
    (said, output.status, error.map_or(Value::Null, |error| error["error"]["code"].clone()))
}

#[test]
fn whoami_says_what_is_right_and_what_is_not() {
    on_both(|site| {
        let sqlite = site.database == "SQLite";
        let (me, status, code) = whoami(&site.cardctl, &[]);
        assert_eq!((status, &code), (10, &json!("not-initialised")));
        assert_eq!((&me["state"], &me["kind"]), (&json!("not-initialised"), &json!(site.database)));
        assert_eq!((&me["schema"], &me["key"]), (&Value::Null, &json!("missing")));

        site.cardctl.ok(["init", "--single-operator", "--name", "Test", "--environment", "test"]);
        let (me, status, _) = whoami(&site.cardctl, &["--operator", "wang"]);
        assert_eq!(status, 0);
        assert_eq!(me["role"], if sqlite { "owner" } else { "superuser" });
        assert_eq!(me["schema"], me["schema_known"]);
        assert_eq!(
            [&me["state"], &me["environment"], &me["profile_environment"], &me["production"], &me["confirm"]],
            [&json!("ok"), &json!("test"), &Value::Null, &json!(false), &Value::Null]
        );
        assert_eq!((&me["key"], &me["key_holds"]), (&json!("ok"), &json!("root")));

        let (me, status, _) = whoami(&site.cardctl, &["--key-file", "none.key"]);
        assert_eq!((status, &me["key"], &me["platform"]), (0, &json!("missing"), &json!("Test")));

        let main = profile(&site, "production = true");
        let (me, status, code) = whoami(&main, &["--profile", "main"]);
        assert_eq!(
            (status, &code, &me["state"]),
            (7, &json!("wrong-environment"), &json!("wrong-environment"))
        );
        assert_eq!((&me["environment"], &me["profile_environment"]), (&json!("test"), &json!("production")));
        assert_eq!((&me["production"], &me["confirm"]), (&json!(true), &json!("main")));

        let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                     VALUES (9999, 'later', ";
        let newer =
            if sqlite { format!("{newer} 1, x'00', 0)") } else { format!("{newer} true, '\\x00', 0)") };
        sql::execute(&site.url, &newer).expect("a migration of a later program");
        let (me, status, code) = whoami(&site.cardctl, &[]);
        assert_eq!((status, &code, &me["schema"]), (10, &json!("schema-newer"), &json!(9999)));
        let older = "DELETE FROM _sqlx_migrations WHERE version IN (9999, (SELECT MAX(version) FROM \
                     _sqlx_migrations WHERE version < 9999))";
        sql::execute(&site.url, older).expect("an older schema");
        let (me, status, code) = whoami(&site.cardctl, &[]);
        assert_eq!((status, &code), (10, &json!("schema-older")));
        assert_eq!((&me["environment"], &me["key"]), (&json!("test"), &json!("unchecked")));
    });
}

#[test]
fn whoami_of_a_server_that_is_away_says_the_rest() {
    let site = Site::on_sqlite();
    let away = site.cardctl.with_database("postgres://clerk:secret@127.0.0.1:1/cards");
    let (me, status, code) = whoami(&away, &["--operator", "wang"]);
    assert_eq!((status, &code), (75, &json!("database-unreachable")));
    assert_eq!(
        [&me["state"], &me["kind"], &me["database"], &me["claimed"], &me["operator"], &me["role"]],
        [
            &json!("database-unreachable"),
            &json!("PostgreSQL"),
            &json!("postgres://clerk:***@127.0.0.1:1/cards"),
            &json!("wang"),
            &Value::Null,
            &Value::Null
        ]
    );
}

#[test]
fn the_role_is_what_the_server_grants() {
    let site = Site::on_postgres();
    platform(&site);
    let clerk = site.second_operator().expect("a second user");
    let me = clerk.json(["whoami"]);
    assert_eq!(
        (&me["role"], &me["roles"]),
        (&json!("writer"), &json!(["operator", "settlement", "approver"]))
    );
    for role in ["operator", "settlement", "approver"] {
        site.cardctl.ok(["db", "revoke", role, "second-operator", "--yes"]);
    }
    sql::execute(&site.url, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO \"second-operator\"")
        .expect("rights are taken");
    let me = clerk.json(["whoami"]);
    assert_eq!((&me["operator"], &me["role"]), (&json!("second-operator"), &json!("reader")));
    assert_eq!(me["member_of"], json!([]));
    sql::execute(&site.url, "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM \"second-operator\"")
        .expect("rights are taken");
    let (me, status, code) = whoami(&clerk, &[]);
    assert_eq!((status, &code, &me["role"]), (7, &json!("role-missing"), &json!("none")));
}

#[test]
fn who_looks_only_cannot_write() {
    on_both(|site| {
        platform(&site);
        // The commands are told apart by what they are; here the database itself is asked.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let url: cardctl::store::DatabaseUrl = site.url.parse().expect("a URL");
            let store = cardctl::store::Store::open_to_read(&url.into()).await.expect("it opens");
            let written = async {
                let mut tx = store.begin().await?;
                cardctl::store::setting::write(&mut tx, "name", "x").await
            };
            assert!(matches!(written.await, Err(StoreError::Denied(_) | StoreError::ReadOnly(_))));
            store.close().await;
        });
    });
}

#[test]
fn the_demo_says_nothing_of_its_database_at_each_step() {
    let site = Site::on_sqlite();
    let output = site.cardctl.exits(0, ["demo", "--dir", "try", "-o", "json"]);
    assert!(!output.stderr.contains("changes go to"), "{output}");
}
