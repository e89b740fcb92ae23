//! The way to the database: what is said when there is none, TLS, passwords, and connections that break at work.

use std::fmt::Write as _;
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection as _};

use crate::acts::count;
use crate::fixture::platform;
use crate::harness::cardctl::Cardctl;
use crate::harness::provider::Manner;
use crate::harness::proxy::{Cut, Proxy};
use crate::harness::tcp_server::TcpServer;
use crate::harness::{Site, on_both, sql};
use crate::requests::{Scene, later};

/// Passwords of these tests: none may be printed anywhere.
const SECRETS: [&str; 3] = ["se:cret", "se%3Acret", "wrong-one"];

/// The error of a command on a database, which has to have this code and exit status.
#[track_caller]
fn failure(cardctl: &Cardctl, url: &str, code: &str, exit: i32, arguments: &[&str]) -> Value {
    let output = cardctl.with_database(url).run(["-o", "json"].iter().chain(arguments));
    assert_eq!(output.status, exit, "{output}");
    for secret in SECRETS {
        let said = format!("{}{}", output.stdout, output.stderr);
        assert!(!said.contains(secret), "{output}");
    }
    let line = output.stderr.lines().last().expect("an error");
    let error: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}\n{output}"));
    assert_eq!(error["error"]["code"], code, "{output}");
    error["error"].clone()
}

#[track_caller]
fn says(error: &Value, words: &[&str]) {
    let text = error.to_string();
    for word in words {
        assert!(text.contains(word), "`{word}` is not in {error:#}");
    }
}

fn set_mode(path: &std::path::Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a file of ours");
}

#[test]
fn a_server_that_is_not_there_is_told_by_its_reason() {
    let site = Site::on_sqlite();
    let look =
        |url: &str, code: &str, exit: i32| failure(&site.cardctl, url, code, exit, &["center", "list"]);
    let refused = look("postgres://clerk:wrong-one@127.0.0.1:1/cards", "database-unreachable", 75);
    // A pool that keeps trying would say that there was no answer in time.
    says(&refused, &["nothing listens on `127.0.0.1:1` (connection refused)"]);
    let unknown = look("postgres://clerk:wrong-one@no-such-host.invalid/cards", "host-unknown", 75);
    says(&unknown, &["`no-such-host.invalid`", "getent hosts"]);
    let socket = look("postgres://clerk@x/cards?host=/nowhere", "database-unreachable", 75);
    says(&socket, &["there is no socket `/nowhere/.s.PGSQL.5432`"]);
    // Whoever listens there and says nothing is not waited for longer than was said.
    let silent = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = silent.local_addr().expect("an address").port();
    let url = format!("postgres://clerk@127.0.0.1:{port}/cards?connect_timeout=1");
    says(&look(&url, "database-unreachable", 75), &["did not answer within 1 s"]);
    let url = format!("postgres://clerk@127.0.0.1:{port}/cards");
    let hasty = site.cardctl.with_env("PGCONNECT_TIMEOUT", "1");
    let late = failure(&hasty, &url, "database-unreachable", 75, &["center", "list"]);
    says(&late, &["did not answer within 1 s"]);

    let wrong = look("postgres://clerk:wrong-one@db/cards?sslmod=verify-full", "usage", 2);
    says(&wrong, &["the parameter `sslmod` is not known"]);
    let wrong = look("postgres://clerk@db/cards?sslmode=full", "usage", 2);
    says(&wrong, &["`verify-full`"]);
    let variable = site.cardctl.with_env("PGSSLMODE", "verify");
    let wrong = failure(&variable, "postgres://clerk@127.0.0.1:1/cards", "usage", 2, &["center", "list"]);
    says(&wrong, &["sslmode=verify"]);
}

/// Listens as a server of this version: it lets everybody in, and leaves at the first thing that it is asked. Gives its
/// address, and what it was asked by each client in turn.
fn greeter(version: &'static str) -> (String, mpsc::Receiver<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            // The client's first message is its length, in four bytes, and the rest.
            let mut length = [0; 4];
            client.read_exact(&mut length).expect("a client that begins");
            let rest = u32::from_be_bytes(length).saturating_sub(4);
            let mut rest = vec![0; rest.try_into().expect("a short message")];
            client.read_exact(&mut rest).expect("a client that begins");
            let parameter = format!("server_version\0{version}\0");
            let length = u32::try_from(parameter.len() + 4).expect("a short message");
            // Let in; the version; ready and idle.
            let mut greeting = b"R\0\0\0\x08\0\0\0\0S".to_vec();
            greeting.extend_from_slice(&length.to_be_bytes());
            greeting.extend_from_slice(parameter.as_bytes());
            greeting.extend_from_slice(b"Z\0\0\0\x05I");
            client.write_all(&greeting).expect("a client that waits");
            let mut asked = vec![0; 1024];
            let length = client.read(&mut asked).unwrap_or_default();
            asked.truncate(length);
            if tell.send(asked).is_err() {
                return;
            }
        }
    });
    (format!("postgres://clerk@127.0.0.1:{port}/cards?sslmode=disable"), told)
}

