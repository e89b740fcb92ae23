//! The activation codes of one issue of cards.

use std::fmt;

use hmac::{KeyInit as _, Mac as _};
use zeroize::Zeroizing;

use super::HmacSha256;
use crate::domain::card::{ActivationCode, CardNumber};
use crate::domain::randomness::Randomness;

/// Gives every card of an issue its activation code, and the same one whenever it is asked.
///
/// A code is drawn from HMAC-SHA256 of the card's number under a key of 32 random bytes that is kept nowhere:
/// to whoever has not the key, as good as drawn for each card alone. So a million codes need not be held in
/// memory between the file, which is in the order of serials, and the table, which is in that of numbers.
pub struct CodeBook(HmacSha256);

impl CodeBook {
    /// A new key, and so new codes for all cards.
    #[expect(clippy::missing_panics_doc, reason = "HMAC takes a key of any length")]
    pub fn new(randomness: &mut dyn Randomness) -> Self {
        let mut key = Zeroizing::new([0; 32]);
        randomness.fill(key.as_mut_slice());
        Self(HmacSha256::new_from_slice(key.as_slice()).expect("HMAC takes a key of any length"))
    }

    /// The code of a card.
    #[must_use]
    pub fn code(&self, card: CardNumber) -> ActivationCode {
        let digest = self.0.clone().chain_update(card.get().to_be_bytes()).finalize().into_bytes();
        ActivationCode::generate(&mut Stream { bytes: Zeroizing::new(digest.into()), used: 0 })
    }
}

impl fmt::Debug for CodeBook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeBook(…)")
    }
}

/// The bytes of a digest, once each: a code takes 15 of 32.
struct Stream {
    bytes: Zeroizing<[u8; 32]>,
    used: usize,
}

impl Randomness for Stream {
    fn fill(&mut self, bytes: &mut [u8]) {
        bytes.copy_from_slice(&self.bytes[self.used..self.used + bytes.len()]);
        self.used += bytes.len();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::card::{Prefix, draw_numbers};
    use crate::domain::randomness::Seeded;

    #[test]
    fn a_card_has_one_code_and_no_two_have_the_same() {
        let source = &mut Seeded::new(7);
        let (book, other) = (CodeBook::new(source), CodeBook::new(source));
        let cards = draw_numbers(Prefix::parse("9156").expect("a prefix"), 2_000, source).expect("room");
        let cards = cards.into_serial_order(source);
        let codes: Vec<_> = cards.iter().map(|card| book.code(*card).as_str().to_owned()).collect();
        for (card, code) in cards.iter().zip(&codes) {
            assert_eq!(book.code(*card).as_str(), code);
            assert_ne!(other.code(*card).as_str(), code);
        }
        assert_eq!(codes.iter().collect::<HashSet<_>>().len(), codes.len());
        // 32,000 symbols, about 1,000 of each: all are equally likely.
        for symbol in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars() {
            let count = codes.iter().flat_map(|code| code.chars()).filter(|c| *c == symbol).count();
            assert!((860..1_140).contains(&count), "{symbol}: {count}");
        }
        assert_eq!(format!("{book:?}"), "CodeBook(…)");
    }
}
