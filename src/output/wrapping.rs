//! Long texts in several lines.

use unicode_width::UnicodeWidthStr as _;

/// The lines of words that have so much room. A word that is longer stays whole: it may be a path.
pub fn wrapped<W: AsRef<str>>(words: impl IntoIterator<Item = W>, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        let word = word.as_ref();
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
