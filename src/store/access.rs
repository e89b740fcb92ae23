//! How a database is reached: its URL, and for a server the password, TLS, timeouts and the name that it sees.

use std::fmt::Write as _;
use std::net::IpAddr;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::time::Duration;

use sqlx::ConnectOptions as _;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use url::Url;
use zeroize::Zeroizing;

use super::{DatabaseUrl, Result, StoreError};

/// How long to wait for a connection to a server where nothing else is said.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A program that was stopped or is held up amid a transaction keeps others from their rows: longer than any command
/// computes between two statements, or somebody looks at a page of a list.
const IDLE_IN_TRANSACTION: Duration = Duration::from_hours(1);

/// The server asks a client that has been silent for a minute whether it is there, and gives up two minutes later: so locks
/// of a machine that was cut off are freed, and a firewall sees that the connection is used. On a socket of the same
/// machine this means nothing.
const KEEP_ALIVE: &str = "SET tcp_keepalives_idle = 60; SET tcp_keepalives_interval = 20; \
     SET tcp_keepalives_count = 6; ";

/// A plan that is kept from when a table was empty scans it all when a load has filled it: the look-ups of a first
/// import took five times as long.
const PLAN_ANEW: &str = "SET plan_cache_mode = force_custom_plan; ";

/// For somebody who looks only, and can't write then.
const READ_ONLY: &str = "SET default_transaction_read_only = on; ";

/// The longest name of a client that a server keeps.
const LONGEST_NAME: usize = 63;

/// What may stand behind the `?` of a URL beside what the driver knows by other names.
const PARAMETERS: [&str; 14] = [
    "application_name",
    CONNECT,
    "dbname",
    "host",
    "hostaddr",
    "options",
    "password",
    "port",
    "sslcert",
    "sslkey",
    SSL_MODE,
    ROOT_CERT,
    "statement-cache-capacity",
    "user",
];
const CONNECT: &str = "connect_timeout";
const SSL_MODE: &str = "sslmode";
const ROOT_CERT: &str = "sslrootcert";

/// The authorities that the system trusts.
const OF_THE_SYSTEM: &str = "system";

/// What of the environment bears on a connection to a server. The driver reads `PGHOST`, `PGPORT`, `PGUSER`, `PGDATABASE`,
/// `PGPASSWORD` and the password files by itself.
#[derive(Clone, Debug, Default)]
pub struct ServerVariables {
    /// `PGSSLMODE`.
    pub ssl_mode: Option<String>,
    /// `PGSSLROOTCERT`.
    pub ssl_root_cert: Option<String>,
    /// `PGSSLCERT`.
    pub ssl_cert: Option<String>,
    /// `PGSSLKEY`.
    pub ssl_key: Option<String>,
    /// The files in which passwords may stand: `PGPASSFILE`, then `~/.pgpass`.
    pub password_files: Vec<PathBuf>,
}

/// A database and how it is reached.
#[derive(Clone)]
pub struct Access {
    /// Where it is.
    pub url: DatabaseUrl,
    /// The command, by which a server shows who is connected.
    pub application: String,
    /// The password of the configured program.
    pub password: Option<Zeroizing<String>>,
    /// How long to wait for a connection.
    pub connect_timeout: Duration,
    /// How long a statement may take.
    pub statement_timeout: Option<Duration>,
    /// How long to wait for a lock.
    pub lock_timeout: Option<Duration>,
    /// What the environment says.
    pub variables: ServerVariables,
}

impl From<DatabaseUrl> for Access {
    fn from(url: DatabaseUrl) -> Self {
        Self {
            url,
            application: "cardctl".to_owned(),
            password: None,
            connect_timeout: CONNECT_TIMEOUT,
            statement_timeout: None,
            lock_timeout: None,
            variables: ServerVariables::default(),
        }
    }
}

/// What keeps others from what goes to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protection {
    /// It does not leave the machine.
    Local,
    /// Encryption, where the server has it.
    Unverified,
    /// Encryption, and the server proves who it is.
    Verified,
}