#[test]
fn a_server_that_is_too_old_is_told_at_once() {
    // What a client says that leaves: `X`, and nothing else.
    const LEAVES: &[u8] = b"X\0\0\0\x04";
    let site = Site::on_sqlite();
    for (version, shown) in
        [("11.22 (Debian 11.22-0+deb10u1)", "11.22"), ("9.6.24", "9.6.24"), ("10beta1", "10")]
    {
        let (url, asked) = greeter(version);
        let error = failure(&site.cardctl, &url, "server-too-old", 10, &["center", "list"]);
        says(
            &error,
            &[&format!("the server is PostgreSQL {shown}, and"), "12 or later", "config show --origin"],
        );
        assert_eq!(asked.recv().expect("a client"), LEAVES, "{version}");
        let findings = site.cardctl.with_database(&url).exits(6, ["doctor", "-o", "json"]);
        let findings: Value = serde_json::from_str(&findings.stdout).expect("findings");
        let all = findings.as_array().expect("a list");
        let found = all.iter().find(|each| each["check"] == "database").expect("a finding");
        assert_eq!(found["state"], "problem");
        says(found, &[&format!("PostgreSQL {shown}, and"), "12 or later", "pg_upgrade"]);
        assert_eq!(asked.recv().expect("a client"), LEAVES, "{version}");
    }
    // What is new enough, or can't be read, is given a try.
    for version in ["12.0", "18.1", "Jade DB"] {
        let (url, asked) = greeter(version);
        let url = format!("{url}&connect_timeout=1");
        failure(&site.cardctl, &url, "database-unreachable", 75, &["center", "list"]);
        let asked = asked.recv().expect("a client");
        assert!(String::from_utf8_lossy(&asked).contains("SET plan_cache_mode"), "{version}: {asked:?}");
    }
}

/// A server with a platform on which `clerk` may do everything, the address without a password, and the program.
fn served() -> (Site, TcpServer, String) {
    let site = Site::on_sqlite();
    let server = TcpServer::start();
    let address = format!("127.0.0.1:{}/cards", server.port);
    let init = ["init", "--single-operator", "--name", "x"];
    site.cardctl.with_database(&server.local_url("cards")).ok(init);
    server.execute("ALTER DATABASE cards OWNER TO clerk");
    sql::execute(&server.local_url("cards"), "GRANT ALL ON ALL TABLES IN SCHEMA public TO clerk")
        .expect("the superuser grants");
    (site, server, address)
}

#[test]
fn passwords_come_from_four_places_and_are_never_shown() {
    let (site, server, address) = served();
    let bare = format!("postgres://clerk@{address}");

    let missing = failure(&site.cardctl, &bare, "password-missing", 7, &["whoami"]);
    says(&missing, &["wants a password of `clerk`", "HOST:PORT:DATABASE:USER:PASSWORD"]);
    let wrong = format!("postgres://clerk:wrong-one@{address}");
    let wrong = failure(&site.cardctl, &wrong, "login-refused", 7, &["whoami"]);
    says(&wrong, &["password authentication failed"]);
    let nobody = format!("postgres://nobody:wrong-one@{address}");
    failure(&site.cardctl, &nobody, "login-refused", 7, &["whoami"]);

    let works = |cardctl: &Cardctl| {
        let me = cardctl.with_database(&bare).json(["whoami"]);
        assert_eq!((&me["operator"], &me["state"]), (&json!("clerk"), &json!("ok")));
    };
    // In the order of their rank, the weakest first: each is there with a wrong one of the next.
    let file = site.write("home/.pgpass", &format!("127.0.0.1:{}:cards:clerk:se\\:cret\\\\\n", server.port));
    set_mode(&file, 0o644);
    let open = failure(&site.cardctl, &bare, "password-missing", 7, &["whoami"]);
    says(&open, &[".pgpass", "is open to others"]);
    set_mode(&file, 0o600);
    works(&site.cardctl);
    // The driver would log a line that it can't read, with all that stands in it.
    site.write("home/.pgpass", "a:se:cret\n");
    let verbose = site.cardctl.with_database(&bare).run(["-vvv", "whoami"]);
    assert!(verbose.status == 7 && !verbose.stderr.contains("se:cret"), "{verbose}");
    site.write("home/.pgpass", &format!("127.0.0.1:{}:cards:clerk:se\\:cret\\\\\n", server.port));
    let elsewhere = site.directory().join("elsewhere");
    fs::rename(&file, &elsewhere).expect("a file of ours");
    works(&site.cardctl.with_env("PGPASSFILE", &elsewhere));
    let variable = site.cardctl.with_env("PGPASSFILE", &elsewhere).with_env("PGPASSWORD", "wrong-one");
    failure(&variable, &bare, "login-refused", 7, &["whoami"]);
    let variable = site.cardctl.with_env("PGPASSWORD", "se:cret\\");
    works(&variable);
    site.write("give", "echo wrong-one\n");
    let command = variable.with_env("CARDCTL_PASSWORD_COMMAND", "sh give");
    failure(&command, &bare, "login-refused", 7, &["whoami"]);
    site.write("give", "printf '%s\\n' 'se:cret\\'\n");
    let command =
        site.cardctl.with_env("PGPASSWORD", "wrong-one").with_env("CARDCTL_PASSWORD_COMMAND", "sh give");
    works(&command);
    let in_url = format!("postgres://clerk:se%3Acret%5C@{address}");
    site.write("give", "exit 1");
    assert_eq!(command.with_database(&in_url).json(["whoami"])["state"], "ok");

    // The program is a profile's, or a flag's, and fails by name.
    let failed = failure(&command, &bare, "password-command", 1, &["center", "list"]);
    says(
        &failed,
        &["the password command `sh` failed: exit status: 1", "environment CARDCTL_PASSWORD_COMMAND"],
    );
    site.write("give", "printf '%s\\n' 'se:cret\\'\n");
    site.write(
        "config.toml",
        &format!("[profiles.main]\ndatabase = \"{bare}\"\npassword_command = \"sh give\"\n"),
    );
    let profiled = Cardctl::new(site.directory());
    let me = profiled.json(["--config", "config.toml", "--profile", "main", "whoami"]);
    assert_eq!(me["state"], "ok");
    let shown = profiled.json(["--config", "config.toml", "--profile", "main", "config", "show", "--origin"]);
    let row = |key: &str| {
        shown.as_array().and_then(|rows| rows.iter().find(|row| row["key"] == key)).expect("a row").clone()
    };
    assert_eq!(row("password_command")["value"], "sh give");
    assert_eq!(row("connect_timeout")["value"], "10s");
    works(&site.cardctl.with_env("PGPASSWORD", "wrong-one").with_env("CARDCTL_PASSWORD_COMMAND", "sh give"));
}

