//! Keys from a program: a key service, or what unseals them from a TPM.

use std::io;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use super::KeyRing;
use super::key_file::fill;
use super::ring::LONGEST;

/// How long a program may take: somebody may have to touch a token.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often to look whether it has ended, once it has closed its output.
const INTERVAL: Duration = Duration::from_millis(2);

/// Why a program gave no keys. Never says what it printed.
#[derive(Debug, thiserror::Error)]
pub enum KeyCommandError {
    /// It names no program.
    #[error("the key command is empty")]
    Empty,
    /// It could not be started.
    #[error("can't start the key command `{program}`")]
    Start {
        /// The program.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// It ended with another status than 0.
    #[error("the key command `{program}` failed: {status}")]
    Failed {
        /// The program.
        program: String,
        /// How it ended.
        status: ExitStatus,
    },
    /// It took too long and was killed.
    #[error("the key command `{program}` gave no key within {} seconds", patience.as_secs())]
    Late {
        /// The program.
        program: String,
        /// How long was waited.
        patience: Duration,
    },
    /// It printed something else than keys.
    #[error(
        "the key command `{program}` printed no key: expected a line of `cardctl-key-1` and 64 hexadecimal digits"
    )]
    Malformed {
        /// The program.
        program: String,
    },
    /// Its output could not be read.
    #[error("can't read from the key command `{program}`")]
    Read {
        /// The program.
        program: String,
        /// What the system said.
        source: io::Error,
    },
}

/// Runs a program and reads keys from its standard output, as they would stand in a key file.
///
/// The text is split at white space into the program and its arguments; there is no shell and no quoting. Its standard
/// input is empty, for the command's own may hold data, and what it writes to standard error is seen by the user.
pub async fn read(command: &str) -> Result<KeyRing, KeyCommandError> {
    read_within(command, PATIENCE).await
}

async fn read_within(command: &str, patience: Duration) -> Result<KeyRing, KeyCommandError> {
    let mut words = command.split_whitespace();
    let name = words.next().ok_or(KeyCommandError::Empty)?;
    let program = || name.to_owned();
    let mut starting = Command::new(name);
    starting.args(words).stdin(Stdio::null()).stdout(Stdio::piped());
    let child = starting.spawn().map_err(|source| KeyCommandError::Start { program: program(), source })?;
    let mut child = Running(child);
    let began = Instant::now();

    // On a thread of its own: the command can be interrupted while the program takes its time.
    let (done, printed) = tokio::sync::oneshot::channel();
    let stdout = child.0.stdout.take();
    std::thread::spawn(move || {
        let mut buffer = Zeroizing::new(vec![0; LONGEST]);
        let filled = stdout.map_or(Ok(0), |mut stdout| fill(&mut stdout, &mut buffer));
        // Nobody waits any more where the command was interrupted.
        drop(done.send(filled.map(|filled| (buffer, filled))));
    });
    let late = || KeyCommandError::Late { program: program(), patience };
    let printed = tokio::time::timeout(patience, printed).await.map_err(|_| late())?;
    let (buffer, filled) = match printed {
        Ok(Ok(printed)) => printed,
        Ok(Err(source)) => return Err(KeyCommandError::Read { program: program(), source }),
        Err(_) => return Err(KeyCommandError::Malformed { program: program() }),
    };
    if filled == LONGEST {
        return Err(KeyCommandError::Malformed { program: program() });
    }
    let status = loop {
        match child.0.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if began.elapsed() > patience => return Err(late()),
            Ok(None) => tokio::time::sleep(INTERVAL).await,
            Err(source) => return Err(KeyCommandError::Read { program: program(), source }),
        }
    };
    if !status.success() {
        return Err(KeyCommandError::Failed { program: program(), status });
    }
    let text = str::from_utf8(&buffer[..filled]).ok();
    text.and_then(|text| KeyRing::parse(text).ok())
        .ok_or_else(|| KeyCommandError::Malformed { program: program() })
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
    use crate::vault::root_key::tests::COUNTING;

    fn run(script: &str, patience: Duration) -> Result<KeyRing, KeyCommandError> {
        let place = tempfile::tempdir().expect("a place for temporary files");
        let path = place.path().join("give-key");
        std::fs::write(&path, script).expect("a writable directory");
        let command = format!(" sh {}  one   two ", path.display());
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(read_within(&command, patience))
    }

    #[test]
    fn what_a_program_prints_is_the_key() {
        let patience = Duration::from_secs(20);
        let ring = run(&format!("test \"$#\" = 2 && test \"$2\" = two && echo '{COUNTING}'"), patience);
        assert_eq!(ring.expect("a key").versions(), [1]);
        // Standard input is empty: it ends at once.
        let ring = run(&format!("cat; echo '{COUNTING}'"), patience);
        assert_eq!(ring.expect("a key").versions(), [1]);
    }

    #[test]
    fn what_gives_no_key_says_why() {
        let patience = Duration::from_secs(20);
        let fail = |script: &str| run(script, patience).expect_err("no key").to_string();
        assert!(fail("exit 3").ends_with("failed: exit status: 3"));
        assert!(fail(&format!("echo '{COUNTING}'; exit 1")).ends_with("failed: exit status: 1"));
        for script in ["echo secret", "true", "head -c 2000000 /dev/zero", "printf '\\377'"] {
            let error = fail(script);
            assert!(error.contains("printed no key") && !error.contains("secret"), "{error}");
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let error = runtime.block_on(read("/nowhere/give-key")).expect_err("no program");
        assert!(matches!(error, KeyCommandError::Start { .. }), "{error}");
        let error = runtime.block_on(read("  ")).expect_err("no program");
        assert!(matches!(error, KeyCommandError::Empty), "{error}");
    }

    #[test]
    fn a_program_that_hangs_is_killed() {
        let patience = Duration::from_millis(200);
        for script in ["exec sleep 600", "exec >&-; exec sleep 600"] {
            let began = Instant::now();
            let error = run(script, patience).expect_err("no key");
            assert!(matches!(error, KeyCommandError::Late { .. }), "{error}");
            assert!(began.elapsed() < Duration::from_secs(20));
        }
    }
}
