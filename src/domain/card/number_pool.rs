//! Drawing the numbers of a batch.

use super::{CardNumber, Prefix};
use crate::domain::randomness::Randomness;

/// The numbers of a batch while they are compared with the cards that exist.
///
/// ```text
/// let mut pool = draw_numbers(prefix, count, randomness)?;
/// loop {
///     let taken = the cards in stock among pool.unchecked();
///     if pool.replace(&taken, randomness)? == 0 { break; }
/// }
/// let by_serial = pool.into_serial_order(randomness);
/// ```
///
/// So stock is asked once for the whole batch, and a second time only for the few replacements.
#[derive(Debug)]
pub struct NumberPool {
    prefix: Prefix,
    /// Known to be free, sorted.
    checked: Vec<CardNumber>,
    /// Not yet compared with the stock, sorted, none of them in `checked`.
    unchecked: Vec<CardNumber>,
    rounds: u32,
}

/// Rounds of drawing and checking after which a prefix counts as full. Where a tenth of it is in stock, one
/// number in 10^16 would need more.
const MOST_ROUNDS: u32 = 16;

/// The prefix has too few numbers left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the prefix `{prefix}` has too few free card numbers for {wanted}")]
pub struct PrefixExhausted {
    /// The prefix the numbers were drawn under.
    pub prefix: Prefix,
    /// How many were wanted.
    pub wanted: usize,
}

/// Draws `count` different numbers under `prefix`, every one equally likely.
///
/// Refuses to use more than half of the numbers that begin so: drawing would crawl, and half of all
/// guesses would hit a card.
pub fn draw_numbers(
    prefix: Prefix,
    count: usize,
    randomness: &mut dyn Randomness,
) -> Result<NumberPool, PrefixExhausted> {
    let mut pool = NumberPool { prefix, checked: Vec::new(), unchecked: Vec::new(), rounds: 0 };
    pool.top_up(count, randomness)?;
    Ok(pool)
}

impl NumberPool {
    /// The numbers to look for in the stock, in ascending order.
    #[must_use]
    pub fn unchecked(&self) -> &[CardNumber] {
        &self.unchecked
    }

    /// Takes the answer of the stock: drops those that are `taken`, keeps the others, and draws as many
    /// new ones, which are then unchecked. Returns how many were drawn; with 0 the pool is complete.
    pub fn replace(
        &mut self,
        taken: &[CardNumber],
        randomness: &mut dyn Randomness,
    ) -> Result<usize, PrefixExhausted> {
        let wanted = self.len();
        let mut taken = taken.to_vec();
        taken.sort_unstable();
        self.unchecked.retain(|number| taken.binary_search(number).is_err());
        if self.checked.is_empty() {
            // The usual case, all at once: a copy would need the room of a second batch.
            std::mem::swap(&mut self.checked, &mut self.unchecked);
        } else {
            self.checked.append(&mut self.unchecked);
            self.checked.sort_unstable();
        }
        let missing = wanted - self.checked.len();
        self.rounds += 1;
        if missing > 0 && self.rounds >= MOST_ROUNDS {
            return Err(PrefixExhausted { prefix: self.prefix, wanted });
        }
        self.top_up(missing, randomness)?;
        Ok(missing)
    }

    /// The numbers in random order: the first belongs to serial 1. Neither neighbours in the batch nor the
    /// serial say anything about a number.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "what is drawn below a length fits a usize")]
    pub fn into_serial_order(mut self, randomness: &mut dyn Randomness) -> Vec<CardNumber> {
        let mut numbers = self.checked;
        numbers.append(&mut self.unchecked);
        let mut source = Buffered::new(randomness);
        // Fisher and Yates: each place gets one of those not yet placed.
        for place in (1..numbers.len()).rev() {
            let other = usize::try_from(source.below(place as u64 + 1)).expect("a place of the vector");
            numbers.swap(place, other);
        }
        numbers
    }

