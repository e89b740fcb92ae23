//! Encryption of the print file by the `age` program: a crate would bring nearly two hundred others.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Read as _, Seek as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};

use tokio::io::AsyncWriteExt as _;
use tokio::process::{Child, ChildStdin, Command};

use crate::error::{Code, Error};

/// How every file begins that `age` has encrypted (format of age-encryption.org, version 1).
const HEADER: &[u8] = b"age-encryption.org/v1\n";

/// `age` and those to whom it encrypts, tried out.
pub(super) struct Age {
    program: PathBuf,
    recipients: Vec<String>,
}

impl Age {
    /// Finds the program and has it judge the recipients: `age1…`, or a public key of SSH. Nothing when there are
    /// none.
    pub(super) async fn for_recipients(
        recipients: &[String],
        search_path: Option<&OsStr>,
    ) -> Result<Option<Self>, Error> {
        let mut checked: Vec<String> = Vec::new();
        for recipient in recipients {
            let recipient = check(recipient)?;
            if !checked.contains(&recipient) {
                checked.push(recipient);
            }
        }
        if checked.is_empty() {
            return Ok(None);
        }
        let program = find(search_path).ok_or_else(|| {
            Error::new(Code::Failed, "the program `age`, which encrypts the print file, is not installed")
                .hint("install the package `age`; a file that was to be encrypted is never written plain")
        })?;
        let age = Self { program, recipients: checked };
        age.try_out().await?;
        Ok(Some(age))
    }

    /// To whom it encrypts.
    pub(super) fn recipients(&self) -> &[String] {
        &self.recipients
    }

    /// Encrypts nothing, and looks at the result: another program of this name could as well copy what it gets.
    async fn try_out(&self) -> Result<(), Error> {
        let tried = self.command().stdin(Stdio::null()).output().await;
        let tried = tried.map_err(|error| self.unstartable(error))?;
        if tried.status.success() && tried.stdout.starts_with(HEADER) {
            return Ok(());
        }
        if tried.status.success() {
            let message =
                format!("`{}` is not the program `age` that encrypts files", self.program.display());
            return Err(Error::new(Code::Failed, message)
                .hint("install the package `age`, before others of this name in `PATH`"));
        }
        let why = said(&tried.stderr, tried.status);
        Err(Error::new(Code::Usage, format!("`age` does not accept `--recipient`: {why}"))
            .hint("a recipient is `age1…`, as `age-keygen` prints it, or a public key of SSH"))
    }

    /// Begins to encrypt into a file. While `age` lives it holds the file's lock, too.
    pub(super) fn start(&self, into: &File) -> Result<Encryption, Error> {
        let into = into.try_clone().map_err(|error| self.unstartable(error))?;
        let started = self.command().stdin(Stdio::piped()).stdout(into).stderr(Stdio::piped()).spawn();
        let mut child = started.map_err(|error| self.unstartable(error))?;
        let plain = child.stdin.take();
        Ok(Encryption { child, plain })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        for recipient in &self.recipients {
            command.arg("-r").arg(recipient);
        }
        command.kill_on_drop(true);
        command
    }

    fn unstartable(&self, error: std::io::Error) -> Error {
        Error::new(Code::Failed, format!("can't start `{}`", self.program.display()))
            .caused_by(error)
            .hint("install `age`, or leave `--recipient` out for a file in plain text")
    }
}

/// An `age` at work; dropped before [`finish`](Self::finish), it is killed.
pub(super) struct Encryption {
    child: Child,
    plain: Option<ChildStdin>,
}

impl Encryption {
    /// Passes on plain text.
    pub(super) async fn write(&mut self, text: &[u8]) -> Result<(), Error> {
        let Some(plain) = &mut self.plain else { return Err(failed("it was finished before")) };
        match plain.write_all(text).await {
            Ok(()) => Ok(()),
            // Why it reads no more it says itself.
            Err(_) => Err(self.ended().await.err().unwrap_or_else(|| failed("it stopped reading"))),
        }
    }

    /// Waits until everything is encrypted and written.
    pub(super) async fn finish(mut self) -> Result<(), Error> {
        self.ended().await
    }

    async fn ended(&mut self) -> Result<(), Error> {
        let mut text = Vec::new();
        // The end of the text, to which `age` answers by writing the rest.
        drop(self.plain.take());
        if let Some(mut stderr) = self.child.stderr.take() {
            // What it says is a help, not what decides.
            drop(tokio::io::AsyncReadExt::read_to_end(&mut stderr, &mut text).await);
        }
        let status = self.child.wait().await.map_err(|error| failed("it is gone").caused_by(error))?;
        if status.success() { Ok(()) } else { Err(failed(&said(&text, status))) }
    }
}

/// Looks whether a file was encrypted.
pub(super) fn check_header(file: &mut File) -> Result<(), Error> {
    let mut begin = [0; HEADER.len()];
    match file.rewind().and_then(|()| file.read_exact(&mut begin)) {
        Ok(()) if begin == *HEADER => Ok(()),
        _ => Err(failed("what it wrote is no encrypted file")),
    }
}

fn failed(why: &str) -> Error {
    Error::new(Code::Failed, format!("`age` could not encrypt the print file: {why}"))
        .hint("nothing was changed, and no file is left; run the command again")
}

/// What `age` said, or how it ended.
fn said(stderr: &[u8], status: ExitStatus) -> String {
    let text = String::from_utf8_lossy(stderr);
    let lines = text.lines().map(|line| line.trim_start_matches("age: ").trim_start_matches("error: "));
    let said = lines.filter(|line| !line.is_empty() && !line.starts_with("report unexpected")).take(3);
    let said = said.collect::<Vec<_>>().join("; ");
    match (said.is_empty(), status.signal()) {
        (false, None) => said,
        (_, Some(signal)) => format!("signal {signal} ended it"),
        (true, None) => format!("exit status {}", status.code().unwrap_or_default()),
    }
}

/// Refuses what would be a mistake to hand on; the rest is for `age` to judge.
fn check(recipient: &str) -> Result<String, Error> {
    let recipient = recipient.trim();
    if recipient.to_ascii_uppercase().contains("AGE-SECRET-KEY-") {
        return Err(Error::new(Code::Usage, "`--recipient` is a secret key of `age`").hint(
            "give the public one, `age1…`; the secret one stood in the arguments, so make a new pair",
        ));
    }
    if recipient.is_empty() || recipient.contains(char::is_control) {
        return Err(Error::new(Code::Usage, "`--recipient` is empty or no line of text")
            .hint("a recipient is `age1…`, as `age-keygen` prints it, or a public key of SSH"));
    }
    Ok(recipient.to_owned())
}

/// The program in the directories of `PATH`. Relative ones are left out: what lies in the working directory is
/// nothing to hand activation codes to.
pub(super) fn find(search_path: Option<&OsStr>) -> Option<PathBuf> {
    let executable = |path: &Path| {
        std::fs::metadata(path).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
    };
    std::env::split_paths(search_path?)
        .filter(|directory| directory.is_absolute())
        .map(|directory| directory.join("age"))
        .find(|path| executable(path))
}
