//! Cards: their numbers, activation codes, states, and the lock on activation.

mod activation_code;
mod activation_lock;
mod blocks;
mod number;
mod number_pool;
mod releases;
mod serial_ranges;
mod state;

pub use activation_code::{ActivationCode, ActivationCodeError};
pub use activation_lock::ActivationLock;
pub use blocks::{Block, Blocks, Hold, Moment};
pub use number::{CardNumber, CardNumberError, Prefix, PrefixError};
pub use number_pool::{NumberPool, PrefixExhausted, draw_numbers};
pub use releases::{Allocated, Change, Release, Releases};
pub use serial_ranges::{MOST_CARDS, SerialRange, SerialRanges, SerialRangesError};
pub use state::{BATCH_MOVES, BatchState, CARD_MOVES, CardState, IllegalMove, Move, UnknownState};