#[test]
fn a_server_that_takes_nobody_or_no_changes_says_so() {
    let (site, server, address) = served();
    let in_url = format!("postgres://clerk:se%3Acret%5C@{address}");
    let other = format!("postgres://clerk:se%3Acret%5C@127.0.0.1:{}/other", server.port);
    let none = failure(&site.cardctl, &other, "database-missing", 10, &["center", "list"]);
    says(&none, &["createdb", "cardctl init"]);
    server.execute("ALTER ROLE clerk CONNECTION LIMIT 0");
    let full = format!("{in_url}?connect_timeout=1");
    let full = failure(&site.cardctl, &full, "too-many-connections", 75, &["center", "list"]);
    says(&full, &["too many connections for role"]);
    server.execute("ALTER ROLE clerk CONNECTION LIMIT -1");

    // A database for reading, then a server for reading: look-ups work, changes are refused before anybody is asked.
    let add = ["center", "add", "BJ", "--name", "x"];
    server.execute("ALTER DATABASE cards SET default_transaction_read_only = on");
    let reads = failure(&site.cardctl, &in_url, "database-read-only", 7, &add);
    says(&reads, &["default_transaction_read_only"]);
    server.execute("ALTER DATABASE cards RESET default_transaction_read_only");
    server.become_standby();
    let standby = failure(&site.cardctl, &in_url, "database-read-only", 7, &add);
    says(&standby, &["the server is a standby"]);
    let cardctl = site.cardctl.with_database(&in_url);
    let found = cardctl.run(["doctor", "-o", "json"]);
    let found: Value = serde_json::from_str(&found.stdout).expect("findings");
    let check = |name: &str| {
        found
            .as_array()
            .and_then(|all| all.iter().find(|each| each["check"] == name))
            .expect("a check")
            .clone()
    };
    assert_eq!(
        (&check("standby")["state"], &check("encryption")["state"]),
        (&json!("warning"), &json!("ok"))
    );
    assert!(!found.to_string().contains("cret"), "{found:#}");
    assert_eq!(cardctl.json(["center", "list"]), json!([]));
    assert_eq!(cardctl.json(["whoami"])["state"], "ok");
}

