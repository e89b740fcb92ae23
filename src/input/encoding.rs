//! Which encoding a file has, and its bytes as UTF-8.

use std::io;

use encoding_rs::{Decoder, DecoderResult, Encoding, GB18030, UTF_8};
use sha2::{Digest as _, Sha256};

use super::{
    record::Lines,
    source::{Source, cannot_read},
};
use crate::error::{Code, Error};

const CHUNK: usize = 64 * 1024;

const UTF_8_MARK: &[u8] = b"\xef\xbb\xbf";
const GB18030_MARK: &[u8] = b"\x84\x31\x95\x33";

/// How the files begin that people give where text is wanted, what they are, and what to do with them. Nothing is unpacked here:
/// what is small as an archive may be without end when it is unpacked.
const OTHERS: [(&[u8], &str, &str); 14] = [
    (b"\xff\xfe", "UTF-16 text", SAVE_AS),
    (b"\xfe\xff", "UTF-16 text", SAVE_AS),
    (b"PK\x03\x04", "an Excel workbook or another ZIP archive", UNPACK_OR_SAVE),
    (b"PK\x05\x06", "an empty ZIP archive", UNPACK),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook", SAVE_AS),
    (b"\x1f\x8b", "compressed by gzip", UNPACK),
    (b"BZh", "compressed by bzip2", UNPACK),
    (b"\xfd7zXZ\0", "compressed by xz", UNPACK),
    (b"\x28\xb5\x2f\xfd", "compressed by zstd", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (b"age-encryption.org/v1\n", "encrypted by age", "decrypt it first, as by `age --decrypt`"),
    (b"%PDF-", "a PDF document", SAVE_AS),
    (b"SQLite format 3\0", "an SQLite database", SAVE_AS),
];

const SAVE_AS: &str = "save it as CSV in UTF-8 or GB18030";
const UNPACK: &str = "unpack it first; archives are not read";
const UNPACK_OR_SAVE: &str = "unpack it first, or save the workbook as CSV in UTF-8 or GB18030";

/// Refuses what is no text by how it begins.
pub(super) fn ensure_text(head: &[u8], shown: &str, wanted: &str) -> Result<(), Error> {
    match OTHERS.iter().find(|(begins, ..)| head.starts_with(begins)) {
        Some((_, what, hint)) => {
            Err(Error::new(Code::BadFile, format!("{shown} is {what}, not {wanted}")).hint(*hint))
        }
        None => Ok(()),
    }
}

/// How the bytes of a file are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Utf8,
    Utf8WithMark,
    Gb18030,
    Gb18030WithMark,
}

impl Form {
    /// Finds the encoding from the whole content, and its SHA-256 on the way. A byte order mark decides;
    /// then strictly valid UTF-8, which other encodings are only by accident; then GB18030.
    pub(super) fn sniff(source: &Source, shown: &str) -> Result<(Self, [u8; 32]), Error> {
        let cannot_read = |error| cannot_read(shown, error);
        let sha256 = scan(source, shown)?;
        let mut head = [0; 4];
        let length = source.read_at(0, &mut head).map_err(cannot_read)?;
        let head = &head[..length];
        let utf8 = first_malformed(source, UTF_8).map_err(cannot_read)?;
        let form = match utf8 {
            None if head.starts_with(UTF_8_MARK) => Self::Utf8WithMark,
            None => Self::Utf8,
            Some(at) if head.starts_with(UTF_8_MARK) => {
                let (line, byte) = place(source, at).map_err(cannot_read)?;
                return Err(Error::new(
                    Code::BadFile,
                    format!(
                        "line {line} of {shown} is not UTF-8 (byte {byte}), though the file begins with \
                         the mark of UTF-8"
                    ),
                )
                .hint(SAVE_AS));
            }
            Some(in_utf8) => match first_malformed(source, GB18030).map_err(cannot_read)? {
                None if head.starts_with(GB18030_MARK) => Self::Gb18030WithMark,
                None => Self::Gb18030,
                Some(in_gb18030) => {
                    // What it was meant to be makes sense the longest.
                    let (line, byte) = place(source, in_utf8.max(in_gb18030)).map_err(cannot_read)?;
                    return Err(Error::new(
                        Code::BadFile,
                        format!("line {line} of {shown} is neither UTF-8 nor GB18030 (byte {byte})"),
                    )
                    .hint(SAVE_AS));
                }
            },
        };
        Ok((form, sha256))
    }

    /// Whether a file like it wants a byte order mark: it came from a program that needs one to know UTF-8,
    /// or takes everything without for GB18030.
    pub(super) const fn wants_mark(self) -> bool {
        !matches!(self, Self::Utf8)
    }

