//! The clock, passed in so that nothing depends on when it runs.

use jiff::Timestamp;

/// Tells the time.
pub trait Clock {
    /// Now, to the microsecond that the database keeps.
    fn now(&self) -> Timestamp;
}

/// A clock that stands still, for tests and for repeatable runs.
#[derive(Clone, Copy, Debug)]
pub struct Fixed(pub Timestamp);

impl Clock for Fixed {
    fn now(&self) -> Timestamp {
        self.0
    }
}
