//! The source of random bytes, passed in so that the domain stays deterministic under test.

use sha2::{Digest as _, Sha256};

/// A source of random bytes.
///
/// The program passes the operating system's generator; tests and the demo pass [`Seeded`].
pub trait Randomness {
    /// Fills `bytes` completely.
    fn fill(&mut self, bytes: &mut [u8]);

    /// A number below `bound`, every one equally likely.
    ///
    /// # Panics
    /// When `bound` is 0.
    fn below(&mut self, bound: u64) -> u64 {
        assert!(bound > 0, "nothing lies below zero");
        // Rejection keeps it uniform: the last, incomplete stretch of 2^64 is drawn again.
        let limit = u64::MAX - u64::MAX % bound;
        loop {
            let mut bytes = [0; 8];
            self.fill(&mut bytes);
            let drawn = u64::from_le_bytes(bytes);
            if drawn < limit {
                return drawn % bound;
            }
        }
    }
}

/// A repeatable stream: SHA-256 of seed and block number. For made-up data, never for secrets.
pub struct Seeded {
    seed: u64,
    block: u64,
    buffer: [u8; 32],
    used: usize,
}

impl Seeded {
    /// The stream of `seed`, from its beginning.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, block: 0, buffer: [0; 32], used: 32 }
    }
}

impl Randomness for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            if self.used == self.buffer.len() {
                let mut hash = Sha256::new();
                hash.update(self.seed.to_be_bytes());
                hash.update(self.block.to_be_bytes());
                self.buffer = hash.finalize().into();
                self.block += 1;
                self.used = 0;
            }
            *byte = self.buffer[self.used];
            self.used += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_and_another_seed_differs() {
        let draw = |seed| {
            let mut source = Seeded::new(seed);
            (0..100).map(|_| source.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
        assert!(draw(3).iter().all(|number| *number < 1000));
    }
}