    const fn mark(self) -> &'static [u8] {
        match self {
            Self::Utf8 | Self::Gb18030 => b"",
            Self::Utf8WithMark => UTF_8_MARK,
            Self::Gb18030WithMark => GB18030_MARK,
        }
    }
}

/// One pass over the raw bytes: the SHA-256, and whether it can be text at all.
fn scan(source: &Source, shown: &str) -> Result<[u8; 32], Error> {
    let mut sha256 = Sha256::new();
    let mut buffer = vec![0; CHUNK];
    let mut offset = 0;
    loop {
        let read = source.read_at(offset, &mut buffer).map_err(|error| cannot_read(shown, error))?;
        let chunk = &buffer[..read];
        if chunk.is_empty() {
            return Ok(sha256.finalize().into());
        }
        if offset == 0 {
            ensure_text(chunk, shown, "CSV")?;
        }
        if let Some(at) = chunk.iter().position(|&byte| byte == 0) {
            let at = offset + at as u64;
            let (line, byte) = place(source, at).map_err(|error| cannot_read(shown, error))?;
            let message = format!("line {line} of {shown} has a NUL (byte {byte}), so it is not text");
            return Err(Error::new(Code::BadFile, message).hint(SAVE_AS));
        }
        sha256.update(chunk);
        offset += read as u64;
    }
}

/// The offset of the first byte that makes no sense in the encoding.
fn first_malformed(source: &Source, encoding: &'static Encoding) -> io::Result<Option<u64>> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut raw, mut unused) = (vec![0; CHUNK], vec![0; CHUNK]);
    let mut offset = 0;
    loop {
        let length = source.read_at(offset, &mut raw)?;
        let mut left = &raw[..length];
        loop {
            let (result, read, _) =
                decoder.decode_to_utf8_without_replacement(left, &mut unused, length == 0);
            offset += read as u64;
            left = &left[read..];
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(bad, after) => {
                    return Ok(Some(offset - u64::from(bad) - u64::from(after)));
                }
            }
        }
        if length == 0 {
            return Ok(None);
        }
    }
}

/// The line of a byte, and its number, both counted from 1. Line ends are the same bytes in both encodings.
fn place(source: &Source, at: u64) -> io::Result<(u64, u64)> {
    let mut lines = Lines::default();
    let mut buffer = vec![0; CHUNK];
    let mut offset = 0;
    while offset < at {
        let read = source.read_at(offset, &mut buffer)?;
        let before = usize::try_from(at - offset).map_or(read, |left| left.min(read));
        lines.pass(&buffer[..before]);
        offset += read as u64;
    }
    Ok((lines.number(), at + 1))
}

/// The content of a source as UTF-8, in pieces that may end inside of a character.
pub(super) struct Text<'a> {
    source: &'a Source,
    offset: u64,
    /// None when the bytes are UTF-8 already.
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    utf8: Vec<u8>,
    start: usize,
    end: usize,
}

impl<'a> Text<'a> {
    pub(super) fn new(source: &'a Source, form: Form) -> Self {
        let offset = form.mark().len() as u64;
        let (decoder, raw, utf8) = match form {
            Form::Utf8 | Form::Utf8WithMark => (None, 0, CHUNK),
            Form::Gb18030 | Form::Gb18030WithMark => {
                (Some(GB18030.new_decoder_without_bom_handling()), CHUNK, 2 * CHUNK)
            }
        };
        Self { source, offset, decoder, raw: vec![0; raw], utf8: vec![0; utf8], start: 0, end: 0 }
    }

    /// What comes next: at least one byte, or none at the end.
    pub(super) fn ahead(&mut self) -> io::Result<&[u8]> {
        if self.start == self.end {
            self.fill()?;
        }
        Ok(&self.utf8[self.start..self.end])
    }

    /// Goes on behind the first `length` bytes of what is ahead.
    pub(super) fn pass(&mut self, length: usize) {
        self.start = self.end.min(self.start + length);
    }

