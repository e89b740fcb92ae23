//! Passports: the patterns of Chinese ones, any ICAO number of another country, and the machine-readable zone.
//!
//! A number alone says its country only if it has a Chinese pattern. Others are written with the issuer in
//! front, `CAN:AB123456`, or as the machine-readable lines (ICAO 9303-4), which carry check digits, nationality,
//! birth date and sex.

use jiff::civil::Date;
use zeroize::Zeroizing;

use super::{Context, Draft, Facets, Reason, Sex, Warning, citizen_id, country, text};

/// The length of each of the two lines of a passport.
const LINE: usize = 44;

/// The issuer of a number that doesn't say it: ICAO's code for an unspecified nationality.
pub(super) const UNSPECIFIED: &str = "XXX";

/// The check digit of ICAO 9303-3, section 4.9: weights 7, 3, 1; letters are 10 to 35, the filler `<` is 0.
/// Nothing when another character occurs.
#[must_use]
pub fn check_digit(field: &str) -> Option<u8> {
    let mut sum = 0_usize;
    for (byte, weight) in field.bytes().zip([7, 3, 1].into_iter().cycle()) {
        let value = match byte {
            b'0'..=b'9' => byte - b'0',
            b'A'..=b'Z' => byte - b'A' + 10,
            b'<' => 0,
            _ => return None,
        };
        sum = (sum + usize::from(value) * weight) % 10;
    }
    u8::try_from(sum).ok()
}

pub(super) fn read(value: &str, context: &Context<'_>) -> Result<Draft, Vec<Reason>> {
    let value = text::compact_upper(value);
    if is_machine_readable(&value) {
        return machine_readable(&value, context);
    }
    let (issuer, number) = match value.split_once([':', '/']) {
        Some((issuer, number)) => (Some(issuer), number),
        None => (None, &**value),
    };
    let mut reasons = Vec::new();
    if !(5..=9).contains(&number.chars().count()) {
        reasons.push(Reason::Length);
    }
    if !number.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        reasons.push(Reason::Character);
    } else if reasons.is_empty() && !number.bytes().any(|byte| byte.is_ascii_digit()) {
        reasons.push(Reason::Pattern);
    }
    let issuer = match issuer {
        Some(issuer) => {
            let known = country::of_passport(issuer);
            if known.is_none() {
                reasons.push(Reason::Country);
            }
            known
        }
        None => is_chinese(number).then_some("CHN"),
    };
    if issuer == Some("CHN")
        && reasons.is_empty()
        && !is_chinese(number)
        && !is_chinese_of_before_2000(number)
    {
        reasons.push(Reason::Pattern);
    }
    if reasons.is_empty() { Ok(draft(issuer, number)) } else { Err(reasons) }
}

fn draft(issuer: Option<&str>, number: &str) -> Draft {
    let namespace = format!("passport.{}", issuer.unwrap_or(UNSPECIFIED));
    let mut draft = Draft::new(&namespace, Zeroizing::new(number.to_owned()));
    match issuer {
        Some(issuer) => draft.facets.set("country", issuer),
        None => draft.warnings.push(Warning::CountryUnknown),
    }
    draft
}

/// Whether a number has the pattern of a Chinese passport in use: ordinary (`E`, `EA` …, `G`), for public
/// affairs (`P`, `PE`), service (`S`, `SE`), diplomatic (`D`, `DE`), Hong Kong (`H`, `K`, `HJ`, `KJ`), Macao (`MA`, `MB`).
pub(super) fn is_chinese(number: &str) -> bool {
    let Some(at) = number.find(|c: char| c.is_ascii_digit()) else { return false };
    let (prefix, digits) = number.split_at(at);
    text::is_digits(digits)
        && match (prefix, digits.len()) {
            ("E" | "G" | "H" | "K" | "D" | "S", 8)
            | ("P" | "S" | "D" | "PE" | "SE" | "DE" | "HJ" | "KJ" | "MA" | "MB", 7) => true,
            // After E00000000 to E99999999 the second place went on with letters, without I and O.
            (prefix, 7) => matches!(prefix.as_bytes(), [b'E', b'A'..=b'H' | b'J'..=b'N' | b'P'..=b'Z']),
            _ => false,
        }
}

/// Nine digits beginning with 14 or 15. Only with the issuer in front: others have nine digits too.
fn is_chinese_of_before_2000(number: &str) -> bool {
    number.len() == 9 && text::is_digits(number) && (number.starts_with("14") || number.starts_with("15"))
}

/// Whether a value is one or both lines of a machine-readable zone: nothing else is as long and has fillers.
pub(super) fn is_machine_readable(value: &str) -> bool {
    value.contains('<') && value.is_ascii() && [LINE, 2 * LINE].contains(&value.len())
}

