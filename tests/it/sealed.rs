//! What somebody finds who has the database and no key: nothing of a person.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;
use sqlx::{Connection as _, SqliteConnection};

use crate::acts::{platform, refused};
use crate::harness::postgres::Installation;
use crate::harness::{Site, on_both, sql};

/// Name, citizen ID, mobile number.
const PEOPLE: [(&str, &str, &str); 4] = [
    ("段誉小王子", "110102197502030839", "13800138000"),
    ("Przybylski Wojciech", "11010519491231002X", "13912345678"),
    ("慕容复公子", "440524188001010014", "18600001234"),
    ("王语嫣姑娘", "44011320141005001X", "17012345678"),
];

/// The clear texts that must stand nowhere.
fn secrets(codes: &[String]) -> Vec<String> {
    let mut secrets: Vec<String> = Vec::new();
    for (name, id, phone) in PEOPLE {
        let (year, month, day) = (&id[6..10], &id[10..12], &id[12..14]);
        secrets.extend([
            name.to_owned(),
            name.to_lowercase(),
            id.to_owned(),
            id.to_lowercase(),
            phone.to_owned(),
            format!("{year}{month}{day}"),
            format!("{year}-{month}-{day}"),
            format!("{month}-{day}"),
        ]);
    }
    secrets.extend(["司马相如如", "G98765432", "6222020200012345678"].map(str::to_owned));
    for code in codes {
        secrets.extend([code.clone(), code.replace('-', "")]);
    }
    secrets
}

/// The secrets that stand in these bytes, as they are or as hexadecimal digits.
fn readable(bytes: &[u8], secrets: &[String]) -> Vec<String> {
    let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    let hex = |text: &str| text.bytes().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let found = secrets.iter().filter(|secret| holds(secret.as_bytes()) || holds(hex(secret).as_bytes()));
    found.cloned().collect()
}

/// Registers everybody, half of them at the counter and half from a file, and activates the first two.
fn fill(site: &Site) -> Vec<String> {
    site.cardctl.ok(["staff", "add", "S1", "--name", "司马相如如", "--center", "BJ"]);
    site.cardctl.ok([
        "batch",
        "issue",
        "--center",
        "BJ",
        "--count",
        "8",
        "--out",
        "print",
        "--release",
        "--yes",
    ]);
    let text = fs::read_to_string(site.directory().join("print/cards.csv")).expect("the print file");
    let cards: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    for ((name, id, phone), card) in PEOPLE.iter().zip(&cards).take(2) {
        let (id, phone) = (format!("citizen-id={id}"), format!("mobile={phone}"));
        site.cardctl.ok([
            "holder",
            "register",
            "--card",
            card[1],
            "--name",
            name,
            "--parameter",
            &id,
            "--parameter",
            &phone,
            "--guardian-consent",
            "G1",
            "--activate",
            "--code",
            card[3],
        ]);
        // What is refused leaves no trace of the person either.
        site.cardctl
            .exits(1, ["holder", "register", "--card", cards[7][1], "--name", "other", "--parameter", &id]);
    }
    // A wrong code that was really somebody's.
    site.cardctl.exits(7, ["holder", "activate", "--card", cards[6][1], "--code", cards[5][3]]);
    let mut file =
        "ref,card,name,kind,value,center,staff,agent,tier,registered_at,fee,activation_code\n".to_owned();
    for (name, id, _) in &PEOPLE[2..] {
        writeln!(file, ",,{name},citizen-id,{id},BJ,,,,2026-01-01,,").expect("a string grows");
    }
    site.write("people.csv", &file);
    site.cardctl.run(["holder", "import", "people.csv", "--yes"]);
    let identify = "party identify S1 --kind passport --name 司马相如如 --number G98765432 --verified seen";
    site.cardctl.ok(identify.split(' '));
    let account =
        "party account set S1 --kind bank --bank ICBC --bank-code 102100099996 --account 6222020200012345678";
    site.cardctl.ok(account.split(' '));
    site.cardctl.ok(["key", "rotate", "--yes"]);
    cards.iter().map(|card| card[3].to_owned()).collect()
}

#[test]
fn nothing_of_a_person_is_readable_in_file_log_and_backup_of_sqlite() {
    let site = Site::on_sqlite();
    platform(&site);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    // While this connection lives the write-ahead log is not folded into the file.
    let mut alive = runtime.block_on(SqliteConnection::connect(&site.url)).expect("a connection");
    let read = sqlx::query("SELECT COUNT(*) FROM holder").execute(&mut alive);
    runtime.block_on(read).expect("it reads");
    let codes = fill(&site);
    let secrets = secrets(&codes);
    let log = fs::read(site.directory().join("site.db-wal")).expect("a log");
    assert!(log.len() > 100_000, "{} bytes of log", log.len());
    assert_eq!(readable(&log, &secrets), [""; 0], "in the log");
    let file = |name: &str| fs::read(site.directory().join(name)).expect("the file exists");
    assert_eq!(readable(&file("site.db"), &secrets), [""; 0], "in the file");
    let backup = site.directory().join("backup.db");
    sql::execute(&site.url, &format!("VACUUM INTO '{}'", backup.display())).expect("a backup");
    assert_eq!(readable(&file("backup.db"), &secrets), [""; 0], "in the backup");
    runtime.block_on(alive.close()).expect("the last connection");
    assert_eq!(readable(&file("site.db"), &secrets), [""; 0], "in the file with all of the log");
    finds_what_is_there(&file("print/cards.csv"), &secrets);
}

