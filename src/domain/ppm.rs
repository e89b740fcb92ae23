//! Rates in parts per million.

use std::fmt;

/// A rate between 0 % and 100 %, in parts per million.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ppm(u32);

/// Why a text or a number is not a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PpmError {
    /// Not a percentage with at most 4 decimals.
    #[error("not a rate: write a percentage with at most 4 decimals, such as `12.5%`")]
    Malformed,
    /// More than 100 %.
    #[error("a rate is at most 100%")]
    AboveWhole,
}

impl Ppm {
    /// 0 %.
    pub const ZERO: Self = Self(0);
    /// 100 %.
    pub const WHOLE: Self = Self(1_000_000);

    /// The rate of so many parts per million.
    pub const fn new(parts: u32) -> Result<Self, PpmError> {
        if parts > Self::WHOLE.0 { Err(PpmError::AboveWhole) } else { Ok(Self(parts)) }
    }

    /// The parts per million.
    #[must_use]
    pub const fn parts(self) -> u32 {
        self.0
    }

    /// Reads a percentage with at most 4 decimals: `40%`, `33.3333%`.
    pub fn parse(text: &str) -> Result<Self, PpmError> {
        let number = text.strip_suffix('%').ok_or(PpmError::Malformed)?;
        let (whole, decimals) = match number.split_once('.') {
            Some((whole, decimals)) if (1..=4).contains(&decimals.len()) => (whole, decimals),
            Some(_) => return Err(PpmError::Malformed),
            None => (number, ""),
        };
        if !(1..=3).contains(&whole.len()) {
            return Err(PpmError::Malformed);
        }
        let mut parts = 0_u32;
        for byte in whole.bytes().chain(format!("{decimals:0<4}").bytes()) {
            if !byte.is_ascii_digit() {
                return Err(PpmError::Malformed);
            }
            parts = parts * 10 + u32::from(byte - b'0');
        }
        Self::new(parts)
    }
}

impl fmt::Display for Ppm {
    /// The shortest percentage: `40%`, `33.3333%`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&percent(self.0))
    }
}

/// So many parts per million as the shortest percentage; a sum of rates may be above 100 %.
pub(crate) fn percent(parts: u32) -> String {
    let (whole, rest) = (parts / 10_000, parts % 10_000);
    if rest == 0 {
        format!("{whole}%")
    } else {
        format!("{whole}.{}%", format!("{rest:04}").trim_end_matches('0'))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn percentages_are_read_strictly() {
        for (text, parts) in
            [("0%", 0), ("40%", 400_000), ("33.3333%", 333_333), ("0.0001%", 1), ("100%", 1_000_000)]
        {
            assert_eq!(Ppm::parse(text), Ok(Ppm(parts)), "{text}");
        }
        for text in ["", "%", "40", "4 %", "-1%", "1.%", ".1%", "1.00001%", "0001%", "１%"] {
            assert_eq!(Ppm::parse(text), Err(PpmError::Malformed), "{text}");
        }
        assert_eq!(Ppm::parse("100.0001%"), Err(PpmError::AboveWhole));
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(parts in 0..=1_000_000_u32) {
            prop_assert_eq!(Ppm::parse(&Ppm(parts).to_string()), Ok(Ppm(parts)));
        }
    }
}