#[test]
fn an_encrypted_connection_is_verified_as_far_as_was_said() {
    let site = Site::on_sqlite();
    let server = TcpServer::start();
    server.append("pg_hba.conf", "");
    let ca = server.path().join("server-ca.pem").display().to_string();
    site.cardctl.with_database(&server.local_url("cards")).ok(["init", "--single-operator", "--name", "x"]);
    let cardctl = site.cardctl.with_env("PGPASSWORD", "se:cret\\").with_env("PGUSER", "clerk");
    let url = |host: &str, parameters: &str| format!("postgres://{host}:{}/cards?{parameters}", server.port);
    sql::execute(&server.local_url("cards"), "GRANT SELECT ON ALL TABLES IN SCHEMA public TO clerk")
        .expect("the superuser grants");
    // The server itself says whether the connection is encrypted.
    let encrypted = |host: &str, parameters: &str| {
        let hba = "local all all trust\nhostssl cards clerk 127.0.0.1/32 scram-sha-256\n";
        let path = server.path().join("data/pg_hba.conf");
        fs::write(&path, hba).expect("the server's configuration");
        server.control(&["reload"]);
        cardctl.with_database(&url(host, parameters)).run(["center", "list"])
    };
    for (host, parameters) in [
        ("127.0.0.1", String::new()),
        ("127.0.0.1", "sslmode=require".to_owned()),
        ("127.0.0.1", format!("sslmode=verify-ca&sslrootcert={ca}")),
        // Who names an authority has it asked, as with the server's own client.
        ("127.0.0.1", format!("sslmode=require&sslrootcert={ca}")),
        ("localhost", format!("sslmode=verify-full&sslrootcert={ca}")),
    ] {
        let output = encrypted(host, &parameters);
        assert_eq!(output.status, 0, "{host} {parameters}: {output}");
    }
    let variables = cardctl.with_env("PGSSLMODE", "verify-full").with_env("PGSSLROOTCERT", &ca);
    variables.with_database(&url("localhost", "")).ok(["center", "list"]);

    let refused = |host: &str, parameters: &str, code: &str, exit: i32| {
        failure(&cardctl, &url(host, parameters), code, exit, &["center", "list"])
    };
    let plain = refused("127.0.0.1", "sslmode=disable", "login-refused", 7);
    says(&plain, &["pg_hba.conf", "no encryption"]);
    let unknown = refused("localhost", "sslmode=verify-full", "tls-unverified", 7);
    says(&unknown, &["UnknownIssuer", "sslrootcert=FILE"]);
    let other = refused("127.0.0.1", &format!("sslmode=verify-full&sslrootcert={ca}"), "tls-unverified", 7);
    says(&other, &["not valid for name", "name the server in the URL as its certificate does"]);
    server.certify("other", "localhost", 10);
    let stranger = server.path().join("other-ca.pem").display().to_string();
    for mode in ["require", "verify-ca"] {
        let parameters = format!("sslmode={mode}&sslrootcert={stranger}");
        says(&refused("localhost", &parameters, "tls-unverified", 7), &["invalid peer certificate"]);
    }
    let missing = refused("localhost", "sslmode=verify-full&sslrootcert=/nowhere/ca.pem", "usage", 2);
    says(&missing, &["`sslrootcert` names `/nowhere/ca.pem`: No such file"]);

    // A server without TLS.
    server.append("postgresql.conf", "ssl = off\n");
    let hba = "local all all trust\nhost cards clerk 127.0.0.1/32 scram-sha-256\n";
    fs::write(server.path().join("data/pg_hba.conf"), hba).expect("the server's configuration");
    server.control(&["-w", "restart"]);
    cardctl.with_database(&url("127.0.0.1", "")).ok(["center", "list"]);
    let bare = refused("127.0.0.1", "sslmode=require", "tls-refused", 7);
    says(&bare, &["offers no encrypted connection", "?sslmode=disable"]);
}

#[test]
fn a_server_sees_which_command_it_is_and_may_give_up() {
    let site = Site::on_postgres();
    platform(&site);
    // A lock on a table keeps everybody out, until whoever waits gives up.
    let held = Held::begin(&site.url, "LOCK TABLE center IN ACCESS EXCLUSIVE MODE");
    site.write("config.toml", "lock_timeout = \"300ms\"\nstatement_timeout = 40\n");
    let impatient = site.cardctl.with_env("CARDCTL_CONFIG", "config.toml");
    let gave_up = failure(&impatient, &site.url, "busy", 75, &["center", "list"]);
    says(&gave_up, &["the database gave up", "lock timeout", "`lock_timeout` of the configuration"]);
    let running = site.cardctl.spawn(["center", "list"]);
    wait_until(|| waiting(&site) == ["cardctl center list"]);
    held.end();
    assert_eq!(running.wait().status, 0);
    // A look-up that takes too long is ended by the server.
    site.write("config.toml", "statement_timeout = \"300ms\"\n");
    let held = Held::begin(&site.url, "LOCK TABLE center IN ACCESS EXCLUSIVE MODE");
    let gave_up = failure(&impatient, &site.url, "busy", 75, &["center", "list"]);
    says(&gave_up, &["statement timeout"]);
    held.end();
    site.write("config.toml", "statement_timeout = \"soon\"\n");
    let wrong = failure(&impatient, &site.url, "usage", 2, &["center", "list"]);
    says(&wrong, &["`statement_timeout` of config.toml: `soon` is no time"]);
}

/// The server has no lock for rights, and refuses the second who changes those of one table.
#[test]
fn rights_that_somebody_else_changes_too_are_busy() {
    let site = Site::on_postgres();
    platform(&site);
    site.login("anna", &[]);
    let by_hand = Held::begin(&site.url, "GRANT SELECT ON center TO anna");
    let words = ["db", "grant", "support", "anna", "--yes"];
    let running = site.cardctl.spawn(words);
    wait_until(|| waiting(&site) == ["cardctl db grant"]);
    by_hand.commit();
    let output = running.wait();
    assert_eq!(output.status, 75, "{output}");
    assert!(output.stderr.contains("error: the database is busy: tuple concurrently updated"), "{output}");
    assert!(output.stderr.contains("nothing was changed; run the command again"), "{output}");
    assert_eq!(site.cardctl.json(["db", "grants"]), json!([]), "nothing of it was kept");
    site.cardctl.ok(words);
    assert_eq!(site.cardctl.json(["db", "grants"])[0]["user"], "anna");
}

