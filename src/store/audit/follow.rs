//! Following the chain: the first entry that does not follow from the one before, and what became of it.

use std::collections::HashMap;

use super::{Head, Logged, READ_HEAD, chained, for_each};
use crate::store::{Result, StoreError, Tx};

/// So many entries in a row that were deleted, and those after them renumbered, are told from a change.
const DELETED_IN_A_ROW: i64 = 1000;

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its values, or the hash before it, are not those with which it was written.
    Changed,
    /// It is not there.
    Missing,
    /// It was not written by the program at this place.
    Inserted,
    /// Another one stands in its place, and it in the place of the other.
    Swapped,
    /// The head of the log is not that of its last entry.
    Head,
}

impl Fault {
    /// As it is shown.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Missing => "missing",
            Self::Inserted => "inserted",
            Self::Swapped => "swapped",
            Self::Head => "head",
        }
    }
}

/// What following the chain came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every entry follows from the one before, and the last is the head.
    Intact(Head),
    /// The first entry that does not, and what is wrong with it.
    Broken {
        /// Its number.
        seq: i64,
        /// What became of it.
        fault: Fault,
        /// The same in words.
        why: String,
        /// What should be there.
        expected: String,
        /// What is there.
        found: String,
    },
}

/// What the log has where a head was kept elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Witnessed {
    /// The same.
    Same,
    /// Nothing: it ends before that.
    Cut {
        /// The number of its last entry.
        last: i64,
    },
    /// An entry with another hash.
    Other {
        /// The head as it would be.
        head: Head,
    },
}

/// The verdict on the chain, and on each of the heads that were kept elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// On the chain itself.
    pub verdict: Verdict,
    /// On the heads, in the order in which they were given.
    pub witnessed: Vec<Witnessed>,
}

/// Follows the chain from its beginning, says so of each entry, and compares it with heads that were kept elsewhere. The
/// memory grows with those alone.
pub async fn verify(tx: &mut Tx, kept: &[Head], followed: impl Fn()) -> Result<Followed> {
    let mut chain = Chain::default();
    let mut seen: HashMap<i64, Vec<u8>> = HashMap::new();
    let nothing = Head::of_nothing();
    for head in kept {
        seen.insert(head.seq, if head.seq == nothing.seq { nothing.hash.clone() } else { Vec::new() });
    }
    for_each(tx, 0, |entry: Logged| {
        followed();
        if let Some(seen) = seen.get_mut(&entry.seq) {
            seen.clone_from(&entry.hash);
        }
        chain.visit(entry);
        Ok::<(), StoreError>(())
    })
    .await?;
    let head: Option<Head> = fetch_optional!(tx, Head, READ_HEAD)?;
    let last = chain.last.seq;
    let witnessed = kept.iter().map(|kept| match seen.get(&kept.seq) {
        Some(hash) if *hash == kept.hash => Witnessed::Same,
        Some(hash) if !hash.is_empty() => {
            Witnessed::Other { head: Head { seq: kept.seq, hash: hash.clone() } }
        }
        // An entry that is missing within the log is the chain's own fault, and named by it.
        _ => Witnessed::Cut { last: last.min(kept.seq - 1) },
    });
    Ok(Followed { witnessed: witnessed.collect(), verdict: chain.verdict(head) })
}

/// How far the chain was followed.
struct Chain {
    /// The last entry that follows.
    before: Head,
    /// The last entry.
    last: Head,
    broken: Option<Break>,
}

impl Default for Chain {
    fn default() -> Self {
        Self { before: Head::of_nothing(), last: Head::of_nothing(), broken: None }
    }
}

/// The first entry that does not follow.
struct Break {
    /// What stands there, or after the gap.
    found: Logged,
    /// How many entries were deleted before it, where those after were renumbered.
    deleted: i64,
    /// The number under which the entry stands that does follow.
    stands_as: Option<i64>,
    /// Whether what was found was written under that number.
    swapped: bool,
}

