//! Progress of long work: a bar on a terminal, a line now and then in a log.

use std::{
    fmt::Write,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use super::{Ui, safe, streams::Stderr};

/// How often a log gets a line.
const INTERVAL: Duration = Duration::from_secs(30);

/// How often a bar is drawn anew where the work says nothing: its time goes on, so nobody thinks that it hangs.
const TICK: Duration = Duration::from_millis(250);

/// The progress of one piece of work. It ends when it is dropped.
#[must_use = "progress ends when it is dropped"]
pub struct Progress(Shown);

enum Shown {
    Nothing,
    Bar(ProgressBar, Stderr),
    Lines(Lines),
}

/// The lines of a log. They are written by a thread of their own, so that one comes also while a single step takes long.
struct Lines {
    done: Arc<AtomicU64>,
    label: Arc<Mutex<String>>,
    /// The thread ends when this is dropped, at the latest after the line that it is writing.
    _until: mpsc::Sender<()>,
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
        bar.enable_steady_tick(TICK);
        self.stderr.show_bar(Some(bar.clone()));
        Progress(Shown::Bar(bar, self.stderr.clone()))
    }
}

/// Only ASCII, as in tables: `purchases [=====>     ] 120,000/1,000,000, 25,310/s, 35 s left`.
fn style(total_is_known: bool) -> ProgressStyle {
    let template = if total_is_known {
        "{msg} [{wide_bar}] {human_pos}/{human_len}{left}"
    } else {
        "{msg} {spinner} {done}{since}"
    };
    // A line of a terminal that can't be written is none that anybody misses.
    ProgressStyle::with_template(template)
        .expect("the template is a constant, and a test draws it")
        .with_key("done", |state: &ProgressState, to: &mut dyn Write| {
            // A single long step counts nothing.
            if state.pos() > 0 {
                _ = write!(to, "{}, {}, ", HumanCount(state.pos()), pace(state.per_sec()));
            }
        })
        .with_key("left", |state: &ProgressState, to: &mut dyn Write| {
            // Before anything is done, nobody knows.
            if state.pos() > 0 {
                _ = write!(to, ", {}, {} left", pace(state.per_sec()), span(state.eta()));
            }
        })
        .with_key("since", |state: &ProgressState, to: &mut dyn Write| {
            _ = to.write_str(&span(state.elapsed()));
        })
        .progress_chars("=> ")
        .tick_chars("|/-\\ ")
}

/// How fast it goes: `25,310/s`, and `0.3/s` where it goes slowly.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
fn pace(per_second: f64) -> String {
    if per_second < 10.0 {
        format!("{per_second:.1}/s")
    } else {
        format!("{}/s", HumanCount(per_second as u64))
    }
}

