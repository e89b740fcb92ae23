//! What is shown of a value or a name to who may not see it.

/// The first and the last character, the others as stars: `1****************9`. (The usual 6 + 4 mask, beside
/// region, year and sex, leaves 34 candidates of an ID number.)
#[must_use]
pub fn ends(value: &str) -> String {
    middle(value, 1, 1)
}

/// All but `first` and `last` characters as stars; everything when less than three would be hidden.
pub(super) fn middle(value: &str, first: usize, last: usize) -> String {
    let length = value.chars().count();
    let shown = if length >= first + last + 3 { first..length - last } else { 0..length };
    value.chars().enumerate().map(|(at, c)| if shown.contains(&at) { '*' } else { c }).collect()
}

/// A name's first character and two stars, however long it is: `段**`.
#[must_use]
pub fn mask_name(name: &str) -> String {
    match name.trim().chars().next() {
        Some(first) if !first.is_control() => format!("{first}**"),
        _ => "**".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_shows_its_first_character_and_not_its_length() {
        for (name, masked) in [
            ("段誉", "段**"),
            ("欧阳锋", "欧**"),
            (" 段 ", "段**"),
            ("John Smith", "J**"),
            ("", "**"),
            ("\u{1b}[1m", "**"),
        ] {
            assert_eq!(mask_name(name), masked);
        }
    }

    #[test]
    fn a_mask_hides_three_characters_at_least() {
        assert_eq!(ends("110102197502030839"), "1****************9");
        assert_eq!(ends("12345"), "1***5");
        assert_eq!(ends("1234"), "****");
        assert_eq!(middle("13800138000", 3, 4), "138****8000");
        assert_eq!(ends("段誉段誉段誉"), "段****誉");
        assert_eq!(ends(""), "");
    }
}
