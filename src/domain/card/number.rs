//! Card numbers and the prefixes they are drawn under.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

use crate::domain::luhn;

/// Digits of a card number, the check digit included.
pub(super) const DIGITS: usize = 16;

/// A card number: 16 digits, the last one the Luhn check digit, never in the range of bank cards.
///
/// Stored as `BIGINT`: every number is below 10^16.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CardNumber(u64);

/// Why a text or a number is not a card number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardNumberError {
    /// Something that is neither a digit, a space nor a hyphen.
    #[error("a card number holds digits only")]
    Character,
    /// Not 16 digits.
    #[error("a card number has 16 digits")]
    Length,
    /// The check digit is wrong: most likely one digit mistyped or two swapped.
    #[error("the check digit of the card number is wrong")]
    Checksum,
    /// Begins with 3, 4, 5 or 6, as bank cards do (ISO/IEC 7812). Told apart so that somebody else's
    /// payment card is never stored by mistake.
    #[error("a number beginning with 3, 4, 5 or 6 is a bank card's")]
    BankCard,
}

/// The leading digits of a site's or a program's card numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Prefix {
    value: u64,
    digits: u32,
}

/// Why a text is not a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrefixError {
    /// Not one to eight digits. A longer one would leave so few numbers that they could be guessed.
    #[error("a card prefix has 1 to 8 digits")]
    Malformed,
    /// Begins with 3, 4, 5 or 6, as bank cards do (ISO/IEC 7812).
    #[error("a card prefix can't begin with 3, 4, 5 or 6: those are bank cards")]
    BankCard,
    /// A program is a number of three digits.
    #[error("a program has three digits, such as `156`")]
    Program,
}

/// Whether numbers that begin so belong to bank cards.
const fn is_bank(first_digit: u8) -> bool {
    matches!(first_digit, b'3'..=b'6')
}

/// The digits of `number`, with leading zeros, as ASCII.
fn digits_of<const N: usize>(mut number: u64) -> [u8; N] {
    let mut digits = [b'0'; N];
    for digit in digits.iter_mut().rev() {
        *digit += u8::try_from(number % 10).expect("a remainder below 10");
        number /= 10;
    }
    digits
}

impl CardNumber {
    /// The card of this number, as read from storage.
    pub fn new(number: u64) -> Result<Self, CardNumberError> {
        if number >= 10_u64.pow(16) {
            return Err(CardNumberError::Length);
        }
        let digits = digits_of::<DIGITS>(number);
        if is_bank(digits[0]) {
            return Err(CardNumberError::BankCard);
        }
        if !str::from_utf8(&digits).is_ok_and(luhn::is_valid) {
            return Err(CardNumberError::Checksum);
        }
        Ok(Self(number))
    }

    /// Reads 16 digits in any grouping. Spaces and hyphens are skipped and full-width digits, as a Chinese
    /// keyboard makes them, are read (NFKC).
    pub fn parse(text: &str) -> Result<Self, CardNumberError> {
        let (mut number, mut digits) = (0_u64, 0);
        for character in text.nfkc().filter(|character| !matches!(character, ' ' | '-')) {
            let digit = character.to_digit(10).ok_or(CardNumberError::Character)?;
            if digits == DIGITS {
                return Err(CardNumberError::Length);
            }
            // 16 digits at most, below 10^16.
            number = number * 10 + u64::from(digit);
            digits += 1;
        }
        if digits < DIGITS {
            return Err(CardNumberError::Length);
        }
        Self::new(number)
    }

    /// The card whose number is `payload` (15 digits, prefix first) and its check digit.
    pub(super) fn from_payload(payload: u64) -> Self {
        let digits = digits_of::<{ DIGITS - 1 }>(payload);
        let check = str::from_utf8(&digits).ok().and_then(luhn::check_digit).expect("15 ASCII digits");
        Self(payload * 10 + u64::from(check))
    }

    /// The number as it is stored.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// In groups of four, as printed on the card: `9156 1234 5678 3250`.
    #[must_use]
    pub fn grouped(self) -> String {
        let [a, b, c, d] = self.groups();
        format!("{a:04} {b:04} {c:04} {d:04}")
    }

