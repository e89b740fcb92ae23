//! The citizen identity number (GB 11643): region(6), birth date(8), sequence(3), check character.
//!
//! The same 18 digits are on residence permits of Hong Kong, Macao and Taiwan residents (regions 810000, 820000
//! and 830000), on foreigners' permanent residence cards (`9`, province(2), nationality(3) in place of the
//! region), and are the numbers of driving licences and social security. Before 1999 they were 15: the year
//! had two digits, and there was no check character.

use jiff::civil::Date;
use zeroize::Zeroizing;

use super::{Context, Draft, Reason, Sex, Warning, country, text};

/// ISO 7064 MOD 11-2: 2^(17 - place) modulo 11.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check character by remainder.
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// The bearer of the oldest number on record was born in 1880; nobody who carries one was before this.
const EARLIEST_YEAR: i16 = 1800;

/// The check character of the first 17 digits (ISO 7064 MOD 11-2); nothing when they are not 17 digits.
#[must_use]
pub fn check_character(body: &str) -> Option<char> {
    if body.len() != WEIGHTS.len() || !text::is_digits(body) {
        return None;
    }
    // At most 17 · 10 · 9.
    let sum: u32 = body.bytes().zip(WEIGHTS).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
    CHECKS.get(sum as usize % CHECKS.len()).copied()
}

pub(super) fn read(value: &str, context: &Context<'_>) -> Result<Draft, Vec<Reason>> {
    let number = eighteen(&text::compact_upper(value))?;
    let mut reasons = Vec::new();
    if check_character(&number[..17]) != number.chars().next_back() {
        reasons.push(Reason::Checksum);
    }
    let birth = date(&number[6..14]);
    match birth {
        None => reasons.push(Reason::Date),
        Some(date) if date > context.today => reasons.push(Reason::Future),
        Some(_) => {}
    }
    let Some(birth) = birth.filter(|_| reasons.is_empty()) else { return Err(reasons) };

    let mut draft = Draft::new("cn.id", number);
    let place = Place::of(&draft.canonical, context);
    draft.region(&place.region, birth.year(), context)?;
    draft.facets.set_birth_date(birth);
    let sex = if (draft.canonical.as_bytes()[16] - b'0') % 2 == 1 { Sex::Male } else { Sex::Female };
    draft.facets.set("sex", sex.as_str());
    match place.country {
        Some(country) => draft.facets.set("country", country),
        None => draft.warnings.push(Warning::CountryUnknown),
    }
    Ok(draft)
}

/// The number in 18 characters, of the right kind; dates and check are still unread.
fn eighteen(number: &str) -> Result<Zeroizing<String>, Vec<Reason>> {
    let length = number.chars().count();
    let mut reasons = Vec::new();
    if length != 15 && length != 18 {
        reasons.push(Reason::Length);
    }
    if number.chars().enumerate().any(|(place, c)| !c.is_ascii_digit() && (place, c) != (17, 'X')) {
        reasons.push(Reason::Character);
    }
    if !reasons.is_empty() {
        return Err(reasons);
    }
    let mut whole = Zeroizing::new(String::with_capacity(18));
    if length == 18 {
        whole.push_str(number);
        return Ok(whole);
    }
    // 996 to 999 marked people of a hundred years and more, whose century two digits don't tell.
    if number[12..] >= *"996" {
        return Err(vec![Reason::Ambiguous]);
    }
    whole.push_str(&number[..6]);
    whole.push_str("19");
    whole.push_str(&number[6..]);
    let check = check_character(&whole);
    whole.extend(check);
    Ok(whole)
}

