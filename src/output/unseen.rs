//! A line that is typed at the terminal without being shown.

use std::io::{self, ErrorKind};
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use zeroize::Zeroizing;

/// How often is looked whether somebody pressed Ctrl-C: a read is gone on with after a signal, and would never end by it.
const LOOK: Timespec = Timespec { tv_sec: 0, tv_nsec: 50_000_000 };

/// A terminal that shows nothing of what is typed but the end of a line, until this is dropped.
struct Hidden {
    stdin: io::Stdin,
    before: Termios,
}

impl Hidden {
    fn begin(stdin: io::Stdin) -> io::Result<Self> {
        let before = tcgetattr(&stdin)?;
        let mut hidden = before.clone();
        hidden.local_modes.remove(LocalModes::ECHO);
        hidden.local_modes.insert(LocalModes::ECHONL);
        // What was typed before the question was seen is no answer to it.
        tcsetattr(&stdin, OptionalActions::Flush, &hidden)?;
        Ok(Self { stdin, before })
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        // A terminal that is gone needs nothing any more.
        _ = tcsetattr(&self.stdin, OptionalActions::Now, &self.before);
    }
}

/// Reads a line without its end. [`ErrorKind::Interrupted`] when `interrupted` becomes true meanwhile. `ask` writes the
/// question, which stands there only when the terminal shows nothing any more.
pub(super) fn read_line(ask: impl FnOnce(), interrupted: &AtomicBool) -> io::Result<Zeroizing<String>> {
    let terminal = Hidden::begin(io::stdin())?;
    ask();
    loop {
        if interrupted.load(Ordering::Relaxed) {
            return Err(ErrorKind::Interrupted.into());
        }
        match poll(&mut [PollFd::new(&terminal.stdin, PollFlags::IN)], Some(&LOOK)) {
            Ok(0) | Err(Errno::INTR) => {}
            Ok(_) => break,
            Err(error) => return Err(error.into()),
        }
    }
    // The terminal hands over whole lines, so this does not wait.
    let mut line = Zeroizing::new(String::new());
    if terminal.stdin.read_line(&mut line)? == 0 {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    let length = line.trim_end_matches(['\r', '\n']).len();
    line.truncate(length);
    Ok(line)
}
