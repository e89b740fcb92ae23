//! Progress of long work: a bar on a terminal, a line now and then in a log.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::{Ui, safe, streams::Stderr};

/// How often a log gets a line.
const INTERVAL: Duration = Duration::from_secs(30);

/// The progress of one piece of work. It ends when it is dropped.
#[must_use = "progress ends when it is dropped"]
pub struct Progress(Shown);

enum Shown {
    Nothing,
    Bar(ProgressBar, Stderr),
    Lines(Lines),
}

struct Lines {
    label: String,
    total: Option<u64>,
    done: AtomicU64,
    began: Instant,
    interval: Duration,
    due: Mutex<Instant>,
    stderr: Stderr,
}

impl Ui {
    /// Begins to show progress: so much to do, if known. Nothing is shown with `-q`.
    ///
    /// It doesn't hold the interface: messages can be written meanwhile.
    pub fn progress(&self, total: Option<u64>, label: &str) -> Progress {
        if self.options.quiet {
            return Progress(Shown::Nothing);
        }
        let label = safe(label).into_owned();
        if !self.draws_bars {
            return Progress(Shown::Lines(Lines::new(label, total, INTERVAL, self.stderr.clone())));
        }
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr());
        bar.set_style(style(total.is_some()));
        bar.set_message(label);
        self.stderr.show_bar(Some(bar.clone()));
        Progress(Shown::Bar(bar, self.stderr.clone()))
    }
}

/// Only ASCII, as in tables.
fn style(total_is_known: bool) -> ProgressStyle {
    let template = if total_is_known {
        "{msg} [{wide_bar}] {human_pos}/{human_len}, {eta} left"
    } else {
        "{msg} {spinner} {human_pos}, {elapsed}"
    };
    ProgressStyle::with_template(template)
        .expect("the template is a constant, and a test reads it")
        .progress_chars("=> ")
        .tick_chars("|/-\\ ")
}

impl Progress {
    /// So much more is done.
    pub fn inc(&self, more: u64) {
        match &self.0 {
            Shown::Nothing => {}
            Shown::Bar(bar, _) => bar.inc(more),
            Shown::Lines(lines) => lines.inc(more),
        }
    }

    /// The work is done, or given up: the bar goes away.
    pub fn finish(self) {}
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Shown::Bar(bar, stderr) = &self.0 {
            stderr.show_bar(None);
            bar.finish_and_clear();
        }
    }
}

impl Lines {
    fn new(label: String, total: Option<u64>, interval: Duration, stderr: Stderr) -> Self {
        let began = Instant::now();
        let (done, due) = (AtomicU64::new(0), Mutex::new(began + interval));
        Self { label, total, done, began, interval, due, stderr }
    }

    fn inc(&self, more: u64) {
        let done = self.done.fetch_add(more, Ordering::Relaxed).saturating_add(more);
        let now = Instant::now();
        let mut due = self.due.lock().unwrap_or_else(PoisonError::into_inner);
        if now < *due {
            return;
        }
        *due = now + self.interval;
        let of = self.total.map(|total| format!(" of {total}")).unwrap_or_default();
        let seconds = now.duration_since(self.began).as_secs();
        self.stderr.line(&format!("{}: {done}{of} after {seconds} s", self.label));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Options, Streams};

    fn lines(interval: Duration, total: Option<u64>) -> String {
        let (streams, captured) = Streams::memory("");
        let stderr = Stderr::new(streams.stderr);
        let progress = Progress(Shown::Lines(Lines::new("importing".to_owned(), total, interval, stderr)));
        progress.inc(500);
        progress.inc(250);
        progress.finish();
        captured.stderr()
    }

    #[test]
    fn a_log_gets_a_line_when_the_interval_is_over() {
        assert_eq!(
            lines(Duration::ZERO, Some(1000)),
            "importing: 500 of 1000 after 0 s\nimporting: 750 of 1000 after 0 s\n"
        );
        assert!(lines(Duration::ZERO, None).ends_with("importing: 750 after 0 s\n"));
        assert_eq!(lines(INTERVAL, Some(1000)), "", "short work says nothing");
    }

    #[test]
    fn it_lets_messages_through() {
        let (streams, captured) = Streams::memory("");
        let mut ui = Ui::new(streams, Options::default());
        let progress = ui.progress(Some(10), "importing");
        progress.inc(1);
        ui.warn("row 3 is empty");
        progress.finish();
        assert_eq!(captured.stderr(), "warning: row 3 is empty\n");
    }

    #[test]
    fn a_bar_goes_away_and_makes_room_for_messages() {
        let (streams, captured) = Streams::memory("");
        let stderr = Stderr::new(streams.stderr);
        for known in [true, false] {
            let bar = ProgressBar::with_draw_target(known.then_some(10), ProgressDrawTarget::hidden());
            bar.set_style(style(known));
            stderr.show_bar(Some(bar.clone()));
            let progress = Progress(Shown::Bar(bar.clone(), stderr.clone()));
            progress.inc(3);
            assert_eq!(bar.position(), 3);
            stderr.line("said meanwhile");
            drop(progress);
            assert!(bar.is_finished());
        }
        assert_eq!(captured.stderr(), "said meanwhile\n".repeat(2));
    }

    #[test]
    fn quiet_shows_nothing() {
        let (streams, captured) = Streams::memory("");
        let ui = Ui::new(streams, Options { quiet: true, ..Options::default() });
        let progress = ui.progress(None, "importing");
        assert!(matches!(progress.0, Shown::Nothing));
        progress.inc(1);
        drop(progress);
        assert_eq!(captured.stderr(), "");
    }
}
