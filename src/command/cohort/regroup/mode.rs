//! How much a regrouping looks at.

use std::collections::BTreeSet;

use crate::command::placing::Grounds;
use crate::error::Error;
use crate::store::scheme::{SchemeVersion, StoredScheme};
use crate::store::{Tx, scheme};

/// How much a regrouping looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// Every holder, and all members are written anew: nobody was placed yet, or a new version comes in force.
    Rebuild,
    /// Every holder, and those are moved who stand elsewhere than the facts say.
    Full,
    /// The holders whose facts have changed.
    Incremental,
}

impl Mode {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Rebuild | Self::Full => "full",
            Self::Incremental => "incremental",
        }
    }
}

/// A scheme that is regrouped.
pub(super) struct Task {
    /// As it is in force before.
    pub(super) before: StoredScheme,
    /// As it is in force after.
    pub(super) after: StoredScheme,
    pub(super) mode: Mode,
}

impl Task {
    pub(super) fn brings_version(&self) -> bool {
        self.before.version != self.after.version
    }

    /// Whether it changes something although nobody is moved: the version in force, or that all are placed.
    pub(super) fn is_due(&self) -> bool {
        self.mode == Mode::Rebuild || self.brings_version()
    }
}

/// The version that waits for a regrouping.
pub(in crate::command) async fn pending(
    tx: &mut Tx,
    stored: &StoredScheme,
) -> Result<Option<SchemeVersion>, Error> {
    let last = scheme::versions(tx, stored.scheme_id).await?.pop();
    Ok(last.filter(|last| last.version > stored.version))
}

/// How much has to be looked at.
pub(super) fn mode(before: &StoredScheme, after: &StoredScheme, grounds: &Grounds, all: bool) -> Mode {
    // A version that says what the one in force says takes one back that waited.
    let same = before.tree == after.tree && before.scheme == after.scheme;
    let Some(day) = before.grouped_on.filter(|_| same) else {
        return Mode::Rebuild;
    };
    let scheme = &after.scheme;
    let older = scheme.by_age() && day.date().year() != grounds.today.date().year();
    let elsewhere = grounds.regions_hash(scheme) != after.grouped_regions;
    if all || older || elsewhere { Mode::Full } else { Mode::Incremental }
}

/// The facets that every holder who may be used was asked for: what doesn't stand in clear of them, the parameters don't
/// tell.
pub(super) fn asked<'a>(schemes: impl IntoIterator<Item = &'a StoredScheme>) -> BTreeSet<&'a str> {
    let grouped = schemes.into_iter().filter(|stored| stored.grouped_on.is_some());
    grouped.flat_map(|stored| stored.scheme.facets()).collect()
}