/// The way to one server.
pub(super) struct Route {
    pub(super) options: PgConnectOptions,
    pub(super) connect_timeout: Duration,
    password_files: Vec<PathBuf>,
}

impl Access {
    /// The way to the server of a URL.
    pub(super) fn route(&self, url: &str) -> Result<Route> {
        let mut url = parsed(url)?;
        let given = |name: &str| value(&url, name);
        let connect_timeout = match given(CONNECT) {
            Some(seconds) => seconds.parse().map(Duration::from_secs).map_err(|_| {
                StoreError::Options(format!("`{CONNECT}={seconds}`: write a number of seconds"))
            })?,
            None => self.connect_timeout,
        };
        let variables = &self.variables;
        let mode = ssl_mode(given(SSL_MODE).as_ref().or(variables.ssl_mode.as_ref()))?;
        let root = given(ROOT_CERT).or_else(|| variables.ssl_root_cert.clone());
        if variables.ssl_root_cert.as_deref() == Some(OF_THE_SYSTEM) {
            return Err(StoreError::Options(
                "`PGSSLROOTCERT=system`: leave it out, the system's authorities are always trusted"
                    .to_owned(),
            ));
        }
        let trusts = root.as_ref().is_some_and(|root| root != OF_THE_SYSTEM);
        check_files([
            (ROOT_CERT, root.filter(|_| trusts)),
            ("sslcert", given("sslcert").or_else(|| variables.ssl_cert.clone())),
            (KEY, given(KEY).or_else(|| variables.ssl_key.clone())),
        ])?;
        keep(&mut url, |name, value| name != CONNECT && (name, value) != (ROOT_CERT, OF_THE_SYSTEM));
        let mut options = PgConnectOptions::from_str(url.as_str()).map_err(|_| unreadable())?;
        let host = options.get_host().trim_matches(['[', ']']).to_owned();
        // An address of six parts stands in brackets in a URL, and nowhere else.
        options = options.host(&host);
        let mode = match mode {
            // A socket of this machine is never encrypted, and the server need not be asked.
            _ if is_socket(&options) => PgSslMode::Disable,
            None if is_loopback(&host) => PgSslMode::Prefer,
            // Passwords and people's data go over a network.
            None => PgSslMode::Require,
            // Whoever says whom to trust means it, as with the server's own client.
            Some(PgSslMode::Require) if trusts => PgSslMode::VerifyCa,
            // The driver would not even try.
            Some(PgSslMode::Allow) => PgSslMode::Prefer,
            Some(mode) => mode,
        };
        options = options.ssl_mode(mode);
        if let (Some(password), false) = (&self.password, names_password(&url)) {
            options = options.password(password);
        }
        if value(&url, "application_name").is_none() {
            let mut name = self.application.clone();
            name.truncate(LONGEST_NAME);
            options = options.application_name(&name);
        }
        Ok(Route { options, connect_timeout, password_files: variables.password_files.clone() })
    }

    /// What keeps others from what goes to the database.
    pub fn protection(&self) -> Result<Protection> {
        let DatabaseUrl::Postgres(url) = &self.url else { return Ok(Protection::Local) };
        let options = self.route(url)?.options;
        if is_socket(&options) || is_loopback(options.get_host()) {
            return Ok(Protection::Local);
        }
        Ok(match options.get_ssl_mode() {
            PgSslMode::VerifyCa | PgSslMode::VerifyFull => Protection::Verified,
            _ => Protection::Unverified,
        })
    }

    /// Whether a password stands in the URL, so that no other is asked for.
    #[must_use]
    pub fn has_password_in_url(url: &DatabaseUrl) -> bool {
        match url {
            DatabaseUrl::Postgres(text) => parsed(text).is_ok_and(|url| names_password(&url)),
            DatabaseUrl::Sqlite(_) => false,
        }
    }

