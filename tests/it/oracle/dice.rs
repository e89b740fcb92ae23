//! Repeatable chance: the same seed throws the same numbers on every machine.

/// `SplitMix64` (Steele, Lea and Flood 2014): enough for tests, and a few lines.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from `low` to `high`, both among them.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        assert!(low <= high, "{low} to {high}");
        // The remainder prefers some numbers by less than one in a million: nothing here has a range so large.
        let span = high.abs_diff(low) + 1;
        low.saturating_add_unsigned(self.throw() % span)
    }

    /// A number below `count`.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        let last = i64::try_from(count).expect("a length") - 1;
        usize::try_from(self.between(0, last)).expect("not negative")
    }

    /// Yes in so many of a hundred cases.
    pub(crate) fn percent(&mut self, cases: i64) -> bool {
        self.between(1, 100) <= cases
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Something in so many of a hundred cases.
    pub(crate) fn perhaps<T>(&mut self, cases: i64, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        if self.percent(cases) { Some(value(self)) } else { None }
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.below(end + 1));
        }
    }
}
