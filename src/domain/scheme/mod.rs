//! Schemes: what parameters mean sorts holders into cohorts, level under level, and orders them there.

mod grouping;
mod priority;

use std::fmt;

pub use grouping::{Facts, Grouping, Measure};
pub use priority::{Factor, Merits, Priority};

/// The value of a level when the holder's parameters do not tell.
pub const UNKNOWN: &str = "unknown";

/// Which region a holder belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RegionBy {
    /// That of the code as it was issued.
    #[default]
    Issued,
    /// The one in which the area of the code lies today.
    Current,
}

impl RegionBy {
    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Current => "current",
        }
    }
}

impl fmt::Display for RegionBy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A scheme: the levels of the tree, and the priority inside a cohort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    groupings: Vec<Grouping>,
    priority: Priority,
    region_by: RegionBy,
    founder_first: bool,
}

/// Why a scheme can't be as written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SchemeError {
    /// A level that does not exist.
    #[error("no facet `{0}`")]
    Grouping(String),
    /// A factor that does not exist.
    #[error(
        "no priority `{0}`; there are `registered`, `visits`, `fees`, `purchases` and `spent`, each with `:asc` or `:desc` if wanted"
    )]
    Factor(String),
    /// A weight that is no number.
    #[error(
        "no weight `{0}`: write points for a unit, such as `visits=5/visit` or `fees=0.1/unit`, with at most six decimals"
    )]
    Weight(String),
    /// A weight for another unit.
    #[error("the weight `{word}` is by another unit: write points for a {unit}")]
    Unit {
        /// As written.
        word: String,
        /// The unit of the factor.
        unit: &'static str,
    },
    /// Weights beside factors without one.
    #[error("either every priority has a weight, such as `visits=5/visit`, or none")]
    Mixed,
    /// The same level or factor twice.
    #[error("`{0}` stands twice")]
    Twice(String),
    /// No level or no priority at all.
    #[error("a scheme has at least one facet and one priority")]
    Empty,
    /// A coarser region or postcode below a finer one.
    #[error("`{0}` stands below one of more digits")]
    Coarser(String),
}

/// Why nobody can be in a cohort of a path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// No part at all.
    #[error("it names no level")]
    Empty,
    /// More parts than levels.
    #[error("the scheme has {0} levels")]
    TooDeep(usize),
    /// A part that its level never has.
    #[error("`{value}` is no value of the level `{grouping}`")]
    Value {
        /// The part.
        value: String,
        /// The level.
        grouping: String,
    },
    /// A region or postcode below one that it does not begin with.
    #[error("`{value}` does not lie in `{above}`")]
    Outside {
        /// The part.
        value: String,
        /// The part above.
        above: String,
    },
}

