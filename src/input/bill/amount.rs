//! Amounts as bills print them, exact to the fifth decimal.

use crate::domain::money::Money;

/// Units of an amount that are a yuan: bills have up to five decimals.
pub(super) const YUAN: i64 = 100_000;
/// Units of an amount that are a cent.
const CENT: i64 = YUAN / 100;
/// The most digits before the point.
const DIGITS: usize = 10;

/// Reads an amount, which may have a sign, a currency sign and thousands. What is empty is nothing.
pub(super) fn exact(text: &str) -> Result<i64, String> {
    let wrong = || "it is not an amount".to_owned();
    let text = text.trim().trim_start_matches(['¥', '￥']).trim_end_matches('元');
    if text.is_empty() {
        return Ok(0);
    }
    let (negative, text) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (major, decimals) = text.split_once('.').unwrap_or((text, ""));
    let major: Vec<u8> = major.bytes().filter(|byte| *byte != b',').collect();
    if major.is_empty() || major.len() > DIGITS || decimals.len() > 5 {
        return Err(wrong());
    }
    let mut units = 0_i64;
    for byte in major.into_iter().chain(format!("{decimals:0<5}").bytes()) {
        if !byte.is_ascii_digit() {
            return Err(wrong());
        }
        // 15 digits at most, far below the bound of i64.
        units = units * 10 + i64::from(byte - b'0');
    }
    Ok(if negative { -units } else { units })
}

/// Whole cents.
pub(super) fn whole(units: i64) -> Result<Money, String> {
    if units % CENT == 0 {
        Ok(Money::from_minor(units / CENT))
    } else {
        Err("it has a fraction of a cent".to_owned())
    }
}

/// Whole cents; half a cent and more is one, on both sides of zero.
pub(super) const fn rounded(units: i64) -> Money {
    let cents = (units.abs() + CENT / 2) / CENT;
    Money::from_minor(if units < 0 { -cents } else { cents })
}

/// Units as a bill prints them.
pub(super) fn shown(units: i128) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let yuan = i128::from(YUAN);
    let (major, minor) = (units.abs() / yuan, units.abs() % yuan);
    let decimals = format!("{minor:05}");
    let decimals = decimals.trim_end_matches('0');
    format!("{sign}{major}.{decimals:0<2}")
}
