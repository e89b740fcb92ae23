//! One schema and one text of each statement for two databases.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::harness::{Site, on_both, sql};

/// Statements of the one database, for what the other one has no word.
const ONLY_SQLITE: [&str; 11] = [
    "SQLITE_VERSION",
    "CHECK_SQLITE",
    "EXPORT_SQLITE",
    "INTEGRITY",
    "OVERWRITE",
    "REFERENCES",
    "FOREIGN_KEYS",
    "QUICK_CHECK",
    "SORT_LARGE_SQLITE",
    "RENEW_SQLITE",
    "SQLITE_SIZE",
];
const ONLY_POSTGRES: [&str; 37] = [
    "SERVER",
    "IDLE",
    "RUNS_HELD",
    "DATABASE_ROLE",
    "HELD",
    "MEMBERSHIPS",
    "HOLD_RIGHTS",
    "PLACE",
    "EXISTING_ROLES",
    "LOGINS",
    "ROLE_OF_SERVER",
    "MEMBERS",
    "TABLES",
    "OWNER_OF_TABLES",
    "OWNED_BY_OTHERS",
    "LOOK_UP",
    "MAY_DELETE_SETTLED",
    "FORGET_SETTLED",
    "SESSION_USER",
    "TRY_LOCK",
    "UNLOCK",
    "SHARE_INTAKE",
    "SHARE_SOURCE",
    "HOLD_SOURCE",
    "CLOSE_INTAKE",
    "SHARE_KEYS",
    "HOLD_KEYS",
    "TAKE_COHORTS",
    "MAKE_COHORTS",
    "NUMBER_STATEMENTS",
    "TAKE_HOLDERS",
    "SHARE_RUN",
    "POSTGRES_SIZE",
    "WRITABLE",
    "HOLD_HEAD",
    "EXPORT_SNAPSHOT",
    "OBJECTS",
];
/// Commands that PostgreSQL runs and doesn't prepare.
const NEVER_PREPARED: [&str; 2] = ["HOLD_PLACEMENTS", "SHARE_PLACEMENTS"];

/// What the columns of `@rows` are, which PostgreSQL is told by the driver.
const ROWS: [(&str, &[&str]); 11] = [
    ("DELETE_MEMBERS", &["BIGINT", "BYTEA", "BIGINT"]),
    ("RESEAL_HOLDERS", &["BIGINT", "BYTEA", "BYTEA"]),
    ("RESEAL_PARAMETERS", &["BIGINT", "BIGINT", "TEXT", "BYTEA", "BYTEA", "BYTEA"]),
    ("RESEAL_IDENTITIES", &["BIGINT", "BYTEA", "BYTEA", "BYTEA", "BYTEA"]),
    ("RESEAL_ACCOUNTS", &["BIGINT", "BIGINT", "BYTEA", "BYTEA", "BYTEA"]),
    ("RESEAL_STAFF", &["BIGINT", "BYTEA"]),
    ("RESEAL_AGENTS", &["BIGINT", "BYTEA"]),
    ("RESEAL_SECRETS", &["BIGINT", "BYTEA"]),
    ("RESEAL_OFFERS", &["BIGINT", "BIGINT", "BYTEA"]),
    ("RESEAL_REQUESTS", &["BIGINT", "BIGINT", "BYTEA"]),
    ("RESEAL_NOTICES", &["BIGINT", "BYTEA", "BYTEA"]),
];

/// Words with which a statement begins.
const VERBS: [&str; 7] = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "PRAGMA", "LOCK"];

pub(crate) struct Statement {
    place: String,
    pub(crate) name: String,
    pub(crate) text: String,
}

/// The Rust files below a directory, by path.
fn sources(directory: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).expect("the store's sources are there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push((path.display().to_string(), fs::read_to_string(&path).expect("a source is text")));
        }
    }
    found.sort();
    found
}

fn is_statement(text: &str) -> bool {
    let word: String = text.trim_start().chars().take_while(char::is_ascii_alphabetic).collect();
    VERBS.contains(&word.as_str())
}

/// Every `const NAME: &str = "…";` of the store that is a statement.
pub(crate) fn statements() -> Vec<Statement> {
    let mut found = Vec::new();
    for (path, source) in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/store"))) {
        for declared in source.split("const ").skip(1) {
            let Some((name, text)) = declared.split_once(": &str = \"") else { continue };
            let Some((text, _)) = text.split_once("\";") else { continue };
            if name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
                && is_statement(text)
            {
                assert!(!text.contains('\\'), "{name}: this test reads no escapes");
                let text = with_rows(name, text);
                found.push(Statement { place: path.clone(), name: name.to_owned(), text });
            }
        }
    }
    found
}

