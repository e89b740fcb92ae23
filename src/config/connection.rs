//! How a server is reached, beside its URL: the program that gives the password, and what may take how long.

use std::path::PathBuf;
use std::time::Duration;

use super::{Named, Origin, Setting};
use crate::error::{Code, Error};
use crate::host::Variables;
use crate::store::access::{CONNECT_TIMEOUT, ServerVariables};

/// What the configuration says of connections to a server.
#[derive(Clone, Debug)]
pub struct Connection {
    /// The program that prints the password.
    pub password_command: Option<Setting<String>>,
    /// How long to wait for a connection.
    pub connect_timeout: Setting<Duration>,
    /// How long a statement may take, in commands that look or serve one person. Nothing where nobody has said it; no
    /// time is no limit.
    pub statement_timeout: Option<Setting<Duration>>,
    /// How long to wait for a lock, in all commands.
    pub lock_timeout: Option<Setting<Duration>>,
    /// What the environment says.
    pub variables: ServerVariables,
}

/// What one place of the configuration names.
pub(super) struct Places {
    pub(super) password_command: Option<Setting<String>>,
    pub(super) connect_timeout: Named,
    pub(super) statement_timeout: Named,
    pub(super) lock_timeout: Named,
}

impl Connection {
    pub(super) fn resolve(variables: &Variables, places: Places) -> Result<Self, Error> {
        let by_environment = variables.text("PGCONNECT_TIMEOUT");
        let by_environment =
            by_environment.map(|text| (text.to_owned(), Origin::Environment("PGCONNECT_TIMEOUT")));
        let connect = time("connect_timeout", by_environment.or(places.connect_timeout))?
            // Without a limit a command of cron could wait for ever.
            .filter(|setting| !setting.value.is_zero());
        Ok(Self {
            password_command: places.password_command,
            connect_timeout: connect.unwrap_or(Setting { value: CONNECT_TIMEOUT, origin: Origin::Default }),
            statement_timeout: time("statement_timeout", places.statement_timeout)?,
            lock_timeout: time("lock_timeout", places.lock_timeout)?,
            variables: of_environment(variables),
        })
    }
}

fn of_environment(variables: &Variables) -> ServerVariables {
    let text = |name: &str| variables.text(name).map(str::to_owned);
    let named = variables.raw("PGPASSFILE").map(PathBuf::from);
    let at_home = variables.raw("HOME").map(|home| PathBuf::from(home).join(".pgpass"));
    ServerVariables {
        ssl_mode: text("PGSSLMODE"),
        ssl_root_cert: text("PGSSLROOTCERT"),
        ssl_cert: text("PGSSLCERT"),
        ssl_key: text("PGSSLKEY"),
        password_files: named.into_iter().chain(at_home).collect(),
    }
}

fn time(key: &str, named: Named) -> Result<Option<Setting<Duration>>, Error> {
    let Some((text, origin)) = named else { return Ok(None) };
    match parse(&text) {
        Some(value) => Ok(Some(Setting { value, origin })),
        None => Err(Error::new(Code::Usage, format!("`{key}` of {origin}: `{text}` is no time"))
            .hint("write seconds, or a number with `ms`, `s`, `min` or `h`, such as `30s`; `0` is no limit")),
    }
}

/// Reads `30`, `30s`, `500ms`, `5min` or `2h`.
fn parse(text: &str) -> Option<Duration> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number: u64 = text[..digits].parse().ok()?;
    let milliseconds = match text[digits..].trim_start() {
        "ms" => 1,
        "" | "s" => 1_000,
        "min" => 60_000,
        "h" => 3_600_000,
        _ => return None,
    };
    // The server counts milliseconds in 32 bits.
    let limit = number.checked_mul(milliseconds).filter(|limit| i32::try_from(*limit).is_ok())?;
    Some(Duration::from_millis(limit))
}

/// A time as it is written in a configuration.
#[must_use]
pub fn written(time: Duration) -> String {
    let milliseconds = time.as_millis();
    for (unit, size) in [("h", 3_600_000), ("min", 60_000), ("s", 1_000)] {
        if milliseconds > 0 && milliseconds.is_multiple_of(size) {
            return format!("{}{unit}", milliseconds / size);
        }
    }
    if milliseconds == 0 { "0".to_owned() } else { format!("{milliseconds}ms") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_and_written() {
        for (text, written_as) in [
            ("0", "0"),
            ("30", "30s"),
            (" 30 s ", "30s"),
            ("500ms", "500ms"),
            ("90s", "90s"),
            ("120s", "2min"),
            ("5min", "5min"),
            ("2h", "2h"),
        ] {
            assert_eq!(parse(text).map(written).as_deref(), Some(written_as), "{text}");
        }
        for text in ["", "s", "-1", "1.5s", "5m", "1d", "9999999999", "99999h"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
