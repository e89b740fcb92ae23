//! When something is sent again that no provider took.

use super::randomness::Randomness;

/// How long is waited after each try, in seconds: the schedule that the specification of Standard Webhooks recommends.
/// After the last the wait stays what it is.
///
/// Source: <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>, Operational
/// considerations.
const WAITS: [i64; 9] = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600];

/// How often something is sent before it is given up: the waits lie between the tries.
pub const TRIES: i64 = 10;

/// The longest wait that a provider may ask for, in seconds.
const LONGEST_ASKED: i64 = 24 * 3600;

/// How long is waited after `tries`, in microseconds: up to a fifth longer than the schedule says, so that what failed
/// together does not come back together. A provider that asks for a longer wait gets it.
pub fn wait_after(tries: i64, asked_seconds: Option<u64>, randomness: &mut dyn Randomness) -> i64 {
    let last = WAITS.len() - 1;
    let place = usize::try_from(tries - 1).unwrap_or(0).min(last);
    let asked = asked_seconds.map_or(0, |asked| i64::try_from(asked).unwrap_or(i64::MAX)).min(LONGEST_ASKED);
    let seconds = WAITS[place].max(asked);
    let wait = seconds * 1_000_000;
    let spread = u64::try_from(wait / 5).unwrap_or(1).max(1);
    wait + i64::try_from(randomness.below(spread)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::randomness::Seeded;

    #[test]
    fn waits_grow_and_are_spread() {
        let mut randomness = Seeded::new(1);
        for (tries, seconds) in [(1, 5), (2, 300), (9, 86_400), (10, 86_400), (1000, 86_400), (0, 5)] {
            let waits: Vec<i64> = (0..20).map(|_| wait_after(tries, None, &mut randomness)).collect();
            let (least, most) = (seconds * 1_000_000, seconds * 1_200_000);
            assert!(waits.iter().all(|wait| (least..most).contains(wait)), "{tries}: {waits:?}");
            assert!(waits.iter().any(|wait| *wait != waits[0]), "{tries}: all alike");
        }
    }

    #[test]
    fn a_provider_may_ask_for_more_time_and_for_no_more_than_a_day() {
        let mut randomness = Seeded::new(2);
        let mut seconds = |tries, asked| wait_after(tries, asked, &mut randomness) / 1_000_000;
        assert!((60..72).contains(&seconds(1, Some(60))));
        assert!((300..360).contains(&seconds(2, Some(60))));
        assert!((86_400..103_680).contains(&seconds(1, Some(u64::MAX))));
        assert!((86_400..103_680).contains(&seconds(1, Some(1 << 40))));
    }
}