    /// How many numbers there are, checked or not.
    #[must_use]
    pub fn len(&self) -> usize {
        self.checked.len() + self.unchecked.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Draws until there are `missing` unchecked numbers: draw, sort, drop duplicates, and again for what was
    /// dropped.
    fn top_up(&mut self, missing: usize, randomness: &mut dyn Randomness) -> Result<(), PrefixExhausted> {
        let wanted = self.checked.len() + missing;
        let capacity = self.prefix.capacity();
        if wanted as u64 > capacity / 2 {
            return Err(PrefixExhausted { prefix: self.prefix, wanted });
        }
        let mut source = Buffered::new(randomness);
        self.unchecked.reserve_exact(missing);
        while self.unchecked.len() < missing {
            for _ in self.unchecked.len()..missing {
                let payload = self.prefix.first_payload() + source.below(capacity);
                self.unchecked.push(CardNumber::from_payload(payload));
            }
            self.unchecked.sort_unstable();
            self.unchecked.dedup();
            if !self.checked.is_empty() {
                let checked = &self.checked;
                self.unchecked.retain(|number| checked.binary_search(number).is_err());
            }
        }
        Ok(())
    }
}

/// Asks its source for 4 KiB at a time: one system call for 512 numbers instead of one for each.
struct Buffered<'a> {
    source: &'a mut dyn Randomness,
    bytes: [u8; 4096],
    used: usize,
}

impl<'a> Buffered<'a> {
    fn new(source: &'a mut dyn Randomness) -> Self {
        Self { source, bytes: [0; 4096], used: 4096 }
    }
}

