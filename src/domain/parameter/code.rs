//! A site's own codes: a pattern of positions, an optional check, and what the positions mean.

use zeroize::Zeroizing;

use super::{Context, Draft, Reason, Sex, citizen_id, text};
use crate::domain::luhn;

/// The alphabet of ISO 7064 MOD 37-36, by value.
const ALPHABET: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// The most positions of a code: a QR code of medium size.
const LONGEST: usize = 256;

/// The code of a site, as its configuration describes it.
///
/// The pattern has one sign for each position: `9` a digit, `A` a letter, `*` any visible character, and every other
/// sign itself; a backslash takes the meaning from the sign after it (`\A`). Spaces and hyphens are for the eye
/// only, in the pattern as in the codes. Letters are read in any case and kept in upper case.
///
/// With [`exact_case`](Self::exact_case) a code is read as it was scanned, such as the text of a QR code: letters
/// differ by case, and hyphens count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodePattern {
    name: String,
    written: String,
    positions: Vec<Position>,
    check: Option<CodeCheck>,
    facets: Vec<MappedFacet>,
    exact_case: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    Digit,
    Letter,
    Any,
    Literal(char),
}

/// The word for a code without a check.
const NO_CHECK: &str = "none";

/// The check of a code, over all of its digits or all of its letters and digits; the last is the check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeCheck {
    /// The Luhn digit over the code's digits; letters and signs don't count.
    Luhn,
    /// ISO 7064 MOD 37-36 over the code's letters and digits; signs don't count.
    Mod37_36,
}

impl std::str::FromStr for CodeCheck {
    type Err = CodePatternError;

    fn from_str(text: &str) -> Result<Self, CodePatternError> {
        match text {
            "luhn" => Ok(Self::Luhn),
            "mod37-36" => Ok(Self::Mod37_36),
            other => Err(CodePatternError::Check(other.to_owned())),
        }
    }
}

/// A facet and the positions (counted from 0, the end not included) that hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct MappedFacet {
    name: String,
    from: usize,
    to: usize,
}

/// Why a description of a code makes no sense.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodePatternError {
    /// Not 1 to 32 characters of `a-z`, `0-9`, `-` and `_`.
    #[error("`{0}` is not a name for a code: use up to 32 of `a-z`, `0-9`, `-` and `_`")]
    Name(String),
    /// Not 4 to 256 positions.
    #[error("the pattern `{0}` has to have 4 to 256 positions")]
    Length(String),
    /// Without a variable position all codes are one.
    #[error("the pattern `{0}` has no position for a digit, a letter or any character")]
    Constant(String),
    /// A backslash at the end.
    #[error("the pattern `{0}` ends in a backslash")]
    Escape(String),
    /// Another word than `luhn` and `mod37-36`.
    #[error("`{0}` is not a check: use `luhn` or `mod37-36`")]
    Check(String),
    /// A facet's name is not one of `a-z`, `0-9` and `_`, or is kept for the program.
    #[error("`{0}` is not a name for a facet of a code")]
    Facet(String),
    /// Not `NAME=FROM-TO`.
    #[error("`{0}` does not place a facet: write `region=1-6`, or `sex=7` for one position")]
    Placed(String),
    /// The same facet twice.
    #[error("the facet `{0}` stands twice")]
    Twice(String),
    /// Positions that the pattern doesn't have.
    #[error("the positions {from} to {to} of `{name}` are not within the pattern")]
    Positions {
        /// The facet.
        name: String,
        /// Counted from 1.
        from: usize,
        /// Counted from 1, included.
        to: usize,
    },
}

impl CodePattern {
    /// A code without check and facets, whose letters are read in any case.
    pub fn new(name: &str, pattern: &str) -> Result<Self, CodePatternError> {
        Self::spelled(name, pattern, false)
    }

    /// A code without check and facets that is read as it was scanned.
    pub fn exact_case(name: &str, pattern: &str) -> Result<Self, CodePatternError> {
        Self::spelled(name, pattern, true)
    }

