//! Where input comes from and output goes to: the process's own streams, or memory.

use std::{
    io::{self, BufRead, BufReader, BufWriter, Cursor, IsTerminal as _, Write},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use indicatif::ProgressBar;

use super::prompt::Asking;

/// Enough that a long export is written in few calls.
const STDOUT_BUFFER: usize = 64 * 1024;

/// Width of a terminal that doesn't tell its own.
const USUAL_WIDTH: u16 = 80;

/// The streams of a [`Ui`](super::Ui).
pub struct Streams {
    pub(super) stdin: Box<dyn BufRead + Send>,
    pub(super) stdout: Box<dyn Write + Send>,
    pub(super) stderr: Box<dyn Write + Send>,
    pub(super) asking: Asking,
    pub(super) stdin_is_terminal: bool,
    /// Present when it is a terminal.
    pub(super) stdout_width: Option<u16>,
    pub(super) stderr_width: Option<u16>,
    /// Lines of the terminal that stdout is, where it tells them.
    pub(super) stdout_height: Option<u16>,
    pub(super) draws_bars: bool,
}

impl Streams {
    /// The streams of the process. Questions need a terminal on both stdin and stderr.
    #[must_use]
    pub fn system() -> Self {
        let (stdin, stdout, stderr) = (io::stdin(), io::stdout(), io::stderr());
        let stdin_is_terminal = stdin.is_terminal();
        let width = |size: Option<(terminal_size::Width, terminal_size::Height)>| {
            size.map(|(width, _)| width.0).filter(|width| *width > 0).unwrap_or(USUAL_WIDTH)
        };
        let stdout_width = stdout.is_terminal().then(|| width(terminal_size::terminal_size_of(&stdout)));
        let stderr_width = stderr.is_terminal().then(|| width(terminal_size::terminal_size_of(&stderr)));
        let stdout_height = terminal_size::terminal_size_of(&stdout).map(|(_, height)| height.0);
        let asks = stdin_is_terminal && stderr_width.is_some();
        Self {
            stdin: Box::new(BufReader::new(stdin)),
            stdout: Box::new(BufWriter::with_capacity(STDOUT_BUFFER, stdout)),
            stderr: Box::new(stderr),
            asking: if asks { Asking::Terminal } else { Asking::Nobody },
            stdin_is_terminal,
            stdout_width,
            stderr_width,
            stdout_height,
            draws_bars: stderr_width.is_some(),
        }
    }

    /// Streams in memory that are no terminal, and what is written to them.
    #[must_use]
    pub fn memory(stdin: &str) -> (Self, Captured) {
        let captured = Captured::default();
        let streams = Self {
            stdin: Box::new(Cursor::new(stdin.as_bytes().to_vec())),
            stdout: Box::new(captured.stdout.clone()),
            stderr: Box::new(captured.stderr.clone()),
            asking: Asking::Nobody,
            stdin_is_terminal: false,
            stdout_width: None,
            stderr_width: None,
            stdout_height: None,
            draws_bars: false,
        };
        (streams, captured)
    }

    /// As if stdout and stderr were a terminal of this width.
    #[must_use]
    pub fn on_terminal(self, width: u16) -> Self {
        Self { stdout_width: Some(width), stderr_width: Some(width), ..self }
    }

    /// As if the terminal had so many lines.
    #[must_use]
    pub fn of_height(self, height: u16) -> Self {
        Self { stdout_height: Some(height), ..self }
    }

    /// As if somebody sat at a terminal and gave these answers, one a question.
    #[must_use]
    pub fn answering<'a>(self, answers: impl IntoIterator<Item = &'a str>) -> Self {
        let answers = answers.into_iter().map(str::to_owned).collect();
        Self { asking: Asking::Scripted(answers), stdin_is_terminal: true, ..self }
    }
}

/// What was written to [`Streams::memory`].
#[derive(Clone, Debug, Default)]
pub struct Captured {
    stdout: Buffer,
    stderr: Buffer,
}

impl Captured {
    /// The data.
    #[must_use]
    pub fn stdout(&self) -> String {
        self.stdout.text()
    }

    /// The data as it was written, which need not be UTF-8.
    #[must_use]
    pub fn stdout_bytes(&self) -> Vec<u8> {
        locked(&self.stdout.0).clone()
    }

    /// The messages.
    #[must_use]
    pub fn stderr(&self) -> String {
        self.stderr.text()
    }
}

#[derive(Clone, Debug, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Buffer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&locked(&self.0)).into_owned()
    }
}

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        locked(&self.0).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A writer that panicked has left nothing half-done that matters to the next line.
fn locked<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Stderr, shared by messages, logs and progress. Nothing that is written to it can fail: a message that
/// nobody can read is no reason to stop.
#[derive(Clone)]
pub(super) struct Stderr(Arc<Mutex<Shared>>);

struct Shared {
    writer: Box<dyn Write + Send>,
    /// The bar on the screen, which has to make room for each line.
    bar: Option<ProgressBar>,
    /// What waits until the reader has left the pager.
    held: Option<Vec<u8>>,
}

impl Stderr {
    pub(super) fn new(writer: Box<dyn Write + Send>) -> Self {
        Self(Arc::new(Mutex::new(Shared { writer, bar: None, held: None })))
    }

    pub(super) fn line(&self, text: &str) {
        self.write(&format!("{text}\n"));
    }

    pub(super) fn write(&self, text: &str) {
        self.write_bytes(text.as_bytes());
    }

    fn write_bytes(&self, bytes: &[u8]) {
        let shared = &mut *locked(&self.0);
        if let Some(held) = &mut shared.held {
            held.extend_from_slice(bytes);
            return;
        }
        let writer = &mut shared.writer;
        let mut write = || _ = writer.write_all(bytes).and_then(|()| writer.flush());
        match &shared.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Keeps what is written until [`release`](Self::release).
    pub(super) fn hold(&self) {
        locked(&self.0).held.get_or_insert_default();
    }

    /// Writes what was kept.
    pub(super) fn release(&self) {
        let held = locked(&self.0).held.take();
        if let Some(held) = held {
            self.write_bytes(&held);
        }
    }

    /// Makes room for this bar from now on.
    pub(super) fn show_bar(&self, bar: Option<ProgressBar>) {
        locked(&self.0).bar = bar;
    }
}

/// For logs: a whole event arrives in one call.
impl Write for Stderr {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_bytes(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
