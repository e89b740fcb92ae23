//! Phone numbers. Which are assigned is a question for libphonenumber's tables; what is ours is the spelling,
//! the carriers of Chinese number ranges and the area codes.

use rlibphonenumber::{
    PHONE_NUMBER_UTIL, ParseError, PhoneNumber, PhoneNumberFormat, PhoneNumberType, enums::Region,
};
use zeroize::Zeroizing;

use super::{Context, Draft, Reason, Warning, area, country, mask, text};

/// Who got a range of Chinese mobile numbers, and whether a virtual operator resells it. Numbers are portable
/// since 2019, so this is not who serves the number. The longest prefix counts.
const RANGES: [(&str, &[&str], bool); 9] = [
    (
        "china-mobile",
        &[
            "134", "135", "136", "137", "138", "139", "147", "148", "150", "151", "152", "157", "158", "159",
            "172", "178", "182", "183", "184", "187", "188", "195", "197", "198",
        ],
        false,
    ),
    (
        "china-unicom",
        &["130", "131", "132", "145", "146", "155", "156", "166", "175", "176", "185", "186", "196"],
        false,
    ),
    (
        "china-telecom",
        &[
            // 1349 and 1740 are satellite phones.
            "133", "1349", "141", "149", "153", "173", "174", "177", "180", "181", "189", "190", "191", "193",
            "199",
        ],
        false,
    ),
    ("china-broadnet", &["161", "192"], false),
    ("china-mobile", &["165", "1703", "1705", "1706"], true),
    ("china-unicom", &["167", "171", "1704", "1707", "1708", "1709"], true),
    ("china-telecom", &["162", "1700", "1701", "1702"], true),
    // Not opened, but set aside for virtual operators.
    ("china-unicom", &["164"], true),
    ("china-telecom", &["163"], true),
];

/// Carrier and virtual operator of a national number of 11 digits.
fn range(national: &str) -> Option<(&'static str, bool)> {
    RANGES
        .iter()
        .flat_map(|(carrier, prefixes, is_virtual)| {
            prefixes.iter().map(move |prefix| (prefix, carrier, is_virtual))
        })
        .filter(|(prefix, ..)| national.starts_with(**prefix))
        .max_by_key(|(prefix, ..)| prefix.len())
        .map(|(_, carrier, is_virtual)| (*carrier, *is_virtual))
}

pub(super) fn read_mobile(value: &str) -> Result<Draft, Vec<Reason>> {
    let phone = Phone::read(value)?;
    let fixed_line = match phone.number.get_type() {
        PhoneNumberType::Mobile | PhoneNumberType::FixedLineOrMobile => false,
        // Numbers of other plans move between networks; only in China the leading 1 settles it.
        PhoneNumberType::FixedLine if phone.region != Region::CN => true,
        _ => return Err(vec![Reason::Type]),
    };
    let mut draft = phone.draft("phone");
    if fixed_line {
        draft.warnings.push(Warning::FixedLine);
    }
    if phone.region == Region::CN {
        let national = phone.national();
        draft.masked = mask::middle(&national, 3, 4);
        if let Some((carrier, is_virtual)) = range(&national) {
            draft.facets.set("range_carrier", carrier);
            draft.facets.set("virtual_operator", is_virtual);
        }
    }
    Ok(draft)
}

pub(super) fn read_landline(value: &str, context: &Context<'_>) -> Result<Draft, Vec<Reason>> {
    let phone = Phone::read(value)?;
    if !matches!(phone.number.get_type(), PhoneNumberType::FixedLine | PhoneNumberType::FixedLineOrMobile) {
        return Err(vec![Reason::Type]);
    }
    let mut draft = phone.draft("landline");
    let region = match phone.region {
        Region::CN => {
            let with_zero = Zeroizing::new(format!("0{}", &*phone.national()));
            let Some(area) = area::of_landline(&with_zero) else {
                draft.warnings.push(Warning::RegionUnknown);
                return Ok(draft);
            };
            draft.masked = mask::middle(&with_zero, area.code.len(), 4);
            draft.facets.set("area_code", area.code);
            area.set_regions(&mut draft.facets, context.regions);
            return Ok(draft);
        }
        Region::HK => "810000",
        Region::MO => "820000",
        Region::TW => "710000",
        _ => return Ok(draft),
    };
    draft.facets.set("region", region);
    if let Some(name) = context.regions.full_name(region, None) {
        draft.facets.set("region_name", name);
    }
    Ok(draft)
}

