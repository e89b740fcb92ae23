//! How the errors of the rooms below become errors at the edge.

use crate::domain::identifier::{Code as Identifier, IdentifierError, NAME, line_of_text};
use crate::error::{Code, Error, nearest};
use crate::store::StoreError;
use crate::vault::VaultError;
use crate::vault::key_file::KeyFileError;
use crate::vault::secret_command::{SecretCommandError, Why};

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let message = error.to_string();
        let passing = error.is_passing();
        let edge = match error {
            StoreError::Url(_) => Self::new(Code::Usage, message)
                .hint("write `sqlite:PATH` or `postgres://USER@HOST/NAME`")
                .hint("`cardctl config show --origin` says where it is from"),
            StoreError::Options(_) => Self::new(Code::Usage, message).hint(WHICH),
            StoreError::NotInitialised(_) => Self::new(Code::NotInitialised, message).hint(
                "`cardctl init` makes a platform; `cardctl config show --origin` says why this database",
            ),
            StoreError::Initialised(_) => Self::new(Code::Conflict, message)
                .hint("`cardctl db status` shows what is in it; name another one by `--database`"),
            StoreError::SchemaNewer { .. } => Self::new(Code::SchemaNewer, message)
                .hint("install the version of cardctl that made it, or a later one"),
            StoreError::SchemaOlder { .. } => {
                Self::new(Code::SchemaOlder, message).hint("make a backup, then run `cardctl db migrate`")
            }
            StoreError::ServerTooOld { .. } => Self::new(Code::ServerTooOld, message)
                .hint("let the server's administrator upgrade it (`pg_upgrade`), or name another server by `--database`")
                .hint(WHICH),
            StoreError::GaveUp(_) => Self::new(Code::Busy, message)
                .hint("nothing of it was kept; run the command again")
                .hint("`statement_timeout` and `lock_timeout` of the configuration say how long it may take"),
            StoreError::Busy(_) => {
                Self::new(Code::Busy, message).hint("nothing was changed; run the command again")
            }
            // Which role is missing depends on the command; its hint follows.
            StoreError::RoleMissing(_) => Self::new(Code::RoleMissing, message),
            StoreError::Denied(_) => Self::new(Code::NotPermitted, message)
                .hint("`cardctl whoami` shows who you are; the owner of the database grants rights"),
            StoreError::ReadOnly(_) => Self::new(Code::DatabaseReadOnly, message)
                .hint("nothing was changed; look-ups work here, changes go to the primary server or the original file")
                .hint(WHICH),
            StoreError::Duplicate(_) => Self::new(Code::Busy, message)
                .hint("somebody else wrote the same meanwhile; run the command again"),
            StoreError::Full(_) => Self::new(Code::Io, message)
                .hint("nothing was changed; make room, then run the command again"),
            StoreError::Disk(_) => Self::new(Code::Io, message)
                .hint("an SQLite database belongs on a disk of this machine: network file systems don't lock as it needs")
                .hint("nothing was changed; `cardctl db check --pass integrity` says whether the file is sound"),
            StoreError::Damaged(_) => Self::new(Code::DatabaseDamaged, message)
                .hint("if the file is another one than you meant: `cardctl config show --origin` says which and why")
                .hint("restore the latest backup, and keep the damaged file: some of it may be readable"),
            StoreError::Inconsistent { .. } => {
                Self::new(Code::Inconsistency, message).hint("run `cardctl db check` for the whole extent")
            }
            StoreError::Driver(_) => Self::new(Code::Internal, message)
                .hint("nothing was changed; `cardctl db check` says whether the database is sound")
                .hint("please report it with the command"),
            other => connection(other, message),
        };
        edge.passing(passing)
    }
}

/// Which database is meant, and why.
const WHICH: &str = "`cardctl config show --origin` says which database is meant and why";