    /// With the middle hidden, as shown by default: `9156 **** **** 3250`.
    #[must_use]
    pub fn masked(self) -> String {
        let [a, .., d] = self.groups();
        format!("{a:04} **** **** {d:04}")
    }

    /// The last four digits, by which a caller names a card: `3250`.
    #[must_use]
    pub fn last4(self) -> String {
        format!("{:04}", self.0 % 10_000)
    }

    const fn groups(self) -> [u64; 4] {
        [self.0 / 10_u64.pow(12), self.0 / 10_u64.pow(8) % 10_000, self.0 / 10_000 % 10_000, self.0 % 10_000]
    }
}

impl From<CardNumber> for i64 {
    fn from(card: CardNumber) -> Self {
        card.0.cast_signed()
    }
}

impl TryFrom<i64> for CardNumber {
    type Error = CardNumberError;

    fn try_from(number: i64) -> Result<Self, CardNumberError> {
        u64::try_from(number).map_err(|_| CardNumberError::Length).and_then(Self::new)
    }
}

impl std::str::FromStr for CardNumber {
    type Err = CardNumberError;

    fn from_str(text: &str) -> Result<Self, CardNumberError> {
        Self::parse(text)
    }
}

impl fmt::Display for CardNumber {
    /// The 16 digits without spaces.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:016}", self.0))
    }
}

impl fmt::Debug for CardNumber {
    /// Masked, so that a log never holds a whole number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CardNumber({})", self.masked())
    }
}

impl Prefix {
    /// Reads one to eight digits, not beginning with 3, 4, 5 or 6.
    pub fn parse(text: &str) -> Result<Self, PrefixError> {
        let bytes = text.as_bytes();
        if !(1..=8).contains(&bytes.len()) || !bytes.iter().all(u8::is_ascii_digit) {
            return Err(PrefixError::Malformed);
        }
        if is_bank(bytes[0]) {
            return Err(PrefixError::BankCard);
        }
        let value = text.parse().map_err(|_| PrefixError::Malformed)?;
        let digits = u32::try_from(bytes.len()).map_err(|_| PrefixError::Malformed)?;
        Ok(Self { value, digits })
    }

    /// The default prefix of a program: `9` and its three digits.
    pub fn of_program(program: &str) -> Result<Self, PrefixError> {
        if program.len() != 3 || !program.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(PrefixError::Program);
        }
        Self::parse(&format!("9{program}"))
    }

    /// How many numbers begin so: one for each value of the digits between prefix and check digit.
    #[must_use]
    pub const fn capacity(self) -> u64 {
        // At most 8 of 15 digits are the prefix.
        10_u64.pow(15 - self.digits)
    }

    /// The first of the 15-digit payloads that begin so.
    pub(super) const fn first_payload(self) -> u64 {
        self.value * self.capacity()
    }
}

impl fmt::Display for Prefix {
    /// All its digits, leading zeros included.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:08}", self.value);
        let hidden = digits.len().saturating_sub(self.digits as usize);
        f.pad(&digits[hidden..])
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CARD: CardNumber = CardNumber(9_156_123_456_783_250);