    /// What every connection begins with.
    pub(super) fn settings(&self, reads: bool) -> String {
        let mut settings = format!("{PLAN_ANEW}{KEEP_ALIVE}");
        if reads {
            settings.push_str(READ_ONLY);
        }
        for (name, limit) in [
            ("statement_timeout", self.statement_timeout),
            ("lock_timeout", self.lock_timeout),
            ("idle_in_transaction_session_timeout", Some(IDLE_IN_TRANSACTION)),
        ] {
            if let Some(limit) = limit {
                // Writing to a string can't fail.
                _ = write!(settings, "SET {name} = {}; ", limit.as_millis());
            }
        }
        settings
    }
}

impl Route {
    /// Where the server is, for messages.
    pub(super) fn place(&self) -> String {
        let port = self.options.get_port();
        match socket(&self.options) {
            Some(directory) => format!("socket `{}/.s.PGSQL.{port}`", directory.display()),
            None => format!("`{}:{port}`", self.options.get_host()),
        }
    }

    /// What went wrong with a connection that was being made.
    pub(super) fn explain(&self, error: sqlx::Error) -> StoreError {
        let place = self.place();
        match &error {
            sqlx::Error::PoolTimedOut => StoreError::Unreachable(format!(
                "{place} did not answer within {} s",
                self.connect_timeout.as_secs_f64()
            )),
            sqlx::Error::Tls(why) => StoreError::tls(&place, &why.to_string()),
            sqlx::Error::Configuration(why) => StoreError::Options(why.to_string()),
            sqlx::Error::Io(why) => self.unconnected(why),
            sqlx::Error::Protocol(why) => {
                StoreError::Unreachable(format!("{place} does not answer as a PostgreSQL server does: {why}"))
            }
            sqlx::Error::Database(reported) => {
                let said = reported.message().to_owned();
                match reported.code().as_deref() {
                    Some("28P01") if !self.has_password() => StoreError::PasswordMissing {
                        user: self.options.get_username().to_owned(),
                        place,
                        unread: self.unread_password_file(),
                    },
                    Some("28P01" | "28000") => StoreError::LoginRefused(said),
                    Some("3D000") => StoreError::DatabaseMissing(said),
                    Some("53300") => StoreError::TooManyConnections(said),
                    Some("57P03") => StoreError::NotReady(said),
                    _ => StoreError::from(error),
                }
            }
            _ => StoreError::from(error),
        }
    }

    fn unconnected(&self, why: &std::io::Error) -> StoreError {
        use std::io::ErrorKind;
        let (place, said) = (self.place(), why.to_string());
        match why.kind() {
            ErrorKind::ConnectionRefused => {
                StoreError::Unreachable(format!("nothing listens on {place} (connection refused)"))
            }
            ErrorKind::NotFound if is_socket(&self.options) => {
                StoreError::Unreachable(format!("there is no {place}"))
            }
            ErrorKind::UnexpectedEof => {
                StoreError::Unreachable(format!("{place} closed the connection while it was made"))
            }
            // The standard library names the failure so; it has no kind for it.
            _ if said.contains("failed to lookup address") => {
                StoreError::UnknownHost(self.options.get_host().to_owned())
            }
            // The driver passes on what the handshake says as an error of the stream.
            ErrorKind::InvalidData => StoreError::tls(&place, &said),
            _ => StoreError::Unreachable(format!("{place}: {said}")),
        }
    }

    /// Whether there is a password, wherever from.
    fn has_password(&self) -> bool {
        self.options.to_url_lossy().password().is_some()
    }

    /// The password file that the driver leaves unread, because others may have read it.
    fn unread_password_file(&self) -> Option<PathBuf> {
        let open = |path: &&PathBuf| std::fs::metadata(path).is_ok_and(|found| found.mode() & 0o077 != 0);
        self.password_files.iter().find(open).cloned()
    }
}

const KEY: &str = "sslkey";

/// Makes sure that what a URL says can be read, and that all of it is understood: what is mistyped must not be as if it
/// were not there.
pub(super) fn check(url: &str) -> Result<()> {
    let url = parsed(url)?;
    for (name, _) in url.query_pairs() {
        let name = match &*name {
            // The driver's other names of the same.
            "ssl-mode" | "ssl-root-cert" | "ssl-ca" | "ssl-cert" | "ssl-key" => continue,
            name if name.starts_with("options[") => continue,
            name => name,
        };
        if !PARAMETERS.contains(&name) {
            return Err(StoreError::Url(format!(
                "the parameter `{name}` is not known; there are `{}`",
                PARAMETERS.join("`, `")
            )));
        }
    }
    ssl_mode(value(&url, SSL_MODE).as_ref())?;
    let mut url = url;
    keep(&mut url, |name, _| name != CONNECT);
    PgConnectOptions::from_str(url.as_str()).map(drop).map_err(|_| unreadable())
}

