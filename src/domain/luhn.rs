//! The Luhn check digit (ISO/IEC 7812-1, annex B): card numbers, IMEI, ICCID, sites' own codes.

/// Twice the digit, with the digits of the product added up: 0 to 9 map onto 0 to 9.
const DOUBLED: [u8; 10] = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];

/// The Luhn sum modulo 10, doubling every second digit from the right; `first_doubled` says whether the
/// rightmost is one of them. Nothing when a byte is not a digit.
fn sum(digits: &[u8], first_doubled: bool) -> Option<u8> {
    let mut doubled = first_doubled;
    let mut sum = 0_u8;
    for byte in digits.iter().rev() {
        if !byte.is_ascii_digit() {
            return None;
        }
        let digit = byte - b'0';
        // Both are below 10, so the sum never leaves u8.
        sum = (sum + if doubled { DOUBLED[usize::from(digit)] } else { digit }) % 10;
        doubled = !doubled;
    }
    Some(sum)
}

/// The check digit (0 to 9) to append to `digits`; nothing when they are empty or not all ASCII digits.
#[must_use]
pub fn check_digit(digits: &str) -> Option<u8> {
    if digits.is_empty() {
        return None;
    }
    sum(digits.as_bytes(), true).map(|sum| (10 - sum) % 10)
}

/// Whether `digits`, at least two and the last of them the check digit, are right.
#[must_use]
pub fn is_valid(digits: &str) -> bool {
    digits.len() >= 2 && sum(digits.as_bytes(), false) == Some(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn known_numbers() {
        assert!(is_valid("79927398713"));
        assert!(!is_valid("79927398710"));
        assert!(is_valid("490154203237518"));
        assert_eq!(check_digit("7992739871"), Some(3));
        assert_eq!(check_digit("0"), Some(0));
    }

    #[test]
    fn what_is_no_number_has_no_check_digit() {
        for text in ["", "0", "１８", "18a", "1 8", "-18"] {
            assert!(!is_valid(text), "{text}");
        }
        for text in ["", "１", "1a", " 1"] {
            assert_eq!(check_digit(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn appended_check_digits_are_right_and_every_other_is_wrong(digits in "[0-9]{1,40}") {
            let right = check_digit(&digits).expect("digits only");
            for last in 0..10 {
                prop_assert_eq!(is_valid(&format!("{digits}{last}")), last == right);
            }
        }

        #[test]
        fn one_wrong_digit_is_always_found(digits in "[0-9]{1,24}", at in 0..24_usize, by in 1..10_u8) {
            let number = format!("{digits}{}", check_digit(&digits).expect("digits only"));
            let mut wrong = number.into_bytes();
            let at = at % wrong.len();
            wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
            prop_assert!(!is_valid(&String::from_utf8(wrong).expect("digits only")));
        }

        #[test]
        fn it_agrees_with_the_sum_done_by_hand(digits in "[0-9]{2,24}") {
            let by_hand: u32 = digits.chars().rev().enumerate().map(|(place, digit)| {
                let value = digit.to_digit(10).expect("digits only") * if place % 2 == 1 { 2 } else { 1 };
                value / 10 + value % 10
            }).sum();
            prop_assert_eq!(is_valid(&digits), by_hand.is_multiple_of(10));
        }
    }
}
