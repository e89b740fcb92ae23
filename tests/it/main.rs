//! The integration tests: the built program, and the store on both databases.
//!
//! One binary, so that the library is linked once.

mod demo;
mod harness;
mod harness_works;
mod parties;
