//! Schemes: what parameters mean sorts holders into cohorts, level under level, and orders them there.

use std::collections::BTreeMap;
use std::fmt;

/// The value of a level when the holder's parameters do not tell.
pub const UNKNOWN: &str = "unknown";

/// A level of a scheme: a facet with its precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// The first 2, 4 or 6 digits of the region code as issued.
    Region(u8),
    /// The year of birth.
    BirthYear,
    /// The first year of the decade of birth, such as `1970`.
    BirthDecade,
    /// `M` or `F`.
    Sex,
    /// The country of a passport or a number.
    Country,
    /// The carrier to which a mobile number's range was given.
    RangeCarrier,
    /// The area code of a landline.
    AreaCode,
}

/// The words for levels, with what each one needs to know of a holder.
const GROUPINGS: [(&str, Grouping); 9] = [
    ("region:2", Grouping::Region(2)),
    ("region:4", Grouping::Region(4)),
    ("region:6", Grouping::Region(6)),
    ("birth-year", Grouping::BirthYear),
    ("birth-decade", Grouping::BirthDecade),
    ("sex", Grouping::Sex),
    ("country", Grouping::Country),
    ("range-carrier", Grouping::RangeCarrier),
    ("area-code", Grouping::AreaCode),
];

impl Grouping {
    /// The facet of a holder that it needs.
    #[must_use]
    pub const fn facet(self) -> &'static str {
        match self {
            Self::Region(_) => "region",
            Self::BirthYear | Self::BirthDecade => "birth_year",
            Self::Sex => "sex",
            Self::Country => "country",
            Self::RangeCarrier => "range_carrier",
            Self::AreaCode => "area_code",
        }
    }

    /// The value of this level for a holder, [`UNKNOWN`] where the facets do not tell.
    #[must_use]
    pub fn value(self, facets: &BTreeMap<String, String>) -> String {
        let Some(known) = facets.get(self.facet()) else { return UNKNOWN.to_owned() };
        let value = match self {
            Self::Region(digits) => known.get(..usize::from(digits)).map(str::to_owned),
            Self::BirthDecade => {
                known.parse::<i32>().ok().map(|year| (year - year.rem_euclid(10)).to_string())
            }
            // A path is parted by `/`, so no value may have one.
            _ => Some(known.replace('/', "-")),
        };
        value.filter(|value| !value.is_empty()).unwrap_or_else(|| UNKNOWN.to_owned())
    }
}

impl fmt::Display for Grouping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = GROUPINGS.iter().find(|(_, grouping)| grouping == self).map_or("", |(word, _)| word);
        f.pad(word)
    }
}

/// What orders the holders of a cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Factor {
    /// When they registered, the earliest first.
    Registered,
    /// How often they visited, the most first.
    Visits,
    /// What fees they paid, the most first.
    Fees,
}

const FACTORS: [(&str, Factor); 3] =
    [("registered", Factor::Registered), ("visits", Factor::Visits), ("fees", Factor::Fees)];

/// A factor and whether its usual direction is reversed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// What counts.
    pub factor: Factor,
    /// Whether the least comes first where the most usually does, or the latest instead of the earliest.
    pub reversed: bool,
}

/// What a holder's place depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merits {
    /// When they registered, in microseconds since 1970.
    pub registered_at: i64,
    /// How often they visited.
    pub visits: i64,
    /// What fees they paid, in minor units.
    pub fees: i64,
}

/// A scheme: the levels of the tree, and the priority inside a cohort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    groupings: Vec<Grouping>,
    priority: Vec<Criterion>,
}

/// Why a scheme can't be as written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SchemeError {
    /// A level that does not exist.
    #[error(
        "no facet `{0}`; there are `region:2`, `region:4`, `region:6`, `birth-year`, `birth-decade`, `sex`, `country`, `range-carrier` and `area-code`"
    )]
    Grouping(String),
    /// A factor that does not exist.
    #[error(
        "no priority `{0}`; there are `registered`, `visits` and `fees`, each with `:asc` or `:desc` if wanted"
    )]
    Factor(String),
    /// The same level twice.
    #[error("facet `{0}` stands twice")]
    Twice(String),
    /// No level at all.
    #[error("a scheme has at least one facet and one priority")]
    Empty,
    /// A coarser region below a finer one.
    #[error("`{0}` stands below a region of more digits")]
    Coarser(String),
}

