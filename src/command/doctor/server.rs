//! The server of a database, or the library of a file.

use super::findings::Findings;
use crate::command::access::For;
use crate::command::session::Session;
use crate::error::Error;
use crate::store::Store;
use crate::store::access::Protection;
use crate::store::doctor::Server;

/// Clocks that differ by less are as good as the same, in seconds.
const NEAR: i64 = 5;

/// From here on days and rates are wrong, in seconds.
const FAR: i64 = 300;

pub(super) async fn look(session: &Session, store: &Store, findings: &mut Findings) -> Result<(), Error> {
    let (version, server) = store.server().await?;
    findings.ok("database", format!("{} {version}", store.kind()));
    let Some(server) = server else { return Ok(()) };
    if server.standby {
        findings.warning(
            "standby",
            "the server is a standby, which can only be read, and may be behind its primary",
            "for changes name the primary server",
        );
    }
    protection(session, &server, findings).await?;
    clock(session.now().as_microsecond(), server.clock, findings);
    let Server { connections, most, .. } = server;
    if connections * 5 >= most * 4 {
        findings.warning(
            "connections",
            format!("{connections} of {most} connections are taken, and a settlement wants up to 20"),
            "`SELECT application_name, count(*) FROM pg_stat_activity GROUP BY 1` says who has them",
        );
    } else {
        findings.ok("connections", format!("{connections} of {most} are taken"));
    }
    idle(store, findings).await
}

async fn protection(session: &Session, server: &Server, findings: &mut Findings) -> Result<(), Error> {
    let encrypted = server.encrypted;
    match session.access(For::Work).await?.protection()? {
        Protection::Local => findings.ok("encryption", "the connection stays on this machine"),
        _ if !encrypted => findings.warning(
            "encryption",
            "what goes to the server and comes from it can be read on the way",
            "turn `ssl` on at the server, and write `?sslmode=verify-full` into the URL",
        ),
        Protection::Unverified => findings.warning(
            "encryption",
            "the connection is encrypted, and nobody has made sure that it is the right server",
            "write `?sslmode=verify-full&sslrootcert=FILE` into the URL",
        ),
        Protection::Verified => findings.ok("encryption", "encrypted, and the server has proved who it is"),
    }
    Ok(())
}

fn clock(here: i64, there: i64, findings: &mut Findings) {
    let apart = (there - here) / 1_000_000;
    let which = if apart > 0 { "behind" } else { "ahead of" };
    let what = format!("this machine's clock is {} s {which} the server's", apart.abs());
    let to_do = "let both follow a time server, such as by `chrony`";
    match apart.abs() {
        0..=NEAR => findings.ok("server-clock", "the same as here"),
        far if far >= FAR => findings.problem("server-clock", what, to_do),
        _ => findings.warning("server-clock", what, to_do),
    }
}

async fn idle(store: &Store, findings: &mut Findings) -> Result<(), Error> {
    let idle = store.idle().await?;
    for each in &idle {
        let application = if each.application.is_empty() {
            "a program".to_owned()
        } else {
            format!("`{}`", each.application)
        };
        let what = format!(
            "{application} of `{}` has been silent amid a transaction for {} s, and {} wait for it",
            each.who, each.seconds, each.waiting
        );
        let to_do = format!(
            "end it, or have it ended: `SELECT pg_terminate_backend({})`; what it has not committed is lost",
            each.pid
        );
        if each.waiting > 0 {
            findings.problem("idle", what, to_do);
        } else {
            findings.warning("idle", what, to_do);
        }
    }
    if idle.is_empty() {
        findings.ok("idle", "nobody holds up others amid a transaction");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_that_differ_are_told_by_how_much() {
        let state = |apart: i64| {
            let mut findings = Findings::default();
            clock(0, apart * 1_000_000, &mut findings);
            let found = findings.by_state().remove(0);
            (found.state.word(), found.what)
        };
        assert_eq!(state(3).0, "ok");
        assert_eq!(state(60), ("warning", "this machine's clock is 60 s behind the server's".to_owned()));
        assert_eq!(
            state(-4000),
            ("problem", "this machine's clock is 4000 s ahead of the server's".to_owned())
        );
    }
}
