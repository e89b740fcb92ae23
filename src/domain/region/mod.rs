//! Regions: the six-digit codes of administrative divisions (GB/T 2260), each with the years in which it
//! was in force and its names.
//!
//! Codes die and numbers live: a code is on the ID cards of those who got theirs while it existed, for
//! life. So the table holds intervals, and a code's standing is a [`RegionStatus`], not a verdict.

mod address;
mod table;

pub use address::AddressRegion;
pub use table::{Region, RegionFault, RegionTable, RegionTableError};

/// How the region in an ID number stands to the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RegionStatus {
    /// In force today, even if it is younger than the holder: people are renumbered when they move and
    /// when regions are founded (Chongqing's codes are from 1997).
    Current,
    /// Abolished, but in or after the birth year.
    Historic,
    /// Not listed, but one of the codes that stand for a known city as a whole (01, 02, 11, 20).
    Generic,
    /// Abolished before the birth.
    Implausible,
    /// Not in the table.
    Unknown,
}

impl RegionStatus {
    /// The stable word of interfaces and of the facet `region_status`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Historic => "historic",
            Self::Generic => "generic",
            Self::Implausible => "implausible",
            Self::Unknown => "unknown",
        }
    }
}

impl std::fmt::Display for RegionStatus {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}