    /// A code from the words in which it is stored: the check `none`, `luhn` or `mod37-36`, and facets as
    /// [`facets_text`](Self::facets_text) writes them.
    pub fn stored(
        name: &str,
        pattern: &str,
        check: &str,
        facets: &str,
        exact_case: bool,
    ) -> Result<Self, CodePatternError> {
        let mut code = Self::spelled(name, pattern, exact_case)?;
        if check != NO_CHECK {
            code = code.check(check.parse()?);
        }
        for placed in facets.split(',').filter(|placed| !placed.is_empty()) {
            code = code.placed(placed)?;
        }
        Ok(code)
    }

    fn spelled(name: &str, pattern: &str, exact_case: bool) -> Result<Self, CodePatternError> {
        let named = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        if !(1..=32).contains(&name.len()) || !name.chars().all(named) {
            return Err(CodePatternError::Name(name.to_owned()));
        }
        let mut positions = Vec::new();
        let compact = if exact_case { text::without_spaces(pattern) } else { text::compact(pattern) };
        let mut signs = compact.chars();
        while let Some(sign) = signs.next() {
            positions.push(match sign {
                '9' => Position::Digit,
                'A' => Position::Letter,
                '*' => Position::Any,
                '\\' => match signs.next() {
                    Some(literal) => Position::Literal(literal),
                    None => return Err(CodePatternError::Escape(pattern.to_owned())),
                },
                literal => Position::Literal(literal),
            });
        }
        if !(4..=LONGEST).contains(&positions.len()) {
            return Err(CodePatternError::Length(pattern.to_owned()));
        }
        if positions.iter().all(|position| matches!(position, Position::Literal(_))) {
            return Err(CodePatternError::Constant(pattern.to_owned()));
        }
        let written = pattern.trim().to_owned();
        Ok(Self { name: name.to_owned(), written, positions, check: None, facets: Vec::new(), exact_case })
    }

    /// With a check.
    #[must_use]
    pub fn check(mut self, check: CodeCheck) -> Self {
        self.check = Some(check);
        self
    }

    /// With the facet `name` at the positions `from` to `to`, counted from 1, both included.
    ///
    /// `region` (2, 4 or 6 digits), `birth_date` (`YYYYMMDD`), `birth_year` (`YYYY`) and `sex` (`M`, `F`; an odd digit is
    /// male) are checked and have their usual meaning; every other name holds the text as it stands.
    pub fn facet(mut self, name: &str, from: usize, to: usize) -> Result<Self, CodePatternError> {
        let named = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let kept = ["region_name", "region_status"];
        if !(1..=32).contains(&name.len()) || !name.chars().all(named) || kept.contains(&name) {
            return Err(CodePatternError::Facet(name.to_owned()));
        }
        if from == 0 || from > to || to > self.positions.len() {
            return Err(CodePatternError::Positions { name: name.to_owned(), from, to });
        }
        if self.facets.iter().any(|known| known.name == name) {
            return Err(CodePatternError::Twice(name.to_owned()));
        }
        self.facets.push(MappedFacet { name: name.to_owned(), from: from - 1, to });
        Ok(self)
    }

    /// With a facet written `NAME=FROM-TO` or `NAME=AT`; a name may have hyphens for its underscores.
    pub fn placed(self, text: &str) -> Result<Self, CodePatternError> {
        let wrong = || CodePatternError::Placed(text.to_owned());
        let (name, places) = text.split_once('=').ok_or_else(wrong)?;
        let (from, to) = places.split_once('-').unwrap_or((places, places));
        let (from, to) = (from.trim().parse(), to.trim().parse());
        let (Ok(from), Ok(to)) = (from, to) else { return Err(wrong()) };
        self.facet(&name.trim().replace('-', "_"), from, to)
    }

