//! A file of JSON objects, one a line, as pipes and queues write them.
//!
//! Nothing is known of it before its lines are read, so a bad line is not the end: it is handed out as bad, and those
//! behind it follow.

use std::path::Path;
use std::{io::BufRead, mem};

use serde_json::Value;

use super::encoding::ensure_text;
use super::source::{Source, cannot_read, changed};
use crate::error::Error;

/// The longest line that is read (256 KiB). Of a longer one only the beginning is kept.
pub const LONGEST_LINE: usize = 256 * 1024;

/// So many bytes are read at once.
const CHUNK: usize = 64 * 1024;

/// A file of lines; `-` is standard input.
pub struct LineFile {
    source: Source,
    path: std::path::PathBuf,
    shown: String,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, from 1.
    pub number: u64,
    /// What stands in it, without its end. What is no UTF-8 is shown as U+FFFD, and what is too long is cut off.
    pub text: String,
    /// Why it can't be read, where it can't.
    pub flaw: Option<&'static str>,
}

impl LineFile {
    /// Opens the file. What comes through a pipe is kept in memory and may have up to
    /// [`LONGEST_PIPE`](super::LONGEST_PIPE) bytes.
    pub fn open(path: &Path, stdin: &mut dyn BufRead) -> Result<Self, Error> {
        let shown = if path == Path::new("-") {
            "standard input".to_owned()
        } else {
            format!("`{}`", path.display())
        };
        let source = Source::open(path, stdin, &shown)?;
        // Otherwise every piece of an archive between two line feeds would be a bad line of its own.
        let mut head = [0; 32];
        let length = source.read_at(0, &mut head).map_err(|error| cannot_read(&shown, error))?;
        ensure_text(&head[..length], &shown, "JSON lines")?;
        Ok(Self { source, path: path.to_owned(), shown })
    }

    /// The lines that are not blank, from the first.
    #[must_use]
    pub fn lines(&self) -> Lines<'_> {
        Lines { file: self, offset: 0, buffer: Vec::new(), at: 0, number: 0, ended: false }
    }

    /// The path as it was given; `-` for standard input.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The name for messages: the path in backticks, or the words `standard input`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.shown
    }

    pub(super) const fn source(&self) -> &Source {
        &self.source
    }
}

/// Goes through the lines of a file in constant memory.
pub struct Lines<'a> {
    file: &'a LineFile,
    offset: u64,
    buffer: Vec<u8>,
    /// What of the buffer is used up.
    at: usize,
    number: u64,
    ended: bool,
}

impl Lines<'_> {
    /// Reads up to the next line feed. Nothing at the end of the file.
    fn read(&mut self) -> Result<Option<(Vec<u8>, bool)>, Error> {
        let mut line = Vec::new();
        let mut cut = false;
        let mut any = false;
        loop {
            if self.at == self.buffer.len() {
                if self.ended {
                    return Ok(any.then(|| (mem::take(&mut line), cut)));
                }
                self.buffer.resize(CHUNK, 0);
                let read = self
                    .file
                    .source
                    .read_at(self.offset, &mut self.buffer)
                    .map_err(|error| cannot_read(&self.file.shown, error))?;
                self.buffer.truncate(read);
                self.offset += read as u64;
                self.at = 0;
                if read == 0 {
                    self.ended = true;
                    let unchanged = self.file.source.is_unchanged();
                    if !unchanged.map_err(|error| cannot_read(&self.file.shown, error))? {
                        return Err(changed(&self.file.shown));
                    }
                    continue;
                }
            }
            any = true;
            let rest = &self.buffer[self.at..];
            let end = rest.iter().position(|byte| *byte == b'\n');
            let part = &rest[..end.unwrap_or(rest.len())];
            let room = LONGEST_LINE - line.len();
            cut |= part.len() > room;
            line.extend_from_slice(&part[..part.len().min(room)]);
            self.at += part.len();
            if end.is_some() {
                self.at += 1;
                return Ok(Some((line, cut)));
            }
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Result<Line, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (bytes, cut) = match self.read() {
                Ok(Some(line)) => line,
                Ok(None) => return None,
                Err(error) => return Some(Err(error)),
            };
            self.number += 1;
            let mut bytes = bytes.as_slice();
            if self.number == 1 {
                bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            }
            let bytes = bytes.trim_ascii();
            if bytes.is_empty() {
                continue;
            }
            let (text, readable) = match std::str::from_utf8(bytes) {
                Ok(text) => (text.to_owned(), true),
                Err(_) => (String::from_utf8_lossy(bytes).into_owned(), false),
            };
            let flaw = match (cut, readable) {
                (true, _) => Some("the line is longer than 262144 bytes"),
                (false, false) => Some("the line is not UTF-8"),
                (false, true) => None,
            };
            return Some(Ok(Line { number: self.number, text, flaw }));
        }
    }
}

