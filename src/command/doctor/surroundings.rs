//! What is around the program: configuration, profile, key, terminal, and programs that it calls.

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use super::findings::Findings;
use crate::command::batch::has_age;
use crate::command::session::Session;
use crate::config::Origin;
use crate::error::Code;
use crate::store::{Access, DatabaseUrl};

/// Whoever may change it otherwise than its owner.
const OTHERS_WRITE: u32 = 0o022;
const OTHERS_READ: u32 = 0o044;

/// A table of the program is made for so many columns.
const WIDTH: u16 = 80;

pub(super) fn look(session: &Session, findings: &mut Findings) {
    configuration(session, findings);
    profile(session, findings);
    passwords(session, findings);
    terminal(session, findings);
    if has_age(session) {
        findings.ok("age", "print files can be encrypted");
    } else {
        findings.warning(
            "age",
            "the program `age` is not installed, so print files can't be encrypted",
            "install the package `age` where batches are issued",
        );
    }
}

fn mode(path: &Path) -> Option<u32> {
    std::fs::metadata(path).ok().map(|found| found.mode() & 0o7777)
}

fn configuration(session: &Session, findings: &mut Findings) {
    let config = &session.config;
    let Some(path) = config.path.as_ref().filter(|_| config.file_exists) else {
        findings.ok("configuration", "there is no file, and none is needed");
        return;
    };
    let (mode, shown) = (mode(path).unwrap_or_default(), path.display());
    let in_file = matches!(config.database.origin, Origin::File(_));
    let password = in_file && Access::has_password_in_url(&config.database.value)
        || config
            .profiles
            .iter()
            .filter_map(|profile| profile.database.as_ref())
            .any(Access::has_password_in_url);
    if mode & OTHERS_WRITE != 0 {
        findings.problem(
            "configuration",
            format!(
                "others may change `{shown}` (mode {mode:04o}), which names programs that are run as you"
            ),
            format!("`chmod go-w {shown}`, and look what stands in it"),
        );
    } else if password && mode & OTHERS_READ != 0 {
        findings.problem(
            "configuration",
            format!("others may read the password in `{shown}` (mode {mode:04o})"),
            format!("`chmod 600 {shown}`, change the password, and better keep it in `~/.pgpass`"),
        );
    } else {
        findings.ok("configuration", format!("`{shown}` (mode {mode:04o})"));
    }
}

fn profile(session: &Session, findings: &mut Findings) {
    let config = &session.config;
    match &config.profile {
        Some(profile) => findings.ok("profile", format!("`{}`, by {}", profile.value, profile.origin)),
        None if config.profiles.is_empty() => findings.ok("profile", "none, and the configuration has none"),
        None => findings.warning(
            "profile",
            format!("none is in use, and the configuration has {}", config.profiles.len()),
            "name one by `--profile`, `CARDCTL_PROFILE`, or `profile` in the configuration",
        ),
    }
}

/// Password files that are not read because they are open to others.
fn passwords(session: &Session, findings: &mut Findings) {
    if matches!(session.config.database.value, DatabaseUrl::Sqlite(_)) {
        return;
    }
    let connection = &session.config.connection;
    let open: Vec<String> = connection
        .variables
        .password_files
        .iter()
        .filter(|path| mode(path).is_some_and(|mode| mode & 0o077 != 0))
        .map(|path| path.display().to_string())
        .collect();
    if let Some(path) = open.first() {
        findings.warning(
            "password",
            format!("the password file `{path}` is open to others, so it is not read"),
            format!("`chmod 600 {path}`, and change the passwords in it"),
        );
        return;
    }
    let from = match &connection.password_command {
        _ if Access::has_password_in_url(&session.config.database.value) => "it stands in the URL".to_owned(),
        Some(command) => format!("it comes from a program, by {}", command.origin),
        None => "it comes from `PGPASSWORD` or a password file, if one is wanted".to_owned(),
    };
    findings.ok("password", from);
}

fn terminal(session: &Session, findings: &mut Findings) {
    let variables = &session.variables;
    match variables.locale.as_deref() {
        Some(locale) if is_utf8(locale) => findings.ok("encoding", format!("`{locale}`")),
        locale => findings.warning(
            "encoding",
            format!(
                "the locale is `{}`, and the program writes UTF-8: names may look garbled",
                locale.unwrap_or("C")
            ),
            "`export LC_ALL=C.UTF-8`, in the crontab as well",
        ),
    }
    match session.ui.terminal_width() {
        None => findings.ok("terminal", "the output goes to no terminal"),
        Some(width) if width < WIDTH => findings.warning(
            "terminal",
            format!("it is {width} columns wide, and tables are made for {WIDTH}"),
            "widen it, or name fewer columns by `--columns`",
        ),
        Some(_) if variables.terminal.as_deref().is_none_or(|name| name == "dumb") => findings.warning(
            "terminal",
            "`TERM` says nothing of what it can do: there are no colours and no progress bar",
            "`export TERM=xterm-256color`, or what your terminal is",
        ),
        Some(width) => findings.ok("terminal", format!("{width} columns")),
    }
}

fn is_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// The key where the database can't say whether it is the right one.
pub(super) async fn key_alone(session: &Session, findings: &mut Findings) {
    match session.key_ring().await {
        Ok(_) => findings.ok("key", format!("{} can be read", session.key_source())),
        Err(error) if error.code() == Code::KeyMissing => no_key(session, findings),
        Err(error) => findings.failed("key", &error),
    }
}

pub(super) fn no_key(session: &Session, findings: &mut Findings) {
    findings.problem(
        "key",
        format!("{} is not there: personal data can neither be opened nor found", session.key_source()),
        format!(
            "name it by `--key-file`, or bring it back from its backup; it was named by: {}",
            session.key_origin()
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_of_utf_8_is_known() {
        for locale in ["C.UTF-8", "zh_CN.utf8", "en_US.UTF-8"] {
            assert!(is_utf8(locale), "{locale}");
        }
        for locale in ["C", "POSIX", "zh_CN.GB18030", ""] {
            assert!(!is_utf8(locale), "{locale}");
        }
    }
}
