//! A set of parties that stays small: to count a million different ones takes as many bits.

use std::collections::HashMap;

use super::party::PartyId;

/// Parties, each counted once, as bits in words of 64. One counter gives out their numbers, so they lie close together and
/// most bits of a word are used.
#[derive(Clone, Debug, Default)]
pub struct PartySet {
    words: HashMap<i64, u64>,
    count: u64,
    /// Most lines in a row go to parties who were counted a moment ago.
    last: Option<PartyId>,
}

impl PartySet {
    /// Adds a party; again is no change.
    pub fn insert(&mut self, party: PartyId) {
        if self.last == Some(party) {
            return;
        }
        self.last = Some(party);
        let word = self.words.entry(party.get().div_euclid(64)).or_default();
        let bit = 1 << party.get().rem_euclid(64);
        self.count += u64::from(*word & bit == 0);
        *word |= bit;
    }

    /// How many different parties were added.
    #[must_use]
    pub const fn len(&self) -> u64 {
        self.count
    }

    /// Whether none was added.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_counts_as_a_set_does(
            numbers in proptest::collection::vec(prop_oneof![-70_000..70_000_i64, any::<i64>()], 0..200),
        ) {
            let mut counted = PartySet::default();
            for number in numbers.iter().chain(&numbers) {
                counted.insert(PartyId::new(*number));
            }
            let naive: BTreeSet<i64> = numbers.into_iter().collect();
            prop_assert_eq!(counted.len(), naive.len() as u64);
            prop_assert_eq!(counted.is_empty(), naive.is_empty());
        }
    }
}
