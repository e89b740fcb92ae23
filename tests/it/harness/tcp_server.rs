//! A server of one test, which listens on loopback, wants passwords and speaks TLS.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::postgres::Installation;
use super::sql;

/// Who may do everything there, by the socket.
const SUPERUSER: &str = "postgres";

/// A running server; it is stopped and gone with this value.
pub(crate) struct TcpServer {
    directory: TempDir,
    installation: Installation,
    pub(crate) port: u16,
}

impl TcpServer {
    /// With the database `cards`, its owner `clerk`, whose password is `se:cret\`, and a certificate for `localhost`.
    pub(crate) fn start() -> Self {
        let installation = Installation::find().unwrap_or_else(|reason| panic!("{reason}"));
        let directory = TempDir::with_prefix_in("cardctl-tcp-", "/tmp").expect("a directory");
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
        let server = Self { directory, installation, port };
        if let Some(account) = server.installation.stand_in {
            let (user, group) = (Some(account.user), Some(account.group));
            std::os::unix::fs::chown(server.path(), user, group).expect("the tests run as root");
        }
        server.certify("server", "localhost", 3650);
        let data = server.data();
        let mut initdb = server.program("initdb");
        initdb.arg("--pgdata").arg(&data).args([
            &format!("--username={SUPERUSER}"),
            "--auth-local=trust",
            "--auth-host=scram-sha-256",
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ]);
        done(&mut initdb);
        let settings = format!(
            "listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{0}'\nfsync = off\nssl = on\n\
             ssl_cert_file = '{0}/server.pem'\nssl_key_file = '{0}/server.key'\nmax_connections = 30\n",
            server.path().display()
        );
        server.append("postgresql.conf", &settings);
        server.control(&["-w", "start"]);
        server.execute("CREATE ROLE clerk LOGIN PASSWORD 'se:cret\\'");
        server.execute("CREATE DATABASE cards OWNER clerk");
        server
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// Makes an authority `NAME-ca.pem` and a certificate `NAME.pem` of it for a host, with its key.
    pub(crate) fn certify(&self, name: &str, host: &str, days: u32) {
        let script = format!(
            "set -e
             openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj /CN=ca \
                 -keyout {name}-ca.key -out {name}-ca.pem
             openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN={host} \
                 -keyout {name}.key -out {name}.csr
             printf 'subjectAltName=DNS:{host}\\nbasicConstraints=CA:FALSE\\n' > {name}.ext
             openssl x509 -req -in {name}.csr -CA {name}-ca.pem -CAkey {name}-ca.key -CAcreateserial \
                 -days {days} -extfile {name}.ext -out {name}.pem
             chmod 600 {name}.key"
        );
        done(self.installation.as_server("sh").args(["-c", &script]).current_dir(self.path()));
    }

    /// Appends to a file of the server's configuration; it counts from the next start or reload on.
    pub(crate) fn append(&self, file: &str, text: &str) {
        let path = self.data().join(file);
        let before = fs::read_to_string(&path).expect("the server's configuration");
        fs::write(&path, format!("{before}\n{text}")).expect("the server's configuration");
    }

    /// Makes it a standby, which waits for a primary that never comes, and takes look-ups.
    pub(crate) fn become_standby(&self) {
        self.control(&["-w", "stop", "--mode=fast"]);
        let signal = self.data().join("standby.signal");
        done(self.installation.as_server("touch").arg(signal));
        self.control(&["-w", "start"]);
    }

    /// Runs `pg_ctl`.
    pub(crate) fn control(&self, arguments: &[&str]) {
        let mut command = self.program("pg_ctl");
        command.arg("--pgdata").arg(self.data()).arg("--log").arg(self.path().join("log")).args(arguments);
        done(&mut command);
    }

    /// Runs a statement as the superuser.
    pub(crate) fn execute(&self, statement: &str) {
        sql::execute(&self.local_url("postgres"), statement).expect("the superuser may do everything");
    }

    /// The address of a database by the socket, as the superuser.
    pub(crate) fn local_url(&self, database: &str) -> String {
        let (port, socket) = (self.port, self.path().display());
        format!("postgres://{SUPERUSER}@localhost:{port}/{database}?host={socket}&sslmode=disable")
    }

    fn program(&self, name: &str) -> Command {
        let mut command = self.installation.program(name);
        command.current_dir(self.path());
        command
    }
}

impl Drop for TcpServer {
    fn drop(&mut self) {
        let mut command = self.program("pg_ctl");
        command.arg("--pgdata").arg(self.data()).args(["-w", "stop", "--mode=immediate"]);
        drop(command.output());
    }
}

#[track_caller]
fn done(command: &mut Command) {
    // The server keeps what it inherits open: nobody may wait for its end.
    let log = tempfile::NamedTempFile::new().expect("a file");
    let status = command
        .stdin(std::process::Stdio::null())
        .stdout(log.reopen().expect("a file"))
        .stderr(log.reopen().expect("a file"))
        .status()
        .expect("the program runs");
    let said = fs::read_to_string(log.path()).unwrap_or_default();
    assert!(status.success(), "{command:?}: {said}");
}