/// A time in the two units that matter: `35 s`, `2 min 5 s`, `1 h 20 min`.
fn span(time: Duration) -> String {
    let seconds = time.as_secs();
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

/// A line of a log: `purchases: 120,000 of 1,000,000 (12 %) after 5 s, 24,000/s, 36 s left`.
fn line(label: &str, done: u64, total: Option<u64>, elapsed: Duration) -> String {
    if (done, total) == (0, None) {
        return format!("{label}: at work for {}", span(elapsed));
    }
    // Counts of rows are far below what a double holds exactly.
    #[expect(clippy::cast_precision_loss, reason = "a rate is rounded anyway")]
    let per_second = done as f64 / elapsed.as_secs_f64().max(0.001);
    let mut text = format!("{label}: {}", HumanCount(done));
    // More than was thought may have come meanwhile.
    let total = total.filter(|total| *total >= done && *total > 0);
    if let Some(total) = total {
        let percent = u128::from(done) * 100 / u128::from(total);
        _ = write!(text, " of {} ({percent} %)", HumanCount(total));
    }
    _ = write!(text, " after {}, {}", span(elapsed), pace(per_second));
    if let Some(total) = total.filter(|_| done > 0) {
        let left = elapsed.as_millis() * u128::from(total - done) / u128::from(done);
        let left = Duration::from_millis(u64::try_from(left).unwrap_or(u64::MAX));
        _ = write!(text, ", {} left", span(left));
    }
    text
}

impl Progress {
    /// So much more is done.
    pub fn inc(&self, more: u64) {
        match &self.0 {
            Shown::Nothing => {}
            Shown::Bar(bar, _) => bar.inc(more),
            Shown::Lines(lines) => drop(lines.done.fetch_add(more, Ordering::Relaxed)),
        }
    }

    /// The next step begins: what it does takes the place of the label.
    pub fn step(&self, label: &str) {
        let text = safe(label).into_owned();
        match &self.0 {
            Shown::Nothing => {}
            Shown::Bar(bar, _) => bar.set_message(text),
            Shown::Lines(lines) => *lines.label.lock().unwrap_or_else(PoisonError::into_inner) = text,
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
        let (began, done) = (Instant::now(), Arc::new(AtomicU64::new(0)));
        let (until, end) = mpsc::channel::<()>();
        let label = Arc::new(Mutex::new(label));
        let (counted, labelled) = (Arc::clone(&done), Arc::clone(&label));
        let write = move || {
            while end.recv_timeout(interval) == Err(mpsc::RecvTimeoutError::Timeout) {
                let label = labelled.lock().unwrap_or_else(PoisonError::into_inner).clone();
                stderr.line(&line(&label, counted.load(Ordering::Relaxed), total, began.elapsed()));
            }
        };
        // Without a thread the log has no lines, and the work goes on.
        _ = thread::Builder::new().name("progress".to_owned()).spawn(write);
        Self { done, label, _until: until }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Options, Streams};

    #[test]
    fn a_line_has_share_rate_and_time_left() {
        let after = Duration::from_secs;
        assert_eq!(
            line("purchases", 120_000, Some(1_000_000), after(5)),
            "purchases: 120,000 of 1,000,000 (12 %) after 5 s, 24,000/s, 36 s left"
        );
        assert_eq!(line("items", 750, None, after(30)), "items: 750 after 30 s, 25/s");
        assert_eq!(
            line("putting items back", 0, None, after(61)),
            "putting items back: at work for 1 min 1 s"
        );
        assert_eq!(
            line("passes", 3, Some(31), after(90)),
            "passes: 3 of 31 (9 %) after 1 min 30 s, 0.0/s, 14 min 0 s left"
        );
        assert_eq!(line("rows", 0, Some(10), after(30)), "rows: 0 of 10 (0 %) after 30 s, 0.0/s");
        assert_eq!(
            line("rows", 10, Some(10), after(4000)),
            "rows: 10 of 10 (100 %) after 1 h 6 min, 0.0/s, 0 s left"
        );
        assert_eq!(
            line("rows", 11, Some(10), after(2)),
            "rows: 11 after 2 s, 5.5/s",
            "more than was thought"
        );
        assert_eq!(line("rows", 0, Some(0), Duration::ZERO), "rows: 0 after 0 s, 0.0/s");
    }

    #[test]
    fn a_log_gets_a_line_when_the_interval_is_over_and_none_before() {
        let logged = |interval, wait| {
            let (streams, captured) = Streams::memory("");
            let stderr = Stderr::new(streams.stderr);
            let lines = Lines::new("at first".to_owned(), Some(1000), interval, stderr);
            let progress = Progress(Shown::Lines(lines));
            progress.step("importing");
            progress.inc(500);
            thread::sleep(wait);
            progress.finish();
            captured.stderr()
        };
        // No step ends in this time, and the log says so.
        let said = logged(Duration::from_millis(5), Duration::from_millis(200));
        assert!(said.lines().count() > 1, "{said}");
        assert!(
            said.lines().all(|line| line.starts_with("importing: 500 of 1,000 (50 %) after 0 s, ")),
            "{said}"
        );
        assert_eq!(logged(INTERVAL, Duration::from_millis(20)), "", "short work says nothing");
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

    /// A terminal of 80 cells that keeps what is drawn.
    #[derive(Clone, Debug, Default)]
    struct Screen(Arc<Mutex<String>>);

    impl Screen {
        fn add(&self, text: &str) {
            self.0.lock().expect("nobody panics").push_str(text);
        }
    }

    impl indicatif::TermLike for Screen {
        fn width(&self) -> u16 {
            80
        }
        fn move_cursor_up(&self, _: usize) -> std::io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> std::io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> std::io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> std::io::Result<()> {
            Ok(())
        }
        fn write_line(&self, text: &str) -> std::io::Result<()> {
            self.add(&format!("{text}\n"));
            Ok(())
        }
        fn write_str(&self, text: &str) -> std::io::Result<()> {
            self.add(text);
            Ok(())
        }
        fn clear_line(&self) -> std::io::Result<()> {
            self.add("\n");
            Ok(())
        }
        fn flush(&self) -> std::io::Result<()> {
            Ok(())
        }
    }

    /// What a bar looks like when so much is done.
    fn drawn(total: Option<u64>, done: u64) -> String {
        let screen = Screen::default();
        let target = ProgressDrawTarget::term_like(Box::new(screen.clone()));
        let bar = ProgressBar::with_draw_target(total, target);
        bar.set_style(style(total.is_some()));
        bar.set_message("purchases");
        bar.inc(done);
        bar.force_draw();
        let drawn = screen.0.lock().expect("nobody panics").clone();
        drawn.lines().last().unwrap_or_default().trim_end().to_owned()
    }

    #[test]
    fn a_bar_shows_share_rate_and_time_left_in_ascii() {
        let known = drawn(Some(1_000_000), 120_000);
        let (before, after) = known.split_once("] ").expect("a bar in brackets");
        let bar = before.strip_prefix("purchases [").expect("the label first");
        assert!(bar.contains('>') && bar.trim_matches(['=', '>', ' ']).is_empty(), "{known}");
        let parts: Vec<&str> = after.split(", ").collect();
        let [count, pace, left] = parts[..] else { panic!("{known}") };
        assert_eq!(count, "120,000/1,000,000");
        assert!(pace.ends_with("/s"), "{known}");
        assert!(left.ends_with(" s left") || left.ends_with(" min left"), "{known}");
        assert!(known.is_ascii() && known.len() <= 80, "{known}");

        let begun = drawn(Some(1_000_000), 0);
        assert!(begun.ends_with("] 0/1,000,000"), "{begun}");

        let unknown = drawn(None, 120_000);
        assert!(unknown.starts_with("purchases "), "{unknown}");
        assert!(unknown.contains(" 120,000, ") && unknown.ends_with("/s, 0 s"), "{unknown}");
        assert!(unknown.is_ascii(), "{unknown}");
        let single = drawn(None, 0);
        assert!(
            single.starts_with("purchases ") && single.ends_with(" 0 s") && !single.contains("/s"),
            "{single}"
        );
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
