//! One server for all test processes of a workspace.
//!
//! Its directory has a name that every process can work out. In there, three locks, which the kernel
//! releases however a process ends:
//!
//! - `lease`, shared: held by each process that uses the server, for as long as it lives;
//! - `start`, exclusive: held while looking whether the server is there, and while starting it;
//! - `watchdog`, exclusive: held by the watchdog, a shell script in a session of its own. When nobody has had
//!   the lease for some seconds it takes the lease for itself, stops the server and deletes the directory.

use std::collections::hash_map::DefaultHasher;
use std::env;
use std::fs::{self, DirBuilder, File, TryLockError};
use std::hash::{Hash as _, Hasher as _};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, chown};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::installation::Installation;

const WATCHDOG: &str = include_str!("watchdog.sh");

const PORT: u16 = 5432;
const SOCKET: &str = ".s.PGSQL.5432";

/// The name of a socket has 108 bytes on Linux and 104 elsewhere, with the zero at its end.
const LONGEST_SOCKET: usize = 99;

/// A process's share in a running server.
pub(crate) struct Server {
    directory: PathBuf,
    installation: Installation,
    /// Kept for its lock, which goes with the last handle or with the process.
    _lease: File,
}

impl Server {
    /// Joins the server of that name, which is started when it isn't running. `settings` are lines of
    /// `postgresql.conf`; after `patience` seconds of use by nobody it goes away.
    ///
    /// # Panics
    /// When PostgreSQL isn't installed or doesn't start: a test must not pass because its server is missing.
    #[track_caller]
    pub(crate) fn join(name: &str, settings: &str, patience: u32) -> Self {
        let installation = Installation::find().unwrap_or_else(|reason| panic!("{reason}"));
        let directory = place(name, &installation);
        Self::try_join(directory.clone(), installation, settings, patience)
            .unwrap_or_else(|error| panic!("no PostgreSQL server in `{}`: {error}", directory.display()))
    }

    fn try_join(
        directory: PathBuf,
        installation: Installation,
        settings: &str,
        patience: u32,
    ) -> io::Result<Self> {
        let lease = loop {
            if let Some(lease) = hold_lease(&directory, &installation)? {
                break lease;
            }
        };
        let server = Self { directory, installation, _lease: lease };
        let start = open_lock(&server.directory.join("start"))?;
        start.lock()?;
        if let Some(account) = server.installation.stand_in {
            chown(&server.directory, Some(account.user), Some(account.group))?;
        }
        // The watchdog comes first: it also cleans up after a start that was killed halfway.
        server.set_watchdog(patience)?;
        if !server.is_ready() {
            server.start(settings)?;
        }
        Ok(server)
    }

    /// The address of one of its databases, as the superuser.
    pub(super) fn url(&self, database: &str) -> String {
        self.url_as("postgres", database)
    }

    /// The host in the address is only there because an address has one: the socket's directory overrides it.
    /// Port and TLS are spelt out since `PGPORT` and `PGSSLMODE` would count otherwise.
    pub(super) fn url_as(&self, role: &str, database: &str) -> String {
        let socket = self.directory.display();
        format!("postgres://{role}@localhost:{PORT}/{database}?host={socket}&sslmode=disable")
    }

    pub(crate) fn directory(&self) -> &Path {
        &self.directory
    }

    fn is_ready(&self) -> bool {
        self.directory.join("ready").exists() && self.is_listening()
    }

    fn is_listening(&self) -> bool {
        UnixStream::connect(self.directory.join(SOCKET)).is_ok()
    }

    fn set_watchdog(&self, patience: u32) -> io::Result<()> {
        let watchdog = open_lock(&self.directory.join("watchdog"))?;
        match watchdog.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        // Both files are handed over open. The lock belongs to the open file and so passes to the child, and
        // the lease is this one even if somebody deletes the directory. The fork keeps it out of reach of those
        // who kill a test with all its children.
        let forked = self
            .installation
            .as_server("setsid")
            .args(["--fork", "sh", "-c", WATCHDOG, "watchdog"])
            .args([&self.directory, self.installation.programs()])
            .arg(patience.to_string())
            .current_dir("/")
            .stdin(open_lock(&self.directory.join("lease"))?)
            .stdout(watchdog)
            .stderr(Stdio::null())
            .status()?;
        if forked.success() { Ok(()) } else { Err(io::Error::other(format!("`setsid`: {forked}"))) }
    }

