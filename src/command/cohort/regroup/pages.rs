//! The holders that a regrouping looks at, page by page: each once.

use super::mode::{Mode, Task};
use crate::domain::day::Day;
use crate::domain::party::PartyId;
use crate::error::Error;
use crate::store::cohort::placement::{self, Subject};
use crate::store::{Tx, regroup};

/// How many holders are looked at together.
const PAGE: i64 = 10_000;

/// The holders that a regrouping looks at, page by page.
pub(super) enum Pages {
    All {
        after: i64,
    },
    Marked {
        after: (i64, i64),
        today: Day,
    },
    /// For whom a change of their tier came in force since the last regrouping.
    Changed {
        after: i64,
        from: Day,
        today: Day,
    },
    End,
}

impl Pages {
    pub(super) fn new(task: &Task, today: Day) -> Self {
        match task.mode {
            Mode::Rebuild | Mode::Full => Self::All { after: 0 },
            Mode::Incremental => Self::Marked { after: (0, 0), today },
        }
    }

    pub(super) async fn next(&mut self, tx: &mut Tx, task: &Task) -> Result<Option<Vec<Subject>>, Error> {
        let scheme = task.after.scheme_id;
        loop {
            match self {
                Self::All { after } => {
                    let subjects = placement::subjects_after(tx, scheme, *after, PAGE).await?;
                    let Some(last) = subjects.last() else {
                        *self = Self::End;
                        continue;
                    };
                    *after = last.holder.get();
                    return Ok(Some(subjects));
                }
                Self::Marked { after, today } => {
                    let marks = regroup::marks(tx, scheme, *after, PAGE).await?;
                    let Some(last) = marks.last().copied() else {
                        let by_tier = task.after.scheme.by_tier();
                        let from = task.before.grouped_on.filter(|from| by_tier && *from < *today);
                        *self =
                            from.map_or(Self::End, |from| Self::Changed { after: 0, from, today: *today });
                        continue;
                    };
                    let seen = after.0;
                    *after = last;
                    let mut ids: Vec<i64> = marks.iter().map(|(holder, _)| *holder).collect();
                    ids.dedup();
                    // Who stood on the page before as well was looked at with it.
                    ids.retain(|id| *id != seen);
                    let subjects = placement::subjects(tx, scheme, &ids).await?;
                    return Ok(Some(subjects));
                }
                Self::Changed { after, from, today } => {
                    let mut ids = regroup::changed_tier(tx, *from, *today, *after, PAGE).await?;
                    let Some(last) = ids.last() else {
                        *self = Self::End;
                        continue;
                    };
                    *after = *last;
                    let marked = regroup::marked(tx, scheme, &ids).await?;
                    ids.retain(|id| !marked.contains(&PartyId::new(*id)));
                    let subjects = placement::subjects(tx, scheme, &ids).await?;
                    return Ok(Some(subjects));
                }
                Self::End => return Ok(None),
            }
        }
    }
}