    /// The name, as in `code.<name>`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn pattern(&self) -> &str {
        &self.written
    }

    /// The check: `none`, `luhn` or `mod37-36`.
    #[must_use]
    pub const fn check_word(&self) -> &'static str {
        match self.check {
            None => NO_CHECK,
            Some(CodeCheck::Luhn) => "luhn",
            Some(CodeCheck::Mod37_36) => "mod37-36",
        }
    }

    /// Whether it is read as it was scanned.
    #[must_use]
    pub const fn has_exact_case(&self) -> bool {
        self.exact_case
    }

    /// The facets, `name=from-to`, joined by commas, in the order in which they were placed.
    #[must_use]
    pub fn facets_text(&self) -> String {
        let placed = |facet: &MappedFacet| format!("{}={}-{}", facet.name, facet.from + 1, facet.to);
        self.facets.iter().map(placed).collect::<Vec<_>>().join(",")
    }

    pub(super) const fn has_check(&self) -> bool {
        self.check.is_some()
    }

    pub(super) fn read(&self, value: &str, context: &Context<'_>) -> Result<Draft, Vec<Reason>> {
        let code = if self.exact_case { text::without_spaces(value) } else { text::compact_upper(value) };
        let mut reasons = Vec::new();
        if code.chars().count() != self.positions.len() {
            reasons.push(Reason::Length);
        } else if !code.chars().zip(&self.positions).all(|(c, position)| self.fits(c, *position)) {
            reasons.push(Reason::Character);
        } else if self.check.is_some_and(|check| !check.is_right(&code)) {
            reasons.push(Reason::Checksum);
        }
        if !reasons.is_empty() {
            return Err(reasons);
        }
        let mut draft = Draft::new(&format!("code.{}", self.name), code);
        for facet in &self.facets {
            let text: Zeroizing<String> = Zeroizing::new(
                draft.canonical.chars().skip(facet.from).take(facet.to - facet.from).collect(),
            );
            set_facet(&mut draft, &facet.name, &text, context)?;
        }
        Ok(draft)
    }

    fn fits(&self, c: char, position: Position) -> bool {
        match position {
            Position::Digit => c.is_ascii_digit(),
            Position::Letter => c.is_ascii_alphabetic(),
            Position::Any => !c.is_control(),
            Position::Literal(literal) if self.exact_case => c == literal,
            Position::Literal(literal) => c == literal.to_ascii_uppercase(),
        }
    }
}

impl CodeCheck {
    fn is_right(self, code: &str) -> bool {
        match self {
            Self::Luhn => {
                let mut digits = Zeroizing::new(code.to_owned());
                digits.retain(|c| c.is_ascii_digit());
                luhn::is_valid(&digits)
            }
            Self::Mod37_36 => is_mod_37_36(code),
        }
    }
}

/// ISO 7064, hybrid system MOD 37-36; the last letter or digit is the check character.
fn is_mod_37_36(code: &str) -> bool {
    let values = code
        .bytes()
        .filter_map(|byte| ALPHABET.iter().position(|letter| *letter == byte.to_ascii_uppercase()));
    let mut product = 36;
    let mut last = None;
    for value in values {
        if let Some(before) = last.replace(value) {
            let sum = (product + before) % 36;
            product = if sum == 0 { 36 } else { sum } * 2 % 37;
        }
    }
    last.is_some_and(|check| (product + check) % 36 == 1)
}

