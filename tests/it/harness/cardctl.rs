//! The built program, run with nothing of the surroundings in which the tests happen to run.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{Read, Write as _};
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};

/// How to run the program. Each `with_…` gives a changed copy, so one value serves for many commands.
#[derive(Clone)]
pub(crate) struct Cardctl {
    program: OsString,
    directory: PathBuf,
    environment: Vec<(OsString, OsString)>,
    stdin: Option<String>,
}

impl Cardctl {
    /// The program with `directory` as working directory and, below it, its own home and XDG directories.
    /// Of the environment it sees a fixed `PATH` besides them, and standard input is empty.
    pub(crate) fn new(directory: &Path) -> Self {
        let mut environment = vec![("PATH".into(), "/usr/local/bin:/usr/bin:/bin".into())];
        for (name, below) in [
            ("HOME", "home"),
            ("XDG_CACHE_HOME", "home/.cache"),
            ("XDG_CONFIG_HOME", "home/.config"),
            ("XDG_DATA_HOME", "home/.local/share"),
            ("XDG_STATE_HOME", "home/.local/state"),
        ] {
            environment.push((name.into(), directory.join(below).into()));
        }
        std::fs::create_dir_all(directory.join("home")).expect("the home directory can be made");
        Self {
            program: env!("CARGO_BIN_EXE_cardctl").into(),
            directory: directory.into(),
            environment,
            stdin: None,
        }
    }

    /// Another program in the same surroundings.
    pub(crate) fn with_program(&self, program: &str) -> Self {
        Self { program: program.into(), ..self.clone() }
    }

    pub(crate) fn with_database(&self, url: &str) -> Self {
        self.with_env("CARDCTL_DATABASE_URL", url)
    }

    pub(crate) fn with_env(&self, name: &str, value: impl AsRef<OsStr>) -> Self {
        let mut changed = self.clone();
        changed.environment.push((name.into(), value.as_ref().into()));
        changed
    }

    pub(crate) fn with_stdin(&self, text: &str) -> Self {
        Self { stdin: Some(text.into()), ..self.clone() }
    }

    /// Runs to the end, whatever that is.
    #[track_caller]
    pub(crate) fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Output {
        self.spawn(arguments).wait()
    }

    /// Runs a command that has to exit with 0 and gives its standard output.
    #[track_caller]
    pub(crate) fn ok<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> String {
        self.exits(0, arguments).stdout
    }

    /// Runs a command that has to exit with `status`.
    #[track_caller]
    pub(crate) fn exits<A: AsRef<OsStr>>(
        &self,
        status: i32,
        arguments: impl IntoIterator<Item = A>,
    ) -> Output {
        let output = self.run(arguments);
        assert!(output.status == status, "exit status {status} was expected\n{output}");
        output
    }

    /// Runs a command with `-o json` added, which has to exit with 0, and reads its standard output.
    #[track_caller]
    pub(crate) fn json<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> serde_json::Value {
        let arguments = arguments.into_iter().map(|argument| argument.as_ref().to_owned());
        let output = self.exits(0, arguments.chain(["-o".into(), "json".into()]));
        serde_json::from_str(&output.stdout)
            .unwrap_or_else(|error| panic!("standard output is not JSON: {error}\n{output}"))
    }

    /// Starts a command without waiting for its end.
    #[track_caller]
    pub(crate) fn spawn<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Running {
        let mut command = Command::new(&self.program);
        command
            .args(arguments)
            .current_dir(&self.directory)
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(if self.stdin.is_some() { Stdio::piped() } else { Stdio::null() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| panic!("can't start {command:?}: {error}"));
        if let (Some(text), Some(mut stdin)) = (self.stdin.clone(), child.stdin.take()) {
            // A program that doesn't read to the end closes the pipe, and has every right to.
            thread::spawn(move || drop(stdin.write_all(text.as_bytes())));
        }
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        let line = words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ");
        Running { line, stdout: read(child.stdout.take()), stderr: read(child.stderr.take()), child }
    }
}

/// Reads on a thread of its own, so that no pipe is ever full.
fn read(pipe: Option<impl Read + Send + 'static>) -> Option<JoinHandle<Vec<u8>>> {
    pipe.map(|mut pipe| {
        thread::spawn(move || {
            let mut bytes = Vec::new();
            pipe.read_to_end(&mut bytes).expect("a pipe can be read");
            bytes
        })
    })
}

/// A started program; killed when it is dropped before its end.
pub(crate) struct Running {
    line: String,
    child: Child,
    stdout: Option<JoinHandle<Vec<u8>>>,
    stderr: Option<JoinHandle<Vec<u8>>>,
}

impl Running {
    /// The number of the process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal by its short name: `KILL`, `INT`, `TERM`.
    #[track_caller]
    pub(crate) fn signal(&self, name: &str) {
        signal(self.id(), name);
    }

    /// Ends it at once, without a word.
    pub(crate) fn kill(&mut self) {
        // One that has ended already can't be killed, which is no failure.
        drop(self.child.kill());
    }

    /// Waits for the end.
    #[track_caller]
    pub(crate) fn wait(mut self) -> Output {
        let status = self.child.wait().expect("a child can be waited for");
        Output {
            line: std::mem::take(&mut self.line),
            status: number(status),
            stdout: text(self.stdout.take()),
            stderr: text(self.stderr.take()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Both do nothing to a child that has been waited for.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Sends a signal to a process. The shell does it: the library has no call for it but `kill`.
#[track_caller]
pub(crate) fn signal(process: u32, name: &str) {
    let sent = Command::new("sh")
        .args(["-c", "kill -s \"$1\" \"$2\"", "sh", name, &process.to_string()])
        .status()
        .expect("the shell runs");
    assert!(sent.success(), "process {process} can't be sent {name}");
}

fn number(status: ExitStatus) -> i32 {
    status.code().or_else(|| status.signal().map(|signal| -signal)).expect("it exited or was killed")
}

#[track_caller]
fn text(reader: Option<JoinHandle<Vec<u8>>>) -> String {
    let bytes = reader.map(|reader| reader.join().expect("the reader ends with its pipe"));
    String::from_utf8(bytes.unwrap_or_default()).expect("the program prints UTF-8")
}

/// What a command left behind.
pub(crate) struct Output {
    line: String,
    /// The exit status, or the negative number of the signal that killed it: 130 and -2 are different ends.
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, status, stdout, stderr } = self;
        write!(f, "$ {line}\nstatus: {status}\nstdout:\n{stdout}\nstderr:\n{stderr}")
    }
}
