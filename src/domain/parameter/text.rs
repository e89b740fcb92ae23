//! How a value is written before it is read: full-width digits, spaces, hyphens, invisible characters.

use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// No value has more bytes; what has, is refused unread.
pub(super) const LONGEST: usize = 2048;

/// NFKC without white space and without the invisible marks that come along when numbers are copied from
/// address books and web pages (zero width, direction, soft hyphen, byte order mark).
pub(super) fn without_spaces(value: &str) -> Zeroizing<String> {
    // Room for the whole at once, as a buffer that grows leaves copies of the value behind. The longest
    // expansion, of U+FDFA, is elevenfold.
    let mut text = Zeroizing::new(String::with_capacity(11 * value.len()));
    text.extend(value.nfkc().filter(|c| !c.is_whitespace() && !is_invisible(*c)));
    text
}

/// The same without hyphens and dashes.
pub(super) fn compact(value: &str) -> Zeroizing<String> {
    let mut text = without_spaces(value);
    text.retain(|c| !is_hyphen(c));
    text
}

/// The same with ASCII letters in upper case.
pub(super) fn compact_upper(value: &str) -> Zeroizing<String> {
    let mut text = compact(value);
    text.make_ascii_uppercase();
    text
}

/// Whether all of the text is ASCII digits, and there are any.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_however_it_is_written() {
        for value in [
            "138 0013 8000",
            "138-0013-8000",
            "１３８００１３８０００",
            "\u{202d}138–0013—8000\u{202c}",
            "138\u{a0}0013\u{3000}8000",
        ] {
            assert_eq!(*compact(value), "13800138000", "{value}");
        }
        assert_eq!(*without_spaces(" ３－２－501 室 "), "3-2-501室");
        assert_eq!(*compact_upper("e 1234-5678ｘ"), "E12345678X");
    }
}