/// Reads the second line, or both: number(9) check, nationality(3), birth(6) check, sex, expiry(6) check,
/// optional(14) check, check over all of them.
fn machine_readable(value: &str, context: &Context<'_>) -> Result<Draft, Vec<Reason>> {
    if !value.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase() || byte == b'<') {
        return Err(vec![Reason::Character]);
    }
    let (first, line) = value.split_at(value.len() - LINE);
    if !first.is_empty() && !first.starts_with('P') {
        return Err(vec![Reason::Pattern]);
    }
    let right = |field: &str, check: &str| {
        let expected = check_digit(field);
        let filled = check == "<" && field.bytes().all(|byte| byte == b'<');
        filled || expected.is_some_and(|digit| check.as_bytes() == [b'0' + digit])
    };
    let over_all: Zeroizing<String> = Zeroizing::new([&line[..10], &line[13..20], &line[21..43]].concat());
    let (birth, expiry) = (&line[13..19], &line[21..27]);
    let mut reasons = Vec::new();
    if !(right(&line[..9], &line[9..10])
        && right(birth, &line[19..20])
        && right(expiry, &line[27..28])
        && right(&line[28..42], &line[42..43])
        && right(&over_all, &line[43..]))
    {
        reasons.push(Reason::Checksum);
    }
    let number = line[..9].trim_end_matches('<');
    if number.is_empty() || number.contains('<') {
        reasons.push(Reason::Pattern);
    }
    // Unknown parts of a birth date are fillers; a date of digits has to be one.
    let born = two_digit_date(birth, |date| date <= context.today);
    if born.is_none() && text::is_digits(birth) {
        reasons.push(Reason::Date);
    }
    let expires = two_digit_date(expiry, |_| true);
    if expires.is_none() && text::is_digits(expiry) {
        reasons.push(Reason::Date);
    }
    if !reasons.is_empty() {
        reasons.dedup();
        return Err(reasons);
    }

    let field = if first.is_empty() { &line[10..13] } else { &first[2..5] };
    let mut draft = draft(country::of_passport(field.trim_end_matches('<')), number);
    if let Some(born) = born {
        draft.facets.set_birth_date(born);
    }
    let sex = match &line[20..21] {
        "M" => Some(Sex::Male),
        "F" => Some(Sex::Female),
        _ => None,
    };
    if let Some(sex) = sex {
        draft.facets.set("sex", sex.as_str());
    }
    draft.told = told(born, sex);
    if expires.is_some_and(|date| date < context.today) {
        draft.warnings.push(Warning::Expired);
    }
    Ok(draft)
}

/// What the lines say beside the number: `19740812 F`, with `-` for what they leave open.
fn told(born: Option<Date>, sex: Option<Sex>) -> Option<Zeroizing<String>> {
    if born.is_none() && sex.is_none() {
        return None;
    }
    let born = born.map_or_else(|| "-".to_owned(), |date| date.strftime("%Y%m%d").to_string());
    Some(Zeroizing::new(format!("{born} {}", sex.map_or("-", Sex::as_str))))
}

/// Puts what was told back into the facets.
pub(super) fn recall(told: &str, facets: &mut Facets) {
    let Some((born, sex)) = told.split_once(' ') else { return };
    if let Some(born) = citizen_id::date(born) {
        facets.set_birth_date(born);
    }
    for known in [Sex::Male, Sex::Female].iter().filter(|known| known.as_str() == sex) {
        facets.set("sex", known.as_str());
    }
}

/// A date of two-digit year in the later century that `fits`: births lie in the past, and no passport in use
/// expired in the last century.
fn two_digit_date(digits: &str, fits: impl Fn(Date) -> bool) -> Option<Date> {
    if !text::is_digits(digits) {
        return None;
    }
    let part = |from: usize| digits.get(from..from + 2)?.parse::<i8>().ok();
    let (year, month, day) = (part(0)?, part(2)?, part(4)?);
    [2000, 1900]
        .into_iter()
        .filter_map(|century| Date::new(century + i16::from(year), month, day).ok())
        .find(|date| fits(*date))
}

#[cfg(test)]
mod tests {
    use super::super::tests::{accepted, refused};
    use super::super::{Kind, Reason, Sex, Warning};
    use super::*;

    /// The specimen of ICAO 9303-4, appendix B.
    const SPECIMEN: [&str; 2] =
        ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"];

    #[test]
    fn check_digits_are_those_of_the_specimen() {
        for (field, digit) in
            [("L898902C3", 6), ("740812", 2), ("120415", 9), ("ZE184226B<<<<<", 1), ("<<<<", 0)]
        {
            assert_eq!(check_digit(field), Some(digit), "{field}");
        }
        assert_eq!(check_digit("l8"), None);
        assert_eq!(check_digit("段"), None);
    }