/// The date of eight digits.
pub(super) fn date(digits: &str) -> Option<Date> {
    let (year, month, day) = (digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
        .ok()
        .filter(|date| date.year() >= EARLIEST_YEAR)
}

/// Where a number was issued, and to whose citizen.
struct Place {
    region: String,
    country: Option<&'static str>,
}

impl Place {
    /// A leading 9 is a foreigner's card when a province follows, and an unknown region otherwise.
    fn of(number: &str, context: &Context<'_>) -> Self {
        let province = &number[1..3];
        if number.starts_with('9') && context.regions.contains(province) {
            Self { region: format!("{province}0000"), country: country::of_numeric(&number[3..6]) }
        } else {
            Self { region: number[..6].to_owned(), country: Some("CHN") }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use proptest::prelude::*;

    use super::super::tests::{accepted, accepted_strictly, refused};
    use super::super::{FacetValue, Kind};
    use super::*;

    #[test]
    fn valid_numbers_tell_region_birth_and_sex() {
        for (number, region, status, birth, sex, country) in [
            ("110102197502030839", "110102", "current", (1975, 2, 3), 'M', "CHN"),
            ("11010519491231002X", "110105", "current", (1949, 12, 31), 'F', "CHN"),
            ("11010519491231002x", "110105", "current", (1949, 12, 31), 'F', "CHN"),
            ("440524188001010014", "440524", "historic", (1880, 1, 1), 'M', "CHN"),
            ("44011320141005001X", "440113", "current", (2014, 10, 5), 'M', "CHN"),
            ("44011320141005001x", "440113", "current", (2014, 10, 5), 'M', "CHN"),
            ("412723199010050012", "412723", "historic", (1990, 10, 5), 'M', "CHN"),
            ("110102200002290014", "110102", "current", (2000, 2, 29), 'M', "CHN"),
            ("110103197502030835", "110103", "historic", (1975, 2, 3), 'M', "CHN"),
            ("500154199804106120", "500154", "current", (1998, 4, 10), 'F', "CHN"),
            ("411082198901010002", "411082", "current", (1989, 1, 1), 'F', "CHN"),
            ("44040119580101000X", "440401", "generic", (1958, 1, 1), 'F', "CHN"),
            ("140120197901010008", "140120", "generic", (1979, 1, 1), 'F', "CHN"),
            ("330114202402290019", "330114", "current", (2024, 2, 29), 'M', "CHN"),
            ("810000199408230021", "810000", "current", (1994, 8, 23), 'F', "CHN"),
            ("830000199201300022", "830000", "current", (1992, 1, 30), 'F', "CHN"),
            ("911124198108030024", "110000", "current", (1981, 8, 3), 'F', "CAN"),
            ("932682198501010017", "320000", "current", (1985, 1, 1), 'M', "SAU"),
            ("110102 19750203 0839", "110102", "current", (1975, 2, 3), 'M', "CHN"),
            ("110102-19750203-0839", "110102", "current", (1975, 2, 3), 'M', "CHN"),
            ("１１０１０２１９７５０２０３０８３９", "110102", "current", (1975, 2, 3), 'M', "CHN"),
        ] {
            let id = accepted(&Kind::CitizenId, number);
            let facets = id.facets();
            assert_eq!(facets.region(), Some(region), "{number}");
            assert_eq!(facets.get("region_status"), Some(&FacetValue::from(status)), "{number}");
            assert_eq!(facets.birth_date(), Some(jiff::civil::date(birth.0, birth.1, birth.2)), "{number}");
            assert_eq!(facets.birth_year(), Some(birth.0), "{number}");
            assert_eq!(facets.sex().map(Sex::as_str), Some(sex.to_string().as_str()), "{number}");
            assert_eq!(facets.country(), Some(country), "{number}");
            assert_eq!(id.namespace(), "cn.id");
            assert_eq!(id.warnings(), [], "{number}");
            assert!(accepted_strictly(&Kind::CitizenId, number).is_ok(), "{number}");
        }
    }

    #[test]
    fn numbers_that_are_wrong_are_refused_with_the_reason() {
        for (number, reasons) in [
            ("440308199901101513", &[Reason::Checksum][..]),
            ("11010119900307867X", &[Reason::Checksum]),
            ("110102199902290014", &[Reason::Date]),
            ("110102190002290835", &[Reason::Date]),
            ("110102209912310839", &[Reason::Future]),
            ("44030819990110", &[Reason::Length]),
            ("", &[Reason::Length]),
            ("1101021975020308390", &[Reason::Length]),
            ("11010219750203A839", &[Reason::Character]),
            ("X10102197502030839", &[Reason::Character]),
            ("11010275020308X", &[Reason::Character]),
            ("一二三四五六", &[Reason::Length, Reason::Character]),
            ("一二三四五六七八九一二三四五六七八九", &[Reason::Character]),
            ("110102199913010835", &[Reason::Checksum, Reason::Date]),
            ("110102000229083", &[Reason::Date]),
            ("110102950203999", &[Reason::Ambiguous]),
            ("110102950203996", &[Reason::Ambiguous]),
        ] {
            assert_eq!(refused(&Kind::CitizenId, number), reasons, "{number}");
        }
        assert_eq!(check_character("44030819990110151"), Some('2'));
    }

    #[test]
    fn doubtful_regions_warn_and_fail_only_when_strict() {
        for (number, warning, status) in [
            ("990426199112010074", Warning::RegionUnknown, "unknown"),
            ("000000197502030835", Warning::RegionUnknown, "unknown"),
            ("110103201202030832", Warning::RegionImplausible, "implausible"),
        ] {
            let id = accepted(&Kind::CitizenId, number);
            assert_eq!(id.warnings(), [warning], "{number}");
            assert_eq!(id.facets().region(), Some(&number[..6]));
            assert_eq!(id.facets().get("region_status"), Some(&FacetValue::from(status)));
            assert_eq!(accepted_strictly(&Kind::CitizenId, number), Err(vec![Reason::Region]), "{number}");
        }
    }

    #[test]
    fn fifteen_digits_become_eighteen() {
        for (old, new) in [
            ("110102750203083", "110102197502030839"),
            ("610104620927690", "610104196209276908"),
            ("330102200403064", "33010219200403064X"),
            ("110102 750203 995", "110102197502039956"),
        ] {
            assert_eq!(accepted(&Kind::CitizenId, old).canonical(), new);
        }
    }

    #[test]
    fn one_person_is_the_same_whatever_the_card_is_called() {
        for kind in [Kind::CitizenId, Kind::DrivingLicence, Kind::SocialSecurity] {
            let id = accepted(&kind, "110102750203083");
            assert_eq!((id.namespace(), id.canonical()), ("cn.id", "110102197502030839"));
            assert_eq!(id.masked(), "1****************9");
            assert_eq!(id.kind(), &kind);
        }
    }

    #[test]
    fn a_foreigner_of_an_unknown_country_is_doubtful() {
        let body = "91199919850101001";
        let number = format!("{body}{}", check_character(body).expect("17 digits"));
        let id = accepted(&Kind::CitizenId, &number);
        assert_eq!((id.warnings(), id.facets().country()), (&[Warning::CountryUnknown][..], None));
    }

    #[test]
    fn the_check_needs_seventeen_digits() {
        for body in ["", "1101021975020308", "110102197502030839", "1101021975020308X", "一二三四五六"]
        {
            assert_eq!(check_character(body), None, "{body}");
        }
    }

    /// ISO 7064 as the standard states it: the sum over all 18, the check as 0 to 10, is 1 modulo 11.
    fn by_the_standard(number: &str) -> bool {
        let mut remainder = 0;
        for c in number.chars() {
            remainder = (remainder * 2 + c.to_digit(10).unwrap_or(10)) % 11;
        }
        remainder == 1
    }

    fn any_number() -> impl Strategy<Value = String> {
        let birth = (1900..2026_i16, 1..=12_i8, 1..=28_i8);
        ("[1-6][0-9]{5}", birth, 0..1000_u16).prop_map(|(region, (year, month, day), sequence)| {
            let mut number = format!("{region}{year}{month:02}{day:02}{sequence:03}");
            let check = check_character(&number).expect("17 digits");
            number.push(check);
            number
        })
    }

    proptest! {
        #[test]
        fn both_ways_to_reckon_the_check_agree(body in "[0-9]{17}") {
            let right = check_character(&body).expect("17 digits");
            for check in CHECKS {
                prop_assert_eq!(by_the_standard(&format!("{body}{check}")), check == right);
            }
        }

        #[test]
        fn made_numbers_are_accepted_as_they_are(number in any_number()) {
            let id = accepted(&Kind::CitizenId, &number);
            prop_assert_eq!(id.canonical(), &number);
            prop_assert_eq!(id.facets().region(), Some(&number[..6]));
        }

        #[test]
        fn one_wrong_digit_is_always_found(number in any_number(), at in 0..18_usize, by in 1..10_u8) {
            let mut wrong = number.into_bytes();
            wrong[at] = match wrong[at] {
                b'X' => b'0' + by,
                digit => b'0' + (digit - b'0' + by) % 10,
            };
            let reasons = refused(&Kind::CitizenId, std::str::from_utf8(&wrong).expect("ASCII"));
            prop_assert!(reasons.contains(&Reason::Checksum), "{reasons:?}");
        }

        #[test]
        fn two_neighbours_exchanged_are_always_found(number in any_number(), at in 0..16_usize) {
            let mut wrong = number.into_bytes();
            prop_assume!(wrong[at] != wrong[at + 1]);
            wrong.swap(at, at + 1);
            let reasons = refused(&Kind::CitizenId, std::str::from_utf8(&wrong).expect("ASCII"));
            prop_assert!(reasons.contains(&Reason::Checksum), "{reasons:?}");
        }

        #[test]
        fn spaces_and_wide_digits_change_nothing(number in any_number(), at in 0..18_usize) {
            let mut written = String::new();
            for (place, c) in number.chars().enumerate() {
                let gap = if place == at { " " } else { "" };
                let wide = char::from_u32(u32::from(c) + 0xfee0).filter(|_| place % 2 == 0).unwrap_or(c);
                write!(written, "{gap}{wide}").expect("a String takes everything");
            }
            let id = accepted(&Kind::CitizenId, &written);
            prop_assert_eq!(id.canonical(), &number);
        }
    }
}
