//! Interruptions: what a signal does to the command that is being run.
//!
//! A command is ended at once by the first SIGINT or SIGTERM: what it has not committed is rolled back. One that works in
//! slices says so by [`Stop::slices`]: then the first signal waits for the slice that is being committed, and the command
//! ends with what it has kept and how to go on. A second signal ends it at once, too.
//!
//! Signals are watched by a thread of their own, which is not held up by a command that computes or waits for its input.

use std::io;
use std::thread;
use std::time::Duration;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::{oneshot, watch};
use tokio::time::{Instant, sleep_until};

use crate::error::{Code, Error};
use crate::output::Voice;

/// How long a slice may take after the first signal: one that waits for somebody's lock is given up.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long a command that was ended may take to roll back and say so: one that is held up is not waited for.
const GRACE: Duration = Duration::from_secs(2);

/// The same after one more signal.
const SHORT_GRACE: Duration = Duration::from_millis(200);

const STOPPING: &str = "stopping at a safe point; press Ctrl-C again to stop at once";

/// Whether the command was asked to stop, for itself and for the threads that work for it.
#[derive(Clone)]
pub struct Stop(watch::Sender<Standing>);

/// How a command and its interruption stand.
#[derive(Default)]
struct Standing {
    in_slices: bool,
    /// How to go on after the slices, for whoever is cut off amid one.
    go_on: Option<String>,
    signalled: Signalled,
}

/// How far a signal has got.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Signalled {
    /// None came.
    #[default]
    Not,
    /// One came amid a slice.
    Asked,
    /// The command knows of it, and is on its way out.
    Heard,
    /// The command is ended wherever it is.
    Cut,
}

/// What a signal does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// The slice that is being committed is waited for.
    Waits,
    /// The command ends.
    Ends,
}

impl Default for Stop {
    fn default() -> Self {
        Self(watch::Sender::new(Standing::default()))
    }
}

impl Stop {
    /// From here on the command works in slices, and promises to [check](Slices::check) between them. `go_on` is a hint
    /// that says how to go on.
    pub fn slices(&self, go_on: impl Into<String>) -> Slices {
        let go_on = Some(go_on.into());
        self.0.send_modify(|standing| {
            standing.in_slices = true;
            standing.go_on = go_on;
        });
        Slices(self.clone())
    }

    /// Whether nothing new should be begun: for whoever works beside the one that checks.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.0.borrow().signalled != Signalled::Not
    }

    /// Waits until the command is ended wherever it is, and gives the error that says so.
    pub(super) async fn cut(&self) -> Error {
        // There is always a sender: this.
        _ = self.0.subscribe().wait_for(|standing| standing.signalled == Signalled::Cut).await;
        self.error()
    }

    fn error(&self) -> Error {
        let error = Error::new(Code::Interrupted, "interrupted");
        match &self.0.borrow().go_on {
            Some(go_on) => error.hint("what was committed is kept, the rest was rolled back").hint(go_on),
            None => error.hint("what was committed is consistent; the command can be run again"),
        }
    }

    fn is_cut(&self) -> bool {
        self.0.borrow().signalled == Signalled::Cut
    }

    fn signal(&self) -> Answer {
        let mut answer = Answer::Ends;
        self.0.send_modify(|standing| {
            if standing.in_slices && standing.signalled == Signalled::Not {
                standing.signalled = Signalled::Asked;
                answer = Answer::Waits;
            } else {
                standing.signalled = Signalled::Cut;
            }
        });
        answer
    }
}

/// Work in slices, until it is dropped.
#[must_use = "the first signal waits for a slice only as long as this lives"]
pub struct Slices(Stop);

impl Slices {
    /// To be called before each slice. After a signal it is the error that ends the command; `kept` says what is
    /// committed, such as `3 of 12 rows are in`.
    pub fn check(&self, kept: impl FnOnce() -> String) -> Result<(), Error> {
        if self.0.0.borrow().signalled == Signalled::Not {
            return Ok(());
        }
        let mut hint = None;
        self.0.0.send_modify(|standing| {
            if standing.signalled == Signalled::Asked {
                standing.signalled = Signalled::Heard;
            }
            hint.clone_from(&standing.go_on);
        });
        let error = Error::new(Code::Interrupted, format!("interrupted: {}", kept()));
        Err(hint.into_iter().fold(error, Error::hint))
    }

    /// All slices are done: the first signal ends the command at once again, and one that came amid the last slice has
    /// nothing left to stop.
    pub fn complete(self) {
        self.0.0.send_modify(|standing| {
            if standing.signalled == Signalled::Asked {
                standing.signalled = Signalled::Not;
            }
            standing.go_on = None;
        });
    }
}

impl Drop for Slices {
    fn drop(&mut self) {
        self.0.0.send_modify(|standing| {
            standing.in_slices = false;
            if standing.signalled == Signalled::Asked {
                // Nobody asks any more.
                standing.signalled = Signalled::Cut;
            }
        });
    }
}

