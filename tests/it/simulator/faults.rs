//! What goes wrong while a command runs.

use crate::oracle::dice::Dice;
use crate::simulator::clock::{DAY, Moment};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    None,
    /// The process is killed after so many microseconds.
    Kill(u64),
    /// The process dies in the write that would make a file longer than so many blocks of 512 bytes. Of kills this is the
    /// one that hits the same place again.
    Crash(i64),
    /// No file can be longer than so many blocks.
    Full(i64),
    /// Somebody else has the database to themselves, for so many milliseconds.
    Busy(u64),
    /// The server ends all connections after so many microseconds.
    Dropped(u64),
    /// The server ends the transaction for another's sake, in so many acts of the command that go into the log.
    Meets(u64),
    /// The clock is set, forwards, or back for one command.
    Clock(Moment),
}

impl Fault {
    pub(super) fn next(dice: &mut Dice, database: &str) -> Self {
        let sqlite = database == "SQLite";
        match dice.between(1, 100) {
            1..=10 => Self::Kill(dice.between(1_000, 40_000).unsigned_abs()),
            11..=16 if sqlite => Self::Crash(dice.between(1, 400)),
            17..=20 if sqlite => Self::Full(dice.between(1, 400)),
            11..=16 => Self::Dropped(dice.between(1_000, 40_000).unsigned_abs()),
            17..=20 => Self::Meets(dice.between(1, 3).unsigned_abs()),
            21..=22 => Self::Busy(dice.between(20, 150).unsigned_abs()),
            23..=24 => Self::Clock(dice.between(DAY, 30 * DAY)),
            25..=26 => Self::Clock(-dice.between(600, 3 * DAY)),
            _ => Self::None,
        }
    }

    pub(super) fn sets_back(self) -> bool {
        matches!(self, Self::Clock(..0))
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Kill(_) => "killed at a moment",
            Self::Crash(_) => "killed in a write",
            Self::Full(_) => "disk full",
            Self::Busy(_) => "busy",
            Self::Dropped(_) => "connections dropped",
            Self::Meets(_) => "serialization failures",
            Self::Clock(by) if by > 0 => "clock set forwards",
            Self::Clock(_) => "clock set back",
        }
    }

    /// The shell's words that limit how long files can be for the program after them. Who doesn't ignore the signal dies
    /// of it, and without a word: the shell's limit on cores is of this process alone.
    pub(super) fn limits(self) -> Option<String> {
        let (ignored, blocks) = match self {
            Self::Crash(blocks) => ("", blocks),
            Self::Full(blocks) => ("trap '' XFSZ; ", blocks),
            _ => return None,
        };
        Some(format!("{ignored}ulimit -c 0; ulimit -f {blocks}; exec \"$0\" \"$@\""))
    }
}
