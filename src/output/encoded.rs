//! Text in the encoding that the reader wants.

use std::io::{self, Write};

use encoding_rs::{Encoder, GB18030};

use super::Encoding;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What is written to it as UTF-8 arrives at `to` in this encoding.
pub(super) fn writer(to: Box<dyn Write + Send>, encoding: Encoding) -> Box<dyn Write + Send> {
    match encoding {
        Encoding::Utf8 => to,
        Encoding::Utf8Bom => Box::new(Marked { to, is_marked: false }),
        Encoding::Gb18030 => {
            Box::new(Recoded { to, encoder: GB18030.new_encoder(), begun: Vec::new(), out: Vec::new() })
        }
    }
}

/// Writes the mark before the first byte; what has no byte has no mark.
struct Marked {
    to: Box<dyn Write + Send>,
    is_marked: bool,
}

impl Write for Marked {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if !self.is_marked && !bytes.is_empty() {
            self.to.write_all(BYTE_ORDER_MARK)?;
            self.is_marked = true;
        }
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Writes GB18030, which has every character of Unicode.
struct Recoded {
    to: Box<dyn Write + Send>,
    encoder: Encoder,
    /// The first bytes of a character whose others were not written yet.
    begun: Vec<u8>,
    out: Vec<u8>,
}

impl Recoded {
    fn encode(&mut self, text: &str) -> io::Result<()> {
        self.out.clear();
        let most = self.encoder.max_buffer_length_from_utf8_if_no_unmappables(text.len());
        self.out.reserve(most.unwrap_or(text.len().saturating_mul(4)));
        let mut rest = text;
        while !rest.is_empty() {
            self.out.reserve(rest.len().min(4096) + 16);
            let (_, read, _) = self.encoder.encode_from_utf8_to_vec(rest, &mut self.out, false);
            rest = &rest[read..];
        }
        self.to.write_all(&self.out)
    }
}

impl Write for Recoded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.begun.extend_from_slice(bytes);
        let whole = match str::from_utf8(&self.begun) {
            Ok(text) => text.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return Err(io::Error::new(io::ErrorKind::InvalidData, "what is written is no text")),
        };
        let rest = self.begun.split_off(whole);
        let text = String::from_utf8(std::mem::replace(&mut self.begun, rest))
            .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "what is written is no text"))?;
        self.encode(&text)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::output::{Column, Format, Options, Streams, Ui, Value};

    fn csv(encoding: Encoding, name: &str) -> Vec<u8> {
        let (streams, captured) = Streams::memory("");
        let mut ui = Ui::new(streams, Options { format: Format::Csv, encoding, ..Options::default() });
        let mut list = ui.list(&[Column::new("ref", "REF"), Column::new("name", "NAME")]).expect("a list");
        list.row([Value::code("001234567890123456"), Value::text(name.to_owned())]).expect("a row");
        list.end().expect("the end");
        captured.stdout_bytes()
    }

    #[test]
    fn spreadsheets_get_a_mark_and_digits_that_stay_whole() {
        assert_eq!(csv(Encoding::Utf8, "张三"), "ref,name\n001234567890123456,张三\n".as_bytes());
        assert_eq!(
            csv(Encoding::Utf8Bom, "张三"),
            "\u{feff}ref,name\n001234567890123456\t,张三\n".as_bytes()
        );
        let written = csv(Encoding::Gb18030, "张三㛃𠮷€");
        let (text, _, failed) = GB18030.decode(&written);
        assert_eq!((text.as_ref(), failed), ("ref,name\n001234567890123456\t,张三㛃𠮷€\n", false));
    }

    proptest! {
        #[test]
        fn pieces_of_characters_are_put_together(text in "\\PC{0,60}", size in 1_usize..5) {
            let (streams, captured) = Streams::memory("");
            let mut out = writer(streams.stdout, Encoding::Gb18030);
            for piece in text.as_bytes().chunks(size) {
                out.write_all(piece).expect("memory takes all");
            }
            let written = captured.stdout_bytes();
            let (whole, _, _) = GB18030.encode(&text);
            prop_assert_eq!(written, whole.into_owned());
        }
    }
}