fn unreadable() -> StoreError {
    StoreError::Url("the PostgreSQL URL can't be read".to_owned())
}

fn parsed(url: &str) -> Result<Url> {
    Url::parse(url).map_err(|_| unreadable())
}

/// The value of a parameter, by either of its names.
fn value(url: &Url, name: &str) -> Option<String> {
    let other = match name {
        SSL_MODE => "ssl-mode",
        ROOT_CERT => "ssl-root-cert",
        "sslcert" => "ssl-cert",
        KEY => "ssl-key",
        name => name,
    };
    let also = if name == ROOT_CERT { "ssl-ca" } else { other };
    let found = url.query_pairs().find(|(key, _)| [name, other, also].contains(&&**key));
    found.map(|(_, value)| value.into_owned())
}

/// Keeps the parameters for which something holds.
fn keep(url: &mut Url, wanted: impl Fn(&str, &str) -> bool) {
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, value)| wanted(name, value))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    url.set_query(None);
    if !kept.is_empty() {
        url.query_pairs_mut().extend_pairs(kept);
    }
}

fn names_password(url: &Url) -> bool {
    url.password().is_some() || value(url, "password").is_some()
}

/// The mode that was named, if one was.
fn ssl_mode(named: Option<&String>) -> Result<Option<PgSslMode>> {
    let Some(named) = named else { return Ok(None) };
    named.parse().map(Some).map_err(|_| {
        StoreError::Options(format!(
            "`{SSL_MODE}={named}`: write `disable`, `prefer`, `require`, `verify-ca` or `verify-full`"
        ))
    })
}

/// Makes sure that the files of TLS can be read, and that nobody else reads the key.
fn check_files(files: [(&str, Option<String>); 3]) -> Result<()> {
    for (name, path) in files {
        let Some(path) = path.filter(|path| !path.trim_start().starts_with("-----BEGIN")) else { continue };
        let found = std::fs::File::open(&path).and_then(|file| file.metadata());
        let found =
            found.map_err(|error| StoreError::Options(format!("`{name}` names `{path}`: {error}")))?;
        let mode = found.mode() & 0o7777;
        // A key of the system's own may be read by a group, as with the server's own client.
        let most = if found.uid() == 0 { 0o640 } else { 0o600 };
        if name == KEY && mode & !most & 0o077 != 0 {
            return Err(StoreError::Options(format!(
                "the TLS key `{path}` is open to others (mode {mode:04o}, must be {most:04o})"
            )));
        }
    }
    Ok(())
}

fn is_socket(options: &PgConnectOptions) -> bool {
    socket(options).is_some()
}

/// The directory of the server's socket, where it is reached by one.
fn socket(options: &PgConnectOptions) -> Option<PathBuf> {
    let named = options.get_socket().cloned();
    named.or_else(|| options.get_host().starts_with('/').then(|| Path::new(options.get_host()).to_owned()))
}

