//! Text in GBK, exactly or not at all.

use encoding_rs::GBK;

use super::{Field, Refusal};

/// The text in GBK. The library would write what GBK has not as `&#14019;` and call it done, and gives a euro sign and
/// characters of private use codes that not every reader of GBK takes for the same: all of them are refused.
pub fn encode(field: Field, text: &str) -> Result<Vec<u8>, Refusal> {
    if let Some(character) = text.chars().find(|&c| !is_in_gbk(c)) {
        return Err(Refusal::Character { field, character });
    }
    Ok(GBK.encode(text).0.into_owned())
}

fn is_in_gbk(c: char) -> bool {
    if c.is_ascii() {
        return true;
    }
    let mut bytes = [0; 4];
    let (_, _, had_unmappables) = GBK.encode(c.encode_utf8(&mut bytes));
    !had_unmappables && !matches!(c, '€' | '\u{e000}'..='\u{f8ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gbk_has_not_is_refused_by_name() {
        assert_eq!(encode(Field::Name, "王A"), Ok(vec![0xcd, 0xf5, b'A']));
        for (text, character) in [("王㛃", '㛃'), ("𠮷田", '𠮷'), ("€1", '€'), ("王\u{e863}", '\u{e863}')]
        {
            assert_eq!(encode(Field::Name, text), Err(Refusal::Character { field: Field::Name, character }));
        }
    }
}
