//! Activation codes: the secret printed with a card, typed once by its holder.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::domain::randomness::Randomness;

/// Crockford's base 32: without I, L, O and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const RANDOM_SYMBOLS: usize = 15;
const SYMBOLS: usize = RANDOM_SYMBOLS + 1;

/// An activation code: 15 random symbols (75 bits) and a check symbol.
///
/// It can be neither shown, compared nor copied by accident; [`grouped`](Self::grouped) makes the text for the
/// print house, and everything else keeps a keyed hash of it.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct ActivationCode {
    symbols: [u8; SYMBOLS],
}

/// Why a text is not an activation code. None of them says anything about the code of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ActivationCodeError {
    /// A character outside Crockford's base 32 (U is the only letter left out for good).
    #[error("an activation code holds digits and letters without `U`")]
    Character,
    /// Not 16 symbols.
    #[error("an activation code has 16 symbols, such as `XXXX-XXXX-XXXX-XXXX`")]
    Length,
    /// The check symbol is wrong: one symbol mistyped or two neighbours swapped.
    #[error("the activation code is mistyped: its check symbol is wrong")]
    Checksum,
}

/// The check value of symbols over GF(32): `a = 2·(a ⊕ d)` for each, with x⁵ + x² + 1.
///
/// 2 generates the field's 31 units, so every wrong symbol and every swap of two neighbours shows.
fn check(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, value| {
        let doubled = (sum ^ value) << 1;
        if doubled & 0b10_0000 == 0 { doubled } else { doubled ^ 0b10_0101 }
    })
}

/// The value of a symbol, as forgiving as Crockford wants it.
fn value(symbol: char) -> Option<u8> {
    let symbol = match symbol.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().zip(0..).find_map(|(known, value)| (char::from(*known) == symbol).then_some(value))
}

impl ActivationCode {
    /// Draws a code.
    pub fn generate(randomness: &mut dyn Randomness) -> Self {
        let mut values = Zeroizing::new([0; RANDOM_SYMBOLS]);
        randomness.fill(values.as_mut_slice());
        for value in values.iter_mut() {
            // 256 is a multiple of 32: every symbol stays equally likely.
            *value %= 32;
        }
        Self::from_values(&values)
    }

    /// Reads what a holder typed: any case, with or without hyphens and spaces, O for 0, I and L for 1,
    /// full-width characters too (NFKC).
    pub fn parse(text: &str) -> Result<Self, ActivationCodeError> {
        let mut values = Zeroizing::new([0; SYMBOLS]);
        let mut read = 0;
        for character in text.nfkc().filter(|character| !matches!(character, ' ' | '-')) {
            let value = value(character).ok_or(ActivationCodeError::Character)?;
            *values.get_mut(read).ok_or(ActivationCodeError::Length)? = value;
            read += 1;
        }
        if read < SYMBOLS {
            return Err(ActivationCodeError::Length);
        }
        let (random, last) = values.split_at(RANDOM_SYMBOLS);
        if [check(random)] != last {
            return Err(ActivationCodeError::Checksum);
        }
        let mut code = [0; RANDOM_SYMBOLS];
        code.copy_from_slice(random);
        let code = Zeroizing::new(code);
        Ok(Self::from_values(&code))
    }

    fn from_values(values: &[u8; RANDOM_SYMBOLS]) -> Self {
        let mut symbols = [ALPHABET[usize::from(check(values))]; SYMBOLS];
        for (symbol, value) in symbols.iter_mut().zip(values) {
            *symbol = ALPHABET[usize::from(*value)];
        }
        Self { symbols }
    }

    /// The 16 symbols without hyphens: the canonical text, which is hashed.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "every symbol is from the alphabet, which is ASCII")]
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.symbols).expect("symbols of the alphabet are ASCII")
    }

    /// As printed: `XXXX-XXXX-XXXX-XXXX`.
    #[must_use]
    pub fn grouped(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(SYMBOLS + 3));
        for (place, symbol) in self.symbols.iter().enumerate() {
            if place > 0 && place % 4 == 0 {
                text.push('-');
            }
            text.push(char::from(*symbol));
        }
        text
    }
}

