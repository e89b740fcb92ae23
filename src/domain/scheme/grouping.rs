//! The levels of a scheme: facets with their precision.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use super::{SchemeError, UNKNOWN};
use crate::domain::region::RegionTable;

/// A level of a scheme: a facet with its precision.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Grouping {
    /// The first 2, 4 or 6 digits of the region code.
    Region(u8),
    /// The year of birth.
    BirthYear,
    /// The first year of the decade of birth, such as `1970`.
    BirthDecade,
    /// So many years of age together, such as `50-59`: the age that is completed in the year in which it is asked.
    AgeBand(u8),
    /// `M` or `F`.
    Sex,
    /// The country of a passport or a number.
    Country,
    /// The carrier to which a mobile number's range was given.
    RangeCarrier,
    /// The area code of a landline.
    AreaCode,
    /// The first 2 or 3 digits of the postcode.
    Postcode(u8),
    /// The tier in force.
    Tier,
    /// A facet of a site's own codes, by its key.
    Own(String),
}

/// The words for levels that have no number in them.
const WORDS: [(&str, Grouping); 11] = [
    ("region:2", Grouping::Region(2)),
    ("region:4", Grouping::Region(4)),
    ("region:6", Grouping::Region(6)),
    ("birth-year", Grouping::BirthYear),
    ("birth-decade", Grouping::BirthDecade),
    ("sex", Grouping::Sex),
    ("country", Grouping::Country),
    ("range-carrier", Grouping::RangeCarrier),
    ("area-code", Grouping::AreaCode),
    ("postcode:2", Grouping::Postcode(2)),
    ("postcode:3", Grouping::Postcode(3)),
];

/// The widest band of ages.
const WIDEST_BAND: u8 = 50;

/// What the value of a level is taken from.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The facets in clear, by key.
    pub facets: &'a BTreeMap<String, String>,
    /// The code of the tier in force.
    pub tier: Option<&'a str>,
}

/// What facts are measured by on the day on which somebody is placed.
#[derive(Clone, Copy, Debug)]
pub struct Measure<'a> {
    /// The civil year, in which ages are completed.
    pub year: i16,
    /// The regions, where a scheme groups by those that codes lie in today.
    pub successors: Option<&'a RegionTable>,
}

impl Grouping {
    /// Reads `region:6`, `age-band:10` or `sex`. A word that is none of the program's own names a facet of a site's
    /// codes.
    pub fn parse(word: &str) -> Result<Self, SchemeError> {
        let unknown = || SchemeError::Grouping(word.to_owned());
        if word == "tier" {
            return Ok(Self::Tier);
        }
        if let Some((_, grouping)) = WORDS.iter().find(|(known, _)| *known == word) {
            return Ok(grouping.clone());
        }
        if let Some(years) = word.strip_prefix("age-band:") {
            let years: u8 = years.parse().map_err(|_| unknown())?;
            return if (1..=WIDEST_BAND).contains(&years) {
                Ok(Self::AgeBand(years))
            } else {
                Err(unknown())
            };
        }
        let named =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
        if word.is_empty() || word.len() > 32 || !word.bytes().all(named) {
            return Err(unknown());
        }
        Ok(Self::Own(word.replace('-', "_")))
    }

    /// The facet of a holder that it needs; the tier is none.
    #[must_use]
    pub fn facet(&self) -> Option<&str> {
        match self {
            Self::Region(_) => Some("region"),
            Self::BirthYear | Self::BirthDecade | Self::AgeBand(_) => Some("birth_year"),
            Self::Sex => Some("sex"),
            Self::Country => Some("country"),
            Self::RangeCarrier => Some("range_carrier"),
            Self::AreaCode => Some("area_code"),
            Self::Postcode(_) => Some("postal_zone"),
            Self::Own(facet) => Some(facet),
            Self::Tier => None,
        }
    }

    /// Whether it tells people apart by sex, age or region.
    #[must_use]
    pub const fn is_personal(&self) -> bool {
        let by_place = matches!(self, Self::Region(_) | Self::AreaCode | Self::Postcode(_));
        let by_age = matches!(self, Self::BirthYear | Self::BirthDecade | Self::AgeBand(_));
        by_place || by_age || matches!(self, Self::Sex)
    }

    /// The value of this level for a holder, [`UNKNOWN`] where the facts do not tell.
    #[must_use]
    pub fn value<'a>(&self, facts: &Facts<'a>, measure: &Measure<'a>) -> Cow<'a, str> {
        let known = match self.facet() {
            Some(facet) => facts.facets.get(facet).map(String::as_str),
            None => facts.tier,
        };
        known.and_then(|known| self.of(known, measure)).unwrap_or(Cow::Borrowed(UNKNOWN))
    }

    /// Whether somebody can have a value at this level, as far as that can be told without looking.
    #[must_use]
    pub fn can_be(&self, value: &str) -> bool {
        let digits = |count: usize| value.len() == count && value.bytes().all(|byte| byte.is_ascii_digit());
        value == UNKNOWN
            || match self {
                Self::Region(count) | Self::Postcode(count) => digits(usize::from(*count)),
                Self::BirthYear => digits(4),
                Self::BirthDecade => digits(4) && value.ends_with('0'),
                Self::AgeBand(years) => value.split_once('-').is_some_and(|(first, last)| {
                    let (first, last) = (first.parse::<u16>(), last.parse::<u16>());
                    matches!((first, last), (Ok(first), Ok(last))
                        if first % u16::from(*years) == 0 && Some(last) == first.checked_add(u16::from(*years) - 1))
                }),
                Self::Sex => ["M", "F"].contains(&value),
                Self::Country => value.len() == 3 && value.bytes().all(|byte| byte.is_ascii_uppercase()),
                Self::RangeCarrier | Self::AreaCode | Self::Tier | Self::Own(_) => {
                    !value.is_empty() && !value.chars().any(char::is_control)
                }
            }
    }

    fn of<'a>(&self, known: &'a str, measure: &Measure<'a>) -> Option<Cow<'a, str>> {
        let start = |code: &'a str, digits: u8| code.get(..usize::from(digits)).map(Cow::Borrowed);
        match self {
            Self::Region(digits) => {
                let successor = measure.successors.and_then(|regions| regions.successor(known));
                start(successor.unwrap_or(known), *digits)
            }
            Self::Postcode(digits) => start(known, *digits),
            Self::BirthDecade => {
                let year: i32 = known.parse().ok()?;
                Some(Cow::Owned((year - year.rem_euclid(10)).to_string()))
            }
            Self::AgeBand(years) => {
                let (born, years): (i16, i16) = (known.parse().ok()?, i16::from(*years));
                let age = measure.year.checked_sub(born).filter(|age| *age >= 0)?;
                let first = age - age % years;
                Some(Cow::Owned(format!("{first}-{}", first + years - 1)))
            }
            // A path is parted by `/`, so no value may have one.
            _ if known.contains('/') => Some(Cow::Owned(known.replace('/', "-"))),
            _ => (!known.is_empty()).then_some(Cow::Borrowed(known)),
        }
    }
}

impl fmt::Display for Grouping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tier => f.pad("tier"),
            Self::AgeBand(years) => f.pad(&format!("age-band:{years}")),
            Self::Own(facet) => f.pad(&facet.replace('_', "-")),
            _ => f.pad(WORDS.iter().find(|(_, grouping)| grouping == self).map_or("", |(word, _)| word)),
        }
    }
}
