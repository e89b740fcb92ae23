//! Amounts of money in minor units (分).

use std::fmt;

/// An amount in minor units: hundredths of the platform's currency. May be negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not `[0-9]{1,10}(\.[0-9]{1,2})?`.
    #[error("not an amount: up to 10 digits, then at most 2 decimals, such as `12.34`")]
    Malformed,
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// The amount of so many minor units.
    #[must_use]
    pub const fn from_minor(minor: i64) -> Self {
        Self(minor)
    }

    /// The amount in minor units.
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// Reads `[0-9]{1,10}(\.[0-9]{1,2})?` in major units.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let (major, decimals) = match text.split_once('.') {
            Some((major, decimals)) if (1..=2).contains(&decimals.len()) => (major, decimals),
            Some(_) => return Err(MoneyError::Malformed),
            None => (text, ""),
        };
        if !(1..=10).contains(&major.len()) {
            return Err(MoneyError::Malformed);
        }
        let mut minor = 0_i64;
        for byte in major.bytes().chain(format!("{decimals:0<2}").bytes()) {
            if !byte.is_ascii_digit() {
                return Err(MoneyError::Malformed);
            }
            // 12 digits at most, far below the bound of i64.
            minor = minor * 10 + i64::from(byte - b'0');
        }
        Ok(Self(minor))
    }

    /// The sum, or nothing when it leaves the range of 64 bits.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }
}

impl fmt::Display for Money {
    /// Major units with two decimals: `12.34`, `-0.05`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let minor = self.0.unsigned_abs();
        f.pad(&format!("{sign}{}.{:02}", minor / 100, minor % 100))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_strictly() {
        for (text, minor) in
            [("0", 0), ("12", 1200), ("12.3", 1230), ("0.05", 5), ("9999999999.99", 999_999_999_999)]
        {
            assert_eq!(Money::parse(text), Ok(Money(minor)), "{text}");
        }
        for text in
            ["", ".", "1.", ".5", "1.234", "-1", "+1", "1e3", "１", " 1", "1 ", "1,000", "12345678901", "0x1"]
        {
            assert_eq!(Money::parse(text), Err(MoneyError::Malformed), "{text}");
        }
    }

    #[test]
    fn amounts_are_shown_with_sign_and_two_decimals() {
        assert_eq!(Money(1234).to_string(), "12.34");
        assert_eq!(Money(-5).to_string(), "-0.05");
        assert_eq!(Money(i64::MIN).to_string(), "-92233720368547758.08");
        assert_eq!(format!("{:>8}", Money(5)), "    0.05");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(minor in 0..=999_999_999_999_i64) {
            prop_assert_eq!(Money::parse(&Money(minor).to_string()), Ok(Money(minor)));
        }
    }
}