fn set_facet(draft: &mut Draft, name: &str, text: &str, context: &Context<'_>) -> Result<(), Vec<Reason>> {
    match name {
        "region" => {
            if !text::is_digits(text) || ![2, 4, 6].contains(&text.len()) {
                return Err(vec![Reason::Region]);
            }
            draft.region(&format!("{text:0<6}"), context.today.year(), context)
        }
        "birth_date" => {
            let date =
                Some(text).filter(|text| text.len() == 8 && text::is_digits(text)).and_then(citizen_id::date);
            let date = date.ok_or_else(|| vec![Reason::Date])?;
            if date > context.today {
                return Err(vec![Reason::Future]);
            }
            draft.facets.set_birth_date(date);
            Ok(())
        }
        "birth_year" => {
            let year = text.parse::<i16>().ok().filter(|_| text.len() == 4 && text::is_digits(text));
            let year = year.ok_or_else(|| vec![Reason::Date])?;
            if year > context.today.year() {
                return Err(vec![Reason::Future]);
            }
            draft.facets.set("birth_year", super::FacetValue::Number(year.into()));
            Ok(())
        }
        "sex" => {
            let sex = match text.as_bytes() {
                [b'M' | b'm' | b'1' | b'3' | b'5' | b'7' | b'9'] => Sex::Male,
                [b'F' | b'f' | b'0' | b'2' | b'4' | b'6' | b'8'] => Sex::Female,
                _ => return Err(vec![Reason::Character]),
            };
            draft.facets.set("sex", sex.as_str());
            Ok(())
        }
        other => {
            draft.facets.set(other.to_owned(), text);
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{CODES, TODAY};
    use super::super::{FacetValue, Kind, Parameter, parse};
    use super::*;
    use crate::domain::region::RegionTable;

    fn read(pattern: &CodePattern, value: &str) -> Result<Parameter, Vec<Reason>> {
        let codes = std::slice::from_ref(pattern);
        let context = Context { today: TODAY, regions: RegionTable::embedded(), strict_region: false, codes };
        parse(&Kind::Code(pattern.name.clone()), value, &context)
    }

    fn pattern(text: &str) -> CodePattern {
        CodePattern::new("t", text).expect("a pattern")
    }

    #[test]
    fn positions_are_digits_letters_anything_or_themselves() {
        let club = pattern("VIP-99A*\\A");
        for (value, canonical) in [
            ("VIP-12BxA", Ok("VIP12BXA")),
            ("vip 12 b 段 a", Ok("VIP12B段A")),
            ("ＶＩＰ１２Ｂ3A", Ok("VIP12B3A")),
        ] {
            let code = read(&club, value);
            assert_eq!(code.as_ref().map(Parameter::canonical), canonical.as_ref().map(|c| *c), "{value}");
        }
        for (value, reason) in [
            ("VIP12BX", Reason::Length),
            ("VIP12BXAA", Reason::Length),
            ("VIP1BBXA", Reason::Character),
            ("VIP122XA", Reason::Character),
            ("VIP12BXB", Reason::Character),
            ("", Reason::Length),
        ] {
            assert_eq!(read(&club, value).map(|_| ()), Err(vec![reason]), "{value}");
        }
    }

    #[test]
    fn case_counts_where_the_site_says_so() {
        let link = CodePattern::exact_case("t", "x.cn/c/****").expect("a pattern");
        assert_eq!(read(&link, "x.cn/c/aBcD").as_ref().map(Parameter::canonical), Ok("x.cn/c/aBcD"));
        assert!(read(&link, "X.CN/c/aBcD").is_err());
        assert_eq!(
            read(&pattern("x.cn/c/****"), "X.cn/c/aBcD").as_ref().map(Parameter::canonical),
            Ok("X.CN/C/ABCD")
        );
    }

    #[test]
    fn checks_are_checked() {
        let luhn = pattern("K99999999999").check(CodeCheck::Luhn);
        assert!(read(&luhn, "K79927398713").is_ok());
        assert_eq!(read(&luhn, "K79927398710").map(|_| ()), Err(vec![Reason::Checksum]));
        // The example of the Global Release Identifier's standard.
        let hybrid = pattern("A9-9999A-AAA9999999-A").check(CodeCheck::Mod37_36);
        assert!(read(&hybrid, "A1-2425G-ABC1234002-M").is_ok());
        assert_eq!(read(&hybrid, "A1-2425G-ABC1234002-N").map(|_| ()), Err(vec![Reason::Checksum]));
        assert_eq!(read(&hybrid, "A1-2425G-ABC1234020-M").map(|_| ()), Err(vec![Reason::Checksum]));
        assert_eq!("luhn".parse(), Ok(CodeCheck::Luhn));
        assert_eq!("mod37-36".parse(), Ok(CodeCheck::Mod37_36));
        assert_eq!("crc".parse::<CodeCheck>(), Err(CodePatternError::Check("crc".to_owned())));
    }

    #[test]
    fn positions_become_facets() {
        let code = pattern("9999999999999999AA")
            .facet("region", 1, 6)
            .and_then(|code| code.facet("birth_date", 7, 14))
            .and_then(|code| code.facet("sex", 15, 15))
            .and_then(|code| code.facet("shop", 17, 18))
            .expect("a pattern");
        let read_code = read(&code, "110102197502031 7xy").expect("a code");
        let facets = read_code.facets();
        assert_eq!((facets.region(), facets.region_name()), (Some("110102"), Some("北京市西城区")));
        assert_eq!(facets.birth_date(), Some(jiff::civil::date(1975, 2, 3)));
        assert_eq!(facets.sex(), Some(Sex::Male));
        assert_eq!(facets.get("shop"), Some(&FacetValue::Text("XY".to_owned())));
        assert_eq!(read_code.namespace(), "code.t");
        assert_eq!(read(&code, "1101021975023017XY").map(|_| ()), Err(vec![Reason::Date]));
        assert_eq!(read(&code, "1101022099020317XY").map(|_| ()), Err(vec![Reason::Future]));

        let year = pattern("99999*")
            .facet("birth_year", 1, 4)
            .and_then(|code| code.facet("sex", 6, 6))
            .expect("a pattern");
        assert_eq!(read(&year, "19750f").map(|code| code.facets().birth_year()), Ok(Some(1975)));
        assert_eq!(read(&year, "19750x").map(|_| ()), Err(vec![Reason::Character]));
        assert_eq!(read(&year, "20990f").map(|_| ()), Err(vec![Reason::Future]));
        let province = pattern("9999").facet("region", 1, 2).expect("a pattern");
        assert_eq!(read(&province, "1199").as_ref().map(|code| code.facets().region()), Ok(Some("110000")));
        let text = pattern("****").facet("region", 1, 2).expect("a pattern");
        assert_eq!(read(&text, "ab99").map(|_| ()), Err(vec![Reason::Region]));
    }

    #[test]
    fn descriptions_that_make_no_sense_are_refused() {
        let new = |name: &str, text: &str| CodePattern::new(name, text).map(|_| ());
        assert_eq!(new("", "9999"), Err(CodePatternError::Name(String::new())));
        assert_eq!(new("A", "9999"), Err(CodePatternError::Name("A".to_owned())));
        assert_eq!(new("a", "99-9"), Err(CodePatternError::Length("99-9".to_owned())));
        assert_eq!(new("a", "BBBB"), Err(CodePatternError::Constant("BBBB".to_owned())));
        assert_eq!(new("a", "9999\\"), Err(CodePatternError::Escape("9999\\".to_owned())));
        for (name, from, to) in [("a", 0, 1), ("a", 2, 1), ("a", 4, 5)] {
            assert_eq!(
                pattern("9999").facet(name, from, to).map(|_| ()),
                Err(CodePatternError::Positions { name: name.to_owned(), from, to })
            );
        }
        for name in ["", "Ab", "region_name", "a.b"] {
            assert_eq!(
                pattern("9999").facet(name, 1, 1).map(|_| ()),
                Err(CodePatternError::Facet(name.to_owned()))
            );
        }
    }

    #[test]
    fn a_code_nobody_described_is_of_an_unknown_kind() {
        let context = Context {
            today: TODAY,
            regions: RegionTable::embedded(),
            strict_region: false,
            codes: &CODES[..0],
        };
        assert_eq!(parse(&Kind::Code("x".to_owned()), "1234", &context).map(|_| ()), Err(vec![Reason::Kind]));
    }

    proptest! {
        #[test]
        fn the_check_character_is_unique(body in "[0-9A-Z]{1,20}") {
            let right = ALPHABET.iter().filter(|check| is_mod_37_36(&format!("{body}{}", char::from(**check)))).count();
            prop_assert_eq!(right, 1);
        }

        #[test]
        fn any_pattern_and_any_value_are_read_without_panic(text in ".{0,40}", value in ".{0,40}", from: usize, to: usize) {
            if let Ok(pattern) = CodePattern::new("t", &text) {
                let pattern = pattern.clone().facet("region", from, to).unwrap_or(pattern);
                let _ = read(&pattern, &value);
                let _ = read(&pattern.check(CodeCheck::Mod37_36), &text);
            }
        }
    }
}