/// The commands that wait for a lock.
fn waiting(site: &Site) -> Vec<String> {
    let named = "SELECT application_name FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'";
    sql::texts(&site.url, named).expect("the activity")
}

/// Ends the connections of commands, as whoever manages the server may. Says whether there were any.
fn ended(site: &Site) -> bool {
    let end = "SELECT CAST(COUNT(pg_terminate_backend(pid)) AS TEXT) FROM pg_stat_activity
               WHERE datname = current_database() AND application_name LIKE 'cardctl %'";
    sql::texts(&site.url, end).expect("the superuser may") != ["0"]
}

/// A transaction of somebody else, which holds what a statement takes.
struct Held(tokio::runtime::Runtime, sqlx::PgConnection);

impl Held {
    fn begin(url: &str, statement: &str) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let connection = runtime.block_on(async {
            let mut connection = sqlx::PgConnection::connect(url).await.expect("a connection");
            let statements = format!("BEGIN; {statement}");
            sqlx::raw_sql(AssertSqlSafe(statements)).execute(&mut connection).await.expect("it is held");
            connection
        });
        Self(runtime, connection)
    }

    fn end(self) {
        let Self(runtime, connection) = self;
        runtime.block_on(connection.close()).expect("it ends");
    }

    fn commit(self) {
        let Self(runtime, mut connection) = self;
        let done = runtime.block_on(async {
            sqlx::raw_sql("COMMIT").execute(&mut connection).await?;
            connection.close().await
        });
        done.expect("it ends");
    }
}

#[track_caller]
fn wait_until(condition: impl Fn() -> bool) {
    let begun = std::time::Instant::now();
    while !condition() {
        assert!(begun.elapsed() < Duration::from_mins(1), "in vain");
        thread::sleep(Duration::from_millis(5));
    }
}

/// More than two slices of purchases, and refunds.
const PURCHASES: u32 = 21_000;

fn purchase_file(site: &Site) {
    let mut text = "external_id,card,holder,provider,amount,occurred_at,refund_of\n".to_owned();
    for n in 0..PURCHASES {
        let (holder, day, yuan, cents) = (n % 4 + 1, n % 28 + 1, n % 97 + 3, n % 100);
        writeln!(text, "P{n:05},,H{holder},shop,{yuan}.{cents:02},2026-02-{day:02},")
            .expect("a string grows");
        if n % 50 == 0 {
            writeln!(text, "R{n:05},,H{holder},shop,1.{cents:02},2026-03-01,P{n:05}")
                .expect("a string grows");
        }
    }
    site.write("many.csv", &text);
}

const IMPORT: &str = "purchase import many.csv --source till --yes";
const SETTLE: &str = "settle run --through 2026-03-31 --yes --slice 700 --jobs 3";

/// What is settled when nothing comes in between.
fn undisturbed(site: &Site) -> Value {
    platform(site);
    purchase_file(site);
    let counts = site.cardctl.json(IMPORT.split(' '));
    assert_eq!(counts["imported"], json!(PURCHASES + PURCHASES / 50));
    let expected = site.cardctl.json("settle run --through 2026-03-31 --dry-run".split(' '));
    json!({ "counts": counts, "digest": expected["digest"], "totals": expected["totals"] })
}

#[test]
fn a_connection_that_is_cut_at_a_commit_loses_and_doubles_nothing() {
    let whole = undisturbed(&Site::on_postgres());
    for cut in [Cut::BeforeCommit(3), Cut::AfterCommit(3), Cut::AfterBytes(900_000), Cut::AfterCommit(1)] {
        let site = Site::on_postgres();
        platform(&site);
        purchase_file(&site);
        let proxy = Proxy::before(&site.url);
        let through = site.cardctl.with_database(&proxy.url(&site.url));
        proxy.cut(cut);
        let counts = through.run(IMPORT.split(' ').chain(["-o", "json"]));
        assert_eq!(counts.status, 0, "{cut:?}: {counts}");
        assert!(proxy.cuts() > 0, "{cut:?}");
        let read: Value = serde_json::from_str(&counts.stdout).expect("counts");
        // What was done twice would be skipped, what was lost would not be imported.
        assert_eq!(read, whole["counts"], "{cut:?}: {counts}");
        // A commit whose answer was lost was looked for and found, and not done again.
        let again = counts.stderr.contains("trying again");
        match cut {
            Cut::AfterCommit(_) => assert!(!again, "{cut:?}: {counts}"),
            Cut::AfterBytes(_) => assert!(again, "{cut:?}: {counts}"),
            _ => {}
        }
        let slices = "audit WHERE action = 'purchase import' AND detail LIKE '%slice%'";
        assert_eq!(count(&site, slices), 4, "{cut:?}");

        for cut in [Cut::BeforeCommit(5), Cut::AfterCommit(5), Cut::AfterBytes(200_000)] {
            proxy.cut(cut);
            let run = through.run(SETTLE.split(' ').chain(["-o", "json"]));
            assert_eq!(run.status, 0, "{cut:?}: {run}");
            assert!(proxy.cuts() > 0, "{cut:?}");
            let run: Value = serde_json::from_str(&run.stdout).expect("a run");
            assert_eq!((&run["digest"], &run["totals"]), (&whole["digest"], &whole["totals"]), "{cut:?}");
            proxy.cut(Cut::Never);
            through.ok("settle discard last --yes".split(' '));
        }
        site.cardctl.ok(["db", "check", "-q"]);
        site.cardctl.ok(["audit", "verify"]);
    }
}