    fn start(&self, settings: &str) -> io::Result<()> {
        let data = self.directory.join("data");
        if self.is_listening() {
            // Whoever started it was killed before it could say so.
            run(self.program("pg_ctl").arg("--pgdata").arg(&data).args(["stop", "--mode=immediate"]))?;
        }
        for left_over in ["ready", SOCKET, &format!("{SOCKET}.lock"), "log"] {
            remove(fs::remove_file(self.directory.join(left_over)))?;
        }
        remove(fs::remove_dir_all(&data))?;

        let mut initdb = self.program("initdb");
        initdb.arg("--pgdata").arg(&data);
        initdb.args(["--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8"]);
        initdb.arg("--locale=C.UTF-8");
        if self.installation.version >= 15 {
            // Linguistic order by default, as on a real site, so that a forgotten `COLLATE "C"` shows.
            initdb.args(["--locale-provider=icu", "--icu-locale=en-US"]);
        }
        run(&mut initdb)?;

        let configuration = data.join("postgresql.conf");
        let common = format!(
            "listen_addresses = ''\nunix_socket_directories = '{}'\nport = {PORT}\nmax_connections = 200\n",
            self.directory.display()
        );
        let initial = fs::read_to_string(&configuration)?;
        fs::write(&configuration, format!("{initial}\n{common}{settings}"))?;

        let log = self.directory.join("log");
        let started = run(self
            .program("pg_ctl")
            .arg("--pgdata")
            .arg(&data)
            .arg("--log")
            .arg(&log)
            .args(["-w", "start"]));
        if let Err(error) = started {
            let log = fs::read_to_string(&log).unwrap_or_default();
            return Err(io::Error::other(format!("{error}\n{log}")));
        }
        File::create(self.directory.join("ready"))?;
        Ok(())
    }

    fn program(&self, name: &str) -> Command {
        let mut command = self.installation.program(name);
        command.current_dir(&self.directory).stdin(Stdio::null());
        command
    }
}

/// The server's directory: below the temporary directory, or below `/tmp` where that one doesn't do.
fn place(name: &str, installation: &Installation) -> PathBuf {
    let mut workspace = DefaultHasher::new();
    env!("CARGO_MANIFEST_DIR").hash(&mut workspace);
    let leaf = format!("cardctl-it-{}-{:016x}-{name}", installation.user, workspace.finish());
    let preferred = env::temp_dir().join(&leaf);
    let plain = |character: char| character.is_ascii_alphanumeric() || "/-_.".contains(character);
    let is_short = preferred.join(SOCKET).as_os_str().len() <= LONGEST_SOCKET;
    let is_plain = preferred.is_absolute() && preferred.to_str().is_some_and(|path| path.chars().all(plain));
    // The stand-in has to get there, and to remove the directory at the end.
    let is_open = installation.stand_in.is_none()
        || preferred.parent().is_some_and(|parent| {
            all_may(0o003, parent) && parent.ancestors().all(|above| all_may(0o001, above))
        });
    if is_short && is_plain && is_open { preferred } else { Path::new("/tmp").join(leaf) }
}

fn all_may(mode: u32, directory: &Path) -> bool {
    fs::metadata(directory).is_ok_and(|metadata| metadata.mode() & mode == mode)
}

/// A shared lock on the lease, or nothing if the directory was deleted meanwhile.
fn hold_lease(directory: &Path, installation: &Installation) -> io::Result<Option<File>> {
    match DirBuilder::new().mode(0o700).create(directory) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    let Some(metadata) = unless_gone(fs::symlink_metadata(directory))? else { return Ok(None) };
    let is_ours = metadata.uid() == installation.user
        || installation.stand_in.is_some_and(|account| account.user == metadata.uid());
    if !metadata.is_dir() || !is_ours {
        return Err(io::Error::other("somebody else has put something in its place"));
    }
    let path = directory.join("lease");
    let Some(lease) = unless_gone(open_lock(&path))? else { return Ok(None) };
    lease.lock_shared()?;
    let held = lease.metadata()?;
    let found = unless_gone(fs::metadata(&path))?;
    let is_current = found.is_some_and(|found| (found.dev(), found.ino()) == (held.dev(), held.ino()));
    Ok(is_current.then_some(lease))
}

pub(super) fn open_lock(path: &Path) -> io::Result<File> {
    File::options().create(true).write(true).truncate(false).open(path)
}

fn unless_gone<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn remove(removed: io::Result<()>) -> io::Result<()> {
    unless_gone(removed).map(drop)
}

fn run(command: &mut Command) -> io::Result<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Err(io::Error::other(format!("{command:?} failed\n{stdout}{stderr}")))
}
