//! Messages from beside the command: from another thread, at any moment.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::streams::Stderr;
use super::{Format, Screen, Ui, Value, json, safe};
use crate::error::{Code, Error};

/// What says something on stderr whatever the interface is doing.
#[derive(Clone)]
pub struct Voice {
    stderr: Stderr,
    screen: Screen,
    format: Format,
    quiet: bool,
    interrupted: Arc<AtomicBool>,
}

impl Ui {
    /// A voice of its own on this interface's stderr, in its format.
    #[must_use]
    pub fn voice(&self) -> Voice {
        Voice {
            stderr: self.stderr.clone(),
            screen: self.stderr_screen,
            format: self.options.format,
            quiet: self.options.quiet,
            interrupted: Arc::clone(&self.interrupted),
        }
    }
}

impl Voice {
    /// Says what is being done. Silent with `-q`.
    pub fn status(&self, text: &str) {
        if !self.quiet {
            self.stderr.line(&safe(text));
        }
    }

    /// Prints an error: a line for the message and one for each hint, or one json object with `-o json|jsonl`.
    /// A closed output is no error and prints nothing.
    pub fn error(&self, error: &Error) {
        if error.code() == Code::OutputClosed {
            return;
        }
        match self.format {
            Format::Json | Format::Jsonl => {
                let hint = if error.hints().is_empty() {
                    Value::Null
                } else {
                    Value::text(error.hints().join("\n"))
                };
                let body = Value::map([
                    ("code", Value::code(error.code().name())),
                    ("message", Value::text(error.full_message())),
                    ("hint", hint),
                    ("exit", Value::Int(error.exit().into())),
                ]);
                self.stderr.line(&json::text(&Value::map([("error", body)])));
            }
            Format::Table | Format::Csv | Format::Tsv | Format::Xlsx | Format::Html => {
                self.labelled("1;31", "error: ", &error.full_message());
                for hint in error.hints() {
                    self.labelled("36", "hint: ", hint);
                }
            }
        }
    }

    /// Ends the question that is open, as Ctrl-C does.
    pub fn interrupt(&self) {
        self.interrupted.store(true, Ordering::Relaxed);
    }

    fn labelled(&self, style: &str, label: &str, text: &str) {
        self.stderr.line(&format!("{}{}", self.screen.styled(style, label), safe(text)));
    }
}
