//! How long people waited: percentiles of times.

/// Times that people waited, in microseconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitingTimes {
    times: Vec<i64>,
    sorted: bool,
}

/// Microseconds of an hour.
const HOUR: i64 = 3_600_000_000;

impl WaitingTimes {
    /// Adds one; what would be negative counts as no time.
    pub fn add(&mut self, micros: i64) {
        self.times.push(micros.max(0));
        self.sorted = false;
    }

    /// The least time within which so many percent, 1 to 100, were done, in microseconds: by the nearest rank, so that it is a
    /// time that somebody took. Nothing where nobody was done.
    pub fn nearest(&mut self, percent: usize) -> Option<i64> {
        if !self.sorted {
            self.times.sort_unstable();
            self.sorted = true;
        }
        let rank = (self.times.len() * percent.clamp(1, 100)).div_ceil(100);
        self.times.get(rank.checked_sub(1)?).copied()
    }

    /// The same in hours; halves of an hour are rounded up.
    pub fn percentile(&mut self, percent: usize) -> Option<i64> {
        let micros = self.nearest(percent)?;
        Some(micros / HOUR + i64::from(micros % HOUR >= HOUR / 2))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn waited(hours: &[i64]) -> WaitingTimes {
        let mut times = WaitingTimes::default();
        for hour in hours {
            times.add(hour * HOUR);
        }
        times
    }

    #[test]
    fn a_percentile_is_a_time_that_somebody_took() {
        let mut ten = waited(&[9, 1, 8, 2, 7, 3, 6, 4, 5, 100]);
        assert_eq!(
            (ten.percentile(50), ten.percentile(90), ten.percentile(100)),
            (Some(5), Some(9), Some(100))
        );
        assert_eq!(waited(&[3]).percentile(90), Some(3));
        assert_eq!(waited(&[]).percentile(50), None);
        let mut halves = WaitingTimes::default();
        halves.add(HOUR / 2);
        halves.add(-5);
        assert_eq!((halves.percentile(50), halves.percentile(100)), (Some(0), Some(1)));
    }

    proptest! {
        #[test]
        fn at_least_so_many_were_done_by_then(
            hours in proptest::collection::vec(0..1000_i64, 1..60),
            percent in 1..=100_usize,
        ) {
            let within = waited(&hours).percentile(percent).expect("somebody waited");
            let done = hours.iter().filter(|hour| **hour <= within).count();
            let before = hours.iter().filter(|hour| **hour < within).count();
            prop_assert!(done * 100 >= percent * hours.len());
            prop_assert!(before * 100 < percent * hours.len());
        }
    }
}
