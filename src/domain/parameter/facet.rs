//! What a value means: its facets, by which schemes group holders.

use std::borrow::Cow;
use std::fmt;

use jiff::civil::Date;
use serde::ser::{Serialize, SerializeMap as _, Serializer};

/// The sex in an ID number or a machine-readable passport.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    /// `M`
    Male,
    /// `F`
    Female,
}

impl Sex {
    /// `M` or `F`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Male => "M",
            Self::Female => "F",
        }
    }
}

/// The value of a facet.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(untagged)]
pub enum FacetValue {
    /// A code, a name or a word.
    Text(String),
    /// A year.
    Number(i64),
    /// Yes or no.
    Flag(bool),
}

impl fmt::Display for FacetValue {
    /// As in a cohort path: the text, the number, `yes` or `no`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.pad(text),
            Self::Number(number) => f.pad(&number.to_string()),
            Self::Flag(flag) => f.pad(if *flag { "yes" } else { "no" }),
        }
    }
}

/// The facets of one value, in a fixed order.
///
/// Keys are those of the interfaces: `region` (six digits as issued), `region_name`, `region_status`,
/// `birth_year`, `sex` (`M`, `F`), `country` (ISO 3166-1 alpha-3), `range_carrier`, `virtual_operator`, `area_code`,
/// `regions`, `postal_zone`, `ip_scope`, `ip_block`, `device_type`, `tac`, `operator`, and what a site's codes
/// map. The birth *date* is none of them: it is kept apart, is neither shown nor serialised, and whoever
/// stores it seals it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Facets {
    values: Vec<(Cow<'static, str>, FacetValue)>,
    birth_date: Option<Date>,
}

impl Facets {
    /// The facet of this key, spelled `birth_year` or `birth-year`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&FacetValue> {
        let same = |name: &str| {
            name.len() == key.len()
                && name.bytes().zip(key.bytes()).all(|(a, b)| a == b || (a, b) == (b'_', b'-'))
        };
        self.values.iter().find(|(name, _)| same(name)).map(|(_, value)| value)
    }

    /// Keys and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &FacetValue)> {
        self.values.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.birth_date.is_none()
    }

    /// The region code as issued, six digits: not necessarily one that is in force, or known.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        self.text("region")
    }

    /// The names from the province down.
    #[must_use]
    pub fn region_name(&self) -> Option<&str> {
        self.text("region_name")
    }

    /// ISO 3166-1 alpha-3: citizenship, the issuer of a passport, the plan of a phone number.
    #[must_use]
    pub fn country(&self) -> Option<&str> {
        self.text("country")
    }

    /// The sex, where the value tells it.
    #[must_use]
    pub fn sex(&self) -> Option<Sex> {
        match self.text("sex")? {
            "M" => Some(Sex::Male),
            "F" => Some(Sex::Female),
            _ => None,
        }
    }

    /// The birth year, where the value tells it.
    #[must_use]
    pub fn birth_year(&self) -> Option<i16> {
        match self.get("birth_year")? {
            FacetValue::Number(year) => i16::try_from(*year).ok(),
            FacetValue::Text(_) | FacetValue::Flag(_) => None,
        }
    }

    /// The first year of the decade of birth: 1970 for 1975.
    #[must_use]
    pub fn birth_decade(&self) -> Option<i16> {
        self.birth_year().map(|year| year - year.rem_euclid(10))
    }

    /// The birth date. To be sealed, never stored or shown in clear.
    #[must_use]
    pub const fn birth_date(&self) -> Option<Date> {
        self.birth_date
    }

    /// Completed years of life on `day`; who is born on 29 February completes one on 1 March of common years.
    /// Nothing without a birth date, or before it.
    #[must_use]
    pub fn age(&self, day: Date) -> Option<i16> {
        let born = self.birth_date?;
        let before_birthday = (day.month(), day.day()) < (born.month(), born.day());
        let age = day.year() - born.year() - i16::from(before_birthday);
        (age >= 0).then_some(age)
    }

    /// Sets a facet, under its key with underscores; one that was there is replaced in its place.
    pub fn set(&mut self, key: impl Into<Cow<'static, str>>, value: impl Into<FacetValue>) {
        let (key, value) = (key.into(), value.into());
        match self.values.iter_mut().find(|(name, _)| *name == key) {
            Some((_, old)) => *old = value,
            None => self.values.push((key, value)),
        }
    }

    /// Keeps the date apart and makes the year a facet.
    pub fn set_birth_date(&mut self, date: Date) {
        self.birth_date = Some(date);
        self.set("birth_year", FacetValue::Number(date.year().into()));
    }

    fn text(&self, key: &str) -> Option<&str> {
        match self.get(key)? {
            FacetValue::Text(text) => Some(text),
            FacetValue::Number(_) | FacetValue::Flag(_) => None,
        }
    }
}

impl From<&str> for FacetValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for FacetValue {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for FacetValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl fmt::Debug for Facets {
    /// Without the birth date.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl Serialize for Facets {
    /// A map without the birth date.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.values.len()))?;
        for (key, value) in self.iter() {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn born(year: i16, month: i8, day: i8) -> Facets {
        let mut facets = Facets::default();
        facets.set_birth_date(date(year, month, day));
        facets
    }

    #[test]
    fn age_counts_completed_years() {
        for (birth, day, age) in [
            ((1975, 2, 3), (2026, 2, 2), Some(50)),
            ((1975, 2, 3), (2026, 2, 3), Some(51)),
            ((2000, 2, 29), (2014, 2, 28), Some(13)),
            ((2000, 2, 29), (2014, 3, 1), Some(14)),
            ((2026, 2, 3), (2026, 2, 3), Some(0)),
            ((2026, 2, 3), (2026, 2, 2), None),
        ] {
            let facets = born(birth.0, birth.1, birth.2);
            assert_eq!(facets.age(date(day.0, day.1, day.2)), age, "{birth:?} {day:?}");
        }
        assert_eq!(Facets::default().age(date(2026, 1, 1)), None);
    }

    #[test]
    fn the_birth_date_is_never_written_out() {
        let mut facets = born(1975, 2, 3);
        facets.set("sex", "M");
        facets.set("virtual_operator", true);
        assert_eq!(
            serde_json::to_string(&facets).ok().as_deref(),
            Some(r#"{"birth_year":1975,"sex":"M","virtual_operator":true}"#)
        );
        assert_eq!(
            format!("{facets:?}"),
            r#"{"birth_year": Number(1975), "sex": Text("M"), "virtual_operator": Flag(true)}"#
        );
        assert_eq!(
            (facets.birth_year(), facets.birth_decade(), facets.sex()),
            (Some(1975), Some(1970), Some(Sex::Male))
        );
    }

    #[test]
    fn keys_are_found_in_both_spellings() {
        let facets = born(1975, 2, 3);
        assert_eq!(facets.get("birth-year"), Some(&FacetValue::Number(1975)));
        assert_eq!(facets.get("birth_year").map(ToString::to_string).as_deref(), Some("1975"));
        assert_eq!(facets.get("birth year"), None);
        assert_eq!(facets.get("birth_yea"), None);
    }

    #[test]
    fn a_facet_has_one_value() {
        let mut facets = Facets::default();
        facets.set("country", "CHN");
        facets.set("country", "CAN");
        assert_eq!(facets.iter().count(), 1);
        assert_eq!(facets.country(), Some("CAN"));
    }
}
