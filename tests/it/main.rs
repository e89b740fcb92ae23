//! The integration tests: the built program, and the store on both databases.
//!
//! One binary, so that the library is linked once.

mod acts;
mod administration;
mod agents;
mod batches;
mod cards;
mod cohorts;
mod demo;
mod differential;
mod documents;
mod fixture;
mod harness;
mod harness_works;
mod holders;
mod killed;
mod parameters;
mod parties;
mod print_files;
mod readme;
mod schema;
mod settlement;
