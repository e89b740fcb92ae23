//! What tiers and cohorts let a holder do, and how they are served.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// Something that not every holder may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permission {
    /// Offer goods for sale.
    Sell,
    /// Offer goods in exchange for others.
    Swap,
    /// Bring in new holders.
    Refer,
    /// Ask a provider for a service by a signed request.
    Request,
    /// Send notices to the members of a cohort that they are in.
    Notify,
}

impl Permission {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Sell, Self::Swap, Self::Refer, Self::Request, Self::Notify];

    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sell => "sell",
            Self::Swap => "swap",
            Self::Refer => "refer",
            Self::Request => "request",
            Self::Notify => "notify",
        }
    }

    /// Whether somebody who may do it can earn by it.
    #[must_use]
    pub const fn earns(self) -> bool {
        matches!(self, Self::Sell | Self::Swap | Self::Refer)
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// No permission has this word.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no permission; there are `sell`, `swap`, `refer`, `request` and `notify`")]
pub struct NoPermission(String);

impl FromStr for Permission {
    type Err = NoPermission;

    fn from_str(word: &str) -> Result<Self, NoPermission> {
        let found = Self::ALL.into_iter().find(|permission| permission.as_str() == word);
        found.ok_or_else(|| NoPermission(word.to_owned()))
    }
}

/// What a cohort says of its members. What it leaves open is inherited from the cohort above.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Which requests are served first: 1 before 2.
    pub service_priority: Option<u16>,
    /// What its members may do, whatever their tier says.
    pub allowed: BTreeSet<Permission>,
    /// What its members may not do, whatever their tier says.
    pub denied: BTreeSet<Permission>,
    /// The services that its members may ask for; nothing when it says nothing about it.
    pub services: Option<BTreeSet<String>>,
    /// The class in which messages to its members are sent.
    pub message_class: Option<String>,
}

impl Policy {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What it says of a permission.
    #[must_use]
    pub fn says(&self, permission: Permission) -> Option<bool> {
        if self.denied.contains(&permission) {
            Some(false)
        } else {
            self.allowed.contains(&permission).then_some(true)
        }
    }

    /// Whether it changes what somebody can earn, or what they can buy.
    #[must_use]
    pub fn touches_money(&self) -> bool {
        self.services.is_some()
            || self.allowed.iter().chain(&self.denied).any(|permission| permission.earns())
    }
}

/// Where something that holds for a holder comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Their tier.
    Tier(String),
    /// A cohort that they are in.
    Cohort {
        /// The scheme's name.
        scheme: String,
        /// The cohort's path.
        path: String,
    },
    /// Nothing says anything.
    Nothing,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tier(code) => write!(f, "tier {code}"),
            Self::Cohort { scheme, path } => write!(f, "cohort {path} of {scheme}"),
            Self::Nothing => f.pad("nothing says so"),
        }
    }
}

/// The cohorts of a holder in one scheme from the leaf up, those that say something.
#[derive(Clone, Debug)]
pub struct Lineage {
    /// The scheme's name.
    pub scheme: String,
    /// Paths and what they say.
    pub nodes: Vec<(String, Policy)>,
}

impl Lineage {
    /// The nearest cohort that says something of it.
    fn nearest<T>(&self, say: impl Fn(&Policy) -> Option<T>) -> Option<(T, Origin)> {
        self.nodes.iter().find_map(|(path, policy)| {
            let origin = || Origin::Cohort { scheme: self.scheme.clone(), path: path.clone() };
            say(policy).map(|said| (said, origin()))
        })
    }
}

/// What holds for a holder, each with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effective {
    /// Every permission and whether they have it.
    pub permissions: Vec<(Permission, bool, Origin)>,
    /// Which of their requests are served first; nothing when no cohort says so.
    pub service_priority: Option<(u16, Origin)>,
    /// The services that they may ask for; all when no cohort says so.
    pub services: Option<(BTreeSet<String>, Origin)>,
    /// The class in which messages to them are sent.
    pub message_class: Option<(String, Origin)>,
}

impl Effective {
    /// What holds for a holder of a tier, in the cohorts of each scheme.
    ///
    /// In one scheme the cohort nearest to the leaf decides. Between schemes what is denied by one is denied, the best
    /// service priority counts, and of services and message classes those of the oldest scheme. A cohort stands above the
    /// tier.
    #[must_use]
    pub fn of(tier: Option<(&str, &BTreeSet<Permission>)>, lineages: &[Lineage]) -> Self {
        let permissions = Permission::ALL.map(|permission| {
            let said: Vec<(bool, Origin)> = lineages
                .iter()
                .filter_map(|lineage| lineage.nearest(|policy| policy.says(permission)))
                .collect();
            let decided = said.iter().find(|(allowed, _)| !allowed).or(said.first()).cloned();
            let (allowed, origin) = decided.unwrap_or_else(|| match tier {
                Some((code, permissions)) => {
                    (permissions.contains(&permission), Origin::Tier(code.to_owned()))
                }
                None => (false, Origin::Nothing),
            });
            (permission, allowed, origin)
        });
        let priorities =
            lineages.iter().filter_map(|lineage| lineage.nearest(|policy| policy.service_priority));
        Self {
            permissions: permissions.to_vec(),
            service_priority: priorities.min_by_key(|(priority, _)| *priority),
            services: lineages.iter().find_map(|lineage| lineage.nearest(|policy| policy.services.clone())),
            message_class: lineages
                .iter()
                .find_map(|lineage| lineage.nearest(|policy| policy.message_class.clone())),
        }
    }