/// A number that is assigned.
struct Phone {
    number: PhoneNumber,
    region: Region,
}

impl Phone {
    fn read(value: &str) -> Result<Self, Vec<Reason>> {
        let digits = digits(value)?;
        // In China these are mobile numbers. The library would take the first five digits of a longer one for
        // the code of a long-distance carrier, and the rest for a landline.
        if digits.starts_with('1') && digits.len() != 11 {
            return Err(vec![Reason::Length]);
        }
        let number = PHONE_NUMBER_UTIL.parse(&*digits, Some(Region::CN)).map_err(|error| {
            vec![match error {
                ParseError::InvalidCountryCode => Reason::Country,
                ParseError::NotANumber(_) => Reason::Character,
                ParseError::TooShortAfterIdd | ParseError::TooShortNsn | ParseError::TooLongNsn => {
                    Reason::Length
                }
            }]
        })?;
        if number.is_possible_with_reason().is_err() {
            return Err(vec![Reason::Length]);
        }
        match number.get_region_code() {
            Some(region) if number.is_valid() => Ok(Self { number, region }),
            _ => Err(vec![Reason::Range]),
        }
    }

    fn national(&self) -> Zeroizing<String> {
        Zeroizing::new(self.number.get_national_significant_number())
    }

    /// E.164, with the country of the numbering plan; masked but for country code and last four digits.
    fn draft(&self, namespace: &str) -> Draft {
        let canonical = Zeroizing::new(self.number.format_as(PhoneNumberFormat::E164).into_owned());
        let country_code = 1 + self.number.country_code.to_string().len();
        let masked = mask::middle(&canonical, country_code, 4);
        let mut draft = Draft::new(namespace, canonical);
        draft.masked = masked;
        if let Some(country) = country::of_alpha_2(&self.region.as_region_str()) {
            draft.facets.set("country", country);
        }
        draft
    }
}

/// The canonical form of what is spelled as a Chinese mobile number, whether or not its range is assigned: the
/// tables that know take longer to load than a look-up takes in all.
pub(super) fn spelled_as_mobile(value: &str) -> Option<Zeroizing<String>> {
    let digits = digits(value).ok()?;
    let prefix = ["+86", "0086", "86"].into_iter().find(|prefix| digits.starts_with(prefix));
    let national = &digits[prefix.map_or(0, str::len)..];
    (national.len() == 11 && national.starts_with('1')).then(|| Zeroizing::new(format!("+86{national}")))
}

