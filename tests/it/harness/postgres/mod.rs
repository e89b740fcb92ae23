//! An empty database on a real PostgreSQL server for every test that asks.
//!
//! The server is started by the first test that needs one and shared by all others, also by those in other
//! processes, and it goes away some seconds after the last of them ended or died. See [`server`].

mod database;
mod installation;
mod server;

use std::sync::OnceLock;

pub(crate) use database::{Database, random};
pub(crate) use installation::Installation;
pub(crate) use server::Server;

/// What a power cut would cost is of no interest to most tests.
pub(crate) const FAST: &str = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n";

/// Seconds. Longer than the pause between two tests that need a server, when each has its own process.
const PATIENCE: u32 = 5;

/// The server for everything but kills.
#[track_caller]
pub(crate) fn shared() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| Server::join("fast", FAST, PATIENCE))
}

/// A server with PostgreSQL's own durability, for tests that kill the program while it writes.
#[track_caller]
pub(crate) fn durable() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| Server::join("durable", "", PATIENCE))
}

/// A database of the shared server with what `build` makes at an address: it is run once for the whole run
/// and each `name`, and copied from then on.
#[track_caller]
pub(crate) fn from_template(name: &str, build: impl FnOnce(&str)) -> Database<'static> {
    shared().database_from(name, build)
}