#[test]
fn nothing_of_a_person_is_readable_in_a_dump_of_postgres() {
    let site = Site::on_postgres();
    platform(&site);
    let codes = fill(&site);
    let installation = Installation::find().expect("the server's programs");
    // Some distributions put it elsewhere than the server.
    let beside = installation.programs().join("pg_dump");
    let program = if beside.exists() { beside } else { "pg_dump".into() };
    let mut pg_dump = installation.as_server(program);
    let dump = pg_dump.current_dir("/").arg("--dbname").arg(&site.url).output().expect("pg_dump runs");
    assert!(dump.status.success(), "{}", String::from_utf8_lossy(&dump.stderr));
    assert!(dump.stdout.len() > 20_000, "{} bytes of dump", dump.stdout.len());
    let secrets = secrets(&codes);
    assert_eq!(readable(&dump.stdout, &secrets), [""; 0]);
    finds_what_is_there(
        &fs::read(site.directory().join("print/cards.csv")).expect("the print file"),
        &secrets,
    );
}

/// A search that finds nothing anywhere would prove nothing.
fn finds_what_is_there(print_file: &[u8], secrets: &[String]) {
    assert!(readable(print_file, secrets).len() >= 8);
}

#[test]
fn a_value_in_another_row_is_refused_and_the_rest_works() {
    on_both(|site| {
        platform(&site);
        fill(&site);
        let refs = sql::texts(&site.url, "SELECT ref FROM holder ORDER BY holder_id").expect("holders");
        let [first, second] = &refs[..2] else { panic!("two holders") };
        for (table, columns, and) in
            [("holder", ["name_mask", "name"], ""), ("holder_parameter", ["mask", "value"], " AND n = 1")]
        {
            let of = |reference: &str| {
                format!("holder_id = (SELECT holder_id FROM holder WHERE ref = '{reference}'){and}")
            };
            for column in columns {
                sql::execute(
                    &site.url,
                    &format!(
                        "CREATE TABLE kept AS SELECT {column} FROM {table} WHERE {};
                         UPDATE {table} SET {column} = (SELECT {column} FROM {table} WHERE {}) WHERE {}",
                        of(second),
                        of(first),
                        of(second)
                    ),
                )
                .expect("a value is copied to another row");
                if column.contains("mask") {
                    let error = refused(&site, 1, &["holder", "show", second]);
                    assert_eq!(error["code"], "inconsistency", "{table}.{column}");
                    let message = error["message"].as_str().expect("a text");
                    assert!(message.contains("damaged or of another row"), "{message}");
                    assert!(
                        PEOPLE.iter().all(|(name, id, _)| !message.contains(name) && !message.contains(id))
                    );
                }
                // Who reads the moved value is told; everybody else works.
                assert_eq!(site.cardctl.json(["holder", "show", first])["ref"], Value::from(first.as_str()));
                let other = site.cardctl.with_stdin(PEOPLE[2].0).json(["holder", "find", "-"]);
                assert_eq!(other.as_array().map(Vec::len), Some(1));
                sql::execute(
                    &site.url,
                    &format!(
                        "UPDATE {table} SET {column} = (SELECT {column} FROM kept) WHERE {}; DROP TABLE kept",
                        of(second)
                    ),
                )
                .expect("as before");
                site.cardctl.ok(["holder", "show", second]);
            }
        }
        // The same of a name: looked for, it is opened and refused.
        sql::execute(
            &site.url,
            &format!("UPDATE holder SET name = (SELECT name FROM holder WHERE ref = '{first}') WHERE ref = '{second}'"),
        )
        .expect("a value is copied to another row");
        let output = site.cardctl.with_stdin(PEOPLE[1].0).exits(1, ["holder", "find", "-"]);
        assert!(output.stdout.is_empty() && output.stderr.contains("another row"), "{output}");
        assert!(!output.stderr.contains(PEOPLE[0].0) && !output.stderr.contains(PEOPLE[1].0), "{output}");
    });
}

#[test]
fn the_files_of_a_platform_are_the_owners() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Site::on_sqlite();
    site.cardctl.ok(["init"]);
    let mode = |path: &Path| fs::metadata(path).expect("it exists").permissions().mode() & 0o077;
    assert_eq!(mode(&site.directory().join("site.db")), 0);
    assert_eq!(mode(&site.directory().join("home/.config/cardctl/cardctl.key")), 0);
}