    /// Whether they may do something, and who says so.
    #[must_use]
    pub fn permission(&self, permission: Permission) -> (bool, &Origin) {
        let found = self.permissions.iter().find(|(each, ..)| *each == permission);
        found.map_or((false, &Origin::Nothing), |(_, allowed, origin)| (*allowed, origin))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn set(words: &str) -> BTreeSet<Permission> {
        words
            .split(',')
            .filter(|word| !word.is_empty())
            .map(|word| word.parse().expect("a permission"))
            .collect()
    }

    fn policy(allowed: &str, denied: &str) -> Policy {
        Policy { allowed: set(allowed), denied: set(denied), ..Policy::default() }
    }

    fn lineage(scheme: &str, nodes: &[(&str, Policy)]) -> Lineage {
        let nodes = nodes.iter().map(|(path, policy)| ((*path).to_owned(), policy.clone())).collect();
        Lineage { scheme: scheme.to_owned(), nodes }
    }

    fn cohort(scheme: &str, path: &str) -> Origin {
        Origin::Cohort { scheme: scheme.to_owned(), path: path.to_owned() }
    }

    #[test]
    fn the_nearest_cohort_stands_above_those_over_it_and_above_the_tier() {
        let permissions = set("sell,refer");
        let main = lineage("main", &[("11/1975", policy("swap", "")), ("11", policy("", "swap,refer"))]);
        let effective = Effective::of(Some(("gold", &permissions)), &[main]);
        assert_eq!(effective.permission(Permission::Sell), (true, &Origin::Tier("gold".to_owned())));
        assert_eq!(effective.permission(Permission::Swap), (true, &cohort("main", "11/1975")));
        assert_eq!(effective.permission(Permission::Refer), (false, &cohort("main", "11")));
        assert_eq!(effective.permission(Permission::Request), (false, &Origin::Tier("gold".to_owned())));
        assert_eq!(Effective::of(None, &[]).permission(Permission::Sell), (false, &Origin::Nothing));
    }

    #[test]
    fn between_schemes_what_is_denied_is_denied() {
        let (one, other) =
            (lineage("a", &[("x", policy("sell", ""))]), lineage("b", &[("y", policy("", "sell"))]));
        for lineages in [[one.clone(), other.clone()], [other, one]] {
            let effective = Effective::of(None, &lineages);
            assert_eq!(effective.permission(Permission::Sell), (false, &cohort("b", "y")));
        }
    }

    #[test]
    fn services_and_priorities_are_inherited() {
        let above = Policy {
            service_priority: Some(3),
            services: Some(BTreeSet::from(["tea".to_owned()])),
            message_class: Some("urgent".to_owned()),
            ..Policy::default()
        };
        let main = lineage("main", &[("11/1975", policy("sell", "")), ("11", above)]);
        let best = Policy { service_priority: Some(2), ..Policy::default() };
        let effective = Effective::of(None, &[main, lineage("vip", &[("gold", best)])]);
        assert_eq!(effective.service_priority, Some((2, cohort("vip", "gold"))));
        assert_eq!(effective.services, Some((BTreeSet::from(["tea".to_owned()]), cohort("main", "11"))));
        assert_eq!(effective.message_class, Some(("urgent".to_owned(), cohort("main", "11"))));
    }

    #[test]
    fn only_what_earns_or_buys_touches_money() {
        assert!(policy("refer", "").touches_money() && policy("", "sell").touches_money());
        assert!(!policy("request,notify", "").touches_money());
        assert!(!Policy { service_priority: Some(1), ..Policy::default() }.touches_money());
        assert!(Policy { services: Some(BTreeSet::new()), ..Policy::default() }.touches_money());
    }

    proptest! {
        #[test]
        fn every_permission_has_one_answer(
            tier in 0..32_u8,
            nodes in proptest::collection::vec((0..32_u8, 0..32_u8), 0..4),
        ) {
            let of = |bits: u8| -> BTreeSet<Permission> {
                let chosen = (0..5).filter(|n| bits >> n & 1 == 1);
                chosen.map(|n: u8| Permission::ALL[usize::from(n)]).collect()
            };
            let policies: Vec<Policy> = nodes
                .iter()
                .map(|(allowed, denied)| Policy { allowed: of(*allowed), denied: of(*denied), ..Policy::default() })
                .collect();
            let named: Vec<(&str, Policy)> = policies.iter().map(|policy| ("p", policy.clone())).collect();
            let effective = Effective::of(Some(("t", &of(tier))), &[lineage("s", &named)]);
            for permission in Permission::ALL {
                // The plain rule: the first that says anything, else the tier.
                let plain = policies
                    .iter()
                    .find_map(|policy| match (policy.denied.contains(&permission), policy.allowed.contains(&permission)) {
                        (true, _) => Some(false),
                        (false, true) => Some(true),
                        (false, false) => None,
                    })
                    .unwrap_or_else(|| of(tier).contains(&permission));
                prop_assert_eq!(effective.permission(permission).0, plain);
            }
        }
    }
}