/// Whether what is sent there stays on this machine.
pub(super) fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(url: &str, change: impl Fn(&mut Access)) -> Result<Route> {
        let mut access = Access::from(DatabaseUrl::Postgres(url.to_owned()));
        change(&mut access);
        access.route(url)
    }

    fn mode(url: &str, variable: Option<&str>) -> String {
        let route = route(url, |access| access.variables.ssl_mode = variable.map(str::to_owned));
        route.map_or_else(|error| error.to_string(), |route| format!("{:?}", route.options.get_ssl_mode()))
    }

    #[test]
    fn what_leaves_the_machine_is_encrypted_unless_somebody_says_otherwise() {
        for (url, variable, expected) in [
            ("postgres://me@db.example/cards", None, "Require"),
            ("postgres://me@10.0.0.7/cards", None, "Require"),
            ("postgres://me@127.0.0.1/cards", None, "Prefer"),
            ("postgres://me@localhost/cards", None, "Prefer"),
            ("postgres://me@[::1]/cards", None, "Prefer"),
            ("postgres://me@[2001:db8::1]/cards", None, "Require"),
            ("postgres://me@db.example/cards?sslmode=disable", None, "Disable"),
            ("postgres://me@db.example/cards?sslmode=allow", None, "Prefer"),
            ("postgres://me@db.example/cards", Some("prefer"), "Prefer"),
            ("postgres://me@db.example/cards?sslmode=verify-full", Some("disable"), "VerifyFull"),
            ("postgres://me@db.example/cards?host=/run/pg", Some("require"), "Disable"),
            ("postgres://me@db.example/cards?sslrootcert=system&sslmode=require", None, "Require"),
        ] {
            assert_eq!(mode(url, variable), expected, "{url} {variable:?}");
        }
        let wrong = mode("postgres://me@db/cards", Some("verify"));
        assert!(wrong.contains("`sslmode=verify`: write `disable`"), "{wrong}");
    }

    #[test]
    fn who_names_an_authority_has_it_asked() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("ca.pem");
        let url = format!("postgres://me@localhost/cards?sslmode=require&sslrootcert={}", path.display());
        let missing = mode(&url, None);
        assert!(missing.contains("`sslrootcert` names") && missing.contains("No such file"), "{missing}");
        std::fs::write(&path, "x").expect("a file of ours");
        assert_eq!(mode(&url, None), "VerifyCa");
    }

    #[test]
    fn a_key_that_others_read_is_not_used() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("me.key");
        std::fs::write(&path, "x").expect("a file of ours");
        let url = format!("postgres://me@localhost/cards?sslkey={}", path.display());
        let set = |mode| {
            let permissions = std::os::unix::fs::PermissionsExt::from_mode(mode);
            std::fs::set_permissions(&path, permissions).expect("a file of ours");
        };
        set(0o644);
        let open = mode(&url, None);
        assert!(open.contains("is open to others (mode 0644"), "{open}");
        set(0o600);
        assert_eq!(mode(&url, None), "Prefer");
    }

    #[test]
    fn a_password_of_the_url_beats_the_program() {
        let password = |url: &str| {
            let given = |access: &mut Access| access.password = Some("program".to_owned().into());
            let route = route(url, given).expect("a way");
            route.options.to_url_lossy().password().map(str::to_owned)
        };
        assert_eq!(password("postgres://me@db/cards").as_deref(), Some("program"));
        assert_eq!(password("postgres://me:own@db/cards").as_deref(), Some("own"));
        assert_eq!(password("postgres://me@db/cards?password=own").as_deref(), Some("own"));
    }

    #[test]
    fn a_parameter_that_is_mistyped_is_not_left_out() {
        for url in [
            "postgres://me@db/cards?sslmod=verify-full",
            "postgres://me@db/cards?target_session_attrs=read-write",
        ] {
            let error = check(url).expect_err("an unknown parameter").to_string();
            assert!(error.contains("is not known; there are `application_name`"), "{error}");
        }
        check("postgres://me@db/cards?sslmode=require&connect_timeout=3&options[search_path]=x")
            .expect("known");
        let route = route("postgres://me@db/cards?connect_timeout=3", |_| ()).expect("a way");
        assert_eq!(route.connect_timeout, Duration::from_secs(3));
        assert!(check("postgres://me@db:port/cards").is_err());
    }

    #[test]
    fn a_server_sees_which_command_it_is() {
        let name = |url: &str| {
            let given = |access: &mut Access| access.application = format!("cardctl {}", "x".repeat(80));
            let route = route(url, given).expect("a way");
            route.options.get_application_name().map(str::to_owned).unwrap_or_default()
        };
        assert_eq!(name("postgres://me@db/cards").len(), LONGEST_NAME);
        assert_eq!(name("postgres://me@db/cards?application_name=night"), "night");
    }
}
