//! Secrets from a program: it prints them, and nobody else sees them.

use std::io;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use super::key_file::fill;

/// How long a program may take: somebody may have to touch a token.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// How often to look whether it has ended, once it has closed its output.
const INTERVAL: Duration = Duration::from_millis(2);

/// The longest password, in bytes.
const LONGEST_PASSWORD: usize = 4_096;

/// The password of a database server.
const PASSWORD: SecretCommand = SecretCommand {
    name: "password command",
    gives: "password",
    expected: "expected one line of text",
    longest: LONGEST_PASSWORD,
};

/// A kind of program that prints secrets.
#[derive(Clone, Copy, Debug)]
pub struct SecretCommand {
    /// What it is called.
    pub name: &'static str,
    /// What it gives.
    pub gives: &'static str,
    /// What it should print.
    pub expected: &'static str,
    /// More bytes than it ever prints.
    pub longest: usize,
}

/// Why a program gave no secret. Never says what it printed.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.text())]
pub struct SecretCommandError {
    kind: SecretCommand,
    program: String,
    /// What went wrong.
    pub why: Why,
}

/// What went wrong with a program.
#[derive(Debug)]
pub enum Why {
    /// It names no program.
    Empty,
    /// It could not be started.
    Start(io::Error),
    /// It ended with another status than 0.
    Failed(ExitStatus),
    /// It took longer than so long and was killed.
    Late(Duration),
    /// It printed something else.
    Malformed,
    /// Its output could not be read.
    Read(io::Error),
}

impl SecretCommandError {
    fn text(&self) -> String {
        let Self { kind: SecretCommand { name, gives, expected, .. }, program, why } = self;
        match why {
            Why::Empty => format!("the {name} is empty"),
            Why::Start(why) => format!("can't start the {name} `{program}`: {why}"),
            Why::Failed(status) => format!("the {name} `{program}` failed: {status}"),
            Why::Late(patience) => {
                format!("the {name} `{program}` gave no {gives} within {} seconds", patience.as_secs())
            }
            Why::Malformed => format!("the {name} `{program}` printed no {gives}: {expected}"),
            Why::Read(why) => format!("can't read from the {name} `{program}`: {why}"),
        }
    }
}

/// Runs a program that prints the password of a database server.
pub async fn password(command: &str) -> Result<Zeroizing<String>, SecretCommandError> {
    PASSWORD.read(command, PATIENCE, line).await
}

/// The one line of a text; its end may be missing.
fn line(text: &str) -> Option<Zeroizing<String>> {
    let line = text.strip_suffix('\n').unwrap_or(text);
    let line = line.strip_suffix('\r').unwrap_or(line);
    let good = !line.is_empty() && !line.contains(['\n', '\r', '\0']);
    good.then(|| Zeroizing::new(line.to_owned()))
}

impl SecretCommand {
    /// Runs a program and parses what it prints to its standard output.
    ///
    /// The text is split at white space into the program and its arguments; there is no shell and no quoting. Its standard
    /// input is empty, for the command's own may hold data, and what it writes to standard error is seen by the user.
    pub async fn read<T>(
        self,
        command: &str,
        patience: Duration,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, SecretCommandError> {
        let mut words = command.split_whitespace();
        let name = words.next().unwrap_or_default();
        let failed = |why| SecretCommandError { kind: self, program: name.to_owned(), why };
        if name.is_empty() {
            return Err(failed(Why::Empty));
        }
        let mut starting = Command::new(name);
        starting.args(words).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = Running(starting.spawn().map_err(|error| failed(Why::Start(error)))?);
        let began = Instant::now();

        // On a thread of its own: the command can be interrupted while the program takes its time.
        let (done, printed) = tokio::sync::oneshot::channel();
        let stdout = child.0.stdout.take();
        std::thread::spawn(move || {
            let mut buffer = Zeroizing::new(vec![0; self.longest]);
            let filled = stdout.map_or(Ok(0), |mut stdout| fill(&mut stdout, &mut buffer));
            // Nobody waits any more where the command was interrupted.
            drop(done.send(filled.map(|filled| (buffer, filled))));
        });
        let printed =
            tokio::time::timeout(patience, printed).await.map_err(|_| failed(Why::Late(patience)))?;
        let (buffer, filled) = match printed {
            Ok(Ok(printed)) => printed,
            Ok(Err(error)) => return Err(failed(Why::Read(error))),
            Err(_) => return Err(failed(Why::Malformed)),
        };
        if filled == self.longest {
            return Err(failed(Why::Malformed));
        }
        let status = loop {
            match child.0.try_wait() {
                Ok(Some(status)) => break status,
                Ok(None) if began.elapsed() > patience => return Err(failed(Why::Late(patience))),
                Ok(None) => tokio::time::sleep(INTERVAL).await,
                Err(error) => return Err(failed(Why::Read(error))),
            }
        };
        if !status.success() {
            return Err(failed(Why::Failed(status)));
        }
        str::from_utf8(&buffer[..filled]).ok().and_then(parse).ok_or_else(|| failed(Why::Malformed))
    }
}

/// A started program, killed when it is dropped before its end.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // Both do nothing to a program that has ended.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_one_line() {
        for (printed, password) in
            [("se cret\n", "se cret"), ("secret", "secret"), ("secret\r\n", "secret"), (" x", " x")]
        {
            assert_eq!(line(printed).as_deref().map(String::as_str), Some(password));
        }
        for printed in ["", "\n", "a\nb\n", "a\n\n", "a\0"] {
            assert!(line(printed).is_none(), "{printed:?}");
        }
    }

    #[test]
    fn a_program_that_gives_no_password_is_named() {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let why = |command: &str| runtime.block_on(password(command)).expect_err("no password").to_string();
        assert_eq!(why("false x"), "the password command `false` failed: exit status: 1");
        assert_eq!(why("true"), "the password command `true` printed no password: expected one line of text");
        assert!(why("/nowhere/x").starts_with("can't start the password command `/nowhere/x`: "));
        let given = runtime.block_on(password("echo se:cret")).expect("a password");
        assert_eq!(given.as_str(), "se:cret");
    }
}
