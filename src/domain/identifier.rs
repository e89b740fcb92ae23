//! Codes and external ids: what people and other systems call things.

use std::fmt;

/// A code that an operator gives a center, staff member, agent, provider, tier, plan or scheme; also a
/// holder's `ref` and a source's name.
///
/// 1 to 64 letters, digits, `-`, `_`, `.`, `@` and `#`, beginning with a letter or a digit: no white space,
/// nothing that a shell, a spreadsheet or a cohort path takes for something else.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(String);

/// Why a text is no code or external id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdentifierError {
    /// Nothing there.
    #[error("it is empty")]
    Empty,
    /// Too long.
    #[error("it is longer than {0} characters")]
    Long(usize),
    /// A character that a code can't have.
    #[error("write letters, digits and `-_.@#`, beginning with a letter or a digit")]
    Character,
    /// A control character.
    #[error("it has a control character")]
    Control,
    /// White space at an end.
    #[error("it begins or ends with white space")]
    Space,
}

/// Digits from which on a text may be somebody's number: a mobile number has eleven.
const DIGITS_OF_A_PERSON: usize = 11;

/// Whether a text that was to be a code may stand in a message. It may not when it is perhaps a person's number or name
/// that was typed in the code's place.
#[must_use]
pub fn may_be_repeated(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.is_ascii() && Code::parse(text).is_ok() && digits < DIGITS_OF_A_PERSON
}

impl Code {
    /// The longest code, in characters.
    pub const LONGEST: usize = 64;

    /// Reads a code.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let mut characters = text.chars();
        match characters.next() {
            None => return Err(IdentifierError::Empty),
            Some(first) if !first.is_alphanumeric() => return Err(IdentifierError::Character),
            Some(_) => {}
        }
        if !characters.all(|character| character.is_alphanumeric() || "-_.@#".contains(character)) {
            return Err(IdentifierError::Character);
        }
        if text.chars().count() > Self::LONGEST {
            return Err(IdentifierError::Long(Self::LONGEST));
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl std::str::FromStr for Code {
    type Err = IdentifierError;

    fn from_str(text: &str) -> Result<Self, IdentifierError> {
        Self::parse(text)
    }
}

/// Another system's id of a purchase or payment, or a name or note: up to `longest` characters on one line,
/// without control characters (the settlement digest relies on it).
pub fn line_of_text(text: &str, longest: usize) -> Result<&str, IdentifierError> {
    if text.is_empty() {
        return Err(IdentifierError::Empty);
    }
    if text.chars().any(char::is_control) {
        return Err(IdentifierError::Control);
    }
    if text.trim() != text {
        return Err(IdentifierError::Space);
    }
    if text.chars().count() > longest {
        return Err(IdentifierError::Long(longest));
    }
    Ok(text)
}

/// The longest external id, in characters.
pub const EXTERNAL_ID: usize = 128;
/// The longest name of a person or an organisation, in characters.
pub const NAME: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_plain_words() {
        for text in ["BJ", "bj-01", "1", "中心1", "a.b_c@d#e"] {
            assert!(Code::parse(text).is_ok(), "{text}");
        }
        for text in ["", "-a", " a", "a b", "a/b", "a,b", "=1", "a\n", "\u{1b}[31m", "a\u{202e}b"] {
            assert!(Code::parse(text).is_err(), "{text:?}");
        }
        assert_eq!(Code::parse(&"x".repeat(65)), Err(IdentifierError::Long(64)));
    }

    #[test]
    fn what_may_be_a_person_is_not_repeated() {
        for text in ["H-100", "D3", "a.b_c@d#e", "H1234567890"] {
            assert!(may_be_repeated(text), "{text}");
        }
        for text in ["110102197502030839", "13800138000", "H-138-0013-8000", "张伟", "Zhang Wei", ""] {
            assert!(!may_be_repeated(text), "{text}");
        }
    }

    #[test]
    fn a_line_of_text_has_no_control_characters() {
        assert_eq!(line_of_text("Wang's, 王", 10), Ok("Wang's, 王"));
        assert_eq!(line_of_text("a\tb", 10), Err(IdentifierError::Control));
        assert_eq!(line_of_text("a ", 10), Err(IdentifierError::Space));
        assert_eq!(line_of_text("王王王", 2), Err(IdentifierError::Long(2)));
    }
}
