//! Which version of the plan rules a day, and which days are due under it.

use crate::domain::day::Day;
use crate::domain::id::VersionId;
use crate::error::Error;
use crate::store::due::Window;
use crate::store::plan::{Version, VersionState};
use crate::store::{Tx, plan};

/// Which version rules a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ruling {
    /// This approved one, by its place in the list.
    Approved(usize),
    /// One that waits for approval.
    NotApproved,
    /// None: the day is before all of them.
    None,
}

/// The versions of the plan that count, by day.
pub(super) struct Versions(Vec<Version>);

impl Versions {
    pub(super) async fn load(tx: &mut Tx) -> Result<Self, Error> {
        let mut versions = plan::list(tx).await?;
        versions.retain(|version| version.state != VersionState::Withdrawn);
        Ok(Self(versions))
    }

    pub(super) fn ruling(&self, day: Day) -> Ruling {
        match self.0.partition_point(|version| version.effective_from <= day).checked_sub(1) {
            None => Ruling::None,
            Some(at) if self.0[at].state == VersionState::Approved => Ruling::Approved(at),
            Some(_) => Ruling::NotApproved,
        }
    }

    /// The day on which a purchase of a day is due under the version at a place.
    pub(super) fn due_on(&self, at: usize, day: Day) -> Day {
        day.plus(i64::from(self.0[at].plan.hold_days()))
    }

    /// The purchases that are due through a day: the place of each approved version, and the days that it rules.
    pub(super) fn windows(&self, through: Day, cutoff: i64) -> Vec<(usize, Window)> {
        let mut windows = Vec::new();
        for (at, version) in self.0.iter().enumerate() {
            let held = through.plus(-i64::from(version.plan.hold_days()));
            let last = self.0.get(at + 1).map_or(held, |next| held.min(next.effective_from.plus(-1)));
            if version.state == VersionState::Approved && version.effective_from <= last {
                windows.push((at, Window { first: version.effective_from, last, cutoff }));
            }
        }
        windows
    }

    /// The version at a place.
    pub(super) fn at(&self, place: usize) -> Option<&Version> {
        self.0.get(place)
    }

    /// The version of a number.
    pub(super) fn numbered(&self, id: VersionId) -> Option<&Version> {
        self.place(id).and_then(|place| self.at(place))
    }

    /// The place of the version of a number.
    pub(super) fn place(&self, id: VersionId) -> Option<usize> {
        self.0.iter().position(|version| version.version_id == id)
    }
}
