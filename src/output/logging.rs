//! Logs, for those who look into the program.

use tracing::{Level, Subscriber};
use tracing_subscriber::{
    filter::{LevelFilter, Targets},
    fmt,
    layer::SubscriberExt as _,
    registry,
};

use super::{Ui, streams::Stderr};
use crate::error::{Code, Error};

impl Ui {
    /// Sends the program's logs to stderr from now on: nothing at 0, then info, debug and trace by the number of
    /// `-v`. Statements of the database come one step later than the program's own events, and never with values.
    pub fn init_logging(&self, verbosity: u8) -> Result<(), Error> {
        match subscriber(self.stderr.clone(), verbosity, self.stderr_screen.color) {
            Some(subscriber) => tracing::subscriber::set_global_default(subscriber)
                .map_err(|error| Error::new(Code::Internal, "logging was set up twice").caused_by(error)),
            None => Ok(()),
        }
    }
}

fn subscriber(stderr: Stderr, verbosity: u8, color: bool) -> Option<impl Subscriber + Send + Sync> {
    let (own, database) = match verbosity {
        0 => return None,
        1 => (Level::INFO, LevelFilter::WARN),
        2 => (Level::DEBUG, LevelFilter::INFO),
        _ => (Level::TRACE, LevelFilter::DEBUG),
    };
    let filter = Targets::new()
        .with_target("cardctl", own)
        .with_target("sqlx", database)
        // Of a line of the password file that it can't read it says the whole line, and of a parameter the value.
        .with_target("sqlx_postgres::options", LevelFilter::OFF);
    let lines = fmt::layer().with_writer(move || stderr.clone()).with_ansi(color);
    Some(registry().with(filter).with(lines))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Streams;

    fn logged(verbosity: u8) -> String {
        let (streams, captured) = Streams::memory("");
        let log = || {
            tracing::info!(target: "cardctl::store", "opened \u{1b}[2J");
            tracing::debug!(target: "cardctl::store", "migrated");
            tracing::trace!(target: "cardctl::store", "prepared");
            tracing::debug!(target: "sqlx::query", "SELECT 1");
            tracing::error!(target: "elsewhere", "noise");
            tracing::warn!(target: "sqlx_postgres::options::pgpass", "secret");
        };
        match subscriber(Stderr::new(streams.stderr), verbosity, false) {
            Some(subscriber) => tracing::subscriber::with_default(subscriber, log),
            None => log(),
        }
        captured.stderr()
    }

    #[test]
    fn verbosity_chooses_what_is_logged() {
        let words = ["opened", "migrated", "prepared", "SELECT 1"];
        for (verbosity, expected) in [(0, 0), (1, 1), (2, 2), (3, 4), (9, 4)] {
            let text = logged(verbosity);
            let found = words.iter().filter(|word| text.contains(**word)).count();
            assert_eq!(found, expected, "{verbosity}: {text}");
            assert_eq!(text.lines().count(), expected, "{verbosity}: {text}");
            assert!(!text.contains('\u{1b}'), "{text:?}");
        }
    }
}
