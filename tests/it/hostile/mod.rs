//! Input that somebody made to do harm, or that a broken program wrote: nothing panics, nothing takes memory or time out of
//! proportion, and what is shown of it does nothing to the terminal or the spreadsheet that shows it.
//!
//! `CARDCTL_FUZZ` says how many variants of each sample are tried (400 when nothing is said). A variant that breaks something
//! is printed with its sample and number, and is the same again in every run.

mod archives;
mod commands;
mod files;
mod limits;
mod mutator;
mod shown;
mod words;