/// The digits, with `+` in front where there was one. The library would make digits of letters, and numbers
/// of whole sentences.
fn digits(value: &str) -> Result<Zeroizing<String>, Vec<Reason>> {
    let mut digits = text::compact(value);
    digits.retain(|c| !matches!(c, '(' | ')' | '.' | '/'));
    let mut reasons = Vec::new();
    let count = digits.strip_prefix('+').unwrap_or(&digits).chars().count();
    // ITU-T E.164 has 15 at most; the prefix `00` may come on top.
    let most = if digits.starts_with("00") { 17 } else { 15 };
    if !(5..=most).contains(&count) {
        reasons.push(Reason::Length);
    }
    if count > 0 && !text::is_digits(digits.strip_prefix('+').unwrap_or(&digits)) {
        reasons.push(Reason::Character);
    }
    if reasons.is_empty() { Ok(digits) } else { Err(reasons) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{accepted, refused};
    use super::super::{FacetValue, Kind};
    use super::*;

    #[test]
    fn one_mobile_number_in_all_its_spellings() {
        for value in [
            "13800138000",
            "+8613800138000",
            "8613800138000",
            "0086 138 0013 8000",
            "+86 138-0013-8000",
            "+86 (138) 0013.8000",
            "１３８００１３８０００",
            "\u{202d}+86 138 0013 8000\u{202c}",
            "(+86)13800138000",
        ] {
            let phone = accepted(&Kind::Mobile, value);
            assert_eq!((phone.namespace(), phone.canonical()), ("phone", "+8613800138000"), "{value}");
            assert_eq!(phone.masked(), "138****8000");
            assert_eq!(phone.facets().country(), Some("CHN"));
            assert_eq!(spelled_as_mobile(value).as_deref().map(String::as_str), Some("+8613800138000"));
        }
    }

    #[test]
    fn one_landline_in_all_its_spellings() {
        for value in [
            "01062345678",
            "(010)62345678",
            "+86 (0)10 6234 5678",
            "010-6234 5678",
            "+861062345678",
            "0086 10 62345678",
        ] {
            let phone = accepted(&Kind::Landline, value);
            assert_eq!((phone.namespace(), phone.canonical()), ("landline", "+861062345678"), "{value}");
            assert_eq!(phone.facets().get("area_code").map(ToString::to_string).as_deref(), Some("010"));
            assert_eq!(phone.facets().region(), Some("110000"));
            assert_eq!(phone.facets().region_name(), Some("北京市"));
            assert_eq!(phone.masked(), "010****5678");
        }
    }

    #[test]
    fn an_area_code_of_several_cities_has_their_province() {
        let phone = accepted(&Kind::Landline, "0731-82345678");
        assert_eq!(phone.facets().region(), Some("430000"));
        assert_eq!(phone.facets().get("regions"), Some(&FacetValue::Text("430100,430200,430300".to_owned())));
    }

    #[test]
    fn numbers_that_nobody_has_are_refused() {
        for (value, reason) in [
            ("17412345678", Reason::Range),
            ("12012345678", Reason::Range),
            ("138001380001", Reason::Length),
            ("1380013800", Reason::Length),
            ("110102750203083", Reason::Length),
            ("138", Reason::Length),
            ("", Reason::Length),
            ("13800138000a", Reason::Character),
            ("138+00138000", Reason::Character),
            ("+999 1234 5678", Reason::Country),
            ("01062345678", Reason::Type),
            ("4008123123", Reason::Type),
            ("一二三四五六", Reason::Character),
        ] {
            assert_eq!(refused(&Kind::Mobile, value), [reason], "{value}");
        }
        assert_eq!(refused(&Kind::Landline, "13800138000"), [Reason::Type]);
    }

    #[test]
    fn numbers_of_other_plans() {
        let macao = accepted(&Kind::Mobile, "+85366123456");
        assert_eq!((macao.canonical(), macao.facets().country()), ("+85366123456", Some("MAC")));
        assert_eq!(macao.masked(), "+853****3456");
        assert!(macao.warnings().is_empty());
        let hong_kong = accepted(&Kind::Mobile, "+85221234567");
        assert_eq!(hong_kong.facets().country(), Some("HKG"));
        assert_eq!(hong_kong.warnings(), [Warning::FixedLine]);
        assert_eq!(accepted(&Kind::Landline, "+85221234567").facets().region(), Some("810000"));
        assert_eq!(accepted(&Kind::Mobile, "+1 202 555 0173").facets().country(), Some("USA"));
    }

    #[test]
    fn ranges_know_carrier_and_virtual_operators() {
        for (number, carrier, is_virtual) in [
            ("13800138000", "china-mobile", false),
            ("13012345678", "china-unicom", false),
            ("13312345678", "china-telecom", false),
            ("19212345678", "china-broadnet", false),
            ("17012345678", "china-telecom", true),
            ("17052345678", "china-mobile", true),
            ("17092345678", "china-unicom", true),
            ("17112345678", "china-unicom", true),
            ("16212345678", "china-telecom", true),
            ("16512345678", "china-mobile", true),
            ("16712345678", "china-unicom", true),
        ] {
            let facets = accepted(&Kind::Mobile, number).facets().clone();
            assert_eq!(facets.get("range_carrier"), Some(&carrier.into()), "{number}");
            assert_eq!(facets.get("virtual_operator"), Some(&FacetValue::Flag(is_virtual)), "{number}");
        }
        assert_eq!(range("13491234567"), Some(("china-telecom", false)));
        assert_eq!(range("12012345678"), None);
    }

    /// Every range that the library takes for assigned has a carrier.
    #[test]
    fn no_assigned_range_is_missing() {
        for prefix in 100..200 {
            let number = format!("{prefix}12345678");
            if PHONE_NUMBER_UTIL
                .parse(&number, Some(Region::CN))
                .is_ok_and(|number| number.is_valid() && number.get_type() == PhoneNumberType::Mobile)
            {
                assert!(range(&number).is_some(), "{number}");
            }
        }
    }
}
