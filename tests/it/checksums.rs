//! The program's check digits against a second implementation, which is written digit by digit from the
//! standards and shares nothing with the first.

use cardctl::domain::luhn;
use cardctl::domain::parameter::citizen_id::check_character;
use cardctl::domain::parameter::{CodePattern, Context, Kind, Reason, parse, passport_check_digit};
use cardctl::domain::region::RegionTable;
use jiff::civil::date;
use proptest::prelude::*;

/// ISO 7064, pure system MOD 11-2, as the recursion of its clause on computation: P(1) = a, P(j+1) = 2·P(j) + a.
fn mod_11_2(body: &str) -> char {
    let mut product = 0_u32;
    for digit in body.chars().filter_map(|c| c.to_digit(10)) {
        product = (product + digit) * 2 % 11;
    }
    // The check makes P congruent to 1.
    match (12 - product) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).expect("one digit"),
    }
}

/// Luhn, from the right, with the two digits of a double added.
fn luhn_digit(body: &str) -> u32 {
    let mut sum = 0;
    for (place, digit) in body.chars().rev().filter_map(|c| c.to_digit(10)).enumerate() {
        let doubled = if place % 2 == 0 { digit * 2 } else { digit };
        sum += doubled / 10 + doubled % 10;
    }
    (10 - sum % 10) % 10
}

/// ISO 7064, hybrid system MOD 37-36, over base-36 digits.
fn mod_37_36(body: &str) -> char {
    let mut check = 18_u32;
    for digit in body.chars().filter_map(|c| c.to_digit(36)) {
        check = ((if check == 0 { 36 } else { check }) * 2 % 37 + digit) % 36;
    }
    // The last step doubles once more; the check character brings the sum to 1.
    let check = (37 - (if check == 0 { 36 } else { check }) * 2 % 37) % 36;
    char::from_digit(check, 36).expect("a digit of base 36").to_ascii_uppercase()
}

/// ICAO 9303: the places of weight 7, 3 and 1, each added by itself.
fn mrz(field: &str) -> u32 {
    let value = |c: char| if c == '<' { 0 } else { c.to_digit(36).expect("a letter or digit") };
    let of = |weight: u32, first: usize| {
        field.chars().skip(first).step_by(3).map(|c| weight * value(c)).sum::<u32>()
    };
    (of(7, 0) + of(3, 1) + of(1, 2)) % 10
}

fn context(codes: &[CodePattern]) -> Context<'_> {
    Context { today: date(2026, 10, 1), regions: RegionTable::embedded(), strict_region: false, codes }
}

#[test]
fn the_second_implementation_knows_the_published_numbers() {
    assert_eq!(mod_11_2("11010219750203083"), '9');
    assert_eq!(mod_11_2("11010519491231002"), 'X');
    assert_eq!(luhn_digit("7992739871"), 3);
    assert_eq!(luhn_digit("49015420323751"), 8);
    assert_eq!((mrz("L898902C3"), mrz("740812"), mrz("120415")), (6, 2, 9));
    // The example of the standard for MOD 37-36.
    assert_eq!(mod_37_36("A12425GABC1234002"), 'M');
}

proptest! {
    #[test]
    fn citizen_id(body in "[0-9]{17}") {
        prop_assert_eq!(check_character(&body), Some(mod_11_2(&body)));
    }

    #[test]
    fn a_citizen_id_is_refused_for_its_checksum_exactly_when_it_is_wrong(body in "[0-9]{17}", check in "[0-9Xx]") {
        let number = format!("{body}{check}");
        let wrong = !check.eq_ignore_ascii_case(&mod_11_2(&body).to_string());
        let reasons = parse(&Kind::CitizenId, &number, &context(&[])).err().unwrap_or_default();
        prop_assert_eq!(reasons.contains(&Reason::Checksum), wrong, "{:?}", reasons);
    }

    #[test]
    fn luhn_of_any_length(body in "[0-9]{1,30}", check in 0..10_u32) {
        prop_assert_eq!(luhn::is_valid(&format!("{body}{check}")), luhn_digit(&body) == check);
    }

    #[test]
    fn imei(body in "[0-9]{14}", check in 0..10_u32) {
        let reasons = parse(&Kind::Device, &format!("imei:{body}{check}"), &context(&[])).err().unwrap_or_default();
        prop_assert_eq!(reasons.contains(&Reason::Checksum), luhn_digit(&body) != check);
    }

    #[test]
    fn machine_readable_fields(field in "[0-9A-Z<]{0,40}") {
        prop_assert_eq!(passport_check_digit(&field).map(u32::from), Some(mrz(&field)));
    }

    #[test]
    fn codes_with_mod_37_36(body in "[0-9A-Z]{11}", check in "[0-9A-Z]") {
        let pattern = CodePattern::stored("t", "************", "mod37-36", "", false).expect("a pattern");
        let codes = [pattern];
        let read = parse(&Kind::Code("t".to_owned()), &format!("{body}{check}"), &context(&codes));
        prop_assert_eq!(read.is_ok(), check == mod_37_36(&body).to_string());
    }

    #[test]
    fn codes_with_luhn(body in "[0-9]{11}", check in 0..10_u32) {
        let pattern = CodePattern::stored("t", "A-9999-9999-9999", "luhn", "", false).expect("a pattern");
        let codes = [pattern];
        let read = parse(&Kind::Code("t".to_owned()), &format!("Z{body}{check}"), &context(&codes));
        prop_assert_eq!(read.is_ok(), luhn_digit(&body) == check);
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let value = String::from_utf8_lossy(&bytes);
        let codes = [CodePattern::exact_case("t", "********").expect("a pattern")];
        for kind in Kind::BUILT_IN.into_iter().chain([Kind::Code("t".to_owned())]) {
            let _ = parse(&kind, &value, &context(&codes));
        }
    }
}
