//! What the tests stand on: the program in a clean environment, real databases, and one closure run on
//! both of them.

pub(crate) mod browser;
pub(crate) mod cardctl;
pub(crate) mod postgres;
pub(crate) mod provider;
pub(crate) mod proxy;
mod site;
pub(crate) mod sql;
pub(crate) mod tcp_server;

pub(crate) use site::{Site, on_both, on_both_durable};