impl Scheme {
    /// Reads `region:2,region:4,region:6,birth-year,sex` and `registered,visits,fees`.
    pub fn parse(facets: &str, priority: &str) -> Result<Self, SchemeError> {
        let mut groupings = Vec::new();
        for word in facets.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            let grouping = Grouping::parse(word)?;
            if groupings.contains(&grouping) {
                return Err(SchemeError::Twice(word.to_owned()));
            }
            let coarser = |above: &Grouping| match (above, &grouping) {
                (Grouping::Region(above), Grouping::Region(digits))
                | (Grouping::Postcode(above), Grouping::Postcode(digits)) => digits < above,
                _ => false,
            };
            if groupings.iter().any(coarser) {
                return Err(SchemeError::Coarser(word.to_owned()));
            }
            groupings.push(grouping);
        }
        if groupings.is_empty() {
            return Err(SchemeError::Empty);
        }
        let priority = Priority::parse(priority)?;
        Ok(Self { groupings, priority, region_by: RegionBy::Issued, founder_first: false })
    }

    /// The same, by regions as issued or as they are today.
    #[must_use]
    pub fn by_region(self, region_by: RegionBy) -> Self {
        Self { region_by, ..self }
    }

    /// The same, with the first registrant of every cohort at rank 1 whatever the priority says, or without.
    #[must_use]
    pub fn founder_first(self, founder_first: bool) -> Self {
        Self { founder_first, ..self }
    }

    /// The levels, from the root down.
    #[must_use]
    pub fn groupings(&self) -> &[Grouping] {
        &self.groupings
    }

    /// The order inside a cohort.
    #[must_use]
    pub const fn priority(&self) -> &Priority {
        &self.priority
    }

    /// Which region a holder belongs to.
    #[must_use]
    pub const fn region_by(&self) -> RegionBy {
        self.region_by
    }

    /// Whether the first registrant of a cohort has rank 1 whatever the priority says.
    #[must_use]
    pub const fn has_founder_first(&self) -> bool {
        self.founder_first
    }

    /// The facets that it needs in clear.
    pub fn facets(&self) -> impl Iterator<Item = &str> {
        self.groupings.iter().filter_map(Grouping::facet)
    }

    /// Whether it groups by the tier.
    #[must_use]
    pub fn by_tier(&self) -> bool {
        self.groupings.contains(&Grouping::Tier)
    }

    /// Whether it groups by age, which grows with the year.
    #[must_use]
    pub fn by_age(&self) -> bool {
        self.groupings.iter().any(|grouping| matches!(grouping, Grouping::AgeBand(_)))
    }

    /// Whether it asks the table of regions where codes lie today.
    #[must_use]
    pub fn asks_regions(&self) -> bool {
        self.region_by == RegionBy::Current
            && self.groupings.iter().any(|grouping| matches!(grouping, Grouping::Region(_)))
    }

    /// Whether visits order its members.
    #[must_use]
    pub fn by_visits(&self) -> bool {
        self.priority().factors().any(|factor| factor == Factor::Visits)
    }

    /// Whether its order depends on purchases.
    #[must_use]
    pub fn by_purchases(&self) -> bool {
        self.priority.factors().any(Factor::is_of_purchases)
    }

    /// The levels as written.
    #[must_use]
    pub fn facets_text(&self) -> String {
        self.groupings.iter().map(Grouping::to_string).collect::<Vec<_>>().join(",")
    }

    /// The priority as written.
    #[must_use]
    pub fn priority_text(&self) -> String {
        self.priority.to_string()
    }

    /// The values of a holder's cohorts from the root down to the leaf.
    #[must_use]
    pub fn values(&self, facts: &Facts<'_>, measure: &Measure<'_>) -> Vec<String> {
        self.groupings.iter().map(|grouping| grouping.value(facts, measure).into_owned()).collect()
    }

    /// The path of a holder's leaf.
    #[must_use]
    pub fn leaf(&self, facts: &Facts<'_>, measure: &Measure<'_>) -> String {
        let values: Vec<_> = self.groupings.iter().map(|grouping| grouping.value(facts, measure)).collect();
        self.path(&values)
    }

    /// The path of a cohort from the values of its levels: a region that the next, longer one implies is left
    /// out, so that `11`, `1101`, `110102`, `1975` is `110102/1975`.
    #[must_use]
    pub fn path(&self, values: &[impl AsRef<str>]) -> String {
        let mut parts: Vec<&str> = Vec::with_capacity(values.len());
        let mut before: Option<&Grouping> = None;
        for (grouping, value) in self.groupings.iter().zip(values) {
            let value = value.as_ref();
            let implied = matches!((before, grouping), (Some(Grouping::Region(_)), Grouping::Region(_)))
                && parts.last().is_some_and(|last| *last != UNKNOWN && value.starts_with(last));
            if implied {
                parts.pop();
            }
            parts.push(value);
            before = Some(grouping);
        }
        parts.join("/")
    }

    /// How many levels down a path leads, regions that are implied counted; more than there are when it names no cohort.
    #[must_use]
    pub fn depth_of(&self, path: &str) -> usize {
        let (values, beyond) = self.split(path);
        values.len() + beyond.len()
    }

    /// The path of a cohort as people write it, with or without the regions that a longer one implies.
    #[must_use]
    pub fn canonical_path(&self, text: &str) -> String {
        let (values, beyond) = self.split(text);
        let mut path = self.path(&values);
        // More parts than the scheme has levels name no cohort; they stay, so that nothing else is found.
        for part in beyond {
            path.push('/');
            path.push_str(part);
        }
        path
    }

    /// The levels that a path names, with their values.
    pub fn named(&self, path: &str) -> impl Iterator<Item = (&Grouping, String)> {
        self.groupings.iter().zip(self.split(path).0)
    }

    /// The paths of a cohort and of those above it, from the root down.
    #[must_use]
    pub fn lineage(&self, path: &str) -> Vec<String> {
        let (values, _) = self.split(path);
        (1..=values.len()).map(|depth| self.path(&values[..depth])).collect()
    }

    /// The canonical path of a cohort that somebody could be in.
    pub fn check_path(&self, text: &str) -> Result<String, PathError> {
        let (values, beyond) = self.split(text);
        if values.is_empty() {
            return Err(PathError::Empty);
        }
        if !beyond.is_empty() {
            return Err(PathError::TooDeep(self.groupings.len()));
        }
        let wrong = self.groupings.iter().zip(&values).find(|(grouping, value)| !grouping.can_be(value));
        if let Some((grouping, value)) = wrong {
            return Err(PathError::Value { value: value.clone(), grouping: grouping.to_string() });
        }
        let mut above: [Option<&String>; 2] = [None, None];
        for (grouping, value) in self.groupings.iter().zip(&values).filter(|(_, value)| *value != UNKNOWN) {
            let above = match grouping {
                Grouping::Region(_) => &mut above[0],
                Grouping::Postcode(_) => &mut above[1],
                _ => continue,
            };
            match above.replace(value) {
                Some(above) if !value.starts_with(above) => {
                    return Err(PathError::Outside { value: value.clone(), above: above.clone() });
                }
                _ => {}
            }
        }
        Ok(self.path(&values))
    }

    /// The values of the levels that a path names, and the parts beyond the last level.
    fn split<'a>(&self, text: &'a str) -> (Vec<String>, Vec<&'a str>) {
        let mut written = text.split('/').map(str::trim).filter(|part| !part.is_empty()).peekable();
        let mut values = Vec::new();
        for (at, grouping) in self.groupings.iter().enumerate() {
            let Some(part) = written.peek() else { break };
            let value = match (grouping, self.groupings.get(at + 1)) {
                (Grouping::Region(digits), Some(Grouping::Region(_)))
                    if part.len() > usize::from(*digits) =>
                {
                    match part.get(..usize::from(*digits)) {
                        // Implied by the longer region, which stays for the next level.
                        Some(prefix) if *part != UNKNOWN => {
                            values.push(prefix.to_owned());
                            continue;
                        }
                        _ => *part,
                    }
                }
                _ => *part,
            };
            values.push(value.to_owned());
            written.next();
        }
        (values, written.collect())
    }

    /// The sort key inside a cohort: bytes that compare as the priority wants; equal keys are ordered by
    /// holder number.
    #[must_use]
    pub fn key(&self, merits: &Merits) -> Vec<u8> {
        self.priority.key(merits)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::region::RegionTable;

    fn facets(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn values(scheme: &Scheme, pairs: &[(&str, &str)], tier: Option<&str>) -> Vec<String> {
        let measure = Measure { year: 2026, successors: None };
        scheme.values(&Facts { facets: &facets(pairs), tier }, &measure)
    }

    fn patent() -> Scheme {
        Scheme::parse("region:2,region:4,region:6,birth-year,sex", "registered,visits,fees")
            .expect("a scheme")
    }

    #[test]
    fn a_holder_falls_into_one_cohort_of_each_level() {
        let values = values(&patent(), &[("region", "110102"), ("birth_year", "1975"), ("sex", "M")], None);
        assert_eq!(values, ["11", "1101", "110102", "1975", "M"]);
        let paths: Vec<String> = (1..=5).map(|depth| patent().path(&values[..depth])).collect();
        assert_eq!(paths, ["11", "1101", "110102", "110102/1975", "110102/1975/M"]);
        for text in ["11/1101/110102/1975/M", "110102/1975/M", " 1101/110102/1975/M/"] {
            assert_eq!(patent().canonical_path(text), "110102/1975/M", "{text}");
        }
        for (text, path) in [
            ("11", "11"),
            ("1101", "1101"),
            ("11/1101", "1101"),
            ("110102", "110102"),
            ("unknown", "unknown"),
        ] {
            assert_eq!(patent().canonical_path(text), path);
        }
        assert_eq!(patent().canonical_path("110102/1975/M/extra"), "110102/1975/M/extra");
    }

    #[test]
    fn what_is_not_known_goes_to_a_node_of_its_own() {
        let values = values(&patent(), &[("sex", "F")], None);
        assert_eq!(values, ["unknown", "unknown", "unknown", "unknown", "F"]);
        assert_eq!(patent().path(&values), "unknown/unknown/unknown/unknown/F");
    }

    #[test]
    fn a_region_lies_in_the_one_above_it() {
        let scheme = Scheme::parse("region:2,sex,region:6,postcode:2", "registered").expect("a scheme");
        for path in ["11", "11/M/110102/44", "unknown/unknown/unknown", "11/F/unknown/10"] {
            assert_eq!(scheme.check_path(path).as_deref(), Ok(path));
        }
        let outside = PathError::Outside { value: "440524".to_owned(), above: "11".to_owned() };
        assert_eq!(scheme.check_path("11/M/440524"), Err(outside));
    }

    #[test]
    fn a_year_is_never_taken_for_a_region() {
        let scheme = Scheme::parse("region:2,birth-year", "fees").expect("a scheme");
        let values = values(&scheme, &[("region", "190101"), ("birth_year", "1975")], None);
        assert_eq!(scheme.path(&values), "19/1975");
        assert_eq!(scheme.canonical_path("19/1975"), "19/1975");
    }

    #[test]
    fn a_wrong_scheme_says_what_is_wrong() {
        for (levels, priority, error) in [
            ("region:3", "registered", SchemeError::Grouping("region:3".to_owned())),
            ("sex,sex", "registered", SchemeError::Twice("sex".to_owned())),
            ("age-band:0", "registered", SchemeError::Grouping("age-band:0".to_owned())),
            ("age-band:51", "registered", SchemeError::Grouping("age-band:51".to_owned())),
            ("Sex", "registered", SchemeError::Grouping("Sex".to_owned())),
            ("sex", "luck", SchemeError::Factor("luck".to_owned())),
            ("region:6,region:2", "fees", SchemeError::Coarser("region:2".to_owned())),
            ("postcode:3,sex,postcode:2", "fees", SchemeError::Coarser("postcode:2".to_owned())),
            ("", "fees", SchemeError::Empty),
            ("sex", "", SchemeError::Empty),
        ] {
            assert_eq!(Scheme::parse(levels, priority), Err(error));
        }
    }

    #[test]
    fn every_level_has_its_value() {
        let words = "region:4,birth-year,birth-decade,age-band:10,age-band:7,sex,country,range-carrier,area-code,\
                     postcode:2,tier,membership-class";
        let scheme = Scheme::parse(words, "registered").expect("a scheme");
        assert_eq!(scheme.facets_text(), words);
        assert_eq!(Scheme::parse(&scheme.facets_text(), "registered"), Ok(scheme.clone()));
        let known = [
            ("region", "110102"),
            ("birth_year", "1975"),
            ("sex", "M"),
            ("country", "CHN"),
            ("range_carrier", "China Mobile"),
            ("area_code", "010"),
            ("postal_zone", "100"),
            ("membership_class", "a/b"),
        ];
        assert_eq!(
            values(&scheme, &known, Some("gold")),
            [
                "1101",
                "1975",
                "1970",
                "50-59",
                "49-55",
                "M",
                "CHN",
                "China Mobile",
                "010",
                "10",
                "gold",
                "a-b"
            ]
        );
        assert_eq!(values(&scheme, &[], None), [UNKNOWN; 12]);
        // Who is born after the year in which it is asked has no age in it.
        assert_eq!(values(&scheme, &[("birth_year", "2027")], None)[3], UNKNOWN);
    }

    #[test]
    fn a_scheme_may_ask_where_codes_lie_today() {
        let table = RegionTable::embedded();
        let (issued, today) =
            (Measure { year: 2026, successors: None }, Measure { year: 2026, successors: Some(table) });
        for (code, current) in [("110103", "110101"), ("110102", "110102"), ("990426", "990426")] {
            let known = facets(&[("region", code)]);
            let facts = Facts { facets: &known, tier: None };
            let scheme = Scheme::parse("region:2,region:6", "registered").expect("a scheme");
            assert_eq!(
                (scheme.leaf(&facts, &issued), scheme.leaf(&facts, &today)),
                (code.to_owned(), current.to_owned())
            );
        }
    }
}