/// The keys of a rejected line in a rejects file.
const TEXT: &str = "text";
const LINE: &str = "rejected_line";
const REASON: &str = "rejected_reason";

/// A rejected line: an object with the text as it came, where it stood, and why it was not taken.
pub(super) fn rejected(line: &Line, reason: &str) -> String {
    serde_json::json!({ LINE: line.number, REASON: reason, TEXT: line.text }).to_string()
}

/// What a line is about: itself, or, when it comes from a rejects file, the text in it. Nothing when such a line has
/// been corrected to something that has no text.
#[must_use]
pub fn corrected(text: &str) -> Option<String> {
    // Most lines are none, and are not read twice.
    if !text.contains(REASON) {
        return Some(text.to_owned());
    }
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(mut object)) if object.contains_key(REASON) && object.contains_key(LINE) => {
            match object.remove(TEXT) {
                Some(Value::String(text)) => Some(text),
                _ => None,
            }
        }
        _ => Some(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;

    fn lines(bytes: &[u8]) -> Vec<Line> {
        let mut stdin = bytes;
        let file = LineFile::open(Path::new("-"), &mut stdin).expect("it is read");
        file.lines().collect::<Result<_, _>>().expect("lines")
    }

    fn line(number: u64, text: &str) -> Line {
        Line { number, text: text.to_owned(), flaw: None }
    }

    #[test]
    fn lines_are_counted_and_blank_ones_left_out() {
        assert_eq!(lines(b""), []);
        assert_eq!(lines(b"\n \r\n"), []);
        assert_eq!(lines(b"\xef\xbb\xbf{}\r\n\n[1]"), [line(1, "{}"), line(3, "[1]")]);
    }

    #[test]
    fn a_bad_line_is_not_the_end() {
        let mut bytes = b"{\"a\": \"\xff\"}\n".to_vec();
        bytes.extend(std::iter::repeat_n(b'x', 3 * LONGEST_LINE));
        bytes.extend(b"\nlast\n");
        let [first, long, last] = lines(&bytes).try_into().expect("three lines");
        assert_eq!(
            (first.flaw, first.text.as_str()),
            (Some("the line is not UTF-8"), "{\"a\": \"\u{fffd}\"}")
        );
        assert_eq!((long.flaw.is_some(), long.text.len()), (true, LONGEST_LINE));
        assert_eq!(last, line(3, "last"));
    }

    #[test]
    fn a_line_of_any_length_up_to_the_limit_is_whole() {
        for length in [CHUNK - 1, CHUNK, CHUNK + 1, LONGEST_LINE] {
            let text = "y".repeat(length);
            assert_eq!(lines(format!("{text}\nz").as_bytes()), [line(1, &text), line(2, "z")]);
        }
    }

    #[test]
    fn a_rejected_line_is_read_for_what_it_was() {
        let bad = line(7, "{\"id\": \"\u{1b}[31m\", ");
        let written = rejected(&bad, "it ends early");
        assert!(written.is_ascii(), "{written}");
        assert_eq!(corrected(&written), Some(bad.text));
        for text in ["{}", "[\"rejected_reason\"]", "{\"rejected_reason\": 1}", "no json: rejected_reason"] {
            assert_eq!(corrected(text), Some(text.to_owned()));
        }
        assert_eq!(corrected(r#"{"rejected_line": 1, "rejected_reason": "x", "text": 1}"#), None);
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let Err(error) = LineFile::open(Path::new("/nowhere/a.jsonl"), &mut io::empty()) else {
            panic!("it is not there")
        };
        assert!(error.to_string().contains("`/nowhere/a.jsonl`"), "{error}");
    }
}