    fn fill(&mut self) -> io::Result<()> {
        (self.start, self.end) = (0, 0);
        let Some(decoder) = &mut self.decoder else {
            self.end = self.source.read_at(self.offset, &mut self.utf8)?;
            self.offset += self.end as u64;
            return Ok(());
        };
        loop {
            let length = self.source.read_at(self.offset, &mut self.raw)?;
            if length == 0 {
                return Ok(());
            }
            let raw = &self.raw[..length];
            let (result, read, written) =
                decoder.decode_to_utf8_without_replacement(raw, &mut self.utf8, false);
            // It made sense when it was sniffed.
            if matches!(result, DecoderResult::Malformed(..)) {
                return Err(io::ErrorKind::InvalidData.into());
            }
            // When the output is full the rest is read again with the next piece.
            self.offset += read as u64;
            self.end = written;
            if written > 0 {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sniff(bytes: &[u8]) -> Result<Form, Error> {
        Form::sniff(&Source::Memory(bytes.to_vec()), "`a.csv`").map(|(form, _)| form)
    }

    fn text(bytes: &[u8], form: Form) -> io::Result<String> {
        let source = Source::Memory(bytes.to_vec());
        let mut text = Text::new(&source, form);
        let mut all = Vec::new();
        loop {
            let ahead = text.ahead()?;
            if ahead.is_empty() {
                return Ok(String::from_utf8(all).expect("UTF-8 comes out"));
            }
            // An odd step, so that pieces end anywhere.
            let step = ahead.len().min(997);
            all.extend_from_slice(&ahead[..step]);
            text.pass(step);
        }
    }

    #[test]
    fn the_encoding_is_found_from_the_last_byte_too() -> Result<(), Error> {
        let ascii = "name,a\n".repeat(30_000).into_bytes();
        assert_eq!(sniff(&ascii)?, Form::Utf8);
        let with = |tail: &[u8]| [&ascii, tail].concat();
        assert_eq!(sniff(&with("姓名".as_bytes()))?, Form::Utf8);
        assert_eq!(sniff(&with(b"\xd0\xd5\xc3\xfb"))?, Form::Gb18030);
        let error = sniff(&with(b"\xd0\xd5\xc3")).expect_err("half a character");
        assert_eq!(
            (error.code(), error.to_string()),
            (Code::BadFile, "line 30001 of `a.csv` is neither UTF-8 nor GB18030 (byte 210003)".to_owned())
        );
        Ok(())
    }

    #[test]
    fn a_mark_decides_and_is_no_text() -> Result<(), Error> {
        for (bytes, form) in [
            (b"\xef\xbb\xbfa".as_slice(), Form::Utf8WithMark),
            (b"\x84\x31\x95\x33a", Form::Gb18030WithMark),
            (b"a", Form::Utf8),
        ] {
            assert_eq!(sniff(bytes)?, form);
            assert_eq!(text(bytes, form).expect("it reads"), "a");
        }
        let error = sniff(b"\xef\xbb\xbfname\r\n\xd0\xd5\xc3\xfb").expect_err("the mark is wrong");
        assert_eq!(
            error.to_string(),
            "line 2 of `a.csv` is not UTF-8 (byte 10), though the file begins with the mark of UTF-8"
        );
        Ok(())
    }

    #[test]
    fn other_kinds_of_files_are_named() {
        for (bytes, message, hint) in [
            (b"\xff\xfea\0".as_slice(), "`a.csv` is UTF-16 text, not CSV", SAVE_AS),
            (b"\xfe\xff\0a", "`a.csv` is UTF-16 text, not CSV", SAVE_AS),
            (
                b"PK\x03\x04\x14\0",
                "`a.csv` is an Excel workbook or another ZIP archive, not CSV",
                UNPACK_OR_SAVE,
            ),
            (b"\xd0\xcf\x11\xe0\xa1", "`a.csv` is an Excel workbook, not CSV", SAVE_AS),
            (b"\x1f\x8b\x08", "`a.csv` is compressed by gzip, not CSV", UNPACK),
            (b"\xfd7zXZ\0\0", "`a.csv` is compressed by xz, not CSV", UNPACK),
            (b"a,b\r\n1,\0", "line 2 of `a.csv` has a NUL (byte 8), so it is not text", SAVE_AS),
            (b"a,b\n1,\xff\n", "line 2 of `a.csv` is neither UTF-8 nor GB18030 (byte 7)", SAVE_AS),
        ] {
            let error = sniff(bytes).expect_err(message);
            assert_eq!((error.code(), error.to_string()), (Code::BadFile, message.to_owned()));
            assert_eq!(error.hints(), [hint]);
        }
    }

    #[test]
    fn characters_across_pieces_are_whole() {
        // One byte first, so that two-byte characters straddle every boundary; four-byte ones are rarer.
        let original = format!("a{}", "姓名𠀀ü".repeat(40_000));
        let (bytes, _, unmappable) = GB18030.encode(&original);
        assert!(!unmappable);
        assert_eq!(text(&bytes, Form::Gb18030).expect("it reads"), original);
    }

    proptest! {
        #[test]
        fn gb18030_text_comes_back(original in "[\\x01-\\x7f一-龥ü€\u{20000}-\u{200ff}]{0,50}") {
            let (bytes, _, _) = GB18030.encode(&original);
            prop_assert_eq!(text(&bytes, Form::Gb18030).expect("it reads"), original);
        }
    }
}