#[test]
fn one_act_whose_answer_is_lost_is_done_once() {
    let site = Site::on_postgres();
    platform(&site);
    let proxy = Proxy::before(&site.url);
    let through = site.cardctl.with_database(&proxy.url(&site.url));
    let visits = || count(&site, "visit");
    let visit = ["holder", "visit", "H1", "-o", "json"];
    // The server has committed it and the answer is lost: the log tells that it was done.
    proxy.cut(Cut::AfterCommit(1));
    through.ok(visit);
    assert_eq!((proxy.cuts(), visits()), (1, 1));
    // It never heard of the commit: nothing was done, and the command says so.
    proxy.cut(Cut::BeforeCommit(1));
    let lost = failure(&site.cardctl, &proxy.url(&site.url), "connection-lost", 75, &visit[..3]);
    says(&lost, &["what was not committed is gone"]);
    assert_eq!((proxy.cuts(), visits()), (1, 1));
    site.cardctl.ok(["audit", "verify"]);
}

#[test]
fn a_commit_that_nobody_can_tell_of_is_said_to_be_so() {
    let site = Site::on_postgres();
    platform(&site);
    let proxy = Proxy::before(&site.url);
    // Afterwards nothing comes through, so that the log can't be asked.
    proxy.cut(Cut::ForGood(1));
    let url = proxy.url(&site.url);
    let unknown = failure(&site.cardctl, &url, "commit-unknown", 75, &["holder", "visit", "H1"]);
    says(&unknown, &["it may have been done or not", "cardctl audit log --sort=-seq --limit 5"]);
    assert_eq!(count(&site, "visit"), 1);
}

#[test]
fn connections_that_are_ended_by_the_administrator_are_made_again() {
    let whole = undisturbed(&Site::on_postgres());
    let site = Site::on_postgres();
    platform(&site);
    purchase_file(&site);
    // Amid a slice, which waits for somebody.
    let held = Held::begin(&site.url, "LOCK TABLE purchase IN EXCLUSIVE MODE");
    let import = site.cardctl.spawn(IMPORT.split(' ').chain(["-o", "json"]));
    wait_until(|| waiting(&site) == ["cardctl purchase import"]);
    assert!(ended(&site), "the import goes on");
    held.end();
    let import = import.wait();
    assert_eq!(import.status, 0, "{import}");
    assert!(import.stderr.contains("trying again"), "{import}");
    let counts: Value = serde_json::from_str(&import.stdout).expect("counts");
    assert_eq!(counts, whole["counts"]);

    let held = Held::begin(&site.url, "LOCK TABLE settled IN EXCLUSIVE MODE");
    let run = site.cardctl.spawn(SETTLE.split(' ').chain(["-o", "json"]));
    wait_until(|| waiting(&site).len() == 3);
    assert!(ended(&site), "the run goes on");
    held.end();
    let run = run.wait();
    assert_eq!(run.status, 0, "{run}");
    let run: Value = serde_json::from_str(&run.stdout).expect("a run");
    assert_eq!((&run["digest"], &run["totals"]), (&whole["digest"], &whole["totals"]));
    assert!(run.get("resumed").is_some(), "{run:#}");
    site.cardctl.ok(["db", "check", "-q"]);
}

