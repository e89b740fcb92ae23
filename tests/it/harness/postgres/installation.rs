use std::env;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where Debian keeps the programs of each major version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The installed server programs, and the account that may run them.
pub(crate) struct Installation {
    programs: PathBuf,
    /// The major version.
    pub(crate) version: u32,
    /// Who runs the tests.
    pub(crate) user: u32,
    /// Who runs the server when that is the superuser, whom PostgreSQL refuses.
    pub(crate) stand_in: Option<Account>,
}

#[derive(Clone, Copy)]
pub(crate) struct Account {
    pub(crate) user: u32,
    pub(crate) group: u32,
}

impl Installation {
    /// The newest version that is installed, in Debian's place or on `PATH`.
    ///
    /// # Errors
    /// A text that says what to install.
    pub(crate) fn find() -> Result<Self, String> {
        Self::find_in(Path::new(DEBIAN), &env::var_os("PATH").unwrap_or_default())
    }

    pub(crate) fn find_in(debian: &Path, path: &OsStr) -> Result<Self, String> {
        let versions = fs::read_dir(debian).into_iter().flatten().flatten();
        let candidates = versions.map(|version| version.path().join("bin")).chain(env::split_paths(path));
        let (version, programs) = candidates
            .filter(|programs| programs.join("initdb").exists() && programs.join("pg_ctl").exists())
            .filter_map(|programs| Some((major_version(&programs)?, programs)))
            .max_by_key(|(version, _)| *version)
            .ok_or_else(|| {
                format!(
                    "these tests need a PostgreSQL server, and none is installed in `{}/*/bin` or on `PATH`\n\
                     hint: install the package `postgresql`, or start the tests with `tests/run`, which does",
                    debian.display()
                )
            })?;
        for tool in ["setsid", "flock"] {
            if !env::split_paths(path).any(|directory| directory.join(tool).exists()) {
                return Err(format!("these tests need `{tool}` of util-linux, which is not on `PATH`"));
            }
        }
        let user = id(&["-u"])?;
        let stand_in = if user == 0 {
            Some(Account { user: id(&["-u", "postgres"])?, group: id(&["-g", "postgres"])? })
        } else {
            None
        };
        Ok(Self { programs, version, user, stand_in })
    }

    pub(crate) fn program(&self, name: &str) -> Command {
        self.as_server(self.programs.join(name))
    }

    /// A command under the server's account that sees nothing of the environment: `PGDATA`, `PGPORT` and
    /// their like would lead it astray.
    pub(crate) fn as_server(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("LC_ALL", "C").env("PATH", env::var_os("PATH").unwrap_or_default());
        if let Some(account) = self.stand_in {
            command.uid(account.user).gid(account.group);
        }
        command
    }

    pub(crate) fn programs(&self) -> &Path {
        &self.programs
    }
}

/// Reads `postgres (PostgreSQL) 15.13 (Debian …)`.
fn major_version(programs: &Path) -> Option<u32> {
    let output = Command::new(programs.join("postgres")).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let number =
        text.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))?;
    number.split(|other: char| !other.is_ascii_digit()).next()?.parse().ok()
}

fn id(arguments: &[&str]) -> Result<u32, String> {
    let output = Command::new("id").args(arguments).output().map_err(|error| format!("`id`: {error}"))?;
    String::from_utf8_lossy(&output.stdout).trim().parse().map_err(|_| {
        format!("`id {}`: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim())
    })
}
