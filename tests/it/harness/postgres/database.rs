use std::collections::hash_map::{DefaultHasher, RandomState};
use std::env;
use std::fs;
use std::hash::{BuildHasher as _, Hash as _, Hasher as _};
use std::path::Path;

use cardctl::domain::database_role::DatabaseRole;

use super::server::{Server, open_lock};
use crate::harness::sql;

/// A database of one test; it is dropped with this value.
pub(crate) struct Database<'server> {
    server: &'server Server,
    name: String,
}

impl Server {
    /// A new, empty database.
    #[track_caller]
    pub(crate) fn database(&self) -> Database<'_> {
        self.copy_of("template0")
    }

    /// A new database that is a copy of what `build` made at the address that it was given. Of each `name`
    /// one is built for the whole run, and other processes wait until it is done.
    #[track_caller]
    pub(crate) fn database_from(&self, name: &str, build: impl FnOnce(&str)) -> Database<'_> {
        // The server may have outlived the program that an earlier template was built with.
        let template = format!("template_{name}_{:016x}", build_number());
        let lock = open_lock(&self.directory().join(format!("{template}.lock")))
            .expect("the server's directory is writable");
        lock.lock().expect("a lock can be waited for");
        let finished =
            format!("SELECT datname::text FROM pg_database WHERE datistemplate AND datname = '{template}'");
        if sql::texts(&self.url("postgres"), &finished).expect("the server lists its databases").is_empty() {
            self.administer(&format!("DROP DATABASE IF EXISTS {template} WITH (FORCE)"));
            self.administer(&format!("CREATE DATABASE {template} TEMPLATE template0"));
            build(&self.url(&template));
            // A template can't be copied while somebody is connected to it.
            self.administer(&format!("ALTER DATABASE {template} IS_TEMPLATE true ALLOW_CONNECTIONS false"));
            self.administer(&format!(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{template}'"
            ));
        }
        drop(lock);
        self.copy_of(&template)
    }

    #[track_caller]
    fn copy_of(&self, template: &str) -> Database<'_> {
        let name = format!("test_{:016x}", random());
        self.administer(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
        Database { server: self, name }
    }

    #[track_caller]
    fn administer(&self, statement: &str) {
        sql::execute(&self.url("postgres"), statement)
            .unwrap_or_else(|error| panic!("`{statement}` failed: {error}"));
    }
}

impl Database<'_> {
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Its address, as the superuser.
    pub(crate) fn url(&self) -> String {
        self.server.url(&self.name)
    }

    /// A copy of it; nobody may be connected to it now.
    #[track_caller]
    pub(crate) fn copy(&self) -> Self {
        self.server.copy_of(&self.name)
    }

    /// Its address as another user, who is made if need be and has no rights but those of everybody. Users
    /// belong to the server: those of the same name in other tests are the same.
    #[track_caller]
    pub(crate) fn url_as(&self, user: &str) -> String {
        self.login(user, "LOGIN")
    }

    /// The same of a user who makes users: always the same name, for it is in making them that they get the right. To
    /// give it afterwards, from several tests at once, is what the server refuses.
    #[track_caller]
    pub(crate) fn url_as_maker_of_users(&self, user: &str) -> String {
        self.login(user, "LOGIN CREATEROLE")
    }

    #[track_caller]
    fn login(&self, user: &str, rights: &str) -> String {
        self.server.administer(&format!(
            "DO $$ BEGIN CREATE ROLE \"{user}\" {rights}; \
             EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        ));
        self.server.url_as(user, &self.name)
    }
}

impl Drop for Database<'_> {
    fn drop(&mut self) {
        // It only saves space: the server doesn't live long, and may be gone already.
        let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        drop(sql::execute(&self.server.url("postgres"), &statement));
        let groups = DatabaseRole::ALL.map(|role| role.group(&self.name)).join(", ");
        drop(sql::execute(&self.server.url("postgres"), &format!("DROP ROLE IF EXISTS {groups}")));
    }
}

/// Differs between two builds of the program or of the tests.
fn build_number() -> u64 {
    let tests = env::current_exe().expect("a process knows its program");
    let mut number = DefaultHasher::new();
    for program in [&tests, Path::new(env!("CARGO_BIN_EXE_cardctl"))] {
        let metadata = fs::metadata(program).expect("both programs have been built");
        (metadata.len(), metadata.modified().ok()).hash(&mut number);
    }
    number.finish()
}

/// The keys of each hasher are the operating system's random bytes.
pub(crate) fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}