/// `@rows` as the store writes them out, here for one row.
fn with_rows(name: &str, text: &str) -> String {
    if name == "RENEW_SQLITE" {
        return text.replace("@rows", "(?, ?), (?, ?)");
    }
    let Some((_, columns)) = ROWS.iter().find(|(rows, _)| *rows == name) else {
        assert!(!text.contains("@rows"), "{name}: this test does not know its columns");
        return text.to_owned();
    };
    let cells: Vec<String> =
        (1..).zip(*columns).map(|(n, column)| format!("CAST(${n} AS {column})")).collect();
    text.replace("@rows", &format!("({})", cells.join(", ")))
}

/// `IN (@keys)` and `VALUES @pairs` as the store writes them out: for two keys or pairs on SQLite, for arrays on
/// PostgreSQL.
pub(crate) fn expanded(text: &str, database: &str) -> String {
    let fixed = (1..100).rev().find(|n| {
        let parameter = format!("${n}");
        let mut after = text.split(&parameter).skip(1);
        after.any(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
    });
    let after = fixed.unwrap_or_default();
    let parameter = |place: u32| format!("${}", after + place);
    let (first, second) = (parameter(1), parameter(2));
    if database == "SQLite" {
        let pairs = format!("({first}, {second}), ({}, {})", parameter(3), parameter(4));
        text.replace("@keys", &format!("{first}, {second}")).replace("@pairs", &pairs)
    } else {
        let pairs = format!(
            "SELECT pair.first AS column1, pair.second AS column2 \
             FROM UNNEST(CAST({first} AS BIGINT[]), CAST({second} AS BIGINT[])) AS pair (first, second)"
        );
        text.replace("IN (@keys)", &format!("= ANY({first})")).replace("VALUES @pairs", &pairs)
    }
}

/// Asks the database to compile a statement without running it.
fn prepare(site: &Site, statement: &Statement) -> Result<(), sqlx::Error> {
    let Statement { name, text, .. } = statement;
    let text = expanded(text, site.database);
    if site.database == "SQLite" {
        return sql::execute(&site.url, &format!("EXPLAIN {text}"));
    }
    if NEVER_PREPARED.contains(&name.as_str()) {
        return sql::execute(&site.url, &format!("BEGIN; {text}; ROLLBACK"));
    }
    sql::execute(&site.url, &format!("PREPARE statement AS {text}"))
}

#[test]
fn every_statement_is_prepared_on_both_databases() {
    let statements = statements();
    assert!(statements.len() > 150, "{} statements were found", statements.len());
    on_both(|site| {
        site.cardctl.ok(["init"]);
        let (here, elsewhere) = if site.database == "SQLite" {
            (ONLY_SQLITE.as_slice(), [ONLY_POSTGRES.as_slice(), &NEVER_PREPARED].concat())
        } else {
            (ONLY_POSTGRES.as_slice(), ONLY_SQLITE.to_vec())
        };
        let mut refused = Vec::new();
        for statement in &statements {
            if elsewhere.contains(&statement.name.as_str()) {
                continue;
            }
            if let Err(error) = prepare(&site, statement) {
                refused.push(format!("{} in {}: {error}", statement.name, statement.place));
            }
        }
        assert!(refused.is_empty(), "{}", refused.join("\n"));
        for name in here {
            assert!(statements.iter().any(|statement| statement.name == *name), "`{name}` is gone");
        }
    });
}

#[test]
fn every_statement_is_a_constant() {
    let mut elsewhere = Vec::new();
    for (path, source) in sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/store"))) {
        // Between two quotes, so that neither code nor comments are looked at.
        for (n, literal) in source.split('"').enumerate() {
            if n % 2 == 1 && is_statement(literal) {
                let before = source.split('"').nth(n - 1).unwrap_or_default();
                if !before.trim_end().ends_with("&str =") {
                    let start: String = literal.chars().take(18).collect();
                    elsewhere.push(format!("{}: {start}", path.rsplit('/').next().unwrap_or_default()));
                }
            }
        }
    }
    // The bulk loader writes its rows out, and lists become arrays on PostgreSQL.
    assert_eq!(elsewhere, ["bulk.rs: INSERT INTO {} ({}", "lookup.rs: SELECT pair.first "]);
}

