//! Text from outside made harmless: for the terminal, and for spreadsheets.

use std::{borrow::Cow, fmt::Write as _};

/// Whether a terminal would obey the character or hide it instead of showing it: control characters
/// (escape sequences begin with one), bidirectional overrides (they reorder what is seen), invisible
/// format characters and tags.
///
/// The zero-width joiners stay: names in several scripts are misspelt without them.
const fn is_treacherous(c: char) -> bool {
    matches!(c,
        '\0'..='\x1f' | '\x7f'..='\u{9f}'
        | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn escaped(text: &str, keep: impl Fn(char, Option<char>) -> bool) -> Cow<'_, str> {
    if !text.chars().any(is_treacherous) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            c if !is_treacherous(c) || keep(c, chars.peek().copied()) => shown.push(c),
            '\t' => shown.push_str("\\t"),
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            // Writing into a string never fails.
            c if c < '\u{100}' => _ = write!(shown, "\\x{:02x}", u32::from(c)),
            c => _ = write!(shown, "\\u{{{:x}}}", u32::from(c)),
        }
    }
    Cow::Owned(shown)
}

/// The text on one line, with every treacherous character shown as `\n`, `\x1b` or `\u{202e}`.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    escaped(text, |_, _| false)
}

/// As [`safe`], but line breaks and tabs stay: for csv, where they are quoted.
pub(super) fn safe_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c, next| matches!((c, next), ('\n' | '\t', _) | ('\r', Some('\n'))))
}

/// Whether a spreadsheet would take the text for a formula; the full-width forms count in East Asian
/// settings.
pub(super) fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// Whether a spreadsheet takes the text for a number, or two, with a sign and no more, as `-5` and `+8613800138000`.
pub(super) fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || b".,".contains(&byte))
}

/// Several lines that quote what was typed, made safe; `styled` leaves what sets colours.
pub(super) fn safe_page(text: &str, styled: bool) -> String {
    let mut shown = String::with_capacity(text.len());
    for (n, part) in text.split('\u{1b}').enumerate() {
        let style = part.strip_prefix('[').and_then(|rest| rest.find('m').map(|end| &rest[..end]));
        let is_style =
            style.is_some_and(|codes| codes.bytes().all(|code| code.is_ascii_digit() || code == b';'));
        match n {
            0 => {}
            _ if styled && is_style => shown.push('\u{1b}'),
            _ => shown.push_str("\\x1b"),
        }
        shown.push_str(&safe_lines(part));
    }
    shown
}

/// The characters of `text` that json must escape beyond what it demands, as `(start, end, char)`.
pub(super) fn treacherous(text: &str) -> impl Iterator<Item = (usize, usize, char)> + '_ {
    text.char_indices().filter(|&(_, c)| is_treacherous(c)).map(|(start, c)| (start, start + c.len_utf8(), c))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hostile_characters_are_shown() {
        for (text, shown) in [
            ("\u{1b}[31mred", "\\x1b[31mred"),
            ("\u{9b}2J", "\\x9b2J"),
            ("a\tb\r\nc", "a\\tb\\r\\nc"),
            ("bell\u{7}\u{7f}\0", "bell\\x07\\x7f\\x00"),
            ("abc\u{202e}fdp.exe", "abc\\u{202e}fdp.exe"),
            ("\u{2066}x\u{2069}\u{200b}\u{feff}", "\\u{2066}x\\u{2069}\\u{200b}\\u{feff}"),
            ("\u{e0041}", "\\u{e0041}"),
            ("张三 Ünïcødé 👩\u{200d}👧", "张三 Ünïcødé 👩\u{200d}👧"),
        ] {
            assert_eq!(safe(text), shown);
        }
    }

    #[test]
    fn line_breaks_stay_where_they_are_quoted() {
        assert_eq!(safe_lines("a\r\nb\tc\nd"), "a\r\nb\tc\nd");
        assert_eq!(safe_lines("good\rbad\u{1b}"), "good\\rbad\\x1b", "a lone return overwrites the line");
    }

    #[test]
    fn a_page_keeps_its_colours_and_obeys_nothing_else() {
        let page = "\u{1b}[1merror:\u{1b}[0m no `\u{202e}x\u{1b}[2J\u{1b}]0;t\u{7}`\n\tnext";
        let rest = "no `\\u{202e}x\\x1b[2J\\x1b]0;t\\x07`\n\tnext";
        assert_eq!(safe_page(page, true), format!("\u{1b}[1merror:\u{1b}[0m {rest}"));
        assert_eq!(safe_page(page, false), format!("\\x1b[1merror:\\x1b[0m {rest}"));
    }

    proptest! {
        #[test]
        fn nothing_treacherous_is_left(text in any::<String>()) {
            prop_assert!(!safe(&text).chars().any(|c| c.is_control() || is_treacherous(c)));
        }
    }
}
