//! A command while something goes wrong, and how it ended.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::act::Line;
use super::driver::Driver;
use super::faults::Fault;
use super::model::Answer;
use super::site;
use crate::harness::cardctl::Output;
use crate::harness::sql;

/// How a command ended.
pub(super) enum End {
    /// By itself, whatever it says.
    Whole,
    /// On its way: it may have done all of it, or a part.
    Died,
    /// By itself, since the disk was full.
    Stopped,
}

/// Who else is connected.
const BACKENDS: &str = "
    SELECT CAST(COUNT(*) AS TEXT)
    FROM pg_stat_activity
    WHERE datname = current_database()
      AND backend_type = 'client backend'
      AND application_name <> 'reader'
      AND pid <> pg_backend_pid()";

/// Entries of the log fail as transactions do that meet, as often as the sequence says: it does not come back with them.
const MEET: &str = "
    CREATE SEQUENCE meets INCREMENT -1 MINVALUE -1000000 MAXVALUE 1000;
    CREATE FUNCTION meet() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF nextval('meets') >= 0 THEN
            RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER meets BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION meet()";

const MEET_NOBODY: &str = "
    DROP TRIGGER meets ON audit;
    DROP FUNCTION meet;
    DROP SEQUENCE meets";

/// How long the server may go on for a process that is gone.
const PATIENCE: Duration = Duration::from_secs(20);

/// Numbers that commands show.
const COUNT_ON: &str = "
    UPDATE counter
    SET next = 1 + CASE name
        WHEN 'batch' THEN (SELECT COALESCE(MAX(batch_id), 0) FROM batch)
        WHEN 'run' THEN (SELECT COALESCE(MAX(run_id), 0) FROM run)
        WHEN 'listing' THEN (SELECT COALESCE(MAX(listing_id), 0) FROM listing)
        WHEN 'notice' THEN (SELECT COALESCE(MAX(notice_id), 0) FROM notice)
        ELSE next - 1 END";

impl Driver {
    /// Runs a command that should give an answer.
    pub(super) fn under(
        &mut self,
        line: &Line,
        fault: Fault,
        answer: &Answer,
    ) -> Result<(Output, End), String> {
        match fault {
            Fault::None | Fault::Clock(_) => Ok((self.run(line), End::Whole)),
            Fault::Kill(delay) => Ok(self.killed(line, delay)),
            Fault::Crash(_) | Fault::Full(_) => self.without_room(line, fault, answer),
            Fault::Busy(millis) => Ok((self.beside_another(line, millis)?, End::Whole)),
            Fault::Dropped(delay) => self.disconnected(line, delay),
            Fault::Meets(times) => self.meeting(line, times),
        }
    }

    fn killed(&mut self, line: &Line, delay: u64) -> (Output, End) {
        let words = self.prepared(line);
        let mut running = site::at(&self.site.cardctl, self.model.now).spawn(words);
        thread::sleep(Duration::from_micros(delay));
        running.kill();
        let output = running.wait();
        if output.status != -9 {
            return (output, End::Whole);
        }
        self.tally("processes that were killed at work");
        (output, End::Died)
    }

    fn without_room(&mut self, line: &Line, fault: Fault, answer: &Answer) -> Result<(Output, End), String> {
        let words = self.prepared(line);
        let limits = fault.limits().expect("it has");
        let shell = ["-c".to_owned(), limits, env!("CARGO_BIN_EXE_cardctl").to_owned()];
        let cardctl = site::at(&self.site.cardctl, self.model.now).with_program("sh");
        let output = cardctl.run(shell.into_iter().chain(words));
        // The signal of a file that is too large.
        if output.status == -25 {
            self.tally("processes that were killed at work");
            return Ok((output, End::Died));
        }
        let told = ["disk I/O error", "database or disk is full", "File too large"];
        let full = |why: &&str| output.status == 1 && output.stderr.contains(*why);
        if output.status == answer.verdict.status() && !told.iter().any(full) {
            return Ok((output, End::Whole));
        }
        self.tally("commands that the full disk stopped");
        let failed = output.status == 1 && !output.stderr.contains("panicked");
        if matches!(fault, Fault::Crash(_)) || !failed {
            return Err(format!("a full disk is a failure of status 1\n{output}"));
        }
        Ok((output, End::Stopped))
    }

    fn beside_another(&mut self, line: &Line, millis: u64) -> Result<Output, String> {
        let url = self.site.url.clone();
        let (held, holds) = mpsc::channel();
        let holder = thread::spawn(move || {
            let lock = if url.starts_with("sqlite") {
                "BEGIN IMMEDIATE"
            } else {
                "BEGIN; LOCK TABLE audit_head, counter IN EXCLUSIVE MODE"
            };
            sql::hold(&url, lock, Duration::from_millis(millis), || {
                held.send(()).expect("somebody waits for it");
            })
        });
        holds.recv().map_err(|_| "the lock can't be had".to_owned())?;
        let output = self.run(line);
        let held = holder.join().map_err(|_| "a panic beside".to_owned())?;
        held.map_err(|error| format!("the lock can't be held: {error}"))?;
        Ok(output)
    }

    fn disconnected(&mut self, line: &Line, delay: u64) -> Result<(Output, End), String> {
        let words = self.prepared(line);
        let running = site::at(&self.site.cardctl, self.model.now).spawn(words);
        thread::sleep(Duration::from_micros(delay));
        sql::execute(
            &self.site.url,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND pid <> pg_backend_pid()",
        )
        .map_err(|error| format!("no connection can be ended: {error}"))?;
        let output = running.wait();
        if output.status != 75 {
            return Ok((output, End::Whole));
        }
        self.tally("commands whose connection was lost");
        Ok((output, End::Died))
    }

    fn meeting(&mut self, line: &Line, times: u64) -> Result<(Output, End), String> {
        let failed = |error| format!("the server can't be made to fail: {error}");
        let meet = format!("{MEET}; SELECT setval('meets', {times})");
        sql::execute(&self.site.url, &meet).map_err(failed)?;
        let output = self.run(line);
        sql::execute(&self.site.url, MEET_NOBODY).map_err(failed)?;
        if output.status != 75 {
            return Ok((output, End::Whole));
        }
        self.tally("commands that the server ended");
        Ok((output, End::Died))
    }

    /// Waits for what the server still does for processes that are gone, and has it count on from what is there: numbers that
    /// were taken for nothing are none that anybody misses, and the model doesn't know of them.
    pub(super) fn settle(&self) -> Result<(), String> {
        if self.site.database != "PostgreSQL" {
            return Ok(());
        }
        let failed = |error| format!("the server can't be asked: {error}");
        let begun = Instant::now();
        while sql::texts(&self.site.url, BACKENDS).map_err(failed)? != ["0"] {
            if begun.elapsed() > PATIENCE {
                return Err("the server goes on for somebody who is gone".to_owned());
            }
            thread::sleep(Duration::from_millis(2));
        }
        sql::execute(&self.site.url, COUNT_ON).map_err(failed)
    }
}