impl Scheme {
    /// Reads `region:2,region:4,region:6,birth-year,sex` and `registered,visits,fees`.
    pub fn parse(facets: &str, priority: &str) -> Result<Self, SchemeError> {
        let mut groupings = Vec::new();
        let mut finest = 0;
        for word in facets.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            let found = GROUPINGS.iter().find(|(known, _)| *known == word);
            let grouping = found.ok_or_else(|| SchemeError::Grouping(word.to_owned()))?.1;
            if groupings.contains(&grouping) {
                return Err(SchemeError::Twice(word.to_owned()));
            }
            if let Grouping::Region(digits) = grouping {
                if digits < finest {
                    return Err(SchemeError::Coarser(word.to_owned()));
                }
                finest = digits;
            }
            groupings.push(grouping);
        }
        let mut criteria: Vec<Criterion> = Vec::new();
        for word in priority.split(',').map(str::trim).filter(|word| !word.is_empty()) {
            let (name, direction) = word.split_once(':').map_or((word, None), |(n, d)| (n, Some(d)));
            let found = FACTORS.iter().find(|(known, _)| *known == name);
            let factor = found.ok_or_else(|| SchemeError::Factor(word.to_owned()))?.1;
            let usual = if factor == Factor::Registered { "asc" } else { "desc" };
            let reversed = match direction {
                None => false,
                Some(direction @ ("asc" | "desc")) => direction != usual,
                Some(_) => return Err(SchemeError::Factor(word.to_owned())),
            };
            if criteria.iter().any(|known| known.factor == factor) {
                return Err(SchemeError::Twice(name.to_owned()));
            }
            criteria.push(Criterion { factor, reversed });
        }
        if groupings.is_empty() || criteria.is_empty() {
            return Err(SchemeError::Empty);
        }
        Ok(Self { groupings, priority: criteria })
    }

    /// The levels, from the root down.
    #[must_use]
    pub fn groupings(&self) -> &[Grouping] {
        &self.groupings
    }

    /// The levels as written.
    #[must_use]
    pub fn facets_text(&self) -> String {
        self.groupings.iter().map(Grouping::to_string).collect::<Vec<_>>().join(",")
    }

    /// The priority as written.
    #[must_use]
    pub fn priority_text(&self) -> String {
        let words = self.priority.iter().map(|criterion| {
            let name =
                FACTORS.iter().find(|(_, factor)| *factor == criterion.factor).map_or("", |(name, _)| name);
            match (criterion.factor, criterion.reversed) {
                (_, false) => name.to_owned(),
                (Factor::Registered, true) => format!("{name}:desc"),
                (_, true) => format!("{name}:asc"),
            }
        });
        words.collect::<Vec<_>>().join(",")
    }

    /// The values of a holder's cohorts from the root down to the leaf.
    #[must_use]
    pub fn values(&self, facets: &BTreeMap<String, String>) -> Vec<String> {
        self.groupings.iter().map(|grouping| grouping.value(facets)).collect()
    }

    /// The path of a cohort from the values of its levels: a region that the next, longer one implies is left
    /// out, so that `11`, `1101`, `110102`, `1975` is `110102/1975`.
    #[must_use]
    pub fn path(&self, values: &[impl AsRef<str>]) -> String {
        let mut parts: Vec<&str> = Vec::with_capacity(values.len());
        let mut before = None;
        for (grouping, value) in self.groupings.iter().zip(values) {
            let value = value.as_ref();
            let implied = matches!((before, grouping), (Some(Grouping::Region(_)), Grouping::Region(_)))
                && parts.last().is_some_and(|last| *last != UNKNOWN && value.starts_with(last));
            if implied {
                parts.pop();
            }
            parts.push(value);
            before = Some(*grouping);
        }
        parts.join("/")
    }

    /// The path of a cohort as people write it, with or without the regions that a longer one implies.
    #[must_use]
    pub fn canonical_path(&self, text: &str) -> String {
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
        let mut path = self.path(&values);
        // More parts than the scheme has levels name no cohort; they stay, so that nothing else is found.
        for part in written {
            path.push('/');
            path.push_str(part);
        }
        path
    }

    /// The sort key inside a cohort: bytes that compare as the priority wants; equal keys are ordered by
    /// holder number.
    #[must_use]
    pub fn key(&self, merits: &Merits) -> Vec<u8> {
        let mut key = Vec::with_capacity(self.priority.len() * 8);
        for criterion in &self.priority {
            let (value, ascending) = match criterion.factor {
                Factor::Registered => (merits.registered_at, true),
                Factor::Visits => (merits.visits, false),
                Factor::Fees => (merits.fees, false),
            };
            // Flipping the sign bit makes signed numbers compare as unsigned bytes; complementing reverses.
            let mut bytes = value.cast_unsigned() ^ (1 << 63);
            if ascending == criterion.reversed {
                bytes = !bytes;
            }
            key.extend_from_slice(&bytes.to_be_bytes());
        }
        key
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn facets(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn patent() -> Scheme {
        Scheme::parse("region:2,region:4,region:6,birth-year,sex", "registered,visits,fees")
            .expect("a scheme")
    }

    #[test]
    fn a_holder_falls_into_one_cohort_of_each_level() {
        let values = patent().values(&facets(&[("region", "110102"), ("birth_year", "1975"), ("sex", "M")]));
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
        let values = patent().values(&facets(&[("sex", "F")]));
        assert_eq!(values, ["unknown", "unknown", "unknown", "unknown", "F"]);
        assert_eq!(patent().path(&values), "unknown/unknown/unknown/unknown/F");
    }

    #[test]
    fn a_year_is_never_taken_for_a_region() {
        let scheme = Scheme::parse("region:2,birth-year", "fees").expect("a scheme");
        let values = scheme.values(&facets(&[("region", "190101"), ("birth_year", "1975")]));
        assert_eq!(scheme.path(&values), "19/1975");
        assert_eq!(scheme.canonical_path("19/1975"), "19/1975");
    }

    #[test]
    fn a_wrong_scheme_says_what_is_wrong() {
        for (levels, priority, error) in [
            ("region:3", "registered", SchemeError::Grouping("region:3".to_owned())),
            ("sex,sex", "registered", SchemeError::Twice("sex".to_owned())),
            ("sex", "luck", SchemeError::Factor("luck".to_owned())),
            ("sex", "fees:up", SchemeError::Factor("fees:up".to_owned())),
            ("region:6,region:2", "fees", SchemeError::Coarser("region:2".to_owned())),
            ("", "fees", SchemeError::Empty),
            ("sex", "", SchemeError::Empty),
        ] {
            assert_eq!(Scheme::parse(levels, priority), Err(error));
        }
        let scheme = Scheme::parse("sex", "fees:asc,registered:desc,visits:desc").expect("a scheme");
        assert_eq!(scheme.priority_text(), "fees:asc,registered:desc,visits");
    }

    proptest! {
        #[test]
        fn keys_compare_as_the_priority_says(
            a in (any::<i64>(), 0..9_i64, 0..9_i64),
            b in (any::<i64>(), 0..9_i64, 0..9_i64),
        ) {
            let scheme = Scheme::parse("sex", "fees,visits:asc,registered").expect("a scheme");
            let merits = |(registered_at, visits, fees)| Merits { registered_at, visits, fees };
            let key = |m| scheme.key(&merits(m));
            let order = b.2.cmp(&a.2).then(a.1.cmp(&b.1)).then(a.0.cmp(&b.0));
            prop_assert_eq!(key(a).cmp(&key(b)), order);
        }
    }
}
