use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use cardctl::domain::database_role::DatabaseRole;
use tempfile::TempDir;

use super::cardctl::Cardctl;
use super::postgres;

/// One installation of the platform: an empty database, a directory of its own, and a program that uses both.
pub(crate) struct Site {
    /// `SQLite` or `PostgreSQL`.
    pub(crate) database: &'static str,
    pub(crate) url: String,
    pub(crate) cardctl: Cardctl,
    /// Dropped with the site: the server's database.
    server_database: Option<postgres::Database<'static>>,
    directory: TempDir,
}

impl Site {
    pub(crate) fn on_sqlite() -> Self {
        let directory = new_directory();
        let url = format!("sqlite://{}", directory.path().join("site.db").display());
        Self::new("SQLite", url, directory, None)
    }

    pub(crate) fn on_postgres() -> Self {
        let database = postgres::shared().database();
        Self::new("PostgreSQL", database.url(), new_directory(), Some(database))
    }

    /// On a server that flushes to disk, for benchmarks and for tests that kill.
    pub(crate) fn on_postgres_durable() -> Self {
        let database = postgres::durable().database();
        Self::new("PostgreSQL", database.url(), new_directory(), Some(database))
    }

    /// With a copy of what `build` makes at an address, once for the whole run and each `name`.
    pub(crate) fn on_postgres_from(name: &str, build: impl FnOnce(&str)) -> Self {
        let database = postgres::from_template(name, build);
        Self::new("PostgreSQL", database.url(), new_directory(), Some(database))
    }

    fn new(
        database: &'static str,
        url: String,
        directory: TempDir,
        server_database: Option<postgres::Database<'static>>,
    ) -> Self {
        let cardctl = Cardctl::new(directory.path()).with_database(&url);
        Self { database, url, cardctl, server_database, directory }
    }

    /// The program's working directory: a relative path in its arguments is found here.
    pub(crate) fn directory(&self) -> &Path {
        self.directory.path()
    }

    /// The program as another operator: a second user of the server, who may do everybody's work but the owner's. On
    /// SQLite there is none, for the operator is the system's user.
    #[track_caller]
    pub(crate) fn second_operator(&self) -> Option<Cardctl> {
        self.server_database.as_ref()?;
        let roles = [DatabaseRole::Operator, DatabaseRole::Settlement, DatabaseRole::Approver];
        Some(self.cardctl.with_database(&self.login("second-operator", &roles)))
    }

    /// The program as a user of the server with these roles.
    #[track_caller]
    pub(crate) fn with_roles(&self, user: &str, roles: &[DatabaseRole]) -> Cardctl {
        self.cardctl.with_database(&self.login(user, roles))
    }

    /// The database's address as a user of the server with these roles.
    #[track_caller]
    pub(crate) fn login(&self, user: &str, roles: &[DatabaseRole]) -> String {
        let url = self.server_database.as_ref().expect("SQLite knows no users").url_as(user);
        for role in roles {
            self.cardctl.ok(["db", "grant", role.as_str(), user, "--yes"]);
        }
        url
    }

    /// Leaves the directory where it is, for somebody to look into.
    pub(crate) fn keep(self) -> PathBuf {
        self.directory.keep()
    }

    /// Writes a file for the program to read.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.directory().join(name);
        std::fs::write(&path, text)
            .unwrap_or_else(|error| panic!("can't write `{}`: {error}", path.display()));
        path
    }
}

fn new_directory() -> TempDir {
    TempDir::with_prefix("cardctl-site-").expect("a temporary directory for the site")
}

/// Makes an empty site.
type Make = fn() -> Site;

/// Runs the same test on an empty site of each database, on the second also when the first failed, and
/// fails with the name of each database that did.
#[track_caller]
pub(crate) fn on_both(test: impl Fn(Site)) {
    on_each(test, [("SQLite", Site::on_sqlite), ("PostgreSQL", Site::on_postgres)]);
}

/// The same on databases that flush to disk, for tests that kill.
#[track_caller]
pub(crate) fn on_both_durable(test: impl Fn(Site)) {
    on_each(test, [("SQLite", Site::on_sqlite), ("PostgreSQL", Site::on_postgres_durable)]);
}

#[track_caller]
fn on_each(test: impl Fn(Site), sites: [(&str, Make); 2]) {
    let outcomes = sites.map(|(database, make)| {
        // Nothing is looked at after a panic but its message, so nothing half changed is seen.
        match catch_unwind(AssertUnwindSafe(|| test(make()))) {
            Ok(()) => (true, format!("passed on {database}")),
            Err(panic) => (false, format!("FAILED on {database}: {}", message(&*panic))),
        }
    });
    let passed = outcomes.iter().all(|(passed, _)| *passed);
    assert!(passed, "{}", outcomes.map(|(_, outcome)| outcome).join("\n"));
}

fn message(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without text")
}