/// `table column-number column class nullability`, without the migrator's own table.
fn columns(site: &Site) -> Vec<String> {
    let query = if site.database == "SQLite" {
        "SELECT t.name || ' ' || CAST(c.cid + 1 AS TEXT) || ' ' || c.name || ' '
                || CASE c.type WHEN 'INTEGER' THEN 'integer' WHEN 'TEXT' THEN 'text' WHEN 'BLOB' THEN 'bytes'
                   ELSE c.type END
                || CASE c.\"notnull\" WHEN 1 THEN ' required' ELSE ' optional' END
         FROM sqlite_master AS t, pragma_table_info(t.name) AS c
         WHERE t.type = 'table' AND t.name NOT IN ('_sqlx_migrations', 'sqlite_sequence')"
    } else {
        "SELECT CAST(table_name || ' ' || ordinal_position || ' ' || column_name || ' '
                || CASE data_type WHEN 'bigint' THEN 'integer' WHEN 'text' THEN 'text' WHEN 'bytea' THEN 'bytes'
                   ELSE data_type END
                || CASE is_nullable WHEN 'NO' THEN ' required' ELSE ' optional' END AS TEXT)
         FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name <> '_sqlx_migrations'"
    };
    sorted(site, query)
}

/// `table: column, column` of every primary key.
fn primary_keys(site: &Site) -> Vec<String> {
    let query = if site.database == "SQLite" {
        "SELECT table_name || ': ' || group_concat(column_name, ', ')
         FROM (SELECT t.name AS table_name, c.name AS column_name
               FROM sqlite_master AS t, pragma_table_info(t.name) AS c
               WHERE t.type = 'table' AND t.name NOT IN ('_sqlx_migrations', 'sqlite_sequence') AND c.pk > 0
               ORDER BY t.name, c.pk)
         GROUP BY table_name"
    } else {
        "SELECT CAST(t.relname || ': ' || string_agg(a.attname, ', ' ORDER BY k.place) AS TEXT)
         FROM pg_index AS i
         JOIN pg_class AS t ON t.oid = i.indrelid
         JOIN pg_namespace AS n ON n.oid = t.relnamespace AND n.nspname = 'public'
         CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
         JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.attnum
         WHERE i.indisprimary AND t.relname <> '_sqlx_migrations'
         GROUP BY t.relname"
    };
    sorted(site, query)
}

/// `index table unique` of every index that no key made.
fn indexes(site: &Site) -> Vec<String> {
    let query = if site.database == "SQLite" {
        "SELECT name || ' ' || tbl_name || CASE WHEN sql LIKE 'CREATE UNIQUE%' THEN ' unique' ELSE '' END
         FROM sqlite_master
         WHERE type = 'index' AND sql IS NOT NULL"
    } else {
        "SELECT CAST(c.relname || ' ' || t.relname || CASE WHEN i.indisunique THEN ' unique' ELSE '' END AS TEXT)
         FROM pg_index AS i
         JOIN pg_class AS c ON c.oid = i.indexrelid
         JOIN pg_class AS t ON t.oid = i.indrelid
         JOIN pg_namespace AS n ON n.oid = t.relnamespace AND n.nspname = 'public'
         WHERE NOT EXISTS (SELECT 1 FROM pg_constraint AS k WHERE k.conindid = i.indexrelid)"
    };
    sorted(site, query)
}

fn sorted(site: &Site, query: &str) -> Vec<String> {
    let mut rows = sql::texts(&site.url, query).expect("the catalogue answers");
    rows.sort();
    rows
}

#[test]
fn the_two_schemas_are_one() {
    let (sqlite, postgres) = (Site::on_sqlite(), Site::on_postgres());
    sqlite.cardctl.ok(["init"]);
    postgres.cardctl.ok(["init"]);
    let found = columns(&sqlite);
    assert!(found.len() > 150, "{} columns were found", found.len());
    assert!(found.contains(&"holder 5 name bytes required".to_owned()), "{found:?}");
    assert_eq!(found, columns(&postgres));
    let keys = primary_keys(&sqlite);
    assert!(keys.contains(&"member: cohort_id, key, holder_id".to_owned()), "{keys:?}");
    assert_eq!(keys, primary_keys(&postgres));
    let found = indexes(&sqlite);
    assert!(found.contains(&"agent_region agent unique".to_owned()), "{found:?}");
    assert_eq!(found, indexes(&postgres));

    // Text has the order of its bytes on PostgreSQL too, whatever the database's own order is.
    let collations = "SELECT CAST(COALESCE(collation_name, 'default') AS TEXT)
                      FROM information_schema.columns
                      WHERE table_schema = 'public' AND data_type = 'text' AND table_name <> '_sqlx_migrations'";
    let collations: BTreeSet<String> = sorted(&postgres, collations).into_iter().collect();
    assert_eq!(collations.into_iter().collect::<Vec<_>>(), ["C"]);
}