#[test]
fn what_the_server_takes_back_is_done_again() {
    let site = Site::on_postgres();
    platform(&site);
    // The first rows of each load meet another transaction, and the server ends this one. A sequence is not rolled back.
    let met = |table: &str, code: &str| {
        format!(
            "CREATE SEQUENCE met_{table};
             CREATE FUNCTION meet_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                 IF nextval('met_{table}') <= 2 THEN RAISE EXCEPTION 'met' USING ERRCODE = '{code}'; END IF;
                 RETURN NULL; END $$;
             CREATE TRIGGER meet AFTER INSERT ON {table} EXECUTE FUNCTION meet_{table}();"
        )
    };
    for (table, code) in
        [("purchase", "40P01"), ("visit", "40001"), ("holder", "40P01"), ("payment", "40P01")]
    {
        sql::execute(&site.url, &met(table, code)).expect("triggers");
    }
    site.write(
        "p.csv",
        "external_id,card,holder,provider,amount,occurred_at\nP1,,H1,shop,5.00,2026-02-01\nP2,,nobody,shop,5.00,2026-02-01\n",
    );
    let output = site.cardctl.exits(3, "purchase import p.csv --source till --yes -o json".split(' '));
    assert_eq!(output.stderr.matches("the database is busy: met; trying again").count(), 2, "{output}");
    let counts: Value = serde_json::from_str(&output.stdout).expect("counts");
    assert_eq!((&counts["imported"], &counts["rejected"]), (&json!(1), &json!(1)));
    let rejects = fs::read_to_string(site.directory().join("p.csv.rejects.csv")).expect("rejects");
    assert_eq!(rejects.lines().count(), 2, "{rejects}");

    site.write("v.csv", "external_id,card,holder,at\nV1,,H1,2026-02-01\nV2,,nobody,2026-02-01\n");
    let output = site.cardctl.exits(3, "visit import v.csv --source door --yes -o json".split(' '));
    assert!(output.stderr.contains("trying again"), "{output}");
    let counts: Value = serde_json::from_str(&output.stdout).expect("counts");
    assert_eq!((&counts["imported"], &counts["rejected"]), (&json!(1), &json!(1)));

    site.write(
        "people.csv",
        "ref,card,name,kind,value,center,registered_at\nH5,,A,mobile,13900139000,BJ,2026-01-01\n\
         H6,,B,mobile,1,BJ,2026-01-01\n",
    );
    let output = site.cardctl.exits(3, "holder import people.csv --activate --yes -o json".split(' '));
    assert!(output.stderr.contains("trying again"), "{output}");
    let counts: Value = serde_json::from_str(&output.stdout).expect("counts");
    assert_eq!((&counts["imported"], &counts["rejected"]), (&json!(1), &json!(1)));
    let rejects = fs::read_to_string(site.directory().join("people.csv.rejects.csv")).expect("rejects");
    assert_eq!(rejects.lines().count(), 2, "{rejects}");
    site.cardctl.ok(["db", "check", "-q"]);

    // A server that never lets it through is an end of it.
    let always = "CREATE OR REPLACE FUNCTION meet_purchase() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                      RAISE EXCEPTION 'met' USING ERRCODE = '40P01'; END $$";
    sql::execute(&site.url, always).expect("a trigger");
    site.write("p.csv", "external_id,card,holder,provider,amount,occurred_at\nP3,,H1,shop,5.00,2026-02-01\n");
    let never = failure(
        &site.cardctl,
        &site.url,
        "busy",
        75,
        &IMPORT.replace("many", "p").split(' ').collect::<Vec<_>>(),
    );
    says(&never, &["met"]);
}

#[test]
fn a_file_that_is_no_database_or_damaged_is_told_so() {
    let site = Site::on_sqlite();
    let look =
        |code: &str, exit: i32, arguments: &[&str]| failure(&site.cardctl, &site.url, code, exit, arguments);
    let path = site.directory().join("site.db");
    fs::create_dir(&path).expect("a directory");
    says(&look("database-damaged", 1, &["center", "list"]), &["is a directory"]);
    fs::remove_dir(&path).expect("a directory of ours");
    site.write("site.db", "name,amount\nA,1\n");
    says(&look("database-damaged", 1, &["center", "list"]), &["is no SQLite database"]);
    fs::remove_file(&path).expect("a file of ours");

    platform(&site);
    // A page in the middle is overwritten.
    let mut bytes = fs::read(&path).expect("the database");
    for page in 1..bytes.len() / 4096 {
        bytes[page * 4096..page * 4096 + 2048].fill(0x5a);
    }
    fs::write(&path, &bytes).expect("the database");
    let damaged = look("database-damaged", 1, &["center", "list"]);
    says(&damaged, &["the database is damaged", "restore the latest backup"]);
}

#[test]
fn who_waits_too_long_for_a_file_is_told_to_come_again() {
    on_both(|site| {
        platform(&site);
        if site.database == "SQLite" {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            let mut writer =
                runtime.block_on(sqlx::SqliteConnection::connect(&site.url)).expect("a connection");
            runtime.block_on(sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut writer)).expect("the lock");
            let busy = failure(&site.cardctl, &site.url, "busy", 75, &["center", "add", "SH", "--name", "x"]);
            says(&busy, &["database is locked", "nothing was changed; run the command again"]);
            // Who looks waits for nobody.
            site.cardctl.ok(["center", "list"]);
            return;
        }
        let held = Held::begin(&site.url, "LOCK TABLE audit_head IN ACCESS EXCLUSIVE MODE");
        site.write("config.toml", "lock_timeout = \"200ms\"\n");
        let impatient = site.cardctl.with_env("CARDCTL_CONFIG", "config.toml");
        let busy = failure(&impatient, &site.url, "busy", 75, &["center", "add", "SH", "--name", "x"]);
        says(&busy, &["lock timeout", "nothing of it was kept"]);
        held.end();
        assert_eq!(count(&site, "center"), 1);
    });
}

/// So many requests wait for their provider.
const REQUESTS: usize = 40;

const DISPATCH: &str = "request dispatch --yes --concurrency 4 --tries 2 -o json";