/// No connection came about, or it broke.
fn connection(error: StoreError, message: String) -> Error {
    match error {
        StoreError::UnknownHost(_) => Error::new(Code::HostUnknown, message)
            .hint("see whether the name is right, and whether name servers answer: `getent hosts NAME`")
            .hint(WHICH),
        StoreError::NotReady(_) => Error::new(Code::DatabaseNotReady, message)
            .hint("the server starts or shuts down; run the command again in a moment"),
        StoreError::TooManyConnections(_) => Error::new(Code::TooManyConnections, message)
            .hint("run the command again in a moment; `max_connections` of the server says how many it takes")
            .hint("`SELECT application_name, count(*) FROM pg_stat_activity GROUP BY 1` says who has them"),
        StoreError::LoginRefused(said) if said.contains("pg_hba.conf") => {
            Error::new(Code::LoginRefused, message)
                .hint("the server's `pg_hba.conf` has no line for this host, user, database and kind of connection")
                .hint(WHICH)
        }
        StoreError::LoginRefused(said) if said.contains("does not exist") => {
            Error::new(Code::LoginRefused, message)
                .hint("the user is unknown there: let the server's administrator make the role, or name another one")
                .hint(WHICH)
        }
        StoreError::LoginRefused(_) => Error::new(Code::LoginRefused, message)
            .hint("the password may be wrong: it comes from the URL, the password command, `PGPASSWORD` or `~/.pgpass`")
            .hint(WHICH),
        StoreError::PasswordMissing { unread, .. } => {
            let error = Error::new(Code::PasswordMissing, message);
            let error = match unread {
                Some(path) => error.hint(format!(
                    "`{}` is open to others, so it was not read: `chmod 600` it, and change the password",
                    path.display()
                )),
                None => error.hint("write a line `HOST:PORT:DATABASE:USER:PASSWORD` into `~/.pgpass`, with mode 0600"),
            };
            error.hint("or name a program that prints it: `password_command` in the profile")
        }
        StoreError::DatabaseMissing(_) => Error::new(Code::DatabaseMissing, message)
            .hint("make it with `createdb`, then a platform in it with `cardctl init`")
            .hint(WHICH),
        StoreError::TlsRefused(_) => Error::new(Code::TlsRefused, message)
            .hint("let the server's administrator turn `ssl` on: passwords and people's data go over the network")
            .hint("where the network between is trusted, say so in the URL: `?sslmode=disable`"),
        StoreError::TlsUnverified { why, .. } => {
            let error = Error::new(Code::TlsUnverified, message);
            let error = match why.as_str() {
                why if why.contains("UnknownIssuer") => {
                    error.hint("name the authority that signed the server's certificate: `?sslrootcert=FILE`")
                }
                why if why.contains("not valid for") || why.contains("NotValidForName") => {
                    error.hint("name the server in the URL as its certificate does")
                }
                why if why.contains("xpired") => {
                    error.hint("the certificate is too old: let the server's administrator renew it, and look at this clock")
                }
                _ => error.hint("see what the server shows: `openssl s_client -starttls postgres -connect HOST:PORT`"),
            };
            error.hint("nothing was sent: somebody may stand between you and the server")
        }
        StoreError::Lost(_) => Error::new(Code::ConnectionLost, message)
            .hint("what was not committed is gone; run the command again: what is in is found and left as it is"),
        StoreError::Uncertain(_) => Error::new(Code::CommitUnknown, message)
            .hint("it may have been done or not: `cardctl audit log --sort=-seq --limit 5` tells, for a change and its \
                   entry stand or fall together")
            .hint("if it is not there, run the command again"),
        _ => Error::new(Code::DatabaseUnreachable, message)
            .hint("see whether the server runs, and whether host and port are right")
            .hint(WHICH),
    }
}

impl From<VaultError> for Error {
    fn from(error: VaultError) -> Self {
        let message = error.to_string();
        match error {
            VaultError::KeyNotHeld { .. } => Self::new(Code::KeyNotHeld, message)
                .hint("a key file with derived keys serves for some commands only")
                .hint("name another by `--key-file`, or let `cardctl key export` make one"),
            VaultError::OtherKey { .. } => Self::new(Code::Inconsistency, message)
                .hint("if keys were rotated meanwhile, run the command again; else run `cardctl db check`"),
            _ => Self::new(Code::Inconsistency, message)
                .hint("a sealed value was moved or damaged; run `cardctl db check`"),
        }
    }
}

/// A key file that can't be used.
pub fn key_file(error: KeyFileError) -> Error {
    let message = error.to_string();
    match error {
        KeyFileError::Missing { .. } => Error::new(Code::KeyMissing, message)
            .hint("name the platform's key file by `--key-file` or `CARDCTL_KEY_FILE`"),
        KeyFileError::Exposed { .. } => Error::new(Code::KeyPermissions, message)
            .hint("`chmod 600` it, and rotate the key if others may have read it"),
        KeyFileError::Exists { .. } => Error::new(Code::Conflict, message)
            .hint("name another file by `--key-file`, or use the platform that this key belongs to"),
        KeyFileError::NotAFile { .. } | KeyFileError::Malformed { .. } => Error::new(Code::WrongKey, message)
            .hint("name the platform's key file by `--key-file`, or bring it back from its own backup"),
        KeyFileError::Derived { .. } => {
            Error::new(Code::KeyNotHeld, message).hint("name the file with the root key by `--key-file`")
        }
        KeyFileError::Io { .. } => Error::new(Code::Io, message).caused_by(error),
    }
}