impl Chain {
    fn visit(&mut self, entry: Logged) {
        let place = self.before.seq + 1;
        let (number, hash) = (entry.seq, entry.hash.clone());
        match &mut self.broken {
            None if number == place && hash == chained(&self.before.hash, &entry) => {
                self.before = Head { seq: number, hash: hash.clone() };
            }
            None => {
                let mut broken = Break { found: entry, deleted: 0, stands_as: None, swapped: false };
                if number != place && broken.found.follows_as(place, &self.before.hash) {
                    broken.stands_as = Some(number);
                }
                self.broken = Some(broken);
            }
            Some(broken) => {
                if self.last.seq == broken.found.seq && broken.found.seq == place {
                    broken.deleted = (1..=DELETED_IN_A_ROW)
                        .find(|more| entry.follows_as(number + more, &broken.found.hash))
                        .unwrap_or_default();
                }
                if broken.stands_as.is_none() && entry.follows_as(place, &self.before.hash) {
                    broken.stands_as = Some(number);
                    // Of two neighbours the one that stands second was written first.
                    let before = if self.last.seq == broken.found.seq { &hash } else { &self.last.hash };
                    broken.swapped = broken.found.seq == place && broken.found.follows_as(number, before);
                }
            }
        }
        self.last = Head { seq: number, hash };
    }

    fn verdict(self, head: Option<Head>) -> Verdict {
        let Self { before, last, broken } = self;
        let Some(head) = head else {
            return Verdict::Broken {
                seq: last.seq + 1,
                fault: Fault::Head,
                why: "the head of the log is missing".to_owned(),
                expected: format!("a head at entry {}", last.seq),
                found: "none".to_owned(),
            };
        };
        if let Some(broken) = broken {
            return broken.verdict(&before, &head);
        }
        if head == last {
            return Verdict::Intact(head);
        }
        let (at, ends) = (head.seq, last.seq);
        let expected = format!("the head {head}");
        if at > ends {
            return Verdict::Broken {
                seq: ends + 1,
                fault: Fault::Missing,
                why: format!(
                    "entry {} is missing: the log ends before it, and the head names entry {at}",
                    ends + 1
                ),
                expected,
                found: format!("the end of the log after entry {ends}"),
            };
        }
        let why = if at < ends {
            format!("entry {} stands after the head, which names entry {at}", at + 1)
        } else {
            format!(
                "the head is not the hash of entry {ends}: it was changed, or what came after was taken away"
            )
        };
        Verdict::Broken {
            seq: at + 1,
            fault: Fault::Head,
            why,
            expected,
            found: format!("the last entry {last}"),
        }
    }
}

impl Break {
    /// In words; `before` is the last entry that follows.
    fn verdict(self, before: &Head, head: &Head) -> Verdict {
        let Self { found, deleted, stands_as, swapped } = self;
        let seq = before.seq + 1;
        let told = found.told();
        let (fault, why, expected, found) = match stands_as {
            Some(other) if swapped => (
                Fault::Swapped,
                format!("entries {seq} and {other} changed places"),
                format!("what stands as entry {other}"),
                told,
            ),
            Some(other) if found.seq == seq => (
                Fault::Inserted,
                format!("entry {seq} was inserted: what was written as entry {seq} stands as entry {other}"),
                format!("what stands as entry {other}"),
                told,
            ),
            Some(other) => (
                Fault::Missing,
                format!("entry {seq} is missing: it stands as entry {other}"),
                format!("entry {seq}"),
                told,
            ),
            None if found.seq != seq => (
                Fault::Missing,
                format!("entry {seq} is missing: the log goes on with entry {}", found.seq),
                format!("entry {seq}"),
                told,
            ),
            None if deleted > 0 => (
                Fault::Missing,
                format!(
                    "entry {seq} is missing: what stands in its place was written as entry {}",
                    seq + deleted
                ),
                format!("entry {seq}"),
                told,
            ),
            None => {
                let hash = |hash: Vec<u8>| format!("hash {}", Head { seq, hash });
                let expected = hash(chained(&before.hash, &found));
                let (fault, why) = if seq > head.seq {
                    (Fault::Inserted, format!("entry {seq} stands after the head, and does not follow"))
                } else if seq == 1 {
                    (Fault::Changed, "entry 1 is not as it was written".to_owned())
                } else {
                    // One hash is of both, and does not tell them apart.
                    let before = before.seq;
                    (
                        Fault::Changed,
                        format!(
                            "entry {seq} is not as it was written, or entry {before} was changed and hashed anew"
                        ),
                    )
                };
                (fault, why, expected, hash(found.hash))
            }
        };
        Verdict::Broken { seq, fault, why, expected, found }
    }
}

impl Logged {
    /// Whether it was written under this number after an entry of that hash.
    fn follows_as(&self, seq: i64, before: &[u8]) -> bool {
        let so = Self { seq, ..self.clone() };
        so.hash == chained(before, &so)
    }

    fn told(&self) -> String {
        format!("entry {}: `{}` on `{}` by `{}`", self.seq, self.action, self.subject, self.operator)
    }
}