/// How many attempts stand in the database, of the first of each request, of the second, and so on, and how they ended.
fn attempts(site: &Site) -> Vec<String> {
    let counted = "SELECT outcome || ' ' || CAST(COUNT(*) AS TEXT) FROM delivery_attempt
                   GROUP BY n, outcome ORDER BY n";
    sql::texts(&site.url, counted).expect("the attempts")
}

#[test]
fn a_dispatcher_whose_connection_is_cut_sends_and_records_each_once() {
    let site = Site::on_postgres();
    let scene = Scene::waiting(&site, REQUESTS);
    let proxy = Proxy::before(&site.url);
    let through = site.cardctl.with_database(&proxy.url(&site.url));
    let mut kept = Vec::new();
    // What is refused is put off, the second time given up, and taken at last.
    for (cut, status, counted, state) in [
        (Cut::BeforeCommit(2), 0, "failed", "waiting"),
        (Cut::AfterCommit(2), 3, "dead", "dead"),
        (Cut::BeforeCommit(5), 0, "failed", "waiting"),
        (Cut::AfterCommit(5), 3, "dead", "dead"),
        (Cut::AfterBytes(9_000), 0, "failed", "waiting"),
        (Cut::AfterBytes(25_000), 0, "delivered", "delivered"),
    ] {
        let takes = state == "delivered";
        scene.provider.is_to(if takes { Manner::Takes } else { Manner::Answers(503, "") });
        scene.provider.forget();
        proxy.cut(cut);
        let output = through.run(DISPATCH.split(' '));
        assert_eq!(output.status, status, "{cut:?}: {output}");
        assert!(proxy.cuts() > 0, "{cut:?}");
        let told: Value = serde_json::from_str(&output.stdout).expect("what was sent");
        assert_eq!(
            (&told["sent"], &told[counted]),
            (&json!(REQUESTS), &json!(REQUESTS)),
            "{cut:?}: {told:#}"
        );
        assert_eq!(
            (scene.provider.different(), scene.provider.deliveries().len()),
            (REQUESTS, REQUESTS),
            "{cut:?}"
        );
        kept.push(format!("{} {REQUESTS}", if takes { "delivered" } else { "refused" }));
        assert_eq!(attempts(&site), kept, "{cut:?}");
        assert_eq!(count(&site, &format!("request WHERE state = '{state}'")), 40, "{cut:?}");
        assert_eq!(count(&site, "dispatch_queue WHERE leased_until > 0"), 0, "{cut:?}");
        if state == "dead" {
            site.cardctl.ok("request retry --dead --yes".split(' '));
        }
        later(&site);
    }
    site.cardctl.ok(["db", "check", "-q"]);
    site.cardctl.ok(["audit", "verify"]);
}

#[test]
fn an_answer_is_in_time_however_long_the_database_takes() {
    let site = Site::on_postgres();
    let scene = Scene::waiting(&site, REQUESTS);
    let held = Held::begin(&site.url, "LOCK TABLE delivery_attempt IN EXCLUSIVE MODE");
    scene.provider.is_to(Manner::Slow(Duration::from_millis(100)));
    let running = site.cardctl.spawn(DISPATCH.split(' ').chain(["--timeout", "5"]));
    wait_until(|| waiting(&site) == ["cardctl request dispatch"]);
    thread::sleep(Duration::from_millis(5500));
    // A server that is restarted meanwhile is no reason to send anything twice.
    assert!(ended(&site), "the dispatch goes on");
    held.end();
    let output = running.wait();
    assert_eq!(output.status, 0, "{output}");
    assert!(output.stderr.contains("trying again"), "{output}");
    assert_eq!(attempts(&site), ["delivered 40"]);
    assert_eq!(scene.provider.deliveries().len(), REQUESTS);
}

#[test]
fn a_regrouping_whose_connection_is_cut_is_done_once() {
    let site = Site::on_postgres();
    platform(&site);
    let proxy = Proxy::before(&site.url);
    let through = site.cardctl.with_database(&proxy.url(&site.url));
    let cuts = [Cut::BeforeCommit(1), Cut::AfterCommit(2), Cut::BeforeCommit(3), Cut::AfterBytes(9_000)];
    for (n, cut) in cuts.into_iter().enumerate() {
        let name = format!("by-region-{n}");
        site.cardctl.ok(["scheme", "add", &name, "--facets", "region:2", "--priority", "registered"]);
        proxy.cut(cut);
        let output = through.run(["cohort", "regroup", "--scheme", &name, "--yes", "-o", "json"]);
        assert_eq!(output.status, 0, "{cut:?}: {output}");
        assert!(proxy.cuts() > 0, "{cut:?}");
        let told: Value = serde_json::from_str(&output.stdout).expect("what was done");
        assert_eq!(told["status"], "regrouped", "{cut:?}: {output}");
        assert_eq!(count(&site, "regroup"), n + 1, "{cut:?}");
        let again = site.cardctl.json(["cohort", "regroup", "--scheme", &name, "--yes"]);
        assert_eq!(again["status"], "unchanged", "{cut:?}");
    }
    site.cardctl.ok(["db", "check", "-q"]);
    site.cardctl.ok(["audit", "verify"]);
}