impl Randomness for Buffered<'_> {
    fn fill(&mut self, bytes: &mut [u8]) {
        if bytes.len() > self.bytes.len() - self.used {
            self.source.fill(&mut self.bytes);
            self.used = 0;
        }
        bytes.copy_from_slice(&self.bytes[self.used..self.used + bytes.len()]);
        self.used += bytes.len();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::randomness::Seeded;

    fn prefix(text: &str) -> Prefix {
        Prefix::parse(text).expect("a prefix")
    }

    #[test]
    fn a_large_batch_is_distinct_valid_and_without_order() {
        let mut source = Seeded::new(1);
        let pool = draw_numbers(prefix("9156"), 100_000, &mut source).expect("room for all");
        assert!(pool.unchecked().is_sorted());
        let numbers = pool.into_serial_order(&mut source);
        assert_eq!(numbers.len(), 100_000);
        assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), 100_000);
        for number in &numbers {
            let text = number.to_string();
            assert!(text.starts_with("9156"), "{text}");
            assert_eq!(CardNumber::parse(&text), Ok(*number));
        }
        // A random order rises in about half of its steps.
        let rises = numbers.windows(2).filter(|pair| pair[0] < pair[1]).count();
        assert!((49_000..51_000).contains(&rises), "{rises}");
        // Every leading digit after the prefix is as likely as another.
        for digit in 0..10 {
            let count = numbers.iter().filter(|number| number.get() / 10_u64.pow(11) % 10 == digit).count();
            assert!((9_500..10_500).contains(&count), "{digit}: {count}");
        }
    }

    #[test]
    fn numbers_in_stock_are_replaced_and_only_the_new_ones_checked_again() {
        let mut source = Seeded::new(2);
        let mut pool = draw_numbers(prefix("9156"), 1_000, &mut source).expect("room for all");
        let taken: Vec<_> = pool.unchecked().iter().copied().step_by(10).collect();
        assert_eq!(pool.replace(&taken, &mut source), Ok(100));
        assert_eq!(pool.unchecked().len(), 100);
        assert_eq!(pool.len(), 1_000);
        assert_eq!(pool.replace(&[], &mut source), Ok(0));
        assert!(pool.unchecked().is_empty());
        let numbers: BTreeSet<_> = pool.into_serial_order(&mut source).into_iter().collect();
        assert_eq!(numbers.len(), 1_000);
        assert!(taken.iter().all(|number| !numbers.contains(number)));
    }

    #[test]
    fn a_crowded_prefix_gives_distinct_numbers_or_says_that_it_is_full() {
        let crowded = prefix("91561234");
        assert_eq!(crowded.capacity(), 10_000_000);
        let over = draw_numbers(crowded, 5_000_001, &mut Seeded::new(3));
        assert_eq!(over.err(), Some(PrefixExhausted { prefix: crowded, wanted: 5_000_001 }));

        let mut source = Seeded::new(4);
        let mut pool = draw_numbers(crowded, 10, &mut source).expect("room for all");
        let mut rounds = 0;
        let full = loop {
            rounds += 1;
            let all = pool.unchecked().to_vec();
            if let Err(error) = pool.replace(&all, &mut source) {
                break error;
            }
            assert!(rounds < 100, "a full prefix is never given up");
        };
        assert_eq!(full, PrefixExhausted { prefix: crowded, wanted: 10 });
        assert_eq!(full.to_string(), "the prefix `91561234` has too few free card numbers for 10");
    }

    #[test]
    fn duplicates_are_drawn_again() {
        /// Says the same number eight times, then counts.
        struct Stuttering(u64);
        impl Randomness for Stuttering {
            fn fill(&mut self, bytes: &mut [u8]) {
                for eight in bytes.chunks_exact_mut(8) {
                    eight.copy_from_slice(&(self.0 / 8).to_le_bytes());
                    self.0 += 1;
                }
            }
        }
        let pool = draw_numbers(prefix("9156"), 40, &mut Stuttering(0)).expect("room for all");
        let expected: Vec<_> =
            (0..40).map(|number| CardNumber::from_payload(915_600_000_000_000 + number)).collect();
        assert_eq!(pool.unchecked(), expected);
    }

    #[test]
    fn an_empty_batch_is_empty() {
        let mut source = Seeded::new(5);
        let mut pool = draw_numbers(prefix("9156"), 0, &mut source).expect("nothing needs no room");
        assert!(pool.is_empty());
        assert_eq!(pool.replace(&[], &mut source), Ok(0));
        assert!(pool.into_serial_order(&mut source).is_empty());
    }

    /// Luhn as textbooks have it, from the right, on digits.
    fn luhn_sum(number: &str) -> u32 {
        let digits = number.chars().rev().map(|digit| digit.to_digit(10).expect("a digit"));
        let weighted =
            digits.enumerate().map(|(place, digit)| if place % 2 == 1 { 2 * digit } else { digit });
        weighted.map(|value| value / 10 + value % 10).sum()
    }

    proptest! {
        #[test]
        fn every_number_keeps_its_prefix_and_luhn_and_is_no_bank_card(seed: u64, digits in "[0-9]{1,8}") {
            let first = digits.as_bytes()[0];
            let Ok(prefix) = Prefix::parse(&digits) else {
                prop_assert!((b'3'..=b'6').contains(&first));
                return Ok(());
            };
            let source = &mut Seeded::new(seed);
            let numbers = draw_numbers(prefix, 100, source).expect("room for all").into_serial_order(source);
            for number in numbers {
                let number = number.to_string();
                prop_assert!(number.len() == 16 && number.starts_with(&digits), "{number}");
                prop_assert!(!number.starts_with(['3', '4', '5', '6']), "{number}");
                prop_assert_eq!(luhn_sum(&number) % 10, 0, "{}", number);
            }
        }

        #[test]
        fn any_stock_is_avoided(seed: u64, count in 1..200_usize, every in 2..9_usize) {
            let mut source = Seeded::new(seed);
            let mut pool = draw_numbers(prefix("0"), count, &mut source).expect("room for all");
            let stock: BTreeSet<_> = pool.unchecked().iter().copied().skip(1).step_by(every).collect();
            loop {
                let taken: Vec<_> =
                    pool.unchecked().iter().copied().filter(|number| stock.contains(number)).collect();
                if pool.replace(&taken, &mut source).expect("room for all") == 0 {
                    break;
                }
            }
            let numbers: BTreeSet<_> = pool.into_serial_order(&mut source).into_iter().collect();
            prop_assert_eq!(numbers.len(), count);
            prop_assert!(numbers.is_disjoint(&stock));
        }
    }
}