    #[test]
    fn numbers_are_read_in_any_grouping() {
        for text in [
            "9156123456783250",
            "9156 1234 5678 3250",
            "9156-1234-5678-3250",
            "  91561234 5678 3250 ",
            "９１５６　１２３４　５６７８　３２５０",
        ] {
            assert_eq!(CardNumber::parse(text), Ok(CARD), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_says_why() {
        for (text, why) in [
            ("", CardNumberError::Length),
            ("915612345678325", CardNumberError::Length),
            ("91561234567832500", CardNumberError::Length),
            ("99999999999999999999999999999999", CardNumberError::Length),
            ("9156123456783251", CardNumberError::Checksum),
            ("9156123456738250", CardNumberError::Checksum),
            ("9156_1234_5678_3250", CardNumberError::Character),
            ("+156123456783250", CardNumberError::Character),
            ("段156123456783250", CardNumberError::Character),
            // Test numbers of the big networks; the Luhn digit is right.
            ("4111111111111111", CardNumberError::BankCard),
            ("5555555555554444", CardNumberError::BankCard),
            ("6222020000000000", CardNumberError::BankCard),
            ("3530111333300000", CardNumberError::BankCard),
        ] {
            assert_eq!(CardNumber::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn numbers_are_shown_plain_grouped_masked_and_by_their_end() {
        assert_eq!(CARD.to_string(), "9156123456783250");
        assert_eq!(CARD.grouped(), "9156 1234 5678 3250");
        assert_eq!(CARD.masked(), "9156 **** **** 3250");
        assert_eq!(CARD.last4(), "3250");
        assert_eq!(format!("{CARD:?}"), "CardNumber(9156 **** **** 3250)");
        let zeros = CardNumber::parse("0000 0000 0000 0000").expect("Luhn of zeros is zero");
        assert_eq!(zeros.to_string(), "0000000000000000");
        assert_eq!(zeros.masked(), "0000 **** **** 0000");
        assert_eq!(zeros.last4(), "0000");
    }

    #[test]
    fn storage_keeps_the_number_and_refuses_what_is_none() {
        assert_eq!(CardNumber::try_from(i64::from(CARD)), Ok(CARD));
        assert_eq!(CardNumber::try_from(-1), Err(CardNumberError::Length));
        assert_eq!(CardNumber::try_from(i64::MAX), Err(CardNumberError::Length));
        assert_eq!(CardNumber::try_from(9_156_123_456_783_251), Err(CardNumberError::Checksum));
    }

    #[test]
    fn prefixes_stay_out_of_the_bank_ranges() {
        for digit in 0..10 {
            let prefix = Prefix::parse(&format!("{digit}12"));
            assert_eq!(prefix == Err(PrefixError::BankCard), (3..=6).contains(&digit), "{digit}");
            assert_eq!(prefix.is_ok(), !(3..=6).contains(&digit), "{digit}");
        }
        for text in ["", "912345678", "9 1", "-1", "+9", "９", "9a"] {
            assert_eq!(Prefix::parse(text), Err(PrefixError::Malformed), "{text}");
        }
        assert_eq!(Prefix::of_program("156"), Prefix::parse("9156"));
        for program in ["", "15", "1567", "15a", "１"] {
            assert_eq!(Prefix::of_program(program), Err(PrefixError::Program), "{program}");
        }
    }

    #[test]
    fn a_prefix_keeps_its_leading_zeros() {
        for text in ["0", "007", "9156", "91561234"] {
            assert_eq!(Prefix::parse(text).map(|prefix| prefix.to_string()).as_deref(), Ok(text));
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(payload in 0..10_u64.pow(15)) {
            let card = CardNumber::from_payload(payload);
            prop_assert_eq!(card.to_string().len(), 16);
            let expected = match payload / 10_u64.pow(14) {
                3..=6 => Err(CardNumberError::BankCard),
                _ => Ok(card),
            };
            prop_assert_eq!(CardNumber::parse(&card.to_string()), expected);
            prop_assert_eq!(CardNumber::parse(&card.grouped()), expected);
        }

        #[test]
        fn one_wrong_digit_is_found(payload in 7 * 10_u64.pow(14)..10_u64.pow(15), place in 0..15_u32, by in 1..10_u64) {
            let card = CardNumber::from_payload(payload).get();
            let unit = 10_u64.pow(place);
            let digit = card / unit % 10;
            let wrong = card - digit * unit + (digit + by) % 10 * unit;
            prop_assert_eq!(CardNumber::new(wrong), Err(CardNumberError::Checksum));
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _: Result<_, _> = CardNumber::parse(&text);
            let _: Result<_, _> = Prefix::parse(&text);
            let _: Result<_, _> = Prefix::of_program(&text);
        }

        #[test]
        fn nearly_numbers_never_panic(text in "[0-9０-９ \\-段]{0,40}") {
            if let Ok(card) = CardNumber::parse(&text) {
                prop_assert_eq!(CardNumber::parse(&card.to_string()), Ok(card));
            }
        }
    }
}