/// The watch over signals; it ends when this is dropped.
pub(super) struct Watch(#[expect(dead_code, reason = "its drop is what ends the watch")] oneshot::Sender<()>);

impl Watch {
    /// Begins to watch. `exit` ends the process when the command does not end by itself in time.
    pub(super) fn begin(stop: Stop, voice: Voice, exit: fn(u8) -> !) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let entered = runtime.enter();
        // Before the command begins: from now on no signal ends the process by itself.
        let signals = [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?];
        drop(entered);
        let (until, over) = oneshot::channel();
        thread::Builder::new().name("signals".to_owned()).spawn(move || {
            if runtime.block_on(watched(&stop, &voice, signals, over)) {
                voice.error(&stop.error());
                exit(Code::Interrupted.exit());
            }
        })?;
        Ok(Self(until))
    }
}

/// Passes signals on until the command is over. True when it was ended and is held up.
async fn watched(
    stop: &Stop,
    voice: &Voice,
    [mut interrupt, mut terminate]: [Signal; 2],
    mut over: oneshot::Receiver<()>,
) -> bool {
    let mut deadline: Option<Instant> = None;
    loop {
        let timeout = async {
            match deadline {
                Some(deadline) => sleep_until(deadline).await,
                None => std::future::pending().await,
            }
        };
        let is_late = tokio::select! {
            biased;
            _ = &mut over => return false,
            _ = interrupt.recv() => false,
            _ = terminate.recv() => false,
            () = timeout => true,
        };
        if stop.is_cut() {
            if is_late {
                return true;
            }
            deadline = Some(Instant::now() + SHORT_GRACE);
            continue;
        }
        if is_late && !stop.is_asked() {
            // The slice was the last one, and is done.
            deadline = None;
            continue;
        }
        match stop.signal() {
            Answer::Waits => {
                voice.status(STOPPING);
                deadline = Some(Instant::now() + PATIENCE);
            }
            Answer::Ends => {
                voice.interrupt();
                deadline = Some(Instant::now() + GRACE);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept() -> String {
        "3 of 12 rows are in".to_owned()
    }

    #[test]
    fn a_signal_ends_a_command_that_does_not_work_in_slices() {
        let stop = Stop::default();
        assert!(!stop.is_asked() && !stop.is_cut());
        assert_eq!(stop.signal(), Answer::Ends);
        assert!(stop.is_asked() && stop.is_cut());
        let error = stop.error();
        assert_eq!((error.code(), error.exit()), (Code::Interrupted, 130));
        assert_eq!(error.hints(), ["what was committed is consistent; the command can be run again"]);
    }

    #[test]
    fn between_slices_the_first_signal_is_an_error_that_says_how_to_go_on() {
        let stop = Stop::default();
        let slices = stop.slices("again");
        slices.check(kept).expect("nobody has asked");
        assert_eq!(stop.signal(), Answer::Waits);
        assert!(stop.is_asked() && !stop.is_cut());
        let error = slices.check(kept).expect_err("somebody has asked");
        assert_eq!(error.to_string(), "interrupted: 3 of 12 rows are in");
        assert_eq!((error.code(), error.hints()), (Code::Interrupted, ["again".to_owned()].as_slice()));
        drop(slices);
        assert!(!stop.is_cut(), "the command is on its way out by itself");
        assert_eq!(stop.signal(), Answer::Ends);
        assert_eq!(
            stop.error().hints(),
            ["what was committed is kept, the rest was rolled back", "again"],
            "it is cut off on its way out, and says the same"
        );
    }

    #[test]
    fn the_second_signal_ends_a_slice() {
        let stop = Stop::default();
        let slices = stop.slices("again");
        assert_eq!((stop.signal(), stop.signal()), (Answer::Waits, Answer::Ends));
        assert!(stop.is_cut());
        assert_eq!(stop.error().hints().last().map(String::as_str), Some("again"));
        slices.complete();
    }

    #[test]
    fn work_that_ends_without_asking_is_ended() {
        let stop = Stop::default();
        let slices = stop.slices("again");
        stop.signal();
        drop(slices);
        assert!(stop.is_cut(), "the signal isn't lost");
    }

    #[test]
    fn work_that_is_complete_has_nothing_to_stop() {
        let stop = Stop::default();
        let slices = stop.slices("again");
        stop.signal();
        slices.complete();
        assert!(!stop.is_cut() && !stop.is_asked());
        assert_eq!(stop.signal(), Answer::Ends, "what follows is no slice");
        assert_eq!(stop.error().hints(), ["what was committed is consistent; the command can be run again"]);
    }

    #[test]
    fn who_waits_for_the_end_is_woken() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let stop = Stop::default();
        let beside = stop.clone();
        let signalled = thread::spawn(move || beside.signal());
        let error = runtime.block_on(stop.cut());
        assert_eq!(error.code(), Code::Interrupted);
        assert_eq!(signalled.join().ok(), Some(Answer::Ends));
    }
}
