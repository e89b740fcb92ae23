//! The integration tests: the built program, and the store on both databases.
//!
//! One binary, so that the library is linked once.

mod acts;
mod administration;
mod agents;
mod batches;
mod card_life;
mod cards;
mod checksums;
mod cohorts;
mod completing;
mod demo;
mod differential;
mod documents;
mod explained;
mod fixture;
mod formats;
mod harness;
mod harness_works;
mod holders;
mod holds;
mod keys;
mod killed;
mod killed_acts;
mod ledger;
mod oracle;
mod parameter_life;
mod parameters;
mod parties;
mod payments;
mod periods;
mod places;
mod plans;
mod policies;
mod print_files;
mod races;
mod readme;
mod regions;
mod regrouping;
mod restriction;
mod rotated;
mod schema;
mod sealed;
mod settlement;
mod site_codes;
mod visits;
