//! Whether an identifier can be read in a text that is not sealed.

use jiff::civil::Date;

use super::walks::enough;
use crate::domain::parameter::{Context, Kind, parse};
use crate::domain::region::RegionTable;
use crate::error::Error;
use crate::store::{Tx, check};

/// How many characters a citizen ID number has.
const LENGTH: usize = 18;

/// The places of texts in clear that have a valid citizen ID number in them.
pub(super) async fn readable(tx: &mut Tx, today: Date) -> Result<Vec<String>, Error> {
    let context = Context { today, regions: RegionTable::embedded(), strict_region: false, codes: &[] };
    let mut found = Vec::new();
    check::for_each_typed(tx, |(place, text)| {
        if has_citizen_id(&text, &context) {
            found.push(place);
        }
        Ok::<_, Error>(enough(&found))
    })
    .await?;
    Ok(found)
}

/// Whether some word of a text is a valid citizen ID number: the date in it, and the check character.
fn has_citizen_id(text: &str, context: &Context<'_>) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| {
        word.len() == LENGTH
            && word.as_bytes()[..LENGTH - 1].iter().all(u8::is_ascii_digit)
            && parse(&Kind::CitizenId, word, context).is_ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citizen_id_is_found_wherever_it_stands() {
        let context = Context {
            today: jiff::civil::date(2026, 11, 26),
            regions: RegionTable::embedded(),
            strict_region: false,
            codes: &[],
        };
        for text in ["110102197502030839", "call 11010519491231002X now", "{\"id\":\"110102197502030839\"}"] {
            assert!(has_citizen_id(text, &context), "{text}");
        }
        for text in [
            "",
            "110102197502030838",
            "1101021975020308390",
            "x110102197502030839",
            "sha256:110102197502030839110102197502030839",
            "1*****************9",
            "段**",
        ] {
            assert!(!has_citizen_id(text, &context), "{text}");
        }
    }
}