/// A program that gave no keys.
pub fn key_command(error: &SecretCommandError) -> Error {
    secret_command(error, Code::KeyCommand, "--key-command", "what would stand in a key file")
}

/// A program that gave no password.
pub fn password_command(error: &SecretCommandError) -> Error {
    secret_command(error, Code::PasswordCommand, "--password-command", "the password in one line")
}

fn secret_command(error: &SecretCommandError, code: Code, flag: &str, prints: &str) -> Error {
    let message = error.to_string();
    match error.why {
        Why::Empty => Error::new(Code::Usage, message)
            .hint(format!("name the program and its arguments: `{flag} 'PROGRAM ARGUMENT'`")),
        _ => Error::new(code, message).hint(format!("the program prints {prints}, and exits with 0")),
    }
}

/// Reads a code that an operator gave.
pub fn code(what: &str, text: &str) -> Result<Identifier, Error> {
    Identifier::parse(text).map_err(|error| identifier(what, text, error))
}

/// Reads a name that an operator gave.
pub fn name<'a>(what: &str, text: &'a str) -> Result<&'a str, Error> {
    line_of_text(text.trim(), NAME).map_err(|error| Error::new(Code::Usage, format!("{what}: {error}")))
}

fn identifier(what: &str, text: &str, error: IdentifierError) -> Error {
    Error::new(Code::Usage, format!("{what} `{text}`: {error}"))
}

/// Nothing has this name. The hints say what is meant, or what there is, and which command lists it.
pub fn unknown<'a>(what: &str, name: &str, known: impl IntoIterator<Item = &'a str>) -> Error {
    let mut known: Vec<&str> = known.into_iter().collect();
    let error = Error::new(Code::NotFound, format!("no {what} `{name}`"));
    let error = match nearest(name, known.iter().copied()) {
        Some(near) => return error.hint(format!("did you mean `{near}`?")),
        None if known.is_empty() => error.hint(format!("there is no {what} yet")),
        None if known.len() == 1 => error.hint(format!("there is only `{}`", known[0])),
        None if known.len() <= FEW => {
            known.sort_unstable();
            error.hint(format!("there are `{}`", known.join("`, `")))
        }
        None => error,
    };
    match LISTS.iter().find(|(listed, _)| *listed == what) {
        Some((_, command)) => error.hint(format!("`cardctl {command}` lists all")),
        None => error,
    }
}

/// So many names are told where none is near.
const FEW: usize = 8;

/// Which command lists what.
const LISTS: [(&str, &str); 12] = [
    ("agent", "agent list"),
    ("center", "center list"),
    ("cohort", "cohort list"),
    ("error code", "help errors"),
    ("plan", "plan list"),
    ("provider", "provider list"),
    ("scheme", "scheme list"),
    ("service", "provider service list"),
    ("setting", "setting list"),
    ("staff", "staff list"),
    ("staff member", "staff list"),
    ("tier", "tier list"),
];

/// Something else stands under this code already.
pub fn conflict(what: &str, code: &str, differs: &str) -> Error {
    let error = Error::new(Code::Conflict, format!("{what} `{code}` exists with another {differs}"))
        .hint(format!("`cardctl {what} list` shows it"));
    if UNCHANGING.contains(&what) { error } else { error.hint(format!("`cardctl {what} set` changes it")) }
}

/// What has no `set`.
const UNCHANGING: [&str; 2] = ["scheme", "parameter code"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{self, examples::words};

    #[test]
    fn an_unknown_name_gets_the_nearest_or_what_there_is() {
        let hints =
            |what, name, known: &[&str]| unknown(what, name, known.iter().copied()).hints().join("; ");
        assert_eq!(hints("center", "BJJ", &["SH", "BJ"]), "did you mean `BJ`?");
        assert_eq!(
            hints("tier", "x", &["gold", "a"]),
            "there are `a`, `gold`; `cardctl tier list` lists all"
        );
        assert_eq!(hints("source", "x", &[]), "there is no source yet");
        let many = ["aaa"; FEW + 1];
        assert_eq!(hints("agent", "zz", &many), "`cardctl agent list` lists all");
        assert_eq!(hints("source", "zz", &["till"]), "there is only `till`");
    }

    #[test]
    fn lists_are_commands() {
        for (_, command) in LISTS {
            assert!(cli::parse(words(&format!("cardctl {command}"))).is_ok(), "{command}");
        }
    }
}
