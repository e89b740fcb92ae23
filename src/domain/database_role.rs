//! What people of a platform may do in its database, where the database knows users.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest as _, Sha256};

/// The most bytes of a role's name on PostgreSQL (`NAMEDATALEN` less the zero).
const LONGEST: usize = 63;

/// A role of the platform. Whoever has several may do what any of them may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DatabaseRole {
    /// Looks up the holder who is on the telephone, masked.
    Support,
    /// The counter, the directory, loads of holders and visits, cohorts, requests, goods and notices.
    Operator,
    /// Purchases, fees, runs, periods and payouts.
    Settlement,
    /// Decides on what settlement proposes: plans, runs, periods, payouts, adjustments.
    Approver,
    /// Reads everything that is not sealed, and proves it.
    Auditor,
    /// Migrations, settings, keys and grants.
    Owner,
}

/// A word is no role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such role")]
pub struct DatabaseRoleError;

impl DatabaseRole {
    /// All roles, the smallest first.
    pub const ALL: [Self; 6] =
        [Self::Support, Self::Operator, Self::Settlement, Self::Approver, Self::Auditor, Self::Owner];

    /// The word for it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Operator => "operator",
            Self::Settlement => "settlement",
            Self::Approver => "approver",
            Self::Auditor => "auditor",
            Self::Owner => "owner",
        }
    }

    /// What it is for, in a line.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Support => "looks up one holder at a time, masked",
            Self::Operator => "serves the counter, the directory, loads of holders and visits, and cohorts",
            Self::Settlement => "loads purchases and fees, settles, closes months and pays out",
            Self::Approver => "decides on plans, runs, months, payouts and adjustments",
            Self::Auditor => "reads all but sealed values, and proves it",
            Self::Owner => "migrates, sets the policy, keeps the keys, and grants roles",
        }
    }

    /// The group on the server whose members have the role. Groups belong to the whole server, so that the database's
    /// name is in it: two platforms on one server share nobody. Of a long name only the beginning stands there, and a
    /// hash of all of it.
    #[must_use]
    pub fn group(self, database: &str) -> String {
        let whole = format!("{database}_{}", self.as_str());
        if whole.len() <= LONGEST {
            return whole;
        }
        let hash = Sha256::digest(database.as_bytes());
        let hash = hash.iter().take(6).fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        let end = format!("_{hash}_{}", self.as_str());
        let mut cut = LONGEST - end.len();
        while !database.is_char_boundary(cut) {
            cut -= 1;
        }
        format!("{}{end}", &database[..cut])
    }
}

impl fmt::Display for DatabaseRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for DatabaseRole {
    type Err = DatabaseRoleError;

    fn from_str(text: &str) -> Result<Self, DatabaseRoleError> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or(DatabaseRoleError)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn groups_are_named_after_the_database_and_fit() {
        assert_eq!(DatabaseRole::Support.group("cards"), "cards_support");
        let long = ["a".repeat(63), format!("{}b", "a".repeat(62)), "卡".repeat(21), "a".repeat(53)];
        let names: BTreeSet<String> =
            long.iter().flat_map(|name| DatabaseRole::ALL.map(|role| role.group(name))).collect();
        assert_eq!(names.len(), long.len() * DatabaseRole::ALL.len(), "no two are the same");
        assert!(names.iter().all(|name| name.len() <= LONGEST), "{names:?}");
    }

    #[test]
    fn roles_are_read_by_their_words() {
        for role in DatabaseRole::ALL {
            assert_eq!(role.as_str().parse(), Ok(role));
        }
        assert_eq!("Support".parse::<DatabaseRole>(), Err(DatabaseRoleError));
    }
}
