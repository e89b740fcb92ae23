//! Steps that are tried again when something passing came in between: a server that was restarted or handed over to its
//! standby, a connection that broke, two transactions that met.
//!
//! Only for a step that leaves nothing when it fails, or whose second time finds what the first one did.

use std::time::Duration;

use super::session::Session;
use crate::domain::randomness::{Randomness as _, Seeded};
use crate::error::{Code, Error};
use crate::output::Voice;

/// How often a step is tried again. Each time the pool waits for the server, too, as long as for any connection: a standby
/// that takes over within half a minute is waited for.
const AGAIN: u32 = 5;

/// What is waited before the second time, in milliseconds; each time twice as long, and up to twice that by chance, so
/// that two who met don't meet again.
const FIRST: u64 = 100;

/// The tries of one step.
pub struct Tries {
    done: u32,
    dice: Seeded,
    voice: Voice,
}

impl Session {
    /// The tries of a step that has not failed yet.
    pub fn tries(&mut self) -> Tries {
        let mut seed = [0; 8];
        self.randomness.fill(&mut seed);
        Tries { done: 0, dice: Seeded::new(u64::from_le_bytes(seed)), voice: self.ui.voice() }
    }
}

impl Tries {
    /// Waits after a step that failed, where it may succeed in a moment. Else the error is given back.
    pub async fn again(&mut self, error: Error) -> Result<(), Error> {
        if !error.is_passing() || self.done == AGAIN {
            return Err(error);
        }
        let pause = pause(self.done, &mut self.dice);
        self.done += 1;
        self.voice.status(&format!("{}; trying again", error.full_message()));
        tokio::time::sleep(pause).await;
        Ok(())
    }

    /// As [`again`](Self::again), of a step whose second time finds what the first one did: a commit without an answer is
    /// no end of it either.
    pub async fn go_on(&mut self, error: Error) -> Result<(), Error> {
        let uncertain = error.code() == Code::CommitUnknown;
        let passing = error.is_passing() || uncertain;
        self.again(error.passing(passing)).await
    }

    /// The step is done: the next one has all its tries.
    pub const fn done(&mut self) {
        self.done = 0;
    }
}

fn pause(done: u32, dice: &mut Seeded) -> Duration {
    let least = FIRST << done;
    Duration::from_millis(least + dice.below(least))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_differ() {
        let pauses = |seed| {
            let mut dice = Seeded::new(seed);
            (0..AGAIN).map(|done| pause(done, &mut dice).as_millis()).collect::<Vec<_>>()
        };
        for seed in 0..20 {
            for (least, pause) in [100, 200, 400, 800, 1600].into_iter().zip(pauses(seed)) {
                assert!((least..2 * least).contains(&pause), "{pause}");
            }
        }
        assert_ne!(pauses(1), pauses(2));
    }
}
