//! A command as it is typed into a shell, for hints and for the demo.

/// The program with these words.
pub fn command_line(words: &[&str]) -> String {
    let words = words.iter().map(|word| quoted(word));
    std::iter::once("cardctl".to_owned()).chain(words).collect::<Vec<_>>().join(" ")
}

/// A word for the shell.
pub fn quoted(word: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "_@%+=:,./-".contains(character);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_can_be_typed_as_it_stands() {
        assert_eq!(command_line(&["demo", "--dir", "a b"]), "cardctl demo --dir 'a b'");
        assert_eq!(command_line(&["plan", "show", "标准@2026-01-01"]), "cardctl plan show 标准@2026-01-01");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
        assert_eq!(quoted("--sort=-amount"), "--sort=-amount");
        assert_eq!(quoted("$HOME"), "'$HOME'");
    }
}
