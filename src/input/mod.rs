//! Files from outside.
//!
//! A CSV file is checked whole when it is opened, so that a bad one is refused before anything is written;
//! after that its rows can be streamed as often as they are wanted, in constant memory. Rows that a load
//! doesn't accept go to a rejects file, which can be corrected and loaded again.
//!
//! Rows are split here and not by the `csv` crate, because that crate takes a quote that is never closed for
//! a value up to the end of the file, holds a row of any length in memory, and numbers lines by the line
//! feeds before the end of the row before: one too low after CRLF or a blank line.

pub mod bill;
mod encoding;
mod file;
mod header;
mod lines;
mod record;
mod rejects;
mod sorted;
mod source;

pub use file::{CsvFile, Row, Rows};
pub use header::{Column, Header};
pub use lines::{LONGEST_LINE, Line, LineFile, Lines, corrected};
pub use record::{LONGEST_FIELD, LONGEST_ROW};
pub use rejects::{Rejected, Rejects};
pub use sorted::{Sorted, Sorter};
pub use source::LONGEST_PIPE;
