//! Json that is as safe for the terminal as it is for programs.

use std::io;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::ser::Formatter;

use super::{column::Column, safe::treacherous, value::Value};

/// Compact json in which characters that a terminal obeys are written as `\uXXXX`: the same data for
/// every parser.
struct Safe;

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut written = 0;
        for (start, end, c) in treacherous(fragment) {
            writer.write_all(&fragment.as_bytes()[written..start])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            written = end;
        }
        writer.write_all(&fragment.as_bytes()[written..])
    }
}

/// Writes the value on one line, without a line end.
pub(super) fn write(out: &mut (impl io::Write + ?Sized), value: &impl Serialize) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::with_formatter(out, Safe);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

/// The json text of a value.
pub(super) fn text(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    write(&mut out, value).expect("a vector takes everything, and the keys of a value are texts");
    String::from_utf8(out).expect("json is UTF-8")
}

/// An object of these entries, in their order.
pub(super) struct Object<I>(pub(super) I);

/// A whole row as an object.
pub(super) fn row<'a>(columns: &'a [Column], cells: &'a [Value]) -> impl Serialize + 'a {
    Object(columns.iter().map(|column| column.key).zip(cells))
}

impl<'a, I: Iterator<Item = (&'a str, &'a Value)> + Clone> Serialize for Object<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in self.0.clone() {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_escaped() {
        let text = text(&"\u{1b}[2J \u{9b}2J \u{7f} \u{202e}x\u{e0041} 张\"\n");
        assert_eq!(text, r#""\u001b[2J \u009b2J \u007f \u202ex\udb40\udc41 张\"\n""#);
    }

    proptest! {
        #[test]
        fn escaping_changes_no_data(original in any::<String>()) {
            let read: String = serde_json::from_str(&text(&original)).expect("json");
            prop_assert_eq!(read, original);
        }
    }
}
