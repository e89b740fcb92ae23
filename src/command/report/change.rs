//! How much something changed.

use crate::output::Value;

/// The change in percent to one decimal, `+12.5%`: nothing where nothing was before, for no percentage leads from there.
pub(super) fn percent(before: i64, now: i64) -> Value {
    let (before, now) = (i128::from(before), i128::from(now));
    let whole = before.abs();
    if whole == 0 {
        return Value::Null;
    }
    let twice = (now - before) * 2000;
    // Halves go away from zero.
    let tenths = (twice + twice.signum() * whole) / (2 * whole);
    let sign = match tenths.signum() {
        1 => "+",
        -1 => "-",
        _ => "",
    };
    let tenths = tenths.unsigned_abs();
    Value::code(format!("{sign}{}.{}%", tenths / 10, tenths % 10))
}

/// A part of a whole in percent to one decimal, `62.5%`; nothing of nothing.
pub(super) fn share(part: i64, whole: i64) -> Value {
    let (part, whole) = (i128::from(part), i128::from(whole));
    if whole <= 0 {
        return Value::Null;
    }
    let tenths = (part * 2000 + whole) / (2 * whole);
    Value::code(format!("{}.{}%", tenths / 10, tenths % 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_rounded_and_signed() {
        for (before, now, change) in [
            (100, 112, "+12.0%"),
            (1000, 1125, "+12.5%"),
            (2000, 2001, "+0.1%"),
            (10_000, 10_001, "0.0%"),
            (200, 100, "-50.0%"),
            (3, 1, "-66.7%"),
            (-100, 100, "+200.0%"),
            (-100, -150, "-50.0%"),
            (i64::MIN, i64::MAX, "+200.0%"),
        ] {
            assert_eq!(percent(before, now), Value::code(change), "{before} {now}");
        }
        assert_eq!(percent(0, 5), Value::Null);
    }

    #[test]
    fn shares_are_of_something() {
        assert_eq!(share(5, 8), Value::code("62.5%"));
        assert_eq!(share(2, 3), Value::code("66.7%"));
        assert_eq!(share(0, 3), Value::code("0.0%"));
        assert_eq!(share(0, 0), Value::Null);
    }
}