    #[test]
    fn chinese_patterns_name_their_country() {
        for number in [
            "E12345678",
            "EA1234567",
            "EJ1234567",
            "G12345678",
            "PE1234567",
            "SE1234567",
            "DE1234567",
            "P1234567",
            "S1234567",
            "D1234567",
            "K12345678",
            "H12345678",
            "KJ1234567",
            "MA1234567",
            "ma 123-4567",
            "ｅ12345678",
            "CHN:141234567",
            "CHN:E12345678",
        ] {
            let passport = accepted(&Kind::Passport, number);
            assert_eq!(passport.namespace(), "passport.CHN", "{number}");
            assert_eq!(passport.facets().country(), Some("CHN"), "{number}");
            assert!(passport.warnings().is_empty(), "{number}");
        }
        assert_eq!(accepted(&Kind::Passport, "e 1234 5678").canonical(), "E12345678");
        assert_eq!(accepted(&Kind::Passport, "E12345678").masked(), "E*******8");
    }

    #[test]
    fn other_countries_are_written_in_front() {
        let passport = accepted(&Kind::Passport, "can:ab123456");
        assert_eq!((passport.namespace(), passport.canonical()), ("passport.CAN", "AB123456"));
        assert_eq!(accepted(&Kind::Passport, "D/C01X00T47").facets().country(), Some("DEU"));
        assert_eq!(accepted(&Kind::Passport, "USA：123456789").namespace(), "passport.USA");

        let unsaid = accepted(&Kind::Passport, "C01X00T47");
        assert_eq!((unsaid.namespace(), unsaid.facets().country()), ("passport.XXX", None));
        assert_eq!(unsaid.warnings(), [Warning::CountryUnknown]);
        // I and O are left out of the second place, so this is nobody's known pattern.
        assert_eq!(accepted(&Kind::Passport, "EI1234567").namespace(), "passport.XXX");
    }

    #[test]
    fn what_is_no_passport_number_is_refused() {
        for (value, reasons) in [
            ("", &[Reason::Length][..]),
            ("E123456789", &[Reason::Length]),
            ("E123", &[Reason::Length]),
            ("E1234567é", &[Reason::Character]),
            ("ABCDEFGH", &[Reason::Pattern]),
            ("CHN:E1234567", &[Reason::Pattern]),
            ("QQQ:E12345678", &[Reason::Country]),
            (":E12345678", &[Reason::Country]),
            ("六个汉字六个", &[Reason::Character]),
        ] {
            assert_eq!(refused(&Kind::Passport, value), reasons, "{value}");
        }
    }

    #[test]
    fn the_machine_readable_zone_tells_birth_and_sex() {
        for value in [SPECIMEN[1].to_owned(), SPECIMEN.concat(), SPECIMEN.join("\n")] {
            let passport = accepted(&Kind::Passport, &value);
            assert_eq!(passport.canonical(), "L898902C3");
            assert_eq!(passport.facets().birth_date(), Some(jiff::civil::date(1974, 8, 12)));
            assert_eq!(passport.facets().birth_year(), Some(1974));
            assert_eq!(passport.facets().sex(), Some(Sex::Female));
            assert_eq!(passport.warnings(), [Warning::CountryUnknown, Warning::Expired]);
        }
        // Number, nationality and dates as on a Chinese passport; the same person as the number alone.
        let number = "E12345678";
        let line = line(number, "CHN", "050229", "M", "350101");
        assert_eq!(refused(&Kind::Passport, &line), [Reason::Date]);
        let line = self::line(number, "CHN", "040229", "M", "350101");
        let passport = accepted(&Kind::Passport, &line);
        let typed = accepted(&Kind::Passport, number);
        assert_eq!((passport.namespace(), passport.canonical()), (typed.namespace(), typed.canonical()));
        assert_eq!(passport.facets().birth_date(), Some(jiff::civil::date(2004, 2, 29)));
        assert!(passport.warnings().is_empty());
    }

    #[test]
    fn a_birth_in_the_future_belongs_to_the_last_century() {
        let passport = accepted(&Kind::Passport, &line("E12345678", "CHN", "400101", "F", "350101"));
        assert_eq!(passport.facets().birth_year(), Some(1940));
        let unknown = accepted(&Kind::Passport, &line("E12345678", "CHN", "40<<<<", "<", "350101"));
        assert_eq!((unknown.facets().birth_date(), unknown.facets().sex()), (None, None));
    }

    #[test]
    fn each_check_digit_is_looked_at() {
        for at in [0, 9, 13, 19, 21, 27, 28, 42, 43] {
            let mut line = SPECIMEN[1].as_bytes().to_vec();
            line[at] = if line[at] == b'7' { b'8' } else { b'7' };
            let line = String::from_utf8(line).expect("ASCII");
            assert!(refused(&Kind::Passport, &line).contains(&Reason::Checksum), "{at}");
        }
    }

    fn line(number: &str, country: &str, birth: &str, sex: &str, expiry: &str) -> String {
        let check = |field: &str| check_digit(field).expect("a field");
        let number = format!("{number:<<9}{}", check(&format!("{number:<<9}")));
        let birth = format!("{birth}{}", check(birth));
        let rest = format!("{expiry}{}<<<<<<<<<<<<<<<", check(expiry));
        let whole = check(&format!("{number}{birth}{rest}"));
        format!("{number}{country}{birth}{sex}{rest}{whole}")
    }
}
