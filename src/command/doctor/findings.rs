//! What was found.

use crate::error::Error;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// The work is wrong, or can't be done, until it is mended.
    Problem,
    /// It may become one, or was not finished.
    Warning,
    /// As it should be.
    Ok,
}

impl State {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::Warning => "warning",
            Self::Ok => "ok",
        }
    }
}

/// One finding.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) check: &'static str,
    pub(super) state: State,
    pub(super) what: String,
    pub(super) to_do: Option<String>,
}

/// All of them, in the order in which they were found.
#[derive(Debug, Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    pub(super) fn ok(&mut self, check: &'static str, what: impl Into<String>) {
        self.0.push(Finding { check, state: State::Ok, what: what.into(), to_do: None });
    }

    pub(super) fn warning(&mut self, check: &'static str, what: impl Into<String>, to_do: impl Into<String>) {
        self.0.push(Finding { check, state: State::Warning, what: what.into(), to_do: Some(to_do.into()) });
    }

    pub(super) fn problem(&mut self, check: &'static str, what: impl Into<String>, to_do: impl Into<String>) {
        self.0.push(Finding { check, state: State::Problem, what: what.into(), to_do: Some(to_do.into()) });
    }

    /// Something could not even be looked at: the error says why, and its hints what to do.
    pub(super) fn failed(&mut self, check: &'static str, error: &Error) {
        let to_do = if error.hints().is_empty() {
            format!("`cardctl help error {}` says why it may be and what to do", error.code().name())
        } else {
            error.hints().join("; ")
        };
        self.problem(check, error.full_message(), to_do);
    }

    pub(super) fn problems(&self) -> usize {
        self.count(State::Problem)
    }

    pub(super) fn count(&self, state: State) -> usize {
        self.0.iter().filter(|finding| finding.state == state).count()
    }

    /// The worst first, each kind in the order of the checks.
    pub(super) fn by_state(mut self) -> Vec<Finding> {
        self.0.sort_by_key(|finding| finding.state);
        self.0
    }
}