impl fmt::Debug for ActivationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ActivationCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::randomness::Seeded;

    fn parsed(text: &str) -> Result<String, ActivationCodeError> {
        ActivationCode::parse(text).map(|code| code.as_str().to_owned())
    }

    #[test]
    fn known_check_symbols() {
        for (random, last) in [("ABCDEFGHJKMNPQR", 'B'), ("7ZK4M9QX2T8HWCV", '5'), ("000000000000001", '2')] {
            for symbol in ALPHABET.iter().map(|symbol| char::from(*symbol)) {
                let text = format!("{random}{symbol}");
                let expected =
                    if symbol == last { Ok(text.clone()) } else { Err(ActivationCodeError::Checksum) };
                assert_eq!(parsed(&text), expected, "{text}");
            }
        }
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        for text in [
            "7ZK4M9QX2T8HWCV5",
            "7ZK4-M9QX-2T8H-WCV5",
            "7zk4 m9qx 2t8h wcv5",
            " 7zk4m9qx-2t8h-wcv5 ",
            "７ＺＫ４－Ｍ９ＱＸ－２Ｔ８Ｈ－ＷＣＶ５",
        ] {
            assert_eq!(parsed(text).as_deref(), Ok("7ZK4M9QX2T8HWCV5"), "{text}");
        }
        for text in ["0000-0000-0000-0012", "OOOO-oooo-0000-0OI2", "0000 0000 0000 0ol2", "000000000000 00L2"]
        {
            assert_eq!(parsed(text).as_deref(), Ok("0000000000000012"), "{text}");
        }
    }

    #[test]
    fn what_is_no_code_says_why() {
        for (text, why) in [
            ("", ActivationCodeError::Length),
            ("7ZK4-M9QX-2T8H-WCV", ActivationCodeError::Length),
            ("7ZK4-M9QX-2T8H-WCV55", ActivationCodeError::Length),
            ("7ZK4-M9QX-2T8H-WCV6", ActivationCodeError::Checksum),
            ("UZK4-M9QX-2T8H-WCV5", ActivationCodeError::Character),
            ("7ZK4_M9QX_2T8H_WCV5", ActivationCodeError::Character),
            ("7ZK4-M9QX-2T8H-WCV段", ActivationCodeError::Character),
        ] {
            assert_eq!(parsed(text), Err(why), "{text}");
        }
    }

    #[test]
    fn every_wrong_symbol_and_every_swap_of_neighbours_is_found() {
        let mut source = Seeded::new(1);
        for _ in 0..20 {
            let code = ActivationCode::generate(&mut source);
            let right = code.as_str().as_bytes();
            for place in 0..SYMBOLS {
                for symbol in ALPHABET.iter().filter(|symbol| **symbol != right[place]) {
                    let mut wrong = right.to_vec();
                    wrong[place] = *symbol;
                    let wrong = String::from_utf8(wrong).expect("ASCII");
                    assert_eq!(parsed(&wrong), Err(ActivationCodeError::Checksum), "{wrong}");
                }
                if place > 0 && right[place - 1] != right[place] {
                    let mut wrong = right.to_vec();
                    wrong.swap(place - 1, place);
                    let wrong = String::from_utf8(wrong).expect("ASCII");
                    assert_eq!(parsed(&wrong), Err(ActivationCodeError::Checksum), "{wrong}");
                }
            }
        }
    }

    #[test]
    fn codes_are_drawn_from_all_symbols_and_printed_in_groups() {
        let mut source = Seeded::new(2);
        let mut seen = [0_u32; 256];
        for _ in 0..2_000 {
            let code = ActivationCode::generate(&mut source);
            for symbol in &code.as_str().as_bytes()[..RANDOM_SYMBOLS] {
                seen[usize::from(*symbol)] += 1;
            }
            let printed = code.grouped();
            assert_eq!(printed.split('-').map(str::len).collect::<Vec<_>>(), [4; 4]);
            assert_eq!(parsed(&printed).as_deref(), Ok(code.as_str()));
        }
        // 30,000 symbols, about 940 of each.
        for symbol in ALPHABET {
            assert!((800..1_080).contains(&seen[usize::from(*symbol)]), "{}", char::from(*symbol));
        }
    }

    #[test]
    fn debugging_shows_no_symbol() {
        let code = ActivationCode::parse("7ZK4-M9QX-2T8H-WCV5").expect("a vector");
        assert_eq!(format!("{code:?}"), "ActivationCode(…)");
    }

    /// The product in GF(32), bit by bit, reduced by x⁵ + x² + 1.
    fn product(a: u8, b: u8) -> u8 {
        let mut product =
            (0..5).filter(|bit| b >> bit & 1 == 1).fold(0_u16, |sum, bit| sum ^ u16::from(a) << bit);
        for bit in (5..10).rev() {
            if product >> bit & 1 == 1 {
                product ^= 0b10_0101 << (bit - 5);
            }
        }
        u8::try_from(product).expect("five bits")
    }

    proptest! {
        #[test]
        fn the_check_is_the_value_of_a_polynomial_at_2(values in prop::collection::vec(0..32_u8, 0..20)) {
            // d₁·2ⁿ + d₂·2ⁿ⁻¹ + … + dₙ·2, each power multiplied out on its own.
            let mut expected = 0;
            for (place, value) in values.iter().rev().enumerate() {
                expected ^= (0..=place).fold(*value, |term, _| product(term, 2));
            }
            prop_assert_eq!(check(&values), expected);
        }

        #[test]
        fn however_it_is_typed_it_is_the_same_code(seed: u64, lower: u32, gaps: u32, zeros: u32) {
            let code = ActivationCode::generate(&mut Seeded::new(seed));
            let mut typed = String::new();
            for (place, symbol) in code.as_str().chars().enumerate() {
                if gaps >> place & 1 == 1 {
                    typed.push(if lower >> place & 1 == 1 { ' ' } else { '-' });
                }
                let symbol = match symbol {
                    '0' if zeros >> place & 1 == 1 => 'O',
                    '1' if zeros >> place & 1 == 1 => 'I',
                    '1' if zeros >> place & 2 == 2 => 'L',
                    other => other,
                };
                typed.push(if lower >> place & 1 == 1 { symbol.to_ascii_lowercase() } else { symbol });
            }
            prop_assert_eq!(parsed(&typed), Ok(code.as_str().to_owned()));
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _: Result<_, _> = ActivationCode::parse(&text);
        }

        #[test]
        fn nearly_codes_never_panic(text in "[0-9A-Za-zＡ \\-]{14,22}") {
            if let Ok(code) = ActivationCode::parse(&text) {
                prop_assert_eq!(parsed(&code.grouped()), Ok(code.as_str().to_owned()));
            }
        }
    }
}
