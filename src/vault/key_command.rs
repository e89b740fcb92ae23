//! Keys from a program: a key service, or what unseals them from a TPM.

use std::time::Duration;

use super::KeyRing;
use super::ring::LONGEST;
use super::secret_command::{PATIENCE, SecretCommand, SecretCommandError};

/// What is expected of the program.
const KEYS: SecretCommand =
    SecretCommand { name: "key command", gives: "key", expected: EXPECTED, longest: LONGEST };
const EXPECTED: &str = "expected a line of `cardctl-key-1` and 64 hexadecimal digits";

/// Runs a program and reads keys from its standard output, as they would stand in a key file.
pub async fn read(command: &str) -> Result<KeyRing, SecretCommandError> {
    read_within(command, PATIENCE).await
}

async fn read_within(command: &str, patience: Duration) -> Result<KeyRing, SecretCommandError> {
    KEYS.read(command, patience, |text| KeyRing::parse(text).ok()).await
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::vault::root_key::tests::COUNTING;
    use crate::vault::secret_command::Why;

    fn run(script: &str, patience: Duration) -> Result<KeyRing, SecretCommandError> {
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
        assert!(matches!(error, SecretCommandError { why: Why::Start(_), .. }), "{error}");
        let error = runtime.block_on(read("  ")).expect_err("no program");
        assert!(matches!(error, SecretCommandError { why: Why::Empty, .. }), "{error}");
    }

    #[test]
    fn a_program_that_hangs_is_killed() {
        let patience = Duration::from_millis(200);
        for script in ["exec sleep 600", "exec >&-; exec sleep 600"] {
            let began = Instant::now();
            let error = run(script, patience).expect_err("no key");
            assert!(matches!(error, SecretCommandError { why: Why::Late(_), .. }), "{error}");
            assert!(began.elapsed() < Duration::from_secs(20));
        }
    }
}
